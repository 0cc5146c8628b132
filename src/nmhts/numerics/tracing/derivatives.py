"""Derivatives of nodes as nodes of the same graph, in reverse mode and in forward mode.

Results are nodes, so that derivatives can be taken again: a second derivative is ``pull`` of
``push``. A node that is asked for, or given a direction, counts as independent of all others, an
inner one too, and one within a law. A derivative that does not exist is the exact zero.

Ties: the derivative of minimum(a, c) by a is 1 for a < c, that of maximum(a, c) for a > c, if c is
constant. Of two variables the second one has it at a tie, as in ``lanes``. JAX takes 0.5 each.
Backward, an infinite derivative of what ``where`` does not choose gives NaN, as in JAX.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from nmhts.numerics.tracing.errors import MissingWeightError, NotANodeError
from nmhts.numerics.tracing.folding import constant_value
from nmhts.numerics.tracing.graph import Shortcut, graph_of
from nmhts.numerics.tracing.node import MASKS, Node, ancestors, checked_nodes

_MOST_FACTORS = 64  # of a product that is searched for one


def _links(
    node: Node, ends: Collection[Node], w: Callable[[Node], Node | None]
) -> Iterator[tuple[Node, Node]]:
    """Yield the operands of a node, with its derivative by each times a weight of that operand.

    Parameters: ends: independent nodes; w: the weight by operand, None where it is not asked for.
    """
    op, args = node.op, node.args
    if (shortcut := _shortcut(node, ends)) is not None:
        for arg, slope in shortcut.slopes:
            if (weight := w(arg)) is not None:
                yield arg, weight * slope
        return
    for place, arg in enumerate(args):
        if arg.op in MASKS or (weight := w(arg)) is None:
            continue
        other = args[1 - place] if len(args) == 2 else arg
        if op == "+" or (op == "-" and place == 0):
            yield arg, weight
        elif op in ("-", "negative"):
            yield arg, -weight
        elif op == "*":
            yield arg, weight * other
        elif op == "/":
            by = weight * (1.0 / args[1])
            yield arg, by if place == 0 else -(by * node)
        elif op == "exp":
            yield arg, weight * node
        elif op == "sqrt":
            yield arg, weight * (0.5 / node)
        elif op == "logistic":
            yield arg, weight * (node * (1.0 - node))
        elif op == "where":
            yield arg, _chosen(args[0], weight, place == 1)
        elif op in ("minimum", "maximum"):
            yield arg, _of_extreme(node, place, weight)


def _chosen(mask: Node, weight: Node, holds: bool) -> Node:
    """Return a weight where a comparison holds, or where it does not, else 0."""
    zero = mask.graph.zero
    return mask.graph.apply("where", mask, *((weight, zero) if holds else (zero, weight)))


def _of_extreme(node: Node, place: int, weight: Node) -> Node:
    """Return the derivative of a minimum or maximum by one operand, times a weight."""
    sign = "<" if node.op == "minimum" else ">"
    this, other = node.args[place], node.args[1 - place]
    limit = constant_value(other)
    if limit is None:
        return _chosen(node.graph.apply(sign, *node.args), weight, place == 0)
    if limit == 0.0 and _has_factor(weight, node):
        return weight  # 0 by itself wherever the step is
    return _chosen(node.graph.apply(sign, this, other), weight, True)


def _has_factor(product: Node, factor: Node) -> bool:
    """Return whether a product of finite numbers is 0 because this factor is."""
    open_ones = [product]
    for _ in range(_MOST_FACTORS):
        if not open_ones:
            return False
        one = open_ones.pop()
        if one is factor:
            return True
        if one.op in ("*", "negative"):
            open_ones += one.args
        elif one.op == "/":
            open_ones.append(one.args[0])
    return False


def before(outputs: Sequence[Node], ends: Collection[Node]) -> list[Node]:
    """Return what outputs depend on, up to ``ends``, in an order of evaluation."""
    return ancestors(outputs, lambda node: () if node in ends else _sources(node, ends))


def _sources(node: Node, ends: Collection[Node]) -> Sequence[Node]:
    """Return the nodes by which a node is differentiated."""
    shortcut = _shortcut(node, ends)
    return node.args if shortcut is None else [arg for arg, _ in shortcut.slopes]


def _shortcut(node: Node, ends: Collection[Node]) -> Shortcut | None:
    """Return the derivatives of a law's output, None where an independent node is within it."""
    found = node.graph.laws.get(node)
    return found if found is not None and found.inside.isdisjoint(ends) else None


def pull(
    outputs: Sequence[Node], weights: Sequence[Node | float], inputs: Sequence[Node]
) -> list[Node]:
    """Return the derivatives of sum_i weight_i output_i by every input: reverse mode.

    A weight of 0.0 means that the output is not asked for.
    Errors: MissingWeightError unless every output has one; NotANodeError for outputs and inputs
    that are none; MixedGraphsError for nodes of two graphs.
    """
    if len(outputs) != len(weights):
        given = f"{len(weights)} for {len(outputs)} outputs"
        raise MissingWeightError("weights", given, "one for every output")
    asked, ends = _numbers("output", outputs), _variables(inputs)
    if not asked or not ends:
        return [graph_of(ends).zero for _ in ends] if ends else []
    graph = graph_of([*asked, *ends, *weights])
    wanted = dict.fromkeys(ends, True)
    nodes = before(asked, wanted)
    active = set(wanted)
    for node in nodes:
        if any(arg in active for arg in _sources(node, wanted)):
            active.add(node)
    bars: dict[Node, Node] = {}

    def add(node: Node, bar: Node) -> None:
        bars[node] = bars[node] + bar if node in bars else bar

    for node, weight in zip(asked, weights, strict=True):
        add(node, _weight(graph.lift(weight)))
    for node in reversed(nodes):
        bar = bars.get(node, graph.zero)
        if node not in wanted and bar.op != "zero":
            links = _links(node, wanted, lambda arg, bar=bar: bar if arg in active else None)
            for arg, part in links:
                add(arg, part)
    return [bars.get(node, graph.zero) for node in ends]


def push(output: Node, directions: Mapping[Node, Node | float]) -> Node:
    """Return the derivative of an output along directions of its inputs: forward mode.

    Parameters: directions: the change of every input that changes; 0.0 for none.
    Errors: NotANodeError for an output or input that is none; MixedGraphsError.
    """
    (asked,) = _numbers("output", [output])
    ends = _variables(directions)
    graph = graph_of([asked, *ends, *directions.values()])
    moves = {node: _weight(graph.lift(move)) for node, move in directions.items()}

    def asked_move(arg: Node) -> Node | None:
        move = moves.get(arg, graph.zero)
        return None if move.op == "zero" else move

    for node in before([asked], directions):
        if node not in directions:
            parts = [part for _, part in _links(node, directions, asked_move)]
            if parts:
                total = parts[0]
                for part in parts[1:]:
                    total = total + part
                moves[node] = total
    return moves.get(asked, graph.zero)


def _weight(node: Node) -> Node:
    """Return a weight or direction; the number 0.0 is the exact zero.

    Errors: NotANodeError for a comparison.
    """
    (node,) = _numbers("weight or direction", [node])
    return node.graph.zero if constant_value(node) == 0.0 else node


def _numbers(what: str, nodes: Iterable[object]) -> list[Node]:
    """Return nodes that are numbers. Errors: NotANodeError for anything else among them."""
    checked = checked_nodes(what, nodes)
    for node in checked:
        if node.op in MASKS:
            raise NotANodeError(what, repr(node), "a number, no comparison")
    return checked


def _variables(nodes: Iterable[object]) -> list[Node]:
    """Return nodes by which one can differentiate. Errors: NotANodeError for constants."""
    checked = _numbers("input", nodes)
    for node in checked:
        if node.op in ("constant", "zero"):
            raise NotANodeError("input", repr(node), "a variable")
    return checked
