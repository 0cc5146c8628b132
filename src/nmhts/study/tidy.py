"""Groups of a study as tidy CSV tables with units, and a file that explains the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from nmhts.study.kind import Kind
from nmhts.study.kinds import kind_of

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

METADATA = "metadata.json"


def write_tables(
    groups: Mapping[str, xr.Dataset], attributes: Mapping[str, Any], block: int, folder: Path
) -> None:
    """Write the tables of a study and ``metadata.json`` into a new folder.

    Parameters: groups with ``status`` as names; attributes of the study, of a map of phases with
    ``database_file``; block: films or points in memory at once; folder.
    Missing values are empty. Numbers have the digits that restore the stored number. ``film`` or
    ``point`` numbers the lines of ``design.csv``.
    """
    folder.mkdir()
    kind = kind_of(attributes["identity"])
    what = kind.what
    groups = _tables(groups, kind)
    design = groups["design"]
    varied = [
        str(n)
        for n, v in design.variables.items()
        if _is_parameter(groups, str(n)) and len(np.unique(v.values)) > 1
    ]
    fixed = {
        str(n): _text(v.values[0])
        for n, v in design.variables.items()
        if _is_parameter(groups, str(n)) and str(n) not in varied
    }
    metadata: dict[str, Any] = {
        "title": attributes["title"],
        "study": attributes["study"],
        **{name: attributes.get(name, "") for name in kind.shown},
        "complete": bool(attributes["complete"]),
        f"{what}s": int(design.sizes["run"]),
        "source": attributes["source"],
        **kind.numbers(attributes, design),
        f"same_for_all_{what}s": {_header(design, n): value for n, value in fixed.items()},
        "missing_values": "empty",
        "tables": {},
    }
    for name, data in groups.items():
        path = folder / f"{name}.csv"
        columns = _columns(data, name, varied, what)
        with path.open("w", encoding="utf-8", newline="") as stream:
            for frame in _frames(data, columns, block, kind):
                first = stream.tell() == 0
                frame.to_csv(stream, header=first, index=False, lineterminator="\n")
        metadata["tables"][path.name] = {
            "lines": f"one line per {_line(data, kind)}",
            "columns": {_header(data, column): _about(data, column, what) for column in columns},
        }
    text = json.dumps(metadata, indent=1, ensure_ascii=False)
    (folder / METADATA).write_text(text + "\n", encoding="utf-8")


def tables_in(folder: Path) -> list[str]:
    """Return the names of the files of exported tables in a folder, none if it is no export."""
    try:
        return list(json.loads((folder / METADATA).read_text(encoding="utf-8"))["tables"])
    except (OSError, ValueError, LookupError, TypeError):
        return []


def _is_parameter(groups: Mapping[str, xr.Dataset], name: str) -> bool:
    """Return whether a column of the run table is a parameter, which other groups carry too."""
    others = (data.coords for group, data in groups.items() if group != "design")
    return any(name in coords for coords in others) and name not in ("status", "regime")


def _tables(groups: Mapping[str, xr.Dataset], kind: Kind) -> dict[str, xr.Dataset]:
    """Return the datasets of the tables.

    They are the groups; a parted group gives two, with and without its dimension.
    """
    parted = {group: (dim, other) for group, dim, other in kind.parted}
    found = {}
    for name, data in groups.items():
        whole = _widened(data, kind)
        if name in parted:
            dim, other = parted[name]
            of_dim = [n for n, v in whole.data_vars.items() if dim in v.dims]
            found[other] = whole.drop_vars(of_dim)
            whole = whole[of_dim]
        found[name] = whole
    return found


def _line_dims(data: xr.Dataset, kind: Kind) -> list[str]:
    """Return the dimensions of a table that become lines."""
    return [dim for dim in ("run", *(name for name, _ in kind.lines)) if dim in data.dims]


def _line(data: xr.Dataset, kind: Kind) -> str:
    """Return the meaning of a line of a table, in words."""
    words = dict(kind.lines)
    *some, last = [kind.what, *(words[dim] for dim in _line_dims(data, kind) if dim != "run")]
    return f"{', '.join(some)} and {last}" if some else last


def _widened(data: xr.Dataset, kind: Kind) -> xr.Dataset:
    """Return a dataset with columns for dimensions that are not lines: ``driving_force_FCC_A1``."""
    for dim in [str(d) for d in data.dims if d not in _line_dims(data, kind)]:
        labels = data[dim].values if dim in data.coords else range(1, data.sizes[dim] + 1)
        wide = {n: v for n, v in data.data_vars.items() if dim in v.dims}
        parts = {
            f"{n}_{label}": v.isel({dim: k}, drop=True)
            for n, v in wide.items()
            for k, label in enumerate(labels)
        }
        data = data.drop_vars([*wide, *([dim] if dim in data.coords else [])]).assign(parts)
    return data


def _text(value: Any) -> str | float:
    return value.item() if isinstance(value, np.generic) else value


def _columns(data: xr.Dataset, name: str, varied: list[str], what: str) -> list[str]:
    """Return the columns in order: film or point, parameters, place and time, results."""
    if name == "design":
        lead = [n for n in ("run_id", "status", "n_steps", "regime") if n in data]
        return [what, *lead, *(str(n) for n in data.data_vars if str(n) not in lead)]
    along = ("cycle", "time", "position", "layer", "depth", "x", "y")
    # A varied number may also be called x; it has one value per film.
    places = [
        n for n in along if n in data.dims or (n in data.variables and data[n].dims != ("run",))
    ]
    found = [str(n) for n in data.data_vars if str(n) not in (*places, "n_planes")]
    return [what, *varied, *places, *found]


def _frames(data: xr.Dataset, columns: list[str], block: int, kind: Kind) -> Iterator[pd.DataFrame]:
    kept = [column for column in columns if column != kind.what]
    dims = _line_dims(data, kind)
    for begin in range(0, data.sizes["run"], block):
        part = data.isel(run=slice(begin, begin + block)).load()
        part = part.assign({_THERE: _is_there(part, dims, kind)})
        part = part.assign({n: _decoded(part[n]) for n in kept if "flag_values" in part[n].attrs})
        if "run_id" in kept:
            part["run_id"] = ("run", [f"{i:016x}" for i in part["run_id"].values])
        frame = part.to_dataframe(dim_order=dims).reset_index()
        frame = frame.loc[frame[_THERE]].copy()
        frame[kind.what] = frame["run"] + begin
        yield frame.loc[:, columns].set_axis([_header(data, column) for column in columns], axis=1)


_THERE = "_is_there"


def _is_there(data: xr.Dataset, dims: Sequence[str], kind: Kind) -> xr.DataArray:
    """Return a mask of lines of a table that are no padding."""
    import xarray as xr

    there = xr.DataArray(np.ones(data.sizes["run"], dtype=bool), dims="run")
    padding = dict(kind.padding)
    for dim in dims:
        if dim in padding:
            there = there & (data[padding[dim]] >= 0)
        elif f"n_{dim}s" in data.variables:
            there = there & (xr.DataArray(np.arange(data.sizes[dim]), dims=dim) < data[f"n_{dim}s"])
    return there


def _decoded(coded: xr.DataArray) -> xr.DataArray:
    """Return names for the codes of a CF flag variable."""
    names = str(coded.attrs["flag_meanings"]).split()
    table = dict(zip(coded.attrs["flag_values"], names, strict=True))
    flat = [table[code] for code in coded.values.ravel().tolist()]
    return coded.copy(data=np.array(flat, dtype=object).reshape(coded.shape))


def _header(data: xr.Dataset, column: str) -> str:
    """Return a column's name with its unit; names, codes and counts have none."""
    unit = data[column].attrs.get("units") if column in data.variables else None
    return f"{column} ({unit})" if unit else column


def _about(data: xr.Dataset, column: str, what: str) -> dict[str, Any]:
    if column == what:
        return {"long_name": f"number of the {what}, its line in design.csv from 0"}
    attributes = data[column].attrs
    about = {"name": column, "long_name": attributes.get("long_name", column)}
    if "units" in attributes and "flag_values" not in attributes:
        about["units"] = attributes["units"]
    if "flag_values" in attributes:
        about["values"] = str(attributes["flag_meanings"]).split()
    if "sites" in attributes:
        about["sites"] = list(attributes["sites"])
    if column == "run_id":
        about["long_name"] += ", 16 hexadecimal digits"
    return about
