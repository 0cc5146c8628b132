"""The interface of a kind of study: all steps from study file to store that differ by kind.

The common steps (plan, shards, batches, receipts, generations, repair) use a kind only through this
interface.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import numpy as np

from nmhts.numerics.lanes import WIDTH
from nmhts.simulation.outcomes.codes import CRASHED, Status
from nmhts.simulation.outcomes.time_limit import Watchdog
from nmhts.study.encode import rows_of
from nmhts.study.variables import Variable

if TYPE_CHECKING:
    import xarray as xr

ROUND = "_round"
"""Key in a combination of axis values for the round of refinement that added it."""

MOST_PROBLEMS = 100
"""Number of messages after which further films or points are not checked."""

Simulate = Callable[[int, int], dict[str, np.ndarray]]
"""Function that simulates points ``begin`` to ``end`` of a shard."""

Blocks = dict[str, np.ndarray]
"""Rows of the store by variable path."""


class PlannedPoint(Protocol):
    """One row of a study: its line of the run table, its run_id, its round of refinement."""

    @property
    def run_id(self) -> str:
        """Return the hash of all inputs that decide the result."""
        ...

    @property
    def row(self) -> dict[str, Any]:
        """Return the line of the run table."""
        ...

    @property
    def round(self) -> int:
        """Return the round of refinement that added the point, 0 for those of the axes."""
        ...

    def entry(self) -> dict[str, Any]:
        """Return the point as an entry of the spec of its shard."""
        ...


P = TypeVar("P", bound=PlannedPoint, covariant=True)


@dataclass(frozen=True)
class Resolved(Generic[P]):
    """All points of a study, each with its run_id."""

    points: tuple[P, ...]


Kernels = Mapping[str, Callable[[], None]]


class Kind(ABC):
    """One kind of study.

    ``what``: name of one row; ``statuses``; ``kept``: codes of statuses whose values are kept;
    ``coded``: names in the run table that are stored as codes; ``shown``: entries of the plan that
    are attributes of the store; ``source`` of its numbers, in words; ``lanes``: points that its
    kernels simulate side by side, for the watch over their time; ``derived_from``: variables from
    which others can be computed without simulating.
    Of exported tables: ``lines``: dimensions besides ``run`` that become lines, in their order,
    each with the name of a line (others become columns); ``padding``: of such a dimension a
    variable that is negative in padding (``n_planes`` counts entries of ``plane``, and so on);
    ``parted``: groups whose variables without a dimension become a table of another name.
    ``row_seconds``: CPU time of a slow row [s], by which jobs ask for time (assumed, from the
    shipped studies).
    """

    name: str
    what: str
    source: str
    statuses: tuple[Status, ...]
    schema_version: str
    coded: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    padding: tuple[tuple[str, str], ...] = ()
    parted: tuple[tuple[str, str, str], ...] = ()
    kept: tuple[int, ...] = (0,)
    shown: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    lanes: int = WIDTH
    row_seconds: float = 10.0

    @abstractmethod
    def resolve(self, config: Any, extra: Sequence[Mapping[str, Any]] = ()) -> Resolved[Any]:
        """Return the points of a study in the order of its axes, then the extra points.

        The last axis runs fastest.
        Parameters: config; extra: combinations of axis values that refinement added.
        Errors: StudyError with every input that cannot be simulated.
        """

    @abstractmethod
    def plan_entries(self, config: Any, resolved: Any) -> dict[str, Any]:
        """Return the entries of the plan that are specific to this kind."""

    @abstractmethod
    def tables(self, resolved: Any, points: Sequence[Any]) -> dict[str, Any]:
        """Return the tables that the points of a spec refer to."""

    @abstractmethod
    def read_points(self, spec: Mapping[str, Any]) -> list[Any]:
        """Return the simulation inputs of a shard's spec.

        Errors: StoreError if an input does not give the run_id under which it was planned.
        """

    @abstractmethod
    def variables(self, plan: Mapping[str, Any]) -> tuple[Variable, ...]:
        """Return the variables that shards write, ``run_id`` and ``status`` first.

        Parameters: plan: content of a plan.
        """

    @abstractmethod
    def sizes(self, plan: Mapping[str, Any]) -> dict[str, int]:
        """Return the size of every dimension but ``run``."""

    @abstractmethod
    def kernels(self, identity: Mapping[str, Any]) -> Kernels:
        """Return the kernels of the simulation, by names that kinds with the same ones share.

        Each function compiles its kernel, or loads it, without a simulation.
        """

    @abstractmethod
    def simulate(
        self, points: Sequence[Any], identity: Mapping[str, Any], watchdog: Watchdog
    ) -> dict[str, np.ndarray]:
        """Return the results of points, arrays [b, ...] by name, under a watch over their time."""

    @abstractmethod
    def numbers(self, attributes: Mapping[str, Any], design: xr.Dataset) -> dict[str, Any]:
        """Return the origin of the numbers behind a study, for its export.

        Parameters: attributes of the store; design: its run table.
        """

    def own_identity(self, config: Any) -> dict[str, Any]:
        """Return further entries of the identity of a store of this kind."""
        return {}

    def identity(self, config: Any) -> dict[str, Any]:
        """Return the identity of a store: schema, numerics, outputs and columns, no axis values."""
        file = config.file
        common: dict[str, Any] = {
            "kind": self.name,
            "schema_version": self.schema_version,
            "columns": dict(config.columns) | dict.fromkeys(config.counters, ""),
            "output": file.output.model_dump(),
        }
        if hasattr(file, "numerics"):
            common["numerics"] = file.numerics.model_dump()
        return common | self.own_identity(config)

    @contextmanager
    def simulating(
        self, points: Sequence[Any], identity: Mapping[str, Any], limit: float
    ) -> Iterator[Simulate]:
        """Yield a function that simulates points on the calling thread.

        Each point may take at most ``limit`` CPU seconds.
        """
        with Watchdog(limit, self.lanes) as watchdog:
            yield lambda begin, end: self.simulate(points[begin:end], identity, watchdog)

    def built(
        self, plan: Mapping[str, Any], points: Sequence[Any], entries: Sequence[Mapping[str, Any]]
    ) -> dict[str, np.ndarray]:
        """Return stored values of points that need no simulation, besides the run table."""
        return {}

    def encode(
        self,
        plan: Mapping[str, Any],
        variables: Sequence[Variable],
        points: Sequence[Any],
        entries: Sequence[Mapping[str, Any]],
        result: Mapping[str, np.ndarray],
    ) -> Blocks:
        """Return the stored rows of some points, from entries of their spec and their results."""
        known = {**result, **self.built(plan, points, entries)}
        return rows_of(variables, entries, plan["names"], known, self.sizes(plan))

    def nothing(self, plan: Mapping[str, Any], entry: Mapping[str, Any]) -> dict[str, np.ndarray]:
        """Return the result of a point that raises an error: its status, and fill values."""
        sizes, result = self.sizes(plan), {}
        columns = {"run_id", *plan["names"], *entry["row"]}
        for v in self.variables(plan):
            if v.group != "design" or v.name not in columns:
                shape = (1, *(sizes[dim] for dim in v.dims[1:]))
                result[v.of or v.name] = np.full(shape, v.fill, dtype=v.dtype)
        return result | {"status": np.array([CRASHED])}

    def crashed(self, plan: Mapping[str, Any], point: Any, entry: Mapping[str, Any]) -> Blocks:
        """Return the stored row of a point whose simulation raised an error."""
        result = self.nothing(plan, entry)
        return self.encode(plan, self.variables(plan), [point], [entry], result)

    def derive(
        self,
        plan: Mapping[str, Any],
        variables: Sequence[Variable],
        points: Sequence[Any],
        stored: Mapping[str, np.ndarray],
    ) -> Blocks:
        """Return the rows of those variables that follow from stored ones (``derived_from``)."""
        return {}

    def refined_from(self, config: Any) -> Mapping[str, int | None]:
        """Return the variables that decide a refinement, each with its recorded step.

        The step is one of a series, or None for all of a row.
        """
        return {}

    def between(
        self,
        config: Any,
        rows: Sequence[Mapping[str, Any]],
        stored: Mapping[str, np.ndarray],
        tried: Sequence[Mapping[str, Any]],
    ) -> Iterator[dict[str, Any]]:
        """Yield the axis values that a round of refinement adds.

        Parameters: rows of the run table with a good result; stored: the variables of
        ``refined_from`` of these rows; tried: values that earlier rounds added, with any result.
        The values depend on these inputs alone.
        """
        yield from ()

    def doubts(self, resolved: Any) -> tuple[str, ...]:
        """Return a message for each kind of implausible input."""
        return ()

    def names_of(self, point: Any) -> Mapping[str, Sequence[str]]:
        """Return the names of a point that are stored as codes, by variable."""
        return {key: (str(point.row[key]),) for key in self.coded}

    def optional(self, config: Any) -> Sequence[str]:
        """Return the optional variables that a study records."""
        return ()
