"""Dense systems: the answer of LAPACK, and the same digits whatever the number of threads."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from nmhts.numerics.dense import solve, times

HASH = """
import hashlib, numpy as np
from nmhts.numerics.dense import solve, times
stream = np.random.default_rng(7)
A, B = stream.normal(size=(400, 400)), stream.normal(size=(400, 60))
print(hashlib.sha256(solve(A, B).tobytes() + times(A, B[:, 0]).tobytes()).hexdigest())
"""


@pytest.mark.parametrize("n", [1, 2, 5, 60, 250])
@pytest.mark.parametrize("columns", [None, 1, 7])
def test_answers_are_those_of_lapack(n: int, columns: int | None):
    stream = np.random.default_rng(n)
    A = stream.normal(size=(n, n))
    b = stream.normal(size=n if columns is None else (n, columns))
    before = A.copy(), b.copy()
    found = solve(A, b)
    assert found.shape == b.shape
    np.testing.assert_allclose(found, np.linalg.solve(A, b), rtol=1e-7, atol=1e-9)
    np.testing.assert_array_equal(A, before[0])
    np.testing.assert_array_equal(b, before[1])


def test_rows_are_exchanged_where_a_pivot_is_small():
    """Without it the first pivot, 1e-20, would take all digits of the other row."""
    A = np.array([[1e-20, 1.0], [1.0, 1.0]])
    np.testing.assert_allclose(solve(A, np.array([1.0, 2.0])), [1.0, 1.0], rtol=1e-15)
    np.testing.assert_array_equal(
        solve(np.array([[0.0, 2.0], [1.0, 0.0]]), np.array([4.0, 3.0])), [3.0, 2.0]
    )


def test_singular_system_is_refused():
    with pytest.raises(np.linalg.LinAlgError, match="singular"):
        solve(np.array([[1.0, 2.0], [2.0, 4.0]]), np.ones(2))


def test_product_of_matrices_with_a_vector():
    A, x = np.arange(12.0).reshape(2, 2, 3), np.array([1.0, 2.0, 4.0])
    np.testing.assert_array_equal(times(A, x), A @ x)
    assert times(x, x) == 21.0


def test_digits_do_not_depend_on_the_number_of_threads():
    seen = set()
    for threads in ("1", "2", "4"):
        names = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
        environment = {**os.environ, **dict.fromkeys(names, threads)}
        done = subprocess.run(
            [sys.executable, "-c", HASH],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(done.stdout)
    assert len(seen) == 1
