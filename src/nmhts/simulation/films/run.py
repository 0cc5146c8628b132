"""Runs of one film: inputs from a ``Film`` and a protocol, an xarray Dataset, its last state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from nmhts.errors import SimulationError
from nmhts.materials.formula import parse_formula
from nmhts.materials.records import Sheet
from nmhts.physics.magnetism.intrinsic import ORDER_MEANINGS
from nmhts.physics.transport.parameters import plane_density
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import (
    SERIES,
    FilmState,
    KineticsPoint,
    plane_magnetization,
)
from nmhts.simulation.outcomes.film_status import BY_CODE
from nmhts.simulation.outcomes.regimes import regimes_of
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.protocols.waveform import output_times
from nmhts.symbols import SYMBOLS

if TYPE_CHECKING:
    import xarray as xr


ORDER_FLAGS = {
    "flag_values": list(range(len(ORDER_MEANINGS))),
    "flag_meanings": " ".join(ORDER_MEANINGS),
}
"""CF attributes of the codes of magnetic orders."""


def film_point(
    film: Film, protocol: str, steps_per_clause: int, spacing: str, standing: float = 0.0
) -> KineticsPoint:
    """Return the inputs of the run of a film.

    Parameters: film; protocol in words; steps_per_clause and spacing of recorded times; standing:
    the voltage before the protocol, V.
    Errors: ProtocolError.
    """
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
    """Return the outputs of the only film of a batch as a Dataset.

    Parameters: begin: time of its first record, s; the others as in ``simulate``.
    """
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
    """Return material, composition, gate and numbers of a film, as attributes of a result."""
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
        "sheets": json.dumps({"nitride": nitride.values(), "gate": film.gate.values()}),
    }


class RunFilm(NamedTuple):
    """The film of a run: numbers of its nitride and its gate in SI, temperature in K."""

    nitride: dict[str, float]
    gate: dict[str, float]
    temperature: float


def film_of(run: xr.Dataset) -> RunFilm:
    """Return the film that a run carries in its attributes.

    Errors: SimulationError for a dataset that is no run of one film.
    """
    if "sheets" not in run.attrs:
        raise SimulationError(
            "run: its attribute 'sheets' is missing (expected a result of nmhts.simulate for a "
            "film)"
        )
    if "nitrogen_occupancy" not in run or run["nitrogen_occupancy"].dims != ("time", "depth"):
        raise SimulationError(
            "run: no nitrogen_occupancy over time and depth (expected a result of nmhts.simulate "
            "for a film)"
        )
    sheets = json.loads(run.attrs["sheets"])
    return RunFilm(sheets["nitride"], sheets["gate"], float(run.attrs["temperature"]))


def series_attributes(name: str) -> dict:
    """Return the CF attributes of an output."""
    symbol = SYMBOLS[name]
    return {"units": symbol.cf_unit, "long_name": symbol.long_name}


def same_setup(run: xr.Dataset, **setup: str) -> None:
    """Raise SimulationError for a run of another gate or fidelity: its state differs in meaning."""
    for name, mine in setup.items():
        if (theirs := run.attrs.get(name, mine)) != mine:
            raise SimulationError(
                f"start: a run with {name} {theirs!r} cannot go on with {name} {mine!r} (allowed: "
                f"{theirs!r})"
            )


def last_state(run: xr.Dataset, film: Film, point: KineticsPoint, fidelity: str) -> FilmState:
    """Return the state at the end of a run.

    Errors: SimulationError for a run of another film, gate or fidelity, or an incomplete one.
    """
    same_setup(run, gate=film.gate.name, fidelity=fidelity)
    if run.attrs.get("material") != film.material.name or run.sizes["depth"] != point.n_planes:
        raise SimulationError(
            f"start: a run of {run.attrs.get('material')} with {run.sizes['depth']} planes cannot "
            f"go on as {film.material.name} with {point.n_planes} planes"
        )
    return state_at_end(run, plane_density(point.nitride))


def state_at_end(run: xr.Dataset, density: float) -> FilmState:
    """Return the last state of a run; density: N sites of the plane at the gate [1/m^2].

    Errors: SimulationError for a run that did not reach its end.
    """
    last = run.isel(time=-1)
    if not np.isfinite(last["magnetization"]):
        raise SimulationError(f"start: that run did not reach its end ({run.attrs['status']})")
    per_plane = 1.0 / density
    adsorbed = float(last["nitrogen_adsorbed"]) * per_plane
    return FilmState(
        np.asarray(last["nitrogen_occupancy"]),
        adsorbed,
        float(last["nitrogen_reservoir"]) * per_plane - adsorbed,
        float(last["nitrogen_lost"]) * per_plane,
        float(last["stern_drop"]),
    )
