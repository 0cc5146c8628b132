"""What a plan is made from, and whether the plan on disk is still made from it.

Imported while the workflow is parsed, so nothing here imports more than YAML.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nmhts.errors import StoreError
from nmhts.materials.layouts import layouts
from nmhts.materials.library import sheet_files
from nmhts.study.code import PACKAGE
from nmhts.study.files import StudyFiles, canonical, digest, read_json

PLAN_FORMAT = 2
_PLANNING = (
    "units.py",
    "symbols.py",
    "simulation/protocol.py",
    "simulation/cycle_protocol.py",
    "simulation/waveform.py",
    "simulation/plausible.py",
    "simulation/stack.py",
    "simulation/stack_text.py",
    "simulation/wireless_cell.py",
    "simulation/wireless_checks.py",
    "simulation/wireless_setup.py",
    "simulation/phases.py",
    "simulation/phase_database.py",
)
_PLANNING_FOLDERS = ("materials", "schema", "study")


def input_hashes(path: Path, files: StudyFiles, plan: Mapping[str, Any]) -> dict[str, str]:
    """Return the hashes of what a plan is made from: study file, refinement, sheets, the waveforms or databases it uses, the planning code."""
    used = [*plan.get("waveform_files", ()), *plan.get("database_files", ())]
    found = [path, files.refined, *map(Path, used)]
    found += sheet_files()
    if plan.get("layouts"):
        found += [layout.path for layout in layouts().values()]
    hashes = {str(p): digest(p.read_bytes()) for p in found if p.is_file()}
    code = [PACKAGE / name for name in _PLANNING]
    for folder in _PLANNING_FOLDERS:
        code += sorted((PACKAGE / folder).rglob("*.py"))
    hashes["planning code"] = digest(canonical([digest(p.read_bytes()) for p in code]))
    return hashes


def is_current(path: Path, files: StudyFiles) -> bool:
    """Return whether the plan on disk was made from the study file and sheets as they are, and is whole."""
    if not (files.plan.exists() and files.plan_inputs.exists()):
        return False
    plan = read_plan(files)
    inputs = input_hashes(path, files, plan)
    shards = sum(g["shards"] for g in plan["generations"])
    return read_json(files.plan_inputs) == inputs and all(
        files.spec(shard).exists() for shard in range(shards)
    )


def read_plan(files: StudyFiles) -> dict[str, Any]:
    """Return the content of plan.json.

    Errors: StoreError with advice if the file is damaged.
    """
    try:
        plan = read_json(files.plan)
    except StoreError as error:
        raise StoreError(f"{error}; move {files.root} away and compute the study again") from error
    if not isinstance(plan, dict) or plan.get("format") != PLAN_FORMAT:
        raise StoreError(
            f"{files.plan} is not a plan of format {PLAN_FORMAT}; move {files.root} away and compute the study again"
        )
    return plan


def forget_what_is_gone(files: StudyFiles) -> None:
    """Remove the marks of what has been deleted by hand, so that it is computed again.

    Without a store no receipt vouches for anything; without all receipts the study is not complete.
    """
    if not files.plan.exists():
        return
    plan = read_plan(files)
    shards = range(sum(g["shards"] for g in plan["generations"]))
    if not files.store.exists():
        for folder in (files.prepared(0).parent, files.receipt(0).parent):
            for mark in folder.glob("*.json"):
                mark.unlink()
    owed = [shard for shard in shards if shard not in plan["idle"]]
    if not all(files.receipt(shard).exists() for shard in owed):
        files.withdraw_complete()


def planned_from(files: StudyFiles) -> Path | None:
    """Return the study file a plan was made from, if it is still there."""
    try:
        inputs = read_json(files.plan_inputs)
    except StoreError:
        return None
    for name in inputs:
        path = Path(name)
        if path.stem == files.root.name and path.suffix in (".yaml", ".yml") and path.is_file():
            return path
    return None
