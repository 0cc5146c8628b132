"""A checked study, the input of planning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nmhts.schema.axes import AxisValues
from nmhts.schema.expression import Expression
from nmhts.schema.names import Vocabulary
from nmhts.schema.study import StudyFile

if TYPE_CHECKING:
    from nmhts.schema.refinement import Refinement


@dataclass(frozen=True)
class StudyConfig:
    """A checked study: sections of the file, axes, samples (low and high) and relations.

    ``columns`` holds the SI unit of every number of the run table that the study adds to those of
    its kind.
    """

    name: str
    path: Path
    file: StudyFile
    vocabulary: Vocabulary
    axes: tuple[AxisValues, ...]
    sampled: Mapping[str, AxisValues]
    derived: Mapping[str, Expression]
    where: tuple[Expression, ...]
    columns: Mapping[str, str]
    refinement: Refinement | None = field(default=None, kw_only=True)

    @property
    def replicates(self) -> int:
        """Return the number of devices of each kind."""
        return 1

    @property
    def refined_axes(self) -> tuple[str, ...]:
        """Return the axes along which refinement adds points."""
        return self.refinement.axes if self.refinement else ()

    @property
    def rounds(self) -> int:
        """Return the largest number of rounds of refinement."""
        return self.refinement.rounds if self.refinement else 0

    @property
    def fixed(self) -> dict[str, Any]:
        """Return the entries that are not varied."""
        held = {name: self.vocabulary.section_of(name) for name in self.vocabulary.entries}
        return {name: getattr(getattr(self.file, key), name) for name, key in held.items()}

    @property
    def counters(self) -> tuple[str, ...]:
        """Return the counters of the run table in use: ``sample`` and ``replicate``."""
        given = {"sample": self.file.samples is not None, "replicate": self.replicates > 1}
        return tuple(name for name, used in given.items() if used)

    @property
    def dimensions(self) -> list[str]:
        """Return the axes that span the grid: of zipped axes only the first."""
        followers = {name for group in self.file.zip for name in group[1:]}
        return [axis.name for axis in self.axes if axis.name not in followers]


def added_columns(
    axes: Mapping[str, AxisValues],
    sampled: Mapping[str, AxisValues],
    derived: Mapping[str, Expression],
    units: Mapping[str, str],
) -> dict[str, str]:
    """Return the SI unit of every number that axes, samples and expressions give."""
    found = {a.name: a.unit for a in (*axes.values(), *sampled.values()) if a.unit is not None}
    return found | {name: units[name] for name in derived}
