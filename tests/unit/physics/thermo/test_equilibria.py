"""Equilibria at the edges: line compounds, traces,
absent elements, impossible points, bad input.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from nmhts.errors import SimulationError
from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo.equilibrium import NO_PHASE, OK, equilibria
from nmhts.physics.thermo.system import System, system_of


def system(*elements: str, without: tuple[str, ...] = ("GAS", "LIQUID", "ZB")) -> System:
    every = system_of(load_database(), elements).phases
    return system_of(load_database(), elements, [p for p in every if p not in without])


def solve(alloy: System, T: float, moles: list, mu: list | None = None, allowed: Any = None) -> Any:
    amounts = np.array([moles], dtype=float)
    potentials = np.full(amounts.shape, np.nan) if mu is None else np.array([mu], dtype=float)
    return equilibria(alloy, np.array([T]), np.array([1e5]), amounts, potentials, allowed)[0]


def names(alloy: System, found: Any) -> list[str]:
    return [alloy.phases[p] for p in found.phase[0, : found.count[0]]]


@pytest.mark.parametrize(("phase", "x_N"), [("MN3N2_ETA", 0.4), ("MN6N5_THETA", 5 / 11)])
@pytest.mark.parametrize("T", [300.0, 700.0])
def test_line_compounds_at_their_composition(phase: str, x_N: float, T: float):
    alloy = system("MN", "N")
    found = solve(alloy, T, [1.0 - x_N, x_N])
    assert found.status[0] == OK
    amounts = dict(zip(names(alloy, found), found.amount[0], strict=False))
    atoms = {"MN3N2_ETA": 5, "MN6N5_THETA": 11}[phase]
    assert amounts[phase] * atoms == pytest.approx(1.0, abs=1e-9)
    assert np.isfinite(found.mu[0]).all()


@pytest.mark.parametrize("T", [300.0, 900.0, 1500.0])
def test_potentials_of_traces_are_those_of_henry(T: float):
    alloy = system("FE", "N")
    traces = 10.0 ** -np.arange(7.0, 13.0)
    mu = np.array([solve(alloy, T, [1.0 - x, x]).mu[0, 1] for x in traces])
    # mu of N is linear in ln x: R T ln 10 a decade.
    np.testing.assert_allclose(-np.diff(mu), alloy.tables.R * T * np.log(10.0), rtol=2e-4)


def test_nothing_of_an_element():
    alloy = system("CO", "FE", "N")
    found = solve(alloy, 700.0, [0.0, 0.9, 0.1])
    binary = solve(system("FE", "N"), 700.0, [0.9, 0.1])
    assert found.status[0] == OK
    np.testing.assert_allclose(found.mu[0, 1:], binary.mu[0], rtol=1e-9)
    assert found.mu[0, 0] < found.mu[0, 1] - 1e5


def test_nothing_of_an_element_under_a_given_potential():
    alloy = system("CO", "FE", "N")
    found = solve(alloy, 1472.0, [0.0, 0.88, np.nan], [np.nan, np.nan, -262754.5])
    assert found.status[0] == OK
    assert found.mu[0, 2] == -262754.5


def test_more_nitrogen_than_there_is_room_for():
    alloy = system("FE", "N")
    assert solve(alloy, 700.0, [0.1, 0.9]).status[0] == NO_PHASE
    assert solve(alloy, 700.0, [0.1, 0.9]).count[0] == 0
    with_gas = system("FE", "N", without=("LIQUID", "ZB"))
    found = solve(with_gas, 700.0, [0.1, 0.9])
    assert found.status[0] == OK
    assert "GAS" in names(with_gas, found)


@pytest.mark.parametrize("moles", [[0.0, 0.0], [-0.1, 1.1], [np.inf, 1.0]])
def test_no_amount_is_no_phase_and_spoils_no_neighbour(moles: list[float]):
    alloy = system("FE", "N")
    amounts = np.array([[0.9, 0.1], moles, [0.8, 0.2]])
    found, _ = equilibria(
        alloy, np.full(3, 700.0), np.full(3, 1e5), amounts, np.full((3, 2), np.nan)
    )
    assert found.status.tolist() == [OK, NO_PHASE, OK]


def test_allowed_phases():
    alloy = system("FE", "N")
    allowed = np.array([[p == "HCP_A3" for p in alloy.phases]])
    found = solve(alloy, 700.0, [0.75, 0.25], allowed=allowed)
    assert names(alloy, found) == ["HCP_A3"]
    none = solve(alloy, 700.0, [0.75, 0.25], allowed=np.zeros_like(allowed))
    assert none.status[0] == NO_PHASE


def test_given_potential_of_a_solved_point():
    alloy = system("FE", "N")
    closed = solve(alloy, 700.0, [0.70, 0.30])
    found = solve(alloy, 700.0, [0.70, np.nan], [np.nan, closed.mu[0, 1]])
    assert names(alloy, found) == names(alloy, closed) == ["HCP_A3"]
    np.testing.assert_allclose(found.y[0, 0], closed.y[0, 0], rtol=1e-8)
    assert found.mu[0, 0] == pytest.approx(closed.mu[0, 0], rel=1e-10)


@pytest.mark.parametrize(
    ("moles", "mu"),
    [
        ([0.9, 0.1], [np.nan, -1e4]),  # both of N
        ([0.9, np.nan], [np.nan, np.nan]),  # neither
        ([np.nan, np.nan], [-1e4, -1e4]),  # potentials only
    ],
)
def test_every_element_needs_moles_or_a_potential(moles: list, mu: list):
    with pytest.raises(SimulationError, match="moles or its chemical potential"):
        solve(system("FE", "N"), 700.0, moles, mu)


def test_points_of_a_batch_give_the_same_elements():
    moles, mu = np.array([[0.9, 0.1], [0.9, np.nan]]), np.array([[np.nan, np.nan], [np.nan, -1e4]])
    with pytest.raises(SimulationError, match="the same for all points"):
        equilibria(system("FE", "N"), np.full(2, 700.0), np.full(2, 1e5), moles, mu)


def test_memory_that_may_not_be_written_is_taken():
    alloy = system("FE", "N")
    T, moles = np.array([700.0]), np.array([[0.9, 0.1]])
    for array in (T, moles):
        array.setflags(write=False)
    found, conditions = equilibria(alloy, T, np.array([1e5]), moles, np.full((1, 2), np.nan))
    assert found.status[0] == OK
    assert conditions.T.flags.writeable
    assert conditions.fill.flags.writeable
