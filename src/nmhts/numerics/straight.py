"""Compilation of straight-line functions: LLVM code is emitted from their syntax.

Printed functions assign values of expressions and return some. Numba would infer the types of every
statement, which takes most of the time of compiling them. Here types follow from those of the
arguments in one pass. What the code does is the same.
"""

from __future__ import annotations

import ast
import functools
import inspect
import operator
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from llvmlite import ir
from numba.core import config, types
from numba.core.extending import intrinsic

from nmhts.numerics import lanes
from nmhts.numerics.lanes import LANES, MASK, splatted

_ARITHMETIC = {ast.Add: "fadd", ast.Sub: "fsub", ast.Mult: "fmul", ast.Div: "fdiv"}
_SIGNS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_LOGIC = {ast.BitAnd: "and_", ast.BitOr: "or_"}
_MASKS = (MASK, types.boolean)


class NotStraightError(TypeError):
    """A statement that is more than an assignment, a call or the return at the end."""


def straight(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a straight-line function for kernels, whose code is put into callers.

    Its body assigns to names: sums, differences, products and quotients of numbers, comparisons,
    fields and new named tuples, and calls of functions from around it. It ends with a return.
    Where numba is told not to compile (NUMBA_DISABLE_JIT), the function stays as it is.
    Errors: NotStraightError, when a kernel that calls it is compiled.
    """
    if vars(config)["DISABLE_JIT"]:
        return function
    parameters = list(inspect.signature(function).parameters)
    names = ", ".join(parameters)
    scope: dict[str, Any] = {"typed": functools.partial(_typed, function, parameters)}
    exec(  # numba wants a function with these parameters
        f"def {function.__name__}(typing_context, {names}):\n"
        f"    return typed(typing_context, ({names},))\n",
        scope,
    )
    made: Any = intrinsic(scope[function.__name__])
    made.py_func = function  # by this its sources are found
    return made


def _typed(
    function: Callable[..., Any],
    parameters: Sequence[str],
    typing_context: Any,
    kinds: Sequence[Any],
) -> tuple[Any, Callable]:
    """Return the signature for types of arguments, and the emitter of LLVM code."""
    kinds = tuple(types.float64 if isinstance(one, types.Float) else one for one in kinds)
    body, outside = _body(function), _outside(function)
    nothing = dict(zip(parameters, ((kind, None) for kind in kinds), strict=True))
    found = _Emitter(typing_context, None, None, outside, nothing).run(body)

    def emit(context: Any, builder: Any, signature: Any, values: Sequence[Any]) -> Any:
        given = zip(signature.args, values, strict=True)
        named = dict(zip(parameters, given, strict=True))
        _, value = _Emitter(typing_context, context, builder, outside, named).run(body)
        return context.get_dummy_value() if value is None else value

    return found[0](*kinds), emit


@functools.cache
def _body(function: Callable[..., Any]) -> list[ast.stmt]:
    """Return the statements of a function, without its docstring."""
    (made,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    if not isinstance(made, ast.FunctionDef):
        raise NotStraightError(f"{function.__name__}: no function by def")
    told = isinstance(made.body[0], ast.Expr) and isinstance(made.body[0].value, ast.Constant)
    return made.body[1:] if told else made.body


def _outside(function: Callable[..., Any]) -> Mapping[str, Any]:
    """Return what a function refers to by name beyond its own variables."""
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    return {**function.__globals__, **dict(zip(function.__code__.co_freevars, cells, strict=True))}


class _Emitter:
    """Emitter of a function's LLVM code; without a builder it finds the types only.

    Expressions are pairs of numba's type and LLVM's value.
    """

    def __init__(
        self,
        typing_context: Any,
        context: Any,
        builder: Any,
        outside: Mapping[str, Any],
        named: dict[str, tuple[Any, Any]],
    ):
        self.typing_context, self.context, self.builder = typing_context, context, builder
        self.outside, self.named = outside, named

    def run(self, body: Sequence[ast.stmt]) -> tuple[Any, Any]:
        """Return type and value of what the function returns."""
        for statement in body:
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                self.named[statement.targets[0].id] = self.value(statement.value)
            elif isinstance(statement, ast.Expr):
                self.value(statement.value)
            elif isinstance(statement, ast.Return) and statement.value is not None:
                return self.value(statement.value)
            else:
                raise NotStraightError(f"line {statement.lineno}: {ast.unparse(statement)}")
        return types.void, None

    def value(self, node: ast.expr) -> tuple[Any, Any]:
        """Return type and value of an expression."""
        if isinstance(node, ast.Name) and node.id in self.named:
            return self.named[node.id]
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
            return self._constant(node.value)
        if isinstance(node, ast.Attribute):
            return self._field(*self.value(node.value), node.attr)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            kind, number = self.value(node.operand)
            return kind, self.builder and self.builder.fneg(number)
        if isinstance(node, ast.BinOp):
            return self._operation(type(node.op), self.value(node.left), self.value(node.right))
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            operands = self.value(node.left), self.value(node.comparators[0])
            return self._comparison(_SIGNS[type(node.ops[0])], *operands)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and not node.keywords:
            return self._call(self.outside[node.func.id], [self.value(one) for one in node.args])
        if isinstance(node, ast.Tuple):
            return self._tuple(None, [self.value(one) for one in node.elts])
        raise NotStraightError(f"line {node.lineno}: {ast.unparse(node)}")

    def _constant(self, value: float) -> tuple[Any, Any]:
        kind = types.intp if isinstance(value, int) else types.float64
        if self.builder is None:
            return kind, None
        return kind, ir.Constant(ir.IntType(64) if kind == types.intp else ir.DoubleType(), value)

    def _field(self, kind: Any, value: Any, name: str) -> tuple[Any, Any]:
        place = kind.fields.index(name)
        return kind.types[place], self.builder and self.builder.extract_value(value, place)

    def _alike(self, *operands: tuple[Any, Any]) -> tuple[Any, list[Any]]:
        """Return the common type of numbers, and their values in it."""
        kind = LANES if any(own == LANES for own, _ in operands) else types.float64
        if self.builder is None:
            return kind, [None for _ in operands]
        if kind == LANES:
            return kind, [self._lanes(value, own) for own, value in operands]
        return kind, [value for _, value in operands]

    def _lanes(self, value: Any, kind: Any) -> Any:
        if kind != LANES and isinstance(value, ir.Constant):
            return ir.Constant(ir.VectorType(ir.DoubleType(), lanes.WIDTH), [value] * lanes.WIDTH)
        return splatted(self.builder, value, kind)

    def _operation(self, sign: Any, a: tuple[Any, Any], b: tuple[Any, Any]) -> tuple[Any, Any]:
        if sign in _LOGIC:
            return a[0], self.builder and getattr(self.builder, _LOGIC[sign])(a[1], b[1])
        if a[0] == types.intp:
            return types.intp, self.builder and self.builder.add(a[1], b[1])
        if b[0] in _MASKS:
            return self._call(operator.mul, [a, b])
        kind, values = self._alike(a, b)
        return kind, self.builder and getattr(self.builder, _ARITHMETIC[sign])(*values)

    def _comparison(self, sign: str, a: tuple[Any, Any], b: tuple[Any, Any]) -> tuple[Any, Any]:
        kind, values = self._alike(a, b)
        found = self.builder and self.builder.fcmp_ordered(sign, *values)
        return (MASK if kind == LANES else types.boolean), found

    def _tuple(self, cls: type | None, parts: Sequence[tuple[Any, Any]]) -> tuple[Any, Any]:
        kind = types.BaseTuple.from_types(tuple(own for own, _ in parts), cls)
        if self.builder is None:
            return kind, None
        return kind, self.context.make_tuple(self.builder, kind, [value for _, value in parts])

    def _call(self, called: Any, given: Sequence[tuple[Any, Any]]) -> tuple[Any, Any]:
        """Return what a function or the class of a named tuple gives."""
        if isinstance(called, type):
            return self._tuple(called, given)
        kind = self.typing_context.resolve_value_type(called)
        found = kind.get_call_type(self.typing_context, tuple(own for own, _ in given), {})
        if self.builder is None:
            return found.return_type, None
        code = self.context.get_function(kind, found)
        wanted = zip(given, found.args, strict=True)
        values = [self.context.cast(self.builder, value, own, to) for (own, value), to in wanted]
        return found.return_type, code(self.builder, values)
