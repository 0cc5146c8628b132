"""The page of a study of films."""

from __future__ import annotations

import contextlib
from typing import Any

import xarray as xr

from nmhts.kinds.film_kinetics.data import StudyData, study_data
from nmhts.kinds.film_kinetics.error_bar_figure import error_bar_picture
from nmhts.kinds.film_kinetics.kymographs import kymographs, order_pictures
from nmhts.kinds.film_kinetics.loops import loop_pictures
from nmhts.kinds.film_kinetics.maps import (
    onset_curves,
    onset_of_composition,
    onsets,
    switching_maps,
)
from nmhts.kinds.film_kinetics.order import intrinsic_maps
from nmhts.kinds.film_kinetics.rate import laws_table, rate_curves, slope_and_threshold
from nmhts.kinds.film_kinetics.responses import response_picture
from nmhts.kinds.film_kinetics.rest import rest_map
from nmhts.kinds.film_kinetics.sheet import write_sheet
from nmhts.kinds.film_kinetics.timecourse import series_of_composition, series_of_voltage
from nmhts.kinds.film_kinetics.written import direction_pictures, remanence_pictures
from nmhts.report.data import AbsentError
from nmhts.report.numbers import display, protocol_clauses
from nmhts.report.provenance import Table, numbers_table
from nmhts.report.sections import Page, Sections, make_section, told
from nmhts.study.files import StudyFiles

SECTIONS: Sections = (
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
    (
        "writing",
        "Written without a field",
        (("Remanence", remanence_pictures), ("Directions of planes", direction_pictures)),
    ),
    ("others", "Other numbers of the study", (("Responses", response_picture),)),
    ("error", "Numerical error", (("Deviation at a tenth of the tolerance", error_bar_picture),)),
)


def study_page(tree: xr.DataTree, files: StudyFiles, figures: dict[str, bytes]) -> dict[str, Any]:
    """Return the content of the page of a study of films; its figures are added to ``figures``."""
    data = study_data(tree)
    sections = [make_section(data, *entry, figures) for entry in SECTIONS]
    # Without an onset its section says so.
    with contextlib.suppress(AbsentError):
        sections[0].table, sections[0].table_title = _onset_table(data), "Onset of every family"
    with contextlib.suppress(AbsentError):
        sections[2].table = laws_table(data)
        sections[2].table_title = "Slope and threshold of every family"
    failed = int((data.kinetics.status.values != 0).sum())
    return {
        **told(data, files, failed),
        "steps": protocol_clauses(data.attributes),
        "conditions": [],
        "lead": (
            "No energy of N transport in these films has been published. How many numbers of "
            "each sheet are measured and how many are fitted or assumed:"
        ),
        "numbers": numbers_table(data, files),
        "sections": sections,
    }


def _onset_table(data: StudyData) -> Table:
    rows = []
    for one in onsets(data):
        nm = f"{display(one.thickness, 'thickness'):.3g}"  # type: ignore[arg-type]
        rows.append((one.material, nm, one.reason or f"{one.voltage:.2f}"))
    return Table(("material", "thickness (nm)", "onset (V)"), rows)


PAGE = Page(
    study_page,
    (
        "onset-",
        "map-",
        "rate-",
        "rest-",
        "slope-",
        "series-",
        "front-",
        "order-",
        "loops-",
        "writing-",
        "responses",
        "error-bar",
    ),
    (write_sheet,),
)
