"""Figures of a study of cycling: the window over cycles, and M kept at rest after the last one."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from nmhts.kinds.cycling.data import CycleData
from nmhts.report.axes import as_typed
from nmhts.report.data import AbsentError, evenly
from nmhts.report.numbers import display, span
from nmhts.report.panels import MOST_COLUMNS, Picture
from nmhts.report.provenance import Table
from nmhts.report.style import axis_label, heading, new_figure
from nmhts.report.varied import axis_title, axis_value, drawn, in_words, shades, told_apart
from nmhts.simulation.cycles.protocol import AFTER_STEPS

LEAST = 0.02  # of the largest M when the rest begins: below it a ratio to M says nothing
_MOST_PANELS = 2 * MOST_COLUMNS
_MOST_NAMED = 8
_MOST_ROWS = 200
_UNITS = (("day", 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0))


def window_over_cycles(data: CycleData) -> Picture:
    """Return the window between on and off against the number of cycles.

    Errors: AbsentError if no film got through a cycle, or there is one cycle only.
    """
    N = data.cycles.cycle.values
    window = display(data.cycles.window.values.astype(float), "window")
    if len(N) < 2:
        raise AbsentError("one cycle makes no course")
    if not np.isfinite(window[data.shown]).any():
        raise AbsentError("no film got through its first cycle")

    def draw(ax: Axes, run: int, style: dict) -> None:
        ax.semilogx(N, window[run], marker=".", ms=4, lw=1.4, **style)
        if data.cycles.status.values[run] != 0:
            last = np.flatnonzero(np.isfinite(window[run]))[-1:]
            ax.plot(N[last], window[run][last], "x", ms=7, mew=1.8, color=style["color"])

    figure = _panels(data, draw, "number of cycles", axis_label("window", "window"))
    for ax in figure.axes:
        ax.set_ylim(0.0, 1.06 * float(np.nanmax(window[data.shown])))
        ax.set_xlim(0.9, 1.15 * N[-1])
    failed = bool((data.cycles.status.values[data.shown] != 0).any())
    cross = " A cross: here a film was given up." if failed else ""
    caption = (
        "Difference of M between on and off, the clause ends with the largest and the smallest "
        f"M, in the recorded ones of {N[-1]:,} cycles.{cross}{_few(data)}{data.conditions}"
    )
    return Picture("window", figure, caption)


def kept_at_rest(data: CycleData) -> Picture:
    """Return the share of M that is left at rest after the last cycle, against time.

    Errors: AbsentError unless a rest follows the last cycle, or if no film is magnetic when it
    begins.
    """
    time, kept = rest_of(data)
    if not np.isfinite(kept[data.shown]).any():
        raise AbsentError("no film is magnetic when the rest begins")
    unit, scale = next((u, s) for u, s in _UNITS if time.max() >= 2 * s or u == "s")

    def draw(ax: Axes, run: int, style: dict) -> None:
        ax.semilogx(time[run, 1:] / scale, 100.0 * kept[run, 1:], lw=1.4, **style)

    label = "M kept at rest, over M when it began (%)"
    figure = _panels(data, draw, f"time at rest ({unit})", label)
    low, high = (100.0 * float(f(kept[data.shown])) for f in (np.nanmin, np.nanmax))
    for ax in figure.axes:
        # The axis shows that films keep all of M; autoscaling would magnify rounding.
        ax.set_ylim(min(90.0, 0.95 * low), max(102.0, 1.02 * high))
        first = time[data.shown, 1:]
        ax.set_xlim(max(float(np.nanmin(first)), 1e-6 * time.max()) / scale, time.max() / scale)
    lacking = int((data.shown & ~np.isfinite(kept).any(axis=1)).sum())
    missing = (
        (
            f" {lacking} film{' is' if lacking == 1 else 's are'} not shown: failed, or not "
            "magnetic when the rest began."
        )
        if lacking
        else ""
    )
    then = data.attributes["then"]
    caption = (
        f"M of the whole area at rest after cycle {data.cycles.cycle.values[-1]:,}, over M when "
        f"the rest began ({then}; {span(float(time.max()))} at rest).{missing}{_few(data)}"
        f"{data.conditions}"
    )
    return Picture("kept", figure, caption)


def rest_of(data: CycleData) -> tuple[np.ndarray, np.ndarray]:
    """Return the times of the rest after the last cycle [s] and M over M at its start, [run, t].

    M of a film that was hardly magnetic is NaN.
    Errors: AbsentError unless a rest follows the last cycle.
    """
    if data.after is None:
        raise AbsentError("nothing follows on the last cycle (cycles.then)")
    clauses = [c.strip() for c in re.split(r"[;\n]", data.attributes["then"]) if c.strip()]
    if not clauses[-1].lower().startswith("rest"):
        raise AbsentError("what follows on the last cycle does not end with a rest")
    begin = (len(clauses) - 1) * AFTER_STEPS
    time = data.after.time.values[:, begin:]
    M = data.after.magnetization.values[:, begin:].astype(float)
    start = M[:, :1]
    magnetic = start > LEAST * float(np.nanmax(start, initial=0.0))
    return time - time[:, :1], np.where(magnetic, M / np.where(magnetic, start, 1.0), np.nan)


def half_window(cycles: np.ndarray, window: np.ndarray) -> str:
    """Return the cycle at which a window is half of the first one, or in words why there is none.

    Between recorded cycles the window is taken as linear in log(N).
    """
    level = 0.5 * window[0]
    if not window[0] > 0.0:
        return "no window"
    below = np.flatnonzero(window < level)
    if not len(below):
        last = cycles[np.isfinite(window)][-1]
        return f"beyond {last:,}"
    k = int(below[0])
    share = (window[k - 1] - level) / (window[k - 1] - window[k])
    a, b = np.log(cycles[k - 1]), np.log(cycles[k])
    return (
        f"{np.exp(a + share * (b - a)):,.3g}"
        if cycles[k] < 1000
        else f"{np.exp(a + share * (b - a)):,.0f}"
    )


def ends_table(data: CycleData) -> Table:
    """Return the table of windows of the films shown.

    First and last recorded window, the cycle at which half of the first is left, and M kept at
    rest.
    """
    axes = [a for a in data.cycles.attrs["axes"] if len(np.unique(data.cycles[a].values)) > 1]
    N = data.cycles.cycle.values
    window = display(data.cycles.window.values.astype(float), "window")
    try:
        kept = 100.0 * rest_of(data)[1][:, -1]
    except AbsentError:
        kept = None
    runs = evenly(np.flatnonzero(data.shown & np.isfinite(window[:, 0])), _MOST_ROWS)
    rows = []
    for run in runs:
        own = tuple(axis_value(a, data.cycles[a].values[run], data.cycles) for a in axes)
        said = f"{window[run, 0]:.4g}", f"{window[run, -1]:.4g}", half_window(N, window[run])
        last = () if kept is None else (f"{kept[run]:.4g}",)
        rows.append((*own, *said, *last))
    head = (
        *(axis_title(a, data.cycles) for a in axes),
        "window, cycle 1 (kA/m)",
        f"cycle {N[-1]:,} (kA/m)",
        "half of it at cycle",
    )
    thinned = len(runs) < int((data.shown & np.isfinite(window[:, 0])).sum())
    note = f"{len(runs)} of the films shown, evenly." if thinned else ""
    return Table((*head, *(() if kept is None else ("M kept at rest (%)",))), rows, note)


def _drawn(data: CycleData) -> tuple[np.ndarray, np.ndarray]:
    """Return the values that have a panel and those that have a color."""
    colours = data.values(data.colour)
    panels = evenly(data.values(data.panel), _MOST_PANELS)
    return panels, colours if data.colour is None else told_apart(colours)


def _few(data: CycleData) -> str:
    """Return the axes of which only some values are drawn, as the end of a caption.

    The table of the page has all values.
    """
    shown = zip(_drawn(data), (data.panel, data.colour), strict=True)
    return "".join(drawn(len(v), len(data.values(a)), f"values of {a}") for v, a in shown)


def _panels(
    data: CycleData, draw: Callable[[Axes, int, dict], None], across: str, up: str
) -> Figure:
    """Return a figure with a panel per value of one axis and a color per value of another.

    One legend stands beside the panels.
    """
    panels, colours = _drawn(data)
    columns, rows = min(len(panels), MOST_COLUMNS), -(-len(panels) // MOST_COLUMNS)
    figure = new_figure(columns, rows)
    grid = figure.subplots(rows, columns, squeeze=False, sharex=True, sharey=True)
    chosen = shades(colours)
    for ax, panel in zip(grid.ravel(), panels, strict=False):
        for value, shade in zip(colours, chosen, strict=True):
            for run in np.flatnonzero(data.of(data.panel, panel) & data.of(data.colour, value)):
                draw(ax, int(run), {"color": shade})
        if data.panel is not None:
            heading(ax, in_words(data.panel, panel.item(), data.cycles))
        ax.set_xlabel(across)
    for spare in grid.ravel()[len(panels) :]:
        spare.remove()
    for ax in grid[:, 0]:
        ax.set_ylabel(up)
    if data.colour is not None:
        named = evenly(np.arange(len(colours)), _MOST_NAMED)
        handles = [
            Line2D(
                [],
                [],
                color=chosen[k],
                label=as_typed(axis_value(data.colour, colours[k], data.cycles)),
            )
            for k in named
        ]
        title = textwrap.fill(axis_title(data.colour, data.cycles), 22)
        title += f"\n({len(named)} of {len(colours)} named)" if len(named) < len(colours) else ""
        figure.legend(
            handles=handles, title=title, loc="outside right upper", frameon=False, alignment="left"
        )
    return figure
