"""Figure of the switched magnetization against further axes, and the regimes of the films.

Further axes are temperature, numbers of the sheets, pulses and gates.
"""

from __future__ import annotations

import textwrap

import numpy as np
import xarray as xr
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from nmhts.kinds.film_kinetics.data import StudyData
from nmhts.report.axes import as_typed, from_zero
from nmhts.report.data import AbsentError
from nmhts.report.numbers import display
from nmhts.report.panels import Picture
from nmhts.report.style import COLOURS, MARKERS, axis_label, new_figure
from nmhts.report.varied import axis_title, in_shown_unit
from nmhts.simulation.outcomes.regimes import regimes_of
from nmhts.symbols import SYMBOLS

_MOST = 6
_MOST_NAMES = 8
# Columns of other sections, counters of films or time steps, and columns drawn as words.
_ELSEWHERE = (
    "thickness",
    "x_Co",
    "x_Fe",
    "x_Mn",
    "material",
    "system",
    "status",
    "run_id",
    "in_study",
)
_COUNTS = ("sample", "replicate", "n_steps", "n_planes")
REGIME = "regime"


def regime_words(flags: np.ndarray) -> np.ndarray:
    """Return the regimes of every run in words.

    The stored code of bits has no order that a figure could show.
    """
    words = {
        int(code): ", ".join(r.name.replace("_", " ") for r in regimes_of(int(code))) or "none"
        for code in np.unique(flags)
    }
    return np.array([words[int(code)] for code in flags])


def varied_columns(data: StudyData) -> list[str]:
    """Return the columns that differ among the good films and have no section of their own.

    Numbers come first, then names, the regimes last.
    """
    k = data.kinetics
    good = k.status.values == 0
    numbers, names = [], []
    for name, column in k.coords.items():
        if column.dims != ("run",) or name in (*_ELSEWHERE, *_COUNTS, REGIME, data.voltage):
            continue
        if len(np.unique(column.values[good])) > 1:
            (numbers if column.dtype.kind in "if" else names).append(str(name))
    regime = [REGIME] if REGIME in k and len(np.unique(k[REGIME].values[good])) > 1 else []
    return numbers + names + regime


def response_picture(data: StudyData) -> Picture:
    """Return M after the driven clause against each of these columns, for all good films.

    Errors: AbsentError if the study varies nothing of this kind.
    """
    names = varied_columns(data)
    if not names:
        raise AbsentError("the study varies only what the sections above show")
    k = data.kinetics
    good = np.flatnonzero(k.status.values == 0)
    # The caption names columns beyond the room of the figure, but not the regimes.
    shown = names if len(names) <= _MOST else [*names[: _MOST - 1], names[-1]]
    columns = min(len(shown), 3)
    rows = -(-len(shown) // columns)
    figure = new_figure(columns, rows=rows, height=3.0)
    axes = figure.subplots(rows, columns, squeeze=False, sharey=True)
    colours, said = _colours(data, figure, axes.ravel().tolist()[: len(shown)], good)
    for ax, name in zip(axes.ravel(), shown, strict=False):
        draw = _against_number if k[name].dtype.kind in "if" and name != REGIME else _against_names
        draw(ax, k, name, good, data.final[good], colours)
    for ax in axes.ravel()[len(shown) :]:
        ax.remove()
    from_zero(axes[0, 0])
    for ax in axes[:, 0]:
        ax.set_ylabel(axis_label("magnetization", "magnetization"))
    missing = [name for name in names if name not in shown]
    left = f" {len(shown)} of {len(names)} are drawn; not {', '.join(missing)}." if missing else ""
    caption = (
        f"Magnetization at the end of {data.driven_words} against the other parameters that "
        f"the study varies; all {len(good)} films that did not fail, {said}.{left}"
    )
    if REGIME in shown:
        caption += (
            " Regimes flag events in a film that its user must know, with the number of films of "
            "each; the table of films by status has advice."
        )
    return Picture("responses", figure, caption)


def _colours(
    data: StudyData, figure: Figure, axes: list[Axes], good: np.ndarray
) -> tuple[list, str]:
    """Return a color for every film and its meaning in words; a bar or legend joins the figure."""
    if data.voltage is not None:
        norm = Normalize(float(data.volts[good].min()), float(data.volts[good].max()))
        scale = ScalarMappable(norm, "viridis_r")
        figure.colorbar(scale, ax=axes, pad=0.01).set_label(data.voltage_label)
        return list(scale.to_rgba(data.volts[good])), f"color: {data.voltage}"
    materials = [str(m) for m in data.kinetics.material.values[good]]
    names = list(dict.fromkeys(materials))
    if len(names) == 1:
        return [COLOURS[0]] * len(good), f"all of {names[0]}"
    if len(names) > len(COLOURS):
        return [COLOURS[0]] * len(good), f"{len(names)} materials, not told apart"
    handles = [
        Line2D([], [], marker="o", ls="", ms=4, color=COLOURS[k], label=as_typed(name))
        for k, name in enumerate(names)
    ]
    figure.legend(handles=handles, loc="outside lower center", ncols=len(names), frameon=False)
    return [COLOURS[names.index(m)] for m in materials], "colour: material"


def _against_number(
    ax: Axes, k: xr.Dataset, name: str, good: np.ndarray, M: np.ndarray, colours: list
) -> None:
    x = k[name].values[good].astype(float)
    unit = str(k[name].attrs.get("units", "1"))
    x = display(x, name) if name in SYMBOLS else in_shown_unit(x, unit)
    ax.scatter(x, M, c=colours, s=9)
    label = axis_label(name) if name in SYMBOLS else axis_title(name, k)
    ax.set_xlabel("\n".join(textwrap.wrap(label, 48)) if "$" not in label else label)


def _against_names(
    ax: Axes, k: xr.Dataset, name: str, good: np.ndarray, M: np.ndarray, colours: list
) -> None:
    """Draw a column for every name, in no order, each with the number of its films."""
    values = k[name].values[good]
    words = regime_words(values) if name == REGIME else values.astype(str)
    found, counts = np.unique(words, return_counts=True)
    order = np.argsort(-counts, kind="stable")[:_MOST_NAMES]
    for place, which in enumerate(order):
        here = np.flatnonzero(words == found[which])
        # Side by side, so that films with the same M are all visible.
        x = place + np.linspace(-0.3, 0.3, len(here) + 2)[1:-1]
        own = [colours[i] for i in here]
        ax.scatter(x, M[here], c=own, s=9, marker=MARKERS[place % len(MARKERS)])
    labels = [f"{textwrap.fill(as_typed(str(found[w])), 16)}\n({counts[w]} films)" for w in order]
    ax.set_xticks(range(len(order)), labels, fontsize=8)
    ax.set_xlim(-0.6, len(order) - 0.4)
    kinds = f"{len(order)} of {len(found)} shown" if len(found) > len(order) else ""
    ax.set_xlabel(f"{name.replace('_', ' ')} {kinds}".strip())
