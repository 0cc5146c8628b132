"""The film and cell that tests of numerics stand on: numbers of the packaged sheets, those that calibration moves held fast.

A test that is about the packaged numbers themselves (claims, mixing, descriptions) reads the sheets.
"""

from __future__ import annotations

from scipy.constants import e, k

from nmhts.materials.library import find_gate, find_nitride

ROOM = 298.15  # K
EXIT_BARRIERS = {"CoN": 1.30, "FeN": 1.41, "MnN": 1.55, "Co3O4": 1.46}
"""Exit barriers of the reference films, eV."""


def nitride(name: str = "CoN") -> dict[str, float]:
    """Numbers of a film in SI: Omega of 4 k_B T, kappa of 3 k_B T, and its exit barrier."""
    held = {
        "exit_barrier": EXIT_BARRIERS[name] * e,
        "interaction_energy": 4.0 * k * ROOM,
        "gradient_energy": 3.0 * k * ROOM,
    }
    return find_nitride(name).values() | held


def gate(name: str = "propylene carbonate") -> dict[str, float]:
    """Numbers of a gate in SI: 0.10 ohm m2, readsorption over 1.20 eV, three layers adsorbed."""
    held = {
        "area_resistance": 0.10,
        "readsorption_barrier": 1.20 * e,
        "adsorbed_capacity": 3.0,
    }
    return find_gate(name).values() | held
