"""Declared outputs of a study by kinetic Monte Carlo: group, dimensions, type and fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nmhts.simulation.films.fidelities import FRONT, PLANES
from nmhts.simulation.lattice.fidelities import BOX_SERIES, BOX_STATUSES, COMPARED_SERIES
from nmhts.simulation.outcomes.film_status import STATUSES
from nmhts.study.film_variables import CODED, film_columns, regime_attributes
from nmhts.study.variables import Variable, code, counted, measure, run_columns

MODELS = {PLANES: "plane model", FRONT: "front model"}
"""Fidelities in words."""

_COLUMNS = {"seed": "seed of the box", "box_side": "sites along each side of the box"}


def lattice_variables(
    columns: Mapping[str, str],
    names: Mapping[str, list[str]],
    compared: Sequence[str],
    output: Mapping[str, Any],
) -> tuple[Variable, ...]:
    """Return the variables of a store of boxes, in the order they are written.

    ``in_study`` is not among them.
    Parameters: columns: SI unit of each number of the run table that the study varies; names: by
    their code; compared: other fidelities of the same films; output: the section of the recorded
    output.
    """
    run, step, plane = ("run",), ("run", "step"), ("run", "step", "plane")
    events = {"long_name": "events of the box: hops, and exchanges with gate and electrolyte"}
    table = [
        *run_columns(BOX_STATUSES),
        Variable("design", "n_steps", run, "int32", -1, events),
        Variable("design", "regime", run, "int16", -1, regime_attributes()),
    ]
    for variable in film_columns(names, CODED, columns):
        said = _COLUMNS.get(variable.name, variable.attributes["long_name"])
        table.append(variable._replace(attributes={**variable.attributes, "long_name": said}))
    series = [measure("kinetics", "time", step, "float64")]
    series += [measure("kinetics", name, step) for name in ("gate_voltage", *BOX_SERIES)]
    for fidelity in compared:
        model = MODELS[fidelity]
        for name in COMPARED_SERIES:
            same = measure("kinetics", name, step)
            said = {"long_name": f"{same.attributes['long_name']}, by the {model}"}
            series.append(
                same._replace(name=f"{name}_{fidelity}", attributes=same.attributes | said)
            )
        meanings = {status.code: status.name for status in STATUSES}
        text = f"status of the same film by the {model}"
        series.append(code("kinetics", f"status_{fidelity}", run, "int8", meanings, text))
    profiles = [
        measure("profiles", "time", step, "float64"),
        measure("profiles", "depth", ("run", "plane")),
        counted("profiles", "n_planes", "number of N planes"),
        measure("profiles", "nitrogen_occupancy", plane),
    ]
    return (*table, *series, *profiles, *_columns_and_sites(output))


def _columns_and_sites(output: Mapping[str, Any]) -> list[Variable]:
    """Return the variables of single columns and sites that are recorded."""
    found = []
    said = {"long_name": "grain of a column of sites, 0 for all without grains, -1 outside the box"}
    across = ("run", "x", "y")
    if output["column_fronts"]:
        found += [
            measure("columns", "time", ("run", "step"), "float64"),
            Variable("columns", "grain", across, "int16", -1, said),
            measure("columns", "column_front", ("run", "step", "x", "y")),
        ]
    if output["sites"]:
        occupied = {"long_name": "N on a site, 0 or 1, at the end; -1 outside, or not reached"}
        found += [
            counted("sites", "n_planes", "number of N planes"),
            Variable("sites", "grain", across, "int16", -1, said),
            measure("sites", "depth", ("run", "plane")),
            Variable("sites", "site_occupancy", (*across, "plane"), "int8", -1, occupied),
        ]  # fmt: skip
    return found
