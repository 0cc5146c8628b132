"""Order of printing: which nodes a function computes, from what, and how often each is used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from nmhts.numerics.tracing.node import LEAVES, Node, ancestors

RECIPROCAL, FUSED, FUSED_LESS, FUSED_MINUS = "1 / a", "a b + c", "c - a b", "a b - c"
"""Forms beside the operations of the graph."""


@dataclass(frozen=True)
class Step:
    """One value of a printed function.

    Fields: node; form: its operation or one of the forms above; operands in the form's order.
    """

    node: Node
    form: str
    operands: tuple[Node, ...]


@dataclass(frozen=True)
class Schedule:
    """Steps of a printed function.

    Fields: steps in the order of making; leaves: arguments, kept values and constants in use; uses
    of every node by others and as an output.
    """

    steps: tuple[Step, ...]
    leaves: frozenset[Node]
    uses: Counter[Node]


def schedule(outputs: Sequence[Node], known: Collection[Node], fused: bool) -> Schedule:
    """Return how outputs are computed.

    Parameters: known: nodes that are given, where the search ends; fused: whether a product that is
    used once, in a sum, is fused with it.
    """
    given = frozenset(known)
    needed = ancestors(outputs, lambda node: () if node in given else node.args)
    partner = _partners(needed, given)

    def operands(node: Node) -> tuple[Node, ...]:
        if node in given:
            return ()
        return (partner[node],) if node in partner else node.args

    # Arguments of exponentials that have become reciprocals drop out.
    needed = ancestors(outputs, operands)
    uses = Counter(outputs)
    for node in needed:
        uses.update(operands(node))
    steps: list[Step] = []
    absorbed: set[Node] = set()
    for node in reversed(needed):
        if node in given or node.op in LEAVES or node in absorbed:
            continue
        step = Step(node, RECIPROCAL if node in partner else node.op, operands(node))
        if fused and step.form in ("+", "-"):
            step, product = _fused(step, uses, given)
            absorbed.update(product)
        steps.append(step)
    leaves = frozenset(node for node in needed if node in given or node.op in LEAVES)
    return Schedule(tuple(reversed(steps)), leaves, uses)


def _partners(needed: Sequence[Node], given: Collection[Node]) -> dict[Node, Node]:
    """Return the exponentials that are reciprocals of others, with those.

    A reciprocal is cheaper than an exponential, and differs from it in the last bits.
    """
    of_argument = {node.args[0]: node for node in given if node.op == "exp"}
    found: dict[Node, Node] = {}
    for node in needed:
        if node.op == "exp" and node not in given:
            opposite = of_argument.get(-node.args[0])
            if opposite is None:
                of_argument.setdefault(node.args[0], node)
            else:
                found[node] = opposite
    return found


def _fused(step: Step, uses: Counter[Node], given: Collection[Node]) -> tuple[Step, list[Node]]:
    """Return a sum with a product of its own taken into it, and that product."""
    left, right = step.operands
    for product, other in ((right, left), (left, right)):
        if product.op == "*" and uses[product] == 1 and product not in given:
            form = FUSED if step.form == "+" else FUSED_LESS if product is right else FUSED_MINUS
            return Step(step.node, form, (*product.args, other)), [product]
    return step, []
