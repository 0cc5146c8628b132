"""Studies of stacks under a voltage, as a kind of study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from nmhts.numerics.lanes import WIDTH
from nmhts.schema.stack_kinetics import StackConfig
from nmhts.simulation.kinetics import SERIES, UNKNOWN_STEPS
from nmhts.simulation.stacks import LAYER_SERIES, StackPoint, compile_stacks, simulate_stacks
from nmhts.simulation.status import CRASHED, STATUSES
from nmhts.simulation.watchdog import Watchdog
from nmhts.study.kind import Blocks, Kind, Simulate
from nmhts.study.stacks.encode import encode_stacks
from nmhts.study.stacks.points import (
    PlannedStack,
    StudyStacks,
    read_points,
    resolve_points,
    tables,
)
from nmhts.study.stacks.variables import CODED, SCHEMA_VERSION, stack_variables
from nmhts.study.variables import Variable


class StackKinetics(Kind):
    """Stacks of layers under a voltage."""

    name = "stack_kinetics"
    what = "stack"
    source = "nmhts kinetics of stacks; many numbers behind it are fitted or assumed, those of interfaces all of them, see the sheets"
    statuses = STATUSES
    coded = CODED
    shown = ("protocol", "stack")

    def identity(self, config: StackConfig) -> dict[str, Any]:
        """Return the identity of a store: schema, numerics, outputs, number of clauses, columns of the run table."""
        clauses = [c for c in config.file.protocol.replace("\n", ";").split(";") if c.strip()]
        return {
            "schema_version": SCHEMA_VERSION,
            "clauses": len(clauses),
            "columns": dict(config.columns) | dict.fromkeys(config.counters, ""),
            "names": sorted(config.named),
            "numerics": config.file.numerics.model_dump(),
            "output": config.file.output.model_dump(),
        }

    def resolve(self, config: StackConfig, extra: Sequence[Mapping[str, Any]] = ()) -> StudyStacks:
        """Return the stacks of a study."""
        return resolve_points(config, extra)

    def plan_entries(self, config: StackConfig, resolved: StudyStacks) -> dict[str, Any]:
        """Return protocol and layers as written, with the files they use."""
        return {
            "waveform_files": sorted(resolved.waveform_files),
            "protocol": config.file.protocol,
            "stack": config.file.stack.layers or "",
        }

    def tables(self, resolved: StudyStacks, points: Sequence[PlannedStack]) -> dict[str, Any]:
        """Return the layers, sheets and protocols of some stacks."""
        return tables(resolved, points)

    def read_points(self, spec: Mapping[str, Any]) -> list[StackPoint]:
        """Return the stacks of a spec."""
        return read_points(spec)

    def names_of(self, point: PlannedStack) -> Mapping[str, Sequence[str]]:
        """Return the names in the run table and those of the layers."""
        of_table = {name: (text,) for name, text in point.row.items() if isinstance(text, str)}
        return {**of_table, "layer_material": point.names}

    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the run table, series of the stack and its layers, and profiles."""
        identity = plan["identity"]
        room = identity["output"]["max_layers"]
        return stack_variables(identity["columns"], identity["names"], plan["names"], room)

    def sizes(self, plan: Mapping[str, Any]) -> dict[str, int]:
        """Return the number of recorded steps, and the room for layers and planes."""
        output = plan["identity"]["output"]
        return {
            "step": 1 + plan["identity"]["clauses"] * output["steps_per_clause"],
            "layer": output["max_layers"],
            "plane": output["max_planes"],
        }

    def compile(self, identity: Mapping[str, Any]) -> None:
        """Compile the kernel of stacks."""
        compile_stacks()

    @contextmanager
    def simulating(
        self, points: Sequence[StackPoint], identity: Mapping[str, Any], limit: float
    ) -> Iterator[Simulate]:
        """Give a function that simulates stacks under a watch."""
        numerics = identity["numerics"]
        with Watchdog(limit, WIDTH) as watchdog:

            def simulate(begin: int, end: int) -> dict[str, np.ndarray]:
                with watchdog.watching() as watch:
                    return simulate_stacks(
                        points[begin:end], numerics["rtol"], numerics["max_steps"], watch=watch
                    )

            yield simulate

    def crashed(self, point: StackPoint) -> dict[str, np.ndarray]:
        """Return what ``simulate_stacks`` would return for one stack, without a number in it."""
        times = len(point.times)
        result: dict[str, Any] = {
            name: np.full((1, times), np.nan) for name in ("time", "gate_voltage", *SERIES)
        }
        for name in (*LAYER_SERIES, "nitrogen_occupancy", "plane_magnetization"):
            result[name] = np.full((1, times, 1), np.nan)
        result["order"] = np.full((1, times, 1), -1, dtype=np.int8)
        result["depth"] = np.full((1, 1), np.nan)
        unknown = {"n_planes": -1, "status": CRASHED, "n_steps": UNKNOWN_STEPS, "regime": -1}
        return result | {name: np.array([value]) for name, value in unknown.items()}

    def encode(
        self,
        plan: Mapping[str, Any],
        variables: Sequence[Variable],
        points: Sequence[StackPoint],
        entries: Sequence[Mapping[str, Any]],
        result: Mapping[str, np.ndarray],
    ) -> Blocks:
        """Return the stored rows of stacks."""
        return encode_stacks(variables, points, entries, plan["names"], result, self.sizes(plan))

    def refined_from(self, config: StackConfig) -> Mapping[str, int | None]:
        """Return nothing: these studies are not refined."""
        return {}

    def between(
        self,
        config: StackConfig,
        rows: Sequence[Mapping[str, Any]],
        stored: Mapping[str, np.ndarray],
        tried: Sequence[Mapping[str, Any]],
    ) -> Iterator[dict[str, Any]]:
        """Yield nothing: these studies are not refined."""
        yield from ()
