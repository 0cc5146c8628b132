"""Film runs as functions of JAX arrays.

The adjoint passes through surrounding JAX code, and calls from compiled code must not hang.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from films import film_point
from numpy.typing import NDArray
from standstill import CROWDS, assert_it_ends

import nmhts
from nmhts.errors import SimulationError
from nmhts.physics.transport import codes
from nmhts.simulation.derivatives import host_functions, run_function
from nmhts.simulation.derivatives.film_function import FilmFunction
from nmhts.simulation.derivatives.forward_mode import push_forward
from nmhts.simulation.derivatives.reverse_mode import Gradient, pull_back, record_batch, run_again
from nmhts.simulation.films.plane_model import FilmState, KineticsPoint, simulate_batch

SAME = 1e-12
EXACT = 1e-6

POINT = film_point("CoN", 5e-9, "hold -5 V for 3 s; rest 0.5 s; ramp to 4 V in 0.3 s", per_clause=5)
SEEN = ("magnetization", "charge", "nitrogen_occupancy")
RUN = FilmFunction(POINT, SEEN)
THETA = jnp.array([0.3, -0.2, 0.4, 0.1])
FILMS = 3

Inputs = dict[str, Any]


def inputs_of(theta: jax.Array) -> Inputs:
    """Three films whose barrier, voltages,
    temperature and initial profile follow from four numbers, smoothly.
    """
    apart = 1.0 + 0.05 * jnp.arange(FILMS)
    voltages = jnp.array(POINT.protocol.v_start), jnp.array(POINT.protocol.v_end)
    height = jnp.linspace(0.0, 1.0, POINT.n_planes)
    return {
        "exit_barrier": POINT.nitride["exit_barrier"] * (1.0 + 0.02 * jnp.tanh(theta[0] * apart)),
        "v_start": jnp.exp(0.1 * theta[1] * apart)[:, None] * voltages[0],
        "v_end": jnp.exp(0.1 * theta[1] * apart)[:, None] * voltages[1],
        "temperature": 298.15 + 10.0 * jnp.sin(theta[2] * apart),
        "occupancy": 0.98 - 0.05 * theta[3] ** 2 * apart[:, None] * jnp.sin(3.0 * height) ** 2,
    }


def loss_of(series: dict[str, Any]) -> jax.Array:
    """A smooth function of M(t) at several times, the charge, and the profile at the end."""
    M = series["magnetization"][:, jnp.array([2, 4, 5, 9])] / 1e5
    return (
        jnp.log1p(jnp.sum(M**2))
        + jnp.tanh(jnp.sum(series["charge"][:, -1]))
        + jnp.mean(series["nitrogen_occupancy"][:, -1] ** 2)
    )


def objective(theta: jax.Array) -> jax.Array:
    return loss_of(RUN(inputs_of(theta)))


def host(inputs: Inputs) -> Inputs:
    return {name: np.asarray(values) for name, values in inputs.items()}


def part(gradient: Gradient, name: str) -> NDArray:
    for sheet in (gradient.nitride, gradient.gate):
        if name in sheet:
            return sheet[name]
    return getattr(gradient, name)


def test_series_are_those_of_simulate_batch():
    inputs = inputs_of(THETA)
    points = [
        replace(
            POINT,
            nitride=dict(POINT.nitride, exit_barrier=float(inputs["exit_barrier"][i])),
            temperature=float(inputs["temperature"][i]),
            protocol=replace(
                POINT.protocol, **{name: inputs[name][i].tolist() for name in ("v_start", "v_end")}
            ),
        )
        for i in range(FILMS)
    ]
    starts = [FilmState(np.asarray(row), 0.0, 0.0, 0.0, 0.0) for row in inputs["occupancy"]]
    expected = simulate_batch(points, RUN.rtol, starts=starts)
    assert (expected["status"] == codes.OK).all()
    found = RUN(inputs)
    assert set(found) == set(SEEN)
    for name, values in found.items():
        assert values.dtype == jnp.float64
        np.testing.assert_array_equal(values, expected[name])


def test_gradient_of_a_composed_objective_is_that_of_pull_back_by_hand():
    inputs, back = jax.vjp(inputs_of, THETA)
    recorded = record_batch(*_films(inputs))
    series = {name: jnp.asarray(recorded.outputs[name]) for name in SEEN}
    gradient = pull_back(recorded, host(jax.grad(loss_of)(series)))
    (by_hand,) = back({name: jnp.asarray(part(gradient, name)) for name in inputs})
    value, found = jax.value_and_grad(objective)(THETA)
    assert value == loss_of(series)
    assert (jnp.abs(by_hand) > 1e-5).all()  # none is zero but for rounding
    np.testing.assert_allclose(found, by_hand, rtol=SAME)


def _films(inputs: Inputs) -> tuple[list[KineticsPoint], float, int, list[FilmState] | None]:
    points, starts = RUN.points(inputs)
    return points, RUN.rtol, RUN.max_steps, starts


def test_gradient_of_a_composed_objective_is_that_of_differences_with_the_steps_frozen():
    recorded = record_batch(*_films(inputs_of(THETA)))
    found = jax.grad(objective)(THETA)
    rng = np.random.default_rng(0)
    for direction in (*np.eye(4), rng.normal(size=4)):
        rest = []
        for size in (1e-4, 1e-5, 1e-6):
            ends = []
            for sign in (1.0, -1.0):
                points, starts = RUN.points(inputs_of(THETA + sign * size * direction))
                ends.append(loss_of(run_again(recorded, points, starts)))
            slope = found @ direction
            rest.append(abs((ends[0] - ends[1]) / (2 * size) - slope) / abs(slope))
        assert min(rest) < EXACT, rest


STILL = {
    name: np.array([value] * 2)
    for name, value in (
        ("adsorbed", 0.05),
        ("dissolved", 0.2),
        ("lost", 0.1),
        ("stern_drop", -0.1),
        ("nodes", POINT.protocol.nodes),
        ("v_start", POINT.protocol.v_start),
        ("v_end", POINT.protocol.v_end),
        ("times", POINT.times),
        ("temperature", 300.0),
        ("plane_spacing", POINT.nitride["plane_spacing"]),
        ("migration_barrier", POINT.nitride["migration_barrier"]),
        ("transfer_coefficient", POINT.gate["transfer_coefficient"]),
    )
}


def test_every_kind_of_input_gets_its_own_derivative():
    """Also the initial occupancy of all planes, beside a gate that is not as grown."""
    rng = np.random.default_rng(1)
    inputs = STILL | {"initial_occupancy": np.array([0.98, 0.95])}
    _, back = jax.vjp(RUN, {name: jnp.asarray(values) for name, values in inputs.items()})
    recorded = record_batch(*_films(inputs))
    weights = {name: rng.normal(size=recorded.outputs[name].shape) for name in SEEN}
    (found,) = back({name: jnp.asarray(weight) for name, weight in weights.items()})
    expected = pull_back(recorded, weights)
    assert set(found) == set(inputs)
    for name, values in found.items():
        by_hand = part(expected, name)
        if name == "initial_occupancy":
            by_hand = expected.occupancy.sum(axis=1)
        assert np.any(by_hand), name
        np.testing.assert_array_equal(values, by_hand, err_msg=name)


def test_jit_equals_no_jit_to_the_last_bit():
    inputs = inputs_of(THETA)
    weights = jax.tree.map(jnp.cos, RUN(inputs))

    def both(inputs: Inputs) -> tuple:
        series, back = jax.vjp(RUN, inputs)
        return series, back(weights)

    jax.tree.map(np.testing.assert_array_equal, jax.jit(both)(inputs), both(inputs))
    np.testing.assert_allclose(
        jax.jit(jax.grad(objective))(THETA), jax.grad(objective)(THETA), rtol=SAME
    )
    np.testing.assert_allclose(
        jax.grad(jax.jit(objective))(THETA), jax.grad(objective)(THETA), rtol=SAME
    )


@pytest.mark.parametrize("compiled", [lambda f: f, jax.jit], ids=["eager", "jit"])
def test_vmap_equals_a_loop(compiled: Callable, monkeypatch: pytest.MonkeyPatch):
    """One call on the host for the runs and one for the reverse pass,
    with more films than a block holds.
    """
    thetas = THETA + 0.1 * jnp.arange(3.0)[:, None]
    monkeypatch.setattr(run_function, "BLOCK", 4)
    calls = []
    on_host = FilmFunction.on_host

    def counted(self: FilmFunction, names: Any, arrays: Any, job: Any) -> list:
        calls.append((job, len(arrays[0])))
        return on_host(self, names, arrays, job)

    monkeypatch.setattr(FilmFunction, "on_host", counted)
    value, found = compiled(jax.vmap(jax.value_and_grad(objective)))(thetas)
    assert calls == [("record", 3 * FILMS), ("pull", 3 * FILMS)]
    expected = [jax.value_and_grad(objective)(theta) for theta in thetas]
    np.testing.assert_allclose(value, [v for v, _ in expected], rtol=SAME)
    np.testing.assert_allclose(found, [g for _, g in expected], rtol=SAME)
    # An input shared by all films of the axis, and an axis that is not the first.
    barrier = jnp.full(FILMS, POINT.nitride["exit_barrier"])
    temperatures = 290.0 + 10.0 * jnp.arange(2.0 * FILMS).reshape(FILMS, 2)

    def charge(t: jax.Array) -> jax.Array:
        return RUN({"exit_barrier": barrier, "temperature": t})["charge"]

    together = compiled(jax.vmap(charge, in_axes=1))(temperatures)
    for i in range(2):
        np.testing.assert_array_equal(together[i], charge(temperatures[:, i]))


def test_nothing_calls_back_outside_of_jit(monkeypatch: pytest.MonkeyPatch):
    def no_callback(*_: Any, **__: Any) -> None:
        raise AssertionError("a callback")

    monkeypatch.setattr(host_functions.mlir, "emit_python_callback", no_callback)
    jax.vmap(jax.grad(objective))(THETA[None])
    with pytest.raises(AssertionError, match="a callback"):
        jax.jit(lambda theta: 2.0 * objective(theta))(THETA)


BROKEN = {
    "not a number": {"exit_barrier": np.nan},
    "no temperature": {"temperature": -1.0},
    "no spacing": {"plane_spacing": 0.0},
    "nodes in disorder": {"nodes": (0.0, 3.5, 3.0, 3.8)},
    "two nodes at once": {"nodes": (0.0, 3.0, 3.0, 3.8)},
    "times in disorder": {"times": np.r_[0.0, np.array(POINT.times[1:])[::-1]]},
    "a time after the end": {"times": np.r_[POINT.times[:-1], 4.0]},
    "a time before the start": {"times": np.r_[-1e-3, POINT.times[1:]]},
    "a barrier beyond all": {"migration_barrier": -1e-17},
}


@pytest.mark.parametrize("compiled", [lambda f: f, jax.jit], ids=["eager", "jit"])
@pytest.mark.parametrize("what", BROKEN)
def test_a_film_that_fails_is_nan_and_disturbs_no_other(what: str, compiled: Callable):
    inputs = {name: values.copy() for name, values in STILL.items()}
    inputs["exit_barrier"] = np.full(2, POINT.nitride["exit_barrier"])
    for name, value in BROKEN[what].items():
        inputs[name][0] = value
    run = FilmFunction(POINT, ("charge",), max_steps=2000)

    def both(inputs: Inputs) -> tuple:
        series, back = jax.vjp(run, inputs)
        return series["charge"], back({"charge": jnp.ones_like(series["charge"])})[0]

    charge, gradient = compiled(both)(jax.tree.map(jnp.asarray, inputs))
    alone, of_alone = both({name: jnp.asarray(values[1:]) for name, values in inputs.items()})
    assert np.isnan(charge[0, -1])
    np.testing.assert_array_equal(charge[1], alone[0])
    for name, values in gradient.items():
        assert np.isnan(values[0]).all(), name
        np.testing.assert_array_equal(values[1], of_alone[name][0], err_msg=name)
    if "migration_barrier" not in BROKEN[what]:
        with pytest.raises(SimulationError, match="film 0: not a film"):
            run.points(inputs)


def test_where_there_is_no_front_its_cotangent_must_be_left_out():
    run = FilmFunction(POINT, ("front_position",))
    voltages = {name: jnp.array([POINT.protocol.v_start] * 2) for name in ("v_start", "v_end")}

    def left_out(inputs: Inputs) -> jax.Array:
        position = run(inputs)["front_position"]
        return jnp.sum(jnp.where(jnp.isnan(position), 0.0, position))

    position = run(voltages)["front_position"]
    assert jnp.isnan(position).any()
    assert jnp.isfinite(position).any()
    assert jnp.isfinite(jax.grad(left_out)(voltages)["v_start"]).all()
    asked = jax.grad(lambda inputs: jnp.sum(run(inputs)["front_position"]))(voltages)
    assert jnp.isnan(asked["v_start"]).all()


def test_forward_mode_is_refused_with_the_way_out():
    for refused in (
        lambda: jax.jvp(objective, (THETA,), (THETA,)),
        lambda: jax.jacfwd(objective)(THETA),
    ):
        with pytest.raises(TypeError, match=r"reverse mode only .* FilmFunction\.tangents"):
            refused()
    with pytest.raises(TypeError, match="differences of gradients"):
        jax.grad(lambda theta: jax.grad(objective)(theta).sum())(THETA)


def test_tangents_are_the_columns_of_push_forward(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(run_function, "BLOCK", 2)
    inputs = {"exit_barrier": POINT.nitride["exit_barrier"] * np.array([1.0, 1.01, np.nan, 1.02])}
    numbers = ["exit_barrier", "temperature"]
    found = RUN.tangents(inputs, numbers)
    kept = {"exit_barrier": np.delete(inputs["exit_barrier"], 2)}
    _, expected = push_forward(RUN.points(kept)[0], numbers, RUN.rtol)
    for name, table in found.items():
        np.testing.assert_array_equal(np.delete(table, 2, axis=0), expected[name])
        assert np.isnan(table[2]).all()
    by_row = jax.jacrev(lambda e: RUN({"exit_barrier": e})["charge"][0])(kept["exit_barrier"])
    np.testing.assert_allclose(by_row[1:, 0], found["charge"][0, 0, 1:], rtol=1e-9)


def test_tangents_of_another_start():
    """The columns of the gradient; what the start replaces has none."""
    start = {"dissolved": np.array([0.5])}
    found = RUN.tangents(start, ["exit_barrier"])["charge"][0, 0, -1]
    barrier = jnp.array([POINT.nitride["exit_barrier"]])
    slope = jax.grad(lambda e: RUN({**start, "exit_barrier": e})["charge"][0, -1])(barrier)
    assert found == pytest.approx(float(slope[0]), rel=1e-9)
    with pytest.raises(SimulationError, match="initial_occupancy: of films that start as grown"):
        RUN.tangents(start, ["initial_occupancy"])


def test_a_gradient_runs_its_films_once(monkeypatch: pytest.MonkeyPatch):
    """The recorded run is pulled back, whatever ran in between; other inputs are run again."""
    runs = []
    record = FilmFunction.record
    monkeypatch.setattr(
        FilmFunction,
        "record",
        lambda self, points, *rest: runs.append(len(points)) or record(self, points, *rest),
    )
    inputs = inputs_of(THETA)
    series, back = jax.vjp(RUN, inputs)
    assert runs == [FILMS]
    RUN(inputs_of(THETA + 0.1))
    given = {name: jnp.ones_like(values) for name, values in series.items()}
    first = back(given)[0]
    assert runs == [FILMS]
    jax.vjp(RUN, inputs_of(THETA + 0.1))
    again = back(given)[0]
    assert runs == [FILMS] * 3
    for name, values in first.items():
        np.testing.assert_array_equal(again[name], values)


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({}, "no inputs"),
        ({"exit_barier": np.ones(2)}, "did you mean 'exit_barrier'"),
        ({"thickness": np.ones(2)}, "unknown input 'thickness'"),
        ({"temperature": 300.0}, r"temperature: shape \(\), not \(films\)"),
        ({"v_start": np.ones((2, 2))}, r"v_start: shape \(2, 2\), not \(films, 3\)"),
        ({"temperature": np.ones(2), "dissolved": np.ones(3)}, "unequal numbers of films"),
        ({"occupancy": np.ones((2, POINT.n_planes)), "initial_occupancy": np.ones(2)}, "both say"),
    ],
)
def test_wrong_inputs_are_named(inputs: Inputs, message: str):
    for call in (RUN, RUN.points, lambda given: RUN.tangents(given, ["temperature"])):
        with pytest.raises(SimulationError, match=message):
            call(inputs)


def test_unknown_outputs_are_named():
    with pytest.raises(SimulationError, match="did you mean 'magnetization'"):
        nmhts.film_function(nmhts.Film("CoN", "2 nm"), "hold -4 V for 1 s", ["magnetisation"])


def test_float32_is_refused():
    with jax.enable_x64(False), pytest.raises(SimulationError, match="jax_enable_x64"):
        RUN({"temperature": jnp.full(1, 300.0)})


# Arguments of 2 MB: JAX copies those in a task of its thread pool, and a callback that waits for
# such a task can wait forever.
CALLS = """
outputs = ["charge", "nitrogen_occupancy"]
film = nmhts.Film("CoN", "50 nm")
run = nmhts.film_function(film, "hold -1 V for 1 us", outputs, steps_per_clause=1)
planes, films = run.point.n_planes, 1280
assert 8 * films * planes > 1.6e6
height = jnp.linspace(0.0, 1.0, planes)

def loss(theta, films=films):
    y = 0.9 + 0.01 * jnp.sin(theta * jnp.arange(films)[:, None] + height)
    series = run({"occupancy": y})
    return jnp.sum(series["charge"][:, -1]) + jnp.mean(series["nitrogen_occupancy"] ** 2)

loop = jax.jit(jax.grad(loss))
mapped = jax.jit(jax.vmap(jax.grad(lambda theta: loss(theta, films // 4))))
turns, first = 6, 0.0

def turn(theta):
    thetas = theta + jnp.arange(4.0)
    return [
        loop(theta),
        *mapped(thetas),
        *jax.vmap(jax.jit(lambda t: loss(t, films // 4)))(thetas),
        jax.grad(loss)(theta),
    ]
"""


@CROWDS
def test_compiled_calls_with_large_arguments_do_not_stand_still(cpus: int, threads: int):
    jax.grad(objective)(THETA)  # the kernels are compiled, or on disk
    assert_it_ends(CALLS, cpus, threads)
