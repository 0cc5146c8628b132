"""Placeholders {name} in texts of a study: protocols, and the layers of a stack."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from nmhts.errors import ProtocolError, nearest
from nmhts.schema.axes import AxisValues
from nmhts.schema.expression import Expression
from nmhts.schema.names import Vocabulary
from nmhts.simulation.protocols.text import parse_protocol

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")

Parse = Callable[[str, Path], Any]
"""Function that reads a protocol with files in a folder."""


def names_in(text: str | None) -> set[str]:
    """Return the names of the placeholders of a text."""
    return set(PLACEHOLDER.findall(text or ""))


def fill(text: str, values: Mapping[str, Any], units: Mapping[str, str]) -> str:
    """Return a text with every placeholder replaced by its value.

    A name is written as it is, a pure number without exponent, a length in nm, other values with
    their SI unit.
    """
    return PLACEHOLDER.sub(lambda m: _written(values[m[1]], units.get(m[1])), text)


def _written(value: Any, unit: str | None) -> str:
    if unit is None:
        return str(value)
    if unit == "":
        # Within a formula blanks and exponents are not allowed.
        return np.format_float_positional(value, trim="-")
    if unit == "m":
        return f"{value * 1e9:.12g} nm"
    return f"{value!r} {unit}"


def check_free(
    vocabulary: Vocabulary,
    axes: Mapping[str, AxisValues | None],
    used: Collection[str],
    helpers: Collection[str],
    problems: list[str],
    where: str = "the protocol",
) -> None:
    """Report names that have values and are not used.

    Parameters: used: placeholders of the text that is ``where``; helpers: names in expressions.
    """
    for name in axes:
        if not vocabulary.is_free(name) or vocabulary.problem(name) is not None:
            continue
        if name not in used and name not in helpers:
            choices = [*vocabulary.entries, *vocabulary.numbers, *used]
            problems.append(
                f"axes.{name}: neither a {vocabulary.whose} entry nor a placeholder {{{name}}} in "
                f"{where}"
                f"{nearest(name, choices)} ({vocabulary.whose} entries: "
                f"{', '.join(vocabulary.entries)}; or a number of the sheets)"
            )


def check_protocol(
    vocabulary: Vocabulary,
    text: str | None,
    axes: Mapping[str, AxisValues | None],
    derived: Mapping[str, Expression],
    units: Mapping[str, str],
    folder: Path,
    problems: list[str],
    parse: Parse = parse_protocol,
) -> None:
    """Report placeholders without a value, and clauses that cannot be read.

    Parameters: axes, sampled ones too; derived; units of all names that may be filled in; folder of
    the study file.
    """
    if text is None:
        return
    used = names_in(text)
    allowed = [name for name in (*axes, *derived) if vocabulary.is_free(name) or name in units]
    for name in sorted(used - set(allowed)):
        problems.append(
            f"protocol: placeholder {{{name}}} has no axis{nearest(name, allowed)} "
            f"(axes for placeholders: {', '.join(allowed) or 'none'})"
        )
    good = {name: axis for name, axis in axes.items() if axis is not None}
    if used <= set(good):
        # One value of each axis is enough here: the plan reads the protocol of every run first.
        first = {name: good[name].values[0] for name in used}
        try:
            parse(fill(text, first, units), folder)
        except ProtocolError as error:
            problems.append(f"protocol: {error}")
    else:
        # A broken axis must not hide faults of clauses that do not use it.
        problems += [f"protocol: {sentence}" for sentence in _unfilled(text, folder, parse)]


def _unfilled(text: str, folder: Path, parse: Parse) -> list[str]:
    """Return the faults of clauses without a placeholder."""
    found = []
    for clause in re.split(r"[;\n]", text):
        if clause.strip() and not PLACEHOLDER.search(clause):
            try:
                parse(clause, folder)
            except ProtocolError as error:
                found.append(str(error).split(" ", 2)[2])
    return found
