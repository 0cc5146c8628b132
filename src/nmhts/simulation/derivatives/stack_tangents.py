"""Forward mode of stacks: derivatives of whole series of a run by numbers of any layer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nmhts.errors import SimulationError
from nmhts.physics.magnetism.intrinsic import ORDER_NUMBERS, extinction, order_numbers
from nmhts.physics.magnetism.planes import push_magnetization
from nmhts.physics.transport import codes, kernel
from nmhts.physics.transport.parameters import plane_density
from nmhts.physics.transport.pushforward import Directions
from nmhts.physics.transport.state import N_PARAMETERS, N_PLANE_NUMBERS, FilmParameters
from nmhts.simulation.derivatives.forward_mode import push_films
from nmhts.simulation.derivatives.stack_gradient import DIFFERENTIABLE_OF_STACKS
from nmhts.simulation.derivatives.stack_numbers import (
    LAYER,
    START,
    Moved,
    Place,
    find_places,
    moved_coefficients,
)
from nmhts.simulation.films.gate_series import GateRecords, push_gate_series
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    FilmState,
    check_times,
)
from nmhts.simulation.films.sheet_numbers import TEMPERATURE
from nmhts.simulation.stacks.plane_model import StackPoint, batch_stacks, observe_stacks


def push_stacks(
    points: Sequence[StackPoint],
    numbers: Sequence[str],
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    starts: Sequence[FilmState] | None = None,
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Simulate stacks as ``simulate_stacks`` does, with derivatives of outputs by numbers.

    The outputs are those of ``simulate_stacks`` to the last bit. Numbers of planes are fixed.

    Parameters: as for ``simulate_stacks``; numbers: m names as in ``stack_numbers``, which every
    stack has. A given start does not change with them, unlike the stack as grown.
    Returns: the outputs, and for each of ``DIFFERENTIABLE_OF_STACKS`` its derivative with m behind
    b, per SI unit of the number; NaN for a stack whose status is not ok, 0 where a stack has no
    such layer or plane. M is smooth except where the order of a plane changes.
    Errors: SimulationError for an unknown number, and those of ``simulate_stacks``.
    """
    if not numbers:
        raise SimulationError("numbers: none given (e.g. 'layer_0.migration_barrier')")
    places = [find_places(point, numbers) for point in points]
    films = batch_stacks(points, starts)
    check_times(points, films.t_out)
    (count, size), n_max = films.start.shape, films.start.shape[1] - 4
    moved = [moved_coefficients(*one) for one in zip(points, places, strict=True)]
    by_parameters = np.zeros((count, len(numbers), N_PARAMETERS))
    by_layers = np.zeros((count, len(numbers), n_max, N_PLANE_NUMBERS))
    by_start = np.zeros((count, len(numbers), size))
    for i, (point, own) in enumerate(zip(points, places, strict=True)):
        by_parameters[i] = moved[i].parameters.T
        by_layers[i, :, : point.n_planes] = np.moveaxis(moved[i].planes, 2, 0)
        for m, place in enumerate(own):
            if place.name == START and starts is None:
                by_start[i, m, : point.n_planes] = point.plane_layers() == place.layer
    results, directions = push_films(films, by_parameters, by_start, by_layers, rtol, max_steps)
    outputs = observe_stacks(points, films, results)
    moves = {
        name: np.zeros((count, len(numbers), *outputs[name].shape[1:]))
        for name in DIFFERENTIABLE_OF_STACKS
    }
    for i, point in enumerate(points):
        _push_outputs(point, places[i], moved[i], films, results, directions, outputs, i, moves)
    for values in moves.values():
        values[results.status != codes.OK] = np.nan
    return outputs, moves


def _push_outputs(
    point: StackPoint,
    places: Sequence[Place],
    moved: Moved,
    films: kernel.Films,
    results: kernel.Results,
    directions: Directions,
    outputs: dict[str, np.ndarray],
    i: int,
    moves: dict[str, np.ndarray],
) -> None:
    """Fill the derivatives of the outputs of stack i from those of its records."""
    of_plane, count = point.plane_layers(), len(point.layers)
    y = np.nan_to_num(results.occupancy[i][:, : point.n_planes])
    dy = directions.occupancy[i][..., : point.n_planes]
    moves["nitrogen_occupancy"][i][..., : point.n_planes] = dy
    for k, layer in enumerate(point.layers):
        own, density = of_plane == k, plane_density(layer.nitride)
        held = y[:, own].sum(axis=1)
        total = density * dy[..., own].sum(axis=2) + moved.density[k][:, None] * held
        moves["layer_nitrogen"][i][..., k] = total
        M = _push_layer(point, k, places, results.occupancy[i][:, : point.n_planes][:, own], dy)
        moves["layer_magnetization"][i][..., k] = M
    planes = np.array([layer.n_planes for layer in point.layers])
    spacing = np.array([layer.nitride["plane_spacing"] for layer in point.layers])
    mean = np.nan_to_num(outputs["magnetization"][i])
    by_layer = moves["layer_magnetization"][i][..., :count] @ (planes * spacing / point.thickness)
    apart = np.nan_to_num(outputs["layer_magnetization"][i][:, :count]) - mean[:, None]
    shares = (moved.spacing.T * planes / point.thickness) @ apart.T
    moves["magnetization"][i] = by_layer + shares

    at = GateRecords(*np.nan_to_num(results.scalars[i]).T[:4])
    *moved_gate, d_current = np.moveaxis(directions.scalars[i], 2, 0)
    p, by = FilmParameters(*films.parameters[i]), FilmParameters(*moved.parameters[..., None])
    density, by_density = plane_density(point.layers[-1].nitride), moved.density[-1][:, None]
    of_gate = push_gate_series(at, GateRecords(*moved_gate), p, by, density, by_density)
    for name, values in (of_gate | {"current_density": d_current}).items():
        moves[name][i] = values


def _push_layer(
    point: StackPoint, k: int, places: Sequence[Place], occupancy: np.ndarray, moved: np.ndarray
) -> np.ndarray:
    """Return the derivatives [m, t] of the magnetization of layer k.

    Parameters: occupancy [t, own planes]; moved tangents of all planes [m, t, p].
    """
    nitride, own = point.layers[k].nitride, point.plane_layers() == k
    of_order = [[place == Place(LAYER, k, name) for name in ORDER_NUMBERS] for place in places]
    out = np.zeros((1, *moved.shape[:2]))
    push_magnetization(
        np.array([order_numbers(nitride)]),
        np.array([extinction(nitride)]),
        np.array([point.temperature]),
        np.array([point.layers[k].n_planes]),
        np.ascontiguousarray(occupancy[None]),
        np.array([of_order], dtype=float),
        np.array([[place.part == TEMPERATURE for place in places]], dtype=float),
        np.ascontiguousarray(moved[None][..., own]),
        out,
    )
    return out[0]
