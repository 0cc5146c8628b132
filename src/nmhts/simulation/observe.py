"""What follows from the N profiles of films without simulating them again: magnetization of planes, loops."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from nmhts.physics.magnetism.intrinsic import magnetic_state
from nmhts.physics.transport.parameters import plane_density
from nmhts.simulation.kinetics import KineticsPoint


def observe(
    points: Sequence[KineticsPoint], occupancy: np.ndarray, names: Collection[str]
) -> dict[str, np.ndarray]:
    """Return observables of b films at s snapshots.

    Parameters: points; occupancy [b, s, p], NaN outside a film and after a failure; names wanted.
    Returns: ``saturation_magnetization`` [b, s, p] A/m, ``nitrogen_extracted`` [b, s] 1/m2 (N that has left the planes since growth),
    those asked for and those they need.
    """
    shape = occupancy.shape
    found: dict[str, np.ndarray] = {
        "nitrogen_extracted": np.full(shape[:2], np.nan),
        "saturation_magnetization": np.full(shape, np.nan),
    }
    for i, point in enumerate(points):
        n = point.n_planes
        profile = occupancy[i, :, :n]
        state = magnetic_state(point.nitride, profile, point.temperature)
        found["saturation_magnetization"][i, :, :n] = state.saturation_magnetization
        grown = point.nitride["initial_occupancy"]
        found["nitrogen_extracted"][i] = (grown - profile).sum(axis=1) * plane_density(
            point.nitride
        )
    return found
