"""Refinement of a study, checked before any work so that it ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nmhts.errors import UnitError
from nmhts.schema.axes import AxisValues
from nmhts.schema.meshes import Mesh, Numbers
from nmhts.units import parse


@dataclass(frozen=True)
class Refinement:
    """Meshes of the refined axes, and the largest number of rounds."""

    meshes: tuple[Mesh, ...]
    rounds: int

    @property
    def axes(self) -> tuple[str, ...]:
        """Return the names of the axes."""
        return tuple(mesh.name for mesh in self.meshes)


def check_alone(axis: AxisValues, sections: Mapping[str, Any], problems: list[str]) -> None:
    """Report an axis that cannot be refined: zipped with another, or of one value."""
    if any(axis.name in group for group in sections.get("zip") or []):
        problems.append(
            f"refine.axis: {axis.name!r} is zipped with another axis and cannot move alone"
        )
    if len(axis.values) < 2:
        problems.append(
            f"refine.axis: {axis.name!r} has one value (allowed: two or more, to bisect)"
        )


def mesh_of_numbers(
    axis: AxisValues, given: Any, logarithmic: bool, place: str, problems: list[str]
) -> Mesh | None:
    """Return the mesh of an axis of numbers; None for a bad axis or tolerance."""
    assert axis.unit is not None
    try:
        tolerance = parse(given, "" if logarithmic else axis.unit)
    except UnitError as error:
        also = (
            f"; {axis.name!r} has log spacing, so it is the ratio of two values, e.g. 1.1"
            if logarithmic
            else ""
        )
        problems.append(f"{place}: {error}{also}")
        return None
    if len(axis.values) < 2:
        return None
    least = 1.0 if logarithmic else 0.0
    if not tolerance > least:
        problems.append(f"{place}: {given!r} would never be reached (allowed: above {least:g})")
        return None
    return Numbers(axis.name, [float(v) for v in axis.values], tolerance, logarithmic, axis.unit)


def ending(
    sections: Mapping[str, Any],
    meshes: Sequence[Mesh | None],
    places: Sequence[str],
    given: Sequence[Any],
    problems: list[str],
) -> Refinement | None:
    """Return the refinement; report tolerances that its rounds cannot reach."""
    rounds = sections["refine"].max_rounds
    good = [mesh for mesh in meshes if mesh is not None]
    for mesh, place, text in zip(meshes, places, given, strict=True):
        if mesh is not None and (needed := mesh.rounds_of(mesh.widest)) > rounds:
            problems.append(
                f"{place}: {text!r} needs {needed} rounds from a gap of {mesh.gap(mesh.widest)}, "
                f"refine.max_rounds is {rounds} (allowed: {mesh.gap(mesh.widest / 2**rounds, 3)} "
                "or more, or more rounds)"
            )
    return Refinement(tuple(good), rounds) if len(good) == len(meshes) else None
