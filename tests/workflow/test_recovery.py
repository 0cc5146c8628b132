"""Files deleted, changed or spoiled by hand are noticed, and computed again where possible."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import pytest
from project import STUDY, Project, group, store_digests

from nmhts.cli import main
from nmhts.errors import StoreError
from nmhts.study.files import study_files
from nmhts.study.plan import load_plan, plan_study

ONE_FILM = {
    "kind": "film_kinetics",
    "film": {"material": "CoN", "thickness": "2 nm"},
    "protocol": "file waves/w.csv; rest 1 s",
    "output": {"steps_per_clause": 4, "max_planes": 10, "runs_per_shard": 1},
}


@pytest.fixture
def copied(undisturbed: Project, tmp_path: Path) -> Path:
    """The results folder of a finished study that a test may spoil."""
    shutil.copytree(undisturbed.root / "results", tmp_path / "results")
    return tmp_path / "results"


def test_edited_waveform_is_a_new_film(tmp_path: Path):
    project = Project(tmp_path / "project", ONE_FILM)
    wave = project.root / "config/waves/w.csv"
    wave.parent.mkdir()
    wave.write_text("time (s),voltage (V)\n0,-1\n1,-1\n", encoding="utf-8")
    results = project.root / "results"
    first = plan_study(project.study_file, results)
    assert plan_study(project.study_file, results).content == first.content
    wave.write_text("time (s),voltage (V)\n0,-2\n1,-2\n", encoding="utf-8")
    second = plan_study(project.study_file, results)
    assert [g["films"] for g in second.content["generations"]] == [1, 1]
    assert second.content["idle"] == [0]


def test_failed_film_that_left_the_study_no_longer_fails_it(tmp_path: Path):
    study = copy.deepcopy(STUDY)
    study["numerics"]["max_steps"] = 150
    project = Project(tmp_path / "project", study)
    assert project.nmhts("run", "config/small.yaml", check=False).returncode == 1
    study["axes"]["voltage"] = ["0 V"]
    project.write_study(study)
    assert project.nmhts("run", "config/small.yaml").returncode == 0
    assert set(group(project, "design")["status"].values) == {0}
    assert group(project, "design").sizes["run"] == 4


def test_deleted_receipt_is_written_again(copied: Path, undisturbed: Project):
    files = study_files(copied, "small")
    files.receipt(1).unlink()
    assert main(["--results", str(copied), "run", str(undisturbed.study_file)]) == 0
    assert files.receipt(1).exists()
    assert files.is_complete()


def test_deleted_store_is_computed_again(copied: Path, undisturbed: Project):
    files = study_files(copied, "small")
    shutil.rmtree(files.store)
    assert main(["--results", str(copied), "run", str(undisturbed.study_file)]) == 0
    assert store_digests(files.store) == undisturbed.store_digests()


@pytest.mark.parametrize("content", ["{", "{}", "[1]"])
def test_damaged_plan_gets_advice(copied: Path, undisturbed: Project, content: str):
    files = study_files(copied, "small")
    files.plan.write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=r"mend it with: nmhts .*repair small"):
        load_plan(copied, "small")
    # Its copy mends it.
    files.kept_copy(files.plan).unlink()
    with pytest.raises(StoreError, match=r"move .* away and compute the study again"):
        load_plan(copied, "small")
    with pytest.raises(StoreError, match=r"move .* away and compute the study again"):
        plan_study(undisturbed.study_file, copied)


def test_store_without_a_plan_is_refused(copied: Path, undisturbed: Project):
    study_files(copied, "small").plan.unlink()
    with pytest.raises(StoreError, match=r"holds a store and no plan\.json"):
        plan_study(undisturbed.study_file, copied)


def test_two_studies_of_one_name_are_refused(tmp_path: Path):
    project = Project(tmp_path / "project")
    config = project.root / "config/config.yaml"
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace("- config/small.yaml", "- config/small.yaml\n- other/small.yaml")
    )
    done = project.snakemake("--dry-run", check=False)
    assert done.returncode != 0
    assert "two studies are called 'small'" in done.stdout + done.stderr
