"""Layouts of a wireless cell from ``data/layouts/*.yaml``: storage of counter-reaction products.

A user's own layout is a file in a folder ``layouts`` of the folders of sheets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from nmhts.errors import MaterialError, unknown_name
from nmhts.materials.library import PACKAGED, reference_keys, user_folders
from nmhts.materials.reading import read_quantity
from nmhts.materials.records import Quantity
from nmhts.materials.text_files import read_yaml, why_unreadable

_KEYS = ("kind", "name", "description", "quantities")
_QUANTITIES = ("storage_capacity",)


@dataclass(frozen=True)
class Layout:
    """Named layout: ``storage_capacity`` of the products at the film, None where they leave."""

    name: str
    description: str
    storage_capacity: Quantity | None
    path: Path


def layouts() -> dict[str, Layout]:
    """Return all layouts by name; a user's own replaces a packaged one.

    Errors: MaterialError with every problem of a file.
    """
    folders = (PACKAGED, *reversed(user_folders()))
    found = [_read(path) for f in folders for path in sorted((f / "layouts").glob("*.yaml"))]
    return {layout.name: layout for layout in found}


def find_layout(name: str) -> Layout:
    """Return a layout by its name, e.g. ``stagnant``. Errors: MaterialError."""
    known = layouts()
    if name not in known:
        raise MaterialError(unknown_name("layout", name, known))
    return known[name]


def _read(path: Path) -> Layout:
    try:
        raw = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise MaterialError(f"{path}: {why_unreadable(error)}") from error
    if not isinstance(raw, Mapping) or raw.get("kind") != "layout" or not raw.get("name"):
        raise MaterialError(f"{path}: expected kind: layout, with the keys {', '.join(_KEYS)}")
    problems = [unknown_name("key", str(key), _KEYS) for key in raw if key not in _KEYS]
    given = raw.get("quantities") or {}
    quantities = {}
    for key, number in given.items():
        if key not in _QUANTITIES:
            problems.append("quantities: " + unknown_name("quantity", str(key), _QUANTITIES))
            continue
        read = read_quantity(key, number, reference_keys())
        if isinstance(read, Quantity):
            quantities[key] = read
        else:
            problems += [f"quantities.{key}: {problem}" for problem in read]
    if problems:
        raise MaterialError("\n".join([f"{path}:", *(f"  - {problem}" for problem in problems)]))
    return Layout(
        str(raw["name"]),
        str(raw.get("description", "")),
        quantities.get("storage_capacity"),
        path,
    )
