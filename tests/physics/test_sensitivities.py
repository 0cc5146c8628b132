"""Tangents of film runs: equal to the adjoint's derivatives, and as users see them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from films import film_point

import nmhts
from nmhts.errors import SimulationError
from nmhts.physics.transport.pushforward import Directions
from nmhts.physics.transport.stepping import N_SCALARS
from nmhts.simulation.derivatives.forward_mode import push_forward
from nmhts.simulation.derivatives.reverse_mode import DIFFERENTIABLE, pull_back, record_batch
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    KineticsPoint,
    integrate,
    simulate_batch,
)
from nmhts.simulation.films.run import film_point as point_of

SAME = 1e-11
CROSSING = "hold -5 V for 3 s; rest 0.5 s; ramp to 4 V in 0.3 s"
PULSES = "hold 3 V for 0.5 s; 4 pulses of -7 V, 20 ms at 10 Hz; rest 1 s"
NUMBERS = [
    "exit_barrier", "migration_barrier", "interaction_energy", "gradient_energy",
        "screening_length_nitride", "screening_midpoint", "initial_occupancy",
    "plane_spacing", "metal_site_density", "curie_temperature", "moment_exponent",
        "area_resistance", "stern_thickness", "stern_share", "leak_rate",
    "temperature",
]  # fmt: skip


def weights_of(outputs, rng):
    weights = {}
    for name in DIFFERENTIABLE:
        values = outputs[name]
        weights[name] = rng.normal(size=values.shape) / max(
            np.abs(np.nan_to_num(values)).max(), 1e-30
        )
        weights[name][np.isnan(values)] = 0.0
    return weights


@pytest.mark.parametrize("protocol", [CROSSING, PULSES])
def test_tangents_equal_the_adjoint_for_numbers(protocol: str):
    """Weighted sums of all outputs, by every number:
    two programs that share only the step itself.
    """
    points = [film_point("CoN", d * 1e-9, protocol, per_clause=6) for d in (5, 3, 4)]
    recorded = record_batch(points)
    weights = weights_of(recorded.outputs, np.random.default_rng(0))
    back, (_, ahead) = pull_back(recorded, weights), push_forward(points, NUMBERS)
    for m, name in enumerate(NUMBERS):
        terms = [weights[output] * ahead[output][:, m] for output in DIFFERENTIABLE]
        sums = np.array([[np.nansum(term[i]) for term in terms] for i in range(len(points))])
        if name == "temperature":
            expected = back.temperature
        else:
            expected = (back.nitride if name in back.nitride else back.gate)[name]
        size = np.abs(sums).sum(axis=1)
        assert np.all(np.abs(sums.sum(axis=1) - expected) <= SAME * size), name
        assert np.all(size > 0) or protocol == PULSES, name


@pytest.mark.parametrize("protocol", [CROSSING, PULSES])
def test_tangents_equal_the_adjoint_for_start_voltages_and_times(protocol: str):
    rng = np.random.default_rng(1)
    points = [film_point("FeN", d * 1e-9, protocol, per_clause=6) for d in (3, 5, 4)]
    recorded = record_batch(points)
    films = recorded.films
    (count, n_times), n = films.t_out.shape, int(films.n_planes.max())
    moved, scalars = np.zeros((count, 5, n_times, n)), np.zeros((count, 5, n_times, N_SCALARS))
    given = (films.parameters, films.start, films.nodes, films.v_start, films.v_end, films.t_out)
    directions = Directions(
        *(np.zeros((count, 5, *a.shape[1:])) for a in given),
        occupancy=moved,
        scalars=scalars,
        layers=None,
    )
    for i, planes in enumerate(films.n_planes):
        directions.start[i, 0, :planes] = 0.01 * rng.normal(size=planes)
        directions.start[i, 1, planes : planes + 4] = 0.1 * rng.uniform(size=4)
    directions.nodes[:, 2, 1:] = rng.normal(size=directions.nodes[:, 2, 1:].shape)
    directions.v_start[:, 3] = rng.normal(size=directions.v_start[:, 3].shape)
    directions.v_end[:, 3] = rng.normal(size=directions.v_end[:, 3].shape)
    directions.t_out[:, 4, 1:] = rng.normal(size=(count, n_times - 1))
    integrate(films, DEFAULT_RTOL, DEFAULT_MAX_STEPS, None, directions, None)
    occupancy = recorded.outputs["nitrogen_occupancy"]
    weights = {
        name: rng.normal(size=recorded.outputs[name].shape)
        for name in ("stern_drop", "current_density", "nitrogen_occupancy")
    }
    weights["nitrogen_occupancy"][np.isnan(occupancy)] = 0.0
    weights["current_density"] /= np.abs(recorded.outputs["current_density"]).max()
    back = pull_back(recorded, weights)
    for m in range(5):
        terms = [
            (weights["nitrogen_occupancy"] * moved[:, m]).sum(axis=(1, 2)),
            (weights["stern_drop"] * scalars[:, m, :, 3]).sum(axis=1),
            (weights["current_density"] * scalars[:, m, :, 4]).sum(axis=1),
        ]
        rest = np.take_along_axis(
            directions.start[:, m], films.n_planes[:, None] + np.arange(4), axis=1
        )
        expected = sum(
            (getattr(back, name) * getattr(directions, field)[:, m]).sum(axis=1)
            for name, field in (
                ("nodes", "nodes"),
                ("v_start", "v_start"),
                ("v_end", "v_end"),
                ("times", "t_out"),
            )
        )
        inside = np.arange(n) < films.n_planes[:, None]
        expected = expected + (back.occupancy * directions.start[:, m, :n] * inside).sum(axis=1)
        for by, along in zip(
            (back.adsorbed, back.dissolved, back.lost, back.stern_drop), rest.T, strict=True
        ):
            expected = expected + by * along
        size = np.abs(terms).sum(axis=0)
        assert np.all(np.abs(sum(terms) - expected) <= SAME * np.maximum(size, np.abs(expected)))
        assert np.all(size > 0)


def test_same_bits_whatever_else_is_asked():
    """A derivative depends on its film and its number only.

    Neither the number of directions in a sweep, nor their order, nor other films matter.
    """
    film, other = (
        film_point("CoN", 5e-9, PULSES, per_clause=6),
        film_point("CoN", 3e-9, PULSES, per_clause=6),
    )
    _, full = push_forward([film, other, film], NUMBERS)
    asked = [NUMBERS[9], NUMBERS[0], NUMBERS[6]]
    for films, place in (([film], 0), ([other] * 9 + [film], 9)):
        _, few = push_forward(films, asked)
        for name in DIFFERENTIABLE:
            for m, number in enumerate(asked):
                expected = full[name][2, NUMBERS.index(number)]
                found = few[name][place, m]
                np.testing.assert_array_equal(found, expected, err_msg=f"{name} by {number}")


def test_same_bits_after_thicker_films():
    """A film that takes the place of a thicker one sees nothing of it, nor do its derivatives."""
    thick = [film_point("CoN", (8 + 0.5 * k) * 1e-9, CROSSING, per_clause=6) for k in range(8)]
    thin = [film_point(m, d * 1e-9, CROSSING, per_clause=6) for m in ("CoN", "FeN")
            for d in (2, 3, 4, 5)]  # fmt: skip
    batch = [*thick, *thin]
    outputs, moved = push_forward(batch, NUMBERS[:3])
    run, recorded = simulate_batch(batch), record_batch(batch)
    weight = np.zeros(recorded.outputs["charge"].shape)
    weight[:, -1] = 1.0
    back = pull_back(recorded, {"charge": weight})
    for i, point in enumerate(thin, start=len(thick)):
        own, along = push_forward([point], NUMBERS[:3])
        n = point.n_planes
        np.testing.assert_array_equal(
            outputs["nitrogen_occupancy"][i, :, :n], own["nitrogen_occupancy"][0]
        )
        np.testing.assert_array_equal(outputs["charge"][i], own["charge"][0])
        np.testing.assert_array_equal(run["charge"][i], simulate_batch([point])["charge"][0])
        np.testing.assert_array_equal(moved["charge"][i], along["charge"][0])
        alone = pull_back(record_batch([point]), {"charge": weight[:1]})
        for name, table in alone.nitride.items():
            assert back.nitride[name][i] == table[0], name


def test_the_run_is_that_without_directions():
    points = [film_point("CoN", d * 1e-9, CROSSING, per_clause=6) for d in (5, 3)]
    outputs, _ = push_forward(points, NUMBERS[:1])
    for name, values in simulate_batch(points).items():
        np.testing.assert_array_equal(outputs[name], values, err_msg=name)


def test_sensitivities_are_what_a_change_of_a_percent_does():
    """Forward differences of whole runs,
    with a change large compared with the scatter of free steps.
    """
    film = nmhts.Film("CoN", thickness="5 nm", gate="propylene carbonate")
    protocol = "hold -4 V for 2 s"
    seen = nmhts.sensitivities(
        film, protocol, ["temperature", "exit_barrier"], steps_per_clause=6, rtol=1e-6
    )
    assert seen["magnetization"].dims == ("number", "time")
    assert seen["value"].sel(number="temperature") == 298.15
    runs = [
        nmhts.simulate(
            nmhts.Film("CoN", "5 nm", temperature=f"{298.15 * (1 + s)} K"),
            protocol,
            steps_per_clause=6,
            rtol=1e-6,
        )
        for s in (1e-3, -1e-3)
    ]
    change = (runs[0]["charge"] - runs[1]["charge"]) / 2e-3
    found = seen["charge"].sel(number="temperature").values
    np.testing.assert_allclose(found[1:], change.values[1:], rtol=2e-3)
    # A hotter film gives its nitrogen up sooner, a higher barrier later.
    assert seen["charge"].sel(number="temperature")[-3] > 0
    assert seen["charge"].sel(number="exit_barrier")[-3] < 0


STACK = "2 nm CoN / oxidised / 2 nm FeN"


def test_sensitivities_of_a_stack_are_what_a_change_does():
    """Of one layer and of the interface: forward differences of whole runs."""
    stack = nmhts.Stack(STACK)
    protocol, step = "hold -4 V for 1 s", 1e-3
    numbers = ["layer_1.exit_barrier", "interface_0.interface_barrier", "temperature"]
    seen = nmhts.sensitivities(stack, protocol, numbers, steps_per_clause=4, rtol=1e-6)
    assert seen["layer_nitrogen"].dims == ("number", "time", "layer")
    assert seen["nitrogen_occupancy"].dims == ("number", "time", "depth")
    ends = [
        nmhts.simulate(
            nmhts.Stack(STACK, temperature=f"{298.15 * (1 + s)} K"),
            protocol,
            steps_per_clause=4,
            rtol=1e-6,
        )
        for s in (step, -step)
    ]
    change = (ends[0]["layer_nitrogen"] - ends[1]["layer_nitrogen"]) / (2 * step)
    found = seen["layer_nitrogen"].sel(number="temperature").values
    size = np.abs(change.values).max()
    np.testing.assert_allclose(found[1:], change.values[1:], rtol=5e-3, atol=1e-3 * size)
    # N that leaves the lower layer meets the interface: a higher barrier keeps it there.
    assert seen["layer_nitrogen"].sel(number="interface_0.interface_barrier")[-1, 0] > 0
    with pytest.raises(SimulationError, match=r"did you mean 'layer_1\.exit_barrier'"):
        nmhts.sensitivities(stack, protocol, ["layer_1.exit_barier"])
    with pytest.raises(SimulationError, match="'planes' only"):
        nmhts.sensitivities(stack, protocol, numbers, fidelity="front")


def test_unknown_number_is_named_with_the_nearest():
    film = nmhts.Film("CoN", "2 nm")
    with pytest.raises(SimulationError, match="exit_barrier"):
        nmhts.sensitivities(film, "hold -4 V for 1 s", ["exit_barier"])


def test_no_number_is_refused():
    with pytest.raises(SimulationError, match="none given"):
        nmhts.sensitivities(nmhts.Film("CoN", "2 nm"), "hold -4 V for 1 s", [])


def test_front_model_is_as_sensitive():
    """Halfway through the film, by the numbers that decide it;
    the thickness is a number there only.
    """
    film, protocol = nmhts.Film("CoN", "20 nm"), "hold -5 V for 9 s"
    numbers = ["exit_barrier", "stern_thickness", "area_resistance", "temperature"]
    planes = nmhts.sensitivities(film, protocol, numbers)
    front = nmhts.sensitivities(
        film, protocol, [*numbers, "thickness", "voltage"], fidelity="front"
    )
    for name in numbers:
        expected = float(planes["charge"].sel(number=name)[-1])
        assert float(front["charge"].sel(number=name)[-1]) == pytest.approx(expected, rel=0.05)
    assert float(front["value"].sel(number="thickness")) == pytest.approx(20e-9)
    # Thicker films put less of the voltage on the Stern layer; more voltage draws more.
    assert (
        front["charge"].sel(number="thickness")[-1]
        < 0
        < -front["charge"].sel(number="exit_barrier")[-1]
    )
    assert front["charge"].sel(number="voltage")[-1] > 0
    with pytest.raises(SimulationError, match="thickness"):
        nmhts.sensitivities(film, protocol, ["thickness"])
    with pytest.raises(SimulationError, match="did you mean 'front'"):
        nmhts.sensitivities(film, protocol, numbers, fidelity="fron")


OF_A_SCALE = 1e-3
CHANGE = 1e-5


@pytest.mark.parametrize(
    ("material", "thickness", "protocol"),
    [
        ("CoN", "10 nm", "hold -5 V for 5 s"),
        ("CoN", "10 nm", "hold -4 V for 5 s; rest 20 s"),
        ("CoN", "8 nm", "hold -5 V for 10 s; hold 5 V for 3 s"),
        ("FeN", "10 nm", "hold -5 V for 5 s"),
    ],
)
def test_derivatives_at_their_default_tolerance(material: str, thickness: str, protocol: str):
    """Against two-sided differences of runs whose own errors are a million times smaller.

    Errors are relative to the largest value over the run.
    """
    film = nmhts.Film(material, thickness)
    numbers = ["exit_barrier", "migration_barrier", "interaction_energy", "gradient_energy",
        "screening_length_nitride", "area_resistance", "temperature"]  # fmt: skip
    seen = nmhts.sensitivities(film, protocol, numbers, steps_per_clause=6, spacing="linear")
    point = point_of(film, protocol, 6, "linear")
    pairs = [_shifted(point, name, s) for name in numbers for s in (CHANGE, -CHANGE)]
    runs = simulate_batch(pairs, 1e-9, 10**8)
    for output in ("charge", "nitrogen_reservoir", "front_position"):
        change = (runs[output][0::2] - runs[output][1::2]) / (2 * CHANGE)
        scale = np.nanmax(np.abs(change), axis=1, keepdims=True)
        off = np.abs(seen[output].values - change) / scale
        assert np.nanmax(off) < OF_A_SCALE, (
            output,
            numbers[int(np.nanargmax(off)) // off.shape[1]],
        )


def _shifted(point: KineticsPoint, name: str, share: float) -> KineticsPoint:
    if name == "temperature":
        return replace(point, temperature=point.temperature * (1 + share))
    sheet = "nitride" if name in point.nitride else "gate"
    numbers = dict(getattr(point, sheet))
    return replace(point, **{sheet: numbers | {name: numbers[name] * (1 + share)}})
