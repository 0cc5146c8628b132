"""Fixtures that several unit tests share."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

import reference_cell
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.protocols.waveform import output_times


def _make_point(
    thickness: float,
    protocol: str = "hold -4 V for 1 s; rest 1 s",
    material: str = "CoN",
    per_clause: int = 6,
    nitride: Mapping[str, float] | None = None,
    gate: Mapping[str, float] | None = None,
) -> KineticsPoint:
    waveform = parse_protocol(protocol)
    return KineticsPoint(
        reference_cell.nitride(material) | dict(nitride or {}),
        reference_cell.gate() | dict(gate or {}),
        thickness,
        298.15,
        waveform,
        tuple(output_times(waveform, per_clause, "mixed")),
    )


@pytest.fixture(scope="session")
def make_point() -> Callable[..., KineticsPoint]:
    """A film of the reference cell; ``nitride`` and ``gate`` replace its numbers (SI)."""
    return _make_point
