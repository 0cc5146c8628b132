"""Required results for small databases.

Energies of pycalphad 0.11 with the gas constant of CODATA, or by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import database_cases as cases
import numpy as np
import pytest
import xarray as xr

import nmhts
from nmhts.constants import R
from nmhts.errors import DatabaseError, MaterialError, UnitError
from nmhts.simulation.phases.status import NO_PHASE, OK, OUTSIDE_ASSESSMENT, PHASES_LEFT_OUT

Write = Callable[[str], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str) -> str:
        path = tmp_path / "case.tdb"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def stable(found: xr.Dataset, point: int = 0) -> list[str]:
    return [name for name in found.phase.values[point].tolist() if name]


@pytest.mark.parametrize(
    ("text", "amounts", "energy", "phases"),
    [
        (cases.REFERENCES_NO_MARK, {"A": 0.3, "B": 0.7}, -5079.0084, ["SOL"]),
        (cases.CONDITIONAL_SETS, {"A": 0.3, "B": 0.3, "C": 0.4}, -7433.2517, ["SOL"]),
        (cases.NO_ENERGIES, {"A": 0.3, "C": 0.7}, -5079.0084, ["SOL"]),
        (cases.FORTRAN_MASS, {"A": 0.3, "B": 0.7}, 956.2916, ["SOL"]),
        (cases.FOUR_SUBLATTICES, {"A": 0.3, "B": 0.3, "C": 0.4}, -9053.6181, ["MU"]),
    ],
    ids=["references", "conditional sets", "no energies", "mass", "four sublattices"],
)
def test_energies(write: Write, text: str, amounts: dict, energy: float, phases: list[str]):
    found = nmhts.equilibrium(write(text), amounts, "1000 K")
    assert found.status.values.tolist() == [OK]
    assert found.gibbs_energy.values[0] == pytest.approx(energy, abs=1e-4)
    assert stable(found) == phases
    assert found.sizes["left_out_phase"] == 0


def test_six_phases_side_by_side(write: Write):
    shares = {"A": 0.1, "B": 0.2, "C": 0.1, "D": 0.3, "E": 0.1, "F": 0.2}
    found = nmhts.equilibrium(write(cases.SIX_PHASES), shares, "1000 K")
    assert found.status.values.tolist() == [OK]
    assert stable(found) == [f"P_{e}" for e in "ABCDEF"]
    assert found.phase_amount.values[0, :6] == pytest.approx(list(shares.values()), abs=1e-12)
    assert found.gibbs_energy.values[0] == pytest.approx(-1000.0, abs=1e-9)


def test_a_phase_without_energies_is_a_remark(write: Write):
    path = write(cases.NO_ENERGIES)
    found = nmhts.equilibrium(path, {"A": 0.3, "C": 0.7}, "1000 K")
    assert (
        found.attrs["remarks"]
        == "phase CPD has no energies (PARAMETER G) for its constituents of A, C: left out"
    )
    named = nmhts.equilibrium(path, {"A": 0.3, "C": 0.7}, "1000 K", phases=["SOL"])
    assert named.attrs["remarks"] == ""
    assert named.gibbs_energy.values[0] == found.gibbs_energy.values[0]
    with pytest.raises(MaterialError, match="phase CPD has no energies"):
        nmhts.equilibrium(path, {"A": 0.3, "C": 0.7}, "1000 K", phases=["CPD"])
    # With the elements that have energies it takes part: 0.5 A, 0.5 B form all of it.
    whole = nmhts.equilibrium(path, {"A": 0.5, "B": 0.5}, "1000 K")
    assert stable(whole) == ["CPD"]


def test_points_that_lack_an_element_lose_a_phase_and_not_their_batch(write: Write):
    amounts = {"A": [0.3, 0.5, 0.3], "B": [0.0, 0.5, 0.3], "C": [0.7, 0.0, 0.4]}
    path = write(cases.NO_ENERGIES)
    found = nmhts.equilibrium(path, amounts, "1000 K")
    assert found.status.values.tolist() == [OK] * 3
    assert stable(found) == ["SOL"]
    assert "CPD" in stable(found, 1)
    assert "CPD has no energies" in found.attrs["remarks"]
    # The only allowed phase does not exist for the first point: that is data.
    alone = nmhts.equilibrium(path, amounts, "1000 K", phases=["CPD"])
    assert alone.status.values[:2].tolist() == [NO_PHASE, OK]


def test_phases_named_are_all_that_is_looked_at(write: Write):
    """A phase of 20 species on each of four sublattices has 160,000 end members.

    It cannot be sampled, and need not be.
    """
    symbols = [f"X{c}" for c in "ABCDEFGHIJKLMNOPQRST"]
    text = cases.HEAD + "".join(f"ELEMENT {s} BLANK 10 0 0 !\n" for s in symbols)
    text += cases.phase("SOL", "1 1", ",".join(symbols), *(f"{s}=+0" for s in symbols))
    text += cases.phase("VAST", "4 1 1 1 1", ":".join([",".join(symbols)] * 4), "XA:XA:XA:XA=-5000")
    path, amounts = write(text), dict.fromkeys(symbols, 0.05)
    found = nmhts.equilibrium(path, amounts, 1000.0)
    assert found.status.values.tolist() == [PHASES_LEFT_OUT]
    assert found.left_out.attrs["reasons"] == [
        (
            "VAST: its 20 x 20 x 20 x 20 species make 160,000 end members (allowed: 20,000): "
            "name fewer elements"
        )
    ]
    assert found.gibbs_energy.values[0] == pytest.approx(-R * 1000.0 * np.log(20.0), rel=1e-12)
    named = nmhts.equilibrium(path, amounts, 1000.0, phases=["SOL"])
    assert named.status.values.tolist() == [OK]
    with pytest.raises(MaterialError, match="160,000 end members"):
        nmhts.equilibrium(path, amounts, 1000.0, phases=["VAST"])
    few = nmhts.equilibrium(path, {"XA": 0.5, "XB": 0.5}, 1000.0)
    assert few.status.values.tolist() == [OK]


def test_a_gas_of_38_species(write: Write):
    """One sublattice of many species:
    an ideal mixture in which each keeps to the amount of its element.
    """
    symbols = [f"X{c}" for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"] + [f"Y{c}" for c in "ABCDEFGHIJKL"]
    text = cases.HEAD + "".join(f"ELEMENT {s} BLANK 10 0 0 !\n" for s in symbols)
    text += cases.phase("VAPOR", "1 1", ",".join(symbols), *(f"{s}=+0" for s in symbols))
    x = np.arange(1.0, 39.0) / np.arange(1.0, 39.0).sum()
    found = nmhts.equilibrium(write(text), dict(zip(symbols, x.tolist(), strict=True)), 1000.0)
    assert found.status.values.tolist() == [OK]
    assert found.gibbs_energy.values[0] == pytest.approx(
        R * 1000.0 * (x * np.log(x)).sum(), rel=1e-9
    )


def test_refused_phases_mark_the_points_whose_elements_make_them(write: Write):
    """With the ordered phase the energy would be -10070.2431 J/mol."""
    path = write(cases.REFUSED_ORDER)
    found = nmhts.equilibrium(path, {"A": [0.5, 1.0], "B": [0.5, 0.0]}, ["1000 K", "200 K"])
    # Of A alone the ordered phase has A on both sublattices.
    assert found.status.values.tolist() == [PHASES_LEFT_OUT, PHASES_LEFT_OUT]
    assert found.gibbs_energy.values[0] == pytest.approx(-5763.1463, abs=1e-4)
    assert found.left_out_phase.values.tolist() == ["ORD"]
    assert found.left_out.values.tolist() == [[True], [True]]
    (reason,) = found.left_out.attrs["reasons"]
    assert reason.startswith(
        "ORD: an order-disorder contribution (DIS_PART) with SOL is not supported"
    )
    assert "phases_left_out: " in found.attrs["status_advice"]
    assert "phases_left_out" in found.status.attrs["flag_meanings"].split()


def test_refused_phases_that_nobody_wants_mark_nothing(write: Write):
    path = write(cases.REFUSED_ORDER + cases.phase("COMP", "1 1", "C", "C=+0"))
    for chosen in ({"phases": ["SOL"]}, {"suspended": ["ORD"]}):
        found = nmhts.equilibrium(path, {"A": 0.5, "B": 0.5}, ["1000 K", "200 K"], **chosen)  # type: ignore[arg-type]
        assert found.status.values.tolist() == [OK, OUTSIDE_ASSESSMENT]
        assert found.sizes["left_out_phase"] == 0
    # C alone makes no ORD.
    mixed = nmhts.equilibrium(path, {"A": [0.5, 0.0], "B": [0.5, 0.0], "C": [0.0, 1.0]}, 1000.0)
    assert mixed.status.values.tolist() == [PHASES_LEFT_OUT, OK]
    assert mixed.left_out.values.tolist() == [[True], [False]]
    with pytest.raises(MaterialError, match=r"phases: phase ORD: an order-disorder contribution"):
        nmhts.equilibrium(path, {"A": 0.5, "B": 0.5}, 1000.0, phases=["ORD"])


def test_an_interaction_that_no_formalism_knows_leaves_its_phase_out(write: Write):
    text = cases.HEAD + cases.SOLUTION + cases.phase("ODD", "1 1", "A,B,C", "A=-1", "B=-1", "C=-1")
    path = write(text + "PARAMETER L(ODD,A,B,C;3) 298.15 +1; 6000 N !\n")
    found = nmhts.equilibrium(path, {"A": 0.3, "B": 0.3, "C": 0.4}, 1000.0)
    assert found.status.values.tolist() == [PHASES_LEFT_OUT]
    assert "order 3 of three species (allowed: 0, 1, 2)" in found.left_out.attrs["reasons"][0]
    # Two of the three do not meet it.
    assert nmhts.equilibrium(path, {"A": 0.3, "B": 0.7}, 1000.0).status.values.tolist() == [OK]


def test_functions_of_arrays_name_what_is_left_out(write: Write):
    path = write(cases.REFUSED_ORDER)
    assert set(nmhts.equilibrium_function(path, ["A", "B"]).left_out) == {"ORD"}
    assert nmhts.equilibrium_function(path, ["A", "B"], ["SOL"]).left_out == {}


@pytest.mark.parametrize(
    "temperature",
    [1000.0, 1000, np.float64(1000.0), np.array(1000.0), [1000.0], np.array([1000.0]), ["1000 K"]],
)
def test_numbers_are_kelvin_and_pascal(write: Write, temperature):
    path = write(cases.FORTRAN_MASS)
    found = nmhts.equilibrium(path, {"A": 0.3, "B": np.array([0.7])}, temperature, pressure=1e5)
    assert found.gibbs_energy.values == pytest.approx([956.2916], abs=1e-4)
    assert found.temperature.values.tolist() == [1000.0]


def test_arrays_of_temperatures_make_points(write: Write):
    path, T = write(cases.FORTRAN_MASS), np.linspace(300.0, 1500.0, 5)
    found = nmhts.equilibrium(path, {"A": 0.5, "B": 0.5}, T, pressure=np.full(5, 2e5))
    ideal = 0.5 * (1.0 + 20.0 * T) + 25.0 + R * T * np.log(0.5)
    assert found.gibbs_energy.values == pytest.approx(ideal, rel=1e-12)
    iron = nmhts.phase_diagram("Fe-N", np.array([673.0, 900.0]), nitrogen=[0.05, 0.2])
    assert iron.temperature.values.tolist() == [673.0, 900.0]
    assert nmhts.phase_diagram("Fe-N", 673.0, nitrogen=[0.05]).temperature.ndim == 0
    gas = nmhts.equilibrium("cofemnn", {"Fe": 1.0}, 900.0, nitrogen_pressure=1e5)
    assert (
        gas.gibbs_energy.values
        == nmhts.equilibrium(
            "cofemnn", {"Fe": 1.0}, "900 K", nitrogen_pressure="1 bar"
        ).gibbs_energy.values
    )
    offset = nmhts.equilibrium("cofemnn", {"Fe": 1.0}, 900.0, nitrogen_chemical_potential=-3e4)
    assert offset.nitrogen_chemical_potential.values.tolist() == [-3e4]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"temperature": 0.0}, "temperature: 0 K (allowed: above 0 K)"),
        ({"temperature": [300.0, -5.0]}, "temperature: -5 K (allowed: above 0 K)"),
        ({"temperature": "0 K"}, "temperature: 0 K (allowed: above 0 K)"),
        ({"temperature": 1e30}, "temperature: 1e+30 K (allowed: up to 100000 K)"),
        ({"temperature": float("nan")}, "temperature: nan is no number of K"),
        (
            {"temperature": True},
            (
                "temperature: True is no quantity (allowed: a text such as '298.15 K', or a "
                "number in K)"
            ),
        ),
        ({"temperature": None}, "temperature: None is no quantity"),
        ({"temperature": []}, "temperature: no value"),
        (
            {"temperature": np.ones((2, 2))},
            "temperature: an array of the shape (2, 2) (allowed: one value or a list)",
        ),
        ({"pressure": -1.0}, "pressure: -1 Pa (allowed: above 0 Pa)"),
        ({"nitrogen_pressure": 0.0}, "nitrogen_pressure: 0 Pa (allowed: above 0 Pa)"),
        ({"amounts": {"Fe": float("nan")}}, "amounts: Fe = nan (allowed: 0 to 1)"),
        ({"amounts": {"Fe": "a"}}, "amounts: Fe = 'a' is no number and no list of numbers"),
        ({"amounts": {"Fe": 0.5, "FE": 0.2}}, "amounts: Fe is given twice"),
        ({"amounts": {"Fe": []}}, "amounts of Fe: no value"),
    ],
)
def test_conditions_that_no_system_has(given: dict, sentence: str):
    call = {"amounts": {"Fe": 0.9}, "temperature": "300 K"} | given
    with pytest.raises(MaterialError) as caught:
        nmhts.equilibrium("cofemnn", **call)
    assert sentence in str(caught.value)


def test_a_text_without_a_unit_is_still_refused():
    with pytest.raises(UnitError, match="has no unit"):
        nmhts.equilibrium("cofemnn", {"Fe": 0.9}, "300")


def test_temperatures_far_apart_cost_what_two_do(write: Write):
    """Tables of energies between 1 K and 1e5 K would have 4,000 rows a system, and more at 1e30 K.

    A point that is not a number affects no other.
    """
    text = cases.HEAD + cases.phase("SOL", "1 1", "A,B", "A=+EXP(.01*T)", "B=+0")
    found = nmhts.equilibrium(write(text), {"A": 0.5, "B": 0.5}, np.array([1.0, 1000.0, 1e5]))
    assert found.status.values[1] == OK
    assert np.isfinite(found.gibbs_energy.values).tolist() == [True, True, False]


def test_a_file_that_cannot_be_read_is_named(write: Write):
    path = write("PHASE BCC_A2 %B 2 1 3 !\nPARAMETER L(LIQUID,MN,N;1) 298.15 +32906; 2000 N ")
    with pytest.raises(DatabaseError) as caught:
        nmhts.equilibrium(path, {"A": 1.0}, 1000.0)
    assert path in str(caught.value)
    assert "line 2: PARAMETER is not ended by '!'" in str(caught.value)


def test_a_system_without_any_energy_is_told_in_a_few_words(write: Write):
    text = cases.HEAD + "".join(cases.phase(f"P{k}", "1 1", "A,C", "A=+0") for k in range(50))
    with pytest.raises(MaterialError) as caught:
        nmhts.equilibrium(write(text), {"C": 1.0}, 1000.0)
    assert "no phase can be made of C" in str(caught.value)
    assert "phase P0 has no energies" in str(caught.value)
    assert "and 47 more" in str(caught.value)
    assert len(str(caught.value)) < 1000
