"""Films of a study with all inputs resolved: run_id, line of the run table, simulation input."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nmhts.materials.records import WEAR, with_numbers
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.study.files import canonical, digest
from nmhts.study.kind import Resolved
from nmhts.study.protocols import Sampled, read_protocols
from nmhts.study.rows import check_run_id

TABLE = ("material", "system", "mixing", "gate", "thickness", "temperature", "x_Co", "x_Fe", "x_Mn")
"""Columns of the run table of every study of films."""


@dataclass(frozen=True)
class StudyPoint:
    """One film of a study.

    ``row`` is its line of the run table; ``run_id`` the hash of its resolved physical inputs;
    ``values`` the numbers that replace those of the sheets; ``round`` the round of refinement that
    added it, 0 for films of the axes.
    """

    run_id: str
    row: dict[str, float | str]
    protocol: str
    values: dict[str, float]
    round: int = 0

    def entry(self) -> dict[str, Any]:
        """Return the film as an entry of the spec of its shard."""
        return {
            "run_id": self.run_id,
            "row": self.row,
            "values": self.values,
            "protocol": self.protocol,
        }


@dataclass(frozen=True)
class StudyPoints(Resolved[StudyPoint]):
    """All films of a study, and the tables they refer to by name.

    ``nitrides`` by :func:`nitride_key`; ``protocols`` holds every protocol by its text.
    """

    nitrides: dict[str, dict[str, float]]
    gates: dict[str, dict[str, float]]
    protocols: dict[str, Sampled]
    waveform_files: tuple[str, ...]


def nitride_key(row: Mapping[str, Any]) -> str:
    """Return the key of the numbers of a film's nitride: an alloy depends on mixing rules too."""
    return f"{row['material']} ({row['mixing']})"


def run_id(point: KineticsPoint) -> str:
    """Return the hash of all physical inputs of a film: 16 hex digits, a uint64."""
    inputs = {
        "nitride": dict(point.nitride),
        "gate": dict(point.gate),
        "thickness": point.thickness,
        "temperature": point.temperature,
    }
    # The keys of the drive follow these in the alphabet, so this is the canonical text of all.
    drive = _drive_text(_Itself(point.protocol), _Itself(point.times))
    return digest(f"{canonical(inputs)[:-1]},{drive[1:]}")[:16]


class _Itself:
    """A key equal only to that of the same object: equal numbers can differ in text (0.0, -0.0)."""

    def __init__(self, held: Any):
        self.held = held

    def __hash__(self) -> int:
        return id(self.held)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.held is other.held


@functools.lru_cache(maxsize=1024)
def _drive_text(protocol: _Itself, times: _Itself) -> str:
    """Return the canonical text of a voltage and recorded times, which many films share."""
    waveform = protocol.held
    voltage = [waveform.nodes, waveform.v_start, waveform.v_end]
    return canonical({"times": times.held, "voltage": voltage})


def kinetics_point(
    row: Mapping[str, Any],
    values: Mapping[str, float],
    protocol: Sampled,
    nitrides: Mapping[str, Mapping[str, float]],
    gates: Mapping[str, Mapping[str, float]],
) -> KineticsPoint:
    """Return the simulation input of one line of the run table.

    ``values`` replace numbers of the sheets.
    """
    waveform, times = protocol
    nitride, gate = nitrides[nitride_key(row)], gates[row["gate"]]
    if values:
        nitride = with_numbers(nitride, values) | _given(WEAR["nitride"], values)
        gate = with_numbers(gate, values) | _given(WEAR["gate"], values)
    return KineticsPoint(nitride, gate, row["thickness"], row["temperature"], waveform, times)


def _given(names: Sequence[str], values: Mapping[str, float]) -> dict[str, float]:
    """Return the given ones among numbers that a sheet need not have."""
    return {name: values[name] for name in names if name in values}


def read_points(spec: Mapping[str, Any]) -> list[KineticsPoint]:
    """Return the simulation inputs of a shard's spec.

    Errors: StoreError if an input does not give the run_id under which it was planned.
    """
    protocols = read_protocols(spec)
    points = []
    for entry in spec["points"]:
        protocol = protocols[entry["protocol"]]
        point = kinetics_point(
            entry["row"], entry["values"], protocol, spec["nitrides"], spec["gates"]
        )
        check_run_id(spec, entry, run_id(point))
        points.append(point)
    return points


def film_tables(resolved: StudyPoints, points: Sequence[StudyPoint]) -> dict[str, Any]:
    """Return the sheets that some films refer to in the spec of their shard."""
    materials = {nitride_key(point.row) for point in points}
    gates = {point.row["gate"] for point in points}
    return {
        "nitrides": {n: v for n, v in resolved.nitrides.items() if n in materials},
        "gates": {n: v for n, v in resolved.gates.items() if n in gates},
    }
