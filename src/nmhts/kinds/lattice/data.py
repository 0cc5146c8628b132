"""Data of the figures of a study by kinetic Monte Carlo, in groups of boxes of one film."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray as xr

from nmhts.report.data import evenly, throughout
from nmhts.report.numbers import display, name_of
from nmhts.symbols import SYMBOLS

SEED = "seed"
MOST_GROUPS = 6
_FILM = ("material", "mixing", "gate", "thickness", "temperature")


@dataclass(frozen=True)
class Boxes:
    """Boxes of one film that differ in their seed only: title, successful runs, all runs."""

    title: str
    runs: np.ndarray
    all_runs: np.ndarray


@dataclass(frozen=True)
class LatticeData:
    """An opened study of films by kinetic Monte Carlo.

    ``kinetics`` in memory; ``columns`` read box by box (None if not kept); ``spacing`` of sites
    [r], m; ``compared`` fidelities; ``groups`` of boxes; ``fixed``: conditions shared by all, in
    words. ``left_out`` is empty: the table shows the films that figures leave out.
    """

    attributes: dict[Any, Any]
    kinetics: xr.Dataset
    columns: xr.Dataset | None
    spacing: np.ndarray
    compared: tuple[str, ...]
    groups: tuple[Boxes, ...]
    fixed: str
    left_out: tuple[str, ...] = ()

    @property
    def table(self) -> xr.Dataset:
        """Return a group with the parameters and the status of every run."""
        return self.kinetics

    @property
    def shown(self) -> list[Boxes]:
        """Return the groups in the figures: at most six, evenly among those with a good box."""
        good = np.array([k for k, group in enumerate(self.groups) if len(group.runs)], dtype=int)
        return [self.groups[k] for k in evenly(good, MOST_GROUPS)]

    @property
    def conditions(self) -> str:
        """Return the conditions shared by all films shown, as the end of a caption."""
        more = ""
        if len(self.shown) < len(self.groups):
            more = f" {len(self.shown)} of {len(self.groups)} films shown."
        return throughout(self.fixed) + more


def lattice_data(tree: xr.DataTree) -> LatticeData:
    """Return the data of the figures of an opened study of films by kinetic Monte Carlo."""
    kinetics = tree["kinetics"].to_dataset().load()
    columns = tree["columns"].to_dataset() if "columns" in tree.children else None
    identity = tree.attrs["identity"]
    # Neighboring planes, of which every film has three or more, are as far apart as neighboring
    # columns.
    depth = tree["profiles"].to_dataset()["depth"].values[:, :2].astype(float)
    spacing = depth[:, 0] - depth[:, 1]
    named = [n for n in (*_FILM, *identity["columns"]) if n in kinetics and n != SEED]
    varied = [n for n in named if len(np.unique(kinetics[n].values)) > 1]
    keys: dict[tuple, list[int]] = {}
    for run in range(kinetics.sizes["run"]):
        keys.setdefault(tuple(kinetics[n].values[run].item() for n in varied), []).append(run)
    groups = []
    for key, runs in keys.items():
        found = np.array(runs)
        good = found[kinetics.status.values[found] == 0]
        title = ", ".join(_said(n, v, kinetics) for n, v in zip(varied, key, strict=True))
        groups.append(Boxes(title, good, found))
    same = [n for n in named if n not in varied and n != "mixing"]
    box = identity["lattice"]
    said = [_said(n, kinetics[n].values[0].item(), kinetics) for n in same]
    if "box_side" not in kinetics:
        said.append("boxes of {} x {} sites".format(*box["size"]))
    if "grain_size" not in kinetics and box["grain_size"]:
        said.append(f"grains of {1e9 * box['grain_size']:g} nm")
    said.append(f"potential of {box['potential']}")
    return LatticeData(
        dict(tree.attrs),
        kinetics,
        columns,
        spacing,
        tuple(identity["compared"]),
        tuple(groups),
        ", ".join(said),
    )


def _said(name: str, value: Any, table: xr.Dataset) -> str:
    """Return a parameter and its value in words."""
    if name == "grain_size":
        return f"grains of {1e9 * value:g} nm" if value else "no grains"
    if name == "box_side":
        return f"boxes of {value:g} x {value:g} sites"
    if isinstance(value, str) or name in ("thickness", "temperature"):
        return name_of(((name, value),))
    unit = SYMBOLS[name].display if name in SYMBOLS else table[name].attrs.get("units", "1")
    number = float(display(np.asarray(value), name)) if name in SYMBOLS else value
    words = SYMBOLS[name].long_name if name in SYMBOLS else name.replace("_", " ")
    return f"{words} {number:.4g}" + ("" if unit in ("", "1") else f" {unit}")
