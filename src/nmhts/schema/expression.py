"""Expressions of a study file: ``where`` conditions and ``derived`` values, with units in brackets.

``-0.08 [V/nm] * thickness`` is a voltage; ``voltage < -2 [V] or x_Mn == 0`` is a condition. Names
are axes, film entries, and the fractions x_Co, x_Fe, x_Mn. Dimensions are checked once. Values are
computed in SI.
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nmhts.errors import UnitError, clipped, unknown_name
from nmhts.units import dimensional, one, unlike

_LITERAL = re.compile(r"(?<![\w.])((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?)\s{0,9}\[([^\[\]]*)\]")
LONGEST = 1000
"""Largest number of letters of an expression."""

DEEPEST = 40
"""Largest number of levels of brackets and operators in an expression."""


def _round(value: Any, digits: Any = 0) -> Any:
    """Return a number rounded to a number of decimals, limited to those of a float."""
    if not -300 <= digits <= 300 or digits != int(digits):
        raise ValueError("round takes a whole number of decimals from -300 to 300")
    return round(value, int(digits))


FUNCTIONS: dict[str, Any] = {
    "abs": abs,
    "min": min,
    "max": max,
    "sqrt": lambda v: _power(v, 0.5),
    "exp": math.exp,
    "log": math.log,
    "log10": math.log10,
    "round": _round,
}
_ALLOWED = (
    ast.Expression,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.UnaryOp,
    ast.Not,
    ast.USub,
    ast.UAdd,
    ast.BinOp,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.Pow,
    ast.Mod,
    ast.Compare,
    ast.Eq,
    ast.NotEq,
    ast.Lt,
    ast.LtE,
    ast.Gt,
    ast.GtE,
    ast.In,
    ast.NotIn,
    ast.Call,
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.List,
    ast.Tuple,
    ast.IfExp,
)


@dataclass(frozen=True)
class Expression:
    """A checked expression: its text, the names it uses, and its compiled form.

    ``python``: the expression as Python text, with ``factors`` in place of units.
    """

    text: str
    names: frozenset[str]
    python: str
    factors: Mapping[str, float]
    _code: Any
    _units: Mapping[str, str]

    def value(self, names: Mapping[str, Any]) -> Any:
        """Return the value for names in SI (numbers) or as text.

        Errors: UnitError if it cannot be computed for these values.
        """
        return self._evaluate({**self.factors, **names})

    def failed(self, error: Exception) -> UnitError:
        """Return the error for a value that cannot be computed."""
        if isinstance(error, OverflowError):
            return UnitError(f"{self.text!r}: too large")
        return UnitError(f"{self.text!r}: {error}")

    def check(self, names: Mapping[str, Any], units: Mapping[str, str | None]) -> Any:
        """Return the value as a quantity with its dimension.

        Parameters: names: values in SI; units of them (None: text).
        Errors: UnitError for dimensions that do not fit, or an unknown name.
        """
        for name in sorted(self.names - set(names)):
            raise UnitError(f"{self.text!r}: {unknown_name('name', name, names)}")
        given = {
            name: value if units.get(name) is None else dimensional(value, units[name] or "")
            for name, value in names.items()
        }
        factors = {key: dimensional(one(unit), unit, si=True) for key, unit in self._units.items()}
        try:
            return self._evaluate({**factors, **given})
        except UnitError as error:
            if not isinstance(error.__cause__, TypeError | AttributeError) and not unlike(
                error.__cause__
            ):
                raise
            raise self._unfit(units) from error

    def _unfit(self, units: Mapping[str, str | None]) -> UnitError:
        known = {name: units.get(name) for name in sorted(self.names)}
        listed = ", ".join(
            f"{n} is {'text' if u is None else f'in {u}' if u else 'a pure number'}"
            for n, u in known.items()
        )
        return UnitError(
            f"{self.text!r}: the dimensions do not fit ({listed + '; ' if listed else ''}numbers "
            "carry their unit in brackets, "
            "e.g. 'voltage < -2 [V]')"
        )

    def _evaluate(self, names: Mapping[str, Any]) -> Any:
        try:
            return eval(self._code, {**GLOBALS}, dict(names))
        except ERRORS as error:
            raise self.failed(error) from error


def _power(base: Any, exponent: Any) -> Any:
    """Return a power of reals; powers of Python integers could grow for hours."""
    real = [float(v) if isinstance(v, int) else v for v in (base, exponent)]
    found = real[0] ** real[1]
    if isinstance(getattr(found, "magnitude", found), complex):
        raise ValueError("no real number (a root of a negative one)")
    return found


def _rest(value: Any, divisor: Any) -> Any:
    """Return the remainder of a division; for text Python would format instead."""
    if isinstance(value, str):
        raise TypeError("text has no rest of a division")
    return value % divisor


def _times(a: Any, b: Any) -> Any:
    """Return a product of reals; Python would repeat text and lists."""
    if isinstance(a, str | list | tuple) or isinstance(b, str | list | tuple):
        raise TypeError("text and lists cannot be multiplied")
    return a * (float(b) if isinstance(b, int) else b)


GLOBALS: dict[str, Any] = {
    "__builtins__": {}, "_power": _power, "_rest": _rest, "_times": _times, **FUNCTIONS
}  # fmt: skip
"""Functions that the Python text of an expression may call."""

ERRORS = (TypeError, ValueError, ArithmeticError, AttributeError)
"""Errors that it may raise."""


class _Reals(ast.NodeTransformer):
    """Replacement of ``**``, ``%``, ``*`` by bounded functions, and of integers by reals.

    Integers of Python have no upper limit.
    """

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        name = {ast.Pow: "_power", ast.Mod: "_rest", ast.Mult: "_times"}.get(type(node.op))
        # A number with its unit stays unchanged.
        number = isinstance(node.left, ast.Constant) and isinstance(node.left.value, float)
        if name is None or (name == "_times" and number and isinstance(node.right, ast.Name)):
            return node
        return ast.Call(ast.Name(name, ast.Load()), [node.left, node.right], [])

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, bool) or not isinstance(node.value, int | float):
            return node
        return ast.Constant(float(node.value))


def read_expression(text: str) -> Expression:
    """Return the :class:`Expression` of a text.

    Errors: UnitError for text that is no expression, an unknown unit, or a construct that is not
    allowed.
    """
    units: dict[str, str] = {}

    def literal(match: re.Match[str]) -> str:
        key = f"_unit{len(units)}"
        one(match[2])
        units[key] = match[2]
        return f"({match[1]} * {key})"

    if len(str(text)) > LONGEST:
        raise UnitError(
            f"{clipped(str(text), 60)!r} has {len(str(text))} letters (allowed: {LONGEST})"
        )
    readable = _LITERAL.sub(literal, str(text))
    try:
        with warnings.catch_warnings():
            # Warnings on texts such as "1 is 1", which are refused below.
            warnings.simplefilter("ignore")
            tree = ast.parse(readable.strip(), mode="eval")
            _check_depth(tree.body, text)
            names = _checked(tree, text)
            tree = ast.fix_missing_locations(_Reals().visit(tree))
            code = compile(tree, "expression", "eval")
    except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError) as error:
        if isinstance(error, UnitError):
            raise
        raise UnitError(
            f"{text!r} is no expression (expected e.g. '-0.08 [V/nm] * thickness' or 'voltage < -2 "
            "[V]')"
        ) from error
    used, factors = frozenset(names - set(units)), {key: one(unit) for key, unit in units.items()}
    return Expression(str(text), used, ast.unparse(tree), factors, code, units)


def _check_depth(root: ast.AST, text: str) -> None:
    level = [root]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise UnitError(f"{text!r}: more than {DEEPEST} levels of brackets and operators")


def _checked(tree: ast.Expression, text: str) -> set[str]:
    """Return the names an expression uses.

    Errors: UnitError for a construct that is not allowed.
    """
    names: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            raise UnitError(f"{text!r}: {type(node).__name__} is not allowed in an expression")
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else "?"
            if called not in FUNCTIONS or node.keywords:
                raise UnitError(f"{text!r}: {unknown_name('function', called, FUNCTIONS)}")
        elif isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Constant) and not isinstance(node.value, str | int | float):
            raise UnitError(f"{text!r}: {node.value!r} is not allowed in an expression")
    return names - set(FUNCTIONS)
