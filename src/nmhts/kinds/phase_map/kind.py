"""Maps of phases, as a kind of study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from nmhts.errors import MaterialError
from nmhts.kinds.phase_map.cells import points_between
from nmhts.kinds.phase_map.config import PhaseMapConfig
from nmhts.kinds.phase_map.labels import labelled_from, labels_of
from nmhts.kinds.phase_map.points import MapPoints, read_points, resolve_points
from nmhts.kinds.phase_map.refinement import LEVEL
from nmhts.kinds.phase_map.variables import CODED, phase_map_variables
from nmhts.simulation.outcomes.time_limit import Watchdog
from nmhts.simulation.phases import database as phase_database
from nmhts.simulation.phases import equilibria
from nmhts.simulation.phases.equilibria import PhasePoint
from nmhts.simulation.phases.equilibrium_results import vertices
from nmhts.simulation.phases.status import PHASE_STATUSES, VALUES_KEPT
from nmhts.study.kind import Kernels, Kind
from nmhts.study.rows import Row
from nmhts.study.variables import Variable

if TYPE_CHECKING:
    import xarray as xr


class PhaseMap(Kind):
    """Equilibria of an alloy with nitrogen."""

    name = "phase_map"
    what = "point"
    source = (
        "nmhts equilibria; parameters from the thermodynamic database, some extrapolated or "
        "assumed, see its file"
    )
    statuses = PHASE_STATUSES
    schema_version = "1.0"
    kept = VALUES_KEPT
    coded = CODED
    lanes = 1
    row_seconds = 0.1
    shown = ("system", "database", "conditions", "left_out")
    lines = (("vertex", "phase"),)
    padding = (("vertex", "phase"),)
    parted = (("phases", "vertex", "equilibria"),)

    def own_identity(self, config: PhaseMapConfig) -> dict[str, Any]:
        """Return the metals, the phases that may form and the condition of N."""
        return {
            "metals": list(config.metals),
            "phases": {name: list(sites) for name, sites in config.phases.items()},
            "nitrogen": config.nitrogen,
        }

    def resolve(self, config: PhaseMapConfig, extra: Sequence[Mapping[str, Any]] = ()) -> MapPoints:
        """Return the points of a map."""
        return resolve_points(config, extra)

    def plan_entries(self, config: PhaseMapConfig, resolved: MapPoints) -> dict[str, Any]:
        """Return the database and the conditions of a map, in words."""
        conditions = config.file.conditions
        return {
            "database_files": [str(path) for path in phase_database.data_files(config.database)],
            "system": config.file.system,
            "database": Path(config.database).name,
            "grid": {mesh.name: mesh.values for mesh in config.refinement.meshes}
            if config.refinement
            else {},
            "left_out": [f"{name}: {text}" for name, text in config.left_out.items()],
            "conditions": (
                f"{conditions.atmosphere}, metals "
                f"{'frozen' if conditions.frozen_metals else 'mobile'}"
            ),
        }

    def tables(self, resolved: MapPoints, points: Sequence[Row]) -> dict[str, Any]:
        """Return the alloy."""
        return {"alloy": resolved.alloy}

    def read_points(self, spec: Mapping[str, Any]) -> list[PhasePoint]:
        """Return the points of a spec."""
        return read_points(spec)

    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the run table and the variables of the phases."""
        return phase_map_variables(plan["identity"], plan["names"])

    def sizes(self, plan: Mapping[str, Any]) -> dict[str, int]:
        """Return the room for phases and site fractions, and the numbers of elements and phases."""
        identity = plan["identity"]
        return {
            "vertex": vertices(len(identity["metals"])),
            "site_fraction": max(len(sites) for sites in identity["phases"].values()),
            "element": len(identity["metals"]) + 1,
            "allowed_phase": len(identity["phases"]),
        }

    def kernels(self, identity: Mapping[str, Any]) -> Kernels:
        """Return the kernels of the search for equilibria."""
        return {"equilibria": equilibria.compile_kernels}

    def simulate(
        self, points: Sequence[PhasePoint], identity: Mapping[str, Any], watchdog: Watchdog
    ) -> dict[str, np.ndarray]:
        """Return the equilibria of points under a watch."""
        with watchdog.watching() as watch:
            return equilibria.equilibrium_batch(points, watch)

    def numbers(self, attributes: Mapping[str, Any], design: xr.Dataset) -> dict[str, Any]:
        """Return the number of parameters by phase and status, from the present database."""
        try:
            allowed = list(attributes["identity"]["phases"])
            whole = phase_database.read_database(attributes["database_file"])
            counts = phase_database.parameter_counts(whole, allowed)
        except MaterialError:
            return {"parameters": "the database is no longer where it was"}
        said = {phase: ", ".join(f"{n} {s}" for s, n in by.items()) for phase, by in counts.items()}
        return {"parameters": said}

    def refined_from(self, config: PhaseMapConfig) -> Mapping[str, int | None]:
        """Return the variables that decide the labels of points."""
        assert config.file.refine is not None
        return dict.fromkeys(labelled_from(config.file.refine.quantity))

    def between(
        self,
        config: PhaseMapConfig,
        rows: Sequence[Mapping[str, Any]],
        stored: Mapping[str, np.ndarray],
        tried: Sequence[Mapping[str, Any]],
    ) -> Iterator[dict[str, Any]]:
        """Yield the points that divide the cells of the grid whose points have different labels."""
        refine = config.file.refine
        assert refine is not None
        level = LEVEL if refine.level is None else refine.level
        labels = labels_of(refine.quantity, level, list(config.phases), stored)
        return points_between(config, rows, labels, tried)


KIND = PhaseMap()
