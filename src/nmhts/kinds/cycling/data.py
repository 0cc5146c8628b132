"""Data of the figures of a study of cycling: the films shown, by panel and color."""

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

    ``cycles`` over recorded cycles; ``after`` over the time after the last one (None without
    clauses after it). ``panel`` and ``colour``: the axes whose values get a panel and a color of
    their own. ``shown``: which runs belong to the part of the grid in the figures; ``fixed``: that
    part in words; ``left_out``: axes of which a single value is shown.
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
        """Return the conditions shared by all films shown, as the end of a caption."""
        return throughout(self.fixed)

    def of(self, axis: str | None, value: Any) -> np.ndarray:
        """Return which shown runs have a value of an axis; without an axis all shown runs."""
        return self.shown if axis is None else self.shown & (self.cycles[axis].values == value)

    def values(self, axis: str | None) -> np.ndarray:
        """Return the values of an axis among the films shown; one placeholder without an axis."""
        return np.array([None]) if axis is None else np.unique(self.cycles[axis].values[self.shown])


def cycle_data(tree: xr.DataTree) -> CycleData:
    """Return the data of the figures of an opened study of cycling.

    The axis that runs fastest is the color, the first of the others the panel.
    """
    cycles = tree["cycles"].to_dataset().load()
    after = tree["after"].to_dataset().load() if "after" in tree.children else None
    part = part_shown(cycles, ("material", "thickness", "temperature", "gate"))
    return CycleData(dict(tree.attrs), cycles, after, *part)
