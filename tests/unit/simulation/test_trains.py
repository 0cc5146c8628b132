"""Trains of pulses in a protocol, invariants of stretching, and the criterion of a written film."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from nmhts.errors import ProtocolError, SimulationError
from nmhts.simulation.films.film import Film
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.pulses.trains import NOT_WRITTEN, PulseTrain, write_by_trains
from nmhts.simulation.simulate import simulate
from nmhts.validation.bench import Bench, full_magnetization


@pytest.mark.parametrize(("frequency", "duty"), [*itertools.product((3.0, 100.0), (0.2, 0.5, 1.0))])
def test_a_train_is_the_clause_of_its_words(frequency: float, duty: float):
    mine = PulseTrain(-8.0, frequency, duty).protocol(7)
    words = parse_protocol(f"7 pulses of -8 V at {frequency} Hz with a duty of {duty}")
    np.testing.assert_allclose(mine.nodes, words.nodes, rtol=1e-14)
    assert (mine.v_start, mine.v_end) == (words.v_start, words.v_end)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((0.0, 10.0, 0.5), r"voltage: 0.0 V \(allowed: finite and not zero\)"),
        ((math.nan, 10.0, 0.5), "voltage: nan V"),
        ((-8.0, 0.0, 0.5), r"frequency: 0.0 Hz \(allowed: positive and finite\)"),
        ((-8.0, math.inf, 0.5), "frequency: inf Hz"),
        ((-8.0, 10.0, 0.0), r"duty: 0.0 \(allowed: above 0 and up to 1\)"),
        ((-8.0, 10.0, -0.5), "duty: -0.5"),
        ((-8.0, 10.0, 1.5), "duty: 1.5"),
    ],
)
def test_mistakes_of_a_train_are_named(numbers: tuple, said: str):
    with pytest.raises(ProtocolError, match=said):
        PulseTrain(*numbers)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"level": 0.0}, r"level: 0.0 \(allowed: above 0 and below 1\)"),
        ({"level": 1.0}, "level: 1.0"),
        ({"slowest": 0.0}, r"slowest: 0.0 \(allowed: above 0\)"),
        ({"longest": math.inf}, "longest: inf"),
        ({"longest": -1.0}, "longest: -1.0"),
        ({"ends": 0}, r"ends: 0 \(allowed: 1 or more\)"),
        ({"trains": []}, "1 films and 0 trains"),
    ],
)
def test_mistakes_of_writing_are_named(change: dict, said: str):
    given = {"trains": [PulseTrain(-8.0, 10.0)], "level": 0.1} | change
    with pytest.raises(SimulationError, match=said):
        write_by_trains([Film("CoN", "3 nm")], **given)


def test_a_stretched_train_writes_as_fast_as_the_true_one():
    """300 Hz leave the gate no time to charge:
    the same at 30 Hz with the charging stretched alike, and only then.
    """
    film, train = (
        Bench().film("CoN", "10 nm", area_resistance="0.1 ohm*m^2"),
        PulseTrain(-8.0, 300.0),
    )
    true, stretched = (
        write_by_trains([film], [train], 0.1, slowest=slowest, ends=1)[0]
        for slowest in (math.inf, 30.0)
    )
    out = [one.states[0].dissolved + one.states[0].adsorbed for one in (true, stretched)]
    rates = np.array(out) / [true.time, stretched.time]
    assert rates[1] == pytest.approx(rates[0], rel=0.05)
    slow = write_by_trains([film], [PulseTrain(-8.0, 30.0)], 0.1, ends=1)[0]
    assert vacant(slow) > 1.25 * vacant(true)
    assert vacant(stretched) == pytest.approx(vacant(true), rel=0.1)


def vacant(one) -> float:
    """Mean vacant share of the nitride of a film."""
    y = one.states[0].occupancy
    return float((1.0 - y[y > 0.8]).mean())


def test_a_film_is_returned_where_its_train_has_brought_it():
    """The states are those of the train:
    the same film driven by the same pulses holds the same N.
    """
    film, train = Film("CoN", "5 nm"), PulseTrain(-6.0, 5.0)
    one = write_by_trains([film], [train], 0.2, ends=1)[0]
    count = round(one.pulses)
    run = simulate(film, f"{count} pulses of -6 V at 5 Hz with a duty of 50 %", steps_per_clause=1)
    M = run["magnetization"].values[-1] / full_magnetization(film)
    assert M >= 0.2
    before = simulate(
        film, f"{count - 1} pulses of -6 V at 5 Hz with a duty of 50 %", steps_per_clause=1
    )
    assert before["magnetization"].values[-1] / full_magnetization(film) < 0.2


def test_places_within_a_plane_are_spread_over_it():
    film, ends = Film("CoN", "10 nm"), 4
    one = write_by_trains([film], [PulseTrain(-8.0, 50.0)], 0.1, slowest=50.0, ends=ends)[0]
    left = np.array([len(s.occupancy) - s.occupancy.sum() for s in one.states])
    assert (np.diff(left) > 0).all()
    assert left[-1] - left[0] == pytest.approx((ends - 1) / ends, abs=0.3)


def test_films_do_not_know_of_each_other():
    films = [Film("CoN", "6 nm"), Film("CoN", "3 nm")]
    trains = [PulseTrain(-7.0, 40.0), PulseTrain(-8.0, 15.0, 0.3)]
    together = write_by_trains(films, trains, 0.15)
    for film, train, one in zip(films, trains, together, strict=True):
        alone = write_by_trains([film], [train], 0.15)[0]
        assert alone.pulses == one.pulses
        for a, b in zip(alone.states, one.states, strict=True):
            np.testing.assert_array_equal(a.occupancy, b.occupancy)


def test_a_film_that_does_not_switch_is_not_written():
    one = write_by_trains([Film("CoN", "20 nm")], [PulseTrain(-0.5, 10.0)], 0.1, longest=2.0)[0]
    assert (one.status, one.states) == (NOT_WRITTEN, ())
    assert np.isnan(one.time)
    assert np.isnan(one.pulses)


def test_a_film_with_less_than_a_plane_to_give_ends():
    one = write_by_trains([Film("CoN", "2 nm")], [PulseTrain(-8.0, 10.0)], 0.99)[0]
    assert one.status == "ok"
    assert len(one.states) > 0


def test_a_film_that_fails_is_named():
    bench = Bench({"CoN": {"exit_barrier": "1.3 eV"}})
    film = bench.film("CoN", "3 nm")
    one = write_by_trains([film], [PulseTrain(-8.0, 10.0)], 0.5, max_steps=20)[0]
    assert (one.status, one.states) == ("too_many_steps", ())
