"""A film over its time limit is stopped alone, and leaves no machine-dependent number behind."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from numba import types

from nmhts.numerics.lanes import WIDTH
from nmhts.physics.magnetism.planes import magnetize
from nmhts.physics.transport import codes, kernel
from nmhts.physics.transport.front import trace_fronts
from nmhts.simulation.films.plane_model import SERIES, compile_kernels, simulate_batch
from nmhts.simulation.outcomes.time_limit import Watchdog
from patience import ten_times


def test_film_over_its_limit_is_given_up_alone(make_point):
    quick = make_point(2e-9, "hold 0 V for 1 s; rest 1 s")
    # A front through 400 planes at the finest tolerance: minutes.
    endless = make_point(100e-9, "hold -6 V for 1 h; rest 1 s")
    compile_kernels()
    limit = ten_times(lambda: simulate_batch([quick, quick], 1e-10, 10**9))
    with Watchdog(limit, WIDTH) as watchdog, watchdog.watching() as watch:
        batch = simulate_batch([quick, endless, quick], 1e-10, 10**9, watch=watch)
    assert batch["status"].tolist() == [codes.OK, codes.TIME_LIMIT, codes.OK]
    assert batch["n_steps"][1] == -1
    assert (batch["order"][1] == -1).all()
    alone = simulate_batch([quick], 1e-10, 10**9)
    for name in (*SERIES, "nitrogen_occupancy"):
        assert np.isnan(batch[name][1]).all(), name
        n = alone[name].shape[-1]
        for row in (0, 2):
            np.testing.assert_array_equal(batch[name][row][..., :n], alone[name][0])


def test_limit_counts_from_the_start_of_each_film(make_point):
    film = make_point(20e-9, "hold -4 V for 2 min; rest 1 s")
    simulate_batch([film])
    begin = time.process_time()
    simulate_batch([film])
    once = time.process_time() - begin
    # The watchdog checks every film more than once, and all of them together take four times the
    # limit.
    with Watchdog(3 * once, WIDTH) as watchdog, watchdog.watching() as watch:
        batch = simulate_batch([film] * 12, watch=watch)
    assert set(batch["status"]) == {codes.OK}


def test_compiling_without_films_makes_the_code_that_batches_use(make_point):
    compile_kernels()
    simulate_batch([make_point(2e-9)])
    # Runs with a derivative keep a tape or carry directions, and stacks have layers: these are
    # other entry points.
    batches: Any = kernel.integrate_batch
    layers = kernel.Films._fields.index("layers")
    plain = [
        one
        for one in batches.signatures
        if list(one).count(types.none) == 2 and one[0].types[layers] == types.none
    ]
    assert len(plain) == 1
    entries: list[Any] = [magnetize, trace_fronts]
    for compiled in entries:
        assert len(compiled.signatures) == 1
