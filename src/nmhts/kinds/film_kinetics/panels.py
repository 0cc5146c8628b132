"""Panels side by side, one per material group, with curves colored by composition or compound."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Colormap, LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure

from nmhts.kinds.film_kinetics.data import Group, StudyData
from nmhts.report.axes import as_typed
from nmhts.report.numbers import families
from nmhts.report.panels import MOST_COLUMNS
from nmhts.report.style import COLOURS, STYLES, heading, new_figure, share_label


def composition_colours() -> Colormap:
    """Return colors for fractions: plasma without its palest end, which is hard to see on paper."""
    shades = colormaps["plasma"](np.linspace(0.0, 0.88, 256))
    return LinearSegmentedColormap.from_list("composition", shades)


def group_panels(
    found: list[Group], label: str, draw: Callable[[Axes, Group, Callable[[int], tuple]], None]
) -> Figure:
    """Return a figure with a panel for each group, three in a row.

    Parameters: label of the shared y axis; draw: draws one group into its axes, given the color of
    each place in ``group.runs``.
    """
    columns, rows = min(len(found), MOST_COLUMNS), -(-len(found) // MOST_COLUMNS)
    figure = new_figure(columns, rows)
    grid = figure.subplots(rows, columns, squeeze=False, sharey=True)
    axes = grid.ravel()[: len(found)]
    for spare in grid.ravel()[len(found) :]:
        spare.remove()
    shades = composition_colours()
    for ax, group in zip(axes, found, strict=True):
        norm = Normalize(0.0, max(float(group.share.max()), 1e-9))
        draw(ax, group, lambda k, n=norm, g=group: shades(n(g.share[k])))
        heading(ax, group.title)
        if group.metal is not None:
            bar = figure.colorbar(ScalarMappable(norm, shades), ax=ax, pad=0.02)
            bar.set_label(share_label(group.metal))
    for ax in grid[:, 0]:
        ax.set_ylabel(label)
    return figure


def compound_colours(data: StudyData, group: Group) -> dict[str, str]:
    """Return a color for every compound of a group."""
    names = dict.fromkeys(str(m) for m in data.kinetics.material.values[group.runs])
    return {name: COLOURS[k % len(COLOURS)] for k, name in enumerate(names)}


def curves(
    data: StudyData,
    ax: Axes,
    group: Group,
    colour: Callable[[int], tuple],
    x: np.ndarray,
    y: np.ndarray,
) -> None:
    """Draw y against x for every family of a group, with a line through its films.

    Compounds get a legend.
    """
    ranks = {int(run): k for k, run in enumerate(group.runs)}
    compounds = compound_colours(data, group) if group.metal is None else {}
    named = set()
    for runs in families(data.kinetics, data.voltage, group.runs).values():
        material = str(data.kinetics.material.values[runs[0]])
        shade = compounds[material] if compounds else colour(ranks[int(runs[0])])
        label = as_typed(material) if compounds and material not in named else None
        named.add(material)
        # More compounds than colors differ by their lines.
        place = list(compounds).index(material) if compounds else 0
        style = STYLES[place // len(COLOURS) % len(STYLES)]
        ax.plot(x[runs], y[runs], style, marker=".", ms=5, lw=1.3, color=shade, label=label)
    if compounds:
        ax.legend(loc="best", frameon=False)
