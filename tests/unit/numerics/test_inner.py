"""Functions that only kernels call: no machine code of their own, results as numba's."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numba
import numpy as np
import pytest
from numba.core.caching import NullCache

from nmhts.numerics.compiled import by_presence, entry, inlined, kernel, maker
from nmhts.numerics.inner import InnerDispatcher, _InnerLibrary


def plain_square(x):
    return x * x + 1.0


def plain_sum(values, start):
    total = start
    for i in range(len(values)):
        total += values[i] / (1.0 + total * total)
    return total


square, total = inlined(plain_square), kernel(plain_sum)


@kernel
def both(values, start):
    return total(values, square(start)) + square(total(values, start))


@kernel
def thrice(values, start):
    return both(values, start) + total(values, 2.0 * start)


@entry
def whole(values, start):
    # One function by several ways: its copies must merge.
    return thrice(values, start) + both(values, start) + square(start)


def expected(values: np.ndarray, start: float) -> float:
    a_square, a_total = numba.njit(plain_square), numba.njit(plain_sum)

    def a_both(start):
        return a_total(values, a_square(start)) + a_square(a_total(values, start))

    return a_both(start) + a_total(values, 2.0 * start) + a_both(start) + a_square(start)


def machine_code_of(function: Any) -> list[bool]:
    """Return whether there is machine code, for every compiled signature of a function."""
    return [
        bool(cres.library.codegen._engine.is_symbol_defined(cres.fndesc.llvm_func_name))
        for cres in function.overloads.values()
    ]


def test_results_are_those_of_numba_to_the_last_bit():
    values = np.random.default_rng(3).normal(size=50)
    for start in (0.0, -1.3, 7.5):
        assert whole(values, start) == expected(values, start)


def test_only_the_entry_has_machine_code():
    fresh: Any = entry(getattr(whole, "py_func"))  # noqa: B009  (numba gives no types)
    fresh._cache = NullCache()
    fresh(np.zeros(3), 1.0)
    assert machine_code_of(fresh) == [True]
    for inner in (square, total, both, thrice):
        assert isinstance(inner, InnerDispatcher)
        assert inner.overloads
        assert not any(machine_code_of(inner))


def test_python_can_call_what_kernels_call():
    values = np.linspace(0.0, 1.0, 5)
    assert total(values, 0.5) == numba.njit(plain_sum)(values, 0.5)
    assert both(values, 0.5) == pytest.approx(
        plain_sum(values, plain_square(0.5)) + plain_square(plain_sum(values, 0.5)), rel=1e-14
    )


def test_arrays_are_made_by_makers():
    @maker
    def doubled(values):
        out = np.empty_like(values)
        for i in range(len(values)):
            out[i] = 2.0 * values[i]
        return out

    @entry
    def summed(values):
        return doubled(values).sum()

    assert summed(np.arange(4.0)) == 12.0


def test_a_function_by_presence_is_chosen_by_type():
    def absent(x):
        return x

    def present(what, x):
        return x * what[0]

    chosen = by_presence(absent, present)

    @entry
    def run(what, x):
        return chosen(what, x)

    assert run(None, 2.0) == 2.0
    assert run(np.array([5.0]), 2.0) == 10.0


def test_a_mistake_in_an_inner_function_is_numbas_own_error():
    @kernel
    def wrong(x):
        return x.no_such_attribute

    @entry
    def calls(x):
        return wrong(x)

    with pytest.raises(numba.TypingError, match="no_such_attribute"):
        calls(1.0)


def test_without_compilation_functions_stay_as_they_are():
    program = (
        "from nmhts.numerics.compiled import kernel\ndef f(x):\n    return x\nprint(kernel(f) is f)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"NUMBA_DISABLE_JIT": "1", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "True"


class Called(_InnerLibrary):
    """A library that calls others, without code."""

    def __init__(self, *called: Called) -> None:
        self._linking_libraries = list(called)


@pytest.mark.parametrize("last", [False, True])
def test_callers_are_linked_before_what_they_call(last: bool):
    """What nothing refers to yet is left out when it is linked, and missing in the end."""
    bottom = Called()
    left, right = Called(bottom), Called(bottom)
    top = Called(left, right, bottom) if last else Called(bottom, left, right)
    whole = Called(top, right)
    order = whole._called()
    assert len(order) == len(set(order)) == 4
    for caller in order:
        for called in caller._linking_libraries:
            assert order.index(caller) < order.index(called)
