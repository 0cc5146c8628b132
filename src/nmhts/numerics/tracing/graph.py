"""Graph of expressions: every different expression is one node, made once.

Nodes come from ``Graph.inputs``, from Python's operators and from the functions of ``number``.
A node's index is larger than those of its operands, so ascending indices are an order of
evaluation. Rules of ``folding`` are applied when a node is made.
"""

from __future__ import annotations

import keyword
import math
from collections.abc import Iterable
from numbers import Real
from typing import NamedTuple

from nmhts.numerics.tracing.errors import (
    MixedGraphsError,
    NamingError,
    NotANodeError,
    UnknownOperationError,
)
from nmhts.numerics.tracing.folding import RULES
from nmhts.numerics.tracing.node import MASKS, Node

LONGEST_NAME = 28
"""Largest length of a name: three of them, with an operation, fit into a printed line."""

_EITHER_WAY = frozenset(("+", "*", "&", "|"))
_BOTH_MASKS = frozenset(("&", "|"))


class Shortcut(NamedTuple):
    """Derivatives of a node by the inputs of a law, and the nodes of the law between them."""

    slopes: tuple[tuple[Node, Node], ...]
    inside: frozenset[Node]


class Graph:
    """Maker and owner of nodes.

    Fields: ``labels`` names for printed variables; ``laws`` the derivatives of bottlenecks by their
    inputs; ``partials`` the same by names of inputs; ``kept`` named nodes (``keep``).
    """

    def __init__(self) -> None:
        self._made: dict[tuple, Node] = {}
        self.labels: dict[Node, str] = {}
        self.laws: dict[Node, Shortcut] = {}
        self.partials: dict[Node, dict[str, Node]] = {}
        self.kept: dict[str, Node] = {}

    def __len__(self) -> int:
        return len(self._made)

    def inputs(self, *names: str) -> tuple[Node, ...]:
        """Return the inputs of these names; a name is the same input each time.

        Errors: NamingError for a name that Python does not allow, or that is too long.
        """
        return tuple(
            self._make("input", (), checked_name("name of an input", name)) for name in names
        )

    def constant(self, value: float) -> Node:
        """Return the node of a finite number. Errors: NotANodeError otherwise."""
        if isinstance(value, bool) or not isinstance(value, Real) or not math.isfinite(value):
            raise NotANodeError("operand", repr(value), "a node or a finite number")
        return self._make("constant", (), float(value))

    @property
    def zero(self) -> Node:
        """The exact zero: no derivative. Unlike the constant 0.0 it cancels any factor."""
        return self._make("zero", (), 0.0)

    def lift(self, what: Node | float) -> Node:
        """Return a node of this graph.

        Errors: MixedGraphsError for a node of another one; NotANodeError for what is no number.
        """
        if not isinstance(what, Node):
            return self.constant(what)
        if what.graph is not self:
            raise MixedGraphsError("operand", f"{what!r} of another graph", "nodes of one graph")
        return what

    def apply(self, op: str, *operands: Node | float) -> Node:
        """Return the node of an operation, folded.

        Errors: UnknownOperationError for another operation, or for masks where numbers belong.
        """
        if op not in RULES:
            raise UnknownOperationError("operation", repr(op), ", ".join(RULES))
        args = tuple(self.lift(operand) for operand in operands)
        _check_kinds(op, args)
        folded = RULES[op](self, *args)
        return self._make(op, args) if folded is None else folded

    def _make(self, op: str, args: tuple[Node, ...], value: float | str | None = None) -> Node:
        """Return the one node of this expression; a + b and b + a are equal to the bit."""
        order = sorted(arg.index for arg in args) if op in _EITHER_WAY else [a.index for a in args]
        sign = math.copysign(1.0, value) if isinstance(value, float) else None
        key = (op, *order, value, sign)
        if key not in self._made:
            self._made[key] = Node(self, len(self._made), op, args, value)
        return self._made[key]


def _check_kinds(op: str, args: tuple[Node, ...]) -> None:
    """Refuse numbers where comparisons belong, and the other way round."""
    first = op == "where"
    for place, arg in enumerate(args):
        wants_mask = op in _BOTH_MASKS or (first and place == 0) or (op == "flag" and place == 1)
        if (arg.op in MASKS) != wants_mask:
            wanted = "a comparison" if wants_mask else "a number (number * comparison is one)"
            raise UnknownOperationError(f"operand {place + 1} of {op}", repr(arg), wanted)
    if op == "flag" and args[0].op != "constant":
        raise UnknownOperationError("factor of a comparison", repr(args[0]), "a plain number")


def checked_name(what: str, name: str) -> str:
    """Return a name that printed source can use. Errors: NamingError for any other."""
    if not name.isidentifier() or keyword.iskeyword(name) or len(name) > LONGEST_NAME:
        allowed = f"an identifier of at most {LONGEST_NAME} characters"
        raise NamingError(what, repr(name), allowed)
    return name


def graph_of(nodes: Iterable[object]) -> Graph:
    """Return the graph of some nodes; numbers among them do not count.

    Errors: NotANodeError without a node, MixedGraphsError for nodes of two graphs.
    """
    given = list(nodes)
    found = next((one.graph for one in given if isinstance(one, Node)), None)
    if found is None:
        raise NotANodeError("nodes", repr(given), "at least one node")
    for one in given:
        if isinstance(one, Node):
            found.lift(one)
    return found
