"""Rate of extraction: its exponential law, slope and threshold; and M(t) of film families."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from nmhts.report.clauses import clause_axes, clause_text
from nmhts.report.data import (
    AbsentError,
    Group,
    StudyData,
    alloys,
    groups,
    of_thickness,
    own_films,
    protocol_parts,
    thickness_name,
    thicknesses,
)
from nmhts.report.numbers import (
    THRESHOLD_RATE,
    display,
    exponential_fit,
    extraction_rates,
    families,
    name_of,
    onset_voltage,
    span,
)
from nmhts.report.panels import Picture, composition_colours, curves, group_panels
from nmhts.report.style import COLOURS, MARKERS, axis_label, heading, new_figure


class RateLaw(NamedTuple):
    """Rate of one family: slope in decades per volt, whether it is a fit, and the threshold voltage (NaN where not crossed)."""

    material: str
    thickness: float
    slope: float
    fitted: bool
    threshold: float


def steepest_slope(volts: np.ndarray, rates: np.ndarray) -> float:
    """Return the largest difference quotient of log10(rate) between neighbouring voltages, decades per volt.

    Where voltages are too coarse for a fit this bounds the slope of the exponential law from below. NaN for less than two rates.
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
    for runs in families(data.kinetics, data.voltage, data.good).values():
        used = runs[(volts[runs] < 0) & (rates[runs] > 0)]
        if len(used) < 2:
            continue
        V, r = volts[used], rates[used]
        fit = exponential_fit(V, r)
        slope = fit[0] if fit else steepest_slope(V, r)
        material = str(data.kinetics.material.values[runs[0]])
        thickness = float(data.kinetics.thickness.values[runs[0]])
        found.append(
            RateLaw(material, thickness, slope, bool(fit), onset_voltage(V, r, THRESHOLD_RATE))
        )
    if not found:
        raise AbsentError("no two films that lose N differ in the voltage only")
    return found


def rate_curves(data: StudyData) -> list[Picture]:
    """Return the rate of extraction against voltage, one picture a thickness."""
    volts = data.volts
    rates = extraction_rates(data.kinetics, data.window)
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
            ax.axhline(display(np.array(THRESHOLD_RATE), "nitrogen_lost"), color="0.6", lw=0.8)
            ax.set_xlabel(axis_label("gate_voltage", "gate voltage"))

        figure = group_panels(found, draw)
        figure.axes[0].set_ylabel("N extraction rate (nm$^{-2}$ s$^{-1}$)")
        name = thickness_name(data, thickness)
        caption = (
            f"Mean rate at which the first tenth of a plane (1.3 N/nm²) leaves {name} films, or what leaves within {span(data.held)}. A straight "
            f"line is the exponential law. Grey line: the rate whose voltage is called the threshold "
            f"({display(np.array(THRESHOLD_RATE), 'nitrogen_lost'):g} N/(nm² s), about a plane an hour; assumed).{data.conditions}"
        )
        pictures.append(
            Picture(f"rate-{name.replace(' ', '').replace('.', 'p')}", figure, caption, name)
        )
    if not pictures:
        raise AbsentError("no film loses nitrogen under a negative voltage")
    return pictures


def slope_and_threshold(data: StudyData) -> Picture:
    """Return slope and threshold against composition; against thickness where there is no alloy system."""
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
    axes[0, 0].set_ylabel("slope (decades/V)")
    axes[1, 0].set_ylabel("threshold voltage $V_{th}$ (V)")
    axes[0, 0].legend(frameon=False)
    fitted = sum(law.fitted for law in laws)
    caption = (
        f"Top: slope of log10(rate) against voltage. {_plural(fitted, 'family')} fitted over the lowest five decades (filled); for {len(laws) - fitted} the voltages are too "
        f"coarse for a fit (four films over three decades) and the steepest step between neighbouring films is shown instead (open): a lower bound. "
        f"Bottom: voltage at which the rate reaches the threshold, log(rate) linear in voltage between films.{data.conditions}"
    )
    return Picture("slope-and-threshold", figure, caption)


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun if count == 1 else noun.replace('family', 'families')}"


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
    fitted = np.array([w.fitted for w in rows], bool)
    axes[0].plot(x, slopes, color=colour, lw=1.0)
    for mask, face in ((fitted, colour), (~fitted, "white")):
        axes[0].plot(x[mask], slopes[mask], marker, color=colour, mfc=face, ms=5)
    axes[0].plot([], [], marker=marker, color=colour, lw=1.0, label=label)
    axes[1].plot(x, [w.threshold for w in rows], color=colour, marker=marker, ms=5, lw=1.0)


def series_of_voltage(data: StudyData) -> list[Picture]:
    """Return M(t) with the voltage as colour, one picture a material group: the family whose onset the voltages resolve best."""
    volts = data.volts
    pictures = []
    for group in groups(data):
        sets = families(data.kinetics, data.voltage, own_films(data, group))
        key, runs = max(sets.items(), key=lambda item: _resolved(data, item[1]))
        if len(runs) < 2:
            continue
        norm = Normalize(float(volts[runs].min()), float(volts[runs].max()))
        colours = [colormaps["viridis_r"](norm(volts[r])) for r in runs]
        figure = _series(data, runs, colours, len(runs))
        bar = figure.colorbar(ScalarMappable(norm, "viridis_r"), ax=figure.axes, pad=0.01)
        bar.set_label(axis_label("gate_voltage", "gate voltage"))
        axes = data.kinetics.attrs["axes"]
        name = name_of([(n, v) for n, v in key if n in axes and n in ("material", "thickness")])
        caption = f"M(t) of {name or 'the film'} at {len(runs)} voltages, clause after clause; time counts from the start of each clause.{data.conditions}"
        pictures.append(
            Picture(f"series-{group.title.replace(', ', '-')}"[:40], figure, caption, name)
        )
    if not pictures:
        raise AbsentError("no two films differ in the voltage only")
    return pictures


def _resolved(data: StudyData, runs: np.ndarray) -> tuple[float, float, float]:
    """Return how well the voltages of a family resolve its switching, then its spread, then its thickness."""
    share = data.final[runs] / max(float(np.nanmax(data.final[data.good])), 1e-30)
    between = float(((share > 0.003) & (share < 0.95)).sum()) * float(share.max() > 0.3)
    return between, float(share.std()), float(data.kinetics.thickness.values[runs[0]])


def series_of_composition(data: StudyData) -> list[Picture]:
    """Return M(t) with the composition as colour, one picture a binary system, at the voltage where compositions differ most."""
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
        figure = _series(data, runs, [shades(norm(share[int(r)])) for r in runs], len(runs))
        bar = figure.colorbar(ScalarMappable(norm, shades), ax=figure.axes, pad=0.01)
        bar.set_label(axis_label(f"x_{group.metal}"))
        caption = f"M(t) of {thickness_name(data, thickness)} films of {group.title}{said}, composition as colour.{data.conditions}"
        pictures.append(Picture(f"series-x-{group.title}", figure, caption, group.title))
    return pictures


def _most_different(
    data: StudyData, runs: np.ndarray, share: dict[int, float]
) -> tuple[np.ndarray, str]:
    """Return the films at the voltage at which the time to switch spreads most over compositions, and that voltage in words."""
    volts = data.volts[runs]
    begin, end = data.window
    M = data.kinetics.magnetization.values[runs, begin : end + 1].astype(float)
    half = 0.5 * M.max()
    steps = np.where((half <= M).any(axis=1), (half <= M).argmax(axis=1), M.shape[1])
    values = np.unique(volts)
    spread = [steps[volts == v].std() * (np.sum(volts == v) > 1) for v in values]
    best = values[int(np.argmax(spread))]
    return runs[volts == best], f" at {best:g} V"


def _series(data: StudyData, runs: np.ndarray, colours: list, count: int) -> Figure:
    """Return M(t) of films, a panel a clause, sharing the axis of M."""
    parts = protocol_parts(data)
    figure = new_figure(3, height=3.6)
    axes = clause_axes(figure, figure.add_gridspec(1, 1)[0], parts)
    M = display(data.kinetics.magnetization.values, "magnetization")
    time = data.kinetics.time.values
    for ax, part in zip(axes, parts, strict=True):
        for run, colour in zip(runs, colours, strict=True):
            since = time[run, part.begin : part.end + 1] - time[run, part.begin]
            skip = int(part.logarithmic)
            ax.plot(since[skip:], M[run, part.begin + skip : part.end + 1], color=colour, lw=1.4)
        heading(ax, clause_text(part))
        ax.set_xlabel("time since then (s)")
        ax.set_ylim(bottom=-0.03 * float(np.nanmax(M[runs])) - 1e-9)
    axes[0].set_ylabel(axis_label("magnetization", "magnetization"))
    return figure
