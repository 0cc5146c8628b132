"""Accumulation of M and extracted N pulse by pulse, against frequency and duty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import KineticsPoint, simulate_batch
from nmhts.simulation.films.run import series_attributes
from nmhts.simulation.outcomes.film_status import BY_CODE
from nmhts.simulation.pulses.trains import PulseTrain
from nmhts.units import parse

if TYPE_CHECKING:
    import xarray as xr

MOST_PULSES = 5_000
"""Largest number of pulses: every pulse is computed (assumed)."""


def accumulation(
    film: Film,
    voltage: str,
    *,
    frequencies: Sequence[str],
    duties: Sequence[float],
    pulses: int,
    records: int = 50,
) -> xr.Dataset:
    """Return M and extracted N against the number of pulses, for every frequency and duty.

    Every train acts on the film as grown.

    Parameters: film; voltage, frequencies: text with units; duties above 0 and up to 1; pulses of
    each train; records: ends of pulses that are recorded, evenly.
    Returns: Dataset over ``frequency`` [Hz], ``duty`` and ``pulse``: ``magnetization`` A/m and
    ``nitrogen_extracted`` 1/m2 at the end of that pulse's period; ``gain_per_pulse`` A/m and
    ``nitrogen_per_pulse`` 1/m2, means since the record before; ``magnetization_per_nitrogen``, gain
    of M over that of N out, A m; ``status``. NaN where a film failed.
    Errors: UnitError, ProtocolError, SimulationError for numbers out of range.
    """
    import xarray as xr

    if not 1 <= pulses <= MOST_PULSES:
        raise SimulationError(f"pulses: {pulses} (allowed: 1 to {MOST_PULSES})")
    if not records >= 1:
        raise SimulationError(f"records: {records} (allowed: 1 or more)")
    if not len(frequencies) or not len(duties):
        raise SimulationError("frequencies, duties: empty (allowed: one or more of each)")
    volts = parse(voltage, "V")
    trains = [PulseTrain(volts, parse(f, "Hz"), d) for f in frequencies for d in duties]
    counts = np.unique(np.linspace(0, pulses, min(records, pulses) + 1).round().astype(int))
    batch = simulate_batch([_point(film, train, pulses, counts) for train in trains])
    shape = len(frequencies), len(duties), len(counts)
    M = batch["magnetization"].reshape(shape)
    out = (batch["nitrogen_reservoir"] + batch["nitrogen_lost"]).reshape(shape)
    passed = np.diff(counts)
    gain, left = (np.full(shape, np.nan) for _ in range(2))
    gain[..., 1:], left[..., 1:] = np.diff(M) / passed, np.diff(out) / passed
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(left != 0, gain / left, np.nan)
    dims = ("frequency", "duty", "pulse")
    words = {
        "gain_per_pulse": ("A/m", "gain of M per pulse"),
        "nitrogen_per_pulse": ("1/m^2", "N out of the film per pulse and area"),
        "magnetization_per_nitrogen": ("A*m", "gain of M per N out of the film"),
    }
    series = {"magnetization": M, "nitrogen_extracted": out}
    data: dict[str, tuple] = {
        name: (dims, values, series_attributes(name)) for name, values in series.items()
    }
    for (name, (unit, text)), values in zip(words.items(), (gain, left, ratio), strict=True):
        data[name] = (dims, values, {"units": unit, "long_name": text})
    names = np.array([BY_CODE[int(code)].name for code in batch["status"]]).reshape(shape[:2])
    data["status"] = (dims[:2], names, {"long_name": "status of the film"})
    coords = {
        "frequency": (
            "frequency",
            [t.frequency for t in trains[:: len(duties)]],
            series_attributes("frequency"),
        ),
        "duty": ("duty", [float(d) for d in duties], series_attributes("duty")),
        "pulse": ("pulse", counts, {"units": "1", "long_name": "pulses so far"}),
    }
    about = {"material": film.material.name, "gate": film.gate.name, "thickness": film.thickness}
    return xr.Dataset(data, coords, {**about, "temperature": film.temperature, "voltage": volts})


def _point(film: Film, train: PulseTrain, pulses: int, counts: np.ndarray) -> KineticsPoint:
    """Return the inputs of a film under a train, recorded at the ends of some pulses, 0: start."""
    protocol = train.protocol(pulses)
    ends = protocol.nodes[:: 1 if train.duty == 1.0 else 2]
    times = tuple(ends[k] for k in counts)
    return KineticsPoint(
        film.material.values(),
        film.gate.values(),
        film.thickness,
        film.temperature,
        protocol,
        times,
    )
