"""What happens inside films: N occupancy and magnetic order over depth and time, and the map of orders of each binary system."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from nmhts.errors import MaterialError
from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.report.clauses import clause_axes, clause_text, time_edges
from nmhts.report.data import (
    AbsentError,
    Clause,
    Group,
    StudyData,
    alloys,
    evenly,
    groups,
    own_films,
    protocol_parts,
)
from nmhts.report.maps import edges
from nmhts.report.numbers import display, name_of
from nmhts.report.panels import Picture
from nmhts.report.style import ORDER_COLOURS, axis_label, heading, new_figure, order_colours
from nmhts.simulation.order_map import order_map

# Films whose profiles are read to find the one that shows most.
_CANDIDATES = 60
_PICTURES = 3


def kymographs(data: StudyData) -> list[Picture]:
    """Return N occupancy against depth and time of one film of each group: the one in which recorded times follow the front best."""
    pictures = []
    for group in groups(data)[:_PICTURES]:
        run = max(own_films(data, group).tolist(), key=lambda r: _front_steps(data, r))
        caption = (
            f"Occupied fraction of N sites in {film_name(data, run)} against depth and time, below it the gate at 0; the black line is the "
            f"front, at half occupancy. Top: applied voltage. Time counts from the start of each clause.{data.conditions}"
        )
        figure = _over_time(data, run, "nitrogen_occupancy")
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
    """Return the magnetic order of the planes against depth and time, of the film of each group that passes through most of them."""
    pictures = []
    for group in groups(data)[:_PICTURES]:
        runs = own_films(data, group)
        thick = np.argsort(data.kinetics.thickness.values[runs], kind="stable")[::-1]
        candidates = evenly(runs[thick], _CANDIDATES)
        run = max(candidates.tolist(), key=lambda r: _variety(data, r))
        caption = (
            f"Magnetic order of every N plane of {film_name(data, run)} against depth and time, from its N occupancy, composition and "
            f"temperature.{data.conditions}"
        )
        figure = _over_time(data, run, "order")
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
    return said if data.voltage is None else f"{said}, {data.volts[run]:g} V"


def _front_steps(data: StudyData, run: int) -> float:
    """Return how many twentieths of the film the front is recorded in during the driven clause."""
    begin, end = data.window
    front = data.kinetics.front_position.values[run, begin : end + 1]
    share = front / data.kinetics.thickness.values[run]
    moving = share[(share > 0.03) & (share < 0.97)]
    return len(np.unique(np.floor(20 * moving))) + 1e8 * float(data.kinetics.thickness.values[run])


def _variety(data: StudyData, run: int) -> float:
    """Return the entropy of the orders of a film over planes and snapshots: high where several take their share."""
    order = data.profiles.order.isel(run=run).values
    counts = np.bincount(order[order >= 0].ravel(), minlength=len(ORDER_MEANINGS))
    p = counts[counts > 0] / max(counts.sum(), 1)
    return float(-(p * np.log(p)).sum())


def _over_time(data: StudyData, run: int, name: str) -> Figure:
    """Return one film over time, a panel a clause: applied voltage above, below it occupancy or order against depth."""
    parts = protocol_parts(data)
    figure = new_figure(3, height=4.4)
    grid = figure.add_gridspec(2, 1, height_ratios=(1, 3.2))
    lower = clause_axes(figure, grid[1], parts)
    upper = clause_axes(figure, grid[0], parts, share=lower)
    planes = int(data.profiles.n_planes.values[run])
    depth = display(data.profiles.depth.isel(run=run).values[:planes].astype(float), "depth")
    rows = data.profiles[name].isel(run=run).values[:, :planes]
    image = None
    for over, ax, part in zip(upper, lower, parts, strict=True):
        _voltage(over, data, run, part)
        image = _cells(ax, data, run, part, depth, rows, name) or image
        over.tick_params(labelbottom=False)
        heading(over, clause_text(part))
        ax.set_xlabel("time since then (s)")
    if name == "nitrogen_occupancy":
        for ax, part in zip(lower, parts, strict=True):
            _front(ax, data, run, part, depth)
        if image is not None:
            bar = figure.colorbar(image, ax=lower, pad=0.01)
            bar.set_label(axis_label(name, "occupied N sites"))
    else:
        figure.legend(
            handles=_order_patches(np.unique(rows)),
            loc="outside lower center",
            ncols=4,
            frameon=False,
        )
    lower[0].invert_yaxis()
    lower[0].set_ylabel("depth below the gate (nm)")
    upper[0].set_ylabel("$V$ (V)")
    return figure


def _voltage(ax: Axes, data: StudyData, run: int, part: Clause) -> None:
    time = data.kinetics.time.values[run, part.begin : part.end + 1]
    volts = data.kinetics.gate_voltage.values[run, part.begin : part.end + 1]
    skip = int(part.logarithmic)
    ax.plot(time[skip:] - time[0], volts[skip:], color="k", lw=1.6)
    ax.axhline(0, color="0.75", lw=0.8)
    ax.margins(y=0.25)


def _cells(ax: Axes, data, run, part: Clause, depth, rows, name):
    """Draw the snapshots of one clause as cells; the start of a clause has no place on a logarithmic axis."""
    start, stop = data.kinetics.time.values[run, [part.begin, part.end]]
    time = data.profiles.time.values[run]
    lowest = start + 1e-9 * max(stop - start, 1e-9) if part.logarithmic else start
    here = np.flatnonzero((time >= lowest) & (time <= stop * (1 + 1e-12)))
    since = time[here] - start
    if not len(here) or (len(here) == 1 and since[0] <= 0):
        return None
    kept = np.flatnonzero(np.diff(since, prepend=-1.0) > 0)
    x, cells = time_edges(since[kept], part.logarithmic), rows[here[kept]].T
    if name == "order":
        return ax.pcolormesh(x, edges(depth), cells, cmap=order_colours(), vmin=-0.5, vmax=3.5)
    return ax.pcolormesh(x, edges(depth), cells, cmap="RdYlBu_r", vmin=0, vmax=1)


def _front(ax: Axes, data, run, part: Clause, depth) -> None:
    time = data.kinetics.time.values[run, part.begin : part.end + 1]
    height = display(
        data.kinetics.front_position.values[run, part.begin : part.end + 1], "front_position"
    )
    below = depth[0] + depth[-1] - height
    inside = (below > depth[0]) & (below < depth[-1])
    skip = int(part.logarithmic)
    ax.plot((time - time[0])[skip:], np.where(inside, below, np.nan)[skip:], color="k", lw=1.2)


def _order_patches(codes: np.ndarray) -> list[Patch]:
    return [
        Patch(facecolor=ORDER_COLOURS[c], edgecolor="0.4", label=ORDER_MEANINGS[c])
        for c in range(len(ORDER_MEANINGS))
        if c in codes
    ]


def intrinsic_maps(data: StudyData) -> Picture:
    """Return the map of orders over composition and N occupancy of every binary system, with the path of the films in it.

    Errors: AbsentError without a binary system, or if the study has no single temperature or set of mixing rules among the films shown.
    """
    found = [g for g in groups(data) if g.alloy]
    if not found:
        alloys(data)
    temperatures = np.unique(data.kinetics.temperature.values[data.good])
    rules = np.unique(data.kinetics.mixing.values[data.good])
    if len(temperatures) > 1 or len(rules) > 1:
        raise AbsentError(
            "the films shown differ in temperature or mixing rules, so no single map holds for them"
        )
    T = float(temperatures[0])
    figure = new_figure(len(found), height=4.0)
    axes = figure.subplots(1, len(found), squeeze=False, sharey=True)[0]
    codes: set[int] = set()
    refused = []
    for ax, group in zip(axes, found, strict=True):
        heading(ax, group.title)
        try:
            table = order_map(
                group.title, f"{T} K", str(rules[0]), compositions=121, occupancies=161
            )
        except MaterialError as error:
            refused.append(str(error))
            ax.text(0.5, 0.5, "no rules", transform=ax.transAxes, ha="center")
            continue
        x, y = table[f"x_{group.metal}"].values, table.nitrogen_occupancy.values
        codes |= set(np.unique(table.order.values).tolist())
        ax.pcolormesh(x, y, table.order.values.T, cmap=order_colours(), vmin=-0.5, vmax=3.5)
        _paths(ax, data, group)
        ax.set_xlabel(axis_label(f"x_{group.metal}"))
        ax.set_ylim(-0.03, 1.03)
    axes[0].set_ylabel(axis_label("nitrogen_occupancy", "occupied N sites"))
    figure.legend(
        handles=_order_patches(np.array(sorted(codes))),
        loc="outside lower center",
        ncols=4,
        frameon=False,
    )
    which = "the strongest voltage" if data.voltage else "the protocol"
    caption = (
        f"Magnetic order of the alloy nitrides at {T:g} K against composition and N content, by the mixing rules {rules[0]!r} (many of their numbers are "
        f"fitted or assumed), over the validity of the rules. Lines: mean occupancy of the thickest films under {which}, from as grown (circle) to the end of the driven clause "
        f"(dot); inside a film N-rich and N-poor planes coexist at a front, so planes pass the orders between one after the other. {' '.join(refused)}"
    )
    return Picture("order-map", figure, caption)


def _paths(ax: Axes, data: StudyData, group: Group) -> None:
    """Mark where the films of a system start and where the driven clause leaves them, mean over their planes."""
    thick = data.kinetics.thickness.values[group.runs]
    chosen = group.runs[thick == thick.max()]
    share = dict(zip(group.runs.tolist(), group.share, strict=True))
    if data.voltage is not None:
        chosen = chosen[data.volts[chosen] == data.volts[chosen].min()]
    for run in evenly(chosen, 24).tolist():
        y = data.profiles.nitrogen_occupancy.isel(run=run).values
        time = data.profiles.time.values[run]
        over = data.kinetics.time.values[run, data.window[1]]
        last = int(np.flatnonzero(time <= over * (1 + 1e-12))[-1])
        start, end = float(np.nanmean(y[0])), float(np.nanmean(y[last]))
        ax.plot([share[run]] * 2, [start, end], color="k", lw=1.0)
        ax.plot(share[run], start, "o", color="k", mfc="w", ms=5, clip_on=False)
        ax.plot(share[run], end, "o", color="k", ms=5, clip_on=False)
