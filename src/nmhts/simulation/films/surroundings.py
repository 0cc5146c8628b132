"""Effects around a film, from its records: heating, lateral voltage loss, field in the gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

THERMAL_RESISTANCE = 1e-3
"""Temperature rise per heat flow, K m2/W: 1 mm of glass on a heat sink (assumed)."""
THERMAL_TIME = 1.0
"""Time constant of the substrate, s, rounded (assumed).

It is (2/pi)^2 times 1 mm squared over the diffusivity of glass, 5e-7 m2/s.
"""


class CellSeen(NamedTuple):
    """Records of the cell around b films at t times."""

    voltage: np.ndarray  # [b, t] V
    stern_drop: np.ndarray  # [b, t] V
    warming: np.ndarray  # [b] K, see ``estimated_warming``
    along_film: np.ndarray  # [b, t] V, see ``loss_along_film``
    stern_thickness: np.ndarray  # [b] m
    breakdown_field: np.ndarray  # [b] V/m, infinite where the gate states none


def see_cell(
    nitrides: Sequence[Mapping[str, float]],
    gates: Sequence[Mapping[str, float]],
    thickness: Sequence[float],
    result: Mapping[str, np.ndarray],
    capacitance: np.ndarray,
    metal: np.ndarray,
) -> CellSeen:
    """Return the records of the cell around films.

    Parameters: numbers of the sheets of b films, their thickness m; result: outputs of
    ``simulate_batch`` found so far; capacitance [b] F/m2 of the Stern layer; metal [b, t] whether a
    plane of the film is metal.
    """
    times, voltage, drop = result["time"], result["gate_voltage"], result["stern_drop"]
    leak = np.array([gate["leak_conductance"] for gate in gates])
    lateral = [_along(*film) for film in zip(nitrides, gates, thickness, strict=True)]
    moved = result["charge"] - capacitance[:, None] * drop
    return CellSeen(
        voltage,
        drop,
        estimated_warming(times, voltage, result["charge"], leak),
        loss_along_film(times, voltage, moved, leak, metal, np.array(lateral)),
        np.array([gate["stern_thickness"] for gate in gates]),
        np.array([gate.get("breakdown_field", np.inf) for gate in gates]),
    )


def _along(nitride: Mapping[str, float], gate: Mapping[str, float], thickness: float) -> float:
    """Return the lateral resistance of a film as grown, ohm m2.

    It is 0 where the sheets state no resistivity or no contact distance.
    """
    if "resistivity" not in nitride or "contact_distance" not in gate:
        return 0.0
    return lateral_resistance(nitride["resistivity"], thickness, gate["contact_distance"])


def estimated_warming(
    times: np.ndarray, voltage: np.ndarray, charge: np.ndarray, leak: np.ndarray
) -> np.ndarray:
    """Return an estimate of the largest temperature rise of films, K [b].

    The electrical power feeds a heat capacity in front of a thermal resistance.
    Parameters: times [b, t] s; voltage [b, t] V; charge [b, t] C/m2 through the outer circuit, NaN
    where a film failed before; leak conductance [b] S/m2 beside it.
    """
    warm, most = np.zeros(len(times)), np.zeros(len(times))
    for k in range(1, times.shape[1]):
        elapsed = np.maximum(times[:, k] - times[:, k - 1], 1e-30)
        moved = np.abs(np.nan_to_num(charge[:, k] - charge[:, k - 1])) / elapsed
        volts = np.abs(voltage[:, k])
        kept = np.exp(-elapsed / THERMAL_TIME)
        warm = warm * kept + THERMAL_RESISTANCE * volts * (moved + leak * volts) * (1.0 - kept)
        most = np.maximum(most, warm)
    return most


def lateral_resistance(resistivity: float, thickness: float, distance: float) -> float:
    """Return the lateral resistance of a film with a contact at its edge, ohm m2.

        R_lat = rho w^2 / (3 L)

    A current density j that leaves evenly over the area makes the current j (w - x) per width at a
    distance x from the contact. The voltage lost up to there is rho j (w x - x^2 / 2) / L. Its mean
    over the film is R_lat j; at the far edge half as much again is lost.

    Parameters: resistivity rho, ohm m; thickness L, m; distance w from the contact to the far edge,
    m.
    """
    return resistivity * distance**2 / (3.0 * thickness)


def loss_along_film(
    times: np.ndarray,
    voltage: np.ndarray,
    moved: np.ndarray,
    leak: np.ndarray,
    metal: np.ndarray,
    lateral: np.ndarray,
) -> np.ndarray:
    """Return the mean lateral voltage loss of films as grown since the previous record, V [b, t].

    It is 0 once a plane is metal. The charging of the gate, over in milliseconds, is left out.
    Parameters: times [b, t] s; voltage [b, t] V; moved [b, t] C/m2 of nitrogen out of the film;
    leak conductance [b] S/m2; metal [b, t] whether a plane of the film is metal; lateral [b] ohm
    m2, 0 where resistivity or contact are not known.
    """
    lost = np.zeros(times.shape)
    elapsed = np.maximum(np.diff(times, axis=1), 1e-30)
    current = np.abs(np.diff(np.nan_to_num(moved), axis=1)) / elapsed
    current += leak[:, None] * np.abs(voltage[:, 1:])
    lost[:, 1:] = np.where(metal[:, 1:], 0.0, lateral[:, None] * current)
    return lost
