"""Regimes are flagged where they occur, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
from films import NM, film_point

import nmhts
from nmhts.simulation.films.plane_model import FilmState, simulate_batch
from nmhts.simulation.films.surroundings import CellSeen, estimated_warming
from nmhts.simulation.outcomes.regimes import BY_NAME, REGIMES, find_regimes, regimes_of


def flags_of(material: str, thickness: float, protocol: str, **changes) -> set[str]:
    batch = simulate_batch([film_point(material, thickness, protocol, per_clause=30, **changes)])
    assert batch["status"][0] == 0
    return {regime.name for regime in regimes_of(int(batch["regime"][0]))}


def test_flags_are_bits_and_every_one_has_advice():
    assert [regime.flag for regime in REGIMES] == [2**k for k in range(len(REGIMES))]
    assert all(len(regime.advice) > 40 for regime in REGIMES)


def test_a_front_from_the_bottom_is_no_regime_to_know():
    assert flags_of("CoN", 50 * NM, "hold -5 V for 30 min") == set()
    back = flags_of("CoN", 50 * NM, "hold -5 V for 30 min; hold 5 V for 5 min")
    assert back == {"decomposes_on_return"}


def test_more_voltage_than_the_bulk_carries_is_screened():
    """Less M at more voltage is flagged; the same film at less voltage is not."""
    runs = {
        volts: simulate_batch(
            [film_point("CoN", 85 * NM, f"hold -{volts} V for 10 min", per_clause=30)]
        )
        for volts in (6, 20)
    }
    assert runs[20]["magnetization"][0, -1] < 0.6 * runs[6]["magnetization"][0, -1]
    assert runs[20]["regime"][0] & BY_NAME["screened"].flag
    assert not runs[6]["regime"][0] & BY_NAME["screened"].flag


@pytest.mark.parametrize(("first", "name"), [(0, None), (2, "front_inside"), (4, "front_at_gate")])
def test_where_the_metal_begins(first: int, name: str | None):
    """Profiles by hand: nitride, then one plane of metal, then all metal."""
    occupancy = np.full((1, 3, 6), np.nan)
    occupancy[0, :, :5] = 0.99
    occupancy[0, 1, first] = 0.1
    occupancy[0, 2, :5] = 0.1
    rest = np.zeros((1, 3)), np.zeros(1), np.zeros((1, 3)), np.ones(1), np.full(1, np.inf)
    found = find_regimes(occupancy, np.array([5]), CellSeen(np.full((1, 3), 1.0), *rest))
    assert {regime.name for regime in regimes_of(int(found[0]))} == ({name} if name else set())


def test_a_film_that_starts_partly_metal_does_not_tell_where_it_began():
    occupancy = np.full(20, 0.99)
    occupancy[10] = 0.1
    point = film_point("CoN", 5 * NM, "rest 1 s", per_clause=3)
    batch = simulate_batch([point], starts=[FilmState(occupancy, 0.0, 0.0, 0.0, 0.0)])
    assert batch["regime"][0] == 0


def test_breakdown_of_a_solid_gate_is_flagged_above_its_field():
    """10 nm of HfO2 at 5 MV/cm stand 5 V."""
    for volts, expected in ((3, False), (7, True)):
        run = nmhts.simulate(
            nmhts.Film("CoN", "10 nm", gate="HfO2"),
            f"hold -{volts} V for 10 s",
            steps_per_clause=10,
        )
        assert ("breakdown" in run.attrs["regime"]) is expected
        assert ("breakdown_field" in run.attrs["regime_advice"]) is expected


def test_warming_of_a_constant_power_is_that_of_a_first_order_lag():
    times = np.linspace(0.0, 5.0, 51)[None]
    volts, current = 10.0, 150.0
    found = estimated_warming(times, np.full_like(times, volts), current * times, np.zeros(1))
    assert found[0] == pytest.approx(1e-3 * volts * current * (1 - np.exp(-5.0)), rel=1e-9)
    leaking = estimated_warming(times, np.full_like(times, volts), 0 * times, np.full(1, 15.0))
    assert leaking[0] == pytest.approx(found[0], rel=1e-9)
