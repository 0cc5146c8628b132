"""Post-stimulus change of M after a train of pulses, mapped over thickness and frequency."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError
from nmhts.physics.transport.parameters import film_parameters, plane_density
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import KineticsPoint, simulate_batch
from nmhts.simulation.films.run import provenance, series_attributes
from nmhts.simulation.outcomes.film_status import BY_CODE
from nmhts.simulation.protocols.waveform import Protocol
from nmhts.simulation.pulses.nitrogen_surplus import nitrogen_surplus
from nmhts.simulation.pulses.trains import (
    ENDS,
    LONGEST,
    SLOWEST,
    PulseTrain,
    Written,
    write_by_trains,
)
from nmhts.units import parse, shown

if TYPE_CHECKING:
    import xarray as xr

LEVEL = 0.10
"""Default of M at the end of the train over that of all the metal (assumed)."""

OUTPUTS = (
    "magnetization",
    "post_stimulus_change",
    "nitrogen_surplus",
    "nitrogen_adsorbed",
    "surface_occupancy",
    "train_time",
)


def post_stimulus(
    films: Sequence[Film],
    trains: Sequence[PulseTrain],
    *,
    level: float = LEVEL,
    rest: float = 60.0,
    slowest: float = SLOWEST,
    longest: float = LONGEST,
    ends: int = ENDS,
) -> dict[str, np.ndarray]:
    """Write films by trains to a level of M, let them rest, and return the change of M.

        dM/M_0 = <M(rest)> / <M(0)> - 1

    with means over ``ends`` places of the front between two planes (see ``write_by_trains``).

    Parameters: films, trains [b]; level of M over that of all the metal; rest s; slowest Hz,
    longest s, ends: as for ``write_by_trains``.
    Returns: arrays [b]: ``magnetization`` A/m and ``nitrogen_adsorbed``, ``nitrogen_surplus`` 1/m2
    (> 0: more N than can stay, see ``nmhts.simulation.pulses.nitrogen_surplus``),
    ``surface_occupancy`` of the plane at the gate at the end of the train;
    ``post_stimulus_change``; ``train_time`` s until the level was reached; ``status`` names
    (``ok``, ``not_written``, or that of the film that failed). NaN where the status is not ``ok``.
    Errors: SimulationError, ProtocolError.
    """
    if not 0 < rest < np.inf:
        raise SimulationError(f"rest: {rest} s (allowed: positive and finite)")
    written = write_by_trains(films, trains, level, slowest=slowest, longest=longest, ends=ends)
    found = {name: np.full(len(films), np.nan) for name in OUTPUTS}
    status = np.array([one.status for one in written], dtype=object)
    at_rest = [(i, state) for i, one in enumerate(written) for state in one.states]
    if not at_rest:
        return {**found, "status": status}
    quiet = Protocol((0.0, rest), (0.0,), (0.0,), ())
    points = [_resting(films[i], quiet, rest) for i, _ in at_rest]
    batch = simulate_batch(points, starts=[state for _, state in at_rest])
    owner = np.array([i for i, _ in at_rest])
    for i in np.unique(owner):
        mine = np.flatnonzero(owner == i)
        bad = [BY_CODE[int(code)].name for code in batch["status"][mine] if code != 0]
        if bad:
            status[i] = bad[0]
            continue
        before, after = batch["magnetization"][mine].mean(axis=0)
        found["magnetization"][i] = before
        found["post_stimulus_change"][i] = after / before - 1.0
        found["nitrogen_adsorbed"][i] = batch["nitrogen_adsorbed"][mine, 0].mean()
        found["train_time"][i] = written[i].time
        found["nitrogen_surplus"][i], found["surface_occupancy"][i] = _left(films[i], written[i])
    return {**found, "status": status}


def _resting(film: Film, quiet, rest: float) -> KineticsPoint:
    return KineticsPoint(
        film.material.values(),
        film.gate.values(),
        film.thickness,
        film.temperature,
        quiet,
        (0.0, rest),
    )


def _left(film: Film, written: Written) -> tuple[float, float]:
    """Return surplus [1/m2] and occupancy at the gate, means over the ends of the train."""
    nitride = film.material.values()
    omega = float(film_parameters(nitride, film.gate.values(), film.temperature).omega)
    profiles = np.array([state.occupancy for state in written.states])
    surplus = nitrogen_surplus(profiles, omega) * plane_density(nitride)
    return float(surplus.mean()), float(profiles[:, -1].mean())


def post_stimulus_map(
    material: str,
    voltage: str,
    *,
    thicknesses: Sequence[str],
    frequencies: Sequence[str],
    duty: float = 0.5,
    gate: str = "propylene carbonate",
    temperature: str = "298.15 K",
    level: float = LEVEL,
    rest: str = "1 min",
    slowest: str = f"{SLOWEST:g} Hz",
    longest: str = f"{LONGEST:g} s",
    ends: int = ENDS,
) -> xr.Dataset:
    """Return the map of the post-stimulus change of M over thickness and frequency.

    Parameters: material, gate, temperature: as for ``Film``; thicknesses, frequencies, voltage,
    rest, slowest, longest: text with units; duty; level; ends: see ``post_stimulus``.
    Returns: Dataset over ``thickness`` [m] and ``frequency`` [Hz]: ``post_stimulus_change`` and the
    other ``OUTPUTS``, which describe the film when the train ended; ``status``.
    Errors: MaterialError, UnitError, ProtocolError, SimulationError.
    """
    import xarray as xr

    if not len(thicknesses) or not len(frequencies):
        raise SimulationError("thicknesses, frequencies: empty (allowed: one or more of each)")
    made = functools.partial(Film, material, gate=gate, temperature=temperature)
    films = [made(thickness=thickness) for thickness in thicknesses]
    trains = [PulseTrain(parse(voltage, "V"), parse(f, "Hz"), duty) for f in frequencies]
    pairs = [(film, train) for film in films for train in trains]
    found = post_stimulus(
        [film for film, _ in pairs],
        [train for _, train in pairs],
        level=level,
        rest=parse(rest, "s"),
        slowest=parse(slowest, "Hz"),
        longest=parse(longest, "s"),
        ends=ends,
    )
    shape = len(films), len(trains)
    dims = ("thickness", "frequency")
    data = {name: (dims, found[name].reshape(shape), series_attributes(name)) for name in OUTPUTS}
    status = found["status"].astype(str).reshape(shape)
    data["status"] = (dims, status, {"long_name": "status of the film"})
    coords = {
        "thickness": (
            "thickness",
            [film.thickness for film in films],
            series_attributes("thickness"),
        ),
        "frequency": (
            "frequency",
            [train.frequency for train in trains],
            series_attributes("frequency"),
        ),
    }
    about = {
        "material": films[0].material.name,
        "gate": films[0].gate.name,
        "temperature": films[0].temperature,
        "train": (
            f"{shown(trains[0].voltage, 'gate_voltage')}, duty {duty:g}, until M is {level:g} of "
            f"that of all the metal; then {rest} of rest"
        ),
        "stretched": (
            f"trains above {slowest} are computed at {slowest} with the charging of the gate "
            "stretched alike"
        ),
        "provenance": provenance(films[0].material, films[0].gate),
    }
    return xr.Dataset(data, coords, about)
