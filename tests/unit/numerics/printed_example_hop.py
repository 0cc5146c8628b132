"""Net rate of a hop and its derivatives.

Every function is made by a factory, from a number module and a decorator.
Changes made here are lost. The file is written by

    python -m nmhts.numerics.tracing.files tests/unit/numerics/printed_example.py
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any


def hop(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``hop`` for one kind of number."""
    exp, fma, minimum = number.exp, number.fma, number.minimum

    @compiled
    def hop(left, right, force, rate):
        """Return the net rate, and what is kept of it.

        Returns: (net, boost, by_left, by_right, by_boost, by_rate).
        """
        boost = exp(0.5 * force)
        t_1 = minimum(left, 0.0)
        t_2 = 1.0 - right
        t_3 = fma(-5.0, t_1 * t_1, left * t_2)
        t_4 = 1.0 - left
        t_5 = right * t_4 / boost
        by_rate = fma(boost, t_3, -t_5)
        net = rate * by_rate
        t_6 = rate * (1.0 / boost)
        by_boost = fma(rate, t_3, t_6 * t_5)
        t_7 = rate * boost
        by_right = fma(-t_7, left, -t_6 * t_4)
        by_left = fma(2.0, -5.0 * t_7 * t_1, fma(t_7, t_2, t_6 * right))
        return net, boost, by_left, by_right, by_boost, by_rate

    return hop


def hop_pull(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``hop_pull`` for one kind of number."""

    @compiled
    def hop_pull(weight, boost, by_left, by_right, by_boost, by_rate):
        """Return cotangents of the net rate.

        Returns: (left_bar, right_bar, force_bar, rate_bar).
        """
        left_bar = weight * by_left
        right_bar = weight * by_right
        rate_bar = weight * by_rate
        force_bar = 0.5 * (weight * by_boost * boost)
        return left_bar, right_bar, force_bar, rate_bar

    return hop_pull


def hop_bend(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``hop_bend`` for one kind of number."""
    fma, minimum, where = number.fma, number.minimum, number.where

    @compiled
    def hop_bend(left, right, rate, weight, d_left, d_right, d_force, boost, by_boost):
        """Return cotangents of its derivative.

        Returns: (left_bar, right_bar, force_bar, rate_bar).
        """
        t_1 = minimum(left, 0.0)
        t_2 = 1.0 - right
        t_3 = 1.0 - left
        t_4 = right * t_3 / boost
        t_5 = 1.0 / boost
        t_6 = rate * t_5
        t_7 = rate * boost
        t_8 = fma(-5.0, 2.0 * t_1, t_2)
        hop_left_boost = fma(-right * rate * t_5, t_5, t_8 * rate)
        hop_left_right = t_6 - t_7
        hop_left_left = where(left < 0.0, 2.0 * (-5.0 * t_7), 0.0)
        hop_right_boost = fma(-left, rate, t_3 * rate * t_5 * t_5)
        hop_boost_rate = fma(t_4, t_5, fma(-5.0, t_1 * t_1, left * t_2))
        hop_boost_boost = fma(-t_6 * t_5, t_4, -t_4 * rate * t_5 * t_5)
        t_9 = 0.5 * d_force
        t_10 = weight * (t_9 * boost)
        t_11 = weight * d_right
        t_12 = weight * d_left
        t_13 = fma(t_12, hop_left_boost, weight * by_boost * t_9)
        t_14 = fma(t_11, hop_left_right, t_12 * hop_left_left)
        t_15 = t_12 * fma(right, t_5, t_8 * boost)
        t_16 = fma(t_11, fma(-t_3, t_5, -left * boost), t_15)
        left_bar = fma(t_10, hop_left_boost, t_14)
        right_bar = fma(t_10, hop_right_boost, t_12 * hop_left_right)
        t_17 = fma(t_10, hop_boost_boost, fma(t_11, hop_right_boost, t_13))
        rate_bar = fma(t_10, hop_boost_rate, t_16)
        force_bar = 0.5 * (t_17 * boost)
        return left_bar, right_bar, force_bar, rate_bar

    return hop_bend
