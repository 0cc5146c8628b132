"""The film and cell of the tests of numerics: packaged numbers, with calibrated ones held fixed.

A test of the packaged numbers themselves (claims, mixing, descriptions) reads the sheets.
"""

from __future__ import annotations

from scipy.constants import e

from nmhts.materials.library import find_gate, find_nitride

ROOM = 298.15  # K
EXIT_BARRIERS = {"CoN": 1.30, "FeN": 1.41, "MnN": 1.55, "Co3O4": 1.46}
"""Exit barriers of films with one metal, eV; those of alloys come from the sheets."""


def nitride(name: str = "CoN") -> dict[str, float]:
    """Numbers of a film in SI: Omega of 4.00 k_B T,
    kappa of 3.00 k_B T at 298.15 K, and its exit barrier.
    """
    numbers = find_nitride(name).values()
    numbers |= {"interaction_energy": 0.1028 * e, "gradient_energy": 0.0771 * e}
    if name in EXIT_BARRIERS:
        numbers["exit_barrier"] = EXIT_BARRIERS[name] * e
    return numbers


def gate(name: str = "propylene carbonate") -> dict[str, float]:
    """Numbers of a gate in SI: readsorption over 1.20 eV,
    three layers adsorbed; propylene carbonate of 0.10 ohm m2.
    """
    numbers = find_gate(name).values()
    numbers |= {"readsorption_barrier": 1.20 * e, "adsorbed_capacity": 3.0}
    if name == "propylene carbonate":
        numbers["area_resistance"] = 0.10
    return numbers
