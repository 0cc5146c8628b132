"""The file of a study of film kinetics, as pydantic models."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from nmhts.materials.library import DEFAULT_MIXING
from nmhts.schema.quantity import Length, Temperature
from nmhts.schema.study import STRICT, Axis, StudyFile
from nmhts.simulation.kinetics import SERIES

OptionalVariable = Literal[
    "coercivity",
    "remanence",
    "exchange_bias",
    "saturation_magnetization",
    "written_remanence",
    "plane_direction",
]
"""Variables a study may record besides those it always does; all follow from the stored profiles."""


class FilmSection(BaseModel):
    """The film: what is not an axis. Every entry, and every number of the sheets, may instead be an axis."""

    model_config = STRICT

    material: str = Field(
        "CoN",
        description="formula of a sheet, or of an alloy of end members",
        examples=["Co0.9Mn0.1N"],
    )
    gate: str = Field("propylene carbonate", description="gate sheet by name")
    mixing: str = Field(DEFAULT_MIXING, description="set of mixing rules for alloys")
    thickness: Length = Field(
        5e-8, description="film thickness as grown", examples=["50 nm"], validate_default=False
    )
    temperature: Temperature = Field(
        298.15, description="temperature", examples=["298.15 K"], validate_default=False
    )
    parameters: dict[str, str | float] = Field(
        default_factory=dict,
        description="numbers that replace those of the sheets, by name",
        examples=[{"exit_barrier": "1.35 eV"}],
    )


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


class NumericsSection(BaseModel, frozen=True):
    """How precisely a film is integrated; part of the identity of a store."""

    model_config = STRICT

    fidelity: Literal["planes", "front"] = Field(
        "planes",
        description="planes: every atomic plane; front: metal below a sharp front, much faster, see docs/theory/front.md",
    )
    rtol: float = Field(1e-2, ge=1e-10, le=1e-1, description="relative tolerance of a time step")
    max_steps: int = Field(200_000, ge=100, description="steps after which a film is given up")


class MagnetisedSection(BaseModel):
    """A field that is on for a moment; between such moments a film is gated without one."""

    model_config = STRICT

    clause: int = Field(
        ge=0, description="clause of the protocol at whose end the field is on; 0: as grown"
    )
    direction: float = Field(
        1.0, ge=-1, le=1, description="1 along the axis, -1 against it, 0 demagnetises"
    )


class OutputSection(BaseModel):
    """What is recorded; part of the identity of a store."""

    model_config = STRICT

    steps_per_clause: int = Field(
        40, ge=2, le=10_000, description="recorded times per clause of the protocol"
    )
    spacing: Literal["linear", "log", "mixed", "pulse_ends", "before_pulses"] = Field(
        "mixed", description="how recorded times are spread over a clause"
    )
    snapshots_per_clause: int = Field(
        12, ge=1, le=10_000, description="profiles kept per clause, among the recorded times"
    )
    max_planes: int = Field(
        400, ge=3, le=100_000, description="room for atomic planes in the stored profiles"
    )
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
        description="share of the films that are run again at a tenth of the tolerance, for the numerical error of M",
        examples=[0.05],
    )
    runs_per_shard: int = Field(
        128,
        ge=1,
        le=100_000,
        description="films per shard, which is one storage object per variable",
    )


class FilmsFile(StudyFile, frozen=True):
    """What studies of films have, whatever is asked of them."""

    film: FilmSection = Field(default_factory=lambda: FilmSection.model_validate({}))
    protocol: str = Field(
        description="voltage protocol in words; {name} stands for an axis of that name",
        examples=["hold {voltage} for 1 h; rest 30 min; hold +6 V for 10 min"],
    )
    axes: dict[str, Axis] = Field(
        default_factory=dict,
        description="what is varied: film entries, numbers of the sheets and placeholders of the protocol",
    )
    replicates: int = Field(
        1, ge=1, le=100_000, description="devices of each kind, told apart by scatter"
    )
    scatter: dict[str, str | float] = Field(
        default_factory=dict,
        description="standard deviation from device to device, by number of the sheets, thickness or temperature",
        examples=[{"exit_barrier": "0.01 eV"}],
    )
    numerics: NumericsSection = Field(default_factory=lambda: NumericsSection.model_validate({}))


class FilmKineticsFile(FilmsFile, frozen=True):
    """A parameter study of film kinetics."""

    kind: Literal["film_kinetics"] = Field(description="the question that is asked")
    refine: RefineSection | None = Field(None, description="adaptive refinement of a boundary")
    output: OutputSection = Field(default_factory=lambda: OutputSection.model_validate({}))
