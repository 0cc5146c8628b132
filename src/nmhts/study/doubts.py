"""What of a planned study can be simulated and has hardly been meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmhts.materials.library import find_gate
from nmhts.materials.records import Sheet
from nmhts.simulation.outcomes.plausibility import Doubts


def doubts_of_films(
    points: Any, protocols: Mapping[str, Any], what: str, gated: bool = True
) -> tuple[str, ...]:
    """Return a sentence for each kind of input of films or stacks that is not plausible.

    Parameters: points, each with ``row`` (gate, temperature), ``values`` of its own and its
    ``protocol``, a key of protocols; what one is called; gated: the voltage is that of a film
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
