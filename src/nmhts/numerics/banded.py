"""Banded LU without pivoting, in place, for the Newton matrices of one-dimensional models.

Storage: ``ab[j, i - j + upper]``-like row-major bands are awkward for row elimination, so a matrix A of order n with
``lower`` sub- and ``upper`` superdiagonals is kept by rows: ``rows[i, j - i + lower] = A[i, j]``, shape (n, lower+upper+1).
Without pivoting the factorisation is exact only for matrices that need none; the caller checks
its result through Newton convergence, and a zero or non-finite pivot is reported.
"""

from __future__ import annotations

from nmhts.numerics.compiled import kernel


@kernel
def factorise(rows, n, lower, upper):
    """Factorise ``rows`` [n, lower+upper+1] in place into L (unit diagonal) and U.

    Returns: True, or False at the first pivot that is zero or not finite (``rows`` is then spoilt).
    """
    for k in range(n):
        pivot = rows[k, lower]
        if not (abs(pivot) > 1e-300 and abs(pivot) < 1e300):
            return False
        inverse = 1.0 / pivot
        width = min(upper, n - 1 - k)
        for i in range(k + 1, min(k + lower, n - 1) + 1):
            shift = lower - (i - k)
            if rows[i, shift] == 0.0:
                continue
            factor = rows[i, shift] * inverse
            rows[i, shift] = factor
            for j in range(1, width + 1):
                rows[i, shift + j] -= factor * rows[k, lower + j]
    return True


@kernel
def solve(rows, n, lower, upper, x):
    """Solve A x = b in place, with ``rows`` from :func:`factorise`; ``x`` [n] holds b and then the solution."""
    for i in range(1, n):
        total = x[i]
        for k in range(max(0, i - lower), i):
            total -= rows[i, k - i + lower] * x[k]
        x[i] = total
    for i in range(n - 1, -1, -1):
        total = x[i]
        for j in range(i + 1, min(i + upper, n - 1) + 1):
            total -= rows[i, j - i + lower] * x[j]
        x[i] = total / rows[i, lower]
