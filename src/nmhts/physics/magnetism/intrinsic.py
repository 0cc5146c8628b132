"""Intrinsic magnetism of a nitride: order, M_s, exchange stiffness and anisotropy.

All are functions of N occupancy and temperature. The laws are scalar and take an array module:
NumPy for films and studies, ``jax.numpy`` for gradients. The metal composition enters through the
numbers (see the mixing rules of materials); N enters here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType, SimpleNamespace
from typing import NamedTuple

import numpy as np

# Order of a plane as stored: flag values and meanings of the CF conventions.
PARAMAGNETIC, FERROMAGNETIC, FERRIMAGNETIC, ANTIFERROMAGNETIC = range(4)
ORDER_MEANINGS = ("paramagnetic", "ferromagnetic", "ferrimagnetic", "antiferromagnetic")

# T_N = -T_C / 3 where T_C is negative: the factor of Inden, Hillert and Jarl for close-packed
# metals (Dinsdale1991). The antiferromagnets of this field are rich in Mn and close-packed.
ANTIFERROMAGNETIC_FACTOR = 3.0

# The ferrimagnet M4N: N on a quarter of the sites. Its share vanishes this far from it (assumed).
M4N_OCCUPANCY = 0.25
M4N_HALF_WIDTH = 0.15

# Uniaxial anisotropy falls with the cube of the reduced magnetization, single-ion origin
# (Callen1966).
ANISOTROPY_EXPONENT = 3.0


def intrinsic_laws(
    xp: ModuleType, compiled: Callable[[Callable], Callable] = lambda law: law
) -> SimpleNamespace:
    """Return the intrinsic magnetic laws as functions over the array module ``xp``.

    Parameters: xp numpy, jax.numpy or ``numerics.single``; compiled decorator applied to every law,
    ``inlined`` for numba.
    """

    @compiled
    def dilution(y_N, y_0, exponent):
        """Return the remaining share of a magnetic quantity under N: max(0, 1 - (y/y_0)^p).

        Parameters: y_N occupancy; y_0 occupancy of extinction; exponent p > 0. Returns: share in
        [0, 1].
        """
        return xp.maximum(0.0, 1.0 - (xp.maximum(y_N, 0.0) / y_0) ** exponent)

    @compiled
    def order_temperature(y_N, T_C, y_c, p):
        """Return the Curie temperature at y_N, K:  T*(y) = max(0, T_C) max(0, 1 - (y/y_c)^p)."""
        return xp.maximum(T_C, 0.0) * dilution(y_N, y_c, p)

    @compiled
    def neel_temperature(y_N, T_C, T_N1):
        """Return the Neel temperature, K:  T_N(y) = (1 - y) max(0, -T_C)/3 + y max(0, T_N1).

        Parameters: y_N occupancy; T_C signed order temperature of the metal, K; T_N1 Neel
        temperature of the full nitride, K (< 0: none). Linear between the ends: assumed, no
        measured curve exists.
        """
        y = xp.minimum(1.0, xp.maximum(0.0, y_N))
        metal = xp.maximum(-T_C, 0.0) / ANTIFERROMAGNETIC_FACTOR
        return (1.0 - y) * metal + y * xp.maximum(T_N1, 0.0)

    @compiled
    def m4n_share(y_N):
        """Return the share of ferrimagnetic M4N: max(0, 1 - ((y - 1/4)/w)^2), w = 0.15, assumed."""
        return xp.maximum(0.0, 1.0 - ((y_N - M4N_OCCUPANCY) / M4N_HALF_WIDTH) ** 2)

    @compiled
    def reduced_magnetization(T, T_order, n):
        """Return M_s(T)/M_s(0) by the superellipse m^n + (T/T*)^n = 1, zero at and above T*.

        Parameters: T temperature, K; T_order T*, K (0 allowed); n exponent.
        Returns: share in [0, 1]; 1 at T = 0. Source: Perevertov2025.
        """
        # A tiny order temperature stands for no order: the ratio is then far above 1 and the share
        # 0.
        tau = xp.minimum(T / xp.maximum(T_order, 1e-6), 1.0)
        # The floor keeps the slope of the root finite where there is no order. The mask keeps the
        # value zero there.
        return (tau < 1.0) * xp.maximum(1.0 - tau**n, 1e-300) ** (1.0 / n)

    @compiled
    def saturation_magnetization(y_N, T, n_M, m_0, y_m, q, T_C, y_c, p, n):
        """Return the saturation magnetization of the ferromagnet per as-grown volume, A/m.

            M_s(y, T) = n_M max(0, m_0) max(0, 1 - (y/y_m)^q) [1 - (T/T*(y))^n]^(1/n)

        Parameters: y_N occupancy; T, K; n_M metal sites per as-grown volume, 1/m3; m_0 moment per
        metal atom, A m2; y_m, q extinction and exponent of the moment; T_C, y_c, p those of the
        Curie temperature; n shape exponent.
        """
        T_order = order_temperature(y_N, T_C, y_c, p)
        m = reduced_magnetization(T, T_order, n)
        return n_M * xp.maximum(m_0, 0.0) * dilution(y_N, y_m, q) * m

    @compiled
    def spontaneous_order(y_N, T, n_M, m_0, y_m, q, T_C, y_c, p, n, m_fi, T_fi, T_N1):
        """Return order, order temperature, reduced magnetization and M_s of three competing orders.

        Ferromagnet, ferrimagnet M4N and antiferromagnet: the one with the highest order temperature
        wins. The plane is paramagnetic if that temperature is not above T.
        Parameters: as in ``saturation_magnetization``; m_fi moment per metal atom of M4N, A m2;
        T_fi order temperature of M4N, K; T_N1 Neel temperature of the full nitride, K.
        Returns: (order as a code of ``ORDER_MEANINGS``, T* K, M_s(T)/M_s(0), M_s A/m).
        """
        diluted = dilution(y_N, y_m, q)
        # Without a moment there is no ferromagnetic order, whatever the polynomial of T_C gives.
        curie = 1.0 * (m_0 > 0.0) * (diluted > 0.0) * order_temperature(y_N, T_C, y_c, p)
        share = m4n_share(y_N)
        ferri = 1.0 * (m_fi > 0.0) * share * xp.maximum(0.0, T_fi)
        highest = xp.maximum(xp.maximum(curie, ferri), neel_temperature(y_N, T_C, T_N1))
        m = reduced_magnetization(T, highest, n)
        parallel = 1.0 * (highest > T) * (curie >= highest)
        opposed = 1.0 * (highest > T) * (curie < highest) * (ferri >= highest)
        compensated = 1.0 * (highest > T) * (curie < highest) * (ferri < highest)
        order = FERROMAGNETIC * parallel + FERRIMAGNETIC * opposed + ANTIFERROMAGNETIC * compensated
        moment = parallel * xp.maximum(0.0, m_0) * diluted + opposed * m_fi * share
        return order, highest, m, n_M * moment * m

    return SimpleNamespace(
        dilution=dilution,
        order_temperature=order_temperature,
        neel_temperature=neel_temperature,
        m4n_share=m4n_share,
        reduced_magnetization=reduced_magnetization,
        saturation_magnetization=saturation_magnetization,
        spontaneous_order=spontaneous_order,
    )


_laws = intrinsic_laws(np)
order_temperature = _laws.order_temperature
neel_temperature = _laws.neel_temperature
saturation_magnetization = _laws.saturation_magnetization


class MagneticState(NamedTuple):
    """Magnetic state of a film or part of it; every field has the shape of the occupancies.

    order: code of ``ORDER_MEANINGS``; order_temperature K, the highest of the three orders;
    saturation_magnetization A/m; exchange_stiffness J/m (ferromagnet only) and anisotropy J/m3
    (ferro- or ferrimagnet) at T, zero elsewhere; neel_temperature K.
    """

    order: np.ndarray
    order_temperature: np.ndarray
    saturation_magnetization: np.ndarray
    exchange_stiffness: np.ndarray
    anisotropy: np.ndarray
    neel_temperature: np.ndarray


def magnetic_state(nitride: Mapping[str, float], y_N: np.ndarray, T: float) -> MagneticState:
    """Return the magnetic state of a nitride at occupancies y_N and temperature T [K].

    Three orders compete: ferromagnet T_C(y), ferrimagnet M4N and antiferromagnet T_N(y). The one
    with the highest order temperature wins; the plane is paramagnetic if that is not above T. A =
    A_0 (T*/T_C) m^2 and K = K_0 m^3 with m = M_s(T)/M_s(0).
    Parameters: nitride numbers by the names of the sheets, SI; y_N any shape, NaN allowed
    (paramagnetic, NaN magnetization).
    Source: mean field for A (exchange proportional to the order temperature), Callen1966 for K.
    """
    y_N = np.asarray(y_N, dtype=float)
    # Most planes of most films are full nitride without a ferro- or ferrimagnet. The powers are
    # computed for the other planes only.
    diluted = y_N < extinction(nitride)
    neel = neel_temperature(y_N, nitride["curie_temperature"], nitride["nitride_neel_temperature"])
    highest = np.where(np.isnan(neel), 0.0, neel)
    order = np.where(highest > T, ANTIFERROMAGNETIC, PARAMAGNETIC).astype(np.int8)
    M_s = np.where(np.isnan(y_N), np.nan, 0.0)
    A, K = np.zeros(y_N.shape), np.zeros(y_N.shape)
    some = _diluted_state(nitride, y_N[diluted], T)
    order[diluted] = some.order
    highest[diluted] = some.order_temperature
    M_s[diluted] = some.saturation_magnetization
    A[diluted] = some.exchange_stiffness
    K[diluted] = some.anisotropy
    return MagneticState(order, highest, M_s, A, K, neel)


ORDER_NUMBERS = (
    "metal_site_density", "metal_moment", "moment_extinction", "moment_exponent",
    "curie_temperature", "curie_extinction",
    "curie_exponent", "shape_exponent", "ferrimagnetic_moment", "ferrimagnetic_temperature",
    "nitride_neel_temperature",
)  # fmt: skip
"""Names of the sheet's numbers that ``spontaneous_order`` takes after y_N and T, in that order."""


def order_numbers(nitride: Mapping[str, float]) -> tuple[float, ...]:
    """Return the ``ORDER_NUMBERS`` of a sheet."""
    return tuple(nitride[name] for name in ORDER_NUMBERS)


def extinction(nitride: Mapping[str, float]) -> float:
    """Return the occupancy above which no ferro- or ferrimagnet remains."""
    alone = min(nitride["moment_extinction"], nitride["curie_extinction"])
    return max(alone, M4N_OCCUPANCY + M4N_HALF_WIDTH)


def _diluted_state(nitride: Mapping[str, float], y_N: np.ndarray, T: float) -> MagneticState:
    """Return the state at occupancies y_N [k] without NaN, low enough for magnetic order."""
    order, highest, m, M_s = _laws.spontaneous_order(y_N, T, *order_numbers(nitride))
    neel = neel_temperature(y_N, nitride["curie_temperature"], nitride["nitride_neel_temperature"])
    order = order.astype(np.int8)
    magnetic = M_s > 0.0
    A = nitride["exchange_stiffness"] * highest / max(nitride["curie_temperature"], 1e-6) * m**2
    K = nitride["anisotropy"] * m**ANISOTROPY_EXPONENT
    return MagneticState(
        order,
        highest,
        M_s,
        np.where(magnetic & (order == FERROMAGNETIC), A, 0.0),
        np.where(magnetic, K, 0.0),
        neel,
    )
