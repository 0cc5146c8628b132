"""The page of a map of phases."""

from __future__ import annotations

from typing import Any

import xarray as xr

from nmhts.report.phase_data import map_data
from nmhts.report.phase_figures import (
    amounts,
    fields_of_composition,
    fields_of_temperature,
    magnetization_of_composition,
    magnetization_of_temperature,
    orders_of_composition,
    orders_of_temperature,
)
from nmhts.report.provenance import phases_table
from nmhts.report.sections import Sections, make_section, told
from nmhts.study.files import StudyFiles

SECTIONS: Sections = (
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

FIGURE_NAMES = ("fields-", "amounts", "net-", "order-")
"""How the names of the figures begin."""


def map_page(tree: xr.DataTree, files: StudyFiles, figures: dict[str, bytes]) -> dict[str, Any]:
    """Return what the page of a map of phases says; its figures are added to ``figures``."""
    data = map_data(tree, files)
    asked = data.attributes
    return {
        **told(data, files, int((~data.good).sum())),
        "steps": [],
        "conditions": [
            asked["system"],
            f"database {asked['database']}",
            asked["conditions"],
            *(f"left out, because it cannot be computed: {phase}" for phase in data.uncomputed),
        ],
        "lead": "Phases that may form, and how many of their parameters, those of magnetic order included, are assessed and how many are fitted or assumed:",
        "numbers": phases_table(data, files),
        "sections": [make_section(data, *entry, figures) for entry in SECTIONS],
    }
