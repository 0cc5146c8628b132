"""Paraequilibria: only N moves, and every phase has the metal ratio of the alloy.

This is the state of a film at room temperature.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from nmhts.errors import SimulationError
from nmhts.numerics.byte_cache import cached_by_bytes
from nmhts.physics.thermo.derivatives import pull_back
from nmhts.physics.thermo.energy import Tables
from nmhts.physics.thermo.equilibrium import KEPT_BYTES, Shifts, lift_traces, shifted, solve_points
from nmhts.physics.thermo.implicit import Cotangents
from nmhts.physics.thermo.samples import Samples, samples_of
from nmhts.physics.thermo.solve import Conditions, Equilibria
from nmhts.physics.thermo.system import System

NITROGEN = "N"


@dataclass(frozen=True, eq=False)
class Lattice:
    """System with frozen metals and mobile N.

    ``tables`` count all metals as one, so amounts and potentials are those of (metal, N). ``able``
    [p, metals]: whether a phase has a site for a metal; false for phases that mix metals with
    anything else on a sublattice.
    """

    system: System
    metals: tuple[str, ...]
    tables: Tables
    frozen: np.ndarray  # [c]
    metal: np.ndarray  # [c] index in ``metals`` of a frozen constituent
    able: np.ndarray
    samples: Samples


@cached_by_bytes(KEPT_BYTES)
def lattice_of(system: System) -> Lattice:
    """Return a system with its metals frozen and N mobile.

    Errors: SimulationError if the system has no N or no metal.
    """
    metals = tuple(e for e in system.elements if e != NITROGEN)
    if NITROGEN not in system.elements or not metals:
        raise SimulationError(
            f"frozen metals: the elements {', '.join(system.elements)} must be N and metals"
        )
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
    two = np.stack(
        [amounts[:, at].sum(axis=1), amounts[:, system.elements.index(NITROGEN)]], axis=1
    )
    tables = system.tables._replace(amounts=np.ascontiguousarray(two))
    samples = samples_of(replace(system, tables=tables), frozen)
    return Lattice(system, metals, tables, frozen, metal, able, samples)


def frozen_equilibria(
    lattice: Lattice,
    T: np.ndarray,
    P: np.ndarray,
    fractions: np.ndarray,
    moles: np.ndarray,
    mu: np.ndarray,
    allowed: np.ndarray | None = None,
    shifts: Shifts | None = None,
    watch: np.ndarray | None = None,
    number: int = 0,
) -> tuple[Equilibria, Conditions]:
    """Return the paraequilibria of points: only N moves.

    Every phase has the metal ratio of the point.
    Parameters: T [b] K; P [b] Pa; fractions [b, metals] of the metal atoms, adding up to 1; moles
    [b, 2] of metal atoms and of N, about one in all, NaN for N where mu is given; mu [b], the
    potential of N in J/mol, NaN where its moles are given; the same choice in all points; allowed
    [b, p] phases that may form (all); shifts of parameters (none); watch and number as in
    :func:`equilibria`.
    Returns: as :func:`equilibria`, with potentials of (metal in that ratio, N).
    Errors: SimulationError for points that give both or neither, or fractions that do not add up.
    """
    sealed = ~np.isnan(moles[:, 1])
    if not (sealed == sealed[:1]).all() or (sealed == ~np.isnan(mu)).any():
        raise SimulationError(
            "frozen equilibria: every point needs moles of N or the potential of N, all the same "
            "one"
        )
    if (fractions < 0.0).any() or np.abs(fractions.sum(axis=1) - 1.0).max() > 1e-9:
        raise SimulationError(
            "frozen equilibria: fractions of the metals must be at least 0 and add up to 1"
        )
    if allowed is None:
        allowed = np.ones((len(T), len(lattice.system.phases)), dtype=bool)
    able = ~((fractions[:, None, :] > 0.0) & ~lattice.able[None]).any(axis=2)
    bound = np.array([0, 1] if sealed[0] else [0])
    if not sealed[0]:
        first = lattice.tables.first
        able &= np.array([lattice.tables.amounts[a:b, 0].any() for a, b in pairwise(first)])
    given = np.stack([np.zeros(len(T)), np.where(sealed, 0.0, mu)], axis=1)
    fill = np.where(lattice.frozen, fractions[:, np.maximum(lattice.metal, 0)], 0.0)
    added, _ = shifted(lattice.system, shifts)
    return solve_points(
        lattice.system, lattice.tables, lattice.samples, T, P, bound, lift_traces(moles[:, bound]),
        given, allowed & able,
        np.ones(len(lattice.system.phases), dtype=bool), lattice.frozen, fill, added, watch, number,
    )  # fmt: skip


class FrozenPulledBack(NamedTuple):
    """Cotangents of the inputs of b points with frozen metals; 0 for a point without a solution."""

    T: np.ndarray  # [b] 1/K
    P: np.ndarray  # [b] 1/Pa
    fractions: np.ndarray  # [b, metals] along changes at which they add up to 1
    moles: np.ndarray  # [b, 2] of metal atoms in their ratio, of N: 0 where its potential is given
    mu: np.ndarray  # [b] of N where its potential is given, else 0
    parameters: np.ndarray  # [b, k] of ``System.parameters``, in their units


def pull_back_frozen(
    lattice: Lattice,
    P: np.ndarray,
    results: Equilibria,
    conditions: Conditions,
    given: Cotangents,
) -> FrozenPulledBack:
    """Return the derivatives of one scalar of every point in which only N moves.

        d/dx_i = sum_f d/dy_f

    The sum is over the site fractions y_f of metal i on all sublattices of all phases. The
    derivatives hold as those of ``pull_back``, with the same parameters. NaN for the fraction of an
    absent metal where a present phase has no site for it: a trace of that metal would remove the
    phase, so no derivative exists.
    Errors: none.
    """
    pulled = pull_back(
        replace(lattice.system, tables=lattice.tables), P, results, conditions, given
    )
    held = np.flatnonzero(lattice.frozen)
    own = lattice.metal[held][:, None] == np.arange(len(lattice.metals))
    there = results.phase >= 0
    lost = there[:, :, None] & ~lattice.able[np.where(there, results.phase, 0)]
    fractions = np.where(lost.any(axis=1), np.nan, pulled.fill[:, held] @ own.astype(float))
    return FrozenPulledBack(
        pulled.T, pulled.P, fractions, pulled.moles, pulled.mu[:, 1], pulled.parameters
    )
