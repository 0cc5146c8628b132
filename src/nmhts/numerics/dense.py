"""Small dense systems with results independent of the number of threads.

A threaded BLAS divides its sums differently for each number of threads.
"""

from __future__ import annotations

import numpy as np

from nmhts.numerics.compiled import entry


@entry
def _eliminate(work, n):
    """Reduce the first n columns of work [n, n + r] to the unit matrix.

    Gauss elimination with partial pivoting; return whether it succeeded.
    """
    columns = work.shape[1]
    for k in range(n):
        pivot = k
        for i in range(k + 1, n):
            if abs(work[i, k]) > abs(work[pivot, k]):
                pivot = i
        if work[pivot, k] == 0.0:
            return False
        if pivot != k:
            for j in range(k, columns):
                work[k, j], work[pivot, j] = work[pivot, j], work[k, j]
        for i in range(k + 1, n):
            factor = work[i, k] / work[k, k]
            for j in range(k + 1, columns):
                work[i, j] -= factor * work[k, j]
    for k in range(n - 1, -1, -1):
        for j in range(n, columns):
            work[k, j] /= work[k, k]
        for i in range(k):
            factor = work[i, k]
            for j in range(n, columns):
                work[i, j] -= factor * work[k, j]
    return True


def solve(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return x of matrix x = right, bitwise independent of the number of threads.

    Parameters: matrix [n, n]; right [n] or [n, r]. Errors: LinAlgError for a singular matrix.
    """
    n = len(matrix)
    work = np.empty((n, n + right.size // n))
    work[:, :n], work[:, n:] = matrix, right.reshape(n, -1)
    if not _eliminate(work, n):
        raise np.linalg.LinAlgError("singular matrix")
    return work[:, n:].reshape(right.shape)


def times(matrix: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """Return the product of a matrix [..., n] and a vector [n].

    It is bitwise independent of the number of threads.
    """
    return np.einsum("...j,j->...", matrix, vector)
