"""Systems that may lack rank, against NumPy."""

from __future__ import annotations

import numpy as np
import pytest

from nmhts.physics.thermo.pivoting import solve_open


def solve(S: np.ndarray, right: np.ndarray) -> tuple[int, np.ndarray]:
    size = len(right)
    answer = np.empty(size)
    rank = solve_open(size, S.copy(), right.copy(), np.zeros(size, dtype=np.int64), answer)
    return rank, answer


@pytest.mark.parametrize("size", [1, 2, 5, 9])
def test_full_rank(size: int):
    rng = np.random.default_rng(size)
    S, right = rng.normal(size=(size, size)), rng.normal(size=size)
    rank, answer = solve(S, right)
    assert rank == size
    np.testing.assert_allclose(answer, np.linalg.solve(S, right), rtol=1e-9)


@pytest.mark.parametrize(("size", "rank"), [(2, 1), (5, 3), (8, 7)])
def test_lacking_rank(size: int, rank: int):
    rng = np.random.default_rng(10 * size + rank)
    S = rng.normal(size=(size, rank)) @ rng.normal(size=(rank, size))
    right = S @ rng.normal(size=size)
    found, answer = solve(S, right)
    assert found == rank == np.linalg.matrix_rank(S)
    np.testing.assert_allclose(S @ answer, right, atol=1e-11)
    # Unknowns without an equation do not move; the rest differs from the least-squares answer by
    # the null space only.
    assert (answer == 0.0).sum() == size - rank
    apart = answer - np.linalg.lstsq(S, right, rcond=None)[0]
    np.testing.assert_allclose(S @ apart, 0.0, atol=1e-11)


def test_nothing_at_all():
    rank, answer = solve(np.zeros((3, 3)), np.ones(3))
    assert rank == 0
    assert (answer == 0.0).all()


def test_rows_of_very_different_size():
    S = np.array([[1e-9, 1.0, 0.0], [1.0, 1.0, 1e-6], [0.0, 1e-6, 1e-11]])
    right = S @ np.array([1.0, -2.0, 3.0])
    rank, answer = solve(S, right)
    assert rank == 3
    np.testing.assert_allclose(answer, [1.0, -2.0, 3.0], rtol=1e-3)
