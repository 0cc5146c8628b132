"""Axes as meshes: number of divisions, places of the middles, and the greatest number of values."""

from __future__ import annotations

import math

import pytest

from nmhts.errors import MaterialError
from nmhts.materials.formula import parse_formula
from nmhts.schema.composition import FormulaFamily, Simplex, formulas
from nmhts.schema.meshes import Compositions, Mesh, Numbers
from nmhts.schema.quantity import Range

METALS = ("Co", "Fe", "Mn")


def compositions(item: FormulaFamily | Simplex, tolerance: float) -> Compositions:
    return Compositions("material", formulas(item), METALS, "N", tolerance)


def simplex(steps: int, tolerance: float) -> Compositions:
    return compositions(Simplex(simplex=list(METALS), steps=steps, anion="N"), tolerance)


def divided(mesh: Mesh, rounds: int) -> set:
    """All values after every wide piece has been divided in every round."""
    values, pieces = set(mesh.values), list(mesh.pieces)
    for _ in range(rounds):
        halves = [mesh.halve(p) if mesh.is_wide(p) else (list(p), [p]) for p in pieces]
        values |= {v for own, _ in halves for v in own}
        pieces = [piece for _, own in halves for piece in own]
    return values


def test_numbers_are_halved_until_they_are_closer_than_the_tolerance():
    mesh = Numbers("temperature", [300.0, 1100.0, 400.0], 100.0, False, "K")
    assert mesh.pieces == ((300.0, 400.0), (400.0, 1100.0))
    assert [mesh.is_wide(piece) for piece in mesh.pieces] == [False, True]
    assert mesh.halve((400.0, 1100.0)) == (
        [400.0, 750.0, 1100.0],
        [(400.0, 750.0), (750.0, 1100.0)],
    )
    assert mesh.rounds_of(mesh.widest) == 3
    # 700 K in eighths.
    assert divided(mesh, 9) == {300.0, 400.0, *(400.0 + 87.5 * k for k in range(1, 9))}
    assert [mesh.most(rounds) for rounds in range(5)] == [3, 4, 6, 10, 10]
    assert mesh.holds((400.0, 1100.0), 1100.0)
    assert not mesh.holds((400.0, 1100.0), 399.9)


def test_logarithmic_numbers_are_halved_in_their_logarithm():
    mesh = Numbers("nitrogen_pressure", [1.0, 1e4, 1e8], 10.0, True, "Pa")
    assert mesh.halve((1.0, 1e4))[0] == [1.0, 100.0, 1e4]
    assert sorted(divided(mesh, 5)) == pytest.approx([10.0**k for k in range(9)], rel=1e-11)
    assert mesh.most(2) == 9


def test_compositions_of_two_metals_are_a_line():
    family = FormulaFamily(
        formula="Co1-xMnxN", x=Range(start=0, stop=1, num=5, spacing="linear"), y=None
    )
    mesh = compositions(family, 0.1)
    assert len(mesh.pieces) == 4
    (corners, _) = mesh.halve(("Co0.75Mn0.25N", "Co0.5Mn0.5N"))
    assert corners[1] == "Co0.625Mn0.375N"
    assert {dict(parse_formula(str(v)).metals).get("Mn", 0.0) for v in divided(mesh, 8)} == {
        k / 16 for k in range(17)
    }
    assert mesh.holds(("Co0.75Mn0.25N", "Co0.5Mn0.5N"), "Co0.5Mn0.5N")
    assert not mesh.holds(("Co0.75Mn0.25N", "Co0.5Mn0.5N"), "Co0.49Mn0.51N")


def test_a_line_through_three_metals_is_a_line_too():
    family = FormulaFamily(formula="Co1-x-yFexMnyN", x=[0.2], y=[0.0, 0.4, 0.2])
    mesh = compositions(family, 0.05)
    assert [set(piece) for piece in mesh.pieces] == [
        {"Co0.8Fe0.2N", "Co0.6Fe0.2Mn0.2N"},
        {"Co0.6Fe0.2Mn0.2N", "Co0.4Fe0.2Mn0.4N"},
    ]
    assert mesh.middle(*mesh.pieces[0]) == "Co0.7Fe0.2Mn0.1N"


@pytest.mark.parametrize("steps", [1, 3, 7])
def test_three_metals_are_n_squared_triangles_of_neighbours(steps: int):
    mesh = simplex(steps, 0.01)
    assert len(mesh.values) == (steps + 1) * (steps + 2) // 2
    assert len(mesh.pieces) == steps**2
    assert mesh.widest == pytest.approx(1 / steps, abs=2e-6)


@pytest.mark.parametrize(("steps", "rounds"), [(1, 3), (4, 2), (3, 1)])
def test_triangles_are_divided_into_those_of_a_finer_simplex(steps: int, rounds: int):
    """Every composition of the finer grid, and no other; their number is the upper bound."""
    fine = steps * 2**rounds
    mesh = simplex(steps, 1.001 / fine)
    wanted = {
        tuple(round(x * fine) for x in fractions(f))
        for f in formulas(Simplex(simplex=list(METALS), steps=fine, anion="N"))
    }
    found = [tuple(x * fine for x in fractions(str(v))) for v in divided(mesh, 20)]
    assert {tuple(map(round, row)) for row in found} == wanted
    assert len(found) == len(wanted) == mesh.most(rounds) == mesh.most(20)
    for row in found:
        assert row == pytest.approx([round(x) for x in row], abs=1e-5 * fine)


def fractions(formula: str) -> list[float]:
    given = dict(parse_formula(formula).metals)
    return [given.get(metal, 0.0) for metal in METALS]


def test_a_triangle_holds_what_lies_in_it_and_on_its_border():
    mesh = simplex(3, 0.01)
    down = next(
        p
        for p in mesh.pieces
        if set(p)
        == {"Co0.333333Fe0.666667N", "Fe0.666667Mn0.333333N", "Co0.333334Fe0.333333Mn0.333333N"}
    )
    corners, parts = mesh.halve(down)
    assert all(mesh.holds(down, value) for value in corners)
    assert len(parts) == 4
    assert not mesh.holds(down, "FeN")
    assert sum(mesh.holds(part, "Co0.22Fe0.56Mn0.22N") for part in parts) == 1


def test_four_metals_are_refused():
    four = formulas(Simplex(simplex=["Co", "Cr", "Fe", "Mn"], steps=2, anion="N"))
    with pytest.raises(MaterialError, match="compositions of 4 metals that vary at once"):
        Compositions("material", four, ("Co", "Cr", "Fe", "Mn"), "N", 0.1)


def test_widths_are_told_as_tolerances_are_written():
    assert Numbers("temperature", [1.0, 3.0], 0.5, False, "K").gap(2.0) == "2 K"
    assert Numbers("nitrogen_pressure", [1.0, 3.0], 1.5, True, "Pa").gap(math.log(3.0)) == "3"
    assert simplex(3, 0.1).gap(1 / 3, 3) == "0.333"
