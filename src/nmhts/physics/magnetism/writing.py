"""Magnetic directions of planes that become magnetic one after another without a field.

They inherit the directions of their exchange-coupled neighbors.
"""

from __future__ import annotations

import numpy as np


def inherit(known: np.ndarray, magnetic: np.ndarray, coupling: np.ndarray) -> np.ndarray:
    """Return the direction of every plane after a change of which planes are magnetic.

        d_i = sum_k c_ik d_k / max(1, sum_k c_ik)

    The sums run over the neighbors k whose direction is known.
    A direction is the mean cosine of the domains of a plane along one axis: 1 magnetized along it,
    -1 against it, 0 demagnetized. The exchange field of a neighbor, 2 A / (mu_0 M_s a^2), is some
    hundred tesla, far above every other field. A plane therefore takes its direction in the share c
    of its area that couples. Directions spread plane by plane from the planes that have one. A
    plane that no coupled neighbor reaches is demagnetized. A plane that stays magnetic keeps its
    direction: without a field nothing turns the domains (assumed).

    Parameters: known [n] directions before, NaN of planes that were not magnetic; magnetic [n]
    whether planes are now magnetic; coupling [n - 1] share of the exchange between plane i and i +
    1.
    Returns: [n], NaN where a plane is not magnetic.
    """
    direction = np.where(magnetic, known, np.nan)
    while True:
        has = ~np.isnan(direction)
        there = np.where(has, direction, 0.0)
        share = np.zeros(len(direction))
        share[1:] += coupling * has[:-1]
        share[:-1] += coupling * has[1:]
        pull = np.zeros(len(direction))
        pull[1:] += coupling * there[:-1]
        pull[:-1] += coupling * there[1:]
        reached = magnetic & ~has & (share > 0.0)
        if not reached.any():
            break
        direction[reached] = pull[reached] / np.maximum(1.0, share[reached])
    return np.where(magnetic & np.isnan(direction), 0.0, direction)
