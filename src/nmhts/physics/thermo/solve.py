"""Equilibria of points: phases, amounts, constitutions and chemical potentials.

For every point the lowest plane under samples of all phases is found (``simplex``), and the phases
that touch it are brought to equilibrium (``newton``). Then every phase is tested for points below
their plane (``lowest``). Such a point becomes a sample, and the search repeats. The result of a
point depends on its own conditions only.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import entry, kernel
from nmhts.numerics.watch import NOBODY
from nmhts.physics.thermo.energy import new_slopes
from nmhts.physics.thermo.newton import new_sets, settle
from nmhts.physics.thermo.search import (
    BELOW,
    Work,
    add_sample,
    ask_all,
    deepest_of,
    find_plane,
    gather_sets,
    is_there,
    load_prices,
    load_samples,
    weigh,
)
from nmhts.physics.thermo.simplex import begin, is_given_up, new_basis
from nmhts.physics.thermo.step import new_reduced
from nmhts.physics.thermo.wells import new_wells

OK, NOT_CONVERGED, NO_PHASE, GIVEN_UP = range(4)

_MOST_ROUNDS = 20  # numerical: repetitions of plane and test for one point
_MOST_JOINING = 8  # numerical: phases that join one after another
_TIRED = 1  # numerical: joinings after which a point slightly below the plane may count as present
_MOST_ADDED = 400  # numerical: room for samples found in a search
_MOST_WELLS = 64  # numerical: wells stored for a plane
_MOST_SHIFTS = 3  # numerical: attempts, with amounts shifted by _SHIFT
_SHIFT = 1e-9  # of the moles of an element; numerical


class Conditions(NamedTuple):
    """Conditions of b points."""

    T: Any  # [b] K
    coefficients: Any  # [b, t]
    knot: Any  # [b] first of the two rows of ``energies`` around the point
    share: Any  # [b] share of the distance between them
    energies: Any  # [k, s] G of the samples, J per mole of formula units
    direct: Any  # [p] phases whose samples are computed for every point
    bound: Any  # [m] elements whose amount is given
    moles: Any  # [b, m] their amounts
    mu: Any  # [b, e] potentials of the others, J/mol
    frozen: Any  # [c] constituents that do not move
    fill: Any  # [b, c] their site fractions
    allowed: Any  # [b, p] phases that may form


class Equilibria(NamedTuple):
    """Equilibria of b points, with up to v sets of n constituents."""

    status: Any  # [b]
    steps: Any  # [b] steps of Newton's method in all
    count: Any  # [b] sets
    phase: Any  # [b, v], -1 for none
    amount: Any  # [b, v] moles of formula units
    y: Any  # [b, v, n]
    mu: Any  # [b, e] J/mol
    height: Any  # [b, p] of every phase above the plane of the potentials, J per mole of atoms


@kernel
def _solve_point(tables, conditions, samples, b, moles, results, work):
    """Find the equilibrium of one point; moles [m] of its bound elements. Returns: its status."""
    bound, m = conditions.bound, len(conditions.bound)
    sets, basis, mu = work.sets, work.basis, work.mu
    load_samples(tables, conditions, samples, b, work)
    count = len(samples.phase)
    if not _is_amount(m, moles):
        return NO_PHASE
    begin(m, moles, basis)
    for _ in range(_MOST_ROUNDS):
        if not find_plane(tables, conditions, b, m, count, work):
            return GIVEN_UP if is_given_up(work.watch) else NO_PHASE
        load_prices(conditions, b, m, work)
        here = gather_sets(tables, conditions, b, m, work)
        before = count
        for turn in range(_MOST_JOINING):
            here, steps = settle(
                tables, conditions.coefficients[b], conditions.T[b], conditions.frozen, m, bound,
                moles, mu, sets, here
            )  # fmt: skip
            results.steps[b] += steps
            if steps == 0:
                break
            known = count
            count, deepest = ask_all(
                tables, conditions, samples, b, count, here, results.height[b], work
            )
            if is_given_up(work.watch):
                return GIVEN_UP
            if count == known:
                if deepest_of(results.height[b]) < -BELOW:
                    return NOT_CONVERGED  # no memory for new samples
                results.count[b] = here
                return OK
            if turn >= _TIRED and is_there(tables, deepest, results.height[b], here, work):
                results.count[b] = here
                return OK
            if here >= m:
                # No room for one more: the plane under all of them decides which one leaves.
                for k in range(here):
                    count = add_sample(tables, conditions, b, sets.phase[k], sets.y[k], count, work)
                break
            sets.phase[here], sets.amount[here] = work.phase[deepest], 0.0
            for j in range(sets.y.shape[1]):
                sets.y[here, j] = work.y[deepest, j]
            here += 1
        load_prices(conditions, b, m, work)
        count, _ = ask_all(tables, conditions, samples, b, count, 0, results.height[b], work)
        if is_given_up(work.watch):
            return GIVEN_UP
        if count == before or count > len(work.costs) - len(work.best) - len(sets.phase):
            return NOT_CONVERGED
    return NOT_CONVERGED


@kernel
def _is_amount(m, moles):
    """Return whether the amounts are finite, not negative, and not all zero."""
    total = 0.0
    for k in range(m):
        if not moles[k] >= 0.0:
            return False
        total += moles[k]
    return 0.0 < total < np.inf


@entry
def solve_batch(tables, conditions, samples, results, watch, number):
    """Find the equilibria of points.

    Parameters: Tables, Conditions, Samples, and Equilibria to be filled; watch [2, 1] int64, shared
    with another thread: the point in progress, and the point to give up; number: number of the
    batch's first point in watch.
    """
    phases, e_all = len(tables.first) - 1, tables.amounts.shape[1]
    n, start = samples.y.shape[1], len(samples.phase)
    total = start + _MOST_ADDED
    m = len(conditions.bound)
    work = Work(
        np.zeros(total, dtype=np.int64), np.zeros((total, n)), np.zeros((e_all, total)),
        np.zeros(total), np.zeros(total), np.zeros(total), np.zeros(total, dtype=np.bool_),
        new_basis(m, e_all), new_sets(m, n, e_all), new_slopes(n), new_reduced(n, e_all),
        np.zeros(n), np.zeros(n), np.zeros(e_all), np.zeros(phases, dtype=np.int64),
        np.zeros(total), new_wells(_MOST_WELLS, n), watch,
    )  # fmt: skip
    moles = np.zeros(m)
    work.phase[:start], work.y[:start] = samples.phase, samples.y
    work.amounts[:, :start] = samples.amounts.T
    for s in range(start):
        weigh(conditions, s, work)
    for b in range(len(conditions.T)):
        status = NOT_CONVERGED
        watch[0, 0] = number + b
        for k in range(_MOST_SHIFTS):
            if status == NOT_CONVERGED:
                # At a composition at which a phase is just full the potentials are undetermined;
                # next to it they are not.
                for a in range(m):
                    moles[a] = conditions.moles[b, a] * (1.0 - k * _SHIFT * (a + 1.0))
                status = _solve_point(tables, conditions, samples, b, moles, results, work)
        watch[0, 0] = NOBODY
        results.status[b] = status
        if status != OK:
            continue
        for e in range(e_all):
            results.mu[b, e] = work.mu[e]
        _write(results, work.sets, b)


@kernel
def _write(results, sets, b):
    """Store the sets of a point in the results, ordered by phase and constitution."""
    count = results.count[b]
    for k in range(count):
        place = 0
        for i in range(count):
            if i != k and _before(sets, i, k):
                place += 1
        results.phase[b, place], results.amount[b, place] = sets.phase[k], sets.amount[k]
        for j in range(results.y.shape[2]):
            results.y[b, place, j] = sets.y[k, j]


@kernel
def _before(sets, i, k):
    """Return whether set i comes before set k."""
    if sets.phase[i] != sets.phase[k]:
        return sets.phase[i] < sets.phase[k]
    for j in range(sets.y.shape[1]):
        if abs(sets.y[i, j] - sets.y[k, j]) > 1e-9:
            return sets.y[i, j] < sets.y[k, j]
    return i < k
