"""Refinement, as the file of a study asks for it: checked, so that it can end, before any work."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nmhts.errors import MaterialError, UnitError, nearest, unknown_name
from nmhts.materials.formula import formula_of, parse_formula
from nmhts.schema.axes import AxisValues
from nmhts.schema.meshes import SIX_DECIMALS, Compositions, Mesh, Numbers
from nmhts.schema.phase_file import LABELS
from nmhts.schema.quantity import Range
from nmhts.simulation.kinetics import SERIES
from nmhts.simulation.phases import VOLUME_MEANS
from nmhts.units import parse

LEVEL = 0.02
"""Level of a quantity of a map, as a share of its largest value, unless the study says another."""


@dataclass(frozen=True)
class Refinement:
    """Meshes of the axes along which a study is refined, and how often it is at most."""

    meshes: tuple[Mesh, ...]
    rounds: int

    @property
    def axes(self) -> tuple[str, ...]:
        """Return the names of the axes."""
        return tuple(mesh.name for mesh in self.meshes)


def film_refinement(
    sections: Mapping[str, Any], axes: Mapping[str, AxisValues], problems: list[str]
) -> Refinement | None:
    """Return the refinement of a study of films, or None without one; complain about one that cannot be, or cannot end."""
    refine = sections.get("refine")
    if refine is None:
        return None
    axis = axes.get(refine.axis)
    numbers = [name for name, a in axes.items() if a.unit is not None]
    if axis is None or axis.unit is None:
        if refine.axis not in (sections.get("axes") or {}) or axis is not None:
            problems.append(
                f"refine.axis: {refine.axis!r} is no axis of numbers{nearest(refine.axis, numbers)} "
                f"(axes of numbers: {', '.join(numbers) or 'none'})"
            )
        return None
    if refine.quantity not in SERIES:
        problems.append(f"refine.quantity: {unknown_name('series', refine.quantity, SERIES)}")
    if sections.get("scatter"):
        problems.append(
            "refine: devices with scatter cross at different places (leave out scatter)"
        )
    clauses = [
        c for c in (sections.get("protocol") or "").replace("\n", ";").split(";") if c.strip()
    ]
    if refine.clause > len(clauses):
        problems.append(
            f"refine.clause: {refine.clause} (the protocol has {len(clauses)}; allowed: 1 to {len(clauses)})"
        )
    _check_alone(axis, sections, problems)
    mesh = _mesh_of_numbers(axis, refine.tolerance, False, "refine.tolerance", problems)
    return _ending(sections, [mesh], ["refine.tolerance"], [refine.tolerance], problems)


def map_refinement(
    sections: Mapping[str, Any],
    axes: Mapping[str, AxisValues],
    metals: Sequence[str],
    phases: Collection[str],
    problems: list[str],
) -> Refinement | None:
    """Return the refinement of a map of phases, or None without one; complain about one that cannot be, or cannot end.

    Parameters: phases that may form, none if it is not known which.
    """
    refine = sections.get("refine")
    if refine is None:
        return None
    names = [refine.axis] if isinstance(refine.axis, str) else refine.axis
    _check_quantity(refine, phases, problems)
    if not names or len(set(names)) < len(names):
        problems.append(f"refine.axis: {names!r} (expected one or more different axes)")
        return None
    # An axis that is wrong has been complained about; one that is not there has not.
    strange = [name for name in names if name not in axes and name not in (sections.get("axes") or {})]  # fmt: skip
    for name in strange:
        also = "; compositions are refined along 'material'" if name.startswith("x_") else nearest(name, axes)  # fmt: skip
        problems.append(f"refine.axis: {name!r} is no axis{also} (axes: {', '.join(axes) or 'none'})")  # fmt: skip
    if strange:
        return None
    tolerances = _tolerances(refine.tolerance, names, problems)
    if tolerances is None or any(name not in axes for name in names):
        return None
    meshes: list[Mesh | None] = []
    for name in names:
        place = f"refine.tolerance.{name}" if len(names) > 1 else "refine.tolerance"
        _check_alone(axes[name], sections, problems)
        if name == "material":
            mesh = _mesh_of_compositions(axes[name], tolerances[name], metals, place, problems)
        else:
            wide = _is_logarithmic((sections.get("axes") or {}).get(name))
            mesh = _mesh_of_numbers(axes[name], tolerances[name], wide, place, problems)
        meshes.append(mesh)
    places = [f"refine.tolerance.{n}" if len(names) > 1 else "refine.tolerance" for n in names]
    return _ending(sections, meshes, places, [tolerances[name] for name in names], problems)


def _check_quantity(refine: Any, phases: Collection[str], problems: list[str]) -> None:
    """Complain about a quantity that maps do not have, and about the level of one that has none."""
    if phases and refine.quantity not in (*LABELS, *VOLUME_MEANS, *phases):
        allowed = (*LABELS, *VOLUME_MEANS, *phases)
        problems.append(f"refine.quantity: {unknown_name('quantity', refine.quantity, allowed)}")
    elif refine.quantity in LABELS and refine.level is not None:
        problems.append(
            f"refine.level: {refine.level:g} of {refine.quantity!r}, which has no level (leave it out, or refine by one of "
            f"{', '.join(VOLUME_MEANS)} or the amount of a phase)"
        )


def _tolerances(
    given: Any, names: Sequence[str], problems: list[str]
) -> dict[str, str | float] | None:
    """Return the tolerance of every axis; None, and a sentence, if one is missing or too much."""
    if not isinstance(given, Mapping):
        if len(names) == 1:
            return {names[0]: given}
        example = ", ".join(f"{name}: ..." for name in names)
        problems.append(f"refine.tolerance: {given!r} for several axes (expected one for each: {{{example}}})")  # fmt: skip
        return None
    wrong = [f"refine.tolerance: {unknown_name('axis', str(n), names)}" for n in given if n not in names]  # fmt: skip
    wrong += [f"refine.tolerance: nothing for {name!r} (expected one for each axis that is refined)" for name in names if name not in given]  # fmt: skip
    problems += wrong
    return None if wrong else dict(given)


def _check_alone(axis: AxisValues, sections: Mapping[str, Any], problems: list[str]) -> None:
    if any(axis.name in group for group in sections.get("zip") or []):
        problems.append(
            f"refine.axis: {axis.name!r} is zipped with another axis and cannot move alone"
        )
    if len(axis.values) < 2:
        problems.append(
            f"refine.axis: {axis.name!r} has one value (allowed: two or more, to bisect)"
        )


def _is_logarithmic(axis: Any) -> bool:
    """Return whether an axis as written has a logarithmic range."""
    items = axis if isinstance(axis, list) else [axis]
    return any(isinstance(item, Range) and item.spacing == "log" for item in items)


def _mesh_of_numbers(
    axis: AxisValues, given: Any, logarithmic: bool, place: str, problems: list[str]
) -> Mesh | None:
    """Return the mesh of an axis of numbers; None if it or its tolerance is of no use."""
    assert axis.unit is not None
    try:
        tolerance = parse(given, "" if logarithmic else axis.unit)
    except UnitError as error:
        also = f"; {axis.name!r} has log spacing, so it is the ratio of two values, e.g. 1.1" if logarithmic else ""  # fmt: skip
        problems.append(f"{place}: {error}{also}")
        return None
    if len(axis.values) < 2:
        return None
    least = 1.0 if logarithmic else 0.0
    if not tolerance > least:
        problems.append(f"{place}: {given!r} would never be reached (allowed: above {least:g})")
        return None
    return Numbers(axis.name, [float(v) for v in axis.values], tolerance, logarithmic, axis.unit)


def _mesh_of_compositions(
    axis: AxisValues, given: Any, metals: Sequence[str], place: str, problems: list[str]
) -> Mesh | None:
    """Return the mesh of compositions; None if they or their tolerance are of no use."""
    try:
        tolerance = parse(given, "")
        if not tolerance > 5 * SIX_DECIMALS:
            raise UnitError(
                f"{given!r} (allowed: above {5 * SIX_DECIMALS:g}; formulas are kept to six decimals)"
            )
    except UnitError as error:
        problems.append(f"{place}: {error}")
        return None
    if len(axis.values) < 2:
        return None
    try:
        formulas = [canonical_formula(str(v)) for v in axis.values]
        return Compositions(axis.name, formulas, metals, "N", tolerance)
    except MaterialError as error:
        # A formula that cannot be read has been complained about.
        if "vary at once" in str(error):
            problems.append(f"refine.axis: {error}")
        return None


def canonical_formula(formula: str) -> str:
    """Return the one way to write the formula of an alloy of a map."""
    return formula_of(dict(parse_formula(formula).metals), "N")


def _ending(
    sections: Mapping[str, Any],
    meshes: Sequence[Mesh | None],
    places: Sequence[str],
    given: Sequence[Any],
    problems: list[str],
) -> Refinement | None:
    """Return the refinement; complain about tolerances that its rounds cannot reach."""
    rounds = sections["refine"].max_rounds
    good = [mesh for mesh in meshes if mesh is not None]
    for mesh, place, text in zip(meshes, places, given, strict=True):
        if mesh is not None and (needed := mesh.rounds_of(mesh.widest)) > rounds:
            problems.append(
                f"{place}: {text!r} needs {needed} rounds from a gap of {mesh.gap(mesh.widest)}, "
                f"refine.max_rounds is {rounds} (allowed: {mesh.gap(mesh.widest / 2**rounds, 3)} or more, or more rounds)"
            )
    return Refinement(tuple(good), rounds) if len(good) == len(meshes) else None
