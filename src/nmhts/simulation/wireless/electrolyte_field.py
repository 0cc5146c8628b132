"""Potential and field in the liquid of a wireless cell, at points and on a grid."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError
from nmhts.physics.transport.bipolar.liquid import Liquid, field_at, potential_at, solve_liquid
from nmhts.physics.transport.bipolar.planar import inside
from nmhts.simulation.films.run import series_attributes
from nmhts.simulation.wireless.cell import WirelessCell, cell_of_geometry

if TYPE_CHECKING:
    import xarray as xr


def electrolyte_potential(
    run: xr.Dataset, x: np.ndarray, y: np.ndarray, *, time: float | None = None
) -> np.ndarray:
    """Return the potential of the electrolyte at points (x, y), V against the second electrode.

    Parameters: run: a result of ``simulate_wireless`` or ``bipolar_polarization``; x, y in m, of
    one shape; time s, of the nearest record (None: the last one; not for a polarization).
    Returns: the shape of x; NaN outside the liquid.
    Errors: SimulationError for a dataset that is no such run.
    """
    cell, liquid, sources = _sources(run, time)
    points = np.stack([np.ravel(x), np.ravel(y)], axis=1).astype(float)
    found = np.full(len(points), np.nan)
    wet = _in_liquid(points, cell)
    found[wet] = potential_at(liquid, points[wet], sources)
    return found.reshape(np.shape(x))


def electrolyte_map(run: xr.Dataset, *, time: float | None = None, points: int = 200) -> xr.Dataset:
    """Return potential and electric field of the electrolyte on a grid over the cell.

    Parameters: run, time as of ``electrolyte_potential``; points along the longer side of the cell.
    Returns: Dataset over ``y`` and ``x`` [m]: ``electrolyte_potential`` V, and ``electric_field``
    (component x, y, y, x) V/m; NaN outside the liquid. The current density is the conductivity
    times the field.
    Errors: SimulationError.
    """
    import xarray as xr

    cell, liquid, sources = _sources(run, time)
    low, high = np.min(cell.outline, axis=0), np.max(cell.outline, axis=0)
    step = (high - low).max() / points
    axes = [
        low[k] + (np.arange(max(2, round((high[k] - low[k]) / step))) + 0.5) * step for k in (0, 1)
    ]
    X, Y = np.meshgrid(*axes)
    grid = np.stack([X.ravel(), Y.ravel()], axis=1)
    wet = _in_liquid(grid, cell)
    u, E = np.full(len(grid), np.nan), np.full((2, len(grid)), np.nan)
    u[wet] = potential_at(liquid, grid[wet], sources)
    E[:, wet] = field_at(liquid, grid[wet], sources).T
    data = {
        "electrolyte_potential": (
            ("y", "x"),
            u.reshape(X.shape),
            series_attributes("electrolyte_potential"),
        ),
        "electric_field": (
            ("component", "y", "x"),
            E.reshape(2, *X.shape),
            series_attributes("electric_field"),
        ),
    }
    coords = {
        "x": ("x", axes[0], {"units": "m", "long_name": "x"}),
        "y": ("y", axes[1], {"units": "m", "long_name": "y"}),
        "component": ("component", ["x", "y"]),
    }
    return xr.Dataset(data, coords, dict(run.attrs))


def _in_liquid(points: np.ndarray, cell: WirelessCell) -> np.ndarray:
    wet = inside(points, cell.outline)
    for body in (cell.film_body, *cell.electrode_bodies):
        if body:
            wet &= ~inside(points, body)
    return wet


def _sources(run: xr.Dataset, time: float | None) -> tuple[WirelessCell, Liquid, np.ndarray]:
    """Return cell and liquid of a run, and the sources of the potential.

    Sources are voltages of the electrodes and current densities out of the film.
    """
    if "cell_geometry" not in run.attrs:
        raise SimulationError(
            "cell_geometry missing (expected a result of simulate_wireless or bipolar_polarization)"
        )
    cell = cell_of_geometry(json.loads(run.attrs["cell_geometry"]))
    seen = run
    if "time" in run.dims:
        seen = run.isel(time=-1) if time is None else run.sel(time=time, method="nearest")
        drive = float(seen["driving_voltage"])
    elif time is not None:
        raise SimulationError(f"time: {time:g} s, but a polarization has no time")
    else:
        drive = float(run.attrs["driving_voltage"])
    into = seen["counter_current_density"].values.copy()
    if "current_density" in seen:
        into += seen["current_density"].values
    boundary = cell.boundary(run.sizes["position"])
    liquid = solve_liquid(boundary, run.attrs["conductivity"], cell.electrode_resistance)
    return cell, liquid, np.concatenate([[drive, 0.0], -into, -seen["bare_current_density"].values])
