"""Watch of a kernel that cannot be interrupted: two rows shared with another thread.

The kernel writes the work in progress in each lane into the first row, and reads from the second
which work to give up.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import numpy as np

NOBODY = -1


def new_watch(lanes: int) -> np.ndarray:
    """Return a watch without an observer, (at_work, give_up) int64 [2, lanes]."""
    return np.full((2, lanes), NOBODY, dtype=np.int64)


class SharedWatch:
    """Watch of a kernel called repeatedly for the same runs, possibly several times in one call.

    The kernel numbers the work of a call from 0; ``runs`` gives the run of each. An observer holds
    ``lock`` while it looks, so that its request reaches that call and no later one.
    """

    def __init__(self, lanes: int) -> None:
        self.rows = new_watch(lanes)
        self.runs = np.zeros(0, dtype=np.int64)
        self.lock = threading.Lock()

    def turn(self, runs: Sequence[int]) -> np.ndarray:
        """Return the rows for the next call, whose k-th work belongs to run ``runs[k]``."""
        with self.lock:
            self.rows[:] = NOBODY
            self.runs = np.asarray(runs, dtype=np.int64)
        return self.rows


class TurnWatch:
    """Watch of runs that follow one another on one thread, each with many kernel calls.

    A run reports its beginning, checks between its calls whether it is over its limit, and passes
    ``turn()`` to every call.
    """

    def __init__(self, lanes: int) -> None:
        self.rows = new_watch(lanes)
        self.lock = threading.Lock()
        self.begun = time.thread_time()
        self.over = False

    def begin(self) -> None:
        """Begin the next run: the time of the previous one no longer counts."""
        with self.lock:
            self.begun, self.over = time.thread_time(), False

    def turn(self) -> np.ndarray:
        """Return the rows for the next call."""
        with self.lock:
            self.rows[:] = NOBODY
        return self.rows
