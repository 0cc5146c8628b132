"""The page of a study of floating films."""

from __future__ import annotations

from typing import Any

import xarray as xr

from nmhts.kinds.wireless.data import wireless_data
from nmhts.kinds.wireless.figures import along_films, ends_table, maps, pictures
from nmhts.report.numbers import protocol_clauses
from nmhts.report.provenance import numbers_table
from nmhts.report.sections import Page, Sections, make_section, told
from nmhts.study.files import StudyFiles

SECTIONS: Sections = (
    (
        "cells",
        "Field in the liquid and what it does to the film",
        (("Pictures of films", pictures),),
    ),
    ("along", "Magnetization along the films", (("Magnetization along the films", along_films),)),
    ("maps", "Against place, angle and the other axes", (("Maps", maps),)),
)


def study_page(tree: xr.DataTree, files: StudyFiles, figures: dict[str, bytes]) -> dict[str, Any]:
    """Return the content of the page of a study of floating films.

    Its figures are added to ``figures``.
    """
    data = wireless_data(tree)
    sections = [make_section(data, *entry, figures) for entry in SECTIONS]
    sections[-1].table, sections[-1].table_title = ends_table(data), "Where every film ends"
    positions = data.attributes["identity"]["output"]["positions"]
    return {
        **told(data, files, int((data.drive.status.values != 0).sum())),
        "steps": protocol_clauses(data.attributes),
        "conditions": [
            "voltage of the first electrode against the second",
            f"{positions} positions along a film",
        ],
        "lead": (
            "That the products of the counter reaction make a layout volatile, and how much of "
            "them stays, is an assumption (docs/theory/wireless.md). How many numbers of each "
            "sheet are measured and how many are fitted or assumed:"
        ),
        "numbers": numbers_table(data, files),
        "sections": sections,
    }


PAGE = Page(study_page, ("cell-", "along", "map"))
