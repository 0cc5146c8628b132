"""The error bar of a study: some of its films, run again at a tenth of the tolerance."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from nmhts.simulation.films.plane_model import LEAST_RTOL, RETRY, KineticsPoint
from nmhts.simulation.outcomes.codes import OK
from nmhts.study.film_points import run_id

DEVIATION = "deviation"
"""Column of the run table: largest difference of M over the records of two runs, over the largest M of either."""


def is_sampled(point: KineticsPoint, share: float) -> bool:
    """Return whether a film is one of a share of all: by its inputs alone, whatever else the study holds."""
    if share <= 0.0:
        return False
    # The run_id itself is a hash, but of what a store is named after: another one draws the sample.
    drawn = hashlib.sha256(f"error bar of {run_id(point)}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") < share * 2.0**64


def deviations(
    points: Sequence[KineticsPoint],
    result: dict[str, np.ndarray],
    share: float,
    rtol: float,
    again: Callable[[Sequence[KineticsPoint], float], dict[str, np.ndarray]],
) -> np.ndarray:
    """Return the deviation [b] of the films of a sample, NaN of the others and of those that failed in either run.

    Parameters: points and result of their simulation at rtol; share of films in the sample; again: simulates films at a tolerance.
    """
    found = np.full(len(points), np.nan)
    rows = [i for i, p in enumerate(points) if result["status"][i] == OK and is_sampled(p, share)]
    if not rows:
        return found
    closer = again([points[i] for i in rows], max(LEAST_RTOL, RETRY * rtol))
    for k, i in enumerate(rows):
        ours, theirs = result["magnetization"][i], closer["magnetization"][k]
        if closer["status"][k] == OK:
            largest = max(np.abs(ours).max(), np.abs(theirs).max())
            found[i] = np.abs(ours - theirs).max() / largest if largest > 0.0 else 0.0
    return found
