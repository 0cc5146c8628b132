"""Cells of a refined plane, and the quarters of each that belong to its corners.

Each cell of the grid of the axes is divided as far as there are points.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

_NEAR = 0.2  # of the width of a cell: a point this near to its middle counts as the middle


class Quarter(NamedTuple):
    """A quarter of a cell: its range in x and y, and the point to which it belongs (-1: none)."""

    x: tuple[float, float]
    y: tuple[float, float]
    point: int


class Leaves:
    """The cells between points.

    Parameters: x, y [point] as drawn, of a logarithmic axis the logarithm; coarse [point]: those of
    the grid; logarithmic: whether y is logarithmic.
    """

    def __init__(self, x: np.ndarray, y: np.ndarray, coarse: np.ndarray, logarithmic: bool):
        self._places = {
            (a, b): k for k, (a, b) in enumerate(zip(x.tolist(), y.tolist(), strict=True))
        }
        self._logarithmic = (False, logarithmic)
        self._axes = np.unique(x), np.unique(y)
        self.grid = np.unique(x[coarse]), np.unique(y[coarse])

    def quarters(self) -> Iterator[Quarter]:
        """Yield the quarters of all cells.

        Those at the border of the grid reach out by half a cell of the grid.
        """
        waiting = list(itertools.product(*(itertools.pairwise(own.tolist()) for own in self.grid)))
        while waiting:
            xs, ys = waiting.pop()
            inner = [self._middle(k, *ends) for k, ends in enumerate((xs, ys))]
            divided = self._divided(xs, ys, inner)
            if divided:
                waiting += divided
                continue
            middle = 0.5 * (xs[0] + xs[1]), 0.5 * (ys[0] + ys[1])
            for a, b in itertools.product((0, 1), (0, 1)):
                yield Quarter(
                    self._reach(0, (xs[0], middle[0]) if a == 0 else (middle[0], xs[1])),
                    self._reach(1, (ys[0], middle[1]) if b == 0 else (middle[1], ys[1])),
                    self._places.get((xs[a], ys[b]), -1),
                )

    def _middle(self, axis: int, low: float, high: float) -> float | None:
        """Return the value of an axis halfway between two.

        On a logarithmic axis it is halfway between the values, not their logarithms.
        """
        values = self._axes[axis]
        sought = [0.5 * (low + high)]
        if self._logarithmic[axis]:
            sought.append(float(np.logaddexp(low, high) - np.log(2.0)))
        for wanted in sought:
            k = int(np.clip(np.searchsorted(values, wanted), 1, len(values) - 1))
            near = min((float(v) for v in values[k - 1 : k + 1]), key=lambda v: abs(v - wanted))
            if abs(near - wanted) < _NEAR * (high - low) and low < near < high:
                return near
        return None

    def _divided(
        self, xs: tuple[float, float], ys: tuple[float, float], inner: Sequence[float | None]
    ) -> list[tuple[tuple[float, float], tuple[float, float]]]:
        """Return the parts of a cell: halves along one axis or both, where points lie between."""
        x, y = inner
        there = self._places
        if x is not None and y is not None and (x, y) in there:
            return list(itertools.product(((xs[0], x), (x, xs[1])), ((ys[0], y), (y, ys[1]))))
        if x is not None and (x, ys[0]) in there and (x, ys[1]) in there:
            return [((xs[0], x), ys), ((x, xs[1]), ys)]
        if y is not None and (xs[0], y) in there and (xs[1], y) in there:
            return [(xs, (ys[0], y)), (xs, (y, ys[1]))]
        return []

    def _reach(self, axis: int, ends: tuple[float, float]) -> tuple[float, float]:
        """Return a range, extended by half the outermost cell at the border of the grid."""
        grid = self.grid[axis]
        low, high = ends
        if low == grid[0]:
            low -= 0.5 * (grid[1] - grid[0])
        if high == grid[-1]:
            high += 0.5 * (grid[-1] - grid[-2])
        return float(low), float(high)


def outlines(apart: np.ndarray) -> np.ndarray:
    """Return the vertical borders between neighboring pixels that differ, [line, end, 2] in pixels.

    Parameters: apart [row, column - 1]: where neighboring pixels of one row differ.
    """
    steps = np.diff(np.pad(apart.T.astype(np.int8), ((0, 0), (1, 1))), axis=1)
    column, begin = np.nonzero(steps == 1)
    _, end = np.nonzero(steps == -1)
    at = column + 1
    return np.stack([np.stack([at, begin], axis=-1), np.stack([at, end], axis=-1)], axis=1)
