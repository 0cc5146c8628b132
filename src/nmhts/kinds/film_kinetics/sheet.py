"""The figure sheet of a study: M and rate against the driving voltage, M(t) and the N front."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure, SubFigure

from nmhts.errors import StoreError
from nmhts.kinds.film_kinetics.series import draw_kymograph, draw_series
from nmhts.report.axes import as_typed, from_zero
from nmhts.report.data import evenly
from nmhts.report.numbers import (
    ONSET_SHARE,
    STRAIGHT,
    display,
    driven_clause,
    exponential_fit,
    extraction_rates,
    families,
    no_onset,
    onset_voltage,
    protocol_clauses,
    same_for_all,
    status_note,
)
from nmhts.report.style import COLOURS, MARKERS, STYLES, png
from nmhts.report.varied import axis_title, key_in_words
from nmhts.study.files import write_atomically
from nmhts.study.open import open_study

MOST_DRAWN = 12
"""Most families in a panel; the panel states how many it leaves out."""

_LETTERS = 100  # of a line of the title
_KEY_LETTERS = 60  # of a line of the legend

Families = dict[tuple, np.ndarray]


def write_sheet(root: Path) -> list[Path]:
    """Draw the figure sheet of the study below ``results/<study>`` and return the files written."""
    tree = open_study(root)
    with rc_context({"font.family": "DejaVu Sans"}):
        content = png(figure_sheet(tree), dpi=110)
    path = root / "figures" / "sheet.png"
    write_atomically(path, content)
    return [path]


def figure_sheet(tree: xr.DataTree) -> Figure:
    """Return the sheet: M and rate against voltage, M(t) of a family and a front kymograph.

    The upper two belong to a clause ``hold {name} for ...`` whose voltage is an axis. Without one
    the sheet has M(t) and the front only.
    """
    kinetics = tree["kinetics"].to_dataset().load()
    profiles = tree["profiles"].to_dataset()
    voltage, window = driven_clause(tree.attrs, kinetics)
    grouped = families(kinetics, voltage)
    if not grouped:
        raise StoreError("every film of the study failed: there is nothing to draw")
    drawn = _chosen(grouped)
    figure = Figure(layout="constrained")
    heights = [4.6 + 0.19 * -(-len(drawn) // 2), 4.9] if voltage else [4.9]
    figure.set_size_inches(12.5, sum(heights) + 0.8)
    parts = figure.subfigures(len(heights), 1, height_ratios=heights, squeeze=False)[:, 0]
    if voltage:
        _against_voltage(parts[0], tree.attrs, kinetics, voltage, grouped, drawn, window)
    key, runs = _family_to_show(kinetics, grouped, window)
    grid = parts[-1].add_gridspec(1, 2)
    draw_series(parts[-1], grid[0, 0], tree.attrs, kinetics, voltage, key, runs, window)
    lower = parts[-1].add_subplot(grid[0, 1])
    draw_kymograph(lower, kinetics, profiles, voltage, runs, window)
    title = as_typed(tree.attrs.get("title") or tree.attrs["study"])
    lines = textwrap.wrap(title, _LETTERS) + textwrap.wrap(same_for_all(kinetics), _LETTERS)
    figure.suptitle("\n".join(lines), fontsize=13 if len(lines) < 4 else 11)
    figure.supxlabel(textwrap.fill(status_note(kinetics), 190), fontsize=8, color="0.35")
    return figure


def _chosen(grouped: Families) -> Families:
    """Return the families that are drawn: all, or those of some materials, spread evenly.

    If fewer than two materials fit, some families of all are drawn, spread evenly.
    """
    keys = list(grouped)
    materials = list(dict.fromkeys(dict(key).get("material") for key in keys))
    room = MOST_DRAWN * len(materials) // len(keys)
    # A single material would hide the differences between materials.
    if len(keys) > MOST_DRAWN and room > 1:
        kept = {materials[k] for k in evenly(np.arange(len(materials)), room)}
        keys = [key for key in keys if dict(key).get("material") in kept]
    return {keys[k]: grouped[keys[k]] for k in evenly(np.arange(len(keys)), MOST_DRAWN)}


def family_styles(keys: Sequence[tuple]) -> list[dict[str, Any]]:
    """Return the look of every family; no two are alike.

    The material sets the color, other parameters set line and marker.
    """
    materials = list(dict.fromkeys(dict(key).get("material") for key in keys))
    rests = [tuple(pair for pair in key if pair[0] != "material") for key in keys]
    others = list(dict.fromkeys(rests))
    looks = []
    for key, rest in zip(keys, rests, strict=True):
        material = materials.index(dict(key).get("material"))
        place = others.index(rest) + len(others) * (material // len(COLOURS))
        style, marker = STYLES[place % len(STYLES)], place // len(STYLES)
        looks.append(
            {
                "color": COLOURS[material % len(COLOURS)],
                "linestyle": style,
                "marker": "." if marker == 0 else MARKERS[marker % len(MARKERS)],
            }
        )
    return looks


def _against_voltage(
    part: SubFigure,
    attributes: dict[Any, Any],
    kinetics: xr.Dataset,
    voltage: str,
    grouped: Families,
    drawn: Families,
    window: tuple[int, int],
) -> None:
    """Draw M and the rate of the chosen families against the driving voltage.

    One legend stands below both.
    """
    left, right = part.subplots(1, 2)
    steps = attributes["identity"]["output"]["steps_per_clause"]
    clause = protocol_clauses(attributes)[window[0] // steps]
    looks = family_styles(list(drawn))
    handles = _final(left, kinetics, voltage, drawn, looks, window)
    _rate(right, kinetics, voltage, drawn, looks, window)
    left.set_title(as_typed(textwrap.fill(f"M at the end of '{clause}'", 60)), fontsize=11)
    count = f"{len(drawn)} of {len(grouped)} families are drawn, evenly; all are in the store. "
    line = f"Grey line and onset: {ONSET_SHARE:.0%} of the largest M."
    draws_out = bool((kinetics[voltage].values < 0).any())
    title = (count if len(drawn) < len(grouped) else "") + (line if draws_out else "")
    part.legend(
        handles=handles, loc="outside lower center", ncols=2, fontsize=8, frameon=False,
        title=title, title_fontsize=8,
    )  # fmt: skip


def _final(
    ax: Axes, kinetics: xr.Dataset, voltage: str, drawn: Families, looks: list[dict], window
) -> list:
    """Draw M at the end of the driven clause and return the entries of the legend."""
    volts = kinetics[voltage].values
    M = display(kinetics.magnetization.values[:, window[1]], "magnetization")
    # Above zero, so that films without any M have no onset.
    level = max(ONSET_SHARE * np.nanmax(M), 1e-30)
    draws_out = bool((volts < 0).any())
    handles = []
    for (key, runs), look in zip(drawn.items(), looks, strict=True):
        said = [key_in_words(key, kinetics)] if key else []
        if draws_out:
            onset = onset_voltage(volts[runs], M[runs], level)
            found = (
                f"{onset:.2f} V" if np.isfinite(onset) else no_onset(volts[runs], M[runs], level)
            )
            said.append(f"onset {found}")
        label = as_typed(textwrap.fill("; ".join(said), _KEY_LETTERS))
        handles += ax.plot(volts[runs], M[runs], ms=5, lw=1.3, label=label, **look)
    if draws_out:
        ax.axhline(level, color="0.6", lw=0.8)
    from_zero(ax)
    ax.set_xlabel(axis_title(voltage, kinetics))
    ax.set_ylabel("$M$ (kA/m = emu/cm$^3$)")
    return handles


def _rate(
    ax: Axes, kinetics: xr.Dataset, voltage: str, drawn: Families, looks: list[dict], window
) -> None:
    """Draw the mean rate at which the first tenth of a plane leaves.

    If less leaves before the clause ends, the rate is that of the N that left.
    """
    volts = kinetics[voltage].values
    every = extraction_rates(kinetics, window)
    ax.set_xlabel(axis_title(voltage, kinetics))
    ax.set_ylabel("N extraction rate (nm$^{-2}$ s$^{-1}$)")
    if not ((volts < 0) & (every > 0)).any():
        ax.text(
            0.5,
            0.5,
            "no film loses N:\nno voltage is negative",
            transform=ax.transAxes,
            ha="center",
            color="0.4",
        )
        ax.set(xticks=[], yticks=[], title="rate of extraction")
        return
    fits = []
    for runs, look in zip(drawn.values(), looks, strict=True):
        good = (volts[runs] < 0) & (every[runs] > 0)
        shown = display(every[runs][good], "nitrogen_lost")
        ax.semilogy(volts[runs][good], shown, ms=5, lw=1.3, **look)
        if (fit := exponential_fit(volts[runs][good], shown)) is not None:
            fits.append(fit)
    ax.set_title(f"rate of extraction: {slope_words(fits, len(drawn))}", fontsize=11)


def slope_words(fits: Sequence[tuple[float, float]], families: int) -> str:
    """Return the slopes of straight lines in words, and how many families follow no such line."""
    straight = [slope for slope, r2 in fits if r2 >= STRAIGHT]
    said = []
    if straight:
        low, high = f"{min(straight):.2g}", f"{max(straight):.2g}"
        value = low if low == high else f"{low} to {high}"
        said.append(f"slope {value} decades/V ({len(straight)} of {families} families)")
    if bent := len(fits) - len(straight):
        said.append(f"{bent} bent ($R^2$ below {STRAIGHT:g}), no slope")
    if few := families - len(fits):
        said.append(f"{few} with too few voltages for a fit")
    return "\n".join(said)


def _family_to_show(
    kinetics: xr.Dataset, grouped: Families, window: tuple[int, int]
) -> tuple[tuple, np.ndarray]:
    """Return the family of the thickest film whose onset the voltages resolve best."""
    end = window[1]
    M = kinetics.magnetization.values
    largest = max(float(np.nanmax(M)), 1e-30)

    def resolved(item) -> tuple[float, float]:
        share = M[item[1], end] / largest
        part = float(((share > 0.003) & (share < 0.95)).sum()) + float(share.std())
        return kinetics.thickness.values[item[1][0]] * (share.max() > 0.5), part

    return max(grouped.items(), key=resolved)
