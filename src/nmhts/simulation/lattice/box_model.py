"""Films by kinetic Monte Carlo on a lattice, with the inputs and outputs of the plane model.

It adds outputs of lateral structure. docs/theory/lattice.md has the equations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nmhts.constants import k_B
from nmhts.errors import SimulationError, unknown_name
from nmhts.numerics.chance import streams
from nmhts.numerics.watch import new_watch
from nmhts.physics.transport import kernel as planes_kernel
from nmhts.physics.transport.lattice import box as boxes
from nmhts.physics.transport.lattice.grains import boundary_columns, grain_map
from nmhts.physics.transport.lattice.interaction import plane_couplings
from nmhts.physics.transport.lattice.kernel import Tolerance, Voltage, Work, integrate
from nmhts.physics.transport.lattice.poisson import new_field
from nmhts.physics.transport.lattice.potential import PLANES, POTENTIALS, SITES
from nmhts.physics.transport.lattice.rates import FastPaths, Rates, new_rates, no_paths
from nmhts.physics.transport.lattice.record import LEVELS, Records
from nmhts.physics.transport.lattice.roughness import correlation_length, front_roughness
from nmhts.physics.transport.lattice.sumtree import MOST_TURNS
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.state import FilmParameters
from nmhts.physics.transport.stepping import ADSORBED_OUT, DISSOLVED_OUT, LOST_OUT, N_SCALARS
from nmhts.simulation.films.plane_model import (
    UNKNOWN_STEPS,
    KineticsPoint,
    batch_films,
    compile_kernels,
    observe,
    plane_magnetization,
)
from nmhts.simulation.outcomes.conservation import cut_drift

BOUNDARY = ("boundary_migration_barrier", "boundary_exit_barrier")
"""Numbers that a sheet must state for films with grains."""

LEAST_SIDE = 3  # sites; in a smaller periodic box a site is its own neighbor
MOST_DISTANCES = 2e8
"""Largest number of distances between columns and grains (numerical: time and memory)."""

MOST_SITES = 100_000_000
DEFAULT_MAX_HOPS = 1_000_000_000
MOST_HOPS = MOST_TURNS // 2
DROP_TOLERANCE = 2e-3
"""Change of the Stern drop after which rates are computed anew, V (numerical).

It is 3.5 % of an exit rate of N at room temperature.
"""
FORCE_TOLERANCE = 0.05
"""Change of the force f of a face over 1 + |f|, after which rates are computed anew (numerical).

It is 2.5 % of a rate in a weak field.
"""

_SITES, _GRAINS, _EVENTS = 0, 1, 2  # purposes of the streams of random numbers


@dataclass(frozen=True)
class BoxState:
    """State from which a box continues.

    sites: occupied, bool [nx, ny, n] from the bottom; adsorbed, dissolved, lost in atoms;
    stern_drop V; runs before this one.
    """

    sites: np.ndarray
    adsorbed: int
    dissolved: int
    lost: int
    stern_drop: float
    runs: int


@dataclass(frozen=True)
class Lattice:
    """The box of a film.

    Parameters: size: columns along x and y; seed of all random numbers; grain_size m (None: no
    grains); barriers of hops along and of the exit at grain boundaries, J; potential of ``planes``
    or of ``sites``; max_hops: events after which a run is given up.
    """

    size: tuple[int, int] = (32, 32)
    seed: int = 0
    grain_size: float | None = None
    boundary_barriers: tuple[float, float] | None = None
    potential: str = PLANES
    max_hops: int = DEFAULT_MAX_HOPS


def simulate_boxes(
    points: Sequence[KineticsPoint],
    lattices: Sequence[Lattice],
    starts: Sequence[BoxState] | None = None,
    watch: np.ndarray | None = None,
) -> dict[str, Any]:
    """Simulate a box of each film; return outputs of ``simulate_batch`` and lateral ones.

    Parameters: points, all with the same number of times; lattices: the box of each; starts: states
    to continue from (as grown if None); watch: as of ``kernel.integrate_batch``, of which only the
    first lane is used (no watch if None).
    Returns: as ``simulate_batch``, ``n_steps`` being events; ``column_front`` (one [t, nx, ny] m a
    film), ``front_roughness`` and ``front_correlation_length`` [b, t] m, ``hops`` [b, t],
    ``site_occupancy`` (one bool [nx, ny, n] a film, at the end). ``magnetization`` and
    ``ferromagnetic_thickness`` are of the mean occupancy of nine sites around each, not of whole
    planes. A box that takes too many events is NaN from there on and coded; one that the watch
    gives up is NaN throughout. The bytes of a box depend only on its point and lattice.
    Errors: SimulationError for an invalid box, before any computation.
    """
    for point, lattice in zip(points, lattices, strict=True):
        check_lattice(point, lattice)
    films = batch_films(points)
    (count, n_times), n_max = films.t_out.shape, int(films.n_planes.max())
    occupancy = np.full((count, n_times, n_max), np.nan)
    scalars = np.full((count, n_times, N_SCALARS), np.nan)
    status, steps = np.zeros((2, count), dtype=np.int64)
    runs = []
    for i, (point, lattice) in enumerate(zip(points, lattices, strict=True)):
        state = _as_grown(point, lattice) if starts is None else starts[i]
        run = _run(point, lattice, state, new_watch(1) if watch is None else watch, i)
        status[i], steps[i] = run.status, run.events
        kept = (run.records.occupancy, run.records.scalars, run.records.heights)
        drift = _drift(run.records, state)
        cut_drift(drift[None], status[i : i + 1], *(values[None] for values in kept))
        occupancy[i, :, : point.n_planes], scalars[i] = kept[:2]
        runs.append(run)
    results = planes_kernel.Results(occupancy, scalars, status, steps)
    out: dict[str, Any] = dict(observe(points, films, results))
    out["hops"] = np.stack([run.records.events[:, 0] for run in runs]).astype(float)
    for name in ("front_roughness", "front_correlation_length"):
        out[name] = np.full((count, n_times), np.nan)
    out["column_front"], out["site_occupancy"] = [], [run.sites for run in runs]
    for i, (point, run) in enumerate(zip(points, runs, strict=True)):
        _observe_lattice(point, run, i, out)
    return out


def _observe_lattice(point: KineticsPoint, run: _Run, i: int, out: dict) -> None:
    """Replace outputs that depend on more than the means of planes; add those of the lattice."""
    a, n = point.nitride["plane_spacing"], point.n_planes
    reached = ~np.isnan(run.records.occupancy[:, 0])
    M = plane_magnetization(point.nitride, np.arange(LEVELS) / (LEVELS - 1), point.temperature)
    share = run.records.local / run.records.heights.shape[1]
    out["magnetization"][i] = np.where(reached, (share @ M).sum(axis=1) / n, np.nan)
    ferromagnetic = a * (share @ (M > 0.0).astype(float)).sum(axis=1)
    out["ferromagnetic_thickness"][i] = np.where(reached, ferromagnetic, np.nan)
    out["hops"][i] = np.where(reached, out["hops"][i], np.nan)
    heights = a * run.records.heights.reshape(len(reached), *run.sites.shape[:2])
    out["column_front"].append(heights)
    # Less than a plane of metal, or of nitride, makes no front.
    mean = heights.mean(axis=(1, 2))
    somewhere = reached & (mean >= a) & (mean <= (n - 1) * a)
    out["front_roughness"][i, somewhere] = front_roughness(heights[somewhere])
    out["front_correlation_length"][i, somewhere] = a * correlation_length(heights[somewhere])


def check_lattice(point: KineticsPoint, lattice: Lattice) -> None:
    """Raise SimulationError for an invalid box."""
    size = sides(lattice.size)
    sites = size[0] * size[1] * point.n_planes
    if sites > MOST_SITES:
        raise SimulationError(
            f"size: {size} makes {sites:.2g} sites (allowed: up to {MOST_SITES:.0g})"
        )
    if lattice.seed != int(lattice.seed) or lattice.seed < 0:
        raise SimulationError(f"seed: {lattice.seed} (allowed: whole numbers from 0 on)")
    if not 1 <= lattice.max_hops <= MOST_HOPS:
        raise SimulationError(f"max_hops: {lattice.max_hops} (allowed: 1 to {MOST_HOPS:.0g})")
    if lattice.potential not in POTENTIALS:
        raise SimulationError(unknown_name("potential", lattice.potential, POTENTIALS))
    if lattice.grain_size is not None:
        columns = size[0] * size[1]
        across = lattice.grain_size / point.nitride["plane_spacing"]
        if across > 0 and columns**2 > MOST_DISTANCES * across**2:
            raise SimulationError(
                f"size, grain_size: {columns / across**2:.2g} grains in {columns} columns "
                f"(allowed: grains times columns up to {MOST_DISTANCES:.0g}; "
                "a smaller box, or larger grains)"
            )
        grains_of(point, lattice)
        _fast_paths(point, lattice)


def grains_of(point: KineticsPoint, lattice: Lattice) -> np.ndarray:
    """Return the grain of each column, int [nx, ny]; 0 everywhere without grains.

    Errors: SimulationError for an invalid grain size.
    """
    if lattice.grain_size is None:
        return np.zeros(lattice.size, dtype=np.int64)
    return grain_map(
        *lattice.size,
        lattice.grain_size / point.nitride["plane_spacing"],
        _generator(lattice, _GRAINS),
    )


def _fast_paths(point: KineticsPoint, lattice: Lattice) -> FastPaths:
    """Return the grain boundaries of a box."""
    if lattice.grain_size is None:
        return no_paths(*lattice.size)
    if lattice.boundary_barriers is None:
        raise SimulationError(
            "grain_size: the material states no boundary_migration_barrier and no "
            "boundary_exit_barrier, so its grain boundaries would do nothing "
            "(allowed: materials whose sheet states both; nearest: no grain_size)"
        )
    kT = k_B * point.temperature
    bulk = (point.nitride["migration_barrier"], point.nitride["exit_barrier"])
    migration, out = (
        (high - low) / kT for high, low in zip(bulk, lattice.boundary_barriers, strict=True)
    )
    return FastPaths(boundary_columns(grains_of(point, lattice)), migration, out)


def _generator(lattice: Lattice, purpose: int) -> np.random.Generator:
    seed = np.random.SeedSequence(int(lattice.seed), spawn_key=(purpose,))
    return np.random.Generator(np.random.Philox(seed))


def _as_grown(point: KineticsPoint, lattice: Lattice) -> BoxState:
    """Return a box with the vacancies of the sheet on random sites."""
    shape = (*lattice.size, point.n_planes)
    count = int(np.prod(shape))
    vacant = round((1.0 - point.nitride["initial_occupancy"]) * count)
    sites = np.ones(count, dtype=bool)
    sites[_generator(lattice, _SITES).choice(count, vacant, replace=False)] = False
    return BoxState(sites.reshape(shape), 0, 0, 0, 0.0, 0)


@dataclass(frozen=True)
class _Run:
    records: Records
    status: int
    sites: np.ndarray
    events: int


def _drift(records: Records, state: BoxState) -> np.ndarray:
    """Return the change of the number of atoms of a box [t], per site: 0 but for rounding."""
    begun = state.sites.sum() + state.adsorbed + state.dissolved + state.lost
    outside = records.scalars[:, [ADSORBED_OUT, DISSOLVED_OUT, LOST_OUT]].sum(axis=1)
    planes = records.occupancy.shape[1]
    return (records.occupancy.sum(axis=1) + outside) / planes - begun / state.sites.size


def _run(
    point: KineticsPoint, lattice: Lattice, state: BoxState, watch: np.ndarray, number: int
) -> _Run:
    p = film_parameters(point.nitride, point.gate, point.temperature)
    p = FilmParameters(*(float(n) for n in p))
    (nx, ny), columns = lattice.size, int(np.prod(lattice.size))
    by_site = lattice.potential == SITES
    box, rates, work = _workings(p, state.sites, _fast_paths(point, lattice), by_site)
    box.contents[: boxes.HOPS] = state.adsorbed, state.dissolved, state.lost
    records = _blank(len(point.times), point.n_planes, columns)
    protocol = point.protocol
    voltage = Voltage(
        *(
            np.array(v, dtype=float)
            for v in (protocol.nodes, protocol.v_start, protocol.v_end, point.times)
        )
    )
    # A potential of sites changes with every atom, so it is solved anew after a number of events.
    patience = max(64, columns // 8) if not by_site else max(64, columns)
    force = FORCE_TOLERANCE if not by_site else 0.0
    at_work, give_up = watch
    status, _, _ = integrate(
        p,
        box,
        rates,
        voltage,
        Tolerance(DROP_TOLERANCE, force, patience),
        float(state.stern_drop),
        streams(int(lattice.seed), [(_EVENTS, state.runs)])[0],
        records,
        work,
        int(lattice.max_hops),
        at_work,
        give_up,
        number,
    )
    events = int(records.events.sum(axis=1).max())
    if status == planes_kernel.TIME_LIMIT:
        # Its progress depends on the machine.
        records, events = _blank(len(point.times), point.n_planes, columns), UNKNOWN_STEPS
    return _Run(records, status, boxes.sites_of(box, nx, ny), events)


def _workings(
    p: FilmParameters, sites: np.ndarray, paths: FastPaths, by_site: bool
) -> tuple[boxes.Box, Rates, Work]:
    """Return a box with these sites, its rates at zero field, and memory for potentials."""
    box = boxes.new_box(sites)
    rates = new_rates(p, plane_couplings(p.omega, p.kappa), paths, sites.shape[2], by_site)
    places = len(rates.boost)
    work = Work(
        np.zeros(places),
        np.zeros(places),
        np.zeros(len(rates.drop)),
        new_field(places, len(box.real)),
    )
    return box, rates, work


def _blank(times: int, planes: int, columns: int) -> Records:
    return Records(
        np.full((times, planes), np.nan),
        np.full((times, N_SCALARS), np.nan),
        np.zeros((times, planes, LEVELS), dtype=np.int64),
        np.full((times, columns), np.nan),
        np.zeros((times, 2), dtype=np.int64),
    )


def compile_boxes() -> None:
    """Compile the kernels of ``simulate_boxes``, or load them, with a box without records."""
    compile_kernels()
    p = FilmParameters(*(1.0,) * len(FilmParameters._fields))
    side = LEAST_SIDE
    box, rates, work = _workings(
        p, np.ones((side, side, side), dtype=bool), no_paths(side, side), False
    )
    nothing = np.zeros(0)
    at_work, give_up = new_watch(1)
    integrate(
        p,
        box,
        rates,
        Voltage(np.zeros(2), np.zeros(1), np.zeros(1), nothing),
        Tolerance(DROP_TOLERANCE, FORCE_TOLERANCE, 1),
        0.0,
        streams(0, [(_EVENTS, 0)])[0],
        _blank(0, side, side * side),
        work,
        1,
        at_work,
        give_up,
        0,
    )


def sides(size: tuple[int, int]) -> tuple[int, int]:
    """Return the sides of a box.

    Errors: SimulationError for anything but two whole numbers of 3 or more.
    """
    given = tuple(size)
    if len(given) != 2 or any(int(s) != s or s < LEAST_SIDE for s in given):
        raise SimulationError(
            f"size: {given} (allowed: two whole numbers of sites, {LEAST_SIDE} or more each, such "
            "as (32, 32))"
        )
    return int(given[0]), int(given[1])
