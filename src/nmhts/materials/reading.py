"""Conversion of YAML to records of numbers and mixing rules, with a list of all mistakes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from nmhts.errors import UnitError, nearest, unknown_name
from nmhts.materials.records import (
    MIXING,
    NITRIDE_QUANTITIES,
    STATUSES,
    Interaction,
    Pair,
    Quantity,
    bounds,
)
from nmhts.symbols import SYMBOLS
from nmhts.units import convert

_BIRTH = ("unit", "uncertainty", "status", "source")
_QUANTITY_KEYS = ("value", *_BIRTH, "note")
_INTERACTION_KEYS = ("coefficients", *_BIRTH, "note")
_PAIR_KEYS = ("valid", "note", "interactions")

References = set[str] | frozenset[str]


def read_quantity(name: str, raw: object, references: References) -> Quantity | list[str]:
    """Return the checked quantity, or the list of its problems."""
    problems = _check_keys(raw, _QUANTITY_KEYS)
    if problems or not isinstance(raw, Mapping):
        return problems
    problems, factor, uncertainty = _read_birth(name, raw, references)
    value = _number(raw["value"])
    if not math.isfinite(value):
        problems.append(f"value: {raw['value']!r} is not a finite number")
    elif not bounds(name).hold(value):
        low, high, _ = bounds(name)
        problems.append(f"value: {raw['value']!r} (allowed: above {low:g}, up to {high:g})")
    if problems:
        return problems
    text = f"{raw['value']} {raw['unit']}" if SYMBOLS[name].unit else str(raw["value"])
    return Quantity(
        value * factor,
        uncertainty,
        text,
        str(raw["status"]),
        str(raw["source"]),
        str(raw.get("note", "")),
    )


def read_pairs(
    raw: Mapping, references: References, problems: list[str]
) -> dict[tuple[str, str], Pair]:
    """Return the pairs of a set of mixing rules; problems are appended to ``problems``."""
    pairs = {}
    for key, body in raw.items():
        where = f"pairs.{key}"
        metals = tuple(str(key).split("-"))
        if len(metals) != 2 or not metals[0] < metals[1]:
            problems.append(f"{where}: expected two metals in alphabetical order, e.g. 'Co-Mn'")
            continue
        found = _check_keys(body, _PAIR_KEYS, "interactions")
        problems += [f"{where}: {p}" for p in found]
        if found:
            continue
        valid = body["valid"]
        ends = [_number(v) for v in valid] if isinstance(valid, list) else []
        if len(ends) != 2 or not all(a < b for a, b in pairwise([-1e-12, *ends, 1 + 1e-12])):
            problems.append(
                f"{where}.valid: {valid!r} (expected [low, high] of {metals[1]}/({key}), within 0 "
                "and 1)"
            )
            continue
        interactions = {}
        given = body.get("interactions") or {}
        if not isinstance(given, Mapping):
            problems.append(f"{where}.interactions: {given!r} (expected a mapping of quantities)")
            continue
        for name, number in given.items():
            if name not in NITRIDE_QUANTITIES or name in MIXING:
                allowed = [q for q in NITRIDE_QUANTITIES if q not in MIXING]
                problems.append(f"{where}: " + unknown_name("quantity", str(name), allowed))
                continue
            read = _read_interaction(name, number, references)
            if isinstance(read, Interaction):
                interactions[name] = read
            else:
                problems += [f"{where}.interactions.{name}: {p}" for p in read]
        pairs[metals] = Pair((ends[0], ends[1]), str(body["note"]), interactions)
    return pairs


def _read_interaction(name: str, raw: object, references: References) -> Interaction | list[str]:
    problems = _check_keys(raw, _INTERACTION_KEYS)
    if problems or not isinstance(raw, Mapping):
        return problems
    problems, factor, uncertainty = _read_birth(name, raw, references)
    given = raw["coefficients"]
    numbers = [_number(v) for v in given] if isinstance(given, list) else []
    if not numbers or not all(map(math.isfinite, numbers)):
        problems.append(f"coefficients: {given!r} (expected a list of finite numbers)")
    if problems:
        return problems
    text = f"{given} {raw['unit']}" if SYMBOLS[name].unit else str(given)
    coefficients = tuple(number * factor for number in numbers)
    return Interaction(
        coefficients,
        uncertainty,
        text,
        str(raw["status"]),
        str(raw["source"]),
        str(raw.get("note", "")),
    )


def _check_keys(raw: object, keys: tuple[str, ...], optional: str = "note") -> list[str]:
    if not isinstance(raw, Mapping):
        return [f"{raw!r} (expected a mapping with the keys {', '.join(keys)})"]
    problems = [unknown_name("key", str(k), keys) for k in raw if k not in keys]
    return problems + [f"{k}: missing" for k in keys if k != optional and raw.get(k) is None]


def _read_birth(name: str, raw: Mapping, references: References) -> tuple[list[str], float, float]:
    """Return the problems of unit, uncertainty, status and source.

    Also returns the factor to SI and the uncertainty in SI.
    """
    problems = []
    status, source = str(raw["status"]), str(raw["source"])
    if status not in STATUSES:
        problems.append(f"status: {unknown_name('status', status, STATUSES)}")
    if source not in references:
        hint = nearest(source, references)
        problems.append(f"source: {source!r} is not in references.bib nor in this sheet{hint}")
    uncertainty = _number(raw["uncertainty"])
    if not math.isfinite(uncertainty):
        problems.append(f"uncertainty: {raw['uncertainty']!r} is not a finite number")
    elif uncertainty < 0:
        problems.append(f"uncertainty: {raw['uncertainty']!r} (allowed: 0 or more)")
    unit, si_unit, factor = str(raw["unit"]), SYMBOLS[name].unit, 1.0
    try:
        factor = convert(1.0, unit, si_unit) if si_unit else 1.0
        if not si_unit and unit != "1":
            problems.append(f"unit: {unit!r} (expected '1': a pure number)")
    except UnitError as error:
        problems.append(f"unit: {error}")
    return problems, factor, uncertainty * factor


def _number(given: object) -> float:
    """Return a number as YAML gives it (1e13 is read as text), NaN for anything else."""
    try:
        return float(given)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return math.nan
