"""Phases that a thermodynamic database can form, and the files and numbers behind them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nmhts.errors import DatabaseError, MaterialError, nearest, unknown_name
from nmhts.materials.library import find_mixing, find_nitride
from nmhts.materials.orders import find_orders
from nmhts.materials.tdb.library import find_database, load_database
from nmhts.materials.tdb.records import Database
from nmhts.physics.thermo.frozen import NITROGEN
from nmhts.physics.thermo.phase_choice import phases_made, refused_phases
from nmhts.physics.thermo.system import System, system_of

_SHOWN = 3  # reasons in a message (assumed)


def site_name(sublattice: int, species: str) -> str:
    """Return the name of a site fraction, e.g. ``CO(1)``."""
    return f"{species}({sublattice + 1})"


@dataclass(frozen=True)
class Allowed:
    """The phases that may form from some metals and N.

    ``phases``: by name with the names of their site fractions; ``left_out``: those that could form
    and cannot be computed, with the reason, and are not suspended; ``remarks``: other
    simplifications, one sentence each.
    """

    phases: Mapping[str, tuple[str, ...]]
    left_out: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()


def _elements(whole: Database, metals: Sequence[str]) -> tuple[str, ...]:
    """Return metals, and N if a database has it, with the case of the database."""
    nitrogen = (NITROGEN,) if NITROGEN in whole.elements else ()
    return (*(metal.upper() for metal in metals), *nitrogen)


def _system(database: Database, metals: Sequence[str], phases: Sequence[str]) -> System:
    try:
        return system_of(database, _elements(database, metals), phases)
    except DatabaseError as error:
        raise MaterialError(_short(str(error.args[0]))) from error


def _short(sentence: str) -> str:
    """Return a message with its first few reasons: a large database has one for every phase."""
    reasons = sentence.split("; ")
    few = (
        reasons
        if len(reasons) <= _SHOWN
        else [*reasons[:_SHOWN], f"and {len(reasons) - _SHOWN} more)"]
    )
    return "; ".join(few)


def system_phases(
    database: Database, metals: Sequence[str], phases: Sequence[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Return the phases that can form from metals and N, with the names of their site fractions.

    Parameters: database; metals; phases: names, all if empty.
    Errors: MaterialError for a metal that the database does not have, or a named phase that is
    missing or cannot be computed.
    """
    system = _system(database, metals, phases)
    return {
        name: tuple(site_name(s, species) for s, species in own)
        for name, own in zip(system.phases, system.constituents, strict=True)
    }


def named_phases(
    database: Database, metals: Sequence[str]
) -> tuple[tuple[str, ...], dict[str, str]]:
    """Return the phases that metals and N can form, and all that the database refuses.

    Phases count with or without energies; refused ones have the reason.
    Errors: MaterialError.
    """
    return phases_made(database, _elements(database, metals)), dict(database.refused)


def left_out_phases(database: Database, metals: Sequence[str]) -> dict[str, str]:
    """Return the phases that metals and N can form and that cannot be computed, with the reason.

    Errors: MaterialError.
    """
    return dict(_system(database, metals, ()).refused)


def allowed_phases(
    database: Database,
    metals: Sequence[str],
    phases: Sequence[str] = (),
    suspended: Sequence[str] = (),
) -> Allowed:
    """Return the phases that may form from metals and N: all, or those named, less the suspended.

    Where phases are named only these are considered. A phase that cannot be computed may be
    suspended.
    Errors: MaterialError for an unknown phase, a named one that these elements do not form or that
    cannot be computed, and if none is left.
    """
    wanted, without = ([n.upper() for n in names] for names in (phases, suspended))
    made = phases_made(database, _elements(database, metals))
    for key, names in (("phases", wanted), ("suspended", without)):
        for name in names:
            if name in database.refused and key == "phases":
                raise MaterialError(f"{key}: phase {name}: {database.refused[name]}")
            if name not in database.phases and name not in database.refused:
                raise MaterialError(f"{key}: {unknown_name('phase', name, made)}")
    for name in wanted:
        if name not in made:
            raise MaterialError(
                f"phases: {name} cannot be made of {', '.join(metals)} and N{nearest(name, made)} "
                f"(allowed: {', '.join(made)})"
            )
    named = [n for n in wanted if n not in without]
    if wanted and not named:
        raise MaterialError(f"phases: none is left (allowed: {', '.join(made)})")
    system = _system(database, metals, named)
    sites = zip(system.phases, system.constituents, strict=True)
    left = {n: tuple(site_name(s, x) for s, x in own) for n, own in sites if n not in without}
    if not left:
        raise MaterialError(f"phases: none is left (allowed: {', '.join(system.phases)})")
    out = {n: text for n, text in system.refused.items() if n not in without}
    return Allowed(left, out, system.remarks)


def left_out_of(
    database: Database, elements: Sequence[str], phases: Sequence[str], left_out: Sequence[str]
) -> tuple[str, ...]:
    """Return the left-out phases of a system that some of its elements form.

    They are refused phases, and those too large for all of the elements.
    """
    if not left_out:
        return ()
    able = {*refused_phases(database, elements), *phases_made(database, elements)}
    return tuple(name for name in left_out if name in able and name not in phases)


def read_database(database: str) -> Database:
    """Return a database by its name or path.

    Errors: MaterialError for a database that is missing or cannot be read.
    """
    try:
        return load_database(database)
    except DatabaseError as error:
        raise MaterialError(str(error)) from error


def is_gas(database: Database, phase: str) -> bool:
    """Return whether a phase holds no metal."""
    known = database.species
    species = {name for own in database.phases[phase].constituents for name in own}
    return all(set(known[name].atoms) <= {NITROGEN} for name in species if name in known)


def database_file(database: str) -> Path:
    """Return the file of a database by its name or path.

    Errors: MaterialError for a missing one.
    """
    try:
        path = find_database(database)
    except DatabaseError as error:
        raise MaterialError(str(error)) from error
    if not path.is_file():
        raise MaterialError(f"database {database!r}: no such file")
    return path


def data_files(database: str) -> tuple[Path, ...]:
    """Return the files behind an equilibrium: the database first, then those of magnetic orders.

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
    """Return the hash of all numbers behind the equilibria of a database, with those of magnetism.

    Errors: as of ``database_file``.
    """
    digest = hashlib.sha256()
    for path in data_files(database):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def parameter_counts(database: Database, phases: Sequence[str]) -> dict[str, dict[str, int]]:
    """Return the number of parameters of each phase by status of ``materials.records.STATUSES``.

    Errors: MaterialError for a phase that the database does not have.
    """
    try:
        counts: dict[str, dict[str, int]] = {}
        for name in phases:
            own = counts.setdefault(name, {})
            for parameter in database.parameters_of(name):
                status = database.status(parameter)
                own[status] = own.get(status, 0) + 1
    except DatabaseError as error:
        raise MaterialError(str(error)) from error
    return counts
