"""Records of the front model in memory.

Every function is made by a factory, from a number module and a decorator.
Changes made here are lost. The file is written by

    python -m nmhts.numerics.tracing.files nmhts.physics.transport.printing
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

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


def dual_front_parameters(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``dual_front_parameters`` for one kind of number."""
    dual = number.dual

    @compiled
    def dual_front_parameters(values, slopes):
        """Return a record of dual numbers."""
        return FrontParameters(
            dual(values.hop_rate, slopes.hop_rate),
            dual(values.z_e_kT, slopes.z_e_kT),
            dual(values.omega, slopes.omega),
            dual(values.kappa, slopes.kappa),
            dual(values.q_metal, slopes.q_metal),
            dual(values.log_ratio, slopes.log_ratio),
            dual(values.y_mid, slopes.y_mid),
            dual(values.y_steepness, slopes.y_steepness),
            dual(values.stern_coupling, slopes.stern_coupling),
            dual(values.stern_capacitance, slopes.stern_capacitance),
            dual(values.area_resistance, slopes.area_resistance),
            dual(values.plane_charge, slopes.plane_charge),
            dual(values.floor_rate, slopes.floor_rate),
            dual(values.b_exit, slopes.b_exit),
            dual(values.b_return, slopes.b_return),
            dual(values.b_dissolve, slopes.b_dissolve),
            dual(values.b_adsorb, slopes.b_adsorb),
            dual(values.alpha, slopes.alpha),
            dual(values.zeta, slopes.zeta),
            dual(values.s_max, slopes.s_max),
            dual(values.r_half, slopes.r_half),
            dual(values.leak_rate, slopes.leak_rate),
            dual(values.open_share, slopes.open_share),
            dual(values.leak_conductance, slopes.leak_conductance),
            dual(values.contact, slopes.contact),
            dual(values.planes, slopes.planes),
            dual(values.binodal, slopes.binodal),
            dual(values.spinodal, slopes.spinodal),
            dual(values.grow_metal, slopes.grow_metal),
            dual(values.grow_nitride, slopes.grow_nitride),
            dual(values.grow_parked, slopes.grow_parked),
            dual(values.decay_metal, slopes.decay_metal),
            dual(values.decay_nitride, slopes.decay_nitride),
            dual(values.decay_parked, slopes.decay_parked),
            dual(values.wall, slopes.wall),
            dual(values.half_width, slopes.half_width),
        )

    return dual_front_parameters
