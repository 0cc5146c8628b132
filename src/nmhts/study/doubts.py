"""Implausible inputs of a planned study."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmhts.materials.library import find_gate
from nmhts.materials.records import Sheet
from nmhts.simulation.outcomes.plausibility import Doubts


def doubts_of_films(
    points: Any, protocols: Mapping[str, Any], what: str, gated: bool = True
) -> tuple[str, ...]:
    """Return a message for each kind of implausible input of films or stacks.

    Parameters: points, each with ``row`` (gate, temperature), its own ``values`` and its
    ``protocol``, a key of protocols; what: name of a point; gated: the voltage is that of a film
    against its gate.
    """
    doubts, gates = Doubts(), dict[str, Sheet]()
    for point in points:
        name = str(point.row["gate"])
        if name not in gates:
            gates[name] = find_gate(name)
        protocol, _ = protocols[point.protocol]
        temperature = float(point.row["temperature"])
        doubts.add(temperature, protocol, gates[name], point.values, gated)
    return doubts.sentences(what)
