"""M(t) of film families, with the voltage or the composition as color."""

from __future__ import annotations

import numpy as np
from matplotlib import colormaps
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from nmhts.kinds.film_kinetics.data import (
    StudyData,
    alloys,
    groups,
    of_thickness,
    own_films,
    protocol_parts,
    thickness_name,
    thicknesses,
)
from nmhts.kinds.film_kinetics.panels import composition_colours
from nmhts.report.clauses import clause_axes, clause_grid, clause_text
from nmhts.report.data import AbsentError
from nmhts.report.numbers import (
    display,
    families,
    name_of,
)
from nmhts.report.panels import Picture
from nmhts.report.style import axis_label, heading, new_figure


def series_of_voltage(data: StudyData) -> list[Picture]:
    """Return M(t) with the voltage as color, one picture per material group.

    Each shows the family whose onset the voltages resolve best.
    """
    volts = data.volts
    pictures = []
    for group in groups(data):
        sets = families(data.kinetics, data.voltage, own_films(data, group))
        key, runs = max(sets.items(), key=lambda item: _resolved(data, item[1]))
        if len(runs) < 2:
            continue
        norm = Normalize(float(volts[runs].min()), float(volts[runs].max()))
        colours = [colormaps["viridis_r"](norm(volts[r])) for r in runs]
        scale = ScalarMappable(norm, "viridis_r")
        figure = _series(data, runs, colours, scale, data.voltage_label)
        axes = data.kinetics.attrs["axes"]
        name = name_of([(n, v) for n, v in key if n in axes and n in ("material", "thickness")])
        caption = (
            f"M(t) of {name or 'the film'} at {len(runs)} voltages, clause after clause, a dot at "
            f"every recorded time; time counts from the start of each clause.{data.conditions}"
        )
        pictures.append(
            Picture(f"series-{group.title.replace(', ', '-')}"[:40], figure, caption, name)
        )
    if not pictures:
        raise AbsentError("no two films differ in the voltage only")
    return pictures


def _resolved(data: StudyData, runs: np.ndarray) -> tuple[float, float, float]:
    """Return the rank of a family: resolution of its switching, then its spread, then thickness."""
    share = data.final[runs] / max(float(np.nanmax(data.final[data.good])), 1e-30)
    between = float(((share > 0.003) & (share < 0.95)).sum()) * float(share.max() > 0.3)
    return between, float(share.std()), float(data.kinetics.thickness.values[runs[0]])


def series_of_composition(data: StudyData) -> list[Picture]:
    """Return M(t) with the composition as color, one picture per binary system.

    Each is at the voltage where compositions differ most.
    """
    pictures = []
    for group in alloys(data):
        thickness = thicknesses(data)[-1]
        runs = of_thickness(data, group.runs, thickness)
        share = dict(zip(group.runs.tolist(), group.share, strict=True))
        said = ""
        if data.voltage is not None:
            runs, said = _most_different(data, runs, share)
        runs = np.array(sorted(runs, key=lambda r: share[int(r)]))
        norm = Normalize(0.0, max(share.values()))
        shades = composition_colours()
        colours = [shades(norm(share[int(r)])) for r in runs]
        scale = ScalarMappable(norm, shades)
        figure = _series(data, runs, colours, scale, axis_label(f"x_{group.metal}"))
        caption = (
            f"M(t) of {thickness_name(data, thickness)} films of {group.title}{said}, composition "
            f"as color.{data.conditions}"
        )
        pictures.append(Picture(f"series-x-{group.title}", figure, caption, group.title))
    return pictures


def _most_different(
    data: StudyData, runs: np.ndarray, share: dict[int, float]
) -> tuple[np.ndarray, str]:
    """Return the films at the voltage where compositions differ most, and that voltage in words.

    The measure is the spread of the time to switch over compositions.
    """
    volts = data.volts[runs]
    begin, end = data.window
    M = data.kinetics.magnetization.values[runs, begin : end + 1].astype(float)
    half = 0.5 * M.max()
    steps = np.where((half <= M).any(axis=1), (half <= M).argmax(axis=1), M.shape[1])
    values = np.unique(volts)
    spread = [steps[volts == v].std() * (np.sum(volts == v) > 1) for v in values]
    best = values[int(np.argmax(spread))]
    return runs[volts == best], f" at {best:g} V"


def _series(
    data: StudyData, runs: np.ndarray, colours: list, scale: ScalarMappable, label: str
) -> Figure:
    """Return M(t) of films, one panel per clause, with a shared axis of M."""
    parts = protocol_parts(data)
    figure = new_figure(3, height=3.6)
    grid = clause_grid(figure, parts)
    axes = clause_axes(figure, grid, 0, parts)
    figure.colorbar(scale, cax=figure.add_subplot(grid[0, -1])).set_label(label)
    M = display(data.kinetics.magnetization.values, "magnetization")
    time = data.kinetics.time.values
    for ax, part in zip(axes, parts, strict=True):
        for run, colour in zip(runs, colours, strict=True):
            since = time[run, part.begin : part.end + 1] - time[run, part.begin]
            skip = int(part.logarithmic)
            ax.plot(
                since[skip:],
                M[run, part.begin + skip : part.end + 1],
                color=colour,
                lw=1.3,
                marker=".",
                ms=2.5,
            )
        heading(ax, clause_text(part, data.kinetics, runs, len(parts)))
        ax.set_xlabel("time in the clause (s)")
        top = float(np.nanmax(M[runs]))
        ax.set_ylim(bottom=-0.03 * max(top, 1.0), top=None if top > 0 else 1.0)
    axes[0].set_ylabel(axis_label("magnetization", "magnetization"))
    return figure
