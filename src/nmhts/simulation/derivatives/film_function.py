"""Film runs as functions of JAX arrays, with reverse mode.

Code around such a function may be differentiated, compiled and vmapped; ``host_functions`` holds
the interface to JAX. No result is kept between a run and its gradient: the backward pass runs the
films once more, with their steps recorded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
from jax import Array
from jax.typing import ArrayLike

from nmhts.errors import SimulationError, unknown_name
from nmhts.physics.transport.tape import Tape
from nmhts.simulation.derivatives.forward_mode import push_forward
from nmhts.simulation.derivatives.host_functions import HostFunction
from nmhts.simulation.derivatives.reverse_mode import (
    DIFFERENTIABLE,
    Gradient,
    RecordedBatch,
    pull_back,
    record_batch,
)
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
from nmhts.simulation.protocols.text import RESOLUTION

BLOCK = 32
"""Largest number of films with recorded steps in memory at once (numerical)."""

OF_THE_START = ("occupancy", "adsorbed", "dissolved", "lost", "stern_drop")
OF_THE_PROTOCOL = ("nodes", "v_start", "v_end", "times")
_POSITIVE = (TEMPERATURE, "plane_spacing")

Values = Mapping[str, np.ndarray]


class FilmFunction(HostFunction):
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
    Limits: reverse mode only; the backward pass runs the films once more.
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
        super().__init__(outputs)
        self.point = point
        self.rtol, self.max_steps = rtol, max_steps
        pieces, records = len(point.protocol.v_start), len(point.times)
        numbers = (*point.nitride, *point.gate, TEMPERATURE, *OF_THE_START, *OF_THE_PROTOCOL)
        self._shapes: dict[str, tuple[int, ...]] = dict.fromkeys(numbers, ())
        self._shapes |= {"occupancy": (point.n_planes,), "times": (records,)}
        self._shapes |= {"nodes": (pieces + 1,), "v_start": (pieces,), "v_end": (pieces,)}
        # Fresh memory for steps takes longer than many a run. Memory that another thread holds is
        # not waited for.
        self._memory: deque[Tape] = deque(maxlen=1)

    def __call__(self, inputs: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """Return the outputs of b films by name."""
        arrays = self.arrays(inputs)
        self._check({name: values.shape for name, values in arrays.items()})
        return self.run(arrays)

    def points(
        self, inputs: Mapping[str, ArrayLike]
    ) -> tuple[list[KineticsPoint], list[FilmState] | None]:
        """Return the films of a call and their starts (None: as grown).

        They are inputs of ``simulate_batch`` and ``record_batch``.
        Errors: SimulationError for an invalid film: numbers that are not finite, a temperature or
        plane spacing that is not positive, nodes that do not ascend, times that do not ascend or
        leave the protocol.
        """
        values = self._values(inputs)
        unsound = np.flatnonzero(~self._sound(values))
        if unsound.size:
            raise SimulationError(
                f"film {unsound[0]}: not a film (allowed: finite numbers; "
                f"{' and '.join(_POSITIVE)} above 0; nodes that ascend; "
                "times that ascend from the first node to the last)"
            )
        return self._films(values, np.arange(_count(values)))

    def tangents(
        self, inputs: Mapping[str, ArrayLike], numbers: Sequence[str]
    ) -> dict[str, np.ndarray]:
        """Return the derivatives of the outputs by numbers of the sheets or ``temperature``.

        They are the columns of the Jacobian that forward mode would give.
        Parameters: inputs as for a call, but of films as grown; m numbers.
        Returns: [b, m, t] or [b, m, t, n] by output, per SI unit; the first number costs a run,
        each further one about half of one. NaN as in ``push_forward``. Not to be traced by JAX.
        Errors: SimulationError.
        """
        values = self._values(inputs)
        shapes = self.output_shapes(_count(values))
        found = {
            name: np.full((shape[0], len(numbers), *shape[1:]), np.nan)
            for name, shape in zip(self.outputs, shapes, strict=True)
        }
        sound = np.flatnonzero(self._sound(values))
        for first in range(0, len(sound), BLOCK):
            rows = sound[first : first + BLOCK]
            points, starts = self._films(values, rows)
            if starts is not None:
                raise SimulationError("tangents: of films that start as grown only")
            _, moved = push_forward(points, numbers, self.rtol, self.max_steps)
            for name, table in found.items():
                table[rows] = moved[name]
        return found

    def _check(self, shapes: Mapping[str, tuple[int, ...]]) -> None:
        """Refuse inputs with unknown names, wrong shapes or unequal numbers of films."""
        if not shapes:
            raise SimulationError("no inputs: at least one says how many films there are")
        for name, shape in shapes.items():
            if name not in self._shapes:
                raise SimulationError(unknown_name("input", name, self._shapes))
            if len(shape) == 0 or shape[1:] != self._shapes[name]:
                wanted = ", ".join(["films", *map(str, self._shapes[name])])
                raise SimulationError(f"{name}: shape {shape}, not ({wanted})")
        counts = {name: shape[0] for name, shape in shapes.items()}
        if len(set(counts.values())) != 1:
            raise SimulationError(f"inputs of unequal numbers of films: {counts}")
        if {"occupancy", "initial_occupancy"} <= set(shapes):
            raise SimulationError("occupancy and initial_occupancy both say how the films start")

    # The methods below run on the host, without JAX.

    def _values(self, inputs: Mapping[str, ArrayLike]) -> dict[str, np.ndarray]:
        values = {name: np.asarray(value, dtype=float) for name, value in inputs.items()}
        self._check({name: value.shape for name, value in values.items()})
        return values

    def output_shapes(self, count: int) -> list[tuple[int, ...]]:
        """Return the shapes of the outputs of ``count`` films."""
        series = (count, len(self.point.times))
        profiles = (*series, self.point.n_planes)
        return [profiles if name == "nitrogen_occupancy" else series for name in self.outputs]

    def _sound(self, values: Values) -> np.ndarray:
        """Return a mask of films that can be run, [b]; the kernels trust times and nodes."""
        sound = np.ones(_count(values), dtype=bool)
        for name, value in values.items():
            sound &= np.isfinite(value).reshape(len(value), -1).all(axis=1)
            if name in _POSITIVE:
                sound &= value > 0
        nodes = values.get("nodes", np.array([self.point.protocol.nodes]))
        times = values.get("times", np.array([self.point.times]))
        sound &= (np.diff(nodes) >= RESOLUTION * np.abs(nodes[:, 1:])).all(axis=1)
        sound &= (np.diff(nodes) > 0).all(axis=1) & (np.diff(times) >= 0).all(axis=1)
        return sound & (times[:, 0] >= nodes[:, 0]) & (times[:, -1] <= nodes[:, -1])

    def _films(
        self, values: Values, rows: np.ndarray
    ) -> tuple[list[KineticsPoint], list[FilmState] | None]:
        points, own = [], self.point
        for i in rows:
            given = {name: float(v[i]) for name, v in values.items() if v.ndim == 1}
            lists = {n: tuple(values[n][i].tolist()) for n in OF_THE_PROTOCOL if n in values}
            nitride, gate = (
                {**sheet, **{name: given[name] for name in given if name in sheet}}
                for sheet in (own.nitride, own.gate)
            )
            times = lists.pop("times", own.times)
            points.append(
                KineticsPoint(
                    nitride,
                    gate,
                    own.n_planes * nitride["plane_spacing"],
                    given.get(TEMPERATURE, own.temperature),
                    replace(own.protocol, **lists),
                    times,
                )
            )
        parts = [name for name in OF_THE_START if name in values]
        if not parts:
            return points, None
        return points, [
            replace(pristine(point), **{name: values[name][i] for name in parts})
            for i, point in zip(rows, points, strict=True)
        ]

    def _recorded(self, values: Values) -> Iterator[tuple[np.ndarray, RecordedBatch]]:
        """Run the valid films in blocks with recorded steps, all in the same memory.

        The next call finds that memory again.
        """
        rows = np.flatnonzero(self._sound(values))
        try:
            memory = self._memory.pop()
        except IndexError:
            memory = None
        # Equal blocks, for which the memory serves: the last may begin among films already seen.
        size = -(-len(rows) // max(1, -(-len(rows) // BLOCK)))
        for first in range(0, len(rows), max(1, size)):
            block = rows[min(first, len(rows) - size) :][:size]
            points, starts = self._films(values, block)
            recorded = record_batch(points, self.rtol, self.max_steps, starts, memory)
            memory = recorded.tape
            yield block, recorded
        if memory is not None:
            self._memory.append(memory)

    def on_host(
        self, names: Sequence[str], arrays: Sequence[np.ndarray], back: bool
    ) -> list[np.ndarray]:
        """Return the outputs of films, or (back) the cotangents of their inputs.

        Parameters: names and arrays of the inputs, followed by the cotangents of the outputs if
        back is true. NaN for films that fail.
        """
        values = dict(zip(names, arrays, strict=False))
        # Extreme numbers end in infinities, and the film as not finite: its NaN reports that once.
        with np.errstate(all="ignore"):
            return self._pull(values, arrays[len(names) :]) if back else self._simulate(values)

    def _simulate(self, values: Values) -> list[np.ndarray]:
        found = [np.full(shape, np.nan) for shape in self.output_shapes(_count(values))]
        rows = np.flatnonzero(self._sound(values))
        if len(rows):
            points, starts = self._films(values, rows)
            outputs = simulate_batch(points, self.rtol, self.max_steps, starts)
            for name, table in zip(self.outputs, found, strict=True):
                table[rows] = outputs[name]
        return found

    def _pull(self, values: Values, given: Sequence[np.ndarray]) -> list[np.ndarray]:
        found = {name: np.full(value.shape, np.nan) for name, value in values.items()}
        for rows, recorded in self._recorded(values):
            weights = {name: c[rows] for name, c in zip(self.outputs, given, strict=True)}
            gradient = pull_back(recorded, weights)
            lost = np.zeros(len(rows), dtype=bool)
            for name, weight in weights.items():
                asked = np.isnan(recorded.outputs[name]) & (weight != 0)
                lost |= asked.reshape(len(rows), -1).any(axis=1)
            for name, table in found.items():
                table[rows] = _part(gradient, name)
                table[rows[lost]] = np.nan
        return list(found.values())


def film_function(
    film: Film,
    protocol: str,
    outputs: Sequence[str],
    *,
    steps_per_clause: int = 60,
    spacing: str = "mixed",
    rtol: float = DERIVATIVE_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
) -> FilmFunction:
    """Return the output series of a film under a protocol as a function of its numbers, for JAX.

    Parameters: film, protocol, steps_per_clause, spacing, max_steps as for ``simulate``; rtol by
    default a tenth of that, as derivatives need; outputs names of ``DIFFERENTIABLE``.
    Returns: ``FilmFunction``. Errors: ProtocolError, SimulationError.
    """
    point = film_point(film, protocol, steps_per_clause, spacing)
    return FilmFunction(point, outputs, rtol, max_steps)


def _count(values: Values) -> int:
    return len(next(iter(values.values())))


def _part(gradient: Gradient, name: str) -> np.ndarray:
    """Return the derivatives by one input.

    All planes start with ``initial_occupancy``, also where the rest of the start is given.
    """
    if name == "initial_occupancy":
        return np.array([row.sum() for row in gradient.occupancy])
    for sheet in (gradient.nitride, gradient.gate):
        if name in sheet:
            return sheet[name]
    return getattr(gradient, name)
