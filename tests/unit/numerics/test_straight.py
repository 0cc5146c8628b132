"""Straight-line functions do what numba makes of them, for single numbers and lanes."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import numpy as np
import pytest

from nmhts.numerics import lanes, single
from nmhts.numerics.compiled import entry, inlined
from nmhts.numerics.kernel_sources import kernel_sources
from nmhts.numerics.straight import NotStraightError, straight
from nmhts.physics.transport import front_step


class Pair(NamedTuple):
    a: Any
    b: Any


def made(number: ModuleType, compiled: Callable) -> Callable:
    exp, fma, maximum, minimum = number.exp, number.fma, number.maximum, number.minimum
    where, sqrt, load, store = number.where, number.sqrt, number.load, number.store

    @compiled
    def function(p, memory, k):
        """Return all that printed functions may do."""
        a = p.a
        b = p.b
        t_1 = -a * b - 2.0 / (1.0 + exp(-a))
        t_2 = fma(t_1, a, b) + sqrt(maximum(0.0, a - b))
        mask = (a < b) | (a >= 1.5) & (t_2 > 0.0)
        t_3 = where(mask, t_1, minimum(t_2, b)) + 1.0 * (a <= b)
        store(memory, k + 1, t_3 - 0.25)
        pair_ = Pair(load(memory, k + 1), t_3)
        return pair_, 0.0, t_1

    return function


def of_single(function: Callable) -> Callable:
    @entry
    def run(a, b, memory):
        pair, zero, rest = function(Pair(a, b), memory, 0)
        memory[2], memory[3], memory[4] = pair.a + zero, pair.b, rest

    return run


def of_lanes(function: Callable) -> Callable:
    load, store = lanes.load, lanes.store

    @entry
    def run(a, b, memory):
        # One field of the record is the same number in every lane.
        pair, zero, rest = function(Pair(load(a, 0), b[0]), memory, 0)
        store(memory, 2, pair.a + zero)
        store(memory, 3, pair.b)
        store(memory, 4, rest)

    return run


@pytest.mark.parametrize("first", [-0.7, 0.3, 1.6, np.nan])
def test_single_numbers(first: float):
    found = []
    for compiled in (straight, inlined):
        memory = np.zeros(5)
        of_single(made(single, compiled))(first, 0.9, memory)
        found.append(memory)
    np.testing.assert_array_equal(*found)
    assert found[0][1] == found[0][2] or np.isnan(first)


def test_lanes():
    found = []
    for compiled in (straight, inlined):
        memory = np.zeros(5 * lanes.WIDTH)
        a = np.linspace(-1.0, 2.0, lanes.WIDTH)
        a[3] = np.nan
        of_lanes(made(lanes, compiled))(a, np.array([0.9]), memory)
        found.append(memory)
    np.testing.assert_array_equal(*found)
    assert np.count_nonzero(found[0]) == 4 * lanes.WIDTH


def test_what_is_not_straight_is_named():
    @straight
    def loop(x):
        for _ in range(3):
            x = x + 1.0
        return x

    @entry
    def run(x):
        return loop(x)

    with pytest.raises(NotStraightError, match="for _ in range"):
        run(1.0)


def test_its_source_counts_for_kernels_that_call_it():
    run = of_single(made(single, straight))
    assert any(file.name == "test_straight.py" for file in kernel_sources(run))
    names = [file.name for file in kernel_sources(front_step.take_step)]
    assert "front.py" in names
