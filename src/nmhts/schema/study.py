"""The study file: what a user may write, as pydantic models; the JSON Schema is generated from them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from nmhts.schema.quantity import Axis, Length, Temperature

STRICT = ConfigDict(extra="forbid", frozen=True)


class FilmSection(BaseModel):
    """The film: what is not an axis. Every entry may instead, or also, be an axis."""

    model_config = STRICT

    material: str = Field("CoN", description="formula with a sheet", examples=["CoN"])
    gate: str = Field("propylene carbonate", description="gate sheet by name")
    thickness: Length = Field(
        5e-8, description="film thickness as grown", examples=["50 nm"], validate_default=False
    )
    temperature: Temperature = Field(
        298.15, description="temperature", examples=["298.15 K"], validate_default=False
    )


class NumericsSection(BaseModel):
    """How precisely a film is integrated; part of the identity of a store."""

    model_config = STRICT

    rtol: float = Field(1e-3, ge=1e-10, le=1e-1, description="relative tolerance of a time step")
    max_steps: int = Field(200_000, ge=100, description="steps after which a film is given up")


class OutputSection(BaseModel):
    """What is recorded; part of the identity of a store."""

    model_config = STRICT

    steps_per_clause: int = Field(
        40, ge=2, le=10_000, description="recorded times per clause of the protocol"
    )
    spacing: Literal["linear", "log", "mixed"] = Field(
        "mixed", description="how recorded times are spread over a clause"
    )
    snapshots_per_clause: int = Field(
        12, ge=1, le=10_000, description="profiles kept per clause, among the recorded times"
    )
    max_planes: int = Field(
        400, ge=3, le=100_000, description="room for atomic planes in the stored profiles"
    )
    runs_per_shard: int = Field(
        128,
        ge=1,
        le=100_000,
        description="films per shard, which is one storage object per variable",
    )


class ExecutionSection(BaseModel):
    """How the work is cut; changes nothing in the results."""

    model_config = STRICT

    runs_per_batch: int = Field(8, ge=1, le=100_000, description="films per Dask task")
    max_failed_fraction: float = Field(
        0.01, ge=0, le=1, description="share of failed films above which the study fails"
    )
    max_seconds_per_film: float = Field(
        600.0, gt=0, description="CPU seconds after which a film is given up as time_limit"
    )
    isolation: Literal["threads", "processes"] = Field(
        "threads",
        description="where batches run: threads of one process, or child processes that a film cannot take others down with",
    )


class StudyFile(BaseModel):
    """A parameter study of film kinetics."""

    model_config = STRICT

    kind: Literal["film_kinetics"] = Field(description="the question that is asked")
    title: str = Field("", description="one line for figures and reports")
    film: FilmSection = Field(default_factory=lambda: FilmSection.model_validate({}))
    protocol: str = Field(
        description="voltage protocol in words; {name} stands for an axis of that name",
        examples=["hold {voltage} for 1 h; rest 30 min; hold +6 V for 10 min"],
    )
    axes: dict[str, Axis] = Field(
        default_factory=dict,
        description="what is varied: film entries and placeholders of the protocol",
    )
    numerics: NumericsSection = Field(default_factory=lambda: NumericsSection.model_validate({}))
    output: OutputSection = Field(default_factory=lambda: OutputSection.model_validate({}))
    execution: ExecutionSection = Field(default_factory=lambda: ExecutionSection.model_validate({}))
