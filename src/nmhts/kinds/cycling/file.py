"""Pydantic models of the file of a study of cycled films."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from nmhts.schema.fields import MaxPlanes, runs_per_shard, section
from nmhts.schema.film_file import FilmsFile
from nmhts.schema.study import STRICT
from nmhts.simulation.cycles.protocol import MOST_CYCLES, MOST_TOLERANCE


class CyclesSection(BaseModel):
    """The number of cycles and the clauses after them; part of the identity of a store."""

    model_config = STRICT

    count: int = Field(1000, strict=True, ge=1, le=MOST_CYCLES, description="number of cycles")
    records_per_decade: int = Field(
        10, ge=1, le=1000, description="recorded cycles per decade, spread logarithmically"
    )
    tolerance: float = Field(
        1e-3,
        gt=0,
        le=MOST_TOLERANCE,
        description=(
            "of a jump over cycles that are not simulated, relative to the window and to the N lost"
        ),
    )
    then: str | None = Field(
        None,
        description="protocol of what follows on the last cycle, the same for all films",
        examples=["rest 182 day"],
    )


class CyclingOutputSection(BaseModel):
    """The recorded output; part of the identity of a store."""

    model_config = STRICT

    steps_per_clause: int = Field(
        12, ge=2, le=10_000, description="times at which a cycle is looked at, per clause"
    )
    max_planes: MaxPlanes = 400
    runs_per_shard: int = runs_per_shard(128, "films")


class CyclingFile(FilmsFile, frozen=True):
    """A parameter study of cycled films."""

    kind: Literal["cycling"] = Field(description="the question that is asked")
    protocol: str = Field(
        description=(
            "voltage protocol of one cycle in words; {name} stands for an axis of that name"
        ),
        examples=["hold -6 V for 60 s; hold {erase} for 60 s"],
    )
    cycles: CyclesSection = section(CyclesSection)
    output: CyclingOutputSection = section(CyclingOutputSection)


FILE = CyclingFile
