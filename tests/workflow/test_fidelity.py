"""Studies by the front model: the same store, other code."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import pytest
from project import STUDY, Project, group

from nmhts.cli import main
from nmhts.simulation.films.front_model import simulate_fronts
from nmhts.simulation.films.plane_model import simulate_batch
from nmhts.simulation.outcomes.film_status import BY_CODE
from nmhts.study.code import closure, code_identity
from nmhts.study.film_points import read_points
from nmhts.study.plan import load_plan, plan_study


def front_study(folder: Path, **changes) -> Project:
    study = copy.deepcopy(STUDY)
    study["numerics"]["fidelity"] = "front"
    return Project(folder, study | changes)


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = front_study(tmp_path_factory.mktemp("front") / "project")
    project.snakemake()
    return project


def test_store_holds_the_front_model(computed: Project):
    plan = load_plan(computed.root / "results", "small")
    kinetics = group(computed, "kinetics")
    assert kinetics.sizes["run"] == 12
    row = 0
    for shard, spec in enumerate(plan.specs()):
        points = read_points(spec)
        front, planes = simulate_fronts(points), simulate_batch(points)
        for i in range(len(points)):
            stored = kinetics.magnetization.isel(run=row + i).to_numpy()
            np.testing.assert_array_equal(stored, front["magnetization"][i].astype(np.float32))
            if planes["magnetization"][i].max() > 1e5:
                assert not np.array_equal(stored, planes["magnetization"][i].astype(np.float32))
        row += len(points)
        assert shard < 2
    profiles = group(computed, "profiles")
    assert float(profiles.nitrogen_occupancy.min()) < 0.1


def test_report_and_verify_take_it_as_any_other(computed: Project):
    computed.nmhts("verify", "small")
    assert (computed.results / "report.html").exists()


def test_another_fidelity_is_another_store(computed: Project, caplog):
    computed.write_study(STUDY)
    words = ["--results", str(computed.root / "results"), "plan", str(computed.study_file)]
    assert main(words) == 1
    assert "numerics.fidelity: store has 'front', study file has 'planes'" in caplog.text


def test_unknown_fidelity_is_one_sentence(tmp_path: Path, caplog):
    study = copy.deepcopy(STUDY)
    study["numerics"]["fidelity"] = "fronts"
    project = Project(tmp_path / "project", study)
    assert main(["--results", str(tmp_path), "plan", str(project.study_file)]) == 1
    assert "numerics.fidelity: unknown value 'fronts'; did you mean 'front'?" in caplog.text


def test_code_of_one_fidelity_does_not_touch_the_other():
    """Modules that only the front model imports do not shape plane studies, and vice versa."""
    planes, front = closure("film_kinetics", "planes"), closure("film_kinetics", "front")
    assert "nmhts.physics.transport.front_sides" in front
    assert not [name for name in planes if ".front_" in name or name.endswith(".fronts")]
    ids = {
        code_identity({"kind": "film_kinetics", "numerics": {"fidelity": fidelity}})
        for fidelity in ("planes", "front")
    }
    assert len(ids) == 2


def test_film_without_a_front_is_coded(tmp_path: Path):
    axes = STUDY["axes"] | {"interaction_energy": ["0.04 eV", "0.1 eV"]}
    project = front_study(tmp_path / "project", axes=axes)
    plan = plan_study(project.study_file, project.root / "results")
    names = set()
    for spec in plan.specs():
        batch = simulate_fronts(read_points(spec))
        names |= {BY_CODE[int(code)].name for code in batch["status"]}
        lost = batch["status"] != 0
        assert np.all(np.isnan(batch["magnetization"][lost]))
    assert names == {"ok", "no_front"}
