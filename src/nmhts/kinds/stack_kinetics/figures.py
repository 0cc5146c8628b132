"""Figures of a study of stacks: the staircase of M, N over height and time, M by layer."""

from __future__ import annotations

import textwrap

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from nmhts.kinds.stack_kinetics.data import HELD, StackData
from nmhts.report.axes import as_typed, edges
from nmhts.report.clauses import clause_axes, clause_grid, clause_text, time_edges
from nmhts.report.data import AbsentError, Clause, evenly
from nmhts.report.numbers import display
from nmhts.report.panels import MOST_COLUMNS, Picture
from nmhts.report.provenance import Table
from nmhts.report.style import COLOURS, STYLES, axis_label, heading, new_figure
from nmhts.report.varied import axis_title, axis_value, drawn, in_words, shades, told_apart

_MOST_PANELS = 2 * MOST_COLUMNS
_MOST_ROWS_OF_CLAUSES = 3
_MOST_NAMED = 8
_MOST_PICTURES = 6
_MOST_ROWS = 200
_LONGEST = 44  # letters of a title or a label


def staircase(data: StackData) -> Picture:
    """Return M against time with the levels of the layers.

    There is a panel for each value of one axis and a color for each value of another.
    Errors: AbsentError if every stack failed or none becomes magnetic.
    """
    M = display(data.kinetics.magnetization.values, "magnetization")
    if not len(data.good):
        raise AbsentError("every stack shown failed")
    if not np.nanmax(M[data.good]) > 0.0:
        raise AbsentError("no stack becomes magnetic")
    parts = data.clauses
    time = data.kinetics.time.values
    every = _values(data, data.panel), _values(data, data.colour)
    panels = evenly(every[0], _MOST_PANELS if len(parts) == 1 else _MOST_ROWS_OF_CLAUSES)
    colours = every[1] if data.colour is None else told_apart(every[1])
    chosen = shades(colours)
    figure, grid = _grid(panels, parts)
    for panel, row in zip(panels, grid, strict=True):
        runs = [
            r
            for r in data.good
            if data.panel is None or data.kinetics[data.panel].values[r] == panel
        ]
        runs = [
            r
            for r in runs
            if data.colour is None or data.kinetics[data.colour].values[r] in colours
        ]
        for part, ax in zip(parts, row, strict=True):
            for level in _apart([one.magnetization for r in runs for one in data.levels(r)], M):
                ax.axhline(level, color="0.8", lw=0.8, zorder=0)
                if ax is row[-1]:
                    ax.annotate(
                        f"{level:.0f}",
                        (1.0, level),
                        (3, 0),
                        ("axes fraction", "data"),
                        "offset points",
                        va="center",
                        fontsize=8,
                        color="0.35",
                    )
            for run in runs:
                place = (
                    0
                    if data.colour is None
                    else int(np.flatnonzero(colours == data.kinetics[data.colour].values[run])[0])
                )
                steps = slice(part.begin + int(part.logarithmic), part.end + 1)
                ax.plot(
                    time[run, steps] - time[run, part.begin],
                    M[run, steps],
                    color=chosen[place],
                    lw=1.6,
                )
            said = [] if data.panel is None else [in_words(data.panel, panel, data.kinetics)]
            if len(parts) > 1 or data.panel is None:
                said.append(clause_text(part, data.kinetics, runs, len(parts)))
            heading(ax, ": ".join(said))
            ax.set_ylim(0.0, 1.06 * float(np.nanmax(M[data.good])))
            ax.margins(x=0.02)
    if data.colour is not None:
        _legend(figure, data, colours, chosen)
    caption = (
        "Magnetization of the whole stack against time. Gray lines, in kA/m: the levels, each "
        "the sum of what the layers that have switched by then add: the largest M that a layer "
        f"reaches in the run, by its share of the thickness.{_clause_said(parts)}"
        f"{_few(panels, every[0], data.panel)}{_few(colours, every[1], data.colour)}"
        f"{data.conditions}"
    )
    return Picture("staircase", figure, caption)


def kymographs(data: StackData) -> list[Picture]:
    """Return N occupancy against height and time with the borders of the layers.

    One picture per stack, evenly over the stacks shown.
    """

    def draw(ax: Axes, run: int, part: Clause) -> QuadMesh:
        planes = int(data.profiles.n_planes.values[run])
        height = _heights(data, run, planes)
        steps = np.arange(part.begin + int(part.logarithmic), part.end + 1)
        since = data.kinetics.time.values[run, steps] - data.kinetics.time.values[run, part.begin]
        kept = np.flatnonzero(np.diff(since, prepend=-1.0) > 0)
        rows = data.profiles.nitrogen_occupancy.isel(run=run, step=steps[kept]).values[:, :planes]
        image = ax.pcolormesh(
            time_edges(since[kept], part.logarithmic),
            edges(height),
            rows.T,
            cmap="RdYlBu_r",
            vmin=0,
            vmax=1,
        )
        for border in np.cumsum(display(data.thickness(run), "thickness"))[:-1]:
            ax.axhline(border, color="k", lw=0.9)
        return image

    pictures = []
    for run in _told(data):
        parts = data.clauses
        figure = new_figure(3, height=4.4)
        grid = clause_grid(figure, parts)
        axes = clause_axes(figure, grid, 0, parts)
        images = [draw(ax, run, part) for ax, part in zip(axes, parts, strict=True)]
        for ax, part in zip(axes, parts, strict=True):
            heading(ax, clause_text(part, data.kinetics, [run], len(parts)))
            ax.set_xlabel("time in the clause (s)")
        axes[0].set_ylabel("height above the bottom electrode (nm)")
        _name_layers(axes[-1], data, run)
        beside = figure.add_subplot(grid[0, -1])
        figure.colorbar(images[0], cax=beside).set_label(
            axis_label("nitrogen_occupancy", "occupied N sites")
        )
        caption = (
            "Occupied fraction of N sites against height and time "
            f"({data.kinetics.layers.values[run]}), the gate on top; lines are the borders of the "
            "layers, named on the right. Each block is one recorded time, nothing is drawn "
            f"between them.{_clause_said(parts)}{_pictures_said(data)}{data.conditions}"
        )
        pictures.append(Picture(f"kymograph-{run}", figure, caption, data.name(run)))
    return pictures


def layers_over_time(data: StackData) -> list[Picture]:
    """Return M of every layer against time, one picture per stack, as for the kymographs."""
    pictures = []
    for run in _told(data):
        parts = data.clauses
        thickness = display(data.thickness(run), "thickness")
        M = display(
            data.layers.layer_magnetization.values[run, :, : len(thickness)], "magnetization"
        )
        time = data.kinetics.time.values[run]
        figure = new_figure(3, height=3.6)
        axes = clause_axes(figure, clause_grid(figure, parts), 0, parts)
        for ax, part in zip(axes, parts, strict=True):
            steps = slice(part.begin + int(part.logarithmic), part.end + 1)
            for k in range(len(thickness)):
                label = as_typed(f"{k + 1}  {thickness[k]:.3g} nm {data.names[run, k]}")
                dashes = STYLES[k // len(COLOURS) % len(STYLES)]
                since = time[steps] - time[part.begin]
                ax.plot(
                    since, M[steps, k], dashes, color=COLOURS[k % len(COLOURS)], lw=1.5, label=label
                )
            heading(ax, clause_text(part, data.kinetics, [run], len(parts)))
            ax.set_xlabel("time in the clause (s)")
        axes[0].set_ylabel(axis_label("layer_magnetization", "M of the layer"))
        handles, labels = axes[0].get_legend_handles_labels()
        shown = evenly(np.arange(len(handles)), 14)
        figure.legend(
            [handles[k] for k in shown[::-1]],
            [labels[k] for k in shown[::-1]],
            title="layer, the gate on top",
            loc="outside right upper",
            frameon=False,
            alignment="left",
        )
        caption = (
            "Magnetization of every layer, per volume of the layer, against time "
            f"({data.kinetics.layers.values[run]}). Layers are numbered from the bottom "
            f"electrode.{_layers_said(len(shown), len(thickness))}"
            f"{_clause_said(parts)}{_pictures_said(data)}{data.conditions}"
        )
        pictures.append(Picture(f"layers-{run}", figure, caption, data.name(run)))
    return pictures


def levels_table(data: StackData) -> Table:
    """Return the levels of every stack shown: the layer that leads to each, and its times."""
    axes = [a for a in data.kinetics.attrs["axes"] if len(np.unique(data.kinetics[a].values)) > 1]
    runs = evenly(data.good, _MOST_ROWS // 4)
    rows = []
    for run in runs:
        own = tuple(axis_value(a, data.kinetics[a].values[run], data.kinetics) for a in axes)
        for level in data.levels(int(run)):
            layer = f"{level.layer + 1} ({data.names[run, level.layer]})"
            held = (
                f"{level.reached:.3g} to {level.left:.3g}"
                if np.isfinite(level.reached)
                else "not seen there"
            )
            rows.append((*own, f"{level.magnetization:.4g}", layer, f"{level.half:.3g}", held))
    head = (
        *(axis_title(a, data.kinetics) for a in axes),
        "level (kA/m)",
        "after layer",
        "half of it switched at (s)",
        "M seen there (s)",
    )
    thinned = f"{len(runs)} of the stacks shown, evenly. " if len(runs) < len(data.good) else ""
    note = (
        f"{thinned}Recorded times; M counts as there within {HELD:.0%} of what the last layer "
        "added."
    )
    return Table(head, rows, note)


def _values(data: StackData, axis: str | None) -> np.ndarray:
    return np.array([None]) if axis is None else np.unique(data.kinetics[axis].values[data.shown])


def _told(data: StackData) -> list[int]:
    """Return the stacks that have pictures of their own.

    Errors: AbsentError if every stack failed.
    """
    if not len(data.good):
        raise AbsentError("every stack shown failed")
    return [int(run) for run in evenly(data.good, _MOST_PICTURES)]


def _grid(panels: np.ndarray, parts: list[Clause]) -> tuple[Figure, list[list[Axes]]]:
    """Return a figure and its axes by panel and clause.

    Panels stand side by side for one clause, else one below the other.
    """
    several = len(parts) > 1
    columns = len(parts) if several else min(len(panels), MOST_COLUMNS)
    rows = len(panels) if several else -(-len(panels) // MOST_COLUMNS)
    figure = new_figure(columns, rows)
    axes = figure.subplots(
        rows, columns, squeeze=False, sharey=True, sharex="col" if several else True
    )
    flat = axes.ravel()
    for spare in flat[len(panels) * len(parts) :]:
        spare.remove()
    for ax in axes[:, 0]:
        ax.set_ylabel(axis_label("magnetization", "magnetization"))
    found = [[flat[k * len(parts) + c] for c in range(len(parts))] for k in range(len(panels))]
    for k, row in enumerate(found):
        for part, ax in zip(parts, row, strict=True):
            if part.logarithmic:
                ax.set_xscale("log")
            last = k + columns >= len(panels) if not several else k == len(panels) - 1
            ax.tick_params(labelbottom=last)
            if last:
                ax.set_xlabel("time in the clause (s)" if several else "time (s)")
    return figure, found


def _apart(levels: list[float], M: np.ndarray) -> list[float]:
    """Return levels without those too close to another one to be distinguished."""
    least = 0.015 * float(np.nanmax(M))
    found: list[float] = []
    for level in sorted(levels):
        if not found or level - found[-1] > least:
            found.append(level)
    return found


def _legend(figure: Figure, data: StackData, colours: np.ndarray, chosen) -> None:
    assert data.colour is not None
    named = evenly(np.arange(len(colours)), _MOST_NAMED)
    handles = [
        Line2D(
            [],
            [],
            color=chosen[k],
            label=as_typed(_short(axis_value(data.colour, colours[k], data.kinetics))),
        )
        for k in named
    ]
    title = textwrap.fill(axis_title(data.colour, data.kinetics), 22)
    title += f"\n({len(named)} of {len(colours)} named)" if len(named) < len(colours) else ""
    figure.legend(
        handles=handles, title=title, loc="outside right upper", frameon=False, alignment="left"
    )


def _name_layers(ax: Axes, data: StackData, run: int) -> None:
    """Write the layers beside the last panel, without names too close to the one below."""
    thickness = display(data.thickness(run), "thickness")
    middle = np.cumsum(thickness) - 0.5 * thickness
    least, below = 0.035 * thickness.sum(), -np.inf
    for k in range(len(thickness)):
        if middle[k] - below < least:
            continue
        below = middle[k]
        ax.annotate(
            as_typed(str(data.names[run, k])),
            (1.0, middle[k]),
            (4, 0),
            ("axes fraction", "data"),
            "offset points",
            va="center",
            fontsize=8.5,
        )


def _heights(data: StackData, run: int, planes: int) -> np.ndarray:
    """Return the height of the planes above the bottom electrode, nm."""
    depth = data.profiles.depth.isel(run=run).values[:planes].astype(float)
    return display(data.thickness(run).sum() - depth, "thickness")


def _few(shown: np.ndarray, every: np.ndarray, axis: str | None) -> str:
    """Return how many values of an axis are drawn, if not all, for a caption."""
    return drawn(len(shown), len(every), f"values of {axis}")


def _pictures_said(data: StackData) -> str:
    return drawn(len(_told(data)), len(data.good), "stacks")


def _layers_said(named: int, layers: int) -> str:
    return "" if named == layers else f" The legend names {named} of {layers} layers."


def _clause_said(parts: list[Clause]) -> str:
    return " Time counts from the start of each clause." if len(parts) > 1 else ""


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
