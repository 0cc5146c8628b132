"""Scalar laws of transport.

Every function is made by a factory, from a number module and a decorator.
Changes made here are lost. The file is written by

    python -m nmhts.numerics.tracing.files nmhts.physics.transport.printing
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any


def floored_pair(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``floored_pair`` for one kind of number."""
    exp, maximum, minimum = number.exp, number.maximum, number.minimum

    @compiled
    def floored_pair(b_forward, b_backward, floor_rate):
        """Return the rates of an activated pair whose barriers are limited by a floor.

        Returns: (out, back).
        """
        t_1 = maximum(-600.0, minimum(600.0, b_forward))
        t_2 = maximum(-600.0, minimum(600.0, b_backward))
        t_3 = maximum(-600.0, minimum(600.0, b_forward - b_backward))
        t_4 = exp(t_3)
        out = floor_rate / (1.0 + exp(t_1) + t_4)
        back = floor_rate / (1.0 + exp(t_2) + 1.0 / t_4)
        return out, back

    return floored_pair


def screening(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``screening`` for one kind of number."""
    exp = number.exp

    @compiled
    def screening(y, q_metal, log_ratio, y_mid, y_steepness):
        """Return (a / lambda)^2 of a plane.

        Returns: (q).
        """
        t_1 = 1.0 / (1.0 + exp(-y_steepness * (y - y_mid)))
        q = q_metal * exp(-2.0 * log_ratio * t_1)
        return q

    return screening
