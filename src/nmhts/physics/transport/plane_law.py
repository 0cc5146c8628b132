"""Statement of one plane of a film: N flux, dielectric displacement and charge.

Rows of plane j follow from those of the law as differences (plane 0 at the gate):

    sites_j dy_j/dt = flux_j - flux_{j-1}
    0 = displacement_{j-1} - displacement_j - charge_j

so N and charge are conserved whatever the laws are. All derivatives are taken from this statement
(``printed``); docs/theory/film.md derives the equations and names their sources.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from nmhts.physics.transport.film_laws import hop, inverse_screening_squared


class Window(NamedTuple):
    """Unknowns that one plane sees: occupancies [1] and potentials [V] of it and its neighbors.

    Beyond either end the occupancy of the last plane is repeated; no N comes from there. Below the
    last plane the potential is ``contact`` times that of the plane.
    """

    y_above: Any
    y: Any
    y_below: Any
    y_next: Any  # two planes below
    phi: Any
    phi_below: Any


class PlaneCoefficients(NamedTuple):
    """Coefficients of one plane; energies over k_B T, dielectric ones over those at the gate.

    Steps are differences between neighbors: zero within one material.
    """

    z_e_kT: Any  # z e / k_B T, 1/V
    hop_rate: Any  # Gamma of the hop to the plane below, 1/s
    level_step: Any  # energy of N in the full nitride, from this plane to the one below
    omega: Any  # N-N interaction
    omega_step: Any  # ... from this plane to the one below
    kappa: Any  # gradient coefficient between this plane and the one below
    kappa_step_above: Any  # ... between the plane above and this one, less kappa
    kappa_step_below: Any  # ... one bond further below, less kappa
    link: Any  # dielectric link to the plane below
    q_metal: Any  # (a / lambda_M)^2
    log_ratio: Any  # ln(lambda_N / lambda_M)
    y_mid: Any  # occupancy at which ln(lambda) is half-way
    y_steepness: Any  # 1 / width of that crossover


class PlaneRows(NamedTuple):
    """Contributions of one plane to the equations."""

    flux: Any  # of N from the plane below to this one, planes/s
    displacement: Any  # from this plane to the one below, V
    charge: Any  # V


def driving_force(x: Window, c: PlaneCoefficients) -> Any:
    """Return the driving force on N from the plane below to this one, over k_B T.

    f = mu_below - mu + z e (phi - phi_below),   mu = level - 2 Omega y - d(kappa dy)
    """
    change = x.y_below - x.y
    mu = c.level_step - 2.0 * c.omega * change - 2.0 * c.omega_step * x.y_below
    curved = x.y_next - 3.0 * change - x.y_above
    mu = mu - c.kappa * curved - c.kappa_step_above * (x.y - x.y_above)
    mu = mu - c.kappa_step_below * (x.y_next - x.y_below)
    return mu + c.z_e_kT * (x.phi - x.phi_below)


def screened_charge(xp: Any, y: Any, phi: Any, **coefficients: Any) -> Any:
    """Return (a / lambda(y))^2 phi, the screening charge of a plane [V]."""
    return inverse_screening_squared(xp, y, **coefficients) * phi


def plane_rows(xp: Any, x: Window, c: PlaneCoefficients) -> PlaneRows:
    """Return the contributions of one plane.

        flux = Gamma [ y_below (1 - y) exp(f/2) - y (1 - y_below) exp(-f/2) ]
        displacement = link (phi - phi_below),     charge = (a / lambda(y))^2 phi

    Parameters: xp: number module.
    """
    force = driving_force(x, c)
    flux = xp.law("flux", partial(hop, xp), left=x.y_below, right=x.y, force=force, rate=c.hop_rate)
    charge = xp.law(
        "charge", partial(screened_charge, xp), y=x.y, phi=x.phi, q_metal=c.q_metal,
        log_ratio=c.log_ratio, y_mid=c.y_mid, y_steepness=c.y_steepness
    )  # fmt: skip
    return PlaneRows(flux, c.link * (x.phi - x.phi_below), charge)


class Exponentials(NamedTuple):
    """Values of a plane that are expensive; close to a known plane a series gives them."""

    boost: Any  # exp(f/2)
    share: Any  # of the crossover from metal to nitride
    ratio: Any  # (lambda_M / lambda)^2


class ScreeningSeries(NamedTuple):
    """Taylor coefficients by y of ``ratio`` and ``share`` at a plane."""

    ratio: Any
    ratio_1: Any
    ratio_2: Any
    ratio_3: Any
    share: Any


class Kept(NamedTuple):
    """Values of a plane that its derivatives need: those of the flux, and exponentials."""

    flux_left: Any
    flux_right: Any
    flux_force: Any
    flux_rate: Any
    share: Any
    ratio: Any


class PlaneSlopes(NamedTuple):
    """Derivatives of the rows of a plane by its unknowns that are not zero."""

    flux_y_above: Any
    flux_y: Any
    flux_y_below: Any
    flux_y_next: Any
    flux_phi: Any
    flux_phi_below: Any
    displacement_phi: Any
    displacement_phi_below: Any
    charge_y: Any
    charge_phi: Any


class Bent(NamedTuple):
    """Changes of the derivatives of the flux and the charge along a direction."""

    bent_left: Any
    bent_right: Any
    bent_force: Any
    bent_y: Any
    bent_phi: Any
