"""Which recorded times keep a profile: those that follow the nitrogen and the magnetization, and not the clock alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

FOLLOWED = 0.7
"""Share of the snapshots of a clause that follow what moves; the rest follows the recorded times, so that what stands still is seen too."""


class Snapshots(NamedTuple):
    """How profiles are kept: number of clauses, recorded steps of each, profiles kept of each."""

    clauses: int
    steps: int
    wanted: int

    @property
    def kept(self) -> int:
        """Return how many profiles are kept of a clause: no more than it has recorded steps."""
        return min(self.steps, self.wanted)

    @property
    def total(self) -> int:
        """Return how many profiles are kept: the start, then so many of every clause."""
        return 1 + self.clauses * self.kept

    def end(self, clause: int) -> int:
        """Return the place among the snapshots of the end of a clause, counted from 1; 0 is the start."""
        return clause * self.kept


def snapshot_steps(how: Snapshots, courses: Sequence[np.ndarray]) -> np.ndarray:
    """Return the recorded steps at which the profiles of every film are kept, [b, s].

    The start, then of every clause steps between which equal shares of all change in it lie; the end of a clause is always among them.
    Parameters: courses: what the change is read from, each [b, t] in its own unit: nitrogen that has left, which misses what moves within the film, and M. A film that failed has NaN and keeps its steps evenly.
    """
    found = np.zeros((len(courses[0]), how.total), int)
    for clause in range(how.clauses):
        begin = clause * how.steps
        moved = [np.abs(np.diff(c[:, begin : begin + how.steps + 1], axis=1)) for c in courses]
        place = 1 + clause * how.kept
        for film in range(len(found)):
            rows = [one[film] for one in moved]
            found[film, place : place + how.kept] = begin + _within(rows, how.kept)
    return found


def _within(moved: Sequence[np.ndarray], kept: int) -> np.ndarray:
    """Return so many of the steps 1 to n of a clause, the last one included, by what moves in each, [n] of every course."""
    n = len(moved[0])
    even = np.arange(1, n + 1) / n
    sums = [np.cumsum(one) for one in moved]
    shares = [one / one[-1] for one in sums if np.isfinite(one[-1]) and one[-1] > 0.0]
    course = np.mean(shares, axis=0) if shares else even
    # A rounded-off end must not leave the last step behind the last level.
    course = FOLLOWED * course + (1.0 - FOLLOWED) * even
    wanted = np.searchsorted(course, np.arange(1, kept + 1) / kept - 1e-9) + 1
    chosen = np.empty(kept, int)
    last = 0
    for k, step in enumerate(wanted):
        # Each step once, and enough of them left for those that follow.
        last = min(max(int(step), last + 1), n - (kept - 1 - k))
        chosen[k] = last
    chosen[-1] = n
    return chosen
