"""Relaxation at zero voltage: the course of M, and the places of the nitrogen.

Each function takes what ``nmhts.simulate`` returns for a protocol that ends at 0 V.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError
from nmhts.physics.transport.parameters import film_parameters, plane_density
from nmhts.simulation.films.run import film_of, series_attributes
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.pulses.nitrogen_surplus import nitrogen_surplus

if TYPE_CHECKING:
    import xarray as xr

MARKS = (0.1, 0.5, 0.9)
"""Shares of the whole change for which ``relaxation`` returns times."""


def rest_of(run: xr.Dataset) -> xr.Dataset:
    """Return the part of a run after the voltage went off for good.

    Its time starts at its first record. The last pulse of a train ends before its period does, so
    part of the rest can lie within the train.
    Errors: SimulationError for a run that does not end at 0 V, or with fewer than two records
    there.
    """
    if "protocol" not in run.attrs or "time" not in run.coords:
        raise SimulationError("rest: expected a result of nmhts.simulate")
    begin = float(run["time"][0])
    read = parse_protocol(run.attrs["protocol"], initial_voltage=float(run["gate_voltage"][0]))
    driven = [i for i, ends in enumerate(zip(read.v_start, read.v_end, strict=True)) if any(ends)]
    off = read.nodes[driven[-1] + 1] if driven else 0.0
    quiet = run.isel(time=np.flatnonzero(run["time"].values - begin >= off * (1.0 - 1e-12)))
    if off == read.duration or quiet.sizes["time"] < 2:
        raise SimulationError(
            f"rest: the protocol {run.attrs['protocol']!r} has no two records with the voltage off "
            "at its end (expected a last clause such as 'rest 1 min')"
        )
    return quiet.assign_coords(
        time=("time", quiet["time"].values - float(quiet["time"][0]), dict(run["time"].attrs))
    )


def relaxation(run: xr.Dataset) -> xr.Dataset:
    """Return the relaxation of M at zero voltage: dM/M_0 against time, its sign, its times.

        dM/M_0 (t) = M(t) / M(0) - 1

    Parameters: run: ends at 0 V.
    Returns: Dataset over ``time`` [s] since the voltage went off: ``post_stimulus_change`` and
    ``magnetization`` A/m; ``sign`` (-1, 0 or 1) of the change at the end; over ``share`` (``MARKS``
    of that change): ``duration`` [s] after which it was reached for the first time, NaN without a
    change.
    Errors: SimulationError for a run that does not end at 0 V, or a film without magnetization when
    it does.
    """
    import xarray as xr

    quiet = rest_of(run)
    M, time = quiet["magnetization"].values, quiet["time"].values
    if not M[0] > 0:
        raise SimulationError(
            f"relaxation: M is {M[0]:g} A/m when the voltage goes off (expected a film that is "
            "ferromagnetic)"
        )
    change = M / M[0] - 1.0
    total = change[-1]
    reached = np.full(len(MARKS), np.nan)
    if total != 0:
        for k, mark in enumerate(MARKS):
            i = int(np.argmax(change / total >= mark))
            share = (mark * total - change[i - 1]) / (change[i] - change[i - 1])
            reached[k] = time[i - 1] + share * (time[i] - time[i - 1])
    data = {
        "post_stimulus_change": ("time", change, series_attributes("post_stimulus_change")),
        "magnetization": ("time", M, series_attributes("magnetization")),
        "sign": ((), int(np.sign(total)), {"long_name": "sign of the change at the end"}),
        "duration": ("share", reached, series_attributes("duration")),
    }
    coords = {
        "time": quiet["time"],
        "share": ("share", list(MARKS), {"units": "1", "long_name": "share of the change"}),
    }
    return xr.Dataset(data, coords, dict(run.attrs))


def where_nitrogen_is(run: xr.Dataset) -> xr.Dataset:
    """Return the N per area in the film, adsorbed, dissolved and lost, and the surplus.

        N_film + N_s + N_dissolved + N_lost  is constant

    Parameters: run: a result of ``simulate`` for a film, of any protocol.
    Returns: Dataset over ``time``: ``nitrogen_in_film``, ``nitrogen_adsorbed``,
    ``nitrogen_dissolved``, ``nitrogen_lost``, ``nitrogen_surplus`` 1/m2 (see
    ``nmhts.simulation.pulses.nitrogen_surplus``), and ``surface_occupancy``.
    Errors: SimulationError for a dataset that is no run of a film.
    """
    import xarray as xr

    film = film_of(run)
    n_pl, occupancy = plane_density(film.nitride), run["nitrogen_occupancy"].values
    adsorbed = run["nitrogen_adsorbed"].values
    omega = float(film_parameters(*film).omega)
    found = {
        "nitrogen_in_film": occupancy.sum(axis=-1) * n_pl,
        "nitrogen_adsorbed": adsorbed,
        "nitrogen_dissolved": run["nitrogen_reservoir"].values - adsorbed,
        "nitrogen_lost": run["nitrogen_lost"].values,
        "nitrogen_surplus": nitrogen_surplus(occupancy, omega) * n_pl,
        "surface_occupancy": occupancy[:, -1],
    }
    data = {name: ("time", values, series_attributes(name)) for name, values in found.items()}
    return xr.Dataset(data, {"time": run["time"]}, dict(run.attrs))
