"""Jets against dual numbers, direction by direction,
and dual numbers of dual numbers against differences.
"""

from __future__ import annotations

import numba
import numpy as np
import pytest

from nmhts.numerics import duals, jets
from nmhts.numerics.duals import dual
from nmhts.numerics.jets import jet
from nmhts.numerics.lanes import WIDTH, load, store

rng = np.random.default_rng(1)
VALUES = rng.uniform(0.3, 2.0, (4, WIDTH))


def formula(number):
    """A function of four numbers that uses every operation of the module."""
    exp, sqrt, where, fma = number.exp, number.sqrt, number.where, number.fma
    maximum, minimum = number.maximum, number.minimum

    def of(x, y, z, w, plain):
        a = exp(x * y - 0.5 * z) / (w + 1.0) + plain * x - y * plain
        b = sqrt(x + z) * (-w) + 2.0 / y - z / plain + plain / w
        c = where(x > y, a * b, a - 3.0 * b) + where(z < w, plain, b)
        d = maximum(x, 1.0) * minimum(y, w) + maximum(0.5, z) - minimum(plain, x)
        d = fma(d, z, x) - fma(plain, w, y)
        return (
            c * d + (1.0 - d) / (a * a + 2.0) + (plain + a) - (a - plain) + where(w >= 1.0, x, 2.0)
        )

    return of


_jets, _duals = (numba.njit(formula(number)) for number in (jets, duals))


@numba.njit
def by_jets(values, plain, out):
    found = _jets(
        jet(load(values, 0), 1.0, 0.0, 0.0, 0.0),
        jet(load(values, 1), 0.0, 1.0, 0.0, 0.0),
        jet(load(values, 2), 0.0, 0.0, 1.0, 0.0),
        jet(load(values, 3), 0.0, 0.0, 0.0, 1.0),
        load(plain, 0),
    )
    store(out, 0, found.value)
    store(out, 1, found.a)
    store(out, 2, found.b)
    store(out, 3, found.c)
    store(out, 4, found.d)


@numba.njit
def by_duals(values, along, plain, out):
    found = _duals(
        dual(load(values, 0), load(along, 0)),
        dual(load(values, 1), load(along, 1)),
        dual(load(values, 2), load(along, 2)),
        dual(load(values, 3), load(along, 3)),
        load(plain, 0),
    )
    store(out, 0, found.value)
    store(out, 1, found.slope)


def test_slopes_are_those_of_dual_numbers():
    plain = rng.uniform(0.5, 1.5, WIDTH)
    found, one = np.zeros(5 * WIDTH), np.zeros(2 * WIDTH)
    by_jets(VALUES.ravel(), plain, found)
    for k in range(4):
        along = np.zeros((4, WIDTH))
        along[k] = 1.0
        by_duals(VALUES.ravel(), along.ravel(), plain, one)
        np.testing.assert_allclose(found[:WIDTH], one[:WIDTH], rtol=1e-14)
        np.testing.assert_allclose(
            found[(k + 1) * WIDTH : (k + 2) * WIDTH], one[WIDTH:], rtol=1e-12, atol=1e-13
        )


@numba.njit
def twice(at, plain, first, second):
    """Value, slopes along both directions and the mixed second derivative."""
    found = _duals(
        dual(dual(at[0], first[0]), dual(second[0], 0.0)),
        dual(dual(at[1], first[1]), second[1]),
        dual(dual(at[2], first[2]), second[2]),
        dual(dual(at[3], first[3]), second[3]),
        plain,
    )
    return found.value.value, found.value.slope, found.slope.value, found.slope.slope


@numba.njit
def slope_along(at, plain, first):
    found = _duals(
        dual(at[0], first[0]),
        dual(at[1], first[1]),
        dual(at[2], first[2]),
        dual(at[3], first[3]),
        plain,
    )
    return found.value, found.slope


def test_dual_numbers_of_dual_numbers_are_second_derivatives():
    x = np.array([1.3, 0.7, 1.1, 0.6])
    first, second = rng.normal(size=(2, 4))
    value, by_first, by_second, mixed = twice(x, 0.9, first, second)
    assert (value, by_first) == pytest.approx(slope_along(x, 0.9, first), rel=1e-14)
    assert by_second == pytest.approx(slope_along(x, 0.9, second)[1], rel=1e-14)
    size = 1e-5
    ends = [slope_along(x + s * second, 0.9, first)[1] for s in (size, -size)]
    assert mixed == pytest.approx((ends[0] - ends[1]) / (2 * size), rel=1e-8)
