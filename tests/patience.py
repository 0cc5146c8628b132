"""Time limits for tests that hold on any machine: multiples of its own time for the same work."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 10.0


def ten_times(quick: Callable[[], object], least: float = 0.1) -> float:
    """Ten times the CPU seconds of ``quick`` on this machine, once compiled; at least ``least``."""
    quick()
    taken = []
    for _ in range(2):
        begin = time.process_time()
        quick()
        taken.append(time.process_time() - begin)
    return max(least, TIMES * min(taken))
