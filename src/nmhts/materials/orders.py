"""Magnetic orders of the phases of a thermodynamic database, from ``data/orders/*.yaml``.

A file says which law gives the order of a phase. A user's own file is placed in a folder ``orders``
of the folders of sheets, named after the database.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from nmhts.errors import MaterialError, unknown_name
from nmhts.materials.library import PACKAGED, mixing_library, reference_keys, user_folders
from nmhts.materials.reading import read_quantity
from nmhts.materials.records import Quantity
from nmhts.materials.text_files import read_yaml, why_unreadable

LAWS = ("film", "alloy", "database", "stated", "none")
ORDERS = ("ferromagnetic", "ferrimagnetic", "antiferromagnetic")
_NEEDED = {
    "film": ("law", "mixing"),
    "alloy": ("law", "mixing"),
    "database": ("law",),
    "stated": ("law", "order", "order_temperature"),
    "none": ("law", "source", "note"),
}
_KEYS = ("kind", "name", "description", "metal_volume", "phases")


@dataclass(frozen=True)
class PhaseOrder:
    """Magnetic order of a phase.

    Law of ``LAWS``, mixing rules of film and alloy, order and temperature of a stated one.
    """

    law: str
    mixing: str = ""
    order: str = ""
    order_temperature: Quantity | None = None


@dataclass(frozen=True)
class PhaseOrders:
    """Orders of the phases of a database by name, and volumes per metal atom by metal.

    The volumes are those without N.
    """

    name: str
    phases: Mapping[str, PhaseOrder]
    metal_volume: Mapping[str, Quantity]
    path: Path | None = None

    def of(self, phase: str) -> PhaseOrder:
        """Return the order of a phase: by the database alone if the file has none."""
        return self.phases.get(phase, PhaseOrder("database"))


def find_orders(database: str) -> PhaseOrders:
    """Return the orders of the phases of a database, by its name or the stem of its file.

    Empty if there is no file.
    Errors: MaterialError with every problem of the file.
    """
    stem = Path(database).stem
    for folder in (*user_folders(), PACKAGED):
        path = folder / "orders" / f"{stem}.yaml"
        if path.is_file():
            stamp = path.stat()
            return _load(path, (stamp.st_mtime_ns, stamp.st_size))
    return PhaseOrders(stem, {}, {})


@functools.lru_cache(maxsize=16)
def _load(path: Path, stamp: tuple[int, int]) -> PhaseOrders:
    """Return the content of a file; ``stamp`` distinguishes its versions."""
    try:
        raw = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise MaterialError(f"{path}: {why_unreadable(error)}") from error
    if not isinstance(raw, Mapping) or raw.get("kind") != "phase orders":
        raise MaterialError(f"{path}: expected a mapping with kind: phase orders")
    problems = [unknown_name("key", str(key), _KEYS) for key in raw if key not in _KEYS]
    for key in ("metal_volume", "phases"):
        if not isinstance(raw.get(key), Mapping):
            problems.append(f"{key}: {raw.get(key)!r} (expected a mapping)")
    if problems:
        raise MaterialError("\n".join(f"{path}: {problem}" for problem in problems))
    phases: dict[str, PhaseOrder] = {}
    for name, body in raw["phases"].items():
        read = _read_phase(body)
        if isinstance(read, PhaseOrder):
            phases[str(name).upper()] = read
        else:
            problems += [f"phases.{name}: {problem}" for problem in read]
    volumes: dict[str, Quantity] = {}
    for metal, body in raw["metal_volume"].items():
        number = read_quantity("metal_volume", body, reference_keys())
        if isinstance(number, Quantity):
            volumes[str(metal)] = number
        else:
            problems += [f"metal_volume.{metal}: {problem}" for problem in number]
    if problems:
        raise MaterialError("\n".join(f"{path}: {problem}" for problem in problems))
    return PhaseOrders(str(raw.get("name", path.stem)), phases, volumes, path)


def _read_phase(body: object) -> PhaseOrder | list[str]:
    """Return the order of one phase, or the list of its problems."""
    if not isinstance(body, Mapping) or body.get("law") not in LAWS:
        given = body.get("law") if isinstance(body, Mapping) else body
        return [f"law: {unknown_name('law', str(given), LAWS)}"]
    law = str(body["law"])
    needed = _NEEDED[law]
    problems = [unknown_name("key", str(key), needed) for key in body if key not in needed]
    problems += [f"{key}: missing" for key in needed if key not in body]
    if problems:
        return problems
    if law == "none":
        if body["source"] not in reference_keys():
            problems.append(f"source: {body['source']!r} is not in references.bib")
        return problems or PhaseOrder(law)
    if law in ("film", "alloy"):
        if body["mixing"] not in mixing_library():
            return [unknown_name("mixing rules", str(body["mixing"]), mixing_library())]
        return PhaseOrder(law, mixing=str(body["mixing"]))
    if law == "stated":
        if body["order"] not in ORDERS:
            problems.append(unknown_name("order", str(body["order"]), ORDERS))
        number = read_quantity("order_temperature", body["order_temperature"], reference_keys())
        if not isinstance(number, Quantity):
            return problems + [f"order_temperature: {problem}" for problem in number]
        return problems or PhaseOrder(law, order=str(body["order"]), order_temperature=number)
    return PhaseOrder(law)
