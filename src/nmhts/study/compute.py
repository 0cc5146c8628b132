"""A whole study computed in one process; the workflow uses many."""

from __future__ import annotations

from typing import Any

from nmhts.study.finish import finalise_study
from nmhts.study.plan import StudyPlan, load_plan, shard_code, why_pending
from nmhts.study.refine import refine_study
from nmhts.study.run import prepare_generation, run_shard


def compute_study(plan: StudyPlan, threads: int = 1) -> dict[str, Any]:
    """Compute all missing shards of a study, with its rounds of refinement, and finish it.

    Returns: the content of ``study.json``.
    Errors: as of ``run_shard``, ``refine_study`` and ``finalise_study``.
    """
    _compute_shards(plan, threads)
    for number in range(1, plan.content["rounds"] + 1):
        if not refine_study(plan, number):
            break
        plan = load_plan(plan.files.root.parent, plan.study)
        _compute_shards(plan, threads)
    return finalise_study(plan)


def _compute_shards(plan: StudyPlan, threads: int) -> None:
    """Compute all shards that are not in the store yet."""
    if not plan.files.store.exists():
        _void_receipts(plan)
    for generation in range(len(plan.content["generations"])):
        if not plan.files.prepared(generation).exists():
            prepare_generation(plan, generation)
    # A film that killed the process of one shard may have a similar one in the next shard, and all
    # run in this process.
    careful = any(plan.files.attempt(shard).exists() for shard in plan.active_shards)
    code = shard_code(plan)
    for shard in plan.active_shards:
        if why_pending(plan, shard, code):
            run_shard(plan, shard, threads, careful)


def _void_receipts(plan: StudyPlan) -> None:
    """Remove receipts and marks of a deleted store; one that is only away was refused before."""
    for shard in plan.shards:
        plan.files.receipt(shard).unlink(missing_ok=True)
    for generation in range(len(plan.content["generations"])):
        plan.files.prepared(generation).unlink(missing_ok=True)
    plan.files.withdraw_complete()
