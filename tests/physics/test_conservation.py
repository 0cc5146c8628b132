"""Nitrogen and charge are conserved, at any tolerance."""

from __future__ import annotations

import numpy as np
import pytest
from films import EV, NM, film_point, plane_sites, profile_start, reference, run
from reference_film import potential
from scipy import constants

# Nitrogen is a linear invariant of the method: only rounding, over up to 1e5 steps of 1e-16 each,
# may show.
ROUNDING = 1e-9
# One multiplication and one addition per number, in another order.
FEW_ULPS = 1e-13
# Trapezoid over 2000 times a clause: observed 1e-6.
TRAPEZOID = 1e-4
# V; the loop is not an equation of the kernel's output but follows from a state good to 1e-8. V:
# the current is the slope of the dense output, which is good to an order less than the state (of 4
# V, right after a jump).
LOOP = 5e-6
BLOCKED = {"exit_barrier": 5 * EV}  # exp(-170) of a hop: nothing passes the gate
TOLERANCES = (1e-2, 1e-5)
OPEN = "hold -4 V for 1 s; rest 1 s; hold +4 V for 0.3 s; 3 pulses of -6 V, 20 ms at 20 Hz"


@pytest.mark.parametrize("rtol", TOLERANCES)
@pytest.mark.parametrize("voltage", ["-3 V", "+3 V"])
def test_blocked_gate_keeps_nitrogen_while_planes_redistribute(rtol: float, voltage: str):
    point = film_point("CoN", 5 * NM, f"hold {voltage} for 10 s; rest 10 s", nitride=BLOCKED)
    scatter = np.random.default_rng(1).uniform(0.05, 0.95, point.n_planes)
    film = run(point, rtol, profile_start(scatter))
    occupancy = film["nitrogen_occupancy"]
    assert np.abs(occupancy[-1] - scatter).max() > 0.1
    content = occupancy.sum(axis=1)
    np.testing.assert_allclose(content, scatter.sum(), rtol=ROUNDING)


@pytest.mark.parametrize("rtol", TOLERANCES)
@pytest.mark.parametrize("material", ["CoN", "FeN"])
def test_budget_closes_with_the_gate_open(rtol: float, material: str):
    leaky = {"leak_rate": 0.1}  # dissolved N loses 10 % a second, so that loss counts in the budget
    point = film_point(material, 5 * NM, OPEN, gate=leaky)
    film = run(point, rtol)
    outside = (film["nitrogen_reservoir"] + film["nitrogen_lost"]) / plane_sites(point)
    inside = film["nitrogen_occupancy"].sum(axis=1)
    assert film["nitrogen_lost"][-1] > 1e-3 * plane_sites(point)
    assert outside.max() > 1.0
    np.testing.assert_allclose(inside + outside, inside[0], rtol=ROUNDING)


@pytest.mark.parametrize("material", ["CoN", "FeN"])
def test_charge_is_three_electrons_per_nitrogen_and_the_stern_layer(material: str):
    point = film_point(material, 5 * NM, OPEN)
    film = run(point, 1e-4)
    out = film["nitrogen_reservoir"] + film["nitrogen_lost"]
    gate = point.gate
    stern = constants.epsilon_0 * gate["stern_permittivity"] / gate["stern_thickness"]
    charge = 3 * constants.e * out + stern * film["stern_drop"]
    scale = np.abs(film["charge"]).max()
    np.testing.assert_allclose(film["charge"], charge, rtol=0, atol=FEW_ULPS * scale)


@pytest.mark.parametrize(
    "protocol", ["hold -4 V for 1 s", "ramp 0 V to -5 V in 2 s", "ramp to 3 V at 6 V/s"]
)
def test_current_integrates_to_charge(protocol: str):
    point = film_point("CoN", 5 * NM, protocol, per_clause=2000)
    film = run(point, 1e-6)
    integral = np.trapezoid(film["current_density"], film["time"])
    assert abs(film["charge"][-1]) > 1e-3
    assert integral == pytest.approx(film["charge"][-1], rel=TRAPEZOID, abs=0)


def test_voltages_of_the_loop_add_up():
    """Kirchhoff: the part of the applied voltage beyond film and Stern layer falls across R_A."""
    point = film_point("CoN", 5 * NM, "hold -4 V for 1 s; rest 1 s", per_clause=40)
    film = run(point, 1e-8)
    drop = film["stern_drop"]
    top = potential(reference(point), film["nitrogen_occupancy"], drop)[:, -1]
    across = film["current_density"] * point.gate["area_resistance"]
    np.testing.assert_allclose(top + drop + across, -film["gate_voltage"], rtol=0, atol=LOOP)
