"""Picture of a wireless run: field and equipotentials of the cell, and M of the film."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import xarray as xr
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import ListedColormap, Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from nmhts.report.axes import as_typed
from nmhts.report.numbers import display, span
from nmhts.report.style import COLOURS, STYLES, axis_label, heading
from nmhts.simulation.wireless.cell import WirelessCell
from nmhts.simulation.wireless.electrolyte_field import electrolyte_map

_PROFILES = 6  # times at which M is drawn along the film while it is driven
_LEVELS = 21
# Inches: width of the cell, limits of its height, height of the panels below it.
_ACROSS, _UP, _BELOW = 8.3, (2.2, 5.6), 2.93
_LEAST = 1e-6  # V between the ends of the liquid: below it there is no field to draw
_PALE = ListedColormap(colormaps["RdBu_r"](np.linspace(0.22, 0.78, 256)))


def wireless_figure(
    run: xr.Dataset, cell: WirelessCell, layouts: Mapping[str, xr.Dataset] | None = None
) -> Figure:
    """Return the picture of a run of ``simulate_wireless``.

    Parameters: run; cell of the run; layouts: runs of the same film and protocol by the names of
    their layouts, whose net magnetization is compared (the run alone if None).
    Errors: SimulationError for a run of another cell.
    """
    across, up = np.ptp(np.array(cell.outline), axis=0)
    top = float(np.clip(_ACROSS * up / across, *_UP))
    figure = Figure(figsize=(10.2, top + _BELOW), layout="constrained")
    grid = figure.add_gridspec(2, 2, height_ratios=(top, _BELOW), width_ratios=(1.15, 1.0))
    driven = _driven(run)
    _draw_cell(figure.add_subplot(grid[0, :]), run, cell, driven)
    _draw_profiles(figure.add_subplot(grid[1, 0]), run, driven)
    _draw_layouts(figure.add_subplot(grid[1, 1]), layouts or {str(run.attrs["layout"]): run})
    return figure


def _driven(run: xr.Dataset) -> np.ndarray:
    """Return the records of the drive: the first to the last with a voltage between plates."""
    on = np.flatnonzero(np.abs(run["driving_voltage"].values) > 0.0)
    return np.arange(on[0], on[-1] + 1) if on.size else np.array([0])


def _draw_cell(ax: Axes, run: xr.Dataset, cell: WirelessCell, driven: np.ndarray) -> None:
    time = float(run["time"][driven[-1]])
    field = electrolyte_map(run, time=time, points=220)
    x, y = display(field["x"].values, "position"), display(field["y"].values, "position")
    u = field["electrolyte_potential"].values
    spread = max(float(np.nanmax(u) - np.nanmin(u)), _LEAST)
    levels = np.nanmin(u) + spread * np.linspace(0.0, 1.0, _LEVELS)
    shades = ax.contourf(x, y, u, levels=levels, cmap=_PALE)
    if spread > _LEAST:
        ax.contour(x, y, u, levels=levels, colors="0.55", linewidths=0.6)
        E = field["electric_field"].values
        ax.streamplot(x, y, *E, color="0.2", linewidth=0.8, arrowsize=0.9, density=(1.2, 0.75))
    outline = display(np.array(cell.outline), "position")
    ax.add_patch(Polygon(outline.tolist(), fill=False, edgecolor="0.2", lw=1.2, clip_on=False))
    for k, (ends, body) in enumerate(zip(cell.electrodes, cell.electrode_bodies, strict=True)):
        line = display(np.array(ends), "position")
        style = {"color": "0.1", "clip_on": False, "zorder": 5}
        if body:
            ax.add_patch(Polygon(display(np.array(body), "position").tolist(), **style))
        else:
            ax.plot(line[:, 0], line[:, 1], lw=6, solid_capstyle="butt", **style)
        volts = float(run["driving_voltage"][driven[-1]]) if k == 0 else 0.0
        side = 1 if line[:, 0].mean() < outline[:, 0].mean() else -1
        ax.annotate(
            f"{volts:.4g} V",
            line.mean(axis=0),
            (10 * side, 0),
            textcoords="offset points",
            ha="left" if side > 0 else "right",
            va="center",
            zorder=6,
            bbox={
                "boxstyle": "round,pad=0.25",
                "facecolor": "w",
                "edgecolor": "none",
                "alpha": 0.9,
            },
        )
    _draw_film(ax, run, cell, driven)
    ax.set(
        xlim=(outline[:, 0].min(), outline[:, 0].max()),
        ylim=(outline[:, 1].min(), outline[:, 1].max()),
    )
    ax.set_aspect("equal")
    ax.set_xlabel("$x$ (mm)")
    ax.set_ylabel("$y$ (mm)")
    for spine in ax.spines.values():
        spine.set_visible(False)
    figure = ax.get_figure()
    assert figure is not None
    bar = figure.colorbar(
        shades,
        ax=ax,
        pad=0.03,
        shrink=0.9,
        ticks=[float(f"{v:.2g}") for v in np.linspace(levels[0], levels[-1], 5)[1:-1]],
    )
    bar.set_label(axis_label("electrolyte_potential"))
    heading(ax, f"current and potential of the liquid after {span(time)}")


def _draw_film(ax: Axes, run: xr.Dataset, cell: WirelessCell, driven: np.ndarray) -> None:
    """Draw the substrate, and the film on it as a band: gray nitride, orange ferromagnet."""
    body = display(np.array(cell.film_body), "position")
    ax.add_patch(Polygon(body.tolist(), facecolor="0.93", edgecolor="0.3", lw=0.8, zorder=4))
    M = run["magnetization"].values[driven[-1]]
    share = M / max(float(np.nanmax(run["magnetization"].values)), 1.0)
    edges = np.concatenate([[0.0], np.cumsum(run["position_width"].values)]) / cell.film_length
    start, along, across = body[0], body[1] - body[0], body[0] - body[3]
    for k, part in enumerate(share):
        a, b = start + edges[k] * along, start + edges[k + 1] * along
        colour = (1 - part) * np.array([0.35, 0.35, 0.35]) + part * np.array([0.835, 0.369, 0.0])
        corners = [a, b, b + 0.5 * across, a + 0.5 * across]
        ax.add_patch(Polygon([c.tolist() for c in corners], facecolor=colour, lw=0, zorder=5))


def _draw_profiles(ax: Axes, run: xr.Dataset, driven: np.ndarray) -> None:
    times, M = run["time"].values, display(run["magnetization"].values, "magnetization")
    x = display(run["position"].values, "position")
    goal = np.linspace(times[driven[0]], times[driven[-1]], _PROFILES + 1)[1:]
    chosen = [int(driven[np.argmin(np.abs(times[driven] - t))]) for t in goal]
    norm, shades = (
        Normalize(0, goal[-1]),
        ListedColormap(colormaps["viridis"](np.linspace(0.9, 0.0, 256))),
    )
    for k in chosen:
        ax.plot(x, M[k], color=shades(norm(times[k])), lw=1.6)
    if driven[-1] < len(times) - 1:
        ax.plot(
            x,
            M[-1],
            color=COLOURS[1],
            lw=1.6,
            ls="--",
            label=f"after {span(times[-1] - times[driven[-1]])} at rest",
        )
        ax.legend(loc="upper right", frameon=False)
    ax.set_xlabel(axis_label("position", "position along the film"))
    ax.set_ylabel(axis_label("magnetization", "magnetization"))
    ax.set_ylim(bottom=0)
    figure = ax.get_figure()
    assert figure is not None
    figure.colorbar(ScalarMappable(norm, shades), ax=ax, pad=0.02).set_label(
        "time of the drive (s)"
    )
    heading(ax, "magnetization along the film")


def _draw_layouts(ax: Axes, runs: Mapping[str, xr.Dataset]) -> None:
    last = 0.0
    for k, (name, run) in enumerate(runs.items()):
        minutes = run["time"].values / 60.0
        M = display(run["net_magnetization"].values, "net_magnetization")
        ax.plot(
            minutes,
            M,
            color=COLOURS[k % len(COLOURS)],
            ls=STYLES[k % len(STYLES)],
            lw=1.8,
            label=as_typed(name),
        )
        last = max(last, float(run["time"][_driven(run)[-1]]) / 60.0)
    ax.axvspan(0, last, color="0.94", lw=0, zorder=0)
    ax.text(
        0.5 * last,
        1.0,
        "driven",
        transform=ax.get_xaxis_transform(),
        ha="center",
        va="bottom",
        fontsize=8.5,
        color="0.4",
    )
    ax.set(xlabel="time (min)", ylabel=axis_label("net_magnetization", "mean of the film"))
    ax.set_xlim(left=0)
    ax.set_ylim(bottom=0)
    ax.legend(title="layout", frameon=False, loc="center right")
