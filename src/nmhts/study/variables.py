"""Stored variables, and those common to the stores of all kinds of study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from nmhts.simulation.outcomes.codes import Status
from nmhts.symbols import SYMBOLS


class Variable(NamedTuple):
    """One stored array: its group, name, dimensions (``run`` first), dtype, fill, attributes.

    ``source``: ``run`` if only a simulation gives it, ``profiles`` if it follows from the stored
    profiles; ``of``: its name in the simulation, if that differs.
    """

    group: str
    name: str
    dims: tuple[str, ...]
    dtype: str
    fill: float | int
    attributes: dict[str, Any]
    source: str = "run"
    of: str = ""

    @property
    def path(self) -> str:
        """Return the path of the array in the store."""
        return f"{self.group}/{self.name}"


def measure(group: str, name: str, dims: tuple[str, ...], dtype: str = "float32") -> Variable:
    """Return the variable of a quantity of the symbol table."""
    symbol = SYMBOLS[name]
    attributes = {"units": symbol.cf_unit, "long_name": symbol.long_name}
    return Variable(group, name, dims, dtype, np.nan, attributes)


def code(
    group: str, name: str, dims: tuple[str, ...], dtype: str, meanings: Mapping[int, str], text: str
) -> Variable:
    """Return a variable of codes, -1 for no code."""
    attributes = {
        "long_name": text,
        "flag_values": list(meanings),
        "flag_meanings": " ".join(meanings.values()),
    }
    return Variable(group, name, dims, dtype, -1, attributes)


def run_columns(statuses: Sequence[Status]) -> list[Variable]:
    """Return the first columns of every run table."""
    run = ("run",)
    return [
        Variable("design", "run_id", run, "uint64", 0, {"long_name": "hash of the inputs"}),
        code(
            "design",
            "status",
            run,
            "int8",
            {s.code: s.name for s in statuses},
            "status of the simulation",
        ),
    ]


def named(name: str, names: Sequence[str]) -> Variable:
    """Return the column of a name that is stored as a code."""
    coded = code("design", name, ("run",), "int32", _without_blanks(names), name)
    # flag_meanings cannot hold blanks, so the names are stored beside them.
    return coded._replace(attributes=coded.attributes | {"names": list(names)})


def _without_blanks(names: Sequence[str]) -> dict[int, str]:
    return {i: name.replace(" ", "_") for i, name in enumerate(names)}


def column(name: str, unit: str, where: str) -> Variable:
    """Return the column of a number that a study adds.

    ``where`` it is used describes it if the symbol table does not.
    """
    known = SYMBOLS[name].long_name if name in SYMBOLS else f"{name} in {where}"
    attributes = {"units": column_unit(name, unit), "long_name": known}
    return Variable("design", name, ("run",), "float64", np.nan, attributes)


def column_unit(name: str, unit: str) -> str:
    """Return the CF unit of a column: that of its quantity, or else that of its values."""
    return SYMBOLS[name].cf_unit if name in SYMBOLS else unit.replace("**", "^") or "1"


def in_study_variable() -> Variable:
    """Return the mask of rows of the present study, rewritten whenever the study is finished."""
    meanings = {0: "masked", 1: "in_study"}
    return code("design", "in_study", ("run",), "int8", meanings, "row belongs to the study")


def counted(
    group: str, name: str, text: str, dims: tuple[str, ...] = ("run",), dtype: str = "int32"
) -> Variable:
    """Return a variable of whole numbers, -1 for no number."""
    return Variable(group, name, dims, dtype, -1, {"long_name": text})
