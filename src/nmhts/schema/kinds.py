"""Kinds of study, found by their folders; their parts are imported on demand."""

from __future__ import annotations

import difflib
import functools
import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nmhts.errors import StudyError, unknown_name

if TYPE_CHECKING:
    from nmhts.schema.study import StudyFile

PARTS = {
    "__init__": "SOURCES",
    "file": "FILE",
    "config": "read_study",
    "kind": "KIND",
    "variables": None,
    "page": "PAGE",
}
"""Modules in the folder of every kind, and the public name of each (None: no public name)."""


@functools.cache
def kind_folders() -> dict[str, Path]:
    """Return the folder of every kind of study by its name.

    Errors: StudyError for an incomplete folder, with its missing parts, and for two of one name.
    """
    found: dict[str, Path] = {}
    for place in importlib.import_module("nmhts.kinds").__path__:
        if not Path(place).is_dir():
            raise StudyError(place, ["NMHTS_KINDS: no such folder"])
        for folder in sorted(Path(place).iterdir()):
            if not folder.is_dir() or folder.name[0] in "._":
                continue
            lacking = [f"{part}.py" for part in PARTS if not (folder / f"{part}.py").is_file()]
            if lacking:
                whole = ", ".join(f"{part}.py" for part in PARTS)
                raise StudyError(
                    str(folder),
                    [f"a kind of study without {', '.join(lacking)} (every kind has {whole})"],
                )
            if folder.name in found:
                raise StudyError(
                    str(folder),
                    [f"the kind {folder.name!r} has a folder already: {found[folder.name]}"],
                )
            found[folder.name] = folder
    return found


def supplied(kind: str, part: str) -> Any:
    """Return the public object of a part of a kind.

    Parameters: kind by name; part: one of ``PARTS``.
    Errors: StudyError for an unknown kind or a part that does not define its object.
    """
    folders = kind_folders()
    if kind not in folders:
        raise StudyError("kind", [unknown_name("value", kind, folders)])
    module = f"nmhts.kinds.{kind}" if part == "__init__" else f"nmhts.kinds.{kind}.{part}"
    name = PARTS[part]
    assert name is not None
    try:
        return getattr(importlib.import_module(module), name)
    except AttributeError as error:
        raise StudyError(
            str(folders[kind] / f"{part}.py"), [f"it does not define {name}"]
        ) from error


def forms() -> dict[str, type[StudyFile]]:
    """Return the form of the file of every kind of study."""
    return {kind: supplied(kind, "file") for kind in kind_folders()}


def nearest_kind(raw: Mapping[str, Any]) -> str:
    """Return the kind whose file shares most keys, and of several that with the nearest name."""
    given = str(raw.get("kind", ""))

    def likeness(kind: str, form: type[StudyFile]) -> tuple[int, float]:
        return len(raw.keys() & form.model_fields.keys()), difflib.SequenceMatcher(
            None, given, kind
        ).ratio()

    return max(forms().items(), key=lambda item: likeness(*item))[0]
