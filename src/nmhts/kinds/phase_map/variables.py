"""Declared outputs of a map of phases: group, dimensions, type and fill of every variable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.simulation.phases.equilibrium_results import VOLUME_MEANS
from nmhts.simulation.phases.status import PHASE_STATUSES
from nmhts.study.variables import Variable, code, column, measure, named, run_columns
from nmhts.symbols import SYMBOLS

CODED = ("material",)
"""Names in the run table that are stored as codes."""

NO_PHASE = "none"
"""Name of the code of a vertex without a phase."""

LABELS = "dimension_labels"
"""Attribute of a variable that names the places of its last dimension."""


def phase_map_variables(
    identity: Mapping[str, Any], names: Mapping[str, Sequence[str]]
) -> tuple[Variable, ...]:
    """Return the variables of a map of phases, in the order they are written.

    ``in_study`` is not among them.
    Parameters: identity of the store: metals, phases with their site fractions, condition of N,
    columns; names: by their code.
    """
    run, vertex = ("run",), ("run", "vertex")
    metals, phases = identity["metals"], identity["phases"]
    table = [*run_columns(PHASE_STATUSES), *(named(name, names[name]) for name in CODED)]
    table += [_fraction(metal) for metal in metals]
    conditions = ("temperature", "pressure", identity["nitrogen"])
    table += [measure("design", name, run, "float64") for name in conditions]
    table += [column(name, unit, "expressions") for name, unit in identity["columns"].items()]
    which = {-1: NO_PHASE} | dict(enumerate(phases))
    order = {-1: "no_phase"} | dict(enumerate(ORDER_MEANINGS))
    sites = {"sites": [f"{phase}: {', '.join(names)}" for phase, names in phases.items()]}
    constitution = measure("phases", "constitution", ("run", "vertex", "site_fraction"))
    magnetization = measure("phases", "saturation_magnetization", vertex)
    found = [
        code("phases", "phase", vertex, "int16", which, "phase"),
        measure("phases", "phase_amount", vertex),
        measure("phases", "nitrogen_content", vertex),
        constitution._replace(attributes=constitution.attributes | sites),
        measure("phases", "gibbs_energy", run, "float64"),
        _labelled("chemical_potential", "element", [*metals, "N"]),
        _labelled("driving_force", "allowed_phase", list(phases)),
        code("phases", "order", vertex, "int8", order, "magnetic order of a phase"),
        measure("phases", "order_temperature", vertex),
        magnetization._replace(
            attributes=magnetization.attributes
            | {"long_name": "saturation magnetization of a phase, per its volume"}
        ),
        *(measure("phases", name, run) for name in VOLUME_MEANS),
    ]
    return (*table, *found)


def _fraction(metal: str) -> Variable:
    """Return the column of a metal's fraction.

    The symbol table has entries for the metals of films only.
    """
    if f"x_{metal}" in SYMBOLS:
        return measure("design", f"x_{metal}", ("run",), "float64")
    text = {"units": "1", "long_name": f"{metal} fraction of the metal sites"}
    return Variable("design", f"x_{metal}", ("run",), "float64", float("nan"), text)


def _labelled(name: str, dimension: str, labels: list[str]) -> Variable:
    """Return a variable whose last dimension has names instead of numbers."""
    variable = measure("phases", name, ("run", dimension), "float64")
    return variable._replace(attributes=variable.attributes | {LABELS: labels})
