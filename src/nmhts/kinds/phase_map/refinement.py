"""Checked refinement of a map of phases, from its section of the file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from nmhts.errors import MaterialError, UnitError, nearest, unknown_name
from nmhts.kinds.phase_map.file import LABELS
from nmhts.materials.formula import formula_of, parse_formula
from nmhts.schema.axes import AxisValues
from nmhts.schema.meshes import SIX_DECIMALS, Compositions, Mesh
from nmhts.schema.quantity import Range
from nmhts.schema.refinement import Refinement, check_alone, ending, mesh_of_numbers
from nmhts.simulation.phases.equilibrium_results import VOLUME_MEANS
from nmhts.units import parse

LEVEL = 0.02
"""Default level of a quantity of a map, as a share of its largest value."""


def map_refinement(
    sections: Mapping[str, Any],
    axes: Mapping[str, AxisValues],
    metals: Sequence[str],
    phases: Collection[str],
    problems: list[str],
) -> Refinement | None:
    """Return the refinement of a map of phases, or None without one.

    Complain about one that is impossible or cannot end.
    Parameters: phases that may form, none if they are unknown.
    """
    refine = sections.get("refine")
    if refine is None:
        return None
    names = [refine.axis] if isinstance(refine.axis, str) else refine.axis
    _check_quantity(refine, phases, problems)
    if not names or len(set(names)) < len(names):
        problems.append(f"refine.axis: {names!r} (expected one or more different axes)")
        return None
    # A wrong axis has its complaint already; a missing one has none yet.
    strange = [
        name for name in names if name not in axes and name not in (sections.get("axes") or {})
    ]
    for name in strange:
        also = (
            "; compositions are refined along 'material'"
            if name.startswith("x_")
            else nearest(name, axes)
        )
        problems.append(
            f"refine.axis: {name!r} is no axis{also} (axes: {', '.join(axes) or 'none'})"
        )
    if strange:
        return None
    tolerances = _tolerances(refine.tolerance, names, problems)
    if tolerances is None or any(name not in axes for name in names):
        return None
    meshes: list[Mesh | None] = []
    for name in names:
        place = f"refine.tolerance.{name}" if len(names) > 1 else "refine.tolerance"
        check_alone(axes[name], sections, problems)
        if name == "material":
            mesh = _mesh_of_compositions(axes[name], tolerances[name], metals, place, problems)
        else:
            wide = _is_logarithmic((sections.get("axes") or {}).get(name))
            mesh = mesh_of_numbers(axes[name], tolerances[name], wide, place, problems)
        meshes.append(mesh)
    places = [f"refine.tolerance.{n}" if len(names) > 1 else "refine.tolerance" for n in names]
    return ending(sections, meshes, places, [tolerances[name] for name in names], problems)


def _check_quantity(refine: Any, phases: Collection[str], problems: list[str]) -> None:
    """Complain about a quantity that maps do not have, and about a level of one that has none."""
    if phases and refine.quantity not in (*LABELS, *VOLUME_MEANS, *phases):
        allowed = (*LABELS, *VOLUME_MEANS, *phases)
        problems.append(f"refine.quantity: {unknown_name('quantity', refine.quantity, allowed)}")
    elif refine.quantity in LABELS and refine.level is not None:
        problems.append(
            f"refine.level: {refine.level:g} of {refine.quantity!r}, which has no level (leave it "
            f"out, or refine by one of {', '.join(VOLUME_MEANS)} or the amount of a phase)"
        )


def _tolerances(
    given: Any, names: Sequence[str], problems: list[str]
) -> dict[str, str | float] | None:
    """Return the tolerance of every axis; None, and a sentence, if one lacks or is superfluous."""
    if not isinstance(given, Mapping):
        if len(names) == 1:
            return {names[0]: given}
        example = ", ".join(f"{name}: ..." for name in names)
        problems.append(
            f"refine.tolerance: {given!r} for several axes (expected one for each: {{{example}}})"
        )
        return None
    wrong = [
        f"refine.tolerance: {unknown_name('axis', str(n), names)}" for n in given if n not in names
    ]
    wrong += [
        f"refine.tolerance: nothing for {name!r} (expected one for each axis that is refined)"
        for name in names
        if name not in given
    ]
    problems += wrong
    return None if wrong else dict(given)


def _is_logarithmic(axis: Any) -> bool:
    """Return whether an axis of the file has a logarithmic range."""
    items = axis if isinstance(axis, list) else [axis]
    return any(isinstance(item, Range) and item.spacing == "log" for item in items)


def _mesh_of_compositions(
    axis: AxisValues, given: Any, metals: Sequence[str], place: str, problems: list[str]
) -> Mesh | None:
    """Return the mesh of compositions; None if they or their tolerance are unusable."""
    try:
        tolerance = parse(given, "")
        if not tolerance > 5 * SIX_DECIMALS:
            raise UnitError(
                f"{given!r} (allowed: above {5 * SIX_DECIMALS:g}; formulas are kept to six "
                "decimals)"
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
        # An unreadable formula has its complaint already.
        if "vary at once" in str(error):
            problems.append(f"refine.axis: {error}")
        return None


def canonical_formula(formula: str) -> str:
    """Return the canonical form of the formula of an alloy of a map."""
    return formula_of(dict(parse_formula(formula).metals), "N")
