"""The undisturbed run that other runs are compared with."""

from __future__ import annotations

from pathlib import Path

import pytest
from project import Project


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A finished project; tests must not change it."""
    project = Project(tmp_path_factory.mktemp("undisturbed"))
    project.snakemake()
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")
