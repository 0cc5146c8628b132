"""Equilibrium of a set of phases: Newton's method on site fractions, amounts and potentials.

    dq = W^-1 (mu M_q - G_q)  in every phase
    G = sum_e mu_e M_e  of every phase
    sum_phases n M_e = b_e  of every bound element

Internal site fractions are eliminated (``step``), which leaves one small system for potentials and
amounts (Hillert1981, Sundman2015).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import kernel, maker
from nmhts.physics.thermo.energy import Slopes, new_slopes
from nmhts.physics.thermo.pivoting import solve_open
from nmhts.physics.thermo.step import Reduced, move, reduce_phase

_MOST_STEPS = 60  # numerical
_CLOSE = 1e-8  # numerical: largest relative change of the last step; the next one is rounding error
_BALANCE = 1e-11  # of all moles; numerical: largest imbalance
_SAME = 1e-4  # numerical: largest difference of site fractions of two sets that are united
_FAR = 20.0  # RT; numerical: largest step of a potential
_MAD = 1.5e6  # J/mol; numerical: beyond a site fraction of LEAST at 2000 K
_PATIENCE = 2  # numerical: steps with a negative amount before a set is removed


class Sets(NamedTuple):
    """Composition sets k and the linear system that couples them.

    A set is a phase with its own site fractions, linearized.
    """

    phase: Any  # [k]
    amount: Any  # [k] moles of formula units
    y: Any  # [k, n]
    G: Any  # [k] J per mole of formula units
    count: Any  # [k] free site fractions
    below: Any  # [k] steps with a negative amount
    free: Any  # [k, n], this and the next fields as in Reduced
    lead: Any
    g: Any
    L: Any
    M: Any
    X: Any
    moles: Any
    dq: Any
    S: Any  # [e + k, e + k]
    right: Any  # [e + k]
    order: Any  # [e + k]
    answer: Any  # [e + k]
    held: Any  # [e] moles of the bound elements in the sets
    new: Any  # [n]
    slopes: Slopes


@maker
def new_sets(k, n, e):
    """Return memory for k sets of up to n constituents, and e elements."""
    return Sets(
        np.zeros(k, dtype=np.int64), np.zeros(k), np.zeros((k, n)), np.zeros(k),
        np.zeros(k, dtype=np.int64), np.zeros(k, dtype=np.int64), np.zeros((k, n), dtype=np.int64),
        np.zeros((k, n), dtype=np.int64), np.zeros((k, n)), np.zeros((k, n, n)),
        np.zeros((k, n, e)), np.zeros((k, n, e + 1)), np.zeros((k, e)), np.zeros((k, n)),
        np.zeros((e + k, e + k)), np.zeros(e + k), np.zeros(e + k, dtype=np.int64), np.zeros(e + k),
        np.zeros(e), np.zeros(n), new_slopes(n),
    )  # fmt: skip


@kernel
def linearise_sets(tables, coefficients, T, frozen, sets, count):
    """Linearize all sets at their site fractions. Returns: whether all are stable there."""
    stable = True
    for k in range(count):
        reduced = Reduced(
            sets.free[k], sets.lead[k], sets.g[k], sets.L[k], sets.M[k], sets.X[k], sets.moles[k],
            sets.dq[k]
        )  # fmt: skip
        G, d, holds = reduce_phase(
            tables, sets.phase[k], coefficients, T, frozen, sets.y[k], sets.slopes, reduced
        )
        sets.G[k], sets.count[k] = G, d
        stable &= holds
    return stable


@kernel
def build_system(RT, m, bound, mu, moles, sets, count):
    """Fill the system of the steps of potentials [RT] and amounts.

    Parameters: m bound elements, by ``bound`` [m]; mu [e] potentials of all elements; moles [m] of
    the bound ones.
    Returns: largest imbalance of an element, moles.
    """
    S, right = sets.S, sets.right
    e_all, size, worst = len(mu), m + count, 0.0
    for i in range(size):
        for j in range(size):
            S[i, j] = 0.0
    for a in range(m):
        e = bound[a]
        balance, pulled = moles[a], 0.0
        for k in range(count):
            balance -= sets.amount[k] * sets.moles[k, e]
            S[a, m + k] = sets.moles[k, e]
            for i in range(sets.count[k]):
                # Steps of the site fractions at the present potentials.
                dq = -sets.X[k, i, e_all]
                for f in range(e_all):
                    dq += sets.X[k, i, f] * mu[f]
                pulled += sets.amount[k] * sets.M[k, i, e] * dq
            for c in range(m):
                total = 0.0
                for i in range(sets.count[k]):
                    total += sets.M[k, i, e] * sets.X[k, i, bound[c]]
                S[a, c] += RT * sets.amount[k] * total
        right[a] = balance - pulled
        worst = max(worst, abs(balance))
    for k in range(count):
        gap = sets.G[k]
        for f in range(e_all):
            gap -= mu[f] * sets.moles[k, f]
        right[m + k] = gap / RT
        for a in range(m):
            S[m + k, a] = sets.moles[k, bound[a]]
    return worst


@kernel
def _take_out(sets, k, count):
    """Remove set k. Returns: number of sets left."""
    for i in range(k, count - 1):
        sets.phase[i], sets.amount[i], sets.below[i] = (
            sets.phase[i + 1],
            sets.amount[i + 1],
            sets.below[i + 1],
        )
        for j in range(sets.y.shape[1]):
            sets.y[i, j] = sets.y[i + 1, j]
    return count - 1


@kernel
def _unite(tables, sets, count):
    """Unite sets that have become the same. Returns: number of sets left."""
    k = 0
    while k < count:
        i = k + 1
        while i < count:
            apart = 0.0
            if sets.phase[i] == sets.phase[k]:
                for j in range(tables.first[sets.phase[k] + 1] - tables.first[sets.phase[k]]):
                    apart = max(apart, abs(sets.y[i, j] - sets.y[k, j]))
                if apart < _SAME:
                    sets.amount[k] += sets.amount[i]
                    count = _take_out(sets, i, count)
                    continue
            i += 1
        k += 1
    return count


@kernel
def _is_mad(m, bound, mu):
    """Return whether a potential is unphysical: a price between nearly identical samples."""
    for a in range(m):
        if abs(mu[bound[a]]) > _MAD:
            return True
    return False


@kernel
def _hold(m, bound, sets, count):
    """Fill ``held`` with the moles of the bound elements."""
    for a in range(m):
        sets.held[a] = 0.0
        for k in range(count):
            sets.held[a] += sets.amount[k] * sets.moles[k, bound[a]]


@kernel
def settle(tables, coefficients, T, frozen, m, bound, moles, mu, sets, count):
    """Bring sets to equilibrium with each other.

    Parameters: coefficients [t]; frozen [c] constituents that do not move; m, bound, moles as in
    ``build_system``; mu [e] first guess, overwritten; sets with phase, amount and y.
    Returns: (number of sets left, number of steps; 0 if they did not converge, or converged where
    they are unstable).
    """
    RT = tables.R * T
    for k in range(count):
        sets.below[k] = 0
    for turn in range(_MOST_STEPS):
        stable = linearise_sets(tables, coefficients, T, frozen, sets, count)
        worst = build_system(RT, m, bound, mu, moles, sets, count)
        size = m + count
        solve_open(size, sets.S, sets.right, sets.order, sets.answer)
        if turn == 0 and _is_mad(m, bound, mu):
            # The guess is unusable: begin with the potentials at which the sets would stay
            # unchanged.
            _hold(m, bound, sets, count)
            build_system(RT, m, bound, mu, sets.held, sets, count)
            solve_open(size, sets.S, sets.right, sets.order, sets.answer)
            for a in range(m):
                mu[bound[a]] = min(_MAD, max(-_MAD, mu[bound[a]] + RT * sets.answer[a]))
            continue
        for a in range(m):
            mu[bound[a]] += RT * min(_FAR, max(-_FAR, sets.answer[a]))
        change, gone, lowest = 0.0, -1, 0.0
        for k in range(count):
            new = sets.amount[k] + sets.answer[m + k]
            change = max(change, abs(sets.answer[m + k]))
            if new < 0.0:
                sets.below[k] += 1
                if sets.below[k] > _PATIENCE and new < lowest:
                    gone, lowest = k, new
                new = 0.0
            else:
                sets.below[k] = 0
            sets.amount[k] = new
        for k in range(count):
            d = sets.count[k]
            for i in range(d):
                dq = -sets.X[k, i, len(mu)]
                for f in range(len(mu)):
                    dq += sets.X[k, i, f] * mu[f]
                sets.dq[k, i] = dq
            reduced = Reduced(
                sets.free[k], sets.lead[k], sets.g[k], sets.L[k], sets.M[k], sets.X[k],
                sets.moles[k], sets.dq[k]
            )  # fmt: skip
            change = max(change, move(d, reduced, 1.0, sets.y[k], sets.new))
            for i in range(len(sets.new)):
                sets.y[k, i] = sets.new[i]
        if gone >= 0:
            if count == 1:
                return count, 0
            count = _take_out(sets, gone, count)
            continue
        if turn % 4 == 3:
            count = _unite(tables, sets, count)
        if change < _CLOSE and worst < _BALANCE:
            count = _unite(tables, sets, count)
            for k in range(count):
                if sets.below[k] > 0:
                    gone = k
            if gone >= 0 and count > 1:
                # All equations hold, but with a negative amount of a set.
                count = _take_out(sets, gone, count)
                continue
            if gone >= 0 or not stable:
                return count, 0
            return count, turn + 1
    return count, 0
