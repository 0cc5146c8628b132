"""Inputs of cycling: the protocol of one cycle, that after the last, the recorded cycles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nmhts.errors import ProtocolError, SimulationError
from nmhts.simulation.protocols.text import Waveforms, parse_protocol
from nmhts.simulation.protocols.waveform import Protocol, output_times

MOST_CYCLES = 10**9  # assumed
MOST_TOLERANCE = 0.1  # assumed
AFTER_STEPS = 60
"""Records in each clause of the protocol after the last cycle (assumed)."""


def read_cycle(
    text: str, folder: Path | None = None, waveforms: Waveforms | None = None
) -> Protocol:
    """Return the protocol of one cycle; parameters as of ``parse_protocol``.

    Errors: ProtocolError for one that cannot be read, or does not say at which voltage it begins.
    """
    read = parse_protocol(text, folder, waveforms, initial_voltage=float("nan"))
    if np.isnan([*read.nodes, *read.v_start]).any():
        raise ProtocolError(
            f"clause 1 {read.clauses[0][0]!r}: a cycle begins at a voltage of its own, not where "
            "the one before ended (expected: ramp V1 to V2 ...)"
        )
    return read


def read_after(
    text: str, cycle: Protocol, folder: Path | None = None, waveforms: Waveforms | None = None
) -> tuple[Protocol, tuple[float, ...]]:
    """Return the protocol after the last cycle, and its recorded times [s].

    It begins at the voltage at which the cycle ends.
    Errors: ProtocolError for one that cannot be read.
    """
    read = parse_protocol(text, folder, waveforms, initial_voltage=cycle.v_end[-1])
    return read, tuple(output_times(read, AFTER_STEPS, "mixed").tolist())


def recorded_cycles(cycles: int, per_decade: int, besides: Sequence[int] = ()) -> list[int]:
    """Return the recorded cycles: first, last, ``per_decade`` of each decade, and ``besides``.

    Errors: SimulationError for numbers that are not whole or out of range.
    """
    check_whole("cycles", cycles, 1, MOST_CYCLES)
    check_whole("records_per_decade", per_decade, 1, 1000)
    for number in besides:
        check_whole("series", number, 1, cycles)
    count = 1 + int(np.ceil(per_decade * np.log10(cycles)))
    spread = np.rint(np.geomspace(1, cycles, count)).astype(int).tolist()
    return sorted({1, cycles, *spread, *besides})


def check_whole(name: str, value: Any, low: int, high: int) -> None:
    """Raise SimulationError for a value that is not a whole number from low to high."""
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    if not whole or not low <= value <= high:
        raise SimulationError(f"{name}: {value!r} (allowed: whole numbers from {low} to {high})")
