"""Pictures of the fronts of single boxes: a map of the columns halfway, and cuts over time."""

from __future__ import annotations

import textwrap

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nmhts.kinds.lattice.data import Boxes, LatticeData
from nmhts.kinds.lattice.figures import thickness_of, time_unit
from nmhts.report.data import AbsentError, throughout
from nmhts.report.panels import MOST_COLUMNS, Picture
from nmhts.report.style import PANEL_HEIGHT, heading, new_figure

_CUT_AT = (0.2, 0.4, 0.6, 0.8)  # mean heights over the thickness
_APART = 0.07  # of the thickness: least distance of two labels beside a cut


def column_fronts(data: LatticeData) -> Picture:
    """Return the fronts of the first box of every film shown: a map halfway, and cuts along x.

    Errors: AbsentError if the fronts of columns are not kept, or no box has a front.
    """
    if data.columns is None:
        raise AbsentError("the fronts of columns are not kept (output.column_fronts)")
    shown = [(g, found) for g in data.shown if (found := _box(data, g)) is not None][:MOST_COLUMNS]
    if not shown:
        raise AbsentError("no box has a front between a fifth and four fifths of its film")
    figure = new_figure(len(shown), 2, 0.95 * PANEL_HEIGHT)
    grid = figure.subplots(2, len(shown), squeeze=False)
    unit, scale = time_unit(data)
    for k, (group, (heights, grains, spacing, time)) in enumerate(shown):
        L = 1e9 * thickness_of(data, group)
        half = _nearest(heights, 0.5 * L)
        image = _map(grid[0, k], heights[half], grains, spacing, L)
        heading(
            grid[0, k],
            textwrap.fill(f"{group.title or 'box'}; {time[half] / scale:.3g} {unit}", 44),
        )
        _bar(figure, image, grid[0, k])
        _cuts(grid[1, k], heights, grains, spacing, time / scale, unit, L)
    for ax in grid[1, 1:]:
        ax.set_ylabel("")
    seed = data.kinetics.seed.values[shown[0][0].runs[0]] if "seed" in data.kinetics else 0
    lines = (
        " Black lines, dashed in cuts: grain boundaries."
        if any(found[1].max() > 0 for _, found in shown)
        else ""
    )
    first = f" The first {len(shown)} films." if len(shown) < len(data.groups) else ""
    caption = (
        f"Height of the front in every column of one box of a film (seed {seed:g}). Above: from "
        "the gate, when the mean height comes closest to half of the film. Below: cut along x "
        "through the middle, when it comes closest to a fifth, two, three and four fifths; metal "
        f"lies below a line.{lines}{first}{throughout(data.fixed)}"
    )
    return Picture("columns", figure, caption)


def _box(
    data: LatticeData, group: Boxes
) -> tuple[np.ndarray, np.ndarray, float, np.ndarray] | None:
    """Return heights, grains, spacing and times of the first box of a film; None without a front.

    Heights [t, x, y] in nm, grains [x, y], distance of sites in nm, times in s.
    """
    assert data.columns is not None
    box = data.columns.isel(run=int(group.runs[0])).load()
    grains = box.grain.values
    nx, ny = (grains >= 0).any(axis=1).sum(), (grains >= 0).any(axis=0).sum()
    heights = 1e9 * box.column_front.values[:, :nx, :ny].astype(float)
    share = heights.mean(axis=(1, 2)) / (1e9 * thickness_of(data, group))
    if not ((share > _CUT_AT[0]) & (share < _CUT_AT[-1])).any():
        return None
    planes = 1e9 * data.spacing[int(group.runs[0])]
    return heights, grains[:nx, :ny], planes, box.time.values


def _nearest(heights: np.ndarray, level: float) -> int:
    """Return the record at which the mean height comes closest to a level, nm."""
    return int(np.nanargmin(np.abs(heights.mean(axis=(1, 2)) - level)))


def _map(ax: Axes, heights: np.ndarray, grains: np.ndarray, spacing: float, L: float):
    """Draw a map of heights, with colors from the bottom to the gate.

    A flat front then looks flat.
    """
    nx, ny = heights.shape
    extent = (0.0, nx * spacing, 0.0, ny * spacing)
    image = ax.imshow(heights.T, origin="lower", extent=extent, cmap="viridis", vmin=0.0, vmax=L)
    _outline(ax, grains, spacing)
    ax.set_xlabel("x (nm)")
    ax.set_ylabel("y (nm)")
    return image


def _outline(ax: Axes, grains: np.ndarray, spacing: float) -> None:
    """Draw a line between columns of different grains.

    A line across the periodic edge is drawn on both of its sides.
    """
    (nx, ny), style = grains.shape, {"color": "black", "lw": 1.2, "clip_on": False}
    for i, j in np.argwhere(grains != np.roll(grains, -1, axis=0)):
        for x in {int(i) + 1, (int(i) + 1) % nx}:
            ax.plot([x * spacing] * 2, [j * spacing, (j + 1) * spacing], **style)
    for i, j in np.argwhere(grains != np.roll(grains, -1, axis=1)):
        for y in {int(j) + 1, (int(j) + 1) % ny}:
            ax.plot([i * spacing, (i + 1) * spacing], [y * spacing] * 2, **style)


def _bar(figure: Figure, image, ax: Axes) -> None:
    bar = figure.colorbar(image, ax=ax, pad=0.02)
    bar.set_label("height of the front (nm)")


def _cuts(
    ax: Axes,
    heights: np.ndarray,
    grains: np.ndarray,
    spacing: float,
    time: np.ndarray,
    unit: str,
    L: float,
) -> None:
    _, nx, ny = heights.shape
    middle = ny // 2
    edges = spacing * np.arange(nx + 1)
    for x in np.flatnonzero(grains[:, middle] != np.roll(grains[:, middle], -1)) + 1:
        ax.axvline(x * spacing, color="black", ls="--", lw=0.8)
    records = dict.fromkeys(_nearest(heights, share * L) for share in _CUT_AT)
    labelled = -np.inf
    for k, record in enumerate(records):
        colour = colormaps["plasma"](0.85 * k / max(len(records) - 1, 1))
        ax.stairs(heights[record, :, middle], edges, baseline=None, color=colour, lw=1.5)
        # Records of a slow film lie side by side: a label that would overlap the last one moves up.
        labelled = max(heights[record].mean(), labelled + _APART * L)
        ax.text(
            1.02 * edges[-1], labelled, f"{time[record]:.3g} {unit}", color=colour,
            va="center", fontsize=9,
        )  # fmt: skip
    ax.set_xlim(0.0, edges[-1])
    ax.set_ylim(0.0, 1.02 * L)
    ax.set_xlabel("x (nm)")
    ax.set_ylabel("height of the front (nm)")
