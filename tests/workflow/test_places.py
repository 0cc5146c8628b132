"""Folders of any name, interpreters at any place, a missing store: nothing breaks or reruns.

Nothing is deleted either.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml
from faults import digests
from project import Project, jobs_run, store_digests, wait_for

import nmhts.study.plan
from nmhts.cli import main
from nmhts.study import workflow
from nmhts.study.files import study_files, write_atomically


@pytest.fixture
def finished(undisturbed: Project, tmp_path: Path) -> Project:
    """A copy of the finished project that a test may change."""
    project = Project(tmp_path / "copy")
    shutil.rmtree(project.root)
    # Times are kept: Snakemake compares them.
    shutil.copytree(undisturbed.root, project.root, symlinks=True)
    return project


@pytest.fixture(scope="session")
def moved_interpreter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python in an environment at another place, with a blank and a quote in its name."""
    folder = tmp_path_factory.mktemp("moved") / "it's an environment"
    venv.create(folder, symlinks=True)
    return folder / "bin" / "python"


def snakemake_of(python: Path, project: Project, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the workflow with another interpreter that finds the same packages."""
    packages = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        [str(python), "-m", "snakemake", "--cores", "2", *options],
        cwd=project.root, env={**os.environ, "PYTHONPATH": packages},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def everything(folder: Path) -> dict[str, tuple[int, bytes | str]]:
    """Time and content of every file and link of a results folder."""
    found: dict[str, tuple[int, bytes | str]] = {}
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            found[str(path)] = (0, str(path.readlink()))
        elif path.is_file():
            found[str(path)] = (path.stat().st_mtime_ns, path.read_bytes())
    return found


def test_folders_with_blanks_and_quotes(
    tmp_path: Path, whole: dict[str, str], moved_interpreter: Path
):
    project = Project(tmp_path / 'it\'s a "project" & more')
    config = project.root / "config/config.yaml"
    results = "my 'good' results; $HOME"
    settings = yaml.safe_load(config.read_text(encoding="utf-8")) | {"results": results}
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    snakemake_of(moved_interpreter, project)
    assert store_digests(project.root / results / "small/store.zarr") == whole
    assert (project.root / results / "small/report.html").is_file()
    assert sorted(p.name for p in project.root.iterdir() if not p.name.startswith(".")) == [
        "Snakefile", "config", results, "profiles", "workflow",
    ]  # fmt: skip


def test_results_folder_that_snakemake_would_misread_is_refused(project: Project):
    config = project.root / "config/config.yaml"
    settings = yaml.safe_load(config.read_text(encoding="utf-8")) | {"results": "of {study}"}
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    done = project.snakemake("--dry-run", check=False)
    assert done.returncode != 0
    assert "results: 'of {study}' (expected a folder without braces" in done.stdout + done.stderr


def test_another_interpreter_reruns_nothing(finished: Project, moved_interpreter: Path):
    assert jobs_run(snakemake_of(moved_interpreter, finished, "--dry-run")) == []


@pytest.mark.parametrize("state", ["away", "deleted"])
def test_reading_the_workflow_changes_nothing(finished: Project, state: str, whole: dict[str, str]):
    store, gone = finished.results / "store.zarr", finished.root / "unmounted"
    away = finished.root / "disk"
    store.rename(gone)
    if state == "away":
        store.symlink_to(away)
    before = everything(finished.results)
    for program, *words in (
        ("snakemake", "--dry-run"),
        ("snakemake",),
        ("nmhts", "plan", "config/small.yaml", "--write"),
        ("nmhts", "status", "small"),
    ):
        run = finished.snakemake if program == "snakemake" else finished.nmhts
        done = run(*words, check=False)
        said = done.stdout + done.stderr
        assert "Traceback" not in said
        assert ("which is not there now" if state == "away" else "gone") in said
        assert "nmhts repair small" in said
        if program == "snakemake" or state == "away":
            assert done.returncode != 0
        assert everything(finished.results) == before
    if state == "away":
        gone.rename(away)
        assert jobs_run(finished.snakemake()) == []
    else:
        assert "12 films computed again" in finished.nmhts("repair", "small").stdout
        assert digests(finished.root / "results") == whole


def test_lost_link_is_mended_by_the_command_that_is_named(finished: Project, whole: dict[str, str]):
    store = finished.results / "store.zarr"
    shutil.rmtree(store)
    store.symlink_to(finished.root / "nowhere")
    said = finished.nmhts("run", "config/small.yaml", check=False).stderr
    (command,) = re.findall(r"mend it with: (.+)$", said, re.MULTILINE)
    assert command == "rm results/small/store.zarr && nmhts repair small"
    store.unlink()
    finished.nmhts("repair", "small")
    assert digests(finished.root / "results") == whole


def test_deleted_receipt_is_not_noticed_by_deleting_more(finished: Project):
    (finished.results / "receipts/00001.json").unlink()
    before = everything(finished.results)
    assert "shard" in jobs_run(finished.snakemake("--dry-run"))
    assert everything(finished.results) == before
    assert "shard" in jobs_run(finished.snakemake())
    assert everything(finished.results).keys() > before.keys()


def test_job_whose_workflow_is_gone_already_does_nothing(tmp_path: Path):
    """The parent of an orphan is the process that inherited it, which lives forever."""
    project = Project(tmp_path / "project")
    project.nmhts("plan", "config/small.yaml", "--write")
    gone = subprocess.Popen([sys.executable, "-S", "-c", ""])
    gone.wait()
    done = project.nmhts("run", "small", "--die-with-parent", str(gone.pid), check=False)
    assert done.returncode == 1
    assert not (project.results / "store.zarr").exists()
    assert not (project.results / "leases").exists()


def test_job_ends_when_its_workflow_does(tmp_path: Path):
    """The parent lives when the job begins,
    and is killed while the job waits for the lease of its shard.
    """
    project = Project(tmp_path / "project")
    project.nmhts("plan", "config/small.yaml", "--write")
    waiting = (
        "import os, sys, time, pathlib; from nmhts.study.attempts import die_with_parent;"
        "die_with_parent(int(sys.argv[1])); pathlib.Path('begun').write_text(str(os.getpid())); "
        "time.sleep(300)"
    )
    starting = (
        f"import os, subprocess, sys; subprocess.run([sys.executable, '-c', {waiting!r}, "
        "str(os.getpid())])"
    )
    begun = project.root / "begun"
    with subprocess.Popen([sys.executable, "-c", starting], cwd=project.root) as parent:
        wait_for(lambda: begun.exists() and begun.read_text() != "", 60, "the job never began")
        parent.kill()
    job = int(begun.read_text(encoding="utf-8"))
    wait_for(
        lambda: (
            not Path(f"/proc/{job}/cmdline").exists()
            or not Path(f"/proc/{job}/cmdline").read_bytes()
        ),
        60,
        "the job lives on",
    )


def test_plan_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    project = Project(tmp_path / "project")
    monkeypatch.chdir(project.root)
    made = []
    make_plan = nmhts.study.plan.make_plan
    monkeypatch.setattr(
        nmhts.study.plan, "make_plan", lambda *given: made.append(1) or make_plan(*given)
    )
    assert main(["plan", "config/small.yaml", "--write"]) == 0
    assert made == [1]
    # The results it wrote are current.
    assert nmhts.study.plan.plan_study(Path("config/small.yaml"), Path("results"))
    assert made == [1]


def test_code_is_hashed_once_for_all_shards(finished: Project, monkeypatch: pytest.MonkeyPatch):
    """The workflow asks for the plan again at every shard, for refinement may have changed it."""
    hashed = []
    code_identity = workflow.code_identity
    monkeypatch.setattr(
        workflow, "code_identity", lambda identity: hashed.append(1) or code_identity(identity)
    )
    files = study_files(finished.root / "results", "small")
    plans = [workflow.planned_study(files) for _ in range(1000)]
    assert hashed == [1]
    assert len(plans[-1].generation_of) == 2
    content = files.plan.read_text(encoding="utf-8").replace('"shards": 2', '"shards": 3')
    write_atomically(files.plan, content.encode())
    assert len(workflow.planned_study(files).generation_of) == 3
