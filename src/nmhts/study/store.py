"""The Zarr v3 store of a study: the only importer of zarr.

One shard of a study is one storage object of every variable. A shard writes whole objects only,
empty ones too, so a missing object is always damage. Every codec chain ends in a crc32c checksum.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import math
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np

from nmhts.errors import StoreError
from nmhts.study.files import (
    StudyFiles,
    command,
    digest,
    mending,
    read_json,
    remove_partial,
    sync,
    write_atomically,
)
from nmhts.study.inline import run_inline
from nmhts.study.plan import StudyPlan
from nmhts.study.variables import Variable, in_study_variable

# Reading costs per inner chunk, so chunks exceed this many bytes where a shard is large enough
# (numerical).
_MIN_CHUNK_BYTES = 100_000
_WHOLE_OBJECT = 1_000_000  # chunks (numerical: more than any object has)


def dimension_sizes(plan: StudyPlan) -> dict[str, int]:
    """Return the size of every dimension of the store."""
    return {"run": len(plan.shards) * plan.runs_per_shard, **plan.kind.sizes(plan.content)}


def store_variables(plan: StudyPlan) -> tuple[Variable, ...]:
    """Return the variables of the store that shards write."""
    return plan.variables


def store_size(plan: StudyPlan) -> tuple[int, int]:
    """Return the number of objects of the store with all shards, and their uncompressed bytes."""
    sizes = dimension_sizes(plan)
    variables = (*store_variables(plan), in_study_variable())
    size = sum(
        np.dtype(v.dtype).itemsize * math.prod(sizes[dim] for dim in v.dims) for v in variables
    )
    return len(variables) * len(plan.shards), size


def prepare_store(plan: StudyPlan) -> None:
    """Create the store, or extend it for all shards of the plan; safe to repeat after any kill.

    Errors: StoreError if the folder holds a store of another study or cannot be written.
    """
    path = plan.files.store
    sizes = dimension_sizes(plan)
    variables = (*store_variables(plan), in_study_variable())
    try:
        if not path.exists():
            _create(plan, variables, sizes)
            return
        root = _open_own(plan)
        for variable in variables:
            folder = path / variable.path
            if not any((folder / name).exists() for name in ("zarr.json", "c")):
                # A variable new to the study; with data and no metadata it would be damage.
                _create_array(root, variable, sizes, plan.runs_per_shard)
            array = _array(root, variable, plan.files)
            if array.shape[0] < sizes["run"]:
                array.resize((sizes["run"], *array.shape[1:]))
            if dict(array.attrs) != variable.attributes:
                array.attrs.put(variable.attributes)
    except OSError as error:
        raise StoreError(f"cannot write {path}: {error.strerror or error}") from error


def _create(plan: StudyPlan, variables: Sequence[Variable], sizes: Mapping[str, int]) -> None:
    import zarr

    path = plan.files.store
    for left in path.parent.glob(f"{path.name}.tmp-*"):
        shutil.rmtree(left)
    temporary = path.with_name(f"{path.name}.tmp-{os.getpid()}")
    attributes = {
        "Conventions": "CF-1.11",
        "title": plan.content["title"],
        "study": plan.study,
        "nmhts_schema": plan.content["identity"]["schema_version"],
        "identity": plan.content["identity"],
        "source": plan.kind.source,
    }
    root = zarr.create_group(temporary, attributes=attributes)
    for group in dict.fromkeys(variable.group for variable in variables):
        root.create_group(group)
    for variable in variables:
        _create_array(root, variable, sizes, plan.runs_per_shard)
    os.replace(temporary, path)
    sync(path.parent)


def _create_array(
    root: Any, variable: Variable, sizes: Mapping[str, int], runs_per_shard: int
) -> None:
    from zarr.codecs import Crc32cCodec, ZstdCodec

    shape = tuple(sizes[dim] for dim in variable.dims)
    shard = (runs_per_shard, *shape[1:])
    rows = _chunk_rows(shard, np.dtype(variable.dtype).itemsize)
    root.require_group(variable.group)
    root.create_array(
        variable.path,
        shape=shape,
        chunks=(rows, *shape[1:]),
        shards=shard if rows < shard[0] else None,
        dtype=variable.dtype,
        fill_value=variable.fill,
        compressors=(ZstdCodec(level=3), Crc32cCodec()),
        dimension_names=variable.dims,
        attributes=variable.attributes,
    )


def _chunk_rows(shard: tuple[int, ...], itemsize: int) -> int:
    """Return the rows of an inner chunk: the smallest divisor of the shard that is large enough."""
    row_bytes = itemsize * int(np.prod(shard[1:], dtype=int))
    for rows in range(1, shard[0]):
        if shard[0] % rows == 0 and rows * row_bytes >= _MIN_CHUNK_BYTES:
            return rows
    return shard[0]


@contextmanager
def _mendable(path: Path, files: StudyFiles) -> Iterator[None]:
    """Raise StoreError with advice if metadata, or the data of an array, cannot be read."""
    try:
        yield
    except StoreError:
        raise
    except (AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError) as error:
        # Zarr and its codecs raise any of these over damaged files.
        if isinstance(error, OSError) and not isinstance(error, FileNotFoundError) and error.errno:
            raise
        raise StoreError(f"{path} is missing or cannot be read; {mending(files)}") from error


def _open(plan: StudyPlan, mode: Literal["r", "r+"]) -> Any:
    """Return the root group of the store; StoreError with advice if its metadata cannot be read."""
    import zarr

    with _mendable(plan.files.store / "zarr.json", plan.files):
        return zarr.open_group(plan.files.store, mode=mode, use_consolidated=False)


def _open_own(plan: StudyPlan) -> Any:
    """Return the root group for writing; StoreError if it belongs to another study."""
    root = _open(plan, "r+")
    found = root.attrs.get("study"), root.attrs.get("identity")
    with _mendable(plan.files.store / "zarr.json", plan.files):
        if None in found:
            raise ValueError("no study and identity")
    if found != (plan.study, plan.content["identity"]):
        raise StoreError(
            f"{plan.files.store} is a store of another study, nothing was written; "
            f"move it away and run: {command(plan.files, 'repair')}"
        )
    return root


def _array(root: Any, variable: Variable, files: StudyFiles) -> Any:
    with _mendable(root.store.root / variable.path / "zarr.json", files):
        array = root[variable.path]
        if len(array.shape) != len(variable.dims):
            raise ValueError(f"{len(array.shape)} dimensions")
        return array


def _values(plan: StudyPlan, variable: Variable, selection: Any) -> np.ndarray:
    """Return stored values of a variable. Errors: StoreError with the command that mends damage."""
    array = _array(_open(plan, "r"), variable, plan.files)
    with _mendable(plan.files.store / variable.path, plan.files):
        return np.asarray(array[selection])


def write_shard(
    plan: StudyPlan, shard: int, variables: Sequence[Variable], blocks: Mapping[str, np.ndarray]
) -> dict[str, dict[str, Any]]:
    """Write the rows of a shard; return sha256 and size of every object by its path.

    Hash and size are those of the object on disk; the path is that in the store.
    Parameters: blocks [runs_per_shard, ...] by variable path.
    Errors: StoreError for a block that is not a whole object, or a store that cannot be written.
    """
    import zarr

    # Zarr takes the chunks of an object as one batch, without limits that one thread does not need;
    # the bytes of the object do not depend on either.
    settings = {
        "array.write_empty_chunks": True,
        "codec_pipeline.batch_size": _WHOLE_OBJECT,
        "async.concurrency": None,
    }
    try:
        root = _open_own(plan)
        with zarr.config.set(settings):
            return run_inline(_write_objects(plan, shard, root.store, variables, blocks))
    except OSError as error:
        raise StoreError(f"cannot write {plan.files.store}: {error.strerror or error}") from error


async def _write_objects(
    plan: StudyPlan,
    shard: int,
    store: Any,
    variables: Sequence[Variable],
    blocks: Mapping[str, np.ndarray],
) -> dict[str, dict[str, Any]]:
    """Write and acknowledge one object of each variable, as ``write_shard`` does."""
    from zarr import AsyncGroup

    root = await AsyncGroup.open(store, use_consolidated=False)
    begin = shard * plan.runs_per_shard
    rows = slice(begin, begin + plan.runs_per_shard)

    async def write(variable: Variable) -> tuple[str, dict[str, Any]]:
        with _mendable(plan.files.store / variable.path / "zarr.json", plan.files):
            array: Any = await root.getitem(variable.path)
        block = blocks[variable.path]
        whole = (array.shards or array.chunks)[0]
        if whole != plan.runs_per_shard or block.shape != (whole, *array.shape[1:]):
            raise StoreError(f"{variable.path}: {block.shape} is not one whole object")
        key = array.metadata.encode_chunk_key((shard, *([0] * (array.ndim - 1))))
        path = plan.files.store / variable.path / key
        remove_partial(path)
        await array.setitem(rows, block)
        return f"{variable.path}/{key}", _acknowledge(path)

    return dict(await asyncio.gather(*map(write, variables)))


def _acknowledge(path: Path) -> dict[str, Any]:
    """Flush an object to disk and return its hash and size."""
    sync(path)
    sync(path.parent)
    content = path.read_bytes()
    return {"sha256": digest(content), "bytes": len(content)}


def expected_files(plan: StudyPlan, in_study: np.ndarray | None) -> dict[str, bytes]:
    """Return all files of a fresh store that no shard writes, by path.

    They are the metadata and, of a finished store, the mask. An empty store is created elsewhere,
    so they equal those of a fresh store byte for byte.
    Parameters: in_study: the mask of a finished store, None for an unfinished one.
    """
    with tempfile.TemporaryDirectory(prefix="nmhts-") as folder:
        elsewhere = replace(plan, files=_Elsewhere(plan.files.root, Path(folder) / "store.zarr"))
        prepare_store(elsewhere)
        if in_study is not None:
            finalise_store(elsewhere, in_study)
        found = sorted(path for path in elsewhere.files.store.rglob("*") if path.is_file())
        return {str(p.relative_to(elsewhere.files.store)): p.read_bytes() for p in found}


@dataclass(frozen=True)
class _Elsewhere(StudyFiles):
    """The files of a study, with its store at another place."""

    at: Path

    @property
    def store(self) -> Path:
        return self.at


def object_names(plan: StudyPlan, shard: int) -> list[str]:
    """Return the path in the store of every object of a shard."""
    return [
        f"{v.path}/c/{'/'.join([str(shard), *['0'] * (len(v.dims) - 1)])}"
        for v in store_variables(plan)
    ]


def mask_names(plan: StudyPlan) -> list[str]:
    """Return the path in the store of every object of the mask of rows that belong to the study."""
    return [f"{in_study_variable().path}/c/{shard}" for shard in plan.shards]


def stored_run_ids(plan: StudyPlan, shard: int) -> list[str]:
    """Return the run_ids of a shard's films from the store."""
    rows = slice(shard * plan.runs_per_shard, (shard + 1) * plan.runs_per_shard)
    stored = {v.name: _values(plan, v, rows) for v in plan.variables[:2]}
    films = stored["status"] != -1
    return [f"{int(number):016x}" for number in stored["run_id"][films]]


def stored_status(plan: StudyPlan) -> np.ndarray:
    """Return the status code of every row of the store, int8 [run]."""
    status = next(v for v in store_variables(plan) if v.path == "design/status")
    return _values(plan, status, slice(None))


def stored_block(plan: StudyPlan, shard: int, path: str) -> np.ndarray:
    """Return the rows of a shard of one variable as stored, [runs_per_shard, ...]."""
    rows = slice(shard * plan.runs_per_shard, (shard + 1) * plan.runs_per_shard)
    variable = next(v for v in plan.variables if v.path == path)
    return _values(plan, variable, rows)


def stored_rows(plan: StudyPlan, path: str, step: int | None = None) -> np.ndarray:
    """Return a variable for every row [run, ...], or one recorded step of a series [run]."""
    variable = next(v for v in plan.variables if v.path == path)
    return _values(plan, variable, slice(None) if step is None else (slice(None), step))


def object_is_good(plan: StudyPlan, name: str, seen: Mapping[str, Any]) -> bool:
    """Return whether a stored object equals the acknowledged one, byte for byte."""
    path = plan.files.store / name
    try:
        with path.open("rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return False  # missing or unreadable: it is written again
    return found == seen["sha256"]


def finalise_store(plan: StudyPlan, in_study: np.ndarray) -> None:
    """Write the mask of rows of the study, and consolidated metadata that makes rows visible."""
    import zarr

    root = _open_own(plan)
    mask = in_study_variable()
    for node in ("", mask.group, *(v.path for v in (*store_variables(plan), mask))):
        remove_partial(plan.files.store / node / "zarr.json")
    for shard in plan.shards:
        remove_partial(plan.files.store / mask.path / "c" / str(shard))
    for name in ("axes", "title", *plan.kind.shown):
        # Plans of earlier versions lack newer entries.
        root.attrs[name] = plan.content.get(name, "")
    with zarr.config.set({"array.write_empty_chunks": True}):
        array = _array(root, mask, plan.files)
        with _mendable(plan.files.store / mask.path, plan.files):
            array[:] = in_study
    _consolidate(plan, [v.path for v in (*store_variables(plan), mask)])


def _consolidate(plan: StudyPlan, arrays: Sequence[str]) -> None:
    """Write the metadata of all declared nodes into the root's, like ``consolidate_metadata``.

    That function would list the folder: in the order of the file system, and with foreign files.
    """
    store = plan.files.store

    def inline(metadata: dict[str, Any]) -> dict[str, Any]:
        return {"kind": "inline", "must_understand": False, "metadata": metadata}

    nodes = {}
    for name in sorted({*arrays, *(path.split("/")[0] for path in arrays)}):
        path = store / name / "zarr.json"
        with _mendable(path, plan.files):
            node = read_json(path)
            if node["node_type"] == "group":
                node = _with_consolidated(node, inline({}))
        nodes[name] = node
    root = _with_consolidated(read_json(store / "zarr.json"), inline(nodes))
    write_atomically(store / "zarr.json", (json.dumps(root, indent=2) + "\n").encode())


def _with_consolidated(group: dict[str, Any], consolidated: dict[str, Any]) -> dict[str, Any]:
    """Return a group's metadata with the consolidated part before the node type, as Zarr does."""
    kept = {key: value for key, value in group.items() if key != "consolidated_metadata"}
    node_type = kept.pop("node_type")
    return {**kept, "consolidated_metadata": consolidated, "node_type": node_type}
