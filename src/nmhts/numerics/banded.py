"""Banded LU without pivoting, in place, for the Newton matrices of one-dimensional models.

A matrix A of order n with ``lower`` sub- and ``upper`` superdiagonals is kept by rows: ``rows[i, j - i + lower] = A[i, j]``. Below it stand
``padding(lower, upper)`` rows of zeros, and as many zeros below a right-hand side: the loops then have fixed lengths, which the compiler unrolls.
Without pivoting the factorisation serves matrices that need none; the caller checks its result through
Newton convergence, and a zero or non-finite pivot is reported.
"""

from __future__ import annotations

from collections.abc import Callable

from nmhts.numerics.compiled import kernel


def padding(lower: int, upper: int) -> int:
    """Return the number of zero rows below a matrix and a right-hand side."""
    return max(lower, upper)


def banded_lu(lower: int, upper: int) -> tuple[Callable, Callable]:
    """Return the kernels ``factorise(rows, n)`` and ``solve(rows, n, x)`` for one bandwidth.

    ``factorise`` turns ``rows`` [n + padding, lower+upper+1] in place into L (unit diagonal) and U and returns True, or False at the first
    pivot that is zero or not finite (``rows`` is then spoilt). ``solve`` turns ``x`` [n + padding] from the right-hand side into
    the solution; its last ``padding`` entries are and stay zero.
    """

    @kernel
    def factorise(rows, n):
        for k in range(n):
            pivot = rows[k, lower]
            if not (abs(pivot) > 1e-300 and abs(pivot) < 1e300):
                return False
            inverse = 1.0 / pivot
            for d in range(1, lower + 1):
                factor = rows[k + d, lower - d] * inverse
                if factor != 0.0:
                    rows[k + d, lower - d] = factor
                    for j in range(1, upper + 1):
                        rows[k + d, lower - d + j] -= factor * rows[k, lower + j]
        return True

    @kernel
    def solve(rows, n, x):
        for k in range(n):
            for d in range(1, lower + 1):
                x[k + d] -= rows[k + d, lower - d] * x[k]
        for i in range(n - 1, -1, -1):
            total = x[i]
            for j in range(1, upper + 1):
                total -= rows[i, lower + j] * x[i + j]
            x[i] = total / rows[i, lower]

    return factorise, solve
