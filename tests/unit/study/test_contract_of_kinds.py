"""The contract that every kind of study keeps, also one in a folder of a user."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pinned
import pytest

import nmhts.kinds
from nmhts.errors import StudyError
from nmhts.schema.kinds import PARTS, kind_folders, supplied
from nmhts.schema.load import load_study
from nmhts.simulation.outcomes.codes import CRASHED, NOT_COMPUTED
from nmhts.study.code import closure, code_identity
from nmhts.study.kinds import kind_named
from nmhts.study.plan import PlanChange, make_plan

OTHERS = Path(__file__).parents[2] / "kinds"
TOY = """kind: leak
title: toy
axes:
  resistance: [1 Mohm, 2 Mohm]
  voltage: {start: 1 V, stop: 3 V, num: 3}
where: ["voltage * capacitance < 1 [C]"]
"""
KINDS = [*pinned.SMALL, "leak"]


@pytest.fixture(autouse=True)
def _with_the_toy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(nmhts.kinds, "__path__", [*nmhts.kinds.__path__, str(OTHERS)])
    kind_folders.cache_clear()
    yield
    kind_folders.cache_clear()


def planned(kind: str, folder: Path) -> PlanChange:
    if kind in pinned.SMALL:
        path = pinned.write_small(kind, folder)
    else:
        path = folder / "toy.yaml"
        path.write_text(TOY, encoding="utf-8")
    return make_plan(load_study(path), folder / "results")


def test_all_kinds_are_here():
    assert sorted(KINDS) == sorted(kind_folders())


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_supplies_what_others_ask_for(kind: str):
    own = kind_named(kind)
    assert own.name == kind
    assert supplied(kind, "file").model_fields["kind"].annotation.__args__ == (kind,)
    codes = [status.code for status in own.statuses]
    assert len(codes) == len(set(codes)) == len({status.name for status in own.statuses})
    assert {NOT_COMPUTED, 0, CRASHED} <= set(codes)
    assert all(status.advice.endswith(".") for status in own.statuses)
    assert set(own.kept) <= set(codes)
    page = supplied(kind, "page")
    assert page.figure_names
    assert len(page.figure_names) == len(set(page.figure_names))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_planned_is_read_back_and_stored(kind: str, tmp_path: Path):
    change = planned(kind, tmp_path)
    own, plan = kind_named(kind), change.plan.content
    assert plan["identity"].keys() >= {"kind", "schema_version", "columns", "output"}
    variables, sizes = own.variables(plan), own.sizes(plan)
    assert [v.path for v in variables[:2]] == ["design/run_id", "design/status"]
    assert len({v.path for v in variables}) == len(variables)
    assert all(v.dims[0] == "run" and {*v.dims[1:]} <= sizes.keys() for v in variables)
    assert {dim for dim, _ in own.lines} <= {dim for v in variables for dim in v.dims}
    assert all("units" in v.attributes or "long_name" in v.attributes for v in variables)
    spec = next(iter(change.new_specs.values()))
    points, entries = own.read_points(spec), spec["points"]
    assert len(points) == len(entries)
    assert re.fullmatch("[0-9a-f]{16}", entries[0]["run_id"])
    # The row of a crash is complete: its line of the run table, and no number.
    row = own.crashed(plan, points[0], entries[0])
    assert row.keys() == {v.path for v in variables}
    for v in variables:
        assert row[v.path].shape == (1, *(sizes[dim] for dim in v.dims[1:]))
        assert row[v.path].dtype == np.dtype(v.dtype)
    assert row["design/status"].tolist() == [CRASHED]
    assert row["design/run_id"].tolist() == [int(entries[0]["run_id"], 16)]
    assert np.isfinite([row[f"design/{name}"][0] for name in plan["identity"]["columns"]]).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_spec_whose_inputs_were_changed_is_refused(kind: str, tmp_path: Path):
    spec = next(iter(planned(kind, tmp_path).new_specs.values()))
    spec["points"][0]["run_id"] = "0123456789abcdef"
    with pytest.raises(Exception, match="are not those it was planned with"):
        kind_named(kind).read_points(spec)


@pytest.mark.parametrize("kind", KINDS)
def test_code_that_shapes_results_is_found(kind: str, tmp_path: Path):
    identity = planned(kind, tmp_path).plan.content["identity"]
    found = closure(kind, identity.get("numerics", {}).get("fidelity"))
    assert f"nmhts.kinds.{kind}.variables" in found
    assert any(".simulation." in name or name.endswith(".law") for name in found)
    # Neither the reading of files nor the drawing of pages shapes a number.
    assert not [
        n
        for n in found
        if ".schema." in n or ".report." in n or n.endswith((".page", ".config", ".file"))
    ]
    assert re.fullmatch("[0-9a-f]{16}", code_identity(identity))


@pytest.mark.parametrize("part", PARTS)
def test_a_folder_that_is_incomplete_is_named_with_what_it_lacks(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder := tmp_path / "half").mkdir()
    for name in PARTS:
        if name != part:
            (folder / f"{name}.py").write_text("", encoding="utf-8")
    monkeypatch.setattr(nmhts.kinds, "__path__", [*nmhts.kinds.__path__, str(tmp_path)])
    kind_folders.cache_clear()
    with pytest.raises(
        StudyError, match=rf"half(.|\n)*without {part}\.py \(every kind has __init__\.py, file\.py"
    ):
        kind_folders()


def test_a_part_that_defines_nothing_and_a_name_that_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    for name in ("hollow", "cycling"):
        (folder := tmp_path / name / name).mkdir(parents=True)
        for part in PARTS:
            (folder / f"{part}.py").write_text("", encoding="utf-8")
    whole = list(nmhts.kinds.__path__)
    monkeypatch.setattr(nmhts.kinds, "__path__", [*whole, str(tmp_path / "hollow")])
    kind_folders.cache_clear()
    with pytest.raises(StudyError, match=r"hollow/kind\.py(.|\n)*it does not define KIND"):
        kind_named("hollow")
    monkeypatch.setattr(nmhts.kinds, "__path__", [*whole, str(tmp_path / "cycling")])
    kind_folders.cache_clear()
    with pytest.raises(StudyError, match="the kind 'cycling' has a folder already"):
        kind_folders()


def test_a_kind_that_is_not_there_is_answered_with_the_nearest():
    with pytest.raises(StudyError, match="did you mean 'phase_map'"):
        kind_named("phase_maps")
