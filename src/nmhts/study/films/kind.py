"""Studies of film kinetics, as a kind of study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from nmhts.numerics.lanes import WIDTH
from nmhts.schema.film_kinetics import FilmConfig, clause_count
from nmhts.simulation.fidelity import compile_films, simulate_films
from nmhts.simulation.kinetics import SERIES, UNKNOWN_STEPS, KineticsPoint
from nmhts.simulation.status import CRASHED, STATUSES
from nmhts.simulation.watchdog import Watchdog
from nmhts.study.films.encode import derive_films, encode_films
from nmhts.study.films.error_bar import DEVIATION, deviations
from nmhts.study.films.middles import crossing, middles
from nmhts.study.films.points import (
    StudyPoint,
    StudyPoints,
    film_tables,
    read_points,
    resolve_points,
)
from nmhts.study.films.snapshots import Snapshots
from nmhts.study.films.variables import (
    CODED,
    SCHEMA_VERSION,
    film_kinetics_variables,
)
from nmhts.study.kind import Blocks, Kind, Simulate
from nmhts.study.variables import Variable


class FilmKinetics(Kind):
    """Films under a voltage."""

    name = "film_kinetics"
    what = "film"
    source = "nmhts film kinetics; many numbers behind it are fitted or assumed, see the sheets"
    statuses = STATUSES
    coded = CODED
    shown = ("protocol",)
    derived_from = ("profiles/nitrogen_occupancy", "profiles/time")

    def identity(self, config: FilmConfig) -> dict[str, Any]:
        """Return the identity of a store: schema, numerics, outputs, number of clauses, columns of the run table."""
        columns = dict(config.columns) | dict.fromkeys(config.counters, "")
        output = config.file.output.model_dump(exclude={"variables"})
        if not output["magnetised"]:
            # Stores of studies that do not ask are those of before.
            del output["magnetised"]
        if not output["error_bar"]:
            del output["error_bar"]
        return {
            "schema_version": SCHEMA_VERSION,
            "clauses": clause_count(config.file.protocol),
            "columns": columns,
            "numerics": config.file.numerics.model_dump(),
            "output": output,
        }

    def resolve(self, config: FilmConfig, extra: Sequence[Mapping[str, Any]] = ()) -> StudyPoints:
        """Return the films of a study."""
        return resolve_points(config, extra)

    def plan_entries(self, config: FilmConfig, resolved: StudyPoints) -> dict[str, Any]:
        """Return the protocol with the files it uses."""
        return {
            "waveform_files": sorted(resolved.waveform_files),
            "protocol": config.file.protocol,
        }

    def tables(self, resolved: StudyPoints, points: Sequence[StudyPoint]) -> dict[str, Any]:
        """Return the sheets and protocols of some films."""
        protocols = {}
        for text in sorted({point.protocol for point in points}):
            waveform, times = resolved.protocols[text]
            voltage = {
                "nodes": waveform.nodes,
                "v_start": waveform.v_start,
                "v_end": waveform.v_end,
            }
            protocols[text] = voltage | {"times": times}
        return film_tables(resolved, points) | {"protocols": protocols}

    def read_points(self, spec: Mapping[str, Any]) -> list[KineticsPoint]:
        """Return the films of a spec."""
        return read_points(spec)

    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the run table, series, profiles and loops."""
        columns = plan["identity"]["columns"]
        error_bar = "error_bar" in plan["identity"]["output"]
        return film_kinetics_variables(columns, plan["names"], plan["variables"], error_bar)

    def sizes(self, plan: Mapping[str, Any]) -> dict[str, int]:
        """Return the numbers of recorded steps and profiles, and the room for planes."""
        output = plan["identity"]["output"]
        return {
            "step": 1 + plan["identity"]["clauses"] * output["steps_per_clause"],
            "snapshot": snapshots(plan).total,
            "plane": output["max_planes"],
        }

    def compile(self, identity: Mapping[str, Any]) -> None:
        """Compile the kernel of a fidelity."""
        compile_films(identity["numerics"]["fidelity"])

    @contextmanager
    def simulating(
        self, points: Sequence[KineticsPoint], identity: Mapping[str, Any], limit: float
    ) -> Iterator[Simulate]:
        """Give a function that simulates films under a watch."""
        numerics, share = identity["numerics"], identity["output"].get("error_bar", 0.0)
        with Watchdog(limit, WIDTH) as watchdog:

            def run(films: Sequence[KineticsPoint], rtol: float) -> dict[str, np.ndarray]:
                fidelity, most = numerics["fidelity"], numerics["max_steps"]
                with watchdog.watching() as watch:
                    return simulate_films(fidelity, films, rtol, most, watch=watch)

            def simulate(begin: int, end: int) -> dict[str, np.ndarray]:
                films, rtol = points[begin:end], numerics["rtol"]
                result = run(films, rtol)
                return result | {DEVIATION: deviations(films, result, share, rtol, run)}

            yield simulate

    def crashed(self, point: KineticsPoint) -> dict[str, np.ndarray]:
        """Return what ``simulate_films`` would return for one film, without a number in it."""
        times = len(point.times)
        result: dict[str, Any] = {
            name: np.full((1, times), np.nan) for name in ("time", "gate_voltage", *SERIES)
        }
        result["nitrogen_occupancy"] = np.full((1, times, 1), np.nan)
        result["order"] = np.full((1, times, 1), -1, dtype=np.int8)
        result["depth"] = np.full((1, 1), np.nan)
        unknown = {"n_planes": -1, "status": CRASHED, "n_steps": UNKNOWN_STEPS, "regime": -1}
        for name, value in (*unknown.items(), (DEVIATION, np.nan)):
            result[name] = np.array([value])
        return result

    def encode(
        self,
        plan: Mapping[str, Any],
        variables: Sequence[Variable],
        points: Sequence[KineticsPoint],
        entries: Sequence[Mapping[str, Any]],
        result: Mapping[str, np.ndarray],
    ) -> Blocks:
        """Return the stored rows of films."""
        return encode_films(
            variables, points, entries, plan["names"], result, snapshots(plan), self.sizes(plan), fields(plan)
        )  # fmt: skip

    def derive(
        self,
        plan: Mapping[str, Any],
        variables: Sequence[Variable],
        points: Sequence[KineticsPoint],
        stored: Mapping[str, np.ndarray],
    ) -> Blocks:
        """Return what follows from stored profiles."""
        return derive_films(variables, points, stored, self.sizes(plan), fields(plan))

    def refined_from(self, config: FilmConfig) -> Mapping[str, int | None]:
        """Return the series whose crossing is sought."""
        return dict([crossing(config)])

    def between(
        self,
        config: FilmConfig,
        rows: Sequence[Mapping[str, Any]],
        stored: Mapping[str, np.ndarray],
        tried: Sequence[Mapping[str, Any]],
    ) -> Iterator[dict[str, Any]]:
        """Yield the films that halve the gaps in which the level is crossed."""
        return middles(config, rows, stored[crossing(config)[0]])

    def optional(self, config: FilmConfig) -> Sequence[str]:
        """Return the optional variables of a study."""
        return config.file.output.variables


def snapshots(plan: Mapping[str, Any]) -> Snapshots:
    """Return how profiles are kept."""
    output, clauses = plan["identity"]["output"], plan["identity"]["clauses"]
    return Snapshots(clauses, output["steps_per_clause"], output["snapshots_per_clause"])


def fields(plan: Mapping[str, Any]) -> dict[int, float]:
    """Return the direction of the field that is on for a moment at a snapshot, by its number."""
    kept, magnetised = snapshots(plan), plan["identity"]["output"].get("magnetised", [])
    return {kept.end(m["clause"]): m["direction"] for m in magnetised}
