"""Plane geometry of the parts of a cell: areas, distances, containment."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

Point = tuple[float, float]
Segment = tuple[Point, Point]


def signed_area(corners: Sequence[Point]) -> float:
    """Return the area of a polygon, m2, positive for counterclockwise corners."""
    x, y = np.asarray(corners, dtype=float).T
    return float(0.5 * np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def edges(corners: Sequence[Point]) -> list[Segment]:
    """Return the sides of a polygon."""
    return list(zip(corners, [*corners[1:], corners[0]], strict=True))


def inside(points: np.ndarray, corners: Sequence[Point]) -> np.ndarray:
    """Return which of the points [m, 2] lie inside a polygon, by ray crossings."""
    x, y = points[:, 0], points[:, 1]
    found = np.zeros(len(points), dtype=bool)
    for (x_0, y_0), (x_1, y_1) in edges(corners):
        crosses = (y_0 > y) != (y_1 > y)
        rise = y_1 - y_0 if y_1 != y_0 else 1.0
        found ^= crosses & (x < x_0 + (y - y_0) / rise * (x_1 - x_0))
    return found


def point_distance(point: Point, segment: Segment) -> float:
    """Return the distance of a point from a segment, m."""
    p, a, b = (np.asarray(v, dtype=float) for v in (point, *segment))
    along = b - a
    share = np.clip((p - a) @ along / (along @ along), 0.0, 1.0)
    return float(np.hypot(*(p - a - share * along)))


def segment_distance(one: Segment, other: Segment) -> float:
    """Return the distance between two segments, m; 0 if they cross."""
    if _cross(one, other):
        return 0.0
    ends = [point_distance(p, other) for p in one] + [point_distance(p, one) for p in other]
    return min(ends)


def path_distance(one: Sequence[Segment], other: Sequence[Segment]) -> float:
    """Return the smallest distance between segments of two paths, m."""
    return min(segment_distance(a, b) for a in one for b in other)


def crosses_itself(corners: Sequence[Point]) -> bool:
    """Return whether two sides of a polygon that are not adjacent meet."""
    sides = edges(corners)
    n = len(sides)
    apart = [(i, k) for i, k in combinations(range(n), 2) if k - i not in (1, n - 1)]
    return any(segment_distance(sides[i], sides[k]) == 0.0 for i, k in apart)


def slab(middle: Point, angle: float, length: float, thickness: float) -> list[Point]:
    """Return the corners of a slab clockwise: the two ends of its face, then those of its back.

    Parameters: middle of the face; angle of the face against the x axis, rad; the face looks to the
    left of its direction.
    """
    t = np.array([np.cos(angle), np.sin(angle)])
    n = np.array([-t[1], t[0]])
    c, half, back = np.asarray(middle), 0.5 * length * t, thickness * n
    return [(float(x), float(y)) for x, y in (c - half, c + half, c + half - back, c - half - back)]


def _side(p: Point, a: Point, b: Point) -> float:
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])


def _cross(one: Segment, other: Segment) -> bool:
    (a, b), (c, d) = one, other
    return _side(a, c, d) * _side(b, c, d) < 0 and _side(c, a, b) * _side(d, a, b) < 0
