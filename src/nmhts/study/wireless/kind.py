"""Studies of floating films, as a kind of study."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from nmhts.numerics.dense import solve
from nmhts.numerics.lanes import WIDTH
from nmhts.schema.wireless import WirelessConfig
from nmhts.simulation.fidelity import compile_films
from nmhts.simulation.kinetics import UNKNOWN_STEPS
from nmhts.simulation.status import CRASHED
from nmhts.simulation.watchdog import Watchdog
from nmhts.simulation.wireless_cell import SIDE_ELEMENTS
from nmhts.simulation.wireless_course import WIRELESS_STATUSES, FloatingFilm
from nmhts.simulation.wireless_runs import (
    ALONG_SERIES,
    DRIVE_SERIES,
    NO_REGIME,
    OF_RUN,
    simulate_floating,
)
from nmhts.study.films.points import StudyPoint, StudyPoints, film_tables
from nmhts.study.kind import Blocks, Kind, Simulate
from nmhts.study.variables import Variable
from nmhts.study.wireless.encode import encode_floating
from nmhts.study.wireless.points import plates, read_points, resolve_points
from nmhts.study.wireless.variables import CODED, SCHEMA_VERSION, wireless_variables


class Wireless(Kind):
    """Films that nothing is connected to, in cells with two driven electrodes."""

    name = "wireless"
    what = "film"
    gated = False
    source = "nmhts bipolar electrochemistry of floating films; many numbers behind it are fitted or assumed, those of the counter reaction and the layouts among them, see the sheets"
    statuses = WIRELESS_STATUSES
    coded = CODED
    shown = ("protocol",)

    def identity(self, config: WirelessConfig) -> dict[str, Any]:
        """Return the identity of a store: schema, electrodes and outline, numerics, outputs, number of clauses, columns of the run table, whether there is bare metal."""
        file = config.file
        clauses = [c for c in file.protocol.replace("\n", ";").split(";") if c.strip()]
        backs = {config.fixed["back"], *(v for axis in config.axes if axis.name == "back" for v in axis.values)}  # fmt: skip
        return {
            "schema_version": SCHEMA_VERSION,
            "clauses": len(clauses),
            "columns": dict(config.columns) | dict.fromkeys(config.counters, ""),
            "cell": plates(file),
            "bare": "conductor" in backs,
            "numerics": file.numerics.model_dump(),
            "output": file.output.model_dump(),
        }

    def resolve(
        self, config: WirelessConfig, extra: Sequence[Mapping[str, Any]] = ()
    ) -> StudyPoints:
        """Return the films of a study."""
        return resolve_points(config, extra)

    def plan_entries(self, config: WirelessConfig, resolved: StudyPoints) -> dict[str, Any]:
        """Return the protocol with the files it uses, and that layouts are looked up."""
        return {
            "waveform_files": sorted(resolved.waveform_files),
            "protocol": config.file.protocol,
            "layouts": True,
        }

    def tables(self, resolved: StudyPoints, points: Sequence[StudyPoint]) -> dict[str, Any]:
        """Return the sheets and drives of some films."""
        protocols = {}
        for text in sorted({point.protocol for point in points}):
            drive, times = resolved.protocols[text]
            ends = {"nodes": drive.nodes, "v_start": drive.v_start, "v_end": drive.v_end}
            protocols[text] = ends | {"times": times}
        return film_tables(resolved, points) | {"protocols": protocols}

    def read_points(self, spec: Mapping[str, Any]) -> list[FloatingFilm]:
        """Return the films of a spec."""
        return read_points(spec)

    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the run table, what is seen of the whole film, what along it, and its N at the end."""
        identity = plan["identity"]
        return wireless_variables(identity["columns"], plan["names"], identity["bare"])

    def sizes(self, plan: Mapping[str, Any]) -> dict[str, int]:
        """Return the numbers of recorded steps and positions, and the room for planes and elements of bare metal."""
        identity = plan["identity"]
        output, bare = identity["output"], 0
        if identity["bare"]:
            bare = output["positions"] + 2 * SIDE_ELEMENTS
        return {
            "step": 1 + identity["clauses"] * output["steps_per_clause"],
            "place": output["positions"],
            "bare": bare,
            "plane": output["max_planes"],
        }

    def compile(self, identity: Mapping[str, Any]) -> None:
        """Compile the kernels of the films at the positions and of their cell."""
        compile_films(identity["numerics"]["fidelity"])
        solve(np.eye(1), np.ones(1))

    @contextmanager
    def simulating(
        self, points: Sequence[FloatingFilm], identity: Mapping[str, Any], limit: float
    ) -> Iterator[Simulate]:
        """Give a function that drives floating films one after another, each watched from its begin to its end."""
        numerics, positions = identity["numerics"], identity["output"]["positions"]
        with Watchdog(limit, WIDTH) as watchdog:

            def simulate(begin: int, end: int) -> dict[str, np.ndarray]:
                with watchdog.watching_turns() as watch:
                    return simulate_floating(
                        points[begin:end],
                        positions,
                        numerics["largest_change"],
                        numerics["rtol"],
                        numerics["max_steps"],
                        watch,
                    )

            yield simulate

    def crashed(self, point: FloatingFilm) -> dict[str, np.ndarray]:
        """Return what ``simulate_floating`` would return for one film, without a number in it."""
        nothing = {1: np.full(1, np.nan), 2: np.full((1, 1), np.nan), 3: np.full((1, 1, 1), np.nan)}
        result: dict[str, Any] = dict.fromkeys(OF_RUN, nothing[1])
        result |= dict.fromkeys(("time", "driving_voltage", *DRIVE_SERIES), nothing[2])
        result |= dict.fromkeys(("position", "position_width", "depth"), nothing[2])
        result |= dict.fromkeys((*ALONG_SERIES, "bare_current_density"), nothing[3])
        result |= {"nitrogen_occupancy": nothing[3]}
        unknown = {"n_planes": -1, "n_steps": UNKNOWN_STEPS, "status": CRASHED, "regime": NO_REGIME}
        return result | {name: np.array([value]) for name, value in unknown.items()}

    def encode(
        self,
        plan: Mapping[str, Any],
        variables: Sequence[Variable],
        points: Sequence[FloatingFilm],
        entries: Sequence[Mapping[str, Any]],
        result: Mapping[str, np.ndarray],
    ) -> Blocks:
        """Return the stored rows of films."""
        return encode_floating(variables, entries, plan["names"], result, self.sizes(plan))

    def refined_from(self, config: WirelessConfig) -> Mapping[str, int | None]:
        """Return nothing: these studies are not refined."""
        return {}

    def between(
        self,
        config: WirelessConfig,
        rows: Sequence[Mapping[str, Any]],
        stored: Mapping[str, np.ndarray],
        tried: Sequence[Mapping[str, Any]],
    ) -> Iterator[dict[str, Any]]:
        """Yield nothing: these studies are not refined."""
        yield from ()
