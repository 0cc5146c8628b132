"""Pydantic models of the file of a study of film kinetics."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from nmhts.schema.fields import MaxPlanes, Spacing, StepsPerClause, runs_per_shard, section
from nmhts.schema.film_file import FilmsFile
from nmhts.schema.study import STRICT
from nmhts.simulation.films.plane_model import SERIES

OptionalVariable = Literal[
    "coercivity",
    "remanence",
    "exchange_bias",
    "saturation_magnetization",
    "written_remanence",
    "plane_direction",
]
"""Variables that a study may record besides the standard ones.

All of them follow from the stored profiles.
"""


class RefineSection(BaseModel):
    """Rounds of new films where a quantity crosses a level along one axis, by bisection."""

    model_config = STRICT

    axis: str = Field(description="axis of numbers along which films are added")
    quantity: str = Field(
        "magnetization",
        description="series whose crossing is sought",
        json_schema_extra={"enum": list(SERIES)},
    )
    clause: int = Field(1, ge=1, description="at the end of which clause of the protocol")
    level: float = Field(
        0.02, gt=0, lt=1, description="level as a share of the largest value among all films"
    )
    tolerance: str | float = Field(
        description="distance of two films at which to stop, with its unit", examples=["0.05 V"]
    )
    max_rounds: int = Field(6, ge=1, le=20, description="rounds after which to stop at the latest")


class MagnetisedSection(BaseModel):
    """A momentary magnetic field; between such moments films are gated without a field."""

    model_config = STRICT

    clause: int = Field(
        ge=0, description="clause of the protocol at whose end the field is on; 0: as grown"
    )
    direction: float = Field(
        1.0, ge=-1, le=1, description="1 along the axis, -1 against it, 0 demagnetises"
    )


class OutputSection(BaseModel):
    """The recorded output; part of the identity of a store."""

    model_config = STRICT

    steps_per_clause: StepsPerClause = 40
    spacing: Spacing = "mixed"
    snapshots_per_clause: int = Field(
        12, ge=1, le=10_000, description="profiles kept per clause, among the recorded times"
    )
    max_planes: MaxPlanes = 400
    variables: list[OptionalVariable] = Field(
        default_factory=lambda: ["coercivity", "remanence", "exchange_bias"],
        description="what is recorded besides series and profiles; may be extended at any time",
    )
    magnetised: list[MagnetisedSection] = Field(
        default_factory=list,
        description="when the films were magnetised, for written_remanence and plane_direction",
        examples=[[{"clause": 1, "direction": 1}]],
    )
    error_bar: float = Field(
        0.0,
        ge=0,
        le=1,
        description=(
            "share of the films that are run again at a tenth of the tolerance, for the "
            "numerical error of M"
        ),
        examples=[0.05],
    )
    runs_per_shard: int = runs_per_shard(128, "films")


class FilmKineticsFile(FilmsFile, frozen=True):
    """A parameter study of film kinetics."""

    kind: Literal["film_kinetics"] = Field(description="the question that is asked")
    refine: RefineSection | None = Field(None, description="adaptive refinement of a boundary")
    output: OutputSection = section(OutputSection)


FILE = FilmKineticsFile
