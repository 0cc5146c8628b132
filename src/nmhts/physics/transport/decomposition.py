"""Linear stability of the film law: how fast a small wave of occupancy grows in a uniform film, and which wave grows fastest.

Both are of a film without a field, small against the film: boundaries and screening are left out.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def growth_rate(wavenumber: Any, occupancy: Any, omega: Any, kappa: Any, hop_rate: Any) -> Any:
    """Return the growth rate of a wave of occupancy, 1/s; negative where it decays.

        sigma(k) = Gamma u [ 2 Omega y (1 - y) - 1 - kappa y (1 - y) u ],     u = 2 - 2 cos k

    Parameters: wavenumber k per plane, rad; occupancy y of the uniform film; omega Omega / k_B T, kappa / k_B T; hop_rate Gamma, 1/s. Numbers or arrays of one shape.
    Source: the bulk flux of docs/theory/film.md, linearised; for a continuum CahnHilliard1958.
    """
    u = 2.0 - 2.0 * np.cos(wavenumber)
    mobile = occupancy * (1.0 - occupancy)
    return hop_rate * u * (2.0 * omega * mobile - 1.0 - kappa * mobile * u)


def fastest_wavelength(occupancy: Any, omega: Any, kappa: Any) -> Any:
    """Return the length of the wave that grows fastest, planes; infinite where none grows.

        2 - 2 cos(2 pi / length) = [ 2 Omega y (1 - y) - 1 ] / [ 2 kappa y (1 - y) ]

    Parameters: as of ``growth_rate``. The law has waves down to two planes: where that would be shorter, two.
    """
    mobile = np.asarray(occupancy * (1.0 - occupancy), dtype=float)
    u = np.minimum((2.0 * omega * mobile - 1.0) / (2.0 * kappa * mobile), 4.0)
    grows = u > 0.0
    length = 2.0 * np.pi / np.arccos(1.0 - 0.5 * np.where(grows, u, 1.0))
    return np.where(grows, length, np.inf)
