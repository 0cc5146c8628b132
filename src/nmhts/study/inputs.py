"""What a plan is made from, and whether the plan on disk is still made from it.

Imported while the workflow is parsed, so nothing here imports more than YAML.
"""

from __future__ import annotations

from pathlib import Path

from nmhts.materials.library import PACKAGED, user_folders
from nmhts.study.code import PACKAGE
from nmhts.study.files import StudyFiles, canonical, digest, read_json

_PLANNING = ("units.py", "symbols.py", "simulation/protocol.py", "simulation/waveform.py")
_PLANNING_FOLDERS = ("materials", "schema", "study")


def input_hashes(path: Path) -> dict[str, str]:
    """Return the hashes of what a plan is made from: study file, sheets, waveforms beside it, and the planning code."""
    found = [path, *sorted(path.parent.glob("*.csv"))]
    for folder in (PACKAGED, *user_folders()):
        found += sorted(folder.glob("*.yaml"))
    hashes = {str(p): digest(p.read_bytes()) for p in found if p.is_file()}
    code = [PACKAGE / name for name in _PLANNING]
    for folder in _PLANNING_FOLDERS:
        code += sorted((PACKAGE / folder).glob("*.py"))
    hashes["planning code"] = digest(canonical([digest(p.read_bytes()) for p in code]))
    return hashes


def is_current(path: Path, files: StudyFiles) -> bool:
    """Return whether the plan on disk was made from the study file and sheets as they are, and is whole."""
    if not (files.plan.exists() and files.plan_inputs.exists()):
        return False
    shards = sum(g["shards"] for g in read_json(files.plan)["generations"])
    return read_json(files.plan_inputs) == input_hashes(path) and all(
        files.spec(shard).exists() for shard in range(shards)
    )
