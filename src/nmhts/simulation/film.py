"""The public face of one film: ``Film`` and ``simulate``, with an xarray Dataset as the result."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError, UnitError
from nmhts.materials.formula import parse_formula
from nmhts.materials.library import DEFAULT_MIXING, find_gate, find_nitride
from nmhts.materials.records import Sheet
from nmhts.numerics.lanes import WIDTH
from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.physics.transport.parameters import plane_density
from nmhts.simulation.fidelity import PLANES, simulate_films
from nmhts.simulation.kinetics import (
    DEFAULT_MAX_STEPS,
    DEFAULT_RTOL,
    MIN_PLANES,
    SERIES,
    FilmState,
    KineticsPoint,
    plane_magnetization,
)
from nmhts.simulation.protocol import parse_protocol
from nmhts.simulation.regimes import regimes_of
from nmhts.simulation.stack import Stack
from nmhts.simulation.stack_run import simulate_stack
from nmhts.simulation.status import BY_CODE
from nmhts.simulation.tables import sheets_html, table
from nmhts.simulation.watchdog import MAX_SECONDS, Watchdog
from nmhts.simulation.waveform import output_times
from nmhts.symbols import SYMBOLS
from nmhts.units import parse, shown

if TYPE_CHECKING:
    import xarray as xr


ORDER_FLAGS = {
    "flag_values": list(range(len(ORDER_MEANINGS))),
    "flag_meanings": " ".join(ORDER_MEANINGS),
}
"""CF attributes of the codes of magnetic orders."""

MOST_PLANES = 100_000
"""Planes of a film: what studies may store of one, and some 25 um."""


class Film:
    """A nitride film on a conducting buffer under a gate.

    Parameters: material formula of a sheet or of an alloy of end members, e.g. ``"Co0.9Mn0.1N"``; thickness, temperature as text
    with a unit; gate name of a gate sheet; mixing name of the mixing rules for alloys.
    Errors: MaterialError, UnitError, each with what is allowed.
    """

    def __init__(
        self,
        material: str,
        thickness: str,
        gate: str = "propylene carbonate",
        temperature: str = "298.15 K",
        mixing: str = DEFAULT_MIXING,
    ):
        self.material: Sheet = find_nitride(material, mixing)
        self.gate: Sheet = find_gate(gate)
        self.thickness = parse(thickness, "m")
        self.temperature = parse(temperature, "K")
        spacing = self.material["plane_spacing"]
        if round(self.thickness / spacing) < MIN_PLANES:
            raise UnitError(
                f"thickness {thickness!r} is below {MIN_PLANES} planes of {spacing * 1e9:g} nm"
            )
        if self.thickness / spacing > MOST_PLANES:
            raise UnitError(
                f"thickness {thickness!r} is above {MOST_PLANES} planes of {spacing * 1e9:g} nm"
            )
        if not self.temperature > 0:
            raise UnitError(f"temperature {temperature!r} must be above 0 K")

    def __repr__(self) -> str:
        return (
            f"Film({self.material.name!r}, thickness={self.thickness * 1e9:g} nm, "
            f"gate={self.gate.name!r}, temperature={self.temperature:g} K)"
        )

    def _repr_html_(self) -> str:
        rows = [
            ("material", self.material.name),
            ("thickness", shown(self.thickness, "thickness")),
            ("gate", self.gate.name),
            ("temperature", shown(self.temperature, "temperature")),
        ]
        return table("Film", (), rows) + sheets_html((self.material, self.gate))


def simulate(
    film: Film | Stack,
    protocol: str,
    start: xr.Dataset | None = None,
    *,
    steps_per_clause: int = 60,
    spacing: str = "mixed",
    fidelity: str = PLANES,
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    max_seconds: float = MAX_SECONDS,
    throw: bool = True,
) -> xr.Dataset:
    """Drive one film or stack through a voltage protocol and return what is seen.

    Parameters: film; protocol in words (see ``nmhts.simulation.protocol``); start a result to continue from, of the same material,
    thickness, gate and fidelity: its last state is the first of this run and time goes on; steps_per_clause, spacing: recorded times; fidelity ``planes`` (every atomic plane), or
    ``front`` (a sharp front: much faster, see docs/theory/front.md); rtol, max_steps of the integrator; max_seconds: CPU time after which a run by planes is given up, NaN throughout; throw: raise if the film does not reach the end (else it is NaN from there on and coded).
    Returns: Dataset over ``time`` [s] and ``depth`` [m below the gate side]; attributes ``status``, ``status_advice``, ``regime``, ``regime_advice`` (what the user
    must know of the run, see ``nmhts.simulation.regimes``), and of the film
    ``metals``, ``metal_fractions``, ``anion``, ``nitrogen_per_metal`` (at full occupancy), ``metal_site_density`` 1/m3, ``ion_valence``.
    Of a stack, which runs by planes alone, also over ``layer`` (from the bottom electrode): ``layer_magnetization`` A/m per volume of the layer, ``layer_nitrogen`` 1/m2,
    coordinates ``material``, ``layer_thickness`` m, and ``plane_layer`` over ``depth``; without the attributes of one material.
    Errors: ProtocolError, SimulationError.
    """
    if not max_seconds > 0.0:
        raise SimulationError(f"max_seconds: {max_seconds!r} (allowed: above 0)")
    if isinstance(film, Stack):
        if fidelity != PLANES:
            raise SimulationError(f"fidelity: {fidelity!r} (allowed for a stack: {PLANES!r})")
        return simulate_stack(
            film, protocol, start, steps_per_clause=steps_per_clause, spacing=spacing, rtol=rtol, max_steps=max_steps, max_seconds=max_seconds, throw=throw
        )  # fmt: skip
    standing = 0.0 if start is None else float(start["gate_voltage"][-1])
    point = film_point(film, protocol, steps_per_clause, spacing, standing)
    state = None if start is None else [last_state(start, film, point, fidelity)]
    with Watchdog(max_seconds, WIDTH) as watchdog, watchdog.watching() as watch:
        batch = simulate_films(fidelity, [point], rtol, max_steps, state, watch)
    if throw:
        check_status(film, batch)
    begin = 0.0 if start is None else float(start["time"][-1])
    return film_dataset(film, point, batch, protocol, fidelity, begin)


def film_point(
    film: Film, protocol: str, steps_per_clause: int, spacing: str, standing: float = 0.0
) -> KineticsPoint:
    """Return what decides the run of a film; standing: the voltage before the protocol [V]. Errors: ProtocolError."""
    read = parse_protocol(protocol, Path(), initial_voltage=standing)
    times = output_times(read, steps_per_clause, spacing)
    return KineticsPoint(
        film.material.values(),
        film.gate.values(),
        film.thickness,
        film.temperature,
        read,
        tuple(times),
    )


def check_status(film: Film, batch: Mapping[str, np.ndarray]) -> None:
    """Raise SimulationError where the only film of a batch did not reach its end."""
    status = BY_CODE[int(batch["status"][0])]
    if status.name != "ok":
        raise SimulationError(f"{film!r}: {status.name}: {status.advice}")


def film_dataset(
    film: Film,
    point: KineticsPoint,
    batch: Mapping[str, np.ndarray],
    protocol: str,
    fidelity: str,
    begin: float,
) -> xr.Dataset:
    """Return the outputs of the only film of a batch as a Dataset; begin: time of its first record, s."""
    import xarray as xr

    status = BY_CODE[int(batch["status"][0])]
    coords = {
        "time": ("time", batch["time"][0] + begin, series_attributes("time")),
        "depth": ("depth", batch["depth"][0], series_attributes("depth")),
    }
    data: dict[str, tuple] = {
        name: ("time", batch[name][0], series_attributes(name))
        for name in (*SERIES, "gate_voltage")
    }
    for name in ("nitrogen_occupancy", "order"):
        data[name] = (("time", "depth"), batch[name][0], series_attributes(name))
    per_plane = plane_magnetization(point.nitride, batch["nitrogen_occupancy"][0], film.temperature)
    data["plane_magnetization"] = (
        ("time", "depth"),
        per_plane,
        series_attributes("plane_magnetization"),
    )
    regimes = regimes_of(int(batch["regime"][0]))
    data["order"][2].update(ORDER_FLAGS)
    attributes = {
        **film_attributes(film),
        "protocol": protocol,
        "fidelity": fidelity,
        "status": status.name,
        "status_advice": status.advice,
        "regime": ", ".join(regime.name for regime in regimes) or "none",
        "regime_advice": " ".join(regime.advice for regime in regimes),
        "n_steps": int(batch["n_steps"][0]),
        "provenance": provenance(film.material, film.gate),
    }
    return xr.Dataset(data, coords, attributes)


def provenance(*sheets: Sheet) -> str:
    """Return one sentence on how many numbers of each status the sheets hold."""
    parts = []
    for sheet in sheets:
        counts = ", ".join(f"{count} {status}" for status, count in sheet.count_by_status().items())
        parts.append(f"{sheet.name}: {counts}")
    return "numbers behind this result: " + "; ".join(parts)


def film_attributes(film: Film) -> dict:
    """Return what the film is and what it is made of, as attributes of a result."""
    nitride = film.material
    formula = parse_formula(nitride.name)
    sites = nitride["metal_site_density"]
    return {
        "material": nitride.name,
        "metals": [metal for metal, _ in formula.metals],
        "metal_fractions": [fraction for _, fraction in formula.metals],
        "anion": formula.anion,
        "nitrogen_per_metal": plane_density(nitride.values()) / (sites * nitride["plane_spacing"]),
        "metal_site_density": sites,
        "ion_valence": nitride["ion_valence"],
        "gate": film.gate.name,
        "thickness": film.thickness,
        "temperature": film.temperature,
    }


def series_attributes(name: str) -> dict:
    """Return the CF attributes of an output."""
    symbol = SYMBOLS[name]
    return {"units": symbol.cf_unit, "long_name": symbol.long_name}


def same_cell(run: xr.Dataset, gate: str, fidelity: str) -> None:
    """Raise SimulationError for a run of another gate or fidelity, whose state means something else."""
    for name, mine in (("gate", gate), ("fidelity", fidelity)):
        if (theirs := run.attrs.get(name, mine)) != mine:
            raise SimulationError(
                f"start: a run with {name} {theirs!r} cannot go on with {name} {mine!r} (allowed: {theirs!r})"
            )


def last_state(run: xr.Dataset, film: Film, point: KineticsPoint, fidelity: str) -> FilmState:
    """Return the state at the end of a run. Errors: SimulationError for a run of another film, gate or fidelity, or one that did not reach its end."""
    same_cell(run, film.gate.name, fidelity)
    if run.attrs.get("material") != film.material.name or run.sizes["depth"] != point.n_planes:
        raise SimulationError(
            f"start: a run of {run.attrs.get('material')} with {run.sizes['depth']} planes cannot go on as "
            f"{film.material.name} with {point.n_planes} planes"
        )
    last = run.isel(time=-1)
    if not np.isfinite(last["magnetization"]):
        raise SimulationError(f"start: that run did not reach its end ({run.attrs['status']})")
    per_plane = 1.0 / plane_density(point.nitride)
    adsorbed = float(last["nitrogen_adsorbed"]) * per_plane
    return FilmState(
        np.asarray(last["nitrogen_occupancy"]),
        adsorbed,
        float(last["nitrogen_reservoir"]) * per_plane - adsorbed,
        float(last["nitrogen_lost"]) * per_plane,
        float(last["stern_drop"]),
    )
