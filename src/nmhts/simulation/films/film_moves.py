"""Directions in the inputs of a film, along which derivatives are pushed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from nmhts.errors import SimulationError
from nmhts.simulation.films.plane_model import KineticsPoint


@dataclass(frozen=True)
class FilmMove:
    """A direction in the inputs of a film: changes per unit of the way along it, in SI.

    numbers: by names of the sheets, ``temperature`` or ``thickness``; nodes [k + 1] s, v_start,
    v_end [k] V of the protocol; times [t] s of the records. What is not given does not change.
    """

    numbers: Mapping[str, float] = field(default_factory=dict)
    nodes: Sequence[float] | None = None
    v_start: Sequence[float] | None = None
    v_end: Sequence[float] | None = None
    times: Sequence[float] | None = None


def voltage_move(point: KineticsPoint, pieces: Sequence[int]) -> FilmMove:
    """Return the direction of the voltages of some pieces of the protocol, all alike, per V."""
    change = np.zeros(len(point.protocol.v_start))
    change[_checked(point, pieces)] = 1.0
    return FilmMove(v_start=change.tolist(), v_end=change.tolist())


def duration_move(point: KineticsPoint, piece: int) -> FilmMove:
    """Return the direction of the duration of a piece of the protocol, per s.

    What follows comes later; records within the piece stay at their share of it.
    """
    (piece,) = _checked(point, [piece])
    nodes, times = np.array(point.protocol.nodes), np.array(point.times)
    begin, end = nodes[piece], nodes[piece + 1]
    share = np.clip((times - begin) / (end - begin), 0.0, 1.0)
    later = np.arange(len(nodes)) > piece
    return FilmMove(nodes=later.astype(float).tolist(), times=share.tolist())


def _checked(point: KineticsPoint, pieces: Sequence[int]) -> list[int]:
    """Return pieces of the protocol. Errors: SimulationError for one that it does not have."""
    count = len(point.protocol.v_start)
    for piece in pieces:
        if not 0 <= piece < count:
            raise SimulationError(f"piece {piece} of the voltage: allowed are 0 to {count - 1}")
    return list(pieces)
