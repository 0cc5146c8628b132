"""The page of a study: one HTML file with everything in it, for a laptop and for paper."""

from __future__ import annotations

import base64
import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import xarray as xr

from nmhts.report.data import AbsentError, StudyData, study_data
from nmhts.report.films import kymographs, order_pictures
from nmhts.report.loops import loop_pictures
from nmhts.report.maps import onset_curves, onset_of_composition, onsets, switching_maps
from nmhts.report.numbers import display, protocol_clauses
from nmhts.report.order import intrinsic_maps
from nmhts.report.panels import Picture
from nmhts.report.phase_data import MapData, map_data
from nmhts.report.phase_figures import (
    amounts,
    fields_of_composition,
    fields_of_temperature,
    magnetization_of_composition,
    magnetization_of_temperature,
    orders_of_composition,
    orders_of_temperature,
)
from nmhts.report.provenance import (
    Table,
    axes_table,
    made_table,
    numbers_table,
    phases_table,
    status_table,
    study_text,
)
from nmhts.report.rate import rate_curves, slope_and_threshold
from nmhts.report.responses import response_picture
from nmhts.report.rest import rest_map
from nmhts.report.sheet import write_sheet
from nmhts.report.style import look, png
from nmhts.report.timecourse import series_of_composition, series_of_voltage
from nmhts.study.files import StudyFiles, write_atomically
from nmhts.study.kinds import kind_of
from nmhts.study.open import open_study

log = logging.getLogger(__name__)

Pictures = Callable[[StudyData], Picture | list[Picture]]
MapPictures = Callable[[MapData], Picture | list[Picture]]


@dataclass(frozen=True)
class Shown:
    """One picture as the page needs it."""

    name: str
    caption: str
    tab: str
    data: str
    width: int


@dataclass
class Section:
    """One section: what it shows, in places of one or several tabs, and why something is absent."""

    key: str
    title: str
    places: list[list[Shown]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    table: Table | None = None
    table_title: str = ""


SECTIONS: tuple[tuple[str, str, tuple[tuple[str, Pictures], ...]], ...] = (
    (
        "onset",
        "Onset of ferromagnetism",
        (("M against voltage", onset_curves), ("Onset against composition", onset_of_composition)),
    ),
    ("maps", "Composition and voltage", (("Maps of switched M", switching_maps),)),
    (
        "rate",
        "Rate and threshold of extraction",
        (("Rate against voltage", rate_curves), ("Slope and threshold", slope_and_threshold)),
    ),
    (
        "series",
        "Magnetization over time",
        (
            ("M(t) with voltage as colour", series_of_voltage),
            ("M(t) with composition as colour", series_of_composition),
        ),
    ),
    (
        "rest",
        "After the voltage is off",
        (("Change of M at rest over thickness and frequency", rest_map),),
    ),
    ("front", "The nitrogen front", (("Kymographs", kymographs),)),
    (
        "order",
        "Magnetic order",
        (
            ("Order over depth and time", order_pictures),
            ("Order over composition and N content", intrinsic_maps),
        ),
    ),
    ("loops", "Hysteresis against gate dose", (("Loops", loop_pictures),)),
    ("responses", "Other numbers of the study", (("Responses", response_picture),)),
)
"""Key, title and figures of every section, in the order of the page."""


MAP_SECTIONS: tuple[tuple[str, str, tuple[tuple[str, MapPictures], ...]], ...] = (
    (
        "fields",
        "Stable phases",
        (
            ("Phases over composition and N content", fields_of_composition),
            ("Phases over temperature and N content", fields_of_temperature),
            ("Shares of the phases", amounts),
        ),
    ),
    (
        "order",
        "Magnetic order",
        (
            ("Order over composition and N content", orders_of_composition),
            ("Order over temperature and N content", orders_of_temperature),
        ),
    ),
    (
        "net",
        "Net magnetization",
        (
            ("Magnetization over composition and N content", magnetization_of_composition),
            ("Magnetization over temperature and N content", magnetization_of_temperature),
        ),
    ),
)
"""The same for a map of phases."""


FIGURE_NAMES = (
    "fields-",
    "amounts",
    "net-",
    "onset-",
    "map-",
    "rate-",
    "rest-",
    "slope-",
    "series-",
    "front-",
    "order-",
    "loops-",
    "responses",
)
"""How the names of the figures begin."""


def write_report(root: Path) -> list[Path]:
    """Write the page and the figures of the study below ``results/<study>``, of films also the figure sheet, and return the files written."""
    written = write_sheet(root) if _is_of_films(open_study(root)) else []
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
    make = _film_page if _is_of_films(tree) else _map_page
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


def _is_of_films(tree: xr.DataTree) -> bool:
    return tree.attrs["identity"]["kind"] == "film_kinetics"


def _film_page(tree: xr.DataTree, files: StudyFiles, figures: dict[str, bytes]) -> dict[str, Any]:
    """Return what the page of a study of films says; its figures are added to ``figures``."""
    data = study_data(tree)
    sections = [_section(data, *entry, figures) for entry in SECTIONS]
    # Where there is no onset its section says so.
    with contextlib.suppress(AbsentError):
        sections[0].table, sections[0].table_title = _onset_table(data), "Onset of every family"
    failed = int((data.kinetics.status.values != 0).sum())
    return {
        **_told(data, files, failed),
        "steps": protocol_clauses(data.attributes),
        "conditions": [],
        "lead": "No energy of N transport in these films has been published. How many numbers of each sheet are measured and how many are fitted or assumed:",
        "numbers": numbers_table(data, files),
        "sections": sections,
    }


def _map_page(tree: xr.DataTree, files: StudyFiles, figures: dict[str, bytes]) -> dict[str, Any]:
    """Return what the page of a map of phases says; its figures are added to ``figures``."""
    data = map_data(tree, files)
    asked = data.attributes
    return {
        **_told(data, files, int((~data.good).sum())),
        "steps": [],
        "conditions": [asked["system"], f"database {asked['database']}", asked["conditions"]],
        "lead": "Phases that may form, and how many of their parameters, those of magnetic order included, are assessed and how many are fitted or assumed:",
        "numbers": phases_table(data, files),
        "sections": [_section(data, *entry, figures) for entry in MAP_SECTIONS],
    }


def _told(data: StudyData | MapData, files: StudyFiles, failed: int) -> dict[str, Any]:
    """Return what the page of any study says of it."""
    return {
        "runs": data.table.sizes["run"],
        "failed": failed,
        "held": data.fixed,
        "left_out": data.left_out,
        "axes": axes_table(data),
        "status": status_table(data),
        "made": made_table(data, files),
    }


def _section(
    data: StudyData | MapData,
    key: str,
    title: str,
    parts: Sequence[tuple[str, Callable[[Any], Picture | list[Picture]]]],
    figures: dict[str, bytes],
) -> Section:
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
            text = base64.b64encode(content).decode()
            place.append(Shown(picture.name, picture.caption, picture.tab, text, width))
        section.places.append(place)
    return section


def _onset_table(data: StudyData) -> Table:
    rows = []
    for one in onsets(data):
        nm = f"{display(one.thickness, 'thickness'):.3g}"  # type: ignore[arg-type]
        rows.append((one.material, nm, one.reason or f"{one.voltage:.2f}"))
    return Table(("material", "thickness (nm)", "onset (V)"), rows)
