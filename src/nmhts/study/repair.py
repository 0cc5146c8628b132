"""Repair of the faults that the check of a study found, so that its store is as if undisturbed.

Unknown files are never deleted but named, with advice.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nmhts.errors import NmhtsError, StoreError
from nmhts.schema.load import load_study
from nmhts.simulation.outcomes.film_status import OF_CIRCUMSTANCES
from nmhts.study.files import StudyFiles, digest, json_text, option_of, read_json, write_atomically
from nmhts.study.finish import finalise_study, rows_in_study
from nmhts.study.forms import INPUTS, PLAN, REFINED, misfit, planned_from, read_receipt
from nmhts.study.kind import PlannedPoint
from nmhts.study.lease import hold_lease
from nmhts.study.plan import (
    StudyPlan,
    added_films,
    make_spec,
    shard_code,
    study_identity,
    why_pending,
)
from nmhts.study.run import PATIENCE, run_shard
from nmhts.study.store import expected_files, prepare_store, stored_run_ids
from nmhts.study.verify import Finding, Kind, is_finished, verify_study


@dataclass
class Repair:
    """Actions done, number of films computed again, and faults that could not be mended."""

    actions: list[str] = field(default_factory=list)
    films: int = 0
    left: list[str] = field(default_factory=list)


def restore_planning(files: StudyFiles) -> list[str]:
    """Restore plan, inputs and refinement from good copies where they are bad.

    Returns: the actions done.
    """
    done = []
    for path, form in ((files.plan, PLAN), (files.plan_inputs, INPUTS), (files.refined, REFINED)):
        copy = files.kept_copy(path)
        if not copy.exists() or _has_form(path, form) or not _has_form(copy, form):
            continue
        write_atomically(path, copy.read_bytes())
        done.append(f"{path.name}: put back from its copy")
    return done


def _has_form(path: Path, form: Any) -> bool:
    try:
        return misfit(read_json(path), form) is None
    except StoreError:
        return False


def repair_study(plan: StudyPlan, threads: int = 1, study_file: Path | None = None) -> Repair:
    """Mend specs, metadata, receipts and objects that the check of a study finds bad.

    Parameters: threads for shards that are computed again; study_file: source of lost specs.
    Returns: actions done; ``left`` names faults that could not be mended.
    Errors: LeaseError, StoreError as of a run.
    """
    done = Repair(restore_planning(plan.files))
    found = verify_study(plan).findings
    if any(f.kind is Kind.FOREIGN_STORE for f in found):
        done.left += map(str, found)
        return done
    if lost := [f for f in found if f.kind is Kind.SPEC]:
        _mend_specs(plan, [f.shard for f in lost if f.shard is not None], study_file, done)
        found = verify_study(plan).findings
        if any(f.kind is Kind.SPEC for f in found):
            # Without every spec the right metadata are not known.
            done.left += map(str, found)
            return done
    with hold_lease(plan.files.lease("store"), PATIENCE):
        if not plan.files.store.exists() and any(f.kind is Kind.METADATA for f in found):
            prepare_store(plan)
            done.actions.append(f"{plan.files.store.name}: created anew")
            found = verify_study(plan).findings
        _mend_metadata(plan, found, done)
    spoilt = {f.shard for f in found if f.kind in (Kind.OBJECT, Kind.RECEIPT)}
    _compute_again(plan, sorted(s for s in spoilt if s is not None), threads, False, done)
    _mend_copies(plan, found, done)
    ended = any(f.kind is Kind.END for f in found)
    if ended:
        plan.files.withdraw_complete()
        done.actions.append(f"{plan.files.complete.name}: written anew")
    code = shard_code(plan)
    pending = any(why_pending(plan, shard, code) for shard in plan.active_shards)
    if done.actions and not pending and not plan.files.is_complete():
        _finish(plan, done)
    done.left += map(str, verify_study(plan).findings)
    return done


def compute_failed(plan: StudyPlan, threads: int = 1) -> Repair:
    """Recompute shards with films whose status depends on the machine: time_limit, crashed."""
    done = Repair()
    was_finished = plan.files.is_complete()
    for shard in plan.active_shards:
        if not plan.files.receipt(shard).exists():
            continue
        status = read_receipt(plan.files, shard)["status"]
        if any(name in status for name in OF_CIRCUMSTANCES):
            # A film that ended its process may do so again, and this process must survive.
            _compute_again(plan, [shard], threads, "crashed" in status, done, fresh=True)
    if done.films or was_finished:
        _finish(plan, done)
    return done


def _compute_again(
    plan: StudyPlan,
    shards: Sequence[int],
    threads: int,
    careful: bool,
    done: Repair,
    fresh: bool = False,
) -> None:
    for shard in shards:
        path = plan.files.receipt(shard)
        before = _objects(path)
        # The receipt is no longer true; without it any process computes the shard again.
        path.unlink(missing_ok=True)
        counts = run_shard(plan, shard, threads, careful, fresh)
        after = _objects(path)
        films = read_json(path)["computed"]
        done.films += films
        same = sum(after[name] == seen for name, seen in before.items() if name in after)
        note = f", {same} of {len(before)} objects as acknowledged before" if before else ""
        done.actions.append(
            f"shard {shard}: mended, {films} {plan.kind.what}s computed again {counts}{note}"
        )


def _objects(receipt: Path) -> dict[str, dict]:
    """Return the objects of a receipt, none for a damaged one."""
    try:
        return dict(read_json(receipt)["objects"])
    except (StoreError, KeyError, TypeError, ValueError):
        return {}


def _mend_metadata(plan: StudyPlan, found: Sequence[Finding], done: Repair) -> None:
    wanted = [f for f in found if f.kind is Kind.METADATA]
    if not wanted:
        return
    expected = expected_files(plan, rows_in_study(plan) if is_finished(plan) else None)
    for finding in wanted:
        name = finding.path.removeprefix(f"{plan.files.store.name}/")
        write_atomically(plan.files.store / name, expected[name])
        done.actions.append(f"{finding.path}: written anew")


def _mend_copies(plan: StudyPlan, found: Sequence[Finding], done: Repair) -> None:
    for finding in found:
        if finding.kind is Kind.COPY:
            copy = plan.files.root / finding.path
            whole = plan.files.root / copy.name
            whole = plan.files.receipt(finding.shard) if finding.shard is not None else whole
            write_atomically(copy, whole.read_bytes())
            done.actions.append(f"{finding.path}: copied anew")


def _finish(plan: StudyPlan, done: Repair) -> None:
    try:
        finalise_study(plan)
    except StoreError as error:
        done.left.append(str(error))


def _mend_specs(
    plan: StudyPlan, shards: Sequence[int], study_file: Path | None, done: Repair
) -> None:
    """Plan lost specs again: the store gives the films of a shard, the study file their inputs."""
    path = study_file or planned_from(plan.files)
    if path is None:
        done.left.append(
            "lost specs are planned again from the study file: nmhts "
            f"{option_of(plan.files)}repair {shlex.quote(f'config/studies/{plan.study}.yaml')}"
        )
        return
    try:
        config = load_study(path)
        if study_identity(config) != plan.content["identity"]:
            done.left.append(
                f"{path} is a study of another identity; no spec can be planned from it"
            )
            return
        resolved = plan.kind.resolve(config, added_films(config, plan.files))
    except NmhtsError as error:
        done.left.append(str(error))
        return
    by_id = {point.run_id: point for point in resolved.points}
    whole = [shard for shard in plan.shards if shard not in shards]
    taken = {point["run_id"] for shard in whole for point in plan.spec(shard)["points"]}
    ids: dict[int, list[str]] = {}
    for shard in shards:
        if plan.files.receipt(shard).exists():
            ids[shard] = stored_run_ids(plan, shard)
            taken.update(ids[shard])
    open_films = [run for run in by_id if run not in taken]
    for shard in shards:
        if shard not in ids:
            ids[shard], open_films = _first(plan, shard, open_films)
        gone = [run for run in ids[shard] if run not in by_id]
        name = f"shards/{plan.files.spec(shard).name}"
        if gone or not ids[shard]:
            done.left.append(
                f"{name}: {len(gone)} of its {plan.kind.what}s are not in {path}; put them back, "
                "or copy the spec from a backup"
            )
            continue
        points: list[PlannedPoint] = [by_id[run] for run in ids[shard]]
        text = json_text(make_spec(config, resolved, points, shard, plan.content["identity"]), None)
        _write_spec(plan, shard, text, done)


def _first(plan: StudyPlan, shard: int, films: list[str]) -> tuple[list[str], list[str]]:
    """Return the planned films of a shard that was never computed, and those left for the next."""
    generation = plan.content["generations"][plan.generation_of(shard)]
    before = (shard - generation["first_shard"]) * plan.runs_per_shard
    count = min(plan.runs_per_shard, generation["films"] - before)
    return films[:count], films[count:]


def _write_spec(plan: StudyPlan, shard: int, text: str, done: Repair) -> None:
    path, receipt = plan.files.spec(shard), plan.files.receipt(shard)
    name = f"shards/{path.name}"
    if not receipt.exists():
        write_atomically(path, text.encode())
        done.actions.append(f"{name}: planned again")
        return
    if digest(text) != read_json(receipt)["spec_sha256"]:
        done.left.append(
            f"{name}: planned from the study file and sheets as they are, it is not the spec its "
            "shard was computed from; "
            f"copy it from a backup, or move {plan.files.root} away and compute the study again"
        )
        return
    write_atomically(path, text.encode())
    # It must be as old as its results, or the workflow would compute them again.
    seen = receipt.stat().st_mtime_ns
    os.utime(path, ns=(seen, seen))
    done.actions.append(f"{name}: planned again, the same as before")
