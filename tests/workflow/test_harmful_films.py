"""A film that raises an error, kills its process or never ends is found and coded.

The results of other films are the usual ones.
"""

from __future__ import annotations

import copy
import json
import os
import signal
import sys
from pathlib import Path

import xarray as xr
from faults import PATIENT, patient_project, run_in_process
from project import STUDY, Project

import nmhts
from nmhts.cli import main
from nmhts.kinds.film_kinetics import kind as films
from nmhts.study.film_points import run_id
from nmhts.study.finish import finalise_study
from nmhts.study.plan import load_plan, plan_study
from nmhts.study.repair import compute_failed
from nmhts.study.run import prepare_generation, run_shard
from patience import TIMES, ten_times

POISON = Path(__file__).parent / "poison"


def assert_only_film_differs(project: Project, undisturbed: Project, film: int) -> None:
    for group in ("design", "kinetics", "profiles"):
        with (
            xr.open_dataset(project.results / "store.zarr", engine="zarr", group=group) as ours,
            xr.open_dataset(undisturbed.results / "store.zarr", engine="zarr", group=group) as good,
        ):
            others = [run for run in range(good.sizes["run"]) if run != film]
            xr.testing.assert_identical(
                ours.isel(run=others).drop_attrs(), good.isel(run=others).drop_attrs()
            )
            for name in ("magnetization", "nitrogen_occupancy"):
                if name in ours:
                    assert bool(ours[name].isel(run=film).isnull().all())


def test_film_that_raises_is_found_coded_and_healed(
    tmp_path: Path, undisturbed: Project, whole: dict[str, str], monkeypatch, capsys, caplog
):
    project = patient_project(tmp_path / "project", runs_per_batch=6)
    plan = plan_study(project.study_file, project.root / "results")
    poisoned = plan.spec(0)["points"][4]["run_id"]
    simulate = films.simulate_films

    def poison(fidelity, points, *arguments, **options):
        if poisoned in map(run_id, points):
            raise ZeroDivisionError("nitrogen divided\nby zero")
        return simulate(fidelity, points, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(films, "simulate_films", poison)
        assert run_in_process(project, capsys) == 0
    assert f"film {poisoned} crashed: ZeroDivisionError: nitrogen divided by zero" in caplog.text
    receipt = json.loads(plan.files.receipt(0).read_text(encoding="utf-8"))
    assert receipt["errors"] == {poisoned: "ZeroDivisionError: nitrogen divided by zero"}
    assert receipt["status"] == {"ok": 5, "crashed": 1}
    assert_only_film_differs(project, undisturbed, 4)
    status = ["--results", str(project.root / "results"), "status", "small"]
    main(status)
    said = capsys.readouterr().out
    assert "1 films crashed: The film raised an error" in said
    assert f"film {poisoned}: ZeroDivisionError: nitrogen divided by zero" in said

    assert main([*status[:2], "repair", "--failed", "small"]) == 0
    assert "shard 0: mended, 6 films computed again {'ok': 6}" in capsys.readouterr().out
    assert project.store_digests() == whole


def test_crashed_films_count_as_failed(tmp_path: Path, monkeypatch, capsys, caplog):
    project = Project(tmp_path / "project")

    def poison(*arguments, **options):
        raise ValueError("all of them")

    monkeypatch.setattr(films, "simulate_films", poison)
    assert run_in_process(project, capsys) == 1
    assert "12 of 12 films failed, more than execution.max_failed_fraction = 0.01" in caplog.text


def test_film_that_kills_its_process_is_found_and_coded(
    tmp_path: Path, undisturbed: Project, whole: dict[str, str]
):
    project = patient_project(tmp_path / "project")
    plan = plan_study(project.study_file, project.root / "results")
    poisoned = plan.spec(1)["points"][2]["run_id"]
    path = os.pathsep.join([str(POISON), os.environ.get("PYTHONPATH", "")])
    environment = {"PYTHONPATH": path, "NMHTS_TEST_POISON": f"kill:{poisoned}"}
    run = ("run", "small", "--shard", "1")
    prepare_generation(plan, 0)
    run_shard(plan, 0)
    assert project.nmhts(*run, environment=environment, check=False).returncode == -signal.SIGKILL
    assert plan.files.attempt(1).exists()
    done = project.nmhts(*run, environment=environment)
    assert "shard 1: the process of an earlier attempt died" in done.stderr
    assert f"film {poisoned} crashed: the film ended its process by SIGKILL" in done.stderr
    assert not plan.files.attempt(1).exists()
    finalise_study(plan)
    assert_only_film_differs(project, undisturbed, 8)
    # In this process, which lives on: a film that crashed once is computed in a child.
    done = compute_failed(plan)
    assert (done.films, done.left) == (6, [])
    assert project.store_digests() == whole


def test_processes_give_the_bytes_of_threads(tmp_path: Path, whole: dict[str, str], monkeypatch):
    project = patient_project(tmp_path / "project", isolation="processes")
    plan = plan_study(project.study_file, project.root / "results")
    prepare_generation(plan, 0)
    monkeypatch.setattr(films, "simulate_films", None)  # nothing is simulated in this process
    run_shard(plan, 1)
    receipt = json.loads(plan.files.receipt(1).read_text(encoding="utf-8"))
    objects = {name: seen["sha256"] for name, seen in receipt["objects"].items()}
    assert objects == {name: whole[name] for name in objects}


def test_child_that_cannot_start_is_no_film_s_fault(tmp_path: Path, monkeypatch, capsys, caplog):
    project = patient_project(tmp_path / "project", isolation="processes")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert run_in_process(project, capsys) == 1
    assert "a child process ended before its first film (exit code 1)" in caplog.text
    assert not (project.results / "receipts").exists()
    assert not list((project.results / "attempts").iterdir())


def test_film_over_its_time_limit_is_coded_and_healed_by_a_higher_one(
    tmp_path: Path, capsys, caplog
):
    study = copy.deepcopy(STUDY)
    study["protocol"] = "hold {voltage} for 3 min"
    study["axes"] = {"thickness": ["2 nm", "50 nm"], "voltage": ["0 V", "-6 V"]}
    study["numerics"]["rtol"] = 1e-5
    study["output"] |= {"max_planes": 220, "runs_per_shard": 4}
    study["execution"] |= PATIENT
    free = Project(tmp_path / "free", study)
    assert run_in_process(free, capsys) == 0
    slowest = nmhts.Film("CoN", "50 nm")
    once = ten_times(lambda: nmhts.simulate(slowest, "hold -6 V for 3 min", rtol=1e-5)) / TIMES
    # Between the time of this film on this machine and that of the others.
    study["execution"]["max_seconds_per_run"] = 0.3 * once
    short = Project(tmp_path / "short", study)
    assert run_in_process(short, capsys) == 0
    plan = load_plan(short.root / "results", "small")
    receipt = json.loads(plan.files.receipt(0).read_text(encoding="utf-8"))
    assert receipt["status"] == {"ok": 3, "time_limit": 1}
    assert_only_film_differs(short, free, 3)
    study["execution"]["max_seconds_per_run"] = 600
    short.write_study(study)
    repair = ["--results", str(short.root / "results"), "repair", "--failed"]
    assert main([*repair, str(short.study_file)]) == 0
    assert "4 films computed again" in capsys.readouterr().out
    assert short.store_digests() == free.store_digests()
