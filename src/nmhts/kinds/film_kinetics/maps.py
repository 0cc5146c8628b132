"""Onset of ferromagnetism: M against voltage, onset against composition, and maps of both."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from nmhts.kinds.film_kinetics.data import (
    Group,
    StudyData,
    alloys,
    groups,
    of_thickness,
    thickness_name,
    thicknesses,
    thinned,
)
from nmhts.kinds.film_kinetics.panels import curves, group_panels
from nmhts.report.axes import ended, from_zero
from nmhts.report.data import AbsentError
from nmhts.report.numbers import ONSET_SHARE, families, no_onset, onset_voltage
from nmhts.report.panels import Picture
from nmhts.report.style import COLOURS, FAILED, MARKERS, axis_label, heading, new_figure


class Onset(NamedTuple):
    """Onset of one family.

    Material, thickness [m], onset voltage [V] or NaN with the reason, and the voltages [V] of the
    films around it.
    """

    material: str
    thickness: float
    voltage: float
    reason: str
    below: float = np.nan
    above: float = np.nan


def onset_level(data: StudyData) -> float:
    """Return the magnetization that counts as switched, kA/m.

    Errors: AbsentError if no film has any magnetization.
    """
    M = data.final[data.good]
    if not len(M) or not np.nanmax(M) > 0:
        raise AbsentError("no film is ferromagnetic at the end of the driven clause")
    return ONSET_SHARE * float(np.nanmax(M))


def onsets(data: StudyData) -> list[Onset]:
    """Return the onset of every family with two voltages or more.

    Errors: AbsentError without a driving voltage that draws N out, without magnetization, or if no
    two films differ in the voltage only.
    """
    volts, M = data.volts, data.final
    if not data.draws_out:
        raise AbsentError(
            f"no value of {data.voltage} is negative, so none draws N out and there is no onset"
        )
    level = onset_level(data)
    found = []
    for runs in families(data.kinetics, data.voltage, data.good).values():
        if len(runs) < 2:
            continue
        V = volts[runs]
        onset = onset_voltage(V, M[runs], level)
        material = str(data.kinetics.material.values[runs[0]])
        film = (material, float(data.kinetics.thickness.values[runs[0]]))
        if np.isfinite(onset):
            first = int(np.argmax(level <= M[runs]))
            found.append(Onset(*film, onset, "", float(V[first - 1]), float(V[first])))
        else:
            found.append(Onset(*film, onset, no_onset(V, M[runs], level)))
    if not found:
        raise AbsentError("no two films differ in the voltage only, so no onset lies between them")
    return found


def onset_curves(data: StudyData) -> list[Picture]:
    """Return M after the driven clause against voltage, one picture per thickness."""
    volts, M, level = data.volts, data.final, onset_level(data)
    line = (
        (
            f"Gray line: {ONSET_SHARE:.0%} of the largest M of the study, above which a film "
            "counts as switched (assumed)."
        )
        if data.draws_out
        else f"No value of {data.voltage} is negative: none draws N out."
    )
    pictures = []
    for thickness in thicknesses(data):
        found = groups(data, of_thickness(data, data.good, thickness))
        if not found:
            continue

        def draw(ax: Axes, group: Group, colour) -> None:
            curves(data, ax, group, colour, volts, M)
            if data.draws_out:
                ax.axhline(level, color="0.6", lw=0.8)
            from_zero(ax)
            ax.set_xlabel(data.voltage_label)

        figure = group_panels(found, axis_label("magnetization", "magnetization"), draw)
        name = thickness_name(data, thickness)
        caption = (
            f"Magnetization (1 kA/m = 1 emu/cm³) of {name} films at the end of "
            f"{data.driven_words}, per as-grown volume. {line}{thinned(data)}"
        )
        pictures.append(
            Picture(f"onset-{_slug(name)}", figure, caption + " " + data.conditions.strip(), name)
        )
    if not pictures:
        raise AbsentError("every film of the study failed")
    return pictures


def onset_of_composition(data: StudyData) -> Picture:
    """Return the onset voltage against composition, one panel per binary system."""
    found = alloys(data)
    table = onsets(data)
    figure = new_figure(len(found))
    axes = figure.subplots(1, len(found), squeeze=False, sharey=True)[0]
    shown = thicknesses(data)
    for ax, group in zip(axes, found, strict=True):
        share = dict(zip(data.kinetics.material.values[group.runs], group.share, strict=True))
        for k, thickness in enumerate(shown):
            rows = [o for o in table if o.material in share and thickness in (None, o.thickness)]
            rows.sort(key=lambda o: share[o.material])
            x = np.array([share[o.material] for o in rows])
            V = np.array([o.voltage for o in rows])
            label = thickness_name(data, thickness)
            style = {"color": COLOURS[k % len(COLOURS)], "marker": MARKERS[k % len(MARKERS)]}
            ax.plot(x, V, ms=5, lw=1.3, label=label, **style)
            between = [(o.above, o.below) for o in rows]
            low, high = np.array(between).reshape(-1, 2).T
            ax.vlines(x, low, high, color=style["color"], lw=5, alpha=0.22)
        ax.set_xlabel(axis_label(f"x_{group.metal}"))
        heading(ax, group.title)
    axes[0].set_ylabel("onset voltage $V_{on}$ (V)")
    handles = axes[0].get_legend_handles_labels()[0]
    figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), frameon=False)
    lacking = sum(not np.isfinite(o.voltage) for o in table)
    none = (
        (
            f" Families without an onset within the voltages are not drawn ({lacking}); the table "
            "says on which side it lies."
        )
        if lacking
        else ""
    )
    caption = (
        f"Onset voltage, at {ONSET_SHARE:.0%} of the largest M at the end of {data.driven_words}: "
        "log M interpolated in voltage between the two films around it, which the pale bars "
        "span: the onset is known no better than that. End members of a system belong to its "
        f"curve.{none}{thinned(data)}{data.conditions}"
    )
    return Picture("onset-of-composition", figure, caption)


class Pivot(NamedTuple):
    """Values over two parameters: sorted x and y, grid [y, x], and where films failed.

    The grid is NaN where no film is good.
    """

    x: np.ndarray
    y: np.ndarray
    grid: np.ndarray
    failed: np.ndarray


def pivot(x: np.ndarray, y: np.ndarray, values: np.ndarray, failed: np.ndarray) -> Pivot:
    """Return values of films on the grid of two of their parameters.

    Several films at one place give their median.
    Parameters: x, y, values, failed per film, [film]. A place is failed if it has films and all of
    them failed.
    """
    xs, i = np.unique(x, return_inverse=True)
    ys, j = np.unique(y, return_inverse=True)
    grid = np.full((len(ys), len(xs)), np.nan)
    lost = np.zeros(grid.shape, bool)
    for b in range(len(ys)):
        for a in range(len(xs)):
            here = (i == a) & (j == b)
            good = here & ~failed
            if good.any():
                grid[b, a] = np.median(values[good])
            lost[b, a] = here.any() and not good.any()
    return Pivot(xs, ys, grid, lost)


def switching_maps(data: StudyData) -> list[Picture]:
    """Return M over composition and voltage: panels by binary system, pictures by thickness."""
    volts, M = data.volts, data.final
    everything = np.flatnonzero(data.shown)
    failed = data.kinetics.status.values != 0
    level = onset_level(data)
    table = onsets(data)
    top = float(np.nanmax(M[data.good]))
    pictures = []
    for thickness in thicknesses(data):
        found = alloys(data, of_thickness(data, everything, thickness))
        figure = new_figure(len(found), height=3.7)
        axes = figure.subplots(1, len(found), squeeze=False, sharey=True)[0]
        image, hatched = None, 0
        for ax, group in zip(axes, found, strict=True):
            r = group.runs
            cells = pivot(group.share, volts[r], M[r], failed[r])
            x, y = ended(cells.x), ended(cells.y)
            image = ax.pcolormesh(x, y, cells.grid, cmap=colormaps["viridis"], vmin=0, vmax=top)
            hatched += _hatch(ax, x, y, cells.failed)
            _contour(ax, data, group, table, thickness)
            ax.set_xlabel(axis_label(f"x_{group.metal}"))
            heading(ax, group.title)
        axes[0].set_ylabel(data.voltage_label)
        if image is not None:
            bar = figure.colorbar(image, ax=list(axes), pad=0.01)
            bar.set_label(axis_label("magnetization", "magnetization"))
        _legend(figure, axes[0], hatched)
        name = thickness_name(data, thickness)
        caption = (
            f"Magnetization of {name} films at the end of {data.driven_words}, over composition "
            "and voltage; one cell a film (the median where several share it). White line: onset "
            f"at {level:.3g} kA/m, {ONSET_SHARE:.0%} of the largest M. "
            f"{f'Hatched: {hatched} failed films.' if hatched else 'No film of these maps failed.'}"
            f"{thinned(data)}{data.conditions}"
        )
        pictures.append(Picture(f"map-{_slug(name)}", figure, caption, name))
    return pictures


def _hatch(ax: Axes, x: np.ndarray, y: np.ndarray, failed: np.ndarray) -> int:
    """Hatch the cells of failed films and return how many there are."""
    for b, a in np.argwhere(failed):
        ax.fill([x[a], x[a + 1], x[a + 1], x[a]], [y[b], y[b], y[b + 1], y[b + 1]], **FAILED)
    return int(failed.sum())


def _contour(ax: Axes, data, group: Group, table: list[Onset], thickness: float | None) -> None:
    share = dict(zip(data.kinetics.material.values[group.runs], group.share, strict=True))
    rows = [o for o in table if o.material in share and thickness in (None, o.thickness)]
    rows.sort(key=lambda o: share[o.material])
    x, V = [share[o.material] for o in rows], [o.voltage for o in rows]
    ax.plot(x, V, color="k", lw=3.2)
    ax.plot(x, V, color="w", lw=1.8, marker="o", ms=3, label="onset")


def _legend(figure: Figure, ax: Axes, hatched: int) -> None:
    if hatched:
        ax.legend(handles=[Patch(**FAILED, label="failed")], loc="lower left")


def _slug(text: str) -> str:
    return text.replace(" ", "").replace(".", "p")
