"""Axes of a study in figures: the axis of the panels, the axis of the colors, values in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import xarray as xr
from matplotlib import colormaps

from nmhts.report.numbers import display, plain_unit
from nmhts.report.style import COLOURS
from nmhts.symbols import SYMBOLS

COUNTERS = ("sample", "replicate")


class Part(NamedTuple):
    """The part of a grid that figures show.

    The axes of panels and colors, the runs, their shared conditions in words, and the axes of which
    a single value is shown.
    """

    panel: str | None
    colour: str | None
    shown: np.ndarray
    fixed: str
    left_out: tuple[str, ...]


def part_shown(table: xr.Dataset, names: Sequence[str]) -> Part:
    """Return the part of the grid that figures show.

    The axis that runs fastest is the color, the first of the others the panel. Of every further
    axis the value of most runs is shown.
    Parameters: table: group with the parameters of every run; names of the conditions to mention if
    all runs share them.
    """
    varied = [a for a in table.attrs["axes"] if len(np.unique(table[a].values)) > 1]
    told_apart = [a for a in varied if a not in COUNTERS]
    colour = told_apart[-1] if told_apart else None
    panel = told_apart[0] if len(told_apart) > 1 else None
    shown = np.ones(table.sizes["run"], bool)
    said, left_out = [], []
    for name in told_apart[1:-1]:
        values, counts = np.unique(table[name].values[shown], return_counts=True)
        value = values[int(np.argmax(counts))]
        shown &= table[name].values == value
        said.append(in_words(name, value, table))
        left_out.append(name)
    for name in names:
        values = np.unique(table[name].values[shown])
        if len(values) == 1:
            said.append(in_words(name, values[0], table))
    return Part(panel, colour, shown, ", ".join(said), tuple(left_out))


def told_apart(values: np.ndarray) -> np.ndarray:
    """Return the values that get a color: all numbers, but no more names than there are colors."""
    if values.dtype.kind in "if" or len(values) <= len(COLOURS):
        return values
    return values[np.round(np.linspace(0, len(values) - 1, len(COLOURS))).astype(int)]


def drawn(shown: int, every: int, what: str) -> str:
    """Return how many of some items a figure shows, as a sentence of its caption; empty for all."""
    if shown == every:
        return ""
    return f" {shown} of {every} {what} {'is drawn' if shown == 1 else 'are drawn, evenly'}."


def shades(values: np.ndarray) -> Sequence[Any]:
    """Return a color for every value: distinct for names, graded for numbers."""
    if values.dtype.kind not in "if":
        return [COLOURS[k % len(COLOURS)] for k in range(len(values))]
    return list(colormaps["viridis"](np.linspace(0.0, 0.88, len(values))))


def axis_title(name: str, table: xr.Dataset) -> str:
    """Return an axis in words, with the unit of its values."""
    if name in SYMBOLS:
        unit = f" ({plain_unit(SYMBOLS[name].display)})" if SYMBOLS[name].display else ""
        return SYMBOLS[name].long_name + unit
    unit = shown_unit(_unit(name, table))
    return name.replace("_", " ") + (f" ({plain_unit(unit)})" if unit else "")


def axis_value(name: str, value: Any, table: xr.Dataset) -> str:
    """Return a value as a number in the unit in which its axis is shown."""
    if isinstance(value, str):
        return value
    number = np.asarray(value, dtype=float)
    shown = display(number, name) if name in SYMBOLS else in_shown_unit(number, _unit(name, table))
    return f"{shown:.5g}"


def in_words(name: str, value: Any, table: xr.Dataset) -> str:
    """Return an axis and its value in words."""
    if isinstance(value, str) or name in SYMBOLS:
        return with_unit(name, value, table)
    return f"{name.replace('_', ' ')} {with_unit(name, value, table)}"


def with_unit(name: str, value: Any, table: xr.Dataset) -> str:
    """Return a value with the unit in which its axis is shown."""
    if isinstance(value, str):
        return value
    unit = SYMBOLS[name].display if name in SYMBOLS else shown_unit(_unit(name, table))
    return f"{axis_value(name, value, table)} {plain_unit(unit)}".strip()


def key_in_words(key: Sequence[tuple[str, Any]], table: xr.Dataset) -> str:
    """Return the parameters that distinguish a film or a family, in words with units."""
    return ", ".join(in_words(name, value, table) for name, value in key)


def shown_unit(unit: str) -> str:
    """Return the display unit of a number that only one study defines.

    A length is shown in nm, a pure number without unit.
    """
    return {"m": "nm", "1": ""}.get(unit, unit)


def in_shown_unit(values: np.ndarray, unit: str) -> np.ndarray:
    """Return numbers in the unit in which they are shown."""
    return 1e9 * values if unit == "m" else values


def _unit(name: str, table: xr.Dataset) -> str:
    return str(table[name].attrs.get("units", "1"))
