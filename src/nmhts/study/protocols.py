"""Protocols in the specs of shards: voltage and recorded times by the text of the protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from nmhts.simulation.protocols.waveform import Protocol

Sampled = tuple[Protocol, tuple[float, ...]]
"""A waveform and the times [s] at which a run is recorded."""


def protocol_tables(resolved: Any, points: Sequence[Any]) -> dict[str, Any]:
    """Return the protocols of films or stacks for the spec of their shard, with recorded times."""
    protocols = {}
    for text in sorted({point.protocol for point in points}):
        waveform, times = resolved.protocols[text]
        voltage = {"nodes": waveform.nodes, "v_start": waveform.v_start, "v_end": waveform.v_end}
        protocols[text] = voltage | {"times": times}
    return protocols


def read_protocols(spec: Mapping[str, Any]) -> dict[str, Sampled]:
    """Return the protocols of a spec with recorded times, by their texts."""
    return {
        text: (
            Protocol(tuple(v["nodes"]), tuple(v["v_start"]), tuple(v["v_end"]), ()),
            tuple(v["times"]),
        )
        for text, v in spec["protocols"].items()
    }
