"""Laws of the counter reaction between a floating conductor and the electrolyte.

It carries the current other than that of the film's ions.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from nmhts.constants import e, k_B


class Exchange(Protocol):
    """Law of the counter reaction as an overpotential for a current density; it is monotonic.

    Both methods take and return [m]: current density out of the conductor i, A/m2; overpotential x,
    V; dx/di, ohm m2.
    """

    def overpotential(self, i: np.ndarray) -> np.ndarray:
        """Return the overpotential that drives a current density."""
        ...

    def slope(self, i: np.ndarray) -> np.ndarray:
        """Return the derivative dx/di, the polarization resistance."""
        ...


class LinearExchange:
    """Constant polarization resistance, i = G x; infinite G is an unpolarizable conductor.

    Parameters: conductance G, S/m2, above 0.
    """

    def __init__(self, conductance: float):
        self.conductance = conductance

    def overpotential(self, i: np.ndarray) -> np.ndarray:
        """Return i / G."""
        return i / self.conductance

    def slope(self, i: np.ndarray) -> np.ndarray:
        """Return 1 / G."""
        return np.full(i.shape, 1.0 / self.conductance)


class ButlerVolmer:
    """One-electron transfer with a transfer coefficient of 1/2, i = 2 i_0 sinh(e x / 2 k_B T).

    Parameters: exchange_current_density i_0, A/m2; temperature T, K. Source: BardFaulkner2001.
    """

    def __init__(self, exchange_current_density: float, temperature: float):
        self.twice = 2.0 * exchange_current_density
        self.scale = 2.0 * k_B * temperature / e

    def overpotential(self, i: np.ndarray) -> np.ndarray:
        """Return (2 k_B T / e) arsinh(i / 2 i_0)."""
        return self.scale * np.arcsinh(i / self.twice)

    def slope(self, i: np.ndarray) -> np.ndarray:
        """Return (2 k_B T / e) / sqrt(i^2 + 4 i_0^2)."""
        return self.scale / np.hypot(i, self.twice)


def wagner_number(conductivity: float, exchange: Exchange, length: float) -> float:
    """Return the Wagner number of a conductor: polarization over electrolyte resistance, at rest.

        Wa = sigma (dx/di) / L

    Far above 1 the conductor does not disturb the field; far below 1 it short-circuits it. Source:
    NewmanThomasAlyea2004.
    Parameters: conductivity sigma, S/m; length L of the conductor, m.
    """
    return float(conductivity * exchange.slope(np.zeros(1))[0] / length)
