"""Numbers of a stack by name, and the change of its coefficients with them.

A number is named ``layer_0.migration_barrier``, ``interface_0.interface_barrier``,
``area_resistance`` (of the gate) or ``temperature``. Layers count from 0 at the bottom electrode,
as in the coordinate ``layer``; an interface has the number of the layer below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from nmhts.errors import SimulationError, unknown_name
from nmhts.physics.transport.parameters import film_parameters, plane_density
from nmhts.physics.transport.stack import StackLayer, plane_numbers
from nmhts.simulation.derivatives.reverse_mode import COMPLEX_STEP
from nmhts.simulation.films.sheet_numbers import TEMPERATURE
from nmhts.simulation.stacks.plane_model import StackPoint

LAYER, INTERFACE, GATE = "layer", "interface", "gate"
START = "initial_occupancy"
"""Number of a layer that decides its start only."""


class Place(NamedTuple):
    """Where a number of a stack stands."""

    part: str  # "layer", "interface", "gate" or "temperature"
    layer: int  # 0 for numbers of no layer
    name: str

    @property
    def text(self) -> str:
        """The name of the number."""
        return f"{self.part}_{self.layer}.{self.name}" if self.part in _COUNTED else self.name


_COUNTED = (LAYER, INTERFACE)


def places_of(point: StackPoint) -> list[Place]:
    """Return the places of all numbers of a stack."""
    found: list[Place] = []
    for k, layer in enumerate(point.layers):
        found += [Place(LAYER, k, name) for name in layer.nitride]
        found += [Place(INTERFACE, k, name) for name in layer.interface or ()]
    found += [Place(GATE, 0, name) for name in point.gate]
    return [*found, Place(TEMPERATURE, 0, TEMPERATURE)]


def find_places(point: StackPoint, numbers: Sequence[str]) -> list[Place]:
    """Return the places of numbers by name. Errors: SimulationError for an unknown one."""
    known = {place.text: place for place in places_of(point)}
    for name in numbers:
        if name not in known:
            raise SimulationError(unknown_name("number of the stack", name, known))
    return [known[name] for name in numbers]


def number_at(point: StackPoint, place: Place) -> float:
    """Return the value of a number, SI."""
    if place.part == TEMPERATURE:
        return point.temperature
    if place.part == GATE:
        return point.gate[place.name]
    layer = point.layers[place.layer]
    return (layer.nitride if place.part == LAYER else layer.interface or {})[place.name]


def with_numbers(point: StackPoint, values: Mapping[Place, float]) -> StackPoint:
    """Return a stack with other values of some numbers, SI."""
    layers = list(point.layers)
    gate, temperature = dict(point.gate), point.temperature
    for place, value in values.items():
        if place.part == TEMPERATURE:
            temperature = value
        elif place.part == GATE:
            gate[place.name] = value
        elif place.part == LAYER:
            layer = layers[place.layer]
            layers[place.layer] = layer._replace(nitride={**layer.nitride, place.name: value})
        else:
            layer = layers[place.layer]
            changed = {**(layer.interface or {}), place.name: value}
            layers[place.layer] = layer._replace(interface=changed)
    return replace(point, layers=tuple(layers), gate=gate, temperature=temperature)


@dataclass(frozen=True)
class Moved:
    """Derivatives of the coefficients of a stack by m numbers, per SI unit of the number."""

    parameters: np.ndarray  # of FilmParameters [N_PARAMETERS, m]
    planes: np.ndarray  # of PlaneNumbers from the gate down [n, N_PLANE_NUMBERS, m]
    density: np.ndarray  # of the N sites of a plane of every layer [l, m]
    spacing: np.ndarray  # of the plane spacing of every layer [l, m]


def moved_coefficients(point: StackPoint, places: Sequence[Place]) -> Moved:
    """Return how the coefficients of a stack change with numbers.

    One evaluation with complex numbers: of every array entry m has a complex step in number m.
    """
    order = {place: m for m, place in enumerate(places)}
    steps = np.ones(len(places))

    def stepped(value: float, place: Place) -> np.ndarray:
        values = np.full(len(places), value, dtype=complex)
        if place in order:
            m = order[place]
            steps[m] = COMPLEX_STEP * (abs(value) or 1.0)
            values[m] += 1j * steps[m]
        return values

    def sheet(part: str, k: int, values: Mapping[str, Any]) -> dict[str, np.ndarray]:
        return {name: stepped(value, Place(part, k, name)) for name, value in values.items()}

    layers = [
        StackLayer(
            sheet(LAYER, k, layer.nitride),
            layer.n_planes,
            None if layer.interface is None else sheet(INTERFACE, k, layer.interface),
        )
        for k, layer in enumerate(point.layers)
    ]
    gate = sheet(GATE, 0, point.gate)
    temperature = stepped(point.temperature, Place(TEMPERATURE, 0, TEMPERATURE))
    size = (len(places),)

    def slopes(values: Sequence[Any]) -> np.ndarray:
        wide = [np.broadcast_to(np.imag(value), size) for value in values]
        return np.array(wide) / steps

    return Moved(
        slopes(film_parameters(layers[-1].nitride, gate, temperature)),
        np.imag(plane_numbers(layers, temperature)) / steps,
        slopes([plane_density(layer.nitride) for layer in layers]),
        slopes([layer.nitride["plane_spacing"] for layer in layers]),
    )
