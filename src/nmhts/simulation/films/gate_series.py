"""Derivatives of the series that follow from the gate alone, of films and stacks alike."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np


class GateRecords(NamedTuple):
    """Amounts outside of the film, in planes, and the Stern drop, V; arrays of one shape."""

    adsorbed: Any
    dissolved: Any
    lost: Any
    drop: Any


def push_gate_series(
    at: GateRecords, moved: GateRecords, p: Any, by: Any, density: Any, by_density: Any
) -> dict[str, np.ndarray]:
    """Return the derivatives of N outside of the film, charge and Stern drop along directions.

    Parameters: records and their derivatives; p, by: coefficients and their derivatives, of which
    plane_charge and stern_capacitance are used; density of the N sites of a plane, 1/m2, and its
    derivative. All broadcast to the shape of ``moved``.
    """
    held, d_held = at.adsorbed + at.dissolved, moved.adsorbed + moved.dissolved
    return {
        "nitrogen_adsorbed": density * moved.adsorbed + by_density * at.adsorbed,
        "nitrogen_reservoir": density * d_held + by_density * held,
        "nitrogen_lost": density * moved.lost + by_density * at.lost,
        "stern_drop": moved.drop,
        "charge": p.plane_charge * (d_held + moved.lost)
        + by.plane_charge * (held + at.lost)
        + p.stern_capacitance * moved.drop
        + by.stern_capacitance * at.drop,
    }
