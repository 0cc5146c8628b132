"""Rows of a store of stacks.

Bytes depend on the stack alone, a time limit and a crash cost one row, and names keep their codes.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray as xr
import yaml

from nmhts.cli import main
from nmhts.errors import StoreError
from nmhts.kinds.stack_kinetics import kind as module
from nmhts.kinds.stack_kinetics.kind import StackKinetics
from nmhts.kinds.stack_kinetics.points import run_id
from nmhts.materials.library import DEFAULT_MIXING
from nmhts.physics.transport.codes import OK, TIME_LIMIT, TOO_MANY_STEPS
from nmhts.schema.load import load_study
from nmhts.simulation.stacks.plane_model import StackPoint, compile_stacks
from nmhts.simulation.stacks.stack import Stack
from nmhts.study.open import open_study
from nmhts.study.plan import StudyPlan, load_plan, make_plan, plan_study
from patience import ten_times

KIND = StackKinetics()
STUDY: dict[str, Any] = {
    "kind": "stack_kinetics",
    "stack": {"layers": "{under} {metal} / {edge} / 2 nm CoN", "gate": "propylene carbonate"},
    "protocol": "hold -5 V for 1 s; rest 1 s",
    "axes": {
        "under": ["1 nm", "3 nm"],
        "metal": ["Co", "Co0.9Mn0.1N"],
        "edge": ["abrupt", "oxidised"],
        "contact_resistance": ["0 ohm*m^2", "1 ohm*m^2"],
    },
    "output": {"max_planes": 24, "max_layers": 3, "steps_per_clause": 6, "runs_per_shard": 16},
    "execution": {"max_failed_fraction": 1.0, "runs_per_batch": 5},
}


def planned(folder: Path, study: dict[str, Any], name: str = "stacks") -> StudyPlan:
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(study, sort_keys=False), encoding="utf-8")
    return plan_study(path, folder / "results")


def run(folder: Path) -> int:
    return main(
        ["--results", str(folder / "results"), "run", str(folder / "stacks.yaml"), "--threads", "1"]
    )


def rows(
    plan: StudyPlan, places: list[int], limit: float = 60.0, batch: int = 64
) -> dict[str, np.ndarray]:
    """The stored rows of some stacks of a shard, simulated in batches of ``batch``."""
    spec = plan.spec(0)
    points = [KIND.read_points(spec)[k] for k in places]
    entries = [spec["points"][k] for k in places]
    found: list[dict[str, np.ndarray]] = []
    with KIND.simulating(points, plan.content["identity"], limit) as simulate:
        for begin in range(0, len(points), batch):
            end = min(begin + batch, len(points))
            result = simulate(begin, end)
            found.append(
                KIND.encode(
                    plan.content, plan.variables, points[begin:end], entries[begin:end], result
                )
            )
    return {path: np.concatenate([block[path] for block in found]) for path in found[0]}


def test_a_row_depends_on_nothing_but_its_stack(tmp_path: Path):
    """Together, one by one, and in reverse order: the same bytes."""
    plan = planned(tmp_path, STUDY)
    places = list(range(16))
    together = rows(plan, places)
    assert (together["design/status"] == 0).all()
    assert len(np.unique(together["profiles/n_planes"])) > 1
    alone = rows(plan, places, batch=1)
    turned = rows(plan, places[::-1], batch=3)
    for path, block in together.items():
        assert block.tobytes() == alone[path].tobytes() == turned[path][::-1].tobytes(), path


def test_a_stack_over_its_limit_is_given_up_alone(tmp_path: Path):
    fine = STUDY | {
        "stack": {"layers": "{under} CoN / 2 nm Co0.9Mn0.1N", "gate": "propylene carbonate"},
        "axes": {"under": ["1 nm", "90 nm"]},
        "protocol": "hold -6 V for 1 h",
        "numerics": {"rtol": 1e-10, "max_steps": 10**9},
        "output": STUDY["output"] | {"max_planes": 400},
    }
    plan = planned(tmp_path, fine)
    compile_stacks()
    limit = ten_times(lambda: rows(plan, [0, 0]))
    block = rows(plan, [0, 1, 0], limit=limit)
    assert block["design/status"].tolist() == [OK, TIME_LIMIT, OK]
    assert block["design/n_steps"][1] == -1
    computed = [
        v for v in plan.variables if "step" in v.dims and v.name not in ("time", "gate_voltage")
    ]
    for variable in computed:
        empty = block[variable.path][1]
        assert (np.isnan(empty) if empty.dtype.kind == "f" else empty == -1).all(), variable.path
    alone = rows(plan, [0])
    for path, stored in block.items():
        assert stored[0].tobytes() == stored[2].tobytes() == alone[path][0].tobytes(), path


def test_a_stack_that_raises_is_found_and_coded_alone(tmp_path: Path, monkeypatch):
    folders = tmp_path / "healthy", tmp_path / "ill"
    for folder in folders:
        folder.mkdir()
        planned(folder, STUDY)
    assert run(folders[0]) == 0
    poisoned = load_plan(folders[1] / "results", "stacks").spec(0)["points"][4]["run_id"]
    simulate = module.simulate_stacks

    def poison(points: list[StackPoint], *arguments, **options):
        if poisoned in map(run_id, points):
            raise ZeroDivisionError("no layer left")
        return simulate(points, *arguments, **options)

    monkeypatch.setattr(module, "simulate_stacks", poison)
    assert run(folders[1]) == 0
    plan = load_plan(folders[1] / "results", "stacks")
    receipt = json.loads(plan.files.receipt(0).read_text(encoding="utf-8"))
    assert receipt["errors"] == {poisoned: "ZeroDivisionError: no layer left"}
    assert receipt["status"] == {"ok": 15, "crashed": 1}
    healthy, ill = (open_study(folder / "results" / "stacks") for folder in folders)
    for group in ("design", "kinetics", "layers", "profiles"):
        ours, good = (tree[group].to_dataset() for tree in (ill, healthy))
        others = [run for run in range(16) if run != 4]
        xr.testing.assert_identical(ours.isel(run=others), good.isel(run=others))
    lost = ill["layers"].to_dataset().isel(run=4)
    assert lost.layer_magnetization.isnull().all()
    assert ill["profiles"].to_dataset().nitrogen_occupancy.isel(run=4).isnull().all()
    # Its layers are known all the same, and nothing else.
    assert lost.layer_thickness.notnull().sum() == lost.n_layers == 2
    for v in plan.variables:
        if "step" in v.dims or v.name in ("n_steps", "regime", "n_planes", "depth"):
            stored = ill[v.group].to_dataset()[v.name].isel(run=4)
            assert (stored.isnull() if stored.dtype.kind == "f" else stored == -1).all(), v.path


def test_how_precisely_stacks_are_integrated_is_as_written(tmp_path: Path):
    """A finer tolerance takes more steps, and too few allowed steps stop the stack.

    Both numbers are part of the identity.
    """
    plans = [
        planned(tmp_path, STUDY | {"numerics": numerics}, name)
        for name, numerics in (
            ("coarse", {}),
            ("fine", {"rtol": 1e-6}),
            ("few", {"rtol": 1e-6, "max_steps": 100}),
        )
    ]
    coarse, fine, few = (rows(plan, [0]) for plan in plans)
    assert fine["design/n_steps"] > 2 * coarse["design/n_steps"]
    assert few["design/status"] == TOO_MANY_STEPS
    numerics = [plan.content["identity"]["numerics"] for plan in plans]
    assert numerics[0] != numerics[1] != numerics[2]


@pytest.mark.parametrize(
    "protocol", ["hold -5 V for 1 s\nrest 1 s", "hold -5 V for 1 s; rest 1 s;\n"]
)
def test_clauses_may_stand_on_lines_of_their_own(protocol: str, tmp_path: Path):
    """The number of records is that of the clauses, and the last is the end of the protocol."""
    plan = planned(tmp_path, STUDY | {"protocol": protocol})
    assert rows(plan, [0])["kinetics/time"].shape == (1, 1 + 2 * 6)
    assert rows(plan, [0])["kinetics/time"][0, -1] == 2.0


def test_alloys_of_two_sets_of_rules_are_two_stacks(tmp_path: Path):
    """The same words under other mixing rules, in one shard, with their own N as grown."""
    study = STUDY | {
        "stack": {
            "layers": "2 nm Co0.6Mn0.4N with N 0.7 / 2 nm CoN",
            "gate": "propylene carbonate",
        },
        "axes": {"mixing": [DEFAULT_MIXING, "fcc-like"]},
    }
    spec = planned(tmp_path, study).spec(0)
    points = KIND.read_points(spec)
    assert points[0].layers[0].nitride != points[1].layers[0].nitride
    assert [point.layers[0].nitride["initial_occupancy"] for point in points] == [0.7, 0.7]
    for point, entry in zip(points, spec["points"], strict=True):
        stack = Stack(entry["row"]["layers"], mixing=entry["row"]["mixing"])
        assert point.layers == tuple(layer.numbers() for layer in stack.layers)


def test_a_grown_study_keeps_its_rows_and_codes(tmp_path: Path):
    """More materials come after those known, nothing that is stored is simulated again, and the
    order of the axes is no part of the identity.
    """
    plan = planned(tmp_path, STUDY)
    assert run(tmp_path) == 0
    old = plan.content["names"]
    assert old["layer_material"] == ["Co", "CoN", "Co0.9Mn0.1N"]
    assert old["edge"] == ["abrupt", "oxidised"]
    axes = STUDY["axes"] | {"metal": ["Fe", "Co", "Co0.9Mn0.1N"]}
    (tmp_path / "stacks.yaml").write_text(yaml.safe_dump(STUDY | {"axes": axes}, sort_keys=True))
    change = make_plan(load_study(tmp_path / "stacks.yaml"), tmp_path / "results")
    assert (change.kept, change.new, change.masked) == (16, 8, 0)
    for name, known in change.plan.content["names"].items():
        assert known[: len(old[name])] == old[name]
    assert change.plan.content["names"]["layer_material"][-1] == "Fe"


@pytest.mark.parametrize("part", ["layers", "interfaces", "gates"])
def test_a_damaged_spec_is_not_simulated(part: str, tmp_path: Path):
    """A spec whose numbers are not those it was
    planned with does not give the names of its rows.
    """
    spec = planned(tmp_path, STUDY).spec(0)
    if part == "layers":
        spec["stacks"][next(iter(spec["stacks"]))][0]["occupancy"] = 0.5
    else:
        numbers = spec[part][next(iter(spec[part]))]
        name = next(iter(numbers))
        numbers[name] += 1.0
    with pytest.raises(Exception, match="its spec is damaged"):
        KIND.read_points(spec)


def test_a_study_that_is_not_there_is_told_from_those_that_are(tmp_path: Path):
    planned(tmp_path, STUDY)
    with pytest.raises(
        StoreError, match=r"holds no plan; did you mean 'stacks'\? \(studies there: stacks\)"
    ):
        load_plan(tmp_path / "results", "stack")
