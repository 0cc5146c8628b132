"""Pydantic models of the file of a study of stacks under a voltage."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from nmhts.materials.library import DEFAULT_MIXING
from nmhts.schema.fields import (
    MaxPlanes,
    RelativeTolerance,
    Spacing,
    StepsPerClause,
    max_steps,
    runs_per_shard,
    section,
)
from nmhts.schema.quantity import Temperature
from nmhts.schema.study import STRICT, Axis, StudyFile


class StackSection(BaseModel):
    """The entries of the stack that are not axes.

    Every entry, and every number of the gate's sheet, may instead be an axis.
    """

    model_config = STRICT

    layers: str | None = Field(
        None,
        description=(
            "layers in words from the bottom electrode to the gate; {name} stands for an axis of "
            "that name"
        ),
        examples=["20 nm CoN / {spacer} MnN / oxidised / 20 nm CoN", "4 x (10 nm CoN / 2 nm MnN)"],
    )
    gate: str | None = Field(
        None, description="gate sheet by name", examples=["propylene carbonate"]
    )
    mixing: str = Field(DEFAULT_MIXING, description="set of mixing rules for alloys")
    temperature: Temperature = Field(
        298.15, description="temperature", examples=["298.15 K"], validate_default=False
    )
    parameters: dict[str, str | float] = Field(
        default_factory=dict,
        description="numbers that replace those of the gate's sheet, by name",
        examples=[{"area_resistance": "0.1 ohm*m^2"}],
    )


class StackNumericsSection(BaseModel):
    """The tolerances of the integration of a stack; part of the identity of a store."""

    model_config = STRICT

    rtol: RelativeTolerance = 1e-2
    max_steps: int = max_steps("a stack is given up")


class StackOutputSection(BaseModel):
    """The recorded output; part of the identity of a store."""

    model_config = STRICT

    steps_per_clause: StepsPerClause = 60
    spacing: Spacing = "mixed"
    max_planes: MaxPlanes = 400
    max_layers: int = Field(16, ge=1, le=1000, description="room for layers")
    runs_per_shard: int = runs_per_shard(32, "stacks")


class StackKineticsFile(StudyFile, frozen=True):
    """A parameter study of stacks of layers under a voltage."""

    kind: Literal["stack_kinetics"] = Field(description="the question that is asked")
    stack: StackSection = section(StackSection)
    protocol: str = Field(
        description="voltage protocol in words; {name} stands for an axis of that name",
        examples=["hold {voltage} for 1 h; rest 30 min"],
    )
    axes: dict[str, Axis] = Field(
        default_factory=dict,
        description=(
            "what is varied: stack entries, numbers of the gate's sheet, placeholders of layers "
            "and protocol"
        ),
    )
    numerics: StackNumericsSection = section(StackNumericsSection)
    output: StackOutputSection = section(StackOutputSection)


FILE = StackKineticsFile
