"""Chemical formula strings of nitrides and oxides: parsing and one canonical form."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import NamedTuple

from nmhts.errors import MaterialError

ANIONS = ("N", "O")

_TERM = re.compile(r"([A-Z][a-z]?)(\d+\.?\d*|\.\d+)?")


class Formula(NamedTuple):
    """Compound: metal fractions (sum 1, sorted by symbol), the anion and its number per metal."""

    metals: tuple[tuple[str, float], ...]
    anion: str
    ratio: float

    def __str__(self) -> str:
        def count(x: float) -> str:
            return "" if x == 1 else f"{x:.6f}".rstrip("0").rstrip(".")

        return (
            "".join(f"{m}{count(x)}" for m, x in self.metals) + f"{self.anion}{count(self.ratio)}"
        )

    @property
    def system(self) -> str:
        """Return the elements without amounts, e.g. ``Co-Mn-N``."""
        return "-".join([*(metal for metal, _ in self.metals), self.anion])


@functools.lru_cache(maxsize=4096)
def parse_formula(text: str) -> Formula:
    """Return the :class:`Formula` of text such as ``CoN``, ``Co0.9Mn0.1N`` or ``Fe4N``.

    Errors: MaterialError naming the part that cannot be read and what is allowed.
    """
    allowed = "metals and one of N, O with decimal amounts, e.g. 'Co0.9Mn0.1N'"
    amounts: dict[str, float] = {}
    rest = text.replace(" ", "")
    if not rest:
        raise MaterialError(f"empty formula (allowed: {allowed})")
    while rest:
        match = _TERM.match(rest)
        if match is None:
            raise MaterialError(f"formula {text!r}: cannot read {rest!r} (allowed: {allowed})")
        element, number = match.groups()
        amounts[element] = amounts.get(element, 0.0) + (float(number) if number else 1.0)
        rest = rest[match.end() :]
    anions = [a for a in ANIONS if amounts.get(a, 0.0) > 0]
    metals = {m: x for m, x in sorted(amounts.items()) if m not in ANIONS and x > 0}
    if not metals or len(anions) != 1:
        raise MaterialError(f"formula {text!r} needs a metal and one anion (allowed: {allowed})")
    total = sum(metals.values())
    fractions = tuple((m, round(x / total, 12)) for m, x in metals.items())
    return Formula(fractions, anions[0], round(amounts[anions[0]] / total, 12))


def formula_of(fractions: Mapping[str, float], anion: str) -> str:
    """Return the formula with one anion per metal, e.g. ``Co0.9Mn0.1N``.

    Parameters: fractions of the metals, which add up to 1. They are rounded to six decimals and
    zeros are left out. The largest fraction takes the remainder, so that the written sum is exactly
    1.
    """
    rounded = {metal: round(x, 6) for metal, x in sorted(fractions.items()) if x > 5e-7}
    largest = max(rounded, key=lambda metal: rounded[metal])
    rest = sum(x for metal, x in rounded.items() if metal != largest)
    rounded[largest] = round(1.0 - rest, 6)
    return str(Formula(tuple(rounded.items()), anion, 1.0))


def system_metals(system: str) -> tuple[tuple[str, ...], str]:
    """Return the metals, alphabetical, and the anion of a system such as ``Co-Mn-N``.

    Errors: MaterialError for text that is no system.
    """
    parts = [part.strip() for part in system.split("-")]
    *metals, anion = parts
    good = metals and anion in ANIONS and all(re.fullmatch(r"[A-Z][a-z]?", m) for m in metals)
    if not good or len(set(metals)) < len(metals) or set(metals) & set(ANIONS):
        raise MaterialError(f"system {system!r} (expected metals and N or O, e.g. 'Co-Mn-N')")
    return tuple(sorted(metals)), anion
