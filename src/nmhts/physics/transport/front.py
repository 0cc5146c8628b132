"""Where the N front stands and how wide it is, from occupancy profiles."""

from __future__ import annotations

import numpy as np


def crossing_height(y_N: np.ndarray, level: float, spacing: float) -> np.ndarray:
    """Return the height of the topmost crossing of an occupancy level above the bottom electrode, m.

    Parameters: y_N [..., plane], plane 0 at the bottom; level in (0, 1); spacing of the planes, m. Plane i stands at (i + 1/2) a.
    Returns: [...]; NaN where the profile does not cross the level. Linear interpolation between planes.
    """
    n = y_N.shape[-1]
    below = y_N < level
    changes = below[..., 1:] != below[..., :-1]
    some = changes.any(axis=-1)
    index = n - 2 - np.argmax(changes[..., ::-1], axis=-1)
    left = np.take_along_axis(y_N, index[..., None], axis=-1)[..., 0]
    right = np.take_along_axis(y_N, index[..., None] + 1, axis=-1)[..., 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (level - left) / (right - left)
    return np.where(some, (index + 0.5 + share) * spacing, np.nan)


def front_position(y_N: np.ndarray, spacing: float) -> np.ndarray:
    """Return the height of the half-occupancy front above the bottom electrode, m; NaN without a front."""
    return crossing_height(y_N, 0.5, spacing)


def front_width(y_N: np.ndarray, spacing: float) -> np.ndarray:
    """Return the distance over which occupancy goes from 10 % to 90 % across the front, m; NaN without a front."""
    high = crossing_height(y_N, 0.9, spacing)
    low = crossing_height(y_N, 0.1, spacing)
    return np.abs(high - low)
