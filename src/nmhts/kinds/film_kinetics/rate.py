"""Rate of extraction: its exponential law, slope and threshold."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from nmhts.kinds.film_kinetics.data import (
    Group,
    StudyData,
    alloys,
    groups,
    of_thickness,
    thickness_name,
    thicknesses,
    thinned,
)
from nmhts.kinds.film_kinetics.panels import curves, group_panels
from nmhts.report.data import AbsentError
from nmhts.report.numbers import (
    STRAIGHT,
    THRESHOLD_RATE,
    display,
    exponential_fit,
    extraction_rates,
    families,
    onset_voltage,
)
from nmhts.report.panels import Picture
from nmhts.report.provenance import Table
from nmhts.report.style import COLOURS, MARKERS, axis_label, heading, new_figure
from nmhts.report.varied import key_in_words


class RateLaw(NamedTuple):
    """Rate of one family.

    Slope in decades per volt; R^2 of its fit (NaN: the steepest step instead); threshold voltage
    (NaN if not crossed); the family.
    """

    material: str
    thickness: float
    slope: float
    r2: float
    threshold: float
    key: tuple = ()

    @property
    def fitted(self) -> bool:
        """Return whether the slope is that of a straight line which the rates follow."""
        return self.r2 >= STRAIGHT

    @property
    def bent(self) -> bool:
        """Return whether the slope is that of a straight line which the rates do not follow."""
        return self.r2 < STRAIGHT

    @property
    def words(self) -> str:
        """Return the origin of the slope and its reliability, in words."""
        if np.isnan(self.r2):
            return "steepest step, a lower bound"
        return f"fit, R² {self.r2:.3f}" + (": bent, no single slope" if self.bent else "")


def steepest_slope(volts: np.ndarray, rates: np.ndarray) -> float:
    """Return the steepest slope of log10(rate) between neighboring voltages, decades per volt.

    Where voltages are too coarse for a fit it is a lower bound of the slope of the exponential law.
    NaN below two rates.
    """
    if len(volts) < 2:
        return np.nan
    order = np.argsort(-volts)
    return float(np.max(np.diff(np.log10(rates[order])) / np.diff(-volts[order])))


def rate_laws(data: StudyData) -> list[RateLaw]:
    """Return slope and threshold of every family with two voltages or more at which N leaves.

    Errors: AbsentError without a driving voltage, or if there is no such family.
    """
    volts, rates = data.volts, extraction_rates(data.kinetics, data.window)
    found = []
    for key, runs in families(data.kinetics, data.voltage, data.good).items():
        used = runs[(volts[runs] < 0) & (rates[runs] > 0)]
        if len(used) < 2:
            continue
        V, r = volts[used], rates[used]
        fit = exponential_fit(V, r)
        slope, r2 = fit if fit else (steepest_slope(V, r), np.nan)
        material = str(data.kinetics.material.values[runs[0]])
        thickness = float(data.kinetics.thickness.values[runs[0]])
        found.append(
            RateLaw(material, thickness, slope, r2, onset_voltage(V, r, THRESHOLD_RATE), key)
        )
    if not found:
        raise AbsentError("no two films that lose N differ in the voltage only")
    return found


def rate_curves(data: StudyData) -> list[Picture]:
    """Return the rate of extraction against voltage, one picture per thickness."""
    volts = data.volts
    rates = extraction_rates(data.kinetics, data.window)
    threshold = float(display(np.array(THRESHOLD_RATE), "nitrogen_lost"))
    shown = display(np.where((volts < 0) & (rates > 0), rates, np.nan), "nitrogen_lost")
    pictures = []
    for thickness in thicknesses(data):
        runs = of_thickness(data, data.good, thickness)
        found = groups(data, runs[np.isfinite(shown[runs])])
        if not found:
            continue

        def draw(ax: Axes, group: Group, colour) -> None:
            curves(data, ax, group, colour, volts, shown)
            ax.set_yscale("log")
            ax.yaxis.set_minor_locator(NullLocator())
            ax.axhline(threshold, color="0.6", lw=0.8)
            ax.set_xlabel(data.voltage_label)

        figure = group_panels(found, "N extraction rate (nm$^{-2}$ s$^{-1}$)", draw)
        name = thickness_name(data, thickness)
        caption = (
            f"Mean rate at which the first tenth of a plane (1.3 N/nm²) leaves {name} films under "
            f"{data.driven_words}, or what leaves before its end. A straight line is the "
            "exponential law. Gray line: the rate whose voltage is called the threshold "
            f"({display(np.array(THRESHOLD_RATE), 'nitrogen_lost'):g} N/(nm² s), about a plane an "
            f"hour; assumed).{thinned(data)}{data.conditions}"
        )
        pictures.append(
            Picture(f"rate-{name.replace(' ', '').replace('.', 'p')}", figure, caption, name)
        )
    if not pictures:
        raise AbsentError("no film loses nitrogen under a negative voltage")
    return pictures


def slope_and_threshold(data: StudyData) -> Picture:
    """Return slope and threshold against composition; without alloys against thickness."""
    laws = rate_laws(data)
    try:
        found: list[Group] | None = alloys(data)
    except AbsentError:
        found = None
    columns = len(found) if found else 1
    figure = new_figure(columns, rows=2, height=2.9)
    axes = figure.subplots(2, columns, squeeze=False, sharex="col", sharey="row")
    if found:
        for k, group in enumerate(found):
            _against_composition(axes[:, k], data, group, laws)
    else:
        _against_thickness(axes[:, 0], laws)
    for ax in axes[1]:
        _say_if_empty(ax, laws)
    axes[0, 0].set_ylabel("slope (decades/V)")
    axes[1, 0].set_ylabel("threshold voltage $V_{th}$ (V)")
    handles = axes[0, 0].get_legend_handles_labels()[0]
    figure.legend(handles=handles, loc="outside lower center", ncols=len(handles), frameon=False)
    fitted, bent = (sum(getattr(law, name) for law in laws) for name in ("fitted", "bent"))
    said = []
    if fitted:
        said.append(
            f"filled: fitted over the lowest five decades ({fitted} of {len(laws)} families)"
        )
    if bent:
        said.append(
            f"crosses: a straight line fits badly (R² below {STRAIGHT:g}), so its slope is "
            f"not that of a law ({bent} of {len(laws)})"
        )
    if fitted + bent < len(laws):
        said.append(
            "open: the steepest step between neighboring films, a lower bound, where voltages "
            "are too coarse for a fit, which needs four films over three decades "
            f"({len(laws) - fitted - bent} of {len(laws)})"
        )
    caption = (
        f"Top: slope of log10(rate) against voltage; {'; '.join(said)}. Bottom: voltage at which "
        "the rate reaches the threshold, log(rate) linear in voltage between films. How the rate "
        f"is defined: docs/how-to/read-the-report.md.{thinned(data)}{data.conditions}"
    )
    return Picture("slope-and-threshold", figure, caption)


def laws_table(data: StudyData) -> Table:
    """Return slope, its origin and threshold of every family.

    Errors: AbsentError as of ``rate_laws``.
    """
    rows = []
    for law in rate_laws(data):
        film = key_in_words(law.key, data.kinetics) or law.material
        threshold = f"{law.threshold:.2f}" if np.isfinite(law.threshold) else "not crossed"
        rows.append((film, f"{law.slope:.2f}", law.words, threshold))
    return Table(("film", "slope (decades/V)", "from", "threshold (V)"), rows)


def _against_composition(axes, data: StudyData, group: Group, laws: list[RateLaw]) -> None:
    share = dict(zip(data.kinetics.material.values[group.runs], group.share, strict=True))
    for k, thickness in enumerate(thicknesses(data)):
        rows = [w for w in laws if w.material in share and thickness in (None, w.thickness)]
        rows.sort(key=lambda w: share[w.material])
        x = np.array([share[w.material] for w in rows])
        _two_curves(axes, x, rows, k, thickness_name(data, thickness))
    heading(axes[0], group.title)
    axes[1].set_xlabel(axis_label(f"x_{group.metal}"))


def _against_thickness(axes, laws: list[RateLaw]) -> None:
    for k, material in enumerate(dict.fromkeys(w.material for w in laws)):
        rows = sorted((w for w in laws if w.material == material), key=lambda w: w.thickness)
        x = display(np.array([w.thickness for w in rows]), "thickness")
        _two_curves(axes, x, rows, k, material)
    axes[1].set_xlabel(axis_label("thickness", "film thickness"))


def _two_curves(axes, x: np.ndarray, rows: list[RateLaw], k: int, label: str) -> None:
    colour, marker = COLOURS[k % len(COLOURS)], MARKERS[k % len(MARKERS)]
    slopes = np.array([w.slope for w in rows])
    fitted, bent = (np.array([getattr(w, name) for w in rows], bool) for name in ("fitted", "bent"))
    axes[0].plot(x, slopes, color=colour, lw=1.0)
    looks = ((fitted, marker, colour), (bent, "x", colour), (~fitted & ~bent, marker, "white"))
    for mask, own, face in looks:
        axes[0].plot(x[mask], slopes[mask], own, color=colour, mfc=face, ms=5)
    axes[0].plot([], [], marker=marker, color=colour, lw=1.0, label=label)
    axes[1].plot(x, [w.threshold for w in rows], color=colour, marker=marker, ms=5, lw=1.0)


def _say_if_empty(ax: Axes, laws: list[RateLaw]) -> None:
    """State in the panel that no family of the study crosses the threshold, if so."""
    if not any(np.isfinite(w.threshold) for w in laws):
        ax.text(0.5, 0.5, "never crossed", transform=ax.transAxes, ha="center", color="0.4")
        ax.set_yticks([])
