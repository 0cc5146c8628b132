"""Derivatives of traced expressions: closed forms, and JAX's of the same functions."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_trees import VARIABLES, trees, value

from nmhts.numerics import jax_number
from nmhts.numerics.tracing import Graph, Node, evaluate, law, number, partials, pull, push
from nmhts.numerics.tracing.errors import (
    MissingWeightError,
    MixedGraphsError,
    NotANodeError,
    UnknownOperationError,
)
from nmhts.physics.transport import film_laws

A, B = np.random.default_rng(0).uniform(0.3, 1.7, (2, 20))


def s(x: Any) -> Any:
    return 1.0 / (1.0 + np.exp(-x))


# Function; derivatives by a, b, a twice, a and b, b twice.
CLOSED: dict[str, tuple[Callable, Callable]] = {
    "sum": (lambda a, b: 3.0 * a - (b - 1.0) + a, lambda a, b: (4, -1, 0, 0, 0)),
    "product": (lambda a, b: a * -b, lambda a, b: (-b, -a, 0, -1, 0)),
    "quotient": (
        lambda a, b: a / b,
        lambda a, b: (1 / b, -a / b**2, 0, -1 / b**2, 2 * a / b**3),
    ),
    "by a number": (lambda a, b: a * b / 4.0, lambda a, b: (b / 4, a / 4, 0, 0.25, 0)),
    "itself": (lambda a, b: a / a * b, lambda a, b: (0, 1, 0, 0, 0)),
    "reciprocal": (lambda a, b: 1.0 / a, lambda a, b: (-1 / a**2, 0, 2 / a**3, 0, 0)),
    "exponential": (
        lambda a, b: number.exp(a * b),
        lambda a, b: np.exp(a * b) * np.array([b, a, b * b, 1 + a * b, a * a]),
    ),
    "root": (
        lambda a, b: number.sqrt(a) * b,
        lambda a, b: (b / 2 / a**0.5, a**0.5, -b / 4 / a**1.5, 0.5 / a**0.5, 0),
    ),
    "logistic": (
        lambda a, b: number.logistic(2.0 * a - b),
        lambda a, b: (
            s(2 * a - b)
            * (1 - s(2 * a - b))
            * np.array([2 + 0 * a, -1 + 0 * a, *np.outer([4, -2, 1], 1 - 2 * s(2 * a - b))])
        ),
    ),
    "powers": (
        lambda a, b: a**3 * b**-2,
        lambda a, b: (
            3 * a**2 / b**2,
            -2 * a**3 / b**3,
            6 * a / b**2,
            -6 * a**2 / b**3,
            6 * a**3 / b**4,
        ),
    ),
    "larger": (
        lambda a, b: number.maximum(a * a, b * b) + number.maximum(1.0, a) ** 2,
        lambda a, b: (
            2 * a * (a > b) + 2 * a * (a > 1),
            2 * b * (b > a),
            2.0 * (a > b) + 2 * (a > 1),
            0,
            2.0 * (b > a),
        ),
    ),
    "smaller": (
        lambda a, b: number.minimum(a, b) * a + number.minimum(b - 1.0, 0.0) ** 2,
        lambda a, b: (
            np.where(a < b, 2 * a, b),
            a * (b < a) + 2 * np.minimum(b - 1, 0),
            2.0 * (a < b),
            1.0 * (b < a),
            2.0 * (b < 1),
        ),
    ),
    "choice": (
        lambda a, b: number.where(a < b, a * b, a * a) + 2.0 * (a > 1.0) * b,
        lambda a, b: (
            np.where(a < b, b, 2 * a),
            a * (a < b) + 2 * (a > 1),
            np.where(a < b, 0.0, 2.0),
            1.0 * (a < b),
            0,
        ),
    ),
}


def second_order(node: Node, inputs: list[Node]) -> list[Node]:
    """Gradient and upper half of the Hessian, the latter as pull of push."""
    found = pull([node], [1.0], inputs)
    for i, one in enumerate(inputs):
        found += pull([push(node, {one: 1.0})], [1.0], inputs[i:])
    return found


@pytest.mark.parametrize("name", CLOSED)
def test_derivatives_equal_closed_forms(name: str):
    body, expected = CLOSED[name]
    inputs = list(Graph().inputs("a", "b"))
    node = body(*inputs)
    found = evaluate(second_order(node, inputs), {"a": A, "b": B})
    pushed = evaluate([push(node, {one: 1.0}) for one in inputs], {"a": A, "b": B})
    wanted = [np.broadcast_to(one, A.shape) for one in expected(A, B)]
    for place, one in enumerate(wanted):
        np.testing.assert_allclose(found[place] + 0 * A, one, rtol=1e-13, atol=1e-13, err_msg=name)
    for one, other in zip(pushed, wanted, strict=False):
        np.testing.assert_allclose(one + 0 * A, other, rtol=1e-13, atol=1e-13)


def test_derivatives_reuse_own_values():
    (x,) = Graph().inputs("x")
    power, share = number.exp(x), number.logistic(x)
    assert pull([power], [1.0], [x]) == [power]
    assert pull([share], [1.0], [x]) == [share * (1.0 - share)]


TIES: list[tuple[Callable, float, float]] = [
    (lambda x, y: number.minimum(x, 0.0), 0.0, 0.0),
    (lambda x, y: number.minimum(0.0, x), 0.0, 0.0),
    (lambda x, y: number.maximum(x, 0.0), 0.0, 0.0),
    (lambda x, y: number.maximum(0.0, x), 0.0, 0.0),
    (number.minimum, 0.0, 1.0),
    (number.maximum, 0.0, 1.0),
]


@pytest.mark.parametrize("place", range(len(TIES)))
def test_ties(place: int):
    body, by_x, by_y = TIES[place]
    x, y = Graph().inputs("x", "y")
    assert evaluate(pull([body(x, y)], [1.0], [x, y]), {"x": 0.0, "y": 0.0}) == [by_x, by_y]
    assert evaluate([push(body(x, y), {x: 1.0})], {"x": 0.0, "y": 0.0}) == [by_x]


def test_a_minimum_is_its_own_step():
    """The derivative of minimum(x, 0)^2 needs no comparison, its second derivative does."""
    (x,) = Graph().inputs("x")
    low = number.minimum(x, 0.0)
    (slope,) = pull([5.0 * low**2], [1.0], [x])
    assert slope is 2.0 * (5.0 * low)
    (bend,) = pull([slope], [1.0], [x])
    np.testing.assert_array_equal(evaluate([bend], {"x": np.array([-1.0, 1.0])})[0], [10.0, 0.0])


def test_what_is_not_chosen_counts_backward_only():
    """An infinite derivative of it is left out forward, times 0 backward, as in JAX."""
    (x,) = Graph().inputs("x")
    node = number.where(x > 0.0, number.sqrt(x), x)
    assert evaluate([push(node, {x: 1.0})], {"x": 0.0}) == [1.0]
    assert np.isnan(evaluate(pull([node], [1.0], [x]), {"x": 0.0}))
    assert np.isnan(jax.grad(lambda x: jnp.where(x > 0.0, jnp.sqrt(x), x))(0.0))


def test_derivatives_that_do_not_exist_are_exact_zeros():
    g = Graph()
    x, y = g.inputs("x", "y")
    assert pull([x * x], [1.0], [y]) == [g.zero]
    assert pull([x * y], [0.0], [x, y]) == [g.zero, g.zero]
    assert push(x * x, {y: 1.0}) is g.zero
    assert push(x * y, {x: 0.0, y: g.zero}) is g.zero
    assert push(x * y, {x: 0.0, y: 1.0}) is x
    assert pull([push(x * x, {x: y})], [1.0], [y]) == [2.0 * x]
    assert pull([], [], [x]) == [g.zero]
    assert pull([], [], []) == []


def test_inner_nodes_are_independent():
    x, y = Graph().inputs("x", "y")
    force = x * y
    node = number.exp(force) * x
    assert pull([node], [1.0], [force, x, y])[1] is number.exp(force)
    assert pull([node], [1.0], [force, x, y])[2] is node.graph.zero
    assert push(node, {force: y}) is y * number.exp(force) * x
    assert push(node, {force: y, x: 0.0}) is push(node, {force: y})
    assert push(node, {force: y, x: 1.0}) is y * number.exp(force) * x + number.exp(force)
    assert push(force, {force: 2.0, x: 1.0}) is node.graph.constant(2.0)
    assert pull([x], [y], [x]) == [y]


def test_weights_add():
    x, y, v, w = Graph().inputs("x", "y", "v", "w")
    numbers = {"x": 0.3, "y": 1.2, "v": 0.7, "w": -2.0}
    both = evaluate(pull([x * y, number.exp(x)], [v, w], [x, y]), numbers)
    np.testing.assert_allclose(both, [0.7 * 1.2 - 2.0 * np.exp(0.3), 0.7 * 0.3], rtol=1e-15)
    twice = evaluate(pull([x * y, x * y], [v, w], [x]), numbers)
    np.testing.assert_allclose(twice, [-1.3 * 1.2], rtol=1e-15)


def compare(found: list[Any], expected: list[Any], tolerance: float = 1e-12) -> None:
    """Numbers agree relative to the largest of them, at least 1."""
    scale = max(1.0, *(abs(float(one)) for one in expected))
    np.testing.assert_allclose(
        np.array(found, dtype=float) / scale,
        np.array(expected, dtype=float) / scale,
        rtol=0,
        atol=tolerance,
    )


def jax_second_order(body: Callable, at: np.ndarray) -> list[Any]:
    gradient, hessian = jax.grad(body)(at), jax.hessian(body)(at)
    places = itertools.combinations_with_replacement(range(len(at)), 2)
    return [*gradient, *(hessian[place] for place in places)]


@settings(max_examples=15, deadline=None)
@given(tree=trees(8), seed=st.integers(0, 10**6))
def test_random_expressions_equal_jax(tree: tuple, seed: int):
    at = np.random.default_rng(seed).normal(0.0, 1.0, len(VARIABLES))

    def body(x: Any) -> Any:
        return value(tree, dict(zip(VARIABLES, x, strict=True)), jnp, jax.nn.sigmoid)

    inputs = list(Graph().inputs(*VARIABLES))
    node = value(tree, dict(zip(VARIABLES, inputs, strict=True)), number, number.logistic)
    found = evaluate(second_order(node, inputs), dict(zip(VARIABLES, at, strict=True)))
    compare(found, jax_second_order(jax.jit(body), at))


def pair(xp: Any, *arguments: Any) -> Any:
    out, back = film_laws.floored_pair(xp, *arguments)
    return out - 0.3 * back


PAIRS: dict[str, tuple[Callable, tuple[str, ...]]] = {
    "encounter": (film_laws.encounter, ("a", "b")),
    "hop": (film_laws.hop, ("left", "right", "f", "rate")),
    "screening": (
        film_laws.inverse_screening_squared,
        ("y", "q_M", "log_ratio", "y_mid", "steepness"),
    ),
    "pair": (pair, ("b_f", "b_b", "rate")),
}


@pytest.mark.parametrize("as_law", [False, True])
@pytest.mark.parametrize("name", PAIRS)
def test_laws_of_films_equal_jax(name: str, as_law: bool):
    """Also beyond the occupancies from 0 to 1, and through a bottleneck."""
    stated, names = PAIRS[name]
    ours, theirs = partial(stated, number), partial(stated, jax_number)
    inputs = list(Graph().inputs(*names))
    named = dict(zip(names, inputs, strict=True))
    bodied: Any = law
    node = bodied(name, lambda **x: ours(*x.values()), **named) if as_law else ours(*inputs)
    nodes = second_order(node, inputs)
    derived = jax.jit(lambda x: (jax.grad(at_once)(x), jax.hessian(at_once)(x)))

    def at_once(x: Any) -> Any:
        return theirs(*x)

    for at in np.random.default_rng(1).uniform(-0.4, 1.4, (20, len(names))):
        gradient, hessian = derived(at)
        places = itertools.combinations_with_replacement(range(len(at)), 2)
        found = evaluate(nodes, dict(zip(names, at, strict=True)))
        compare(found, [*gradient, *(hessian[place] for place in places)])


def test_derivatives_of_a_hop_equal_those_written_by_hand():
    """J = k [l (1 - r) e - r (1 - l) / e], e = exp(f / 2), and where occupancies are negative."""
    names: tuple[str, ...] = ("left", "right", "f", "rate")
    inputs = Graph().inputs(*names)
    left, right, f, _ = inputs
    flux = film_laws.hop(number, *inputs)
    found = second_order(flux, [left, right, f])
    l, r, force = np.random.default_rng(2).uniform(0.1, 0.9, (3, 50))  # noqa: E741
    k, e = 1.7, np.exp(0.5 * force)
    up, down = k * e, k / e
    by_hand = [
        up * (1 - r) + down * r,
        -up * l - down * (1 - l),
        0.5 * (up * l * (1 - r) + down * r * (1 - l)),
        0 * l,
        down - up,
        0.5 * (up * (1 - r) - down * r),
        0 * l,
        0.5 * (down * (1 - l) - up * l),
        0.25 * (up * l * (1 - r) - down * r * (1 - l)),
    ]
    at: dict[str, Any] = {"left": l, "right": r, "f": force, "rate": np.full(50, k)}
    for ours, theirs in zip(evaluate(found, at), by_hand, strict=True):
        np.testing.assert_allclose(ours + 0 * l, theirs, rtol=1e-12, atol=1e-12)
    # Below zero the spring adds -SPRING up to the second derivative by the left occupancy.
    at["left"] = -l
    (bend,) = evaluate([found[3]], at)
    np.testing.assert_allclose(bend, -film_laws.SPRING * up, rtol=1e-12)


def test_bottleneck_takes_symmetric_derivatives_once():
    x, y, z = Graph().inputs("x", "y", "z")
    inner = x * z
    node = law("bent", lambda p, q: number.exp(p * q) / (1.0 + p * p), p=inner, q=y)
    by_p, by_q = partials(node).values()
    assert pull([node], [1.0], [inner, y]) == [by_p, by_q]
    assert pull([by_p], [1.0], [y]) == pull([by_q], [1.0], [inner])
    assert pull([node], [1.0], [z]) == [by_p * x]
    assert node.graph.labels[by_p] == "bent_p"


def test_first_derivatives_only():
    x, y = Graph().inputs("x", "y")
    node = law("bent", lambda p, q: number.exp(p * q) * p, order=1, p=x, q=y)
    before = len(node.graph.laws)
    assert before == 1
    at = {"x": 0.4, "y": -0.3}
    found = evaluate(second_order(node, [x, y]), at)
    plain = evaluate(second_order(number.exp(x * y) * x * 1.0, [x, y]), at)
    np.testing.assert_allclose(found, plain, rtol=1e-14)


def test_bottlenecks_with_several_results_constants_and_equal_inputs():
    x, y = Graph().inputs("x", "y")

    def body(p: Any, q: Any, r: Any) -> Any:
        return p * q * r, p, number.exp(q - p)

    product, same, power = law("three", body, p=x, q=y, r=2.0)
    assert same is x
    assert list(partials(power)) == ["p", "q"]
    assert pull([product], [1.0], [x, y]) == [2.0 * y, 2.0 * x]
    square = law("square", lambda p, q: p * q * p, p=x, q=x)
    assert evaluate(pull([square], [1.0], [x]), {"x": 2.0}) == [12.0]
    assert evaluate(pull(pull([square], [1.0], [x]), [1.0], [x]), {"x": 2.0}) == [12.0]


def test_nodes_within_a_law_are_independent_too():
    x, y = Graph().inputs("x", "y")
    node = law("bent", lambda p, q: number.exp(p * q) * p, p=x, q=y)
    inner = number.exp(x * y)
    assert pull([node], [1.0], [inner, x, y]) == [x, inner, node.graph.zero]
    assert push(node, {inner: y}) is y * x


def _law_of_more(x: Any, y: Any) -> Any:
    return law("more", lambda p: p * y, p=x)


MISTAKES: dict[str, tuple[Callable[[Any, Any], Any], type, str]] = {
    "no weight": (
        lambda x, y: pull([x, y], [1.0], [x]),
        MissingWeightError,
        "weights: given 1 for 2 outputs, allowed one for every output",
    ),
    "output": (
        lambda x, y: pull([2.0], [1.0], [x]),  # type: ignore[list-item]
        NotANodeError,
        "output: given 2.0",
    ),
    "mask": (lambda x, y: pull([x < y], [1.0], [x]), NotANodeError, "no comparison"),
    "input": (
        lambda x, y: pull([x], [1.0], ["x"]),  # type: ignore[list-item]
        NotANodeError,
        "input: given 'x'",
    ),
    "constant": (
        lambda x, y: push(x, {x.graph.constant(1.0): 1.0}),
        NotANodeError,
        "allowed a variable",
    ),
    "direction": (lambda x, y: push(x, {x: x < y}), NotANodeError, "weight or direction"),
    "graphs": (lambda x, y: pull([x], Graph().inputs("w"), [x]), MixedGraphsError, "another graph"),
    "other graph": (lambda x, y: push(x, {Graph().inputs("w")[0]: 1.0}), MixedGraphsError, "graph"),
    "law of a number": (
        lambda x, y: law("no", lambda p: 1.0, p=x),
        NotANodeError,
        "output of the law no: given 1.0",
    ),
    "law of more": (_law_of_more, NotANodeError, "given one of input y, allowed .* depends on p"),
    "order": (lambda x, y: law("no", lambda p: p, order=3, p=x), UnknownOperationError, "1 or 2"),
    "no law": (lambda x, y: partials(x * y), NotANodeError, "output of a law"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_named(name: str):
    body, kind, text = MISTAKES[name]
    with pytest.raises(kind, match=text):
        body(*Graph().inputs("x", "y"))
