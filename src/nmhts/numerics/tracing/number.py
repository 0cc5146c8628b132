"""Number module of traced expressions: laws written over a number module make nodes with it.

Plain numbers among themselves stay plain numbers. ``fma`` is a product and a sum; the printer fuses
them again. An operation that is not here raises ``UnknownOperationError`` when it is looked up.
"""

from __future__ import annotations

import math
from typing import Any

from nmhts.numerics.tracing.bottlenecks import law
from nmhts.numerics.tracing.errors import UnknownOperationError
from nmhts.numerics.tracing.folding import logistic_of
from nmhts.numerics.tracing.graph import graph_of
from nmhts.numerics.tracing.node import Node

__all__ = ["exp", "fma", "law", "logistic", "maximum", "minimum", "sqrt", "where"]


def __getattr__(name: str) -> Any:
    if name.startswith("__"):
        raise AttributeError(name)
    raise UnknownOperationError("operation", repr(name), ", ".join(__all__))


def exp(x: Any) -> Any:
    """Return e^x."""
    return x.graph.apply("exp", x) if isinstance(x, Node) else math.exp(x)


def sqrt(x: Any) -> Any:
    """Return the square root of x."""
    return x.graph.apply("sqrt", x) if isinstance(x, Node) else math.sqrt(x)


def logistic(x: Any) -> Any:
    """Return 1 / (1 + e^-x)."""
    return x.graph.apply("logistic", x) if isinstance(x, Node) else logistic_of(x)


def maximum(a: Any, b: Any) -> Any:
    """Return the larger one; which of them if one is NaN is up to the kernel's numbers."""
    if isinstance(a, Node) or isinstance(b, Node):
        return graph_of((a, b)).apply("maximum", a, b)
    return a if a > b else b


def minimum(a: Any, b: Any) -> Any:
    """Return the smaller one; which of them if one is NaN is up to the kernel's numbers."""
    if isinstance(a, Node) or isinstance(b, Node):
        return graph_of((a, b)).apply("minimum", a, b)
    return a if a < b else b


def where(mask: Any, a: Any, b: Any) -> Any:
    """Return a where the comparison holds, else b."""
    if isinstance(mask, Node):
        return mask.graph.apply("where", mask, a, b)
    return a if mask else b


def fma(a: Any, b: Any, c: Any) -> Any:
    """Return a b + c."""
    return a * b + c
