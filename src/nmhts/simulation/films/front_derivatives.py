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
from nmhts.simulation.films.front_model import (
    THICKNESS,
    batch_fronts,
    group_numbers,
    integrate_films,
    magnetic_numbers,
    observe_fronts,
)
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    SERIES,
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
    known = sorted({*sheet_numbers(points), TEMPERATURE, THICKNESS, VOLTAGE})
    if not numbers:
        raise SimulationError(f"numbers: none given (allowed: {', '.join(known)})")
    for name in numbers:
        if name not in known:
            raise SimulationError(unknown_name("number of the film", name, known))
    check_rtol(rtol)
    films, failed = batch_fronts(points, None)
    moves, by_density, by_spacing = _directions(points, films, numbers)
    count, n_times = films.t_out.shape
    records = np.full((count, n_times, front_records.N_OUT), np.nan)
    status, steps = np.zeros((2, count), dtype=np.int64)
    integrate_films(films, rtol, max_steps, records, status, steps, moves)
    status[failed] = NO_FRONT
    outputs = observe_fronts(points, films, records, status, steps, False)
    moved = _push_outputs(points, films, records, outputs, moves, numbers, by_density, by_spacing)
    for values in moved.values():
        values[status != OK] = np.nan
    return outputs, moved


def _directions(
    points: Sequence[KineticsPoint], films: kernel.Fronts, numbers: Sequence[str]
) -> tuple[kernel.Moves, np.ndarray, np.ndarray]:
    """Return tangents of films by numbers, and those of the plane density and spacing [b, m]."""
    count, many = len(points), len(numbers)
    (_, n_times), k = films.t_out.shape, films.v_start.shape[1]
    moves = kernel.Moves(
        np.zeros((count, many, N_FRONT_PARAMETERS)),
        np.zeros((count, many, SIZE)),
        np.zeros((count, many, k + 1)),
        np.zeros((count, many, k)),
        np.zeros((count, many, k)),
        np.zeros((count, many, n_times)),
        np.full((count, many, n_times, front_records.N_OUT), np.nan),
    )
    by_density, by_spacing = np.zeros((2, count, many))
    asked = [m for m, name in enumerate(numbers) if name != VOLTAGE]
    for m in set(range(many)) - set(asked):
        moves.v_start[:, m], moves.v_end[:, m] = films.v_start, films.v_end
    for rows, values in group_numbers(points) if asked else ():
        # One evaluation for all numbers: in row m of every array only number m has a complex step.
        names, at = list(values), np.array(list(values.values()))
        size = (len(names), len(asked), len(rows))
        tables = np.broadcast_to(at[:, None], size).astype(complex)
        places = [names.index(numbers[m]) for m in asked]
        steps = _COMPLEX_STEP * np.where(at[places] == 0, 1.0, np.abs(at[places]))
        tables[places, np.arange(len(asked))] += 1j * steps
        moved = dict(zip(names, tables, strict=True))
        planes = moved[THICKNESS] / moved["plane_spacing"]
        p = front_parameters(film_parameters(moved, moved, moved[TEMPERATURE]), planes)
        to = np.ix_(rows, asked)
        for place, coefficient in enumerate(p):
            moves.parameters[..., place][to] = (np.imag(coefficient) / steps).T
        vacancies = planes * (1.0 - moved["initial_occupancy"])
        moves.start[..., NITRIDE][to] = (np.imag(vacancies) / steps).T
        by_density[to] = (np.imag(plane_density(moved)) / steps).T
        by_spacing[to] = (np.imag(moved["plane_spacing"]) / steps).T
    return moves, by_density, by_spacing


def _push_outputs(
    points: Sequence[KineticsPoint],
    films: kernel.Fronts,
    records: np.ndarray,
    outputs: Mapping[str, np.ndarray],
    moves: kernel.Moves,
    numbers: Sequence[str],
    by_density: np.ndarray,
    by_spacing: np.ndarray,
) -> dict[str, np.ndarray]:
    """Push tangents of the records to the laboratory quantities."""
    moved = moves.records
    shape = moved.shape[:3]
    out = {name: np.zeros(shape) for name in PUSHED}
    samples, weights = np.empty((2, *records.shape[:2], SAMPLES))
    fill_samples(films.parameters, records, samples, weights)
    by_samples, by_weights = np.empty((2, *shape, SAMPLES))
    push_samples(films.parameters, moves.parameters, records, moved, by_samples, by_weights)
    each = np.ones(len(points))
    of_order = np.array([[name == own for own in ORDER_NUMBERS] for name in numbers], dtype=float)
    of_temperature = np.array([name == TEMPERATURE for name in numbers], dtype=float)
    numbers_of, extinctions, temperatures = magnetic_numbers(points)
    push_weigh(
        numbers_of, extinctions, temperatures, samples, weights, np.multiply.outer(each, of_order),
        np.multiply.outer(each, of_temperature), by_samples, by_weights, out["magnetization"],
    )  # fmt: skip
    p = FrontParameters(*films.parameters.T[:, :, None, None])
    by = FrontParameters(*np.moveaxis(moves.parameters, 2, 0)[..., None])
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
    by_density = by_density[..., None]
    adsorbed, dissolved, lost, drop = (
        records[:, None, :, k] for k in (ADSORBED, DISSOLVED, LOST, STERN)
    )
    d_adsorbed, d_dissolved, d_lost, d_drop = (
        moved[..., k] for k in (ADSORBED, DISSOLVED, LOST, STERN)
    )
    out["nitrogen_adsorbed"] = density * d_adsorbed + by_density * adsorbed
    out["nitrogen_reservoir"] = density * (d_adsorbed + d_dissolved) + by_density * (
        adsorbed + dissolved
    )
    out["nitrogen_lost"] = density * d_lost + by_density * lost
    out["stern_drop"] = d_drop
    out["charge"] = (
        p.plane_charge * (d_adsorbed + d_dissolved + d_lost)
        + by.plane_charge * (adsorbed + dissolved + lost)
        + p.stern_capacitance * d_drop + by.stern_capacitance * drop
    )  # fmt: skip
    out["current_density"] = moved[..., front_records.CURRENT_OUT]
    return out
