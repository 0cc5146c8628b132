"""Expressions of study files: values in SI, units in brackets, dimensions, and refusals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nmhts.errors import UnitError
from nmhts.schema.expression import read_expression

NAMES = {"voltage": -2.0, "thickness": 5e-8, "x_Mn": 0.1, "material": "CoN"}
UNITS = {"voltage": "V", "thickness": "m", "x_Mn": "", "material": None}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-0.08 [V/nm] * thickness", -4.0),
        ("voltage < -1 [V] and x_Mn == 0.1", True),
        ("voltage < -2000 [mV]", False),
        ("material in ['CoN', 'FeN']", True),
        ("material != 'CoN' or x_Mn > 0", True),
        ("2 * x_Mn ** 2", 0.02),
        ("max(abs(voltage), 3 [V])", 3.0),
        ("sqrt(thickness * 2 [nm])", 1e-8),
        ("exp(0) + log10(100) + log(1)", 3.0),
        ("1 [V] if x_Mn > 0.5 else 2 [V]", 2.0),
        ("2.5e1 [nm] / thickness", 0.5),
        ("0 [V] <= -voltage <= 3 [V]", True),
    ],
)
def test_values_are_computed_in_si(text: str, value: object):
    expression = read_expression(text)
    assert expression.value(NAMES) == pytest.approx(value, rel=1e-12, abs=0)
    expression.check(NAMES, UNITS)


@given(number=st.floats(1e-3, 1e3), scale=st.sampled_from([("V", 1.0), ("mV", 1e-3), ("kV", 1e3)]))
def test_units_in_brackets_scale_their_number(number: float, scale: tuple[str, float]):
    unit, factor = scale
    found = read_expression(f"{number!r} [{unit}]").value({})
    assert found == pytest.approx(number * factor, rel=1e-12, abs=0)


def test_names_are_told():
    assert read_expression("voltage < -1 [V] and max(x_Mn, y) > 0").names == {
        "voltage",
        "x_Mn",
        "y",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 +", "'1 +' is no expression (expected e.g."),
        ("import os", "is no expression"),
        ("x = 3", "is no expression"),
        ("__import__('os')", "unknown function '__import__' (allowed: abs,"),
        ("().__class__", "Attribute is not allowed in an expression"),
        ("voltage[0]", "Subscript is not allowed in an expression"),
        ("[v for v in 'ab']", "ListComp is not allowed in an expression"),
        ("lambda: 1", "Lambda is not allowed in an expression"),
        ("max(voltage, key=abs)", "unknown function"),
        ("sqr(x_Mn)", "unknown function 'sqr'; did you mean 'sqrt'?"),
        ("3 [Volts_]", "unknown unit 'Volts_'"),
        ("3 [degC]", "has an offset; give the temperature in K"),
        ("b'a'", "b'a' is not allowed in an expression"),
    ],
)
def test_text_that_is_refused(text: str, said: str):
    with pytest.raises(UnitError) as caught:
        read_expression(text)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("voltage < 3", "the dimensions do not fit (voltage is in V; numbers carry their unit"),
        ("voltage + thickness", "the dimensions do not fit (thickness is in m, voltage is in V;"),
        ("exp(voltage)", "the dimensions do not fit (voltage is in V;"),
        ("material + 1", "the dimensions do not fit (material is text;"),
        ("3 [V] > 1 [nm]", "the dimensions do not fit (numbers carry their unit"),
        ("voltge < -1 [V]", "unknown name 'voltge'; did you mean 'voltage'?"),
        ("x_Mn / 0", "division by zero"),
        ("log(-x_Mn)", "'log(-x_Mn)'"),
        ("sqrt(-x_Mn)", "no real number (a root of a negative one)"),
        ("10 ** 10 ** 10 ** 10", "too large"),
        ("x_Mn * 9**9**9", "too large"),
        ("max(9, 9) ** max(9, 9) ** max(9, 9)", "too large"),
    ],
)
def test_expressions_that_do_not_fit_their_names(text: str, said: str):
    with pytest.raises(UnitError) as caught:
        read_expression(text).check(NAMES, UNITS)
    assert said in str(caught.value)
    assert "Quantity" not in str(caught.value)


def test_a_comparison_with_zero_needs_no_unit():
    assert read_expression("voltage < 0").check(NAMES, UNITS) is True
