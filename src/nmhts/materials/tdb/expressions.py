"""Expressions of a TDB file: parsing of text to sums of products, and evaluation.

+1225.7 +124.134*T -23.5143*T*LN(T) -4.39752E-3*T**2 +GHSERFE#
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

import numpy as np

from nmhts.errors import DatabaseError, nearest
from nmhts.materials.tdb.algebra import Sum, add, apply, multiply, power, scale
from nmhts.materials.tdb.names import SHOWN
from nmhts.materials.tdb.records import Factor, Piece, Piecewise, Product

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[ED][+-]?\d+)?)"
    r"|(?P<name>[A-Z][A-Z0-9_]*(?:\s*\#)?)|(?P<sign>\*\*|[-+*/()]))",
    re.ASCII,
)
_DEEPEST = 50  # largest nesting of parentheses and signs
_WHOLE = 1e6  # powers up to this are integers to NumPy too
_CALLS = ("LN", "LOG", "LOG10", "EXP", "SQRT")


def parse(text: str) -> Sum:
    """Return an expression as an expanded sum of products with like terms combined.

    Known are + - * / ** and parentheses, numbers, T, P, LN and LOG (both natural), LOG10, EXP,
    SQRT, and names of FUNCTIONs with or without ``#``.
    Errors: DatabaseError with text and position for anything else, and for numbers beyond the
    floating-point range.
    """
    try:
        value = _Parser(text).whole()
    except OverflowError:
        raise DatabaseError("a number is beyond all numbers") from None
    if not all(map(math.isfinite, _numbers(value))):
        raise DatabaseError("a number is beyond all numbers")
    return value


def _numbers(value: Sum) -> Iterator[float]:
    """Yield the coefficients and powers of a sum, including nested sums."""
    for coefficient, factors in value:
        yield coefficient
        for _, of, exponent in factors:
            yield exponent
            if isinstance(of, tuple):
                yield from _numbers(of)


class _Parser:
    """Recursive-descent parser: sum, term, factor, atom."""

    def __init__(self, text: str):
        self.text = text
        self.tokens = list(_tokens(text.upper()))
        self.at = self.depth = 0

    def whole(self) -> Sum:
        if not self.tokens:
            raise DatabaseError("the expression is empty")
        value = self.sum()
        if self.at < len(self.tokens):
            self.fail("expected an operator")
        return value

    def fail(self, what: str) -> None:
        found = repr(self.tokens[self.at][1]) if self.at < len(self.tokens) else "the end"
        before = "".join(token for _, token in self.tokens[max(0, self.at - 4) : self.at])
        raise DatabaseError(f"{what}, found {found[:SHOWN]} after {before[-SHOWN:]!r}")

    def peek(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def take(self, *signs: str) -> str:
        found = self.peek()
        if found in signs and found:
            self.at += 1
            return found
        return ""

    def sum(self) -> Sum:
        value = self.term()
        while sign := self.take("+", "-"):
            value = add(value, scale(self.term(), 1.0 if sign == "+" else -1.0))
        return value

    def term(self) -> Sum:
        value = self.factor()
        while sign := self.take("*", "/"):
            other = self.factor()
            value = multiply(value, other if sign == "*" else power(other, -1.0))
        return value

    def factor(self) -> Sum:
        self.depth += 1
        if self.depth > _DEEPEST:
            self.fail(f"more than {_DEEPEST} parentheses or signs inside each other")
        value = self.signed()
        self.depth -= 1
        return value

    def signed(self) -> Sum:
        if sign := self.take("+", "-"):
            return scale(self.factor(), 1.0 if sign == "+" else -1.0)
        base = self.atom()
        if not self.take("**"):
            return base
        exponent = self.factor()
        if any(factors for _, factors in exponent):
            self.fail("an exponent must be a number")
        return power(base, exponent[0].coefficient if exponent else 0.0)

    def atom(self) -> Sum:
        if self.at == len(self.tokens):
            self.fail("expected a number, a name or '('")
        kind, token = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            number = float(token.replace("D", "E"))
            if not math.isfinite(number):
                raise DatabaseError(f"{token[:SHOWN]!r} is beyond all numbers")
            return (Product(number),) if number else ()
        if token == "(":
            return self.closed()
        if kind == "sign":
            self.at -= 1
            self.fail("expected a number, a name or '('")
        if self.peek() == "(":
            return self.call(token)
        if token in ("T", "P"):
            return (Product(1.0, (Factor(token, None),)),)
        return (Product(1.0, (Factor("function", token.rstrip("# \n")),)),)

    def closed(self) -> Sum:
        value = self.sum()
        if not self.take(")"):
            self.fail("expected ')'")
        return value

    def call(self, name: str) -> Sum:
        if name not in _CALLS:
            self.at -= 1
            raise DatabaseError(
                f"unknown operation {name[:SHOWN]!r}{nearest(name[:SHOWN], _CALLS)} (allowed: "
                f"{', '.join(_CALLS)}; "
                "or a '*' is missing before '(')"
            )
        self.at += 1
        inner = self.closed()
        if name == "SQRT":
            return power(inner, 0.5)
        value = apply("exp" if name == "EXP" else "ln", inner)
        return scale(value, 1 / math.log(10)) if name == "LOG10" else value


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if not found:
            rest = text[at:].strip()
            raise DatabaseError(f"{rest[:1]!r} does not belong in an expression (at {rest[:20]!r})")
        yield str(found.lastgroup), found[found.lastgroup or 0]
        at = found.end()


def uses(value: Sum) -> Iterator[str]:
    """Yield the names of the functions that a sum uses directly."""
    for _, factors in value:
        for _, of, _ in factors:
            if isinstance(of, str):
                yield of
            elif of is not None:
                yield from uses(of)


def evaluate(
    piecewise: Piecewise,
    functions: Mapping[str, Piecewise],
    T: Any,
    P: Any,
    xp: Any = np,
    memo: MutableMapping | None = None,
) -> Any:
    """Return the value of a piecewise expression.

    Parameters: T [K], P [Pa], numbers or arrays that broadcast; complex ones for complex-step
    derivatives, where the real part of T selects the piece; xp the namespace of arrays, numpy or
    jax.numpy; memo: values of functions, to share between calls with the same T and P.
    Returns: array of the broadcast shape of T and P. Outside all ranges the nearest piece holds,
    see :func:`range_of`; at the end of a piece the upper one. NaN or infinite where the expression
    is undefined.
    Errors: DatabaseError for a function that is missing or uses itself.
    """
    T, P = _floating(T, xp), _floating(P, xp)
    memo = {} if memo is None else memo
    # Far outside its ranges an expression may be undefined; the value then shows it.
    with np.errstate(all="ignore"):
        value = _Values(functions, T, P, xp, memo).piecewise(piecewise)
    return value + xp.zeros(xp.broadcast_shapes(T.shape, P.shape), xp.result_type(T, P))


def _floating(given: Any, xp: Any) -> Any:
    array = xp.asarray(given)
    return array if xp.issubdtype(array.dtype, xp.inexact) else array.astype(float)


class _Values:
    """Values of functions, powers, ln and exp at one T and P, each computed once."""

    def __init__(self, functions: Mapping, T: Any, P: Any, xp: Any, memo: MutableMapping):
        self.functions, self.T, self.P, self.xp, self.memo = functions, T, P, xp, memo

    def piecewise(self, pieces: Piecewise) -> Any:
        real = self.T.real
        if self.xp is np and real.size:
            low, high = real.min(), real.max()
            last = len(pieces) - 1
            pieces = tuple(
                piece
                for i, piece in enumerate(pieces)
                if (i == 0 or piece.low <= high) and (i == last or low < pieces[i + 1].low)
            )
        value = self.sum(pieces[0].value)
        for piece in pieces[1:]:
            value = self.xp.where(real >= piece.low, self.sum(piece.value), value)
        return value

    def sum(self, value: Sum) -> Any:
        total: Any = 0.0
        for coefficient, factors in value:
            term: Any = coefficient
            for factor in factors:
                term = term * self.factor(factor)
            total = total + term
        return total

    def factor(self, factor: Factor) -> Any:
        if factor not in self.memo:
            base = self.base(factor.kind, factor.of)
            n = factor.power
            whole = n.is_integer() and abs(n) < _WHOLE
            self.memo[factor] = base if n == 1 else base ** (int(n) if whole else n)
        return self.memo[factor]

    def base(self, kind: str, of: Any) -> Any:
        if kind == "T":
            return self.T
        if kind == "P":
            return self.P
        if kind == "function":
            return self.function(of)
        value = self.xp.asarray(self.sum(of))
        return (
            value if kind == "sum" else self.xp.log(value) if kind == "ln" else self.xp.exp(value)
        )

    def function(self, name: str) -> Any:
        if name not in self.memo:
            if name not in self.functions:
                raise DatabaseError(f"FUNCTION {name} is used but not given")
            self.memo[name] = None
            self.memo[name] = self.piecewise(self.functions[name])
        if self.memo[name] is None:
            raise DatabaseError(f"FUNCTION {name} uses itself")
        return self.memo[name]


def range_of(piecewise: Piecewise, functions: Mapping[str, Piecewise]) -> tuple[float, float]:
    """Return the widest gap-free temperature range [K] of an expression and all its functions.

    Errors: DatabaseError for a missing function. An expression without any range has an empty one:
    low is not below high.
    """
    ranges: list[tuple[float, float]] = []
    for piece in _narrowed(piecewise, functions, {}):
        if ranges and ranges[-1][1] == piece.low:
            ranges[-1] = (ranges[-1][0], piece.high)
        else:
            ranges.append((piece.low, piece.high))
    return max(ranges, key=lambda r: r[1] - r[0])


def _narrowed(
    pieces: Piecewise, functions: Mapping[str, Piecewise], known: dict
) -> Iterator[Piece]:
    for low, high, value in pieces:
        for name in uses(value):
            if name not in functions:
                raise DatabaseError(f"FUNCTION {name} is used but not given")
            if name not in known:
                known[name] = None
                known[name] = _hull(functions[name], functions, known)
            if known[name] is None:
                raise DatabaseError(f"FUNCTION {name} uses itself")
            low, high = max(low, known[name][0]), min(high, known[name][1])
        yield Piece(low, high, value)


def _hull(
    pieces: Piecewise, functions: Mapping[str, Piecewise], known: dict
) -> tuple[float, float]:
    found = [(p.low, p.high) for p in _narrowed(pieces, functions, known) if p.low < p.high]
    return (found[0][0], found[-1][1]) if found else (math.inf, -math.inf)
