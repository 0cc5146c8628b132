"""Writing without a magnetic field: the remanence of a run, given when its film was magnetised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError
from nmhts.physics.magnetism.intrinsic import FERRIMAGNETIC, FERROMAGNETIC
from nmhts.physics.magnetism.loop import loop_metrics
from nmhts.physics.magnetism.writing import inherit
from nmhts.symbols import SYMBOLS
from nmhts.units import parse

if TYPE_CHECKING:
    import xarray as xr


def magnetic_history(run: xr.Dataset, magnetised: Mapping[str, float]) -> xr.Dataset:
    """Return the remanent magnetization of a run that is gated without a field, plane by plane.

        M_r = s sum_i M_s,i d_i a_i / L

    Planes that become magnetic inherit the direction d of their exchange-coupled neighbours (``physics.magnetism.writing.inherit``), planes that stop being magnetic forget it. s is the squareness of
    an ensemble of grains with random axes in the plane, 2/pi (StonerWohlfarth1948): what a film keeps of its saturation when the magnetising field is switched off.

    Parameters: run: a result of ``simulate``, of a film or stack; magnetised: when the film was magnetised and how, by text with a unit of time of the run, e.g. ``{"0 s": 1, "10 min": -1}``:
    1 along the axis, -1 against it, 0 demagnetised, or what lies between. What is magnetic before the first of them is demagnetised.
    Returns: Dataset over ``time``: ``remanence`` and ``magnetization`` (saturated) A/m per as-grown volume of the film; ``plane_direction`` over ``time`` and ``depth``, NaN of planes that are not magnetic.
    Steps between records are not seen: where two fronts meet within one, they meet half-way. Errors: SimulationError for times outside the run, directions beyond -1 to 1, a dataset that is no run; UnitError.
    """
    import xarray as xr

    missing = [n for n in ("order", "plane_magnetization", "magnetization") if n not in run]
    if missing or "depth" not in run.dims:
        raise SimulationError(
            f"magnetic_history: {', '.join(missing) or 'depth'} missing (expected a result of simulate)"
        )
    time, order = run["time"].values, run["order"].values
    events = _events(magnetised, time)
    M_s = run["plane_magnetization"].values
    magnetic = (M_s > 0.0) & ((order == FERROMAGNETIC) | (order == FERRIMAGNETIC))
    coupling = np.ones(M_s.shape[1] - 1)
    if "exchange_below" in run.coords:
        coupling = run["exchange_below"].values[1:]
    direction = np.full(M_s.shape, np.nan)
    before = np.full(M_s.shape[1], np.nan)
    for k in range(len(time)):
        before = inherit(before, magnetic[k], coupling)
        since = time[k - 1] if k else -np.inf
        for at, given in events:
            if since < at <= time[k]:
                before = np.where(magnetic[k], given, np.nan)
        direction[k] = before
    # A record that the run did not reach has no remanence either.
    moment = np.where(magnetic, M_s * np.nan_to_num(direction), 0.0 * M_s)
    weights = _thicknesses(run)
    square = float(loop_metrics(1.0, 1.0, 0.0, 1.0, 0.0).remanence)
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
                f"magnetised: {text!r} is outside the run (allowed: {time[0]:g} s to {time[-1]:g} s)"
            )
        if not -1.0 <= value <= 1.0:
            raise SimulationError(f"magnetised[{text!r}]: {value!r} (allowed: -1 to 1)")
        events.append((at, float(value)))
    return sorted(events)


def _thicknesses(run: xr.Dataset) -> np.ndarray:
    """Return the thickness of every plane, m, from where the planes of a run stand."""
    if "plane_thickness" in run.coords:
        return run["plane_thickness"].values
    return np.full(run.sizes["depth"], run.attrs["thickness"] / run.sizes["depth"])


def _attributes(name: str) -> dict:
    return {"units": SYMBOLS[name].cf_unit, "long_name": SYMBOLS[name].long_name}
