"""How figures look and how they become bytes: one type size, colours that colour-blind readers tell apart, no dates."""

from __future__ import annotations

import io
from contextlib import AbstractContextManager

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, ListedColormap
from matplotlib.figure import Figure

from nmhts.symbols import SYMBOLS

# Okabe and Ito.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
STYLES = ("-", "--", ":", "-.")
MARKERS = ("o", "s", "^", "D", "v", "P")
# By order code: paramagnetic, ferromagnetic, ferrimagnetic, antiferromagnetic.
ORDER_COLOURS = ("#DDDDDD", "#D55E00", "#F0E442", "#0072B2")
# Grey, for a film that failed.
FAILED = {"facecolor": "0.85", "edgecolor": "0.45", "hatch": "////", "linewidth": 0.0}
PANEL_WIDTH, PANEL_HEIGHT = 3.7, 3.3
DPI = 120

_LOOK = {
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
    """Return a figure for panels side by side; one panel alone is wider than its share."""
    width = {1: 5.6, 2: 8.6}.get(columns, PANEL_WIDTH * columns)
    return Figure(figsize=(min(width, 13.0), height * rows), layout="constrained")


def png(figure: Figure, dpi: int = DPI) -> bytes:
    """Return a figure as PNG; the same results give the same bytes."""
    stream = io.BytesIO()
    figure.savefig(stream, format="png", dpi=dpi, metadata={"Software": None})
    return stream.getvalue()


def axis_label(name: str, text: str = "") -> str:
    """Return the label of an axis: words, symbol and display unit of a quantity."""
    symbol = SYMBOLS[name]
    words = text or symbol.long_name
    latex = f" ${symbol.latex}$" if symbol.latex else ""
    return f"{words}{latex}" + (f" ({unit_text(symbol.display)})" if symbol.display else "")


def unit_text(unit: str) -> str:
    """Return a display unit as it is printed: ``1/nm**2`` as nm$^{-2}$."""
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
    """Return the colours of magnetic orders by their codes."""
    return ListedColormap(list(ORDER_COLOURS))


def heading(ax: Axes, text: str) -> None:
    """Put a short title to the left, where it does not run into the next panel."""
    ax.set_title(text, loc="left")
