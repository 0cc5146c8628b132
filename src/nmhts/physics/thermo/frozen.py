"""Equilibria in which only N moves: every phase holds the metals in the ratio of the alloy (paraequilibrium), as a film at room temperature does."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from nmhts.errors import SimulationError
from nmhts.physics.thermo.energy import Tables
from nmhts.physics.thermo.equilibrium import solve_points
from nmhts.physics.thermo.samples import Samples, samples_of
from nmhts.physics.thermo.solve import Conditions, Equilibria
from nmhts.physics.thermo.system import System

NITROGEN = "N"


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
    watch: np.ndarray | None = None,
    number: int = 0,
) -> tuple[Equilibria, Conditions]:
    """Return the equilibria of points in which only N moves: every phase holds the metals in the ratio of the point (paraequilibrium).

    Parameters: T [b] K; P [b] Pa; fractions [b, metals] of the metal atoms, adding up to 1; nitrogen [b] N per metal atom, or mu [b] potential of N, J/mol, the other one NaN, the same in all
    points; allowed [b, p] phases that may form (all); watch and number as there. Returns: as :func:`equilibria`, for one mole of metal, with potentials of (metal in that ratio, N).
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
    return solve_points(
        lattice.system, lattice.tables, lattice.samples, T, P, bound, moles, given, allowed & able,
        np.ones(len(lattice.system.phases), dtype=bool), lattice.frozen, fill, 0.0, watch, number,
    )  # fmt: skip
