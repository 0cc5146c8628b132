"""Which samples make a composition at the least energy: a linear programme by the revised simplex method.

    minimise sum_s n_s c_s   with   sum_s n_s a_se = b_e,  n_s >= 0

Its prices are the chemical potentials of the lowest plane under all samples.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import kernel, maker
from nmhts.numerics.watch import NOBODY

ARTIFICIAL = -1
"""A column of the basis that stands for an element alone, at a price nobody pays."""

_PRICE = 1e9  # J/mol
_MOST_PIVOTS = 400
_TOLERANCE = 1e-8  # J/mol of atoms
_NOTHING = 1e-12  # moles
_MISSING = 1e-9  # moles
_DEGENERATE = 1e-13


class Basis(NamedTuple):
    """Columns that make the composition: which sample each is, its amount, and what follows from them, for m elements."""

    column: Any  # [m]
    amount: Any  # [m]
    cost: Any  # [m]
    inverse: Any  # [m, m]
    price: Any  # [m]
    way: Any  # [m]
    full: Any  # [e] prices of all elements


@maker
def new_basis(m, e):
    """Return memory for m elements that are bound, of e."""
    return Basis(
        np.zeros(m, dtype=np.int64), np.zeros(m), np.zeros(m), np.zeros((m, m)), np.zeros(m), np.zeros(m),
        np.zeros(e),
    )  # fmt: skip


@kernel
def _set_prices(m, bound, mu, basis):
    """Set the prices of the bound elements, and with them those of all."""
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
    """Begin with the elements alone; moles [m] of those that are bound."""
    for k in range(m):
        basis.column[k], basis.cost[k], basis.amount[k] = ARTIFICIAL, _PRICE, moles[k]
        for e in range(m):
            basis.inverse[k, e] = 1.0 if k == e else 0.0


@kernel
def _price(count, amounts, costs, weights, full, gaps):
    """Fill ``gaps`` with how far samples lie above the plane, J per mole of bound atoms."""
    for s in range(count):
        gaps[s] = costs[s]
    for e in range(len(full)):
        price = full[e]
        for s in range(count):
            gaps[s] -= price * amounts[e, s]
    for s in range(count):
        gaps[s] *= weights[s]


@kernel
def _enter(m, bound, amounts, enters, cost, basis):
    """Let a sample into the basis in place of the first that it uses up. Returns: whether it uses up any."""
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
    """Return whether the point at work is to be given up."""
    return watch[1, 0] != NOBODY and watch[1, 0] == watch[0, 0]


@kernel
def lowest_plane(m, bound, count, amounts, costs, mu, weights, basis, gaps, watch):
    """Find the lowest plane under samples, from the basis as it stands.

    Parameters: m elements that are bound, by ``bound`` [m]; count samples; amounts [e, s] moles of elements per formula unit; costs [s] J per mole of formula units; mu [e] potentials of the
    elements that are not bound, 0 for those that are; weights [s] 1 over the bound atoms, 0: may not be used; gaps [s] memory; watch as of ``solve_batch``.
    Returns: whether samples alone make the composition, and the point is not given up.
    """
    for k in range(m):
        s = basis.column[k]
        if s != ARTIFICIAL:
            basis.cost[k] = costs[s]
            for e in range(len(mu)):
                basis.cost[k] -= mu[e] * amounts[e, s]
    for _ in range(_MOST_PIVOTS):
        if is_given_up(watch):
            return False
        _set_prices(m, bound, mu, basis)
        _price(count, amounts, costs, weights, basis.full, gaps)
        best, enters = -_TOLERANCE, -1
        for s in range(count):
            if gaps[s] < best:
                best, enters = gaps[s], s
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
