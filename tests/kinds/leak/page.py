"""The page of a study of leaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import xarray as xr

from nmhts.report.panels import Picture
from nmhts.report.sections import Page, Sections, make_section, told
from nmhts.report.style import new_figure
from nmhts.study.files import StudyFiles


@dataclass(frozen=True)
class LeakData:
    """An opened study of leaks."""

    attributes: dict[Any, Any]
    decay: xr.Dataset
    fixed: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def table(self) -> xr.Dataset:
        """Return a group with the parameters and the status of every run."""
        return self.decay


def _decays(data: LeakData) -> Picture:
    figure = new_figure(1, 1)
    axes = figure.subplots()
    for time, left in zip(data.decay.time.values, data.decay.remaining.values, strict=True):
        axes.plot(time, left)
    axes.set_xlabel("time (s)")
    axes.set_ylabel("voltage (V)")
    return Picture("decay", figure, "What remains of the voltage of every capacitor.")


SECTIONS: Sections = (("decay", "Voltage over time", (("Voltage", _decays),)),)


def study_page(tree: xr.DataTree, files: StudyFiles, figures: dict[str, bytes]) -> dict[str, Any]:
    """Return the content of the page of a study of leaks; its figures are added to ``figures``."""
    data = LeakData(dict(tree.attrs), tree["decay"].to_dataset().load())
    return {
        **told(data, files, int((data.decay.status.values != 0).sum())),
        "steps": [],
        "conditions": [],
        "lead": "A toy.",
        "numbers": None,
        "sections": [make_section(data, *entry, figures) for entry in SECTIONS],
    }


PAGE = Page(study_page, ("decay",))
