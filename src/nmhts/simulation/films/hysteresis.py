"""Hysteresis of a film against gate dose, at the temperature of the magnetometer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nmhts.physics.magnetism.intrinsic import magnetic_state
from nmhts.physics.magnetism.loop import hysteresis_loop
from nmhts.simulation.films.magnetization import (
    LOOP_FIGURES,
    film_ferromagnet,
    film_loop,
    nitrogen_extracted,
)
from nmhts.simulation.films.run import film_of, series_attributes
from nmhts.units import parse

if TYPE_CHECKING:
    import xarray as xr


def hysteresis(
    run: xr.Dataset, *, temperature: str | None = None, fields: np.ndarray | None = None
) -> xr.Dataset:
    """Return coercivity, remanence and exchange bias at every recorded time of a run.

    Parameters: run: a result of ``simulate`` for a film; temperature of the measurement (that of
    the film if None), with N immobile while the film is cooled; fields [A/m] at which loops are
    returned as well (no loops if None).
    Returns: Dataset over ``time``: ``nitrogen_extracted`` 1/m2 (the gate dose), ``coercivity``,
    ``remanence``, ``exchange_bias`` A/m; with fields also ``magnetization_descending`` and
    ``magnetization_ascending`` [time, field] A/m per as-grown volume of the film.
    Errors: SimulationError for a dataset that is no run of a film, UnitError.
    """
    import xarray as xr

    film = film_of(run)
    nitride = film.nitride
    T = film.temperature if temperature is None else parse(temperature, "K")
    occupancy = np.asarray(run["nitrogen_occupancy"], dtype=float)
    state = magnetic_state(nitride, occupancy, T)
    figures = film_loop(nitride, state, T)
    data: dict[str, tuple] = {
        name: ("time", figures[name], series_attributes(name)) for name in LOOP_FIGURES
    }
    dose = nitrogen_extracted(nitride, occupancy)
    data["nitrogen_extracted"] = ("time", dose, series_attributes("nitrogen_extracted"))
    coords: dict[str, tuple] = {"time": ("time", run["time"].values, dict(run["time"].attrs))}
    if fields is not None:
        ferromagnet = film_ferromagnet(state)
        branches = hysteresis_loop(
            np.asarray(fields, dtype=float), ferromagnet.magnetization, ferromagnet.anisotropy,
            np.full(dose.shape, nitride["pinning_field"]), np.nan_to_num(figures["exchange_bias"]),
        )  # fmt: skip
        share = (ferromagnet.planes / occupancy.shape[-1])[:, None]
        for name, branch in zip(("descending", "ascending"), branches, strict=True):
            about = {**series_attributes("magnetization"), "branch": name}
            data[f"magnetization_{name}"] = (("time", "field"), branch * share, about)
        coords["field"] = ("field", np.asarray(fields), {"units": "A/m", "long_name": "field"})
    return xr.Dataset(data, coords, {**run.attrs, "measurement_temperature": T})
