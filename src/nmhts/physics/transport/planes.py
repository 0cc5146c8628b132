"""Contributions of one plane of a film, and their derivatives.

Driving force, flux from the plane below, Poisson residual.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any, NamedTuple

from nmhts.numerics.compiled import by_presence, inlined
from nmhts.physics.transport.laws import scalar_laws
from nmhts.physics.transport.state import N_PLANE_NUMBERS, PlaneNumbers

SERIES = 7
"""Number of values kept of a plane, from which ``near`` computes its exponentials."""

LOCAL = 7
"""Number of values kept of a plane at the argument of a stage: flux, its derivatives by y_{j+1},
y_j and the force, (a / lambda)^2, its derivative, the logistic share."""

# Numerical: changes within which a series replaces an exponential. Four terms of (a / lambda)^2 are
# accurate to (ln(lambda_N / lambda_M) steepness / 2 * 2^-13)^4 / 24, at worst 2e-11 with the
# packaged sheets; six of exp(force / 2) to (2^-8)^6 / 720 < 1e-17.
_CLOSE_Y = 2.0**-13
_CLOSE_FORCE = 2.0**-8


_HOP_RATE, _LEVEL, _OMEGA, _KAPPA, _LINK, _Q_METAL, _LOG_RATIO, _Y_MID, _Y_STEEPNESS, _SITES = (
    range(N_PLANE_NUMBERS)
)
assert PlaneNumbers._fields[_SITES] == "sites"


class Bond(NamedTuple):
    """Coefficients of the hop between a plane and the one below it.

    kappa also for the bonds above and below that one.
    """

    hop_rate: Any
    rise: Any  # of ``PlaneNumbers.level`` to the plane below
    omega: Any
    omega_below: Any
    kappa_above: Any
    kappa: Any
    kappa_below: Any


class Screen(NamedTuple):
    """Coefficients of the screening of a plane, and its dielectric links to its neighbors."""

    q_metal: Any
    log_ratio: Any
    y_mid: Any
    y_steepness: Any
    link_above: Any
    link: Any


def film_planes(number: ModuleType) -> SimpleNamespace:
    """Return the kernels of one plane, for one kind of number.

    Parameters: number: ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``.
    """
    load, store, where, fma, exp = number.load, number.store, number.where, number.fma, number.exp
    laws = scalar_laws(number, inlined)
    hop_flux = laws.hop_flux
    inverse_screening_squared, screening_series = (
        laws.inverse_screening_squared,
        laws.screening_series,
    )

    def uniform_bond(p, j):
        return Bond(p.hop_rate, 0.0, p.omega, p.omega, p.kappa, p.kappa, p.kappa)

    def stack_bond(layers, p, j):
        here = N_PLANE_NUMBERS * j
        below = here + N_PLANE_NUMBERS
        above = here - N_PLANE_NUMBERS if j > 0 else here
        return Bond(
            load(layers, here + _HOP_RATE),
            load(layers, below + _LEVEL) - load(layers, here + _LEVEL),
            load(layers, here + _OMEGA),
            load(layers, below + _OMEGA),
            load(layers, above + _KAPPA),
            load(layers, here + _KAPPA),
            load(layers, below + _KAPPA),
        )

    def uniform_screen(p, j):
        return Screen(p.q_metal, p.log_ratio, p.y_mid, p.y_steepness, 1.0, 1.0)

    def stack_screen(layers, p, j):
        here = N_PLANE_NUMBERS * j
        link = load(layers, here + _LINK)
        # The plane at the gate is linked to the Stern layer as to a plane of its own material.
        link_above = load(layers, here - N_PLANE_NUMBERS + _LINK) if j > 0 else 0.0 * link + 1.0
        return Screen(
            load(layers, here + _Q_METAL),
            load(layers, here + _LOG_RATIO),
            load(layers, here + _Y_MID),
            load(layers, here + _Y_STEEPNESS),
            link_above,
            link,
        )

    def uniform_sites(p, j):
        return 1.0

    def stack_sites(layers, p, j):
        return load(layers, N_PLANE_NUMBERS * j + _SITES)

    # Coefficients of plane j, from the ``PlaneNumbers`` of a stack, or from p for one material.
    # Arguments: (layers, p, j).
    bond_of = by_presence(uniform_bond, stack_bond)
    screen_of = by_presence(uniform_screen, stack_screen)
    sites_of = by_presence(uniform_sites, stack_sites)

    @inlined
    def pull_of(p, bond, y_above, y, y_below, y_next, phi, phi_below):
        """Return the driving force from the plane below to this one, over k_B T."""
        force = fma(p.z_e_kT, phi - phi_below, bond.rise)
        force = force + 2.0 * (bond.omega * y - bond.omega_below * y_below)
        change = 2.0 * bond.kappa * (y_below - y)
        return force + (
            change - bond.kappa_above * (y - y_above) - bond.kappa_below * (y_next - y_below)
        )

    @inlined
    def beyond(extent, j, y_below, y_next):
        """Return y_{j+2} as seen by plane j: the ends have zero gradient.

        The last plane has its own image below it.
        """
        return where(extent.planes > float(j + 2), y_next, y_below)

    @inlined
    def plane(
        p, extent, bond, screen, j, first, edge, q, q_y, boost, y, y_below, phi_above, phi,
        phi_below
    ):  # fmt: skip
        """Return the contributions of plane j to the equations.

        Parameters: bond, screen of plane j; first: whether this is plane 0 (at the gate), whose
        phi_above is the source of the Poisson equation; edge: whether this may be one of the last
        two planes of a film, or beyond it; q, q_y: (a / lambda)^2 at this plane and its derivative;
        boost: exp(force / 2).
        Returns: (flux from plane j + 1, its derivatives by y_{j+1} and y_j at fixed force and by
        the force, Poisson residual, its derivatives by y_j and phi_j with opposite sign).
        """
        hop_rate = bond.hop_rate
        if edge:
            hop_rate = hop_rate * (1.0 * (extent.planes > float(j + 1)))
        flux, flux_l, flux_r, flux_f = hop_flux(y_below, y, boost, hop_rate)
        loss = q + (screen.link if first else screen.link_above + screen.link)
        by_y = q_y * phi
        if edge:
            last = extent.planes > float(j + 1)
            loss = loss - p.contact * screen.link * (1.0 * (extent.planes <= float(j + 1)))
            phi_below = where(last, phi_below, 0.0 * phi)
        poisson = screen.link_above * phi_above + screen.link * phi_below - loss * phi
        if edge:
            within = 1.0 * (extent.planes > float(j))
            poisson = poisson * within
            by_y = by_y * within
            loss = loss * within + (1.0 - within)
        return flux, flux_l, flux_r, flux_f, poisson, by_y, loss

    @inlined
    def expand(screen, series, j, y, force):
        """Store the expansions of plane j for ``near``.

        Returns: the Taylor coefficients of (a / lambda)^2, and exp(force / 2).
        """
        q = screening_series(y, screen.q_metal, screen.log_ratio, screen.y_mid, screen.y_steepness)
        boost = exp(0.5 * force)
        base = SERIES * j
        store(series, base, q[0])
        store(series, base + 1, q[1])
        store(series, base + 2, q[2])
        store(series, base + 3, q[3])
        store(series, base + 4, force)
        store(series, base + 5, boost)
        store(series, base + 6, q[4])
        return q, boost

    @inlined
    def near(screen, series, j, y, y_known, force):
        """Return (a / lambda)^2 of plane j, its derivative, its logistic share and exp(force / 2).

        Computed by the series of ``expand`` close to its point, else in full. Most planes change
        little within a step, and each exponential costs as much as all other operations.
        """
        base = SERIES * j
        delta = y - y_known
        q_3, q_2, q_1 = load(series, base + 3), load(series, base + 2), load(series, base + 1)
        q = fma(delta, fma(delta, fma(delta, q_3, q_2), q_1), load(series, base))
        q_y = fma(delta, fma(delta, 3.0 * q_3, 2.0 * q_2), q_1)
        share = load(series, base + 6)
        steepness = screen.y_steepness
        bend = steepness * share * (1.0 - share)
        tilt = steepness * (1.0 - 2.0 * share)
        # Derivatives of the logistic: bend, bend tilt, bend (tilt^2 - 2 steepness bend).
        share_3 = fma(tilt, tilt, -2.0 * steepness * bend) * (1.0 / 6.0)
        share = fma(delta * bend, fma(delta, fma(delta, share_3, 0.5 * tilt), 1.0), share)
        more = 0.5 * (force - load(series, base + 4))
        boost = fma(more, 1.0 / 120.0, 1.0 / 24.0)
        boost = fma(more, boost, 1.0 / 6.0)
        boost = fma(more, boost, 0.5)
        boost = fma(more, boost, 1.0)
        boost = fma(more, boost, 1.0) * load(series, base + 5)
        # A NaN counts as not close.
        close = (number.absolute(delta) < _CLOSE_Y) & (number.absolute(more) < _CLOSE_FORCE)
        if not number.all_lanes(close):
            full, full_y, full_share = inverse_screening_squared(
                y, screen.q_metal, screen.log_ratio, screen.y_mid, steepness
            )
            q = where(close, q, full)
            q_y = where(close, q_y, full_y)
            share = where(close, share, full_share)
            boost = where(close, boost, exp(0.5 * force))
        return q, q_y, share, boost

    @inlined
    def keep(local, j, here, q, q_y, share):
        """Store the values for pulling a cotangent back through plane j."""
        base = LOCAL * j
        store(local, base, here[0])
        store(local, base + 1, here[1])
        store(local, base + 2, here[2])
        store(local, base + 3, here[3])
        store(local, base + 4, q)
        store(local, base + 5, q_y)
        store(local, base + 6, share)

    @inlined
    def slopes(p, extent, bond, j, edge, flux_l, flux_r, flux_f):
        """Return the derivatives of the flux from plane j + 1 to plane j > 0.

        Order: by y_{j-1}, y_j, y_{j+1}, y_{j+2} and phi_j.
        """
        above, pull = flux_f * bond.kappa_above, flux_f * bond.kappa_below
        here = flux_r + (flux_f * (2.0 * bond.omega - 2.0 * bond.kappa) - above)
        below = flux_l - (flux_f * (2.0 * bond.omega_below - 2.0 * bond.kappa) - pull)
        next_below = -pull
        if edge:
            two = 1.0 * (extent.planes > float(j + 2))
            below = below - pull * (1.0 - two)
            next_below = next_below * two
        return above, here, below, next_below, flux_f * p.z_e_kT

    return SimpleNamespace(
        bond_of=bond_of,
        screen_of=screen_of,
        sites_of=sites_of,
        pull_of=pull_of,
        beyond=beyond,
        plane=plane,
        expand=expand,
        near=near,
        slopes=slopes,
        keep=keep,
    )
