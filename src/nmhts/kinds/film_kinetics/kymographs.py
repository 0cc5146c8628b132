"""Inside single films: N occupancy and magnetic order over depth and time, with the voltage."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nmhts.kinds.film_kinetics.applied import applied
from nmhts.kinds.film_kinetics.data import StudyData, groups, own_films, protocol_parts
from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.report.axes import edges
from nmhts.report.clauses import clause_axes, clause_grid, clause_text, time_edges
from nmhts.report.data import AbsentError, Clause, evenly
from nmhts.report.numbers import display, name_of
from nmhts.report.panels import Picture
from nmhts.report.style import (
    axis_label,
    direction_colours,
    heading,
    new_figure,
    order_colours,
    order_patches,
)

# Most films whose profiles are read in search of the one that shows most.
_CANDIDATES = 60
_PICTURES = 3
BLOCKS = (
    "Each block is one stored profile, at the tick above it, up to halfway to the next; nothing "
    "is drawn between them. More output.snapshots_per_clause make them narrower."
)
"""Sentence of a caption on the blocks of time."""

# Colors of continuous values and their lower limit; the upper one is 1.
_COLOURS = {"nitrogen_occupancy": ("RdYlBu_r", 0.0), "plane_direction": (direction_colours(), -1.0)}


def kymographs(data: StudyData) -> list[Picture]:
    """Return N occupancy against depth and time of one film of each group.

    It is the film whose recorded times follow the front best.
    """
    pictures = []
    for group in groups(data)[:_PICTURES]:
        run = max(own_films(data, group).tolist(), key=lambda r: _front_steps(data, r))
        caption = (
            f"Occupied fraction of N sites in {film_name(data, run)} against depth and time, the "
            "gate at 0."
            f"{' Black line: the front, at half occupancy.' if drawn_out(data, run) else ''} "
            f"{BLOCKS} Top: applied voltage. Time counts from the start of each "
            f"clause.{data.conditions}"
        )
        figure = over_time(data, run, "nitrogen_occupancy")
        pictures.append(
            Picture(
                f"front-{group.title.replace(', ', '-')}"[:40],
                figure,
                caption,
                film_name(data, run),
            )
        )
    if not pictures:
        raise AbsentError("every film of the study failed")
    return pictures


def order_pictures(data: StudyData) -> list[Picture]:
    """Return the magnetic order of the planes against depth and time, one film per group.

    It is the film that passes through most orders.
    """
    pictures = []
    for group in groups(data)[:_PICTURES]:
        runs = own_films(data, group)
        thick = np.argsort(data.kinetics.thickness.values[runs], kind="stable")[::-1]
        candidates = evenly(runs[thick], _CANDIDATES)
        run = max(candidates.tolist(), key=lambda r: _variety(data, r))
        caption = (
            f"Magnetic order of every N plane of {film_name(data, run)} against depth and time, "
            f"from its N occupancy, composition and temperature. {BLOCKS}{data.conditions}"
        )
        figure = over_time(data, run, "order")
        pictures.append(
            Picture(
                f"order-{group.title.replace(', ', '-')}"[:40],
                figure,
                caption,
                film_name(data, run),
            )
        )
    if not pictures:
        raise AbsentError("every film of the study failed")
    return pictures


def film_name(data: StudyData, run: int) -> str:
    """Return a film in words: material, thickness and driving voltage."""
    k = data.kinetics
    parts = [(n, k[n].values[run].item()) for n in ("material", "thickness")]
    said = name_of(parts)
    if data.voltage is None:
        return said
    volts = f"{data.volts[run]:g} V"
    return f"{said}, {volts if data.voltage == 'voltage' else f'{data.voltage} {volts}'}"


def _front_steps(data: StudyData, run: int) -> tuple[int, float]:
    """Return in how many twentieths of the film snapshots show the front, and the thickness.

    Snapshots are those of the driven clause; the thickness is in m.
    """
    thickness = float(data.kinetics.thickness.values[run])
    begin, end = data.window
    time = data.kinetics.time.values[run]
    snapshots = data.profiles.time.values[run]
    seen = snapshots[(snapshots >= time[begin]) & (snapshots <= time[end])]
    share = np.interp(seen, time, data.kinetics.front_position.values[run]) / thickness
    moving = share[(share > 0.03) & (share < 0.97)]
    return len(np.unique(np.floor(20 * moving))), thickness


def _variety(data: StudyData, run: int) -> float:
    """Return the entropy of the orders of a film over planes and snapshots.

    It is high where several orders take their share.
    """
    order = data.profiles.order.isel(run=run).values
    counts = np.bincount(order[order >= 0].ravel(), minlength=len(ORDER_MEANINGS))
    p = counts[counts > 0] / max(counts.sum(), 1)
    return float(-(p * np.log(p)).sum())


def over_time(data: StudyData, run: int, name: str) -> Figure:
    """Return one film over time, a panel per clause.

    Above the applied voltage, below occupancy, order or direction against depth.
    """
    parts = protocol_parts(data)
    figure = new_figure(3, height=4.6)
    grid = clause_grid(figure, parts, rows=(1.0, 3.4))
    lower = clause_axes(figure, grid, 1, parts)
    upper = clause_axes(figure, grid, 0, parts, below=lower)
    planes = int(data.profiles.n_planes.values[run])
    depth = display(data.profiles.depth.isel(run=run).values[:planes].astype(float), "depth")
    rows = data.profiles[name].isel(run=run).values[:, :planes]
    image = None
    for over, ax, part in zip(upper, lower, parts, strict=True):
        image = _cells(ax, data, run, part, depth, rows, name) or image
        _voltage(over, data, run, part)
        over.tick_params(labelbottom=False)
        heading(over, clause_text(part, data.kinetics, [run], len(parts)))
        ax.set_xlabel("time in the clause (s)")
    if name == "nitrogen_occupancy" and image is not None:
        for ax, part in zip(lower, parts, strict=True):
            # Only N that is driven out leaves through a front; N that returns fills the film from
            # the gate.
            begin, end = data.window
            if drawn_out(data, run) and part.begin <= begin and end <= part.end:
                _front(ax, data, run, part, depth)
        beside = figure.add_subplot(grid[1, -1])
        figure.colorbar(image, cax=beside).set_label(axis_label(name, "occupied N sites"))
    elif name == "plane_direction" and image is not None:
        beside = figure.add_subplot(grid[1, -1])
        figure.colorbar(image, cax=beside).set_label(axis_label(name, "direction of the plane"))
    else:
        patches = order_patches(np.unique(rows))
        figure.legend(handles=patches, loc="outside lower center", ncols=4, frameon=False)
    lower[0].set_ylim(edges(depth).max(), 0.0)
    lower[0].set_ylabel("depth below the gate (nm)")
    upper[0].set_ylabel("$V$ (V)")
    return figure


def drawn_out(data: StudyData, run: int) -> bool:
    """Return whether the driven clause draws N out of a film."""
    begin, end = data.window
    return bool(np.mean(data.kinetics.gate_voltage.values[run, begin + 1 : end + 1]) < 0.0)


def _voltage(ax: Axes, data: StudyData, run: int, part: Clause) -> None:
    time = data.kinetics.time.values[run, part.begin : part.end + 1]
    since = time - time[0]
    ax.axhline(0, color="0.75", lw=0.8)
    course = applied(data.attributes, data.kinetics, run, float(time[0]), float(time[-1]))
    if course is None:
        # A waveform file may be gone: then the figure has the recorded voltages only.
        ax.plot(
            since, data.kinetics.gate_voltage.values[run, part.begin : part.end + 1], "k.", ms=4
        )
    elif course.dense:
        ax.fill_between(course.time, course.low, course.high, step="post", color="0.45", lw=0)
    else:
        left = since[1] if part.logarithmic else 0.0
        ax.plot(np.maximum(course.time, left), course.low, color="k", lw=1.4)
    ax.set_xlim(right=since[-1])
    ax.margins(y=0.25)


def _cells(ax: Axes, data, run, part: Clause, depth, rows, name):
    """Draw the snapshots of one clause as blocks, each with a tick at its time.

    The first is the one at the start of the clause. On a logarithmic axis it stands at the first
    recorded time.
    """
    start, first, stop = data.kinetics.time.values[run, [part.begin, part.begin + 1, part.end]]
    time = data.profiles.time.values[run]
    here = np.flatnonzero((time >= start) & (time <= stop * (1 + 1e-12)))
    if not len(here):
        return None
    since = np.maximum(time[here] - start, first - start if part.logarithmic else 0.0)
    # Of two at one place the later one: the state after a jump.
    kept = np.flatnonzero(np.diff(since, append=np.inf) > 0)
    if len(kept) == 1 and not since[kept[0]] > 0.0:
        return None
    x, cells = time_edges(since[kept], part.logarithmic), rows[here[kept]].T
    ax.plot(
        since[kept], np.full(len(kept), 1.012), "|", ms=5, mew=0.8, color="0.25", gid="snapshots",
        transform=ax.get_xaxis_transform(), clip_on=False,
    )  # fmt: skip
    if name == "order":
        return ax.pcolormesh(x, edges(depth), cells, cmap=order_colours(), vmin=-0.5, vmax=3.5)
    colours, least = _COLOURS[name]
    return ax.pcolormesh(x, edges(depth), cells, cmap=colours, vmin=least, vmax=1)


def _front(ax: Axes, data, run, part: Clause, depth) -> None:
    time = data.kinetics.time.values[run, part.begin : part.end + 1]
    height = display(
        data.kinetics.front_position.values[run, part.begin : part.end + 1], "front_position"
    )
    below = depth[0] + depth[-1] - height
    inside = (below > depth.min()) & (below < depth.max())
    skip = int(part.logarithmic)
    ax.plot((time - time[0])[skip:], np.where(inside, below, np.nan)[skip:], color="k", lw=1.2)
