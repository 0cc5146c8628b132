"""Common sections of the files of all kinds of study of films, as pydantic models."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from nmhts.materials.library import DEFAULT_MIXING
from nmhts.schema.fields import RelativeTolerance, max_steps, section
from nmhts.schema.quantity import Length, Temperature
from nmhts.schema.study import STRICT, Axis, StudyFile


class FilmSection(BaseModel):
    """Entries of the film that are not varied; each, and each sheet number, may be an axis."""

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


class NumericsSection(BaseModel, frozen=True):
    """Accuracy of the integration of a film; part of the identity of a store."""

    model_config = STRICT

    fidelity: Literal["planes", "front"] = Field(
        "planes",
        description=(
            "planes: every atomic plane; front: metal below a sharp front, much faster, see "
            "docs/theory/front.md"
        ),
    )
    rtol: RelativeTolerance = 1e-2
    max_steps: int = max_steps("a film is given up")


class FilmsFile(StudyFile, frozen=True):
    """Entries of all studies of films."""

    film: FilmSection = section(FilmSection)
    protocol: str = Field(
        description="voltage protocol in words; {name} stands for an axis of that name",
        examples=["hold {voltage} for 1 h; rest 30 min; hold +6 V for 10 min"],
    )
    axes: dict[str, Axis] = Field(
        default_factory=dict,
        description=(
            "what is varied: film entries, numbers of the sheets and placeholders of the protocol"
        ),
    )
    replicates: int = Field(
        1, ge=1, le=100_000, description="devices of each kind, told apart by scatter"
    )
    scatter: dict[str, str | float] = Field(
        default_factory=dict,
        description=(
            "standard deviation from device to device, by number of the sheets, thickness or "
            "temperature"
        ),
        examples=[{"exit_barrier": "0.01 eV"}],
    )
    numerics: NumericsSection = section(NumericsSection)
