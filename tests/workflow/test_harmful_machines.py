"""A killed worker, a second writer, a full disk and a read-only folder lose nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from faults import digests, patient_project, run_in_process
from project import PAUSE, Project, wait_for

from nmhts.cli import main
from nmhts.study.finish import finalise_study
from nmhts.study.plan import load_plan, plan_study
from nmhts.study.run import prepare_generation, run_shard
from nmhts.study.verify import verify_study


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


def test_what_cannot_be_written_elsewhere_gets_a_sentence(results: Path):
    nmhts = f"{sys.executable} -m nmhts.cli"
    said = in_private_mounts(
        "mount --bind results results; mount -o remount,bind,ro results;"
        f"! {nmhts} export small; ! {nmhts} export small --format csv; ! {nmhts} report small;"
        f"! {nmhts} status small --log results/logs/status.log;"
        f"{nmhts} export small --output elsewhere.nc",
        results.parent,
    )
    for target in ("small.nc", "small_csv"):
        assert f"cannot write results/small/{target}: Read-only file system" in said
    assert said.count("name a place that can be written with --output") == 2
    assert "cannot write results/small/figures/" in said
    assert "results/logs: Read-only file system; nothing that was acknowledged is lost" in said
    assert "Traceback" not in said
    assert (results.parent / "elsewhere.nc").is_file()


def test_full_disk_stops_every_verb_with_a_sentence(results: Path, whole: dict[str, str]):
    nmhts = f"{sys.executable} -m nmhts.cli --results disk/results"
    said = in_private_mounts(
        "mkdir disk; mount -t tmpfs -o size=6m tmpfs disk; cp -r results disk; rm "
        "disk/results/small/receipts/00001.json;dd if=/dev/zero of=disk/fill bs=4k 2>&1 || true;"
        f"! {nmhts} run small; ! {nmhts} report small; ! {nmhts} export small; ! {nmhts} export "
        f"small --format csv;! {nmhts} repair small; {nmhts} status small; ! {nmhts} verify "
        f"small; rm disk/fill;{nmhts} run small; {nmhts} export small; {nmhts} report small; "
        f"{nmhts} verify small; cp -r disk/results copied",
        results.parent,
    )
    assert said.count("No space left on device") >= 5  # with that of dd
    assert "Traceback" not in said
    assert "internal error" not in said
    assert digests(results.parent / "copied") == whole
