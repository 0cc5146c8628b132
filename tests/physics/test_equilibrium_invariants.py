"""Equilibria of the packaged database against independent facts.

Transitions of the elements, nitrides of iron and manganese, conserved amounts.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from alloys import PRESSURE, alloy, energies, names, pieces, solve

from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo.energy import energy
from nmhts.physics.thermo.equilibrium import NO_PHASE, equilibria
from nmhts.physics.thermo.system import system_of

# Dinsdale1991, to a degree.
TRANSITIONS = [
    ("FE", "BCC_A2", "FCC_A1", 1184.8),
    ("FE", "FCC_A1", "BCC_A2", 1667.5),
    ("FE", "BCC_A2", "LIQUID", 1811.0),
    ("CO", "HCP_A3", "FCC_A1", 694.9),
    ("CO", "FCC_A1", "LIQUID", 1768.0),
    ("MN", "CBCC_A12", "CUB_A13", 980.0),
    ("MN", "CUB_A13", "FCC_A1", 1360.0),
    ("MN", "FCC_A1", "BCC_A2", 1411.0),
    ("MN", "BCC_A2", "LIQUID", 1519.0),
]


def bisect(below: Callable[[float], bool], low: float, high: float) -> float:
    """Return where ``below`` stops being true."""
    assert below(low)
    assert not below(high)
    while high - low > 1e-3:
        middle = 0.5 * (low + high)
        low, high = (middle, high) if below(middle) else (low, middle)
    return 0.5 * (low + high)


@pytest.mark.parametrize(("element", "cold", "hot", "at"), TRANSITIONS)
def test_transitions_of_the_elements(element: str, cold: str, hot: str, at: float):
    system = alloy((element,))
    assert names(system, solve(system, at + 5.0, [1.0])) == {hot}
    found = bisect(lambda T: names(system, solve(system, T, [1.0])) == {cold}, at - 5.0, at + 5.0)
    assert found == pytest.approx(at, abs=0.6)


@pytest.mark.parametrize(
    ("element", "phase", "curie"), [("FE", "BCC_A2", 1043.0), ("CO", "FCC_A1", 1396.0)]
)
def test_heat_capacity_has_its_peak_at_the_curie_temperature(
    element: str, phase: str, curie: float
):
    system = system_of(load_database(), (element,), [phase])
    T = np.arange(curie - 100.0, curie + 100.0, 1.0)
    G = energies(solve(system, T, [1.0]), np.ones((1, 1)))
    capacity = -T[1:-1] * (G[2:] - 2.0 * G[1:-1] + G[:-2])
    assert T[1:-1][capacity.argmax()] == pytest.approx(curie, abs=2.0)
    # The kink: the fall in 10 K above exceeds that in 10 K below by far.
    at = int(capacity.argmax())
    assert capacity[at] - capacity[at + 10] > 3.0 * abs(capacity[at] - capacity[at - 10])


# Check run with pycalphad 0.11.2 at the origin of the database, and Goehring2016: x_N of both
# phases.
FE_N = [
    (673.0, 0.10, {"BCC_A2": 0.0009, "FE4N_LP10": 0.200}),
    (823.0, 0.10, {"BCC_A2": 0.0031, "FE4N_LP10": 0.1994}),
    (823.0, 0.22, {"FE4N_LP10": 0.1999, "HCP_A3": 0.245}),
]


@pytest.mark.parametrize(("T", "x_N", "expected"), FE_N)
def test_iron_nitrides(T: float, x_N: float, expected: dict[str, float]):
    system = alloy(("FE", "N"))
    found = {name: x[1] for name, _, x in pieces(system, solve(system, T, [1.0 - x_N, x_N]))}
    assert found.keys() == expected.keys()
    for name, share in expected.items():
        assert found[name] == pytest.approx(share, abs=max(6e-5, 2e-3 * share))


def test_austenite_at_900_kelvin():
    system = alloy(("FE", "N"))
    x_N = np.linspace(0.05, 0.12, 141)
    found = solve(system, 900.0, np.stack([1.0 - x_N, x_N], axis=1))
    alone = [b for b in range(len(x_N)) if names(system, found, b) == {"FCC_A1"}]
    assert x_N[alone[0]] == pytest.approx(0.075, abs=1e-3)
    assert x_N[alone[-1]] == pytest.approx(0.099, abs=1e-3)


def test_eutectoid_of_iron_and_nitrogen():
    system = alloy(("FE", "N"))
    x_N = np.linspace(0.08, 0.10, 81)
    x = np.stack([1.0 - x_N, x_N], axis=1)

    def is_without_austenite(T: float) -> bool:
        found = solve(system, T, x)
        return all("FCC_A1" not in names(system, found, b) for b in range(len(x)))

    # Literature: 863 to 865 K (590 to 592 deg C). Du1993 with the gamma' and epsilon of
    # Goehring2016 is a few K off.
    assert bisect(is_without_austenite, 850.0, 900.0) == pytest.approx(864.0, abs=10.0)


@pytest.mark.parametrize(
    ("x_N", "expected"),
    [
        (0.10, {"CBCC_A12", "FE4N_LP10"}),
        (0.30, {"FE4N_LP10", "MN3N2_ETA"}),
        (0.42, {"MN3N2_ETA", "MN6N5_THETA"}),
    ],
)
def test_manganese_nitrides_at_room_temperature(x_N: float, expected: set[str]):
    system = alloy(("MN", "N"))
    assert names(system, solve(system, 300.0, [1.0 - x_N, x_N])) == expected


# Qiu1993MnN by the end members; the film decomposes at 753 to 758 K (Suzuki 2000).
@pytest.mark.parametrize(
    ("phase", "y", "metal", "nitrogen", "at"),
    [
        ("FCC_A1", (1, 1, 0), 1, 1, 746.0),
        ("MN3N2_ETA", (1, 1), 3, 2, 1232.0),
        ("MN6N5_THETA", (1, 1), 6, 5, 1162.0),
    ],
)
def test_manganese_nitrides_decompose(phase: str, y: tuple, metal: int, nitrogen: int, at: float):
    database = load_database()
    compound = system_of(database, ("MN", "N"), [phase])
    gas = system_of(database, ("N",), ["GAS"])
    mn = system_of(database, ("MN",), ["CBCC_A12"])

    def is_stable(T: float) -> bool:
        P = np.array([PRESSURE])
        terms = [s.coefficients(np.array([T]), P)[0] for s in (compound, gas, mn)]
        G = energy(compound.tables, 0, terms[0], T, np.array(y, dtype=float))
        N2 = energy(gas.tables, 0, terms[1], T, np.array([1.0]))
        pure = energy(mn.tables, 0, terms[2], T, np.array([1.0, 1.0]))
        return metal * pure + 0.5 * nitrogen * N2 > G

    assert bisect(is_stable, 400.0, 1600.0) == pytest.approx(at, abs=2.0)


def test_gas_takes_what_no_solid_holds():
    system = alloy(("MN", "N"), without=("ZB",))
    assert names(system, solve(system, 750.0, [0.4, 0.6])) == {"GAS", "MN6N5_THETA"}
    # Above 1162 K the compound decomposes, at 1 bar.
    assert "MN6N5_THETA" not in names(system, solve(system, 1300.0, [0.4, 0.6]))


def test_cobalt_iron():
    system = alloy(("CO", "FE"))
    assert names(system, solve(system, 800.0, [0.5, 0.5])) == {"BCC_A2"}
    assert names(system, solve(system, 1200.0, [0.9, 0.1])) == {"FCC_A1"}
    # The two-phase field of A2 and A1 (Ohnuma2002).
    assert names(system, solve(system, 900.0, [0.8, 0.2])) == {"BCC_A2", "FCC_A1"}


def test_lever_rule_and_balance():
    rng = np.random.default_rng(1)
    for elements in (("FE", "N"), ("CO", "FE", "N"), ("CO", "FE", "MN", "N")):
        system = alloy(elements)
        x_N = rng.uniform(0.001, 0.45, (60, 1))
        x = np.concatenate([rng.dirichlet(np.ones(len(elements) - 1), 60) * (1 - x_N), x_N], axis=1)
        found = solve(system, rng.uniform(300.0, 1200.0, 60), x)
        for b in range(60):
            mixture = pieces(system, found, b)
            assert sum(amount for _, amount, _ in mixture) == pytest.approx(1.0, abs=1e-10)
            total = sum(amount * inside for _, amount, inside in mixture)
            np.testing.assert_allclose(total, x[b], rtol=0, atol=1e-10)
            if len(elements) == 2 and len(mixture) == 2:
                (_, part, one), (_, _, two) = mixture
                lever = (two[1] - x[b, 1]) / (two[1] - one[1])
                assert part == pytest.approx(lever, abs=1e-10)


def test_more_nitrogen_than_any_solid_holds_is_no_phase():
    system = alloy(("FE", "N"), without=("GAS", "LIQUID"))
    x = np.array([[0.1, 0.9], [0.9, 0.1]])
    found, _ = equilibria(
        system, np.full(2, 700.0), np.full(2, PRESSURE), x, np.full(x.shape, np.nan)
    )
    assert found.status[0] == NO_PHASE
    assert np.isnan(found.mu[0]).all()
    assert found.status[1] == 0
    open_to_gas = alloy(("FE", "N"), without=("ZB",))
    assert "GAS" in names(open_to_gas, solve(open_to_gas, 700.0, x[:1]))
