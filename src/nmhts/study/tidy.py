"""The groups of a study as tidy CSV tables: units in the header, one file that explains the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from nmhts.errors import MaterialError
from nmhts.materials.library import find_gate, find_nitride
from nmhts.simulation.film import provenance

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

TABLES = ("design.csv", "kinetics.csv", "profiles.csv", "loops.csv")
METADATA = "metadata.json"
FILM = "film"
_LINES = {
    "design": "one line per film",
    "kinetics": "one line per film and time",
    "profiles": "one line per film, time and plane",
    "loops": "one line per film and time of a profile",
}


def write_tables(
    groups: Mapping[str, xr.Dataset], attributes: Mapping[str, Any], block: int, folder: Path
) -> None:
    """Write one CSV per group and ``metadata.json`` into a new folder.

    Parameters: groups with ``status`` as names; attributes of the study; block: films that go through memory at once.
    Missing values are empty; numbers have the digits that give the stored number back; ``film`` numbers the lines of ``design.csv``.
    """
    folder.mkdir()
    design = groups["design"]
    varied = [str(n) for n, v in design.variables.items() if _is_parameter(groups, str(n)) and len(np.unique(v.values)) > 1]  # fmt: skip
    fixed = {
        str(n): _text(v.values[0])
        for n, v in design.variables.items()
        if _is_parameter(groups, str(n)) and str(n) not in varied
    }
    metadata: dict[str, Any] = {
        "title": attributes["title"],
        "study": attributes["study"],
        "protocol": attributes.get("protocol", ""),
        "complete": bool(attributes["complete"]),
        "films": int(design.sizes["run"]),
        "source": attributes["source"],
        "sheets": _sheets(design),
        "same_for_all_films": {_header(design, n): value for n, value in fixed.items()},
        "missing_values": "empty",
        "tables": {},
    }
    for name, data in groups.items():
        path = folder / f"{name}.csv"
        columns = _columns(data, name, varied)
        with path.open("w", encoding="utf-8", newline="") as stream:
            for frame in _frames(data, name, columns, block):
                first = stream.tell() == 0
                frame.to_csv(stream, header=first, index=False, lineterminator="\n")
        metadata["tables"][path.name] = {
            "lines": _LINES[name],
            "columns": {_header(data, column): _about(data, column) for column in columns},
        }
    text = json.dumps(metadata, indent=1, ensure_ascii=False)
    (folder / METADATA).write_text(text + "\n", encoding="utf-8")


def _is_parameter(groups: Mapping[str, xr.Dataset], name: str) -> bool:
    return name in groups["kinetics"].coords and name not in ("status", "regime")


def _text(value: Any) -> str | float:
    return value.item() if isinstance(value, np.generic) else value


def _columns(data: xr.Dataset, name: str, varied: list[str]) -> list[str]:
    """Return the columns in their order: the film, what tells films apart, where and when, what was found."""
    if name == "design":
        lead = ["run_id", "status", "n_steps", "regime"]
        return [FILM, *lead, *(str(n) for n in data.data_vars if str(n) not in lead)]
    places = [n for n in ("time", "depth") if n in data.variables]
    found = [str(n) for n in data.data_vars if str(n) not in (*places, "n_planes")]
    return [FILM, *varied, *places, *found]


def _frames(data: xr.Dataset, name: str, columns: list[str], block: int) -> Iterator[pd.DataFrame]:
    kept = [column for column in columns if column != FILM]
    dims = [str(d) for d in ("run", "step", "snapshot", "plane") if d in data.dims]
    for begin in range(0, data.sizes["run"], block):
        part = data.isel(run=slice(begin, begin + block)).load()
        part = part.assign({n: _decoded(part[n]) for n in kept if "flag_values" in part[n].attrs})
        if "run_id" in kept:
            part["run_id"] = ("run", [f"{i:016x}" for i in part["run_id"].values])
        frame = part.to_dataframe(dim_order=dims).reset_index()
        if "plane" in dims:
            frame = frame[frame["plane"] < frame["n_planes"]]
        frame[FILM] = frame["run"] + begin
        yield frame.loc[:, columns].set_axis([_header(data, column) for column in columns], axis=1)


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


def _about(data: xr.Dataset, column: str) -> dict[str, Any]:
    if column == FILM:
        return {"long_name": "number of the film, its line in design.csv from 0"}
    attributes = data[column].attrs
    about = {"name": column, "long_name": attributes.get("long_name", column)}
    if "units" in attributes and "flag_values" not in attributes:
        about["units"] = attributes["units"]
    if "flag_values" in attributes:
        about["values"] = str(attributes["flag_meanings"]).split()
    if column == "run_id":
        about["long_name"] += ", 16 hexadecimal digits"
    return about


def _sheets(design: xr.Dataset) -> dict[str, str]:
    """Return how many numbers of each status stand in the sheets of the study's materials and gates, as they are now."""
    pairs = zip(design["material"].values.tolist(), design["mixing"].values.tolist(), strict=True)
    finders = {name: (find_nitride, rules) for name, rules in sorted(set(pairs))}
    finders |= dict.fromkeys(np.unique(design["gate"].values).tolist(), (find_gate,))
    found = {}
    for name, (find, *rules) in finders.items():
        try:
            found[name] = provenance(find(name, *rules)).split(": ", 2)[2]
        except MaterialError:
            found[name] = "no longer in the library"
    return found
