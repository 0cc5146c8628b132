"""Runs of the plane model as functions of JAX arrays, with reverse mode: what all kinds share.

Code around such a function may be differentiated, compiled and vmapped; ``host_functions`` holds
the interface to JAX. A run that is to be differentiated records its steps. The backward pass finds
them if it is the next one and the batch is small; else it runs the films once more.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar

import numpy as np
from jax import Array
from jax.typing import ArrayLike

from nmhts.errors import SimulationError, unknown_name
from nmhts.physics.transport.tape import Tape
from nmhts.simulation.derivatives.host_functions import HostFunction, Job
from nmhts.simulation.films.plane_model import FilmState
from nmhts.simulation.protocols.text import RESOLUTION

BLOCK = 32
"""Largest number of films with recorded steps in memory at once (numerical)."""

OF_THE_START = ("occupancy", "adsorbed", "dissolved", "lost", "stern_drop")
OF_THE_PROTOCOL = ("nodes", "v_start", "v_end", "times")

Values = Mapping[str, np.ndarray]
Point = TypeVar("Point")


class RunFunction(HostFunction, Generic[Point]):
    """The output series of films or stacks of one kind as a function of their numbers, for JAX.

    A subclass gives the numbers, the runs and their cotangents.

    Parameters: point: holds the numbers where a call gives none; numbers: names of the numbers
    [b]; positive: those that must be above 0; as_grown: those that ``occupancy`` replaces; outputs;
    rtol, max_steps.
    """

    def __init__(
        self,
        point: Point,
        numbers: Sequence[str],
        positive: Collection[str],
        as_grown: Collection[str],
        outputs: Sequence[str],
        rtol: float,
        max_steps: int,
    ):
        super().__init__(outputs)
        self.point: Any = point
        self.rtol, self.max_steps = rtol, max_steps
        self._positive, self._as_grown = positive, as_grown
        pieces, records = len(self.point.protocol.v_start), len(self.point.times)
        self._shapes: dict[str, tuple[int, ...]] = dict.fromkeys(
            (*numbers, *OF_THE_START, *OF_THE_PROTOCOL), ()
        )
        self._shapes |= {"occupancy": (self.point.n_planes,), "times": (records,)}
        self._shapes |= {"nodes": (pieces + 1,), "v_start": (pieces,), "v_end": (pieces,)}
        # The last recorded batch, with its inputs and rows. Its memory serves the next one: fresh
        # memory for steps takes longer than many a run. What another thread holds is not waited
        # for.
        self._last: deque[tuple[Values, np.ndarray, Any]] = deque(maxlen=1)

    @abstractmethod
    def film(
        self, given: Mapping[str, float], lists: Mapping[str, tuple[float, ...]]
    ) -> tuple[Point, FilmState]:
        """Return the film with some numbers and parts of the protocol, and its state as grown."""

    @abstractmethod
    def simulate(self, points: list[Point], starts: list[FilmState] | None) -> Values:
        """Return the outputs of films."""

    @abstractmethod
    def record(
        self, points: list[Point], starts: list[FilmState] | None, memory: Tape | None
    ) -> Any:
        """Return a recorded batch, if possible in the memory of a former one."""

    @abstractmethod
    def pull(self, recorded: Any, cotangents: Values, names: Collection[str]) -> Values:
        """Return the cotangents of inputs by name."""

    @abstractmethod
    def push(
        self, points: list[Point], starts: list[FilmState] | None, numbers: Sequence[str]
    ) -> Values:
        """Return the derivatives of the outputs by numbers."""

    def __call__(self, inputs: Mapping[str, ArrayLike]) -> dict[str, Array]:
        """Return the outputs of b films by name."""
        arrays = self.arrays(inputs)
        self._check({name: values.shape for name, values in arrays.items()})
        return self.run(arrays)

    def points(self, inputs: Mapping[str, ArrayLike]) -> tuple[list[Point], list[FilmState] | None]:
        """Return the films of a call and their starts (None: as grown).

        Errors: SimulationError for an invalid film: numbers that are not finite, a temperature or
        plane spacing that is not positive, nodes that do not ascend, times that do not ascend or
        leave the protocol.
        """
        values = self._values(inputs)
        unsound = np.flatnonzero(~self._sound(values))
        if unsound.size:
            raise SimulationError(
                f"film {unsound[0]}: not a film (allowed: finite numbers; "
                f"{' and '.join(self._positive)} above 0; nodes that ascend; "
                "times that ascend from the first node to the last)"
            )
        return self._films(values, np.arange(_count(values)))

    def tangents(
        self, inputs: Mapping[str, ArrayLike], numbers: Sequence[str]
    ) -> dict[str, np.ndarray]:
        """Return the derivatives of the outputs by numbers of the sheets or ``temperature``.

        They are the columns of the Jacobian that forward mode would give.
        Parameters: inputs as for a call; m numbers, with a given start none that it replaces.
        Returns: [b, m, t] or [b, m, t, n] by output, per SI unit; the first number costs a run,
        each further one about half of one. NaN for films that fail. Not to be traced by JAX.
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
            if starts is not None and (grown := [n for n in numbers if n in self._as_grown]):
                raise SimulationError(f"tangents by {grown[0]}: of films that start as grown only")
            moved = self.push(points, starts, numbers)
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
        if "occupancy" in shapes and (doubled := [n for n in self._as_grown if n in shapes]):
            raise SimulationError(f"occupancy and {doubled[0]} both say how the films start")

    # The methods below run on the host, without JAX.

    def _values(self, inputs: Mapping[str, ArrayLike]) -> dict[str, np.ndarray]:
        values = {name: np.asarray(value, dtype=float) for name, value in inputs.items()}
        self._check({name: value.shape for name, value in values.items()})
        return values

    def _sound(self, values: Values) -> np.ndarray:
        """Return a mask of films that can be run, [b]; the kernels trust times and nodes."""
        sound = np.ones(_count(values), dtype=bool)
        for name, value in values.items():
            sound &= np.isfinite(value).reshape(len(value), -1).all(axis=1)
            if name in self._positive:
                sound &= value > 0
        nodes = values.get("nodes", np.array([self.point.protocol.nodes]))
        times = values.get("times", np.array([self.point.times]))
        sound &= (np.diff(nodes) >= RESOLUTION * np.abs(nodes[:, 1:])).all(axis=1)
        sound &= (np.diff(nodes) > 0).all(axis=1) & (np.diff(times) >= 0).all(axis=1)
        return sound & (times[:, 0] >= nodes[:, 0]) & (times[:, -1] <= nodes[:, -1])

    def _films(
        self, values: Values, rows: np.ndarray
    ) -> tuple[list[Point], list[FilmState] | None]:
        points, starts = [], []
        parts = [name for name in OF_THE_START if name in values]
        for i in rows:
            given = {
                name: float(v[i])
                for name, v in values.items()
                if v.ndim == 1 and name not in OF_THE_START
            }
            lists = {n: tuple(values[n][i].tolist()) for n in OF_THE_PROTOCOL if n in values}
            point, start = self.film(given, lists)
            points.append(point)
            starts.append(replace(start, **{name: values[name][i] for name in parts}))
        return points, starts if parts else None

    def _recorded(self, values: Values) -> Iterator[tuple[np.ndarray, Any]]:
        """Return the valid films in blocks with recorded steps, all in the same memory.

        A batch of the same inputs that is still there is not run again. The next call finds the
        last block.
        """
        rows = np.flatnonzero(self._sound(values))
        try:
            last = self._last.pop()
        except IndexError:
            last = None
        if last is not None and len(rows) <= BLOCK and _same(last[0], values):
            yield last[1], last[2]
            self._last.append(last)
            return
        # Equal blocks, for which the memory serves: the last may begin among films already seen.
        size = -(-len(rows) // max(1, -(-len(rows) // BLOCK)))
        for first in range(0, len(rows), max(1, size)):
            block = rows[min(first, len(rows) - size) :][:size]
            memory = None if last is None else last[2].tape
            recorded = self.record(*self._films(values, block), memory)
            whole = _copied(values) if len(rows) <= BLOCK else {}
            last = (whole, block, recorded)
            yield block, recorded
        if last is not None:
            self._last.append(last)

    def on_host(
        self, names: Sequence[str], arrays: Sequence[np.ndarray], job: Job
    ) -> list[np.ndarray]:
        """Return the outputs of films, or the cotangents of their inputs ("pull").

        Parameters: names and arrays of the inputs, followed by the cotangents of the outputs to be
        pulled back. NaN for films that fail.
        """
        values = dict(zip(names, arrays, strict=False))
        # Extreme numbers end in infinities, and the film as not finite: its NaN reports that once.
        with np.errstate(all="ignore"):
            if job == "pull":
                return self._pull(values, arrays[len(names) :])
            return self._simulate(values, job == "record")

    def _simulate(self, values: Values, to_pull: bool) -> list[np.ndarray]:
        found = [np.full(shape, np.nan) for shape in self.output_shapes(_count(values))]
        rows = np.flatnonzero(self._sound(values))
        if to_pull and len(rows) <= BLOCK:
            for own, recorded in self._recorded(values):
                for name, table in zip(self.outputs, found, strict=True):
                    table[own] = recorded.outputs[name]
        elif len(rows):
            outputs = self.simulate(*self._films(values, rows))
            for name, table in zip(self.outputs, found, strict=True):
                table[rows] = outputs[name]
        return found

    def _pull(self, values: Values, given: Sequence[np.ndarray]) -> list[np.ndarray]:
        found = {name: np.full(value.shape, np.nan) for name, value in values.items()}
        for rows, recorded in self._recorded(values):
            weights = {name: c[rows] for name, c in zip(self.outputs, given, strict=True)}
            gradient = self.pull(recorded, weights, tuple(found))
            lost = np.zeros(len(rows), dtype=bool)
            for name, weight in weights.items():
                asked = np.isnan(recorded.outputs[name]) & (weight != 0)
                lost |= asked.reshape(len(rows), -1).any(axis=1)
            for name, table in found.items():
                table[rows] = gradient[name]
                table[rows[lost]] = np.nan
        return list(found.values())


def _copied(values: Values) -> Values:
    return {name: np.array(table) for name, table in values.items()}


def _same(one: Values, other: Values) -> bool:
    """Return whether inputs are the same to the last bit."""
    return one.keys() == other.keys() and all(
        one[name].tobytes() == other[name].tobytes() for name in one
    )


def _count(values: Values) -> int:
    return len(next(iter(values.values())))
