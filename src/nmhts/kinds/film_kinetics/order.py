"""Map of magnetic orders of each binary system, with the path of the films in it."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from nmhts.errors import MaterialError
from nmhts.kinds.film_kinetics.data import Group, StudyData, alloys, groups
from nmhts.report.data import AbsentError
from nmhts.report.panels import Picture
from nmhts.report.style import (
    axis_label,
    heading,
    new_figure,
    order_colours,
    order_patches,
)
from nmhts.simulation.exchange.order_map import order_map

# Most films of a system whose path is drawn.
_PATHS = 11


def intrinsic_maps(data: StudyData) -> Picture:
    """Return the map of orders over composition and N occupancy of every binary system.

    The path of the films is drawn into it.
    Errors: AbsentError without a binary system, or if the films shown differ in temperature or
    mixing rules.
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
        handles=order_patches(np.array(sorted(codes))),
        loc="outside lower center",
        ncols=4,
        frameon=False,
    )
    which = "the strongest voltage" if data.voltage else "the protocol"
    caption = (
        f"Magnetic order of the alloy nitrides at {T:g} K against composition and N content, by "
        f"the mixing rules '{rules[0]}' (many of their numbers are fitted or assumed), over the "
        f"validity of the rules. Lines: mean occupancy of the thickest films under {which}, from "
        "as grown (circle) to the end of the driven clause (dot); inside a film N-rich and "
        "N-poor planes coexist at a front, so planes pass the orders between one after the "
        f"other. {' '.join(refused)}"
    )
    return Picture("order-map", figure, caption)


def _paths(ax: Axes, data: StudyData, group: Group) -> None:
    """Mark the start of the films of a system and the end of the driven clause.

    Both are means over the planes of a film.
    """
    thick = data.kinetics.thickness.values[group.runs]
    chosen = group.runs[thick == thick.max()]
    share = dict(zip(group.runs.tolist(), group.share, strict=True))
    if data.voltage is not None:
        chosen = chosen[data.volts[chosen] == data.volts[chosen].min()]
    # A tenth of the range apart, so that the map stays visible between the lines.
    at = np.array([share[int(run)] for run in chosen])
    wanted = np.linspace(at.min(), at.max(), _PATHS)
    for run in dict.fromkeys(int(chosen[np.argmin(abs(at - x))]) for x in wanted):
        y = data.profiles.nitrogen_occupancy.isel(run=run).values
        time = data.profiles.time.values[run]
        over = data.kinetics.time.values[run, data.window[1]]
        last = int(np.flatnonzero(time <= over * (1 + 1e-12))[-1])
        start, end = float(np.nanmean(y[0])), float(np.nanmean(y[last]))
        ax.plot([share[run]] * 2, [start, end], color="k", lw=1.0)
        ax.plot(share[run], start, "o", color="k", mfc="w", ms=5, clip_on=False)
        ax.plot(share[run], end, "o", color="k", ms=5, clip_on=False)
