"""Random numbers inside kernels: xoshiro256++ (BlackmanVigna2021), one stream per problem or lane.

A stream is determined by its seed and key. Its numbers do not depend on threads, batches, or
neighboring lanes.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from llvmlite import ir
from numba.core import types

from nmhts.numerics.compiled import inlined
from nmhts.numerics.lanes import LANES, WIDTH, emitted

WORDS = 4  # words of 64 bits in the state of a stream

_INTEGERS = ir.VectorType(ir.IntType(64), WIDTH)
_DOUBLES = ir.VectorType(ir.DoubleType(), WIDTH)
_ONE = 0x3FF0000000000000  # bits of 1.0; with 52 random bits of mantissa: a number in [1, 2)
_ULP = 2.0**-52


def streams(seed: int, keys: Iterable[tuple[int, ...]]) -> np.ndarray:
    """Return the states of the streams with these keys, uint64 [keys, WORDS].

    They are derived by NumPy's SeedSequence.
    """
    return np.stack(
        [
            np.random.SeedSequence(seed, spawn_key=key).generate_state(WORDS, np.uint64)
            for key in keys
        ]
    )


def in_lanes(states: np.ndarray) -> np.ndarray:
    """Return the states of WIDTH streams in the order of :func:`uniform_pair`.

    Flat, word by word.
    Parameters: states uint64 [WIDTH, WORDS].
    """
    return np.ascontiguousarray(states.T).ravel()


@inlined
def advanced(s0, s1, s2, s3):
    """Return 64 random bits and the next state of a stream, word by word.

    For loops that keep the state in registers.
    """
    total = s0 + s3
    word = ((total << np.uint64(23)) | (total >> np.uint64(41))) + s0
    shifted = s1 << np.uint64(17)
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    return word, s0, s1, s2, (s3 << np.uint64(45)) | (s3 >> np.uint64(19))


@inlined
def next_word(state):
    """Advance the stream of one problem, state uint64 [WORDS]; return 64 random bits."""
    word, s0, s1, s2, s3 = advanced(state[0], state[1], state[2], state[3])
    state[0], state[1], state[2], state[3] = s0, s1, s2, s3
    return word


@inlined
def uniform(state):
    """Return a random number in (0, 1], a multiple of 2^-52."""
    return 1.0 - (next_word(state) >> np.uint64(12)) * _ULP


def _integer(value: int) -> ir.Constant:
    return ir.Constant(_INTEGERS, [value] * WIDTH)


def _next_words(builder, data):
    """Emit the step of WIDTH streams with words at ``data``; return WIDTH times 64 random bits."""
    pointers = [builder.gep(data, [ir.Constant(ir.IntType(64), k)]) for k in range(WORDS)]
    s0, s1, s2, s3 = (builder.load(pointer, align=8) for pointer in pointers)

    def rotated(word, left):
        high = builder.shl(word, _integer(left))
        return builder.or_(high, builder.lshr(word, _integer(64 - left)))

    word = builder.add(rotated(builder.add(s0, s3), 23), s0)
    shifted = builder.shl(s1, _integer(17))
    s2 = builder.xor(s2, s0)
    s3 = builder.xor(s3, s1)
    new = (builder.xor(s0, s3), builder.xor(s1, s2), builder.xor(s2, shifted), rotated(s3, 45))
    for value, pointer in zip(new, pointers, strict=True):
        builder.store(value, pointer, align=8)
    return word


@emitted
def uniform_pair(typing_context, state):
    """Advance WIDTH streams by one word; return two numbers per lane, both in (0, 1].

    The first uses the upper 52 bits of the word, the second the lower 32. The shared bits change
    the first by less than 2^-32 of its value.
    Parameters: state uint64 [WORDS WIDTH], see :func:`in_lanes`.
    """

    def emit(context, builder, sig, args):
        data = context.make_array(sig.args[0])(context, builder, args[0]).data
        word = _next_words(builder, builder.bitcast(data, ir.PointerType(_INTEGERS)))
        two = ir.Constant(_DOUBLES, [2.0] * WIDTH)
        bits = (
            builder.lshr(word, _integer(12)),
            builder.lshr(builder.shl(word, _integer(32)), _integer(12)),
        )
        numbers = [
            builder.fsub(two, builder.bitcast(builder.or_(b, _integer(_ONE)), _DOUBLES))
            for b in bits
        ]
        return context.make_tuple(builder, sig.return_type, numbers)

    return types.UniTuple(LANES, 2)(state), emit
