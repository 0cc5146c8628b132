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
        t_5 = fma(-alpha, t_4, b_exit - t_3)
        t_6 = 1.0 - alpha
        t_7 = fma(t_6, t_4, b_return + t_3)
        t_8 = floor_rate * open_share
        t_9 = exp(maximum(-600.0, minimum(600.0, t_5)))
        t_10 = exp(maximum(-600.0, minimum(600.0, t_7)))
        t_11 = maximum(-600.0, minimum(600.0, t_5 - t_7))
        t_12 = exp(t_11)
        t_13 = 1.0 - t_1
        t_14 = minimum(0.0, y)
        t_15 = minimum(0.0, t_13)
        t_16 = t_15 * t_15
        t_17 = fma(-5.0, fma(t_14, t_14, t_16), fma(-t_14, t_15, y * t_13))
        t_18 = 1.0 - y
        t_19 = minimum(0.0, t_1)
        t_20 = minimum(0.0, t_18)
        t_21 = fma(t_20, t_20, t_19 * t_19)
        t_22 = fma(-5.0, t_21, fma(-t_19, t_20, t_1 * t_18))
        t_23 = t_8 / (1.0 + t_10 + 1.0 / t_12)
        exit_flux_rows = fma(-t_23, t_22, t_8 / (1.0 + t_9 + t_12) * t_17)
        t_24 = phi + drop
        t_25 = (-voltage - t_24) / (area_resistance * stern_capacitance)
        t_26 = r / (r + r_half)
        t_27 = z_e_kT * (1.0 - zeta) * drop
        t_28 = fma(-alpha, t_27, b_dissolve)
        t_29 = fma(t_6, t_27, b_adsorb)
        t_30 = exp(maximum(-600.0, minimum(600.0, t_28)))
        t_31 = exp(maximum(-600.0, minimum(600.0, t_29)))
        t_32 = maximum(-600.0, minimum(600.0, t_28 - t_29))
        t_33 = exp(t_32)
        t_34 = minimum(0.0, t_26)
        t_35 = fma(-t_34, t_15, t_26 * t_13)
        t_36 = floor_rate / (1.0 + t_31 + 1.0 / t_33)
        t_37 = fma(-5.0, fma(t_34, t_34, t_16), t_35)
        dissolution_rows = fma(-t_36, t_37, floor_rate / (1.0 + t_30 + t_33) * t_1)
        loss_rows = leak_rate * r
        t_38 = fma(-leak_conductance / stern_capacitance, t_24, t_25)
        charging_rows = fma(-plane_charge / stern_capacitance, exit_flux_rows, t_38)
        displacement_rows = stern_coupling * drop
        rows_ = GateRows(
            exit_flux_rows, dissolution_rows, loss_rows, charging_rows, displacement_rows
        )  # fmt: skip
        return rows_

    return gate_rows


def gate_linearized(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``gate_linearized`` for one kind of number."""
    exp, fma, maximum, minimum, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.where,
    )

    @compiled
    def gate_linearized(p, x):
        """Return the rows of the gate, and their derivatives by what it sees.

        Returns: (rows, exit_flux, dissolution, loss, charging, displacement).
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
        t_6 = fma(-alpha, t_5, b_exit - t_3)
        t_7 = 1.0 - alpha
        t_8 = fma(t_7, t_5, b_return + t_3)
        t_9 = floor_rate * open_share
        t_10 = minimum(600.0, t_6)
        t_11 = exp(maximum(-600.0, t_10))
        t_12 = minimum(600.0, t_8)
        t_13 = exp(maximum(-600.0, t_12))
        t_14 = t_6 - t_8
        t_15 = minimum(600.0, t_14)
        t_16 = exp(maximum(-600.0, t_15))
        t_17 = 1.0 + t_11 + t_16
        t_18 = t_9 / t_17
        t_19 = 1.0 / t_16
        t_20 = 1.0 + t_13 + t_19
        t_21 = t_9 / t_20
        t_22 = 1.0 - t_1
        t_23 = minimum(0.0, y)
        t_24 = minimum(0.0, t_22)
        t_25 = t_24 * t_24
        t_26 = fma(-5.0, fma(t_23, t_23, t_25), fma(-t_23, t_24, y * t_22))
        t_27 = 1.0 - y
        t_28 = minimum(0.0, t_1)
        t_29 = minimum(0.0, t_27)
        t_30 = fma(t_29, t_29, t_28 * t_28)
        t_31 = fma(-5.0, t_30, fma(-t_28, t_29, t_1 * t_27))
        exit_flux_rows = fma(-t_21, t_31, t_18 * t_26)
        t_32 = phi + drop
        t_33 = area_resistance * stern_capacitance
        t_34 = leak_conductance / stern_capacitance
        t_35 = plane_charge / stern_capacitance
        t_36 = r + r_half
        t_37 = r / t_36
        t_38 = z_e_kT * (1.0 - zeta)
        t_39 = t_38 * drop
        t_40 = fma(-alpha, t_39, b_dissolve)
        t_41 = fma(t_7, t_39, b_adsorb)
        t_42 = minimum(600.0, t_40)
        t_43 = exp(maximum(-600.0, t_42))
        t_44 = minimum(600.0, t_41)
        t_45 = exp(maximum(-600.0, t_44))
        t_46 = t_40 - t_41
        t_47 = minimum(600.0, t_46)
        t_48 = exp(maximum(-600.0, t_47))
        t_49 = 1.0 + t_43 + t_48
        t_50 = floor_rate / t_49
        t_51 = 1.0 / t_48
        t_52 = 1.0 + t_45 + t_51
        t_53 = floor_rate / t_52
        t_54 = minimum(0.0, t_37)
        t_55 = fma(-t_54, t_24, t_37 * t_22)
        t_56 = fma(-5.0, fma(t_54, t_54, t_25), t_55)
        dissolution_rows = fma(-t_53, t_56, t_50 * t_1)
        loss_rows = leak_rate * r
        t_57 = fma(-t_34, t_32, (-voltage - t_32) / t_33)
        charging_rows = fma(-t_35, exit_flux_rows, t_57)
        displacement_rows = stern_coupling * drop
        t_58 = 5.0 * t_21
        t_59 = t_27 < 0.0
        t_60 = where(t_59, fma(t_21, t_28, 2.0 * (t_58 * t_29)), 0.0)
        t_61 = t_1 < 0.0
        t_62 = where(t_61, fma(t_21, t_29, 2.0 * (t_58 * t_28)), 0.0)
        t_63 = -5.0 * t_18
        t_64 = t_22 < 0.0
        t_65 = where(t_64, fma(-t_18, t_23, 2.0 * (t_63 * t_24)), 0.0)
        t_66 = y < 0.0
        t_67 = where(t_66, fma(-t_18, t_24, 2.0 * (t_63 * t_23)), 0.0)
        t_68 = fma(t_18, t_22, -fma(-t_21, t_1, t_60)) + t_67
        t_69 = fma(-t_21, t_27, t_62) - fma(t_18, y, t_65)
        t_70 = 1.0 / t_20
        t_71 = t_31 * t_70 * t_21
        t_72 = 1.0 / t_17
        t_73 = t_26 * t_72 * t_18
        t_74 = t_15 > -600.0
        t_75 = where(t_74, fma(-t_73, t_16, -t_71 * t_19), 0.0)
        t_76 = t_14 < 600.0
        t_77 = where(t_76, t_75, 0.0)
        t_78 = t_12 > -600.0
        t_79 = t_8 < 600.0
        t_80 = where(t_79, where(t_78, t_71 * t_13, 0.0), 0.0)
        t_81 = t_80 - t_77
        t_82 = t_10 > -600.0
        t_83 = t_6 < 600.0
        t_84 = where(t_83, where(t_82, -t_73 * t_11, 0.0), 0.0)
        t_85 = t_77 + t_84
        t_86 = t_81 - t_85
        drop_exit_flux = fma(-t_85, alpha, t_81 * t_7) * t_4
        y_below_exit_flux = -0.5 * t_86 * kappa
        y_exit_flux = fma(-2.0, 0.5 * t_86 * omega, t_68 - y_below_exit_flux)
        t_87 = 1.0 / s_max
        s_exit_flux = t_69 * t_87
        t_88 = 5.0 * t_53
        t_89 = where(t_37 < 0.0, fma(t_53, t_24, 2.0 * (t_88 * t_54)), 0.0)
        t_90 = t_56 * (1.0 / t_52) * t_53
        t_91 = t_1 * (1.0 / t_49) * t_50
        t_92 = where(t_47 > -600.0, fma(-t_91, t_48, -t_90 * t_51), 0.0)
        t_93 = where(t_46 < 600.0, t_92, 0.0)
        t_94 = where(t_44 > -600.0, t_90 * t_45, 0.0)
        t_95 = where(t_42 > -600.0, -t_91 * t_43, 0.0)
        t_96 = (where(t_41 < 600.0, t_94, 0.0) - t_93) * t_7
        t_97 = fma(-(t_93 + where(t_40 < 600.0, t_95, 0.0)), alpha, t_96)
        drop_dissolution = t_97 * t_38
        t_98 = fma(-t_53, t_22, t_89) * (1.0 / t_36)
        r_dissolution = fma(-t_98, t_37, t_98)
        t_99 = t_88 * t_24
        t_100 = where(t_64, fma(t_53, t_54, t_99) + t_99, 0.0)
        s_dissolution = (t_50 - fma(-t_53, t_37, t_100)) * t_87
        voltage_charging = -1.0 / t_33
        phi_charging = voltage_charging - t_34
        t_101 = t_35 * t_21
        t_102 = -5.0 * t_101
        t_103 = where(t_59, fma(-t_101, t_28, 2.0 * (t_102 * t_29)), 0.0)
        t_104 = where(t_61, fma(-t_101, t_29, 2.0 * (t_102 * t_28)), 0.0)
        t_105 = t_35 * t_18
        t_106 = 5.0 * t_105
        t_107 = fma(-t_105, t_22, -fma(t_101, t_1, t_103))
        t_108 = where(t_64, fma(t_105, t_23, 2.0 * (t_106 * t_24)), 0.0)
        t_109 = where(t_66, fma(t_105, t_24, 2.0 * (t_106 * t_23)), 0.0)
        t_110 = fma(t_101, t_27, t_104) - fma(-t_105, y, t_108)
        t_111 = t_35 * t_31 * t_70 * t_21
        t_112 = t_35 * t_26 * t_72 * t_18
        t_113 = where(t_74, fma(t_112, t_16, t_111 * t_19), 0.0)
        t_114 = where(t_76, t_113, 0.0)
        t_115 = where(t_79, where(t_78, -t_111 * t_13, 0.0), 0.0)
        t_116 = t_115 - t_114
        t_117 = where(t_83, where(t_82, t_112 * t_11, 0.0), 0.0)
        t_118 = t_114 + t_117
        t_119 = t_116 - t_118
        drop_charging = fma(fma(-t_118, alpha, t_116 * t_7), t_4, phi_charging)
        y_below_charging = -0.5 * t_119 * kappa
        t_120 = t_107 + t_109 - y_below_charging
        y_charging = fma(-2.0, 0.5 * t_119 * omega, t_120)
        s_charging = t_110 * t_87
        rows_ = GateRows(
            exit_flux_rows, dissolution_rows, loss_rows, charging_rows, displacement_rows
        )  # fmt: skip
        exit_flux_ = GateState(
            0.0, s_exit_flux, drop_exit_flux, y_exit_flux, 0.0, y_below_exit_flux, 0.0
        )  # fmt: skip
        dissolution_ = GateState(r_dissolution, s_dissolution, drop_dissolution, 0.0, 0.0, 0.0, 0.0)
        loss_ = GateState(leak_rate, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        charging_ = GateState(
            0.0, s_charging, drop_charging, y_charging, phi_charging, y_below_charging,
            voltage_charging
        )  # fmt: skip
        displacement_ = GateState(0.0, 0.0, stern_coupling, 0.0, 0.0, 0.0, 0.0)
        return rows_, exit_flux_, dissolution_, loss_, charging_, displacement_

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
    exp, fma, maximum, minimum, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.where,
    )

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
        v_exit_flux = v.exit_flux
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
        t_7 = fma(-alpha, t_6, b_exit - t_4)
        t_8 = 1.0 - alpha
        t_9 = fma(t_8, t_6, b_return + t_4)
        t_10 = floor_rate * open_share
        t_11 = minimum(600.0, t_7)
        t_12 = exp(maximum(-600.0, t_11))
        t_13 = minimum(600.0, t_9)
        t_14 = exp(maximum(-600.0, t_13))
        t_15 = t_7 - t_9
        t_16 = minimum(600.0, t_15)
        t_17 = exp(maximum(-600.0, t_16))
        t_18 = 1.0 + t_12 + t_17
        t_19 = t_10 / t_18
        t_20 = 1.0 / t_17
        t_21 = 1.0 + t_14 + t_20
        t_22 = t_10 / t_21
        t_23 = 1.0 - t_1
        t_24 = minimum(0.0, y)
        t_25 = minimum(0.0, t_23)
        t_26 = t_25 * t_25
        t_27 = fma(-5.0, fma(t_24, t_24, t_26), fma(-t_24, t_25, y * t_23))
        t_28 = 1.0 - y
        t_29 = minimum(0.0, t_1)
        t_30 = minimum(0.0, t_28)
        t_31 = fma(t_30, t_30, t_29 * t_29)
        t_32 = fma(-5.0, t_31, fma(-t_29, t_30, t_1 * t_28))
        t_33 = phi + drop
        t_34 = area_resistance * stern_capacitance
        t_35 = leak_conductance / stern_capacitance
        t_36 = plane_charge / stern_capacitance
        t_37 = r + r_half
        t_38 = r / t_37
        t_39 = 1.0 - zeta
        t_40 = z_e_kT * t_39
        t_41 = t_40 * drop
        t_42 = fma(-alpha, t_41, b_dissolve)
        t_43 = fma(t_8, t_41, b_adsorb)
        t_44 = minimum(600.0, t_42)
        t_45 = exp(maximum(-600.0, t_44))
        t_46 = minimum(600.0, t_43)
        t_47 = exp(maximum(-600.0, t_46))
        t_48 = t_42 - t_43
        t_49 = minimum(600.0, t_48)
        t_50 = exp(maximum(-600.0, t_49))
        t_51 = 1.0 + t_45 + t_50
        t_52 = floor_rate / t_51
        t_53 = 1.0 / t_50
        t_54 = 1.0 + t_47 + t_53
        t_55 = floor_rate / t_54
        t_56 = minimum(0.0, t_38)
        t_57 = fma(-t_56, t_25, t_38 * t_23)
        t_58 = v_dissolution * fma(-5.0, fma(t_56, t_56, t_26), t_57)
        t_59 = v_dissolution * t_55
        t_60 = 5.0 * t_59
        t_61 = where(t_38 < 0.0, fma(t_59, t_25, 2.0 * (t_60 * t_56)), 0.0)
        t_62 = t_58 * (1.0 / t_54)
        t_63 = t_62 * t_55
        t_64 = v_dissolution * t_1 * (1.0 / t_51)
        t_65 = t_64 * t_52
        t_66 = where(t_49 > -600.0, fma(-t_65, t_50, -t_63 * t_53), 0.0)
        t_67 = where(t_48 < 600.0, t_66, 0.0)
        t_68 = where(t_46 > -600.0, t_63 * t_47, 0.0)
        t_69 = where(t_43 < 600.0, t_68, 0.0) - t_67
        t_70 = where(t_44 > -600.0, -t_65 * t_45, 0.0)
        t_71 = t_67 + where(t_42 < 600.0, t_70, 0.0)
        t_72 = fma(-t_71, alpha, t_69 * t_8)
        t_73 = t_72 * drop
        t_74 = fma(t_72, t_40, v_displacement * stern_coupling)
        t_75 = fma(-t_59, t_23, t_61) * (1.0 / t_37)
        t_76 = t_75 * t_38
        r_seen = fma(v_loss, leak_rate, t_75) - t_76
        t_77 = v_charging * fma(-t_22, t_32, t_19 * t_27)
        t_78 = fma(-v_charging, t_36, v_exit_flux)
        t_79 = 1.0 / stern_capacitance
        t_80 = t_77 * t_79
        t_81 = v_charging * t_33 * t_79
        t_82 = v_charging * (1.0 / t_34)
        t_83 = t_82 * ((-voltage - t_33) / t_34)
        t_84 = fma(-t_83, area_resistance, fma(t_81, t_35, t_80 * t_36))
        voltage_seen = -t_82
        phi_seen = -v_charging * t_35 - t_82
        t_85 = t_78 * t_22
        t_86 = 5.0 * t_85
        t_87 = where(t_28 < 0.0, fma(t_85, t_29, 2.0 * (t_86 * t_30)), 0.0)
        t_88 = where(t_1 < 0.0, fma(t_85, t_30, 2.0 * (t_86 * t_29)), 0.0)
        t_89 = fma(-t_85, t_28, v_dissolution * t_52) + t_88
        t_90 = t_78 * t_19
        t_91 = -5.0 * t_90
        t_92 = (t_60 + t_91) * t_25
        t_93 = fma(-t_90, t_24, fma(t_59, t_56, t_92) + t_92)
        t_94 = fma(-t_59, t_38, t_90 * y) + where(t_23 < 0.0, t_93, 0.0)
        t_95 = where(y < 0.0, fma(-t_90, t_25, 2.0 * (t_91 * t_24)), 0.0)
        t_96 = fma(t_90, t_23, -fma(-t_85, t_1, t_87)) + t_95
        t_97 = t_78 * t_32 * (1.0 / t_21)
        t_98 = t_97 * t_22
        t_99 = t_78 * t_27 * (1.0 / t_18)
        t_100 = t_99 - t_97
        t_101 = t_99 * t_19
        t_102 = where(t_16 > -600.0, fma(-t_101, t_17, -t_98 * t_20), 0.0)
        t_103 = where(t_15 < 600.0, t_102, 0.0)
        t_104 = where(t_13 > -600.0, t_98 * t_14, 0.0)
        t_105 = where(t_9 < 600.0, t_104, 0.0) - t_103
        t_106 = where(t_11 > -600.0, -t_101 * t_12, 0.0)
        t_107 = t_103 + where(t_7 < 600.0, t_106, 0.0)
        t_108 = -t_71 * t_41 - fma(t_105, t_6, t_69 * t_41)
        t_109 = fma(-t_107, alpha, t_105 * t_8)
        t_110 = t_105 - t_107
        t_111 = t_109 * drop
        drop_seen = fma(t_109, t_5, t_74 + phi_seen)
        t_112 = 0.5 * t_110
        t_113 = -0.5 * t_110
        y_below_seen = t_113 * kappa
        y_seen = fma(-2.0, t_112 * omega, t_96 - y_below_seen)
        s_seen = (t_89 - t_94) * (1.0 / s_max)
        z_e_kT_sums = by_z_e_kT + fma(t_111, zeta, t_73 * t_39)
        omega_sums = fma(t_112, t_2, by_omega)
        kappa_sums = fma(t_113, t_3, by_kappa)
        stern_coupling_sums = fma(v_displacement, drop, by_stern_coupling)
        stern_capacitance_sums = by_stern_capacitance + t_84
        area_resistance_sums = fma(-t_83, stern_capacitance, by_area_resistance)
        plane_charge_sums = by_plane_charge - t_80
        floor_rate_sums = by_floor_rate + fma(t_100, open_share, t_64 - t_62)
        b_exit_sums = by_b_exit + t_107
        b_return_sums = by_b_return + t_105
        b_dissolve_sums = by_b_dissolve + t_71
        b_adsorb_sums = by_b_adsorb + t_69
        alpha_sums = by_alpha + fma(-t_107, t_6, t_108)
        zeta_sums = by_zeta + fma(-t_73, z_e_kT, t_111 * z_e_kT)
        s_max_sums = fma(-s_seen, t_1, by_s_max)
        r_half_sums = by_r_half - t_76
        leak_rate_sums = fma(v_loss, r, by_leak_rate)
        open_share_sums = fma(t_100, floor_rate, by_open_share)
        leak_conductance_sums = by_leak_conductance - t_81
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
    exp, fma, maximum, minimum, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.where,
    )

    @compiled
    def gate_bend(p, x, exit_flux, dissolution, loss, charging, displacement, by):
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
        exit_flux_s = exit_flux.s
        exit_flux_drop = exit_flux.drop
        exit_flux_y = exit_flux.y
        exit_flux_y_below = exit_flux.y_below
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
        t_7 = fma(-alpha, t_6, b_exit - t_4)
        t_8 = 1.0 - alpha
        t_9 = fma(t_8, t_6, b_return + t_4)
        t_10 = floor_rate * open_share
        t_11 = minimum(600.0, t_7)
        t_12 = exp(maximum(-600.0, t_11))
        t_13 = minimum(600.0, t_9)
        t_14 = exp(maximum(-600.0, t_13))
        t_15 = t_7 - t_9
        t_16 = minimum(600.0, t_15)
        t_17 = exp(maximum(-600.0, t_16))
        t_18 = 1.0 + t_12 + t_17
        t_19 = t_10 / t_18
        t_20 = 1.0 / t_17
        t_21 = 1.0 + t_14 + t_20
        t_22 = t_10 / t_21
        t_23 = 1.0 - t_1
        t_24 = minimum(0.0, y)
        t_25 = minimum(0.0, t_23)
        t_26 = t_25 * t_25
        t_27 = fma(-5.0, fma(t_24, t_24, t_26), fma(-t_24, t_25, y * t_23))
        t_28 = t_19 * t_27
        t_29 = 1.0 - y
        t_30 = minimum(0.0, t_1)
        t_31 = minimum(0.0, t_29)
        t_32 = fma(t_31, t_31, t_30 * t_30)
        t_33 = fma(-5.0, t_32, fma(-t_30, t_31, t_1 * t_29))
        t_34 = t_22 * t_33
        t_35 = plane_charge / stern_capacitance
        t_36 = r + r_half
        t_37 = r / t_36
        t_38 = 1.0 - zeta
        t_39 = z_e_kT * t_38
        t_40 = t_39 * drop
        t_41 = fma(-alpha, t_40, b_dissolve)
        t_42 = fma(t_8, t_40, b_adsorb)
        t_43 = minimum(600.0, t_41)
        t_44 = exp(maximum(-600.0, t_43))
        t_45 = minimum(600.0, t_42)
        t_46 = exp(maximum(-600.0, t_45))
        t_47 = t_41 - t_42
        t_48 = minimum(600.0, t_47)
        t_49 = exp(maximum(-600.0, t_48))
        t_50 = 1.0 + t_44 + t_49
        t_51 = floor_rate / t_50
        t_52 = 1.0 / t_49
        t_53 = 1.0 + t_46 + t_52
        t_54 = floor_rate / t_53
        t_55 = t_51 * t_1
        t_56 = minimum(0.0, t_37)
        t_57 = fma(-t_56, t_25, t_37 * t_23)
        t_58 = fma(-5.0, fma(t_56, t_56, t_26), t_57)
        t_59 = t_54 * t_58
        t_60 = t_29 < 0.0
        t_61 = t_1 < 0.0
        t_62 = t_23 < 0.0
        t_63 = y < 0.0
        t_64 = 1.0 / t_21
        t_65 = 1.0 / t_18
        t_66 = t_16 > -600.0
        t_67 = t_15 < 600.0
        t_68 = t_13 > -600.0
        t_69 = t_9 < 600.0
        t_70 = t_11 > -600.0
        t_71 = t_7 < 600.0
        t_72 = 1.0 / s_max
        t_73 = t_37 < 0.0
        t_74 = 1.0 / t_53
        t_75 = 1.0 / t_50
        t_76 = t_48 > -600.0
        t_77 = t_47 < 600.0
        t_78 = t_45 > -600.0
        t_79 = t_42 < 600.0
        t_80 = t_43 > -600.0
        t_81 = t_41 < 600.0
        t_82 = 1.0 / t_36
        t_83 = 1.0 / (area_resistance * stern_capacitance)
        t_84 = t_35 * t_33
        t_85 = t_35 * t_22
        t_86 = t_35 * t_27
        t_87 = t_35 * t_19
        t_88 = exit_flux_s * t_72
        t_89 = -2.0 * exit_flux_y
        t_90 = exit_flux_y_below - exit_flux_y
        t_91 = fma(-t_90, kappa, t_89 * omega)
        t_92 = exit_flux_drop * t_5
        t_93 = fma(-t_92, alpha, -0.5 * t_91)
        t_94 = fma(t_92, t_8, 0.5 * t_91)
        t_95 = where(t_70, where(t_71, t_93, 0.0), 0.0)
        t_96 = where(t_68, where(t_69, t_94, 0.0), 0.0)
        t_97 = where(t_66, where(t_67, t_93 - t_94, 0.0), 0.0)
        t_98 = fma(t_97, t_17, t_95 * t_12)
        t_99 = t_98 * t_65
        t_100 = fma(-t_97, t_20, t_96 * t_14)
        t_101 = t_100 * t_64
        t_102 = where(t_63, exit_flux_y, 0.0)
        t_103 = where(t_62, -t_88, 0.0)
        t_104 = fma(-t_88, y, exit_flux_y * t_23)
        t_105 = fma(2.0, t_103 * t_25, 2.0 * (t_102 * t_24))
        t_106 = fma(-5.0, t_105, t_104 - fma(t_103, t_24, t_102 * t_25))
        t_107 = where(t_61, t_88, 0.0)
        t_108 = where(t_60, -exit_flux_y, 0.0)
        t_109 = fma(-exit_flux_y, t_1, t_88 * t_29)
        t_110 = fma(2.0, t_108 * t_31, 2.0 * (t_107 * t_30))
        t_111 = fma(-5.0, t_110, t_109 - fma(t_108, t_30, t_107 * t_31))
        t_112 = dissolution_s * t_72
        t_113 = where(t_62, -t_112, 0.0)
        t_114 = dissolution_r * t_82
        t_115 = fma(-t_114, t_37, t_114)
        t_116 = dissolution_drop * t_39
        t_117 = -t_116 * alpha
        t_118 = t_116 * t_8
        t_119 = where(t_80, where(t_81, t_117, 0.0), 0.0)
        t_120 = where(t_78, where(t_79, t_118, 0.0), 0.0)
        t_121 = where(t_76, where(t_77, t_117 - t_118, 0.0), 0.0)
        t_122 = fma(t_121, t_49, t_119 * t_44)
        t_123 = t_122 * t_75
        t_124 = fma(-t_121, t_52, t_120 * t_46)
        t_125 = t_124 * t_74
        t_126 = t_125 * t_54
        t_127 = where(t_73, t_115, 0.0)
        t_128 = fma(-t_112, t_37, t_115 * t_23)
        t_129 = fma(2.0, t_113 * t_25, 2.0 * (t_127 * t_56))
        t_130 = fma(-5.0, t_129, t_128 - fma(t_113, t_56, t_127 * t_25))
        t_131 = charging_s * t_72
        t_132 = -2.0 * charging_y
        t_133 = charging_y_below - charging_y
        t_134 = fma(-t_133, kappa, t_132 * omega)
        t_135 = charging_drop * t_5
        t_136 = fma(-t_135, alpha, -0.5 * t_134)
        t_137 = fma(t_135, t_8, 0.5 * t_134)
        t_138 = where(t_70, where(t_71, t_136, 0.0), 0.0)
        t_139 = where(t_68, where(t_69, t_137, 0.0), 0.0)
        t_140 = where(t_66, where(t_67, t_136 - t_137, 0.0), 0.0)
        t_141 = fma(t_140, t_17, t_138 * t_12)
        t_142 = t_141 * t_65
        t_143 = t_142 * t_19
        t_144 = fma(-t_140, t_20, t_139 * t_14)
        t_145 = t_144 * t_64
        t_146 = t_145 * t_22
        t_147 = where(t_63, charging_y, 0.0)
        t_148 = where(t_62, -t_131, 0.0)
        t_149 = fma(-t_131, y, charging_y * t_23)
        t_150 = fma(2.0, t_148 * t_25, 2.0 * (t_147 * t_24))
        t_151 = fma(-5.0, t_150, t_149 - fma(t_148, t_24, t_147 * t_25))
        t_152 = where(t_61, t_131, 0.0)
        t_153 = where(t_60, -charging_y, 0.0)
        t_154 = fma(-charging_y, t_1, t_131 * t_29)
        t_155 = fma(2.0, t_153 * t_31, 2.0 * (t_152 * t_30))
        t_156 = fma(-5.0, t_155, t_154 - fma(t_153, t_30, t_152 * t_31))
        t_157 = fma(-t_143, t_27, t_151 * t_19)
        t_158 = charging_phi + charging_drop
        t_159 = 1.0 / stern_capacitance
        t_160 = 2.0 * (-5.0 * t_85)
        t_161 = where(t_61, fma(-t_85, t_31, t_160 * t_30), 0.0)
        t_162 = 2.0 * (5.0 * t_87)
        t_163 = where(t_62, fma(t_87, t_24, t_162 * t_25), 0.0)
        t_164 = fma(t_87, y, fma(t_85, t_29, t_161)) - t_163
        t_165 = t_84 * t_22
        t_166 = t_165 * t_64
        t_167 = t_86 * t_19
        t_168 = t_167 * t_65
        t_169 = where(t_66, fma(t_168, t_17, t_166 * t_20), 0.0)
        t_170 = where(t_67, t_169, 0.0)
        t_171 = where(t_69, where(t_68, -t_166 * t_14, 0.0), 0.0)
        t_172 = t_171 - t_170
        t_173 = where(t_71, where(t_70, t_168 * t_12, 0.0), 0.0)
        t_174 = t_170 + t_173
        t_175 = fma(-t_174, alpha, t_172 * t_8) * charging_drop
        t_176 = fma(0.5, t_172, -0.5 * t_174)
        t_177 = 2.0 * (5.0 * t_54)
        t_178 = fma(t_54, t_127, fma(t_87, t_147, t_162 * t_148))
        t_179 = where(t_73, fma(t_54, t_25, t_177 * t_56), 0.0)
        t_180 = fma(-t_54, t_23, t_179)
        t_181 = t_59 * t_74
        t_182 = t_55 * t_75
        t_183 = where(t_76, fma(-t_182, t_49, -t_181 * t_52), 0.0)
        t_184 = where(t_77, t_183, 0.0)
        t_185 = where(t_79, where(t_78, t_181 * t_46, 0.0), 0.0)
        t_186 = t_185 - t_184
        t_187 = where(t_81, where(t_80, -t_182 * t_44, 0.0), 0.0)
        t_188 = t_184 + t_187
        t_189 = fma(-t_188, alpha, t_186 * t_8) * dissolution_drop
        t_190 = where(t_62, fma(t_177, t_25, t_54 * t_56), 0.0)
        t_191 = fma(t_54, t_37, t_51) - t_190
        t_192 = fma(t_191, dissolution_s, t_164 * charging_s)
        t_193 = fma(-t_35, t_146, t_101 * t_22)
        t_194 = 2.0 * (5.0 * t_22)
        t_195 = fma(t_194, t_108, fma(-t_85, t_152, t_160 * t_153))
        t_196 = fma(t_194, t_107, fma(-t_85, t_153, t_160 * t_152))
        t_197 = fma(t_22, exit_flux_y, fma(-t_123, t_51, -t_85 * charging_y))
        t_198 = where(t_61, fma(t_22, t_31, t_194 * t_30), 0.0)
        t_199 = fma(-t_99, t_19, t_35 * t_143)
        t_200 = 2.0 * (-5.0 * t_19)
        t_201 = fma(t_200, t_103, fma(t_177, t_113, t_178))
        t_202 = fma(t_200, t_102, fma(t_87, t_148, t_162 * t_147))
        t_203 = fma(t_19, exit_flux_y, fma(-t_54, t_115, -t_87 * charging_y))
        t_204 = where(t_62, fma(-t_19, t_24, t_200 * t_25), 0.0)
        t_205 = fma(-t_19, y, fma(-t_22, t_29, t_198)) - t_204
        t_206 = fma(t_33, t_101, fma(-t_84, t_145, t_35 * t_156) - t_111)
        t_207 = t_34 * t_64
        t_208 = fma(-t_27, t_99, fma(-t_35, t_151, t_86 * t_142) + t_106)
        t_209 = t_28 * t_65
        t_210 = where(t_66, fma(-t_209, t_17, -t_207 * t_20), 0.0)
        t_211 = where(t_67, t_210, 0.0)
        t_212 = where(t_69, where(t_68, t_207 * t_14, 0.0), 0.0)
        t_213 = t_212 - t_211
        t_214 = where(t_71, where(t_70, -t_209 * t_12, 0.0), 0.0)
        t_215 = t_211 + t_214
        t_216 = fma(t_213, t_92, fma(t_186, t_116, t_172 * t_135))
        t_217 = fma(-t_215, t_92, fma(-t_188, t_116, -t_174 * t_135))
        t_218 = fma(fma(-t_215, alpha, t_213 * t_8), exit_flux_drop, t_175)
        t_219 = fma(0.5, t_213, -0.5 * t_215)
        t_220 = (-charging_voltage - t_158) * t_83 * t_83
        t_221 = fma(-t_180, t_37, t_180) * dissolution_r * t_82
        t_222 = fma(t_205, exit_flux_s, t_192) * t_72 * t_72
        t_223 = fma(-t_28, t_98, t_167 * t_141) * t_65 * t_65
        t_224 = fma(-t_165, t_144, t_34 * t_100) * t_64 * t_64
        t_225 = -5.0 * t_126
        t_226 = t_225 * t_56
        t_227 = fma(t_54, t_113, t_177 * t_127) + t_226 + t_226
        t_228 = fma(-t_126, t_56, fma(-t_19, t_102, t_201))
        t_229 = fma(t_126, t_23, fma(-t_180, t_114, t_54 * t_112))
        t_230 = where(t_73, fma(-t_126, t_25, t_227), 0.0)
        t_231 = fma(t_58, t_125, -t_130) * t_74
        t_232 = fma(-t_231, t_54, -t_59 * t_124 * t_74 * t_74)
        t_233 = fma(-t_1, t_123, t_112) * t_75
        t_234 = fma(-t_233, t_51, t_55 * t_122 * t_75 * t_75)
        t_235 = fma(-t_182, t_121, t_234) * t_49
        t_236 = fma(-fma(-t_181, t_121, t_232), t_52, t_235)
        t_237 = where(t_77, where(t_76, t_236, 0.0), 0.0)
        t_238 = where(t_78, fma(t_181, t_120, t_232) * t_46, 0.0)
        t_239 = where(t_79, t_238, 0.0) - t_237
        t_240 = where(t_80, fma(-t_182, t_119, t_234) * t_44, 0.0)
        t_241 = t_237 + where(t_81, t_240, 0.0)
        t_242 = fma(-t_241, alpha, t_239 * t_8)
        t_243 = fma(t_242, drop, t_189)
        t_244 = (t_229 + t_230) * t_82
        t_245 = fma(-t_244, t_37, -t_221 * t_82)
        r_seen = t_244 + t_245
        t_246 = (t_157 - fma(-t_146, t_33, t_156 * t_22)) * t_159
        t_247 = t_158 * t_159
        t_248 = leak_conductance / stern_capacitance
        t_249 = fma(-t_220, area_resistance, fma(t_247, t_248, t_246 * t_35))
        t_250 = -5.0 * t_193
        t_251 = t_250 * t_31
        t_252 = t_250 * t_30
        t_253 = fma(-t_193, t_31, fma(t_22, t_108, t_196) + t_252 + t_252)
        t_254 = fma(-t_193, t_30, fma(t_22, t_107, t_195) + t_251 + t_251)
        t_255 = fma(t_193, t_1, fma(-t_22, t_88, t_85 * t_131))
        t_256 = fma(t_193, t_29, t_197) + where(t_61, t_253, 0.0)
        t_257 = t_255 + where(t_60, t_254, 0.0)
        t_258 = -5.0 * t_199
        t_259 = (t_225 + t_258) * t_25
        t_260 = t_258 * t_24
        t_261 = fma(-t_199, t_25, fma(-t_19, t_103, t_202) + t_260 + t_260)
        t_262 = fma(t_199, t_23, fma(-t_19, t_88, t_87 * t_131) - t_257)
        t_263 = where(t_62, fma(-t_199, t_24, t_228 + t_259 + t_259), 0.0)
        t_264 = fma(t_199, y, fma(t_126, t_37, t_203)) + t_263
        t_265 = t_206 * t_64
        t_266 = fma(-t_265, t_22, -t_224)
        t_267 = t_208 * t_65
        t_268 = t_265 + t_267
        t_269 = fma(-t_267, t_19, -t_223)
        t_270 = (fma(-t_209, t_97, t_168 * t_140) + t_269) * t_17
        t_271 = fma(-(fma(-t_207, t_97, t_166 * t_140) + t_266), t_20, t_270)
        t_272 = where(t_67, where(t_66, t_271, 0.0), 0.0)
        t_273 = (fma(-t_166, t_139, t_207 * t_96) + t_266) * t_14
        t_274 = where(t_69, where(t_68, t_273, 0.0), 0.0)
        t_275 = t_274 - t_272
        t_276 = (fma(-t_209, t_95, t_168 * t_138) + t_269) * t_12
        t_277 = where(t_71, where(t_70, t_276, 0.0), 0.0)
        t_278 = t_272 + t_277
        t_279 = fma(t_275, t_6, fma(t_239, t_40, t_216))
        t_280 = fma(-t_278, t_6, fma(-t_241, t_40, t_217) - t_279)
        t_281 = fma(-t_278, alpha, t_275 * t_8)
        t_282 = t_275 - t_278
        t_283 = fma(t_281, drop, t_218)
        drop_seen = fma(t_281, t_5, t_242 * t_39)
        t_284 = 0.5 * t_282
        t_285 = -0.5 * t_282
        t_286 = fma(t_285, t_3, fma(-t_219, t_90, -t_176 * t_133))
        y_below_seen = t_285 * kappa
        t_287 = t_262 + where(t_63, t_261, 0.0) - y_below_seen
        t_288 = fma(t_284, t_2, fma(t_219, t_89, t_176 * t_132))
        y_seen = fma(-2.0, t_284 * omega, t_287)
        s_seen = (t_256 - t_264) * t_72
        z_e_kT_sums = by_z_e_kT + fma(t_283, zeta, t_243 * t_38)
        omega_sums = by_omega + t_288
        kappa_sums = by_kappa + t_286
        stern_coupling_sums = by_stern_coupling + displacement_drop
        stern_capacitance_sums = by_stern_capacitance + t_249
        area_resistance_sums = fma(-t_220, stern_capacitance, by_area_resistance)
        plane_charge_sums = by_plane_charge - t_246
        floor_rate_sums = by_floor_rate + fma(t_268, open_share, t_231 + t_233)
        b_exit_sums = by_b_exit + t_278
        b_return_sums = by_b_return + t_275
        b_dissolve_sums = by_b_dissolve + t_241
        b_adsorb_sums = by_b_adsorb + t_239
        alpha_sums = by_alpha + t_280
        zeta_sums = by_zeta + fma(-t_243, z_e_kT, t_283 * z_e_kT)
        s_max_sums = by_s_max + fma(-s_seen, t_1, -t_222)
        r_half_sums = by_r_half + t_245
        leak_rate_sums = by_leak_rate + loss_r
        open_share_sums = fma(t_268, floor_rate, by_open_share)
        leak_conductance_sums = by_leak_conductance - t_247
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
    exp, fma, maximum, minimum, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.where,
    )

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
        t_7 = fma(-alpha, t_6, b_exit - t_4)
        t_8 = 1.0 - alpha
        t_9 = fma(t_8, t_6, b_return + t_4)
        t_10 = floor_rate * open_share
        t_11 = minimum(600.0, t_7)
        t_12 = exp(maximum(-600.0, t_11))
        t_13 = minimum(600.0, t_9)
        t_14 = exp(maximum(-600.0, t_13))
        t_15 = t_7 - t_9
        t_16 = minimum(600.0, t_15)
        t_17 = exp(maximum(-600.0, t_16))
        t_18 = 1.0 + t_12 + t_17
        t_19 = t_10 / t_18
        t_20 = 1.0 / t_17
        t_21 = 1.0 + t_14 + t_20
        t_22 = t_10 / t_21
        t_23 = 1.0 - t_1
        t_24 = minimum(0.0, y)
        t_25 = minimum(0.0, t_23)
        t_26 = t_25 * t_25
        t_27 = fma(-5.0, fma(t_24, t_24, t_26), fma(-t_24, t_25, y * t_23))
        t_28 = 1.0 - y
        t_29 = minimum(0.0, t_1)
        t_30 = minimum(0.0, t_28)
        t_31 = fma(t_30, t_30, t_29 * t_29)
        t_32 = fma(-5.0, t_31, fma(-t_29, t_30, t_1 * t_28))
        t_33 = phi + drop
        t_34 = area_resistance * stern_capacitance
        t_35 = leak_conductance / stern_capacitance
        t_36 = plane_charge / stern_capacitance
        t_37 = r + r_half
        t_38 = r / t_37
        t_39 = 1.0 - zeta
        t_40 = z_e_kT * t_39
        t_41 = t_40 * drop
        t_42 = fma(-alpha, t_41, b_dissolve)
        t_43 = fma(t_8, t_41, b_adsorb)
        t_44 = minimum(600.0, t_42)
        t_45 = exp(maximum(-600.0, t_44))
        t_46 = minimum(600.0, t_43)
        t_47 = exp(maximum(-600.0, t_46))
        t_48 = t_42 - t_43
        t_49 = minimum(600.0, t_48)
        t_50 = exp(maximum(-600.0, t_49))
        t_51 = 1.0 + t_45 + t_50
        t_52 = floor_rate / t_51
        t_53 = 1.0 / t_50
        t_54 = 1.0 + t_47 + t_53
        t_55 = floor_rate / t_54
        t_56 = minimum(0.0, t_38)
        t_57 = fma(-t_56, t_25, t_38 * t_23)
        t_58 = 1.0 / t_21
        t_59 = 1.0 / t_18
        t_60 = 1.0 / s_max
        t_61 = 1.0 / t_54
        t_62 = 1.0 / t_51
        t_63 = 1.0 / t_37
        t_64 = 1.0 / t_34
        t_65 = 1.0 / stern_capacitance
        t_66 = fma(-d_s_max * t_60, t_1, d_s * t_60)
        t_67 = fma(d_y_below - d_y, kappa, d_kappa * t_3)
        t_68 = fma(-2.0 * d_y, omega, d_omega * t_2) - t_67
        t_69 = d_zeta * z_e_kT
        t_70 = fma(d_drop, t_5, fma(d_z_e_kT, zeta, t_69) * drop)
        t_71 = d_alpha * t_6
        t_72 = fma(-0.5, t_68, d_b_exit) - fma(t_70, alpha, t_71)
        t_73 = fma(0.5, t_68, d_b_return) + fma(t_70, t_8, -t_71)
        t_74 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_75 = where(t_11 > -600.0, where(t_7 < 600.0, t_72, 0.0), 0.0)
        t_76 = where(t_13 > -600.0, where(t_9 < 600.0, t_73, 0.0), 0.0)
        t_77 = where(t_15 < 600.0, t_72 - t_73, 0.0)
        t_78 = where(t_16 > -600.0, t_77, 0.0)
        t_79 = fma(-fma(t_78, t_17, t_75 * t_12) * t_59, t_19, t_74 * t_59)
        t_80 = fma(-fma(-t_78, t_20, t_76 * t_14) * t_58, t_22, t_74 * t_58)
        t_81 = where(y < 0.0, d_y, 0.0)
        t_82 = where(t_23 < 0.0, -t_66, 0.0)
        t_83 = fma(-t_66, y, d_y * t_23) - fma(t_82, t_24, t_81 * t_25)
        t_84 = 2.0 * (t_82 * t_25)
        t_85 = fma(-5.0, fma(2.0, t_81 * t_24, t_84), t_83)
        t_86 = where(t_1 < 0.0, t_66, 0.0)
        t_87 = where(t_28 < 0.0, -d_y, 0.0)
        t_88 = fma(-d_y, t_1, t_66 * t_28) - fma(t_87, t_29, t_86 * t_30)
        t_89 = fma(2.0, t_87 * t_30, 2.0 * (t_86 * t_29))
        t_90 = fma(fma(-5.0, t_89, t_88), t_22, t_80 * t_32)
        exit_flux_rows = fma(t_85, t_19, t_79 * t_27) - t_90
        t_91 = fma(-(d_r + d_r_half) * t_63, t_38, d_r * t_63)
        t_92 = fma(d_drop, t_40, fma(d_z_e_kT, t_39, -t_69) * drop)
        t_93 = d_alpha * t_41
        t_94 = d_b_dissolve - fma(t_92, alpha, t_93)
        t_95 = d_b_adsorb + fma(t_92, t_8, -t_93)
        t_96 = where(t_44 > -600.0, where(t_42 < 600.0, t_94, 0.0), 0.0)
        t_97 = where(t_46 > -600.0, where(t_43 < 600.0, t_95, 0.0), 0.0)
        t_98 = where(t_48 < 600.0, t_94 - t_95, 0.0)
        t_99 = where(t_49 > -600.0, t_98, 0.0)
        t_100 = fma(t_99, t_50, t_96 * t_45) * t_62
        t_101 = fma(-t_99, t_53, t_97 * t_47) * t_61
        t_102 = fma(-t_100, t_52, d_floor_rate * t_62) * t_1
        t_103 = where(t_38 < 0.0, t_91, 0.0)
        t_104 = fma(-t_66, t_38, t_91 * t_23) - fma(t_82, t_56, t_103 * t_25)
        t_105 = fma(-5.0, fma(2.0, t_103 * t_56, t_84), t_104)
        t_106 = fma(-t_101, t_55, d_floor_rate * t_61)
        t_107 = t_106 * fma(-5.0, fma(t_56, t_56, t_26), t_57)
        dissolution_rows = fma(t_66, t_52, t_102) - fma(t_105, t_55, t_107)
        loss_rows = fma(d_r, leak_rate, d_leak_rate * r)
        t_108 = d_phi + d_drop
        t_109 = d_area_resistance * stern_capacitance
        t_110 = fma(d_stern_capacitance, area_resistance, t_109)
        t_111 = (-d_voltage - t_108) * t_64
        t_112 = fma(-t_110 * t_64, (-voltage - t_33) / t_34, t_111)
        t_113 = d_stern_capacitance * t_65
        t_114 = fma(-t_113, t_35, d_leak_conductance * t_65)
        t_115 = fma(-t_113, t_36, d_plane_charge * t_65)
        t_116 = t_115 * fma(-t_22, t_32, t_19 * t_27)
        t_117 = t_112 - fma(t_108, t_35, t_114 * t_33)
        charging_rows = t_117 - fma(exit_flux_rows, t_36, t_116)
        displacement_rows = fma(d_drop, stern_coupling, d_stern_coupling * drop)
        rows_ = GateRows(
            exit_flux_rows, dissolution_rows, loss_rows, charging_rows, displacement_rows
        )  # fmt: skip
        return rows_

    return gate_push


def gate_bent(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``gate_bent`` for one kind of number."""
    exp, fma, maximum, minimum, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.where,
    )

    @compiled
    def gate_bent(p, x, d, d_p):
        """Return the changes of the derivatives along d.

        Returns: (exit_flux, dissolution, loss, charging, displacement).
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
        t_7 = fma(-alpha, t_6, b_exit - t_4)
        t_8 = 1.0 - alpha
        t_9 = fma(t_8, t_6, b_return + t_4)
        t_10 = floor_rate * open_share
        t_11 = minimum(600.0, t_7)
        t_12 = exp(maximum(-600.0, t_11))
        t_13 = minimum(600.0, t_9)
        t_14 = exp(maximum(-600.0, t_13))
        t_15 = t_7 - t_9
        t_16 = minimum(600.0, t_15)
        t_17 = exp(maximum(-600.0, t_16))
        t_18 = 1.0 + t_12 + t_17
        t_19 = t_10 / t_18
        t_20 = 1.0 / t_17
        t_21 = 1.0 + t_14 + t_20
        t_22 = t_10 / t_21
        t_23 = 1.0 - t_1
        t_24 = minimum(0.0, y)
        t_25 = minimum(0.0, t_23)
        t_26 = t_25 * t_25
        t_27 = fma(-5.0, fma(t_24, t_24, t_26), fma(-t_24, t_25, y * t_23))
        t_28 = 1.0 - y
        t_29 = minimum(0.0, t_1)
        t_30 = minimum(0.0, t_28)
        t_31 = fma(t_30, t_30, t_29 * t_29)
        t_32 = fma(-5.0, t_31, fma(-t_29, t_30, t_1 * t_28))
        t_33 = area_resistance * stern_capacitance
        t_34 = plane_charge / stern_capacitance
        t_35 = r + r_half
        t_36 = r / t_35
        t_37 = 1.0 - zeta
        t_38 = z_e_kT * t_37
        t_39 = t_38 * drop
        t_40 = fma(-alpha, t_39, b_dissolve)
        t_41 = fma(t_8, t_39, b_adsorb)
        t_42 = minimum(600.0, t_40)
        t_43 = exp(maximum(-600.0, t_42))
        t_44 = minimum(600.0, t_41)
        t_45 = exp(maximum(-600.0, t_44))
        t_46 = t_40 - t_41
        t_47 = minimum(600.0, t_46)
        t_48 = exp(maximum(-600.0, t_47))
        t_49 = 1.0 + t_43 + t_48
        t_50 = floor_rate / t_49
        t_51 = 1.0 / t_48
        t_52 = 1.0 + t_45 + t_51
        t_53 = floor_rate / t_52
        t_54 = minimum(0.0, t_36)
        t_55 = fma(-t_54, t_25, t_36 * t_23)
        t_56 = fma(-5.0, fma(t_54, t_54, t_26), t_55)
        t_57 = 5.0 * t_22
        t_58 = t_28 < 0.0
        t_59 = t_1 < 0.0
        t_60 = where(t_59, fma(t_22, t_30, 2.0 * (t_57 * t_29)), 0.0)
        t_61 = -5.0 * t_19
        t_62 = t_23 < 0.0
        t_63 = where(t_62, fma(-t_19, t_24, 2.0 * (t_61 * t_25)), 0.0)
        t_64 = y < 0.0
        t_65 = fma(-t_22, t_28, t_60) - fma(t_19, y, t_63)
        t_66 = 1.0 / t_21
        t_67 = t_32 * t_66
        t_68 = t_67 * t_22
        t_69 = 1.0 / t_18
        t_70 = t_27 * t_69
        t_71 = t_70 * t_19
        t_72 = t_16 > -600.0
        t_73 = where(t_72, fma(-t_71, t_17, -t_68 * t_20), 0.0)
        t_74 = t_15 < 600.0
        t_75 = where(t_74, t_73, 0.0)
        t_76 = t_13 > -600.0
        t_77 = t_9 < 600.0
        t_78 = where(t_77, where(t_76, t_68 * t_14, 0.0), 0.0)
        t_79 = t_78 - t_75
        t_80 = t_11 > -600.0
        t_81 = t_7 < 600.0
        t_82 = where(t_81, where(t_80, -t_71 * t_12, 0.0), 0.0)
        t_83 = t_75 + t_82
        t_84 = t_79 - t_83
        t_85 = 1.0 / s_max
        t_86 = 5.0 * t_53
        t_87 = t_36 < 0.0
        t_88 = where(t_87, fma(t_53, t_25, 2.0 * (t_86 * t_54)), 0.0)
        t_89 = fma(-t_53, t_23, t_88)
        t_90 = 1.0 / t_52
        t_91 = t_56 * t_90
        t_92 = t_91 * t_53
        t_93 = 1.0 / t_49
        t_94 = t_1 * t_93
        t_95 = t_94 * t_50
        t_96 = t_47 > -600.0
        t_97 = where(t_96, fma(-t_95, t_48, -t_92 * t_51), 0.0)
        t_98 = t_46 < 600.0
        t_99 = where(t_98, t_97, 0.0)
        t_100 = t_44 > -600.0
        t_101 = t_41 < 600.0
        t_102 = where(t_101, where(t_100, t_92 * t_45, 0.0), 0.0)
        t_103 = t_102 - t_99
        t_104 = t_42 > -600.0
        t_105 = t_40 < 600.0
        t_106 = where(t_105, where(t_104, -t_95 * t_43, 0.0), 0.0)
        t_107 = t_99 + t_106
        t_108 = 1.0 / t_35
        t_109 = t_86 * t_25
        t_110 = where(t_62, fma(t_53, t_54, t_109) + t_109, 0.0)
        t_111 = t_34 * t_32
        t_112 = t_34 * t_22
        t_113 = -5.0 * t_112
        t_114 = where(t_59, fma(-t_112, t_30, 2.0 * (t_113 * t_29)), 0.0)
        t_115 = t_34 * t_27
        t_116 = t_34 * t_19
        t_117 = 5.0 * t_116
        t_118 = where(t_62, fma(t_116, t_24, 2.0 * (t_117 * t_25)), 0.0)
        t_119 = fma(t_112, t_28, t_114) - fma(-t_116, y, t_118)
        t_120 = t_111 * t_66
        t_121 = t_120 * t_22
        t_122 = t_115 * t_69
        t_123 = t_122 * t_19
        t_124 = where(t_72, fma(t_123, t_17, t_121 * t_20), 0.0)
        t_125 = where(t_74, t_124, 0.0)
        t_126 = where(t_77, where(t_76, -t_121 * t_14, 0.0), 0.0)
        t_127 = t_126 - t_125
        t_128 = where(t_81, where(t_80, t_123 * t_12, 0.0), 0.0)
        t_129 = t_125 + t_128
        t_130 = t_127 - t_129
        t_131 = 1.0 / stern_capacitance
        t_132 = d_s_max * t_85
        t_133 = fma(-t_132, t_1, d_s * t_85)
        t_134 = fma(d_y_below - d_y, kappa, d_kappa * t_3)
        t_135 = fma(-2.0 * d_y, omega, d_omega * t_2) - t_134
        t_136 = d_zeta * z_e_kT
        t_137 = fma(d_z_e_kT, zeta, t_136)
        t_138 = fma(d_drop, t_5, t_137 * drop)
        t_139 = d_alpha * t_6
        t_140 = fma(-0.5, t_135, d_b_exit) - fma(t_138, alpha, t_139)
        t_141 = fma(0.5, t_135, d_b_return) + fma(t_138, t_8, -t_139)
        t_142 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_143 = where(t_80, where(t_81, t_140, 0.0), 0.0)
        t_144 = t_143 * t_12
        t_145 = where(t_76, where(t_77, t_141, 0.0), 0.0)
        t_146 = t_145 * t_14
        t_147 = where(t_72, where(t_74, t_140 - t_141, 0.0), 0.0)
        t_148 = t_147 * t_17
        t_149 = (t_144 + t_148) * t_69
        t_150 = fma(-t_149, t_19, t_142 * t_69)
        t_151 = t_147 * t_20
        t_152 = (t_146 - t_151) * t_66
        t_153 = fma(-t_152, t_22, t_142 * t_66)
        t_154 = where(t_64, d_y, 0.0)
        t_155 = where(t_62, -t_133, 0.0)
        t_156 = fma(-t_133, y, d_y * t_23) - fma(t_155, t_24, t_154 * t_25)
        t_157 = 2.0 * (t_155 * t_25)
        t_158 = fma(-5.0, fma(2.0, t_154 * t_24, t_157), t_156)
        t_159 = where(t_59, t_133, 0.0)
        t_160 = where(t_58, -d_y, 0.0)
        t_161 = fma(-d_y, t_1, t_133 * t_28) - fma(t_160, t_29, t_159 * t_30)
        t_162 = fma(2.0, t_160 * t_30, 2.0 * (t_159 * t_29))
        t_163 = fma(-5.0, t_162, t_161)
        t_164 = (d_r + d_r_half) * t_108
        t_165 = fma(-t_164, t_36, d_r * t_108)
        t_166 = fma(d_z_e_kT, t_37, -t_136)
        t_167 = fma(d_drop, t_38, t_166 * drop)
        t_168 = d_alpha * t_39
        t_169 = d_b_dissolve - fma(t_167, alpha, t_168)
        t_170 = d_b_adsorb + fma(t_167, t_8, -t_168)
        t_171 = where(t_104, where(t_105, t_169, 0.0), 0.0)
        t_172 = t_171 * t_43
        t_173 = where(t_100, where(t_101, t_170, 0.0), 0.0)
        t_174 = t_173 * t_45
        t_175 = where(t_96, where(t_98, t_169 - t_170, 0.0), 0.0)
        t_176 = t_175 * t_48
        t_177 = (t_172 + t_176) * t_93
        t_178 = fma(-t_177, t_50, d_floor_rate * t_93)
        t_179 = t_175 * t_51
        t_180 = (t_174 - t_179) * t_90
        t_181 = fma(-t_180, t_53, d_floor_rate * t_90)
        t_182 = where(t_87, t_165, 0.0)
        t_183 = fma(-t_133, t_36, t_165 * t_23)
        t_184 = t_183 - fma(t_155, t_54, t_182 * t_25)
        t_185 = fma(-5.0, fma(2.0, t_182 * t_54, t_157), t_184)
        t_186 = d_area_resistance * stern_capacitance
        t_187 = fma(d_stern_capacitance, area_resistance, t_186)
        t_188 = d_stern_capacitance * t_131
        t_189 = leak_conductance / stern_capacitance
        t_190 = fma(-t_188, t_189, d_leak_conductance * t_131)
        t_191 = fma(-t_188, t_34, d_plane_charge * t_131)
        t_192 = 5.0 * t_153
        t_193 = fma(t_159, t_57, t_192 * t_29)
        t_194 = fma(2.0, t_193, fma(t_160, t_22, t_153 * t_30))
        t_195 = where(t_59, t_194, 0.0) - fma(-d_y, t_22, t_153 * t_28)
        t_196 = -5.0 * t_150
        t_197 = fma(t_155, t_61, t_196 * t_25)
        t_198 = fma(2.0, t_197, -fma(t_154, t_19, t_150 * t_24))
        t_199 = fma(d_y, t_19, t_150 * y) + where(t_62, t_198, 0.0)
        t_200 = t_132 * t_85
        s_exit_flux = fma(-t_200, t_65, (t_195 - t_199) * t_85)
        t_201 = t_152 * t_66
        t_202 = fma(t_153, t_67, fma(-t_201, t_32, t_163 * t_66) * t_22)
        t_203 = t_149 * t_69
        t_204 = fma(t_150, t_70, fma(-t_203, t_27, t_158 * t_69) * t_19)
        t_205 = -fma(-t_151, t_68, t_202 * t_20)
        t_206 = where(t_72, t_205 - fma(t_148, t_71, t_204 * t_17), 0.0)
        t_207 = where(t_74, t_206, 0.0)
        t_208 = where(t_76, fma(t_146, t_68, t_202 * t_14), 0.0)
        t_209 = where(t_77, t_208, 0.0) - t_207
        t_210 = where(t_80, -fma(t_144, t_71, t_204 * t_12), 0.0)
        t_211 = t_207 + where(t_81, t_210, 0.0)
        t_212 = fma(d_alpha, t_83, t_211 * alpha)
        t_213 = (fma(-d_alpha, t_79, t_209 * t_8) - t_212) * t_5
        drop_exit_flux = fma(t_137, fma(-t_83, alpha, t_79 * t_8), t_213)
        t_214 = fma(t_160, t_57, t_192 * t_30)
        t_215 = fma(2.0, t_214, fma(t_159, t_22, t_153 * t_29))
        t_216 = where(t_58, t_215, 0.0) - fma(t_133, t_22, t_153 * t_1)
        t_217 = fma(t_154, t_61, t_196 * t_24)
        t_218 = fma(2.0, t_217, -fma(t_155, t_19, t_150 * t_25))
        t_219 = fma(-t_133, t_19, t_150 * t_23) - t_216
        t_220 = t_209 - t_211
        y_below_exit_flux = fma(d_kappa, -0.5 * t_84, -0.5 * t_220 * kappa)
        t_221 = t_219 + where(t_64, t_218, 0.0) - y_below_exit_flux
        t_222 = fma(d_omega, 0.5 * t_84, 0.5 * t_220 * omega)
        y_exit_flux = fma(-2.0, t_222, t_221)
        t_223 = 5.0 * t_181
        t_224 = fma(t_182, t_86, t_223 * t_54)
        t_225 = fma(2.0, t_224, fma(t_155, t_53, t_181 * t_25))
        t_226 = where(t_87, t_225, 0.0) - fma(-t_133, t_53, t_181 * t_23)
        t_227 = fma(-t_164 * t_108, t_89, t_226 * t_108)
        r_dissolution = t_227 - fma(t_165, t_89 * t_108, t_227 * t_36)
        t_228 = fma(t_155, t_86, t_223 * t_25)
        t_229 = fma(t_182, t_53, t_181 * t_54) + t_228 + t_228
        t_230 = where(t_62, t_229, 0.0) - fma(t_165, t_53, t_181 * t_36)
        t_231 = t_50 - fma(-t_53, t_36, t_110)
        s_dissolution = fma(-t_200, t_231, (t_178 - t_230) * t_85)
        t_232 = fma(-t_180 * t_90, t_56, t_185 * t_90) * t_53
        t_233 = fma(t_181, t_91, t_232)
        t_234 = fma(-t_177 * t_93, t_1, t_133 * t_93) * t_50
        t_235 = fma(t_178, t_94, t_234)
        t_236 = -fma(-t_179, t_92, t_233 * t_51)
        t_237 = where(t_96, t_236 - fma(t_176, t_95, t_235 * t_48), 0.0)
        t_238 = where(t_98, t_237, 0.0)
        t_239 = where(t_100, fma(t_174, t_92, t_233 * t_45), 0.0)
        t_240 = where(t_104, -fma(t_172, t_95, t_235 * t_43), 0.0)
        t_241 = (where(t_101, t_239, 0.0) - t_238) * t_8
        t_242 = (t_238 + where(t_105, t_240, 0.0)) * alpha
        t_243 = fma(-d_alpha, t_103, t_241) - fma(d_alpha, t_107, t_242)
        drop_dissolution = fma(t_166, fma(-t_107, alpha, t_103 * t_8), t_243 * t_38)
        t_244 = fma(t_153, t_34, t_191 * t_22)
        t_245 = -5.0 * t_244
        t_246 = fma(t_159, t_113, t_245 * t_29)
        t_247 = fma(2.0, t_246, -fma(t_160, t_112, t_244 * t_30))
        t_248 = fma(-d_y, t_112, t_244 * t_28) + where(t_59, t_247, 0.0)
        t_249 = fma(t_150, t_34, t_191 * t_19)
        t_250 = 5.0 * t_249
        t_251 = fma(t_155, t_117, t_250 * t_25)
        t_252 = fma(2.0, t_251, fma(t_154, t_116, t_249 * t_24))
        t_253 = where(t_62, t_252, 0.0) - fma(d_y, t_116, t_249 * y)
        s_charging = fma(-t_200, t_119, (t_248 - t_253) * t_85)
        voltage_charging = -t_187 * (1.0 / t_33) * (-1.0 / t_33)
        phi_charging = voltage_charging - t_190
        t_254 = fma(-t_201, t_111, fma(t_163, t_34, t_191 * t_32) * t_66)
        t_255 = fma(t_153, t_120, t_254 * t_22)
        t_256 = fma(-t_203, t_115, fma(t_158, t_34, t_191 * t_27) * t_69)
        t_257 = fma(t_150, t_122, t_256 * t_19)
        t_258 = fma(-t_151, t_121, t_255 * t_20)
        t_259 = where(t_72, t_258 + fma(t_148, t_123, t_257 * t_17), 0.0)
        t_260 = where(t_74, t_259, 0.0)
        t_261 = where(t_76, -fma(t_146, t_121, t_255 * t_14), 0.0)
        t_262 = where(t_77, t_261, 0.0) - t_260
        t_263 = where(t_80, fma(t_144, t_123, t_257 * t_12), 0.0)
        t_264 = t_260 + where(t_81, t_263, 0.0)
        t_265 = fma(d_alpha, t_129, t_264 * alpha)
        t_266 = fma(-d_alpha, t_127, t_262 * t_8) - t_265
        t_267 = fma(t_137, fma(-t_129, alpha, t_127 * t_8), t_266 * t_5)
        drop_charging = phi_charging + t_267
        t_268 = fma(t_160, t_113, t_245 * t_30)
        t_269 = fma(2.0, t_268, -fma(t_159, t_112, t_244 * t_29))
        t_270 = fma(t_133, t_112, t_244 * t_1) + where(t_58, t_269, 0.0)
        t_271 = fma(t_154, t_117, t_250 * t_24)
        t_272 = fma(2.0, t_271, fma(t_155, t_116, t_249 * t_25))
        t_273 = -t_270 - fma(-t_133, t_116, t_249 * t_23)
        t_274 = t_262 - t_264
        y_below_charging = fma(d_kappa, -0.5 * t_130, -0.5 * t_274 * kappa)
        t_275 = t_273 + where(t_64, t_272, 0.0) - y_below_charging
        t_276 = fma(d_omega, 0.5 * t_130, 0.5 * t_274 * omega)
        y_charging = fma(-2.0, t_276, t_275)
        exit_flux_ = GateState(
            0.0, s_exit_flux, drop_exit_flux, y_exit_flux, 0.0, y_below_exit_flux, 0.0
        )  # fmt: skip
        dissolution_ = GateState(r_dissolution, s_dissolution, drop_dissolution, 0.0, 0.0, 0.0, 0.0)
        loss_ = GateState(d_leak_rate, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
        charging_ = GateState(
            0.0, s_charging, drop_charging, y_charging, phi_charging, y_below_charging,
            voltage_charging
        )  # fmt: skip
        displacement_ = GateState(0.0, 0.0, d_stern_coupling, 0.0, 0.0, 0.0, 0.0)
        return exit_flux_, dissolution_, loss_, charging_, displacement_

    return gate_bent


def gate_turn(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``gate_turn`` for one kind of number."""
    fma = number.fma

    @compiled
    def gate_turn(u, exit_flux, dissolution, loss, charging, displacement):
        """Return the changes along d of the derivatives of the rows along u.

        Returns: (rows).
        """
        u_r = u.r
        u_s = u.s
        u_drop = u.drop
        u_y = u.y
        u_phi = u.phi
        u_y_below = u.y_below
        exit_flux_s = exit_flux.s
        exit_flux_drop = exit_flux.drop
        exit_flux_y = exit_flux.y
        exit_flux_y_below = exit_flux.y_below
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
        t_1 = fma(exit_flux_drop, u_drop, exit_flux_s * u_s)
        exit_flux_rows = fma(exit_flux_y_below, u_y_below, fma(exit_flux_y, u_y, t_1))
        t_2 = fma(dissolution_s, u_s, dissolution_r * u_r)
        dissolution_rows = fma(dissolution_drop, u_drop, t_2)
        loss_rows = loss_r * u_r
        t_3 = fma(charging_drop, u_drop, charging_s * u_s)
        t_4 = fma(charging_phi, u_phi, fma(charging_y, u_y, t_3))
        charging_rows = fma(charging_y_below, u_y_below, t_4)
        displacement_rows = displacement_drop * u_drop
        rows_ = GateRows(
            exit_flux_rows, dissolution_rows, loss_rows, charging_rows, displacement_rows
        )  # fmt: skip
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
        t_5 = fma(-alpha, t_4, b_exit - t_3)
        t_6 = fma(1.0 - alpha, t_4, b_return + t_3)
        t_7 = floor_rate * open_share
        t_8 = exp(maximum(-600.0, minimum(600.0, t_5)))
        t_9 = exp(maximum(-600.0, minimum(600.0, t_6)))
        t_10 = maximum(-600.0, minimum(600.0, t_5 - t_6))
        t_11 = exp(t_10)
        t_12 = 1.0 - t_1
        t_13 = minimum(0.0, y)
        t_14 = minimum(0.0, t_12)
        t_15 = fma(t_14, t_14, t_13 * t_13)
        t_16 = fma(-5.0, t_15, fma(-t_13, t_14, y * t_12))
        t_17 = 1.0 - y
        t_18 = minimum(0.0, t_1)
        t_19 = minimum(0.0, t_17)
        t_20 = fma(t_19, t_19, t_18 * t_18)
        t_21 = fma(-5.0, t_20, fma(-t_18, t_19, t_1 * t_17))
        t_22 = t_7 / (1.0 + t_8 + t_11) * t_16
        t_23 = fma(-t_7 / (1.0 + t_9 + 1.0 / t_11), t_21, t_22)
        t_24 = fma(leak_conductance, phi + drop, plane_charge * t_23)
        current = fma(stern_capacitance, charging, t_24)
        return current

    return outer_current


def current_pull(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``current_pull`` for one kind of number."""
    exp, fma, maximum, minimum, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.where,
    )

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
        t_7 = fma(-alpha, t_6, b_exit - t_4)
        t_8 = 1.0 - alpha
        t_9 = fma(t_8, t_6, b_return + t_4)
        t_10 = floor_rate * open_share
        t_11 = minimum(600.0, t_7)
        t_12 = exp(maximum(-600.0, t_11))
        t_13 = minimum(600.0, t_9)
        t_14 = exp(maximum(-600.0, t_13))
        t_15 = t_7 - t_9
        t_16 = minimum(600.0, t_15)
        t_17 = exp(maximum(-600.0, t_16))
        t_18 = 1.0 + t_12 + t_17
        t_19 = t_10 / t_18
        t_20 = 1.0 / t_17
        t_21 = 1.0 + t_14 + t_20
        t_22 = t_10 / t_21
        t_23 = 1.0 - t_1
        t_24 = minimum(0.0, y)
        t_25 = minimum(0.0, t_23)
        t_26 = fma(t_25, t_25, t_24 * t_24)
        t_27 = fma(-5.0, t_26, fma(-t_24, t_25, y * t_23))
        t_28 = 1.0 - y
        t_29 = minimum(0.0, t_1)
        t_30 = minimum(0.0, t_28)
        t_31 = fma(t_30, t_30, t_29 * t_29)
        t_32 = fma(-5.0, t_31, fma(-t_29, t_30, t_1 * t_28))
        by_charging = weight * stern_capacitance
        t_33 = weight * plane_charge
        phi_seen = weight * leak_conductance
        t_34 = t_33 * t_22
        t_35 = 5.0 * t_34
        t_36 = where(t_28 < 0.0, fma(t_34, t_29, 2.0 * (t_35 * t_30)), 0.0)
        t_37 = where(t_1 < 0.0, fma(t_34, t_30, 2.0 * (t_35 * t_29)), 0.0)
        t_38 = t_33 * t_19
        t_39 = -5.0 * t_38
        t_40 = where(t_23 < 0.0, fma(-t_38, t_24, 2.0 * (t_39 * t_25)), 0.0)
        t_41 = where(y < 0.0, fma(-t_38, t_25, 2.0 * (t_39 * t_24)), 0.0)
        t_42 = fma(t_38, t_23, -fma(-t_34, t_1, t_36)) + t_41
        t_43 = fma(-t_34, t_28, t_37) - fma(t_38, y, t_40)
        t_44 = t_33 * t_32 * (1.0 / t_21)
        t_45 = t_44 * t_22
        t_46 = t_33 * t_27 * (1.0 / t_18)
        t_47 = t_46 - t_44
        t_48 = t_46 * t_19
        t_49 = where(t_16 > -600.0, fma(-t_48, t_17, -t_45 * t_20), 0.0)
        t_50 = where(t_15 < 600.0, t_49, 0.0)
        t_51 = where(t_13 > -600.0, t_45 * t_14, 0.0)
        t_52 = where(t_9 < 600.0, t_51, 0.0) - t_50
        t_53 = where(t_11 > -600.0, -t_48 * t_12, 0.0)
        t_54 = t_50 + where(t_7 < 600.0, t_53, 0.0)
        t_55 = fma(-t_54, alpha, t_52 * t_8)
        t_56 = t_52 - t_54
        t_57 = t_55 * drop
        drop_seen = fma(t_55, t_5, phi_seen)
        t_58 = 0.5 * t_56
        t_59 = -0.5 * t_56
        y_below_seen = t_59 * kappa
        y_seen = fma(-2.0, t_58 * omega, t_42 - y_below_seen)
        s_seen = t_43 * (1.0 / s_max)
        z_e_kT_sums = fma(t_57, zeta, by_z_e_kT)
        omega_sums = fma(t_58, t_2, by_omega)
        kappa_sums = fma(t_59, t_3, by_kappa)
        stern_capacitance_sums = fma(weight, charging, by_stern_capacitance)
        plane_charge_sums = fma(weight, fma(-t_22, t_32, t_19 * t_27), by_plane_charge)
        floor_rate_sums = fma(t_47, open_share, by_floor_rate)
        b_exit_sums = by_b_exit + t_54
        b_return_sums = by_b_return + t_52
        alpha_sums = by_alpha + fma(-t_54, t_6, -t_52 * t_6)
        zeta_sums = fma(t_57, z_e_kT, by_zeta)
        s_max_sums = fma(-s_seen, t_1, by_s_max)
        open_share_sums = fma(t_47, floor_rate, by_open_share)
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
    exp, fma, maximum, minimum, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.where,
    )

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
        t_7 = fma(-alpha, t_6, b_exit - t_4)
        t_8 = 1.0 - alpha
        t_9 = fma(t_8, t_6, b_return + t_4)
        t_10 = floor_rate * open_share
        t_11 = minimum(600.0, t_7)
        t_12 = exp(maximum(-600.0, t_11))
        t_13 = minimum(600.0, t_9)
        t_14 = exp(maximum(-600.0, t_13))
        t_15 = t_7 - t_9
        t_16 = minimum(600.0, t_15)
        t_17 = exp(maximum(-600.0, t_16))
        t_18 = 1.0 + t_12 + t_17
        t_19 = t_10 / t_18
        t_20 = 1.0 / t_17
        t_21 = 1.0 + t_14 + t_20
        t_22 = t_10 / t_21
        t_23 = 1.0 - t_1
        t_24 = minimum(0.0, y)
        t_25 = minimum(0.0, t_23)
        t_26 = fma(t_25, t_25, t_24 * t_24)
        t_27 = fma(-5.0, t_26, fma(-t_24, t_25, y * t_23))
        t_28 = 1.0 - y
        t_29 = minimum(0.0, t_1)
        t_30 = minimum(0.0, t_28)
        t_31 = fma(t_30, t_30, t_29 * t_29)
        t_32 = fma(-5.0, t_31, fma(-t_29, t_30, t_1 * t_28))
        t_33 = 1.0 / t_21
        t_34 = 1.0 / t_18
        t_35 = 1.0 / s_max
        t_36 = fma(-d_s_max * t_35, t_1, d_s * t_35)
        t_37 = fma(d_y_below - d_y, kappa, d_kappa * t_3)
        t_38 = fma(-2.0 * d_y, omega, d_omega * t_2) - t_37
        t_39 = fma(d_zeta, z_e_kT, d_z_e_kT * zeta) * drop
        t_40 = fma(d_drop, t_5, t_39)
        t_41 = d_alpha * t_6
        t_42 = fma(-0.5, t_38, d_b_exit) - fma(t_40, alpha, t_41)
        t_43 = fma(0.5, t_38, d_b_return) + fma(t_40, t_8, -t_41)
        t_44 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_45 = where(t_11 > -600.0, where(t_7 < 600.0, t_42, 0.0), 0.0)
        t_46 = where(t_13 > -600.0, where(t_9 < 600.0, t_43, 0.0), 0.0)
        t_47 = where(t_15 < 600.0, t_42 - t_43, 0.0)
        t_48 = where(t_16 > -600.0, t_47, 0.0)
        t_49 = fma(-fma(t_48, t_17, t_45 * t_12) * t_34, t_19, t_44 * t_34)
        t_50 = fma(-fma(-t_48, t_20, t_46 * t_14) * t_33, t_22, t_44 * t_33)
        t_51 = where(y < 0.0, d_y, 0.0)
        t_52 = where(t_23 < 0.0, -t_36, 0.0)
        t_53 = fma(-t_36, y, d_y * t_23) - fma(t_52, t_24, t_51 * t_25)
        t_54 = fma(2.0, t_52 * t_25, 2.0 * (t_51 * t_24))
        t_55 = fma(fma(-5.0, t_54, t_53), t_19, t_49 * t_27)
        t_56 = where(t_1 < 0.0, t_36, 0.0)
        t_57 = where(t_28 < 0.0, -d_y, 0.0)
        t_58 = fma(-d_y, t_1, t_36 * t_28) - fma(t_57, t_29, t_56 * t_30)
        t_59 = fma(2.0, t_57 * t_30, 2.0 * (t_56 * t_29))
        t_60 = fma(fma(-5.0, t_59, t_58), t_22, t_50 * t_32)
        t_61 = d_leak_conductance * (phi + drop)
        t_62 = fma(d_phi + d_drop, leak_conductance, t_61)
        t_63 = d_plane_charge * fma(-t_22, t_32, t_19 * t_27)
        t_64 = fma(t_55 - t_60, plane_charge, t_63) + t_62
        t_65 = d_stern_capacitance * charging
        d_current = t_64 + fma(d_charging, stern_capacitance, t_65)
        return d_current

    return current_push


def start_pull(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``start_pull`` for one kind of number."""
    exp, fma, maximum, minimum, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.where,
    )

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
        t_7 = fma(-alpha, t_6, b_exit - t_4)
        t_8 = 1.0 - alpha
        t_9 = fma(t_8, t_6, b_return + t_4)
        t_10 = floor_rate * open_share
        t_11 = minimum(600.0, t_7)
        t_12 = exp(maximum(-600.0, t_11))
        t_13 = minimum(600.0, t_9)
        t_14 = exp(maximum(-600.0, t_13))
        t_15 = t_7 - t_9
        t_16 = minimum(600.0, t_15)
        t_17 = exp(maximum(-600.0, t_16))
        t_18 = 1.0 + t_12 + t_17
        t_19 = t_10 / t_18
        t_20 = 1.0 / t_17
        t_21 = 1.0 + t_14 + t_20
        t_22 = t_10 / t_21
        t_23 = 1.0 - t_1
        t_24 = minimum(0.0, y)
        t_25 = minimum(0.0, t_23)
        t_26 = fma(t_25, t_25, t_24 * t_24)
        t_27 = fma(-5.0, t_26, fma(-t_24, t_25, y * t_23))
        t_28 = 1.0 - y
        t_29 = minimum(0.0, t_1)
        t_30 = minimum(0.0, t_28)
        t_31 = fma(t_30, t_30, t_29 * t_29)
        t_32 = fma(-5.0, t_31, fma(-t_29, t_30, t_1 * t_28))
        t_33 = fma(-t_22, t_32, t_19 * t_27)
        t_34 = phi + drop
        t_35 = area_resistance * stern_capacitance
        t_36 = (-voltage - t_34) / t_35
        t_37 = leak_conductance / stern_capacitance
        t_38 = plane_charge / stern_capacitance
        t_39 = 1.0 / stern_capacitance
        t_40 = weight * stern_capacitance
        t_41 = weight * fma(-t_38, t_33, fma(-t_37, t_34, t_36))
        t_42 = fma(-t_40, t_38, weight * plane_charge)
        t_43 = t_40 * t_33 * t_39
        t_44 = fma(-t_40, t_37, weight * leak_conductance)
        t_45 = t_40 * t_34 * t_39
        t_46 = t_40 * (1.0 / t_35)
        t_47 = t_46 * t_36
        t_48 = fma(t_45, t_37, fma(t_43, t_38, t_41))
        voltage_seen = -t_46
        phi_seen = t_44 - t_46
        t_49 = t_42 * t_22
        t_50 = 5.0 * t_49
        t_51 = where(t_28 < 0.0, fma(t_49, t_29, 2.0 * (t_50 * t_30)), 0.0)
        t_52 = where(t_1 < 0.0, fma(t_49, t_30, 2.0 * (t_50 * t_29)), 0.0)
        t_53 = t_42 * t_19
        t_54 = -5.0 * t_53
        t_55 = where(t_23 < 0.0, fma(-t_53, t_24, 2.0 * (t_54 * t_25)), 0.0)
        t_56 = where(y < 0.0, fma(-t_53, t_25, 2.0 * (t_54 * t_24)), 0.0)
        t_57 = fma(t_53, t_23, -fma(-t_49, t_1, t_51)) + t_56
        t_58 = fma(-t_49, t_28, t_52) - fma(t_53, y, t_55)
        t_59 = t_42 * t_32 * (1.0 / t_21)
        t_60 = t_59 * t_22
        t_61 = t_42 * t_27 * (1.0 / t_18)
        t_62 = t_61 - t_59
        t_63 = t_61 * t_19
        t_64 = where(t_16 > -600.0, fma(-t_63, t_17, -t_60 * t_20), 0.0)
        t_65 = where(t_15 < 600.0, t_64, 0.0)
        t_66 = where(t_13 > -600.0, t_60 * t_14, 0.0)
        t_67 = where(t_9 < 600.0, t_66, 0.0) - t_65
        t_68 = where(t_11 > -600.0, -t_63 * t_12, 0.0)
        t_69 = t_65 + where(t_7 < 600.0, t_68, 0.0)
        t_70 = fma(-t_69, alpha, t_67 * t_8)
        t_71 = t_67 - t_69
        t_72 = t_70 * drop
        drop_seen = fma(t_70, t_5, phi_seen)
        t_73 = 0.5 * t_71
        t_74 = -0.5 * t_71
        y_below_seen = t_74 * kappa
        y_seen = fma(-2.0, t_73 * omega, t_57 - y_below_seen)
        s_seen = t_58 * (1.0 / s_max)
        z_e_kT_sums = fma(t_72, zeta, by_z_e_kT)
        omega_sums = fma(t_73, t_2, by_omega)
        kappa_sums = fma(t_74, t_3, by_kappa)
        stern_capacitance_sums = by_stern_capacitance + fma(-t_47, area_resistance, t_48)
        area_resistance_sums = fma(-t_47, stern_capacitance, by_area_resistance)
        plane_charge_sums = by_plane_charge + fma(weight, t_33, -t_43)
        floor_rate_sums = fma(t_62, open_share, by_floor_rate)
        b_exit_sums = by_b_exit + t_69
        b_return_sums = by_b_return + t_67
        alpha_sums = by_alpha + fma(-t_69, t_6, -t_67 * t_6)
        zeta_sums = fma(t_72, z_e_kT, by_zeta)
        s_max_sums = fma(-s_seen, t_1, by_s_max)
        open_share_sums = fma(t_62, floor_rate, by_open_share)
        leak_conductance_sums = by_leak_conductance + fma(weight, t_34, -t_45)
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
    exp, fma, maximum, minimum, where = (
        number.exp,
        number.fma,
        number.maximum,
        number.minimum,
        number.where,
    )

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
        t_7 = fma(-alpha, t_6, b_exit - t_4)
        t_8 = 1.0 - alpha
        t_9 = fma(t_8, t_6, b_return + t_4)
        t_10 = floor_rate * open_share
        t_11 = minimum(600.0, t_7)
        t_12 = exp(maximum(-600.0, t_11))
        t_13 = minimum(600.0, t_9)
        t_14 = exp(maximum(-600.0, t_13))
        t_15 = t_7 - t_9
        t_16 = minimum(600.0, t_15)
        t_17 = exp(maximum(-600.0, t_16))
        t_18 = 1.0 + t_12 + t_17
        t_19 = t_10 / t_18
        t_20 = 1.0 / t_17
        t_21 = 1.0 + t_14 + t_20
        t_22 = t_10 / t_21
        t_23 = 1.0 - t_1
        t_24 = minimum(0.0, y)
        t_25 = minimum(0.0, t_23)
        t_26 = fma(t_25, t_25, t_24 * t_24)
        t_27 = fma(-5.0, t_26, fma(-t_24, t_25, y * t_23))
        t_28 = 1.0 - y
        t_29 = minimum(0.0, t_1)
        t_30 = minimum(0.0, t_28)
        t_31 = fma(t_30, t_30, t_29 * t_29)
        t_32 = fma(-5.0, t_31, fma(-t_29, t_30, t_1 * t_28))
        t_33 = fma(-t_22, t_32, t_19 * t_27)
        t_34 = phi + drop
        t_35 = area_resistance * stern_capacitance
        t_36 = (-voltage - t_34) / t_35
        t_37 = leak_conductance / stern_capacitance
        t_38 = plane_charge / stern_capacitance
        t_39 = 1.0 / t_21
        t_40 = 1.0 / t_18
        t_41 = 1.0 / s_max
        t_42 = 1.0 / t_35
        t_43 = 1.0 / stern_capacitance
        t_44 = fma(-d_s_max * t_41, t_1, d_s * t_41)
        t_45 = fma(d_y_below - d_y, kappa, d_kappa * t_3)
        t_46 = fma(-2.0 * d_y, omega, d_omega * t_2) - t_45
        t_47 = fma(d_zeta, z_e_kT, d_z_e_kT * zeta) * drop
        t_48 = fma(d_drop, t_5, t_47)
        t_49 = d_alpha * t_6
        t_50 = fma(-0.5, t_46, d_b_exit) - fma(t_48, alpha, t_49)
        t_51 = fma(0.5, t_46, d_b_return) + fma(t_48, t_8, -t_49)
        t_52 = fma(d_open_share, floor_rate, d_floor_rate * open_share)
        t_53 = where(t_11 > -600.0, where(t_7 < 600.0, t_50, 0.0), 0.0)
        t_54 = where(t_13 > -600.0, where(t_9 < 600.0, t_51, 0.0), 0.0)
        t_55 = where(t_15 < 600.0, t_50 - t_51, 0.0)
        t_56 = where(t_16 > -600.0, t_55, 0.0)
        t_57 = fma(-fma(t_56, t_17, t_53 * t_12) * t_40, t_19, t_52 * t_40)
        t_58 = fma(-fma(-t_56, t_20, t_54 * t_14) * t_39, t_22, t_52 * t_39)
        t_59 = where(y < 0.0, d_y, 0.0)
        t_60 = where(t_23 < 0.0, -t_44, 0.0)
        t_61 = fma(-t_44, y, d_y * t_23) - fma(t_60, t_24, t_59 * t_25)
        t_62 = fma(2.0, t_60 * t_25, 2.0 * (t_59 * t_24))
        t_63 = fma(fma(-5.0, t_62, t_61), t_19, t_57 * t_27)
        t_64 = where(t_1 < 0.0, t_44, 0.0)
        t_65 = where(t_28 < 0.0, -d_y, 0.0)
        t_66 = fma(-d_y, t_1, t_44 * t_28) - fma(t_65, t_29, t_64 * t_30)
        t_67 = fma(2.0, t_65 * t_30, 2.0 * (t_64 * t_29))
        t_68 = fma(fma(-5.0, t_67, t_66), t_22, t_58 * t_32)
        t_69 = t_63 - t_68
        t_70 = d_phi + d_drop
        t_71 = d_area_resistance * stern_capacitance
        t_72 = fma(d_stern_capacitance, area_resistance, t_71)
        t_73 = fma(-t_72 * t_42, t_36, (-d_voltage - t_70) * t_42)
        t_74 = d_stern_capacitance * t_43
        t_75 = fma(-t_74, t_37, d_leak_conductance * t_43)
        t_76 = fma(-t_74, t_38, d_plane_charge * t_43) * t_33
        t_77 = t_73 - fma(t_70, t_37, t_75 * t_34) - fma(t_69, t_38, t_76)
        t_78 = fma(t_70, leak_conductance, d_leak_conductance * t_34)
        t_79 = fma(t_69, plane_charge, d_plane_charge * t_33)
        t_80 = fma(-t_38, t_33, fma(-t_37, t_34, t_36))
        t_81 = fma(t_77, stern_capacitance, d_stern_capacitance * t_80)
        d_current = t_79 + t_78 + t_81
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
