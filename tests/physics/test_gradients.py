"""Gradients of film runs against differences: exact with frozen steps, else as good as the runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from films import film_point
from numpy.typing import NDArray

from nmhts.errors import SimulationError
from nmhts.simulation.derivatives import reverse_mode
from nmhts.simulation.derivatives.reverse_mode import (
    Gradient,
    RecordedBatch,
    pull_back,
    record_batch,
    run_again,
)
from nmhts.simulation.films.plane_model import FilmState, KineticsPoint, pristine, simulate_batch

EXACT = 1e-6
DECADES = 10.0 ** -np.arange(1.0, 5.0)  # of the size of a disturbance

PROTOCOLS = {
    "crossing": "hold -5 V for 3 s; rest 0.5 s; ramp to 4 V in 0.3 s",
    "pulses": "hold 3 V for 0.5 s; 4 pulses of -7 V, 20 ms at 10 Hz; rest 1 s",
}


Weights = dict[str, NDArray]


def point_of(protocol: str, thickness: float = 5e-9, per_clause: int = 5) -> KineticsPoint:
    return film_point("CoN", thickness, PROTOCOLS[protocol], per_clause=per_clause)


def disturbed(
    point: KineticsPoint, direction: dict, size: float
) -> tuple[KineticsPoint, FilmState]:
    """The film with every number moved along a direction: sheets and temperature in units of
    themselves, the rest in their own.
    """
    sheets = [
        {name: value * (1.0 + size * direction[which][name]) for name, value in sheet.items()}
        for which, sheet in (("nitride", point.nitride), ("gate", point.gate))
    ]
    protocol = point.protocol
    moved = replace(
        protocol,
        nodes=tuple(np.array(protocol.nodes) + size * direction["nodes"]),
        v_start=tuple(np.array(protocol.v_start) + size * direction["v_start"]),
        v_end=tuple(np.array(protocol.v_end) + size * direction["v_end"]),
    )
    start = pristine(point)
    start = FilmState(
        start.occupancy + size * direction["occupancy"],
        size * direction["adsorbed"],
        size * direction["dissolved"],
        size * direction["lost"],
        size * direction["stern_drop"],
    )
    new = replace(
        point,
        nitride=sheets[0],
        gate=sheets[1],
        thickness=point.n_planes * sheets[0]["plane_spacing"],
        temperature=point.temperature * (1.0 + size * direction["temperature"]),
        protocol=moved,
        times=tuple(np.array(point.times) + size * direction["times"]),
    )
    return new, start


def random_direction(rng: np.random.Generator, point: KineticsPoint, only: str | None) -> dict:
    """Random directions, along one kind of input only if wanted;
    the first time and the first node stay 0.
    """
    pieces, times = len(point.protocol.v_start), len(point.times)
    shortest = np.diff(point.protocol.nodes).min()
    direction: dict = {
        "nitride": dict(zip(point.nitride, rng.normal(size=len(point.nitride)), strict=True)),
        "gate": dict(zip(point.gate, rng.normal(size=len(point.gate)), strict=True)),
        "temperature": rng.normal(),
        "nodes": 0.1 * shortest * np.r_[0.0, rng.normal(size=pieces)],
        "v_start": rng.normal(size=pieces),
        "v_end": rng.normal(size=pieces),
        "times": 0.01 * shortest * np.r_[0.0, rng.normal(size=times - 1)],
        "occupancy": 0.02 * rng.normal(size=point.n_planes),
        "adsorbed": 0.1 * rng.uniform(),
        "dissolved": 0.1 * rng.uniform(),
        "lost": rng.uniform(),
        "stern_drop": rng.normal(),
    }
    # A state that is not as grown makes this number meaningless.
    direction["nitride"]["initial_occupancy"] = 0.0
    for name, value in direction.items():
        if only is not None and name not in only.split():
            still = dict.fromkeys(value, 0.0) if isinstance(value, dict) else 0.0 * value
            direction[name] = still
    return direction


def along(gradient: Gradient, point: KineticsPoint, direction: dict) -> float:
    """The derivative along a direction."""
    total = sum(
        getattr(gradient, which)[name][0] * sheet[name] * direction[which][name]
        for which, sheet in (("nitride", point.nitride), ("gate", point.gate))
        for name in sheet
    )
    total += gradient.temperature[0] * point.temperature * direction["temperature"]
    for name in ("nodes", "v_start", "v_end", "times", "occupancy", "adsorbed", "dissolved", "lost",
        "stern_drop"):  # fmt: skip
        total += np.sum(getattr(gradient, name)[0] * direction[name])
    return float(total)


def weights_of(rng: np.random.Generator, outputs: dict, names: tuple[str, ...]) -> Weights:
    """Random cotangents of outputs in units of their size; zero where there is no front."""
    weights = {}
    for name in names:
        values = outputs[name]
        weights[name] = rng.normal(size=values.shape) / max(np.nanmax(np.abs(values)), 1e-30)
        weights[name][np.isnan(values)] = 0.0
    return weights


def value(outputs: dict, weights: Weights) -> float:
    return float(sum(np.nansum(outputs[name] * weight) for name, weight in weights.items()))


def steepness(
    recorded: RecordedBatch, weights: Weights, direction: dict, slope: float, sizes: NDArray
) -> NDArray:
    """Deviation of differences with frozen steps from a slope, in units of it.

    Two-sided, for disturbances of several sizes.
    """
    point = recorded.points[0]
    rest = []
    for size in sizes:
        both = []
        for sign in (1.0, -1.0):
            new, start = disturbed(point, direction, sign * size)
            both.append(value(run_again(recorded, [new], [start]), weights))
        rest.append(abs((both[0] - both[1]) / (2 * size) - slope) / abs(slope))
    return np.array(rest)


TRANSPORT = tuple(
    name
    for name in reverse_mode.DIFFERENTIABLE
    if name not in ("magnetization", "front_position", "front_width")
)
KINDS = ("nitride", "gate", "temperature", "v_start v_end", "nodes times", "occupancy",
    "adsorbed dissolved lost stern_drop")  # fmt: skip


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("only", KINDS)
def test_gradient_is_exact_with_the_steps_frozen(protocol: str, only: str):
    """The error of two-sided differences falls with the square of the disturbance, to 1e-6."""
    rng = np.random.default_rng(len(only))
    point = point_of(protocol)
    recorded = record_batch([point], starts=[pristine(point)])
    weights = weights_of(rng, dict(recorded.outputs), TRANSPORT)
    direction = random_direction(rng, point, only)
    slope = along(pull_back(recorded, weights), point, direction)
    rest = steepness(recorded, weights, direction, slope, 0.01 * DECADES)
    assert rest.min() < EXACT, rest
    # Quadratic until rounding takes over.
    clear = (rest[:-1] > 1e-6) & (rest[:-1] < 0.03)
    np.testing.assert_allclose(rest[1:][clear] / rest[:-1][clear], 0.01, rtol=0.5)


def test_remainder_is_of_second_order_over_three_decades():
    """The remainder of one-sided differences along all inputs
    at once falls with the square of the disturbance.
    """
    rng = np.random.default_rng(1)
    point = point_of("crossing")
    recorded = record_batch([point], starts=[pristine(point)])
    weights = weights_of(rng, dict(recorded.outputs), TRANSPORT)
    direction = random_direction(rng, point, None)
    slope = along(pull_back(recorded, weights), point, direction)
    sizes = 1e-3 * DECADES
    here = value(dict(recorded.outputs), weights)
    rest = []
    for size in sizes:
        new, start = disturbed(point, direction, size)
        rest.append(abs(value(run_again(recorded, [new], [start]), weights) - here - size * slope))
    order = np.polyfit(np.log(sizes), np.log(rest), 1)[0]
    assert order == pytest.approx(2.0, abs=0.02)


@pytest.mark.parametrize("name", ["magnetization", "front_position", "front_width"])
def test_gradient_of_what_is_seen_of_a_profile(name: str):
    """M and the front follow from occupancies by laws with corners,
    so only small disturbances are compared.
    """
    rng = np.random.default_rng(3)
    point = point_of("crossing", per_clause=8)
    recorded = record_batch([point], starts=[pristine(point)])
    weights = weights_of(rng, dict(recorded.outputs), (name,))
    assert np.count_nonzero(weights[name]) > 3
    gradient = pull_back(recorded, weights)
    for only in ("nitride", "gate temperature", "v_start"):
        direction = random_direction(rng, point, only)
        slope = along(gradient, point, direction)
        assert steepness(recorded, weights, direction, slope, np.array([1e-6, 1e-7])).min() < EXACT


def test_initial_occupancy_is_what_all_planes_start_with():
    point = point_of("crossing")
    recorded = record_batch([point])
    weights = {"nitrogen_lost": np.full((1, len(point.times)), 1e-19)}
    gradient = pull_back(recorded, weights)
    assert gradient.nitride["initial_occupancy"][0] == pytest.approx(gradient.occupancy[0].sum())
    again = record_batch([point], starts=[pristine(point)])
    assert "initial_occupancy" not in {
        name for name, by in pull_back(again, weights).nitride.items() if by[0] != 0.0
    }


@pytest.mark.parametrize("kept", [2, 6, 100])
def test_gradient_does_not_depend_on_what_the_tape_holds(
    kept: int, monkeypatch: pytest.MonkeyPatch
):
    """States that are not kept are recomputed to the last bit."""
    points = [point_of("pulses", thickness) for thickness in (2e-9, 4e-9, 3e-9)]
    recorded = record_batch(points)
    rng = np.random.default_rng(0)
    weights = weights_of(rng, dict(recorded.outputs), TRANSPORT)
    full = pull_back(recorded, weights)
    monkeypatch.setattr(reverse_mode, "_LEAST_KEPT", kept)
    monkeypatch.setattr(reverse_mode, "TAPE_BYTES", 1)
    sparse = record_batch(points)
    assert sparse.tape.stride.min() >= recorded.tape.count.min() // (2 * kept) > 0 or kept == 100
    found = pull_back(sparse, weights)
    for name in ("occupancy", "v_start", "nodes", "times", "temperature"):
        np.testing.assert_array_equal(getattr(found, name), getattr(full, name))


def test_same_bits_in_any_lane():
    """A film's gradient depends on nothing but the film."""
    film, other = point_of("crossing", 3e-9), point_of("pulses", 4e-9)
    least = min(len(film.times), len(other.times))
    film, other = (replace(point, times=point.times[:least]) for point in (film, other))

    def of(points: list[KineticsPoint], place: int) -> bytes:
        recorded = record_batch(points)
        gradient = pull_back(recorded, {"nitrogen_lost": np.ones((len(points), least))})
        rows = [by[place] for by in (*gradient.nitride.values(), *gradient.gate.values())]
        return np.r_[rows, gradient.occupancy[place, : film.n_planes]].tobytes()

    alone = of([film], 0)
    for place in (0, 5, 11):
        assert of([other] * place + [film] + [other] * (11 - place), place) == alone


def test_free_steps_move_the_value_by_the_error_of_the_run():
    """Differences of runs with adaptive steps scatter around the gradient,
    less at a smaller tolerance.
    """
    point = point_of("crossing")
    noise = []
    for rtol in (1e-2, 1e-5):
        recorded = record_batch([point], rtol=rtol)
        weights = {
            "nitrogen_lost": np.zeros((1, len(point.times))),
            "charge": np.zeros((1, len(point.times))),
        }
        weights["charge"][0, -3] = 1.0
        slope = (
            pull_back(recorded, weights).nitride["exit_barrier"][0] * point.nitride["exit_barrier"]
        )
        values = []
        for size in (1e-4, -1e-4):
            nitride = dict(point.nitride, exit_barrier=point.nitride["exit_barrier"] * (1 + size))
            values.append(value(simulate_batch([replace(point, nitride=nitride)], rtol), weights))
        noise.append(abs((values[0] - values[1]) / 2e-4 / slope - 1.0))

    assert noise[1] < 1e-4
    assert noise[0] < 0.1


def test_a_film_that_fails_has_no_gradient_and_disturbs_no_other():
    points = [point_of("crossing", 2e-9), point_of("crossing", 3e-9)]
    broken = replace(points[0], nitride=dict(points[0].nitride, exit_barrier=np.nan))
    recorded = record_batch([broken, points[1]])
    weights = {"charge": np.ones(recorded.outputs["charge"].shape)}
    gradient = pull_back(recorded, weights)
    assert np.isnan(gradient.nitride["migration_barrier"][0])
    alone = pull_back(record_batch([points[1]]), {"charge": weights["charge"][1:]})
    for name, by in alone.nitride.items():
        assert gradient.nitride[name][1] == by[0], name


@pytest.mark.parametrize(
    ("cotangents", "message"),
    [
        (lambda shape: {"magnetisation": np.zeros(shape)}, "magnetization"),
        (lambda shape: {"ferromagnetic_thickness": np.zeros(shape)}, "allowed"),
        (lambda shape: {"charge": np.zeros(3)}, "cotangent of shape"),
    ],
)
def test_wrong_cotangents_are_named(cotangents: Callable, message: str):
    recorded = record_batch([point_of("crossing", 2e-9)])
    with pytest.raises(SimulationError, match=message):
        pull_back(recorded, cotangents(recorded.outputs["charge"].shape))
