"""Axis limits, tick labels and cell borders that keep small changes looking small."""

from __future__ import annotations

import math

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import QuadMesh
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, ScalarFormatter

LEAST_SPAN = 0.1
"""Least span of an axis of values over its largest value.

A change of a thousandth then looks like one.
"""

_LEAST_DECADES = 1.0


def as_typed(text: str) -> str:
    """Return a user's text for a label, with its dollar signs escaped: they begin no formula."""
    return text.replace("$", r"\$")


def from_zero(ax: Axes) -> None:
    """Start an axis of magnetizations at zero, with room above the largest.

    An autoscaled axis would magnify magnetizations that hardly change.
    """
    low, high = ax.get_ylim()
    ax.set_ylim(min(0.0, low), max(high, high + 0.05 * (high - min(0.0, low))))


def settle(figure: Figure) -> None:
    """Widen axes of values that span next to nothing, and write their numbers in full.

    Color bars, maps and axes of depth or height stay as they are.
    """
    for ax in figure.axes:
        if ax.get_label() == "<colorbar>":
            continue
        for axis in (ax.xaxis, ax.yaxis):
            formatter = axis.get_major_formatter()
            if isinstance(formatter, ScalarFormatter):
                # No offset beside the axis that a reader would have to add to its labels.
                formatter.set_useOffset(False)
        if ax.images or any(isinstance(one, QuadMesh) for one in ax.collections):
            continue
        if ax.get_yscale() == "linear":
            _widen(ax)
        elif ax.get_yscale() == "log":
            _widen_decades(ax)


def _widen(ax: Axes) -> None:
    low, high = ax.get_ylim()
    span, size = abs(high - low), max(abs(low), abs(high))
    if span >= LEAST_SPAN * size:
        return
    middle, half = 0.5 * (low + high), 0.5 * LEAST_SPAN * size * (1.0 if high > low else -1.0)
    ax.set_ylim(middle - half, middle + half)


def _widen_decades(ax: Axes) -> None:
    low, high = sorted(ax.get_ylim())
    if not low > 0.0 or math.log10(high / low) >= _LEAST_DECADES:
        return
    # The powers of ten around the data: an axis with less than two of them has no scale to read.
    ax.set_ylim(10.0 ** math.floor(math.log10(low)), 10.0 ** math.ceil(math.log10(high)))
    ax.yaxis.set_major_locator(LogLocator())


def edges(centres: np.ndarray) -> np.ndarray:
    """Return the borders of cells around sorted centers: halfway between them.

    The outer cells are symmetric.
    """
    if len(centres) == 1:
        return np.array([centres[0] - 0.5, centres[0] + 0.5])
    middle = 0.5 * (centres[1:] + centres[:-1])
    return np.concatenate([[2 * centres[0] - middle[0]], middle, [2 * centres[-1] - middle[-1]]])


def ended(centres: np.ndarray) -> np.ndarray:
    """Return the borders of cells around sorted centers, none beyond the outermost center.

    No cell then covers values that were not computed.
    """
    found = edges(centres)
    if len(centres) > 1:
        found[0], found[-1] = centres[0], centres[-1]
    return found
