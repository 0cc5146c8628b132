"""Dual numbers for numba kernels: a number and its derivative in one direction.

``dual(value, slope)`` stands for value + slope epsilon, epsilon^2 = 0; value and slope are floats,
lanes or dual numbers. A kernel written for a number module computes with it, and its results carry
their derivative along. Applied to a hand-written first derivative, or with dual numbers of dual
numbers, it gives a second derivative. Comparisons use the value only; a plain number has no slope.
Dual numbers of different depth cannot be combined, because their slopes belong to different
directions.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
from numba.core import cgutils, types
from numba.core.extending import (
    intrinsic,
    make_attribute_wrapper,
    models,
    register_model,
)

from nmhts.numerics import lanes
from nmhts.numerics.compiled import inlined
from nmhts.numerics.inner import overload
from nmhts.numerics.lanes import LANES, MASK, splatted


class _DualType(types.Type):
    def __init__(self, content: types.Type):
        self.content = content
        super().__init__(name=f"Dual({content})")


@register_model(_DualType)
class _DualModel(models.StructModel):
    def __init__(self, dmm, fe_type):
        super().__init__(dmm, fe_type, [("value", fe_type.content), ("slope", fe_type.content)])


make_attribute_wrapper(_DualType, "value", "value")
make_attribute_wrapper(_DualType, "slope", "slope")


def _plain(kind: types.Type) -> types.Type:
    """Return the type of numbers to which an argument of ``dual`` is converted."""
    return kind if kind == LANES or isinstance(kind, _DualType) else types.float64


def _depth(kind: types.Type) -> int:
    return 1 + _depth(kind.content) if isinstance(kind, _DualType) else 0


def _dual(typing_context: Any, value: Any, slope: Any) -> Any:
    kinds = [_plain(value), _plain(slope)]
    content = max(kinds, key=lambda kind: (_depth(kind), kind == LANES))

    def raised(context, builder, part, kind, to):
        """Return LLVM code of a number as one of type ``to``: same in every lane, without slope."""
        if kind == to:
            return part
        if to == LANES:
            return splatted(builder, part, kind)
        pair = cgutils.create_struct_proxy(to)(context, builder)
        pair.value = raised(context, builder, part, kind, to.content)
        zero = context.get_constant(types.float64, 0.0)
        pair.slope = raised(context, builder, zero, types.float64, to.content)
        return pair._getvalue()

    def emit(context, builder, sig, args):
        pair = cgutils.create_struct_proxy(sig.return_type)(context, builder)
        pair.value, pair.slope = (
            raised(context, builder, part, kind, content)
            for part, kind in zip(args, sig.args, strict=True)
        )
        return pair._getvalue()

    return _DualType(content)(*kinds), emit


_dual.__name__ = "dual"
dual: Any = intrinsic(_dual)
"""Return the dual number value + slope epsilon."""


def _cases(both: Any, left: Any, right: Any) -> Any:
    """Choose the code of an operator by which of its operands are dual."""

    def choose(a, b):
        if isinstance(a, _DualType):
            return both if isinstance(b, _DualType) else left
        return right if isinstance(b, _DualType) else None

    return choose


overload(operator.add)(
    _cases(
        lambda a, b: dual(a.value + b.value, a.slope + b.slope),
        lambda a, b: dual(a.value + b, a.slope),
        lambda a, b: dual(a + b.value, b.slope),
    )
)
overload(operator.sub)(
    _cases(
        lambda a, b: dual(a.value - b.value, a.slope - b.slope),
        lambda a, b: dual(a.value - b, a.slope),
        lambda a, b: dual(a - b.value, -b.slope),
    )
)
overload(operator.mul)(
    _cases(
        lambda a, b: dual(a.value * b.value, a.value * b.slope + a.slope * b.value),
        lambda a, b: dual(a.value * b, a.slope * b),
        lambda a, b: dual(a * b.value, a * b.slope),
    )
)


def _quotient_of_duals(a, b):
    quotient = a.value / b.value
    return dual(quotient, (a.slope - quotient * b.slope) / b.value)


def _quotient_by_dual(a, b):
    quotient = a / b.value
    return dual(quotient, -quotient * b.slope / b.value)


overload(operator.truediv)(
    _cases(_quotient_of_duals, lambda a, b: dual(a.value / b, a.slope / b), _quotient_by_dual)
)
overload(operator.neg)(
    lambda a: (lambda a: dual(-a.value, -a.slope)) if isinstance(a, _DualType) else None
)
overload(operator.gt)(
    _cases(lambda a, b: a.value > b.value, lambda a, b: a.value > b, lambda a, b: a > b.value)
)
overload(operator.lt)(
    _cases(lambda a, b: a.value < b.value, lambda a, b: a.value < b, lambda a, b: a < b.value)
)


overload(operator.ge)(
    _cases(lambda a, b: a.value >= b.value, lambda a, b: a.value >= b, lambda a, b: a >= b.value)
)


def _power_of_dual(a, b):
    power = a.value**b
    return dual(power, b * a.value ** (b - 1.0) * a.slope)


def _power_to_dual(a, b):
    power = a**b.value
    # 0^b remains 0 when b changes.
    return dual(power, power * np.log(a) * b.slope if a > 0.0 else 0.0)


def _power_of_duals(a, b):
    by_base, by_exponent = a**b.value, a.value**b
    return dual(by_base.value, by_base.slope + by_exponent.slope)


overload(operator.pow)(_cases(_power_of_duals, _power_of_dual, _power_to_dual))  # floats only


def exp(x):
    """Return e^x of a dual number."""


@overload(exp)
def _exp_of(x):
    power = exp if isinstance(x.content, _DualType) else lanes.exp if x.content == LANES else np.exp

    def of_dual(x):
        value = power(x.value)
        return dual(value, value * x.slope)

    return of_dual


def sqrt(x):
    """Return the square root of a dual number above 0."""


@overload(sqrt)
def _sqrt_of(x):
    root_of = (
        sqrt if isinstance(x.content, _DualType) else lanes.sqrt if x.content == LANES else np.sqrt
    )

    def of_dual(x):
        root = root_of(x.value)
        return dual(root, 0.5 * x.slope / root)

    return of_dual


def _pick(mask, a, b):
    """Return a where the mask is set, else b."""


@overload(_pick)
def _pick_of(mask, a, b):
    if isinstance(a, _DualType) or isinstance(b, _DualType):
        return lambda mask, a, b: dual(
            _pick(mask, _value(a), _value(b)), _pick(mask, _slope(a), _slope(b))
        )
    if mask == MASK:
        return lambda mask, a, b: lanes.where(mask, a, b)
    return lambda mask, a, b: a if mask else b


def _value(x) -> Any:
    """Return the value of a dual number or of a plain one."""


@overload(_value)
def _value_of(x):
    return (lambda x: x.value) if isinstance(x, _DualType) else (lambda x: x)


def _slope(x) -> Any:
    """Return the slope of a dual number, 0 of a plain one."""


@overload(_slope)
def _slope_of(x):
    return (lambda x: x.slope) if isinstance(x, _DualType) else (lambda x: 0.0)


@inlined
def where(mask, a, b):
    """Return a where the mask is set, else b; at least one of them dual."""
    return _pick(mask, a, b)


@inlined
def maximum(a, b):
    """Return the larger of two numbers, at least one of them dual; the second if one is NaN."""
    return _pick(_value(a) > _value(b), a, b)


@inlined
def minimum(a, b):
    """Return the smaller of two numbers, at least one of them dual; the second if one is NaN."""
    return _pick(_value(a) < _value(b), a, b)


def all_lanes(mask):
    """Return whether a comparison of dual numbers holds in every lane."""


@overload(all_lanes)
def _all_lanes_of(mask):
    if mask == MASK:
        return lambda mask: lanes.all_lanes(mask)
    return lambda mask: mask


@inlined
def fma(a, b, c):
    """Return a b + c."""
    return a * b + c
