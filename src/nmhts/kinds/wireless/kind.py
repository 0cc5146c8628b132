"""Studies of floating films, as a kind of study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.kinds.wireless.config import WirelessConfig
from nmhts.kinds.wireless.points import plates, read_points, resolve_points
from nmhts.kinds.wireless.variables import CODED, wireless_variables
from nmhts.numerics.dense import solve
from nmhts.simulation.films.fidelities import film_kernels
from nmhts.simulation.outcomes.time_limit import Watchdog
from nmhts.simulation.wireless.cell import SIDE_ELEMENTS
from nmhts.simulation.wireless.course import WIRELESS_STATUSES, FloatingFilm
from nmhts.simulation.wireless.runs import simulate_floating
from nmhts.study.film_kind import FilmKind, recorded_steps
from nmhts.study.film_points import StudyPoints
from nmhts.study.kind import Kernels
from nmhts.study.variables import Variable


class Wireless(FilmKind):
    """Films without a contact, in cells with two driven electrodes."""

    row_seconds = 30.0
    name = "wireless"
    gated = False
    source = (
        "nmhts bipolar electrochemistry of floating films; many numbers behind it are fitted or "
        "assumed, those of the counter reaction and the layouts among them, see the sheets"
    )
    statuses = WIRELESS_STATUSES
    schema_version = "1.0"
    coded = CODED
    lines = (("step", "time"), ("place", "position"), ("plane", "plane"))

    def own_identity(self, config: WirelessConfig) -> dict[str, Any]:
        """Return the number of clauses, electrodes, outline, and whether any metal is bare."""
        backs = {
            config.fixed["back"],
            *(v for axis in config.axes if axis.name == "back" for v in axis.values),
        }
        own = {"cell": plates(config.file), "bare": "conductor" in backs}
        return super().own_identity(config) | own

    def resolve(
        self, config: WirelessConfig, extra: Sequence[Mapping[str, Any]] = ()
    ) -> StudyPoints:
        """Return the films of a study."""
        return resolve_points(config, extra)

    def plan_entries(self, config: WirelessConfig, resolved: StudyPoints) -> dict[str, Any]:
        """Return the protocol with the files it uses; ``layouts``: layouts are looked up."""
        return super().plan_entries(config, resolved) | {"layouts": True}

    def read_points(self, spec: Mapping[str, Any]) -> list[FloatingFilm]:
        """Return the films of a spec."""
        return read_points(spec)

    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the run table, the variables of the whole film and along it, and its last N."""
        identity = plan["identity"]
        return wireless_variables(identity["columns"], plan["names"], identity["bare"])

    def sizes(self, plan: Mapping[str, Any]) -> dict[str, int]:
        """Return the numbers of recorded steps and positions, planes and bare elements."""
        identity = plan["identity"]
        output = identity["output"]
        return {
            "step": recorded_steps(plan),
            "place": output["positions"],
            "bare": output["positions"] + 2 * SIDE_ELEMENTS if identity["bare"] else 0,
            "plane": output["max_planes"],
        }

    def kernels(self, identity: Mapping[str, Any]) -> Kernels:
        """Return the kernels of the films at the positions and of their cell."""
        return film_kernels(identity["numerics"]["fidelity"]) | {"cells": _compile_cells}

    def simulate(
        self, points: Sequence[FloatingFilm], identity: Mapping[str, Any], watchdog: Watchdog
    ) -> dict[str, np.ndarray]:
        """Return the results of floating films, one after another, each under a watch."""
        numerics, positions = identity["numerics"], identity["output"]["positions"]
        with watchdog.watching_turns() as watch:
            return simulate_floating(
                points,
                positions,
                numerics["largest_change"],
                numerics["rtol"],
                numerics["max_steps"],
                watch,
            )


KIND = Wireless()


def _compile_cells() -> None:
    """Compile the solution of dense equations, or load it."""
    solve(np.eye(1), np.ones(1))
