"""Writing without a magnetic field: the remanence of a run that was magnetized at given times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError
from nmhts.physics.magnetism.intrinsic import FERRIMAGNETIC, FERROMAGNETIC, magnetic_state
from nmhts.physics.magnetism.loop import loop_metrics
from nmhts.physics.magnetism.writing import inherit
from nmhts.simulation.films.plane_model import KineticsPoint
from nmhts.symbols import SYMBOLS
from nmhts.units import parse

if TYPE_CHECKING:
    import xarray as xr


WRITTEN = ("written_remanence", "plane_direction")
"""Outputs of ``write_films``."""


def squareness() -> float:
    """Return the squareness M_r / M_s of grains with random axes in the plane, 2/pi.

    Source: StonerWohlfarth1948.
    """
    return float(loop_metrics(1.0, 1.0, 0.0, 1.0, 0.0).remanence)


def written_planes(
    M_s: np.ndarray, order: np.ndarray, coupling: np.ndarray, fields: Mapping[int, float]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the direction d of every plane at every record, and its moment M_s d [A/m].

    Both are [t, n]; the direction of a plane that is not magnetic is NaN.
    Parameters: M_s [t, n] A/m and order [t, n] of the planes; coupling [n - 1] share of the
    exchange between neighbors; fields: direction of a field applied for a moment at a record, by
    the number of the record. A record that was not reached (M_s NaN) has a NaN moment.
    """
    magnetic = (M_s > 0.0) & ((order == FERROMAGNETIC) | (order == FERRIMAGNETIC))
    direction = np.full(M_s.shape, np.nan)
    before = np.full(M_s.shape[1], np.nan)
    for k in range(len(M_s)):
        before = inherit(before, magnetic[k], coupling)
        if k in fields:
            before = np.where(magnetic[k], fields[k], np.nan)
        direction[k] = before
    return direction, np.where(magnetic, M_s * np.nan_to_num(direction), 0.0 * M_s)


def write_films(
    points: Sequence[KineticsPoint], occupancy: np.ndarray, fields: Mapping[int, float]
) -> dict[str, np.ndarray]:
    """Return direction and remanence of b films that are gated without a field, at s snapshots.

    Parameters: points; occupancy [b, s, p], NaN outside a film and after a failure; fields:
    direction of a field applied for a moment at a snapshot, by the number of the snapshot.
    Returns: ``plane_direction`` [b, s, p], NaN of planes that are not magnetic;
    ``written_remanence`` [b, s] A/m per as-grown volume, by the equation of ``magnetic_history``.
    """
    direction = np.full(occupancy.shape, np.nan)
    remanence = np.full(occupancy.shape[:2], np.nan)
    for i, point in enumerate(points):
        n = point.n_planes
        state = magnetic_state(point.nitride, occupancy[i, :, :n], point.temperature)
        direction[i, :, :n], moment = written_planes(
            state.saturation_magnetization, state.order, np.ones(n - 1), fields
        )
        remanence[i] = squareness() * moment.mean(axis=1)
    return {"plane_direction": direction, "written_remanence": remanence}


def magnetic_history(run: xr.Dataset, magnetised: Mapping[str, float]) -> xr.Dataset:
    """Return the remanent magnetization of a run that is gated without a field, plane by plane.

        M_r = s sum_i M_s,i d_i a_i / L

    Planes that become magnetic inherit the direction d of their exchange-coupled neighbors
    (``physics.magnetism.writing.inherit``). Planes that stop being magnetic lose it. s is the
    squareness of an ensemble of grains with random axes in the plane, 2/pi (StonerWohlfarth1948):
    the share of the saturation that a film keeps when the magnetizing field is switched off.

    Parameters: run: a result of ``simulate``, of a film or stack; magnetised: times and directions
    of magnetizing, by text with a unit of time of the run, e.g. ``{"0 s": 1, "10 min": -1}``. A
    direction of 1 is along the axis, -1 against it, 0 demagnetized; values between are allowed.
    Planes that are magnetic before the first time are demagnetized.
    Returns: Dataset over ``time``: ``remanence`` and ``magnetization`` (saturated) A/m per as-grown
    volume of the film; ``plane_direction`` over ``time`` and ``depth``, NaN of planes that are not
    magnetic.
    Limits: steps between records are not resolved. Two fronts that meet within one meet half-way.
    Errors: SimulationError for times outside the run, directions beyond -1 to 1, or a dataset that
    is no run; UnitError.
    """
    import xarray as xr

    missing = [n for n in ("order", "plane_magnetization", "magnetization") if n not in run]
    if missing or "depth" not in run.dims:
        raise SimulationError(
            f"magnetic_history: {', '.join(missing) or 'depth'} missing (expected a result of "
            "simulate)"
        )
    time, order = run["time"].values, run["order"].values
    events = _events(magnetised, time)
    M_s = run["plane_magnetization"].values
    coupling = np.ones(M_s.shape[1] - 1)
    if "exchange_below" in run.coords:
        coupling = run["exchange_below"].values[1:]
    fields = {int(np.searchsorted(time, at)): given for at, given in events}
    direction, moment = written_planes(M_s, order, coupling, fields)
    weights = _thicknesses(run)
    square = squareness()
    remanence = square * (moment * weights).sum(axis=1) / weights.sum()
    data = {
        "remanence": ("time", remanence, _attributes("remanence")),
        "magnetization": ("time", run["magnetization"].values, _attributes("magnetization")),
        "plane_direction": (("time", "depth"), direction, _attributes("plane_direction")),
    }
    coords = {name: run[name] for name in ("time", "depth")}
    told = ", ".join(f"{value:g} at {text}" for text, value in magnetised.items())
    return xr.Dataset(data, coords, {**run.attrs, "magnetised": told, "squareness": square})


def _events(magnetised: Mapping[str, float], time: np.ndarray) -> list[tuple[float, float]]:
    """Return (time s, direction), earliest first."""
    events = []
    for text, value in magnetised.items():
        at = parse(text, "s")
        if not time[0] <= at <= time[-1]:
            raise SimulationError(
                f"magnetised: {text!r} is outside the run (allowed: {time[0]:g} s to {time[-1]:g} "
                "s)"
            )
        if not -1.0 <= value <= 1.0:
            raise SimulationError(f"magnetised[{text!r}]: {value!r} (allowed: -1 to 1)")
        events.append((at, float(value)))
    return sorted(events)


def _thicknesses(run: xr.Dataset) -> np.ndarray:
    """Return the thickness of every plane of a run, m."""
    if "plane_thickness" in run.coords:
        return run["plane_thickness"].values
    return np.full(run.sizes["depth"], run.attrs["thickness"] / run.sizes["depth"])


def _attributes(name: str) -> dict:
    return {"units": SYMBOLS[name].cf_unit, "long_name": SYMBOLS[name].long_name}
