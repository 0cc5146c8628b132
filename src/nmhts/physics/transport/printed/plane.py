"""One plane of a film or stack, and its derivatives.

Every function is made by a factory, from a number module and a decorator.
Changes made here are lost. The file is written by

    python -m nmhts.numerics.tracing.files nmhts.physics.transport.printing
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from nmhts.physics.transport.plane_law import (
    Bent,
    Exponentials,
    Kept,
    PlaneCoefficients,
    PlaneRows,
    PlaneSlopes,
    ScreeningSeries,
    Window,
)
from nmhts.physics.transport.state import FilmParameters


def film_force(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``film_force`` for one kind of number."""
    fma = number.fma

    @compiled
    def film_force(p, x):
        """Return the driving force over k_B T.

        Returns: (force).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        t_1 = y_below - y
        t_2 = fma(-3.0, t_1, y_next) - y_above
        t_3 = fma(-kappa, t_2, -2.0 * omega * t_1)
        force = fma(z_e_kT, phi - phi_below, t_3)
        return force

    return film_force


def film_exponentials(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``film_exponentials`` for one kind of number."""
    exp, fma = number.exp, number.fma

    @compiled
    def film_exponentials(p, x):
        """Return the exponentials of a plane.

        Returns: (e).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        log_ratio = p.log_ratio
        y_mid = p.y_mid
        y_steepness = p.y_steepness
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        t_1 = y_below - y
        t_2 = fma(-3.0, t_1, y_next) - y_above
        t_3 = fma(-kappa, t_2, -2.0 * omega * t_1)
        share_e = 1.0 / (1.0 + exp(-y_steepness * (y - y_mid)))
        boost_e = exp(0.5 * fma(z_e_kT, phi - phi_below, t_3))
        ratio_e = exp(-2.0 * log_ratio * share_e)
        e_ = Exponentials(boost_e, share_e, ratio_e)
        return e_

    return film_exponentials


def film_series(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``film_series`` for one kind of number."""
    exp, fma = number.exp, number.fma

    @compiled
    def film_series(p, x):
        """Return the Taylor coefficients of the screening by y.

        Returns: (s).
        """
        log_ratio = p.log_ratio
        y_mid = p.y_mid
        y_steepness = p.y_steepness
        y = x.y
        share_s = 1.0 / (1.0 + exp(-y_steepness * (y - y_mid)))
        t_1 = -2.0 * log_ratio
        ratio_s = exp(t_1 * share_s)
        t_2 = 1.0 - share_s
        t_3 = y_steepness * (share_s * t_2)
        t_4 = t_3 * t_1
        ratio_1_s = t_4 * ratio_s
        t_5 = fma(-t_3, share_s, t_3 * t_2) * y_steepness
        t_6 = t_5 * t_1
        t_7 = fma(ratio_1_s, t_4, t_6 * ratio_s)
        t_8 = t_3 * t_3
        t_9 = fma(t_5, t_2, -t_8) - fma(t_5, share_s, t_8)
        t_10 = ratio_1_s * t_6
        t_11 = fma(t_9 * y_steepness * t_1, ratio_s, t_10)
        ratio_2_s = 0.5 * t_7
        ratio_3_s = (t_11 + fma(t_7, t_4, t_10)) / 6.0
        s_ = ScreeningSeries(ratio_s, ratio_1_s, ratio_2_s, ratio_3_s, share_s)
        return s_

    return film_series


def film_share_terms(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``film_share_terms`` for one kind of number."""
    fma = number.fma

    @compiled
    def film_share_terms(p, x, share):
        """Return the further Taylor coefficients of the share of the crossover.

        Returns: (share_1, share_2, share_3).
        """
        y_steepness = p.y_steepness
        t_1 = 1.0 - share
        share_1 = y_steepness * (share * t_1)
        t_2 = fma(-share_1, share, share_1 * t_1) * y_steepness
        t_3 = share_1 * share_1
        t_4 = fma(t_2, t_1, -t_3) - fma(t_2, share, t_3)
        share_2 = 0.5 * t_2
        share_3 = t_4 * y_steepness / 6.0
        return share_1, share_2, share_3

    return film_share_terms


def film_rows(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``film_rows`` for one kind of number."""
    fma, minimum = number.fma, number.minimum

    @compiled
    def film_rows(p, x, e):
        """Return the rows of a plane.

        Returns: (rows).
        """
        hop_rate = p.hop_rate
        q_metal = p.q_metal
        y = x.y
        y_below = x.y_below
        phi = x.phi
        phi_below = x.phi_below
        boost = e.boost
        ratio = e.ratio
        displacement_rows = phi - phi_below
        t_1 = 1.0 - y
        t_2 = minimum(0.0, y_below)
        t_3 = minimum(0.0, t_1)
        t_4 = fma(-t_2, t_3, y_below * t_1)
        t_5 = boost * fma(-5.0, fma(t_3, t_3, t_2 * t_2), t_4)
        t_6 = 1.0 - y_below
        t_7 = minimum(0.0, y)
        t_8 = minimum(0.0, t_6)
        t_9 = fma(-5.0, fma(t_8, t_8, t_7 * t_7), fma(-t_7, t_8, y * t_6))
        flux_rows = hop_rate * fma(-1.0 / boost, t_9, t_5)
        charge_rows = q_metal * ratio * phi
        rows_ = PlaneRows(flux_rows, displacement_rows, charge_rows)
        return rows_

    return film_rows


def film_kept(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``film_kept`` for one kind of number."""
    fma, minimum, where = number.fma, number.minimum, number.where

    @compiled
    def film_kept(p, x, e):
        """Return the rows, and what derivatives need.

        Returns: (rows, k).
        """
        hop_rate = p.hop_rate
        q_metal = p.q_metal
        y = x.y
        y_below = x.y_below
        phi = x.phi
        phi_below = x.phi_below
        boost = e.boost
        share = e.share
        ratio = e.ratio
        displacement_rows = phi - phi_below
        t_1 = 1.0 / boost
        t_2 = 1.0 - y
        t_3 = minimum(0.0, y_below)
        t_4 = minimum(0.0, t_2)
        t_5 = fma(-t_3, t_4, y_below * t_2)
        t_6 = fma(-5.0, fma(t_4, t_4, t_3 * t_3), t_5)
        t_7 = 1.0 - y_below
        t_8 = minimum(0.0, y)
        t_9 = minimum(0.0, t_7)
        t_10 = fma(-5.0, fma(t_9, t_9, t_8 * t_8), fma(-t_8, t_9, y * t_7))
        flux_rate_k = fma(-t_1, t_10, boost * t_6)
        flux_rows = hop_rate * flux_rate_k
        t_11 = hop_rate * t_1
        t_12 = 5.0 * t_11
        t_13 = where(t_7 < 0.0, fma(t_11, t_8, 2.0 * (t_12 * t_9)), 0.0)
        t_14 = where(y < 0.0, fma(t_11, t_9, 2.0 * (t_12 * t_8)), 0.0)
        t_15 = hop_rate * boost
        t_16 = -5.0 * t_15
        t_17 = where(t_2 < 0.0, fma(-t_15, t_3, 2.0 * (t_16 * t_4)), 0.0)
        t_18 = fma(-t_15, t_4, 2.0 * (t_16 * t_3))
        t_19 = fma(t_15, t_2, -fma(-t_11, y, t_13))
        flux_left_k = t_19 + where(y_below < 0.0, t_18, 0.0)
        flux_right_k = fma(-t_11, t_7, t_14) - fma(t_15, y_below, t_17)
        t_20 = 0.5 * (hop_rate * t_10 * t_1)
        flux_force_k = fma(0.5, hop_rate * t_6 * boost, t_20)
        charge_rows = q_metal * ratio * phi
        rows_ = PlaneRows(flux_rows, displacement_rows, charge_rows)
        k_ = Kept(flux_left_k, flux_right_k, flux_force_k, flux_rate_k, share, ratio)
        return rows_, k_

    return film_kept


def film_linearized(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``film_linearized`` for one kind of number."""
    fma, minimum, where = number.fma, number.minimum, number.where

    @compiled
    def film_linearized(p, x, e):
        """Return the rows, what derivatives need, and derivatives by the unknowns.

        Returns: (rows, k, by).
        """
        hop_rate = p.hop_rate
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        q_metal = p.q_metal
        log_ratio = p.log_ratio
        y_steepness = p.y_steepness
        y = x.y
        y_below = x.y_below
        phi = x.phi
        phi_below = x.phi_below
        boost = e.boost
        share = e.share
        ratio = e.ratio
        displacement_rows = phi - phi_below
        t_1 = 1.0 / boost
        t_2 = 1.0 - y
        t_3 = minimum(0.0, y_below)
        t_4 = minimum(0.0, t_2)
        t_5 = fma(-t_3, t_4, y_below * t_2)
        t_6 = fma(-5.0, fma(t_4, t_4, t_3 * t_3), t_5)
        t_7 = 1.0 - y_below
        t_8 = minimum(0.0, y)
        t_9 = minimum(0.0, t_7)
        t_10 = fma(-5.0, fma(t_9, t_9, t_8 * t_8), fma(-t_8, t_9, y * t_7))
        flux_rate_k = fma(-t_1, t_10, boost * t_6)
        flux_rows = hop_rate * flux_rate_k
        t_11 = hop_rate * t_1
        t_12 = 5.0 * t_11
        t_13 = where(t_7 < 0.0, fma(t_11, t_8, 2.0 * (t_12 * t_9)), 0.0)
        t_14 = where(y < 0.0, fma(t_11, t_9, 2.0 * (t_12 * t_8)), 0.0)
        t_15 = hop_rate * boost
        t_16 = -5.0 * t_15
        t_17 = where(t_2 < 0.0, fma(-t_15, t_3, 2.0 * (t_16 * t_4)), 0.0)
        t_18 = fma(-t_15, t_4, 2.0 * (t_16 * t_3))
        t_19 = fma(t_15, t_2, -fma(-t_11, y, t_13))
        flux_left_k = t_19 + where(y_below < 0.0, t_18, 0.0)
        flux_right_k = fma(-t_11, t_7, t_14) - fma(t_15, y_below, t_17)
        t_20 = 0.5 * (hop_rate * t_10 * t_1)
        flux_force_k = fma(0.5, hop_rate * t_6 * boost, t_20)
        charge_phi_by = q_metal * ratio
        charge_rows = charge_phi_by * phi
        t_21 = phi * q_metal * ratio * (-2.0 * log_ratio)
        charge_y_by = t_21 * (share * (1.0 - share)) * y_steepness
        flux_phi_by = flux_force_k * z_e_kT
        flux_phi_below_by = -flux_phi_by
        flux_y_above_by = flux_force_k * kappa
        flux_y_next_by = -flux_y_above_by
        t_22 = fma(-flux_force_k, 2.0 * omega, 3.0 * flux_y_above_by)
        flux_y_below_by = flux_left_k + t_22
        flux_y_by = flux_right_k - t_22
        rows_ = PlaneRows(flux_rows, displacement_rows, charge_rows)
        k_ = Kept(flux_left_k, flux_right_k, flux_force_k, flux_rate_k, share, ratio)
        by_ = PlaneSlopes(
            flux_y_above_by, flux_y_by, flux_y_below_by, flux_y_next_by, flux_phi_by,
            flux_phi_below_by, 1.0, -1.0, charge_y_by, charge_phi_by
        )  # fmt: skip
        return rows_, k_, by_

    return film_linearized


def film_pull(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``film_pull`` for one kind of number."""
    fma = number.fma

    @compiled
    def film_pull(p, x, k, v, by):
        """Return cotangents of unknowns and sums.

        Returns: (seen, sums).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        q_metal = p.q_metal
        log_ratio = p.log_ratio
        y_mid = p.y_mid
        y_steepness = p.y_steepness
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        flux_left = k.flux_left
        flux_right = k.flux_right
        flux_force = k.flux_force
        flux_rate = k.flux_rate
        share = k.share
        ratio = k.ratio
        v_flux = v.flux
        v_displacement = v.displacement
        v_charge = v.charge
        by_hop_rate = by.hop_rate
        by_z_e_kT = by.z_e_kT
        by_omega = by.omega
        by_kappa = by.kappa
        by_q_metal = by.q_metal
        by_log_ratio = by.log_ratio
        by_y_mid = by.y_mid
        by_y_steepness = by.y_steepness
        by_stern_coupling = by.stern_coupling
        by_stern_capacitance = by.stern_capacitance
        by_area_resistance = by.area_resistance
        by_plane_charge = by.plane_charge
        by_floor_rate = by.floor_rate
        by_b_exit = by.b_exit
        by_b_return = by.b_return
        by_b_dissolve = by.b_dissolve
        by_b_adsorb = by.b_adsorb
        by_alpha = by.alpha
        by_zeta = by.zeta
        by_s_max = by.s_max
        by_r_half = by.r_half
        by_leak_rate = by.leak_rate
        by_open_share = by.open_share
        by_leak_conductance = by.leak_conductance
        by_contact = by.contact
        t_1 = y_below - y
        t_2 = phi * q_metal * ratio
        t_3 = t_2 * (-2.0 * log_ratio) * (share * (1.0 - share))
        t_4 = v_charge * (t_3 * y_steepness)
        t_5 = v_flux * flux_force
        t_6 = fma(t_5, z_e_kT, v_displacement)
        phi_seen = fma(v_charge, q_metal * ratio, t_6)
        phi_below_seen = -t_6
        y_above_seen = t_5 * kappa
        y_next_seen = -y_above_seen
        t_7 = fma(-t_5, 2.0 * omega, 3.0 * y_above_seen)
        y_below_seen = fma(v_flux, flux_left, t_7)
        y_seen = fma(v_flux, flux_right, t_4) - t_7
        hop_rate_sums = fma(v_flux, flux_rate, by_hop_rate)
        z_e_kT_sums = fma(t_5, phi - phi_below, by_z_e_kT)
        omega_sums = fma(-2.0, t_5 * t_1, by_omega)
        kappa_sums = fma(-t_5, fma(-3.0, t_1, y_next) - y_above, by_kappa)
        q_metal_sums = fma(v_charge, phi * ratio, by_q_metal)
        log_ratio_sums = fma(v_charge, -2.0 * (t_2 * share), by_log_ratio)
        y_mid_sums = by_y_mid - t_4
        y_steepness_sums = fma(v_charge, t_3 * (y - y_mid), by_y_steepness)
        seen_ = Window(y_above_seen, y_seen, y_below_seen, y_next_seen, phi_seen, phi_below_seen)
        sums_ = FilmParameters(
            hop_rate_sums, z_e_kT_sums, omega_sums, kappa_sums, q_metal_sums, log_ratio_sums,
            y_mid_sums, y_steepness_sums, by_stern_coupling, by_stern_capacitance,
            by_area_resistance, by_plane_charge, by_floor_rate, by_b_exit, by_b_return,
            by_b_dissolve, by_b_adsorb, by_alpha, by_zeta, by_s_max, by_r_half, by_leak_rate,
            by_open_share, by_leak_conductance, by_contact
        )  # fmt: skip
        return seen_, sums_

    return film_pull


def film_bend(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``film_bend`` for one kind of number."""
    fma, minimum, where = number.fma, number.minimum, number.where

    @compiled
    def film_bend(p, x, e, k, of_flux, of_field, of_charge, by):
        """Return cotangents of the rows' derivatives along directions, one each.

        Returns: (seen, sums).
        """
        hop_rate = p.hop_rate
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        q_metal = p.q_metal
        log_ratio = p.log_ratio
        y_mid = p.y_mid
        y_steepness = p.y_steepness
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        boost = e.boost
        share = e.share
        ratio = e.ratio
        flux_force = k.flux_force
        f_y_above = of_flux.y_above
        f_y = of_flux.y
        f_y_below = of_flux.y_below
        f_y_next = of_flux.y_next
        f_phi = of_flux.phi
        f_phi_below = of_flux.phi_below
        c_y = of_charge.y
        c_phi = of_charge.phi
        by_hop_rate = by.hop_rate
        by_z_e_kT = by.z_e_kT
        by_omega = by.omega
        by_kappa = by.kappa
        by_q_metal = by.q_metal
        by_log_ratio = by.log_ratio
        by_y_mid = by.y_mid
        by_y_steepness = by.y_steepness
        by_stern_coupling = by.stern_coupling
        by_stern_capacitance = by.stern_capacitance
        by_area_resistance = by.area_resistance
        by_plane_charge = by.plane_charge
        by_floor_rate = by.floor_rate
        by_b_exit = by.b_exit
        by_b_return = by.b_return
        by_b_dissolve = by.b_dissolve
        by_b_adsorb = by.b_adsorb
        by_alpha = by.alpha
        by_zeta = by.zeta
        by_s_max = by.s_max
        by_r_half = by.r_half
        by_leak_rate = by.leak_rate
        by_open_share = by.open_share
        by_leak_conductance = by.leak_conductance
        by_contact = by.contact
        t_1 = y_below - y
        t_2 = 2.0 * omega
        t_3 = y - y_mid
        t_4 = -2.0 * log_ratio
        t_5 = 1.0 / boost
        t_6 = 1.0 - y
        t_7 = minimum(0.0, y_below)
        t_8 = minimum(0.0, t_6)
        t_9 = fma(-t_7, t_8, y_below * t_6)
        t_10 = fma(-5.0, fma(t_8, t_8, t_7 * t_7), t_9)
        t_11 = 1.0 - y_below
        t_12 = minimum(0.0, y)
        t_13 = minimum(0.0, t_11)
        t_14 = fma(t_13, t_13, t_12 * t_12)
        t_15 = fma(-5.0, t_14, fma(-t_12, t_13, y * t_11))
        t_16 = hop_rate * t_5
        t_17 = 5.0 * t_16
        t_18 = t_11 < 0.0
        t_19 = y < 0.0
        t_20 = hop_rate * boost
        t_21 = -5.0 * t_20
        t_22 = t_6 < 0.0
        t_23 = y_below < 0.0
        t_24 = where(t_23, 1.0, 0.0)
        t_25 = 2.0 * t_24
        t_26 = fma(-5.0, t_25 * t_7, fma(-t_24, t_8, t_6))
        t_27 = where(t_18, -1.0, 0.0)
        t_28 = 2.0 * t_27
        t_29 = fma(5.0, t_28 * t_13, fma(t_27, t_12, y))
        flux_left_left = where(t_23, t_25 * t_21, 0.0) - where(t_18, t_28 * t_17, 0.0)
        t_30 = t_20 + where(t_22, -t_24 * t_20, 0.0)
        flux_left_right = t_16 + where(t_19, t_27 * t_16, 0.0) - t_30
        t_31 = -0.5 * (t_29 * hop_rate * t_5)
        flux_left_force = fma(0.5, t_26 * hop_rate * boost, t_31)
        t_32 = where(t_22, -1.0, 0.0)
        t_33 = 2.0 * t_32
        t_34 = fma(-5.0, t_33 * t_8, fma(-t_32, t_7, -y_below))
        t_35 = where(t_19, 1.0, 0.0)
        t_36 = 2.0 * t_35
        t_37 = fma(5.0, t_36 * t_12, fma(t_35, t_13, -t_11))
        flux_right_right = where(t_19, t_36 * t_17, 0.0) - where(t_22, t_33 * t_21, 0.0)
        t_38 = -0.5 * (t_37 * hop_rate * t_5)
        flux_right_force = fma(0.5, t_34 * hop_rate * boost, t_38)
        t_39 = -0.5 * (0.5 * (hop_rate * t_15) * t_5)
        flux_force_force = fma(0.5, 0.5 * (hop_rate * t_10) * boost, t_39)
        charge_phi = q_metal * ratio
        t_40 = phi * q_metal
        t_41 = t_40 * ratio
        t_42 = t_41 * t_4
        t_43 = 1.0 - share
        t_44 = share * t_43
        t_45 = y_steepness * t_44
        t_46 = y_steepness * t_42
        t_47 = t_45 * t_4
        t_48 = t_47 * ratio
        charge_y_phi = t_48 * q_metal
        t_49 = t_47 * t_40 * ratio
        t_50 = fma(t_49, t_4, fma(-t_46, share, t_46 * t_43))
        t_51 = t_50 * t_44
        t_52 = charge_phi * t_4 * t_44
        t_53 = f_y_below - f_y
        t_54 = fma(-3.0, t_53, f_y_next) - f_y_above
        t_55 = f_phi - f_phi_below
        t_56 = fma(t_55, z_e_kT, fma(-t_54, kappa, -t_53 * t_2))
        t_57 = c_y * (t_51 * y_steepness)
        t_58 = c_y * (-2.0 * fma(t_49, share, t_45 * t_41))
        t_59 = fma(c_phi, -2.0 * (charge_phi * share), t_58)
        t_60 = fma(c_phi, t_52 * t_3, c_y * fma(t_51, t_3, t_42 * t_44))
        t_61 = fma(t_56, flux_right_force, fma(c_phi, charge_y_phi, t_57))
        t_62 = t_56 * fma(0.5 * t_5, t_15, 0.5 * boost * t_10)
        t_63 = fma(f_y, flux_left_right, t_56 * flux_left_force)
        t_64 = fma(f_y, flux_right_force, t_56 * flux_force_force)
        t_65 = fma(f_y, fma(t_37, t_5, t_34 * boost), t_62)
        t_66 = fma(f_y, flux_right_right, t_61)
        t_67 = fma(f_y_below, flux_left_force, t_64)
        t_68 = fma(f_y_below, fma(t_29, t_5, t_26 * boost), t_65)
        t_69 = fma(t_67, phi - phi_below, flux_force * t_55)
        t_70 = t_67 * z_e_kT
        phi_seen = fma(c_y, charge_y_phi, t_70)
        phi_below_seen = -t_70
        t_71 = fma(-3.0, t_1, y_next) - y_above
        y_above_seen = t_67 * kappa
        y_next_seen = -y_above_seen
        t_72 = fma(-t_67, t_2, 3.0 * y_above_seen)
        y_below_seen = fma(f_y_below, flux_left_left, t_63) + t_72
        y_seen = fma(f_y_below, flux_left_right, t_66) - t_72
        hop_rate_sums = by_hop_rate + t_68
        z_e_kT_sums = by_z_e_kT + t_69
        omega_sums = fma(2.0, fma(-t_67, t_1, -flux_force * t_53), by_omega)
        kappa_sums = by_kappa + fma(-t_67, t_71, -flux_force * t_54)
        q_metal_sums = by_q_metal + fma(c_phi, ratio, c_y * (t_48 * phi))
        log_ratio_sums = by_log_ratio + t_59
        y_mid_sums = by_y_mid + fma(-c_phi, t_52 * y_steepness, -t_57)
        y_steepness_sums = by_y_steepness + t_60
        seen_ = Window(y_above_seen, y_seen, y_below_seen, y_next_seen, phi_seen, phi_below_seen)
        sums_ = FilmParameters(
            hop_rate_sums, z_e_kT_sums, omega_sums, kappa_sums, q_metal_sums, log_ratio_sums,
            y_mid_sums, y_steepness_sums, by_stern_coupling, by_stern_capacitance,
            by_area_resistance, by_plane_charge, by_floor_rate, by_b_exit, by_b_return,
            by_b_dissolve, by_b_adsorb, by_alpha, by_zeta, by_s_max, by_r_half, by_leak_rate,
            by_open_share, by_leak_conductance, by_contact
        )  # fmt: skip
        return seen_, sums_

    return film_bend


def film_bent(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``film_bent`` for one kind of number."""
    fma, minimum, where = number.fma, number.minimum, number.where

    @compiled
    def film_bent(p, x, e, k, d, d_p):
        """Return the changes of derivatives along d.

        Returns: (bent).
        """
        hop_rate = p.hop_rate
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        q_metal = p.q_metal
        log_ratio = p.log_ratio
        y_mid = p.y_mid
        y_steepness = p.y_steepness
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        boost = e.boost
        share = e.share
        ratio = e.ratio
        d_y_above = d.y_above
        d_y = d.y
        d_y_below = d.y_below
        d_y_next = d.y_next
        d_phi = d.phi
        d_phi_below = d.phi_below
        d_hop_rate = d_p.hop_rate
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
        d_q_metal = d_p.q_metal
        d_log_ratio = d_p.log_ratio
        d_y_mid = d_p.y_mid
        d_y_steepness = d_p.y_steepness
        t_1 = y_below - y
        t_2 = y - y_mid
        t_3 = -2.0 * log_ratio
        t_4 = 1.0 / boost
        t_5 = 1.0 - y
        t_6 = minimum(0.0, y_below)
        t_7 = minimum(0.0, t_5)
        t_8 = fma(-t_6, t_7, y_below * t_5)
        t_9 = fma(-5.0, fma(t_7, t_7, t_6 * t_6), t_8)
        t_10 = 1.0 - y_below
        t_11 = minimum(0.0, y)
        t_12 = minimum(0.0, t_10)
        t_13 = fma(t_12, t_12, t_11 * t_11)
        t_14 = fma(-5.0, t_13, fma(-t_11, t_12, y * t_10))
        t_15 = hop_rate * t_4
        t_16 = 5.0 * t_15
        t_17 = t_10 < 0.0
        t_18 = y < 0.0
        t_19 = hop_rate * boost
        t_20 = -5.0 * t_19
        t_21 = t_5 < 0.0
        t_22 = y_below < 0.0
        t_23 = where(t_22, 1.0, 0.0)
        t_24 = 2.0 * t_23
        t_25 = fma(-5.0, t_24 * t_6, fma(-t_23, t_7, t_5))
        t_26 = where(t_17, -1.0, 0.0)
        t_27 = 2.0 * t_26
        t_28 = fma(5.0, t_27 * t_12, fma(t_26, t_11, y))
        flux_left_left = where(t_22, t_24 * t_20, 0.0) - where(t_17, t_27 * t_16, 0.0)
        t_29 = t_19 + where(t_21, -t_23 * t_19, 0.0)
        flux_left_right = t_15 + where(t_18, t_26 * t_15, 0.0) - t_29
        t_30 = -0.5 * (t_28 * hop_rate * t_4)
        flux_left_force = fma(0.5, t_25 * hop_rate * boost, t_30)
        t_31 = where(t_21, -1.0, 0.0)
        t_32 = 2.0 * t_31
        t_33 = fma(-5.0, t_32 * t_7, fma(-t_31, t_6, -y_below))
        t_34 = where(t_18, 1.0, 0.0)
        t_35 = 2.0 * t_34
        t_36 = fma(5.0, t_35 * t_11, fma(t_34, t_12, -t_10))
        flux_right_right = where(t_18, t_35 * t_16, 0.0) - where(t_21, t_32 * t_20, 0.0)
        t_37 = -0.5 * (t_36 * hop_rate * t_4)
        flux_right_force = fma(0.5, t_33 * hop_rate * boost, t_37)
        t_38 = -0.5 * (0.5 * (hop_rate * t_14) * t_4)
        flux_force_force = fma(0.5, 0.5 * (hop_rate * t_9) * boost, t_38)
        charge_phi = q_metal * ratio
        t_39 = phi * q_metal
        t_40 = t_39 * ratio
        t_41 = t_40 * t_3
        t_42 = 1.0 - share
        t_43 = share * t_42
        t_44 = y_steepness * t_43
        t_45 = y_steepness * t_41
        t_46 = t_44 * t_3
        t_47 = t_46 * ratio
        charge_y_phi = t_47 * q_metal
        t_48 = t_46 * t_39 * ratio
        t_49 = fma(t_48, t_3, fma(-t_45, share, t_45 * t_42))
        t_50 = t_49 * t_43
        charge_y_y = t_50 * y_steepness
        t_51 = charge_phi * t_3 * t_43
        t_52 = d_y_below - d_y
        t_53 = fma(t_52, 2.0 * omega, 2.0 * d_omega * t_1)
        t_54 = d_kappa * (fma(-3.0, t_1, y_next) - y_above)
        t_55 = fma(fma(-3.0, t_52, d_y_next) - d_y_above, kappa, t_54)
        t_56 = d_z_e_kT * (phi - phi_below)
        t_57 = -t_53 - t_55 + fma(d_phi - d_phi_below, z_e_kT, t_56)
        t_58 = fma(d_y, flux_left_right, d_y_below * flux_left_left)
        t_59 = fma(t_57, flux_left_force, t_58)
        bent_left_bent = fma(d_hop_rate, fma(t_28, t_4, t_25 * boost), t_59)
        t_60 = fma(d_y, flux_right_right, d_y_below * flux_left_right)
        t_61 = fma(t_57, flux_right_force, t_60)
        bent_right_bent = fma(d_hop_rate, fma(t_36, t_4, t_33 * boost), t_61)
        t_62 = fma(d_y, flux_right_force, d_y_below * flux_left_force)
        flux_force_rate = fma(0.5 * t_4, t_14, 0.5 * boost * t_9)
        t_63 = fma(t_57, flux_force_force, t_62)
        bent_force_bent = fma(d_hop_rate, flux_force_rate, t_63)
        t_64 = fma(d_phi, charge_y_phi, d_y * charge_y_y)
        charge_y_log_ratio = -2.0 * fma(t_48, share, t_44 * t_40)
        t_65 = fma(d_q_metal, t_47 * phi, t_64)
        t_66 = fma(d_log_ratio, charge_y_log_ratio, t_65)
        t_67 = fma(-d_y_mid, charge_y_y, t_66)
        bent_y_bent = fma(d_y_steepness, fma(t_50, t_2, t_41 * t_43), t_67)
        t_68 = fma(d_q_metal, ratio, d_y * charge_y_phi)
        t_69 = fma(d_log_ratio, -2.0 * (charge_phi * share), t_68)
        t_70 = fma(-d_y_mid, t_51 * y_steepness, t_69)
        bent_phi_bent = fma(d_y_steepness, t_51 * t_2, t_70)
        bent_ = Bent(bent_left_bent, bent_right_bent, bent_force_bent, bent_y_bent, bent_phi_bent)
        return bent_

    return film_bent


def film_push(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``film_push`` for one kind of number."""
    fma = number.fma

    @compiled
    def film_push(p, x, k, d, d_p):
        """Return the changes of the rows along d.

        Returns: (rows).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        q_metal = p.q_metal
        log_ratio = p.log_ratio
        y_mid = p.y_mid
        y_steepness = p.y_steepness
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        flux_left = k.flux_left
        flux_right = k.flux_right
        flux_force = k.flux_force
        flux_rate = k.flux_rate
        share = k.share
        ratio = k.ratio
        d_y_above = d.y_above
        d_y = d.y
        d_y_below = d.y_below
        d_y_next = d.y_next
        d_phi = d.phi
        d_phi_below = d.phi_below
        d_hop_rate = d_p.hop_rate
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
        d_q_metal = d_p.q_metal
        d_log_ratio = d_p.log_ratio
        d_y_mid = d_p.y_mid
        d_y_steepness = d_p.y_steepness
        t_1 = y_below - y
        t_2 = phi * q_metal * ratio
        t_3 = t_2 * (-2.0 * log_ratio) * (share * (1.0 - share))
        charge_y = t_3 * y_steepness
        displacement_rows = d_phi - d_phi_below
        t_4 = d_y_below - d_y
        t_5 = fma(t_4, 2.0 * omega, 2.0 * d_omega * t_1)
        t_6 = d_kappa * (fma(-3.0, t_1, y_next) - y_above)
        t_7 = fma(fma(-3.0, t_4, d_y_next) - d_y_above, kappa, t_6)
        t_8 = fma(displacement_rows, z_e_kT, d_z_e_kT * (phi - phi_below))
        t_9 = fma(d_y, flux_right, d_y_below * flux_left)
        t_10 = fma(-t_5 - t_7 + t_8, flux_force, t_9)
        flux_rows = fma(d_hop_rate, flux_rate, t_10)
        t_11 = fma(d_phi, q_metal * ratio, d_y * charge_y)
        t_12 = fma(d_q_metal, phi * ratio, t_11)
        t_13 = fma(d_log_ratio, -2.0 * (t_2 * share), t_12)
        t_14 = fma(-d_y_mid, charge_y, t_13)
        charge_rows = fma(d_y_steepness, t_3 * (y - y_mid), t_14)
        rows_ = PlaneRows(flux_rows, displacement_rows, charge_rows)
        return rows_

    return film_push


def film_turn(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``film_turn`` for one kind of number."""
    fma = number.fma

    @compiled
    def film_turn(p, k, u, bent, d_p):
        """Return the changes along d of the derivatives of the rows along u.

        Returns: (rows).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        flux_force = k.flux_force
        u_y_above = u.y_above
        u_y = u.y
        u_y_below = u.y_below
        u_y_next = u.y_next
        u_phi = u.phi
        u_phi_below = u.phi_below
        bent_left = bent.bent_left
        bent_right = bent.bent_right
        bent_force = bent.bent_force
        bent_y = bent.bent_y
        bent_phi = bent.bent_phi
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
        t_1 = u_y_below - u_y
        t_2 = fma(-3.0, t_1, u_y_next) - u_y_above
        t_3 = u_phi - u_phi_below
        t_4 = fma(t_3, z_e_kT, fma(-t_2, kappa, -t_1 * (2.0 * omega)))
        t_5 = fma(d_z_e_kT, t_3, fma(-d_kappa, t_2, -2.0 * d_omega * t_1))
        t_6 = fma(bent_right, u_y, bent_left * u_y_below)
        flux_rows = t_6 + fma(bent_force, t_4, t_5 * flux_force)
        charge_rows = fma(bent_phi, u_phi, bent_y * u_y)
        rows_ = PlaneRows(flux_rows, 0.0, charge_rows)
        return rows_

    return film_turn


def stack_force(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``stack_force`` for one kind of number."""
    fma = number.fma

    @compiled
    def stack_force(c, p, x):
        """Return the driving force over k_B T.

        Returns: (force).
        """
        z_e_kT = c.z_e_kT
        level_step = c.level_step
        omega = c.omega
        omega_step = c.omega_step
        kappa = c.kappa
        kappa_step_above = c.kappa_step_above
        kappa_step_below = c.kappa_step_below
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        t_1 = y_below - y
        t_2 = fma(-2.0 * omega, t_1, level_step)
        t_3 = fma(-2.0 * omega_step, y_below, t_2)
        t_4 = fma(-kappa, fma(-3.0, t_1, y_next) - y_above, t_3)
        t_5 = fma(-kappa_step_above, y - y_above, t_4)
        t_6 = fma(-kappa_step_below, y_next - y_below, t_5)
        force = fma(z_e_kT, phi - phi_below, t_6)
        return force

    return stack_force


def stack_exponentials(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``stack_exponentials`` for one kind of number."""
    exp, fma = number.exp, number.fma

    @compiled
    def stack_exponentials(c, p, x):
        """Return the exponentials of a plane.

        Returns: (e).
        """
        z_e_kT = c.z_e_kT
        level_step = c.level_step
        omega = c.omega
        omega_step = c.omega_step
        kappa = c.kappa
        kappa_step_above = c.kappa_step_above
        kappa_step_below = c.kappa_step_below
        log_ratio = c.log_ratio
        y_mid = c.y_mid
        y_steepness = c.y_steepness
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        t_1 = y_below - y
        t_2 = fma(-2.0 * omega, t_1, level_step)
        t_3 = fma(-2.0 * omega_step, y_below, t_2)
        t_4 = fma(-kappa, fma(-3.0, t_1, y_next) - y_above, t_3)
        t_5 = fma(-kappa_step_above, y - y_above, t_4)
        t_6 = fma(-kappa_step_below, y_next - y_below, t_5)
        share_e = 1.0 / (1.0 + exp(-y_steepness * (y - y_mid)))
        boost_e = exp(0.5 * fma(z_e_kT, phi - phi_below, t_6))
        ratio_e = exp(-2.0 * log_ratio * share_e)
        e_ = Exponentials(boost_e, share_e, ratio_e)
        return e_

    return stack_exponentials


def stack_series(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``stack_series`` for one kind of number."""
    exp, fma = number.exp, number.fma

    @compiled
    def stack_series(c, p, x):
        """Return the Taylor coefficients of the screening by y.

        Returns: (s).
        """
        log_ratio = c.log_ratio
        y_mid = c.y_mid
        y_steepness = c.y_steepness
        y = x.y
        share_s = 1.0 / (1.0 + exp(-y_steepness * (y - y_mid)))
        t_1 = -2.0 * log_ratio
        ratio_s = exp(t_1 * share_s)
        t_2 = 1.0 - share_s
        t_3 = y_steepness * (share_s * t_2)
        t_4 = t_3 * t_1
        ratio_1_s = t_4 * ratio_s
        t_5 = fma(-t_3, share_s, t_3 * t_2) * y_steepness
        t_6 = t_5 * t_1
        t_7 = fma(ratio_1_s, t_4, t_6 * ratio_s)
        t_8 = t_3 * t_3
        t_9 = fma(t_5, t_2, -t_8) - fma(t_5, share_s, t_8)
        t_10 = ratio_1_s * t_6
        t_11 = fma(t_9 * y_steepness * t_1, ratio_s, t_10)
        ratio_2_s = 0.5 * t_7
        ratio_3_s = (t_11 + fma(t_7, t_4, t_10)) / 6.0
        s_ = ScreeningSeries(ratio_s, ratio_1_s, ratio_2_s, ratio_3_s, share_s)
        return s_

    return stack_series


def stack_share_terms(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``stack_share_terms`` for one kind of number."""
    fma = number.fma

    @compiled
    def stack_share_terms(c, p, x, share):
        """Return the further Taylor coefficients of the share of the crossover.

        Returns: (share_1, share_2, share_3).
        """
        y_steepness = c.y_steepness
        t_1 = 1.0 - share
        share_1 = y_steepness * (share * t_1)
        t_2 = fma(-share_1, share, share_1 * t_1) * y_steepness
        t_3 = share_1 * share_1
        t_4 = fma(t_2, t_1, -t_3) - fma(t_2, share, t_3)
        share_2 = 0.5 * t_2
        share_3 = t_4 * y_steepness / 6.0
        return share_1, share_2, share_3

    return stack_share_terms


def stack_rows(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``stack_rows`` for one kind of number."""
    fma, minimum = number.fma, number.minimum

    @compiled
    def stack_rows(c, p, x, e):
        """Return the rows of a plane.

        Returns: (rows).
        """
        hop_rate = c.hop_rate
        link = c.link
        q_metal = c.q_metal
        y = x.y
        y_below = x.y_below
        phi = x.phi
        phi_below = x.phi_below
        boost = e.boost
        ratio = e.ratio
        t_1 = 1.0 - y
        t_2 = minimum(0.0, y_below)
        t_3 = minimum(0.0, t_1)
        t_4 = fma(-t_2, t_3, y_below * t_1)
        t_5 = boost * fma(-5.0, fma(t_3, t_3, t_2 * t_2), t_4)
        t_6 = 1.0 - y_below
        t_7 = minimum(0.0, y)
        t_8 = minimum(0.0, t_6)
        t_9 = fma(-5.0, fma(t_8, t_8, t_7 * t_7), fma(-t_7, t_8, y * t_6))
        flux_rows = hop_rate * fma(-1.0 / boost, t_9, t_5)
        charge_rows = q_metal * ratio * phi
        displacement_rows = link * (phi - phi_below)
        rows_ = PlaneRows(flux_rows, displacement_rows, charge_rows)
        return rows_

    return stack_rows


def stack_kept(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``stack_kept`` for one kind of number."""
    fma, minimum, where = number.fma, number.minimum, number.where

    @compiled
    def stack_kept(c, p, x, e):
        """Return the rows, and what derivatives need.

        Returns: (rows, k).
        """
        hop_rate = c.hop_rate
        link = c.link
        q_metal = c.q_metal
        y = x.y
        y_below = x.y_below
        phi = x.phi
        phi_below = x.phi_below
        boost = e.boost
        share = e.share
        ratio = e.ratio
        t_1 = 1.0 / boost
        t_2 = 1.0 - y
        t_3 = minimum(0.0, y_below)
        t_4 = minimum(0.0, t_2)
        t_5 = fma(-t_3, t_4, y_below * t_2)
        t_6 = fma(-5.0, fma(t_4, t_4, t_3 * t_3), t_5)
        t_7 = 1.0 - y_below
        t_8 = minimum(0.0, y)
        t_9 = minimum(0.0, t_7)
        t_10 = fma(-5.0, fma(t_9, t_9, t_8 * t_8), fma(-t_8, t_9, y * t_7))
        flux_rate_k = fma(-t_1, t_10, boost * t_6)
        flux_rows = hop_rate * flux_rate_k
        t_11 = hop_rate * t_1
        t_12 = 5.0 * t_11
        t_13 = where(t_7 < 0.0, fma(t_11, t_8, 2.0 * (t_12 * t_9)), 0.0)
        t_14 = where(y < 0.0, fma(t_11, t_9, 2.0 * (t_12 * t_8)), 0.0)
        t_15 = hop_rate * boost
        t_16 = -5.0 * t_15
        t_17 = where(t_2 < 0.0, fma(-t_15, t_3, 2.0 * (t_16 * t_4)), 0.0)
        t_18 = fma(-t_15, t_4, 2.0 * (t_16 * t_3))
        t_19 = fma(t_15, t_2, -fma(-t_11, y, t_13))
        flux_left_k = t_19 + where(y_below < 0.0, t_18, 0.0)
        flux_right_k = fma(-t_11, t_7, t_14) - fma(t_15, y_below, t_17)
        t_20 = 0.5 * (hop_rate * t_10 * t_1)
        flux_force_k = fma(0.5, hop_rate * t_6 * boost, t_20)
        charge_rows = q_metal * ratio * phi
        displacement_rows = link * (phi - phi_below)
        rows_ = PlaneRows(flux_rows, displacement_rows, charge_rows)
        k_ = Kept(flux_left_k, flux_right_k, flux_force_k, flux_rate_k, share, ratio)
        return rows_, k_

    return stack_kept


def stack_linearized(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``stack_linearized`` for one kind of number."""
    fma, minimum, where = number.fma, number.minimum, number.where

    @compiled
    def stack_linearized(c, p, x, e):
        """Return the rows, what derivatives need, and derivatives by the unknowns.

        Returns: (rows, k, by).
        """
        z_e_kT = c.z_e_kT
        hop_rate = c.hop_rate
        omega = c.omega
        omega_step = c.omega_step
        kappa = c.kappa
        kappa_step_above = c.kappa_step_above
        kappa_step_below = c.kappa_step_below
        link = c.link
        q_metal = c.q_metal
        log_ratio = c.log_ratio
        y_steepness = c.y_steepness
        y = x.y
        y_below = x.y_below
        phi = x.phi
        phi_below = x.phi_below
        boost = e.boost
        share = e.share
        ratio = e.ratio
        t_1 = 1.0 / boost
        t_2 = 1.0 - y
        t_3 = minimum(0.0, y_below)
        t_4 = minimum(0.0, t_2)
        t_5 = fma(-t_3, t_4, y_below * t_2)
        t_6 = fma(-5.0, fma(t_4, t_4, t_3 * t_3), t_5)
        t_7 = 1.0 - y_below
        t_8 = minimum(0.0, y)
        t_9 = minimum(0.0, t_7)
        t_10 = fma(-5.0, fma(t_9, t_9, t_8 * t_8), fma(-t_8, t_9, y * t_7))
        flux_rate_k = fma(-t_1, t_10, boost * t_6)
        flux_rows = hop_rate * flux_rate_k
        t_11 = hop_rate * t_1
        t_12 = 5.0 * t_11
        t_13 = where(t_7 < 0.0, fma(t_11, t_8, 2.0 * (t_12 * t_9)), 0.0)
        t_14 = where(y < 0.0, fma(t_11, t_9, 2.0 * (t_12 * t_8)), 0.0)
        t_15 = hop_rate * boost
        t_16 = -5.0 * t_15
        t_17 = where(t_2 < 0.0, fma(-t_15, t_3, 2.0 * (t_16 * t_4)), 0.0)
        t_18 = fma(-t_15, t_4, 2.0 * (t_16 * t_3))
        t_19 = fma(t_15, t_2, -fma(-t_11, y, t_13))
        flux_left_k = t_19 + where(y_below < 0.0, t_18, 0.0)
        flux_right_k = fma(-t_11, t_7, t_14) - fma(t_15, y_below, t_17)
        t_20 = 0.5 * (hop_rate * t_10 * t_1)
        flux_force_k = fma(0.5, hop_rate * t_6 * boost, t_20)
        charge_phi_by = q_metal * ratio
        charge_rows = charge_phi_by * phi
        t_21 = phi * q_metal * ratio * (-2.0 * log_ratio)
        charge_y_by = t_21 * (share * (1.0 - share)) * y_steepness
        displacement_rows = link * (phi - phi_below)
        flux_phi_by = flux_force_k * z_e_kT
        flux_phi_below_by = -flux_phi_by
        t_22 = flux_force_k * kappa_step_below
        t_23 = flux_force_k * kappa_step_above
        t_24 = flux_force_k * kappa
        flux_y_above_by = t_23 + t_24
        flux_y_next_by = -t_22 - t_24
        t_25 = fma(-flux_force_k, 2.0 * omega_step, flux_left_k + t_22)
        t_26 = fma(-flux_force_k, 2.0 * omega, 3.0 * t_24)
        flux_y_below_by = t_25 + t_26
        flux_y_by = flux_right_k - t_23 - t_26
        displacement_phi_below_by = -link
        rows_ = PlaneRows(flux_rows, displacement_rows, charge_rows)
        k_ = Kept(flux_left_k, flux_right_k, flux_force_k, flux_rate_k, share, ratio)
        by_ = PlaneSlopes(
            flux_y_above_by, flux_y_by, flux_y_below_by, flux_y_next_by, flux_phi_by,
            flux_phi_below_by, link, displacement_phi_below_by, charge_y_by, charge_phi_by
        )  # fmt: skip
        return rows_, k_, by_

    return stack_linearized


def stack_pull(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``stack_pull`` for one kind of number."""
    fma = number.fma

    @compiled
    def stack_pull(c, p, x, k, v, by):
        """Return cotangents of unknowns and sums.

        Returns: (seen, sums, own).
        """
        z_e_kT = c.z_e_kT
        omega = c.omega
        omega_step = c.omega_step
        kappa = c.kappa
        kappa_step_above = c.kappa_step_above
        kappa_step_below = c.kappa_step_below
        link = c.link
        q_metal = c.q_metal
        log_ratio = c.log_ratio
        y_mid = c.y_mid
        y_steepness = c.y_steepness
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        flux_left = k.flux_left
        flux_right = k.flux_right
        flux_force = k.flux_force
        flux_rate = k.flux_rate
        share = k.share
        ratio = k.ratio
        v_flux = v.flux
        v_displacement = v.displacement
        v_charge = v.charge
        by_hop_rate = by.hop_rate
        by_z_e_kT = by.z_e_kT
        by_omega = by.omega
        by_kappa = by.kappa
        by_q_metal = by.q_metal
        by_log_ratio = by.log_ratio
        by_y_mid = by.y_mid
        by_y_steepness = by.y_steepness
        by_stern_coupling = by.stern_coupling
        by_stern_capacitance = by.stern_capacitance
        by_area_resistance = by.area_resistance
        by_plane_charge = by.plane_charge
        by_floor_rate = by.floor_rate
        by_b_exit = by.b_exit
        by_b_return = by.b_return
        by_b_dissolve = by.b_dissolve
        by_b_adsorb = by.b_adsorb
        by_alpha = by.alpha
        by_zeta = by.zeta
        by_s_max = by.s_max
        by_r_half = by.r_half
        by_leak_rate = by.leak_rate
        by_open_share = by.open_share
        by_leak_conductance = by.leak_conductance
        by_contact = by.contact
        t_1 = y_below - y
        t_2 = phi - phi_below
        t_3 = phi * q_metal * ratio
        t_4 = t_3 * (-2.0 * log_ratio) * (share * (1.0 - share))
        t_5 = v_charge * (t_4 * y_steepness)
        level_step_own = v_flux * flux_force
        t_6 = fma(level_step_own, z_e_kT, v_displacement * link)
        phi_seen = fma(v_charge, q_metal * ratio, t_6)
        phi_below_seen = -t_6
        t_7 = level_step_own * kappa_step_below
        t_8 = level_step_own * kappa_step_above
        t_9 = level_step_own * kappa
        y_above_seen = t_8 + t_9
        y_next_seen = -t_7 - t_9
        t_10 = fma(v_flux, flux_left, t_7)
        t_11 = fma(-level_step_own, 2.0 * omega_step, t_10)
        t_12 = fma(-level_step_own, 2.0 * omega, 3.0 * t_9)
        y_below_seen = t_11 + t_12
        y_seen = fma(v_flux, flux_right, t_5) - t_8 - t_12
        z_e_kT_sums = fma(level_step_own, t_2, by_z_e_kT)
        link_own = v_displacement * t_2
        q_metal_own = v_charge * (phi * ratio)
        log_ratio_own = v_charge * (-2.0 * (t_3 * share))
        y_mid_own = -t_5
        y_steepness_own = v_charge * (t_4 * (y - y_mid))
        hop_rate_own = v_flux * flux_rate
        kappa_step_below_own = -level_step_own * (y_next - y_below)
        kappa_step_above_own = -level_step_own * (y - y_above)
        t_13 = level_step_own * (fma(-3.0, t_1, y_next) - y_above)
        kappa_own = -t_13
        omega_step_own = -2.0 * (level_step_own * y_below)
        omega_own = -2.0 * (level_step_own * t_1)
        seen_ = Window(y_above_seen, y_seen, y_below_seen, y_next_seen, phi_seen, phi_below_seen)
        sums_ = FilmParameters(
            by_hop_rate, z_e_kT_sums, by_omega, by_kappa, by_q_metal, by_log_ratio, by_y_mid,
            by_y_steepness, by_stern_coupling, by_stern_capacitance, by_area_resistance,
            by_plane_charge, by_floor_rate, by_b_exit, by_b_return, by_b_dissolve, by_b_adsorb,
            by_alpha, by_zeta, by_s_max, by_r_half, by_leak_rate, by_open_share,
            by_leak_conductance, by_contact
        )  # fmt: skip
        own_ = PlaneCoefficients(
            0.0, hop_rate_own, level_step_own, omega_own, omega_step_own, kappa_own,
            kappa_step_above_own, kappa_step_below_own, link_own, q_metal_own, log_ratio_own,
            y_mid_own, y_steepness_own
        )  # fmt: skip
        return seen_, sums_, own_

    return stack_pull


def stack_bend(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``stack_bend`` for one kind of number."""
    fma, minimum, where = number.fma, number.minimum, number.where

    @compiled
    def stack_bend(c, p, x, e, k, of_flux, of_field, of_charge, by):
        """Return cotangents of the rows' derivatives along directions, one each.

        Returns: (seen, sums, own).
        """
        z_e_kT = c.z_e_kT
        hop_rate = c.hop_rate
        omega = c.omega
        omega_step = c.omega_step
        kappa = c.kappa
        kappa_step_above = c.kappa_step_above
        kappa_step_below = c.kappa_step_below
        q_metal = c.q_metal
        log_ratio = c.log_ratio
        y_mid = c.y_mid
        y_steepness = c.y_steepness
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        boost = e.boost
        share = e.share
        ratio = e.ratio
        flux_force = k.flux_force
        f_y_above = of_flux.y_above
        f_y = of_flux.y
        f_y_below = of_flux.y_below
        f_y_next = of_flux.y_next
        f_phi = of_flux.phi
        f_phi_below = of_flux.phi_below
        d_phi = of_field.phi
        d_phi_below = of_field.phi_below
        c_y = of_charge.y
        c_phi = of_charge.phi
        by_hop_rate = by.hop_rate
        by_z_e_kT = by.z_e_kT
        by_omega = by.omega
        by_kappa = by.kappa
        by_q_metal = by.q_metal
        by_log_ratio = by.log_ratio
        by_y_mid = by.y_mid
        by_y_steepness = by.y_steepness
        by_stern_coupling = by.stern_coupling
        by_stern_capacitance = by.stern_capacitance
        by_area_resistance = by.area_resistance
        by_plane_charge = by.plane_charge
        by_floor_rate = by.floor_rate
        by_b_exit = by.b_exit
        by_b_return = by.b_return
        by_b_dissolve = by.b_dissolve
        by_b_adsorb = by.b_adsorb
        by_alpha = by.alpha
        by_zeta = by.zeta
        by_s_max = by.s_max
        by_r_half = by.r_half
        by_leak_rate = by.leak_rate
        by_open_share = by.open_share
        by_leak_conductance = by.leak_conductance
        by_contact = by.contact
        t_1 = y_below - y
        t_2 = 2.0 * omega
        t_3 = 2.0 * omega_step
        t_4 = y - y_mid
        t_5 = -2.0 * log_ratio
        t_6 = 1.0 / boost
        t_7 = 1.0 - y
        t_8 = minimum(0.0, y_below)
        t_9 = minimum(0.0, t_7)
        t_10 = fma(-t_8, t_9, y_below * t_7)
        t_11 = fma(-5.0, fma(t_9, t_9, t_8 * t_8), t_10)
        t_12 = 1.0 - y_below
        t_13 = minimum(0.0, y)
        t_14 = minimum(0.0, t_12)
        t_15 = fma(t_14, t_14, t_13 * t_13)
        t_16 = fma(-5.0, t_15, fma(-t_13, t_14, y * t_12))
        t_17 = hop_rate * t_6
        t_18 = 5.0 * t_17
        t_19 = t_12 < 0.0
        t_20 = y < 0.0
        t_21 = hop_rate * boost
        t_22 = -5.0 * t_21
        t_23 = t_7 < 0.0
        t_24 = y_below < 0.0
        t_25 = where(t_24, 1.0, 0.0)
        t_26 = 2.0 * t_25
        t_27 = fma(-5.0, t_26 * t_8, fma(-t_25, t_9, t_7))
        t_28 = where(t_19, -1.0, 0.0)
        t_29 = 2.0 * t_28
        t_30 = fma(5.0, t_29 * t_14, fma(t_28, t_13, y))
        flux_left_left = where(t_24, t_26 * t_22, 0.0) - where(t_19, t_29 * t_18, 0.0)
        t_31 = t_21 + where(t_23, -t_25 * t_21, 0.0)
        flux_left_right = t_17 + where(t_20, t_28 * t_17, 0.0) - t_31
        t_32 = -0.5 * (t_30 * hop_rate * t_6)
        flux_left_force = fma(0.5, t_27 * hop_rate * boost, t_32)
        t_33 = where(t_23, -1.0, 0.0)
        t_34 = 2.0 * t_33
        t_35 = fma(-5.0, t_34 * t_9, fma(-t_33, t_8, -y_below))
        t_36 = where(t_20, 1.0, 0.0)
        t_37 = 2.0 * t_36
        t_38 = fma(5.0, t_37 * t_13, fma(t_36, t_14, -t_12))
        flux_right_right = where(t_20, t_37 * t_18, 0.0) - where(t_23, t_34 * t_22, 0.0)
        t_39 = -0.5 * (t_38 * hop_rate * t_6)
        flux_right_force = fma(0.5, t_35 * hop_rate * boost, t_39)
        t_40 = -0.5 * (0.5 * (hop_rate * t_16) * t_6)
        flux_force_force = fma(0.5, 0.5 * (hop_rate * t_11) * boost, t_40)
        charge_phi = q_metal * ratio
        t_41 = phi * q_metal
        t_42 = t_41 * ratio
        t_43 = t_42 * t_5
        t_44 = 1.0 - share
        t_45 = share * t_44
        t_46 = y_steepness * t_45
        t_47 = y_steepness * t_43
        t_48 = t_46 * t_5
        t_49 = t_48 * ratio
        charge_y_phi = t_49 * q_metal
        t_50 = t_48 * t_41 * ratio
        t_51 = fma(t_50, t_5, fma(-t_47, share, t_47 * t_44))
        t_52 = t_51 * t_45
        t_53 = charge_phi * t_5 * t_45
        t_54 = f_y_below - f_y
        t_55 = fma(-3.0, t_54, f_y_next) - f_y_above
        t_56 = fma(-t_55, kappa, fma(-f_y_below, t_3, -t_54 * t_2))
        t_57 = f_y - f_y_above
        t_58 = f_y_next - f_y_below
        t_59 = fma(-t_57, kappa_step_above, t_56)
        t_60 = f_phi - f_phi_below
        t_61 = fma(t_60, z_e_kT, fma(-t_58, kappa_step_below, t_59))
        link_own = d_phi - d_phi_below
        t_62 = c_y * (t_52 * y_steepness)
        t_63 = fma(t_61, flux_right_force, fma(c_phi, charge_y_phi, t_62))
        t_64 = fma(f_y, flux_left_right, t_61 * flux_left_force)
        t_65 = fma(f_y, flux_right_force, t_61 * flux_force_force)
        t_66 = fma(f_y, flux_right_right, t_63)
        level_step_own = fma(f_y_below, flux_left_force, t_65)
        t_67 = fma(level_step_own, phi - phi_below, flux_force * t_60)
        t_68 = level_step_own * z_e_kT
        phi_seen = fma(c_y, charge_y_phi, t_68)
        phi_below_seen = -t_68
        t_69 = level_step_own * kappa_step_below
        t_70 = fma(f_y_below, flux_left_left, t_64) + t_69
        t_71 = level_step_own * kappa_step_above
        t_72 = fma(f_y_below, flux_left_right, t_66) - t_71
        t_73 = level_step_own * kappa
        y_above_seen = t_71 + t_73
        y_next_seen = -t_69 - t_73
        t_74 = fma(-level_step_own, t_2, 3.0 * t_73)
        y_below_seen = fma(-level_step_own, t_3, t_70) + t_74
        y_seen = t_72 - t_74
        z_e_kT_sums = by_z_e_kT + t_67
        t_75 = c_y * (-2.0 * fma(t_50, share, t_46 * t_42))
        q_metal_own = fma(c_phi, ratio, c_y * (t_49 * phi))
        log_ratio_own = fma(c_phi, -2.0 * (charge_phi * share), t_75)
        y_mid_own = fma(-c_phi, t_53 * y_steepness, -t_62)
        y_steepness_own = fma(c_phi, t_53 * t_4, c_y * fma(t_52, t_4, t_43 * t_45))
        t_76 = t_61 * fma(0.5 * t_6, t_16, 0.5 * boost * t_11)
        t_77 = fma(f_y, fma(t_38, t_6, t_35 * boost), t_76)
        hop_rate_own = fma(f_y_below, fma(t_30, t_6, t_27 * boost), t_77)
        kappa_step_below_own = fma(-level_step_own, y_next - y_below, -flux_force * t_58)
        kappa_step_above_own = fma(-level_step_own, y - y_above, -flux_force * t_57)
        t_78 = fma(-3.0, t_1, y_next) - y_above
        kappa_own = fma(-level_step_own, t_78, -flux_force * t_55)
        t_79 = fma(-level_step_own, y_below, -flux_force * f_y_below)
        omega_step_own = 2.0 * t_79
        t_80 = fma(-level_step_own, t_1, -flux_force * t_54)
        omega_own = 2.0 * t_80
        seen_ = Window(y_above_seen, y_seen, y_below_seen, y_next_seen, phi_seen, phi_below_seen)
        sums_ = FilmParameters(
            by_hop_rate, z_e_kT_sums, by_omega, by_kappa, by_q_metal, by_log_ratio, by_y_mid,
            by_y_steepness, by_stern_coupling, by_stern_capacitance, by_area_resistance,
            by_plane_charge, by_floor_rate, by_b_exit, by_b_return, by_b_dissolve, by_b_adsorb,
            by_alpha, by_zeta, by_s_max, by_r_half, by_leak_rate, by_open_share,
            by_leak_conductance, by_contact
        )  # fmt: skip
        own_ = PlaneCoefficients(
            0.0, hop_rate_own, level_step_own, omega_own, omega_step_own, kappa_own,
            kappa_step_above_own, kappa_step_below_own, link_own, q_metal_own, log_ratio_own,
            y_mid_own, y_steepness_own
        )  # fmt: skip
        return seen_, sums_, own_

    return stack_bend


def stack_bent(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``stack_bent`` for one kind of number."""
    fma, minimum, where = number.fma, number.minimum, number.where

    @compiled
    def stack_bent(c, p, x, e, k, d, d_p, d_c):
        """Return the changes of derivatives along d.

        Returns: (bent).
        """
        z_e_kT = c.z_e_kT
        hop_rate = c.hop_rate
        omega = c.omega
        omega_step = c.omega_step
        kappa = c.kappa
        kappa_step_above = c.kappa_step_above
        kappa_step_below = c.kappa_step_below
        q_metal = c.q_metal
        log_ratio = c.log_ratio
        y_mid = c.y_mid
        y_steepness = c.y_steepness
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        boost = e.boost
        share = e.share
        ratio = e.ratio
        d_y_above = d.y_above
        d_y = d.y
        d_y_below = d.y_below
        d_y_next = d.y_next
        d_phi = d.phi
        d_phi_below = d.phi_below
        d_c_z_e_kT = d_c.z_e_kT
        d_c_hop_rate = d_c.hop_rate
        d_c_level_step = d_c.level_step
        d_c_omega = d_c.omega
        d_c_omega_step = d_c.omega_step
        d_c_kappa = d_c.kappa
        d_c_kappa_step_above = d_c.kappa_step_above
        d_c_kappa_step_below = d_c.kappa_step_below
        d_c_q_metal = d_c.q_metal
        d_c_log_ratio = d_c.log_ratio
        d_c_y_mid = d_c.y_mid
        d_c_y_steepness = d_c.y_steepness
        t_1 = y_below - y
        t_2 = y - y_mid
        t_3 = -2.0 * log_ratio
        t_4 = 1.0 / boost
        t_5 = 1.0 - y
        t_6 = minimum(0.0, y_below)
        t_7 = minimum(0.0, t_5)
        t_8 = fma(-t_6, t_7, y_below * t_5)
        t_9 = fma(-5.0, fma(t_7, t_7, t_6 * t_6), t_8)
        t_10 = 1.0 - y_below
        t_11 = minimum(0.0, y)
        t_12 = minimum(0.0, t_10)
        t_13 = fma(t_12, t_12, t_11 * t_11)
        t_14 = fma(-5.0, t_13, fma(-t_11, t_12, y * t_10))
        t_15 = hop_rate * t_4
        t_16 = 5.0 * t_15
        t_17 = t_10 < 0.0
        t_18 = y < 0.0
        t_19 = hop_rate * boost
        t_20 = -5.0 * t_19
        t_21 = t_5 < 0.0
        t_22 = y_below < 0.0
        t_23 = where(t_22, 1.0, 0.0)
        t_24 = 2.0 * t_23
        t_25 = fma(-5.0, t_24 * t_6, fma(-t_23, t_7, t_5))
        t_26 = where(t_17, -1.0, 0.0)
        t_27 = 2.0 * t_26
        t_28 = fma(5.0, t_27 * t_12, fma(t_26, t_11, y))
        flux_left_left = where(t_22, t_24 * t_20, 0.0) - where(t_17, t_27 * t_16, 0.0)
        t_29 = t_19 + where(t_21, -t_23 * t_19, 0.0)
        flux_left_right = t_15 + where(t_18, t_26 * t_15, 0.0) - t_29
        t_30 = -0.5 * (t_28 * hop_rate * t_4)
        flux_left_force = fma(0.5, t_25 * hop_rate * boost, t_30)
        t_31 = where(t_21, -1.0, 0.0)
        t_32 = 2.0 * t_31
        t_33 = fma(-5.0, t_32 * t_7, fma(-t_31, t_6, -y_below))
        t_34 = where(t_18, 1.0, 0.0)
        t_35 = 2.0 * t_34
        t_36 = fma(5.0, t_35 * t_11, fma(t_34, t_12, -t_10))
        flux_right_right = where(t_18, t_35 * t_16, 0.0) - where(t_21, t_32 * t_20, 0.0)
        t_37 = -0.5 * (t_36 * hop_rate * t_4)
        flux_right_force = fma(0.5, t_33 * hop_rate * boost, t_37)
        t_38 = -0.5 * (0.5 * (hop_rate * t_14) * t_4)
        flux_force_force = fma(0.5, 0.5 * (hop_rate * t_9) * boost, t_38)
        charge_phi = q_metal * ratio
        t_39 = phi * q_metal
        t_40 = t_39 * ratio
        t_41 = t_40 * t_3
        t_42 = 1.0 - share
        t_43 = share * t_42
        t_44 = y_steepness * t_43
        t_45 = y_steepness * t_41
        t_46 = t_44 * t_3
        t_47 = t_46 * ratio
        charge_y_phi = t_47 * q_metal
        t_48 = t_46 * t_39 * ratio
        t_49 = fma(t_48, t_3, fma(-t_45, share, t_45 * t_42))
        t_50 = t_49 * t_43
        charge_y_y = t_50 * y_steepness
        t_51 = charge_phi * t_3 * t_43
        t_52 = d_y_below - d_y
        t_53 = fma(t_52, 2.0 * omega, 2.0 * d_c_omega * t_1)
        t_54 = 2.0 * d_c_omega_step * y_below
        t_55 = fma(d_y_below, 2.0 * omega_step, t_54)
        t_56 = d_c_kappa * (fma(-3.0, t_1, y_next) - y_above)
        t_57 = fma(fma(-3.0, t_52, d_y_next) - d_y_above, kappa, t_56)
        t_58 = d_c_kappa_step_above * (y - y_above)
        t_59 = fma(d_y - d_y_above, kappa_step_above, t_58)
        t_60 = d_c_level_step - t_53 - t_55 - t_57 - t_59
        t_61 = d_c_kappa_step_below * (y_next - y_below)
        t_62 = fma(d_y_next - d_y_below, kappa_step_below, t_61)
        t_63 = d_c_z_e_kT * (phi - phi_below)
        t_64 = t_60 - t_62 + fma(d_phi - d_phi_below, z_e_kT, t_63)
        t_65 = fma(d_y, flux_left_right, d_y_below * flux_left_left)
        t_66 = fma(t_64, flux_left_force, t_65)
        bent_left_bent = fma(d_c_hop_rate, fma(t_28, t_4, t_25 * boost), t_66)
        t_67 = fma(d_y, flux_right_right, d_y_below * flux_left_right)
        t_68 = fma(t_64, flux_right_force, t_67)
        bent_right_bent = fma(d_c_hop_rate, fma(t_36, t_4, t_33 * boost), t_68)
        t_69 = fma(d_y, flux_right_force, d_y_below * flux_left_force)
        flux_force_rate = fma(0.5 * t_4, t_14, 0.5 * boost * t_9)
        t_70 = fma(t_64, flux_force_force, t_69)
        bent_force_bent = fma(d_c_hop_rate, flux_force_rate, t_70)
        t_71 = fma(d_phi, charge_y_phi, d_y * charge_y_y)
        charge_y_log_ratio = -2.0 * fma(t_48, share, t_44 * t_40)
        t_72 = fma(d_c_q_metal, t_47 * phi, t_71)
        t_73 = fma(d_c_log_ratio, charge_y_log_ratio, t_72)
        t_74 = fma(-d_c_y_mid, charge_y_y, t_73)
        bent_y_bent = fma(d_c_y_steepness, fma(t_50, t_2, t_41 * t_43), t_74)
        t_75 = fma(d_c_q_metal, ratio, d_y * charge_y_phi)
        t_76 = fma(d_c_log_ratio, -2.0 * (charge_phi * share), t_75)
        t_77 = fma(-d_c_y_mid, t_51 * y_steepness, t_76)
        bent_phi_bent = fma(d_c_y_steepness, t_51 * t_2, t_77)
        bent_ = Bent(bent_left_bent, bent_right_bent, bent_force_bent, bent_y_bent, bent_phi_bent)
        return bent_

    return stack_bent


def stack_push(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``stack_push`` for one kind of number."""
    fma = number.fma

    @compiled
    def stack_push(c, p, x, k, d, d_p, d_c):
        """Return the changes of the rows along d.

        Returns: (rows).
        """
        z_e_kT = c.z_e_kT
        omega = c.omega
        omega_step = c.omega_step
        kappa = c.kappa
        kappa_step_above = c.kappa_step_above
        kappa_step_below = c.kappa_step_below
        link = c.link
        q_metal = c.q_metal
        log_ratio = c.log_ratio
        y_mid = c.y_mid
        y_steepness = c.y_steepness
        y_above = x.y_above
        y = x.y
        y_below = x.y_below
        y_next = x.y_next
        phi = x.phi
        phi_below = x.phi_below
        flux_left = k.flux_left
        flux_right = k.flux_right
        flux_force = k.flux_force
        flux_rate = k.flux_rate
        share = k.share
        ratio = k.ratio
        d_y_above = d.y_above
        d_y = d.y
        d_y_below = d.y_below
        d_y_next = d.y_next
        d_phi = d.phi
        d_phi_below = d.phi_below
        d_c_z_e_kT = d_c.z_e_kT
        d_c_hop_rate = d_c.hop_rate
        d_c_level_step = d_c.level_step
        d_c_omega = d_c.omega
        d_c_omega_step = d_c.omega_step
        d_c_kappa = d_c.kappa
        d_c_kappa_step_above = d_c.kappa_step_above
        d_c_kappa_step_below = d_c.kappa_step_below
        d_c_link = d_c.link
        d_c_q_metal = d_c.q_metal
        d_c_log_ratio = d_c.log_ratio
        d_c_y_mid = d_c.y_mid
        d_c_y_steepness = d_c.y_steepness
        t_1 = y_below - y
        t_2 = phi - phi_below
        t_3 = phi * q_metal * ratio
        t_4 = t_3 * (-2.0 * log_ratio) * (share * (1.0 - share))
        charge_y = t_4 * y_steepness
        t_5 = d_phi - d_phi_below
        t_6 = d_y_below - d_y
        t_7 = fma(t_6, 2.0 * omega, 2.0 * d_c_omega * t_1)
        t_8 = 2.0 * d_c_omega_step * y_below
        t_9 = d_c_level_step - t_7 - fma(d_y_below, 2.0 * omega_step, t_8)
        t_10 = d_c_kappa * (fma(-3.0, t_1, y_next) - y_above)
        t_11 = fma(fma(-3.0, t_6, d_y_next) - d_y_above, kappa, t_10)
        t_12 = d_c_kappa_step_above * (y - y_above)
        t_13 = fma(d_y - d_y_above, kappa_step_above, t_12)
        t_14 = d_c_kappa_step_below * (y_next - y_below)
        t_15 = fma(d_y_next - d_y_below, kappa_step_below, t_14)
        t_16 = t_9 - t_11 - t_13 - t_15 + fma(t_5, z_e_kT, d_c_z_e_kT * t_2)
        t_17 = fma(d_y, flux_right, d_y_below * flux_left)
        flux_rows = fma(d_c_hop_rate, flux_rate, fma(t_16, flux_force, t_17))
        displacement_rows = fma(t_5, link, d_c_link * t_2)
        t_18 = fma(d_phi, q_metal * ratio, d_y * charge_y)
        t_19 = fma(d_c_q_metal, phi * ratio, t_18)
        t_20 = fma(d_c_log_ratio, -2.0 * (t_3 * share), t_19)
        t_21 = fma(-d_c_y_mid, charge_y, t_20)
        charge_rows = fma(d_c_y_steepness, t_4 * (y - y_mid), t_21)
        rows_ = PlaneRows(flux_rows, displacement_rows, charge_rows)
        return rows_

    return stack_push


def stack_turn(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``stack_turn`` for one kind of number."""
    fma = number.fma

    @compiled
    def stack_turn(c, p, k, u, bent, d_p, d_c):
        """Return the changes along d of the derivatives of the rows along u.

        Returns: (rows).
        """
        z_e_kT = c.z_e_kT
        omega = c.omega
        omega_step = c.omega_step
        kappa = c.kappa
        kappa_step_above = c.kappa_step_above
        kappa_step_below = c.kappa_step_below
        flux_force = k.flux_force
        u_y_above = u.y_above
        u_y = u.y
        u_y_below = u.y_below
        u_y_next = u.y_next
        u_phi = u.phi
        u_phi_below = u.phi_below
        bent_left = bent.bent_left
        bent_right = bent.bent_right
        bent_force = bent.bent_force
        bent_y = bent.bent_y
        bent_phi = bent.bent_phi
        d_c_z_e_kT = d_c.z_e_kT
        d_c_omega = d_c.omega
        d_c_omega_step = d_c.omega_step
        d_c_kappa = d_c.kappa
        d_c_kappa_step_above = d_c.kappa_step_above
        d_c_kappa_step_below = d_c.kappa_step_below
        d_c_link = d_c.link
        t_1 = u_y_below - u_y
        t_2 = fma(-u_y_below, 2.0 * omega_step, -t_1 * (2.0 * omega))
        t_3 = fma(-3.0, t_1, u_y_next) - u_y_above
        t_4 = u_y - u_y_above
        t_5 = fma(-t_4, kappa_step_above, fma(-t_3, kappa, t_2))
        t_6 = u_y_next - u_y_below
        t_7 = u_phi - u_phi_below
        t_8 = fma(t_7, z_e_kT, fma(-t_6, kappa_step_below, t_5))
        t_9 = fma(-2.0 * d_c_omega_step, u_y_below, -2.0 * d_c_omega * t_1)
        t_10 = fma(-d_c_kappa_step_above, t_4, fma(-d_c_kappa, t_3, t_9))
        t_11 = fma(d_c_z_e_kT, t_7, fma(-d_c_kappa_step_below, t_6, t_10))
        t_12 = fma(bent_right, u_y, bent_left * u_y_below)
        flux_rows = t_12 + fma(bent_force, t_8, t_11 * flux_force)
        displacement_rows = d_c_link * t_7
        charge_rows = fma(bent_phi, u_phi, bent_y * u_y)
        rows_ = PlaneRows(flux_rows, displacement_rows, charge_rows)
        return rows_

    return stack_turn
