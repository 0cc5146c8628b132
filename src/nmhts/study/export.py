"""A study as files for other programs: NetCDF-4, or a folder of tidy CSV tables.

Rows pass through memory in blocks of a shard, so a study of any size needs the memory of a few
blocks.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from nmhts.errors import StoreError, unknown_name
from nmhts.study.damage import naming_damage
from nmhts.study.files import StudyFiles, sync
from nmhts.study.forms import read_plan
from nmhts.study.open import open_whole
from nmhts.study.tidy import METADATA, tables_in, write_tables

if TYPE_CHECKING:
    import xarray as xr

FORMATS = ("netcdf", "csv")


def export_study(
    study: str | Path, file_format: str = "netcdf", output: Path | None = None, force: bool = False
) -> Path:
    """Write the films or points of a study as NetCDF-4 or CSV; return the path written.

    Names and units are those of the store. Rows that left the study, and padding, are left out;
    ``status`` is written as its name. The target appears complete or not at all.
    Parameters: study: path of ``results/<study>``; file_format ``netcdf`` (one file, the groups of
    the store) or ``csv`` (a folder with ``design.csv``, tables of results, and ``metadata.json``);
    output (``<study>.nc`` or ``<study>_csv`` in the folder of the study if None); force: replace an
    existing target.
    Errors: StoreError for an unknown format, a study without a store or films, a target that
    exists, or one that cannot be written.
    """
    if file_format not in FORMATS:
        raise StoreError(unknown_name("format", file_format, FORMATS))
    folder = Path(study)
    folder = folder.parent if folder.name.endswith(".zarr") else folder
    name = folder.resolve().name
    target = output or folder / (f"{name}.nc" if file_format == "netcdf" else f"{name}_csv")
    _check_target(target, file_format, force)
    files = StudyFiles(folder)
    tree = open_whole(files)
    groups = {name: _named_status(node.to_dataset()) for name, node in tree.children.items()}
    attributes: dict[str, Any] = {str(k): v for k, v in tree.attrs.items()} | {
        "complete": int(files.is_complete())
    }
    block = int(tree.attrs["identity"]["output"]["runs_per_shard"])
    with naming_damage(files):
        if file_format == "netcdf":
            _replace(target, lambda path: _write_netcdf(groups, attributes, block, path))
        else:
            attributes["database_file"] = _database(files)
            _replace(target, lambda path: write_tables(groups, attributes, block, path))
    return target


def _database(files: StudyFiles) -> str:
    """Return the database of a map of phases; empty for films."""
    plan = read_plan(files) if files.plan.exists() else {}
    return next(iter(plan.get("database_files", ())), "")


def _named_status(data: xr.Dataset) -> xr.Dataset:
    """Return a group with names for the codes of ``status``, and without the mask of rows."""
    import xarray as xr

    status = data["status"]
    codes = np.asarray(status.attrs["flag_values"])
    names = np.array(str(status.attrs["flag_meanings"]).split())
    place = np.argsort(codes)
    chosen = names[place[np.searchsorted(codes[place], status.values)]]
    variable = xr.Variable(status.dims, chosen, {"long_name": status.attrs["long_name"]})
    data = data.drop_vars("in_study", errors="ignore")
    return (
        data.assign_coords(status=variable)
        if "status" in data.coords
        else data.assign(status=variable)
    )


def _write_netcdf(
    groups: dict[str, xr.Dataset], attributes: dict[str, Any], block: int, path: Path
) -> None:
    import xarray as xr

    attributes["identity"] = json.dumps(attributes["identity"], sort_keys=True)
    chunked: dict[str, xr.Dataset] = {"/": xr.Dataset(attrs=attributes)}
    encoding: dict[str, dict[str, dict]] = {}
    for name, data in groups.items():
        chunked[name] = data.drop_encoding().chunk({"run": block})
        encoding[f"/{name}"] = {
            str(key): {
                "zlib": True,
                "complevel": 4,
                "shuffle": True,
                "chunksizes": (min(block, v.shape[0]), *v.shape[1:]),
            }
            for key, v in data.variables.items()
            if v.dtype.kind in "fiu"
        }
    tree = xr.DataTree.from_dict(chunked)
    tree.to_netcdf(path, engine="h5netcdf", encoding=encoding)


def _check_target(target: Path, file_format: str, force: bool) -> None:
    if not target.exists():
        return
    if not force:
        raise StoreError(f"{target} exists; give another --output, or --force to replace it")
    if file_format == "netcdf" and target.is_dir():
        raise StoreError(f"{target} is a folder (expected a file to replace)")
    known = {METADATA, *tables_in(target)}
    if file_format == "csv" and not (
        target.is_dir() and {path.name for path in target.iterdir()} <= known
    ):
        raise StoreError(
            f"{target} is no folder of exported tables; --force replaces only tables that a "
            f"{METADATA} beside them lists"
        )


def _why(error: OSError) -> str:
    """Return the reason of a write error in one line; HDF5 wraps it in several of its own."""
    return os.strerror(error.errno) if error.errno else " ".join(str(error).split())


def _replace(target: Path, write: Callable[[Path], None]) -> None:
    """Write under a temporary name beside the target, then rename; remove the old target last."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        sync(temporary)
        if target.is_dir():
            os.replace(target, old)
        os.replace(temporary, target)
        sync(target.parent)
    except OSError as error:
        raise StoreError(
            f"cannot write {target}: {_why(error)}; name a place that can be written with --output"
        ) from error
    finally:
        for left in (temporary, old):
            # Remove only existing files: a read-only folder refuses any other attempt.
            if left.is_dir():
                shutil.rmtree(left)
            elif left.exists():
                left.unlink()
