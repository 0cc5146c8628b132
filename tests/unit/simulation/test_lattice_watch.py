"""A box over its time limit is stopped alone."""

from __future__ import annotations

import numpy as np
import pytest

from nmhts.numerics.lanes import WIDTH
from nmhts.numerics.watch import NOBODY, new_watch
from nmhts.physics.transport.codes import OK, TIME_LIMIT
from nmhts.simulation.films.plane_model import UNKNOWN_STEPS
from nmhts.simulation.lattice.box_model import Lattice, compile_boxes
from nmhts.simulation.lattice.fidelities import (
    BOX_SERIES,
    COMPARED_SERIES,
    BoxedFilm,
    simulate_boxed,
)
from nmhts.simulation.outcomes.time_limit import Watchdog
from patience import ten_times

BOTH = ("planes", "front")


@pytest.fixture
def films(make_point):
    return [
        BoxedFilm(make_point(3e-9, "hold -4 V for 0.2 s; rest 0.1 s"), Lattice((6, 7), seed=k))
        for k in (1, 2, 3)
    ]


def assert_given_up(batch: dict, row: int) -> None:
    assert batch["status"][row] == TIME_LIMIT
    assert batch["n_steps"][row] == UNKNOWN_STEPS
    for name in (*BOX_SERIES, "nitrogen_occupancy", "column_front"):
        assert np.isnan(batch[name][row]).all(), name
    assert (batch["site_occupancy"][row] == -1).all()


def test_the_one_that_is_named_is_given_up_and_no_other(films):
    of_boxes, of_planes = new_watch(WIDTH), new_watch(WIDTH)
    of_boxes[1, 0] = 1
    batch = simulate_boxed(films, BOTH, 1e-2, 10_000, (of_boxes, of_planes))
    assert batch["status"].tolist() == [OK, TIME_LIMIT, OK]
    assert_given_up(batch, 1)
    assert (of_boxes[0] == NOBODY).all()
    alone = [simulate_boxed([film], BOTH, 1e-2, 10_000) for film in films]
    for row in (0, 2):
        for name in (*BOX_SERIES, "nitrogen_occupancy", "column_front", "site_occupancy", "grain"):
            np.testing.assert_array_equal(batch[name][row], alone[row][name][0], err_msg=name)
    for name in COMPARED_SERIES:
        for fidelity in BOTH:
            # The other fidelities had their time.
            stored = f"{name}_{fidelity}"
            np.testing.assert_array_equal(batch[stored][1], alone[1][stored][0], err_msg=stored)


def test_a_box_that_hops_for_ever_is_given_up(make_point):
    """Vacancies never rest: an hour of a small box would take half a CPU minute or more."""
    slow = BoxedFilm(make_point(6e-9, "rest 10 h"), Lattice((12, 12), seed=1))
    quick = BoxedFilm(make_point(3e-9, "hold -4 V for 0.2 s"), Lattice((6, 7), seed=1))
    compile_boxes()
    limit = ten_times(lambda: simulate_boxed([quick, quick], BOTH, 1e-2, 10_000))
    with Watchdog(limit, WIDTH) as dog, dog.watching() as of_boxes, dog.watching() as of_planes:
        batch = simulate_boxed([slow, quick, quick], BOTH, 1e-2, 10_000, (of_boxes, of_planes))
    assert batch["status"].tolist() == [TIME_LIMIT, OK, OK]
    assert_given_up(batch, 0)
    # The first film stands in the lane, and has the number, of the box that was given up.
    assert batch["status_planes"].tolist() == [OK, OK, OK]
