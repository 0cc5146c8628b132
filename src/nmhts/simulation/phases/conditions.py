"""Conditions of equilibria as users give them: quantities with units, amounts by element."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from nmhts.errors import MaterialError, unknown_name
from nmhts.materials.tdb.records import Database
from nmhts.physics.thermo.frozen import NITROGEN
from nmhts.units import EXAMPLES, parse

Quantities = str | float | Sequence[str] | Sequence[float] | np.ndarray
"""Texts with a unit or numbers in SI, one or a list."""

_SUM = 1e-9  # largest deviation of the sum of mole fractions from 1 (numerical)
_HOTTEST = 1e5  # K (assumed)
_UNITS = {
    "temperature": "K",
    "pressure": "Pa",
    "nitrogen_pressure": "Pa",
    "nitrogen_chemical_potential": "J/mol",
}


def in_si(name: str, given: object) -> np.ndarray:
    """Return a condition in SI, one value or many; numbers without unit are SI.

    Parameters: name, a key of ``_UNITS``; given value or values.
    Errors: MaterialError for no value, an invalid number, an array of more than one dimension;
    UnitError for a text.
    """
    items = [given] if isinstance(given, str) else list(np.atleast_1d(_listed(name, given)))
    if not items:
        raise MaterialError(f"{name}: no value")
    values = np.array([_one(name, item) for item in items])
    if name != "nitrogen_chemical_potential" and not (values > 0.0).all():
        raise MaterialError(
            f"{name}: {values[~(values > 0.0)][0]:g} {_UNITS[name]} (allowed: above 0 "
            f"{_UNITS[name]})"
        )
    if name == "temperature" and not (values <= _HOTTEST).all():
        raise MaterialError(f"{name}: {values.max():g} K (allowed: up to {_HOTTEST:g} K)")
    return values


def _listed(name: str, given: object) -> np.ndarray:
    """Return given values as an array of at most one dimension."""
    try:
        array = np.asarray(given, dtype=object)
    except ValueError:
        array = np.empty((0, 0))
    if array.ndim > 1:
        raise MaterialError(
            f"{name}: an array of the shape {np.shape(array)} (allowed: one value or a list)"
        )
    return array


def _one(name: str, given: object) -> float:
    """Return one quantity in SI."""
    if isinstance(given, str):
        return parse(given, _UNITS[name])
    if isinstance(given, bool | np.bool_) or not isinstance(given, int | float | np.number):
        raise MaterialError(
            f"{name}: {given!r} is no quantity (allowed: a text such as "
            f"{EXAMPLES[_UNITS[name]]!r}, or a number in {_UNITS[name]})"
        )
    value = float(given.real)
    if not np.isfinite(value) or np.iscomplexobj(given):
        raise MaterialError(f"{name}: {given} is no number of {_UNITS[name]}")
    return value


def shares_of(database: Database, amounts: Mapping[str, object]) -> dict[str, np.ndarray]:
    """Return amounts by element, with the case of formulas, one value or many each."""
    found: dict[str, np.ndarray] = {}
    for given, x in amounts.items():
        name = _element(given, database)
        if name in found:
            raise MaterialError(f"amounts: {name} is given twice")
        try:
            found[name] = np.atleast_1d(np.asarray(x, dtype=float))
        except (TypeError, ValueError):
            raise MaterialError(
                f"amounts: {name} = {x!r} is no number and no list of numbers"
            ) from None
        if found[name].ndim > 1:
            raise MaterialError(
                f"amounts: {name} has the shape {found[name].shape} (allowed: one value or a list)"
            )
    return found


def _element(name: str, database: Database) -> str:
    """Return an element with the case of formulas."""
    known = [e for e in database.elements if e not in ("VA", "/-")]
    if not isinstance(name, str):
        raise MaterialError(f"amounts: {name!r} is no element (allowed: {', '.join(known)})")
    if name.upper() not in known:
        raise MaterialError(f"amounts: {unknown_name('element', name.upper(), known)}")
    return name.capitalize()


def length(columns: Mapping[str, np.ndarray]) -> int:
    """Return the number of points of columns with one value or many."""
    lengths = {name: len(x) for name, x in columns.items() if len(x) != 1}
    for name, n in lengths.items():
        if n == 0:
            raise MaterialError(f"equilibrium: {name}: no value")
    if len(set(lengths.values())) > 1:
        shown = ", ".join(f"{name}: {n}" for name, n in lengths.items())
        raise MaterialError(f"equilibrium: lists of different lengths ({shown})")
    return next(iter(lengths.values()), 1)


def composition(
    database: Database, shares: dict[str, np.ndarray], is_open: bool
) -> tuple[dict[str, np.ndarray], np.ndarray | None]:
    """Return the fractions of the metals and N per metal (None: open)."""
    has_nitrogen = NITROGEN in database.elements
    for name, x in shares.items():
        off = ~((x >= 0.0) & (x <= 1.0))
        if off.any():
            raise MaterialError(f"amounts: {name} = {x[off][0]:g} (allowed: 0 to 1)")
    nitrogen = shares.pop(NITROGEN, None)
    if not shares:
        raise MaterialError("amounts: no metal given (e.g. {'Co': 0.5, 'Mn': 0.1})")
    metal = sum(shares.values(), np.zeros(1))
    if is_open:
        if nitrogen is not None:
            raise MaterialError(
                "amounts: N is given twice, by its amount and by its potential or pressure"
            )
        if not (metal > 0.0).all():
            raise MaterialError("amounts: they add up to 0")
        return {name: x / metal for name, x in shares.items()}, None
    rest = 1.0 - metal if nitrogen is None else nitrogen
    off = np.abs(metal + rest - 1.0) > _SUM
    if off.any() or (rest < -_SUM).any() or not (metal > 0.0).all():
        total = (metal + (rest if nitrogen is not None else 0.0))[np.argmax(off | (rest < 0.0))]
        raise MaterialError(
            f"amounts: they add up to {total:g} (allowed: 1 with N, or less, the rest is N; some "
            "of it metal)"
        )
    if not has_nitrogen and (rest > _SUM).any():
        raise MaterialError(
            f"amounts: they add up to {metal[np.argmax(rest)]:g}, and the database has no N for "
            "the rest"
        )
    rest = np.where(rest > _SUM, rest, 0.0)
    return {name: x / metal for name, x in shares.items()}, rest / metal
