"""Values of WIDTH lanes for numba kernels: independent problems side by side in one register.

A ``Lanes`` value holds one double of each of WIDTH independent problems. Arithmetic, ``fma``,
``exp``, ``maximum``, ``minimum``, ``where`` and comparisons act lane by lane and compile to vector
instructions of the machine's width. A kernel written for one number thus serves eight films at
once. No operation mixes lanes: the result of a lane depends on its own inputs only, to the last
bit. Arithmetic is IEEE without contraction; fused operations are written explicitly as ``fma``.

Memory is a flat float64 array in which WIDTH consecutive entries form one value: ``load(a, k)``
reads entries k WIDTH ... (k+1) WIDTH - 1.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.extending import intrinsic, lower_builtin, models, register_model
from numba.core.typing.templates import ConcreteTemplate, infer_global, signature

from nmhts.numerics.compiled import maker

WIDTH = 8

_DOUBLES = ir.VectorType(ir.DoubleType(), WIDTH)
_INTEGERS = ir.VectorType(ir.IntType(64), WIDTH)
_BITS = ir.VectorType(ir.IntType(1), WIDTH)


def emitted(function: Callable) -> Any:
    """Make a function that returns (signature, emitter of LLVM code) callable from kernels.

    Callers do not pass the typing context.
    """
    return intrinsic(function)


class _LanesType(types.Type):
    def __init__(self):
        super().__init__(name=f"Lanes{WIDTH}")


class _MaskType(types.Type):
    def __init__(self):
        super().__init__(name=f"Mask{WIDTH}")


LANES = _LanesType()
MASK = _MaskType()


@register_model(_LanesType)
class _LanesModel(models.PrimitiveModel):
    def __init__(self, dmm, fe_type):
        super().__init__(dmm, fe_type, _DOUBLES)


@register_model(_MaskType)
class _MaskModel(models.PrimitiveModel):
    def __init__(self, dmm, fe_type):
        super().__init__(dmm, fe_type, _BITS)


def _constant(value: float) -> ir.Constant:
    return ir.Constant(_DOUBLES, [float(value)] * WIDTH)


def _integer(value: int) -> ir.Constant:
    return ir.Constant(_INTEGERS, [value] * WIDTH)


def _splat(builder: Any, scalar: Any) -> Any:
    lane = ir.IntType(32)
    one = builder.insert_element(ir.Constant(_DOUBLES, ir.Undefined), scalar, ir.Constant(lane, 0))
    zeros = ir.Constant(ir.VectorType(lane, WIDTH), [0] * WIDTH)
    return builder.shuffle_vector(one, ir.Constant(_DOUBLES, ir.Undefined), zeros)


def _fma(builder: Any, a: Any, b: Any, c: Any) -> Any:
    call = cgutils.get_or_insert_function(
        builder.module, ir.FunctionType(_DOUBLES, [_DOUBLES] * 3), f"llvm.fma.v{WIDTH}f64"
    )
    return builder.call(call, [a, b, c])


def splatted(builder: Any, value: Any, kind: types.Type) -> Any:
    """Return LLVM code of a value of lanes, or of a number repeated in every lane."""
    return value if kind == LANES else _splat(builder, value)


_MIXED = ((LANES, LANES), (LANES, types.float64), (types.float64, LANES))


def _accept(function: Callable, *cases: Any) -> None:
    """Declare to numba's type inference which operands an operator takes."""
    template: Any = type("_Operands", (ConcreteTemplate,), {"cases": list(cases)})
    decide: Any = infer_global
    decide(function)(template)


def _register(function: Callable, result: types.Type, emit: Callable[[Any, Any, Any], Any]) -> None:
    """Define an operator of Python for lanes, and for a lane and a number."""
    _accept(function, *(signature(result, *kinds) for kinds in _MIXED))
    for kinds in _MIXED:

        @lower_builtin(function, *kinds)
        def lower(context, builder, sig, args):
            a, b = (splatted(builder, *pair) for pair in zip(args, sig.args, strict=True))
            return emit(builder, a, b)


for _function, _method in {
    operator.add: "fadd",
    operator.sub: "fsub",
    operator.mul: "fmul",
    operator.truediv: "fdiv",
}.items():
    _register(_function, LANES, lambda b, x, y, method=_method: getattr(b, method)(x, y))
for _function, _sign in {
    operator.lt: "<",
    operator.le: "<=",
    operator.gt: ">",
    operator.ge: ">=",
}.items():
    # Ordered comparison: false for a NaN lane.
    _register(_function, MASK, lambda b, x, y, sign=_sign: b.fcmp_ordered(sign, x, y))


_accept(operator.neg, signature(LANES, LANES))


@lower_builtin(operator.neg, LANES)
def _lower_negative(context, builder, sig, args):
    return builder.fneg(args[0])


# 1.0 * mask turns a mask into numbers, as for a bool and for an array of them.
_accept(operator.mul, signature(LANES, types.float64, MASK))


@lower_builtin(operator.mul, types.float64, MASK)
def _lower_number_times_mask(context, builder, sig, args):
    return builder.select(args[1], _splat(builder, args[0]), _constant(0.0))


for _function, _method in {operator.and_: "and_", operator.or_: "or_"}.items():
    _accept(_function, signature(MASK, MASK, MASK))

    @lower_builtin(_function, MASK, MASK)
    def _lower_logic(context, builder, sig, args, method=_method):
        return getattr(builder, method)(*args)


def _pointer(context: Any, builder: Any, kind: Any, array: Any, index: Any) -> Any:
    data = context.make_array(kind)(context, builder, array).data
    offset = builder.mul(index, ir.Constant(index.type, WIDTH))
    return builder.bitcast(builder.gep(data, [offset]), ir.PointerType(_DOUBLES))


_FLAT = "a flat, contiguous float64 array"


def _is_flat(kind: Any) -> bool:
    return (
        isinstance(kind, types.Array)
        and kind.ndim == 1
        and kind.layout == "C"
        and kind.dtype == types.float64
    )


@emitted
def load(typing_context, array, k):
    """Return the k-th value of a flat array of lanes."""
    if not _is_flat(array):
        raise TypeError(f"load needs {_FLAT}, got {array}")

    def emit(context, builder, sig, args):
        pointer = _pointer(context, builder, sig.args[0], args[0], args[1])
        return builder.load(pointer, align=8)

    return LANES(array, types.intp), emit


@emitted
def store(typing_context, array, k, value):
    """Write the k-th value of a flat array of lanes."""
    if not _is_flat(array):
        raise TypeError(f"store needs {_FLAT}, got {array}")

    def emit(context, builder, sig, args):
        pointer = _pointer(context, builder, sig.args[0], args[0], args[1])
        builder.store(splatted(builder, args[2], sig.args[2]), pointer, align=8)
        return context.get_dummy_value()

    kind = LANES if value == LANES else types.float64
    return types.void(array, types.intp, kind), emit


@emitted
def splat(typing_context, a):
    """Return a number in every lane; a value of lanes stays as it is."""

    def emit(context, builder, sig, args):
        return splatted(builder, args[0], sig.args[0])

    return LANES(LANES if a == LANES else types.float64), emit


@emitted
def fma(typing_context, a, b, c):
    """Return a b + c with one rounding."""
    kinds = [LANES if kind == LANES else types.float64 for kind in (a, b, c)]

    def emit(context, builder, sig, args):
        lanes = [splatted(builder, *pair) for pair in zip(args, sig.args, strict=True)]
        return _fma(builder, *lanes)

    return LANES(*kinds), emit


@emitted
def where(typing_context, mask, a, b):
    """Return a where the mask is set, else b."""
    kinds = [LANES if kind == LANES else types.float64 for kind in (a, b)]

    def emit(context, builder, sig, args):
        lanes = [splatted(builder, *pair) for pair in zip(args[1:], sig.args[1:], strict=True)]
        return builder.select(args[0], *lanes)

    return LANES(MASK, *kinds), emit


def _extreme(sign: str) -> Any:
    @emitted
    def extreme(typing_context, a, b):
        kinds = [LANES if kind == LANES else types.float64 for kind in (a, b)]

        def emit(context, builder, sig, args):
            x, y = (splatted(builder, *pair) for pair in zip(args, sig.args, strict=True))
            return builder.select(builder.fcmp_ordered(sign, x, y), x, y)

        return LANES(*kinds), emit

    return extreme


# One instruction each. Where either is NaN the result is the second, so maximum(0.0, a) keeps a NaN
# a.
maximum = _extreme(">")
minimum = _extreme("<")


@emitted
def absolute(typing_context, a):
    """Return |a|."""

    def emit(context, builder, sig, args):
        call = cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(_DOUBLES, [_DOUBLES]), f"llvm.fabs.v{WIDTH}f64"
        )
        return builder.call(call, args)

    return LANES(LANES), emit


@emitted
def sqrt(typing_context, a):
    """Return the square root of a, correctly rounded."""

    def emit(context, builder, sig, args):
        call = cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(_DOUBLES, [_DOUBLES]), f"llvm.sqrt.v{WIDTH}f64"
        )
        return builder.call(call, args)

    return LANES(LANES), emit


# exp(x) = 2^k exp(r), k = round(x / ln 2), |r| <= ln(2) / 2. Adding 1.5 2^52 rounds to an integer
# and leaves k in the low bits.
_ROUND = 6755399441055744.0
_LOG2_E = 1.4426950408889634
# ln 2 in two parts (Cody and Waite 1980): k times the first is exact
_LN2_HIGH = 6.93147180369123816490e-01
_LN2_LOW = 1.90821492927058770002e-10
_EXP_MIN, _EXP_MAX = -708.0, 709.0
# Taylor coefficients 1/j!: at |r| <= 0.347 the first one left out, 1/14!, is below 5e-18.
_EXP_TERMS = 14


@emitted
def exp(typing_context, x):
    """Return e^x within 1 ulp; x is limited to [-708, 709], so no result is 0 or infinite."""

    def emit(context, builder, sig, args):
        (x,) = args
        low, high = _constant(_EXP_MIN), _constant(_EXP_MAX)
        x = builder.select(builder.fcmp_ordered("<", x, low), low, x)
        x = builder.select(builder.fcmp_ordered(">", x, high), high, x)
        shifted = _fma(builder, x, _constant(_LOG2_E), _constant(_ROUND))
        k = builder.fsub(shifted, _constant(_ROUND))
        r = _fma(builder, k, _constant(-_LN2_HIGH), x)
        r = _fma(builder, k, _constant(-_LN2_LOW), r)
        factorial, terms = 1.0, []
        for j in range(_EXP_TERMS):
            factorial *= max(j, 1)
            terms.append(_constant(1.0 / factorial))
        # Estrin's scheme: pairs, then pairs of pairs, so that operations overlap.
        power = r
        while len(terms) > 1:
            pairs = [
                _fma(builder, terms[j + 1], power, terms[j]) if j + 1 < len(terms) else terms[j]
                for j in range(0, len(terms), 2)
            ]
            terms = pairs
            if len(terms) > 1:
                power = builder.fmul(power, power)
        exponent = builder.add(builder.bitcast(shifted, _INTEGERS), _integer(1023))
        scale = builder.bitcast(builder.shl(exponent, _integer(52)), _DOUBLES)
        return builder.fmul(terms[0], scale)

    return LANES(LANES), emit


# log(a) = k ln 2 + log(m), m in [sqrt(1/2), sqrt(2)): log(m) = 2 artanh(s), s = (m - 1) / (m + 1).
# As an integer, the bits of a less those of sqrt(1/2) hold k above the 52 of the mantissa.
_SQRT_HALF_BITS = 0x3FE6A09E667F3BCD
_ROUND_BITS = 0x4338000000000000  # those of _ROUND: an integer added to them is added to _ROUND
# s^2 <= 0.0295: the first term left out, 2 s^23 / 23, is below 1e-17 of the sum.
_LOG_TERMS = 10


@emitted
def log(typing_context, a):
    """Return the natural logarithm of a within 2 ulp; a is positive, normal and finite."""

    def emit(context, builder, sig, args):
        bits = builder.bitcast(args[0], _INTEGERS)
        k = builder.ashr(builder.sub(bits, _integer(_SQRT_HALF_BITS)), _integer(52))
        m = builder.bitcast(builder.sub(bits, builder.shl(k, _integer(52))), _DOUBLES)
        whole = builder.bitcast(builder.add(k, _integer(_ROUND_BITS)), _DOUBLES)
        whole = builder.fsub(whole, _constant(_ROUND))
        one = _constant(1.0)
        s = builder.fdiv(builder.fsub(m, one), builder.fadd(m, one))
        square = builder.fmul(s, s)
        terms = [_constant(2.0 / (2 * j + 3)) for j in range(_LOG_TERMS)]
        power = square
        while len(terms) > 1:
            terms = [
                _fma(builder, terms[j + 1], power, terms[j]) if j + 1 < len(terms) else terms[j]
                for j in range(0, len(terms), 2)
            ]
            power = builder.fmul(power, power)
        cubic = builder.fmul(builder.fmul(s, square), terms[0])
        low = _fma(builder, whole, _constant(_LN2_LOW), cubic)
        twice = _fma(builder, s, _constant(2.0), low)
        return _fma(builder, whole, _constant(_LN2_HIGH), twice)

    return LANES(LANES), emit


@emitted
def fraction(typing_context, a):
    """Return a minus the largest integer not above it, in [0, 1)."""

    def emit(context, builder, sig, args):
        call = cgutils.get_or_insert_function(
            builder.module, ir.FunctionType(_DOUBLES, [_DOUBLES]), f"llvm.floor.v{WIDTH}f64"
        )
        return builder.fsub(args[0], builder.call(call, args))

    return LANES(LANES), emit


@emitted
def all_lanes(typing_context, mask):
    """Return whether the mask is set in every lane."""

    def emit(context, builder, sig, args):
        call = cgutils.get_or_insert_function(
            builder.module,
            ir.FunctionType(ir.IntType(1), [_BITS]),
            f"llvm.vector.reduce.and.v{WIDTH}i1",
        )
        return builder.call(call, args)

    return types.boolean(MASK), emit


@maker
def zeros(length):
    """Return ``length`` zeros, aligned so that values of lanes do not straddle cache lines."""
    whole = np.zeros(length + WIDTH)
    skip = (-(whole.ctypes.data // 8)) % WIDTH
    return whole[skip : skip + length]
