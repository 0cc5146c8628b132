"""Refinement of maps: cells are divided where labels of their points differ, and nowhere else."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable

import numpy as np
import pytest

from nmhts.kinds.phase_map.cells import Place, missing
from nmhts.kinds.phase_map.labels import labels_of, order_bits, phase_sets
from nmhts.materials.formula import parse_formula
from nmhts.schema.composition import Simplex, formulas
from nmhts.schema.meshes import Compositions, Mesh, Numbers

Label = Callable[[Place], object]


def refined(
    meshes: list[Mesh], label: Label, rounds: int
) -> tuple[dict[Place, object], list[list[Place]]]:
    """The points after some rounds, those that have a label, and what each round added."""
    labels = {p: label(p) for p in itertools.product(*(mesh.values for mesh in meshes))}
    tried: set[Place] = set()
    added = []
    for _ in range(rounds):
        known = {p: v for p, v in labels.items() if v is not None}
        new = list(missing(meshes, known, tried))
        assert len(set(new)) == len(new)
        assert not {*new} & labels.keys()
        added.append(new)
        tried |= set(new)
        labels |= {p: label(p) for p in new}
    return labels, added


def square(tolerance: float, num: int = 6) -> list[Mesh]:
    values = np.linspace(0.0, 1.0, num).tolist()
    return [Numbers(name, values, tolerance, False) for name in ("x", "y")]


def below(curve: Callable[[float], float]) -> Label:
    return lambda place: float(place[1]) < curve(float(place[0]))


def test_a_boundary_along_one_axis_is_bisected():
    meshes: list[Mesh] = [Numbers("x", [0.0, 1.0, 2.0, 3.0], 0.05, False)]
    labels, added = refined(meshes, lambda place: float(place[0]) > math.sqrt(2), 7)
    assert [len(new) for new in added] == [1, 1, 1, 1, 1, 0, 0]
    on, off = (
        sorted(float(p[0]) for p, v in labels.items() if v is side) for side in (True, False)
    )
    assert on[0] - off[-1] == pytest.approx(1 / 32)
    assert off[-1] < math.sqrt(2) < on[0]


def test_a_boundary_in_a_plane_is_known_to_the_tolerance_everywhere():
    """A sine curve: neighbors along y in the cells that it crosses are as close as requested."""
    meshes, curve = square(0.0126), lambda x: 0.5 + 0.3 * math.sin(7 * x)
    labels, added = refined(meshes, below(curve), 6)
    assert [len(new) for new in added][4:] == [0, 0]
    step = 0.2 / 16
    for x in np.arange(0.0, 1.0 + 1e-9, step):
        mine = sorted((p[1], v) for p, v in labels.items() if abs(float(p[0]) - x) < 1e-9)
        here = [(float(a), float(b)) for (a, v), (b, w) in itertools.pairwise(mine) if v != w]
        assert len(here) == 1, x
        ((low, high),) = here
        assert high - low == pytest.approx(step)
        assert low <= curve(x) <= high
    # Nowhere else: the number grows with the length of the curve, not with the area.
    assert len(labels) < 0.25 * meshes[0].most(4) ** 2
    for k, new in enumerate(added[1:], 1):
        reach = 0.2 / 2**k * (1 + 0.3 * 7)
        assert all(abs(float(y) - curve(float(x))) <= reach for x, y in new)


def test_only_axes_wider_than_their_tolerance_are_divided():
    meshes: list[Mesh] = [
        Numbers("x", [0.0, 1.0], 1.0, False),
        Numbers("y", [0.0, 1.0], 0.25, False),
    ]
    labels, added = refined(meshes, below(lambda x: 0.3 + 0.1 * x), 4)
    assert [len(new) for new in added] == [2, 2, 0, 0]
    assert {p[0] for p in labels} == {0.0, 1.0}
    assert {p[1] for p in labels} == {0.0, 0.25, 0.5, 1.0}


def test_a_boundary_that_enters_a_cell_by_one_edge_is_followed():
    """A bump of the curve into a row of cells whose corners are all alike.

    Points that neighbors add on the border reveal it.
    """
    meshes = square(0.026, num=3)
    curve = below(lambda x: 0.47 + 0.08 * math.exp(-(((x - 0.25) / 0.06) ** 2)))
    labels, _ = refined(meshes, curve, 6)
    inside = [p for p in labels if 0.0 < float(p[0]) < 0.5 and float(p[1]) > 0.5]
    assert any(labels[p] for p in inside)


def test_a_round_divides_a_cell_once():
    """A point on its border makes a quarter of it unlike:
    its turn comes when the quarter's corners are known.
    """
    labels: dict[Place, object] = dict.fromkeys(itertools.product((0.0, 1.0), (0.0, 1.0)), False)
    labels |= {(0.5, 0.0): False, (0.25, 0.0): True}
    meshes = square(0.1, num=2)
    assert set(missing(meshes, labels, set())) == {(0.5, 1.0), (0.0, 0.5), (1.0, 0.5), (0.5, 0.5)}


def test_points_without_a_label_neither_ask_for_more_nor_hold_up():
    """Nothing is known right of 0.5: no cell there is divided.

    The boundary left of it is found as usual.
    """

    def label(place: Place) -> object:
        return None if float(place[0]) > 0.5 else below(lambda x: 0.35 + 0.3 * x)(place)

    labels, added = refined(square(0.026), label, 6)
    assert [len(new) for new in added][-2:] == [0, 0]
    assert max(float(p[0]) for new in added for p in new) < 0.601
    good = {p: v for p, v in labels.items() if v is not None}
    for x in {float(p[0]) for p in good if float(p[0]) < 0.4}:
        mine = sorted((float(p[1]), v) for p, v in good.items() if p[0] == x)
        (gap,) = [b - a for (a, v), (b, w) in itertools.pairwise(mine) if v != w]
        assert gap == pytest.approx(0.025)


def test_what_a_round_adds_does_not_depend_on_the_order_of_the_points():
    meshes, label = square(0.05), below(lambda x: 0.2 + 0.6 * x * x)
    labels, _ = refined(meshes, label, 1)
    backwards = dict(reversed(labels.items()))
    assert list(missing(meshes, labels, set())) == list(missing(meshes, backwards, set()))


def test_a_boundary_among_three_metals_is_followed_through_its_triangles():
    """A circle around a corner, over N content.

    The triangles it passes end as small as requested, and both sides of it are found.
    """
    metals = ("Co", "Fe", "Mn")
    names = formulas(Simplex(simplex=list(metals), steps=4, anion="N"))
    meshes: list[Mesh] = [
        Compositions("material", names, metals, "N", 0.032),
        Numbers("nitrogen", [0.0, 0.5], 0.3, False),
    ]

    def radius(place: Place) -> float:
        given = dict(parse_formula(str(place[0])).metals)
        return math.hypot(*(given.get(metal, 0.0) for metal in ("Fe", "Mn")))

    labels, added = refined(meshes, lambda p: radius(p) + 0.1 * float(p[1]) < 0.6, 6)
    assert [len(new) > 0 for new in added][:3] == [True] * 3
    assert not added[-1]
    near = [radius(p) for p in labels if p[1] == 0.0 and abs(radius(p) - 0.6) < 0.03]
    assert min(near) < 0.6 < max(near)
    assert {p[1] for p in labels} == {0.0, 0.25, 0.5}
    # In the first round a triangular prism gets its middles in both directions: 6 x 3 points less 3
    # x 2 corners.
    alone: list[Mesh] = [
        Compositions("material", ["CoN", "FeN", "MnN"], metals, "N", 0.5),
        meshes[1],
    ]
    assert len(refined(alone, lambda p: p == ("CoN", 0.0), 1)[1][0]) == 12


def test_labels():
    phase = np.array([[2, 0, -1], [1, 1, -1], [0, 2, -1], [3, -1, -1]])
    amount = np.array([[0.5, 0.5, np.nan], [0.3, 0.7, np.nan], [1.0, 1e-9, np.nan], [np.nan] * 3])
    assert phase_sets(phase, amount) == [(0, 2), (1, 1), (0,), ()]
    ferro, para, antiferro = (
        np.array([1.0, 0.4, 0.0]),
        np.array([0.0, 0.6, 1e-9]),
        np.array([0.0, 0.0, np.nan]),
    )
    assert order_bits((ferro, para, antiferro)).tolist() == [1, 3, 0]
    stored = {"phases/phase": phase, "phases/phase_amount": amount}
    names = ["A", "B", "C", "D"]
    assert labels_of("phases", 0.02, names, stored) == phase_sets(phase, amount)
    assert labels_of("B", 0.5, names, stored) == [False, True, False, False]
    M = np.array([1e6, 4e5, np.nan, -8e5])
    assert labels_of("net_magnetization", 0.5, names, {"phases/net_magnetization": M}) == [
        True,
        False,
        None,
        False,
    ]
