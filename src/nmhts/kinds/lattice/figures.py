"""Figures of a study by kinetic Monte Carlo: M, front and roughness, with other fidelities."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from nmhts.kinds.lattice.data import Boxes, LatticeData
from nmhts.kinds.lattice.deviations import FITTED, deviation, front_speed, mean_of
from nmhts.kinds.lattice.variables import MODELS
from nmhts.report.data import AbsentError
from nmhts.report.numbers import display
from nmhts.report.panels import MOST_COLUMNS, Picture
from nmhts.report.provenance import Table
from nmhts.report.style import COLOURS, axis_label, heading, new_figure

BOX, OTHERS = COLOURS[0], {"planes": (COLOURS[1], "--"), "front": (COLOURS[6], ":")}
_UNITS = (("day", 86400.0), ("h", 3600.0), ("min", 60.0), ("s", 1.0))


def magnetization_over_time(data: LatticeData) -> Picture:
    """Return M(t) of every film by kinetic Monte Carlo, with the other fidelities over it.

    Boxes are drawn as their mean and spread.
    Errors: AbsentError if no box succeeded.
    """
    figure = _courses(
        data, "magnetization", data.compared, axis_label("magnetization", "magnetization")
    )
    return Picture("fidelity_M", figure, f"Magnetization against time.{_legend(data)}")


def front_over_time(data: LatticeData) -> Picture:
    """Return the height of the front of every film against time.

    Errors: AbsentError if no box succeeded, or none has a front.
    """
    if not np.isfinite(_good(data, "front_position")).any():
        raise AbsentError("no box has a front: all metal or all nitride at every recorded time")
    label = axis_label("front_position", "height of the front")
    figure = _courses(data, "front_position", data.compared, label)
    caption = (
        "Height of the front above the bottom electrode against time; without a front (all "
        f"nitride, all metal) there is no line.{_legend(data)}"
    )
    return Picture("fidelity_front", figure, caption)


def roughness_over_time(data: LatticeData) -> Picture:
    """Return the lateral roughness of the front of every film against time.

    Errors: AbsentError if no box succeeded, or none has a front.
    """
    if not np.isfinite(_good(data, "front_roughness")).any():
        raise AbsentError("no box has a front of more than a plane")
    label = axis_label("front_roughness", "rms of the front height")
    figure = _courses(data, "front_roughness", (), label)
    caption = (
        "Lateral rms of the height of the front over the columns of a box, which only a lattice "
        f"has. Line: mean of the seeds; shade: from the least to the largest.{data.conditions}"
    )
    return Picture("fidelity_roughness", figure, caption)


def deviations_table(data: LatticeData) -> Table:
    """Return the deviation of each fidelity from the mean of the boxes of a film.

    M over its largest value, front over the thickness, speed of the front.
    """
    rows = []
    for group in data.groups:
        boxes = len(group.runs)
        count = f"{boxes}" if boxes == len(group.all_runs) else f"{boxes} of {len(group.all_runs)}"
        speeds = box_speeds(data, group)
        rows.append((group.title or "all", "lattice", count, "", "", _speed(speeds), ""))
        for fidelity in data.compared:
            if not boxes:
                continue
            M, front = (
                deviation(
                    mean_of(values(data, group, name)),
                    values(data, group, name, fidelity)[0],
                    scale,
                )
                for name, scale in (
                    (
                        "magnetization",
                        float(np.nanmax(values(data, group, "magnetization"), initial=0.0)),
                    ),
                    ("front_position", thickness_of(data, group)),
                )
            )
            own = other_speed(data, group, fidelity)
            rows.append(
                (
                    "",
                    MODELS[fidelity],
                    "",
                    _percent(M),
                    _percent(front),
                    _speed(np.array([own])),
                    _ratio(own, speeds),
                )
            )
    head = (
        "film",
        "fidelity",
        "boxes",
        "M: largest, mean deviation (%)",
        "front: largest, mean deviation (%)",
        "front speed (nm/s)",
        "speed over that of the boxes",
    )
    low, high = (f"{100 * share:g}" for share in FITTED)
    note = (
        "Deviations from the mean of the boxes: of M over the largest M of the boxes, of the "
        "front over the thickness, at times at which both have one. Speed: slope of position "
        f"against time from {low} to {high} % of the thickness, of the boxes with its standard "
        "error over seeds; empty where fewer than three records lie there."
    )
    return Table(head, rows, note)


def values(data: LatticeData, group: Boxes, name: str, fidelity: str = "") -> np.ndarray:
    """Return a series of the successful boxes of a film, [r, t] in SI.

    Parameters: fidelity: another fidelity of the same film, in place of the boxes.
    """
    found = data.kinetics[f"{name}_{fidelity}" if fidelity else name]
    return found.values[group.runs].astype(float)


def thickness_of(data: LatticeData, group: Boxes) -> float:
    """Return the thickness of a film, m."""
    return float(data.kinetics.thickness.values[group.all_runs[0]])


def box_speeds(data: LatticeData, group: Boxes) -> np.ndarray:
    """Return the speed of the front of every box of a film, m/s."""
    time, z = values(data, group, "time"), values(data, group, "front_position")
    return np.array(
        [front_speed(t, h, thickness_of(data, group)) for t, h in zip(time, z, strict=True)]
    )


def other_speed(data: LatticeData, group: Boxes, fidelity: str) -> float:
    """Return the speed of the front of the same film by another fidelity, m/s."""
    time, z = values(data, group, "time")[0], values(data, group, "front_position", fidelity)[0]
    return front_speed(time, z, thickness_of(data, group))


def _good(data: LatticeData, name: str) -> np.ndarray:
    runs = [group.runs for group in data.shown]
    if not runs:
        raise AbsentError("no box came out well")
    return data.kinetics[name].values[np.concatenate(runs)]


def _speed(speeds: np.ndarray) -> str:
    speeds = 1e9 * speeds[np.isfinite(speeds)]
    if not len(speeds):
        return ""
    if len(speeds) == 1:
        return f"{speeds[0]:.3g}"
    return f"{speeds.mean():.3g} ± {speeds.std(ddof=1) / np.sqrt(len(speeds)):.1g}"


def _ratio(own: float, speeds: np.ndarray) -> str:
    speeds = speeds[np.isfinite(speeds)]
    return f"{own / speeds.mean():.3f}" if len(speeds) and np.isfinite(own) else ""


def _percent(found: tuple[float, float]) -> str:
    return "" if not np.isfinite(found).all() else f"{100 * found[0]:.2g}, {100 * found[1]:.2g}"


def _legend(data: LatticeData) -> str:
    return (
        " Blue: films by kinetic Monte Carlo, mean of the seeds, shaded from the least to the "
        f"largest; the other lines: the same films by other fidelities.{data.conditions}"
    )


def _courses(data: LatticeData, name: str, compared: tuple[str, ...], label: str) -> Figure:
    """Return a figure of a series against time: boxes and other fidelities, a panel per film."""
    _good(data, name)
    unit, scale = time_unit(data)

    def draw(ax: Axes, group: Boxes) -> None:
        time = values(data, group, "time")[0] / scale
        boxes = display(values(data, group, name), name)
        some = np.isfinite(boxes).any(axis=0)
        low, high = np.full((2, len(time)), np.nan)
        low[some], high[some] = np.nanmin(boxes[:, some], axis=0), np.nanmax(boxes[:, some], axis=0)
        ax.fill_between(time, low, high, color=BOX, alpha=0.25, lw=0)
        ax.plot(time, mean_of(boxes), color=BOX, lw=1.8)
        for fidelity in compared:
            colour, style = OTHERS[fidelity]
            other = display(values(data, group, name, fidelity)[0], name)
            ax.plot(time, other, color=colour, ls=style, lw=1.6)
        ax.set_xlabel(f"time ({unit})")
        ax.set_xlim(time[0], time[-1])

    figure = panels(data, draw, label)
    # Only after all have drawn: the panels share this axis.
    figure.axes[0].set_ylim(bottom=0.0)
    handles = [
        Line2D([], [], color=BOX, lw=1.8, label="kinetic Monte Carlo"),
        Patch(color=BOX, alpha=0.25, lw=0, label="spread of seeds"),
    ]
    handles += [
        Line2D([], [], color=OTHERS[f][0], ls=OTHERS[f][1], lw=1.6, label=MODELS[f])
        for f in compared
    ]
    figure.legend(handles=handles, loc="outside right upper", frameon=False)
    return figure


def time_unit(data: LatticeData) -> tuple[str, float]:
    """Return the unit of time that suits the protocols, and its length in seconds."""
    last = float(np.nanmax(data.kinetics.time.values))
    return next((u, s) for u, s in _UNITS if last >= 3 * s or u == "s")


def panels(data: LatticeData, draw: Callable[[Axes, Boxes], None], label: str) -> Figure:
    """Return a figure with a panel for each film shown, three in a row, with a shared y axis."""
    shown = data.shown
    columns, rows = min(len(shown), MOST_COLUMNS), -(-len(shown) // MOST_COLUMNS)
    figure = new_figure(columns, rows)
    grid = figure.subplots(rows, columns, squeeze=False, sharey=True)
    for ax, group in zip(grid.ravel(), shown, strict=False):
        draw(ax, group)
        heading(ax, textwrap.fill(group.title, 44))
    for spare in grid.ravel()[len(shown) :]:
        spare.remove()
    for ax in grid[:, 0]:
        ax.set_ylabel(label)
    return figure
