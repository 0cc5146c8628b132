"""Switched magnetization against every other number a study varies: temperature, numbers of the sheets, samples, pulses."""

from __future__ import annotations

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize

from nmhts.report.data import AbsentError, StudyData
from nmhts.report.numbers import display, span
from nmhts.report.panels import Picture
from nmhts.report.style import COLOURS, axis_label, new_figure
from nmhts.symbols import SYMBOLS

_MOST = 6
_ELSEWHERE = ("thickness", "x_Co", "x_Fe", "x_Mn", "status")


def varied_numbers(data: StudyData) -> list[str]:
    """Return the numbers of the run table that differ among the good films and that no other section follows."""
    k = data.kinetics
    good = k.status.values == 0
    found = []
    for name, column in k.coords.items():
        if column.dims != ("run",) or name in _ELSEWHERE or name == data.voltage:
            continue
        if column.dtype.kind in "if" and len(np.unique(column.values[good])) > 1:
            found.append(str(name))
    return found


def response_picture(data: StudyData) -> Picture:
    """Return M after the driven clause against each of those numbers, all films that did not fail.

    Errors: AbsentError if the study varies no such number.
    """
    names = varied_numbers(data)
    if not names:
        raise AbsentError("the study varies only what the sections above show")
    k = data.kinetics
    good = np.flatnonzero(k.status.values == 0)
    shown = names[:_MOST]
    columns = min(len(shown), 3)
    rows = -(-len(shown) // columns)
    figure = new_figure(columns, rows=rows, height=3.0)
    axes = figure.subplots(rows, columns, squeeze=False, sharey=True)
    M = data.final
    materials = list(dict.fromkeys(str(m) for m in k.material.values[good]))
    for ax, name in zip(axes.ravel(), shown, strict=False):
        x = k[name].values[good].astype(float)
        if name in SYMBOLS:
            x = display(x, name)
        if data.voltage is not None:
            colours = data.volts[good]
            ax.scatter(x, M[good], c=colours, s=9, cmap="viridis_r")
        else:
            colours = [
                COLOURS[materials.index(str(m)) % len(COLOURS)] for m in k.material.values[good]
            ]
            ax.scatter(x, M[good], c=colours, s=9)
        unit = k[name].attrs.get("units", "1")
        ax.set_xlabel(
            axis_label(name) if name in SYMBOLS else f"{name} ({unit})".replace(" (1)", "")
        )
    for ax in axes.ravel()[len(shown) :]:
        ax.remove()
    axes[0, 0].set_ylabel(axis_label("magnetization", "magnetization"))
    colour = "colour: material" if len(materials) > 1 else "one material"
    if data.voltage is not None:
        norm = Normalize(float(data.volts[good].min()), float(data.volts[good].max()))
        bar = figure.colorbar(
            ScalarMappable(norm, "viridis_r"), ax=axes.ravel().tolist()[: len(shown)], pad=0.01
        )
        bar.set_label(axis_label("gate_voltage", "gate voltage"))
        colour = "colour: gate voltage"
    left = f" Not drawn: {', '.join(names[_MOST:])}." if len(names) > _MOST else ""
    caption = f"Magnetization after {span(data.held)} of the driven clause against every other number the study varies; all films, {colour}.{left}"
    return Picture("responses", figure, caption)
