"""Samples that make up a composition at the lowest energy: linear programming (revised simplex).

    minimize sum_s n_s c_s   with   sum_s n_s a_se = b_e,  n_s >= 0

Its prices are the chemical potentials of the lowest plane under all samples.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import inlined, kernel, maker
from nmhts.numerics.watch import NOBODY

ARTIFICIAL = -1
"""Column of the basis that stands for a pure element, at a prohibitive price."""

_PRICE = 1e9  # J/mol; numerical: price of an artificial column
_MOST_PIVOTS = 400  # numerical: exchanges of the basis for one plane
_TOLERANCE = 1e-8  # J/mol of atoms; numerical
# Numerical, relative to a price: prohibitive prices are exact to 4e-6 J/mol only, and a sample of
# the basis must not enter because of that.
_ROUNDING = 4e-15
_NOTHING = 1e-12  # moles; numerical
_MISSING = 1e-9  # moles; numerical
_DEGENERATE = 1e-13  # moles; numerical: difference of amounts that counts as a tie
_LANES = 64  # numerical: samples priced side by side


class Basis(NamedTuple):
    """Columns that make up the composition of m elements.

    For each: its sample, its amount, and derived quantities.
    """

    column: Any  # [m]
    amount: Any  # [m]
    cost: Any  # [m]
    inverse: Any  # [m, m]
    price: Any  # [m]
    way: Any  # [m]
    full: Any  # [e] prices of all elements
    over: Any  # [lanes] heights of samples above the plane, side by side
    least: Any  # [lanes] least so far
    # [lanes] sample of that minimum; then the samples below the plane, one from each lane that has
    # any
    place: Any
    some: Any  # [1] number of those


@maker
def new_basis(m, e):
    """Return memory for m elements that are bound, of e."""
    return Basis(
        np.zeros(m, dtype=np.int64), np.zeros(m), np.zeros(m), np.zeros((m, m)), np.zeros(m),
        np.zeros(m), np.zeros(e), np.zeros(_LANES), np.zeros(_LANES),
        np.zeros(_LANES, dtype=np.int64), np.zeros(1, dtype=np.int64),
    )  # fmt: skip


@kernel
def _set_prices(m, bound, mu, basis):
    """Set the prices of the bound elements, and then those of all elements."""
    for e in range(len(mu)):
        basis.full[e] = mu[e]
    for e in range(m):
        total = 0.0
        for k in range(m):
            total += basis.cost[k] * basis.inverse[k, e]
        basis.price[e] = total
        basis.full[bound[e]] = total


@kernel
def begin(m, moles, basis):
    """Begin with artificial columns only; moles [m] of the bound elements."""
    for k in range(m):
        basis.column[k], basis.cost[k], basis.amount[k] = ARTIFICIAL, _PRICE, moles[k]
        for e in range(m):
            basis.inverse[k, e] = 1.0 if k == e else 0.0


@kernel
def _price_all(count, amounts, costs, weights, basis):
    """Price all samples; keep for every lane the one deepest below the plane.

    Depths in J per mole of bound atoms. Lanes are independent, so the compiler vectorizes them; a
    single running minimum it would not.
    """
    full, over, least, place = basis.full, basis.over, basis.least, basis.place
    for j in range(_LANES):
        least[j], place[j] = -_TOLERANCE, -1
    # Three elements at once; missing ones have price 0.
    last, whole = len(full) - 1, count - count % _LANES
    second, third = min(1, last), min(2, last)
    p_1, p_2, p_3 = full[0], full[1] if last > 0 else 0.0, full[2] if last > 1 else 0.0
    for s in range(0, whole, _LANES):
        end = s + _LANES
        cost, weight = costs[s:end], weights[s:end]
        a_1, a_2, a_3 = amounts[0, s:end], amounts[second, s:end], amounts[third, s:end]
        for j in range(_LANES):
            over[j] = cost[j] - p_1 * a_1[j] - p_2 * a_2[j] - p_3 * a_3[j]
        for e in range(3, last + 1):
            price, more = full[e], amounts[e, s:end]
            for j in range(_LANES):
                over[j] -= price * more[j]
        for j in range(_LANES):
            gap = over[j] * weight[j]
            less = gap < least[j]
            least[j] = gap if less else least[j]
            place[j] = s + j if less else place[j]
    for s in range(whole, count):
        gap = _gap(s, amounts, costs, weights, full)
        if gap < least[s - whole]:
            least[s - whole], place[s - whole] = gap, s
    some = 0
    for j in range(_LANES):
        if place[j] >= 0:
            place[some] = place[j]
            some += 1
    basis.some[0] = some


@inlined
def _gap(s, amounts, costs, weights, full):
    """Return the height of a sample above the plane, J per mole of bound atoms."""
    gap = costs[s]
    for e in range(len(full)):
        gap -= full[e] * amounts[e, s]
    return gap * weights[s]


@kernel
def _deepest_kept(amounts, costs, weights, basis):
    """Return the kept sample that is deepest below the present plane, -1 for none."""
    dearest = 0.0
    for e in range(len(basis.full)):
        dearest = max(dearest, abs(basis.full[e]))
    best, enters = -max(_TOLERANCE, _ROUNDING * dearest), -1
    for j in range(basis.some[0]):
        s = basis.place[j]
        gap = _gap(s, amounts, costs, weights, basis.full)
        if gap < best:
            best, enters = gap, s
    return enters


@kernel
def _enter(m, bound, amounts, enters, cost, basis):
    """Exchange a sample into the basis for the first column that it exhausts.

    Returns: whether it exhausts any.
    """
    leaves, room = -1, np.inf
    for k in range(m):
        total = 0.0
        for e in range(m):
            total += basis.inverse[k, e] * amounts[bound[e], enters]
        basis.way[k] = total
        if total > _NOTHING:
            share = max(basis.amount[k], 0.0) / total
            closer = share < room - _DEGENERATE
            if closer or (share < room + _DEGENERATE and total > basis.way[leaves]):
                leaves, room = k, min(room, share)
    if leaves < 0:
        return False
    pivot = basis.way[leaves]
    for e in range(m):
        basis.inverse[leaves, e] /= pivot
    basis.amount[leaves] = max(basis.amount[leaves], 0.0) / pivot
    for k in range(m):
        part = basis.way[k]
        if k != leaves and part != 0.0:
            for e in range(m):
                basis.inverse[k, e] -= part * basis.inverse[leaves, e]
            basis.amount[k] = max(0.0, basis.amount[k] - part * basis.amount[leaves])
    basis.column[leaves], basis.cost[leaves] = enters, cost
    return True


@kernel
def is_given_up(watch):
    """Return whether the point in progress is to be given up."""
    return watch[1, 0] != NOBODY and watch[1, 0] == watch[0, 0]


@kernel
def lowest_plane(m, bound, count, amounts, costs, mu, weights, basis, watch):
    """Find the lowest plane under samples, beginning with the present basis.

    Parameters: m bound elements, by ``bound`` [m]; count samples; amounts [e, s] moles of elements
    per formula unit; costs [s] J per mole of formula units; mu [e] potentials of the elements that
    are not bound, 0 for bound ones; weights [s] 1 over the bound atoms, 0 for an excluded sample
    (or an infinite cost); watch as of ``solve_batch``.
    Returns: whether samples alone make up the composition, and the point is not given up.
    """
    for k in range(m):
        s = basis.column[k]
        if s != ARTIFICIAL:
            basis.cost[k] = costs[s]
            for e in range(len(mu)):
                basis.cost[k] -= mu[e] * amounts[e, s]
    basis.some[0] = 0
    for _ in range(_MOST_PIVOTS):
        if is_given_up(watch):
            return False
        _set_prices(m, bound, mu, basis)
        enters = _deepest_kept(amounts, costs, weights, basis)
        if enters < 0:
            _price_all(count, amounts, costs, weights, basis)
            enters = _deepest_kept(amounts, costs, weights, basis)
        if enters < 0:
            break
        cost = costs[enters]
        for e in range(len(mu)):
            cost -= mu[e] * amounts[e, enters]
        if not _enter(m, bound, amounts, enters, cost, basis):
            break
    for k in range(m):
        if basis.column[k] == ARTIFICIAL and basis.amount[k] > _MISSING:
            return False
    return True
