"""Fields that the files of several kinds of study have."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

MaxPlanes = Annotated[
    int, Field(ge=3, le=100_000, description="room for atomic planes in the stored profiles")
]
RelativeTolerance = Annotated[
    float, Field(ge=1e-10, le=1e-1, description="relative tolerance of a time step")
]
Spacing = Annotated[
    Literal["linear", "log", "mixed", "pulse_ends", "before_pulses"],
    Field(description="how recorded times are spread over a clause"),
]
StepsPerClause = Annotated[
    int, Field(ge=2, le=10_000, description="recorded times per clause of the protocol")
]


def section(form: type[BaseModel]) -> Any:
    """Return the field of a section that may be left out; it then has its defaults."""
    return Field(default_factory=lambda: form.model_validate({}))


def runs_per_shard(number: int, rows: str) -> Any:
    """Return the field of the size of shards; ``rows``: what the rows are."""
    said = f"{rows} per shard, which is one storage object per variable"
    return Field(number, ge=1, le=100_000, description=said)


def max_steps(then: str) -> Any:
    """Return the field of the largest number of time steps; ``then``: what happens after them."""
    return Field(200_000, ge=100, description=f"steps after which {then}")
