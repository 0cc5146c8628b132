"""The front model, its derivatives, and its records in memory.

Every function is made by a factory, from a number module and a decorator.
Changes made here are lost. The file is written by

    python -m nmhts.numerics.tracing.files nmhts.physics.transport.printing
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from nmhts.physics.transport.front_law import FrontRows, FrontSlopes, FrontState, Sample, Seen
from nmhts.physics.transport.front_state import FrontParameters


def load_front_parameters(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``load_front_parameters`` for one kind of number."""
    load = number.load

    @compiled
    def load_front_parameters(memory, k):
        """Return the record that begins at value k."""
        return FrontParameters(
            load(memory, k),
            load(memory, k + 1),
            load(memory, k + 2),
            load(memory, k + 3),
            load(memory, k + 4),
            load(memory, k + 5),
            load(memory, k + 6),
            load(memory, k + 7),
            load(memory, k + 8),
            load(memory, k + 9),
            load(memory, k + 10),
            load(memory, k + 11),
            load(memory, k + 12),
            load(memory, k + 13),
            load(memory, k + 14),
            load(memory, k + 15),
            load(memory, k + 16),
            load(memory, k + 17),
            load(memory, k + 18),
            load(memory, k + 19),
            load(memory, k + 20),
            load(memory, k + 21),
            load(memory, k + 22),
            load(memory, k + 23),
            load(memory, k + 24),
            load(memory, k + 25),
            load(memory, k + 26),
            load(memory, k + 27),
            load(memory, k + 28),
            load(memory, k + 29),
            load(memory, k + 30),
            load(memory, k + 31),
            load(memory, k + 32),
            load(memory, k + 33),
            load(memory, k + 34),
            load(memory, k + 35),
        )

    return load_front_parameters


def store_front_parameters(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``store_front_parameters`` for one kind of number."""
    store = number.store

    @compiled
    def store_front_parameters(memory, k, record):
        """Write the record from value k on."""
        store(memory, k, record.hop_rate)
        store(memory, k + 1, record.z_e_kT)
        store(memory, k + 2, record.omega)
        store(memory, k + 3, record.kappa)
        store(memory, k + 4, record.q_metal)
        store(memory, k + 5, record.log_ratio)
        store(memory, k + 6, record.y_mid)
        store(memory, k + 7, record.y_steepness)
        store(memory, k + 8, record.stern_coupling)
        store(memory, k + 9, record.stern_capacitance)
        store(memory, k + 10, record.area_resistance)
        store(memory, k + 11, record.plane_charge)
        store(memory, k + 12, record.floor_rate)
        store(memory, k + 13, record.b_exit)
        store(memory, k + 14, record.b_return)
        store(memory, k + 15, record.b_dissolve)
        store(memory, k + 16, record.b_adsorb)
        store(memory, k + 17, record.alpha)
        store(memory, k + 18, record.zeta)
        store(memory, k + 19, record.s_max)
        store(memory, k + 20, record.r_half)
        store(memory, k + 21, record.leak_rate)
        store(memory, k + 22, record.open_share)
        store(memory, k + 23, record.leak_conductance)
        store(memory, k + 24, record.contact)
        store(memory, k + 25, record.planes)
        store(memory, k + 26, record.binodal)
        store(memory, k + 27, record.spinodal)
        store(memory, k + 28, record.grow_metal)
        store(memory, k + 29, record.grow_nitride)
        store(memory, k + 30, record.grow_parked)
        store(memory, k + 31, record.decay_metal)
        store(memory, k + 32, record.decay_nitride)
        store(memory, k + 33, record.decay_parked)
        store(memory, k + 34, record.wall)
        store(memory, k + 35, record.half_width)

    return store_front_parameters


def load_front_state(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``load_front_state`` for one kind of number."""
    load = number.load

    @compiled
    def load_front_state(memory, k):
        """Return the record that begins at value k."""
        return FrontState(
            load(memory, k),
            load(memory, k + 1),
            load(memory, k + 2),
            load(memory, k + 3),
            load(memory, k + 4),
            load(memory, k + 5),
            load(memory, k + 6),
        )

    return load_front_state


def store_front_state(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``store_front_state`` for one kind of number."""
    store = number.store

    @compiled
    def store_front_state(memory, k, record):
        """Write the record from value k on."""
        store(memory, k, record.P)
        store(memory, k + 1, record.W)
        store(memory, k + 2, record.c)
        store(memory, k + 3, record.s)
        store(memory, k + 4, record.r)
        store(memory, k + 5, record.D)
        store(memory, k + 6, record.voltage)

    return store_front_state


def load_front_rows(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``load_front_rows`` for one kind of number."""
    load = number.load

    @compiled
    def load_front_rows(memory, k):
        """Return the record that begins at value k."""
        return FrontRows(
            load(memory, k),
            load(memory, k + 1),
            load(memory, k + 2),
            load(memory, k + 3),
            load(memory, k + 4),
            load(memory, k + 5),
        )

    return load_front_rows


def store_front_rows(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``store_front_rows`` for one kind of number."""
    store = number.store

    @compiled
    def store_front_rows(memory, k, record):
        """Write the record from value k on."""
        store(memory, k, record.flux)
        store(memory, k + 1, record.dilute_rate)
        store(memory, k + 2, record.exit_flux)
        store(memory, k + 3, record.dissolution)
        store(memory, k + 4, record.loss)
        store(memory, k + 5, record.charging)

    return store_front_rows


def fill_front_rows(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``fill_front_rows`` for one kind of number."""

    @compiled
    def fill_front_rows(value):
        """Return a record of equal numbers."""
        return FrontRows(value, value, value, value, value, value)

    return fill_front_rows


def spread_front_rows(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``spread_front_rows`` for one kind of number."""
    splat = number.splat

    @compiled
    def spread_front_rows(record):
        """Return the record in numbers of one kind."""
        return FrontRows(
            splat(record.flux),
            splat(record.dilute_rate),
            splat(record.exit_flux),
            splat(record.dissolution),
            splat(record.loss),
            splat(record.charging),
        )

    return spread_front_rows


def chosen_front_rows(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``chosen_front_rows`` for one kind of number."""
    where = number.where

    @compiled
    def chosen_front_rows(mask, a, b):
        """Return a where the mask holds, else b."""
        return FrontRows(
            where(mask, a.flux, b.flux),
            where(mask, a.dilute_rate, b.dilute_rate),
            where(mask, a.exit_flux, b.exit_flux),
            where(mask, a.dissolution, b.dissolution),
            where(mask, a.loss, b.loss),
            where(mask, a.charging, b.charging),
        )

    return chosen_front_rows


def load_front_slopes(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``load_front_slopes`` for one kind of number."""
    load = number.load

    @compiled
    def load_front_slopes(memory, k):
        """Return the record that begins at value k."""
        return FrontSlopes(
            load(memory, k),
            load(memory, k + 1),
            load(memory, k + 2),
            load(memory, k + 3),
            load(memory, k + 4),
            load(memory, k + 5),
            load(memory, k + 6),
            load(memory, k + 7),
            load(memory, k + 8),
            load(memory, k + 9),
            load(memory, k + 10),
            load(memory, k + 11),
            load(memory, k + 12),
            load(memory, k + 13),
            load(memory, k + 14),
            load(memory, k + 15),
            load(memory, k + 16),
            load(memory, k + 17),
            load(memory, k + 18),
            load(memory, k + 19),
            load(memory, k + 20),
            load(memory, k + 21),
            load(memory, k + 22),
            load(memory, k + 23),
            load(memory, k + 24),
            load(memory, k + 25),
            load(memory, k + 26),
            load(memory, k + 27),
            load(memory, k + 28),
            load(memory, k + 29),
            load(memory, k + 30),
            load(memory, k + 31),
            load(memory, k + 32),
            load(memory, k + 33),
            load(memory, k + 34),
            load(memory, k + 35),
        )

    return load_front_slopes


def store_front_slopes(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``store_front_slopes`` for one kind of number."""
    store = number.store

    @compiled
    def store_front_slopes(memory, k, record):
        """Write the record from value k on."""
        store(memory, k, record.flux_P)
        store(memory, k + 1, record.flux_W)
        store(memory, k + 2, record.flux_c)
        store(memory, k + 3, record.flux_s)
        store(memory, k + 4, record.flux_r)
        store(memory, k + 5, record.flux_D)
        store(memory, k + 6, record.dilute_rate_P)
        store(memory, k + 7, record.dilute_rate_W)
        store(memory, k + 8, record.dilute_rate_c)
        store(memory, k + 9, record.dilute_rate_s)
        store(memory, k + 10, record.dilute_rate_r)
        store(memory, k + 11, record.dilute_rate_D)
        store(memory, k + 12, record.exit_flux_P)
        store(memory, k + 13, record.exit_flux_W)
        store(memory, k + 14, record.exit_flux_c)
        store(memory, k + 15, record.exit_flux_s)
        store(memory, k + 16, record.exit_flux_r)
        store(memory, k + 17, record.exit_flux_D)
        store(memory, k + 18, record.dissolution_P)
        store(memory, k + 19, record.dissolution_W)
        store(memory, k + 20, record.dissolution_c)
        store(memory, k + 21, record.dissolution_s)
        store(memory, k + 22, record.dissolution_r)
        store(memory, k + 23, record.dissolution_D)
        store(memory, k + 24, record.loss_P)
        store(memory, k + 25, record.loss_W)
        store(memory, k + 26, record.loss_c)
        store(memory, k + 27, record.loss_s)
        store(memory, k + 28, record.loss_r)
        store(memory, k + 29, record.loss_D)
        store(memory, k + 30, record.charging_P)
        store(memory, k + 31, record.charging_W)
        store(memory, k + 32, record.charging_c)
        store(memory, k + 33, record.charging_s)
        store(memory, k + 34, record.charging_r)
        store(memory, k + 35, record.charging_D)

    return store_front_slopes


def fill_front_slopes(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``fill_front_slopes`` for one kind of number."""

    @compiled
    def fill_front_slopes(value):
        """Return a record of equal numbers."""
        return FrontSlopes(
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
            value,
        )

    return fill_front_slopes


def spread_front_slopes(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``spread_front_slopes`` for one kind of number."""
    splat = number.splat

    @compiled
    def spread_front_slopes(record):
        """Return the record in numbers of one kind."""
        return FrontSlopes(
            splat(record.flux_P),
            splat(record.flux_W),
            splat(record.flux_c),
            splat(record.flux_s),
            splat(record.flux_r),
            splat(record.flux_D),
            splat(record.dilute_rate_P),
            splat(record.dilute_rate_W),
            splat(record.dilute_rate_c),
            splat(record.dilute_rate_s),
            splat(record.dilute_rate_r),
            splat(record.dilute_rate_D),
            splat(record.exit_flux_P),
            splat(record.exit_flux_W),
            splat(record.exit_flux_c),
            splat(record.exit_flux_s),
            splat(record.exit_flux_r),
            splat(record.exit_flux_D),
            splat(record.dissolution_P),
            splat(record.dissolution_W),
            splat(record.dissolution_c),
            splat(record.dissolution_s),
            splat(record.dissolution_r),
            splat(record.dissolution_D),
            splat(record.loss_P),
            splat(record.loss_W),
            splat(record.loss_c),
            splat(record.loss_s),
            splat(record.loss_r),
            splat(record.loss_D),
            splat(record.charging_P),
            splat(record.charging_W),
            splat(record.charging_c),
            splat(record.charging_s),
            splat(record.charging_r),
            splat(record.charging_D),
        )

    return spread_front_slopes


def chosen_front_slopes(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``chosen_front_slopes`` for one kind of number."""
    where = number.where

    @compiled
    def chosen_front_slopes(mask, a, b):
        """Return a where the mask holds, else b."""
        return FrontSlopes(
            where(mask, a.flux_P, b.flux_P),
            where(mask, a.flux_W, b.flux_W),
            where(mask, a.flux_c, b.flux_c),
            where(mask, a.flux_s, b.flux_s),
            where(mask, a.flux_r, b.flux_r),
            where(mask, a.flux_D, b.flux_D),
            where(mask, a.dilute_rate_P, b.dilute_rate_P),
            where(mask, a.dilute_rate_W, b.dilute_rate_W),
            where(mask, a.dilute_rate_c, b.dilute_rate_c),
            where(mask, a.dilute_rate_s, b.dilute_rate_s),
            where(mask, a.dilute_rate_r, b.dilute_rate_r),
            where(mask, a.dilute_rate_D, b.dilute_rate_D),
            where(mask, a.exit_flux_P, b.exit_flux_P),
            where(mask, a.exit_flux_W, b.exit_flux_W),
            where(mask, a.exit_flux_c, b.exit_flux_c),
            where(mask, a.exit_flux_s, b.exit_flux_s),
            where(mask, a.exit_flux_r, b.exit_flux_r),
            where(mask, a.exit_flux_D, b.exit_flux_D),
            where(mask, a.dissolution_P, b.dissolution_P),
            where(mask, a.dissolution_W, b.dissolution_W),
            where(mask, a.dissolution_c, b.dissolution_c),
            where(mask, a.dissolution_s, b.dissolution_s),
            where(mask, a.dissolution_r, b.dissolution_r),
            where(mask, a.dissolution_D, b.dissolution_D),
            where(mask, a.loss_P, b.loss_P),
            where(mask, a.loss_W, b.loss_W),
            where(mask, a.loss_c, b.loss_c),
            where(mask, a.loss_s, b.loss_s),
            where(mask, a.loss_r, b.loss_r),
            where(mask, a.loss_D, b.loss_D),
            where(mask, a.charging_P, b.charging_P),
            where(mask, a.charging_W, b.charging_W),
            where(mask, a.charging_c, b.charging_c),
            where(mask, a.charging_s, b.charging_s),
            where(mask, a.charging_r, b.charging_r),
            where(mask, a.charging_D, b.charging_D),
        )

    return chosen_front_slopes


def fill_seen(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``fill_seen`` for one kind of number."""

    @compiled
    def fill_seen(value):
        """Return a record of equal numbers."""
        return Seen(value, value, value, value, value)

    return fill_seen


def spread_seen(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``spread_seen`` for one kind of number."""
    splat = number.splat

    @compiled
    def spread_seen(record):
        """Return the record in numbers of one kind."""
        return Seen(
            splat(record.current),
            splat(record.y_top),
            splat(record.metal),
            splat(record.parked),
            splat(record.vacancies),
        )

    return spread_seen


def chosen_seen(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``chosen_seen`` for one kind of number."""
    where = number.where

    @compiled
    def chosen_seen(mask, a, b):
        """Return a where the mask holds, else b."""
        return Seen(
            where(mask, a.current, b.current),
            where(mask, a.y_top, b.y_top),
            where(mask, a.metal, b.metal),
            where(mask, a.parked, b.parked),
            where(mask, a.vacancies, b.vacancies),
        )

    return chosen_seen


def outward_rows(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``outward_rows`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def outward_rows(p, x):
        """Return the rows.

        Returns: (rows).
        """
        hop_rate = p.hop_rate
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        b_dissolve = p.b_dissolve
        b_adsorb = p.b_adsorb
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        r_half = p.r_half
        leak_rate = p.leak_rate
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        r = x.r
        D = x.D
        voltage = x.voltage
        t_1 = 1.0 - c
        t_2 = 1.0 / t_1
        t_3 = fma(-P, t_2, planes)
        t_4 = t_3 + sqrt(fma(t_3, t_3, 0.04000000000000001))
        t_5 = 0.5 * t_4
        t_6 = planes - t_5
        t_7 = fma((t_3 - t_5) * t_1, 1.0 / planes, c)
        t_8 = t_5 * t_5
        t_9 = t_8 * t_5 * t_5
        t_10 = t_9 * (1.0 / (t_9 + 0.3))
        t_11 = fma(-0.3, t_10, t_6)
        t_12 = P * P * P * P
        t_13 = sqrt(fma(t_11, t_11, 0.010000000000000002))
        t_14 = 0.5 * (t_12 * (1.0 / (t_12 + 0.3))) * (t_11 + t_13)
        t_15 = exp(-decay_metal * t_14)
        t_16 = wall * t_15 * t_15
        t_17 = fma(t_16, grow_metal, 1.0 / grow_metal)
        t_18 = 1.0 + t_16
        t_19 = maximum(P, 0.0)
        t_20 = fma(spinodal - binodal, exp(-t_19), binodal)
        t_21 = t_20 * P * (1.0 / (t_19 + 0.1))
        t_22 = 1.0 / grow_nitride
        t_23 = 1.0 / (grow_nitride - t_22)
        t_24 = fma(-t_17, t_22, t_18) * t_23
        t_25 = fma(t_17, grow_nitride, -t_18) * t_23
        t_26 = exp(decay_nitride * (planes - t_14))
        t_27 = 1.0 / t_26
        t_28 = fma(t_25, t_27, t_24 * t_26)
        t_29 = fma(t_25 * t_22, t_27, t_24 * grow_nitride * t_26)
        t_30 = stern_coupling * D * (1.0 / (t_29 - t_28))
        t_31 = t_5 + 0.25
        t_32 = 1.0 / t_31
        t_33 = W * t_32
        t_34 = z_e_kT * t_30
        t_35 = fma(-contact * (1.0 + wall), t_15, 0.5 * (t_17 + t_18))
        t_36 = -t_34 * t_35
        t_37 = exp(minimum(maximum(t_36, 0.0), 12.0))
        t_38 = t_34 * (t_18 - t_17)
        t_39 = t_28 - fma(t_28, grow_nitride + t_22, -t_29)
        t_40 = t_34 * t_39
        t_41 = maximum(t_21, 0.0) * (t_37 - 1.0)
        t_42 = t_21 * t_37 * (1.0 / fma(1.6666666666666667, t_41, 1.0))
        t_43 = sqrt(fma(t_40, t_40, 1e-06))
        t_44 = sqrt(fma(t_43, 1.0 / t_5, t_38 * t_38))
        t_45 = exp(0.5 * decay_nitride * t_5)
        t_46 = t_44 + t_43
        t_47 = fma(4.0 * t_44 * t_43, t_45 + 1.0 / t_45, t_46 * t_46)
        t_48 = 6.0 * t_44 * t_40 * t_46 * t_8 * (1.0 / (t_47 * (t_8 + 1.0)))
        t_49 = t_48 * t_48
        t_50 = sqrt(t_49 + 1e-06)
        t_51 = exp(0.5 * t_50)
        t_52 = sqrt(fma(t_49, t_8, 1e-06))
        t_53 = exp(-t_52)
        t_54 = fma(-t_42 * (1.0 - t_53), t_5, t_33 * t_31 * t_52)
        t_55 = t_54 * (1.0 / (t_52 - 1.0 + t_53)) * t_32
        t_56 = (t_51 - 1.0 / t_51) * (1.0 / t_50) * t_52
        t_57 = t_56 * t_55 * t_32
        t_58 = maximum(t_33, 0.0)
        t_59 = maximum(fma(-1.6666666666666667, t_58, 1.0), 0.0)
        t_60 = where(t_57 >= 0.0, 1.0 / (1.0 + t_58), t_59)
        t_61 = fma(t_42 - t_55, t_53, t_55)
        t_62 = exp(3333.3333333333335 * minimum(t_61, 0.0))
        drift_2 = where(t_61 < 0.0, 0.0003 * t_62, t_61 + 0.0003)
        t_63 = sqrt(fma(W, W, 1e-08)) - W
        flux_rows = fma(-0.5 * (20.0 * hop_rate), t_63, hop_rate * (t_57 * t_60))
        t_64 = 1.0 - fma(drift_2, 1.0 / (1.0 + drift_2), 0.0)
        t_65 = fma(t_64, fma(-t_58 * t_58 * t_58, t_58, 1.0), -t_7)
        t_66 = fma(t_65, t_10, t_7)
        t_67 = binodal * exp(minimum(t_36, 50.0))
        t_68 = 1.0 / (t_6 + 1.0)
        t_69 = fma(t_67 * spinodal, 1.0 / (spinodal + t_67), -c)
        t_70 = 2.4674011002723395 * hop_rate * t_68 * t_68
        t_71 = fma(maximum(flux_rows * t_2, 0.0), 1.0 / (t_6 + 0.5), t_70)
        dilute_rate_rows = t_69 * t_71
        t_72 = s / s_max
        t_73 = fma(-kappa, t_66 - t_66, omega * fma(-2.0, t_66, 1.0))
        t_74 = 0.5 * t_73
        t_75 = z_e_kT * zeta * D
        t_76 = fma(-alpha, t_75, b_exit - t_74)
        t_77 = 1.0 - alpha
        t_78 = fma(t_77, t_75, b_return + t_74)
        t_79 = floor_rate * open_share
        t_80 = exp(maximum(-600.0, minimum(600.0, t_76)))
        t_81 = exp(maximum(-600.0, minimum(600.0, t_78)))
        t_82 = maximum(-600.0, minimum(600.0, t_76 - t_78))
        t_83 = exp(t_82)
        t_84 = 1.0 - t_72
        t_85 = minimum(0.0, t_66)
        t_86 = minimum(0.0, t_84)
        t_87 = t_86 * t_86
        t_88 = fma(-t_85, t_86, t_66 * t_84)
        t_89 = fma(-5.0, fma(t_85, t_85, t_87), t_88)
        t_90 = 1.0 - t_66
        t_91 = minimum(0.0, t_72)
        t_92 = minimum(0.0, t_90)
        t_93 = fma(-t_91, t_92, t_72 * t_90)
        t_94 = fma(-5.0, fma(t_92, t_92, t_91 * t_91), t_93)
        t_95 = t_79 / (1.0 + t_80 + t_83) * t_89
        exit_flux_rows = fma(-t_79 / (1.0 + t_81 + 1.0 / t_83), t_94, t_95)
        t_96 = fma(t_30, t_28, D)
        t_97 = (-voltage - t_96) / (area_resistance * stern_capacitance)
        t_98 = r / (r + r_half)
        t_99 = z_e_kT * (1.0 - zeta) * D
        t_100 = fma(-alpha, t_99, b_dissolve)
        t_101 = fma(t_77, t_99, b_adsorb)
        t_102 = exp(maximum(-600.0, minimum(600.0, t_100)))
        t_103 = exp(maximum(-600.0, minimum(600.0, t_101)))
        t_104 = maximum(-600.0, minimum(600.0, t_100 - t_101))
        t_105 = exp(t_104)
        t_106 = floor_rate / (1.0 + t_102 + t_105) * t_72
        t_107 = minimum(0.0, t_98)
        t_108 = fma(-t_107, t_86, t_98 * t_84)
        t_109 = fma(-5.0, fma(t_107, t_107, t_87), t_108)
        dissolution_rows = fma(-floor_rate / (1.0 + t_103 + 1.0 / t_105), t_109, t_106)
        loss_rows = leak_rate * r
        t_110 = fma(-leak_conductance / stern_capacitance, t_96, t_97)
        charging_rows = fma(-plane_charge / stern_capacitance, exit_flux_rows, t_110)
        rows_ = FrontRows(
            flux_rows, dilute_rate_rows, exit_flux_rows, dissolution_rows, loss_rows, charging_rows
        )  # fmt: skip
        return rows_

    return outward_rows


def outward_linearized(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``outward_linearized`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def outward_linearized(p, x):
        """Return the rows, and their derivatives by the unknowns.

        Returns: (rows, by).
        """
        hop_rate = p.hop_rate
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        b_dissolve = p.b_dissolve
        b_adsorb = p.b_adsorb
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        r_half = p.r_half
        leak_rate = p.leak_rate
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        r = x.r
        D = x.D
        voltage = x.voltage
        t_1 = 1.0 - c
        t_2 = 1.0 / t_1
        t_3 = fma(-P, t_2, planes)
        t_4 = sqrt(fma(t_3, t_3, 0.04000000000000001))
        t_5 = 0.5 * (t_3 + t_4)
        t_6 = planes - t_5
        t_7 = t_3 - t_5
        t_8 = 1.0 / planes
        t_9 = fma(t_7 * t_1, t_8, c)
        t_10 = t_5 * t_5
        t_11 = t_10 * t_5
        t_12 = t_11 * t_5
        t_13 = 1.0 / (t_12 + 0.3)
        t_14 = t_12 * t_13
        t_15 = fma(-0.3, t_14, t_6)
        t_16 = P * P
        t_17 = t_16 * P
        t_18 = t_17 * P
        t_19 = 1.0 / (t_18 + 0.3)
        t_20 = 0.5 * (t_18 * t_19)
        t_21 = sqrt(fma(t_15, t_15, 0.010000000000000002))
        t_22 = t_15 + t_21
        t_23 = t_20 * t_22
        t_24 = exp(-decay_metal * t_23)
        t_25 = contact * (1.0 + wall)
        t_26 = wall * t_24
        t_27 = t_26 * t_24
        t_28 = fma(t_27, grow_metal, 1.0 / grow_metal)
        t_29 = 1.0 + t_27
        t_30 = spinodal - binodal
        t_31 = maximum(P, 0.0)
        t_32 = exp(-t_31)
        t_33 = fma(t_30, t_32, binodal)
        t_34 = t_33 * P
        t_35 = 1.0 / (t_31 + 0.1)
        t_36 = t_34 * t_35
        t_37 = 1.0 / grow_nitride
        t_38 = 1.0 / (grow_nitride - t_37)
        t_39 = fma(-t_28, t_37, t_29) * t_38
        t_40 = fma(t_28, grow_nitride, -t_29) * t_38
        t_41 = exp(decay_nitride * (planes - t_23))
        t_42 = 1.0 / t_41
        t_43 = fma(t_40, t_42, t_39 * t_41)
        t_44 = t_39 * grow_nitride
        t_45 = t_40 * t_37
        t_46 = fma(t_45, t_42, t_44 * t_41)
        t_47 = stern_coupling * D
        t_48 = 1.0 / (t_46 - t_43)
        t_49 = t_47 * t_48
        t_50 = grow_nitride + t_37
        t_51 = t_5 + 0.25
        t_52 = 1.0 / t_51
        t_53 = W * t_52
        t_54 = z_e_kT * t_49
        t_55 = fma(-t_25, t_24, 0.5 * (t_28 + t_29))
        t_56 = -t_54 * t_55
        t_57 = maximum(t_56, 0.0)
        t_58 = exp(minimum(t_57, 12.0))
        t_59 = maximum(t_36, 0.0)
        t_60 = t_58 - 1.0
        t_61 = t_29 - t_28
        t_62 = t_54 * t_61
        t_63 = t_43 - fma(t_43, t_50, -t_46)
        t_64 = t_54 * t_63
        t_65 = t_36 * t_58
        t_66 = fma(1.6666666666666667, t_59 * t_60, 1.0)
        t_67 = 1.0 / t_66
        t_68 = t_65 * t_67
        t_69 = sqrt(fma(t_64, t_64, 1e-06))
        t_70 = 1.0 / t_5
        t_71 = sqrt(fma(t_69, t_70, t_62 * t_62))
        t_72 = 0.5 * decay_nitride
        t_73 = exp(t_72 * t_5)
        t_74 = t_71 + t_69
        t_75 = 4.0 * t_71
        t_76 = t_75 * t_69
        t_77 = 1.0 / t_73
        t_78 = t_73 + t_77
        t_79 = fma(t_76, t_78, t_74 * t_74)
        t_80 = 6.0 * t_71
        t_81 = t_80 * t_64
        t_82 = t_81 * t_74
        t_83 = t_82 * t_10
        t_84 = t_10 + 1.0
        t_85 = 1.0 / (t_79 * t_84)
        t_86 = t_83 * t_85
        t_87 = t_86 * t_86
        t_88 = sqrt(t_87 + 1e-06)
        t_89 = exp(0.5 * t_88)
        t_90 = 1.0 / t_89
        t_91 = t_89 - t_90
        t_92 = 1.0 / t_88
        t_93 = t_91 * t_92
        t_94 = sqrt(fma(t_87, t_10, 1e-06))
        t_95 = exp(-t_94)
        t_96 = t_53 * t_51
        t_97 = 1.0 - t_95
        t_98 = t_68 * t_97
        t_99 = fma(-t_98, t_5, t_96 * t_94)
        t_100 = 1.0 / (t_94 - 1.0 + t_95)
        t_101 = t_99 * t_100
        t_102 = t_101 * t_52
        t_103 = t_93 * t_94
        t_104 = t_103 * t_102
        t_105 = t_104 * t_52
        t_106 = maximum(t_53, 0.0)
        t_107 = t_105 >= 0.0
        t_108 = 1.0 / (1.0 + t_106)
        t_109 = fma(-1.6666666666666667, t_106, 1.0)
        t_110 = where(t_107, t_108, maximum(t_109, 0.0))
        t_111 = t_68 - t_102
        t_112 = fma(t_111, t_95, t_102)
        t_113 = exp(3333.3333333333335 * minimum(t_112, 0.0))
        t_114 = t_112 < 0.0
        drift_2 = where(t_114, 0.0003 * t_113, t_112 + 0.0003)
        t_115 = where(t_109 > 0.0, where(t_107, 0.0, t_105), 0.0)
        t_116 = where(t_107, t_105, 0.0) * t_108
        t_117 = fma(-t_116, t_108, -1.6666666666666667 * t_115)
        t_118 = t_53 > 0.0
        t_119 = t_110 * t_52
        t_120 = t_119 * t_102
        t_121 = t_119 * t_103
        t_122 = t_120 * t_94
        t_123 = t_121 * t_52
        t_124 = t_123 * t_100
        t_125 = t_123 * t_99 * t_100 * t_100
        t_126 = t_124 * t_5
        t_127 = t_126 * t_97
        t_128 = t_124 * t_94
        drift_1_share = fma(t_128, t_51, where(t_118, t_117, 0.0))
        t_129 = fma(t_124, t_96, t_120 * t_93) - t_125
        t_130 = fma(-fma(t_126, t_68, -t_125), t_95, t_129)
        t_131 = 0.5 / t_94
        t_132 = t_130 * t_131
        t_133 = t_122 * t_92
        t_134 = 0.5 * (fma(t_133 * t_90, t_90, t_133) * t_89)
        t_135 = fma(-t_122 * t_91 * t_92, t_92, t_134)
        t_136 = fma(t_135, 0.5 / t_88, t_132 * t_10) * t_86
        t_137 = 2.0 * t_136
        t_138 = t_137 * t_85
        t_139 = t_137 * t_83 * t_85 * t_85
        t_140 = t_139 * t_84
        t_141 = t_138 * t_10
        t_142 = fma(t_138, t_82, fma(-t_139, t_79, t_132 * t_87))
        t_143 = t_141 * t_74
        t_144 = t_140 * t_78
        t_145 = t_140 * t_76
        t_146 = fma(-4.0, t_144 * t_69, 6.0 * (t_143 * t_64))
        t_147 = t_140 * t_74
        t_148 = fma(t_141, t_81, -t_147) - t_147
        t_149 = fma(t_145 * t_77, t_77, -t_145) * t_73 * t_72
        t_150 = 0.5 / t_71
        t_151 = (t_146 + t_148) * t_150
        t_152 = fma(t_151, t_70, fma(-t_144, t_75, t_148))
        t_153 = fma(-t_151 * t_69 * t_70, t_70, fma(-t_124, t_98, t_149))
        drift_1_first = 2.0 * (t_151 * t_62)
        t_154 = 0.5 / t_69
        t_155 = t_152 * t_154 * t_64
        drift_1_last = fma(t_143, t_80, t_155) + t_155
        t_156 = fma(t_121, t_101, t_110 * t_104) * t_52
        t_157 = t_142 * t_5
        t_158 = t_153 + fma(-t_156, t_52, t_128 * t_53) + t_157
        drift_1_length = t_158 + t_157
        t_159 = 0.0003 * where(t_114, 1.0, 0.0) * t_113
        t_160 = where(t_114, 3333.3333333333335 * t_159, 0.0)
        t_161 = where(t_114, 0.0, 1.0) + t_160
        t_162 = t_161 * t_95
        t_163 = t_161 - t_162
        t_164 = t_163 * t_52
        t_165 = t_164 * t_100
        t_166 = t_164 * t_99 * t_100 * t_100
        t_167 = t_165 * t_5
        drift_2_held = fma(-t_167, t_97, t_162)
        t_168 = t_165 * t_94
        drift_2_share = t_168 * t_51
        t_169 = fma(t_167, t_68, t_161 * t_111) - t_166
        t_170 = fma(-t_169, t_95, fma(t_165, t_96, -t_166))
        t_171 = t_170 * t_131
        t_172 = 2.0 * (t_171 * t_10 * t_86)
        t_173 = t_172 * t_85
        t_174 = t_172 * t_83 * t_85 * t_85
        t_175 = t_174 * t_84
        t_176 = t_173 * t_10
        t_177 = fma(t_173, t_82, fma(-t_174, t_79, t_171 * t_87))
        t_178 = t_176 * t_74
        t_179 = t_175 * t_78
        t_180 = t_175 * t_76
        t_181 = fma(-4.0, t_179 * t_69, 6.0 * (t_178 * t_64))
        t_182 = t_175 * t_74
        t_183 = fma(t_176, t_81, -t_182) - t_182
        t_184 = fma(t_180 * t_77, t_77, -t_180) * t_73 * t_72
        t_185 = (t_181 + t_183) * t_150
        t_186 = fma(t_185, t_70, fma(-t_179, t_75, t_183))
        t_187 = fma(-t_185 * t_69 * t_70, t_70, fma(-t_165, t_98, t_184))
        drift_2_first = 2.0 * (t_185 * t_62)
        t_188 = t_186 * t_154 * t_64
        drift_2_last = fma(t_178, t_80, t_188) + t_188
        t_189 = fma(-t_163 * t_101 * t_52, t_52, t_168 * t_53)
        t_190 = t_177 * t_5
        drift_2_length = t_187 + t_189 + t_190 + t_190
        t_191 = 0.5 * (20.0 * hop_rate)
        t_192 = sqrt(fma(W, W, 1e-08))
        flux_rows = fma(-t_191, t_192 - W, hop_rate * (t_105 * t_110))
        t_193 = 1.0 / (1.0 + drift_2)
        t_194 = 1.0 - fma(drift_2, t_193, 0.0)
        t_195 = t_106 * t_106
        t_196 = t_195 * t_106
        t_197 = fma(-t_196, t_106, 1.0)
        t_198 = fma(t_194, t_197, -t_9)
        t_199 = fma(t_198, t_14, t_9)
        t_200 = exp(minimum(t_56, 50.0))
        t_201 = binodal * t_200
        t_202 = t_201 * spinodal
        t_203 = 1.0 / (spinodal + t_201)
        t_204 = 1.0 / (t_6 + 1.0)
        t_205 = fma(t_202, t_203, -c)
        t_206 = 2.4674011002723395 * hop_rate
        t_207 = t_206 * t_204
        t_208 = flux_rows * t_2
        t_209 = maximum(t_208, 0.0)
        t_210 = 1.0 / (t_6 + 0.5)
        t_211 = fma(t_209, t_210, t_207 * t_204)
        dilute_rate_rows = t_205 * t_211
        t_212 = s / s_max
        t_213 = fma(-kappa, t_199 - t_199, omega * fma(-2.0, t_199, 1.0))
        t_214 = 0.5 * t_213
        t_215 = z_e_kT * zeta
        t_216 = t_215 * D
        t_217 = fma(-alpha, t_216, b_exit - t_214)
        t_218 = 1.0 - alpha
        t_219 = fma(t_218, t_216, b_return + t_214)
        t_220 = floor_rate * open_share
        t_221 = minimum(600.0, t_217)
        t_222 = exp(maximum(-600.0, t_221))
        t_223 = minimum(600.0, t_219)
        t_224 = exp(maximum(-600.0, t_223))
        t_225 = t_217 - t_219
        t_226 = minimum(600.0, t_225)
        t_227 = exp(maximum(-600.0, t_226))
        t_228 = 1.0 + t_222 + t_227
        t_229 = t_220 / t_228
        t_230 = 1.0 / t_227
        t_231 = 1.0 + t_224 + t_230
        t_232 = t_220 / t_231
        t_233 = 1.0 - t_212
        t_234 = minimum(0.0, t_199)
        t_235 = minimum(0.0, t_233)
        t_236 = t_235 * t_235
        t_237 = fma(-t_234, t_235, t_199 * t_233)
        t_238 = fma(-5.0, fma(t_234, t_234, t_236), t_237)
        t_239 = 1.0 - t_199
        t_240 = minimum(0.0, t_212)
        t_241 = minimum(0.0, t_239)
        t_242 = fma(-t_240, t_241, t_212 * t_239)
        t_243 = fma(-5.0, fma(t_241, t_241, t_240 * t_240), t_242)
        exit_flux_rows = fma(-t_232, t_243, t_229 * t_238)
        t_244 = fma(t_49, t_43, D)
        t_245 = area_resistance * stern_capacitance
        t_246 = leak_conductance / stern_capacitance
        t_247 = plane_charge / stern_capacitance
        t_248 = r + r_half
        t_249 = r / t_248
        t_250 = z_e_kT * (1.0 - zeta)
        t_251 = t_250 * D
        t_252 = fma(-alpha, t_251, b_dissolve)
        t_253 = fma(t_218, t_251, b_adsorb)
        t_254 = minimum(600.0, t_252)
        t_255 = exp(maximum(-600.0, t_254))
        t_256 = minimum(600.0, t_253)
        t_257 = exp(maximum(-600.0, t_256))
        t_258 = t_252 - t_253
        t_259 = minimum(600.0, t_258)
        t_260 = exp(maximum(-600.0, t_259))
        t_261 = 1.0 + t_255 + t_260
        t_262 = floor_rate / t_261
        t_263 = 1.0 / t_260
        t_264 = 1.0 + t_257 + t_263
        t_265 = floor_rate / t_264
        t_266 = minimum(0.0, t_249)
        t_267 = fma(-t_266, t_235, t_249 * t_233)
        t_268 = fma(-5.0, fma(t_266, t_266, t_236), t_267)
        dissolution_rows = fma(-t_265, t_268, t_262 * t_212)
        loss_rows = leak_rate * r
        t_269 = fma(-t_246, t_244, (-voltage - t_244) / t_245)
        charging_rows = fma(-t_247, exit_flux_rows, t_269)
        t_270 = -1.0 / t_1
        t_271 = 0.5 / t_4
        t_272 = fma(2.0 * (t_270 * t_3), t_271, t_270)
        t_273 = 0.5 * t_272
        t_274 = -0.5 * t_272
        t_275 = fma(t_273, t_10, 2.0 * (t_273 * t_5) * t_5)
        t_276 = fma(t_273, t_11, t_275 * t_5) * t_13
        t_277 = fma(-t_276 * t_13, t_12, t_276)
        t_278 = fma(-0.3, t_277, t_274)
        t_279 = fma(fma(2.0 * P, P, t_16), P, t_17) * t_19
        t_280 = 0.5 / t_21
        t_281 = 0.5 * fma(-t_279 * t_19, t_18, t_279) * t_22
        t_282 = fma(fma(2.0 * (t_278 * t_15), t_280, t_278), t_20, t_281)
        t_283 = t_282 * decay_metal * t_24
        t_284 = fma(-t_283, t_26, -t_283 * wall * t_24)
        t_285 = t_284 * grow_metal
        t_286 = where(P > 0.0, 1.0, 0.0)
        t_287 = fma(-t_286 * t_32 * t_30, P, t_33) * t_35
        t_288 = fma(-t_286 * t_35 * t_35, t_34, t_287)
        t_289 = fma(-t_285, t_37, t_284) * t_38
        t_290 = fma(t_285, grow_nitride, -t_284) * t_38
        t_291 = t_282 * decay_nitride * t_41
        t_292 = t_291 * t_42 * t_42
        t_293 = fma(-t_291, t_39, t_289 * t_41)
        t_294 = t_293 + fma(t_292, t_40, t_290 * t_42)
        t_295 = fma(-t_291, t_44, t_289 * grow_nitride * t_41)
        t_296 = t_295 + fma(t_292, t_45, t_290 * t_37 * t_42)
        t_297 = (t_296 - t_294) * t_48 * t_48 * t_47
        t_298 = t_273 * t_52 * t_52 * W
        t_299 = t_297 * z_e_kT
        t_300 = fma(t_283, t_25, 0.5 * (t_285 + t_284)) * t_54
        t_301 = -fma(-t_299, t_55, t_300)
        t_302 = t_56 > 0.0
        t_303 = t_57 < 12.0
        t_304 = where(t_303, where(t_302, t_301, 0.0), 0.0)
        t_305 = t_304 * t_58
        t_306 = fma(t_305, t_59, where(t_36 > 0.0, t_288, 0.0) * t_60)
        t_307 = fma(-t_299, t_61, (t_284 - t_285) * t_54)
        t_308 = (t_294 - fma(t_294, t_50, -t_296)) * t_54
        t_309 = fma(-t_299, t_63, t_308)
        t_310 = 1.6666666666666667 * t_306 * t_67 * t_67
        t_311 = fma(-t_310, t_65, fma(t_305, t_36, t_288 * t_58) * t_67)
        t_312 = fma(t_309, drift_1_last, t_307 * drift_1_first)
        t_313 = fma(-t_298, drift_1_share, fma(t_273, drift_1_length, t_312))
        flux_P_by = fma(-t_311, t_127, t_313) * hop_rate
        t_314 = fma(2.0 * W, 0.5 / t_192, -1.0)
        flux_W_by = fma(-t_314, t_191, t_52 * drift_1_share * hop_rate)
        t_315 = t_270 * t_2
        t_316 = t_315 * P
        t_317 = fma(2.0 * (t_316 * t_3), t_271, t_316)
        t_318 = 0.5 * t_317
        t_319 = -0.5 * t_317
        t_320 = fma(t_318, t_10, 2.0 * (t_318 * t_5) * t_5)
        t_321 = fma(t_318, t_11, t_320 * t_5) * t_13
        t_322 = fma(-t_321 * t_13, t_12, t_321)
        t_323 = fma(-0.3, t_322, t_319)
        t_324 = fma(2.0 * (t_323 * t_15), t_280, t_323) * t_20
        t_325 = t_324 * decay_metal * t_24
        t_326 = fma(-t_325, t_26, -t_325 * wall * t_24)
        t_327 = t_326 * grow_metal
        t_328 = fma(-t_327, t_37, t_326) * t_38
        t_329 = fma(t_327, grow_nitride, -t_326) * t_38
        t_330 = t_324 * decay_nitride * t_41
        t_331 = t_330 * t_42 * t_42
        t_332 = fma(-t_330, t_39, t_328 * t_41)
        t_333 = t_332 + fma(t_331, t_40, t_329 * t_42)
        t_334 = fma(-t_330, t_44, t_328 * grow_nitride * t_41)
        t_335 = t_334 + fma(t_331, t_45, t_329 * t_37 * t_42)
        t_336 = (t_335 - t_333) * t_48 * t_48 * t_47
        t_337 = t_318 * t_52 * t_52 * W
        t_338 = t_336 * z_e_kT
        t_339 = fma(t_325, t_25, 0.5 * (t_327 + t_326)) * t_54
        t_340 = -fma(-t_338, t_55, t_339)
        t_341 = where(t_303, where(t_302, t_340, 0.0), 0.0)
        t_342 = t_341 * t_58
        t_343 = fma(-t_338, t_61, (t_326 - t_327) * t_54)
        t_344 = (t_333 - fma(t_333, t_50, -t_335)) * t_54
        t_345 = fma(-t_338, t_63, t_344)
        t_346 = 1.6666666666666667 * (t_342 * t_59) * t_67
        t_347 = fma(-t_346 * t_67, t_65, t_342 * t_36 * t_67)
        t_348 = fma(t_345, drift_1_last, t_343 * drift_1_first)
        t_349 = fma(-t_337, drift_1_share, fma(t_318, drift_1_length, t_348))
        flux_c_by = fma(-t_347, t_127, t_349) * hop_rate
        t_350 = stern_coupling * t_48
        t_351 = t_350 * z_e_kT
        t_352 = -t_351 * t_55
        t_353 = where(t_303, where(t_302, t_352, 0.0), 0.0)
        t_354 = t_353 * t_58
        t_355 = t_351 * t_61
        t_356 = t_351 * t_63
        t_357 = 1.6666666666666667 * (t_354 * t_59) * t_67
        t_358 = fma(-t_357 * t_67, t_65, t_354 * t_36 * t_67)
        t_359 = fma(t_356, drift_1_last, t_355 * drift_1_first)
        flux_D_by = fma(-t_358, t_127, t_359) * hop_rate
        t_360 = t_56 < 50.0
        t_361 = where(t_360, t_301, 0.0) * t_200 * binodal
        t_362 = fma(-t_361 * t_203 * t_203, t_202, t_361 * spinodal * t_203)
        t_363 = t_274 * t_204 * t_204
        t_364 = fma(-t_363, t_207, -t_363 * t_206 * t_204)
        t_365 = t_208 > 0.0
        t_366 = where(t_365, flux_P_by * t_2, 0.0) * t_210
        t_367 = fma(-t_274 * t_210 * t_210, t_209, t_366)
        dilute_rate_P_by = fma(t_364 + t_367, t_205, t_362 * t_211)
        t_368 = where(t_365, flux_W_by * t_2, 0.0) * t_210
        dilute_rate_W_by = t_368 * t_205
        t_369 = where(t_360, t_340, 0.0) * t_200 * binodal
        t_370 = fma(-t_369 * t_203 * t_203, t_202, t_369 * spinodal * t_203)
        t_371 = t_319 * t_204 * t_204
        t_372 = fma(-t_371, t_207, -t_371 * t_206 * t_204)
        t_373 = where(t_365, fma(-t_315, flux_rows, flux_c_by * t_2), 0.0)
        t_374 = fma(-t_319 * t_210 * t_210, t_209, t_373 * t_210)
        dilute_rate_c_by = fma(t_372 + t_374, t_205, (t_370 - 1.0) * t_211)
        t_375 = where(t_360, t_352, 0.0) * t_200 * binodal
        t_376 = fma(-t_375 * t_203 * t_203, t_202, t_375 * spinodal * t_203)
        t_377 = where(t_365, flux_D_by * t_2, 0.0) * t_210
        dilute_rate_D_by = fma(t_377, t_205, t_376 * t_211)
        t_378 = (t_270 + t_274) * t_1 * t_8
        t_379 = where(t_118, -t_298, 0.0)
        t_380 = fma(t_309, drift_2_last, t_307 * drift_2_first)
        t_381 = fma(-t_298, drift_2_share, fma(t_273, drift_2_length, t_380))
        t_382 = fma(t_311, drift_2_held, t_381) * t_193
        t_383 = fma(t_379, t_195, 2.0 * (t_379 * t_106) * t_106)
        t_384 = fma(-t_382 * t_193, drift_2, t_382) * t_197
        t_385 = fma(-fma(t_379, t_196, t_383 * t_106), t_194, -t_384)
        t_386 = fma(t_277, t_198, (t_385 - t_378) * t_14)
        t_387 = t_378 + t_386
        t_388 = fma(-(t_387 - t_387), kappa, -2.0 * t_387 * omega)
        t_389 = -0.5 * t_388
        t_390 = t_217 < 600.0
        t_391 = t_221 > -600.0
        t_392 = where(t_391, where(t_390, t_389, 0.0), 0.0)
        t_393 = t_219 < 600.0
        t_394 = t_223 > -600.0
        t_395 = where(t_394, where(t_393, 0.5 * t_388, 0.0), 0.0)
        t_396 = t_225 < 600.0
        t_397 = t_226 > -600.0
        t_398 = where(t_397, where(t_396, 2.0 * t_389, 0.0), 0.0)
        t_399 = 1.0 / t_228
        t_400 = fma(t_398, t_227, t_392 * t_222) * t_399 * t_229
        t_401 = 1.0 / t_231
        t_402 = fma(-t_398, t_230, t_395 * t_224) * t_401
        t_403 = t_199 < 0.0
        t_404 = where(t_403, t_387, 0.0)
        t_405 = fma(-t_404, t_235, t_387 * t_233)
        t_406 = fma(-5.0, 2.0 * (t_404 * t_234), t_405) * t_229
        t_407 = t_239 < 0.0
        t_408 = where(t_407, -t_387, 0.0)
        t_409 = fma(-t_408, t_240, -t_387 * t_212)
        t_410 = fma(-5.0, 2.0 * (t_408 * t_241), t_409) * t_232
        exit_flux_P_by = fma(-t_400, t_238, t_406) - fma(-t_402 * t_232, t_243, t_410)
        t_411 = where(t_118, t_52, 0.0)
        t_412 = t_52 * drift_2_share * t_193
        t_413 = fma(t_411, t_195, 2.0 * (t_411 * t_106) * t_106)
        t_414 = fma(-t_412 * t_193, drift_2, t_412) * t_197
        t_415 = fma(-fma(t_411, t_196, t_413 * t_106), t_194, -t_414)
        t_416 = t_415 * t_14
        t_417 = fma(-(t_416 - t_416), kappa, -2.0 * t_416 * omega)
        t_418 = -0.5 * t_417
        t_419 = where(t_391, where(t_390, t_418, 0.0), 0.0)
        t_420 = where(t_394, where(t_393, 0.5 * t_417, 0.0), 0.0)
        t_421 = where(t_397, where(t_396, 2.0 * t_418, 0.0), 0.0)
        t_422 = fma(t_421, t_227, t_419 * t_222) * t_399 * t_229
        t_423 = fma(-t_421, t_230, t_420 * t_224) * t_401
        t_424 = where(t_403, t_416, 0.0)
        t_425 = fma(-t_424, t_235, t_416 * t_233)
        t_426 = fma(-5.0, 2.0 * (t_424 * t_234), t_425) * t_229
        t_427 = where(t_407, -t_416, 0.0)
        t_428 = fma(-t_427, t_240, -t_416 * t_212)
        t_429 = fma(-5.0, 2.0 * (t_427 * t_241), t_428) * t_232
        exit_flux_W_by = fma(-t_422, t_238, t_426) - fma(-t_423 * t_232, t_243, t_429)
        t_430 = fma(fma(t_316 + t_319, t_1, -t_7), t_8, 1.0)
        t_431 = where(t_118, -t_337, 0.0)
        t_432 = fma(t_345, drift_2_last, t_343 * drift_2_first)
        t_433 = fma(-t_337, drift_2_share, fma(t_318, drift_2_length, t_432))
        t_434 = fma(t_347, drift_2_held, t_433) * t_193
        t_435 = fma(t_431, t_195, 2.0 * (t_431 * t_106) * t_106)
        t_436 = fma(-t_434 * t_193, drift_2, t_434) * t_197
        t_437 = fma(-fma(t_431, t_196, t_435 * t_106), t_194, -t_436)
        t_438 = fma(t_322, t_198, (t_437 - t_430) * t_14)
        t_439 = t_430 + t_438
        t_440 = fma(-(t_439 - t_439), kappa, -2.0 * t_439 * omega)
        t_441 = -0.5 * t_440
        t_442 = where(t_391, where(t_390, t_441, 0.0), 0.0)
        t_443 = where(t_394, where(t_393, 0.5 * t_440, 0.0), 0.0)
        t_444 = where(t_397, where(t_396, 2.0 * t_441, 0.0), 0.0)
        t_445 = fma(t_444, t_227, t_442 * t_222) * t_399 * t_229
        t_446 = fma(-t_444, t_230, t_443 * t_224) * t_401
        t_447 = where(t_403, t_439, 0.0)
        t_448 = fma(-t_447, t_235, t_439 * t_233)
        t_449 = fma(-5.0, 2.0 * (t_447 * t_234), t_448) * t_229
        t_450 = where(t_407, -t_439, 0.0)
        t_451 = fma(-t_450, t_240, -t_439 * t_212)
        t_452 = fma(-5.0, 2.0 * (t_450 * t_241), t_451) * t_232
        exit_flux_c_by = fma(-t_445, t_238, t_449) - fma(-t_446 * t_232, t_243, t_452)
        t_453 = 1.0 / s_max
        t_454 = -1.0 / s_max
        t_455 = where(t_233 < 0.0, t_454, 0.0)
        t_456 = -5.0 * (2.0 * (t_455 * t_235))
        t_457 = fma(-t_455, t_234, t_454 * t_199) + t_456
        t_458 = where(t_212 < 0.0, t_453, 0.0)
        t_459 = fma(-t_458, t_241, t_453 * t_239)
        t_460 = fma(-5.0, 2.0 * (t_458 * t_240), t_459)
        exit_flux_s_by = fma(-t_460, t_232, t_457 * t_229)
        t_461 = fma(t_356, drift_2_last, t_355 * drift_2_first)
        t_462 = fma(t_358, drift_2_held, t_461) * t_193
        t_463 = fma(-t_462 * t_193, drift_2, t_462) * t_197
        t_464 = t_463 * t_14
        t_465 = fma(-(t_464 - t_464), kappa, 2.0 * t_464 * omega)
        t_466 = fma(-t_215, alpha, -0.5 * t_465)
        t_467 = fma(t_215, t_218, 0.5 * t_465)
        t_468 = where(t_391, where(t_390, t_466, 0.0), 0.0)
        t_469 = where(t_394, where(t_393, t_467, 0.0), 0.0)
        t_470 = where(t_397, where(t_396, t_466 - t_467, 0.0), 0.0)
        t_471 = fma(t_470, t_227, t_468 * t_222) * t_399 * t_229
        t_472 = fma(-t_470, t_230, t_469 * t_224) * t_401
        t_473 = where(t_403, -t_464, 0.0)
        t_474 = fma(-t_473, t_235, -t_464 * t_233)
        t_475 = fma(-5.0, 2.0 * (t_473 * t_234), t_474) * t_229
        t_476 = where(t_407, t_464, 0.0)
        t_477 = fma(-t_476, t_240, t_464 * t_212)
        t_478 = fma(-5.0, 2.0 * (t_476 * t_241), t_477) * t_232
        exit_flux_D_by = fma(-t_471, t_238, t_475) - fma(-t_472 * t_232, t_243, t_478)
        t_479 = fma(-t_455, t_266, t_454 * t_249) + t_456
        dissolution_s_by = fma(-t_479, t_265, t_453 * t_262)
        t_480 = 1.0 / t_248
        t_481 = fma(-t_480, t_249, t_480)
        t_482 = where(t_249 < 0.0, t_481, 0.0)
        t_483 = fma(-t_482, t_235, t_481 * t_233)
        t_484 = fma(-5.0, 2.0 * (t_482 * t_266), t_483) * t_265
        dissolution_r_by = -t_484
        t_485 = -t_250 * alpha
        t_486 = t_250 * t_218
        t_487 = where(t_254 > -600.0, where(t_252 < 600.0, t_485, 0.0), 0.0)
        t_488 = where(t_256 > -600.0, where(t_253 < 600.0, t_486, 0.0), 0.0)
        t_489 = where(t_258 < 600.0, t_485 - t_486, 0.0)
        t_490 = where(t_259 > -600.0, t_489, 0.0)
        t_491 = fma(t_490, t_260, t_487 * t_255) * (1.0 / t_261)
        t_492 = fma(-t_490, t_263, t_488 * t_257) * (1.0 / t_264)
        dissolution_D_by = fma(-t_491 * t_262, t_212, t_492 * t_265 * t_268)
        t_493 = fma(-t_297, t_43, t_294 * t_49)
        t_494 = 1.0 / t_245
        t_495 = fma(-t_493, t_246, -t_493 * t_494)
        charging_P_by = fma(-exit_flux_P_by, t_247, t_495)
        charging_W_by = -exit_flux_W_by * t_247
        t_496 = fma(-t_336, t_43, t_333 * t_49)
        t_497 = fma(-t_496, t_246, -t_496 * t_494)
        charging_c_by = fma(-exit_flux_c_by, t_247, t_497)
        charging_s_by = -exit_flux_s_by * t_247
        t_498 = fma(t_350, t_43, 1.0)
        t_499 = fma(-t_498, t_246, -t_498 * t_494)
        charging_D_by = fma(-exit_flux_D_by, t_247, t_499)
        rows_ = FrontRows(
            flux_rows, dilute_rate_rows, exit_flux_rows, dissolution_rows, loss_rows, charging_rows
        )  # fmt: skip
        by_ = FrontSlopes(
            flux_P_by, flux_W_by, flux_c_by, 0.0, 0.0, flux_D_by, dilute_rate_P_by,
            dilute_rate_W_by, dilute_rate_c_by, 0.0, 0.0, dilute_rate_D_by, exit_flux_P_by,
            exit_flux_W_by, exit_flux_c_by, exit_flux_s_by, 0.0, exit_flux_D_by, 0.0, 0.0, 0.0,
            dissolution_s_by, dissolution_r_by, dissolution_D_by, 0.0, 0.0, 0.0, 0.0, leak_rate,
            0.0, charging_P_by, charging_W_by, charging_c_by, charging_s_by, 0.0, charging_D_by
        )  # fmt: skip
        return rows_, by_

    return outward_linearized


def outward_push(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``outward_push`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def outward_push(p, x, d, d_p):
        """Return the changes of the rows along d.

        Returns: (rows).
        """
        hop_rate = p.hop_rate
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        b_dissolve = p.b_dissolve
        b_adsorb = p.b_adsorb
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        r_half = p.r_half
        leak_rate = p.leak_rate
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        r = x.r
        D = x.D
        voltage = x.voltage
        d_P = d.P
        d_W = d.W
        d_c = d.c
        d_s = d.s
        d_r = d.r
        d_D = d.D
        d_voltage = d.voltage
        d_hop_rate = d_p.hop_rate
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
        d_stern_coupling = d_p.stern_coupling
        d_stern_capacitance = d_p.stern_capacitance
        d_area_resistance = d_p.area_resistance
        d_plane_charge = d_p.plane_charge
        d_floor_rate = d_p.floor_rate
        d_b_exit = d_p.b_exit
        d_b_return = d_p.b_return
        d_b_dissolve = d_p.b_dissolve
        d_b_adsorb = d_p.b_adsorb
        d_alpha = d_p.alpha
        d_zeta = d_p.zeta
        d_s_max = d_p.s_max
        d_r_half = d_p.r_half
        d_leak_rate = d_p.leak_rate
        d_open_share = d_p.open_share
        d_leak_conductance = d_p.leak_conductance
        d_contact = d_p.contact
        d_planes = d_p.planes
        d_binodal = d_p.binodal
        d_spinodal = d_p.spinodal
        d_grow_metal = d_p.grow_metal
        d_grow_nitride = d_p.grow_nitride
        d_decay_metal = d_p.decay_metal
        d_decay_nitride = d_p.decay_nitride
        d_wall = d_p.wall
        t_1 = 1.0 - c
        t_2 = 1.0 / t_1
        t_3 = fma(-P, t_2, planes)
        t_4 = sqrt(fma(t_3, t_3, 0.04000000000000001))
        t_5 = 0.5 * (t_3 + t_4)
        t_6 = planes - t_5
        t_7 = t_3 - t_5
        t_8 = t_7 * t_1
        t_9 = 1.0 / planes
        t_10 = fma(t_8, t_9, c)
        t_11 = t_5 * t_5
        t_12 = t_11 * t_5
        t_13 = t_12 * t_5
        t_14 = 1.0 / (t_13 + 0.3)
        t_15 = t_13 * t_14
        t_16 = fma(-0.3, t_15, t_6)
        t_17 = P * P
        t_18 = t_17 * P
        t_19 = t_18 * P
        t_20 = 1.0 / (t_19 + 0.3)
        t_21 = 0.5 * (t_19 * t_20)
        t_22 = sqrt(fma(t_16, t_16, 0.010000000000000002))
        t_23 = t_16 + t_22
        t_24 = t_21 * t_23
        t_25 = exp(-decay_metal * t_24)
        t_26 = 1.0 + wall
        t_27 = contact * t_26
        t_28 = wall * t_25
        t_29 = t_28 * t_25
        t_30 = 1.0 / grow_metal
        t_31 = fma(t_29, grow_metal, t_30)
        t_32 = 1.0 + t_29
        t_33 = planes - t_24
        t_34 = spinodal - binodal
        t_35 = maximum(P, 0.0)
        t_36 = exp(-t_35)
        t_37 = fma(t_34, t_36, binodal)
        t_38 = t_37 * P
        t_39 = 1.0 / (t_35 + 0.1)
        t_40 = t_38 * t_39
        t_41 = 1.0 / grow_nitride
        t_42 = 1.0 / (grow_nitride - t_41)
        t_43 = fma(-t_31, t_41, t_32)
        t_44 = t_43 * t_42
        t_45 = fma(t_31, grow_nitride, -t_32)
        t_46 = t_45 * t_42
        t_47 = exp(decay_nitride * t_33)
        t_48 = 1.0 / t_47
        t_49 = fma(t_46, t_48, t_44 * t_47)
        t_50 = t_44 * grow_nitride
        t_51 = t_46 * t_41
        t_52 = fma(t_51, t_48, t_50 * t_47)
        t_53 = stern_coupling * D
        t_54 = 1.0 / (t_52 - t_49)
        t_55 = t_53 * t_54
        t_56 = grow_nitride + t_41
        t_57 = t_5 + 0.25
        t_58 = 1.0 / t_57
        t_59 = W * t_58
        t_60 = z_e_kT * t_55
        t_61 = fma(-t_27, t_25, 0.5 * (t_31 + t_32))
        t_62 = -t_60 * t_61
        t_63 = maximum(t_62, 0.0)
        t_64 = exp(minimum(t_63, 12.0))
        t_65 = maximum(t_40, 0.0)
        t_66 = t_64 - 1.0
        t_67 = t_32 - t_31
        t_68 = t_60 * t_67
        t_69 = t_49 - fma(t_49, t_56, -t_52)
        t_70 = t_60 * t_69
        t_71 = t_40 * t_64
        t_72 = fma(1.6666666666666667, t_65 * t_66, 1.0)
        t_73 = 1.0 / t_72
        t_74 = t_71 * t_73
        t_75 = sqrt(fma(t_70, t_70, 1e-06))
        t_76 = 1.0 / t_5
        t_77 = sqrt(fma(t_75, t_76, t_68 * t_68))
        t_78 = 0.5 * decay_nitride
        t_79 = exp(t_78 * t_5)
        t_80 = t_77 + t_75
        t_81 = 4.0 * t_77
        t_82 = t_81 * t_75
        t_83 = 1.0 / t_79
        t_84 = t_79 + t_83
        t_85 = fma(t_82, t_84, t_80 * t_80)
        t_86 = 6.0 * t_77
        t_87 = t_86 * t_70
        t_88 = t_87 * t_80
        t_89 = t_88 * t_11
        t_90 = t_11 + 1.0
        t_91 = 1.0 / (t_85 * t_90)
        t_92 = t_89 * t_91
        t_93 = t_92 * t_92
        t_94 = sqrt(t_93 + 1e-06)
        t_95 = exp(0.5 * t_94)
        t_96 = 1.0 / t_95
        t_97 = t_95 - t_96
        t_98 = 1.0 / t_94
        t_99 = t_97 * t_98
        t_100 = sqrt(fma(t_93, t_11, 1e-06))
        t_101 = exp(-t_100)
        t_102 = t_59 * t_57
        t_103 = 1.0 - t_101
        t_104 = t_74 * t_103
        t_105 = fma(-t_104, t_5, t_102 * t_100)
        t_106 = 1.0 / (t_100 - 1.0 + t_101)
        t_107 = t_105 * t_106
        t_108 = t_107 * t_58
        t_109 = t_99 * t_100
        t_110 = t_109 * t_108
        t_111 = t_110 * t_58
        t_112 = maximum(t_59, 0.0)
        t_113 = t_111 >= 0.0
        t_114 = 1.0 / (1.0 + t_112)
        t_115 = fma(-1.6666666666666667, t_112, 1.0)
        t_116 = where(t_113, t_114, maximum(t_115, 0.0))
        drift_1 = t_111 * t_116
        t_117 = t_74 - t_108
        t_118 = fma(t_117, t_101, t_108)
        t_119 = exp(3333.3333333333335 * minimum(t_118, 0.0))
        t_120 = t_118 < 0.0
        drift_2 = where(t_120, 0.0003 * t_119, t_118 + 0.0003)
        t_121 = where(t_115 > 0.0, where(t_113, 0.0, t_111), 0.0)
        t_122 = where(t_113, t_111, 0.0) * t_114
        t_123 = fma(-t_122, t_114, -1.6666666666666667 * t_121)
        t_124 = t_59 > 0.0
        t_125 = t_116 * t_58
        t_126 = t_125 * t_108
        t_127 = t_125 * t_109
        t_128 = t_126 * t_100
        t_129 = t_127 * t_58
        t_130 = t_129 * t_106
        t_131 = t_129 * t_105 * t_106 * t_106
        t_132 = t_130 * t_5
        t_133 = t_130 * t_100
        drift_1_share = fma(t_133, t_57, where(t_124, t_123, 0.0))
        t_134 = fma(t_130, t_102, t_126 * t_99) - t_131
        t_135 = fma(-fma(t_132, t_74, -t_131), t_101, t_134)
        t_136 = 0.5 / t_100
        t_137 = t_135 * t_136
        t_138 = t_128 * t_98
        t_139 = 0.5 * (fma(t_138 * t_96, t_96, t_138) * t_95)
        t_140 = fma(-t_128 * t_97 * t_98, t_98, t_139)
        t_141 = fma(t_140, 0.5 / t_94, t_137 * t_11) * t_92
        t_142 = 2.0 * t_141
        t_143 = t_142 * t_91
        t_144 = t_142 * t_89 * t_91 * t_91
        t_145 = t_144 * t_90
        t_146 = t_143 * t_11
        t_147 = fma(t_143, t_88, fma(-t_144, t_85, t_137 * t_93))
        t_148 = t_146 * t_80
        t_149 = t_145 * t_84
        t_150 = t_145 * t_82
        t_151 = fma(-4.0, t_149 * t_75, 6.0 * (t_148 * t_70))
        t_152 = t_145 * t_80
        t_153 = fma(t_146, t_87, -t_152) - t_152
        t_154 = fma(t_150 * t_83, t_83, -t_150) * t_79
        t_155 = 0.5 / t_77
        t_156 = (t_151 + t_153) * t_155
        t_157 = fma(t_156, t_76, fma(-t_149, t_81, t_153))
        t_158 = fma(-t_130, t_104, t_154 * t_78)
        t_159 = 0.5 / t_75
        t_160 = t_157 * t_159 * t_70
        t_161 = fma(t_127, t_107, t_116 * t_110) * t_58
        t_162 = fma(-t_156 * t_75 * t_76, t_76, t_158)
        t_163 = t_147 * t_5
        t_164 = t_162 + fma(-t_161, t_58, t_133 * t_59) + t_163
        t_165 = 0.0003 * where(t_120, 1.0, 0.0) * t_119
        t_166 = where(t_120, 3333.3333333333335 * t_165, 0.0)
        t_167 = where(t_120, 0.0, 1.0) + t_166
        t_168 = t_167 * t_101
        t_169 = t_167 - t_168
        t_170 = t_169 * t_58
        t_171 = t_170 * t_106
        t_172 = t_170 * t_105 * t_106 * t_106
        t_173 = t_171 * t_5
        t_174 = t_171 * t_100
        t_175 = fma(t_173, t_74, t_167 * t_117) - t_172
        t_176 = fma(-t_175, t_101, fma(t_171, t_102, -t_172))
        t_177 = t_176 * t_136
        t_178 = 2.0 * (t_177 * t_11 * t_92)
        t_179 = t_178 * t_91
        t_180 = t_178 * t_89 * t_91 * t_91
        t_181 = t_180 * t_90
        t_182 = t_179 * t_11
        t_183 = fma(t_179, t_88, fma(-t_180, t_85, t_177 * t_93))
        t_184 = t_182 * t_80
        t_185 = t_181 * t_84
        t_186 = t_181 * t_82
        t_187 = fma(-4.0, t_185 * t_75, 6.0 * (t_184 * t_70))
        t_188 = t_181 * t_80
        t_189 = fma(t_182, t_87, -t_188) - t_188
        t_190 = fma(t_186 * t_83, t_83, -t_186) * t_79
        t_191 = (t_187 + t_189) * t_155
        t_192 = fma(t_191, t_76, fma(-t_185, t_81, t_189))
        t_193 = fma(-t_171, t_104, t_190 * t_78)
        t_194 = t_192 * t_159 * t_70
        t_195 = fma(-t_169 * t_107 * t_58, t_58, t_174 * t_59)
        t_196 = fma(-t_191 * t_75 * t_76, t_76, t_193) + t_195
        t_197 = t_183 * t_5
        t_198 = 0.5 * (20.0 * hop_rate)
        t_199 = sqrt(fma(W, W, 1e-08))
        t_200 = t_199 - W
        t_201 = fma(-t_198, t_200, hop_rate * drift_1)
        t_202 = 1.0 / (1.0 + drift_2)
        t_203 = 1.0 - fma(drift_2, t_202, 0.0)
        t_204 = t_112 * t_112
        t_205 = t_204 * t_112
        t_206 = fma(-t_205, t_112, 1.0)
        t_207 = fma(t_203, t_206, -t_10)
        t_208 = fma(t_207, t_15, t_10)
        t_209 = exp(minimum(t_62, 50.0))
        t_210 = binodal * t_209
        t_211 = t_210 * spinodal
        t_212 = 1.0 / (spinodal + t_210)
        t_213 = 1.0 / (t_6 + 1.0)
        t_214 = 2.4674011002723395 * hop_rate
        t_215 = t_214 * t_213
        t_216 = t_201 * t_2
        t_217 = maximum(t_216, 0.0)
        t_218 = 1.0 / (t_6 + 0.5)
        t_219 = s / s_max
        t_220 = fma(-2.0, t_208, 1.0)
        t_221 = t_208 - t_208
        t_222 = 0.5 * fma(-kappa, t_221, omega * t_220)
        t_223 = z_e_kT * zeta
        t_224 = t_223 * D
        t_225 = fma(-alpha, t_224, b_exit - t_222)
        t_226 = 1.0 - alpha
        t_227 = fma(t_226, t_224, b_return + t_222)
        t_228 = floor_rate * open_share
        t_229 = minimum(600.0, t_225)
        t_230 = exp(maximum(-600.0, t_229))
        t_231 = minimum(600.0, t_227)
        t_232 = exp(maximum(-600.0, t_231))
        t_233 = t_225 - t_227
        t_234 = minimum(600.0, t_233)
        t_235 = exp(maximum(-600.0, t_234))
        t_236 = 1.0 + t_230 + t_235
        t_237 = t_228 / t_236
        t_238 = 1.0 / t_235
        t_239 = 1.0 + t_232 + t_238
        t_240 = t_228 / t_239
        t_241 = 1.0 - t_219
        t_242 = minimum(0.0, t_208)
        t_243 = minimum(0.0, t_241)
        t_244 = t_243 * t_243
        t_245 = fma(-t_242, t_243, t_208 * t_241)
        t_246 = fma(-5.0, fma(t_242, t_242, t_244), t_245)
        t_247 = 1.0 - t_208
        t_248 = minimum(0.0, t_219)
        t_249 = minimum(0.0, t_247)
        t_250 = fma(-t_248, t_249, t_219 * t_247)
        t_251 = fma(-5.0, fma(t_249, t_249, t_248 * t_248), t_250)
        t_252 = fma(t_55, t_49, D)
        t_253 = area_resistance * stern_capacitance
        t_254 = leak_conductance / stern_capacitance
        t_255 = plane_charge / stern_capacitance
        t_256 = r + r_half
        t_257 = r / t_256
        t_258 = 1.0 - zeta
        t_259 = z_e_kT * t_258
        t_260 = t_259 * D
        t_261 = fma(-alpha, t_260, b_dissolve)
        t_262 = fma(t_226, t_260, b_adsorb)
        t_263 = minimum(600.0, t_261)
        t_264 = exp(maximum(-600.0, t_263))
        t_265 = minimum(600.0, t_262)
        t_266 = exp(maximum(-600.0, t_265))
        t_267 = t_261 - t_262
        t_268 = minimum(600.0, t_267)
        t_269 = exp(maximum(-600.0, t_268))
        t_270 = 1.0 + t_264 + t_269
        t_271 = floor_rate / t_270
        t_272 = 1.0 / t_269
        t_273 = 1.0 + t_266 + t_272
        t_274 = floor_rate / t_273
        t_275 = minimum(0.0, t_257)
        t_276 = fma(-t_275, t_243, t_257 * t_241)
        t_277 = fma(-5.0, fma(t_275, t_275, t_244), t_276)
        t_278 = 1.0 / t_236
        t_279 = 1.0 / t_239
        t_280 = 1.0 / s_max
        t_281 = 1.0 / t_256
        t_282 = 1.0 / t_270
        t_283 = 1.0 / t_273
        t_284 = 1.0 / t_253
        t_285 = d_c * t_2 * t_2
        t_286 = d_planes - fma(t_285, P, d_P * t_2)
        t_287 = fma(2.0 * (t_286 * t_3), 0.5 / t_4, t_286)
        t_288 = 0.5 * t_287
        t_289 = -0.5 * t_287
        t_290 = d_planes + t_289
        t_291 = fma(t_288, t_11, 2.0 * (t_288 * t_5) * t_5)
        t_292 = fma(t_288, t_12, t_291 * t_5) * t_14
        t_293 = fma(-t_292 * t_14, t_13, t_292)
        t_294 = fma(-0.3, t_293, t_290)
        t_295 = fma(d_P, t_18, fma(d_P, t_17, 2.0 * (d_P * P) * P) * P)
        t_296 = t_295 * t_20
        t_297 = fma(2.0 * (t_294 * t_16), 0.5 / t_22, t_294)
        t_298 = 0.5 * fma(-t_296 * t_20, t_19, t_296) * t_23
        t_299 = fma(t_297, t_21, t_298)
        t_300 = fma(t_299, decay_metal, d_decay_metal * t_24)
        t_301 = t_300 * t_25
        t_302 = fma(d_wall, contact, d_contact * t_26) * t_25
        t_303 = fma(-t_301, t_28, fma(-t_301, wall, d_wall * t_25) * t_25)
        t_304 = fma(d_grow_metal, t_29, t_303 * grow_metal)
        t_305 = fma(-d_grow_metal * t_30, t_30, t_304)
        t_306 = where(P > 0.0, d_P, 0.0)
        t_307 = fma(-t_306 * t_36, t_34, (d_spinodal - d_binodal) * t_36)
        t_308 = fma(d_P, t_37, (d_binodal + t_307) * P) * t_39
        t_309 = fma(-t_306 * t_39 * t_39, t_38, t_308)
        t_310 = d_grow_nitride * t_41 * t_41
        t_311 = (d_grow_nitride + t_310) * t_42 * t_42
        t_312 = (t_303 - fma(-t_310, t_31, t_305 * t_41)) * t_42
        t_313 = fma(-t_311, t_43, t_312)
        t_314 = fma(d_grow_nitride, t_31, t_305 * grow_nitride)
        t_315 = fma(-t_311, t_45, (t_314 - t_303) * t_42)
        t_316 = fma(d_planes - t_299, decay_nitride, d_decay_nitride * t_33)
        t_317 = t_316 * t_47
        t_318 = t_317 * t_48 * t_48
        t_319 = fma(-t_318, t_46, t_315 * t_48)
        t_320 = fma(t_317, t_44, t_313 * t_47) + t_319
        t_321 = fma(d_grow_nitride, t_44, t_313 * grow_nitride)
        t_322 = fma(-t_318, t_51, fma(-t_310, t_46, t_315 * t_41) * t_48)
        t_323 = fma(t_317, t_50, t_321 * t_47) + t_322
        t_324 = fma(d_D, stern_coupling, d_stern_coupling * D)
        t_325 = fma(-(t_323 - t_320) * t_54 * t_54, t_53, t_324 * t_54)
        t_326 = fma(d_grow_nitride - t_310, t_49, t_320 * t_56)
        t_327 = fma(-t_288 * t_58 * t_58, W, d_W * t_58)
        t_328 = fma(t_325, z_e_kT, d_z_e_kT * t_55)
        t_329 = fma(0.5, t_305 + t_303, -fma(-t_301, t_27, t_302))
        t_330 = -fma(t_329, t_60, t_328 * t_61)
        t_331 = where(t_63 < 12.0, where(t_62 > 0.0, t_330, 0.0), 0.0)
        t_332 = t_331 * t_64
        t_333 = fma(t_332, t_65, where(t_40 > 0.0, t_309, 0.0) * t_66)
        t_334 = fma(t_303 - t_305, t_60, t_328 * t_67)
        t_335 = fma(t_320 - (t_326 - t_323), t_60, t_328 * t_69)
        t_336 = 1.6666666666666667 * t_333 * t_73 * t_73
        t_337 = fma(-t_336, t_71, fma(t_332, t_40, t_309 * t_64) * t_73)
        t_338 = where(t_124, t_327, 0.0)
        drift_1_last = fma(t_148, t_86, t_160) + t_160
        t_339 = fma(t_335, drift_1_last, t_334 * (2.0 * (t_156 * t_68)))
        t_340 = fma(t_327, drift_1_share, fma(t_288, t_164 + t_163, t_339))
        t_341 = fma(-t_337, t_132 * t_103, t_340)
        t_342 = fma(d_decay_nitride, 0.5 * (t_154 * t_5), t_341)
        t_343 = fma(t_342, hop_rate, d_hop_rate * drift_1)
        t_344 = fma(2.0 * (d_W * W), 0.5 / t_199, -d_W)
        t_345 = fma(t_344, t_198, 0.5 * (20.0 * d_hop_rate) * t_200)
        flux_rows = t_343 - t_345
        t_346 = where(t_62 < 50.0, t_330, 0.0) * t_209
        t_347 = fma(t_346, binodal, d_binodal * t_209)
        t_348 = fma(d_spinodal, t_210, t_347 * spinodal) * t_212
        t_349 = fma(-(d_spinodal + t_347) * t_212 * t_212, t_211, t_348)
        t_350 = t_290 * t_213 * t_213
        t_351 = fma(-t_350, t_214, 2.4674011002723395 * d_hop_rate * t_213)
        t_352 = where(t_216 > 0.0, fma(t_285, t_201, flux_rows * t_2), 0.0)
        t_353 = fma(-t_290 * t_218 * t_218, t_217, t_352 * t_218)
        t_354 = fma(-t_350, t_215, t_351 * t_213) + t_353
        t_355 = fma(-d_c, t_7, (t_286 + t_289) * t_1) * t_9
        t_356 = d_c + fma(-d_planes * t_9 * t_9, t_8, t_355)
        drift_2_last = fma(t_184, t_86, t_194) + t_194
        t_357 = fma(t_335, drift_2_last, t_334 * (2.0 * (t_191 * t_68)))
        t_358 = fma(t_288, t_196 + t_197 + t_197, t_357)
        t_359 = fma(t_327, t_174 * t_57, t_358)
        t_360 = fma(t_337, fma(-t_173, t_103, t_168), t_359)
        t_361 = fma(d_decay_nitride, 0.5 * (t_190 * t_5), t_360)
        t_362 = t_361 * t_202
        t_363 = fma(t_338, t_204, 2.0 * (t_338 * t_112) * t_112)
        t_364 = fma(-t_362 * t_202, drift_2, t_362) * t_206
        t_365 = fma(-fma(t_338, t_205, t_363 * t_112), t_203, -t_364)
        t_366 = fma(t_293, t_207, (t_365 - t_356) * t_15)
        t_367 = t_356 + t_366
        t_368 = fma(-d_s_max * t_280, t_219, d_s * t_280)
        t_369 = fma(-2.0 * t_367, omega, d_omega * t_220)
        t_370 = fma(t_367 - t_367, kappa, d_kappa * t_221)
        t_371 = t_369 - t_370
        t_372 = d_zeta * z_e_kT
        t_373 = fma(d_D, t_223, fma(d_z_e_kT, zeta, t_372) * D)
        t_374 = d_alpha * t_224
        t_375 = fma(-0.5, t_371, d_b_exit) - fma(t_373, alpha, t_374)
        t_376 = fma(0.5, t_371, d_b_return) + fma(t_373, t_226, -t_374)
        t_377 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_378 = where(t_229 > -600.0, where(t_225 < 600.0, t_375, 0.0), 0.0)
        t_379 = where(t_231 > -600.0, where(t_227 < 600.0, t_376, 0.0), 0.0)
        t_380 = where(t_233 < 600.0, t_375 - t_376, 0.0)
        t_381 = where(t_234 > -600.0, t_380, 0.0)
        t_382 = fma(t_381, t_235, t_378 * t_230) * t_278
        t_383 = fma(-t_381, t_238, t_379 * t_232) * t_279
        t_384 = where(t_208 < 0.0, t_367, 0.0)
        t_385 = where(t_241 < 0.0, -t_368, 0.0)
        t_386 = fma(-t_368, t_208, t_367 * t_241)
        t_387 = 2.0 * (t_385 * t_243)
        t_388 = t_386 - fma(t_385, t_242, t_384 * t_243)
        t_389 = fma(-5.0, fma(2.0, t_384 * t_242, t_387), t_388)
        t_390 = where(t_219 < 0.0, t_368, 0.0)
        t_391 = where(t_247 < 0.0, -t_367, 0.0)
        t_392 = fma(-t_367, t_219, t_368 * t_247)
        t_393 = fma(2.0, t_391 * t_249, 2.0 * (t_390 * t_248))
        t_394 = fma(-5.0, t_393, t_392 - fma(t_391, t_248, t_390 * t_249))
        t_395 = fma(-(d_r + d_r_half) * t_281, t_257, d_r * t_281)
        t_396 = fma(d_D, t_259, fma(d_z_e_kT, t_258, -t_372) * D)
        t_397 = d_alpha * t_260
        t_398 = d_b_dissolve - fma(t_396, alpha, t_397)
        t_399 = d_b_adsorb + fma(t_396, t_226, -t_397)
        t_400 = where(t_263 > -600.0, where(t_261 < 600.0, t_398, 0.0), 0.0)
        t_401 = where(t_265 > -600.0, where(t_262 < 600.0, t_399, 0.0), 0.0)
        t_402 = where(t_267 < 600.0, t_398 - t_399, 0.0)
        t_403 = where(t_268 > -600.0, t_402, 0.0)
        t_404 = fma(t_403, t_269, t_400 * t_264) * t_282
        t_405 = fma(-t_403, t_272, t_401 * t_266) * t_283
        t_406 = where(t_257 < 0.0, t_395, 0.0)
        t_407 = fma(-t_368, t_257, t_395 * t_241)
        t_408 = t_407 - fma(t_385, t_275, t_406 * t_243)
        t_409 = fma(-5.0, fma(2.0, t_406 * t_275, t_387), t_408)
        t_410 = d_area_resistance * stern_capacitance
        t_411 = fma(d_stern_capacitance, area_resistance, t_410)
        t_412 = 1.0 / stern_capacitance
        t_413 = d_stern_capacitance * t_412
        t_414 = fma(-t_413, t_254, d_leak_conductance * t_412)
        t_415 = fma(-t_413, t_255, d_plane_charge * t_412)
        t_416 = (t_349 - d_c) * fma(t_217, t_218, t_215 * t_213)
        dilute_rate_rows = fma(t_354, fma(t_211, t_212, -c), t_416)
        t_417 = fma(-t_382, t_237, t_377 * t_278) * t_246
        t_418 = fma(-t_383, t_240, t_377 * t_279) * t_251
        exit_flux_rows = fma(t_389, t_237, t_417) - fma(t_394, t_240, t_418)
        t_419 = fma(-t_404, t_271, d_floor_rate * t_282) * t_219
        t_420 = fma(-t_405, t_274, d_floor_rate * t_283) * t_277
        dissolution_rows = fma(t_368, t_271, t_419) - fma(t_409, t_274, t_420)
        loss_rows = fma(d_r, leak_rate, d_leak_rate * r)
        t_421 = fma(t_320, t_55, t_325 * t_49) + d_D
        t_422 = (-d_voltage - t_421) * t_284
        t_423 = fma(-t_411 * t_284, (-voltage - t_252) / t_253, t_422)
        t_424 = t_415 * fma(-t_240, t_251, t_237 * t_246)
        t_425 = t_423 - fma(t_421, t_254, t_414 * t_252)
        charging_rows = t_425 - fma(exit_flux_rows, t_255, t_424)
        rows_ = FrontRows(
            flux_rows, dilute_rate_rows, exit_flux_rows, dissolution_rows, loss_rows, charging_rows
        )  # fmt: skip
        return rows_

    return outward_push


def outward_bent(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``outward_bent`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def outward_bent(p, x, d, d_p):
        """Return the changes of the derivatives along d.

        Returns: (bent).
        """
        hop_rate = p.hop_rate
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        b_dissolve = p.b_dissolve
        b_adsorb = p.b_adsorb
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        r_half = p.r_half
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        r = x.r
        D = x.D
        d_P = d.P
        d_W = d.W
        d_c = d.c
        d_s = d.s
        d_r = d.r
        d_D = d.D
        d_hop_rate = d_p.hop_rate
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
        d_stern_coupling = d_p.stern_coupling
        d_stern_capacitance = d_p.stern_capacitance
        d_area_resistance = d_p.area_resistance
        d_plane_charge = d_p.plane_charge
        d_floor_rate = d_p.floor_rate
        d_b_exit = d_p.b_exit
        d_b_return = d_p.b_return
        d_b_dissolve = d_p.b_dissolve
        d_b_adsorb = d_p.b_adsorb
        d_alpha = d_p.alpha
        d_zeta = d_p.zeta
        d_s_max = d_p.s_max
        d_r_half = d_p.r_half
        d_leak_rate = d_p.leak_rate
        d_open_share = d_p.open_share
        d_leak_conductance = d_p.leak_conductance
        d_contact = d_p.contact
        d_planes = d_p.planes
        d_binodal = d_p.binodal
        d_spinodal = d_p.spinodal
        d_grow_metal = d_p.grow_metal
        d_grow_nitride = d_p.grow_nitride
        d_decay_metal = d_p.decay_metal
        d_decay_nitride = d_p.decay_nitride
        d_wall = d_p.wall
        t_1 = 1.0 - c
        t_2 = 1.0 / t_1
        t_3 = fma(-P, t_2, planes)
        t_4 = sqrt(fma(t_3, t_3, 0.04000000000000001))
        t_5 = 0.5 * (t_3 + t_4)
        t_6 = planes - t_5
        t_7 = t_3 - t_5
        t_8 = t_7 * t_1
        t_9 = 1.0 / planes
        t_10 = fma(t_8, t_9, c)
        t_11 = t_5 * t_5
        t_12 = t_11 * t_5
        t_13 = t_12 * t_5
        t_14 = 1.0 / (t_13 + 0.3)
        t_15 = t_13 * t_14
        t_16 = fma(-0.3, t_15, t_6)
        t_17 = P * P
        t_18 = t_17 * P
        t_19 = t_18 * P
        t_20 = 1.0 / (t_19 + 0.3)
        t_21 = 0.5 * (t_19 * t_20)
        t_22 = sqrt(fma(t_16, t_16, 0.010000000000000002))
        t_23 = t_16 + t_22
        t_24 = t_21 * t_23
        t_25 = exp(-decay_metal * t_24)
        t_26 = 1.0 + wall
        t_27 = contact * t_26
        t_28 = wall * t_25
        t_29 = t_28 * t_25
        t_30 = 1.0 / grow_metal
        t_31 = fma(t_29, grow_metal, t_30)
        t_32 = 1.0 + t_29
        t_33 = planes - t_24
        t_34 = spinodal - binodal
        t_35 = maximum(P, 0.0)
        t_36 = exp(-t_35)
        t_37 = fma(t_34, t_36, binodal)
        t_38 = t_37 * P
        t_39 = 1.0 / (t_35 + 0.1)
        t_40 = t_38 * t_39
        t_41 = 1.0 / grow_nitride
        t_42 = 1.0 / (grow_nitride - t_41)
        t_43 = fma(-t_31, t_41, t_32)
        t_44 = t_43 * t_42
        t_45 = fma(t_31, grow_nitride, -t_32)
        t_46 = t_45 * t_42
        t_47 = exp(decay_nitride * t_33)
        t_48 = 1.0 / t_47
        t_49 = fma(t_46, t_48, t_44 * t_47)
        t_50 = t_44 * grow_nitride
        t_51 = t_46 * t_41
        t_52 = fma(t_51, t_48, t_50 * t_47)
        t_53 = stern_coupling * D
        t_54 = 1.0 / (t_52 - t_49)
        t_55 = t_53 * t_54
        t_56 = grow_nitride + t_41
        t_57 = t_5 + 0.25
        t_58 = 1.0 / t_57
        t_59 = W * t_58
        t_60 = z_e_kT * t_55
        t_61 = fma(-t_27, t_25, 0.5 * (t_31 + t_32))
        t_62 = -t_60 * t_61
        t_63 = maximum(t_62, 0.0)
        t_64 = exp(minimum(t_63, 12.0))
        t_65 = maximum(t_40, 0.0)
        t_66 = t_64 - 1.0
        t_67 = t_32 - t_31
        t_68 = t_60 * t_67
        t_69 = t_49 - fma(t_49, t_56, -t_52)
        t_70 = t_60 * t_69
        t_71 = t_40 * t_64
        t_72 = fma(1.6666666666666667, t_65 * t_66, 1.0)
        t_73 = 1.0 / t_72
        t_74 = t_71 * t_73
        t_75 = sqrt(fma(t_70, t_70, 1e-06))
        t_76 = 1.0 / t_5
        t_77 = sqrt(fma(t_75, t_76, t_68 * t_68))
        t_78 = 0.5 * decay_nitride
        t_79 = exp(t_78 * t_5)
        t_80 = t_77 + t_75
        t_81 = 4.0 * t_77
        t_82 = t_81 * t_75
        t_83 = 1.0 / t_79
        t_84 = t_79 + t_83
        t_85 = fma(t_82, t_84, t_80 * t_80)
        t_86 = 6.0 * t_77
        t_87 = t_86 * t_70
        t_88 = t_87 * t_80
        t_89 = t_88 * t_11
        t_90 = t_11 + 1.0
        t_91 = 1.0 / (t_85 * t_90)
        t_92 = t_89 * t_91
        t_93 = t_92 * t_92
        t_94 = sqrt(t_93 + 1e-06)
        t_95 = exp(0.5 * t_94)
        t_96 = 1.0 / t_95
        t_97 = t_95 - t_96
        t_98 = 1.0 / t_94
        t_99 = t_97 * t_98
        t_100 = sqrt(fma(t_93, t_11, 1e-06))
        t_101 = exp(-t_100)
        t_102 = t_59 * t_57
        t_103 = 1.0 - t_101
        t_104 = t_74 * t_103
        t_105 = fma(-t_104, t_5, t_102 * t_100)
        t_106 = 1.0 / (t_100 - 1.0 + t_101)
        t_107 = t_105 * t_106
        t_108 = t_107 * t_58
        t_109 = t_99 * t_100
        t_110 = t_109 * t_108
        t_111 = t_110 * t_58
        t_112 = maximum(t_59, 0.0)
        t_113 = t_111 >= 0.0
        t_114 = 1.0 / (1.0 + t_112)
        t_115 = fma(-1.6666666666666667, t_112, 1.0)
        t_116 = where(t_113, t_114, maximum(t_115, 0.0))
        drift_1 = t_111 * t_116
        t_117 = t_74 - t_108
        t_118 = fma(t_117, t_101, t_108)
        t_119 = exp(3333.3333333333335 * minimum(t_118, 0.0))
        t_120 = t_118 < 0.0
        drift_2 = where(t_120, 0.0003 * t_119, t_118 + 0.0003)
        t_121 = where(t_113, t_111, 0.0)
        t_122 = t_115 > 0.0
        t_123 = where(t_122, where(t_113, 0.0, t_111), 0.0)
        t_124 = t_121 * t_114
        t_125 = fma(-t_124, t_114, -1.6666666666666667 * t_123)
        t_126 = t_59 > 0.0
        t_127 = t_116 * t_58
        t_128 = t_127 * t_108
        t_129 = t_127 * t_109
        t_130 = t_128 * t_100
        t_131 = t_129 * t_58
        t_132 = fma(t_129, t_107, t_116 * t_110)
        t_133 = t_131 * t_106
        t_134 = t_131 * t_105
        t_135 = t_134 * t_106
        t_136 = t_135 * t_106
        t_137 = t_133 * t_5
        t_138 = t_137 * t_103
        t_139 = t_133 * t_100
        drift_1_share = fma(t_139, t_57, where(t_126, t_125, 0.0))
        t_140 = fma(t_137, t_74, -t_136)
        t_141 = fma(-t_140, t_101, fma(t_133, t_102, t_128 * t_99) - t_136)
        t_142 = 0.5 / t_100
        t_143 = t_141 * t_142
        t_144 = t_130 * t_98
        t_145 = t_130 * t_97
        t_146 = t_145 * t_98
        t_147 = t_144 * t_96
        t_148 = fma(t_147, t_96, t_144)
        t_149 = fma(-t_146, t_98, 0.5 * (t_148 * t_95))
        t_150 = 0.5 / t_94
        t_151 = fma(t_149, t_150, t_143 * t_11)
        t_152 = 2.0 * (t_151 * t_92)
        t_153 = t_152 * t_91
        t_154 = t_152 * t_89
        t_155 = t_154 * t_91
        t_156 = t_155 * t_91
        t_157 = t_156 * t_90
        t_158 = t_153 * t_11
        t_159 = fma(t_153, t_88, fma(-t_156, t_85, t_143 * t_93))
        t_160 = t_158 * t_80
        t_161 = t_157 * t_84
        t_162 = t_157 * t_82
        t_163 = t_162 * t_83
        t_164 = fma(t_163, t_83, -t_162)
        t_165 = fma(-4.0, t_161 * t_75, 6.0 * (t_160 * t_70))
        t_166 = t_157 * t_80
        t_167 = fma(t_158, t_87, -t_166) - t_166
        t_168 = t_165 + t_167
        t_169 = t_164 * t_79
        t_170 = 0.5 / t_77
        t_171 = t_168 * t_170
        t_172 = fma(t_171, t_76, fma(-t_161, t_81, t_167))
        t_173 = t_171 * t_75
        t_174 = t_173 * t_76
        t_175 = fma(-t_174, t_76, fma(-t_133, t_104, t_169 * t_78))
        drift_1_first = 2.0 * (t_171 * t_68)
        t_176 = 0.5 / t_75
        t_177 = t_172 * t_176
        t_178 = t_177 * t_70
        drift_1_last = fma(t_160, t_86, t_178) + t_178
        t_179 = t_132 * t_58
        t_180 = t_159 * t_5
        t_181 = t_175 + fma(-t_179, t_58, t_139 * t_59) + t_180
        drift_1_length = t_181 + t_180
        t_182 = 0.0003 * where(t_120, 1.0, 0.0)
        t_183 = where(t_120, 3333.3333333333335 * (t_182 * t_119), 0.0)
        t_184 = where(t_120, 0.0, 1.0) + t_183
        t_185 = t_184 * t_101
        t_186 = t_184 - t_185
        t_187 = t_186 * t_58
        t_188 = t_186 * t_107
        t_189 = t_187 * t_106
        t_190 = t_187 * t_105
        t_191 = t_190 * t_106
        t_192 = t_191 * t_106
        t_193 = t_189 * t_5
        drift_2_held = fma(-t_193, t_103, t_185)
        t_194 = t_189 * t_100
        drift_2_share = t_194 * t_57
        t_195 = fma(t_193, t_74, t_184 * t_117) - t_192
        t_196 = fma(-t_195, t_101, fma(t_189, t_102, -t_192))
        t_197 = t_196 * t_142
        t_198 = t_197 * t_11
        t_199 = 2.0 * (t_198 * t_92)
        t_200 = t_199 * t_91
        t_201 = t_199 * t_89
        t_202 = t_201 * t_91
        t_203 = t_202 * t_91
        t_204 = t_203 * t_90
        t_205 = t_200 * t_11
        t_206 = fma(t_200, t_88, fma(-t_203, t_85, t_197 * t_93))
        t_207 = t_205 * t_80
        t_208 = t_204 * t_84
        t_209 = t_204 * t_82
        t_210 = t_209 * t_83
        t_211 = fma(t_210, t_83, -t_209)
        t_212 = fma(-4.0, t_208 * t_75, 6.0 * (t_207 * t_70))
        t_213 = t_204 * t_80
        t_214 = fma(t_205, t_87, -t_213) - t_213
        t_215 = t_212 + t_214
        t_216 = t_211 * t_79
        t_217 = t_215 * t_170
        t_218 = fma(t_217, t_76, fma(-t_208, t_81, t_214))
        t_219 = t_217 * t_75
        t_220 = t_219 * t_76
        t_221 = fma(-t_220, t_76, fma(-t_189, t_104, t_216 * t_78))
        drift_2_first = 2.0 * (t_217 * t_68)
        t_222 = t_218 * t_176
        t_223 = t_222 * t_70
        drift_2_last = fma(t_207, t_86, t_223) + t_223
        t_224 = t_188 * t_58
        t_225 = t_206 * t_5
        t_226 = t_221 + fma(-t_224, t_58, t_194 * t_59) + t_225
        drift_2_length = t_226 + t_225
        t_227 = 0.5 * (20.0 * hop_rate)
        t_228 = sqrt(fma(W, W, 1e-08))
        t_229 = t_228 - W
        t_230 = fma(-t_227, t_229, hop_rate * drift_1)
        t_231 = 1.0 / (1.0 + drift_2)
        t_232 = 1.0 - fma(drift_2, t_231, 0.0)
        t_233 = t_112 * t_112
        t_234 = t_233 * t_112
        t_235 = fma(-t_234, t_112, 1.0)
        t_236 = fma(t_232, t_235, -t_10)
        t_237 = fma(t_236, t_15, t_10)
        t_238 = exp(minimum(t_62, 50.0))
        t_239 = binodal * t_238
        t_240 = t_239 * spinodal
        t_241 = 1.0 / (spinodal + t_239)
        t_242 = 1.0 / (t_6 + 1.0)
        t_243 = fma(t_240, t_241, -c)
        t_244 = 2.4674011002723395 * hop_rate
        t_245 = t_244 * t_242
        t_246 = t_230 * t_2
        t_247 = maximum(t_246, 0.0)
        t_248 = 1.0 / (t_6 + 0.5)
        t_249 = fma(t_247, t_248, t_245 * t_242)
        t_250 = s / s_max
        t_251 = fma(-2.0, t_237, 1.0)
        t_252 = t_237 - t_237
        t_253 = 0.5 * fma(-kappa, t_252, omega * t_251)
        t_254 = z_e_kT * zeta
        t_255 = t_254 * D
        t_256 = fma(-alpha, t_255, b_exit - t_253)
        t_257 = 1.0 - alpha
        t_258 = fma(t_257, t_255, b_return + t_253)
        t_259 = floor_rate * open_share
        t_260 = minimum(600.0, t_256)
        t_261 = exp(maximum(-600.0, t_260))
        t_262 = minimum(600.0, t_258)
        t_263 = exp(maximum(-600.0, t_262))
        t_264 = t_256 - t_258
        t_265 = minimum(600.0, t_264)
        t_266 = exp(maximum(-600.0, t_265))
        t_267 = 1.0 + t_261 + t_266
        t_268 = t_259 / t_267
        t_269 = 1.0 / t_266
        t_270 = 1.0 + t_263 + t_269
        t_271 = t_259 / t_270
        t_272 = 1.0 - t_250
        t_273 = minimum(0.0, t_237)
        t_274 = minimum(0.0, t_272)
        t_275 = t_274 * t_274
        t_276 = fma(-t_273, t_274, t_237 * t_272)
        t_277 = fma(-5.0, fma(t_273, t_273, t_275), t_276)
        t_278 = 1.0 - t_237
        t_279 = minimum(0.0, t_250)
        t_280 = minimum(0.0, t_278)
        t_281 = fma(-t_279, t_280, t_250 * t_278)
        t_282 = fma(-5.0, fma(t_280, t_280, t_279 * t_279), t_281)
        t_283 = leak_conductance / stern_capacitance
        t_284 = plane_charge / stern_capacitance
        t_285 = r + r_half
        t_286 = r / t_285
        t_287 = 1.0 - zeta
        t_288 = z_e_kT * t_287
        t_289 = t_288 * D
        t_290 = fma(-alpha, t_289, b_dissolve)
        t_291 = fma(t_257, t_289, b_adsorb)
        t_292 = minimum(600.0, t_290)
        t_293 = exp(maximum(-600.0, t_292))
        t_294 = minimum(600.0, t_291)
        t_295 = exp(maximum(-600.0, t_294))
        t_296 = t_290 - t_291
        t_297 = minimum(600.0, t_296)
        t_298 = exp(maximum(-600.0, t_297))
        t_299 = 1.0 + t_293 + t_298
        t_300 = floor_rate / t_299
        t_301 = 1.0 / t_298
        t_302 = 1.0 + t_295 + t_301
        t_303 = floor_rate / t_302
        t_304 = minimum(0.0, t_286)
        t_305 = fma(-t_304, t_274, t_286 * t_272)
        t_306 = fma(-5.0, fma(t_304, t_304, t_275), t_305)
        t_307 = -1.0 / t_1
        t_308 = 2.0 * (t_307 * t_3)
        t_309 = 0.5 / t_4
        t_310 = fma(t_308, t_309, t_307)
        t_311 = 0.5 * t_310
        t_312 = -0.5 * t_310
        t_313 = 2.0 * (t_311 * t_5)
        t_314 = fma(t_311, t_11, t_313 * t_5)
        t_315 = fma(t_311, t_12, t_314 * t_5)
        t_316 = t_315 * t_14
        t_317 = t_316 * t_14
        t_318 = fma(-t_317, t_13, t_316)
        t_319 = fma(-0.3, t_318, t_312)
        t_320 = 2.0 * P
        t_321 = fma(t_320, P, t_17)
        t_322 = fma(t_321, P, t_18)
        t_323 = t_322 * t_20
        t_324 = t_323 * t_20
        t_325 = 0.5 * fma(-t_324, t_19, t_323)
        t_326 = 2.0 * (t_319 * t_16)
        t_327 = 0.5 / t_22
        t_328 = fma(t_326, t_327, t_319)
        t_329 = fma(t_328, t_21, t_325 * t_23)
        t_330 = t_329 * decay_metal
        t_331 = t_330 * t_25
        t_332 = t_331 * wall
        t_333 = fma(-t_331, t_28, -t_332 * t_25)
        t_334 = t_333 * grow_metal
        t_335 = P > 0.0
        t_336 = where(t_335, 1.0, 0.0)
        t_337 = t_336 * t_36
        t_338 = t_337 * t_34
        t_339 = fma(-t_338, P, t_37)
        t_340 = t_336 * t_39
        t_341 = t_340 * t_39
        t_342 = fma(-t_341, t_38, t_339 * t_39)
        t_343 = fma(-t_334, t_41, t_333)
        t_344 = t_343 * t_42
        t_345 = fma(t_334, grow_nitride, -t_333)
        t_346 = t_345 * t_42
        t_347 = t_329 * decay_nitride
        t_348 = t_347 * t_47
        t_349 = t_348 * t_48
        t_350 = t_349 * t_48
        t_351 = fma(-t_348, t_44, t_344 * t_47)
        t_352 = t_351 + fma(t_350, t_46, t_346 * t_48)
        t_353 = t_344 * grow_nitride
        t_354 = t_346 * t_41
        t_355 = fma(-t_348, t_50, t_353 * t_47)
        t_356 = t_355 + fma(t_350, t_51, t_354 * t_48)
        t_357 = t_356 - t_352
        t_358 = t_357 * t_54
        t_359 = t_358 * t_54
        t_360 = t_359 * t_53
        t_361 = t_311 * t_58
        t_362 = t_361 * t_58
        t_363 = t_362 * W
        t_364 = t_360 * z_e_kT
        t_365 = fma(t_331, t_27, 0.5 * (t_334 + t_333))
        t_366 = -fma(-t_364, t_61, t_365 * t_60)
        t_367 = t_62 > 0.0
        t_368 = t_63 < 12.0
        t_369 = where(t_368, where(t_367, t_366, 0.0), 0.0)
        t_370 = t_369 * t_64
        t_371 = t_40 > 0.0
        t_372 = where(t_371, t_342, 0.0)
        t_373 = 1.6666666666666667 * fma(t_370, t_65, t_372 * t_66)
        t_374 = t_333 - t_334
        t_375 = fma(-t_364, t_67, t_374 * t_60)
        t_376 = t_352 - fma(t_352, t_56, -t_356)
        t_377 = fma(-t_364, t_69, t_376 * t_60)
        t_378 = fma(t_370, t_40, t_342 * t_64)
        t_379 = t_373 * t_73
        t_380 = t_379 * t_73
        t_381 = fma(-t_380, t_71, t_378 * t_73)
        t_382 = fma(t_377, drift_1_last, t_375 * drift_1_first)
        t_383 = fma(-t_363, drift_1_share, fma(t_311, drift_1_length, t_382))
        t_384 = fma(-t_381, t_138, t_383)
        t_385 = t_384 * hop_rate
        t_386 = t_58 * drift_1_share
        t_387 = 2.0 * W
        t_388 = 0.5 / t_228
        t_389 = fma(t_387, t_388, -1.0)
        t_390 = fma(-t_389, t_227, t_386 * hop_rate)
        t_391 = t_307 * t_2
        t_392 = t_391 * P
        t_393 = 2.0 * (t_392 * t_3)
        t_394 = fma(t_393, t_309, t_392)
        t_395 = 0.5 * t_394
        t_396 = -0.5 * t_394
        t_397 = 2.0 * (t_395 * t_5)
        t_398 = fma(t_395, t_11, t_397 * t_5)
        t_399 = fma(t_395, t_12, t_398 * t_5)
        t_400 = t_399 * t_14
        t_401 = t_400 * t_14
        t_402 = fma(-t_401, t_13, t_400)
        t_403 = fma(-0.3, t_402, t_396)
        t_404 = 2.0 * (t_403 * t_16)
        t_405 = fma(t_404, t_327, t_403)
        t_406 = t_405 * t_21
        t_407 = t_406 * decay_metal
        t_408 = t_407 * t_25
        t_409 = t_408 * wall
        t_410 = fma(-t_408, t_28, -t_409 * t_25)
        t_411 = t_410 * grow_metal
        t_412 = fma(-t_411, t_41, t_410)
        t_413 = t_412 * t_42
        t_414 = fma(t_411, grow_nitride, -t_410)
        t_415 = t_414 * t_42
        t_416 = t_406 * decay_nitride
        t_417 = t_416 * t_47
        t_418 = t_417 * t_48
        t_419 = t_418 * t_48
        t_420 = fma(-t_417, t_44, t_413 * t_47)
        t_421 = t_420 + fma(t_419, t_46, t_415 * t_48)
        t_422 = t_413 * grow_nitride
        t_423 = t_415 * t_41
        t_424 = fma(-t_417, t_50, t_422 * t_47)
        t_425 = t_424 + fma(t_419, t_51, t_423 * t_48)
        t_426 = t_425 - t_421
        t_427 = t_426 * t_54
        t_428 = t_427 * t_54
        t_429 = t_428 * t_53
        t_430 = t_395 * t_58
        t_431 = t_430 * t_58
        t_432 = t_431 * W
        t_433 = t_429 * z_e_kT
        t_434 = fma(t_408, t_27, 0.5 * (t_411 + t_410))
        t_435 = -fma(-t_433, t_61, t_434 * t_60)
        t_436 = where(t_368, where(t_367, t_435, 0.0), 0.0)
        t_437 = t_436 * t_64
        t_438 = 1.6666666666666667 * (t_437 * t_65)
        t_439 = t_410 - t_411
        t_440 = fma(-t_433, t_67, t_439 * t_60)
        t_441 = t_421 - fma(t_421, t_56, -t_425)
        t_442 = fma(-t_433, t_69, t_441 * t_60)
        t_443 = t_437 * t_40
        t_444 = t_438 * t_73
        t_445 = t_444 * t_73
        t_446 = fma(-t_445, t_71, t_443 * t_73)
        t_447 = fma(t_442, drift_1_last, t_440 * drift_1_first)
        t_448 = fma(-t_432, drift_1_share, fma(t_395, drift_1_length, t_447))
        t_449 = fma(-t_446, t_138, t_448)
        t_450 = t_449 * hop_rate
        t_451 = stern_coupling * t_54
        t_452 = t_451 * z_e_kT
        t_453 = -t_452 * t_61
        t_454 = where(t_368, where(t_367, t_453, 0.0), 0.0)
        t_455 = t_454 * t_64
        t_456 = 1.6666666666666667 * (t_455 * t_65)
        t_457 = t_452 * t_67
        t_458 = t_452 * t_69
        t_459 = t_455 * t_40
        t_460 = t_456 * t_73
        t_461 = t_460 * t_73
        t_462 = fma(-t_461, t_71, t_459 * t_73)
        t_463 = fma(t_458, drift_1_last, t_457 * drift_1_first)
        t_464 = fma(-t_462, t_138, t_463)
        t_465 = t_464 * hop_rate
        t_466 = t_62 < 50.0
        t_467 = where(t_466, t_366, 0.0)
        t_468 = t_467 * t_238
        t_469 = t_468 * binodal
        t_470 = t_469 * spinodal
        t_471 = t_469 * t_241
        t_472 = t_471 * t_241
        t_473 = t_312 * t_242
        t_474 = t_473 * t_242
        t_475 = t_474 * t_244
        t_476 = t_246 > 0.0
        t_477 = where(t_476, t_385 * t_2, 0.0)
        t_478 = t_312 * t_248
        t_479 = t_478 * t_248
        t_480 = fma(-t_474, t_245, -t_475 * t_242)
        t_481 = t_480 + fma(-t_479, t_247, t_477 * t_248)
        t_482 = where(t_476, t_390 * t_2, 0.0)
        t_483 = where(t_466, t_435, 0.0)
        t_484 = t_483 * t_238
        t_485 = t_484 * binodal
        t_486 = t_485 * spinodal
        t_487 = t_485 * t_241
        t_488 = t_487 * t_241
        t_489 = t_396 * t_242
        t_490 = t_489 * t_242
        t_491 = t_490 * t_244
        t_492 = where(t_476, fma(-t_391, t_230, t_450 * t_2), 0.0)
        t_493 = t_396 * t_248
        t_494 = t_493 * t_248
        t_495 = fma(-t_490, t_245, -t_491 * t_242)
        t_496 = t_495 + fma(-t_494, t_247, t_492 * t_248)
        t_497 = where(t_466, t_453, 0.0)
        t_498 = t_497 * t_238
        t_499 = t_498 * binodal
        t_500 = t_499 * spinodal
        t_501 = t_499 * t_241
        t_502 = t_501 * t_241
        t_503 = where(t_476, t_465 * t_2, 0.0)
        t_504 = t_307 + t_312
        t_505 = t_504 * t_1
        t_506 = t_505 * t_9
        t_507 = where(t_126, -t_363, 0.0)
        t_508 = fma(t_377, drift_2_last, t_375 * drift_2_first)
        t_509 = fma(-t_363, drift_2_share, fma(t_311, drift_2_length, t_508))
        t_510 = fma(t_381, drift_2_held, t_509)
        t_511 = t_510 * t_231
        t_512 = t_511 * t_231
        t_513 = fma(-t_512, drift_2, t_511)
        t_514 = 2.0 * (t_507 * t_112)
        t_515 = fma(t_507, t_233, t_514 * t_112)
        t_516 = fma(t_507, t_234, t_515 * t_112)
        t_517 = fma(-t_516, t_232, -t_513 * t_235) - t_506
        t_518 = t_506 + fma(t_318, t_236, t_517 * t_15)
        t_519 = -2.0 * t_518
        t_520 = t_518 - t_518
        t_521 = fma(-t_520, kappa, t_519 * omega)
        t_522 = -0.5 * t_521
        t_523 = t_256 < 600.0
        t_524 = t_260 > -600.0
        t_525 = where(t_524, where(t_523, t_522, 0.0), 0.0)
        t_526 = t_258 < 600.0
        t_527 = t_262 > -600.0
        t_528 = where(t_527, where(t_526, 0.5 * t_521, 0.0), 0.0)
        t_529 = t_264 < 600.0
        t_530 = t_265 > -600.0
        t_531 = where(t_530, where(t_529, 2.0 * t_522, 0.0), 0.0)
        t_532 = fma(t_531, t_266, t_525 * t_261)
        t_533 = 1.0 / t_267
        t_534 = t_532 * t_533
        t_535 = t_534 * t_268
        t_536 = fma(-t_531, t_269, t_528 * t_263)
        t_537 = 1.0 / t_270
        t_538 = t_536 * t_537
        t_539 = t_538 * t_271
        t_540 = t_237 < 0.0
        t_541 = where(t_540, t_518, 0.0)
        t_542 = fma(-t_541, t_274, t_518 * t_272)
        t_543 = fma(-5.0, 2.0 * (t_541 * t_273), t_542)
        t_544 = t_278 < 0.0
        t_545 = where(t_544, -t_518, 0.0)
        t_546 = fma(-t_545, t_279, -t_518 * t_250)
        t_547 = fma(-5.0, 2.0 * (t_545 * t_280), t_546)
        t_548 = fma(-t_535, t_277, t_543 * t_268)
        t_549 = t_548 - fma(-t_539, t_282, t_547 * t_271)
        t_550 = where(t_126, t_58, 0.0)
        t_551 = t_58 * drift_2_share
        t_552 = t_551 * t_231
        t_553 = t_552 * t_231
        t_554 = fma(-t_553, drift_2, t_552)
        t_555 = 2.0 * (t_550 * t_112)
        t_556 = fma(t_550, t_233, t_555 * t_112)
        t_557 = fma(t_550, t_234, t_556 * t_112)
        t_558 = fma(-t_557, t_232, -t_554 * t_235)
        t_559 = t_558 * t_15
        t_560 = -2.0 * t_559
        t_561 = t_559 - t_559
        t_562 = fma(-t_561, kappa, t_560 * omega)
        t_563 = -0.5 * t_562
        t_564 = where(t_524, where(t_523, t_563, 0.0), 0.0)
        t_565 = where(t_527, where(t_526, 0.5 * t_562, 0.0), 0.0)
        t_566 = where(t_530, where(t_529, 2.0 * t_563, 0.0), 0.0)
        t_567 = fma(t_566, t_266, t_564 * t_261)
        t_568 = t_567 * t_533
        t_569 = t_568 * t_268
        t_570 = fma(-t_566, t_269, t_565 * t_263)
        t_571 = t_570 * t_537
        t_572 = t_571 * t_271
        t_573 = where(t_540, t_559, 0.0)
        t_574 = fma(-t_573, t_274, t_559 * t_272)
        t_575 = fma(-5.0, 2.0 * (t_573 * t_273), t_574)
        t_576 = where(t_544, -t_559, 0.0)
        t_577 = fma(-t_576, t_279, -t_559 * t_250)
        t_578 = fma(-5.0, 2.0 * (t_576 * t_280), t_577)
        t_579 = fma(-t_569, t_277, t_575 * t_268)
        t_580 = t_579 - fma(-t_572, t_282, t_578 * t_271)
        t_581 = t_392 + t_396
        t_582 = fma(t_581, t_1, -t_7)
        t_583 = fma(t_582, t_9, 1.0)
        t_584 = where(t_126, -t_432, 0.0)
        t_585 = fma(t_442, drift_2_last, t_440 * drift_2_first)
        t_586 = fma(-t_432, drift_2_share, fma(t_395, drift_2_length, t_585))
        t_587 = fma(t_446, drift_2_held, t_586)
        t_588 = t_587 * t_231
        t_589 = t_588 * t_231
        t_590 = fma(-t_589, drift_2, t_588)
        t_591 = 2.0 * (t_584 * t_112)
        t_592 = fma(t_584, t_233, t_591 * t_112)
        t_593 = fma(t_584, t_234, t_592 * t_112)
        t_594 = fma(-t_593, t_232, -t_590 * t_235) - t_583
        t_595 = t_583 + fma(t_402, t_236, t_594 * t_15)
        t_596 = -2.0 * t_595
        t_597 = t_595 - t_595
        t_598 = fma(-t_597, kappa, t_596 * omega)
        t_599 = -0.5 * t_598
        t_600 = where(t_524, where(t_523, t_599, 0.0), 0.0)
        t_601 = where(t_527, where(t_526, 0.5 * t_598, 0.0), 0.0)
        t_602 = where(t_530, where(t_529, 2.0 * t_599, 0.0), 0.0)
        t_603 = fma(t_602, t_266, t_600 * t_261)
        t_604 = t_603 * t_533
        t_605 = t_604 * t_268
        t_606 = fma(-t_602, t_269, t_601 * t_263)
        t_607 = t_606 * t_537
        t_608 = t_607 * t_271
        t_609 = where(t_540, t_595, 0.0)
        t_610 = fma(-t_609, t_274, t_595 * t_272)
        t_611 = fma(-5.0, 2.0 * (t_609 * t_273), t_610)
        t_612 = where(t_544, -t_595, 0.0)
        t_613 = fma(-t_612, t_279, -t_595 * t_250)
        t_614 = fma(-5.0, 2.0 * (t_612 * t_280), t_613)
        t_615 = fma(-t_605, t_277, t_611 * t_268)
        t_616 = t_615 - fma(-t_608, t_282, t_614 * t_271)
        t_617 = 1.0 / s_max
        t_618 = -1.0 / s_max
        t_619 = t_272 < 0.0
        t_620 = where(t_619, t_618, 0.0)
        t_621 = -5.0 * (2.0 * (t_620 * t_274))
        t_622 = fma(-t_620, t_273, t_618 * t_237) + t_621
        t_623 = t_250 < 0.0
        t_624 = where(t_623, t_617, 0.0)
        t_625 = fma(-t_624, t_280, t_617 * t_278)
        t_626 = fma(-5.0, 2.0 * (t_624 * t_279), t_625)
        t_627 = fma(t_458, drift_2_last, t_457 * drift_2_first)
        t_628 = fma(t_462, drift_2_held, t_627)
        t_629 = t_628 * t_231
        t_630 = t_629 * t_231
        t_631 = fma(-t_630, drift_2, t_629)
        t_632 = t_631 * t_235
        t_633 = t_632 * t_15
        t_634 = 2.0 * t_633
        t_635 = t_633 - t_633
        t_636 = fma(-t_635, kappa, t_634 * omega)
        t_637 = fma(-t_254, alpha, -0.5 * t_636)
        t_638 = fma(t_254, t_257, 0.5 * t_636)
        t_639 = where(t_524, where(t_523, t_637, 0.0), 0.0)
        t_640 = where(t_527, where(t_526, t_638, 0.0), 0.0)
        t_641 = where(t_530, where(t_529, t_637 - t_638, 0.0), 0.0)
        t_642 = fma(t_641, t_266, t_639 * t_261)
        t_643 = t_642 * t_533
        t_644 = t_643 * t_268
        t_645 = fma(-t_641, t_269, t_640 * t_263)
        t_646 = t_645 * t_537
        t_647 = t_646 * t_271
        t_648 = where(t_540, -t_633, 0.0)
        t_649 = fma(-t_648, t_274, -t_633 * t_272)
        t_650 = fma(-5.0, 2.0 * (t_648 * t_273), t_649)
        t_651 = where(t_544, t_633, 0.0)
        t_652 = fma(-t_651, t_279, t_633 * t_250)
        t_653 = fma(-5.0, 2.0 * (t_651 * t_280), t_652)
        t_654 = fma(-t_644, t_277, t_650 * t_268)
        t_655 = t_654 - fma(-t_647, t_282, t_653 * t_271)
        t_656 = fma(-t_620, t_304, t_618 * t_286) + t_621
        t_657 = 1.0 / t_285
        t_658 = fma(-t_657, t_286, t_657)
        t_659 = t_286 < 0.0
        t_660 = where(t_659, t_658, 0.0)
        t_661 = fma(-t_660, t_274, t_658 * t_272)
        t_662 = -t_288 * alpha
        t_663 = t_288 * t_257
        t_664 = t_290 < 600.0
        t_665 = t_292 > -600.0
        t_666 = where(t_665, where(t_664, t_662, 0.0), 0.0)
        t_667 = t_291 < 600.0
        t_668 = t_294 > -600.0
        t_669 = where(t_668, where(t_667, t_663, 0.0), 0.0)
        t_670 = t_296 < 600.0
        t_671 = t_297 > -600.0
        t_672 = where(t_671, where(t_670, t_662 - t_663, 0.0), 0.0)
        t_673 = fma(t_672, t_298, t_666 * t_293)
        t_674 = 1.0 / t_299
        t_675 = t_673 * t_674
        t_676 = fma(-t_672, t_301, t_669 * t_295)
        t_677 = 1.0 / t_302
        t_678 = t_676 * t_677
        t_679 = fma(-t_360, t_49, t_352 * t_55)
        t_680 = 1.0 / (area_resistance * stern_capacitance)
        t_681 = fma(-t_429, t_49, t_421 * t_55)
        t_682 = fma(t_451, t_49, 1.0)
        t_683 = d_c * t_2
        t_684 = t_683 * t_2
        t_685 = d_planes - fma(t_684, P, d_P * t_2)
        t_686 = 2.0 * (t_685 * t_3) * t_309
        t_687 = t_685 + t_686
        t_688 = 0.5 * t_687
        t_689 = -0.5 * t_687
        t_690 = d_planes + t_689
        t_691 = 2.0 * (t_688 * t_5)
        t_692 = fma(t_688, t_11, t_691 * t_5)
        t_693 = fma(t_688, t_12, t_692 * t_5)
        t_694 = t_693 * t_14
        t_695 = t_694 * t_14
        t_696 = fma(-t_695, t_13, t_694)
        t_697 = fma(-0.3, t_696, t_690)
        t_698 = 2.0 * (d_P * P)
        t_699 = fma(d_P, t_17, t_698 * P)
        t_700 = fma(d_P, t_18, t_699 * P)
        t_701 = t_700 * t_20
        t_702 = t_701 * t_20
        t_703 = 0.5 * fma(-t_702, t_19, t_701)
        t_704 = 2.0 * (t_697 * t_16) * t_327
        t_705 = t_697 + t_704
        t_706 = fma(t_705, t_21, t_703 * t_23)
        t_707 = fma(t_706, decay_metal, d_decay_metal * t_24)
        t_708 = t_707 * t_25
        t_709 = fma(d_wall, contact, d_contact * t_26)
        t_710 = fma(-t_708, wall, d_wall * t_25)
        t_711 = fma(-t_708, t_28, t_710 * t_25)
        t_712 = fma(d_grow_metal, t_29, t_711 * grow_metal)
        t_713 = fma(-d_grow_metal * t_30, t_30, t_712)
        t_714 = d_spinodal - d_binodal
        t_715 = where(t_335, d_P, 0.0)
        t_716 = t_715 * t_36
        t_717 = d_binodal + fma(-t_716, t_34, t_714 * t_36)
        t_718 = fma(d_P, t_37, t_717 * P)
        t_719 = t_715 * t_39 * t_39
        t_720 = fma(-t_719, t_38, t_718 * t_39)
        t_721 = d_grow_nitride * t_41 * t_41
        t_722 = (d_grow_nitride + t_721) * t_42 * t_42
        t_723 = (t_711 - fma(-t_721, t_31, t_713 * t_41)) * t_42
        t_724 = fma(-t_722, t_43, t_723)
        t_725 = fma(d_grow_nitride, t_31, t_713 * grow_nitride)
        t_726 = fma(-t_722, t_45, (t_725 - t_711) * t_42)
        t_727 = fma(d_planes - t_706, decay_nitride, d_decay_nitride * t_33)
        t_728 = t_727 * t_47
        t_729 = t_728 * t_48 * t_48
        t_730 = fma(-t_729, t_46, t_726 * t_48)
        t_731 = fma(t_728, t_44, t_724 * t_47) + t_730
        t_732 = fma(d_grow_nitride, t_44, t_724 * grow_nitride)
        t_733 = fma(-t_721, t_46, t_726 * t_41)
        t_734 = fma(-t_729, t_51, t_733 * t_48)
        t_735 = fma(t_728, t_50, t_732 * t_47) + t_734
        t_736 = fma(d_D, stern_coupling, d_stern_coupling * D)
        t_737 = (t_735 - t_731) * t_54 * t_54
        t_738 = fma(-t_737, t_53, t_736 * t_54)
        t_739 = d_grow_nitride - t_721
        t_740 = t_688 * t_58 * t_58
        t_741 = fma(-t_740, W, d_W * t_58)
        t_742 = fma(t_738, z_e_kT, d_z_e_kT * t_55)
        t_743 = fma(0.5, t_713 + t_711, -fma(-t_708, t_27, t_709 * t_25))
        t_744 = -fma(t_743, t_60, t_742 * t_61)
        t_745 = where(t_368, where(t_367, t_744, 0.0), 0.0)
        t_746 = t_745 * t_64
        t_747 = where(t_371, t_720, 0.0)
        t_748 = 1.6666666666666667 * fma(t_746, t_65, t_747 * t_66)
        t_749 = t_711 - t_713
        t_750 = fma(t_749, t_60, t_742 * t_67)
        t_751 = t_731 - (fma(t_739, t_49, t_731 * t_56) - t_735)
        t_752 = fma(t_751, t_60, t_742 * t_69)
        t_753 = fma(t_746, t_40, t_720 * t_64)
        t_754 = t_748 * t_73 * t_73
        t_755 = fma(-t_754, t_71, t_753 * t_73)
        t_756 = 2.0 * (t_752 * t_70) * t_176
        t_757 = t_688 * t_76 * t_76
        t_758 = fma(2.0, t_750 * t_68, fma(-t_757, t_75, t_756 * t_76))
        t_759 = t_758 * t_170
        t_760 = 0.5 * d_decay_nitride
        t_761 = fma(t_688, t_78, t_760 * t_5) * t_79
        t_762 = t_759 + t_756
        t_763 = 4.0 * t_759
        t_764 = fma(t_756, t_81, t_763 * t_75)
        t_765 = t_761 * t_83 * t_83
        t_766 = t_761 - t_765
        t_767 = fma(2.0, t_762 * t_80, fma(t_766, t_82, t_764 * t_84))
        t_768 = 6.0 * t_759
        t_769 = fma(t_752, t_86, t_768 * t_70)
        t_770 = fma(t_762, t_87, t_769 * t_80)
        t_771 = fma(t_691, t_88, t_770 * t_11)
        t_772 = fma(t_691, t_85, t_767 * t_90) * t_91 * t_91
        t_773 = fma(-t_772, t_89, t_771 * t_91)
        t_774 = 2.0 * (t_773 * t_92)
        t_775 = t_774 * t_150
        t_776 = 0.5 * t_775 * t_95
        t_777 = t_776 * t_96 * t_96
        t_778 = t_776 + t_777
        t_779 = t_775 * t_98
        t_780 = t_779 * t_98
        t_781 = fma(-t_780, t_97, t_778 * t_98)
        t_782 = fma(t_691, t_93, t_774 * t_11) * t_142
        t_783 = t_782 * t_101
        t_784 = fma(t_688, t_59, t_741 * t_57)
        t_785 = fma(t_783, t_74, t_755 * t_103)
        t_786 = fma(t_782, t_102, t_784 * t_100)
        t_787 = t_786 - fma(t_688, t_104, t_785 * t_5)
        t_788 = (t_782 - t_783) * t_106 * t_106
        t_789 = fma(-t_788, t_105, t_787 * t_106)
        t_790 = fma(-t_740, t_107, t_789 * t_58)
        t_791 = fma(t_782, t_99, t_781 * t_100)
        t_792 = fma(t_790, t_109, t_791 * t_108)
        t_793 = fma(-t_740, t_110, t_792 * t_58)
        t_794 = where(t_126, t_741, 0.0)
        t_795 = t_794 * t_114 * t_114
        t_796 = where(t_122, -1.6666666666666667 * t_794, 0.0)
        t_797 = where(t_113, -t_795, 0.0) + where(t_113, 0.0, t_796)
        t_798 = where(t_122, where(t_113, 0.0, t_793), 0.0)
        t_799 = fma(-t_795, t_121, where(t_113, t_793, 0.0) * t_114)
        t_800 = fma(-t_795, t_124, t_799 * t_114)
        t_801 = where(t_126, fma(-1.6666666666666667, t_798, -t_800), 0.0)
        t_802 = fma(-t_740, t_116, t_797 * t_58)
        t_803 = fma(t_790, t_127, t_802 * t_108)
        t_804 = fma(t_791, t_127, t_802 * t_109)
        t_805 = fma(t_782, t_128, t_803 * t_100)
        t_806 = fma(-t_740, t_129, t_804 * t_58)
        t_807 = fma(t_792, t_116, t_797 * t_110)
        t_808 = fma(-t_788, t_131, t_806 * t_106)
        t_809 = fma(-t_788, t_134, fma(t_787, t_131, t_806 * t_105) * t_106)
        t_810 = fma(-t_788, t_135, t_809 * t_106)
        t_811 = fma(t_688, t_133, t_808 * t_5)
        t_812 = fma(t_783, t_137, t_811 * t_103)
        t_813 = fma(t_782, t_133, t_808 * t_100)
        t_814 = fma(t_784, t_133, t_808 * t_102)
        t_815 = t_801 + fma(t_688, t_139, t_813 * t_57)
        t_816 = fma(t_781, t_128, t_803 * t_99) + t_814 - t_810
        t_817 = (fma(t_755, t_137, t_811 * t_74) - t_810) * t_101
        t_818 = t_782 * (1.0 / t_100) * t_142
        t_819 = (t_816 - fma(-t_783, t_140, t_817)) * t_142
        t_820 = fma(-t_818, t_141, t_819)
        t_821 = fma(-t_780, t_130, t_805 * t_98)
        t_822 = fma(-t_780, t_145, fma(t_778, t_130, t_805 * t_97) * t_98)
        t_823 = fma(-t_777, t_147, fma(-t_777, t_144, t_821 * t_96) * t_96)
        t_824 = fma(t_776, t_148, (t_821 + t_823) * t_95)
        t_825 = fma(0.5, t_824, -fma(-t_780, t_146, t_822 * t_98))
        t_826 = fma(-t_779 * t_150, t_149, t_825 * t_150)
        t_827 = (fma(t_691, t_143, t_820 * t_11) + t_826) * t_92
        t_828 = 2.0 * fma(t_773, t_151, t_827)
        t_829 = fma(-t_772, t_152, t_828 * t_91)
        t_830 = fma(-t_772, t_154, fma(t_771, t_152, t_828 * t_89) * t_91)
        t_831 = fma(-t_772, t_155, t_830 * t_91)
        t_832 = fma(t_691, t_156, t_831 * t_90)
        t_833 = fma(t_774, t_143, t_820 * t_93)
        t_834 = fma(t_691, t_153, t_829 * t_11)
        t_835 = t_833 - fma(t_767, t_156, t_831 * t_85)
        t_836 = fma(t_762, t_158, t_834 * t_80)
        t_837 = fma(t_766, t_157, t_832 * t_84)
        t_838 = fma(t_764, t_157, t_832 * t_82)
        t_839 = fma(-t_765, t_163, fma(-t_765, t_162, t_838 * t_83) * t_83)
        t_840 = 6.0 * fma(t_752, t_160, t_836 * t_70)
        t_841 = fma(-4.0, fma(t_756, t_161, t_837 * t_75), t_840)
        t_842 = fma(t_762, t_157, t_832 * t_80)
        t_843 = fma(t_769, t_158, t_834 * t_87) - t_842 - t_842
        t_844 = fma(t_761, t_164, (t_839 - t_838) * t_79)
        t_845 = fma(t_785, t_133, t_808 * t_104)
        t_846 = t_759 * (1.0 / t_77) * t_170
        t_847 = fma(-t_846, t_168, (t_841 + t_843) * t_170)
        t_848 = t_843 - fma(t_763, t_161, t_837 * t_81)
        t_849 = fma(-t_757, t_173, fma(t_756, t_171, t_847 * t_75) * t_76)
        t_850 = fma(t_760, t_169, t_844 * t_78) - t_845
        t_851 = 2.0 * fma(t_750, t_171, t_847 * t_68)
        t_852 = t_756 * (1.0 / t_75) * t_176
        t_853 = (t_848 + fma(-t_757, t_171, t_847 * t_76)) * t_176
        t_854 = fma(t_752, t_177, fma(-t_852, t_172, t_853) * t_70)
        t_855 = fma(t_768, t_160, t_836 * t_86) + t_854 + t_854
        t_856 = (t_807 + fma(t_789, t_129, t_804 * t_107)) * t_58
        t_857 = fma(-t_740, t_179, fma(-t_740, t_132, t_856) * t_58)
        t_858 = t_850 - fma(-t_757, t_174, t_849 * t_76)
        t_859 = t_858 + (fma(t_741, t_139, t_813 * t_59) - t_857)
        t_860 = (t_835 + fma(t_770, t_153, t_829 * t_88)) * t_5
        t_861 = fma(t_688, t_159, t_860)
        t_862 = t_859 + t_861 + t_861
        t_863 = t_683 * t_307
        t_864 = t_686 * (1.0 / t_4) * t_309
        t_865 = 2.0 * fma(t_685, t_307, t_863 * t_3) * t_309
        t_866 = t_863 + fma(-t_864, t_308, t_865)
        t_867 = 0.5 * t_866
        t_868 = -0.5 * t_866
        t_869 = 2.0 * fma(t_688, t_311, t_867 * t_5) * t_5
        t_870 = fma(t_688, t_313, t_869) + fma(t_691, t_311, t_867 * t_11)
        t_871 = fma(t_692, t_311, t_867 * t_12)
        t_872 = (fma(t_688, t_314, t_870 * t_5) + t_871) * t_14
        t_873 = fma(-t_695, t_315, t_872)
        t_874 = fma(t_693, t_317, fma(-t_695, t_316, t_873 * t_14) * t_13)
        t_875 = t_873 - t_874
        t_876 = fma(-0.3, t_875, t_868)
        t_877 = (fma(d_P, t_320, 2.0 * d_P * P) + t_698) * P
        t_878 = fma(-t_702, t_322, (fma(d_P, t_321, t_877) + t_699) * t_20)
        t_879 = fma(t_700, t_324, fma(-t_702, t_323, t_878 * t_20) * t_19)
        t_880 = t_704 * (1.0 / t_22) * t_327
        t_881 = 2.0 * fma(t_697, t_319, t_876 * t_16) * t_327
        t_882 = fma(t_705, t_325, 0.5 * (t_878 - t_879) * t_23)
        t_883 = (t_876 + fma(-t_880, t_326, t_881)) * t_21
        t_884 = t_882 + fma(t_703, t_328, t_883)
        t_885 = fma(d_decay_metal, t_329, t_884 * decay_metal)
        t_886 = fma(-t_708, t_330, t_885 * t_25)
        t_887 = fma(-t_708, t_332, fma(d_wall, t_331, t_886 * wall) * t_25)
        t_888 = -t_887 - fma(t_710, t_331, t_886 * t_28)
        t_889 = fma(d_grow_metal, t_333, t_888 * grow_metal)
        t_890 = fma(-t_716 * t_336, t_34, t_714 * t_337) * P
        t_891 = fma(-t_719, t_340, -t_719 * t_336 * t_39)
        t_892 = fma(-t_719, t_339, (t_717 - fma(d_P, t_338, t_890)) * t_39)
        t_893 = t_892 - fma(t_718, t_341, t_891 * t_38)
        t_894 = (t_888 - fma(-t_721, t_334, t_889 * t_41)) * t_42
        t_895 = fma(-t_722, t_343, t_894)
        t_896 = fma(d_grow_nitride, t_334, t_889 * grow_nitride)
        t_897 = fma(-t_722, t_345, (t_896 - t_888) * t_42)
        t_898 = fma(d_decay_nitride, t_329, t_884 * decay_nitride)
        t_899 = fma(t_728, t_347, t_898 * t_47)
        t_900 = fma(-t_729, t_349, fma(-t_729, t_348, t_899 * t_48) * t_48)
        t_901 = fma(t_728, t_344, t_895 * t_47)
        t_902 = fma(-t_729, t_346, t_897 * t_48)
        t_903 = t_901 - fma(t_724, t_348, t_899 * t_44)
        t_904 = t_903 + (t_902 + fma(t_726, t_350, t_900 * t_46))
        t_905 = fma(d_grow_nitride, t_344, t_895 * grow_nitride)
        t_906 = fma(t_728, t_353, t_905 * t_47)
        t_907 = fma(-t_729, t_354, fma(-t_721, t_346, t_897 * t_41) * t_48)
        t_908 = t_906 - fma(t_732, t_348, t_899 * t_50)
        t_909 = t_908 + (t_907 + fma(t_733, t_350, t_900 * t_51))
        t_910 = fma(-t_737, t_357, (t_909 - t_904) * t_54)
        t_911 = fma(t_736, t_359, fma(-t_737, t_358, t_910 * t_54) * t_53)
        t_912 = fma(-t_740, t_361, fma(-t_740, t_311, t_867 * t_58) * t_58)
        t_913 = fma(d_W, t_362, t_912 * W)
        t_914 = fma(d_z_e_kT, t_360, t_911 * z_e_kT)
        t_915 = fma(0.5, t_889 + t_888, fma(t_709, t_331, t_886 * t_27))
        t_916 = fma(t_742, t_365, t_915 * t_60)
        t_917 = -(t_916 - fma(t_743, t_364, t_914 * t_61))
        t_918 = where(t_368, where(t_367, t_917, 0.0), 0.0)
        t_919 = fma(t_746, t_369, t_918 * t_64)
        t_920 = fma(t_746, t_372, where(t_371, t_893, 0.0) * t_66)
        t_921 = t_920 + fma(t_747, t_370, t_919 * t_65)
        t_922 = fma(t_742, t_374, (t_888 - t_889) * t_60)
        t_923 = t_922 - fma(t_749, t_364, t_914 * t_67)
        t_924 = t_904 - (fma(t_739, t_352, t_904 * t_56) - t_909)
        t_925 = fma(t_742, t_376, t_924 * t_60)
        t_926 = t_925 - fma(t_751, t_364, t_914 * t_69)
        t_927 = fma(t_746, t_342, t_893 * t_64)
        t_928 = fma(-t_754, t_373, 1.6666666666666667 * t_921 * t_73)
        t_929 = (t_927 + fma(t_720, t_370, t_919 * t_40)) * t_73
        t_930 = fma(t_753, t_380, fma(-t_754, t_379, t_928 * t_73) * t_71)
        t_931 = fma(-t_754, t_378, t_929) - t_930
        t_932 = fma(t_862, t_311, t_867 * drift_1_length)
        t_933 = fma(t_851, t_375, t_923 * drift_1_first)
        t_934 = t_933 + fma(t_855, t_377, t_926 * drift_1_last)
        t_935 = t_934 + t_932 - fma(t_815, t_363, t_913 * drift_1_share)
        t_936 = (t_935 - fma(t_812, t_381, t_931 * t_138)) * hop_rate
        flux_P_bent = fma(d_hop_rate, t_384, t_936)
        t_937 = 0.5 * (20.0 * d_hop_rate)
        t_938 = 2.0 * (d_W * W) * t_388
        t_939 = fma(-t_740, drift_1_share, t_815 * t_58) * hop_rate
        t_940 = fma(-t_938 * (1.0 / t_228) * t_388, t_387, 2.0 * d_W * t_388)
        t_941 = fma(t_937, t_389, t_940 * t_227)
        flux_W_bent = fma(d_hop_rate, t_386, t_939) - t_941
        t_942 = fma(t_684, t_307, t_863 * t_2)
        t_943 = fma(d_P, t_391, t_942 * P)
        t_944 = 2.0 * fma(t_685, t_392, t_943 * t_3) * t_309
        t_945 = t_943 + fma(-t_864, t_393, t_944)
        t_946 = 0.5 * t_945
        t_947 = -0.5 * t_945
        t_948 = 2.0 * fma(t_688, t_395, t_946 * t_5) * t_5
        t_949 = fma(t_688, t_397, t_948) + fma(t_691, t_395, t_946 * t_11)
        t_950 = fma(t_692, t_395, t_946 * t_12)
        t_951 = (fma(t_688, t_398, t_949 * t_5) + t_950) * t_14
        t_952 = fma(-t_695, t_399, t_951)
        t_953 = fma(t_693, t_401, fma(-t_695, t_400, t_952 * t_14) * t_13)
        t_954 = t_952 - t_953
        t_955 = fma(-0.3, t_954, t_947)
        t_956 = 2.0 * fma(t_697, t_403, t_955 * t_16) * t_327
        t_957 = (t_955 + fma(-t_880, t_404, t_956)) * t_21
        t_958 = fma(t_703, t_405, t_957)
        t_959 = fma(d_decay_metal, t_406, t_958 * decay_metal)
        t_960 = fma(-t_708, t_407, t_959 * t_25)
        t_961 = fma(-t_708, t_409, fma(d_wall, t_408, t_960 * wall) * t_25)
        t_962 = -t_961 - fma(t_710, t_408, t_960 * t_28)
        t_963 = fma(d_grow_metal, t_410, t_962 * grow_metal)
        t_964 = (t_962 - fma(-t_721, t_411, t_963 * t_41)) * t_42
        t_965 = fma(-t_722, t_412, t_964)
        t_966 = fma(d_grow_nitride, t_411, t_963 * grow_nitride)
        t_967 = fma(-t_722, t_414, (t_966 - t_962) * t_42)
        t_968 = fma(d_decay_nitride, t_406, t_958 * decay_nitride)
        t_969 = fma(t_728, t_416, t_968 * t_47)
        t_970 = fma(-t_729, t_418, fma(-t_729, t_417, t_969 * t_48) * t_48)
        t_971 = fma(t_728, t_413, t_965 * t_47)
        t_972 = fma(-t_729, t_415, t_967 * t_48)
        t_973 = t_971 - fma(t_724, t_417, t_969 * t_44)
        t_974 = t_973 + (t_972 + fma(t_726, t_419, t_970 * t_46))
        t_975 = fma(d_grow_nitride, t_413, t_965 * grow_nitride)
        t_976 = fma(t_728, t_422, t_975 * t_47)
        t_977 = fma(-t_729, t_423, fma(-t_721, t_415, t_967 * t_41) * t_48)
        t_978 = t_976 - fma(t_732, t_417, t_969 * t_50)
        t_979 = t_978 + (t_977 + fma(t_733, t_419, t_970 * t_51))
        t_980 = fma(-t_737, t_426, (t_979 - t_974) * t_54)
        t_981 = fma(t_736, t_428, fma(-t_737, t_427, t_980 * t_54) * t_53)
        t_982 = fma(-t_740, t_430, fma(-t_740, t_395, t_946 * t_58) * t_58)
        t_983 = fma(d_W, t_431, t_982 * W)
        t_984 = fma(d_z_e_kT, t_429, t_981 * z_e_kT)
        t_985 = fma(0.5, t_963 + t_962, fma(t_709, t_408, t_960 * t_27))
        t_986 = fma(t_742, t_434, t_985 * t_60)
        t_987 = -(t_986 - fma(t_743, t_433, t_984 * t_61))
        t_988 = where(t_368, where(t_367, t_987, 0.0), 0.0)
        t_989 = fma(t_746, t_436, t_988 * t_64)
        t_990 = 1.6666666666666667 * fma(t_747, t_437, t_989 * t_65)
        t_991 = fma(t_742, t_439, (t_962 - t_963) * t_60)
        t_992 = t_991 - fma(t_749, t_433, t_984 * t_67)
        t_993 = t_974 - (fma(t_739, t_421, t_974 * t_56) - t_979)
        t_994 = fma(t_742, t_441, t_993 * t_60)
        t_995 = t_994 - fma(t_751, t_433, t_984 * t_69)
        t_996 = fma(-t_754, t_444, fma(-t_754, t_438, t_990 * t_73) * t_73)
        t_997 = fma(-t_754, t_443, fma(t_720, t_437, t_989 * t_40) * t_73)
        t_998 = t_997 - fma(t_753, t_445, t_996 * t_71)
        t_999 = fma(t_862, t_395, t_946 * drift_1_length)
        t_1000 = fma(t_851, t_440, t_992 * drift_1_first)
        t_1001 = t_1000 + fma(t_855, t_442, t_995 * drift_1_last)
        t_1002 = t_1001 + t_999 - fma(t_815, t_432, t_983 * drift_1_share)
        t_1003 = t_1002 - fma(t_812, t_446, t_998 * t_138)
        flux_c_bent = fma(d_hop_rate, t_449, t_1003 * hop_rate)
        t_1004 = fma(-t_737, stern_coupling, d_stern_coupling * t_54)
        t_1005 = fma(d_z_e_kT, t_451, t_1004 * z_e_kT)
        t_1006 = -fma(t_743, t_452, t_1005 * t_61)
        t_1007 = where(t_368, where(t_367, t_1006, 0.0), 0.0)
        t_1008 = fma(t_746, t_454, t_1007 * t_64)
        t_1009 = 1.6666666666666667 * fma(t_747, t_455, t_1008 * t_65)
        t_1010 = fma(t_749, t_452, t_1005 * t_67)
        t_1011 = fma(t_751, t_452, t_1005 * t_69)
        t_1012 = fma(-t_754, t_460, fma(-t_754, t_456, t_1009 * t_73) * t_73)
        t_1013 = fma(-t_754, t_459, fma(t_720, t_455, t_1008 * t_40) * t_73)
        t_1014 = t_1013 - fma(t_753, t_461, t_1012 * t_71)
        t_1015 = fma(t_851, t_457, t_1010 * drift_1_first)
        t_1016 = t_1015 + fma(t_855, t_458, t_1011 * drift_1_last)
        t_1017 = t_1016 - fma(t_812, t_462, t_1014 * t_138)
        flux_D_bent = fma(d_hop_rate, t_464, t_1017 * hop_rate)
        t_1018 = fma(t_752, drift_1_last, t_750 * drift_1_first)
        t_1019 = fma(t_741, drift_1_share, fma(t_688, drift_1_length, t_1018))
        t_1020 = fma(-t_755, t_138, t_1019)
        t_1021 = fma(d_decay_nitride, 0.5 * (t_169 * t_5), t_1020)
        t_1022 = fma(t_1021, hop_rate, d_hop_rate * drift_1)
        t_1023 = t_1022 - fma(t_938 - d_W, t_227, t_937 * t_229)
        t_1024 = where(t_466, t_744, 0.0) * t_238
        t_1025 = fma(t_1024, binodal, d_binodal * t_238)
        t_1026 = fma(d_spinodal, t_239, t_1025 * spinodal)
        t_1027 = (d_spinodal + t_1025) * t_241 * t_241
        t_1028 = t_690 * t_242 * t_242
        t_1029 = fma(-t_1027, t_240, t_1026 * t_241) - d_c
        t_1030 = 2.4674011002723395 * d_hop_rate
        t_1031 = fma(-t_1028, t_244, t_1030 * t_242)
        t_1032 = where(t_476, fma(t_684, t_230, t_1023 * t_2), 0.0)
        t_1033 = t_690 * t_248 * t_248
        t_1034 = fma(-t_1028, t_245, t_1031 * t_242)
        t_1035 = t_1034 + fma(-t_1033, t_247, t_1032 * t_248)
        t_1036 = fma(t_1024, t_467, where(t_466, t_917, 0.0) * t_238)
        t_1037 = fma(d_binodal, t_468, t_1036 * binodal)
        t_1038 = fma(d_spinodal, t_469, t_1037 * spinodal)
        t_1039 = fma(-t_1027, t_469, t_1037 * t_241) * t_241
        t_1040 = fma(t_1026, t_472, fma(-t_1027, t_471, t_1039) * t_240)
        t_1041 = fma(-t_1027, t_470, t_1038 * t_241) - t_1040
        t_1042 = fma(-t_1028, t_312, t_868 * t_242) * t_242
        t_1043 = fma(-t_1028, t_473, t_1042)
        t_1044 = fma(t_1030, t_474, t_1043 * t_244) * t_242
        t_1045 = fma(t_1031, t_474, t_1043 * t_245)
        t_1046 = where(t_476, fma(t_684, t_385, flux_P_bent * t_2), 0.0)
        t_1047 = fma(-t_1033, t_312, t_868 * t_248) * t_248
        t_1048 = fma(t_1032, t_479, fma(-t_1033, t_478, t_1047) * t_247)
        t_1049 = fma(-t_1033, t_477, t_1046 * t_248) - t_1048
        t_1050 = -fma(-t_1028, t_475, t_1044) - t_1045 + t_1049
        t_1051 = fma(-t_472, t_240, t_470 * t_241)
        t_1052 = fma(t_1035, t_1051, t_1041 * t_249)
        dilute_rate_P_bent = t_1052 + fma(t_1029, t_481, t_1050 * t_243)
        t_1053 = where(t_476, fma(t_684, t_390, flux_W_bent * t_2), 0.0)
        t_1054 = fma(-t_1033, t_482, t_1053 * t_248) * t_243
        dilute_rate_W_bent = fma(t_1029, t_482 * t_248, t_1054)
        t_1055 = fma(t_1024, t_483, where(t_466, t_987, 0.0) * t_238)
        t_1056 = fma(d_binodal, t_484, t_1055 * binodal)
        t_1057 = fma(d_spinodal, t_485, t_1056 * spinodal)
        t_1058 = fma(-t_1027, t_485, t_1056 * t_241) * t_241
        t_1059 = fma(t_1026, t_488, fma(-t_1027, t_487, t_1058) * t_240)
        t_1060 = fma(-t_1027, t_486, t_1057 * t_241) - t_1059
        t_1061 = fma(-t_1028, t_396, t_947 * t_242) * t_242
        t_1062 = fma(-t_1028, t_489, t_1061)
        t_1063 = fma(t_1030, t_490, t_1062 * t_244) * t_242
        t_1064 = fma(t_1031, t_490, t_1062 * t_245)
        t_1065 = fma(t_684, t_450, flux_c_bent * t_2)
        t_1066 = t_1065 - fma(t_1023, t_391, t_942 * t_230)
        t_1067 = fma(-t_1033, t_396, t_947 * t_248) * t_248
        t_1068 = fma(-t_1033, t_492, where(t_476, t_1066, 0.0) * t_248)
        t_1069 = fma(t_1032, t_494, fma(-t_1033, t_493, t_1067) * t_247)
        t_1070 = -fma(-t_1028, t_491, t_1063) - t_1064 + (t_1068 - t_1069)
        t_1071 = fma(-t_488, t_240, t_486 * t_241) - 1.0
        t_1072 = fma(t_1035, t_1071, t_1060 * t_249)
        dilute_rate_c_bent = t_1072 + fma(t_1029, t_496, t_1070 * t_243)
        t_1073 = fma(t_1024, t_497, where(t_466, t_1006, 0.0) * t_238)
        t_1074 = fma(d_binodal, t_498, t_1073 * binodal)
        t_1075 = fma(d_spinodal, t_499, t_1074 * spinodal)
        t_1076 = fma(-t_1027, t_499, t_1074 * t_241) * t_241
        t_1077 = fma(t_1026, t_502, fma(-t_1027, t_501, t_1076) * t_240)
        t_1078 = fma(-t_1027, t_500, t_1075 * t_241) - t_1077
        t_1079 = where(t_476, fma(t_684, t_465, flux_D_bent * t_2), 0.0)
        t_1080 = fma(-t_502, t_240, t_500 * t_241)
        t_1081 = fma(-t_1033, t_503, t_1079 * t_248) * t_243
        t_1082 = fma(t_1035, t_1080, t_1078 * t_249)
        dilute_rate_D_bent = t_1082 + fma(t_1029, t_503 * t_248, t_1081)
        t_1083 = t_685 + t_689
        t_1084 = d_planes * t_9 * t_9
        t_1085 = fma(-t_1084, t_8, fma(-d_c, t_7, t_1083 * t_1) * t_9)
        t_1086 = d_c + t_1085
        t_1087 = t_755 - t_790
        t_1088 = t_790 + fma(-t_783, t_117, t_1087 * t_101)
        t_1089 = 3333.3333333333335 * where(t_120, t_1088, 0.0)
        t_1090 = fma(t_752, drift_2_last, t_750 * drift_2_first)
        t_1091 = fma(t_741, drift_2_share, fma(t_688, drift_2_length, t_1090))
        t_1092 = fma(t_755, drift_2_held, t_1091)
        t_1093 = fma(d_decay_nitride, 0.5 * (t_216 * t_5), t_1092)
        t_1094 = 3333.3333333333335 * (t_1089 * t_119 * t_182)
        t_1095 = where(t_120, t_1094, 0.0)
        t_1096 = fma(-t_783, t_184, t_1095 * t_101)
        t_1097 = t_1095 - t_1096
        t_1098 = fma(-t_740, t_186, t_1097 * t_58)
        t_1099 = fma(-t_788, t_187, t_1098 * t_106)
        t_1100 = fma(t_787, t_187, t_1098 * t_105) * t_106
        t_1101 = fma(-t_788, t_191, fma(-t_788, t_190, t_1100) * t_106)
        t_1102 = fma(t_688, t_189, t_1099 * t_5)
        t_1103 = t_1096 - fma(t_783, t_193, t_1102 * t_103)
        t_1104 = fma(t_1087, t_184, t_1095 * t_117)
        t_1105 = t_1104 + fma(t_755, t_193, t_1102 * t_74)
        t_1106 = fma(t_782, t_189, t_1099 * t_100)
        t_1107 = fma(t_688, t_194, t_1106 * t_57)
        t_1108 = fma(t_784, t_189, t_1099 * t_102) - t_1101
        t_1109 = fma(-t_783, t_195, (t_1105 - t_1101) * t_101)
        t_1110 = fma(-t_818, t_196, (t_1108 - t_1109) * t_142)
        t_1111 = fma(t_773, t_198, fma(t_691, t_197, t_1110 * t_11) * t_92)
        t_1112 = 2.0 * t_1111
        t_1113 = fma(-t_772, t_199, t_1112 * t_91)
        t_1114 = fma(-t_772, t_201, fma(t_771, t_199, t_1112 * t_89) * t_91)
        t_1115 = fma(-t_772, t_202, t_1114 * t_91)
        t_1116 = fma(t_691, t_203, t_1115 * t_90)
        t_1117 = fma(t_774, t_197, t_1110 * t_93)
        t_1118 = t_1117 - fma(t_767, t_203, t_1115 * t_85)
        t_1119 = fma(t_691, t_200, t_1113 * t_11)
        t_1120 = t_1118 + fma(t_770, t_200, t_1113 * t_88)
        t_1121 = fma(t_762, t_205, t_1119 * t_80)
        t_1122 = fma(t_766, t_204, t_1116 * t_84)
        t_1123 = fma(t_764, t_204, t_1116 * t_82)
        t_1124 = fma(-t_765, t_210, fma(-t_765, t_209, t_1123 * t_83) * t_83)
        t_1125 = 6.0 * fma(t_752, t_207, t_1121 * t_70)
        t_1126 = fma(-4.0, fma(t_756, t_208, t_1122 * t_75), t_1125)
        t_1127 = fma(t_762, t_204, t_1116 * t_80)
        t_1128 = fma(t_769, t_205, t_1119 * t_87) - t_1127
        t_1129 = t_1128 - t_1127
        t_1130 = t_1129 - fma(t_763, t_208, t_1122 * t_81)
        t_1131 = fma(t_761, t_211, (t_1124 - t_1123) * t_79)
        t_1132 = fma(t_785, t_189, t_1099 * t_104)
        t_1133 = fma(t_760, t_216, t_1131 * t_78) - t_1132
        t_1134 = fma(-t_846, t_215, (t_1126 + t_1129) * t_170)
        t_1135 = t_1130 + fma(-t_757, t_217, t_1134 * t_76)
        t_1136 = fma(-t_757, t_219, fma(t_756, t_217, t_1134 * t_75) * t_76)
        t_1137 = t_1133 - fma(-t_757, t_220, t_1136 * t_76)
        t_1138 = 2.0 * fma(t_750, t_217, t_1134 * t_68)
        t_1139 = fma(-t_852, t_218, t_1135 * t_176) * t_70
        t_1140 = fma(t_752, t_222, t_1139)
        t_1141 = fma(t_768, t_207, t_1121 * t_86) + t_1140
        t_1142 = t_1141 + t_1140
        t_1143 = fma(-t_740, t_188, fma(t_789, t_186, t_1097 * t_107) * t_58)
        t_1144 = fma(-t_740, t_224, t_1143 * t_58)
        t_1145 = fma(t_741, t_194, t_1106 * t_59) - t_1144
        t_1146 = fma(t_688, t_206, t_1120 * t_5)
        t_1147 = t_1137 + t_1145 + t_1146 + t_1146
        t_1148 = t_1093 * t_231
        t_1149 = t_1148 * t_231
        t_1150 = fma(-t_1149, drift_2, t_1148)
        t_1151 = 2.0 * (t_794 * t_112)
        t_1152 = fma(t_794, t_233, t_1151 * t_112)
        t_1153 = fma(t_794, t_234, t_1152 * t_112)
        t_1154 = fma(-t_1153, t_232, -t_1150 * t_235) - t_1086
        t_1155 = t_1086 + fma(t_696, t_236, t_1154 * t_15)
        t_1156 = d_s_max * t_617
        t_1157 = fma(-t_1156, t_250, d_s * t_617)
        t_1158 = fma(-2.0 * t_1155, omega, d_omega * t_251)
        t_1159 = fma(t_1155 - t_1155, kappa, d_kappa * t_252)
        t_1160 = t_1158 - t_1159
        t_1161 = d_zeta * z_e_kT
        t_1162 = fma(d_z_e_kT, zeta, t_1161)
        t_1163 = fma(d_D, t_254, t_1162 * D)
        t_1164 = d_alpha * t_255
        t_1165 = fma(-0.5, t_1160, d_b_exit) - fma(t_1163, alpha, t_1164)
        t_1166 = fma(0.5, t_1160, d_b_return) + fma(t_1163, t_257, -t_1164)
        t_1167 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_1168 = where(t_524, where(t_523, t_1165, 0.0), 0.0)
        t_1169 = t_1168 * t_261
        t_1170 = where(t_527, where(t_526, t_1166, 0.0), 0.0)
        t_1171 = t_1170 * t_263
        t_1172 = where(t_530, where(t_529, t_1165 - t_1166, 0.0), 0.0)
        t_1173 = t_1172 * t_266
        t_1174 = (t_1169 + t_1173) * t_533
        t_1175 = fma(-t_1174, t_268, t_1167 * t_533)
        t_1176 = t_1172 * t_269
        t_1177 = (t_1171 - t_1176) * t_537
        t_1178 = fma(-t_1177, t_271, t_1167 * t_537)
        t_1179 = where(t_540, t_1155, 0.0)
        t_1180 = where(t_619, -t_1157, 0.0)
        t_1181 = fma(-t_1157, t_237, t_1155 * t_272)
        t_1182 = t_1181 - fma(t_1180, t_273, t_1179 * t_274)
        t_1183 = 2.0 * (t_1180 * t_274)
        t_1184 = fma(-5.0, fma(2.0, t_1179 * t_273, t_1183), t_1182)
        t_1185 = where(t_623, t_1157, 0.0)
        t_1186 = where(t_544, -t_1155, 0.0)
        t_1187 = fma(-t_1155, t_250, t_1157 * t_278)
        t_1188 = t_1187 - fma(t_1186, t_279, t_1185 * t_280)
        t_1189 = fma(2.0, t_1186 * t_280, 2.0 * (t_1185 * t_279))
        t_1190 = fma(-5.0, t_1189, t_1188)
        t_1191 = fma(-d_c, t_504, (t_863 + t_868) * t_1) * t_9
        t_1192 = fma(-t_1084, t_505, t_1191)
        t_1193 = where(t_126, -t_913, 0.0)
        t_1194 = fma(t_1138, t_375, t_923 * drift_2_first)
        t_1195 = fma(t_1147, t_311, t_867 * drift_2_length)
        t_1196 = fma(t_1107, t_363, t_913 * drift_2_share)
        t_1197 = t_1194 + fma(t_1142, t_377, t_926 * drift_2_last)
        t_1198 = fma(t_1103, t_381, t_931 * drift_2_held)
        t_1199 = (t_1197 + t_1195 - t_1196 + t_1198) * t_231
        t_1200 = fma(-t_1149, t_510, t_1199)
        t_1201 = fma(-t_1149, t_511, t_1200 * t_231) * drift_2
        t_1202 = 2.0 * fma(t_794, t_507, t_1193 * t_112) * t_112
        t_1203 = fma(t_1151, t_507, t_1193 * t_233)
        t_1204 = (fma(t_794, t_514, t_1202) + t_1203) * t_112
        t_1205 = fma(t_1152, t_507, t_1193 * t_234)
        t_1206 = (t_1200 - fma(t_1093, t_512, t_1201)) * t_235
        t_1207 = (fma(t_794, t_515, t_1204) + t_1205) * t_232
        t_1208 = -fma(-t_1153, t_513, t_1206) - fma(-t_1150, t_516, t_1207)
        t_1209 = fma(t_696, t_517, (t_1208 - t_1192) * t_15)
        t_1210 = t_1209 + fma(t_1154, t_318, t_875 * t_236)
        t_1211 = t_1192 + t_1210
        t_1212 = fma(d_omega, t_519, -2.0 * t_1211 * omega)
        t_1213 = fma(d_kappa, t_520, (t_1211 - t_1211) * kappa)
        t_1214 = t_1212 - t_1213
        t_1215 = -0.5 * t_1214
        t_1216 = where(t_524, where(t_523, t_1215, 0.0), 0.0)
        t_1217 = where(t_527, where(t_526, 0.5 * t_1214, 0.0), 0.0)
        t_1218 = where(t_530, where(t_529, 2.0 * t_1215, 0.0), 0.0)
        t_1219 = fma(t_1169, t_525, t_1216 * t_261)
        t_1220 = t_1219 + fma(t_1173, t_531, t_1218 * t_266)
        t_1221 = t_1174 * t_533
        t_1222 = fma(-t_1221, t_532, t_1220 * t_533) * t_268
        t_1223 = fma(-t_1176, t_531, t_1218 * t_269)
        t_1224 = fma(t_1171, t_528, t_1217 * t_263) - t_1223
        t_1225 = t_1177 * t_537
        t_1226 = fma(-t_1225, t_536, t_1224 * t_537) * t_271
        t_1227 = where(t_540, t_1211, 0.0)
        t_1228 = t_1157 * t_518
        t_1229 = fma(t_1180, t_541, t_1227 * t_274)
        t_1230 = 2.0 * fma(t_1179, t_541, t_1227 * t_273)
        t_1231 = fma(-5.0, t_1230, fma(t_1211, t_272, -t_1228) - t_1229)
        t_1232 = fma(t_1184, t_535, fma(t_1175, t_534, t_1222) * t_277)
        t_1233 = fma(t_1175, t_543, t_1231 * t_268) - t_1232
        t_1234 = where(t_544, -t_1211, 0.0)
        t_1235 = fma(t_1185, t_545, t_1234 * t_279)
        t_1236 = 2.0 * fma(t_1186, t_545, t_1234 * t_280)
        t_1237 = fma(-5.0, t_1236, -fma(t_1211, t_250, t_1228) - t_1235)
        t_1238 = fma(t_1190, t_539, fma(t_1178, t_538, t_1226) * t_282)
        t_1239 = fma(t_1178, t_547, t_1237 * t_271) - t_1238
        exit_flux_P_bent = t_1233 - t_1239
        t_1240 = where(t_126, -t_740, 0.0)
        t_1241 = fma(-t_740, drift_2_share, t_1107 * t_58)
        t_1242 = fma(-t_1149, t_551, t_1241 * t_231)
        t_1243 = fma(-t_1149, t_552, t_1242 * t_231) * drift_2
        t_1244 = 2.0 * fma(t_794, t_550, t_1240 * t_112) * t_112
        t_1245 = fma(t_1151, t_550, t_1240 * t_233)
        t_1246 = (fma(t_794, t_555, t_1244) + t_1245) * t_112
        t_1247 = fma(t_1152, t_550, t_1240 * t_234)
        t_1248 = (t_1242 - fma(t_1093, t_553, t_1243)) * t_235
        t_1249 = (fma(t_794, t_556, t_1246) + t_1247) * t_232
        t_1250 = -fma(-t_1153, t_554, t_1248) - fma(-t_1150, t_557, t_1249)
        t_1251 = fma(t_696, t_558, t_1250 * t_15)
        t_1252 = fma(d_omega, t_560, -2.0 * t_1251 * omega)
        t_1253 = fma(d_kappa, t_561, (t_1251 - t_1251) * kappa)
        t_1254 = t_1252 - t_1253
        t_1255 = -0.5 * t_1254
        t_1256 = where(t_524, where(t_523, t_1255, 0.0), 0.0)
        t_1257 = where(t_527, where(t_526, 0.5 * t_1254, 0.0), 0.0)
        t_1258 = where(t_530, where(t_529, 2.0 * t_1255, 0.0), 0.0)
        t_1259 = fma(t_1169, t_564, t_1256 * t_261)
        t_1260 = t_1259 + fma(t_1173, t_566, t_1258 * t_266)
        t_1261 = fma(-t_1221, t_567, t_1260 * t_533) * t_268
        t_1262 = fma(-t_1176, t_566, t_1258 * t_269)
        t_1263 = fma(t_1171, t_565, t_1257 * t_263) - t_1262
        t_1264 = fma(-t_1225, t_570, t_1263 * t_537) * t_271
        t_1265 = where(t_540, t_1251, 0.0)
        t_1266 = t_1157 * t_559
        t_1267 = fma(t_1180, t_573, t_1265 * t_274)
        t_1268 = 2.0 * fma(t_1179, t_573, t_1265 * t_273)
        t_1269 = fma(-5.0, t_1268, fma(t_1251, t_272, -t_1266) - t_1267)
        t_1270 = fma(t_1184, t_569, fma(t_1175, t_568, t_1261) * t_277)
        t_1271 = fma(t_1175, t_575, t_1269 * t_268) - t_1270
        t_1272 = where(t_544, -t_1251, 0.0)
        t_1273 = fma(t_1185, t_576, t_1272 * t_279)
        t_1274 = 2.0 * fma(t_1186, t_576, t_1272 * t_280)
        t_1275 = fma(-5.0, t_1274, -fma(t_1251, t_250, t_1266) - t_1273)
        t_1276 = fma(t_1190, t_572, fma(t_1178, t_571, t_1264) * t_282)
        t_1277 = fma(t_1178, t_578, t_1275 * t_271) - t_1276
        exit_flux_W_bent = t_1271 - t_1277
        t_1278 = fma(-d_c, t_581, (t_943 + t_947) * t_1) - t_1083
        t_1279 = fma(-t_1084, t_582, t_1278 * t_9)
        t_1280 = where(t_126, -t_983, 0.0)
        t_1281 = fma(t_1138, t_440, t_992 * drift_2_first)
        t_1282 = fma(t_1147, t_395, t_946 * drift_2_length)
        t_1283 = fma(t_1107, t_432, t_983 * drift_2_share)
        t_1284 = t_1281 + fma(t_1142, t_442, t_995 * drift_2_last)
        t_1285 = fma(t_1103, t_446, t_998 * drift_2_held)
        t_1286 = (t_1284 + t_1282 - t_1283 + t_1285) * t_231
        t_1287 = fma(-t_1149, t_587, t_1286)
        t_1288 = fma(-t_1149, t_588, t_1287 * t_231) * drift_2
        t_1289 = 2.0 * fma(t_794, t_584, t_1280 * t_112) * t_112
        t_1290 = fma(t_1151, t_584, t_1280 * t_233)
        t_1291 = (fma(t_794, t_591, t_1289) + t_1290) * t_112
        t_1292 = fma(t_1152, t_584, t_1280 * t_234)
        t_1293 = (t_1287 - fma(t_1093, t_589, t_1288)) * t_235
        t_1294 = (fma(t_794, t_592, t_1291) + t_1292) * t_232
        t_1295 = -fma(-t_1153, t_590, t_1293) - fma(-t_1150, t_593, t_1294)
        t_1296 = fma(t_696, t_594, (t_1295 - t_1279) * t_15)
        t_1297 = t_1296 + fma(t_1154, t_402, t_954 * t_236)
        t_1298 = t_1279 + t_1297
        t_1299 = fma(d_omega, t_596, -2.0 * t_1298 * omega)
        t_1300 = fma(d_kappa, t_597, (t_1298 - t_1298) * kappa)
        t_1301 = t_1299 - t_1300
        t_1302 = -0.5 * t_1301
        t_1303 = where(t_524, where(t_523, t_1302, 0.0), 0.0)
        t_1304 = where(t_527, where(t_526, 0.5 * t_1301, 0.0), 0.0)
        t_1305 = where(t_530, where(t_529, 2.0 * t_1302, 0.0), 0.0)
        t_1306 = fma(t_1169, t_600, t_1303 * t_261)
        t_1307 = t_1306 + fma(t_1173, t_602, t_1305 * t_266)
        t_1308 = fma(-t_1221, t_603, t_1307 * t_533) * t_268
        t_1309 = fma(-t_1176, t_602, t_1305 * t_269)
        t_1310 = fma(t_1171, t_601, t_1304 * t_263) - t_1309
        t_1311 = fma(-t_1225, t_606, t_1310 * t_537) * t_271
        t_1312 = where(t_540, t_1298, 0.0)
        t_1313 = t_1157 * t_595
        t_1314 = fma(t_1180, t_609, t_1312 * t_274)
        t_1315 = 2.0 * fma(t_1179, t_609, t_1312 * t_273)
        t_1316 = fma(-5.0, t_1315, fma(t_1298, t_272, -t_1313) - t_1314)
        t_1317 = fma(t_1184, t_605, fma(t_1175, t_604, t_1308) * t_277)
        t_1318 = fma(t_1175, t_611, t_1316 * t_268) - t_1317
        t_1319 = where(t_544, -t_1298, 0.0)
        t_1320 = fma(t_1185, t_612, t_1319 * t_279)
        t_1321 = 2.0 * fma(t_1186, t_612, t_1319 * t_280)
        t_1322 = fma(-5.0, t_1321, -fma(t_1298, t_250, t_1313) - t_1320)
        t_1323 = fma(t_1190, t_608, fma(t_1178, t_607, t_1311) * t_282)
        t_1324 = fma(t_1178, t_614, t_1322 * t_271) - t_1323
        exit_flux_c_bent = t_1318 - t_1324
        t_1325 = t_1156 * t_617
        t_1326 = t_1156 * t_618
        t_1327 = where(t_619, -t_1326, 0.0)
        t_1328 = fma(-t_1326, t_237, t_1155 * t_618)
        t_1329 = t_1328 - fma(t_1179, t_620, t_1327 * t_273)
        t_1330 = -5.0 * (2.0 * fma(t_1180, t_620, t_1327 * t_274))
        t_1331 = fma(t_1175, t_622, (t_1329 + t_1330) * t_268)
        t_1332 = where(t_623, -t_1325, 0.0)
        t_1333 = fma(-t_1155, t_617, -t_1325 * t_278)
        t_1334 = t_1333 - fma(t_1186, t_624, t_1332 * t_280)
        t_1335 = fma(-5.0, 2.0 * fma(t_1185, t_624, t_1332 * t_279), t_1334)
        exit_flux_s_bent = t_1331 - fma(t_1178, t_626, t_1335 * t_271)
        t_1336 = fma(t_1138, t_457, t_1010 * drift_2_first)
        t_1337 = fma(t_1142, t_458, t_1011 * drift_2_last)
        t_1338 = fma(t_1103, t_462, t_1014 * drift_2_held)
        t_1339 = fma(-t_1149, t_628, (t_1336 + t_1337 + t_1338) * t_231)
        t_1340 = fma(-t_1149, t_629, t_1339 * t_231) * drift_2
        t_1341 = (t_1339 - fma(t_1093, t_630, t_1340)) * t_235
        t_1342 = fma(t_696, t_632, fma(-t_1153, t_631, t_1341) * t_15)
        t_1343 = fma(d_omega, t_634, 2.0 * t_1342 * omega)
        t_1344 = fma(d_kappa, t_635, (t_1342 - t_1342) * kappa)
        t_1345 = t_1343 - t_1344
        t_1346 = d_alpha * t_254
        t_1347 = fma(-0.5, t_1345, -fma(t_1162, alpha, t_1346))
        t_1348 = fma(0.5, t_1345, fma(t_1162, t_257, -t_1346))
        t_1349 = where(t_524, where(t_523, t_1347, 0.0), 0.0)
        t_1350 = where(t_527, where(t_526, t_1348, 0.0), 0.0)
        t_1351 = where(t_530, where(t_529, t_1347 - t_1348, 0.0), 0.0)
        t_1352 = fma(t_1169, t_639, t_1349 * t_261)
        t_1353 = t_1352 + fma(t_1173, t_641, t_1351 * t_266)
        t_1354 = fma(-t_1221, t_642, t_1353 * t_533) * t_268
        t_1355 = fma(-t_1176, t_641, t_1351 * t_269)
        t_1356 = fma(t_1171, t_640, t_1350 * t_263) - t_1355
        t_1357 = fma(-t_1225, t_645, t_1356 * t_537) * t_271
        t_1358 = where(t_540, -t_1342, 0.0)
        t_1359 = t_1157 * t_633
        t_1360 = fma(t_1180, t_648, t_1358 * t_274)
        t_1361 = 2.0 * fma(t_1179, t_648, t_1358 * t_273)
        t_1362 = fma(-5.0, t_1361, -fma(t_1342, t_272, -t_1359) - t_1360)
        t_1363 = fma(t_1184, t_644, fma(t_1175, t_643, t_1354) * t_277)
        t_1364 = fma(t_1175, t_650, t_1362 * t_268) - t_1363
        t_1365 = where(t_544, t_1342, 0.0)
        t_1366 = fma(t_1185, t_651, t_1365 * t_279)
        t_1367 = 2.0 * fma(t_1186, t_651, t_1365 * t_280)
        t_1368 = fma(-5.0, t_1367, fma(t_1342, t_250, t_1359) - t_1366)
        t_1369 = fma(t_1190, t_647, fma(t_1178, t_646, t_1357) * t_282)
        t_1370 = fma(t_1178, t_653, t_1368 * t_271) - t_1369
        exit_flux_D_bent = t_1364 - t_1370
        t_1371 = (d_r + d_r_half) * t_657
        t_1372 = fma(-t_1371, t_286, d_r * t_657)
        t_1373 = fma(d_z_e_kT, t_287, -t_1161)
        t_1374 = fma(d_D, t_288, t_1373 * D)
        t_1375 = d_alpha * t_289
        t_1376 = d_b_dissolve - fma(t_1374, alpha, t_1375)
        t_1377 = d_b_adsorb + fma(t_1374, t_257, -t_1375)
        t_1378 = where(t_665, where(t_664, t_1376, 0.0), 0.0)
        t_1379 = t_1378 * t_293
        t_1380 = where(t_668, where(t_667, t_1377, 0.0), 0.0)
        t_1381 = t_1380 * t_295
        t_1382 = where(t_671, where(t_670, t_1376 - t_1377, 0.0), 0.0)
        t_1383 = t_1382 * t_298
        t_1384 = (t_1379 + t_1383) * t_674
        t_1385 = fma(-t_1384, t_300, d_floor_rate * t_674)
        t_1386 = t_1382 * t_301
        t_1387 = (t_1381 - t_1386) * t_677
        t_1388 = fma(-t_1387, t_303, d_floor_rate * t_677)
        t_1389 = where(t_659, t_1372, 0.0)
        t_1390 = fma(-t_1326, t_286, t_1372 * t_618)
        t_1391 = t_1390 - fma(t_1389, t_620, t_1327 * t_304)
        t_1392 = fma(t_1388, t_656, (t_1391 + t_1330) * t_303)
        dissolution_s_bent = fma(-t_1325, t_300, t_1385 * t_617) - t_1392
        t_1393 = t_1371 * t_657
        t_1394 = -t_1393 - fma(-t_1393, t_286, t_1372 * t_657)
        t_1395 = where(t_659, t_1394, 0.0)
        t_1396 = fma(-t_1157, t_658, t_1394 * t_272)
        t_1397 = t_1396 - fma(t_1180, t_660, t_1395 * t_274)
        t_1398 = fma(-5.0, 2.0 * fma(t_1389, t_660, t_1395 * t_304), t_1397)
        t_1399 = fma(-5.0, 2.0 * (t_660 * t_304), t_661)
        dissolution_r_bent = -fma(t_1388, t_1399, t_1398 * t_303)
        t_1400 = fma(-t_1157, t_286, t_1372 * t_272)
        t_1401 = t_1400 - fma(t_1180, t_304, t_1389 * t_274)
        t_1402 = fma(-5.0, fma(2.0, t_1389 * t_304, t_1183), t_1401)
        t_1403 = d_alpha * t_288
        t_1404 = -fma(t_1373, alpha, t_1403)
        t_1405 = fma(t_1373, t_257, -t_1403)
        t_1406 = where(t_665, where(t_664, t_1404, 0.0), 0.0)
        t_1407 = where(t_668, where(t_667, t_1405, 0.0), 0.0)
        t_1408 = where(t_671, where(t_670, t_1404 - t_1405, 0.0), 0.0)
        t_1409 = fma(t_1379, t_666, t_1406 * t_293)
        t_1410 = t_1409 + fma(t_1383, t_672, t_1408 * t_298)
        t_1411 = fma(-t_1384 * t_674, t_673, t_1410 * t_674)
        t_1412 = fma(-t_1386, t_672, t_1408 * t_301)
        t_1413 = fma(t_1381, t_669, t_1407 * t_295) - t_1412
        t_1414 = fma(-t_1387 * t_677, t_676, t_1413 * t_677)
        t_1415 = fma(t_1385, t_675, t_1411 * t_300) * t_250
        t_1416 = fma(t_1388, t_678, t_1414 * t_303) * t_306
        t_1417 = fma(t_1402, t_678 * t_303, t_1416)
        dissolution_D_bent = t_1417 - fma(t_1157, t_675 * t_300, t_1415)
        t_1418 = d_area_resistance * stern_capacitance
        t_1419 = fma(d_stern_capacitance, area_resistance, t_1418)
        t_1420 = 1.0 / stern_capacitance
        t_1421 = d_stern_capacitance * t_1420
        t_1422 = fma(-t_1421, t_283, d_leak_conductance * t_1420)
        t_1423 = fma(-t_1421, t_284, d_plane_charge * t_1420)
        t_1424 = fma(t_738, t_352, t_904 * t_55)
        t_1425 = t_1424 - fma(t_731, t_360, t_911 * t_49)
        t_1426 = t_1419 * t_680 * t_680
        t_1427 = fma(t_1423, t_549, exit_flux_P_bent * t_284)
        t_1428 = -fma(-t_1426, t_679, t_1425 * t_680)
        t_1429 = t_1428 - fma(t_1422, t_679, t_1425 * t_283)
        charging_P_bent = t_1429 - t_1427
        t_1430 = fma(t_1423, t_580, exit_flux_W_bent * t_284)
        charging_W_bent = -t_1430
        t_1431 = fma(t_738, t_421, t_974 * t_55)
        t_1432 = t_1431 - fma(t_731, t_429, t_981 * t_49)
        t_1433 = fma(t_1423, t_616, exit_flux_c_bent * t_284)
        t_1434 = -fma(-t_1426, t_681, t_1432 * t_680)
        t_1435 = t_1434 - fma(t_1422, t_681, t_1432 * t_283)
        charging_c_bent = t_1435 - t_1433
        t_1436 = fma(-t_626, t_271, t_622 * t_268)
        t_1437 = fma(t_1423, t_1436, exit_flux_s_bent * t_284)
        charging_s_bent = -t_1437
        t_1438 = fma(t_731, t_451, t_1004 * t_49)
        t_1439 = fma(t_1423, t_655, exit_flux_D_bent * t_284)
        t_1440 = -fma(-t_1426, t_682, t_1438 * t_680)
        t_1441 = t_1440 - fma(t_1422, t_682, t_1438 * t_283)
        charging_D_bent = t_1441 - t_1439
        bent_ = FrontSlopes(
            flux_P_bent, flux_W_bent, flux_c_bent, 0.0, 0.0, flux_D_bent, dilute_rate_P_bent,
            dilute_rate_W_bent, dilute_rate_c_bent, 0.0, 0.0, dilute_rate_D_bent, exit_flux_P_bent,
            exit_flux_W_bent, exit_flux_c_bent, exit_flux_s_bent, 0.0, exit_flux_D_bent, 0.0, 0.0,
            0.0, dissolution_s_bent, dissolution_r_bent, dissolution_D_bent, 0.0, 0.0, 0.0, 0.0,
            d_leak_rate, 0.0, charging_P_bent, charging_W_bent, charging_c_bent, charging_s_bent,
            0.0, charging_D_bent
        )  # fmt: skip
        return bent_

    return outward_bent


def outward_seen(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``outward_seen`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def outward_seen(p, x, charging):
        """Return what is recorded besides the unknowns.

        Returns: (seen).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        D = x.D
        t_1 = 1.0 - c
        t_2 = fma(-P, 1.0 / t_1, planes)
        t_3 = t_2 + sqrt(fma(t_2, t_2, 0.04000000000000001))
        t_4 = 0.5 * t_3
        metal_seen = planes - t_4
        t_5 = fma((t_2 - t_4) * t_1, 1.0 / planes, c)
        t_6 = t_4 * t_4
        t_7 = t_6 * t_4 * t_4
        t_8 = t_7 * (1.0 / (t_7 + 0.3))
        t_9 = fma(-0.3, t_8, metal_seen)
        t_10 = P * P * P * P
        t_11 = sqrt(fma(t_9, t_9, 0.010000000000000002))
        t_12 = 0.5 * (t_10 * (1.0 / (t_10 + 0.3))) * (t_9 + t_11)
        t_13 = exp(-decay_metal * t_12)
        t_14 = wall * t_13 * t_13
        t_15 = fma(t_14, grow_metal, 1.0 / grow_metal)
        t_16 = 1.0 + t_14
        t_17 = maximum(P, 0.0)
        t_18 = fma(spinodal - binodal, exp(-t_17), binodal)
        t_19 = t_18 * P * (1.0 / (t_17 + 0.1))
        t_20 = 1.0 / grow_nitride
        t_21 = 1.0 / (grow_nitride - t_20)
        t_22 = fma(-t_15, t_20, t_16) * t_21
        t_23 = fma(t_15, grow_nitride, -t_16) * t_21
        t_24 = exp(decay_nitride * (planes - t_12))
        t_25 = 1.0 / t_24
        t_26 = fma(t_23, t_25, t_22 * t_24)
        t_27 = fma(t_23 * t_20, t_25, t_22 * grow_nitride * t_24)
        t_28 = stern_coupling * D * (1.0 / (t_27 - t_26))
        t_29 = t_4 + 0.25
        t_30 = 1.0 / t_29
        vacancies_seen = W * t_30
        t_31 = z_e_kT * t_28
        t_32 = fma(-contact * (1.0 + wall), t_13, 0.5 * (t_15 + t_16))
        t_33 = minimum(maximum(-t_31 * t_32, 0.0), 12.0)
        t_34 = exp(t_33)
        t_35 = t_31 * (t_16 - t_15)
        t_36 = t_26 - fma(t_26, grow_nitride + t_20, -t_27)
        t_37 = t_31 * t_36
        t_38 = maximum(t_19, 0.0) * (t_34 - 1.0)
        t_39 = t_19 * t_34 * (1.0 / fma(1.6666666666666667, t_38, 1.0))
        t_40 = sqrt(fma(t_37, t_37, 1e-06))
        t_41 = sqrt(fma(t_40, 1.0 / t_4, t_35 * t_35))
        t_42 = exp(0.5 * decay_nitride * t_4)
        t_43 = t_41 + t_40
        t_44 = fma(4.0 * t_41 * t_40, t_42 + 1.0 / t_42, t_43 * t_43)
        t_45 = 6.0 * t_41 * t_37 * t_43 * t_6 * (1.0 / (t_44 * (t_6 + 1.0)))
        t_46 = sqrt(fma(t_45 * t_45, t_6, 1e-06))
        t_47 = exp(-t_46)
        t_48 = fma(-t_39 * (1.0 - t_47), t_4, vacancies_seen * t_29 * t_46)
        t_49 = t_48 * (1.0 / (t_46 - 1.0 + t_47)) * t_30
        t_50 = maximum(vacancies_seen, 0.0)
        t_51 = fma(t_39 - t_49, t_47, t_49)
        t_52 = exp(3333.3333333333335 * minimum(t_51, 0.0))
        drift_2 = where(t_51 < 0.0, 0.0003 * t_52, t_51 + 0.0003)
        t_53 = 1.0 - fma(drift_2, 1.0 / (1.0 + drift_2), 0.0)
        t_54 = fma(t_53, fma(-t_50 * t_50 * t_50, t_50, 1.0), -t_5)
        y_top_seen = fma(t_54, t_8, t_5)
        t_55 = s / s_max
        t_56 = omega * fma(-2.0, y_top_seen, 1.0)
        t_57 = fma(-kappa, y_top_seen - y_top_seen, t_56)
        t_58 = 0.5 * t_57
        t_59 = z_e_kT * zeta * D
        t_60 = fma(-alpha, t_59, b_exit - t_58)
        t_61 = fma(1.0 - alpha, t_59, b_return + t_58)
        t_62 = floor_rate * open_share
        t_63 = exp(maximum(-600.0, minimum(600.0, t_60)))
        t_64 = exp(maximum(-600.0, minimum(600.0, t_61)))
        t_65 = maximum(-600.0, minimum(600.0, t_60 - t_61))
        t_66 = exp(t_65)
        t_67 = 1.0 - t_55
        t_68 = minimum(0.0, y_top_seen)
        t_69 = minimum(0.0, t_67)
        t_70 = fma(-t_68, t_69, y_top_seen * t_67)
        t_71 = fma(-5.0, fma(t_69, t_69, t_68 * t_68), t_70)
        t_72 = 1.0 - y_top_seen
        t_73 = minimum(0.0, t_55)
        t_74 = minimum(0.0, t_72)
        t_75 = fma(-t_73, t_74, t_55 * t_72)
        t_76 = fma(-5.0, fma(t_74, t_74, t_73 * t_73), t_75)
        t_77 = t_62 / (1.0 + t_63 + t_66) * t_71
        t_78 = fma(-t_62 / (1.0 + t_64 + 1.0 / t_66), t_76, t_77)
        t_79 = plane_charge * t_78
        t_80 = fma(leak_conductance, fma(t_28, t_26, D), t_79)
        current_seen = fma(stern_capacitance, charging, t_80)
        seen_ = Seen(current_seen, y_top_seen, metal_seen, 0.0, vacancies_seen)
        return seen_

    return outward_seen


def outward_seen_push(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``outward_seen_push`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def outward_seen_push(p, x, d, d_p, charging, d_charging):
        """Return the changes along d of what is recorded besides the unknowns.

        Returns: (seen).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        D = x.D
        d_P = d.P
        d_W = d.W
        d_c = d.c
        d_s = d.s
        d_D = d.D
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
        d_stern_coupling = d_p.stern_coupling
        d_stern_capacitance = d_p.stern_capacitance
        d_plane_charge = d_p.plane_charge
        d_floor_rate = d_p.floor_rate
        d_b_exit = d_p.b_exit
        d_b_return = d_p.b_return
        d_alpha = d_p.alpha
        d_zeta = d_p.zeta
        d_s_max = d_p.s_max
        d_open_share = d_p.open_share
        d_leak_conductance = d_p.leak_conductance
        d_contact = d_p.contact
        d_planes = d_p.planes
        d_binodal = d_p.binodal
        d_spinodal = d_p.spinodal
        d_grow_metal = d_p.grow_metal
        d_grow_nitride = d_p.grow_nitride
        d_decay_metal = d_p.decay_metal
        d_decay_nitride = d_p.decay_nitride
        d_wall = d_p.wall
        t_1 = 1.0 - c
        t_2 = 1.0 / t_1
        t_3 = fma(-P, t_2, planes)
        t_4 = sqrt(fma(t_3, t_3, 0.04000000000000001))
        t_5 = 0.5 * (t_3 + t_4)
        t_6 = t_3 - t_5
        t_7 = t_6 * t_1
        t_8 = 1.0 / planes
        t_9 = fma(t_7, t_8, c)
        t_10 = t_5 * t_5
        t_11 = t_10 * t_5
        t_12 = t_11 * t_5
        t_13 = 1.0 / (t_12 + 0.3)
        t_14 = t_12 * t_13
        t_15 = fma(-0.3, t_14, planes - t_5)
        t_16 = P * P
        t_17 = t_16 * P
        t_18 = t_17 * P
        t_19 = 1.0 / (t_18 + 0.3)
        t_20 = 0.5 * (t_18 * t_19)
        t_21 = sqrt(fma(t_15, t_15, 0.010000000000000002))
        t_22 = t_15 + t_21
        t_23 = t_20 * t_22
        t_24 = exp(-decay_metal * t_23)
        t_25 = 1.0 + wall
        t_26 = contact * t_25
        t_27 = wall * t_24
        t_28 = t_27 * t_24
        t_29 = 1.0 / grow_metal
        t_30 = fma(t_28, grow_metal, t_29)
        t_31 = 1.0 + t_28
        t_32 = planes - t_23
        t_33 = spinodal - binodal
        t_34 = maximum(P, 0.0)
        t_35 = exp(-t_34)
        t_36 = fma(t_33, t_35, binodal)
        t_37 = t_36 * P
        t_38 = 1.0 / (t_34 + 0.1)
        t_39 = t_37 * t_38
        t_40 = 1.0 / grow_nitride
        t_41 = 1.0 / (grow_nitride - t_40)
        t_42 = fma(-t_30, t_40, t_31)
        t_43 = t_42 * t_41
        t_44 = fma(t_30, grow_nitride, -t_31)
        t_45 = t_44 * t_41
        t_46 = exp(decay_nitride * t_32)
        t_47 = 1.0 / t_46
        t_48 = fma(t_45, t_47, t_43 * t_46)
        t_49 = t_43 * grow_nitride
        t_50 = t_45 * t_40
        t_51 = fma(t_50, t_47, t_49 * t_46)
        t_52 = stern_coupling * D
        t_53 = 1.0 / (t_51 - t_48)
        t_54 = t_52 * t_53
        t_55 = grow_nitride + t_40
        t_56 = t_5 + 0.25
        t_57 = 1.0 / t_56
        t_58 = W * t_57
        t_59 = z_e_kT * t_54
        t_60 = fma(-t_26, t_24, 0.5 * (t_30 + t_31))
        t_61 = -t_59 * t_60
        t_62 = maximum(t_61, 0.0)
        t_63 = exp(minimum(t_62, 12.0))
        t_64 = maximum(t_39, 0.0)
        t_65 = t_63 - 1.0
        t_66 = t_31 - t_30
        t_67 = t_59 * t_66
        t_68 = t_48 - fma(t_48, t_55, -t_51)
        t_69 = t_59 * t_68
        t_70 = t_39 * t_63
        t_71 = fma(1.6666666666666667, t_64 * t_65, 1.0)
        t_72 = 1.0 / t_71
        t_73 = t_70 * t_72
        t_74 = sqrt(fma(t_69, t_69, 1e-06))
        t_75 = 1.0 / t_5
        t_76 = sqrt(fma(t_74, t_75, t_67 * t_67))
        t_77 = 0.5 * decay_nitride
        t_78 = exp(t_77 * t_5)
        t_79 = t_76 + t_74
        t_80 = 4.0 * t_76
        t_81 = t_80 * t_74
        t_82 = 1.0 / t_78
        t_83 = t_78 + t_82
        t_84 = fma(t_81, t_83, t_79 * t_79)
        t_85 = 6.0 * t_76
        t_86 = t_85 * t_69
        t_87 = t_86 * t_79
        t_88 = t_87 * t_10
        t_89 = t_10 + 1.0
        t_90 = 1.0 / (t_84 * t_89)
        t_91 = t_88 * t_90
        t_92 = t_91 * t_91
        t_93 = sqrt(fma(t_92, t_10, 1e-06))
        t_94 = exp(-t_93)
        t_95 = t_58 * t_56
        t_96 = 1.0 - t_94
        t_97 = t_73 * t_96
        t_98 = fma(-t_97, t_5, t_95 * t_93)
        t_99 = 1.0 / (t_93 - 1.0 + t_94)
        t_100 = t_98 * t_99
        t_101 = t_100 * t_57
        t_102 = maximum(t_58, 0.0)
        t_103 = t_73 - t_101
        t_104 = fma(t_103, t_94, t_101)
        t_105 = exp(3333.3333333333335 * minimum(t_104, 0.0))
        t_106 = t_104 < 0.0
        drift_2 = where(t_106, 0.0003 * t_105, t_104 + 0.0003)
        t_107 = 0.0003 * where(t_106, 1.0, 0.0) * t_105
        t_108 = where(t_106, 3333.3333333333335 * t_107, 0.0)
        t_109 = where(t_106, 0.0, 1.0) + t_108
        t_110 = t_109 * t_94
        t_111 = t_109 - t_110
        t_112 = t_111 * t_57
        t_113 = t_112 * t_99
        t_114 = t_112 * t_98 * t_99 * t_99
        t_115 = t_113 * t_5
        t_116 = t_113 * t_93
        t_117 = fma(t_115, t_73, t_109 * t_103) - t_114
        t_118 = fma(-t_117, t_94, fma(t_113, t_95, -t_114))
        t_119 = t_118 * (0.5 / t_93)
        t_120 = 2.0 * (t_119 * t_10 * t_91)
        t_121 = t_120 * t_90
        t_122 = t_120 * t_88 * t_90 * t_90
        t_123 = t_122 * t_89
        t_124 = t_121 * t_10
        t_125 = fma(t_121, t_87, fma(-t_122, t_84, t_119 * t_92))
        t_126 = t_124 * t_79
        t_127 = t_123 * t_83
        t_128 = t_123 * t_81
        t_129 = fma(-4.0, t_127 * t_74, 6.0 * (t_126 * t_69))
        t_130 = t_123 * t_79
        t_131 = fma(t_124, t_86, -t_130) - t_130
        t_132 = fma(t_128 * t_82, t_82, -t_128) * t_78
        t_133 = (t_129 + t_131) * (0.5 / t_76)
        t_134 = fma(t_133, t_75, fma(-t_127, t_80, t_131))
        t_135 = fma(-t_113, t_97, t_132 * t_77)
        t_136 = t_134 * (0.5 / t_74) * t_69
        t_137 = fma(-t_111 * t_100 * t_57, t_57, t_116 * t_58)
        t_138 = fma(-t_133 * t_74 * t_75, t_75, t_135) + t_137
        t_139 = t_125 * t_5
        t_140 = 1.0 / (1.0 + drift_2)
        t_141 = 1.0 - fma(drift_2, t_140, 0.0)
        t_142 = t_102 * t_102
        t_143 = t_142 * t_102
        t_144 = fma(-t_143, t_102, 1.0)
        t_145 = fma(t_141, t_144, -t_9)
        t_146 = fma(t_145, t_14, t_9)
        t_147 = s / s_max
        t_148 = fma(-2.0, t_146, 1.0)
        t_149 = t_146 - t_146
        t_150 = 0.5 * fma(-kappa, t_149, omega * t_148)
        t_151 = z_e_kT * zeta
        t_152 = t_151 * D
        t_153 = fma(-alpha, t_152, b_exit - t_150)
        t_154 = 1.0 - alpha
        t_155 = fma(t_154, t_152, b_return + t_150)
        t_156 = floor_rate * open_share
        t_157 = minimum(600.0, t_153)
        t_158 = exp(maximum(-600.0, t_157))
        t_159 = minimum(600.0, t_155)
        t_160 = exp(maximum(-600.0, t_159))
        t_161 = t_153 - t_155
        t_162 = minimum(600.0, t_161)
        t_163 = exp(maximum(-600.0, t_162))
        t_164 = 1.0 + t_158 + t_163
        t_165 = t_156 / t_164
        t_166 = 1.0 / t_163
        t_167 = 1.0 + t_160 + t_166
        t_168 = t_156 / t_167
        t_169 = 1.0 - t_147
        t_170 = minimum(0.0, t_146)
        t_171 = minimum(0.0, t_169)
        t_172 = fma(-t_170, t_171, t_146 * t_169)
        t_173 = fma(-5.0, fma(t_171, t_171, t_170 * t_170), t_172)
        t_174 = 1.0 - t_146
        t_175 = minimum(0.0, t_147)
        t_176 = minimum(0.0, t_174)
        t_177 = fma(-t_175, t_176, t_147 * t_174)
        t_178 = fma(-5.0, fma(t_176, t_176, t_175 * t_175), t_177)
        t_179 = 1.0 / t_164
        t_180 = 1.0 / t_167
        t_181 = 1.0 / s_max
        t_182 = d_planes - fma(d_c * t_2 * t_2, P, d_P * t_2)
        t_183 = fma(2.0 * (t_182 * t_3), 0.5 / t_4, t_182)
        t_184 = 0.5 * t_183
        t_185 = -0.5 * t_183
        metal_seen = d_planes + t_185
        t_186 = fma(t_184, t_10, 2.0 * (t_184 * t_5) * t_5)
        t_187 = fma(t_184, t_11, t_186 * t_5) * t_13
        t_188 = fma(-t_187 * t_13, t_12, t_187)
        t_189 = fma(-0.3, t_188, metal_seen)
        t_190 = fma(d_P, t_17, fma(d_P, t_16, 2.0 * (d_P * P) * P) * P)
        t_191 = t_190 * t_19
        t_192 = fma(2.0 * (t_189 * t_15), 0.5 / t_21, t_189)
        t_193 = 0.5 * fma(-t_191 * t_19, t_18, t_191) * t_22
        t_194 = fma(t_192, t_20, t_193)
        t_195 = fma(t_194, decay_metal, d_decay_metal * t_23)
        t_196 = t_195 * t_24
        t_197 = fma(d_wall, contact, d_contact * t_25) * t_24
        t_198 = fma(-t_196, t_27, fma(-t_196, wall, d_wall * t_24) * t_24)
        t_199 = fma(d_grow_metal, t_28, t_198 * grow_metal)
        t_200 = fma(-d_grow_metal * t_29, t_29, t_199)
        t_201 = where(P > 0.0, d_P, 0.0)
        t_202 = fma(-t_201 * t_35, t_33, (d_spinodal - d_binodal) * t_35)
        t_203 = fma(d_P, t_36, (d_binodal + t_202) * P) * t_38
        t_204 = fma(-t_201 * t_38 * t_38, t_37, t_203)
        t_205 = d_grow_nitride * t_40 * t_40
        t_206 = (d_grow_nitride + t_205) * t_41 * t_41
        t_207 = (t_198 - fma(-t_205, t_30, t_200 * t_40)) * t_41
        t_208 = fma(-t_206, t_42, t_207)
        t_209 = fma(d_grow_nitride, t_30, t_200 * grow_nitride)
        t_210 = fma(-t_206, t_44, (t_209 - t_198) * t_41)
        t_211 = fma(d_planes - t_194, decay_nitride, d_decay_nitride * t_32)
        t_212 = t_211 * t_46
        t_213 = t_212 * t_47 * t_47
        t_214 = fma(-t_213, t_45, t_210 * t_47)
        t_215 = fma(t_212, t_43, t_208 * t_46) + t_214
        t_216 = fma(d_grow_nitride, t_43, t_208 * grow_nitride)
        t_217 = fma(-t_213, t_50, fma(-t_205, t_45, t_210 * t_40) * t_47)
        t_218 = fma(t_212, t_49, t_216 * t_46) + t_217
        t_219 = fma(d_D, stern_coupling, d_stern_coupling * D)
        t_220 = fma(-(t_218 - t_215) * t_53 * t_53, t_52, t_219 * t_53)
        t_221 = fma(d_grow_nitride - t_205, t_48, t_215 * t_55)
        vacancies_seen = fma(-t_184 * t_57 * t_57, W, d_W * t_57)
        t_222 = fma(t_220, z_e_kT, d_z_e_kT * t_54)
        t_223 = fma(0.5, t_200 + t_198, -fma(-t_196, t_26, t_197))
        t_224 = where(t_61 > 0.0, -fma(t_223, t_59, t_222 * t_60), 0.0)
        t_225 = where(t_62 < 12.0, t_224, 0.0) * t_63
        t_226 = fma(t_225, t_64, where(t_39 > 0.0, t_204, 0.0) * t_65)
        t_227 = fma(t_215 - (t_221 - t_218), t_59, t_222 * t_68)
        t_228 = 1.6666666666666667 * t_226 * t_72 * t_72
        t_229 = fma(-t_228, t_70, fma(t_225, t_39, t_204 * t_63) * t_72)
        t_230 = where(t_58 > 0.0, vacancies_seen, 0.0)
        t_231 = fma(-d_c, t_6, (t_182 + t_185) * t_1) * t_8
        t_232 = d_c + fma(-d_planes * t_8 * t_8, t_7, t_231)
        t_233 = fma(t_198 - t_200, t_59, t_222 * t_66)
        drift_2_last = fma(t_126, t_85, t_136) + t_136
        t_234 = fma(t_227, drift_2_last, t_233 * (2.0 * (t_133 * t_67)))
        t_235 = fma(t_184, t_138 + t_139 + t_139, t_234)
        t_236 = fma(vacancies_seen, t_116 * t_56, t_235)
        t_237 = fma(t_229, fma(-t_115, t_96, t_110), t_236)
        t_238 = fma(d_decay_nitride, 0.5 * (t_132 * t_5), t_237)
        t_239 = t_238 * t_140
        t_240 = fma(t_230, t_142, 2.0 * (t_230 * t_102) * t_102)
        t_241 = fma(-t_239 * t_140, drift_2, t_239) * t_144
        t_242 = fma(-fma(t_230, t_143, t_240 * t_102), t_141, -t_241)
        t_243 = fma(t_188, t_145, (t_242 - t_232) * t_14)
        y_top_seen = t_232 + t_243
        t_244 = fma(-d_s_max * t_181, t_147, d_s * t_181)
        t_245 = fma(-2.0 * y_top_seen, omega, d_omega * t_148)
        t_246 = fma(y_top_seen - y_top_seen, kappa, d_kappa * t_149)
        t_247 = t_245 - t_246
        t_248 = fma(d_D, t_151, fma(d_zeta, z_e_kT, d_z_e_kT * zeta) * D)
        t_249 = d_alpha * t_152
        t_250 = fma(-0.5, t_247, d_b_exit) - fma(t_248, alpha, t_249)
        t_251 = fma(0.5, t_247, d_b_return) + fma(t_248, t_154, -t_249)
        t_252 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_253 = where(t_157 > -600.0, where(t_153 < 600.0, t_250, 0.0), 0.0)
        t_254 = where(t_159 > -600.0, where(t_155 < 600.0, t_251, 0.0), 0.0)
        t_255 = where(t_161 < 600.0, t_250 - t_251, 0.0)
        t_256 = where(t_162 > -600.0, t_255, 0.0)
        t_257 = fma(t_256, t_163, t_253 * t_158) * t_179
        t_258 = fma(-t_256, t_166, t_254 * t_160) * t_180
        t_259 = where(t_146 < 0.0, y_top_seen, 0.0)
        t_260 = where(t_169 < 0.0, -t_244, 0.0)
        t_261 = fma(-t_244, t_146, y_top_seen * t_169)
        t_262 = fma(2.0, t_260 * t_171, 2.0 * (t_259 * t_170))
        t_263 = fma(-5.0, t_262, t_261 - fma(t_260, t_170, t_259 * t_171))
        t_264 = where(t_147 < 0.0, t_244, 0.0)
        t_265 = where(t_174 < 0.0, -y_top_seen, 0.0)
        t_266 = fma(-y_top_seen, t_147, t_244 * t_174)
        t_267 = fma(2.0, t_265 * t_176, 2.0 * (t_264 * t_175))
        t_268 = fma(-5.0, t_267, t_266 - fma(t_265, t_175, t_264 * t_176))
        t_269 = fma(-t_257, t_165, t_252 * t_179) * t_173
        t_270 = fma(-t_258, t_168, t_252 * t_180) * t_178
        t_271 = fma(t_263, t_165, t_269) - fma(t_268, t_168, t_270)
        t_272 = d_leak_conductance * fma(t_54, t_48, D)
        t_273 = fma(t_215, t_54, t_220 * t_48) + d_D
        t_274 = d_plane_charge * fma(-t_168, t_178, t_165 * t_173)
        t_275 = fma(t_273, leak_conductance, t_272)
        t_276 = d_stern_capacitance * charging
        t_277 = fma(d_charging, stern_capacitance, t_276)
        current_seen = fma(t_271, plane_charge, t_274) + t_275 + t_277
        seen_ = Seen(current_seen, y_top_seen, metal_seen, 0.0, vacancies_seen)
        return seen_

    return outward_seen_push


def inward_rows(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``inward_rows`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def inward_rows(p, x):
        """Return the rows.

        Returns: (rows).
        """
        hop_rate = p.hop_rate
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        b_dissolve = p.b_dissolve
        b_adsorb = p.b_adsorb
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        r_half = p.r_half
        leak_rate = p.leak_rate
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        grow_parked = p.grow_parked
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        decay_parked = p.decay_parked
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        r = x.r
        D = x.D
        voltage = x.voltage
        t_1 = 1.0 - c
        t_2 = 1.0 / t_1
        t_3 = fma(-P, t_2, planes)
        t_4 = t_3 + sqrt(fma(t_3, t_3, 0.04000000000000001))
        t_5 = 0.5 * t_4
        t_6 = planes - t_5
        t_7 = fma((t_3 - t_5) * t_1, 1.0 / planes, c)
        t_8 = t_5 * t_5
        t_9 = t_8 * t_5 * t_5
        t_10 = t_9 * (1.0 / (t_9 + 0.3))
        t_11 = fma(-0.3, t_10, t_6)
        t_12 = P * P * P * P
        t_13 = sqrt(fma(t_11, t_11, 0.010000000000000002))
        t_14 = 0.5 * (t_12 * (1.0 / (t_12 + 0.3))) * (t_11 + t_13)
        t_15 = exp(-decay_metal * t_14)
        t_16 = wall * t_15 * t_15
        t_17 = fma(t_16, grow_metal, 1.0 / grow_metal)
        t_18 = 1.0 + t_16
        t_19 = planes - t_14
        t_20 = maximum(P, 0.0)
        t_21 = fma(spinodal - binodal, exp(-t_20), binodal)
        t_22 = t_21 * P * (1.0 / (t_20 + 0.1))
        t_23 = 1.0 / grow_nitride
        t_24 = 1.0 / (grow_nitride - t_23)
        t_25 = fma(-t_17, t_23, t_18) * t_24
        t_26 = fma(t_17, grow_nitride, -t_18) * t_24
        t_27 = exp(decay_nitride * t_19)
        t_28 = 1.0 / t_27
        t_29 = fma(t_26, t_28, t_25 * t_27)
        t_30 = t_25 * grow_nitride
        t_31 = t_26 * t_23
        t_32 = fma(t_31, t_28, t_30 * t_27)
        t_33 = stern_coupling * D
        t_34 = grow_nitride + t_23
        t_35 = W * (1.0 / (t_5 + 0.25))
        t_36 = z_e_kT * (t_33 * (1.0 / (t_32 - t_29)))
        t_37 = fma(-contact * (1.0 + wall), t_15, 0.5 * (t_17 + t_18))
        t_38 = minimum(maximum(-t_36 * t_37, 0.0), 12.0)
        t_39 = exp(t_38)
        t_40 = maximum(t_22, 0.0)
        t_41 = t_18 - t_17
        t_42 = t_36 * t_41
        t_43 = t_36 * (t_29 - fma(t_29, t_34, -t_32))
        t_44 = fma(1.6666666666666667, t_40 * (t_39 - 1.0), 1.0)
        t_45 = t_22 * t_39 * (1.0 / t_44)
        t_46 = sqrt(fma(t_43, t_43, 1e-06))
        t_47 = sqrt(fma(t_46, 1.0 / t_5, t_42 * t_42))
        t_48 = 0.5 * decay_nitride
        t_49 = exp(t_48 * t_5)
        t_50 = t_47 + t_46
        t_51 = fma(4.0 * t_47 * t_46, t_49 + 1.0 / t_49, t_50 * t_50)
        t_52 = 6.0 * t_47 * t_43 * t_50 * t_8 * (1.0 / (t_51 * (t_8 + 1.0)))
        t_53 = sqrt(fma(t_52 * t_52, t_8, 1e-06))
        t_54 = maximum(t_35, 0.0)
        t_55 = t_53 * t_53
        drift_3 = t_55 * (1.0 / (1.0 + t_55))
        t_56 = fma(2.0, t_35, -t_45)
        t_57 = fma(fma(t_35, t_53, t_45) - t_56, drift_3, t_56)
        t_58 = exp(3333.3333333333335 * minimum(t_57, 0.0))
        drift_2 = where(t_57 < 0.0, 0.0003 * t_58, t_57 + 0.0003)
        t_59 = maximum(W, 0.0)
        t_60 = drift_3 * t_59 * (1.0 / (t_59 + 3.0)) * drift_2
        t_61 = t_60 * (1.0 / (drift_2 + 0.2))
        t_62 = 1.6666666666666667 * (t_61 * t_59)
        t_63 = t_62 * t_5 * (1.0 / (t_5 + t_62))
        t_64 = exp(decay_nitride * (t_19 - t_63))
        t_65 = 1.0 / t_64
        t_66 = fma(t_26, t_65, t_25 * t_64)
        t_67 = fma(t_31, t_65, t_30 * t_64)
        t_68 = 1.0 / grow_parked
        t_69 = 1.0 / (grow_parked - t_68)
        t_70 = fma(-t_66, t_68, t_67) * t_69
        t_71 = fma(t_66, grow_parked, -t_67) * t_69
        t_72 = exp(decay_parked * t_63)
        t_73 = 1.0 / t_72
        t_74 = fma(t_71, t_73, t_70 * t_72)
        t_75 = fma(t_71 * t_68, t_73, t_70 * grow_parked * t_72)
        t_76 = t_33 * (1.0 / (t_75 - t_74))
        t_77 = t_5 - t_63
        t_78 = 1.0 - t_61
        t_79 = t_77 + 0.25
        t_80 = 1.0 / t_79
        t_81 = W * t_78 * t_80
        t_82 = z_e_kT * t_76
        t_83 = -t_82 * t_37
        t_84 = exp(minimum(maximum(t_83, 0.0), 12.0))
        t_85 = t_82 * t_41
        t_86 = t_82 * (t_66 - fma(t_66, t_34, -t_67))
        t_87 = fma(1.6666666666666667, t_40 * (t_84 - 1.0), 1.0)
        t_88 = t_22 * t_84 * (1.0 / t_87)
        t_89 = sqrt(fma(t_86, t_86, 1e-06))
        t_90 = sqrt(fma(t_89, 1.0 / t_77, t_85 * t_85))
        t_91 = exp(t_48 * t_77)
        t_92 = t_90 + t_89
        t_93 = t_77 * t_77
        t_94 = fma(4.0 * t_90 * t_89, t_91 + 1.0 / t_91, t_92 * t_92)
        t_95 = 6.0 * t_90 * t_86 * t_92 * t_93
        t_96 = t_95 * (1.0 / (t_94 * (t_93 + 1.0)))
        t_97 = t_96 * t_96
        t_98 = sqrt(t_97 + 1e-06)
        t_99 = exp(0.5 * t_98)
        t_100 = sqrt(fma(t_97, t_93, 1e-06))
        t_101 = exp(-t_100)
        t_102 = 1.0 - t_101
        t_103 = fma(-t_88 * t_102, t_77, t_81 * t_101 * t_79 * t_100)
        t_104 = t_103 * (1.0 / fma(-t_100, t_101, t_102))
        t_105 = (t_99 - 1.0 / t_99) * (1.0 / t_98) * t_100
        t_106 = t_105 * (t_104 * t_80) * t_80
        t_107 = maximum(t_81, 0.0)
        t_108 = maximum(fma(-1.6666666666666667, t_107, 1.0), 0.0)
        t_109 = where(t_106 >= 0.0, 1.0 / (1.0 + t_107), t_108)
        t_110 = t_100 * t_100
        t_111 = fma(2.0, t_81, -t_88)
        t_112 = fma(t_81, t_100, t_88) - t_111
        t_113 = fma(t_112, t_110 * (1.0 / (1.0 + t_110)), t_111)
        t_114 = exp(3333.3333333333335 * minimum(t_113, 0.0))
        t_115 = where(t_113 < 0.0, 0.0003 * t_114, t_113 + 0.0003)
        t_116 = fma(t_81 - t_115, drift_3, t_115)
        t_117 = sqrt(fma(W, W, 1e-08)) - W
        t_118 = hop_rate * (t_106 * t_109)
        flux_rows = fma(-0.5 * (20.0 * hop_rate), t_117, t_118)
        t_119 = fma(-0.4, drift_3, 1.0)
        t_120 = t_78 * (t_116 * t_119 * (1.0 / (t_119 + t_116)))
        t_121 = fma(-t_54 * t_54 * t_54, t_54, 1.0)
        t_122 = fma(1.0 - fma(0.6, t_61, t_120), t_121, -t_7)
        t_123 = fma(t_122, t_10, t_7)
        t_124 = binodal * exp(minimum(t_83, 50.0))
        t_125 = 1.0 / (t_6 + 1.0)
        t_126 = fma(t_124 * spinodal, 1.0 / (spinodal + t_124), -c)
        t_127 = 2.4674011002723395 * hop_rate * t_125 * t_125
        t_128 = fma(maximum(flux_rows * t_2, 0.0), 1.0 / (t_6 + 0.5), t_127)
        dilute_rate_rows = t_126 * t_128
        t_129 = s / s_max
        t_130 = fma(-kappa, t_123 - t_123, omega * fma(-2.0, t_123, 1.0))
        t_131 = 0.5 * t_130
        t_132 = z_e_kT * zeta * D
        t_133 = fma(-alpha, t_132, b_exit - t_131)
        t_134 = 1.0 - alpha
        t_135 = fma(t_134, t_132, b_return + t_131)
        t_136 = floor_rate * open_share
        t_137 = exp(maximum(-600.0, minimum(600.0, t_133)))
        t_138 = exp(maximum(-600.0, minimum(600.0, t_135)))
        t_139 = maximum(-600.0, minimum(600.0, t_133 - t_135))
        t_140 = exp(t_139)
        t_141 = 1.0 - t_129
        t_142 = minimum(0.0, t_123)
        t_143 = minimum(0.0, t_141)
        t_144 = t_143 * t_143
        t_145 = fma(-t_142, t_143, t_123 * t_141)
        t_146 = fma(-5.0, fma(t_142, t_142, t_144), t_145)
        t_147 = 1.0 - t_123
        t_148 = minimum(0.0, t_129)
        t_149 = minimum(0.0, t_147)
        t_150 = fma(-t_148, t_149, t_129 * t_147)
        t_151 = fma(-5.0, fma(t_149, t_149, t_148 * t_148), t_150)
        t_152 = t_136 / (1.0 + t_137 + t_140) * t_146
        exit_flux_rows = fma(-t_136 / (1.0 + t_138 + 1.0 / t_140), t_151, t_152)
        t_153 = fma(t_76, t_74, D)
        t_154 = (-voltage - t_153) / (area_resistance * stern_capacitance)
        t_155 = r / (r + r_half)
        t_156 = z_e_kT * (1.0 - zeta) * D
        t_157 = fma(-alpha, t_156, b_dissolve)
        t_158 = fma(t_134, t_156, b_adsorb)
        t_159 = exp(maximum(-600.0, minimum(600.0, t_157)))
        t_160 = exp(maximum(-600.0, minimum(600.0, t_158)))
        t_161 = maximum(-600.0, minimum(600.0, t_157 - t_158))
        t_162 = exp(t_161)
        t_163 = floor_rate / (1.0 + t_159 + t_162) * t_129
        t_164 = minimum(0.0, t_155)
        t_165 = fma(-t_164, t_143, t_155 * t_141)
        t_166 = fma(-5.0, fma(t_164, t_164, t_144), t_165)
        dissolution_rows = fma(-floor_rate / (1.0 + t_160 + 1.0 / t_162), t_166, t_163)
        loss_rows = leak_rate * r
        t_167 = fma(-leak_conductance / stern_capacitance, t_153, t_154)
        charging_rows = fma(-plane_charge / stern_capacitance, exit_flux_rows, t_167)
        rows_ = FrontRows(
            flux_rows, dilute_rate_rows, exit_flux_rows, dissolution_rows, loss_rows, charging_rows
        )  # fmt: skip
        return rows_

    return inward_rows


def inward_linearized(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``inward_linearized`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def inward_linearized(p, x):
        """Return the rows, and their derivatives by the unknowns.

        Returns: (rows, by).
        """
        hop_rate = p.hop_rate
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        b_dissolve = p.b_dissolve
        b_adsorb = p.b_adsorb
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        r_half = p.r_half
        leak_rate = p.leak_rate
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        grow_parked = p.grow_parked
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        decay_parked = p.decay_parked
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        r = x.r
        D = x.D
        voltage = x.voltage
        t_1 = 1.0 - c
        t_2 = 1.0 / t_1
        t_3 = fma(-P, t_2, planes)
        t_4 = sqrt(fma(t_3, t_3, 0.04000000000000001))
        t_5 = 0.5 * (t_3 + t_4)
        t_6 = planes - t_5
        t_7 = t_3 - t_5
        t_8 = 1.0 / planes
        t_9 = fma(t_7 * t_1, t_8, c)
        t_10 = t_5 * t_5
        t_11 = t_10 * t_5
        t_12 = t_11 * t_5
        t_13 = 1.0 / (t_12 + 0.3)
        t_14 = t_12 * t_13
        t_15 = fma(-0.3, t_14, t_6)
        t_16 = P * P
        t_17 = t_16 * P
        t_18 = t_17 * P
        t_19 = 1.0 / (t_18 + 0.3)
        t_20 = 0.5 * (t_18 * t_19)
        t_21 = sqrt(fma(t_15, t_15, 0.010000000000000002))
        t_22 = t_15 + t_21
        t_23 = t_20 * t_22
        t_24 = exp(-decay_metal * t_23)
        t_25 = contact * (1.0 + wall)
        t_26 = wall * t_24
        t_27 = t_26 * t_24
        t_28 = fma(t_27, grow_metal, 1.0 / grow_metal)
        t_29 = 1.0 + t_27
        t_30 = planes - t_23
        t_31 = spinodal - binodal
        t_32 = maximum(P, 0.0)
        t_33 = exp(-t_32)
        t_34 = fma(t_31, t_33, binodal)
        t_35 = t_34 * P
        t_36 = 1.0 / (t_32 + 0.1)
        t_37 = t_35 * t_36
        t_38 = 1.0 / grow_nitride
        t_39 = 1.0 / (grow_nitride - t_38)
        t_40 = fma(-t_28, t_38, t_29) * t_39
        t_41 = fma(t_28, grow_nitride, -t_29) * t_39
        t_42 = exp(decay_nitride * t_30)
        t_43 = 1.0 / t_42
        t_44 = fma(t_41, t_43, t_40 * t_42)
        t_45 = t_40 * grow_nitride
        t_46 = t_41 * t_38
        t_47 = fma(t_46, t_43, t_45 * t_42)
        t_48 = stern_coupling * D
        t_49 = 1.0 / (t_47 - t_44)
        t_50 = grow_nitride + t_38
        t_51 = 1.0 / (t_5 + 0.25)
        t_52 = W * t_51
        t_53 = z_e_kT * (t_48 * t_49)
        t_54 = fma(-t_25, t_24, 0.5 * (t_28 + t_29))
        t_55 = -t_53 * t_54
        t_56 = maximum(t_55, 0.0)
        t_57 = exp(minimum(t_56, 12.0))
        t_58 = maximum(t_37, 0.0)
        t_59 = t_57 - 1.0
        t_60 = t_29 - t_28
        t_61 = t_53 * t_60
        t_62 = t_44 - fma(t_44, t_50, -t_47)
        t_63 = t_53 * t_62
        t_64 = t_37 * t_57
        t_65 = fma(1.6666666666666667, t_58 * t_59, 1.0)
        t_66 = 1.0 / t_65
        t_67 = t_64 * t_66
        t_68 = sqrt(fma(t_63, t_63, 1e-06))
        t_69 = 1.0 / t_5
        t_70 = sqrt(fma(t_68, t_69, t_61 * t_61))
        t_71 = 0.5 * decay_nitride
        t_72 = exp(t_71 * t_5)
        t_73 = t_70 + t_68
        t_74 = 4.0 * t_70
        t_75 = t_74 * t_68
        t_76 = 1.0 / t_72
        t_77 = t_72 + t_76
        t_78 = fma(t_75, t_77, t_73 * t_73)
        t_79 = 6.0 * t_70
        t_80 = t_79 * t_63
        t_81 = t_80 * t_73
        t_82 = t_81 * t_10
        t_83 = t_10 + 1.0
        t_84 = 1.0 / (t_78 * t_83)
        t_85 = t_82 * t_84
        t_86 = t_85 * t_85
        t_87 = sqrt(fma(t_86, t_10, 1e-06))
        t_88 = maximum(t_52, 0.0)
        t_89 = t_87 * t_87
        t_90 = 1.0 / (1.0 + t_89)
        drift_3 = t_89 * t_90
        t_91 = fma(2.0, t_52, -t_67)
        t_92 = fma(t_52, t_87, t_67) - t_91
        t_93 = fma(t_92, drift_3, t_91)
        t_94 = exp(3333.3333333333335 * minimum(t_93, 0.0))
        t_95 = t_93 < 0.0
        drift_2 = where(t_95, 0.0003 * t_94, t_93 + 0.0003)
        t_96 = t_52 > 0.0
        t_97 = 0.5 / t_87
        t_98 = 0.5 / t_70
        t_99 = 0.5 / t_68
        t_100 = 3333.3333333333335 * (0.0003 * where(t_95, 1.0, 0.0) * t_94)
        t_101 = where(t_95, 0.0, 1.0) + where(t_95, t_100, 0.0)
        t_102 = t_101 * drift_3
        t_103 = t_101 * t_92
        t_104 = t_101 - t_102
        drift_2_held = t_102 - t_104
        drift_2_share = fma(2.0, t_104, t_102 * t_87)
        t_105 = fma(-t_103 * t_89 * t_90, t_90, t_103 * t_90)
        t_106 = t_105 * t_87
        t_107 = (fma(t_102, t_52, t_106) + t_106) * t_97
        t_108 = 2.0 * (t_107 * t_10 * t_85)
        t_109 = t_108 * t_84
        t_110 = t_108 * t_82 * t_84 * t_84
        t_111 = t_110 * t_83
        t_112 = t_109 * t_10
        t_113 = fma(t_109, t_81, fma(-t_110, t_78, t_107 * t_86))
        t_114 = t_112 * t_73
        t_115 = t_111 * t_77
        t_116 = t_111 * t_75
        t_117 = fma(-4.0, t_115 * t_68, 6.0 * (t_114 * t_63))
        t_118 = t_111 * t_73
        t_119 = fma(t_112, t_80, -t_118) - t_118
        t_120 = fma(t_116 * t_76, t_76, -t_116) * t_72 * t_71
        t_121 = (t_117 + t_119) * t_98
        t_122 = fma(t_121, t_69, fma(-t_115, t_74, t_119))
        drift_2_first = 2.0 * (t_121 * t_61)
        t_123 = t_122 * t_99 * t_63
        drift_2_last = fma(t_114, t_79, t_123) + t_123
        t_124 = t_113 * t_5
        t_125 = fma(-t_121 * t_68 * t_69, t_69, t_120) + t_124
        drift_2_length = t_125 + t_124
        t_126 = 2.0 * (fma(-drift_3, t_90, t_90) * t_87) * t_97
        t_127 = 2.0 * (t_126 * t_10 * t_85)
        t_128 = t_127 * t_84
        t_129 = t_127 * t_82 * t_84 * t_84
        t_130 = t_129 * t_83
        t_131 = t_128 * t_10
        t_132 = fma(t_128, t_81, fma(-t_129, t_78, t_126 * t_86))
        t_133 = t_131 * t_73
        t_134 = t_130 * t_77
        t_135 = t_130 * t_75
        t_136 = fma(-4.0, t_134 * t_68, 6.0 * (t_133 * t_63))
        t_137 = t_130 * t_73
        t_138 = fma(t_131, t_80, -t_137) - t_137
        t_139 = fma(t_135 * t_76, t_76, -t_135) * t_72 * t_71
        t_140 = (t_136 + t_138) * t_98
        t_141 = fma(t_140, t_69, fma(-t_134, t_74, t_138))
        drift_3_first = 2.0 * (t_140 * t_61)
        t_142 = t_141 * t_99 * t_63
        drift_3_last = fma(t_133, t_79, t_142) + t_142
        t_143 = t_132 * t_5
        t_144 = fma(-t_140 * t_68 * t_69, t_69, t_139) + t_143
        drift_3_length = t_144 + t_143
        t_145 = maximum(W, 0.0)
        t_146 = drift_3 * t_145
        t_147 = 1.0 / (t_145 + 3.0)
        t_148 = t_146 * t_147
        t_149 = t_148 * drift_2
        t_150 = 1.0 / (drift_2 + 0.2)
        t_151 = t_149 * t_150
        t_152 = 1.6666666666666667 * (t_151 * t_145)
        t_153 = t_152 * t_5
        t_154 = 1.0 / (t_5 + t_152)
        t_155 = t_153 * t_154
        t_156 = exp(decay_nitride * (t_30 - t_155))
        t_157 = 1.0 / t_156
        t_158 = fma(t_41, t_157, t_40 * t_156)
        t_159 = fma(t_46, t_157, t_45 * t_156)
        t_160 = 1.0 / grow_parked
        t_161 = 1.0 / (grow_parked - t_160)
        t_162 = fma(-t_158, t_160, t_159) * t_161
        t_163 = fma(t_158, grow_parked, -t_159) * t_161
        t_164 = exp(decay_parked * t_155)
        t_165 = 1.0 / t_164
        t_166 = fma(t_163, t_165, t_162 * t_164)
        t_167 = t_162 * grow_parked
        t_168 = t_163 * t_160
        t_169 = 1.0 / (fma(t_168, t_165, t_167 * t_164) - t_166)
        t_170 = t_48 * t_169
        t_171 = t_5 - t_155
        t_172 = 1.0 - t_151
        t_173 = W * t_172
        t_174 = t_171 + 0.25
        t_175 = 1.0 / t_174
        t_176 = t_173 * t_175
        t_177 = z_e_kT * t_170
        t_178 = -t_177 * t_54
        t_179 = maximum(t_178, 0.0)
        t_180 = exp(minimum(t_179, 12.0))
        t_181 = t_180 - 1.0
        t_182 = t_177 * t_60
        t_183 = t_158 - fma(t_158, t_50, -t_159)
        t_184 = t_177 * t_183
        t_185 = t_37 * t_180
        t_186 = fma(1.6666666666666667, t_58 * t_181, 1.0)
        t_187 = 1.0 / t_186
        t_188 = t_185 * t_187
        t_189 = sqrt(fma(t_184, t_184, 1e-06))
        t_190 = 1.0 / t_171
        t_191 = sqrt(fma(t_189, t_190, t_182 * t_182))
        t_192 = exp(t_71 * t_171)
        t_193 = t_191 + t_189
        t_194 = t_171 * t_171
        t_195 = 4.0 * t_191
        t_196 = t_195 * t_189
        t_197 = 1.0 / t_192
        t_198 = t_192 + t_197
        t_199 = fma(t_196, t_198, t_193 * t_193)
        t_200 = 6.0 * t_191
        t_201 = t_200 * t_184
        t_202 = t_201 * t_193
        t_203 = t_202 * t_194
        t_204 = t_194 + 1.0
        t_205 = 1.0 / (t_199 * t_204)
        t_206 = t_203 * t_205
        t_207 = t_206 * t_206
        t_208 = sqrt(t_207 + 1e-06)
        t_209 = exp(0.5 * t_208)
        t_210 = 1.0 / t_209
        t_211 = t_209 - t_210
        t_212 = 1.0 / t_208
        t_213 = t_211 * t_212
        t_214 = sqrt(fma(t_207, t_194, 1e-06))
        t_215 = exp(-t_214)
        t_216 = 1.0 - t_215
        t_217 = t_176 * t_215
        t_218 = t_217 * t_174
        t_219 = t_188 * t_216
        t_220 = fma(-t_219, t_171, t_218 * t_214)
        t_221 = 1.0 / fma(-t_214, t_215, t_216)
        t_222 = t_220 * t_221
        t_223 = t_222 * t_175
        t_224 = t_213 * t_214
        t_225 = t_224 * t_223
        t_226 = t_225 * t_175
        t_227 = maximum(t_176, 0.0)
        t_228 = t_226 >= 0.0
        t_229 = 1.0 / (1.0 + t_227)
        t_230 = fma(-1.6666666666666667, t_227, 1.0)
        t_231 = where(t_228, t_229, maximum(t_230, 0.0))
        t_232 = t_214 * t_214
        t_233 = 1.0 / (1.0 + t_232)
        t_234 = t_232 * t_233
        t_235 = fma(2.0, t_176, -t_188)
        t_236 = fma(t_176, t_214, t_188) - t_235
        t_237 = fma(t_236, t_234, t_235)
        t_238 = exp(3333.3333333333335 * minimum(t_237, 0.0))
        t_239 = t_237 < 0.0
        t_240 = where(t_239, 0.0003 * t_238, t_237 + 0.0003)
        t_241 = where(t_230 > 0.0, where(t_228, 0.0, t_226), 0.0)
        t_242 = where(t_228, t_226, 0.0) * t_229
        t_243 = fma(-t_242, t_229, -1.6666666666666667 * t_241)
        t_244 = t_231 * t_175
        t_245 = t_244 * t_223
        t_246 = t_244 * t_224
        t_247 = t_245 * t_214
        t_248 = t_246 * t_175
        t_249 = t_248 * t_221
        t_250 = t_248 * t_220 * t_221 * t_221
        t_251 = t_249 * t_171
        t_252 = t_251 * t_216
        t_253 = t_249 * t_214
        t_254 = t_253 * t_174
        drift_1_share = fma(t_254, t_215, where(t_176 > 0.0, t_243, 0.0))
        t_255 = fma(t_250, t_215, fma(t_249, t_218, t_245 * t_213))
        t_256 = fma(t_250, t_214, t_254 * t_176) - (-t_251 * t_188 - t_250)
        t_257 = 0.5 / t_214
        t_258 = fma(-t_256, t_215, t_255) * t_257
        t_259 = t_247 * t_212
        t_260 = 0.5 * (fma(t_259 * t_210, t_210, t_259) * t_209)
        t_261 = fma(-t_247 * t_211 * t_212, t_212, t_260)
        t_262 = fma(t_261, 0.5 / t_208, t_258 * t_194) * t_206
        t_263 = 2.0 * t_262
        t_264 = t_263 * t_205
        t_265 = t_263 * t_203 * t_205 * t_205
        t_266 = t_265 * t_204
        t_267 = t_264 * t_194
        t_268 = fma(t_264, t_202, fma(-t_265, t_199, t_258 * t_207))
        t_269 = t_267 * t_193
        t_270 = t_266 * t_198
        t_271 = t_266 * t_196
        t_272 = fma(-4.0, t_270 * t_189, 6.0 * (t_269 * t_184))
        t_273 = t_266 * t_193
        t_274 = fma(t_267, t_201, -t_273) - t_273
        t_275 = t_268 * t_171
        t_276 = fma(t_271 * t_197, t_197, -t_271) * t_192
        t_277 = fma(t_276, t_71, fma(-t_249, t_219, t_275) + t_275)
        t_278 = 0.5 / t_191
        t_279 = (t_272 + t_274) * t_278
        t_280 = fma(t_279, t_190, fma(-t_270, t_195, t_274))
        t_281 = fma(-t_279 * t_189 * t_190, t_190, t_277)
        drift_1_first = 2.0 * (t_279 * t_182)
        t_282 = 0.5 / t_189
        t_283 = t_280 * t_282 * t_184
        drift_1_last = fma(t_269, t_200, t_283) + t_283
        t_284 = fma(t_246, t_222, t_231 * t_225) * t_175
        drift_1_length = t_281 + fma(-t_284, t_175, t_253 * t_217)
        t_285 = 0.0003 * where(t_239, 1.0, 0.0) * t_238
        t_286 = where(t_239, 3333.3333333333335 * t_285, 0.0)
        t_287 = where(t_239, 0.0, 1.0) + t_286
        t_288 = t_287 * t_234
        t_289 = t_287 * t_236
        t_290 = t_287 - t_288
        t_291 = t_288 - t_290
        t_292 = fma(2.0, t_290, t_288 * t_214)
        t_293 = fma(-t_289 * t_232 * t_233, t_233, t_289 * t_233)
        t_294 = t_293 * t_214
        t_295 = (fma(t_288, t_176, t_294) + t_294) * t_257
        t_296 = 2.0 * (t_295 * t_194 * t_206)
        t_297 = t_296 * t_205
        t_298 = t_296 * t_203 * t_205 * t_205
        t_299 = t_298 * t_204
        t_300 = t_297 * t_194
        t_301 = fma(t_297, t_202, fma(-t_298, t_199, t_295 * t_207))
        t_302 = t_300 * t_193
        t_303 = t_299 * t_198
        t_304 = t_299 * t_196
        t_305 = fma(-4.0, t_303 * t_189, 6.0 * (t_302 * t_184))
        t_306 = t_299 * t_193
        t_307 = fma(t_300, t_201, -t_306) - t_306
        t_308 = fma(t_304 * t_197, t_197, -t_304) * t_192
        t_309 = (t_305 + t_307) * t_278
        t_310 = fma(t_309, t_190, fma(-t_303, t_195, t_307))
        t_311 = fma(t_308, t_71, 2.0 * (t_301 * t_171))
        t_312 = fma(-t_309 * t_189 * t_190, t_190, t_311)
        t_313 = 2.0 * (t_309 * t_182)
        t_314 = t_310 * t_282 * t_184
        t_315 = fma(t_302, t_200, t_314) + t_314
        t_316 = t_176 - t_240
        t_317 = fma(t_316, drift_3, t_240)
        t_318 = 0.5 * (20.0 * hop_rate)
        t_319 = sqrt(fma(W, W, 1e-08))
        flux_rows = fma(-t_318, t_319 - W, hop_rate * (t_226 * t_231))
        t_320 = fma(-0.4, drift_3, 1.0)
        t_321 = t_317 * t_320
        t_322 = 1.0 / (t_320 + t_317)
        t_323 = t_321 * t_322
        t_324 = 1.0 - fma(0.6, t_151, t_172 * t_323)
        t_325 = t_88 * t_88
        t_326 = t_325 * t_88
        t_327 = fma(-t_326, t_88, 1.0)
        t_328 = fma(t_324, t_327, -t_9)
        t_329 = fma(t_328, t_14, t_9)
        t_330 = exp(minimum(t_178, 50.0))
        t_331 = binodal * t_330
        t_332 = t_331 * spinodal
        t_333 = 1.0 / (spinodal + t_331)
        t_334 = 1.0 / (t_6 + 1.0)
        t_335 = fma(t_332, t_333, -c)
        t_336 = 2.4674011002723395 * hop_rate
        t_337 = t_336 * t_334
        t_338 = flux_rows * t_2
        t_339 = maximum(t_338, 0.0)
        t_340 = 1.0 / (t_6 + 0.5)
        t_341 = fma(t_339, t_340, t_337 * t_334)
        dilute_rate_rows = t_335 * t_341
        t_342 = s / s_max
        t_343 = fma(-kappa, t_329 - t_329, omega * fma(-2.0, t_329, 1.0))
        t_344 = 0.5 * t_343
        t_345 = z_e_kT * zeta
        t_346 = t_345 * D
        t_347 = fma(-alpha, t_346, b_exit - t_344)
        t_348 = 1.0 - alpha
        t_349 = fma(t_348, t_346, b_return + t_344)
        t_350 = floor_rate * open_share
        t_351 = minimum(600.0, t_347)
        t_352 = exp(maximum(-600.0, t_351))
        t_353 = minimum(600.0, t_349)
        t_354 = exp(maximum(-600.0, t_353))
        t_355 = t_347 - t_349
        t_356 = minimum(600.0, t_355)
        t_357 = exp(maximum(-600.0, t_356))
        t_358 = 1.0 + t_352 + t_357
        t_359 = t_350 / t_358
        t_360 = 1.0 / t_357
        t_361 = 1.0 + t_354 + t_360
        t_362 = t_350 / t_361
        t_363 = 1.0 - t_342
        t_364 = minimum(0.0, t_329)
        t_365 = minimum(0.0, t_363)
        t_366 = t_365 * t_365
        t_367 = fma(-t_364, t_365, t_329 * t_363)
        t_368 = fma(-5.0, fma(t_364, t_364, t_366), t_367)
        t_369 = 1.0 - t_329
        t_370 = minimum(0.0, t_342)
        t_371 = minimum(0.0, t_369)
        t_372 = fma(-t_370, t_371, t_342 * t_369)
        t_373 = fma(-5.0, fma(t_371, t_371, t_370 * t_370), t_372)
        exit_flux_rows = fma(-t_362, t_373, t_359 * t_368)
        t_374 = fma(t_170, t_166, D)
        t_375 = area_resistance * stern_capacitance
        t_376 = leak_conductance / stern_capacitance
        t_377 = plane_charge / stern_capacitance
        t_378 = r + r_half
        t_379 = r / t_378
        t_380 = z_e_kT * (1.0 - zeta)
        t_381 = t_380 * D
        t_382 = fma(-alpha, t_381, b_dissolve)
        t_383 = fma(t_348, t_381, b_adsorb)
        t_384 = minimum(600.0, t_382)
        t_385 = exp(maximum(-600.0, t_384))
        t_386 = minimum(600.0, t_383)
        t_387 = exp(maximum(-600.0, t_386))
        t_388 = t_382 - t_383
        t_389 = minimum(600.0, t_388)
        t_390 = exp(maximum(-600.0, t_389))
        t_391 = 1.0 + t_385 + t_390
        t_392 = floor_rate / t_391
        t_393 = 1.0 / t_390
        t_394 = 1.0 + t_387 + t_393
        t_395 = floor_rate / t_394
        t_396 = minimum(0.0, t_379)
        t_397 = fma(-t_396, t_365, t_379 * t_363)
        t_398 = fma(-5.0, fma(t_396, t_396, t_366), t_397)
        dissolution_rows = fma(-t_395, t_398, t_392 * t_342)
        loss_rows = leak_rate * r
        t_399 = fma(-t_376, t_374, (-voltage - t_374) / t_375)
        charging_rows = fma(-t_377, exit_flux_rows, t_399)
        t_400 = -1.0 / t_1
        t_401 = 0.5 / t_4
        t_402 = fma(2.0 * (t_400 * t_3), t_401, t_400)
        t_403 = 0.5 * t_402
        t_404 = -0.5 * t_402
        t_405 = fma(t_403, t_10, 2.0 * (t_403 * t_5) * t_5)
        t_406 = fma(t_403, t_11, t_405 * t_5) * t_13
        t_407 = fma(-t_406 * t_13, t_12, t_406)
        t_408 = fma(-0.3, t_407, t_404)
        t_409 = fma(fma(2.0 * P, P, t_16), P, t_17) * t_19
        t_410 = 0.5 / t_21
        t_411 = 0.5 * fma(-t_409 * t_19, t_18, t_409) * t_22
        t_412 = fma(fma(2.0 * (t_408 * t_15), t_410, t_408), t_20, t_411)
        t_413 = t_412 * decay_metal * t_24
        t_414 = fma(-t_413, t_26, -t_413 * wall * t_24)
        t_415 = t_414 * grow_metal
        t_416 = where(P > 0.0, 1.0, 0.0)
        t_417 = fma(-t_416 * t_33 * t_31, P, t_34) * t_36
        t_418 = fma(-t_416 * t_36 * t_36, t_35, t_417)
        t_419 = fma(-t_415, t_38, t_414) * t_39
        t_420 = fma(t_415, grow_nitride, -t_414) * t_39
        t_421 = t_412 * decay_nitride * t_42
        t_422 = t_421 * t_43 * t_43
        t_423 = fma(-t_421, t_40, t_419 * t_42)
        t_424 = t_423 + fma(t_422, t_41, t_420 * t_43)
        t_425 = t_419 * grow_nitride
        t_426 = t_420 * t_38
        t_427 = fma(-t_421, t_45, t_425 * t_42)
        t_428 = t_427 + fma(t_422, t_46, t_426 * t_43)
        t_429 = t_403 * t_51 * t_51 * W
        t_430 = (t_428 - t_424) * t_49 * t_49 * t_48 * z_e_kT
        t_431 = fma(t_413, t_25, 0.5 * (t_415 + t_414))
        t_432 = t_55 > 0.0
        t_433 = where(t_432, -fma(-t_430, t_54, t_431 * t_53), 0.0)
        t_434 = t_56 < 12.0
        t_435 = where(t_434, t_433, 0.0) * t_57
        t_436 = where(t_37 > 0.0, t_418, 0.0)
        t_437 = 1.6666666666666667 * fma(t_435, t_58, t_436 * t_59)
        t_438 = t_414 - t_415
        t_439 = fma(-t_430, t_60, t_438 * t_53)
        t_440 = (t_424 - fma(t_424, t_50, -t_428)) * t_53
        t_441 = fma(-t_430, t_62, t_440)
        t_442 = fma(t_435, t_37, t_418 * t_57) * t_66
        t_443 = fma(t_441, drift_3_last, t_439 * drift_3_first)
        t_444 = fma(t_403, drift_3_length, t_443)
        t_445 = fma(t_441, drift_2_last, t_439 * drift_2_first)
        t_446 = fma(-t_429, drift_2_share, fma(t_403, drift_2_length, t_445))
        t_447 = fma(-t_437 * t_66 * t_66, t_64, t_442)
        t_448 = fma(t_447, drift_2_held, t_446)
        t_449 = fma(t_448, t_148, t_444 * t_145 * t_147 * drift_2)
        t_450 = fma(-t_448 * t_150 * t_150, t_149, t_449 * t_150)
        t_451 = 1.6666666666666667 * (t_450 * t_145)
        t_452 = fma(t_403, t_152, t_451 * t_5) * t_154
        t_453 = fma(-(t_403 + t_451) * t_154 * t_154, t_153, t_452)
        t_454 = (-t_412 - t_453) * decay_nitride * t_156
        t_455 = t_454 * t_157 * t_157
        t_456 = fma(-t_455, t_41, t_420 * t_157)
        t_457 = fma(t_454, t_40, t_419 * t_156) + t_456
        t_458 = fma(-t_455, t_46, t_426 * t_157)
        t_459 = fma(t_454, t_45, t_425 * t_156) + t_458
        t_460 = fma(-t_457, t_160, t_459) * t_161
        t_461 = fma(t_457, grow_parked, -t_459) * t_161
        t_462 = t_453 * decay_parked * t_164
        t_463 = t_462 * t_165 * t_165
        t_464 = fma(-t_463, t_163, t_461 * t_165)
        t_465 = fma(t_462, t_162, t_460 * t_164) + t_464
        t_466 = fma(t_462, t_167, t_460 * grow_parked * t_164)
        t_467 = fma(-t_463, t_168, t_461 * t_160 * t_165)
        t_468 = (t_466 + t_467 - t_465) * t_169 * t_169 * t_48
        t_469 = t_403 - t_453
        t_470 = fma(-t_469 * t_175 * t_175, t_173, -t_450 * W * t_175)
        t_471 = t_468 * z_e_kT
        t_472 = -fma(-t_471, t_54, t_431 * t_177)
        t_473 = t_178 > 0.0
        t_474 = t_179 < 12.0
        t_475 = where(t_474, where(t_473, t_472, 0.0), 0.0)
        t_476 = t_475 * t_180
        t_477 = 1.6666666666666667 * fma(t_476, t_58, t_436 * t_181)
        t_478 = fma(-t_471, t_60, t_438 * t_177)
        t_479 = (t_457 - fma(t_457, t_50, -t_459)) * t_177
        t_480 = fma(-t_471, t_183, t_479)
        t_481 = fma(t_476, t_37, t_418 * t_180) * t_187
        t_482 = fma(-t_477 * t_187 * t_187, t_185, t_481)
        t_483 = fma(t_480, drift_1_last, t_478 * drift_1_first)
        t_484 = fma(t_470, drift_1_share, fma(t_469, drift_1_length, t_483))
        flux_P_by = fma(-t_482, t_252, t_484) * hop_rate
        t_485 = t_51 * drift_2_share
        t_486 = where(W > 0.0, 1.0, 0.0)
        t_487 = fma(-t_486 * t_147 * t_147, t_146, t_486 * drift_3 * t_147)
        t_488 = fma(t_485, t_148, t_487 * drift_2) * t_150
        t_489 = fma(-t_485 * t_150 * t_150, t_149, t_488)
        t_490 = 1.6666666666666667 * fma(t_486, t_151, t_489 * t_145)
        t_491 = fma(-t_490 * t_154 * t_154, t_153, t_490 * t_5 * t_154)
        t_492 = t_491 * decay_nitride * t_156
        t_493 = t_492 * t_157 * t_157
        t_494 = fma(-t_492, t_40, t_493 * t_41)
        t_495 = fma(-t_492, t_45, t_493 * t_46)
        t_496 = fma(-t_494, t_160, t_495) * t_161
        t_497 = fma(t_494, grow_parked, -t_495) * t_161
        t_498 = t_491 * decay_parked * t_164
        t_499 = t_498 * t_165 * t_165
        t_500 = fma(-t_499, t_163, t_497 * t_165)
        t_501 = fma(t_498, t_162, t_496 * t_164) + t_500
        t_502 = fma(t_498, t_167, t_496 * grow_parked * t_164)
        t_503 = fma(-t_499, t_168, t_497 * t_160 * t_165)
        t_504 = (t_502 + t_503 - t_501) * t_169 * t_169 * t_48
        t_505 = fma(-t_489, W, t_172) * t_175
        t_506 = fma(t_491 * t_175 * t_175, t_173, t_505)
        t_507 = t_504 * z_e_kT
        t_508 = t_507 * t_54
        t_509 = where(t_474, where(t_473, t_508, 0.0), 0.0)
        t_510 = t_509 * t_180
        t_511 = t_507 * t_60
        t_512 = (t_494 - fma(t_494, t_50, -t_495)) * t_177
        t_513 = fma(-t_507, t_183, t_512)
        t_514 = 1.6666666666666667 * (t_510 * t_58) * t_187
        t_515 = fma(-t_514 * t_187, t_185, t_510 * t_37 * t_187)
        t_516 = fma(-t_511, drift_1_first, t_513 * drift_1_last)
        t_517 = fma(t_506, drift_1_share, fma(-t_491, drift_1_length, t_516))
        t_518 = fma(-t_515, t_252, t_517) * hop_rate
        flux_W_by = fma(-fma(2.0 * W, 0.5 / t_319, -1.0), t_318, t_518)
        t_519 = t_400 * t_2
        t_520 = t_519 * P
        t_521 = fma(2.0 * (t_520 * t_3), t_401, t_520)
        t_522 = 0.5 * t_521
        t_523 = -0.5 * t_521
        t_524 = fma(t_522, t_10, 2.0 * (t_522 * t_5) * t_5)
        t_525 = fma(t_522, t_11, t_524 * t_5) * t_13
        t_526 = fma(-t_525 * t_13, t_12, t_525)
        t_527 = fma(-0.3, t_526, t_523)
        t_528 = fma(2.0 * (t_527 * t_15), t_410, t_527) * t_20
        t_529 = t_528 * decay_metal * t_24
        t_530 = fma(-t_529, t_26, -t_529 * wall * t_24)
        t_531 = t_530 * grow_metal
        t_532 = fma(-t_531, t_38, t_530) * t_39
        t_533 = fma(t_531, grow_nitride, -t_530) * t_39
        t_534 = t_528 * decay_nitride * t_42
        t_535 = t_534 * t_43 * t_43
        t_536 = fma(-t_534, t_40, t_532 * t_42)
        t_537 = t_536 + fma(t_535, t_41, t_533 * t_43)
        t_538 = t_532 * grow_nitride
        t_539 = t_533 * t_38
        t_540 = fma(-t_534, t_45, t_538 * t_42)
        t_541 = t_540 + fma(t_535, t_46, t_539 * t_43)
        t_542 = t_522 * t_51 * t_51 * W
        t_543 = (t_541 - t_537) * t_49 * t_49 * t_48 * z_e_kT
        t_544 = fma(t_529, t_25, 0.5 * (t_531 + t_530))
        t_545 = where(t_432, -fma(-t_543, t_54, t_544 * t_53), 0.0)
        t_546 = where(t_434, t_545, 0.0) * t_57
        t_547 = t_530 - t_531
        t_548 = fma(-t_543, t_60, t_547 * t_53)
        t_549 = (t_537 - fma(t_537, t_50, -t_541)) * t_53
        t_550 = fma(-t_543, t_62, t_549)
        t_551 = 1.6666666666666667 * (t_546 * t_58) * t_66
        t_552 = fma(-t_551 * t_66, t_64, t_546 * t_37 * t_66)
        t_553 = fma(t_550, drift_3_last, t_548 * drift_3_first)
        t_554 = fma(t_522, drift_3_length, t_553)
        t_555 = fma(t_550, drift_2_last, t_548 * drift_2_first)
        t_556 = fma(-t_542, drift_2_share, fma(t_522, drift_2_length, t_555))
        t_557 = fma(t_552, drift_2_held, t_556)
        t_558 = fma(t_557, t_148, t_554 * t_145 * t_147 * drift_2)
        t_559 = fma(-t_557 * t_150 * t_150, t_149, t_558 * t_150)
        t_560 = 1.6666666666666667 * (t_559 * t_145)
        t_561 = fma(t_522, t_152, t_560 * t_5) * t_154
        t_562 = fma(-(t_522 + t_560) * t_154 * t_154, t_153, t_561)
        t_563 = (-t_528 - t_562) * decay_nitride * t_156
        t_564 = t_563 * t_157 * t_157
        t_565 = fma(-t_564, t_41, t_533 * t_157)
        t_566 = fma(t_563, t_40, t_532 * t_156) + t_565
        t_567 = fma(-t_564, t_46, t_539 * t_157)
        t_568 = fma(t_563, t_45, t_538 * t_156) + t_567
        t_569 = fma(-t_566, t_160, t_568) * t_161
        t_570 = fma(t_566, grow_parked, -t_568) * t_161
        t_571 = t_562 * decay_parked * t_164
        t_572 = t_571 * t_165 * t_165
        t_573 = fma(-t_572, t_163, t_570 * t_165)
        t_574 = fma(t_571, t_162, t_569 * t_164) + t_573
        t_575 = fma(t_571, t_167, t_569 * grow_parked * t_164)
        t_576 = fma(-t_572, t_168, t_570 * t_160 * t_165)
        t_577 = (t_575 + t_576 - t_574) * t_169 * t_169 * t_48
        t_578 = t_522 - t_562
        t_579 = fma(-t_578 * t_175 * t_175, t_173, -t_559 * W * t_175)
        t_580 = t_577 * z_e_kT
        t_581 = -fma(-t_580, t_54, t_544 * t_177)
        t_582 = where(t_474, where(t_473, t_581, 0.0), 0.0)
        t_583 = t_582 * t_180
        t_584 = fma(-t_580, t_60, t_547 * t_177)
        t_585 = (t_566 - fma(t_566, t_50, -t_568)) * t_177
        t_586 = fma(-t_580, t_183, t_585)
        t_587 = 1.6666666666666667 * (t_583 * t_58) * t_187
        t_588 = fma(-t_587 * t_187, t_185, t_583 * t_37 * t_187)
        t_589 = fma(t_586, drift_1_last, t_584 * drift_1_first)
        t_590 = fma(t_579, drift_1_share, fma(t_578, drift_1_length, t_589))
        flux_c_by = fma(-t_588, t_252, t_590) * hop_rate
        t_591 = stern_coupling * t_49 * z_e_kT
        t_592 = where(t_434, where(t_432, -t_591 * t_54, 0.0), 0.0)
        t_593 = t_592 * t_57
        t_594 = t_591 * t_60
        t_595 = t_591 * t_62
        t_596 = 1.6666666666666667 * (t_593 * t_58) * t_66
        t_597 = fma(-t_596 * t_66, t_64, t_593 * t_37 * t_66)
        t_598 = fma(t_595, drift_3_last, t_594 * drift_3_first)
        t_599 = fma(t_595, drift_2_last, t_594 * drift_2_first)
        t_600 = fma(t_597, drift_2_held, t_599)
        t_601 = fma(t_600, t_148, t_598 * t_145 * t_147 * drift_2)
        t_602 = fma(-t_600 * t_150 * t_150, t_149, t_601 * t_150)
        t_603 = 1.6666666666666667 * (t_602 * t_145)
        t_604 = fma(-t_603 * t_154 * t_154, t_153, t_603 * t_5 * t_154)
        t_605 = t_604 * decay_nitride * t_156
        t_606 = t_605 * t_157 * t_157
        t_607 = fma(-t_605, t_40, t_606 * t_41)
        t_608 = fma(-t_605, t_45, t_606 * t_46)
        t_609 = fma(-t_607, t_160, t_608) * t_161
        t_610 = fma(t_607, grow_parked, -t_608) * t_161
        t_611 = t_604 * decay_parked * t_164
        t_612 = t_611 * t_165 * t_165
        t_613 = fma(-t_612, t_163, t_610 * t_165)
        t_614 = fma(t_611, t_162, t_609 * t_164) + t_613
        t_615 = fma(t_611, t_167, t_609 * grow_parked * t_164)
        t_616 = fma(-t_612, t_168, t_610 * t_160 * t_165)
        t_617 = (t_615 + t_616 - t_614) * t_169 * t_169
        t_618 = fma(-t_617, t_48, stern_coupling * t_169)
        t_619 = fma(-t_602 * W, t_175, t_604 * t_175 * t_175 * t_173)
        t_620 = t_618 * z_e_kT
        t_621 = -t_620 * t_54
        t_622 = where(t_474, where(t_473, t_621, 0.0), 0.0)
        t_623 = t_622 * t_180
        t_624 = t_620 * t_60
        t_625 = fma(t_607 - fma(t_607, t_50, -t_608), t_177, t_620 * t_183)
        t_626 = 1.6666666666666667 * (t_623 * t_58) * t_187
        t_627 = fma(-t_626 * t_187, t_185, t_623 * t_37 * t_187)
        t_628 = fma(t_625, drift_1_last, t_624 * drift_1_first)
        t_629 = fma(t_619, drift_1_share, fma(-t_604, drift_1_length, t_628))
        flux_D_by = fma(-t_627, t_252, t_629) * hop_rate
        t_630 = t_178 < 50.0
        t_631 = where(t_630, t_472, 0.0) * t_330 * binodal
        t_632 = fma(-t_631 * t_333 * t_333, t_332, t_631 * spinodal * t_333)
        t_633 = t_404 * t_334 * t_334
        t_634 = fma(-t_633, t_337, -t_633 * t_336 * t_334)
        t_635 = t_338 > 0.0
        t_636 = where(t_635, flux_P_by * t_2, 0.0) * t_340
        t_637 = fma(-t_404 * t_340 * t_340, t_339, t_636)
        dilute_rate_P_by = fma(t_634 + t_637, t_335, t_632 * t_341)
        t_638 = where(t_630, t_508, 0.0) * t_330 * binodal
        t_639 = fma(-t_638 * t_333 * t_333, t_332, t_638 * spinodal * t_333)
        t_640 = where(t_635, flux_W_by * t_2, 0.0) * t_340
        dilute_rate_W_by = fma(t_640, t_335, t_639 * t_341)
        t_641 = where(t_630, t_581, 0.0) * t_330 * binodal
        t_642 = fma(-t_641 * t_333 * t_333, t_332, t_641 * spinodal * t_333)
        t_643 = t_523 * t_334 * t_334
        t_644 = fma(-t_643, t_337, -t_643 * t_336 * t_334)
        t_645 = where(t_635, fma(-t_519, flux_rows, flux_c_by * t_2), 0.0)
        t_646 = fma(-t_523 * t_340 * t_340, t_339, t_645 * t_340)
        dilute_rate_c_by = fma(t_644 + t_646, t_335, (t_642 - 1.0) * t_341)
        t_647 = where(t_630, t_621, 0.0) * t_330 * binodal
        t_648 = fma(-t_647 * t_333 * t_333, t_332, t_647 * spinodal * t_333)
        t_649 = where(t_635, flux_D_by * t_2, 0.0) * t_340
        dilute_rate_D_by = fma(t_649, t_335, t_648 * t_341)
        t_650 = (t_400 + t_404) * t_1 * t_8
        t_651 = where(t_96, -t_429, 0.0)
        t_652 = fma(t_469, t_312, fma(t_480, t_315, t_478 * t_313))
        t_653 = fma(t_482, t_291, fma(t_470, t_292, t_652))
        t_654 = fma(t_444, t_316, (t_470 - t_653) * drift_3)
        t_655 = t_653 + t_654
        t_656 = -0.4 * t_444
        t_657 = fma(t_656, t_317, t_655 * t_320) * t_322
        t_658 = fma(-(t_656 + t_655) * t_322 * t_322, t_321, t_657)
        t_659 = fma(0.6, t_450, fma(-t_450, t_323, t_658 * t_172))
        t_660 = fma(t_651, t_325, 2.0 * (t_651 * t_88) * t_88)
        t_661 = fma(-fma(t_651, t_326, t_660 * t_88), t_324, -t_659 * t_327)
        t_662 = fma(t_407, t_328, (t_661 - t_650) * t_14)
        t_663 = t_650 + t_662
        t_664 = fma(-(t_663 - t_663), kappa, -2.0 * t_663 * omega)
        t_665 = -0.5 * t_664
        t_666 = t_347 < 600.0
        t_667 = t_351 > -600.0
        t_668 = where(t_667, where(t_666, t_665, 0.0), 0.0)
        t_669 = t_349 < 600.0
        t_670 = t_353 > -600.0
        t_671 = where(t_670, where(t_669, 0.5 * t_664, 0.0), 0.0)
        t_672 = t_355 < 600.0
        t_673 = t_356 > -600.0
        t_674 = where(t_673, where(t_672, 2.0 * t_665, 0.0), 0.0)
        t_675 = 1.0 / t_358
        t_676 = fma(t_674, t_357, t_668 * t_352) * t_675 * t_359
        t_677 = 1.0 / t_361
        t_678 = fma(-t_674, t_360, t_671 * t_354) * t_677
        t_679 = t_329 < 0.0
        t_680 = where(t_679, t_663, 0.0)
        t_681 = fma(-t_680, t_365, t_663 * t_363)
        t_682 = fma(-5.0, 2.0 * (t_680 * t_364), t_681) * t_359
        t_683 = t_369 < 0.0
        t_684 = where(t_683, -t_663, 0.0)
        t_685 = fma(-t_684, t_370, -t_663 * t_342)
        t_686 = fma(-5.0, 2.0 * (t_684 * t_371), t_685) * t_362
        exit_flux_P_by = fma(-t_676, t_368, t_682) - fma(-t_678 * t_362, t_373, t_686)
        t_687 = where(t_96, t_51, 0.0)
        t_688 = fma(-t_491, t_312, fma(-t_511, t_313, t_513 * t_315))
        t_689 = fma(t_515, t_291, fma(t_506, t_292, t_688))
        t_690 = fma(t_506 - t_689, drift_3, t_689)
        t_691 = fma(-t_690 * t_322 * t_322, t_321, t_690 * t_320 * t_322)
        t_692 = fma(0.6, t_489, fma(-t_489, t_323, t_691 * t_172))
        t_693 = fma(t_687, t_325, 2.0 * (t_687 * t_88) * t_88)
        t_694 = fma(-fma(t_687, t_326, t_693 * t_88), t_324, -t_692 * t_327)
        t_695 = t_694 * t_14
        t_696 = fma(-(t_695 - t_695), kappa, -2.0 * t_695 * omega)
        t_697 = -0.5 * t_696
        t_698 = where(t_667, where(t_666, t_697, 0.0), 0.0)
        t_699 = where(t_670, where(t_669, 0.5 * t_696, 0.0), 0.0)
        t_700 = where(t_673, where(t_672, 2.0 * t_697, 0.0), 0.0)
        t_701 = fma(t_700, t_357, t_698 * t_352) * t_675 * t_359
        t_702 = fma(-t_700, t_360, t_699 * t_354) * t_677
        t_703 = where(t_679, t_695, 0.0)
        t_704 = fma(-t_703, t_365, t_695 * t_363)
        t_705 = fma(-5.0, 2.0 * (t_703 * t_364), t_704) * t_359
        t_706 = where(t_683, -t_695, 0.0)
        t_707 = fma(-t_706, t_370, -t_695 * t_342)
        t_708 = fma(-5.0, 2.0 * (t_706 * t_371), t_707) * t_362
        exit_flux_W_by = fma(-t_701, t_368, t_705) - fma(-t_702 * t_362, t_373, t_708)
        t_709 = fma(fma(t_520 + t_523, t_1, -t_7), t_8, 1.0)
        t_710 = where(t_96, -t_542, 0.0)
        t_711 = fma(t_578, t_312, fma(t_586, t_315, t_584 * t_313))
        t_712 = fma(t_588, t_291, fma(t_579, t_292, t_711))
        t_713 = fma(t_554, t_316, (t_579 - t_712) * drift_3)
        t_714 = t_712 + t_713
        t_715 = -0.4 * t_554
        t_716 = fma(t_715, t_317, t_714 * t_320) * t_322
        t_717 = fma(-(t_715 + t_714) * t_322 * t_322, t_321, t_716)
        t_718 = fma(0.6, t_559, fma(-t_559, t_323, t_717 * t_172))
        t_719 = fma(t_710, t_325, 2.0 * (t_710 * t_88) * t_88)
        t_720 = fma(-fma(t_710, t_326, t_719 * t_88), t_324, -t_718 * t_327)
        t_721 = fma(t_526, t_328, (t_720 - t_709) * t_14)
        t_722 = t_709 + t_721
        t_723 = fma(-(t_722 - t_722), kappa, -2.0 * t_722 * omega)
        t_724 = -0.5 * t_723
        t_725 = where(t_667, where(t_666, t_724, 0.0), 0.0)
        t_726 = where(t_670, where(t_669, 0.5 * t_723, 0.0), 0.0)
        t_727 = where(t_673, where(t_672, 2.0 * t_724, 0.0), 0.0)
        t_728 = fma(t_727, t_357, t_725 * t_352) * t_675 * t_359
        t_729 = fma(-t_727, t_360, t_726 * t_354) * t_677
        t_730 = where(t_679, t_722, 0.0)
        t_731 = fma(-t_730, t_365, t_722 * t_363)
        t_732 = fma(-5.0, 2.0 * (t_730 * t_364), t_731) * t_359
        t_733 = where(t_683, -t_722, 0.0)
        t_734 = fma(-t_733, t_370, -t_722 * t_342)
        t_735 = fma(-5.0, 2.0 * (t_733 * t_371), t_734) * t_362
        exit_flux_c_by = fma(-t_728, t_368, t_732) - fma(-t_729 * t_362, t_373, t_735)
        t_736 = 1.0 / s_max
        t_737 = -1.0 / s_max
        t_738 = where(t_363 < 0.0, t_737, 0.0)
        t_739 = -5.0 * (2.0 * (t_738 * t_365))
        t_740 = fma(-t_738, t_364, t_737 * t_329) + t_739
        t_741 = where(t_342 < 0.0, t_736, 0.0)
        t_742 = fma(-t_741, t_371, t_736 * t_369)
        t_743 = fma(-5.0, 2.0 * (t_741 * t_370), t_742)
        exit_flux_s_by = fma(-t_743, t_362, t_740 * t_359)
        t_744 = fma(-t_604, t_312, fma(t_625, t_315, t_624 * t_313))
        t_745 = fma(t_627, t_291, fma(t_619, t_292, t_744))
        t_746 = fma(t_598, t_316, (t_619 - t_745) * drift_3)
        t_747 = t_745 + t_746
        t_748 = -0.4 * t_598
        t_749 = fma(t_748, t_317, t_747 * t_320) * t_322
        t_750 = fma(-(t_748 + t_747) * t_322 * t_322, t_321, t_749)
        t_751 = fma(0.6, t_602, fma(-t_602, t_323, t_750 * t_172))
        t_752 = t_751 * t_327 * t_14
        t_753 = fma(-(t_752 - t_752), kappa, 2.0 * t_752 * omega)
        t_754 = fma(-t_345, alpha, -0.5 * t_753)
        t_755 = fma(t_345, t_348, 0.5 * t_753)
        t_756 = where(t_667, where(t_666, t_754, 0.0), 0.0)
        t_757 = where(t_670, where(t_669, t_755, 0.0), 0.0)
        t_758 = where(t_673, where(t_672, t_754 - t_755, 0.0), 0.0)
        t_759 = fma(t_758, t_357, t_756 * t_352) * t_675 * t_359
        t_760 = fma(-t_758, t_360, t_757 * t_354) * t_677
        t_761 = where(t_679, -t_752, 0.0)
        t_762 = fma(-t_761, t_365, -t_752 * t_363)
        t_763 = fma(-5.0, 2.0 * (t_761 * t_364), t_762) * t_359
        t_764 = where(t_683, t_752, 0.0)
        t_765 = fma(-t_764, t_370, t_752 * t_342)
        t_766 = fma(-5.0, 2.0 * (t_764 * t_371), t_765) * t_362
        exit_flux_D_by = fma(-t_759, t_368, t_763) - fma(-t_760 * t_362, t_373, t_766)
        t_767 = fma(-t_738, t_396, t_737 * t_379) + t_739
        dissolution_s_by = fma(-t_767, t_395, t_736 * t_392)
        t_768 = 1.0 / t_378
        t_769 = fma(-t_768, t_379, t_768)
        t_770 = where(t_379 < 0.0, t_769, 0.0)
        t_771 = fma(-t_770, t_365, t_769 * t_363)
        t_772 = fma(-5.0, 2.0 * (t_770 * t_396), t_771) * t_395
        dissolution_r_by = -t_772
        t_773 = -t_380 * alpha
        t_774 = t_380 * t_348
        t_775 = where(t_384 > -600.0, where(t_382 < 600.0, t_773, 0.0), 0.0)
        t_776 = where(t_386 > -600.0, where(t_383 < 600.0, t_774, 0.0), 0.0)
        t_777 = where(t_388 < 600.0, t_773 - t_774, 0.0)
        t_778 = where(t_389 > -600.0, t_777, 0.0)
        t_779 = fma(t_778, t_390, t_775 * t_385) * (1.0 / t_391)
        t_780 = fma(-t_778, t_393, t_776 * t_387) * (1.0 / t_394)
        dissolution_D_by = fma(-t_779 * t_392, t_342, t_780 * t_395 * t_398)
        t_781 = fma(-t_468, t_166, t_465 * t_170)
        t_782 = 1.0 / t_375
        t_783 = fma(-t_781, t_376, -t_781 * t_782)
        charging_P_by = fma(-exit_flux_P_by, t_377, t_783)
        t_784 = fma(-t_504, t_166, t_501 * t_170)
        t_785 = fma(-t_784, t_376, -t_784 * t_782)
        charging_W_by = fma(-exit_flux_W_by, t_377, t_785)
        t_786 = fma(-t_577, t_166, t_574 * t_170)
        t_787 = fma(-t_786, t_376, -t_786 * t_782)
        charging_c_by = fma(-exit_flux_c_by, t_377, t_787)
        charging_s_by = -exit_flux_s_by * t_377
        t_788 = fma(t_614, t_170, t_618 * t_166) + 1.0
        t_789 = fma(-t_788, t_376, -t_788 * t_782)
        charging_D_by = fma(-exit_flux_D_by, t_377, t_789)
        rows_ = FrontRows(
            flux_rows, dilute_rate_rows, exit_flux_rows, dissolution_rows, loss_rows, charging_rows
        )  # fmt: skip
        by_ = FrontSlopes(
            flux_P_by, flux_W_by, flux_c_by, 0.0, 0.0, flux_D_by, dilute_rate_P_by,
            dilute_rate_W_by, dilute_rate_c_by, 0.0, 0.0, dilute_rate_D_by, exit_flux_P_by,
            exit_flux_W_by, exit_flux_c_by, exit_flux_s_by, 0.0, exit_flux_D_by, 0.0, 0.0, 0.0,
            dissolution_s_by, dissolution_r_by, dissolution_D_by, 0.0, 0.0, 0.0, 0.0, leak_rate,
            0.0, charging_P_by, charging_W_by, charging_c_by, charging_s_by, 0.0, charging_D_by
        )  # fmt: skip
        return rows_, by_

    return inward_linearized


def inward_push(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``inward_push`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def inward_push(p, x, d, d_p):
        """Return the changes of the rows along d.

        Returns: (rows).
        """
        hop_rate = p.hop_rate
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        b_dissolve = p.b_dissolve
        b_adsorb = p.b_adsorb
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        r_half = p.r_half
        leak_rate = p.leak_rate
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        grow_parked = p.grow_parked
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        decay_parked = p.decay_parked
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        r = x.r
        D = x.D
        voltage = x.voltage
        d_P = d.P
        d_W = d.W
        d_c = d.c
        d_s = d.s
        d_r = d.r
        d_D = d.D
        d_voltage = d.voltage
        d_hop_rate = d_p.hop_rate
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
        d_stern_coupling = d_p.stern_coupling
        d_stern_capacitance = d_p.stern_capacitance
        d_area_resistance = d_p.area_resistance
        d_plane_charge = d_p.plane_charge
        d_floor_rate = d_p.floor_rate
        d_b_exit = d_p.b_exit
        d_b_return = d_p.b_return
        d_b_dissolve = d_p.b_dissolve
        d_b_adsorb = d_p.b_adsorb
        d_alpha = d_p.alpha
        d_zeta = d_p.zeta
        d_s_max = d_p.s_max
        d_r_half = d_p.r_half
        d_leak_rate = d_p.leak_rate
        d_open_share = d_p.open_share
        d_leak_conductance = d_p.leak_conductance
        d_contact = d_p.contact
        d_planes = d_p.planes
        d_binodal = d_p.binodal
        d_spinodal = d_p.spinodal
        d_grow_metal = d_p.grow_metal
        d_grow_nitride = d_p.grow_nitride
        d_grow_parked = d_p.grow_parked
        d_decay_metal = d_p.decay_metal
        d_decay_nitride = d_p.decay_nitride
        d_decay_parked = d_p.decay_parked
        d_wall = d_p.wall
        t_1 = 1.0 - c
        t_2 = 1.0 / t_1
        t_3 = fma(-P, t_2, planes)
        t_4 = sqrt(fma(t_3, t_3, 0.04000000000000001))
        t_5 = 0.5 * (t_3 + t_4)
        t_6 = planes - t_5
        t_7 = t_3 - t_5
        t_8 = t_7 * t_1
        t_9 = 1.0 / planes
        t_10 = fma(t_8, t_9, c)
        t_11 = t_5 * t_5
        t_12 = t_11 * t_5
        t_13 = t_12 * t_5
        t_14 = 1.0 / (t_13 + 0.3)
        t_15 = t_13 * t_14
        t_16 = fma(-0.3, t_15, t_6)
        t_17 = P * P
        t_18 = t_17 * P
        t_19 = t_18 * P
        t_20 = 1.0 / (t_19 + 0.3)
        t_21 = 0.5 * (t_19 * t_20)
        t_22 = sqrt(fma(t_16, t_16, 0.010000000000000002))
        t_23 = t_16 + t_22
        t_24 = t_21 * t_23
        t_25 = exp(-decay_metal * t_24)
        t_26 = 1.0 + wall
        t_27 = contact * t_26
        t_28 = wall * t_25
        t_29 = t_28 * t_25
        t_30 = 1.0 / grow_metal
        t_31 = fma(t_29, grow_metal, t_30)
        t_32 = 1.0 + t_29
        t_33 = planes - t_24
        t_34 = spinodal - binodal
        t_35 = maximum(P, 0.0)
        t_36 = exp(-t_35)
        t_37 = fma(t_34, t_36, binodal)
        t_38 = t_37 * P
        t_39 = 1.0 / (t_35 + 0.1)
        t_40 = t_38 * t_39
        t_41 = 1.0 / grow_nitride
        t_42 = 1.0 / (grow_nitride - t_41)
        t_43 = fma(-t_31, t_41, t_32)
        t_44 = t_43 * t_42
        t_45 = fma(t_31, grow_nitride, -t_32)
        t_46 = t_45 * t_42
        t_47 = exp(decay_nitride * t_33)
        t_48 = 1.0 / t_47
        t_49 = fma(t_46, t_48, t_44 * t_47)
        t_50 = t_44 * grow_nitride
        t_51 = t_46 * t_41
        t_52 = fma(t_51, t_48, t_50 * t_47)
        t_53 = stern_coupling * D
        t_54 = 1.0 / (t_52 - t_49)
        t_55 = t_53 * t_54
        t_56 = grow_nitride + t_41
        t_57 = 1.0 / (t_5 + 0.25)
        t_58 = W * t_57
        t_59 = z_e_kT * t_55
        t_60 = fma(-t_27, t_25, 0.5 * (t_31 + t_32))
        t_61 = -t_59 * t_60
        t_62 = maximum(t_61, 0.0)
        t_63 = exp(minimum(t_62, 12.0))
        t_64 = maximum(t_40, 0.0)
        t_65 = t_63 - 1.0
        t_66 = t_32 - t_31
        t_67 = t_59 * t_66
        t_68 = t_49 - fma(t_49, t_56, -t_52)
        t_69 = t_59 * t_68
        t_70 = t_40 * t_63
        t_71 = fma(1.6666666666666667, t_64 * t_65, 1.0)
        t_72 = 1.0 / t_71
        t_73 = t_70 * t_72
        t_74 = sqrt(fma(t_69, t_69, 1e-06))
        t_75 = 1.0 / t_5
        t_76 = sqrt(fma(t_74, t_75, t_67 * t_67))
        t_77 = 0.5 * decay_nitride
        t_78 = exp(t_77 * t_5)
        t_79 = t_76 + t_74
        t_80 = 4.0 * t_76
        t_81 = t_80 * t_74
        t_82 = 1.0 / t_78
        t_83 = t_78 + t_82
        t_84 = fma(t_81, t_83, t_79 * t_79)
        t_85 = 6.0 * t_76
        t_86 = t_85 * t_69
        t_87 = t_86 * t_79
        t_88 = t_87 * t_11
        t_89 = t_11 + 1.0
        t_90 = 1.0 / (t_84 * t_89)
        t_91 = t_88 * t_90
        t_92 = t_91 * t_91
        t_93 = sqrt(fma(t_92, t_11, 1e-06))
        t_94 = maximum(t_58, 0.0)
        t_95 = t_93 * t_93
        t_96 = 1.0 / (1.0 + t_95)
        drift_3 = t_95 * t_96
        t_97 = fma(2.0, t_58, -t_73)
        t_98 = fma(t_58, t_93, t_73) - t_97
        t_99 = fma(t_98, drift_3, t_97)
        t_100 = exp(3333.3333333333335 * minimum(t_99, 0.0))
        t_101 = t_99 < 0.0
        drift_2 = where(t_101, 0.0003 * t_100, t_99 + 0.0003)
        t_102 = 0.5 / t_93
        t_103 = 0.5 / t_76
        t_104 = 0.5 / t_74
        t_105 = 0.0003 * where(t_101, 1.0, 0.0) * t_100
        t_106 = where(t_101, 3333.3333333333335 * t_105, 0.0)
        t_107 = where(t_101, 0.0, 1.0) + t_106
        t_108 = t_107 * drift_3
        t_109 = t_107 * t_98
        t_110 = t_107 - t_108
        t_111 = fma(-t_109 * t_95 * t_96, t_96, t_109 * t_96)
        t_112 = t_111 * t_93
        t_113 = (fma(t_108, t_58, t_112) + t_112) * t_102
        t_114 = 2.0 * (t_113 * t_11 * t_91)
        t_115 = t_114 * t_90
        t_116 = t_114 * t_88 * t_90 * t_90
        t_117 = t_116 * t_89
        t_118 = t_115 * t_11
        t_119 = fma(t_115, t_87, fma(-t_116, t_84, t_113 * t_92))
        t_120 = t_118 * t_79
        t_121 = t_117 * t_83
        t_122 = t_117 * t_81
        t_123 = fma(-4.0, t_121 * t_74, 6.0 * (t_120 * t_69))
        t_124 = t_117 * t_79
        t_125 = fma(t_118, t_86, -t_124) - t_124
        t_126 = fma(t_122 * t_82, t_82, -t_122) * t_78
        t_127 = (t_123 + t_125) * t_103
        t_128 = fma(t_127, t_75, fma(-t_121, t_80, t_125))
        t_129 = fma(-t_127 * t_74 * t_75, t_75, t_126 * t_77)
        t_130 = t_128 * t_104 * t_69
        t_131 = t_119 * t_5
        t_132 = 2.0 * (fma(-drift_3, t_96, t_96) * t_93) * t_102
        t_133 = 2.0 * (t_132 * t_11 * t_91)
        t_134 = t_133 * t_90
        t_135 = t_133 * t_88 * t_90 * t_90
        t_136 = t_135 * t_89
        t_137 = t_134 * t_11
        t_138 = fma(t_134, t_87, fma(-t_135, t_84, t_132 * t_92))
        t_139 = t_137 * t_79
        t_140 = t_136 * t_83
        t_141 = t_136 * t_81
        t_142 = fma(-4.0, t_140 * t_74, 6.0 * (t_139 * t_69))
        t_143 = t_136 * t_79
        t_144 = fma(t_137, t_86, -t_143) - t_143
        t_145 = fma(t_141 * t_82, t_82, -t_141) * t_78
        t_146 = (t_142 + t_144) * t_103
        t_147 = fma(t_146, t_75, fma(-t_140, t_80, t_144))
        t_148 = fma(-t_146 * t_74 * t_75, t_75, t_145 * t_77)
        t_149 = t_147 * t_104 * t_69
        t_150 = t_138 * t_5
        t_151 = maximum(W, 0.0)
        t_152 = drift_3 * t_151
        t_153 = 1.0 / (t_151 + 3.0)
        t_154 = t_152 * t_153
        t_155 = t_154 * drift_2
        t_156 = 1.0 / (drift_2 + 0.2)
        t_157 = t_155 * t_156
        t_158 = 1.6666666666666667 * (t_157 * t_151)
        t_159 = t_158 * t_5
        t_160 = 1.0 / (t_5 + t_158)
        t_161 = t_159 * t_160
        t_162 = t_33 - t_161
        t_163 = exp(decay_nitride * t_162)
        t_164 = 1.0 / t_163
        t_165 = fma(t_46, t_164, t_44 * t_163)
        t_166 = fma(t_51, t_164, t_50 * t_163)
        t_167 = 1.0 / grow_parked
        t_168 = 1.0 / (grow_parked - t_167)
        t_169 = fma(-t_165, t_167, t_166)
        t_170 = t_169 * t_168
        t_171 = fma(t_165, grow_parked, -t_166)
        t_172 = t_171 * t_168
        t_173 = exp(decay_parked * t_161)
        t_174 = 1.0 / t_173
        t_175 = fma(t_172, t_174, t_170 * t_173)
        t_176 = t_170 * grow_parked
        t_177 = t_172 * t_167
        t_178 = 1.0 / (fma(t_177, t_174, t_176 * t_173) - t_175)
        t_179 = t_53 * t_178
        t_180 = t_5 - t_161
        t_181 = 1.0 - t_157
        t_182 = W * t_181
        t_183 = t_180 + 0.25
        t_184 = 1.0 / t_183
        t_185 = t_182 * t_184
        t_186 = z_e_kT * t_179
        t_187 = -t_186 * t_60
        t_188 = maximum(t_187, 0.0)
        t_189 = exp(minimum(t_188, 12.0))
        t_190 = t_189 - 1.0
        t_191 = t_186 * t_66
        t_192 = t_165 - fma(t_165, t_56, -t_166)
        t_193 = t_186 * t_192
        t_194 = t_40 * t_189
        t_195 = fma(1.6666666666666667, t_64 * t_190, 1.0)
        t_196 = 1.0 / t_195
        t_197 = t_194 * t_196
        t_198 = sqrt(fma(t_193, t_193, 1e-06))
        t_199 = 1.0 / t_180
        t_200 = sqrt(fma(t_198, t_199, t_191 * t_191))
        t_201 = exp(t_77 * t_180)
        t_202 = t_200 + t_198
        t_203 = t_180 * t_180
        t_204 = 4.0 * t_200
        t_205 = t_204 * t_198
        t_206 = 1.0 / t_201
        t_207 = t_201 + t_206
        t_208 = fma(t_205, t_207, t_202 * t_202)
        t_209 = 6.0 * t_200
        t_210 = t_209 * t_193
        t_211 = t_210 * t_202
        t_212 = t_211 * t_203
        t_213 = t_203 + 1.0
        t_214 = 1.0 / (t_208 * t_213)
        t_215 = t_212 * t_214
        t_216 = t_215 * t_215
        t_217 = sqrt(t_216 + 1e-06)
        t_218 = exp(0.5 * t_217)
        t_219 = 1.0 / t_218
        t_220 = t_218 - t_219
        t_221 = 1.0 / t_217
        t_222 = t_220 * t_221
        t_223 = sqrt(fma(t_216, t_203, 1e-06))
        t_224 = exp(-t_223)
        t_225 = 1.0 - t_224
        t_226 = t_185 * t_224
        t_227 = t_226 * t_183
        t_228 = t_197 * t_225
        t_229 = fma(-t_228, t_180, t_227 * t_223)
        t_230 = 1.0 / fma(-t_223, t_224, t_225)
        t_231 = t_229 * t_230
        t_232 = t_231 * t_184
        t_233 = t_222 * t_223
        t_234 = t_233 * t_232
        t_235 = t_234 * t_184
        t_236 = maximum(t_185, 0.0)
        t_237 = t_235 >= 0.0
        t_238 = 1.0 / (1.0 + t_236)
        t_239 = fma(-1.6666666666666667, t_236, 1.0)
        t_240 = where(t_237, t_238, maximum(t_239, 0.0))
        drift_1 = t_235 * t_240
        t_241 = t_223 * t_223
        t_242 = 1.0 / (1.0 + t_241)
        t_243 = t_241 * t_242
        t_244 = fma(2.0, t_185, -t_197)
        t_245 = fma(t_185, t_223, t_197) - t_244
        t_246 = fma(t_245, t_243, t_244)
        t_247 = exp(3333.3333333333335 * minimum(t_246, 0.0))
        t_248 = t_246 < 0.0
        t_249 = where(t_248, 0.0003 * t_247, t_246 + 0.0003)
        t_250 = where(t_239 > 0.0, where(t_237, 0.0, t_235), 0.0)
        t_251 = where(t_237, t_235, 0.0) * t_238
        t_252 = fma(-t_251, t_238, -1.6666666666666667 * t_250)
        t_253 = t_240 * t_184
        t_254 = t_253 * t_232
        t_255 = t_253 * t_233
        t_256 = t_254 * t_223
        t_257 = t_255 * t_184
        t_258 = t_257 * t_230
        t_259 = t_257 * t_229 * t_230 * t_230
        t_260 = t_258 * t_180
        t_261 = t_258 * t_223
        t_262 = t_261 * t_183
        drift_1_share = fma(t_262, t_224, where(t_185 > 0.0, t_252, 0.0))
        t_263 = fma(t_259, t_224, fma(t_258, t_227, t_254 * t_222))
        t_264 = fma(t_259, t_223, t_262 * t_185) - (-t_260 * t_197 - t_259)
        t_265 = 0.5 / t_223
        t_266 = fma(-t_264, t_224, t_263) * t_265
        t_267 = t_256 * t_221
        t_268 = 0.5 * (fma(t_267 * t_219, t_219, t_267) * t_218)
        t_269 = fma(-t_256 * t_220 * t_221, t_221, t_268)
        t_270 = fma(t_269, 0.5 / t_217, t_266 * t_203) * t_215
        t_271 = 2.0 * t_270
        t_272 = t_271 * t_214
        t_273 = t_271 * t_212 * t_214 * t_214
        t_274 = t_273 * t_213
        t_275 = t_272 * t_203
        t_276 = fma(t_272, t_211, fma(-t_273, t_208, t_266 * t_216))
        t_277 = t_275 * t_202
        t_278 = t_274 * t_207
        t_279 = t_274 * t_205
        t_280 = fma(-4.0, t_278 * t_198, 6.0 * (t_277 * t_193))
        t_281 = t_274 * t_202
        t_282 = fma(t_275, t_210, -t_281) - t_281
        t_283 = t_276 * t_180
        t_284 = fma(t_279 * t_206, t_206, -t_279) * t_201
        t_285 = fma(t_284, t_77, fma(-t_258, t_228, t_283) + t_283)
        t_286 = 0.5 / t_200
        t_287 = (t_280 + t_282) * t_286
        t_288 = fma(t_287, t_199, fma(-t_278, t_204, t_282))
        t_289 = fma(-t_287 * t_198 * t_199, t_199, t_285)
        t_290 = 0.5 / t_198
        t_291 = t_288 * t_290 * t_193
        t_292 = fma(t_255, t_231, t_240 * t_234) * t_184
        drift_1_length = t_289 + fma(-t_292, t_184, t_261 * t_226)
        t_293 = 0.0003 * where(t_248, 1.0, 0.0) * t_247
        t_294 = where(t_248, 3333.3333333333335 * t_293, 0.0)
        t_295 = where(t_248, 0.0, 1.0) + t_294
        t_296 = t_295 * t_243
        t_297 = t_295 * t_245
        t_298 = t_295 - t_296
        t_299 = fma(-t_297 * t_241 * t_242, t_242, t_297 * t_242)
        t_300 = t_299 * t_223
        t_301 = (fma(t_296, t_185, t_300) + t_300) * t_265
        t_302 = 2.0 * (t_301 * t_203 * t_215)
        t_303 = t_302 * t_214
        t_304 = t_302 * t_212 * t_214 * t_214
        t_305 = t_304 * t_213
        t_306 = t_303 * t_203
        t_307 = fma(t_303, t_211, fma(-t_304, t_208, t_301 * t_216))
        t_308 = t_306 * t_202
        t_309 = t_305 * t_207
        t_310 = t_305 * t_205
        t_311 = fma(-4.0, t_309 * t_198, 6.0 * (t_308 * t_193))
        t_312 = t_305 * t_202
        t_313 = fma(t_306, t_210, -t_312) - t_312
        t_314 = fma(t_310 * t_206, t_206, -t_310) * t_201
        t_315 = (t_311 + t_313) * t_286
        t_316 = fma(t_315, t_199, fma(-t_309, t_204, t_313))
        t_317 = fma(t_314, t_77, 2.0 * (t_307 * t_180))
        drift_2_length = fma(-t_315 * t_198 * t_199, t_199, t_317)
        t_318 = t_316 * t_290 * t_193
        t_319 = t_185 - t_249
        t_320 = fma(t_319, drift_3, t_249)
        t_321 = 0.5 * (20.0 * hop_rate)
        t_322 = sqrt(fma(W, W, 1e-08))
        t_323 = t_322 - W
        t_324 = fma(-t_321, t_323, hop_rate * drift_1)
        t_325 = fma(-0.4, drift_3, 1.0)
        t_326 = t_320 * t_325
        t_327 = 1.0 / (t_325 + t_320)
        t_328 = t_326 * t_327
        t_329 = 1.0 - fma(0.6, t_157, t_181 * t_328)
        t_330 = t_94 * t_94
        t_331 = t_330 * t_94
        t_332 = fma(-t_331, t_94, 1.0)
        t_333 = fma(t_329, t_332, -t_10)
        t_334 = fma(t_333, t_15, t_10)
        t_335 = exp(minimum(t_187, 50.0))
        t_336 = binodal * t_335
        t_337 = t_336 * spinodal
        t_338 = 1.0 / (spinodal + t_336)
        t_339 = 1.0 / (t_6 + 1.0)
        t_340 = 2.4674011002723395 * hop_rate
        t_341 = t_340 * t_339
        t_342 = t_324 * t_2
        t_343 = maximum(t_342, 0.0)
        t_344 = 1.0 / (t_6 + 0.5)
        t_345 = s / s_max
        t_346 = fma(-2.0, t_334, 1.0)
        t_347 = t_334 - t_334
        t_348 = 0.5 * fma(-kappa, t_347, omega * t_346)
        t_349 = z_e_kT * zeta
        t_350 = t_349 * D
        t_351 = fma(-alpha, t_350, b_exit - t_348)
        t_352 = 1.0 - alpha
        t_353 = fma(t_352, t_350, b_return + t_348)
        t_354 = floor_rate * open_share
        t_355 = minimum(600.0, t_351)
        t_356 = exp(maximum(-600.0, t_355))
        t_357 = minimum(600.0, t_353)
        t_358 = exp(maximum(-600.0, t_357))
        t_359 = t_351 - t_353
        t_360 = minimum(600.0, t_359)
        t_361 = exp(maximum(-600.0, t_360))
        t_362 = 1.0 + t_356 + t_361
        t_363 = t_354 / t_362
        t_364 = 1.0 / t_361
        t_365 = 1.0 + t_358 + t_364
        t_366 = t_354 / t_365
        t_367 = 1.0 - t_345
        t_368 = minimum(0.0, t_334)
        t_369 = minimum(0.0, t_367)
        t_370 = t_369 * t_369
        t_371 = fma(-t_368, t_369, t_334 * t_367)
        t_372 = fma(-5.0, fma(t_368, t_368, t_370), t_371)
        t_373 = 1.0 - t_334
        t_374 = minimum(0.0, t_345)
        t_375 = minimum(0.0, t_373)
        t_376 = fma(-t_374, t_375, t_345 * t_373)
        t_377 = fma(-5.0, fma(t_375, t_375, t_374 * t_374), t_376)
        t_378 = fma(t_179, t_175, D)
        t_379 = area_resistance * stern_capacitance
        t_380 = leak_conductance / stern_capacitance
        t_381 = plane_charge / stern_capacitance
        t_382 = r + r_half
        t_383 = r / t_382
        t_384 = 1.0 - zeta
        t_385 = z_e_kT * t_384
        t_386 = t_385 * D
        t_387 = fma(-alpha, t_386, b_dissolve)
        t_388 = fma(t_352, t_386, b_adsorb)
        t_389 = minimum(600.0, t_387)
        t_390 = exp(maximum(-600.0, t_389))
        t_391 = minimum(600.0, t_388)
        t_392 = exp(maximum(-600.0, t_391))
        t_393 = t_387 - t_388
        t_394 = minimum(600.0, t_393)
        t_395 = exp(maximum(-600.0, t_394))
        t_396 = 1.0 + t_390 + t_395
        t_397 = floor_rate / t_396
        t_398 = 1.0 / t_395
        t_399 = 1.0 + t_392 + t_398
        t_400 = floor_rate / t_399
        t_401 = minimum(0.0, t_383)
        t_402 = fma(-t_401, t_369, t_383 * t_367)
        t_403 = fma(-5.0, fma(t_401, t_401, t_370), t_402)
        t_404 = 1.0 / t_362
        t_405 = 1.0 / t_365
        t_406 = 1.0 / s_max
        t_407 = 1.0 / t_382
        t_408 = 1.0 / t_396
        t_409 = 1.0 / t_399
        t_410 = 1.0 / t_379
        t_411 = d_c * t_2 * t_2
        t_412 = d_planes - fma(t_411, P, d_P * t_2)
        t_413 = fma(2.0 * (t_412 * t_3), 0.5 / t_4, t_412)
        t_414 = 0.5 * t_413
        t_415 = -0.5 * t_413
        t_416 = d_planes + t_415
        t_417 = fma(t_414, t_11, 2.0 * (t_414 * t_5) * t_5)
        t_418 = fma(t_414, t_12, t_417 * t_5) * t_14
        t_419 = fma(-t_418 * t_14, t_13, t_418)
        t_420 = fma(-0.3, t_419, t_416)
        t_421 = fma(d_P, t_18, fma(d_P, t_17, 2.0 * (d_P * P) * P) * P)
        t_422 = t_421 * t_20
        t_423 = fma(2.0 * (t_420 * t_16), 0.5 / t_22, t_420)
        t_424 = 0.5 * fma(-t_422 * t_20, t_19, t_422) * t_23
        t_425 = fma(t_423, t_21, t_424)
        t_426 = fma(t_425, decay_metal, d_decay_metal * t_24)
        t_427 = t_426 * t_25
        t_428 = fma(d_wall, contact, d_contact * t_26) * t_25
        t_429 = fma(-t_427, t_28, fma(-t_427, wall, d_wall * t_25) * t_25)
        t_430 = fma(d_grow_metal, t_29, t_429 * grow_metal)
        t_431 = fma(-d_grow_metal * t_30, t_30, t_430)
        t_432 = d_planes - t_425
        t_433 = where(P > 0.0, d_P, 0.0)
        t_434 = fma(-t_433 * t_36, t_34, (d_spinodal - d_binodal) * t_36)
        t_435 = fma(d_P, t_37, (d_binodal + t_434) * P) * t_39
        t_436 = fma(-t_433 * t_39 * t_39, t_38, t_435)
        t_437 = d_grow_nitride * t_41 * t_41
        t_438 = (d_grow_nitride + t_437) * t_42 * t_42
        t_439 = (t_429 - fma(-t_437, t_31, t_431 * t_41)) * t_42
        t_440 = fma(-t_438, t_43, t_439)
        t_441 = fma(d_grow_nitride, t_31, t_431 * grow_nitride)
        t_442 = fma(-t_438, t_45, (t_441 - t_429) * t_42)
        t_443 = fma(t_432, decay_nitride, d_decay_nitride * t_33)
        t_444 = t_443 * t_47
        t_445 = t_444 * t_48 * t_48
        t_446 = fma(-t_445, t_46, t_442 * t_48)
        t_447 = fma(t_444, t_44, t_440 * t_47) + t_446
        t_448 = fma(d_grow_nitride, t_44, t_440 * grow_nitride)
        t_449 = fma(-t_437, t_46, t_442 * t_41)
        t_450 = fma(-t_445, t_51, t_449 * t_48)
        t_451 = fma(t_444, t_50, t_448 * t_47) + t_450
        t_452 = fma(d_D, stern_coupling, d_stern_coupling * D)
        t_453 = fma(-(t_451 - t_447) * t_54 * t_54, t_53, t_452 * t_54)
        t_454 = d_grow_nitride - t_437
        t_455 = fma(-t_414 * t_57 * t_57, W, d_W * t_57)
        t_456 = fma(t_453, z_e_kT, d_z_e_kT * t_55)
        t_457 = fma(0.5, t_431 + t_429, -fma(-t_427, t_27, t_428))
        t_458 = where(t_61 > 0.0, -fma(t_457, t_59, t_456 * t_60), 0.0)
        t_459 = where(t_62 < 12.0, t_458, 0.0) * t_63
        t_460 = where(t_40 > 0.0, t_436, 0.0)
        t_461 = 1.6666666666666667 * fma(t_459, t_64, t_460 * t_65)
        t_462 = t_429 - t_431
        t_463 = fma(t_462, t_59, t_456 * t_66)
        t_464 = t_447 - (fma(t_454, t_49, t_447 * t_56) - t_451)
        t_465 = fma(t_464, t_59, t_456 * t_68)
        t_466 = fma(t_459, t_40, t_436 * t_63) * t_72
        drift_3_last = fma(t_139, t_85, t_149) + t_149
        t_467 = fma(t_465, drift_3_last, t_463 * (2.0 * (t_146 * t_67)))
        t_468 = fma(t_414, t_148 + t_150 + t_150, t_467)
        t_469 = fma(d_decay_nitride, 0.5 * (t_145 * t_5), t_468)
        drift_2_last = fma(t_120, t_85, t_130) + t_130
        t_470 = fma(t_465, drift_2_last, t_463 * (2.0 * (t_127 * t_67)))
        t_471 = fma(t_414, t_129 + t_131 + t_131, t_470)
        t_472 = fma(t_455, fma(2.0, t_110, t_108 * t_93), t_471)
        t_473 = fma(-t_461 * t_72 * t_72, t_70, t_466)
        t_474 = fma(t_473, t_108 - t_110, t_472)
        t_475 = fma(d_decay_nitride, 0.5 * (t_126 * t_5), t_474)
        t_476 = where(W > 0.0, d_W, 0.0)
        t_477 = fma(t_476, drift_3, t_469 * t_151) * t_153
        t_478 = fma(-t_476 * t_153 * t_153, t_152, t_477)
        t_479 = fma(t_475, t_154, t_478 * drift_2) * t_156
        t_480 = fma(-t_475 * t_156 * t_156, t_155, t_479)
        t_481 = 1.6666666666666667 * fma(t_476, t_157, t_480 * t_151)
        t_482 = fma(t_414, t_158, t_481 * t_5) * t_160
        t_483 = fma(-(t_414 + t_481) * t_160 * t_160, t_159, t_482)
        t_484 = fma(t_432 - t_483, decay_nitride, d_decay_nitride * t_162)
        t_485 = t_484 * t_163
        t_486 = t_485 * t_164 * t_164
        t_487 = fma(-t_486, t_46, t_442 * t_164)
        t_488 = fma(t_485, t_44, t_440 * t_163) + t_487
        t_489 = fma(-t_486, t_51, t_449 * t_164)
        t_490 = fma(t_485, t_50, t_448 * t_163) + t_489
        t_491 = d_grow_parked * t_167 * t_167
        t_492 = (d_grow_parked + t_491) * t_168 * t_168
        t_493 = t_490 - fma(-t_491, t_165, t_488 * t_167)
        t_494 = fma(-t_492, t_169, t_493 * t_168)
        t_495 = fma(d_grow_parked, t_165, t_488 * grow_parked)
        t_496 = fma(-t_492, t_171, (t_495 - t_490) * t_168)
        t_497 = fma(t_483, decay_parked, d_decay_parked * t_161)
        t_498 = t_497 * t_173
        t_499 = t_498 * t_174 * t_174
        t_500 = fma(-t_499, t_172, t_496 * t_174)
        t_501 = fma(t_498, t_170, t_494 * t_173) + t_500
        t_502 = fma(d_grow_parked, t_170, t_494 * grow_parked)
        t_503 = fma(-t_491, t_172, t_496 * t_167) * t_174
        t_504 = fma(t_498, t_176, t_502 * t_173) + fma(-t_499, t_177, t_503)
        t_505 = fma(-(t_504 - t_501) * t_178 * t_178, t_53, t_452 * t_178)
        t_506 = t_414 - t_483
        t_507 = fma(-t_480, W, d_W * t_181) * t_184
        t_508 = fma(-t_506 * t_184 * t_184, t_182, t_507)
        t_509 = fma(t_505, z_e_kT, d_z_e_kT * t_179)
        t_510 = -fma(t_457, t_186, t_509 * t_60)
        t_511 = where(t_188 < 12.0, where(t_187 > 0.0, t_510, 0.0), 0.0)
        t_512 = t_511 * t_189
        t_513 = 1.6666666666666667 * fma(t_512, t_64, t_460 * t_190)
        t_514 = fma(t_462, t_186, t_509 * t_66)
        t_515 = t_488 - (fma(t_454, t_165, t_488 * t_56) - t_490)
        t_516 = fma(t_515, t_186, t_509 * t_192)
        t_517 = fma(t_512, t_40, t_436 * t_189) * t_196
        t_518 = fma(-t_513 * t_196 * t_196, t_194, t_517)
        drift_1_last = fma(t_277, t_209, t_291) + t_291
        t_519 = fma(t_516, drift_1_last, t_514 * (2.0 * (t_287 * t_191)))
        t_520 = fma(t_508, drift_1_share, fma(t_506, drift_1_length, t_519))
        t_521 = fma(-t_518, t_260 * t_225, t_520)
        t_522 = fma(d_decay_nitride, 0.5 * (t_284 * t_180), t_521)
        t_523 = fma(t_522, hop_rate, d_hop_rate * drift_1)
        t_524 = fma(2.0 * (d_W * W), 0.5 / t_322, -d_W)
        t_525 = fma(t_524, t_321, 0.5 * (20.0 * d_hop_rate) * t_323)
        flux_rows = t_523 - t_525
        t_526 = where(t_187 < 50.0, t_510, 0.0) * t_335
        t_527 = fma(t_526, binodal, d_binodal * t_335)
        t_528 = fma(d_spinodal, t_336, t_527 * spinodal) * t_338
        t_529 = fma(-(d_spinodal + t_527) * t_338 * t_338, t_337, t_528)
        t_530 = t_416 * t_339 * t_339
        t_531 = fma(-t_530, t_340, 2.4674011002723395 * d_hop_rate * t_339)
        t_532 = where(t_342 > 0.0, fma(t_411, t_324, flux_rows * t_2), 0.0)
        t_533 = fma(-t_416 * t_344 * t_344, t_343, t_532 * t_344)
        t_534 = fma(-t_530, t_341, t_531 * t_339) + t_533
        t_535 = fma(-d_c, t_7, (t_412 + t_415) * t_1) * t_9
        t_536 = d_c + fma(-d_planes * t_9 * t_9, t_8, t_535)
        t_537 = where(t_58 > 0.0, t_455, 0.0)
        t_538 = fma(t_308, t_209, t_318) + t_318
        t_539 = fma(t_516, t_538, t_514 * (2.0 * (t_315 * t_191)))
        t_540 = fma(t_506, drift_2_length, t_539)
        t_541 = fma(t_508, fma(2.0, t_298, t_296 * t_223), t_540)
        t_542 = fma(t_518, t_296 - t_298, t_541)
        t_543 = fma(d_decay_nitride, 0.5 * (t_314 * t_180), t_542)
        t_544 = fma(t_469, t_319, (t_508 - t_543) * drift_3)
        t_545 = t_543 + t_544
        t_546 = -0.4 * t_469
        t_547 = fma(t_546, t_320, t_545 * t_325) * t_327
        t_548 = fma(-(t_546 + t_545) * t_327 * t_327, t_326, t_547)
        t_549 = fma(0.6, t_480, fma(-t_480, t_328, t_548 * t_181))
        t_550 = fma(t_537, t_330, 2.0 * (t_537 * t_94) * t_94)
        t_551 = fma(-fma(t_537, t_331, t_550 * t_94), t_329, -t_549 * t_332)
        t_552 = fma(t_419, t_333, (t_551 - t_536) * t_15)
        t_553 = t_536 + t_552
        t_554 = fma(-d_s_max * t_406, t_345, d_s * t_406)
        t_555 = fma(-2.0 * t_553, omega, d_omega * t_346)
        t_556 = fma(t_553 - t_553, kappa, d_kappa * t_347)
        t_557 = t_555 - t_556
        t_558 = d_zeta * z_e_kT
        t_559 = fma(d_D, t_349, fma(d_z_e_kT, zeta, t_558) * D)
        t_560 = d_alpha * t_350
        t_561 = fma(-0.5, t_557, d_b_exit) - fma(t_559, alpha, t_560)
        t_562 = fma(0.5, t_557, d_b_return) + fma(t_559, t_352, -t_560)
        t_563 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_564 = where(t_355 > -600.0, where(t_351 < 600.0, t_561, 0.0), 0.0)
        t_565 = where(t_357 > -600.0, where(t_353 < 600.0, t_562, 0.0), 0.0)
        t_566 = where(t_359 < 600.0, t_561 - t_562, 0.0)
        t_567 = where(t_360 > -600.0, t_566, 0.0)
        t_568 = fma(t_567, t_361, t_564 * t_356) * t_404
        t_569 = fma(-t_567, t_364, t_565 * t_358) * t_405
        t_570 = where(t_334 < 0.0, t_553, 0.0)
        t_571 = where(t_367 < 0.0, -t_554, 0.0)
        t_572 = fma(-t_554, t_334, t_553 * t_367)
        t_573 = 2.0 * (t_571 * t_369)
        t_574 = t_572 - fma(t_571, t_368, t_570 * t_369)
        t_575 = fma(-5.0, fma(2.0, t_570 * t_368, t_573), t_574)
        t_576 = where(t_345 < 0.0, t_554, 0.0)
        t_577 = where(t_373 < 0.0, -t_553, 0.0)
        t_578 = fma(-t_553, t_345, t_554 * t_373)
        t_579 = fma(2.0, t_577 * t_375, 2.0 * (t_576 * t_374))
        t_580 = fma(-5.0, t_579, t_578 - fma(t_577, t_374, t_576 * t_375))
        t_581 = fma(-(d_r + d_r_half) * t_407, t_383, d_r * t_407)
        t_582 = fma(d_D, t_385, fma(d_z_e_kT, t_384, -t_558) * D)
        t_583 = d_alpha * t_386
        t_584 = d_b_dissolve - fma(t_582, alpha, t_583)
        t_585 = d_b_adsorb + fma(t_582, t_352, -t_583)
        t_586 = where(t_389 > -600.0, where(t_387 < 600.0, t_584, 0.0), 0.0)
        t_587 = where(t_391 > -600.0, where(t_388 < 600.0, t_585, 0.0), 0.0)
        t_588 = where(t_393 < 600.0, t_584 - t_585, 0.0)
        t_589 = where(t_394 > -600.0, t_588, 0.0)
        t_590 = fma(t_589, t_395, t_586 * t_390) * t_408
        t_591 = fma(-t_589, t_398, t_587 * t_392) * t_409
        t_592 = where(t_383 < 0.0, t_581, 0.0)
        t_593 = fma(-t_554, t_383, t_581 * t_367)
        t_594 = t_593 - fma(t_571, t_401, t_592 * t_369)
        t_595 = fma(-5.0, fma(2.0, t_592 * t_401, t_573), t_594)
        t_596 = d_area_resistance * stern_capacitance
        t_597 = fma(d_stern_capacitance, area_resistance, t_596)
        t_598 = 1.0 / stern_capacitance
        t_599 = d_stern_capacitance * t_598
        t_600 = fma(-t_599, t_380, d_leak_conductance * t_598)
        t_601 = fma(-t_599, t_381, d_plane_charge * t_598)
        t_602 = (t_529 - d_c) * fma(t_343, t_344, t_341 * t_339)
        dilute_rate_rows = fma(t_534, fma(t_337, t_338, -c), t_602)
        t_603 = fma(-t_568, t_363, t_563 * t_404) * t_372
        t_604 = fma(-t_569, t_366, t_563 * t_405) * t_377
        exit_flux_rows = fma(t_575, t_363, t_603) - fma(t_580, t_366, t_604)
        t_605 = fma(-t_590, t_397, d_floor_rate * t_408) * t_345
        t_606 = fma(-t_591, t_400, d_floor_rate * t_409) * t_403
        dissolution_rows = fma(t_554, t_397, t_605) - fma(t_595, t_400, t_606)
        loss_rows = fma(d_r, leak_rate, d_leak_rate * r)
        t_607 = fma(t_501, t_179, t_505 * t_175) + d_D
        t_608 = (-d_voltage - t_607) * t_410
        t_609 = fma(-t_597 * t_410, (-voltage - t_378) / t_379, t_608)
        t_610 = t_601 * fma(-t_366, t_377, t_363 * t_372)
        t_611 = t_609 - fma(t_607, t_380, t_600 * t_378)
        charging_rows = t_611 - fma(exit_flux_rows, t_381, t_610)
        rows_ = FrontRows(
            flux_rows, dilute_rate_rows, exit_flux_rows, dissolution_rows, loss_rows, charging_rows
        )  # fmt: skip
        return rows_

    return inward_push


def inward_bent(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``inward_bent`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def inward_bent(p, x, d, d_p):
        """Return the changes of the derivatives along d.

        Returns: (bent).
        """
        hop_rate = p.hop_rate
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        b_dissolve = p.b_dissolve
        b_adsorb = p.b_adsorb
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        r_half = p.r_half
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        grow_parked = p.grow_parked
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        decay_parked = p.decay_parked
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        r = x.r
        D = x.D
        d_P = d.P
        d_W = d.W
        d_c = d.c
        d_s = d.s
        d_r = d.r
        d_D = d.D
        d_hop_rate = d_p.hop_rate
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
        d_stern_coupling = d_p.stern_coupling
        d_stern_capacitance = d_p.stern_capacitance
        d_area_resistance = d_p.area_resistance
        d_plane_charge = d_p.plane_charge
        d_floor_rate = d_p.floor_rate
        d_b_exit = d_p.b_exit
        d_b_return = d_p.b_return
        d_b_dissolve = d_p.b_dissolve
        d_b_adsorb = d_p.b_adsorb
        d_alpha = d_p.alpha
        d_zeta = d_p.zeta
        d_s_max = d_p.s_max
        d_r_half = d_p.r_half
        d_leak_rate = d_p.leak_rate
        d_open_share = d_p.open_share
        d_leak_conductance = d_p.leak_conductance
        d_contact = d_p.contact
        d_planes = d_p.planes
        d_binodal = d_p.binodal
        d_spinodal = d_p.spinodal
        d_grow_metal = d_p.grow_metal
        d_grow_nitride = d_p.grow_nitride
        d_grow_parked = d_p.grow_parked
        d_decay_metal = d_p.decay_metal
        d_decay_nitride = d_p.decay_nitride
        d_decay_parked = d_p.decay_parked
        d_wall = d_p.wall
        t_1 = 1.0 - c
        t_2 = 1.0 / t_1
        t_3 = fma(-P, t_2, planes)
        t_4 = sqrt(fma(t_3, t_3, 0.04000000000000001))
        t_5 = 0.5 * (t_3 + t_4)
        t_6 = planes - t_5
        t_7 = t_3 - t_5
        t_8 = t_7 * t_1
        t_9 = 1.0 / planes
        t_10 = fma(t_8, t_9, c)
        t_11 = t_5 * t_5
        t_12 = t_11 * t_5
        t_13 = t_12 * t_5
        t_14 = 1.0 / (t_13 + 0.3)
        t_15 = t_13 * t_14
        t_16 = fma(-0.3, t_15, t_6)
        t_17 = P * P
        t_18 = t_17 * P
        t_19 = t_18 * P
        t_20 = 1.0 / (t_19 + 0.3)
        t_21 = 0.5 * (t_19 * t_20)
        t_22 = sqrt(fma(t_16, t_16, 0.010000000000000002))
        t_23 = t_16 + t_22
        t_24 = t_21 * t_23
        t_25 = exp(-decay_metal * t_24)
        t_26 = 1.0 + wall
        t_27 = contact * t_26
        t_28 = wall * t_25
        t_29 = t_28 * t_25
        t_30 = 1.0 / grow_metal
        t_31 = fma(t_29, grow_metal, t_30)
        t_32 = 1.0 + t_29
        t_33 = planes - t_24
        t_34 = spinodal - binodal
        t_35 = maximum(P, 0.0)
        t_36 = exp(-t_35)
        t_37 = fma(t_34, t_36, binodal)
        t_38 = t_37 * P
        t_39 = 1.0 / (t_35 + 0.1)
        t_40 = t_38 * t_39
        t_41 = 1.0 / grow_nitride
        t_42 = 1.0 / (grow_nitride - t_41)
        t_43 = fma(-t_31, t_41, t_32)
        t_44 = t_43 * t_42
        t_45 = fma(t_31, grow_nitride, -t_32)
        t_46 = t_45 * t_42
        t_47 = exp(decay_nitride * t_33)
        t_48 = 1.0 / t_47
        t_49 = fma(t_46, t_48, t_44 * t_47)
        t_50 = t_44 * grow_nitride
        t_51 = t_46 * t_41
        t_52 = fma(t_51, t_48, t_50 * t_47)
        t_53 = stern_coupling * D
        t_54 = 1.0 / (t_52 - t_49)
        t_55 = t_53 * t_54
        t_56 = grow_nitride + t_41
        t_57 = 1.0 / (t_5 + 0.25)
        t_58 = W * t_57
        t_59 = z_e_kT * t_55
        t_60 = fma(-t_27, t_25, 0.5 * (t_31 + t_32))
        t_61 = -t_59 * t_60
        t_62 = maximum(t_61, 0.0)
        t_63 = exp(minimum(t_62, 12.0))
        t_64 = maximum(t_40, 0.0)
        t_65 = t_63 - 1.0
        t_66 = t_32 - t_31
        t_67 = t_59 * t_66
        t_68 = t_49 - fma(t_49, t_56, -t_52)
        t_69 = t_59 * t_68
        t_70 = t_40 * t_63
        t_71 = fma(1.6666666666666667, t_64 * t_65, 1.0)
        t_72 = 1.0 / t_71
        t_73 = t_70 * t_72
        t_74 = sqrt(fma(t_69, t_69, 1e-06))
        t_75 = 1.0 / t_5
        t_76 = sqrt(fma(t_74, t_75, t_67 * t_67))
        t_77 = 0.5 * decay_nitride
        t_78 = exp(t_77 * t_5)
        t_79 = t_76 + t_74
        t_80 = 4.0 * t_76
        t_81 = t_80 * t_74
        t_82 = 1.0 / t_78
        t_83 = t_78 + t_82
        t_84 = fma(t_81, t_83, t_79 * t_79)
        t_85 = 6.0 * t_76
        t_86 = t_85 * t_69
        t_87 = t_86 * t_79
        t_88 = t_87 * t_11
        t_89 = t_11 + 1.0
        t_90 = 1.0 / (t_84 * t_89)
        t_91 = t_88 * t_90
        t_92 = t_91 * t_91
        t_93 = sqrt(fma(t_92, t_11, 1e-06))
        t_94 = maximum(t_58, 0.0)
        t_95 = t_93 * t_93
        t_96 = 1.0 / (1.0 + t_95)
        drift_3 = t_95 * t_96
        t_97 = fma(2.0, t_58, -t_73)
        t_98 = fma(t_58, t_93, t_73) - t_97
        t_99 = fma(t_98, drift_3, t_97)
        t_100 = exp(3333.3333333333335 * minimum(t_99, 0.0))
        t_101 = t_99 < 0.0
        drift_2 = where(t_101, 0.0003 * t_100, t_99 + 0.0003)
        t_102 = t_58 > 0.0
        t_103 = 0.5 / t_93
        t_104 = 0.5 / t_76
        t_105 = 0.5 / t_74
        t_106 = 0.0003 * where(t_101, 1.0, 0.0)
        t_107 = where(t_101, 3333.3333333333335 * (t_106 * t_100), 0.0)
        t_108 = where(t_101, 0.0, 1.0) + t_107
        t_109 = t_108 * drift_3
        t_110 = t_108 * t_98
        t_111 = t_108 - t_109
        drift_2_held = t_109 - t_111
        drift_2_share = fma(2.0, t_111, t_109 * t_93)
        t_112 = t_110 * t_95
        t_113 = t_112 * t_96
        t_114 = fma(-t_113, t_96, t_110 * t_96)
        t_115 = t_114 * t_93
        t_116 = fma(t_109, t_58, t_115) + t_115
        t_117 = t_116 * t_103
        t_118 = t_117 * t_11
        t_119 = 2.0 * (t_118 * t_91)
        t_120 = t_119 * t_90
        t_121 = t_119 * t_88
        t_122 = t_121 * t_90
        t_123 = t_122 * t_90
        t_124 = t_123 * t_89
        t_125 = t_120 * t_11
        t_126 = fma(t_120, t_87, fma(-t_123, t_84, t_117 * t_92))
        t_127 = t_125 * t_79
        t_128 = t_124 * t_83
        t_129 = t_124 * t_81
        t_130 = t_129 * t_82
        t_131 = fma(t_130, t_82, -t_129)
        t_132 = fma(-4.0, t_128 * t_74, 6.0 * (t_127 * t_69))
        t_133 = t_124 * t_79
        t_134 = fma(t_125, t_86, -t_133) - t_133
        t_135 = t_132 + t_134
        t_136 = t_131 * t_78
        t_137 = t_135 * t_104
        t_138 = fma(t_137, t_75, fma(-t_128, t_80, t_134))
        t_139 = t_137 * t_74
        t_140 = t_139 * t_75
        drift_2_first = 2.0 * (t_137 * t_67)
        t_141 = t_138 * t_105
        t_142 = t_141 * t_69
        drift_2_last = fma(t_127, t_85, t_142) + t_142
        t_143 = t_126 * t_5
        drift_2_length = fma(-t_140, t_75, t_136 * t_77) + t_143 + t_143
        t_144 = fma(-drift_3, t_96, t_96)
        t_145 = 2.0 * (t_144 * t_93)
        t_146 = t_145 * t_103
        t_147 = t_146 * t_11
        t_148 = 2.0 * (t_147 * t_91)
        t_149 = t_148 * t_90
        t_150 = t_148 * t_88
        t_151 = t_150 * t_90
        t_152 = t_151 * t_90
        t_153 = t_152 * t_89
        t_154 = t_149 * t_11
        t_155 = fma(t_149, t_87, fma(-t_152, t_84, t_146 * t_92))
        t_156 = t_154 * t_79
        t_157 = t_153 * t_83
        t_158 = t_153 * t_81
        t_159 = t_158 * t_82
        t_160 = fma(t_159, t_82, -t_158)
        t_161 = fma(-4.0, t_157 * t_74, 6.0 * (t_156 * t_69))
        t_162 = t_153 * t_79
        t_163 = fma(t_154, t_86, -t_162) - t_162
        t_164 = t_161 + t_163
        t_165 = t_160 * t_78
        t_166 = t_164 * t_104
        t_167 = fma(t_166, t_75, fma(-t_157, t_80, t_163))
        t_168 = t_166 * t_74
        t_169 = t_168 * t_75
        drift_3_first = 2.0 * (t_166 * t_67)
        t_170 = t_167 * t_105
        t_171 = t_170 * t_69
        drift_3_last = fma(t_156, t_85, t_171) + t_171
        t_172 = t_155 * t_5
        drift_3_length = fma(-t_169, t_75, t_165 * t_77) + t_172 + t_172
        t_173 = maximum(W, 0.0)
        t_174 = drift_3 * t_173
        t_175 = 1.0 / (t_173 + 3.0)
        t_176 = t_174 * t_175
        t_177 = t_176 * drift_2
        t_178 = 1.0 / (drift_2 + 0.2)
        t_179 = t_177 * t_178
        t_180 = 1.6666666666666667 * (t_179 * t_173)
        t_181 = t_180 * t_5
        t_182 = 1.0 / (t_5 + t_180)
        t_183 = t_181 * t_182
        t_184 = t_33 - t_183
        t_185 = exp(decay_nitride * t_184)
        t_186 = 1.0 / t_185
        t_187 = fma(t_46, t_186, t_44 * t_185)
        t_188 = fma(t_51, t_186, t_50 * t_185)
        t_189 = 1.0 / grow_parked
        t_190 = 1.0 / (grow_parked - t_189)
        t_191 = fma(-t_187, t_189, t_188)
        t_192 = t_191 * t_190
        t_193 = fma(t_187, grow_parked, -t_188)
        t_194 = t_193 * t_190
        t_195 = exp(decay_parked * t_183)
        t_196 = 1.0 / t_195
        t_197 = fma(t_194, t_196, t_192 * t_195)
        t_198 = t_192 * grow_parked
        t_199 = t_194 * t_189
        t_200 = 1.0 / (fma(t_199, t_196, t_198 * t_195) - t_197)
        t_201 = t_53 * t_200
        t_202 = t_5 - t_183
        t_203 = 1.0 - t_179
        t_204 = W * t_203
        t_205 = t_202 + 0.25
        t_206 = 1.0 / t_205
        t_207 = t_204 * t_206
        t_208 = z_e_kT * t_201
        t_209 = -t_208 * t_60
        t_210 = maximum(t_209, 0.0)
        t_211 = exp(minimum(t_210, 12.0))
        t_212 = t_211 - 1.0
        t_213 = t_208 * t_66
        t_214 = t_187 - fma(t_187, t_56, -t_188)
        t_215 = t_208 * t_214
        t_216 = t_40 * t_211
        t_217 = fma(1.6666666666666667, t_64 * t_212, 1.0)
        t_218 = 1.0 / t_217
        t_219 = t_216 * t_218
        t_220 = sqrt(fma(t_215, t_215, 1e-06))
        t_221 = 1.0 / t_202
        t_222 = sqrt(fma(t_220, t_221, t_213 * t_213))
        t_223 = exp(t_77 * t_202)
        t_224 = t_222 + t_220
        t_225 = t_202 * t_202
        t_226 = 4.0 * t_222
        t_227 = t_226 * t_220
        t_228 = 1.0 / t_223
        t_229 = t_223 + t_228
        t_230 = fma(t_227, t_229, t_224 * t_224)
        t_231 = 6.0 * t_222
        t_232 = t_231 * t_215
        t_233 = t_232 * t_224
        t_234 = t_233 * t_225
        t_235 = t_225 + 1.0
        t_236 = 1.0 / (t_230 * t_235)
        t_237 = t_234 * t_236
        t_238 = t_237 * t_237
        t_239 = sqrt(t_238 + 1e-06)
        t_240 = exp(0.5 * t_239)
        t_241 = 1.0 / t_240
        t_242 = t_240 - t_241
        t_243 = 1.0 / t_239
        t_244 = t_242 * t_243
        t_245 = sqrt(fma(t_238, t_225, 1e-06))
        t_246 = exp(-t_245)
        t_247 = 1.0 - t_246
        t_248 = t_207 * t_246
        t_249 = t_248 * t_205
        t_250 = t_219 * t_247
        t_251 = fma(-t_250, t_202, t_249 * t_245)
        t_252 = 1.0 / fma(-t_245, t_246, t_247)
        t_253 = t_251 * t_252
        t_254 = t_253 * t_206
        t_255 = t_244 * t_245
        t_256 = t_255 * t_254
        t_257 = t_256 * t_206
        t_258 = maximum(t_207, 0.0)
        t_259 = t_257 >= 0.0
        t_260 = 1.0 / (1.0 + t_258)
        t_261 = fma(-1.6666666666666667, t_258, 1.0)
        t_262 = where(t_259, t_260, maximum(t_261, 0.0))
        drift_1 = t_257 * t_262
        t_263 = t_245 * t_245
        t_264 = 1.0 / (1.0 + t_263)
        t_265 = t_263 * t_264
        t_266 = fma(2.0, t_207, -t_219)
        t_267 = fma(t_207, t_245, t_219) - t_266
        t_268 = fma(t_267, t_265, t_266)
        t_269 = exp(3333.3333333333335 * minimum(t_268, 0.0))
        t_270 = t_268 < 0.0
        t_271 = where(t_270, 0.0003 * t_269, t_268 + 0.0003)
        t_272 = where(t_259, t_257, 0.0)
        t_273 = t_261 > 0.0
        t_274 = where(t_273, where(t_259, 0.0, t_257), 0.0)
        t_275 = t_272 * t_260
        t_276 = fma(-t_275, t_260, -1.6666666666666667 * t_274)
        t_277 = t_207 > 0.0
        t_278 = t_262 * t_206
        t_279 = t_278 * t_254
        t_280 = t_278 * t_255
        t_281 = t_279 * t_245
        t_282 = t_280 * t_206
        t_283 = fma(t_280, t_253, t_262 * t_256)
        t_284 = t_282 * t_252
        t_285 = t_282 * t_251
        t_286 = t_285 * t_252
        t_287 = t_286 * t_252
        t_288 = t_284 * t_202
        t_289 = t_288 * t_247
        t_290 = t_284 * t_245
        t_291 = t_290 * t_205
        drift_1_share = fma(t_291, t_246, where(t_277, t_276, 0.0))
        t_292 = fma(t_287, t_246, fma(t_284, t_249, t_279 * t_244))
        t_293 = fma(t_287, t_245, t_291 * t_207) - (-t_288 * t_219 - t_287)
        t_294 = fma(-t_293, t_246, t_292)
        t_295 = 0.5 / t_245
        t_296 = t_294 * t_295
        t_297 = t_281 * t_243
        t_298 = t_281 * t_242
        t_299 = t_298 * t_243
        t_300 = t_297 * t_241
        t_301 = fma(t_300, t_241, t_297)
        t_302 = fma(-t_299, t_243, 0.5 * (t_301 * t_240))
        t_303 = 0.5 / t_239
        t_304 = fma(t_302, t_303, t_296 * t_225)
        t_305 = 2.0 * (t_304 * t_237)
        t_306 = t_305 * t_236
        t_307 = t_305 * t_234
        t_308 = t_307 * t_236
        t_309 = t_308 * t_236
        t_310 = t_309 * t_235
        t_311 = t_306 * t_225
        t_312 = fma(t_306, t_233, fma(-t_309, t_230, t_296 * t_238))
        t_313 = t_311 * t_224
        t_314 = t_310 * t_229
        t_315 = t_310 * t_227
        t_316 = t_315 * t_228
        t_317 = fma(t_316, t_228, -t_315)
        t_318 = fma(-4.0, t_314 * t_220, 6.0 * (t_313 * t_215))
        t_319 = t_310 * t_224
        t_320 = fma(t_311, t_232, -t_319) - t_319
        t_321 = t_312 * t_202
        t_322 = t_318 + t_320
        t_323 = t_317 * t_223
        t_324 = fma(t_323, t_77, fma(-t_284, t_250, t_321) + t_321)
        t_325 = 0.5 / t_222
        t_326 = t_322 * t_325
        t_327 = fma(t_326, t_221, fma(-t_314, t_226, t_320))
        t_328 = t_326 * t_220
        t_329 = t_328 * t_221
        drift_1_first = 2.0 * (t_326 * t_213)
        t_330 = 0.5 / t_220
        t_331 = t_327 * t_330
        t_332 = t_331 * t_215
        drift_1_last = fma(t_313, t_231, t_332) + t_332
        t_333 = t_283 * t_206
        drift_1_length = fma(-t_329, t_221, t_324) + fma(-t_333, t_206, t_290 * t_248)
        t_334 = 0.0003 * where(t_270, 1.0, 0.0)
        t_335 = where(t_270, 3333.3333333333335 * (t_334 * t_269), 0.0)
        t_336 = where(t_270, 0.0, 1.0) + t_335
        t_337 = t_336 * t_265
        t_338 = t_336 * t_267
        t_339 = t_336 - t_337
        t_340 = t_337 - t_339
        t_341 = fma(2.0, t_339, t_337 * t_245)
        t_342 = t_338 * t_263
        t_343 = t_342 * t_264
        t_344 = fma(-t_343, t_264, t_338 * t_264)
        t_345 = t_344 * t_245
        t_346 = fma(t_337, t_207, t_345) + t_345
        t_347 = t_346 * t_295
        t_348 = t_347 * t_225
        t_349 = 2.0 * (t_348 * t_237)
        t_350 = t_349 * t_236
        t_351 = t_349 * t_234
        t_352 = t_351 * t_236
        t_353 = t_352 * t_236
        t_354 = t_353 * t_235
        t_355 = t_350 * t_225
        t_356 = fma(t_350, t_233, fma(-t_353, t_230, t_347 * t_238))
        t_357 = t_355 * t_224
        t_358 = t_354 * t_229
        t_359 = t_354 * t_227
        t_360 = t_359 * t_228
        t_361 = fma(t_360, t_228, -t_359)
        t_362 = fma(-4.0, t_358 * t_220, 6.0 * (t_357 * t_215))
        t_363 = t_354 * t_224
        t_364 = fma(t_355, t_232, -t_363) - t_363
        t_365 = t_362 + t_364
        t_366 = t_361 * t_223
        t_367 = t_365 * t_325
        t_368 = fma(t_367, t_221, fma(-t_358, t_226, t_364))
        t_369 = t_367 * t_220
        t_370 = t_369 * t_221
        t_371 = fma(-t_370, t_221, fma(t_366, t_77, 2.0 * (t_356 * t_202)))
        t_372 = 2.0 * (t_367 * t_213)
        t_373 = t_368 * t_330
        t_374 = t_373 * t_215
        t_375 = fma(t_357, t_231, t_374) + t_374
        t_376 = 2.0 * (fma(-t_265, t_264, t_264) * t_245)
        t_377 = t_376 * t_295
        t_378 = 2.0 * (t_377 * t_225 * t_237)
        t_379 = t_378 * t_236
        t_380 = t_378 * t_234 * t_236 * t_236
        t_381 = t_380 * t_235
        t_382 = t_379 * t_225
        t_383 = fma(t_379, t_233, fma(-t_380, t_230, t_377 * t_238))
        t_384 = t_382 * t_224
        t_385 = t_381 * t_229
        t_386 = t_381 * t_227
        t_387 = fma(-4.0, t_385 * t_220, 6.0 * (t_384 * t_215))
        t_388 = t_381 * t_224
        t_389 = fma(t_382, t_232, -t_388) - t_388
        t_390 = fma(t_386 * t_228, t_228, -t_386) * t_223
        t_391 = (t_387 + t_389) * t_325
        t_392 = fma(t_391, t_221, fma(-t_385, t_226, t_389))
        t_393 = fma(t_390, t_77, 2.0 * (t_383 * t_202))
        t_394 = fma(-t_391 * t_220 * t_221, t_221, t_393)
        t_395 = t_392 * t_330 * t_215
        t_396 = t_207 - t_271
        t_397 = fma(t_396, drift_3, t_271)
        t_398 = 0.5 * (20.0 * hop_rate)
        t_399 = sqrt(fma(W, W, 1e-08))
        t_400 = t_399 - W
        t_401 = fma(-t_398, t_400, hop_rate * drift_1)
        t_402 = fma(-0.4, drift_3, 1.0)
        t_403 = t_397 * t_402
        t_404 = 1.0 / (t_402 + t_397)
        t_405 = t_403 * t_404
        t_406 = 1.0 - fma(0.6, t_179, t_203 * t_405)
        t_407 = t_94 * t_94
        t_408 = t_407 * t_94
        t_409 = fma(-t_408, t_94, 1.0)
        t_410 = fma(t_406, t_409, -t_10)
        t_411 = fma(t_410, t_15, t_10)
        t_412 = exp(minimum(t_209, 50.0))
        t_413 = binodal * t_412
        t_414 = t_413 * spinodal
        t_415 = 1.0 / (spinodal + t_413)
        t_416 = 1.0 / (t_6 + 1.0)
        t_417 = fma(t_414, t_415, -c)
        t_418 = 2.4674011002723395 * hop_rate
        t_419 = t_418 * t_416
        t_420 = t_401 * t_2
        t_421 = maximum(t_420, 0.0)
        t_422 = 1.0 / (t_6 + 0.5)
        t_423 = fma(t_421, t_422, t_419 * t_416)
        t_424 = s / s_max
        t_425 = fma(-2.0, t_411, 1.0)
        t_426 = t_411 - t_411
        t_427 = 0.5 * fma(-kappa, t_426, omega * t_425)
        t_428 = z_e_kT * zeta
        t_429 = t_428 * D
        t_430 = fma(-alpha, t_429, b_exit - t_427)
        t_431 = 1.0 - alpha
        t_432 = fma(t_431, t_429, b_return + t_427)
        t_433 = floor_rate * open_share
        t_434 = minimum(600.0, t_430)
        t_435 = exp(maximum(-600.0, t_434))
        t_436 = minimum(600.0, t_432)
        t_437 = exp(maximum(-600.0, t_436))
        t_438 = t_430 - t_432
        t_439 = minimum(600.0, t_438)
        t_440 = exp(maximum(-600.0, t_439))
        t_441 = 1.0 + t_435 + t_440
        t_442 = t_433 / t_441
        t_443 = 1.0 / t_440
        t_444 = 1.0 + t_437 + t_443
        t_445 = t_433 / t_444
        t_446 = 1.0 - t_424
        t_447 = minimum(0.0, t_411)
        t_448 = minimum(0.0, t_446)
        t_449 = t_448 * t_448
        t_450 = fma(-t_447, t_448, t_411 * t_446)
        t_451 = fma(-5.0, fma(t_447, t_447, t_449), t_450)
        t_452 = 1.0 - t_411
        t_453 = minimum(0.0, t_424)
        t_454 = minimum(0.0, t_452)
        t_455 = fma(-t_453, t_454, t_424 * t_452)
        t_456 = fma(-5.0, fma(t_454, t_454, t_453 * t_453), t_455)
        t_457 = leak_conductance / stern_capacitance
        t_458 = plane_charge / stern_capacitance
        t_459 = r + r_half
        t_460 = r / t_459
        t_461 = 1.0 - zeta
        t_462 = z_e_kT * t_461
        t_463 = t_462 * D
        t_464 = fma(-alpha, t_463, b_dissolve)
        t_465 = fma(t_431, t_463, b_adsorb)
        t_466 = minimum(600.0, t_464)
        t_467 = exp(maximum(-600.0, t_466))
        t_468 = minimum(600.0, t_465)
        t_469 = exp(maximum(-600.0, t_468))
        t_470 = t_464 - t_465
        t_471 = minimum(600.0, t_470)
        t_472 = exp(maximum(-600.0, t_471))
        t_473 = 1.0 + t_467 + t_472
        t_474 = floor_rate / t_473
        t_475 = 1.0 / t_472
        t_476 = 1.0 + t_469 + t_475
        t_477 = floor_rate / t_476
        t_478 = minimum(0.0, t_460)
        t_479 = fma(-t_478, t_448, t_460 * t_446)
        t_480 = fma(-5.0, fma(t_478, t_478, t_449), t_479)
        t_481 = -1.0 / t_1
        t_482 = 2.0 * (t_481 * t_3)
        t_483 = 0.5 / t_4
        t_484 = fma(t_482, t_483, t_481)
        t_485 = 0.5 * t_484
        t_486 = -0.5 * t_484
        t_487 = 2.0 * (t_485 * t_5)
        t_488 = fma(t_485, t_11, t_487 * t_5)
        t_489 = fma(t_485, t_12, t_488 * t_5)
        t_490 = t_489 * t_14
        t_491 = t_490 * t_14
        t_492 = fma(-t_491, t_13, t_490)
        t_493 = fma(-0.3, t_492, t_486)
        t_494 = 2.0 * P
        t_495 = fma(t_494, P, t_17)
        t_496 = fma(t_495, P, t_18)
        t_497 = t_496 * t_20
        t_498 = t_497 * t_20
        t_499 = 0.5 * fma(-t_498, t_19, t_497)
        t_500 = 2.0 * (t_493 * t_16)
        t_501 = 0.5 / t_22
        t_502 = fma(t_500, t_501, t_493)
        t_503 = fma(t_502, t_21, t_499 * t_23)
        t_504 = t_503 * decay_metal
        t_505 = t_504 * t_25
        t_506 = t_505 * wall
        t_507 = fma(-t_505, t_28, -t_506 * t_25)
        t_508 = t_507 * grow_metal
        t_509 = P > 0.0
        t_510 = where(t_509, 1.0, 0.0)
        t_511 = t_510 * t_36
        t_512 = t_511 * t_34
        t_513 = fma(-t_512, P, t_37)
        t_514 = t_510 * t_39
        t_515 = t_514 * t_39
        t_516 = fma(-t_515, t_38, t_513 * t_39)
        t_517 = fma(-t_508, t_41, t_507)
        t_518 = t_517 * t_42
        t_519 = fma(t_508, grow_nitride, -t_507)
        t_520 = t_519 * t_42
        t_521 = t_503 * decay_nitride
        t_522 = t_521 * t_47
        t_523 = t_522 * t_48
        t_524 = t_523 * t_48
        t_525 = fma(-t_522, t_44, t_518 * t_47)
        t_526 = t_525 + fma(t_524, t_46, t_520 * t_48)
        t_527 = t_518 * grow_nitride
        t_528 = t_520 * t_41
        t_529 = fma(-t_522, t_50, t_527 * t_47)
        t_530 = t_529 + fma(t_524, t_51, t_528 * t_48)
        t_531 = t_530 - t_526
        t_532 = t_531 * t_54
        t_533 = t_532 * t_54
        t_534 = t_533 * t_53
        t_535 = t_485 * t_57
        t_536 = t_535 * t_57
        t_537 = t_536 * W
        t_538 = t_534 * z_e_kT
        t_539 = fma(t_505, t_27, 0.5 * (t_508 + t_507))
        t_540 = t_61 > 0.0
        t_541 = where(t_540, -fma(-t_538, t_60, t_539 * t_59), 0.0)
        t_542 = t_62 < 12.0
        t_543 = where(t_542, t_541, 0.0)
        t_544 = t_543 * t_63
        t_545 = t_40 > 0.0
        t_546 = where(t_545, t_516, 0.0)
        t_547 = 1.6666666666666667 * fma(t_544, t_64, t_546 * t_65)
        t_548 = t_507 - t_508
        t_549 = fma(-t_538, t_66, t_548 * t_59)
        t_550 = t_526 - fma(t_526, t_56, -t_530)
        t_551 = fma(-t_538, t_68, t_550 * t_59)
        t_552 = fma(t_544, t_40, t_516 * t_63)
        t_553 = t_547 * t_72
        t_554 = t_553 * t_72
        t_555 = fma(-t_554, t_70, t_552 * t_72)
        t_556 = fma(t_551, drift_3_last, t_549 * drift_3_first)
        t_557 = fma(t_485, drift_3_length, t_556)
        t_558 = fma(t_551, drift_2_last, t_549 * drift_2_first)
        t_559 = fma(-t_537, drift_2_share, fma(t_485, drift_2_length, t_558))
        t_560 = fma(t_555, drift_2_held, t_559)
        t_561 = t_557 * t_173
        t_562 = t_561 * t_175
        t_563 = fma(t_560, t_176, t_562 * drift_2)
        t_564 = t_560 * t_178
        t_565 = t_564 * t_178
        t_566 = fma(-t_565, t_177, t_563 * t_178)
        t_567 = 1.6666666666666667 * (t_566 * t_173)
        t_568 = fma(t_485, t_180, t_567 * t_5)
        t_569 = t_485 + t_567
        t_570 = t_569 * t_182
        t_571 = t_570 * t_182
        t_572 = fma(-t_571, t_181, t_568 * t_182)
        t_573 = -t_503 - t_572
        t_574 = t_573 * decay_nitride
        t_575 = t_574 * t_185
        t_576 = t_575 * t_186
        t_577 = t_576 * t_186
        t_578 = fma(-t_577, t_46, t_520 * t_186)
        t_579 = fma(t_575, t_44, t_518 * t_185) + t_578
        t_580 = fma(-t_577, t_51, t_528 * t_186)
        t_581 = fma(t_575, t_50, t_527 * t_185) + t_580
        t_582 = fma(-t_579, t_189, t_581)
        t_583 = t_582 * t_190
        t_584 = fma(t_579, grow_parked, -t_581)
        t_585 = t_584 * t_190
        t_586 = t_572 * decay_parked
        t_587 = t_586 * t_195
        t_588 = t_587 * t_196
        t_589 = t_588 * t_196
        t_590 = fma(-t_589, t_194, t_585 * t_196)
        t_591 = fma(t_587, t_192, t_583 * t_195) + t_590
        t_592 = t_583 * grow_parked
        t_593 = t_585 * t_189
        t_594 = fma(-t_589, t_199, t_593 * t_196)
        t_595 = fma(t_587, t_198, t_592 * t_195) + t_594 - t_591
        t_596 = t_595 * t_200
        t_597 = t_596 * t_200
        t_598 = t_597 * t_53
        t_599 = t_485 - t_572
        t_600 = t_566 * W
        t_601 = t_599 * t_206
        t_602 = t_601 * t_206
        t_603 = fma(-t_602, t_204, -t_600 * t_206)
        t_604 = t_598 * z_e_kT
        t_605 = -fma(-t_604, t_60, t_539 * t_208)
        t_606 = t_209 > 0.0
        t_607 = t_210 < 12.0
        t_608 = where(t_607, where(t_606, t_605, 0.0), 0.0)
        t_609 = t_608 * t_211
        t_610 = 1.6666666666666667 * fma(t_609, t_64, t_546 * t_212)
        t_611 = fma(-t_604, t_66, t_548 * t_208)
        t_612 = t_579 - fma(t_579, t_56, -t_581)
        t_613 = fma(-t_604, t_214, t_612 * t_208)
        t_614 = fma(t_609, t_40, t_516 * t_211)
        t_615 = t_610 * t_218
        t_616 = t_615 * t_218
        t_617 = fma(-t_616, t_216, t_614 * t_218)
        t_618 = fma(t_613, drift_1_last, t_611 * drift_1_first)
        t_619 = fma(t_603, drift_1_share, fma(t_599, drift_1_length, t_618))
        t_620 = fma(-t_617, t_289, t_619)
        t_621 = t_620 * hop_rate
        t_622 = t_57 * drift_2_share
        t_623 = W > 0.0
        t_624 = where(t_623, 1.0, 0.0)
        t_625 = t_624 * drift_3
        t_626 = t_624 * t_175
        t_627 = t_626 * t_175
        t_628 = fma(-t_627, t_174, t_625 * t_175)
        t_629 = fma(t_622, t_176, t_628 * drift_2)
        t_630 = t_622 * t_178
        t_631 = t_630 * t_178
        t_632 = fma(-t_631, t_177, t_629 * t_178)
        t_633 = 1.6666666666666667 * fma(t_624, t_179, t_632 * t_173)
        t_634 = t_633 * t_5
        t_635 = t_633 * t_182
        t_636 = t_635 * t_182
        t_637 = fma(-t_636, t_181, t_634 * t_182)
        t_638 = t_637 * decay_nitride
        t_639 = t_638 * t_185
        t_640 = t_639 * t_186
        t_641 = t_640 * t_186
        t_642 = fma(-t_639, t_44, t_641 * t_46)
        t_643 = fma(-t_639, t_50, t_641 * t_51)
        t_644 = fma(-t_642, t_189, t_643)
        t_645 = t_644 * t_190
        t_646 = fma(t_642, grow_parked, -t_643)
        t_647 = t_646 * t_190
        t_648 = t_637 * decay_parked
        t_649 = t_648 * t_195
        t_650 = t_649 * t_196
        t_651 = t_650 * t_196
        t_652 = fma(-t_651, t_194, t_647 * t_196)
        t_653 = fma(t_649, t_192, t_645 * t_195) + t_652
        t_654 = t_645 * grow_parked
        t_655 = t_647 * t_189
        t_656 = fma(-t_651, t_199, t_655 * t_196)
        t_657 = fma(t_649, t_198, t_654 * t_195) + t_656 - t_653
        t_658 = t_657 * t_200
        t_659 = t_658 * t_200
        t_660 = t_659 * t_53
        t_661 = fma(-t_632, W, t_203)
        t_662 = t_637 * t_206
        t_663 = t_662 * t_206
        t_664 = fma(t_663, t_204, t_661 * t_206)
        t_665 = t_660 * z_e_kT
        t_666 = t_665 * t_60
        t_667 = where(t_607, where(t_606, t_666, 0.0), 0.0)
        t_668 = t_667 * t_211
        t_669 = 1.6666666666666667 * (t_668 * t_64)
        t_670 = t_665 * t_66
        t_671 = t_642 - fma(t_642, t_56, -t_643)
        t_672 = fma(-t_665, t_214, t_671 * t_208)
        t_673 = t_668 * t_40
        t_674 = t_669 * t_218
        t_675 = t_674 * t_218
        t_676 = fma(-t_675, t_216, t_673 * t_218)
        t_677 = fma(-t_670, drift_1_first, t_672 * drift_1_last)
        t_678 = fma(t_664, drift_1_share, fma(-t_637, drift_1_length, t_677))
        t_679 = fma(-t_676, t_289, t_678)
        t_680 = 2.0 * W
        t_681 = 0.5 / t_399
        t_682 = fma(t_680, t_681, -1.0)
        t_683 = fma(-t_682, t_398, t_679 * hop_rate)
        t_684 = t_481 * t_2
        t_685 = t_684 * P
        t_686 = 2.0 * (t_685 * t_3)
        t_687 = fma(t_686, t_483, t_685)
        t_688 = 0.5 * t_687
        t_689 = -0.5 * t_687
        t_690 = 2.0 * (t_688 * t_5)
        t_691 = fma(t_688, t_11, t_690 * t_5)
        t_692 = fma(t_688, t_12, t_691 * t_5)
        t_693 = t_692 * t_14
        t_694 = t_693 * t_14
        t_695 = fma(-t_694, t_13, t_693)
        t_696 = fma(-0.3, t_695, t_689)
        t_697 = 2.0 * (t_696 * t_16)
        t_698 = fma(t_697, t_501, t_696)
        t_699 = t_698 * t_21
        t_700 = t_699 * decay_metal
        t_701 = t_700 * t_25
        t_702 = t_701 * wall
        t_703 = fma(-t_701, t_28, -t_702 * t_25)
        t_704 = t_703 * grow_metal
        t_705 = fma(-t_704, t_41, t_703)
        t_706 = t_705 * t_42
        t_707 = fma(t_704, grow_nitride, -t_703)
        t_708 = t_707 * t_42
        t_709 = t_699 * decay_nitride
        t_710 = t_709 * t_47
        t_711 = t_710 * t_48
        t_712 = t_711 * t_48
        t_713 = fma(-t_710, t_44, t_706 * t_47)
        t_714 = t_713 + fma(t_712, t_46, t_708 * t_48)
        t_715 = t_706 * grow_nitride
        t_716 = t_708 * t_41
        t_717 = fma(-t_710, t_50, t_715 * t_47)
        t_718 = t_717 + fma(t_712, t_51, t_716 * t_48)
        t_719 = t_718 - t_714
        t_720 = t_719 * t_54
        t_721 = t_720 * t_54
        t_722 = t_721 * t_53
        t_723 = t_688 * t_57
        t_724 = t_723 * t_57
        t_725 = t_724 * W
        t_726 = t_722 * z_e_kT
        t_727 = fma(t_701, t_27, 0.5 * (t_704 + t_703))
        t_728 = where(t_540, -fma(-t_726, t_60, t_727 * t_59), 0.0)
        t_729 = where(t_542, t_728, 0.0)
        t_730 = t_729 * t_63
        t_731 = 1.6666666666666667 * (t_730 * t_64)
        t_732 = t_703 - t_704
        t_733 = fma(-t_726, t_66, t_732 * t_59)
        t_734 = t_714 - fma(t_714, t_56, -t_718)
        t_735 = fma(-t_726, t_68, t_734 * t_59)
        t_736 = t_730 * t_40
        t_737 = t_731 * t_72
        t_738 = t_737 * t_72
        t_739 = fma(-t_738, t_70, t_736 * t_72)
        t_740 = fma(t_735, drift_3_last, t_733 * drift_3_first)
        t_741 = fma(t_688, drift_3_length, t_740)
        t_742 = fma(t_735, drift_2_last, t_733 * drift_2_first)
        t_743 = fma(-t_725, drift_2_share, fma(t_688, drift_2_length, t_742))
        t_744 = fma(t_739, drift_2_held, t_743)
        t_745 = t_741 * t_173
        t_746 = t_745 * t_175
        t_747 = fma(t_744, t_176, t_746 * drift_2)
        t_748 = t_744 * t_178
        t_749 = t_748 * t_178
        t_750 = fma(-t_749, t_177, t_747 * t_178)
        t_751 = 1.6666666666666667 * (t_750 * t_173)
        t_752 = fma(t_688, t_180, t_751 * t_5)
        t_753 = t_688 + t_751
        t_754 = t_753 * t_182
        t_755 = t_754 * t_182
        t_756 = fma(-t_755, t_181, t_752 * t_182)
        t_757 = -t_699 - t_756
        t_758 = t_757 * decay_nitride
        t_759 = t_758 * t_185
        t_760 = t_759 * t_186
        t_761 = t_760 * t_186
        t_762 = fma(-t_761, t_46, t_708 * t_186)
        t_763 = fma(t_759, t_44, t_706 * t_185) + t_762
        t_764 = fma(-t_761, t_51, t_716 * t_186)
        t_765 = fma(t_759, t_50, t_715 * t_185) + t_764
        t_766 = fma(-t_763, t_189, t_765)
        t_767 = t_766 * t_190
        t_768 = fma(t_763, grow_parked, -t_765)
        t_769 = t_768 * t_190
        t_770 = t_756 * decay_parked
        t_771 = t_770 * t_195
        t_772 = t_771 * t_196
        t_773 = t_772 * t_196
        t_774 = fma(-t_773, t_194, t_769 * t_196)
        t_775 = fma(t_771, t_192, t_767 * t_195) + t_774
        t_776 = t_767 * grow_parked
        t_777 = t_769 * t_189
        t_778 = fma(-t_773, t_199, t_777 * t_196)
        t_779 = fma(t_771, t_198, t_776 * t_195) + t_778 - t_775
        t_780 = t_779 * t_200
        t_781 = t_780 * t_200
        t_782 = t_781 * t_53
        t_783 = t_688 - t_756
        t_784 = t_750 * W
        t_785 = t_783 * t_206
        t_786 = t_785 * t_206
        t_787 = fma(-t_786, t_204, -t_784 * t_206)
        t_788 = t_782 * z_e_kT
        t_789 = -fma(-t_788, t_60, t_727 * t_208)
        t_790 = where(t_607, where(t_606, t_789, 0.0), 0.0)
        t_791 = t_790 * t_211
        t_792 = 1.6666666666666667 * (t_791 * t_64)
        t_793 = fma(-t_788, t_66, t_732 * t_208)
        t_794 = t_763 - fma(t_763, t_56, -t_765)
        t_795 = fma(-t_788, t_214, t_794 * t_208)
        t_796 = t_791 * t_40
        t_797 = t_792 * t_218
        t_798 = t_797 * t_218
        t_799 = fma(-t_798, t_216, t_796 * t_218)
        t_800 = fma(t_795, drift_1_last, t_793 * drift_1_first)
        t_801 = fma(t_787, drift_1_share, fma(t_783, drift_1_length, t_800))
        t_802 = fma(-t_799, t_289, t_801)
        t_803 = t_802 * hop_rate
        t_804 = stern_coupling * t_54
        t_805 = t_804 * z_e_kT
        t_806 = where(t_542, where(t_540, -t_805 * t_60, 0.0), 0.0)
        t_807 = t_806 * t_63
        t_808 = 1.6666666666666667 * (t_807 * t_64)
        t_809 = t_805 * t_66
        t_810 = t_805 * t_68
        t_811 = t_807 * t_40
        t_812 = t_808 * t_72
        t_813 = t_812 * t_72
        t_814 = fma(-t_813, t_70, t_811 * t_72)
        t_815 = fma(t_810, drift_3_last, t_809 * drift_3_first)
        t_816 = fma(t_810, drift_2_last, t_809 * drift_2_first)
        t_817 = fma(t_814, drift_2_held, t_816)
        t_818 = t_815 * t_173
        t_819 = t_818 * t_175
        t_820 = fma(t_817, t_176, t_819 * drift_2)
        t_821 = t_817 * t_178
        t_822 = t_821 * t_178
        t_823 = fma(-t_822, t_177, t_820 * t_178)
        t_824 = 1.6666666666666667 * (t_823 * t_173)
        t_825 = t_824 * t_5
        t_826 = t_824 * t_182
        t_827 = t_826 * t_182
        t_828 = fma(-t_827, t_181, t_825 * t_182)
        t_829 = t_828 * decay_nitride
        t_830 = t_829 * t_185
        t_831 = t_830 * t_186
        t_832 = t_831 * t_186
        t_833 = fma(-t_830, t_44, t_832 * t_46)
        t_834 = fma(-t_830, t_50, t_832 * t_51)
        t_835 = fma(-t_833, t_189, t_834)
        t_836 = t_835 * t_190
        t_837 = fma(t_833, grow_parked, -t_834)
        t_838 = t_837 * t_190
        t_839 = t_828 * decay_parked
        t_840 = t_839 * t_195
        t_841 = t_840 * t_196
        t_842 = t_841 * t_196
        t_843 = fma(-t_842, t_194, t_838 * t_196)
        t_844 = fma(t_840, t_192, t_836 * t_195) + t_843
        t_845 = t_836 * grow_parked
        t_846 = t_838 * t_189
        t_847 = fma(-t_842, t_199, t_846 * t_196)
        t_848 = fma(t_840, t_198, t_845 * t_195) + t_847 - t_844
        t_849 = t_848 * t_200
        t_850 = t_849 * t_200
        t_851 = fma(-t_850, t_53, stern_coupling * t_200)
        t_852 = t_823 * W
        t_853 = t_828 * t_206
        t_854 = t_853 * t_206
        t_855 = fma(-t_852, t_206, t_854 * t_204)
        t_856 = t_851 * z_e_kT
        t_857 = -t_856 * t_60
        t_858 = where(t_607, where(t_606, t_857, 0.0), 0.0)
        t_859 = t_858 * t_211
        t_860 = 1.6666666666666667 * (t_859 * t_64)
        t_861 = t_856 * t_66
        t_862 = t_833 - fma(t_833, t_56, -t_834)
        t_863 = fma(t_862, t_208, t_856 * t_214)
        t_864 = t_859 * t_40
        t_865 = t_860 * t_218
        t_866 = t_865 * t_218
        t_867 = fma(-t_866, t_216, t_864 * t_218)
        t_868 = fma(t_863, drift_1_last, t_861 * drift_1_first)
        t_869 = fma(t_855, drift_1_share, fma(-t_828, drift_1_length, t_868))
        t_870 = fma(-t_867, t_289, t_869)
        t_871 = t_870 * hop_rate
        t_872 = t_209 < 50.0
        t_873 = where(t_872, t_605, 0.0)
        t_874 = t_873 * t_412
        t_875 = t_874 * binodal
        t_876 = t_875 * spinodal
        t_877 = t_875 * t_415
        t_878 = t_877 * t_415
        t_879 = t_486 * t_416
        t_880 = t_879 * t_416
        t_881 = t_880 * t_418
        t_882 = t_420 > 0.0
        t_883 = where(t_882, t_621 * t_2, 0.0)
        t_884 = t_486 * t_422
        t_885 = t_884 * t_422
        t_886 = fma(-t_880, t_419, -t_881 * t_416)
        t_887 = t_886 + fma(-t_885, t_421, t_883 * t_422)
        t_888 = where(t_872, t_666, 0.0)
        t_889 = t_888 * t_412
        t_890 = t_889 * binodal
        t_891 = t_890 * spinodal
        t_892 = t_890 * t_415
        t_893 = t_892 * t_415
        t_894 = where(t_882, t_683 * t_2, 0.0)
        t_895 = where(t_872, t_789, 0.0)
        t_896 = t_895 * t_412
        t_897 = t_896 * binodal
        t_898 = t_897 * spinodal
        t_899 = t_897 * t_415
        t_900 = t_899 * t_415
        t_901 = t_689 * t_416
        t_902 = t_901 * t_416
        t_903 = t_902 * t_418
        t_904 = where(t_882, fma(-t_684, t_401, t_803 * t_2), 0.0)
        t_905 = t_689 * t_422
        t_906 = t_905 * t_422
        t_907 = fma(-t_902, t_419, -t_903 * t_416)
        t_908 = t_907 + fma(-t_906, t_421, t_904 * t_422)
        t_909 = where(t_872, t_857, 0.0)
        t_910 = t_909 * t_412
        t_911 = t_910 * binodal
        t_912 = t_911 * spinodal
        t_913 = t_911 * t_415
        t_914 = t_913 * t_415
        t_915 = where(t_882, t_871 * t_2, 0.0)
        t_916 = t_481 + t_486
        t_917 = t_916 * t_1
        t_918 = t_917 * t_9
        t_919 = where(t_102, -t_537, 0.0)
        t_920 = fma(t_599, t_371, fma(t_613, t_375, t_611 * t_372))
        t_921 = fma(t_617, t_340, fma(t_603, t_341, t_920))
        t_922 = t_603 - t_921
        t_923 = t_921 + fma(t_557, t_396, t_922 * drift_3)
        t_924 = -0.4 * t_557
        t_925 = fma(t_924, t_397, t_923 * t_402)
        t_926 = t_924 + t_923
        t_927 = t_926 * t_404
        t_928 = t_927 * t_404
        t_929 = fma(-t_928, t_403, t_925 * t_404)
        t_930 = fma(0.6, t_566, fma(-t_566, t_405, t_929 * t_203))
        t_931 = 2.0 * (t_919 * t_94)
        t_932 = fma(t_919, t_407, t_931 * t_94)
        t_933 = fma(t_919, t_408, t_932 * t_94)
        t_934 = fma(-t_933, t_406, -t_930 * t_409) - t_918
        t_935 = t_918 + fma(t_492, t_410, t_934 * t_15)
        t_936 = -2.0 * t_935
        t_937 = t_935 - t_935
        t_938 = fma(-t_937, kappa, t_936 * omega)
        t_939 = -0.5 * t_938
        t_940 = t_430 < 600.0
        t_941 = t_434 > -600.0
        t_942 = where(t_941, where(t_940, t_939, 0.0), 0.0)
        t_943 = t_432 < 600.0
        t_944 = t_436 > -600.0
        t_945 = where(t_944, where(t_943, 0.5 * t_938, 0.0), 0.0)
        t_946 = t_438 < 600.0
        t_947 = t_439 > -600.0
        t_948 = where(t_947, where(t_946, 2.0 * t_939, 0.0), 0.0)
        t_949 = fma(t_948, t_440, t_942 * t_435)
        t_950 = 1.0 / t_441
        t_951 = t_949 * t_950
        t_952 = t_951 * t_442
        t_953 = fma(-t_948, t_443, t_945 * t_437)
        t_954 = 1.0 / t_444
        t_955 = t_953 * t_954
        t_956 = t_955 * t_445
        t_957 = t_411 < 0.0
        t_958 = where(t_957, t_935, 0.0)
        t_959 = fma(-t_958, t_448, t_935 * t_446)
        t_960 = fma(-5.0, 2.0 * (t_958 * t_447), t_959)
        t_961 = t_452 < 0.0
        t_962 = where(t_961, -t_935, 0.0)
        t_963 = fma(-t_962, t_453, -t_935 * t_424)
        t_964 = fma(-5.0, 2.0 * (t_962 * t_454), t_963)
        t_965 = fma(-t_952, t_451, t_960 * t_442)
        t_966 = t_965 - fma(-t_956, t_456, t_964 * t_445)
        t_967 = where(t_102, t_57, 0.0)
        t_968 = fma(-t_637, t_371, fma(-t_670, t_372, t_672 * t_375))
        t_969 = fma(t_676, t_340, fma(t_664, t_341, t_968))
        t_970 = t_664 - t_969
        t_971 = fma(t_970, drift_3, t_969)
        t_972 = t_971 * t_402
        t_973 = t_971 * t_404
        t_974 = t_973 * t_404
        t_975 = fma(-t_974, t_403, t_972 * t_404)
        t_976 = fma(0.6, t_632, fma(-t_632, t_405, t_975 * t_203))
        t_977 = 2.0 * (t_967 * t_94)
        t_978 = fma(t_967, t_407, t_977 * t_94)
        t_979 = fma(t_967, t_408, t_978 * t_94)
        t_980 = fma(-t_979, t_406, -t_976 * t_409)
        t_981 = t_980 * t_15
        t_982 = -2.0 * t_981
        t_983 = t_981 - t_981
        t_984 = fma(-t_983, kappa, t_982 * omega)
        t_985 = -0.5 * t_984
        t_986 = where(t_941, where(t_940, t_985, 0.0), 0.0)
        t_987 = where(t_944, where(t_943, 0.5 * t_984, 0.0), 0.0)
        t_988 = where(t_947, where(t_946, 2.0 * t_985, 0.0), 0.0)
        t_989 = fma(t_988, t_440, t_986 * t_435)
        t_990 = t_989 * t_950
        t_991 = t_990 * t_442
        t_992 = fma(-t_988, t_443, t_987 * t_437)
        t_993 = t_992 * t_954
        t_994 = t_993 * t_445
        t_995 = where(t_957, t_981, 0.0)
        t_996 = fma(-t_995, t_448, t_981 * t_446)
        t_997 = fma(-5.0, 2.0 * (t_995 * t_447), t_996)
        t_998 = where(t_961, -t_981, 0.0)
        t_999 = fma(-t_998, t_453, -t_981 * t_424)
        t_1000 = fma(-5.0, 2.0 * (t_998 * t_454), t_999)
        t_1001 = fma(-t_994, t_456, t_1000 * t_445)
        t_1002 = fma(-t_991, t_451, t_997 * t_442) - t_1001
        t_1003 = t_685 + t_689
        t_1004 = fma(t_1003, t_1, -t_7)
        t_1005 = fma(t_1004, t_9, 1.0)
        t_1006 = where(t_102, -t_725, 0.0)
        t_1007 = fma(t_783, t_371, fma(t_795, t_375, t_793 * t_372))
        t_1008 = fma(t_799, t_340, fma(t_787, t_341, t_1007))
        t_1009 = t_787 - t_1008
        t_1010 = t_1008 + fma(t_741, t_396, t_1009 * drift_3)
        t_1011 = -0.4 * t_741
        t_1012 = fma(t_1011, t_397, t_1010 * t_402)
        t_1013 = t_1011 + t_1010
        t_1014 = t_1013 * t_404
        t_1015 = t_1014 * t_404
        t_1016 = fma(-t_1015, t_403, t_1012 * t_404)
        t_1017 = fma(0.6, t_750, fma(-t_750, t_405, t_1016 * t_203))
        t_1018 = 2.0 * (t_1006 * t_94)
        t_1019 = fma(t_1006, t_407, t_1018 * t_94)
        t_1020 = fma(t_1006, t_408, t_1019 * t_94)
        t_1021 = fma(-t_1020, t_406, -t_1017 * t_409) - t_1005
        t_1022 = t_1005 + fma(t_695, t_410, t_1021 * t_15)
        t_1023 = -2.0 * t_1022
        t_1024 = t_1022 - t_1022
        t_1025 = fma(-t_1024, kappa, t_1023 * omega)
        t_1026 = -0.5 * t_1025
        t_1027 = where(t_941, where(t_940, t_1026, 0.0), 0.0)
        t_1028 = where(t_944, where(t_943, 0.5 * t_1025, 0.0), 0.0)
        t_1029 = where(t_947, where(t_946, 2.0 * t_1026, 0.0), 0.0)
        t_1030 = fma(t_1029, t_440, t_1027 * t_435)
        t_1031 = t_1030 * t_950
        t_1032 = t_1031 * t_442
        t_1033 = fma(-t_1029, t_443, t_1028 * t_437)
        t_1034 = t_1033 * t_954
        t_1035 = t_1034 * t_445
        t_1036 = where(t_957, t_1022, 0.0)
        t_1037 = fma(-t_1036, t_448, t_1022 * t_446)
        t_1038 = fma(-5.0, 2.0 * (t_1036 * t_447), t_1037)
        t_1039 = where(t_961, -t_1022, 0.0)
        t_1040 = fma(-t_1039, t_453, -t_1022 * t_424)
        t_1041 = fma(-5.0, 2.0 * (t_1039 * t_454), t_1040)
        t_1042 = fma(-t_1032, t_451, t_1038 * t_442)
        t_1043 = t_1042 - fma(-t_1035, t_456, t_1041 * t_445)
        t_1044 = 1.0 / s_max
        t_1045 = -1.0 / s_max
        t_1046 = t_446 < 0.0
        t_1047 = where(t_1046, t_1045, 0.0)
        t_1048 = -5.0 * (2.0 * (t_1047 * t_448))
        t_1049 = fma(-t_1047, t_447, t_1045 * t_411) + t_1048
        t_1050 = t_424 < 0.0
        t_1051 = where(t_1050, t_1044, 0.0)
        t_1052 = fma(-t_1051, t_454, t_1044 * t_452)
        t_1053 = fma(-5.0, 2.0 * (t_1051 * t_453), t_1052)
        t_1054 = fma(-t_828, t_371, fma(t_863, t_375, t_861 * t_372))
        t_1055 = fma(t_867, t_340, fma(t_855, t_341, t_1054))
        t_1056 = t_855 - t_1055
        t_1057 = t_1055 + fma(t_815, t_396, t_1056 * drift_3)
        t_1058 = -0.4 * t_815
        t_1059 = fma(t_1058, t_397, t_1057 * t_402)
        t_1060 = t_1058 + t_1057
        t_1061 = t_1060 * t_404
        t_1062 = t_1061 * t_404
        t_1063 = fma(-t_1062, t_403, t_1059 * t_404)
        t_1064 = fma(0.6, t_823, fma(-t_823, t_405, t_1063 * t_203))
        t_1065 = t_1064 * t_409
        t_1066 = t_1065 * t_15
        t_1067 = 2.0 * t_1066
        t_1068 = t_1066 - t_1066
        t_1069 = fma(-t_1068, kappa, t_1067 * omega)
        t_1070 = fma(-t_428, alpha, -0.5 * t_1069)
        t_1071 = fma(t_428, t_431, 0.5 * t_1069)
        t_1072 = where(t_941, where(t_940, t_1070, 0.0), 0.0)
        t_1073 = where(t_944, where(t_943, t_1071, 0.0), 0.0)
        t_1074 = where(t_947, where(t_946, t_1070 - t_1071, 0.0), 0.0)
        t_1075 = fma(t_1074, t_440, t_1072 * t_435)
        t_1076 = t_1075 * t_950
        t_1077 = t_1076 * t_442
        t_1078 = fma(-t_1074, t_443, t_1073 * t_437)
        t_1079 = t_1078 * t_954
        t_1080 = t_1079 * t_445
        t_1081 = where(t_957, -t_1066, 0.0)
        t_1082 = fma(-t_1081, t_448, -t_1066 * t_446)
        t_1083 = fma(-5.0, 2.0 * (t_1081 * t_447), t_1082)
        t_1084 = where(t_961, t_1066, 0.0)
        t_1085 = fma(-t_1084, t_453, t_1066 * t_424)
        t_1086 = fma(-5.0, 2.0 * (t_1084 * t_454), t_1085)
        t_1087 = fma(-t_1077, t_451, t_1083 * t_442)
        t_1088 = t_1087 - fma(-t_1080, t_456, t_1086 * t_445)
        t_1089 = fma(-t_1047, t_478, t_1045 * t_460) + t_1048
        t_1090 = 1.0 / t_459
        t_1091 = fma(-t_1090, t_460, t_1090)
        t_1092 = t_460 < 0.0
        t_1093 = where(t_1092, t_1091, 0.0)
        t_1094 = fma(-t_1093, t_448, t_1091 * t_446)
        t_1095 = fma(-5.0, 2.0 * (t_1093 * t_478), t_1094)
        t_1096 = -t_462 * alpha
        t_1097 = t_462 * t_431
        t_1098 = t_464 < 600.0
        t_1099 = t_466 > -600.0
        t_1100 = where(t_1099, where(t_1098, t_1096, 0.0), 0.0)
        t_1101 = t_465 < 600.0
        t_1102 = t_468 > -600.0
        t_1103 = where(t_1102, where(t_1101, t_1097, 0.0), 0.0)
        t_1104 = t_470 < 600.0
        t_1105 = t_471 > -600.0
        t_1106 = where(t_1105, where(t_1104, t_1096 - t_1097, 0.0), 0.0)
        t_1107 = fma(t_1106, t_472, t_1100 * t_467)
        t_1108 = 1.0 / t_473
        t_1109 = t_1107 * t_1108
        t_1110 = fma(-t_1106, t_475, t_1103 * t_469)
        t_1111 = 1.0 / t_476
        t_1112 = t_1110 * t_1111
        t_1113 = fma(-t_598, t_197, t_591 * t_201)
        t_1114 = 1.0 / (area_resistance * stern_capacitance)
        t_1115 = fma(-t_660, t_197, t_653 * t_201)
        t_1116 = fma(-t_782, t_197, t_775 * t_201)
        t_1117 = fma(t_844, t_201, t_851 * t_197) + 1.0
        t_1118 = d_c * t_2
        t_1119 = t_1118 * t_2
        t_1120 = d_planes - fma(t_1119, P, d_P * t_2)
        t_1121 = 2.0 * (t_1120 * t_3) * t_483
        t_1122 = t_1120 + t_1121
        t_1123 = 0.5 * t_1122
        t_1124 = -0.5 * t_1122
        t_1125 = d_planes + t_1124
        t_1126 = 2.0 * (t_1123 * t_5)
        t_1127 = fma(t_1123, t_11, t_1126 * t_5)
        t_1128 = fma(t_1123, t_12, t_1127 * t_5)
        t_1129 = t_1128 * t_14
        t_1130 = t_1129 * t_14
        t_1131 = fma(-t_1130, t_13, t_1129)
        t_1132 = fma(-0.3, t_1131, t_1125)
        t_1133 = 2.0 * (d_P * P)
        t_1134 = fma(d_P, t_17, t_1133 * P)
        t_1135 = fma(d_P, t_18, t_1134 * P)
        t_1136 = t_1135 * t_20
        t_1137 = t_1136 * t_20
        t_1138 = 0.5 * fma(-t_1137, t_19, t_1136)
        t_1139 = 2.0 * (t_1132 * t_16) * t_501
        t_1140 = t_1132 + t_1139
        t_1141 = fma(t_1140, t_21, t_1138 * t_23)
        t_1142 = fma(t_1141, decay_metal, d_decay_metal * t_24)
        t_1143 = t_1142 * t_25
        t_1144 = fma(d_wall, contact, d_contact * t_26)
        t_1145 = fma(-t_1143, wall, d_wall * t_25)
        t_1146 = fma(-t_1143, t_28, t_1145 * t_25)
        t_1147 = fma(d_grow_metal, t_29, t_1146 * grow_metal)
        t_1148 = fma(-d_grow_metal * t_30, t_30, t_1147)
        t_1149 = d_planes - t_1141
        t_1150 = d_spinodal - d_binodal
        t_1151 = where(t_509, d_P, 0.0)
        t_1152 = t_1151 * t_36
        t_1153 = d_binodal + fma(-t_1152, t_34, t_1150 * t_36)
        t_1154 = fma(d_P, t_37, t_1153 * P)
        t_1155 = t_1151 * t_39 * t_39
        t_1156 = fma(-t_1155, t_38, t_1154 * t_39)
        t_1157 = d_grow_nitride * t_41 * t_41
        t_1158 = (d_grow_nitride + t_1157) * t_42 * t_42
        t_1159 = t_1146 - fma(-t_1157, t_31, t_1148 * t_41)
        t_1160 = fma(-t_1158, t_43, t_1159 * t_42)
        t_1161 = fma(d_grow_nitride, t_31, t_1148 * grow_nitride)
        t_1162 = fma(-t_1158, t_45, (t_1161 - t_1146) * t_42)
        t_1163 = fma(t_1149, decay_nitride, d_decay_nitride * t_33)
        t_1164 = t_1163 * t_47
        t_1165 = t_1164 * t_48 * t_48
        t_1166 = fma(-t_1165, t_46, t_1162 * t_48)
        t_1167 = fma(t_1164, t_44, t_1160 * t_47) + t_1166
        t_1168 = fma(d_grow_nitride, t_44, t_1160 * grow_nitride)
        t_1169 = fma(-t_1157, t_46, t_1162 * t_41)
        t_1170 = fma(-t_1165, t_51, t_1169 * t_48)
        t_1171 = fma(t_1164, t_50, t_1168 * t_47) + t_1170
        t_1172 = fma(d_D, stern_coupling, d_stern_coupling * D)
        t_1173 = (t_1171 - t_1167) * t_54 * t_54
        t_1174 = d_grow_nitride - t_1157
        t_1175 = fma(t_1174, t_49, t_1167 * t_56) - t_1171
        t_1176 = t_1123 * t_57 * t_57
        t_1177 = fma(-t_1176, W, d_W * t_57)
        t_1178 = fma(-t_1173, t_53, t_1172 * t_54)
        t_1179 = fma(t_1178, z_e_kT, d_z_e_kT * t_55)
        t_1180 = fma(0.5, t_1148 + t_1146, -fma(-t_1143, t_27, t_1144 * t_25))
        t_1181 = where(t_540, -fma(t_1180, t_59, t_1179 * t_60), 0.0)
        t_1182 = where(t_542, t_1181, 0.0) * t_63
        t_1183 = where(t_545, t_1156, 0.0)
        t_1184 = 1.6666666666666667 * fma(t_1182, t_64, t_1183 * t_65)
        t_1185 = t_1146 - t_1148
        t_1186 = fma(t_1185, t_59, t_1179 * t_66)
        t_1187 = t_1167 - t_1175
        t_1188 = fma(t_1187, t_59, t_1179 * t_68)
        t_1189 = fma(t_1182, t_40, t_1156 * t_63)
        t_1190 = t_1184 * t_72 * t_72
        t_1191 = fma(-t_1190, t_70, t_1189 * t_72)
        t_1192 = 2.0 * (t_1188 * t_69) * t_105
        t_1193 = t_1123 * t_75 * t_75
        t_1194 = fma(2.0, t_1186 * t_67, fma(-t_1193, t_74, t_1192 * t_75))
        t_1195 = t_1194 * t_104
        t_1196 = 0.5 * d_decay_nitride
        t_1197 = fma(t_1123, t_77, t_1196 * t_5) * t_78
        t_1198 = t_1195 + t_1192
        t_1199 = 4.0 * t_1195
        t_1200 = fma(t_1192, t_80, t_1199 * t_74)
        t_1201 = t_1197 * t_82 * t_82
        t_1202 = t_1197 - t_1201
        t_1203 = fma(2.0, t_1198 * t_79, fma(t_1202, t_81, t_1200 * t_83))
        t_1204 = 6.0 * t_1195
        t_1205 = fma(t_1188, t_85, t_1204 * t_69)
        t_1206 = fma(t_1198, t_86, t_1205 * t_79)
        t_1207 = fma(t_1126, t_87, t_1206 * t_11)
        t_1208 = fma(t_1126, t_84, t_1203 * t_89) * t_90 * t_90
        t_1209 = fma(-t_1208, t_88, t_1207 * t_90)
        t_1210 = 2.0 * (t_1209 * t_91)
        t_1211 = fma(t_1126, t_92, t_1210 * t_11) * t_103
        t_1212 = 2.0 * (t_1211 * t_93)
        t_1213 = t_1212 * t_96 * t_96
        t_1214 = fma(t_1188, drift_3_last, t_1186 * drift_3_first)
        t_1215 = fma(t_1123, drift_3_length, t_1214)
        t_1216 = fma(d_decay_nitride, 0.5 * (t_165 * t_5), t_1215)
        t_1217 = fma(2.0, t_1177, -t_1191)
        t_1218 = fma(t_1211, t_58, t_1177 * t_93) + t_1191
        t_1219 = t_1218 - t_1217
        t_1220 = t_1217 + fma(t_1216, t_98, t_1219 * drift_3)
        t_1221 = 3333.3333333333335 * where(t_101, t_1220, 0.0)
        t_1222 = fma(t_1188, drift_2_last, t_1186 * drift_2_first)
        t_1223 = fma(t_1123, drift_2_length, t_1222)
        t_1224 = fma(t_1191, drift_2_held, fma(t_1177, drift_2_share, t_1223))
        t_1225 = fma(d_decay_nitride, 0.5 * (t_136 * t_5), t_1224)
        t_1226 = t_1211 * (1.0 / t_93) * t_103
        t_1227 = t_1195 * (1.0 / t_76) * t_104
        t_1228 = t_1192 * (1.0 / t_74) * t_105
        t_1229 = 3333.3333333333335 * (t_1221 * t_100 * t_106)
        t_1230 = where(t_101, t_1229, 0.0)
        t_1231 = fma(t_1216, t_108, t_1230 * drift_3)
        t_1232 = fma(t_1219, t_108, t_1230 * t_98)
        t_1233 = t_1230 - t_1231
        t_1234 = t_1231 - t_1233
        t_1235 = fma(2.0, t_1233, fma(t_1211, t_109, t_1231 * t_93))
        t_1236 = fma(-t_1213, t_112, fma(t_1212, t_110, t_1232 * t_95) * t_96)
        t_1237 = fma(-t_1213, t_110, t_1232 * t_96)
        t_1238 = t_1237 - fma(-t_1213, t_113, t_1236 * t_96)
        t_1239 = fma(t_1211, t_114, t_1238 * t_93)
        t_1240 = fma(t_1177, t_109, t_1231 * t_58) + t_1239
        t_1241 = fma(-t_1226, t_116, (t_1240 + t_1239) * t_103)
        t_1242 = fma(t_1209, t_118, fma(t_1126, t_117, t_1241 * t_11) * t_91)
        t_1243 = 2.0 * t_1242
        t_1244 = fma(-t_1208, t_119, t_1243 * t_90)
        t_1245 = fma(-t_1208, t_121, fma(t_1207, t_119, t_1243 * t_88) * t_90)
        t_1246 = fma(-t_1208, t_122, t_1245 * t_90)
        t_1247 = fma(t_1126, t_123, t_1246 * t_89)
        t_1248 = fma(t_1210, t_117, t_1241 * t_92)
        t_1249 = t_1248 - fma(t_1203, t_123, t_1246 * t_84)
        t_1250 = fma(t_1126, t_120, t_1244 * t_11)
        t_1251 = t_1249 + fma(t_1206, t_120, t_1244 * t_87)
        t_1252 = fma(t_1198, t_125, t_1250 * t_79)
        t_1253 = fma(t_1202, t_124, t_1247 * t_83)
        t_1254 = fma(t_1200, t_124, t_1247 * t_81)
        t_1255 = fma(-t_1201, t_129, t_1254 * t_82) * t_82
        t_1256 = 6.0 * fma(t_1188, t_127, t_1252 * t_69)
        t_1257 = fma(-4.0, fma(t_1192, t_128, t_1253 * t_74), t_1256)
        t_1258 = fma(t_1198, t_124, t_1247 * t_79)
        t_1259 = fma(t_1205, t_125, t_1250 * t_86) - t_1258
        t_1260 = t_1259 - t_1258
        t_1261 = t_1260 - fma(t_1199, t_128, t_1253 * t_80)
        t_1262 = (fma(-t_1201, t_130, t_1255) - t_1254) * t_78
        t_1263 = fma(t_1196, t_136, fma(t_1197, t_131, t_1262) * t_77)
        t_1264 = fma(-t_1227, t_135, (t_1257 + t_1260) * t_104)
        t_1265 = t_1261 + fma(-t_1193, t_137, t_1264 * t_75)
        t_1266 = fma(-t_1193, t_139, fma(t_1192, t_137, t_1264 * t_74) * t_75)
        t_1267 = t_1263 - fma(-t_1193, t_140, t_1266 * t_75)
        t_1268 = 2.0 * fma(t_1186, t_137, t_1264 * t_67)
        t_1269 = fma(-t_1228, t_138, t_1265 * t_105) * t_69
        t_1270 = fma(t_1188, t_141, t_1269)
        t_1271 = fma(t_1204, t_127, t_1252 * t_85) + t_1270
        t_1272 = t_1271 + t_1270
        t_1273 = fma(t_1123, t_126, t_1251 * t_5)
        t_1274 = t_1267 + t_1273 + t_1273
        t_1275 = -t_1213 - fma(-t_1213, drift_3, t_1216 * t_96)
        t_1276 = 2.0 * fma(t_1211, t_144, t_1275 * t_93) * t_103
        t_1277 = fma(-t_1226, t_145, t_1276)
        t_1278 = fma(t_1209, t_147, fma(t_1126, t_146, t_1277 * t_11) * t_91)
        t_1279 = 2.0 * t_1278
        t_1280 = fma(-t_1208, t_148, t_1279 * t_90)
        t_1281 = fma(-t_1208, t_150, fma(t_1207, t_148, t_1279 * t_88) * t_90)
        t_1282 = fma(-t_1208, t_151, t_1281 * t_90)
        t_1283 = fma(t_1126, t_152, t_1282 * t_89)
        t_1284 = fma(t_1210, t_146, t_1277 * t_92)
        t_1285 = t_1284 - fma(t_1203, t_152, t_1282 * t_84)
        t_1286 = fma(t_1126, t_149, t_1280 * t_11)
        t_1287 = t_1285 + fma(t_1206, t_149, t_1280 * t_87)
        t_1288 = fma(t_1198, t_154, t_1286 * t_79)
        t_1289 = fma(t_1202, t_153, t_1283 * t_83)
        t_1290 = fma(t_1200, t_153, t_1283 * t_81)
        t_1291 = fma(-t_1201, t_158, t_1290 * t_82) * t_82
        t_1292 = 6.0 * fma(t_1188, t_156, t_1288 * t_69)
        t_1293 = fma(-4.0, fma(t_1192, t_157, t_1289 * t_74), t_1292)
        t_1294 = fma(t_1198, t_153, t_1283 * t_79)
        t_1295 = fma(t_1205, t_154, t_1286 * t_86) - t_1294
        t_1296 = t_1295 - t_1294
        t_1297 = t_1296 - fma(t_1199, t_157, t_1289 * t_80)
        t_1298 = (fma(-t_1201, t_159, t_1291) - t_1290) * t_78
        t_1299 = fma(t_1196, t_165, fma(t_1197, t_160, t_1298) * t_77)
        t_1300 = fma(-t_1227, t_164, (t_1293 + t_1296) * t_104)
        t_1301 = t_1297 + fma(-t_1193, t_166, t_1300 * t_75)
        t_1302 = fma(-t_1193, t_168, fma(t_1192, t_166, t_1300 * t_74) * t_75)
        t_1303 = t_1299 - fma(-t_1193, t_169, t_1302 * t_75)
        t_1304 = 2.0 * fma(t_1186, t_166, t_1300 * t_67)
        t_1305 = fma(-t_1228, t_167, t_1301 * t_105) * t_69
        t_1306 = fma(t_1188, t_170, t_1305)
        t_1307 = fma(t_1204, t_156, t_1288 * t_85) + t_1306
        t_1308 = t_1307 + t_1306
        t_1309 = fma(t_1123, t_155, t_1287 * t_5)
        t_1310 = t_1303 + t_1309 + t_1309
        t_1311 = where(t_623, d_W, 0.0)
        t_1312 = fma(t_1311, drift_3, t_1216 * t_173)
        t_1313 = t_1311 * t_175 * t_175
        t_1314 = fma(-t_1313, t_174, t_1312 * t_175)
        t_1315 = fma(t_1225, t_176, t_1314 * drift_2)
        t_1316 = t_1225 * t_178 * t_178
        t_1317 = fma(-t_1316, t_177, t_1315 * t_178)
        t_1318 = 1.6666666666666667 * fma(t_1311, t_179, t_1317 * t_173)
        t_1319 = fma(t_1123, t_180, t_1318 * t_5)
        t_1320 = (t_1123 + t_1318) * t_182 * t_182
        t_1321 = fma(-t_1320, t_181, t_1319 * t_182)
        t_1322 = fma(t_1149 - t_1321, decay_nitride, d_decay_nitride * t_184)
        t_1323 = t_1322 * t_185
        t_1324 = t_1323 * t_186 * t_186
        t_1325 = fma(-t_1324, t_46, t_1162 * t_186)
        t_1326 = fma(t_1323, t_44, t_1160 * t_185) + t_1325
        t_1327 = fma(-t_1324, t_51, t_1169 * t_186)
        t_1328 = fma(t_1323, t_50, t_1168 * t_185) + t_1327
        t_1329 = d_grow_parked * t_189 * t_189
        t_1330 = (d_grow_parked + t_1329) * t_190 * t_190
        t_1331 = t_1328 - fma(-t_1329, t_187, t_1326 * t_189)
        t_1332 = fma(-t_1330, t_191, t_1331 * t_190)
        t_1333 = fma(d_grow_parked, t_187, t_1326 * grow_parked)
        t_1334 = fma(-t_1330, t_193, (t_1333 - t_1328) * t_190)
        t_1335 = fma(t_1321, decay_parked, d_decay_parked * t_183)
        t_1336 = t_1335 * t_195
        t_1337 = t_1336 * t_196 * t_196
        t_1338 = fma(-t_1337, t_194, t_1334 * t_196)
        t_1339 = fma(t_1336, t_192, t_1332 * t_195) + t_1338
        t_1340 = fma(d_grow_parked, t_192, t_1332 * grow_parked)
        t_1341 = fma(-t_1329, t_194, t_1334 * t_189)
        t_1342 = fma(-t_1337, t_199, t_1341 * t_196)
        t_1343 = fma(t_1336, t_198, t_1340 * t_195) + t_1342
        t_1344 = (t_1343 - t_1339) * t_200 * t_200
        t_1345 = fma(-t_1344, t_53, t_1172 * t_200)
        t_1346 = fma(t_1174, t_187, t_1326 * t_56) - t_1328
        t_1347 = t_1123 - t_1321
        t_1348 = fma(-t_1317, W, d_W * t_203)
        t_1349 = t_1347 * t_206 * t_206
        t_1350 = fma(-t_1349, t_204, t_1348 * t_206)
        t_1351 = fma(t_1345, z_e_kT, d_z_e_kT * t_201)
        t_1352 = -fma(t_1180, t_208, t_1351 * t_60)
        t_1353 = where(t_607, where(t_606, t_1352, 0.0), 0.0)
        t_1354 = t_1353 * t_211
        t_1355 = 1.6666666666666667 * fma(t_1354, t_64, t_1183 * t_212)
        t_1356 = fma(t_1185, t_208, t_1351 * t_66)
        t_1357 = t_1326 - t_1346
        t_1358 = fma(t_1357, t_208, t_1351 * t_214)
        t_1359 = fma(t_1354, t_40, t_1156 * t_211)
        t_1360 = t_1355 * t_218 * t_218
        t_1361 = fma(-t_1360, t_216, t_1359 * t_218)
        t_1362 = 2.0 * (t_1358 * t_215) * t_330
        t_1363 = t_1347 * t_221 * t_221
        t_1364 = fma(2.0, t_1356 * t_213, fma(-t_1363, t_220, t_1362 * t_221))
        t_1365 = t_1364 * t_325
        t_1366 = fma(t_1347, t_77, t_1196 * t_202) * t_223
        t_1367 = t_1365 + t_1362
        t_1368 = 2.0 * (t_1347 * t_202)
        t_1369 = 4.0 * t_1365
        t_1370 = fma(t_1362, t_226, t_1369 * t_220)
        t_1371 = t_1366 * t_228 * t_228
        t_1372 = t_1366 - t_1371
        t_1373 = fma(2.0, t_1367 * t_224, fma(t_1372, t_227, t_1370 * t_229))
        t_1374 = 6.0 * t_1365
        t_1375 = fma(t_1358, t_231, t_1374 * t_215)
        t_1376 = fma(t_1367, t_232, t_1375 * t_224)
        t_1377 = fma(t_1368, t_233, t_1376 * t_225)
        t_1378 = fma(t_1368, t_230, t_1373 * t_235) * t_236
        t_1379 = t_1378 * t_236
        t_1380 = fma(-t_1379, t_234, t_1377 * t_236)
        t_1381 = 2.0 * (t_1380 * t_237)
        t_1382 = t_1381 * t_303
        t_1383 = 0.5 * t_1382 * t_240
        t_1384 = t_1383 * t_241 * t_241
        t_1385 = t_1383 + t_1384
        t_1386 = t_1382 * t_243
        t_1387 = t_1386 * t_243
        t_1388 = fma(-t_1387, t_242, t_1385 * t_243)
        t_1389 = fma(t_1368, t_238, t_1381 * t_225) * t_295
        t_1390 = t_1389 * t_246
        t_1391 = fma(-t_1390, t_207, t_1350 * t_246)
        t_1392 = fma(t_1347, t_248, t_1391 * t_205)
        t_1393 = fma(t_1390, t_219, t_1361 * t_247)
        t_1394 = fma(t_1389, t_249, t_1392 * t_245)
        t_1395 = t_1394 - fma(t_1347, t_250, t_1393 * t_202)
        t_1396 = (t_1390 - fma(-t_1390, t_245, t_1390)) * t_252
        t_1397 = t_1396 * t_252
        t_1398 = fma(-t_1397, t_251, t_1395 * t_252)
        t_1399 = fma(-t_1349, t_253, t_1398 * t_206)
        t_1400 = fma(t_1389, t_244, t_1388 * t_245)
        t_1401 = fma(t_1399, t_255, t_1400 * t_254)
        t_1402 = fma(-t_1349, t_256, t_1401 * t_206)
        t_1403 = where(t_277, t_1350, 0.0)
        t_1404 = t_1403 * t_260 * t_260
        t_1405 = where(t_273, -1.6666666666666667 * t_1403, 0.0)
        t_1406 = where(t_259, -t_1404, 0.0) + where(t_259, 0.0, t_1405)
        t_1407 = where(t_273, where(t_259, 0.0, t_1402), 0.0)
        t_1408 = fma(-t_1404, t_272, where(t_259, t_1402, 0.0) * t_260)
        t_1409 = fma(-t_1404, t_275, t_1408 * t_260)
        t_1410 = fma(-1.6666666666666667, t_1407, -t_1409)
        t_1411 = fma(-t_1349, t_262, t_1406 * t_206)
        t_1412 = fma(t_1399, t_278, t_1411 * t_254)
        t_1413 = fma(t_1400, t_278, t_1411 * t_255)
        t_1414 = fma(t_1389, t_279, t_1412 * t_245)
        t_1415 = fma(-t_1349, t_280, t_1413 * t_206)
        t_1416 = fma(t_1401, t_262, t_1406 * t_256)
        t_1417 = t_1416 + fma(t_1398, t_280, t_1413 * t_253)
        t_1418 = fma(-t_1397, t_282, t_1415 * t_252)
        t_1419 = fma(t_1395, t_282, t_1415 * t_251) * t_252
        t_1420 = fma(-t_1397, t_286, fma(-t_1397, t_285, t_1419) * t_252)
        t_1421 = fma(t_1347, t_284, t_1418 * t_202)
        t_1422 = fma(t_1390, t_288, t_1421 * t_247)
        t_1423 = fma(t_1389, t_284, t_1418 * t_245)
        t_1424 = fma(t_1388, t_279, t_1412 * t_244)
        t_1425 = t_1424 + fma(t_1392, t_284, t_1418 * t_249)
        t_1426 = fma(t_1347, t_290, t_1423 * t_205)
        t_1427 = fma(-t_1390, t_291, t_1426 * t_246)
        t_1428 = where(t_277, t_1410, 0.0) + t_1427
        t_1429 = -fma(t_1361, t_288, t_1421 * t_219) - t_1420
        t_1430 = t_1425 + fma(-t_1390, t_287, t_1420 * t_246)
        t_1431 = fma(t_1350, t_291, t_1426 * t_207)
        t_1432 = t_1431 + fma(t_1389, t_287, t_1420 * t_245)
        t_1433 = fma(-t_1390, t_293, (t_1432 - t_1429) * t_246)
        t_1434 = t_1389 * (1.0 / t_245) * t_295
        t_1435 = fma(-t_1434, t_294, (t_1430 - t_1433) * t_295)
        t_1436 = fma(-t_1387, t_281, t_1414 * t_243)
        t_1437 = fma(t_1385, t_281, t_1414 * t_242) * t_243
        t_1438 = fma(-t_1387, t_299, fma(-t_1387, t_298, t_1437) * t_243)
        t_1439 = fma(-t_1384, t_297, t_1436 * t_241) * t_241
        t_1440 = (t_1436 + fma(-t_1384, t_300, t_1439)) * t_240
        t_1441 = fma(0.5, fma(t_1383, t_301, t_1440), -t_1438)
        t_1442 = fma(-t_1386 * t_303, t_302, t_1441 * t_303)
        t_1443 = fma(t_1368, t_296, t_1435 * t_225) + t_1442
        t_1444 = 2.0 * fma(t_1380, t_304, t_1443 * t_237)
        t_1445 = fma(-t_1379, t_305, t_1444 * t_236)
        t_1446 = fma(t_1377, t_305, t_1444 * t_234) * t_236
        t_1447 = fma(-t_1379, t_308, fma(-t_1379, t_307, t_1446) * t_236)
        t_1448 = fma(t_1368, t_309, t_1447 * t_235)
        t_1449 = fma(t_1381, t_296, t_1435 * t_238)
        t_1450 = t_1449 - fma(t_1373, t_309, t_1447 * t_230)
        t_1451 = fma(t_1368, t_306, t_1445 * t_225)
        t_1452 = t_1450 + fma(t_1376, t_306, t_1445 * t_233)
        t_1453 = fma(t_1367, t_311, t_1451 * t_224)
        t_1454 = fma(t_1372, t_310, t_1448 * t_229)
        t_1455 = fma(t_1370, t_310, t_1448 * t_227)
        t_1456 = fma(-t_1371, t_315, t_1455 * t_228) * t_228
        t_1457 = 6.0 * fma(t_1358, t_313, t_1453 * t_215)
        t_1458 = fma(-4.0, fma(t_1362, t_314, t_1454 * t_220), t_1457)
        t_1459 = fma(t_1367, t_310, t_1448 * t_224)
        t_1460 = fma(t_1375, t_311, t_1451 * t_232) - t_1459
        t_1461 = t_1460 - t_1459
        t_1462 = fma(t_1347, t_312, t_1452 * t_202)
        t_1463 = t_1462 - fma(t_1393, t_284, t_1418 * t_250)
        t_1464 = t_1461 - fma(t_1369, t_314, t_1454 * t_226)
        t_1465 = (fma(-t_1371, t_316, t_1456) - t_1455) * t_223
        t_1466 = fma(t_1196, t_323, fma(t_1366, t_317, t_1465) * t_77)
        t_1467 = t_1365 * (1.0 / t_222) * t_325
        t_1468 = fma(-t_1467, t_322, (t_1458 + t_1461) * t_325)
        t_1469 = t_1464 + fma(-t_1363, t_326, t_1468 * t_221)
        t_1470 = fma(t_1362, t_326, t_1468 * t_220) * t_221
        t_1471 = fma(-t_1363, t_329, fma(-t_1363, t_328, t_1470) * t_221)
        t_1472 = 2.0 * fma(t_1356, t_326, t_1468 * t_213)
        t_1473 = t_1362 * (1.0 / t_220) * t_330
        t_1474 = fma(-t_1473, t_327, t_1469 * t_330) * t_215
        t_1475 = fma(t_1358, t_331, t_1474)
        t_1476 = fma(t_1374, t_313, t_1453 * t_231) + t_1475
        t_1477 = t_1476 + t_1475
        t_1478 = fma(-t_1349, t_283, t_1417 * t_206) * t_206
        t_1479 = fma(t_1391, t_290, t_1423 * t_248)
        t_1480 = t_1479 - fma(-t_1349, t_333, t_1478)
        t_1481 = t_1463 + t_1462 + t_1466 - t_1471 + t_1480
        t_1482 = t_1118 * t_481
        t_1483 = t_1121 * (1.0 / t_4) * t_483
        t_1484 = 2.0 * fma(t_1120, t_481, t_1482 * t_3) * t_483
        t_1485 = t_1482 + fma(-t_1483, t_482, t_1484)
        t_1486 = 0.5 * t_1485
        t_1487 = -0.5 * t_1485
        t_1488 = 2.0 * fma(t_1123, t_485, t_1486 * t_5) * t_5
        t_1489 = fma(t_1126, t_485, t_1486 * t_11)
        t_1490 = (fma(t_1123, t_487, t_1488) + t_1489) * t_5
        t_1491 = fma(t_1127, t_485, t_1486 * t_12)
        t_1492 = (fma(t_1123, t_488, t_1490) + t_1491) * t_14
        t_1493 = fma(-t_1130, t_489, t_1492)
        t_1494 = fma(-t_1130, t_490, t_1493 * t_14) * t_13
        t_1495 = t_1493 - fma(t_1128, t_491, t_1494)
        t_1496 = fma(-0.3, t_1495, t_1487)
        t_1497 = (fma(d_P, t_494, 2.0 * d_P * P) + t_1133) * P
        t_1498 = (fma(d_P, t_495, t_1497) + t_1134) * t_20
        t_1499 = fma(-t_1137, t_496, t_1498)
        t_1500 = fma(-t_1137, t_497, t_1499 * t_20) * t_19
        t_1501 = 0.5 * (t_1499 - fma(t_1135, t_498, t_1500))
        t_1502 = t_1139 * (1.0 / t_22) * t_501
        t_1503 = 2.0 * fma(t_1132, t_493, t_1496 * t_16) * t_501
        t_1504 = (t_1496 + fma(-t_1502, t_500, t_1503)) * t_21
        t_1505 = fma(t_1140, t_499, t_1501 * t_23)
        t_1506 = t_1505 + fma(t_1138, t_502, t_1504)
        t_1507 = fma(d_decay_metal, t_503, t_1506 * decay_metal)
        t_1508 = fma(-t_1143, t_504, t_1507 * t_25)
        t_1509 = fma(-t_1143, t_506, fma(d_wall, t_505, t_1508 * wall) * t_25)
        t_1510 = -t_1509 - fma(t_1145, t_505, t_1508 * t_28)
        t_1511 = fma(d_grow_metal, t_507, t_1510 * grow_metal)
        t_1512 = fma(-t_1152 * t_510, t_34, t_1150 * t_511)
        t_1513 = fma(-t_1155, t_514, -t_1155 * t_510 * t_39)
        t_1514 = (t_1153 - fma(d_P, t_512, t_1512 * P)) * t_39
        t_1515 = fma(t_1154, t_515, t_1513 * t_38)
        t_1516 = fma(-t_1155, t_513, t_1514) - t_1515
        t_1517 = t_1510 - fma(-t_1157, t_508, t_1511 * t_41)
        t_1518 = fma(-t_1158, t_517, t_1517 * t_42)
        t_1519 = fma(d_grow_nitride, t_508, t_1511 * grow_nitride)
        t_1520 = fma(-t_1158, t_519, (t_1519 - t_1510) * t_42)
        t_1521 = fma(d_decay_nitride, t_503, t_1506 * decay_nitride)
        t_1522 = fma(t_1164, t_521, t_1521 * t_47)
        t_1523 = fma(-t_1165, t_522, t_1522 * t_48) * t_48
        t_1524 = fma(-t_1165, t_523, t_1523)
        t_1525 = fma(t_1164, t_518, t_1518 * t_47)
        t_1526 = t_1525 - fma(t_1160, t_522, t_1522 * t_44)
        t_1527 = fma(-t_1165, t_520, t_1520 * t_48)
        t_1528 = t_1527 + fma(t_1162, t_524, t_1524 * t_46)
        t_1529 = t_1526 + t_1528
        t_1530 = fma(d_grow_nitride, t_518, t_1518 * grow_nitride)
        t_1531 = fma(t_1164, t_527, t_1530 * t_47)
        t_1532 = t_1531 - fma(t_1168, t_522, t_1522 * t_50)
        t_1533 = fma(-t_1157, t_520, t_1520 * t_41)
        t_1534 = fma(-t_1165, t_528, t_1533 * t_48)
        t_1535 = t_1534 + fma(t_1169, t_524, t_1524 * t_51)
        t_1536 = t_1532 + t_1535
        t_1537 = fma(-t_1173, t_531, (t_1536 - t_1529) * t_54)
        t_1538 = fma(-t_1173, t_532, t_1537 * t_54) * t_53
        t_1539 = fma(t_1174, t_526, t_1529 * t_56) - t_1536
        t_1540 = fma(-t_1176, t_485, t_1486 * t_57) * t_57
        t_1541 = fma(d_W, t_536, fma(-t_1176, t_535, t_1540) * W)
        t_1542 = fma(d_z_e_kT, t_534, fma(t_1172, t_533, t_1538) * z_e_kT)
        t_1543 = fma(0.5, t_1511 + t_1510, fma(t_1144, t_505, t_1508 * t_27))
        t_1544 = fma(t_1179, t_539, t_1543 * t_59)
        t_1545 = t_1544 - fma(t_1180, t_538, t_1542 * t_60)
        t_1546 = where(t_542, where(t_540, -t_1545, 0.0), 0.0)
        t_1547 = fma(t_1182, t_543, t_1546 * t_63)
        t_1548 = where(t_545, t_1516, 0.0)
        t_1549 = fma(t_1182, t_546, t_1548 * t_65)
        t_1550 = t_1549 + fma(t_1183, t_544, t_1547 * t_64)
        t_1551 = t_1510 - t_1511
        t_1552 = fma(t_1179, t_548, t_1551 * t_59)
        t_1553 = t_1552 - fma(t_1185, t_538, t_1542 * t_66)
        t_1554 = fma(t_1179, t_550, (t_1529 - t_1539) * t_59)
        t_1555 = t_1554 - fma(t_1187, t_538, t_1542 * t_68)
        t_1556 = fma(t_1182, t_516, t_1516 * t_63)
        t_1557 = t_1556 + fma(t_1156, t_544, t_1547 * t_40)
        t_1558 = fma(-t_1190, t_547, 1.6666666666666667 * t_1550 * t_72)
        t_1559 = fma(-t_1190, t_553, t_1558 * t_72) * t_70
        t_1560 = fma(-t_1190, t_552, t_1557 * t_72)
        t_1561 = fma(t_1304, t_549, t_1553 * drift_3_first)
        t_1562 = fma(t_1308, t_551, t_1555 * drift_3_last)
        t_1563 = fma(t_1310, t_485, t_1486 * drift_3_length)
        t_1564 = t_1561 + t_1562 + t_1563
        t_1565 = fma(t_1268, t_549, t_1553 * drift_2_first)
        t_1566 = fma(t_1272, t_551, t_1555 * drift_2_last)
        t_1567 = fma(t_1274, t_485, t_1486 * drift_2_length)
        t_1568 = fma(t_1235, t_537, t_1541 * drift_2_share)
        t_1569 = (t_1560 - fma(t_1189, t_554, t_1559)) * drift_2_held
        t_1570 = t_1565 + t_1566 + t_1567 - t_1568
        t_1571 = t_1570 + fma(t_1234, t_555, t_1569)
        t_1572 = fma(t_1311, t_557, t_1564 * t_173) * t_175
        t_1573 = fma(t_1225, t_562, fma(-t_1313, t_561, t_1572) * drift_2)
        t_1574 = t_1573 + fma(t_1314, t_560, t_1571 * t_176)
        t_1575 = fma(-t_1316, t_560, t_1571 * t_178) * t_178
        t_1576 = fma(t_1315, t_565, fma(-t_1316, t_564, t_1575) * t_177)
        t_1577 = fma(-t_1316, t_563, t_1574 * t_178) - t_1576
        t_1578 = 1.6666666666666667 * fma(t_1311, t_566, t_1577 * t_173)
        t_1579 = fma(t_1318, t_485, t_1486 * t_180)
        t_1580 = fma(t_1123, t_567, t_1578 * t_5) + t_1579
        t_1581 = fma(-t_1320, t_569, (t_1486 + t_1578) * t_182)
        t_1582 = fma(-t_1320, t_570, t_1581 * t_182) * t_181
        t_1583 = fma(-t_1320, t_568, t_1580 * t_182)
        t_1584 = t_1583 - fma(t_1319, t_571, t_1582)
        t_1585 = (-t_1506 - t_1584) * decay_nitride
        t_1586 = fma(d_decay_nitride, t_573, t_1585) * t_185
        t_1587 = fma(t_1323, t_574, t_1586)
        t_1588 = fma(-t_1324, t_575, t_1587 * t_186) * t_186
        t_1589 = fma(-t_1324, t_576, t_1588)
        t_1590 = fma(t_1323, t_518, t_1518 * t_185)
        t_1591 = t_1590 + fma(t_1160, t_575, t_1587 * t_44)
        t_1592 = fma(-t_1324, t_520, t_1520 * t_186)
        t_1593 = t_1592 - fma(t_1162, t_577, t_1589 * t_46)
        t_1594 = t_1591 + t_1593
        t_1595 = fma(t_1323, t_527, t_1530 * t_185)
        t_1596 = t_1595 + fma(t_1168, t_575, t_1587 * t_50)
        t_1597 = fma(-t_1324, t_528, t_1533 * t_186)
        t_1598 = t_1597 - fma(t_1169, t_577, t_1589 * t_51)
        t_1599 = t_1596 + t_1598
        t_1600 = t_1599 - fma(-t_1329, t_579, t_1594 * t_189)
        t_1601 = fma(-t_1330, t_582, t_1600 * t_190)
        t_1602 = fma(d_grow_parked, t_579, t_1594 * grow_parked)
        t_1603 = fma(-t_1330, t_584, (t_1602 - t_1599) * t_190)
        t_1604 = fma(d_decay_parked, t_572, t_1584 * decay_parked)
        t_1605 = fma(t_1336, t_586, t_1604 * t_195)
        t_1606 = fma(-t_1337, t_587, t_1605 * t_196) * t_196
        t_1607 = fma(-t_1337, t_588, t_1606)
        t_1608 = fma(t_1336, t_583, t_1601 * t_195)
        t_1609 = t_1608 + fma(t_1332, t_587, t_1605 * t_192)
        t_1610 = fma(-t_1337, t_585, t_1603 * t_196)
        t_1611 = t_1610 - fma(t_1334, t_589, t_1607 * t_194)
        t_1612 = t_1609 + t_1611
        t_1613 = fma(d_grow_parked, t_583, t_1601 * grow_parked)
        t_1614 = fma(t_1336, t_592, t_1613 * t_195)
        t_1615 = t_1614 + fma(t_1340, t_587, t_1605 * t_198)
        t_1616 = fma(-t_1329, t_585, t_1603 * t_189) * t_196
        t_1617 = fma(t_1341, t_589, t_1607 * t_199)
        t_1618 = t_1615 + (fma(-t_1337, t_593, t_1616) - t_1617)
        t_1619 = fma(-t_1344, t_595, (t_1618 - t_1612) * t_200)
        t_1620 = fma(-t_1344, t_596, t_1619 * t_200) * t_53
        t_1621 = fma(t_1172, t_597, t_1620)
        t_1622 = fma(t_1174, t_579, t_1594 * t_56) - t_1599
        t_1623 = t_1486 - t_1584
        t_1624 = fma(-t_1349, t_599, t_1623 * t_206) * t_206
        t_1625 = fma(-t_1349, t_600, fma(d_W, t_566, t_1577 * W) * t_206)
        t_1626 = fma(t_1348, t_602, fma(-t_1349, t_601, t_1624) * t_204)
        t_1627 = -t_1625 - t_1626
        t_1628 = fma(d_z_e_kT, t_598, t_1621 * z_e_kT)
        t_1629 = fma(t_1351, t_539, t_1543 * t_208)
        t_1630 = t_1629 - fma(t_1180, t_604, t_1628 * t_60)
        t_1631 = -t_1630
        t_1632 = where(t_607, where(t_606, t_1631, 0.0), 0.0)
        t_1633 = fma(t_1354, t_608, t_1632 * t_211)
        t_1634 = fma(t_1354, t_546, t_1548 * t_212)
        t_1635 = t_1634 + fma(t_1183, t_609, t_1633 * t_64)
        t_1636 = fma(t_1351, t_548, t_1551 * t_208)
        t_1637 = t_1636 - fma(t_1185, t_604, t_1628 * t_66)
        t_1638 = fma(t_1351, t_612, (t_1594 - t_1622) * t_208)
        t_1639 = t_1638 - fma(t_1357, t_604, t_1628 * t_214)
        t_1640 = fma(t_1354, t_516, t_1516 * t_211)
        t_1641 = t_1640 + fma(t_1156, t_609, t_1633 * t_40)
        t_1642 = fma(-t_1360, t_610, 1.6666666666666667 * t_1635 * t_218)
        t_1643 = fma(-t_1360, t_615, t_1642 * t_218) * t_216
        t_1644 = fma(-t_1360, t_614, t_1641 * t_218)
        t_1645 = t_1644 - fma(t_1359, t_616, t_1643)
        t_1646 = fma(t_1472, t_611, t_1637 * drift_1_first)
        t_1647 = fma(t_1477, t_613, t_1639 * drift_1_last)
        t_1648 = fma(t_1481, t_599, t_1623 * drift_1_length)
        t_1649 = fma(t_1428, t_603, t_1627 * drift_1_share)
        t_1650 = fma(t_1422, t_617, t_1645 * t_289)
        t_1651 = t_1646 + t_1647 + t_1648 + t_1649 - t_1650
        flux_P_bent = fma(d_hop_rate, t_620, t_1651 * hop_rate)
        t_1652 = 0.5 * (20.0 * d_hop_rate)
        t_1653 = 2.0 * (d_W * W) * t_681
        t_1654 = fma(-t_1176, drift_2_share, t_1235 * t_57)
        t_1655 = fma(-t_1313, t_626, -t_1313 * t_624 * t_175)
        t_1656 = fma(-t_1313, t_625, t_1216 * t_624 * t_175)
        t_1657 = t_1656 - fma(t_1312, t_627, t_1655 * t_174)
        t_1658 = fma(t_1225, t_628, t_1657 * drift_2)
        t_1659 = t_1658 + fma(t_1314, t_622, t_1654 * t_176)
        t_1660 = fma(-t_1316, t_622, t_1654 * t_178) * t_178
        t_1661 = fma(t_1315, t_631, fma(-t_1316, t_630, t_1660) * t_177)
        t_1662 = fma(-t_1316, t_629, t_1659 * t_178) - t_1661
        t_1663 = fma(t_1317, t_624, fma(t_1311, t_632, t_1662 * t_173))
        t_1664 = 1.6666666666666667 * t_1663
        t_1665 = fma(-t_1320, t_633, t_1664 * t_182) * t_182
        t_1666 = fma(-t_1320, t_634, fma(t_1123, t_633, t_1664 * t_5) * t_182)
        t_1667 = fma(t_1319, t_636, fma(-t_1320, t_635, t_1665) * t_181)
        t_1668 = t_1666 - t_1667
        t_1669 = fma(d_decay_nitride, t_637, t_1668 * decay_nitride)
        t_1670 = fma(t_1323, t_638, t_1669 * t_185)
        t_1671 = fma(-t_1324, t_639, t_1670 * t_186) * t_186
        t_1672 = fma(-t_1324, t_640, t_1671)
        t_1673 = fma(t_1162, t_641, t_1672 * t_46)
        t_1674 = t_1673 - fma(t_1160, t_639, t_1670 * t_44)
        t_1675 = fma(t_1169, t_641, t_1672 * t_51)
        t_1676 = t_1675 - fma(t_1168, t_639, t_1670 * t_50)
        t_1677 = t_1676 - fma(-t_1329, t_642, t_1674 * t_189)
        t_1678 = fma(-t_1330, t_644, t_1677 * t_190)
        t_1679 = fma(d_grow_parked, t_642, t_1674 * grow_parked)
        t_1680 = fma(-t_1330, t_646, (t_1679 - t_1676) * t_190)
        t_1681 = fma(d_decay_parked, t_637, t_1668 * decay_parked)
        t_1682 = fma(t_1336, t_648, t_1681 * t_195)
        t_1683 = fma(-t_1337, t_649, t_1682 * t_196) * t_196
        t_1684 = fma(-t_1337, t_650, t_1683)
        t_1685 = fma(t_1336, t_645, t_1678 * t_195)
        t_1686 = t_1685 + fma(t_1332, t_649, t_1682 * t_192)
        t_1687 = fma(-t_1337, t_647, t_1680 * t_196)
        t_1688 = t_1687 - fma(t_1334, t_651, t_1684 * t_194)
        t_1689 = t_1686 + t_1688
        t_1690 = fma(d_grow_parked, t_645, t_1678 * grow_parked)
        t_1691 = fma(t_1336, t_654, t_1690 * t_195)
        t_1692 = t_1691 + fma(t_1340, t_649, t_1682 * t_198)
        t_1693 = fma(-t_1329, t_647, t_1680 * t_189) * t_196
        t_1694 = fma(t_1341, t_651, t_1684 * t_199)
        t_1695 = t_1692 + (fma(-t_1337, t_655, t_1693) - t_1694)
        t_1696 = fma(-t_1344, t_657, (t_1695 - t_1689) * t_200)
        t_1697 = fma(-t_1344, t_658, t_1696 * t_200) * t_53
        t_1698 = fma(t_1172, t_659, t_1697)
        t_1699 = fma(t_1174, t_642, t_1674 * t_56) - t_1676
        t_1700 = fma(-t_1349, t_637, t_1668 * t_206) * t_206
        t_1701 = (-t_1317 - fma(d_W, t_632, t_1662 * W)) * t_206
        t_1702 = fma(t_1348, t_663, fma(-t_1349, t_662, t_1700) * t_204)
        t_1703 = fma(-t_1349, t_661, t_1701) + t_1702
        t_1704 = fma(d_z_e_kT, t_660, t_1698 * z_e_kT)
        t_1705 = fma(t_1180, t_665, t_1704 * t_60)
        t_1706 = where(t_607, where(t_606, t_1705, 0.0), 0.0)
        t_1707 = fma(t_1354, t_667, t_1706 * t_211)
        t_1708 = 1.6666666666666667 * fma(t_1183, t_668, t_1707 * t_64)
        t_1709 = fma(t_1185, t_665, t_1704 * t_66)
        t_1710 = fma(t_1351, t_671, (t_1674 - t_1699) * t_208)
        t_1711 = t_1710 - fma(t_1357, t_665, t_1704 * t_214)
        t_1712 = fma(-t_1360, t_669, t_1708 * t_218) * t_218
        t_1713 = fma(t_1156, t_668, t_1707 * t_40) * t_218
        t_1714 = fma(t_1359, t_675, fma(-t_1360, t_674, t_1712) * t_216)
        t_1715 = fma(-t_1360, t_673, t_1713) - t_1714
        t_1716 = fma(t_1472, t_670, t_1709 * drift_1_first)
        t_1717 = fma(t_1477, t_672, t_1711 * drift_1_last)
        t_1718 = fma(t_1481, t_637, t_1668 * drift_1_length)
        t_1719 = fma(t_1428, t_664, t_1703 * drift_1_share)
        t_1720 = fma(t_1422, t_676, t_1715 * t_289)
        t_1721 = t_1717 - t_1716 - t_1718 + t_1719 - t_1720
        t_1722 = fma(d_hop_rate, t_679, t_1721 * hop_rate)
        t_1723 = t_1653 * (1.0 / t_399) * t_681
        t_1724 = fma(-t_1723, t_680, 2.0 * d_W * t_681) * t_398
        flux_W_bent = t_1722 - fma(t_1652, t_682, t_1724)
        t_1725 = fma(t_1119, t_481, t_1482 * t_2)
        t_1726 = fma(d_P, t_684, t_1725 * P)
        t_1727 = 2.0 * fma(t_1120, t_685, t_1726 * t_3) * t_483
        t_1728 = t_1726 + fma(-t_1483, t_686, t_1727)
        t_1729 = 0.5 * t_1728
        t_1730 = -0.5 * t_1728
        t_1731 = 2.0 * fma(t_1123, t_688, t_1729 * t_5) * t_5
        t_1732 = fma(t_1126, t_688, t_1729 * t_11)
        t_1733 = (fma(t_1123, t_690, t_1731) + t_1732) * t_5
        t_1734 = fma(t_1127, t_688, t_1729 * t_12)
        t_1735 = (fma(t_1123, t_691, t_1733) + t_1734) * t_14
        t_1736 = fma(-t_1130, t_692, t_1735)
        t_1737 = fma(-t_1130, t_693, t_1736 * t_14) * t_13
        t_1738 = t_1736 - fma(t_1128, t_694, t_1737)
        t_1739 = fma(-0.3, t_1738, t_1730)
        t_1740 = 2.0 * fma(t_1132, t_696, t_1739 * t_16) * t_501
        t_1741 = (t_1739 + fma(-t_1502, t_697, t_1740)) * t_21
        t_1742 = fma(t_1138, t_698, t_1741)
        t_1743 = fma(d_decay_metal, t_699, t_1742 * decay_metal)
        t_1744 = fma(-t_1143, t_700, t_1743 * t_25)
        t_1745 = fma(-t_1143, t_702, fma(d_wall, t_701, t_1744 * wall) * t_25)
        t_1746 = -t_1745 - fma(t_1145, t_701, t_1744 * t_28)
        t_1747 = fma(d_grow_metal, t_703, t_1746 * grow_metal)
        t_1748 = t_1746 - fma(-t_1157, t_704, t_1747 * t_41)
        t_1749 = fma(-t_1158, t_705, t_1748 * t_42)
        t_1750 = fma(d_grow_nitride, t_704, t_1747 * grow_nitride)
        t_1751 = fma(-t_1158, t_707, (t_1750 - t_1746) * t_42)
        t_1752 = fma(d_decay_nitride, t_699, t_1742 * decay_nitride)
        t_1753 = fma(t_1164, t_709, t_1752 * t_47)
        t_1754 = fma(-t_1165, t_710, t_1753 * t_48) * t_48
        t_1755 = fma(-t_1165, t_711, t_1754)
        t_1756 = fma(t_1164, t_706, t_1749 * t_47)
        t_1757 = t_1756 - fma(t_1160, t_710, t_1753 * t_44)
        t_1758 = fma(-t_1165, t_708, t_1751 * t_48)
        t_1759 = t_1758 + fma(t_1162, t_712, t_1755 * t_46)
        t_1760 = t_1757 + t_1759
        t_1761 = fma(d_grow_nitride, t_706, t_1749 * grow_nitride)
        t_1762 = fma(t_1164, t_715, t_1761 * t_47)
        t_1763 = t_1762 - fma(t_1168, t_710, t_1753 * t_50)
        t_1764 = fma(-t_1157, t_708, t_1751 * t_41)
        t_1765 = fma(-t_1165, t_716, t_1764 * t_48)
        t_1766 = t_1765 + fma(t_1169, t_712, t_1755 * t_51)
        t_1767 = t_1763 + t_1766
        t_1768 = fma(-t_1173, t_719, (t_1767 - t_1760) * t_54)
        t_1769 = fma(-t_1173, t_720, t_1768 * t_54) * t_53
        t_1770 = fma(t_1174, t_714, t_1760 * t_56) - t_1767
        t_1771 = fma(-t_1176, t_688, t_1729 * t_57) * t_57
        t_1772 = fma(d_W, t_724, fma(-t_1176, t_723, t_1771) * W)
        t_1773 = fma(d_z_e_kT, t_722, fma(t_1172, t_721, t_1769) * z_e_kT)
        t_1774 = fma(0.5, t_1747 + t_1746, fma(t_1144, t_701, t_1744 * t_27))
        t_1775 = fma(t_1179, t_727, t_1774 * t_59)
        t_1776 = t_1775 - fma(t_1180, t_726, t_1773 * t_60)
        t_1777 = where(t_542, where(t_540, -t_1776, 0.0), 0.0)
        t_1778 = fma(t_1182, t_729, t_1777 * t_63)
        t_1779 = 1.6666666666666667 * fma(t_1183, t_730, t_1778 * t_64)
        t_1780 = t_1746 - t_1747
        t_1781 = fma(t_1179, t_732, t_1780 * t_59)
        t_1782 = t_1781 - fma(t_1185, t_726, t_1773 * t_66)
        t_1783 = fma(t_1179, t_734, (t_1760 - t_1770) * t_59)
        t_1784 = t_1783 - fma(t_1187, t_726, t_1773 * t_68)
        t_1785 = fma(-t_1190, t_731, t_1779 * t_72) * t_72
        t_1786 = fma(-t_1190, t_736, fma(t_1156, t_730, t_1778 * t_40) * t_72)
        t_1787 = fma(t_1189, t_738, fma(-t_1190, t_737, t_1785) * t_70)
        t_1788 = fma(t_1304, t_733, t_1782 * drift_3_first)
        t_1789 = fma(t_1308, t_735, t_1784 * drift_3_last)
        t_1790 = fma(t_1310, t_688, t_1729 * drift_3_length)
        t_1791 = t_1788 + t_1789 + t_1790
        t_1792 = fma(t_1268, t_733, t_1782 * drift_2_first)
        t_1793 = fma(t_1272, t_735, t_1784 * drift_2_last)
        t_1794 = fma(t_1274, t_688, t_1729 * drift_2_length)
        t_1795 = fma(t_1235, t_725, t_1772 * drift_2_share)
        t_1796 = fma(t_1234, t_739, (t_1786 - t_1787) * drift_2_held)
        t_1797 = t_1792 + t_1793 + t_1794 - t_1795 + t_1796
        t_1798 = fma(t_1311, t_741, t_1791 * t_173) * t_175
        t_1799 = fma(t_1225, t_746, fma(-t_1313, t_745, t_1798) * drift_2)
        t_1800 = t_1799 + fma(t_1314, t_744, t_1797 * t_176)
        t_1801 = fma(-t_1316, t_744, t_1797 * t_178) * t_178
        t_1802 = fma(t_1315, t_749, fma(-t_1316, t_748, t_1801) * t_177)
        t_1803 = fma(-t_1316, t_747, t_1800 * t_178) - t_1802
        t_1804 = 1.6666666666666667 * fma(t_1311, t_750, t_1803 * t_173)
        t_1805 = fma(t_1318, t_688, t_1729 * t_180)
        t_1806 = fma(t_1123, t_751, t_1804 * t_5) + t_1805
        t_1807 = fma(-t_1320, t_753, (t_1729 + t_1804) * t_182)
        t_1808 = fma(-t_1320, t_754, t_1807 * t_182) * t_181
        t_1809 = fma(-t_1320, t_752, t_1806 * t_182)
        t_1810 = t_1809 - fma(t_1319, t_755, t_1808)
        t_1811 = (-t_1742 - t_1810) * decay_nitride
        t_1812 = fma(d_decay_nitride, t_757, t_1811) * t_185
        t_1813 = fma(t_1323, t_758, t_1812)
        t_1814 = fma(-t_1324, t_759, t_1813 * t_186) * t_186
        t_1815 = fma(-t_1324, t_760, t_1814)
        t_1816 = fma(t_1323, t_706, t_1749 * t_185)
        t_1817 = t_1816 + fma(t_1160, t_759, t_1813 * t_44)
        t_1818 = fma(-t_1324, t_708, t_1751 * t_186)
        t_1819 = t_1818 - fma(t_1162, t_761, t_1815 * t_46)
        t_1820 = t_1817 + t_1819
        t_1821 = fma(t_1323, t_715, t_1761 * t_185)
        t_1822 = t_1821 + fma(t_1168, t_759, t_1813 * t_50)
        t_1823 = fma(-t_1324, t_716, t_1764 * t_186)
        t_1824 = t_1823 - fma(t_1169, t_761, t_1815 * t_51)
        t_1825 = t_1822 + t_1824
        t_1826 = t_1825 - fma(-t_1329, t_763, t_1820 * t_189)
        t_1827 = fma(-t_1330, t_766, t_1826 * t_190)
        t_1828 = fma(d_grow_parked, t_763, t_1820 * grow_parked)
        t_1829 = fma(-t_1330, t_768, (t_1828 - t_1825) * t_190)
        t_1830 = fma(d_decay_parked, t_756, t_1810 * decay_parked)
        t_1831 = fma(t_1336, t_770, t_1830 * t_195)
        t_1832 = fma(-t_1337, t_771, t_1831 * t_196) * t_196
        t_1833 = fma(-t_1337, t_772, t_1832)
        t_1834 = fma(t_1336, t_767, t_1827 * t_195)
        t_1835 = t_1834 + fma(t_1332, t_771, t_1831 * t_192)
        t_1836 = fma(-t_1337, t_769, t_1829 * t_196)
        t_1837 = t_1836 - fma(t_1334, t_773, t_1833 * t_194)
        t_1838 = t_1835 + t_1837
        t_1839 = fma(d_grow_parked, t_767, t_1827 * grow_parked)
        t_1840 = fma(t_1336, t_776, t_1839 * t_195)
        t_1841 = t_1840 + fma(t_1340, t_771, t_1831 * t_198)
        t_1842 = fma(-t_1329, t_769, t_1829 * t_189) * t_196
        t_1843 = fma(t_1341, t_773, t_1833 * t_199)
        t_1844 = t_1841 + (fma(-t_1337, t_777, t_1842) - t_1843)
        t_1845 = fma(-t_1344, t_779, (t_1844 - t_1838) * t_200)
        t_1846 = fma(-t_1344, t_780, t_1845 * t_200) * t_53
        t_1847 = fma(t_1172, t_781, t_1846)
        t_1848 = fma(t_1174, t_763, t_1820 * t_56) - t_1825
        t_1849 = t_1729 - t_1810
        t_1850 = fma(-t_1349, t_783, t_1849 * t_206) * t_206
        t_1851 = fma(-t_1349, t_784, fma(d_W, t_750, t_1803 * W) * t_206)
        t_1852 = fma(t_1348, t_786, fma(-t_1349, t_785, t_1850) * t_204)
        t_1853 = -t_1851 - t_1852
        t_1854 = fma(d_z_e_kT, t_782, t_1847 * z_e_kT)
        t_1855 = fma(t_1351, t_727, t_1774 * t_208)
        t_1856 = t_1855 - fma(t_1180, t_788, t_1854 * t_60)
        t_1857 = -t_1856
        t_1858 = where(t_607, where(t_606, t_1857, 0.0), 0.0)
        t_1859 = fma(t_1354, t_790, t_1858 * t_211)
        t_1860 = 1.6666666666666667 * fma(t_1183, t_791, t_1859 * t_64)
        t_1861 = fma(t_1351, t_732, t_1780 * t_208)
        t_1862 = t_1861 - fma(t_1185, t_788, t_1854 * t_66)
        t_1863 = fma(t_1351, t_794, (t_1820 - t_1848) * t_208)
        t_1864 = t_1863 - fma(t_1357, t_788, t_1854 * t_214)
        t_1865 = fma(-t_1360, t_792, t_1860 * t_218) * t_218
        t_1866 = fma(t_1156, t_791, t_1859 * t_40) * t_218
        t_1867 = fma(t_1359, t_798, fma(-t_1360, t_797, t_1865) * t_216)
        t_1868 = fma(-t_1360, t_796, t_1866) - t_1867
        t_1869 = fma(t_1472, t_793, t_1862 * drift_1_first)
        t_1870 = fma(t_1477, t_795, t_1864 * drift_1_last)
        t_1871 = fma(t_1481, t_783, t_1849 * drift_1_length)
        t_1872 = fma(t_1428, t_787, t_1853 * drift_1_share)
        t_1873 = fma(t_1422, t_799, t_1868 * t_289)
        t_1874 = t_1869 + t_1870 + t_1871 + t_1872 - t_1873
        flux_c_bent = fma(d_hop_rate, t_802, t_1874 * hop_rate)
        t_1875 = fma(-t_1173, stern_coupling, d_stern_coupling * t_54)
        t_1876 = fma(d_z_e_kT, t_804, t_1875 * z_e_kT)
        t_1877 = where(t_540, -fma(t_1180, t_805, t_1876 * t_60), 0.0)
        t_1878 = fma(t_1182, t_806, where(t_542, t_1877, 0.0) * t_63)
        t_1879 = 1.6666666666666667 * fma(t_1183, t_807, t_1878 * t_64)
        t_1880 = fma(t_1185, t_805, t_1876 * t_66)
        t_1881 = fma(t_1187, t_805, t_1876 * t_68)
        t_1882 = fma(-t_1190, t_808, t_1879 * t_72) * t_72
        t_1883 = fma(-t_1190, t_811, fma(t_1156, t_807, t_1878 * t_40) * t_72)
        t_1884 = fma(t_1189, t_813, fma(-t_1190, t_812, t_1882) * t_70)
        t_1885 = fma(t_1304, t_809, t_1880 * drift_3_first)
        t_1886 = fma(t_1308, t_810, t_1881 * drift_3_last)
        t_1887 = t_1885 + t_1886
        t_1888 = fma(t_1268, t_809, t_1880 * drift_2_first)
        t_1889 = fma(t_1272, t_810, t_1881 * drift_2_last)
        t_1890 = fma(t_1234, t_814, (t_1883 - t_1884) * drift_2_held)
        t_1891 = t_1888 + t_1889 + t_1890
        t_1892 = fma(t_1311, t_815, t_1887 * t_173) * t_175
        t_1893 = fma(t_1225, t_819, fma(-t_1313, t_818, t_1892) * drift_2)
        t_1894 = t_1893 + fma(t_1314, t_817, t_1891 * t_176)
        t_1895 = fma(-t_1316, t_817, t_1891 * t_178) * t_178
        t_1896 = fma(t_1315, t_822, fma(-t_1316, t_821, t_1895) * t_177)
        t_1897 = fma(-t_1316, t_820, t_1894 * t_178) - t_1896
        t_1898 = 1.6666666666666667 * fma(t_1311, t_823, t_1897 * t_173)
        t_1899 = fma(-t_1320, t_824, t_1898 * t_182) * t_182
        t_1900 = fma(-t_1320, t_825, fma(t_1123, t_824, t_1898 * t_5) * t_182)
        t_1901 = fma(t_1319, t_827, fma(-t_1320, t_826, t_1899) * t_181)
        t_1902 = t_1900 - t_1901
        t_1903 = fma(d_decay_nitride, t_828, t_1902 * decay_nitride)
        t_1904 = fma(t_1323, t_829, t_1903 * t_185)
        t_1905 = fma(-t_1324, t_830, t_1904 * t_186) * t_186
        t_1906 = fma(-t_1324, t_831, t_1905)
        t_1907 = fma(t_1162, t_832, t_1906 * t_46)
        t_1908 = t_1907 - fma(t_1160, t_830, t_1904 * t_44)
        t_1909 = fma(t_1169, t_832, t_1906 * t_51)
        t_1910 = t_1909 - fma(t_1168, t_830, t_1904 * t_50)
        t_1911 = t_1910 - fma(-t_1329, t_833, t_1908 * t_189)
        t_1912 = fma(-t_1330, t_835, t_1911 * t_190)
        t_1913 = fma(d_grow_parked, t_833, t_1908 * grow_parked)
        t_1914 = fma(-t_1330, t_837, (t_1913 - t_1910) * t_190)
        t_1915 = fma(d_decay_parked, t_828, t_1902 * decay_parked)
        t_1916 = fma(t_1336, t_839, t_1915 * t_195)
        t_1917 = fma(-t_1337, t_840, t_1916 * t_196) * t_196
        t_1918 = fma(-t_1337, t_841, t_1917)
        t_1919 = fma(t_1336, t_836, t_1912 * t_195)
        t_1920 = t_1919 + fma(t_1332, t_840, t_1916 * t_192)
        t_1921 = fma(-t_1337, t_838, t_1914 * t_196)
        t_1922 = t_1921 - fma(t_1334, t_842, t_1918 * t_194)
        t_1923 = t_1920 + t_1922
        t_1924 = fma(d_grow_parked, t_836, t_1912 * grow_parked)
        t_1925 = fma(t_1336, t_845, t_1924 * t_195)
        t_1926 = t_1925 + fma(t_1340, t_840, t_1916 * t_198)
        t_1927 = fma(-t_1329, t_838, t_1914 * t_189) * t_196
        t_1928 = fma(t_1341, t_842, t_1918 * t_199)
        t_1929 = t_1926 + (fma(-t_1337, t_846, t_1927) - t_1928)
        t_1930 = fma(-t_1344, t_848, (t_1929 - t_1923) * t_200)
        t_1931 = fma(-t_1344, stern_coupling, d_stern_coupling * t_200)
        t_1932 = fma(-t_1344, t_849, t_1930 * t_200) * t_53
        t_1933 = t_1931 - fma(t_1172, t_850, t_1932)
        t_1934 = fma(t_1174, t_833, t_1908 * t_56) - t_1910
        t_1935 = fma(-t_1349, t_828, t_1902 * t_206) * t_206
        t_1936 = fma(-t_1349, t_852, fma(d_W, t_823, t_1897 * W) * t_206)
        t_1937 = fma(t_1348, t_854, fma(-t_1349, t_853, t_1935) * t_204)
        t_1938 = t_1937 - t_1936
        t_1939 = fma(d_z_e_kT, t_851, t_1933 * z_e_kT)
        t_1940 = -fma(t_1180, t_856, t_1939 * t_60)
        t_1941 = where(t_607, where(t_606, t_1940, 0.0), 0.0)
        t_1942 = fma(t_1354, t_858, t_1941 * t_211)
        t_1943 = 1.6666666666666667 * fma(t_1183, t_859, t_1942 * t_64)
        t_1944 = fma(t_1185, t_856, t_1939 * t_66)
        t_1945 = fma(t_1351, t_862, (t_1908 - t_1934) * t_208)
        t_1946 = fma(t_1357, t_856, t_1939 * t_214) + t_1945
        t_1947 = fma(-t_1360, t_860, t_1943 * t_218) * t_218
        t_1948 = fma(t_1156, t_859, t_1942 * t_40) * t_218
        t_1949 = fma(t_1359, t_866, fma(-t_1360, t_865, t_1947) * t_216)
        t_1950 = fma(-t_1360, t_864, t_1948) - t_1949
        t_1951 = fma(t_1472, t_861, t_1944 * drift_1_first)
        t_1952 = fma(t_1477, t_863, t_1946 * drift_1_last)
        t_1953 = fma(t_1481, t_828, t_1902 * drift_1_length)
        t_1954 = fma(t_1428, t_855, t_1938 * drift_1_share)
        t_1955 = fma(t_1422, t_867, t_1950 * t_289)
        t_1956 = t_1951 + t_1952 - t_1953 + t_1954 - t_1955
        flux_D_bent = fma(d_hop_rate, t_870, t_1956 * hop_rate)
        t_1957 = fma(t_1358, drift_1_last, t_1356 * drift_1_first)
        t_1958 = fma(t_1347, drift_1_length, t_1957)
        t_1959 = fma(-t_1361, t_289, fma(t_1350, drift_1_share, t_1958))
        t_1960 = fma(d_decay_nitride, 0.5 * (t_323 * t_202), t_1959)
        t_1961 = fma(t_1960, hop_rate, d_hop_rate * drift_1)
        t_1962 = t_1961 - fma(t_1653 - d_W, t_398, t_1652 * t_400)
        t_1963 = where(t_872, t_1352, 0.0) * t_412
        t_1964 = fma(t_1963, binodal, d_binodal * t_412)
        t_1965 = fma(d_spinodal, t_413, t_1964 * spinodal)
        t_1966 = (d_spinodal + t_1964) * t_415 * t_415
        t_1967 = t_1125 * t_416 * t_416
        t_1968 = fma(-t_1966, t_414, t_1965 * t_415) - d_c
        t_1969 = 2.4674011002723395 * d_hop_rate
        t_1970 = fma(-t_1967, t_418, t_1969 * t_416)
        t_1971 = where(t_882, fma(t_1119, t_401, t_1962 * t_2), 0.0)
        t_1972 = t_1125 * t_422 * t_422
        t_1973 = fma(-t_1967, t_419, t_1970 * t_416)
        t_1974 = t_1973 + fma(-t_1972, t_421, t_1971 * t_422)
        t_1975 = fma(t_1963, t_873, where(t_872, t_1631, 0.0) * t_412)
        t_1976 = fma(d_binodal, t_874, t_1975 * binodal)
        t_1977 = fma(d_spinodal, t_875, t_1976 * spinodal)
        t_1978 = fma(-t_1966, t_875, t_1976 * t_415) * t_415
        t_1979 = fma(t_1965, t_878, fma(-t_1966, t_877, t_1978) * t_414)
        t_1980 = fma(-t_1966, t_876, t_1977 * t_415) - t_1979
        t_1981 = fma(-t_1967, t_486, t_1487 * t_416) * t_416
        t_1982 = fma(-t_1967, t_879, t_1981)
        t_1983 = fma(t_1969, t_880, t_1982 * t_418) * t_416
        t_1984 = fma(t_1970, t_880, t_1982 * t_419)
        t_1985 = where(t_882, fma(t_1119, t_621, flux_P_bent * t_2), 0.0)
        t_1986 = fma(-t_1972, t_486, t_1487 * t_422) * t_422
        t_1987 = fma(t_1971, t_885, fma(-t_1972, t_884, t_1986) * t_421)
        t_1988 = fma(-t_1972, t_883, t_1985 * t_422) - t_1987
        t_1989 = -fma(-t_1967, t_881, t_1983) - t_1984 + t_1988
        t_1990 = fma(-t_878, t_414, t_876 * t_415)
        t_1991 = fma(t_1974, t_1990, t_1980 * t_423)
        dilute_rate_P_bent = t_1991 + fma(t_1968, t_887, t_1989 * t_417)
        t_1992 = fma(t_1963, t_888, where(t_872, t_1705, 0.0) * t_412)
        t_1993 = fma(d_binodal, t_889, t_1992 * binodal)
        t_1994 = fma(d_spinodal, t_890, t_1993 * spinodal)
        t_1995 = fma(-t_1966, t_890, t_1993 * t_415) * t_415
        t_1996 = fma(t_1965, t_893, fma(-t_1966, t_892, t_1995) * t_414)
        t_1997 = fma(-t_1966, t_891, t_1994 * t_415) - t_1996
        t_1998 = where(t_882, fma(t_1119, t_683, flux_W_bent * t_2), 0.0)
        t_1999 = fma(-t_893, t_414, t_891 * t_415)
        t_2000 = fma(-t_1972, t_894, t_1998 * t_422) * t_417
        t_2001 = fma(t_1974, t_1999, t_1997 * t_423)
        dilute_rate_W_bent = t_2001 + fma(t_1968, t_894 * t_422, t_2000)
        t_2002 = fma(t_1963, t_895, where(t_872, t_1857, 0.0) * t_412)
        t_2003 = fma(d_binodal, t_896, t_2002 * binodal)
        t_2004 = fma(d_spinodal, t_897, t_2003 * spinodal)
        t_2005 = fma(-t_1966, t_897, t_2003 * t_415) * t_415
        t_2006 = fma(t_1965, t_900, fma(-t_1966, t_899, t_2005) * t_414)
        t_2007 = fma(-t_1966, t_898, t_2004 * t_415) - t_2006
        t_2008 = fma(-t_1967, t_689, t_1730 * t_416) * t_416
        t_2009 = fma(-t_1967, t_901, t_2008)
        t_2010 = fma(t_1969, t_902, t_2009 * t_418) * t_416
        t_2011 = fma(t_1970, t_902, t_2009 * t_419)
        t_2012 = fma(t_1119, t_803, flux_c_bent * t_2)
        t_2013 = t_2012 - fma(t_1962, t_684, t_1725 * t_401)
        t_2014 = fma(-t_1972, t_689, t_1730 * t_422) * t_422
        t_2015 = fma(-t_1972, t_904, where(t_882, t_2013, 0.0) * t_422)
        t_2016 = fma(t_1971, t_906, fma(-t_1972, t_905, t_2014) * t_421)
        t_2017 = -fma(-t_1967, t_903, t_2010) - t_2011 + (t_2015 - t_2016)
        t_2018 = fma(-t_900, t_414, t_898 * t_415) - 1.0
        t_2019 = fma(t_1974, t_2018, t_2007 * t_423)
        dilute_rate_c_bent = t_2019 + fma(t_1968, t_908, t_2017 * t_417)
        t_2020 = fma(t_1963, t_909, where(t_872, t_1940, 0.0) * t_412)
        t_2021 = fma(d_binodal, t_910, t_2020 * binodal)
        t_2022 = fma(d_spinodal, t_911, t_2021 * spinodal)
        t_2023 = fma(-t_1966, t_911, t_2021 * t_415) * t_415
        t_2024 = fma(t_1965, t_914, fma(-t_1966, t_913, t_2023) * t_414)
        t_2025 = fma(-t_1966, t_912, t_2022 * t_415) - t_2024
        t_2026 = where(t_882, fma(t_1119, t_871, flux_D_bent * t_2), 0.0)
        t_2027 = fma(-t_914, t_414, t_912 * t_415)
        t_2028 = fma(-t_1972, t_915, t_2026 * t_422) * t_417
        t_2029 = fma(t_1974, t_2027, t_2025 * t_423)
        dilute_rate_D_bent = t_2029 + fma(t_1968, t_915 * t_422, t_2028)
        t_2030 = t_1120 + t_1124
        t_2031 = d_planes * t_9 * t_9
        t_2032 = fma(-t_2031, t_8, fma(-d_c, t_7, t_2030 * t_1) * t_9)
        t_2033 = d_c + t_2032
        t_2034 = where(t_102, t_1177, 0.0)
        t_2035 = 2.0 * (t_1389 * t_245)
        t_2036 = t_2035 * t_264 * t_264
        t_2037 = fma(t_384, t_231, t_395) + t_395
        t_2038 = fma(t_1358, t_2037, t_1356 * (2.0 * (t_391 * t_213)))
        t_2039 = fma(t_1347, t_394, t_2038)
        t_2040 = fma(d_decay_nitride, 0.5 * (t_390 * t_202), t_2039)
        t_2041 = fma(2.0, t_1350, -t_1361)
        t_2042 = fma(t_1389, t_207, t_1350 * t_245) + t_1361
        t_2043 = t_2042 - t_2041
        t_2044 = t_2041 + fma(t_2040, t_267, t_2043 * t_265)
        t_2045 = 3333.3333333333335 * where(t_270, t_2044, 0.0)
        t_2046 = fma(t_1347, t_371, fma(t_1358, t_375, t_1356 * t_372))
        t_2047 = fma(t_1361, t_340, fma(t_1350, t_341, t_2046))
        t_2048 = fma(d_decay_nitride, 0.5 * (t_366 * t_202), t_2047)
        t_2049 = 3333.3333333333335 * (t_2045 * t_269 * t_334)
        t_2050 = where(t_270, t_2049, 0.0)
        t_2051 = fma(t_2040, t_336, t_2050 * t_265)
        t_2052 = fma(t_2043, t_336, t_2050 * t_267)
        t_2053 = t_2050 - t_2051
        t_2054 = t_2051 - t_2053
        t_2055 = fma(2.0, t_2053, fma(t_1389, t_337, t_2051 * t_245))
        t_2056 = fma(t_2035, t_338, t_2052 * t_263) * t_264
        t_2057 = fma(-t_2036, t_343, fma(-t_2036, t_342, t_2056) * t_264)
        t_2058 = fma(-t_2036, t_338, t_2052 * t_264) - t_2057
        t_2059 = fma(t_1389, t_344, t_2058 * t_245)
        t_2060 = fma(t_1350, t_337, t_2051 * t_207) + t_2059
        t_2061 = fma(-t_1434, t_346, (t_2060 + t_2059) * t_295)
        t_2062 = fma(t_1368, t_347, t_2061 * t_225) * t_237
        t_2063 = 2.0 * fma(t_1380, t_348, t_2062)
        t_2064 = fma(-t_1379, t_349, t_2063 * t_236)
        t_2065 = fma(t_1377, t_349, t_2063 * t_234) * t_236
        t_2066 = fma(-t_1379, t_352, fma(-t_1379, t_351, t_2065) * t_236)
        t_2067 = fma(t_1368, t_353, t_2066 * t_235)
        t_2068 = fma(t_1381, t_347, t_2061 * t_238)
        t_2069 = t_2068 - fma(t_1373, t_353, t_2066 * t_230)
        t_2070 = fma(t_1368, t_350, t_2064 * t_225)
        t_2071 = t_2069 + fma(t_1376, t_350, t_2064 * t_233)
        t_2072 = fma(t_1367, t_355, t_2070 * t_224)
        t_2073 = fma(t_1372, t_354, t_2067 * t_229)
        t_2074 = fma(t_1370, t_354, t_2067 * t_227)
        t_2075 = fma(-t_1371, t_359, t_2074 * t_228) * t_228
        t_2076 = 6.0 * fma(t_1358, t_357, t_2072 * t_215)
        t_2077 = fma(-4.0, fma(t_1362, t_358, t_2073 * t_220), t_2076)
        t_2078 = fma(t_1367, t_354, t_2067 * t_224)
        t_2079 = fma(t_1375, t_355, t_2070 * t_232) - t_2078
        t_2080 = t_2079 - t_2078
        t_2081 = t_2080 - fma(t_1369, t_358, t_2073 * t_226)
        t_2082 = (fma(-t_1371, t_360, t_2075) - t_2074) * t_223
        t_2083 = fma(t_1196, t_366, fma(t_1366, t_361, t_2082) * t_77)
        t_2084 = fma(2.0, fma(t_1347, t_356, t_2071 * t_202), t_2083)
        t_2085 = fma(-t_1467, t_365, (t_2077 + t_2080) * t_325)
        t_2086 = t_2081 + fma(-t_1363, t_367, t_2085 * t_221)
        t_2087 = fma(t_1362, t_367, t_2085 * t_220) * t_221
        t_2088 = fma(-t_1363, t_370, fma(-t_1363, t_369, t_2087) * t_221)
        t_2089 = t_2084 - t_2088
        t_2090 = 2.0 * fma(t_1356, t_367, t_2085 * t_213)
        t_2091 = fma(-t_1473, t_368, t_2086 * t_330) * t_215
        t_2092 = fma(t_1358, t_373, t_2091)
        t_2093 = fma(t_1374, t_357, t_2072 * t_231) + t_2092
        t_2094 = t_2093 + t_2092
        t_2095 = t_1350 - t_2048
        t_2096 = t_2048 + fma(t_1216, t_396, t_2095 * drift_3)
        t_2097 = -0.4 * t_1216
        t_2098 = fma(t_2097, t_397, t_2096 * t_402)
        t_2099 = (t_2097 + t_2096) * t_404 * t_404
        t_2100 = fma(-t_2099, t_403, t_2098 * t_404)
        t_2101 = fma(0.6, t_1317, fma(-t_1317, t_405, t_2100 * t_203))
        t_2102 = 2.0 * (t_2034 * t_94)
        t_2103 = fma(t_2034, t_407, t_2102 * t_94)
        t_2104 = fma(t_2034, t_408, t_2103 * t_94)
        t_2105 = fma(-t_2104, t_406, -t_2101 * t_409) - t_2033
        t_2106 = t_2033 + fma(t_1131, t_410, t_2105 * t_15)
        t_2107 = d_s_max * t_1044
        t_2108 = fma(-t_2107, t_424, d_s * t_1044)
        t_2109 = fma(-2.0 * t_2106, omega, d_omega * t_425)
        t_2110 = fma(t_2106 - t_2106, kappa, d_kappa * t_426)
        t_2111 = t_2109 - t_2110
        t_2112 = d_zeta * z_e_kT
        t_2113 = fma(d_z_e_kT, zeta, t_2112)
        t_2114 = fma(d_D, t_428, t_2113 * D)
        t_2115 = d_alpha * t_429
        t_2116 = fma(-0.5, t_2111, d_b_exit) - fma(t_2114, alpha, t_2115)
        t_2117 = fma(0.5, t_2111, d_b_return) + fma(t_2114, t_431, -t_2115)
        t_2118 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_2119 = where(t_941, where(t_940, t_2116, 0.0), 0.0)
        t_2120 = t_2119 * t_435
        t_2121 = where(t_944, where(t_943, t_2117, 0.0), 0.0)
        t_2122 = t_2121 * t_437
        t_2123 = where(t_947, where(t_946, t_2116 - t_2117, 0.0), 0.0)
        t_2124 = t_2123 * t_440
        t_2125 = (t_2120 + t_2124) * t_950
        t_2126 = fma(-t_2125, t_442, t_2118 * t_950)
        t_2127 = t_2123 * t_443
        t_2128 = (t_2122 - t_2127) * t_954
        t_2129 = fma(-t_2128, t_445, t_2118 * t_954)
        t_2130 = where(t_957, t_2106, 0.0)
        t_2131 = where(t_1046, -t_2108, 0.0)
        t_2132 = fma(-t_2108, t_411, t_2106 * t_446)
        t_2133 = t_2132 - fma(t_2131, t_447, t_2130 * t_448)
        t_2134 = 2.0 * (t_2131 * t_448)
        t_2135 = fma(-5.0, fma(2.0, t_2130 * t_447, t_2134), t_2133)
        t_2136 = where(t_1050, t_2108, 0.0)
        t_2137 = where(t_961, -t_2106, 0.0)
        t_2138 = fma(-t_2106, t_424, t_2108 * t_452)
        t_2139 = t_2138 - fma(t_2137, t_453, t_2136 * t_454)
        t_2140 = fma(2.0, t_2137 * t_454, 2.0 * (t_2136 * t_453))
        t_2141 = fma(-5.0, t_2140, t_2139)
        t_2142 = fma(-d_c, t_916, (t_1482 + t_1487) * t_1)
        t_2143 = fma(-t_2031, t_917, t_2142 * t_9)
        t_2144 = where(t_102, -t_1541, 0.0)
        t_2145 = fma(t_2090, t_611, t_1637 * t_372)
        t_2146 = t_2145 + fma(t_2094, t_613, t_1639 * t_375)
        t_2147 = t_2146 + fma(t_2089, t_599, t_1623 * t_371)
        t_2148 = t_2147 + fma(t_2055, t_603, t_1627 * t_341)
        t_2149 = t_2148 + fma(t_2054, t_617, t_1645 * t_340)
        t_2150 = fma(t_1216, t_922, (t_1627 - t_2149) * drift_3)
        t_2151 = t_2150 + fma(t_2095, t_557, t_1564 * t_396)
        t_2152 = t_2149 + t_2151
        t_2153 = -0.4 * t_1564
        t_2154 = fma(t_2097, t_923, t_2152 * t_402)
        t_2155 = t_2154 + fma(t_2096, t_924, t_2153 * t_397)
        t_2156 = fma(-t_2099, t_926, (t_2153 + t_2152) * t_404)
        t_2157 = fma(-t_2099, t_927, t_2156 * t_404) * t_403
        t_2158 = fma(-t_2099, t_925, t_2155 * t_404)
        t_2159 = (t_2158 - fma(t_2098, t_928, t_2157)) * t_203
        t_2160 = fma(t_2100, t_566, t_1577 * t_405)
        t_2161 = fma(0.6, t_1577, fma(-t_1317, t_929, t_2159) - t_2160)
        t_2162 = 2.0 * fma(t_2034, t_919, t_2144 * t_94) * t_94
        t_2163 = fma(t_2102, t_919, t_2144 * t_407)
        t_2164 = (fma(t_2034, t_931, t_2162) + t_2163) * t_94
        t_2165 = fma(t_2103, t_919, t_2144 * t_408)
        t_2166 = (fma(t_2034, t_932, t_2164) + t_2165) * t_406
        t_2167 = -fma(-t_2104, t_930, t_2161 * t_409)
        t_2168 = t_2167 - fma(-t_2101, t_933, t_2166) - t_2143
        t_2169 = fma(t_2105, t_492, t_1495 * t_410)
        t_2170 = fma(t_1131, t_934, t_2168 * t_15) + t_2169
        t_2171 = t_2143 + t_2170
        t_2172 = fma(d_omega, t_936, -2.0 * t_2171 * omega)
        t_2173 = fma(d_kappa, t_937, (t_2171 - t_2171) * kappa)
        t_2174 = t_2172 - t_2173
        t_2175 = -0.5 * t_2174
        t_2176 = where(t_941, where(t_940, t_2175, 0.0), 0.0)
        t_2177 = where(t_944, where(t_943, 0.5 * t_2174, 0.0), 0.0)
        t_2178 = where(t_947, where(t_946, 2.0 * t_2175, 0.0), 0.0)
        t_2179 = fma(t_2120, t_942, t_2176 * t_435)
        t_2180 = t_2179 + fma(t_2124, t_948, t_2178 * t_440)
        t_2181 = t_2125 * t_950
        t_2182 = fma(-t_2181, t_949, t_2180 * t_950) * t_442
        t_2183 = fma(-t_2127, t_948, t_2178 * t_443)
        t_2184 = fma(t_2122, t_945, t_2177 * t_437) - t_2183
        t_2185 = t_2128 * t_954
        t_2186 = fma(-t_2185, t_953, t_2184 * t_954) * t_445
        t_2187 = where(t_957, t_2171, 0.0)
        t_2188 = t_2108 * t_935
        t_2189 = fma(t_2131, t_958, t_2187 * t_448)
        t_2190 = 2.0 * fma(t_2130, t_958, t_2187 * t_447)
        t_2191 = fma(-5.0, t_2190, fma(t_2171, t_446, -t_2188) - t_2189)
        t_2192 = fma(t_2135, t_952, fma(t_2126, t_951, t_2182) * t_451)
        t_2193 = fma(t_2126, t_960, t_2191 * t_442) - t_2192
        t_2194 = where(t_961, -t_2171, 0.0)
        t_2195 = fma(t_2136, t_962, t_2194 * t_453)
        t_2196 = 2.0 * fma(t_2137, t_962, t_2194 * t_454)
        t_2197 = fma(-5.0, t_2196, -fma(t_2171, t_424, t_2188) - t_2195)
        t_2198 = fma(t_2141, t_956, fma(t_2129, t_955, t_2186) * t_456)
        t_2199 = fma(t_2129, t_964, t_2197 * t_445) - t_2198
        exit_flux_P_bent = t_2193 - t_2199
        t_2200 = where(t_102, -t_1176, 0.0)
        t_2201 = fma(t_2094, t_672, t_1711 * t_375)
        t_2202 = t_2201 - fma(t_2090, t_670, t_1709 * t_372)
        t_2203 = t_2202 - fma(t_2089, t_637, t_1668 * t_371)
        t_2204 = t_2203 + fma(t_2055, t_664, t_1703 * t_341)
        t_2205 = t_2204 + fma(t_2054, t_676, t_1715 * t_340)
        t_2206 = fma(t_1216, t_970, (t_1703 - t_2205) * drift_3)
        t_2207 = t_2205 + t_2206
        t_2208 = fma(-t_2099, t_971, t_2207 * t_404) * t_404
        t_2209 = fma(t_2097, t_971, t_2207 * t_402) * t_404
        t_2210 = fma(t_2098, t_974, fma(-t_2099, t_973, t_2208) * t_403)
        t_2211 = (fma(-t_2099, t_972, t_2209) - t_2210) * t_203
        t_2212 = fma(t_2100, t_632, t_1662 * t_405)
        t_2213 = fma(0.6, t_1662, fma(-t_1317, t_975, t_2211) - t_2212)
        t_2214 = 2.0 * fma(t_2034, t_967, t_2200 * t_94) * t_94
        t_2215 = fma(t_2102, t_967, t_2200 * t_407)
        t_2216 = (fma(t_2034, t_977, t_2214) + t_2215) * t_94
        t_2217 = fma(t_2103, t_967, t_2200 * t_408)
        t_2218 = (fma(t_2034, t_978, t_2216) + t_2217) * t_406
        t_2219 = -fma(-t_2104, t_976, t_2213 * t_409)
        t_2220 = (t_2219 - fma(-t_2101, t_979, t_2218)) * t_15
        t_2221 = fma(t_1131, t_980, t_2220)
        t_2222 = fma(d_omega, t_982, -2.0 * t_2221 * omega)
        t_2223 = fma(d_kappa, t_983, (t_2221 - t_2221) * kappa)
        t_2224 = t_2222 - t_2223
        t_2225 = -0.5 * t_2224
        t_2226 = where(t_941, where(t_940, t_2225, 0.0), 0.0)
        t_2227 = where(t_944, where(t_943, 0.5 * t_2224, 0.0), 0.0)
        t_2228 = where(t_947, where(t_946, 2.0 * t_2225, 0.0), 0.0)
        t_2229 = fma(t_2120, t_986, t_2226 * t_435)
        t_2230 = t_2229 + fma(t_2124, t_988, t_2228 * t_440)
        t_2231 = fma(-t_2181, t_989, t_2230 * t_950) * t_442
        t_2232 = fma(-t_2127, t_988, t_2228 * t_443)
        t_2233 = fma(t_2122, t_987, t_2227 * t_437) - t_2232
        t_2234 = fma(-t_2185, t_992, t_2233 * t_954) * t_445
        t_2235 = where(t_957, t_2221, 0.0)
        t_2236 = t_2108 * t_981
        t_2237 = fma(t_2131, t_995, t_2235 * t_448)
        t_2238 = 2.0 * fma(t_2130, t_995, t_2235 * t_447)
        t_2239 = fma(-5.0, t_2238, fma(t_2221, t_446, -t_2236) - t_2237)
        t_2240 = fma(t_2135, t_991, fma(t_2126, t_990, t_2231) * t_451)
        t_2241 = fma(t_2126, t_997, t_2239 * t_442) - t_2240
        t_2242 = where(t_961, -t_2221, 0.0)
        t_2243 = fma(t_2136, t_998, t_2242 * t_453)
        t_2244 = 2.0 * fma(t_2137, t_998, t_2242 * t_454)
        t_2245 = fma(-5.0, t_2244, -fma(t_2221, t_424, t_2236) - t_2243)
        t_2246 = fma(t_2141, t_994, fma(t_2129, t_993, t_2234) * t_456)
        t_2247 = fma(t_2129, t_1000, t_2245 * t_445) - t_2246
        exit_flux_W_bent = t_2241 - t_2247
        t_2248 = fma(-d_c, t_1003, (t_1726 + t_1730) * t_1)
        t_2249 = fma(-t_2031, t_1004, (t_2248 - t_2030) * t_9)
        t_2250 = where(t_102, -t_1772, 0.0)
        t_2251 = fma(t_2090, t_793, t_1862 * t_372)
        t_2252 = t_2251 + fma(t_2094, t_795, t_1864 * t_375)
        t_2253 = t_2252 + fma(t_2089, t_783, t_1849 * t_371)
        t_2254 = t_2253 + fma(t_2055, t_787, t_1853 * t_341)
        t_2255 = t_2254 + fma(t_2054, t_799, t_1868 * t_340)
        t_2256 = fma(t_1216, t_1009, (t_1853 - t_2255) * drift_3)
        t_2257 = t_2256 + fma(t_2095, t_741, t_1791 * t_396)
        t_2258 = t_2255 + t_2257
        t_2259 = -0.4 * t_1791
        t_2260 = fma(t_2097, t_1010, t_2258 * t_402)
        t_2261 = t_2260 + fma(t_2096, t_1011, t_2259 * t_397)
        t_2262 = fma(-t_2099, t_1013, (t_2259 + t_2258) * t_404)
        t_2263 = fma(-t_2099, t_1014, t_2262 * t_404) * t_403
        t_2264 = fma(-t_2099, t_1012, t_2261 * t_404)
        t_2265 = (t_2264 - fma(t_2098, t_1015, t_2263)) * t_203
        t_2266 = fma(t_2100, t_750, t_1803 * t_405)
        t_2267 = fma(0.6, t_1803, fma(-t_1317, t_1016, t_2265) - t_2266)
        t_2268 = 2.0 * fma(t_2034, t_1006, t_2250 * t_94) * t_94
        t_2269 = fma(t_2102, t_1006, t_2250 * t_407)
        t_2270 = (fma(t_2034, t_1018, t_2268) + t_2269) * t_94
        t_2271 = fma(t_2103, t_1006, t_2250 * t_408)
        t_2272 = (fma(t_2034, t_1019, t_2270) + t_2271) * t_406
        t_2273 = -fma(-t_2104, t_1017, t_2267 * t_409)
        t_2274 = t_2273 - fma(-t_2101, t_1020, t_2272) - t_2249
        t_2275 = fma(t_1131, t_1021, t_2274 * t_15)
        t_2276 = t_2275 + fma(t_2105, t_695, t_1738 * t_410)
        t_2277 = t_2249 + t_2276
        t_2278 = fma(d_omega, t_1023, -2.0 * t_2277 * omega)
        t_2279 = fma(d_kappa, t_1024, (t_2277 - t_2277) * kappa)
        t_2280 = t_2278 - t_2279
        t_2281 = -0.5 * t_2280
        t_2282 = where(t_941, where(t_940, t_2281, 0.0), 0.0)
        t_2283 = where(t_944, where(t_943, 0.5 * t_2280, 0.0), 0.0)
        t_2284 = where(t_947, where(t_946, 2.0 * t_2281, 0.0), 0.0)
        t_2285 = fma(t_2120, t_1027, t_2282 * t_435)
        t_2286 = t_2285 + fma(t_2124, t_1029, t_2284 * t_440)
        t_2287 = fma(-t_2181, t_1030, t_2286 * t_950) * t_442
        t_2288 = fma(-t_2127, t_1029, t_2284 * t_443)
        t_2289 = fma(t_2122, t_1028, t_2283 * t_437) - t_2288
        t_2290 = fma(-t_2185, t_1033, t_2289 * t_954) * t_445
        t_2291 = where(t_957, t_2277, 0.0)
        t_2292 = t_2108 * t_1022
        t_2293 = fma(t_2131, t_1036, t_2291 * t_448)
        t_2294 = 2.0 * fma(t_2130, t_1036, t_2291 * t_447)
        t_2295 = fma(-5.0, t_2294, fma(t_2277, t_446, -t_2292) - t_2293)
        t_2296 = fma(t_2135, t_1032, fma(t_2126, t_1031, t_2287) * t_451)
        t_2297 = fma(t_2126, t_1038, t_2295 * t_442) - t_2296
        t_2298 = where(t_961, -t_2277, 0.0)
        t_2299 = fma(t_2136, t_1039, t_2298 * t_453)
        t_2300 = 2.0 * fma(t_2137, t_1039, t_2298 * t_454)
        t_2301 = fma(-5.0, t_2300, -fma(t_2277, t_424, t_2292) - t_2299)
        t_2302 = fma(t_2141, t_1035, fma(t_2129, t_1034, t_2290) * t_456)
        t_2303 = fma(t_2129, t_1041, t_2301 * t_445) - t_2302
        exit_flux_c_bent = t_2297 - t_2303
        t_2304 = t_2107 * t_1044
        t_2305 = t_2107 * t_1045
        t_2306 = where(t_1046, -t_2305, 0.0)
        t_2307 = fma(-t_2305, t_411, t_2106 * t_1045)
        t_2308 = t_2307 - fma(t_2130, t_1047, t_2306 * t_447)
        t_2309 = 2.0 * fma(t_2131, t_1047, t_2306 * t_448)
        t_2310 = -5.0 * t_2309
        t_2311 = fma(t_2126, t_1049, (t_2308 + t_2310) * t_442)
        t_2312 = where(t_1050, -t_2304, 0.0)
        t_2313 = fma(-t_2106, t_1044, -t_2304 * t_452)
        t_2314 = t_2313 - fma(t_2137, t_1051, t_2312 * t_454)
        t_2315 = 2.0 * fma(t_2136, t_1051, t_2312 * t_453)
        t_2316 = fma(t_2129, t_1053, fma(-5.0, t_2315, t_2314) * t_445)
        exit_flux_s_bent = t_2311 - t_2316
        t_2317 = fma(t_2090, t_861, t_1944 * t_372)
        t_2318 = t_2317 + fma(t_2094, t_863, t_1946 * t_375)
        t_2319 = t_2318 - fma(t_2089, t_828, t_1902 * t_371)
        t_2320 = t_2319 + fma(t_2055, t_855, t_1938 * t_341)
        t_2321 = t_2320 + fma(t_2054, t_867, t_1950 * t_340)
        t_2322 = fma(t_1216, t_1056, (t_1938 - t_2321) * drift_3)
        t_2323 = t_2322 + fma(t_2095, t_815, t_1887 * t_396)
        t_2324 = t_2321 + t_2323
        t_2325 = -0.4 * t_1887
        t_2326 = fma(t_2097, t_1057, t_2324 * t_402)
        t_2327 = t_2326 + fma(t_2096, t_1058, t_2325 * t_397)
        t_2328 = fma(-t_2099, t_1060, (t_2325 + t_2324) * t_404)
        t_2329 = fma(-t_2099, t_1061, t_2328 * t_404) * t_403
        t_2330 = fma(-t_2099, t_1059, t_2327 * t_404)
        t_2331 = (t_2330 - fma(t_2098, t_1062, t_2329)) * t_203
        t_2332 = fma(t_2100, t_823, t_1897 * t_405)
        t_2333 = fma(0.6, t_1897, fma(-t_1317, t_1063, t_2331) - t_2332)
        t_2334 = fma(-t_2104, t_1064, t_2333 * t_409) * t_15
        t_2335 = fma(t_1131, t_1065, t_2334)
        t_2336 = fma(d_omega, t_1067, 2.0 * t_2335 * omega)
        t_2337 = fma(d_kappa, t_1068, (t_2335 - t_2335) * kappa)
        t_2338 = t_2336 - t_2337
        t_2339 = d_alpha * t_428
        t_2340 = fma(-0.5, t_2338, -fma(t_2113, alpha, t_2339))
        t_2341 = fma(0.5, t_2338, fma(t_2113, t_431, -t_2339))
        t_2342 = where(t_941, where(t_940, t_2340, 0.0), 0.0)
        t_2343 = where(t_944, where(t_943, t_2341, 0.0), 0.0)
        t_2344 = where(t_947, where(t_946, t_2340 - t_2341, 0.0), 0.0)
        t_2345 = fma(t_2120, t_1072, t_2342 * t_435)
        t_2346 = t_2345 + fma(t_2124, t_1074, t_2344 * t_440)
        t_2347 = fma(-t_2181, t_1075, t_2346 * t_950) * t_442
        t_2348 = fma(-t_2127, t_1074, t_2344 * t_443)
        t_2349 = fma(t_2122, t_1073, t_2343 * t_437) - t_2348
        t_2350 = fma(-t_2185, t_1078, t_2349 * t_954) * t_445
        t_2351 = where(t_957, -t_2335, 0.0)
        t_2352 = t_2108 * t_1066
        t_2353 = fma(t_2131, t_1081, t_2351 * t_448)
        t_2354 = 2.0 * fma(t_2130, t_1081, t_2351 * t_447)
        t_2355 = fma(-5.0, t_2354, -fma(t_2335, t_446, -t_2352) - t_2353)
        t_2356 = fma(t_2135, t_1077, fma(t_2126, t_1076, t_2347) * t_451)
        t_2357 = fma(t_2126, t_1083, t_2355 * t_442) - t_2356
        t_2358 = where(t_961, t_2335, 0.0)
        t_2359 = fma(t_2136, t_1084, t_2358 * t_453)
        t_2360 = 2.0 * fma(t_2137, t_1084, t_2358 * t_454)
        t_2361 = fma(-5.0, t_2360, fma(t_2335, t_424, t_2352) - t_2359)
        t_2362 = fma(t_2141, t_1080, fma(t_2129, t_1079, t_2350) * t_456)
        t_2363 = fma(t_2129, t_1086, t_2361 * t_445) - t_2362
        exit_flux_D_bent = t_2357 - t_2363
        t_2364 = (d_r + d_r_half) * t_1090
        t_2365 = fma(-t_2364, t_460, d_r * t_1090)
        t_2366 = fma(d_z_e_kT, t_461, -t_2112)
        t_2367 = fma(d_D, t_462, t_2366 * D)
        t_2368 = d_alpha * t_463
        t_2369 = d_b_dissolve - fma(t_2367, alpha, t_2368)
        t_2370 = d_b_adsorb + fma(t_2367, t_431, -t_2368)
        t_2371 = where(t_1099, where(t_1098, t_2369, 0.0), 0.0)
        t_2372 = t_2371 * t_467
        t_2373 = where(t_1102, where(t_1101, t_2370, 0.0), 0.0)
        t_2374 = t_2373 * t_469
        t_2375 = where(t_1105, where(t_1104, t_2369 - t_2370, 0.0), 0.0)
        t_2376 = t_2375 * t_472
        t_2377 = (t_2372 + t_2376) * t_1108
        t_2378 = fma(-t_2377, t_474, d_floor_rate * t_1108)
        t_2379 = t_2375 * t_475
        t_2380 = (t_2374 - t_2379) * t_1111
        t_2381 = fma(-t_2380, t_477, d_floor_rate * t_1111)
        t_2382 = where(t_1092, t_2365, 0.0)
        t_2383 = fma(-t_2305, t_460, t_2365 * t_1045)
        t_2384 = t_2383 - fma(t_2382, t_1047, t_2306 * t_478)
        t_2385 = fma(t_2381, t_1089, (t_2384 + t_2310) * t_477)
        dissolution_s_bent = fma(-t_2304, t_474, t_2378 * t_1044) - t_2385
        t_2386 = t_2364 * t_1090
        t_2387 = -t_2386 - fma(-t_2386, t_460, t_2365 * t_1090)
        t_2388 = where(t_1092, t_2387, 0.0)
        t_2389 = fma(-t_2108, t_1091, t_2387 * t_446)
        t_2390 = t_2389 - fma(t_2131, t_1093, t_2388 * t_448)
        t_2391 = 2.0 * fma(t_2382, t_1093, t_2388 * t_478)
        t_2392 = fma(t_2381, t_1095, fma(-5.0, t_2391, t_2390) * t_477)
        dissolution_r_bent = -t_2392
        t_2393 = fma(-t_2108, t_460, t_2365 * t_446)
        t_2394 = t_2393 - fma(t_2131, t_478, t_2382 * t_448)
        t_2395 = fma(-5.0, fma(2.0, t_2382 * t_478, t_2134), t_2394)
        t_2396 = d_alpha * t_462
        t_2397 = -fma(t_2366, alpha, t_2396)
        t_2398 = fma(t_2366, t_431, -t_2396)
        t_2399 = where(t_1099, where(t_1098, t_2397, 0.0), 0.0)
        t_2400 = where(t_1102, where(t_1101, t_2398, 0.0), 0.0)
        t_2401 = where(t_1105, where(t_1104, t_2397 - t_2398, 0.0), 0.0)
        t_2402 = fma(t_2372, t_1100, t_2399 * t_467)
        t_2403 = t_2402 + fma(t_2376, t_1106, t_2401 * t_472)
        t_2404 = fma(-t_2377 * t_1108, t_1107, t_2403 * t_1108)
        t_2405 = fma(-t_2379, t_1106, t_2401 * t_475)
        t_2406 = fma(t_2374, t_1103, t_2400 * t_469) - t_2405
        t_2407 = fma(-t_2380 * t_1111, t_1110, t_2406 * t_1111)
        t_2408 = fma(t_2378, t_1109, t_2404 * t_474) * t_424
        t_2409 = fma(t_2381, t_1112, t_2407 * t_477) * t_480
        t_2410 = fma(t_2395, t_1112 * t_477, t_2409)
        dissolution_D_bent = t_2410 - fma(t_2108, t_1109 * t_474, t_2408)
        t_2411 = d_area_resistance * stern_capacitance
        t_2412 = fma(d_stern_capacitance, area_resistance, t_2411)
        t_2413 = 1.0 / stern_capacitance
        t_2414 = d_stern_capacitance * t_2413
        t_2415 = fma(-t_2414, t_457, d_leak_conductance * t_2413)
        t_2416 = fma(-t_2414, t_458, d_plane_charge * t_2413)
        t_2417 = fma(t_1345, t_591, t_1612 * t_201)
        t_2418 = t_2417 - fma(t_1339, t_598, t_1621 * t_197)
        t_2419 = t_2412 * t_1114 * t_1114
        t_2420 = fma(t_2416, t_966, exit_flux_P_bent * t_458)
        t_2421 = -fma(-t_2419, t_1113, t_2418 * t_1114)
        t_2422 = t_2421 - fma(t_2415, t_1113, t_2418 * t_457)
        charging_P_bent = t_2422 - t_2420
        t_2423 = fma(t_1345, t_653, t_1689 * t_201)
        t_2424 = t_2423 - fma(t_1339, t_660, t_1698 * t_197)
        t_2425 = fma(t_2416, t_1002, exit_flux_W_bent * t_458)
        t_2426 = -fma(-t_2419, t_1115, t_2424 * t_1114)
        t_2427 = t_2426 - fma(t_2415, t_1115, t_2424 * t_457)
        charging_W_bent = t_2427 - t_2425
        t_2428 = fma(t_1345, t_775, t_1838 * t_201)
        t_2429 = t_2428 - fma(t_1339, t_782, t_1847 * t_197)
        t_2430 = fma(t_2416, t_1043, exit_flux_c_bent * t_458)
        t_2431 = -fma(-t_2419, t_1116, t_2429 * t_1114)
        t_2432 = t_2431 - fma(t_2415, t_1116, t_2429 * t_457)
        charging_c_bent = t_2432 - t_2430
        t_2433 = fma(-t_1053, t_445, t_1049 * t_442)
        t_2434 = fma(t_2416, t_2433, exit_flux_s_bent * t_458)
        charging_s_bent = -t_2434
        t_2435 = fma(t_1339, t_851, t_1933 * t_197)
        t_2436 = t_2435 + fma(t_1345, t_844, t_1923 * t_201)
        t_2437 = fma(t_2416, t_1088, exit_flux_D_bent * t_458)
        t_2438 = -fma(-t_2419, t_1117, t_2436 * t_1114)
        t_2439 = t_2438 - fma(t_2415, t_1117, t_2436 * t_457)
        charging_D_bent = t_2439 - t_2437
        bent_ = FrontSlopes(
            flux_P_bent, flux_W_bent, flux_c_bent, 0.0, 0.0, flux_D_bent, dilute_rate_P_bent,
            dilute_rate_W_bent, dilute_rate_c_bent, 0.0, 0.0, dilute_rate_D_bent, exit_flux_P_bent,
            exit_flux_W_bent, exit_flux_c_bent, exit_flux_s_bent, 0.0, exit_flux_D_bent, 0.0, 0.0,
            0.0, dissolution_s_bent, dissolution_r_bent, dissolution_D_bent, 0.0, 0.0, 0.0, 0.0,
            d_leak_rate, 0.0, charging_P_bent, charging_W_bent, charging_c_bent, charging_s_bent,
            0.0, charging_D_bent
        )  # fmt: skip
        return bent_

    return inward_bent


def inward_seen(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``inward_seen`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def inward_seen(p, x, charging):
        """Return what is recorded besides the unknowns.

        Returns: (seen).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        grow_parked = p.grow_parked
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        decay_parked = p.decay_parked
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        D = x.D
        t_1 = 1.0 - c
        t_2 = fma(-P, 1.0 / t_1, planes)
        t_3 = t_2 + sqrt(fma(t_2, t_2, 0.04000000000000001))
        t_4 = 0.5 * t_3
        metal_seen = planes - t_4
        t_5 = fma((t_2 - t_4) * t_1, 1.0 / planes, c)
        t_6 = t_4 * t_4
        t_7 = t_6 * t_4 * t_4
        t_8 = t_7 * (1.0 / (t_7 + 0.3))
        t_9 = fma(-0.3, t_8, metal_seen)
        t_10 = P * P * P * P
        t_11 = sqrt(fma(t_9, t_9, 0.010000000000000002))
        t_12 = 0.5 * (t_10 * (1.0 / (t_10 + 0.3))) * (t_9 + t_11)
        t_13 = exp(-decay_metal * t_12)
        t_14 = wall * t_13 * t_13
        t_15 = fma(t_14, grow_metal, 1.0 / grow_metal)
        t_16 = 1.0 + t_14
        t_17 = planes - t_12
        t_18 = maximum(P, 0.0)
        t_19 = fma(spinodal - binodal, exp(-t_18), binodal)
        t_20 = t_19 * P * (1.0 / (t_18 + 0.1))
        t_21 = 1.0 / grow_nitride
        t_22 = 1.0 / (grow_nitride - t_21)
        t_23 = fma(-t_15, t_21, t_16) * t_22
        t_24 = fma(t_15, grow_nitride, -t_16) * t_22
        t_25 = exp(decay_nitride * t_17)
        t_26 = 1.0 / t_25
        t_27 = fma(t_24, t_26, t_23 * t_25)
        t_28 = t_23 * grow_nitride
        t_29 = t_24 * t_21
        t_30 = fma(t_29, t_26, t_28 * t_25)
        t_31 = stern_coupling * D
        t_32 = grow_nitride + t_21
        t_33 = W * (1.0 / (t_4 + 0.25))
        t_34 = z_e_kT * (t_31 * (1.0 / (t_30 - t_27)))
        t_35 = fma(-contact * (1.0 + wall), t_13, 0.5 * (t_15 + t_16))
        t_36 = minimum(maximum(-t_34 * t_35, 0.0), 12.0)
        t_37 = exp(t_36)
        t_38 = maximum(t_20, 0.0)
        t_39 = t_16 - t_15
        t_40 = t_34 * t_39
        t_41 = t_34 * (t_27 - fma(t_27, t_32, -t_30))
        t_42 = fma(1.6666666666666667, t_38 * (t_37 - 1.0), 1.0)
        t_43 = t_20 * t_37 * (1.0 / t_42)
        t_44 = sqrt(fma(t_41, t_41, 1e-06))
        t_45 = sqrt(fma(t_44, 1.0 / t_4, t_40 * t_40))
        t_46 = 0.5 * decay_nitride
        t_47 = exp(t_46 * t_4)
        t_48 = t_45 + t_44
        t_49 = fma(4.0 * t_45 * t_44, t_47 + 1.0 / t_47, t_48 * t_48)
        t_50 = 6.0 * t_45 * t_41 * t_48 * t_6 * (1.0 / (t_49 * (t_6 + 1.0)))
        t_51 = sqrt(fma(t_50 * t_50, t_6, 1e-06))
        t_52 = maximum(t_33, 0.0)
        t_53 = t_51 * t_51
        drift_3 = t_53 * (1.0 / (1.0 + t_53))
        t_54 = fma(2.0, t_33, -t_43)
        t_55 = fma(fma(t_33, t_51, t_43) - t_54, drift_3, t_54)
        t_56 = exp(3333.3333333333335 * minimum(t_55, 0.0))
        drift_2 = where(t_55 < 0.0, 0.0003 * t_56, t_55 + 0.0003)
        t_57 = maximum(W, 0.0)
        t_58 = drift_3 * t_57 * (1.0 / (t_57 + 3.0)) * drift_2
        t_59 = t_58 * (1.0 / (drift_2 + 0.2))
        t_60 = 1.6666666666666667 * (t_59 * t_57)
        parked_seen = t_60 * t_4 * (1.0 / (t_4 + t_60))
        t_61 = exp(decay_nitride * (t_17 - parked_seen))
        t_62 = 1.0 / t_61
        t_63 = fma(t_24, t_62, t_23 * t_61)
        t_64 = fma(t_29, t_62, t_28 * t_61)
        t_65 = 1.0 / grow_parked
        t_66 = 1.0 / (grow_parked - t_65)
        t_67 = fma(-t_63, t_65, t_64) * t_66
        t_68 = fma(t_63, grow_parked, -t_64) * t_66
        t_69 = exp(decay_parked * parked_seen)
        t_70 = 1.0 / t_69
        t_71 = fma(t_68, t_70, t_67 * t_69)
        t_72 = fma(t_68 * t_65, t_70, t_67 * grow_parked * t_69)
        t_73 = t_31 * (1.0 / (t_72 - t_71))
        t_74 = t_4 - parked_seen
        t_75 = 1.0 - t_59
        vacancies_seen = W * t_75 * (1.0 / (t_74 + 0.25))
        t_76 = z_e_kT * t_73
        t_77 = minimum(maximum(-t_76 * t_35, 0.0), 12.0)
        t_78 = exp(t_77)
        t_79 = t_76 * t_39
        t_80 = t_76 * (t_63 - fma(t_63, t_32, -t_64))
        t_81 = fma(1.6666666666666667, t_38 * (t_78 - 1.0), 1.0)
        t_82 = t_20 * t_78 * (1.0 / t_81)
        t_83 = sqrt(fma(t_80, t_80, 1e-06))
        t_84 = sqrt(fma(t_83, 1.0 / t_74, t_79 * t_79))
        t_85 = exp(t_46 * t_74)
        t_86 = t_84 + t_83
        t_87 = t_74 * t_74
        t_88 = fma(4.0 * t_84 * t_83, t_85 + 1.0 / t_85, t_86 * t_86)
        t_89 = 6.0 * t_84 * t_80 * t_86 * t_87
        t_90 = t_89 * (1.0 / (t_88 * (t_87 + 1.0)))
        t_91 = sqrt(fma(t_90 * t_90, t_87, 1e-06))
        t_92 = t_91 * t_91
        t_93 = fma(2.0, vacancies_seen, -t_82)
        t_94 = fma(vacancies_seen, t_91, t_82) - t_93
        t_95 = fma(t_94, t_92 * (1.0 / (1.0 + t_92)), t_93)
        t_96 = exp(3333.3333333333335 * minimum(t_95, 0.0))
        t_97 = where(t_95 < 0.0, 0.0003 * t_96, t_95 + 0.0003)
        t_98 = fma(vacancies_seen - t_97, drift_3, t_97)
        t_99 = fma(-0.4, drift_3, 1.0)
        t_100 = t_75 * (t_98 * t_99 * (1.0 / (t_99 + t_98)))
        t_101 = fma(-t_52 * t_52 * t_52, t_52, 1.0)
        t_102 = fma(1.0 - fma(0.6, t_59, t_100), t_101, -t_5)
        y_top_seen = fma(t_102, t_8, t_5)
        t_103 = s / s_max
        t_104 = omega * fma(-2.0, y_top_seen, 1.0)
        t_105 = fma(-kappa, y_top_seen - y_top_seen, t_104)
        t_106 = 0.5 * t_105
        t_107 = z_e_kT * zeta * D
        t_108 = fma(-alpha, t_107, b_exit - t_106)
        t_109 = fma(1.0 - alpha, t_107, b_return + t_106)
        t_110 = floor_rate * open_share
        t_111 = exp(maximum(-600.0, minimum(600.0, t_108)))
        t_112 = exp(maximum(-600.0, minimum(600.0, t_109)))
        t_113 = maximum(-600.0, minimum(600.0, t_108 - t_109))
        t_114 = exp(t_113)
        t_115 = 1.0 - t_103
        t_116 = minimum(0.0, y_top_seen)
        t_117 = minimum(0.0, t_115)
        t_118 = fma(-t_116, t_117, y_top_seen * t_115)
        t_119 = fma(-5.0, fma(t_117, t_117, t_116 * t_116), t_118)
        t_120 = 1.0 - y_top_seen
        t_121 = minimum(0.0, t_103)
        t_122 = minimum(0.0, t_120)
        t_123 = fma(-t_121, t_122, t_103 * t_120)
        t_124 = fma(-5.0, fma(t_122, t_122, t_121 * t_121), t_123)
        t_125 = t_110 / (1.0 + t_111 + t_114) * t_119
        t_126 = fma(-t_110 / (1.0 + t_112 + 1.0 / t_114), t_124, t_125)
        t_127 = plane_charge * t_126
        t_128 = fma(leak_conductance, fma(t_73, t_71, D), t_127)
        current_seen = fma(stern_capacitance, charging, t_128)
        seen_ = Seen(current_seen, y_top_seen, metal_seen, parked_seen, vacancies_seen)
        return seen_

    return inward_seen


def inward_seen_push(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``inward_seen_push`` for one kind of number."""
    exp, fma, maximum, minimum, sqrt, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.sqrt,
        number.where,
    )

    @compiled
    def inward_seen_push(p, x, d, d_p, charging, d_charging):
        """Return the changes along d of what is recorded besides the unknowns.

        Returns: (seen).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_coupling = p.stern_coupling
        stern_capacitance = p.stern_capacitance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        contact = p.contact
        planes = p.planes
        binodal = p.binodal
        spinodal = p.spinodal
        grow_metal = p.grow_metal
        grow_nitride = p.grow_nitride
        grow_parked = p.grow_parked
        decay_metal = p.decay_metal
        decay_nitride = p.decay_nitride
        decay_parked = p.decay_parked
        wall = p.wall
        P = x.P
        W = x.W
        c = x.c
        s = x.s
        D = x.D
        d_P = d.P
        d_W = d.W
        d_c = d.c
        d_s = d.s
        d_D = d.D
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
        d_stern_coupling = d_p.stern_coupling
        d_stern_capacitance = d_p.stern_capacitance
        d_plane_charge = d_p.plane_charge
        d_floor_rate = d_p.floor_rate
        d_b_exit = d_p.b_exit
        d_b_return = d_p.b_return
        d_alpha = d_p.alpha
        d_zeta = d_p.zeta
        d_s_max = d_p.s_max
        d_open_share = d_p.open_share
        d_leak_conductance = d_p.leak_conductance
        d_contact = d_p.contact
        d_planes = d_p.planes
        d_binodal = d_p.binodal
        d_spinodal = d_p.spinodal
        d_grow_metal = d_p.grow_metal
        d_grow_nitride = d_p.grow_nitride
        d_grow_parked = d_p.grow_parked
        d_decay_metal = d_p.decay_metal
        d_decay_nitride = d_p.decay_nitride
        d_decay_parked = d_p.decay_parked
        d_wall = d_p.wall
        t_1 = 1.0 - c
        t_2 = 1.0 / t_1
        t_3 = fma(-P, t_2, planes)
        t_4 = sqrt(fma(t_3, t_3, 0.04000000000000001))
        t_5 = 0.5 * (t_3 + t_4)
        t_6 = t_3 - t_5
        t_7 = t_6 * t_1
        t_8 = 1.0 / planes
        t_9 = fma(t_7, t_8, c)
        t_10 = t_5 * t_5
        t_11 = t_10 * t_5
        t_12 = t_11 * t_5
        t_13 = 1.0 / (t_12 + 0.3)
        t_14 = t_12 * t_13
        t_15 = fma(-0.3, t_14, planes - t_5)
        t_16 = P * P
        t_17 = t_16 * P
        t_18 = t_17 * P
        t_19 = 1.0 / (t_18 + 0.3)
        t_20 = 0.5 * (t_18 * t_19)
        t_21 = sqrt(fma(t_15, t_15, 0.010000000000000002))
        t_22 = t_15 + t_21
        t_23 = t_20 * t_22
        t_24 = exp(-decay_metal * t_23)
        t_25 = 1.0 + wall
        t_26 = contact * t_25
        t_27 = wall * t_24
        t_28 = t_27 * t_24
        t_29 = 1.0 / grow_metal
        t_30 = fma(t_28, grow_metal, t_29)
        t_31 = 1.0 + t_28
        t_32 = planes - t_23
        t_33 = spinodal - binodal
        t_34 = maximum(P, 0.0)
        t_35 = exp(-t_34)
        t_36 = fma(t_33, t_35, binodal)
        t_37 = t_36 * P
        t_38 = 1.0 / (t_34 + 0.1)
        t_39 = t_37 * t_38
        t_40 = 1.0 / grow_nitride
        t_41 = 1.0 / (grow_nitride - t_40)
        t_42 = fma(-t_30, t_40, t_31)
        t_43 = t_42 * t_41
        t_44 = fma(t_30, grow_nitride, -t_31)
        t_45 = t_44 * t_41
        t_46 = exp(decay_nitride * t_32)
        t_47 = 1.0 / t_46
        t_48 = fma(t_45, t_47, t_43 * t_46)
        t_49 = t_43 * grow_nitride
        t_50 = t_45 * t_40
        t_51 = fma(t_50, t_47, t_49 * t_46)
        t_52 = stern_coupling * D
        t_53 = 1.0 / (t_51 - t_48)
        t_54 = t_52 * t_53
        t_55 = grow_nitride + t_40
        t_56 = 1.0 / (t_5 + 0.25)
        t_57 = W * t_56
        t_58 = z_e_kT * t_54
        t_59 = fma(-t_26, t_24, 0.5 * (t_30 + t_31))
        t_60 = -t_58 * t_59
        t_61 = maximum(t_60, 0.0)
        t_62 = exp(minimum(t_61, 12.0))
        t_63 = maximum(t_39, 0.0)
        t_64 = t_62 - 1.0
        t_65 = t_31 - t_30
        t_66 = t_58 * t_65
        t_67 = t_48 - fma(t_48, t_55, -t_51)
        t_68 = t_58 * t_67
        t_69 = t_39 * t_62
        t_70 = fma(1.6666666666666667, t_63 * t_64, 1.0)
        t_71 = 1.0 / t_70
        t_72 = t_69 * t_71
        t_73 = sqrt(fma(t_68, t_68, 1e-06))
        t_74 = 1.0 / t_5
        t_75 = sqrt(fma(t_73, t_74, t_66 * t_66))
        t_76 = 0.5 * decay_nitride
        t_77 = exp(t_76 * t_5)
        t_78 = t_75 + t_73
        t_79 = 4.0 * t_75
        t_80 = t_79 * t_73
        t_81 = 1.0 / t_77
        t_82 = t_77 + t_81
        t_83 = fma(t_80, t_82, t_78 * t_78)
        t_84 = 6.0 * t_75
        t_85 = t_84 * t_68
        t_86 = t_85 * t_78
        t_87 = t_86 * t_10
        t_88 = t_10 + 1.0
        t_89 = 1.0 / (t_83 * t_88)
        t_90 = t_87 * t_89
        t_91 = t_90 * t_90
        t_92 = sqrt(fma(t_91, t_10, 1e-06))
        t_93 = maximum(t_57, 0.0)
        t_94 = t_92 * t_92
        t_95 = 1.0 / (1.0 + t_94)
        drift_3 = t_94 * t_95
        t_96 = fma(2.0, t_57, -t_72)
        t_97 = fma(t_57, t_92, t_72) - t_96
        t_98 = fma(t_97, drift_3, t_96)
        t_99 = exp(3333.3333333333335 * minimum(t_98, 0.0))
        t_100 = t_98 < 0.0
        drift_2 = where(t_100, 0.0003 * t_99, t_98 + 0.0003)
        t_101 = 0.5 / t_92
        t_102 = 0.5 / t_75
        t_103 = 0.5 / t_73
        t_104 = 3333.3333333333335 * (0.0003 * where(t_100, 1.0, 0.0) * t_99)
        t_105 = where(t_100, 0.0, 1.0) + where(t_100, t_104, 0.0)
        t_106 = t_105 * drift_3
        t_107 = t_105 * t_97
        t_108 = t_105 - t_106
        t_109 = fma(-t_107 * t_94 * t_95, t_95, t_107 * t_95)
        t_110 = t_109 * t_92
        t_111 = (fma(t_106, t_57, t_110) + t_110) * t_101
        t_112 = 2.0 * (t_111 * t_10 * t_90)
        t_113 = t_112 * t_89
        t_114 = t_112 * t_87 * t_89 * t_89
        t_115 = t_114 * t_88
        t_116 = t_113 * t_10
        t_117 = fma(t_113, t_86, fma(-t_114, t_83, t_111 * t_91))
        t_118 = t_116 * t_78
        t_119 = t_115 * t_82
        t_120 = t_115 * t_80
        t_121 = fma(-4.0, t_119 * t_73, 6.0 * (t_118 * t_68))
        t_122 = t_115 * t_78
        t_123 = fma(t_116, t_85, -t_122) - t_122
        t_124 = fma(t_120 * t_81, t_81, -t_120) * t_77
        t_125 = (t_121 + t_123) * t_102
        t_126 = fma(t_125, t_74, fma(-t_119, t_79, t_123))
        t_127 = fma(-t_125 * t_73 * t_74, t_74, t_124 * t_76)
        t_128 = t_126 * t_103 * t_68
        t_129 = t_117 * t_5
        t_130 = 2.0 * (fma(-drift_3, t_95, t_95) * t_92) * t_101
        t_131 = 2.0 * (t_130 * t_10 * t_90)
        t_132 = t_131 * t_89
        t_133 = t_131 * t_87 * t_89 * t_89
        t_134 = t_133 * t_88
        t_135 = t_132 * t_10
        t_136 = fma(t_132, t_86, fma(-t_133, t_83, t_130 * t_91))
        t_137 = t_135 * t_78
        t_138 = t_134 * t_82
        t_139 = t_134 * t_80
        t_140 = fma(-4.0, t_138 * t_73, 6.0 * (t_137 * t_68))
        t_141 = t_134 * t_78
        t_142 = fma(t_135, t_85, -t_141) - t_141
        t_143 = fma(t_139 * t_81, t_81, -t_139) * t_77
        t_144 = (t_140 + t_142) * t_102
        t_145 = fma(t_144, t_74, fma(-t_138, t_79, t_142))
        t_146 = fma(-t_144 * t_73 * t_74, t_74, t_143 * t_76)
        t_147 = t_145 * t_103 * t_68
        t_148 = t_136 * t_5
        t_149 = maximum(W, 0.0)
        t_150 = drift_3 * t_149
        t_151 = 1.0 / (t_149 + 3.0)
        t_152 = t_150 * t_151
        t_153 = t_152 * drift_2
        t_154 = 1.0 / (drift_2 + 0.2)
        t_155 = t_153 * t_154
        t_156 = 1.6666666666666667 * (t_155 * t_149)
        t_157 = t_156 * t_5
        t_158 = 1.0 / (t_5 + t_156)
        t_159 = t_157 * t_158
        t_160 = t_32 - t_159
        t_161 = exp(decay_nitride * t_160)
        t_162 = 1.0 / t_161
        t_163 = fma(t_45, t_162, t_43 * t_161)
        t_164 = fma(t_50, t_162, t_49 * t_161)
        t_165 = 1.0 / grow_parked
        t_166 = 1.0 / (grow_parked - t_165)
        t_167 = fma(-t_163, t_165, t_164)
        t_168 = t_167 * t_166
        t_169 = fma(t_163, grow_parked, -t_164)
        t_170 = t_169 * t_166
        t_171 = exp(decay_parked * t_159)
        t_172 = 1.0 / t_171
        t_173 = fma(t_170, t_172, t_168 * t_171)
        t_174 = t_168 * grow_parked
        t_175 = t_170 * t_165
        t_176 = 1.0 / (fma(t_175, t_172, t_174 * t_171) - t_173)
        t_177 = t_52 * t_176
        t_178 = t_5 - t_159
        t_179 = 1.0 - t_155
        t_180 = W * t_179
        t_181 = 1.0 / (t_178 + 0.25)
        t_182 = t_180 * t_181
        t_183 = z_e_kT * t_177
        t_184 = -t_183 * t_59
        t_185 = maximum(t_184, 0.0)
        t_186 = exp(minimum(t_185, 12.0))
        t_187 = t_186 - 1.0
        t_188 = t_183 * t_65
        t_189 = t_163 - fma(t_163, t_55, -t_164)
        t_190 = t_183 * t_189
        t_191 = t_39 * t_186
        t_192 = fma(1.6666666666666667, t_63 * t_187, 1.0)
        t_193 = 1.0 / t_192
        t_194 = t_191 * t_193
        t_195 = sqrt(fma(t_190, t_190, 1e-06))
        t_196 = 1.0 / t_178
        t_197 = sqrt(fma(t_195, t_196, t_188 * t_188))
        t_198 = exp(t_76 * t_178)
        t_199 = t_197 + t_195
        t_200 = t_178 * t_178
        t_201 = 4.0 * t_197
        t_202 = t_201 * t_195
        t_203 = 1.0 / t_198
        t_204 = t_198 + t_203
        t_205 = fma(t_202, t_204, t_199 * t_199)
        t_206 = 6.0 * t_197
        t_207 = t_206 * t_190
        t_208 = t_207 * t_199
        t_209 = t_208 * t_200
        t_210 = t_200 + 1.0
        t_211 = 1.0 / (t_205 * t_210)
        t_212 = t_209 * t_211
        t_213 = t_212 * t_212
        t_214 = sqrt(fma(t_213, t_200, 1e-06))
        t_215 = t_214 * t_214
        t_216 = 1.0 / (1.0 + t_215)
        t_217 = t_215 * t_216
        t_218 = fma(2.0, t_182, -t_194)
        t_219 = fma(t_182, t_214, t_194) - t_218
        t_220 = fma(t_219, t_217, t_218)
        t_221 = exp(3333.3333333333335 * minimum(t_220, 0.0))
        t_222 = t_220 < 0.0
        t_223 = where(t_222, 0.0003 * t_221, t_220 + 0.0003)
        t_224 = 0.0003 * where(t_222, 1.0, 0.0) * t_221
        t_225 = where(t_222, 3333.3333333333335 * t_224, 0.0)
        t_226 = where(t_222, 0.0, 1.0) + t_225
        t_227 = t_226 * t_217
        t_228 = t_226 * t_219
        t_229 = t_226 - t_227
        t_230 = fma(-t_228 * t_215 * t_216, t_216, t_228 * t_216)
        t_231 = t_230 * t_214
        t_232 = (fma(t_227, t_182, t_231) + t_231) * (0.5 / t_214)
        t_233 = 2.0 * (t_232 * t_200 * t_212)
        t_234 = t_233 * t_211
        t_235 = t_233 * t_209 * t_211 * t_211
        t_236 = t_235 * t_210
        t_237 = t_234 * t_200
        t_238 = fma(t_234, t_208, fma(-t_235, t_205, t_232 * t_213))
        t_239 = t_237 * t_199
        t_240 = t_236 * t_204
        t_241 = t_236 * t_202
        t_242 = fma(-4.0, t_240 * t_195, 6.0 * (t_239 * t_190))
        t_243 = t_236 * t_199
        t_244 = fma(t_237, t_207, -t_243) - t_243
        t_245 = fma(t_241 * t_203, t_203, -t_241) * t_198
        t_246 = (t_242 + t_244) * (0.5 / t_197)
        t_247 = fma(t_246, t_196, fma(-t_240, t_201, t_244))
        t_248 = fma(t_245, t_76, 2.0 * (t_238 * t_178))
        drift_2_length = fma(-t_246 * t_195 * t_196, t_196, t_248)
        t_249 = t_247 * (0.5 / t_195) * t_190
        t_250 = t_182 - t_223
        t_251 = fma(t_250, drift_3, t_223)
        t_252 = fma(-0.4, drift_3, 1.0)
        t_253 = t_251 * t_252
        t_254 = 1.0 / (t_252 + t_251)
        t_255 = t_253 * t_254
        t_256 = 1.0 - fma(0.6, t_155, t_179 * t_255)
        t_257 = t_93 * t_93
        t_258 = t_257 * t_93
        t_259 = fma(-t_258, t_93, 1.0)
        t_260 = fma(t_256, t_259, -t_9)
        t_261 = fma(t_260, t_14, t_9)
        t_262 = s / s_max
        t_263 = fma(-2.0, t_261, 1.0)
        t_264 = t_261 - t_261
        t_265 = 0.5 * fma(-kappa, t_264, omega * t_263)
        t_266 = z_e_kT * zeta
        t_267 = t_266 * D
        t_268 = fma(-alpha, t_267, b_exit - t_265)
        t_269 = 1.0 - alpha
        t_270 = fma(t_269, t_267, b_return + t_265)
        t_271 = floor_rate * open_share
        t_272 = minimum(600.0, t_268)
        t_273 = exp(maximum(-600.0, t_272))
        t_274 = minimum(600.0, t_270)
        t_275 = exp(maximum(-600.0, t_274))
        t_276 = t_268 - t_270
        t_277 = minimum(600.0, t_276)
        t_278 = exp(maximum(-600.0, t_277))
        t_279 = 1.0 + t_273 + t_278
        t_280 = t_271 / t_279
        t_281 = 1.0 / t_278
        t_282 = 1.0 + t_275 + t_281
        t_283 = t_271 / t_282
        t_284 = 1.0 - t_262
        t_285 = minimum(0.0, t_261)
        t_286 = minimum(0.0, t_284)
        t_287 = fma(-t_285, t_286, t_261 * t_284)
        t_288 = fma(-5.0, fma(t_286, t_286, t_285 * t_285), t_287)
        t_289 = 1.0 - t_261
        t_290 = minimum(0.0, t_262)
        t_291 = minimum(0.0, t_289)
        t_292 = fma(-t_290, t_291, t_262 * t_289)
        t_293 = fma(-5.0, fma(t_291, t_291, t_290 * t_290), t_292)
        t_294 = 1.0 / t_279
        t_295 = 1.0 / t_282
        t_296 = 1.0 / s_max
        t_297 = d_planes - fma(d_c * t_2 * t_2, P, d_P * t_2)
        t_298 = fma(2.0 * (t_297 * t_3), 0.5 / t_4, t_297)
        t_299 = 0.5 * t_298
        t_300 = -0.5 * t_298
        metal_seen = d_planes + t_300
        t_301 = fma(t_299, t_10, 2.0 * (t_299 * t_5) * t_5)
        t_302 = fma(t_299, t_11, t_301 * t_5) * t_13
        t_303 = fma(-t_302 * t_13, t_12, t_302)
        t_304 = fma(-0.3, t_303, metal_seen)
        t_305 = fma(d_P, t_17, fma(d_P, t_16, 2.0 * (d_P * P) * P) * P)
        t_306 = t_305 * t_19
        t_307 = fma(2.0 * (t_304 * t_15), 0.5 / t_21, t_304)
        t_308 = 0.5 * fma(-t_306 * t_19, t_18, t_306) * t_22
        t_309 = fma(t_307, t_20, t_308)
        t_310 = fma(t_309, decay_metal, d_decay_metal * t_23)
        t_311 = t_310 * t_24
        t_312 = fma(d_wall, contact, d_contact * t_25) * t_24
        t_313 = fma(-t_311, t_27, fma(-t_311, wall, d_wall * t_24) * t_24)
        t_314 = fma(d_grow_metal, t_28, t_313 * grow_metal)
        t_315 = fma(-d_grow_metal * t_29, t_29, t_314)
        t_316 = d_planes - t_309
        t_317 = where(P > 0.0, d_P, 0.0)
        t_318 = fma(-t_317 * t_35, t_33, (d_spinodal - d_binodal) * t_35)
        t_319 = fma(d_P, t_36, (d_binodal + t_318) * P) * t_38
        t_320 = fma(-t_317 * t_38 * t_38, t_37, t_319)
        t_321 = d_grow_nitride * t_40 * t_40
        t_322 = (d_grow_nitride + t_321) * t_41 * t_41
        t_323 = (t_313 - fma(-t_321, t_30, t_315 * t_40)) * t_41
        t_324 = fma(-t_322, t_42, t_323)
        t_325 = fma(d_grow_nitride, t_30, t_315 * grow_nitride)
        t_326 = fma(-t_322, t_44, (t_325 - t_313) * t_41)
        t_327 = fma(t_316, decay_nitride, d_decay_nitride * t_32)
        t_328 = t_327 * t_46
        t_329 = t_328 * t_47 * t_47
        t_330 = fma(-t_329, t_45, t_326 * t_47)
        t_331 = fma(t_328, t_43, t_324 * t_46) + t_330
        t_332 = fma(d_grow_nitride, t_43, t_324 * grow_nitride)
        t_333 = fma(-t_321, t_45, t_326 * t_40)
        t_334 = fma(-t_329, t_50, t_333 * t_47)
        t_335 = fma(t_328, t_49, t_332 * t_46) + t_334
        t_336 = fma(d_D, stern_coupling, d_stern_coupling * D)
        t_337 = fma(-(t_335 - t_331) * t_53 * t_53, t_52, t_336 * t_53)
        t_338 = d_grow_nitride - t_321
        t_339 = fma(-t_299 * t_56 * t_56, W, d_W * t_56)
        t_340 = fma(t_337, z_e_kT, d_z_e_kT * t_54)
        t_341 = fma(0.5, t_315 + t_313, -fma(-t_311, t_26, t_312))
        t_342 = where(t_60 > 0.0, -fma(t_341, t_58, t_340 * t_59), 0.0)
        t_343 = where(t_61 < 12.0, t_342, 0.0) * t_62
        t_344 = where(t_39 > 0.0, t_320, 0.0)
        t_345 = 1.6666666666666667 * fma(t_343, t_63, t_344 * t_64)
        t_346 = t_313 - t_315
        t_347 = fma(t_346, t_58, t_340 * t_65)
        t_348 = t_331 - (fma(t_338, t_48, t_331 * t_55) - t_335)
        t_349 = fma(t_348, t_58, t_340 * t_67)
        t_350 = fma(t_343, t_39, t_320 * t_62) * t_71
        drift_3_last = fma(t_137, t_84, t_147) + t_147
        t_351 = fma(t_349, drift_3_last, t_347 * (2.0 * (t_144 * t_66)))
        t_352 = fma(t_299, t_146 + t_148 + t_148, t_351)
        t_353 = fma(d_decay_nitride, 0.5 * (t_143 * t_5), t_352)
        drift_2_last = fma(t_118, t_84, t_128) + t_128
        t_354 = fma(t_349, drift_2_last, t_347 * (2.0 * (t_125 * t_66)))
        t_355 = fma(t_299, t_127 + t_129 + t_129, t_354)
        t_356 = fma(t_339, fma(2.0, t_108, t_106 * t_92), t_355)
        t_357 = fma(-t_345 * t_71 * t_71, t_69, t_350)
        t_358 = fma(t_357, t_106 - t_108, t_356)
        t_359 = fma(d_decay_nitride, 0.5 * (t_124 * t_5), t_358)
        t_360 = where(W > 0.0, d_W, 0.0)
        t_361 = fma(t_360, drift_3, t_353 * t_149) * t_151
        t_362 = fma(-t_360 * t_151 * t_151, t_150, t_361)
        t_363 = fma(t_359, t_152, t_362 * drift_2) * t_154
        t_364 = fma(-t_359 * t_154 * t_154, t_153, t_363)
        t_365 = 1.6666666666666667 * fma(t_360, t_155, t_364 * t_149)
        t_366 = fma(t_299, t_156, t_365 * t_5) * t_158
        parked_seen = fma(-(t_299 + t_365) * t_158 * t_158, t_157, t_366)
        t_367 = d_decay_nitride * t_160
        t_368 = fma(t_316 - parked_seen, decay_nitride, t_367)
        t_369 = t_368 * t_161
        t_370 = t_369 * t_162 * t_162
        t_371 = fma(-t_370, t_45, t_326 * t_162)
        t_372 = fma(t_369, t_43, t_324 * t_161) + t_371
        t_373 = fma(-t_370, t_50, t_333 * t_162)
        t_374 = fma(t_369, t_49, t_332 * t_161) + t_373
        t_375 = d_grow_parked * t_165 * t_165
        t_376 = (d_grow_parked + t_375) * t_166 * t_166
        t_377 = t_374 - fma(-t_375, t_163, t_372 * t_165)
        t_378 = fma(-t_376, t_167, t_377 * t_166)
        t_379 = fma(d_grow_parked, t_163, t_372 * grow_parked)
        t_380 = fma(-t_376, t_169, (t_379 - t_374) * t_166)
        t_381 = fma(parked_seen, decay_parked, d_decay_parked * t_159)
        t_382 = t_381 * t_171
        t_383 = t_382 * t_172 * t_172
        t_384 = fma(-t_383, t_170, t_380 * t_172)
        t_385 = fma(t_382, t_168, t_378 * t_171) + t_384
        t_386 = fma(d_grow_parked, t_168, t_378 * grow_parked)
        t_387 = fma(-t_375, t_170, t_380 * t_165) * t_172
        t_388 = fma(t_382, t_174, t_386 * t_171) + fma(-t_383, t_175, t_387)
        t_389 = fma(-(t_388 - t_385) * t_176 * t_176, t_52, t_336 * t_176)
        t_390 = t_299 - parked_seen
        t_391 = fma(-t_364, W, d_W * t_179) * t_181
        vacancies_seen = fma(-t_390 * t_181 * t_181, t_180, t_391)
        t_392 = fma(t_389, z_e_kT, d_z_e_kT * t_177)
        t_393 = where(t_184 > 0.0, -fma(t_341, t_183, t_392 * t_59), 0.0)
        t_394 = where(t_185 < 12.0, t_393, 0.0) * t_186
        t_395 = 1.6666666666666667 * fma(t_394, t_63, t_344 * t_187)
        t_396 = t_372 - (fma(t_338, t_163, t_372 * t_55) - t_374)
        t_397 = fma(t_394, t_39, t_320 * t_186) * t_193
        t_398 = fma(-t_395 * t_193 * t_193, t_191, t_397)
        t_399 = fma(-d_c, t_6, (t_297 + t_300) * t_1) * t_8
        t_400 = d_c + fma(-d_planes * t_8 * t_8, t_7, t_399)
        t_401 = where(t_57 > 0.0, t_339, 0.0)
        t_402 = fma(t_346, t_183, t_392 * t_65) * (2.0 * (t_246 * t_188))
        t_403 = fma(t_396, t_183, t_392 * t_189)
        t_404 = fma(t_403, fma(t_239, t_206, t_249) + t_249, t_402)
        t_405 = fma(t_390, drift_2_length, t_404)
        t_406 = fma(vacancies_seen, fma(2.0, t_229, t_227 * t_214), t_405)
        t_407 = fma(t_398, t_227 - t_229, t_406)
        t_408 = fma(d_decay_nitride, 0.5 * (t_245 * t_178), t_407)
        t_409 = fma(t_353, t_250, (vacancies_seen - t_408) * drift_3)
        t_410 = t_408 + t_409
        t_411 = -0.4 * t_353
        t_412 = fma(t_411, t_251, t_410 * t_252) * t_254
        t_413 = fma(-(t_411 + t_410) * t_254 * t_254, t_253, t_412)
        t_414 = fma(0.6, t_364, fma(-t_364, t_255, t_413 * t_179))
        t_415 = fma(t_401, t_257, 2.0 * (t_401 * t_93) * t_93)
        t_416 = fma(-fma(t_401, t_258, t_415 * t_93), t_256, -t_414 * t_259)
        t_417 = fma(t_303, t_260, (t_416 - t_400) * t_14)
        y_top_seen = t_400 + t_417
        t_418 = fma(-d_s_max * t_296, t_262, d_s * t_296)
        t_419 = fma(-2.0 * y_top_seen, omega, d_omega * t_263)
        t_420 = fma(y_top_seen - y_top_seen, kappa, d_kappa * t_264)
        t_421 = t_419 - t_420
        t_422 = fma(d_D, t_266, fma(d_zeta, z_e_kT, d_z_e_kT * zeta) * D)
        t_423 = d_alpha * t_267
        t_424 = fma(-0.5, t_421, d_b_exit) - fma(t_422, alpha, t_423)
        t_425 = fma(0.5, t_421, d_b_return) + fma(t_422, t_269, -t_423)
        t_426 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_427 = where(t_272 > -600.0, where(t_268 < 600.0, t_424, 0.0), 0.0)
        t_428 = where(t_274 > -600.0, where(t_270 < 600.0, t_425, 0.0), 0.0)
        t_429 = where(t_276 < 600.0, t_424 - t_425, 0.0)
        t_430 = where(t_277 > -600.0, t_429, 0.0)
        t_431 = fma(t_430, t_278, t_427 * t_273) * t_294
        t_432 = fma(-t_430, t_281, t_428 * t_275) * t_295
        t_433 = where(t_261 < 0.0, y_top_seen, 0.0)
        t_434 = where(t_284 < 0.0, -t_418, 0.0)
        t_435 = fma(-t_418, t_261, y_top_seen * t_284)
        t_436 = fma(2.0, t_434 * t_286, 2.0 * (t_433 * t_285))
        t_437 = fma(-5.0, t_436, t_435 - fma(t_434, t_285, t_433 * t_286))
        t_438 = where(t_262 < 0.0, t_418, 0.0)
        t_439 = where(t_289 < 0.0, -y_top_seen, 0.0)
        t_440 = fma(-y_top_seen, t_262, t_418 * t_289)
        t_441 = fma(2.0, t_439 * t_291, 2.0 * (t_438 * t_290))
        t_442 = fma(-5.0, t_441, t_440 - fma(t_439, t_290, t_438 * t_291))
        t_443 = fma(-t_431, t_280, t_426 * t_294) * t_288
        t_444 = fma(-t_432, t_283, t_426 * t_295) * t_293
        t_445 = fma(t_437, t_280, t_443) - fma(t_442, t_283, t_444)
        t_446 = d_leak_conductance * fma(t_177, t_173, D)
        t_447 = fma(t_385, t_177, t_389 * t_173) + d_D
        t_448 = d_plane_charge * fma(-t_283, t_293, t_280 * t_288)
        t_449 = fma(t_447, leak_conductance, t_446)
        t_450 = d_stern_capacitance * charging
        t_451 = fma(d_charging, stern_capacitance, t_450)
        current_seen = fma(t_445, plane_charge, t_448) + t_449 + t_451
        seen_ = Seen(current_seen, y_top_seen, metal_seen, parked_seen, vacancies_seen)
        return seen_

    return inward_seen_push


def front_turn(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``front_turn`` for one kind of number."""
    fma = number.fma

    @compiled
    def front_turn(u, bent):
        """Return the changes along d of the derivatives of the rows along u.

        Returns: (rows).
        """
        u_P = u.P
        u_W = u.W
        u_c = u.c
        u_s = u.s
        u_r = u.r
        u_D = u.D
        flux_P = bent.flux_P
        flux_W = bent.flux_W
        flux_c = bent.flux_c
        flux_D = bent.flux_D
        dilute_rate_P = bent.dilute_rate_P
        dilute_rate_W = bent.dilute_rate_W
        dilute_rate_c = bent.dilute_rate_c
        dilute_rate_D = bent.dilute_rate_D
        exit_flux_P = bent.exit_flux_P
        exit_flux_W = bent.exit_flux_W
        exit_flux_c = bent.exit_flux_c
        exit_flux_s = bent.exit_flux_s
        exit_flux_D = bent.exit_flux_D
        dissolution_s = bent.dissolution_s
        dissolution_r = bent.dissolution_r
        dissolution_D = bent.dissolution_D
        loss_r = bent.loss_r
        charging_P = bent.charging_P
        charging_W = bent.charging_W
        charging_c = bent.charging_c
        charging_s = bent.charging_s
        charging_D = bent.charging_D
        t_1 = fma(flux_c, u_c, fma(flux_W, u_W, flux_P * u_P))
        flux_rows = fma(flux_D, u_D, t_1)
        t_2 = fma(dilute_rate_W, u_W, dilute_rate_P * u_P)
        dilute_rate_rows = fma(dilute_rate_D, u_D, fma(dilute_rate_c, u_c, t_2))
        t_3 = fma(exit_flux_W, u_W, exit_flux_P * u_P)
        t_4 = fma(exit_flux_s, u_s, fma(exit_flux_c, u_c, t_3))
        exit_flux_rows = fma(exit_flux_D, u_D, t_4)
        t_5 = fma(dissolution_r, u_r, dissolution_s * u_s)
        dissolution_rows = fma(dissolution_D, u_D, t_5)
        loss_rows = loss_r * u_r
        t_6 = fma(charging_c, u_c, fma(charging_W, u_W, charging_P * u_P))
        charging_rows = fma(charging_D, u_D, fma(charging_s, u_s, t_6))
        rows_ = FrontRows(
            flux_rows, dilute_rate_rows, exit_flux_rows, dissolution_rows, loss_rows, charging_rows
        )  # fmt: skip
        return rows_

    return front_turn


def front_drive(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``front_drive`` for one kind of number."""

    @compiled
    def front_drive(p, rise):
        """Return the change of the charging with the voltage.

        Returns: (drive).
        """
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        t_1 = 1.0 / (area_resistance * stern_capacitance)
        drive = -rise * t_1
        return drive

    return front_drive


def front_drive_push(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``front_drive_push`` for one kind of number."""

    @compiled
    def front_drive_push(p, d_p, rise, d_rise):
        """Return the change along d of the change of the charging with the voltage.

        Returns: (d_drive).
        """
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        d_stern_capacitance = d_p.stern_capacitance
        d_area_resistance = d_p.area_resistance
        t_1 = 1.0 / (area_resistance * stern_capacitance)
        t_2 = d_area_resistance * stern_capacitance
        t_3 = t_2 + d_stern_capacitance * area_resistance
        d_drive = -(d_rise * t_1 - t_3 * t_1 * t_1 * rise)
        return d_drive

    return front_drive_push


def front_rescaled(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``front_rescaled`` for one kind of number."""

    @compiled
    def front_rescaled(p, d_p, longer):
        """Return the changes of coefficients when all rates grow by a share.

        Returns: (moves).
        """
        hop_rate = p.hop_rate
        area_resistance = p.area_resistance
        floor_rate = p.floor_rate
        leak_rate = p.leak_rate
        leak_conductance = p.leak_conductance
        d_hop_rate = d_p.hop_rate
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
        d_q_metal = d_p.q_metal
        d_log_ratio = d_p.log_ratio
        d_y_mid = d_p.y_mid
        d_y_steepness = d_p.y_steepness
        d_stern_coupling = d_p.stern_coupling
        d_stern_capacitance = d_p.stern_capacitance
        d_area_resistance = d_p.area_resistance
        d_plane_charge = d_p.plane_charge
        d_floor_rate = d_p.floor_rate
        d_b_exit = d_p.b_exit
        d_b_return = d_p.b_return
        d_b_dissolve = d_p.b_dissolve
        d_b_adsorb = d_p.b_adsorb
        d_alpha = d_p.alpha
        d_zeta = d_p.zeta
        d_s_max = d_p.s_max
        d_r_half = d_p.r_half
        d_leak_rate = d_p.leak_rate
        d_open_share = d_p.open_share
        d_leak_conductance = d_p.leak_conductance
        d_contact = d_p.contact
        d_planes = d_p.planes
        d_binodal = d_p.binodal
        d_spinodal = d_p.spinodal
        d_grow_metal = d_p.grow_metal
        d_grow_nitride = d_p.grow_nitride
        d_grow_parked = d_p.grow_parked
        d_decay_metal = d_p.decay_metal
        d_decay_nitride = d_p.decay_nitride
        d_decay_parked = d_p.decay_parked
        d_wall = d_p.wall
        d_half_width = d_p.half_width
        hop_rate_moves = d_hop_rate + hop_rate * longer
        area_resistance_moves = d_area_resistance - area_resistance * longer
        floor_rate_moves = d_floor_rate + floor_rate * longer
        leak_rate_moves = d_leak_rate + leak_rate * longer
        leak_conductance_moves = d_leak_conductance + leak_conductance * longer
        moves_ = FrontParameters(
            hop_rate_moves, d_z_e_kT, d_omega, d_kappa, d_q_metal, d_log_ratio, d_y_mid,
            d_y_steepness, d_stern_coupling, d_stern_capacitance, area_resistance_moves,
            d_plane_charge, floor_rate_moves, d_b_exit, d_b_return, d_b_dissolve, d_b_adsorb,
            d_alpha, d_zeta, d_s_max, d_r_half, leak_rate_moves, d_open_share,
            leak_conductance_moves, d_contact, d_planes, d_binodal, d_spinodal, d_grow_metal,
            d_grow_nitride, d_grow_parked, d_decay_metal, d_decay_nitride, d_decay_parked, d_wall,
            d_half_width
        )  # fmt: skip
        return moves_

    return front_rescaled


def front_sample(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``front_sample`` for one kind of number."""
    exp, maximum, minimum, where = number.exp, number.maximum, number.minimum, number.where

    @compiled
    def front_sample(f, point):
        """Return a sample of the profile.

        Returns: (sample).
        """
        metal = f.metal
        dilute = f.dilute
        vacancies = f.vacancies
        parked = f.parked
        width = f.width
        planes = f.planes
        t_1 = planes - metal
        t_2 = width * t_1 / (t_1 + width)
        t_3 = 3.0 * t_2
        low_sample = where(t_3 < metal, metal - t_3, 0.0)
        t_4 = maximum(low_sample, minimum(planes - parked, metal + t_3))
        half_sample = 0.5 * (t_4 - low_sample)
        t_5 = low_sample + half_sample * (1.0 + point) - metal
        t_6 = 1.0 / (1.0 + exp(-2.0 * t_5 / t_2))
        y_sample = dilute + (1.0 - vacancies - dilute) * t_6
        sample_ = Sample(y_sample, low_sample, half_sample)
        return sample_

    return front_sample


def front_sample_push(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``front_sample_push`` for one kind of number."""
    exp, maximum, minimum, where = number.exp, number.maximum, number.minimum, number.where

    @compiled
    def front_sample_push(f, d, point):
        """Return the change of a sample of the profile along d.

        Returns: (sample).
        """
        metal = f.metal
        dilute = f.dilute
        vacancies = f.vacancies
        parked = f.parked
        width = f.width
        planes = f.planes
        d_metal = d.metal
        d_dilute = d.dilute
        d_vacancies = d.vacancies
        d_parked = d.parked
        d_width = d.width
        d_planes = d.planes
        t_1 = planes - metal
        t_2 = t_1 + width
        t_3 = width * t_1 / t_2
        t_4 = 3.0 * t_3
        t_5 = t_4 < metal
        t_6 = where(t_5, metal - t_4, 0.0)
        t_7 = planes - parked
        t_8 = metal + t_4
        t_9 = minimum(t_7, t_8)
        t_10 = 1.0 + point
        t_11 = t_6 + 0.5 * (maximum(t_6, t_9) - t_6) * t_10
        t_12 = 2.0 * (t_11 - metal) / t_3
        t_13 = 1.0 / (1.0 + exp(-t_12))
        t_14 = d_planes - d_metal
        t_15 = 1.0 / t_2
        t_16 = (d_width * t_1 + t_14 * width) * t_15
        t_17 = t_16 - (t_14 + d_width) * t_15 * t_3
        low_sample = where(t_5, d_metal + -3.0 * t_17, 0.0)
        t_18 = t_7 < t_8
        t_19 = where(t_18, 0.0, d_metal + 3.0 * t_17)
        t_20 = where(t_18, d_planes - d_parked, 0.0) + t_19
        t_21 = t_9 < t_6
        t_22 = where(t_21, low_sample, 0.0) + where(t_21, 0.0, t_20)
        half_sample = 0.5 * (t_22 - low_sample)
        t_23 = low_sample + half_sample * t_10 - d_metal
        t_24 = 1.0 / t_3
        t_25 = 2.0 * t_23 * t_24 - t_17 * t_24 * t_12
        t_26 = t_25 * (t_13 * (1.0 - t_13)) * (1.0 - vacancies - dilute)
        y_sample = d_dilute + ((-d_vacancies - d_dilute) * t_13 + t_26)
        sample_ = Sample(y_sample, low_sample, half_sample)
        return sample_

    return front_sample_push
