"""Runs of stacks as functions of JAX arrays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from nmhts.errors import SimulationError, unknown_name
from nmhts.physics.transport.tape import Tape
from nmhts.simulation.derivatives.run_function import RunFunction, Values
from nmhts.simulation.derivatives.stack_gradient import (
    DIFFERENTIABLE_OF_STACKS,
    RecordedStacks,
    StackGradient,
    pull_stacks,
    record_stacks,
)
from nmhts.simulation.derivatives.stack_numbers import (
    GATE,
    INTERFACE,
    LAYER,
    START,
    Place,
    places_of,
    with_numbers,
)
from nmhts.simulation.derivatives.stack_tangents import push_stacks
from nmhts.simulation.films.plane_model import DEFAULT_MAX_STEPS, DERIVATIVE_RTOL, FilmState
from nmhts.simulation.films.sheet_numbers import TEMPERATURE
from nmhts.simulation.stacks.plane_model import (
    LAYER_SERIES,
    StackPoint,
    pristine_stack,
    simulate_stacks,
)


class StackFunction(RunFunction[StackPoint]):
    """The output series of stacks of the same layers as a function of their numbers, for JAX.

        series = run({"layer_0.exit_barrier": [b], "interface_0.interface_barrier": [b], ...})

    As ``FilmFunction``, with the numbers of ``stack_numbers`` and the outputs of
    ``DIFFERENTIABLE_OF_STACKS``: [b, t], [b, t, n] for ``nitrogen_occupancy`` and [b, t, l] for
    those of layers, equal to those of ``simulate_stacks`` to the last bit. The number of planes of
    a layer stays that of the point.
    """

    WHAT = "stack runs"
    NO_FORWARD_MODE = (
        "stack runs have reverse mode only (jax.grad, jax.vjp, jax.jacrev), no jax.jvp and no "
        "jax.jacfwd: StackFunction.tangents gives the derivatives of whole series "
        "by single numbers"
    )
    NO_SECOND_ORDER = (
        "gradients of stack runs cannot be differentiated once more: take differences of gradients"
    )

    def __init__(
        self,
        point: StackPoint,
        outputs: Sequence[str],
        rtol: float = DERIVATIVE_RTOL,
        max_steps: int = DEFAULT_MAX_STEPS,
    ):
        for name in outputs:
            if name not in DIFFERENTIABLE_OF_STACKS:
                raise SimulationError(
                    unknown_name("differentiable output of stacks", name, DIFFERENTIABLE_OF_STACKS)
                )
        self._places = {place.text: place for place in places_of(point)}
        named = self._places.items()
        positive = [n for n, place in named if place.name in (TEMPERATURE, "plane_spacing")]
        as_grown = [name for name, place in named if place.name == START]
        super().__init__(point, tuple(self._places), positive, as_grown, outputs, rtol, max_steps)

    def output_shapes(self, count: int) -> list[tuple[int, ...]]:
        """Return the shapes of the outputs of ``count`` stacks."""
        series = (count, len(self.point.times))
        last = {"nitrogen_occupancy": (self.point.n_planes,)}
        last |= dict.fromkeys(LAYER_SERIES, (len(self.point.layers),))
        return [(*series, *last.get(name, ())) for name in self.outputs]

    def film(
        self, given: Mapping[str, float], lists: Mapping[str, tuple[float, ...]]
    ) -> tuple[StackPoint, FilmState]:
        """Return the stack with some numbers and parts of the protocol, and its state as grown."""
        point = with_numbers(self.point, {self._places[name]: v for name, v in given.items()})
        protocol = {name: values for name, values in lists.items() if name != "times"}
        point = replace(
            point,
            protocol=replace(point.protocol, **protocol),
            times=lists.get("times", point.times),
        )
        return point, pristine_stack(point)

    def simulate(self, points: list[StackPoint], starts: list[FilmState] | None) -> Values:
        """Return the outputs of stacks."""
        return simulate_stacks(points, self.rtol, self.max_steps, starts)

    def record(
        self, points: list[StackPoint], starts: list[FilmState] | None, memory: Tape | None
    ) -> RecordedStacks:
        """Return a recorded batch, if possible in the memory of a former one."""
        return record_stacks(points, self.rtol, self.max_steps, starts, memory)

    def pull(self, recorded: RecordedStacks, cotangents: Values, names: Collection[str]) -> Values:
        """Return the cotangents of inputs by name."""
        gradients = pull_stacks(recorded, cotangents)
        return {
            name: np.array([_part(one, self._places.get(name), name) for one in gradients])
            for name in names
        }

    def push(
        self, points: list[StackPoint], starts: list[FilmState] | None, numbers: Sequence[str]
    ) -> Values:
        """Return the derivatives of the outputs by numbers."""
        return push_stacks(points, numbers, self.rtol, self.max_steps, starts)[1]


def _part(gradient: StackGradient, place: Place | None, name: str) -> float | np.ndarray:
    """Return the derivative by one input: the number of a place, or a part of start or protocol."""
    if place is None or place.part == TEMPERATURE:
        return getattr(gradient, name)
    parts = {GATE: (gradient.gate,), INTERFACE: gradient.interfaces, LAYER: gradient.layers}
    return parts[place.part][place.layer][place.name]
