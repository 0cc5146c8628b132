"""What the Snakemake workflow has to know of a study, found without importing anything heavy."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from nmhts.errors import NmhtsError
from nmhts.study.code import code_identity
from nmhts.study.files import StudyFiles, study_files
from nmhts.study.inputs import forget_what_is_gone, is_current, read_plan


@dataclass(frozen=True)
class WorkflowStudy:
    """A planned study.

    ``generation_of`` and ``round_of`` each shard (the round of refinement that added it), the shards that hold films of the study, the number of
    rounds there may be, the optional variables, the identity of its code.
    """

    name: str
    generation_of: tuple[int, ...]
    active_shards: tuple[int, ...]
    round_of: tuple[int, ...]
    rounds: int
    variables: tuple[str, ...]
    code: str


def workflow_study(path: Path, results: Path) -> WorkflowStudy:
    """Return the plan of a study, made by a process of its own if it is not on disk or not current.

    Errors: NmhtsError with the sentences of the planner.
    """
    files = study_files(results, path.stem)
    forget_what_is_gone(files)
    if not is_current(path, files):
        command = [sys.executable, "-m", "nmhts.cli", "--results", str(results), "plan", str(path)]
        done = subprocess.run([*command, "--write"], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise NmhtsError(done.stderr.strip() or done.stdout.strip())
    return planned_study(files)


def planned_study(files: StudyFiles) -> WorkflowStudy:
    """Return the plan that is on disk, as it is."""
    plan = read_plan(files)
    shards = [n for n, g in enumerate(plan["generations"]) for _ in range(g["shards"])]
    active = tuple(shard for shard in range(len(shards)) if shard not in plan["idle"])
    round_of = tuple(plan["generations"][generation]["round"] for generation in shards)
    code = code_identity(plan["identity"])
    variables = tuple(plan["variables"])
    return WorkflowStudy(
        plan["study"], tuple(shards), active, round_of, plan["rounds"], variables, code
    )
