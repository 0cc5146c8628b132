"""A cache bounded by bytes: what it keeps, what it gives up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nmhts.numerics.byte_cache import bytes_of, cached_by_bytes


class Pair(NamedTuple):
    a: np.ndarray
    b: float


@dataclass
class Nested:
    pair: Pair
    name: str


def test_bytes_of_nested_arrays():
    assert bytes_of(Nested(Pair(np.zeros(10), 1.0), "x")) == 80
    assert bytes_of([np.zeros((2, 3), dtype=np.int8), (np.zeros(1),)]) == 14


def test_longest_unused_go_first_and_the_newest_stays():
    made = []

    @cached_by_bytes(100)
    def zeros(count: int) -> np.ndarray:
        made.append(count)
        return np.zeros(count)

    first = zeros(5)
    zeros(6)
    assert zeros(5) is first
    zeros(3)  # 112 bytes with the others: that of 6, unused since, goes
    assert zeros(5) is first
    zeros(6)
    assert made == [5, 6, 3, 6]
    assert zeros(1000) is zeros(1000)
    assert zeros(5) is not first
    zeros.cache_clear()
    zeros(5)
    assert made == [5, 6, 3, 6, 1000, 5, 5]
