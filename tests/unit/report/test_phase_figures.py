"""The page of a map of phases: figures, points without an equilibrium, and absent figures."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from test_page import Page

import lever_rule
from conftest import compute
from nmhts.kinds.phase_map.cells_figure import Cells
from nmhts.kinds.phase_map.data import (
    NOTHING,
    ORDERS,
    MapData,
    Plane,
    composition_planes,
    map_data,
    nearest_room,
    orders,
)
from nmhts.kinds.phase_map.leaves import outlines
from nmhts.kinds.phase_map.page import SECTIONS
from nmhts.report.page import report_page, write_report
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
    assert {key for key, _, _ in SECTIONS} <= set(page.ids)
    wanted = {"amounts"} | {
        f"{what}-{over}"
        for what in ("fields", "order", "net")
        for over in ("composition", "temperature")
    }
    assert set(figures) == wanted
    assert "not shown" not in page.words
    for words in ("All <there is>", "database cofemnn", "vented, metals mobile",
        "outside assessment", "not converged", "3150 points, 54 failed"):  # fmt: skip
        assert words in page.words, words
    # The pressure of two that most points have, or the first; and the provenance of the parameters.
    assert "at one value of pressure" in " ".join(page.words.split())
    assert "1 bar. Database cofemnn: 15 assessed, 5 assumed parameters." in page.words
    assert "Lightly hatched: 516 points outside of what the parameters were assessed for" in text
    assert "Hatched: 27 points without an equilibrium." in text


def test_same_store_same_bytes(drawn, folder: Path):
    assert report_page(folder) == drawn


def test_a_page_gives_the_memory_of_its_figures_back(folder: Path):
    """Figures are cycles of references, with images of megabytes."""
    gc.disable()
    tracemalloc.start()
    try:
        page = report_page(folder)
        held, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        gc.enable()
    assert page
    assert held < 100e6  # half a gigabyte where figures stay
    assert peak < 300e6


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
    """At 320 K and N/M 0.1: Co is ferromagnetic with paramagnetic hcp beside it, Mn an
    antiferromagnet beside a ferromagnet.
    """
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
    # Cells end at the outermost values; those inside reach halfway to their neighbors.
    ends = plane.x.min(), plane.x.max(), plane.y.min(), plane.y.max()
    assert cells.limits == pytest.approx(ends)
    inner = (plane.x > ends[0]) & (plane.x < ends[1]) & (plane.y > ends[2]) & (plane.y < ends[3])
    for polygon, x, y in zip(cells.polygons[inner], plane.x[inner], plane.y[inner], strict=True):
        assert polygon.mean(axis=0) == pytest.approx((x, y), abs=1e-12)
    # A border lies halfway between the two cells it separates.
    both = inner[cells.pairs].all(axis=1)
    a, b = cells.pairs[both].T
    middles = 0.5 * (cells.polygons[a].mean(axis=1) + cells.polygons[b].mean(axis=1))
    assert cells.borders[both].mean(axis=1) == pytest.approx(middles, abs=1e-12)


def grid_of(xs: np.ndarray, ys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.meshgrid(xs, ys)
    return x.ravel(), y.ravel()


@pytest.mark.parametrize("logarithmic", [False, True])
def test_a_grid_that_nothing_was_added_to_is_quartered_into_the_same_cells(logarithmic: bool):
    x, y = grid_of(np.array([300.0, 400.0, 700.0]), np.array([1.0, 10.0, 100.0, 200.0]))
    plane = Plane("", np.arange(12), x, y, logarithmic=logarithmic)
    plain, quartered = Cells(plane), Cells(plane._replace(coarse=np.ones(12, bool)))
    assert (plain.picture == quartered.picture).mean() > 0.998
    assert quartered.limits == pytest.approx(plain.limits)
    assert (quartered.picture >= 0).all()


def test_points_of_a_refined_plane_reach_half_way_to_their_neighbours():
    """One cell of a grid of four is divided, a corner of it once more;
    each point has the quarters of the cells around it.
    """
    grid = np.array([0.0, 2.0, 4.0])
    x, y = grid_of(grid, grid)
    fine = [(1, 0), (0, 1), (1, 1), (2, 1), (1, 2), (0.5, 0), (0, 0.5), (0.5, 0.5), (1, 0.5),
        (0.5, 1)]  # fmt: skip
    x, y = np.concatenate([np.stack([x, y]), np.array(fine).T], axis=1)
    coarse = np.arange(len(x)) < 9
    cells = Cells(Plane("", np.arange(len(x)), x, y, coarse=coarse))
    assert cells.limits == pytest.approx((0.0, 4.0, 0.0, 4.0))
    pixels = cells.picture.size / 16.0

    def area(a: float, b: float) -> float:
        (point,) = np.flatnonzero((x == a) & (y == b))
        return float((cells.picture == point).sum() / pixels)

    assert (cells.picture >= 0).all()
    # A corner has a quarter of a cell.
    assert area(4, 4) == pytest.approx(1.0, rel=0.01)
    # One quarter of each cell around it: 1 x 1 of three whole cells, half as long and wide of the
    # divided one.
    assert area(2, 2) == pytest.approx(3.25, rel=0.01)
    assert area(1, 1) == pytest.approx(3 * 0.25 + 0.0625, rel=0.01)
    assert area(0.5, 0.5) == pytest.approx(0.25, rel=0.01)
    # Upright at x = 1 the whole cells above and the divided ones meet: lines are drawn where kinds
    # differ, and only there.
    apart = np.zeros((3, 3), bool)
    apart[1:, 2] = True
    assert outlines(apart).tolist() == [[[3, 1], [3, 3]]]


def test_a_cell_whose_border_a_condition_cut_is_divided_all_the_same():
    """The middle of its lower border is left out of the study; its own middle is not."""
    x, y = np.array([(0, 0), (2, 0), (0, 2), (2, 2), (1, 1), (0, 1), (2, 1), (1, 2)], float).T
    cells = Cells(Plane("", np.arange(8), x, y, coarse=np.arange(8) < 4))
    assert set(np.unique(cells.picture).tolist()) == set(range(-1, 8))


def test_a_refined_map_is_drawn(tmp_path: Path):
    axes = {
        "material": {"formula": "Co1-xMnxN", "x": [0, 0.2, 0.4]},
        "temperature": ["300 K", "500 K"],
        "nitrogen": [0, 0.1, 0.2, 0.3],
    }
    refine = {
        "axis": ["material", "nitrogen"],
        "tolerance": {"material": 0.06, "nitrogen": 0.03},
        "max_rounds": 2,
    }
    folder = compute(tmp_path, "refined", {**MAP, "axes": axes, "refine": refine})
    data = map_data(open_study(folder), StudyFiles(folder))
    assert data.coarse.sum() == 3 * 2 * 4
    assert data.refined
    (plane,) = composition_planes(data, np.array([300.0]))
    assert plane.coarse is not None
    assert plane.coarse.sum() == 12
    cells = Cells(plane)
    assert (cells.picture >= 0).all()
    # Every point is seen where it lies.
    x0, x1, y0, y1 = cells.limits
    high, wide = cells.picture.shape
    row = ((plane.y - y0) / (y1 - y0) * (high - 1)).astype(int)
    column = ((plane.x - x0) / (x1 - x0) * (wide - 1)).astype(int)
    for point, (r, c) in enumerate(zip(row, column, strict=True)):
        # One that hangs on the border of a wider cell has the narrow side of it only.
        assert point in cells.picture[max(r - 2, 0) : r + 3, max(c - 2, 0) : c + 3], point
    text, figures = report_page(folder)
    assert {"fields-composition", "order-composition", "fields-temperature", "amounts"} <= set(
        figures
    )
    assert "The grid is finer where it was refined." in text


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
    said = [
        line
        for line in Page(written[0].read_text(encoding="utf-8")).words.splitlines()
        if "not shown" in line
    ]
    assert len(said) == 7
    assert any("all points have one composition" in line for line in said)
    assert any("all points have one temperature" in line for line in said)
    assert any("no alloy has points of two contents of N" in line for line in said)
