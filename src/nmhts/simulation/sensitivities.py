"""How whole series of a film run move with single numbers: forward mode, by tangents of its steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError, unknown_name
from nmhts.physics.magnetism.intrinsic import ORDER_NUMBERS, extinction, order_numbers
from nmhts.physics.magnetism.planes import push_magnetization
from nmhts.physics.transport import kernel
from nmhts.physics.transport.front import push_fronts
from nmhts.physics.transport.parameters import plane_density
from nmhts.physics.transport.pushforward import Directions, push_batch
from nmhts.physics.transport.state import FilmParameters
from nmhts.physics.transport.stepping import N_SCALARS
from nmhts.simulation.film import Film, film_point, series_attributes
from nmhts.simulation.gradients import (
    DIFFERENTIABLE,
    TEMPERATURE,
    RecordedBatch,
    coefficient_moves,
    number_of,
    record_batch,
    sheet_numbers,
)
from nmhts.simulation.kinetics import DEFAULT_RTOL
from nmhts.simulation.status import BY_CODE

if TYPE_CHECKING:
    import xarray as xr


def push_forward(recorded: RecordedBatch, numbers: Sequence[str]) -> dict[str, np.ndarray]:
    """Return how the outputs of films move with numbers of their sheets, at a fixed number of planes.

    Parameters: recorded films that started as grown; numbers: m names of the sheets, or ``temperature``.
    Returns: for each of ``DIFFERENTIABLE`` its derivative [b, m, t], or [b, m, t, p] for ``nitrogen_occupancy``, per SI unit of the number; NaN for a film that
    did not end well, and for the front where there is none. M is smooth except where the order of a plane changes.
    Errors: SimulationError for an unknown number.
    """
    points, films, results = recorded.points, recorded.films, recorded.results
    known = sorted({*sheet_numbers(points), TEMPERATURE})
    for name in numbers:
        if name not in known:
            raise SimulationError(unknown_name("number of the sheets", name, known))
    if not recorded.grown:
        raise SimulationError("push_forward needs films that started as grown")
    count, many, (_, n_times) = len(points), len(numbers), films.t_out.shape
    n_max = results.occupancy.shape[2]
    by_parameters, by_density = coefficient_moves(points, numbers)
    directions = Directions(
        by_parameters,
        np.zeros((count, many, n_max + 4)),
        np.zeros((count, many, films.nodes.shape[1])),
        np.zeros((count, many, films.v_start.shape[1])),
        np.zeros((count, many, films.v_start.shape[1])),
        np.zeros((count, many, n_times)),
    )
    for m, name in enumerate(numbers):
        if name == "initial_occupancy":
            inside = np.arange(n_max + 4) < films.n_planes[:, None]
            directions.start[:, m] = 1.0 * inside
    moved = np.zeros((count, many, n_times, n_max))
    scalars = np.zeros((count, many, n_times, N_SCALARS))
    push_batch(films, results.status, recorded.tape, directions, moved, scalars)
    out = _push_outputs(recorded, numbers, by_parameters, by_density, moved, scalars)
    for values in out.values():
        values[results.status != kernel.OK] = np.nan
    return out


def _push_outputs(
    recorded: RecordedBatch,
    numbers: Sequence[str],
    by_parameters: np.ndarray,
    by_density: np.ndarray,
    moved: np.ndarray,
    scalars: np.ndarray,
) -> dict[str, np.ndarray]:
    """Push moves of occupancies and scalars on to what the laboratory sees of them."""
    points, films, results = recorded.points, recorded.films, recorded.results
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
        films.n_planes, results.occupancy, np.multiply.outer(each, of_order), np.multiply.outer(each, of_temperature), moved, out["magnetization"],
    )  # fmt: skip
    spacing = np.array([nitride["plane_spacing"] for nitride in nitrides])
    push_fronts(
        results.occupancy, films.n_planes, spacing, np.multiply.outer(each, of_spacing), moved, out["front_position"], out["front_width"]
    )  # fmt: skip
    p = FilmParameters(*films.parameters.T[:, :, None, None])
    by = FilmParameters(*np.moveaxis(by_parameters, 2, 0)[..., None])
    density = np.array([plane_density(nitride) for nitride in nitrides])[:, None, None]
    adsorbed, pool, lost, drop, _ = np.moveaxis(results.scalars[:, None], 3, 0)
    d_adsorbed, d_pool, d_lost, d_drop, d_current = np.moveaxis(scalars, 3, 0)
    to = by_density[..., None]
    out["nitrogen_adsorbed"] = density * d_adsorbed + to * adsorbed
    out["nitrogen_reservoir"] = density * (d_adsorbed + d_pool) + to * (adsorbed + pool)
    out["nitrogen_lost"] = density * d_lost + to * lost
    out["stern_drop"] = d_drop
    out["charge"] = (
        p.plane_charge * (d_adsorbed + d_pool + d_lost) + by.plane_charge * (adsorbed + pool + lost)
        + p.stern_capacitance * d_drop + by.stern_capacitance * drop
    )  # fmt: skip
    out["current_density"] = d_current
    return out


def sensitivities(
    film: Film,
    protocol: str,
    numbers: Sequence[str],
    *,
    steps_per_clause: int = 60,
    spacing: str = "mixed",
    rtol: float = DEFAULT_RTOL,
) -> xr.Dataset:
    """Return how strongly what is seen of a film depends on numbers behind it, against time.

    Parameters: film, protocol, steps_per_clause, spacing, rtol as for ``simulate``; numbers: names of the sheets of film and gate, or ``temperature``.
    Returns: Dataset over ``number`` and ``time`` [s] (and ``depth``): of every output its derivative by the logarithm of the number, so that 0.01 times it is what
    1 % more of the number does, in the unit of the output; ``value`` (number) in SI. Exact derivatives of the run, at a fixed number of planes. NaN where there is no front.
    Errors: ProtocolError, SimulationError (an unknown number, or a film that does not reach the end).
    """
    import xarray as xr

    point = film_point(film, protocol, steps_per_clause, spacing)
    recorded = record_batch([point], rtol)
    status = BY_CODE[int(recorded.results.status[0])]
    if status.name != "ok":
        raise SimulationError(f"{film!r}: {status.name}: {status.advice}")
    moves = push_forward(recorded, numbers)
    values = np.array([number_of(point, name) for name in numbers])
    data: dict[str, tuple] = {"value": ("number", values, {"long_name": "number in SI units"})}
    for name in DIFFERENTIABLE:
        dims = ("number", "time", "depth")[: moves[name].ndim - 1]
        scale = values.reshape(-1, *[1] * (len(dims) - 1))
        attributes = series_attributes(name)
        attributes["long_name"] = f"{attributes['long_name']}: derivative by the logarithm"
        data[name] = (dims, moves[name][0] * scale, attributes)
    coords = {
        "number": ("number", list(numbers)),
        "time": ("time", recorded.outputs["time"][0], series_attributes("time")),
        "depth": ("depth", recorded.outputs["depth"][0], series_attributes("depth")),
    }
    return xr.Dataset(data, coords, {"protocol": protocol, "status": status.name})
