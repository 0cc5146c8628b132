"""Rules by which expressions are simplified when they are made.

All rules but one are exact in IEEE arithmetic: with every NaN, infinity and sign of a zero, the
result of what remains is what the whole gave. So 0.0 * x, x + 0.0 and x - x stay. The exception is
the exact zero, which only differentiation makes: it stands for a derivative that does not exist
(``Graph.zero``). It vanishes from sums, and a product with it is the exact zero itself, even where
the other factor is not finite. Sums are never reordered. Constants are computed in Python;
exponentials of them may differ from a kernel's in the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nmhts.numerics.tracing.graph import Graph, Node


def _number(node: Node) -> float | None:
    """Return the value of a constant, None of anything else."""
    return node.value if node.op == "constant" and isinstance(node.value, float) else None


def constant_value(node: Node) -> float | None:
    """Return the value of a constant or of the exact zero, None of anything else."""
    return 0.0 if node.op == "zero" else _number(node)


def _is_zero(node: Node) -> bool:
    return node.op == "zero"


def _finite(g: Graph, compute: Callable[[], float]) -> Node | None:
    """Return the constant, or None where there is no finite one."""
    try:
        value = compute()
    except (ArithmeticError, ValueError):
        return None
    return g.constant(value) if math.isfinite(value) else None


def _below_zero(value: float | None) -> bool:
    """Return whether this is a number with a negative sign, as -0.0 is."""
    return value is not None and math.copysign(1.0, value) < 0.0


def _sum(g: Graph, a: Node, b: Node) -> Node | None:
    if _is_zero(a) or _is_zero(b):
        return b if _is_zero(a) else a
    u, v = _number(a), _number(b)
    if u is not None and v is not None:
        return _finite(g, lambda: u + v)
    if a is b:
        return g.apply("*", 2.0, a)
    for one, other, value in ((a, b, v), (b, a, u)):
        if value is not None and _below_zero(value):
            # x + (-0.0) is x, whatever its sign.
            return g.apply("-", one, -value) if value else one
        if other.op == "negative":
            return g.apply("-", one, other.args[0])
    return None


def _difference(g: Graph, a: Node, b: Node) -> Node | None:
    if _is_zero(a) or _is_zero(b):
        return a if _is_zero(b) else g.apply("negative", b)
    u, v = _number(a), _number(b)
    if u is not None and v is not None:
        return _finite(g, lambda: u - v)
    if v is not None and _below_zero(v):
        return g.apply("+", a, -v)
    if v == 0.0:
        return a
    return g.apply("+", a, b.args[0]) if b.op == "negative" else None


def _product(g: Graph, a: Node, b: Node) -> Node | None:
    if _is_zero(a) or _is_zero(b):
        return g.zero
    u, v = _number(a), _number(b)
    if u is not None and v is not None:
        return _finite(g, lambda: u * v)
    if v is not None:
        return g.apply("*", b, a)  # constants first
    if u in (1.0, -1.0):
        return b if u == 1.0 else g.apply("negative", b)
    if u is not None and b.op == "negative":
        return g.apply("*", -u, b.args[0])
    return _signs_outside(g, "*", a, b)


def _quotient(g: Graph, a: Node, b: Node) -> Node | None:
    if _is_zero(a):
        return a
    u, v = _number(a), constant_value(b)
    if u is not None and v is not None:
        return _finite(g, lambda: u / v)
    if v in (1.0, -1.0):
        return a if v == 1.0 else g.apply("negative", a)
    if u is not None and b.op == "negative":
        return g.apply("/", -u, b.args[0])
    return _signs_outside(g, "/", a, b)


def _signs_outside(g: Graph, op: str, a: Node, b: Node) -> Node | None:
    """Return a product or quotient of negatives as the negative of one, or None."""
    if a.op == "negative":
        return g.apply("negative", g.apply(op, a.args[0], b))
    if b.op == "negative":
        return g.apply("negative", g.apply(op, a, b.args[0]))
    return None


def _negative(g: Graph, a: Node) -> Node | None:
    if _is_zero(a):
        return a
    value = _number(a)
    if value is not None:
        return g.constant(-value)
    if a.op == "negative":
        return a.args[0]
    factor = _number(a.args[0]) if a.op in ("*", "/") else None
    return None if factor is None else g.apply(a.op, -factor, a.args[1])


def logistic_of(x: float) -> float:
    """Return 1 / (1 + e^-x) of a number."""
    return 1.0 / (1.0 + math.exp(-x))


def _function(of_number: Callable[[float], float]) -> Callable[[Graph, Node], Node | None]:
    def fold(g: Graph, a: Node) -> Node | None:
        value = constant_value(a)
        return None if value is None else _finite(g, lambda: of_number(value))

    return fold


def _extreme(first_wins: Callable[[float, float], bool]) -> Callable:
    def fold(g: Graph, a: Node, b: Node) -> Node | None:
        u, v = constant_value(a), constant_value(b)
        if u is not None and v is not None:
            return a if first_wins(u, v) else b
        return a if a is b else None

    return fold


def _where(g: Graph, mask: Node, a: Node, b: Node) -> Node | None:
    inner_a = a.args[1] if a.op == "where" and a.args[0] is mask else a
    inner_b = b.args[2] if b.op == "where" and b.args[0] is mask else b
    if inner_a is not a or inner_b is not b:
        return g.apply("where", mask, inner_a, inner_b)
    return a if a is b else None


_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}


def _comparison(op: str) -> Callable[[Graph, Node, Node], Node | None]:
    def fold(g: Graph, a: Node, b: Node) -> Node | None:
        """Turn it, so that a constant stands on the right, and ``<`` between two variables."""
        u, v = constant_value(a), constant_value(b)
        turn = v is None and (u is not None or op in (">", ">="))
        return g.apply(_TURNED[op], b, a) if turn else None

    return fold


def _logic(g: Graph, a: Node, b: Node) -> Node | None:
    return a if a is b else None


def _as_made(g: Graph, a: Node, b: Node) -> None:
    return None


RULES: dict[str, Callable[..., Node | None]] = {
    "+": _sum,
    "-": _difference,
    "*": _product,
    "/": _quotient,
    "negative": _negative,
    "exp": _function(math.exp),
    "sqrt": _function(math.sqrt),
    "logistic": _function(logistic_of),
    "maximum": _extreme(lambda a, b: a > b),
    "minimum": _extreme(lambda a, b: a < b),
    "where": _where,
    "flag": _as_made,
    "<": _comparison("<"),
    "<=": _comparison("<="),
    ">": _comparison(">"),
    ">=": _comparison(">="),
    "&": _logic,
    "|": _logic,
}
"""Rule of every operation: the node that it becomes, or None where it stays as it is."""
