"""Intrinsic magnetism of a nitride against N occupancy and temperature.

Scalar laws over an array module, as in transport: NumPy for films and studies, ``jax.numpy`` for gradients.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

import numpy as np

# Order of a plane, as stored: CF flag values and meanings.
PARAMAGNETIC = 0
FERROMAGNETIC = 1
ORDER_MEANINGS = ("paramagnetic", "ferromagnetic")


def intrinsic_laws(xp: ModuleType) -> SimpleNamespace:
    """Return the intrinsic magnetic laws as functions over the array module ``xp``."""

    def dilution(y_N, y_0, exponent):
        """Remaining share of a magnetic quantity when N fills the lattice: max(0, 1 - (y/y_0)^p).

        Parameters: y_N occupancy; y_0 occupancy of extinction; exponent p > 0. Returns: share in [0, 1].
        """
        return xp.maximum(0.0, 1.0 - (xp.maximum(y_N, 0.0) / y_0) ** exponent)

    def order_temperature(y_N, T_C, y_c, p):
        """Curie temperature at N occupancy y_N, K:  T*(y) = T_C max(0, 1 - (y/y_c)^p)."""
        return T_C * dilution(y_N, y_c, p)

    def reduced_magnetization(T, T_order, n):
        """M_s(T)/M_s(0) by the superellipse m^n + (T/T*)^n = 1, zero at and above T*.

        Parameters: T temperature, K; T_order T*, K (0 allowed); n exponent. Returns: share in [0, 1]; 1 at T = 0.
        Source: Perevertov2025.
        """
        # A tiny order temperature stands for none: the ratio is then far above 1 and the share 0.
        tau = xp.minimum(T / xp.maximum(T_order, 1e-6), 1.0)
        # The floor keeps the slope of the root finite where there is no order; the mask keeps the value zero there.
        return (tau < 1.0) * xp.maximum(1.0 - tau**n, 1e-300) ** (1.0 / n)

    def saturation_magnetization(y_N, T, n_M, m_0, y_m, q, T_C, y_c, p, n):
        """Saturation magnetization per as-grown volume, A/m.

            M_s(y, T) = n_M m_0 max(0, 1 - (y/y_m)^q) [1 - (T/T*(y))^n]^(1/n)

        Parameters: y_N occupancy; T, K; n_M metal sites per as-grown volume, 1/m3; m_0 moment per metal atom, A m2;
        y_m, q extinction and exponent of the moment; T_C, y_c, p of the Curie temperature; n shape exponent.
        """
        T_order = order_temperature(y_N, T_C, y_c, p)
        return n_M * m_0 * dilution(y_N, y_m, q) * reduced_magnetization(T, T_order, n)

    return SimpleNamespace(
        dilution=dilution,
        order_temperature=order_temperature,
        reduced_magnetization=reduced_magnetization,
        saturation_magnetization=saturation_magnetization,
    )


_laws = intrinsic_laws(np)
order_temperature = _laws.order_temperature
saturation_magnetization = _laws.saturation_magnetization


def order_label(magnetization):
    """Return the coded order of planes with saturation magnetization M_s [A/m]: FM where it is positive, else PM."""
    return np.where(magnetization > 0.0, FERROMAGNETIC, PARAMAGNETIC).astype(np.int8)
