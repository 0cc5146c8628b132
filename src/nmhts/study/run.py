"""Run of a shard: batches through Dask, whole storage objects, a receipt; only dask importer."""

from __future__ import annotations

import logging
import os
import platform
import shlex
import socket
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from typing import Any

import numpy as np

from nmhts.errors import StoreError
from nmhts.study.attempts import attempt_marked
from nmhts.study.files import mending, option_of, read_json, remove_partial, write_json
from nmhts.study.forms import RECEIPT, read_form, read_receipt, spec_digest, study_file
from nmhts.study.isolate import CrashError, bisect, error_text, in_processes
from nmhts.study.lease import hold_lease
from nmhts.study.plan import StudyPlan, shard_code, why_pending
from nmhts.study.progress import Progress
from nmhts.study.store import (
    dimension_sizes,
    object_is_good,
    prepare_store,
    store_variables,
    stored_block,
    write_shard,
)
from nmhts.study.variables import Variable
from nmhts.study.warm import warm_kernels

log = logging.getLogger(__name__)

PATIENCE = float("inf")
"""Seconds to wait for another writer of the shard: its lock ends with it, so waiting is safe."""


def prepare_generation(plan: StudyPlan, generation: int) -> None:
    """Make room in the store for all shards of the plan and mark a generation as prepared."""
    with hold_lease(plan.files.lease("store"), PATIENCE):
        prepare_store(plan)
        content = plan.content["generations"][generation]
        write_json(plan.files.prepared(generation), content)


def run_shard(
    plan: StudyPlan, shard: int, threads: int = 1, careful: bool = False, fresh: bool = False
) -> dict[str, int]:
    """Compute a shard, write and acknowledge it; return the number of films or points by status.

    Parameters: threads of Dask's threaded scheduler over kernels that release the interpreter lock;
    careful: in child processes, as after an attempt whose process died; fresh: simulate all points
    even if good results are stored.
    Errors: LeaseError if another live process writes this shard, StoreError if the store cannot be
    written.
    """
    begin, cpu = time.time(), time.process_time()
    with (
        hold_lease(plan.files.lease(f"shard-{shard:05d}"), PATIENCE) as lease,
        attempt_marked(plan.files.attempt(shard)) as died,
    ):
        code = shard_code(plan)
        if why_pending(plan, shard, code) is None:
            # Another process computed it while this one waited.
            return read_receipt(plan.files, shard)["status"]
        spec, spec_sha256 = plan.spec(shard), spec_digest(plan.files, shard)
        points = _points(plan, spec)
        if died:
            log.warning(
                "shard %d: the process of an earlier attempt died; each batch now runs in a "
                "process that it cannot take others down with",
                shard,
            )
        careful = careful or died or plan.content["isolation"] == "processes"
        variables = store_variables(plan)
        kept = {} if fresh else _kept(plan, shard, spec_sha256, code)
        lacking = [v for v in variables if v.path not in kept]
        if any(v.source == "run" for v in lacking):
            warm_kernels(spec["identity"])
            blocks, errors = _compute(plan, spec, points, variables, threads, careful)
            status = blocks["design/status"][: len(points)]
            computed, kept = len(points), {}
        else:
            # The results of simulations are stored and acknowledged.
            blocks = _derive(plan, shard, points, lacking)
            errors = read_json(plan.files.kept(shard))["errors"]
            status = stored_block(plan, shard, "design/status")[: len(points)]
            computed = 0
            log.info(
                "%s shard %d: no %s to simulate; recording %s",
                plan.study,
                shard,
                plan.kind.what,
                ", ".join(v.path for v in lacking) or "nothing new",
            )
        # From here on the old receipt and the old end of the study are no longer true.
        plan.files.receipt(shard).unlink(missing_ok=True)
        plan.files.withdraw_complete()
        known = all((plan.files.store / v.path / "zarr.json").exists() for v in lacking)
        if not (computed and known):
            with hold_lease(plan.files.lease("store"), PATIENCE):
                prepare_store(plan)
        objects = write_shard(plan, shard, [v for v in variables if v.path in blocks], blocks)
        objects |= {name: seen for found in kept.values() for name, seen in found.items()}
        counts = {s.name: int((status == s.code).sum()) for s in plan.kind.statuses}
        counts = {name: count for name, count in counts.items() if count}
        receipt = {
            "study": plan.study,
            "shard": shard,
            "spec_sha256": spec_sha256,
            "code": code,
            "films": len(points),
            "computed": computed,
            "status": counts,
            "errors": errors,
            "objects": objects,
            "machine": _machine(threads, begin, cpu),
            "versions": {n: version(n) for n in ("nmhts", "numpy", "numba", "llvmlite", "zarr")},
        }
        lease.check()
        remove_partial(plan.files.receipt(shard))
        write_json(plan.files.kept(shard), receipt)
        write_json(plan.files.receipt(shard), receipt)
    plan.files.progress(shard).unlink(missing_ok=True)
    return counts


def _machine(threads: int, begin: float, cpu: float) -> dict[str, Any]:
    """Return where and how long a shard ran, for its receipt.

    Parameters: threads; begin: time of the clock, cpu: CPU time of the process, at the start, s.
    """
    return {
        "host": socket.gethostname(),
        "processor": platform.machine(),
        "threads": threads,
        "started": begin,
        "seconds": time.time() - begin,
        "cpu_seconds": time.process_time() - cpu,
        "pid": os.getpid(),
    }


def _points(plan: StudyPlan, spec: dict[str, Any]) -> list[Any]:
    """Return the simulation inputs of a spec.

    Errors: StoreError with the command that mends an invalid spec.
    """
    path = plan.files.spec(spec["shard"])
    try:
        return plan.kind.read_points(spec)
    except StoreError as error:
        raise StoreError(f"{path}: {error}; {mending(plan.files)}") from error
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(f"{path} is not a spec: {error!r}; {mending(plan.files)}") from error


def _kept(plan: StudyPlan, shard: int, spec_sha256: str, code: str) -> dict[str, dict[str, Any]]:
    """Return the good stored objects of a shard, by path of their variable.

    The workflow deletes a receipt before it reruns the shard, for any reason. The objects of the
    receipt are then not computed again if inputs and code are the same and every byte is in place.
    """
    path = plan.files.kept(shard)
    if not path.exists() or not plan.files.store.exists():
        return {}
    try:
        receipt = read_form(path, RECEIPT, "a receipt")
    except StoreError as error:
        log.warning("%s: what it kept is computed again", error)
        return {}
    if (receipt["spec_sha256"], receipt["code"]) != (spec_sha256, code):
        return {}
    found: dict[str, dict[str, Any]] = {}
    for name, seen in receipt["objects"].items():
        if object_is_good(plan, name, seen):
            found.setdefault(name.rsplit("/c/", 1)[0], {})[name] = seen
    return found


def _derive(
    plan: StudyPlan, shard: int, points: Sequence[Any], variables: Sequence[Variable]
) -> dict[str, np.ndarray]:
    """Return the rows of variables that follow from stored profiles, padded to whole objects."""
    kind = plan.kind
    stored = {path: stored_block(plan, shard, path)[: len(points)] for path in kind.derived_from}
    whole = {}
    for path, block in kind.derive(plan.content, variables, points, stored).items():
        variable = next(v for v in variables if v.path == path)
        shape = (plan.runs_per_shard, *block.shape[1:])
        whole[path] = np.full(shape, variable.fill, dtype=variable.dtype)
        whole[path][: len(points)] = block
    return whole


def _limit(plan: StudyPlan) -> float:
    """Return the CPU seconds that one film or point may take.

    Errors: StoreError for a plan of an earlier version, which had another name for them.
    """
    limit = plan.content.get("max_seconds_per_run")
    if limit is None:
        raise StoreError(
            f"{plan.files.plan} does not say how long a {plan.kind.what} may take; plan the study "
            f"again: nmhts {option_of(plan.files)}plan {shlex.quote(str(study_file(plan.files)))} "
            "--write"
        )
    return limit


def _compute(
    plan: StudyPlan,
    spec: dict[str, Any],
    points: Sequence[Any],
    variables: Sequence[Variable],
    threads: int,
    careful: bool,
) -> tuple[dict[str, np.ndarray], dict[str, str]]:
    """Return the rows of a shard by variable path, and the errors of crashed points by run_id.

    Rows are padded to a whole object.
    """
    from dask.base import compute
    from dask.delayed import delayed

    kind, sizes = plan.kind, dimension_sizes(plan)
    limit = _limit(plan)
    whole = {
        v.path: np.full(
            (plan.runs_per_shard, *(sizes[d] for d in v.dims[1:])), v.fill, dtype=v.dtype
        )
        for v in variables
    }

    errors: dict[str, str] = {}

    def place(begin: int, end: int, rows: Mapping[str, np.ndarray]) -> None:
        # Batches fill disjoint rows, so threads never meet.
        for path, block in rows.items():
            whole[path][begin:end] = block

    def attempt(begin: int, end: int) -> None:
        result, entries = simulate(begin, end), spec["points"][begin:end]
        place(begin, end, kind.encode(plan.content, variables, points[begin:end], entries, result))

    def crashed(one: int, error: Exception) -> None:
        run = spec["points"][one]["run_id"]
        errors[run] = error_text(error)
        # An error in a child process has no trace here.
        trace = None if isinstance(error, CrashError) else error
        log.warning("%s %s crashed: %s", kind.what, run, errors[run], exc_info=trace)
        place(one, one + 1, kind.crashed(plan.content, points[one], spec["points"][one]))

    def batch(begin: int, end: int) -> None:
        bisect(begin, end, attempt, crashed)
        status = whole["design/status"][begin:end]
        progress.add(end - begin, int((~np.isin(status, kind.kept)).sum()))

    size = plan.content["runs_per_batch"]
    cuts = [(i, min(i + size, len(points))) for i in range(0, len(points), size)]
    tasks = [delayed(batch, pure=False)(begin, end) for begin, end in cuts]
    simulating = (
        in_processes(plan.files.spec(spec["shard"]), limit, threads, kind.what)
        if careful
        else kind.simulating(points, spec["identity"], limit)
    )
    with Progress(plan, spec["shard"], len(points)) as progress, simulating as simulate:
        compute(*tasks, scheduler="threads", num_workers=threads)
    return whole, dict(sorted(errors.items()))
