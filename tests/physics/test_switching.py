"""Films switched on and off: signs, bounds and shapes that hold whatever the claims say."""

from __future__ import annotations

import numpy as np
import pytest
from films import NM, Run, film_point, plane_sites, run

RTOL = 1e-3
# All Co metallic, per as-grown CoN of 4.28 A: 8.1e2 emu/cm3 (moment count).
CEILING = 8.1e5  # A/m


def test_5_nm_of_CoN_is_off_within_a_second():
    cell = {"area_resistance": 0.02}
    protocol = "hold -4 V for 2 s; hold +4 V for 1 s"
    point = film_point("CoN", 5 * NM, protocol, times=(0.0, 2.0, 3.0), gate=cell)
    M = run(point, 1e-5)["magnetization"]
    assert M[2] < 0.5 * M[1]


def test_pulses_at_100_Hz_accumulate():
    """100 Hz pulses on 5 nm still add up (Martins 2022)."""
    cell = {"area_resistance": 0.02}
    times = np.linspace(0, 1, 11)
    point = film_point("CoN", 5 * NM, "100 pulses of -6 V, 5 ms at 100 Hz", times=times, gate=cell)
    film = run(point, 1e-4)
    out = film["nitrogen_reservoir"] + film["nitrogen_lost"]
    assert (np.diff(out) > 0).all()
    assert film["magnetization"][-1] > 0


@pytest.mark.parametrize("volts", [6, 12])
def test_magnetization_stays_below_the_count_of_moments(volts: int):
    """All Co metallic, referred to the as-grown volume: never exceeded by more than 5 %."""
    point = film_point("CoN", 20 * NM, f"hold -{volts} V for 1 h")
    film = run(point, RTOL)
    assert film["nitrogen_occupancy"][-1].max() < 1e-3, "the film is not fully extracted"
    assert film["magnetization"].max() <= 1.05 * CEILING
    assert film["magnetization"][-1] >= 0.95 * CEILING


def test_nitrogen_leaves_by_charge_balance():
    """One N takes three electrons (relative error < 1e-6);
    the double layer alone is worth < 0.05 nm of CoN.
    """
    point = film_point("CoN", 85 * NM, "hold -5 V for 1 h")
    film = run(point, RTOL)
    electrons = (film["charge"] - film["charge"][0]) / 1.602176634e-19
    stern = film["stern_drop"] * 8.8541878188e-12 * 5 / 1e-9 / 1.602176634e-19
    inside = film["nitrogen_occupancy"].sum(axis=1) * plane_sites(point)
    out = inside[0] - inside
    np.testing.assert_allclose(electrons[-1] - stern[-1], 3 * out[-1], rtol=1e-6)
    assert stern.max() / 3 / point.nitride["metal_site_density"] < 0.05 * NM


WATCHED = (
    "magnetization",
    "ferromagnetic_thickness",
    "front_position",
    "front_width",
    "nitrogen_occupancy",
)


@pytest.fixture(scope="module")
def front() -> Run:
    """20 nm of CoN at a moderate voltage, while the front is inside the film."""
    times = np.linspace(0, 100, 101)
    film = run(film_point("CoN", 20 * NM, "hold -2.5 V for 100 s", times=times), RTOL)
    inside = np.isfinite(film["front_position"])
    assert inside.sum() > 20
    return {name: film[name][inside] for name in WATCHED}


def test_a_planar_front_climbs_from_the_bottom(front: Run):
    """N leaves as a plane-wave-like front (de Rojas 2020);
    in this model from the bottom electrode upward.
    """
    height, width = front["front_position"], front["front_width"]
    assert height[0] < 2 * NM
    assert (np.diff(height) > 0).all()
    assert height[-1] > 8 * NM
    seen = np.isfinite(width)
    assert seen.mean() > 0.8
    # A few planes of 0.25 nm.
    assert (width[seen] < 4 * 0.25 * NM).all()
    # Metal below, nitride above, nothing between.
    profile = front["nitrogen_occupancy"][-1]
    assert ((profile < 0.1) | (profile > 0.9)).sum() >= profile.size - 4
    assert (np.diff((profile > 0.5).astype(int)) >= 0).all()


def test_thinner_films_start_earlier():
    """The Stern layer's share of the voltage grows as the film thins."""
    after = []
    for thickness in (20 * NM, 50 * NM, 150 * NM):
        point = film_point("CoN", thickness, "hold -3.5 V for 10 s", times=(0.0, 10.0))
        after.append(run(point, 1e-4)["nitrogen_reservoir"][-1])
    assert after[0] > after[1] > after[2]
