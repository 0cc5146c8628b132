"""Pydantic models of the file of a study of films by kinetic Monte Carlo."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from nmhts.physics.transport.lattice.potential import PLANES
from nmhts.schema.fields import (
    MaxPlanes,
    RelativeTolerance,
    Spacing,
    StepsPerClause,
    max_steps,
    runs_per_shard,
    section,
)
from nmhts.schema.film_file import FilmsFile
from nmhts.schema.quantity import Length
from nmhts.schema.study import STRICT
from nmhts.simulation.films import fidelities
from nmhts.simulation.lattice.box_model import DEFAULT_MAX_HOPS, MOST_HOPS

MOST_SEEDS, LARGEST_SEED = 10_000, 2**53
"""Greatest number of boxes of each film, and the largest seed that stays whole in the run table."""


def seed_list(given: object) -> list[int]:
    """Return the seeds, given as their number or one by one.

    Errors: ValueError for anything else.
    """
    if type(given) is int and 1 <= given <= MOST_SEEDS:
        return list(range(given))
    good = isinstance(given, list) and all(
        type(seed) is int and 0 <= seed <= LARGEST_SEED for seed in given
    )
    if not isinstance(given, list) or not good or not given or len(set(given)) < len(given):
        raise ValueError(
            f"{given!r} (allowed: how many, 1 to {MOST_SEEDS:,}, or a list of different whole "
            "numbers from 0 on, such as [1, 2, 3])"
        )
    return given


def _checked_seeds(given: object) -> list[int]:
    try:
        return seed_list(given)
    except ValueError as error:
        raise PydanticCustomError("quantity", "{message}", {"message": str(error)}) from None


class LatticeSection(BaseModel):
    """The boxes of kinetic Monte Carlo, and the fidelities they are compared with.

    All but the seeds is part of the identity of a store.
    """

    model_config = STRICT

    size: list[int] = Field(
        default_factory=lambda: [32, 32],
        min_length=2,
        max_length=2,
        description=(
            "sites along x and y, a plane spacing apart, periodic; square boxes of several "
            "sizes: axes.box_side"
        ),
    )
    seeds: Annotated[int | list[int], BeforeValidator(_checked_seeds)] = Field(
        3,
        description=(
            "how many boxes of each film (seeds 0, 1, ...), or their seeds; the last axis of the "
            "study"
        ),
        examples=[[1, 2, 3]],
    )
    grain_size: Length | None = Field(
        None,
        description=(
            "columnar grains with fast boundaries, of materials that state them; none if not "
            "given, or 0 nm; may instead be an axis"
        ),
        examples=["5 nm"],
    )
    potential: Literal["planes", "sites"] = Field(
        PLANES,
        description=(
            "planes: with the lateral mean; sites: in three dimensions, several times slower"
        ),
    )
    max_hops: int = Field(
        DEFAULT_MAX_HOPS, ge=1, le=MOST_HOPS, description="events after which a box is given up"
    )
    compared: list[Literal["planes", "front"]] = Field(
        default_factory=lambda: [fidelities.PLANES, fidelities.FRONT],
        description="other fidelities that simulate the same films",
    )


class ComparedNumericsSection(BaseModel):
    """The tolerances of the compared fidelities; part of the identity of a store.

    A box has no step to choose.
    """

    model_config = STRICT

    rtol: RelativeTolerance = 1e-2
    max_steps: int = max_steps("a film is given up by that fidelity")


class LatticeOutputSection(BaseModel):
    """The recorded output; part of the identity of a store."""

    model_config = STRICT

    steps_per_clause: StepsPerClause = 40
    spacing: Spacing = "linear"
    max_planes: MaxPlanes = 100
    max_side: int = Field(
        64,
        ge=3,
        le=100_000,
        description="room for sites along x and y in what is stored of columns",
    )
    column_fronts: bool = Field(
        True, description="whether the front of every column is kept at every recorded time"
    )
    sites: bool = Field(False, description="whether every site is kept at the end")
    runs_per_shard: int = runs_per_shard(16, "boxes")


class LatticeFile(FilmsFile, frozen=True):
    """A parameter study of films by kinetic Monte Carlo."""

    kind: Literal["lattice"] = Field(description="the question that is asked")
    lattice: LatticeSection = section(LatticeSection)
    numerics: ComparedNumericsSection = section(ComparedNumericsSection)  # type: ignore[assignment]
    output: LatticeOutputSection = section(LatticeOutputSection)


FILE = LatticeFile
