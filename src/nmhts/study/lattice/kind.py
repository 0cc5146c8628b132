"""Studies of films atom by atom, beside the models without sides, as a kind of study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from nmhts.numerics.lanes import WIDTH
from nmhts.schema.lattice import LatticeConfig
from nmhts.simulation.fidelity import compile_films
from nmhts.simulation.lattice import compile_boxes
from nmhts.simulation.lattice_runs import BOX_STATUSES, BoxedFilm, no_numbers, simulate_boxed
from nmhts.simulation.watchdog import Watchdog
from nmhts.study.films.points import StudyPoint
from nmhts.study.films.variables import CODED
from nmhts.study.kind import Blocks, Kind, Simulate
from nmhts.study.lattice.encode import encode_boxes
from nmhts.study.lattice.points import BoxPoints, read_points, resolve_points, settings_of, tables
from nmhts.study.lattice.variables import SCHEMA_VERSION, lattice_variables
from nmhts.study.variables import Variable


class LatticeFilms(Kind):
    """Films atom by atom, and the very same films by the models without sides."""

    name = "lattice"
    what = "film"
    source = "nmhts kinetic Monte Carlo of boxes of films; many numbers behind it are fitted or assumed, see the sheets"
    statuses = BOX_STATUSES
    coded = CODED
    shown = ("protocol",)

    def identity(self, config: LatticeConfig) -> dict[str, Any]:
        """Return the identity of a store: schema, boxes, fidelities compared, numerics, outputs, number of clauses, columns of the run table."""
        file = config.file
        clauses = [c for c in file.protocol.replace("\n", ";").split(";") if c.strip()]
        return {
            "schema_version": SCHEMA_VERSION,
            "clauses": len(clauses),
            "columns": dict(config.columns) | dict.fromkeys(config.counters, ""),
            "lattice": settings_of(config),
            "compared": list(file.lattice.compared),
            "numerics": file.numerics.model_dump(),
            "output": file.output.model_dump(),
        }

    def resolve(self, config: LatticeConfig, extra: Sequence[Mapping[str, Any]] = ()) -> BoxPoints:
        """Return the boxes of a study."""
        return resolve_points(config, extra)

    def plan_entries(self, config: LatticeConfig, resolved: BoxPoints) -> dict[str, Any]:
        """Return the protocol with the files it uses."""
        return {
            "waveform_files": sorted(resolved.waveform_files),
            "protocol": config.file.protocol,
        }

    def tables(self, resolved: BoxPoints, points: Sequence[StudyPoint]) -> dict[str, Any]:
        """Return the sheets and protocols of some boxes."""
        return tables(resolved, points)

    def read_points(self, spec: Mapping[str, Any]) -> list[BoxedFilm]:
        """Return the boxes of a spec."""
        return read_points(spec)

    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the run table, the series of all fidelities, profiles, and what is kept of columns and sites."""
        identity = plan["identity"]
        return lattice_variables(
            identity["columns"], plan["names"], identity["compared"], identity["output"]
        )

    def sizes(self, plan: Mapping[str, Any]) -> dict[str, int]:
        """Return the number of recorded steps, and the room for planes and sites."""
        identity = plan["identity"]
        output = identity["output"]
        return {
            "step": 1 + identity["clauses"] * output["steps_per_clause"],
            "plane": output["max_planes"],
            "x": output["max_side"],
            "y": output["max_side"],
        }

    def compile(self, identity: Mapping[str, Any]) -> None:
        """Compile the kernels of boxes and of the fidelities compared."""
        compile_boxes()
        for fidelity in identity["compared"]:
            compile_films(fidelity)

    @contextmanager
    def simulating(
        self, points: Sequence[BoxedFilm], identity: Mapping[str, Any], limit: float
    ) -> Iterator[Simulate]:
        """Give a function that simulates boxes and their films under a watch."""
        numerics = identity["numerics"]
        with Watchdog(limit, WIDTH) as watchdog:

            def simulate(begin: int, end: int) -> dict[str, np.ndarray]:
                with watchdog.watching() as of_boxes, watchdog.watching() as of_planes:
                    return simulate_boxed(
                        points[begin:end],
                        identity["compared"],
                        numerics["rtol"],
                        numerics["max_steps"],
                        (of_boxes, of_planes),
                    )

            yield simulate

    def crashed(self, point: BoxedFilm) -> dict[str, np.ndarray]:
        """Return what ``simulate_boxed`` would return for one film, without a number in it."""
        return no_numbers(point)

    def encode(
        self,
        plan: Mapping[str, Any],
        variables: Sequence[Variable],
        points: Sequence[BoxedFilm],
        entries: Sequence[Mapping[str, Any]],
        result: Mapping[str, np.ndarray],
    ) -> Blocks:
        """Return the stored rows of boxes."""
        return encode_boxes(variables, entries, plan["names"], result, self.sizes(plan))

    def refined_from(self, config: LatticeConfig) -> Mapping[str, int | None]:
        """Return nothing: these studies are not refined."""
        return {}

    def between(
        self,
        config: LatticeConfig,
        rows: Sequence[Mapping[str, Any]],
        stored: Mapping[str, np.ndarray],
        tried: Sequence[Mapping[str, Any]],
    ) -> Iterator[dict[str, Any]]:
        """Yield nothing: these studies are not refined."""
        yield from ()
