"""Forward mode: derivatives of whole series of a film run by single numbers, with its steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

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
from nmhts.physics.transport.tangent_lanes import STATE
from nmhts.simulation.derivatives.reverse_mode import DIFFERENTIABLE, coefficient_moves
from nmhts.simulation.films import front_derivatives, front_model
from nmhts.simulation.films.fidelities import FRONT, PLANES, check_fidelity
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    DERIVATIVE_RTOL,
    KineticsPoint,
    batch_films,
    integrate,
    observe,
)
from nmhts.simulation.films.run import film_point, series_attributes
from nmhts.simulation.films.sheet_numbers import TEMPERATURE, number_of, sheet_numbers
from nmhts.simulation.outcomes.film_status import BY_CODE

if TYPE_CHECKING:
    import xarray as xr


FAN_BYTES = 2**20
"""Memory of the tangents of one run of eight films (numerical: the size of a cache).

Tangents that need more are split into several runs, which is faster than leaving the cache.
"""

FAN_BYTES_PER_PLANE = 2 * STATE * 64
"""Memory of one tangent per plane, for eight films."""


def push_forward(
    points: Sequence[KineticsPoint],
    numbers: Sequence[str],
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Simulate films as ``simulate_batch`` does, with derivatives of outputs by sheet numbers.

    The outputs are those of ``simulate_batch`` to the last bit. The number of planes is fixed.

    Parameters: points, rtol, max_steps as for ``simulate_batch``, films start as grown; numbers: m
    names of the sheets, or ``temperature``.
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
    films = batch_films(points, None)
    (count, n_times), many, n_max = films.t_out.shape, len(numbers), int(films.n_planes.max())
    by_parameters, by_density = coefficient_moves(points, numbers)
    by_start = np.zeros((count, many, n_max + 4))
    for m, name in enumerate(numbers):
        if name == "initial_occupancy":
            by_start[:, m] = np.arange(n_max + 4) < films.n_planes[:, None]
    runs = -(-many * FAN_BYTES_PER_PLANE * n_max // FAN_BYTES) or 1
    parts: list[Directions] = []
    results: list[kernel.Results] = []
    for own in np.array_split(np.arange(many), runs):
        parts.append(
            Directions(
                np.ascontiguousarray(by_parameters[:, own]),
                np.ascontiguousarray(by_start[:, own]),
                *(
                    np.zeros((count, len(own), table.shape[1]))
                    for table in (films.nodes, films.v_start, films.v_end, films.t_out)
                ),
                occupancy=np.zeros((count, len(own), n_times, n_max)),
                scalars=np.zeros((count, len(own), n_times, N_SCALARS)),
            )
        )
        results.append(integrate(films, rtol, max_steps, None, parts[-1], None))
    directions = Directions(
        *(np.concatenate(tables, axis=1) for tables in zip(*parts, strict=True))
    )
    moves = _push_outputs(points, films, results[0], numbers, directions, by_density)
    for values in moves.values():
        values[results[0].status != codes.OK] = np.nan
    return observe(points, films, results[0]), moves


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
    adsorbed, dissolved, lost, drop, _ = np.moveaxis(results.scalars[:, None], 3, 0)
    d_adsorbed, d_dissolved, d_lost, d_drop, d_current = np.moveaxis(directions.scalars, 3, 0)
    to = by_density[..., None]
    out["nitrogen_adsorbed"] = density * d_adsorbed + to * adsorbed
    out["nitrogen_reservoir"] = density * (d_adsorbed + d_dissolved) + to * (adsorbed + dissolved)
    out["nitrogen_lost"] = density * d_lost + to * lost
    out["stern_drop"] = d_drop
    out["charge"] = (
        p.plane_charge * (d_adsorbed + d_dissolved + d_lost)
        + by.plane_charge * (adsorbed + dissolved + lost)
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
    fidelity: str = PLANES,
    rtol: float = DERIVATIVE_RTOL,
) -> xr.Dataset:
    """Return derivatives of the outputs of a film by its numbers, against time.

    Parameters: film, protocol, steps_per_clause, spacing, fidelity as for ``simulate``; rtol by
    default a tenth of that of ``simulate``, as derivatives need (docs/theory/film.md, Gradients);
    numbers: names of the sheets of film and gate, or ``temperature``; of the front model also
    ``thickness`` and ``voltage`` (all voltages of the protocol together).
    Returns: Dataset over ``number`` and ``time`` [s] (and ``depth``): of every output its
    derivative by the logarithm of the number, in the unit of the output, so that 0.01 times it is
    the effect of 1 % more of the number; ``value`` (number) in SI. Derivatives of the run are
    exact, in the plane model at a fixed number of planes. ``depth`` and profiles are of the plane
    model only. NaN where there is no front.
    Errors: ProtocolError, SimulationError (an unknown number, or a film that does not reach the
    end).
    """
    import xarray as xr

    check_fidelity(fidelity)
    point = film_point(film, protocol, steps_per_clause, spacing)
    push = front_derivatives.push_fronts if fidelity == FRONT else push_forward
    outputs, moves = push([point], numbers, rtol)
    status = BY_CODE[int(outputs["status"][0])]
    if status.name != "ok":
        raise SimulationError(f"{film!r}: {status.name}: {status.advice}")
    besides = {front_model.THICKNESS: point.thickness, front_derivatives.VOLTAGE: 1.0}
    values = np.array([besides.get(name) or number_of(point, name) for name in numbers])
    data: dict[str, tuple] = {"value": ("number", values, {"long_name": "number in SI units"})}
    for name in moves:
        dims = ("number", "time", "depth")[: moves[name].ndim - 1]
        scale = values.reshape(-1, *[1] * (len(dims) - 1))
        attributes = series_attributes(name)
        attributes["long_name"] = f"{attributes['long_name']}: derivative by the logarithm"
        data[name] = (dims, moves[name][0] * scale, attributes)
    coords = {
        "number": ("number", list(numbers)),
        "time": ("time", outputs["time"][0], series_attributes("time")),
    }
    if "depth" in outputs:
        coords["depth"] = ("depth", outputs["depth"][0], series_attributes("depth"))
    attributes = {"protocol": protocol, "fidelity": fidelity, "status": status.name}
    return xr.Dataset(data, coords, attributes)
