"""States a generated file, ``printed_example_hop.py``: a hop of particles between two sites."""

from __future__ import annotations

from pathlib import Path

from nmhts.numerics.tracing import Graph, keep, law, number, partials, printed, pull, push
from nmhts.numerics.tracing.files import PrintedFile
from nmhts.numerics.tracing.source import PrintedFunction


def hop(left, right, boost, rate):
    """The net rate, extended below occupancy 0 by a spring."""
    low = number.minimum(left, 0.0)
    return rate * (boost * (left * (1.0 - right) - 5.0 * low**2) - right * (1.0 - left) / boost)


def functions() -> list[PrintedFunction]:
    """The rate, its cotangents, and those of its derivative along a direction."""
    inputs = Graph().inputs("left", "right", "force", "rate")
    left, right, force, rate = inputs
    boost = keep("boost", number.exp(0.5 * force))
    hops = law("hop", hop, left=left, right=right, boost=boost, rate=rate)
    for name, slope in partials(hops).items():
        keep(f"by_{name}", slope)
    kept = hops.graph.kept
    (weight,) = hops.graph.inputs("weight")
    moves = hops.graph.inputs("d_left", "d_right", "d_force")
    along = push(hops, dict(zip(inputs, moves, strict=False)))
    bars = [f"{one.value}_bar" for one in inputs]
    value = {"net": hops, **kept}
    pulled = dict(zip(bars, pull([hops], [weight], inputs), strict=True))
    bent = dict(zip(bars, pull([along], [weight], inputs), strict=True))
    return [
        printed("hop", value, "Return the net rate, and what is kept of it.", fused=True),
        printed("hop_pull", pulled, "Return cotangents of the net rate.", known=kept, fused=True),
        printed("hop_bend", bent, "Return cotangents of its derivative.", known=kept, fused=True),
    ]


PRINTED = (
    PrintedFile(
        Path(__file__).with_name("printed_example_hop.py"),
        "tests/unit/numerics/printed_example.py",
        "Net rate of a hop and its derivatives.",
        functions,
    ),
)
