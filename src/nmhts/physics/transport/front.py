"""Position and width of the N front from occupancy profiles."""

from __future__ import annotations

import numpy as np

from nmhts.numerics.compiled import entry, kernel

_MIDDLE, _HIGH, _LOW = 0.5, 0.9, 0.1  # occupancies that define position and width


@kernel
def _crossing(profile, n, level):
    """Return the last crossing of a level over n planes, in planes from the bottom; NaN if none."""
    for i in range(n - 1, 0, -1):
        left, right = profile[i - 1], profile[i]
        if (left < level) != (right < level):
            return i - 0.5 + (level - left) / (right - left)
    return np.nan


@entry
def trace_fronts(occupancy, n_planes, spacing, position, width):
    """Fill position and width [b, t] m of the front: see ``front_position``, ``front_width``.

    Parameters: occupancy [b, t, p], plane 0 at the bottom electrode; n_planes [b]; spacing [b] m.
    """
    for i in range(len(n_planes)):
        for k in range(occupancy.shape[1]):
            profile, n = occupancy[i, k], n_planes[i]
            position[i, k] = spacing[i] * _crossing(profile, n, _MIDDLE)
            high, low = _crossing(profile, n, _HIGH), _crossing(profile, n, _LOW)
            width[i, k] = spacing[i] * abs(high - low)


@kernel
def _pull_crossing(profile, n, level, weight, by_profile):
    """Pull the cotangent of ``_crossing`` back."""
    for i in range(n - 1, 0, -1):
        left, right = profile[i - 1], profile[i]
        if (left < level) != (right < level):
            rise = right - left
            by_profile[i - 1] += weight * (level - right) / (rise * rise)
            by_profile[i] -= weight * (level - left) / (rise * rise)
            return


@entry
def pull_fronts(occupancy, n_planes, spacing, by_position, by_width, by_spacing, by_occupancy):
    """Pull cotangents of front position and width [b, t] back through ``trace_fronts``.

    Without a front the cotangents are not used.
    Adds to by_spacing [b] and by_occupancy [b, t, p].
    """
    for i in range(len(n_planes)):
        for k in range(occupancy.shape[1]):
            profile, n, by = occupancy[i, k], n_planes[i], by_occupancy[i, k]
            middle = _crossing(profile, n, _MIDDLE)
            if by_position[i, k] != 0.0 and not np.isnan(middle):
                by_spacing[i] += by_position[i, k] * middle
                _pull_crossing(profile, n, _MIDDLE, by_position[i, k] * spacing[i], by)
            width = _crossing(profile, n, _HIGH) - _crossing(profile, n, _LOW)
            if by_width[i, k] != 0.0 and not np.isnan(width):
                by_spacing[i] += by_width[i, k] * abs(width)
                weight = by_width[i, k] * spacing[i] * np.sign(width)
                _pull_crossing(profile, n, _HIGH, weight, by)
                _pull_crossing(profile, n, _LOW, -weight, by)


@kernel
def _push_crossing(profile, n, level, moved):
    """Return the tangent of ``_crossing``, in planes; NaN without a crossing."""
    for i in range(n - 1, 0, -1):
        left, right = profile[i - 1], profile[i]
        if (left < level) != (right < level):
            rise = right - left
            return ((level - right) * moved[i - 1] - (level - left) * moved[i]) / (rise * rise)
    return np.nan


@entry
def push_fronts(occupancy, n_planes, spacing, by_spacing, moved, position, width):
    """Fill the tangents of position and width of the front, [b, m, t] m; NaN without a front.

    Parameters: by_spacing [b, m] m, moved [b, m, t, p] tangents of spacing and occupancies.
    """
    for i in range(len(n_planes)):
        for m in range(position.shape[1]):
            for k in range(occupancy.shape[1]):
                profile, n, by = occupancy[i, k], n_planes[i], moved[i, m, k]
                middle = _crossing(profile, n, _MIDDLE)
                across = _crossing(profile, n, _HIGH) - _crossing(profile, n, _LOW)
                by_across = _push_crossing(profile, n, _HIGH, by) - _push_crossing(
                    profile, n, _LOW, by
                )
                position[i, m, k] = by_spacing[i, m] * middle + spacing[i] * _push_crossing(
                    profile, n, _MIDDLE, by
                )
                width[i, m, k] = by_spacing[i, m] * abs(across)
                width[i, m, k] += spacing[i] * by_across * np.sign(across)


def _trace(y_N: np.ndarray, spacing: float) -> tuple[np.ndarray, np.ndarray]:
    """Return position and width for profiles [..., plane]."""
    profiles = np.ascontiguousarray(np.asarray(y_N, dtype=float).reshape(-1, 1, y_N.shape[-1]))
    count = len(profiles)
    position, width = np.empty((count, 1)), np.empty((count, 1))
    planes = np.full(count, y_N.shape[-1])
    trace_fronts(profiles, planes, np.full(count, spacing), position, width)
    return position.reshape(y_N.shape[:-1]), width.reshape(y_N.shape[:-1])


def front_position(y_N: np.ndarray, spacing: float) -> np.ndarray:
    """Return the height of the topmost half-occupancy front above the bottom electrode, m.

    Parameters: y_N [..., plane], plane 0 at the bottom; spacing of the planes, m. Plane i lies at
    (i + 1/2) a.
    Returns: [...]; NaN where the profile does not cross one half. Linear interpolation between
    planes.
    """
    return _trace(y_N, spacing)[0]


def front_width(y_N: np.ndarray, spacing: float) -> np.ndarray:
    """Return the distance from 10 % to 90 % occupancy across the topmost front, m.

    NaN without a front.
    """
    return _trace(y_N, spacing)[1]
