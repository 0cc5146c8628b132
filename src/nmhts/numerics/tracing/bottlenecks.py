"""Bottlenecks: laws whose derivatives by their inputs are taken once, before all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from nmhts.numerics.tracing.derivatives import before, pull
from nmhts.numerics.tracing.errors import NotANodeError, UnknownOperationError
from nmhts.numerics.tracing.graph import Shortcut
from nmhts.numerics.tracing.node import LEAVES, Node, checked_nodes


def law(name: str, body: Callable[..., Any], /, *, order: int = 2, **inputs: Node | float) -> Any:
    """Return what a law gives for its inputs, with its derivatives by them taken at once.

    Of plain numbers only it returns plain numbers.

    At such a bottleneck later derivatives multiply by a few nodes instead of passing through the
    law. Symmetric second derivatives are made once. Results are printed as variables named after
    the law and its inputs. First derivatives are found again by ``partials``.

    Parameters: name; body: called with the inputs, returns a node or a tuple of nodes; order: 2, or
    1 where many inputs meet many directions and second derivatives do not pay.
    Errors: NotANodeError for a result that is none, or that depends on more than the inputs.
    """
    if order not in (1, 2):
        raise UnknownOperationError(f"order of the law {name}", repr(order), "1 or 2")
    result = body(**inputs)
    if not any(isinstance(one, Node) for one in inputs.values()):
        return result
    single = not isinstance(result, tuple)
    values = checked_nodes(f"output of the law {name}", (result,) if single else result)
    named: dict[Node, str] = {}
    for key, node in inputs.items():
        if isinstance(node, Node) and node.op not in ("constant", "zero"):
            named.setdefault(node, key)
    for node in before(values, named):
        if node.op == "input" and node not in named:
            allowed = f"what depends on {', '.join(inputs)}"
            raise NotANodeError(f"output of the law {name}", f"one of input {node.value}", allowed)
    for place, value in enumerate(values):
        if value.op not in LEAVES and value not in named:
            _take(value, named, name if single else f"{name}_{place + 1}", order)
    return result


def _take(value: Node, named: Mapping[Node, str], label: str, order: int) -> None:
    """Note the derivatives of a law's output for later ones."""
    graph, inputs = value.graph, list(named)
    first = pull([value], [1.0], inputs)
    second: dict[tuple[int, int], Node] = {}
    for i, slope in enumerate(first if order == 2 else []):
        for j, bend in enumerate(pull([slope], [1.0], inputs[i:]), start=i):
            second[i, j] = second[j, i] = bend
            graph.labels.setdefault(bend, f"{label}_{named[inputs[i]]}_{named[inputs[j]]}")
    graph.laws[value] = _shortcut(value, inputs, first)
    graph.labels[value] = label
    graph.partials[value] = {named[node]: slope for node, slope in zip(inputs, first, strict=True)}
    for i, slope in enumerate(first):
        graph.labels.setdefault(slope, f"{label}_{named[inputs[i]]}")
        free = slope.op not in LEAVES and slope not in named and slope not in graph.laws
        if free and order == 2:
            bends = [second[i, j] for j in range(len(inputs))]
            graph.laws[slope] = _shortcut(slope, inputs, bends)


def _shortcut(node: Node, inputs: Sequence[Node], slopes: Sequence[Node]) -> Shortcut:
    """Return the derivatives of a node by the inputs, without those that are exactly zero."""
    pairs = zip(inputs, slopes, strict=True)
    present = tuple((one, slope) for one, slope in pairs if slope.op != "zero")
    return Shortcut(present, frozenset(before([node], inputs)).difference(inputs))


def partials(value: Node) -> dict[str, Node]:
    """Return the first derivatives of a law's output, by names of its inputs.

    A node given under two names is listed under the first, with its whole derivative. Constants are
    not listed.
    Errors: NotANodeError for what is no output of a law.
    """
    found = value.graph.partials.get(value)
    if found is None:
        raise NotANodeError("output of a law", repr(value), "a node returned by law")
    return dict(found)
