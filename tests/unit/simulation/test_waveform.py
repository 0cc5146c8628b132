"""The voltage against time, and the times that are recorded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmhts.errors import ProtocolError
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.protocols.waveform import output_times

CLAUSES = "hold -8 V for 1 h; rest 10 s; 3 pulses of 6 V, 10 ms at 10 Hz; ramp to 2 V in 1 s"
SPACINGS = ("linear", "log", "mixed", "pulse_ends", "before_pulses")
ROUNDING = 1e-12


def test_voltage_is_linear_between_nodes():
    protocol = parse_protocol("ramp 1 V to 3 V in 4 s; ramp to -1 V in 2 s")
    times = np.linspace(0, 6, 41)
    expected = np.interp(times, [0, 4, 6], [1, 3, -1])
    np.testing.assert_allclose(protocol.voltage(times), expected, rtol=0, atol=ROUNDING)


def test_voltage_at_a_jump_is_the_one_before():
    protocol = parse_protocol("hold 1 V for 1 s; hold 2 V for 1 s; rest 1 s")
    times = np.array([0.0, 0.5, 1.0, 1.0 + 1e-9, 2.0, 2.5, 3.0])
    assert protocol.voltage(times).tolist() == [1, 1, 1, 2, 2, 0, 0]


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.integers(1, 300), st.sampled_from(SPACINGS))
def test_times_ascend_and_end_every_clause(per_clause: int, spacing: str):
    protocol = parse_protocol(CLAUSES)
    times = output_times(protocol, per_clause, spacing)
    assert len(times) == 1 + per_clause * len(protocol.clauses)
    assert times[0] == 0
    assert (np.diff(times) > 0).all()
    ends = [end for _, _, end in protocol.clauses]
    assert set(ends) <= set(times.tolist()), "an end of a clause is not recorded exactly"
    assert times[-1] == protocol.duration


def test_linear_times_are_even():
    times = output_times(parse_protocol("rest 10 s"), 20, "linear")
    np.testing.assert_allclose(times, np.linspace(0, 10, 21), rtol=0, atol=ROUNDING)


def test_log_times_are_even_in_the_logarithm():
    times = output_times(parse_protocol("rest 10 s"), 21, "log")[1:]
    np.testing.assert_allclose(times, 10 * np.logspace(-5, 0, 21), rtol=ROUNDING)


@pytest.mark.parametrize("per_clause", [10, 41])
def test_mixed_times_grow_with_the_cube(per_clause: int):
    times = output_times(parse_protocol("rest 10 s"), per_clause, "mixed")[1:]
    roots = np.cbrt(times / 10)
    np.testing.assert_allclose(np.diff(roots), 1 / per_clause, rtol=1e-9)


def test_cycles_are_recorded_at_equal_voltage_steps_with_every_turning_point():
    protocol = parse_protocol("rest 8 s; 2 cycles 0 V to -4 V at 1 V/s")
    for spacing in SPACINGS:
        times = output_times(protocol, 16, spacing)
        np.testing.assert_allclose(times[17:] - 8, np.arange(1, 17), rtol=1e-12)
    uneven = output_times(protocol, 6, "log")
    assert uneven.size == 13
    np.testing.assert_allclose(uneven[[7, 9, 10, 12]], [12, 16, 20, 24], rtol=1e-12)


def test_cycles_with_fewer_times_than_sweeps_are_recorded_evenly():
    protocol = parse_protocol("5 cycles 0 V to -1 V at 1 V/s")
    np.testing.assert_allclose(output_times(protocol, 4, "mixed"), [0, 2.5, 5, 7.5, 10])


PULSE = "0,0\n100,0\n100,-5\n100.000001,-5\n100.000001,0\n200,0\n"


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("per_clause", [3, 10, 60])
def test_a_short_pulse_of_a_file_is_recorded(tmp_path: Path, spacing: str, per_clause: int):
    (tmp_path / "w.csv").write_text("time (s),voltage (V)\n" + PULSE, encoding="utf-8")
    protocol = parse_protocol("rest 1 s; file w.csv", tmp_path)
    times = output_times(protocol, per_clause, spacing)
    assert len(times) == 1 + 2 * per_clause
    assert (np.diff(times) > 0).all()
    assert protocol.voltage(times).min() == -5
    assert {101.0, 101.000001, 201.0} <= {*times.tolist()}


def test_of_many_edges_those_are_recorded_at_which_the_voltage_turns_most(tmp_path: Path):
    """A sine of 2000 rows with one pulse on it:
    the pulse is recorded, and half of the records stay where they were.
    """
    at = np.linspace(0, 10, 2001)
    rows = [
        f"{float(t)!r},{0.1 * np.sin(t)!r}\n".replace("np.float64(", "").replace(")", "")
        for t in at
    ]
    rows.insert(1234, "6.167,0\n6.167,-5\n6.168,-5\n6.168,0\n")
    (tmp_path / "w.csv").write_text("time (s),voltage (V)\n" + "".join(rows), encoding="utf-8")
    protocol = parse_protocol("file w.csv", tmp_path)
    times = output_times(protocol, 40, "linear")
    assert len(times) == 41
    assert protocol.voltage(times).min() == -5
    even = np.linspace(0, 10, 41)
    assert sum(np.abs(even - t).min() < 1e-12 for t in times) >= 20


@pytest.mark.parametrize("spacing", SPACINGS)
def test_records_late_in_a_protocol_differ(spacing: str):
    """A microsecond after a day: records that rounding would merge are moved apart."""
    times = output_times(parse_protocol("rest 1e5 s; hold -5 V for 1 us; rest 1 s"), 60, spacing)
    assert (np.diff(times) > 0).all()
    assert times[120] == 1e5 + 1e-6


def test_more_records_than_anybody_reads_are_refused():
    protocol = parse_protocol("rest 1 s;" * 200)
    with pytest.raises(
        ProtocolError, match=r"10000 recorded times in each of 200 clauses are 2000000"
    ):
        output_times(protocol, 10_000, "linear")


@pytest.mark.parametrize(
    ("spacing", "count", "expected"),
    [
        # A pulse of 1 ms every 10 ms: it ends 1 ms after its begin, the gap before the next one 10
        # ms after it.
        ("pulse_ends", 6, [0.001, 0.011, 0.021, 0.031, 0.041, 0.05]),
        ("before_pulses", 5, [0.01, 0.02, 0.03, 0.04, 0.05]),
        # Of too many some are kept, evenly, and the end of the clause.
        ("pulse_ends", 3, [0.001, 0.041, 0.05]),
        ("before_pulses", 3, [0.01, 0.04, 0.05]),
        ("pulse_ends", 1, [0.05]),
    ],
)
def test_trains_are_recorded_at_their_pulses(spacing: str, count: int, expected: list[float]):
    protocol = parse_protocol("5 pulses of -2 V, 1 ms at 100 Hz")
    times = output_times(protocol, count, spacing)
    np.testing.assert_allclose(times[1:], expected, rtol=0, atol=ROUNDING)


@pytest.mark.parametrize("spacing", ["pulse_ends", "before_pulses"])
def test_what_is_no_train_is_recorded_linearly(spacing: str):
    protocol = parse_protocol("hold -2 V for 1 s; 3 pulses of 1 V at 10 Hz with a duty of 100 %")
    linear = output_times(protocol, 4, "linear")
    np.testing.assert_array_equal(output_times(protocol, 4, spacing), linear)


@pytest.mark.parametrize("spacing", SPACINGS)
def test_a_short_clause_late_in_a_protocol_has_times_of_its_own(spacing: str):
    times = output_times(parse_protocol("rest 1e5 s; hold -5 V for 1 us"), 60, spacing)
    assert len(np.unique(times)) == 121
    assert times[60] == 1e5
