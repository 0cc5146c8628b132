"""Axes of time that follow the clauses of a protocol: one panel a clause, each with its own time."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.ticker import NullLocator

from nmhts.report.data import Clause
from nmhts.report.style import plain


def clause_grid(figure: Figure, parts: list[Clause], rows: tuple[float, ...] = (1.0,)) -> GridSpec:
    """Return a grid with a column for each clause, the first one wider, and a narrow last one for a colour bar.

    Parameters: rows: their relative heights.
    """
    widths = [1.6 if k == 0 and len(parts) > 1 else 1.0 for k in range(len(parts))]
    bar = 0.03 * sum(widths) / 3
    return figure.add_gridspec(
        len(rows), len(parts) + 1, width_ratios=[*widths, bar], height_ratios=rows
    )


def clause_axes(
    figure: Figure, grid: GridSpec, row: int, parts: list[Clause], below: list[Axes] | None = None
) -> list[Axes]:
    """Return the axes of one row of the grid, one a clause; all share y, and x with the axes below them."""
    axes: list[Axes] = []
    for k, part in enumerate(parts):
        ax = figure.add_subplot(
            grid[row, k], sharey=axes[0] if axes else None, sharex=below[k] if below else None
        )
        if part.logarithmic:
            ax.set_xscale("log")
            # Over many decades they say little and take most of the time of drawing.
            ax.xaxis.set_minor_locator(NullLocator())
        if axes:
            ax.tick_params(labelleft=False)
        axes.append(ax)
    return axes


def clause_text(part: Clause) -> str:
    """Return a clause as the title of its panel: the placeholder as a letter, long clauses cut."""
    text = part.text.replace("{voltage}", "V").replace("{", "").replace("}", "")
    return plain(text if len(text) <= 34 else text[:33] + "…")


def time_edges(time: np.ndarray, logarithmic: bool) -> np.ndarray:
    """Return the borders of cells around times: half-way between, on the axis they are drawn on; the last one is the last time.

    Parameters: time, s, increasing; above zero for a logarithmic axis.
    """
    if len(time) == 1:
        return np.array([0.5 * time[0], 1.5 * time[0]])
    if logarithmic:
        middle = np.sqrt(time[1:]) * np.sqrt(time[:-1])
        return np.concatenate([[time[0] / middle[0] * time[0]], middle, [time[-1]]])
    middle = 0.5 * (time[1:] + time[:-1])
    return np.concatenate([[time[0]], middle, [time[-1]]])
