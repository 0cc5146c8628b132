"""Cells of the planes through a map of phases: colors, hatches and borders."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import Polygon
from scipy.ndimage import label, minimum_filter
from scipy.spatial import KDTree

from nmhts.kinds.phase_map.data import NOTHING, Plane
from nmhts.kinds.phase_map.leaves import Leaves, outlines
from nmhts.report.axes import ended
from nmhts.report.style import FAILED, OUTSIDE, heading

_HIGH, _WIDE = 860, 1200
"""Pixels of a panel."""

_STRIPE = 18
"""Pixels of a stripe along a line of pixels."""

_COARSE = 10
"""Pixels of a step in the search for room for names."""

# Shares of a panel's width and height that a letter and a line of text take.
_LETTER, _LINE = 0.017, 0.052
_BORDER: dict[str, Any] = {"colors": "0.15", "linewidths": 0.9}
_HEIGHT = 0.5 * np.sqrt(3.0)  # of the triangle


class Cells:
    """The cells of one plane: a polygon for each run, and the borders between neighbors.

    Cells of a plane of two axes reach halfway to their neighbors, and none beyond the values
    computed; those of a triangle are hexagons. ``picture``: the cell of every pixel of the panel
    (-1: none). ``polygons`` [polygon] belong to the cells ``owner`` [polygon]. In a refined plane a
    cell may consist of several polygons, and borders are drawn where pixels differ.
    """

    def __init__(self, plane: Plane):
        self.plane = plane
        if plane.corners:
            self._hexagons()
        elif plane.coarse is None:
            self._rectangles()
        else:
            self._quarters(plane.coarse)

    def _quarters(self, coarse: np.ndarray) -> None:
        p = self.plane
        up = np.log(p.y) if p.logarithmic else p.y
        leaves = Leaves(p.x, up, coarse, p.logarithmic)
        quarters = list(leaves.quarters())
        x0, x1 = ended(leaves.grid[0])[[0, -1]].tolist()
        y0, y1 = ended(leaves.grid[1])[[0, -1]].tolist()
        self.picture = np.full((_HIGH, _WIDE), -1)
        for quarter in quarters:
            i, j = _pixels(quarter.x, x0, x1, _WIDE), _pixels(quarter.y, y0, y1, _HIGH)
            self.picture[j, i] = quarter.point
        mine = [quarter for quarter in quarters if quarter.point >= 0]
        self.owner = np.array([quarter.point for quarter in mine], int)
        corners = ((0, 0), (1, 0), (1, 1), (0, 1))
        self.polygons = np.array([[(q.x[a], q.y[b]) for a, b in corners] for q in mine])
        self.limits = (x0, x1, y0, y1)
        if p.logarithmic:
            self.polygons[..., 1] = np.exp(self.polygons[..., 1])
            self.limits = (x0, x1, float(np.exp(y0)), float(np.exp(y1)))

    def _rectangles(self) -> None:
        p = self.plane
        xs, i = np.unique(p.x, return_inverse=True)
        ys, j = np.unique(p.y, return_inverse=True)
        place = np.full((len(ys), len(xs)), -1)
        place[j, i] = np.arange(len(p.runs))
        x = ended(xs)
        y = np.exp(ended(np.log(ys))) if p.logarithmic else ended(ys)
        self.polygons = np.stack(
            [np.stack([x[i + a], y[j + b]], axis=-1) for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))],
            axis=1,
        )
        self.owner = np.arange(len(p.runs))
        b, a = np.nonzero((place[:, :-1] >= 0) & (place[:, 1:] >= 0))
        beside = np.stack([place[b, a], place[b, a + 1]], axis=-1)
        upright = [[x[a + 1], y[b]], [x[a + 1], y[b + 1]]]
        d, c = np.nonzero((place[:-1] >= 0) & (place[1:] >= 0))
        above = np.stack([place[d, c], place[d + 1, c]], axis=-1)
        level = [[x[c], y[d + 1]], [x[c + 1], y[d + 1]]]
        self.pairs = np.concatenate([beside, above])
        lines = [np.moveaxis(np.array(ends), 2, 0).reshape(-1, 2, 2) for ends in (upright, level)]
        self.borders = np.concatenate(lines)
        self.limits = (x[0], x[-1], y[0], y[-1])
        up = np.log(y) if p.logarithmic else y
        self.picture = place[np.ix_(_within(up, _HIGH), _within(x, _WIDE))]

    def _hexagons(self) -> None:
        at = np.stack([self.plane.x, self.plane.y], axis=-1)
        tree = KDTree(at)
        steps = tree.query(at, k=2)[0][:, 1] if len(at) > 1 else np.ones(1)
        coarse = self.plane.coarse
        step = float(
            KDTree(at[coarse]).query(at[coarse], k=2)[0][:, 1].min()
            if coarse is not None
            else steps.min()
        )
        own = np.full(len(at), step) if coarse is None else steps
        angles = np.deg2rad(30.0 + 60.0 * np.arange(6))
        corner = step / np.sqrt(3.0)
        around = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        self.polygons = at[:, None] + own[:, None, None] / np.sqrt(3.0) * around
        self.owner = np.arange(len(at))
        self.pairs = tree.query_pairs(1.01 * step, output_type="ndarray").reshape(-1, 2)
        middle = 0.5 * (at[self.pairs[:, 0]] + at[self.pairs[:, 1]])
        along = at[self.pairs[:, 1]] - at[self.pairs[:, 0]]
        half = 0.5 * corner * np.stack([-along[:, 1], along[:, 0]], axis=-1) / step
        self.borders = np.stack([middle - half, middle + half], axis=1)
        self.limits = (-0.1, 1.1, -0.1, _HEIGHT + 0.2)
        x0, x1, y0, y1 = self.limits
        x = x0 + (x1 - x0) * (np.arange(_WIDE) + 0.5) / _WIDE
        y = y0 + (y1 - y0) * (np.arange(_HIGH) + 0.5) / _HIGH
        right, up = np.meshgrid(x, y)
        distance, cell = tree.query(np.stack([right, up], axis=-1))
        # Outside of the triangle nothing is drawn, and no name has room.
        inside = (up >= 0.0) & (up <= 2.0 * _HEIGHT * np.minimum(right, 1.0 - right))
        self.picture = np.where((distance < corner) & inside, cell, -1)

    def fill(
        self,
        ax: Axes,
        kinds: np.ndarray,
        colours: np.ndarray,
        good: np.ndarray,
        outside: np.ndarray,
    ) -> None:
        """Color the cells, in stripes if their kind has several colors.

        Cells without an equilibrium are hatched; those outside of the assessment are dotted.
        Parameters: kinds, good, outside [cell]; colours [kind, stripe, 3], with the same number of
        stripes for all kinds.
        """
        row, column = np.indices(self.picture.shape)
        stripe = (row + column) // _STRIPE % colours.shape[1]
        image = np.ones((*self.picture.shape, 4))
        image[..., :3] = colours[kinds[self.picture], stripe]
        image[..., 3] = self.picture >= 0
        ax.imshow(
            image,
            extent=(0, 1, 0, 1),
            transform=ax.transAxes,
            origin="lower",
            aspect="auto",
            interpolation="nearest",
        )
        for mask, look in ((~good, FAILED), (outside & good, OUTSIDE)):
            if mask.any():
                ax.add_collection(
                    PolyCollection(list(self.polygons[mask[self.owner]]), **_many(look))
                )
        self._frame(ax)

    def _frame(self, ax: Axes) -> None:
        p, (x0, x1, y0, y1) = self.plane, self.limits
        if p.logarithmic:
            ax.set_yscale("log")
        ax.set_xlim(x0, x1)
        ax.set_ylim(y0, y1)
        if not p.corners:
            heading(ax, p.title, formula=True)
            ax.set_xlabel(p.x_label)
            return
        ax.set_aspect("equal")
        ax.set_axis_off()
        ax.text(0.5, _HEIGHT + 0.11, p.title, ha="center", va="bottom", fontsize=10.5)
        triangle = Polygon([(0, 0), (1, 0), (0.5, _HEIGHT)], transform=ax.transData)
        for drawn in (*ax.images, *ax.collections):
            drawn.set_clip_path(triangle)
        ax.plot([0, 1, 0.5, 0], [0, 0, _HEIGHT, 0], color="0.2", lw=1.0)
        corners = (
            (0.0, 0.0, "right", "top"),
            (1.0, 0.0, "left", "top"),
            (0.5, _HEIGHT, "center", "bottom"),
        )
        for (x, y, ha, va), metal in zip(corners, p.corners, strict=True):
            ax.text(x, y, f" {metal} ", ha=ha, va=va, fontsize=10)

    def part(self, ax: Axes, kinds: np.ndarray) -> None:
        """Draw the borders between cells of different kinds; kinds [cell]."""
        if self.plane.coarse is not None:
            self._part_pixels(ax, kinds)
            return
        a, b = kinds[self.pairs[:, 0]], kinds[self.pairs[:, 1]]
        apart = (a != b) & (a != NOTHING) & (b != NOTHING)
        lines = ax.add_collection(LineCollection(list(self.borders[apart]), **_BORDER))
        if self.plane.corners:
            lines.set_clip_path(ax.images[0].get_clip_path())

    def _part_pixels(self, ax: Axes, kinds: np.ndarray) -> None:
        """Draw lines where the kinds of neighboring pixels differ."""
        image = np.where(self.picture >= 0, kinds[self.picture], NOTHING)
        upright = outlines(_differ(image)) / (_WIDE, _HIGH)
        level = outlines(_differ(image.T))[..., ::-1] / (_WIDE, _HIGH)
        lines = LineCollection([*upright, *level], transform=ax.transAxes, **_BORDER)
        ax.add_collection(lines, autolim=False)
        if self.plane.corners:
            lines.set_clip_path(ax.images[0].get_clip_path())

    def name(
        self, ax: Axes, kinds: np.ndarray, names: dict[int, str], numbers: dict[int, int]
    ) -> None:
        """Write the name of every part of a kind into it, where it has room.

        A kind that has room nowhere gets a number.
        Parameters: kinds [cell]; names of the kinds; numbers: those given so far, extended.
        """
        coarse = self.picture[::_COARSE, ::_COARSE]
        grid = np.where(coarse >= 0, kinds[coarse], NOTHING)
        for kind in np.unique(grid[grid != NOTHING]).tolist():
            lines = names[kind].split(" + ")
            if not self._write(ax, grid == kind, lines):
                number = numbers.get(kind, len(numbers) + 1)
                if self._write(ax, grid == kind, [str(number)]):
                    numbers[kind] = number

    def _write(self, ax: Axes, places: np.ndarray, lines: list[str]) -> bool:
        """Write lines of text into every connected part of some places that has room for them.

        Returns: whether any part has.
        """
        high, wide = places.shape
        room = (
            int(len(lines) * _LINE * high) + 1,
            int(max(map(_letters, lines)) * _LETTER * wide) + 1,
        )
        parts = np.empty(places.shape, int)
        written = False
        for k in range(1, int(label(places, output=parts)) + 1):  # type: ignore[arg-type]
            mask = parts == k
            free = minimum_filter(mask.astype(int), size=room, mode="constant")
            fits = np.argwhere(free)
            if not len(fits):
                continue
            middle = np.argwhere(mask).mean(axis=0)
            at = fits[np.argmin(((fits - middle) ** 2).sum(axis=1))] + 0.5
            ax.text(
                at[1] / wide,
                at[0] / high,
                " +\n".join(lines),
                ha="center",
                va="center",
                fontsize=8,
                transform=ax.transAxes,
                bbox={
                    "boxstyle": "round,pad=0.12",
                    "facecolor": "w",
                    "alpha": 0.75,
                    "linewidth": 0,
                },
            )
            written = True
        return written


def _letters(words: str) -> int:
    """Return the width of a name with mathematics, in letters."""
    return len(re.sub(r"\\[a-z]+", "a", words).replace("$", "").replace("_", "")) + 1


def _pixels(ends: tuple[float, float], low: float, high: float, pixels: int) -> slice:
    """Return the pixels whose middles lie in a range.

    Parameters: ends of the range; low, high: values at the ends of the panel; pixels: their number.
    """
    begin, end = (math.ceil((v - low) / (high - low) * pixels - 0.5) for v in ends)
    return slice(max(begin, 0), max(end, 0))


def _differ(image: np.ndarray) -> np.ndarray:
    """Return where a pixel and the next one in its row are of two kinds."""
    a, b = image[:, :-1], image[:, 1:]
    return (a != b) & (a != NOTHING) & (b != NOTHING)


def _within(borders: np.ndarray, pixels: int) -> np.ndarray:
    """Return the cell between borders in which each pixel lies."""
    places = borders[0] + (borders[-1] - borders[0]) * (np.arange(pixels) + 0.5) / pixels
    return np.clip(np.searchsorted(borders, places) - 1, 0, len(borders) - 2)


def _many(look: dict[str, Any]) -> dict[str, Any]:
    """Return the look of one patch as that of many."""
    return {
        "facecolors": look["facecolor"],
        "edgecolors": look["edgecolor"],
        "hatch": look["hatch"],
        "linewidths": look["linewidth"],
    }
