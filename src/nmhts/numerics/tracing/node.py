"""Nodes: expressions over a number interface, written with Python's operators."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from nmhts.numerics.tracing.errors import NotANodeError, UnknownOperationError

if TYPE_CHECKING:
    from nmhts.numerics.tracing.graph import Graph

MASKS = frozenset(("<", "<=", ">", ">=", "&", "|"))
"""Operations whose result is a comparison; all others give numbers."""

LEAVES = frozenset(("input", "constant", "zero"))
"""Nodes without operands."""


class Node:
    """One expression: ``op`` of ``args``; ``value`` is the number, or the name of an input."""

    __slots__ = ("args", "graph", "index", "op", "value")
    __array_ufunc__ = None  # a NumPy number beside a node leaves the operation to the node

    def __init__(
        self, graph: Graph, index: int, op: str, args: tuple[Node, ...], value: float | str | None
    ):
        self.graph, self.index, self.op, self.args, self.value = graph, index, op, args, value

    def __repr__(self) -> str:
        inside = ", ".join(f"#{arg.index}" for arg in self.args)
        return f"node #{self.index} {self.op}({inside if self.value is None else self.value})"

    def __bool__(self) -> bool:
        raise UnknownOperationError("a branch", repr(self), "where(comparison, a, b)")

    def __add__(self, other: Node | float) -> Node:
        return self.graph.apply("+", self, other)

    def __radd__(self, other: float) -> Node:
        return self.graph.apply("+", other, self)

    def __sub__(self, other: Node | float) -> Node:
        return self.graph.apply("-", self, other)

    def __rsub__(self, other: float) -> Node:
        return self.graph.apply("-", other, self)

    def __mul__(self, other: Node | float) -> Node:
        return self.graph.apply("*", self, other)

    def __rmul__(self, other: float) -> Node:
        return self.graph.apply("flag" if self.op in MASKS else "*", other, self)

    def __truediv__(self, other: Node | float) -> Node:
        return self.graph.apply("/", self, other)

    def __rtruediv__(self, other: float) -> Node:
        return self.graph.apply("/", other, self)

    def __neg__(self) -> Node:
        return self.graph.apply("negative", self)

    def __pow__(self, power: int) -> Node:
        if not isinstance(power, int) or isinstance(power, bool):
            raise UnknownOperationError("power", repr(power), "an integer")
        return 1.0 / self**-power if power < 0 else self._power(power)

    def _power(self, power: int) -> Node:
        """Return a product of ``power`` factors, by squares."""
        if power < 2:
            return self if power else self.graph.constant(1.0)
        half = self._power(power // 2)
        return half * half * self if power % 2 else half * half

    def __lt__(self, other: Node | float) -> Node:
        return self.graph.apply("<", self, other)

    def __le__(self, other: Node | float) -> Node:
        return self.graph.apply("<=", self, other)

    def __gt__(self, other: Node | float) -> Node:
        return self.graph.apply(">", self, other)

    def __ge__(self, other: Node | float) -> Node:
        return self.graph.apply(">=", self, other)

    def __and__(self, other: Node) -> Node:
        return self.graph.apply("&", self, other)

    def __or__(self, other: Node) -> Node:
        return self.graph.apply("|", self, other)


def ancestors(
    nodes: Sequence[Node], operands: Callable[[Node], Sequence[Node]] = lambda node: node.args
) -> list[Node]:
    """Return some nodes and all that they depend on, in an order of evaluation.

    Parameters: operands: the nodes that one depends on directly, none where the search ends.
    """
    found, open_ones = set(nodes), list(nodes)
    while open_ones:
        new = [arg for arg in operands(open_ones.pop()) if arg not in found]
        found.update(new)
        open_ones += new
    return sorted(found, key=lambda node: node.index)


def checked_nodes(what: str, nodes: Iterable[object]) -> list[Node]:
    """Return nodes as a list. Errors: NotANodeError for anything else among them."""
    checked: list[Node] = []
    for node in nodes:
        if not isinstance(node, Node):
            raise NotANodeError(what, repr(node), "a node")
        checked.append(node)
    return checked
