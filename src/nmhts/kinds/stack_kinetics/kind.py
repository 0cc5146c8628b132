"""Studies of stacks under a voltage, as a kind of study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from nmhts.errors import MaterialError, UnitError
from nmhts.kinds.stack_kinetics.config import StackConfig
from nmhts.kinds.stack_kinetics.encode import layers_of
from nmhts.kinds.stack_kinetics.points import (
    PlannedStack,
    StudyStacks,
    read_points,
    resolve_points,
    stack_tables,
)
from nmhts.kinds.stack_kinetics.variables import CODED, stack_variables
from nmhts.simulation.films.run import provenance
from nmhts.simulation.outcomes.film_status import STATUSES
from nmhts.simulation.outcomes.time_limit import Watchdog
from nmhts.simulation.stacks.plane_model import StackPoint, compile_stacks, simulate_stacks
from nmhts.simulation.stacks.stack import Stack
from nmhts.study.film_kind import FilmKind, recorded_steps
from nmhts.study.kind import Kernels
from nmhts.study.protocols import protocol_tables
from nmhts.study.variables import Variable

if TYPE_CHECKING:
    import xarray as xr


class StackKinetics(FilmKind):
    """Stacks of layers under a voltage."""

    name = "stack_kinetics"
    what = "stack"
    row_seconds = 10.0
    source = (
        "nmhts kinetics of stacks; many numbers behind it are fitted or assumed, those of "
        "interfaces all of them, see the sheets"
    )
    statuses = STATUSES
    schema_version = "1.0"
    coded = CODED
    shown = ("protocol", "stack")
    lines = (("step", "time"), ("layer", "layer"), ("plane", "plane"))

    def own_identity(self, config: StackConfig) -> dict[str, Any]:
        """Return the number of clauses and the axes of names in the layers."""
        return super().own_identity(config) | {"names": sorted(config.named)}

    def resolve(self, config: StackConfig, extra: Sequence[Mapping[str, Any]] = ()) -> StudyStacks:
        """Return the stacks of a study."""
        return resolve_points(config, extra)

    def plan_entries(self, config: StackConfig, resolved: StudyStacks) -> dict[str, Any]:
        """Return protocol and layers as written, with the files they use."""
        return super().plan_entries(config, resolved) | {"stack": config.file.stack.layers or ""}

    def tables(self, resolved: StudyStacks, points: Sequence[PlannedStack]) -> dict[str, Any]:
        """Return the layers, sheets and protocols of some stacks."""
        return stack_tables(resolved, points) | {"protocols": protocol_tables(resolved, points)}

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
            "step": recorded_steps(plan),
            "layer": output["max_layers"],
            "plane": output["max_planes"],
        }

    def kernels(self, identity: Mapping[str, Any]) -> Kernels:
        """Return the kernel of stacks."""
        return {"stacks": compile_stacks}

    def simulate(
        self, points: Sequence[StackPoint], identity: Mapping[str, Any], watchdog: Watchdog
    ) -> dict[str, np.ndarray]:
        """Return the results of stacks under a watch."""
        numerics = identity["numerics"]
        with watchdog.watching() as watch:
            return simulate_stacks(points, numerics["rtol"], numerics["max_steps"], watch=watch)

    def built(
        self,
        plan: Mapping[str, Any],
        points: Sequence[StackPoint],
        entries: Sequence[Mapping[str, Any]],
    ) -> dict[str, np.ndarray]:
        """Return material and thickness of the layers, and the layer of every plane."""
        return layers_of(points, entries, plan["names"])

    def numbers(self, attributes: Mapping[str, Any], design: xr.Dataset) -> dict[str, Any]:
        """Return the number of numbers by sheet and status behind the study's stacks.

        The sheets are read as they are now.
        """
        rows = zip(*(design[n].values.tolist() for n in ("layers", "gate", "mixing")), strict=True)
        found: dict[str, str] = {}
        for layers, gate, mixing in sorted(set(rows)):
            try:
                stack = Stack(layers, gate=gate, mixing=mixing)
            except (MaterialError, UnitError):
                found[layers] = "no longer in the library"
                continue
            found |= {sheet.name: provenance(sheet).split(": ", 2)[2] for sheet in stack.sheets}
        return {"sheets": found}


KIND = StackKinetics()
