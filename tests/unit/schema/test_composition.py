"""Compositions: formula families and grids on the simplex, and complaints about others."""

from __future__ import annotations

from math import comb
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from studies import VOLTAGE, complaint, films, study

from nmhts.errors import MaterialError
from nmhts.materials.formula import parse_formula
from nmhts.schema.composition import FormulaFamily, Simplex, formulas


def family(formula: str, x: list, y: list | None = None) -> list[str]:
    return formulas(FormulaFamily(formula=formula, x=x, y=y))


def grid(metals: list[str], steps: int) -> list[str]:
    return formulas(Simplex.model_validate({"simplex": metals, "steps": steps}))


def test_a_family_is_written_in_one_form():
    assert family("Co1-xMnxN", [0, 0.1, 1]) == ["CoN", "Co0.9Mn0.1N", "MnN"]
    assert family("FexCo1-xN", [0.25]) == family("Co1-xFexN", [0.25]) == ["Co0.75Fe0.25N"]
    assert family("Co1-xMnxN", [0.1]) == family("Co1-xMnxN1", [0.1])


def test_a_plane_of_two_variables_is_their_product():
    found = family("Co1-x-yFexMnyN", [0.1, 0.2], [0.3, 0.5])
    expected = ["Co0.6Fe0.1Mn0.3N", "Co0.4Fe0.1Mn0.5N", "Co0.5Fe0.2Mn0.3N", "Co0.3Fe0.2Mn0.5N"]
    assert found == expected


@given(x=st.floats(0, 1, allow_subnormal=False))
def test_the_fractions_of_a_family_are_what_was_asked_for(x: float):
    (found,) = family("Co1-xMnxN", [x])
    metals = dict(parse_formula(found).metals)
    assert metals.get("Mn", 0.0) == pytest.approx(x, abs=5.1e-7)
    assert sum(metals.values()) == pytest.approx(1, abs=1e-12)


@given(n=st.integers(1, 14), count=st.integers(2, 4))
def test_a_simplex_grid_is_whole(n: int, count: int):
    metals = ["Co", "Fe", "Mn", "Ni"][:count]
    found = grid(metals, n)
    assert len(found) == len(set(found)) == comb(n + count - 1, count - 1)
    assert {f"{metal}N" for metal in metals} <= set(found)
    for formula in found:
        fractions = dict(parse_formula(formula).metals)
        assert sum(fractions.values()) == pytest.approx(1, abs=1e-9)
        for share in fractions.values():
            # Formulas hold six decimals; the largest share takes the remainder.
            assert share == pytest.approx(round(share * n) / n, abs=count * 5e-7)


def test_a_triangle_has_half_of_a_square():
    for n in (1, 2, 10, 20):
        assert len(grid(["Co", "Fe", "Mn"], n)) == (n + 1) * (n + 2) // 2


@pytest.mark.parametrize(
    ("formula", "x", "y", "said"),
    [
        ("Co1-xMnxN", [1.2], None, "at x = 1.2 is off the simplex: Co -0.2, Mn 1.2"),
        ("Co1-xMnxN", [-0.1], None, "at x = -0.1 is off the simplex"),
        ("Co1-xMn0.2N", [0.1], None, "off the simplex: Co 0.9, Mn 0.2"),
        ("Co1-x-yFexMnyN", [0.5], [0.6], "at x = 0.5, y = 0.6 is off the simplex: Co -0.1"),
        ("Co1-xMnxN2", [0.1], None, "N 2 (allowed: metal fractions of 0 to 1 that add up to 1"),
        ("CoMnN", [0.1], None, "has no x; write it as a plain formula"),
        ("Co1-x-yFexMnyN", [0.1], None, "y is missing"),
        ("Co1-xMnxN", [0.1], [0.1], "y is not in the formula"),
        ("Co2-xMnxN", [0.1], None, "cannot read '-xMnxN'"),
        ("Co1-xCoxN", [0.1], None, "needs metals, each once, and one anion"),
        ("Co1-xMnx", [0.1], None, "needs metals, each once, and one anion"),
        ("Co1-xMnxNO", [0.1], None, "needs metals, each once, and one anion"),
    ],
)
def test_a_family_off_the_simplex_is_refused(formula: str, x: list, y: list | None, said: str):
    with pytest.raises(MaterialError) as caught:
        family(formula, x, y)
    assert said in str(caught.value)


@pytest.mark.parametrize("metals", [["Co", "Co"], ["Co", "N"], ["Co", "cobalt"]])
def test_a_simplex_needs_different_metals(metals: list[str]):
    with pytest.raises(MaterialError, match="expected different metals"):
        grid(metals, 2)


def test_a_composition_may_stand_alone_or_among_names(tmp_path: Path):
    alone = study(tmp_path, VOLTAGE + "  material: {formula: Co1-xMnxN, x: [0.1, 0.2]}")
    assert alone.axes[1].values == ("Co0.9Mn0.1N", "Co0.8Mn0.2N")
    grid = study(tmp_path, VOLTAGE + "  material: {simplex: [Co, Mn], steps: 4}")
    assert len(grid.axes[1].values) == 5
    item = "{formula: Co1-xMnxN, x: {start: 0.1, stop: 0.3, num: 3}}"
    mixed = study(tmp_path, VOLTAGE + f"  material: [FeN, {item}]")
    assert mixed.axes[1].values == ("FeN", "Co0.9Mn0.1N", "Co0.8Mn0.2N", "Co0.7Mn0.3N")


def test_the_run_table_holds_the_fractions(tmp_path: Path):
    found = films(tmp_path, VOLTAGE + "  material: [{formula: Co1-xMnxN, x: [0.1]}, FeN]")
    rows = [point.row for point in found.points]
    assert {(r["x_Co"], r["x_Fe"], r["x_Mn"], r["system"]) for r in rows} == {
        (0.9, 0.0, 0.1, "Co-Mn-N"),
        (0.0, 1.0, 0.0, "Fe-N"),
    }


def test_compositions_of_two_families_are_one_material_and_plain_names_are_refused(tmp_path: Path):
    two = "[{formula: Co1-xMnxN, x: [0, 0.1]}, {formula: Co1-xFexN, x: [0, 0.1]}]"
    assert study(tmp_path, VOLTAGE + f"  material: {two}").axes[1].values == (
        "CoN",
        "Co0.9Mn0.1N",
        "Co0.9Fe0.1N",
    )
    assert "a name is given twice" in complaint(tmp_path, VOLTAGE + "  material: [CoN, CoN]")
    spelled = "axes:\n  voltage: [-2 V]\n  material: [Co0.9Mn0.1N, Mn0.1Co0.9N]"
    assert "two films are the same" in complaint(tmp_path, spelled)


def test_outside_the_validity_of_the_rules(tmp_path: Path):
    said = complaint(tmp_path, VOLTAGE + "  material: [{formula: Fe1-xMnxN, x: [0.5, 0.6]}]")
    assert said.startswith("axes.material: Fe0.4Mn0.6N: Mn/(Fe+Mn) = 0.6 is outside the validity")
    kept = "  material: [{formula: Fe1-xMnxN, x: [0.5, 0.6]}]\nwhere: ['x_Mn <= 0.5']"
    assert {p.row["x_Mn"] for p in films(tmp_path, VOLTAGE + kept).points} == {0.5}


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("[{formula: 3, x: [0.1]}]", "axes.material.formula: 3 (expected text)"),
        ("[{formula: Co1-xMnxN}]", "axes.material.x: missing"),
        ("[{x: [0.1]}]", "axes.material.formula: missing"),
        (
            "{formula: Co1-xMnxN, x: 0.1}",
            "axes.material.x: 0.1 (expected a list such as [0.1], or a range",
        ),
        (
            "[{formula: Co1-xMnxN, x: [0.1], z: [1]}]",
            "axes.material: unknown key 'z' (allowed: formula, x, y)",
        ),
        ("[{formula: Co1-xMnxN, x: [a]}]", "axes.material: x: 'a' is not a quantity"),
        ("[{formula: Co1-xMnxN, x: []}]", "axes.material: x: the axis is empty"),
        ("[{simplex: Co, steps: 2}]", "axes.material.simplex: 'Co' (expected a list such as [Co])"),
        ("[{simplex: [Co], steps: 2}]", "axes.material.simplex: ['Co'] (expected 2 or more)"),
        ("[{simplex: [Co, Mn]}]", "axes.material.steps: missing"),
        (
            "[{simplex: [Co, Mn], steps: 0}]",
            "axes.material.steps: input should be greater than or equal to 1",
        ),
        ("[{simplex: [Co, Mn], steps: 2, anion: Q}]", "axes.material: anion: 'Q' (allowed: N, O)"),
        ("[[CoN]]", "axes.material: ['CoN'] among the values (expected a name"),
        ("[null]", "axes.material: nothing given among the values"),
        ("null", "axes.material: nothing given (expected a list, or a range"),
        ("CoN", "axes.material: 'CoN' (expected a list such as [CoN]"),
        ("[3]", "axes.material: expected a list of names, got [3.0]"),
    ],
)
def test_each_mistake_in_a_composition_gets_one_sentence(tmp_path: Path, item: str, said: str):
    assert complaint(tmp_path, VOLTAGE + f"  material: {item}").startswith(said)


def test_compositions_belong_to_the_material(tmp_path: Path):
    said = complaint(tmp_path, "axes:\n  voltage: [{formula: Co1-xMnxN, x: [0.1]}]")
    assert said == "axes.voltage: compositions belong to the axis 'material'"
