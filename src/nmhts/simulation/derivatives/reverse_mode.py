"""Reverse mode of film runs by the discrete adjoint: gradients of weighted sums of outputs.

Run films with ``record_batch``, then hand cotangents of any outputs to ``pull_back``. The
differentiated function is the computed run with its steps frozen. The gradient is therefore that of
the computed numbers, not of another discretization.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nmhts.errors import SimulationError, unknown_name
from nmhts.physics.magnetism.intrinsic import ORDER_NUMBERS, extinction, order_numbers
from nmhts.physics.magnetism.planes import pull_magnetization
from nmhts.physics.transport import codes, kernel
from nmhts.physics.transport.front import pull_fronts
from nmhts.physics.transport.parameters import film_parameters, plane_density
from nmhts.physics.transport.pullback import Cotangents, pull_batch
from nmhts.physics.transport.replay import replay_batch
from nmhts.physics.transport.state import N_PARAMETERS, FilmParameters
from nmhts.physics.transport.stepping import (
    ADSORBED_OUT,
    CURRENT_OUT,
    DISSOLVED_OUT,
    LOST_OUT,
    N_SCALARS,
    STERN_OUT,
)
from nmhts.physics.transport.tape import Tape, erase, new_tape
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    FilmState,
    KineticsPoint,
    batch_films,
    integrate,
    observe,
)
from nmhts.simulation.films.sheet_numbers import TEMPERATURE, number_of, sheet_numbers

DIFFERENTIABLE = (
    "magnetization",
    "front_position",
    "front_width",
    "nitrogen_lost",
    "nitrogen_reservoir",
    "nitrogen_adsorbed",
    "charge",
    "current_density",
    "stern_drop",
    "nitrogen_occupancy",
)
"""Outputs of which ``pull_back`` takes cotangents."""

TAPE_BYTES = 256 * 2**20
"""Memory for the states of a batch, bytes (numerical).

Films that need more keep every second state, then every fourth, and recompute the others.
"""

_LEAST_KEPT = 64  # states of a film (numerical: bounds the recomputation)
COMPLEX_STEP = 1e-30  # numerical: far below rounding, because a complex step cancels nothing


@dataclass(frozen=True)
class RecordedBatch:
    """Films that have run, with their tape; ``outputs`` as from ``simulate_batch``."""

    points: tuple[KineticsPoint, ...]
    outputs: Mapping[str, np.ndarray]
    films: kernel.Films
    results: kernel.Results
    tape: Tape
    grown: bool  # all films started as grown


@dataclass(frozen=True)
class Gradient:
    """Derivatives of one number for each film of a batch; NaN for a film whose status is not ok.

    nitride, gate: by the names of the sheets, [b] per SI unit of the number, at a fixed number of
    planes; temperature [b] 1/K; occupancy [b, p] from the bottom, adsorbed, dissolved, lost [b] per
    plane, stern_drop [b] 1/V of the start; nodes [b, k + 1] 1/s, v_start, v_end [b, k] 1/V of the
    protocol; times [b, t] 1/s of the records.
    """

    nitride: Mapping[str, np.ndarray]
    gate: Mapping[str, np.ndarray]
    temperature: np.ndarray
    occupancy: np.ndarray
    adsorbed: np.ndarray
    dissolved: np.ndarray
    lost: np.ndarray
    stern_drop: np.ndarray
    nodes: np.ndarray
    v_start: np.ndarray
    v_end: np.ndarray
    times: np.ndarray


def record_batch(
    points: Sequence[KineticsPoint],
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    starts: Sequence[FilmState] | None = None,
    memory: Tape | None = None,
) -> RecordedBatch:
    """Simulate films as ``simulate_batch`` does, to the last bit, and keep their steps.

    Parameters: as for ``simulate_batch``; memory: the tape of a batch that is no longer needed,
    used again if it has the right shape (taking memory anew costs time).
    """
    films = batch_films(points, starts)
    tape = tape_of(films, max_steps, memory)
    results = integrate(films, rtol, max_steps, tape, None, None)
    outputs = observe(points, films, results)
    return RecordedBatch(tuple(points), outputs, films, results, tape, starts is None)


def tape_of(films: kernel.Films, max_steps: int, memory: Tape | None) -> Tape:
    """Return an empty tape for a batch, whose states take up to ``TAPE_BYTES``.

    Parameters: memory: a tape no longer needed, returned erased if it has the right shape.
    """
    (count, n_times), n_max = films.t_out.shape, int(films.n_planes.max())
    size = 8 * count * (2 * n_max + 4)
    kept = min(max(_LEAST_KEPT, TAPE_BYTES // size), max_steps) // 2 * 2
    tape = new_tape(count, n_max, n_times, max_steps, max(kept, 2))
    if memory is not None and [a.shape for a in memory] == [a.shape for a in tape]:
        erase(memory)
        return memory
    return tape


def pull_back(recorded: RecordedBatch, cotangents: Mapping[str, np.ndarray]) -> Gradient:
    """Return the gradient of the sum over outputs of cotangent times output, film by film.

    Parameters: cotangents by the names of ``DIFFERENTIABLE``, in the shapes of the outputs: [b, t],
    or [b, t, p] for ``nitrogen_occupancy``. Where an output is NaN (no front) its cotangent must be
    0. M is smooth except where the order of a plane changes, fronts except where they appear.
    Errors: SimulationError for an unknown output or a wrong shape.
    """
    points, films = recorded.points, recorded.films
    for name, values in cotangents.items():
        if name not in DIFFERENTIABLE:
            raise SimulationError(unknown_name("differentiable output", name, DIFFERENTIABLE))
        if np.shape(values) != recorded.outputs[name].shape:
            expected = recorded.outputs[name].shape
            raise SimulationError(f"{name}: cotangent of shape {np.shape(values)}, not {expected}")
    ended = recorded.results.status == codes.OK
    bars = Cotangents(
        *(
            np.zeros(table.shape)
            for table in (
                films.parameters,
                films.start,
                films.nodes,
                films.v_start,
                films.v_end,
                films.t_out,
            )
        ),
        layers=None,
    )
    seen = _pull_outputs(recorded, cotangents, bars.parameters)
    pull_batch(films, recorded.results.status, recorded.tape, seen.occupancy, seen.scalars, bars)
    nitride, gate, temperature = _pull_numbers(points, bars.parameters, seen.density)
    temperature += seen.temperature
    for name, values in zip(ORDER_NUMBERS, seen.numbers.T, strict=True):
        nitride[name] = nitride.get(name, 0.0) + values
    nitride["plane_spacing"] = nitride["plane_spacing"] + seen.spacing
    n_max = films.start.shape[1] - 4
    rest = np.take_along_axis(bars.start, films.n_planes[:, None] + np.arange(4), axis=1)
    occupancy = np.where(np.arange(n_max) < films.n_planes[:, None], bars.start[:, :n_max], 0.0)
    if recorded.grown:
        # Sum over each film alone: the sum of a padded row depends on the padding.
        nitride["initial_occupancy"] = np.array(
            [row[:n].sum() for row, n in zip(occupancy, films.n_planes, strict=True)]
        )
    failed = ~ended
    parts = [temperature, occupancy, *rest.T, bars.nodes, bars.v_start, bars.v_end, bars.t_out]
    for part in (*nitride.values(), *gate.values(), *parts):
        part[failed] = np.nan
    return Gradient(nitride, gate, *parts)


@dataclass(frozen=True)
class _Seen:
    """Cotangents of the intermediate quantities of the outputs."""

    occupancy: np.ndarray  # [b, t, p]
    scalars: np.ndarray  # [b, t, N_SCALARS]
    density: np.ndarray  # of the N sites of a plane, [b]
    spacing: np.ndarray  # [b]
    numbers: np.ndarray  # of the intrinsic magnetism, [b, 11]
    temperature: np.ndarray  # [b]


def _pull_outputs(
    recorded: RecordedBatch, cotangents: Mapping[str, np.ndarray], by_parameters: np.ndarray
) -> _Seen:
    """Pull the cotangents of the outputs back through ``plane_model.observe``."""
    points, films, results = recorded.points, recorded.films, recorded.results
    count, n_times, _ = results.occupancy.shape

    def given(name: str) -> np.ndarray:
        return np.array(cotangents.get(name, np.zeros((count, n_times))), dtype=float)

    seen = _Seen(
        np.array(
            cotangents.get("nitrogen_occupancy", np.zeros(results.occupancy.shape)), dtype=float
        ),
        np.zeros((count, n_times, N_SCALARS)),
        np.zeros(count),
        np.zeros(count),
        np.zeros((count, len(ORDER_NUMBERS))),
        np.zeros(count),
    )
    nitrides = [point.nitride for point in points]
    pull_magnetization(
        np.array([order_numbers(nitride) for nitride in nitrides]),
        np.array([extinction(nitride) for nitride in nitrides]),
        np.array([point.temperature for point in points]),
        films.n_planes,
        results.occupancy,
        given("magnetization"),
        seen.numbers,
        seen.temperature,
        seen.occupancy,
    )
    spacing = np.array([nitride["plane_spacing"] for nitride in nitrides])
    pull_fronts(
        results.occupancy,
        films.n_planes,
        spacing,
        given("front_position"),
        given("front_width"),
        seen.spacing,
        seen.occupancy,
    )
    density = np.array([plane_density(nitride) for nitride in nitrides])[:, None]
    p = FilmParameters(*films.parameters.T[:, :, None])
    adsorbed, dissolved, lost, drop, _ = np.moveaxis(np.nan_to_num(results.scalars), 2, 0)
    by_adsorbed, by_reservoir = given("nitrogen_adsorbed"), given("nitrogen_reservoir")
    by_lost, by_charge = given("nitrogen_lost"), given("charge")
    nitrogen = by_charge * p.plane_charge
    seen.scalars[..., ADSORBED_OUT] = (by_adsorbed + by_reservoir) * density + nitrogen
    seen.scalars[..., DISSOLVED_OUT] = by_reservoir * density + nitrogen
    seen.scalars[..., LOST_OUT] = by_lost * density + nitrogen
    seen.scalars[..., STERN_OUT] = given("stern_drop") + by_charge * p.stern_capacitance
    seen.scalars[..., CURRENT_OUT] = given("current_density")
    total = by_adsorbed * adsorbed + by_reservoir * (adsorbed + dissolved) + by_lost * lost
    seen.density[:] = total.sum(axis=1)
    places = FilmParameters(*range(N_PARAMETERS))
    moved = adsorbed + dissolved + lost
    by_parameters[:, places.plane_charge] += (by_charge * moved).sum(axis=1)
    by_parameters[:, places.stern_capacitance] += (by_charge * drop).sum(axis=1)
    return seen


def coefficient_moves(
    points: Sequence[KineticsPoint], names: Sequence[str]
) -> tuple[np.ndarray, np.ndarray]:
    """Return derivatives of film coefficients and plane density by sheet numbers or temperature.

    Returns: of the coefficients [b, m, N_PARAMETERS] and of the N sites of a plane [b, m], per SI
    unit of the number.
    """
    by_coefficient = np.zeros((len(points), len(names), N_PARAMETERS))
    by_density = np.zeros((len(points), len(names)))
    # Films whose sheets hold the same numbers go together.
    kinds: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}
    for i, point in enumerate(points):
        kinds.setdefault((tuple(point.nitride), tuple(point.gate)), []).append(i)
    for rows in kinds.values():
        own = (*sheet_numbers([points[rows[0]]]), TEMPERATURE)
        at = np.array([[number_of(points[i], name) for i in rows] for name in own])
        # One evaluation for all numbers: in row m of every array only number m has a complex step.
        tables = np.broadcast_to(at[:, None], (len(own), len(names), len(rows))).astype(complex)
        moved = dict(zip(own, tables, strict=True))
        places = [own.index(name) for name in names]
        steps = COMPLEX_STEP * np.where(at[places] == 0, 1.0, np.abs(at[places]))
        tables[places, np.arange(len(names))] += 1j * steps
        for k, value in enumerate(film_parameters(moved, moved, moved[TEMPERATURE])):
            by_coefficient[rows, :, k] = (np.imag(value) / steps).T
        by_density[rows] = (np.imag(plane_density(moved)) / steps).T
    return by_coefficient, by_density


def _pull_numbers(
    points: Sequence[KineticsPoint], by_parameters: np.ndarray, by_density: np.ndarray
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray], np.ndarray]:
    """Pull cotangents of coefficients and plane density back to sheet numbers and temperature.

    Parameters: cotangents of the coefficients [b, N_PARAMETERS] and of the N sites of a plane [b].
    """
    names = sheet_numbers(points)
    coefficients, density = coefficient_moves(points, (*names, TEMPERATURE))
    # Add in a fixed order for each film alone, so that its bits do not depend on the batch.
    total = by_density[:, None] * density
    for k in range(N_PARAMETERS):
        total = total + by_parameters[:, k, None] * coefficients[:, :, k]
    found = dict(zip(names, total.T, strict=False))
    nitride = {name: found[name].copy() for name in names if name in points[0].nitride}
    gate = {name: found[name].copy() for name in names if name not in points[0].nitride}
    return nitride, gate, total[:, -1].copy()


def check_shape(films: kernel.Films, recorded: kernel.Films) -> None:
    """Raise SimulationError for films of another shape than recorded ones."""
    shapes = [(f.n_planes.tolist(), f.n_pieces.tolist(), f.t_out.shape) for f in (films, recorded)]
    if shapes[0] != shapes[1]:
        raise SimulationError("run again with other numbers of planes, voltage pieces or times")


def run_again(
    recorded: RecordedBatch,
    points: Sequence[KineticsPoint],
    starts: Sequence[FilmState] | None = None,
) -> dict[str, np.ndarray]:
    """Return the outputs of other films with the steps of a recorded batch.

    This is the function of which ``pull_back`` gives the gradient. It is slow and serves checks by
    differences.
    Parameters: points with as many planes, pieces of voltage and times as the recorded ones. Steps
    are the same shares of their piece, whatever the error; the outputs are those of
    ``simulate_batch`` where no input has changed.
    Errors: SimulationError for points of another shape.
    """
    films = batch_films(points, starts)
    check_shape(films, recorded.films)
    status, steps = recorded.results.status, recorded.results.steps
    results = kernel.Results(
        np.full_like(recorded.results.occupancy, np.nan),
        np.full_like(recorded.results.scalars, np.nan),
        status,
        steps,
    )
    replay_batch(films, recorded.films.nodes, recorded.tape, results.occupancy, results.scalars)
    return observe(points, films, results)
