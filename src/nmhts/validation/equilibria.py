"""Phase equilibria for claims about order and stability."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from scipy.ndimage import label

from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo.energy import energy
from nmhts.physics.thermo.reservoir import nitrogen_potential
from nmhts.physics.thermo.system import system_of
from nmhts.simulation.phases.diagram import phase_diagram
from nmhts.simulation.phases.equilibria import STANDARD_PRESSURE
from nmhts.validation.numbers import bisect

_SMALLEST_REGION = 4  # points of a map (numerical: fewer may come from the grid)


def manganese_nitride_limit() -> float:
    """Return the temperature at which rocksalt MnN equals alpha-Mn and N2 of 1 bar in energy, K.

    The nitride has no vacancies.
    """
    database = load_database()
    system = system_of(database, ("MN", "N"), ("FCC_A1", "CBCC_A12"))
    pressure = np.array([STANDARD_PRESSURE])

    def formation(T: float) -> float:
        coefficients = system.coefficients(np.array([T]), pressure)[0]
        nitride, metal = (
            energy(system.tables, system.phases.index(name), coefficients, T, np.array(y))
            for name, y in (("FCC_A1", (1.0, 1.0, 0.0)), ("CBCC_A12", (1.0, 0.0, 1.0)))
        )
        return nitride - metal - nitrogen_potential(database, np.array([T]), pressure)[0]

    return bisect(400.0, 1400.0, lambda T: formation(T) < 0.0, 1e-6)


def mixed_order_regions(system: str, frozen_metals: bool, orders: Collection[int]) -> int:
    """Return the number of regions with phases of two or more orders side by side.

    The map is that of composition and N content at 300 K.
    Parameters: system; frozen_metals: only N moves; orders: codes of ``ORDER_MEANINGS`` that count.
    """
    found = phase_diagram(
        system, "300 K", nitrogen=np.linspace(0.0, 0.95, 39).tolist(), frozen_metals=frozen_metals
    ).order.values
    held = np.zeros(found.shape[:-1], dtype=np.int64)
    for code in orders:
        held |= np.where((found == code).any(axis=-1), 1 << code, 0)
    regions = 0
    for code in np.unique(held):
        if int(code).bit_count() > 1:
            pieces = np.zeros(held.shape, dtype=np.int32)
            label(held == code, output=pieces)
            regions += int((np.bincount(pieces.ravel())[1:] >= _SMALLEST_REGION).sum())
    return regions
