"""The run of a floating film, common to ``simulate_wireless`` and studies of such films."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nmhts.errors import ProtocolError
from nmhts.numerics.dense import times
from nmhts.numerics.watch import TurnWatch
from nmhts.physics.transport import codes, kernel
from nmhts.simulation.films.plane_model import KineticsPoint, observe
from nmhts.simulation.outcomes.codes import Status
from nmhts.simulation.outcomes.conservation import MOST_DRIFT, NOT_CONSERVED
from nmhts.simulation.outcomes.film_status import NO_FRONT, STATUSES
from nmhts.simulation.protocols.waveform import Protocol
from nmhts.simulation.wireless.cell import WirelessCell
from nmhts.simulation.wireless.march import NO_BALANCE, RECORDS, Trace, feeding_resistance, march
from nmhts.simulation.wireless.setup import Setup, Surroundings, floating_setup
from nmhts.simulation.wireless.side_by_side import SideBySide

MOST_PIECES = 5_000
"""Largest number of voltage pieces in the protocol of a wireless run (assumed).

Every piece takes at least one solution of the cell.
"""

WIRELESS_STATUSES = (
    *(status for status in STATUSES if status.code != NO_FRONT),
    Status(
        NO_BALANCE,
        "no_balance",
        "No voltages were found at which the films, the counter reaction and the liquid agree, or "
        "a film failed at them. Lower the driving voltage, "
        "or look for an extreme conductivity, counter reaction or parameter of the film.",
    ),
)
WIRELESS_BY_CODE = {status.code: status for status in WIRELESS_STATUSES}


@dataclass(frozen=True)
class FloatingFilm:
    """Inputs of a floating film.

    ``film``: its protocol is the voltage between the electrodes of the ``cell``; ``around``: its
    surroundings.
    """

    film: KineticsPoint
    cell: WirelessCell
    around: Surroundings


class Course(NamedTuple):
    """The run of a floating film.

    floating: its inputs; setup; films: the films that represent it; times [t] s of the steps;
    rows: the steps that are its records; trace.
    """

    floating: FloatingFilm
    setup: Setup
    films: SideBySide
    times: np.ndarray
    rows: np.ndarray
    trace: Trace

    @property
    def drive(self) -> Protocol:
        """Return the voltage of the first electrode against the second."""
        return self.floating.film.protocol


def check_drive(drive: Protocol) -> None:
    """Raise ProtocolError for a drive of too many pieces."""
    if len(drive.v_start) > MOST_PIECES:
        raise ProtocolError(
            f"{len(drive.v_start)} pieces of voltage (allowed in a wireless run: {MOST_PIECES})"
        )


def follow(
    floating: FloatingFilm,
    positions: int,
    largest_change: float,
    rtol: float,
    max_steps: int,
    watch: TurnWatch | None = None,
) -> Course:
    """Follow a floating film through its protocol.

    Parameters: floating; positions along it; largest_change of an interface voltage in a step, V;
    Parameters: floating; positions along it; largest_change of an interface voltage in a step, V;
    rtol, max_steps of the films; watch (no watch if None).
    """
    film, drive = floating.film, floating.film.protocol
    recorded = np.asarray(film.times)
    at = np.unique(np.concatenate([recorded, drive.nodes]))
    setup = floating_setup(floating.cell, floating.around, film.temperature, positions)
    films = SideBySide(
        film.nitride,
        film.gate,
        film.temperature,
        film.n_planes,
        feeding_resistance(setup.floor, drive),
        watch,
    )
    trace = march(setup.floor, films, drive, at, largest_change, rtol, max_steps)
    trace = cut_unbalanced(films, setup.floor.coupling.lengths, trace)
    return Course(floating, setup, films, at, np.searchsorted(at, recorded), trace)


def cut_unbalanced(films: SideBySide, lengths: np.ndarray, trace: Trace) -> Trace:
    """Return a trace that ends before the first record at which N or charge is not conserved.

    N is that of the films, charge that of the conductor. The status says ``NOT_CONSERVED``.

    Parameters: films; lengths [m] of the elements, m, the films first; trace.
    """
    n = films.planes
    nitrogen = trace.state[:, :, : n + 3].sum(axis=2)
    with np.errstate(invalid="ignore"):
        off = (np.abs(nitrogen - nitrogen[0]) > MOST_DRIFT * n).any(axis=1)
        passed = np.maximum.accumulate(times(np.abs(trace.counter_charge), lengths))
        off |= np.abs(net_charge(films, lengths, trace)) > MOST_DRIFT * passed
    if not off.any():
        return trace
    first = int(np.argmax(off))
    records = {
        name: np.where(
            np.arange(len(off)).reshape(-1, *[1] * (values.ndim - 1)) < first, values, np.nan
        )
        for name in RECORDS
        for values in [getattr(trace, name)]
    }
    status = NOT_CONSERVED if trace.status == codes.OK else trace.status
    return trace._replace(reached=min(trace.reached, first), status=status, **records)


def net_charge(films: SideBySide, lengths: np.ndarray, trace: Trace) -> np.ndarray:
    """Return the net charge of a floating conductor per depth, [t] C/m: 0 but for rounding."""
    p = trace.state.shape[1]
    drawn = np.stack([films.charge(state) for state in trace.state])
    return times(trace.counter_charge, lengths) - times(drawn - drawn[0], lengths[:p])


def feedback(trace: Trace) -> float:
    """Return the largest change of an interface voltage by ions, over the largest voltage."""
    largest = np.nanmax(np.abs(trace.undisturbed), initial=0.0)
    moved = np.nanmax(np.abs(trace.interface_voltage - trace.undisturbed), initial=0.0)
    return float(moved / largest) if largest else 0.0


def observed(course: Course) -> dict[str, np.ndarray]:
    """Return the outputs of ``plane_model.observe`` for the films of a run.

    Each film has the voltage at its interface in place of a protocol.
    """
    films, at, trace, film = course.films, course.times, course.trace, course.floating.film
    p, n = trace.state.shape[1], films.planes
    volts = np.nan_to_num(trace.interface_voltage.T)
    points = []
    for i in range(p):
        held = tuple(volts[i, 1:].tolist())
        own = Protocol(tuple(at.tolist()), held, held, ())
        gate = {**films.gate, "area_resistance": float(films.resistance[i])}
        points.append(
            KineticsPoint(films.nitride, gate, film.thickness, film.temperature, own, tuple(at))
        )
    states = np.moveaxis(trace.state, 0, 1)
    scalars = np.concatenate([states[:, :, n:], trace.density.T[:, :, None]], axis=2)
    ones = np.ones(p, dtype=np.int64)
    bare = np.zeros((p, 1))
    batch = kernel.Films(
        films.parameters,
        n * ones,
        films.pristine,
        ones,
        bare,
        bare,
        bare,
        np.tile(at, (p, 1)),
        None,
    )
    results = kernel.Results(
        np.ascontiguousarray(states[:, :, :n]), scalars, trace.status * ones, trace.steps
    )
    return observe(points, batch, results)
