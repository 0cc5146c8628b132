"""Floating films for a study, computed one after another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nmhts.numerics.dense import times
from nmhts.numerics.watch import TurnWatch
from nmhts.physics.transport.bipolar.boundary import BARE
from nmhts.physics.transport.codes import TIME_LIMIT
from nmhts.simulation.films.magnetization import nitrogen_extracted
from nmhts.simulation.films.plane_model import UNKNOWN_STEPS
from nmhts.simulation.wireless.course import (
    Course,
    FloatingFilm,
    feedback,
    follow,
    net_charge,
    observed,
)

DRIVE_SERIES = (
    "net_magnetization",
    "film_potential",
    "cell_current",
    "film_current",
    "charge_imbalance",
)
"""Outputs over (film, time)."""

ALONG_SERIES = (
    "interface_voltage",
    "magnetization",
    "nitrogen_extracted",
    "current_density",
    "counter_current_density",
)
"""Outputs over (film, time, position)."""

OF_RUN = ("feedback", "disagreement", "wagner_number")
"""Outputs over (film)."""

NO_REGIME = -1

_KNOWN = {
    "time",
    "driving_voltage",
    "position",
    "position_width",
    "depth",
    "n_planes",
    "status",
    "wagner_number",
}
"""Outputs that a run that was given up still has."""


def simulate_floating(
    films: Sequence[FloatingFilm],
    positions: int,
    largest_change: float,
    rtol: float,
    max_steps: int,
    watch: TurnWatch | None = None,
) -> dict[str, np.ndarray]:
    """Drive floating films through their protocols.

    Dimensions: b films, t times, p positions, n planes of the thickest film, m elements of bare
    metal of the film with most.

    Parameters: films, all with the same number of times; positions along each; largest_change of an
    interface voltage in a step, V; rtol, max_steps of the films at the positions; watch (no watch
    if None).
    Returns: ``time`` s, ``driving_voltage`` V, each of ``DRIVE_SERIES`` [b, t]; ``position``,
    ``position_width`` [b, p] m; each of ``ALONG_SERIES`` [b, t, p]; ``bare_current_density``
    [b, t, m] A/m2; ``nitrogen_occupancy`` at the end [b, p, n], ``depth`` [b, n] m, ``n_planes``;
    each of ``OF_RUN``, ``status`` (``WIRELESS_STATUSES``), ``n_steps``, ``regime`` [b].
    A film that fails is NaN from its failure on. One that the watch gives up is NaN throughout,
    because its progress depends on the machine. The bytes of a film depend only on its own inputs.
    """
    rows = []
    for floating in films:
        if watch is not None:
            watch.begin()
        row = _seen(follow(floating, positions, largest_change, rtol, max_steps, watch))
        if row["status"] == TIME_LIMIT:
            for name in row.keys() - _KNOWN:
                row[name] = np.full_like(row[name], np.nan, dtype=float)
            row |= {"n_steps": np.array(UNKNOWN_STEPS), "regime": np.array(NO_REGIME)}
        rows.append(row)
    return {name: _stacked([row[name] for row in rows]) for name in rows[0]}


def _seen(course: Course) -> dict[str, np.ndarray]:
    """Return the outputs of one film."""
    setup, trace, rows, films = course.setup, course.trace, course.rows, course.films
    p, n, lengths = setup.floor.films, films.planes, setup.floor.coupling.lengths
    batch = observed(course)
    drive = course.drive.voltage(course.times[rows])
    M = batch["magnetization"].T[rows]
    out = trace.counter[rows].copy()
    out[:, :p] -= trace.density[rows]
    sources = np.concatenate([drive[:, None], np.zeros((len(rows), 1)), out], axis=1)
    net = net_charge(films, lengths, trace)[rows]
    passed = times(np.abs(trace.counter_charge[rows]), lengths)
    # Before any charge has passed, the balance is exact.
    imbalance = np.abs(net) / np.where(passed == 0.0, 1.0, passed)
    kinds = setup.liquid.boundary.kind[setup.liquid.boundary.film]
    occupancy = trace.state[rows, :, :n]
    return {
        "time": course.times[rows],
        "driving_voltage": drive,
        "net_magnetization": times(M, lengths[:p]) / lengths[:p].sum(),
        "film_potential": trace.film_potential[rows],
        "cell_current": setup.liquid.electrode_currents(sources)[:, 0],
        "film_current": 0.5 * times(np.abs(out), lengths),
        "charge_imbalance": imbalance,
        "position": setup.position,
        "position_width": lengths[:p],
        "interface_voltage": trace.interface_voltage[rows],
        "magnetization": M,
        "nitrogen_extracted": nitrogen_extracted(films.nitride, occupancy),
        "current_density": trace.density[rows],
        "counter_current_density": -trace.counter[rows, :p],
        "bare_current_density": -trace.counter[rows][:, kinds == BARE],
        "nitrogen_occupancy": occupancy[-1],
        "depth": batch["depth"][0],
        "n_planes": np.array(n),
        "feedback": np.array(feedback(trace)),
        "disagreement": np.array(trace.residual),
        "wagner_number": np.array(setup.wagner),
        "status": np.array(trace.status),
        "n_steps": np.array(trace.steps.sum()),
        "regime": np.array(np.bitwise_or.reduce(batch["regime"])),
    }


def _stacked(values: Sequence[np.ndarray]) -> np.ndarray:
    """Return arrays as rows of one, padded with NaN to the longest."""
    shapes = {value.shape for value in values}
    if len(shapes) == 1:
        return np.stack(values)
    whole = np.full((len(values), *np.max(list(shapes), axis=0)), np.nan)
    for row, value in zip(whole, values, strict=True):
        row[tuple(slice(0, n) for n in value.shape)] = value
    return whole
