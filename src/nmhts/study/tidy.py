"""The groups of a study as tidy CSV tables: units in the header, one file that explains the columns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from nmhts.errors import MaterialError, UnitError
from nmhts.materials.library import find_gate, find_nitride
from nmhts.simulation import phase_database
from nmhts.simulation.film import provenance
from nmhts.simulation.stack import Stack
from nmhts.study.kinds import kind_of
from nmhts.study.phase_maps.variables import NO_PHASE

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

METADATA = "metadata.json"
TABLES = {
    "design": "one line per {}",
    "kinetics": "one line per {} and time",
    "profiles": "one line per {}, time and plane",
    "layers": "one line per {}, time and layer",
    "loops": "one line per {} and time of a profile",
    "writing": "one line per {} and time of a profile",
    "cycles": "one line per {} and recorded cycle",
    "final": "one line per {} and plane, at the end (of a floating film also per position)",
    "after": "one line per {} and time after the last cycle",
    "drive": "one line per {} and time",
    "along": "one line per {}, time and position",
    "columns": "one line per {}, time and column of sites",
    "sites": "one line per {}, plane and column of sites, at the end",
    "equilibria": "one line per {}",
    "phases": "one line per {} and phase",
}
_LINE_DIMS = ("run", "cycle", "step", "snapshot", "place", "layer", "plane", "vertex", "x", "y")
"""Dimensions that become lines; others become columns."""


def write_tables(
    groups: Mapping[str, xr.Dataset], attributes: Mapping[str, Any], block: int, folder: Path
) -> None:
    """Write the tables of a study and ``metadata.json`` into a new folder.

    Parameters: groups with ``status`` as names; attributes of the study, of a map of phases with ``database_file``; block: films or points that go through memory at once.
    Missing values are empty; numbers have the digits that give the stored number back; ``film`` or ``point`` numbers the lines of
    ``design.csv``.
    """
    folder.mkdir()
    what = kind_of(attributes["identity"]).what
    groups = _tables(groups)
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
        **{name: attributes.get(name, "") for name in kind_of(attributes["identity"]).shown},
        "complete": bool(attributes["complete"]),
        f"{what}s": int(design.sizes["run"]),
        "source": attributes["source"],
        **_numbers(attributes, design),
        f"same_for_all_{what}s": {_header(design, n): value for n, value in fixed.items()},
        "missing_values": "empty",
        "tables": {},
    }
    for name, data in groups.items():
        path = folder / f"{name}.csv"
        columns = _columns(data, name, varied, what)
        with path.open("w", encoding="utf-8", newline="") as stream:
            for frame in _frames(data, columns, block, what):
                first = stream.tell() == 0
                frame.to_csv(stream, header=first, index=False, lineterminator="\n")
        metadata["tables"][path.name] = {
            "lines": TABLES[name].format(what),
            "columns": {_header(data, column): _about(data, column, what) for column in columns},
        }
    text = json.dumps(metadata, indent=1, ensure_ascii=False)
    (folder / METADATA).write_text(text + "\n", encoding="utf-8")


def _is_parameter(groups: Mapping[str, xr.Dataset], name: str) -> bool:
    """Return whether a column of the run table tells films or points apart: the other groups carry it too."""
    others = (data.coords for group, data in groups.items() if group != "design")
    return any(name in coords for coords in others) and name not in ("status", "regime")


def _tables(groups: Mapping[str, xr.Dataset]) -> dict[str, xr.Dataset]:
    """Return what becomes one table each: the groups, that of phases parted by what is said of a point and what of a phase."""
    found = {}
    for name, data in groups.items():
        whole = _widened(data)
        if name == "phases":
            of_phases = [n for n, v in whole.data_vars.items() if "vertex" in v.dims]
            found["equilibria"] = whole.drop_vars(of_phases)
            whole = whole[of_phases]
        found[name] = whole
    return found


def _widened(data: xr.Dataset) -> xr.Dataset:
    """Return a dataset in which dimensions that are not lines are columns: ``driving_force_FCC_A1``."""
    for dim in [str(d) for d in data.dims if d not in _LINE_DIMS]:
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
    """Return the columns in their order: the film or point, what tells them apart, where and when, what was found."""
    if name == "design":
        lead = [n for n in ("run_id", "status", "n_steps", "regime") if n in data]
        return [what, *lead, *(str(n) for n in data.data_vars if str(n) not in lead)]
    along = ("cycle", "time", "position", "layer", "depth", "x", "y")
    # A number of the study may be called x, too; it is one per film.
    places = [
        n for n in along if n in data.dims or (n in data.variables and data[n].dims != ("run",))
    ]
    found = [str(n) for n in data.data_vars if str(n) not in (*places, "n_planes")]
    return [what, *varied, *places, *found]


def _frames(data: xr.Dataset, columns: list[str], block: int, what: str) -> Iterator[pd.DataFrame]:
    kept = [column for column in columns if column != what]
    dims = [d for d in _LINE_DIMS if d in data.dims]
    for begin in range(0, data.sizes["run"], block):
        part = data.isel(run=slice(begin, begin + block)).load()
        part = part.assign({n: _decoded(part[n]) for n in kept if "flag_values" in part[n].attrs})
        if "run_id" in kept:
            part["run_id"] = ("run", [f"{i:016x}" for i in part["run_id"].values])
        frame = part.to_dataframe(dim_order=dims).reset_index()
        if "plane" in dims:
            frame = frame.loc[frame["plane"] < frame["n_planes"]]
        if "layer" in dims:
            frame = frame.loc[frame["layer"] < frame["n_layers"]]
        if "x" in dims:
            frame = frame.loc[frame["grain"] >= 0].copy()
        if "vertex" in dims:
            frame = frame.loc[frame["phase"] != NO_PHASE].copy()
        frame[what] = frame["run"] + begin
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


def _numbers(attributes: Mapping[str, Any], design: xr.Dataset) -> dict[str, Any]:
    """Return where the numbers behind a study come from: by sheet, or by phase of its database."""
    if "gate" in design:
        return {"sheets": _sheets(design) if "material" in design else _stack_sheets(design)}
    try:
        allowed = list(attributes["identity"]["phases"])
        counts = phase_database.parameter_counts(attributes["database_file"], allowed)
    except MaterialError:
        return {"parameters": "the database is no longer where it was"}
    said = {phase: ", ".join(f"{n} {s}" for s, n in by.items()) for phase, by in counts.items()}
    return {"parameters": said}


def _stack_sheets(design: xr.Dataset) -> dict[str, str]:
    """Return how many numbers of each status stand in the sheets behind the study's stacks, as they are now."""
    rows = zip(*(design[n].values.tolist() for n in ("layers", "gate", "mixing")), strict=True)
    found: dict[str, str] = {}
    for layers, gate, mixing in sorted(set(rows)):
        try:
            stack = Stack(layers, gate, mixing=mixing)
        except (MaterialError, UnitError):
            found[layers] = "no longer in the library"
            continue
        found |= {sheet.name: provenance(sheet).split(": ", 2)[2] for sheet in stack.sheets}
    return found


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
