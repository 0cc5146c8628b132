"""Voltage-driven kinetics of films: where transport and magnetism meet.

``simulate_batch`` is the host function a study maps over its grid: records in, NumPy arrays out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol as Protocol_

import numpy as np

from nmhts.errors import SimulationError
from nmhts.numerics.lanes import WIDTH
from nmhts.numerics.watch import new_watch
from nmhts.physics.magnetism.intrinsic import extinction, magnetic_state, order_numbers
from nmhts.physics.magnetism.planes import magnetize
from nmhts.physics.transport import codes, kernel
from nmhts.physics.transport.front import trace_fronts
from nmhts.physics.transport.parameters import film_parameters, plane_density
from nmhts.physics.transport.pushforward import Directions
from nmhts.physics.transport.state import N_PARAMETERS, FilmParameters
from nmhts.physics.transport.stepping import N_SCALARS
from nmhts.physics.transport.tape import Tape, erase
from nmhts.simulation.films.surroundings import see_cell
from nmhts.simulation.outcomes.conservation import NOT_CONSERVED, code_drift
from nmhts.simulation.outcomes.regimes import METAL, find_regimes
from nmhts.simulation.protocols.waveform import Protocol

MIN_PLANES = 3
DEFAULT_RTOL = 1e-2
DERIVATIVE_RTOL = 1e-3
"""Relative tolerance of the step for public derivatives.

With it, derivatives of charge and N are good to 2e-4 of their largest value over a run, those of
the front to 3e-4.
"""
DEFAULT_MAX_STEPS = 200_000
UNKNOWN_STEPS = -1
LEAST_RTOL = 1e-10
# Share of the protocol length by which rounding may put a recorded time beyond its end (numerical).
_BEYOND = 1e-12
STUCK = (codes.OUT_OF_RANGE, codes.STEP_UNDERFLOW, codes.NOT_FINITE, NOT_CONSERVED)
_STERN = FilmParameters._fields.index("stern_capacitance")
RETRY = 0.1  # factor on the tolerance for a film that got stuck (numerical)

SERIES = (
    "magnetization",
    "ferromagnetic_thickness",
    "front_position",
    "front_width",
    "nitrogen_lost",
    "nitrogen_reservoir",
    "nitrogen_adsorbed",
    "charge",
    "current_density",
    "stern_drop",
)
"""Outputs over (film, time)."""


class Recorded(Protocol_):
    """Inputs with a protocol and recorded times."""

    @property
    def times(self) -> tuple[float, ...]:
        """Return the times, s."""
        ...

    @property
    def protocol(self) -> Protocol:
        """Return the protocol."""
        ...


@dataclass(frozen=True)
class KineticsPoint:
    """Everything that decides the result of one film, in SI.

    ``nitride`` and ``gate`` hold the numbers of the sheets by name; ``times`` [t] s are recorded.
    """

    nitride: Mapping[str, float]
    gate: Mapping[str, float]
    thickness: float
    temperature: float
    protocol: Protocol
    times: tuple[float, ...]

    @property
    def n_planes(self) -> int:
        """Return the number of N planes, the thickness over the plane spacing, rounded."""
        return round(self.thickness / self.nitride["plane_spacing"])


@dataclass(frozen=True)
class FilmState:
    """State from which a run continues.

    occupancy [n] from the bottom; adsorbed, dissolved and lost N in planes; Stern drop in V.
    """

    occupancy: np.ndarray
    adsorbed: float
    dissolved: float
    lost: float
    stern_drop: float


def pristine(point: KineticsPoint) -> FilmState:
    """Return the state of the film as grown."""
    occupancy = np.full(point.n_planes, point.nitride["initial_occupancy"])
    return FilmState(occupancy, 0.0, 0.0, 0.0, 0.0)


def simulate_batch(
    points: Sequence[KineticsPoint],
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    starts: Sequence[FilmState] | None = None,
    watch: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    """Simulate films; return their series, profiles and status.

    Dimensions: b films, t times, p planes of the thickest film.

    Parameters: points, all with the same number of times; rtol relative tolerance of a step;
    max_steps; starts: states to continue from (as grown if None); watch: see
    ``kernel.integrate_batch`` (no watch if None).
    Returns: ``time`` [b, t] s, ``gate_voltage`` [b, t] V, each of ``SERIES`` [b, t] SI,
    ``nitrogen_occupancy`` [b, t, p], ``order`` [b, t, p] (-1 outside the film), ``depth`` [b, p] m,
    ``n_planes``, ``status``, ``n_steps``, ``regime`` [b] (flags of ``regimes.REGIMES``).
    Errors: SimulationError for a film below ``MIN_PLANES`` planes, unequal numbers of times, or
    rtol outside 1e-10 to 0.1.

    A film that fails is NaN from its failure on and coded in ``status``; no other film is affected.
    A film that the watch gives up is NaN throughout, because its progress depends on the machine.
    A film that gets stuck (no step is small enough), or makes or loses nitrogen, is computed once
    more with a tenth of the tolerance. The bytes of a film depend only on its own point.
    """
    films = batch_films(points, starts)
    check_times(points, films.t_out)
    results = integrate(films, rtol, max_steps, None, None, watch)
    given_up = results.status == codes.TIME_LIMIT
    results.occupancy[given_up], results.scalars[given_up] = np.nan, np.nan
    results.steps[given_up] = UNKNOWN_STEPS
    return observe(points, films, results)


def batch_films(
    points: Sequence[KineticsPoint], starts: Sequence[FilmState] | None = None
) -> kernel.Films:
    """Return films as kernel inputs; parameters and errors as in ``simulate_batch``."""
    count = len(points)
    planes = np.array([point.n_planes for point in points])
    if planes.min() < MIN_PLANES:
        raise SimulationError(f"a film needs at least {MIN_PLANES} planes, got {planes.min()}")
    times = same_times(points)
    pieces = np.array([len(point.protocol.v_start) for point in points])
    parameters = np.empty((count, N_PARAMETERS))
    start = np.zeros((count, int(planes.max()) + 4))
    nodes = np.zeros((count, pieces.max() + 1))
    v_start, v_end = np.zeros((2, count, pieces.max()))
    for i, point in enumerate(points):
        n, k = planes[i], pieces[i]
        parameters[i] = film_parameters(point.nitride, point.gate, point.temperature)
        state = starts[i] if starts is not None else pristine(point)
        start[i, :n] = state.occupancy
        start[i, n : n + 4] = state.adsorbed, state.dissolved, state.lost, state.stern_drop
        nodes[i, : k + 1] = point.protocol.nodes
        v_start[i, :k] = point.protocol.v_start
        v_end[i, :k] = point.protocol.v_end
    return kernel.Films(parameters, planes, start, pieces, nodes, v_start, v_end, times, None)


def same_times(points: Sequence[Recorded]) -> np.ndarray:
    """Return the recorded times of films, s [b, t].

    A time that rounding has put beyond the end of its protocol is set to the end.
    Errors: SimulationError where the numbers of times differ.
    """
    lengths = {len(point.times) for point in points}
    if len(lengths) != 1:
        raise SimulationError(f"films of one batch need equally many times, got {sorted(lengths)}")
    times = np.array([point.times for point in points], dtype=float)
    ends = np.array([point.protocol.nodes[-1] for point in points])[:, None]
    return np.where((times > ends) & (times <= ends * (1.0 + _BEYOND)), ends, times)


def check_times(points: Sequence[Recorded], times: np.ndarray) -> None:
    """Raise SimulationError for recorded times [b, t] s outside their protocols."""
    ends = np.array([point.protocol.nodes[-1] for point in points])[:, None]
    for i, k in np.argwhere((times > ends) | (times < 0.0))[:1]:
        raise SimulationError(
            f"times: {times[i, k]:g} s (allowed: 0 s to {ends[i, 0]:g} s, the end of the protocol)"
        )


def check_rtol(rtol: float) -> None:
    """Raise SimulationError for a tolerance outside 1e-10 to 0.1."""
    if not LEAST_RTOL <= rtol <= 0.1:
        raise SimulationError(f"rtol: {rtol} (allowed: 1e-10 to 0.1)")


def integrate(
    films: kernel.Films,
    rtol: float,
    max_steps: int,
    tape: Tape | None,
    directions: Directions | None,
    watch: np.ndarray | None,
) -> kernel.Results:
    """Run films as ``simulate_batch`` does; run a film that gets stuck once more.

    Records are NaN from the failure of a film on.
    Parameters: tape: filled for the reverse pass (None: no tape); directions: tangents that are
    pushed along, filled with those of the records (None: no tangents).
    """
    check_rtol(rtol)
    (count, n_times), n_max = films.t_out.shape, int(films.n_planes.max())
    status, steps = np.zeros((2, count), dtype=np.int64)
    results = kernel.Results(
        np.full((count, n_times, n_max), np.nan),
        np.full((count, n_times, N_SCALARS), np.nan),
        status,
        steps,
    )
    at_work, give_up = new_watch(WIDTH) if watch is None else watch
    kernel.integrate_batch(films, rtol, max_steps, results, tape, directions, at_work, give_up, 0)
    code_drift(films, results)
    # A film that gets stuck has most often taken a wrong turn before: run it again with smaller
    # errors.
    for i in np.flatnonzero(np.isin(status, STUCK) & (rtol > LEAST_RTOL)):
        one = slice(i, i + 1)
        again = kernel.Results(*(values[one] for values in results))
        again.occupancy[:], again.scalars[:] = np.nan, np.nan
        part = None if tape is None else Tape(*(values[one] for values in tape))
        if part is not None:
            erase(part)
        along = None
        if directions is not None:
            along = Directions(*(None if values is None else values[one] for values in directions))
        alone = kernel.Films(*(None if values is None else values[one] for values in films))
        kernel.integrate_batch(
            alone,
            max(LEAST_RTOL, RETRY * rtol),
            max_steps,
            again,
            part,
            along,
            at_work,
            give_up,
            int(i),
        )
        code_drift(alone, again)
    return results


def observe(
    points: Sequence[KineticsPoint], films: kernel.Films, results: kernel.Results
) -> dict[str, np.ndarray]:
    """Return the outputs of ``simulate_batch`` for films that have run."""
    count, n_times, n_max = results.occupancy.shape
    result: dict[str, np.ndarray] = {name: np.full((count, n_times), np.nan) for name in SERIES}
    result["time"] = films.t_out
    result["gate_voltage"] = np.stack(
        [p.protocol.voltage(t) for p, t in zip(points, films.t_out, strict=True)]
    )
    result["nitrogen_occupancy"] = results.occupancy
    result["order"] = np.full(results.occupancy.shape, -1, dtype=np.int8)
    result["depth"] = np.full((count, n_max), np.nan)
    result |= {
        "n_planes": films.n_planes,
        "status": results.status,
        "n_steps": results.steps,
    }
    _observe(points, films.n_planes, films.parameters, results.occupancy, results.scalars, result)
    nitrides, gates = [p.nitride for p in points], [p.gate for p in points]
    metal = np.any(results.occupancy < METAL, axis=2)
    cell = see_cell(
        nitrides, gates, [p.thickness for p in points], result, films.parameters[:, _STERN], metal
    )
    result["regime"] = find_regimes(results.occupancy, films.n_planes, cell)
    return result


def _observe(
    points: Sequence[KineticsPoint],
    planes: np.ndarray,
    parameters: np.ndarray,
    occupancy: np.ndarray,
    scalars: np.ndarray,
    result: dict[str, np.ndarray],
) -> None:
    """Fill ``result`` with the laboratory quantities of the films."""
    nitrides = [point.nitride for point in points]
    spacing = np.array([nitride["plane_spacing"] for nitride in nitrides])
    magnetize(
        np.array([order_numbers(nitride) for nitride in nitrides]),
        np.array([extinction(nitride) for nitride in nitrides]),
        np.array([point.temperature for point in points]),
        planes,
        occupancy,
        result["order"],
        result["magnetization"],
        result["ferromagnetic_thickness"],
    )
    result["ferromagnetic_thickness"] *= spacing[:, None]
    trace_fronts(occupancy, planes, spacing, result["front_position"], result["front_width"])
    adsorbed, dissolved, lost, drop, current = np.moveaxis(scalars, 2, 0)
    to_area = np.array([plane_density(nitride) for nitride in nitrides])[:, None]
    p = FilmParameters(*parameters.T[:, :, None])
    result["nitrogen_adsorbed"][:] = adsorbed * to_area
    result["nitrogen_reservoir"][:] = (adsorbed + dissolved) * to_area
    result["nitrogen_lost"][:] = lost * to_area
    result["stern_drop"][:] = drop
    result["charge"][:] = (
        p.plane_charge * (adsorbed + dissolved + lost) + p.stern_capacitance * drop
    )
    result["current_density"][:] = current
    below = np.arange(occupancy.shape[2])
    inside = below < planes[:, None]
    result["depth"][:] = np.where(
        inside, (planes[:, None] - 0.5 - below) * spacing[:, None], np.nan
    )


def compile_kernels() -> None:
    """Compile the kernels of ``simulate_batch``, or load them, with a batch of no films."""
    kernel.compile_batch()
    table, numbers, out = np.zeros((0, 1)), np.zeros(0, dtype=np.int64), np.zeros((0, 1, 1))
    vector, order = np.zeros(0), np.zeros((0, 1, 1), dtype=np.int8)
    magnetize(table, vector, vector, numbers, out, order, table, table)
    trace_fronts(out, numbers, vector, table, table)


def plane_magnetization(
    nitride: Mapping[str, float], occupancy: np.ndarray, temperature: float
) -> np.ndarray:
    """Return the saturation magnetization of planes, A/m, per as-grown volume.

    Parameters: nitride numbers in SI; occupancy of any shape; temperature K.
    Returns: the shape of ``occupancy``.
    """
    return magnetic_state(nitride, occupancy, temperature).saturation_magnetization
