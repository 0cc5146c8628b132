"""The page of a map of phases: its figures, what it says of points without an equilibrium, and what cannot be drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from test_page import Page

import lever_rule
from conftest import compute
from nmhts.report.page import MAP_SECTIONS, report_page, write_report
from nmhts.report.phase_cells import Cells
from nmhts.report.phase_data import (
    NOTHING,
    ORDERS,
    MapData,
    Plane,
    composition_planes,
    map_data,
    nearest_room,
    orders,
)
from nmhts.study.files import StudyFiles
from nmhts.study.open import open_study

MAP = {
    "kind": "phase_map",
    "title": "All <there is>",
    "system": "Co-Mn-N",
    "conditions": {"atmosphere": "vented"},
    "axes": {
        "material": {"formula": "Co1-xMnxN", "x": {"start": 0, "stop": 1, "num": 21}},
        "temperature": ["250 K", "320 K", "600 K"],
        "nitrogen": {"start": 0, "stop": 1.2, "num": 25},
        "pressure": ["1 bar", "2 bar"],
    },
    "execution": {"max_failed_fraction": 1},
}
TRIANGLE = {
    "kind": "phase_map",
    "system": "Co-Fe-Mn-N",
    "axes": {
        "material": {"simplex": ["Co", "Fe", "Mn"], "steps": 6},
        "nitrogen_chemical_potential": ["-1 eV", "-0.3 eV"],
    },
}
ONE = {
    "kind": "phase_map",
    "system": "Co-N",
    "conditions": {"material": "CoN", "nitrogen": 0.1},
}


@pytest.fixture(scope="module", autouse=True)
def lever_rule_of_the_module() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        lever_rule.install(patch.setattr)
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compute(tmp_path_factory.mktemp("map"), "map", MAP)


@pytest.fixture(scope="module")
def data(folder: Path) -> MapData:
    return map_data(open_study(folder), StudyFiles(folder))


@pytest.fixture(scope="module")
def drawn(folder: Path) -> tuple[str, dict[str, bytes]]:
    return report_page(folder)


def test_page_has_every_section_and_says_what_was_asked(drawn):
    text, figures = drawn
    page = Page(text)
    assert {key for key, _, _ in MAP_SECTIONS} <= set(page.ids)
    wanted = {"amounts"} | {f"{what}-{over}" for what in ("fields", "order", "net") for over in ("composition", "temperature")}  # fmt: skip
    assert set(figures) == wanted
    assert "not shown" not in page.words
    for words in ("All <there is>", "database cofemnn", "vented, metals mobile", "outside assessment", "not converged", "3150 points, 54 failed"):  # fmt: skip
        assert words in page.words, words
    # The one of two pressures that most points have, or the first; and where the parameters come from.
    assert "at one value of pressure" in " ".join(page.words.split())
    assert "1 bar. Database cofemnn: 15 assessed, 5 assumed parameters." in page.words
    assert "Lightly hatched: 516 points outside of what the parameters were assessed for" in text
    assert "Hatched: 27 points without an equilibrium." in text


def test_same_store_same_bytes(drawn, folder: Path):
    assert report_page(folder) == drawn


def test_fields_are_the_sets_of_phases(data: MapData):
    assert (data.field == NOTHING).sum() == (~data.good).sum() == 54
    table = data.table
    for run in range(0, table.sizes["run"], 37):
        if data.field[run] == NOTHING:
            continue
        there = table.phase.values[run][table.phase_amount.values[run] > 0]
        assert set(data.fields[data.field[run]]) == set(there.tolist())
    assert [len(f) for f in data.fields] == sorted(len(f) for f in data.fields)
    assert "fcc + M$_4$N" in {data.field_name(k) for k in range(len(data.fields))}


def test_orders_tell_coexistence(data: MapData):
    """At 320 K and N/M 0.1: Co is ferromagnetic with paramagnetic hcp beside it, Mn an antiferromagnet beside a ferromagnet."""
    table, kind = data.table, orders(data)
    at = (table.temperature.values == 320) & (table.pressure.values == 1e5)
    at &= np.isclose(table.nitrogen.values, 0.1)
    words = {x: ORDERS[kind[np.flatnonzero(at & (table.x_Mn.values == x))[0]]][1] for x in (0, 1)}
    assert words == {0: "ferro- and paramagnetic", 1: "ferro- and antiferromagnetic"}
    assert nearest_room(data) == 320.0


def test_cells_know_their_neighbours(data: MapData):
    (plane,) = composition_planes(data, np.array([320.0]))
    cells = Cells(plane)
    assert len(cells.polygons) == len(plane.runs) == 21 * 25
    assert len(cells.pairs) == 20 * 25 + 21 * 24
    assert set(cells.picture.ravel().tolist()) == set(range(21 * 25))
    distance = np.abs(plane.x[cells.pairs[:, 0]] - plane.x[cells.pairs[:, 1]])
    assert distance.max() == pytest.approx(0.05)
    for polygon, x, y in zip(cells.polygons, plane.x, plane.y, strict=True):
        assert polygon.mean(axis=0) == pytest.approx((x, y), abs=1e-12)
    # A border lies half-way between the two cells it parts.
    middles = 0.5 * (cells.polygons[cells.pairs[:, 0]].mean(axis=1) + cells.polygons[cells.pairs[:, 1]].mean(axis=1))  # fmt: skip
    assert cells.borders.mean(axis=1) == pytest.approx(middles, abs=1e-12)


def test_cells_of_a_triangle_are_hexagons_that_meet():
    steps = 5
    at = [(i / steps, j / steps) for i in range(steps + 1) for j in range(steps + 1 - i)]
    x, top = np.array(at).T
    y = 0.5 * np.sqrt(3.0) * top
    cells = Cells(Plane("", np.arange(len(x)), x + 0.5 * top, y, corners=("A", "B", "C")))
    assert len(cells.pairs) == 3 * steps * (steps + 1) // 2
    for (a, b), border in zip(cells.pairs, cells.borders, strict=True):
        for end in border:
            for cell in (a, b):
                assert np.linalg.norm(cells.polygons[cell] - end, axis=1).min() < 1e-12


def test_three_metals_are_triangles_and_one_point_says_why_nothing_is_shown(tmp_path: Path):
    _, figures = report_page(compute(tmp_path, "triangle", TRIANGLE))
    assert {"fields-composition", "order-composition", "net-composition"} <= set(figures)
    written = write_report(compute(tmp_path, "one", ONE))
    assert [path.name for path in written] == ["report.html"]
    said = [line for line in Page(written[0].read_text(encoding="utf-8")).words.splitlines() if "not shown" in line]  # fmt: skip
    assert len(said) == 7
    assert any("all points have one composition" in line for line in said)
    assert any("all points have one temperature" in line for line in said)
    assert any("no alloy has points of two contents of N" in line for line in said)
