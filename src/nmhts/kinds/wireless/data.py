"""Data of the figures of a study of floating films, and stored runs for the picture of one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from nmhts.kinds.wireless.names import CELL_ENTRIES
from nmhts.kinds.wireless.points import cell_of
from nmhts.report.data import throughout
from nmhts.report.numbers import display, name_of
from nmhts.report.varied import in_words
from nmhts.simulation.films.run import series_attributes
from nmhts.simulation.wireless.cell import WirelessCell

COUNTERS = ("sample", "replicate")
LEAST = 0.005  # of the largest mean M at the end of a drive: below it a ratio to M says nothing
_SHORT = {
    "film_x": "x",
    "film_y": "y",
    "film_tilt": "at",
    "cell_width": "width",
    "cell_height": "height",
    "film_length": "length",
    "conductivity": "conductivity",
}
_OVER_TIME = ("driving_voltage", "net_magnetization", "film_potential")
_ALONG = ("interface_voltage", "magnetization", "current_density", "counter_current_density")


@dataclass(frozen=True)
class WirelessData:
    """An opened study of floating films, in memory.

    ``drive`` over time, ``along`` also over positions; ``driven``: the record [run] at which the
    drive ends. ``axes`` distinguish runs: numbers (``numbers``) and names, those with most values
    first. ``shown``: which runs belong to the part of the grid in the figures; ``fixed``: that part
    in words; ``left_out``: axes of which a single value is shown.
    """

    attributes: dict[Any, Any]
    drive: xr.Dataset
    along: xr.Dataset
    driven: np.ndarray
    numbers: tuple[str, ...]
    names: tuple[str, ...]
    shown: np.ndarray
    fixed: str
    left_out: tuple[str, ...]

    @property
    def table(self) -> xr.Dataset:
        """Return a group with the parameters and the status of every run."""
        return self.drive

    @property
    def good(self) -> np.ndarray:
        """Return the runs that are shown and reached their end."""
        return np.flatnonzero(self.shown & (self.drive.status.values == 0))

    @property
    def gridded(self) -> bool:
        """Return whether the two axes of numbers make a grid that is at least half full."""
        if len(self.numbers) < 2:
            return False
        x, y = (self.drive[name].values[self.shown] for name in self.numbers)
        there = np.unique(np.stack([x, y]), axis=1).shape[1]
        return there >= 0.5 * len(np.unique(x)) * len(np.unique(y))

    @property
    def conditions(self) -> str:
        """Return the conditions shared by all films shown, as the end of a caption."""
        return throughout(self.fixed)

    def mean(self, step: np.ndarray | int) -> np.ndarray:
        """Return the mean magnetization [run] at a record, kA/m."""
        M = display(self.drive.net_magnetization.values.astype(float), "net_magnetization")
        return M[np.arange(len(M)), step]

    def profile(self, run: int) -> np.ndarray:
        """Return the magnetization along a film at the end of its drive, kA/m."""
        M = self.along.magnetization.values[run, self.driven[run]].astype(float)
        return display(M, "magnetization")

    def kept(self) -> np.ndarray:
        """Return mean M [run] at the end of the protocol over that at the end of the drive, %.

        NaN for films that were hardly magnetic.
        """
        end, last = self.mean(self.driven), self.mean(self.drive.sizes["step"] - 1)
        magnetic = end > LEAST * float(np.nanmax(end, initial=0.0))
        return np.where(magnetic, 100.0 * last / np.where(magnetic, end, 1.0), np.nan)

    def contrast(self) -> np.ndarray:
        """Return the contrast [run] at the end of the drive, kA/m.

        It is the mean M of the half at the first end less that of the other half; NaN for films
        that failed.
        """
        found = np.full(len(self.driven), np.nan)
        x, width = (self.along[n].values.astype(float) for n in ("position", "position_width"))
        for run in np.flatnonzero(self.drive.status.values == 0).tolist():
            M, first = self.profile(run), x[run] < 0
            a, b = (np.average(M[half], weights=width[run, half]) for half in (first, ~first))
            found[run] = a - b
        return found


def said(name: str, value: Any, table: xr.Dataset) -> str:
    """Return an axis of a table and its value in words.

    Examples: ``y 4 mm``, ``stagnant``, ``drive 20 V``.
    """
    text = in_words(name, value, table)
    return f"{_SHORT[name]} {text}" if name in _SHORT else text


def wireless_data(tree: xr.DataTree) -> WirelessData:
    """Return the data of the figures of an opened study.

    Of more axes than a figure has room for, the value of most films is shown.
    """
    drive, along = (tree[name].to_dataset().load() for name in ("drive", "along"))
    # A sampled number is no axis, but it distinguishes films as an axis does.
    others = [n for n, unit in CELL_ENTRIES.items() if unit] + list(
        tree.attrs["identity"]["columns"]
    )
    told = [*drive.attrs["axes"], *(others if "sample" in drive.coords else ())]
    varied = [
        a for a in dict.fromkeys(told) if len(np.unique(drive[a].values)) > 1 and a not in COUNTERS
    ]
    count = {a: len(np.unique(drive[a].values)) for a in varied}
    numeric = sorted((a for a in varied if drive[a].dtype.kind in "fi"), key=lambda a: -count[a])
    names = [a for a in varied if a not in numeric]
    shown = np.ones(drive.sizes["run"], bool)
    fixed, left_out = [], []
    samples = len(np.unique(drive["sample"].values)) if "sample" in drive.coords else 0
    # Two numbers span a map and one name its panels.
    for name in (*numeric[2:], *names[1:]):
        if count[name] == samples:
            # Every film has a value of its own.
            continue
        values, counts = np.unique(drive[name].values[shown], return_counts=True)
        value = values[int(np.argmax(counts))]
        shown &= drive[name].values == value
        fixed.append(said(name, value.item(), drive))
        left_out.append(name)
    for name in ("material", "thickness", "temperature", "gate"):
        values = np.unique(drive[name].values[shown])
        if len(values) == 1:
            fixed.append(name_of(((name, values[0].item()),)))
    on = np.nan_to_num(drive.driving_voltage.values) != 0.0
    last = on.shape[1] - 1 - np.argmax(on[:, ::-1], axis=1)
    driven = np.where(on.any(axis=1), last, 0)
    return WirelessData(
        dict(tree.attrs),
        drive,
        along,
        driven,
        tuple(numeric[:2]),
        tuple(names[:1]),
        shown,
        ", ".join(fixed),
        tuple(left_out),
    )


def run_of(data: WirelessData, run: int) -> tuple[xr.Dataset, WirelessCell]:
    """Return a stored run in the form of ``simulate_wireless``, and its cell.

    The run has the variables that its picture needs.
    """
    drive, along = data.drive.isel(run=run), data.along.isel(run=run)
    row = {str(name): drive[name].item() for name in drive.coords if drive[name].ndim == 0}
    cell = cell_of(row, data.attributes["identity"]["cell"])
    found: dict[str, tuple] = {
        n: ("time", drive[n].values.astype(float), series_attributes(n)) for n in _OVER_TIME
    }
    found |= {
        n: (("time", "position"), along[n].values.astype(float), series_attributes(n))
        for n in _ALONG
    }
    # Films on an insulator have no bare metal.
    bare = (
        along["bare_current_density"].values
        if row["back"] == "conductor"
        else np.zeros((drive.sizes["step"], 0))
    )
    found["bare_current_density"] = (("time", "bare"), bare.astype(float))
    coords = {
        "time": ("time", drive["time"].values, series_attributes("time")),
        "position": (
            "position",
            along["position"].values.astype(float),
            series_attributes("position"),
        ),
        "position_width": ("position", along["position_width"].values.astype(float)),
    }
    attributes = {
        "cell": repr(cell),
        "cell_geometry": json.dumps(cell.geometry()),
        "layout": row["layout"],
        "conductivity": row["conductivity"],
    }
    return xr.Dataset(found, coords, attributes), cell
