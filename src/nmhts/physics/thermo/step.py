"""One phase under chemical potentials: step of its site fractions and its limits.

The site fractions of a sublattice add up to one, so all but the largest of them are free (q). With
W = d2G/dq2, moles M_e of the elements and potentials mu_e,

    dq = W^-1 (sum_e mu_e dM_e/dq - dG/dq)
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import kernel, maker
from nmhts.physics.thermo.energy import LEAST, curvature

# Numerical: below, a site fraction changes by factors, because the potentials set its logarithm.
_DILUTE = 0.02
_MOST = 8.0  # numerical: largest change of the logarithm in one step
# numerical: rounding of a site fraction, which limits the balance of moles next to a line compound
_ROUNDING = 4e-16
# Numerical: relative change of a site fraction after which Newton's method leaves only rounding
# error.
_ROUGH = 1e-3
_LEFT = 0.05  # numerical: smallest share of a site fraction left by one step


class Reduced(NamedTuple):
    """Phase in its free site fractions, d of n."""

    free: Any  # [n] constituents that are free
    lead: Any  # [n] the largest of the sublattice of each
    g: Any  # [n] dG/dq
    L: Any  # [n, n] Cholesky factor of W
    M: Any  # [n, e] dM/dq
    X: Any  # [n, e + 1] W^-1 dM/dq and, last, W^-1 dG/dq
    moles: Any  # [e] M_e
    dq: Any  # [n]


@maker
def new_reduced(n, e):
    """Return memory for phases of up to n constituents and e elements."""
    return Reduced(
        np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64), np.zeros(n), np.zeros((n, n)),
        np.zeros((n, e)), np.zeros((n, e + 1)), np.zeros(e), np.zeros(n),
    )  # fmt: skip


@kernel
def choose_free(tables, phase, frozen, y, reduced):
    """Fill ``free`` and ``lead``. Returns: number of free site fractions."""
    first = tables.first[phase]
    n = tables.first[phase + 1] - first
    d, i = 0, 0
    while i < n:
        end, lead = i, i
        while end < n and tables.sublattice[first + end] == tables.sublattice[first + i]:
            if y[end] > y[lead]:
                lead = end
            end += 1
        if not frozen[first + i]:
            for k in range(i, end):
                if k != lead:
                    reduced.free[d], reduced.lead[d] = k, lead
                    d += 1
        i = end
    return d


@kernel
def _factor(tables, phase, T, y, d, H, share, reduced):
    """Fill the Cholesky factor of W with a share of all terms except the entropy of mixing.

    Returns: whether W is positive.
    """
    first, RT = tables.first[phase], tables.R * T
    L, free, lead = reduced.L, reduced.free, reduced.lead
    for a in range(d):
        i, r = free[a], lead[a]
        for b in range(a + 1):
            j, s = free[b], lead[b]
            value = H[i, j] - H[i, s] - H[r, j] + H[r, s]
            if share < 1.0:
                ideal = 0.0
                if r == s:
                    ideal = RT * tables.sites[first + r] / max(y[r], LEAST)
                if i == j:
                    ideal += RT * tables.sites[first + i] / max(y[i], LEAST)
                value = ideal + share * (value - ideal)
            for k in range(b):
                value -= L[a, k] * L[b, k]
            if a == b:
                if not value > 1e-6 * RT:
                    return False
                L[a, a] = np.sqrt(value)
            else:
                L[a, b] = value / L[b, b]
    return True


@kernel
def reduce_phase(tables, phase, coefficients, T, frozen, y, slopes, reduced):
    """Linearize a phase at y.

    Returns: (G J per mole of formula units, number d of free site fractions, whether W is positive
    definite at y; if not, W is that of mixing with a share of the other terms).
    """
    G = curvature(tables, phase, coefficients, T, y, slopes)
    d = choose_free(tables, phase, frozen, y, reduced)
    first = tables.first[phase]
    n, m = tables.first[phase + 1] - first, tables.amounts.shape[1]
    for e in range(m):
        total = 0.0
        for i in range(n):
            total += y[i] * tables.amounts[first + i, e]
        reduced.moles[e] = total
    for a in range(d):
        i, r = reduced.free[a], reduced.lead[a]
        reduced.g[a] = slopes.g[i] - slopes.g[r]
        reduced.X[a, m] = reduced.g[a]
        for e in range(m):
            reduced.M[a, e] = tables.amounts[first + i, e] - tables.amounts[first + r, e]
            reduced.X[a, e] = reduced.M[a, e]
    stable = _factor(tables, phase, T, y, d, slopes.G, 1.0, reduced)
    if not stable and not _factor(tables, phase, T, y, d, slopes.G, 0.5, reduced):
        _factor(tables, phase, T, y, d, slopes.G, 0.0, reduced)
    L = reduced.L
    for c in range(m + 1):
        for a in range(d):
            value = reduced.X[a, c]
            for k in range(a):
                value -= L[a, k] * reduced.X[k, c]
            reduced.X[a, c] = value / L[a, a]
        for b in range(d):
            a = d - 1 - b
            value = reduced.X[a, c]
            for k in range(a + 1, d):
                value -= L[k, a] * reduced.X[k, c]
            reduced.X[a, c] = value / L[a, a]
    return G, d, stable


@kernel
def move(d, reduced, share, y, out):
    """Fill ``out`` with the site fractions after a share of the step ``dq``.

    Dilute site fractions change by a factor; the largest of a sublattice takes the rest.
    Returns: largest change, relative for dilute ones.
    """
    for i in range(len(out)):
        out[i] = y[i]
    # No site fraction may fall below a share of itself, not even the largest.
    room = share
    for a in range(d):
        i = reduced.free[a]
        if y[i] >= _DILUTE and room * reduced.dq[a] < -(1.0 - _LEFT) * y[i]:
            room = -(1.0 - _LEFT) * y[i] / reduced.dq[a]
    largest = 0.0
    while True:
        largest = 0.0
        for a in range(d):
            i = reduced.free[a]
            change = room * reduced.dq[a]
            if y[i] < _DILUTE:
                ratio = min(_MOST, max(-_MOST, change / max(y[i], LEAST)))
                new = max(y[i], LEAST) * np.exp(ratio)
                lost = y[i] < 1e-20 or (abs(ratio) < _ROUGH and abs(ratio) * y[i] < _ROUNDING)
                if not lost:
                    largest = max(largest, min(abs(ratio), 1.0))
            else:
                new = y[i] + change
                largest = max(largest, abs(change) / y[i])
            out[i] = new
        fits = True
        for a in range(d):
            r = reduced.lead[a]
            left = y[r]
            for b in range(d):
                if reduced.lead[b] == r:
                    left -= out[reduced.free[b]] - y[reduced.free[b]]
            if left < _LEFT * y[r]:
                fits = False
            out[r] = left
        if fits or room < 1e-12:
            break
        room *= 0.5
    return largest
