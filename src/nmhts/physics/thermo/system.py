"""From a database to the tables of some elements and phases: what the kernels of thermodynamics work on."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nmhts.constants import R as GAS_CONSTANT
from nmhts.errors import DatabaseError, unknown_name
from nmhts.materials.tdb.expressions import evaluate
from nmhts.materials.tdb.records import VACANCY, Database, Parameter, Phase
from nmhts.numerics.compiled import entry
from nmhts.physics.thermo.energy import MOST_FACTORS, Tables
from nmhts.physics.thermo.monomials import Monomials, expand

_COMPLEX_STEP = 1e-30  # K or Pa; differences of complex numbers have no cancellation
_KINDS = ("G", "TC", "BMAGN")


@dataclass(frozen=True, eq=False)
class System:
    """Phases of a database with the species that some elements make, and the tables of their energies.

    ``elements``: in the order of every table; ``constituents``: for each phase (sublattice, species) in the order of its site fractions; ``weights`` [t, k]: how the k ``parameters``
    make the coefficients of the monomials t.
    """

    database: Database
    elements: tuple[str, ...]
    phases: tuple[str, ...]
    constituents: tuple[tuple[tuple[int, str], ...], ...]
    parameters: tuple[Parameter, ...]
    weights: np.ndarray
    tables: Tables

    @property
    def most(self) -> int:
        """Number of constituents of the phase that has most."""
        return int(np.diff(self.tables.first).max())

    @functools.cached_property
    def _shares(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Weights that are not 0: where those of a monomial begin [t + 1], parameter and weight of each."""
        rows, which = np.nonzero(self.weights)
        first = np.searchsorted(rows, np.arange(len(self.weights) + 1))
        return first, which, self.weights[rows, which]

    def _weighed(self, values: np.ndarray) -> np.ndarray:
        """Return the coefficients of the monomials [b, t] from the values of parameters [b, k]."""
        made = np.empty((len(values), len(self.weights)))
        weigh(*self._shares, values, made)
        return made

    def coefficients(self, T: np.ndarray, P: np.ndarray) -> np.ndarray:
        """Return the coefficients of the monomials at temperatures [K] and pressures [Pa], [b, t]."""
        return self._weighed(
            self._values(np.asarray(T, dtype=float), np.asarray(P, dtype=float), float)
        )

    def slopes_by_pressure(self, T: np.ndarray, P: np.ndarray) -> np.ndarray:
        """Return the slopes of the coefficients of the monomials by pressure [b, t], by a complex step."""
        values = self._values(
            np.asarray(T, dtype=float), np.asarray(P, dtype=float) + 1j * _COMPLEX_STEP, complex
        )
        return self._weighed(np.ascontiguousarray(np.imag(values))) / _COMPLEX_STEP

    def slopes(self, T: np.ndarray, P: np.ndarray) -> np.ndarray:
        """Return the slopes of the coefficients of the monomials by temperature [b, t], by a complex step."""
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
    """Fill ``out`` [b, t] with sums of values [b, k]: row by row and in one order, where a library would split the work over threads that wait for each other."""
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
    """Return the tables of some elements in some phases (all that they can make if none is named).

    Parameters: elements without VA, any case; gas_constant R, J/mol/K: assessments were made with 8.3145 or 8.314462618, the difference is 5e-6 of R T ln y.
    Errors: DatabaseError for an unknown element or phase, a phase named that these elements cannot make, or one without energies.
    """
    names = tuple(sorted({e.upper() for e in elements}))
    known = tuple(e for e in database.elements if e != VACANCY)
    for name in names:
        if name not in known:
            raise DatabaseError(f"{database.name}: {unknown_name('element', name, known)}")
    wanted = tuple(sorted({p.upper() for p in phases}))
    for name in wanted:
        if name not in database.phases:
            raise DatabaseError(f"{database.name}: {unknown_name('phase', name, database.phases)}")
    present = {
        s for s, species in database.species.items() if all(e in names for e in species.atoms)
    } | {VACANCY}
    kept: list[Phase] = []
    species: list[tuple[tuple[int, str], ...]] = []
    for name in wanted or sorted(database.phases):
        phase = database.phases[name]
        inside = [[s for s in sorted(sub) if s in present] for sub in phase.constituents]
        atoms = [s for sub in inside for s in sub if s != VACANCY]
        if all(inside) and atoms:
            kept.append(phase)
            species.append(tuple((k, s) for k, sub in enumerate(inside) for s in sub))
        elif wanted:
            listed = ", ".join(names)
            raise DatabaseError(f"{database.name}: phase {name} cannot be made of {listed}")
    if not kept:
        raise DatabaseError(f"{database.name}: no phase can be made of {', '.join(names)}")
    return _tables(database, names, kept, species, gas_constant)


def _tables(
    database: Database,
    elements: tuple[str, ...],
    phases: Sequence[Phase],
    species: Sequence[tuple[tuple[int, str], ...]],
    gas_constant: float,
) -> System:
    """Lay out the tables of phases with the constituents given."""
    by_phase: dict[str, list[Parameter]] = {phase.name: [] for phase in phases}
    for parameter in database.parameters:
        if parameter.phase in by_phase and parameter.kind in _KINDS:
            by_phase[parameter.phase].append(parameter)
    used: list[Parameter] = []
    rows: list[tuple[tuple[int, ...], dict[int, float]]] = []
    terms = []
    for phase, own in zip(phases, species, strict=True):
        place = {constituent: i for i, constituent in enumerate(own)}
        mine = [p for p in by_phase[phase.name] if _within(p, place)]
        if not any(p.kind == "G" for p in mine):
            raise DatabaseError(f"{database.name}: phase {phase.name} has no energies (PARAMETER G) for its constituents")  # fmt: skip
        bounds = [len(rows)]
        for kind in _KINDS:
            rows += _collect([p for p in mine if p.kind == kind and (kind == "G" or phase.magnetic)], place, used)  # fmt: skip
            bounds.append(len(rows))
        terms.append(bounds)
    weights = np.zeros((len(rows), len(used)))
    degree = np.array([len(key) for key, _ in rows])
    if degree.max() > MOST_FACTORS:
        raise DatabaseError(f"{database.name}: a parameter makes a product of {degree.max()} site fractions (allowed: {MOST_FACTORS}): lower its order")  # fmt: skip
    factors = np.zeros((len(rows), max(1, int(degree.max()))), dtype=np.int64)
    for t, (key, parts) in enumerate(rows):
        factors[t, : len(key)] = key
        for k, share in parts.items():
            weights[t, k] = share
    flat = [(phase, s, name) for phase, own in zip(phases, species, strict=True) for s, name in own]
    sites = np.array([phase.sites[s] for phase, s, _ in flat])
    amounts = np.array([[database.species[name].atoms.get(e, 0.0) if name != VACANCY else 0.0 for e in elements] for _, _, name in flat])  # fmt: skip
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
        database, elements, tuple(p.name for p in phases), tuple(species), tuple(used), weights, tables
    )  # fmt: skip


def _within(parameter: Parameter, place: Mapping[tuple[int, str], int]) -> bool:
    """Return whether all species of a parameter are there."""
    return all((s, n) in place for s, names in enumerate(parameter.constituents) for n in names)


def _collect(
    parameters: Sequence[Parameter],
    place: Mapping[tuple[int, str], int],
    used: list[Parameter],
) -> list[tuple[tuple[int, ...], dict[int, float]]]:
    """Return the monomials of parameters, each with the share that every parameter has in it; lengthen ``used``."""
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
