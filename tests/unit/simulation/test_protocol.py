"""Protocols in words: every form, and a sentence for every mistake."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from nmhts.errors import ProtocolError
from nmhts.simulation.protocols.text import FORMS, MAX_PIECES, Waveforms, parse_protocol

ULP = 2.0**-52


@pytest.mark.parametrize(
    ("text", "nodes", "v_start", "v_end"),
    [
        ("hold -10 V for 1 h", [0, 3600], [-10], [-10]),
        ("rest 30 min", [0, 1800], [0], [0]),
        ("rest for 30 min", [0, 1800], [0], [0]),
        ("ramp 0 V to -5 V at 10 mV/s", [0, 500], [0], [-5]),
        ("ramp 1 V to -1 V in 4 s", [0, 4], [1], [-1]),
        ("ramp 1 V to -1 V at -0.5 V/s", [0, 4], [1], [-1]),
        ("ramp to 3 V in 2 s", [0, 2], [0], [3]),
        ("hold 2 V for 1 s; ramp to 3 V at 1 V/s", [0, 1, 2], [2, 2], [2, 3]),
        ("rest 1 s; ramp to 3 V at 1 V/s", [0, 1, 4], [0, 0], [0, 3]),
        ("1 pulse of -6 V, 10 ms at 10 Hz", [0, 0.01, 0.1], [-6, 0], [-6, 0]),
        ("2 pulses of 6 V, 0.5 s at 1 Hz", [0, 0.5, 1, 1.5, 2], [6, 0, 6, 0], [6, 0, 6, 0]),
        ("2 pulses of 6 V, 1 s at 1 Hz", [0, 1, 2], [6, 6], [6, 6]),
        ("1 pulse of 6 V at 2 Hz with a duty of 20 %", [0, 0.1, 0.5], [6, 0], [6, 0]),
        (
            "2 pulses of 6 V at 1 Hz with a duty of 0.25",
            [0, 0.25, 1, 1.25, 2],
            [6, 0] * 2,
            [6, 0] * 2,
        ),
        ("2 pulses of 6 V at 1 Hz with a duty of 100 %", [0, 1, 2], [6, 6], [6, 6]),
        (
            "pulses of 6 V at 2 Hz with a duty of 50% for 1.2 s",
            [0, 0.25, 0.5, 0.75, 1],
            [6, 0] * 2,
            [6, 0] * 2,
        ),
        (
            "pulses of 6 V at 10 Hz with a duty of 100 % for 0.3 s",
            [0, 0.1, 0.2, 0.3],
            [6] * 3,
            [6] * 3,
        ),
        ("1 cycle 0 V to -2 V at 1 V/s", [0, 2, 4], [0, -2], [-2, 0]),
        ("2 cycles 1 V to -1 V at -0.5 V/s", [0, 4, 8, 12, 16], [1, -1, 1, -1], [-1, 1, -1, 1]),
        ("rest 1 s; 1 CYCLES 1 V TO 2 V AT 1 V/s", [0, 1, 2, 3], [0, 1, 2], [0, 2, 1]),
        ("HOLD 1 V FOR 1 s;; Rest 1 s\n\nrest 2 s;", [0, 1, 2, 4], [1, 0, 0], [1, 0, 0]),
    ],
)
def test_forms(text: str, nodes: list[float], v_start: list[float], v_end: list[float]):
    protocol = parse_protocol(text)
    assert protocol.nodes == pytest.approx(nodes, rel=4 * ULP, abs=0)
    assert list(protocol.v_start) == v_start
    assert list(protocol.v_end) == v_end
    assert protocol.duration == protocol.nodes[-1]


def test_clauses_are_kept_with_their_times():
    protocol = parse_protocol("hold -1 V for 2 s; 3 pulses of 1 V, 1 s at 0.5 Hz\nrest 1 s")
    assert protocol.clauses == (
        ("hold -1 V for 2 s", 0.0, 2.0),
        ("3 pulses of 1 V, 1 s at 0.5 Hz", 2.0, 8.0),
        ("rest 1 s", 8.0, 9.0),
    )


def test_a_long_pulse_train_does_not_drift():
    """Pulse k begins at k / f: in exact arithmetic,
    good to the last digits for the last of 50,000.
    """
    count, begin = 50_000, Fraction(1, 8)
    protocol = parse_protocol(f"rest 0.125 s; {count} pulses of 1 V, 1 ms at 30 Hz")
    nodes = protocol.nodes[1:]
    assert len(nodes) == 2 * count + 1
    for k in (1, 2, 1000, 33_333, count):
        exact = begin + Fraction(k, 30)
        assert abs(Fraction(nodes[2 * k]) - exact) <= Fraction(2 * ULP) * exact
    lengths = np.diff(nodes)
    np.testing.assert_allclose(lengths[::2], 1e-3, rtol=0, atol=2 * ULP * nodes[-1])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty protocol (allowed: hold V for t;"),
        (" ;\n; ", "empty protocol"),
        ("hold 5 for 1 s", "clause 1 'hold 5 for 1 s': '5' has no unit (expected e.g. '-8 V')"),
        ("rest 1 s; hold 5 V for 1", "clause 2 'hold 5 V for 1': '1' has no unit"),
        ("hold 5 s for 1 V", "'s' is not a unit of voltage"),
        ("hold 5 V for -1 s", "'-1 s' must be positive"),
        ("hold 5 V for 0 s", "'0 s' must be positive"),
        ("hold 5 V for 1e400 s", "'1e400 s' is beyond all numbers"),
        ("hld 5 V for 1 s", "cannot be read; did you mean 'hold'? (allowed: "),
        ("ramp 1 V to 1 V at 1 V/s", "a ramp at a rate needs a rate and two different voltages"),
        ("ramp 1 V to 2 V at 0 V/s", "a ramp at a rate needs a rate and two different voltages"),
        ("0 pulses of 1 V, 1 s at 1 Hz", "at least one pulse is needed"),
        ("3 pulses of 1 V, 2 s at 1 Hz", "a pulse of 2 s does not fit into the period of 1 s"),
        ("3 pulses of 1 V, 1 s at 0 Hz", "'0 Hz' must be positive"),
        ("9999999 pulses of 1 V, 1 ms at 10 Hz", "9999999 pulses are too many"),
        ("3 pulses of 1 V 1 s at 1 Hz", "cannot be read"),
        (
            "3 pulses of 1 V at 1 Hz with a duty of 0 %",
            "duty '0 %' (allowed: above 0 % and up to 100 %, or as a share up to 1)",
        ),
        ("3 pulses of 1 V at 1 Hz with a duty of -20 %", "duty '-20 %' (allowed: above 0 %"),
        ("3 pulses of 1 V at 1 Hz with a duty of 120 %", "duty '120 %' (allowed: above 0 %"),
        ("3 pulses of 1 V at 1 Hz with a duty of 50", "duty '50'; did you mean '50 %'? (allowed"),
        (
            "3 pulses of 1 V at 1 Hz with a duty of half",
            "duty 'half' (expected e.g. '50 %' or '0.5')",
        ),
        ("0 pulses of 1 V at 1 Hz with a duty of 50 %", "at least one pulse is needed"),
        ("3 pulses of 1 V at 0 Hz with a duty of 50 %", "'0 Hz' must be positive"),
        (
            "pulses of 1 V at 1 Hz with a duty of 50 % for 0.5 s",
            "0.5 s is shorter than one period of 1 s",
        ),
        ("pulses of 1 V at 1 kHz with a duty of 50 % for 1 h", "3600000 pulses are too many"),
        (
            "3 pulses of 1 V at 1 Hz",
            "N pulses of V at f Hz with a duty of p; pulses of V at f Hz with",
        ),
        ("0 cycles 0 V to 1 V at 1 V/s", "at least one cycle is needed"),
        ("2 cycles 1 V to 1 V at 1 V/s", "cycles need a rate and two different voltages"),
        ("2 cycles 0 V to 1 V at 0 V/s", "cycles need a rate and two different voltages"),
        ("2 cycles 0 V to 1 at 1 V/s", "'1' has no unit"),
        ("2 cycles 0 V to 1 V at 1 V", "'V' is not a unit of voltage rate"),
        ("9999999 cycles 0 V to 1 V at 1 V/s", "9999999 cycles are too many"),
        ("2 cycles 0 V to 1 V", "cannot be read (expected: N cycles V1 to V2 at R)"),
        (
            "2 cylces 0 V to 1 V at 1 V/s",
            "cannot be read; did you mean 'cycles'? (allowed: hold V for t;",
        ),
        ("hold -4 V", "clause 1 'hold -4 V': cannot be read (expected: hold V for t)"),
        ("rest", "cannot be read (expected: rest t)"),
        ("ramp to 1 V", "cannot be read (expected: ramp V1 to V2 at R; ramp V1 to V2 in t)"),
        (
            "10 pulses of -6 V, 1e-20 s at 10 Hz",
            "shorter than times are resolved there (allowed: from 1e-13 s)",
        ),
        (
            "rest 1000 s; hold 1 V for 1 ps",
            "clause 2 'hold 1 V for 1 ps': a piece of 1.02e-12 s that ends at 1000 s",
        ),
        ("file", "cannot be read (expected: file PATH.csv)"),
        ("file nowhere.csv", "cannot read nowhere.csv: No such file or directory"),
    ],
)
def test_mistakes_are_named(text: str, said: str):
    with pytest.raises(ProtocolError) as caught:
        parse_protocol(text)
    assert said in str(caught.value)


def test_unreadable_clauses_list_every_form():
    with pytest.raises(ProtocolError) as caught:
        parse_protocol("wiggle 5 V")
    for form in FORMS:
        assert form in str(caught.value)


def test_too_many_pieces_in_all_clauses_together():
    train = f"{MAX_PIECES // 4 + 1} pulses of 1 V, 1 ms at 10 Hz"
    with pytest.raises(ProtocolError, match=f"clause 2 .*more than {MAX_PIECES} pieces"):
        parse_protocol(f"{train}; {train}")


def test_waveform_file(tmp_path: Path):
    """Linear between rows, a repeated time is a jump."""
    text = "# made by hand\nTime (s), Voltage (V)\n0,0\n1,2\n1,3\n\n3,3\n"
    (tmp_path / "sweep.csv").write_text(text, encoding="utf-8")
    protocol = parse_protocol("rest 1 s; file sweep.csv", tmp_path)
    assert protocol.nodes == (0, 1, 2, 4)
    assert protocol.v_start == (0, 0, 3)
    assert protocol.v_end == (0, 2, 3)
    assert protocol.clauses[1] == ("file sweep.csv", 1, 4)


def test_waveforms_that_were_read_are_not_read_again(tmp_path: Path):
    read: Waveforms = {}
    (tmp_path / "a.csv").write_text("time (s),voltage (V)\n0,1\n2,1\n", encoding="utf-8")
    first = parse_protocol("file 'a.csv'", tmp_path, read)
    assert read == {"a.csv": ([0.0, 2.0], [1.0, 1.0])}
    (tmp_path / "a.csv").unlink()
    assert parse_protocol("file 'a.csv'", tmp_path, read) == first


def test_waveform_file_saved_by_a_spreadsheet(tmp_path: Path):
    (tmp_path / "w.csv").write_text(HEAD + "0,1\n2,1\n", encoding="utf-8-sig")
    assert parse_protocol("file w.csv", tmp_path).nodes == (0, 2)


def test_waveform_file_in_another_encoding_gets_a_sentence(tmp_path: Path):
    (tmp_path / "w.csv").write_bytes(b"# \xb5s\n" + HEAD.encode() + b"0,1\n2,1\n")
    with pytest.raises(ProtocolError, match=r"clause 1 'file w\.csv'"):
        parse_protocol("file w.csv", tmp_path)


HEAD = "time (s),voltage (V)\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "header []"),
        ("t,v\n0,1\n1,2\n", "header ['t', 'v'] (expected a header 'time (s),voltage (V)'"),
        (HEAD + "0,0\n", "two or more rows"),
        (HEAD + "1,0\n0,1\n", "times that never fall"),
        (HEAD + "1,0\n1,1\n", "two or more rows"),
        (HEAD + "0,zero\n1,1\n", "w.csv: line 2: '0,zero' (expected"),
        (HEAD + "0,0\n1,\n2,1\n", "w.csv: line 3: '1,' (expected"),
        (HEAD + "0\n1\n", "expected a header"),
        (HEAD + "0,nan\n1,1\n", "all finite"),
        (HEAD + "0,0\ninf,1\n", "all finite"),
        (HEAD + "5,0\n6,1\n", "the first time is 5 s (expected the first row at 0 s, which says"),
        (HEAD + "-1,0\n1,1\n", "the first time is -1 s"),
    ],
)
def test_mistakes_in_a_waveform_file_are_named(tmp_path: Path, content: str, said: str):
    (tmp_path / "w.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ProtocolError) as caught:
        parse_protocol("file w.csv", tmp_path)
    assert "clause 1 'file w.csv': " in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEAD + "0,0,0,0\n1,5,-5,0\n", "w.csv: line 2: '0,0,0,0': 4 cells for the 2 names"),
        (
            HEAD + "0,0\n1,5,-5,0\n",
            (
                "w.csv: line 3: '1,5,-5,0': 4 cells for the 2 names 'time (s)', 'voltage (V)'; "
                "are these decimal commas?"
            ),
        ),
        (HEAD + "0,0\n1,5,-5\n", "w.csv: line 3: '1,5,-5': 3 cells for the 2 names"),
        (HEAD + '0,0\n"1,5","-5,0"\n', "numbers need a decimal point, 1.5 instead of 1,5"),
        ("time (s);voltage (V)\n0;0\n1,5;-5,0\n", "its cells seem to be separated by semicolons"),
        (
            HEAD + "0;0\n1,5;-5,0\n",
            (
                "w.csv: line 2: '0;0': 1 cells for the 2 names 'time (s)', 'voltage (V)'; its "
                "cells seem to be separated by semicolons"
            ),
        ),
        (HEAD + "0,0\n1,5;-5,0\n", "its cells seem to be separated by semicolons"),
        ("time (s)\tvoltage (V)\n0\t0\n1\t5\n", "its cells seem to be separated by tabs"),
        (HEAD + "0,0\n1_0,5\n", "w.csv: line 3: '1_0,5' (expected"),
        (HEAD + "0,0\n1,-5,\n", "3 cells for the 2 names"),
        (
            HEAD + "0,0\n1,0\n1,5\n1,-5\n2,0\n",
            (
                "w.csv: line 5: 1 s is there a third time, and the voltage of the second, 5 V, "
                "would act for no time"
            ),
        ),
        (HEAD + "0,0\n1000,0\n1000.0000000001,-5\n", "shorter than times are resolved there"),
        (HEAD + "0,0\n1,5" + "0" * 200_000 + "\n", "field larger than field limit"),
    ],
)
def test_a_waveform_that_would_be_another_one_is_refused(tmp_path: Path, content: str, said: str):
    (tmp_path / "w.csv").write_text(content, encoding="utf-8")
    with pytest.raises(ProtocolError) as caught:
        parse_protocol("file w.csv", tmp_path)
    assert said in str(caught.value)


def test_times_of_a_waveform_do_not_add_up_their_rounding(tmp_path: Path):
    """Row k lies at k / 10 s exactly as written, whatever precedes it."""
    rows = "".join(f"{k / 10!r},{k % 2}\n" for k in range(10_001))
    (tmp_path / "w.csv").write_text(HEAD + rows, encoding="utf-8")
    assert parse_protocol("file w.csv", tmp_path).nodes == tuple(k / 10 for k in range(10_001))


def test_a_short_pulse_between_rows_keeps_its_place_and_length(tmp_path: Path):
    rows = "0,0\n100,0\n100,-5\n100.000001,-5\n100.000001,0\n200,0\n"
    (tmp_path / "w.csv").write_text(HEAD + rows, encoding="utf-8")
    protocol = parse_protocol("file w.csv", tmp_path)
    assert protocol.nodes == (0, 100, 100.000001, 200)
    assert protocol.v_start == protocol.v_end == (0, -5, 0)
