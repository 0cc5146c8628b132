"""Equilibria are the lowest there are, and depend on their point only.

Nothing lies below their plane, and no linear program finds less.
"""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
from alloys import PRESSURE, alloy, energies, solve
from scipy.optimize import linprog

from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo.equilibrium import OK, equilibria
from nmhts.physics.thermo.samples import sample_energies, samples_of
from nmhts.physics.thermo.system import System, system_of

SYSTEMS = (("CO", "FE", "N"), ("CO", "MN", "N"), ("FE", "MN", "N"), ("CO", "FE", "MN", "N"))


def points(elements: tuple[str, ...], count: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Return temperatures [count] and mole fractions [count, e], N last."""
    rng = np.random.default_rng(seed)
    x_N = rng.uniform(0.001, 0.45, (count, 1))
    metals = rng.dirichlet(np.ones(len(elements) - 1), count)
    return rng.uniform(300.0, 1200.0, count), np.concatenate([metals * (1 - x_N), x_N], axis=1)


def random_samples(system: System, count: int) -> Any:
    """Return random site fractions of every phase as samples, some of them dilute.

    The form is that of the engine's own samples.
    """
    rng = np.random.default_rng(11)
    own = samples_of(system)
    phases, ys = [], []
    for p, constituents in enumerate(system.constituents):
        y = np.zeros((count, system.most))
        sublattices = np.array([s for s, _ in constituents])
        for s in np.unique(sublattices):
            places = np.flatnonzero(sublattices == s)
            weights = rng.gamma(rng.choice([0.05, 0.3, 1.0], (count, 1)), size=(count, len(places)))
            weights += 1e-300
            y[:, places] = weights / weights.sum(axis=1, keepdims=True)
        phases.append(np.full(count, p))
        ys.append(y)
    phase, y = np.concatenate(phases), np.concatenate(ys)
    first = system.tables.first
    amounts = np.array(
        [
            y[s, : first[p + 1] - first[p]] @ system.tables.amounts[first[p] : first[p + 1]]
            for s, p in enumerate(phase)
        ]
    )
    return own._replace(phase=phase, y=y, amounts=amounts)


def costs(system: System, samples: Any, T: np.ndarray) -> np.ndarray:
    """Return G of samples [b, s], J per mole of formula units."""
    coefficients = system.coefficients(T, np.full(len(T), PRESSURE))
    out = np.empty((len(T), len(samples.phase)))
    sample_energies(system.tables, samples, coefficients, T, out)
    return out


@pytest.mark.parametrize("elements", SYSTEMS, ids="-".join)
def test_nothing_lies_below_the_plane(elements: tuple[str, ...]):
    system = alloy(elements)
    T, x = points(elements, 60)
    found = solve(system, T, x)
    samples = random_samples(system, 20_000)
    G = costs(system, samples, T)
    for b in range(len(T)):
        over = (G[b] - samples.amounts @ found.mu[b]) / samples.amounts.sum(axis=1)
        assert over.min() > -1e-6, (
            f"{T[b]} K, {x[b]}: {system.phases[samples.phase[over.argmin()]]}"
        )
    assert np.nanmin(found.height) > -1e-6


@pytest.mark.parametrize("elements", SYSTEMS, ids="-".join)
def test_no_linear_programme_finds_less(elements: tuple[str, ...]):
    system = alloy(elements)
    T, x = points(elements, 50, seed=4)
    found = solve(system, T, x)
    ours = energies(found, x)
    samples = random_samples(system, 1_000)
    dense = samples_of(system)
    amounts = np.concatenate([samples.amounts, dense.amounts])
    G = np.concatenate([costs(system, samples, T), costs(system, dense, T)], axis=1)
    # HiGHS treats smaller numbers as zeros.
    keep = ((amounts == 0.0) | (amounts > 1e-8)).all(axis=1)
    amounts, G = amounts[keep], G[:, keep]
    over = []
    for b in range(len(T)):
        best = linprog(G[b] / 1e4, A_eq=amounts.T, b_eq=x[b], method="highs")
        assert best.success
        # The deviation of its amounts from the composition counts at the potentials found here.
        over.append(G[b] @ best.x + found.mu[b] @ (x[b] - amounts.T @ best.x) - ours[b])
    assert min(over) > -1e-6
    # The program is no trivial one: it comes close.
    assert np.median(over) < 400.0


def test_order_of_elements_and_phases_changes_nothing():
    database = load_database()
    here = alloy(("CO", "FE", "N"))
    there = system_of(database, ["n", "FE", "co"], list(reversed(here.phases)))
    assert there.elements == here.elements
    assert there.phases == here.phases
    T, x = points(("CO", "FE", "N"), 10)
    for a, b in zip(solve(here, T, x), solve(there, T, x), strict=True):
        np.testing.assert_array_equal(a, b)


def test_an_element_that_is_absent_changes_nothing():
    T, x = points(("CO", "FE", "N"), 40)
    x4 = np.insert(x, 2, 0.0, axis=1)
    three, four = alloy(("CO", "FE", "N")), alloy(("CO", "FE", "MN", "N"))
    a, b = solve(three, T, x), solve(four, T, x4)
    # 1e-12 of Mn is there: its potential times its amount is 1e-7 J.
    np.testing.assert_allclose(energies(a, x), energies(b, np.where(x4 > 0, x4, 1e-12)), rtol=1e-10)
    np.testing.assert_allclose(a.mu, b.mu[:, [0, 1, 3]], atol=1e-3)


def test_a_point_is_the_same_in_any_batch():
    system = alloy(("CO", "FE", "MN", "N"))
    T, x = points(system.elements, 40)
    together = solve(system, T, x)
    backwards = solve(system, T[::-1], x[::-1])
    for k in range(len(together)):
        np.testing.assert_array_equal(together[k], backwards[k][::-1])
    for b in (0, 7, 23):
        alone = solve(system, T[b : b + 1], x[b : b + 1])
        for k in range(len(together)):
            np.testing.assert_array_equal(together[k][b], alone[k][0])


def test_threads_change_nothing():
    system = alloy(("FE", "MN", "N"))
    T, x = points(system.elements, 80)
    alone = solve(system, T, x)
    found: list[Any] = [None] * 4

    def work(k: int) -> None:
        found[k] = solve(system, T[k * 20 : k * 20 + 20], x[k * 20 : k * 20 + 20])

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for k in range(len(alone)):
        np.testing.assert_array_equal(alone[k], np.concatenate([part[k] for part in found]))


@pytest.mark.parametrize("elements", SYSTEMS, ids="-".join)
def test_traces_are_solved(elements: tuple[str, ...]):
    rng = np.random.default_rng(5)
    count, e = 200, len(elements)
    x = 10.0 ** rng.uniform(-9, -3, (count, e))
    x[np.arange(count), rng.integers(0, e - 1, count)] = 1.0
    x /= x.sum(axis=1, keepdims=True)
    system = alloy(elements)
    T = rng.uniform(298.15, 2000.0, count)
    found, _ = equilibria(system, T, np.full(count, PRESSURE), x, np.full(x.shape, np.nan))
    assert (found.status == OK).all()
    made = np.zeros_like(x)
    for b in range(count):
        for k in range(found.count[b]):
            a, z = system.tables.first[found.phase[b, k] : found.phase[b, k] + 2]
            made[b] += found.amount[b, k] * (found.y[b, k, : z - a] @ system.tables.amounts[a:z])
    np.testing.assert_allclose(made, x, rtol=1e-6, atol=1e-14)


@pytest.mark.parametrize(
    ("T", "poor", "rich"),
    [
        (950.0, 0.08916066, 0.17982299),
        (1035.0, 0.09022637, 0.13586516),
        (1060.0, 0.09004894, 0.12398731),
    ],
)
def test_a_narrow_magnetic_gap_is_found(T: float, poor: float, rich: float):
    # fcc Co-Mn splits at its Curie temperature; shares of Mn of pycalphad 0.11.2. The gap is
    # narrower than two samples are apart.
    system = system_of(load_database(), ("CO", "MN"), ("FCC_A1",), 8.3145)
    inside = np.linspace(poor, rich, 7)[1:-1]
    x = np.stack([1.0 - inside, inside], axis=1)
    found = solve(system, np.full(len(x), T), x)
    assert (found.count == 2).all()
    shares = np.sort(found.y[:, :2, 1], axis=1)
    np.testing.assert_allclose(shares, [[poor, rich]] * len(x), rtol=0, atol=1e-8)
