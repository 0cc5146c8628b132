"""Banded LU against scipy.linalg."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.linalg import solve_banded

from nmhts.numerics.banded import banded_lu, padding

# Diagonally dominant matrices need no pivoting; their condition number stays below 100.
ROUNDING = 1e-12


def random_rows(rng: np.random.Generator, n: int, lower: int, upper: int) -> NDArray:
    """Rows of a diagonally dominant band matrix as kept by the kernel; what lies outside the matrix is zero."""
    rows = rng.uniform(-1, 1, (n, lower + upper + 1))
    column = np.arange(n)[:, None] + np.arange(-lower, upper + 1)
    rows[(column < 0) | (column >= n)] = 0.0
    rows[:, lower] = np.abs(rows).sum(axis=1) + rng.uniform(0.1, 1, n)
    return padded(rows, lower, upper)


def padded(values: NDArray, lower: int, upper: int) -> NDArray:
    """The same rows or right-hand side with the zeros that the kernel wants below."""
    zeros = np.zeros((padding(lower, upper), *values.shape[1:]))
    return np.concatenate([values, zeros])


def diagonals(rows: NDArray, lower: int, upper: int) -> NDArray:
    """The same matrix by diagonals, ``ab[upper + i - j, j] = A[i, j]``."""
    n = len(rows) - padding(lower, upper)
    ab = np.zeros((lower + upper + 1, n))
    for i in range(n):
        for j in range(max(0, i - lower), min(n, i + upper + 1)):
            ab[upper + i - j, j] = rows[i, j - i + lower]
    return ab


@pytest.mark.parametrize(
    ("n", "lower", "upper"),
    [(1, 5, 4), (3, 5, 4), (9, 5, 4), (203, 5, 4), (50, 1, 1), (40, 0, 3), (40, 3, 0)],
)
def test_solution_equals_scipy(n: int, lower: int, upper: int):
    rng = np.random.default_rng(n)
    factorise, solve = banded_lu(lower, upper)
    for _ in range(10):
        rows, right = random_rows(rng, n, lower, upper), rng.normal(size=n)
        ab = diagonals(rows, lower, upper)
        x = padded(right, lower, upper)
        assert factorise(rows, n)
        solve(rows, n, x)
        assert not x[n:].any()
        used = slice(max(0, upper - n + 1), upper + min(lower, n - 1) + 1)
        expected = solve_banded((min(lower, n - 1), min(upper, n - 1)), ab[used], right)
        np.testing.assert_allclose(x[:n], expected, rtol=0, atol=ROUNDING)


def test_factors_solve_for_more_than_one_side():
    rng = np.random.default_rng(0)
    n, lower, upper = 31, 5, 4
    rows = random_rows(rng, n, lower, upper)
    ab = diagonals(rows, lower, upper)
    factorise, solve = banded_lu(lower, upper)
    factorise(rows, n)
    for right in rng.normal(size=(3, n)):
        x = padded(right, lower, upper)
        solve(rows, n, x)
        expected = solve_banded((lower, upper), ab, right)
        np.testing.assert_allclose(x[:n], expected, rtol=0, atol=ROUNDING)


@pytest.mark.parametrize("pivot", [0.0, np.nan, np.inf])
def test_a_pivot_that_cannot_divide_is_reported(pivot: float):
    rows = random_rows(np.random.default_rng(0), 8, 2, 2)
    rows[0, 2] = pivot
    assert not banded_lu(2, 2)[0](rows, 8)


def test_a_pivot_that_vanishes_on_the_way_is_reported():
    """[[1, 1], [1, 1]]: the second pivot is zero only after elimination."""
    rows = padded(np.array([[0.0, 1.0, 1.0], [1.0, 1.0, 0.0]]), 1, 1)
    assert not banded_lu(1, 1)[0](rows, 2)
