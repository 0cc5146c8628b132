"""Drawing of one film family over time: M(t), and the N front of one film."""

from __future__ import annotations

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes

from nmhts.report.numbers import display, name_of, run_name
from nmhts.report.style import plain


def draw_series(figure, place, kinetics, voltage, key, runs, window) -> None:
    """Draw M(t): a driven clause on a logarithmic axis of time and the rest on a linear one, or all of it on a linear one."""
    begin, end = window
    time = kinetics.time.values
    M = display(kinetics.magnetization.values, "magnetization")
    shades = colormaps["viridis"]
    last = time.shape[1] - 1
    parts = place.subgridspec(1, 2, width_ratios=(2, 1), wspace=0.02)
    split = voltage is not None and end < last
    hold = figure.add_subplot(parts[0, 0] if split else place)
    after = figure.add_subplot(parts[0, 1], sharey=hold) if split else None
    every = max(1, len(runs) // 7)
    scale, unit = (60.0, "min") if np.nanmax(time[runs]) > 300 else (1.0, "s")
    for k, run in enumerate(runs):
        style = {"color": shades(0.95 * k / max(len(runs) - 1, 1)), "lw": 1.4}
        named = k % every == 0 or run == runs[-1]
        name = plain(run_name(kinetics, voltage, run)) if named else None
        since = time[run] - time[run, begin]
        if voltage is None:
            hold.plot(since / scale, M[run], label=name, **style)
            continue
        hold.semilogx(since[begin + 1 : end + 1], M[run, begin + 1 : end + 1], label=name, **style)
        if after is not None:
            after.plot((time[run, end:] - time[run, end]) / 60, M[run, end:], **style)
    hold.set_xlabel("time under voltage (s)" if voltage else f"time ({unit})")
    hold.set_ylabel("$M$ (kA/m = emu/cm$^3$)")
    hold.set_title(plain(f"M(t): {name_of(key)}") if key else "M(t)", loc="left")
    if hold.get_legend_handles_labels()[1]:
        heading = "gate voltage" if voltage else None
        hold.legend(fontsize=7, loc="best", title=heading, title_fontsize=7)
    if after is None:
        return
    after.set_xlabel("then (min)")
    after.tick_params(labelleft=False)
    for time_of_change, text in _changes(kinetics, runs[-1], end):
        after.axvline(time_of_change / 60, color="0.8", lw=0.8)
        after.text(
            time_of_change / 60, 0.5, text, rotation=90, fontsize=8, color="0.4", ha="left",
            va="center", transform=after.get_xaxis_transform(),
        )  # fmt: skip


def _changes(kinetics, run, end) -> list[tuple[float, str]]:
    """Return the times after the first clause at which the voltage changes, with what it becomes."""
    volts, time = kinetics.gate_voltage.values[run], kinetics.time.values[run]
    found = []
    for i in range(end + 1, len(time)):
        if not np.isclose(volts[i], volts[i - 1]):
            found.append(
                (float(time[i - 1] - time[end]), f"{volts[i]:+.3g} V" if volts[i] else "0 V")
            )
    return found[:8]


def draw_kymograph(ax: Axes, kinetics, profiles, voltage, runs, window) -> None:
    """Draw N occupancy against height and time, for the film in which the recorded times follow the front best."""
    begin, end = window
    M = kinetics.magnetization.values
    largest = max(float(np.nanmax(M[runs])), 1e-30)
    share = M[:, begin : end + 1] / largest
    # Equal steps of the front count more than many times at which it stands nearly still.
    followed = []
    for r in runs:
        moving = share[r][(share[r] > 0.05) & (share[r] < 0.95)]
        followed.append(len(np.unique(np.floor(20 * moving))))
    run = runs[int(np.argmax(followed))]
    n = int(profiles.n_planes.values[run])
    depth = profiles.depth.values[run, :n]
    height = display(depth[0] + depth[-1] - depth, "depth")
    since = kinetics.time.values[run] - kinetics.time.values[run, begin]
    over = begin + int(np.argmax(share[run] > 0.95))
    stop = min(1.15 * since[over], since[end]) if over > begin else since[end]
    scale, unit = (60.0, "min") if stop > 300 else (1.0, "s")
    time = (profiles.time.values[run] - kinetics.time.values[run, begin]) / scale
    shown = np.flatnonzero((time >= 0) & (time <= stop / scale))
    y = profiles.nitrogen_occupancy.isel(run=run).values[shown, :n]
    image = ax.pcolormesh(
        time[shown], height, y.T, cmap="RdYlBu_r", vmin=0, vmax=1, shading="nearest"
    )
    front = display(kinetics.front_position.values[run], "front_position")
    seen = (since >= 0) & (since <= stop)
    ax.plot(since[seen] / scale, front[seen], "k.-", lw=1, ms=3, label="$y_N = 0.5$")
    bar = ax.figure.colorbar(image, ax=ax)
    bar.set_label("occupied fraction of N sites $y_N$")
    ax.set_xlim(0, time[shown[-1]])
    ax.set_xlabel(f"time ({unit})")
    ax.set_ylabel("height above the bottom electrode (nm)")
    name = run_name(kinetics, voltage, run)
    ax.set_title(plain(f"N front of this film at {name}" if voltage else f"N front {name}".strip()))
    ax.legend(fontsize=8, loc="upper left")
