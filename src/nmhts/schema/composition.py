"""Axes of compositions: formulas with a variable, e.g. ``Co1-xMnxN``, grids on a simplex."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel, ConfigDict, Field

from nmhts.errors import MaterialError, UnitError
from nmhts.materials.formula import ANIONS, formula_of
from nmhts.schema.quantity import AxisItem, Range, Values, axis_values

MOST_FORMULAS = 20_000
"""Largest number of compositions of one entry of an axis."""

STRICT = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

_TERM = re.compile(r"([A-Z][a-z]?)((?:1(?:-[xy]){1,2})|[xy]|\d*\.?\d+)?")


class FormulaFamily(BaseModel):
    """Alloys along a line or a plane: ``{formula: Co1-xMnxN, x: [0.1, 0.2]}``."""

    model_config = STRICT

    formula: str = Field(
        description="formula in which amounts are numbers, x, y, 1-x or 1-x-y; one anion per metal",
        examples=["Co1-xMnxN", "FexCo1-xN", "Co1-x-yFexMnyN"],
    )
    x: Values = Field(description="values of x, pure numbers within 0 and 1")
    y: Values | None = Field(None, description="values of y, if the formula has it")


class Simplex(BaseModel):
    """Compositions of metals on an even grid with corners: ``{simplex: [Co, Fe], steps: 10}``."""

    model_config = STRICT

    simplex: list[str] = Field(min_length=2, description="metals", examples=[["Co", "Fe", "Mn"]])
    steps: int = Field(ge=1, le=1000, description="a fraction is a whole number of 1/steps")
    anion: str = Field("N", description="N or O")


def formulas(item: FormulaFamily | Simplex) -> list[str]:
    """Return the formulas of an item, in order.

    Errors: MaterialError or UnitError naming unreadable text, or a composition off the simplex.
    """
    return _on_simplex(item) if isinstance(item, Simplex) else _family(item)


def _on_simplex(item: Simplex) -> list[str]:
    if item.anion not in ANIONS:
        raise MaterialError(f"anion: {item.anion!r} (allowed: {', '.join(ANIONS)})")
    metals, n = item.simplex, item.steps
    wrong = [m for m in metals if not re.fullmatch(r"[A-Z][a-z]?", m) or m in ANIONS]
    if wrong or len(set(metals)) < len(metals):
        raise MaterialError(
            f"simplex: {metals!r} (expected different metals, e.g. ['Co', 'Fe', 'Mn'])"
        )
    found = []
    if (count := math.comb(n + len(metals) - 1, n)) > MOST_FORMULAS:
        raise MaterialError(
            f"simplex: {count} compositions (allowed: {MOST_FORMULAS}; fewer steps)"
        )
    for head in _heads(n, len(metals) - 1):
        counts = (n - sum(head), *head)
        found.append(
            formula_of({m: c / n for m, c in zip(metals, counts, strict=True)}, item.anion)
        )
    return found


def _heads(most: int, length: int) -> Iterator[tuple[int, ...]]:
    """Yield all rows of whole numbers from 0 with a sum up to ``most``; the last runs fastest."""
    if length == 0:
        yield ()
        return
    for first in range(most + 1):
        for rest in _heads(most - first, length - 1):
            yield (first, *rest)


def _family(item: FormulaFamily) -> list[str]:
    terms = _terms(item.formula)
    used = {v for _, amount in terms for v in re.findall("[xy]", amount)}
    if "x" not in used:
        raise MaterialError(f"formula {item.formula!r} has no x; write it as a plain formula")
    if ("y" in used) != (item.y is not None):
        raise MaterialError(
            f"formula {item.formula!r}: y is {'missing' if 'y' in used else 'not in the formula'}"
        )
    x_values = _fractions(item.x, "x")
    y_values = _fractions(item.y, "y") if item.y is not None else [0.0]
    if (count := len(x_values) * len(y_values)) > MOST_FORMULAS:
        raise MaterialError(
            f"formula {item.formula!r}: {count} compositions (allowed: {MOST_FORMULAS})"
        )
    found = []
    for x, y in itertools.product(x_values, y_values):
        values = {"x": x, "y": y}
        amounts = {element: _amount(amount, values) for element, amount in terms}
        anion = next(a for a in ANIONS if a in amounts)
        metals = {element: v for element, v in amounts.items() if element not in ANIONS}
        off = min(metals.values()) < -1e-9 or abs(sum(metals.values()) - 1.0) > 1e-9
        if off or abs(amounts[anion] - 1.0) > 1e-9:
            shown = ", ".join(f"{element} {v:.6g}" for element, v in amounts.items())
            raise MaterialError(
                f"formula {item.formula!r} at x = {x:g}{f', y = {y:g}' if 'y' in used else ''} is "
                f"off the simplex: {shown} "
                "(allowed: metal fractions of 0 to 1 that add up to 1, one anion)"
            )
        found.append(formula_of(metals, anion))
    return found


def _terms(formula: str) -> list[tuple[str, str]]:
    rest, terms = formula.replace(" ", ""), []
    while rest:
        match = _TERM.match(rest)
        if match is None:
            raise MaterialError(
                f"formula {formula!r}: cannot read {rest!r} (allowed: elements with amounts as "
                "numbers, x, y, 1-x or 1-x-y, "
                "e.g. 'Co1-xMnxN')"
            )
        terms.append((match[1], match[2] or "1"))
        rest = rest[match.end() :]
    elements = [element for element, _ in terms]
    anions = [e for e in elements if e in ANIONS]
    if len(anions) != 1 or len(elements) < 2 or len(set(elements)) < len(elements):
        raise MaterialError(f"formula {formula!r} needs metals, each once, and one anion")
    return terms


def _amount(text: str, values: Mapping[str, float]) -> float:
    if text in values:
        return values[text]
    if "-" in text:
        return 1.0 - sum(values[name] for name in text.split("-")[1:])
    return float(text)


def _fractions(axis: Range | list[AxisItem], name: str) -> list[float]:
    try:
        return axis_values(axis, ("",))[0]
    except UnitError as error:
        raise UnitError(f"{name}: {error}") from error
