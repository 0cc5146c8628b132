"""Linear stability of the film law: growth rates of small occupancy waves in a uniform film.

The film is without a field and much longer than the wave: boundaries and screening are neglected.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def growth_rate(wavenumber: Any, occupancy: Any, omega: Any, kappa: Any, hop_rate: Any) -> Any:
    """Return the growth rate of an occupancy wave, 1/s; negative where it decays.

        sigma(k) = Gamma u [ 2 Omega y (1 - y) - 1 - kappa y (1 - y) u ],     u = 2 - 2 cos k

    Parameters: wavenumber k per plane, rad; occupancy y of the uniform film; omega Omega / k_B T,
    kappa / k_B T; hop_rate Gamma, 1/s. Numbers or arrays of one shape.
    Source: the bulk flux of docs/theory/film.md, linearized; for a continuum CahnHilliard1958.
    """
    u = 2.0 - 2.0 * np.cos(wavenumber)
    mobile = occupancy * (1.0 - occupancy)
    return hop_rate * u * (2.0 * omega * mobile - 1.0 - kappa * mobile * u)


def fastest_wavelength(occupancy: Any, omega: Any, kappa: Any) -> Any:
    """Return the length of the fastest-growing wave, planes; infinite where none grows.

        2 - 2 cos(2 pi / length) = [ 2 Omega y (1 - y) - 1 ] / [ 2 kappa y (1 - y) ]

    Parameters: as in ``growth_rate``. The law has waves down to two planes, so the result is at
    least two.
    """
    mobile = np.asarray(occupancy * (1.0 - occupancy), dtype=float)
    u = np.minimum((2.0 * omega * mobile - 1.0) / (2.0 * kappa * mobile), 4.0)
    grows = u > 0.0
    length = 2.0 * np.pi / np.arccos(1.0 - 0.5 * np.where(grows, u, 1.0))
    return np.where(grows, length, np.inf)
