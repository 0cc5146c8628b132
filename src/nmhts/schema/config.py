"""A checked study, the input of planning, and what varies in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

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


C = TypeVar("C", bound=StudyConfig)


@dataclass(frozen=True)
class Varied:
    """Varied names of a study.

    ``axes``: those that could be read; ``written``: all axes of the file (None: unread); samples;
    relations; ``units``: SI units of free names.
    """

    axes: dict[str, AxisValues]
    written: dict[str, AxisValues | None]
    sampled: dict[str, AxisValues]
    derived: dict[str, Expression]
    where: list[Expression]
    units: dict[str, str]

    @property
    def given(self) -> set[str]:
        """Return the names with values besides those of the section."""
        return {*self.written, *self.sampled, *self.derived}

    def columns(self, vocabulary: Vocabulary) -> dict[str, str]:
        """Return the SI unit of every number of the run table that the study adds."""
        numbers = (*self.axes.values(), *self.sampled.values())
        found = {a.name: a.unit for a in numbers if a.unit is not None}
        found |= {name: self.units[name] for name in self.derived}
        return {name: unit for name, unit in found.items() if name not in vocabulary.entries}

    def study(
        self, made: type[C], path: Path, file: StudyFile, vocabulary: Vocabulary, **own: Any
    ) -> C:
        """Return the checked study; ``own``: what it has besides a :class:`StudyConfig`."""
        return made(
            path.stem,
            path,
            file,
            vocabulary,
            tuple(self.axes.values()),
            self.sampled,
            self.derived,
            tuple(self.where),
            self.columns(vocabulary),
            **own,
        )
