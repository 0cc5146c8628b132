"""Sheets and mixing rules as readable lines of text."""

from __future__ import annotations

from nmhts.errors import MaterialError, unknown_name
from nmhts.materials.formula import parse_formula
from nmhts.materials.library import (
    DEFAULT_MIXING,
    find_mixing,
    find_nitride,
    library,
    mixing_library,
)
from nmhts.materials.records import QUANTITIES, MixingRules, Sheet
from nmhts.symbols import SYMBOLS
from nmhts.units import shown


def overview() -> list[str]:
    """Return one line for every sheet and set of mixing rules, with numbers counted by status."""
    found = [(kind, sheet) for kind in QUANTITIES for sheet in library(kind).values()]
    found += [("mixing", rules) for rules in mixing_library().values()]
    return [
        f"{kind:9} {entry.name:26} "
        f"{', '.join(f'{n} {s}' for s, n in entry.count_by_status().items())}"
        for kind, entry in found
    ]


def describe(name: str, mixing: str = DEFAULT_MIXING) -> list[str]:
    """Return the lines of a nitride or alloy by its formula, a gate, an interface or mixing rules.

    Parameters: name; mixing: name of the mixing rules for an alloy.
    Errors: MaterialError for an unknown name, unknown rules, a composition outside their validity.
    """
    rules, named = find_mixing(mixing), library("gate") | library("interface")
    if name in mixing_library():
        return _mixing_lines(find_mixing(name))
    if name in named:
        return _sheet_lines(named[name])
    sheets = library("nitride")
    if name not in sheets:
        try:
            parse_formula(name)
        except MaterialError as error:
            known = (*sheets, *named, *mixing_library())
            raise MaterialError(
                unknown_name("sheet or set of mixing rules", name, known)
            ) from error
    return _sheet_lines(find_nitride(name, rules.name))


def _sheet_lines(sheet: Sheet) -> list[str]:
    lines = [f"{sheet.name}: {sheet.description}"]
    for name, q in sheet.quantities.items():
        note = f" ({q.note})" if q.note else ""
        known = f"{q.text} +- {shown(q.uncertainty, name)}"
        lines.append(f"  {SYMBOLS[name].long_name}: {known}, {q.status}, {q.source}{note}")
    return lines


def _mixing_lines(rules: MixingRules) -> list[str]:
    lines = [f"{rules.name}: {rules.description}"]
    for (first, second), pair in rules.pairs.items():
        low, high = pair.valid
        lines.append(
            f"  {first}-{second}, {second}/({first}+{second}) from {low:g} to {high:g} "
            f"({pair.note})"
        )
        for name, found in pair.interactions.items():
            note = f" ({found.note})" if found.note else ""
            known = f"{found.text} +- {shown(found.uncertainty, name)}"
            lines.append(
                f"    {SYMBOLS[name].long_name}: L = {known}, {found.status}, {found.source}{note}"
            )
    return lines
