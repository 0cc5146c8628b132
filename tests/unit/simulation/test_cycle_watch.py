"""A cycled film over its time limit is stopped alone, however short its cycles are."""

from __future__ import annotations

import time

import numpy as np

from nmhts.numerics.envelope import Pace
from nmhts.numerics.lanes import WIDTH
from nmhts.numerics.watch import NOBODY, SharedWatch
from nmhts.physics.transport.codes import OK, TIME_LIMIT
from nmhts.simulation.cycles.jumps import CYCLE_SERIES, cycle_batch
from nmhts.simulation.films.plane_model import compile_kernels
from nmhts.simulation.outcomes.time_limit import Watchdog
from patience import ten_times

WANTED = [1, 5, 100_000]


def test_film_whose_cycles_take_too_long_together_is_given_up_alone(make_point):
    """Pulses that move the front in every cycle:
    none of 100,000 can be skipped, each takes milliseconds.
    """
    quick = make_point(5e-9, "hold -5 V for 5 s; hold +5 V for 5 s", gate={"leak_rate": 0.0})
    train = "20 pulses of -6 V, 5 ms at 100 Hz; 20 pulses of +4 V, 5 ms at 100 Hz"
    ratchet = make_point(10e-9, train)
    compile_kernels()
    cycle_batch([quick], [1])
    pace = Pace(most=10**9)
    limit = ten_times(lambda: cycle_batch([quick, quick], WANTED, pace=pace))
    with Watchdog(limit, WIDTH) as watchdog, watchdog.watching_cycles(3) as watch:
        batch = cycle_batch([quick, ratchet, quick], WANTED, pace=pace, watch=watch)
    assert batch["status"].tolist() == [OK, TIME_LIMIT, OK]
    assert (batch["regime"][1] == -1).all()
    assert (batch["simulated"][1] == 0).all()
    for name in (*CYCLE_SERIES, "state", "before", "sampling_error"):
        assert np.isnan(batch[name][1]).all(), name
    alone = cycle_batch([quick], WANTED, pace=pace)
    for name in CYCLE_SERIES:
        for row in (0, 2):
            np.testing.assert_array_equal(batch[name][row], alone[name][0])


def test_a_film_within_its_limit_is_not_charged_for_others_or_for_its_next_calls(make_point):
    """Ten films in turn, each far within the limit, take more than it together."""
    film = make_point(4e-9, "hold -5 V for 1 s; hold +5 V for 1 s")
    cycle_batch([film], [60])
    begin = time.process_time()
    cycle_batch([film] * 12, [60])
    once = time.process_time() - begin
    with Watchdog(once / 3, WIDTH) as watchdog, watchdog.watching_cycles(12) as watch:
        batch = cycle_batch([film] * 12, [60], watch=watch)
    assert set(batch["status"]) == {OK}


def test_what_was_asked_of_one_call_does_not_reach_the_next():
    watch = SharedWatch(2)
    at_work, give_up = watch.turn([4, 4, 7])
    at_work[0], give_up[0] = 2, 2
    assert watch.runs[at_work[0]] == 7
    assert (watch.turn([1]) == NOBODY).all()
