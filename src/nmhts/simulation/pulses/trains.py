"""Trains of equal pulses on many films, until each is written to a level.

A train is fast if its period is short against all processes in the film. It then acts on the film
through averages over a period of the quickly charging gate. Periods and the charge of the Stern
layer stretched by one factor m keep those averages:

    C_S dD/dt = (-V - phi - D) / R_A - G_leak (phi + D) - q_N J_1

is the same in t / m with m C_S for a film that stands still within a period. A train of f / m
therefore stands for one of f, with m times fewer pulses to compute. docs/theory/after-the-pulse.md
gives the loss of accuracy. Only the charge of the layer loses its meaning; no function here returns
it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nmhts.errors import ProtocolError, SimulationError
from nmhts.physics.transport.parameters import plane_density
from nmhts.physics.transport.state import FilmParameters
from nmhts.simulation.films import plane_model
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import (
    FilmState,
    KineticsPoint,
    plane_magnetization,
    pristine,
)
from nmhts.simulation.outcomes.film_status import BY_CODE
from nmhts.simulation.protocols.waveform import Protocol

SLOWEST = 10.0
"""Default frequency to which faster trains are stretched, Hz (numerical: saves pulses)."""

LONGEST = 300.0
"""Default time after which a film that is not written is given up, s (assumed)."""

ENDS = 8
"""Default number of places of the front between two planes (numerical: averages over steps)."""

NOT_WRITTEN = "not_written"
"""Status of a film whose M did not reach the level.

Raise ``longest``, lower the level, or drive the film harder.
"""

_FIRST = 0.5  # length of the first part of a train, s (numerical); each next part doubles the train
_RECORDS = 64  # pulse ends recorded in a part (numerical)
_STERN = FilmParameters._fields.index("stern_capacitance")


@dataclass(frozen=True)
class PulseTrain:
    """Equal pulses with 0 V between them.

    voltage V; frequency Hz; duty: share of the period with the voltage on, above 0 and up to 1.

    Errors: ProtocolError naming the number that is out of its range.
    """

    voltage: float
    frequency: float
    duty: float = 0.5

    def __post_init__(self) -> None:
        if not math.isfinite(self.voltage) or self.voltage == 0:
            raise ProtocolError(f"voltage: {self.voltage} V (allowed: finite and not zero)")
        if not 0 < self.frequency < math.inf:
            raise ProtocolError(f"frequency: {self.frequency} Hz (allowed: positive and finite)")
        if not 0 < self.duty <= 1:
            raise ProtocolError(f"duty: {self.duty} (allowed: above 0 and up to 1)")

    def stretched(self, slowest: float) -> PulseTrain:
        """Return the train at ``slowest`` [Hz], or itself if it is not faster."""
        return PulseTrain(self.voltage, min(self.frequency, slowest), self.duty)

    def protocol(self, count: int) -> Protocol:
        """Return the protocol of ``count`` pulses of this train."""
        period = 1.0 / self.frequency
        text = (
            f"{count} pulses of {self.voltage:g} V at {self.frequency:g} Hz "
            f"with a duty of {self.duty:g}"
        )
        starts = period * np.arange(count)
        if self.duty == 1.0:
            nodes, volts = [*starts, count * period], [self.voltage] * count
        else:
            edges = np.stack([starts, starts + self.duty * period], axis=1).ravel()
            nodes, volts = [*edges, count * period], [self.voltage, 0.0] * count
        nodes, volts = tuple(map(float, nodes)), tuple(volts)
        return Protocol(nodes, volts, volts, ((text, 0.0, nodes[-1]),), (0,))


@dataclass(frozen=True)
class Written:
    """A film at the end of a train.

    ``states`` [e] at ends of pulses within one plane of the front; ``pulses`` of the unstretched
    train until the level was reached, and ``time`` s; ``status`` a name, ``NOT_WRITTEN`` where the
    level was not reached.
    """

    states: tuple[FilmState, ...]
    pulses: float
    time: float
    status: str


class _Course:
    """One film under its train, part by part."""

    def __init__(self, film: Film, train: PulseTrain, slowest: float):
        self.film, self.true = film, train
        self.train = train.stretched(slowest)
        self.stretch = train.frequency / self.train.frequency
        nitride = film.material.values()
        self.full = float(plane_magnetization(nitride, np.zeros(1), film.temperature)[0])
        self.to_planes = 1.0 / plane_density(nitride)
        self.state: FilmState | None = None
        self.elapsed, self.out, self.status = 0.0, 0.0, ""
        self.reached: tuple[float, float] | None = None  # time s, N out planes
        self.found: list[tuple[float, FilmState]] = []  # N out planes, state

    def part(self) -> KineticsPoint:
        """Return the next part of the train, recorded at ends of pulses."""
        length = self.elapsed or _FIRST
        if self.reached:
            # End just beyond the wanted plane, at the mean rate so far.
            length *= max(0.05, 1.2 * (self.reached[1] + 1.0 - self.out) / self.out)
        protocol = self.train.protocol(max(1, round(length * self.train.frequency)))
        ends = protocol.nodes[:: 1 if self.train.duty == 1.0 else 2]
        which = np.unique(np.linspace(0, len(ends) - 1, _RECORDS + 1).round().astype(int))
        which = np.concatenate([which, np.full(_RECORDS + 1 - len(which), which[-1])])
        film = self.film
        return KineticsPoint(
            film.material.values(),
            film.gate.values(),
            film.thickness,
            film.temperature,
            protocol,
            tuple(ends[k] for k in which),
        )

    def take(self, point: KineticsPoint, seen: dict[str, np.ndarray], level: float) -> None:
        """Add the records of a part to the course of the film."""
        n, times = point.n_planes, np.asarray(point.times)
        amounts = ("nitrogen_adsorbed", "nitrogen_reservoir", "nitrogen_lost")
        adsorbed, reservoir, lost = (seen[name] * self.to_planes for name in amounts)
        out = reservoir + lost
        for k in range(1, len(times)):
            if times[k] == times[k - 1]:
                continue
            profile = seen["nitrogen_occupancy"][k, :n].copy()
            dissolved = reservoir[k] - adsorbed[k]
            self.state = FilmState(profile, adsorbed[k], dissolved, lost[k], seen["stern_drop"][k])
            if self.reached is None and seen["magnetization"][k] >= level * self.full:
                self.reached = self.elapsed + times[k], out[k]
            if self.reached is not None and (not self.found or out[k] < self.reached[1] + 1.0):
                self.found.append((out[k], self.state))
        self.elapsed, self.out = self.elapsed + times[-1], out[-1]

    def goes_on(self, longest: float) -> bool:
        """Return whether the train has to continue."""
        if self.status or self.reached is None:
            return not self.status and self.elapsed < longest
        # A film that has less than a plane of N left stops here.
        return self.out < self.reached[1] + 1.0 and self.elapsed < 2.0 * max(
            self.reached[0], _FIRST
        )

    def written(self, ends: int) -> Written:
        """Return the film at ``ends`` places of the plane that left after the level was reached."""
        if self.reached is None or self.status:
            return Written((), np.nan, np.nan, self.status or NOT_WRITTEN)
        out = np.array([amount for amount, _ in self.found])
        wanted = out[0] + (np.arange(ends) + 0.5) / ends
        states = tuple(self.found[int(np.argmin(np.abs(out - w)))][1] for w in wanted)
        time = self.reached[0]
        return Written(states, time * self.true.frequency, time, "ok")


def write_by_trains(
    films: Sequence[Film],
    trains: Sequence[PulseTrain],
    level: float,
    *,
    slowest: float = SLOWEST,
    longest: float = LONGEST,
    ends: int = ENDS,
    rtol: float = plane_model.DEFAULT_RTOL,
    max_steps: int = plane_model.DEFAULT_MAX_STEPS,
) -> list[Written]:
    """Drive films as grown by their trains until M reaches a level; return them at ends of pulses.

    M of a film that switches plane by plane rises in steps. The result would depend on the place
    between two planes at which the train stops. Every film is therefore returned at ``ends`` places
    spread over the plane that leaves after the level was reached. Means over them are like means
    over grains whose fronts are not level.

    Parameters: films, trains [b]; level of M over that of all the metal, 0 to 1; slowest: faster
    trains are stretched to this frequency, Hz (``inf``: never); longest train, s; ends: places, of
    which the nearest pulse ends are taken, so that coarse pulses give one of them twice; rtol,
    max_steps of every part.
    Returns: [b]. The result of a film depends only on its own film and train.
    Errors: SimulationError naming the argument.
    """
    if len(films) != len(trains):
        raise SimulationError(
            f"{len(films)} films and {len(trains)} trains (expected: one train a film)"
        )
    for name, value, top in (
        ("level", level, 1.0),
        ("slowest", slowest, math.inf),
        ("longest", longest, math.inf),
    ):
        if not (0 < value < top or (name == "slowest" and value == top)):
            raise SimulationError(
                f"{name}: {value} (allowed: above 0{' and below 1' if top == 1.0 else ''})"
            )
    if ends < 1:
        raise SimulationError(f"ends: {ends} (allowed: 1 or more)")
    courses = [_Course(film, train, slowest) for film, train in zip(films, trains, strict=True)]
    # Lanes of one group run as deep as their thickest film, so sort by thickness.
    running = sorted(courses, key=lambda course: course.film.thickness)
    while running:
        points = [course.part() for course in running]
        starts = [c.state or pristine(point) for c, point in zip(running, points, strict=True)]
        batch = plane_model.batch_films(points, starts)
        batch.parameters[:, _STERN] *= np.array([course.stretch for course in running])
        results = plane_model.integrate(batch, rtol, max_steps, None, None, None)
        seen = plane_model.observe(points, batch, results)
        for i, (course, point) in enumerate(zip(running, points, strict=True)):
            status = BY_CODE[int(results.status[i])].name
            if status == "ok":
                course.take(point, {name: values[i] for name, values in seen.items()}, level)
            else:
                course.status = status
        running = [course for course in running if course.goes_on(longest)]
    return [course.written(ends) for course in courses]
