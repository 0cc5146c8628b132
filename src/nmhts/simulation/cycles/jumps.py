"""Many cycles of a batch of films: few simulated cycles, and jumps between them.

docs/theory/cycling.md states the method.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nmhts.errors import SimulationError
from nmhts.numerics.envelope import Mark, Pace, Requests, Sample, follow_cycles
from nmhts.numerics.watch import SharedWatch
from nmhts.physics.transport.codes import OK, TIME_LIMIT
from nmhts.physics.transport.cycle_state import (
    ADSORBED,
    DISSOLVED,
    EXCHANGES,
    EXTRA,
    LOST,
    LOST_IN_ALL,
    SLOW,
    carry,
    inventory,
)
from nmhts.physics.transport.parameters import plane_density, series_resistance
from nmhts.physics.transport.wear import live_share
from nmhts.simulation.cycles.samples import NO_REGIME, Seen, packed, simulate_cycles, worn_point
from nmhts.simulation.films.fidelities import PLANES
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    FilmState,
    KineticsPoint,
    plane_magnetization,
    pristine,
)
from nmhts.simulation.outcomes.codes import Status
from nmhts.simulation.outcomes.conservation import MOST_DRIFT, NOT_CONSERVED
from nmhts.simulation.outcomes.film_status import STATUSES

TOO_MANY_CYCLES = 8
"""Code of a film of which too few cycles can be skipped."""

CYCLE_STATUSES = (
    *STATUSES,
    Status(
        TOO_MANY_CYCLES,
        "too_many_cycles",
        "The film changes so much from cycle to cycle that too few of them can be skipped. Ask for "
        "fewer cycles, raise the tolerance or the number of cycles that may be simulated.",
    ),
)

CYCLE_SERIES = (
    "magnetization_on",
    "magnetization_off",
    "window",
    "front_on",
    "front_off",
    "nitrogen_lost",
    "nitrogen_in_film",
    "nitrogen_reservoir",
    "nitrogen_trapped",
    "exchanges",
    "live_share",
    "exit_barrier",
    "series_resistance",
    "cycle_error",
)
"""Outputs over (film, cycle)."""

_LITTLE = 1e-12  # lost N [planes] or exchanges with no meaningful relative difference (numerical)
_FINER = 1e-2  # factor on rtol that measures the error of the simulated cycles (numerical)


@dataclass
class _Film:
    """One film within its cycles.

    scale: the window to which differences of M are relative, A/m; held, lost, exchanges: all N,
    lost N [planes] and exchanges at the start.
    """

    point: KineticsPoint
    scale: float
    held: float
    lost: float
    exchanges: float

    def compare(self, a: Sample[Seen], b: Sample[Seen]) -> np.ndarray:
        """Return the relative differences of two samples of one cycle.

        They are M on and M off over the largest window so far, and N in the film over its sites.
        Lost N and exchanges follow, over their growth since the start.
        """
        n = len(a.state) - EXTRA
        inside = abs(float(np.sum(a.state[:n] - b.state[:n]))) / n
        lost = max(a.state[LOST_IN_ALL] - self.lost, _LITTLE)
        passed = max(a.state[EXCHANGES] - self.exchanges, _LITTLE)
        return np.array([
            abs(a.seen.on - b.seen.on) / self.scale,
            abs(a.seen.off - b.seen.off) / self.scale,
            inside,
            abs(a.state[LOST_IN_ALL] - b.state[LOST_IN_ALL]) / lost,
            abs(a.state[EXCHANGES] - b.state[EXCHANGES]) / passed,
        ])  # fmt: skip

    def carry(self, x: np.ndarray, change: np.ndarray, cycles: int) -> np.ndarray:
        """Return the state after cycles that all change it equally."""
        return carry(x, change, cycles, self.point.gate["adsorbed_capacity"])


def cycle_batch(
    points: Sequence[KineticsPoint],
    wanted: Sequence[int],
    starts: Sequence[FilmState] | None = None,
    *,
    fidelity: str = PLANES,
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    pace: Pace | None = None,
    watch: SharedWatch | None = None,
) -> dict[str, np.ndarray]:
    """Follow films through many cycles.

    Dimensions: b films, c wanted cycles, m unknowns of the thickest film.

    Parameters: points, whose protocol and times are those of one cycle; wanted numbers of cycles,
    ascending from 1 on; starts (as grown if None); fidelity, rtol, max_steps of every simulated
    cycle; pace: bounds of a jump (``Pace()`` if None); watch over all cycles of each film, in the
    plane model (no watch if None).
    Returns: each of ``CYCLE_SERIES`` [b, c] SI, where ``cycle_error`` is the sum of all differences
    found at jumps up to that cycle; ``simulated`` [b, c] cycles simulated so far; ``regime`` [b, c]
    of each wanted cycle; ``state`` and ``before`` [b, c, m] at the end and the begin of each wanted
    cycle (see ``physics.transport.cycle_state``, NaN beyond a film); ``status`` [b]
    (``CYCLE_STATUSES``); ``sampling_error`` [b]: change of the last wanted cycle, in its lost N or
    its M, with a hundredth of rtol.
    Errors: SimulationError for cycles that are not ascending from 1 on, or as of
    ``simulate_films``.

    A film that fails is NaN from the cycle of its failure on; no other film is affected. A film
    that the watch gives up is NaN throughout, because its progress depends on the machine. The
    bytes of a film depend only on its own point.
    """
    numbers = np.asarray(wanted)
    if (
        numbers.dtype.kind != "i"
        or not numbers.size
        or numbers[0] < 1
        or (np.diff(numbers) < 1).any()
    ):
        raise SimulationError(
            f"wanted cycles: {list(wanted)} (allowed: whole numbers, ascending from 1 or more)"
        )
    pace = pace or Pace()
    count, unknowns = len(points), max(point.n_planes for point in points) + EXTRA
    result: dict[str, np.ndarray] = {
        name: np.full((count, len(numbers)), np.nan) for name in CYCLE_SERIES
    }
    result["simulated"] = np.zeros(result["window"].shape, dtype=np.int64)
    result["regime"] = np.full(result["window"].shape, NO_REGIME, dtype=np.int16)
    result["state"], result["before"] = np.full((2, count, len(numbers), unknowns), np.nan)
    result["status"] = np.zeros((count,), dtype=np.int64)
    place = {int(number): k for k, number in enumerate(numbers)}
    films, runs = [], []
    for i, point in enumerate(points):
        x = packed(starts[i] if starts is not None else pristine(point))
        full = plane_magnetization(point.nitride, np.zeros(1), point.temperature)[0]
        film = _Film(point, 1e-3 * max(float(full), 1.0), inventory(x), float(x[LOST_IN_ALL]), 0.0)

        def notice(mark: Mark[Seen], i: int = i, film: _Film = film) -> None:
            _note(result, i, place.get(mark.cycle), film.point, mark)

        films.append(film)
        runs.append(follow_cycles(x, place, film.carry, film.compare, SLOW, notice, pace))
    _drive(films, runs, fidelity, rtol, max_steps, result["status"], watch)
    _code_drift(films, result)
    result["sampling_error"] = _sampling_error(films, result, fidelity, rtol, max_steps, watch)
    erase(result, result["status"] == TIME_LIMIT)
    return result


def _code_drift(films: Sequence[_Film], result: dict[str, np.ndarray]) -> None:
    """Erase results of films from the wanted cycle on by which they had made or lost nitrogen.

    A film that reached its last cycle gets the status ``NOT_CONSERVED``.
    """
    for i, film in enumerate(films):
        states = (_unpadded(film.point, x) for x in result["state"][i])
        drift = np.array([inventory(x) - film.held for x in states]) / film.point.n_planes
        off = np.abs(drift) > MOST_DRIFT
        if not off.any():
            continue
        wrong = np.zeros(result["window"].shape, dtype=bool)
        wrong[i, int(np.argmax(off)) :] = True
        erase({name: values for name, values in result.items() if name != "status"}, wrong)
        if result["status"][i] == OK:
            result["status"][i] = NOT_CONSERVED


def erase(result: Mapping[str, np.ndarray], films: np.ndarray) -> None:
    """Erase all results but the status of some films [b], or of some of their cycles [b, c]."""
    for name, values in result.items():
        if name != "status":
            values[films] = {"simulated": 0, "regime": NO_REGIME}.get(name, np.nan)


def _drive(
    films: Sequence[_Film],
    runs: Sequence[Requests[Seen]],
    fidelity: str,
    rtol: float,
    max_steps: int,
    status: np.ndarray,
    watch: SharedWatch | None,
) -> None:
    """Simulate the cycles that the runs of films request, side by side, until all have ended."""
    asked = {i: next(run) for i, run in enumerate(runs)}
    while asked:
        who = [i for i, states in asked.items() for _ in states]
        states = [x for some in asked.values() for x in some]
        points = [films[i].point for i in who]
        rows = None if watch is None else watch.turn(who)
        samples = simulate_cycles(points, states, fidelity, rtol, max_steps, rows)
        for i, sample in zip(who, samples, strict=True):
            if sample.good:
                films[i].scale = max(films[i].scale, sample.seen.on - sample.seen.off)
        begin, following = 0, {}
        for i, some in asked.items():
            own = samples[begin : begin + len(some)]
            begin += len(some)
            if any(sample.seen.status == TIME_LIMIT for sample in own):
                # The cycle can be simulated: a shorter jump would not help.
                status[i] = TIME_LIMIT
                runs[i].close()
                continue
            try:
                following[i] = runs[i].send(own)
            except StopIteration as end:
                if not end.value:
                    failed = [sample.seen.status for sample in own if not sample.good]
                    status[i] = failed[0] if failed else TOO_MANY_CYCLES
        asked = following


def _note(
    result: dict[str, np.ndarray],
    i: int,
    k: int | None,
    point: KineticsPoint,
    mark: Mark[Seen],
) -> None:
    """Fill the row of a wanted cycle; a cycle that did not reach its end stays NaN."""
    if k is None or not mark.sample.good:
        return
    x, seen, density = mark.sample.state, mark.sample.seen, plane_density(point.nitride)
    n = point.n_planes
    # The wear before the cycle acts within it, so the outputs are those of that wear.
    live, worn = live_share(point.nitride, mark.before[EXCHANGES]), worn_point(point, mark.before)
    dead = (1.0 - live) * inventory(x) - (x[LOST_IN_ALL] - live * x[LOST])
    values = {
        "magnetization_on": seen.on,
        "magnetization_off": seen.off,
        "window": seen.on - seen.off,
        "front_on": seen.front_on,
        "front_off": seen.front_off,
        "nitrogen_lost": density * x[LOST_IN_ALL],
        "nitrogen_in_film": density * live * float(np.sum(x[:n])),
        "nitrogen_reservoir": density * live * (x[ADSORBED] + x[DISSOLVED]),
        "nitrogen_trapped": density * dead,
        "exchanges": x[EXCHANGES],
        "live_share": live,
        "exit_barrier": worn.nitride["exit_barrier"],
        "series_resistance": series_resistance(worn.gate, point.temperature),
        "cycle_error": float(mark.error.max()),
    }
    for name in CYCLE_SERIES:
        result[name][i, k] = values[name]
    result["simulated"][i, k], result["regime"][i, k] = mark.simulated, seen.regime
    result["state"][i, k, : len(x)], result["before"][i, k, : len(x)] = x, mark.before


def _sampling_error(
    films: Sequence[_Film],
    result: dict[str, np.ndarray],
    fidelity: str,
    rtol: float,
    max_steps: int,
    watch: SharedWatch | None,
) -> np.ndarray:
    """Return the change of the last wanted cycle with a hundredth of the tolerance.

    It is the larger of the relative change of N lost in it and of M over its window. A film that
    the watch gives up is coded in the status.
    """
    errors = np.full(len(films), np.nan)
    whole = [
        i
        for i in range(len(films))
        if np.isfinite(result["window"][i, -1]) and not result["status"][i]
    ]
    if not whole:
        return errors
    befores = [_unpadded(films[i].point, result["before"][i, -1]) for i in whole]
    finer = max(_FINER * rtol, 1e-10)
    rows = None if watch is None else watch.turn(whole)
    samples = simulate_cycles(
        [films[i].point for i in whole], befores, fidelity, finer, 10 * max_steps, rows
    )
    for i, before, sample in zip(whole, befores, samples, strict=True):
        if sample.seen.status == TIME_LIMIT:
            result["status"][i] = TIME_LIMIT
            continue
        state = _unpadded(films[i].point, result["state"][i, -1])
        lost = state[LOST] - before[LOST]
        off = abs(sample.state[LOST] - state[LOST]) / max(lost, _LITTLE)
        M = abs(sample.seen.on - result["magnetization_on"][i, -1])
        M = max(M, abs(sample.seen.off - result["magnetization_off"][i, -1]))
        errors[i] = max(off, M / films[i].scale)
    return errors


def _unpadded(point: KineticsPoint, x: np.ndarray) -> np.ndarray:
    return x[: point.n_planes + EXTRA]
