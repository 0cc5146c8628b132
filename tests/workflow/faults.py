"""Damage to files of a study, and projects with harmful films and machines."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

from project import STUDY, Project, store_digests

from nmhts.cli import main

PATIENT = {"max_failed_fraction": 0.5}
CHARGE = "store.zarr/kinetics/charge/c/0/0"
"""An object of the first shard."""


def digests(results: Path) -> dict[str, str]:
    """The sha256 of every file of the store by its path."""
    return store_digests(results / "small/store.zarr")


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


def patient_project(folder: Path, **execution) -> Project:
    study = copy.deepcopy(STUDY)
    study["execution"] |= PATIENT | execution
    return Project(folder, study)


def run_in_process(project: Project, capsys, *options: str) -> int:
    results = str(project.root / "results")
    return main(["--results", results, "run", str(project.study_file), *options])
