"""Time axes that follow the clauses of a protocol, with one panel and one time axis per clause."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec
from matplotlib.ticker import NullLocator

from nmhts.report.data import Clause
from nmhts.report.varied import with_unit

# Letters in a line of a panel title, by the number of panels side by side.
_LETTERS, _MOST_LINES = {1: 80, 2: 46, 3: 34}, 3
_FEWEST_LETTERS = 24


def clause_grid(figure: Figure, parts: list[Clause], rows: tuple[float, ...] = (1.0,)) -> GridSpec:
    """Return a grid with one column per clause and a narrow last column for a color bar.

    The first of several columns is wider.
    Parameters: rows: relative heights of the rows.
    """
    widths = [1.6 if k == 0 and len(parts) > 1 else 1.0 for k in range(len(parts))]
    bar = 0.03 * sum(widths) / 3
    return figure.add_gridspec(
        len(rows), len(parts) + 1, width_ratios=[*widths, bar], height_ratios=rows
    )


def clause_axes(
    figure: Figure, grid: GridSpec, row: int, parts: list[Clause], below: list[Axes] | None = None
) -> list[Axes]:
    """Return the axes of one row of the grid, one per clause.

    All of them share y; each shares x with the axes below it.
    """
    axes: list[Axes] = []
    for k, part in enumerate(parts):
        ax = figure.add_subplot(
            grid[row, k], sharey=axes[0] if axes else None, sharex=below[k] if below else None
        )
        if part.logarithmic:
            ax.set_xscale("log")
            # Over many decades minor ticks say little and take most of the drawing time.
            ax.xaxis.set_minor_locator(NullLocator())
        if axes:
            ax.tick_params(labelleft=False)
        axes.append(ax)
    return axes


def clause_text(
    part: Clause, table: xr.Dataset, runs: np.ndarray | Sequence[int], panels: int = 3
) -> str:
    """Return a clause as the title of a panel, with its placeholders filled in.

    A placeholder with one value in all runs of the panel is replaced by that value. Others keep
    their name in braces, as in the study file.
    Parameters: table: group with the parameters of every run; runs shown in the panel; panels side
    by side.
    """

    def filled(match: re.Match[str]) -> str:
        name = match[1]
        if name not in table:
            return match[0]
        values = np.unique(table[name].values[np.asarray(runs, int)])
        return with_unit(name, values[0].item(), table) if len(values) == 1 else match[0]

    letters = _LETTERS.get(panels, _FEWEST_LETTERS)
    lines = textwrap.wrap(re.sub(r"\{(\w+)\}", filled, part.text), letters) or [""]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1][: letters - 1] + "…"]
    return "\n".join(lines)


def time_edges(time: np.ndarray, logarithmic: bool) -> np.ndarray:
    """Return the borders of cells around recorded times, halfway between them on the drawn axis.

    The outermost borders are the first and the last time.
    Parameters: time [s], increasing; above zero for a logarithmic axis.
    """
    if len(time) == 1:
        return np.array([0.5 * time[0], 1.5 * time[0]])
    if logarithmic:
        middle = np.sqrt(time[1:]) * np.sqrt(time[:-1])
        return np.concatenate([[time[0]], middle, [time[-1]]])
    middle = 0.5 * (time[1:] + time[:-1])
    return np.concatenate([[time[0]], middle, [time[-1]]])
