"""Data of the figures of a study of stacks: the stacks shown, their layers and levels of M."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import xarray as xr

from nmhts.report.data import Clause, clauses_of, throughout
from nmhts.report.numbers import display
from nmhts.report.varied import in_words, part_shown

SWITCHED = 0.02  # of the largest M of any layer: one below it adds no level (assumed)
HELD = 0.02  # of a layer's step: how far M may lie from a level it holds (assumed)


class Level(NamedTuple):
    """A level of M, kA/m.

    The layer whose switching leads to it (from the bottom, 0), when half of that layer had
    switched, and when M was first and last seen there, s (NaN: never).
    """

    magnetization: float
    layer: int
    half: float
    reached: float
    left: float


@dataclass(frozen=True)
class StackData:
    """An opened study of stacks: ``kinetics`` and ``layers`` in memory, ``profiles`` by stack.

    ``panel`` and ``colour``: the axes whose values get a panel and a color of their own. ``shown``:
    which runs belong to the part of the grid in the figures; ``fixed``: that part in words;
    ``left_out``: axes of which a single value is shown; ``names`` of the layers [run, layer].
    """

    attributes: dict[Any, Any]
    kinetics: xr.Dataset
    layers: xr.Dataset
    profiles: xr.Dataset
    names: np.ndarray
    panel: str | None
    colour: str | None
    shown: np.ndarray
    fixed: str
    left_out: tuple[str, ...]

    @property
    def table(self) -> xr.Dataset:
        """Return a group with the parameters and the status of every run."""
        return self.kinetics

    @property
    def good(self) -> np.ndarray:
        """Return the runs that are shown and did not fail."""
        return np.flatnonzero(self.shown & (self.kinetics.status.values == 0))

    @property
    def clauses(self) -> list[Clause]:
        """Return the clauses of the protocol with their recorded steps."""
        return clauses_of(self.attributes, self.kinetics)

    @property
    def conditions(self) -> str:
        """Return the conditions shared by all stacks shown, as the end of a caption."""
        return throughout(self.fixed)

    def name(self, run: int) -> str:
        """Return the values that distinguish a stack, in words; its layers if there are none."""
        axes = [a for a in self.kinetics.attrs["axes"] if len(np.unique(self.kinetics[a])) > 1]
        values = [in_words(a, self.kinetics[a].values[run], self.kinetics) for a in axes]
        return ", ".join(values) or str(self.kinetics.layers.values[run])

    def thickness(self, run: int) -> np.ndarray:
        """Return the thickness of the layers of a stack, m, from the bottom."""
        return self.layers.layer_thickness.values[run, : int(self.kinetics.n_layers.values[run])]

    def levels(self, run: int) -> list[Level]:
        """Return the levels of a stack, in the order in which its layers switch.

        A layer adds its largest M weighted by its share of the thickness. Layers that stay without
        M add none.
        """
        thickness = self.thickness(run)
        M = display(
            self.layers.layer_magnetization.values[run, :, : len(thickness)], "magnetization"
        )
        time = self.kinetics.time.values[run]
        whole = display(self.kinetics.magnetization.values[run], "magnetization")
        most = np.max(M, axis=0)
        switching = np.flatnonzero(most > SWITCHED * max(most.max(), 1e-30))
        half = np.argmax(0.5 * most < M, axis=0)
        found, level = [], 0.0
        for layer in sorted(switching.tolist(), key=lambda k: (half[k], -k)):
            added = most[layer] * thickness[layer] / thickness.sum()
            level += added
            there = np.flatnonzero(np.abs(whole - level) < HELD * added)
            first, last = (time[there[0]], time[there[-1]]) if len(there) else (np.nan, np.nan)
            found.append(Level(level, layer, time[half[layer]], first, last))
        return found


def stack_data(tree: xr.DataTree) -> StackData:
    """Return the data of the figures of an opened study of stacks."""
    kinetics = tree["kinetics"].to_dataset().load()
    layers = tree["layers"].to_dataset().load()
    codes = layers.layer_material
    known = np.array([*codes.attrs["names"], ""])
    part = part_shown(kinetics, ("layers", "temperature", "gate"))
    return StackData(
        dict(tree.attrs),
        kinetics,
        layers,
        tree["profiles"].to_dataset(),
        known[codes.values],
        *part,
    )
