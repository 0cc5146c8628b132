"""Relaxation of a film at rest: its end, its direction, and the balance of its nitrogen."""

from __future__ import annotations

import numpy as np
import pytest
from films import EV, NM, ROOM, film_point, profile_start, run
from scipy.constants import k
from scipy.optimize import brentq

from nmhts.errors import SimulationError
from nmhts.simulation.films.film import Film
from nmhts.simulation.films.plane_model import FilmState
from nmhts.simulation.pulses.nitrogen_surplus import nitrogen_surplus
from nmhts.simulation.pulses.relaxation import where_nitrogen_is
from nmhts.simulation.simulate import simulate

OMEGA = 4.0  # k_B T: the numbers below hold for it
KT = k * ROOM
# Nothing leaves a film with an exit barrier of 4 eV within any realistic time.
CLOSED = {"exit_barrier": 4.0 * EV, "interaction_energy": OMEGA * KT, "gradient_energy": 3.0 * KT}
PLANES, METAL = 60, 12
LONG = "rest 1000 h"
ROUNDING = 1e-9  # twenty times the tolerance of the root finder, and a margin


def vacancies_at_rest() -> float:
    """Where two phases of a regular solution stand side by side:
    ln[x / (1 - x)] + Omega (1 - 2 x) = 0.
    """
    return float(
        np.asarray(brentq(lambda x: np.log(x / (1.0 - x)) + OMEGA * (1.0 - 2.0 * x), 1e-6, 0.4))
    )


def relaxed(vacant: float, metal: int = METAL) -> tuple[np.ndarray, np.ndarray]:
    """Occupancies before and after a long rest of a closed film:
    metal without N below nitride with vacancies.
    """
    start = np.where(np.arange(PLANES) < metal, 0.0, 1.0 - vacant)
    point = film_point("CoN", PLANES * 0.25 * NM, LONG, times=(0.0, 3.6e6), nitride=CLOSED)
    return start, run(point, 1e-4, profile_start(start))["nitrogen_occupancy"][-1]


def test_the_binodal_of_four_kT_is_two_percent():
    assert vacancies_at_rest() == pytest.approx(0.0213, abs=1e-4)


@pytest.mark.parametrize("vacant", [0.002, 0.01, 0.04, 0.08])
def test_a_closed_film_relaxes_to_the_binodal(vacant: float):
    """Vacancies of the nitride and N of the metal end
    at the binodal, and no N is lost on the way.
    """
    start, end = relaxed(vacant)
    x = vacancies_at_rest()
    assert end.sum() == pytest.approx(start.sum(), abs=1e-9)
    np.testing.assert_allclose(1.0 - end[-10:], x, rtol=0.02)
    np.testing.assert_allclose(end[:4], x, rtol=0.05)


@pytest.mark.parametrize("vacant", [0.002, 0.01, 0.04, 0.08])
def test_the_front_moves_by_the_surplus(vacant: float):
    """Lever rule: N beyond the binodal fills planes of 1 - 2 x each."""
    start, end = relaxed(vacant)
    x = vacancies_at_rest()
    amount = start.sum() - (METAL * x + (PLANES - METAL) * (1.0 - x))
    assert nitrogen_surplus(start, OMEGA) == pytest.approx(amount, abs=0.05)
    # Height of the front at the end, from the amount of N alone.
    metal = (PLANES * (1.0 - x) - end.sum()) / (1.0 - 2.0 * x)
    assert METAL - metal == pytest.approx(amount / (1.0 - 2.0 * x), abs=1e-6)
    # Its trace lies within a fraction of a plane of that, and no surplus is left in the film.
    assert abs(nitrogen_surplus(end, OMEGA)) < 0.15


def test_the_sign_of_relaxation_follows_supersaturation():
    """M rises where the nitride holds more vacancies
    than the binodal, falls where it holds fewer.
    """
    x = vacancies_at_rest()
    planes = {}
    for share in (0.2, 0.9, 1.1, 3.0):
        start, end = relaxed(share * x)
        # Metal without N takes some up first: the gain or loss of the nitride is compared.
        planes[share] = (end < 0.5).sum() - METAL
        held = start.sum() - (METAL * x + (PLANES - METAL) * (1.0 - x))
        assert np.sign(nitrogen_surplus(start, OMEGA)) == np.sign(held)
    assert planes[0.2] < 0 < planes[3.0]
    assert planes[0.2] <= planes[0.9] <= planes[1.1] <= planes[3.0]


def test_nothing_moves_at_the_binodal():
    """A front at rest stays: a further long rest changes nothing."""
    _, end = relaxed(0.04)
    point = film_point("CoN", PLANES * 0.25 * NM, LONG, times=(0.0, 3.6e6), nitride=CLOSED)
    again = run(point, 1e-4, FilmState(end, 0.0, 0.0, 0.0, 0.0))["nitrogen_occupancy"][-1]
    np.testing.assert_allclose(again, end, atol=2e-4)


def test_nitrogen_is_in_the_film_the_layer_the_electrolyte_or_lost():
    """The four add up to the initial N, through a train, a rest and the return of N."""
    film = Film("CoN", "8 nm")
    driven = simulate(film, "30 pulses of -6 V at 10 Hz with a duty of 50 %; rest 1 h")
    seen = where_nitrogen_is(driven)
    parts = ("nitrogen_in_film", "nitrogen_adsorbed", "nitrogen_dissolved", "nitrogen_lost")
    total = np.sum([seen[name].values for name in parts], axis=0)
    np.testing.assert_allclose(total, total[0], rtol=1e-12)
    assert all(seen[name].attrs["units"] == "1/m^2" for name in (*parts, "nitrogen_surplus"))
    assert float(seen["nitrogen_dissolved"][-1]) > 0


def test_surplus_of_one_phase_is_counted_from_that_phase():
    x = vacancies_at_rest()
    assert nitrogen_surplus(np.full(20, 1.0 - x), OMEGA) == pytest.approx(0.0, abs=ROUNDING)
    assert nitrogen_surplus(np.full(20, 1.0), OMEGA) == pytest.approx(20 * x)
    assert nitrogen_surplus(np.full(20, x), OMEGA) == pytest.approx(0.0, abs=ROUNDING)
    assert nitrogen_surplus(np.zeros((3, 20)), OMEGA) == pytest.approx([-20 * x] * 3)


def test_without_two_phases_there_is_no_surplus():
    with pytest.raises(SimulationError, match=r"interaction_energy: 2 k_B T \(allowed: above 2.05"):
        nitrogen_surplus(np.ones(10), 2.0)
