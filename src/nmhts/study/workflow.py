"""Facts on a study for the Snakemake workflow, read without heavy imports."""

from __future__ import annotations

import functools
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from nmhts.errors import NmhtsError, StoreError
from nmhts.study.code import code_identity
from nmhts.study.files import StudyFiles, command, mending, study_files
from nmhts.study.forms import ROUND_MARK, read_form, read_plan
from nmhts.study.inputs import is_current, refuse_store_that_is_away


@dataclass(frozen=True)
class WorkflowStudy:
    """A planned study.

    ``generation_of`` each shard; ``active_shards``: those with films of the study; ``round_of``
    each shard: the round of refinement that added it; ``rounds``: the largest number of them;
    ``variables``: optional ones; ``code``: identity of its code; ``mem_mb`` [MB] and ``runtime``
    [min] of the job of a shard.
    """

    name: str
    generation_of: tuple[int, ...]
    active_shards: tuple[int, ...]
    round_of: tuple[int, ...]
    rounds: int
    variables: tuple[str, ...]
    code: str
    mem_mb: int
    runtime: int


def workflow_study(path: Path, results: Path) -> WorkflowStudy:
    """Return the plan of a study, made by a separate process if it is missing or not current.

    Nothing is deleted: the workflow calls this whenever it is read, also by a dry run.
    Errors: NmhtsError with the messages of the planner; StoreError for a missing store whose
    receipts exist.
    """
    files = study_files(results, path.stem)
    refuse_store_that_is_away(files)
    receipts = len(list(files.root.glob("receipts/*.json")))
    if receipts and not files.store.exists():
        raise StoreError(
            f"{files.store} is gone, with all that {receipts} receipts acknowledge; nothing was "
            "changed. Put it back, or compute all of it again; "
            f"{mending(files)}"
        )
    # Plans of earlier versions lack the resources of their jobs.
    if not is_current(path, files) or "resources" not in read_plan(files):
        command = [sys.executable, "-m", "nmhts.cli", "--results", str(results), "plan", str(path)]
        done = subprocess.run([*command, "--write"], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise NmhtsError(done.stderr.strip() or done.stdout.strip())
    return planned_study(files)


def planned_study(files: StudyFiles) -> WorkflowStudy:
    """Return the plan on disk, read once per version of the file: the workflow asks often."""
    try:
        seen = files.plan.stat()
    except FileNotFoundError:
        return _planned(files, 0, 0)
    return _planned(files, seen.st_mtime_ns, seen.st_ino)


@functools.lru_cache(maxsize=64)
def _planned(files: StudyFiles, _modified: int, _inode: int) -> WorkflowStudy:
    plan = read_plan(files)
    shards = [n for n, g in enumerate(plan["generations"]) for _ in range(g["shards"])]
    active = tuple(shard for shard in range(len(shards)) if shard not in plan["idle"])
    round_of = tuple(plan["generations"][generation]["round"] for generation in shards)
    code = code_identity(plan["identity"])
    variables = tuple(plan["variables"])
    asked = plan["resources"]
    return WorkflowStudy(
        plan["study"],
        tuple(shards),
        active,
        round_of,
        plan["rounds"],
        variables,
        code,
        asked["mem_mb"],
        asked["runtime"],
    )


def adds_nothing(mark: Path, study: str, results: Path) -> bool:
    """Return whether a round of refinement added nothing, from its mark; this ends the rounds.

    Errors: StoreError with the command that mends a damaged mark.
    """
    try:
        content = read_form(mark, ROUND_MARK, "the mark of a round")
    except StoreError as error:
        again = command(study_files(results, study), "refine")
        raise StoreError(f"{error}; mend it with: {again} --round {int(mark.stem)}") from error
    return content["added"] + content["before"] == 0
