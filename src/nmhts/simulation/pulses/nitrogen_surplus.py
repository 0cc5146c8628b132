"""Nitrogen surplus of a film beyond equilibrium: it decides whether M rises or falls at rest.

A film whose front stands at h planes is at rest when its metal holds y_b and its nitride 1 - y_b,
the binodal of Omega:

    ln[(1 - y_b) / y_b] = Omega / k_B T (1 - 2 y_b)

N beyond that is its surplus. A closed film removes the surplus by moving the front:

    surplus = sum_i y_i - [h y_b + (n - h) (1 - y_b)],        change of h = -surplus / (1 - 2 y_b)

N that returns from the adsorbed layer counts like surplus. docs/theory/after-the-pulse.md derives
it.
"""

from __future__ import annotations

import numpy as np

from nmhts.errors import SimulationError
from nmhts.physics.transport.front import trace_fronts
from nmhts.physics.transport.front_state import LEAST_INTERACTION, binodal


def nitrogen_surplus(occupancy: np.ndarray, omega: float) -> np.ndarray:
    """Return the N of films beyond two phases in equilibrium, in planes; < 0 for a deficit.

    Parameters: occupancy [..., n] from the bottom up; omega Omega / k_B T. Returns: [...], relative
    to a film of nitride alone where no plane is half empty, and of metal alone where all are.
    Errors: SimulationError for omega below 2.05, where nothing separates.
    """
    if not omega > LEAST_INTERACTION:
        raise SimulationError(
            f"interaction_energy: {omega:.3g} k_B T (allowed: above {LEAST_INTERACTION:g} k_B T, "
            "below which N leaves without a front)"
        )
    profiles = np.asarray(occupancy, dtype=float)
    n, y_b = profiles.shape[-1], float(binodal(omega))
    flat = profiles.reshape(-1, 1, n)
    h, width = np.empty((2, len(flat), 1))
    trace_fronts(flat, np.full(len(flat), n), np.ones(len(flat)), h, width)
    alone = np.where(flat[:, :, -1] < 0.5, float(n), 0.0)
    h = np.where(np.isnan(h), alone, h)
    held = flat.sum(axis=-1) - (h * y_b + (n - h) * (1.0 - y_b))
    return held.reshape(profiles.shape[:-1])
