"""The public face of cycled films: recorded cycles, and messages about bad input."""

from __future__ import annotations

import re

import numpy as np
import pytest

import nmhts
from nmhts.errors import ProtocolError, SimulationError, UnitError
from nmhts.simulation.cycles.cycle import cycle_point, regime_words
from nmhts.simulation.cycles.jumps import CYCLE_SERIES, CYCLE_STATUSES, cycle_batch
from nmhts.simulation.cycles.protocol import recorded_cycles
from nmhts.simulation.cycles.samples import NO_REGIME
from nmhts.simulation.outcomes.regimes import BY_NAME
from nmhts.symbols import SYMBOLS

FILM = nmhts.Film("CoN", "3 nm")
CYCLE = "hold -5 V for 2 s; hold +5 V for 2 s"


def test_recorded_cycles_are_spread_over_decades():
    assert recorded_cycles(1, 6) == [1]
    assert recorded_cycles(10, 3) == [1, 2, 5, 10]
    assert recorded_cycles(1000, 1, besides=[17, 1000]) == [1, 10, 17, 100, 1000]
    many = recorded_cycles(10**6, 6)
    assert len(many) <= 37
    assert np.diff(many).min() >= 1


@pytest.mark.parametrize("count", [0, -3, 2.5, True, "10", 10**10])
def test_a_number_of_cycles_that_is_none_is_refused(count: object):
    said = rf"cycles: {count!r} \(allowed: whole numbers from 1 to 1000000000\)"
    with pytest.raises(SimulationError, match=said):
        nmhts.cycle(FILM, CYCLE, count)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("given", "error", "said"),
    [
        ({"protocol": "hold -5 V"}, ProtocolError, "clause 1 'hold -5 V': cannot be read"),
        (
            {"protocol": "ramp to -5 V at 1 V/s; ramp to 0 V at 1 V/s"},
            ProtocolError,
            "clause 1 'ramp to -5 V at 1 V/s': a cycle begins at a voltage of its own",
        ),
        ({"then": "rest 183 dys"}, ProtocolError, "clause 1 'rest 183 dys'"),
        ({"series": [5]}, SimulationError, "series: 5 (allowed: whole numbers from 1 to 4)"),
        ({"records_per_decade": 0}, SimulationError, "records_per_decade: 0 (allowed: whole"),
        (
            {"wear": {"site_los": "1e-4"}},
            UnitError,
            "unknown kind of wear 'site_los'; did you mean 'site_loss'?",
        ),
        ({"wear": {"barrier_growth": "1e-5"}}, UnitError, "has no unit"),
        (
            {"wear": {"site_loss": "-1e-4"}},
            UnitError,
            "wear: site_loss: '-1e-4' (allowed: 0 or more)",
        ),
        (
            {"fidelity": "front3"},
            SimulationError,
            "unknown fidelity 'front3'; did you mean 'front'?",
        ),
        ({"rtol": 1.0}, SimulationError, "rtol: 1.0 (allowed: 1e-10 to 0.1)"),
        ({"tolerance": 0.0}, SimulationError, "tolerance: 0.0 (allowed: above 0, up to 0.1)"),
        ({"max_simulated": 0}, SimulationError, "max_simulated: 0 (allowed: whole numbers from 1"),
    ],
)
def test_bad_input_gets_one_sentence(given: dict, error: type[Exception], said: str):
    with pytest.raises(error, match=re.escape(said)):
        nmhts.cycle(FILM, **({"protocol": CYCLE, "cycles": 4} | given))


def test_regimes_of_a_cycle_are_words():
    run = nmhts.cycle(FILM, CYCLE, 2)
    names = {name for words in run.regime.values for name in words.split(", ")}
    assert names <= {"none", *BY_NAME}
    assert regime_words(BY_NAME["breakdown"].flag) == "breakdown"
    assert (
        regime_words(BY_NAME["screened"].flag + BY_NAME["breakdown"].flag) == "screened, breakdown"
    )
    assert (regime_words(0), regime_words(NO_REGIME)) == ("none", "")


@pytest.mark.parametrize("wanted", [[], [0, 1], [3, 2], [1, 1], [1.0, 2.0]])
def test_wanted_cycles_ascend_from_one(wanted: list):
    with pytest.raises(SimulationError, match="whole numbers, ascending from 1 or more"):
        cycle_batch([cycle_point(FILM, CYCLE, 4, {})], wanted)


def test_a_cycled_film_comes_with_what_a_reader_needs():
    run = nmhts.cycle(FILM, CYCLE, 4, series=[1, 3], then="rest 1 h")
    assert run["cycle"].values.tolist() == [1, 2, 3, 4]
    assert run["time"].values.tolist() == [4.0, 8.0, 12.0, 16.0]
    for name in (*CYCLE_SERIES, "magnetization_within", "magnetization_after", "cycle"):
        assert run[name].attrs["units"], name
    assert run["magnetization_within"].dims == ("shown_cycle", "cycle_time")
    # The course of a cycle agrees with the recorded cycle.
    on = run["magnetization_within"].sel(shown_cycle=3).max()
    assert float(on) == pytest.approx(float(run["magnetization_on"].sel(cycle=3)), rel=1e-3)
    assert run["gate_voltage_within"][0].values[[1, -1]].tolist() == [-5.0, 5.0]
    assert float(run["time_after"][-1]) == 3600.0
    assert run.attrs["status"] == "ok"
    assert run.attrs["cycle_error"] == 0.0
    assert 0.0 <= run.attrs["sampling_error"] < 1e-2
    assert "assumed" in run.attrs["provenance"]


def test_a_film_goes_on_from_a_run():
    first = nmhts.simulate(FILM, "; ".join([CYCLE] * 3))
    further = nmhts.cycle(FILM, CYCLE, 2, start=first)
    whole = nmhts.cycle(FILM, CYCLE, 5)
    lost = further["nitrogen_lost"][-1], whole["nitrogen_lost"][-1]
    assert float(lost[0]) == pytest.approx(float(lost[1]), rel=1e-3)


def test_a_film_that_gives_up_says_so():
    with pytest.raises(SimulationError, match="too_many_steps: The film took"):
        nmhts.cycle(FILM, CYCLE, 2, max_steps=20)
    run = nmhts.cycle(FILM, CYCLE, 50, max_simulated=3, throw=False, then="rest 1 h", series=[50])
    assert run.attrs["status"] == "too_many_cycles"
    assert "skipped" in run.attrs["status_advice"]
    assert np.isfinite(run["window"].sel(cycle=[1, 2, 3])).all()
    assert np.isnan(run["window"].sel(cycle=50))
    assert np.isnan(run["magnetization_after"]).all()
    assert np.isnan(run["magnetization_within"]).all()


def test_statuses_of_cycles_have_codes_of_their_own():
    codes = [status.code for status in CYCLE_STATUSES]
    assert len(set(codes)) == len(codes)
    assert set(CYCLE_SERIES) <= set(SYMBOLS)
