"""What of a planned study can be simulated and has hardly been meant."""

from __future__ import annotations

from nmhts.materials.library import find_gate
from nmhts.materials.records import Sheet
from nmhts.simulation.plausible import Doubts
from nmhts.study.films.points import StudyPoints
from nmhts.study.kind import Kind, Resolved
from nmhts.study.stacks.points import StudyStacks


def doubts_of_study(kind: Kind, resolved: Resolved) -> tuple[str, ...]:
    """Return a sentence for each kind of input that is not plausible; of maps of phases nothing is asked that could be."""
    if not isinstance(resolved, StudyPoints | StudyStacks):
        return ()
    doubts, gates = Doubts(), dict[str, Sheet]()
    for point in resolved.points:
        name = str(point.row["gate"])
        if name not in gates:
            gates[name] = find_gate(name)
        protocol, _ = resolved.protocols[point.protocol]
        temperature = float(point.row["temperature"])
        doubts.add(temperature, protocol, gates[name], point.values, kind.gated)
    return doubts.sentences(kind.what)
