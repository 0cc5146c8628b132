"""Time series of energy and order parameters of boxes of spins at many temperatures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from nmhts.errors import SimulationError, unknown_name
from nmhts.numerics.chance import in_lanes, streams
from nmhts.numerics.lanes import WIDTH, zeros
from nmhts.physics.magnetism.spins import cluster, heat_bath
from nmhts.physics.magnetism.spins.system import Spins

METHODS = ("heat bath", "cluster")
CHAINS, STARTS, SWAPS = 0, 1, 2  # purpose of a random stream
HOT = 3.0  # initial factor of T when frustrated spins are annealed; numerical


class Series(NamedTuple):
    """Measured series of one box.

    temperature K [T]; energy of the box K [T, steps]; square: |M|^2 per order, mu_B^2 [T, steps]; n
    number of spins.
    """

    temperature: np.ndarray
    energy: np.ndarray
    square: dict[str, np.ndarray]
    n: int


def sample(
    spins: Spins,
    temperatures: Sequence[float] | np.ndarray,
    *,
    steps: int = 1000,
    warm: int = 200,
    relaxations: int = 2,
    method: str = "heat bath",
    exchanged: bool | None = None,
    orders: Sequence[str] | None = None,
    seed: int = 0,
    key: tuple[int, ...] = (),
) -> Series:
    """Simulate one box at many temperatures.

    Parameters: temperatures K; steps measured, and warm ones before; method: ``heat bath`` (a step
    is one heat-bath sweep and ``relaxations`` over-relaxation sweeps) or ``cluster`` (a step is as
    many clusters as flip each spin about once); exchanged: whether neighboring temperatures
    exchange boxes, eight at a time (None: where bonds are frustrated); orders to measure, all of
    the box if None; seed and key of the random streams. Replica k has the stream (key, k). Without
    exchange its series depends on no other temperature, and never on threads.
    Returns: Series. Boxes without frustration start in their ground state; others start at random
    and are annealed.
    Errors: SimulationError for temperatures that are not above 0, counts below the allowed minimum,
    an unknown method, or clusters with frustrated bonds or a field.
    """
    T = np.atleast_1d(np.asarray(temperatures, dtype=float))
    _check(spins, T, steps, warm, relaxations, method)
    names = tuple(spins.patterns) if orders is None else tuple(orders)
    tables = [spins.pattern(name) for name in names]
    weights = np.ascontiguousarray(np.concatenate([*tables, np.zeros((1, spins.n))]))
    groups = np.cumsum([0, *(len(table) for table in tables)]).astype(np.int32)
    chains = streams(seed, ((*key, CHAINS, k) for k in range(len(T))))
    beginning = [_start(spins, seed, (*key, STARTS, k)) for k in range(len(T))]
    bonds = (spins.start, spins.other, spins.coupling, spins.field)
    plan = (steps, warm, weights, groups)
    if method == "cluster":
        series = _by_clusters(spins, T, chains, beginning, bonds, *plan)
    else:
        swaps = spins.gauge is None if exchanged is None else exchanged
        dice = streams(seed, ((*key, SWAPS, k) for k in range(0, len(T), WIDTH)))
        series = _by_heat_bath(spins, T, chains, beginning, bonds, relaxations, dice, swaps, *plan)
    square = {name: series[:, :, 1 + g].copy() for g, name in enumerate(names)}
    return Series(T, series[:, :, 0].copy(), square, spins.n)


def _check(
    spins: Spins, T: np.ndarray, steps: int, warm: int, relaxations: int, method: str
) -> None:
    if T.ndim != 1 or not T.size or not np.all(np.isfinite(T)) or T.min() <= 0.0:
        worst = f"{T.flat[np.argmin(T)]:g}" if T.size else "none"
        raise SimulationError(f"temperatures: {worst} K given (allowed: finite, above 0 K)")
    for name, value, least in (
        ("steps", steps, 1),
        ("warm", warm, 0),
        ("relaxations", relaxations, 0),
    ):
        if value < least:
            raise SimulationError(f"{name} = {value} (allowed: {least} or more; nearest: {least})")
    if method not in METHODS:
        raise SimulationError(unknown_name("method", method, METHODS))
    if not spins.n:
        raise SimulationError("no metal site has a moment (allowed: one or more)")
    if method == "cluster":
        if spins.gauge is None:
            raise SimulationError(
                "method 'cluster': the bonds are frustrated (allowed here: 'heat bath')"
            )
        if np.any(spins.field):
            raise SimulationError("method 'cluster': a field acts (allowed here: 'heat bath')")


def _start(spins: Spins, seed: int, key: tuple[int, ...]) -> np.ndarray:
    """Return the initial spins of a replica, [n, 3]."""
    rng = np.random.Generator(np.random.Philox(np.random.SeedSequence(seed, spawn_key=key)))
    if spins.gauge is None:
        random = rng.normal(size=(spins.n, 3))
        return random / np.linalg.norm(random, axis=1, keepdims=True)
    direction = rng.normal(size=3)
    return spins.gauge[:, None] * (direction / np.linalg.norm(direction))


def _by_clusters(spins, T, chains, beginning, bonds, steps, warm, weights, groups) -> np.ndarray:
    series = np.zeros((len(T), steps, len(groups)))
    queue = np.zeros(spins.n + 1, dtype=np.int32)
    for k in range(len(T)):
        cluster.run(
            beginning[k].ravel(), bonds, T[k], chains[k], steps, warm, weights, groups, series[k],
            queue
        )  # fmt: skip
    return series


def _by_heat_bath(
    spins, T, chains, beginning, bonds, relaxations, dice, swaps, steps, warm, weights, groups
) -> np.ndarray:
    """Fill registers with temperatures; the last one is repeated in unused lanes."""
    found = []
    strongest = max(np.abs(spins.coupling).max(initial=0.0), np.abs(spins.field).max(), 1e-300)
    hot = HOT if spins.gauge is None else 1.0
    for block, first in enumerate(range(0, len(T), WIDTH)):
        lanes = np.minimum(np.arange(first, first + WIDTH), len(T) - 1)
        box = zeros(3 * spins.n * WIDTH)
        box[:] = np.stack([beginning[k] for k in lanes], axis=-1).ravel()
        series = np.zeros((WIDTH, steps, len(groups)))
        heat_bath.run(
            box, bonds, T[lanes], heat_bath.WEAK * strongest, in_lanes(chains[lanes]), dice[block],
            swaps, steps, warm, hot, relaxations, weights, groups, series
        )  # fmt: skip
        found.append(series[: len(T) - first])
    return np.concatenate(found)
