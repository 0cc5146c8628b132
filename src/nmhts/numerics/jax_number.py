"""Number module of JAX: laws written over a number module act on its arrays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jax.numpy import exp, maximum, minimum, sqrt, where

__all__ = ["exp", "fma", "law", "logistic", "maximum", "minimum", "sqrt", "where"]


def fma(a: Any, b: Any, c: Any) -> Any:
    """Return a b + c."""
    return a * b + c


def logistic(x: Any) -> Any:
    """Return 1 / (1 + e^-x)."""
    return 1.0 / (1.0 + exp(-x))


def law(name: str, body: Callable[..., Any], /, *, order: int = 2, **inputs: Any) -> Any:
    """Return what a law gives for its inputs; JAX takes the derivatives where they are needed."""
    return body(**inputs)
