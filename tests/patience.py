"""Time limits for tests that hold on any machine: measured from what the machine needs for the same work."""

from __future__ import annotations

import time
from collections.abc import Callable

TIMES = 10.0


def ten_times(quick: Callable[[], object], least: float = 0.1) -> float:
    """Ten times the CPU seconds that ``quick`` takes here, once it is compiled, and at least so many."""
    quick()
    taken = []
    for _ in range(2):
        begin = time.process_time()
        quick()
        taken.append(time.process_time() - begin)
    return max(least, TIMES * min(taken))
