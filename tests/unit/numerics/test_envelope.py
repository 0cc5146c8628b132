"""Cycles followed by jumps, on maps with a closed-form end."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from nmhts.numerics.envelope import Mark, Pace, Sample, follow_cycles

Map = Callable[[np.ndarray], np.ndarray]


def follow(
    cycle: Map, start: list[float], wanted: list[int], pace: Pace | None = None
) -> tuple[bool, dict[int, Mark], int]:
    """Whether the last wanted cycle of a map was reached,
    the marks found, and the calls of the map.

    The first number of a state is the observed one.
    """
    marks: dict[int, Mark] = {}
    asked = 0

    def notice(mark: Mark) -> None:
        marks[mark.cycle] = mark

    def compare(a: Sample, b: Sample) -> np.ndarray:
        return np.abs(a.state - b.state)[:1]

    run = follow_cycles(
        np.array(start),
        wanted,
        lambda x, change, cycles: x + cycles * change,
        compare,
        slice(None),
        notice,
        pace or Pace(),
    )
    states = next(run)
    while True:
        asked += len(states)
        ends = [cycle(x) for x in states]
        try:
            states = run.send([Sample(x, None, bool(np.isfinite(x).all())) for x in ends])
        except StopIteration as end:
            return end.value, marks, asked


def test_a_constant_loss_is_followed_exactly_and_cheaply():
    """x falls by the same amount in every cycle: no jump can be wrong."""
    loss = 2.0**-30
    whole, marks, asked = follow(lambda x: x - loss, [1.0], [1, 10, 1_000_000])
    assert whole
    assert marks[1_000_000].sample.state[0] == 1.0 - 1_000_000 * loss
    assert marks[1_000_000].before[0] == 1.0 - 999_999 * loss
    assert asked == marks[1_000_000].simulated < 200


@pytest.mark.parametrize("tolerance", [1e-3, 1e-5])
def test_a_geometric_decay_ends_where_it_must_within_its_error(tolerance: float):
    """x loses a share k in every cycle: x_N = (1 - k)^N."""
    k, N = 1e-4, 30_000
    _, marks, asked = follow(lambda x: x * (1.0 - k), [1.0], [N], Pace(tolerance))
    error = abs(marks[N].sample.state[0] - (1.0 - k) ** N)
    assert error <= marks[N].error.max()
    assert error < tolerance
    assert asked < 3000


def test_a_fast_mode_stays_where_the_slow_one_puts_it():
    """z halves its distance to the square of a slow x in every cycle;
    jumps along x must not drive it away.
    """
    k, N = 1e-5, 100_000

    def cycle(x: np.ndarray) -> np.ndarray:
        slow, fast = x
        return np.array([slow * (1.0 - k), fast + 0.5 * (slow**2 - fast)])

    _, marks, asked = follow(cycle, [1.0, 5.0], [N])
    slow, fast = marks[N].sample.state
    assert slow == pytest.approx((1.0 - k) ** N, rel=1e-3)
    assert fast == pytest.approx(slow**2, rel=5e-3)
    assert asked < 1500


def test_a_state_that_is_not_slow_is_simulated_cycle_by_cycle():
    """A rotation by a radian a cycle is no drift: the end is that of the plain iteration."""
    turn = np.array([[np.cos(1.0), -np.sin(1.0)], [np.sin(1.0), np.cos(1.0)]])
    N = 300
    _, marks, asked = follow(lambda x: turn @ x, [1.0, 0.0], [N])
    np.testing.assert_allclose(marks[N].sample.state, [np.cos(N), np.sin(N)], atol=1e-12)
    assert marks[N].error.max() == 0.0
    assert asked == N


@pytest.mark.parametrize("period", [60, 700])
def test_a_drift_that_turns_abruptly_is_not_missed(period: int):
    """A triangle wave: between its corners every check finds an even drift.

    A jump over a corner must be noticed and taken back.
    """
    slope, N = 0.01, 5000

    def cycle(x: np.ndarray) -> np.ndarray:
        height, number = x
        return np.array([height + (slope if number % period < period / 2 else -slope), number + 1])

    _, marks, asked = follow(cycle, [0.0, 0.0], [N])
    there = N % period
    true = slope * min(there, period - there)
    assert marks[N].sample.state[0] == pytest.approx(true, abs=1e-3 + marks[N].error.max())
    assert marks[N].error.max() < 0.05
    assert asked < 1.5 * N


def test_a_cycle_that_fails_ends_the_run_and_is_noticed():
    def cycle(x: np.ndarray) -> np.ndarray:
        return np.where(x > 20.0, np.nan, x + 1.0)

    whole, marks, _ = follow(cycle, [0.0], [5, 100], Pace(tolerance=1e-9, slow=1e-9))
    assert not whole
    failed = marks[max(marks)]
    assert failed.cycle == 22
    assert not failed.sample.good


def test_a_budget_of_cycles_is_kept():
    turn = np.array([[0.0, -1.0], [1.0, 0.0]])
    whole, marks, asked = follow(lambda x: turn @ x, [1.0, 0.0], [10, 1000], Pace(most=50))
    assert not whole
    assert list(marks) == [10]
    assert asked == 50
