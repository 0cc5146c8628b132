"""The page of a study of stacks."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from nmhts.kinds.stack_kinetics.data import StackData, stack_data
from nmhts.kinds.stack_kinetics.figures import kymographs, layers_over_time, levels_table, staircase
from nmhts.report.numbers import protocol_clauses
from nmhts.report.provenance import sheets_table
from nmhts.report.sections import Page, Sections, make_section, told
from nmhts.simulation.stacks.stack import METALS
from nmhts.simulation.stacks.text import parse_stack
from nmhts.study.files import StudyFiles

SECTIONS: Sections = (
    ("levels", "Levels of magnetization", (("M against time", staircase),)),
    ("nitrogen", "Nitrogen in the layers", (("Kymographs", kymographs),)),
    ("by-layer", "Magnetization layer by layer", (("M of the layers", layers_over_time),)),
)


def study_page(tree: xr.DataTree, files: StudyFiles, figures: dict[str, bytes]) -> dict[str, Any]:
    """Return the content of the page of a study of stacks; its figures are added to ``figures``."""
    data = stack_data(tree)
    sections = [make_section(data, *entry, figures) for entry in SECTIONS]
    if sections[0].places:
        sections[0].table, sections[0].table_title = levels_table(data), "Levels of every stack"
    written = data.attributes["stack"]
    return {
        **told(data, files, int((data.kinetics.status.values != 0).sum())),
        "steps": protocol_clauses(data.attributes),
        "conditions": [" ".join(written.split())] if written else [],
        "lead": (
            "No energy of N transport in these films has been published, and no interface "
            "between such nitrides has been measured. How many numbers of each sheet are "
            "measured and how many are fitted or assumed:"
        ),
        "numbers": sheets_table(data.kinetics, _nitrides(data), _interfaces(data), files),
        "sections": sections,
    }


def _nitrides(data: StackData) -> np.ndarray:
    """Return the nitrides behind the layers; for a layer written as a metal, its nitride."""
    names = [str(name) for name in np.unique(data.names) if name]
    return np.array([f"{name}N" if METALS.fullmatch(name) else name for name in names])


def _interfaces(data: StackData) -> list[str]:
    """Return the interfaces between the layers of any stack."""
    texts = dict.fromkeys(str(text) for text in data.kinetics.layers.values)
    stacks = [parse_stack(text) for text in texts]
    return list(dict.fromkeys(layer.interface for layers in stacks for layer in layers[:-1]))


PAGE = Page(study_page, ("staircase", "kymograph-", "layers-"))
