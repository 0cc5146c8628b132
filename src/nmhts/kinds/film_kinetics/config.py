"""Checked configuration of a study of film kinetics, from the sections of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nmhts.errors import nearest, unknown_name
from nmhts.kinds.film_kinetics.file import FilmKineticsFile
from nmhts.schema.axes import AxisValues
from nmhts.schema.films import FilmsConfig, clause_count, read_films
from nmhts.schema.names import FILM
from nmhts.schema.refinement import Refinement, check_alone, ending, mesh_of_numbers
from nmhts.simulation.films.magnetic_history import WRITTEN
from nmhts.simulation.films.plane_model import SERIES


@dataclass(frozen=True)
class FilmConfig(FilmsConfig):
    """A checked study of film kinetics."""

    file: FilmKineticsFile


def read_study(path: Path, raw: Mapping[str, Any], problems: list[str]) -> FilmConfig | None:
    """Return the configuration of a study of film kinetics.

    If anything is wrong: None, with sentences added to ``problems``.
    """
    read = read_films(path, raw, FilmKineticsFile, FILM, problems)
    refinement = film_refinement(read.sections, read.axes, problems)
    _check_magnetised(read.sections, problems)
    if problems:
        return None
    return read.films(FilmConfig, path, FilmKineticsFile, FILM, refinement=refinement)


def film_refinement(
    sections: Mapping[str, Any], axes: Mapping[str, AxisValues], problems: list[str]
) -> Refinement | None:
    """Return the refinement of a study of films, or None without one.

    Complain about one that is impossible or cannot end.
    """
    refine = sections.get("refine")
    if refine is None:
        return None
    axis = axes.get(refine.axis)
    numbers = [name for name, a in axes.items() if a.unit is not None]
    if axis is None or axis.unit is None:
        if refine.axis not in (sections.get("axes") or {}) or axis is not None:
            problems.append(
                f"refine.axis: {refine.axis!r} is no axis of "
                f"numbers{nearest(refine.axis, numbers)} (axes of numbers: "
                f"{', '.join(numbers) or 'none'})"
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
            f"refine.clause: {refine.clause} (the protocol has {len(clauses)}; allowed: 1 to "
            f"{len(clauses)})"
        )
    check_alone(axis, sections, problems)
    mesh = mesh_of_numbers(axis, refine.tolerance, False, "refine.tolerance", problems)
    return ending(sections, [mesh], ["refine.tolerance"], [refine.tolerance], problems)


def _check_magnetised(sections: Mapping[str, Any], problems: list[str]) -> None:
    """Complain about missing, repeated and unneeded fields, and about fields at no clause."""
    output, protocol = sections.get("output"), sections.get("protocol")
    if output is None or not isinstance(protocol, str):
        return
    asked = [name for name in WRITTEN if name in output.variables]
    if asked and not output.magnetised:
        problems.append(
            f"output.variables: {asked[0]} needs output.magnetised, which says when the films "
            f"were magnetised, e.g. [{{clause: 1, direction: 1}}]"
        )
    if output.magnetised and not asked:
        problems.append(
            f"output.magnetised: nothing recorded depends on it (add {' or '.join(WRITTEN)} "
            "to output.variables)"
        )
    clauses = [field.clause for field in output.magnetised]
    for k, clause in enumerate(clauses):
        where = f"output.magnetised.{k}.clause"
        if clause > clause_count(protocol):
            problems.append(
                f"{where}: {clause} (allowed: 0 to {clause_count(protocol)}, the clauses of "
                "the protocol)"
            )
        elif clause in clauses[:k]:
            problems.append(f"{where}: {clause} is there twice (one field at the end of a clause)")
