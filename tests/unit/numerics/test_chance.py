"""Streams of random numbers against the published generator; they are independent of each other."""

from __future__ import annotations

import numba
import numpy as np
import pytest

from nmhts.numerics.chance import WORDS, in_lanes, next_word, streams, uniform, uniform_pair
from nmhts.numerics.lanes import WIDTH, store

N = 2000


@numba.njit
def words(state, out):
    for k in range(len(out)):
        out[k] = next_word(state)


@numba.njit
def numbers(state, out):
    for k in range(len(out)):
        out[k] = uniform(state)


@numba.njit
def pairs(state, first, second):
    for k in range(len(first) // WIDTH):
        u, v = uniform_pair(state)
        store(first, k, u)
        store(second, k, v)


def test_generator_is_xoshiro256pp():
    """First words of the state (1, 2, 3, 4), as the authors' C code gives them."""
    out = np.zeros(3, dtype=np.uint64)
    words(np.arange(1, 5, dtype=np.uint64), out)
    assert out.tolist() == [41943041, 58720359, 3588806011781223]


def test_lanes_give_what_each_stream_gives_alone():
    states = streams(3, [(k,) for k in range(WIDTH)])
    together, halves = np.zeros(N * WIDTH), np.zeros(N * WIDTH)
    pairs(in_lanes(states), together, halves)
    for lane in range(WIDTH):
        raw, alone = np.zeros(N, dtype=np.uint64), np.zeros(N)
        words(states[lane].copy(), raw)
        numbers(states[lane].copy(), alone)
        assert np.array_equal(together[lane::WIDTH], alone)
        assert np.array_equal(halves[lane::WIDTH], 1.0 - (raw & np.uint64(2**32 - 1)) / 2.0**32)


@pytest.mark.parametrize("which", [0, 1])
def test_numbers_are_uniform_and_never_zero(which: int):
    found = np.zeros((2, 100 * N * WIDTH))
    pairs(in_lanes(streams(5, [(k,) for k in range(WIDTH)])), *found)
    u = found[which]
    assert u.min() > 0.0
    assert u.max() <= 1.0
    counts = np.histogram(u, bins=100, range=(0.0, 1.0))[0]
    expected = u.size / 100
    assert ((counts - expected) ** 2 / expected).sum() == pytest.approx(99, abs=5 * np.sqrt(2 * 99))
    assert np.mean((found[0] - 0.5) * (found[1] - 0.5)) * 12 == pytest.approx(
        0.0, abs=5 / np.sqrt(u.size)
    )


def test_streams_differ_by_seed_and_key_and_by_nothing_else():
    one = streams(1, [(0, 1), (1, 0), (0,), (1,)])
    assert len({row.tobytes() for row in (*one, *streams(2, [(0, 1)]))}) == 5
    assert one.shape == (4, WORDS)
    assert np.array_equal(one[1:2], streams(1, [(1, 0)]))
