"""The page of a study of cycled films."""

from __future__ import annotations

from typing import Any

import xarray as xr

from nmhts.kinds.cycling.data import cycle_data
from nmhts.kinds.cycling.figures import ends_table, kept_at_rest, window_over_cycles
from nmhts.report.numbers import protocol_clauses
from nmhts.report.provenance import numbers_table
from nmhts.report.sections import Page, Sections, make_section, told
from nmhts.study.files import StudyFiles

SECTIONS: Sections = (
    ("cycles", "Window from cycle to cycle", (("Window over cycles", window_over_cycles),)),
    ("retention", "Kept at rest after the last cycle", (("M kept at rest", kept_at_rest),)),
)


def study_page(tree: xr.DataTree, files: StudyFiles, figures: dict[str, bytes]) -> dict[str, Any]:
    """Return the content of the page of a study of cycling; ``figures`` receives its figures."""
    data = cycle_data(tree)
    sections = [make_section(data, *entry, figures) for entry in SECTIONS]
    sections[0].table, sections[0].table_title = (
        ends_table(data),
        "Where the window of every film ends",
    )
    asked = data.attributes
    count = asked["identity"]["cycles"]["count"]
    then = f"then {asked['then']}" if asked["then"] else "nothing after them"
    return {
        **told(data, files, int((data.cycles.status.values != 0).sum())),
        "steps": protocol_clauses(asked),
        "conditions": [f"{count:,} cycles", then],
        "lead": (
            "No energy of N transport in these films has been published, and no sheet of the "
            "package states any wear: what a study says of it is an assumption of its own. How "
            "many numbers of each sheet are measured and how many are fitted or assumed:"
        ),
        "numbers": numbers_table(data, files),
        "sections": sections,
    }


PAGE = Page(study_page, ("window", "kept"))
