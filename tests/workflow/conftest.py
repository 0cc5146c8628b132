"""The undisturbed run that other runs are compared with, and a copy of it to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from project import Project

from nmhts.cli import main


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A finished project; tests must not change it."""
    project = Project(tmp_path_factory.mktemp("undisturbed"))
    project.snakemake()
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture(scope="session")
def whole(undisturbed: Project) -> dict[str, str]:
    """The sha256 of every file of the undisturbed store by its path."""
    return undisturbed.store_digests()


@pytest.fixture
def results(undisturbed: Project, tmp_path: Path) -> Path:
    """The results folder of a finished study that a test may spoil."""
    shutil.copytree(undisturbed.root / "results", tmp_path / "results")
    return tmp_path / "results"


@pytest.fixture
def verb(
    results: Path,
    capsys: pytest.CaptureFixture,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
):
    """Run a verb as a user does, in the folder of the project.

    Returns: the exit code and all messages.
    """
    monkeypatch.chdir(results.parent)

    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        caplog.clear()
        code = main(list(arguments))
        return code, capsys.readouterr().out + caplog.text

    return run
