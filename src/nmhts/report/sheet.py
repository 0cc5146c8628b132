"""The figure sheet of a study: onset, rate, M(t) and the N front, drawn from its store."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import xarray as xr
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from nmhts.errors import StoreError
from nmhts.report.numbers import (
    ONSET_SHARE,
    display,
    driven_clause,
    exponential_fit,
    extraction_rates,
    families,
    name_of,
    no_onset,
    onset_voltage,
    same_for_all,
    span,
    status_note,
)
from nmhts.report.series import draw_kymograph, draw_series
from nmhts.report.style import COLOURS, STYLES, plain, png
from nmhts.study.files import write_atomically
from nmhts.study.open import open_study

# With more families than this a legend hides the curves; colours then run over the materials and the page of the study tells them apart.
_MOST_NAMED = 14


def write_sheet(root: Path) -> list[Path]:
    """Draw the figure sheet of the study below ``results/<study>`` and return the files written."""
    tree = open_study(root)
    figure = figure_sheet(tree)
    path = root / "figures" / "sheet.png"
    write_atomically(path, png(figure, dpi=110))
    return [path]


def figure_sheet(tree: xr.DataTree) -> Figure:
    """Return the sheet: onset curve, extraction rate, M(t) family and front kymograph.

    Onset and rate belong to a clause ``hold {name} for ...`` whose voltage is an axis; without one the sheet has M(t) and the front only.
    """
    kinetics = tree["kinetics"].to_dataset().load()
    profiles = tree["profiles"].to_dataset()
    voltage, window = driven_clause(tree.attrs, kinetics)
    grouped = families(kinetics, voltage)
    if not grouped:
        raise StoreError("every film of the study failed: there is nothing to draw")
    figure = Figure(figsize=(12.5, 9.6 if voltage else 5.4), layout="constrained")
    grid = figure.add_gridspec(2 if voltage else 1, 2)
    if voltage:
        _onset(figure.add_subplot(grid[0, 0]), kinetics, voltage, grouped, window)
        _rate(figure.add_subplot(grid[0, 1]), kinetics, voltage, grouped, window)
    key, runs = _family_to_show(kinetics, grouped, window)
    place = grid[-1, 0]
    draw_series(figure, place, kinetics, voltage, key, runs, window)
    draw_kymograph(figure.add_subplot(grid[-1, 1]), kinetics, profiles, voltage, runs, window)
    title = tree.attrs.get("title") or tree.attrs["study"]
    figure.suptitle(plain(f"{title}\n{same_for_all(kinetics)}"), fontsize=13)
    figure.supxlabel(plain(status_note(kinetics)), fontsize=8, color="0.35")
    return figure


def _style(key: tuple, grouped: dict[tuple, np.ndarray]) -> dict:
    """Return colour by material, line style by thickness, opacity by temperature."""

    def place(name: str) -> tuple[int, int]:
        values = list(dict.fromkeys(dict(k).get(name) for k in grouped))
        return values.index(dict(key).get(name)), len(values)

    material, materials = place("material")
    thickness, _ = place("thickness")
    rank, count = place("temperature")
    named = materials <= len(COLOURS)
    colour = COLOURS[material] if named else colormaps["viridis"](material / materials)
    return {
        "color": colour,
        "linestyle": STYLES[thickness % len(STYLES)],
        "alpha": 0.35 + 0.65 * (rank + 1) / count,
    }


def _onset(ax: Axes, kinetics, voltage, grouped, window) -> None:
    begin, end = window
    volts = kinetics[voltage].values
    M = display(kinetics.magnetization.values[:, end], "magnetization")
    # Above zero, so that films without any M have no onset.
    level = max(ONSET_SHARE * np.nanmax(M), 1e-30)
    for key, runs in grouped.items():
        onset = onset_voltage(volts[runs], M[runs], level)
        said = f"{onset:.2f} V" if np.isfinite(onset) else no_onset(volts[runs], M[runs], level)
        name = f"{name_of(key)}: {said}" if key else said
        ax.plot(
            volts[runs],
            M[runs],
            marker=".",
            ms=5,
            lw=1.3,
            label=plain(name),
            **_style(key, grouped),
        )
    ax.axhline(level, color="0.6", lw=0.8)
    held = np.nanmax(kinetics.time.values[:, end] - kinetics.time.values[:, begin])
    ax.set_xlabel("gate voltage $V$ (V)")
    ax.set_ylabel(f"$M$ (kA/m = emu/cm$^3$) after {span(held)}")
    ax.set_title("onset of ferromagnetism")
    heading = f"onset ({ONSET_SHARE:.0%} of the largest M, grey line)"
    if len(grouped) <= _MOST_NAMED:
        ax.legend(fontsize=7, loc="center left", title=heading, title_fontsize=7)
    else:
        text = f"{len(grouped)} families, colour: material\ngrey: onset at {ONSET_SHARE:.0%} of the largest M"
        ax.text(0.03, 0.45, text, transform=ax.transAxes, fontsize=8)


def _rate(ax: Axes, kinetics, voltage, grouped, window) -> None:
    """Draw the mean rate at which the first tenth of a plane leaves, or what leaves before the clause ends."""
    volts = kinetics[voltage].values
    every = extraction_rates(kinetics, window)
    slopes: dict[str, list[tuple[float, float]]] = {}
    for key, runs in grouped.items():
        rates = every[runs]
        good = (volts[runs] < 0) & (rates > 0)
        shown = display(rates[good], "nitrogen_lost")
        ax.semilogy(volts[runs][good], shown, marker=".", ms=5, lw=1.3, **_style(key, grouped))
        fit = exponential_fit(volts[runs][good], shown)
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


def _family_to_show(kinetics, grouped, window) -> tuple[tuple, np.ndarray]:
    """Return the family of the thickest film whose onset the voltages resolve best."""
    end = window[1]
    M = kinetics.magnetization.values
    largest = max(float(np.nanmax(M)), 1e-30)

    def resolved(item) -> tuple[float, float]:
        share = M[item[1], end] / largest
        part = float(((share > 0.003) & (share < 0.95)).sum()) + float(share.std())
        return kinetics.thickness.values[item[1][0]] * (share.max() > 0.5), part

    return max(grouped.items(), key=resolved)
