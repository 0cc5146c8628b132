"""The page of a map of phases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from nmhts.kinds.phase_map.data import MapData, map_data, short_name
from nmhts.kinds.phase_map.figures import (
    amounts,
    fields_of_composition,
    fields_of_temperature,
    magnetization_of_composition,
    magnetization_of_temperature,
    orders_of_composition,
    orders_of_temperature,
)
from nmhts.materials.records import STATUSES as NUMBER_STATUSES
from nmhts.report.provenance import Table
from nmhts.report.sections import Page, Sections, make_section, told
from nmhts.study.files import StudyFiles, digest, read_json

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


def study_page(tree: xr.DataTree, files: StudyFiles, figures: dict[str, bytes]) -> dict[str, Any]:
    """Return the content of the page of a map of phases; its figures are added to ``figures``."""
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
        "lead": (
            "Phases that may form, and how many of their parameters, those of magnetic order "
            "included, are assessed and how many are fitted or assumed:"
        ),
        "numbers": _phases_table(data, files),
        "sections": [make_section(data, *entry, figures) for entry in SECTIONS],
    }


def _phases_table(data: MapData, files: StudyFiles) -> Table:
    """Return the phases that may form, where they do, and the status of their parameters.

    Statuses are counted: measured, assessed, dft, fitted or assumed.
    """
    places = np.array([[k in phases for k in range(len(data.names))] for phases in data.fields])
    there = data.field[data.field >= 0]
    rows = []
    for k, name in enumerate(data.names):
        counts = data.counts.get(name, {})
        cells = (
            [str(counts.get(s, 0)) for s in NUMBER_STATUSES]
            if counts
            else ["?"] * len(NUMBER_STATUSES)
        )
        points = int(places[there, k].sum()) if len(there) else 0
        shown = short_name(name).replace("$", "").replace("_", "").replace("\\", "")
        rows.append((name, "" if shown == name.replace("_", "") else shown, str(points), *cells))
    hashes = read_json(files.plan_inputs)
    used = [Path(p) for p in read_json(files.plan).get("database_files", ())]
    gone = [p for p in used if not p.is_file() or hashes.get(str(p)) != digest(p.read_bytes())]
    note = "The database has changed since the study was planned." if gone else ""
    return Table(("phase", "in figures", "points with it", *NUMBER_STATUSES), rows, note)


PAGE = Page(study_page, ("fields-", "amounts", "net-", "order-"))
