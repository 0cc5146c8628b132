"""The file of a map of phases, as pydantic models."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from nmhts.schema.quantity import MolarEnergy, Pressure, Ratio, Temperature
from nmhts.schema.study import STRICT, Axis, ExecutionSection, StudyFile


class ConditionsSection(BaseModel):
    """The conditions: what is not an axis. Every entry but ``atmosphere`` and ``frozen_metals`` may instead be an axis."""

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


class PhaseOutputSection(BaseModel):
    """What is recorded; part of the identity of a store."""

    model_config = STRICT

    runs_per_shard: int = Field(
        2048,
        ge=1,
        le=100_000,
        description="points per shard, which is one storage object per variable",
    )


class PhaseExecutionSection(ExecutionSection):
    """How the work is cut; changes nothing in the results."""

    runs_per_batch: int = Field(512, ge=1, le=100_000, description="points per Dask task")


class PhaseMapFile(StudyFile, frozen=True):
    """A map of the phases of an alloy with nitrogen, and of their magnetic order."""

    kind: Literal["phase_map"] = Field(description="the question that is asked")
    system: str = Field(description="metals and N", examples=["Co-Mn-N"])
    database: str = Field(
        "cofemnn",
        description="thermodynamic database: one of the package by its name, or a TDB file, its path relative to the study file",
    )
    phases: list[str] = Field(
        default_factory=list, description="phases that may form (all of the database if empty)"
    )
    suspended: list[str] = Field(default_factory=list, description="phases that may not form")
    conditions: ConditionsSection = Field(
        default_factory=lambda: ConditionsSection.model_validate({})
    )
    axes: dict[str, Axis] = Field(
        default_factory=dict,
        description="what is varied: material, temperature, pressure and one of nitrogen, nitrogen_chemical_potential, nitrogen_pressure",
    )
    output: PhaseOutputSection = Field(
        default_factory=lambda: PhaseOutputSection.model_validate({})
    )
    execution: PhaseExecutionSection = Field(
        default_factory=lambda: PhaseExecutionSection.model_validate({})
    )
