"""Published claims about the shape of the front, in boxes small enough for a test."""

from __future__ import annotations

import pytest

import nmhts
from nmhts.validation import lattice
from nmhts.validation.bench import Bench
from nmhts.validation.registry import judge_claims

PLANAR, CHANNELS = "planar-front-N", "channelled-front-O"
SLOW = {"boundary_migration_barrier": "0.67 eV", "boundary_exit_barrier": "1.456 eV"}


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lattice, "SIZE", (16, 16))
    monkeypatch.setattr(lattice, "THICKNESS", "6 nm")


def test_front_of_nitrogen_is_judged_by_the_worse_potential():
    (found,) = judge_claims([PLANAR])
    value = found.values["lateral rms over mean depth of the front"]
    film = Bench().film("CoN", "6 nm")
    protocol = lattice.exposure(film, lattice.NITROGEN)
    both = [lattice.front_at_half(film, protocol, p, None).roughness for p in ("planes", "sites")]
    assert value == max(both)
    assert 0.01 < min(both) <= max(both) < 0.3
    assert found.origin == "predicted"
    assert "in three dimensions" in found.how


def test_oxygen_is_channelled_by_its_fast_boundaries_and_by_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
):
    # The front is stiff over some nanometres: grains of 4 nm and less do not show.
    monkeypatch.setattr(lattice, "SIZE", (30, 30))
    (found,) = judge_claims([CHANNELS])
    assert found.verdict == "pass"
    # With boundaries as slow as the grains the front is that of the planes.
    (even,) = judge_claims([CHANNELS], Bench({"Co3O4": SLOW}))
    assert even.verdict == "miss"
    assert even.values["roughness of the O front over that of N"] == pytest.approx(1.0, abs=0.5)


@pytest.mark.parametrize("slower", [1.0, 5.0])
def test_a_film_is_exposed_until_its_front_is_past_the_middle_however_slow_its_cell(slower: float):
    """A cell of that many times the resistance shows
    the front at half the thickness all the same.
    """
    film = Bench().film("CoN", "6 nm")
    resistance = slower * film.gate.values()["area_resistance"]
    film = Bench().film("CoN", "6 nm", area_resistance=f"{resistance} ohm*m^2")
    protocol = lattice.exposure(film, lattice.NITROGEN)
    front = lattice.front_at_half(film, protocol, "planes", None)
    # A record is a fortieth of the exposure, hence a thirtieth of half of the film.
    assert front.height == pytest.approx(0.5 * film.thickness, rel=0.07)
    run = nmhts.simulate(film, protocol)
    left = run["nitrogen_occupancy"].mean("depth").values
    assert 0.1 < left[-1] / left[0] < 0.5


def test_a_film_that_keeps_its_nitrogen_is_not_simulated_atom_by_atom(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(lattice, "NITROGEN", "+1 V")
    monkeypatch.setattr(lattice, "simulate_lattice", None)
    (found,) = judge_claims([PLANAR])
    assert found.verdict == "miss"
    assert "at +1 V the front comes not to half in 600 s" in found.how
