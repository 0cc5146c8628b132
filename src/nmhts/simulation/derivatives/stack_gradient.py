"""Reverse mode of stacks: gradients by the numbers of every layer, interface and gate.

As ``reverse_mode`` for films of one material: run stacks with ``record_stacks``, then hand
cotangents of any outputs to ``pull_stacks``. Steps are frozen, so the gradient is that of the
computed numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nmhts.errors import SimulationError, unknown_name
from nmhts.physics.magnetism.intrinsic import ORDER_NUMBERS, extinction, order_numbers
from nmhts.physics.magnetism.planes import pull_magnetization
from nmhts.physics.transport import codes, kernel
from nmhts.physics.transport.parameters import plane_density
from nmhts.physics.transport.pullback import Cotangents, pull_batch
from nmhts.physics.transport.replay import replay_batch
from nmhts.physics.transport.state import N_PARAMETERS, FilmParameters
from nmhts.physics.transport.stepping import (
    ADSORBED_OUT,
    CURRENT_OUT,
    DISSOLVED_OUT,
    LOST_OUT,
    N_SCALARS,
    STERN_OUT,
)
from nmhts.physics.transport.tape import Tape
from nmhts.simulation.derivatives.reverse_mode import check_shape, tape_of
from nmhts.simulation.derivatives.stack_numbers import (
    GATE,
    INTERFACE,
    LAYER,
    START,
    moved_coefficients,
    places_of,
)
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DERIVATIVE_RTOL,
    FilmState,
    check_times,
    integrate,
)
from nmhts.simulation.stacks.plane_model import StackPoint, batch_stacks, observe_stacks

OF_THE_GATE = (
    "nitrogen_lost",
    "nitrogen_reservoir",
    "nitrogen_adsorbed",
    "charge",
    "current_density",
    "stern_drop",
    "magnetization",
)
DIFFERENTIABLE_OF_STACKS = (
    *OF_THE_GATE,
    "nitrogen_occupancy",
    "layer_nitrogen",
    "layer_magnetization",
)
"""Outputs of which ``pull_stacks`` takes cotangents."""

_P = FilmParameters(*range(N_PARAMETERS))


@dataclass(frozen=True)
class RecordedStacks:
    """Stacks that have run, with their tape; ``outputs`` as from ``simulate_stacks``."""

    points: tuple[StackPoint, ...]
    outputs: Mapping[str, np.ndarray]
    films: kernel.Films
    results: kernel.Results
    tape: Tape


@dataclass(frozen=True)
class StackGradient:
    """Derivatives of one number for one stack; NaN if its status is not ok.

    layers: for every layer from the bottom, by the names of its sheet, per SI unit of the number,
    at a fixed number of planes; ``initial_occupancy`` sums over the planes of the layer.
    interfaces: the same for the interface above every layer, without those that have none; gate;
    temperature 1/K; occupancy [p] from the bottom, adsorbed, dissolved, lost per plane and
    stern_drop 1/V of the start; nodes [k + 1] 1/s, v_start, v_end [k] 1/V of the protocol; times
    [t] 1/s.
    """

    layers: tuple[Mapping[str, float], ...]
    interfaces: tuple[Mapping[str, float], ...]
    gate: Mapping[str, float]
    temperature: float
    occupancy: np.ndarray
    adsorbed: float
    dissolved: float
    lost: float
    stern_drop: float
    nodes: np.ndarray
    v_start: np.ndarray
    v_end: np.ndarray
    times: np.ndarray


def record_stacks(
    points: Sequence[StackPoint],
    rtol: float = DERIVATIVE_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    starts: Sequence[FilmState] | None = None,
    memory: Tape | None = None,
) -> RecordedStacks:
    """Simulate stacks as ``simulate_stacks`` does, to the last bit, and keep their steps.

    Parameters: as for ``simulate_stacks``; memory as for ``record_batch``.
    """
    films = batch_stacks(points, starts)
    check_times(points, films.t_out)
    tape = tape_of(films, max_steps, memory)
    results = integrate(films, rtol, max_steps, tape, None, None)
    return RecordedStacks(
        tuple(points), observe_stacks(points, films, results), films, results, tape
    )


def pull_stacks(
    recorded: RecordedStacks, cotangents: Mapping[str, np.ndarray]
) -> tuple[StackGradient, ...]:
    """Return the gradient of the sum over outputs of cotangent times output, stack by stack.

    Parameters: cotangents by the names of ``DIFFERENTIABLE_OF_STACKS``, in the shapes of the
    outputs; entries of layers and planes that a stack does not have count nothing.
    Errors: SimulationError for an unknown output or a wrong shape.
    """
    films, results = recorded.films, recorded.results
    for name, values in cotangents.items():
        if name not in DIFFERENTIABLE_OF_STACKS:
            raise SimulationError(
                unknown_name("differentiable output of stacks", name, DIFFERENTIABLE_OF_STACKS)
            )
        if np.shape(values) != recorded.outputs[name].shape:
            expected = recorded.outputs[name].shape
            raise SimulationError(f"{name}: cotangent of shape {np.shape(values)}, not {expected}")
    bars = Cotangents(*(np.zeros(table.shape) for table in _tables(films)))
    seen = [_pull_outputs(recorded, cotangents, i, bars) for i in range(len(recorded.points))]
    occupancy = np.stack([one.occupancy for one in seen])
    scalars = np.stack([one.scalars for one in seen])
    pull_batch(films, results.status, recorded.tape, occupancy, scalars, bars)
    return tuple(
        _gradient(recorded, bars, one, i, point)
        for i, (point, one) in enumerate(zip(recorded.points, seen, strict=True))
    )


def _tables(films: kernel.Films) -> tuple[np.ndarray, ...]:
    """Return the inputs of which the kernels give cotangents."""
    return (
        films.parameters, films.start, films.nodes, films.v_start, films.v_end, films.t_out,
        films.layers
    )  # fmt: skip


@dataclass(frozen=True)
class _Seen:
    """Cotangents of the intermediate quantities of the outputs of one stack."""

    occupancy: np.ndarray  # [t, p]
    scalars: np.ndarray  # [t, N_SCALARS]
    density: np.ndarray  # of the N sites of a plane of every layer
    spacing: np.ndarray  # of every layer
    numbers: np.ndarray  # of the intrinsic magnetism of every layer [l, 11]
    temperature: float


def _pull_outputs(
    recorded: RecordedStacks, cotangents: Mapping[str, np.ndarray], i: int, bars: Cotangents
) -> _Seen:
    """Pull the cotangents of the outputs of stack i back through ``observe_stacks``."""
    point, films, results = recorded.points[i], recorded.films, recorded.results
    n_times, n_max = results.occupancy.shape[1:]
    count = len(point.layers)

    def given(name: str, *size: int) -> np.ndarray:
        if name not in cotangents:
            return np.zeros((n_times, *size))
        return np.array(cotangents[name][i], dtype=float)

    occupancy = given("nitrogen_occupancy", n_max)
    occupancy[:, point.n_planes :] = 0.0
    by_layer = given("layer_nitrogen", count)[:, :count]
    density = np.array([plane_density(layer.nitride) for layer in point.layers])
    of_plane = point.plane_layers()
    y = np.nan_to_num(results.occupancy[i][:, : point.n_planes])
    occupancy[:, : point.n_planes] += (by_layer * density)[:, of_plane]
    nitrogen = np.stack([y[:, of_plane == k].sum(axis=1) for k in range(count)], axis=1)
    by_density = (by_layer * nitrogen).sum(axis=0)

    adsorbed, dissolved, lost, drop, _ = np.nan_to_num(results.scalars[i]).T
    p = FilmParameters(*films.parameters[i])
    by_adsorbed, by_reservoir = given("nitrogen_adsorbed"), given("nitrogen_reservoir")
    by_lost, by_charge = given("nitrogen_lost"), given("charge")
    moved = by_charge * p.plane_charge
    scalars = np.zeros((n_times, N_SCALARS))
    scalars[:, ADSORBED_OUT] = (by_adsorbed + by_reservoir) * density[-1] + moved
    scalars[:, DISSOLVED_OUT] = by_reservoir * density[-1] + moved
    scalars[:, LOST_OUT] = by_lost * density[-1] + moved
    scalars[:, STERN_OUT] = given("stern_drop") + by_charge * p.stern_capacitance
    scalars[:, CURRENT_OUT] = given("current_density")
    total = by_adsorbed * adsorbed + by_reservoir * (adsorbed + dissolved) + by_lost * lost
    by_density[-1] += total.sum()
    bars.parameters[i, _P.plane_charge] += (by_charge * (adsorbed + dissolved + lost)).sum()
    bars.parameters[i, _P.stern_capacitance] += (by_charge * drop).sum()
    numbers, temperature, spacing = _pull_magnetism(
        recorded, i, given("magnetization"), given("layer_magnetization", count), occupancy
    )
    return _Seen(occupancy, scalars, by_density, spacing, numbers, temperature)


def _pull_magnetism(
    recorded: RecordedStacks,
    i: int,
    by_mean: np.ndarray,
    by_layer: np.ndarray,
    by_occupancy: np.ndarray,
) -> tuple[np.ndarray, float, np.ndarray]:
    """Pull the cotangents of the magnetization of stack i and of its layers back.

    Parameters: cotangents [t], [t, l]; those of the occupancy [t, p] are added to.
    Returns: cotangents of the numbers of every layer [l, 11], temperature, plane spacings [l].
    """
    point = recorded.points[i]
    layers, count = point.layers, len(point.layers)
    planes = np.array([layer.n_planes for layer in layers])
    spacing = np.array([layer.nitride["plane_spacing"] for layer in layers])
    part = planes * spacing / point.thickness
    weights = (by_layer[:, :count] + by_mean[:, None] * part).T
    M = np.nan_to_num(recorded.outputs["layer_magnetization"][i][:, :count])
    mean = np.nan_to_num(recorded.outputs["magnetization"][i])
    by_spacing = (by_mean[:, None] * (M - mean[:, None])).sum(axis=0) * planes / point.thickness
    of_plane = point.plane_layers()
    profiles = recorded.results.occupancy[i][:, : point.n_planes]
    y = np.full((count, len(by_mean), planes.max()), np.nan)
    for k in range(count):
        y[k, :, : planes[k]] = profiles[:, of_plane == k]
    numbers, temperature, moved = (
        np.zeros((count, len(ORDER_NUMBERS))),
        np.zeros(count),
        np.zeros(y.shape),
    )
    pull_magnetization(
        np.array([order_numbers(layer.nitride) for layer in layers]),
        np.array([extinction(layer.nitride) for layer in layers]),
        np.full(count, point.temperature),
        planes,
        y,
        np.ascontiguousarray(weights),
        numbers,
        temperature,
        moved,
    )
    for k in range(count):
        by_occupancy[:, : point.n_planes][:, of_plane == k] += moved[k, :, : planes[k]]
    return numbers, float(temperature.sum()), by_spacing


def _gradient(
    recorded: RecordedStacks, bars: Cotangents, seen: _Seen, i: int, point: StackPoint
) -> StackGradient:
    """Return the gradient of stack i from the cotangents of its kernel inputs."""
    n, pieces = point.n_planes, len(point.protocol.v_start)
    layers, interfaces, gate, temperature = _pull_numbers(point, bars, seen, i)
    of_plane = point.plane_layers()
    for k, layer in enumerate(layers):
        for name, value in zip(ORDER_NUMBERS, seen.numbers[k], strict=True):
            layer[name] = layer.get(name, 0.0) + float(value)
        layer["plane_spacing"] += float(seen.spacing[k])
        layer["initial_occupancy"] = float(bars.start[i, :n][of_plane == k].sum())
    failed = recorded.results.status[i] != codes.OK
    nan = np.nan if failed else 1.0
    adsorbed, dissolved, lost, drop = (float(value) * nan for value in bars.start[i, n : n + 4])
    return StackGradient(
        tuple({name: value * nan for name, value in layer.items()} for layer in layers),
        tuple({name: value * nan for name, value in one.items()} for one in interfaces),
        {name: value * nan for name, value in gate.items()},
        (temperature + seen.temperature) * nan,
        bars.start[i, :n] * nan,
        adsorbed,
        dissolved,
        lost,
        drop,
        bars.nodes[i, : pieces + 1] * nan,
        bars.v_start[i, :pieces] * nan,
        bars.v_end[i, :pieces] * nan,
        bars.t_out[i] * nan,
    )


def _pull_numbers(
    point: StackPoint, bars: Cotangents, seen: _Seen, i: int
) -> tuple[list[dict[str, float]], list[dict[str, float]], dict[str, float], float]:
    """Pull the cotangents of coefficients and plane densities of stack i back to its numbers."""
    places = [place for place in places_of(point) if place.name != START]
    moved = moved_coefficients(point, places)
    total = np.tensordot(bars.parameters[i], moved.parameters, axes=1)
    total = total + np.tensordot(seen.density, moved.density, axes=1)
    total = total + np.tensordot(bars.layers[i, : point.n_planes], moved.planes, axes=2)
    layers: list[dict[str, float]] = [{} for _ in point.layers]
    interfaces: list[dict[str, float]] = [{} for _ in point.layers]
    gate: dict[str, float] = {}
    temperature = 0.0
    for place, value in zip(places, total, strict=True):
        if place.part == LAYER:
            layers[place.layer][place.name] = float(value)
        elif place.part == INTERFACE:
            interfaces[place.layer][place.name] = float(value)
        elif place.part == GATE:
            gate[place.name] = float(value)
        else:
            temperature = float(value)
    return layers, interfaces, gate, temperature


def run_stacks_again(
    recorded: RecordedStacks,
    points: Sequence[StackPoint],
    starts: Sequence[FilmState] | None = None,
) -> dict[str, np.ndarray]:
    """Return the outputs of other stacks with the steps of recorded ones.

    This is the function of which ``pull_stacks`` gives the gradient. It is slow and serves checks
    by differences.
    Parameters: points with as many planes, pieces of voltage and times as the recorded ones.
    Errors: SimulationError for points of another shape.
    """
    films, results = batch_stacks(points, starts), recorded.results
    check_shape(films, recorded.films)
    again = kernel.Results(
        np.full_like(results.occupancy, np.nan),
        np.full_like(results.scalars, np.nan),
        results.status,
        results.steps,
    )
    replay_batch(films, recorded.films.nodes, recorded.tape, again.occupancy, again.scalars)
    return observe_stacks(points, films, again)
