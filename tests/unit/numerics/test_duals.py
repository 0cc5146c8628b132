"""Dual numbers against closed-form derivatives."""

from __future__ import annotations

from collections.abc import Callable

import numba
import numpy as np
import pytest

from nmhts.numerics import duals
from nmhts.numerics.duals import dual

rng = np.random.default_rng(0)
A, DA, B, DB = rng.uniform(0.2, 2.0, (4, 8))

# Function, its value, and its two partial derivatives.
CASES: dict[str, tuple[Callable, Callable, Callable, Callable]] = {
    "sum": (lambda a, b: a + b, lambda a, b: a + b, lambda a, b: 1, lambda a, b: 1),
    "numbers": (
        lambda a, b: 3.0 - (2.0 + a) * 0.5 - b / 4.0 + (b - 1.0),
        lambda a, b: 3.0 - (2.0 + a) * 0.5 - b / 4.0 + (b - 1.0),
        lambda a, b: -0.5,
        lambda a, b: 0.75,
    ),
    "product": (lambda a, b: a * -b, lambda a, b: -a * b, lambda a, b: -b, lambda a, b: -a),
    "quotient": (
        lambda a, b: a / b,
        lambda a, b: a / b,
        lambda a, b: 1 / b,
        lambda a, b: -a / b**2,
    ),
    "reciprocal": (
        lambda a, b: 2.0 / a,
        lambda a, b: 2.0 / a,
        lambda a, b: -2.0 / a**2,
        lambda a, b: 0,
    ),
    "larger": (
        lambda a, b: duals.maximum(a, b) * duals.maximum(1.0, a),
        lambda a, b: np.maximum(a, b) * np.maximum(1, a),
        lambda a, b: (a > b) * np.maximum(1, a) + np.maximum(a, b) * (a > 1),
        lambda a, b: (b > a) * np.maximum(1, a),
    ),
    "smaller": (
        lambda a, b: duals.minimum(a, b) + duals.minimum(b, 1.0),
        lambda a, b: np.minimum(a, b) + np.minimum(b, 1),
        lambda a, b: 1.0 * (a < b),
        lambda a, b: 1.0 * (b < a) + (b < 1),
    ),
    "power": (
        lambda a, b: a**b + b**2.0 + 1.5**a,
        lambda a, b: a**b + b**2 + 1.5**a,
        lambda a, b: b * a ** (b - 1) + 1.5**a * np.log(1.5),
        lambda a, b: a**b * np.log(a) + 2 * b,
    ),
    "choice": (
        lambda a, b: 1.0 * (a > b) * a + 1.0 * (a < 1.0) * b,
        lambda a, b: (a > b) * a + (a < 1) * b,
        lambda a, b: 1.0 * (a > b),
        lambda a, b: 1.0 * (a < 1),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_value_and_slope(name: str):
    function, value, by_a, by_b = CASES[name]
    compiled = numba.njit(function, error_model="numpy")

    @numba.njit
    def of_floats(a, da, b, db):
        result = compiled(dual(a, da), dual(b, db))
        return result.value, result.slope

    expected = np.stack([value(A, B), by_a(A, B) * DA + by_b(A, B) * DB])
    floats = np.array([of_floats(*numbers) for numbers in zip(A, DA, B, DB, strict=True)]).T
    np.testing.assert_allclose(floats, expected, rtol=1e-14, atol=1e-15)
