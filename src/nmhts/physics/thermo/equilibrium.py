"""Equilibria of batches of points under any conditions, on arrays; used by simulations."""

from __future__ import annotations

import functools
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from nmhts.errors import SimulationError
from nmhts.numerics.byte_cache import cached_by_bytes
from nmhts.numerics.watch import new_watch
from nmhts.physics.thermo.energy import Tables
from nmhts.physics.thermo.samples import Samples, sample_energies, samples_of
from nmhts.physics.thermo.solve import GIVEN_UP as GIVEN_UP
from nmhts.physics.thermo.solve import NO_PHASE as NO_PHASE
from nmhts.physics.thermo.solve import NOT_CONVERGED as NOT_CONVERGED
from nmhts.physics.thermo.solve import OK as OK
from nmhts.physics.thermo.solve import Conditions, Equilibria, solve_batch
from nmhts.physics.thermo.system import System

KNOT = 25.0
"""Spacing in K of the temperatures at which the energies of samples are computed; between them they
are interpolated. Numerical: samples are only first guesses of a search."""

_TRACE = 1e-12
"""Share of all given moles that every element has at least, so that its potential stays finite;
numerical."""

MOST_SETS_BEYOND = 2
"""Number of composition sets for which results have room, in addition to one for each element whose
amount is given."""

KEPT_BYTES = 256 * 2**20
"""Memory for samples, and again for their energies, kept between calls; numerical."""

_PRESSURES = (1e5, 2e5)  # Pa; numerical: compared to find energies that depend on pressure


class Shifts(NamedTuple):
    """Values added to parameters of a system, for b points."""

    which: np.ndarray  # [m] indices in ``System.parameters``
    by: np.ndarray  # [b, m] J/mol, K or Bohr magnetons


@cached_by_bytes(KEPT_BYTES)
def _samples(system: System) -> Samples:
    return samples_of(system)


@cached_by_bytes(KEPT_BYTES)
def _row(system: System, knot: int) -> np.ndarray:
    """Return G of all samples at one knot [s]."""
    samples = _samples(system)
    T = np.array([max(knot, 1) * KNOT])
    coefficients = system.coefficients(T, np.array([_PRESSURES[0]]))
    out = np.empty((1, len(samples.phase)))
    sample_energies(system.tables, samples, coefficients, T, out)
    return out[0]


@functools.lru_cache(maxsize=64)
def _feels_pressure(system: System) -> np.ndarray:
    """Return which phases have energies that depend on pressure, [p]."""
    ends = [system.coefficients(np.array([1000.0]), np.array([P]))[0] for P in _PRESSURES]
    moved = ends[0] != ends[1]
    return np.array([moved[a:b].any() for a, b in system.tables.terms[:, [0, 3]]])


def equilibria(
    system: System,
    T: np.ndarray,
    P: np.ndarray,
    moles: np.ndarray,
    mu: np.ndarray,
    allowed: np.ndarray | None = None,
    shifts: Shifts | None = None,
    watch: np.ndarray | None = None,
    number: int = 0,
) -> tuple[Equilibria, Conditions]:
    """Return the equilibria of points, and the conditions in the form of the kernels.

    Parameters: T [b] K; P [b] Pa; moles [b, e] amounts of the elements, about one in all, NaN for
    an element whose potential is given; mu [b, e] those potentials, J/mol, NaN elsewhere; the same
    elements in all points; allowed [b, p] phases that may form (all); shifts of parameters (none),
    whose phases have their samples computed for every point; watch (None: not watched) and number
    of the first point on it, see ``solve_batch``.
    Errors: SimulationError for points that give both or neither for an element, or no amount at
    all.
    """
    bound = ~np.isnan(moles)
    if not (bound == bound[:1]).all() or not (bound == np.isnan(mu)).all() or not bound[0].any():
        raise SimulationError(
            "equilibria: every element needs its moles or its chemical potential, the same for "
            "all points and not only potentials"
        )
    if allowed is None:
        allowed = np.ones((len(T), len(system.phases)), dtype=bool)
    which = np.flatnonzero(bound[0])
    given = lift_traces(moles[:, which])
    # The amount of a phase without bound elements is undetermined: it is the reservoir.
    rows = [system.tables.amounts[a:b, which].any() for a, b in pairwise(system.tables.first)]
    frozen = np.zeros(len(system.tables.sites), dtype=bool)
    added, direct = shifted(system, shifts)
    fill = np.zeros((1, len(frozen)))
    return solve_points(
        system, system.tables, _samples(system), T, P, which, given, np.where(bound, 0.0, mu),
        allowed & np.array(rows), direct, frozen, np.broadcast_to(fill, (len(T), len(frozen))),
        added, watch, number,
    )  # fmt: skip


def lift_traces(moles: np.ndarray) -> np.ndarray:
    """Return amounts [b, m] with every element at least a trace of all, so that mu stays finite."""
    traces = _TRACE * moles.sum(axis=1, keepdims=True)
    return np.where((moles >= 0.0) & (moles < traces), traces, moles)


def shifted(system: System, shifts: Shifts | None) -> tuple[np.ndarray | float, np.ndarray]:
    """Return the changes of the coefficients by shifts [b, t], and the affected phases [p].

    The samples of these phases have no valid table of energies.
    """
    if shifts is None:
        return 0.0, _feels_pressure(system)
    weights = system.weights[:, shifts.which]
    moved = (weights != 0.0).any(axis=1)
    own = np.array([moved[a:b].any() for a, b in system.tables.terms[:, [0, 3]]], dtype=bool)
    return shifts.by @ weights.T, _feels_pressure(system) | own


def solve_points(
    system: System,
    tables: Tables,
    samples: Samples,
    T: np.ndarray,
    P: np.ndarray,
    bound: np.ndarray,
    moles: np.ndarray,
    mu: np.ndarray,
    allowed: np.ndarray,
    direct: np.ndarray,
    frozen: np.ndarray,
    fill: np.ndarray,
    added: np.ndarray | float = 0.0,
    watch: np.ndarray | None = None,
    number: int = 0,
) -> tuple[Equilibria, Conditions]:
    """Arrange the energies of samples and call the kernel.

    Parameters: added [b, t] to the coefficients; watch and number as in :func:`equilibria`.
    """
    count, n_phases, e = len(T), len(system.phases), tables.amounts.shape[1]
    knots = np.floor(T / KNOT).astype(np.int64)
    if direct.all():
        energies, low = np.zeros((2, len(samples.phase))), np.zeros_like(knots)
    else:
        # Only those needed, because temperatures may be far apart.
        needed = np.unique(np.concatenate([knots, knots + 1]))
        low = np.searchsorted(needed, knots)
        energies = np.stack([_row(system, k) for k in needed.tolist()])
    conditions = Conditions(
        _own(T), system.coefficients(T, P) + added, low, T / KNOT - knots, energies, direct, bound,
        _own(moles), _own(mu), frozen, _own(fill), _own(allowed),
    )  # fmt: skip
    most = len(bound) + MOST_SETS_BEYOND
    results = Equilibria(
        np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64),
        np.zeros(count, dtype=np.int64),
        np.full((count, most), -1), np.full((count, most), np.nan),
        np.full((count, most, system.most), np.nan), np.full((count, e), np.nan),
        np.full((count, n_phases), np.nan),
    )  # fmt: skip
    solve_batch(
        tables, conditions, samples, results, new_watch(1) if watch is None else watch, number
    )
    return results, conditions


def _own(values: np.ndarray) -> np.ndarray:
    """Return a contiguous, writable copy, row by row.

    Another memory order or a read-only array would be another type to compile for.
    """
    return np.array(values, order="C")


def compile_batch(system: System) -> None:
    """Compile the kernels of equilibria, or load them from the cache, by a call without points."""
    samples = _samples(system)
    none, nothing = np.zeros((0, 1)), np.zeros(0)
    numbers = np.zeros(0, dtype=np.int64)
    flags = np.zeros((0, len(system.phases)), dtype=bool)
    frozen = np.zeros(len(system.tables.sites), dtype=bool)
    conditions = Conditions(
        nothing, none, numbers, nothing, none, _feels_pressure(system), np.arange(1), none, none,
        frozen, none, flags
    )  # fmt: skip
    sets = np.zeros((0, 1), dtype=np.int64)
    results = Equilibria(numbers, numbers, numbers, sets, none, np.zeros((0, 1, 1)), none, none)
    solve_batch(system.tables, conditions, samples, results, new_watch(1), 0)
