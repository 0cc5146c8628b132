"""The watch of a kernel that cannot be interrupted: two rows that it shares with another thread.

The kernel writes into the first what is at work in each lane, and asks the second which of them to give up.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import numpy as np

NOBODY = -1


def new_watch(lanes: int) -> np.ndarray:
    """Return a watch on which nobody looks, (at_work, give_up) int64 [2, lanes]."""
    return np.full((2, lanes), NOBODY, dtype=np.int64)


class SharedWatch:
    """The watch of a kernel that is called again and again for the same runs, some of which may be in one call several times.

    The kernel numbers what a call gives it from 0; ``runs`` says whose each is. Whoever looks holds ``lock`` while it does, so that what it asks for reaches
    the call it looked at and none after it.
    """

    def __init__(self, lanes: int) -> None:
        self.rows = new_watch(lanes)
        self.runs = np.zeros(0, dtype=np.int64)
        self.lock = threading.Lock()

    def turn(self, runs: Sequence[int]) -> np.ndarray:
        """Return the rows for the next call, whose k-th work is of run ``runs[k]``."""
        with self.lock:
            self.rows[:] = NOBODY
            self.runs = np.asarray(runs, dtype=np.int64)
        return self.rows


class TurnWatch:
    """The watch of runs that come one after another on one thread, each of them many calls of a kernel with work between.

    A run says when it begins, asks between its calls whether it is over its limit, and hands ``turn()`` to every call.
    """

    def __init__(self, lanes: int) -> None:
        self.rows = new_watch(lanes)
        self.lock = threading.Lock()
        self.begun = time.thread_time()
        self.over = False

    def begin(self) -> None:
        """Begin the next run: the time of the last one no longer counts."""
        with self.lock:
            self.begun, self.over = time.thread_time(), False

    def turn(self) -> np.ndarray:
        """Return the rows for the next call."""
        with self.lock:
            self.rows[:] = NOBODY
        return self.rows
