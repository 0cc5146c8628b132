"""Reading the axes of a study: names, dimensions and values, each checked by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nmhts.errors import MaterialError, UnitError, nearest
from nmhts.materials.records import AXES, bounds
from nmhts.schema.composition import FormulaFamily, Simplex, formulas
from nmhts.schema.quantity import HELPER_UNITS, PLACEHOLDER_UNITS, AxisItem, Range, axis_values
from nmhts.schema.study import SampleRange
from nmhts.symbols import SYMBOLS
from nmhts.units import parse

FILM_AXES = {"material": None, "gate": None, "mixing": None, "thickness": "m", "temperature": "K"}
"""Film entries that may be axes, with the SI unit of their values (None: a name)."""

QUANTITY_AXES = {name: SYMBOLS[name].unit for names in AXES.values() for name in names}
"""Numbers of the sheets that may be axes, with their SI unit."""

STORE_NAMES = {
    "run", "step", "snapshot", "plane", "status", "n_steps", "regime", "run_id", "in_study", "n_planes", "replicate", "sample", "system",
}  # fmt: skip
"""Names the store uses itself, besides those of the symbol table; a placeholder cannot have them."""

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True)
class AxisValues:
    """One axis: its values (SI numbers, or names) and their SI unit (None for names)."""

    name: str
    values: tuple[float, ...] | tuple[str, ...]
    unit: str | None


def is_free(name: str) -> bool:
    """Return whether a name is neither a film entry nor a number of the sheets: a placeholder of the protocol, or a helper."""
    return name not in FILM_AXES and name not in QUANTITY_AXES


def name_problem(name: str) -> str | None:
    """Return what is wrong with the name of an axis, or None."""
    if not is_free(name):
        return None
    if NAME.fullmatch(name) and name not in STORE_NAMES and name not in SYMBOLS:
        return None
    taken = name in STORE_NAMES or name in SYMBOLS
    return (
        "not a name for an axis (allowed: letters, digits and '_', and none of the "
        f"store's own names, such as {name if taken else 'time'!r}; e.g. 'hold_{name}')"
    )


def read_axis(name: str, axis: Any, protocol: Collection[str]) -> AxisValues:
    """Return the values of one axis.

    Parameters: name; axis as validated; protocol: names of its placeholders. Errors: UnitError or MaterialError naming what cannot be read.
    """
    if name in FILM_AXES and FILM_AXES[name] is None:
        names = _names(name, axis)
        if not names or len(set(names)) < len(names):
            what = "the axis is empty" if not names else "a name is given twice"
            raise UnitError(f"{what} (expected one or more different names)")
        return AxisValues(name, names, None)
    if not isinstance(axis, Range):
        for item in axis:
            if isinstance(item, FormulaFamily | Simplex):
                raise UnitError("compositions belong to the axis 'material'")
    values, unit = axis_values(axis, units_of(name, protocol))
    for value in values:
        check_value(name, value)
    return AxisValues(name, tuple(values), unit)


def units_of(name: str, protocol: Collection[str]) -> tuple[str, ...]:
    """Return the SI units the values of a name may have; ``protocol``: names of its placeholders."""
    known = FILM_AXES.get(name, QUANTITY_AXES.get(name))
    if known is not None:
        return (known,)
    return PLACEHOLDER_UNITS if name in protocol else HELPER_UNITS


def check_value(name: str, value: float) -> None:
    """Raise UnitError for a value [SI] that its quantity cannot have."""
    if name in QUANTITY_AXES and not bounds(name).hold(value):
        low, high, closed = bounds(name)
        raise UnitError(
            f"{value:g} {SYMBOLS[name].unit} (allowed: {'from' if closed else 'above'} {low:g}, up to {high:g})".replace(
                "  ", " "
            )
        )
    if FILM_AXES.get(name) is not None and not value > 0:
        raise UnitError(f"{value} {FILM_AXES[name]} must be positive")


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
    # A corner that two families share is one material.
    plain = [item for item in axis if isinstance(item, str)]
    if len(set(plain)) < len(plain):
        return tuple(found)
    return tuple(dict.fromkeys(found))


def read_sampled(
    samples: Mapping[str, SampleRange], protocol: Collection[str], problems: list[str]
) -> dict[str, AxisValues]:
    """Return low and high of every sampled name, in SI; what is wrong is added to ``problems``."""
    found = {}
    for name, ends in samples.items():
        wrong = name_problem(name)
        if wrong or FILM_AXES.get(name, "") is None:
            problems.append(f"samples.of.{name}: {wrong or 'a name cannot be sampled; use axes'}")
            continue
        try:
            values, unit = axis_values([ends.low, ends.high], units_of(name, protocol))
            low, high = values
            if not low < high or (ends.spacing == "log" and low <= 0):
                raise UnitError(
                    f"low {ends.low!r}, high {ends.high!r} (allowed: low below high"
                    f"{', both positive for log spacing' if ends.spacing == 'log' else ''})"
                )
            for value in values:
                check_value(name, value)
            found[name] = AxisValues(name, (low, high), unit)
        except (UnitError, MaterialError) as error:
            problems.append(f"samples.of.{name}: {error}")
    return found


def read_numbers(
    where: str, given: Mapping[str, str | float], problems: list[str], deviations: bool = False
) -> dict[str, float]:
    """Return numbers of the sheets (and, as standard deviations, also thickness and temperature) in SI by name."""
    found = {}
    numbers = {name: unit for name, unit in FILM_AXES.items() if unit} if deviations else {}
    known = QUANTITY_AXES | numbers
    for name, text in given.items():
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
                check_value(name, value)
            found[name] = value
        except UnitError as error:
            problems.append(f"{where}.{name}: {error}")
    return found
