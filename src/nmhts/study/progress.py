"""Progress of a shard: lines in the log, and a small file for ``nmhts status``."""

from __future__ import annotations

import logging
import threading
import time
from types import TracebackType

from nmhts.errors import StoreError
from nmhts.study.files import write_json
from nmhts.study.plan import StudyPlan

log = logging.getLogger(__name__)

_EVERY = 2.0
"""Seconds between two log lines while batches end."""

_SILENCE = 3.0
"""Seconds without a finished batch until a log line; this time doubles with every further line."""

_LONGEST_SILENCE = 60.0

_LOOK = 1.0
"""Seconds between two checks of the time since the last line."""


class Progress:
    """Counter of finished and failed films or points of a shard; safe for several threads.

    Within its ``with`` block a thread reports that the shard is alive, for any length of a batch.
    """

    def __init__(self, plan: StudyPlan, shard: int, total: int):
        self._plan, self._shard, self._total = plan, shard, total
        self._done = self._failed = 0
        self._begin = self._told = time.monotonic()
        self._silence = _SILENCE
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._tell_until_over, daemon=True, name="progress")

    def __enter__(self) -> Progress:
        self._watch.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._watch.join()

    def _tell_until_over(self) -> None:
        while not self._over.wait(_LOOK):
            self.tell_if_silent()

    def add(self, done: int, failed: int) -> None:
        """Count a batch, and report at intervals."""
        with self._lock:
            self._done += done
            self._failed += failed
            self._silence = _SILENCE
            now = time.monotonic()
            if now - self._told >= _EVERY or self._done >= self._total:
                self._tell(now)

    def tell_if_silent(self) -> None:
        """Report that the shard is alive if the last report is old."""
        with self._lock:
            now = time.monotonic()
            if now - self._told >= self._silence and self._done < self._total:
                self._silence = min(2.0 * self._silence, _LONGEST_SILENCE)
                self._tell(now)

    def _tell(self, now: float) -> None:
        self._told = now
        seconds = now - self._begin
        rate = self._done / max(seconds, 1e-9)
        what = self._plan.kind.what
        left = f"{(self._total - self._done) / rate:.0f} s to go" if self._done else "at work"
        log.info(
            "%s shard %d of %d: %d/%d %ss after %.0f s, %.1f %ss/s, %d failed, %s",
            self._plan.study, self._shard + 1, len(self._plan.shards), self._done, self._total,
            what, seconds, rate, what, self._failed, left,
        )  # fmt: skip
        state = {"done": self._done, "failed": self._failed, "films": self._total, "rate": rate}
        try:
            write_json(self._plan.files.progress(self._shard), state)
        except StoreError as error:
            # Progress is optional: the writes of the shard report a disk that is gone.
            log.warning("%s", error)
