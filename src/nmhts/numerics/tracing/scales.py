"""Common factors of sums, taken out so that a caller multiplies by them once, after its loop."""

from __future__ import annotations

from nmhts.numerics.tracing.errors import NotAMultipleError
from nmhts.numerics.tracing.folding import constant_value
from nmhts.numerics.tracing.graph import graph_of
from nmhts.numerics.tracing.node import Node


def divided(name: str, node: Node, scale: Node | float) -> Node:
    """Return what gives ``node`` when multiplied by ``scale``, a factor of all its terms.

    Factors are only left out: nothing is divided, and sums keep their order. The result differs
    from node / scale by rounding.
    Errors: NotAMultipleError with ``name`` if a term lacks the factor.
    """
    by = graph_of([node]).lift(scale)
    found = _without(node, by)
    if found is None:
        allowed = f"sums of which every term has the factor {by!r}"
        raise NotAMultipleError(f"output {name}", repr(node), allowed)
    return found


def _without(node: Node, by: Node) -> Node | None:
    """Return the node without one factor, None where that is no factor of all terms."""
    graph, op, args = node.graph, node.op, node.args
    if node is by:
        return graph.constant(1.0)
    if constant_value(node) == 0.0:
        return node
    if op == "constant":
        return _ratio(node, by)
    if op == "*":
        for place, arg in enumerate(args):
            if (rest := _without(arg, by)) is not None:
                return graph.apply("*", *((rest, args[1]) if place == 0 else (args[0], rest)))
        return None
    if op == "where":
        a, b = _without(args[1], by), _without(args[2], by)
        return None if a is None or b is None else graph.apply("where", args[0], a, b)
    if op in ("+", "-", "negative"):
        parts = [_without(arg, by) for arg in args]
        found = [part for part in parts if part is not None]
        return graph.apply(op, *found) if len(found) == len(args) else None
    if op == "/":
        rest = _without(args[0], by)
        return None if rest is None else graph.apply("/", rest, args[1])
    return None


def _ratio(node: Node, by: Node) -> Node | None:
    """Return the ratio of two constants if it gives back the first one exactly, else None."""
    value, scale = constant_value(node), constant_value(by)
    if value is None or not scale or value / scale * scale != value:
        return None
    return node.graph.constant(value / scale)
