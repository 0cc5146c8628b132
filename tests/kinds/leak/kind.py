"""Studies of leaks, as a kind of study."""

# The folder joins the package at run time (NMHTS_KINDS).
# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from nmhts.kinds.leak.law import Capacitor, discharge
from nmhts.kinds.leak.variables import STATUSES, leak_variables

from nmhts.schema.config import StudyConfig
from nmhts.simulation.outcomes.time_limit import Watchdog
from nmhts.study.kind import Kernels
from nmhts.study.plain_kind import PlainKind
from nmhts.study.variables import Variable


class Leak(PlainKind):
    """Capacitors that lose their voltage through a leak."""

    name = "leak"
    what = "capacitor"
    source = "a toy"
    statuses = STATUSES
    schema_version = "1.0"
    lines = (("step", "time"),)

    def shared(self, config: StudyConfig) -> dict[str, Any]:
        """Return until when all capacitors are followed."""
        output = config.file.model_dump()["output"]
        return {"until": output["until"], "steps": output["steps"]}

    def point(self, row: Mapping[str, Any], shared: Mapping[str, Any]) -> Capacitor:
        """Return a capacitor."""
        return Capacitor(row["voltage"], row["resistance"], row["capacitance"], **shared)

    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the run table, the remaining voltage over time, and the time constants."""
        return leak_variables(plan["identity"]["columns"])

    def sizes(self, plan: Mapping[str, Any]) -> dict[str, int]:
        """Return the number of recorded times."""
        return {"step": plan["identity"]["output"]["steps"]}

    def kernels(self, identity: Mapping[str, Any]) -> Kernels:
        """Return no kernels."""
        return {}

    def simulate(
        self, points: Sequence[Capacitor], identity: Mapping[str, Any], watchdog: Watchdog
    ) -> dict[str, np.ndarray]:
        """Return the results of capacitors."""
        found = discharge(points)
        # The voltage at the start is a column of the run table, and has the same name.
        return {"voltage_of_time": found.pop("voltage"), **found}


KIND = Leak()
