"""Paths of the files of a study, and atomic writing: no reader ever sees half a file."""

from __future__ import annotations

import hashlib
import json
import os
import shlex
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nmhts.errors import StoreError


class UnreadableError(StoreError):
    """A missing, unreadable or malformed file of a study; its message has no repair command."""


@dataclass(frozen=True)
class StudyFiles:
    """The paths of one study below ``results/<study>/``."""

    root: Path

    @property
    def plan(self) -> Path:
        """The plan: generations, shards, identity."""
        return self.root / "plan.json"

    @property
    def plan_inputs(self) -> Path:
        """The hashes of the files the plan was made from: the key under which it is reused."""
        return self.root / "plan.inputs.json"

    @property
    def store(self) -> Path:
        """The Zarr store."""
        return self.root / "store.zarr"

    @property
    def complete(self) -> Path:
        """Written last: the summary of the store when every shard is stored."""
        return self.root / "study.json"

    def is_complete(self) -> bool:
        """Return whether the study has been finished and nothing has been computed since.

        Errors: StoreError with the command that mends it if the file is damaged.
        """
        if not self.complete.exists():
            return False
        try:
            content = read_json(self.complete)
        except StoreError as error:
            raise StoreError(f"{error}; {mending(self)}") from error
        if not isinstance(content, dict) or not content.keys() & {"films", "being_computed"}:
            raise StoreError(f"{self.complete} is not the end of a study; {mending(self)}")
        return "films" in content

    def withdraw_complete(self) -> None:
        """Mark the study as being computed; the file stays, because a running workflow needs it."""
        if self.complete.exists():
            write_json(self.complete, {"study": self.root.name, "being_computed": True})

    def spec(self, shard: int) -> Path:
        """The films of a shard, resolved."""
        return self.root / "shards" / f"{shard:05d}.json"

    def prepared(self, generation: int) -> Path:
        """Written when the store has room for a generation."""
        return self.root / "prepared" / f"{generation:04d}.json"

    def receipt(self, shard: int) -> Path:
        """Written when a shard is in the store, with the hash of every object."""
        return self.root / "receipts" / f"{shard:05d}.json"

    def kept(self, shard: int) -> Path:
        """A copy of the receipt that the workflow does not delete before it reruns the shard."""
        return self.root / "kept" / f"{shard:05d}.json"

    def kept_copy(self, path: Path) -> Path:
        """A copy of a file that cannot be restored otherwise: the plan, its inputs, refinement."""
        return self.root / "kept" / path.name

    @property
    def refined(self) -> Path:
        """The films that refinement added in all rounds, an input of the plan."""
        return self.root / "refined.json"

    def round(self, number: int) -> Path:
        """Written when a round of refinement has chosen its films."""
        return self.root / "rounds" / f"{number:02d}.json"

    def lease(self, name: str) -> Path:
        """Locked by the process that writes a shard or the metadata of the store."""
        return self.root / "leases" / f"{name}.lock"

    def attempt(self, shard: int) -> Path:
        """Exists during an attempt at a shard; found later, it shows a death without an error."""
        return self.root / "attempts" / f"{shard:05d}.json"

    def progress(self, shard: int) -> Path:
        """The progress of a running shard."""
        return self.root / "progress" / f"{shard:05d}.json"


def study_files(results: Path, study: str) -> StudyFiles:
    """Return the files of a study below a results folder."""
    return StudyFiles(results / study)


def option_of(files: StudyFiles) -> str:
    """Return the option that names the results folder, with a trailing blank, or nothing.

    It is empty for the usual folder ``results``.
    """
    results = files.root.parent
    return "" if results == Path("results") else f"--results {shlex.quote(str(results))} "


def command(files: StudyFiles, verb: str) -> str:
    """Return the command of a verb for a study, as it must be typed in this folder."""
    return f"nmhts {option_of(files)}{verb} {shlex.quote(files.root.name)}"


def mending(files: StudyFiles) -> str:
    """Return the end of a message on damage that ``nmhts repair`` mends."""
    return f"mend it with: {command(files, 'repair')}"


def canonical(value: Any) -> str:
    """Return JSON text that is equal for equal values: sorted keys, shortest round-trip floats."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str | bytes) -> str:
    """Return the sha256 of text or bytes as hex."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def read_json(path: Path) -> Any:
    """Return the content of a JSON file written by this program.

    Errors: UnreadableError naming a file that is missing or not readable as JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UnreadableError(f"{path} is missing") from error
    except (OSError, ValueError) as error:
        raise UnreadableError(f"{path} cannot be read: {error}") from error


def json_text(value: Any, indent: int | None = 1) -> str:
    """Return a value as the text of a JSON file."""
    return json.dumps(value, sort_keys=True, indent=indent) + "\n"


def write_json(path: Path, value: Any, indent: int | None = 1) -> bool:
    """Write JSON atomically if its content differs from the file; return whether it was written.

    The content is on disk before the name appears. An unchanged file keeps its time, so nothing is
    rerun because of it.
    """
    text = json_text(value, indent)
    try:
        if path.read_text(encoding="utf-8") == text:
            return False
    except OSError:
        pass  # absent or unreadable: it is written anew below
    write_atomically(path, text.encode())
    return True


def write_kept(files: StudyFiles, path: Path, value: Any) -> bool:
    """Write JSON as ``write_json`` does, after the copy from which ``nmhts repair`` restores it."""
    write_json(files.kept_copy(path), value)
    return write_json(path, value)


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file under a temporary name, flush it to disk and rename it.

    Errors: StoreError naming a folder that cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except OSError as error:
        # The temporary file must not look like the leftover of a killed process. If this fails too,
        # there is none.
        with suppress(OSError):
            temporary.unlink()
        raise StoreError(
            f"cannot write {path}: {error.strerror} (check the results folder)"
        ) from error
    sync(path.parent)


def remove_partial(path: Path) -> None:
    """Remove leftovers of a killed writer of a file; the caller holds the file's lease."""
    for pattern in (f"{path.name}.*.partial", f".{path.name}.*.tmp"):
        for left in path.parent.glob(pattern):
            left.unlink()


def sync(path: Path) -> None:
    """Flush a file or folder to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
