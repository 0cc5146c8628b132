"""Axis values: lists, ranges and their mixtures, in SI."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import BaseModel, ValidationError

from nmhts.errors import UnitError
from nmhts.schema.quantity import PLACEHOLDER_UNITS, AxisItem, Length, Range, axis_values

DIGITS = 1e-11  # values of an axis are rounded to twelve digits


def even_range(start: str, stop: str, num: int) -> Range:
    return Range.model_validate({"start": start, "stop": stop, "num": num})


def log_range(start: str, stop: str, num: int) -> Range:
    return Range(start=start, stop=stop, num=num, spacing="log")


@pytest.mark.parametrize(
    ("axis", "values", "unit"),
    [
        (["50 nm", "0.1 um"], [50e-9, 100e-9], "m"),
        (even_range("10 nm", "20 nm", 3), [10e-9, 15e-9, 20e-9], "m"),
        ([even_range("1 nm", "2 nm", 2), "5 nm"], [1e-9, 2e-9, 5e-9], "m"),
        (log_range("1 nm", "1 um", 4), [1e-9, 1e-8, 1e-7, 1e-6], "m"),
    ],
)
def test_lengths(axis, values: list[float], unit: str):
    found, found_unit = axis_values(axis, ("m",))
    assert found == pytest.approx(values, rel=DIGITS, abs=0)
    assert found_unit == unit


def test_negative_log_range_keeps_its_sign_and_ends():
    values, unit = axis_values(log_range("-0.1 V", "-10 V", 5), PLACEHOLDER_UNITS)
    np.testing.assert_allclose(values, -np.geomspace(0.1, 10, 5), rtol=DIGITS)
    assert unit == "V"


@pytest.mark.parametrize(
    ("first", "unit", "value"),
    [("-2 V", "V", -2.0), ("5 ms", "s", 5e-3), ("2 kHz", "Hz", 2e3), ("10 mV/s", "V/s", 0.01)],
)
def test_unit_of_a_placeholder_is_that_of_its_values(first: str, unit: str, value: float):
    assert axis_values([first], PLACEHOLDER_UNITS) == ([value], unit)


@pytest.mark.parametrize(
    ("axis", "units", "said"),
    [
        ([], ("m",), "the axis is empty"),
        (["5 nm", "0.005 um"], ("m",), "repeated value 5e-09 m"),
        (["5 nm", even_range("1 nm", "5 nm", 5)], ("m",), "repeated value 5e-09 m"),
        (["5 nm", "5 V"], ("m",), "'V' is not a unit of length"),
        (["5"], ("m",), "'5' has no unit"),
        ([5.0], ("m",), "5.0 has no unit"),
        (["5 K"], PLACEHOLDER_UNITS, "'5 K' is not a quantity in one of V, s, Hz, V/s"),
        (["5 V", "5 s"], PLACEHOLDER_UNITS, "'s' is not a unit of voltage"),
        (log_range("-1 V", "1 V", 3), ("V",), "a log range cannot go"),
    ],
)
def test_mistakes_are_named(axis: list[AxisItem] | Range, units: tuple[str, ...], said: str):
    with pytest.raises(UnitError) as caught:
        axis_values(axis, units)
    assert said in str(caught.value)


def test_a_field_with_a_unit():
    class Model(BaseModel):
        size: Length

    assert Model.model_validate({"size": "50 nm"}).size == pytest.approx(50e-9, rel=1e-12, abs=0)
    with pytest.raises(ValidationError, match=r"50 has no unit \(expected e.g. '50 nm'\)"):
        Model.model_validate({"size": 50})
    assert Model.model_json_schema()["properties"]["size"]["examples"] == ["50 nm"]
