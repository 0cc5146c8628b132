"""Finishing a study, and its state at any time."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from nmhts.errors import StoreError
from nmhts.study.damage import refuse_lost_objects
from nmhts.study.files import canonical, command, digest, write_json
from nmhts.study.forms import PROGRESS, read_form, read_receipt
from nmhts.study.lease import hold_lease, is_held
from nmhts.study.plan import StudyPlan, shard_code, why_pending
from nmhts.study.store import finalise_store, stored_status

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class StudyState:
    """State of a study: shards by state with reasons, films by status, errors of crashed ones."""

    done: tuple[int, ...]
    running: tuple[int, ...]
    pending: dict[int, str]
    films: int
    by_status: dict[str, int]
    progress: dict[int, dict[str, float]]
    errors: dict[str, str]


def study_state(plan: StudyPlan) -> StudyState:
    """Return the state of a study, from its plan, receipts and leases."""
    code = shard_code(plan)
    done, running, pending = [], [], {}
    progress = {}
    for shard in plan.active_shards:
        reason = why_pending(plan, shard, code)
        if reason is None:
            done.append(shard)
        elif is_held(plan.files.lease(f"shard-{shard:05d}")):
            running.append(shard)
            with suppress(StoreError):  # optional, written again every few seconds
                progress[shard] = read_form(plan.files.progress(shard), PROGRESS, "progress")
        else:
            pending[shard] = reason
    in_study = rows_in_study(plan)
    errors: dict[str, str] = {}
    for shard in done:
        errors |= read_receipt(plan.files, shard)["errors"]
    refuse_lost_objects(plan.files, done, "design/")
    by_status = {}
    if done:
        acknowledged = np.isin(np.arange(len(in_study)) // plan.runs_per_shard, done)
        by_status = _by_status(plan, stored_status(plan)[acknowledged & (in_study == 1)])
    films = int(in_study.sum())
    return StudyState(tuple(done), tuple(running), pending, films, by_status, progress, errors)


def rows_in_study(plan: StudyPlan) -> np.ndarray:
    """Return 1 for every row of the store with a film of the present study, int8 [run]."""
    masked = set(plan.content["masked"])
    rows = np.zeros(len(plan.shards) * plan.runs_per_shard, dtype=np.int8)
    for spec in plan.specs():
        begin = spec["shard"] * plan.runs_per_shard
        for i, point in enumerate(spec["points"]):
            rows[begin + i] = point["run_id"] not in masked
    return rows


def plan_digest(plan: StudyPlan) -> str:
    """Return the hash of a plan; study.json names the plan for which a study is finished."""
    return digest(canonical(plan.content))


def _by_status(plan: StudyPlan, codes: np.ndarray) -> dict[str, int]:
    counts = {s.name: int((codes == s.code).sum()) for s in plan.kind.statuses}
    return {name: count for name, count in counts.items() if count}


def finalise_study(plan: StudyPlan) -> dict:
    """Check that every shard is acknowledged, publish the rows of the study, write its summary.

    Returns: the content of ``study.json``.
    Errors: StoreError naming shards that are not acknowledged, objects that are missing, or the
    share of failed films if it is above ``max_failed_fraction`` (the store is then complete
    nevertheless).
    """
    state = study_state(plan)
    if state.pending or state.running:
        waiting = {**state.pending, **dict.fromkeys(state.running, "running")}
        listed = "; ".join(f"shard {shard}: {why}" for shard, why in waiting.items())
        raise StoreError(f"study {plan.study!r} is not complete: {listed}")
    refuse_lost_objects(plan.files, plan.active_shards)
    in_study = rows_in_study(plan)
    with hold_lease(plan.files.lease("store")):
        finalise_store(plan, in_study)
    counts = _by_status(plan, stored_status(plan)[in_study == 1])
    films = int(in_study.sum())
    kept = (s.name for s in plan.kind.statuses if s.code in plan.kind.kept)
    failed = films - sum(counts.get(name, 0) for name in kept)
    content = {
        "study": plan.study,
        "films": films,
        "masked": len(plan.content["masked"]),
        "status": counts,
        "shards": len(plan.shards),
        "code": shard_code(plan),
        "plan": plan_digest(plan),
    }
    allowed = plan.content["max_failed_fraction"]
    if failed > allowed * films:
        raise StoreError(
            f"{failed} of {films} {plan.kind.what}s failed, more than "
            f"execution.max_failed_fraction = {allowed:g}; "
            f"the store is complete and says which: {command(plan.files, 'status')}"
        )
    if failed:
        log.warning(
            "%d of %d %ss failed: %s", failed, films, plan.kind.what, command(plan.files, "status")
        )
    write_json(plan.files.complete, content)
    return content
