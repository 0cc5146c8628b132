"""Text of one operation, with the parentheses that keep its order of evaluation, and no more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nmhts.numerics.tracing.errors import NotANodeError
from nmhts.numerics.tracing.folding import constant_value
from nmhts.numerics.tracing.node import Node
from nmhts.numerics.tracing.schedule import FUSED, FUSED_LESS, FUSED_MINUS, RECIPROCAL

OPERATIONS = ("exp", "fma", "maximum", "minimum", "sqrt", "where")
"""Names that printed source takes from a number module."""

_COMPARED, _SUM, _PRODUCT, _SIGN, _ATOM = range(5)
_SIGNS = {"+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT}
_COMPARISONS = frozenset(("<", "<=", ">", ">="))


@dataclass(frozen=True)
class Text:
    """Source of an expression, and how tightly it binds."""

    text: str
    binds: int = _ATOM


def constant_text(node: Node) -> Text:
    """Return the text of a constant. Errors: NotANodeError for anything else."""
    value = constant_value(node)
    if value is None:
        raise NotANodeError("constant", repr(node), "a constant")
    text = repr(value)
    return Text(text, _SIGN if text.startswith("-") else _ATOM)


def text_of(form: str, operands: Sequence[Text], operations: set[str]) -> Text:
    """Return the text of a form of ``schedule`` over texts of its operands.

    Names that it takes from the number module are added to ``operations``.
    """
    if form in _SIGNS:
        level, (a, b) = _SIGNS[form], operands
        return Text(f"{_at(a, level)} {form} {_at(b, level + 1)}", level)
    if form in _COMPARISONS:
        return Text(f"{_at(operands[0], _SUM)} {form} {_at(operands[1], _SUM)}", _COMPARED)
    if form in _SPECIAL:
        return _SPECIAL[form](operands, operations)
    return _call(form, [operand.text for operand in operands], operations)


def _at(text: Text, level: int) -> str:
    """Return a text in parentheses if it binds less tightly than needed."""
    return text.text if text.binds >= level else f"({text.text})"


def _negated(text: Text) -> Text:
    """Return the negative of a text; that of a product is the product of a negative, exactly."""
    if text.text.startswith("-") and text.binds >= _PRODUCT:
        return Text(text.text[1:], text.binds)
    return Text(f"-{_at(text, _PRODUCT)}", _PRODUCT if text.binds == _PRODUCT else _SIGN)


def _call(name: str, arguments: Sequence[str], operations: set[str]) -> Text:
    operations.add(name)
    return Text(f"{name}({', '.join(arguments)})")


def _logistic(operands: Sequence[Text], operations: set[str]) -> Text:
    power = _call("exp", [_negated(operands[0]).text], operations)
    return Text(f"1.0 / (1.0 + {power.text})", _PRODUCT)


def _logic(sign: str) -> Callable[[Sequence[Text], set[str]], Text]:
    return lambda operands, _: Text(
        f"{_at(operands[0], _ATOM)} {sign} {_at(operands[1], _ATOM)}", _COMPARED
    )


def _fused(negated: int | None) -> Callable[[Sequence[Text], set[str]], Text]:
    """Return the writer of ``fma`` with the sign of one of its operands changed."""

    def write(operands: Sequence[Text], operations: set[str]) -> Text:
        texts = [
            (_negated(operand) if place == negated else operand).text
            for place, operand in enumerate(operands)
        ]
        return _call("fma", texts, operations)

    return write


_SPECIAL: dict[str, Callable[[Sequence[Text], set[str]], Text]] = {
    "negative": lambda operands, _: _negated(operands[0]),
    "flag": lambda operands, _: Text(f"{operands[0].text} * ({operands[1].text})", _PRODUCT),
    "logistic": _logistic,
    "&": _logic("&"),
    "|": _logic("|"),
    RECIPROCAL: lambda operands, _: Text(f"1.0 / {_at(operands[0], _SIGN)}", _PRODUCT),
    FUSED: _fused(None),
    FUSED_LESS: _fused(0),
    FUSED_MINUS: _fused(2),
}
