"""The figure sheet of a study: onset, rate, M(t) and the N front, drawn from its store."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import xarray as xr
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nmhts.errors import StoreError
from nmhts.materials.library import library
from nmhts.study.files import write_atomically
from nmhts.study.open import open_study
from nmhts.symbols import SYMBOLS
from nmhts.units import convert

# Magnetization above this share of the largest one counts as switched: the criterion of the published onset (assumed: 2 %).
ONSET_SHARE = 0.02
# Colours that colour-blind readers tell apart (Okabe and Ito).
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_STYLES = ("-", "--", ":", "-.")


def display(values: np.ndarray, name: str) -> np.ndarray:
    """Return values of a quantity in its display unit."""
    symbol = SYMBOLS[name]
    return values / convert(1.0, symbol.display, symbol.unit)


def write_sheet(root: Path) -> list[Path]:
    """Draw the figure sheet of the study below ``results/<study>`` and return the files written."""
    tree = open_study(root)
    figure = figure_sheet(tree)
    path = root / "figures" / "sheet.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp.png")
    # No date in the file: the same results give the same picture.
    figure.savefig(temporary, dpi=110, metadata={"Software": None})
    write_atomically(path, temporary.read_bytes())
    temporary.unlink()
    return [path]


def figure_sheet(tree: xr.DataTree) -> Figure:
    """Return the sheet: onset curve, extraction rate, M(t) family and front kymograph.

    Onset and rate belong to a clause ``hold {name} for ...`` whose voltage is an axis; without one the sheet has M(t) and the front only.
    """
    kinetics = tree["kinetics"].to_dataset().load()
    profiles = tree["profiles"].to_dataset()
    voltage, window = _driven_clause(tree, kinetics)
    families = _families(kinetics, voltage)
    if not families:
        raise StoreError("every film of the study failed: there is nothing to draw")
    figure = Figure(figsize=(12.5, 9.6 if voltage else 5.4), layout="constrained")
    grid = figure.add_gridspec(2 if voltage else 1, 2)
    if voltage:
        _onset(figure.add_subplot(grid[0, 0]), kinetics, voltage, families, window)
        _rate(figure.add_subplot(grid[0, 1]), kinetics, voltage, families, window)
    key, runs = _family_to_show(kinetics, families, window)
    place = grid[-1, 0]
    _series(figure, place, kinetics, voltage, key, runs, window)
    _kymograph(figure.add_subplot(grid[-1, 1]), kinetics, profiles, voltage, runs, window)
    title = tree.attrs.get("title") or tree.attrs["study"]
    figure.suptitle(f"{title}\n{_fixed(kinetics)}", fontsize=13)
    figure.supxlabel(_status_note(kinetics), fontsize=8, color="0.35")
    return figure


_HOLD = re.compile(r"\s*hold\s+\{(\w+)\}\s+for\s", re.IGNORECASE)


def _driven_clause(tree: xr.DataTree, kinetics: xr.Dataset) -> tuple[str | None, tuple[int, int]]:
    """Return the axis that is held as gate voltage and the first and last recorded step of that clause.

    Without such a clause: None, and the whole protocol.
    """
    steps = tree.attrs["identity"]["output"]["steps_per_clause"]
    clauses = [c for c in re.split(r"[;\n]", tree.attrs.get("protocol", "")) if c.strip()]
    for k, clause in enumerate(clauses):
        match = _HOLD.match(clause)
        if match and kinetics[match[1]].attrs.get("units") == "V":
            return match[1], (k * steps, (k + 1) * steps)
    return None, (0, kinetics.sizes["step"] - 1)


def _fixed(kinetics: xr.Dataset) -> str:
    """Return the parameters that no axis varies, and the gate."""
    names = ("material", "thickness", "temperature", "gate")
    same = [n for n in names if len(np.unique(kinetics[n].values)) == 1]
    return _name(tuple((n, kinetics[n].values[0].item()) for n in same))


def _span(seconds: float) -> str:
    """Return a length of time in the unit that suits it."""
    for unit, length in (("h", 3600.0), ("min", 60.0), ("s", 1.0)):
        if seconds >= length:
            return f"{seconds / length:.3g} {unit}"
    return f"{seconds * 1e3:.3g} ms"


def _status_note(kinetics: xr.Dataset) -> str:
    """Return the foot of the sheet: what is fitted, and what failed."""
    notes = []
    sheets = library("nitride") | library("gate")
    for name in dict.fromkeys([*kinetics.material.values, *kinetics.gate.values]):
        if str(name) in sheets:
            counts = sheets[str(name)].count_by_status()
            notes.append(f"{name}: " + ", ".join(f"{n} {s}" for s, n in counts.items()))
    failed = int((kinetics.status != 0).sum())
    total = kinetics.sizes["run"]
    failures = f"{failed} of {total} films failed and are left out" if failed else "no film failed"
    return f"Numbers behind these figures: {'; '.join(notes)}.\n{failures}."


def _families(kinetics: xr.Dataset, voltage: str | None) -> dict[tuple, np.ndarray]:
    """Return the runs that differ in the driving voltage only, by the other parameters, from weak to strong extraction.

    Without a driving voltage all runs are one family.
    """
    good = np.flatnonzero(kinetics.status.values == 0)
    if voltage is None:
        return {(): good} if len(good) else {}
    others = [a for a in kinetics.attrs["axes"] if a != voltage]
    keys: dict[tuple, list[int]] = {}
    for run in good:
        key = tuple((name, kinetics[name].values[run].item()) for name in others)
        keys.setdefault(key, []).append(int(run))
    volts = kinetics[voltage].values
    return {key: np.array(sorted(runs, key=lambda r: -volts[r])) for key, runs in keys.items()}


def _style(key: tuple, families: dict[tuple, np.ndarray]) -> dict:
    """Return colour by material, line style by thickness, opacity by temperature."""

    def place(name: str) -> tuple[int, int]:
        values = list(dict.fromkeys(dict(k).get(name) for k in families))
        return values.index(dict(key).get(name)), len(values)

    material, _ = place("material")
    thickness, _ = place("thickness")
    rank, count = place("temperature")
    return {
        "color": _COLOURS[material % len(_COLOURS)],
        "linestyle": _STYLES[thickness % len(_STYLES)],
        "alpha": 0.35 + 0.65 * (rank + 1) / count,
    }


def _name(key: tuple) -> str:
    parts = []
    for name, value in key:
        if isinstance(value, str):
            parts.append(value)
        else:
            symbol = SYMBOLS.get(name)
            shown = f"{display(np.asarray(value), name):g} {symbol.display}" if symbol else value
            parts.append(f"{shown}" if symbol else f"{name} {value:g}")
    return ", ".join(parts)


def _onset(ax: Axes, kinetics, voltage, families, window) -> None:
    begin, end = window
    volts = kinetics[voltage].values
    M = display(kinetics.magnetization.values[:, end], "magnetization")
    level = ONSET_SHARE * np.nanmax(M)
    for key, runs in families.items():
        onset = _onset_voltage(volts[runs], M[runs], level)
        said = f"{onset:.2f} V" if np.isfinite(onset) else _no_onset(volts[runs], M[runs], level)
        name = f"{_name(key)}: {said}" if key else said
        ax.plot(volts[runs], M[runs], marker=".", ms=5, lw=1.3, label=name, **_style(key, families))
    ax.axhline(level, color="0.6", lw=0.8)
    held = np.nanmax(kinetics.time.values[:, end] - kinetics.time.values[:, begin])
    ax.set_xlabel("gate voltage $V$ (V)")
    ax.set_ylabel(f"$M$ (kA/m = emu/cm$^3$) after {_span(held)}")
    ax.set_title("onset of ferromagnetism")
    ax.legend(
        fontsize=7, loc="center left", title=f"onset ({ONSET_SHARE:.0%} of the largest M, grey line)",
        title_fontsize=7,
    )  # fmt: skip


def _no_onset(volts: np.ndarray, M: np.ndarray, level: float) -> str:
    """Return why no onset can be given: all voltages are below it, or all above."""
    return f"weaker than {volts[0]:g} V" if M[0] >= level else f"beyond {volts[-1]:g} V"


def _onset_voltage(volts: np.ndarray, M: np.ndarray, level: float) -> float:
    """Return the voltage at which M reaches the level, log(M) linear in voltage between films; NaN if it does not."""
    above = np.flatnonzero(level <= M)
    if len(above) == 0 or above[0] == 0:
        return np.nan
    i = above[0]
    low = max(M[i - 1], 1e-6 * level)
    share = np.log(level / low) / np.log(M[i] / low)
    return float(volts[i - 1] + share * (volts[i] - volts[i - 1]))


def _rate(ax: Axes, kinetics, voltage, families, window) -> None:
    """Draw the mean rate at which the first tenth of a plane leaves, or what leaves before the clause ends."""
    begin, end = window
    volts = kinetics[voltage].values
    gone = (kinetics.nitrogen_reservoir + kinetics.nitrogen_lost).values[:, begin : end + 1]
    time = kinetics.time.values[:, begin : end + 1]
    gone, time = gone - gone[:, :1], time - time[:, :1]
    slopes: dict[str, list[tuple[float, float]]] = {}
    for key, runs in families.items():
        rates = np.array([_mean_rate(time[run], gone[run]) for run in runs])
        good = (volts[runs] < 0) & (rates > 0)
        shown = display(rates[good], "nitrogen_lost")
        ax.semilogy(volts[runs][good], shown, marker=".", ms=5, lw=1.3, **_style(key, families))
        fit = _exponential_fit(volts[runs][good], shown)
        if fit is not None:
            thickness = kinetics.thickness.values[runs[0]]
            name = f"{display(thickness, 'thickness'):g} nm"
            slopes.setdefault(name, []).append(fit)
    lines = ["slope over the lowest decades:"]
    for name, fits in slopes.items():
        low, high = min(f[0] for f in fits), max(f[0] for f in fits)
        lines.append(
            f"{name}: {low:.2f} to {high:.2f} decades/V, $R^2 \\geq$ {min(f[1] for f in fits):.3f}"
        )
    if slopes:
        ax.text(0.03, 0.04, "\n".join(lines), transform=ax.transAxes, va="bottom", fontsize=9)
    ax.set_xlabel("gate voltage $V$ (V)")
    ax.set_ylabel("N extraction rate (nm$^{-2}$ s$^{-1}$)")
    ax.set_title("rate of extraction")


def _mean_rate(time: np.ndarray, gone: np.ndarray) -> float:
    """Return N extracted over time, up to the first step at which 1.3 nm^-2 have left (a tenth of a plane)."""
    enough = np.flatnonzero(gone >= 1.3e18)
    stop = enough[0] if len(enough) else len(gone) - 1
    return float(gone[stop] / time[stop]) if time[stop] > 0 else np.nan


def _exponential_fit(volts: np.ndarray, rates: np.ndarray) -> tuple[float, float] | None:
    """Return slope (decades per volt) and R^2 of log10(rate) over the lowest five decades; None below three."""
    if len(volts) < 4:
        return None
    order = np.argsort(-volts)
    x, y = -volts[order], np.log10(rates[order])
    low = y <= y[0] + 5.0
    if low.sum() < 4 or y[low].max() - y[0] < 3.0:
        return None
    slope, offset = np.polyfit(x[low], y[low], 1)
    residual = y[low] - (slope * x[low] + offset)
    return float(slope), float(1.0 - residual.var() / y[low].var())


def _family_to_show(kinetics, families, window) -> tuple[tuple, np.ndarray]:
    """Return the family of the thickest film whose onset the voltages resolve best."""
    end = window[1]
    M = kinetics.magnetization.values
    largest = np.nanmax(M)

    def resolved(item) -> tuple[float, float]:
        share = M[item[1], end] / largest
        part = float(((share > 0.003) & (share < 0.95)).sum()) + float(share.std())
        return kinetics.thickness.values[item[1][0]] * (share.max() > 0.5), part

    return max(families.items(), key=resolved)


def _series(figure, place, kinetics, voltage, key, runs, window) -> None:
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
        name = _run_name(kinetics, voltage, run) if named else None
        since = time[run] - time[run, begin]
        if voltage is None:
            hold.plot(since / scale, M[run], label=name, **style)
            continue
        hold.semilogx(since[begin + 1 : end + 1], M[run, begin + 1 : end + 1], label=name, **style)
        if after is not None:
            after.plot((time[run, end:] - time[run, end]) / 60, M[run, end:], **style)
    hold.set_xlabel("time under voltage (s)" if voltage else f"time ({unit})")
    hold.set_ylabel("$M$ (kA/m = emu/cm$^3$)")
    hold.set_title(f"M(t): {_name(key)}" if key else "M(t)", loc="left")
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


def _run_name(kinetics, voltage, run) -> str:
    if voltage is not None:
        return f"{kinetics[voltage].values[run]:g} V"
    return _name(tuple((a, kinetics[a].values[run].item()) for a in kinetics.attrs["axes"]))


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


def _kymograph(ax: Axes, kinetics, profiles, voltage, runs, window) -> None:
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
    name = _run_name(kinetics, voltage, run)
    ax.set_title(f"N front of this film at {name}" if voltage else f"N front {name}".strip())
    ax.legend(fontsize=8, loc="upper left")
