"""From a checked study to its films: every input resolved, each film under its run_id."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nmhts.errors import ProtocolError, StudyError
from nmhts.materials.library import find_gate, find_nitride
from nmhts.schema.load import FILM_AXES, PLACEHOLDER, StudyConfig, fill_protocol
from nmhts.simulation.kinetics import MIN_PLANES, KineticsPoint
from nmhts.simulation.protocol import Waveforms, parse_protocol
from nmhts.simulation.waveform import Protocol, output_times
from nmhts.study.files import canonical, digest


@dataclass(frozen=True)
class StudyPoint:
    """One film of a study: ``row`` is its line of the run table, ``run_id`` the hash of its resolved physical inputs."""

    run_id: str
    row: dict[str, float | str]
    protocol: str


@dataclass(frozen=True)
class StudyPoints:
    """All films of a study, and the tables they refer to by name.

    ``protocols`` holds every protocol by its text: the waveform and the recorded times [s].
    """

    points: tuple[StudyPoint, ...]
    nitrides: dict[str, dict[str, float]]
    gates: dict[str, dict[str, float]]
    protocols: dict[str, tuple[Protocol, tuple[float, ...]]]
    waveform_files: tuple[str, ...]


def run_id(point: KineticsPoint) -> str:
    """Return the hash of everything physical that decides a film's result: 16 hex digits, a uint64."""
    protocol = point.protocol
    inputs = {
        "nitride": dict(point.nitride),
        "gate": dict(point.gate),
        "thickness": point.thickness,
        "temperature": point.temperature,
        "voltage": [protocol.nodes, protocol.v_start, protocol.v_end],
        "times": point.times,
    }
    return digest(canonical(inputs))[:16]


def kinetics_point(
    row: Mapping[str, Any],
    protocol: tuple[Protocol, tuple[float, ...]],
    nitrides: Mapping[str, Mapping[str, float]],
    gates: Mapping[str, Mapping[str, float]],
) -> KineticsPoint:
    """Return the simulation input of one line of the run table; ``protocol`` is the waveform and the recorded times."""
    waveform, times = protocol
    return KineticsPoint(
        nitrides[row["material"]], gates[row["gate"]], row["thickness"], row["temperature"], waveform, times,
    )  # fmt: skip


def resolve_points(config: StudyConfig) -> StudyPoints:
    """Return the films of a study in the order of its axes, the last axis running fastest.

    Errors: StudyError with every film input that cannot be simulated.
    """
    file = config.file
    axes = {axis.name: axis for axis in config.axes}
    fixed = {name: getattr(file.film, name) for name in FILM_AXES if name not in axes}
    nitrides = {n: find_nitride(n) for n in _names("material", axes, fixed)}
    gates = {n: find_gate(n) for n in _names("gate", axes, fixed)}
    # A formula may be written in several ways; the table knows it by the sheet's name.
    nitride_values = {sheet.name: sheet.values() for sheet in nitrides.values()}
    gate_values = {sheet.name: sheet.values() for sheet in gates.values()}
    output = file.output
    folder = config.path.parent
    waveforms: Waveforms = {}
    protocols: dict[str, tuple[Protocol, tuple[float, ...]]] = {}
    problems: dict[str, None] = {}
    placeholders = PLACEHOLDER.findall(file.protocol)
    found: dict[str, StudyPoint] = {}
    for values in itertools.product(*(axis.values for axis in config.axes)):
        chosen: dict[str, Any] = fixed | dict(zip(axes, values, strict=True))
        chosen["material"] = nitrides[chosen["material"]].name
        chosen["gate"] = gates[chosen["gate"]].name
        text = fill_protocol(file.protocol, chosen, axes) if placeholders else file.protocol
        if text not in protocols:
            try:
                waveform = parse_protocol(text, folder, waveforms)
                times = output_times(waveform, output.steps_per_clause, output.spacing)
                protocols[text] = waveform, tuple(times.tolist())
            except ProtocolError as error:
                problems[f"protocol: {error}"] = None
                continue
        spacing = nitride_values[chosen["material"]]["plane_spacing"]
        planes = round(chosen["thickness"] / spacing)
        if not MIN_PLANES <= planes <= file.output.max_planes:
            problems[
                f"thickness: {chosen['thickness'] * 1e9:g} nm of {chosen['material']} is {planes} planes "
                f"(allowed: {MIN_PLANES} to output.max_planes = {file.output.max_planes})"
            ] = None
            continue
        point = kinetics_point(chosen, protocols[text], nitride_values, gate_values)
        identity = run_id(point)
        if identity in found:
            problems[f"axes: two films are the same: {chosen} and {found[identity].row}"] = None
            continue
        found[identity] = StudyPoint(identity, chosen, text)
    if problems:
        raise StudyError(str(config.path), problems)
    return StudyPoints(
        tuple(found.values()),
        nitride_values,
        gate_values,
        protocols,
        tuple(str(folder / p) for p in waveforms),
    )


def _names(name: str, axes: Mapping[str, Any], fixed: Mapping[str, Any]) -> tuple[str, ...]:
    return axes[name].values if name in axes else (fixed[name],)
