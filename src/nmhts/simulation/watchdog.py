"""Giving up a film that takes too long: the kernel cannot be interrupted, so it asks a watch before every step.

A film's time is its share of the CPU time of the thread it runs on: a busy, suspended or oversubscribed machine makes no film fail.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from nmhts.physics.transport import kernel

_LONGEST_TICK = 0.25  # seconds between two looks


class _Watched:
    """One batch at work: its watch, the CPU clock of its thread, and for each lane its film and the time that had."""

    def __init__(self) -> None:
        self.watch = kernel.no_watch()
        self.clock = time.pthread_getcpuclockid(threading.get_ident())
        self.films = np.full(len(self.watch[0]), kernel.NO_FILM)
        self.spent = np.zeros(len(self.films))
        self.seen = 0.0

    def look(self, limit: float) -> None:
        """Charge the films at work for the time since the last look; ask the kernel to give up those beyond the limit.

        Films stand side by side, so each is charged its share of the time.
        """
        at_work, give_up = self.watch
        films, now = at_work.copy(), time.clock_gettime(self.clock)
        busy = films != kernel.NO_FILM
        stayed = busy & (films == self.films)
        self.spent = np.where(stayed, self.spent + (now - self.seen) / max(busy.sum(), 1), 0.0)
        self.films, self.seen = films, now
        over = stayed & (self.spent > limit)
        # The number of the film, not a flag: if it ends at this moment, the next one is not stopped for it.
        give_up[over] = films[over]


class Watchdog:
    """Watches batches on any number of threads; one thread of its own for the length of a ``with`` block.

    Parameters: limit: CPU seconds a film may take; it is given up at most a quarter of a second later.
    """

    def __init__(self, limit: float):
        self._limit = limit
        self._tick = min(_LONGEST_TICK, limit / 4)
        self._batches: set[_Watched] = set()
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="film-watchdog")

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
        """Yield the watch to hand to ``simulate_batch``, called on this thread within the ``with`` block."""
        batch = _Watched()
        with self._lock:
            self._batches.add(batch)
        try:
            yield batch.watch
        finally:
            # The clock of a thread that has ended cannot be read, so it is let go while the thread lives.
            with self._lock:
                self._batches.discard(batch)
