"""The file of a study of leaks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from nmhts.schema.fields import section
from nmhts.schema.quantity import Quantity
from nmhts.schema.study import STRICT, StudyFile

Resistance = Annotated[float, Quantity("ohm")]
Capacitance = Annotated[float, Quantity("F")]
Voltage = Annotated[float, Quantity("V")]
Time = Annotated[float, Quantity("s")]


class CapacitorSection(BaseModel):
    """The entries of the capacitor that are not axes."""

    model_config = STRICT

    resistance: Resistance | None = Field(None, description="resistance of the leak")
    capacitance: Capacitance = Field(1e-6, description="capacitance", validate_default=False)
    voltage: Voltage = Field(1.0, description="voltage at the start", validate_default=False)


class LeakOutputSection(BaseModel):
    """The recorded output."""

    model_config = STRICT

    until: Time = Field(1.0, description="last time", validate_default=False)
    steps: int = Field(5, ge=2, description="recorded times")
    runs_per_shard: int = Field(4, ge=1, description="capacitors per shard")


class LeakFile(StudyFile, frozen=True):
    """A study of capacitors that leak."""

    kind: Literal["leak"] = Field(description="the question that is asked")
    capacitor: CapacitorSection = section(CapacitorSection)
    output: LeakOutputSection = section(LeakOutputSection)


FILE = LeakFile
