"""Physical constants against scipy's CODATA table."""

from __future__ import annotations

import pytest
from scipy import constants as codata

from nmhts import constants


@pytest.mark.parametrize(
    ("name", "theirs"),
    [
        ("k_B", "Boltzmann constant"),
        ("e", "elementary charge"),
        ("epsilon_0", "vacuum electric permittivity"),
        ("mu_0", "vacuum mag. permeability"),
        ("mu_B", "Bohr magneton"),
        ("r_e", "classical electron radius"),
        ("k_B_eV", "Boltzmann constant in eV/K"),
    ],
)
def test_constant(name: str, theirs: str):
    # scipy's table may be of 2018 or 2022; they differ by 1e-9 in epsilon_0 and mu_B. k_B_eV is cut
    # at ten digits.
    assert getattr(constants, name) == pytest.approx(
        codata.physical_constants[theirs][0], rel=2e-9, abs=0
    )


def test_neutron_moment():
    theirs = codata.physical_constants["neutron mag. mom. to nuclear magneton ratio"][0]
    # The tables of 2018 and 2022 differ by 2e-8.
    assert constants.gamma_n == pytest.approx(-theirs, rel=3e-8, abs=0)


def test_exact_constants_are_exact():
    assert constants.k_B == codata.k
    assert constants.e == codata.e
