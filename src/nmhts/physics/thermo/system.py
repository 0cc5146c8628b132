"""Tables of elements and phases from a database, for the kernels of thermodynamics."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from nmhts.constants import R as GAS_CONSTANT
from nmhts.errors import DatabaseError
from nmhts.materials.tdb.expressions import evaluate
from nmhts.materials.tdb.records import VACANCY, Database, Parameter
from nmhts.numerics.compiled import entry
from nmhts.physics.thermo.energy import Tables
from nmhts.physics.thermo.grids import MOST_IN_ALL, finest, samples_in, system_parts
from nmhts.physics.thermo.phase_choice import (
    ChosenPhases,
    MadePhase,
    Row,
    choose_phases,
    refused_phases,
    table_elements,
)

_COMPLEX_STEP = 1e-30  # K or Pa; numerical: a complex step has no cancellation
_MOST_WEIGHTS = 30_000_000  # numerical: 240 MB


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
    names = table_elements(database, elements)
    wanted = tuple(sorted({p.upper() for p in phases}))
    for name in wanted:
        database.phase(name)
    chosen = choose_phases(database, names, wanted or sorted(database.phases), named=bool(wanted))
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
    names = table_elements(database, elements)
    chosen = choose_phases(database, names, sorted(phases), named=False)
    return _tables(database, names, chosen, GAS_CONSTANT, chosen.refused) if chosen.made else None


def _check_samples(name: str, made: Sequence[MadePhase]) -> list[str]:
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
    chosen: ChosenPhases,
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


def _laid(made: Sequence[MadePhase]) -> tuple[list[Row], list[list[int]]]:
    """Return the monomials of phases stacked, with the shares of all parameters.

    Also returns the begin and end of each kind.
    """
    rows: list[Row] = []
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
