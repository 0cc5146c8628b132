"""The library of material sheets: the packaged YAML files and the user's own.

A user adds a material by putting a YAML file into ``config/materials/`` (or a folder named in ``NMHTS_MATERIALS``); no code.
"""

from __future__ import annotations

import functools
import math
import os
import re
from collections.abc import Mapping
from pathlib import Path

import yaml

from nmhts.errors import MaterialError, UnitError, nearest, unknown_name
from nmhts.materials.formula import parse_formula
from nmhts.materials.records import (
    BOUNDS,
    MAY_BE_ZERO,
    POSITIVE,
    QUANTITIES,
    STATUSES,
    Quantity,
    Sheet,
)
from nmhts.symbols import SYMBOLS
from nmhts.units import convert

PACKAGED = Path(__file__).parent / "data"
USER_FOLDER = Path("config/materials")

_SHEET_KEYS = ("kind", "name", "description", "quantities", "references")
_QUANTITY_KEYS = ("value", "unit", "uncertainty", "status", "source", "note")


def user_folders() -> tuple[Path, ...]:
    """Return the folders searched for the user's own sheets, in order."""
    named = os.environ.get("NMHTS_MATERIALS", "")
    folders = [Path(p) for p in named.split(os.pathsep) if p]
    return (*folders, USER_FOLDER)


@functools.cache
def _reference_keys() -> frozenset[str]:
    text = (PACKAGED / "references.bib").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^@\w+\{([^,\s]+),", text, flags=re.MULTILINE))


def load_sheet(path: Path) -> Sheet:
    """Return the :class:`Sheet` in a YAML file.

    Errors: MaterialError with every problem of the file, each naming the key, what was given and what is allowed.
    """
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise MaterialError(
            f"{path}: not readable as YAML: {' '.join(str(error).split())}"
        ) from error
    problems: list[str] = []
    if not isinstance(raw, Mapping):
        raise MaterialError(f"{path}: a sheet is a mapping with the keys {', '.join(_SHEET_KEYS)}")
    for key in raw:
        if key not in _SHEET_KEYS:
            problems.append(unknown_name("key", str(key), _SHEET_KEYS))
    kind = raw.get("kind")
    unusable = [
        f"{key}: {raw[key]!r} (expected a mapping)"
        for key in ("quantities", "references")
        if not isinstance(raw.get(key) or {}, Mapping)
    ]
    if not isinstance(kind, str) or kind not in QUANTITIES:
        unusable.append(f"kind: {kind!r} (allowed: {', '.join(QUANTITIES)})")
    if unusable or not isinstance(kind, str):
        raise MaterialError(_joined(path, problems + unusable))
    name = str(raw.get("name", ""))
    if kind == "nitride":
        try:
            parse_formula(name)
        except MaterialError as error:
            problems.append(f"name: {error}")
    elif not name:
        problems.append("name: missing")
    references = _reference_keys() | set(map(str, raw.get("references") or {}))
    given = raw.get("quantities") or {}
    for key in given:
        if key not in QUANTITIES[kind]:
            problems.append("quantities: " + unknown_name("quantity", str(key), QUANTITIES[kind]))
    quantities = {}
    for key in QUANTITIES[kind]:
        if key not in given:
            problems.append(f"quantities.{key}: missing ({SYMBOLS[key].long_name})")
            continue
        found = _quantity(key, given[key], references)
        if isinstance(found, Quantity):
            quantities[key] = found
        else:
            problems.extend(f"quantities.{key}: {problem}" for problem in found)
    if problems:
        raise MaterialError(_joined(path, problems))
    return Sheet(kind, name, str(raw.get("description", "")), path, quantities)


def _joined(path: Path, problems: list[str]) -> str:
    return "\n".join([f"{path}:", *(f"  - {problem}" for problem in problems)])


def _quantity(
    name: str, raw: object, references: set[str] | frozenset[str]
) -> Quantity | list[str]:
    """Return the checked quantity, or the list of what is wrong with it."""
    if not isinstance(raw, Mapping):
        return [f"{raw!r} (expected a mapping with the keys {', '.join(_QUANTITY_KEYS)})"]
    problems = [unknown_name("key", str(k), _QUANTITY_KEYS) for k in raw if k not in _QUANTITY_KEYS]
    required = [k for k in _QUANTITY_KEYS if k != "note"]
    problems += [f"{k}: missing" for k in required if raw.get(k) is None]
    if problems:
        return problems
    status, source = str(raw["status"]), str(raw["source"])
    if status not in STATUSES:
        problems.append(f"status: {unknown_name('status', status, STATUSES)}")
    if source not in references:
        hint = nearest(source, references)
        problems.append(f"source: {source!r} is not in references.bib nor in this sheet{hint}")
    numbers = {}
    for key in ("value", "uncertainty"):
        # YAML reads 1e13 as text; a number is whatever float() takes.
        try:
            numbers[key] = float(raw[key])
        except (TypeError, ValueError):
            numbers[key] = math.nan
        if not math.isfinite(numbers[key]):
            problems.append(f"{key}: {raw[key]!r} is not a finite number")
    low, high = BOUNDS.get(name, POSITIVE)
    value = numbers["value"]
    if math.isfinite(value) and not (
        low < value <= high or (value == low == 0 and name in MAY_BE_ZERO)
    ):
        problems.append(f"value: {raw['value']!r} (allowed: above {low:g}, up to {high:g})")
    if numbers["uncertainty"] < 0:
        problems.append(f"uncertainty: {raw['uncertainty']!r} (allowed: 0 or more)")
    unit = str(raw["unit"])
    si_unit = SYMBOLS[name].unit
    try:
        factor = convert(1.0, unit, si_unit) if si_unit else 1.0
        if not si_unit and unit != "1":
            problems.append(f"unit: {unit!r} (expected '1': a pure number)")
    except UnitError as error:
        problems.append(f"unit: {error}")
        factor = 1.0
    if problems:
        return problems
    text = f"{raw['value']} {unit}" if si_unit else str(raw["value"])
    return Quantity(
        numbers["value"] * factor,
        numbers["uncertainty"] * factor,
        text,
        status,
        source,
        str(raw.get("note", "")),
    )


@functools.cache
def _load_cached(path: Path, stamp: tuple[int, int]) -> Sheet:
    return load_sheet(path)


def library(kind: str) -> dict[str, Sheet]:
    """Return all sheets of a kind (``nitride`` or ``gate``) by name; the user's own win over packaged ones."""
    found: dict[str, Sheet] = {}
    for folder in (PACKAGED, *reversed(user_folders())):
        for path in sorted(folder.glob("*.yaml")):
            stat = path.stat()
            sheet = _load_cached(path.resolve(), (stat.st_mtime_ns, stat.st_size))
            if sheet.kind == kind:
                found[sheet.name] = sheet
    return found


def find_nitride(formula: str) -> Sheet:
    """Return the sheet of a nitride given by its formula, e.g. ``CoN``.

    Errors: MaterialError for text that is no formula or a compound without a sheet.
    """
    sheets = library("nitride")
    if formula in sheets:
        return sheets[formula]
    try:
        wanted = parse_formula(formula)
    except MaterialError as error:
        raise MaterialError(
            f"{error}{nearest(formula, sheets)}; sheets: {', '.join(sorted(sheets))}"
        ) from error
    for name, sheet in sheets.items():
        if parse_formula(name) == wanted:
            return sheet
    raise MaterialError(
        unknown_name("material", formula, sheets) + f"; a new one is a YAML sheet in {USER_FOLDER}/"
    )


def find_gate(name: str) -> Sheet:
    """Return the sheet of a gate by its name, e.g. ``propylene carbonate``."""
    sheets = library("gate")
    if name not in sheets:
        raise MaterialError(
            unknown_name("gate", name, sheets) + f"; a new one is a YAML sheet in {USER_FOLDER}/"
        )
    return sheets[name]
