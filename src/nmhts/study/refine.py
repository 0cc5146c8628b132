"""Adaptive refinement: rounds of new films where a quantity crosses a level along one axis."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from nmhts.errors import StoreError
from nmhts.schema.film_kinetics import FilmConfig
from nmhts.schema.load import load_study
from nmhts.study.files import canonical, read_json, write_json
from nmhts.study.inputs import planned_from
from nmhts.study.plan import StudyPlan, plan_study, shard_code, why_pending
from nmhts.study.store import stored_column, stored_status

log = logging.getLogger(__name__)


def refine_study(plan: StudyPlan, number: int) -> int:
    """Say which films a round of refinement adds, plan them, and write the round's mark; return how many they are.

    In every family of films that differ in the refined axis only, the gaps wider than the tolerance between whose ends the quantity crosses the
    level get a film in their middle. A family whose films all lie on one side adds nothing.
    Parameters: plan; number of the round, from 1.
    Errors: StoreError if a shard of the plan is not in the store, or the study file is gone or has no refinement.
    """
    path = planned_from(plan.files)
    if path is None:
        raise StoreError(f"the study file of {plan.study!r} is gone; refinement needs it")
    config = load_study(path)
    if not isinstance(config, FilmConfig) or config.file.refine is None:
        raise StoreError(f"{path} has no refinement (expected the key 'refine')")
    code = shard_code(plan)
    before = [s for s in plan.active_shards if plan.round_of(s) < number]
    for shard in before:
        if why := why_pending(plan, shard, code):
            raise StoreError(f"round {number} of {plan.study!r} needs shard {shard}: {why}")
    known = read_json(plan.files.refined) if plan.files.refined.exists() else []
    seen = {canonical(film["values"]) for film in known}
    # Films that this very round added before stay as they are: a round that is run again finds them in place.
    added = [
        {"round": number, "values": values}
        for values in _middles(config, plan, set(before))
        if canonical(values) not in seen
    ]
    again = sum(film["round"] == number for film in known)
    if added:
        write_json(plan.files.refined, [*known, *added])
        plan_study(path, plan.files.root.parent)
    write_json(plan.files.round(number), {"round": number, "added": len(added), "before": again})
    log.info("%s round %d: %d films added", plan.study, number, len(added))
    return len(added) + again


def _middles(config: FilmConfig, plan: StudyPlan, shards: set[int]) -> Iterator[dict[str, Any]]:
    """Yield the axis values of the films that halve the gaps in which the level is crossed."""
    refine = config.file.refine
    assert refine is not None
    assert config.tolerance is not None
    steps = config.file.output.steps_per_clause
    values = stored_column(plan, f"kinetics/{refine.quantity}", refine.clause * steps)
    good = stored_status(plan) == 0
    masked = set(plan.content["masked"])
    names = [axis.name for axis in config.axes] + [*config.sampled, *config.counters]
    families: dict[str, list[tuple[float, float, dict[str, Any]]]] = {}
    largest = 0.0
    for spec in plan.specs():
        if spec["shard"] not in shards:
            continue
        for i, point in enumerate(spec["points"]):
            row = spec["shard"] * plan.runs_per_shard + i
            if point["run_id"] in masked or not good[row]:
                continue
            largest = max(largest, abs(float(values[row])))
            mine = {name: point["row"][name] for name in names}
            place = mine.pop(refine.axis)
            families.setdefault(canonical(mine), []).append((place, float(values[row]), mine))
    level = refine.level * largest
    for family in families.values():
        for (a, low, mine), (b, high, _) in pairwise(sorted(family, key=lambda film: film[0])):
            if (low - level) * (high - level) < 0 and b - a > config.tolerance * (1 + 1e-9):
                yield {**mine, refine.axis: float(f"{0.5 * (a + b):.12g}")}
