"""Graph of expressions: one node for each, and folding that changes no result."""

from __future__ import annotations

import doctest
import itertools
import operator
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from random_trees import VARIABLES, trees, value

import nmhts.numerics.tracing as tracing
from nmhts.errors import NmhtsError
from nmhts.numerics.tracing import Graph, evaluate, number
from nmhts.numerics.tracing.errors import (
    MissingValueError,
    MixedGraphsError,
    NamingError,
    NotANodeError,
    TracingError,
    UnknownOperationError,
)
from nmhts.numerics.tracing.folding import RULES

SPECIAL = [np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -2.5, 5e-324, 1.7e308]


def test_example_of_the_package_holds():
    tried = doctest.testmod(tracing)
    assert tried.attempted > 8
    assert not tried.failed


def test_equal_expressions_are_one_node():
    x, y = Graph().inputs("x", "y")
    assert x * y + 1.0 is y * x + 1.0
    assert x - y is not y - x
    assert number.exp(x) is number.exp(x)
    assert (x > y) is (y < x)
    assert x.graph.apply("<", 0.0, x) is (x > 0.0)
    assert number.maximum(x, y) is not number.maximum(y, x)  # a NaN tells them apart


def test_signs_of_zeros_are_different_constants():
    g = Graph()
    assert g.constant(0.0) is not g.constant(-0.0)
    assert g.constant(0.0) is not g.zero


def test_operands_precede_their_node():
    x, y = Graph().inputs("x", "y")
    for node in ((x + y) * x / number.exp(y), number.where(x < y, x, -y)):
        assert all(arg.index < node.index for arg in node.args)


# What folding changes, and what looks as if it could.
FOLDED: list[Callable] = [
    lambda x, y: 1.0 * x,
    lambda x, y: x * -1.0,
    lambda x, y: x / 1.0,
    lambda x, y: x / -1.0,
    lambda x, y: x + -0.0,
    lambda x, y: -0.0 + x,
    lambda x, y: x + 0.0,
    lambda x, y: 0.0 + x,
    lambda x, y: x - 0.0,
    lambda x, y: x - -0.0,
    lambda x, y: 0.0 - x,
    lambda x, y: -0.0 - x,
    lambda x, y: 0.0 * x,
    lambda x, y: x * -0.0,
    lambda x, y: 0.0 / x,
    lambda x, y: x / 0.0,
    lambda x, y: x - x,
    lambda x, y: x / x,
    lambda x, y: x + x,
    lambda x, y: operator.neg(-x),
    lambda x, y: (-x) * y,
    lambda x, y: (-x) * (-y),
    lambda x, y: (-x) / y,
    lambda x, y: x / (-y),
    lambda x, y: x + (-y),
    lambda x, y: (-x) + y,
    lambda x, y: (-x) + (-y),
    lambda x, y: x - (-y),
    lambda x, y: (-x) - y,
    lambda x, y: -(x - y),
    lambda x, y: -(3.0 * x),
    lambda x, y: -(3.0 / x),
    lambda x, y: 3.0 * (-x),
    lambda x, y: 3.0 / (-x),
    lambda x, y: x + -3.0,
    lambda x, y: -3.0 + x,
    lambda x, y: x - -3.0,
    lambda x, y: (x + y) + -(x * y),
    lambda x, y: 0.1 + 0.2 + x,
    lambda x, y: x + 0.1 + 0.2,
    lambda x, y: 0.1 * (0.3 * x),
    lambda x, y: x * y + y * x,
    lambda x, y: 1.0 * (x < y) - x,
    lambda x, y: -2.0 * (x >= y),
]


def same_bits(found: Any, expected: Any) -> bool:
    """Whether two numbers are NaN both, or equal with equal signs."""
    if np.isnan(expected):
        return bool(np.isnan(found))
    return bool(found == expected and np.signbit(found) == np.signbit(expected))


@pytest.mark.parametrize("place", range(len(FOLDED)))
def test_folding_keeps_every_bit(place: int):
    body = FOLDED[place]
    x, y = Graph().inputs("x", "y")
    node = body(x, y)
    for a, b in itertools.product(SPECIAL, SPECIAL):
        (found,) = evaluate([node], {"x": a, "y": b})
        with np.errstate(all="ignore"):
            expected = body(np.float64(a), np.float64(b))
        assert same_bits(found, expected), (a, b, found, expected)


def test_folding_does_something():
    x, y = Graph().inputs("x", "y")
    assert 1.0 * x is x
    assert x - 0.0 is x
    assert operator.neg(-x) is x
    assert (-x) * (-y) is x * y
    assert x + (-y) is x - y
    assert number.where(x < y, x, x) is x
    assert number.where(x < y, number.where(x < y, x, y), 2.0) is number.where(x < y, x, 2.0)
    assert number.minimum(x, x) is x
    assert (x * 0.0).op == "*"
    assert (x + 0.0).op == "+"


def test_only_the_exact_zero_cancels_factors():
    g = Graph()
    (x,) = g.inputs("x")
    assert g.zero * x is g.zero
    assert x * g.zero is g.zero
    assert g.zero / x is g.zero
    assert x + g.zero is x
    assert g.zero - x is -x
    assert x - g.zero is x
    assert -g.zero is g.zero
    assert number.exp(g.zero) is g.constant(1.0)


def test_constants_without_a_finite_result_stay_expressions():
    g = Graph()
    nodes = [
        g.constant(1.0) / g.constant(0.0),
        g.constant(1e300) * g.constant(1e300),
        number.exp(g.constant(1e4)),
        number.sqrt(g.constant(-1.0)),
    ]
    np.testing.assert_array_equal(evaluate(nodes, {}), [np.inf, np.inf, np.inf, np.nan])
    assert (g.constant(2.0) * g.constant(3.0)).value == 6.0


@settings(max_examples=60, deadline=None)
@given(tree=trees())
def test_random_expressions_keep_every_bit(tree: tuple):
    node = value(tree, dict(zip(VARIABLES, Graph().inputs(*VARIABLES), strict=True)), number, sigma)
    for numbers in ((0.3, -0.7, 1.9), (-0.0, np.inf, 2.0), (np.nan, 0.0, -1.0)):
        values = dict(zip(VARIABLES, map(np.float64, numbers), strict=True))
        with np.errstate(all="ignore"):
            expected = value(tree, values, np, lambda x: 1.0 / (1.0 + np.exp(-x)))
        assert same_bits(evaluate([node], values)[0], expected)


def sigma(x: Any) -> Any:
    return number.logistic(x)


@pytest.mark.parametrize("power", range(-4, 9))
def test_integer_powers(power: int):
    (x,) = Graph().inputs("x")
    (found,) = evaluate([x**power], {"x": np.array([0.7, -1.3, 2.0])})
    np.testing.assert_allclose(found, np.array([0.7, -1.3, 2.0]) ** power, rtol=1e-14)


def test_numbers_among_themselves_stay_numbers():
    assert number.exp(0.0) == 1.0
    assert number.sqrt(4.0) == 2.0
    assert number.logistic(0.0) == 0.5
    assert number.maximum(1.0, 2.0) == 2.0
    assert number.minimum(1.0, 2.0) == 1.0
    assert number.where(1.0 < 2.0, 3.0, 4.0) == 3.0
    assert number.fma(2.0, 3.0, 4.0) == 10.0


def test_numbers_of_numpy_leave_operations_to_nodes():
    (x,) = Graph().inputs("x")
    assert np.float64(2.0) * x is 2.0 * x
    assert np.float64(2.0) - x is 2.0 - x
    assert np.float32(2.0) / x is 2.0 / x  # type: ignore[operator]
    assert np.int64(2) * x is 2.0 * x  # type: ignore[operator]


def test_logic_and_arrays():
    x, y = Graph().inputs("x", "y")
    node = number.where((x < y) | (x >= 2.0) & (y <= 0.5), x, y)
    a, b = np.random.default_rng(0).normal(1.0, 1.5, (2, 40))
    expected = np.where((a < b) | (a >= 2.0) & (b <= 0.5), a, b)
    np.testing.assert_array_equal(evaluate([node], {"x": a, "y": b})[0], expected)


def _branch(x: Any, y: Any) -> Any:
    return x if x < y else y


MISTAKES: dict[str, tuple[Callable[[Any, Any], Any], type, str]] = {
    "sin": (lambda x, y: number.sin(x), UnknownOperationError, "'sin', allowed exp"),
    "apply": (lambda x, y: x.graph.apply("sin", x), UnknownOperationError, "'sin', allowed +"),
    "power": (lambda x, y: x**0.5, UnknownOperationError, "power: given 0.5, allowed an integer"),
    "branch": (_branch, UnknownOperationError, "a branch: .* allowed where"),
    "sum of masks": (lambda x, y: (x < y) + 1.0, UnknownOperationError, "operand 1 of"),
    "node times mask": (lambda x, y: x * (x < y), UnknownOperationError, "number \\* comparison"),
    "flag of a node": (lambda x, y: x.graph.apply("flag", x, x < y), UnknownOperationError, "fact"),
    "number as mask": (lambda x, y: number.where(x, x, y), UnknownOperationError, "a comparison"),
    "logic": (lambda x, y: (x < y) & x, UnknownOperationError, "operand 2 of &"),
    "text": (lambda x, y: x + "1", NotANodeError, "given '1', allowed a node or a finite number"),
    "bool": (lambda x, y: x * True, NotANodeError, "given True"),
    "array": (lambda x, y: np.ones(2) * x, NotANodeError, "allowed a node"),
    "infinity": (lambda x, y: x + np.inf, NotANodeError, "given inf"),
    "graphs": (lambda x, y: x + Graph().inputs("z")[0], MixedGraphsError, "of another graph"),
    "maximum": (lambda x, y: number.maximum(Graph().inputs("z")[0], x), MixedGraphsError, "one"),
    "no name": (lambda x, y: x.graph.inputs("2x"), NamingError, "'2x', allowed an identifier"),
    "keyword": (lambda x, y: x.graph.inputs("lambda"), NamingError, "'lambda'"),
    "long": (lambda x, y: x.graph.inputs("x" * 29), NamingError, "at most 28 characters"),
    "no value": (lambda x, y: evaluate([x + y], {"x": 1.0}), MissingValueError, "input y"),
    "no node": (lambda x, y: evaluate([x, 2.0], {"x": 1.0}), NotANodeError, "output: given 2.0"),  # type: ignore[list-item]
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_named(name: str):
    body, kind, text = MISTAKES[name]
    with pytest.raises(kind, match=text) as told:
        body(*Graph().inputs("x", "y"))
    error = told.value
    assert isinstance(error, TracingError)
    assert isinstance(error, NmhtsError)
    assert all((error.name, str(error.given), error.allowed))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_number_module_answers_only_for_operations():
    assert not hasattr(number, "load")
    assert not hasattr(number, "__wrapped__")
    assert set(number.__all__) - {"fma", "law"} <= set(RULES)
