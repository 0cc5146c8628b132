"""Choice of the recorded times that keep a profile, by the motion of N and the change of M."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

FOLLOWED = 0.7
"""Share of the snapshots of a clause that follow changes of the film.

The others follow the recorded times, so that a film at rest has snapshots too.
"""


class Snapshots(NamedTuple):
    """Number of profiles kept: number of clauses, recorded steps of each, profiles kept of each."""

    clauses: int
    steps: int
    wanted: int

    @property
    def kept(self) -> int:
        """Return the number of profiles kept of a clause: no more than it has recorded steps."""
        return min(self.steps, self.wanted)

    @property
    def total(self) -> int:
        """Return the number of profiles kept: the start, then those of every clause."""
        return 1 + self.clauses * self.kept

    def end(self, clause: int) -> int:
        """Return the place among the snapshots of the end of a clause, counted from 1.

        0 is the start.
        """
        return clause * self.kept


def snapshot_steps(how: Snapshots, courses: Sequence[np.ndarray]) -> np.ndarray:
    """Return the recorded steps at which the profiles of every film are kept, [b, s].

    The start comes first. Steps of a clause divide its change into equal shares, weighted by
    ``FOLLOWED`` against the recorded times. Its end is always among them.
    Parameters: courses that measure the change, each [b, t] in its own unit: N that has left, which
    misses motion within the film, and M. A film that failed has NaN and keeps its steps evenly.
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
    """Return ``kept`` of the steps 1 to n of a clause, the last one included.

    Parameters: moved: change of every course from step to step, [n] each.
    """
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
