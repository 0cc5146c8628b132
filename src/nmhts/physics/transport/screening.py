"""Screening length of the as-grown nitride, from its free carriers or its resistivity."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy import sqrt

from nmhts.constants import e, epsilon_0, k_B


def debye_length(carriers: Any, permittivity: Any, temperature: Any) -> Any:
    """Return the screening length of nondegenerate free carriers, m.

        lambda = sqrt( eps_0 eps k_B T / (e^2 n) )        (Debye and Hueckel; DebyeHueckel1923)

    Validity: n small against the states within k_B T of the band edge, 2 (m k_B T / 2 pi
    hbar^2)^(3/2) = 2.5e25 1/m3 for the free electron's mass at 298 K. At higher n it falls below
    the Thomas-Fermi length, which no longer depends on T.
    Parameters: carriers n, 1/m3; permittivity eps of the film, relative; temperature, K. Numbers or
    arrays of one shape, real or complex.
    """
    return sqrt(epsilon_0 * permittivity * k_B * temperature / (e**2 * carriers))


def carriers_of(length: Any, permittivity: Any, temperature: Any) -> Any:
    """Return the carrier density for a screening length and temperature, 1/m3.

    Inverse of ``debye_length``.
    """
    return epsilon_0 * permittivity * k_B * temperature / (e * length) ** 2


def nitride_screening_length(nitride: Mapping[str, Any], temperature: Any) -> Any:
    """Return lambda_N, m, from the length, the carriers or the resistivity in the sheet.

    With the resistivity rho the carrier density is n = 1 / (e rho mu). A stated length does not
    depend on T. Carriers, resistivity and mobility are those at the temperature of the run: stated
    as numbers they do not depend on T either, and lambda_N scales with sqrt(T).
    Parameters: nitride: values in SI by the names of the sheet; temperature, K.
    """
    if "screening_length_nitride" in nitride:
        return nitride["screening_length_nitride"]
    if "carrier_density" in nitride:
        carriers = nitride["carrier_density"]
    else:
        carriers = 1.0 / (e * nitride["resistivity"] * nitride["carrier_mobility"])
    return debye_length(carriers, nitride["film_permittivity"], temperature)
