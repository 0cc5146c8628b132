"""What the figures of a study of cycling start from: the films that are shown, by panel and colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from nmhts.report.numbers import name_of

COUNTERS = ("sample", "replicate")


@dataclass(frozen=True)
class CycleData:
    """An opened study of cycling, in memory.

    ``cycles`` over recorded cycles, ``after`` over the time after the last one (None if nothing follows); ``panel`` and ``colour``: the axes whose values get a panel and a colour of their own; ``shown`` says which runs
    belong to the part of the grid that figures show, ``fixed`` in words which part that is, ``left_out`` the axes of which only one value is shown.
    """

    attributes: dict[Any, Any]
    cycles: xr.Dataset
    after: xr.Dataset | None
    panel: str | None
    colour: str | None
    shown: np.ndarray
    fixed: str
    left_out: tuple[str, ...]

    @property
    def table(self) -> xr.Dataset:
        """Return a group with the parameters and the status of every run."""
        return self.cycles

    @property
    def conditions(self) -> str:
        """Return what is the same for all films shown, in words, as the end of a caption."""
        return f" {self.fixed}." if self.fixed else ""

    def of(self, axis: str | None, value: Any) -> np.ndarray:
        """Return which runs are shown and have a value of an axis; all that are shown for no axis."""
        return self.shown if axis is None else self.shown & (self.cycles[axis].values == value)

    def values(self, axis: str | None) -> np.ndarray:
        """Return the values of an axis among the films shown; one that stands for nothing for no axis."""
        return np.array([None]) if axis is None else np.unique(self.cycles[axis].values[self.shown])


def cycle_data(tree: xr.DataTree) -> CycleData:
    """Return what the figures of an opened study of cycling start from: the axis that runs fastest is the colour, the first of the others the panel."""
    cycles = tree["cycles"].to_dataset().load()
    after = tree["after"].to_dataset().load() if "after" in tree.children else None
    varied = [a for a in cycles.attrs["axes"] if len(np.unique(cycles[a].values)) > 1]
    told_apart = [a for a in varied if a not in COUNTERS]
    colour = told_apart[-1] if told_apart else None
    panel = told_apart[0] if len(told_apart) > 1 else None
    shown = np.ones(cycles.sizes["run"], bool)
    said, left_out = [], []
    for name in told_apart[1:-1]:
        values, counts = np.unique(cycles[name].values[shown], return_counts=True)
        value = values[int(np.argmax(counts))]
        shown &= cycles[name].values == value
        said.append(name_of(((name, value.item()),)))
        left_out.append(name)
    for name in ("material", "thickness", "temperature", "gate"):
        values = np.unique(cycles[name].values[shown])
        if len(values) == 1:
            said.append(name_of(((name, values[0].item()),)))
    return CycleData(
        dict(tree.attrs), cycles, after, panel, colour, shown, ", ".join(said), tuple(left_out)
    )
