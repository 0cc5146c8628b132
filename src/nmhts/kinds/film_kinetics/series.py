"""Drawing of one film family over time: M(t), and the N front of one film."""

from __future__ import annotations

import textwrap
from typing import Any

import numpy as np
import xarray as xr
from matplotlib import colormaps
from matplotlib.axes import Axes

from nmhts.report.axes import as_typed, edges, from_zero
from nmhts.report.clauses import time_edges
from nmhts.report.data import evenly
from nmhts.report.numbers import display, protocol_clauses
from nmhts.report.varied import axis_title, key_in_words, with_unit

MOST_FILMS = 12
"""Most films in a figure of M(t); the figure states how many it leaves out."""


def run_name(kinetics: xr.Dataset, voltage: str | None, run: int) -> str:
    """Return the values that distinguish a film in its family, in words.

    The driving voltage, or every axis if there is none.
    """
    if voltage is not None:
        return with_unit(voltage, kinetics[voltage].values[run].item(), kinetics)
    key = [(a, kinetics[a].values[run].item()) for a in kinetics.attrs["axes"]]
    return key_in_words(key, kinetics)


def draw_series(figure, place, attributes, kinetics, voltage, key, runs, window) -> None:
    """Draw M(t) of a family.

    A driven clause has a logarithmic axis of time and the rest a linear one; without a driven
    clause all of it is linear.
    """
    begin, end = window
    time = kinetics.time.values
    M = display(kinetics.magnetization.values, "magnetization")
    shades = colormaps["viridis"]
    last = time.shape[1] - 1
    parts = place.subgridspec(1, 2, width_ratios=(2, 1), wspace=0.02)
    split = voltage is not None and end < last
    hold = figure.add_subplot(parts[0, 0] if split else place)
    after = figure.add_subplot(parts[0, 1], sharey=hold) if split else None
    shown = evenly(runs, MOST_FILMS)
    scale, unit = (60.0, "min") if np.nanmax(time[runs]) > 300 else (1.0, "s")
    for k, run in enumerate(shown):
        style = {"color": shades(0.92 * k / max(len(shown) - 1, 1)), "lw": 1.4}
        name = as_typed(textwrap.fill(run_name(kinetics, voltage, run), 40)) or None
        since = time[run] - time[run, begin]
        if voltage is None:
            hold.plot(since / scale, M[run], label=name, **style)
            continue
        hold.semilogx(since[begin + 1 : end + 1], M[run, begin + 1 : end + 1], label=name, **style)
        if after is not None:
            after.plot((time[run, end:] - time[run, end]) / 60, M[run, end:], **style)
    hold.set_xlabel("time in the driven clause (s)" if voltage else f"time ({unit})")
    hold.set_ylabel("$M$ (kA/m = emu/cm$^3$)")
    from_zero(hold)
    film = as_typed(key_in_words(key, kinetics))
    count = f" ({len(shown)} of {len(runs)} films)" if len(shown) < len(runs) else ""
    hold.set_title(
        textwrap.fill(f"M(t): {film}{count}" if film else f"M(t){count}", 60),
        loc="left",
        fontsize=11,
    )
    if hold.get_legend_handles_labels()[1]:
        title = axis_title(voltage, kinetics) if voltage else None
        figure.legend(
            *hold.get_legend_handles_labels(),
            fontsize=8,
            loc="outside left upper",
            title=title,
            title_fontsize=8,
            frameon=False,
        )
    if after is not None:
        _say_then(after, attributes, time[runs[-1]], end)


def _say_then(ax: Axes, attributes: dict[Any, Any], time: np.ndarray, end: int) -> None:
    """Name the clauses after the driven one in the label of the axis.

    A line marks where one clause ends and the next begins.
    """
    steps = attributes["identity"]["output"]["steps_per_clause"]
    following = protocol_clauses(attributes)[end // steps :]
    for k in range(1, len(following)):
        ax.axvline((time[end + k * steps] - time[end]) / 60, color="0.8", lw=0.8, zorder=0)
    said = textwrap.wrap(as_typed("then (min): " + "; ".join(following)), 24)
    ax.set_xlabel("\n".join(said[:4]), fontsize=8)
    ax.tick_params(labelleft=False)


def _run_to_show(kinetics: xr.Dataset, runs: np.ndarray, window: tuple[int, int]) -> int:
    """Return the film whose recorded times follow the front of the driven clause best."""
    M = kinetics.magnetization.values
    largest = max(float(np.nanmax(M[runs])), 1e-30)
    followed = []
    for r in runs:
        share = M[r, window[0] : window[1] + 1] / largest
        # Equal steps of the front count more than many records of a front that stands nearly still.
        followed.append(len(np.unique(np.floor(20 * share[(share > 0.05) & (share < 0.95)]))))
    return int(runs[int(np.argmax(followed))])


def draw_kymograph(ax: Axes, kinetics, profiles, voltage, runs, window) -> None:
    """Draw N occupancy against height and time, in one block per stored profile.

    A tick marks the time of each profile.
    """
    begin, end = window
    run = _run_to_show(kinetics, runs, window)
    n = int(profiles.n_planes.values[run])
    depth = profiles.depth.values[run, :n]
    height = display(depth[0] + depth[-1] - depth, "depth")
    since = kinetics.time.values[run] - kinetics.time.values[run, begin]
    share = kinetics.magnetization.values[run, begin : end + 1]
    share = share / max(float(np.nanmax(kinetics.magnetization.values[runs])), 1e-30)
    over = begin + int(np.argmax(share > 0.95))
    stop = min(1.15 * since[over], since[end]) if over > begin else since[end]
    scale, unit = (60.0, "min") if stop > 300 else (1.0, "s")
    time = (profiles.time.values[run] - kinetics.time.values[run, begin]) / scale
    # The first profile after the end belongs to it: its block reaches halfway back from there.
    inside = np.flatnonzero((time >= 0) & (time <= since[end] / scale * (1 + 1e-12)))
    inside = inside[np.flatnonzero(np.diff(time[inside], append=np.inf) > 0)]
    shown = inside[: int(np.searchsorted(time[inside], stop / scale)) + 1]
    y = profiles.nitrogen_occupancy.isel(run=run).values[shown, :n]
    image = ax.pcolormesh(
        time_edges(time[shown], False), edges(height), y.T, cmap="RdYlBu_r", vmin=0, vmax=1
    )
    right = max(stop / scale, time[shown[min(1, len(shown) - 1)]])
    marked = time[shown][time[shown] <= right]
    ax.plot(
        marked, np.full(len(marked), 1.012), "|", ms=5, mew=0.8, color="0.25", gid="snapshots",
        transform=ax.get_xaxis_transform(), clip_on=False,
    )  # fmt: skip
    says = ""
    # Only N that is driven out leaves through a front.
    if np.mean(kinetics.gate_voltage.values[run, begin + 1 : end + 1]) < 0.0:
        front = display(kinetics.front_position.values[run], "front_position")
        seen = (since >= 0) & (since <= stop)
        ax.plot(since[seen] / scale, front[seen], "k.-", lw=1, ms=3)
        says = "; black: front at $y_N = 0.5$"
    bar = ax.figure.colorbar(image, ax=ax)
    bar.set_label("occupied fraction of N sites $y_N$")
    ax.set_xlim(0, right)
    ax.set_xlabel(f"time ({unit}); ticks above: stored profiles{says}")
    ax.set_ylabel("height above the bottom electrode (nm)")
    name = as_typed(run_name(kinetics, voltage, run))
    said = f"N front of this film at {name}" if voltage else f"N front {name}".strip()
    ax.set_title(textwrap.fill(said, 56), fontsize=11)
