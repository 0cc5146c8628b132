"""Statement of the gate of a film: exchange of N with the electrolyte, and charging.

    J_1 = k_1+ y_0 (1 - s/s_max) - k_1- (s/s_max) (1 - y_0)
    J_2 = k_2+ (s/s_max)         - k_2- r/(r + r_h) (1 - s/s_max)
    dl/dt = loss,  dr/dt = J_2 - loss,  ds/dt = J_1 - J_2,  dD/dt = charging

J_1 leads from the film to the adsorbed layer s, J_2 from there to the dissolved nitrogen r, both in
planes/s. y_0 is the occupancy of the plane at the gate. All derivatives are taken from this
statement (``printed``); docs/theory/film.md derives the equations and names their sources.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from nmhts.physics.transport.film_laws import encounter, floored_pair
from nmhts.physics.transport.state import FilmParameters


class GateState(NamedTuple):
    """State of the film and the electrolyte at the gate."""

    r: Any  # dissolved N, planes
    s: Any  # adsorbed N, planes
    drop: Any  # Stern drop D, V
    y: Any  # occupancy and potential of the plane at the gate
    phi: Any  # V
    y_below: Any
    voltage: Any  # of the film against the counter electrode, V


class GateRows(NamedTuple):
    """Contributions of the gate to the equations."""

    exit_flux: Any  # J_1, planes/s
    dissolution: Any  # J_2, planes/s
    loss: Any  # of dissolved N, planes/s
    charging: Any  # dD/dt, V/s
    displacement: Any  # from the Stern layer to the plane at the gate, V


def exit_flux(xp: Any, x: GateState, p: FilmParameters) -> Any:
    """Return J_1 [planes/s]; the barriers see the N-N interaction at the gate."""
    cover = x.s / p.s_max
    half_mu = 0.5 * (p.omega * (1.0 - 2.0 * x.y) - p.kappa * (x.y_below - x.y))
    step = p.z_e_kT * p.zeta * x.drop
    out, back = floored_pair(
        xp,
        p.b_exit - half_mu - p.alpha * step,
        p.b_return + half_mu + (1.0 - p.alpha) * step,
        p.floor_rate * p.open_share,
    )
    return out * encounter(xp, x.y, 1.0 - cover) - back * encounter(xp, cover, 1.0 - x.y)


def dissolution_flux(xp: Any, x: GateState, p: FilmParameters) -> Any:
    """Return J_2 [planes/s]."""
    cover, share = x.s / p.s_max, x.r / (x.r + p.r_half)
    step = p.z_e_kT * (1.0 - p.zeta) * x.drop
    out, back = floored_pair(
        xp,
        p.b_dissolve - p.alpha * step,
        p.b_adsorb + (1.0 - p.alpha) * step,
        p.floor_rate,
    )
    return out * cover - back * encounter(xp, share, 1.0 - cover)


def gate_rows(xp: Any, x: GateState, p: FilmParameters) -> GateRows:
    """Return the contributions of the gate.

        C_S dD/dt = (-V - phi - D) / R_A - G_leak (phi + D) - q_N J_1

    Parameters: xp: number module.
    """
    out = exit_flux(xp, x, p)
    across = x.phi + x.drop
    driven = (-x.voltage - across) / (p.area_resistance * p.stern_capacitance)
    bypass = p.leak_conductance / p.stern_capacitance * across
    charged = p.plane_charge / p.stern_capacitance * out
    return GateRows(
        out,
        dissolution_flux(xp, x, p),
        p.leak_rate * x.r,
        driven - bypass - charged,
        p.stern_coupling * x.drop,
    )


def outer_current(xp: Any, x: GateState, charging: Any, p: FilmParameters) -> Any:
    """Return the current density in the outer circuit [A/m2].

        j = q_N J_1 + G_leak (D + phi) + C_S dD/dt

    Transfer plus charging, because (-V - phi - D) / R_A would lose it to cancellation.
    """
    leak = p.leak_conductance * (x.drop + x.phi)
    return p.plane_charge * exit_flux(xp, x, p) + leak + p.stern_capacitance * charging
