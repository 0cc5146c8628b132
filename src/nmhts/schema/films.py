"""Common reading of studies of films, before the checks of their kinds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from nmhts.errors import MaterialError
from nmhts.materials.library import find_gate, find_mixing, find_nitride, mixing_library
from nmhts.schema.axes import AxisValues, read_axes, read_numbers, read_sampled
from nmhts.schema.config import StudyConfig, Varied
from nmhts.schema.film_file import FilmSection, FilmsFile
from nmhts.schema.names import FILM, Vocabulary
from nmhts.schema.placeholders import Parse, check_free, check_protocol, names_in
from nmhts.schema.relations import check_combining, check_scatter, read_relations
from nmhts.schema.sections import read_sections
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.units import shown

MOST_LOOKED_UP = 300
"""Largest number of materials of an axis that are looked up while the file is read (assumed)."""


@dataclass(frozen=True)
class FilmsConfig(StudyConfig):
    """A checked study of films; ``parameters`` and ``scatter`` by number of the sheets, in SI.

    ``columns`` holds the SI unit of every number of the run table that is neither composition,
    thickness nor temperature.
    """

    file: FilmsFile
    parameters: Mapping[str, float]
    scatter: Mapping[str, float]

    @property
    def replicates(self) -> int:
        """Return the number of devices of each kind."""
        return self.file.replicates


F = TypeVar("F", bound=FilmsConfig)


@dataclass(frozen=True)
class FilmSections(Varied):
    """Content of a study of films: its sections, and what was read from them.

    ``units`` are those of all names with a unit.
    """

    sections: dict[str, Any]
    parameters: dict[str, float]
    scatter: dict[str, float]

    def columns(self, vocabulary: Vocabulary) -> dict[str, str]:
        """Return the SI unit of every number of the run table that the study adds."""
        scattered = {n: vocabulary.numbers[n] for n in self.scatter if n in vocabulary.numbers}
        scattered = {n: unit for n, unit in scattered.items() if n not in vocabulary.entries}
        return super().columns(vocabulary) | scattered

    def films(
        self, made: type[F], path: Path, form: type[FilmsFile], vocabulary: Vocabulary, **own: Any
    ) -> F:
        """Return the checked study of films; parameters as of ``study``."""
        file = form.model_validate(self.sections)
        own |= {"parameters": self.parameters, "scatter": self.scatter}
        return self.study(made, path, file, vocabulary, **own)


def clause_count(protocol: str) -> int:
    """Return the number of clauses of a protocol, as written."""
    return sum(bool(clause.strip()) for clause in protocol.replace("\n", ";").split(";"))


def read_films(
    path: Path,
    raw: Mapping[str, Any],
    form: type[FilmsFile],
    vocabulary: Vocabulary,
    problems: list[str],
    parse: Parse = parse_protocol,
) -> FilmSections:
    """Return the readable content of a study of films; faults are added to ``problems``.

    Parameters: form of the file; vocabulary of names that may vary; parse: reads a whole protocol,
    which may have conditions beyond those of its clauses.
    """
    sections = read_sections(raw, form, problems)
    used = names_in(sections.get("protocol"))
    derived, where = read_relations(sections, vocabulary, problems)
    helpers = {name for expression in (*derived.values(), *where) for name in expression.names}
    axes = read_axes(sections.get("axes"), vocabulary, used, helpers, problems)
    samples = sections.get("samples")
    sampled = read_sampled(samples.of, vocabulary, used, problems) if samples else {}
    film = sections.get("film")
    parameters = read_numbers(
        "film.parameters", film.parameters if film else {}, problems, vocabulary=vocabulary
    )
    scatter = read_numbers("scatter", sections.get("scatter") or {}, problems, True, vocabulary)
    known: dict[str, AxisValues | None] = {**dict.fromkeys(sections.get("axes") or {}), **axes}
    _check_film(raw, film, known, (*sampled, *derived), problems)
    check_scatter(sections, scatter, problems)
    units = check_combining(
        sections, vocabulary, known, sampled, derived, problems, used, parameters
    )
    check_free(vocabulary, known | sampled, used, helpers, problems)
    # Where a placeholder has no value, clauses are read one by one and checked alone.
    whole = parse if used <= {*axes, *sampled} else parse_protocol
    check_protocol(
        vocabulary,
        sections.get("protocol"),
        known | sampled,
        derived,
        units,
        path.parent,
        problems,
        whole,
    )
    return FilmSections(axes, known, sampled, derived, where, units, sections, parameters, scatter)


def _check_film(
    raw: Mapping[str, Any],
    film: FilmSection | None,
    axes: Mapping[str, AxisValues | None],
    elsewhere: Collection[str],
    problems: list[str],
) -> None:
    written = raw.get("film")

    def values_of(name: str) -> tuple:
        if name in axes:
            axis = axes[name]
            return axis.values if axis else ()
        if film is not None:
            return (getattr(film, name),)
        given = written.get(name) if isinstance(written, Mapping) else None
        return (given,) if isinstance(given, str) and name in finders else ()

    finders = {"gate": find_gate, "mixing": find_mixing, "material": find_nitride}
    for name in FILM.entries:
        if name in axes and isinstance(written, Mapping) and name in written:
            problems.append(f"film.{name}: is also an axis (give it in one place)")
        if name in elsewhere and isinstance(written, Mapping) and name in written:
            problems.append(f"film.{name}: is also sampled or derived (give it in one place)")
    for name, find in finders.items():
        if name == "material" and "where" in raw:
            # A condition may exclude compositions without rules; the plan looks up the others.
            continue
        sets = values_of("mixing") if name == "material" else ()
        # The plan looks up every value; a first check must be fast.
        for value in values_of(name)[:MOST_LOOKED_UP]:
            try:
                for rules in sets or (None,):
                    # Broken mixing rules have been reported.
                    if rules is None or rules in mixing_library():
                        find(str(value), *([rules] if rules else []))
            except MaterialError as error:
                where = "axes" if name in axes else "film"
                problems.append(f"{where}.{name}: {error}")
    for name in ("thickness", "temperature"):
        if name not in axes and film is not None and not getattr(film, name) > 0:
            typed = written.get(name) if isinstance(written, Mapping) else None
            problems.append(
                f"film.{name}: {typed or shown(getattr(film, name), name)} must be positive"
            )
