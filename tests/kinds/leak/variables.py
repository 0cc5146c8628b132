"""Declared outputs of a study of leaks."""

from __future__ import annotations

from collections.abc import Mapping

from nmhts.simulation.outcomes.codes import CRASHED, NOT_COMPUTED, Status
from nmhts.study.variables import Variable, column, run_columns

STATUSES = (
    Status(NOT_COMPUTED, "not_computed", "Its shard has not run yet."),
    Status(0, "ok", "Computed."),
    Status(CRASHED, "crashed", "It raised an error."),
)


def leak_variables(columns: Mapping[str, str]) -> tuple[Variable, ...]:
    """Return the variables of a store of leaks.

    Parameters: columns: SI unit of each number that a study adds.
    """

    def number(group: str, name: str, unit: str, dims: tuple[str, ...] = ("run",)) -> Variable:
        return Variable(
            group, name, dims, "float64", float("nan"), {"units": unit, "long_name": name}
        )

    return (
        *run_columns(STATUSES),
        number("design", "resistance", "ohm"),
        number("design", "capacitance", "F"),
        number("design", "voltage", "V"),
        *(column(name, unit, "expressions") for name, unit in columns.items()),
        number("decay", "time", "s", ("run", "step")),
        number("decay", "remaining", "V", ("run", "step"))._replace(of="voltage_of_time"),
        number("decay", "constant", "s"),
    )
