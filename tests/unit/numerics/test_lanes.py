"""Numbers of lanes against NumPy; no operation depends on a neighbor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numpy as np
import pytest

from nmhts.numerics import single
from nmhts.numerics.lanes import (
    WIDTH,
    absolute,
    all_lanes,
    exp,
    fma,
    fraction,
    load,
    log,
    maximum,
    minimum,
    splat,
    store,
    where,
    zeros,
)

N = 400  # values of lanes
ULP = np.finfo(float).eps


def both(function: Callable) -> Callable:
    """Apply a function of two lanes to two flat arrays."""
    compiled = numba.njit(function, error_model="numpy")

    @numba.njit
    def run(a, b):
        out = np.zeros(len(a))
        for k in range(len(a) // WIDTH):
            store(out, k, compiled(load(a, k), load(b, k)))
        return out

    return run


rng = np.random.default_rng(0)
A, B = rng.normal(size=(2, N * WIDTH))

CASES: dict[str, tuple[Callable, Callable]] = {
    "arithmetic": (lambda a, b: (a + b) * (a - b) / b, lambda a, b: (a + b) * (a - b) / b),
    "numbers": (lambda a, b: 2.0 - a * 3.0 + 1.0 / b, lambda a, b: 2.0 - a * 3.0 + 1.0 / b),
    "negative": (lambda a, b: -a * b, lambda a, b: -a * b),
    "extremes": (
        lambda a, b: maximum(0.0, a) + minimum(a, b) + absolute(b),
        lambda a, b: np.maximum(0.0, a) + np.minimum(a, b) + np.abs(b),
    ),
    "where": (
        lambda a, b: where((a < b) & (a > -1.0), a, 7.0),
        lambda a, b: np.where((a < b) & (a > -1.0), a, 7.0),
    ),
    "either": (
        lambda a, b: where((a <= b) | (a >= 0.5), a, b),
        lambda a, b: np.where((a <= b) | (a >= 0.5), a, b),
    ),
    "mask as number": (lambda a, b: 1.5 * (a > b), lambda a, b: 1.5 * (a > b)),
    "splat": (lambda a, b: splat(2.5) + a, lambda a, b: 2.5 + a),
    "splat of lanes": (lambda a, b: splat(a) * b, lambda a, b: a * b),
}


@pytest.mark.parametrize("name", CASES)
def test_operations_equal_numpy_to_the_bit(name: str):
    ours, theirs = CASES[name]
    np.testing.assert_array_equal(both(ours)(A, B), theirs(A, B))


def test_a_single_float_is_spread_as_it_is():
    """Kernels over ``single`` spread plain numbers by the same name."""
    assert single.splat(2.5) == 2.5

    @numba.njit
    def spread(a):
        return single.splat(a) + 1.0

    assert spread(2.5) == 3.5


def test_fma_rounds_once():
    """(1 + e)^2 - (1 + 2 e) = e^2 exactly; rounded twice it is zero."""
    a = np.full(WIDTH, 1.0 + ULP)
    found = both(lambda a, b: fma(a, a, b))(a, np.full(WIDTH, -(1.0 + 2 * ULP)))
    np.testing.assert_array_equal(found, ULP**2)


def test_exp_is_good_to_an_ulp():
    x = np.concatenate([np.linspace(-708, 709, 8000), rng.normal(size=8000), [0.0] * WIDTH])
    # Of long double, which has eleven more bits.
    expected = np.exp(x.astype(np.longdouble))
    found = both(lambda a, b: exp(a))(x, x)
    assert float(np.abs(found / expected - 1).max()) < 2 * ULP
    assert found[-1] == 1.0


def test_exp_holds_its_argument_and_keeps_what_is_not_a_number():
    x = np.array([-1e9, -np.inf, 1e9, np.inf, np.nan, 0.0, 1.0, -1.0])
    found = both(lambda a, b: exp(a))(x, x)
    assert 0 < found[0] == found[1] < 1e-300
    assert 1e300 < found[2] == found[3] < np.inf
    assert np.isnan(found[4])
    assert np.isfinite(found[5:]).all()


def test_log_is_good_to_two_ulp():
    x = np.concatenate(
        [
            rng.uniform(0, 1, 8000),
            10.0 ** rng.uniform(-300, 300, 8000),
            1.0 + 1e-3 * rng.normal(size=8000),
        ]
    )
    expected = np.log(x.astype(np.longdouble))
    found = both(lambda a, b: log(a))(x, x)
    assert float(np.abs(found / expected - 1).max()) < 2 * ULP
    assert (both(lambda a, b: log(a))(np.ones(WIDTH), x) == 0.0).all()


def test_fraction_is_what_lies_above_the_integer_below():
    x = np.concatenate(
        [rng.normal(size=80) * 10.0 ** rng.integers(-3, 12, 80), np.arange(-4.0, 4.0)]
    )
    np.testing.assert_array_equal(both(lambda a, b: fraction(a))(x, x), x - np.floor(x))


def test_comparisons_and_extremes_with_what_is_not_a_number():
    nothing, one = np.full(WIDTH, np.nan), np.ones(WIDTH)
    assert (both(lambda a, b: 1.0 * (a < b))(nothing, one) == 0).all()
    assert (both(lambda a, b: 1.0 * (a >= b))(nothing, one) == 0).all()
    assert np.isnan(both(lambda a, b: maximum(0.0, a))(nothing, one)).all()
    assert np.isnan(both(lambda a, b: minimum(0.0, a))(nothing, one)).all()


def test_all_lanes_asks_every_lane():
    @numba.njit
    def below(a, limit):
        return all_lanes(load(a, 0) < limit)

    a = np.arange(float(WIDTH))
    assert below(a, float(WIDTH))
    assert not below(a, WIDTH - 1.0)


def test_a_lane_does_not_see_its_neighbours():
    def formula(a, b):
        return exp(a) * b / (1.0 + a * a) + where(a > b, a, b)

    alone = both(formula)(A[:WIDTH], B[:WIDTH])
    a, b = rng.normal(size=(2, WIDTH)) * 300
    a[3], b[3] = A[3], B[3]
    a[5], b[6] = np.nan, np.inf
    assert both(formula)(a, b)[3] == alone[3]


def test_other_arrays_are_refused():
    @numba.njit
    def first(a):
        return store(a, 0, load(a, 0))

    arrays: list[Any] = [np.zeros((2, WIDTH)), np.zeros(2 * WIDTH, np.float32), np.zeros(99)[::2]]
    for array in arrays:
        with pytest.raises((numba.TypingError, TypeError), match="flat, contiguous float64 array"):
            first(array)


@pytest.mark.parametrize("length", [WIDTH, 3 * WIDTH, 1000 * WIDTH])
def test_zeros_start_on_a_cache_line(length: int):
    for _ in range(5):
        a = zeros(length)
        assert len(a) == length
        assert not a.any()
        assert a.ctypes.data % (8 * WIDTH) == 0
