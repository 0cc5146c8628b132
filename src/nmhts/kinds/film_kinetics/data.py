"""Data of the figures of a study of films: driven clause, material groups, films shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import xarray as xr

from nmhts.materials.formula import parse_formula, system_metals
from nmhts.report.data import MOST_PANELS, AbsentError, Clause, clauses_of, throughout
from nmhts.report.numbers import display, driven_clause, name_of, protocol_clauses
from nmhts.report.varied import axis_title, in_words


class Group(NamedTuple):
    """Films of one system, or all compounds of one metal each.

    ``metal``: the one whose fraction of the metal sites is ``share`` [of runs]; None for compounds.
    ``alloy`` tells a binary system, whose runs include those of its end members.
    """

    title: str
    runs: np.ndarray
    metal: str | None
    share: np.ndarray
    alloy: bool


@dataclass(frozen=True)
class StudyData:
    """An opened study: ``kinetics``, ``loops`` and ``writing`` in memory.

    ``profiles`` is read film by film. ``voltage``: the axis held by the driven clause, if there is
    one; ``window``: the first and last recorded step of that clause. ``shown``: which runs belong
    to the part of the grid in the figures; ``fixed``: that part in words; ``left_out``: axes of
    which a single value is shown.
    """

    attributes: dict[Any, Any]
    kinetics: xr.Dataset
    profiles: xr.Dataset
    loops: xr.Dataset | None
    writing: xr.Dataset | None
    voltage: str | None
    window: tuple[int, int]
    shown: np.ndarray
    fixed: str
    left_out: tuple[str, ...] = ()

    @property
    def table(self) -> xr.Dataset:
        """Return a group with the parameters and the status of every run."""
        return self.kinetics

    @property
    def good(self) -> np.ndarray:
        """Return the runs that are shown and did not fail."""
        return np.flatnonzero(self.shown & (self.kinetics.status.values == 0))

    @property
    def final(self) -> np.ndarray:
        """Return the magnetization of every run at the end of the driven clause, kA/m."""
        return display(
            self.kinetics.magnetization.values[:, self.window[1]].astype(float), "magnetization"
        )

    @property
    def volts(self) -> np.ndarray:
        """Return the driving voltage of every run, V.

        Errors: AbsentError if no axis of the study is held as a voltage.
        """
        if self.voltage is None:
            raise AbsentError(
                "no clause of the protocol holds or pulses a voltage that differs from film "
                "to film (hold {name} for ...)"
            )
        return self.kinetics[self.voltage].values

    @property
    def voltage_label(self) -> str:
        """Return the label of an axis of the driving voltage, with its name in the study."""
        assert self.voltage is not None
        return axis_title(self.voltage, self.kinetics)

    @property
    def driven_words(self) -> str:
        """Return the driven clause in the words of the study, numbered if it is one of several."""
        clauses = protocol_clauses(self.attributes)
        steps = self.attributes["identity"]["output"]["steps_per_clause"]
        begin, end = self.window
        if end - begin != steps or len(clauses) * steps != self.kinetics.sizes["step"] - 1:
            return "the protocol"
        k = begin // steps
        which = f", clause {k + 1} of {len(clauses)}" if len(clauses) > 1 else ""
        return f"'{clauses[k]}'{which}"

    @property
    def held(self) -> float:
        """Return the duration of the driven clause, s."""
        time = self.kinetics.time.values
        return float(np.nanmax(time[:, self.window[1]] - time[:, self.window[0]]))

    @property
    def draws_out(self) -> bool:
        """Return whether a negative voltage draws N out of any film shown."""
        return bool((self.volts[self.good] < 0).any())

    @property
    def conditions(self) -> str:
        """Return the conditions shared by all films shown, as the end of a caption."""
        return throughout(self.fixed)


def study_data(tree: xr.DataTree) -> StudyData:
    """Return the data of the figures of an opened study."""
    kinetics = tree["kinetics"].to_dataset().load()
    loops = tree["loops"].to_dataset().load() if "loops" in tree.children else None
    writing = tree["writing"].to_dataset().load() if "writing" in tree.children else None
    voltage, window = driven_clause(tree.attrs, kinetics)
    if voltage is None:
        window = _strongest_clause(tree.attrs, kinetics)
    shown, fixed, left_out = _part_shown(kinetics, voltage)
    return StudyData(
        dict(tree.attrs),
        kinetics,
        tree["profiles"].to_dataset(),
        loops,
        writing,
        voltage,
        window,
        shown,
        fixed,
        left_out,
    )


def _strongest_clause(attributes: dict[Any, Any], kinetics: xr.Dataset) -> tuple[int, int]:
    """Return the clause with the most negative mean voltage: it drives N out if no axis does."""
    steps = attributes["identity"]["output"]["steps_per_clause"]
    volts = kinetics.gate_voltage.values[kinetics.status.values == 0]
    count = len(protocol_clauses(attributes))
    if not len(volts) or count * steps != kinetics.sizes["step"] - 1:
        return 0, kinetics.sizes["step"] - 1
    means = [volts[:, k * steps + 1 : (k + 1) * steps + 1].mean() for k in range(count)]
    k = int(np.argmin(means))
    return k * steps, (k + 1) * steps


def _part_shown(
    kinetics: xr.Dataset, voltage: str | None
) -> tuple[np.ndarray, str, tuple[str, ...]]:
    """Return the runs at one value of every axis that no figure varies.

    That value is the one of most films. Also returned: these values in words, and these axes.
    """
    axes = kinetics.attrs["axes"]
    shown = np.ones(kinetics.sizes["run"], bool)
    said, left_out = [], []
    varied = {"material", "thickness", voltage, "sample", "replicate"}
    for name in axes if voltage in (None, *axes) else ():
        values, counts = np.unique(kinetics[name].values[shown], return_counts=True)
        if name in varied or len(values) == 1:
            continue
        value = values[int(np.argmax(counts))]
        shown &= kinetics[name].values == value
        said.append(in_words(name, value.item(), kinetics))
        left_out.append(name)
    for name in ("temperature", "gate", "mixing"):
        values = np.unique(kinetics[name].values[shown])
        if len(values) == 1 and name_of(((name, values[0].item()),)) not in said:
            said.append(name_of(((name, values[0].item()),)))
    if "mixing" in kinetics and said and len(np.unique(kinetics["mixing"].values)) == 1:
        said[-1] = f"alloys by the {said[-1]} rules"
    return shown, ", ".join(said), tuple(left_out)


def thicknesses(data: StudyData) -> list[float | None]:
    """Return the thicknesses that get a panel of their own.

    None stands for all films where there is no axis of thickness.
    """
    if "thickness" not in data.kinetics.attrs["axes"]:
        return [None]
    values = np.unique(data.kinetics.thickness.values[data.shown])
    if len(values) > MOST_PANELS:
        values = values[np.round(np.linspace(0, len(values) - 1, MOST_PANELS)).astype(int)]
    return [float(v) for v in values]


def thinned(data: StudyData) -> str:
    """Return how many thicknesses have a picture, in words; empty for all."""
    every = len(np.unique(data.kinetics.thickness.values[data.shown]))
    shown = thicknesses(data)
    if shown == [None] or len(shown) == every:
        return ""
    return f" {len(shown)} of {every} thicknesses are drawn, evenly; all are in the store."


def thickness_name(data: StudyData, thickness: float | None) -> str:
    """Return a thickness in words."""
    if thickness is not None:
        return name_of((("thickness", thickness),))
    values = np.unique(data.kinetics.thickness.values[data.shown])
    low, high = (display(np.asarray(v), "thickness") for v in (values[0], values[-1]))
    return f"{low:.3g} nm" if low == high else f"{low:.3g} to {high:.3g} nm"


def of_thickness(data: StudyData, runs: np.ndarray, thickness: float | None) -> np.ndarray:
    """Return those of the runs that have a thickness (all for None)."""
    if thickness is None:
        return runs
    return runs[data.kinetics.thickness.values[runs] == thickness]


def groups(data: StudyData, runs: np.ndarray | None = None) -> list[Group]:
    """Return the films by system: compounds together, then every alloy system with its end members.

    Parameters: runs: those to group (those that are shown and did not fail if None).
    """
    chosen = data.good if runs is None else runs
    systems = data.kinetics.system.values
    found: list[Group] = []
    pure = np.array([r for r in chosen if len(_metals(systems[r])) == 1], int)
    if len(pure):
        names = dict.fromkeys(str(m) for m in data.kinetics.material.values[pure])
        found.append(Group(", ".join(names), pure, None, np.zeros(len(pure)), False))
    for system in dict.fromkeys(str(systems[r]) for r in chosen):
        metals, anion = system_metals(system)
        if len(metals) < 2:
            continue
        own = {system, *(f"{m}-{anion}" for m in metals)} if len(metals) == 2 else {system}
        here = np.array([r for r in chosen if systems[r] in own], int)
        share = np.array(
            [metal_share(data.kinetics.material.values[r], metals[-1]) for r in here], float
        )
        found.append(Group(system, here, metals[-1], share, len(metals) == 2))
    return found


def alloys(data: StudyData, runs: np.ndarray | None = None) -> list[Group]:
    """Return the binary systems of a study.

    Errors: AbsentError if there is none, or if none of them has two compositions.
    """
    found = [g for g in groups(data, runs) if g.alloy and len(np.unique(g.share)) > 1]
    if not found:
        names = ", ".join(dict.fromkeys(str(m) for m in data.kinetics.material.values))
        raise AbsentError(f"no system of two metals with several compositions (materials: {names})")
    return found


def own_films(data: StudyData, group: Group) -> np.ndarray:
    """Return the runs of a group without those of the end members of its system."""
    own = group.runs[data.kinetics.system.values[group.runs] == group.title]
    return own if len(own) else group.runs


def _metals(system: str) -> tuple[str, ...]:
    return system_metals(str(system))[0]


def metal_share(formula: str, metal: str) -> float:
    """Return the fraction of the metal sites that a metal takes in a formula."""
    return dict(parse_formula(str(formula)).metals).get(metal, 0.0)


def protocol_parts(data: StudyData) -> list[Clause]:
    """Return the clauses of the protocol with their recorded steps; one part for too many."""
    return clauses_of(data.attributes, data.kinetics)
