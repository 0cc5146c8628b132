"""Exchange of spin models from ``data/exchange/*.yaml``.

A file holds constants with uncertainty, status and source, and the order temperatures to which they
are fitted. A user's own file is placed in a folder ``exchange`` of the folders of sheets.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from nmhts.errors import MaterialError, unknown_name
from nmhts.materials.library import PACKAGED, reference_keys, user_folders
from nmhts.materials.reading import read_quantity
from nmhts.materials.records import Quantity
from nmhts.materials.text_files import read_yaml, why_unreadable

_KEYS = (
    "kind", "name", "description", "lattice", "constants", "moments", "collapses", "quench", "fit",
    "priors", "correlations", "points",
)  # fmt: skip
_OPTIONAL = ("description", "collapses", "quench", "fit", "priors", "correlations", "points")
_POINT_KEYS = ("fractions", "nitrogen_occupancy", "order", "order_temperature")


@dataclass(frozen=True)
class StatedPoint:
    """Order temperature to which constants are fitted.

    Fractions of the metals, N occupancy, order, and the temperature with uncertainty, status and
    source.
    """

    fractions: Mapping[str, float]
    nitrogen_occupancy: float
    order: str
    temperature: Quantity


@dataclass(frozen=True)
class ExchangeSheet:
    """Exchange of one lattice, as written in its file.

    constants by name (``Co-Mn``, ``Co.extinction``, ``N.factor``); moments by metal; collapses: for
    a metal the one that reduces its moment; quench: number of N next to a metal that remove its
    moment; fit: names of the fitted constants, with their priors and correlations; points to which
    they are fitted; raw: the content of the file.
    """

    name: str
    lattice: str
    constants: Mapping[str, Quantity]
    moments: Mapping[str, Quantity]
    collapses: Mapping[str, str]
    quench: Quantity | None
    fit: tuple[str, ...]
    priors: Mapping[str, Quantity]
    correlations: Mapping[tuple[str, str], float]
    points: tuple[StatedPoint, ...]
    path: Path
    raw: Mapping


def quantity_of(constant: str) -> str:
    """Return the name in the symbol table of a constant such as ``Co-Mn`` or ``Co.extinction``."""
    known = {
        "extinction": "collapse_composition",
        "exponent": "collapse_exponent",
        "factor": "bond_factor",
    }
    return known.get(constant.rpartition(".")[2], "pair_exchange")


def exchange_sheets() -> dict[str, Path]:
    """Return the exchange files by name; a user's own file replaces a packaged one."""
    folders = (PACKAGED, *reversed(user_folders()))
    return {path.stem: path for f in folders for path in sorted((f / "exchange").glob("*.yaml"))}


def find_exchange_sheet(name: str) -> ExchangeSheet:
    """Return an exchange sheet by the name of its file, e.g. ``fcc-co-fe-mn``.

    Errors: MaterialError for an unknown name, and with every problem of the file.
    """
    files = exchange_sheets()
    if name not in files:
        raise MaterialError(unknown_name("exchange", name, files))
    return read_exchange_sheet(files[name])


def read_exchange_sheet(path: Path) -> ExchangeSheet:
    """Return the content of an exchange file.

    Errors: MaterialError with every problem of the file.
    """
    try:
        raw = read_yaml(path)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise MaterialError(f"{path}: {why_unreadable(error)}") from error
    if not isinstance(raw, Mapping) or raw.get("kind") != "exchange":
        raise MaterialError(f"{path}: expected a mapping with kind: exchange")
    problems = [unknown_name("key", str(key), _KEYS) for key in raw if key not in _KEYS]
    problems += [f"{key}: missing" for key in _KEYS if key not in _OPTIONAL and not raw.get(key)]
    for key in ("constants", "moments", "collapses", "priors", "correlations"):
        if not isinstance(raw.get(key) or {}, Mapping):
            problems.append(f"{key}: {raw[key]!r} (expected a mapping)")
    if problems:
        raise MaterialError("\n".join(f"{path}: {problem}" for problem in problems))
    constants = _read(raw, "constants", quantity_of, problems)
    moments = _read(raw, "moments", lambda _: "metal_moment", problems)
    priors = _read(raw, "priors", quantity_of, problems)
    quench = _read(
        {"quench": {"N": raw["quench"]}} if "quench" in raw else {},
        "quench",
        lambda _: "quenching_neighbours",
        problems,
    )
    fit = tuple(map(str, raw.get("fit") or ()))
    problems += [
        f"fit: {unknown_name('constant', n, constants)}" for n in fit if n not in constants
    ]
    problems += [f"priors: {unknown_name('constant', n, fit)}" for n in priors if n not in fit]
    points = tuple(_read_points(raw.get("points") or [], problems))
    correlations = _read_correlations(raw.get("correlations") or {}, fit, problems)
    collapses = {str(metal): str(by) for metal, by in (raw.get("collapses") or {}).items()}
    for metal in collapses:
        problems += [
            f"constants.{metal}.{part}: missing"
            for part in ("extinction", "exponent")
            if f"{metal}.{part}" not in constants
        ]
    if problems:
        raise MaterialError("\n".join(f"{path}: {problem}" for problem in problems))
    return ExchangeSheet(
        str(raw["name"]), str(raw["lattice"]), constants, moments, collapses, quench.get("N"), fit,
        priors, correlations, points, path, raw
    )  # fmt: skip


def _read(
    raw: Mapping, key: str, of: Callable[[str], str], problems: list[str]
) -> dict[str, Quantity]:
    found = {}
    for name, body in (raw.get(key) or {}).items():
        number = read_quantity(of(str(name)), body, reference_keys())
        if isinstance(number, Quantity):
            found[str(name)] = number
        else:
            problems += [f"{key}.{name}: {problem}" for problem in number]
    return found


def _read_points(raw: object, problems: list[str]) -> list[StatedPoint]:
    found = []
    for k, body in enumerate(raw if isinstance(raw, list) else [raw]):
        where = f"points[{k}]"
        if not isinstance(body, Mapping) or not isinstance(body.get("fractions"), Mapping):
            problems.append(f"{where}: {body!r} (expected a mapping with {', '.join(_POINT_KEYS)})")
            continue
        problems += [
            f"{where}: {unknown_name('key', str(n), _POINT_KEYS)}"
            for n in body
            if n not in _POINT_KEYS
        ]
        number = read_quantity("order_temperature", body.get("order_temperature"), reference_keys())
        try:
            fractions = {str(metal): float(x) for metal, x in body["fractions"].items()}
            y = float(body.get("nitrogen_occupancy", 0.0))
        except (TypeError, ValueError) as error:
            problems.append(f"{where}: {error}")
            continue
        if isinstance(number, Quantity):
            found.append(StatedPoint(fractions, y, str(body.get("order", "ferromagnetic")), number))
        else:
            problems += [f"{where}.order_temperature: {problem}" for problem in number]
    return found


def _read_correlations(
    raw: Mapping, fit: tuple[str, ...], problems: list[str]
) -> dict[tuple[str, str], float]:
    found = {}
    allowed = {f"{a}, {b}": (a, b) for a, b in itertools.combinations(fit, 2)}
    for key, value in raw.items():
        if key not in allowed:
            problems.append(f"correlations: {unknown_name('pair', str(key), allowed)}")
        elif not isinstance(value, int | float) or not -1.0 <= value <= 1.0:
            problems.append(f"correlations.{key}: {value!r} (allowed: -1 to 1)")
        else:
            found[allowed[key]] = float(value)
    return found
