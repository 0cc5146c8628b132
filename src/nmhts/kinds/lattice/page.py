"""The page of a study of films by kinetic Monte Carlo."""

from __future__ import annotations

from typing import Any

import xarray as xr

from nmhts.kinds.lattice.columns import column_fronts
from nmhts.kinds.lattice.data import lattice_data
from nmhts.kinds.lattice.figures import (
    deviations_table,
    front_over_time,
    magnetization_over_time,
    roughness_over_time,
)
from nmhts.kinds.lattice.variables import MODELS
from nmhts.report.numbers import protocol_clauses
from nmhts.report.provenance import numbers_table
from nmhts.report.sections import Page, Sections, make_section, told
from nmhts.study.files import StudyFiles

SECTIONS: Sections = (
    (
        "fidelities",
        "The same films by several fidelities",
        (("M(t)", magnetization_over_time), ("Front against time", front_over_time)),
    ),
    (
        "shape",
        "Shape of the front",
        (("Roughness", roughness_over_time), ("Fronts of columns", column_fronts)),
    ),
)


def study_page(tree: xr.DataTree, files: StudyFiles, figures: dict[str, bytes]) -> dict[str, Any]:
    """Return the content of the page of a study of films by kinetic Monte Carlo.

    Its figures are added to ``figures``.
    """
    data = lattice_data(tree)
    sections = [make_section(data, *entry, figures) for entry in SECTIONS]
    sections[0].table = deviations_table(data)
    sections[0].table_title = "Deviations between fidelities"
    sections[0].table_open = True
    failed = {f: int((data.kinetics[f"status_{f}"].values > 0).sum()) for f in data.compared}
    sections[0].absent += [
        (
            f"{count} of the films did not reach their end by the {MODELS[f]} (status_{f} in the "
            "store says why)."
        )
        for f, count in failed.items()
        if count
    ]
    return {
        **told(data, files, int((data.kinetics.status.values != 0).sum())),
        "steps": protocol_clauses(data.attributes),
        "conditions": [],
        "lead": (
            "No energy of N transport in these films has been published; that some materials "
            "have fast grain boundaries and others none is an assumption of the sheets. How many "
            "numbers of each sheet are measured and how many are fitted or assumed:"
        ),
        "numbers": numbers_table(data, files),
        "sections": sections,
    }


PAGE = Page(study_page, ("fidelity_", "columns"))
