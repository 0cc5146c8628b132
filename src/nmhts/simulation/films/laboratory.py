"""Runs as a laboratory plots them: voltammograms, neutron profiles, units of the field.

Each function takes what ``nmhts.simulate`` returns; ``voltammogram`` and ``display_units`` also
take a group of an opened study.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from nmhts.constants import e
from nmhts.errors import SimulationError
from nmhts.physics.neutrons import magnetic_density, nuclear_density
from nmhts.symbols import SYMBOLS
from nmhts.units import convert

if TYPE_CHECKING:
    import xarray as xr

# Share of the largest voltage that is rounding: a stored voltage is a float32 (numerical).
_ROUNDING = 1e-6
_SAME_RATE = 1e-3  # relative difference of sweep rates that count as equal (numerical)


def voltammogram(run: xr.Dataset, ion_valence: float | Sequence[float] | None = None) -> xr.Dataset:
    """Return current density against gate voltage, and the charge, of every sweep of a run.

    A sweep is a stretch of two or more recorded intervals at one rate dV/dt other than zero: a half
    of a cycle, or a ramp. A recorded turning point belongs to the sweep that ends there, as its
    current does. After a jump of the voltage a sweep begins with its first recorded point, and its
    charge counts from there.

    Parameters: run: a result of ``simulate``, or the group ``kinetics`` of a study (with a
    dimension ``run``); ion_valence: charge number of the anion, one for all films or one a film
    (None: the run's own attribute, which a study group does not have).
    Returns: Dataset over (``run``,) ``sweep`` and ``point``: ``time`` s, ``gate_voltage`` V,
    ``current_density`` A/m2, NaN beyond the end of a shorter sweep; and over ``sweep``: ``charge``
    C/m2 with its shares ``faradaic_charge`` (ions that left the film) and ``capacitive_charge``
    (Stern layer), ``sweep_rate`` V/s, ``direction`` (-1 falling, +1 rising), ``cycle`` (two sweeps
    each).
    Errors: SimulationError for a dataset without these variables or without a sweep, or an unknown
    ion valence.
    """
    import xarray as xr

    needed = ("time", "gate_voltage", "current_density", "charge")
    needed += ("nitrogen_reservoir", "nitrogen_lost")
    _check_variables(run, "voltammogram", needed, "a run, or the group 'kinetics' of a study")
    values = {name: np.asarray(run[name], dtype=float) for name in needed}
    many = values["charge"].ndim == 2
    films = len(values["charge"]) if many else 1
    series = {name: value.reshape(films, -1) for name, value in values.items()}
    valence = np.broadcast_to(_valence(run, ion_valence), (films,))
    found = [_sweeps(series["time"][i], series["gate_voltage"][i]) for i in range(films)]
    n_sweeps = max(len(sweeps) for sweeps in found)
    if n_sweeps == 0:
        raise SimulationError(
            "voltammogram: no sweep is recorded (expected a clause such as '3 cycles 0 V to -5 V "
            "at 100 mV/s' or a ramp, with two or more recorded times a sweep)"
        )
    n_points = max(last - first for sweeps in found for first, last in sweeps)
    curves = {n: np.full((films, n_sweeps, n_points), np.nan) for n in needed[:3]}
    totals = {
        n: np.full((films, n_sweeps), np.nan)
        for n in ("charge", "faradaic_charge", "capacitive_charge", "sweep_rate")
    }
    direction = np.zeros((films, n_sweeps), dtype=np.int8)
    for i, sweeps in enumerate(found):
        film = {name: value[i] for name, value in series.items()}
        ions = valence[i] * e * (film["nitrogen_reservoir"] + film["nitrogen_lost"])
        for k, (first, last) in enumerate(sweeps):
            for name, curve in curves.items():
                curve[i, k, : last - first] = film[name][first + 1 : last + 1]
            change = [x[last] - x[first] for x in (film["charge"], ions)]
            rise = film["gate_voltage"][last] - film["gate_voltage"][first]
            totals["charge"][i, k], totals["faradaic_charge"][i, k] = change
            totals["capacitive_charge"][i, k] = change[0] - change[1]
            totals["sweep_rate"][i, k] = rise / (film["time"][last] - film["time"][first])
            direction[i, k] = np.sign(rise)
    lead = ("run",) if many else ()
    data: dict[str, tuple] = {}
    for name, array in (curves | totals).items():
        dims = (*lead, "sweep", *(("point",) if array.ndim == 3 else ()))
        data[name] = (dims, array if many else array[0], _attributes(name))
    sense = {"long_name": "sense of the sweep", "flag_values": [-1, 1]}
    sense["flag_meanings"] = "falling rising"
    coords: dict[str, Any] = {
        "direction": ((*lead, "sweep"), direction if many else direction[0], sense),
        "cycle": ("sweep", np.arange(n_sweeps) // 2, {"long_name": "cycle, from 0"}),
    }
    if many:
        coords |= {str(n): c.variable for n, c in run.coords.items() if c.dims == ("run",)}
    return xr.Dataset(data, coords, dict(run.attrs))


def _sweeps(time: np.ndarray, voltage: np.ndarray) -> list[tuple[int, int]]:
    """Return (first, last) recorded step of every sweep: intervals at one rate other than zero."""
    steps = np.diff(time)
    rate = np.diff(voltage) / steps
    rounding = _ROUNDING * np.abs(voltage).max() / steps
    moving = np.abs(rate) > rounding
    same = np.abs(np.diff(rate)) <= _SAME_RATE * np.abs(rate[1:]) + rounding[1:] + rounding[:-1]
    sweeps, first = [], 0
    for k in range(1, len(rate) + 1):
        if k == len(rate) or not (same[k - 1] and moving[k] and moving[k - 1]):
            if k - first >= 2:
                sweeps.append((first, k))
            first = k
    return sweeps


def _valence(run: xr.Dataset, given: float | Sequence[float] | None) -> np.ndarray:
    value = run.attrs.get("ion_valence") if given is None else given
    if value is None:
        raise SimulationError(
            "voltammogram: the ion valence of a study group is not stored with it; give "
            "ion_valence (3 for N3-)"
        )
    return np.asarray(value, dtype=float)


def nitrogen_to_metal(run: xr.Dataset) -> xr.DataArray:
    """Return the N atoms per metal atom of every plane of a run, over ``time`` and ``depth``.

    Errors: SimulationError for a dataset that is no result of ``simulate``.
    """
    _check_variables(run, "nitrogen_to_metal", ("nitrogen_occupancy",), "a result of simulate")
    _check_attributes(run, "nitrogen_to_metal", ("nitrogen_per_metal",))
    ratio = run["nitrogen_occupancy"] * run.attrs["nitrogen_per_metal"]
    return ratio.rename("nitrogen_to_metal").assign_attrs(_attributes("nitrogen_to_metal"))


def scattering_length_density(run: xr.Dataset) -> xr.Dataset:
    """Return the nuclear and magnetic neutron scattering length density of every plane of a run.

    Volumes are those of the film as grown: the lattice does not contract as N leaves. A fully
    extracted film therefore shows its metal at the as-grown density.
    Parameters: run: a result of ``simulate``.
    Returns: Dataset over ``time`` and ``depth``: ``nuclear_scattering_length_density``,
    ``magnetic_scattering_length_density``, 1/m2.
    Errors: SimulationError for a dataset that is no result of ``simulate``, MaterialError for an
    element without a scattering length.
    Source: Sears1992.
    """
    import xarray as xr

    name = "scattering_length_density"
    needed = ("nitrogen_occupancy", "plane_magnetization")
    _check_variables(run, name, needed, "a result of simulate")
    _check_attributes(run, name, ("metal_site_density", "metals", "metal_fractions", "anion"))
    sites = run.attrs["metal_site_density"]
    ratio = nitrogen_to_metal(run)
    densities: dict[str, Any] = {run.attrs["anion"]: ratio.values * sites}
    for metal, share in zip(
        np.atleast_1d(run.attrs["metals"]), np.atleast_1d(run.attrs["metal_fractions"]), strict=True
    ):
        densities[str(metal)] = share * sites
    found = {
        "nuclear_scattering_length_density": nuclear_density(densities),
        "magnetic_scattering_length_density": magnetic_density(run["plane_magnetization"].values),
    }
    data = {n: (ratio.dims, values, _attributes(n)) for n, values in found.items()}
    return xr.Dataset(data, run.coords, dict(run.attrs))


def display_units(dataset: xr.Dataset) -> xr.Dataset:
    """Return a dataset with its quantities in display units, e.g. magnetization in kA/m = emu/cm3.

    Variables that are not in the table of symbols (placeholders of a protocol, codes, names) and
    pure numbers stay as they are; attributes keep SI.
    Errors: UnitError for a variable whose ``units`` are not of its quantity.
    """
    changed, coords = {}, {}
    for name, variable in dataset.variables.items():
        symbol, unit = SYMBOLS.get(str(name)), variable.attrs.get("units")
        if symbol is None or not symbol.unit or unit is None:
            continue
        values = variable.values * convert(1.0, unit, symbol.unit)
        values = values / convert(1.0, symbol.display, symbol.unit)
        attributes = {**variable.attrs, "units": symbol.display.replace("**", "^")}
        into = coords if name in dataset.coords else changed
        into[name] = (variable.dims, values, attributes)
    return dataset.assign(changed).assign_coords(coords)


def _attributes(name: str) -> dict[str, str]:
    symbol = SYMBOLS[name]
    return {"units": symbol.cf_unit, "long_name": symbol.long_name}


def _check_variables(data: xr.Dataset, what: str, names: Sequence[str], expected: str) -> None:
    missing = [name for name in names if name not in data.variables]
    if missing:
        raise SimulationError(
            f"{what}: the dataset has no {', '.join(missing)} (expected {expected})"
        )


def _check_attributes(data: xr.Dataset, what: str, names: Sequence[str]) -> None:
    missing = [name for name in names if name not in data.attrs]
    if missing:
        raise SimulationError(
            f"{what}: the dataset has no attribute {', '.join(missing)} (expected a result of "
            "simulate)"
        )
