"""The Newton matrix against differences of the residual; the residual itself is judged in tests/physics."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.residual import LOWER, UPPER, assemble

STEP = 1e-4
# Five-point differences: STEP^4 times the fifth derivative (ze/kT)^5 of a force, next to rounding over STEP.
DIFFERENCE = 1e-7
SCALE = 0.013  # s, of the implicit step


def residual(p, n: int, x: NDArray) -> NDArray:
    f = np.zeros(x.size)
    assemble(p, n, x, -3.0, f, False, 0.0, np.zeros((x.size, LOWER + UPPER + 1)))
    return f


def newton_matrix(p, n: int, x: NDArray) -> NDArray:
    """The bands as a full matrix; what the bands cannot hold is zero."""
    size = x.size
    rows, full = np.full((size, LOWER + UPPER + 1), np.nan), np.zeros((size, size))
    assemble(p, n, x, -3.0, np.zeros(size), True, SCALE, rows)
    for i in range(size):
        for j in range(max(0, i - LOWER), min(size, i + UPPER + 1)):
            full[i, j] = rows[i, j - i + LOWER]
    return full


@pytest.mark.parametrize("planes", [3, 4, 12])
@pytest.mark.parametrize("inside", [True, False], ids=["in [0, 1]", "just outside"])
def test_newton_matrix_is_the_derivative_of_the_residual(
    make_point: Callable, planes: int, inside: bool
):
    point = make_point(planes * 0.25e-9, material="FeN")
    p = film_parameters(point.nitride, point.gate, point.temperature)
    n, size = planes, 2 * planes + 3
    rng = np.random.default_rng(planes)
    for _ in range(8):
        x = np.empty(size)
        x[: 2 * n : 2] = rng.uniform(0.02, 0.98, n) if inside else rng.choice([-0.02, 1.02], n)
        x[1 : 2 * n : 2] = np.sort(rng.uniform(0, 0.1, n))
        x[2 * n :] = rng.uniform(0.2, 2.8), rng.uniform(0, 1.5), rng.uniform(0.5, 8)

        jacobian = np.empty((size, size))
        for j in range(size):
            step = np.zeros(size)
            step[j] = STEP
            near = residual(p, n, x + step) - residual(p, n, x - step)
            far = residual(p, n, x + 2 * step) - residual(p, n, x - 2 * step)
            jacobian[:, j] = (8 * near - far) / (12 * STEP)
        expected = np.eye(size) - SCALE * jacobian
        poisson = np.arange(1, 2 * n, 2)
        expected[poisson] = jacobian[poisson]

        found = newton_matrix(p, n, x)
        scale = np.abs(expected).max(axis=1, keepdims=True)
        np.testing.assert_allclose(found / scale, expected / scale, rtol=0, atol=DIFFERENCE)
