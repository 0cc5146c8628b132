"""Resolution of the films of a checked study: sheets, protocols and devices with scatter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from nmhts.errors import MaterialError, ProtocolError, UnitError
from nmhts.materials.formula import parse_formula
from nmhts.materials.library import find_gate, find_nitride
from nmhts.materials.records import (
    AXES,
    SALT,
    SCREENING_WAYS,
    WEAR,
    Sheet,
    needed,
    screening_ways,
    with_numbers,
)
from nmhts.schema.combine import Combination, metal_fractions
from nmhts.schema.films import FilmsConfig
from nmhts.schema.names import Vocabulary
from nmhts.schema.placeholders import fill, names_in
from nmhts.simulation.films.plane_model import MIN_PLANES, KineticsPoint
from nmhts.simulation.protocols.text import Waveforms, parse_protocol
from nmhts.simulation.protocols.waveform import output_times
from nmhts.study.files import canonical, digest
from nmhts.study.film_points import (
    TABLE,
    StudyPoint,
    StudyPoints,
    kinetics_point,
    nitride_key,
    run_id,
)
from nmhts.study.kind import ROUND
from nmhts.study.protocols import Sampled
from nmhts.study.rows import take_all


def resolve_points(config: FilmsConfig, extra: Sequence[Mapping[str, Any]] = ()) -> StudyPoints:
    """Return the films of a study in the order of its axes, then the extra films.

    The last axis runs fastest.
    Parameters: config; extra: combinations of axis values that refinement added.
    Errors: StudyError with every film input that cannot be simulated.
    """
    return resolved_by(FilmResolver(config), extra)


def resolved_by(resolver: FilmResolver, extra: Sequence[Mapping[str, Any]]) -> StudyPoints:
    """Return the films of a study by a resolver; parameters and errors as of ``resolve_points``."""
    config = resolver.config
    take_all(config, extra, resolver.add, resolver.problems)
    return StudyPoints(
        tuple(resolver.found.values()),
        {key: sheet.values() for key, sheet in resolver.nitrides.items()},
        {sheet.name: sheet.values() for sheet in resolver.gates.values()},
        resolver.protocols,
        tuple(str(config.path.parent / p) for p in resolver.waveforms),
    )


@dataclass
class FilmResolver:
    """Checks and resolves one film after another, and collects faults, each message once.

    A kind of study of films defines its protocols, further inputs of the result, and its ``own``
    columns of the run table.
    """

    own: ClassVar[tuple[str, ...]] = ()

    config: Any
    found: dict[str, StudyPoint] = field(default_factory=dict)
    nitrides: dict[str, Sheet] = field(default_factory=dict)
    gates: dict[str, Sheet] = field(default_factory=dict)
    protocols: dict[str, Sampled] = field(default_factory=dict)
    waveforms: Waveforms = field(default_factory=dict)
    problems: dict[str, None] = field(default_factory=dict)

    def read(self, text: str) -> Sampled:
        """Return the waveform of a protocol and the times at which a film is recorded."""
        output = self.config.file.output
        waveform = parse_protocol(text, self.config.path.parent, self.waveforms)
        return waveform, tuple(
            output_times(waveform, output.steps_per_clause, output.spacing).tolist()
        )

    def identify(self, point: KineticsPoint, row: dict[str, Any], gate: Sheet) -> str:
        """Return the hash of all inputs of a film's result; a kind fills its ``own`` columns."""
        return run_id(point)

    def add(self, combination: Combination) -> None:
        """Add a film, or its fault."""
        try:
            self._add(combination)
        except MaterialError as error:
            self.problems[f"material: {error}"] = None
        except ProtocolError as error:
            self.problems[f"protocol: {error}"] = None
        except UnitError as error:
            self.problems[str(error)] = None

    def _add(self, combination: Combination) -> None:
        row = self.config.fixed | combination
        nitride = self._nitride(row)
        if row["gate"] not in self.gates:
            self.gates[row["gate"]] = find_gate(row["gate"])
        gate = self.gates[row["gate"]]
        # A formula has several spellings; the table uses the name of the sheet.
        row |= {"material": nitride.name, "gate": gate.name, **metal_fractions(nitride.name)}
        values = dict(self.config.parameters)
        values |= {n: v for n, v in combination.items() if n in self.config.vocabulary.numbers}
        for name, value in values.items():
            _checked(self.config.vocabulary, name, value)
            missing = idle(name, gate)
            if missing:
                raise UnitError(
                    f"{name}: it does nothing under the gate {gate.name!r}, whose sheet does not "
                    f"say {', '.join(missing)}"
                )
        for name in self.config.scatter:
            if missing := idle(name, gate):
                raise UnitError(
                    f"scatter.{name}: it does nothing under the gate {gate.name!r}, whose sheet "
                    f"does not say {', '.join(missing)}"
                )
        _check_screening(values, self.config.scatter, nitride)
        if self.config.scatter:
            self._scatter(row, values, nitride, gate)
        text = self._protocol(row)
        point = kinetics_point(
            row,
            values,
            self.protocols[text],
            {nitride_key(row): nitride.values()},
            {gate.name: gate.values()},
        )
        if not MIN_PLANES <= point.n_planes <= self.config.file.output.max_planes:
            raise UnitError(
                f"thickness: {row['thickness'] * 1e9:g} nm of {row['material']} is "
                f"{point.n_planes} planes "
                f"(allowed: {MIN_PLANES} to output.max_planes = "
                f"{self.config.file.output.max_planes})"
            )
        identity = self.identify(point, row, gate)
        if identity in self.found:
            if ROUND in combination:
                # The axes now contain a combination that refinement had added.
                return
            raise UnitError(
                f"axes: two films are the same: {_shown(row)} and "
                f"{_shown(self.found[identity].row)}"
            )
        row["system"] = parse_formula(nitride.name).system
        kept = {n: row[n] for n in (*TABLE, *self.own)}
        kept |= {n: row.get(n, values.get(n)) for n in self.config.columns}
        kept |= {n: row[n] for n in self.config.counters}
        self.found[identity] = StudyPoint(identity, kept, text, values, combination.get(ROUND, 0))

    def _nitride(self, row: Mapping[str, Any]) -> Sheet:
        given = nitride_key(row)
        if given not in self.nitrides:
            sheet = find_nitride(row["material"], row["mixing"])
            self.nitrides[given] = sheet
            self.nitrides[nitride_key({**row, "material": sheet.name})] = sheet
        return self.nitrides[given]

    def _protocol(self, row: Mapping[str, Any]) -> str:
        """Return the text of a film's protocol, after its waveform and times are stored."""
        text = self.config.file.protocol
        if names_in(text):
            text = fill(text, row, self.config.columns)
        if text not in self.protocols:
            self.protocols[text] = self.read(text)
        return text

    def _scatter(
        self, row: dict[str, Any], values: dict[str, float], nitride: Sheet, gate: Sheet
    ) -> None:
        """Draw this device's numbers from normal distributions, by a stream of this device only."""
        device = {n: v for n, v in row.items() if n != "replicate"}
        key = int(digest(canonical([device, values, row["replicate"]]))[:32], 16)
        stream = np.random.Generator(np.random.Philox(key=key))
        for name, deviation in sorted(self.config.scatter.items()):
            sheet = nitride if name in (*AXES["nitride"], *WEAR["nitride"]) else gate
            entry = name in self.config.vocabulary.entries
            mean = row[name] if entry else values.get(name)
            if mean is None:
                if name not in sheet.values():
                    raise UnitError(
                        f"scatter.{name}: neither the study nor the sheet of {sheet.name!r} says "
                        "around what (give it in film.parameters)"
                    )
                mean = sheet.values()[name]
            value = _drawn(self.config.vocabulary, stream, name, mean, deviation)
            if entry:
                row[name] = value
            else:
                values[name] = value


def _drawn(
    vocabulary: Vocabulary, stream: np.random.Generator, name: str, mean: float, deviation: float
) -> float:
    """Return a normal number allowed for its quantity, by repeated draws (a truncated normal)."""
    for _ in range(100):
        value = float(f"{stream.normal(mean, deviation):.12g}")
        try:
            vocabulary.check(name, value)
        except UnitError:
            continue
        return value
    raise UnitError(
        f"scatter.{name}: none of 100 draws around {mean:g} with a deviation of {deviation:g} is "
        "allowed"
    )


def idle(name: str, gate: Sheet) -> list[str]:
    """Return the numbers that a gate does not state and that one of its numbers needs."""
    salt = [n for n in SALT if n not in gate.quantities]
    if name in SALT:
        return salt
    if name == "conductivity_activation" and salt and "electrolyte_share" not in gate.quantities:
        return ["electrolyte_share"]
    if name == "electrolyte_share" and "conductivity_activation" not in gate.quantities:
        return ["conductivity_activation"]
    return []


def _check_screening(
    values: Mapping[str, float], scatter: Mapping[str, float], nitride: Sheet
) -> None:
    """Raise UnitError for several ways of screening, for an incomplete one, or wrong scatter."""
    ways = screening_ways(values)
    if len(ways) > 1:
        names = " and ".join(next(n for n in way if n in values) for way in ways)
        raise UnitError(
            f"{names}: both say how far the film screens (give one of {SCREENING_WAYS})"
        )
    numbers = with_numbers(nitride.values(), values)
    for name in needed("nitride", numbers):
        if name not in numbers:
            raise UnitError(
                f"{next(n for n in ways[0] if n in values)}: it needs {name}, which neither the "
                f"study nor the sheet of {nitride.name!r} gives"
            )
    for name in scatter:
        if name in AXES["nitride"] and name not in numbers:
            way = " with ".join(screening_ways(numbers)[0])
            raise UnitError(f"scatter.{name}: {nitride.name!r} screens by {way}")


def _checked(vocabulary: Vocabulary, name: str, value: float) -> None:
    try:
        vocabulary.check(name, value)
    except UnitError as error:
        raise UnitError(f"{name}: {error}") from error


def _shown(row: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.items())
