"""Runs of one stack: a voltage protocol in words in, an xarray Dataset out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from nmhts.errors import SimulationError
from nmhts.numerics.lanes import WIDTH
from nmhts.physics.transport.parameters import plane_density
from nmhts.simulation.films.plane_model import SERIES, FilmState
from nmhts.simulation.films.run import (
    ORDER_FLAGS,
    provenance,
    same_setup,
    series_attributes,
    state_at_end,
)
from nmhts.simulation.outcomes.film_status import BY_CODE
from nmhts.simulation.outcomes.regimes import regimes_of
from nmhts.simulation.outcomes.time_limit import Watchdog
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.protocols.waveform import output_times
from nmhts.simulation.stacks.plane_model import LAYER_SERIES, StackPoint, simulate_stacks
from nmhts.simulation.stacks.stack import Stack

if TYPE_CHECKING:
    import xarray as xr


def stack_point(
    stack: Stack, protocol: str, steps_per_clause: int, spacing: str, standing: float = 0.0
) -> StackPoint:
    """Return the inputs of the run of a stack.

    Parameters: stack; protocol in words; steps_per_clause and spacing of recorded times; standing:
    the voltage before the protocol, V.
    Errors: ProtocolError.
    """
    read = parse_protocol(protocol, Path(), initial_voltage=standing)
    times = tuple(output_times(read, steps_per_clause, spacing))
    layers = tuple(layer.numbers() for layer in stack.layers)
    return StackPoint(layers, stack.gate.values(), stack.temperature, read, times)


def simulate_stack(
    stack: Stack,
    protocol: str,
    start: xr.Dataset | None,
    *,
    steps_per_clause: int,
    spacing: str,
    rtol: float,
    max_steps: int,
    max_seconds: float,
    throw: bool,
) -> xr.Dataset:
    """Drive one stack through a voltage protocol.

    Parameters, result and errors are as of ``nmhts.simulate``, with the outputs of layers.
    """
    import xarray as xr

    standing = 0.0 if start is None else float(start["gate_voltage"][-1])
    point = stack_point(stack, protocol, steps_per_clause, spacing, standing)
    state = None if start is None else [_last_state(start, stack, point)]
    with Watchdog(max_seconds, WIDTH) as watchdog, watchdog.watching() as watch:
        batch = simulate_stacks([point], rtol, max_steps, state, watch)
    status = BY_CODE[int(batch["status"][0])]
    if throw and status.name != "ok":
        raise SimulationError(f"{stack!r}: {status.name}: {status.advice}")
    begin = 0.0 if start is None else float(start["time"][-1])
    data: dict[str, tuple] = {
        name: ("time", batch[name][0], series_attributes(name))
        for name in (*SERIES, "gate_voltage")
    }
    for name in ("nitrogen_occupancy", "order", "plane_magnetization"):
        data[name] = (("time", "depth"), batch[name][0], series_attributes(name))
    data["order"][2].update(ORDER_FLAGS)
    for name in LAYER_SERIES:
        data[name] = (("time", "layer"), batch[name][0], series_attributes(name))
    layers = {"long_name": "layer, from the bottom electrode"}
    coords = {
        "time": ("time", batch["time"][0] + begin, series_attributes("time")),
        "depth": ("depth", batch["depth"][0], series_attributes("depth")),
        "layer": ("layer", np.arange(len(stack.layers)), layers),
        "material": (
            "layer",
            [layer.name for layer in stack.layers],
            {"long_name": "material of a layer as grown; a metal by its own name"},
        ),
        "sheet": (
            "layer",
            [layer.material.name for layer in stack.layers],
            {"long_name": "sheet with the numbers of a layer"},
        ),
        "layer_thickness": (
            "layer",
            [layer.n_planes * layer.material["plane_spacing"] for layer in stack.layers],
            series_attributes("layer_thickness"),
        ),
        "plane_layer": ("depth", point.plane_layers(), layers),
        "plane_thickness": (
            "depth",
            point.per_plane("plane_spacing"),
            series_attributes("plane_thickness"),
        ),
        "exchange_below": ("depth", _exchange_below(point), series_attributes("exchange_below")),
    }
    regimes = regimes_of(int(batch["regime"][0]))
    attributes = {
        "stack": stack.text,
        "gate": stack.gate.name,
        "thickness": stack.thickness,
        "temperature": stack.temperature,
        "protocol": protocol,
        "status": status.name,
        "status_advice": status.advice,
        "regime": ", ".join(regime.name for regime in regimes) or "none",
        "regime_advice": " ".join(regime.advice for regime in regimes),
        "n_steps": int(batch["n_steps"][0]),
        "ion_valence": stack.layers[0].material["ion_valence"],
        "provenance": provenance(*stack.sheets),
    }
    return xr.Dataset(data, coords, attributes)


def _exchange_below(point: StackPoint) -> np.ndarray:
    """Return the share of exchange between every plane and the one below it [n]; first is 0."""
    share = np.ones(point.n_planes)
    share[0], first = 0.0, 0
    for layer in point.layers[:-1]:
        first += layer.n_planes
        share[first] = 0.0 if layer.interface is None else layer.interface["interface_exchange"]
    return share


def _last_state(run: xr.Dataset, stack: Stack, point: StackPoint) -> FilmState:
    """Return the state at the end of a run.

    Errors: SimulationError for a run of another stack or gate, or an incomplete one.
    """
    same_setup(run, gate=stack.gate.name)
    if run.attrs.get("stack") != stack.text:
        raise SimulationError(
            f"start: a run of {run.attrs.get('stack', run.attrs.get('material'))!r} cannot go on "
            f"as {stack.text!r}"
        )
    return state_at_end(run, plane_density(point.layers[-1].nitride))
