"""Evaluation of nodes by NumPy, for checks: values, not speed."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from nmhts.numerics.tracing.errors import MissingValueError
from nmhts.numerics.tracing.graph import graph_of
from nmhts.numerics.tracing.node import Node, ancestors, checked_nodes

_OPERATIONS: dict[str, Callable] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "negative": operator.neg,
    "exp": np.exp,
    "sqrt": np.sqrt,
    "logistic": lambda x: 1.0 / (1.0 + np.exp(-x)),
    "maximum": np.maximum,
    "minimum": np.minimum,
    "where": np.where,
    "flag": lambda number, mask: number * mask,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "&": operator.and_,
    "|": operator.or_,
}


def evaluate(outputs: Sequence[Node], values: Mapping[str, Any]) -> list[Any]:
    """Return the values of nodes.

    Parameters: values: numbers or arrays of equal shape, by names of inputs.
    Errors: MissingValueError for an input without one; NotANodeError for an output that is none.
    """
    asked = checked_nodes("output", outputs)
    if asked:
        graph_of(asked)
    found: dict[Node, Any] = {}
    with np.errstate(all="ignore"):
        for node in ancestors(asked):
            if node.op == "input":
                name = str(node.value)
                if name not in values:
                    raise MissingValueError(f"input {name}", "no value", "a value for it")
                found[node] = np.asarray(values[name], dtype=float)[()]
            elif node.args:
                found[node] = _OPERATIONS[node.op](*(found[arg] for arg in node.args))
            else:
                found[node] = np.float64(node.value)
    return [found[node] for node in asked]
