"""A study opened for analysis: a lazy xarray DataTree with the run table attached."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import StoreError, unknown_name
from nmhts.study.damage import acknowledged, naming_damage, refuse_lost_objects
from nmhts.study.files import StudyFiles, mending, read_json
from nmhts.study.forms import computing, misfit
from nmhts.study.inputs import refuse_store_that_is_away

if TYPE_CHECKING:
    import xarray as xr

_ATTRIBUTES = {"study": str, "identity": {"kind": str, "output": {"runs_per_shard": int}}}
_NOT_PARAMETERS = ("run_id", "status", "n_steps", "regime", "in_study")


def open_study(path: str | Path, all_runs: bool = False) -> xr.DataTree:
    """Open the store of a study.

    Parameters: path of ``results/<study>`` or of its ``store.zarr``; all_runs: also rows that left
    the study, and padding.
    Returns: DataTree with the groups of the store (``design`` and, of films, ``kinetics``,
    ``profiles``, ``loops``, of a map ``phases``), read lazily. Parameters and status of each run,
    of films also the regime, are coordinates of every group. A study that is not complete gives a
    warning.
    Errors: StoreError if there is no store, or one that is damaged, with the command that mends it.
    """
    folder = Path(path)
    store = folder if folder.name.endswith(".zarr") else folder / "store.zarr"
    files = StudyFiles(store.parent)
    refuse_store_that_is_away(files)
    if not store.exists():
        raise StoreError(f"no store at {store}; compute the study first: {computing(files)}")
    with naming_damage(files):
        return _opened(store, files, all_runs)


def open_whole(files: StudyFiles) -> xr.DataTree:
    """Open a study in order to read all of it.

    Errors: StoreError if it has no runs yet, or if objects are lost, which would read as missing
    values.
    """
    tree = open_study(files.root)
    if tree["design"].sizes["run"] == 0:
        raise StoreError(
            f"{files.root.name} has no runs yet; compute them with: {computing(files)}"
        )
    with naming_damage(files):
        rows = read_json(files.store / "design" / "status" / "zarr.json")["shape"][0]
        shards = rows // tree.attrs["identity"]["output"]["runs_per_shard"]
        refuse_lost_objects(files, acknowledged(files, shards))
    return tree


def _opened(store: Path, files: StudyFiles, all_runs: bool) -> xr.DataTree:
    import xarray as xr

    finished = files.is_complete()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Consolidated metadata")
        tree = xr.open_datatree(store, engine="zarr", consolidated=None if finished else False)
    if wrong := misfit(dict(tree.attrs), _ATTRIBUTES):
        raise StoreError(f"{store / 'zarr.json'} is not that of a study: {wrong}; {mending(files)}")
    shards = tree["design"].sizes["run"] // tree.attrs["identity"]["output"]["runs_per_shard"]
    refuse_lost_objects(files, acknowledged(files, shards), "design/")
    design = tree["design"].to_dataset().load()
    parameters = [n for n in design.data_vars if str(n) not in _NOT_PARAMETERS]
    for name in parameters:
        if "names" in design[name].attrs:
            design[name] = _decoded(design[name])
    if not finished:
        size = tree.attrs["identity"]["output"]["runs_per_shard"]
        keep = _acknowledged(files, size, design["status"].values)
        keep &= design["in_study"].values != 0
        warnings.warn(
            f"{store.parent.name} is not complete: {keep.sum()} runs are stored", stacklevel=4
        )
    else:
        keep = design["in_study"].values == 1
    if all_runs:
        keep = np.ones_like(keep)
    names = [*parameters, *(name for name in ("status", "regime") if name in design)]
    groups: dict[str, xr.Dataset] = {}
    for name, node in tree.children.items():
        data = design if name == "design" else node.to_dataset()
        if name != "design":
            data = _labelled(data).assign_coords({n: design[n] for n in names})
        groups[name] = data if keep.all() else data.isel(run=np.flatnonzero(keep))
    root = xr.Dataset(attrs=dict(tree.attrs))
    opened = xr.DataTree.from_dict({"/": root, **groups})
    for name in groups:
        opened[name].attrs["axes"] = list(tree.attrs.get("axes", []))
    return opened


def _acknowledged(files: StudyFiles, size: int, status: np.ndarray) -> np.ndarray:
    """Return a mask of rows with a receipt; other rows of the store may be half of a shard."""
    shards = acknowledged(files, len(status) // size)
    return np.isin(np.arange(len(status)) // size, shards) & (status >= 0)


def _decoded(coded: xr.DataArray) -> xr.DataArray:
    """Return names for the codes of a CF flag variable; an empty name for padding."""
    import xarray as xr

    known = np.array(coded.attrs["names"])
    names = np.where(coded.values < 0, "", known[np.maximum(coded.values, 0)])
    return xr.DataArray(names, dims=coded.dims, attrs={"long_name": coded.attrs["long_name"]})


def _labelled(data: xr.Dataset) -> xr.Dataset:
    """Return a group with the names of places as coordinates of their dimensions."""
    labels = {}
    for variable in data.variables.values():
        if "dimension_labels" in variable.attrs:
            labels[variable.dims[-1]] = variable.attrs.pop("dimension_labels")
    return data.assign_coords(labels)


def grid_view(data: xr.Dataset, dims: Sequence[str] | None = None) -> xr.Dataset:
    """Return a dataset over the axes of its study instead of over ``run``; lazy like its input.

    Parameters: data: a group of an opened study, e.g. ``study["kinetics"].to_dataset()``; dims:
    parameters that become dimensions (the axes of the study with more than one value if None).
    Returns: Dataset in which ``run`` is replaced by ``dims``; values of a grid point without a run
    are missing (NaN).
    Errors: StoreError for an unknown parameter, or parameters that do not tell all runs apart.
    """
    import xarray as xr

    parameters = [str(n) for n, c in data.coords.items() if c.dims == ("run",) and n != "status"]
    if data.sizes["run"] == 1 and dims is None:
        return data.isel(run=0)
    chosen = list(dims) if dims is not None else [a for a in data.attrs["axes"] if _varies(data, a)]
    for name in chosen:
        if name not in parameters:
            raise StoreError(unknown_name("parameter", name, parameters))
    if not chosen:
        raise StoreError(f"no dimensions to put the runs on (parameters: {', '.join(parameters)})")
    values, places = zip(
        *(np.unique(data[name].values, return_inverse=True) for name in chosen), strict=True
    )
    shape = tuple(len(v) for v in values)
    flat = np.atleast_1d(np.ravel_multi_index(places, shape))
    if len(np.unique(flat)) < flat.size:
        raise StoreError(f"{', '.join(chosen)} do not tell all runs apart; add a parameter")
    index = np.full(np.prod(shape), -1)
    index[flat] = np.arange(flat.size)
    table = xr.DataArray(index.reshape(shape), dims=chosen)
    grid = data.drop_vars([n for n in parameters if n in chosen]).isel(run=table.clip(min=0))
    if (index < 0).any():
        grid = grid.where(table >= 0)
    return grid.assign_coords(
        {n: (n, v, data[n].attrs) for n, v in zip(chosen, values, strict=True)}
    )


def _varies(data: xr.Dataset, name: str) -> bool:
    return len(np.unique(data[name].values)) > 1
