"""Equilibria with frozen metals as functions of JAX arrays.

Derivatives by amounts of metals pass through surrounding JAX code.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import nmhts
from nmhts.errors import SimulationError
from nmhts.simulation.phases.equilibrium_function import FrozenEquilibriumFunction

METALS = ["Co", "Fe", "Mn", "N"]
SOLIDS = ["BCC_A2", "CUB_A13", "FCC_A1", "FE4N_LP10", "HCP_A3"]
LABELS = ("L(FCC_A1,CO,MN:VA;0)", "G(HCP_A3,FE:N;0)", "TC(FCC_A1,CO:VA;0)")
SEALED = nmhts.equilibrium_function(None, METALS, SOLIDS, parameters=LABELS, frozen_metals=True)
OPEN = nmhts.equilibrium_function(None, METALS, SOLIDS, potentials=["N"], frozen_metals=True)
T = jnp.array([820.0, 900.0, 1100.0])
MOLES = jnp.array([[0.6, 0.2, 0.3, 0.1], [0.1, 0.9, 0.2, 0.2], [0.7, 0.3, 0.6, 0.3]])
MU = jnp.array([[-50e3], [-60e3], [-75e3]])
THETA = jnp.array([0.2, -0.1, 0.3, 0.4])

Inputs = dict[str, Any]


def sealed_inputs(theta: jax.Array) -> Inputs:
    return {
        "temperature": T + 10.0 * jnp.tanh(theta[0]),
        "moles": MOLES
        * jnp.exp(0.1 * theta[1] * jnp.array([1.0, -1.0, 0.5, 0.3]) + 0.1 * theta[3]),
        "pressure": 1e5 * jnp.exp(theta[0]) * jnp.ones(3),
        "parameters": jnp.array([300.0, 200.0, 20.0]) * theta[2],
    }


def open_inputs(theta: jax.Array) -> Inputs:
    given = sealed_inputs(theta)
    return {
        "temperature": given["temperature"],
        "moles": given["moles"][:, :3],
        "chemical_potentials": MU + 1e3 * theta[2:3],
    }


def loss_of(found: dict[str, jax.Array]) -> jax.Array:
    y = found["site_fractions"]
    return (
        jnp.tanh(found["gibbs_energy"].sum() / 1e6) + jnp.sum(found["phase_amount"] ** 2)
        + jnp.sum(found["chemical_potential"]) / 1e5 + jnp.sum(jnp.where(jnp.isnan(y), 0.0, y) ** 2)
    )  # fmt: skip


def of_sealed(theta: jax.Array) -> jax.Array:
    return loss_of(SEALED(sealed_inputs(theta)))


def of_open(theta: jax.Array) -> jax.Array:
    return loss_of(OPEN(open_inputs(theta)))


@pytest.mark.parametrize("objective", [of_sealed, of_open])
def test_gradients_of_a_composed_objective_are_those_of_differences(objective: Any):
    found = jax.grad(objective)(THETA)
    rng = np.random.default_rng(0)
    assert (jnp.abs(found) > 1e-4).all()
    for direction in (*np.eye(4), rng.normal(size=4)):
        ends = [float(objective(THETA + sign * 1e-4 * direction)) for sign in (1.0, -1.0)]
        assert float(found @ direction) == pytest.approx((ends[0] - ends[1]) / 2e-4, rel=1e-6)
    np.testing.assert_allclose(jax.jit(jax.grad(objective))(THETA), found, rtol=1e-12)
    many = jax.vmap(jax.grad(objective))(THETA + 0.1 * jnp.arange(2.0)[:, None])
    np.testing.assert_allclose(many[0], found, rtol=1e-12)


def test_each_amount_alone_has_the_derivative_of_differences():
    """Derivative of a random sum of all outputs, by the amounts of all elements of every point."""
    inputs = {"temperature": T, "moles": MOLES}
    weights = jax.tree.map(
        lambda a: jnp.where(jnp.isnan(a), 0.0, jnp.cos(a) / (1.0 + jnp.abs(a))), SEALED(inputs)
    )

    def asked(moles: jax.Array) -> jax.Array:
        found = SEALED(inputs | {"moles": moles})
        return sum((jnp.nansum(weights[n] * jnp.where(weights[n] == 0.0, 0.0,
            found[n])) for n in found if n != "set_phase"), start=jnp.zeros(()))  # fmt: skip

    found = jax.grad(asked)(MOLES)
    for b, i in np.ndindex(MOLES.shape):
        h = jnp.zeros(MOLES.shape).at[b, i].set(1e-5)
        assert float(found[b, i]) == pytest.approx(
            float(asked(MOLES + h) - asked(MOLES - h)) / 2e-5, rel=2e-6, abs=1e-7
        )


def test_the_energy_is_homogeneous_and_its_slopes_are_not():
    """G(2 n) = 2 G(n) and sum_i n_i dG/dn_i = G (Euler).

    dG/dn_N is the potential of N; derivatives along the ratio of the metals are their potentials.
    """
    inputs = {"temperature": T, "moles": MOLES}
    found, twice = SEALED(inputs), SEALED(inputs | {"moles": 2.0 * MOLES})
    np.testing.assert_allclose(twice["gibbs_energy"], 2.0 * found["gibbs_energy"], rtol=1e-11)
    np.testing.assert_allclose(twice["chemical_potential"], found["chemical_potential"], rtol=1e-11)

    def energy(moles: jax.Array) -> jax.Array:
        return SEALED(inputs | {"moles": moles})["gibbs_energy"].sum()

    by = jax.grad(energy)(MOLES)
    np.testing.assert_allclose(jax.grad(energy)(2.0 * MOLES), by, rtol=1e-9)
    np.testing.assert_allclose((by * MOLES).sum(axis=1), found["gibbs_energy"], rtol=1e-10)
    np.testing.assert_allclose(by[:, 3], found["chemical_potential"][:, 1], rtol=1e-9)
    metal = (by[:, :3] * MOLES[:, :3]).sum(axis=1) / MOLES[:, :3].sum(axis=1)
    np.testing.assert_allclose(metal, found["chemical_potential"][:, 0], rtol=1e-9)


def test_both_doors_say_the_same():
    """``nmhts.equilibrium`` with frozen metals gives the same."""
    assert isinstance(SEALED, FrozenEquilibriumFunction)
    assert SEALED.components == ("METAL", "N")
    fractions = np.asarray(MOLES / MOLES.sum(axis=1, keepdims=True))
    named = {m: fractions[:, i].tolist() for i, m in enumerate(METALS[:3])}
    there = nmhts.equilibrium(
        "cofemnn", named, [f"{t} K" for t in T], phases=SOLIDS, frozen_metals=True
    )
    found = SEALED({"temperature": T, "moles": MOLES})
    atoms = MOLES.sum(axis=1)
    np.testing.assert_allclose(there.gibbs_energy, found["gibbs_energy"] / atoms, rtol=1e-9)
    np.testing.assert_allclose(
        there.chemical_potential.sel(element="N"), found["chemical_potential"][:, 1], rtol=1e-9
    )
    # Frozen is not mobile: the energy is higher.
    free = nmhts.equilibrium_function(None, METALS, SOLIDS)({"temperature": T, "moles": MOLES})
    assert (found["gibbs_energy"] > free["gibbs_energy"] + 100.0).all()


BROKEN = {"no metal": (0, [0.0, 0.0, 0.0, 0.5]), "a negative amount": (1, [0.5, -0.1, 0.2, 0.1])}


@pytest.mark.parametrize("compiled", [lambda f: f, jax.jit], ids=["eager", "jit"])
@pytest.mark.parametrize("what", BROKEN)
def test_a_point_that_fails_is_nan_and_disturbs_no_other(what: str, compiled: Any):
    row, moles = BROKEN[what]

    def both(inputs: Inputs) -> tuple:
        found, back = jax.vjp(lambda given: SEALED(given)["chemical_potential"], inputs)
        return found, back(jnp.ones_like(found))[0]

    others = np.delete(np.arange(3), row)
    found, gradient = compiled(both)(
        {"temperature": T, "moles": MOLES.at[row].set(jnp.array(moles))}
    )
    alone, of_alone = both({"temperature": T[others], "moles": MOLES[others]})
    assert np.isnan(found[row]).all()
    np.testing.assert_array_equal(found[others], alone)
    for name, values in gradient.items():
        assert np.isnan(values[row]).all(), name
        np.testing.assert_array_equal(values[others], of_alone[name], err_msg=name)


def test_what_is_not_there_is_no_failure():
    """Without a metal, or N, everything is finite.

    A metal that Mn3N2 cannot hold has no derivative where that phase stands.
    """
    solve = nmhts.equilibrium_function(
        None,
        ["Co", "Mn", "N"],
        ["CBCC_A12", "FE4N_LP10", "HCP_A3", "MN3N2_ETA"],
        frozen_metals=True,
    )
    inputs = {
        "temperature": jnp.full(3, 500.0),
        "moles": jnp.array([[0.0, 1.0, 0.5], [0.0, 1.0, 0.05], [0.5, 0.5, 0.0]]),
    }
    found = solve(inputs)
    assert jnp.isfinite(found["gibbs_energy"]).all()
    assert float(found["phase_amount"][0, solve.phases.index("MN3N2_ETA")]) > 0.1
    by = jax.grad(lambda moles: solve(inputs | {"moles": moles})["gibbs_energy"].sum())(
        inputs["moles"]
    )
    assert jnp.isnan(by).tolist() == [[True, False, False], [False] * 3, [False] * 3]
    np.testing.assert_allclose(by[:, 2], found["chemical_potential"][:, 1], rtol=1e-6)
    np.testing.assert_allclose(by[:2, 1], found["chemical_potential"][:2, 0], rtol=1e-9)


def test_wrong_choices_are_named():
    make = nmhts.equilibrium_function
    with pytest.raises(
        SimulationError, match=r"potential of FE: metals that are frozen .* \(allowed: N\)"
    ):
        make(None, ["Co", "Fe", "N"], potentials=["Fe"], frozen_metals=True)
    with pytest.raises(
        SimulationError, match="frozen metals: the elements CO, FE must be N and metals"
    ):
        make(None, ["Co", "Fe"], frozen_metals=True)
    with pytest.raises(SimulationError, match=r"moles: shape \(3, 3\), not \(points, 4\)"):
        SEALED({"temperature": T, "moles": MOLES[:, :3]})
