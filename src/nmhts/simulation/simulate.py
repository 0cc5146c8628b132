"""``simulate``: one film or stack through a voltage protocol, as an xarray Dataset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nmhts.errors import SimulationError
from nmhts.numerics.lanes import WIDTH
from nmhts.simulation.films.fidelities import PLANES, simulate_films
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import DEFAULT_MAX_STEPS, DEFAULT_RTOL
from nmhts.simulation.films.run import check_status, film_dataset, film_point, last_state
from nmhts.simulation.outcomes.time_limit import MAX_SECONDS, Watchdog
from nmhts.simulation.stacks.run import simulate_stack
from nmhts.simulation.stacks.stack import Stack

if TYPE_CHECKING:
    import xarray as xr


def simulate(
    film: Film | Stack,
    protocol: str,
    *,
    start: xr.Dataset | None = None,
    steps_per_clause: int = 60,
    spacing: str = "mixed",
    fidelity: str = PLANES,
    rtol: float = DEFAULT_RTOL,
    max_steps: int = DEFAULT_MAX_STEPS,
    max_seconds: float = MAX_SECONDS,
    throw: bool = True,
) -> xr.Dataset:
    """Drive one film or stack through a voltage protocol; return its records.

    Parameters: film; protocol in words (see ``nmhts.simulation.protocols.text``); start: a result
    to continue from, of the same material, thickness, gate and fidelity, whose last state and time
    begin this run; steps_per_clause, spacing of recorded times; fidelity ``planes`` (every atomic
    plane) or ``front`` (a sharp front: much faster, see docs/theory/front.md); rtol, max_steps of
    the integrator; max_seconds: CPU time after which a run by planes is given up, NaN throughout;
    throw: raise if the film does not reach the end (else it is NaN from there on and coded).
    Returns: Dataset over ``time`` [s] and ``depth`` [m below the gate side]. Its attributes are
    ``status``, ``status_advice``, ``regime``, ``regime_advice`` (warnings on the run, see
    ``nmhts.simulation.outcomes.regimes``), and of the film ``metals``, ``metal_fractions``,
    ``anion``, ``nitrogen_per_metal`` (at full occupancy), ``metal_site_density`` 1/m3,
    ``ion_valence``.
    A stack runs in the plane model only. Its Dataset is also over ``layer`` (from the bottom
    electrode): ``layer_magnetization`` A/m per volume of the layer, ``layer_nitrogen`` 1/m2,
    coordinates ``material``, ``layer_thickness`` m, and ``plane_layer`` over ``depth``. It has no
    attributes of a single material.
    Errors: ProtocolError, SimulationError.
    """
    if not max_seconds > 0.0:
        raise SimulationError(f"max_seconds: {max_seconds!r} (allowed: above 0)")
    if isinstance(film, Stack):
        if fidelity != PLANES:
            raise SimulationError(f"fidelity: {fidelity!r} (allowed for a stack: {PLANES!r})")
        return simulate_stack(
            film,
            protocol,
            start,
            steps_per_clause=steps_per_clause,
            spacing=spacing,
            rtol=rtol,
            max_steps=max_steps,
            max_seconds=max_seconds,
            throw=throw,
        )
    standing = 0.0 if start is None else float(start["gate_voltage"][-1])
    point = film_point(film, protocol, steps_per_clause, spacing, standing)
    state = None if start is None else [last_state(start, film, point, fidelity)]
    with Watchdog(max_seconds, WIDTH) as watchdog, watchdog.watching() as watch:
        batch = simulate_films(fidelity, [point], rtol, max_steps, state, watch)
    if throw:
        check_status(film, batch)
    begin = 0.0 if start is None else float(start["time"][-1])
    return film_dataset(film, point, batch, protocol, fidelity, begin)
