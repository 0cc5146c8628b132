"""Cycled films for a study, with their last protocol, and time series of single cycles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from nmhts.numerics.envelope import Pace
from nmhts.numerics.watch import SharedWatch
from nmhts.physics.transport.codes import OK, TIME_LIMIT
from nmhts.physics.transport.cycle_state import EXCHANGES, EXTRA
from nmhts.physics.transport.wear import live_share
from nmhts.simulation.cycles.jumps import CYCLE_SERIES, cycle_batch, erase
from nmhts.simulation.cycles.samples import NO_REGIME, film_state, worn_point
from nmhts.simulation.films.fidelities import simulate_films
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.simulation.protocols.waveform import Protocol

WITHIN = (
    "magnetization",
    "front_position",
    "nitrogen_lost",
    "nitrogen_reservoir",
    "current_density",
    "stern_drop",
)
"""Series within single cycles and after the last one.

Magnetization is that of the whole film; the others are per live area.
"""

AFTER = (*WITHIN, "gate_voltage", "time")
"""Outputs over the time after the last cycle; their names end in ``_after``."""


@dataclass(frozen=True)
class CycledFilm:
    """Inputs of a film that is cycled.

    cycle: point with the protocol and times of one cycle; count of cycles; then: protocol and times
    [s] after the last cycle, or None.
    """

    cycle: KineticsPoint
    count: int
    then: tuple[Protocol, tuple[float, ...]] | None


def courses(
    points: Sequence[KineticsPoint],
    states: Sequence[np.ndarray],
    fidelity: str,
    rtol: float,
    max_steps: int,
    watch: SharedWatch | None = None,
) -> dict[str, np.ndarray]:
    """Return ``WITHIN``, the voltage [b, t] and the ``status`` [b] of runs from cycled states.

    Magnetization is that of the whole area.
    Parameters: points; states (see ``physics.transport.cycle_state``) at which the runs begin, with
    their wear; the others as of ``cycle_batch``. A run from a state that was not reached is NaN and
    has the status ok.
    """
    shape = len(points), len(points[0].times)
    found: dict[str, np.ndarray] = {
        name: np.full(shape, np.nan) for name in (*WITHIN, "gate_voltage")
    }
    found["status"] = np.full((len(points),), OK, dtype=np.int64)
    there = [i for i, x in enumerate(states) if not np.isnan(x).any()]
    if not there:
        return found
    worn = [worn_point(points[i], states[i]) for i in there]
    begin = [film_state(states[i]) for i in there]
    rows = None if watch is None else watch.turn(there)
    batch = simulate_films(fidelity, worn, rtol, max_steps, begin, rows)
    for name, values in found.items():
        values[there] = batch[name]
    live = [live_share(points[i].nitride, states[i][EXCHANGES]) for i in there]
    found["magnetization"][there] *= np.array(live)[:, None]
    return found


def simulate_cycled(
    films: Sequence[CycledFilm],
    wanted: Sequence[int],
    *,
    fidelity: str,
    rtol: float,
    max_steps: int,
    tolerance: float,
    watch: SharedWatch | None = None,
) -> dict[str, np.ndarray]:
    """Cycle films; return their outputs cycle by cycle and after the last cycle.

    Dimensions: b films, c wanted cycles, p planes of the thickest film, t times after.

    Parameters: films, all or none with a protocol after the last cycle; wanted cycles, up to the
    last; tolerance of a jump; the others as of ``cycle_batch``.
    Returns: each of ``CYCLE_SERIES`` and ``time``, ``simulated``, ``cycle_regime`` [b, c],
    ``regime`` [b] of all recorded cycles together, ``sampling_error`` [b], ``nitrogen_occupancy``
    [b, p] at the end of the last cycle, ``depth`` [b, p] m, ``n_planes`` and ``status`` [b]; after
    the last cycle each of ``AFTER`` [b, t], its name with ``_after``. A film that the watch gives
    up is NaN throughout.
    """
    points = [film.cycle for film in films]
    found = cycle_batch(
        points,
        wanted,
        fidelity=fidelity,
        rtol=rtol,
        max_steps=max_steps,
        pace=Pace(tolerance=tolerance),
        watch=watch,
    )
    planes = np.array([point.n_planes for point in points])
    last = found["state"][:, -1]
    result = {name: found[name] for name in (*CYCLE_SERIES, "simulated", "sampling_error")}
    if films[0].then is not None:
        after = [replace(f.cycle, protocol=f.then[0], times=f.then[1]) for f in films if f.then]
        states = [x[: n + EXTRA] for x, n in zip(last, planes, strict=True)]
        run = courses(after, states, fidelity, rtol, max_steps, watch)
        result |= {f"{name}_after": run[name] for name in AFTER if name != "time"}
        ended = found["status"] == OK
        found["status"][ended] = run["status"][ended]
    given_up = found["status"] == TIME_LIMIT
    erase(found, given_up)
    erase(result, given_up)
    if films[0].then is not None:
        result["time_after"] = np.array([film.then[1] for film in films if film.then])
    lengths = np.array([point.protocol.duration for point in points])
    below = np.arange(int(planes.max()))
    spacing = np.array([point.nitride["plane_spacing"] for point in points])
    depth = (planes[:, None] - 0.5 - below) * spacing[:, None]
    inside = below < planes[:, None]
    seen = np.where(found["regime"] == NO_REGIME, 0, found["regime"])
    return result | {
        "status": found["status"],
        "cycle_regime": found["regime"],
        "regime": np.bitwise_or.reduce(seen, axis=1),
        "time": lengths[:, None] * np.asarray(wanted, dtype=float),
        "nitrogen_occupancy": np.where(inside, last[:, : len(below)], np.nan),
        "depth": np.where(inside, depth, np.nan),
        "n_planes": planes,
    }
