"""Results of phase equilibria: arrays over points and coexisting phases, filled by groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from nmhts.materials.orders import find_orders
from nmhts.materials.tdb.expressions import range_of
from nmhts.physics.magnetism.intrinsic import (
    ANTIFERROMAGNETIC,
    FERRIMAGNETIC,
    FERROMAGNETIC,
    PARAMAGNETIC,
)
from nmhts.physics.thermo import equilibrium
from nmhts.physics.thermo.energy import Tables
from nmhts.physics.thermo.frozen import NITROGEN
from nmhts.physics.thermo.solve import Conditions, Equilibria
from nmhts.physics.thermo.system import System
from nmhts.simulation.phases.database import site_name
from nmhts.simulation.phases.magnetic_order import phase_magnetism
from nmhts.simulation.phases.status import (
    NO_PHASE,
    NOT_CONVERGED,
    OK,
    OUTSIDE_ASSESSMENT,
    TIME_LIMIT,
)

_FEWEST_VERTICES = 5
VOLUME_MEANS = (
    "net_magnetization",
    "ferromagnetic_fraction",
    "antiferromagnetic_fraction",
    "paramagnetic_fraction",
)
"""Means over the volume of the coexisting phases."""

_CODES = {
    equilibrium.OK: OK,
    equilibrium.NOT_CONVERGED: NOT_CONVERGED,
    equilibrium.NO_PHASE: NO_PHASE,
    equilibrium.GIVEN_UP: TIME_LIMIT,
}


def vertices(metals: int) -> int:
    """Return the room for coexisting phases of a number of metals.

    By the phase rule it is the number of elements (metals and N), and one more at an invariant
    reaction; at least five.
    """
    return max(_FEWEST_VERTICES, metals + 2)


def empty_results(count: int, phases: int, sites: int, elements: int) -> dict[str, np.ndarray]:
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


def store_equilibria(
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
    low, high = _assessed(system)
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


def _assessed(system: System) -> tuple[np.ndarray, np.ndarray]:
    """Return the temperatures between which all parameters of a phase are given, [p] and [p], K."""
    low, high = np.zeros(len(system.phases)), np.full(len(system.phases), np.inf)
    for parameter in system.parameters:
        k = system.phases.index(parameter.phase)
        ends = range_of(parameter.value, system.database.functions)
        low[k], high[k] = max(low[k], ends[0]), min(high[k], ends[1])
    return low, high
