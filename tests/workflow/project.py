"""A small project in a temporary folder, driven from outside like that of a user."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import xarray as xr
import yaml

import nmhts

REPOSITORY = Path(__file__).resolve().parents[2]
PAUSE = Path(__file__).parent / "pause"

STUDY = {
    "kind": "film_kinetics",
    "title": "small",
    "protocol": "hold {voltage} for 5 s; rest 2 s; hold +4 V for 5 s",
    "film": {"temperature": "298.15 K"},
    "axes": {
        "material": ["CoN", "FeN"],
        "thickness": ["2 nm", "5 nm"],
        "voltage": ["0 V", "-2 V", "-4 V"],
    },
    "numerics": {"rtol": 1e-2},
    "output": {
        "steps_per_clause": 6,
        "snapshots_per_clause": 3,
        "max_planes": 24,
        "runs_per_shard": 6,
    },
    "execution": {"runs_per_batch": 2},
}


class Project:
    """A folder with the workflow, one study and its results."""

    def __init__(self, root: Path, study: dict | None = None, name: str = "small"):
        self.root = root
        self.name = name
        (root / "config").mkdir(parents=True)
        shutil.copy(REPOSITORY / "Snakefile", root)
        shutil.copytree(REPOSITORY / "workflow", root / "workflow")
        (root / "profiles").symlink_to("workflow/profiles")
        self.study_file = root / "config" / f"{name}.yaml"
        self.write_study(study or STUDY)
        config = {"studies": [f"config/{name}.yaml"], "results": "results", "threads_per_shard": 1}
        (root / "config/config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")

    @property
    def results(self) -> Path:
        return self.root / "results" / self.name

    def write_study(self, study: dict) -> None:
        self.study_file.write_text(yaml.safe_dump(study, sort_keys=False), encoding="utf-8")

    def _environment(self, extra: dict[str, str] | None) -> dict[str, str]:
        return {**os.environ, **(extra or {})}

    def snakemake(
        self, *arguments: str, environment: dict[str, str] | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        return self._run(["-m", "snakemake", "--cores", "2", *arguments], environment, check)

    def nmhts(
        self, *arguments: str, environment: dict[str, str] | None = None, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        return self._run(["-m", "nmhts.cli", *arguments], environment, check)

    def _run(self, arguments, environment, check) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.root, env=self._environment(environment),
            capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        if check and done.returncode != 0:
            raise AssertionError(f"{arguments} failed:\n{done.stdout}\n{done.stderr}")
        return done

    def kill_at(self, pattern: str, whole_group: bool) -> int:
        """Start the workflow, wait until a process is about to rename onto ``pattern``,
        kill -9, and return that process's id.
        """
        flag = self.root / "paused"
        flag.unlink(missing_ok=True)
        environment = {
            "PYTHONPATH": os.pathsep.join([str(PAUSE), os.environ.get("PYTHONPATH", "")]),
            "NMHTS_TEST_PAUSE": pattern,
            "NMHTS_TEST_PAUSE_FLAG": str(flag),
        }
        running = subprocess.Popen(
            [sys.executable, "-m", "snakemake", "--cores", "2"], cwd=self.root,
            env=self._environment(environment), start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            wait_for(lambda: flag.exists() and flag.read_text() != "", 90, f"no rename: {pattern}")
        finally:
            if whole_group or not flag.exists():
                os.killpg(running.pid, signal.SIGKILL)
            else:
                os.kill(running.pid, signal.SIGKILL)
            running.wait()
        return int(flag.read_text())

    def store_digests(self) -> dict[str, str]:
        """Return the sha256 of every file of the store by its path."""
        return store_digests(self.results / "store.zarr")


def store_digests(store: Path) -> dict[str, str]:
    """Return the sha256 of every file of a store by its path."""
    files = sorted(path for path in store.rglob("*") if path.is_file())
    return {
        str(path.relative_to(store)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def group(project: Project, name: str) -> xr.Dataset:
    """Return one group of the project's study as a user opens it."""
    return nmhts.open_study(project.results)[name].to_dataset()


def jobs_run(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the rules of the jobs that Snakemake started."""
    lines = (done.stderr + done.stdout).splitlines()
    return [
        line.split()[1].rstrip(":") for line in lines if line.startswith(("rule ", "localrule "))
    ]


def wait_for(condition, seconds: float, complaint: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(complaint)
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"
