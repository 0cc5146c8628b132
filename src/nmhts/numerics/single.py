"""Operations on single floats by the names of :mod:`nmhts.numerics.lanes`.

Kernels written for lanes run on floats with them.
"""

from __future__ import annotations

import numpy as np

from nmhts.numerics.compiled import inlined

WIDTH = 1

exp = np.exp
sqrt = np.sqrt
maximum = np.maximum
minimum = np.minimum


@inlined
def load(array, k):
    """Return the k-th number."""
    return array[k]


@inlined
def store(array, k, value):
    """Write the k-th number."""
    array[k] = value


@inlined
def splat(a):
    """Return a."""
    return a


@inlined
def fma(a, b, c):
    """Return a b + c."""
    return a * b + c


@inlined
def where(condition, a, b):
    """Return a if the condition holds, else b."""
    return a if condition else b


@inlined
def absolute(a):
    """Return |a|."""
    return abs(a)


@inlined
def all_lanes(condition):
    """Return the condition."""
    return condition
