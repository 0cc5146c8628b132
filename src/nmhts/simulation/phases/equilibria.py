"""Phase equilibria of alloys with nitrogen, with the magnetic order of the phases.

``equilibrium_batch`` is the host function of a study over its grid: records in, NumPy arrays out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nmhts.materials.tdb.library import load_database
from nmhts.materials.tdb.records import Database
from nmhts.numerics.byte_cache import Same, cached_by_bytes
from nmhts.physics.thermo import equilibrium
from nmhts.physics.thermo.equilibrium import KEPT_BYTES
from nmhts.physics.thermo.frozen import NITROGEN, frozen_equilibria, lattice_of
from nmhts.physics.thermo.reservoir import nitrogen_potential
from nmhts.physics.thermo.system import System, system_among, system_of
from nmhts.simulation.phases.database import is_gas, left_out_of, named_phases, system_phases
from nmhts.simulation.phases.equilibrium_results import empty_results, store_equilibria
from nmhts.simulation.phases.status import NO_PHASE, PHASES_LEFT_OUT, VALUES_KEPT

STANDARD_PRESSURE = 1e5  # Pa
_NOTHING = 1e-12  # share of all metal, or N per metal, that counts as absent (numerical)


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
    database = load_database(first.database)
    able, _ = named_phases(database, metals)
    listed = system_phases(database, metals, [n for n in first.phases if n in able])
    names = first.phases or tuple(listed)
    results = empty_results(
        len(points), len(names), max(map(len, listed.values())), len(metals) + 1
    )
    groups: dict[tuple, list[int]] = {}
    for i, point in enumerate(points):
        groups.setdefault(_group(point), []).append(i)
    number = 0
    for key, rows in groups.items():
        own = [points[i] for i in rows]
        found = _system_for(database, first, key, names)
        _fill(results, own, np.array(rows), names, metals, listed, key, found, watch, number)
        number += len(rows)
    return results


def _group(point: PhasePoint) -> tuple:
    """Return the key of points that are solved together: present elements, and condition on N."""
    there = tuple(metal for metal, x in point.metals.items() if x > _NOTHING)
    given = point.nitrogen_to_metal
    how = "open" if given is None else "sealed" if given > _NOTHING else "without"
    return there, how, point.gas, point.frozen_metals


@cached_by_bytes(KEPT_BYTES)
def _system(
    database: Same[Database], elements: tuple[str, ...], names: tuple[str, ...]
) -> System | None:
    """Return the tables of the listed phases that elements can form, None if there are none."""
    return system_among(database.value, elements, names)


def _system_for(database: Database, first: PhasePoint, key: tuple, names: Sequence[str]) -> Found:
    """Return the tables of a group of points, of which the first is given, and left-out phases."""
    there, how, gas, _ = key
    elements = tuple(metal.upper() for metal in there) + ((NITROGEN,) if how != "without" else ())
    allowed = tuple(sorted(name for name in names if gas or not is_gas(database, name)))
    system = _system(Same(database), elements, allowed)
    more = tuple(system.refused) if system else ()
    return system, (*left_out_of(database, elements, names, first.left_out), *more)


Found = tuple[System | None, tuple[str, ...]]
"""Tables of a group of points (None: no phase), and the phases left out."""


class Said(NamedTuple):
    """Phases left out of each point, and remarks on all of them."""

    left_out: list[tuple[str, ...]]  # of every point
    remarks: tuple[str, ...]


def said_of(points: Sequence[PhasePoint]) -> Said:
    """Return the phases left out of each point, and remarks on other simplifications.

    Errors: as of :func:`equilibrium_batch`.
    """
    found: dict[tuple, Found] = {}
    left_out = []
    database = load_database(points[0].database)
    for point in points:
        key = _group(point)
        if key not in found:
            names = point.phases or tuple(system_phases(database, tuple(point.metals)))
            found[key] = _system_for(database, point, key, names)
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
    of_group: Found,
    watch: np.ndarray | None,
    number: int,
) -> None:
    """Solve a group of points into their rows; ``number``: number of the first on the watch.

    ``of_group``: tables of the group, and left-out phases.
    """
    there, how, _, frozen = key
    system, left_out = of_group
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
    store_equilibria(results, rows, names, metals, listed, system, tables, found, conditions)
    if left_out:
        kept = np.isin(results["status"][rows], VALUES_KEPT)
        results["status"][rows[kept]] = PHASES_LEFT_OUT


def _potentials(database: Database, points: Sequence[PhasePoint], T: np.ndarray) -> np.ndarray:
    """Return the chemical potential of N of open points, J/mol, by the database's references."""
    pressure = np.array([point.nitrogen_pressure or STANDARD_PRESSURE for point in points])
    offset = np.array([point.nitrogen_chemical_potential or 0.0 for point in points])
    return nitrogen_potential(database, T, pressure) + offset


def compile_kernels() -> None:
    """Compile the kernels of ``equilibrium_batch``, or load them, without a simulation."""
    equilibrium.compile_batch(system_of(load_database(), ("FE", NITROGEN)))
