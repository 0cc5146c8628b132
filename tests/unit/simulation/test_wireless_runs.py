"""Floating films one after another: each depends on itself alone and is stopped alone."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from nmhts.kinds.wireless.points import run_id
from nmhts.materials.library import find_gate
from nmhts.numerics.lanes import WIDTH
from nmhts.physics.transport.codes import OK, TIME_LIMIT, TOO_MANY_STEPS
from nmhts.simulation.films.plane_model import compile_kernels
from nmhts.simulation.outcomes.time_limit import Watchdog
from nmhts.simulation.wireless.cell import WirelessCell
from nmhts.simulation.wireless.course import FloatingFilm
from nmhts.simulation.wireless.runs import ALONG_SERIES, DRIVE_SERIES, simulate_floating
from nmhts.simulation.wireless.setup import surroundings
from patience import ten_times

KI = "propylene carbonate with KI"
P = 12


@pytest.fixture(scope="module")
def floating(make_point):
    """A film from the packaged sheets in a cell of 20 by 10 mm, under a drive in words."""

    def make(protocol: str, thickness: float = 5e-9, **changes) -> FloatingFilm:
        given = {
            "film_length": "8 mm",
            "film_position": ("10 mm", "5 mm"),
            "size": ("20 mm", "10 mm"),
        }
        cell, gate = WirelessCell(**{**given, **changes}), find_gate(KI)
        point = replace(make_point(thickness, protocol), gate=gate.values())
        return FloatingFilm(point, cell, surroundings(gate, point.gate, point.temperature, cell))

    return make


def same(one: dict[str, np.ndarray], row: int, other: dict[str, np.ndarray], at: int) -> None:
    for name, values in one.items():
        cut = tuple(slice(0, n) for n in other[name].shape[1:])
        np.testing.assert_array_equal(
            values[row][cut],
            other[name][at][tuple(slice(0, n) for n in values.shape[1:])],
            err_msg=name,
        )


def test_a_film_depends_on_nothing_but_itself(floating):
    films = [floating("hold 10 V for 1 min; rest 1 min"), floating("hold -8 V for 1 min; rest 1 s",
        4e-9, film_tilt="30 deg", back="conductor", layout="stagnant")]  # fmt: skip
    both = simulate_floating(films, P, 0.1, 1e-2, 200_000)
    back = simulate_floating(films[::-1], P, 0.1, 1e-2, 200_000)
    alone = simulate_floating(films[1:], P, 0.1, 1e-2, 200_000)
    same(both, 1, back, 0)
    same(both, 0, back, 1)
    same(both, 1, alone, 0)
    assert both["status"].tolist() == [OK, OK]
    # Only the second film has bare metal, and fewer planes.
    assert np.isnan(both["bare_current_density"][0]).all()
    assert np.isfinite(both["bare_current_density"][1]).all()


def test_what_the_name_of_a_film_leaves_out_does_not_act(floating):
    """Liquid, leak and contact of the gate's sheet are replaced by numbers of the cell."""
    film = floating("hold 10 V for 1 min; rest 1 s")
    unseen = {
        "contact_resistance": 3.0,
        "area_resistance": 9.0,
        "electrolyte_gap": 0.1,
        "molar_conductivity": 1e-4,
        "leak_conductance": 7.0,
    }
    other = replace(film, film=replace(film.film, gate={**film.film.gate, **unseen}))
    assert run_id(other) == run_id(film)
    one, two = (simulate_floating([f], P, 0.1, 1e-2, 200_000) for f in (film, other))
    same(one, 0, two, 0)
    seen = replace(film, film=replace(film.film, gate={**film.film.gate, "stern_thickness": 2e-9}))
    assert run_id(seen) != run_id(film)


def test_currents_and_charges_balance(floating):
    films = [
        floating("hold 10 V for 1 min; rest 1 min"),
        floating("hold 10 V for 1 min; rest 1 min", back="conductor", film_tilt="40 deg"),
    ]
    found = simulate_floating(films, P, 0.1, 1e-2, 200_000)
    assert found["charge_imbalance"].max() < 1e-9
    width = found["position_width"]
    into = found["current_density"] + found["counter_current_density"]
    # On an insulator the current into one pole equals that out of the other, almost exactly.
    passed = np.abs(into[0]) @ width[0]
    np.testing.assert_allclose(found["film_current"][0], 0.5 * passed, rtol=1e-12)
    # The metal below takes the current that the film gives.
    bare = films[1].cell.boundary(P)
    lengths = bare.length[bare.kind == 2]
    metal = found["bare_current_density"][1] @ lengths
    assert np.abs(metal[1:6]).min() > 0
    whole = 0.5 * (np.abs(into[1]) @ width[1] + np.abs(found["bare_current_density"][1]) @ lengths)
    np.testing.assert_allclose(found["film_current"][1], whole, rtol=1e-12)


def test_current_of_the_cell_follows_ohm(floating):
    """Plates over both walls: without a film sigma V h / w;
    an insulating slab of 0.5 mm lengthwise takes a few percent.
    """
    found = simulate_floating([floating("hold 10 V for 1 s; rest 1 s")], P, 0.1, 1e-2, 200_000)
    free = 50 * 19e-4 * 10.0 * 10e-3 / 20e-3
    assert 0.9 * free < found["cell_current"][0, 6] < free
    # At rest both plates stand at 0 V.
    assert abs(found["cell_current"][0, -1]) < 0.01 * free


def test_film_that_takes_too_long_is_given_up_alone(floating):
    quick = floating("hold 10 V for 1 min; rest 1 min")
    endless = floating("40 pulses of 20 V, 1 s at 0.5 Hz; 40 pulses of 20 V, 1 s at 0.5 Hz", 20e-9)
    compile_kernels()
    alone = simulate_floating([quick], P, 0.1, 1e-2, 10**9)
    limit = ten_times(lambda: simulate_floating([quick], P, 0.1, 1e-2, 10**9))
    with Watchdog(limit, WIDTH) as watchdog, watchdog.watching_turns() as watch:
        found = simulate_floating([quick, endless, quick], P, 0.1, 1e-2, 10**9, watch)
    assert found["status"].tolist() == [OK, TIME_LIMIT, OK]
    for name in (*DRIVE_SERIES, *ALONG_SERIES, "nitrogen_occupancy", "feedback", "disagreement"):
        assert np.isnan(found[name][1]).all(), name
    assert found["n_steps"][1] == found["regime"][1] == -1
    # The inputs are known all the same.
    assert np.isfinite(found["time"][1]).all()
    assert np.isfinite(found["driving_voltage"][1]).all()
    for row in (0, 2):
        same(found, row, alone, 0)


def test_films_within_the_limit_are_not_charged_for_each_other(floating):
    film = floating("hold 10 V for 1 min; rest 1 min")
    simulate_floating([film], P, 0.1, 1e-2, 200_000)
    begin = time.process_time()
    simulate_floating([film], P, 0.1, 1e-2, 200_000)
    once = time.process_time() - begin
    with Watchdog(5 * once, WIDTH) as watchdog, watchdog.watching_turns() as watch:
        found = simulate_floating([film] * 12, P, 0.1, 1e-2, 200_000, watch)
    assert set(found["status"]) == {OK}


def test_film_that_fails_keeps_what_it_reached(floating):
    found = simulate_floating([floating("hold 10 V for 1 min; rest 1 min")], P, 0.1, 1e-2, 20)
    assert found["status"][0] == TOO_MANY_STEPS
    assert found["net_magnetization"][0, 0] == 0.0
    assert np.isnan(found["net_magnetization"][0, -1])
