"""Forward mode: derivatives of whole series of film runs by single numbers, with their steps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nmhts.errors import SimulationError, unknown_name
from nmhts.physics.magnetism.intrinsic import ORDER_NUMBERS, extinction, order_numbers
from nmhts.physics.magnetism.planes import push_magnetization
from nmhts.physics.transport import codes, kernel
from nmhts.physics.transport.front import push_fronts
from nmhts.physics.transport.parameters import plane_density
from nmhts.physics.transport.pushforward import Directions
from nmhts.physics.transport.state import FilmParameters
from nmhts.physics.transport.stepping import N_SCALARS
from nmhts.simulation.derivatives.reverse_mode import DIFFERENTIABLE, coefficient_moves
from nmhts.simulation.films.gate_series import GateRecords, push_gate_series
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    FilmState,
    KineticsPoint,
    batch_films,
    integrate,
    observe,
)
from nmhts.simulation.films.sheet_numbers import TEMPERATURE, sheet_numbers


def push_forward(
    points: Sequence[KineticsPoint],
    numbers: Sequence[str],
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    starts: Sequence[FilmState] | None = None,
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Simulate films as ``simulate_batch`` does, with derivatives of outputs by sheet numbers.

    The outputs are those of ``simulate_batch`` to the last bit. The number of planes is fixed.

    Parameters: points, rtol, max_steps, starts as for ``simulate_batch``; numbers: m names of the
    sheets, or ``temperature``. A given start does not change with them, unlike the film as grown.
    Returns: the outputs, and for each of ``DIFFERENTIABLE`` its derivative [b, m, t], or [b, m, t,
    p] for ``nitrogen_occupancy``, per SI unit of the number; NaN for a film whose status is not ok,
    and for the front where there is none. M is smooth except where the order of a plane changes. A
    derivative depends only on its film and number.
    Errors: SimulationError for an unknown number, and those of ``simulate_batch``.
    """
    known = sorted({*sheet_numbers(points), TEMPERATURE})
    if not numbers:
        raise SimulationError(f"numbers: none given (allowed: {', '.join(known)})")
    for name in numbers:
        if name not in known:
            raise SimulationError(unknown_name("number of the sheets", name, known))
    films = batch_films(points, starts)
    count, many, n_max = len(points), len(numbers), int(films.n_planes.max())
    by_parameters, by_density = coefficient_moves(points, numbers)
    by_start = np.zeros((count, many, n_max + 4))
    for m, name in enumerate(numbers):
        if name == "initial_occupancy" and starts is None:
            by_start[:, m] = np.arange(n_max + 4) < films.n_planes[:, None]
    results, directions = push_films(films, by_parameters, by_start, None, rtol, max_steps)
    moves = _push_outputs(points, films, results, numbers, directions, by_density)
    for values in moves.values():
        values[results.status != codes.OK] = np.nan
    return observe(points, films, results), moves


def push_films(
    films: kernel.Films,
    parameters: np.ndarray,
    start: np.ndarray,
    layers: np.ndarray | None,
    rtol: float,
    max_steps: int,
) -> tuple[kernel.Results, Directions]:
    """Run films with tangents of their records along m directions.

    Parameters: changes of the parameters [b, m, N_PARAMETERS], of the start [b, m, n + 4] and, of
    stacks, of the layers [b, m, n, N_PLANE_NUMBERS].
    """
    (count, n_times), many, n_max = films.t_out.shape, parameters.shape[1], films.start.shape[1] - 4
    directions = Directions(
        parameters,
        start,
        *(
            np.zeros((count, many, table.shape[1]))
            for table in (films.nodes, films.v_start, films.v_end, films.t_out)
        ),
        occupancy=np.zeros((count, many, n_times, n_max)),
        scalars=np.zeros((count, many, n_times, N_SCALARS)),
        layers=layers,
    )
    return integrate(films, rtol, max_steps, None, directions, None), directions


def _push_outputs(
    points: Sequence[KineticsPoint],
    films: kernel.Films,
    results: kernel.Results,
    numbers: Sequence[str],
    directions: Directions,
    by_density: np.ndarray,
) -> dict[str, np.ndarray]:
    """Push tangents of occupancies and scalars to the laboratory quantities."""
    moved = directions.occupancy
    nitrides = [point.nitride for point in points]
    shape = moved.shape[:3]
    out = {name: np.zeros(shape) for name in DIFFERENTIABLE}
    out["nitrogen_occupancy"] = moved
    of_order = np.array([[name == own for own in ORDER_NUMBERS] for name in numbers], dtype=float)
    of_temperature = np.array([name == TEMPERATURE for name in numbers], dtype=float)
    of_spacing = np.array([name == "plane_spacing" for name in numbers], dtype=float)
    each = np.ones(len(points))
    push_magnetization(
        np.array([order_numbers(nitride) for nitride in nitrides]),
        np.array([extinction(nitride) for nitride in nitrides]),
        np.array([point.temperature for point in points]),
        films.n_planes,
        results.occupancy,
        np.multiply.outer(each, of_order),
        np.multiply.outer(each, of_temperature),
        moved,
        out["magnetization"],
    )
    spacing = np.array([nitride["plane_spacing"] for nitride in nitrides])
    push_fronts(
        results.occupancy,
        films.n_planes,
        spacing,
        np.multiply.outer(each, of_spacing),
        moved,
        out["front_position"],
        out["front_width"],
    )
    p = FilmParameters(*films.parameters.T[:, :, None, None])
    by = FilmParameters(*np.moveaxis(directions.parameters, 2, 0)[..., None])
    density = np.array([plane_density(nitride) for nitride in nitrides])[:, None, None]
    at = GateRecords(*np.moveaxis(results.scalars[:, None], 3, 0)[:4])
    *moved_gate, d_current = np.moveaxis(directions.scalars, 3, 0)
    out |= push_gate_series(at, GateRecords(*moved_gate), p, by, density, by_density[..., None])
    out["current_density"] = d_current
    return out
