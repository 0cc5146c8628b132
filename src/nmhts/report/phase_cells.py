"""Cells of the planes through a map of phases: coloured, hatched where there is nothing or little to trust, parted by borders."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import Polygon
from scipy.ndimage import distance_transform_edt, label
from scipy.spatial import KDTree

from nmhts.report.maps import edges
from nmhts.report.phase_data import NOTHING, Plane
from nmhts.report.style import FAILED, OUTSIDE, heading

# Parts of a field smaller than this share of its panel get no name.
_NAMED = 0.03
_LINE = 0.026
"""Half the height of a line of text over that of a panel."""

_PIXELS = 80
"""Of the picture in which room for names is looked for."""

_BORDER: dict[str, Any] = {"colors": "0.2", "linewidths": 0.9}


class Cells:
    """The cells of one plane: a polygon for each run, and which runs are neighbours, with the border between them.

    Cells of a plane of two axes reach half-way to their neighbours; those of a triangle are hexagons.
    """

    def __init__(self, plane: Plane):
        self.plane = plane
        if plane.corners:
            self._hexagons()
        else:
            self._rectangles()

    def _rectangles(self) -> None:
        p = self.plane
        xs, i = np.unique(p.x, return_inverse=True)
        ys, j = np.unique(p.y, return_inverse=True)
        self.place = np.full((len(ys), len(xs)), -1)
        self.place[j, i] = np.arange(len(p.runs))
        x = edges(xs)
        y = np.exp(edges(np.log(ys))) if p.logarithmic else edges(ys)
        self.polygons = np.stack(
            [np.stack([x[i + a], y[j + b]], axis=-1) for a, b in ((0, 0), (1, 0), (1, 1), (0, 1))],
            axis=1,
        )
        pairs, borders = [], []
        for k, (across, ends) in enumerate(((self.place[:, :-1], self.place[:, 1:]), (self.place[:-1], self.place[1:]))):  # fmt: skip
            b, a = np.nonzero((across >= 0) & (ends >= 0))
            pairs.append(np.stack([across[b, a], ends[b, a]], axis=-1))
            if k == 0:
                line = [[x[a + 1], y[b]], [x[a + 1], y[b + 1]]]
            else:
                line = [[x[a], y[b + 1]], [x[a + 1], y[b + 1]]]
            borders.append(np.moveaxis(np.array(line), 2, 0).reshape(-1, 2, 2))
        self.pairs, self.borders = np.concatenate(pairs), np.concatenate(borders)
        self.limits = (x[0], x[-1], y[0], y[-1])
        across, up = (x, np.log(y)) if p.logarithmic else (x, y)
        self.picture = self.place[np.ix_(_within(up), _within(across))]

    def _hexagons(self) -> None:
        at = np.stack([self.plane.x, self.plane.y], axis=-1)
        tree = KDTree(at)
        step = float(tree.query(at, k=2)[0][:, 1].min()) if len(at) > 1 else 1.0
        angles = np.deg2rad(30.0 + 60.0 * np.arange(6))
        corner = step / np.sqrt(3.0)
        around = corner * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        self.polygons = at[:, None] + around
        self.pairs = tree.query_pairs(1.01 * step, output_type="ndarray").reshape(-1, 2)
        middle = 0.5 * (at[self.pairs[:, 0]] + at[self.pairs[:, 1]])
        along = at[self.pairs[:, 1]] - at[self.pairs[:, 0]]
        half = 0.5 * corner * np.stack([-along[:, 1], along[:, 0]], axis=-1) / step
        self.borders = np.stack([middle - half, middle + half], axis=1)
        self.limits = (-step, 1.0 + step, -step, 0.5 * np.sqrt(3.0) + step)
        self.picture = np.zeros((0, 0), int)

    def fill(self, ax: Axes, colours: np.ndarray, good: np.ndarray, outside: np.ndarray) -> None:
        """Colour the cells; hatch those without an equilibrium, and lightly those outside of the assessment.

        Parameters: colours [cell, 4]; good, outside [cell].
        """
        # Without smoothing, which would leave seams between cells.
        ax.add_collection(
            PolyCollection(list(self.polygons[good]), facecolors=colours[good], linewidths=0, antialiaseds=False)
        )  # fmt: skip
        for mask, look in ((~good, FAILED), (outside & good, OUTSIDE)):
            if mask.any():
                ax.add_collection(PolyCollection(list(self.polygons[mask]), **_many(look)))
        self._frame(ax)

    def _frame(self, ax: Axes) -> None:
        p, (x0, x1, y0, y1) = self.plane, self.limits
        ax.set_xlim(x0, x1)
        ax.set_ylim(y0, y1)
        if not p.corners:
            heading(ax, p.title)
            if p.logarithmic:
                ax.set_yscale("log")
            ax.set_xlabel(p.x_label)
            return
        ax.set_aspect("equal")
        ax.set_axis_off()
        height = 0.5 * np.sqrt(3.0)
        ax.text(0.5, height + 0.11, p.title, ha="center", va="bottom", fontsize=10.5)
        triangle = Polygon([(0, 0), (1, 0), (0.5, height)], transform=ax.transData)
        for cells in ax.collections:
            cells.set_clip_path(triangle)
        ax.plot([0, 1, 0.5, 0], [0, 0, height, 0], color="0.2", lw=1.0)
        corners = ((0.0, 0.0, "right", "top"), (1.0, 0.0, "left", "top"), (0.5, height, "center", "bottom"))  # fmt: skip
        for (x, y, ha, va), metal in zip(corners, p.corners, strict=True):
            ax.text(x, y, f" {metal} ", ha=ha, va=va, fontsize=10)
        ax.set_xlim(-0.1, 1.1)
        ax.set_ylim(-0.1, height + 0.2)

    def part(self, ax: Axes, kinds: np.ndarray) -> None:
        """Draw the borders between cells of different kinds; kinds [cell]."""
        a, b = kinds[self.pairs[:, 0]], kinds[self.pairs[:, 1]]
        apart = (a != b) & (a != NOTHING) & (b != NOTHING)
        lines = ax.add_collection(LineCollection(list(self.borders[apart]), **_BORDER))
        if self.plane.corners:
            lines.set_clip_path(ax.collections[0].get_clip_path())

    def name(self, ax: Axes, kinds: np.ndarray, names: dict[int, str]) -> None:
        """Write the name of every large part of a kind inside of it; kinds [cell]."""
        if not self.picture.size:
            return
        grid = np.where(self.picture >= 0, kinds[self.picture], NOTHING)
        for kind, words in names.items():
            parts = np.empty(grid.shape, int)
            for k in range(1, int(label(grid == kind, output=parts)) + 1):  # type: ignore[arg-type]
                mask = parts == k
                if mask.mean() < _NAMED:
                    continue
                # Words are wider than high, so room to the sides counts less.
                around = distance_transform_edt(np.pad(mask, 1), sampling=(1.0, 0.4))
                depth = np.asarray(around)[1:-1, 1:-1]
                if depth.max() < _LINE * _PIXELS * len(words.split(" + ")):
                    continue
                roomy = np.argwhere(depth >= 0.97 * depth.max())
                middle = np.argwhere(mask).mean(axis=0)
                row, col = roomy[np.argmin(((roomy - middle) ** 2).sum(axis=1))]
                at = ((col + 0.5) / _PIXELS, (row + 0.5) / _PIXELS)
                ax.text(
                    *at, words.replace(" + ", " +\n"), ha="center", va="center", fontsize=8, transform=ax.transAxes,
                )  # fmt: skip


def _within(borders: np.ndarray) -> np.ndarray:
    """Return the cell between borders in which each of evenly many places lies."""
    places = borders[0] + (borders[-1] - borders[0]) * (np.arange(_PIXELS) + 0.5) / _PIXELS
    return np.clip(np.searchsorted(borders, places) - 1, 0, len(borders) - 2)


def _many(look: dict[str, Any]) -> dict[str, Any]:
    """Return the look of one patch as that of many."""
    return {
        "facecolors": look["facecolor"],
        "edgecolors": look["edgecolor"],
        "hatch": look["hatch"],
        "linewidths": look["linewidth"],
    }
