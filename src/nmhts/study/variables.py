"""The declared outputs of a study: group, dimensions, type and fill of every stored variable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.simulation.kinetics import SERIES
from nmhts.simulation.regimes import REGIMES
from nmhts.simulation.status import STATUSES
from nmhts.symbols import SYMBOLS

SCHEMA_VERSION = "2.2"

CODED = ("material", "system", "mixing", "gate")
"""Names in the run table that are stored as codes."""


class Variable(NamedTuple):
    """One stored array: where it lies, its dimensions (``run`` first), dtype, fill value and attributes.

    ``source``: ``run`` if only a simulation gives it, ``profiles`` if it follows from the stored profiles.
    """

    group: str
    name: str
    dims: tuple[str, ...]
    dtype: str
    fill: float | int
    attributes: dict[str, Any]
    source: str = "run"

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


def column_unit(name: str, unit: str) -> str:
    """Return the CF unit of a column of the run table: that of its quantity, else that of its values."""
    return SYMBOLS[name].cf_unit if name in SYMBOLS else unit.replace("**", "^") or "1"


def film_kinetics_variables(
    columns: Mapping[str, str], names: Mapping[str, list[str]], optional: Sequence[str]
) -> tuple[Variable, ...]:
    """Return the variables of a film-kinetics store, without ``in_study``, in the order they are written.

    Parameters: columns: SI unit of each number of the run table that the study varies; names: by their code; optional: variables that
    the study records besides those it always does.
    """
    run, step, snap = ("run",), ("run", "step"), ("run", "snapshot")
    status = {s.code: s.name for s in STATUSES}
    order = {-1: "no_plane"} | dict(enumerate(ORDER_MEANINGS))
    regimes = {
        "long_name": "regimes the film went through",
        "flag_masks": [regime.flag for regime in REGIMES],
        "flag_meanings": " ".join(regime.name for regime in REGIMES),
    }
    table = [
        Variable("design", "run_id", run, "uint64", 0, {"long_name": "hash of the inputs"}),
        _code("design", "status", run, "int8", status, "status of the simulation"),
        Variable("design", "n_steps", run, "int32", -1, {"long_name": "time steps taken"}),
        Variable("design", "regime", run, "int16", -1, regimes),
    ]
    for name in CODED:
        meanings = {i: n.replace(" ", "_") for i, n in enumerate(names[name])}
        coded = _code("design", name, run, "int32", meanings, name)
        # flag_meanings cannot hold blanks, so the names themselves stand beside them.
        table.append(coded._replace(attributes=coded.attributes | {"names": names[name]}))
    film = ("x_Co", "x_Fe", "x_Mn", "thickness", "temperature")
    table += [_measure("design", name, run, "float64") for name in film]
    for name, unit in columns.items():
        known = SYMBOLS[name].long_name if name in SYMBOLS else f"{name} in the protocol"
        attributes = {"units": column_unit(name, unit), "long_name": known}
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
    loops: list[Variable] = []
    if any(name in LOOP_VARIABLES for name in optional):
        loops.append(_measure("loops", "time", snap, "float64"))
        loops.append(_measure("loops", "nitrogen_extracted", snap))
    for name in optional:
        if name in LOOP_VARIABLES:
            loops.append(_measure("loops", name, snap))
        else:
            profiles.append(_measure("profiles", name, ("run", "snapshot", "plane")))
    known = {v.path for v in (*table, *series, *profiles[:5])}
    return tuple(
        v if v.path in known else v._replace(source="profiles")
        for v in (*table, *series, *profiles, *loops)
    )


LOOP_VARIABLES = ("coercivity", "remanence", "exchange_bias")
"""Optional variables of the hysteresis loop at every snapshot."""


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
