"""Declared outputs of a study of film kinetics: group, dimensions, type and fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.simulation.films.plane_model import SERIES
from nmhts.simulation.outcomes.film_status import STATUSES
from nmhts.study.film_variables import CODED, film_columns, regime_attributes
from nmhts.study.variables import Variable, code, counted, measure, run_columns


def film_kinetics_variables(
    columns: Mapping[str, str],
    names: Mapping[str, list[str]],
    optional: Sequence[str],
    error_bar: bool = False,
) -> tuple[Variable, ...]:
    """Return the variables of a film-kinetics store, in the order they are written.

    ``in_study`` is not among them.
    Parameters: columns: SI unit of each number of the run table that the study varies; names: by
    their code; optional: variables that the study records besides the standard ones; error_bar:
    whether films of a sample are run again.
    """
    run, step, snap = ("run",), ("run", "step"), ("run", "snapshot")
    order = {-1: "no_plane"} | dict(enumerate(ORDER_MEANINGS))
    table = [
        *run_columns(STATUSES),
        counted("design", "n_steps", "time steps taken"),
        Variable("design", "regime", run, "int16", -1, regime_attributes()),
    ]
    if error_bar:
        says = {
            "long_name": (
                "largest change of M at a tenth of the tolerance, over the largest M; of a sample"
            ),
            "units": "1",
        }
        table.append(Variable("design", "deviation", run, "float64", np.nan, says))
    table += film_columns(names, CODED, columns)
    series = [measure("kinetics", "time", step, "float64")]
    series += [measure("kinetics", name, step) for name in ("gate_voltage", *SERIES)]
    profiles = [
        measure("profiles", "time", snap, "float64"),
        measure("profiles", "depth", ("run", "plane")),
        counted("profiles", "n_planes", "number of N planes"),
        measure("profiles", "nitrogen_occupancy", ("run", "snapshot", "plane")),
        code("profiles", "order", ("run", "snapshot", "plane"), "int8", order, "magnetic order"),
    ]
    loops: list[Variable] = []
    if any(name in LOOP_VARIABLES for name in optional):
        loops.append(measure("loops", "time", snap, "float64"))
        loops.append(measure("loops", "nitrogen_extracted", snap))
    if WRITTEN_REMANENCE in optional:
        loops.append(measure("writing", "time", snap, "float64"))
    for name in optional:
        if name in LOOP_VARIABLES:
            loops.append(measure("loops", name, snap))
        elif name == WRITTEN_REMANENCE:
            loops.append(measure("writing", name, snap))
        else:
            profiles.append(measure("profiles", name, ("run", "snapshot", "plane")))
    known = {v.path for v in (*table, *series, *profiles[:5])}
    return tuple(
        v if v.path in known else v._replace(source="profiles")
        for v in (*table, *series, *profiles, *loops)
    )


LOOP_VARIABLES = ("coercivity", "remanence", "exchange_bias")
"""Optional variables of the hysteresis loop at every snapshot."""

WRITTEN_REMANENCE = "written_remanence"
"""Optional variable of films that are gated without a field, at every snapshot."""
