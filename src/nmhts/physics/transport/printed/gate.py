"""The gate of a film, and its derivatives.

Every function is made by a factory, from a number module and a decorator.
Changes made here are lost. The file is written by

    python -m nmhts.numerics.tracing.files nmhts.physics.transport.printing
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from nmhts.physics.transport.gate_law import GateRows, GateState
from nmhts.physics.transport.state import FilmParameters


def gate_rows(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``gate_rows`` for one kind of number."""
    exp, fma, maximum, minimum = number.exp, number.fma, number.maximum, number.minimum

    @compiled
    def gate_rows(p, x):
        """Return the rows of the gate.

        Returns: (rows).
        """
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
        r = x.r
        s = x.s
        drop = x.drop
        y = x.y
        phi = x.phi
        y_below = x.y_below
        voltage = x.voltage
        t_1 = s / s_max
        t_2 = fma(-kappa, y_below - y, omega * fma(-2.0, y, 1.0))
        t_3 = 0.5 * t_2
        t_4 = z_e_kT * zeta * drop
        t_5 = 1.0 - alpha
        t_6 = floor_rate * open_share
        t_7 = -fma(-alpha, t_4, b_exit - t_3)
        t_8 = -fma(t_5, t_4, b_return + t_3)
        t_9 = maximum(0.0, maximum(t_7, t_8))
        t_10 = exp(t_7 - t_9)
        t_11 = exp(t_8 - t_9)
        t_12 = 1.0 / (exp(-t_9) + t_10 + t_11)
        t_13 = 1.0 - t_1
        t_14 = minimum(y, 0.0)
        t_15 = minimum(t_13, 0.0)
        t_16 = t_15 * t_15
        t_17 = fma(-5.0, fma(t_14, t_14, t_16), fma(-t_14, t_15, y * t_13))
        t_18 = 1.0 - y
        t_19 = minimum(t_1, 0.0)
        t_20 = minimum(t_18, 0.0)
        t_21 = fma(t_20, t_20, t_19 * t_19)
        t_22 = fma(-5.0, t_21, fma(-t_19, t_20, t_1 * t_18))
        exit_rows = fma(-t_6 * (t_11 * t_12), t_22, t_6 * (t_10 * t_12) * t_17)
        t_23 = phi + drop
        t_24 = (-voltage - t_23) / (area_resistance * stern_capacitance)
        t_25 = r / (r + r_half)
        t_26 = z_e_kT * (1.0 - zeta) * drop
        t_27 = -fma(-alpha, t_26, b_dissolve)
        t_28 = -fma(t_5, t_26, b_adsorb)
        t_29 = maximum(0.0, maximum(t_27, t_28))
        t_30 = exp(t_27 - t_29)
        t_31 = exp(t_28 - t_29)
        t_32 = 1.0 / (exp(-t_29) + t_30 + t_31)
        t_33 = minimum(t_25, 0.0)
        t_34 = fma(-t_33, t_15, t_25 * t_13)
        t_35 = fma(-5.0, fma(t_33, t_33, t_16), t_34)
        t_36 = floor_rate * (t_30 * t_32) * t_1
        dissolution_rows = fma(-floor_rate * (t_31 * t_32), t_35, t_36)
        loss_rows = leak_rate * r
        t_37 = fma(-leak_conductance / stern_capacitance, t_23, t_24)
        charging_rows = fma(-plane_charge / stern_capacitance, exit_rows, t_37)
        displacement_rows = stern_coupling * drop
        rows_ = GateRows(exit_rows, dissolution_rows, loss_rows, charging_rows, displacement_rows)
        return rows_

    return gate_rows


def gate_linearized(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``gate_linearized`` for one kind of number."""
    exp, fma, maximum, minimum, where = number.exp, number.fma, number.maximum, number.minimum, number.where

    @compiled
    def gate_linearized(p, x):
        """Return the rows of the gate, and their derivatives by what it sees.

        Returns: (rows, exit, dissolution, loss, charging, displacement).
        """
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
        r = x.r
        s = x.s
        drop = x.drop
        y = x.y
        phi = x.phi
        y_below = x.y_below
        voltage = x.voltage
        t_1 = s / s_max
        t_2 = fma(-kappa, y_below - y, omega * fma(-2.0, y, 1.0))
        t_3 = 0.5 * t_2
        t_4 = z_e_kT * zeta
        t_5 = t_4 * drop
        t_6 = 1.0 - alpha
        t_7 = floor_rate * open_share
        t_8 = -fma(-alpha, t_5, b_exit - t_3)
        t_9 = -fma(t_6, t_5, b_return + t_3)
        t_10 = maximum(0.0, maximum(t_8, t_9))
        t_11 = exp(t_8 - t_10)
        t_12 = exp(t_9 - t_10)
        t_13 = 1.0 / (exp(-t_10) + t_11 + t_12)
        t_14 = t_7 * (t_11 * t_13)
        t_15 = t_7 * (t_12 * t_13)
        t_16 = 1.0 - t_1
        t_17 = minimum(y, 0.0)
        t_18 = minimum(t_16, 0.0)
        t_19 = t_18 * t_18
        t_20 = fma(-5.0, fma(t_17, t_17, t_19), fma(-t_17, t_18, y * t_16))
        t_21 = 1.0 - y
        t_22 = minimum(t_1, 0.0)
        t_23 = minimum(t_21, 0.0)
        t_24 = fma(t_23, t_23, t_22 * t_22)
        t_25 = fma(-5.0, t_24, fma(-t_22, t_23, t_1 * t_21))
        exit_rows = fma(-t_15, t_25, t_14 * t_20)
        t_26 = phi + drop
        t_27 = area_resistance * stern_capacitance
        t_28 = leak_conductance / stern_capacitance
        t_29 = plane_charge / stern_capacitance
        t_30 = r + r_half
        t_31 = r / t_30
        t_32 = z_e_kT * (1.0 - zeta)
        t_33 = t_32 * drop
        t_34 = -fma(-alpha, t_33, b_dissolve)
        t_35 = -fma(t_6, t_33, b_adsorb)
        t_36 = maximum(0.0, maximum(t_34, t_35))
        t_37 = exp(t_34 - t_36)
        t_38 = exp(t_35 - t_36)
        t_39 = 1.0 / (exp(-t_36) + t_37 + t_38)
        t_40 = floor_rate * (t_37 * t_39)
        t_41 = floor_rate * (t_38 * t_39)
        t_42 = minimum(t_31, 0.0)
        t_43 = fma(-t_42, t_18, t_31 * t_16)
        t_44 = fma(-5.0, fma(t_42, t_42, t_19), t_43)
        dissolution_rows = fma(-t_41, t_44, t_40 * t_1)
        loss_rows = leak_rate * r
        t_45 = fma(-t_28, t_26, (-voltage - t_26) / t_27)
        charging_rows = fma(-t_29, exit_rows, t_45)
        displacement_rows = stern_coupling * drop
        t_46 = 5.0 * t_15
        t_47 = t_21 < 0.0
        t_48 = where(t_47, fma(t_15, t_22, 2.0 * (t_46 * t_23)), 0.0)
        t_49 = t_1 < 0.0
        t_50 = where(t_49, fma(t_15, t_23, 2.0 * (t_46 * t_22)), 0.0)
        t_51 = -5.0 * t_14
        t_52 = t_16 < 0.0
        t_53 = where(t_52, fma(-t_14, t_17, 2.0 * (t_51 * t_18)), 0.0)
        t_54 = y < 0.0
        t_55 = where(t_54, fma(-t_14, t_18, 2.0 * (t_51 * t_17)), 0.0)
        t_56 = fma(t_14, t_16, -fma(-t_15, t_1, t_48)) + t_55
        t_57 = fma(-t_15, t_21, t_50) - fma(t_14, y, t_53)
        t_58 = t_25 * t_7
        t_59 = t_20 * t_7
        t_60 = fma(-t_58, t_12, t_59 * t_11) * t_13 * t_13
        t_61 = (-t_58 * t_13 - t_60) * t_12
        t_62 = fma(t_59, t_13, -t_60) * t_11
        t_63 = t_62 - t_61
        drop_exit = fma(-t_61, t_6, t_62 * alpha) * t_4
        y_below_exit = -0.5 * t_63 * kappa
        y_exit = fma(-2.0, 0.5 * t_63 * omega, t_56 - y_below_exit)
        t_64 = 1.0 / s_max
        s_exit = t_57 * t_64
        t_65 = 5.0 * t_41
        t_66 = where(t_31 < 0.0, fma(t_41, t_18, 2.0 * (t_65 * t_42)), 0.0)
        t_67 = t_44 * floor_rate
        t_68 = t_1 * floor_rate
        t_69 = fma(-t_67, t_38, t_68 * t_37) * t_39 * t_39
        t_70 = fma(t_68, t_39, -t_69) * t_37 * alpha
        t_71 = fma(-(-t_67 * t_39 - t_69) * t_38, t_6, t_70)
        drop_dissolution = t_71 * t_32
        t_72 = fma(-t_41, t_16, t_66) * (1.0 / t_30)
        r_dissolution = fma(-t_72, t_31, t_72)
        t_73 = t_65 * t_18
        t_74 = where(t_52, fma(t_41, t_42, t_73) + t_73, 0.0)
        s_dissolution = (t_40 - fma(-t_41, t_31, t_74)) * t_64
        voltage_charging = -1.0 / t_27
        phi_charging = voltage_charging - t_28
        t_75 = t_29 * t_15
        t_76 = -5.0 * t_75
        t_77 = where(t_47, fma(-t_75, t_22, 2.0 * (t_76 * t_23)), 0.0)
        t_78 = where(t_49, fma(-t_75, t_23, 2.0 * (t_76 * t_22)), 0.0)
        t_79 = t_29 * t_14
        t_80 = 5.0 * t_79
        t_81 = where(t_52, fma(t_79, t_17, 2.0 * (t_80 * t_18)), 0.0)
        t_82 = where(t_54, fma(t_79, t_18, 2.0 * (t_80 * t_17)), 0.0)
        t_83 = fma(-t_79, t_16, -fma(t_75, t_1, t_77)) + t_82
        t_84 = fma(t_75, t_21, t_78) - fma(-t_79, y, t_81)
        t_85 = t_29 * t_25 * t_7
        t_86 = t_29 * t_20 * t_7
        t_87 = fma(-t_86, t_11, t_85 * t_12) * t_13 * t_13
        t_88 = fma(t_85, t_13, -t_87) * t_12
        t_89 = (-t_86 * t_13 - t_87) * t_11
        t_90 = t_89 - t_88
        drop_charging = fma(fma(-t_88, t_6, t_89 * alpha), t_4, phi_charging)
        y_below_charging = -0.5 * t_90 * kappa
        y_charging = fma(-2.0, 0.5 * t_90 * omega, t_83 - y_below_charging)
        s_charging = t_84 * t_64
        rows_ = GateRows(exit_rows, dissolution_rows, loss_rows, charging_rows, displacement_rows)
        exit_ = GateState(0.0, s_exit, drop_exit, y_exit, 0.0, y_below_exit, 0.0)
        dissolution_ = GateState(r_dissolution, s_dissolution, drop_dissolution, 0.0, 0.0, 0.0, 0.0)
        loss_ = GateState(leak_rate, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        charging_ = GateState(
            0.0, s_charging, drop_charging, y_charging, phi_charging, y_below_charging,
            voltage_charging
        )  # fmt: skip
        displacement_ = GateState(0.0, 0.0, stern_coupling, 0.0, 0.0, 0.0, 0.0)
        return rows_, exit_, dissolution_, loss_, charging_, displacement_

    return gate_linearized


def gate_drive(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``gate_drive`` for one kind of number."""

    @compiled
    def gate_drive(p, x, rise):
        """Return the change of the charging with the voltage.

        Returns: (drive).
        """
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        t_1 = 1.0 / (area_resistance * stern_capacitance)
        drive = -rise * t_1
        return drive

    return gate_drive


def gate_pull(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``gate_pull`` for one kind of number."""
    exp, fma, maximum, minimum, where = number.exp, number.fma, number.maximum, number.minimum, number.where

    @compiled
    def gate_pull(p, x, v, by):
        """Return cotangents of what the gate sees, and sums.

        Returns: (seen, sums).
        """
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
        r = x.r
        s = x.s
        drop = x.drop
        y = x.y
        phi = x.phi
        y_below = x.y_below
        voltage = x.voltage
        v_exit = v.exit
        v_dissolution = v.dissolution
        v_loss = v.loss
        v_charging = v.charging
        v_displacement = v.displacement
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
        t_1 = s / s_max
        t_2 = fma(-2.0, y, 1.0)
        t_3 = y_below - y
        t_4 = 0.5 * fma(-kappa, t_3, omega * t_2)
        t_5 = z_e_kT * zeta
        t_6 = t_5 * drop
        t_7 = 1.0 - alpha
        t_8 = floor_rate * open_share
        t_9 = -fma(-alpha, t_6, b_exit - t_4)
        t_10 = -fma(t_7, t_6, b_return + t_4)
        t_11 = maximum(0.0, maximum(t_9, t_10))
        t_12 = exp(t_9 - t_11)
        t_13 = exp(t_10 - t_11)
        t_14 = 1.0 / (exp(-t_11) + t_12 + t_13)
        t_15 = t_12 * t_14
        t_16 = t_8 * t_15
        t_17 = t_13 * t_14
        t_18 = t_8 * t_17
        t_19 = 1.0 - t_1
        t_20 = minimum(y, 0.0)
        t_21 = minimum(t_19, 0.0)
        t_22 = t_21 * t_21
        t_23 = fma(-5.0, fma(t_20, t_20, t_22), fma(-t_20, t_21, y * t_19))
        t_24 = 1.0 - y
        t_25 = minimum(t_1, 0.0)
        t_26 = minimum(t_24, 0.0)
        t_27 = fma(t_26, t_26, t_25 * t_25)
        t_28 = fma(-5.0, t_27, fma(-t_25, t_26, t_1 * t_24))
        t_29 = phi + drop
        t_30 = area_resistance * stern_capacitance
        t_31 = leak_conductance / stern_capacitance
        t_32 = plane_charge / stern_capacitance
        t_33 = r + r_half
        t_34 = r / t_33
        t_35 = 1.0 - zeta
        t_36 = z_e_kT * t_35
        t_37 = t_36 * drop
        t_38 = -fma(-alpha, t_37, b_dissolve)
        t_39 = -fma(t_7, t_37, b_adsorb)
        t_40 = maximum(0.0, maximum(t_38, t_39))
        t_41 = exp(t_38 - t_40)
        t_42 = exp(t_39 - t_40)
        t_43 = 1.0 / (exp(-t_40) + t_41 + t_42)
        t_44 = t_41 * t_43
        t_45 = t_42 * t_43
        t_46 = minimum(t_34, 0.0)
        t_47 = fma(-t_46, t_21, t_34 * t_19)
        t_48 = v_dissolution * fma(-5.0, fma(t_46, t_46, t_22), t_47)
        t_49 = v_dissolution * (floor_rate * t_45)
        t_50 = 5.0 * t_49
        t_51 = where(t_34 < 0.0, fma(t_49, t_21, 2.0 * (t_50 * t_46)), 0.0)
        t_52 = v_dissolution * t_1
        t_53 = t_48 * floor_rate
        t_54 = t_52 * floor_rate
        t_55 = fma(-t_53, t_42, t_54 * t_41) * t_43 * t_43
        t_56 = (-t_53 * t_43 - t_55) * t_42
        t_57 = fma(t_54, t_43, -t_55) * t_41
        t_58 = fma(-t_56, t_7, t_57 * alpha)
        t_59 = t_58 * drop
        t_60 = fma(t_58, t_36, v_displacement * stern_coupling)
        t_61 = fma(-t_49, t_19, t_51) * (1.0 / t_33)
        t_62 = t_61 * t_34
        r_seen = fma(v_loss, leak_rate, t_61) - t_62
        t_63 = v_charging * fma(-t_18, t_28, t_16 * t_23)
        t_64 = fma(-v_charging, t_32, v_exit)
        t_65 = 1.0 / stern_capacitance
        t_66 = t_63 * t_65
        t_67 = v_charging * t_29 * t_65
        t_68 = v_charging * (1.0 / t_30)
        t_69 = t_68 * ((-voltage - t_29) / t_30)
        t_70 = fma(-t_69, area_resistance, fma(t_67, t_31, t_66 * t_32))
        voltage_seen = -t_68
        phi_seen = -v_charging * t_31 - t_68
        t_71 = t_64 * t_28
        t_72 = t_64 * t_18
        t_73 = 5.0 * t_72
        t_74 = fma(-t_72, t_24, v_dissolution * (floor_rate * t_44))
        t_75 = where(t_24 < 0.0, fma(t_72, t_25, 2.0 * (t_73 * t_26)), 0.0)
        t_76 = where(t_1 < 0.0, fma(t_72, t_26, 2.0 * (t_73 * t_25)), 0.0)
        t_77 = t_64 * t_23
        t_78 = t_64 * t_16
        t_79 = -5.0 * t_78
        t_80 = (t_50 + t_79) * t_21
        t_81 = fma(-t_78, t_20, fma(t_49, t_46, t_80) + t_80)
        t_82 = fma(-t_49, t_34, t_78 * y) + where(t_19 < 0.0, t_81, 0.0)
        t_83 = where(y < 0.0, fma(-t_78, t_21, 2.0 * (t_79 * t_20)), 0.0)
        t_84 = fma(t_78, t_19, -fma(-t_72, t_1, t_75)) + t_83
        t_85 = t_71 * t_8
        t_86 = fma(-t_71, t_17, t_77 * t_15)
        t_87 = t_77 * t_8
        t_88 = fma(-t_85, t_13, t_87 * t_12) * t_14 * t_14
        t_89 = (-t_85 * t_14 - t_88) * t_13
        t_90 = fma(t_87, t_14, -t_88) * t_12
        t_91 = fma(t_86, open_share, fma(-t_48, t_45, t_52 * t_44))
        t_92 = fma(t_57, t_37, -fma(-t_89, t_6, -t_56 * t_37))
        t_93 = fma(-t_89, t_7, t_90 * alpha)
        t_94 = t_90 - t_89
        t_95 = t_93 * drop
        drop_seen = fma(t_93, t_5, t_60 + phi_seen)
        t_96 = 0.5 * t_94
        t_97 = -0.5 * t_94
        y_below_seen = t_97 * kappa
        y_seen = fma(-2.0, t_96 * omega, t_84 - y_below_seen)
        s_seen = (t_74 + t_76 - t_82) * (1.0 / s_max)
        z_e_kT_sums = by_z_e_kT + fma(t_95, zeta, t_59 * t_35)
        omega_sums = fma(t_96, t_2, by_omega)
        kappa_sums = fma(t_97, t_3, by_kappa)
        stern_coupling_sums = fma(v_displacement, drop, by_stern_coupling)
        stern_capacitance_sums = by_stern_capacitance + t_70
        area_resistance_sums = fma(-t_69, stern_capacitance, by_area_resistance)
        plane_charge_sums = by_plane_charge - t_66
        floor_rate_sums = by_floor_rate + t_91
        b_exit_sums = by_b_exit - t_90
        b_return_sums = by_b_return - t_89
        b_dissolve_sums = by_b_dissolve - t_57
        b_adsorb_sums = by_b_adsorb - t_56
        alpha_sums = by_alpha + fma(t_90, t_6, t_92)
        zeta_sums = by_zeta + fma(-t_59, z_e_kT, t_95 * z_e_kT)
        s_max_sums = fma(-s_seen, t_1, by_s_max)
        r_half_sums = by_r_half - t_62
        leak_rate_sums = fma(v_loss, r, by_leak_rate)
        open_share_sums = fma(t_86, floor_rate, by_open_share)
        leak_conductance_sums = by_leak_conductance - t_67
        seen_ = GateState(r_seen, s_seen, drop_seen, y_seen, phi_seen, y_below_seen, voltage_seen)
        sums_ = FilmParameters(
            by_hop_rate, z_e_kT_sums, omega_sums, kappa_sums, by_q_metal, by_log_ratio, by_y_mid,
            by_y_steepness, stern_coupling_sums, stern_capacitance_sums, area_resistance_sums,
            plane_charge_sums, floor_rate_sums, b_exit_sums, b_return_sums, b_dissolve_sums,
            b_adsorb_sums, alpha_sums, zeta_sums, s_max_sums, r_half_sums, leak_rate_sums,
            open_share_sums, leak_conductance_sums, by_contact
        )  # fmt: skip
        return seen_, sums_

    return gate_pull


def gate_bend(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``gate_bend`` for one kind of number."""
    exp, fma, maximum, minimum, where = number.exp, number.fma, number.maximum, number.minimum, number.where

    @compiled
    def gate_bend(p, x, exit, dissolution, loss, charging, displacement, by):
        """Return cotangents of the rows' derivatives along directions, one each.

        Returns: (seen, sums).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
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
        r = x.r
        s = x.s
        drop = x.drop
        y = x.y
        y_below = x.y_below
        exit_s = exit.s
        exit_drop = exit.drop
        exit_y = exit.y
        exit_y_below = exit.y_below
        dissolution_r = dissolution.r
        dissolution_s = dissolution.s
        dissolution_drop = dissolution.drop
        loss_r = loss.r
        charging_s = charging.s
        charging_drop = charging.drop
        charging_y = charging.y
        charging_phi = charging.phi
        charging_y_below = charging.y_below
        charging_voltage = charging.voltage
        displacement_drop = displacement.drop
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
        t_1 = s / s_max
        t_2 = fma(-2.0, y, 1.0)
        t_3 = y_below - y
        t_4 = 0.5 * fma(-kappa, t_3, omega * t_2)
        t_5 = z_e_kT * zeta
        t_6 = t_5 * drop
        t_7 = 1.0 - alpha
        t_8 = floor_rate * open_share
        t_9 = -fma(-alpha, t_6, b_exit - t_4)
        t_10 = -fma(t_7, t_6, b_return + t_4)
        t_11 = maximum(0.0, maximum(t_9, t_10))
        t_12 = exp(t_9 - t_11)
        t_13 = exp(t_10 - t_11)
        t_14 = 1.0 / (exp(-t_11) + t_12 + t_13)
        t_15 = t_12 * t_14
        t_16 = t_8 * t_15
        t_17 = t_13 * t_14
        t_18 = t_8 * t_17
        t_19 = 1.0 - t_1
        t_20 = minimum(y, 0.0)
        t_21 = minimum(t_19, 0.0)
        t_22 = t_21 * t_21
        t_23 = fma(-5.0, fma(t_20, t_20, t_22), fma(-t_20, t_21, y * t_19))
        t_24 = 1.0 - y
        t_25 = minimum(t_1, 0.0)
        t_26 = minimum(t_24, 0.0)
        t_27 = fma(t_26, t_26, t_25 * t_25)
        t_28 = fma(-5.0, t_27, fma(-t_25, t_26, t_1 * t_24))
        t_29 = plane_charge / stern_capacitance
        t_30 = r + r_half
        t_31 = r / t_30
        t_32 = 1.0 - zeta
        t_33 = z_e_kT * t_32
        t_34 = t_33 * drop
        t_35 = -fma(-alpha, t_34, b_dissolve)
        t_36 = -fma(t_7, t_34, b_adsorb)
        t_37 = maximum(0.0, maximum(t_35, t_36))
        t_38 = exp(t_35 - t_37)
        t_39 = exp(t_36 - t_37)
        t_40 = 1.0 / (exp(-t_37) + t_38 + t_39)
        t_41 = t_38 * t_40
        t_42 = t_39 * t_40
        t_43 = floor_rate * t_42
        t_44 = minimum(t_31, 0.0)
        t_45 = fma(-t_44, t_21, t_31 * t_19)
        t_46 = fma(-5.0, fma(t_44, t_44, t_22), t_45)
        t_47 = t_24 < 0.0
        t_48 = t_1 < 0.0
        t_49 = t_19 < 0.0
        t_50 = y < 0.0
        t_51 = t_28 * t_8
        t_52 = t_23 * t_8
        t_53 = 1.0 / s_max
        t_54 = t_31 < 0.0
        t_55 = t_46 * floor_rate
        t_56 = t_1 * floor_rate
        t_57 = 1.0 / t_30
        t_58 = 1.0 / (area_resistance * stern_capacitance)
        t_59 = t_29 * t_28
        t_60 = t_29 * t_18
        t_61 = t_29 * t_23
        t_62 = t_29 * t_16
        t_63 = t_59 * t_8
        t_64 = t_61 * t_8
        t_65 = exit_s * t_53
        t_66 = -2.0 * exit_y
        t_67 = exit_y_below - exit_y
        t_68 = fma(-t_67, kappa, t_66 * omega)
        t_69 = exit_drop * t_5
        t_70 = fma(-t_69, alpha, -0.5 * t_68)
        t_71 = fma(t_69, t_7, 0.5 * t_68)
        t_72 = t_70 * t_12
        t_73 = t_71 * t_13
        t_74 = -t_72 - t_73
        t_75 = t_74 * t_14
        t_76 = t_75 * t_14
        t_77 = fma(-t_76, t_12, -t_72 * t_14)
        t_78 = fma(-t_76, t_13, -t_73 * t_14)
        t_79 = where(t_50, exit_y, 0.0)
        t_80 = where(t_49, -t_65, 0.0)
        t_81 = fma(-t_65, y, exit_y * t_19) - fma(t_80, t_20, t_79 * t_21)
        t_82 = fma(2.0, t_80 * t_21, 2.0 * (t_79 * t_20))
        t_83 = where(t_48, t_65, 0.0)
        t_84 = where(t_47, -exit_y, 0.0)
        t_85 = fma(-exit_y, t_1, t_65 * t_24) - fma(t_84, t_25, t_83 * t_26)
        t_86 = fma(2.0, t_84 * t_26, 2.0 * (t_83 * t_25))
        t_87 = dissolution_s * t_53
        t_88 = where(t_49, -t_87, 0.0)
        t_89 = dissolution_r * t_57
        t_90 = fma(-t_89, t_31, t_89)
        t_91 = dissolution_drop * t_33
        t_92 = t_91 * alpha
        t_93 = t_91 * t_7
        t_94 = t_92 * t_38
        t_95 = t_93 * t_39
        t_96 = t_94 - t_95
        t_97 = t_96 * t_40
        t_98 = t_97 * t_40
        t_99 = fma(-t_98, t_38, t_94 * t_40)
        t_100 = fma(-t_98, t_39, -t_95 * t_40)
        t_101 = t_100 * floor_rate
        t_102 = where(t_54, t_90, 0.0)
        t_103 = fma(-t_87, t_31, t_90 * t_19) - fma(t_88, t_44, t_102 * t_21)
        t_104 = fma(2.0, t_88 * t_21, 2.0 * (t_102 * t_44))
        t_105 = fma(-5.0, t_104, t_103)
        t_106 = charging_s * t_53
        t_107 = -2.0 * charging_y
        t_108 = charging_y_below - charging_y
        t_109 = fma(-t_108, kappa, t_107 * omega)
        t_110 = charging_drop * t_5
        t_111 = fma(-t_110, alpha, -0.5 * t_109)
        t_112 = fma(t_110, t_7, 0.5 * t_109)
        t_113 = t_111 * t_12
        t_114 = t_112 * t_13
        t_115 = -t_113 - t_114
        t_116 = t_115 * t_14
        t_117 = t_116 * t_14
        t_118 = fma(-t_117, t_12, -t_113 * t_14)
        t_119 = t_118 * t_8
        t_120 = fma(-t_117, t_13, -t_114 * t_14)
        t_121 = t_120 * t_8
        t_122 = where(t_50, charging_y, 0.0)
        t_123 = where(t_49, -t_106, 0.0)
        t_124 = fma(-t_106, y, charging_y * t_19)
        t_125 = fma(2.0, t_123 * t_21, 2.0 * (t_122 * t_20))
        t_126 = fma(-5.0, t_125, t_124 - fma(t_123, t_20, t_122 * t_21))
        t_127 = where(t_48, t_106, 0.0)
        t_128 = where(t_47, -charging_y, 0.0)
        t_129 = fma(-charging_y, t_1, t_106 * t_24)
        t_130 = fma(2.0, t_128 * t_26, 2.0 * (t_127 * t_25))
        t_131 = fma(-5.0, t_130, t_129 - fma(t_128, t_25, t_127 * t_26))
        t_132 = fma(t_126, t_16, t_119 * t_23)
        t_133 = charging_phi + charging_drop
        t_134 = 1.0 / stern_capacitance
        t_135 = 2.0 * (-5.0 * t_60)
        t_136 = where(t_48, fma(-t_60, t_26, t_135 * t_25), 0.0)
        t_137 = 2.0 * (5.0 * t_62)
        t_138 = where(t_49, fma(t_62, t_20, t_137 * t_21), 0.0)
        t_139 = fma(t_62, y, fma(t_60, t_24, t_136)) - t_138
        t_140 = fma(-t_63, t_13, t_64 * t_12)
        t_141 = t_140 * t_14
        t_142 = fma(t_140, t_116, fma(-t_63, t_114, t_64 * t_113))
        t_143 = t_141 * t_14
        t_144 = -t_63 * t_14 - t_143
        t_145 = t_144 * t_13
        t_146 = fma(t_64, t_14, -t_143)
        t_147 = t_146 * t_12
        t_148 = fma(-t_147, alpha, t_145 * t_7) * charging_drop
        t_149 = fma(0.5, t_145, -0.5 * t_147)
        t_150 = 2.0 * (5.0 * t_43)
        t_151 = fma(t_43, t_102, fma(t_62, t_122, t_137 * t_123))
        t_152 = where(t_54, fma(t_43, t_21, t_150 * t_44), 0.0)
        t_153 = fma(-t_43, t_19, t_152)
        t_154 = fma(-t_60, charging_y, t_99 * floor_rate)
        t_155 = fma(-t_56, t_38, t_55 * t_39)
        t_156 = t_155 * t_40
        t_157 = fma(t_155, t_97, fma(t_56, t_94, t_55 * t_95))
        t_158 = t_156 * t_40
        t_159 = fma(t_56, t_40, t_158)
        t_160 = fma(t_55, t_40, -t_158)
        t_161 = t_160 * t_39
        t_162 = t_159 * t_38
        t_163 = fma(t_162, alpha, t_161 * t_7) * dissolution_drop
        t_164 = where(t_49, fma(t_150, t_21, t_43 * t_44), 0.0)
        t_165 = fma(floor_rate, t_41, t_43 * t_31) - t_164
        t_166 = fma(t_165, dissolution_s, t_139 * charging_s)
        t_167 = fma(t_29, t_131, -fma(-5.0, t_86, t_85))
        t_168 = fma(-t_78, t_8, t_29 * t_121)
        t_169 = 2.0 * (5.0 * t_18)
        t_170 = fma(t_169, t_84, fma(-t_60, t_127, t_135 * t_128))
        t_171 = fma(t_169, t_83, fma(-t_60, t_128, t_135 * t_127))
        t_172 = where(t_48, fma(t_18, t_26, t_169 * t_25), 0.0)
        t_173 = fma(-t_29, t_126, fma(-5.0, t_82, t_81))
        t_174 = fma(-t_29, t_119, t_77 * t_8)
        t_175 = 2.0 * (-5.0 * t_16)
        t_176 = fma(t_175, t_80, fma(t_150, t_88, t_151))
        t_177 = fma(t_175, t_79, fma(t_62, t_123, t_137 * t_122))
        t_178 = fma(t_16, exit_y, fma(-t_43, t_90, -t_62 * charging_y))
        t_179 = where(t_49, fma(-t_16, t_20, t_175 * t_21), 0.0)
        t_180 = fma(-t_16, y, fma(-t_18, t_24, t_172)) - t_179
        t_181 = fma(-t_28, t_78, fma(-t_61, t_118, t_59 * t_120))
        t_182 = fma(t_51, t_76, fma(-t_63, t_117, t_144 * t_112))
        t_183 = fma(t_51, t_73, fma(t_141, t_115, t_142))
        t_184 = fma(-t_52, t_12, t_51 * t_13)
        t_185 = fma(-t_52, t_76, fma(t_146, t_111, t_64 * t_117))
        t_186 = t_184 * t_14
        t_187 = fma(t_184, t_75, fma(-t_52, t_72, t_183))
        t_188 = t_186 * t_14
        t_189 = fma(t_51, t_14, -t_188)
        t_190 = t_189 * t_13
        t_191 = -t_52 * t_14 - t_188
        t_192 = t_191 * t_12
        t_193 = fma(t_190, t_69, fma(t_161, t_91, t_145 * t_110))
        t_194 = fma(-t_192, t_69, fma(-t_147, t_110, t_162 * t_91))
        t_195 = fma(fma(-t_192, alpha, t_190 * t_7), exit_drop, t_148)
        t_196 = fma(0.5, t_190, -0.5 * t_192)
        t_197 = (-charging_voltage - t_133) * t_58 * t_58
        t_198 = fma(-t_153, t_31, t_153) * dissolution_r * t_57
        t_199 = 5.0 * t_101
        t_200 = t_199 * t_44
        t_201 = fma(t_43, t_88, t_150 * t_102) + t_200 + t_200
        t_202 = fma(t_101, t_44, fma(-t_16, t_79, t_176))
        t_203 = fma(-t_101, t_19, fma(-t_153, t_89, t_43 * t_87))
        t_204 = where(t_54, fma(t_101, t_21, t_201), 0.0)
        t_205 = fma(-t_105, t_42, fma(-t_46, t_100, t_1 * t_99))
        t_206 = t_105 * floor_rate
        t_207 = fma(-t_206, t_40, fma(t_160, t_93, t_55 * t_98))
        t_208 = fma(-t_206, t_39, fma(t_156, t_96, t_157))
        t_209 = t_87 * floor_rate
        t_210 = fma(t_209, t_40, fma(-t_56, t_98, t_159 * t_92))
        t_211 = fma(t_209, t_38, t_208) * t_40 * t_40
        t_212 = (t_207 - t_211) * t_39
        t_213 = (t_210 - t_211) * t_38
        t_214 = fma(-t_212, t_7, t_213 * alpha)
        t_215 = fma(t_214, drop, t_163)
        t_216 = (t_203 + t_204) * t_57
        t_217 = fma(-t_216, t_31, -t_198 * t_57)
        r_seen = t_216 + t_217
        t_218 = (t_132 - fma(t_131, t_18, t_121 * t_28)) * t_134
        t_219 = t_133 * t_134
        t_220 = leak_conductance / stern_capacitance
        t_221 = fma(-t_197, area_resistance, fma(t_219, t_220, t_218 * t_29))
        t_222 = -5.0 * t_168
        t_223 = t_222 * t_26
        t_224 = t_222 * t_25
        t_225 = fma(-t_168, t_26, fma(t_18, t_84, t_171) + t_224 + t_224)
        t_226 = fma(-t_168, t_25, fma(t_18, t_83, t_170) + t_223 + t_223)
        t_227 = fma(t_168, t_24, fma(t_18, exit_y, t_154))
        t_228 = fma(t_168, t_1, fma(-t_18, t_65, t_60 * t_106))
        t_229 = t_228 + where(t_47, t_226, 0.0)
        t_230 = -5.0 * t_174
        t_231 = (t_199 + t_230) * t_21
        t_232 = t_230 * t_20
        t_233 = fma(-t_174, t_21, fma(-t_16, t_80, t_177) + t_232 + t_232)
        t_234 = fma(t_174, t_19, fma(-t_16, t_65, t_62 * t_106) - t_229)
        t_235 = where(t_49, fma(-t_174, t_20, t_202 + t_231 + t_231), 0.0)
        t_236 = fma(t_174, y, fma(-t_101, t_31, t_178)) + t_235
        t_237 = t_167 * t_8
        t_238 = fma(t_237, t_14, fma(t_189, t_71, t_182))
        t_239 = fma(t_237, t_13, fma(t_186, t_74, t_187))
        t_240 = fma(t_173, t_15, fma(t_167, t_17, fma(t_23, t_77, t_181)))
        t_241 = t_173 * t_8
        t_242 = fma(t_241, t_14, fma(t_191, t_70, t_185))
        t_243 = fma(t_241, t_12, t_239) * t_14 * t_14
        t_244 = (t_238 - t_243) * t_13
        t_245 = (t_242 - t_243) * t_12
        t_246 = fma(t_240, open_share, fma(t_87, t_41, t_205))
        t_247 = fma(-t_244, t_6, fma(-t_212, t_34, t_193))
        t_248 = fma(t_245, t_6, fma(t_213, t_34, t_194) - t_247)
        t_249 = fma(-t_244, t_7, t_245 * alpha)
        t_250 = t_245 - t_244
        t_251 = fma(t_249, drop, t_195)
        drop_seen = fma(t_249, t_5, t_214 * t_33)
        t_252 = 0.5 * t_250
        t_253 = -0.5 * t_250
        t_254 = fma(t_253, t_3, fma(-t_196, t_67, -t_149 * t_108))
        y_below_seen = t_253 * kappa
        t_255 = t_234 + where(t_50, t_233, 0.0) - y_below_seen
        t_256 = fma(t_252, t_2, fma(t_196, t_66, t_149 * t_107))
        y_seen = fma(-2.0, t_252 * omega, t_255)
        s_seen = (t_227 + where(t_48, t_225, 0.0) - t_236) * t_53
        t_257 = fma(-s_seen, t_1, -fma(t_180, exit_s, t_166) * t_53 * t_53)
        z_e_kT_sums = by_z_e_kT + fma(t_251, zeta, t_215 * t_32)
        omega_sums = by_omega + t_256
        kappa_sums = by_kappa + t_254
        stern_coupling_sums = by_stern_coupling + displacement_drop
        stern_capacitance_sums = by_stern_capacitance + t_221
        area_resistance_sums = fma(-t_197, stern_capacitance, by_area_resistance)
        plane_charge_sums = by_plane_charge - t_218
        floor_rate_sums = by_floor_rate + t_246
        b_exit_sums = by_b_exit - t_245
        b_return_sums = by_b_return - t_244
        b_dissolve_sums = by_b_dissolve - t_213
        b_adsorb_sums = by_b_adsorb - t_212
        alpha_sums = by_alpha + t_248
        zeta_sums = by_zeta + fma(-t_215, z_e_kT, t_251 * z_e_kT)
        s_max_sums = by_s_max + t_257
        r_half_sums = by_r_half + t_217
        leak_rate_sums = by_leak_rate + loss_r
        open_share_sums = fma(t_240, floor_rate, by_open_share)
        leak_conductance_sums = by_leak_conductance - t_219
        seen_ = GateState(r_seen, s_seen, drop_seen, y_seen, 0.0, y_below_seen, 0.0)
        sums_ = FilmParameters(
            by_hop_rate, z_e_kT_sums, omega_sums, kappa_sums, by_q_metal, by_log_ratio, by_y_mid,
            by_y_steepness, stern_coupling_sums, stern_capacitance_sums, area_resistance_sums,
            plane_charge_sums, floor_rate_sums, b_exit_sums, b_return_sums, b_dissolve_sums,
            b_adsorb_sums, alpha_sums, zeta_sums, s_max_sums, r_half_sums, leak_rate_sums,
            open_share_sums, leak_conductance_sums, by_contact
        )  # fmt: skip
        return seen_, sums_

    return gate_bend


def gate_push(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``gate_push`` for one kind of number."""
    exp, fma, maximum, minimum, where = number.exp, number.fma, number.maximum, number.minimum, number.where

    @compiled
    def gate_push(p, x, d, d_p):
        """Return the changes of the rows along d.

        Returns: (rows).
        """
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
        r = x.r
        s = x.s
        drop = x.drop
        y = x.y
        phi = x.phi
        y_below = x.y_below
        voltage = x.voltage
        d_r = d.r
        d_s = d.s
        d_drop = d.drop
        d_y = d.y
        d_phi = d.phi
        d_y_below = d.y_below
        d_voltage = d.voltage
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
        t_1 = s / s_max
        t_2 = fma(-2.0, y, 1.0)
        t_3 = y_below - y
        t_4 = 0.5 * fma(-kappa, t_3, omega * t_2)
        t_5 = z_e_kT * zeta
        t_6 = t_5 * drop
        t_7 = 1.0 - alpha
        t_8 = floor_rate * open_share
        t_9 = -fma(-alpha, t_6, b_exit - t_4)
        t_10 = -fma(t_7, t_6, b_return + t_4)
        t_11 = maximum(0.0, maximum(t_9, t_10))
        t_12 = exp(t_9 - t_11)
        t_13 = exp(t_10 - t_11)
        t_14 = 1.0 / (exp(-t_11) + t_12 + t_13)
        t_15 = t_12 * t_14
        t_16 = t_8 * t_15
        t_17 = t_13 * t_14
        t_18 = t_8 * t_17
        t_19 = 1.0 - t_1
        t_20 = minimum(y, 0.0)
        t_21 = minimum(t_19, 0.0)
        t_22 = t_21 * t_21
        t_23 = fma(-5.0, fma(t_20, t_20, t_22), fma(-t_20, t_21, y * t_19))
        t_24 = 1.0 - y
        t_25 = minimum(t_1, 0.0)
        t_26 = minimum(t_24, 0.0)
        t_27 = fma(t_26, t_26, t_25 * t_25)
        t_28 = fma(-5.0, t_27, fma(-t_25, t_26, t_1 * t_24))
        t_29 = phi + drop
        t_30 = area_resistance * stern_capacitance
        t_31 = leak_conductance / stern_capacitance
        t_32 = plane_charge / stern_capacitance
        t_33 = r + r_half
        t_34 = r / t_33
        t_35 = 1.0 - zeta
        t_36 = z_e_kT * t_35
        t_37 = t_36 * drop
        t_38 = -fma(-alpha, t_37, b_dissolve)
        t_39 = -fma(t_7, t_37, b_adsorb)
        t_40 = maximum(0.0, maximum(t_38, t_39))
        t_41 = exp(t_38 - t_40)
        t_42 = exp(t_39 - t_40)
        t_43 = 1.0 / (exp(-t_40) + t_41 + t_42)
        t_44 = t_41 * t_43
        t_45 = t_42 * t_43
        t_46 = minimum(t_34, 0.0)
        t_47 = fma(-t_46, t_21, t_34 * t_19)
        t_48 = 1.0 / s_max
        t_49 = 1.0 / t_33
        t_50 = 1.0 / t_30
        t_51 = 1.0 / stern_capacitance
        t_52 = fma(-d_s_max * t_48, t_1, d_s * t_48)
        t_53 = fma(d_y_below - d_y, kappa, d_kappa * t_3)
        t_54 = fma(-2.0 * d_y, omega, d_omega * t_2) - t_53
        t_55 = d_zeta * z_e_kT
        t_56 = fma(d_drop, t_5, fma(d_z_e_kT, zeta, t_55) * drop)
        t_57 = d_alpha * t_6
        t_58 = fma(-0.5, t_54, d_b_exit) - fma(t_56, alpha, t_57)
        t_59 = fma(0.5, t_54, d_b_return) + fma(t_56, t_7, -t_57)
        t_60 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_61 = t_58 * t_12
        t_62 = t_59 * t_13
        t_63 = (-t_61 - t_62) * t_14 * t_14
        t_64 = fma(fma(-t_63, t_12, -t_61 * t_14), t_8, t_60 * t_15)
        t_65 = fma(fma(-t_63, t_13, -t_62 * t_14), t_8, t_60 * t_17)
        t_66 = where(y < 0.0, d_y, 0.0)
        t_67 = where(t_19 < 0.0, -t_52, 0.0)
        t_68 = fma(-t_52, y, d_y * t_19) - fma(t_67, t_20, t_66 * t_21)
        t_69 = 2.0 * (t_67 * t_21)
        t_70 = fma(-5.0, fma(2.0, t_66 * t_20, t_69), t_68)
        t_71 = where(t_1 < 0.0, t_52, 0.0)
        t_72 = where(t_24 < 0.0, -d_y, 0.0)
        t_73 = fma(-d_y, t_1, t_52 * t_24) - fma(t_72, t_25, t_71 * t_26)
        t_74 = fma(2.0, t_72 * t_26, 2.0 * (t_71 * t_25))
        t_75 = fma(fma(-5.0, t_74, t_73), t_18, t_65 * t_28)
        exit_rows = fma(t_70, t_16, t_64 * t_23) - t_75
        t_76 = fma(-(d_r + d_r_half) * t_49, t_34, d_r * t_49)
        t_77 = fma(d_drop, t_36, fma(d_z_e_kT, t_35, -t_55) * drop)
        t_78 = d_alpha * t_37
        t_79 = (d_b_dissolve - fma(t_77, alpha, t_78)) * t_41
        t_80 = (d_b_adsorb + fma(t_77, t_7, -t_78)) * t_42
        t_81 = (-t_79 - t_80) * t_43 * t_43
        t_82 = fma(-t_81, t_41, -t_79 * t_43)
        t_83 = fma(t_82, floor_rate, d_floor_rate * t_44)
        t_84 = fma(-t_81, t_42, -t_80 * t_43)
        t_85 = fma(t_84, floor_rate, d_floor_rate * t_45)
        t_86 = where(t_34 < 0.0, t_76, 0.0)
        t_87 = fma(-t_52, t_34, t_76 * t_19) - fma(t_67, t_46, t_86 * t_21)
        t_88 = fma(-5.0, fma(2.0, t_86 * t_46, t_69), t_87)
        t_89 = t_85 * fma(-5.0, fma(t_46, t_46, t_22), t_47)
        t_90 = fma(t_52, floor_rate * t_44, t_83 * t_1)
        dissolution_rows = t_90 - fma(t_88, floor_rate * t_45, t_89)
        loss_rows = fma(d_r, leak_rate, d_leak_rate * r)
        t_91 = d_phi + d_drop
        t_92 = d_area_resistance * stern_capacitance
        t_93 = fma(d_stern_capacitance, area_resistance, t_92)
        t_94 = (-d_voltage - t_91) * t_50
        t_95 = fma(-t_93 * t_50, (-voltage - t_29) / t_30, t_94)
        t_96 = d_stern_capacitance * t_51
        t_97 = fma(-t_96, t_31, d_leak_conductance * t_51)
        t_98 = fma(-t_96, t_32, d_plane_charge * t_51)
        t_99 = fma(exit_rows, t_32, t_98 * fma(-t_18, t_28, t_16 * t_23))
        charging_rows = t_95 - fma(t_91, t_31, t_97 * t_29) - t_99
        displacement_rows = fma(d_drop, stern_coupling, d_stern_coupling * drop)
        rows_ = GateRows(exit_rows, dissolution_rows, loss_rows, charging_rows, displacement_rows)
        return rows_

    return gate_push


def gate_bent(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``gate_bent`` for one kind of number."""
    exp, fma, maximum, minimum, where = number.exp, number.fma, number.maximum, number.minimum, number.where

    @compiled
    def gate_bent(p, x, d, d_p):
        """Return the changes of the derivatives along d.

        Returns: (exit, dissolution, loss, charging, displacement).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
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
        r = x.r
        s = x.s
        drop = x.drop
        y = x.y
        y_below = x.y_below
        d_r = d.r
        d_s = d.s
        d_drop = d.drop
        d_y = d.y
        d_y_below = d.y_below
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
        t_1 = s / s_max
        t_2 = fma(-2.0, y, 1.0)
        t_3 = y_below - y
        t_4 = 0.5 * fma(-kappa, t_3, omega * t_2)
        t_5 = z_e_kT * zeta
        t_6 = t_5 * drop
        t_7 = 1.0 - alpha
        t_8 = floor_rate * open_share
        t_9 = -fma(-alpha, t_6, b_exit - t_4)
        t_10 = -fma(t_7, t_6, b_return + t_4)
        t_11 = maximum(0.0, maximum(t_9, t_10))
        t_12 = exp(t_9 - t_11)
        t_13 = exp(t_10 - t_11)
        t_14 = 1.0 / (exp(-t_11) + t_12 + t_13)
        t_15 = t_12 * t_14
        t_16 = t_8 * t_15
        t_17 = t_13 * t_14
        t_18 = t_8 * t_17
        t_19 = 1.0 - t_1
        t_20 = minimum(y, 0.0)
        t_21 = minimum(t_19, 0.0)
        t_22 = t_21 * t_21
        t_23 = fma(-5.0, fma(t_20, t_20, t_22), fma(-t_20, t_21, y * t_19))
        t_24 = 1.0 - y
        t_25 = minimum(t_1, 0.0)
        t_26 = minimum(t_24, 0.0)
        t_27 = fma(t_26, t_26, t_25 * t_25)
        t_28 = fma(-5.0, t_27, fma(-t_25, t_26, t_1 * t_24))
        t_29 = area_resistance * stern_capacitance
        t_30 = plane_charge / stern_capacitance
        t_31 = r + r_half
        t_32 = r / t_31
        t_33 = 1.0 - zeta
        t_34 = z_e_kT * t_33
        t_35 = t_34 * drop
        t_36 = -fma(-alpha, t_35, b_dissolve)
        t_37 = -fma(t_7, t_35, b_adsorb)
        t_38 = maximum(0.0, maximum(t_36, t_37))
        t_39 = exp(t_36 - t_38)
        t_40 = exp(t_37 - t_38)
        t_41 = 1.0 / (exp(-t_38) + t_39 + t_40)
        t_42 = t_39 * t_41
        t_43 = t_40 * t_41
        t_44 = floor_rate * t_43
        t_45 = minimum(t_32, 0.0)
        t_46 = fma(-t_45, t_21, t_32 * t_19)
        t_47 = fma(-5.0, fma(t_45, t_45, t_22), t_46)
        t_48 = 5.0 * t_18
        t_49 = t_24 < 0.0
        t_50 = t_1 < 0.0
        t_51 = where(t_50, fma(t_18, t_26, 2.0 * (t_48 * t_25)), 0.0)
        t_52 = -5.0 * t_16
        t_53 = t_19 < 0.0
        t_54 = where(t_53, fma(-t_16, t_20, 2.0 * (t_52 * t_21)), 0.0)
        t_55 = y < 0.0
        t_56 = fma(-t_18, t_24, t_51) - fma(t_16, y, t_54)
        t_57 = t_28 * t_8
        t_58 = t_23 * t_8
        t_59 = fma(-t_57, t_13, t_58 * t_12)
        t_60 = t_59 * t_14
        t_61 = t_60 * t_14
        t_62 = -t_57 * t_14 - t_61
        t_63 = fma(t_58, t_14, -t_61)
        t_64 = t_62 * t_13
        t_65 = t_63 * t_12
        t_66 = t_65 - t_64
        t_67 = 1.0 / s_max
        t_68 = 5.0 * t_44
        t_69 = t_32 < 0.0
        t_70 = where(t_69, fma(t_44, t_21, 2.0 * (t_68 * t_45)), 0.0)
        t_71 = fma(-t_44, t_19, t_70)
        t_72 = t_47 * floor_rate
        t_73 = t_1 * floor_rate
        t_74 = fma(-t_72, t_40, t_73 * t_39)
        t_75 = t_74 * t_41
        t_76 = t_75 * t_41
        t_77 = -t_72 * t_41 - t_76
        t_78 = fma(t_73, t_41, -t_76)
        t_79 = t_77 * t_40
        t_80 = t_78 * t_39
        t_81 = 1.0 / t_31
        t_82 = t_68 * t_21
        t_83 = where(t_53, fma(t_44, t_45, t_82) + t_82, 0.0)
        t_84 = fma(floor_rate, t_42, -fma(-t_44, t_32, t_83))
        t_85 = t_30 * t_28
        t_86 = t_30 * t_18
        t_87 = -5.0 * t_86
        t_88 = where(t_50, fma(-t_86, t_26, 2.0 * (t_87 * t_25)), 0.0)
        t_89 = t_30 * t_23
        t_90 = t_30 * t_16
        t_91 = 5.0 * t_90
        t_92 = where(t_53, fma(t_90, t_20, 2.0 * (t_91 * t_21)), 0.0)
        t_93 = fma(t_86, t_24, t_88) - fma(-t_90, y, t_92)
        t_94 = t_85 * t_8
        t_95 = t_89 * t_8
        t_96 = fma(-t_95, t_12, t_94 * t_13)
        t_97 = t_96 * t_14
        t_98 = t_97 * t_14
        t_99 = fma(t_94, t_14, -t_98)
        t_100 = -t_95 * t_14 - t_98
        t_101 = t_99 * t_13
        t_102 = t_100 * t_12
        t_103 = t_102 - t_101
        t_104 = 1.0 / stern_capacitance
        t_105 = d_s_max * t_67
        t_106 = fma(-t_105, t_1, d_s * t_67)
        t_107 = fma(d_y_below - d_y, kappa, d_kappa * t_3)
        t_108 = fma(-2.0 * d_y, omega, d_omega * t_2) - t_107
        t_109 = d_zeta * z_e_kT
        t_110 = fma(d_z_e_kT, zeta, t_109)
        t_111 = fma(d_drop, t_5, t_110 * drop)
        t_112 = d_alpha * t_6
        t_113 = fma(-0.5, t_108, d_b_exit) - fma(t_111, alpha, t_112)
        t_114 = fma(0.5, t_108, d_b_return) + fma(t_111, t_7, -t_112)
        t_115 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_116 = t_113 * t_12
        t_117 = t_114 * t_13
        t_118 = (-t_116 - t_117) * t_14 * t_14
        t_119 = fma(fma(-t_118, t_12, -t_116 * t_14), t_8, t_115 * t_15)
        t_120 = fma(fma(-t_118, t_13, -t_117 * t_14), t_8, t_115 * t_17)
        t_121 = where(t_55, d_y, 0.0)
        t_122 = where(t_53, -t_106, 0.0)
        t_123 = fma(-t_106, y, d_y * t_19) - fma(t_122, t_20, t_121 * t_21)
        t_124 = 2.0 * (t_122 * t_21)
        t_125 = fma(-5.0, fma(2.0, t_121 * t_20, t_124), t_123)
        t_126 = where(t_50, t_106, 0.0)
        t_127 = where(t_49, -d_y, 0.0)
        t_128 = fma(-d_y, t_1, t_106 * t_24) - fma(t_127, t_25, t_126 * t_26)
        t_129 = fma(2.0, t_127 * t_26, 2.0 * (t_126 * t_25))
        t_130 = fma(-5.0, t_129, t_128)
        t_131 = (d_r + d_r_half) * t_81
        t_132 = fma(-t_131, t_32, d_r * t_81)
        t_133 = fma(d_z_e_kT, t_33, -t_109)
        t_134 = fma(d_drop, t_34, t_133 * drop)
        t_135 = d_alpha * t_35
        t_136 = (d_b_dissolve - fma(t_134, alpha, t_135)) * t_39
        t_137 = (d_b_adsorb + fma(t_134, t_7, -t_135)) * t_40
        t_138 = (-t_136 - t_137) * t_41 * t_41
        t_139 = fma(-t_138, t_39, -t_136 * t_41)
        t_140 = fma(t_139, floor_rate, d_floor_rate * t_42)
        t_141 = fma(-t_138, t_40, -t_137 * t_41)
        t_142 = fma(t_141, floor_rate, d_floor_rate * t_43)
        t_143 = where(t_69, t_132, 0.0)
        t_144 = fma(-t_106, t_32, t_132 * t_19)
        t_145 = t_144 - fma(t_122, t_45, t_143 * t_21)
        t_146 = fma(-5.0, fma(2.0, t_143 * t_45, t_124), t_145)
        t_147 = d_area_resistance * stern_capacitance
        t_148 = fma(d_stern_capacitance, area_resistance, t_147)
        t_149 = d_stern_capacitance * t_104
        t_150 = leak_conductance / stern_capacitance
        t_151 = fma(-t_149, t_150, d_leak_conductance * t_104)
        t_152 = fma(-t_149, t_30, d_plane_charge * t_104)
        t_153 = 5.0 * t_120
        t_154 = fma(t_126, t_48, t_153 * t_25)
        t_155 = fma(2.0, t_154, fma(t_127, t_18, t_120 * t_26))
        t_156 = where(t_50, t_155, 0.0) - fma(-d_y, t_18, t_120 * t_24)
        t_157 = -5.0 * t_119
        t_158 = fma(t_122, t_52, t_157 * t_21)
        t_159 = fma(2.0, t_158, -fma(t_121, t_16, t_119 * t_20))
        t_160 = fma(d_y, t_16, t_119 * y) + where(t_53, t_159, 0.0)
        t_161 = t_105 * t_67
        s_exit = fma(-t_161, t_56, (t_156 - t_160) * t_67)
        t_162 = fma(t_115, t_28, t_130 * t_8)
        t_163 = fma(t_115, t_23, t_125 * t_8)
        t_164 = fma(-t_116, t_58, t_163 * t_12)
        t_165 = (t_164 - fma(-t_117, t_57, t_162 * t_13)) * t_14
        t_166 = fma(-t_118, t_60, fma(-t_118, t_59, t_165) * t_14)
        t_167 = (-fma(-t_118, t_57, t_162 * t_14) - t_166) * t_13
        t_168 = fma(-t_117, t_62, t_167)
        t_169 = (fma(-t_118, t_58, t_163 * t_14) - t_166) * t_12
        t_170 = fma(-t_116, t_63, t_169)
        t_171 = fma(d_alpha, t_65, t_170 * alpha)
        t_172 = (t_171 - fma(-d_alpha, t_64, t_168 * t_7)) * t_5
        drop_exit = fma(t_110, fma(-t_64, t_7, t_65 * alpha), t_172)
        t_173 = fma(t_127, t_48, t_153 * t_26)
        t_174 = fma(2.0, t_173, fma(t_126, t_18, t_120 * t_25))
        t_175 = where(t_49, t_174, 0.0) - fma(t_106, t_18, t_120 * t_1)
        t_176 = fma(t_121, t_52, t_157 * t_20)
        t_177 = fma(2.0, t_176, -fma(t_122, t_16, t_119 * t_21))
        t_178 = fma(-t_106, t_16, t_119 * t_19) - t_175
        t_179 = t_170 - t_168
        y_below_exit = fma(d_kappa, -0.5 * t_66, -0.5 * t_179 * kappa)
        t_180 = t_178 + where(t_55, t_177, 0.0) - y_below_exit
        t_181 = fma(d_omega, 0.5 * t_66, 0.5 * t_179 * omega)
        y_exit = fma(-2.0, t_181, t_180)
        t_182 = 5.0 * t_142
        t_183 = fma(t_143, t_68, t_182 * t_45)
        t_184 = fma(2.0, t_183, fma(t_122, t_44, t_142 * t_21))
        t_185 = where(t_69, t_184, 0.0) - fma(-t_106, t_44, t_142 * t_19)
        t_186 = fma(-t_131 * t_81, t_71, t_185 * t_81)
        r_dissolution = t_186 - fma(t_132, t_71 * t_81, t_186 * t_32)
        t_187 = fma(t_122, t_68, t_182 * t_21)
        t_188 = fma(t_143, t_44, t_142 * t_45) + t_187 + t_187
        t_189 = where(t_53, t_188, 0.0) - fma(t_132, t_44, t_142 * t_32)
        s_dissolution = fma(-t_161, t_84, (t_140 - t_189) * t_67)
        t_190 = fma(d_floor_rate, t_47, t_146 * floor_rate)
        t_191 = fma(d_floor_rate, t_1, t_106 * floor_rate)
        t_192 = fma(-t_136, t_73, t_191 * t_39)
        t_193 = (t_192 - fma(-t_137, t_72, t_190 * t_40)) * t_41
        t_194 = fma(-t_138, t_75, fma(-t_138, t_74, t_193) * t_41)
        t_195 = (-fma(-t_138, t_72, t_190 * t_41) - t_194) * t_40
        t_196 = (fma(-t_138, t_73, t_191 * t_41) - t_194) * t_39
        t_197 = fma(-d_alpha, t_79, fma(-t_137, t_77, t_195) * t_7)
        t_198 = fma(d_alpha, t_80, fma(-t_136, t_78, t_196) * alpha)
        t_199 = fma(-t_79, t_7, t_80 * alpha)
        drop_dissolution = fma(t_133, t_199, (t_198 - t_197) * t_34)
        t_200 = fma(t_120, t_30, t_152 * t_18)
        t_201 = -5.0 * t_200
        t_202 = fma(t_126, t_87, t_201 * t_25)
        t_203 = fma(2.0, t_202, -fma(t_127, t_86, t_200 * t_26))
        t_204 = fma(-d_y, t_86, t_200 * t_24) + where(t_50, t_203, 0.0)
        t_205 = fma(t_119, t_30, t_152 * t_16)
        t_206 = 5.0 * t_205
        t_207 = fma(t_122, t_91, t_206 * t_21)
        t_208 = fma(2.0, t_207, fma(t_121, t_90, t_205 * t_20))
        t_209 = where(t_53, t_208, 0.0) - fma(d_y, t_90, t_205 * y)
        s_charging = fma(-t_161, t_93, (t_204 - t_209) * t_67)
        voltage_charging = -t_148 * (1.0 / t_29) * (-1.0 / t_29)
        phi_charging = voltage_charging - t_151
        t_210 = fma(t_115, t_85, fma(t_130, t_30, t_152 * t_28) * t_8)
        t_211 = fma(t_115, t_89, fma(t_125, t_30, t_152 * t_23) * t_8)
        t_212 = fma(-t_117, t_94, t_210 * t_13)
        t_213 = (t_212 - fma(-t_116, t_95, t_211 * t_12)) * t_14
        t_214 = fma(-t_118, t_97, fma(-t_118, t_96, t_213) * t_14)
        t_215 = (fma(-t_118, t_94, t_210 * t_14) - t_214) * t_13
        t_216 = fma(-t_117, t_99, t_215)
        t_217 = (-fma(-t_118, t_95, t_211 * t_14) - t_214) * t_12
        t_218 = fma(-t_116, t_100, t_217)
        t_219 = fma(d_alpha, t_102, t_218 * alpha)
        t_220 = t_219 - fma(-d_alpha, t_101, t_216 * t_7)
        t_221 = fma(t_110, fma(-t_101, t_7, t_102 * alpha), t_220 * t_5)
        drop_charging = phi_charging + t_221
        t_222 = fma(t_127, t_87, t_201 * t_26)
        t_223 = fma(2.0, t_222, -fma(t_126, t_86, t_200 * t_25))
        t_224 = fma(t_106, t_86, t_200 * t_1) + where(t_49, t_223, 0.0)
        t_225 = fma(t_121, t_91, t_206 * t_20)
        t_226 = fma(2.0, t_225, fma(t_122, t_90, t_205 * t_21))
        t_227 = -t_224 - fma(-t_106, t_90, t_205 * t_19)
        t_228 = t_218 - t_216
        y_below_charging = fma(d_kappa, -0.5 * t_103, -0.5 * t_228 * kappa)
        t_229 = t_227 + where(t_55, t_226, 0.0) - y_below_charging
        t_230 = fma(d_omega, 0.5 * t_103, 0.5 * t_228 * omega)
        y_charging = fma(-2.0, t_230, t_229)
        exit_ = GateState(0.0, s_exit, drop_exit, y_exit, 0.0, y_below_exit, 0.0)
        dissolution_ = GateState(r_dissolution, s_dissolution, drop_dissolution, 0.0, 0.0, 0.0, 0.0)
        loss_ = GateState(d_leak_rate, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        charging_ = GateState(
            0.0, s_charging, drop_charging, y_charging, phi_charging, y_below_charging,
            voltage_charging
        )  # fmt: skip
        displacement_ = GateState(0.0, 0.0, d_stern_coupling, 0.0, 0.0, 0.0, 0.0)
        return exit_, dissolution_, loss_, charging_, displacement_

    return gate_bent


def gate_turn(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``gate_turn`` for one kind of number."""
    fma = number.fma

    @compiled
    def gate_turn(u, exit, dissolution, loss, charging, displacement):
        """Return the changes along d of the derivatives of the rows along u.

        Returns: (rows).
        """
        u_r = u.r
        u_s = u.s
        u_drop = u.drop
        u_y = u.y
        u_phi = u.phi
        u_y_below = u.y_below
        exit_s = exit.s
        exit_drop = exit.drop
        exit_y = exit.y
        exit_y_below = exit.y_below
        dissolution_r = dissolution.r
        dissolution_s = dissolution.s
        dissolution_drop = dissolution.drop
        loss_r = loss.r
        charging_s = charging.s
        charging_drop = charging.drop
        charging_y = charging.y
        charging_phi = charging.phi
        charging_y_below = charging.y_below
        displacement_drop = displacement.drop
        t_1 = fma(exit_y, u_y, fma(exit_drop, u_drop, exit_s * u_s))
        exit_rows = fma(exit_y_below, u_y_below, t_1)
        t_2 = fma(dissolution_s, u_s, dissolution_r * u_r)
        dissolution_rows = fma(dissolution_drop, u_drop, t_2)
        loss_rows = loss_r * u_r
        t_3 = fma(charging_drop, u_drop, charging_s * u_s)
        t_4 = fma(charging_phi, u_phi, fma(charging_y, u_y, t_3))
        charging_rows = fma(charging_y_below, u_y_below, t_4)
        displacement_rows = displacement_drop * u_drop
        rows_ = GateRows(exit_rows, dissolution_rows, loss_rows, charging_rows, displacement_rows)
        return rows_

    return gate_turn


def outer_current(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``outer_current`` for one kind of number."""
    exp, fma, maximum, minimum = number.exp, number.fma, number.maximum, number.minimum

    @compiled
    def outer_current(p, x, charging):
        """Return the current density.

        Returns: (current).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
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
        s = x.s
        drop = x.drop
        y = x.y
        phi = x.phi
        y_below = x.y_below
        t_1 = s / s_max
        t_2 = fma(-kappa, y_below - y, omega * fma(-2.0, y, 1.0))
        t_3 = 0.5 * t_2
        t_4 = z_e_kT * zeta * drop
        t_5 = floor_rate * open_share
        t_6 = -fma(-alpha, t_4, b_exit - t_3)
        t_7 = -fma(1.0 - alpha, t_4, b_return + t_3)
        t_8 = maximum(0.0, maximum(t_6, t_7))
        t_9 = exp(t_6 - t_8)
        t_10 = exp(t_7 - t_8)
        t_11 = 1.0 / (exp(-t_8) + t_9 + t_10)
        t_12 = 1.0 - t_1
        t_13 = minimum(y, 0.0)
        t_14 = minimum(t_12, 0.0)
        t_15 = fma(t_14, t_14, t_13 * t_13)
        t_16 = fma(-5.0, t_15, fma(-t_13, t_14, y * t_12))
        t_17 = 1.0 - y
        t_18 = minimum(t_1, 0.0)
        t_19 = minimum(t_17, 0.0)
        t_20 = fma(t_19, t_19, t_18 * t_18)
        t_21 = fma(-5.0, t_20, fma(-t_18, t_19, t_1 * t_17))
        t_22 = fma(-t_5 * (t_10 * t_11), t_21, t_5 * (t_9 * t_11) * t_16)
        t_23 = fma(leak_conductance, phi + drop, plane_charge * t_22)
        current = fma(stern_capacitance, charging, t_23)
        return current

    return outer_current


def current_pull(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``current_pull`` for one kind of number."""
    exp, fma, maximum, minimum, where = number.exp, number.fma, number.maximum, number.minimum, number.where

    @compiled
    def current_pull(p, x, by, charging, weight):
        """Return cotangents of the current density.

        Returns: (by_charging, seen, sums).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
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
        s = x.s
        drop = x.drop
        y = x.y
        phi = x.phi
        y_below = x.y_below
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
        t_1 = s / s_max
        t_2 = fma(-2.0, y, 1.0)
        t_3 = y_below - y
        t_4 = 0.5 * fma(-kappa, t_3, omega * t_2)
        t_5 = z_e_kT * zeta
        t_6 = t_5 * drop
        t_7 = 1.0 - alpha
        t_8 = floor_rate * open_share
        t_9 = -fma(-alpha, t_6, b_exit - t_4)
        t_10 = -fma(t_7, t_6, b_return + t_4)
        t_11 = maximum(0.0, maximum(t_9, t_10))
        t_12 = exp(t_9 - t_11)
        t_13 = exp(t_10 - t_11)
        t_14 = 1.0 / (exp(-t_11) + t_12 + t_13)
        t_15 = t_12 * t_14
        t_16 = t_8 * t_15
        t_17 = t_13 * t_14
        t_18 = t_8 * t_17
        t_19 = 1.0 - t_1
        t_20 = minimum(y, 0.0)
        t_21 = minimum(t_19, 0.0)
        t_22 = fma(t_21, t_21, t_20 * t_20)
        t_23 = fma(-5.0, t_22, fma(-t_20, t_21, y * t_19))
        t_24 = 1.0 - y
        t_25 = minimum(t_1, 0.0)
        t_26 = minimum(t_24, 0.0)
        t_27 = fma(t_26, t_26, t_25 * t_25)
        t_28 = fma(-5.0, t_27, fma(-t_25, t_26, t_1 * t_24))
        by_charging = weight * stern_capacitance
        t_29 = weight * plane_charge
        phi_seen = weight * leak_conductance
        t_30 = t_29 * t_28
        t_31 = t_29 * t_18
        t_32 = 5.0 * t_31
        t_33 = where(t_24 < 0.0, fma(t_31, t_25, 2.0 * (t_32 * t_26)), 0.0)
        t_34 = where(t_1 < 0.0, fma(t_31, t_26, 2.0 * (t_32 * t_25)), 0.0)
        t_35 = t_29 * t_23
        t_36 = t_29 * t_16
        t_37 = -5.0 * t_36
        t_38 = where(t_19 < 0.0, fma(-t_36, t_20, 2.0 * (t_37 * t_21)), 0.0)
        t_39 = where(y < 0.0, fma(-t_36, t_21, 2.0 * (t_37 * t_20)), 0.0)
        t_40 = fma(t_36, t_19, -fma(-t_31, t_1, t_33)) + t_39
        t_41 = fma(-t_31, t_24, t_34) - fma(t_36, y, t_38)
        t_42 = t_30 * t_8
        t_43 = fma(-t_30, t_17, t_35 * t_15)
        t_44 = t_35 * t_8
        t_45 = fma(-t_42, t_13, t_44 * t_12) * t_14 * t_14
        t_46 = (-t_42 * t_14 - t_45) * t_13
        t_47 = fma(t_44, t_14, -t_45) * t_12
        t_48 = fma(-t_46, t_7, t_47 * alpha)
        t_49 = t_47 - t_46
        t_50 = t_48 * drop
        drop_seen = fma(t_48, t_5, phi_seen)
        t_51 = 0.5 * t_49
        t_52 = -0.5 * t_49
        y_below_seen = t_52 * kappa
        y_seen = fma(-2.0, t_51 * omega, t_40 - y_below_seen)
        s_seen = t_41 * (1.0 / s_max)
        z_e_kT_sums = fma(t_50, zeta, by_z_e_kT)
        omega_sums = fma(t_51, t_2, by_omega)
        kappa_sums = fma(t_52, t_3, by_kappa)
        stern_capacitance_sums = fma(weight, charging, by_stern_capacitance)
        plane_charge_sums = fma(weight, fma(-t_18, t_28, t_16 * t_23), by_plane_charge)
        floor_rate_sums = fma(t_43, open_share, by_floor_rate)
        b_exit_sums = by_b_exit - t_47
        b_return_sums = by_b_return - t_46
        alpha_sums = by_alpha + fma(t_47, t_6, t_46 * t_6)
        zeta_sums = fma(t_50, z_e_kT, by_zeta)
        s_max_sums = fma(-s_seen, t_1, by_s_max)
        open_share_sums = fma(t_43, floor_rate, by_open_share)
        leak_conductance_sums = fma(weight, phi + drop, by_leak_conductance)
        seen_ = GateState(0.0, s_seen, drop_seen, y_seen, phi_seen, y_below_seen, 0.0)
        sums_ = FilmParameters(
            by_hop_rate, z_e_kT_sums, omega_sums, kappa_sums, by_q_metal, by_log_ratio, by_y_mid,
            by_y_steepness, by_stern_coupling, stern_capacitance_sums, by_area_resistance,
            plane_charge_sums, floor_rate_sums, b_exit_sums, b_return_sums, by_b_dissolve,
            by_b_adsorb, alpha_sums, zeta_sums, s_max_sums, by_r_half, by_leak_rate,
            open_share_sums, leak_conductance_sums, by_contact
        )  # fmt: skip
        return by_charging, seen_, sums_

    return current_pull


def current_push(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``current_push`` for one kind of number."""
    exp, fma, maximum, minimum, where = number.exp, number.fma, number.maximum, number.minimum, number.where

    @compiled
    def current_push(p, x, d, d_p, charging, d_charging):
        """Return the change of the current density along d.

        Returns: (d_current).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
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
        s = x.s
        drop = x.drop
        y = x.y
        phi = x.phi
        y_below = x.y_below
        d_s = d.s
        d_drop = d.drop
        d_y = d.y
        d_phi = d.phi
        d_y_below = d.y_below
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
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
        t_1 = s / s_max
        t_2 = fma(-2.0, y, 1.0)
        t_3 = y_below - y
        t_4 = 0.5 * fma(-kappa, t_3, omega * t_2)
        t_5 = z_e_kT * zeta
        t_6 = t_5 * drop
        t_7 = 1.0 - alpha
        t_8 = floor_rate * open_share
        t_9 = -fma(-alpha, t_6, b_exit - t_4)
        t_10 = -fma(t_7, t_6, b_return + t_4)
        t_11 = maximum(0.0, maximum(t_9, t_10))
        t_12 = exp(t_9 - t_11)
        t_13 = exp(t_10 - t_11)
        t_14 = 1.0 / (exp(-t_11) + t_12 + t_13)
        t_15 = t_12 * t_14
        t_16 = t_8 * t_15
        t_17 = t_13 * t_14
        t_18 = t_8 * t_17
        t_19 = 1.0 - t_1
        t_20 = minimum(y, 0.0)
        t_21 = minimum(t_19, 0.0)
        t_22 = fma(t_21, t_21, t_20 * t_20)
        t_23 = fma(-5.0, t_22, fma(-t_20, t_21, y * t_19))
        t_24 = 1.0 - y
        t_25 = minimum(t_1, 0.0)
        t_26 = minimum(t_24, 0.0)
        t_27 = fma(t_26, t_26, t_25 * t_25)
        t_28 = fma(-5.0, t_27, fma(-t_25, t_26, t_1 * t_24))
        t_29 = 1.0 / s_max
        t_30 = fma(-d_s_max * t_29, t_1, d_s * t_29)
        t_31 = fma(d_y_below - d_y, kappa, d_kappa * t_3)
        t_32 = fma(-2.0 * d_y, omega, d_omega * t_2) - t_31
        t_33 = fma(d_zeta, z_e_kT, d_z_e_kT * zeta) * drop
        t_34 = fma(d_drop, t_5, t_33)
        t_35 = d_alpha * t_6
        t_36 = fma(-0.5, t_32, d_b_exit) - fma(t_34, alpha, t_35)
        t_37 = fma(0.5, t_32, d_b_return) + fma(t_34, t_7, -t_35)
        t_38 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_39 = t_36 * t_12
        t_40 = t_37 * t_13
        t_41 = (-t_39 - t_40) * t_14 * t_14
        t_42 = fma(fma(-t_41, t_12, -t_39 * t_14), t_8, t_38 * t_15)
        t_43 = fma(fma(-t_41, t_13, -t_40 * t_14), t_8, t_38 * t_17)
        t_44 = where(y < 0.0, d_y, 0.0)
        t_45 = where(t_19 < 0.0, -t_30, 0.0)
        t_46 = fma(-t_30, y, d_y * t_19) - fma(t_45, t_20, t_44 * t_21)
        t_47 = fma(2.0, t_45 * t_21, 2.0 * (t_44 * t_20))
        t_48 = fma(fma(-5.0, t_47, t_46), t_16, t_42 * t_23)
        t_49 = where(t_1 < 0.0, t_30, 0.0)
        t_50 = where(t_24 < 0.0, -d_y, 0.0)
        t_51 = fma(-d_y, t_1, t_30 * t_24) - fma(t_50, t_25, t_49 * t_26)
        t_52 = fma(2.0, t_50 * t_26, 2.0 * (t_49 * t_25))
        t_53 = fma(fma(-5.0, t_52, t_51), t_18, t_43 * t_28)
        t_54 = d_leak_conductance * (phi + drop)
        t_55 = fma(d_phi + d_drop, leak_conductance, t_54)
        t_56 = d_plane_charge * fma(-t_18, t_28, t_16 * t_23)
        t_57 = fma(t_48 - t_53, plane_charge, t_56) + t_55
        t_58 = d_stern_capacitance * charging
        d_current = t_57 + fma(d_charging, stern_capacitance, t_58)
        return d_current

    return current_push


def start_pull(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``start_pull`` for one kind of number."""
    exp, fma, maximum, minimum, where = number.exp, number.fma, number.maximum, number.minimum, number.where

    @compiled
    def start_pull(p, x, by, weight):
        """Return cotangents of the current density at a start.

        Returns: (seen, sums).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        s = x.s
        drop = x.drop
        y = x.y
        phi = x.phi
        y_below = x.y_below
        voltage = x.voltage
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
        t_1 = s / s_max
        t_2 = fma(-2.0, y, 1.0)
        t_3 = y_below - y
        t_4 = 0.5 * fma(-kappa, t_3, omega * t_2)
        t_5 = z_e_kT * zeta
        t_6 = t_5 * drop
        t_7 = 1.0 - alpha
        t_8 = floor_rate * open_share
        t_9 = -fma(-alpha, t_6, b_exit - t_4)
        t_10 = -fma(t_7, t_6, b_return + t_4)
        t_11 = maximum(0.0, maximum(t_9, t_10))
        t_12 = exp(t_9 - t_11)
        t_13 = exp(t_10 - t_11)
        t_14 = 1.0 / (exp(-t_11) + t_12 + t_13)
        t_15 = t_12 * t_14
        t_16 = t_8 * t_15
        t_17 = t_13 * t_14
        t_18 = t_8 * t_17
        t_19 = 1.0 - t_1
        t_20 = minimum(y, 0.0)
        t_21 = minimum(t_19, 0.0)
        t_22 = fma(t_21, t_21, t_20 * t_20)
        t_23 = fma(-5.0, t_22, fma(-t_20, t_21, y * t_19))
        t_24 = 1.0 - y
        t_25 = minimum(t_1, 0.0)
        t_26 = minimum(t_24, 0.0)
        t_27 = fma(t_26, t_26, t_25 * t_25)
        t_28 = fma(-5.0, t_27, fma(-t_25, t_26, t_1 * t_24))
        t_29 = fma(-t_18, t_28, t_16 * t_23)
        t_30 = phi + drop
        t_31 = area_resistance * stern_capacitance
        t_32 = (-voltage - t_30) / t_31
        t_33 = leak_conductance / stern_capacitance
        t_34 = plane_charge / stern_capacitance
        t_35 = 1.0 / stern_capacitance
        t_36 = weight * stern_capacitance
        t_37 = weight * fma(-t_34, t_29, fma(-t_33, t_30, t_32))
        t_38 = fma(-t_36, t_34, weight * plane_charge)
        t_39 = t_36 * t_29 * t_35
        t_40 = fma(-t_36, t_33, weight * leak_conductance)
        t_41 = t_36 * t_30 * t_35
        t_42 = t_36 * (1.0 / t_31)
        t_43 = t_42 * t_32
        t_44 = fma(t_41, t_33, fma(t_39, t_34, t_37))
        voltage_seen = -t_42
        phi_seen = t_40 - t_42
        t_45 = t_38 * t_28
        t_46 = t_38 * t_18
        t_47 = 5.0 * t_46
        t_48 = where(t_24 < 0.0, fma(t_46, t_25, 2.0 * (t_47 * t_26)), 0.0)
        t_49 = where(t_1 < 0.0, fma(t_46, t_26, 2.0 * (t_47 * t_25)), 0.0)
        t_50 = t_38 * t_23
        t_51 = t_38 * t_16
        t_52 = -5.0 * t_51
        t_53 = where(t_19 < 0.0, fma(-t_51, t_20, 2.0 * (t_52 * t_21)), 0.0)
        t_54 = where(y < 0.0, fma(-t_51, t_21, 2.0 * (t_52 * t_20)), 0.0)
        t_55 = fma(t_51, t_19, -fma(-t_46, t_1, t_48)) + t_54
        t_56 = fma(-t_46, t_24, t_49) - fma(t_51, y, t_53)
        t_57 = t_45 * t_8
        t_58 = fma(-t_45, t_17, t_50 * t_15)
        t_59 = t_50 * t_8
        t_60 = fma(-t_57, t_13, t_59 * t_12) * t_14 * t_14
        t_61 = (-t_57 * t_14 - t_60) * t_13
        t_62 = fma(t_59, t_14, -t_60) * t_12
        t_63 = fma(-t_61, t_7, t_62 * alpha)
        t_64 = t_62 - t_61
        t_65 = t_63 * drop
        drop_seen = fma(t_63, t_5, phi_seen)
        t_66 = 0.5 * t_64
        t_67 = -0.5 * t_64
        y_below_seen = t_67 * kappa
        y_seen = fma(-2.0, t_66 * omega, t_55 - y_below_seen)
        s_seen = t_56 * (1.0 / s_max)
        z_e_kT_sums = fma(t_65, zeta, by_z_e_kT)
        omega_sums = fma(t_66, t_2, by_omega)
        kappa_sums = fma(t_67, t_3, by_kappa)
        stern_capacitance_sums = by_stern_capacitance + fma(-t_43, area_resistance, t_44)
        area_resistance_sums = fma(-t_43, stern_capacitance, by_area_resistance)
        plane_charge_sums = by_plane_charge + fma(weight, t_29, -t_39)
        floor_rate_sums = fma(t_58, open_share, by_floor_rate)
        b_exit_sums = by_b_exit - t_62
        b_return_sums = by_b_return - t_61
        alpha_sums = by_alpha + fma(t_62, t_6, t_61 * t_6)
        zeta_sums = fma(t_65, z_e_kT, by_zeta)
        s_max_sums = fma(-s_seen, t_1, by_s_max)
        open_share_sums = fma(t_58, floor_rate, by_open_share)
        leak_conductance_sums = by_leak_conductance + fma(weight, t_30, -t_41)
        seen_ = GateState(0.0, s_seen, drop_seen, y_seen, phi_seen, y_below_seen, voltage_seen)
        sums_ = FilmParameters(
            by_hop_rate, z_e_kT_sums, omega_sums, kappa_sums, by_q_metal, by_log_ratio, by_y_mid,
            by_y_steepness, by_stern_coupling, stern_capacitance_sums, area_resistance_sums,
            plane_charge_sums, floor_rate_sums, b_exit_sums, b_return_sums, by_b_dissolve,
            by_b_adsorb, alpha_sums, zeta_sums, s_max_sums, by_r_half, by_leak_rate,
            open_share_sums, leak_conductance_sums, by_contact
        )  # fmt: skip
        return seen_, sums_

    return start_pull


def start_push(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``start_push`` for one kind of number."""
    exp, fma, maximum, minimum, where = number.exp, number.fma, number.maximum, number.minimum, number.where

    @compiled
    def start_push(p, x, d, d_p):
        """Return the change of the current density at a start along d.

        Returns: (d_current).
        """
        z_e_kT = p.z_e_kT
        omega = p.omega
        kappa = p.kappa
        stern_capacitance = p.stern_capacitance
        area_resistance = p.area_resistance
        plane_charge = p.plane_charge
        floor_rate = p.floor_rate
        b_exit = p.b_exit
        b_return = p.b_return
        alpha = p.alpha
        zeta = p.zeta
        s_max = p.s_max
        open_share = p.open_share
        leak_conductance = p.leak_conductance
        s = x.s
        drop = x.drop
        y = x.y
        phi = x.phi
        y_below = x.y_below
        voltage = x.voltage
        d_s = d.s
        d_drop = d.drop
        d_y = d.y
        d_phi = d.phi
        d_y_below = d.y_below
        d_voltage = d.voltage
        d_z_e_kT = d_p.z_e_kT
        d_omega = d_p.omega
        d_kappa = d_p.kappa
        d_stern_capacitance = d_p.stern_capacitance
        d_area_resistance = d_p.area_resistance
        d_plane_charge = d_p.plane_charge
        d_floor_rate = d_p.floor_rate
        d_b_exit = d_p.b_exit
        d_b_return = d_p.b_return
        d_alpha = d_p.alpha
        d_zeta = d_p.zeta
        d_s_max = d_p.s_max
        d_open_share = d_p.open_share
        d_leak_conductance = d_p.leak_conductance
        t_1 = s / s_max
        t_2 = fma(-2.0, y, 1.0)
        t_3 = y_below - y
        t_4 = 0.5 * fma(-kappa, t_3, omega * t_2)
        t_5 = z_e_kT * zeta
        t_6 = t_5 * drop
        t_7 = 1.0 - alpha
        t_8 = floor_rate * open_share
        t_9 = -fma(-alpha, t_6, b_exit - t_4)
        t_10 = -fma(t_7, t_6, b_return + t_4)
        t_11 = maximum(0.0, maximum(t_9, t_10))
        t_12 = exp(t_9 - t_11)
        t_13 = exp(t_10 - t_11)
        t_14 = 1.0 / (exp(-t_11) + t_12 + t_13)
        t_15 = t_12 * t_14
        t_16 = t_8 * t_15
        t_17 = t_13 * t_14
        t_18 = t_8 * t_17
        t_19 = 1.0 - t_1
        t_20 = minimum(y, 0.0)
        t_21 = minimum(t_19, 0.0)
        t_22 = fma(t_21, t_21, t_20 * t_20)
        t_23 = fma(-5.0, t_22, fma(-t_20, t_21, y * t_19))
        t_24 = 1.0 - y
        t_25 = minimum(t_1, 0.0)
        t_26 = minimum(t_24, 0.0)
        t_27 = fma(t_26, t_26, t_25 * t_25)
        t_28 = fma(-5.0, t_27, fma(-t_25, t_26, t_1 * t_24))
        t_29 = fma(-t_18, t_28, t_16 * t_23)
        t_30 = phi + drop
        t_31 = area_resistance * stern_capacitance
        t_32 = (-voltage - t_30) / t_31
        t_33 = leak_conductance / stern_capacitance
        t_34 = plane_charge / stern_capacitance
        t_35 = 1.0 / s_max
        t_36 = 1.0 / t_31
        t_37 = 1.0 / stern_capacitance
        t_38 = fma(-d_s_max * t_35, t_1, d_s * t_35)
        t_39 = fma(d_y_below - d_y, kappa, d_kappa * t_3)
        t_40 = fma(-2.0 * d_y, omega, d_omega * t_2) - t_39
        t_41 = fma(d_zeta, z_e_kT, d_z_e_kT * zeta) * drop
        t_42 = fma(d_drop, t_5, t_41)
        t_43 = d_alpha * t_6
        t_44 = fma(-0.5, t_40, d_b_exit) - fma(t_42, alpha, t_43)
        t_45 = fma(0.5, t_40, d_b_return) + fma(t_42, t_7, -t_43)
        t_46 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_47 = t_44 * t_12
        t_48 = t_45 * t_13
        t_49 = (-t_47 - t_48) * t_14 * t_14
        t_50 = fma(fma(-t_49, t_12, -t_47 * t_14), t_8, t_46 * t_15)
        t_51 = fma(fma(-t_49, t_13, -t_48 * t_14), t_8, t_46 * t_17)
        t_52 = where(y < 0.0, d_y, 0.0)
        t_53 = where(t_19 < 0.0, -t_38, 0.0)
        t_54 = fma(-t_38, y, d_y * t_19) - fma(t_53, t_20, t_52 * t_21)
        t_55 = fma(2.0, t_53 * t_21, 2.0 * (t_52 * t_20))
        t_56 = fma(fma(-5.0, t_55, t_54), t_16, t_50 * t_23)
        t_57 = where(t_1 < 0.0, t_38, 0.0)
        t_58 = where(t_24 < 0.0, -d_y, 0.0)
        t_59 = fma(-d_y, t_1, t_38 * t_24) - fma(t_58, t_25, t_57 * t_26)
        t_60 = fma(2.0, t_58 * t_26, 2.0 * (t_57 * t_25))
        t_61 = fma(fma(-5.0, t_60, t_59), t_18, t_51 * t_28)
        t_62 = t_56 - t_61
        t_63 = d_phi + d_drop
        t_64 = d_area_resistance * stern_capacitance
        t_65 = fma(d_stern_capacitance, area_resistance, t_64)
        t_66 = fma(-t_65 * t_36, t_32, (-d_voltage - t_63) * t_36)
        t_67 = d_stern_capacitance * t_37
        t_68 = fma(-t_67, t_33, d_leak_conductance * t_37)
        t_69 = fma(-t_67, t_34, d_plane_charge * t_37) * t_29
        t_70 = t_66 - fma(t_63, t_33, t_68 * t_30) - fma(t_62, t_34, t_69)
        t_71 = fma(t_63, leak_conductance, d_leak_conductance * t_30)
        t_72 = fma(t_62, plane_charge, d_plane_charge * t_29)
        t_73 = fma(-t_34, t_29, fma(-t_33, t_30, t_32))
        t_74 = fma(t_70, stern_capacitance, d_stern_capacitance * t_73)
        d_current = t_72 + t_71 + t_74
        return d_current

    return start_push


def by_time_unit(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``by_time_unit`` for one kind of number."""
    fma = number.fma

    @compiled
    def by_time_unit(p, by):
        """Return the cotangent of a common factor of all rates.

        Returns: (faster).
        """
        hop_rate = p.hop_rate
        area_resistance = p.area_resistance
        floor_rate = p.floor_rate
        leak_rate = p.leak_rate
        leak_conductance = p.leak_conductance
        by_hop_rate = by.hop_rate
        by_area_resistance = by.area_resistance
        by_floor_rate = by.floor_rate
        by_leak_rate = by.leak_rate
        by_leak_conductance = by.leak_conductance
        t_1 = hop_rate * by_hop_rate
        t_2 = fma(-area_resistance, by_area_resistance, t_1)
        t_3 = fma(floor_rate, by_floor_rate, t_2)
        t_4 = fma(leak_rate, by_leak_rate, t_3)
        faster = fma(leak_conductance, by_leak_conductance, t_4)
        return faster

    return by_time_unit


def rescaled(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``rescaled`` for one kind of number."""
    fma = number.fma

    @compiled
    def rescaled(p, d_p, longer):
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
        hop_rate_moves = fma(hop_rate, longer, d_hop_rate)
        area_resistance_moves = fma(-area_resistance, longer, d_area_resistance)
        floor_rate_moves = fma(floor_rate, longer, d_floor_rate)
        leak_rate_moves = fma(leak_rate, longer, d_leak_rate)
        leak_conductance_moves = fma(leak_conductance, longer, d_leak_conductance)
        moves_ = FilmParameters(
            hop_rate_moves, d_z_e_kT, d_omega, d_kappa, d_q_metal, d_log_ratio, d_y_mid,
            d_y_steepness, d_stern_coupling, d_stern_capacitance, area_resistance_moves,
            d_plane_charge, floor_rate_moves, d_b_exit, d_b_return, d_b_dissolve, d_b_adsorb,
            d_alpha, d_zeta, d_s_max, d_r_half, leak_rate_moves, d_open_share,
            leak_conductance_moves, d_contact
        )  # fmt: skip
        return moves_

    return rescaled
