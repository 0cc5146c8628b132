"""Regimes of a film's run that its user must know: coded as flags, each with advice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

METAL = 0.5  # occupancy below which a plane counts as converted
TOO_WARM = 1.0  # K of estimated heating
THERMAL_RESISTANCE = 1e-3
"""Temperature rise per heat flow of film and substrate, K m2/W: 1 mm of glass on a heat sink (assumed)."""

THERMAL_TIME = 1.0
"""Time in which the substrate warms up, s, rounded: (2/pi)^2 times 1 mm squared over the diffusivity of glass, 5e-7 m2/s (assumed)."""

LATERAL_SHARE = 0.1
"""Share of the voltage from which on a loss along the film, from its contact, is told."""


class Regime(NamedTuple):
    """One regime: its flag as stored, a short name, and what it means for the user."""

    flag: int
    name: str
    advice: str


REGIMES = (
    Regime(
        1,
        "front_at_gate",
        "The metal formed at the gate first and not at the bottom electrode: N left faster than the bulk carries it. The front is then not planar "
        "from below. A lower voltage or a higher area_resistance starts it at the bottom.",
    ),
    Regime(
        2,
        "front_inside",
        "The metal formed inside the film first, between two layers of nitride: the field ends above the bottom, as in films much thicker than "
        "their screening length or without an electrode below.",
    ),
    Regime(
        4,
        "choked",
        "While N was drawn out the gate side was metal above nitride: the metal screens the bulk, so that more voltage can give less magnetization.",
    ),
    Regime(
        8,
        "breakdown",
        "The field in the gate layer exceeded its breakdown_field: a real layer would have failed. Lower the voltage or make the layer thicker.",
    ),
    Regime(
        16,
        "heated",
        f"Current times voltage would have warmed the film by more than {TOO_WARM:g} K (1 mm of glass below it assumed), which the run leaves out: "
        "rates are those of its temperature.",
    ),
    Regime(
        32,
        "lateral_loss",
        f"Before any plane was metal, the current on its way along the film to the contact would have lost more than {LATERAL_SHARE:.0%} of the voltage, which the run leaves out: "
        "the first nitrogen leaves later and the film does not switch evenly. The metal shunts the loss afterwards. A thicker film or a nearer contact loses less.",
    ),
)

BY_NAME = {regime.name: regime for regime in REGIMES}


def regimes_of(flags: int) -> tuple[Regime, ...]:
    """Return the regimes that a stored value stands for."""
    return tuple(regime for regime in REGIMES if flags & regime.flag)


def find_regimes(
    occupancy: np.ndarray,
    n_planes: np.ndarray,
    voltage: np.ndarray,
    stern_drop: np.ndarray,
    warming: np.ndarray,
    stern_thickness: np.ndarray,
    breakdown_field: np.ndarray,
    along_film: np.ndarray,
) -> np.ndarray:
    """Return the regimes of films as flags [b], as far as their records show them.

    Parameters: occupancy [b, t, p] from the bottom, NaN outside a film and where it did not get to; n_planes [b]; voltage [b, t] V; stern_drop [b, t] V; warming [b]
    K, see ``estimated_warming``; stern_thickness [b] m; breakdown_field [b] V/m, infinite where the gate states none;
    along_film [b, t] V, see ``loss_along_film``.
    """
    count, n_times, _ = occupancy.shape
    metal = occupancy < METAL
    nitride = occupancy >= METAL
    top = metal[np.arange(count)[:, None], np.arange(n_times), n_planes[:, None] - 1]
    some_nitride = np.any(nitride, axis=2)
    mixed = np.any(metal, axis=2) & some_nitride
    # The first record at which a film is partly metal tells where it began; one that starts so cannot tell.
    first = np.argmax(mixed, axis=1)
    seen = np.any(mixed, axis=1) & (first > 0)
    begun = np.take_along_axis(metal, first[:, None, None], axis=1)[:, 0]
    begun_top = np.take_along_axis(top, first[:, None], axis=1)[:, 0]
    off_bottom = seen & ~begun[:, 0]
    # Metal at the gate with nitride somewhere below it, while N is drawn out.
    choked = np.any(top & some_nitride & (voltage < 0.0), axis=1)
    driven = np.maximum.accumulate(np.abs(voltage), axis=1)
    lateral = np.any((along_film > LATERAL_SHARE * driven) & (driven > 0.0), axis=1)
    field = np.nanmax(np.abs(np.nan_to_num(stern_drop)), axis=1) / stern_thickness
    found = {
        "front_at_gate": off_bottom & begun_top,
        "front_inside": off_bottom & ~begun_top,
        "choked": choked,
        "breakdown": field > breakdown_field,
        "heated": warming > TOO_WARM,
        "lateral_loss": lateral,
    }
    flags = np.zeros(count, dtype=np.int16)
    for name, of in found.items():
        flags[of] |= BY_NAME[name].flag
    return flags


def estimated_warming(
    times: np.ndarray, voltage: np.ndarray, charge: np.ndarray, leak: np.ndarray
) -> np.ndarray:
    """Return by how much films would have warmed at most, K: a heat capacity in front of a resistance, fed by the electrical power.

    Parameters: times [b, t] s; voltage [b, t] V; charge [b, t] C/m2 through the outer circuit, NaN where a film did not get to; leak conductance [b] S/m2 besides it.
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
    """Return the resistance times area of the way along a film to a contact at its edge, ohm m2.

        R_lat = rho w^2 / (3 L)

    A current density j that leaves evenly over the area makes the current j (w - x) per width at a distance x from the contact; the voltage lost
    up to there is rho j (w x - x^2 / 2) / L, and its mean over the film is R_lat j. Half as much again is lost at the far edge.

    Parameters: resistivity rho, ohm m; thickness L, m; distance w from the contact to the far edge, m.
    """
    return resistivity * distance**2 / (3.0 * thickness)


def loss_along_film(
    times: np.ndarray,
    voltage: np.ndarray,
    moved: np.ndarray,
    leak: np.ndarray,
    occupancy: np.ndarray,
    lateral: np.ndarray,
) -> np.ndarray:
    """Return the mean voltage that films as grown would have lost along their plane since the record before, V [b, t]; 0 once a plane is metal.

    Parameters: times [b, t] s; voltage [b, t] V; moved [b, t] C/m2 of nitrogen out of the film; leak conductance [b] S/m2; occupancy [b, t, p]; lateral [b] ohm m2,
    0 where resistivity or contact are not known. The charging of the gate, which is over in milliseconds, is left out.
    """
    grown = ~np.any(occupancy < METAL, axis=2)
    lost = np.zeros(times.shape)
    elapsed = np.maximum(np.diff(times, axis=1), 1e-30)
    current = np.abs(np.diff(np.nan_to_num(moved), axis=1)) / elapsed
    current += leak[:, None] * np.abs(voltage[:, 1:])
    lost[:, 1:] = np.where(grown[:, 1:], lateral[:, None] * current, 0.0)
    return lost
