"""A film's result depends on its own inputs only; a failure is coded and disturbs no other film."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from nmhts.physics.transport import codes
from nmhts.simulation.films.plane_model import KineticsPoint, simulate_batch

RTOL = 1e-4
PROTOCOL = "hold -4 V for 1 s; rest 0.5 s; ramp to 4 V in 0.3 s"
OTHER = "hold 3 V for 0.5 s; 4 pulses of -7 V, 20 ms at 10 Hz; rest 1 s"


def row(batch: dict[str, np.ndarray], i: int) -> dict[str, bytes]:
    """The bytes of one film's results, without the padding to the thickest film."""
    planes = int(batch["n_planes"][i])
    padded = ("nitrogen_occupancy", "order", "depth")
    return {
        name: (values[i, ..., :planes] if name in padded else values[i]).tobytes()
        for name, values in batch.items()
    }


@pytest.fixture
def film(make_point: Callable[..., KineticsPoint]) -> KineticsPoint:
    return make_point(5e-9, PROTOCOL)


@pytest.fixture
def neighbours(make_point: Callable[..., KineticsPoint]) -> list[KineticsPoint]:
    """Thinner and thicker films of another nitride and protocol."""
    return [
        make_point(thickness, OTHER, "FeN", gate={"area_resistance": resistance})
        for thickness, resistance in ((1e-9, 0.1), (12e-9, 0.01), (3e-9, 1.0))
    ]


def test_same_bits_alone_first_and_last(film: KineticsPoint, neighbours: list[KineticsPoint]):
    alone = row(simulate_batch([film], RTOL), 0)
    assert row(simulate_batch([film, *neighbours], RTOL), 0) == alone
    assert row(simulate_batch([*neighbours, film], RTOL), len(neighbours)) == alone
    assert row(simulate_batch([film, film], RTOL), 1) == alone


def test_same_bits_from_threads_at_once(film: KineticsPoint, neighbours: list[KineticsPoint]):
    batches = [[film, *neighbours], [*neighbours, film]] * 4
    expected = [row(simulate_batch([film], RTOL), 0)] * 8
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda points: simulate_batch(points, RTOL), batches))
    found = [row(r, points.index(film)) for r, points in zip(results, batches, strict=True)]
    assert found == expected


def test_same_bits_in_any_lane_of_a_batch_larger_than_a_block(
    film: KineticsPoint, neighbours: list[KineticsPoint]
):
    """Lanes are reused as films end,
    so the film meets other neighbors at other stages of their run.
    """
    alone = row(simulate_batch([film], RTOL), 0)
    for place in range(0, 30, 7):
        points = neighbours * 10
        points.insert(place, film)
        assert row(simulate_batch(points, RTOL), place) == alone


def test_recorded_times_do_not_change_a_film(film: KineticsPoint):
    """Records are read between steps."""
    end = film.protocol.duration
    few = simulate_batch([replace(film, times=(0.0, end))], RTOL)
    many = simulate_batch([replace(film, times=tuple(np.linspace(0, end, 200)))], RTOL)
    assert few["n_steps"] == many["n_steps"]
    for name in ("nitrogen_occupancy", "charge", "current_density"):
        np.testing.assert_array_equal(few[name][0, -1], many[name][0, -1])


def test_first_record_is_the_start(film: KineticsPoint):
    batch = simulate_batch([film], RTOL)
    assert (batch["nitrogen_occupancy"][0, 0] == film.nitride["initial_occupancy"]).all()
    for name in ("nitrogen_reservoir", "nitrogen_lost", "charge", "stern_drop"):
        assert batch[name][0, 0] == 0


def test_a_film_that_is_given_up_is_coded_and_disturbs_no_other(
    film: KineticsPoint, make_point: Callable[..., KineticsPoint]
):
    """Too few steps for the film that switches, enough for one at rest."""
    calm = make_point(3e-9, "rest 1 s; rest 1 s; rest 1 s")
    batch = simulate_batch([film, calm], RTOL, max_steps=100)
    assert batch["status"].tolist() == [codes.TOO_MANY_STEPS, codes.OK]
    assert batch["n_steps"][0] == 100
    assert row(batch, 0) == row(simulate_batch([film], RTOL, max_steps=100), 0)
    assert row(batch, 1) == row(simulate_batch([calm], RTOL), 0)
    for name in ("magnetization", "charge", "front_width", "ferromagnetic_thickness"):
        assert np.isnan(batch[name][0, -1])
    reached = np.isfinite(batch["magnetization"][0])
    assert 0 < reached.sum() < reached.size
    assert (np.diff(reached.astype(int)) <= 0).all(), "a gap before the end"
    assert (batch["order"][0, ~reached] == -1).all()
    assert (batch["order"][0, reached][:, : film.n_planes] >= 0).all()
    # The part that was reached equals that of the full run.
    full = simulate_batch([film], RTOL)
    assert full["status"][0] == codes.OK
    np.testing.assert_array_equal(
        batch["charge"][0, reached], full["charge"][0, reached], strict=True
    )


def test_a_number_that_is_none_is_a_failure(make_point: Callable[..., KineticsPoint]):
    good = make_point(2e-9)
    for broken in (
        make_point(2e-9, nitride={"exit_barrier": np.nan}),
        make_point(2e-9, nitride={"gradient_energy": np.nan}),
        make_point(2e-9, gate={"area_resistance": np.nan}),
        make_point(2e-9, gate={"leak_rate": np.nan}),
    ):
        batch = simulate_batch([broken, good], RTOL)
        assert batch["status"][0] != codes.OK
        assert batch["status"][1] == codes.OK
        assert np.isnan(batch["charge"][0, -1])


@pytest.mark.parametrize("voltage", ["-1e6 V", "1e6 V", "1e300 V"])
def test_an_absurd_voltage_ends_with_a_code(make_point: Callable[..., KineticsPoint], voltage: str):
    batch = simulate_batch([make_point(2e-9, f"hold {voltage} for 1 s")], RTOL, max_steps=5000)
    assert batch["status"][0] != codes.OK
    assert np.isnan(batch["magnetization"][0, -1])
