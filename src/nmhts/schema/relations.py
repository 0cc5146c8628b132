"""Relations between entries of a study: zips, samples, derived values, conditions, scatter."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from nmhts.errors import MaterialError, UnitError, nearest
from nmhts.schema.axes import AxisValues
from nmhts.schema.combine import metal_fractions
from nmhts.schema.expression import Expression, read_expression
from nmhts.schema.names import Vocabulary
from nmhts.units import unit_among


def read_relations(
    sections: Mapping[str, Any], vocabulary: Vocabulary, problems: list[str]
) -> tuple[dict[str, Expression], list[Expression]]:
    """Return the expressions of ``derived`` and ``where``; faults are added to ``problems``."""
    derived: dict[str, Expression] = {}
    where: list[Expression] = []
    for name, text in (sections.get("derived") or {}).items():
        wrong = vocabulary.problem(name)
        if wrong or vocabulary.is_named(name):
            problems.append(f"derived.{name}: {wrong or 'a name cannot be derived'}")
            continue
        try:
            derived[name] = read_expression(text)
        except UnitError as error:
            problems.append(f"derived.{name}: {error}")
    for number, text in enumerate(sections.get("where") or [], 1):
        try:
            where.append(read_expression(text))
        except UnitError as error:
            problems.append(f"where {number}: {error}")
    return derived, where


def check_combining(
    sections: Mapping[str, Any],
    vocabulary: Vocabulary,
    axes: Mapping[str, AxisValues | None],
    sampled: Mapping[str, AxisValues],
    derived: Mapping[str, Expression],
    problems: list[str],
    protocol: Collection[str] = (),
    parameters: Mapping[str, float] | None = None,
) -> dict[str, str]:
    """Check that every value has one place and that zips and expressions fit.

    Returns: the SI unit of every free name.
    """
    places = {
        "axes": axes,
        "samples.of": sampled,
        "derived": derived,
        f"{vocabulary.section}.parameters": parameters or {},
    }
    seen: dict[str, str] = {}
    for place, names in places.items():
        for name in names:
            if name in seen:
                problems.append(
                    f"{place}.{name}: is also given in {seen[name]} (give it in one place)"
                )
            seen.setdefault(name, place)
    _check_zip(sections.get("zip") or [], axes, problems)
    units = {
        name: axis.unit
        for name, axis in {**axes, **sampled}.items()
        if axis is not None and axis.unit is not None
    }
    return units | _check_expressions(
        sections, vocabulary, axes, sampled, derived, protocol, problems
    )


def _check_zip(
    groups: list[list[str]], axes: Mapping[str, AxisValues | None], problems: list[str]
) -> None:
    seen: set[str] = set()
    for group in groups:
        shown = f"zip {group!r}"
        unknown = [name for name in group if name not in axes]
        for name in unknown:
            problems.append(
                f"{shown}: {name!r} is no axis{nearest(name, axes)} (axes: "
                f"{', '.join(axes) or 'none'})"
            )
        twice = [name for name in group if name in seen or group.count(name) > 1]
        seen |= set(group)
        if twice:
            problems.append(f"{shown}: {twice[0]!r} is zipped twice (allowed: once)")
        if len(group) < 2:
            problems.append(f"{shown}: expected two axes or more")
        lengths = {name: len(axis.values) for name in group if (axis := axes.get(name))}
        if not unknown and len(set(lengths.values())) > 1:
            listed = ", ".join(f"{name} has {count}" for name, count in lengths.items())
            problems.append(f"{shown}: axes that walk together need equally many values: {listed}")


def check_scatter(
    sections: Mapping[str, Any], scatter: Mapping[str, float], problems: list[str]
) -> None:
    """Report replicates without scatter, and a scatter of one device."""
    if "replicates" not in sections:
        return
    replicates = sections["replicates"]
    if replicates > 1 and not sections.get("scatter"):
        problems.append(
            f"replicates: {replicates} devices without scatter are the same film "
            "(add e.g. scatter: {exit_barrier: 0.01 eV})"
        )
    if scatter and replicates == 1:
        problems.append("scatter: one device has no scatter (add e.g. replicates: 20)")


def _check_expressions(
    sections: Mapping[str, Any],
    vocabulary: Vocabulary,
    axes: Mapping[str, AxisValues | None],
    sampled: Mapping[str, AxisValues],
    derived: Mapping[str, Expression],
    protocol: Collection[str],
    problems: list[str],
) -> dict[str, str]:
    """Check dimensions with the first value of each name; return the units of derived names."""
    held = {name: sections.get(vocabulary.section_of(name)) for name in vocabulary.entries}
    found: dict[str, str] = {}
    if None in held.values() or None in axes.values():
        return found
    given = {name: getattr(section, name) for name, section in held.items()}
    values: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    units: dict[str, str | None] = dict(vocabulary.entries)
    for name, axis in {**axes, **sampled}.items():
        if axis is not None:
            values[name], units[name] = axis.values[0], axis.unit
    try:
        if vocabulary.metals:
            values |= metal_fractions(values.get("material", ""), vocabulary.metals)
    except MaterialError:
        # Reported when the materials were looked up.
        return found
    units |= dict.fromkeys(vocabulary.fractions, "")
    for name, expression in derived.items():
        try:
            result = expression.check(values, units)
            unit = unit_among(result, vocabulary.units_of(name, protocol))
            values[name], units[name] = float(getattr(result, "magnitude", result)), unit
            found[name] = unit
        except (UnitError, TypeError) as error:
            problems.append(f"derived.{name}: {error}")
    for number, text in enumerate(sections.get("where") or [], 1):
        try:
            condition = read_expression(text)
        except UnitError:
            # Reported when the relations were read.
            continue
        try:
            result = condition.check(values, units)
            if not isinstance(result, bool):
                raise UnitError(f"{text!r} is no condition (expected e.g. 'voltage < -2 [V]')")
        except UnitError as error:
            problems.append(f"where {number}: {error}")
    return found
