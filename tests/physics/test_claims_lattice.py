"""Published claims about the shape of the front, in boxes small enough for a test."""

from __future__ import annotations

import pytest

from nmhts.simulation.protocol import parse_protocol
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
    both = [lattice.front_at_half(film, lattice.NITROGEN, p, None).roughness for p in ("planes", "sites")]  # fmt: skip
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
    # Boundaries as slow as the grains: the front is that of the plane.
    (even,) = judge_claims([CHANNELS], Bench({"Co3O4": SLOW}))
    assert even.verdict == "miss"
    assert even.values["roughness of the O front over that of N"] == pytest.approx(1.0, abs=0.5)


def test_a_front_that_does_not_come_is_a_miss():
    (found,) = judge_claims([PLANAR], Bench({"CoN": {"exit_barrier": "8 eV"}}))
    assert found.verdict == "miss"
    assert "not to half" in found.how


def test_a_film_is_driven_as_long_as_it_takes():
    """What a series resistance holds back takes a hundred times as long behind a hundredfold one; the front comes to half all the same."""
    slow = Bench().film("CoN", "6 nm", area_resistance="27 ohm*m^2")
    held = [parse_protocol(lattice.exposure(f, -5.0)).duration for f in (Bench().film("CoN", "6 nm"), slow)]  # fmt: skip
    assert held[1] / held[0] == pytest.approx(100.0, rel=0.3)
    front = lattice.front_at_half(slow, -5.0, "planes", None)
    assert front.height == pytest.approx(3e-9, rel=0.1)
