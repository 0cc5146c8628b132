"""Studies of films by kinetic Monte Carlo, as a kind of study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.kinds.lattice.config import LatticeConfig
from nmhts.kinds.lattice.points import (
    BoxPoints,
    boundary_tables,
    read_points,
    resolve_points,
    settings_of,
)
from nmhts.kinds.lattice.variables import lattice_variables
from nmhts.simulation.films.fidelities import PLANES, film_kernels
from nmhts.simulation.lattice.box_model import compile_boxes
from nmhts.simulation.lattice.fidelities import BOX_STATUSES, BoxedFilm, simulate_boxed
from nmhts.simulation.outcomes.codes import CRASHED
from nmhts.simulation.outcomes.time_limit import Watchdog
from nmhts.study.film_kind import FilmKind, recorded_steps
from nmhts.study.film_points import StudyPoint
from nmhts.study.kind import Kernels
from nmhts.study.variables import Variable


class LatticeFilms(FilmKind):
    """Films by kinetic Monte Carlo, and the same films by the plane model and the front model."""

    row_seconds = 60.0
    name = "lattice"
    source = (
        "nmhts kinetic Monte Carlo of boxes of films; many numbers behind it are fitted or "
        "assumed, see the sheets"
    )
    statuses = BOX_STATUSES
    schema_version = "1.0"
    lines = (("step", "time"), ("plane", "plane"), ("x", "x"), ("y", "y of a column of sites"))
    padding = (("x", "grain"),)

    def own_identity(self, config: LatticeConfig) -> dict[str, Any]:
        """Return the number of clauses, the boxes and the fidelities compared."""
        own = {"lattice": settings_of(config), "compared": list(config.file.lattice.compared)}
        return super().own_identity(config) | own

    def resolve(self, config: LatticeConfig, extra: Sequence[Mapping[str, Any]] = ()) -> BoxPoints:
        """Return the boxes of a study."""
        return resolve_points(config, extra)

    def tables(self, resolved: BoxPoints, points: Sequence[StudyPoint]) -> dict[str, Any]:
        """Return the sheets, boundaries and protocols of some boxes."""
        return super().tables(resolved, points) | boundary_tables(resolved, points)

    def read_points(self, spec: Mapping[str, Any]) -> list[BoxedFilm]:
        """Return the boxes of a spec."""
        return read_points(spec)

    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the run table, the series of all fidelities, profiles, columns and sites."""
        identity = plan["identity"]
        return lattice_variables(
            identity["columns"], plan["names"], identity["compared"], identity["output"]
        )

    def sizes(self, plan: Mapping[str, Any]) -> dict[str, int]:
        """Return the number of recorded steps, and the room for planes and sites."""
        output = plan["identity"]["output"]
        return {
            "step": recorded_steps(plan),
            "plane": output["max_planes"],
            "x": output["max_side"],
            "y": output["max_side"],
        }

    def kernels(self, identity: Mapping[str, Any]) -> Kernels:
        """Return the kernels of boxes and of the fidelities compared."""
        found = film_kernels(PLANES) | {"boxes": compile_boxes}
        for fidelity in identity["compared"]:
            found |= film_kernels(fidelity)
        return found

    def simulate(
        self, points: Sequence[BoxedFilm], identity: Mapping[str, Any], watchdog: Watchdog
    ) -> dict[str, np.ndarray]:
        """Return the results of boxes and of their films, under a watch over each."""
        numerics, compared = identity["numerics"], identity["compared"]
        with watchdog.watching() as of_boxes, watchdog.watching() as of_planes:
            return simulate_boxed(
                points, compared, numerics["rtol"], numerics["max_steps"], (of_boxes, of_planes)
            )

    def nothing(self, plan: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, np.ndarray]:
        """Return the results of a crashed box: neither it nor its films by other fidelities."""
        found = super().nothing(plan, entry)
        crashed = {f"status_{f}": np.array([CRASHED]) for f in plan["identity"]["compared"]}
        return found | crashed


KIND = LatticeFilms()
