"""Phase equilibria of alloys with nitrogen, with the magnetic order of the phases.

``equilibrium_batch`` is the host function of a study over its grid: records in, NumPy arrays out.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nmhts.materials.orders import find_orders
from nmhts.materials.tdb.expressions import range_of
from nmhts.materials.tdb.library import find_database, load_database
from nmhts.materials.tdb.records import Database
from nmhts.physics.magnetism.intrinsic import (
    ANTIFERROMAGNETIC,
    FERRIMAGNETIC,
    FERROMAGNETIC,
    PARAMAGNETIC,
)
from nmhts.physics.thermo import equilibrium
from nmhts.physics.thermo.energy import Tables
from nmhts.physics.thermo.frozen import NITROGEN, frozen_equilibria, lattice_of
from nmhts.physics.thermo.reservoir import nitrogen_potential
from nmhts.physics.thermo.solve import Conditions, Equilibria
from nmhts.physics.thermo.system import System, system_among, system_of
from nmhts.simulation.phases.database import (
    is_gas,
    left_out_of,
    named_phases,
    site_name,
    system_phases,
)
from nmhts.simulation.phases.magnetic_order import phase_magnetism
from nmhts.simulation.phases.status import (
    NO_PHASE,
    NOT_CONVERGED,
    OK,
    OUTSIDE_ASSESSMENT,
    PHASES_LEFT_OUT,
    TIME_LIMIT,
    VALUES_KEPT,
)

_FEWEST_VERTICES = 5

STANDARD_PRESSURE = 1e5  # Pa
VOLUME_MEANS = (
    "net_magnetization",
    "ferromagnetic_fraction",
    "antiferromagnetic_fraction",
    "paramagnetic_fraction",
)
"""Means over the volume of the coexisting phases."""

_NOTHING = 1e-12  # share of all metal, or N per metal, that counts as absent (numerical)
_CODES = {
    equilibrium.OK: OK,
    equilibrium.NOT_CONVERGED: NOT_CONVERGED,
    equilibrium.NO_PHASE: NO_PHASE,
    equilibrium.GIVEN_UP: TIME_LIMIT,
}


@dataclass(frozen=True)
class PhasePoint:
    """Everything that decides an equilibrium, in SI.

    ``database`` by name or path; ``phases`` that may form (all if empty); ``metals``: fractions of
    the metal atoms, sum 1. Exactly one of ``nitrogen_to_metal`` (N/M),
    ``nitrogen_chemical_potential`` (J/mol against 1/2 N2 at 1 bar and T) and ``nitrogen_pressure``
    (Pa of N2) is given. ``gas``: N2 may form and leave; ``frozen_metals``: only N moves
    (paraequilibrium); ``pressure`` Pa; ``left_out``: phases that could form and cannot be computed;
    they mark the point if its elements form them.
    """

    database: str
    phases: tuple[str, ...]
    metals: Mapping[str, float]
    temperature: float
    nitrogen_to_metal: float | None = None
    nitrogen_chemical_potential: float | None = None
    nitrogen_pressure: float | None = None
    gas: bool = False
    frozen_metals: bool = False
    pressure: float = STANDARD_PRESSURE
    left_out: tuple[str, ...] = ()


def vertices(metals: int) -> int:
    """Return the room for coexisting phases of a number of metals.

    By the phase rule it is the number of elements (metals and N), and one more at an invariant
    reaction; at least five.
    """
    return max(_FEWEST_VERTICES, metals + 2)


def equilibrium_batch(
    points: Sequence[PhasePoint], watch: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    """Return the equilibria of points of one system and one list of phases.

    Dimensions: b points, v vertices, p phases, e elements.

    Parameters: points; watch of one lane, see ``solve_batch`` (no watch if None).
    Returns: ``status`` int8 [b] (``phases.status``), ``gibbs_energy`` [b] J/mol of atoms, ``phase``
    int16 [b, v] (place in the list of phases, -1: none), ``phase_amount`` [b, v] (share of the
    atoms), ``constitution`` [b, v, c] (site fractions in the order of ``system_phases``, NaN
    padded), ``nitrogen_content`` [b, v] (N/M), ``chemical_potential`` [b, e] J/mol against the
    references of the database (metals in the order of the points, then N; NaN for metals that are
    frozen), ``driving_force`` [b, p] J/mol of atoms: height of a phase above the equilibrium,
    ``order`` int8 [b, v] (place in ``ORDER_MEANINGS``, -1: no phase), ``order_temperature`` [b, v]
    K, ``saturation_magnetization`` [b, v] A/m, ``net_magnetization`` [b] A/m,
    ``ferromagnetic_fraction``, ``antiferromagnetic_fraction``, ``paramagnetic_fraction`` [b] of the
    volume. A point that fails is NaN and coded; no other point is affected. The bytes of a point
    depend only on the point.
    Errors: DatabaseError and MaterialError for a database, phase or metal that is not there.
    """
    first = points[0]
    metals = tuple(first.metals)
    able, _ = named_phases(first.database, metals)
    listed = system_phases(first.database, metals, [n for n in first.phases if n in able])
    names = first.phases or tuple(listed)
    results = _empty(len(points), len(names), max(map(len, listed.values())), len(metals) + 1)
    groups: dict[tuple, list[int]] = {}
    for i, point in enumerate(points):
        groups.setdefault(_group(point), []).append(i)
    number = 0
    for key, rows in groups.items():
        own = [points[i] for i in rows]
        _fill(results, own, np.array(rows), names, metals, listed, key, watch, number)
        number += len(rows)
    return results


def _group(point: PhasePoint) -> tuple:
    """Return the key of points that are solved together: present elements, and condition on N."""
    there = tuple(metal for metal, x in point.metals.items() if x > _NOTHING)
    given = point.nitrogen_to_metal
    how = "open" if given is None else "sealed" if given > _NOTHING else "without"
    return there, how, point.gas, point.frozen_metals


@functools.lru_cache(maxsize=64)
def _system(
    database: str, stamp: int, elements: tuple[str, ...], names: tuple[str, ...]
) -> System | None:
    """Return the tables of the listed phases that elements can form, None if there are none.

    ``stamp`` distinguishes versions of the file.
    """
    return system_among(load_database(database), elements, names)


def _system_for(
    first: PhasePoint, key: tuple, names: Sequence[str]
) -> tuple[System | None, tuple[str, ...]]:
    """Return the tables of a group of points, of which the first is given, and left-out phases."""
    there, how, gas, _ = key
    elements = tuple(metal.upper() for metal in there) + ((NITROGEN,) if how != "without" else ())
    path = find_database(first.database)
    allowed = tuple(sorted(name for name in names if gas or not is_gas(first.database, name)))
    system = _system(first.database, path.stat().st_mtime_ns, elements, allowed)
    more = tuple(system.refused) if system else ()
    return system, (*left_out_of(first.database, elements, names, first.left_out), *more)


class Said(NamedTuple):
    """Phases left out of each point, and remarks on all of them."""

    left_out: list[tuple[str, ...]]  # of every point
    remarks: tuple[str, ...]


def said_of(points: Sequence[PhasePoint]) -> Said:
    """Return the phases left out of each point, and remarks on other simplifications.

    Errors: as of :func:`equilibrium_batch`.
    """
    found: dict[tuple, tuple[System | None, tuple[str, ...]]] = {}
    left_out = []
    for point in points:
        key = _group(point)
        if key not in found:
            names = point.phases or tuple(system_phases(point.database, tuple(point.metals)))
            found[key] = _system_for(point, key, names)
        left_out.append(found[key][1])
    remarks = (remark for system, _ in found.values() if system for remark in system.remarks)
    return Said(left_out, tuple(dict.fromkeys(remarks)))


def _fill(
    results: dict[str, np.ndarray],
    points: Sequence[PhasePoint],
    rows: np.ndarray,
    names: Sequence[str],
    metals: Sequence[str],
    listed: Mapping[str, Sequence[str]],
    key: tuple,
    watch: np.ndarray | None,
    number: int,
) -> None:
    """Solve a group of points into their rows; ``number``: number of the first on the watch."""
    there, how, _, frozen = key
    system, left_out = _system_for(points[0], key, names)
    if system is None:
        results["status"][rows] = NO_PHASE
        return
    elements = system.elements
    T = np.array([point.temperature for point in points])
    P = np.array([point.pressure for point in points])
    x = np.array([[point.metals[metal] for metal in there] for point in points])
    x = x / x.sum(axis=1, keepdims=True)
    nitrogen = np.full(len(points), np.nan)
    mu = np.full(len(points), np.nan)
    if how == "sealed":
        nitrogen = np.array([point.nitrogen_to_metal for point in points], dtype=float)
    elif how == "open":
        mu = _potentials(system.database, points, T)
    if frozen and how != "without":
        lattice = lattice_of(system)
        order = [there.index(name.capitalize()) for name in lattice.metals]
        moles = np.stack([np.ones(len(points)), nitrogen], axis=1)
        found, conditions = frozen_equilibria(
            lattice, T, P, x[:, order], moles, mu, watch=watch, number=number
        )
        tables = lattice.tables
    else:
        moles = np.full((len(points), len(elements)), np.nan)
        given = np.full(moles.shape, np.nan)
        for i, metal in enumerate(there):
            moles[:, system.elements.index(metal.upper())] = x[:, i]
        if how != "without":
            at = system.elements.index(NITROGEN)
            moles[:, at], given[:, at] = nitrogen, mu
        found, conditions = equilibrium.equilibria(
            system, T, P, moles, given, watch=watch, number=number
        )
        tables = system.tables
    _store(results, rows, names, metals, listed, system, tables, found, conditions)
    if left_out:
        kept = np.isin(results["status"][rows], VALUES_KEPT)
        results["status"][rows[kept]] = PHASES_LEFT_OUT


def _potentials(database: Database, points: Sequence[PhasePoint], T: np.ndarray) -> np.ndarray:
    """Return the chemical potential of N of open points, J/mol, by the database's references."""
    pressure = np.array([point.nitrogen_pressure or STANDARD_PRESSURE for point in points])
    offset = np.array([point.nitrogen_chemical_potential or 0.0 for point in points])
    return nitrogen_potential(database, T, pressure) + offset


def _store(
    results: dict[str, np.ndarray],
    rows: np.ndarray,
    names: Sequence[str],
    metals: Sequence[str],
    listed: Mapping[str, Sequence[str]],
    system: System,
    tables: Tables,
    found: Equilibria,
    conditions: Conditions,
) -> None:
    """Store solutions in their rows, with the magnetic properties of every phase.

    Phases are stored by their place in ``names``, amounts per mole of atoms.
    """
    place = np.array([list(names).index(name) for name in system.phases])
    good = found.status == equilibrium.OK
    low, high = assessed(system)
    inside = np.ones(len(rows), dtype=bool)
    b, v = np.nonzero(found.phase >= 0)
    phase = found.phase[b, v]
    T = conditions.T[b]
    np.logical_and.at(inside, b, (low[phase] <= T) & (high[phase] >= T))
    code = np.array([_CODES[status] for status in found.status.tolist()], dtype=np.int8)
    results["status"][rows] = np.where(good & ~inside, OUTSIDE_ASSESSMENT, code)
    own = tables.first[phase + 1] - tables.first[phase]
    y = np.where(np.arange(found.y.shape[2]) < own[:, None], found.y[b, v], 0.0)
    places = np.minimum(tables.first[phase][:, None] + np.arange(y.shape[1]), len(tables.sites) - 1)
    moles = np.einsum("kn,kne->ke", y, system.tables.amounts[places])
    atoms = moles.sum(axis=1) * found.amount[b, v]
    total = np.zeros(len(rows))
    np.add.at(total, b, atoms)
    results["phase"][rows[b], v] = place[phase]
    results["phase_amount"][rows[b], v] = atoms / total[b]
    for k, name in enumerate(system.phases):
        mine = np.flatnonzero(phase == k)
        _put_constitution(results, rows[b[mine]], v[mine], y[mine], system, k, listed[name])
        results["driving_force"][rows, place[k]] = np.where(good, found.height[:, k], np.nan)
    results["driving_force"][rows[b], place[phase]] = 0.0
    with_n = NITROGEN in system.elements
    at = system.elements.index(NITROGEN) if with_n else -1
    n = moles[:, at] if with_n else np.zeros(len(b))
    metal = moles.sum(axis=1) - n
    results["nitrogen_content"][rows[b], v] = np.where(
        metal > 0.0, n / np.maximum(metal, 1e-300), np.inf
    )
    energy = np.zeros(len(rows))
    np.add.at(energy, b, found.amount[b, v] * _energies(tables, found, b, v, y, places))
    results["gibbs_energy"][rows] = np.where(good, energy / np.maximum(total, 1e-300), np.nan)
    if found.mu.shape[1] == len(system.elements):
        for i, element in enumerate(system.elements):
            column = len(metals) if element == NITROGEN else metals.index(element.capitalize())
            results["chemical_potential"][rows, column] = found.mu[:, i]
    else:
        results["chemical_potential"][rows, -1] = found.mu[:, 1]
    orders = find_orders(system.database.name)
    magnetic = phase_magnetism(system, orders, phase, y, T, conditions.coefficients[b])
    results["order"][rows[b], v] = magnetic.order
    results["order_temperature"][rows[b], v] = magnetic.order_temperature
    results["saturation_magnetization"][rows[b], v] = magnetic.saturation_magnetization
    volume = magnetic.volume * found.amount[b, v]
    _put_means(results, rows, b, good, volume, magnetic.order, magnetic.saturation_magnetization)


def _energies(
    tables: Tables,
    found: Equilibria,
    b: np.ndarray,
    v: np.ndarray,
    y: np.ndarray,
    places: np.ndarray,
) -> np.ndarray:
    """Return G of stable phases, J per mole of formula units, from the chemical potentials."""
    return np.einsum("kn,kne,ke->k", y, tables.amounts[places], found.mu[b])


def _put_constitution(
    results: dict[str, np.ndarray],
    rows: np.ndarray,
    v: np.ndarray,
    y: np.ndarray,
    system: System,
    k: int,
    whole: Sequence[str],
) -> None:
    """Store the site fractions of a phase in the order of ``system_phases``; absent species: 0."""
    names = [site_name(s, name) for s, name in system.constituents[k]]
    for i, site in enumerate(whole):
        results["constitution"][rows, v, i] = y[:, names.index(site)] if site in names else 0.0


def _put_means(
    results: dict[str, np.ndarray],
    rows: np.ndarray,
    b: np.ndarray,
    good: np.ndarray,
    volume: np.ndarray,
    order: np.ndarray,
    M_s: np.ndarray,
) -> None:
    """Store the means over the phases of a point, by volume."""

    def total(values: np.ndarray) -> np.ndarray:
        sums = np.zeros(len(rows))
        np.add.at(sums, b, values)
        return sums

    whole = total(volume)
    # Gas alone has no volume.
    some = good & (whole > 0.0)
    whole = np.where(some, whole, np.nan)
    results["net_magnetization"][rows] = total(volume * M_s) / whole
    parallel = np.isin(order, (FERROMAGNETIC, FERRIMAGNETIC))
    for name, which in (
        ("ferromagnetic_fraction", parallel),
        ("antiferromagnetic_fraction", order == ANTIFERROMAGNETIC),
        ("paramagnetic_fraction", order == PARAMAGNETIC),
    ):
        results[name][rows] = total(np.where(which, volume, 0.0)) / whole


def _empty(count: int, phases: int, sites: int, elements: int) -> dict[str, np.ndarray]:
    """Return results of points that are not computed yet."""
    vertex = (count, vertices(elements - 1))
    results: dict[str, np.ndarray] = {"status": np.full(count, NOT_CONVERGED, np.int8)}
    for name in ("gibbs_energy", *VOLUME_MEANS):
        results[name] = np.full(count, np.nan)
    for name in (
        "phase_amount",
        "nitrogen_content",
        "order_temperature",
        "saturation_magnetization",
    ):
        results[name] = np.full(vertex, np.nan)
    results["phase"], results["order"] = np.full(vertex, -1, np.int16), np.full(vertex, -1, np.int8)
    results["constitution"] = np.full((*vertex, sites), np.nan)
    results["chemical_potential"] = np.full((count, elements), np.nan)
    results["driving_force"] = np.full((count, phases), np.nan)
    return results


def assessed(system: System) -> tuple[np.ndarray, np.ndarray]:
    """Return the temperatures between which all parameters of a phase are given, [p] and [p], K."""
    low, high = np.zeros(len(system.phases)), np.full(len(system.phases), np.inf)
    for parameter in system.parameters:
        k = system.phases.index(parameter.phase)
        ends = range_of(parameter.value, system.database.functions)
        low[k], high[k] = max(low[k], ends[0]), min(high[k], ends[1])
    return low, high


def compile_kernels() -> None:
    """Compile the kernels of ``equilibrium_batch``, or load them, without a simulation."""
    equilibrium.compile_batch(system_of(load_database(), ("FE", NITROGEN)))
