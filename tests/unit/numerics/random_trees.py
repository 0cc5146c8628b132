"""Random expressions, written once for every number module."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

VARIABLES: tuple[str, ...] = ("a", "b", "c")

_UNARY = ("exp", "logistic", "sqrt", "reciprocal", "negative", "square", "floor", "ceiling")
_BINARY = ("+", "-", "*", "/", "maximum", "minimum", "where", "flag")


def trees(leaves: int = 12) -> st.SearchStrategy[tuple]:
    """Strategy of expressions of ``VARIABLES`` as nested tuples, smooth but for their kinks."""
    leaf = st.one_of(
        st.tuples(st.just("variable"), st.sampled_from(VARIABLES)),
        st.tuples(st.just("number"), st.sampled_from([-1.0, 0.5, 1.0, 2.0, -0.3])),
    )
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(_UNARY), inner),
            st.tuples(st.sampled_from(_BINARY), inner, inner),
        ),
        max_leaves=leaves,
    )


def value(tree: tuple, numbers: dict[str, Any], xp: Any, logistic: Any) -> Any:
    """An expression over a number module; its values stay moderate."""
    kind, *parts = tree
    if kind == "variable":
        return numbers[parts[0]]
    if kind == "number":
        # A number module has no functions of plain numbers.
        return parts[0] + 0.5 * numbers["a"] - 0.5 * numbers["a"]
    x, *rest = (value(part, numbers, xp, logistic) for part in parts)
    y = rest[0] if rest else x
    return {
        "exp": lambda: xp.exp(xp.minimum(x, 1.0)),
        "logistic": lambda: logistic(x),
        "sqrt": lambda: xp.sqrt(1.5 + x * x),
        "reciprocal": lambda: 1.0 / (1.5 + x * x),
        "negative": lambda: -x,
        "square": lambda: x**2 / (1.0 + x**2),
        "floor": lambda: xp.maximum(0.1, x),
        "ceiling": lambda: xp.minimum(x, 0.7),
        "+": lambda: x + y,
        "-": lambda: x - y,
        "*": lambda: x * y,
        "/": lambda: x / (1.5 + y * y),
        "maximum": lambda: xp.maximum(x, y),
        "minimum": lambda: xp.minimum(x, y),
        "where": lambda: xp.where((x < 0.3) & (y >= -0.9), y * x, x - y),
        "flag": lambda: 1.0 * (x > y) * y,
    }[kind]()
