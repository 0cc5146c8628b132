"""The lowest plane under samples, against SciPy's linear programs."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linprog

from nmhts.materials.tdb.library import load_database
from nmhts.numerics.watch import new_watch
from nmhts.physics.thermo.samples import sample_energies, samples_of
from nmhts.physics.thermo.simplex import ARTIFICIAL, Basis, begin, lowest_plane, new_basis
from nmhts.physics.thermo.system import system_of


def solve(
    amounts: np.ndarray, costs: np.ndarray, moles: np.ndarray, allowed: np.ndarray | None = None
) -> tuple[bool, Basis]:
    """Return whether samples make the composition, and the basis; amounts [e, s]."""
    e, count = amounts.shape
    bound, basis = np.arange(e), new_basis(e, e)
    weights = 1.0 / amounts.sum(axis=0)
    if allowed is not None:
        weights = np.where(allowed, weights, 0.0)
    begin(e, moles, basis)
    made = lowest_plane(e, bound, count, amounts, costs, np.zeros(e), weights, basis, new_watch(1))
    return bool(made), basis


def best(amounts: np.ndarray, costs: np.ndarray, moles: np.ndarray) -> float:
    found = linprog(costs, A_eq=amounts, b_eq=moles, method="highs")
    return found.fun if found.success else np.inf


@pytest.mark.parametrize(("e", "count"), [(1, 5), (2, 40), (3, 400), (4, 2000), (6, 200)])
def test_random_programmes(e: int, count: int):
    rng = np.random.default_rng(e)
    for _ in range(20):
        amounts = rng.uniform(size=(e, count)) * (rng.uniform(size=(e, count)) < 0.7)
        amounts[rng.integers(0, e, count), np.arange(count)] += 0.3
        costs = 1e4 * rng.normal(size=count)
        moles = amounts @ rng.dirichlet(np.full(count, 0.1))
        made, basis = solve(amounts, costs, moles)
        assert made
        assert (basis.column != ARTIFICIAL).all()
        G = basis.amount @ costs[basis.column]
        assert best(amounts, costs, moles) == pytest.approx(G, rel=1e-6, abs=1e-3)
        np.testing.assert_allclose(amounts[:, basis.column] @ basis.amount, moles, atol=1e-8)
        # Prices: no sample lies below their plane, those of the basis lie on it.
        over = costs - basis.price @ amounts
        assert (over / amounts.sum(axis=0)).min() > -1e-6
        np.testing.assert_allclose(over[basis.column], 0.0, atol=1e-6)


def test_degenerate_programmes():
    rng = np.random.default_rng(0)
    shares = np.linspace(0.0, 1.0, 21)
    amounts = np.stack([shares, 1.0 - shares])
    for moles in ([0.5, 0.5], [1.0, 0.0], [0.0, 1.0], [0.25, 0.75], [1e-9, 1.0], [1e-12, 1.0]):
        # Compositions that are samples, samples that occur twice, equal costs.
        costs = np.round(rng.normal(size=21), 1)
        twice, both = np.concatenate([amounts, amounts], axis=1), np.concatenate([costs, costs])
        made, basis = solve(twice, both, np.array(moles))
        assert made
        used = basis.column != ARTIFICIAL
        G = basis.amount[used] @ both[basis.column[used]]
        assert best(twice, both, np.array(moles)) == pytest.approx(G, abs=1e-6)
    made, basis = solve(amounts, np.zeros(21), np.array([0.3, 0.7]))
    assert made
    np.testing.assert_allclose(basis.price, 0.0, atol=1e-6)


def test_prices_of_traces_are_those_of_samples():
    # Traces and absent elements have a price of samples, not that of an artificial column.
    shares = np.linspace(0.0, 1.0, 21)
    amounts = np.stack([shares, 1.0 - shares])
    costs = -1e3 * shares
    for trace in (1e-6, 1e-12, 0.0):
        made, basis = solve(amounts, costs, np.array([trace, 1.0]))
        assert made
        np.testing.assert_allclose(basis.price, [-1e3, 0.0], atol=1e-6)


def test_prices_nobody_pays_let_nothing_in_twice():
    # Line compounds are expensive and isolated: elements stay at artificial prices for long, and a
    # sample of the basis lies off the plane by their rounding.
    rng = np.random.default_rng(6)
    every = system_of(load_database(), ("FE", "MN", "N"))
    system = system_of(
        load_database(),
        ("FE", "MN", "N"),
        [p for p in every.phases if p not in ("GAS", "LIQUID", "ZB")],
    )
    samples, T = samples_of(system), rng.uniform(300.0, 1200.0, 40)
    costs = np.empty((len(T), len(samples.phase)))
    sample_energies(system.tables, samples, system.coefficients(T, np.full(len(T), 1e5)), T, costs)
    amounts = np.ascontiguousarray(samples.amounts.T)
    for own in costs:
        x_N = rng.uniform(0.001, 0.45)
        moles = np.array([*((1.0 - x_N) * rng.dirichlet(np.ones(2))), x_N])
        made, basis = solve(amounts, own, moles)
        assert made
        assert best(amounts, own / 1e4, moles) * 1e4 == pytest.approx(
            basis.amount @ own[basis.column], rel=1e-6
        )


def test_what_no_sample_makes():
    amounts = np.array([[0.5, 0.6, 0.9], [0.5, 0.4, 0.1]])
    assert not solve(amounts, np.zeros(3), np.array([0.3, 0.7]))[0]
    assert not solve(amounts, np.zeros(3), np.array([0.95, 0.05]))[0]
    assert solve(amounts, np.zeros(3), np.array([0.9, 0.1]))[0]
    # Samples that may not be used have no effect.
    assert not solve(amounts, np.zeros(3), np.array([0.8, 0.2]), np.array([True, True, False]))[0]
