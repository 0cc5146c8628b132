"""Removal of leftovers of killed processes, each under the lease of its possible writers."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nmhts.errors import LeaseError, StoreError
from nmhts.study.files import StudyFiles
from nmhts.study.lease import hold_lease, is_held
from nmhts.study.verify import is_leftover

_SHARD_OBJECT = re.compile(r"/c/(\d+)(/|$)")
_SHARD_FILE = re.compile(r"(receipts|progress|attempts)/\.?(\d{5})\.json")
_YOUNG = 60.0
"""Age in seconds up to which a temporary file without a lease is kept: it may be in use."""


@dataclass(frozen=True)
class Leftover:
    """One file or folder to remove: path, lease of its possible users (None: no lease), size."""

    path: Path
    lease: Path | None
    bytes: int


@dataclass
class Collection:
    """Leftovers that were removed, or would be, and those kept with the reason."""

    removed: list[Leftover] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def collect(files: StudyFiles, dry_run: bool = False) -> Collection:
    """Remove leftovers of a study wherever no lease is held.

    Parameters: files of the study; dry_run: only list what would be removed.
    Errors: StoreError if a leftover cannot be removed.
    """
    done = Collection()
    for left in leftovers(files):
        held = left.lease is not None and is_held(left.lease)
        young = left.lease is None and time.time() - left.path.lstat().st_mtime < _YOUNG
        if held or young:
            why = f"{left.lease} is held by a live process" if held else "may be in use right now"
            done.kept.append(f"{left.path}: {why}")
            continue
        if not dry_run:
            try:
                _remove(left)
            except LeaseError as error:
                # Taken since the check above.
                done.kept.append(f"{left.path}: {error}")
                continue
            except OSError as error:
                raise StoreError(f"cannot remove {left.path}: {error.strerror}") from error
        done.removed.append(left)
    return done


def _remove(left: Leftover) -> None:
    if left.lease is None:
        left.path.unlink(missing_ok=True)
        return
    with hold_lease(left.lease, patience=0.0):
        if left.path.is_dir():
            shutil.rmtree(left.path)
        else:
            # This holds for a lease file too: a waiting process makes a new one.
            left.path.unlink(missing_ok=True)


def leftovers(files: StudyFiles) -> Iterator[Leftover]:
    """Yield leftovers of killed processes.

    They are temporary files and stores, marks of ended shards, and free lease files.
    """
    root = files.root
    for path in sorted(root.glob(f"{files.store.name}.tmp-*")):
        size = sum(p.stat().st_size for p in path.rglob("*") if p.is_file())
        yield Leftover(path, files.lease("store"), size)
    for path in sorted(root.rglob("*")):
        inside = str(path.relative_to(root))
        if inside.startswith(f"{files.store.name}.tmp-") or not path.is_file():
            continue
        if is_leftover(path):
            yield Leftover(path, _lease_of(files, inside), path.stat().st_size)
        elif match := _SHARD_FILE.fullmatch(inside):
            kind, shard = match[1], int(match[2])
            # The next attempt needs the mark of a dead attempt; of a finished shard it is stale.
            if kind == "progress" or (kind == "attempts" and files.receipt(shard).exists()):
                yield Leftover(path, files.lease(f"shard-{shard:05d}"), path.stat().st_size)
    # Leases come last, because the leftovers above are removed under them.
    for path in sorted(root.glob("leases/*.lock")):
        yield Leftover(path, path, path.stat().st_size)


def _lease_of(files: StudyFiles, inside: str) -> Path | None:
    """Return the lease of the writers of a temporary file, None for files of the plan."""
    match = _SHARD_FILE.match(inside)
    if match:
        return files.lease(f"shard-{int(match[2]):05d}")
    if not inside.startswith(files.store.name):
        return None
    match = _SHARD_OBJECT.search(inside)
    if match and "/in_study/" not in inside:
        return files.lease(f"shard-{int(match[1]):05d}")
    return files.lease("store")
