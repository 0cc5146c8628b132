"""The declared outputs of a study: group, dimensions, type and fill of every stored variable."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.simulation.kinetics import SERIES
from nmhts.simulation.status import STATUSES
from nmhts.symbols import SYMBOLS

SCHEMA_VERSION = "1.0"


class Variable(NamedTuple):
    """One stored array: where it lies, its dimensions (``run`` first), dtype, fill value and attributes."""

    group: str
    name: str
    dims: tuple[str, ...]
    dtype: str
    fill: float | int
    attributes: dict[str, Any]

    @property
    def path(self) -> str:
        """Return the path of the array in the store."""
        return f"{self.group}/{self.name}"


def _measure(group: str, name: str, dims: tuple[str, ...], dtype: str = "float32") -> Variable:
    symbol = SYMBOLS[name]
    attributes = {"units": symbol.cf_unit, "long_name": symbol.long_name}
    return Variable(group, name, dims, dtype, np.nan, attributes)


def _code(
    group: str, name: str, dims: tuple[str, ...], dtype: str, meanings: Mapping[int, str], text: str
) -> Variable:
    attributes = {
        "long_name": text,
        "flag_values": list(meanings),
        "flag_meanings": " ".join(meanings.values()),
    }
    return Variable(group, name, dims, dtype, -1, attributes)


PLACEHOLDER_SYMBOL = {"V": "gate_voltage", "s": "duration", "Hz": "frequency", "V/s": "sweep_rate"}
"""The quantity a protocol placeholder stands for, by its unit."""


def film_kinetics_variables(
    placeholders: Mapping[str, str], names: Mapping[str, list[str]]
) -> tuple[Variable, ...]:
    """Return the variables of a film-kinetics store, without ``in_study``, in the order they are written.

    Parameters: placeholders: SI unit of each protocol placeholder that is an axis; names: materials and gates by their code.
    """
    run, step, snap = ("run",), ("run", "step"), ("run", "snapshot")
    status = {s.code: s.name for s in STATUSES}
    order = {-1: "no_plane"} | dict(enumerate(ORDER_MEANINGS))
    table = [
        Variable("design", "run_id", run, "uint64", 0, {"long_name": "hash of the inputs"}),
        _code("design", "status", run, "int8", status, "status of the simulation"),
        Variable("design", "n_steps", run, "int32", -1, {"long_name": "time steps taken"}),
    ]
    for name in ("material", "gate"):
        meanings = {i: n.replace(" ", "_") for i, n in enumerate(names[name])}
        coded = _code("design", name, run, "int16", meanings, name)
        # flag_meanings cannot hold blanks, so the names themselves stand beside them.
        table.append(coded._replace(attributes=coded.attributes | {"names": names[name]}))
    table += [_measure("design", name, run, "float64") for name in ("thickness", "temperature")]
    for name, unit in placeholders.items():
        symbol = SYMBOLS[PLACEHOLDER_SYMBOL[unit]]
        attributes = {"units": symbol.cf_unit, "long_name": f"{name} in the protocol"}
        table.append(Variable("design", name, run, "float64", np.nan, attributes))
    series = [_measure("kinetics", "time", step, "float64")]
    series += [_measure("kinetics", name, step) for name in ("gate_voltage", *SERIES)]
    profiles = [
        _measure("profiles", "time", snap, "float64"),
        _measure("profiles", "depth", ("run", "plane")),
        Variable("profiles", "n_planes", run, "int32", -1, {"long_name": "number of N planes"}),
        _measure("profiles", "nitrogen_occupancy", ("run", "snapshot", "plane")),
        _code("profiles", "order", ("run", "snapshot", "plane"), "int8", order, "magnetic order"),
    ]
    return (*table, *series, *profiles)


def in_study_variable() -> Variable:
    """Return the mask of rows that belong to the present study; rewritten whenever the study is finalised."""
    meanings = {0: "masked", 1: "in_study"}
    return _code("design", "in_study", ("run",), "int8", meanings, "row belongs to the study")


def snapshot_steps(n_clauses: int, steps_per_clause: int, snapshots_per_clause: int) -> np.ndarray:
    """Return the recorded steps at which profiles are kept: the start, then evenly many per clause, ends included."""
    per_clause = min(steps_per_clause, snapshots_per_clause)
    within = np.unique(np.round(np.linspace(1, steps_per_clause, per_clause)).astype(int))
    if per_clause == 1:
        within = np.array([steps_per_clause])
    return np.concatenate(
        [[0], *(clause * steps_per_clause + within for clause in range(n_clauses))]
    ).astype(int)
