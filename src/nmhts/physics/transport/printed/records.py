"""Records of numbers in memory.

Every function is made by a factory, from a number module and a decorator.
Changes made here are lost. The file is written by

    python -m nmhts.numerics.tracing.files nmhts.physics.transport.printing
"""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

from nmhts.physics.transport.gate_law import GateState
from nmhts.physics.transport.plane_law import Bent, Kept, ScreeningSeries
from nmhts.physics.transport.state import FilmParameters


def load_film_parameters(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``load_film_parameters`` for one kind of number."""
    load = number.load

    @compiled
    def load_film_parameters(memory, k):
        """Return the record that begins at value k."""
        return FilmParameters(
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
        )

    return load_film_parameters


def store_film_parameters(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``store_film_parameters`` for one kind of number."""
    store = number.store

    @compiled
    def store_film_parameters(memory, k, record):
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

    return store_film_parameters


def add_film_parameters(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``add_film_parameters`` for one kind of number."""
    load, store = number.load, number.store

    @compiled
    def add_film_parameters(memory, k, record):
        """Add the record to values from k on."""
        store(memory, k, load(memory, k) + record.hop_rate)
        store(memory, k + 1, load(memory, k + 1) + record.z_e_kT)
        store(memory, k + 2, load(memory, k + 2) + record.omega)
        store(memory, k + 3, load(memory, k + 3) + record.kappa)
        store(memory, k + 4, load(memory, k + 4) + record.q_metal)
        store(memory, k + 5, load(memory, k + 5) + record.log_ratio)
        store(memory, k + 6, load(memory, k + 6) + record.y_mid)
        store(memory, k + 7, load(memory, k + 7) + record.y_steepness)
        store(memory, k + 8, load(memory, k + 8) + record.stern_coupling)
        store(memory, k + 9, load(memory, k + 9) + record.stern_capacitance)
        store(memory, k + 10, load(memory, k + 10) + record.area_resistance)
        store(memory, k + 11, load(memory, k + 11) + record.plane_charge)
        store(memory, k + 12, load(memory, k + 12) + record.floor_rate)
        store(memory, k + 13, load(memory, k + 13) + record.b_exit)
        store(memory, k + 14, load(memory, k + 14) + record.b_return)
        store(memory, k + 15, load(memory, k + 15) + record.b_dissolve)
        store(memory, k + 16, load(memory, k + 16) + record.b_adsorb)
        store(memory, k + 17, load(memory, k + 17) + record.alpha)
        store(memory, k + 18, load(memory, k + 18) + record.zeta)
        store(memory, k + 19, load(memory, k + 19) + record.s_max)
        store(memory, k + 20, load(memory, k + 20) + record.r_half)
        store(memory, k + 21, load(memory, k + 21) + record.leak_rate)
        store(memory, k + 22, load(memory, k + 22) + record.open_share)
        store(memory, k + 23, load(memory, k + 23) + record.leak_conductance)
        store(memory, k + 24, load(memory, k + 24) + record.contact)

    return add_film_parameters


def fill_film_parameters(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``fill_film_parameters`` for one kind of number."""

    @compiled
    def fill_film_parameters(value):
        """Return a record of equal numbers."""
        return FilmParameters(
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

    return fill_film_parameters


def load_kept(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``load_kept`` for one kind of number."""
    load = number.load

    @compiled
    def load_kept(memory, k):
        """Return the record that begins at value k."""
        return Kept(
            load(memory, k),
            load(memory, k + 1),
            load(memory, k + 2),
            load(memory, k + 3),
            load(memory, k + 4),
            load(memory, k + 5),
        )

    return load_kept


def store_kept(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``store_kept`` for one kind of number."""
    store = number.store

    @compiled
    def store_kept(memory, k, record):
        """Write the record from value k on."""
        store(memory, k, record.flux_left)
        store(memory, k + 1, record.flux_right)
        store(memory, k + 2, record.flux_force)
        store(memory, k + 3, record.flux_rate)
        store(memory, k + 4, record.share)
        store(memory, k + 5, record.ratio)

    return store_kept


def load_screening_series(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``load_screening_series`` for one kind of number."""
    load = number.load

    @compiled
    def load_screening_series(memory, k):
        """Return the record that begins at value k."""
        return ScreeningSeries(
            load(memory, k),
            load(memory, k + 1),
            load(memory, k + 2),
            load(memory, k + 3),
            load(memory, k + 4),
        )

    return load_screening_series


def store_screening_series(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``store_screening_series`` for one kind of number."""
    store = number.store

    @compiled
    def store_screening_series(memory, k, record):
        """Write the record from value k on."""
        store(memory, k, record.ratio)
        store(memory, k + 1, record.ratio_1)
        store(memory, k + 2, record.ratio_2)
        store(memory, k + 3, record.ratio_3)
        store(memory, k + 4, record.share)

    return store_screening_series


def load_bent(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``load_bent`` for one kind of number."""
    load = number.load

    @compiled
    def load_bent(memory, k):
        """Return the record that begins at value k."""
        return Bent(
            load(memory, k),
            load(memory, k + 1),
            load(memory, k + 2),
            load(memory, k + 3),
            load(memory, k + 4),
        )

    return load_bent


def store_bent(number: ModuleType, compiled: Callable[[Callable], Callable]) -> Callable[..., Any]:
    """Return ``store_bent`` for one kind of number."""
    store = number.store

    @compiled
    def store_bent(memory, k, record):
        """Write the record from value k on."""
        store(memory, k, record.bent_left)
        store(memory, k + 1, record.bent_right)
        store(memory, k + 2, record.bent_force)
        store(memory, k + 3, record.bent_y)
        store(memory, k + 4, record.bent_phi)

    return store_bent


def load_gate_state(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``load_gate_state`` for one kind of number."""
    load = number.load

    @compiled
    def load_gate_state(memory, k):
        """Return the record that begins at value k."""
        return GateState(
            load(memory, k),
            load(memory, k + 1),
            load(memory, k + 2),
            load(memory, k + 3),
            load(memory, k + 4),
            load(memory, k + 5),
            load(memory, k + 6),
        )

    return load_gate_state


def store_gate_state(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``store_gate_state`` for one kind of number."""
    store = number.store

    @compiled
    def store_gate_state(memory, k, record):
        """Write the record from value k on."""
        store(memory, k, record.r)
        store(memory, k + 1, record.s)
        store(memory, k + 2, record.drop)
        store(memory, k + 3, record.y)
        store(memory, k + 4, record.phi)
        store(memory, k + 5, record.y_below)
        store(memory, k + 6, record.voltage)

    return store_gate_state


def fill_gate_state(
    number: ModuleType, compiled: Callable[[Callable], Callable]
) -> Callable[..., Any]:
    """Return ``fill_gate_state`` for one kind of number."""

    @compiled
    def fill_gate_state(value):
        """Return a record of equal numbers."""
        return GateState(value, value, value, value, value, value, value)

    return fill_gate_state
