"""How far a shard is: one line in the log now and then, and a small file for ``nmhts status``."""

from __future__ import annotations

import logging
import threading
import time

from nmhts.errors import StoreError
from nmhts.study.files import write_json
from nmhts.study.plan import StudyPlan

log = logging.getLogger(__name__)

_EVERY = 2.0  # seconds between two lines


class Progress:
    """Counts the films or points of a shard that are done and failed; safe to call from several threads."""

    def __init__(self, plan: StudyPlan, shard: int, total: int):
        self._plan, self._shard, self._total = plan, shard, total
        self._done = self._failed = 0
        self._begin = self._told = time.monotonic()
        self._lock = threading.Lock()

    def add(self, done: int, failed: int) -> None:
        """Count a batch and tell now and then."""
        with self._lock:
            self._done += done
            self._failed += failed
            now = time.monotonic()
            if now - self._told < _EVERY and self._done < self._total:
                return
            self._told = now
            self._tell(now - self._begin)

    def _tell(self, seconds: float) -> None:
        rate = self._done / max(seconds, 1e-9)
        left = (self._total - self._done) / rate
        what = self._plan.kind.what
        log.info(
            "%s shard %d of %d: %d/%d %ss, %.1f %ss/s, %d failed, %.0f s to go",
            self._plan.study, self._shard + 1, len(self._plan.shards), self._done, self._total,
            what, rate, what, self._failed, left,
        )  # fmt: skip
        state = {"done": self._done, "failed": self._failed, "films": self._total, "rate": rate}
        try:
            write_json(self._plan.files.progress(self._shard), state)
        except StoreError as error:
            # Progress is a courtesy: the shard's own writes will say whether the disk is really gone.
            log.warning("%s", error)

    @property
    def failed(self) -> int:
        """Return the number of failed films so far."""
        return self._failed
