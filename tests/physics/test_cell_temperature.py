"""Influence of the temperature on a cell.

Arrhenius law of the exit through the Stern drop,
of the liquid through the leak; and the loss along a film.
"""

from __future__ import annotations

import numpy as np
import pytest
from films import NM, film_point, run
from scipy import constants

import reference_cell
from nmhts.physics.transport.parameters import series_resistance
from nmhts.simulation.films.plane_model import simulate_batch
from nmhts.simulation.films.surroundings import lateral_resistance, loss_along_film
from nmhts.simulation.outcomes.regimes import BY_NAME, LATERAL_SHARE, regimes_of

K = constants.k
EV = constants.e
GATE = "propylene carbonate"
CON = {"carrier_density": 1e22}


def share(point) -> float:
    """S of the voltage that falls over the Stern layer,
    with lambda_N at the temperature of the film.
    """
    m, g = point.nitride, point.gate
    if "carrier_density" in m:
        length = np.sqrt(
            constants.epsilon_0 * m["film_permittivity"] * K * point.temperature
            / (EV**2 * m["carrier_density"])
        )  # fmt: skip
    else:
        length = m["screening_length_nitride"]
    stern = g["stern_thickness"] / g["stern_permittivity"]
    slab = length * np.tanh(point.thickness / length) / m["film_permittivity"]
    return stern / (stern + slab)


@pytest.mark.parametrize("way", [{}, CON], ids=["length", "carriers"])
def test_onset_rate_is_an_arrhenius_line(way: dict):
    """ln of the exit rate falls by the barrier of the sheet less what the Stern drop takes from it.

    With a length the slope against 1 / k_B T is that barrier. With carriers lambda ~ sqrt(T): in
    the cold the film takes less of the voltage and leaves more to the Stern layer, so that the
    slope is smaller by 0.07 eV.
    """
    T = np.array([288.15, 293.15, 298.15, 303.15, 308.15])
    points = [
        film_point(
            "CoN", 85 * NM, "hold -3 V for 2 s", temperature=t, times=(0.0, 1.0, 2.0), nitride=way
        )
        for t in T
    ]
    runs = [run(point, 1e-6) for point in points]
    rates = np.array([np.diff(r["nitrogen_reservoir"])[1] for r in runs])
    p = points[2]
    # The top plane is full: -mu / 2 = Omega / 2 (zero-gradient end).
    barrier = p.nitride["exit_barrier"] + p.nitride["interaction_energy"] / 2
    push = p.gate["transfer_coefficient"] * p.nitride["ion_valence"] * EV * p.gate["stern_share"]
    drops = np.array([3.0 * share(point) for point in points])
    np.testing.assert_allclose([r["stern_drop"][-1] for r in runs], drops, rtol=0.02)
    expected = np.polyfit(1 / (K * T), -(barrier - push * drops) / (K * T), 1)[0]
    slope = np.polyfit(1 / (K * T), np.log(rates), 1)[0]
    assert slope == pytest.approx(expected, abs=0.02 * EV)
    flatter = slope + barrier - push * drops[2]
    assert flatter / EV == pytest.approx(0.07 if way else 0.0, abs=0.02)


def test_cold_liquid_takes_more_of_the_voltage_of_a_leaking_cell():
    """All else at rest, film and Stern layer keep V / (1 + G R_A(T)).

    The contact is a metal and does not change.
    """
    G, Rc, volts = 0.3, 1.0, 0.4
    gate = {"leak_conductance": G, "contact_resistance": Rc, "area_resistance": 2.0}
    for T in (268.15, 298.15, 328.15):
        point = film_point("CoN", 5 * NM, f"hold {-volts} V for 20 s", temperature=T, gate=gate)
        R = 2.0 * np.exp(0.13 * EV / K * (1 / T - 1 / 298.15)) + Rc
        assert series_resistance(point.gate, T) == pytest.approx(R, rel=1e-12)
        film = run(point, 1e-8)
        assert film["current_density"][-1] == pytest.approx(G * volts / (1 + G * R), rel=1e-4)


def test_a_contact_costs_what_as_much_area_resistance_costs():
    """Series resistances add up: the run is the same to the last bit."""
    gate = reference_cell.gate(GATE)
    films = [
        film_point("CoN", 10 * NM, "hold -5 V for 5 s", gate=changes)
        for changes in (
            {"area_resistance": 0.375},
            {"area_resistance": 0.125, "contact_resistance": 0.25},
        )
    ]
    assert gate["contact_resistance"] == 0.0
    one, other = (run(film, 1e-4) for film in films)
    for name in ("magnetization", "charge", "stern_drop"):
        np.testing.assert_array_equal(one[name], other[name])


def test_cold_makes_a_pulsed_film_slower_by_its_liquid_too():
    """A gate that charges through ten times the resistance follows pulses less.

    The same film, with and without the activation.
    """
    gates = ({"area_resistance": 1.0}, {"area_resistance": 1.0, "conductivity_activation": 0.0})
    train = "20 pulses of -6 V, 5 ms at 100 Hz"
    cold = [run(film_point("CoN", 5 * NM, train, temperature=273.15, gate=g), 1e-4) for g in gates]
    room = [run(film_point("CoN", 5 * NM, train, gate=g), 1e-4) for g in gates]
    assert cold[0]["nitrogen_reservoir"][-1] < 0.95 * cold[1]["nitrogen_reservoir"][-1]
    np.testing.assert_array_equal(room[0]["charge"], room[1]["charge"])


# The distance along the film to a contact at its side.


def test_lateral_resistance_is_that_of_a_strip_fed_evenly():
    """Kirchhoff's laws in a strip of 2,000 pieces: the mean loss over the current density.

    At the far edge it is half as much again.
    """
    rho, L, w, j, n = 0.02, 85 * NM, 4e-3, 3.0, 2000
    step = w / n
    current = (
        j * step * np.arange(n, 0, -1)
    )  # through the side of each piece that faces the contact, A/m
    # From the contact to the middle of the first piece, then from middle to middle.
    loss = np.cumsum(rho / L * current * step * np.r_[0.5, np.ones(n - 1)])
    assert lateral_resistance(rho, L, w) == pytest.approx(loss.mean() / j, rel=1e-3)
    assert loss[-1] / loss.mean() == pytest.approx(1.5, rel=1e-3)


def flags_of(distance: float | None, resistivity: float = 0.05) -> set[str]:
    way = {"resistivity": resistivity, "carrier_mobility": 1e-5 / resistivity}
    point = film_point("CoN", 20 * NM, "hold -5 V for 30 s; rest 5 s", per_clause=60, nitride=way)
    gate = dict(point.gate) | ({} if distance is None else {"contact_distance": distance})
    point = type(point)(
        point.nitride, gate, point.thickness, point.temperature, point.protocol, point.times
    )
    return {r.name for r in regimes_of(int(simulate_batch([point])["regime"][0]))}


def test_a_loss_along_the_film_is_told_where_both_numbers_are_known():
    assert "lateral_loss" in flags_of(5e-3)
    assert "lateral_loss" not in flags_of(1e-6)
    assert "lateral_loss" not in flags_of(None)
    # At an equal product with the mobility the film is the same and conducts a thousand times
    # better.
    assert "lateral_loss" not in flags_of(5e-3, 5e-5 * 1e-3)
    assert BY_NAME["lateral_loss"].flag == 32


def test_the_loss_ends_where_metal_begins():
    """By hand: 2 A/m2 of nitrogen and 0.5 S/m2 of leak
    at 4 V over 3 ohm m2, until a plane is metal.
    """
    times = np.array([[0.0, 1.0, 2.0, 3.0]])
    metal = np.array([[False, False, False, True]])
    found = loss_along_film(
        times, np.full((1, 4), -4.0), 2.0 * times, np.full(1, 0.5), metal, np.full(1, 3.0)
    )
    np.testing.assert_allclose(found, [[0.0, 12.0, 12.0, 0.0]])
    assert 0 < LATERAL_SHARE < 1
