"""Wear of a film and its cell with the nitrogen that passes the gate.

No sheet of the package states any wear: without user-supplied numbers films do not wear.

    live share of the area   A = exp(-k_d X)                      ``site_loss`` k_d
    exit barrier             E_s(X) = E_s + k_b X                 ``barrier_growth`` k_b
    area resistance          R(X) = R_A + k_R q_N n X             ``resistance_growth`` k_R

X counts exchanges: the nitrogen that has passed the gate, both ways, over that of all N sites of
the live film. A whole cycle is therefore X = 2. q_N n X is the corresponding charge. Which law a
film follows, and with which number, has not been published for nitrides: each is an assumption of
the user.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nmhts.constants import e
from nmhts.physics.transport.parameters import plane_density


def live_share(nitride: Mapping[str, float], exchanges: float) -> float:
    """Return the share of the area that still switches, A = exp(-k_d X).

    The dead area keeps its nitrogen and shows no magnetization.
    """
    return float(np.exp(-nitride.get("site_loss", 0.0) * exchanges))


def worn_nitride(nitride: Mapping[str, float], exchanges: float) -> Mapping[str, float]:
    """Return the numbers of a nitride after ``exchanges``: its exit barrier has grown by k_b X."""
    growth = nitride.get("barrier_growth", 0.0) * exchanges
    return (
        nitride if growth == 0.0 else {**nitride, "exit_barrier": nitride["exit_barrier"] + growth}
    )


def worn_gate(
    gate: Mapping[str, float], nitride: Mapping[str, float], n_planes: int, exchanges: float
) -> Mapping[str, float]:
    """Return the numbers of a gate after ``exchanges``, per live area.

    The resistance grows by k_R q_N n X (``contact_resistance``: it does not depend on temperature).
    The live area carries the current of the whole cell, so all series resistances per live area are
    A times as large.
    """
    charge = nitride["ion_valence"] * e * plane_density(nitride) * n_planes * exchanges
    growth = gate.get("resistance_growth", 0.0) * charge
    live = live_share(nitride, exchanges)
    if growth == 0.0 and live == 1.0:
        return gate
    return {
        **gate,
        "area_resistance": live * gate["area_resistance"],
        "electrolyte_gap": live * gate["electrolyte_gap"],
        "contact_resistance": live * (gate["contact_resistance"] + growth),
    }
