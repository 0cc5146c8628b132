"""Derivatives with frozen metals against limits known from theory.

Potentials of metals in every phase, Hillert's condition, Gibbs-Duhem, Henry's law, and ideal
solutions in closed form.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from asked import assert_below, energy, only
from frozen_points import POINTS, SYSTEMS, Case, case
from numpy.typing import NDArray

from nmhts.materials.tdb.library import load_database
from nmhts.materials.tdb.reader import read_tdb_text
from nmhts.physics.thermo.derivatives import pull_back
from nmhts.physics.thermo.equilibrium import OK
from nmhts.physics.thermo.frozen import (
    FrozenPulledBack,
    frozen_equilibria,
    lattice_of,
    pull_back_frozen,
)
from nmhts.physics.thermo.gibbs import gibbs_model
from nmhts.physics.thermo.system import system_of


def pulled_by(one: Case, **weights: Any) -> FrozenPulledBack:
    return pull_back_frozen(
        one.lattice, one.inputs["P"], one.results, one.conditions, only(one.results, **weights)
    )


def by_amounts(one: Case, pulled: FrozenPulledBack) -> NDArray:
    """Derivatives by the amounts of all metals and of N, [b, metals + 1]: x_i = n_i / sum n, so
    dx_j/dn_i = (1_ij - x_j) / sum n.
    """
    x, total = one.inputs["fractions"], one.inputs["moles"][:, :1]
    ratio = pulled.fractions - (x * pulled.fractions).sum(axis=1, keepdims=True)
    return np.concatenate([pulled.moles[:, :1] + ratio / total, pulled.moles[:, 1:]], axis=1)


@functools.cache
def phase_potentials(elements: str, phase: str) -> Any:
    """Potentials of the elements in a phase by JAX, of 2 POINTS at once to compile only once."""
    model = gibbs_model(system_of(load_database(), elements.split("-"), [phase]), phase)
    return jax.jit(jax.vmap(model.chemical_potentials))


def padded(values: NDArray) -> NDArray:
    return values[np.arange(2 * POINTS) % len(values)]


def potentials(one: Case) -> tuple[NDArray, NDArray]:
    """Potentials of metals and N in every phase by JAX [b, v, e], NaN for a phase without metal.

    Also the share of the metal that a phase holds [b, v].
    """
    lattice, results = one.lattice, one.results
    system, tables = lattice.system, lattice.tables
    order = [system.elements.index(e) for e in (*lattice.metals, "N")]
    mu = np.full((*results.phase.shape, len(order)), np.nan)
    share = np.zeros(results.phase.shape)
    for p in np.unique(results.phase[results.phase >= 0]):
        b, v = np.nonzero(results.phase == p)
        a, z = tables.first[p : p + 2]
        y = results.y[b, v, : z - a]
        share[b, v] = (
            results.amount[b, v] * (y @ tables.amounts[a:z, 0]) / one.inputs["moles"][b, 0]
        )
        if tables.amounts[a:z, 0].any():
            by_jax = phase_potentials("-".join(system.elements), system.phases[p])
            found = by_jax(*map(padded, (y, one.inputs["T"][b], one.inputs["P"][b])))
            mu[b, v] = np.asarray(found)[: len(b), order]
    return mu, share


@pytest.mark.parametrize("elements", SYSTEMS)
@pytest.mark.parametrize("where", ["one", "two", "gas"])
def test_the_energy_by_the_amount_of_a_metal_is_its_mean_potential(elements: str, where: str):
    """dG/dn_i = sum_k f_k mu_i^k, f_k the share of the metal in phase k; where there is one phase,
    dG/dx_i - dG/dx_j = mu_i - mu_j.
    """
    one = case(elements, where)
    found = by_amounts(one, pulled_by(one, G=np.ones(POINTS)))
    mu, share = potentials(one)
    expected = np.nansum(share[:, :, None] * mu[:, :, :-1], axis=1)
    np.testing.assert_allclose(found[:, :-1], expected, rtol=1e-9)
    np.testing.assert_allclose(found[:, -1], one.results.mu[:, 1], rtol=1e-9)
    amounts = one.inputs["fractions"] * one.inputs["moles"][:, :1]
    whole = (found[:, :-1] * amounts).sum(axis=1) + found[:, -1] * one.inputs["moles"][:, 1]
    np.testing.assert_allclose(whole, energy(one.results, one.lattice.tables), rtol=1e-10)


@pytest.mark.parametrize("elements", SYSTEMS)
def test_hillert_only_the_mean_potential_of_the_metals_is_the_same_in_two_phases(elements: str):
    """sum_i x_i mu_i^k and mu_N^k are the same in all phases (Hillert: paraequilibrium).

    The potentials of single metals are not.
    """
    one = case(elements, "two")
    mu, _ = potentials(one)
    there = np.isfinite(mu[:, :, 0])
    assert (there.sum(axis=1) == 2).all()
    mean = (mu[:, :, :-1] * one.inputs["fractions"][:, None, :]).sum(axis=2)
    np.testing.assert_allclose(mean[there], np.repeat(one.results.mu[:, 0], 2), rtol=1e-9)
    np.testing.assert_allclose(mu[:, :, -1][there], np.repeat(one.results.mu[:, 1], 2), rtol=1e-9)
    assert np.abs(mu[:, 0, 0] - mu[:, 1, 0]).max() > 500.0  # J/mol
    # The gradient of the energy agrees: along the ratio it is the mean.
    found = by_amounts(one, pulled_by(one, G=np.ones(POINTS)))[:, :-1]
    np.testing.assert_allclose(
        (found * one.inputs["fractions"]).sum(axis=1), one.results.mu[:, 0], rtol=1e-9
    )


@pytest.mark.parametrize("elements", SYSTEMS)
@pytest.mark.parametrize("where", ["one", "two", "gas"])
def test_gibbs_duhem_and_maxwell(elements: str, where: str):
    """Potentials do not depend on the total amount, sum_j n_j dmu/dn_j = 0.

    In the ratio of the metals dmu_M/dn_N = dmu_N/dn_M.
    """
    one = case(elements, where)
    amounts = np.concatenate(
        [one.inputs["fractions"] * one.inputs["moles"][:, :1], one.inputs["moles"][:, 1:]], axis=1
    )
    tables = []
    for e in range(2):
        table = by_amounts(one, pulled_by(one, mu=np.broadcast_to(np.eye(2)[e], (POINTS, 2))))
        assert_below(
            (table * amounts).sum(axis=1), 1e-9 * np.abs(table * amounts).max(axis=1) + 1e-6
        )
        tables.append(table)
    in_ratio = (tables[1][:, :-1] * one.inputs["fractions"]).sum(axis=1)
    assert_below(tables[0][:, -1] - in_ratio, 1e-9 * np.abs(in_ratio) + 1e-6)


@pytest.mark.parametrize("elements", ["Fe-Mn-N", "Co-Fe-Mn-N"])
def test_one_phase_has_the_second_derivatives_of_jax(elements: str):
    """Derivatives of G(n_1, ..., n_N): mu_N = dG/dn_N, and mu_M = sum_i x_i dG/dn_i."""
    one = case(elements, "one")
    lattice, compared = one.lattice, 0
    metals = len(lattice.metals)
    amounts = np.concatenate(
        [one.inputs["fractions"] * one.inputs["moles"][:, :1], one.inputs["moles"][:, 1:]], axis=1
    )
    found = [
        by_amounts(one, pulled_by(one, mu=np.broadcast_to(np.eye(2)[e], (POINTS, 2))))
        for e in range(2)
    ]
    for p in np.unique(one.results.phase[:, 0]):
        model = gibbs_model(lattice.system, lattice.system.phases[p])
        sites = lattice.system.tables.sites[lattice.tables.first[p] :]
        per_metal = sites[metals] / sites[0]
        assert [name for _, name in model.constituents] == [*lattice.metals, "N", "VA"]

        def whole(n, T, P, model=model, sites=sites, per_metal=per_metal):
            total = n[:-1].sum()
            full = n[-1] / total / per_metal
            y = jnp.concatenate([n[:-1] / total, jnp.array([full, 1.0 - full])])
            return total / sites[0] * model.energy(y, T, P)

        def both(n, T, P, whole=whole):
            mu = jax.grad(whole)(n, T, P)
            return jnp.stack([n[:-1] @ mu[:-1] / n[:-1].sum(), mu[-1]])

        rows = np.flatnonzero(one.results.phase[:, 0] == p)
        expected = jax.jit(jax.vmap(jax.jacfwd(both)))(
            amounts[rows], one.inputs["T"][rows], one.inputs["P"][rows]
        )
        for e in range(2):
            scale = np.abs(expected[:, e]).max(axis=1, keepdims=True)
            assert_below(found[e][rows] - expected[:, e], 1e-8 * scale)
        compared += len(rows)
    assert compared == POINTS


def test_henry_a_dilute_gas_is_ideal_in_every_alloy():
    """dmu_N/d ln n_N = R T and d mu_M/d n_N = -R T per mole of metal.

    The part of mu_N from the ratio of the metals does not depend on the dilution of N.
    """
    names = ["BCC_A2", "HCP_A3", "FCC_A1"]
    slopes = []
    for nitrogen in (1e-7, 1e-9):
        for name in names:
            lattice = lattice_of(system_of(load_database(), ("Co", "Fe", "Mn", "N"), [name]))
            x, T, P = np.array([[0.5, 0.3, 0.2]]), np.array([900.0]), np.array([1e5])
            moles, mu = np.array([[1.0, nitrogen]]), np.full(1, np.nan)
            results, conditions = frozen_equilibria(lattice, T, P, x, moles, mu)
            assert results.status[0] == OK
            RT = lattice.tables.R * T[0]
            found = pull_back_frozen(
                lattice, P, results, conditions, only(results, mu=np.array([[0.0, 1.0]]))
            )
            assert found.moles[0, 1] * nitrogen == pytest.approx(RT, rel=1e-5)
            of_metal = pull_back_frozen(
                lattice, P, results, conditions, only(results, mu=np.array([[1.0, 0.0]]))
            )
            assert of_metal.moles[0, 1] == pytest.approx(-RT, rel=1e-5)
            slopes.append(found.fractions[0] - found.fractions[0, 0])
    np.testing.assert_allclose(slopes[:3], slopes[3:], rtol=1e-5)
    assert (np.abs(np.array(slopes)[:, 1:]) > 1e4).all()


# Two ideal solutions of A and B with N on as many sites, G = sum_i x_i (1 - y) a_i + sum_i x_i y
# (a_i + g_i).
ALPHA, BETA = (
    {"AA": (-1000.0, -20e3), "BB": (500.0, -28e3)},
    {"AA": (5000.0, -45e3), "BB": (7500.0, -40e3)},
)
SLOPE = 10.0  # J/mol/K of the end members with N, over T


def text() -> str:
    lines = [" ELEMENT VA VACUUM 0 0 0 !", " ELEMENT N GAS 1 0 0 !"]
    lines += [f" ELEMENT {e} ALPHA 1 0 0 !" for e in ALPHA]
    for phase, energies in (("ALPHA", ALPHA), ("BETA", BETA)):
        lines += [f" PHASE {phase} % 2 1 1 !", f" CONSTITUENT {phase} : AA,BB : N,VA : !"]
        for e, (a, g) in energies.items():
            lines.append(f" PARAMETER G({phase},{e}:VA;0) 298.15 {a:+}; 6000 N !")
            lines.append(f" PARAMETER G({phase},{e}:N;0) 298.15 {a + g:+}{SLOPE:+}*T; 6000 N !")
    return "\n".join(lines)


@functools.cache
def ideal(*phases: str):
    return lattice_of(system_of(read_tdb_text(text()), ("AA", "BB", "N"), phases))


def closed(n: jax.Array, T: jax.Array, R: float) -> dict[str, jax.Array]:
    """Two ideal phases of n = (A, B, N) in closed form.

        mu_N = g_k + R T ln z_k,  y_k = z_k / (1 + z_k);    mu_M = a_k - R T ln(1 + z_k) + R T sum_i
        x_i ln x_i,  the same in both

    From (1 + z_alpha) / (1 + z_beta) = D = exp((a_alpha - a_beta) / R T) and z_k = e exp(-g_k / R
    T) follows e = exp(mu_N / R T) = (D - 1) / (K_alpha - D K_beta).
    """
    total, RT = n[:2].sum(), R * T
    x = n[:2] / total
    values = [
        jnp.array([x @ jnp.array([phase[e][i] for e in ALPHA]) for i in (0, 1)])
        for phase in (ALPHA, BETA)
    ]
    a, g = jnp.stack(values)[:, 0], jnp.stack(values)[:, 1] + SLOPE * T
    D, K = jnp.exp((a[0] - a[1]) / RT), jnp.exp(-g / RT)
    e = (D - 1.0) / (K[0] - D * K[1])
    y = e * K / (1.0 + e * K)
    mu_N = RT * jnp.log(e)
    mu_M = a[0] - RT * jnp.log1p(e * K[0]) + RT * jnp.sum(x * jnp.log(x))
    beta = (n[2] - total * y[0]) / (y[1] - y[0])
    return {
        "mu": jnp.stack([mu_M, mu_N]),
        "amount": jnp.stack([total - beta, beta]),
        "y": y,
        "G": n[2] * mu_N + total * mu_M,
    }


def test_two_ideal_solutions_in_paraequilibrium_have_a_closed_form():
    lattice, R = ideal("ALPHA", "BETA"), ideal("ALPHA").tables.R
    n = np.array([[0.7, 0.3, 0.45], [0.35, 0.65, 0.4], [1.1, 0.9, 0.8]])
    T, P = np.array([900.0, 1000.0, 850.0]), np.full(3, 1e5)
    total = n[:, :2].sum(axis=1)
    moles = np.stack([total, n[:, 2]], axis=1)
    x = n[:, :2] / total[:, None]
    results, conditions = frozen_equilibria(lattice, T, P, x, moles, np.full(3, np.nan))
    assert (results.status == OK).all()
    assert (results.count == 2).all()
    expected = jax.jit(jax.vmap(lambda n, T: closed(n, T, R)))(n, T)
    np.testing.assert_allclose(results.mu, expected["mu"], rtol=1e-9)
    np.testing.assert_allclose(results.amount[:, :2], expected["amount"], rtol=1e-9)
    np.testing.assert_allclose(results.y[:, :2, 2], expected["y"], rtol=1e-9)
    slopes = jax.jit(jax.vmap(jax.jacfwd(lambda n, T: closed(n, T, R), (0, 1))))(n, T)
    asked = [("mu", e, "mu", np.s_[:, e]) for e in (0, 1)] + [("G", None, "G", np.s_[:])]
    asked += [("amount", v, "amount", np.s_[:, v]) for v in (0, 1)] + [
        ("y", v, "y", np.s_[:, v, 2]) for v in (0, 1)
    ]
    one = Case(lattice, {"fractions": x, "moles": moles, "P": P}, results, conditions, *[None] * 2)  # type: ignore[arg-type]
    for name, place, field, where in asked:
        zero = only(results)
        getattr(zero, field)[where] = 1.0
        pulled = pulled_by(one, **zero._asdict())
        by_n, by_T = slopes[name]
        if place is not None:
            by_n, by_T = by_n[:, place], by_T[:, place]
        scale = np.abs(by_n).max(axis=1, keepdims=True)
        assert_below(by_amounts(one, pulled) - by_n, 1e-8 * scale)
        np.testing.assert_allclose(pulled.T, by_T, rtol=1e-7, err_msg=name)


def test_langmuir_an_ideal_solution_in_a_reservoir():
    """y = 1 / (1 + exp((g(x) - mu) / R T)):
    dy/dx_A - dy/dx_B = -y (1 - y) (g_A - g_B) / R T, dy/dmu = y (1 - y) / R T.
    """
    lattice = ideal("ALPHA")
    T, P, mu = np.array([700.0, 1100.0]), np.full(2, 1e5), np.array([-15e3, -9e3])
    x = np.array([[0.6, 0.4], [0.1, 0.9]])
    results, conditions = frozen_equilibria(lattice, T, P, x, np.array([[1.0, np.nan]] * 2), mu)
    RT = lattice.tables.R * T
    g = x @ np.array([ALPHA[e][1] for e in ALPHA]) + SLOPE * T
    y = 1.0 / (1.0 + np.exp((g - mu) / RT))
    np.testing.assert_allclose(results.y[:, 0, 2], y, rtol=1e-9)
    weights = only(results)
    # Along changes in which N replaces vacancies.
    weights.y[:, 0, 2] = 1.0
    found = pull_back_frozen(lattice, P, results, conditions, weights)
    np.testing.assert_allclose(found.mu, y * (1.0 - y) / RT, rtol=1e-9)
    # A quantity that moves is no condition.
    whole = pull_back(
        replace(lattice.system, tables=lattice.tables), P, results, conditions, weights
    )
    assert lattice.frozen.tolist() == [True, True, False, False]
    assert (whole.fill[:, :2] != 0.0).any()
    np.testing.assert_array_equal(whole.fill[:, 2:], 0.0)
    slope = -y * (1.0 - y) * (ALPHA["AA"][1] - ALPHA["BB"][1]) / RT
    np.testing.assert_allclose(found.fractions[:, 0] - found.fractions[:, 1], slope, rtol=1e-9)
    np.testing.assert_allclose(found.T, y * (1.0 - y) * ((g - mu) / T - SLOPE) / RT, rtol=1e-9)


# A place without a phase must not be read as the first phase of the list: that one holds both
# metals here, and Mn alone there.
@pytest.mark.parametrize("phases", [("CBCC_A12", "FE4N_LP10", "MN3N2_ETA"), ("MN3N2_ETA", "ZB")])
def test_a_metal_that_a_present_phase_cannot_hold_has_no_derivative(phases: tuple[str, ...]):
    """Mn3N2 holds no Co: with a trace of Co it is gone.

    The derivative by Mn along its own, and those of points without such a phase, are finite.
    """
    lattice = lattice_of(system_of(load_database(), ("Co", "Mn", "N"), phases))
    T, P, x = np.full(2, 500.0), np.full(2, 1e5), np.array([[0.0, 1.0], [0.0, 1.0]])
    moles = np.array([[1.0, 0.5], [1.0, 0.05]])
    if phases[0] == "MN3N2_ETA":
        moles[1, 1] = 1e-6
    results, conditions = frozen_equilibria(lattice, T, P, x, moles, np.full(2, np.nan))
    eta = lattice.system.phases.index("MN3N2_ETA")
    assert (results.phase == eta).any(axis=1).tolist() == [True, False]
    found = pull_back_frozen(lattice, P, results, conditions, only(results, G=np.ones(2)))
    assert np.isnan(found.fractions).tolist() == [[True, False], [False, False]]
    np.testing.assert_allclose(found.moles, results.mu, rtol=1e-9)
