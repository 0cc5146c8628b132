"""Declared outputs of a study of cycling: group, dimensions, type and fill of every variable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nmhts.simulation.cycles.jumps import CYCLE_SERIES, CYCLE_STATUSES
from nmhts.simulation.cycles.runs import AFTER
from nmhts.simulation.cycles.samples import NO_REGIME
from nmhts.study.film_variables import CODED, film_columns, regime_attributes
from nmhts.study.variables import Variable, counted, measure, run_columns

# A study may vary the barrier at the start; its column has the name of that input.
RENAMED = {"worn_exit_barrier": "exit_barrier"}
"""Names of outputs in the store, where they differ."""


def cycling_variables(
    columns: Mapping[str, str],
    names: Mapping[str, list[str]],
    cycles: Sequence[int],
    followed: bool,
) -> tuple[Variable, ...]:
    """Return the variables of a store of cycled films, in the order they are written.

    ``in_study`` is not among them.
    Parameters: columns: SI unit of each number of the run table that the study varies; names: by
    their code; cycles that are recorded; followed: whether any clause follows the last cycle.
    """
    run, cycle = ("run",), ("run", "cycle")
    table = [
        *run_columns(CYCLE_STATUSES),
        Variable(
            "design",
            "regime",
            run,
            "int16",
            -1,
            regime_attributes("regimes of the recorded cycles"),
        ),
    ]
    table += film_columns(names, CODED, columns)
    stored = {found: name for name, found in RENAMED.items()}
    time = measure("cycles", "time", cycle, "float64")
    # All films record the same cycles.
    series = [time._replace(attributes=time.attributes | {"dimension_labels": list(cycles)})]
    for name in CYCLE_SERIES:
        renamed = {"name": stored[name], "of": name} if name in stored else {}
        series.append(measure("cycles", name, cycle)._replace(**renamed))
    simulated = {"long_name": "cycles simulated so far, the others jumped over"}
    sampling = {
        "long_name": "relative change of the last cycle with a hundredth of rtol",
        "units": "1",
    }
    series += [
        Variable("cycles", "simulated", cycle, "int32", -1, simulated),
        Variable(
            "cycles",
            "cycle_regime",
            cycle,
            "int16",
            NO_REGIME,
            regime_attributes("regimes of the cycle"),
        ),
        Variable("cycles", "sampling_error", run, "float32", float("nan"), sampling),
    ]
    final = [
        measure("final", "depth", ("run", "plane")),
        counted("final", "n_planes", "number of N planes"),
        measure("final", "nitrogen_occupancy", ("run", "plane")),
    ]
    after = [
        measure(
            "after", name, ("run", "step"), "float64" if name == "time" else "float32"
        )._replace(of=f"{name}_after")
        for name in AFTER
    ]
    return (*table, *series, *final, *(after if followed else ()))
