"""Films of a checked study of cycling: every input resolved, each film under its run_id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nmhts.errors import ProtocolError
from nmhts.kinds.cycling.config import CyclingConfig
from nmhts.materials.records import Sheet
from nmhts.simulation.cycles.protocol import read_after, read_cycle
from nmhts.simulation.cycles.runs import CycledFilm
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.simulation.protocols.waveform import Protocol, output_times
from nmhts.study import film_points as films
from nmhts.study.files import canonical, digest
from nmhts.study.film_points import StudyPoint, StudyPoints
from nmhts.study.film_resolver import FilmResolver, resolved_by
from nmhts.study.protocols import Sampled
from nmhts.study.rows import check_run_id


@dataclass(frozen=True)
class CycledPoints(StudyPoints):
    """All films of a study, and the tables they refer to.

    ``after``: the clauses after the last cycle, by the voltage [V] at which the cycle ends.
    """

    after: dict[float, Sampled]


def run_id(film: CycledFilm) -> str:
    """Return the hash of all inputs that decide a cycled film's result: 16 hex digits.

    It includes the ends of clauses, at which the film is on and off.
    """
    then = None
    if film.then is not None:
        waveform, times = film.then
        then = [waveform.nodes, waveform.v_start, waveform.v_end, times]
    ends = [end for _, _, end in film.cycle.protocol.clauses]
    inputs = {"cycle": films.run_id(film.cycle), "ends": ends, "count": film.count, "then": then}
    return digest(canonical(inputs))[:16]


def resolve_points(config: CyclingConfig, extra: Sequence[Mapping[str, Any]] = ()) -> CycledPoints:
    """Return the films of a study in the order of its axes, then the extra ones.

    The last axis runs fastest.
    Errors: StudyError with every film input that cannot be simulated.
    """
    resolver = _Resolver(config)
    found = resolved_by(resolver, extra)
    return CycledPoints(**vars(found), after=resolver.after)


def tables(resolved: CycledPoints, points: Sequence[StudyPoint]) -> dict[str, Any]:
    """Return the tables of a shard's spec: sheets, cycles, and the clauses after each cycle."""
    cycles = {}
    for text in sorted({point.protocol for point in points}):
        waveform, times = resolved.protocols[text]
        clauses = {"clauses": waveform.clauses, "times": times}
        then = resolved.after.get(waveform.v_end[-1])
        after = None if then is None else {**_voltage(then[0]), "times": then[1]}
        cycles[text] = {**_voltage(waveform), **clauses, "then": after}
    return films.film_tables(resolved, points) | {"cycles": cycles}


def read_points(spec: Mapping[str, Any]) -> list[CycledFilm]:
    """Return the simulation inputs of a shard's spec.

    Errors: StoreError if an input does not give the run_id under which it was planned.
    """
    count = spec["identity"]["cycles"]["count"]
    cycles, after = {}, {}
    for text, cycle in spec["cycles"].items():
        cycles[text] = _waveform(cycle, cycle["clauses"]), tuple(cycle["times"])
        then = cycle["then"]
        after[text] = None if then is None else (_waveform(then), tuple(then["times"]))
    found = []
    for entry in spec["points"]:
        text = entry["protocol"]
        point = films.kinetics_point(
            entry["row"], entry["values"], cycles[text], spec["nitrides"], spec["gates"]
        )
        film = CycledFilm(point, count, after[text])
        check_run_id(spec, entry, run_id(film))
        found.append(film)
    return found


def _voltage(waveform: Protocol) -> dict[str, Any]:
    return {"nodes": waveform.nodes, "v_start": waveform.v_start, "v_end": waveform.v_end}


def _waveform(written: Mapping[str, Any], clauses: Sequence[Sequence[Any]] = ()) -> Protocol:
    nodes, v_start, v_end = (tuple(written[name]) for name in ("nodes", "v_start", "v_end"))
    parts = tuple((text, begin, end) for text, begin, end in clauses)
    return Protocol(nodes, v_start, v_end, parts)


@dataclass
class _Resolver(FilmResolver):
    """Resolver and checker of cycled films."""

    after: dict[float, Sampled] = field(default_factory=dict)

    def read(self, text: str) -> Sampled:
        """Return the waveform of one cycle and the times recorded within it."""
        folder, file = self.config.path.parent, self.config.file
        waveform = read_cycle(text, folder, self.waveforms)
        then, end = file.cycles.then, waveform.v_end[-1]
        if then is not None and end not in self.after:
            try:
                self.after[end] = read_after(then, waveform, folder, self.waveforms)
            except ProtocolError as error:
                raise ProtocolError(f"cycles.then: {error}") from error
        times = output_times(waveform, file.output.steps_per_clause, "mixed")
        return waveform, tuple(times.tolist())

    def identify(self, point: KineticsPoint, row: dict[str, Any], gate: Sheet) -> str:
        """Return the hash of all inputs that decide a film's result."""
        then = self.after.get(point.protocol.v_end[-1])
        return run_id(CycledFilm(point, self.config.file.cycles.count, then))
