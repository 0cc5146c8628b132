"""Series of spin samples: reproducible bits,
independent replicas, values as by NumPy, and refusals.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numba
import numpy as np
import pytest

from nmhts.constants import k_B, mu_B
from nmhts.errors import MaterialError, SimulationError
from nmhts.numerics.chance import in_lanes, streams
from nmhts.numerics.lanes import WIDTH, load, splat, store
from nmhts.physics.magnetism.spins import cluster, heat_bath
from nmhts.physics.magnetism.spins.exchange import uniform_exchange
from nmhts.physics.magnetism.spins.lattice import Lattice
from nmhts.physics.magnetism.spins.sampling import METHODS, Series, sample
from nmhts.physics.magnetism.spins.system import Spins, alloy, free_spins

T = np.linspace(0.8, 2.0, 11)
SHORT: dict[str, Any] = {"steps": 30, "warm": 5, "seed": 3}


@pytest.fixture(scope="module")
def cube() -> Spins:
    return alloy(Lattice("sc", 4), uniform_exchange(k_B))


@pytest.fixture(scope="module")
def frustrated() -> Spins:
    return alloy(Lattice("fcc", 3), uniform_exchange(-k_B))


def same(a: Series, b: Series, rows: slice = slice(None)) -> bool:
    return bool(
        np.array_equal(a.energy[rows], b.energy[rows])
        and all(np.array_equal(a.square[name][rows], b.square[name][rows]) for name in a.square)
    )


@pytest.mark.parametrize("method", METHODS)
def test_same_seed_same_bits_whatever_runs_beside(cube: Spins, method: str):
    """Alone, in a batch that does not fill its registers,
    and among threads; another seed or key is another run.
    """
    whole = sample(cube, T, method=method, **SHORT)
    assert same(whole, sample(cube, T, method=method, **SHORT))
    assert same(sample(cube, T[:3], method=method, **SHORT), whole, slice(3))
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda _: sample(cube, T, method=method, **SHORT), range(4)))
    assert all(same(whole, run) for run in runs)
    assert not same(whole, sample(cube, T, method=method, **{**SHORT, "seed": 4}))
    assert not same(whole, sample(cube, T, method=method, key=(1,), **SHORT))


@pytest.mark.parametrize("method", METHODS)
def test_replicas_at_one_temperature_are_independent(cube: Spins, method: str):
    found = sample(cube, np.full(12, 1.5), method=method, steps=2000, warm=50).energy
    together = np.corrcoef(found)[~np.eye(12, dtype=bool)]
    assert np.abs(together).max() < 0.2


def test_exchange_of_replicas_is_reproducible_and_changes_the_course(frustrated: Spins):
    whole = sample(frustrated, T, **SHORT)
    assert same(whole, sample(frustrated, T, exchanged=True, **SHORT))
    assert not same(whole, sample(frustrated, T, exchanged=False, **SHORT))


def lanes_of(spins: Spins, seed: int = 0) -> np.ndarray:
    """Random unit spins of WIDTH boxes, [n, 3, WIDTH]."""
    found = np.random.default_rng(seed).normal(size=(spins.n, 3, WIDTH))
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def energies(spins: Spins, S: np.ndarray) -> np.ndarray:
    first = np.repeat(np.arange(spins.n), np.diff(spins.start))
    pairs = np.einsum("bck,bck->bk", S[first], S[spins.other])
    return -0.5 * spins.coupling @ pairs - spins.field @ S[:, 2]


def bonds_of(spins: Spins) -> tuple:
    return spins.start, spins.other, spins.coupling, spins.field


def test_energy_and_order_are_those_of_numpy(frustrated: Spins):
    spins = alloy(Lattice("fcc", 3), uniform_exchange(-k_B), magnetic_field=k_B / mu_B)
    S = lanes_of(spins)
    weights = spins.pattern("type I")
    out = np.zeros(2 * WIDTH)
    flat = S.ravel().copy()
    heat_bath.measure(flat, bonds_of(spins), weights, np.array([0, 3], dtype=np.int32), out)
    assert out[:WIDTH] == pytest.approx(energies(spins, S))
    waves = np.einsum("pn,nck->pck", weights, S)
    assert out[WIDTH:] == pytest.approx((waves**2).sum(axis=(0, 1)))
    alone, single = S[:, :, 3].ravel(), np.zeros((1, 2))
    free = (*bonds_of(frustrated)[:3], 0.0 * spins.field)
    cluster.measure_one(alone, free, weights, np.array([0, 3], dtype=np.int32), single, 0)
    assert single[0, 0] == pytest.approx(energies(frustrated, S)[3])
    assert single[0, 1] == pytest.approx(out[WIDTH + 3])


def test_over_relaxation_costs_no_energy_and_moves_every_spin(frustrated: Spins):
    S = lanes_of(frustrated)
    flat = S.ravel().copy()
    for _ in range(10):
        heat_bath.over_relaxation_sweep(flat, bonds_of(frustrated), 1e-6)
    moved = flat.reshape(S.shape)
    assert energies(frustrated, moved) == pytest.approx(energies(frustrated, S), rel=1e-12)
    assert np.linalg.norm(moved, axis=1) == pytest.approx(np.ones((frustrated.n, WIDTH)))
    assert np.abs(moved - S).max(axis=1).min() > 1e-3


@numba.njit
def draw_many(field, T, state, out):
    for k in range(len(out) // (3 * WIDTH)):
        x, y, z = heat_bath.drawn(
            splat(field[0]), splat(field[1]), splat(field[2]), load(T, 0), 1e-6, state
        )
        store(out, 3 * k, x)
        store(out, 3 * k + 1, y)
        store(out, 3 * k + 2, z)


@pytest.mark.parametrize("direction", [(0, 0, 1), (0, 0, -1), (1, 0, 0), (0.6, -0.64, -0.48)])
def test_drawn_spins_have_their_distribution(direction: tuple[float, float, float]):
    """The cosine against the field has the density exp(x c), so its distribution function is
    uniform; the azimuth is uniform too.
    """
    n = 200_000
    x = np.array([1e-3, 0.1, 0.5, 1.0, 3.0, 10.0, 100.0, 1e4])
    out = np.zeros(3 * n * WIDTH)
    draw_many(np.array(direction), 1.0 / x, in_lanes(streams(7, [(k,) for k in range(WIDTH)])), out)
    S = out.reshape(n, 3, WIDTH)
    assert np.abs(np.linalg.norm(S, axis=1) - 1.0).max() < 1e-12
    along = np.array(direction)
    c = np.clip(np.einsum("nck,c->nk", S, along), -1.0, 1.0)
    uniform = np.sort(np.expm1(-x * (1.0 - c)) / np.expm1(-2.0 * x), axis=0)
    # Kolmogorov and Smirnov: 1.95 / sqrt(n) is exceeded by one in a thousand; of 64 tests here,
    # about none.
    steps = (np.arange(n) + 0.5)[:, None] / n
    assert np.abs(uniform - steps).max(axis=0) * np.sqrt(n) == pytest.approx(0.0, abs=1.95)
    e1 = np.cross(along, (0.28, 0.96, 0.0) if abs(along[2]) > 0.9 else (0.0, 0.0, 1.0))
    e1 /= np.linalg.norm(e1)
    azimuth = np.arctan2(
        np.einsum("nck,c->nk", S, np.cross(along, e1)), np.einsum("nck,c->nk", S, e1)
    )
    turned = np.sort(azimuth / (2 * np.pi) + 0.5, axis=0)
    assert np.abs(turned - steps).max(axis=0) * np.sqrt(n) == pytest.approx(0.0, abs=1.95)


def test_spin_without_a_field_points_anywhere():
    out = np.zeros(3 * 20_000 * WIDTH)
    draw_many(np.zeros(3), np.ones(WIDTH), in_lanes(streams(1, [(k,) for k in range(WIDTH)])), out)
    S = out.reshape(-1, 3, WIDTH).transpose(0, 2, 1).reshape(-1, 3)
    assert np.linalg.norm(S, axis=1) == pytest.approx(np.ones(len(S)))
    error = 5.0 / np.sqrt(3 * len(S))
    assert S.mean(axis=0) == pytest.approx(np.zeros(3), abs=error)
    assert (S.T @ S) / len(S) == pytest.approx(np.eye(3) / 3, abs=error)


@numba.njit
def join_many(a, u, out):
    for k in range(len(out)):
        out[k] = cluster.joins(a[k], u[k])


def test_bonds_of_clusters_have_their_probability():
    """u > exp(-a) to the last bit,
    also where only the exponential itself can decide; never for a < 0.
    """
    a = np.repeat([1e-6, 1e-3, 0.1, 0.5, 1.0, 1.4, 2.5, 8.0, 30.0, 650.0, 1e4], 400)
    near = np.random.default_rng(2).normal(size=a.size) * np.tile(
        [1e-11, 1e-6, 1e-3, 0.3], a.size // 4
    )
    u = np.clip(np.exp(-a) * (1.0 + near), 2.0**-52, 1.0)
    out = np.zeros(a.size)
    join_many(a, u, out)
    assert np.array_equal(out, 1.0 * (u > np.exp(-a)))
    join_many(-a, u, out)
    assert not out.any()


BAD = {
    "temperatures: 0 K given (allowed: finite, above 0 K)": {"temperatures": [1.0, 0.0]},
    "temperatures: none K given (allowed: finite, above 0 K)": {"temperatures": []},
    "temperatures: nan K given (allowed: finite, above 0 K)": {"temperatures": [1.0, np.nan]},
    "steps = 0 (allowed: 1 or more; nearest: 1)": {"steps": 0},
    "warm = -1 (allowed: 0 or more; nearest: 0)": {"warm": -1},
    "relaxations = -2 (allowed: 0 or more; nearest: 0)": {"relaxations": -2},
    "unknown method 'clusters'; did you mean 'cluster'? (allowed: cluster, heat bath)": {
        "method": "clusters"
    },
}


@pytest.mark.parametrize("sentence", BAD)
def test_bad_input(cube: Spins, sentence: str):
    with pytest.raises(SimulationError) as caught:
        sample(cube, **{"temperatures": [1.0], **BAD[sentence]})
    assert str(caught.value) == sentence


def test_clusters_are_refused_where_they_do_not_work(cube: Spins, frustrated: Spins):
    with pytest.raises(SimulationError, match="the bonds are frustrated"):
        sample(frustrated, [1.0], method="cluster")
    in_field = alloy(Lattice("sc", 4), uniform_exchange(k_B), magnetic_field=1.0)
    with pytest.raises(SimulationError, match="a field acts"):
        sample(in_field, [1.0], method="cluster")
    with pytest.raises(
        MaterialError, match="unknown order 'chessboard'; did you mean 'checkerboard'"
    ):
        sample(cube, [1.0], orders=["chessboard"])
    with pytest.raises(SimulationError, match="no metal site has a moment"):
        sample(free_spins([], 0), [1.0])
