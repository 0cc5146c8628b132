"""A floating film in time steps: films, counter reaction, and the potential that balances them."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np

from nmhts.numerics.dense import solve
from nmhts.physics.transport import codes
from nmhts.physics.transport.bipolar.exchange import Exchange
from nmhts.physics.transport.bipolar.floating import Coupling, Floating, float_conductor
from nmhts.simulation.protocols.waveform import Protocol
from nmhts.simulation.wireless.side_by_side import Drawn, SideBySide

NO_BALANCE = 100
"""Code of a run without voltages at which films and cell agree."""
ITERATIONS = 6
"""Largest number of Newton iterations in a step (numerical: a shorter step then costs less)."""
_CLOSE = 0.02
"""Accepted disagreement of films and cell, as a share of the largest change in a step.

Numerical: the 2 % of docs/theory/wireless.md, "In time".
"""
_LEAST = 1e-13
"""Least step as a share of the time reached (numerical: above the rounding of a time)."""
CHARGING = 1e-2
"""Time in which Stern layers charge through the liquid, s, rounded up (assumed).

Numerical as well: steps up to this length are not shortened to resolve a change of voltage, as
docs/theory/wireless.md, "In time", states.
"""
_PROBE = 1e-3
"""Voltage step of a difference quotient, V (numerical: small against k_B T / e, above noise)."""
_GROWTH, _SHRINK = 2.5, 0.3
"""Largest and smallest factor between the lengths of two steps (numerical: usual step control)."""


class Floor(NamedTuple):
    """A floating conductor whose first p of m elements carry films.

    coupling of its elements; exchange: law of the counter reaction; storage 1 / C_F, m2/F; films p.
    """

    coupling: Coupling
    exchange: Exchange
    storage: float
    films: int


class Trace(NamedTuple):
    """Records of p films at t times."""

    state: np.ndarray  # [t, p, n + 4]
    density: np.ndarray  # [t, p] A/m2
    interface_voltage: np.ndarray  # [t, p] V
    undisturbed: np.ndarray  # [t, p] V: without the current of ions
    film_potential: np.ndarray  # [t] V
    counter: np.ndarray  # [t, m] A/m2, out of the conductor
    counter_charge: np.ndarray  # [t, m] C/m2, out of the conductor
    steps: np.ndarray  # [p]
    reached: int  # records that were reached
    status: int
    residual: float  # V, the largest by which films and cell disagreed


RECORDS = (
    "state",
    "density",
    "interface_voltage",
    "undisturbed",
    "film_potential",
    "counter",
    "counter_charge",
)
"""Fields of a trace with a value for every time."""


def ion_response(floor: Floor, counter: np.ndarray, duration: float) -> np.ndarray:
    """Return the response of the interface voltage of film i to the current density of film k.

        (A + D) di - dPhi = A dj
        sum_k l_k di_k = sum_k l_k dj_k
        d eta = D di,    D = dx/di + dt / C_F

    The current density is that of extraction; the response is [p, p] ohm m2.

    Parameters: floor; counter [m]: current density i of the counter reaction out of the conductor,
    A/m2; duration dt of the step, s.
    """
    lengths, A = floor.coupling.lengths, floor.coupling.response
    m, p = len(lengths), floor.films
    D = floor.exchange.slope(counter) + duration * floor.storage
    matrix = np.zeros((m + 1, m + 1))
    matrix[:m, :m] = A + np.diag(D)
    matrix[:m, m], matrix[m, :m] = -1.0, lengths
    moved = solve(matrix, np.vstack([A[:, :p], lengths[None, :p]]))[:m]
    return (D[:, None] * moved)[:p]


def feeding_resistance(floor: Floor, drive: Protocol) -> np.ndarray:
    """Return the resistance through which each film is fed, [p] ohm m2.

    It is the response to its own current at the largest voltage of the drive. The currents of other
    films, and the difference at other voltages, enter its source voltage.
    """
    none = np.zeros(len(floor.coupling.lengths))
    volts = np.array([max(map(abs, (*drive.v_start, *drive.v_end))), 0.0])
    driven = float_conductor(floor.coupling, volts, floor.exchange, none, none, 0.0)
    return np.diag(ion_response(floor, driven.counter_current, 0.0)).copy()


class _GivenUpError(Exception):
    """The watch gave the run up."""


class _Step(NamedTuple):
    drawn: Drawn
    floating: Floating
    source: np.ndarray
    slope: np.ndarray
    residual: float


def march(
    floor: Floor,
    films: SideBySide,
    drive: Protocol,
    times: np.ndarray,
    largest_change: float,
    rtol: float,
    max_steps: int,
) -> Trace:
    """Return the trace of films on a floating conductor.

    In a step the interface voltage of a film is W + R j, with W constant and j its current density
    (> 0 for extraction). The cell gives the interface voltages that belong to the mean currents of
    all films. Newton's method finds the W at which the two agree. Currents enter both by their
    means over the step, so charge is conserved for any length of step.

    Parameters: floor, films; drive: voltage of the first electrode against the second; times [t] s
    of records, from 0, with every node of the drive among them; largest_change of an interface
    voltage in a step, V; rtol, max_steps of the films.
    Returns: Trace; NaN after the last record reached; status TIME_LIMIT where the watch of the
    films gives the run up.
    """
    m, count = len(floor.coupling.lengths), len(times)
    trace = _blank(count, floor.films, m, films.pristine.shape[1])
    state, stored, charge = films.pristine.copy(), np.zeros(m), np.zeros(m)
    trace.state[0], trace.density[0], trace.counter_charge[0] = state, 0.0, 0.0
    attempt = partial(
        _try, floor, films, largest_change=largest_change, rtol=rtol, max_steps=max_steps
    )
    source: np.ndarray | None = None
    slope: np.ndarray | None = None
    length, previous, worst, volts = 0.0, 0.0, 0.0, 0.0
    none, free = np.zeros(m), np.zeros(m)
    jumps = set(_jumps(drive))
    step: _Step | None = None
    for k in range(count - 1):
        now, end = float(times[k]), float(times[k + 1])
        if k == 0 or now in jumps:
            source, slope, length = None, None, min(CHARGING, end - now)
            previous = length
        while now < end:
            length = _fitted(length, end - now)
            volts = _mean_voltage(drive, now, now + length)
            try:
                step, moved = attempt(state, stored, volts, length, source, slope)
            except _GivenUpError:
                return trace._replace(reached=k + 1, status=codes.TIME_LIMIT)
            # Voltages are means over steps: between those of two steps lies half of each.
            change = 2.0 * moved * length / (length + previous)
            # Numerical: twice the largest change is accepted, since the next step is shortened.
            if step is None or (change > 2.0 * largest_change and length > CHARGING):
                if length < _LEAST * max(now, CHARGING):
                    return trace._replace(reached=k + 1, status=NO_BALANCE)
                length *= _SHRINK if step is None else max(_SHRINK, CHARGING / length)
                continue
            state, stored = step.drawn.state, step.floating.stored
            source, slope = step.source, step.slope
            charge += length * step.floating.counter_current
            worst = max(worst, step.residual)
            trace.steps[:] += step.drawn.steps
            previous = length
            # Numerical: 1e-15 is the rounding of a time, 1e-9 V avoids a division by 0, and 0.9 of
            # the largest change is the aim of usual step control.
            now = end if now + length >= end * (1 - 1e-15) else now + length
            length *= min(_GROWTH, max(_SHRINK, 0.9 * largest_change / max(change, 1e-9)))
            if trace.steps.max() > max_steps:
                return trace._replace(reached=k + 1, status=codes.TOO_MANY_STEPS)
        assert step is not None
        alone = float_conductor(
            floor.coupling, np.array([volts, 0.0]), floor.exchange, none, none, 0.0, free
        )
        free = alone.counter_current
        _record(trace, k, step, alone, charge)
    return trace._replace(reached=count, residual=worst)


def _blank(count: int, films: int, elements: int, width: int) -> Trace:
    """Return a trace of NaN; ``width``: numbers in the state of a film."""
    return Trace(
        np.full((count, films, width), np.nan),
        np.full((count, films), np.nan),
        np.full((count, films), np.nan),
        np.full((count, films), np.nan),
        np.full(count, np.nan),
        np.full((count, elements), np.nan),
        np.full((count, elements), np.nan),
        np.zeros(films, dtype=np.int64),
        1,
        codes.OK,
        0.0,
    )


def _fitted(length: float, left: float) -> float:
    """Return the length of a step within the time left to a record, both s."""
    length = min(length, left)
    # Numerical: a last step below a tenth of this one is merged with it.
    return left if left - length < 0.1 * length else length


def _record(trace: Trace, k: int, step: _Step, alone: Floating, charge: np.ndarray) -> None:
    """Store the end of a step in a trace as record k + 1; its cell is that of record 0 too.

    Parameters: alone: the conductor without the current of ions; charge [m] C/m2 of the counter
    reaction.
    """
    p = trace.density.shape[1]
    rows = [k + 1] if k else [0, 1]
    trace.interface_voltage[rows] = step.floating.interface_voltage[:p]
    trace.undisturbed[rows] = alone.interface_voltage[:p]
    trace.film_potential[rows] = step.floating.potential
    trace.counter[rows] = step.floating.counter_current
    trace.state[k + 1], trace.density[k + 1] = step.drawn.state, step.drawn.density
    trace.counter_charge[k + 1] = charge


def _try(
    floor: Floor,
    films: SideBySide,
    state: np.ndarray,
    stored: np.ndarray,
    volts: float,
    length: float,
    source: np.ndarray | None,
    slope: np.ndarray | None,
    largest_change: float,
    rtol: float,
    max_steps: int,
) -> tuple[_Step | None, float]:
    """Return a step, and the change of a source in it, V (0 after a jump).

    There is no step where films and cell do not agree; its change is then infinite.
    """
    p, m = floor.films, len(stored)
    R, electrodes = films.resistance, np.array([volts, 0.0])

    def cell(current: np.ndarray) -> Floating:
        ions = np.zeros(m)
        ions[:p] = -current
        return float_conductor(
            floor.coupling, electrodes, floor.exchange, ions, stored, length * floor.storage
        )

    W = cell(np.zeros(p)).interface_voltage[:p] if source is None else source
    before: tuple[np.ndarray, np.ndarray] | None = None
    for iteration in range(ITERATIONS):
        # Numerical: half-way without convergence the slope is measured again.
        if slope is None or iteration == ITERATIONS // 2:
            twice = np.tile(np.arange(p), 2)
            both = films.draw(
                state[twice], np.concatenate([W, W + _PROBE]), length, rtol, max_steps, twice
            )
            drawn = Drawn(*(values[:p] for values in both))
            slope = (both.current[p:] - both.current[:p]) / _PROBE
        else:
            drawn = films.draw(state, W, length, rtol, max_steps)
            if before is not None:
                dW = W - before[0]
                # Numerical: smaller differences, in V, give a slope of rounding.
                moved = np.abs(dW) > 1e-9
                slope = np.where(
                    moved, (drawn.current - before[1]) / np.where(moved, dW, 1.0), slope
                )
        if films.given_up or (drawn.status == codes.TIME_LIMIT).any():
            # The run is over: a shorter step would not help.
            raise _GivenUpError
        if drawn.status.max() != codes.OK or not np.isfinite(drawn.current).all():
            return None, np.inf
        slope = np.clip(slope, -1.0 / R, 0.0)
        floating = cell(drawn.current)
        if not floating.settled:
            return None, np.inf
        residual = floating.interface_voltage[:p] - R * drawn.current - W
        off = float(np.abs(residual).max())
        if off <= _CLOSE * largest_change:
            change = 0.0 if source is None else float(np.abs(W - source).max())
            return _Step(drawn, floating, W, slope, off), change
        response = ion_response(floor, floating.counter_current, length)
        before = (W, drawn.current)
        W = W - solve((response - np.diag(R)) * slope - np.eye(p), residual)
    return None, np.inf


def _mean_voltage(drive: Protocol, begin: float, end: float) -> float:
    """Return the mean of a drive that is linear from ``begin`` to ``end``, V; both in s."""
    return float(drive.voltage(np.array([0.5 * (begin + end)]))[0])


def _jumps(drive: Protocol) -> list[float]:
    """Return the times at which a drive jumps, s."""
    pairs = zip(drive.nodes[1:-1], drive.v_end[:-1], drive.v_start[1:], strict=True)
    return [time for time, before, after in pairs if before != after]
