"""Tables at the head of the page: axes, statuses, and the provenance of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import xarray as xr

from nmhts.errors import StoreError
from nmhts.materials.formula import formula_of, parse_formula
from nmhts.materials.library import library, mixing_library
from nmhts.materials.records import STATUSES as NUMBER_STATUSES
from nmhts.materials.records import MixingRules, Sheet
from nmhts.report.data import PageData
from nmhts.report.numbers import display, plain_unit
from nmhts.report.varied import in_shown_unit, shown_unit
from nmhts.simulation.outcomes.regimes import REGIMES
from nmhts.study.files import StudyFiles, digest, read_json
from nmhts.study.kinds import kind_of
from nmhts.symbols import SYMBOLS


@dataclass(frozen=True)
class Table:
    """A table of the page: head, rows of cells, and a note below it."""

    head: tuple[str, ...]
    rows: list[tuple[str, ...]]
    note: str = ""


def axes_table(data: PageData) -> Table:
    """Return the axes of a study with the number and range of their values.

    Below each axis stand its followers: zipped axes, and parameters derived from others.
    """
    leaders = [str(name) for name in data.attributes.get("axes", [])]
    rows = []
    for name in leaders:
        rows.append(_axis(name, name, data.table))
        rows += [
            _axis(f"{one}, follows {name}", one, data.table)
            for one in followers(data.table, name, leaders)
        ]
    own = {row[0].split(",")[0] for row in rows}
    for name in varied_alone(data.table, own):
        rows.append(_axis(f"{name}, differs too", name, data.table))
    return Table(("axis", "values", "range"), rows)


def _axis(shown: str, name: str, table: xr.Dataset) -> tuple[str, ...]:
    column = table[name]
    values = np.unique(column.values)
    if name == "material":
        return (shown, str(len(values)), _systems(table))
    return (shown, str(len(values)), _range(name, values, column.attrs.get("units", "")))


_NO_AXES = (
    "run_id",
    "status",
    "n_steps",
    "regime",
    "in_study",
    "system",
    "sample",
    "replicate",
    "n_planes",
    "n_layers",
)


def _candidates(table: xr.Dataset) -> list[str]:
    """Return the parameters of a run table that differ between runs and are no counter or code."""
    found = []
    # The axes fill in the text of the layers; the thickness of the stack is the sum of theirs.
    made = ("layers", "thickness") if "n_layers" in table.coords else ()
    for name, column in table.coords.items():
        if column.dims != ("run",) or name in (*_NO_AXES, *made) or str(name).startswith("x_"):
            continue
        if len(np.unique(column.values)) > 1:
            found.append(str(name))
    return found


def followers(table: xr.Dataset, leader: str, leaders: Sequence[str]) -> list[str]:
    """Return the parameters with one value for each value of an axis, as zipped axes have."""
    own = table[leader].values
    found = []
    for name in _candidates(table):
        if name in leaders:
            continue
        pairs = {(a.item(), b.item()) for a, b in zip(own, table[name].values, strict=True)}
        if len(pairs) == len(np.unique(own)):
            found.append(name)
    return found


def varied_alone(table: xr.Dataset, said: set[str]) -> list[str]:
    """Return the varied parameters that no row mentions yet.

    They follow from several axes, or are sampled.
    """
    return [name for name in _candidates(table) if name not in said]


def _systems(table: xr.Dataset) -> str:
    """Return the materials of a study.

    Compounds are given by name, alloys by system with the number of compositions.
    """
    said: dict[str, set[str]] = {}
    for material in table.material.values:
        formula = parse_formula(str(material))
        name = str(material) if len(formula.metals) == 1 else formula.system
        said.setdefault(name, set()).add(str(material))
    return ", ".join(f"{n} ({len(m)} compositions)" if len(m) > 1 else n for n, m in said.items())


def _range(name: str, values: np.ndarray, unit: str) -> str:
    if values.dtype.kind not in "if":
        names = [str(v) for v in values]
        return ", ".join(names) if len(names) <= 8 else f"{', '.join(names[:6])}, … {names[-1]}"
    if name in SYMBOLS:
        values, unit = display(values.astype(float), name), SYMBOLS[name].display
    else:
        values, unit = in_shown_unit(values, unit), shown_unit(unit)
    unit = f" {plain_unit(unit)}" if unit else ""
    if len(values) <= 4:
        said = ", ".join(f"{v:g}" for v in values if not np.isnan(v)) + unit
        return f"none, {said}" if np.isnan(values).any() else said
    return f"{values[0]:g} to {values[-1]:g}{unit}"


def status_table(data: PageData) -> Table:
    """Return the number of films or points with each status and in each regime, with advice.

    Regimes are counted among films that reached their end.
    """
    kind = kind_of(data.attributes["identity"])
    by_code = {status.code: status for status in kind.statuses}
    codes, counts = np.unique(data.table.status.values, return_counts=True)
    head = ("status", f"{kind.what}s", "what it means")
    regimes = "regime" in data.table.variables
    flags = data.table.regime.values[data.table.status.values == 0] if regimes else None
    rows = []
    for code, count in zip(codes, counts, strict=True):
        status = by_code[int(code)]
        rows.append((status.name.replace("_", " "), str(count), status.advice))
        if status.name == "ok" and flags is not None:
            rows += _regime_rows(flags)
    if len(codes) > 1:
        rows.append(("all", str(int(counts.sum())), ""))
    return Table(head, rows)


def _regime_rows(flags: np.ndarray) -> list[tuple[str, ...]]:
    """Return the regimes among successful runs; one run may have several of them, or none."""
    found = [(r, int(((flags & r.flag) != 0).sum())) for r in REGIMES]
    some = [(r, count) for r, count in found if count]
    if not some:
        return []
    without = int((flags == 0).sum())
    total = len(flags)
    rows = [(f"of these {r.name.replace('_', ' ')}", f"{n} of {total}", r.advice) for r, n in some]
    if not without:
        return rows
    return [*rows, ("of these in no regime", f"{without} of {total}", "")]


def numbers_table(data: PageData, files: StudyFiles) -> Table:
    """Return the number of measured, assessed, dft, fitted and assumed numbers by sheet.

    Sets of mixing rules count as sheets.
    """
    return sheets_table(data.table, data.table.material.values, (), files)


def sheets_table(
    table: xr.Dataset, materials: np.ndarray, interfaces: Sequence[str], files: StudyFiles
) -> Table:
    """Return the number of measured, assessed, dft, fitted and assumed numbers in some sheets.

    Parameters: table: group with the gate and the mixing rules of every run; nitrides and
    interfaces by name.
    """
    sources: list[tuple[str, Sheet | MixingRules]] = []
    for name in nitride_sheets(materials):
        sources.append(("nitride", library("nitride")[name]))
    gates = [str(g) for g in dict.fromkeys(table.gate.values)]
    sources += [("gate", library("gate")[g]) for g in gates if g in library("gate")]
    known = library("interface")
    sources += [("interface", known[name]) for name in interfaces if name in known]
    if any(len(parse_formula(str(m)).metals) > 1 for m in np.unique(materials)):
        rules = [str(m) for m in dict.fromkeys(table.mixing.values)]
        sources += [("mixing rules", mixing_library()[m]) for m in rules if m in mixing_library()]
    rows = []
    for kind, sheet in sources:
        counts = sheet.count_by_status()
        cells = [str(counts.get(s, 0)) for s in NUMBER_STATUSES]
        rows.append((sheet.name, kind, *cells))
    changed = _changed([sheet.path for _, sheet in sources], files)
    note = (
        (
            f"Changed since the study was planned: {', '.join(changed)}; counts are those of the "
            "present sheets."
        )
        if changed
        else ""
    )
    return Table(("sheet", "kind", *NUMBER_STATUSES), rows, note)


def nitride_sheets(materials: np.ndarray) -> list[str]:
    """Return the sheets behind materials: their own, or those of the end members."""
    known = library("nitride")
    found: dict[str, None] = {}
    for material in dict.fromkeys(str(m) for m in materials):
        formula = parse_formula(material)
        members = [formula_of({m: 1.0}, formula.anion) for m, _ in formula.metals]
        for name in [material] if material in known else members:
            if name in known:
                found[name] = None
    return list(found)


def statuses_of(names: Sequence[str], materials: np.ndarray) -> str:
    """Return the status of some numbers in each nitride sheet behind materials, in words."""
    said = []
    for name in nitride_sheets(materials):
        quantities = library("nitride")[name].quantities
        said.append(f"{name} {', '.join(quantities[q].status for q in names)}")
    return "; ".join(said)


def _changed(paths: list[Path], files: StudyFiles) -> list[str]:
    """Return the names of sheets whose files differ from those of the plan.

    A sheet at another place counts by its name.
    """
    hashes = {Path(p).name: h for p, h in read_json(files.plan_inputs).items()}
    return [p.stem for p in paths if hashes.get(p.name) != digest(p.read_bytes())]


def made_table(data: PageData, files: StudyFiles) -> Table:
    """Return the date and the software of the shards, from their receipts."""
    receipts = [read_json(p) for p in sorted((files.root / "receipts").glob("*.json"))]
    if not receipts:
        raise StoreError(f"no receipts in {files.root / 'receipts'}; compute the study first")
    days = sorted({_day(r["machine"]["started"]) for r in receipts})
    versions: dict[str, set[str]] = {}
    for receipt in receipts:
        for name, version in receipt["versions"].items():
            versions.setdefault(name, set()).add(str(version))
    cpu = sum(r["machine"]["cpu_seconds"] for r in receipts)
    rows = [
        ("shards", str(len(receipts))),
        ("computed", days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"),
        ("processor time", f"{cpu:.0f} s"),
        ("identity of the code", ", ".join(sorted({r["code"] for r in receipts}))),
        ("versions", ", ".join(f"{n} {'/'.join(sorted(v))}" for n, v in sorted(versions.items()))),
        ("schema of the store", str(data.attributes.get("nmhts_schema", ""))),
    ]
    return Table(("", ""), rows)


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")


def study_text(files: StudyFiles) -> tuple[str, str]:
    """Return the text of the study file, with a sentence if it is gone or differs from the plan."""
    study = files.root.name
    inputs: dict[str, Any] = read_json(files.plan_inputs)
    found = [
        Path(p) for p in inputs if Path(p).stem == study and Path(p).suffix in (".yaml", ".yml")
    ]
    packaged = {sheet.path.resolve() for sheet in _all_sheets()}
    found = [p for p in found if p.resolve() not in packaged]
    if not found or not found[0].is_file():
        return "", "The study file is not where it was when the study was planned."
    text = found[0].read_bytes()
    if digest(text) != inputs[str(found[0])]:
        return (
            text.decode(),
            "The study file has changed since the study was planned; this is how it is now.",
        )
    return text.decode(), ""


def _all_sheets() -> list[Sheet | MixingRules]:
    return [*library("nitride").values(), *library("gate").values(), *mixing_library().values()]
