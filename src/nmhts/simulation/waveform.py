"""The voltage of a protocol against time, and the times at which a run is recorded."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nmhts.errors import ProtocolError, unknown_name

SPACINGS = ("linear", "log", "mixed")


@dataclass(frozen=True)
class Protocol:
    """A piecewise linear voltage: times of the nodes [k+1] s, voltages at both ends of each piece [k] V.

    ``clauses`` holds (text, start, end) of each clause in seconds; output times are spread over them. ``sweeps`` holds the number of
    equal voltage sweeps of each clause, 0 for a clause that does not cycle.
    """

    nodes: tuple[float, ...]
    v_start: tuple[float, ...]
    v_end: tuple[float, ...]
    clauses: tuple[tuple[str, float, float], ...]
    sweeps: tuple[int, ...] = ()

    @property
    def duration(self) -> float:
        """Return the length of the protocol, s."""
        return self.nodes[-1]

    def voltage(self, times: np.ndarray) -> np.ndarray:
        """Return the gate voltage [V] at ``times`` [s]; at a jump the value just before it."""
        nodes = np.asarray(self.nodes)
        piece = np.clip(np.searchsorted(nodes, times, side="left") - 1, 0, len(self.v_start) - 1)
        share = (times - nodes[piece]) / (nodes[piece + 1] - nodes[piece])
        start, end = np.asarray(self.v_start)[piece], np.asarray(self.v_end)[piece]
        return start + share * (end - start)


def output_times(protocol: Protocol, per_clause: int, spacing: str) -> np.ndarray:
    """Return the times at which a run is recorded, s, ascending, from 0 to the end; ``per_clause`` for each clause.

    Parameters: spacing ``linear``, ``log`` (from 1e-5 of the clause on) or ``mixed`` (the k-th of n at (k/n)^3: fine at first,
    where fast films do all their work, and never coarse). Clauses that cycle are recorded at equal voltage steps in any spacing, turning
    points included where there is a time for each.
    Returns: [1 + per_clause * clauses]. Every clause ends on a recorded time.
    Errors: ProtocolError for an unknown spacing or fewer than one time.
    """
    if spacing not in SPACINGS:
        raise ProtocolError(unknown_name("spacing", spacing, SPACINGS))
    if per_clause < 1:
        raise ProtocolError(f"{per_clause} recorded times per clause (allowed: 1 or more)")
    times = [0.0]
    sweeps = protocol.sweeps or (0,) * len(protocol.clauses)
    for (_, begin, end), count in zip(protocol.clauses, sweeps, strict=True):
        length = end - begin
        if count:
            share = _cycle_shares(count, per_clause)
        elif spacing == "linear":
            share = np.linspace(0.0, 1.0, per_clause + 1)[1:]
        elif spacing == "log":
            share = np.geomspace(1e-5, 1.0, per_clause)
        else:
            share = (np.arange(1, per_clause + 1) / per_clause) ** 3
        inner = begin + length * share
        inner[-1] = end
        times.extend(inner)
    return np.asarray(times)


def _cycle_shares(sweeps: int, per_clause: int) -> np.ndarray:
    """Return the recorded times of ``sweeps`` equal sweeps as shares of their clause, [per_clause], ascending to 1."""
    if per_clause < sweeps:
        return np.linspace(0.0, 1.0, per_clause + 1)[1:]
    turns = (per_clause * np.arange(sweeps + 1)) // sweeps
    return np.interp(np.arange(1, per_clause + 1), turns, np.arange(sweeps + 1) / sweeps)
