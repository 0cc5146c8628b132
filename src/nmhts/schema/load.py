"""From the text of a study file to a checked StudyConfig, or to every error of the file at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from nmhts.errors import (
    MaterialError,
    ProtocolError,
    StudyError,
    UnitError,
    nearest,
    unknown_name,
)
from nmhts.materials.library import find_gate, find_nitride
from nmhts.materials.reading import UniqueKeyLoader
from nmhts.schema.quantity import PLACEHOLDER_UNITS, AxisItem, Range, axis_values
from nmhts.schema.study import FilmSection, StudyFile
from nmhts.simulation.protocol import parse_protocol
from nmhts.symbols import SYMBOLS

FILM_AXES = {"material": None, "gate": None, "thickness": "m", "temperature": "K"}
"""Film entries that may be axes, with the SI unit of their values (None: a name)."""

TAKEN = {
    *SYMBOLS,
    "run",
    "step",
    "snapshot",
    "plane",
    "status",
    "n_steps",
    "run_id",
    "in_study",
    "n_planes",
}
"""Names the store uses itself; an axis cannot have them."""

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
STUDY_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True)
class AxisValues:
    """One axis: its values (SI numbers, or names) and their SI unit (None for names)."""

    name: str
    values: tuple[float, ...] | tuple[str, ...]
    unit: str | None


@dataclass(frozen=True)
class StudyConfig:
    """A checked study: the file's sections and the axes resolved to values."""

    name: str
    path: Path
    file: StudyFile
    axes: tuple[AxisValues, ...]

    @property
    def size(self) -> int:
        """Return the number of films."""
        count = 1
        for axis in self.axes:
            count *= len(axis.values)
        return count


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
        raise StudyError(shown, [f"a study is a mapping with the keys {_listed(StudyFile)}"])
    problems: list[str] = []
    if not STUDY_NAME.fullmatch(path.stem):
        problems.append(
            f"file name {path.stem!r}: a study is named by letters, digits and '_' (it becomes a folder)"
        )
    sections = _sections(raw, problems)
    used = set(PLACEHOLDER.findall(sections.get("protocol") or ""))
    axes = _axes(sections.get("axes"), used, problems)
    known = {**dict.fromkeys(sections.get("axes") or {}), **axes}
    _check_film(raw, sections.get("film"), known, problems)
    _check_protocol(sections.get("protocol"), known, path.parent, problems)
    if problems:
        raise StudyError(shown, problems)
    return StudyConfig(path.stem, path, StudyFile.model_validate(raw), tuple(axes.values()))


def _listed(model: type) -> str:
    return ", ".join(model.model_fields)


def _sections(raw: Mapping[str, Any], problems: list[str]) -> dict[str, Any]:
    """Return the sections that validate by themselves, so that one bad section does not hide the others' errors."""
    fields = StudyFile.model_fields
    for key in raw:
        if key not in fields:
            problems.append(unknown_name("key", str(key), fields))
    good: dict[str, Any] = {}
    for key, field in fields.items():
        if key not in raw:
            if field.is_required():
                problems.append(f"{key}: missing ({field.description})")
            else:
                good[key] = field.get_default(call_default_factory=True)
            continue
        if key == "axes" and isinstance(raw[key], dict):
            good[key] = _axes_section(raw[key], problems)
            continue
        try:
            good[key] = _adapter(field.annotation).validate_python(raw[key])
        except ValidationError as error:
            problems += _sentences(key, field.annotation, error)
    return good


def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


def _axes_section(raw: Mapping[Any, Any], problems: list[str]) -> dict[str, Any]:
    """Validate each axis by itself: a mapping as a range, anything else as a list."""
    good: dict[str, Any] = {}
    for name, axis in raw.items():
        form: Any = Range if isinstance(axis, Mapping) else list[AxisItem]
        try:
            good[str(name)] = _adapter(form).validate_python(axis)
        except ValidationError as error:
            problems += _sentences(f"axes.{name}", Range, error)
            good[str(name)] = None
    return good


def _sentences(section: str, annotation: Any, error: ValidationError) -> list[str]:
    found = []
    for item in error.errors():
        # The names of union members in the location mean nothing to the user.
        place = [
            str(p) for p in item["loc"] if not re.match(r"(list\[|Range$|str$|float$)", str(p))
        ]
        where = ".".join([section, *place])
        if item["type"] == "extra_forbidden":
            parent = ".".join([section, *place[:-1]])
            found.append(f"{parent}: " + unknown_name("key", place[-1], annotation.model_fields))
        elif item["type"] == "list_type":
            given = item["input"]
            found.append(f"{where}: {given!r} (expected a list such as [{given}], or a range)")
        elif item["type"] == "missing":
            found.append(f"{where}: missing")
        elif item["type"] == "literal_error":
            given = str(item["input"])
            allowed = re.findall(r"'([^']*)'", item.get("ctx", {})["expected"])
            found.append(f"{where}: " + unknown_name("value", given, allowed))
        else:
            message = item["msg"][0].lower() + item["msg"][1:]
            given = "" if item["type"] == "quantity" else f" (given: {item['input']!r})"
            found.append(f"{where}: {message}{given}")
    return list(dict.fromkeys(found))


def _axes(
    raw: Mapping[str, Any] | None, used: set[str], problems: list[str]
) -> dict[str, AxisValues]:
    axes: dict[str, AxisValues] = {}
    for name, axis in (raw or {}).items():
        if name not in FILM_AXES and (name in TAKEN or not STUDY_NAME.fullmatch(name)):
            problems.append(
                f"axes.{name}: not a name for an axis (allowed: letters, digits and '_', and none of the "
                f"store's own names, such as {name if name in TAKEN else 'time'!r}; e.g. 'hold_{name}')"
            )
            continue
        # A broken axis has been complained about; of one that nothing uses only that is said, later.
        if axis is None or (name not in FILM_AXES and name not in used):
            continue
        try:
            if name in ("material", "gate"):
                if isinstance(axis, Range) or not all(isinstance(v, str) for v in axis):
                    raise UnitError(f"expected a list of names, got {axis!r}")
                names = tuple(map(str, axis))
                if not names or len(set(names)) < len(names):
                    what = "the axis is empty" if not names else "a name is given twice"
                    raise UnitError(f"{what} (expected one or more different names)")
                axes[name] = AxisValues(name, names, None)
            else:
                unit = FILM_AXES.get(name)
                values, unit = axis_values(axis, (unit,) if unit else PLACEHOLDER_UNITS)
                axes[name] = AxisValues(name, tuple(values), unit)
        except UnitError as error:
            problems.append(f"axes.{name}: {error}")
    return axes


def _check_film(
    raw: Mapping[str, Any],
    film: FilmSection | None,
    axes: Mapping[str, AxisValues | None],
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

    finders = {"material": find_nitride, "gate": find_gate}
    for name in FILM_AXES:
        if name in axes and isinstance(written, Mapping) and name in written:
            problems.append(f"film.{name}: is also an axis (give it in one place)")
    for name, find in finders.items():
        for value in values_of(name):
            try:
                find(str(value))
            except MaterialError as error:
                where = "axes" if name in axes else "film"
                problems.append(f"{where}.{name}: {error}")
    for name, unit in (("thickness", "m"), ("temperature", "K")):
        for value in values_of(name):
            if not float(value) > 0:
                where = "axes" if name in axes else "film"
                problems.append(f"{where}.{name}: {value} {unit} must be positive")


def _check_protocol(
    text: str | None, axes: Mapping[str, AxisValues | None], folder: Path, problems: list[str]
) -> None:
    if text is None:
        return
    used = set(PLACEHOLDER.findall(text))
    allowed = [name for name in axes if name not in FILM_AXES]
    for name in sorted(used - set(allowed)):
        problems.append(
            f"protocol: placeholder {{{name}}} has no axis{nearest(name, allowed)} "
            f"(axes for placeholders: {', '.join(allowed) or 'none'})"
        )
    for name in allowed:
        if name not in used:
            choices = [*FILM_AXES, *used]
            problems.append(
                f"axes.{name}: neither a film entry nor a placeholder {{{name}}} in the protocol"
                f"{nearest(name, choices)} (film entries: {', '.join(FILM_AXES)})"
            )
    good = {name: axis for name, axis in axes.items() if axis is not None}
    if used <= set(good):
        # One value of each axis stands for all here; the plan reads the protocol of every film before anything runs.
        first = {name: good[name].values[0] for name in used}
        try:
            parse_protocol(fill_protocol(text, first, good), folder)
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


def fill_protocol(
    text: str, values: Mapping[str, float | str], axes: Mapping[str, AxisValues]
) -> str:
    """Return the protocol with every placeholder replaced by its value and unit."""
    return PLACEHOLDER.sub(lambda m: f"{values[m[1]]!r} {axes[m[1]].unit}", text)
