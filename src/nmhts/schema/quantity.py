"""Typed quantities and axis values of study files: text with a unit in, SI out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from nmhts.errors import UnitError
from nmhts.units import example_of, parse

MOST_VALUES = 100_000
"""Largest number of values of an axis."""


class Quantity:
    """Mark of a float field that is written as text with a unit of a given SI dimension."""

    def __init__(self, si_unit: str):
        self.si_unit = si_unit

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        def check(value: object) -> float:
            try:
                return parse(value, self.si_unit)
            except UnitError as error:
                raise PydanticCustomError(
                    "quantity", "{message}", {"message": str(error)}
                ) from None

        return core_schema.no_info_plain_validator_function(check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: Any) -> dict:
        kind: str | list[str] = "string" if self.si_unit else ["number", "string"]
        return {"type": kind, "examples": [example_of(self.si_unit)]}


Length = Annotated[float, Quantity("m")]
Temperature = Annotated[float, Quantity("K")]
Pressure = Annotated[float, Quantity("Pa")]
MolarEnergy = Annotated[float, Quantity("J/mol")]
Ratio = Annotated[float, Quantity("")]


class Range(BaseModel):
    """Evenly spread values, ends included: ``{start: -1 V, stop: -6 V, num: 26}``."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    start: str | float = Field(description="first value, with its unit", examples=["-1 V"])
    stop: str | float = Field(description="last value, with its unit", examples=["-6 V"])
    num: int = Field(ge=2, le=MOST_VALUES, description="number of values")
    spacing: Literal["linear", "log"] = Field("linear", description="how the values are spread")


AxisItem = str | float | Range


def _form(value: object) -> str:
    return "range" if isinstance(value, Mapping | Range) else "list"


Values = Annotated[
    Annotated[Range, Tag("range")] | Annotated[list[AxisItem], Tag("list")], Discriminator(_form)
]
"""A range, or a list of values and ranges, chosen by its form so that errors refer to one."""

# Units of an axis for a protocol placeholder, and of a helper that only expressions use.
PLACEHOLDER_UNITS = ("V", "s", "Hz", "V/s")
HELPER_UNITS = (*PLACEHOLDER_UNITS, "V/m", "m", "")


def axis_values(
    axis: Range | Sequence[AxisItem], si_units: tuple[str, ...]
) -> tuple[list[float], str]:
    """Return the values of an axis in SI, in order and without repeats, and its SI unit.

    Parameters: axis; si_units the units allowed, the first that reads every value is taken.
    Errors: UnitError for a value that none of them reads, an empty axis or a repeated value.
    """
    items: list[AxisItem] = [axis] if isinstance(axis, Range) else list(axis)
    if not items:
        raise UnitError("the axis is empty (expected one or more values)")
    count = sum(item.num if isinstance(item, Range) else 1 for item in items)
    if count > MOST_VALUES:
        raise UnitError(f"{count} values (allowed: {MOST_VALUES} on an axis)")
    unit = _common_unit(items, si_units)
    values: list[float] = []
    for item in items:
        values += _range_values(item, unit) if isinstance(item, Range) else [parse(item, unit)]
    # Twelve digits: a value reached by two ranges is one point of the study.
    rounded = [float(f"{value:.12g}") for value in values]
    repeated = {value for value, count in Counter(rounded).items() if count > 1}
    if repeated:
        raise UnitError(f"repeated value {min(repeated)!r} {unit}")
    return rounded, unit


def _common_unit(items: list[AxisItem], si_units: tuple[str, ...]) -> str:
    first = items[0].start if isinstance(items[0], Range) else items[0]
    problem: UnitError | None = None
    for unit in si_units:
        try:
            parse(first, unit)
        except UnitError as error:
            problem = problem or error
        else:
            return unit
    if len(si_units) > 1:
        raise UnitError(
            f"{first!r} is not a quantity in one of "
            f"{', '.join(u or 'a pure number' for u in si_units)}"
        )
    raise problem or UnitError(f"{first!r} is not a quantity")


def _range_values(item: Range, unit: str) -> list[float]:
    start, stop = parse(item.start, unit), parse(item.stop, unit)
    if abs(start - stop) == math.inf:
        raise UnitError(f"from {item.start!r} to {item.stop!r} is beyond all numbers")
    if item.spacing == "linear":
        return np.linspace(start, stop, item.num).tolist()
    if not (start > 0 and stop > 0) and not (start < 0 and stop < 0):
        raise UnitError(f"a log range cannot go from {item.start!r} to {item.stop!r}")
    sign = math.copysign(1.0, start)
    return (sign * np.geomspace(abs(start), abs(stop), item.num)).tolist()
