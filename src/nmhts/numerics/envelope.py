"""Explicit multirevolution method with error control for cycles that repeat many times.

Only few of the repetitions are simulated. A cycle map takes the state at the end of one cycle to
that at the end of the next. Where the state changes little and evenly from cycle to cycle, it is
extrapolated over many cycles at once with its change per cycle. The simulated cycles after the
landing let all fast parts of the state relax.

Two differences are computed for each jump: between one jump with the change in its middle and two
jumps of half its length, and between the change at the landing and its extrapolation from the
previous changes. The larger one is the error estimate.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

import numpy as np

R = TypeVar("R")

_SAFETY, _GROW, _SHRINK = 0.9, 4.0, 0.2


class Sample(NamedTuple, Generic[R]):
    """Simulated cycle: the state [n] at its end, its observation, and whether it was completed."""

    state: np.ndarray
    seen: R
    good: bool


class Mark(NamedTuple, Generic[R]):
    """Wanted cycle.

    Its number, the state before it, its sample, the sum of all error estimates up to it, the cycles
    simulated up to it.
    """

    cycle: int
    before: np.ndarray
    sample: Sample[R]
    error: np.ndarray
    simulated: int


@dataclass(frozen=True)
class Pace:
    """Limits of the jumps.

    ``tolerance`` of the difference between one jump and two, per jump; ``slow``: allowed error of a
    state if the change per cycle keeps changing as in the last cycle; ``healing`` cycles simulated
    after each landing, up to four times as many where the state takes longer to settle; ``most``
    cycles simulated before the system is given up.
    """

    tolerance: float = 1e-3
    slow: float = 0.05
    healing: int = 3
    most: int = 50_000

    @property
    def settling(self) -> int:
        """Return the number of consecutive cycles after which a state is settled."""
        return 4 * self.healing

    @property
    def shortest(self) -> int:
        """Return the smallest number of cycles for which a jump saves any."""
        return 6 * self.healing


class _Ground(NamedTuple, Generic[R]):
    """Last cycles simulated consecutively, ``row`` of them.

    State before the last one, its sample, its change of state, and the difference of that change
    from the previous one.
    """

    before: np.ndarray
    last: Sample[R]
    change: np.ndarray
    bend: float
    row: int


Requests = Generator[list[np.ndarray], list[Sample[R]], bool]
Carry = Callable[[np.ndarray, np.ndarray, int], np.ndarray]
Compare = Callable[[Sample[R], Sample[R]], np.ndarray]


def follow_cycles(
    start: np.ndarray,
    wanted: Iterable[int],
    carry: Carry,
    compare: Compare[R],
    measured: slice,
    notice: Callable[[Mark[R]], None],
    pace: Pace,
) -> Requests[R]:
    """Follow one system through its cycles as a generator.

        x_{N+J} = x_N + J g,    g = x_N - x_{N-1},    J max abs(g_N - g_{N-1}) <= slow

    It yields states from which a cycle is to be simulated, side by side, and receives their
    samples.
    Parameters: start [n]; wanted numbers of cycles from 1 on, ascending, all of them simulated;
    carry(x, g, J) the state after J cycles of change g, within its bounds; compare: differences [e]
    of two samples of the same cycle, relative to their allowed scale; measured: the part of a state
    whose largest component determines how slow it is; notice: called with every wanted cycle, and
    with one that did not reach its end; pace.
    Returns (by the generator): whether the last wanted cycle was reached. If not, a cycle failed,
    which was noticed, or ``pace.most`` was exhausted.
    """
    done, simulated, span, ground = 0, 0, pace.shortest, None
    wait = patience = 0
    error = np.zeros(1)
    for goal in wanted:
        while done < goal:
            if simulated >= pace.most:
                return False
            reach = 0 if ground is None else _reach(ground, span, goal - done, pace)
            if ground is not None and reach >= pace.shortest and wait == 0:
                landing = yield from _leap(ground, reach, carry, compare, measured, pace)
                simulated += landing.simulated
                worst = float(landing.differences.max()) / pace.tolerance
                longer = reach * min(_GROW, max(_SHRINK, _SAFETY / np.sqrt(max(worst, 1e-9))))
                span = max(pace.shortest, int(longer))
                if worst <= 1.0:
                    ground, done, error = landing.ground, done + reach, error + landing.differences
                    patience //= 2
                elif reach == pace.shortest:
                    # No cycle can be skipped here. The next attempts follow after increasing
                    # numbers of cycles, so that they cost little.
                    patience = max(pace.shortest, 2 * patience)
                    wait = patience
                continue
            before = start if ground is None else ground.last.state
            sample = (yield [before])[0]
            simulated, done, wait = simulated + 1, done + 1, max(0, wait - 1)
            ground = _grounded(ground, before, sample, measured)
            if not sample.good:
                notice(Mark(done, before, sample, error, simulated))
                return False
        assert ground is not None
        notice(Mark(done, ground.before, ground.last, error, simulated))
    return True


def _reach(ground: _Ground, span: int, ahead: int, pace: Pace) -> int:
    """Return the number of cycles to jump over, 0 for none yet.

    Not beyond the next wanted cycle. One long jump is replaced by two of equal length if the rest
    would be too short to save cycles.
    """
    settled = int(min(pace.slow / max(ground.bend, 1e-300), 1e18))
    if settled < min(span, ahead) and ground.row < pace.settling:
        return 0
    reach = min(span, settled)
    if reach >= ahead:
        return ahead
    return (ahead + 1) // 2 if 2 * reach > ahead else reach


class _Landing(NamedTuple, Generic[R]):
    """End of a jump (None if it failed), difference of its two paths, and cycles simulated."""

    ground: _Ground[R] | None
    differences: np.ndarray
    simulated: int


def _leap(
    base: _Ground[R],
    reach: int,
    carry: Carry,
    compare: Compare[R],
    measured: slice,
    pace: Pace,
) -> Generator[list[np.ndarray], list[Sample[R]], _Landing[R]]:
    """Jump ``reach`` cycles ahead from ``base``, by one jump and by two.

    The one with the change found at half-way is of second order and is kept.
    """
    half, refused = reach // 2, np.full(1, np.inf)
    jump = half - pace.healing
    on_the_way = carry(base.last.state, base.change, jump)
    (middle,) = yield from _heal([on_the_way], pace.healing, measured)
    while middle is not None and middle.bend * half > pace.slow and middle.row < pace.settling:
        (sample,) = yield [middle.last.state]
        middle = _grounded(middle, middle.last.state, sample, measured) if sample.good else None
    if middle is None:
        return _Landing(None, refused, pace.healing)
    # As many cycles after the landing as the state took to settle at half-way.
    healing = middle.row
    rest = reach - jump - 2 * healing
    if middle.bend * half > pace.slow or rest < 1:
        return _Landing(None, refused, healing)
    # Change at the middle of the one jump, interpolated between the initial one and that at
    # half-way.
    share = 0.5 * (reach - healing + 1) / (jump + healing)
    change = base.change + share * (middle.change - base.change)
    one = carry(base.last.state, change, reach - healing)
    two = carry(middle.last.state, middle.change, rest)
    once, twice = yield from _heal([one, two], healing, measured)
    simulated = 3 * healing
    if once is None or twice is None:
        return _Landing(None, refused, simulated)
    # Both paths use changes from before the middle. A later turn shows in the change at the
    # landing.
    foreseen = base.change + reach / (jump + healing) * (middle.change - base.change)
    astray = once.last.state + 0.5 * rest * (once.change - foreseen)
    turned = compare(once.last, once.last._replace(state=astray))
    return _Landing(once, np.maximum(compare(once.last, twice.last), turned), simulated)


def _heal(
    states: list[np.ndarray], cycles: int, measured: slice
) -> Generator[list[np.ndarray], list[Sample[R]], list[_Ground[R] | None]]:
    """Simulate cycles from states side by side; None for one that does not reach its end."""
    grounds: list[_Ground[R] | None] = [None] * len(states)
    for _ in range(cycles):
        befores = [s if g is None else g.last.state for s, g in zip(states, grounds, strict=True)]
        samples = yield befores
        if not all(sample.good for sample in samples):
            return [None] * len(states)
        grounds = [
            _grounded(g, b, s, measured) for g, b, s in zip(grounds, befores, samples, strict=True)
        ]
    return grounds


def _grounded(
    ground: _Ground[R] | None, before: np.ndarray, sample: Sample[R], measured: slice
) -> _Ground[R]:
    change = sample.state - before
    bend = np.inf
    if ground is not None:
        bend = float(np.abs(change - ground.change)[measured].max())
    return _Ground(before, sample, change, bend, 1 if ground is None else ground.row + 1)
