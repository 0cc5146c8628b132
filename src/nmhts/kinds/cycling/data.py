"""What the figures of a study of cycling start from: the films that are shown, by panel and colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from nmhts.report.data import throughout
from nmhts.report.varied import part_shown


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
        return throughout(self.fixed)

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
    part = part_shown(cycles, ("material", "thickness", "temperature", "gate"))
    return CycleData(dict(tree.attrs), cycles, after, *part)
