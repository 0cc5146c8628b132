"""Sections of a page, for every kind of study."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xarray as xr

from nmhts.report.data import AbsentError, PageData
from nmhts.report.panels import Picture
from nmhts.report.provenance import Table, axes_table, made_table, status_table
from nmhts.report.style import png
from nmhts.study.files import StudyFiles

log = logging.getLogger(__name__)

Parts = Sequence[tuple[str, Callable[[Any], Picture | list[Picture]]]]
"""Figures of a section: a label in words and the function that draws each."""

Sections = tuple[tuple[str, str, Parts], ...]
"""Key, title and figures of every section, in the order of the page."""


@dataclass(frozen=True)
class Page:
    """The page of a kind of study.

    Parameters: make: returns the content of the page of an opened study and adds its figures to the
    last parameter; prefix of the figure names; besides: writes further files into the folder of a
    study and returns them.
    """

    make: Callable[[xr.DataTree, StudyFiles, dict[str, bytes]], dict[str, Any]]
    figure_names: tuple[str, ...]
    besides: tuple[Callable[[Path], list[Path]], ...] = ()


@dataclass(frozen=True)
class Shown:
    """One picture in the form that the page template needs."""

    name: str
    caption: str
    tab: str
    data: str
    width: int


@dataclass
class Section:
    """One section: its pictures, and the reason for each absent one.

    ``places``: pictures side by side in the tabs of one place; ``table_open``: whether its table is
    unfolded at first.
    """

    key: str
    title: str
    places: list[list[Shown]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    table: Table | None = None
    table_title: str = ""
    table_open: bool = False

    @property
    def drawn(self) -> bool:
        """Return whether the section has a picture."""
        return bool(self.places) or self.table is not None


def told(data: PageData, files: StudyFiles, failed: int) -> dict[str, Any]:
    """Return the entries that the pages of all kinds of study share."""
    return {
        "runs": data.table.sizes["run"],
        "failed": failed,
        "held": data.fixed,
        "left_out": data.left_out,
        "axes": axes_table(data),
        "status": status_table(data),
        "made": made_table(data, files),
    }


def make_section(
    data: PageData,
    key: str,
    title: str,
    parts: Parts,
    figures: dict[str, bytes],
) -> Section:
    """Draw the figures of a section, add them to ``figures``, and state why others are absent."""
    section = Section(key, title)
    for what, make in parts:
        try:
            made = make(data)
        except AbsentError as reason:
            section.absent.append(f"{what}: not shown, {reason}.")
            log.info("%s: not shown, %s", what, reason)
            continue
        place = []
        for picture in made if isinstance(made, list) else [made]:
            content = png(picture.figure)
            figures[picture.name] = content
            width = round(picture.figure.get_figwidth() * 96)
            # A figure refers to itself: its images would stay, up to 13 MB each, until Python
            # collects cycles.
            picture.figure.clear()
            text = base64.b64encode(content).decode()
            place.append(Shown(picture.name, picture.caption, picture.tab, text, width))
        section.places.append(place)
    return section
