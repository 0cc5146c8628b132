"""Equilibria of batches of points under any conditions, on arrays: what simulations call."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from nmhts.errors import SimulationError
from nmhts.physics.thermo.energy import Tables
from nmhts.physics.thermo.samples import Samples, sample_energies, samples_of
from nmhts.physics.thermo.solve import NO_PHASE as NO_PHASE
from nmhts.physics.thermo.solve import NOT_CONVERGED as NOT_CONVERGED
from nmhts.physics.thermo.solve import OK as OK
from nmhts.physics.thermo.solve import Conditions, Equilibria, solve_batch
from nmhts.physics.thermo.system import System

KNOT = 25.0
"""Distance in K of the temperatures at which samples have energies; between them they are interpolated. They only say where a search begins."""

NITROGEN = "N"

_TRACE = 1e-12
"""Of all moles that are given: an element counts as no less, so that its potential stays finite."""

_MORE_SETS = 2  # beyond one for each element
_PRESSURES = (1e5, 2e5)


@functools.lru_cache(maxsize=64)
def _samples(system: System) -> Samples:
    return samples_of(system, np.zeros(len(system.tables.sites), dtype=bool))


@functools.lru_cache(maxsize=2048)
def _row(system: System, knot: int) -> np.ndarray:
    """Return G of all samples at one knot [s]."""
    samples = _samples(system)
    T = np.array([max(knot, 1) * KNOT])
    coefficients, _ = system.coefficients(T, np.array([_PRESSURES[0]]))
    out = np.empty((1, len(samples.phase)))
    sample_energies(system.tables, samples, coefficients, T, out)
    return out[0]


@functools.lru_cache(maxsize=64)
def _feels_pressure(system: System) -> np.ndarray:
    """Return which phases have energies that depend on pressure, [p]."""
    ends = [system.coefficients(np.array([1000.0]), np.array([P]))[0][0] for P in _PRESSURES]
    moved = ends[0] != ends[1]
    return np.array([moved[a:b].any() for a, b in system.tables.terms[:, [0, 3]]])


def equilibria(
    system: System,
    T: np.ndarray,
    P: np.ndarray,
    moles: np.ndarray,
    mu: np.ndarray,
    allowed: np.ndarray | None = None,
) -> tuple[Equilibria, Conditions]:
    """Return the equilibria of points, and the conditions as the kernels took them.

    Parameters: T [b] K; P [b] Pa; moles [b, e] amounts of the elements, about one in all, NaN for an element whose potential is given; mu [b, e] those potentials, J/mol, NaN elsewhere; the same elements in all
    points; allowed [b, p] phases that may form (all).
    Errors: SimulationError for points that give both or neither of an element, or nothing at all.
    """
    bound = ~np.isnan(moles)
    if not (bound == bound[:1]).all() or not (bound == np.isnan(mu)).all() or not bound[0].any():
        raise SimulationError(
            "equilibria: every element needs its moles or its chemical potential, the same for all points and not only potentials"
        )
    if allowed is None:
        allowed = np.ones((len(T), len(system.phases)), dtype=bool)
    which = np.flatnonzero(bound[0])
    given = moles[:, which]
    traces = _TRACE * given.sum(axis=1, keepdims=True)
    given = np.where((given >= 0.0) & (given < traces), traces, given)
    # A phase without any bound element has no amount to find: the reservoir is one.
    rows = [system.tables.amounts[a:b, which].any() for a, b in pairwise(system.tables.first)]  # fmt: skip
    frozen = np.zeros(len(system.tables.sites), dtype=bool)
    fill = np.zeros((1, len(frozen)))
    return _solve(
        system, system.tables, _samples(system), T, P, which, given, np.where(bound, 0.0, mu),
        allowed & np.array(rows), _feels_pressure(system), frozen, np.broadcast_to(fill, (len(T), len(frozen))),
    )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Lattice:
    """A system whose metals stay where they are: what is frozen and what that leaves.

    ``tables`` count all metals as one, so amounts and potentials are those of (metal, N); ``able`` [p, metals]: whether a phase has a place for a metal; phases that mix metals with
    anything else on a sublattice have none.
    """

    system: System
    metals: tuple[str, ...]
    tables: Tables
    frozen: np.ndarray  # [c]
    metal: np.ndarray  # [c] place in ``metals`` of a frozen constituent
    able: np.ndarray
    samples: Samples


@functools.lru_cache(maxsize=64)
def lattice_of(system: System) -> Lattice:
    """Return a system with its metals frozen and N mobile.

    Errors: SimulationError if the system has no N or no metal.
    """
    metals = tuple(e for e in system.elements if e != NITROGEN)
    if NITROGEN not in system.elements or not metals:
        raise SimulationError(f"frozen metals: the elements {', '.join(system.elements)} must be N and metals")  # fmt: skip
    flat = [(k, s, name) for k, own in enumerate(system.constituents) for s, name in own]
    beside: dict[tuple[int, int], set[str]] = {}
    for k, s, name in flat:
        beside.setdefault((k, s), set()).add(name)
    frozen = np.array([beside[k, s] <= set(metals) for k, s, _ in flat])
    metal = np.array([metals.index(name) if name in metals else -1 for _, _, name in flat])
    able = np.zeros((len(system.phases), len(metals)), dtype=bool)
    for k in range(len(system.phases)):
        subs = {s: names for (phase, s), names in beside.items() if phase == k}
        with_metal = [names for names in subs.values() if names & set(metals)]
        pure = all(names <= set(metals) for names in with_metal)
        for i, name in enumerate(metals):
            able[k, i] = pure and all(name in names for names in with_metal)
    at = [system.elements.index(metal) for metal in metals]
    amounts = system.tables.amounts
    two = np.stack([amounts[:, at].sum(axis=1), amounts[:, system.elements.index(NITROGEN)]], axis=1)  # fmt: skip
    tables = system.tables._replace(amounts=np.ascontiguousarray(two))
    samples = samples_of(replace(system, tables=tables), frozen)
    return Lattice(system, metals, tables, frozen, metal, able, samples)


def frozen_equilibria(
    lattice: Lattice,
    T: np.ndarray,
    P: np.ndarray,
    fractions: np.ndarray,
    nitrogen: np.ndarray,
    mu: np.ndarray,
    allowed: np.ndarray | None = None,
) -> tuple[Equilibria, Conditions]:
    """Return the equilibria of points in which only N moves: every phase holds the metals in the ratio of the point (paraequilibrium).

    Parameters: T [b] K; P [b] Pa; fractions [b, metals] of the metal atoms, adding up to 1; nitrogen [b] N per metal atom, or mu [b] potential of N, J/mol, the other one NaN, the same in all
    points; allowed [b, p] phases that may form (all). Returns: as :func:`equilibria`, for one mole of metal, with potentials of (metal in that ratio, N).
    Errors: SimulationError for points that give both or neither, or fractions that do not add up.
    """
    sealed = ~np.isnan(nitrogen)
    if not (sealed == sealed[:1]).all() or (sealed == ~np.isnan(mu)).any():
        raise SimulationError("frozen equilibria: every point needs N per metal atom or the potential of N, all the same one")  # fmt: skip
    if (fractions < 0.0).any() or np.abs(fractions.sum(axis=1) - 1.0).max() > 1e-9:
        raise SimulationError("frozen equilibria: fractions of the metals must be at least 0 and add up to 1")  # fmt: skip
    if allowed is None:
        allowed = np.ones((len(T), len(lattice.system.phases)), dtype=bool)
    able = ~((fractions[:, None, :] > 0.0) & ~lattice.able[None]).any(axis=2)
    bound = np.array([0, 1] if sealed[0] else [0])
    if not sealed[0]:
        first = lattice.tables.first
        able &= np.array([lattice.tables.amounts[a:b, 0].any() for a, b in pairwise(first)])  # fmt: skip
    given = np.stack([np.zeros(len(T)), np.where(sealed, 0.0, mu)], axis=1)
    moles = np.stack([np.ones(len(T)), nitrogen], axis=1)[:, bound]
    fill = np.where(lattice.frozen, fractions[:, np.maximum(lattice.metal, 0)], 0.0)
    return _solve(
        lattice.system, lattice.tables, lattice.samples, T, P, bound, moles, given, allowed & able,
        np.ones(len(lattice.system.phases), dtype=bool), lattice.frozen, fill,
    )  # fmt: skip


def _solve(
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
) -> tuple[Equilibria, Conditions]:
    """Lay the energies of samples out and call the kernel."""
    count, n_phases, e = len(T), len(system.phases), tables.amounts.shape[1]
    knots = np.floor(T / KNOT).astype(np.int64)
    if direct.all():
        energies, first = np.zeros((2, len(samples.phase))), knots
    else:
        first = int(knots.min())
        energies = np.stack([_row(system, k) for k in range(first, int(knots.max()) + 2)])
    conditions = Conditions(
        _own(T), system.coefficients(T, P)[0], knots - first, T / KNOT - knots, energies, direct, bound, _own(moles),
        _own(mu), frozen, _own(fill), _own(allowed),
    )  # fmt: skip
    most = len(bound) + _MORE_SETS
    results = Equilibria(
        np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64),
        np.full((count, most), -1), np.full((count, most), np.nan), np.full((count, most, system.most), np.nan),
        np.full((count, e), np.nan), np.full((count, n_phases), np.nan),
    )  # fmt: skip
    solve_batch(tables, conditions, samples, results)
    return results, conditions


def _own(values: np.ndarray) -> np.ndarray:
    """Return a copy of one's own, row by row: another order, or no leave to write, would be another type to compile for."""
    return np.array(values, order="C")


def compile_batch(system: System) -> None:
    """Compile the kernels of equilibria, or load them, by a batch without points."""
    samples = _samples(system)
    none, nothing = np.zeros((0, 1)), np.zeros(0)
    numbers = np.zeros(0, dtype=np.int64)
    flags = np.zeros((0, len(system.phases)), dtype=bool)
    frozen = np.zeros(len(system.tables.sites), dtype=bool)
    conditions = Conditions(
        nothing, none, numbers, nothing, none, _feels_pressure(system), np.arange(1), none, none, frozen, none, flags
    )  # fmt: skip
    sets = np.zeros((0, 1), dtype=np.int64)
    results = Equilibria(numbers, numbers, numbers, sets, none, np.zeros((0, 1, 1)), none, none)
    solve_batch(system.tables, conditions, samples, results)
