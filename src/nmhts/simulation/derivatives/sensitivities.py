"""Derivatives of the outputs of one film or stack by its numbers, against time, as a Dataset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError
from nmhts.simulation.derivatives.forward_mode import push_forward
from nmhts.simulation.derivatives.stack_numbers import find_places, number_at
from nmhts.simulation.derivatives.stack_tangents import push_stacks
from nmhts.simulation.films import front_derivatives, front_model
from nmhts.simulation.films.fidelities import FRONT, PLANES, check_fidelity
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import DERIVATIVE_RTOL
from nmhts.simulation.films.run import film_point, series_attributes
from nmhts.simulation.films.sheet_numbers import number_of
from nmhts.simulation.outcomes.film_status import BY_CODE
from nmhts.simulation.stacks.plane_model import LAYER_SERIES
from nmhts.simulation.stacks.run import stack_point
from nmhts.simulation.stacks.stack import Stack

if TYPE_CHECKING:
    import xarray as xr


def sensitivities(
    film: Film | Stack,
    protocol: str,
    numbers: Sequence[str],
    *,
    steps_per_clause: int = 60,
    spacing: str = "mixed",
    fidelity: str = PLANES,
    rtol: float = DERIVATIVE_RTOL,
) -> xr.Dataset:
    """Return derivatives of the outputs of a film or stack by its numbers, against time.

    Parameters: film (or stack), protocol, steps_per_clause, spacing, fidelity as for ``simulate``;
    rtol by default a tenth of that of ``simulate``, as derivatives need (docs/theory/film.md,
    Gradients); numbers: names of the sheets of film and gate, or ``temperature``; of the front
    model also ``thickness`` and ``voltage`` (all voltages of the protocol together); of stacks
    ``layer_0.migration_barrier`` (layers from the bottom) and ``interface_0.interface_barrier``
    (above layer 0).
    Returns: Dataset over ``number`` and ``time`` [s] (and ``depth``, ``layer``): of every output
    its derivative by the logarithm of the number, in the unit of the output, so that 0.01 times it
    is the effect of 1 % more of the number; ``value`` (number) in SI. Derivatives of the run are
    exact, in the plane model at a fixed number of planes. ``depth`` and profiles are of the plane
    model only. NaN where there is no front.
    Errors: ProtocolError, SimulationError (an unknown number, or a film that does not reach the
    end).
    """
    import xarray as xr

    check_fidelity(fidelity)
    if isinstance(film, Stack):
        if fidelity != PLANES:
            raise SimulationError(f"{film!r}: stacks have the fidelity {PLANES!r} only")
        of_stack = stack_point(film, protocol, steps_per_clause, spacing)
        outputs, moves = push_stacks([of_stack], numbers, rtol)
        values = [number_at(of_stack, place) for place in find_places(of_stack, numbers)]
    else:
        point = film_point(film, protocol, steps_per_clause, spacing)
        push = front_derivatives.push_fronts if fidelity == FRONT else push_forward
        outputs, moves = push([point], numbers, rtol)
        besides = {front_model.THICKNESS: point.thickness, front_derivatives.VOLTAGE: 1.0}
        values = [besides.get(name) or number_of(point, name) for name in numbers]
    status = BY_CODE[int(outputs["status"][0])]
    if status.name != "ok":
        raise SimulationError(f"{film!r}: {status.name}: {status.advice}")
    scales = np.array(values)
    data: dict[str, tuple] = {"value": ("number", scales, {"long_name": "number in SI units"})}
    for name, moved in moves.items():
        last = "layer" if name in LAYER_SERIES else "depth"
        dims = ("number", "time", last)[: moved.ndim - 1]
        attributes = series_attributes(name)
        attributes["long_name"] = f"{attributes['long_name']}: derivative by the logarithm"
        scale = scales.reshape(-1, *[1] * (len(dims) - 1))
        data[name] = (dims, moved[0] * scale, attributes)
    coords = {
        "number": ("number", list(numbers)),
        "time": ("time", outputs["time"][0], series_attributes("time")),
    }
    if "depth" in outputs:
        coords["depth"] = ("depth", outputs["depth"][0], series_attributes("depth"))
    attributes = {"protocol": protocol, "fidelity": fidelity, "status": status.name}
    return xr.Dataset(data, coords, attributes)
