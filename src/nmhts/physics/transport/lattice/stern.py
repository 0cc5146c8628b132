"""Stern drop of a box, which is a sample of a large film.

    C_S dD/dt = (-V - phi_top - D) / R_A - G_leak (phi_top + D) - q_N <J_1>

In a box each atom that leaves would change its own Stern layer by a tenth of a volt. A film is
large, and its current is continuous. So D follows the expected flux <J_1> for the present positions
of all atoms, instead of the single exits.
"""

from __future__ import annotations

import numpy as np

from nmhts.numerics.compiled import inlined, kernel
from nmhts.physics.transport.lattice.box import ADSORBED
from nmhts.physics.transport.lattice.sumtree import total

_ITERATIONS = 100  # numerical
_CLOSE = 1e-10  # V; numerical: step at which Newton's method ends


@inlined
def outward(p, box, columns):
    """Return the expected fluxes out of and into the film, planes/s.

    They hold at the Stern drop of the rates.
    """
    share = box.contents[ADSORBED] / (p.s_max * columns)
    return total(box.exits) * (1.0 - share) / columns, total(box.entries) * share / columns


@inlined
def driving_current(p, voltage, drop, ratio):
    """Return the current density through the series resistance, A/m2.

    Parameters: ratio: mean potential at the gate over the Stern drop.
    """
    return (-voltage - (1.0 + ratio) * drop) / p.area_resistance


@kernel
def drop_after(p, out, back, used, drop, ratio, voltage, elapsed):
    """Return the Stern drop after a time, by one implicit step.

    It is stable for any length, and exact in the steady state.
    Parameters: out, back: fluxes [planes/s] at the drop ``used`` [V], which then follow their
    barriers; drop now, V; elapsed s.
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
        # Far from the solution the exponentials of a full step would overflow.
        new += min(1.0 / forward, max(-1.0 / forward, step))
        if abs(step) < _CLOSE:
            break
    return new
