"""Films by the front model, with the inputs and outputs of the plane model.

It is four orders of magnitude faster than the plane model; docs/theory/front.md gives its accuracy.
``simulate_fronts`` is the host function; ``front_derivatives`` has the derivatives of its series.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from nmhts.physics.magnetism.intrinsic import extinction, order_numbers
from nmhts.physics.magnetism.planes import magnetize, weigh
from nmhts.physics.transport import front_kernel as kernel
from nmhts.physics.transport import front_records
from nmhts.physics.transport.front_profile import (
    SAMPLES,
    fill_profiles,
    fill_samples,
    front_position,
    front_width,
    split_profile,
)
from nmhts.physics.transport.front_state import (
    ADSORBED,
    DILUTE,
    DISSOLVED,
    LOST,
    METAL,
    N_FRONT_PARAMETERS,
    NITRIDE,
    SIZE,
    STERN,
    FrontParameters,
    front_parameters,
)
from nmhts.physics.transport.parameters import film_parameters, plane_density
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    RETRY,
    SERIES,
    STUCK,
    FilmState,
    KineticsPoint,
    check_rtol,
    check_times,
    same_times,
)
from nmhts.simulation.films.sheet_numbers import TEMPERATURE
from nmhts.simulation.films.surroundings import see_cell
from nmhts.simulation.outcomes.conservation import cut_drift
from nmhts.simulation.outcomes.film_status import NO_FRONT
from nmhts.simulation.outcomes.regimes import find_front_regimes

THICKNESS = "thickness"
"""Number of a film besides those of its sheets and the temperature, m."""


def simulate_fronts(
    points: Sequence[KineticsPoint],
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    starts: Sequence[FilmState] | None = None,
    *,
    profiles: bool = True,
) -> dict[str, np.ndarray]:
    """Simulate films by the front model; return the outputs of ``plane_model.simulate_batch``.

    Parameters: as there; profiles: also return ``nitrogen_occupancy`` and ``order``, which take
    most of the time when many times are recorded.
    Errors: SimulationError for unequal numbers of times, or rtol outside 1e-10 to 0.1.

    A film that gets stuck is computed once more with a tenth of the tolerance. A film whose
    material does not separate into nitride and metal is coded ``no_front``. The bytes of a film
    depend only on its own point.
    """
    check_rtol(rtol)
    films, failed = batch_fronts(points, starts)
    check_times(points, films.t_out)
    count, n_times = films.t_out.shape
    records = np.full((count, n_times, front_records.N_OUT), np.nan)
    status, steps = np.zeros((2, count), dtype=np.int64)
    integrate_films(films, rtol, max_steps, records, status, steps, None)
    status[failed] = NO_FRONT
    return observe_fronts(points, films, records, status, steps, profiles)


def integrate_films(
    films: kernel.Fronts,
    rtol: float,
    max_steps: int,
    records: np.ndarray,
    status: np.ndarray,
    steps: np.ndarray,
    moves: kernel.Moves | None,
) -> None:
    """Integrate films as ``integrate_fronts`` does; run a film that gets stuck once more.

    The second run has a tenth of the tolerance.
    """
    kernel.integrate_fronts(films, rtol, max_steps, records, status, steps, moves)
    _code_drift(films, records, status)
    for i in np.flatnonzero(np.isin(status, STUCK)):
        one = slice(i, i + 1)
        records[one] = np.nan
        again = None if moves is None else kernel.Moves(*(part[one] for part in moves))
        alone = kernel.Fronts(*(part[one] for part in films))
        kernel.integrate_fronts(
            alone, RETRY * rtol, max_steps, records[one], status[one], steps[one], again
        )
        _code_drift(alone, records[one], status[one])


def _code_drift(films: kernel.Fronts, records: np.ndarray, status: np.ndarray) -> None:
    """Cut films that made or lost nitrogen, as ``conservation.code_drift`` does.

    Conserved are vacancies: P + W - s - r - l, with P in the metal, W in the nitride, s adsorbed, r
    dissolved, l lost.
    """
    signs = np.zeros(SIZE)
    signs[[METAL, NITRIDE]], signs[[ADSORBED, DISSOLVED, LOST]] = 1.0, -1.0
    planes = films.parameters[:, FrontParameters._fields.index("planes")]
    change = records[..., :SIZE] @ signs - (films.start @ signs)[:, None]
    cut_drift(change / planes[:, None], status, records)


def batch_fronts(
    points: Sequence[KineticsPoint], starts: Sequence[FilmState] | None
) -> tuple[kernel.Fronts, np.ndarray]:
    """Return films as kernel inputs, and a mask of those that have no front."""
    count = len(points)
    times = same_times(points)
    parameters, start = np.empty((count, N_FRONT_PARAMETERS)), np.zeros((count, SIZE))
    for rows, values in group_numbers(points):
        planes = values[THICKNESS] / values["plane_spacing"]
        p = film_parameters(values, values, values[TEMPERATURE])
        parameters[rows] = np.stack(front_parameters(p, planes), axis=1)
        start[rows, NITRIDE] = planes * (1.0 - values["initial_occupancy"])
    for i, state in enumerate(starts or ()):
        start[i, [METAL, NITRIDE, DILUTE]] = split_profile(state.occupancy)
        start[i, [ADSORBED, DISSOLVED, LOST]] = state.adsorbed, state.dissolved, state.lost
        start[i, STERN] = state.stern_drop
    pieces = np.array([len(point.protocol.v_start) for point in points])
    nodes = np.zeros((count, pieces.max() + 1))
    v_start, v_end = np.zeros((2, count, pieces.max()))
    for i, (point, k) in enumerate(zip(points, pieces, strict=True)):
        nodes[i, : k + 1] = point.protocol.nodes
        v_start[i, :k] = point.protocol.v_start
        v_end[i, :k] = point.protocol.v_end
    failed = np.isnan(parameters[:, FrontParameters._fields.index("binodal")])
    return kernel.Fronts(parameters, start, pieces, nodes, v_start, v_end, times), failed


def group_numbers(
    points: Sequence[KineticsPoint],
) -> Iterator[tuple[list[int], dict[str, np.ndarray]]]:
    """Yield groups of films whose sheets hold the same numbers.

    Each is (rows of the films, numbers by name as arrays, with temperature K and thickness m).
    """
    kinds: dict[tuple[str, ...], list[int]] = {}
    for i, point in enumerate(points):
        kinds.setdefault((*point.nitride, *point.gate), []).append(i)
    for rows in kinds.values():
        some = [points[i] for i in rows]
        values = {
            name: np.array([getattr(point, sheet)[name] for point in some])
            for sheet in ("nitride", "gate")
            for name in getattr(some[0], sheet)
        }
        values[TEMPERATURE] = np.array([point.temperature for point in some])
        values[THICKNESS] = np.array([point.thickness for point in some])
        yield rows, values


def magnetic_numbers(points: Sequence[KineticsPoint]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return ``ORDER_NUMBERS`` [b, k], occupancies of extinction [b] and temperatures [b] K."""
    nitrides = [point.nitride for point in points]
    return (
        np.array([order_numbers(nitride) for nitride in nitrides]),
        np.array([extinction(nitride) for nitride in nitrides]),
        np.array([point.temperature for point in points]),
    )


def observe_fronts(
    points: Sequence[KineticsPoint],
    films: kernel.Fronts,
    records: np.ndarray,
    status: np.ndarray,
    steps: np.ndarray,
    profiles: bool,
) -> dict[str, np.ndarray]:
    """Return the outputs of ``simulate_fronts`` from records [b, t, N_OUT], codes and steps [b]."""
    count, n_times = films.t_out.shape
    result: dict[str, np.ndarray] = {name: np.full((count, n_times), np.nan) for name in SERIES}
    result["time"] = films.t_out
    voltage = np.stack([p.protocol.voltage(t) for p, t in zip(points, films.t_out, strict=True)])
    result["gate_voltage"] = voltage
    planes = np.array([point.n_planes for point in points])
    spacing = np.array([point.nitride["plane_spacing"] for point in points])[:, None]
    p = FrontParameters(*films.parameters.T[:, :, None])
    thickness = p.planes
    samples, weights = np.empty((2, count, n_times, SAMPLES))
    fill_samples(films.parameters, records, samples, weights)
    weigh(
        *magnetic_numbers(points),
        samples,
        weights,
        result["magnetization"],
        result["ferromagnetic_thickness"],
    )
    result["magnetization"] /= thickness
    result["ferromagnetic_thickness"] *= spacing
    position = front_position(records[..., front_records.METAL_OUT], thickness)
    result["front_position"][:] = spacing * position
    result["front_width"][:] = np.where(
        np.isnan(position), np.nan, spacing * front_width(p.half_width)
    )
    density = np.array([plane_density(point.nitride) for point in points])[:, None]
    adsorbed, dissolved, lost = records[..., ADSORBED], records[..., DISSOLVED], records[..., LOST]
    drop = records[..., STERN]
    result["nitrogen_adsorbed"][:] = adsorbed * density
    result["nitrogen_reservoir"][:] = (adsorbed + dissolved) * density
    result["nitrogen_lost"][:] = lost * density
    result["stern_drop"][:] = drop
    result["charge"][:] = (
        p.plane_charge * (adsorbed + dissolved + lost) + p.stern_capacitance * drop
    )
    result["current_density"][:] = records[..., front_records.CURRENT_OUT]
    result |= {"n_planes": planes, "status": status, "n_steps": steps}
    nitrides, gates = [q.nitride for q in points], [q.gate for q in points]
    metal = records[..., front_records.METAL_OUT]
    cell = see_cell(
        nitrides,
        gates,
        [q.thickness for q in points],
        result,
        p.stern_capacitance[:, 0],
        metal > 1.0,
    )
    top = records[..., front_records.TOP_OUT]
    vacant = records[..., METAL] + records[..., NITRIDE]
    result["regime"] = find_front_regimes(top, thickness - metal, vacant, p.spinodal[:, 0], cell)
    if profiles:
        _fill_profiles(points, films, records, planes, spacing, result)
    return result


def _fill_profiles(
    points: Sequence[KineticsPoint],
    films: kernel.Fronts,
    records: np.ndarray,
    planes: np.ndarray,
    spacing: np.ndarray,
    result: dict[str, np.ndarray],
) -> None:
    """Add occupancy, order and depth of every plane."""
    count, n_times = films.t_out.shape
    n_max = int(planes.max())
    half_width = films.parameters[:, FrontParameters._fields.index("half_width")]
    result["nitrogen_occupancy"] = np.full((count, n_times, n_max), np.nan)
    fill_profiles(records, planes, half_width, result["nitrogen_occupancy"])
    result["order"] = np.full((count, n_times, n_max), -1, dtype=np.int8)
    # Sums over planes jump as planes switch; those over the front samples do not.
    over_planes = np.empty((2, count, n_times))
    magnetize(
        *magnetic_numbers(points),
        planes,
        result["nitrogen_occupancy"],
        result["order"],
        *over_planes,
    )
    below = np.arange(n_max)
    inside = below < planes[:, None]
    result["depth"] = np.where(inside, (planes[:, None] - 0.5 - below) * spacing, np.nan)


def compile_fronts() -> None:
    """Compile the kernels of ``simulate_fronts``, or load them, with a batch of no films."""
    table, numbers, vector = np.zeros((0, 1)), np.zeros(0, dtype=np.int64), np.zeros(0)
    records, out = np.zeros((0, 1, 1)), np.zeros((0, 1, 1))
    films = kernel.Fronts(table, table, numbers, table, table, table, table)
    kernel.integrate_fronts(films, 1.0, 1, records, numbers, numbers, None)
    weigh(table, vector, vector, out, out, table, table)
    fill_profiles(records, numbers, vector, out)
    magnetize(table, vector, vector, numbers, out, np.zeros((0, 1, 1), dtype=np.int8), table, table)
