"""The identity of a point of a map, and of the code behind it."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from nmhts.errors import StoreError
from nmhts.kinds.phase_map.points import run_id
from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.schema.load import load_study
from nmhts.simulation.phases import equilibria
from nmhts.simulation.phases.equilibria import PhasePoint
from nmhts.simulation.phases.status import PHASE_STATUSES, VALUES_KEPT
from nmhts.study.code import closure, code_identity
from nmhts.study.kinds import kind_named
from nmhts.study.plan import make_plan

pytestmark = pytest.mark.usefixtures("lever")

TEXT = """
kind: phase_map
system: Co-Mn-N
database: {database}
conditions: {{atmosphere: vented, material: Co0.8Mn0.2N}}
axes: {{nitrogen: [0, 0.1, 2]}}
"""
POINT = PhasePoint("a", ("FCC_A1", "GAS"), {"Co": 1.0}, 300.0, nitrogen_to_metal=0.1)


def planned(folder: Path, database: str = "cofemnn"):
    path = folder / "small.yaml"
    path.write_text(TEXT.format(database=database), encoding="utf-8")
    return make_plan(load_study(path), folder / "results")


def test_run_id_follows_all_that_is_physical_and_nothing_else():
    changes = (
        {"phases": ("FCC_A1",)},
        {"metals": {"Co": 0.9, "Mn": 0.1}},
        {"temperature": 301.0},
        {"nitrogen_to_metal": 0.2},
        {"nitrogen_to_metal": None, "nitrogen_chemical_potential": 0.1},
        {"nitrogen_to_metal": None, "nitrogen_pressure": 0.1},
        {"gas": True},
        {"frozen_metals": True},
        {"pressure": 2e5},
        {"left_out": ("BCC_B2",)},
    )
    ids = {run_id(dataclasses.replace(POINT, **change), "sha") for change in changes}
    assert len(ids | {run_id(POINT, "sha"), run_id(POINT, "other")}) == len(changes) + 2
    assert run_id(dataclasses.replace(POINT, database="b"), "sha") == run_id(POINT, "sha")
    changed = {field for change in changes for field in change} | {"database"}
    assert changed == {field.name for field in dataclasses.fields(PhasePoint)}


def test_spec_gives_back_the_points_it_was_planned_with(tmp_path: Path):
    change = planned(tmp_path)
    spec = json.loads(json.dumps(change.new_specs[0]))
    points = kind_named("phase_map").read_points(spec)
    assert [p.nitrogen_to_metal for p in points] == [0.0, 0.1, 2.0]
    assert points[0].metals == {"Co": 0.8, "Mn": 0.2}
    assert points[0].gas
    spec["points"][1]["row"]["temperature"] = 301.0
    with pytest.raises(StoreError, match="its spec is damaged; mend it with: nmhts repair small"):
        kind_named("phase_map").read_points(spec)


def test_another_database_makes_other_points_and_is_noticed(tmp_path: Path):
    database = tmp_path / "mine.tdb"
    database.write_text("$ one", encoding="utf-8")
    one = planned(tmp_path, "mine.tdb")
    database.write_text("$ two", encoding="utf-8")
    two = planned(tmp_path, "mine.tdb")
    ids = [{p["run_id"] for p in c.new_specs[0]["points"]} for c in (one, two)]
    assert not ids[0] & ids[1]
    assert one.plan.content["identity"] == two.plan.content["identity"]
    with pytest.raises(StoreError, match="is not the one that 'small' was planned with"):
        kind_named("phase_map").read_points(one.new_specs[0])


def test_code_of_one_kind_does_not_touch_the_other():
    """Modules that only films import do not shape maps, and vice versa."""
    maps, films = closure("phase_map"), closure("film_kinetics", "planes")
    assert {"nmhts.simulation.phases.equilibria", "nmhts.kinds.phase_map.variables"} <= maps.keys()
    assert not [n for n in maps if ".transport" in n or "kinetics" in n or ".films" in n]
    assert not [n for n in films if "phase" in n or "thermo" in n or "tdb" in n]
    identities = [
        {"kind": "phase_map"},
        {"kind": "film_kinetics", "numerics": {"fidelity": "front"}},
    ]
    assert len({code_identity(identity) for identity in identities}) == 2


def test_variables_are_what_an_equilibrium_gives(tmp_path: Path):
    """The stored row of a crashed point has the same shape as any other."""
    change = planned(tmp_path)
    kind, content = kind_named("phase_map"), change.plan.content
    points = kind.read_points(change.new_specs[0])
    result = equilibria.equilibrium_batch(points)
    variables, entries = kind.variables(content), change.new_specs[0]["points"]
    assert {v.name for v in variables if v.group == "phases"} == result.keys() - {"status"}
    blocks = kind.encode(content, variables, points, entries, result)
    lost = kind.crashed(content, points[0], entries[0])
    sizes = kind.sizes(content)
    for variable in variables:
        whole = (sizes[dim] for dim in variable.dims[1:])
        assert blocks[variable.path].shape == (3, *whole)
        assert lost[variable.path].shape == (1, *blocks[variable.path].shape[1:])
        assert lost[variable.path].dtype == blocks[variable.path].dtype
        if variable.group == "phases":
            wanted = -1 if variable.dtype.startswith("int") else np.nan
            assert np.array_equal(
                lost[variable.path], np.full_like(lost[variable.path], wanted), equal_nan=True
            )
    assert blocks["phases/phase"][0].tolist() == [0, -1, -1, -1, -1]
    assert blocks["design/run_id"][1] == int(entries[1]["run_id"], 16)


def test_every_status_has_a_code_a_name_and_advice():
    assert len({s.code for s in PHASE_STATUSES}) == len({s.name for s in PHASE_STATUSES}) == 8
    assert {s.name for s in PHASE_STATUSES if s.code in VALUES_KEPT} == {
        "ok",
        "outside_assessment",
        "phases_left_out",
    }
    assert all(s.advice.endswith(".") and len(s.advice.split()) > 5 for s in PHASE_STATUSES)
    assert len(ORDER_MEANINGS) == 4
