"""What a thermodynamic database is asked besides its equilibria: phases that can form, files and numbers behind them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from nmhts.errors import DatabaseError, MaterialError
from nmhts.materials.library import find_mixing, find_nitride
from nmhts.materials.orders import find_orders
from nmhts.materials.tdb.library import find_database, load_database
from nmhts.physics.thermo.frozen import NITROGEN
from nmhts.physics.thermo.system import system_of


def site_name(sublattice: int, species: str) -> str:
    """Return the name of a site fraction, e.g. ``CO(1)``."""
    return f"{species}({sublattice + 1})"


def system_phases(database: str, metals: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the phases of a database that can form from metals and N, by name with the names of their site fractions.

    Errors: MaterialError for a database that is not there or cannot be read, or a metal it does not have.
    """
    try:
        whole = load_database(database)
        nitrogen = (NITROGEN,) if NITROGEN in whole.elements else ()
        system = system_of(whole, (*(metal.upper() for metal in metals), *nitrogen))
    except DatabaseError as error:
        raise MaterialError(str(error)) from error
    return {
        name: tuple(site_name(s, species) for s, species in own)
        for name, own in zip(system.phases, system.constituents, strict=True)
    }


def is_gas(database: str, phase: str) -> bool:
    """Return whether a phase holds no metal at all."""
    whole = load_database(database)
    species = {name for own in whole.phases[phase].constituents for name in own}
    return all(set(whole.species[name].atoms) <= {NITROGEN} for name in species if name in whole.species)  # fmt: skip


def database_file(database: str) -> Path:
    """Return the file of a database by its name or path.

    Errors: MaterialError for one that is not there.
    """
    try:
        path = find_database(database)
    except DatabaseError as error:
        raise MaterialError(str(error)) from error
    if not path.is_file():
        raise MaterialError(f"database {database!r}: no such file")
    return path


def data_files(database: str) -> tuple[Path, ...]:
    """Return the files an equilibrium is made from: that of the database first, then whatever says how its phases are magnetically.

    Errors: as of ``database_file``.
    """
    path = database_file(database)
    orders = find_orders(database)
    found = [path, *([orders.path] if orders.path else [])]
    rules = sorted({order.mixing for order in orders.phases.values() if order.mixing})
    found += [find_nitride(f"{metal}N").path for metal in sorted(orders.metal_volume)]
    found += [find_mixing(name).path for name in rules]
    return tuple(map(Path, found))


def fingerprint(database: str) -> str:
    """Return the hash of all numbers behind the equilibria of a database, those of magnetism included: other numbers, other hash.

    Errors: as of ``database_file``.
    """
    digest = hashlib.sha256()
    for path in data_files(database):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def parameter_counts(database: str, phases: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return how many parameters of each phase have each status of ``materials.records.STATUSES``.

    Errors: MaterialError for a database that is not there or cannot be read.
    """
    try:
        whole = load_database(database)
        counts: dict[str, dict[str, int]] = {}
        for name in phases:
            own = counts.setdefault(name, {})
            for parameter in whole.parameters_of(name):
                status = whole.status(parameter)
                own[status] = own.get(status, 0) + 1
    except DatabaseError as error:
        raise MaterialError(str(error)) from error
    return counts
