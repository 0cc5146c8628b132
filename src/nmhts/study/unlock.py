"""Removal of the lock of a killed Snakemake in its folder, if no process can still use it."""

from __future__ import annotations

import re
from pathlib import Path

from nmhts.errors import LeaseError, StoreError
from nmhts.study.lease import guarded, held_by, is_held

_LOCK = re.compile(r"\d+\.(input|output)\.lock")


def unlock(folder: Path, results: Path) -> list[str]:
    """Remove the lock files of Snakemake in ``folder``; return the actions done.

    Errors: LeaseError while a shard or store below ``results`` is being written or a Snakemake runs
    in the folder; StoreError if a file cannot be removed.
    """
    held = [path for path in sorted(results.glob("*/leases/*.lock")) if is_held(path)]
    if held:
        raise LeaseError(
            f"nothing was unlocked: {guarded(held[0])} is held by a live process "
            f"({held_by(held[0])}); wait for it or end it"
        )
    if running := _snakemakes(folder):
        raise LeaseError(
            f"nothing was unlocked: Snakemake runs in {folder.resolve()} (process {running[0]}); "
            "wait for it or end it"
        )
    locks = folder / ".snakemake" / "locks"
    files = sorted(locks.iterdir()) if locks.is_dir() else []
    ours = [path for path in files if _LOCK.fullmatch(path.name) and path.is_file()]
    if not ours:
        return [f"{locks}: no lock to remove (the profile of this workflow takes none)"]
    for path in ours:
        try:
            path.unlink()
        except OSError as error:
            raise StoreError(f"cannot remove {path}: {error.strerror}") from error
    done = [f"{path}: removed" for path in ours]
    return done + [f"{path}: left alone, not a lock" for path in files if path not in ours]


def _snakemakes(folder: Path) -> list[int]:
    """Return the processes on this machine that run Snakemake in a folder, as /proc shows them."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
            if (process / "cwd").resolve() != folder.resolve():
                continue
        except OSError:
            continue  # it has ended, or belongs to another user
        if any(Path(word.decode(errors="replace")).name == "snakemake" for word in words[:4]):
            found.append(int(process.name))
    return found
