"""Maps of phases, as a kind of study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from nmhts.schema.phase_map import PhaseMapConfig
from nmhts.schema.refinement import LEVEL
from nmhts.simulation import phase_database, phases
from nmhts.simulation.phase_status import CRASHED, PHASE_STATUSES, VALUES_KEPT
from nmhts.simulation.phases import VOLUME_MEANS, PhasePoint, vertices
from nmhts.simulation.watchdog import Watchdog
from nmhts.study.kind import Blocks, Kind, Simulate
from nmhts.study.phase_maps.cells import points_between
from nmhts.study.phase_maps.encode import encode_points
from nmhts.study.phase_maps.labels import labelled_from, labels_of
from nmhts.study.phase_maps.points import MapPoint, MapPoints, read_points, resolve_points
from nmhts.study.phase_maps.variables import (
    CODED,
    SCHEMA_VERSION,
    phase_map_variables,
)
from nmhts.study.variables import Variable

_CODES = ("phase", "order")


class PhaseMap(Kind):
    """Equilibria of an alloy with nitrogen."""

    name = "phase_map"
    what = "point"
    source = "nmhts equilibria; parameters from the thermodynamic database, some extrapolated or assumed, see its file"
    statuses = PHASE_STATUSES
    kept = VALUES_KEPT
    coded = CODED
    shown = ("system", "database", "conditions", "left_out")

    def identity(self, config: PhaseMapConfig) -> dict[str, Any]:
        """Return the identity of a store: schema, metals, phases that may form, condition of N, outputs, columns of the run table."""
        return {
            "schema_version": SCHEMA_VERSION,
            "metals": list(config.metals),
            "phases": {name: list(sites) for name, sites in config.phases.items()},
            "nitrogen": config.nitrogen,
            "columns": dict(config.columns) | dict.fromkeys(config.counters, ""),
            "output": config.file.output.model_dump(),
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
            "conditions": f"{conditions.atmosphere}, metals {'frozen' if conditions.frozen_metals else 'mobile'}",
        }

    def tables(self, resolved: MapPoints, points: Sequence[MapPoint]) -> dict[str, Any]:
        """Return the alloy."""
        return {"alloy": resolved.alloy}

    def read_points(self, spec: Mapping[str, Any]) -> list[PhasePoint]:
        """Return the points of a spec."""
        return read_points(spec)

    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the run table and what is known of the phases."""
        return phase_map_variables(plan["identity"], plan["names"])

    def sizes(self, plan: Mapping[str, Any]) -> dict[str, int]:
        """Return the room for coexisting phases and their site fractions, the numbers of elements and phases."""
        identity = plan["identity"]
        return {
            "vertex": vertices(len(identity["metals"])),
            "site_fraction": max(len(sites) for sites in identity["phases"].values()),
            "element": len(identity["metals"]) + 1,
            "allowed_phase": len(identity["phases"]),
        }

    def compile(self, identity: Mapping[str, Any]) -> None:
        """Compile what finds equilibria."""
        phases.compile_kernels()

    @contextmanager
    def simulating(
        self, points: Sequence[PhasePoint], identity: Mapping[str, Any], limit: float
    ) -> Iterator[Simulate]:
        """Give a function that finds equilibria under a watch."""
        with Watchdog(limit, lanes=1) as watchdog:

            def simulate(begin: int, end: int) -> dict[str, np.ndarray]:
                with watchdog.watching() as watch:
                    return phases.equilibrium_batch(points[begin:end], watch)

            yield simulate

    def crashed(self, point: PhasePoint) -> dict[str, np.ndarray]:
        """Return what ``equilibrium_batch`` would return for one point, without a number in it."""
        room = vertices(len(point.metals))
        result = {
            "status": np.array([CRASHED]),
            "gibbs_energy": np.full(1, np.nan),
            "constitution": np.full((1, room, 1), np.nan),
            "chemical_potential": np.full((1, 1), np.nan),
            "driving_force": np.full((1, 1), np.nan),
        }
        for name in ("phase_amount", "nitrogen_content", "order_temperature"):
            result[name] = np.full((1, room), np.nan)
        result["saturation_magnetization"] = np.full((1, room), np.nan)
        result |= {name: np.full((1, room), -1) for name in _CODES}
        return result | {name: np.full(1, np.nan) for name in VOLUME_MEANS}

    def refined_from(self, config: PhaseMapConfig) -> Mapping[str, int | None]:
        """Return what the labels of points follow from."""
        assert config.file.refine is not None
        return dict.fromkeys(labelled_from(config.file.refine.quantity))

    def between(
        self,
        config: PhaseMapConfig,
        rows: Sequence[Mapping[str, Any]],
        stored: Mapping[str, np.ndarray],
        tried: Sequence[Mapping[str, Any]],
    ) -> Iterator[dict[str, Any]]:
        """Yield the points that divide the cells of the grid whose points are not all labelled alike."""
        refine = config.file.refine
        assert refine is not None
        level = LEVEL if refine.level is None else refine.level
        labels = labels_of(refine.quantity, level, list(config.phases), stored)
        return points_between(config, rows, labels, tried)

    def encode(
        self,
        plan: Mapping[str, Any],
        variables: Sequence[Variable],
        points: Sequence[PhasePoint],
        entries: Sequence[Mapping[str, Any]],
        result: Mapping[str, np.ndarray],
    ) -> Blocks:
        """Return the stored rows of points."""
        return encode_points(variables, entries, plan["names"], result, self.sizes(plan))
