"""From the text of a study file to a checked StudyConfig, or to every error of the file at once."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from nmhts.errors import (
    MaterialError,
    ProtocolError,
    StudyError,
    UnitError,
    nearest,
)
from nmhts.materials.library import find_gate, find_mixing, find_nitride, mixing_library
from nmhts.materials.reading import UniqueKeyLoader
from nmhts.schema.axes import (
    FILM_AXES,
    NAME,
    QUANTITY_AXES,
    AxisValues,
    is_free,
    name_problem,
    read_axis,
    read_numbers,
    read_sampled,
)
from nmhts.schema.combine import combinations
from nmhts.schema.expression import Expression
from nmhts.schema.relations import check_combining, check_refine, read_relations
from nmhts.schema.sections import read_sections
from nmhts.schema.study import FilmSection, StudyFile
from nmhts.simulation.protocol import parse_protocol

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class StudyConfig:
    """A checked study: the file's sections, and what in it had to be read: axes, samples (low and high), numbers, relations.

    ``columns`` holds the SI unit of every number of the run table that is neither composition, thickness nor temperature.
    """

    name: str
    path: Path
    file: StudyFile
    axes: tuple[AxisValues, ...]
    sampled: Mapping[str, AxisValues]
    parameters: Mapping[str, float]
    scatter: Mapping[str, float]
    derived: Mapping[str, Expression]
    where: tuple[Expression, ...]
    columns: Mapping[str, str]
    tolerance: float | None = None

    @property
    def counters(self) -> tuple[str, ...]:
        """Return the counters of the run table: ``sample`` and ``replicate``, if the study has them."""
        given = {"sample": self.file.samples is not None, "replicate": self.file.replicates > 1}
        return tuple(name for name, used in given.items() if used)

    @property
    def dimensions(self) -> list[str]:
        """Return the axes that span the grid of films: of axes that walk together only the first."""
        followers = {name for group in self.file.zip for name in group[1:]}
        return [axis.name for axis in self.axes if axis.name not in followers]

    @property
    def size(self) -> int:
        """Return the number of films, without those that refinement adds."""
        return sum(1 for _ in combinations(self))


def load_study(path: Path) -> StudyConfig:
    """Return the checked :class:`StudyConfig` of a YAML file.

    Errors: StudyError with all problems of the file, each naming the key, what was given, what is allowed and the nearest right thing.
    """
    shown = str(path)
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=UniqueKeyLoader)
    except OSError as error:
        raise StudyError(shown, [f"cannot be read: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise StudyError(shown, ["cannot be read: it is not text in UTF-8"]) from error
    except yaml.YAMLError as error:
        raise StudyError(
            shown, [f"not readable as YAML: {' '.join(str(error).split())}"]
        ) from error
    if not isinstance(raw, dict):
        raise StudyError(
            shown, [f"a study is a mapping with the keys {', '.join(StudyFile.model_fields)}"]
        )
    problems: list[str] = []
    if not NAME.fullmatch(path.stem):
        problems.append(
            f"file name {path.stem!r}: a study is named by letters, digits and '_' (it becomes a folder)"
        )
    sections = read_sections(raw, problems)
    used = set(PLACEHOLDER.findall(sections.get("protocol") or ""))
    derived, where = read_relations(sections, problems)
    helpers = {name for expression in (*derived.values(), *where) for name in expression.names}
    axes = _axes(sections.get("axes"), used, helpers, problems)
    samples = sections.get("samples")
    sampled = read_sampled(samples.of, used, problems) if samples else {}
    film = sections.get("film")
    parameters = read_numbers("film.parameters", film.parameters if film else {}, problems)
    scatter = read_numbers("scatter", sections.get("scatter") or {}, problems, deviations=True)
    known: dict[str, AxisValues | None] = {**dict.fromkeys(sections.get("axes") or {}), **axes}
    _check_film(raw, film, known, (*sampled, *derived), problems)
    units = check_combining(sections, known, sampled, derived, parameters, scatter, used, problems)
    _check_free(known | sampled, used, helpers, problems)
    _check_protocol(
        sections.get("protocol"), known | sampled, derived, units, path.parent, problems
    )
    tolerance = check_refine(sections, axes, problems)
    if problems:
        raise StudyError(shown, problems)
    config = StudyConfig(
        path.stem,
        path,
        StudyFile.model_validate(sections),
        tuple(axes.values()),
        sampled,
        parameters,
        scatter,
        derived,
        tuple(where),
        _columns(axes, sampled, derived, scatter, units),
        tolerance,
    )
    return _with_films(config)


def _columns(axes, sampled, derived, scatter, units: Mapping[str, str]) -> dict[str, str]:
    found = {a.name: a.unit for a in (*axes.values(), *sampled.values()) if a.unit is not None}
    found |= {name: units[name] for name in derived}
    found |= {name: QUANTITY_AXES[name] for name in scatter if name in QUANTITY_AXES}
    return {name: unit for name, unit in found.items() if name not in FILM_AXES}


def _with_films(config: StudyConfig) -> StudyConfig:
    """Return the study if its relations hold for all combinations and leave a film."""
    try:
        some = any(True for _ in combinations(config))
    except UnitError as error:
        raise StudyError(str(config.path), [str(error)]) from error
    if not some:
        raise StudyError(
            str(config.path), ["where: no film meets all conditions; the study would be empty"]
        )
    return config


def _axes(
    raw: Mapping[str, Any] | None, used: set[str], helpers: set[str], problems: list[str]
) -> dict[str, AxisValues]:
    axes: dict[str, AxisValues] = {}
    for name, axis in (raw or {}).items():
        wrong = name_problem(name)
        if wrong:
            problems.append(f"axes.{name}: {wrong}")
            continue
        # A broken axis has been complained about; of one that nothing uses only that is said, later.
        if axis is None or (is_free(name) and name not in used | helpers):
            continue
        try:
            axes[name] = read_axis(name, axis, used)
        except (UnitError, MaterialError) as error:
            problems.append(f"axes.{name}: {error}")
    return axes


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
    for name in FILM_AXES:
        if name in axes and isinstance(written, Mapping) and name in written:
            problems.append(f"film.{name}: is also an axis (give it in one place)")
        if name in elsewhere and isinstance(written, Mapping) and name in written:
            problems.append(f"film.{name}: is also sampled or derived (give it in one place)")
    for name, find in finders.items():
        if name == "material" and "where" in raw:
            # A condition may leave out what the rules do not cover; the plan looks up what is left.
            continue
        sets = values_of("mixing") if name == "material" else ()
        for value in values_of(name):
            try:
                for rules in sets or (None,):
                    # Broken mixing rules have been complained about.
                    if rules is None or rules in mixing_library():
                        find(str(value), *([rules] if rules else []))
            except MaterialError as error:
                where = "axes" if name in axes else "film"
                problems.append(f"{where}.{name}: {error}")
    for name, unit in (("thickness", "m"), ("temperature", "K")):
        if name not in axes and film is not None and not getattr(film, name) > 0:
            problems.append(f"film.{name}: {getattr(film, name)} {unit} must be positive")


def _check_free(
    axes: Mapping[str, AxisValues | None], used: set[str], helpers: set[str], problems: list[str]
) -> None:
    """Complain about names that are given values and that nothing uses."""
    for name in axes:
        if is_free(name) and name not in used | helpers and name_problem(name) is None:
            choices = [*FILM_AXES, *QUANTITY_AXES, *used]
            problems.append(
                f"axes.{name}: neither a film entry nor a placeholder {{{name}}} in the protocol"
                f"{nearest(name, choices)} (film entries: {', '.join(FILM_AXES)}; or a number of the sheets)"
            )


def _check_protocol(
    text: str | None,
    axes: Mapping[str, AxisValues | None],
    derived: Mapping[str, Expression],
    units: Mapping[str, str],
    folder: Path,
    problems: list[str],
) -> None:
    if text is None:
        return
    used = set(PLACEHOLDER.findall(text))
    allowed = [name for name in (*axes, *derived) if is_free(name) or name in units]
    for name in sorted(used - set(allowed)):
        problems.append(
            f"protocol: placeholder {{{name}}} has no axis{nearest(name, allowed)} "
            f"(axes for placeholders: {', '.join(allowed) or 'none'})"
        )
    good = {name: axis for name, axis in axes.items() if axis is not None}
    if used <= set(good):
        # One value of each axis stands for all here; the plan reads the protocol of every film before anything runs.
        first = {name: good[name].values[0] for name in used}
        try:
            parse_protocol(fill_protocol(text, first, units), folder)
        except ProtocolError as error:
            problems.append(f"protocol: {error}")
    else:
        # A broken axis must not hide what is wrong with the clauses that do not use it.
        problems += [f"protocol: {sentence}" for sentence in _unfilled(text, folder)]


def _unfilled(text: str, folder: Path) -> list[str]:
    """Return what is wrong with the clauses that hold no placeholder."""
    found = []
    for clause in re.split(r"[;\n]", text):
        if clause.strip() and not PLACEHOLDER.search(clause):
            try:
                parse_protocol(clause, folder)
            except ProtocolError as error:
                found.append(str(error).split(" ", 2)[2])
    return found


def fill_protocol(text: str, values: Mapping[str, float | str], units: Mapping[str, str]) -> str:
    """Return the protocol with every placeholder replaced by its value and SI unit."""
    return PLACEHOLDER.sub(lambda m: f"{values[m[1]]!r} {units[m[1]]}", text)
