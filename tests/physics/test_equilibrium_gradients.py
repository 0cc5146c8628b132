"""Derivatives of equilibria at points of one, two and three phases.

References: Taylor remainders, central differences, thermodynamic identities and JAX.
"""

from __future__ import annotations

import functools
import sys
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from asked import SIZES, assert_below, number, only, parameter_steps, random_cotangents
from numpy.typing import NDArray

from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo.derivatives import PulledBack, pull_back
from nmhts.physics.thermo.equilibrium import OK, Shifts, equilibria
from nmhts.physics.thermo.gibbs import gibbs_model
from nmhts.physics.thermo.implicit import Cotangents
from nmhts.physics.thermo.solve import Conditions, Equilibria
from nmhts.physics.thermo.system import System, system_of

POINTS = 40  # of each number of phases
DATABASE = load_database()
N = "N"


class Case(NamedTuple):
    """Points of a system, and the requested outputs of their solutions."""

    system: System
    inputs: dict[str, NDArray]
    results: Equilibria
    conditions: Conditions
    weights: Cotangents
    pulled: PulledBack


def solve(system: System, inputs: dict[str, NDArray]) -> tuple[Equilibria, Conditions]:
    shifts = Shifts(np.arange(len(system.parameters)), inputs["parameters"])
    return equilibria(
        system, inputs["T"], inputs["P"], inputs["moles"], inputs["mu"], shifts=shifts
    )


def subset(inputs: dict[str, NDArray], rows: NDArray) -> dict[str, NDArray]:
    return {name: values[rows] for name, values in inputs.items()}


@functools.cache
def case(elements: str, open_to_nitrogen: bool, phases: int) -> Case:
    # Without N zincblende and fcc are one lattice by two names: where they coexist, only rounding
    # remains.
    names = [p for p in system_of(DATABASE, elements.split("-")).phases if p != "ZB"]
    system = system_of(DATABASE, elements.split("-"), names)
    rng = np.random.default_rng(len(elements) + phases)
    count, e, n = 1500, len(system.elements), system.elements.index(N)
    # An element counts as a trace of 1e-12 at least: below there is no derivative by its amount.
    moles = np.maximum(rng.dirichlet(np.where(np.arange(e) == n, 0.4, 1.0), count), 1e-9)
    mu = np.full((count, e), np.nan)
    T, P = rng.uniform(500.0, 1500.0, count), 10.0 ** rng.uniform(4.0, 7.0, count)
    if open_to_nitrogen:
        moles[:, n], mu[:, n] = np.nan, -35.0 * T - rng.uniform(0.0, 6e4, count)
    inputs = {
        "T": T,
        "P": P,
        "moles": moles,
        "mu": mu,
        "parameters": np.zeros((count, len(system.parameters))),
    }
    results, _ = solve(system, inputs)
    rows = np.flatnonzero((results.status == OK) & (results.count == phases))[:POINTS]
    assert len(rows) == POINTS, (elements, phases, len(rows))
    inputs = subset(inputs, rows)
    results, conditions = solve(system, inputs)
    weights = random_cotangents(results, rng)
    pulled = pull_back(system, inputs["P"], results, conditions, weights)
    return Case(system, inputs, results, conditions, weights, pulled)


CASES = [
    ("Co-Mn-N", False, 1),
    ("Co-Mn-N", False, 2),
    ("Co-Mn-N", False, 3),
    ("Fe-Mn-N", False, 2),
    ("Fe-N", False, 1),
    ("Fe-N", False, 2),
    ("Co-Fe-Mn-N", False, 3),
    ("Co-Fe-N", True, 1),
    ("Co-Fe-N", True, 2),
    ("Fe-Mn-N", True, 1),
]
every_case = pytest.mark.parametrize(("elements", "open_to_nitrogen", "phases"), CASES)


def directions(one: Case, kind: str) -> dict[str, NDArray]:
    rng = np.random.default_rng(9)
    x = one.inputs
    move = {name: np.zeros(values.shape) for name, values in x.items()}
    if kind in ("T", "all"):
        move["T"] = rng.choice([-1.0, 1.0], x["T"].shape) * 20.0
    if kind in ("P", "all"):
        move["P"] = 0.3 * x["P"] * rng.normal(size=x["P"].shape)
    if kind in ("moles", "all"):
        move["moles"] = np.nan_to_num(0.05 * rng.normal(size=x["moles"].shape) * x["moles"])
    if kind in ("mu", "all"):
        move["mu"] = np.where(np.isnan(x["mu"]), 0.0, 1000.0 * rng.normal(size=x["mu"].shape))
    move["parameters"] = parameter_steps(one.system, kind, len(x["T"]), rng)
    return move


def along(one: Case, move: dict[str, NDArray]) -> NDArray:
    """The derivative of every number along a direction."""
    pulled = one.pulled
    return (
        pulled.T * move["T"]
        + pulled.P * move["P"]
        + (pulled.moles * move["moles"]).sum(axis=1)
        + (pulled.mu * move["mu"]).sum(axis=1)
        + (pulled.parameters * move["parameters"]).sum(axis=1)
    )


def moved(one: Case, move: dict[str, NDArray], h: float) -> tuple[NDArray, NDArray]:
    """The numbers a step away, and the points whose set of phases is unchanged."""
    results, _ = solve(
        one.system, {name: values + h * move[name] for name, values in one.inputs.items()}
    )
    same = (results.status == OK) & (results.phase == one.results.phase).all(axis=1)
    return number(results, one.weights, one.system.tables), same


KINDS = ("T", "P", "moles", "mu", "G", "L", "TC", "BMAGN", "all")
STEPS = 10.0 ** np.array([-1.5, -2.5, -3.5, -4.5])
VISIBLE = 1e-6  # a remainder that falls by three decades of steps and is not yet rounding
ROUNDING = 1e-11


class Remainders(NamedTuple):
    """Remainders of the points of a case along one kind of direction."""

    slopes: NDArray  # of the remainder over three decades, of points where it can be seen
    least: NDArray  # the remainder at the smallest step, of the other points
    left_out: int  # points whose phases change within the largest step


@functools.cache
def remainders(elements: str, open_to_nitrogen: bool, phases: int, kind: str) -> Remainders:
    one = case(elements, open_to_nitrogen, phases)
    here, move = number(one.results, one.weights, one.system.tables), directions(one, kind)
    slope = along(one, move)
    rest, kept = [], np.ones(len(here), dtype=bool)
    for h in STEPS:
        there, same = moved(one, move, h)
        rest.append(np.abs(there - here - h * slope))
        kept &= same
    seen = kept & (rest[0] > VISIBLE)
    slopes = np.log10(rest[0][seen] / rest[-1][seen]) / np.log10(STEPS[0] / STEPS[-1])
    return Remainders(slopes, rest[-1][kept & ~seen], int((~kept).sum()))


@every_case
def test_taylor_remainders_fall_with_the_square_of_the_step(elements, open_to_nitrogen, phases):
    for kind in KINDS:
        slopes, least, left_out = remainders(elements, open_to_nitrogen, phases, kind)
        if len(slopes):
            sys.stdout.write(
                f"{elements} phases {phases} {kind}: {len(slopes)} slopes {slopes.min():.3f} "
                f"to {slopes.max():.3f}, {left_out} left out\n"
            )
        assert left_out <= POINTS // 2
        assert_below(slopes - 2.0, 0.15)
        np.testing.assert_array_less(least, ROUNDING)


def test_every_kind_of_input_has_remainders_that_can_be_seen():
    for kind in KINDS:
        counts = [len(remainders(*one, kind).slopes) for one in CASES]
        assert sum(counts) >= POINTS // 2, (kind, counts)


@every_case
def test_derivatives_are_those_of_central_differences(elements, open_to_nitrogen, phases):
    """By every input alone, and by a dozen parameters of phases that are present."""
    one = case(elements, open_to_nitrogen, phases)
    system, rng = one.system, np.random.default_rng(3)
    there = {system.phases[p] for p in np.unique(one.results.phase) if p >= 0}
    own = [k for k, parameter in enumerate(system.parameters) if parameter.phase in there]
    own = rng.choice(own, min(12, len(own)), replace=False)
    inputs: list[tuple[str, int | None, float]] = [("T", None, 0.02), ("P", None, 10.0)]
    inputs += [("moles", i, 1e-8) for i in one.conditions.bound]
    inputs += [("mu", i, 1.0) for i in range(len(system.elements)) if i not in one.conditions.bound]
    inputs += [("parameters", k, 1e-3 * SIZES[system.parameters[k].kind]) for k in own]
    compared = 0
    for name, k, h in inputs:
        move = {key: np.zeros(values.shape) for key, values in one.inputs.items()}
        move[name][... if k is None else (slice(None), k)] = 1.0
        kept, expected = np.ones(POINTS, dtype=bool), np.zeros(POINTS)
        for steps, share in ((1.0, 8.0), (-1.0, -8.0), (2.0, -1.0), (-2.0, 1.0)):
            value, same = moved(one, move, steps * h)
            expected += share / 12.0 * value
            kept &= same
        compared += kept.sum()
        np.testing.assert_allclose(
            (along(one, move) * h)[kept], expected[kept], rtol=2e-5, atol=1e-11
        )
    assert compared > 0.9 * POINTS * len(inputs)


@every_case
def test_energies_obey_the_envelope_theorem(elements, open_to_nitrogen, phases):
    """By what the conditions hold fixed: dG/dn = mu, and dG/dT = -S, dG/dtheta of JAX at fixed site
    fractions; with mu_N given, of G - mu_N n_N.
    """
    one = case(elements, open_to_nitrogen, phases)
    system, results = one.system, one.results
    free = [i for i in range(len(system.elements)) if i not in one.conditions.bound]
    weights = only(results, G=np.ones(POINTS))
    if free:
        # n_N = sum_k n_k M_N(y_k), a number of the amounts and site fractions.
        (N_place,), mu_N = free, results.mu[:, free[0]]
        for b, v in np.argwhere(results.phase >= 0):
            a, z = system.tables.first[results.phase[b, v] :][:2]
            per_y = system.tables.amounts[a:z, N_place]
            weights.amount[b, v] = -mu_N[b] * (results.y[b, v, : z - a] @ per_y)
            weights.y[b, v, : z - a] = -mu_N[b] * results.amount[b, v] * per_y
    pulled = pull_back(system, one.inputs["P"], results, one.conditions, weights)
    moles = pulled.moles[:, one.conditions.bound]
    np.testing.assert_allclose(moles, results.mu[:, one.conditions.bound], rtol=1e-7)
    S, by_P, by_theta = (
        np.zeros(POINTS),
        np.zeros(POINTS),
        np.zeros((POINTS, len(system.parameters))),
    )
    for p in np.unique(results.phase[results.phase >= 0]):
        model, n = gibbs_model(system, system.phases[p]), len(system.constituents[p])
        rows, sets = np.nonzero(results.phase == p)
        slopes = jax.jit(jax.vmap(jax.grad(model.energy, (1, 2, 3)), (0, 0, 0, None)))
        T, P, theta = slopes(
            results.y[rows, sets, :n],
            one.inputs["T"][rows],
            one.inputs["P"][rows],
            jnp.zeros(len(system.parameters)),
        )
        amount = results.amount[rows, sets]
        np.add.at(S, rows, -amount * T)
        np.add.at(by_P, rows, amount * P)
        np.add.at(by_theta, rows, amount[:, None] * theta)
    np.testing.assert_allclose(pulled.T, -S, rtol=1e-7, atol=1e-7)
    np.testing.assert_allclose(pulled.P, by_P, rtol=1e-7, atol=1e-11)
    scale = np.abs(by_theta).max(axis=1, keepdims=True)
    assert_below(pulled.parameters - by_theta, 1e-7 * scale + 1e-7)
    assert_below(pulled.mu, 1e-6)


def by_moles(one: Case) -> NDArray:
    """dmu_i/dn_j of every point, [b, i, j]."""
    rows = []
    for i in range(len(one.system.elements)):
        mu = np.zeros(one.results.mu.shape)
        mu[:, i] = 1.0
        weights = only(one.results, mu=mu)
        rows.append(
            pull_back(one.system, one.inputs["P"], one.results, one.conditions, weights).moles
        )
    return np.stack(rows, axis=1)


@pytest.mark.parametrize("phases", [1, 2, 3])
def test_maxwell_and_gibbs_duhem(phases: int):
    """dmu_i/dn_j = dmu_j/dn_i, and no eigenvalue is negative.

    Potentials do not depend on the total amount: sum_j n_j dmu_i/dn_j = 0.
    """
    for elements in ("Co-Mn-N", "Co-Fe-Mn-N"):
        if phases == 3 or elements == "Co-Mn-N":
            one = case(elements, False, phases)
            table = by_moles(one)
            # With as many phases as elements all of it is zero, but for the rounding of R T.
            scale = np.abs(table).max(axis=(1, 2), keepdims=True) + 0.1
            assert_below(table - table.transpose(0, 2, 1), 1e-9 * scale)
            rest = np.einsum("bij,bj->bi", table, one.inputs["moles"])
            assert_below(rest, 1e-9 * scale[:, 0])
            assert (np.linalg.eigvalsh(table) > -1e-9 * scale[:, 0]).all()


def test_one_phase_has_the_second_derivatives_of_jax():
    """A piece of an interstitial phase, whose moles determine all of its site fractions."""
    one = case("Co-Mn-N", False, 1)
    table, system, compared = by_moles(one), one.system, 0
    for p in np.unique(one.results.phase[:, 0]):
        constituents = system.constituents[p]
        if len(constituents) != 4:
            continue
        model, sites = (
            gibbs_model(system, system.phases[p]),
            system.tables.sites[system.tables.first[p] :][:4],
        )

        def whole(moles, T, model=model, sites=sites):
            units = moles[:2].sum() / sites[0]
            full = moles[2] / (units * sites[2])
            y = jnp.concatenate([moles[:2] / moles[:2].sum(), jnp.array([full, 1.0 - full])])
            return units * model.energy(y, T, 1e5)

        rows = np.flatnonzero(one.results.phase[:, 0] == p)
        second = jax.jit(jax.vmap(jax.hessian(whole)))(
            one.inputs["moles"][rows], one.inputs["T"][rows]
        )
        scale = np.abs(second).max(axis=(1, 2), keepdims=True)
        assert_below(table[rows] - second, 1e-7 * scale)
        compared += len(rows)
    assert compared > POINTS // 2


def test_a_point_without_solution_has_no_derivatives():
    for one in (case("Fe-N", False, 1), case("Fe-Mn-N", True, 1)):
        results = one.results._replace(status=np.full(POINTS, OK + 1))
        pulled = pull_back(one.system, one.inputs["P"], results, one.conditions, one.weights)
        assert not any(np.any(values) for values in pulled)
