"""Runs of films of one material as functions of JAX arrays."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from nmhts.errors import SimulationError, unknown_name
from nmhts.physics.transport.tape import Tape
from nmhts.simulation.derivatives.forward_mode import push_forward
from nmhts.simulation.derivatives.reverse_mode import (
    DIFFERENTIABLE,
    Gradient,
    RecordedBatch,
    pull_back,
    record_batch,
)
from nmhts.simulation.derivatives.run_function import RunFunction, Values
from nmhts.simulation.derivatives.stack_function import StackFunction
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DERIVATIVE_RTOL,
    FilmState,
    KineticsPoint,
    pristine,
    simulate_batch,
)
from nmhts.simulation.films.run import film_point
from nmhts.simulation.films.sheet_numbers import TEMPERATURE
from nmhts.simulation.stacks.run import stack_point
from nmhts.simulation.stacks.stack import Stack

_AS_GROWN = "initial_occupancy"


class FilmFunction(RunFunction[KineticsPoint]):
    """The output series of films of one kind as a function of their numbers, for JAX.

        series = run({"exit_barrier": [b], "v_start": [b, k], ...})

    Parameters: point: the film whose numbers hold where a call gives none; outputs: names of
    ``DIFFERENTIABLE``; max_steps as for ``simulate_batch``; rtol by default a tenth of that of
    ``simulate``, as derivatives need.
    A call takes b films as arrays by name, in SI: any number of the sheets and ``temperature`` [b];
    ``occupancy`` [b, n] from the bottom, ``adsorbed``, ``dissolved``, ``lost`` [b] planes and
    ``stern_drop`` [b] V of the start (as grown where not given); ``nodes`` [b, k + 1] s,
    ``v_start``, ``v_end`` [b, k] V of the protocol, ``times`` [b, t] s of the records. The number
    of planes stays that of the point for any ``plane_spacing``.
    Returns: the outputs by name, [b, t], or [b, t, n] for ``nitrogen_occupancy``, equal to those of
    ``simulate_batch`` to the last bit. A film that fails is NaN from its failure on, and its
    gradient is NaN. Both are NaN for invalid inputs (see ``points``). An output that is NaN where
    there is no front makes a gradient NaN unless it is left out (``jnp.where``).
    Limits: reverse mode only; the backward pass finds the recorded run of up to 32 films if it is
    the last one, and else runs the films once more.
    Errors: SimulationError for unknown names and wrong shapes; TypeError for forward mode and
    second derivatives.
    """

    WHAT = "film runs"
    NO_FORWARD_MODE = (
        "film runs have reverse mode only (jax.grad, jax.vjp, jax.jacrev), no jax.jvp and no "
        "jax.jacfwd: FilmFunction.tangents gives the derivatives of whole series "
        "by single numbers"
    )
    NO_SECOND_ORDER = (
        "gradients of film runs cannot be differentiated once more: take differences of gradients"
    )

    def __init__(
        self,
        point: KineticsPoint,
        outputs: Sequence[str],
        rtol: float = DERIVATIVE_RTOL,
        max_steps: int = DEFAULT_MAX_STEPS,
    ):
        for name in outputs:
            if name not in DIFFERENTIABLE:
                raise SimulationError(unknown_name("differentiable output", name, DIFFERENTIABLE))
        numbers = (*point.nitride, *point.gate, TEMPERATURE)
        positive = (TEMPERATURE, "plane_spacing")
        super().__init__(point, numbers, positive, (_AS_GROWN,), outputs, rtol, max_steps)

    def output_shapes(self, count: int) -> list[tuple[int, ...]]:
        """Return the shapes of the outputs of ``count`` films."""
        series = (count, len(self.point.times))
        profiles = (*series, self.point.n_planes)
        return [profiles if name == "nitrogen_occupancy" else series for name in self.outputs]

    def film(
        self, given: Mapping[str, float], lists: Mapping[str, tuple[float, ...]]
    ) -> tuple[KineticsPoint, FilmState]:
        """Return the film with some numbers and parts of the protocol, and its state as grown."""
        own: KineticsPoint = self.point
        nitride, gate = (
            {**sheet, **{name: given[name] for name in given if name in sheet}}
            for sheet in (own.nitride, own.gate)
        )
        protocol = {name: values for name, values in lists.items() if name != "times"}
        point = KineticsPoint(
            nitride,
            gate,
            own.n_planes * nitride["plane_spacing"],
            given.get(TEMPERATURE, own.temperature),
            replace(own.protocol, **protocol),
            lists.get("times", own.times),
        )
        return point, pristine(point)

    def simulate(self, points: list[KineticsPoint], starts: list[FilmState] | None) -> Values:
        """Return the outputs of films."""
        return simulate_batch(points, self.rtol, self.max_steps, starts)

    def record(
        self, points: list[KineticsPoint], starts: list[FilmState] | None, memory: Tape | None
    ) -> RecordedBatch:
        """Return a recorded batch, if possible in the memory of a former one."""
        return record_batch(points, self.rtol, self.max_steps, starts, memory)

    def pull(self, recorded: RecordedBatch, cotangents: Values, names: Collection[str]) -> Values:
        """Return the cotangents of inputs by name."""
        gradient = pull_back(recorded, cotangents)
        return {name: _part(gradient, name) for name in names}

    def push(
        self,
        points: list[KineticsPoint],
        starts: list[FilmState] | None,
        numbers: Sequence[str],
    ) -> Values:
        """Return the derivatives of the outputs by numbers."""
        return push_forward(points, numbers, self.rtol, self.max_steps, starts)[1]


def film_function(
    film: Film | Stack,
    protocol: str,
    outputs: Sequence[str],
    *,
    steps_per_clause: int = 60,
    spacing: str = "mixed",
    rtol: float = DERIVATIVE_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
) -> FilmFunction | StackFunction:
    """Return the output series of a film under a protocol as a function of its numbers, for JAX.

    Parameters: film (or stack), protocol, steps_per_clause, spacing, max_steps as for ``simulate``;
    rtol by default a tenth of that, as derivatives need; outputs names of ``DIFFERENTIABLE``, of a
    stack ``DIFFERENTIABLE_OF_STACKS``.
    Returns: ``FilmFunction`` or ``StackFunction``. Errors: ProtocolError, SimulationError.
    """
    if isinstance(film, Stack):
        of_stack = stack_point(film, protocol, steps_per_clause, spacing)
        return StackFunction(of_stack, outputs, rtol, max_steps)
    point = film_point(film, protocol, steps_per_clause, spacing)
    return FilmFunction(point, outputs, rtol, max_steps)


def _part(gradient: Gradient, name: str) -> np.ndarray:
    """Return the derivatives by one input.

    All planes start with ``initial_occupancy``, also where the rest of the start is given.
    """
    if name == _AS_GROWN:
        return np.array([row.sum() for row in gradient.occupancy])
    for sheet in (gradient.nitride, gradient.gate):
        if name in sheet:
            return sheet[name]
    return getattr(gradient, name)
