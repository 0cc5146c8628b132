"""Sections of a study file, each validated alone, with a message for every fault."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from nmhts.errors import unknown_name
from nmhts.schema.composition import FormulaFamily, Simplex
from nmhts.schema.kinds import forms
from nmhts.schema.quantity import AxisItem, Range
from nmhts.schema.study import StudyFile

MOST_SENTENCES = 100
"""Largest number of messages on one section."""

_RANGE = "a range {start, stop, num}"
_FORMS = (
    (("formula", "x", "y"), FormulaFamily),
    (("simplex", "steps", "anion"), Simplex),
)
_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
}


def read_sections(
    raw: Mapping[str, Any], form: type[StudyFile], problems: list[str]
) -> dict[str, Any]:
    """Return the valid sections: one bad section does not hide faults of the others.

    Parameters: raw: a study file as read from YAML; form of its kind of study; problems: faults are
    added. A bad axis is None.
    """
    fields = form.model_fields
    for key in raw:
        if key not in fields:
            problems.append(_unknown_key(str(key), form))
    good: dict[str, Any] = {}
    for key, field in fields.items():
        if key not in raw:
            if field.is_required():
                problems.append(f"{key}: missing ({field.description})")
            else:
                good[key] = field.get_default(call_default_factory=True)
        elif key == "kind":
            # Checked before the others, because it decides which keys are allowed.
            good[key] = raw[key]
        elif key == "axes" and isinstance(raw[key], Mapping):
            good[key] = _axes(raw[key], problems)
        else:
            try:
                whole: Any = (
                    typing.Annotated[field.annotation, *field.metadata]
                    if field.metadata
                    else field.annotation
                )
                good[key] = _adapter(whole).validate_python(raw[key])
            except ValidationError as error:
                problems += _sentences(key, field.annotation, error)
            else:
                problems += _empty(key, raw[key])
    return good


def _unknown_key(key: str, form: type[StudyFile]) -> str:
    """Return the message on an unknown key: the kinds that have it, or the nearest key."""
    theirs = [kind for kind, other in forms().items() if key in other.model_fields]
    if not theirs:
        return unknown_name("key", key, form.model_fields)
    own = next(kind for kind, other in forms().items() if other is form)
    return (
        f"key {key!r}: studies of kind {own} have none (studies of kind {', '.join(theirs)} do; "
        f"allowed: {', '.join(form.model_fields)})"
    )


def _empty(where: str, given: Any) -> list[str]:
    """Return a message for every key without a value: leaving it out makes the default clear."""
    if not isinstance(given, Mapping):
        return []
    found = [
        f"{where}.{name}: nothing given (leave the key out for its default)"
        for name, inner in given.items()
        if inner is None
    ]
    return found + [
        said for name, inner in given.items() for said in _empty(f"{where}.{name}", inner)
    ]


def _adapter(form: Any) -> TypeAdapter[Any]:
    return TypeAdapter(form)


def _form(item: Mapping[Any, Any]) -> type[BaseModel]:
    """Return the model of a mapping among the values of an axis, by its keys."""
    return next((form for keys, form in _FORMS if any(key in item for key in keys)), Range)


def _axes(raw: Mapping[Any, Any], problems: list[str]) -> dict[str, Any]:
    """Validate each axis: a mapping by the model of its keys, a list item by item."""
    return {str(name): _axis(f"axes.{name}", axis, problems) for name, axis in raw.items()}


def _axis(where: str, axis: Any, problems: list[str]) -> Any:
    if not isinstance(axis, Mapping | list):
        problems.append(f"{where}: {_shown(axis)} (expected {_list_of(axis)}, or {_RANGE})")
        return None
    found: list[Any] = []
    for item in [axis] if isinstance(axis, Mapping) else axis:
        form: Any = _form(item) if isinstance(item, Mapping) else AxisItem
        if form is AxisItem and (isinstance(item, bool) or not isinstance(item, str | int | float)):
            problems.append(
                f"{where}: {_shown(item)} among the values (expected a name, a quantity, or "
                f"{_RANGE})"
            )
            return None
        try:
            found.append(_adapter(form).validate_python(item))
        except ValidationError as error:
            problems += _sentences(where, form, error)
            return None
    single = isinstance(axis, Mapping) and isinstance(found[0], Range)
    return found[0] if single else found


def _sentences(section: str, annotation: Any, error: ValidationError) -> list[str]:
    found = []
    for item in error.errors()[:MOST_SENTENCES]:
        # Names of union members in the location have no meaning for the user.
        place = [
            p
            for p in item["loc"]
            if not re.match(r"(list\b|dict\b|range$|Range$|str$|float$|int$)", str(p))
        ]
        where = ".".join([section, *map(str, place)])
        kind, given, ctx = item["type"], item["input"], item.get("ctx", {})
        if kind == "extra_forbidden":
            parent = ".".join([section, *map(str, place[:-1])])
            model = _within(annotation, place[:-1])
            allowed = model.model_fields if model else ()
            found.append(f"{parent}: " + unknown_name("key", str(place[-1]), allowed))
        elif kind == "missing":
            found.append(f"{where}: missing")
        elif kind == "literal_error":
            allowed = re.findall(r"'([^']*)'", ctx["expected"])
            found.append(f"{where}: " + unknown_name("value", str(given), allowed))
        elif kind == "list_type":
            # Values of a composition may be a range as well.
            also = f", or {_RANGE}" if place and place[-1] in ("x", "y") else ""
            found.append(f"{where}: {_shown(given)} (expected {_list_of(given)}{also})")
        elif kind in ("dict_type", "model_type", "model_attributes_type"):
            model = _within(annotation, place)
            keys = (
                f"with the keys {', '.join(model.model_fields)}" if model else "of names to values"
            )
            found.append(f"{where}: {_shown(given)} (expected a mapping {keys})")
        elif kind == "invalid_key":
            parent = ".".join([section, *map(str, place[:-1])])
            found.append(
                f"{parent}: key {given!r} (expected text; in YAML yes, no, on and off need quotes)"
            )
        elif kind == "too_short":
            found.append(f"{where}: {given!r} (expected {ctx['min_length']} or more)")
        elif kind in _EXPECTED:
            found.append(f"{where}: {_shown(given)} (expected {_EXPECTED[kind]})")
        elif kind == "quantity":
            found.append(f"{where}: {item['msg']}")
        else:
            found.append(f"{where}: {item['msg'][0].lower()}{item['msg'][1:]} (given: {given!r})")
    # A field of text or number gives a fault for each: report one.
    merged = [
        s for s in found if not (s.endswith("(expected a number)") and s[:-9] + "text)" in found)
    ]
    return list(dict.fromkeys(merged))


def _shown(given: Any) -> str:
    return "nothing given" if given is None else repr(given)


def _list_of(given: Any) -> str:
    plain = isinstance(given, str | int | float)
    item = repr(given) if isinstance(given, str) and "[" in given else given
    return f"a list such as [{item}]" if plain else "a list"


def _model(annotation: Any) -> type[BaseModel] | None:
    """Return the model of an annotation such as ``SamplesSection | None``, or None."""
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) is typing.Union:
        return next((m for part in typing.get_args(annotation) if (m := _model(part))), None)
    return (
        annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else None
    )


def _within(annotation: Any, place: Sequence[Any]) -> type[BaseModel] | None:
    """Return the model at a place inside an annotation, or None."""
    for step in place:
        if isinstance(annotation, types.UnionType):
            # Besides None such a union has a list, a mapping or a model.
            annotation = next(a for a in typing.get_args(annotation) if a is not types.NoneType)
        model = _model(annotation)
        if model is not None and step in model.model_fields:
            annotation = model.model_fields[step].annotation
        elif typing.get_origin(annotation) in (dict, list):
            annotation = typing.get_args(annotation)[-1]
        else:
            return None
    return _model(annotation)
