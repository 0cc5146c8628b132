"""Studies of cycled films, as a kind of study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.kinds.cycling.config import CyclingConfig
from nmhts.kinds.cycling.points import CycledPoints, read_points, resolve_points, tables
from nmhts.kinds.cycling.variables import cycling_variables
from nmhts.simulation.cycles.jumps import CYCLE_STATUSES
from nmhts.simulation.cycles.protocol import recorded_cycles
from nmhts.simulation.cycles.runs import CycledFilm, simulate_cycled
from nmhts.simulation.films.fidelities import film_kernels
from nmhts.simulation.outcomes.time_limit import Watchdog
from nmhts.study.film_kind import FilmKind
from nmhts.study.film_points import StudyPoint
from nmhts.study.kind import Kernels
from nmhts.study.variables import Variable


class Cycling(FilmKind):
    """Films that are cycled many times."""

    row_seconds = 30.0
    name = "cycling"
    source = (
        "nmhts film kinetics over many cycles; many numbers behind it are fitted or assumed, "
        "those of wear above all, see the sheets and the study"
    )
    statuses = CYCLE_STATUSES
    schema_version = "1.0"
    shown = ("protocol", "then")
    lines = (("cycle", "recorded cycle"), ("step", "time after the last cycle"), ("plane", "plane"))

    def own_identity(self, config: CyclingConfig) -> dict[str, Any]:
        """Return the cycles and the clauses after them."""
        return {"cycles": config.file.cycles.model_dump()}

    def resolve(
        self, config: CyclingConfig, extra: Sequence[Mapping[str, Any]] = ()
    ) -> CycledPoints:
        """Return the films of a study."""
        return resolve_points(config, extra)

    def plan_entries(self, config: CyclingConfig, resolved: CycledPoints) -> dict[str, Any]:
        """Return the protocols with the files they use."""
        return super().plan_entries(config, resolved) | {
            "then": config.file.cycles.then or "",
            "steps_after": max((len(times) for _, times in resolved.after.values()), default=0),
        }

    def tables(self, resolved: CycledPoints, points: Sequence[StudyPoint]) -> dict[str, Any]:
        """Return the sheets and cycles of some films."""
        return tables(resolved, points)

    def read_points(self, spec: Mapping[str, Any]) -> list[CycledFilm]:
        """Return the films of a spec."""
        return read_points(spec)

    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the run table, series over cycles, the last profile and the series after it."""
        columns, followed = plan["identity"]["columns"], bool(plan["then"])
        cycles = wanted_cycles(plan["identity"])
        return cycling_variables(columns, plan["names"], cycles, followed)

    def sizes(self, plan: Mapping[str, Any]) -> dict[str, int]:
        """Return the numbers of recorded cycles and times after them, and the room for planes."""
        return {
            "cycle": len(wanted_cycles(plan["identity"])),
            "step": plan["steps_after"],
            "plane": plan["identity"]["output"]["max_planes"],
        }

    def kernels(self, identity: Mapping[str, Any]) -> Kernels:
        """Return the kernels of a fidelity."""
        return film_kernels(identity["numerics"]["fidelity"])

    def simulate(
        self, points: Sequence[CycledFilm], identity: Mapping[str, Any], watchdog: Watchdog
    ) -> dict[str, np.ndarray]:
        """Return the results of films, under a watch over all cycles of each."""
        numerics = identity["numerics"]
        with watchdog.watching_cycles(len(points)) as watch:
            return simulate_cycled(
                points,
                wanted_cycles(identity),
                fidelity=numerics["fidelity"],
                rtol=numerics["rtol"],
                max_steps=numerics["max_steps"],
                tolerance=identity["cycles"]["tolerance"],
                watch=watch,
            )


def wanted_cycles(identity: Mapping[str, Any]) -> list[int]:
    """Return the cycles that are recorded."""
    cycles = identity["cycles"]
    return recorded_cycles(cycles["count"], cycles["records_per_decade"])


KIND = Cycling()
