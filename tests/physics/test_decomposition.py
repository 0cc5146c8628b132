"""Spinodal decomposition by the plane kernel against
linear stability, and the flags of such runs.
"""

from __future__ import annotations

import numpy as np
import pytest
from films import EV, NM, film_point, profile_start, run
from scipy import constants

import nmhts
from nmhts.physics.transport.decomposition import fastest_wavelength, growth_rate

BLOCKED = {"exit_barrier": 5 * EV}  # nothing passes the gate
# The carriers of this film screen nothing, so that no field acts.
NO_FIELD = BLOCKED | {"screening_length_nitride": 1e-3, "screening_length_metal": 1e-3}
PLANES = 64
# Far above the tolerance of a step, 5e-10, and far below the onset of nonlinearity.
AMPLITUDE = 1e-5


@pytest.mark.parametrize("mode", [4, 12, 16, 20, 40])
@pytest.mark.parametrize("occupancy", [0.3, 0.5, 0.05])
def test_a_small_wave_grows_as_linear_stability_says(mode: int, occupancy: float):
    point = film_point("CoN", PLANES * 0.25 * NM, "rest 10 ms", nitride=NO_FIELD, times=[0.0, 0.01])
    m, kT = point.nitride, constants.k * point.temperature
    omega, kappa = m["interaction_energy"] / kT, m["gradient_energy"] / kT
    hop_rate = m["attempt_frequency"] * np.exp(-m["migration_barrier"] / kT)
    # Cosines with zero slope at both ends are modes of a film with zero-gradient ends.
    k = np.pi * mode / PLANES
    wave = np.cos(k * (np.arange(PLANES) + 0.5))
    film = run(point, 1e-9, profile_start(occupancy + AMPLITUDE * wave))
    y = film["nitrogen_occupancy"]
    grown = (y[1] - occupancy) @ wave / (wave @ wave) / AMPLITUDE
    expected = float(growth_rate(k, occupancy, omega, kappa, hop_rate))
    assert abs(expected) * 0.01 > 1e-3
    assert np.log(grown) / 0.01 == pytest.approx(expected, rel=1e-3)


def test_the_fastest_wave_is_the_peak_of_the_growth_rate():
    k = np.linspace(1e-3, np.pi, 20001)
    for y, omega, kappa in [(0.5, 4.3, 3.9), (0.2, 4.0, 3.0), (0.4, 5.0, 6.0), (0.5, 6.0, 0.4)]:
        peak = 2.0 * np.pi / k[np.argmax(growth_rate(k, y, omega, kappa, 1.0))]
        assert fastest_wavelength(y, omega, kappa) == pytest.approx(peak, rel=1e-3)
    # Outside the spinodal, y (1 - y) < 1 / (2 Omega), nothing grows.
    assert np.isinf(fastest_wavelength(0.1, 4.0, 3.0))
    assert np.all(growth_rate(k, 0.1, 4.0, 3.0, 1.0) < 0)


def test_a_film_that_takes_nitrogen_up_says_that_it_decomposes():
    film = nmhts.Film("Co0.95Fe0.05N", "20 nm", mixing="bcc-like")
    back = "hold -1.8 V for 6 h; hold 6 V for 60 s"
    run = nmhts.simulate(film, back)
    assert run.attrs["regime"] == "decomposes_on_return"
    assert "stripes" in run.attrs["regime_advice"]
    way_back = run["nitrogen_occupancy"].values[run["time"].values > 6 * 3600.0]
    interfaces = (np.diff(way_back > 0.5, axis=1) != 0).sum(axis=1)
    assert interfaces.max() >= 3
    assert nmhts.simulate(film, "hold -1.8 V for 6 h; rest 1 h").attrs["regime"] == "none"


def test_the_front_model_says_that_it_knows_no_stripes():
    film = nmhts.Film("CoN", "20 nm")
    back = nmhts.simulate(film, "hold -5 V for 40 s; hold 5 V for 60 s", fidelity="front")
    assert back.attrs["regime"] == "stripes_left_out"
    out = nmhts.simulate(film, "hold -5 V for 40 s; rest 1 h", fidelity="front")
    assert out.attrs["regime"] == "none"
