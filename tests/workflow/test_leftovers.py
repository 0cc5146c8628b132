"""Remains of killed processes are removed, and files held by a live one are not."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from faults import digests

from nmhts.errors import LeaseError
from nmhts.study.files import StudyFiles, study_files, write_json
from nmhts.study.lease import hold_lease
from nmhts.study.unlock import unlock


def leave_behind(files: StudyFiles) -> dict[str, Path]:
    """Create the remains of killed processes, and return them by name."""
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
    program.write_text("import time; print(flush=True); time.sleep(60)", encoding="utf-8")
    command = [sys.executable, "-S", str(program)]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE) as running:
        try:
            # A process that has just begun has no command line yet.
            assert running.stdout is not None
            assert running.stdout.readline() == b"\n"
            with pytest.raises(LeaseError, match=f"Snakemake runs in .* \\(process {running.pid}"):
                unlock(tmp_path, results)
        finally:
            running.kill()
    code, said = verb("unlock")
    assert code == 0
    assert "0.output.lock: removed" in said
    assert [path.name for path in locks.iterdir()] == ["notes"]
