"""The page of a study: one HTML file with everything in it, for a laptop and for paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import xarray as xr

from nmhts.report import (
    cycle_page,
    film_page,
    lattice_page,
    map_page,
    stack_page,
    wireless_page,
)
from nmhts.report.provenance import study_text
from nmhts.report.sheet import write_sheet
from nmhts.report.style import look
from nmhts.study.files import StudyFiles, write_atomically
from nmhts.study.kinds import kind_of
from nmhts.study.open import open_study

Page = Callable[[xr.DataTree, StudyFiles, dict[str, bytes]], dict[str, Any]]
"""Returns what the page of a study says, and adds its figures to the last parameter."""

PAGES: dict[str, Page] = {
    "film_kinetics": film_page.film_page,
    "cycling": cycle_page.cycle_page,
    "stack_kinetics": stack_page.stack_page,
    "wireless": wireless_page.wireless_page,
    "lattice": lattice_page.lattice_page,
    "phase_map": map_page.map_page,
}
"""What makes the page of every kind of study."""

SHEETS = ("film_kinetics",)
"""Kinds of study that have a figure sheet."""

FIGURE_NAMES = tuple(
    {
        name
        for page in (film_page, cycle_page, stack_page, wireless_page, lattice_page, map_page)
        for name in page.FIGURE_NAMES
    }
)
"""How the names of the figures of any page begin."""


def write_report(root: Path) -> list[Path]:
    """Write the page and the figures of the study below ``results/<study>``, of films also the figure sheet, and return the files written."""
    written = write_sheet(root) if _kind(open_study(root)) in SHEETS else []
    page, figures = report_page(root)
    folder = root / "figures"
    old = {p for p in folder.glob("*.png") if p.stem.startswith(FIGURE_NAMES)}
    for name, content in figures.items():
        path = folder / f"{name}.png"
        write_atomically(path, content)
        written.append(path)
    # A figure of an earlier state of the study must not stand beside those of the present one.
    for path in old - set(written):
        path.unlink()
    path = root / "report.html"
    write_atomically(path, page.encode())
    return [path, *written]


def report_page(root: Path) -> tuple[str, dict[str, bytes]]:
    """Return the page of the study below ``results/<study>`` as HTML, and its figures as PNG by name.

    The same store, study file and sheets give the same bytes.
    """
    tree, files = open_study(root), StudyFiles(root)
    figures: dict[str, bytes] = {}
    make = PAGES[_kind(tree)]
    with look():
        own = make(tree, files, figures)
    text, complaint = study_text(files)
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("nmhts.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template("page.html").render(
        title=tree.attrs.get("title") or tree.attrs["study"],
        study=tree.attrs["study"],
        what=kind_of(tree.attrs["identity"]).what,
        study_text=text,
        study_complaint=complaint,
        incomplete=""
        if files.complete.exists()
        else "The study is not complete: shards that have not run are not on this page.",
        **own,
    )
    return page, figures


def _kind(tree: xr.DataTree) -> str:
    return tree.attrs["identity"]["kind"]
