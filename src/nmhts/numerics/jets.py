"""Jets for numba kernels: a value of lanes and its derivatives in four directions at once.

They are used for small Jacobians. ``jet(value, a, b, c, d)`` stands for value + a e_1 + b e_2 + c
e_3 + d e_4 with all e_i e_k = 0. Compared with four runs of ``duals``, values, exponentials and
quotients are computed only once. Comparisons use the value only; lanes and plain numbers have no
slopes.
"""

from __future__ import annotations

import operator
from typing import Any

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
from nmhts.numerics.lanes import LANES, splatted

_FIELDS = ("value", "a", "b", "c", "d")


class _JetType(types.Type):
    def __init__(self):
        super().__init__(name="Jet")


JET = _JetType()


@register_model(_JetType)
class _JetModel(models.StructModel):
    def __init__(self, dmm, fe_type):
        super().__init__(dmm, fe_type, [(name, LANES) for name in _FIELDS])


for _name in _FIELDS:
    make_attribute_wrapper(_JetType, _name, _name)


def _jet(typing_context: Any, value: Any, a: Any, b: Any, c: Any, d: Any) -> Any:
    def emit(context, builder, sig, args):
        made = cgutils.create_struct_proxy(JET)(context, builder)
        for name, part, kind in zip(_FIELDS, args, sig.args, strict=True):
            setattr(made, name, splatted(builder, part, kind))
        return made._getvalue()

    kinds = [LANES if kind == LANES else types.float64 for kind in (value, a, b, c, d)]
    return JET(*kinds), emit


_jet.__name__ = "jet"
jet: Any = intrinsic(_jet)
"""Return a jet of a value and four slopes, lanes or numbers."""


@inlined
def _scaled(x, value, by):
    """Return a jet of a new value with the slopes of x times ``by``."""
    return jet(value, x.a * by, x.b * by, x.c * by, x.d * by)


@inlined
def _product(x, y):
    u, v = x.value, y.value
    return jet(
        u * v,
        lanes.fma(u, y.a, x.a * v),
        lanes.fma(u, y.b, x.b * v),
        lanes.fma(u, y.c, x.c * v),
        lanes.fma(u, y.d, x.d * v),
    )


@inlined
def _quotient(x, y):
    by = 1.0 / y.value
    q = x.value * by
    return jet(
        q,
        lanes.fma(-q, y.a, x.a) * by,
        lanes.fma(-q, y.b, x.b) * by,
        lanes.fma(-q, y.c, x.c) * by,
        lanes.fma(-q, y.d, x.d) * by,
    )


@inlined
def _quotient_by_jet(x, y):
    by = 1.0 / y.value
    q = x * by
    return _scaled(y, q, -q * by)


def _cases(both: Any, left: Any, right: Any) -> Any:
    """Choose the code of an operator by which of its operands are jets."""

    def choose(x, y):
        if x == JET:
            return both if y == JET else left
        return right if y == JET else None

    return choose


overload(operator.add)(
    _cases(
        lambda x, y: jet(x.value + y.value, x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d),
        lambda x, y: jet(x.value + y, x.a, x.b, x.c, x.d),
        lambda x, y: jet(x + y.value, y.a, y.b, y.c, y.d),
    )
)
overload(operator.sub)(
    _cases(
        lambda x, y: jet(x.value - y.value, x.a - y.a, x.b - y.b, x.c - y.c, x.d - y.d),
        lambda x, y: jet(x.value - y, x.a, x.b, x.c, x.d),
        lambda x, y: jet(x - y.value, -y.a, -y.b, -y.c, -y.d),
    )
)
overload(operator.mul)(
    _cases(
        lambda x, y: _product(x, y),
        lambda x, y: _scaled(x, x.value * y, y),
        lambda x, y: _scaled(y, x * y.value, x),
    )
)
overload(operator.truediv)(
    _cases(
        lambda x, y: _quotient(x, y),
        lambda x, y: _scaled(x, x.value / y, 1.0 / y),
        lambda x, y: _quotient_by_jet(x, y),
    )
)
overload(operator.neg)(
    lambda x: (lambda x: jet(-x.value, -x.a, -x.b, -x.c, -x.d)) if x == JET else None
)
overload(operator.gt)(
    _cases(lambda x, y: x.value > y.value, lambda x, y: x.value > y, lambda x, y: x > y.value)
)
overload(operator.ge)(
    _cases(lambda x, y: x.value >= y.value, lambda x, y: x.value >= y, lambda x, y: x >= y.value)
)
overload(operator.lt)(
    _cases(lambda x, y: x.value < y.value, lambda x, y: x.value < y, lambda x, y: x < y.value)
)


@inlined
def exp(x):
    """Return e^x of a jet."""
    value = lanes.exp(x.value)
    return _scaled(x, value, value)


@inlined
def sqrt(x):
    """Return the square root of a jet above 0."""
    root = lanes.sqrt(x.value)
    return _scaled(x, root, 0.5 / root)


def _raised(x) -> Any:
    """Return a jet unchanged, anything else as a jet without slopes."""


@overload(_raised)
def _raised_of(x):
    return (lambda x: x) if x == JET else (lambda x: jet(x, 0.0, 0.0, 0.0, 0.0))


@inlined
def where(mask, x, y):
    """Return x where the mask is set, else y; at least one of them a jet."""
    u, v = _raised(x), _raised(y)
    return jet(
        lanes.where(mask, u.value, v.value),
        lanes.where(mask, u.a, v.a),
        lanes.where(mask, u.b, v.b),
        lanes.where(mask, u.c, v.c),
        lanes.where(mask, u.d, v.d),
    )


@inlined
def maximum(x, y):
    """Return the larger of two numbers, at least one of them a jet; the second if one is NaN."""
    return where(_raised(x).value > _raised(y).value, x, y)


@inlined
def minimum(x, y):
    """Return the smaller of two numbers, at least one of them a jet; the second if one is NaN."""
    return where(_raised(x).value < _raised(y).value, x, y)


all_lanes = lanes.all_lanes


@inlined
def fma(x, y, z):
    """Return x y + z."""
    return x * y + z
