"""A picture of a page, and how many panels stand in a row."""

from __future__ import annotations

from typing import NamedTuple

from matplotlib.figure import Figure

# More panels in a row than this are too small to read.
MOST_COLUMNS = 3


class Picture(NamedTuple):
    """A figure with the name of its file, its caption and, where several share a place, the label of its tab."""

    name: str
    figure: Figure
    caption: str
    tab: str = ""
