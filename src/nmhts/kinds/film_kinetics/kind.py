"""Studies of film kinetics, as a kind of study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.kinds.film_kinetics.config import FilmConfig
from nmhts.kinds.film_kinetics.encode import derive_films, encode_films
from nmhts.kinds.film_kinetics.error_bar import DEVIATION, deviations
from nmhts.kinds.film_kinetics.middles import crossing, middles
from nmhts.kinds.film_kinetics.snapshots import Snapshots
from nmhts.kinds.film_kinetics.variables import film_kinetics_variables
from nmhts.simulation.films.fidelities import film_kernels, simulate_films
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.simulation.outcomes.film_status import STATUSES
from nmhts.simulation.outcomes.time_limit import Watchdog
from nmhts.study.film_kind import FilmKind, recorded_steps
from nmhts.study.film_points import StudyPoints, read_points
from nmhts.study.film_resolver import resolve_points
from nmhts.study.kind import Blocks, Kernels
from nmhts.study.variables import Variable


class FilmKinetics(FilmKind):
    """Films under a voltage."""

    row_seconds = 2.0
    name = "film_kinetics"
    source = "nmhts film kinetics; many numbers behind it are fitted or assumed, see the sheets"
    statuses = STATUSES
    schema_version = "2.2"
    derived_from = ("profiles/nitrogen_occupancy", "profiles/time")
    lines = (("step", "time"), ("snapshot", "time of a profile"), ("plane", "plane"))

    def identity(self, config: FilmConfig) -> dict[str, Any]:
        """Return the identity of a store, without the entries that a study does not ask for.

        Variables may therefore be added to a store at any time.
        """
        found = super().identity(config)
        output = found["output"]
        del output["variables"]
        for name in ("magnetised", "error_bar"):
            if not output[name]:
                del output[name]
        return found

    def resolve(self, config: FilmConfig, extra: Sequence[Mapping[str, Any]] = ()) -> StudyPoints:
        """Return the films of a study."""
        return resolve_points(config, extra)

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
            "step": recorded_steps(plan),
            "snapshot": snapshots(plan).total,
            "plane": output["max_planes"],
        }

    def kernels(self, identity: Mapping[str, Any]) -> Kernels:
        """Return the kernels of a fidelity."""
        return film_kernels(identity["numerics"]["fidelity"])

    def simulate(
        self, points: Sequence[KineticsPoint], identity: Mapping[str, Any], watchdog: Watchdog
    ) -> dict[str, np.ndarray]:
        """Return the results of films under a watch.

        Sampled films also have their deviation at a tenth of the tolerance.
        """
        numerics, share = identity["numerics"], identity["output"].get("error_bar", 0.0)

        def run(films: Sequence[KineticsPoint], rtol: float) -> dict[str, np.ndarray]:
            fidelity, most = numerics["fidelity"], numerics["max_steps"]
            with watchdog.watching() as watch:
                return simulate_films(fidelity, films, rtol, most, watch=watch)

        result = run(points, numerics["rtol"])
        return result | {DEVIATION: deviations(points, result, share, numerics["rtol"], run)}

    def nothing(self, plan: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, np.ndarray]:
        """Return the results of a crashed film; profiles are chosen from all recorded times."""
        found, sizes = super().nothing(plan, entry), self.sizes(plan)
        for v in self.variables(plan):
            if v.group == "profiles" and "snapshot" in v.dims:
                shape = (1, sizes["step"], *(sizes[dim] for dim in v.dims[2:]))
                found[v.name] = np.full(shape, v.fill, dtype=v.dtype)
        return found

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
            variables,
            points,
            entries,
            plan["names"],
            result,
            snapshots(plan),
            self.sizes(plan),
            fields(plan),
        )

    def derive(
        self,
        plan: Mapping[str, Any],
        variables: Sequence[Variable],
        points: Sequence[KineticsPoint],
        stored: Mapping[str, np.ndarray],
    ) -> Blocks:
        """Return the variables that follow from stored profiles."""
        return derive_films(variables, points, stored, self.sizes(plan), fields(plan))

    def refined_from(self, config: FilmConfig) -> Mapping[str, int | None]:
        """Return the series that is searched for crossings."""
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
    """Return the number of profiles kept."""
    output, clauses = plan["identity"]["output"], plan["identity"]["clauses"]
    return Snapshots(clauses, output["steps_per_clause"], output["snapshots_per_clause"])


def fields(plan: Mapping[str, Any]) -> dict[int, float]:
    """Return the direction of a momentary field, by the number of its snapshot."""
    kept, magnetised = snapshots(plan), plan["identity"]["output"].get("magnetised", [])
    return {kept.end(m["clause"]): m["direction"] for m in magnetised}


KIND = FilmKinetics()
