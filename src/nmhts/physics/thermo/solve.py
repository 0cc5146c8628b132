"""Equilibria of points: which phases, how much of each, of what constitution, at which chemical potentials.

For every point: the lowest plane under samples of all phases (``simplex``), the phases that touch it brought to equilibrium (``newton``), and every phase asked whether it lies below
their plane anywhere (``lowest``). What does becomes a sample, and the point begins again. A point's result depends on nothing but itself.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import entry, kernel
from nmhts.physics.thermo.energy import Slopes, energy, new_slopes
from nmhts.physics.thermo.lowest import sink
from nmhts.physics.thermo.newton import Sets, new_sets, settle
from nmhts.physics.thermo.simplex import ARTIFICIAL, Basis, begin, lowest_plane, new_basis
from nmhts.physics.thermo.step import Reduced, new_reduced

OK, NOT_CONVERGED, NO_PHASE = range(3)

_MOST_ROUNDS = 20
_MOST_LOOKS = 50
_MOST_JOINING = 8  # phases that join one after the other
_MOST_ADDED = 160  # samples found on the way
_MOST_SHIFTS = 3
_SHIFT = 1e-9  # of the moles of an element
_BELOW = 1e-6  # J/mol of atoms: a phase deeper under the plane is stable
_NEAR = 1000.0  # J/mol of atoms: how far above its well a sample may lie
_TRACE = 1e-7  # least site fraction to begin with


class Conditions(NamedTuple):
    """Conditions of b points."""

    T: Any  # [b] K
    coefficients: Any  # [b, t]
    knot: Any  # [b] first of the two rows of ``energies`` that the point lies between
    share: Any  # [b] how far it lies between them
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


class _Work(NamedTuple):
    """Memory for one point: samples and those found on the way."""

    phase: Any
    y: Any
    amounts: Any  # [e, s]
    costs: Any
    weights: Any
    gaps: Any
    exact: Any  # whether the cost of a sample is not interpolated
    basis: Basis
    sets: Sets
    slopes: Slopes
    reduced: Reduced
    at: Any
    new: Any
    mu: Any
    moles: Any
    best: Any
    per_atom: Any  # [s]


@kernel
def _load_samples(tables, conditions, samples, b, work):
    """Set the costs of all samples for a point."""
    count, e_all = len(samples.phase), len(work.mu)
    coefficients, T = conditions.coefficients[b], conditions.T[b]
    low, share = conditions.knot[b], conditions.share[b]
    for s in range(count):
        phase = work.phase[s]
        first = tables.first[phase]
        n = tables.first[phase + 1] - first
        work.exact[s] = conditions.direct[phase]
        if work.exact[s]:
            for i in range(n):
                if conditions.frozen[first + i]:
                    work.y[s, i] = conditions.fill[b, first + i]
            for e in range(e_all):
                total = 0.0
                for i in range(n):
                    total += work.y[s, i] * tables.amounts[first + i, e]
                work.amounts[e, s] = total
            work.costs[s] = energy(tables, phase, coefficients, T, work.y[s])
        else:
            under, over = conditions.energies[low, s], conditions.energies[low + 1, s]
            work.costs[s] = under + share * (over - under)
        _weigh(conditions, b, s, phase, work)


@kernel
def _weigh(conditions, b, s, phase, work):
    """Set the weight of a sample: one over its bound atoms, 0 for one that may not form."""
    atoms, whole = 0.0, 0.0
    for e in conditions.bound:
        atoms += work.amounts[e, s]
    for e in range(len(work.mu)):
        whole += work.amounts[e, s]
    work.per_atom[s] = 1.0 / whole
    work.weights[s] = 1.0 / atoms if atoms > 1e-12 and conditions.allowed[b, phase] else 0.0


@kernel
def _add(tables, conditions, b, phase, y, count, work):
    """Add a constitution to the samples. Returns: their new number."""
    first = tables.first[phase]
    for i in range(len(y)):
        work.y[count, i] = y[i]
    for e in range(len(work.mu)):
        total = 0.0
        for i in range(tables.first[phase + 1] - first):
            total += y[i] * tables.amounts[first + i, e]
        work.amounts[e, count] = total
    work.phase[count], work.exact[count] = phase, True
    work.costs[count] = energy(tables, phase, conditions.coefficients[b], conditions.T[b], y)
    _weigh(conditions, b, count, phase, work)
    return count + 1


@kernel
def _gather(tables, conditions, b, m, work):
    """Make composition sets of the samples that make the point: one of those between which a phase is convex. Returns: number of sets."""
    sets, basis = work.sets, work.basis
    coefficients, T = conditions.coefficients[b], conditions.T[b]
    count = 0
    for k in range(m):
        s = basis.column[k]
        if s == ARTIFICIAL or basis.amount[k] <= 1e-14:
            continue
        phase, amount = work.phase[s], basis.amount[k]
        n = tables.first[phase + 1] - tables.first[phase]
        joined = False
        for i in range(count):
            if sets.phase[i] != phase:
                continue
            for j in range(n):
                work.at[j] = 0.5 * (sets.y[i, j] + work.y[s, j])
                work.new[j] = sets.y[i, j]
            ends = 0.5 * energy(tables, phase, coefficients, T, work.new)
            ends += 0.5 * energy(tables, phase, coefficients, T, work.y[s])
            if energy(tables, phase, coefficients, T, work.at) <= ends:
                total = sets.amount[i] + amount
                for j in range(n):
                    sets.y[i, j] += amount / total * (work.y[s, j] - sets.y[i, j])
                sets.amount[i] = total
                joined = True
                break
        if not joined:
            sets.phase[count], sets.amount[count] = phase, amount
            for j in range(sets.y.shape[1]):
                sets.y[count, j] = work.y[s, j]
            count += 1
    for k in range(count):
        _lift(tables, sets.phase[k], conditions.frozen, sets.y[k])
    return count


@kernel
def _lift(tables, phase, frozen, y):
    """Give every species that may move a trace to begin with, at the expense of the largest of its sublattice."""
    first = tables.first[phase]
    n = tables.first[phase + 1] - first
    for i in range(n):
        if frozen[first + i] or y[i] >= _TRACE:
            continue
        lead = i
        for j in range(n):
            if tables.sublattice[first + j] == tables.sublattice[first + i] and y[j] > y[lead]:
                lead = j
        if lead != i:
            y[lead] -= _TRACE - y[i]
            y[i] = _TRACE


@kernel
def _set_heights(conditions, b, count, work):
    """Fill ``gaps`` with the heights of samples above the plane, J per mole of atoms; infinite for those that may not form."""
    gaps, mu = work.gaps, work.mu
    for s in range(count):
        gaps[s] = work.costs[s]
    for e in range(len(mu)):
        price = mu[e]
        for s in range(count):
            gaps[s] -= price * work.amounts[e, s]
    for s in range(count):
        gaps[s] *= work.per_atom[s]
    for s in range(count):
        if not conditions.allowed[b, work.phase[s]]:
            gaps[s] = np.inf


@kernel
def _is_well(samples, s, work):
    """Return whether no sample next to one lies lower; one found on the way has none next to it."""
    if s >= len(samples.phase):
        return False
    for k in range(samples.beside.shape[1]):
        i = samples.beside[s, k]
        if i >= 0 and work.gaps[i] < work.gaps[s]:
            return False
    return True


@kernel
def _ask(tables, conditions, b, s, count, work):
    """Sink from a sample; add what lies below the plane to the samples. Returns: (number of samples, height reached)."""
    p = work.phase[s]
    for i in range(len(work.at)):
        work.at[i] = work.y[s, i]
    _lift(tables, p, conditions.frozen, work.at)
    reached = sink(
        tables, p, conditions.coefficients[b], conditions.T[b], conditions.frozen, work.mu, work.at, work.slopes,
        work.reduced, work.new,
    )  # fmt: skip
    if reached < -_BELOW and count < len(work.costs):
        count = _add(tables, conditions, b, p, work.at, count, work)
    return count, reached


@kernel
def _ask_all(tables, conditions, samples, b, count, heights, work):
    """Ask every phase how far it lies above the plane, from its lowest sample and from every other well near the plane; add those below to the samples.

    Returns: (number of samples, the one that is deepest of those added).
    """
    deepest, depth, known = -1, 0.0, count
    phases = len(work.best)
    _set_heights(conditions, b, count, work)
    for p in range(phases):
        work.best[p], heights[p] = -1, np.nan
    for s in range(known):
        p = work.phase[s]
        if work.gaps[s] < np.inf and (work.best[p] < 0 or work.gaps[s] < work.gaps[work.best[p]]):
            work.best[p] = s
    for p in range(phases):
        if work.best[p] >= 0:
            before = count
            count, heights[p] = _ask(tables, conditions, b, work.best[p], count, work)
            if count > before and heights[p] < depth:
                deepest, depth = before, heights[p]
    for s in range(known):
        if work.gaps[s] < _NEAR and s != work.best[work.phase[s]] and _is_well(samples, s, work):
            before = count
            count, reached = _ask(tables, conditions, b, s, count, work)
            heights[work.phase[s]] = min(heights[work.phase[s]], reached)
            if count > before and reached < depth:
                deepest, depth = before, reached
    return count, deepest


@kernel
def _solve_point(tables, conditions, samples, b, results, work):
    """Find the equilibrium of one point. Returns: its status."""
    bound, m = conditions.bound, len(conditions.bound)
    sets, basis, mu = work.sets, work.basis, work.mu
    _load_samples(tables, conditions, samples, b, work)
    count = len(samples.phase)
    begin(m, work.moles, basis)
    for _ in range(_MOST_ROUNDS):
        if not _find_plane(tables, conditions, b, m, count, work):
            return NO_PHASE
        _load_prices(conditions, b, m, work)
        here = _gather(tables, conditions, b, m, work)
        before = count
        for _ in range(_MOST_JOINING):
            here, steps = settle(
                tables, conditions.coefficients[b], conditions.T[b], conditions.frozen, m, bound, work.moles, mu, sets, here
            )  # fmt: skip
            results.steps[b] += steps
            if steps == 0:
                break
            known = count
            count, deepest = _ask_all(
                tables, conditions, samples, b, count, results.height[b], work
            )
            if count == known:
                results.count[b] = here
                return OK
            if here >= m:
                # No room for one more: the plane under all of them says who goes.
                for k in range(here):
                    count = _add(tables, conditions, b, sets.phase[k], sets.y[k], count, work)
                break
            sets.phase[here], sets.amount[here] = work.phase[deepest], 0.0
            for j in range(sets.y.shape[1]):
                sets.y[here, j] = work.y[deepest, j]
            here += 1
        _load_prices(conditions, b, m, work)
        count, _ = _ask_all(tables, conditions, samples, b, count, results.height[b], work)
        if count == before or count > len(work.costs) - len(work.best) - len(sets.phase):
            return NOT_CONVERGED
    return NOT_CONVERGED


@kernel
def _find_plane(tables, conditions, b, m, count, work):
    """Find the lowest plane under the samples, with exact energies of those that it rests on. Returns: whether samples make the point."""
    for _ in range(_MOST_LOOKS):
        if not lowest_plane(
            m, conditions.bound, count, work.amounts, work.costs, conditions.mu[b], work.weights, work.basis, work.gaps
        ):  # fmt: skip
            return False
        exact = True
        for k in range(m):
            s = work.basis.column[k]
            if s != ARTIFICIAL and not work.exact[s]:
                exact, work.exact[s] = False, True
                work.costs[s] = energy(tables, work.phase[s], conditions.coefficients[b], conditions.T[b], work.y[s])  # fmt: skip
        if exact:
            break
    return True


@kernel
def _load_prices(conditions, b, m, work):
    """Set the potentials to the prices of the lowest plane under the samples."""
    for e in range(len(work.mu)):
        work.mu[e] = conditions.mu[b, e]
    for k in range(m):
        work.mu[conditions.bound[k]] = work.basis.price[k]


@entry
def solve_batch(tables, conditions, samples, results):
    """Find the equilibria of points; parameters: Tables, Conditions, Samples, and Equilibria to be filled."""
    phases, e_all = len(tables.first) - 1, tables.amounts.shape[1]
    n, start = samples.y.shape[1], len(samples.phase)
    total = start + _MOST_ADDED
    m = len(conditions.bound)
    work = _Work(
        np.zeros(total, dtype=np.int64), np.zeros((total, n)), np.zeros((e_all, total)), np.zeros(total), np.zeros(total), np.zeros(total),
        np.zeros(total, dtype=np.bool_),
        new_basis(m, e_all), new_sets(m, n, e_all), new_slopes(n), new_reduced(n, e_all), np.zeros(n), np.zeros(n), np.zeros(e_all),
        np.zeros(m), np.zeros(phases, dtype=np.int64), np.zeros(total),
    )  # fmt: skip
    work.phase[:start], work.y[:start] = samples.phase, samples.y
    work.amounts[:, :start] = samples.amounts.T
    for b in range(len(conditions.T)):
        status = NOT_CONVERGED
        for k in range(_MOST_SHIFTS):
            if status == NOT_CONVERGED:
                # A composition at which a phase is just full leaves the potentials open; beside it they are not.
                for a in range(m):
                    work.moles[a] = conditions.moles[b, a] * (1.0 - k * _SHIFT * (a + 1.0))
                status = _solve_point(tables, conditions, samples, b, results, work)
        results.status[b] = status
        if status != OK:
            continue
        for e in range(e_all):
            results.mu[b, e] = work.mu[e]
        _write(results, work.sets, b)


@kernel
def _write(results, sets, b):
    """Hand the sets of a point out, in the order of phases and constitutions."""
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
