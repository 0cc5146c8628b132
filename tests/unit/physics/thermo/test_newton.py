"""Steps of phases and Newton's method,
on a regular solution with known answers and on nitrides of iron.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.optimize import brentq, minimize_scalar

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.library import load_database
from nmhts.materials.tdb.reader import read_tdb_text
from nmhts.physics.thermo.energy import new_slopes
from nmhts.physics.thermo.equilibrium import OK, equilibria
from nmhts.physics.thermo.lowest import height, sink
from nmhts.physics.thermo.newton import Sets, new_sets, settle
from nmhts.physics.thermo.step import move, new_reduced, reduce_phase
from nmhts.physics.thermo.system import System, system_of

REGULAR = """
 ELEMENT VA VACUUM 0 0 0 !
 ELEMENT AA MIX 1 0 0 !
 ELEMENT BB MIX 1 0 0 !
 PHASE MIX % 1 1 !
 CONSTITUENT MIX : AA,BB : !
 PARAMETER G(MIX,AA;0) 298.15 -1000; 6000 N !
 PARAMETER G(MIX,BB;0) 298.15 +500; 6000 N !
 PARAMETER L(MIX,AA,BB;0) 298.15 +20000; 6000 N !
"""
L = 20000.0
T = 800.0


@pytest.fixture(scope="module")
def regular() -> System:
    return system_of(read_tdb_text(REGULAR), ("AA", "BB"))


def coefficients(system: System, T: float) -> np.ndarray:
    return system.coefficients(np.array([T]), np.array([1e5]))[0]


def free(system: System) -> np.ndarray:
    return np.zeros(len(system.tables.sites), dtype=bool)


def binodal(R: float) -> float:
    """Return x_AA of the poor phase: ln(x / (1 - x)) = L (2 x - 1) / R T."""
    root: Any = brentq(lambda x: np.log(x / (1 - x)) - L * (2 * x - 1) / (R * T), 1e-6, 0.2)
    return float(root)


def run(
    system: System, T: float, moles: np.ndarray, mu: np.ndarray, start: list[tuple]
) -> tuple[Sets, int, int]:
    """Return the sets, their number and the steps from a start of (phase, amount, y)."""
    e = len(system.elements)
    sets = new_sets(e + 2, system.most, e)
    for k, (phase, amount, y) in enumerate(start):
        sets.phase[k], sets.amount[k] = phase, amount
        sets.y[k, : len(y)] = y
    count, steps = settle(
        system.tables, coefficients(system, T), T, free(system), e, np.arange(e), moles, mu, sets,
            len(start)
    )  # fmt: skip
    return sets, count, steps


def test_a_phase_linearised(regular: System):
    n, e = 2, 2
    slopes, reduced = new_slopes(n), new_reduced(n, e)
    x, RT = 0.1, regular.tables.R * T
    value, d, stable = reduce_phase(
        regular.tables,
        0,
        coefficients(regular, T),
        T,
        free(regular),
        np.array([x, 1 - x]),
        slopes,
        reduced,
    )
    mixing = x * np.log(x) + (1 - x) * np.log(1 - x)
    assert value == pytest.approx(-1000 * x + 500 * (1 - x) + L * x * (1 - x) + RT * mixing)
    assert (d, stable) == (1, True)
    assert reduced.g[0] == pytest.approx(-1500 + L * (1 - 2 * x) + RT * np.log(x / (1 - x)))
    assert reduced.L[0, 0] ** 2 == pytest.approx(RT / (x * (1 - x)) - 2 * L)
    np.testing.assert_allclose(reduced.moles, [x, 1 - x])
    _, _, stable = reduce_phase(
        regular.tables,
        0,
        coefficients(regular, T),
        T,
        free(regular),
        np.array([0.5, 0.5]),
        slopes,
        reduced,
    )
    # Inside the spinodal the Hessian is that of mixing with a share of the rest.
    assert not stable
    assert reduced.L[0, 0] ** 2 == pytest.approx(4 * RT - 0.5 * 2 * L)


@pytest.mark.parametrize("change", [1e-3, -1e-3, 0.3, -0.3, 50.0, -50.0])
def test_moves_stay_inside(regular: System, change: float):
    slopes, reduced = new_slopes(2), new_reduced(2, 2)
    for x in (1e-12, 1e-4, 0.3, 0.5):
        y, out = np.array([x, 1 - x]), np.zeros(2)
        _, d, _ = reduce_phase(
            regular.tables, 0, coefficients(regular, T), T, free(regular), y, slopes, reduced
        )
        reduced.dq[0] = change
        move(d, reduced, 1.0, y, out)
        assert (out > 0.0).all()
        assert out.sum() == pytest.approx(1.0, abs=1e-12)
        i = reduced.free[0]
        assert np.sign(out[i] - y[i]) == np.sign(change)


def test_a_solution_stays(regular: System):
    x = binodal(regular.tables.R)
    RT = regular.tables.R * T
    mu = np.array([-1000.0, 500.0]) + RT * np.log([x, 1 - x]) + L * np.array([(1 - x) ** 2, x**2])
    start = [(0, 0.5, (x, 1 - x)), (0, 0.5, (1 - x, x))]
    sets, count, steps = run(regular, T, np.array([0.5, 0.5]), mu.copy(), start)
    assert count == 2
    assert 0 < steps <= 2
    np.testing.assert_allclose(sets.y[:2, 0], [x, 1 - x], rtol=1e-9)


@pytest.mark.parametrize("guess", [0.0, 2e4, -1e9])
def test_poor_starts(regular: System, guess: float):
    x = binodal(regular.tables.R)
    start = [(0, 0.9, (0.05, 0.95)), (0, 0.2, (0.9, 0.1))]
    sets, count, steps = run(regular, T, np.array([0.4, 0.6]), np.full(2, guess), start)
    assert count == 2
    assert steps > 0
    np.testing.assert_allclose(sets.y[:2, 0], [x, 1 - x], rtol=1e-7)
    assert sets.amount[:2] @ sets.y[:2, 0] == pytest.approx(0.4, abs=1e-11)


def test_one_set_inside_the_spinodal_does_not_count_as_settled(regular: System):
    _, _, steps = run(regular, T, np.array([0.5, 0.5]), np.zeros(2), [(0, 1.0, (0.5, 0.5))])
    assert steps == 0


def test_a_set_of_negative_amount_leaves(regular: System):
    # 0.05 lies outside the binodal: a second set has no amount there.
    start = [(0, 0.9, (0.05, 0.95)), (0, 0.1, (0.9, 0.1))]
    sets, count, steps = run(regular, T, np.array([0.05, 0.95]), np.zeros(2), start)
    assert (count, steps > 0) == (1, True)
    assert sets.y[0, 0] == pytest.approx(0.05, abs=1e-11)


def test_twins_become_one(regular: System):
    start = [(0, 0.5, (0.05, 0.95)), (0, 0.5, (0.05001, 0.94999))]
    sets, count, steps = run(regular, T, np.array([0.05, 0.95]), np.zeros(2), start)
    assert (count, steps > 0) == (1, True)
    assert sets.amount[0] == pytest.approx(1.0)


@pytest.mark.parametrize("mu", [(-1500.0, -300.0), (-3000.0, 400.0), (-1200.0, 100.0)])
@pytest.mark.parametrize("begin", [0.01, 0.99])
def test_lowest_point_above_a_plane(regular: System, mu: tuple[float, float], begin: float):
    planes, values = np.array(mu), coefficients(regular, T)

    def over(x: float) -> float:
        return height(regular.tables, 0, values, T, planes, np.array([x, 1 - x]))

    y = np.array([begin, 1 - begin])
    reached = sink(regular.tables, 0, values, T, free(regular), planes, y, new_slopes(2),
        new_reduced(2, 2), np.zeros(2))  # fmt: skip
    bounds = (1e-9, 0.3) if begin < 0.5 else (0.7, 1 - 1e-9)
    known: Any = minimize_scalar(over, bounds=bounds, method="bounded", options={"xatol": 1e-10})
    assert reached == pytest.approx(known.fun, abs=1e-6)
    assert over(y[0]) == pytest.approx(reached, abs=1e-9)


def test_binodal(regular: System):
    x = binodal(regular.tables.R)
    for share in (0.5, 0.2, 0.7):
        moles = np.array([[share, 1 - share]])
        found, _ = equilibria(
            regular, np.array([T]), np.array([1e5]), moles, np.full((1, 2), np.nan)
        )
        assert found.status[0] == OK
        np.testing.assert_allclose(np.sort(found.y[0, :2, 0]), [x, 1 - x], rtol=1e-8)


def test_products_longer_than_kernels_hold_are_refused():
    text = REGULAR.replace("L(MIX,AA,BB;0)", "L(MIX,AA,BB;31)")
    with pytest.raises(DatabaseError, match=r"product of 33 site fractions \(allowed: 32\)"):
        system_of(read_tdb_text(text), ("AA", "BB"))
    assert (
        system_of(read_tdb_text(text.replace("31)", "30)")), ("AA", "BB")).tables.degree.max() == 32
    )


def test_iron_nitride_stays():
    system = system_of(load_database(), ("FE", "N"), ["BCC_A2", "FE4N_LP10"])
    moles = np.array([[0.9, 0.1]])
    found, _ = equilibria(
        system, np.array([823.0]), np.array([1e5]), moles, np.full((1, 2), np.nan)
    )
    start = [(found.phase[0, k], found.amount[0, k], found.y[0, k, :3]) for k in range(2)]
    sets, count, steps = run(system, 823.0, moles[0], found.mu[0].copy(), start)
    assert (count, 0 < steps <= 2) == (2, True)
    np.testing.assert_allclose(sets.y[:2, :3], found.y[0, :2, :3], rtol=1e-10)
