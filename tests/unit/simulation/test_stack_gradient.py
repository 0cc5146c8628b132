"""Derivatives of stacks in both modes: against replayed runs, each other, and conservation of N."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import jax
import jax.numpy as jnp
import numpy as np
import pytest

import nmhts
from nmhts.errors import SimulationError
from nmhts.physics.transport import codes
from nmhts.simulation.derivatives.reverse_mode import pull_back, record_batch
from nmhts.simulation.derivatives.stack_function import StackFunction
from nmhts.simulation.derivatives.stack_gradient import (
    DIFFERENTIABLE_OF_STACKS,
    RecordedStacks,
    StackGradient,
    pull_stacks,
    record_stacks,
    run_stacks_again,
)
from nmhts.simulation.derivatives.stack_numbers import number_at, places_of
from nmhts.simulation.derivatives.stack_tangents import push_stacks
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.stacks.plane_model import StackPoint, simulate_stacks
from nmhts.simulation.stacks.stack import Stack

TIMES = (0.0, 1.0, 2.0, 3.0)
OUT_AND_BACK = "hold -6 V for 2 s; hold 2 V for 1 s"
DIFFERENCE = 1e-6
"""Relative change of a number; the error of two-sided differences is 1e-6 of the largest."""


def point(layers: str, protocol: str) -> StackPoint:
    stack = Stack(layers)
    return StackPoint(
        tuple(layer.numbers() for layer in stack.layers),
        stack.gate.values(),
        stack.temperature,
        parse_protocol(protocol),
        TIMES,
    )


POINTS = (
    point("3 nm CoN / 1 nm MnN / 3 nm CoN", OUT_AND_BACK),
    point("2 nm CoN / oxidised / 2 nm FeN", "hold -5 V for 3 s"),
)


@pytest.fixture(scope="module")
def recorded() -> RecordedStacks:
    return record_stacks(POINTS)


@pytest.fixture(scope="module")
def weights(recorded: RecordedStacks) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(0)
    found = {}
    for name in DIFFERENTIABLE_OF_STACKS:
        values = recorded.outputs[name]
        found[name] = rng.normal(size=values.shape) / np.nanmax(np.abs(values))
    return found


@pytest.fixture(scope="module")
def gradient(recorded: RecordedStacks, weights: dict[str, np.ndarray]) -> tuple[StackGradient, ...]:
    return pull_stacks(recorded, weights)


def in_layer(k: int, name: str) -> Callable[[StackPoint, float], StackPoint]:
    def changed(stack: StackPoint, by: float) -> StackPoint:
        layers = list(stack.layers)
        nitride = dict(layers[k].nitride)
        nitride[name] += by
        layers[k] = layers[k]._replace(nitride=nitride)
        return replace(stack, layers=tuple(layers))

    return changed


def in_interface(k: int, name: str) -> Callable[[StackPoint, float], StackPoint]:
    def changed(stack: StackPoint, by: float) -> StackPoint:
        layers = list(stack.layers)
        interface = dict(layers[k].interface or {})
        interface[name] += by
        layers[k] = layers[k]._replace(interface=interface)
        return replace(stack, layers=tuple(layers))

    return changed


def in_gate(name: str) -> Callable[[StackPoint, float], StackPoint]:
    return lambda stack, by: replace(stack, gate={**stack.gate, name: stack.gate[name] + by})


def in_temperature(stack: StackPoint, by: float) -> StackPoint:
    return replace(stack, temperature=stack.temperature + by)


def slopes(
    recorded: RecordedStacks, weights: dict[str, np.ndarray], i: int, changed: Callable, step: float
) -> float:
    """The two-sided difference of the weighted sum of the outputs of stack i."""
    ends = []
    for by in (step, -step):
        points = [changed(p, by) if k == i else p for k, p in enumerate(POINTS)]
        outputs = run_stacks_again(recorded, points)
        ends.append(sum(np.nansum(weights[name][i] * outputs[name][i]) for name in weights))
    return (ends[0] - ends[1]) / (2.0 * step)


def test_replay_gives_the_run(recorded: RecordedStacks):
    assert np.all(recorded.results.status == codes.OK)
    again = run_stacks_again(recorded, POINTS)
    run = simulate_stacks(POINTS, rtol=1e-3)
    for name in DIFFERENTIABLE_OF_STACKS:
        np.testing.assert_array_equal(again[name], recorded.outputs[name])
        np.testing.assert_array_equal(run[name], recorded.outputs[name])


@pytest.mark.parametrize("i", [0, 1])
def test_gradient_is_that_of_differences(
    recorded: RecordedStacks,
    weights: dict[str, np.ndarray],
    gradient: tuple[StackGradient, ...],
    i: int,
):
    """By every number of every layer, of the interfaces and the gate, and by the temperature."""
    stack, found = POINTS[i], gradient[i]
    cases = [(found.temperature, in_temperature, stack.temperature)]
    cases += [(found.gate[name], in_gate(name), value) for name, value in stack.gate.items()]
    for k, layer in enumerate(stack.layers):
        for name, value in layer.nitride.items():
            cases.append((found.layers[k][name], in_layer(k, name), value))
        for name, value in (layer.interface or {}).items():
            # In units of 1 eV where it is zero.
            cases.append((found.interfaces[k][name], in_interface(k, name), value or 1.6e-19))
    assert len(cases) > 80
    units = [abs(value) or 1.0 for _, _, value in cases]
    ours = np.array([slope * unit for (slope, *_), unit in zip(cases, units, strict=True)])
    theirs = np.array(
        [
            slopes(recorded, weights, i, changed, DIFFERENCE * unit) * unit
            for (_, changed, _), unit in zip(cases, units, strict=True)
        ]
    )
    assert np.abs(ours).max() > 10.0
    np.testing.assert_allclose(ours, theirs, rtol=1e-6, atol=1e-6 * np.abs(ours).max() / 10.0)


@pytest.mark.parametrize("i", [0, 1])
def test_tangents_are_the_gradient(
    recorded: RecordedStacks,
    weights: dict[str, np.ndarray],
    gradient: tuple[StackGradient, ...],
    i: int,
):
    """Weighted sums of all outputs, by every number: programs that share only the step itself."""
    stack, found = POINTS[i], gradient[i]
    places = places_of(stack)
    # Beside another stack, whose planes are more or fewer.
    common = [place.text for place in places if place in places_of(POINTS[1 - i])]
    outputs, moved = push_stacks(POINTS, common, rtol=1e-3)
    for name in DIFFERENTIABLE_OF_STACKS:
        np.testing.assert_array_equal(outputs[name], recorded.outputs[name])
    _, alone = push_stacks([stack], [place.text for place in places], rtol=1e-3)
    sums, sizes, expected = [], [], []
    for m, place in enumerate(places):
        total, size = 0.0, 0.0
        for name, table in alone.items():
            along = table[0, m]
            weight = np.nan_to_num(weights[name][i][tuple(map(slice, along.shape))])
            total, size = total + (weight * along).sum(), size + np.abs(weight * along).sum()
            if place.text in common:
                beside = moved[name][i, common.index(place.text)]
                np.testing.assert_array_equal(beside[tuple(map(slice, along.shape))], along)
        unit = number_at(stack, place) or 1.0
        parts = {"layer": found.layers, "interface": found.interfaces, "gate": (found.gate,)}
        slope = found.temperature
        if place.part in parts:
            slope = parts[place.part][place.layer][place.name]
        sums.append(total * unit)
        sizes.append(size * unit)
        expected.append(slope * unit)
    largest = np.abs(sums).max()
    assert largest > 10.0
    np.testing.assert_allclose(sums, expected, rtol=1e-9, atol=1e-11 * largest)
    assert np.count_nonzero(sizes) > 50


def test_function_for_jax_is_run_and_gradient_of_stacks(recorded: RecordedStacks):
    """A composed objective: its value and gradient are those of the host functions by hand."""
    stack = POINTS[1]
    names = ("layer_nitrogen", "charge")
    run = nmhts.film_function(
        nmhts.Stack("2 nm CoN / oxidised / 2 nm FeN"), "hold -5 V for 3 s", names
    )
    assert isinstance(run, StackFunction)
    run = StackFunction(stack, names)
    inputs = {
        "layer_1.exit_barrier": jnp.array([stack.layers[1].nitride["exit_barrier"]]),
        "interface_0.interface_barrier": jnp.array([1.6e-20]),
        "v_start": jnp.array([stack.protocol.v_start]),
        "temperature": jnp.array([300.0]),
        "layer_0.initial_occupancy": jnp.array([0.98]),
    }

    def objective(inputs: dict[str, jax.Array]) -> jax.Array:
        series = run(inputs)
        left = series["layer_nitrogen"][0, -1] / 1e19
        return jnp.log1p(left[0]) * left[1] + jnp.tanh(series["charge"][0, -1])

    value, slopes = jax.jit(jax.value_and_grad(objective))(inputs)
    (point,), starts = run.points(inputs)
    assert starts is None
    by_hand = record_stacks([point])
    series = {name: jnp.asarray(by_hand.outputs[name]) for name in names}
    left = series["layer_nitrogen"][0, -1] / 1e19
    expected = jnp.log1p(left[0]) * left[1] + jnp.tanh(series["charge"][0, -1])
    assert value == pytest.approx(float(expected), rel=1e-14)
    given = {name: np.zeros(table.shape) for name, table in series.items()}
    given["layer_nitrogen"][0, -1] = np.array([left[1] / (1 + left[0]), jnp.log1p(left[0])]) / 1e19
    given["charge"][0, -1] = 1 / np.cosh(series["charge"][0, -1]) ** 2
    (gradient,) = pull_stacks(by_hand, given)
    assert slopes["layer_1.exit_barrier"][0] == pytest.approx(
        gradient.layers[1]["exit_barrier"], rel=1e-12
    )
    assert slopes["interface_0.interface_barrier"][0] == pytest.approx(
        gradient.interfaces[0]["interface_barrier"], rel=1e-12
    )
    assert slopes["layer_0.initial_occupancy"][0] == pytest.approx(
        gradient.layers[0]["initial_occupancy"], rel=1e-12
    )
    assert slopes["temperature"][0] == pytest.approx(gradient.temperature, rel=1e-12)
    np.testing.assert_allclose(slopes["v_start"][0], gradient.v_start, rtol=1e-12)
    columns = run.tangents(inputs, ["layer_1.exit_barrier", "temperature"])
    by_row = jax.jacrev(lambda e: run({**inputs, "layer_1.exit_barrier": e})["charge"][0, -1])
    slope = by_row(inputs["layer_1.exit_barrier"])[0]
    assert float(slope) == pytest.approx(columns["charge"][0, 0, -1], rel=1e-8)


def test_gradient_by_start_and_protocol_is_that_of_films():
    """A film of one material is a stack of two layers of it: the same gradient, shared by both."""
    text = "3 nm CoN / 2 nm CoN"
    stack = point(text, OUT_AND_BACK)
    nitride = stack.layers[0].nitride
    spacing = nitride["plane_spacing"]
    film = KineticsPoint(
        nitride, stack.gate, spacing * stack.n_planes, stack.temperature, stack.protocol, TIMES
    )
    runs = record_stacks([stack], rtol=1e-3), record_batch([film], rtol=1e-3)
    np.testing.assert_allclose(
        runs[0].outputs["charge"], runs[1].outputs["charge"], rtol=1e-10, atol=1e-12
    )
    rng = np.random.default_rng(1)
    given = {}
    for name in ("charge", "magnetization", "nitrogen_lost", "current_density"):
        values = runs[1].outputs[name]
        given[name] = rng.normal(size=values.shape) / np.abs(values).max()
    (ours,), theirs = pull_stacks(runs[0], given), pull_back(runs[1], given)
    largest = max(abs(theirs.nitride[name][0] * nitride[name]) for name in theirs.nitride)
    for name, slope in theirs.nitride.items():
        total = sum(layer[name] for layer in ours.layers)
        assert total * nitride[name] == pytest.approx(
            slope[0] * nitride[name], rel=1e-7, abs=1e-9 * largest
        ), name
    for name, slope in theirs.gate.items():
        unit = stack.gate[name]
        assert ours.gate[name] * unit == pytest.approx(
            slope[0] * unit, rel=1e-7, abs=1e-9 * largest
        ), name
    assert ours.temperature == pytest.approx(theirs.temperature[0], rel=1e-7)
    np.testing.assert_allclose(ours.nodes, theirs.nodes[0], rtol=1e-6, atol=1e-9)
    np.testing.assert_allclose(ours.v_start, theirs.v_start[0], rtol=1e-7)
    np.testing.assert_allclose(ours.occupancy, theirs.occupancy[0], rtol=1e-6, atol=1e-9)


def test_gradient_of_conserved_nitrogen_is_zero(recorded: RecordedStacks):
    """N in layers, reservoir and lost: its derivative by any number of the gate is zero."""
    last = np.zeros((len(POINTS), len(TIMES)))
    last[:, -1] = 1e-18
    wide = np.zeros(recorded.outputs["layer_nitrogen"].shape)
    wide[:, -1] = 1e-18
    total = {"layer_nitrogen": wide, "nitrogen_reservoir": last, "nitrogen_lost": last}
    part = {"nitrogen_reservoir": last}
    for stack, whole, held in zip(
        POINTS, pull_stacks(recorded, total), pull_stacks(recorded, part), strict=True
    ):
        scale = max(abs(held.gate[name] * value) for name, value in stack.gate.items())
        assert scale > 0.1
        for name, value in stack.gate.items():
            assert abs(whole.gate[name] * value) < 1e-9 * scale


def test_unknown_outputs_are_named(recorded: RecordedStacks):
    with pytest.raises(SimulationError, match=r"differentiable output of stacks.*layer_nitrogen"):
        pull_stacks(recorded, {"layer_nitrogn": np.zeros((2, 4, 3))})
    with pytest.raises(SimulationError, match=r"charge: cotangent of shape \(4,\), not \(2, 4\)"):
        pull_stacks(recorded, {"charge": np.zeros(4)})
    with pytest.raises(SimulationError, match="run again with other numbers of planes"):
        run_stacks_again(recorded, POINTS[::-1])
