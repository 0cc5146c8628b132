"""Plausible ranges of inputs, each with its reason and status.

A value outside its range is no error: a model may be driven beyond past experiments. The user is
warned, with the number that sets the bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from nmhts.materials.records import Sheet
from nmhts.simulation.protocols.waveform import Protocol
from nmhts.units import shown


class Plausible(NamedTuple):
    """Range of a quantity [SI] in experiments, its status (assumed or published), its reason."""

    low: float
    high: float
    status: str
    reason: str


PLAUSIBLE: dict[str, Plausible] = {
    "temperature": Plausible(
        200.0,
        600.0,
        "assumed",
        "colder, the liquids of these cells are frozen and no barrier of the sheets was fitted; "
        "hotter, the nitrides lose their N without a voltage",
    ),
    "gate_voltage": Plausible(
        -100.0,
        100.0,
        "assumed",
        "films are gated with some volts to some tens of volts; a number beyond is mostly one with "
        "another prefix",
    ),
    "duration": Plausible(
        0.0,
        3.2e9,
        "assumed",
        "a protocol of more than a hundred years has not been seen to its end",
    ),
}


@dataclass
class Doubts:
    """Implausible inputs among many films: the worst value of each kind, the number of films."""

    total: int = 0
    found: dict[str, tuple[int, float, str]] = field(default_factory=dict)
    _largest: dict[int, tuple[Protocol, float]] = field(default_factory=dict)

    def add(
        self,
        temperature: float,
        protocol: Protocol,
        gate: Sheet,
        numbers: Mapping[str, float],
        at_the_film: bool = True,
    ) -> None:
        """Judge one film.

        Parameters: temperature K; protocol; gate and the numbers [SI] that replace those of its
        sheet; at_the_film: the voltage is that of film against gate, not that between the
        electrodes of a cell.
        """
        self.total += 1
        self._judge("temperature", temperature)
        self._judge("duration", protocol.duration)
        if not at_the_film:
            return
        if id(protocol) not in self._largest:
            # Keep the protocol, so that its id stays unique; many films share it.
            volts = max((*protocol.v_start, *protocol.v_end), key=abs, default=0.0)
            self._largest[id(protocol)] = protocol, volts
        volts = self._largest[id(protocol)][1]
        self._judge("gate_voltage", volts)
        if "breakdown_field" in gate.quantities:
            self._judge_field(abs(volts), gate, numbers)

    def _judge(self, name: str, value: float) -> None:
        low, high, status, reason = PLAUSIBLE[name]
        if value < low:
            self._note(
                f"{name}, low",
                low - value,
                f"{name} {shown(value, name)} is below {shown(low, name)} ({status}: {reason})",
            )
        elif value > high:
            self._note(
                f"{name}, high",
                value - high,
                f"{name} {shown(value, name)} is above {shown(high, name)} ({status}: {reason})",
            )

    def _judge_field(self, volts: float, gate: Sheet, numbers: Mapping[str, float]) -> None:
        limit = numbers.get("breakdown_field", gate["breakdown_field"])
        thickness = numbers.get("stern_thickness", gate["stern_thickness"])
        if volts > limit * thickness:
            sheet = gate.quantities["breakdown_field"]
            birth = (
                "given by the study"
                if "breakdown_field" in numbers
                else f"{sheet.status}, {sheet.source}"
            )
            self._note(
                "breakdown_field",
                volts / thickness,
                f"{shown(volts, 'gate_voltage')} over {shown(thickness, 'thickness')} of the gate "
                f"{gate.name!r} is a field of up to "
                f"{shown(volts / thickness, 'breakdown_field')}, above its breakdown_field of "
                f"{shown(limit, 'breakdown_field')} ({birth})",
            )

    def _note(self, key: str, off: float, sentence: str) -> None:
        count, furthest, said = self.found.get(key, (0, -1.0, ""))
        self.found[key] = (count + 1, max(off, furthest), sentence if off > furthest else said)

    def sentences(self, what: str = "film") -> tuple[str, ...]:
        """Return one sentence per kind of doubt: worst value, its bound, number of films."""
        return tuple(
            f"{sentence}; in {count} of {self.total} {what}s" if self.total > 1 else sentence
            for count, _, sentence in self.found.values()
        )
