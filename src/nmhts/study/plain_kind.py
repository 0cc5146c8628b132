"""Kinds of study whose points are numbers and names of one section of the file."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from nmhts.schema.combine import Combination
from nmhts.study.files import canonical, digest
from nmhts.study.kind import Kind, Resolved
from nmhts.study.rows import Row, added_entries, check_run_id, checked_entries, resolve_rows

if TYPE_CHECKING:
    import xarray as xr

    from nmhts.schema.config import StudyConfig


class PlainKind(Kind):
    """A kind whose points follow from their rows alone.

    A subclass defines ``point``; inputs that all points share go into ``shared``.
    """

    coded = ()

    @abstractmethod
    def point(self, row: Mapping[str, Any], shared: Mapping[str, Any]) -> Any:
        """Return the simulation input of a row: a frozen dataclass that decides the result."""

    def shared(self, config: StudyConfig) -> dict[str, Any]:
        """Return the inputs that all points share and that are not in their rows."""
        return {}

    def run_id(self, point: Any) -> str:
        """Return the hash of a point: 16 hex digits, a uint64."""
        return digest(canonical(asdict(point)))[:16]

    def resolve(
        self, config: StudyConfig, extra: Sequence[Mapping[str, Any]] = ()
    ) -> Resolved[Row]:
        """Return the points of a study."""
        shared, entries = self.shared(config), tuple(config.vocabulary.entries)

        def row_of(combination: Combination) -> dict[str, Any]:
            given = config.fixed | combination
            return checked_entries(config, given, entries) | added_entries(config, given)

        return Resolved(
            resolve_rows(config, extra, row_of, lambda row: self.run_id(self.point(row, shared)))
        )

    def plan_entries(self, config: StudyConfig, resolved: Resolved[Row]) -> dict[str, Any]:
        """Return nothing: shared inputs are in the identity."""
        return {}

    def tables(self, resolved: Resolved[Row], points: Sequence[Row]) -> dict[str, Any]:
        """Return nothing: all inputs are in the rows."""
        return {}

    def read_points(self, spec: Mapping[str, Any]) -> list[Any]:
        """Return the points of a spec."""
        points = []
        for entry in spec["points"]:
            point = self.point(entry["row"], spec["identity"].get("shared", {}))
            check_run_id(spec, entry, self.run_id(point))
            points.append(point)
        return points

    def own_identity(self, config: StudyConfig) -> dict[str, Any]:
        """Return the shared inputs, if any."""
        shared = self.shared(config)
        return {"shared": shared} if shared else {}

    def numbers(self, attributes: Mapping[str, Any], design: xr.Dataset) -> dict[str, Any]:
        """Return nothing: the numbers come from no sheet."""
        return {}
