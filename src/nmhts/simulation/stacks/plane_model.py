"""Voltage-driven kinetics of stacks: the plane model with separate numbers for every layer.

``simulate_stacks`` is the host function: stacks in, NumPy arrays out, as
``films.plane_model.simulate_batch`` for films of one material.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nmhts.errors import SimulationError
from nmhts.physics.magnetism.intrinsic import magnetic_state
from nmhts.physics.transport import codes, kernel
from nmhts.physics.transport.parameters import film_parameters, plane_density
from nmhts.physics.transport.stack import StackLayer, plane_numbers
from nmhts.physics.transport.state import N_PARAMETERS, N_PLANE_NUMBERS, FilmParameters
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    SERIES,
    UNKNOWN_STEPS,
    FilmState,
    check_times,
    integrate,
    same_times,
)
from nmhts.simulation.films.surroundings import see_cell
from nmhts.simulation.outcomes.regimes import METAL, find_stack_regimes
from nmhts.simulation.protocols.waveform import Protocol

LAYER_SERIES = ("layer_magnetization", "layer_nitrogen")
"""Outputs over (stack, time, layer)."""


@dataclass(frozen=True)
class StackPoint:
    """Everything that decides the result of one stack, in SI.

    ``layers`` from the bottom electrode to the gate; ``gate`` holds the numbers of its sheet by
    name; ``times`` [t] s are recorded.
    """

    layers: tuple[StackLayer, ...]
    gate: dict[str, float]
    temperature: float
    protocol: Protocol
    times: tuple[float, ...]

    @property
    def n_planes(self) -> int:
        """Return the number of N planes."""
        return sum(layer.n_planes for layer in self.layers)

    @property
    def thickness(self) -> float:
        """Return the thickness, m."""
        return sum(layer.n_planes * layer.nitride["plane_spacing"] for layer in self.layers)

    def per_plane(self, name: str) -> np.ndarray:
        """Return a number of the layers' sheets for every plane [n], from the bottom."""
        return np.repeat(
            [layer.nitride[name] for layer in self.layers], [la.n_planes for la in self.layers]
        )

    def plane_heights(self) -> np.ndarray:
        """Return the height of the planes above the bottom electrode, m [n]."""
        spacing = self.per_plane("plane_spacing")
        return np.cumsum(spacing) - 0.5 * spacing

    def plane_layers(self) -> np.ndarray:
        """Return the layer of every plane [n], from the bottom."""
        return np.repeat(np.arange(len(self.layers)), [la.n_planes for la in self.layers])


def pristine_stack(point: StackPoint) -> FilmState:
    """Return the state of a stack as grown."""
    return FilmState(point.per_plane("initial_occupancy"), 0.0, 0.0, 0.0, 0.0)


def simulate_stacks(
    points: Sequence[StackPoint],
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    starts: Sequence[FilmState] | None = None,
    watch: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    """Simulate stacks.

    Dimensions: b stacks, t times, p planes of the thickest, l layers of the stack with most.

    Parameters: as of ``films.plane_model.simulate_batch``.
    Returns: the outputs of that function, N in 1/m2 and heights in m for any spacing of the planes;
    and ``layer_magnetization`` A/m, per volume of the layer, and ``layer_nitrogen`` 1/m2, both
    [b, t, l], NaN for a layer that a stack does not have. ``regime`` leaves out the flags on the
    place where a film of one material begins to switch.
    Errors: SimulationError for unequal numbers of times, or rtol outside 1e-10 to 0.1.
    """
    films = batch_stacks(points, starts)
    check_times(points, films.t_out)
    results = integrate(films, rtol, max_steps, None, None, watch)
    given_up = results.status == codes.TIME_LIMIT
    results.occupancy[given_up], results.scalars[given_up] = np.nan, np.nan
    results.steps[given_up] = UNKNOWN_STEPS
    return observe_stacks(points, films, results)


def compile_stacks() -> None:
    """Compile the kernels of ``simulate_stacks``, or load them, with a batch of no stacks."""
    kernel.compile_batch(stacks=True)


def batch_stacks(
    points: Sequence[StackPoint], starts: Sequence[FilmState] | None = None
) -> kernel.Films:
    """Return stacks as kernel inputs; parameters and errors as in ``simulate_stacks``."""
    count = len(points)
    planes = np.array([point.n_planes for point in points])
    times = same_times(points)
    pieces = np.array([len(point.protocol.v_start) for point in points])
    parameters = np.empty((count, N_PARAMETERS))
    layers = np.ones((count, int(planes.max()), N_PLANE_NUMBERS))
    start = np.zeros((count, int(planes.max()) + 4))
    nodes = np.zeros((count, pieces.max() + 1))
    v_start, v_end = np.zeros((2, count, pieces.max()))
    for i, point in enumerate(points):
        n, k = planes[i], pieces[i]
        parameters[i] = film_parameters(point.layers[-1].nitride, point.gate, point.temperature)
        layers[i, :n] = plane_numbers(point.layers, point.temperature)
        state = starts[i] if starts is not None else pristine_stack(point)
        if len(state.occupancy) != n:
            raise SimulationError(
                f"start: {len(state.occupancy)} planes cannot go on as a stack of {n}"
            )
        start[i, :n] = state.occupancy
        start[i, n : n + 4] = state.adsorbed, state.dissolved, state.lost, state.stern_drop
        nodes[i, : k + 1] = point.protocol.nodes
        v_start[i, :k] = point.protocol.v_start
        v_end[i, :k] = point.protocol.v_end
    return kernel.Films(parameters, planes, start, pieces, nodes, v_start, v_end, times, layers)


def observe_stacks(
    points: Sequence[StackPoint], films: kernel.Films, results: kernel.Results
) -> dict[str, np.ndarray]:
    """Return the outputs of ``simulate_stacks`` for stacks that have run."""
    count, n_times, n_max = results.occupancy.shape
    n_layers = max(len(point.layers) for point in points)
    result: dict[str, np.ndarray] = {name: np.full((count, n_times), np.nan) for name in SERIES}
    result |= {name: np.full((count, n_times, n_layers), np.nan) for name in LAYER_SERIES}
    result |= {
        "time": films.t_out,
        "gate_voltage": np.stack(
            [point.protocol.voltage(t) for point, t in zip(points, films.t_out, strict=True)]
        ),
        "nitrogen_occupancy": results.occupancy,
        "plane_magnetization": np.full(results.occupancy.shape, np.nan),
        "order": np.full(results.occupancy.shape, -1, dtype=np.int8),
        "depth": np.full((count, n_max), np.nan),
        "n_planes": films.n_planes,
        "status": results.status,
        "n_steps": results.steps,
    }
    for i, point in enumerate(points):
        _observe_planes(point, results.occupancy[i, :, : point.n_planes], i, result)
    _observe_gate(points, films, results, result)
    capacitance = FilmParameters(*films.parameters.T).stern_capacitance
    cell = see_cell(
        [point.layers[-1].nitride for point in points],
        [point.gate for point in points],
        [point.thickness for point in points],
        result,
        capacitance,
        np.any(results.occupancy < METAL, axis=2),
    )
    grown = np.full((count, n_max), np.nan)
    for i, point in enumerate(points):
        grown[i, : point.n_planes] = point.per_plane("initial_occupancy")
    result["regime"] = find_stack_regimes(results.occupancy, grown, films.n_planes, cell)
    return result


def _observe_planes(
    point: StackPoint, occupancy: np.ndarray, i: int, result: dict[str, np.ndarray]
) -> None:
    """Fill the outputs of the planes of stack i, occupancy [t, n]."""
    n = point.n_planes
    heights = point.plane_heights()
    result["depth"][i, :n] = point.thickness - heights
    first = 0
    moment = np.zeros(len(occupancy))
    ferromagnetic = np.zeros(len(occupancy))
    for k, layer in enumerate(point.layers):
        planes = slice(first, first + layer.n_planes)
        first += layer.n_planes
        y, a = occupancy[:, planes], layer.nitride["plane_spacing"]
        state = magnetic_state(layer.nitride, y, point.temperature)
        M_s = state.saturation_magnetization
        result["order"][i, :, planes] = np.where(np.isnan(y), -1, state.order)
        result["plane_magnetization"][i, :, planes] = M_s
        result["layer_magnetization"][i, :, k] = M_s.mean(axis=1)
        result["layer_nitrogen"][i, :, k] = y.sum(axis=1) * plane_density(layer.nitride)
        moment += M_s.sum(axis=1) * a
        ferromagnetic += np.where(np.isnan(M_s), np.nan, M_s > 0.0).sum(axis=1) * a
    result["magnetization"][i] = moment / point.thickness
    result["ferromagnetic_thickness"][i] = ferromagnetic
    for k, profile in enumerate(occupancy):
        middle, high, low = (_crossing(profile, heights, level) for level in (0.5, 0.9, 0.1))
        result["front_position"][i, k], result["front_width"][i, k] = middle, abs(high - low)


def _crossing(profile: np.ndarray, heights: np.ndarray, level: float) -> float:
    """Return the highest crossing of a level by the profile, m; NaN if there is none."""
    below = profile < level
    crossings = np.flatnonzero(below[1:] != below[:-1])
    if crossings.size == 0:
        return np.nan
    j = crossings[-1]
    share = (level - profile[j]) / (profile[j + 1] - profile[j])
    return float(heights[j] + share * (heights[j + 1] - heights[j]))


def _observe_gate(
    points: Sequence[StackPoint],
    films: kernel.Films,
    results: kernel.Results,
    result: dict[str, np.ndarray],
) -> None:
    """Fill charge, current and N at the gate; N is counted in planes of the top layer."""
    adsorbed, dissolved, lost, drop, current = np.moveaxis(results.scalars, 2, 0)
    to_area = np.array([plane_density(point.layers[-1].nitride) for point in points])[:, None]
    p = FilmParameters(*films.parameters.T[:, :, None])
    result["nitrogen_adsorbed"][:] = adsorbed * to_area
    result["nitrogen_reservoir"][:] = (adsorbed + dissolved) * to_area
    result["nitrogen_lost"][:] = lost * to_area
    result["stern_drop"][:] = drop
    result["charge"][:] = (
        p.plane_charge * (adsorbed + dissolved + lost) + p.stern_capacitance * drop
    )
    result["current_density"][:] = current
