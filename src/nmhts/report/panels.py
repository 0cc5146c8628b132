"""Pictures of a page and the number of panels in a row."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.figure import Figure

# More panels in a row are too small to read.
MOST_COLUMNS = 3


class Picture(NamedTuple):
    """A figure with its file name, its caption and the label of its tab.

    The label counts where several figures share a place.
    """

    name: str
    figure: Figure
    caption: str
    tab: str = ""
