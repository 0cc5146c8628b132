"""Check of all files of a study: objects against receipts, metadata against a fresh store."""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from nmhts.errors import StoreError
from nmhts.study.files import StudyFiles, command, digest, read_json
from nmhts.study.finish import plan_digest, rows_in_study
from nmhts.study.forms import INPUTS, PLAN, RECEIPT, REFINED, computing, misfit, read_form
from nmhts.study.lease import is_held
from nmhts.study.plan import StudyPlan, shard_code, why_pending
from nmhts.study.store import expected_files, mask_names, object_names


class Kind(StrEnum):
    """Kinds of damage; ``nmhts repair`` mends those in MENDABLE."""

    OBJECT = "object"
    METADATA = "metadata"
    RECEIPT = "receipt"
    SPEC = "spec"
    PLANNING = "planning"
    COPY = "copy"
    END = "end"
    NOT_COMPUTED = "not computed"
    FOREIGN_STORE = "foreign store"
    FOREIGN_FILE = "foreign file"
    LEFTOVER = "leftover"


MENDABLE = (Kind.OBJECT, Kind.METADATA, Kind.RECEIPT, Kind.SPEC, Kind.PLANNING, Kind.COPY, Kind.END)


@dataclass(frozen=True)
class Finding:
    """One fault: its kind, ``path`` within the folder of the study, text, and the shard if any."""

    kind: Kind
    path: str
    text: str
    shard: int | None = None

    def __str__(self) -> str:
        return f"{self.path}: {self.text}"


@dataclass(frozen=True)
class Verification:
    """Result of a check: what was read, the seconds for reading objects and in all, the faults.

    Shards that are ``running`` are being written and were left out.
    """

    objects: int
    bytes: int
    reading: float
    seconds: float
    findings: tuple[Finding, ...]
    running: tuple[int, ...]


def verify_study(plan: StudyPlan) -> Verification:
    """Read back everything a study has on disk and name every fault; write nothing."""
    begin = time.monotonic()
    findings: list[Finding] = []
    running = tuple(s for s in plan.shards if is_held(plan.files.lease(f"shard-{s:05d}")))
    receipts = {}
    for shard in plan.shards:
        receipt = _receipt(plan, shard, findings)
        _check_spec(plan, shard, receipt, findings)
        if receipt:
            receipts[shard] = receipt
    findings += check_planning(plan.files)
    findings += _check_copies(plan, receipts)
    try:
        plan.files.is_complete()
    except StoreError as error:
        findings.append(Finding(Kind.END, plan.files.complete.name, str(error)))
    whole_specs = not any(f.kind is Kind.SPEC for f in findings)
    for shard, receipt in receipts.items():
        if whole_specs and set(receipt["objects"]) != set(object_names(plan, shard)):
            text = "does not list the objects of its shard"
            findings.append(Finding(Kind.RECEIPT, f"receipts/{shard:05d}.json", text, shard))
    objects = read = 0
    reading = 1e-9
    store = plan.files.store
    if not store.exists():
        if receipts:
            text = f"is missing, with all that {len(receipts)} receipts acknowledge"
            findings.append(Finding(Kind.METADATA, store.name, text))
    elif foreign := _another_study(plan):
        findings.append(Finding(Kind.FOREIGN_STORE, store.name, foreign))
    else:
        known = {shard: r["objects"] for shard, r in receipts.items() if shard not in running}
        start = time.monotonic()
        objects, read, bad = _check_objects(store, known)
        reading = time.monotonic() - start
        findings += bad
        if whole_specs:
            finished = not running and is_finished(plan)
            expected = expected_files(plan, rows_in_study(plan) if finished else None)
            findings += _check_metadata(plan, expected, finished)
            declared = {n for shard in plan.shards for n in object_names(plan, shard)}
            findings += _strangers(store, {*declared, *expected, *mask_names(plan)})
    if not running:
        findings += _leftovers(plan)
    seconds = time.monotonic() - begin
    return Verification(objects, read, reading, seconds, tuple(findings), running)


def _receipt(plan: StudyPlan, shard: int, findings: list[Finding]) -> dict[str, Any] | None:
    """Return the receipt of a shard, None if it is missing or damaged."""
    path = plan.files.receipt(shard)
    name = f"receipts/{path.name}"
    if not path.exists():
        if shard in plan.active_shards:
            text = f"no receipt, it has not been computed; compute it with: {computing(plan.files)}"
            findings.append(Finding(Kind.NOT_COMPUTED, f"shard {shard}", text, shard))
        return None
    try:
        receipt = read_json(path)
        if wrong := misfit(receipt, RECEIPT):
            text = f"is not a receipt: {wrong}"
        elif (receipt["study"], receipt["shard"]) != (plan.study, shard):
            text = f"is the receipt of shard {receipt['shard']} of {receipt['study']!r}"
        elif not all(
            len(o["sha256"]) == 64 and o["bytes"] > 0 for o in receipt["objects"].values()
        ):
            text = "does not give the hash and size of every object"
        else:
            return receipt
    except StoreError as error:
        text = str(error)
    findings.append(Finding(Kind.RECEIPT, name, text, shard))
    return None


def check_planning(files: StudyFiles) -> Iterator[Finding]:
    """Yield a finding for every bad file of planning beside the plan."""
    for path, form in ((files.plan_inputs, INPUTS), (files.refined, REFINED)):
        copied = files.kept_copy(path).exists()
        if path.exists() or copied:
            yield from _judge_form(Kind.PLANNING, path, path.name, form)


def _check_copies(plan: StudyPlan, receipts: dict[int, Any]) -> Iterator[Finding]:
    """Yield a finding for every bad copy whose original is good."""
    files = plan.files
    for path, form in ((files.plan, PLAN), (files.plan_inputs, INPUTS), (files.refined, REFINED)):
        copy = files.kept_copy(path)
        if copy.exists():
            yield from _judge_form(Kind.COPY, copy, f"kept/{copy.name}", form)
    for shard in receipts:
        copy = files.kept(shard)
        if copy.exists():
            yield from _judge_form(Kind.COPY, copy, f"kept/{copy.name}", RECEIPT, shard)


def _judge_form(
    kind: Kind, path: Path, name: str, form: Any, shard: int | None = None
) -> Iterator[Finding]:
    try:
        read_form(path, form, "what it should be")
    except StoreError as error:
        yield Finding(kind, name, str(error), shard)


def _check_spec(
    plan: StudyPlan, shard: int, receipt: dict[str, Any] | None, findings: list[Finding]
) -> None:
    path = plan.files.spec(shard)
    name = f"shards/{path.name}"
    try:
        spec = plan.spec(shard)
        if (spec["study"], spec["shard"]) != (plan.study, shard):
            text = f"is not the spec of shard {shard}"
        elif receipt and digest(path.read_bytes()) != receipt["spec_sha256"]:
            text = "is not the spec its shard was computed from"
        else:
            return
    except StoreError as error:
        text = "is missing" if not path.exists() else str(error)
    findings.append(Finding(Kind.SPEC, name, text, shard))


def _another_study(plan: StudyPlan) -> str | None:
    """Return a description of the other study that the store belongs to, or None.

    None also stands for a store that does not say.
    """
    try:
        attributes = read_json(plan.files.store / "zarr.json")["attributes"]
        study, identity = attributes["study"], attributes["identity"]
    except (StoreError, KeyError, TypeError):
        return None  # damaged metadata, which is found and named as such
    if study == plan.study and identity == plan.content["identity"]:
        return None
    which = f"of study {study!r}" if study != plan.study else "of this name with another identity"
    return f"is a store {which}; move it away and run: {command(plan.files, 'repair')}"


def is_finished(plan: StudyPlan) -> bool:
    """Return whether the store is complete for the present plan.

    Its metadata must then be those of a fresh store.
    """
    try:
        finished = plan.files.is_complete() and read_json(plan.files.complete).get(
            "plan"
        ) == plan_digest(plan)
        code = shard_code(plan)
        return finished and not any(why_pending(plan, s, code) for s in plan.active_shards)
    except StoreError:
        return False  # study.json or a spec, which is named as damaged


def _check_objects(
    store: Path, known: dict[int, dict[str, dict[str, Any]]]
) -> tuple[int, int, list[Finding]]:
    """Return the number of objects, the bytes read, and a finding for every bad one."""
    work = [(shard, name, seen) for shard, o in known.items() for name, seen in o.items()]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        texts = list(pool.map(lambda item: _judge(store / item[1], item[2]), work))
    bad = [
        Finding(Kind.OBJECT, f"{store.name}/{name}", text, shard)
        for (shard, name, _), text in zip(work, texts, strict=True)
        if text
    ]
    return len(work), sum(seen["bytes"] for _, _, seen in work), bad


def _judge(path: Path, seen: dict[str, Any]) -> str | None:
    """Return the fault of an object, or None."""
    try:
        size = path.stat().st_size
        if size != seen["bytes"]:
            return f"{size} bytes, acknowledged were {seen['bytes']}"
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return "missing"
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return None if found == seen["sha256"] else "content changed since it was acknowledged"


def _check_metadata(
    plan: StudyPlan, expected: dict[str, bytes], finished: bool
) -> Iterator[Finding]:
    """Yield a finding for every file of metadata, and of the mask, unlike that of a fresh store.

    Before the study is finished the root's file may be old. Before a generation is prepared all
    others may be old too.
    """
    generations = range(len(plan.content["generations"]))
    prepared = all(plan.files.prepared(g).exists() for g in generations)
    for name, content in expected.items():
        path = plan.files.store / name
        try:
            found = path.read_bytes()
            if finished or (prepared and name.endswith("/zarr.json")):
                text = None if found == content else "is not that of a fresh store"
            else:
                json.loads(found)
                continue
        except FileNotFoundError:
            text = "is missing"
        except (OSError, ValueError) as error:
            text = f"cannot be read: {error}"
        if text:
            yield Finding(Kind.METADATA, f"{plan.files.store.name}/{name}", text)


def is_leftover(path: Path) -> bool:
    """Return whether a file was left by a killed writer of Zarr or of nmhts."""
    return path.name.endswith(".partial") or (
        path.name.startswith(".") and path.name.endswith(".tmp")
    )


def _strangers(store: Path, known: set[str]) -> Iterator[Finding]:
    """Yield a finding for every file in the store that is neither part of it nor a leftover."""
    for path in sorted(store.rglob("*")):
        name = str(path.relative_to(store))
        if name not in known and not path.is_dir() and not is_leftover(path):
            text = "is no part of this store; nmhts leaves it alone, move it away"
            yield Finding(Kind.FOREIGN_FILE, f"{store.name}/{name}", text)


def _leftovers(plan: StudyPlan) -> Iterator[Finding]:
    root = plan.files.root
    found = [p for p in sorted(root.rglob("*")) if p.is_file() and is_leftover(p)]
    found += sorted(root.glob(f"{plan.files.store.name}.tmp-*"))
    for path in found:
        text = f"was left by a killed process; remove it with: {command(plan.files, 'gc')}"
        yield Finding(Kind.LEFTOVER, str(path.relative_to(root)), text)
    numbers = {f"{shard:05d}" for shard in plan.shards}
    for folder in ("receipts", "shards"):
        for path in sorted((root / folder).iterdir()) if (root / folder).exists() else ():
            if path.stem not in numbers and not is_leftover(path):
                text = "belongs to no shard of this study; nmhts leaves it alone, move it away"
                yield Finding(Kind.FOREIGN_FILE, f"{folder}/{path.name}", text)
