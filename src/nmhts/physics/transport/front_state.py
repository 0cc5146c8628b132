"""Names and positions of the unknowns and coefficients of the front model.

Unknowns, amounts in planes of N sites: x = (P, W, c, s, r, l, D): vacancies in the metal below the
front and in the nitride above it, occupancy of the metal, N in the adsorbed layer, dissolved and
lost, Stern drop [V].
"""

from __future__ import annotations

from collections import namedtuple
from typing import Any

import numpy as np

from nmhts.physics.transport.state import FilmParameters

METAL, NITRIDE, DILUTE, ADSORBED, DISSOLVED, LOST, STERN = range(7)
"""Positions of P, W, c, s, r, l, D."""

SIZE = 7

PARKED_OCCUPANCY = 0.4
"""Occupancy of the layer in which vacancies collect under the gate when N is driven in; fitted to
the plane model."""

LEAST_INTERACTION = 2.05
"""Omega / k_B T below which the film does not separate into nitride and metal, so there is no
front. The theory has 2; the margin is assumed."""

_MORE = (
    "planes",  # n, real
    "binodal",  # N left in the metal and vacancies in the nitride where the two coexist
    "spinodal",  # vacancies at which the nitride is no longer stable
    # growth of the potential per plane of metal, exp(k), 2 cosh k = 2 + (a / lambda)^2
    "grow_metal",
    "grow_nitride",
    "grow_parked",  # of the layer parked under the gate
    "decay_metal",  # k of the metal
    "decay_nitride",
    "decay_parked",
    "wall",  # amplitude of the falling exponential in the metal, set by the contact below
    "half_width",  # of the front, planes
)
FrontParameters = namedtuple("FrontParameters", FilmParameters._fields + _MORE)
"""Coefficients of the front model of one film at one temperature: those of the plane model and
those derived from them."""

N_FRONT_PARAMETERS = len(FrontParameters._fields)


def binodal(omega: Any) -> Any:
    """Return the occupancy y < 1/2 of metal that coexists with nitride of occupancy 1 - y.

        ln[(1 - y) / y] = Omega (1 - 2 y)

    Parameters: omega Omega / k_B T above 2, numbers or arrays, real or complex. Returns: y, same
    shape.
    """
    real = np.real(omega)
    low, high = np.zeros(np.shape(real)), 0.5 * (1.0 - np.sqrt(1.0 - 2.0 / real))
    for _ in range(30):
        middle = 0.5 * (low + high)
        above = np.log((1.0 - middle) / middle) > real * (1.0 - 2.0 * middle)
        low, high = np.where(above, middle, low), np.where(above, high, middle)
    y = 0.5 * (low + high) + 0.0 * omega
    for _ in range(3):
        # Newton's method keeps imaginary parts exact.
        gap = np.log((1.0 - y) / y) - omega * (1.0 - 2.0 * y)
        y = y - gap / (2.0 * omega - 1.0 / (y * (1.0 - y)))
    return y


def front_parameters(p: FilmParameters, planes: Any) -> Any:
    """Return the coefficients of the front model from those of the plane model.

    NaN where there is no front.
    Parameters: p numbers or arrays of one shape, real or complex; planes thickness over plane
    spacing.
    """
    parts = np.real(p.omega) > LEAST_INTERACTION
    omega = np.where(parts, p.omega, 2.0 * LEAST_INTERACTION)
    y = binodal(omega)

    def decay(occupancy: Any) -> Any:
        crossed = 1.0 / (1.0 + np.exp(-p.y_steepness * (occupancy - p.y_mid)))
        return 2.0 * np.arcsinh(0.5 * np.sqrt(p.q_metal * np.exp(-2.0 * p.log_ratio * crossed)))

    metal, nitride, parked = decay(y), decay(1.0 - y), decay(PARKED_OCCUPANCY)
    grow = np.exp(metal)
    more = (
        planes + 0.0 * p.omega,
        np.where(parts, y, np.nan),
        0.5 * (1.0 - np.sqrt(1.0 - 2.0 / omega)),
        grow,
        np.exp(nitride),
        np.exp(parked),
        metal,
        nitride,
        parked,
        -(1.0 / grow - p.contact) / (grow - p.contact),
        # The kink of a regular solution close to its critical point (Cahn and Hilliard 1958).
        np.sqrt(p.kappa / (omega - 2.0)),
    )
    return FrontParameters(*p, *more)
