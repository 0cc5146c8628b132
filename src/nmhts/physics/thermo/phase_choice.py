"""Phases that elements can form, with their constituents, parameters and monomials.

Phases that the kernels cannot take are refused with the reason.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from nmhts.errors import DatabaseError, unknown_name
from nmhts.materials.tdb.records import VACANCY, Database, Parameter, Phase
from nmhts.physics.thermo.energy import MOST_FACTORS
from nmhts.physics.thermo.grids import MOST_SAMPLES, samples_in
from nmhts.physics.thermo.monomials import Monomials, expand

_KINDS = ("G", "TC", "BMAGN")

Row = tuple[tuple[int, ...], dict[int, float]]
"""Monomial: site fractions of a product, and the share of every parameter in it."""


def table_elements(database: Database, elements: Sequence[str]) -> tuple[str, ...]:
    """Return elements in the order of the tables; raise DatabaseError for an unknown one."""
    names = tuple(sorted({e.upper() for e in elements}))
    known = tuple(e for e in database.elements if e != VACANCY)
    for name in names:
        if name not in known:
            raise DatabaseError(f"{database.name}: {unknown_name('element', name, known)}")
    return names


@dataclass(frozen=True)
class MadePhase:
    """Phase that elements can form: its constituents, parameters and monomials.

    Monomials for each of ``_KINDS``, with the share of each parameter in them.
    """

    phase: Phase
    constituents: tuple[tuple[int, str], ...]
    parameters: tuple[Parameter, ...]
    rows: tuple[list[Row], ...]

    @property
    def counts(self) -> list[int]:
        """Return the number of species on each sublattice."""
        return [
            len(list(own)) for _, own in itertools.groupby(self.constituents, key=lambda c: c[0])
        ]


class ChosenPhases(NamedTuple):
    """Phases that elements can form, phases that cannot be computed, and remarks.

    The second with the reason.
    """

    made: list[MadePhase]
    refused: dict[str, str]
    remarks: list[str]


def choose_phases(
    database: Database, elements: tuple[str, ...], phases: Sequence[str], named: bool
) -> ChosenPhases:
    """Return those of some phases that elements can form.

    Errors: DatabaseError, where phases are named, for a phase that they cannot form.
    """
    found = ChosenPhases([], {}, [])
    present = _present(database, elements)
    by_phase: dict[str, list[Parameter]] = {name: [] for name in phases}
    for parameter in database.parameters:
        if parameter.kind in _KINDS and parameter.phase in by_phase:
            by_phase[parameter.phase].append(parameter)
    for name in phases:
        phase = database.phases[name]
        inside = _inside(phase.constituents, present)
        if not _is_made(inside):
            if named:
                raise DatabaseError(
                    f"{database.name}: phase {name} cannot be made of {', '.join(elements)}"
                )
            continue
        own = tuple((k, s) for k, sub in enumerate(inside) for s in sub)
        place = {constituent: i for i, constituent in enumerate(own)}
        mine = [p for p in by_phase[name] if _within(p, place)]
        if not any(p.kind == "G" for p in mine):
            sentence = f"phase {name} has no energies (PARAMETER G) for its constituents"
            if named:
                raise DatabaseError(f"{database.name}: {sentence}")
            found.remarks.append(f"{sentence} of {', '.join(elements)}: left out")
            continue
        try:
            found.made.append(_made(phase, own, place, mine))
        except DatabaseError as error:
            if named:
                raise DatabaseError(f"{database.name}: phase {name}: {error}") from error
            found.refused[name] = str(error)
    return found


def phases_made(database: Database, elements: Sequence[str]) -> tuple[str, ...]:
    """Return the phases that elements can form, whether or not there are energies for them."""
    present = _present(database, {e.upper() for e in elements})
    return tuple(
        n
        for n, phase in sorted(database.phases.items())
        if _is_made(_inside(phase.constituents, present))
    )


def refused_phases(database: Database, elements: Sequence[str]) -> dict[str, str]:
    """Return the phases of a database that elements can form but that cannot be computed.

    With the reason. A phase without stated constituents may have any.
    """
    present = _present(database, {e.upper() for e in elements})
    found = {}
    for name, text in sorted(database.refused.items()):
        sites = database.refused_sites.get(name, ())
        if not sites or _is_made(_inside(sites, present)):
            found[name] = text
    return found


def _present(database: Database, elements: Collection[str]) -> set[str]:
    """Return the species that elements can form, vacancies included."""
    return {
        s for s, species in database.species.items() if all(e in elements for e in species.atoms)
    } | {VACANCY}


def _inside(sites: Sequence[Sequence[str]], present: Collection[str]) -> list[list[str]]:
    """Return the present species on each sublattice."""
    return [[s for s in sorted(sub) if s in present] for sub in sites]


def _is_made(inside: Sequence[Sequence[str]]) -> bool:
    """Return whether the present species, by sublattice, fill a phase, not with vacancies alone."""
    return all(inside) and any(s != VACANCY for sub in inside for s in sub)


def _made(
    phase: Phase,
    own: tuple[tuple[int, str], ...],
    place: Mapping[tuple[int, str], int],
    parameters: Sequence[Parameter],
) -> MadePhase:
    """Return the monomials of a phase; raise DatabaseError for one that the kernels cannot take."""
    used: list[Parameter] = []
    rows = tuple(
        _collect([p for p in parameters if p.kind == kind and (kind == "G" or phase.magnetic)],
            place, used)
        for kind in _KINDS
    )  # fmt: skip
    degree = max(len(key) for part in rows for key, _ in part) if any(rows) else 0
    if degree > MOST_FACTORS:
        raise DatabaseError(
            f"a parameter makes a product of {degree} site fractions (allowed: {MOST_FACTORS}): "
            "lower its order"
        )
    made = MadePhase(phase, own, tuple(used), rows)
    counts = made.counts
    if (ends := samples_in(counts, [1] * len(counts))) > MOST_SAMPLES:
        raise DatabaseError(
            f"its {' x '.join(map(str, counts))} species make {ends:,} end members (allowed: "
            f"{MOST_SAMPLES:,}): name fewer elements"
        )
    return made


def _within(parameter: Parameter, place: Mapping[tuple[int, str], int]) -> bool:
    """Return whether all species of a parameter are present."""
    return all((s, n) in place for s, names in enumerate(parameter.constituents) for n in names)


def _collect(
    parameters: Sequence[Parameter],
    place: Mapping[tuple[int, str], int],
    used: list[Parameter],
) -> list[Row]:
    """Return the monomials of parameters with the share of every parameter; extend ``used``."""
    found: dict[tuple[int, ...], dict[int, float]] = {}
    groups: dict[tuple, set[int]] = {}
    for parameter in parameters:
        key = tuple(tuple(sorted(names)) for names in parameter.constituents)
        groups.setdefault(key, set()).add(parameter.order)
    for parameter in parameters:
        key = tuple(tuple(sorted(names)) for names in parameter.constituents)
        made: Monomials = expand(parameter, place, alone=groups[key] == {0})
        for monomial, share in made.items():
            parts = found.setdefault(monomial, {})
            parts[len(used)] = parts.get(len(used), 0.0) + share
        used.append(parameter)
    return sorted(found.items(), key=lambda item: (len(item[0]), item[0]))
