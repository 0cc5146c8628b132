"""Applied voltage of a run, read from its protocol: recorded times would miss pulses between."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import xarray as xr

from nmhts.report.numbers import protocol_clauses
from nmhts.schema.placeholders import fill, names_in
from nmhts.simulation.protocols.text import parse_protocol

# A voltage with more pieces is drawn as the band between its least and largest value.
_MOST_PIECES = 240
_BANDS = 600


class Course(NamedTuple):
    """A voltage against time: times since its start [s] and voltages [V].

    ``dense``: ``low`` and ``high`` are the extremes within each of many short times. Otherwise
    ``low`` is the voltage at nodes.
    """

    time: np.ndarray
    low: np.ndarray
    high: np.ndarray
    dense: bool


def applied(
    attributes: dict[Any, Any], table: xr.Dataset, run: int, begin: float, end: float
) -> Course | None:
    """Return the voltage of a run between two times, s; None if its protocol reads a file.

    Parameters: attributes of the store; a group with the parameters of every run.
    """
    clauses = protocol_clauses(attributes)
    if any(clause.lower().startswith("file") for clause in clauses):
        return None
    text = "; ".join(clauses)
    row = {name: table[name].values[run].item() for name in names_in(text)}
    units = attributes["identity"]["columns"]
    protocol = parse_protocol(fill(text, row, units))
    nodes = np.asarray(protocol.nodes)
    rounding = 1e-9 * (end - begin)
    first = int(np.searchsorted(nodes, begin + rounding, side="right")) - 1
    last = int(np.searchsorted(nodes, end - rounding, side="left"))
    pieces = slice(max(first, 0), last)
    times = np.stack([nodes[:-1][pieces], nodes[1:][pieces]], axis=1).clip(begin, end) - begin
    volts = np.stack([protocol.v_start[pieces], protocol.v_end[pieces]], axis=1)
    if len(times) <= _MOST_PIECES:
        return Course(times.ravel(), volts.ravel(), volts.ravel(), False)
    borders = np.linspace(0.0, end - begin, _BANDS + 1)
    low, high = np.full((2, _BANDS), np.nan)
    a = np.clip(np.searchsorted(borders, times[:, 0], side="right") - 1, 0, _BANDS - 1)
    b = np.clip(np.searchsorted(borders, times[:, 1], side="left") - 1, 0, _BANDS - 1)
    for i, j, pair in zip(a.tolist(), b.tolist(), volts, strict=True):
        low[i : j + 1] = np.fmin(low[i : j + 1], pair.min())
        high[i : j + 1] = np.fmax(high[i : j + 1], pair.max())
    low, high = (np.append(values, values[-1]) for values in (low, high))
    return Course(borders, low, high, True)
