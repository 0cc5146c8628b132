"""Adaptive refinement: rounds of new films or points where neighbors along an axis differ."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import numpy as np

from nmhts.errors import StoreError
from nmhts.schema.config import StudyConfig
from nmhts.schema.load import load_study
from nmhts.study.files import canonical, write_json, write_kept
from nmhts.study.forms import planned_from, read_refined
from nmhts.study.plan import StudyPlan, plan_study, shard_code, why_pending
from nmhts.study.store import stored_rows, stored_status

log = logging.getLogger(__name__)


def refine_study(plan: StudyPlan, number: int) -> int:
    """Choose and plan the films or points of a round of refinement; return their number.

    The kind of the study chooses them (``Kind.between``) from results stored before this round. The
    mark of the round is written last.
    Parameters: plan; number of the round, from 1.
    Errors: StoreError if a shard of the plan is not in the store, or the study file is gone or has
    no refinement.
    """
    path = planned_from(plan.files)
    if path is None:
        raise StoreError(f"the study file of {plan.study!r} is gone; refinement needs it")
    config = load_study(path)
    if config.refinement is None:
        raise StoreError(f"{path} has no refinement (expected the key 'refine')")
    code = shard_code(plan)
    before = [s for s in plan.active_shards if plan.round_of(s) < number]
    for shard in before:
        if why := why_pending(plan, shard, code):
            raise StoreError(f"round {number} of {plan.study!r} needs shard {shard}: {why}")
    known = read_refined(plan.files) if plan.files.refined.exists() else []
    seen = {canonical(added["values"]) for added in known}
    tried = [added["values"] for added in known if added["round"] < number]
    # Films that this round added before stay: a round that is run again finds them in place.
    new = [
        {"round": number, "values": values}
        for values in _between(config, plan, set(before), tried)
        if canonical(values) not in seen
    ]
    again = sum(added["round"] == number for added in known)
    if new:
        write_kept(plan.files, plan.files.refined, [*known, *new])
        plan_study(path, plan.files.root.parent)
    write_json(plan.files.round(number), {"round": number, "added": len(new), "before": again})
    log.info("%s round %d: %d %ss added", plan.study, number, len(new), plan.kind.what)
    return len(new) + again


def _between(
    config: StudyConfig, plan: StudyPlan, shards: set[int], tried: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield the axis values that a round adds, from the good rows of some shards of the study."""
    good = np.isin(stored_status(plan), plan.kind.kept)
    masked = set(plan.content["masked"])
    table, places = [], []
    for spec in plan.specs():
        if spec["shard"] not in shards:
            continue
        for i, point in enumerate(spec["points"]):
            row = spec["shard"] * plan.runs_per_shard + i
            if point["run_id"] not in masked and good[row]:
                table.append(point["row"])
                places.append(row)
    stored = {
        variable: stored_rows(plan, variable, step)[places]
        for variable, step in plan.kind.refined_from(config).items()
    }
    yield from plan.kind.between(config, table, stored, tried)
