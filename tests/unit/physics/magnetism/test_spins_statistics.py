"""Errors and reweighting against processes and densities of states that are known exactly."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.signal import lfilter

from nmhts.constants import k_B
from nmhts.physics.magnetism.spins.exchange import uniform_exchange
from nmhts.physics.magnetism.spins.lattice import Lattice
from nmhts.physics.magnetism.spins.reweighting import (
    binder_curve,
    free_energies,
    heat_capacity_peak,
    reweighted,
)
from nmhts.physics.magnetism.spins.sampling import Series, sample
from nmhts.physics.magnetism.spins.statistics import (
    autocorrelation_time,
    averages,
    binder,
    binned,
    drift,
    error_of_mean,
    jackknife_error,
    without_each,
)
from nmhts.physics.magnetism.spins.system import alloy


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(11)


def autoregressive(rng: np.random.Generator, a: float, rows: int, n: int) -> np.ndarray:
    """x_t = a x_(t-1) + noise, of variance 1 / (1 - a^2) and the autocorrelation a^t."""
    return np.asarray(lfilter([1.0], [1.0, -a], rng.normal(size=(rows, n + 500))))[:, 500:]


@pytest.mark.parametrize("a", [0.0, 0.5, 0.9])
def test_autocorrelation_time_of_an_autoregressive_process(rng: np.random.Generator, a: float):
    """tau = 1/2 + a / (1 - a), and the error is the scatter of means of independent rows."""
    x = autoregressive(rng, a, 400, 4000)
    tau = 0.5 + a / (1 - a)
    assert autocorrelation_time(x).mean() == pytest.approx(tau, rel=0.05)
    assert error_of_mean(x).mean() == pytest.approx(x.mean(axis=1).std(), rel=0.12)
    # Of two halves that have come to rest, the distance is normal with a width of one.
    assert drift(x).std() == pytest.approx(1.0, abs=0.15)
    assert np.all(drift(x + np.linspace(0, 2, 4000) / (1 - a)) < -3)


def test_constant_rows_have_no_error():
    x = np.full((2, 100), 3.7)
    assert autocorrelation_time(x).tolist() == [0.5, 0.5]
    assert error_of_mean(x) == pytest.approx([0.0, 0.0], abs=1e-12)
    assert drift(x).tolist() == [0.0, 0.0]


def test_jackknife_of_a_mean_is_its_error(rng: np.random.Generator):
    x = rng.normal(size=4001)
    bins = binned(x, 40)
    assert len(bins) == 40
    assert bins.mean() == pytest.approx(x[1:].mean())
    assert jackknife_error(without_each(bins)) == pytest.approx(bins.std(ddof=1) / np.sqrt(40))


def test_cumulants_of_vectors(rng: np.random.Generator):
    """4/9 for three independent components, 2/3 for a fixed length."""
    v = rng.normal(size=(1_000_000, 3))
    square = (v**2).sum(axis=1)
    assert binder(square.mean(), (square**2).mean()) == pytest.approx(4 / 9, abs=3e-3)
    assert binder(np.array(2.0), np.array(4.0)) == pytest.approx(2 / 3)


N = 60  # of degrees of freedom: E = T/2 chi^2_N, density of states E^(N/2 - 1)
T = np.linspace(0.9, 1.2, 5)


def oscillators(rng: np.random.Generator, n: int) -> np.ndarray:
    return 0.5 * T[:, None] * rng.chisquare(N, size=(len(T), n))


def test_free_energies_and_averages_of_oscillators(rng: np.random.Generator):
    """Z = T^(N/2): f_k - f_0 = (N/2) ln(T_0/T_k), <E> = N T/2, <E^2> = N T^2 (N/2 + 1)/2, at
    temperatures between those simulated.
    """
    E = oscillators(rng, 20_000)
    f, denominator = free_energies(E, T)
    assert f == pytest.approx(0.5 * N * np.log(T[0] / T), abs=0.02)
    between = np.array([0.93, 1.03, 1.16])
    mean, square = reweighted(E, denominator, np.stack([E, E**2]), between)
    assert mean == pytest.approx(0.5 * N * between, rel=2e-3)
    assert square == pytest.approx(0.5 * N * between**2 * (0.5 * N + 1), rel=4e-3)


def test_free_energies_do_not_need_a_good_guess(rng: np.random.Generator):
    E = oscillators(rng, 2000)
    f, _ = free_energies(E, T)
    assert free_energies(E, T, np.array([0.0, 30.0, -40.0, 5.0, 60.0]))[0] == pytest.approx(
        f, abs=1e-6
    )


def test_reweighted_cumulant_and_its_error(rng: np.random.Generator):
    """|M|^2 = E - 20 of oscillators at T = 1.03,
    between the simulated temperatures, forty times over.
    """
    temperature, away = 1.03, 20.0
    values, errors = [], []
    for _ in range(40):
        E = oscillators(rng, 400)
        U, parts = binder_curve([(E, E - away)], T, np.array([temperature]), 20)
        values.append(U[0])
        errors.append(jackknife_error(parts)[0])
    mean, square = 0.5 * N * temperature, 0.5 * N * temperature**2 * (0.5 * N + 1)
    exact = binder(np.array(mean - away), np.array(square - 2 * away * mean + away**2))
    assert np.mean(values) == pytest.approx(float(exact), abs=4 * np.std(values) / np.sqrt(40))
    assert np.mean(errors) == pytest.approx(np.std(values), rel=0.35)


def test_arrangements_are_averaged_before_the_cumulant(rng: np.random.Generator):
    """Two arrangements of fixed but different |M|^2:
    U_4 of the mean moments, not the mean of 2/3 and 2/3.
    """
    boxes = [(oscillators(rng, 400), np.full((len(T), 400), m2)) for m2 in (1.0, 3.0)]
    U, parts = binder_curve(boxes, T, np.array([1.0]), 20)
    assert U[0] == pytest.approx(1 - 5 / (3 * 4))
    assert parts[0] == pytest.approx([2 / 3, 2 / 3])


def test_peak_of_the_heat_capacity_of_two_levels(rng: np.random.Generator):
    """A gap of 6 T: the Schottky anomaly of Delta = 6,
    g = 200, where x = Delta/T solves its maximum.
    """
    gap, degenerate = 6.0, 200.0
    temperature = np.linspace(0.8, 1.4, 8)
    x = gap / (grid := np.linspace(0.8, 1.4, 100_001))
    heat = degenerate * x**2 * np.exp(-x) / (1 + degenerate * np.exp(-x)) ** 2
    share = degenerate * np.exp(-gap / temperature)
    up = rng.random((8, 4000)) < (share / (1 + share))[:, None]
    series = Series(temperature, gap * up, {}, 1)
    found, error = heat_capacity_peak(series, points=61)
    assert 0 < error < 0.03
    assert found == pytest.approx(grid[heat.argmax()], abs=5 * error)


def test_averages_of_a_run_belong_together():
    spins = alloy(Lattice("sc", 4), uniform_exchange(k_B))
    found = averages(sample(spins, [0.5, 1.5, 5.0], steps=4000, warm=200), "ferromagnetic")
    assert found.order == "ferromagnetic"
    assert np.all(np.diff(found.energy) > 0)
    assert np.all(np.diff(found.binder) < 0)
    assert np.all(found.square > found.magnetization**2)
    assert np.all(found.fourth > found.square**2)
    for name in ("energy", "heat_capacity", "magnetization", "square", "fourth", "binder",
        "susceptibility"):  # fmt: skip
        value, error = getattr(found, name), getattr(found, f"{name}_error")
        assert np.all(error > 0)
        assert np.all(error < 0.2 * np.abs(value))
    # The heat capacity is the slope of the energy, k_B per spin.
    beside = averages(sample(spins, [4.5, 5.5], steps=4000, warm=200), "ferromagnetic")
    slope = np.diff(beside.energy)[0] / k_B
    assert slope == pytest.approx(found.heat_capacity[2], rel=0.1)
    # Above the transition the susceptibility of a lattice of free spins would be 1/(3 T), with
    # <|M|> subtracted (1 - 8/3 pi) of it.
    assert found.susceptibility[2] * k_B * 5 > (1 - 8 / (3 * np.pi)) / 3
