"""Common sections of the files of all kinds of study, as pydantic models for the JSON Schema."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from nmhts.schema.composition import FormulaFamily, Simplex
from nmhts.schema.fields import section
from nmhts.schema.quantity import AxisItem, Range
from nmhts.simulation.outcomes.time_limit import MAX_SECONDS

STRICT = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


Axis = Range | FormulaFamily | Simplex | list[AxisItem | FormulaFamily | Simplex]


class SampleRange(BaseModel):
    """Range of a sampled number, spread evenly or evenly in its logarithm."""

    model_config = STRICT

    low: str | float = Field(description="lower end, with its unit", examples=["1.2 eV"])
    high: str | float = Field(description="upper end, with its unit", examples=["1.4 eV"])
    spacing: Literal["linear", "log"] = Field("linear", description="how the values are spread")


class SamplesSection(BaseModel):
    """Points that fill a space of many numbers evenly, combined with all values of the axes."""

    model_config = STRICT

    method: Literal["sobol", "latin_hypercube"] = Field(
        description="sobol keeps its first points when the number grows; latin_hypercube does not"
    )
    number: int = Field(ge=1, le=1_000_000, description="number of points")
    seed: int = Field(0, ge=0, description="seed of the scrambling")
    of: dict[str, SampleRange] = Field(
        min_length=1,
        description="what is sampled: any axis of numbers",
    )


class ExecutionSection(BaseModel):
    """Division of the work; it changes no result."""

    model_config = STRICT

    runs_per_batch: int = Field(32, ge=1, le=100_000, description="films or points per Dask task")
    max_films: int = Field(
        10_000_000,
        ge=1,
        description="films or points above which a study is refused, counted before conditions",
    )
    max_failed_fraction: float = Field(
        0.01, ge=0, le=1, description="share of failed films or points above which the study fails"
    )
    max_seconds_per_run: float = Field(
        MAX_SECONDS,
        gt=0,
        description="CPU seconds after which a film or point is given up as time_limit",
    )
    isolation: Literal["threads", "processes"] = Field(
        "threads",
        description=(
            "where batches run: threads of one process, or child processes that one of them cannot "
            "take others down with"
        ),
    )


class StudyFile(BaseModel, frozen=True):
    """Entries of a study of any kind."""

    model_config = STRICT

    kind: str = Field(description="the question that is asked")
    title: str = Field("", description="one line for figures and reports")
    axes: dict[str, Axis] = Field(default_factory=dict, description="what is varied, by name")
    zip: list[list[str]] = Field(
        default_factory=list, description="axes that walk together instead of being multiplied"
    )
    samples: SamplesSection | None = Field(None, description="space-filling points")
    derived: dict[str, str] = Field(
        default_factory=dict,
        description="values that follow from others",
        examples=[{"voltage": "-0.08 [V/nm] * thickness"}],
    )
    where: list[str] = Field(
        default_factory=list,
        description="conditions that hold for all of the study",
        examples=[["voltage < -2 [V] or x_Mn == 0"]],
    )
    execution: ExecutionSection = section(ExecutionSection)
