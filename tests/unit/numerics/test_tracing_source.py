"""Printed source: what it computes, for every kind of number, and how it is written."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numba
import numpy as np
import printed_example
import printed_example_hop
import pytest
from hypothesis import given, settings
from random_trees import VARIABLES, trees, value
from traced_plane import film_plane

from nmhts.numerics import lanes, single
from nmhts.numerics.compiled import inlined
from nmhts.numerics.tracing import (
    Graph,
    PrintedFunction,
    evaluate,
    keep,
    law,
    number,
    partials,
    printed,
    pull,
)
from nmhts.numerics.tracing.errors import (
    MixedGraphsError,
    NamingError,
    NotAMultipleError,
    NotANodeError,
)
from nmhts.numerics.tracing.files import module_text
from nmhts.numerics.tracing.layout import definition, result

PLAIN = SimpleNamespace(
    exp=np.exp,
    sqrt=np.sqrt,
    maximum=np.maximum,
    minimum=np.minimum,
    where=np.where,
    fma=lambda a, b, c: a * b + c,
)


def run(function: PrintedFunction, **numbers: Any) -> tuple:
    """Results of printed source, run as plain Python on its own arguments."""
    names: dict[str, Any] = {}
    exec(module_text("Printed for a test.", "nothing", [function]), names)
    made = names[function.name](PLAIN, lambda f: f)
    found = made(**{key: numbers[key] for key in function.parameters})
    return found if len(function.results) > 1 else (found,)


def body_of(function: PrintedFunction) -> list[str]:
    """Lines after the docstring."""
    return function.text.split('"""')[2].strip("\n").replace("    ", "", 1).split("\n    ")


def shown(**outputs: Any) -> list[str]:
    return body_of(printed("f", outputs, "Return what a test wants."))


@settings(max_examples=40, deadline=None)
@given(tree=trees())
def test_random_source_computes_what_its_nodes_do(tree: tuple):
    """To the last bit, derivatives too, if nothing is fused and no exponential is a reciprocal."""
    inputs = list(Graph().inputs(*VARIABLES))
    named = dict(zip(VARIABLES, inputs, strict=True))
    node = value(tree, named, number, number.logistic)
    slopes = zip(VARIABLES, pull([node], [1.0], inputs), strict=True)
    outputs = {"r": node, **{f"r_{key}": slope for key, slope in slopes}}
    numbers = dict(zip(VARIABLES, np.random.default_rng(0).normal(size=(3, 10)), strict=True))
    expected = evaluate(list(outputs.values()), numbers)
    for fused, tolerance in ((False, 0.0), (True, 1e-12)):
        function = printed("f", outputs, "Return something.", fused=fused)
        with np.errstate(all="ignore"):
            found = run(function, **numbers)
        for one, other in zip(found, expected, strict=True):
            np.testing.assert_allclose(one, other, rtol=tolerance, atol=tolerance)
        assert max(map(len, function.text.split("\n"))) <= 96


def test_order_of_evaluation_is_kept():
    a, b, c = Graph().inputs("a", "b", "c")
    assert shown(r=a + (b + c)) == ["r = a + (b + c)", "return r"]
    assert shown(r=a + b + c) == ["r = a + b + c", "return r"]
    assert shown(r=a - (b - c)) == ["r = a - (b - c)", "return r"]
    assert shown(r=a * (b * c)) == ["r = a * (b * c)", "return r"]
    assert shown(r=a / b * c) == ["r = a / b * c", "return r"]
    assert shown(r=a / (b * c)) == ["r = a / (b * c)", "return r"]
    assert shown(r=(a + b) * c) == ["r = (a + b) * c", "return r"]
    assert shown(r=-(a + b)) == ["r = -(a + b)", "return r"]
    assert shown(r=-(a * b)) == ["r = -a * b", "return r"]
    assert shown(r=a - -2.0 * b) == ["r = a - -2.0 * b", "return r"]
    assert shown(r=-(-(a / b) - c)) == ["r = -(-a / b - c)", "return r"]
    assert shown(r=-2.0 - a) == ["r = -2.0 - a", "return r"]


def test_operations_are_written_by_the_names_of_number_modules():
    a, b = Graph().inputs("a", "b")
    node = number.where((a < b) & ((a > 1.0) | (b <= 2.0)), number.sqrt(a), 3.0 * (a >= 0.0))
    assert shown(r=node) == [
        "t_1 = (a < b) & ((a > 1.0) | (b <= 2.0))",
        "r = where(t_1, sqrt(a), 3.0 * (a >= 0.0))",
        "return r",
    ]
    assert shown(r=number.logistic(a - b)) == ["r = 1.0 / (1.0 + exp(-(a - b)))", "return r"]
    assert shown(r=number.logistic(2.0 * -a)) == ["r = 1.0 / (1.0 + exp(2.0 * a))", "return r"]
    assert printed("f", {"r": number.maximum(a, b)}, "Return it.").operations == ("maximum",)


def test_variables_stand_in_the_order_of_making():
    a, b = Graph().inputs("a", "b")
    first, second = number.exp(a), number.exp(b)
    assert shown(late=second * second, early=first * first) == [
        "t_1 = exp(a)",
        "t_2 = exp(b)",
        "late = t_2 * t_2",
        "early = t_1 * t_1",
        "return late, early",
    ]


def test_outputs_that_need_no_variable():
    g = Graph()
    a, b = g.inputs("a", "b")
    same = a * b
    assert shown(one=same, two=same, three=a, four=g.constant(-2.0), five=g.zero) == [
        "one = a * b",
        "return one, one, a, -2.0, 0.0",
    ]


def test_products_used_once_are_fused():
    a, b, c, d = Graph().inputs("a", "b", "c", "d")

    def fused(**outputs: Any) -> list[str]:
        return body_of(printed("f", outputs, "Return it.", fused=True))

    assert fused(r=a * b + c)[0] == "r = fma(a, b, c)"
    assert fused(r=c - a * b)[0] == "r = fma(-a, b, c)"
    assert fused(r=a * b - c)[0] == "r = fma(a, b, -c)"
    assert fused(r=a * b - c * d)[0] == "r = fma(-c, d, a * b)"
    assert fused(r=c + -2.0 * a)[0] == "r = fma(-2.0, a, c)"
    assert fused(r=c - -2.0 * a)[0] == "r = fma(2.0, a, c)"
    assert fused(r=a * b - (c + d))[0] == "r = fma(a, b, -(c + d))"
    assert fused(r=a * b + c, s=a * b) == ["s = a * b", "r = s + c", "return r, s"]
    assert printed("f", {"r": a * b + c}, "Return it.", fused=True).operations == ("fma",)


def test_opposite_exponentials_are_reciprocals():
    a, b = Graph().inputs("a", "b")
    grow = number.exp(0.5 * (a + b))
    node = grow * a - number.exp(-0.5 * (a + b)) * b
    assert shown(r=node) == [
        "t_1 = exp(0.5 * (a + b))",
        "r = t_1 * a - 1.0 / t_1 * b",
        "return r",
    ]
    assert shown(r=number.exp(-0.5 * (a + b)))[0] == "r = exp(-0.5 * (a + b))"
    function = printed("f", {"r": number.exp(-0.5 * (a + b))}, "Return it.", known={"grow": grow})
    assert function.parameters == ("grow",)
    assert body_of(function)[0] == "r = 1.0 / grow"


def test_kept_nodes_are_arguments_and_the_rest_drops_out():
    a, b, w = Graph().inputs("a", "b", "w")
    node = law("bent", lambda p, q: number.exp(p * q) / q, p=a, q=b)
    for key, slope in partials(node).items():
        assert keep(f"by_{key}", slope) is slope
    kept = node.graph.kept
    whole = printed("f", {"net": node, **kept}, "Return it all.")
    assert whole.parameters == ("a", "b")
    (bar,) = pull([node], [w], [a])
    function = printed("f_pull", {"bar": bar}, "Return it.", arguments=[w, a, b], known=kept)
    assert function.parameters == ("w", "by_p")
    assert body_of(function) == ["bar = w * by_p", "return bar"]
    numbers: dict[str, Any] = {"a": 0.3, "b": 1.7, "w": -2.0}
    numbers |= dict(zip(whole.results, run(whole, **numbers), strict=True))
    assert run(function, **numbers)[0] == evaluate([bar], numbers)[0]


def test_a_kept_output_is_returned_as_it_came():
    a, b = Graph().inputs("a", "b")
    function = printed("f", {"r": a * b}, "Return it.", known={"product": a * b})
    assert body_of(function) == ["return product"]


def test_dead_arguments_drop_out():
    a, b, c = Graph().inputs("a", "b", "c")
    assert printed("f", {"r": c + a}, "Return it.").parameters == ("a", "c")
    assert printed("f", {"r": c + a}, "Return it.", arguments=[c, b, a]).parameters == ("c", "a")


def test_common_scales_are_left_to_the_caller():
    a, b, z, w = Graph().inputs("a", "b", "z", "w")
    node = z * (a * w) - w * b / a + number.where(a < b, -(w * a), 0.0)
    outputs = {"r": node, "s": 3.0 * (a - b), "t": -2.0 * (a * b)}
    function = printed("f", outputs, "Return it.", scales={"r": w, "t": -2.0})
    assert sorted(body_of(function)) == [
        "r = z * a - b / a + where(a < b, -a, 0.0)",
        "return r, s, t",
        "s = 3.0 * (a - b)",
        "t = a * b",
    ]
    assert "r, t." in function.text
    assert "w" not in function.parameters
    numbers = {"a": 0.3, "b": 1.7, "z": 0.9, "w": -3.0}
    r, s, t = run(function, **numbers)
    np.testing.assert_allclose(
        [r * -3.0, s, t * -2.0], evaluate(list(outputs.values()), numbers), rtol=1e-14
    )


def test_laws_name_their_variables():
    a, b = Graph().inputs("a", "b")
    node = law("bent", lambda p, q: number.exp(p * q) / q, p=a, q=b)
    lines = shown(r=partials(node)["q"] * node + partials(node)["q"])
    assert any(line.startswith("bent = ") for line in lines)
    assert any(line.startswith("bent_q = ") for line in lines)


def test_two_laws_of_one_name_do_not_share_a_variable():
    a, b = Graph().inputs("a", "b")
    first, second = (law("bent", lambda p: number.exp(p), p=one) for one in (a, b))
    assert shown(r=first * first, s=second * second)[:2] == ["bent = exp(a)", "t_1 = exp(b)"]


def test_long_expressions_are_split_where_one_may_read_them():
    a, b = Graph().inputs("a", "b")
    node = number.exp(a * b + 1.0) / number.exp(a - b - 2.0) + number.sqrt(a)
    assert shown(r=node * 0.5) == [
        "t_1 = exp(a * b + 1.0) / exp(a - b - 2.0) + sqrt(a)",
        "r = 0.5 * t_1",
        "return r",
    ]


def test_lines_break_at_one_hundred_characters():
    """With the indentation that they get: 4 for a definition, 8 for a result."""
    for length in range(1, 24):
        names = ["x" * 22] * 3 + ["y" * length]
        line = f"    def f({', '.join(names)}):"
        broken = definition("f", names)
        assert (len(broken) == 1) == (len(line) <= 100)
        line = f"        return {', '.join(names)}"
        assert (len(result(names)) == 1) == (len(line) <= 100)
    assert max(map(len, definition("f", ["abc_def"] * 99))) <= 96


def test_kept_cotangents_of_a_plane_equal_all_of_them():
    functions = film_plane()
    rng = np.random.default_rng(0)
    names = {name for one in functions.values() for name in one.parameters}
    numbers: dict[str, Any] = {name: rng.uniform(-0.2, 1.2, 30) for name in sorted(names)}
    value = functions["value"]
    numbers |= dict(zip(value.results, run(value, **numbers), strict=True))
    whole, kept = (run(functions[key], **numbers) for key in ("pull", "kept"))
    for one, other in zip(whole, kept, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12, atol=1e-12)
    assert not {"rate", "force"} & set(functions["kept"].parameters)
    assert len(functions["kept"].text) < len(functions["pull"].text)
    # The directions that reach no row are no arguments.
    assert not {"d_phi_above", "e_phi_above", "e_y_next"} & set(functions["bend"].parameters)


def test_layout_is_that_of_ruff():
    text = module_text("Printed for a test.", "nothing", list(film_plane().values()))
    assert max(map(len, text.split("\n"))) <= 100
    ruff = Path(sys.executable).with_name("ruff")
    for command in (["format", "--diff"], ["check", "--ignore", "D,N"]):
        done = subprocess.run(
            [ruff, *command, "--config", Path(__file__).parents[3] / "pyproject.toml", "-"],
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assigned = re.findall(r"^ {8}(\w+) = ", text, re.MULTILINE)
    assert len(assigned) > 60
    for function in film_plane().values():
        names = re.findall(r"^ {4}(\w+) = ", function.text, re.MULTILINE)
        assert len(names) == len(set(names))


HOP_ARGUMENTS = ("left", "right", "force", "rate", "weight", "d_left", "d_right", "d_force")
HOP_RESULTS = 9


def composed(module: Any) -> Callable:
    """Value, cotangents and those of the derivative, from memory to memory."""
    hop, hop_pull, hop_bend = (
        getattr(printed_example_hop, name)(module, inlined)
        for name in ("hop", "hop_pull", "hop_bend")
    )
    load, store = module.load, module.store

    @numba.njit(error_model="numpy")
    def run_all(x, out):
        left, right, rate, weight = load(x, 0), load(x, 1), load(x, 3), load(x, 4)
        net, boost, by_left, by_right, by_boost, by_rate = hop(left, right, load(x, 2), rate)
        pulled = hop_pull(weight, boost, by_left, by_right, by_boost, by_rate)
        d_left, d_right, d_force = load(x, 5), load(x, 6), load(x, 7)
        bent = hop_bend(left, right, rate, weight, d_left, d_right, d_force, boost, by_boost)
        store(out, 0, net)
        for k in range(4):
            store(out, 1 + k, pulled[k])
            store(out, 5 + k, bent[k])

    return run_all


def test_compiled_source_equals_plain_python_on_numbers_and_lanes():
    values = np.random.default_rng(3).uniform(-0.3, 1.3, (len(HOP_ARGUMENTS), lanes.WIDTH))
    numbers: dict[str, Any] = dict(zip(HOP_ARGUMENTS, values, strict=True))
    functions = {one.name: one for one in printed_example.functions()}
    kept = run(functions["hop"], **numbers)
    numbers |= dict(zip(functions["hop"].results, kept, strict=True))
    expected = np.array(
        [kept[0], *run(functions["hop_pull"], **numbers), *run(functions["hop_bend"], **numbers)]
    )
    of_one, found = composed(single), np.zeros((HOP_RESULTS, lanes.WIDTH))
    for lane in range(lanes.WIDTH):
        out = np.zeros(HOP_RESULTS)
        of_one(np.ascontiguousarray(values[:, lane]), out)
        found[:, lane] = out
    np.testing.assert_allclose(found, expected, rtol=1e-13, atol=1e-13)
    flat = lanes.zeros(expected.size)
    composed(lanes)(values.ravel(), flat)
    np.testing.assert_allclose(flat.reshape(expected.shape), expected, rtol=1e-13, atol=1e-13)


def _print(outputs: Any, **options: Any) -> PrintedFunction:
    return printed("f", outputs, "Return it.", **options)


MISTAKES: dict[str, tuple[Callable[[Any, Any], Any], type, str]] = {
    "output": (lambda x, y: _print({"r": 2.0}), NotANodeError, "output: given 2.0"),
    "graphs": (lambda x, y: _print({"r": x, "s": Graph().inputs("z")[0]}), MixedGraphsError, "one"),
    "known": (
        lambda x, y: _print({"r": x}, known={"z": Graph().inputs("z")[0]}),
        MixedGraphsError,
        "of another graph",
    ),
    "no argument": (
        lambda x, y: _print({"r": x * y}, arguments=[x]),
        NamingError,
        "given y, which is no argument, allowed x",
    ),
    "twice": (lambda x, y: _print({"x": x * y}), NamingError, "'x', allowed names used once"),
    "operation": (lambda x, y: _print({"exp": x * y}), NamingError, "'exp', allowed .* than exp"),
    "no name": (lambda x, y: _print({"2r": x * y}), NamingError, "'2r', allowed an identifier"),
    "kept twice": (lambda x, y: (keep("k", x), keep("k", y)), NamingError, "'k', allowed"),
    "kept number": (lambda x, y: keep("k", 2.0), NotANodeError, "kept value k"),  # type: ignore[arg-type]
    "scale": (
        lambda x, y: _print({"r": x * y + x * x}, scales={"r": y}),
        NotAMultipleError,
        "output r: given .* has the factor",
    ),
    "scale 0": (lambda x, y: _print({"r": 2.0 * x}, scales={"r": 0.0}), NotAMultipleError, "r:"),
    "scaled what": (lambda x, y: _print({"r": x}, scales={"s": x}), NamingError, "outputs: r"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes_are_named(name: str):
    body, kind, text = MISTAKES[name]
    with pytest.raises(kind, match=text):
        body(*Graph().inputs("x", "y"))
