"""Differentiator: laws traced once, differentiated as expressions, printed as source for kernels.

A law written over a number module is called with nodes of a graph instead of numbers. ``pull`` and
``push`` return derivatives as nodes of the same graph, and ``printed`` writes them as Python source
that numba compiles like source written by hand:

    >>> from nmhts.numerics.tracing import Graph, number, printed, pull, push
    >>> graph = Graph()
    >>> x, y, dx = graph.inputs("x", "y", "dx")
    >>> value = x * number.exp(x * y)
    >>> by_x, by_y = pull([value], [1.0], [x, y])
    >>> (bend,) = pull([push(value, {x: dx})], [1.0], [y])
    >>> outputs = {"by_x": by_x, "by_y": by_y, "bend": bend}
    >>> slopes = printed("slopes", outputs, "Return derivatives of x exp(x y).")
    >>> print(*(line.strip() for line in slopes.text.splitlines()[5:]), sep=chr(10))
    t_1 = exp(x * y)
    t_2 = x * t_1
    by_x = t_1 + t_2 * y
    by_y = t_2 * x
    bend = t_2 * dx + (dx + x * (dx * y)) * t_1 * x
    return by_x, by_y, bend

``graph`` holds the nodes, ``number`` is the number module, ``folding`` states what is simplified,
``derivatives`` and ``bottlenecks`` hold the calculus, ``source`` the printer; ``files`` compares
committed files with what is printed.
"""

from __future__ import annotations

from nmhts.numerics.tracing import number
from nmhts.numerics.tracing.bottlenecks import law, partials
from nmhts.numerics.tracing.derivatives import pull, push
from nmhts.numerics.tracing.evaluation import evaluate
from nmhts.numerics.tracing.graph import Graph
from nmhts.numerics.tracing.node import Node
from nmhts.numerics.tracing.source import PrintedFunction, keep, printed

__all__ = [
    "Graph",
    "Node",
    "PrintedFunction",
    "evaluate",
    "keep",
    "law",
    "number",
    "partials",
    "printed",
    "pull",
    "push",
]
