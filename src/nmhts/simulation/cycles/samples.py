"""Single cycles of films, simulated side by side from the states before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from nmhts.numerics.envelope import Sample
from nmhts.physics.transport.codes import OK
from nmhts.physics.transport.cycle_state import (
    ADSORBED,
    DISSOLVED,
    EXCHANGES,
    EXTRA,
    LOST,
    LOST_IN_ALL,
    STERN,
)
from nmhts.physics.transport.parameters import plane_density
from nmhts.physics.transport.wear import live_share, worn_gate, worn_nitride
from nmhts.simulation.films.fidelities import simulate_films
from nmhts.simulation.films.plane_model import FilmState, KineticsPoint

NO_REGIME = -1
"""``regime`` of a cycle that a film did not reach."""


class Seen(NamedTuple):
    """Outputs of one cycle: M [A/m] and front [m] on and off, of the whole area."""

    on: float
    off: float
    front_on: float
    front_off: float
    regime: int
    status: int


def simulate_cycles(
    points: Sequence[KineticsPoint],
    states: Sequence[np.ndarray],
    fidelity: str,
    rtol: float,
    max_steps: int,
    watch: np.ndarray | None = None,
) -> list[Sample[Seen]]:
    """Simulate one cycle of films from the states before it, each with its wear.

    Parameters: as of ``cycle_batch``; watch as of ``simulate_films``.
    """
    worn = [worn_point(point, x) for point, x in zip(points, states, strict=True)]
    # Lost N acts on nothing. Counted from 0, the loss of one cycle is as exact as dissolved N.
    starts = [replace(film_state(x), lost=0.0) for x in states]
    batch = simulate_films(fidelity, worn, rtol, max_steps, starts, watch)
    return [
        _sample(point, x, batch, i) for i, (point, x) in enumerate(zip(points, states, strict=True))
    ]


def _sample(
    point: KineticsPoint, x: np.ndarray, batch: Mapping[str, np.ndarray], i: int
) -> Sample[Seen]:
    n, per_plane = point.n_planes, 1.0 / plane_density(point.nitride)
    status = int(batch["status"][i])
    if status != OK:
        nothing = Seen(np.nan, np.nan, np.nan, np.nan, NO_REGIME, status)
        return Sample(np.full(len(x), np.nan), nothing, False)
    after = np.empty(len(x))
    after[:n] = batch["nitrogen_occupancy"][i, -1, :n]
    adsorbed, lost = (batch[f"nitrogen_{name}"][i] * per_plane for name in ("adsorbed", "lost"))
    outside = batch["nitrogen_reservoir"][i] * per_plane
    live = live_share(point.nitride, x[EXCHANGES])
    after[ADSORBED], after[DISSOLVED] = adsorbed[-1], outside[-1] - adsorbed[-1]
    after[LOST], after[LOST_IN_ALL] = x[LOST] + lost[-1], x[LOST_IN_ALL] + live * lost[-1]
    after[STERN] = batch["stern_drop"][i, -1]
    after[EXCHANGES] = x[EXCHANGES] + float(np.abs(np.diff(outside + lost)).sum()) / n
    ends = _ends(point)
    M = live * batch["magnetization"][i, ends]
    on, off = int(M.argmax()), int(M.argmin())
    front = batch["front_position"][i, ends]
    regime = int(batch["regime"][i])
    return Sample(after, Seen(M[on], M[off], front[on], front[off], regime, status), True)


def _ends(point: KineticsPoint) -> np.ndarray:
    """Return the records at the ends of the clauses of a cycle.

    Of a cycle of one clause these are all records but the first, which belongs to the cycle before.
    """
    clauses = point.protocol.clauses
    if len(clauses) == 1:
        return np.arange(1, len(point.times))
    return np.searchsorted(point.times, [end for _, _, end in clauses])


def worn_point(point: KineticsPoint, x: np.ndarray) -> KineticsPoint:
    """Return the inputs of a film with the wear of its state."""
    nitride = worn_nitride(point.nitride, x[EXCHANGES])
    gate = worn_gate(point.gate, point.nitride, point.n_planes, x[EXCHANGES])
    return replace(point, nitride=nitride, gate=gate)


def film_state(x: np.ndarray) -> FilmState:
    """Return the state of a film as input of the film models."""
    return FilmState(x[: len(x) - EXTRA], x[ADSORBED], x[DISSOLVED], x[LOST], x[STERN])


def packed(state: FilmState) -> np.ndarray:
    """Return the state of a film before its first cycle as one vector.

    It has no wear, and all its lost N counts as lost from the whole area.
    """
    outside = [state.adsorbed, state.dissolved, state.lost, state.stern_drop, 0.0, state.lost]
    return np.array([*state.occupancy, *outside], dtype=float)
