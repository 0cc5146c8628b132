"""Limits of the film model with a closed-form solution."""

from __future__ import annotations

import numpy as np
import pytest
from films import EV, NM, ROOM, film_point, profile_start, run
from scipy import constants
from scipy.optimize import brentq

RTOL = 1e-7
# The integration is the only error: ten times its tolerance.
EXACT = 1e-6
# The continuum formula takes planes for a slab: errors a/L and (a/lambda)^2, 5 % to 0.3 % for 5 to
# 85 nm, cancel in part.
CONTINUUM = 5e-3
# Planes hold a static front at a potential slightly off the binodal: 4e-4 kT at this occupancy,
# 5e-5 kT observed.
PINNING = 1e-5
BLOCKED = 5 * EV  # exit barrier: exp(-170) of a hop
KT = constants.k * ROOM
IDEAL = {"interaction_energy": 0.0, "gradient_energy": 0.0, "exit_barrier": BLOCKED}


def test_without_interactions_a_cosine_decays_as_on_a_lattice():
    """Exclusion drops out of J at f = 0:
    dy/dt is the lattice Laplacian, with modes cos(pi k (i + 1/2) / n).
    """
    point = film_point("CoN", 5 * NM, "rest 2 s", nitride=IDEAL)
    n, k = point.n_planes, 2
    wave = np.cos(np.pi * k * (np.arange(n) + 0.5) / n)
    film = run(point, RTOL, profile_start(0.5 + 0.4 * wave))
    hop = point.nitride["attempt_frequency"] * np.exp(-point.nitride["migration_barrier"] / KT)
    decay = np.exp(-2 * hop * (1 - np.cos(np.pi * k / n)) * film["time"])
    expected = 0.5 + 0.4 * decay[:, None] * wave
    assert decay[-1] < 1e-3
    np.testing.assert_allclose(film["nitrogen_occupancy"], expected, rtol=0, atol=EXACT)


def test_a_closed_film_in_a_field_fills_like_fermi_levels():
    """At rest in a field: y / (1 - y) = exp(z e phi / kT)
    up to a constant, with phi a lattice sinh.
    """
    length = 3 * NM
    same = {"screening_length_nitride": length, "screening_length_metal": length}
    point = film_point("CoN", 5 * NM, "hold -0.5 V for 1000 s", nitride=IDEAL | same)
    n, gate = point.n_planes, point.gate
    film = run(point, RTOL, profile_start(np.full(n, 0.5)))

    spacing = point.nitride["plane_spacing"]
    theta = np.arccosh(1 + 0.5 * (spacing / length) ** 2)
    shape = np.sinh(theta * np.arange(1, n + 1)) / np.sinh(theta * n)
    # The Stern field closes the top plane; without a current the two drops add up to 0.5 V.
    rise = (1 + (spacing / length) ** 2) - shape[-2]
    coupling = gate["stern_permittivity"] * spacing
    coupling /= point.nitride["film_permittivity"] * gate["stern_thickness"]
    top = 0.5 / (1 + rise / coupling)
    assert film["stern_drop"][-1] == pytest.approx(0.5 - top, abs=EXACT)

    last = film["nitrogen_occupancy"][-1]
    level = np.log(last / (1 - last)) - 3 * constants.e * top * shape / KT
    assert np.ptp(last) > 0.5
    # The logarithm magnifies an error of y by 1 / y (1 - y).
    np.testing.assert_allclose(level, level.mean(), rtol=0, atol=EXACT / (last * (1 - last)).min())


def split_film(interaction: float, protocol: str = "rest 1e5 s"):
    """A closed film of 60 planes, nearly empty below and nearly full above, left alone.

    The front is wide (kappa = 8 kT),
    so that the planes do not pin it at a potential beside the binodal.
    """
    numbers = {"interaction_energy": interaction * KT, "gradient_energy": 8 * KT}
    numbers["exit_barrier"] = BLOCKED
    point = film_point("CoN", 15 * NM, protocol, nitride=numbers)
    occupancy = np.where(np.arange(point.n_planes) < 24, 0.15, 0.9)
    return point, run(point, RTOL, profile_start(occupancy))["nitrogen_occupancy"]


def test_a_split_film_rests_at_the_binodal_of_the_regular_solution():
    """Coexisting compositions of Omega y (1 - y): ln[y / (1 - y)] = Omega / kT (2 y - 1)."""
    point, occupancy = split_film(4.0)
    low = brentq(lambda y: np.log(y / (1 - y)) - 4.0 * (2 * y - 1), 1e-6, 0.2, xtol=1e-12)
    assert isinstance(low, float)
    last = occupancy[-1]
    # The front's tails fade over 1.1 planes each.
    assert last[0] == pytest.approx(low, abs=PINNING)
    assert last[-1] == pytest.approx(1 - low, abs=PINNING)

    kappa = point.nitride["gradient_energy"] / KT
    padded = np.pad(last, 1, mode="edge")
    bend = padded[2:] - 2 * last + padded[:-2]
    potential = np.log(last / (1 - last)) + 4.0 * (1 - 2 * last) - kappa * bend
    np.testing.assert_allclose(potential, potential.mean(), rtol=0, atol=EXACT / (low * (1 - low)))
    np.testing.assert_allclose(potential, 0.0, atol=PINNING / (low * (1 - low)))


def test_a_split_film_mixes_above_the_critical_point():
    """The regular solution has no miscibility gap for Omega < 2 kT."""
    _, occupancy = split_film(1.8)
    mean = occupancy[0].mean()
    np.testing.assert_allclose(occupancy[-1], mean, rtol=0, atol=EXACT)


@pytest.mark.parametrize("floor", [0.67 * EV, 1.3 * EV], ids=["floor idle", "floor at work"])
def test_all_stores_of_nitrogen_reach_equilibrium_at_zero_volts(floor: float):
    """At rest for long enough: one chemical potential in all planes,
    the adsorbed layer and the electrolyte.

    No field is left. A floor above some of the barriers slows the relaxation and must not shift its
    end: no pumping without a voltage.
    """
    hot = 600.0
    point = film_point(
        "CoN",
        2.5 * NM,
        "rest 1e7 s",
        temperature=hot,
        nitride={"barrier_floor": floor},
        gate={"leak_rate": 0.0},
    )
    film = run(point, RTOL)
    kT = constants.k * hot
    sites = point.nitride["metal_site_density"] * point.nitride["plane_spacing"]
    adsorbed = film["nitrogen_adsorbed"][-1] / sites
    dissolved = film["nitrogen_reservoir"][-1] / sites - adsorbed
    last = film["nitrogen_occupancy"][-1]
    cover = adsorbed / point.gate["adsorbed_capacity"]
    share = dissolved / (dissolved + point.gate["pool_half_saturation"])

    assert dissolved > 0.1
    np.testing.assert_allclose(film["stern_drop"][-1], 0.0, atol=EXACT)
    np.testing.assert_allclose(last, last[0], rtol=0, atol=EXACT)
    omega = point.nitride["interaction_energy"] / kT
    mu = np.log(last[0] / (1 - last[0])) + omega * (1 - 2 * last[0])
    of_adsorbed = np.log(cover / (1 - cover)) + point.gate["adsorption_energy"] / kT
    step = point.gate["readsorption_barrier"] - point.gate["dissolution_barrier"]
    of_dissolved = np.log(share) - step / kT + point.gate["adsorption_energy"] / kT
    # ln y magnifies an error of the smallest store, 4e-3 of a layer, 300 times.
    assert of_adsorbed == pytest.approx(mu, abs=300 * EXACT)
    assert of_dissolved == pytest.approx(mu, abs=300 * EXACT)


@pytest.mark.parametrize("bottom", ["electrode", "insulator"])
@pytest.mark.parametrize("thickness", [5 * NM, 20 * NM, 85 * NM])
def test_stern_drop_charges_to_its_share_of_the_voltage(thickness: float, bottom: str):
    """D = S |V| (1 - exp(-t / R_A C)) below onset.

    Two capacitors in series, Stern layer and screened slab:
    tanh over an electrode, coth over an insulator.
    """
    volts = 0.3
    times = np.linspace(0.0, 0.03, 301)
    ratio = {"electrode": 0.0, "insulator": 1.0}[bottom]
    point = film_point(
        "CoN",
        thickness,
        f"hold -{volts} V for 0.03 s",
        times=times,
        gate={"bottom_potential_ratio": ratio},
    )
    film = run(point, RTOL)
    m, g = point.nitride, point.gate
    share = 1 / (1 + np.exp(-(m["initial_occupancy"] - 0.5) / m["screening_width"]))
    metal, nitride = m["screening_length_metal"], m["screening_length_nitride"]
    length = metal * (nitride / metal) ** share
    stern = g["stern_thickness"] / g["stern_permittivity"]
    depth = np.tanh(thickness / length)
    slab = length / m["film_permittivity"] * (1 / depth if ratio else depth)
    tau = g["area_resistance"] * constants.epsilon_0 / (stern + slab)
    expected = volts * stern / (stern + slab) * (1 - np.exp(-times / tau))
    final = expected[-1]
    np.testing.assert_allclose(film["stern_drop"], expected, rtol=0, atol=CONTINUUM * final)
    charge = expected * constants.epsilon_0 / stern
    np.testing.assert_allclose(film["charge"], charge, rtol=0, atol=CONTINUUM * charge[-1])
