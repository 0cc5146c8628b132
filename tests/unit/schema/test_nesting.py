"""Nested loops against a walk through all combinations one by one."""

from __future__ import annotations

import itertools
import math

from hypothesis import given, settings
from hypothesis import strategies as st

from nmhts.schema.expression import read_expression
from nmhts.schema.nesting import nested

VALUES = st.lists(st.sampled_from([-1.0, 0.0, 0.5, 1.0, 3.0]), min_size=1, max_size=4)
CONDITIONS = ("{} > 0", "{} + {} < 3", "{} == {} or {} > 1", "not {} < 0.5", "{} ** 2 > {}",
    "{} * {} < 1", "1 > 0", "1 < 0")  # fmt: skip


def filled(text: str, data: st.DataObject, names: list[str]) -> str:
    parts = text.split("{}")
    return parts[0] + "".join(data.draw(st.sampled_from(names)) + part for part in parts[1:])


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(st.lists(VALUES, max_size=4), st.data())
def test_loops_give_what_walking_gives(axes: list[list[float]], data: st.DataObject):
    # "for" and "met" are names a study may use, and words of Python or of the loops.
    names = ["for_", "met", "i0", "number"][: len(axes)]
    groups = [{name: values} for name, values in zip(names, axes, strict=True)]
    known = [*names, "fixed"]
    derived = {}
    for k in range(data.draw(st.integers(0, 2))):
        derived[f"d{k}"] = read_expression(filled("2 * {} + {} / 3", data, known))
        known.append(f"d{k}")
    where = [
        read_expression(filled(text, data, known))
        for text in data.draw(st.lists(st.sampled_from(CONDITIONS), max_size=3))
    ]
    expected = []
    for places in itertools.product(*(range(len(values)) for values in axes)):
        values = {"fixed": 1.5}
        values |= {name: axis[at] for name, axis, at in zip(names, axes, places, strict=True)}
        for name, expression in derived.items():
            values[name] = float(f"{expression.value(values):.12g}")
        if all(condition.value(values) for condition in where):
            expected.append((places, tuple(values[name] for name in derived)))
    assert list(nested(groups, derived, where, {"fixed": 1.5})) == expected


def test_more_axes_than_python_has_blocks():
    groups = [{f"a{k}": [0.0, 1.0]} for k in range(30)]
    odd = [read_expression(f"a{k} == {k % 2}") for k in range(30)]
    total = {"sum": read_expression(" + ".join(f"a{k}" for k in range(30)))}
    found = list(nested(groups, total, odd, {}))
    assert found == [(tuple(k % 2 for k in range(30)), (15.0,))]


def test_an_earlier_condition_guards_a_later_one():
    """As with ``and``: a value that the first condition
    excludes never enters the second one's logarithm.

    This holds although the second one needs fewer axes.
    """
    groups = [{"a": [-1.0, 1.0]}, {"b": [-1.0, 1.0]}]
    where = [read_expression("a > 0 and b > 0"), read_expression("log(a) == 0")]
    assert list(nested(groups, {}, where, {})) == [((1, 1), ())]


def test_conditions_on_outer_axes_cut_off_what_lies_within():
    """Of 1e24 combinations a thousand are visited."""
    groups = [{f"a{k}": [float(i) for i in range(1000)]} for k in range(8)]
    assert list(nested(groups, {}, [read_expression("a0 < 0")], {})) == []
    assert math.prod(len(next(iter(g.values()))) for g in groups) == 10**24
