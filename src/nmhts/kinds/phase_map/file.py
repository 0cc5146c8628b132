"""Pydantic models of the file of a map of phases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, Discriminator, Field, Tag

from nmhts.schema.fields import runs_per_shard, section
from nmhts.schema.quantity import MolarEnergy, Pressure, Ratio, Temperature
from nmhts.schema.study import STRICT, Axis, ExecutionSection, StudyFile


class ConditionsSection(BaseModel):
    """The conditions that are not axes.

    Every entry but ``atmosphere`` and ``frozen_metals`` may instead be an axis.
    """

    model_config = STRICT

    material: str | None = Field(
        None,
        description="metals by a formula with one N, whose amount does not count",
        examples=["Co0.9Mn0.1N"],
    )
    temperature: Temperature = Field(
        298.15, description="temperature", examples=["300 K"], validate_default=False
    )
    pressure: Pressure = Field(
        1e5, description="pressure", examples=["1 bar"], validate_default=False
    )
    nitrogen: Ratio | None = Field(
        None, description="N atoms per metal atom of all phases together", examples=[0.25]
    )
    nitrogen_chemical_potential: MolarEnergy | None = Field(
        None,
        description="chemical potential of N against N2 gas at 1 bar, per atom or mole",
        examples=["-0.5 eV", "-48 kJ/mol"],
    )
    nitrogen_pressure: Pressure | None = Field(
        None, description="pressure of N2 that the alloy is in equilibrium with", examples=["1 bar"]
    )
    atmosphere: Literal["sealed", "vented"] = Field(
        "sealed", description="sealed: no N2 gas forms; vented: N2 may form and leave"
    )
    frozen_metals: bool = Field(
        False, description="only N moves: every phase has the metals of the alloy (paraequilibrium)"
    )


LABELS = ("phases", "order")
"""Labels of a point of a map: the set of its phases, or their magnetic orders."""


# The written form decides between two models, so that errors concern one of them.
NameOrNames = Annotated[
    Annotated[str, Tag("str")] | Annotated[list[str], Tag("list")],
    Discriminator(lambda value: "list" if isinstance(value, list) else "str"),
]
OneOrEach = Annotated[
    Annotated[str | float, Tag("str")] | Annotated[dict[str, str | float], Tag("dict")],
    Discriminator(lambda value: "dict" if isinstance(value, Mapping) else "str"),
]


class PhaseRefineSection(BaseModel):
    """Rounds of new points in cells of the grid whose points differ.

    A cell is halved along the axes named.
    """

    model_config = STRICT

    axis: NameOrNames = Field(
        description="axis, or axes, along which points are added",
        examples=[["temperature", "nitrogen"]],
    )
    quantity: str = Field(
        "phases",
        description=(
            "what differs: phases (which coexist), order (which magnetic orders coexist), or what "
            "crosses a level: net_magnetization, ferromagnetic_fraction, "
            "antiferromagnetic_fraction, paramagnetic_fraction, or the share of a phase, by its "
            "name"
        ),
        examples=["phases", "order", "net_magnetization", "FE4N_LP10"],
    )
    level: float | None = Field(
        None,
        gt=0,
        lt=1,
        description=(
            "of a quantity that crosses a level, as a share of its largest value (0.02 if not "
            "given)"
        ),
    )
    tolerance: OneOrEach = Field(
        description=(
            "distance of two points at which to stop, with its unit (material: metal fraction; "
            "log spacing: ratio); for several axes one each, by name"
        ),
        examples=["0.005", {"temperature": "5 K", "nitrogen": 0.005}],
    )
    max_rounds: int = Field(6, ge=1, le=20, description="rounds after which to stop at the latest")


class PhaseOutputSection(BaseModel):
    """The recorded output; part of the identity of a store."""

    model_config = STRICT

    runs_per_shard: int = runs_per_shard(2048, "points")


class PhaseExecutionSection(ExecutionSection):
    """The division of the work; changes nothing in the results."""

    runs_per_batch: int = Field(512, ge=1, le=100_000, description="points per Dask task")


class PhaseMapFile(StudyFile, frozen=True):
    """A map of the phases of an alloy with nitrogen, and of their magnetic order."""

    kind: Literal["phase_map"] = Field(description="the question that is asked")
    system: str = Field(description="metals and N", examples=["Co-Mn-N"])
    database: str = Field(
        "cofemnn",
        description=(
            "thermodynamic database: one of the package by its name, or a TDB file, its path "
            "relative to the study file"
        ),
    )
    phases: list[str] = Field(
        default_factory=list, description="phases that may form (all of the database if empty)"
    )
    suspended: list[str] = Field(default_factory=list, description="phases that may not form")
    conditions: ConditionsSection = section(ConditionsSection)
    axes: dict[str, Axis] = Field(
        default_factory=dict,
        description=(
            "what is varied: material, temperature, pressure and one of nitrogen, "
            "nitrogen_chemical_potential, nitrogen_pressure"
        ),
    )
    refine: PhaseRefineSection | None = Field(
        None, description="adaptive refinement of the boundaries between fields"
    )
    output: PhaseOutputSection = section(PhaseOutputSection)
    execution: PhaseExecutionSection = section(PhaseExecutionSection)


FILE = PhaseMapFile
