"""Roughness of a front: rms height, correlation length and growth exponent."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


def front_roughness(heights: np.ndarray) -> np.ndarray:
    """Return the lateral rms of front heights [..., nx, ny] about their mean, in their unit.

    Shape [...].
    """
    return heights.std(axis=(-2, -1))


def correlation_length(heights: np.ndarray) -> np.ndarray:
    """Return the correlation length of front heights along x or y, in sites.

        C(r) = < dh(0) dh(r) > / < dh^2 >,   C(xi) = 1/e

    C is the mean of both directions, linear between sites.
    Parameters: heights [..., nx, ny] of a periodic box.
    Returns: [...]; NaN for a flat front, or where C does not fall to 1/e within half the box.
    """
    shape = heights.shape[:-2]
    nx, ny = heights.shape[-2:]
    flat = (heights - heights.mean(axis=(-2, -1), keepdims=True)).reshape(-1, nx, ny)
    found = np.full(len(flat), np.nan)
    reach = min(nx, ny) // 2 + 1
    for i, surface in enumerate(flat):
        power = np.abs(np.fft.fft2(surface)) ** 2
        both = np.fft.ifft2(power).real
        if not both[0, 0] > 0.0:
            continue
        C = 0.5 * (both[:reach, 0] + both[0, :reach]) / both[0, 0]
        below = np.flatnonzero(np.exp(-1.0) > C)
        if below.size:
            k = int(below[0])
            found[i] = k - 1 + (C[k - 1] - np.exp(-1.0)) / (C[k - 1] - C[k])
    return found.reshape(shape)


class Growth(NamedTuple):
    """A growth exponent and its standard error."""

    exponent: float
    error: float


def growth_exponent(time: np.ndarray, roughness: np.ndarray) -> Growth:
    """Return the exponent beta of w ~ t^beta by a straight line through the logarithms.

    Parameters: time s, roughness m; only records where both are above 0 are used. The caller
    chooses the window: before the front exists, and once its correlation length is that of the box,
    the roughness follows no power of time.
    Returns: Growth; NaN with fewer than three records. The error is that of the scatter about the
    line. It is a lower bound, because records of one run are correlated.
    """
    good = (time > 0.0) & (roughness > 0.0)
    if good.sum() < 3:
        return Growth(float("nan"), float("nan"))
    x, y = np.log(time[good]), np.log(roughness[good])
    x = x - x.mean()
    slope = float(x @ (y - y.mean()) / (x @ x))
    scatter = y - y.mean() - slope * x
    return Growth(slope, float(np.sqrt(scatter @ scatter / (len(x) - 2) / (x @ x))))
