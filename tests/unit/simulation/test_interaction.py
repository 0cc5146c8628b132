"""The interaction energy of films that follows from a database."""

from __future__ import annotations

import numpy as np
import pytest

import nmhts
from nmhts.constants import N_A, R, e
from nmhts.errors import DatabaseError, MaterialError
from nmhts.materials.library import find_nitride
from nmhts.materials.tdb.library import load_database


@pytest.mark.parametrize("metal", ["Co", "Fe", "Mn"])
def test_zincblende_is_that_of_the_film_sheets(metal: str):
    sheet = find_nitride(f"{metal}N").quantities["interaction_energy"]
    found = nmhts.nitrogen_interaction(f"{metal}N")
    assert float(found.interaction_energy) == pytest.approx(sheet.value, rel=2e-4)
    database = load_database()
    key = ((metal.upper(),), ("N", "VA"))
    (own,) = [p for p in database.parameters_of("ZB") if p.constituents == key]
    assert database.status(own) == sheet.status
    assert found.attrs["status"] == "assumed"


def test_regular_solution_without_magnetism_is_its_own_parameter():
    # beta-Mn has no magnetic terms: mu_ex is a straight line of slope -2 L, L = -58869 J/mol
    # (Qiu1993MnN).
    found = nmhts.nitrogen_interaction("MnN", "900 K", "CUB_A13")
    assert float(found.interaction_energy) * N_A == pytest.approx(-58869.0, rel=1e-9)
    assert float(found.departure) < 1e-6 * e
    assert found.attrs["status"] == "assessed"
    y, curve = found.nitrogen_occupancy.values, found.excess_potential.values
    line = float(found.mean_potential) + float(found.interaction_energy) * (1.0 - 2.0 * y)
    assert np.allclose(curve, line, rtol=0, atol=1e-6 * R * 900.0 / N_A)


def test_potential_is_that_of_the_equilibrium():
    """A single phase with frozen metals holds N at the potential of its own curve."""
    found = nmhts.nitrogen_interaction("Co0.9Mn0.1N", "600 K", "ZB", occupancies=5)
    y = 0.5
    point = nmhts.equilibrium(
        "cofemnn", {"Co": 0.9 / 1.5, "Mn": 0.1 / 1.5}, "600 K", phases=["ZB"], frozen_metals=True
    )
    reference = nmhts.equilibrium(
        "cofemnn", {"Co": 1.0}, "600 K", nitrogen_pressure="1 bar", phases=["ZB"]
    )
    potential = float(point.chemical_potential[0, -1] - reference.chemical_potential[0, -1]) / N_A
    ideal = R * 600.0 / N_A * np.log(y / (1 - y))
    assert potential == pytest.approx(float(found.excess_potential[2]) + ideal, rel=1e-8)


def test_phase_that_cannot_hold_it_is_refused():
    with pytest.raises(DatabaseError, match="MN3N2_ETA cannot be made of CO, N"):
        nmhts.nitrogen_interaction("CoN", phase="MN3N2_ETA")
    with pytest.raises(MaterialError, match="N and vacancies alone"):
        nmhts.nitrogen_interaction("MnN", phase="LIQUID")
