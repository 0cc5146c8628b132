"""Studies of films that are cycled, as a kind of study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from nmhts.numerics.lanes import WIDTH
from nmhts.schema.cycling import CyclingConfig
from nmhts.simulation.cycle_protocol import recorded_cycles
from nmhts.simulation.cycle_runs import AFTER, CycledFilm, simulate_cycled
from nmhts.simulation.cycle_samples import NO_REGIME
from nmhts.simulation.cycles import CYCLE_SERIES, CYCLE_STATUSES
from nmhts.simulation.fidelity import compile_films
from nmhts.simulation.status import CRASHED
from nmhts.simulation.watchdog import Watchdog
from nmhts.study.cycling.encode import encode_cycled
from nmhts.study.cycling.points import CycledPoints, read_points, resolve_points, tables
from nmhts.study.cycling.variables import SCHEMA_VERSION, cycling_variables
from nmhts.study.films.points import StudyPoint
from nmhts.study.films.variables import CODED
from nmhts.study.kind import Blocks, Kind, Simulate
from nmhts.study.variables import Variable


class Cycling(Kind):
    """Films that are cycled many times."""

    name = "cycling"
    what = "film"
    source = "nmhts film kinetics over many cycles; many numbers behind it are fitted or assumed, those of wear above all, see the sheets and the study"
    statuses = CYCLE_STATUSES
    coded = CODED
    shown = ("protocol", "then")

    def identity(self, config: CyclingConfig) -> dict[str, Any]:
        """Return the identity of a store: schema, cycles with what follows, numerics, outputs, columns of the run table."""
        file = config.file
        return {
            "schema_version": SCHEMA_VERSION,
            "columns": dict(config.columns) | dict.fromkeys(config.counters, ""),
            "cycles": file.cycles.model_dump(),
            "numerics": file.numerics.model_dump(),
            "output": file.output.model_dump(),
        }

    def resolve(
        self, config: CyclingConfig, extra: Sequence[Mapping[str, Any]] = ()
    ) -> CycledPoints:
        """Return the films of a study."""
        return resolve_points(config, extra)

    def plan_entries(self, config: CyclingConfig, resolved: CycledPoints) -> dict[str, Any]:
        """Return the protocols with the files they use."""
        return {
            "waveform_files": sorted(resolved.waveform_files),
            "protocol": config.file.protocol,
            "then": config.file.cycles.then or "",
            "steps_after": max((len(times) for _, times in resolved.after.values()), default=0),
        }

    def tables(self, resolved: CycledPoints, points: Sequence[StudyPoint]) -> dict[str, Any]:
        """Return the sheets and protocols of some films."""
        return tables(resolved, points)

    def read_points(self, spec: Mapping[str, Any]) -> list[CycledFilm]:
        """Return the films of a spec."""
        return read_points(spec)

    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the run table, what is left cycle by cycle, the profile after the last one and what follows."""
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

    def compile(self, identity: Mapping[str, Any]) -> None:
        """Compile the kernel of a fidelity."""
        compile_films(identity["numerics"]["fidelity"])

    @contextmanager
    def simulating(
        self, points: Sequence[CycledFilm], identity: Mapping[str, Any], limit: float
    ) -> Iterator[Simulate]:
        """Give a function that cycles films under a watch over all cycles of each."""
        numerics, wanted = identity["numerics"], wanted_cycles(identity)
        with Watchdog(limit, WIDTH) as watchdog:

            def simulate(begin: int, end: int) -> dict[str, np.ndarray]:
                with watchdog.watching_cycles(end - begin) as watch:
                    return simulate_cycled(
                        points[begin:end],
                        wanted,
                        fidelity=numerics["fidelity"],
                        rtol=numerics["rtol"],
                        max_steps=numerics["max_steps"],
                        tolerance=identity["cycles"]["tolerance"],
                        watch=watch,
                    )

            yield simulate

    def crashed(self, point: CycledFilm) -> dict[str, np.ndarray]:
        """Return what ``simulate_cycled`` would return for one film, without a number in it."""
        nothing = np.full((1, 1), np.nan)
        result: dict[str, Any] = dict.fromkeys((*CYCLE_SERIES, "time", "depth"), nothing)
        result |= dict.fromkeys((f"{name}_after" for name in AFTER), nothing)
        result |= {"nitrogen_occupancy": nothing, "sampling_error": np.full(1, np.nan)}
        result |= {"simulated": np.array([[-1]]), "cycle_regime": np.array([[NO_REGIME]])}
        unknown = {"n_planes": -1, "status": CRASHED, "regime": NO_REGIME}
        return result | {name: np.array([value]) for name, value in unknown.items()}

    def encode(
        self,
        plan: Mapping[str, Any],
        variables: Sequence[Variable],
        points: Sequence[CycledFilm],
        entries: Sequence[Mapping[str, Any]],
        result: Mapping[str, np.ndarray],
    ) -> Blocks:
        """Return the stored rows of films."""
        return encode_cycled(variables, entries, plan["names"], result, self.sizes(plan))

    def refined_from(self, config: CyclingConfig) -> Mapping[str, int | None]:
        """Return nothing: these studies are not refined."""
        return {}

    def between(
        self,
        config: CyclingConfig,
        rows: Sequence[Mapping[str, Any]],
        stored: Mapping[str, np.ndarray],
        tried: Sequence[Mapping[str, Any]],
    ) -> Iterator[dict[str, Any]]:
        """Yield nothing: these studies are not refined."""
        yield from ()


def wanted_cycles(identity: Mapping[str, Any]) -> list[int]:
    """Return the cycles that are recorded."""
    cycles = identity["cycles"]
    return recorded_cycles(cycles["count"], cycles["records_per_decade"])
