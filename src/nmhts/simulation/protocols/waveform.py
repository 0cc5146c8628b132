"""The voltage of a protocol against time, and the times at which a run is recorded."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nmhts.errors import ProtocolError, clipped, unknown_name
from nmhts.materials.text_files import read_bytes

MOST_BYTES = 10_000_000
"""Largest size of the file of a waveform, bytes."""

MOST_RECORDS = 1_000_000
"""Largest number of recorded times of a run."""

_HEADER = ("time (s)", "voltage (v)")
_NUMBER = re.compile(r"\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,4})?\s*")

PULSE_ENDS, BEFORE_PULSES = "pulse_ends", "before_pulses"
SPACINGS = ("linear", "log", "mixed", PULSE_ENDS, BEFORE_PULSES)


@dataclass(frozen=True)
class Protocol:
    """A piecewise linear voltage.

    nodes: times of the nodes [k+1] s; v_start, v_end: voltages at both ends of each piece [k] V.
    ``clauses`` holds (text, start, end) of each clause in seconds; output times are spread over
    them. ``sweeps`` holds the number of equal voltage sweeps of each clause, 0 for a clause that
    does not cycle.
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
    """Return the recorded times of a run, s, ascending from 0 to the end.

    Parameters: per_clause: recorded times of each clause; spacing ``linear``, ``log`` (from 1e-5 of
    the clause on), ``mixed`` (the k-th of n at (k/n)^3: fine at first, where fast films react, and
    never coarse), ``pulse_ends`` (at the end of every pulse of a train) or ``before_pulses`` (at
    the end of every gap, just before the next pulse).
    Of more pulses than times some are recorded, evenly; a clause without pulses is recorded
    linearly. Clauses that cycle are recorded at equal voltage steps in any spacing, turning points
    included if there are enough times. Of a waveform from a file the ends of its pieces are
    recorded, so that no short pulse is missed; if they are too many, those at which the voltage
    turns most.
    Returns: [1 + per_clause * clauses], strictly ascending. Every clause ends on a recorded time.
    Errors: ProtocolError for an unknown spacing or fewer than one time.
    """
    if spacing not in SPACINGS:
        raise ProtocolError(unknown_name("spacing", spacing, SPACINGS))
    if per_clause < 1:
        raise ProtocolError(f"{per_clause} recorded times per clause (allowed: 1 or more)")
    if (count := per_clause * len(protocol.clauses)) > MOST_RECORDS:
        raise ProtocolError(
            f"{per_clause} recorded times in each of {len(protocol.clauses)} clauses are {count} "
            f"(allowed: {MOST_RECORDS})"
        )
    times = [0.0]
    sweeps = protocol.sweeps or (0,) * len(protocol.clauses)
    for (text, begin, end), count in zip(protocol.clauses, sweeps, strict=True):
        length = end - begin
        if count:
            share = _cycle_shares(count, per_clause)
        elif spacing in ("linear", PULSE_ENDS, BEFORE_PULSES):
            share = np.linspace(0.0, 1.0, per_clause + 1)[1:]
        elif spacing == "log":
            share = np.geomspace(1e-5, 1.0, per_clause)
        else:
            share = (np.arange(1, per_clause + 1) / per_clause) ** 3
        inner = begin + length * share
        inner[-1] = end
        if text.split(maxsplit=1)[:1] and text.split(maxsplit=1)[0].casefold() == "file":
            inner = _with_edges(inner, _edges(protocol, begin, end, per_clause))
        elif spacing in (PULSE_ENDS, BEFORE_PULSES):
            inner = _with_edges(inner, _pulses(protocol, begin, end, per_clause, spacing))
        times.extend(_ascending(begin, inner))
    return np.asarray(times)


def _pulses(protocol: Protocol, begin: float, end: float, most: int, spacing: str) -> np.ndarray:
    """Return the ends of the pulses of a train between two times, or of its gaps.

    If they are too many, some are chosen evenly. A clause that is not a train of equal pulses with
    gaps at 0 V has none.
    """
    nodes = np.asarray(protocol.nodes)
    first, last = np.searchsorted(nodes, (begin, end))
    volts = np.stack([protocol.v_start[first:last], protocol.v_end[first:last]])
    pulses, gaps = volts[:, 0::2], volts[:, 1::2]
    if (
        gaps.size == 0
        or pulses.shape != gaps.shape
        or np.any(gaps)
        or np.any(pulses != pulses[0, 0])
        or pulses[0, 0] == 0.0
    ):
        return np.zeros(0)
    ends = nodes[first + 1 : last + 1]
    found = ends[0::2] if spacing == PULSE_ENDS else ends[1:-1:2]
    return found[np.unique(np.linspace(0, len(found) - 1, min(most - 1, len(found))).astype(int))]


def _edges(protocol: Protocol, begin: float, end: float, most: int) -> np.ndarray:
    """Return the ends of the pieces between two times, without the last one.

    If they are more than the records, return those at which the voltage turns most.
    """
    nodes = np.asarray(protocol.nodes)
    inside = np.flatnonzero((nodes > begin) & (nodes < end))
    if len(inside) < most:
        return nodes[inside]
    v_start, v_end = np.asarray(protocol.v_start), np.asarray(protocol.v_end)
    jump = np.abs(v_start[inside] - v_end[inside - 1])
    turn = np.abs((v_end - v_start)[inside] - (v_end - v_start)[inside - 1])
    # Half of the records stay spread, for a voltage that turns equally everywhere.
    foremost = np.argsort(-np.maximum(jump, turn), kind="stable")[: most // 2]
    return np.sort(nodes[inside[foremost]])


def _with_edges(times: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Replace the time nearest to each edge by that edge; the last time stays."""
    taken = np.zeros(len(times), dtype=bool)
    taken[-1] = True
    for edge in edges:
        taken[np.argmin(np.where(taken, np.inf, np.abs(times - edge)))] = True
    return np.sort(np.concatenate([times[~taken], edges, times[-1:]]))


def _ascending(begin: float, times: np.ndarray) -> np.ndarray:
    """Return the times of a clause, with coincident ones moved apart.

    Late in a protocol, rounding can make times coincide.
    """
    if (np.diff(times, prepend=begin) > 0).all():
        return times
    least = 4.0 * np.spacing(times[-1])
    found = times.copy()
    before = begin
    for k in range(len(found) - 1):
        if found[k] - before < least:
            found[k] = before + least
        before = found[k]
    crowded = len(found) > 1 and found[-2] >= times[-1]
    return np.linspace(begin, times[-1], len(times) + 1)[1:] if crowded else found


def _cycle_shares(sweeps: int, per_clause: int) -> np.ndarray:
    """Return recorded times of equal sweeps as shares of their clause [per_clause], up to 1."""
    if per_clause < sweeps:
        return np.linspace(0.0, 1.0, per_clause + 1)[1:]
    turns = (per_clause * np.arange(sweeps + 1)) // sweeps
    return np.interp(np.arange(1, per_clause + 1), turns, np.arange(sweeps + 1) / sweeps)


def read_waveform(path: Path) -> tuple[list[float], list[float]]:
    """Return times [s] and voltages [V] of a CSV file with the header ``time (s),voltage (V)``.

    Errors: ProtocolError naming file and line, what stands there and what is expected.
    """
    expected = (
        "a header 'time (s),voltage (V)' and two or more rows with times that never fall, all "
        "finite"
    )
    try:
        # Spreadsheets put a mark before UTF-8, which "utf-8-sig" drops.
        text = read_bytes(path, MOST_BYTES).decode("utf-8-sig")
        reader = csv.reader(io.StringIO(text, newline=""))
        rows = [(reader.line_num, row) for row in reader if row and not row[0].startswith("#")]
    except OSError as error:
        looked = (
            f" (looked in {path.parent.resolve()})" if isinstance(error, FileNotFoundError) else ""
        )
        raise ProtocolError(f"cannot read {path}: {error.strerror}{looked}") from error
    except UnicodeDecodeError as error:
        raise ProtocolError(f"cannot read {path}: it is not text in UTF-8") from error
    except csv.Error as error:
        raise ProtocolError(f"cannot read {path}: {error}") from error
    header = tuple(cell.strip().casefold() for cell in rows[0][1]) if rows else ()
    if header != _HEADER:
        given = clipped(repr(list(header)), 200)
        raise ProtocolError(f"{path}: header {given} (expected {expected}{_separated(given)})")
    times: list[float] = []
    volts: list[float] = []
    for line, row in rows[1:]:
        if len(row) != len(_HEADER) or not all(map(_NUMBER.fullmatch, row)):
            raise ProtocolError(f"{path}: line {line}: {_unlike(row)} (expected {expected})")
        times.append(float(row[0]))
        volts.append(float(row[1]))
        if not np.isfinite([times[-1], volts[-1]]).all():
            raise ProtocolError(
                f"{path}: line {line}: {clipped(','.join(row), 100)!r} is beyond all numbers "
                f"(expected {expected})"
            )
        if len(times) > 1 and times[-1] < times[-2]:
            raise ProtocolError(
                f"{path}: line {line}: the time falls from {times[-2]:g} s to {times[-1]:g} s "
                f"(expected {expected})"
            )
        if len(times) > 2 and times[-3] == times[-1] and len({*volts[-3:]}) > 2:
            raise ProtocolError(
                f"{path}: line {line}: {times[-1]:g} s is there a third time, and the voltage of "
                f"the second, {volts[-2]:g} V, would act for no time "
                "(allowed: twice, which is a jump)"
            )
    if len(times) < 2 or times[-1] == times[0]:
        raise ProtocolError(f"{path}: expected {expected}")
    if times[0] != 0:
        begin = "the first row at 0 s, which says the voltage from the start of the clause on"
        raise ProtocolError(f"{path}: the first time is {times[0]:g} s (expected {begin})")
    return times, volts


def _unlike(row: list[str]) -> str:
    """Return the message on a row that is not two numbers, with its probable meaning."""
    shown = clipped(",".join(row), 100)
    said = f"{shown!r}: {len(row)} cells for the {len(_HEADER)} names 'time (s)', 'voltage (V)'"
    if len(row) > len(_HEADER) and not _separated(shown):
        return f"{said}; are these decimal commas? Numbers need a decimal point, 1.5 instead of 1,5"
    if len(row) == len(_HEADER):
        said = repr(shown)
        if any(re.fullmatch(r"\s*[-+]?\d+,\d+(?:[eE][-+]?\d+)?\s*", cell) for cell in row):
            return f"{said}: numbers need a decimal point, 1.5 instead of 1,5"
    return said + _separated(shown)


def _separated(shown: str) -> str:
    """Return advice on cells that seem to have another separator than commas."""
    for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("\\t", "tabs")):
        if mark in shown:
            return (
                f"; its cells seem to be separated by {name}: separate them by commas, and write "
                "decimal points"
            )
    return ""
