"""Dual numbers for numba kernels: a float and its derivative in one direction.

``dual(value, slope)`` stands for value + slope epsilon, epsilon^2 = 0. A kernel written for a
number module computes with it, and its results carry their derivative along. Comparisons use the
value only; a plain number has no slope. They serve laws that branch; laws that do not are printed
with their derivatives (``nmhts.numerics.tracing``).
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

from nmhts.numerics.compiled import inlined
from nmhts.numerics.inner import overload


class _DualType(types.Type):
    def __init__(self):
        super().__init__(name="Dual")


DUAL = _DualType()


@register_model(_DualType)
class _DualModel(models.StructModel):
    def __init__(self, dmm, fe_type):
        super().__init__(dmm, fe_type, [("value", types.float64), ("slope", types.float64)])


make_attribute_wrapper(_DualType, "value", "value")
make_attribute_wrapper(_DualType, "slope", "slope")


def _dual(typing_context: Any, value: Any, slope: Any) -> Any:
    def emit(context, builder, sig, args):
        pair = cgutils.create_struct_proxy(DUAL)(context, builder)
        pair.value, pair.slope = args
        return pair._getvalue()

    return DUAL(types.float64, types.float64), emit


_dual.__name__ = "dual"
dual: Any = intrinsic(_dual)
"""Return the dual number value + slope epsilon."""


def _cases(both: Any, left: Any, right: Any) -> Any:
    """Choose the code of an operator by which of its operands are dual."""

    def choose(a, b):
        if a == DUAL:
            return both if b == DUAL else left
        return right if b == DUAL else None

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
overload(operator.neg)(lambda a: (lambda a: dual(-a.value, -a.slope)) if a == DUAL else None)
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


overload(operator.pow)(_cases(_power_of_duals, _power_of_dual, _power_to_dual))


def _raised(x) -> Any:
    """Return a dual number as it is, a plain one without slope."""


@overload(_raised)
def _raised_of(x):
    return (lambda x: x) if x == DUAL else (lambda x: dual(x, 0.0))


@inlined
def maximum(a, b):
    """Return the larger of two numbers, at least one of them dual; the second if one is NaN."""
    u, v = _raised(a), _raised(b)
    return u if u.value > v.value else v


@inlined
def minimum(a, b):
    """Return the smaller of two numbers, at least one of them dual; the second if one is NaN."""
    u, v = _raised(a), _raised(b)
    return u if u.value < v.value else v
