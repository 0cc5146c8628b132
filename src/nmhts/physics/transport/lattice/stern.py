"""The Stern drop of a box, as that of a film of which it is a sample.

    C_S dD/dt = (-V - phi_top - D) / R_A - G_leak (phi_top + D) - q_N <J_1>

A box holds so few atoms that each that leaves would move its own Stern layer by a tenth of a volt; a film is large, and its current is even. So D follows the flux that is
expected from where all atoms stand, <J_1>, and not the single exits that happen.
"""

from __future__ import annotations

import numpy as np

from nmhts.numerics.compiled import inlined, kernel
from nmhts.physics.transport.lattice.box import ADSORBED
from nmhts.physics.transport.lattice.sumtree import total

_ITERATIONS = 100
_CLOSE = 1e-10  # V


@inlined
def outward(p, box, columns):
    """Return the expected fluxes out of and into the film at the Stern drop of the rates, planes/s."""
    share = box.contents[ADSORBED] / (p.s_max * columns)
    return total(box.exits) * (1.0 - share) / columns, total(box.entries) * share / columns


@inlined
def driving_current(p, voltage, drop, ratio):
    """Return the current density through the series resistance, A/m2; ratio: mean potential at the gate over the Stern drop."""
    return (-voltage - (1.0 + ratio) * drop) / p.area_resistance


@kernel
def drop_after(p, out, back, used, drop, ratio, voltage, elapsed):
    """Return the Stern drop after a time, by one implicit step: stable however long, and exact once it has settled.

    Parameters: out, back: fluxes [planes/s] at the drop ``used`` [V], from where they follow their barriers; drop now, V; elapsed s.
    """
    forward = p.alpha * p.z_e_kT * p.zeta
    backward = (1.0 - p.alpha) * p.z_e_kT * p.zeta
    loss = (1.0 + ratio) * (1.0 / p.area_resistance + p.leak_conductance)
    new = drop
    for _ in range(_ITERATIONS):
        more = out * np.exp(forward * (new - used))
        less = back * np.exp(-backward * (new - used))
        current = -voltage / p.area_resistance - loss * new - p.plane_charge * (more - less)
        slope = loss + p.plane_charge * (forward * more + backward * less)
        step = (drop - new + elapsed / p.stern_capacitance * current) / (
            1.0 + elapsed / p.stern_capacitance * slope
        )
        # Far from the answer the exponentials of a whole step would overflow.
        new += min(1.0 / forward, max(-1.0 / forward, step))
        if abs(step) < _CLOSE:
            break
    return new
