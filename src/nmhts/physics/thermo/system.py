"""Tables of elements and phases from a database, for the kernels of thermodynamics."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from nmhts.constants import R as GAS_CONSTANT
from nmhts.errors import DatabaseError, unknown_name
from nmhts.materials.tdb.expressions import evaluate
from nmhts.materials.tdb.records import VACANCY, Database, Parameter, Phase
from nmhts.numerics.compiled import entry
from nmhts.physics.thermo.energy import MOST_FACTORS, Tables
from nmhts.physics.thermo.grids import (
    MOST_IN_ALL,
    MOST_SAMPLES,
    finest,
    samples_in,
    system_parts,
)
from nmhts.physics.thermo.monomials import Monomials, expand

_COMPLEX_STEP = 1e-30  # K or Pa; numerical: a complex step has no cancellation
_KINDS = ("G", "TC", "BMAGN")
_MOST_WEIGHTS = 30_000_000  # numerical: 240 MB

_Row = tuple[tuple[int, ...], dict[int, float]]
"""Monomial: site fractions of a product, and the share of every parameter in it."""


@dataclass(frozen=True, eq=False)
class System:
    """Phases of a database with the species of chosen elements, and the tables of their energies.

    ``elements``: in the order of every table; ``constituents``: for each phase (sublattice,
    species) in the order of its site fractions; ``weights`` [t, k]: weights of the k ``parameters``
    in the coefficients of the monomials t; ``refused``: phases that the elements can form too but
    that cannot be computed, with the reason (not searched where phases are named); ``remarks``:
    other omissions and coarser grids, one sentence each.
    """

    database: Database
    elements: tuple[str, ...]
    phases: tuple[str, ...]
    constituents: tuple[tuple[tuple[int, str], ...], ...]
    parameters: tuple[Parameter, ...]
    weights: np.ndarray
    tables: Tables
    refused: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def most(self) -> int:
        """Return the largest number of constituents of a phase."""
        return int(np.diff(self.tables.first).max())

    @functools.cached_property
    def _shares(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the nonzero weights: start of each monomial [t + 1], parameters and weights."""
        rows, which = np.nonzero(self.weights)
        first = np.searchsorted(rows, np.arange(len(self.weights) + 1))
        return first, which, self.weights[rows, which]

    def _weighed(self, values: np.ndarray) -> np.ndarray:
        """Return the coefficients of the monomials [b, t] from the values of parameters [b, k]."""
        made = np.empty((len(values), len(self.weights)))
        weigh(*self._shares, values, made)
        return made

    def coefficients(self, T: np.ndarray, P: np.ndarray) -> np.ndarray:
        """Return the coefficients of the monomials at temperatures and pressures, [b, t].

        Parameters: T [b] K; P [b] Pa.
        """
        return self._weighed(
            self._values(np.asarray(T, dtype=float), np.asarray(P, dtype=float), float)
        )

    def slopes_by_pressure(self, T: np.ndarray, P: np.ndarray) -> np.ndarray:
        """Return the derivatives of the coefficients by pressure [b, t], by a complex step."""
        values = self._values(
            np.asarray(T, dtype=float), np.asarray(P, dtype=float) + 1j * _COMPLEX_STEP, complex
        )
        return self._weighed(np.ascontiguousarray(np.imag(values))) / _COMPLEX_STEP

    def slopes(self, T: np.ndarray, P: np.ndarray) -> np.ndarray:
        """Return the derivatives of the coefficients by temperature [b, t], by a complex step."""
        values = self._values(
            np.asarray(T, dtype=float) + 1j * _COMPLEX_STEP, np.asarray(P, dtype=float), complex
        )
        return self._weighed(np.ascontiguousarray(np.imag(values))) / _COMPLEX_STEP

    def _values(self, T: np.ndarray, P: np.ndarray, kind: type) -> np.ndarray:
        """Return the values of the parameters [b, k]."""
        T, P = np.broadcast_arrays(T, P)
        known: dict = {}
        values = np.empty((len(T), len(self.parameters)), dtype=kind)
        for k, parameter in enumerate(self.parameters):
            values[:, k] = evaluate(parameter.value, self.database.functions, T, P, np, known)
        return values


@entry
def weigh(first, which, shares, values, out):
    """Fill ``out`` [b, t] with sums of values [b, k].

    Row by row in a fixed order; a library would split the work over threads that wait for each
    other.
    """
    for b in range(len(values)):
        for t in range(len(first) - 1):
            total = 0.0
            for i in range(first[t], first[t + 1]):
                total += shares[i] * values[b, which[i]]
            out[b, t] = total


def system_of(
    database: Database,
    elements: Sequence[str],
    phases: Sequence[str] = (),
    gas_constant: float = GAS_CONSTANT,
) -> System:
    """Return the tables of some elements in some phases (all that they can form by default).

    Parameters: elements without VA, any case; gas_constant R, J/mol/K: assessments were made with
    8.3145 or 8.314462618, the difference is 5e-6 of R T ln y. Phases that are not named and have no
    energies for these elements are left out with a remark; those that cannot be computed are listed
    in ``refused``.
    Errors: DatabaseError for an unknown element or phase, a named phase that these elements cannot
    form or that cannot be computed or has no energies, and if no phase is left.
    """
    names = _elements(database, elements)
    wanted = tuple(sorted({p.upper() for p in phases}))
    for name in wanted:
        database.phase(name)
    chosen = _chosen(database, names, wanted or sorted(database.phases), named=bool(wanted))
    refused = chosen.refused if wanted else {**refused_phases(database, names), **chosen.refused}
    if not chosen.made:
        reasons = [*(f"phase {name}: {text}" for name, text in refused.items()), *chosen.remarks]
        more = f" ({'; '.join(reasons)})" if reasons else ""
        raise DatabaseError(f"{database.name}: no phase can be made of {', '.join(names)}{more}")
    return _tables(database, names, chosen, gas_constant, refused)


def system_among(
    database: Database, elements: Sequence[str], phases: Sequence[str]
) -> System | None:
    """Return the tables of some elements in the phases of a list that they can form.

    Only phases with energies for these elements; None if there are none.
    Parameters: as in :func:`system_of`, phases that the database has. Errors: DatabaseError for an
    unknown element, and for more samples or terms than are allowed.
    """
    names = _elements(database, elements)
    chosen = _chosen(database, names, sorted(phases), named=False)
    return _tables(database, names, chosen, GAS_CONSTANT, chosen.refused) if chosen.made else None


def _elements(database: Database, elements: Sequence[str]) -> tuple[str, ...]:
    """Return elements in the order of the tables; raise DatabaseError for an unknown one."""
    names = tuple(sorted({e.upper() for e in elements}))
    known = tuple(e for e in database.elements if e != VACANCY)
    for name in names:
        if name not in known:
            raise DatabaseError(f"{database.name}: {unknown_name('element', name, known)}")
    return names


class _Chosen(NamedTuple):
    """Phases that elements can form, phases that cannot be computed, and remarks.

    The second with the reason.
    """

    made: list[_Made]
    refused: dict[str, str]
    remarks: list[str]


def _chosen(
    database: Database, elements: tuple[str, ...], phases: Sequence[str], named: bool
) -> _Chosen:
    """Return those of some phases that elements can form.

    Errors: DatabaseError, where phases are named, for a phase that they cannot form.
    """
    found = _Chosen([], {}, [])
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


@dataclass(frozen=True)
class _Made:
    """Phase that elements can form: its constituents, parameters and monomials.

    Monomials for each of ``_KINDS``, with the share of each parameter in them.
    """

    phase: Phase
    constituents: tuple[tuple[int, str], ...]
    parameters: tuple[Parameter, ...]
    rows: tuple[list[_Row], ...]

    @property
    def counts(self) -> list[int]:
        """Return the number of species on each sublattice."""
        return [
            len(list(own)) for _, own in itertools.groupby(self.constituents, key=lambda c: c[0])
        ]


def _made(
    phase: Phase,
    own: tuple[tuple[int, str], ...],
    place: Mapping[tuple[int, str], int],
    parameters: Sequence[Parameter],
) -> _Made:
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
    made = _Made(phase, own, tuple(used), rows)
    counts = made.counts
    if (ends := samples_in(counts, [1] * len(counts))) > MOST_SAMPLES:
        raise DatabaseError(
            f"its {' x '.join(map(str, counts))} species make {ends:,} end members (allowed: "
            f"{MOST_SAMPLES:,}): name fewer elements"
        )
    return made


def _check_samples(name: str, made: Sequence[_Made]) -> list[str]:
    """Return which phases have coarser samples than they would have alone in small systems.

    Errors: DatabaseError for too many samples in all.
    """
    counts = [own.counts for own in made]
    parts = system_parts(counts)
    sizes = [samples_in(*pair) for pair in zip(counts, parts, strict=True)]
    if sum(sizes) > MOST_IN_ALL:
        raise DatabaseError(
            f"{name}: {len(made)} phases have {sum(sizes):,} end members (allowed: "
            f"{MOST_IN_ALL:,}): name fewer phases or elements"
        )
    remarks = []
    for own, many, kept in zip(made, counts, sizes, strict=True):
        whole = samples_in(many, [finest(n) for n in many])
        if kept < whole:
            remarks.append(
                f"phase {own.phase.name}: the search begins from {kept:,} constitutions in place "
                f"of {whole:,}"
            )
    return remarks


def _tables(
    database: Database,
    elements: tuple[str, ...],
    chosen: _Chosen,
    gas_constant: float,
    refused: Mapping[str, str],
) -> System:
    """Arrange the tables of phases."""
    made = chosen.made
    remarks = (*chosen.remarks, *_check_samples(database.name, made))
    phases = [own.phase for own in made]
    used = [parameter for own in made for parameter in own.parameters]
    rows, terms = _laid(made)
    if len(rows) * len(used) > _MOST_WEIGHTS:
        raise DatabaseError(
            f"{database.name}: {len(used):,} parameters make {len(rows):,} terms (allowed: a "
            f"product of {_MOST_WEIGHTS:,}): name fewer phases or elements"
        )
    weights = np.zeros((len(rows), len(used)))
    degree = np.array([len(key) for key, _ in rows])
    factors = np.zeros((len(rows), max(1, int(degree.max()))), dtype=np.int64)
    for t, (key, parts) in enumerate(rows):
        factors[t, : len(key)] = key
        for k, share in parts.items():
            weights[t, k] = share
    species = tuple(own.constituents for own in made)
    flat = [(phase, s, name) for phase, own in zip(phases, species, strict=True) for s, name in own]
    sites = np.array([phase.sites[s] for phase, s, _ in flat])
    amounts = np.array(
        [
            [database.species[name].atoms.get(e, 0.0) if name != VACANCY else 0.0 for e in elements]
            for _, _, name in flat
        ]
    )
    tables = Tables(
        np.concatenate([[0], np.cumsum([len(own) for own in species])]),
        np.array([s for _, s, _ in flat]),
        sites,
        np.ascontiguousarray(amounts * sites[:, None]),
        np.array(terms),
        factors,
        degree,
        np.array([p.magnetic.antiferromagnetic_factor if p.magnetic else 1.0 for p in phases]),
        np.array([p.magnetic.structure_factor if p.magnetic else 0.0 for p in phases]),
        float(gas_constant),
    )
    return System(
        database, elements, tuple(p.name for p in phases), species, tuple(used), weights, tables,
        refused, remarks
    )  # fmt: skip


def _laid(made: Sequence[_Made]) -> tuple[list[_Row], list[list[int]]]:
    """Return the monomials of phases stacked, with the shares of all parameters.

    Also returns the begin and end of each kind.
    """
    rows: list[_Row] = []
    terms, before = [], 0
    for own in made:
        bounds = [len(rows)]
        for part in own.rows:
            rows += [
                (key, {before + k: share for k, share in shares.items()}) for key, shares in part
            ]
            bounds.append(len(rows))
        terms.append(bounds)
        before += len(own.parameters)
    return rows, terms


def _within(parameter: Parameter, place: Mapping[tuple[int, str], int]) -> bool:
    """Return whether all species of a parameter are present."""
    return all((s, n) in place for s, names in enumerate(parameter.constituents) for n in names)


def _collect(
    parameters: Sequence[Parameter],
    place: Mapping[tuple[int, str], int],
    used: list[Parameter],
) -> list[_Row]:
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
