"""Which samples make a composition at the least energy: a linear programme by the revised simplex method.

    minimise sum_s n_s c_s   with   sum_s n_s a_se = b_e,  n_s >= 0

Its prices are the chemical potentials of the lowest plane under all samples.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import kernel, maker

ARTIFICIAL = -1
"""A column of the basis that stands for an element alone, at a price nobody pays."""

_PRICE = 1e9  # J/mol
_MOST_PIVOTS = 400
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
def lowest_plane(m, bound, count, amounts, costs, mu, weights, basis, tolerance):
    """Find the lowest plane under samples.

    Parameters: m elements that are bound, in the order of ``bound`` [m] (columns of amounts); count samples; amounts [s, e]; costs [s] J per mole of formula units; mu [e] potentials
    of the elements that are not bound (0 for those that are); weights [s] 1 over the bound atoms, 0: may not be used; basis with amounts set to the composition; tolerance J/mol of the best price.
    Fills the basis. Returns: whether only samples make the composition.
    """
    e_all = amounts.shape[1]
    for k in range(m):
        basis.column[k], basis.cost[k] = ARTIFICIAL, _PRICE
        for e in range(m):
            basis.inverse[k, e] = 1.0 if k == e else 0.0
    for _ in range(_MOST_PIVOTS):
        _set_prices(m, bound, mu, basis)
        full = basis.full
        best, enters = -tolerance, -1
        for s in range(count):
            gap = costs[s]
            for e in range(e_all):
                gap -= full[e] * amounts[s, e]
            gap *= weights[s]
            if gap < best:
                best, enters = gap, s
        if enters < 0:
            break
        # How the amounts fall when the new column grows.
        leaves, room = -1, np.inf
        for k in range(m):
            total = 0.0
            for e in range(m):
                total += basis.inverse[k, e] * amounts[enters, bound[e]]
            basis.way[k] = total
            if total > 1e-12:
                share = max(basis.amount[k], 0.0) / total
                if share < room - _DEGENERATE or (share < room + _DEGENERATE and leaves >= 0 and total > basis.way[leaves]):  # fmt: skip
                    leaves, room = k, min(room, share)
        if leaves < 0:
            break
        pivot = basis.way[leaves]
        for e in range(m):
            basis.inverse[leaves, e] /= pivot
        basis.amount[leaves] = max(basis.amount[leaves], 0.0) / pivot
        for k in range(m):
            if k == leaves:
                continue
            part = basis.way[k]
            if part != 0.0:
                for e in range(m):
                    basis.inverse[k, e] -= part * basis.inverse[leaves, e]
                basis.amount[k] = max(0.0, basis.amount[k] - part * basis.amount[leaves])
        basis.column[leaves], basis.cost[leaves] = enters, costs[enters]
        for e in range(e_all):
            basis.cost[leaves] -= mu[e] * amounts[enters, e]
    made = True
    for k in range(m):
        if basis.column[k] == ARTIFICIAL and basis.amount[k] > 1e-9:
            made = False
    return made
