"""Banded LU without pivoting, in place, for the Newton matrices of one-dimensional models.

A matrix A of order n with ``lower`` sub- and ``upper`` superdiagonals is kept by rows in a flat array: entry (i, j) is number i w + j - i + lower,
w = lower + upper + 1, and entries that lie outside the matrix are zero. Below it stand ``padding(lower, upper)`` rows of zeros, and as many zeros below a right-hand side: the loops then have fixed lengths, which the
compiler unrolls. Without pivoting the factorisation serves matrices that need none; a pivot that is zero or not finite shows in the solution,
which the caller checks.
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

from nmhts.numerics.compiled import kernel


def padding(lower: int, upper: int) -> int:
    """Return the number of zero rows below a matrix and a right-hand side."""
    return max(lower, upper)


def banded_lu(lower: int, upper: int, number: ModuleType) -> tuple[Callable, Callable, Callable]:
    """Return the kernels ``factorise(rows, n)``, ``solve(rows, n, x)`` and ``solve_transposed(rows, n, x)`` for one bandwidth.

    Parameters: number: the kind of number, ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``.
    ``factorise`` turns ``rows`` [(n + padding) (lower+upper+1)] in place into L (unit diagonal) and U, the diagonal of U inverted.
    ``solve`` turns ``x`` [n + padding] from the right-hand side of A x = b into the solution, ``solve_transposed`` that of A^T x = b; the last ``padding``
    entries are and stay zero.
    """
    width = lower + upper + 1
    load, store, fma = number.load, number.store, number.fma

    @kernel
    def factorise(rows, n):
        for k in range(n):
            base = k * width + lower
            inverse = 1.0 / load(rows, base)
            store(rows, base, inverse)
            for d in range(1, lower + 1):
                below = base + d * (width - 1)
                factor = load(rows, below) * inverse
                store(rows, below, factor)
                for j in range(1, upper + 1):
                    store(rows, below + j, fma(-factor, load(rows, base + j), load(rows, below + j)))

    @kernel
    def solve(rows, n, x):
        for k in range(n):
            base = k * width + lower
            known = load(x, k)
            for d in range(1, lower + 1):
                store(x, k + d, fma(-load(rows, base + d * (width - 1)), known, load(x, k + d)))
        for i in range(n - 1, -1, -1):
            base = i * width + lower
            total = load(x, i)
            for j in range(1, upper + 1):
                total = fma(-load(rows, base + j), load(x, i + j), total)
            store(x, i, total * load(rows, base))

    @kernel
    def solve_transposed(rows, n, x):
        for i in range(n):
            base = i * width + lower
            known = load(x, i) * load(rows, base)
            store(x, i, known)
            for j in range(1, upper + 1):
                store(x, i + j, fma(-load(rows, base + j), known, load(x, i + j)))
        for k in range(n - 1, -1, -1):
            base = k * width + lower
            total = load(x, k)
            for d in range(1, lower + 1):
                total = fma(-load(rows, base + d * (width - 1)), load(x, k + d), total)
            store(x, k, total)

    return factorise, solve, solve_transposed
