"""Points with frozen metals for tests: one phase, two, a solid beside N2, a reservoir of N."""

from __future__ import annotations

import functools
from typing import NamedTuple

import numpy as np
from asked import random_cotangents
from numpy.typing import NDArray

from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo.equilibrium import OK, Shifts
from nmhts.physics.thermo.frozen import (
    FrozenPulledBack,
    Lattice,
    frozen_equilibria,
    lattice_of,
    pull_back_frozen,
)
from nmhts.physics.thermo.implicit import Cotangents
from nmhts.physics.thermo.solve import Conditions, Equilibria
from nmhts.physics.thermo.system import system_of

SYSTEMS = ("Co-Mn-N", "Co-Fe-N", "Fe-Mn-N", "Co-Fe-Mn-N")
PLACES = ("one", "two", "gas", "reservoir")
POINTS = 30
DATABASE = load_database()


class Case(NamedTuple):
    """Points of a system, and the requested outputs of their solutions."""

    lattice: Lattice
    inputs: dict[str, NDArray]
    results: Equilibria
    conditions: Conditions
    weights: Cotangents
    pulled: FrozenPulledBack


def solve(lattice: Lattice, x: dict[str, NDArray]) -> tuple[Equilibria, Conditions]:
    shifts = Shifts(np.arange(len(lattice.system.parameters)), x["parameters"])
    return frozen_equilibria(
        lattice, x["T"], x["P"], x["fractions"], x["moles"], x["mu"], shifts=shifts
    )


@functools.cache
def case(elements: str, where: str) -> Case:
    """Points of ``one`` or ``two`` phases that hold metal,
    of a solid beside N2 (``gas``), or in a ``reservoir`` of N.
    """
    # Without N zincblende and fcc are one lattice by two names.
    without = {"ZB"} if where == "gas" else {"ZB", "GAS"}
    names = [p for p in system_of(DATABASE, elements.split("-")).phases if p not in without]
    lattice = lattice_of(system_of(DATABASE, elements.split("-"), names))
    rng = np.random.default_rng(len(elements))
    count, metals = 1500, len(lattice.metals)
    moles, mu = rng.uniform(0.5, 2.0, (count, 2)), np.full(count, np.nan)
    T, P = rng.uniform(500.0, 1500.0, count), 10.0 ** rng.uniform(4.0, 7.0, count)
    moles[:, 1] = moles[:, 0] * rng.uniform(0.005, 0.5, count)
    if where == "reservoir":
        moles[:, 1], mu = np.nan, -35.0 * T - rng.uniform(0.0, 6e4, count)
    inputs = {
        "T": T,
        "P": P,
        "fractions": rng.dirichlet(np.full(metals, 2.0), count),
        "moles": moles,
        "mu": mu,
        "parameters": np.zeros((count, len(lattice.system.parameters))),
    }
    results, _ = solve(lattice, inputs)
    gas = (
        (results.phase == lattice.system.phases.index("GAS")).any(axis=1)
        if where == "gas"
        else True
    )
    wanted = results.count == (2 if where in ("two", "gas") else 1)
    rows = np.flatnonzero((results.status == OK) & wanted & gas)[:POINTS]
    assert len(rows) == POINTS, (elements, where, len(rows))
    inputs = {name: values[rows] for name, values in inputs.items()}
    results, conditions = solve(lattice, inputs)
    weights = random_cotangents(results, rng)
    pulled = pull_back_frozen(lattice, inputs["P"], results, conditions, weights)
    return Case(lattice, inputs, results, conditions, weights, pulled)
