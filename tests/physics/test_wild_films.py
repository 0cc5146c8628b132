"""Nitrogen is conserved in fields far beyond those of any film, or the run is flagged."""

from __future__ import annotations

import numpy as np
import pytest
from wild_films import drift, wild_runs

import nmhts
from nmhts.simulation.outcomes.conservation import MOST_DRIFT, NOT_CONSERVED, cut_drift
from nmhts.simulation.outcomes.film_status import BY_CODE

ROUNDING = 1e-12


@pytest.mark.parametrize("fidelity", ["planes", "front"])
def test_forty_volts_over_sixteen_planes_make_no_nitrogen(fidelity: str):
    """Hops of 1e30 per second stand beside steps of a thousandth.

    A careless sum would create 4e-4 of the N with status ok.
    """
    film = nmhts.Film("CoN", "4 nm")
    run = nmhts.simulate(film, "1 cycles 0 V to 40 V at 1 V/s", fidelity=fidelity)
    assert run.attrs["status"] == "ok"
    if fidelity == "planes":
        assert drift(film, run) < ROUNDING


def test_random_films_keep_their_nitrogen_or_say_so():
    ended = []
    for film, protocol in wild_runs(3, 50, thickest=25.0):
        run = nmhts.simulate(film, protocol, throw=False, steps_per_clause=10)
        assert drift(film, run) < MOST_DRIFT, (film, protocol)
        ended.append(run.attrs["status"])
    assert ended.count("ok") > 35
    known = {status.name for status in BY_CODE.values()}
    assert known >= set(ended)


def test_a_run_that_made_nitrogen_is_cut_and_coded():
    made = np.array([[0.0, 1e-12, 2e-9, 3e-9], [0.0, 0.0, 0.0, 0.0], [0.0, 2e-9, np.nan, np.nan]])
    status, records = np.array([0, 0, 3]), np.ones((3, 4, 2))
    cut_drift(made, status, records)
    # A film that had failed before keeps its own status.
    assert status.tolist() == [NOT_CONSERVED, 0, 3]
    whole = np.isfinite(records[..., 0])
    assert whole.tolist() == [[True, True, False, False], [True] * 4, [True, False, False, False]]
    assert BY_CODE[NOT_CONSERVED].name == "not_conserved"
