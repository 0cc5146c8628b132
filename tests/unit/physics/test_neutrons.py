"""Scattering length densities against published ones, in 1e-6 per square angstrom.

Sears 1992 and the tables made from it.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import constants

from nmhts.errors import MaterialError
from nmhts.physics.neutrons import COHERENT_LENGTHS, magnetic_density, nuclear_density

TABLE = 1e14  # 1/m2
AVOGADRO = constants.N_A


def atoms(density: float, molar_mass: float) -> float:
    """Formula units per m3 from g/cm3 and g/mol."""
    return density * 1e6 / molar_mass * AVOGADRO


@pytest.mark.parametrize(
    ("densities", "published"),
    [
        ({"Co": atoms(8.90, 58.933)}, 2.27),
        ({"Fe": atoms(7.874, 55.845)}, 8.02),
        ({"Mn": atoms(7.43, 54.938)}, -3.0),
        # CoO and Fe3O4 bring in the length of O.
        ({"Co": atoms(6.44, 74.932), "O": atoms(6.44, 74.932)}, 4.29),
        ({"Fe": 3 * atoms(5.17, 231.53), "O": 4 * atoms(5.17, 231.53)}, 6.93),
    ],
)
def test_published_nuclear_densities(densities: dict[str, float], published: float):
    assert nuclear_density(densities) / TABLE == pytest.approx(published, rel=0.02, abs=0)


def test_nitrogen_adds_what_its_length_says():
    assert nuclear_density({"N": 1e28}) == pytest.approx(9.36e-15 * 1e28, rel=1e-12, abs=0)


@pytest.mark.parametrize(
    ("magnetization", "published"),
    [
        (1.44e6, 4.1),  # hcp Co, 1440 emu/cm3 at 290 K
        (1.71e6, 5.0),  # bcc Fe
        (0.0, 0.0),
    ],
)
def test_published_magnetic_densities(magnetization: float, published: float):
    assert magnetic_density(magnetization) / TABLE == pytest.approx(published, rel=0.03, abs=0)


def test_one_bohr_magneton_scatters_by_2_695_fm():
    mu_B = constants.physical_constants["Bohr magneton"][0]
    assert magnetic_density(mu_B) == pytest.approx(2.695e-15, rel=2e-4, abs=0)


def test_shapes_are_kept():
    assert nuclear_density({"Co": 1e28, "N": np.full((2, 3), 1e28)}).shape == (2, 3)
    assert magnetic_density(np.zeros((2, 3))).shape == (2, 3)


def test_an_element_without_a_length_is_named():
    with pytest.raises(MaterialError, match="unknown scattering length of 'Zz'"):
        nuclear_density({"Zz": 1e28})
    assert set(COHERENT_LENGTHS) == {"Co", "Fe", "Mn", "N", "O"}
