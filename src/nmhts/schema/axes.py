"""Reading of the axes of a study: names, dimensions and values, each checked alone."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nmhts.errors import MaterialError, UnitError, nearest
from nmhts.schema.composition import FormulaFamily, Simplex, formulas
from nmhts.schema.names import FILM, Vocabulary
from nmhts.schema.quantity import AxisItem, Range, axis_values
from nmhts.schema.study import SampleRange
from nmhts.units import parse

MOST_TOGETHER = 200_000
"""Largest number of values of all axes of a study."""


@dataclass(frozen=True)
class AxisValues:
    """One axis: its values (SI numbers, or names) and their SI unit (None for names)."""

    name: str
    values: tuple[float, ...] | tuple[str, ...]
    unit: str | None


def read_axis(
    name: str, axis: Any, vocabulary: Vocabulary, protocol: Collection[str] = ()
) -> AxisValues:
    """Return the values of one axis.

    Parameters: name; axis as validated; vocabulary of the study; protocol: names of its
    placeholders.
    Errors: UnitError or MaterialError naming a value that cannot be read.
    """
    if vocabulary.is_named(name):
        names = _names(name, axis)
        if not names or len(set(names)) < len(names):
            what = "the axis is empty" if not names else "a name is given twice"
            raise UnitError(f"{what} (expected one or more different names)")
        return AxisValues(name, names, None)
    if not isinstance(axis, Range):
        for item in axis:
            if isinstance(item, FormulaFamily | Simplex):
                raise UnitError("compositions belong to the axis 'material'")
    values, unit = axis_values(axis, vocabulary.units_of(name, protocol))
    items = [] if isinstance(axis, Range) else axis
    plain = len(items) == len(values)
    for k, value in enumerate(values):
        vocabulary.check(name, value, items[k] if plain and isinstance(items[k], str) else None)
    return AxisValues(name, tuple(values), unit)


def _names(
    name: str, axis: Range | Sequence[AxisItem | FormulaFamily | Simplex]
) -> tuple[str, ...]:
    if isinstance(axis, Range):
        raise UnitError(f"expected a list of names, got {axis!r}")
    found: list[str] = []
    for item in axis:
        if isinstance(item, FormulaFamily | Simplex) and name == "material":
            found += formulas(item)
        elif isinstance(item, str):
            found.append(item)
        else:
            raise UnitError(f"expected a list of names, got {axis!r}")
    # A corner of two families is one material.
    plain = [item for item in axis if isinstance(item, str)]
    if len(set(plain)) < len(plain):
        return tuple(found)
    return tuple(dict.fromkeys(found))


def read_axes(
    raw: Mapping[str, Any] | None,
    vocabulary: Vocabulary,
    used: Collection[str],
    helpers: Collection[str],
    problems: list[str],
) -> dict[str, AxisValues]:
    """Return the axes that can be read; faults of others are added to ``problems``.

    Parameters: raw axes as validated (None: a bad one); used: placeholders of the protocol;
    helpers: names in expressions.
    """
    axes: dict[str, AxisValues] = {}
    for name, axis in (raw or {}).items():
        wrong = vocabulary.problem(name)
        if wrong:
            problems.append(f"axes.{name}: {wrong}")
            continue
        # A bad axis has been reported; an unused one is reported later.
        if axis is None or (vocabulary.is_free(name) and name not in {*used, *helpers}):
            continue
        try:
            if sum(len(known.values) for known in axes.values()) > MOST_TOGETHER:
                raise UnitError(
                    f"the axes before it have more than {MOST_TOGETHER} values (allowed: so many "
                    "together)"
                )
            axes[name] = read_axis(name, axis, vocabulary, used)
        except (UnitError, MaterialError) as error:
            problems.append(f"axes.{name}: {error}")
    return axes


def read_sampled(
    samples: Mapping[str, SampleRange],
    vocabulary: Vocabulary,
    protocol: Collection[str],
    problems: list[str],
) -> dict[str, AxisValues]:
    """Return low and high of every sampled name, in SI; faults are added to ``problems``."""
    found = {}
    for name, ends in samples.items():
        wrong = vocabulary.problem(name)
        if wrong or vocabulary.is_named(name):
            problems.append(f"samples.of.{name}: {wrong or 'a name cannot be sampled; use axes'}")
            continue
        try:
            values, unit = axis_values([ends.low, ends.high], vocabulary.units_of(name, protocol))
            low, high = values
            if not low < high or (ends.spacing == "log" and low <= 0):
                raise UnitError(
                    f"low {ends.low!r}, high {ends.high!r} (allowed: low below high"
                    f"{', both positive for log spacing' if ends.spacing == 'log' else ''})"
                )
            if math.isinf(high / low if ends.spacing == "log" else high - low):
                raise UnitError(f"from {ends.low!r} to {ends.high!r} is beyond all numbers")
            for value, typed in zip(values, (ends.low, ends.high), strict=True):
                vocabulary.check(name, value, typed)
            found[name] = AxisValues(name, (low, high), unit)
        except (UnitError, MaterialError) as error:
            problems.append(f"samples.of.{name}: {error}")
    return found


def read_numbers(
    where: str,
    given: Mapping[str, str | float],
    problems: list[str],
    deviations: bool = False,
    vocabulary: Vocabulary = FILM,
) -> dict[str, float]:
    """Return numbers of the sheets in SI by name; as deviations also thickness and temperature."""
    found = {}
    numbers = {name: unit for name, unit in vocabulary.entries.items() if unit}
    known = {**vocabulary.numbers, **(numbers if deviations else {})}
    for name, text in given.items():
        if name in vocabulary.idle:
            problems.append(f"{where}.{name}: it does nothing, {vocabulary.idle[name]}")
            continue
        if name not in known:
            problems.append(
                f"{where}.{name}: not a number of the sheets{nearest(name, known)} "
                f"(see: nmhts materials CoN)"
            )
            continue
        try:
            value = parse(text, known[name])
            if deviations and not value > 0:
                raise UnitError(f"{text!r} (a standard deviation must be positive)")
            if not deviations:
                vocabulary.check(name, value, text)
            found[name] = value
        except UnitError as error:
            problems.append(f"{where}.{name}: {error}")
    return found
