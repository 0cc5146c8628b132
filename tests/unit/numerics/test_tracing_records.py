"""Named tuples of printed functions: parameters, results, and their places in memory."""

from __future__ import annotations

import subprocess
import sys
from collections import namedtuple
from pathlib import Path
from typing import Any, NamedTuple

import jax.numpy as jnp
import numpy as np
import pytest

from nmhts.numerics import jax_number, single
from nmhts.numerics.compiled import inlined
from nmhts.numerics.tracing import Graph, PrintedFunction, keep, number, printed
from nmhts.numerics.tracing.errors import NamingError
from nmhts.numerics.tracing.files import module_text
from nmhts.numerics.tracing.records import record_functions


class Pair(NamedTuple):
    """Two numbers."""

    a: Any
    b: Any


class LongNamesOfSeveralNumbers(NamedTuple):
    """Numbers with names that do not fit into one line."""

    first_of_the_numbers: Any
    second_of_the_numbers: Any
    third_of_the_numbers: Any
    fourth_of_the_numbers: Any


def made(
    functions: list[PrintedFunction], compiled: Any = lambda f: f, over: Any = single
) -> dict[str, Any]:
    """The functions of a printed module."""
    text = module_text("Printed for a test.", "nothing", functions)
    assert max(map(len, text.splitlines())) <= 100
    names: dict[str, Any] = {}
    exec(text, names)
    return {one.name: names[one.name](over, compiled) for one in functions}


def test_records_are_parameters_and_results():
    graph = Graph()
    x, y = Pair(*graph.inputs("a", "b")), Pair(*graph.inputs("y_a", "y_b"))
    product = keep("product", x.a * x.b)
    turned = Pair(product + y.a, product - y.a)
    function = printed(
        "turned", {"found": turned, "sum": x.a + y.a}, "Return a test.", records={"x": x, "y": y}
    )
    assert function.parameters == ("x", "y")
    assert function.records == (Pair,)
    run = made([function])["turned"]
    assert run(Pair(2.0, 3.0), Pair(10.0, 0.0)) == (Pair(16.0, -4.0), 12.0)


def test_inner_nodes_in_a_record_are_taken_as_they_are():
    """A record may hold kept values; fields of one name get that of their record too."""
    graph = Graph()
    x = Pair(*graph.inputs("a", "b"))
    kept, other = Pair(number.exp(x.a), x.a * x.b), Pair(x.a + x.b, graph.zero)
    function = printed(
        "rest", {"r": kept.a * kept.b + other.a}, "Return a test.",
        records={"x": x, "kept": kept, "other": other},
    )  # fmt: skip
    assert "exp" not in function.operations
    assert "a_other = other.a" in function.text
    run = made([function])["rest"]
    assert run(None, Pair(3.0, 5.0), Pair(7.0, 0.0)) == 22.0


def test_records_stand_before_other_arguments():
    """An unused record stays a parameter, an unused argument or kept value does not."""
    graph = Graph()
    x, y = Pair(*graph.inputs("a", "b")), Pair(*graph.inputs("c", "d"))
    w, _ = graph.inputs("w", "unused")
    kept = {"power": number.exp(x.a), "other": number.exp(x.b)}
    outputs = {"r": w * kept["power"] + x.a}
    function = printed("f", outputs, "Return a test.", records={"y": y, "x": x}, known=kept)
    assert function.parameters == ("y", "x", "w", "power")
    assert "y." not in function.text
    assert made([function])["f"](None, Pair(2.0, None), 3.0, 5.0) == 17.0


def test_numbers_in_records_are_written_into_the_source():
    graph = Graph()
    (a,) = graph.inputs("a")
    x, y = Pair(a, graph.constant(2.0)), Pair(0.5, graph.zero)
    function = printed(
        "f", {"r": x.a * x.b + y.a, "found": Pair(x.a, y.b)}, "Return a test.",
        records={"x": x, "y": y},
    )  # fmt: skip
    assert made([function])["f"](Pair(3.0, None), None) == (6.5, Pair(3.0, 0.0))


def test_a_node_in_two_records_is_read_once():
    graph = Graph()
    x = Pair(*graph.inputs("a", "b"))
    function = printed(
        "f", {"r": x.a * x.b}, "Return a test.", records={"x": x, "turned": Pair(x.b, x.a)}
    )
    assert made([function])["f"](Pair(2.0, 3.0), None) == 6.0
    assert "turned." not in function.text


def test_scales_of_fields_of_a_record():
    graph = Graph()
    x, (w,) = Pair(*graph.inputs("a", "b")), graph.inputs("w")
    found = Pair(w * x.a, x.b)
    function = printed(
        "f", {"found": found}, "Return a test.", records={"x": x}, scales={"a_found": w}
    )
    assert function.parameters == ("x",)
    assert made([function])["f"](Pair(2.0, 3.0)) == Pair(2.0, 3.0)


def test_names_of_fields_must_be_free():
    """Those of records, of arguments and of results are in one function."""
    graph = Graph()
    x, (a,) = Pair(*graph.inputs("p", "q")), graph.inputs("a")
    inner = Pair(x.a * x.b, x.b)
    for outputs, records in (
        ({"r": inner.a * a}, {"inner": inner}),  # the field a and the argument a
        ({"q": 2.0 * x.b}, {"x": x}),
        ({"x": 2.0 * x.b}, {"x": x}),
        ({"r": 2.0 * x.b}, {"exp": x}),
    ):
        with pytest.raises(NamingError, match="allowed names used once"):
            printed("f", outputs, "Return a test.", records=records)


def test_a_record_needs_names():
    (x,) = Graph().inputs("x")
    with pytest.raises(NamingError, match=r"record: given .*, allowed a named tuple"):
        printed("f", {"r": x}, "Return a test.", records={"pair": (x, x)})
    with pytest.raises(NamingError, match="record"):
        printed("f", {"r": (x, x)}, "Return a test.")


@pytest.mark.parametrize("compiled", [lambda f: f, inlined], ids=["plain", "numba"])
@pytest.mark.parametrize("kind", [Pair, LongNamesOfSeveralNumbers])
def test_records_go_to_memory_and_back(kind: Any, compiled: Any):
    functions = record_functions(kind)
    load, store, add, fill, spread, chosen = made(functions, compiled).values()
    memory, count = np.zeros(9), len(kind._fields)
    record = kind(*(1.0 + np.arange(count)))
    store(memory, 2, record)
    np.testing.assert_array_equal(memory[2 : 2 + count], record)
    assert load(memory, 2) == record
    add(memory, 2, fill(0.5))
    np.testing.assert_array_equal(memory[2 : 2 + count], np.array(record) + 0.5)
    assert spread(record) == record
    assert chosen(True, record, fill(0.5)) == record
    assert chosen(False, record, fill(0.5)) == fill(0.5)
    assert memory[:2].sum() == 0.0
    assert memory[2 + count :].sum() == 0.0
    assert functions[0].name == {2: "load_pair"}.get(count, "load_long_names_of_several_numbers")


def record_of(count: int, module: str) -> Any:
    """A class of records of as many numbers."""
    kind = namedtuple(f"RecordOfNumbers{count}", [f"number_{k}" for k in range(count)])
    kind.__module__ = module
    return kind


def test_layout_of_records_is_that_of_ruff():
    """Imports of the classes of results are sorted, and broken where they are too long."""
    counts = (4, 9, 1, 3, 5, 2)
    kinds = [record_of(count, "first" if count == 9 else "second") for count in counts]
    graph = Graph()
    records = {
        f"record_{count}": kind(*graph.inputs(*(f"x_{count}_{k}" for k in range(count))))
        for count, kind in zip(counts, kinds, strict=True)
    }
    outputs = {
        f"of_{key}": type(one)(*(2.0 * number.exp(part) for part in one))
        for key, one in records.items()
    }
    function = printed("turned", outputs, "Return a test.", records=records)
    assert function.records == tuple(kinds)
    functions = [function, *record_functions(Pair), *record_functions(kinds[1])]
    text = module_text("Printed for a test.", "nothing", functions)
    # One in a line, and several in a line each.
    assert "from first import RecordOfNumbers9\nfrom second import (\n    RecordOf" in text
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


def test_classes_of_results_only_are_imported():
    x = Pair(*Graph().inputs("a", "b"))
    function = printed("f", {"r": x.a + x.b}, "Return a test.", records={"x": x})
    assert function.records == ()
    assert "Pair" not in module_text("Printed for a test.", "nothing", [function])


def test_number_module_of_jax():
    x, y = jnp.array([-2.0, 0.5]), jnp.array([1.0, 0.25])
    np.testing.assert_allclose(jax_number.logistic(x), 1.0 / (1.0 + np.exp(-x)))
    np.testing.assert_allclose(jax_number.fma(x, y, x), x * y + x)
    np.testing.assert_allclose(jax_number.where(x < y, x, y), jax_number.minimum(x, y))
    np.testing.assert_allclose(jax_number.law("sum", lambda a, b: a + b, a=x, b=y), x + y)
    assert set(number.__all__) == set(jax_number.__all__)
