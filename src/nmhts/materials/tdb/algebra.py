"""Sums of products: addition, multiplication and powers, with like terms combined."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.records import Factor, Product

Sum = tuple[Product, ...]

_LONGEST = 32  # numerical: products of sums are expanded up to this many terms
_FOLDED: dict[str, Callable[[float], float]] = {"ln": math.log, "exp": math.exp}
ONE: Sum = (Product(1.0),)


def add(left: Sum, right: Sum) -> Sum:
    """Return the sum of two sums, with like terms combined, in order of appearance."""
    terms: dict[tuple[Factor, ...], float] = {}
    for coefficient, factors in (*left, *right):
        terms[factors] = terms.get(factors, 0.0) + coefficient
    return tuple(Product(c, f) for f, c in terms.items() if c)


def scale(value: Sum, number: float) -> Sum:
    """Return a sum times a number."""
    return tuple(Product(number * c, f) for c, f in value) if number else ()


def multiply(left: Sum, right: Sum) -> Sum:
    """Return the product of two sums, expanded unless that has too many terms."""
    if len(left) * len(right) > _LONGEST:
        left, right = _whole(left), _whole(right)
    value: Sum = ()
    for a, f in left:
        value = add(value, tuple(Product(a * b, _merge(f, g)) for b, g in right))
    return value


def _whole(value: Sum) -> Sum:
    return value if len(value) == 1 else (Product(1.0, (Factor("sum", value),)),)


def _merge(left: tuple[Factor, ...], right: tuple[Factor, ...]) -> tuple[Factor, ...]:
    powers: dict[tuple[str, Any], float] = {}
    for kind, of, exponent in (*left, *right):
        powers[kind, of] = powers.get((kind, of), 0.0) + exponent
    found = [Factor(kind, of, n) for (kind, of), n in powers.items() if n]
    return tuple(found if len(found) < 2 else sorted(found, key=repr))


def power(base: Sum, exponent: float) -> Sum:
    """Return a sum to a power.

    Errors: DatabaseError for zero to a negative power and a negative number to a fractional power.
    """
    if exponent == 1.0:
        return base
    if exponent == 0.0:
        return ONE
    if not base:
        if exponent < 0:
            raise DatabaseError("division by zero")
        return ()
    broken = not exponent.is_integer()
    if len(base) == 1:
        (coefficient, factors) = base[0]
        if broken and coefficient < 0:
            raise DatabaseError(f"{coefficient:g} to the power {exponent:g} is no real number")
        # The value of a function may be negative: (F**2)**.5 is not F.
        if not broken or all(kind in ("T", "P") for kind, _, _ in factors):
            powers = tuple(Factor(k, of, n * exponent) for k, of, n in factors)
            return (Product(coefficient**exponent, powers),)
    return (Product(1.0, (Factor("sum", base, exponent),)),)


def apply(kind: str, inner: Sum) -> Sum:
    """Return ln or exp of a sum; errors: DatabaseError for ln of a value not above zero."""
    if any(factors for _, factors in inner):
        return (Product(1.0, (Factor(kind, inner),)),)
    number = inner[0].coefficient if inner else 0.0
    if kind == "ln" and number <= 0:
        raise DatabaseError(f"LN({number:g}) is no number")
    value = _FOLDED[kind](number)
    return (Product(value),) if value else ()
