"""Screening by carriers against textbook lengths, and its three inputs against each other."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import constants

import reference_cell
from nmhts.materials.records import with_numbers
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.screening import (
    carriers_of,
    debye_length,
    nitride_screening_length,
)

ROOM = 298.15
CON = reference_cell.nitride()
GATE = reference_cell.gate()


@pytest.mark.parametrize(
    ("carriers", "permittivity", "temperature", "length"),
    [
        # Silicon with 1e16 1/cm3 of carriers at 300 K: 41 nm (Sze, Physics of Semiconductor
        # Devices).
        (1e22, 11.9, 300.0, 41e-9),
        # Water with 1 mmol/l of a 1:1 salt, both ions screen: 9.6 nm (Israelachvili, 0.304 nm over
        # the root of mol/l).
        (2e-3 * 1e3 * constants.N_A, 78.4, ROOM, 0.304e-9 / np.sqrt(1e-3)),
    ],
)
def test_textbook_lengths(carriers: float, permittivity: float, temperature: float, length: float):
    found = debye_length(carriers, permittivity, temperature)
    assert found == pytest.approx(length, rel=0.01)
    assert carriers_of(found, permittivity, temperature) == pytest.approx(carriers, rel=1e-13)


def test_a_charge_in_a_plasma_sees_poissons_equation():
    """Potential of linearized carriers,
    eps phi'' = e^2 n phi / k_B T, falls by e over the length.
    """
    n, eps, T, x = 3e22, 20.0, 310.0, np.linspace(0.0, 1e-9, 3)
    phi = np.exp(-x / debye_length(n, eps, T))
    curvature = (phi[0] - 2 * phi[1] + phi[2]) / (x[1] - x[0]) ** 2
    charge = constants.e**2 * n * phi[1] / (constants.k * T)
    assert curvature * constants.epsilon_0 * eps == pytest.approx(charge, rel=1e-4)


def test_three_ways_to_say_the_same():
    """lambda, n = eps k_B T / (e lambda)^2,
    and rho mu = 1 / (e n) give the same film at one temperature.
    """
    n = constants.epsilon_0 * 35 * constants.k * ROOM / (constants.e * 60e-9) ** 2
    assert n == pytest.approx(1.381e22, rel=1e-3)
    mobility = 3e-4
    ways = [
        {},
        {"carrier_density": n},
        {"resistivity": 1 / (constants.e * n * mobility), "carrier_mobility": mobility},
    ]
    plain, *others = (film_parameters(with_numbers(CON, way), GATE, ROOM) for way in ways)
    for found in others:
        np.testing.assert_allclose(found, plain, rtol=1e-9)
    # Einstein: the length is how far carriers diffuse in the time of dielectric relaxation.
    rho, D = ways[2]["resistivity"], mobility * constants.k * ROOM / constants.e
    assert pytest.approx(np.sqrt(D * constants.epsilon_0 * 35 * rho), rel=1e-6) == 60e-9


def test_a_length_stays_and_one_of_carriers_goes_with_the_root_of_the_temperature():
    by_carriers = with_numbers(CON, {"carrier_density": 1e22})
    by_resistance = with_numbers(CON, {"resistivity": 5.0, "carrier_mobility": 1e-4})
    for T in (250.0, 350.0):
        assert nitride_screening_length(CON, T) == CON["screening_length_nitride"]
        for film in (by_carriers, by_resistance):
            lengths = [nitride_screening_length(film, t) for t in (T, 4 * T)]
            assert lengths[1] == pytest.approx(2 * lengths[0], rel=1e-14)


def test_numbers_of_one_way_take_the_place_of_another():
    film = with_numbers(CON, {"carrier_density": 1e22, "exit_barrier": 2e-19, "leak_rate": 1.0})
    assert set(CON) - set(film) == {"screening_length_nitride"}
    assert set(film) - set(CON) == {"carrier_density"}
    assert film["exit_barrier"] == 2e-19
    back = with_numbers(film, {"screening_length_nitride": 1e-9})
    assert set(back) == set(CON)
    assert with_numbers(GATE, {"carrier_density": 1e22}) == GATE
