"""Equilibria of the packaged database, as tests need them."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo.equilibrium import OK, equilibria
from nmhts.physics.thermo.system import System, system_of

PRESSURE = 1e5


@functools.cache
def alloy(elements: tuple[str, ...], without: tuple[str, ...] = ("GAS", "ZB")) -> System:
    """Return the system of elements without some phases."""
    database = load_database()
    every = system_of(database, elements).phases
    return system_of(database, elements, [p for p in every if p not in without])


def solve(system: System, T: Any, x: Any) -> Any:
    """Return the equilibria at temperatures [b] (or one)
    and mole fractions [b, e] (or [e]), all solved.
    """
    T, x = np.atleast_1d(np.asarray(T, dtype=float)), np.atleast_2d(np.asarray(x, dtype=float))
    count = max(len(T), len(x))
    T, x = np.broadcast_to(T, (count,)), np.broadcast_to(x, (count, x.shape[1]))
    found, _ = equilibria(system, T, np.full(count, PRESSURE), x, np.full(x.shape, np.nan))
    assert (found.status == OK).all()
    return found


def pieces(system: System, found: Any, b: int = 0) -> list[tuple[str, float, np.ndarray]]:
    """Return the phases of a point with their moles of atoms and mole fractions."""
    out = []
    for k in range(found.count[b]):
        p = found.phase[b, k]
        a, z = system.tables.first[p], system.tables.first[p + 1]
        moles = found.y[b, k, : z - a] @ system.tables.amounts[a:z]
        out.append((system.phases[p], float(found.amount[b, k] * moles.sum()), moles / moles.sum()))
    return out


def names(system: System, found: Any, b: int = 0) -> set[str]:
    """Return the phases of a point."""
    return {name for name, _, _ in pieces(system, found, b)}


def energies(found: Any, x: np.ndarray) -> np.ndarray:
    """Return G of points, J per mole of atoms."""
    return np.einsum("be,be->b", found.mu, np.broadcast_to(x, found.mu.shape))
