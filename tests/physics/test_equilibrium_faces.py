"""Equilibria as functions of JAX arrays.

Derivatives pass through surrounding JAX code, and calls from compiled code must not hang.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from standstill import CROWDS, assert_it_ends

import nmhts
from nmhts.errors import DatabaseError, SimulationError
from nmhts.physics.thermo.equilibrium import equilibria
from nmhts.simulation.derivatives import host_functions
from nmhts.simulation.phases.equilibrium_function import EquilibriumFunction

SAME = 1e-12

LABELS = ("L(FCC_A1,CO,MN:VA;0)", "G(CUB_A13,MN:N;0)", "TC(FCC_A1,CO:VA;0)")
CLOSED = nmhts.equilibrium_function(None, ["Co", "Mn", "N"], parameters=LABELS)
OPEN = nmhts.equilibrium_function(None, ["Co", "Mn", "N"], potentials=["N"])
T = jnp.array([820.0, 700.0, 1100.0])
MOLES = jnp.array([[0.6, 0.3, 0.1], [0.9, 0.05, 0.05], [0.3, 0.6, 0.02]])
THETA = jnp.array([0.2, -0.1, 0.3])

Inputs = dict[str, Any]


def inputs_of(theta: jax.Array) -> Inputs:
    return {
        "temperature": T + 10.0 * jnp.tanh(theta[0]),
        "moles": MOLES * jnp.exp(0.05 * theta[1] * jnp.array([1.0, -1.0, 0.5])),
        "pressure": 1e5 * jnp.exp(theta[0]) * jnp.ones(3),
        "parameters": jnp.array([300.0, 200.0, 20.0]) * theta[2],
    }


def loss_of(found: dict[str, jax.Array]) -> jax.Array:
    y = found["site_fractions"]
    return (
        jnp.tanh(found["gibbs_energy"].sum() / 1e5) + jnp.sum(found["phase_amount"] ** 2)
        + jnp.sum(found["chemical_potential"]) / 1e5 + jnp.sum(jnp.where(jnp.isnan(y), 0.0, y) ** 2)
    )  # fmt: skip


def objective(theta: jax.Array) -> jax.Array:
    return loss_of(CLOSED(inputs_of(theta)))


def test_outputs_are_those_of_the_host():
    found = CLOSED({"temperature": T, "moles": MOLES})
    nothing = np.full((3, 3), np.nan)
    results, _ = equilibria(
        CLOSED.system, np.asarray(T), np.full(3, 1e5), np.asarray(MOLES), nothing
    )
    np.testing.assert_allclose(found["chemical_potential"], results.mu, rtol=1e-9)
    np.testing.assert_allclose(found["gibbs_energy"], (results.mu * MOLES).sum(axis=1), rtol=1e-9)
    np.testing.assert_allclose(found["phase_amount"].sum(axis=1), MOLES.sum(axis=1), rtol=1e-9)
    for b in range(3):
        count = results.count[b]
        assert found["set_phase"][b, :count].tolist() == results.phase[b, :count].tolist()
        assert np.isnan(found["set_phase"][b, count:]).all()
        assert np.isnan(found["site_fractions"][b, count:]).all()
        for v, p in enumerate(results.phase[b, :count]):
            n = len(CLOSED.constituents[p])
            np.testing.assert_allclose(
                found["site_fractions"][b, v, :n], results.y[b, v, :n], rtol=1e-7
            )
            assert np.isnan(found["site_fractions"][b, v, n:]).all()
    assert all(values.dtype == jnp.float64 for values in found.values())


def test_gradients_of_a_composed_objective_are_those_of_differences():
    found = jax.grad(objective)(THETA)
    rng = np.random.default_rng(0)
    assert (jnp.abs(found) > 1e-4).all()
    for direction in (*np.eye(3), rng.normal(size=3)):
        ends = [float(objective(THETA + sign * 1e-4 * direction)) for sign in (1.0, -1.0)]
        assert float(found @ direction) == pytest.approx((ends[0] - ends[1]) / 2e-4, rel=1e-6)


def test_the_gradient_of_the_energy_by_moles_is_the_potential():
    inputs = {"temperature": T, "moles": MOLES}
    by = jax.grad(lambda moles: CLOSED(inputs | {"moles": moles})["gibbs_energy"].sum())(MOLES)
    np.testing.assert_allclose(by, CLOSED(inputs)["chemical_potential"], rtol=1e-8)


def test_a_potential_that_is_given_is_handed_through_and_has_derivatives():
    mu = jnp.array([[-60e3], [-75e3], [-70e3]])
    inputs = {"temperature": T, "moles": MOLES[:, :2], "chemical_potentials": mu}
    assert OPEN.bound == ("CO", "MN")
    found = OPEN(inputs)
    np.testing.assert_array_equal(found["chemical_potential"][:, 2], mu[:, 0])

    def taken_up(mu):
        """N in all phases: atoms less metals."""
        amount = OPEN(inputs | {"chemical_potentials": mu})["phase_amount"]
        return amount.sum() - MOLES[:, :2].sum()

    by_mu = jax.grad(taken_up)(mu)
    assert (by_mu >= 0.0).all()
    for b in range(3):
        h = jnp.zeros((3, 1)).at[b].set(1.0)
        slope = (taken_up(mu + h) - taken_up(mu - h)) / 2.0
        assert float(by_mu[b, 0]) == pytest.approx(float(slope), rel=1e-5, abs=1e-12)
    own = jax.grad(
        lambda mu: OPEN(inputs | {"chemical_potentials": mu})["chemical_potential"][:, 2].sum()
    )(mu)
    np.testing.assert_array_equal(own, np.ones((3, 1)))


def test_jit_equals_no_jit_to_the_last_bit():
    inputs = inputs_of(THETA) | {"parameters": jnp.zeros((3, 3))}
    weights = jax.tree.map(lambda a: jnp.where(jnp.isnan(a), 0.0, jnp.cos(a)), CLOSED(inputs))

    def both(inputs: Inputs) -> tuple:
        found, back = jax.vjp(CLOSED, inputs)
        return found, back(weights)

    jax.tree.map(np.testing.assert_array_equal, jax.jit(both)(inputs), both(inputs))
    np.testing.assert_allclose(
        jax.jit(jax.grad(objective))(THETA), jax.grad(objective)(THETA), rtol=SAME
    )


@pytest.mark.parametrize("compiled", [lambda f: f, jax.jit], ids=["eager", "jit"])
def test_vmap_equals_a_loop_in_one_call(compiled: Callable, monkeypatch: pytest.MonkeyPatch):
    thetas = THETA + 0.1 * jnp.arange(3.0)[:, None]
    calls = []
    on_host = EquilibriumFunction.on_host

    def counted(self: EquilibriumFunction, names: Any, arrays: Any, job: Any) -> list:
        calls.append((job, len(arrays[0])))
        return on_host(self, names, arrays, job)

    monkeypatch.setattr(EquilibriumFunction, "on_host", counted)
    value, found = compiled(jax.vmap(jax.value_and_grad(objective)))(thetas)
    assert calls == [("record", 9), ("pull", 9)]
    expected = [jax.value_and_grad(objective)(theta) for theta in thetas]
    np.testing.assert_allclose(value, [v for v, _ in expected], rtol=SAME)
    np.testing.assert_allclose(found, [g for _, g in expected], rtol=SAME)


def test_nothing_calls_back_outside_of_jit(monkeypatch: pytest.MonkeyPatch):
    def no_callback(*_: Any, **__: Any) -> None:
        raise AssertionError("a callback")

    monkeypatch.setattr(host_functions.mlir, "emit_python_callback", no_callback)
    jax.vmap(jax.grad(objective))(THETA[None])
    with pytest.raises(AssertionError, match="a callback"):
        jax.jit(lambda theta: 2.0 * objective(theta))(THETA)


BROKEN = {
    "not a number": {"temperature": jnp.nan},
    "no temperature": {"temperature": 0.0},
    "no pressure": {"pressure": -1.0},
    "a negative amount": {"moles": -0.1},
    "nothing": {"moles": 0.0},
    "a parameter without end": {"parameters": jnp.inf},
}


@pytest.mark.parametrize("compiled", [lambda f: f, jax.jit], ids=["eager", "jit"])
@pytest.mark.parametrize("what", BROKEN)
def test_a_point_that_fails_is_nan_and_disturbs_no_other(what: str, compiled: Callable):
    sound = inputs_of(THETA) | {"parameters": jnp.zeros((3, 3))}
    broken = dict(sound)
    for name, value in BROKEN[what].items():
        broken[name] = sound[name].at[0].set(value)

    def both(inputs: Inputs) -> tuple:
        found, back = jax.vjp(lambda given: CLOSED(given)["chemical_potential"], inputs)
        return found, back(jnp.ones_like(found))[0]

    found, gradient = compiled(both)(broken)
    alone, of_alone = both({name: values[1:] for name, values in sound.items()})
    assert np.isnan(found[0]).all()
    np.testing.assert_array_equal(found[1:], alone)
    for name, values in gradient.items():
        assert np.isnan(values[0]).all(), name
        np.testing.assert_array_equal(values[1:], of_alone[name], err_msg=name)


def test_a_site_fraction_that_is_not_there_must_be_left_out():
    inputs = {"temperature": T, "moles": MOLES}
    asked = jax.grad(lambda t: jnp.sum(CLOSED(inputs | {"temperature": t})["site_fractions"]))(T)
    assert jnp.isnan(asked).all()

    def left_out(t):
        y = CLOSED(inputs | {"temperature": t})["site_fractions"]
        return jnp.sum(jnp.where(jnp.isnan(y), 0.0, y) ** 2)

    assert jnp.isfinite(jax.grad(left_out)(T)).all()


def test_an_element_of_which_there_is_none_is_no_failure():
    found, back = jax.vjp(CLOSED, {"temperature": T, "moles": MOLES.at[:, 2].set(0.0)})
    assert jnp.isfinite(found["gibbs_energy"]).all()
    weights = jax.tree.map(jnp.zeros_like, found) | {"gibbs_energy": jnp.ones(3)}
    (by,) = back(weights)
    np.testing.assert_allclose(by["moles"][:, :2], found["chemical_potential"][:, :2], rtol=1e-6)


def test_forward_mode_is_refused_with_the_way_out():
    with pytest.raises(TypeError, match=r"reverse mode only .* jax\.jacrev"):
        jax.jvp(objective, (THETA,), (THETA,))
    with pytest.raises(TypeError, match="differences of gradients"):
        jax.grad(lambda theta: jax.grad(objective)(theta).sum())(THETA)


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({"temperature": T}, "moles is missing"),
        ({"moles": MOLES}, "temperature is missing"),
        ({"temperature": T, "moles": MOLES[:, :2]}, r"moles: shape \(3, 2\), not \(points, 3\)"),
        ({"temperature": T[:2], "moles": MOLES}, "unequal numbers of points"),
        ({"temprature": T, "moles": MOLES}, "did you mean 'temperature'"),
        ({"temperature": T, "moles": MOLES, "chemical_potentials": T}, "unknown input"),
    ],
)
def test_wrong_inputs_are_named(inputs: Inputs, message: str):
    with pytest.raises(SimulationError, match=message):
        CLOSED(inputs)


def test_wrong_choices_are_named():
    make = nmhts.equilibrium_function
    with pytest.raises(DatabaseError, match=r"did you mean 'TC\(FCC_A1,CO:VA;0\)'"):
        make(None, ["Co", "N"], parameters=["TC(FCC_A1,CO:VA)"])
    with pytest.raises(SimulationError, match="unknown element 'FE'"):
        make(None, ["Co", "N"], potentials=["Fe"])
    with pytest.raises(SimulationError, match="leave no amount"):
        make(None, ["Co", "N"], potentials=["N", "Co"])
    with pytest.raises(SimulationError, match="did you mean 'phase_amount'"):
        make(None, ["Co", "N"], outputs=["phase_amounts"])


def test_float32_is_refused():
    with jax.enable_x64(False), pytest.raises(SimulationError, match="jax_enable_x64"):
        CLOSED({"temperature": T, "moles": MOLES})


# Arguments of half a MB: JAX copies those in a task of its thread pool, and a callback that waits
# for such a task can wait forever.
CALLS = """
phases = ["BCC_A2", "FCC_A1", "HCP_A3", "CUB_A13"]
names = [f"G({p},{e}:{i};0)" for p in phases for e in ("CO", "MN") for i in ("VA", "N")]
outputs = ["gibbs_energy", "phase_amount"]
solve = nmhts.equilibrium_function(
    None, ["Co", "Mn", "N"], phases, parameters=names, outputs=outputs
)
points = 4096
assert 8 * points * len(names) > 5e5

def loss(theta, points=points):
    i = jnp.arange(1.0 * points)
    moles = [0.6 + 0.3 * jnp.sin(theta * i), 0.4 + 0.1 * jnp.cos(i), 0.05 + 0.0 * i]
    found = solve({
        "temperature": 700.0 + 400.0 * i / points,
        "moles": jnp.stack(moles, axis=1),
        "parameters": theta * jnp.ones((points, len(names))),
    })
    return jnp.sum(found["gibbs_energy"]) / 1e5 + jnp.mean(found["phase_amount"] ** 2)

loop = jax.jit(jax.grad(loss))
mapped = jax.jit(jax.vmap(jax.grad(lambda theta: loss(theta, points // 4))))
turns, first = 2, 0.5

def turn(theta):
    return [loop(theta), *mapped(theta + jnp.arange(4.0)), jax.grad(loss)(theta)]
"""


@CROWDS
def test_compiled_calls_with_large_arguments_do_not_stand_still(cpus: int, threads: int):
    jax.grad(objective)(THETA)  # the kernels are compiled, or on disk
    assert_it_ends(CALLS, cpus, threads)
