"""Exact derivatives of the series of films by the front model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from nmhts.errors import SimulationError, unknown_name
from nmhts.physics.magnetism.intrinsic import ORDER_NUMBERS
from nmhts.physics.magnetism.planes import push_weigh
from nmhts.physics.transport import front_kernel as kernel
from nmhts.physics.transport import front_records
from nmhts.physics.transport.codes import OK
from nmhts.physics.transport.front_profile import (
    SAMPLES,
    fill_samples,
    front_position,
    front_width,
    push_samples,
)
from nmhts.physics.transport.front_state import (
    ADSORBED,
    DISSOLVED,
    LOST,
    N_FRONT_PARAMETERS,
    NITRIDE,
    SIZE,
    STERN,
    FrontParameters,
    front_parameters,
)
from nmhts.physics.transport.parameters import film_parameters, plane_density
from nmhts.simulation.films.film_moves import FilmMove
from nmhts.simulation.films.front_model import (
    THICKNESS,
    batch_fronts,
    group_numbers,
    integrate_films,
    magnetic_numbers,
    observe_fronts,
)
from nmhts.simulation.films.gate_series import GateRecords, push_gate_series
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    SERIES,
    FilmState,
    KineticsPoint,
    check_rtol,
)
from nmhts.simulation.films.sheet_numbers import TEMPERATURE, sheet_numbers
from nmhts.simulation.outcomes.film_status import NO_FRONT

VOLTAGE = "voltage"
"""Number that is a factor on all voltages."""

PUSHED = tuple(name for name in SERIES if name != "ferromagnetic_thickness")
"""Series with derivatives by ``push_fronts``."""

_COMPLEX_STEP = 1e-30  # numerical: far below rounding, because a complex step cancels nothing


def push_fronts(
    points: Sequence[KineticsPoint],
    numbers: Sequence[str],
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Simulate films as grown; return outputs without profiles, and their derivatives.

    Parameters: points, rtol, max_steps as of ``simulate_fronts``; numbers: m names of the sheets,
    ``temperature``, ``thickness`` (as a real number, not a count of planes) or ``voltage`` (by its
    logarithm).
    Returns: outputs; and for each of ``PUSHED`` its derivative [b, m, t] per SI unit of the number,
    exact with the steps frozen; NaN for a film whose status is not ok. M is smooth except where the
    order of a plane changes.
    Errors: SimulationError for an unknown number.
    """
    known = _known(points)
    if not numbers:
        raise SimulationError(f"numbers: none given (allowed: {', '.join((*known, VOLTAGE))})")
    for name in numbers:
        if name not in (*known, VOLTAGE):
            raise SimulationError(unknown_name("number of the film", name, (*known, VOLTAGE)))
    moves = [[_move(point, name) for name in numbers] for point in points]
    return push_fronts_along(points, moves, rtol, max_steps)


def _known(points: Sequence[KineticsPoint]) -> list[str]:
    return sorted({*sheet_numbers(points), TEMPERATURE, THICKNESS})


def _move(point: KineticsPoint, name: str) -> FilmMove:
    """Return the direction of a number."""
    if name == VOLTAGE:
        return FilmMove(v_start=point.protocol.v_start, v_end=point.protocol.v_end)
    return FilmMove({name: 1.0})


def push_fronts_along(
    points: Sequence[KineticsPoint],
    moves: Sequence[Sequence[FilmMove]],
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    starts: Sequence[FilmState] | None = None,
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Simulate films; return outputs without profiles, and their derivatives along directions.

    Parameters: points, rtol, max_steps, starts as of ``simulate_fronts``; moves: m directions of
    every film (``voltage_move`` and ``duration_move`` make some). A given start does not change.
    Returns: as ``push_fronts``, per unit of the way along a direction.
    Errors: SimulationError for an unknown number, or directions of unequal numbers or lengths.
    """
    if len(moves) != len(points) or len({len(own) for own in moves}) != 1 or not moves[0]:
        given = ", ".join(str(len(own)) for own in moves)
        raise SimulationError(
            f"moves: {given or 'none'} for {len(points)} films (allowed: equally many of each, at "
            "least one)"
        )
    known = _known(points)
    for name in {name for own in moves for move in own for name in move.numbers}:
        if name not in known:
            raise SimulationError(unknown_name("number of the film", name, known))
    check_rtol(rtol)
    films, failed = batch_fronts(points, starts)
    tangents, by_density, by_spacing = _directions(points, films, moves, starts is None)
    count, n_times = films.t_out.shape
    records = np.full((count, n_times, front_records.N_OUT), np.nan)
    status, steps = np.zeros((2, count), dtype=np.int64)
    integrate_films(films, rtol, max_steps, records, status, steps, tangents)
    status[failed] = NO_FRONT
    outputs = observe_fronts(points, films, records, status, steps, False)
    moved = _push_outputs(points, films, records, outputs, tangents, moves, by_density, by_spacing)
    for values in moved.values():
        values[status != OK] = np.nan
    return outputs, moved


def _directions(
    points: Sequence[KineticsPoint],
    films: kernel.Fronts,
    moves: Sequence[Sequence[FilmMove]],
    as_grown: bool,
) -> tuple[kernel.Moves, np.ndarray, np.ndarray]:
    """Return tangents of films along directions, and of plane density and spacing [b, m]."""
    count, many = len(points), len(moves[0])
    (_, n_times), k = films.t_out.shape, films.v_start.shape[1]
    tangents = kernel.Moves(
        np.zeros((count, many, N_FRONT_PARAMETERS)),
        np.zeros((count, many, SIZE)),
        np.zeros((count, many, k + 1)),
        np.zeros((count, many, k)),
        np.zeros((count, many, k)),
        np.zeros((count, many, n_times)),
        np.full((count, many, n_times, front_records.N_OUT), np.nan),
    )
    for i, point in enumerate(points):
        pieces = len(point.protocol.v_start)
        for m, move in enumerate(moves[i]):
            for name, table, size in (
                ("nodes", tangents.nodes, pieces + 1),
                ("v_start", tangents.v_start, pieces),
                ("v_end", tangents.v_end, pieces),
                ("times", tangents.t_out, n_times),
            ):
                given = getattr(move, name)
                if given is not None:
                    if len(given) != size:
                        raise SimulationError(f"{name} of a direction: {len(given)}, not {size}")
                    table[i, m, :size] = given
    by_density, by_spacing = np.zeros((2, count, many))
    for rows, values in group_numbers(points):
        names, at = list(values), np.array(list(values.values()))
        rates = np.zeros((len(names), many, len(rows)))
        for column, i in enumerate(rows):
            for m, move in enumerate(moves[i]):
                for name, rate in move.numbers.items():
                    rates[names.index(name), m, column] = rate
        # A complex step along every direction, in proportion to the number that it changes most.
        sizes = np.where(at == 0, 1.0, np.abs(at))[:, None]
        steps = _COMPLEX_STEP / np.maximum((np.abs(rates) / sizes).max(axis=0), 1e-300)
        moved = dict(zip(names, at[:, None] + 1j * steps * rates, strict=True))
        planes = moved[THICKNESS] / moved["plane_spacing"]
        p = front_parameters(film_parameters(moved, moved, moved[TEMPERATURE]), planes)
        for place, coefficient in enumerate(p):
            tangents.parameters[rows, :, place] = (np.imag(coefficient) / steps).T
        if as_grown:
            vacancies = planes * (1.0 - moved["initial_occupancy"])
            tangents.start[rows, :, NITRIDE] = (np.imag(vacancies) / steps).T
        by_density[rows] = (np.imag(plane_density(moved)) / steps).T
        by_spacing[rows] = (np.imag(moved["plane_spacing"]) / steps).T
    return tangents, by_density, by_spacing


def _push_outputs(
    points: Sequence[KineticsPoint],
    films: kernel.Fronts,
    records: np.ndarray,
    outputs: Mapping[str, np.ndarray],
    tangents: kernel.Moves,
    moves: Sequence[Sequence[FilmMove]],
    by_density: np.ndarray,
    by_spacing: np.ndarray,
) -> dict[str, np.ndarray]:
    """Push tangents of the records to the laboratory quantities."""
    moved = tangents.records
    shape = moved.shape[:3]
    out = {name: np.zeros(shape) for name in PUSHED}
    samples, weights = np.empty((2, *records.shape[:2], SAMPLES))
    fill_samples(films.parameters, records, samples, weights)
    by_samples, by_weights = np.empty((2, *shape, SAMPLES))
    push_samples(films.parameters, tangents.parameters, records, moved, by_samples, by_weights)
    of_order = [
        [[move.numbers.get(name, 0.0) for name in ORDER_NUMBERS] for move in own] for own in moves
    ]
    of_temperature = [[move.numbers.get(TEMPERATURE, 0.0) for move in own] for own in moves]
    numbers_of, extinctions, temperatures = magnetic_numbers(points)
    push_weigh(
        numbers_of, extinctions, temperatures, samples, weights, np.array(of_order),
        np.array(of_temperature), by_samples, by_weights, out["magnetization"],
    )  # fmt: skip
    p = FrontParameters(*films.parameters.T[:, :, None, None])
    by = FrontParameters(*np.moveaxis(tangents.parameters, 2, 0)[..., None])
    M = outputs["magnetization"][:, None]
    out["magnetization"] = (out["magnetization"] - M * by.planes) / p.planes
    spacing = np.array([point.nitride["plane_spacing"] for point in points])[:, None, None]
    to = by_spacing[..., None]
    position = front_position(records[..., front_records.METAL_OUT], p.planes[:, 0])[:, None]
    out["front_position"] = spacing * moved[..., front_records.METAL_OUT] + to * position
    seen = np.isnan(position)
    wide = spacing * front_width(by.half_width) + to * front_width(p.half_width)
    out["front_width"] = np.where(seen, np.nan, wide + 0.0 * moved[..., front_records.METAL_OUT])
    out["front_position"][np.broadcast_to(seen, shape)] = np.nan
    density = np.array([plane_density(point.nitride) for point in points])[:, None, None]
    places = (ADSORBED, DISSOLVED, LOST, STERN)
    at = GateRecords(*(records[:, None, :, k] for k in places))
    along = GateRecords(*(moved[..., k] for k in places))
    out |= push_gate_series(at, along, p, by, density, by_density[..., None])
    out["current_density"] = moved[..., front_records.CURRENT_OUT]
    return out
