"""The series resistance of a cell: its sum, its temperature dependence, and its unchanged bits."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy import constants

import reference_cell
from nmhts.materials.library import find_gate, library
from nmhts.physics.transport.parameters import series_resistance

ROOM = 298.15
EV = constants.e


@pytest.mark.parametrize("gate", sorted(library("gate")))
def test_at_room_temperature_nothing_has_changed(gate: str):
    """R plus electrolyte plus contact, to the last bit."""
    numbers = find_gate(gate).values()
    column = numbers["electrolyte_gap"] / (
        numbers["molar_conductivity"] * numbers["salt_concentration"]
    )
    expected = numbers["area_resistance"] + column + numbers["contact_resistance"]
    assert series_resistance(numbers, ROOM) == expected


def test_a_side_contact_lasts_as_before_and_the_liquid_is_that_of_the_buffer():
    side, buffer = find_gate("propylene carbonate, side contact"), find_gate("propylene carbonate")
    assert side["conductivity_activation"] == buffer["conductivity_activation"]
    assert series_resistance(side.values(), ROOM) == 0.52


@pytest.mark.parametrize("gate", ["propylene carbonate", "propylene carbonate with KI"])
def test_resistance_of_the_liquid_is_an_arrhenius_line(gate: str):
    """Slope of ln(R_A less its non-ionic part) against 1 / k_B T: the activation energy."""
    numbers = find_gate(gate).values()
    leads = numbers["area_resistance"] * (1.0 - numbers["electrolyte_share"])
    T = np.array([263.0, 280.0, 310.0, 333.0])
    liquid = [series_resistance(numbers, t) - leads for t in T]
    slope = np.polyfit(1 / (constants.k * T), np.log(liquid), 1)[0]
    assert slope / EV == pytest.approx(numbers["conductivity_activation"] / EV, rel=1e-9)
    assert slope / EV == pytest.approx(0.13)


def test_contact_leads_and_gates_without_the_number_do_not_depend_on_temperature():
    numbers = reference_cell.gate()
    numbers |= {"contact_resistance": 0.3, "electrolyte_share": 0.4}
    still = numbers["area_resistance"] * 0.6 + 0.3
    assert series_resistance(numbers, 1e9) == pytest.approx(still, rel=0.01)
    cold = series_resistance(numbers, 270.0) - still
    assert cold == pytest.approx(0.04 * np.exp(0.13 * EV / constants.k * (1 / 270 - 1 / ROOM)))
    for gate in ("HfO2", "GdOx", "Ta2O5"):
        numbers = find_gate(gate).values()
        assert {series_resistance(numbers, T) for T in (200.0, ROOM, 400.0)} == {1e-6}


def viscosity(T: Any) -> Any:
    """Viscosity of propylene carbonate, Pa s, by the correlation of ChemSep."""
    return np.exp(-818.33 + 28057 / T + 129.62 * np.log(T) - 2.2812e-4 * T**2)


def test_activation_of_the_sheet_is_that_of_the_viscosity():
    """2.53 mPa s at 25 C (solvent tables);
    slope at 298 K within the uncertainty; 7 % between 0 and 60 C.
    """
    assert viscosity(ROOM) == pytest.approx(2.53e-3, rel=0.01)
    found = find_gate("propylene carbonate").quantities["conductivity_activation"]
    ends = np.array([ROOM - 1, ROOM + 1])
    slope = constants.k * np.diff(np.log(viscosity(ends)))[0] / np.diff(1 / ends)[0]
    assert abs(slope - found.value) < found.uncertainty
    gate = find_gate("propylene carbonate").values()
    for T in (273.15, 283.15, 313.15, 333.15):
        ratio = series_resistance(gate, T) / gate["area_resistance"]
        assert ratio == pytest.approx(viscosity(T) / viscosity(ROOM), rel=0.07)
