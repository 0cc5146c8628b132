"""Choice of the film model: every atomic plane or a sharp front, with equal inputs and outputs."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nmhts.errors import SimulationError, unknown_name
from nmhts.simulation.films import front_model, plane_model
from nmhts.simulation.films.plane_model import FilmState, KineticsPoint

PLANES, FRONT = "planes", "front"
FIDELITIES = (PLANES, FRONT)
"""Plane model: every atomic plane. Front model: metal below a sharp front, nitride above it."""


def simulate_films(
    fidelity: str,
    points: Sequence[KineticsPoint],
    rtol: float,
    max_steps: int,
    starts: Sequence[FilmState] | None = None,
    watch: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    """Simulate films by one of ``FIDELITIES``.

    Parameters and returns: as of ``plane_model.simulate_batch``. ``watch`` acts on the plane model
    only: a step of the front model takes microseconds, so ``max_steps`` limits its time.
    Errors: SimulationError for an unknown fidelity.
    """
    check_fidelity(fidelity)
    if fidelity == FRONT:
        return front_model.simulate_fronts(points, rtol, max_steps, starts)
    return plane_model.simulate_batch(points, rtol, max_steps, starts, watch)


def check_fidelity(fidelity: str) -> None:
    """Raise SimulationError for an unknown fidelity."""
    if fidelity not in FIDELITIES:
        raise SimulationError(unknown_name("fidelity", fidelity, FIDELITIES))


def film_kernels(fidelity: str) -> dict[str, Callable[[], None]]:
    """Return the function that compiles (or loads) the kernels of ``simulate_films``, by name."""
    if fidelity == FRONT:
        return {"films by the front model": front_model.compile_fronts}
    return {"films by planes": plane_model.compile_kernels}
