"""Causes of a rerun, and changes that cause none."""

from __future__ import annotations

import copy
import shutil
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from project import REPOSITORY, STUDY, Project, group, jobs_run

import nmhts


@pytest.fixture
def finished(undisturbed: Project, tmp_path: Path) -> Project:
    """A copy of the finished project that a test may change."""
    project = Project(tmp_path / "copy")
    shutil.rmtree(project.root)
    # Times are kept: Snakemake compares them.
    shutil.copytree(undisturbed.root, project.root, symlinks=True)
    return project


def magnetization(project: Project) -> xr.DataArray:
    return group(project, "kinetics")["magnetization"].load()


def test_second_run_runs_no_job(finished: Project):
    assert jobs_run(finished.snakemake()) == []


def test_one_more_voltage_computes_only_new_films(finished: Project):
    before = finished.store_digests()
    receipts = {p.name: p.stat().st_mtime_ns for p in (finished.results / "receipts").iterdir()}
    study = copy.deepcopy(STUDY)
    study["axes"]["voltage"].append("-3 V")
    finished.write_study(study)

    said = finished.nmhts("plan", "config/small.yaml").stdout
    assert "new 4, already planned 12, no longer in the study 0" in said
    done = finished.snakemake()

    assert sorted(jobs_run(done)) == ["all", "figures", "finish", "prepare", "shard"]
    after = finished.store_digests()
    objects = {name: digest for name, digest in before.items() if "/c/" in name}
    objects.pop("design/in_study/c/0")
    assert all(after[name] == digest for name, digest in objects.items())
    for name, time in receipts.items():
        assert (finished.results / "receipts" / name).stat().st_mtime_ns == time
    assert group(finished, "design").sizes["run"] == 16
    grid = nmhts.grid_view(group(finished, "kinetics"))
    assert grid.sizes["voltage"] == 4
    assert bool(grid.magnetization.notnull().all())


def test_removed_film_is_masked_and_kept(finished: Project):
    study = copy.deepcopy(STUDY)
    study["axes"]["voltage"].remove("-2 V")
    finished.write_study(study)
    assert sorted(jobs_run(finished.snakemake())) == ["all", "figures", "finish"]
    assert set(group(finished, "design")["voltage"].values) == {0.0, -4.0}
    assert nmhts.open_study(finished.results, all_runs=True)["design"].sizes["run"] == 12


def test_same_film_same_values_whatever_the_history(finished: Project, tmp_path: Path):
    study = copy.deepcopy(STUDY)
    study["axes"]["voltage"].append("-3 V")
    finished.write_study(study)
    finished.snakemake()
    fresh = Project(tmp_path / "fresh", study)
    fresh.snakemake()
    tables = []
    for project in (finished, fresh):
        order = np.argsort(group(project, "design")["run_id"].values)
        tables.append(magnetization(project).values[order])
    np.testing.assert_array_equal(*tables)


def edited_package(folder: Path, module: str, old: str, new: str) -> dict[str, str]:
    """Return the environment of a copy of the package in which a piece of text is replaced."""
    shutil.copytree(REPOSITORY / "src/nmhts", folder / "nmhts")
    source = folder / "nmhts" / module
    text = source.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new), encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


def test_edited_docstring_reruns_nothing(finished: Project, tmp_path: Path):
    environment = edited_package(
        tmp_path / "edited", "physics/transport/film_laws.py",
        "net flux of N from a plane", "net flow of N from a plane",
    )  # fmt: skip
    assert jobs_run(finished.snakemake(environment=environment)) == []


def test_edited_inner_kernel_changes_result_and_reruns_shards(finished: Project, tmp_path: Path):
    before = magnetization(finished)
    environment = edited_package(
        tmp_path / "edited", "physics/transport/printed/plane.py",
        "hop_rate = p.hop_rate", "hop_rate = 0.5 * p.hop_rate",
    )  # fmt: skip
    done = finished.snakemake(environment=environment)
    assert jobs_run(done).count("shard") == 2
    assert "prepare" not in jobs_run(done)
    after = magnetization(finished)
    assert float(abs(after - before).max()) > 0.01 * float(before.max())


def test_threads_do_not_change_bytes(undisturbed: Project, tmp_path: Path):
    other = Project(tmp_path / "threads")
    other.nmhts("run", "config/small.yaml", "--threads", "2")
    assert other.store_digests() == undisturbed.store_digests()


def test_report_is_offline(finished: Project):
    finished.snakemake("--report", "report.html")
    page = (finished.root / "report.html").read_text(encoding="utf-8")
    assert "The study on one page" in page
    assert "front climbs from the bottom electrode" in page  # the caption of one figure by its name
    assert '<script src="http' not in page
    assert '<link href="http' not in page
    assert 'rel="stylesheet" href="http' not in page


def test_both_entry_points_plan_the_same(project: Project):
    from_root = jobs_run(project.snakemake("--dry-run"))
    from_workflow = jobs_run(project.snakemake("--dry-run", "--snakefile", "workflow/Snakefile"))
    assert sorted(from_root) == ["all", "figures", "finish", "prepare", "shard", "shard"]
    assert sorted(from_workflow) == sorted(from_root)
