"""State of a film between two cycles as one vector, and its extrapolation over many cycles.

    x = (y_0, ..., y_{n-1}, s, r, l, D, X, L)

y from the bottom electrode; s, r, l [planes] and D [V] as in ``kernel.Films``, per live area. X:
nitrogen that has passed the gate over that of all sites. L: nitrogen lost from the whole area,
planes. Nitrogen is conserved: the sum y + s + r + l is that of the grown film in every cycle.
"""

from __future__ import annotations

import numpy as np

EXTRA = 6
ADSORBED, DISSOLVED, LOST, STERN, EXCHANGES, LOST_IN_ALL = range(-EXTRA, 0)
"""Positions of s, r, l, D, X and L, counted from the end."""

SLOW = slice(None, LOST)
"""The slow part of a state: y, s, r (planes)."""


def inventory(x: np.ndarray) -> float:
    """Return Sum y + s + r + l, planes."""
    return float(np.sum(x[: LOST + 1]))


def carry(x: np.ndarray, change: np.ndarray, cycles: int, s_max: float) -> np.ndarray:
    """Return the state after ``cycles`` cycles that all change it equally.

        x + cycles change

    The result keeps 0 <= y <= 1, 0 <= s <= s_max, 0 <= r and the amount of nitrogen. An excess
    beyond the bounds goes to the nearest plane with room: first from the gate down, then from the
    bottom up. A film that would exceed its sites keeps the rest dissolved. A film that would give
    more than it has loses less.
    Parameters: x, change [n + EXTRA]; s_max capacity of the adsorbed layer, planes.
    """
    n = len(x) - EXTRA
    after = x + cycles * change
    after[ADSORBED] = min(max(after[ADSORBED], 0.0), s_max)
    after[DISSOLVED] = max(after[DISSOLVED], 0.0)
    total = inventory(x)
    # Planes take the remaining nitrogen, which includes the rounding of the change over many
    # cycles.
    over = (total - after[ADSORBED] - after[DISSOLVED] - after[LOST]) - float(np.sum(after[:n]))
    for i in [*range(n - 1, -1, -1), *range(n)]:
        filled = after[i] + over
        after[i] = min(max(filled, 0.0), 1.0)
        over = filled - after[i]
    after[DISSOLVED] += max(over, 0.0)
    after[LOST] += min(over, 0.0)
    return after
