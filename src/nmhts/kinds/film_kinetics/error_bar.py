"""The error bar of a study: some of its films, run again at a tenth of the tolerance."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np

from nmhts.simulation.films.plane_model import LEAST_RTOL, RETRY, KineticsPoint
from nmhts.simulation.outcomes.codes import OK
from nmhts.study.film_points import run_id

DEVIATION = "deviation"
"""Column of the run table: largest difference of M between the two runs of a film.

It is relative to the largest M of either run.
"""


def is_sampled(point: KineticsPoint, share: float) -> bool:
    """Return whether a film belongs to the sample.

    Its own inputs alone decide, whatever else the study holds. ``share``: sampled share of all
    films.
    """
    if share <= 0.0:
        return False
    # The run_id is a hash too, but stores are named after it: the sample has a hash of its own.
    drawn = hashlib.sha256(f"error bar of {run_id(point)}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") < share * 2.0**64


def deviations(
    points: Sequence[KineticsPoint],
    result: dict[str, np.ndarray],
    share: float,
    rtol: float,
    again: Callable[[Sequence[KineticsPoint], float], dict[str, np.ndarray]],
) -> np.ndarray:
    """Return the deviation [b] of sampled films.

    NaN for the others and for those that failed in either run.
    Parameters: points and result of their simulation at rtol; share of films in the sample; again:
    simulates films at a tolerance.
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
