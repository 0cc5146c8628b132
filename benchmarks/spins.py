"""Heisenberg Monte Carlo: spin updates per CPU second against lower bounds of their work.

The bound of a heat bath loads the neighbors of every spin, draws the same random numbers, takes one
logarithm and one square root, and stores a spin. That of a cluster visits spins in random order,
loads their neighbors, draws one random number per bond, and stores the spin.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from benchmarks.film import cpu_seconds
from nmhts.constants import k_B
from nmhts.numerics.chance import in_lanes, streams, uniform, uniform_pair
from nmhts.numerics.compiled import kernel
from nmhts.numerics.lanes import WIDTH, load, log, splat, sqrt, store, zeros
from nmhts.physics.magnetism.spins import cluster, heat_bath
from nmhts.physics.magnetism.spins.exchange import CRITICAL_RATIOS, uniform_exchange
from nmhts.physics.magnetism.spins.lattice import Lattice
from nmhts.physics.magnetism.spins.sampling import sample
from nmhts.physics.magnetism.spins.statistics import autocorrelation_time
from nmhts.physics.magnetism.spins.system import Spins, alloy

BOXES = (("sc", 8), ("sc", 16), ("fcc", 8), ("fcc", 16))
UPDATES = 4_000_000  # of one timing
REPEATS = 5
STEPS = 3000


@kernel
def least_heat_bath(spins, bonds, state):
    """Do the least work of a heat bath of every spin.

    Neighbors, random numbers, a logarithm, a square root, a store.
    """
    start, other = bonds[0], bonds[1]
    for i in range(len(start) - 1):
        x, y, z = splat(0.0), splat(0.0), splat(0.0)
        for b in range(start[i], start[i + 1]):
            j = 3 * other[b]
            x = x + load(spins, j)
            y = y + load(spins, j + 1)
            z = z + load(spins, j + 2)
        u, v = uniform_pair(state)
        store(spins, 3 * i, 0.01 * (x + log(u)))
        store(spins, 3 * i + 1, 0.01 * (y + v))
        store(spins, 3 * i + 2, sqrt(z * z + u))


@kernel
def least_cluster(spins, bonds, way, state):
    """Do the least work of a cluster at every spin, in the order of ``way``.

    Neighbors, a random number per bond, a store.
    """
    start, other = bonds[0], bonds[1]
    for k in way:
        i = np.uint64(k)
        x, y, z = 0.0, 0.0, 0.0
        for b in range(np.uint64(start[i]), np.uint64(start[i + np.uint64(1)])):
            u = uniform(state)
            j = np.uint64(3) * np.uint64(other[b])
            x += u * spins[j]
            y += u * spins[j + np.uint64(1)]
            z += u * spins[j + np.uint64(2)]
        spins[3 * k] = 0.01 * x
        spins[3 * k + 1] = 0.01 * y
        spins[3 * k + 2] = 0.01 * z


@kernel
def clusters(spins, bonds, beta, state, queue, r, wanted):
    """Mirror clusters until at least ``wanted`` spins are mirrored; return how many were."""
    turned = 0
    while turned < wanted:
        turned += cluster.flip_cluster(spins, bonds, beta, state, queue, r)
    return turned


def rate(work: Callable[[], object], updates: float) -> float:
    """Return updates per CPU second, the best of some."""
    work()
    return updates / min(cpu_seconds(work) for _ in range(REPEATS))


def repeated(work: Callable[[], object], times: int) -> Callable[[], object]:
    """Return a function that does some work many times."""

    def loop() -> None:
        for _ in range(times):
            work()

    return loop


def heat_bath_rates(spins: Spins, T: float) -> tuple[float, float, float]:
    """Return updates per CPU second of heat bath and over-relaxation, and of the lower bound."""
    bonds = (spins.start, spins.other, spins.coupling, spins.field)
    state = in_lanes(streams(0, [(k,) for k in range(WIDTH)]))
    box, temperatures = zeros(3 * spins.n * WIDTH), np.full(WIDTH, T)
    start = np.random.default_rng(0).normal(size=(spins.n, 3, WIDTH))
    box[:] = (start / np.linalg.norm(start, axis=1, keepdims=True)).ravel()
    times = max(1, UPDATES // (spins.n * WIDTH))
    updates = times * spins.n * WIDTH
    works = (
        partial(heat_bath.heat_bath_sweep, box, bonds, temperatures, 1e-6, state),
        partial(heat_bath.over_relaxation_sweep, box, bonds, 1e-6),
        partial(least_heat_bath, box.copy(), bonds, state),
    )
    first, second, least = (rate(repeated(work, times), updates) for work in works)
    return first, second, least


def cluster_rates(spins: Spins, T: float) -> tuple[float, float]:
    """Return spins per CPU second of clusters, and of their lower bound."""
    bonds = (spins.start, spins.other, spins.coupling, spins.field)
    rng, state = np.random.default_rng(0), streams(0, [(0,)])[0]
    box = np.tile([0.0, 0.0, 1.0], spins.n)
    queue, r, wanted = np.zeros(spins.n + 1, dtype=np.int32), np.zeros(3), UPDATES // 8
    way = rng.permutation(spins.n)
    clusters(box, bonds, 1.0 / T, state, queue, r, wanted)
    turned = 0
    found = []
    for _ in range(REPEATS):

        def work() -> None:
            nonlocal turned
            turned = clusters(box, bonds, 1.0 / T, state, queue, r, wanted)

        seconds = cpu_seconds(work)
        found.append(turned / seconds)
    times = max(1, wanted // spins.n)
    least = partial(least_cluster, box.copy(), bonds, way, state)
    return max(found), rate(repeated(least, times), times * spins.n)


def independent(spins: Spins, T: float, method: str, relaxations: int) -> float:
    """Return independent values of M^2 per CPU second at the critical temperature.

    They are steps over twice their autocorrelation time.
    """
    replicas = np.full(WIDTH if method == "heat bath" else 2, T)
    steps = STEPS if method == "heat bath" else STEPS // 6
    kept = {}

    def work() -> None:
        kept["series"] = sample(spins, replicas, steps=steps, warm=100, relaxations=relaxations,
            method=method, orders=["ferromagnetic"])  # fmt: skip

    work()
    seconds = cpu_seconds(work)
    tau = autocorrelation_time(kept["series"].square["ferromagnetic"]).mean()
    return steps * len(replicas) / (2.0 * tau * seconds)


def run() -> None:
    """Print the tables."""
    print(
        "Heisenberg spins at the Curie temperature, million updates per CPU second (one "
        "core), and share of the bound"
    )
    for kind, size in BOXES:
        spins = alloy(Lattice(kind, size), uniform_exchange(k_B))
        T = CRITICAL_RATIOS[kind]
        bath, turned, least = (1e-6 * r for r in heat_bath_rates(spins, T))
        flipped, few = (1e-6 * r for r in cluster_rates(spins, T))
        print(
            f"  {kind:3} {spins.n:6} spins   heat bath {bath:6.1f} ({bath / least:4.0%} of "
            f"{least:5.0f})   over-relaxation {turned:6.1f}   cluster {flipped:5.1f} "
            f"({flipped / few:4.0%} of {few:4.0f})"
        )
    print("  independent values of M^2 per CPU second, sc:")
    for size in (8, 16, 32):
        spins = alloy(Lattice("sc", size), uniform_exchange(k_B))
        relaxations = max(2, size // 8)
        baths = independent(spins, CRITICAL_RATIOS["sc"], "heat bath", relaxations)
        turns = independent(spins, CRITICAL_RATIOS["sc"], "cluster", 0)
        print(
            f"    {size:2}^3   heat bath with {relaxations} over-relaxations {baths:9,.0f}   "
            f"clusters {turns:9,.0f}"
        )
    print()


if __name__ == "__main__":
    run()
