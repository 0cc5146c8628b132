"""A CPU time limit on single films and points.

A compiled kernel cannot be interrupted, so it polls a watch (``numerics.watch``). A film is charged
its share of the CPU time of its thread: a busy, suspended or oversubscribed machine makes none
fail.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from nmhts.numerics.watch import NOBODY, SharedWatch, TurnWatch, new_watch

MAX_SECONDS = 600.0
"""Default limit on the CPU time of one film or point, s (assumed)."""

_LONGEST_TICK = 0.25  # seconds between two checks (numerical: the accuracy of the limit)


class _Watched:
    """One running batch: watch, CPU clock of its thread, run and time spent of each lane."""

    def __init__(self, lanes: int) -> None:
        self.watch = new_watch(lanes)
        self.clock = time.pthread_getcpuclockid(threading.get_ident())
        self.runs = np.full(lanes, NOBODY)
        self.spent = np.zeros(lanes)
        self.seen = 0.0

    def look(self, limit: float) -> None:
        """Charge running lanes for the time since the last check; give up those over the limit.

        Lanes run side by side, so each is charged its share of the time.
        """
        at_work, give_up = self.watch
        runs, now = at_work.copy(), time.clock_gettime(self.clock)
        busy = runs != NOBODY
        stayed = busy & (runs == self.runs)
        self.spent = np.where(stayed, self.spent + (now - self.seen) / max(busy.sum(), 1), 0.0)
        self.runs, self.seen = runs, now
        over = stayed & (self.spent > limit)
        # Pass the number of the run, not a flag: if it ends now, the next run is not stopped.
        give_up[over] = runs[over]


class _WatchedCycles:
    """One running batch with many kernel calls: a run is charged for all of its calls together."""

    def __init__(self, lanes: int, runs: int) -> None:
        self.watch = SharedWatch(lanes)
        self.clock = time.pthread_getcpuclockid(threading.get_ident())
        self.spent = np.zeros(runs)
        self.seen = time.clock_gettime(self.clock)

    def look(self, limit: float) -> None:
        """Charge running lanes for the time since the last check; give up those over the limit.

        A call can end between two checks, so a check is a sample. The runs that take most of the
        time are met most often.
        """
        with self.watch.lock:
            at_work, give_up = self.watch.rows
            works, now = at_work.copy(), time.clock_gettime(self.clock)
            (busy,) = np.nonzero(works != NOBODY)
            runs = self.watch.runs[works[busy]]
            np.add.at(self.spent, runs, (now - self.seen) / max(len(busy), 1))
            self.seen = now
            over = self.spent[runs] > limit
            give_up[busy[over]] = works[busy[over]]


class _WatchedTurns:
    """One running batch whose runs come one after another.

    A run is charged for all the time since it began, in the kernel and between its calls.
    """

    def __init__(self, lanes: int) -> None:
        self.watch = TurnWatch(lanes)
        self.clock = time.pthread_getcpuclockid(threading.get_ident())

    def look(self, limit: float) -> None:
        """Mark a run over the limit, and ask the kernel to give it up."""
        with self.watch.lock:
            if time.clock_gettime(self.clock) - self.watch.begun > limit:
                at_work, give_up = self.watch.rows
                self.watch.over = True
                give_up[:] = at_work


class Watchdog:
    """Watcher of batches on any number of threads, in a thread of its own within a ``with`` block.

    Parameters: limit: CPU seconds a film or point may take; it is given up at most a quarter of a
    second later. lanes of the kernel.
    """

    def __init__(self, limit: float, lanes: int):
        self._limit, self._lanes = limit, lanes
        self._tick = min(_LONGEST_TICK, limit / 4)
        self._batches: set[_Watched | _WatchedCycles | _WatchedTurns] = set()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="watchdog")

    def __enter__(self) -> Watchdog:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(self._tick):
            with self._lock:
                for batch in self._batches:
                    batch.look(self._limit)

    @contextmanager
    def watching(self) -> Iterator[np.ndarray]:
        """Yield the watch of a batch; call this on its thread, within the ``with`` block."""
        batch = _Watched(self._lanes)
        with self._looked_at(batch):
            yield batch.watch

    @contextmanager
    def watching_cycles(self, runs: int) -> Iterator[SharedWatch]:
        """Yield the watch of a batch of ``runs`` runs with many kernel calls; see ``watching``."""
        batch = _WatchedCycles(self._lanes, runs)
        with self._looked_at(batch):
            yield batch.watch

    @contextmanager
    def watching_turns(self) -> Iterator[TurnWatch]:
        """Yield the watch of a batch whose runs come one after another; use as ``watching``."""
        batch = _WatchedTurns(self._lanes)
        with self._looked_at(batch):
            yield batch.watch

    @contextmanager
    def _looked_at(self, batch: _Watched | _WatchedCycles | _WatchedTurns) -> Iterator[None]:
        with self._lock:
            self._batches.add(batch)
        try:
            yield
        finally:
            # The clock of an ended thread cannot be read: let it go while the thread lives.
            with self._lock:
                self._batches.discard(batch)
