"""Expressions of a study file: ``where`` conditions and ``derived`` values, with units in brackets.

``-0.08 [V/nm] * thickness`` is a voltage; ``voltage < -2 [V] or x_Mn == 0`` is a condition. Names are axes, film entries, and the fractions
x_Co, x_Fe, x_Mn. Dimensions are checked once; values are computed in SI.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from nmhts.errors import UnitError, unknown_name
from nmhts.units import dimensional, one, unlike

_LITERAL = re.compile(r"((?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)\s*\[([^\[\]]*)\]")
_FUNCTIONS = {
    "abs": abs,
    "min": min,
    "max": max,
    "sqrt": lambda v: v**0.5,
    "exp": math.exp,
    "log": math.log,
    "log10": math.log10,
    "round": round,
}
_ALLOWED = (
    ast.Expression, ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.USub, ast.UAdd, ast.BinOp, ast.Add, ast.Sub,
    ast.Mult, ast.Div, ast.Pow, ast.Mod, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
    ast.Call, ast.Name, ast.Load, ast.Constant, ast.List, ast.Tuple, ast.IfExp,
)  # fmt: skip


@dataclass(frozen=True)
class Expression:
    """A checked expression: its text, the names it uses, and its compiled form."""

    text: str
    names: frozenset[str]
    _code: Any
    _units: Mapping[str, str]

    def value(self, names: Mapping[str, Any]) -> Any:
        """Return the value for names in SI (numbers) or as text.

        Errors: UnitError if it cannot be computed for these values.
        """
        factors = {key: one(unit) for key, unit in self._units.items()}
        return self._evaluate({**factors, **names})

    def check(self, names: Mapping[str, Any], units: Mapping[str, str | None]) -> Any:
        """Return the value as a quantity with its dimension, from values in SI and their units (None: text).

        Errors: UnitError for dimensions that do not fit, or a name that is unknown.
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
            known = {name: units.get(name) for name in sorted(self.names)}
            listed = ", ".join(
                f"{n} is {'text' if u is None else f'in {u}' if u else 'a pure number'}"
                for n, u in known.items()
            )
            raise UnitError(
                f"{self.text!r}: the dimensions do not fit ({listed + '; ' if listed else ''}numbers carry their unit in brackets, "
                "e.g. 'voltage < -2 [V]')"
            ) from error

    def _evaluate(self, names: Mapping[str, Any]) -> Any:
        try:
            found = eval(
                self._code, {"__builtins__": {}, "_power": _power, **_FUNCTIONS}, dict(names)
            )
        except OverflowError as error:
            raise UnitError(f"{self.text!r}: too large") from error
        except (TypeError, ValueError, ArithmeticError, AttributeError) as error:
            raise UnitError(f"{self.text!r}: {error}") from error
        if isinstance(getattr(found, "magnitude", found), complex):
            raise UnitError(f"{self.text!r}: no real number (a root of a negative one)")
        return found


def _power(base: Any, exponent: Any) -> Any:
    """Return a power, of whole numbers as that of reals: it overflows, where whole numbers would grow for hours."""
    real = [float(v) if isinstance(v, int) else v for v in (base, exponent)]
    return real[0] ** real[1]


class _Powers(ast.NodeTransformer):
    """Every ``**`` becomes a call of :func:`_power`."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.op, ast.Pow):
            return node
        return ast.Call(ast.Name("_power", ast.Load()), [node.left, node.right], [])


def read_expression(text: str) -> Expression:
    """Return the :class:`Expression` of a text.

    Errors: UnitError for text that is no expression, a unit that is unknown, or a construct that is not allowed.
    """
    units: dict[str, str] = {}

    def literal(match: re.Match[str]) -> str:
        key = f"_unit{len(units)}"
        one(match[2])
        units[key] = match[2]
        return f"({match[1]} * {key})"

    readable = _LITERAL.sub(literal, str(text))
    try:
        tree = ast.parse(readable.strip(), mode="eval")
    except SyntaxError as error:
        raise UnitError(
            f"{text!r} is no expression (expected e.g. '-0.08 [V/nm] * thickness' or 'voltage < -2 [V]')"
        ) from error
    names = set()
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            raise UnitError(f"{text!r}: {type(node).__name__} is not allowed in an expression")
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else "?"
            if called not in _FUNCTIONS or node.keywords:
                raise UnitError(f"{text!r}: {unknown_name('function', called, _FUNCTIONS)}")
        elif isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Constant) and not isinstance(node.value, str | int | float):
            raise UnitError(f"{text!r}: {node.value!r} is not allowed in an expression")
    used = frozenset(names - set(units) - set(_FUNCTIONS))
    tree = ast.fix_missing_locations(_Powers().visit(tree))
    return Expression(str(text), used, compile(tree, "expression", "eval"), units)
