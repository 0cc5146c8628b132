"""Magnetic order and magnetization of the phases of an equilibrium.

The order of a phase follows from its metals and its N/M by its law in ``materials.orders``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from nmhts.constants import N_A
from nmhts.materials.library import find_mixing, find_nitride
from nmhts.materials.mixing import alloy_values, outside_validity
from nmhts.materials.orders import PhaseOrder, PhaseOrders
from nmhts.materials.tdb.records import VACANCY
from nmhts.physics.magnetism.intrinsic import (
    ANTIFERROMAGNETIC,
    ANTIFERROMAGNETIC_FACTOR,
    FERRIMAGNETIC,
    FERROMAGNETIC,
    ORDER_MEANINGS,
    ORDER_NUMBERS,
    PARAMAGNETIC,
    intrinsic_laws,
)
from nmhts.physics.thermo.system import System

_laws = intrinsic_laws(np)
_SITES = "metal_site_density"
_WITH_MOMENT = (FERROMAGNETIC, FERRIMAGNETIC)


class PhaseMagnetism(NamedTuple):
    """Magnetic properties of k pieces of phases."""

    order: np.ndarray  # [k] code of ORDER_MEANINGS
    order_temperature: np.ndarray  # [k] K, 0 without any order
    # [k] A/m per volume of the phase; NaN where its moment is not known
    saturation_magnetization: np.ndarray
    # [k] m3 per mole of formula units; NaN where the volume of its metals is not known, 0 without
    # metal
    volume: np.ndarray


def phase_magnetism(
    system: System,
    orders: PhaseOrders,
    phase: np.ndarray,
    y: np.ndarray,
    T: np.ndarray,
    coefficients: np.ndarray,
) -> PhaseMagnetism:
    """Return the magnetic properties of pieces of phases.

    Parameters: phase [k] place in the phases of the system; y [k, n] site fractions; T [k] K;
    coefficients [k, t] of the monomials at T.
    """
    k = len(phase)
    found = PhaseMagnetism(np.full(k, PARAMAGNETIC, np.int8), np.zeros(k), np.zeros(k), np.zeros(k))
    for p in np.unique(phase):
        rows = np.flatnonzero(phase == p)
        single = _one_phase(system, orders, int(p), y[rows], T[rows], coefficients[rows])
        for whole, part in zip(found, single, strict=True):
            whole[rows] = part
    return found


def _one_phase(
    system: System, orders: PhaseOrders, p: int, y: np.ndarray, T: np.ndarray, c: np.ndarray
) -> PhaseMagnetism:
    """Return the magnetism of pieces of one phase."""
    tables = system.tables
    begin, end = tables.first[p : p + 2]
    y = y[:, : end - begin]
    moles = dict(zip(system.elements, (y @ tables.amounts[begin:end]).T, strict=True))
    nitrogen = moles.pop("N", np.zeros(len(y)))
    metal = sum(moles.values(), np.zeros(len(y)))
    none = np.zeros(len(y))
    if not (metal > 0.0).any():
        return PhaseMagnetism(np.full(len(y), PARAMAGNETIC, np.int8), none, none, none)
    x = {name.capitalize(): share / metal for name, share in moles.items()}
    ratio = nitrogen / metal
    law = orders.of(system.phases[p])
    order, star, M_s = _order(system, p, law, x, ratio, y, T, c)
    density = _site_density(orders, law, x, np.minimum(ratio, 1.0))
    return PhaseMagnetism(order, star, M_s * density, metal * N_A / density)


def _site_density(
    orders: PhaseOrders, law: PhaseOrder, x: Mapping[str, np.ndarray], ratio: np.ndarray
) -> np.ndarray:
    """Return metal atoms per volume, 1/m3.

    The volume per metal is linear in N/M, from that of the metal to that of the nitride.
    """
    if not set(x) <= set(orders.metal_volume):
        return np.full(len(ratio), np.nan)
    bare = sum(
        (share * orders.metal_volume[m].value for m, share in x.items()), np.zeros(len(ratio))
    )
    nitride = (
        1.0 / alloy_values(x, _members(x), find_mixing(law.mixing or "fcc-like"), (_SITES,))[_SITES]
    )
    return 1.0 / (bare + ratio * (nitride - bare))


def _members(x: Mapping[str, np.ndarray]) -> dict:
    return {metal: find_nitride(f"{metal}N") for metal in x}


def _order(
    system: System,
    p: int,
    law: PhaseOrder,
    x: Mapping[str, np.ndarray],
    ratio: np.ndarray,
    y: np.ndarray,
    T: np.ndarray,
    c: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return order, its temperature [K] and the moment per metal atom [A m2]."""
    k = len(T)
    if law.law == "none":
        return np.full(k, PARAMAGNETIC, np.int8), np.zeros(k), np.zeros(k)
    if law.law == "stated":
        assert law.order_temperature is not None
        star = np.full(k, law.order_temperature.value)
        code = ORDER_MEANINGS.index(law.order)
        moment = 0.0 if code == ANTIFERROMAGNETIC else np.nan
        order = np.where(star > T, code, PARAMAGNETIC).astype(np.int8)
        return order, star, np.where(order == code, moment, 0.0)
    if law.law == "database":
        star = _curie(system, p, y, c)
        code = np.where(star > 0.0, FERROMAGNETIC, ANTIFERROMAGNETIC)
        order = np.where(np.abs(star) > T, code, PARAMAGNETIC).astype(np.int8)
        return order, np.abs(star), np.where(order == FERROMAGNETIC, np.nan, 0.0)
    numbers = alloy_values(x, _members(x), find_mixing(law.mixing), ORDER_NUMBERS)
    if law.law == "alloy":
        star = _curie(system, p, _without_nitrogen(system, p, y), c)
        # The laws of films divide a negative T_C by the factor of close-packed metals.
        numbers["curie_temperature"] = np.where(star < 0.0, star * ANTIFERROMAGNETIC_FACTOR, star)
    values = [numbers[name] for name in ORDER_NUMBERS]
    values[ORDER_NUMBERS.index(_SITES)] = np.ones(k)
    order, star, _, moment = _laws.spontaneous_order(np.minimum(ratio, 1.0), T, *values)
    # Outside the validity of the rules the moment is not known; the order rests on its temperature.
    unknown = outside_validity(x, find_mixing(law.mixing)) & np.isin(order, _WITH_MOMENT)
    return order.astype(np.int8), star, np.where(unknown, np.nan, moment)


def _without_nitrogen(system: System, p: int, y: np.ndarray) -> np.ndarray:
    """Return site fractions with vacancies in place of N, where the two share a sublattice."""
    own = system.constituents[p]
    bare = y.copy()
    for i, (s, name) in enumerate(own):
        if name == "N" and (s, VACANCY) in own:
            bare[:, own.index((s, VACANCY))] += bare[:, i]
            bare[:, i] = 0.0
    return bare


def _curie(system: System, p: int, y: np.ndarray, c: np.ndarray) -> np.ndarray:
    """Return T_C of the database, K; of an antiferromagnet -T_N."""
    tables = system.tables
    total = np.zeros(len(y))
    for t in range(tables.terms[p, 1], tables.terms[p, 2]):
        product = c[:, t].copy()
        for i in tables.factors[t, : tables.degree[t]]:
            product *= y[:, i]
        total += product
    afm = tables.afm[p]
    return np.where(total < 0.0, -np.abs(total / afm), total)
