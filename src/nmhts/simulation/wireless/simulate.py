"""``simulate_wireless``: a floating film in time; ``bipolar_polarization``: without moving N."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError
from nmhts.numerics.dense import times
from nmhts.physics.transport.bipolar.floating import float_conductor
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.magnetization import nitrogen_extracted
from nmhts.simulation.films.plane_model import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    SERIES,
    KineticsPoint,
    check_rtol,
    plane_magnetization,
)
from nmhts.simulation.films.run import ORDER_FLAGS, film_attributes, provenance, series_attributes
from nmhts.simulation.outcomes.regimes import regimes_of
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.protocols.waveform import output_times
from nmhts.simulation.wireless.cell import WirelessCell
from nmhts.simulation.wireless.course import (
    WIRELESS_BY_CODE,
    Course,
    FloatingFilm,
    check_drive,
    feedback,
    follow,
    observed,
)
from nmhts.simulation.wireless.setup import Setup, check_positions, set_up, surroundings
from nmhts.units import parse

if TYPE_CHECKING:
    import xarray as xr

AXES = ("time", "position")


def bipolar_polarization(
    film: Film, cell: WirelessCell, voltage: str, *, positions: int = 64
) -> xr.Dataset:
    """Return the interface voltage along a floating film under a driving voltage, for immobile N.

    Parameters: film; cell; voltage of the first electrode against the second; positions along the
    film, closer at its ends.
    Returns: Dataset over ``position`` [m from the middle of the film]: ``interface_voltage`` V
    (film against electrolyte; below zero it draws N out), ``electrolyte_potential`` beside the film
    V, ``counter_current_density`` A/m2 (> 0 into the film); ``film_potential`` V against the second
    electrode; attributes ``wagner_number``, ``cell`` and ``driving_voltage``.
    Errors: CellError, UnitError.
    """
    import xarray as xr

    volts = parse(voltage, "V")
    setup = set_up(film, cell, positions)
    floor, p = setup.floor, positions
    m = len(floor.coupling.lengths)
    none = np.zeros(m)
    found = float_conductor(floor.coupling, np.array([volts, 0.0]), floor.exchange, none, none, 0.0)
    if not found.settled:
        raise SimulationError(
            f"{cell!r} at {voltage}: no potential of the film found at which it passes no net "
            "current"
        )
    beside = found.potential - found.interface_voltage
    data = {
        "interface_voltage": ("position", found.interface_voltage[:p]),
        "electrolyte_potential": ("position", beside[:p]),
        "counter_current_density": ("position", -found.counter_current[:p]),
        "film_potential": ((), found.potential),
        "bare_current_density": ("bare", -found.counter_current[p:]),
    }
    attributes = {**film_attributes(film), **_cell_attributes(film, cell, setup)}
    return xr.Dataset(
        {name: (*entry, series_attributes(name)) for name, entry in data.items()},
        _positions(setup),
        {**attributes, "driving_voltage": volts},
    )


def simulate_wireless(
    film: Film,
    cell: WirelessCell,
    protocol: str,
    *,
    positions: int = 64,
    steps_per_clause: int = 60,
    spacing: str = "mixed",
    largest_change: str = "100 mV",
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    throw: bool = True,
) -> xr.Dataset:
    """Drive a floating film through a protocol of the voltage between two electrodes.

    The film is represented by ``positions`` films of one dimension, as in ``simulate``. Each is
    under the voltage between the floating film and the liquid beside it. The potential of the
    floating film is that at which nitrogen, charging of the interface and counter reaction together
    pass no net current, at every time.

    Parameters: film; cell; protocol in words, of the first electrode against the second; positions
    along the film, closer at its ends; steps_per_clause, spacing: recorded times; largest_change of
    an interface voltage in a step of cell and films; rtol, max_steps of the films; throw: raise if
    the run does not reach its end (else it is NaN from there on and coded).
    Returns: Dataset over ``time`` [s], ``position`` [m from the middle of the film] and ``depth``
    [m below the gate side], with the names of ``simulate`` and ``driving_voltage``,
    ``interface_voltage``, ``film_potential``, ``counter_current_density``, ``counter_charge`` and
    ``net_magnetization`` (the mean along the film); attributes also ``feedback`` (largest change of
    an interface voltage by the nitrogen that moves, over the largest interface voltage),
    ``wagner_number``, ``layout``.
    Errors: CellError, ProtocolError, SimulationError, UnitError.
    """
    change = parse(largest_change, "V")
    if not change > 0.0:
        raise SimulationError(f"largest_change: {largest_change!r} (allowed: above 0)")
    check_rtol(rtol)
    drive = parse_protocol(protocol, Path())
    check_drive(drive)
    check_positions(cell, positions)
    recorded = tuple(output_times(drive, steps_per_clause, spacing).tolist())
    numbers = film.gate.values()
    point = KineticsPoint(
        film.material.values(), numbers, film.thickness, film.temperature, drive, recorded
    )
    floating = FloatingFilm(point, cell, surroundings(film.gate, numbers, film.temperature, cell))
    course = follow(floating, positions, change, rtol, max_steps)
    status = WIRELESS_BY_CODE[course.trace.status]
    if throw and status.name != "ok":
        reached = course.times[course.trace.reached - 1]
        raise SimulationError(
            f"{film!r} in {cell!r}: {status.name} after {reached:.4g} s: {status.advice}"
        )
    return _dataset(film, cell, protocol, course)


def _dataset(film: Film, cell: WirelessCell, protocol: str, course: Course) -> xr.Dataset:
    import xarray as xr

    setup, films, trace, rows = course.setup, course.films, course.trace, course.rows
    p, n = setup.floor.films, films.planes
    batch = observed(course)
    status, weights = WIRELESS_BY_CODE[trace.status], setup.floor.coupling.lengths[:p]
    data: dict[str, tuple] = {name: (AXES, batch[name].T[rows]) for name in SERIES}
    deep = (*AXES, "depth")
    data["nitrogen_occupancy"] = (deep, trace.state[rows, :, :n])
    data["order"] = (deep, np.moveaxis(batch["order"], 1, 0)[rows])
    per_plane = plane_magnetization(films.nitride, trace.state[rows, :, :n], film.temperature)
    data["plane_magnetization"] = (deep, per_plane)
    data["nitrogen_extracted"] = (AXES, nitrogen_extracted(films.nitride, trace.state[rows, :, :n]))
    data["interface_voltage"] = (AXES, trace.interface_voltage[rows])
    data["film_potential"] = ("time", trace.film_potential[rows])
    data["driving_voltage"] = ("time", course.drive.voltage(course.times[rows]))
    data["counter_current_density"] = (AXES, -trace.counter[rows, :p])
    data["counter_charge"] = (AXES, -trace.counter_charge[rows, :p])
    data["bare_current_density"] = (("time", "bare"), -trace.counter[rows, p:])
    M = data["magnetization"][1]
    data["net_magnetization"] = ("time", times(M, weights) / weights.sum())
    coords = {
        "time": ("time", course.times[rows], series_attributes("time")),
        "depth": ("depth", batch["depth"][0], series_attributes("depth")),
        **_positions(setup),
    }
    regimes = regimes_of(int(np.bitwise_or.reduce(batch["regime"])))
    found = {name: (*entry, series_attributes(name)) for name, entry in data.items()}
    found["order"][2].update(ORDER_FLAGS)
    attributes = {
        **film_attributes(film),
        **_cell_attributes(film, cell, setup),
        "protocol": protocol,
        "feedback": feedback(trace),
        "disagreement": trace.residual,
        "status": status.name,
        "status_advice": status.advice,
        "regime": ", ".join(regime.name for regime in regimes) or "none",
        "regime_advice": " ".join(regime.advice for regime in regimes),
        "n_steps": int(trace.steps.sum()),
    }
    return xr.Dataset(found, coords, attributes)


def _positions(setup: Setup) -> dict[str, tuple]:
    lengths = setup.floor.coupling.lengths[: setup.floor.films]
    width = {"units": "m", "long_name": "length of film that a position stands for"}
    return {
        "position": ("position", setup.position, series_attributes("position")),
        "position_width": ("position", lengths, width),
    }


def _cell_attributes(film: Film, cell: WirelessCell, setup: Setup) -> dict:
    capacity = cell.layout.storage_capacity
    about = f"; layout {cell.layout.name}: 1 {capacity.status}" if capacity is not None else ""
    return {
        "cell": repr(cell),
        "cell_geometry": json.dumps(cell.geometry()),
        "layout": cell.layout.name,
        "conductivity": setup.liquid.conductivity,
        "wagner_number": setup.wagner,
        "provenance": provenance(film.material, film.gate) + about,
    }
