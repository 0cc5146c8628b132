"""The watch of a kernel that cannot be interrupted: two rows that it shares with another thread.

The kernel writes into the first what is at work in each lane, and asks the second which of them to give up.
"""

from __future__ import annotations

import numpy as np

NOBODY = -1


def new_watch(lanes: int) -> np.ndarray:
    """Return a watch on which nobody looks, (at_work, give_up) int64 [2, lanes]."""
    return np.full((2, lanes), NOBODY, dtype=np.int64)
