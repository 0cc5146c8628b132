"""Comparison of fidelities: deviation of one course from another, and fitted speed of a front."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

FITTED = (0.2, 0.8)
"""Heights over the film thickness between which the speed of a front is fitted.

Nearer to the borders of the film the motion is not that of a front.
"""

_LEAST_RECORDS = 3


class Deviation(NamedTuple):
    """Largest and mean deviation over a scale."""

    largest: float
    mean: float


def deviation(reference: np.ndarray, other: np.ndarray, scale: float) -> Deviation:
    """Return the deviation of one course [t] from another, over a scale in their unit.

    It covers the times at which both have a value; NaN if there are none.
    """
    both = np.isfinite(reference) & np.isfinite(other)
    if not both.any() or not scale > 0.0:
        return Deviation(np.nan, np.nan)
    apart = np.abs(other[both] - reference[both]) / scale
    return Deviation(float(apart.max()), float(apart.mean()))


def front_speed(time: np.ndarray, position: np.ndarray, thickness: float) -> float:
    """Return the speed of a front, m/s: the slope of a least-squares line; NaN below three records.

    The fit covers the first pass of the position [m] from 20 to 80 % of the thickness, over time
    [s].
    """
    share = position / thickness
    with np.errstate(invalid="ignore"):
        above = np.flatnonzero(share > FITTED[1])
        end = above[0] if len(above) else len(share)
        within = np.flatnonzero((share[:end] >= FITTED[0]) & (share[:end] <= FITTED[1]))
    if len(within) < _LEAST_RECORDS:
        return np.nan
    return float(np.polyfit(time[within] - time[within[0]], position[within], 1)[0])


def mean_of(values: np.ndarray) -> np.ndarray:
    """Return the mean over runs [r, t] where all of them have a value, else NaN."""
    return values.mean(axis=0)
