"""Parameters as monomials, against the formulas written out."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.records import Parameter
from nmhts.physics.thermo.monomials import expand, multiply

PLACE = {(0, "A"): 0, (0, "B"): 1, (0, "C"): 2, (0, "D"): 3, (1, "N"): 4, (1, "O"): 5, (1, "VA"): 6}
Y = np.array([0.15, 0.35, 0.3, 0.2, 0.25, 0.65, 0.1])
A, B, C, D, N, O, VA = Y  # noqa: E741  (a species)


def value(constituents: tuple[tuple[str, ...], ...], order: int, alone: bool = True) -> float:
    made = expand(Parameter("G", "P", constituents, order, ()), PLACE, alone)
    return sum(share * math.prod(Y[i] for i in key) for key, share in made.items())


def test_end_member():
    assert value((("A",), ("N",)), 0) == pytest.approx(A * N)


@pytest.mark.parametrize("order", range(7))
def test_pair(order: int):
    assert value((("A", "B"), ("N",)), order) == pytest.approx(A * B * (A - B) ** order * N)
    assert value((("C",), ("N", "VA")), order) == pytest.approx(C * N * VA * (N - VA) ** order)


def test_pair_has_its_sign_from_the_alphabet():
    assert value((("B", "A"), ("N",)), 1) == pytest.approx(A * B * (A - B) * N)


def test_three_species_alone():
    assert value((("A", "B", "C"), ("N",)), 0) == pytest.approx(A * B * C * N)


@pytest.mark.parametrize(("order", "y"), list(enumerate((A, B, C))))
def test_three_species_muggianu(order: int, y: float):
    share = y + (1.0 - A - B - C) / 3.0
    assert value((("A", "B", "C"), ("N",)), order, alone=False) == pytest.approx(
        A * B * C * share * N
    )


def test_reciprocal():
    pair = A * B * N * VA
    mixed = (("A", "B"), ("N", "VA"))
    assert value(mixed, 0) == pytest.approx(pair)
    assert value(mixed, 1) == pytest.approx(pair * (N - VA))
    assert value(mixed, 2) == pytest.approx(pair * (A - B))


@pytest.mark.parametrize(
    ("constituents", "order", "word"),
    [
        ((("A", "B"), ("N", "VA")), 3, "order 3 where 2 sublattices mix"),
        ((("A", "B", "C"), ("N",)), 3, "order 3 of three species"),
        ((("A", "B", "C", "D"), ("N",)), 1, "order 1 of 4 species"),
        ((("A", "B", "C"), ("N", "VA")), 0, "three species that mix beside"),
    ],
)
def test_what_the_formalism_does_not_define(constituents: tuple, order: int, word: str):
    with pytest.raises(DatabaseError, match=word):
        value(constituents, order, alone=False)


def test_products_that_cancel_are_left_out():
    assert multiply({(0,): 1.0, (1,): -1.0}, {(0,): 1.0, (1,): 1.0}) == {(0, 0): 1.0, (1, 1): -1.0}
