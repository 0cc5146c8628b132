"""Outputs of equilibria that tests differentiate: one number per point, and steps of parameters."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nmhts.physics.thermo.energy import Tables
from nmhts.physics.thermo.implicit import Cotangents
from nmhts.physics.thermo.solve import Equilibria
from nmhts.physics.thermo.system import System

SIZES = {"G": 1000.0, "TC": 50.0, "BMAGN": 0.3}
"""Steps of parameters, J/mol, K and Bohr magnetons."""


def random_cotangents(results: Equilibria, rng: np.random.Generator) -> Cotangents:
    """Return random weights of all outputs of solutions; those of energies are per 1e4 J."""
    there = results.phase >= 0
    return Cotangents(
        np.where(there, rng.normal(size=there.shape), 0.0),
        np.where(there[:, :, None], rng.normal(size=results.y.shape), 0.0),
        1e-4 * rng.normal(size=results.mu.shape),
        1e-4 * rng.normal(size=len(there)),
    )


def only(results: Equilibria, **weights: Any) -> Cotangents:
    """Return weights that are zero except for those named."""
    zeros = Cotangents(
        *(np.zeros(a.shape) for a in (results.amount, results.y, results.mu, results.status))
    )
    return zeros._replace(**weights)


def number(results: Equilibria, weights: Cotangents, tables: Tables) -> NDArray:
    """Return the number of every point that is differentiated."""
    total = (weights.mu * results.mu).sum(axis=1)
    total += np.nansum(weights.amount * results.amount, axis=1)
    total += np.nansum(weights.y * results.y, axis=(1, 2))
    return total + weights.G * energy(results, tables)


def energy(results: Equilibria, tables: Tables) -> NDArray:
    """Return the energy of all phases together, J, from the potentials of their elements."""
    moles = np.zeros(results.mu.shape)
    for b, v in np.argwhere(results.phase >= 0):
        a, z = tables.first[results.phase[b, v] :][:2]
        moles[b] += results.amount[b, v] * results.y[b, v, : z - a] @ tables.amounts[a:z]
    return (moles * results.mu).sum(axis=1)


def kind_of(system: System, k: int) -> str:
    """Return G, L, TC or BMAGN: an energy of species that mix is an L."""
    parameter = system.parameters[k]
    mixes = any(len(names) > 1 for names in parameter.constituents)
    return "L" if parameter.kind == "G" and mixes else parameter.kind


def parameter_steps(
    system: System, kind: str, count: int, rng: np.random.Generator, share: float = 1.0
) -> NDArray:
    """Return random steps [count, k] of the parameters of a kind, of every one for ``all``."""
    steps = np.zeros((count, len(system.parameters)))
    for k, parameter in enumerate(system.parameters):
        if kind in (kind_of(system, k), "all"):
            steps[:, k] = share * SIZES[parameter.kind] * rng.normal(size=count)
    return steps


def assert_below(found: NDArray, bound: NDArray | float) -> None:
    """Assert that numbers are below their bounds, and name those that are not."""
    size, most = np.broadcast_arrays(np.abs(found), bound)
    np.testing.assert_array_less(size, most)
