"""Data of the figures of a map of phases: phase sets, orders, and planes through the map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import xarray as xr

from nmhts.errors import MaterialError
from nmhts.kinds.phase_map.labels import ORDER_FRACTIONS, order_bits, phase_sets
from nmhts.report.data import AbsentError, evenly, throughout
from nmhts.report.numbers import display, name_of
from nmhts.report.style import axis_label
from nmhts.simulation.phases import database as phase_database
from nmhts.simulation.phases.status import OUTSIDE_ASSESSMENT, VALUES_KEPT
from nmhts.study.files import StudyFiles, read_json

MOST_PANELS = 3
ROOM = 300.0
"""Temperature, K, near which the magnetic order is shown."""

NOTHING = -1
"""Field of a point without an equilibrium."""

# Colors of Okabe and Ito, and of Tol, which color-blind readers can distinguish. A phase keeps its
# color from study to study.
_KNOWN = {
    "BCC_A2": ("bcc", "#0072B2"),
    "FCC_A1": ("fcc", "#CC79A7"),
    "HCP_A3": ("hcp", "#882255"),
    "CBCC_A12": (r"$\alpha$-Mn", "#D55E00"),
    "CUB_A13": (r"$\beta$-Mn", "#009E73"),
    "FE4N_LP10": ("M$_4$N", "#E69F00"),
    "MN3N2_ETA": (r"$\eta$-Mn$_3$N$_2$", "#999933"),
    "MN6N5_THETA": (r"$\theta$-Mn$_6$N$_5$", "#44AA99"),
    "ZB": ("ZnS-type MN", "#DDCC77"),
    "LIQUID": ("liquid", "#AA4499"),
    "GAS": ("N$_2$", "#56B4E9"),
}
_OTHERS = ("#332288", "#117733", "#CC6677", "#88CCEE", "#661100", "#6699CC")


def short_name(phase: str) -> str:
    """Return the name of a phase, short enough for a figure."""
    return _KNOWN[phase][0] if phase in _KNOWN else phase


def phase_colours(names: tuple[str, ...]) -> list[str]:
    """Return the colors of phases."""
    strange = [name for name in names if name not in _KNOWN]
    own = {name: _OTHERS[k % len(_OTHERS)] for k, name in enumerate(strange)}
    return [_KNOWN[name][1] if name in _KNOWN else own[name] for name in names]


class Plane(NamedTuple):
    """Points on a plane through a map: runs, their places, and the position of the plane.

    ``corners``: the metals of a triangle, whose x and y are its coordinates. Without them x and y
    are axes with labels, y perhaps ``logarithmic``. ``coarse``: which points lie on the grid of the
    axes, of a refined map (None: all do).
    """

    title: str
    runs: np.ndarray
    x: np.ndarray
    y: np.ndarray
    x_label: str = ""
    y_label: str = ""
    logarithmic: bool = False
    corners: tuple[str, ...] = ()
    coarse: np.ndarray | None = None


@dataclass(frozen=True)
class MapData:
    """An opened map of phases, in memory.

    ``fields``: sets of phases that occur, as places in ``names``; a phase that separates into two
    compositions counts twice. ``field``: the set of each run (``NOTHING``: no equilibrium).
    ``shown``: runs of the part of the grid in the figures; ``fixed``: that part in words;
    ``left_out``: axes of which a single value is shown. ``coarse``: runs on the grid of the axes;
    ``refined``: whether there are others; ``origin``: the provenance of the parameters of its
    phases, in words.
    """

    attributes: dict[Any, Any]
    table: xr.Dataset
    names: tuple[str, ...]
    fields: tuple[tuple[int, ...], ...]
    field: np.ndarray
    shown: np.ndarray
    fixed: str
    left_out: tuple[str, ...]
    counts: dict[str, dict[str, int]]
    coarse: np.ndarray

    @property
    def refined(self) -> bool:
        """Return whether rounds of refinement have added runs to those of the axes."""
        return not self.coarse.all()

    @property
    def metals(self) -> tuple[str, ...]:
        """Return the metals of the system."""
        return tuple(self.attributes["identity"]["metals"])

    @property
    def nitrogen(self) -> str:
        """Return the condition that gives the amount of N."""
        return self.attributes["identity"]["nitrogen"]

    @property
    def good(self) -> np.ndarray:
        """Return which runs have an equilibrium, bool [run]."""
        return np.isin(self.table.status.values, VALUES_KEPT)

    @property
    def outside(self) -> np.ndarray:
        """Return which runs lie outside of the assessed range of the parameters, bool [run]."""
        return self.table.status.values == OUTSIDE_ASSESSMENT

    @property
    def uncomputed(self) -> tuple[str, ...]:
        """Return the phases that could form and cannot be computed, each with the reason."""
        return tuple(self.attributes.get("left_out") or ())

    @property
    def origin(self) -> str:
        """Return the provenance of the parameters, as the end of a caption."""
        sums: dict[str, int] = {}
        for by_status in self.counts.values():
            for status, count in by_status.items():
                sums[status] = sums.get(status, 0) + count
        said = ", ".join(f"{count} {status}" for status, count in sums.items())
        fixed = throughout(self.fixed)
        fixed += " The grid is finer where it was refined." if self.refined else ""
        if self.uncomputed:
            names = ", ".join(text.partition(":")[0] for text in self.uncomputed)
            fixed += f" Without {names}, which cannot be computed."
        return (
            f"{fixed} Database {self.attributes['database']}: "
            f"{said + ' parameters' if said else 'no longer there'}."
        )

    def field_name(self, number: int) -> str:
        """Return a set of phases in words."""
        counts = Counter(self.fields[number])
        said = (
            f"{n} {short_name(self.names[k])}" if n > 1 else short_name(self.names[k])
            for k, n in counts.items()
        )
        return " + ".join(said)


def map_data(tree: xr.DataTree, files: StudyFiles) -> MapData:
    """Return the data of the figures of an opened map."""
    table = tree["phases"].to_dataset().load()
    attributes = dict(tree.attrs)
    names = tuple(attributes["identity"]["phases"])
    fields, field = _fields(table)
    shown, fixed, left_out = _part_shown(table, attributes["identity"]["nitrogen"])
    counts = _counts(files, attributes["database"], names)
    coarse = _on_grid(table, read_json(files.plan).get("grid", {}))
    return MapData(attributes, table, names, fields, field, shown, fixed, left_out, counts, coarse)


def _on_grid(table: xr.Dataset, grid: dict[str, list]) -> np.ndarray:
    """Return which runs have values of the axes themselves, bool [run].

    Parameters: grid: values of refined axes by name.
    """
    coarse = np.ones(table.sizes["run"], bool)
    for name, values in grid.items():
        coarse &= np.isin(table[name].values, values)
    return coarse


def _fields(table: xr.Dataset) -> tuple[tuple[tuple[int, ...], ...], np.ndarray]:
    """Return the sets of phases, small sets first, and the set of each run."""
    good = np.isin(table.status.values, VALUES_KEPT)
    sets = phase_sets(table.phase.values, table.phase_amount.values)
    found = sorted(
        {s for s, fine in zip(sets, good, strict=True) if fine}, key=lambda s: (len(s), s)
    )
    place = {s: k for k, s in enumerate(found)}
    return tuple(found), np.array(
        [place[s] if fine else NOTHING for s, fine in zip(sets, good, strict=True)], int
    )


def _part_shown(table: xr.Dataset, nitrogen: str) -> tuple[np.ndarray, str, tuple[str, ...]]:
    """Return the runs at one value of every axis that no figure varies.

    That value is the one of most points. Also returned: these values in words, and these axes.
    """
    shown = np.ones(table.sizes["run"], bool)
    said, left_out = [], []
    for name in table.attrs["axes"]:
        if name in ("material", "temperature", nitrogen, "sample"):
            continue
        values, counts = np.unique(table[name].values[shown], return_counts=True)
        if len(values) > 1:
            value = values[int(np.argmax(counts))]
            shown &= table[name].values == value
            said.append(name_of(((name, value.item()),)))
            left_out.append(name)
    return shown, ", ".join(said), tuple(left_out)


def _counts(files: StudyFiles, database: str, names: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """Return the provenance of the parameters of each phase, from the present database.

    Empty if the database is gone.
    """
    used = read_json(files.plan).get("database_files", ())
    try:
        whole = phase_database.read_database(next(iter(used), database))
        return phase_database.parameter_counts(whole, names)
    except MaterialError:
        return {}


ORDERS = (
    (0b001, "ferro- or ferrimagnetic", "#D55E00"),
    (0b010, "paramagnetic", "#DDDDDD"),
    (0b100, "antiferromagnetic", "#0072B2"),
    (0b011, "ferro- and paramagnetic", "#F2B68A"),
    (0b101, "ferro- and antiferromagnetic", "#CC79A7"),
    (0b110, "antiferro- and paramagnetic", "#9CCBE8"),
    (0b111, "all three", "#009E73"),
)
"""Coexisting ferro- (bit 0), para- (bit 1) and antiferromagnetic phases: words and color."""


def orders(data: MapData) -> np.ndarray:
    """Return the place in ``ORDERS`` of every run, int [run].

    ``NOTHING`` without an equilibrium or a solid phase.
    """
    bits = order_bits([data.table[name].values for name in ORDER_FRACTIONS])
    place = np.full(8, NOTHING)
    for k, (bit, _, _) in enumerate(ORDERS):
        place[bit] = k
    return np.where(data.good, place[bits], NOTHING)


def temperatures(data: MapData) -> np.ndarray:
    """Return the temperatures of the part shown, K, without those that only refinement added."""
    return np.unique(data.table.temperature.values[data.shown & data.coarse])


def nearest_room(data: MapData) -> float:
    """Return the temperature nearest to 300 K."""
    values = temperatures(data)
    return float(values[np.argmin(abs(values - ROOM))])


def nitrogen_axis(data: MapData, runs: np.ndarray) -> tuple[np.ndarray, str, bool]:
    """Return the amount of N in some runs, in display units, with its label.

    The last value says whether a logarithmic axis suits it.
    """
    name = data.nitrogen
    return (
        display(data.table[name].values[runs], name),
        axis_label(name, _WORDS[name]),
        name == "nitrogen_pressure",
    )


_WORDS = {
    "nitrogen": "N atoms per metal atom",
    "nitrogen_chemical_potential": "chemical potential of N",
    "nitrogen_pressure": "pressure of N$_2$",
}


def composition_planes(data: MapData, at: np.ndarray | None = None) -> list[Plane]:
    """Return the planes of composition and N content at some temperatures.

    Three metals give triangles.
    Parameters: at: temperatures, K (a few of all if None).
    Errors: AbsentError without two compositions, or for two metals without two contents of N.
    """
    varied = [m for m in data.metals if len(np.unique(_fraction(data, m)[data.shown])) > 1]
    if len(varied) < 2:
        raise AbsentError("all points have one composition")
    chosen = evenly(temperatures(data), MOST_PANELS) if at is None else at
    if len(varied) > 2:
        return [plane for T in chosen for plane in _triangles(data, varied, float(T))]
    metal = varied[-1]
    planes = []
    for T in chosen:
        runs = np.flatnonzero(data.shown & (data.table.temperature.values == T))
        y, label, logarithmic = nitrogen_axis(data, runs)
        if len(np.unique(y)) < 2:
            raise AbsentError("all points have one content of N")
        x = _fraction(data, metal)[runs]
        planes.append(
            Plane(
                f"{T:g} K",
                runs,
                x,
                y,
                axis_label(f"x_{metal}"),
                label,
                logarithmic,
                coarse=_coarse(data, runs),
            )
        )
    return planes


def _coarse(data: MapData, runs: np.ndarray) -> np.ndarray | None:
    """Return which of some runs lie on the grid of the axes, None if no run was added to it."""
    return data.coarse[runs] if data.refined else None


def _triangles(data: MapData, varied: list[str], T: float) -> list[Plane]:
    """Return isothermal sections of three metals, each at one content of N."""
    corners = tuple(varied[:3])
    here = data.shown & (data.table.temperature.values == T)
    here &= np.isclose(sum(_fraction(data, m) for m in corners), 1.0)
    contents = data.table[data.nitrogen].values
    planes = []
    for content in evenly(np.unique(contents[here & data.coarse]), MOST_PANELS):
        runs = np.flatnonzero(here & (contents == content))
        right, top = _fraction(data, corners[1])[runs], _fraction(data, corners[2])[runs]
        shown = display(np.asarray(content), data.nitrogen)
        x, y = right + 0.5 * top, 0.5 * np.sqrt(3.0) * top
        words = f"{T:g} K, {_said(data.nitrogen, float(shown))}"
        planes.append(Plane(words, runs, x, y, corners=corners, coarse=_coarse(data, runs)))
    return planes


def _said(name: str, value: float) -> str:
    """Return an amount of N in words, for a title."""
    return {
        "nitrogen": f"N/M {value:.3g}",
        "nitrogen_chemical_potential": f"$\\mu_N$ {value:.3g} eV",
        "nitrogen_pressure": f"$p_{{N_2}}$ {value:.3g} bar",
    }[name]


def temperature_planes(data: MapData) -> list[Plane]:
    """Return the planes of temperature and N content at a few compositions.

    Errors: AbsentError without two temperatures, or two contents of N.
    """
    if len(temperatures(data)) < 2:
        raise AbsentError("all points have one temperature")
    materials = data.table.material.values
    planes = []
    for name in evenly(
        np.array(list(dict.fromkeys(materials[data.shown & data.coarse].tolist()))), MOST_PANELS
    ):
        runs = np.flatnonzero(data.shown & (materials == name))
        content, label, logarithmic = nitrogen_axis(data, runs)
        T = data.table.temperature.values[runs]
        if len(np.unique(content)) < 2:
            raise AbsentError("all points have one content of N")
        words = alloy_name(data, int(runs[0]))
        planes.append(
            Plane(
                words,
                runs,
                T,
                content,
                axis_label("temperature"),
                label,
                logarithmic,
                coarse=_coarse(data, runs),
            )
        )
    return planes


def alloy_name(data: MapData, run: int) -> str:
    """Return the metals of a run with their fractions."""
    parts = [(m, _fraction(data, m)[run]) for m in data.metals]
    return "".join(f"{m}$_{{{x:.3g}}}$" if x < 1 else m for m, x in parts if x > 0)


def _fraction(data: MapData, metal: str) -> np.ndarray:
    return data.table[f"x_{metal}"].values
