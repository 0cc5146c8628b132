"""Inputs of a plan, and the check that the plan on disk was made from them.

The workflow imports this module while it is parsed, so it imports nothing heavier than YAML.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nmhts.errors import StoreError
from nmhts.materials.layouts import layouts
from nmhts.materials.library import sheet_files
from nmhts.schema.kinds import kind_folders
from nmhts.study.code import PACKAGE
from nmhts.study.files import StudyFiles, canonical, command, digest
from nmhts.study.forms import INPUTS, read_form, read_plan

_NOT_PLANNING = ("report", "validation", "cli.py")
"""Parts of the package that no plan depends on."""


def input_hashes(path: Path, files: StudyFiles, plan: Mapping[str, Any]) -> dict[str, str]:
    """Return the hashes of the inputs of a plan.

    They are study file, refinement, sheets, the waveforms or databases it uses, and planning code.
    """
    used = [*plan.get("waveform_files", ()), *plan.get("database_files", ())]
    found = [path, files.refined, *map(Path, used)]
    found += sheet_files()
    if plan.get("layouts"):
        found += [layout.path for layout in layouts().values()]
    hashes = {str(p): digest(p.read_bytes()) for p in found if p.is_file()}
    return hashes | {"planning code": _planning_code()}


def _planning_code() -> str:
    """Return the hash of all sources that a plan may depend on."""
    places = [path for path in sorted(PACKAGE.iterdir()) if path.name not in _NOT_PLANNING]
    places += [folder for folder in kind_folders().values() if PACKAGE not in folder.parents]
    code = [
        file
        for place in places
        for file in ([place] if place.suffix == ".py" else sorted(place.rglob("*.py")))
    ]
    return digest(canonical([digest(p.read_bytes()) for p in code]))


def is_current(path: Path, files: StudyFiles) -> bool:
    """Return whether the plan on disk is whole and made from the present study file and sheets."""
    if not (files.plan.exists() and files.plan_inputs.exists()):
        return False
    plan = read_plan(files)
    inputs = input_hashes(path, files, plan)
    shards = sum(g["shards"] for g in plan["generations"])
    try:
        known = read_form(files.plan_inputs, INPUTS, "a list of inputs")
    except StoreError:
        # It is only the key for reusing the plan: planning writes it again.
        return False
    return known == inputs and all(files.spec(shard).exists() for shard in range(shards))


def refuse_store_that_is_away(files: StudyFiles) -> None:
    """Raise StoreError if the store is a link whose target is missing.

    A disk that comes back must find everything unchanged.
    """
    if files.store.is_symlink() and not files.store.exists():
        store = shlex.quote(str(files.store))
        raise StoreError(
            f"{files.store} is a link to {files.store.readlink()}, which is not there now; nothing "
            "was changed. Bring it back and repeat the command; "
            f"if it is lost, mend it with: rm {store} && {command(files, 'repair')}"
        )
