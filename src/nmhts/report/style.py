"""Style of figures and their PNG bytes: one type size, colors for color-blind readers, no dates."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap, ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.report.axes import as_typed, settle
from nmhts.symbols import SYMBOLS

# Okabe and Ito.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
STYLES = ("-", "--", ":", "-.")
MARKERS = ("o", "s", "^", "D", "v", "P")
# By order code: paramagnetic, ferromagnetic, ferrimagnetic, antiferromagnetic.
ORDER_COLOURS = ("#DDDDDD", "#D55E00", "#F0E442", "#0072B2")
# Gray, for a film that failed.
FAILED = {"facecolor": "0.85", "edgecolor": "0.45", "hatch": "////", "linewidth": 0.0}
# Lighter, over the color of a point that is an extrapolation.
OUTSIDE = {"facecolor": "none", "edgecolor": "0.45", "hatch": "..", "linewidth": 0.0}
PANEL_WIDTH, PANEL_HEIGHT = 4.1, 3.4
DPI = 120

_LOOK: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.titlesize": 10.5,
    "axes.labelsize": 10,
    "legend.fontsize": 8.5,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9,
    "hatch.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def look() -> AbstractContextManager[None]:
    """Return the context in which the figures of the page are drawn."""
    return rc_context(_LOOK)


def new_figure(columns: int, rows: int = 1, height: float = PANEL_HEIGHT) -> Figure:
    """Return a figure for panels side by side; a single panel is wider than its share."""
    width = {1: 6.4, 2: 10.2}.get(columns, PANEL_WIDTH * columns)
    return Figure(figsize=(min(width, 16.4), height * rows), layout="constrained")


def png(figure: Figure, dpi: int = DPI) -> bytes:
    """Return a figure as PNG; the same results give the same bytes."""
    settle(figure)
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=dpi, metadata={"Software": None})
    return stream.getvalue()


def axis_label(name: str, text: str = "") -> str:
    """Return the label of an axis: words, symbol and display unit of a quantity."""
    if name not in SYMBOLS and name.startswith("x_"):
        return f"{name[2:]} fraction of the metal sites"
    symbol = SYMBOLS[name]
    words = text or symbol.long_name
    latex = f" ${symbol.latex}$" if symbol.latex else ""
    return f"{words}{latex}" + (f" ({unit_text(symbol.display)})" if symbol.display else "")


def share_label(metal: str) -> str:
    """Return the symbol of a metal's fraction, for a color bar that has no room for the words."""
    return f"${SYMBOLS[f'x_{metal}'].latex}$" if f"x_{metal}" in SYMBOLS else f"x_{metal}"


def unit_text(unit: str) -> str:
    """Return a display unit as printed: ``1/nm**2`` as nm$^{-2}$."""
    printed = {
        "1/nm**2": "nm$^{-2}$",
        "1/nm**3": "nm$^{-3}$",
        "uA/cm**2": "µA/cm$^2$",
        "mC/cm**2": "mC/cm$^2$",
        "ohm*m**2": "Ω m$^2$",
        "mu_B": "µ$_B$",
    }
    return printed.get(unit, unit.replace("**2", "$^2$").replace("**3", "$^3$"))


def order_colours() -> Colormap:
    """Return the colors of magnetic orders by their codes."""
    return ListedColormap(list(ORDER_COLOURS))


def direction_colours() -> Colormap:
    """Return colors from -1 to 1 whose middle can be told from paper."""
    return LinearSegmentedColormap.from_list("direction", [COLOURS[1], "0.62", COLOURS[0]])


def heading(ax: Axes, text: str, formula: bool = False) -> None:
    """Put a short title to the left, where it does not run into the next panel.

    The text stands as typed unless it is a formula.
    """
    ax.set_title(text if formula else as_typed(text), loc="left")


def order_patches(codes: np.ndarray) -> list[Patch]:
    """Return the legend of the orders that occur."""
    return [
        Patch(facecolor=colour, edgecolor="0.4", label=meaning)
        for code, (colour, meaning) in enumerate(zip(ORDER_COLOURS, ORDER_MEANINGS, strict=True))
        if code in codes
    ]
