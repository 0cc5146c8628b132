"""Small numerical functions common to several evaluators."""

from __future__ import annotations

import numpy as np

from nmhts.validation.claims import EvaluationError


def straight_line(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """Return slope and R2 of the least-squares line through the points."""
    return float(np.polyfit(x, y, 1)[0]), float(np.corrcoef(x, y)[0, 1] ** 2)


def time_to(level: float, time: np.ndarray, values: np.ndarray) -> float:
    """Return the first time at which ``values`` reach ``level``, infinite if never.

    Values are linear between records; the result has the unit of ``time``.
    """
    reached = np.flatnonzero(values >= level)
    if reached.size == 0:
        return float("inf")
    k = int(reached[0])
    if k == 0:
        return float(time[0])
    share = (level - values[k - 1]) / (values[k] - values[k - 1])
    return float(time[k - 1] + share * (time[k] - time[k - 1]))


def bisect(inside: float, outside: float, holds, width: float) -> float:
    """Return the edge between a point where ``holds`` is true and one where it is not.

    Parameters: inside, outside: the two points; holds: a predicate; width: accuracy of the edge.
    Errors: EvaluationError if ``holds`` differs from that at the two ends.
    """
    if not holds(inside) or holds(outside):
        raise EvaluationError(f"no edge between {inside:g} and {outside:g}")
    while abs(outside - inside) > width:
        middle = 0.5 * (inside + outside)
        inside, outside = (middle, outside) if holds(middle) else (inside, middle)
    return 0.5 * (inside + outside)
