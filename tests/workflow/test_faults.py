"""Every fault has one sentence and a way back: after mending, all files of the store are those of an undisturbed run."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import xarray as xr
from project import PAUSE, STUDY, Project, wait_for

from nmhts.cli import main
from nmhts.errors import LeaseError, StoreError
from nmhts.study import isolate
from nmhts.study.files import StudyFiles, study_files, write_json
from nmhts.study.finish import finalise_study
from nmhts.study.lease import hold_lease
from nmhts.study.plan import load_plan, plan_study
from nmhts.study.points import run_id
from nmhts.study.repair import compute_failed, repair_study
from nmhts.study.run import prepare_generation, run_shard
from nmhts.study.unlock import unlock
from nmhts.study.verify import verify_study

POISON = Path(__file__).parent / "poison"
PATIENT = {"max_failed_fraction": 0.5}


def digests(results: Path) -> dict[str, str]:
    """The sha256 of every file of the store by its path."""
    store = results / "small/store.zarr"
    files = sorted(path for path in store.rglob("*") if path.is_file())
    return {str(p.relative_to(store)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def whole(undisturbed: Project) -> dict[str, str]:
    return undisturbed.store_digests()


@pytest.fixture
def results(undisturbed: Project, tmp_path: Path) -> Path:
    """The results folder of a finished study that a test may spoil."""
    shutil.copytree(undisturbed.root / "results", tmp_path / "results")
    return tmp_path / "results"


@pytest.fixture
def verb(results: Path, capsys: pytest.CaptureFixture, caplog: pytest.LogCaptureFixture):
    """Run a verb as a user does; returns the exit code and all that was said."""

    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        caplog.clear()
        code = main(["--results", str(results), *arguments])
        return code, capsys.readouterr().out + caplog.text

    return run


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def replace_text(old: str, new: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return spoil


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garble(path: Path) -> None:
    path.write_text("{", encoding="utf-8")


CHARGE = "store.zarr/kinetics/charge/c/0/0"
ROOT = "store.zarr/zarr.json"
CHANGED = "content changed since it was acknowledged"
NOT_FRESH = "is not that of a fresh store"
# What is done to which files, what verify says of each, and the films that are computed again.
FAULTS: dict[str, tuple[list[tuple[str, Callable[[Path], None], str]], int]] = {
    "one flipped bit": ([(CHARGE, flip, CHANGED)], 6),
    "objects": (
        [
            ("store.zarr/kinetics/time/c/1/0", Path.unlink, "missing"),
            ("store.zarr/design/run_id/c/1", truncate, "bytes, acknowledged were"),
            ("store.zarr/profiles/order/c/1/0/0", empty, "0 bytes, acknowledged were"),
        ],
        6,
    ),
    "metadata": (
        [
            (ROOT, garble, NOT_FRESH),
            ("store.zarr/kinetics/zarr.json", Path.unlink, "is missing"),
            ("store.zarr/profiles/time/zarr.json", Path.unlink, "is missing"),
            ("store.zarr/kinetics/charge/zarr.json", replace_text("float32", "float64"), NOT_FRESH),
            ("store.zarr/design/in_study/c/1", flip, NOT_FRESH),
        ],
        0,
    ),
    "damaged receipt": (
        [("receipts/00001.json", garble, "cannot be read"), (ROOT, Path.unlink, "is missing")],
        0,
    ),
    "receipt of another shard": (
        [
            (
                "receipts/00001.json",
                replace_text('"shard": 1', '"shard": 0'),
                "is the receipt of shard 0 of 'small'",
            )
        ],
        0,
    ),
    "lost consolidated metadata": (
        [(ROOT, replace_text('"consolidated_metadata"', '"unconsolidated"'), NOT_FRESH)],
        0,
    ),
    "lost specs": (
        [
            ("shards/00000.json", garble, "cannot be read"),
            ("shards/00001.json", Path.unlink, "is missing"),
        ],
        0,
    ),
    "changed spec": (
        [
            (
                "shards/00000.json",
                replace_text("298.15", "298.16"),
                "is not the spec its shard was computed from",
            )
        ],
        0,
    ),
    "lost store": ([("store.zarr", shutil.rmtree, "is missing, with all that 2 receipts")], 12),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_named_and_mended(
    fault: str, results: Path, verb, whole: dict[str, str], undisturbed: Project
):
    spoilt, films = FAULTS[fault]
    before = {p: p.read_bytes() for p in (results / "small/shards").iterdir()}
    for name, spoil, _ in spoilt:
        spoil(results / "small" / name)
    code, said = verb("verify", "small")
    assert code == 1
    for name, _, sentence in spoilt:
        line = next(line for line in said.splitlines() if line.startswith(f"  {name}: "))
        assert sentence in line
    assert f", {len(spoilt)} bad: " in said
    assert "mend with: nmhts repair small" in said

    code, said = verb("repair", str(undisturbed.study_file))
    assert code == 0, said
    assert f"small: {films} films computed again, 0 things left to do" in said
    assert digests(results) == whole
    assert {p: p.read_bytes() for p in before} == before
    for path in before:
        # Snakemake would compute a shard again whose spec is younger than its receipt.
        receipt = results / "small/receipts" / path.name
        assert path.stat().st_mtime_ns <= receipt.stat().st_mtime_ns
    assert (results / "small/study.json").exists()
    assert verify_study(load_plan(results, "small")).findings == ()


def test_nothing_is_repaired_where_nothing_is_bad(results: Path, verb):
    files = {p: p.stat().st_mtime_ns for p in results.rglob("*") if p.is_file()}
    code, said = verb("repair", "small")
    assert (code, said) == (0, "small: 0 films computed again, 0 things left to do\n")
    after = {p: p.stat().st_mtime_ns for p in results.rglob("*") if p.is_file()}
    assert {p: t for p, t in after.items() if p.suffix != ".lock"} == {
        p: t for p, t in files.items() if p.suffix != ".lock"
    }


@pytest.mark.parametrize("what", ["store.zarr/zarr.json", "store.zarr/kinetics/charge/zarr.json"])
def test_run_over_damaged_metadata_points_to_repair(results: Path, what: str):
    garble(results / "small" / what)
    plan = load_plan(results, "small")
    plan.files.receipt(0).unlink()
    with pytest.raises(StoreError, match=rf"{what} .* mend it with: nmhts repair small"):
        run_shard(plan, 0)


def test_finish_over_a_lost_object_points_to_repair(results: Path):
    (results / "small" / CHARGE).unlink()
    with pytest.raises(StoreError, match=r"first kinetics/charge/c/0/0; mend them with: nmhts rep"):
        finalise_study(load_plan(results, "small"))


@pytest.mark.parametrize("key", ["study", "rtol"])
def test_foreign_store_is_named_and_never_touched(
    results: Path, verb, whole: dict[str, str], key: str
):
    ours, theirs = {"study": ('"small"', '"big"'), "rtol": ("0.01", "0.02")}[key]
    root = results / "small/store.zarr/zarr.json"
    replace_text(f'"{key}": {ours}', f'"{key}": {theirs}')(root)
    foreign = digests(results)
    plan = load_plan(results, "small")
    plan.files.receipt(0).unlink()
    with pytest.raises(StoreError, match="is a store of another study, nothing was written"):
        run_shard(plan, 0)
    assert digests(results) == foreign
    garble(plan.files.receipt(0))
    for verb_name in ("verify", "repair"):
        code, said = verb(verb_name, "small")
        assert code == 1
        assert "store.zarr: is a store of " in said
        assert "move it away and run: nmhts repair small" in said
        assert digests(results) == foreign
    (results / "small/store.zarr").rename(results / "elsewhere")
    code, said = verb("repair", "small")
    assert code == 0, said
    assert digests(results) == whole


def test_foreign_files_are_named_and_left_alone(results: Path, verb, whole: dict[str, str]):
    strange = [
        results / "small" / name
        for name in (
            "store.zarr/notes.txt",
            "store.zarr/kinetics/mine/zarr.json",
            "receipts/9.json",
        )
    ]
    for path in strange:
        path.parent.mkdir(exist_ok=True)
        path.write_text("{}", encoding="utf-8")
    code, said = verb("verify", "small")
    assert code == 1
    assert said.count("nmhts leaves it alone, move it away") == 3
    assert "mend with" not in said
    code, said = verb("repair", "small")
    assert code == 1
    assert "0 films computed again, 3 things left to do" in said
    assert verb("gc", "small")[0] == 0
    # Finishing the study does not show them as part of it.
    finalise_study(load_plan(results, "small"))
    assert all(path.exists() for path in strange)
    assert {n: d for n, d in digests(results).items() if n in whole} == whole


def test_spec_that_cannot_be_planned_again_is_named(results: Path, verb, tmp_path: Path):
    study = copy.deepcopy(STUDY)
    study["axes"]["voltage"] = ["0 V", "-2 V"]
    other = Project(tmp_path / "other", study)
    garble(results / "small/shards/00000.json")
    kept = digests(results)
    code, said = verb("repair", str(other.study_file))
    assert code == 1
    assert "shards/00000.json: 2 of its films are not in" in said
    assert "put them back, or copy the spec from a backup" in said
    assert digests(results) == kept


def test_spec_that_comes_out_otherwise_is_not_written(results: Path, verb, undisturbed: Project):
    files = study_files(results, "small")
    garble(files.spec(0))
    receipt = json.loads(files.receipt(0).read_text(encoding="utf-8"))
    write_json(files.receipt(0), receipt | {"spec_sha256": "0" * 64})
    code, said = verb("repair", str(undisturbed.study_file))
    assert code == 1
    assert "it is not the spec its shard was computed from; copy it from a backup, or move" in said
    assert files.spec(0).read_text(encoding="utf-8") == "{"


def test_grown_study_is_whole_and_can_be_mended(
    undisturbed: Project, results: Path, tmp_path: Path
):
    study = copy.deepcopy(STUDY)
    study["axes"]["voltage"] = ["-2 V", "-4 V", "-3 V"]
    project = Project(tmp_path / "grown", study)
    shutil.copytree(results, project.root / "results")
    plan = plan_study(project.study_file, project.root / "results")
    seen = verify_study(plan)
    assert [f.kind for f in seen.findings] == ["not computed"]
    for step in (lambda: prepare_generation(plan, 1), lambda: run_shard(plan, 2)):
        step()
        assert len(verify_study(plan).findings) == (0 if plan.files.receipt(2).exists() else 1)
    finalise_study(plan)
    assert verify_study(plan).findings == ()
    good = project.store_digests()
    for name in ("zarr.json", "design/in_study/c/2", "design/material/zarr.json"):
        (project.results / "store.zarr" / name).unlink()
    flip(project.results / "store.zarr/profiles/order/c/2/0/0")
    done = repair_study(plan)
    assert (done.films, done.left) == (4, [])
    assert project.store_digests() == good


def leave_behind(files: StudyFiles) -> dict[str, Path]:
    """Put there what killed processes leave, and return it by what it is."""
    left = {
        "object": files.store / "kinetics/charge/c/1/0.abc.partial",
        "metadata": files.store / "kinetics/.zarr.json.1.tmp",
        "mask": files.store / "design/in_study/c/1.abc.partial",
        "receipt": files.root / "receipts/.00001.json.99.tmp",
        "plan": files.root / ".plan.json.99.tmp",
        "progress": files.progress(1),
        "attempt": files.attempt(1),
        "store": files.root / "store.zarr.tmp-99/kinetics/zarr.json",
    }
    for path in left.values():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("0123456789", encoding="utf-8")
    return left


def test_leftovers_are_removed_where_no_lease_is_held(results: Path, verb, whole: dict[str, str]):
    files = study_files(results, "small")
    left = leave_behind(files)
    code, said = verb("verify", "small")
    assert code == 1
    assert said.count("was left by a killed process; remove it with: nmhts gc small") == 6
    with hold_lease(files.lease("shard-00001")):
        code, said = verb("gc", "small", "--dry-run")
        assert all(path.exists() for path in left.values())
        code, said = verb("gc", "small")
        kept = {name for name, path in left.items() if path.exists()}
        assert kept == {"object", "receipt", "progress", "attempt", "plan"}
        assert "is held by a live process" in said
        assert "may be in use right now" in said
        assert files.lease("shard-00001").exists()
    os.utime(left["plan"], (0, 0))
    code, said = verb("gc", "small", "--dry-run")
    assert "5 leftovers would be removed" not in said  # lease files come on top
    assert "kept" in said
    assert left["plan"].exists()
    code, said = verb("gc", "small")
    assert code == 0
    assert not [name for name, path in left.items() if path.exists()]
    assert not list(files.lease("x").parent.iterdir())
    assert digests(results) == whole
    assert verb("verify", "small")[0] == 0


def test_mark_of_an_attempt_that_died_is_no_leftover(results: Path, verb):
    files = study_files(results, "small")
    files.receipt(1).unlink()
    write_json(files.attempt(1), {})
    verb("gc", "small")
    assert files.attempt(1).exists()


def test_lease_that_is_removed_while_one_waits_is_taken_anew(tmp_path: Path):
    path = tmp_path / "x.lock"
    taken = []

    def wait() -> None:
        with hold_lease(path) as lease:
            lease.check()
            taken.append(path.exists())

    waiting = threading.Thread(target=wait)
    with hold_lease(path):
        waiting.start()
        time.sleep(0.3)
        path.unlink()
    waiting.join()
    assert taken == [True]


def test_unlock_wants_nobody_alive(results: Path, tmp_path: Path, verb, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "no lock to remove" in verb("unlock")[1]
    locks = tmp_path / ".snakemake/locks"
    locks.mkdir(parents=True)
    for name in ("0.input.lock", "0.output.lock", "notes"):
        (locks / name).write_text("x", encoding="utf-8")
    with hold_lease(study_files(results, "small").lease("shard-00000")):
        code, said = verb("unlock")
    assert code == 1
    assert "nothing was unlocked" in said
    assert "is held by a live process" in said
    assert len(list(locks.iterdir())) == 3
    # A process that looks like Snakemake in this folder.
    program = tmp_path / "snakemake"
    program.write_text("import time; time.sleep(60)", encoding="utf-8")
    with subprocess.Popen([sys.executable, "-S", str(program)], cwd=tmp_path) as running:
        try:
            with pytest.raises(LeaseError, match=f"Snakemake runs in .* \\(process {running.pid}"):
                unlock(tmp_path, results)
        finally:
            running.kill()
    code, said = verb("unlock")
    assert code == 0
    assert "0.output.lock: removed" in said
    assert [path.name for path in locks.iterdir()] == ["notes"]


# Films that do harm.


def patient_project(folder: Path, **execution) -> Project:
    study = copy.deepcopy(STUDY)
    study["execution"] |= PATIENT | execution
    return Project(folder, study)


def run_in_process(project: Project, capsys, *options: str) -> int:
    results = str(project.root / "results")
    return main(["--results", results, "run", str(project.study_file), *options])


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
    simulate = isolate.simulate_films

    def poison(fidelity, points, *arguments, **options):
        if poisoned in map(run_id, points):
            raise ZeroDivisionError("nitrogen divided\nby zero")
        return simulate(fidelity, points, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(isolate, "simulate_films", poison)
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

    monkeypatch.setattr(isolate, "simulate_films", poison)
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
    # In this process, which lives on: what crashed once is computed in a child.
    done = compute_failed(plan)
    assert (done.films, done.left) == (6, [])
    assert project.store_digests() == whole


def test_processes_give_the_bytes_of_threads(tmp_path: Path, whole: dict[str, str], monkeypatch):
    project = patient_project(tmp_path / "project", isolation="processes")
    plan = plan_study(project.study_file, project.root / "results")
    prepare_generation(plan, 0)
    monkeypatch.setattr(isolate, "simulate_films", None)  # nothing is simulated in this process
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
    study["execution"]["max_seconds_per_film"] = 0.3
    short = Project(tmp_path / "short", study)
    assert run_in_process(short, capsys) == 0
    plan = load_plan(short.root / "results", "small")
    receipt = json.loads(plan.files.receipt(0).read_text(encoding="utf-8"))
    assert receipt["status"] == {"ok": 3, "time_limit": 1}
    assert_only_film_differs(short, free, 3)
    study["execution"]["max_seconds_per_film"] = 600
    short.write_study(study)
    repair = ["--results", str(short.root / "results"), "repair", "--failed"]
    assert main([*repair, str(short.study_file)]) == 0
    assert "4 films computed again" in capsys.readouterr().out
    assert short.store_digests() == free.store_digests()


# Machines that do harm.


def test_worker_that_was_killed_is_taken_over(tmp_path: Path, whole: dict[str, str], capsys):
    project = patient_project(tmp_path / "project")
    flag = tmp_path / "paused"
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(PAUSE), os.environ.get("PYTHONPATH", "")]),
        "NMHTS_TEST_PAUSE": r"receipts/00001\.json$",
        "NMHTS_TEST_PAUSE_FLAG": str(flag),
    }
    command = [sys.executable, "-m", "nmhts.cli", "run", "config/small.yaml"]
    with subprocess.Popen(command, cwd=project.root, env=environment) as running:
        try:
            wait_for(lambda: flag.exists() and flag.read_text() != "", 60, "no rename")
        finally:
            running.kill()
    main(["--results", str(project.root / "results"), "status", "small"])
    assert "1 done, 0 running, 1 to run" in capsys.readouterr().out
    assert run_in_process(project, capsys) == 0
    assert project.store_digests() == whole
    seen = verify_study(load_plan(project.root / "results", "small"))
    assert seen.findings == ()


def test_two_writers_of_one_shard_lose_nothing(tmp_path: Path, whole: dict[str, str]):
    project = Project(tmp_path / "project")
    plan = plan_study(project.study_file, project.root / "results")
    prepare_generation(plan, 0)
    command = [sys.executable, "-m", "nmhts.cli", "run", "small", "--shard", "0"]
    writers = [subprocess.Popen(command, cwd=project.root) for _ in range(2)]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    run_shard(plan, 1)
    finalise_study(plan)
    assert project.store_digests() == whole
    assert verify_study(plan).findings == ()


def in_private_mounts(script: str, folder: Path) -> str:
    """Run a shell script whose mounts vanish with it; skip where that is not permitted."""
    probe = subprocess.run(
        ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False
    )
    if probe.returncode:
        pytest.skip(f"no private mounts here (needs root): {probe.stderr.decode().strip()}")
    done = subprocess.run(
        ["unshare", "-m", "sh", "-ec", script],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_full_disk_loses_nothing(tmp_path: Path, whole: dict[str, str]):
    project = Project(tmp_path / "project")
    run = f"{sys.executable} -m nmhts.cli run config/small.yaml"
    said = in_private_mounts(
        f"mkdir results; mount -t tmpfs -o size=320k tmpfs results; ! {run}; ls results/small/*;"
        f"mount -o remount,size=8m results; echo MORE; {run}; cp -r results copied",
        project.root,
    )
    before = said.split("MORE")[0]
    assert "00000.json" in before
    assert "cannot write results/small/" in said
    assert "No space left on device" in said
    assert "Traceback" not in said
    assert digests(project.root / "copied") == whole
    assert verify_study(load_plan(project.root / "copied", "small")).findings == ()


def test_read_only_folder_gets_a_sentence_and_can_still_be_checked(
    results: Path, whole: dict[str, str]
):
    (results / "small/receipts/00001.json").unlink()
    nmhts = f"{sys.executable} -m nmhts.cli --results results"
    said = in_private_mounts(
        "mount --bind results results; mount -o remount,bind,ro results;"
        f"! {nmhts} run small; ! {nmhts} verify small",
        results.parent,
    )
    assert "cannot write results/small/leases/shard-00001.lock: Read-only file system" in said
    assert "36 objects checked, 1 bad" in said
    assert "Traceback" not in said
    plan = load_plan(results, "small")
    run_shard(plan, 1)
    finalise_study(plan)
    assert digests(results) == whole
