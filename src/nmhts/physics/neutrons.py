"""Nuclear and magnetic scattering length densities of a layer for polarized neutrons.

Scattering length densities are coherent, per volume, in 1/m2; 1e-6 1/angstrom2 is 1e14 1/m2.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nmhts.constants import gamma_n, mu_B, r_e
from nmhts.errors import MaterialError, unknown_name

COHERENT_LENGTHS = {
    "Co": 2.49e-15,
    "Fe": 9.45e-15,
    "Mn": -3.73e-15,
    "N": 9.36e-15,
    "O": 5.803e-15,
}
"""Bound coherent scattering length of the element with natural isotopes, m; measured, uncertainty
0.02 fm (O: 0.004 fm). Source: Sears1992."""

MAGNETIC_LENGTH = gamma_n * r_e / 2.0
"""Magnetic scattering length of one Bohr magneton, gamma r_e / 2 = 2.695 fm, m. Source: CODATA
2022."""


def nuclear_density(densities: Mapping[str, np.ndarray | float]) -> np.ndarray:
    """Return the nuclear scattering length density of a layer, 1/m2.

        rho_n = sum_i n_i b_i

    Parameters: densities: atoms per volume of each element, 1/m3, all of one shape. Returns: that
    shape.
    Errors: MaterialError for an element without a scattering length. Source: Sears1992.
    """
    for element in densities:
        if element not in COHERENT_LENGTHS:
            raise MaterialError(unknown_name("scattering length of", element, COHERENT_LENGTHS))
    return np.asarray(sum(n * COHERENT_LENGTHS[element] for element, n in densities.items()))


def magnetic_density(magnetization: np.ndarray | float) -> np.ndarray:
    """Return the magnetic scattering length density of a layer, 1/m2.

        rho_m = gamma r_e / (2 mu_B) M

    It is added for one neutron spin and subtracted for the other.
    Parameters: magnetization in the plane and along the field, A/m. Returns: same shape. Errors:
    none. Source: Sears1992.
    """
    return np.asarray(magnetization) * (MAGNETIC_LENGTH / mu_B)
