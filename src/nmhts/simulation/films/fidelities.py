"""The fidelities of film runs: by one function each, with the same inputs and outputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nmhts.errors import SimulationError, unknown_name
from nmhts.simulation.films import front_model, plane_model
from nmhts.simulation.films.plane_model import FilmState, KineticsPoint

PLANES, FRONT = "planes", "front"
FIDELITIES = (PLANES, FRONT)
"""Every atomic plane of a film, or metal below a sharp front and nitride above it."""


def simulate_films(
    fidelity: str,
    points: Sequence[KineticsPoint],
    rtol: float,
    max_steps: int,
    starts: Sequence[FilmState] | None = None,
    watch: np.ndarray | None = None,
) -> dict[str, np.ndarray]:
    """Simulate films by one of ``FIDELITIES``; parameters and results as of ``plane_model.simulate_batch``.

    ``watch`` is for the plane model: a film of the front model takes at most microseconds a step,
    so ``max_steps`` is its limit.
    Errors: SimulationError for an unknown fidelity.
    """
    check_fidelity(fidelity)
    if fidelity == FRONT:
        return front_model.simulate_fronts(points, rtol, max_steps, starts)
    return plane_model.simulate_batch(points, rtol, max_steps, starts, watch)


def check_fidelity(fidelity: str) -> None:
    """Raise SimulationError for a fidelity that there is not."""
    if fidelity not in FIDELITIES:
        raise SimulationError(unknown_name("fidelity", fidelity, FIDELITIES))


def compile_films(fidelity: str) -> None:
    """Compile what ``simulate_films`` calls, or load it."""
    (front_model.compile_fronts if fidelity == FRONT else plane_model.compile_kernels)()
