"""The search for a crossing, the message without one, and bad input before any work."""

from __future__ import annotations

import numpy as np
import pytest

from nmhts.constants import k_B
from nmhts.errors import MaterialError, SimulationError
from nmhts.physics.magnetism.spins import ordering
from nmhts.physics.magnetism.spins.crossing import crossing, ordered_share, split
from nmhts.physics.magnetism.spins.exchange import Exchange, uniform_exchange
from nmhts.physics.magnetism.spins.ordering import (
    ADVICE,
    CROSSING,
    STATUS_MEANINGS,
    UNRESOLVED,
    order_temperature,
)

T = np.linspace(1.0, 2.0, 11)


def test_crossing_of_a_straight_line_is_its_zero():
    for zero in (1.03, 1.5, 1.97):
        assert crossing(T, zero - T) == pytest.approx(zero)


def test_crossing_is_the_fall_through_zero_that_fits_best():
    """Noise of the disordered side changes sign many times,
    and a slip on the ordered one may too.
    """
    D = np.array([0.2, 0.18, -0.01, 0.1, 0.05, -0.05, -0.03, 0.002, -0.001, 0.001, -0.002])
    assert split(D) == 5
    assert crossing(T, D) == pytest.approx(1.45)
    assert split(np.ones(8)) == 8
    assert split(-np.ones(8)) == 0


@pytest.mark.parametrize("D", [np.ones(11), -np.ones(11), np.zeros(11)])
def test_no_crossing_inside(D: np.ndarray):
    assert np.isnan(crossing(T, D))


@pytest.mark.parametrize("waves", [1, 3, 4])
def test_share_of_order_runs_from_disorder_to_order(waves: int):
    """|M|^2 of 3 waves independent components, drawn; and of a fixed length."""
    m2 = np.random.default_rng(waves).chisquare(3 * waves, 400_000)
    U = 1 - (m2**2).mean() / (3 * m2.mean() ** 2)
    assert ordered_share(np.array([U, 2 / 3]), waves) == pytest.approx([0.0, 1.0], abs=0.02)


def test_every_status_has_a_meaning_and_advice():
    assert len(STATUS_MEANINGS) == len(ADVICE) == 5
    assert len(set(STATUS_MEANINGS)) == 5
    assert [bool(advice) for advice in ADVICE] == [False, True, True, True, True]


def test_three_sizes_give_two_crossings():
    found = order_temperature(
        "sc", uniform_exchange(k_B), window=(1, 2), sizes=(8, 4, 6), steps=800
    )
    assert found.status == CROSSING
    assert [pair[:2] for pair in found.crossings] == [(4, 6), (6, 8)]
    assert found.crossings[-1][2:] == (found.value, found.error)
    assert found.cumulants.shape == (3, 8)
    assert found.temperatures[0] < found.value < found.temperatures[-1]


def test_curves_of_disorder_that_cross_by_chance_are_no_order():
    """fcc antiferromagnet of nearest neighbors: in small boxes no cumulant of type I decides.

    ``heat_capacity_peak`` does.
    """
    found = order_temperature(
        "fcc", uniform_exchange(-k_B), window=(0.3, 0.7), sizes=(3, 4), steps=400
    )
    assert found.status != CROSSING
    assert np.isnan(found.value)


def test_crossing_at_the_cumulant_of_disorder_is_none(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(ordering, "crossing_of_curves", lambda *_: (1.44, 0.01, 0.46))
    found = order_temperature("sc", uniform_exchange(k_B), window=(1, 2), sizes=(4, 6), steps=200)
    assert found.status == UNRESOLVED
    assert np.isnan(found.value)


def test_strongest_order_is_found_where_bonds_are_frustrated():
    """Ferromagnetic second neighbors stabilize type I; the transition is of first order.

    Sizes agree within a percent.
    """
    found = order_temperature(
        "fcc", uniform_exchange(-k_B, 0.2 * k_B), window=(0.5, 1.5), sizes=(4, 6), steps=2000
    )
    assert found.order == "type I"
    assert found.status != UNRESOLVED
    assert found.value == pytest.approx(0.877, rel=0.02)


BAD = {
    "sizes = (8,) (allowed: two different ones or more; nearest: (8, 16))": {"sizes": (8,)},
    "sizes = (6, 6) (allowed: two different ones or more; nearest: (6, 12))": {"sizes": (6, 6)},
    "window = (2, 1) K (allowed: 0 K < low < high)": {"window": (2.0, 1.0)},
    "window = (0, 1) K (allowed: 0 K < low < high)": {"window": (0.0, 1.0)},
    "steps = 100 (allowed: 200 or more)": {"steps": 100},
    "samples = 0 (allowed: 1 or more; nearest: 1)": {"samples": 0},
}


@pytest.mark.parametrize("sentence", BAD)
def test_bad_input(sentence: str):
    with pytest.raises(SimulationError) as caught:
        order_temperature("sc", uniform_exchange(k_B), **{"window": (1.0, 2.0), **BAD[sentence]})
    assert str(caught.value) == sentence


def test_bad_lattices_and_alloys():
    window = (1.0, 2.0)
    with pytest.raises(MaterialError, match="unknown lattice 'hcp'"):
        order_temperature("hcp", uniform_exchange(k_B), window=window)
    with pytest.raises(MaterialError, match="size = 5 is odd"):
        order_temperature(
            "sc", uniform_exchange(-k_B), window=window, sizes=(5, 10), order="checkerboard"
        )
    with pytest.raises(MaterialError, match="size = 2 cells of sc with 1 shell of neighbours"):
        order_temperature("sc", uniform_exchange(k_B), window=window, sizes=(2, 4))
    pairs = {("Co", "Co"): (k_B,), ("Co", "Mn"): (k_B,), ("Mn", "Mn"): (k_B,)}
    with pytest.raises(MaterialError, match=r"fractions sum to 0\.5"):
        order_temperature("sc", Exchange(pairs), window=window, fractions={"Co": 0.5})
