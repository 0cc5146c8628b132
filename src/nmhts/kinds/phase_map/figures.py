"""Figures of a map of phases: coexisting phases, magnetic orders and magnetization."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize, to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from nmhts.kinds.phase_map.cells_figure import Cells
from nmhts.kinds.phase_map.data import (
    NOTHING,
    ORDERS,
    MapData,
    Plane,
    alloy_name,
    composition_planes,
    nearest_room,
    nitrogen_axis,
    orders,
    phase_colours,
    short_name,
    temperature_planes,
    temperatures,
)
from nmhts.report.data import AbsentError
from nmhts.report.numbers import display
from nmhts.report.panels import Picture
from nmhts.report.style import FAILED, OUTSIDE, axis_label, heading, new_figure
from nmhts.report.varied import drawn

_MOST_ALLOYS = 3

Draw = Callable[[Axes, Cells], None]
Planes = Callable[[MapData], list[Plane]]


def fields_of_composition(data: MapData) -> Picture:
    """Return the coexisting phases over composition and N content, one panel per temperature.

    Three metals give triangles.
    """
    return _fields(
        data, composition_planes(data), "fields-composition", "composition and N content"
    )


def fields_of_temperature(data: MapData) -> Picture:
    """Return the coexisting phases over temperature and N content, one panel per composition."""
    return _fields(
        data, temperature_planes(data), "fields-temperature", "temperature and N content"
    )


def orders_of_composition(data: MapData) -> Picture:
    """Return the magnetic orders that coexist near 300 K over composition and N content."""
    planes = composition_planes(data, np.array([nearest_room(data)]))
    return _orders(data, planes, "order-composition", "composition and N content")


def orders_of_temperature(data: MapData) -> Picture:
    """Return the magnetic orders that coexist over temperature and N content."""
    return _orders(data, temperature_planes(data), "order-temperature", "temperature and N content")


def magnetization_of_composition(data: MapData) -> Picture:
    """Return the net magnetization near 300 K over composition and N content."""
    planes = composition_planes(data, np.array([nearest_room(data)]))
    return _magnetization(data, planes, "net-composition", "composition and N content")


def magnetization_of_temperature(data: MapData) -> Picture:
    """Return the net magnetization over temperature and N content."""
    planes = temperature_planes(data)
    return _magnetization(data, planes, "net-temperature", "temperature and N content")


def amounts(data: MapData) -> Picture:
    """Return the shares of the phases against N content of a few alloys.

    The temperature is the one nearest to 300 K.
    Errors: AbsentError without two contents of N.
    """
    T = nearest_room(data)
    here = data.shown & (data.table.temperature.values == T) & data.good
    materials = data.table.material.values
    names = list(dict.fromkeys(materials[here & data.coarse].tolist()))
    chosen = (
        [names[k] for k in sorted({0, len(names) // 2, len(names) - 1})][:_MOST_ALLOYS]
        if names
        else []
    )
    panels = []
    for name in chosen:
        runs = np.flatnonzero(here & (materials == name))
        x, label, logarithmic = nitrogen_axis(data, runs)
        if len(np.unique(x)) > 1:
            panels.append((runs[np.argsort(x)], np.sort(x), label, logarithmic))
    if not panels:
        raise AbsentError("no alloy has points of two contents of N")
    figure = new_figure(len(panels))
    axes = figure.subplots(1, len(panels), squeeze=False, sharey=True)[0]
    seen: set[int] = set()
    for ax, (runs, x, label, logarithmic) in zip(axes, panels, strict=True):
        share = _shares(data, runs)
        bottom = np.zeros(len(x))
        for k in np.flatnonzero(share.max(axis=0) > 0):
            ax.fill_between(x, bottom, bottom + share[:, k], color=_pale(data, int(k)), lw=0)
            bottom = bottom + share[:, k]
            ax.plot(x, bottom, color="0.2", lw=0.7)
            seen.add(int(k))
        ax.set(xlim=(x[0], x[-1]), ylim=(0, 1), xlabel=label)
        if logarithmic:
            ax.set_xscale("log")
        heading(ax, alloy_name(data, int(runs[0])), formula=True)
    axes[0].set_ylabel("share of the atoms")
    _legend(figure, _phase_patches(data, sorted(seen)))
    caption = f"Share of the atoms in each phase against N content at {T:g} K.{data.origin}"
    return Picture("amounts", figure, caption)


def _shares(data: MapData, runs: np.ndarray) -> np.ndarray:
    """Return the share of the atoms in every allowed phase, [run, phase].

    Composition sets of one phase are added.
    """
    found = np.zeros((len(runs), len(data.names)))
    which, how_much = data.table.phase.values[runs], data.table.phase_amount.values[runs]
    for row, (ks, fs) in enumerate(zip(which, np.nan_to_num(how_much), strict=True)):
        for k, f in zip(ks, fs, strict=True):
            if k >= 0:
                found[row, k] += f
    return found


def _fields(data: MapData, planes: list[Plane], name: str, over: str) -> Picture:
    turns = math.lcm(*(len(phases) for phases in data.fields)) if data.fields else 1
    colours = np.ones((len(data.fields) + 1, turns, 3))
    for k, phases in enumerate(data.fields):
        colours[k] = _stripes(data, phases, turns)

    names = {k: data.field_name(k) for k in range(len(data.fields))}
    numbers: dict[int, int] = {}

    def draw(ax: Axes, cells: Cells) -> None:
        kinds = data.field[cells.plane.runs]
        _fill(ax, cells, data, kinds, colours)
        cells.part(ax, kinds)
        cells.name(ax, kinds, names, numbers)

    figure, runs = _panels(planes, draw)
    there = {
        k
        for number in np.unique(data.field[runs])
        if number != NOTHING
        for k in data.fields[number]
    }
    listed = [Patch(facecolor="none", label=f"{n}: {names[k]}") for k, n in numbers.items()]
    _legend(figure, _phase_patches(data, sorted(there)) + _marks(data, runs) + listed)
    caption = (
        f"Phases that coexist in equilibrium over {over}: striped in the colors of all of them, "
        "one cell a point, lines where the set of phases changes, names where there is room, "
        "numbers of the legend where there is less (2 hcp: hcp of two "
        f"compositions).{_status_words(data, runs)}{_few(data, planes)}{data.origin}"
    )
    return Picture(name, figure, caption)


def _orders(data: MapData, planes: list[Plane], name: str, over: str) -> Picture:
    kind = orders(data)
    if not (kind != NOTHING).any():
        raise AbsentError("no point has a solid phase whose order is known")
    colours = np.array([to_rgb(colour) for _, _, colour in ORDERS] + [(1.0,) * 3])[:, None]

    def draw(ax: Axes, cells: Cells) -> None:
        kinds = kind[cells.plane.runs]
        _fill(ax, cells, data, kinds, colours)
        cells.part(ax, kinds)

    figure, runs = _panels(planes, draw)
    handles = [
        Patch(facecolor=ORDERS[k][2], edgecolor="0.4", label=ORDERS[k][1])
        for k in np.unique(kind[runs])
        if k != NOTHING
    ]
    unknown = _unknown(data, runs, kind == NOTHING, "no solid phase, or not known")
    _legend(figure, handles + unknown + _marks(data, runs))
    caption = (
        f"Magnetic orders of the phases that coexist, over {over}: where two are named, phases of "
        f"both are there at once.{_status_words(data, runs)}{_few(data, planes)}{data.origin}"
    )
    return Picture(name, figure, caption)


def _magnetization(data: MapData, planes: list[Plane], name: str, over: str) -> Picture:
    M = display(data.table.net_magnetization.values.astype(float), "net_magnetization")
    top = np.nanmax(np.where(data.good, M, np.nan), initial=0.0)
    if not top > 0:
        raise AbsentError("no point has any magnetization")
    norm, shades = Normalize(0.0, top), colormaps["viridis"]
    known = np.isfinite(M)

    def draw(ax: Axes, cells: Cells) -> None:
        runs = cells.plane.runs
        colours = np.where(known[runs, None], shades(norm(np.nan_to_num(M[runs])))[:, :3], 1.0)
        _fill(ax, cells, data, np.arange(len(runs)), colours[:, None])
        cells.part(ax, data.field[runs])

    figure, runs = _panels(planes, draw, ScalarMappable(norm, shades))
    _legend(
        figure, _unknown(data, runs, ~known, "no solid phase, or not known") + _marks(data, runs)
    )
    caption = (
        f"Saturation magnetization, mean over the volume of all phases that coexist, over {over}; "
        f"lines where the set of phases changes.{_status_words(data, runs)}"
        f"{_few(data, planes)}{data.origin}"
    )
    return Picture(name, figure, caption)


def _panels(
    planes: list[Plane], draw: Draw, scale: ScalarMappable | None = None
) -> tuple[Figure, np.ndarray]:
    """Return a figure with a panel for each plane, three in a row, and the runs it shows."""
    columns = min(len(planes), 3)
    rows = -(-len(planes) // columns)
    figure = new_figure(columns, rows, height=4.2)
    grid = figure.subplots(rows, columns, squeeze=False, sharey=not planes[0].corners)
    for spare in grid.ravel()[len(planes) :]:
        spare.remove()
    axes = list(grid.ravel()[: len(planes)])
    for ax, plane in zip(axes, planes, strict=True):
        draw(ax, Cells(plane))
    for ax in grid[:, 0]:
        ax.set_ylabel(planes[0].y_label)
    if scale is not None:
        figure.colorbar(scale, ax=axes, pad=0.01).set_label(
            axis_label("net_magnetization", "net magnetization")
        )
    return figure, np.concatenate([plane.runs for plane in planes])


def _fill(ax: Axes, cells: Cells, data: MapData, kinds: np.ndarray, colours: np.ndarray) -> None:
    runs = cells.plane.runs
    cells.fill(ax, kinds, colours, data.good[runs], data.outside[runs])


def _legend(figure: Figure, handles: list[Patch]) -> None:
    if handles:
        columns = max(1, int(figure.get_figwidth() // 2.6))
        figure.legend(handles=handles, loc="outside lower center", ncols=columns, frameon=False)


def _marks(data: MapData, runs: np.ndarray) -> list[Patch]:
    """Return the legend of the hatches that occur."""
    marks = []
    if (~data.good[runs]).any():
        marks.append(Patch(**FAILED, label="no equilibrium found"))
    if data.outside[runs].any():
        marks.append(Patch(**OUTSIDE, label="outside of the assessment"))
    return marks


def _few(data: MapData, planes: list[Plane]) -> str:
    """Return the number of temperatures or compositions drawn, if not all, for a caption."""
    values = data.table.temperature.values
    shown = {float(values[plane.runs[0]]) for plane in planes}
    if all(len(np.unique(values[plane.runs])) == 1 for plane in planes):
        return drawn(len(shown), len(temperatures(data)), "temperatures")
    materials = data.table.material.values
    every = dict.fromkeys(materials[data.shown & data.coarse].tolist())
    return drawn(len({materials[p.runs[0]] for p in planes}), len(every), "compositions")


def _status_words(data: MapData, runs: np.ndarray) -> str:
    lost, outside = int((~data.good[runs]).sum()), int(data.outside[runs].sum())
    said = (
        f" Hatched: {lost} points without an equilibrium."
        if lost
        else " Every point has an equilibrium."
    )
    if outside:
        said += (
            f" Lightly hatched: {outside} points outside of what the parameters were assessed "
            "for, extrapolated."
        )
    return said


def _pale(data: MapData, phase: int, white: float = 0.25) -> tuple[float, float, float]:
    """Return the color of a phase mixed with white."""
    colour = np.array(to_rgb(phase_colours(data.names)[phase]))
    red, green, blue = (colour + (1.0 - colour) * white).tolist()
    return red, green, blue


def _stripes(data: MapData, phases: tuple[int, ...], turns: int) -> np.ndarray:
    """Return the stripes of a field, the colors of its phases in turn, [turns, 3].

    The second composition of a phase is paler.
    """
    white = 0.25 if len(phases) == 1 else 0.35
    own = [
        _pale(data, k, min(0.85, white + 0.35 * phases[:i].count(k))) for i, k in enumerate(phases)
    ]
    return np.array([own[turn % len(own)] for turn in range(turns)])


def _phase_patches(data: MapData, phases: list[int]) -> list[Patch]:
    """Return the legend of phases."""
    return [
        Patch(facecolor=_pale(data, k), edgecolor="0.4", label=short_name(data.names[k]))
        for k in phases
    ]


def _unknown(data: MapData, runs: np.ndarray, lacking: np.ndarray, words: str) -> list[Patch]:
    """Return the legend of points with an equilibrium that lack a value; they are white."""
    there = (lacking & data.good)[runs].any()
    return [Patch(facecolor="w", edgecolor="0.4", label=words)] if there else []
