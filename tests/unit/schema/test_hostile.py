"""Study files that would occupy their reader forever or fill memory.

Each is refused at once, with one sentence.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from fuzzing import PATIENT, Outcome, judge_all

from nmhts.errors import NmhtsError, StudyError, clipped
from nmhts.schema.load import load_study

STUDY = """kind: film_kinetics
title: t
film:
  material: CoN
  gate: propylene carbonate
protocol: @protocol
axes:
  voltage: @voltage
"""
MANY = "{start: -1 V, stop: -2 V, num: 1000}"
WIDE = "{start: -1 V, stop: -2 V, num: 100000}"


def study(more: str = "", protocol: str = "hold {voltage} for 1 h", voltage: str = "[-1 V]") -> str:
    return STUDY.replace("@protocol", protocol).replace("@voltage", voltage) + more


def aliases(first: str, each: str) -> str:
    return "".join(
        f"a{k}: &a{k} [{', '.join([each.format(k - 1) if k else first] * 9)}]\n" for k in range(10)
    )


HOSTILE = {
    "whole numbers to a power": (study('where: ["(2*2)**(1000*1000*1000) > 1"]'), "too large"),
    "truths that are whole numbers": (
        study('where: ["((1<2)+(1<2))**((1<2)+9)**9 > 1"]'),
        "too large",
    ),
    "text that is repeated": (study("where: [\"'a'*1000000000 == 'a'\"]"), "where 1: "),
    "a name that is repeated": (study('where: ["material*1000000000 == material"]'), "where 1: "),
    "a list that is repeated": (study('where: ["1 in [1]*1000000000"]'), "where 1: "),
    "text that is filled in": (study("where: [\"'%1000000000d' % 1 == 'a'\"]"), "where 1: "),
    "rounding to a billion places": (
        study('where: ["round(5, -1000000000) > 1"]'),
        "round takes a whole number of decimals from -300 to 300",
    ),
    "a derived power": (study('derived: {thickness: "9**9**9 * 1 [nm]"}'), "derived.thickness: "),
    "an expression of many brackets": (
        study(f'where: ["{"abs(" * 90}1{")" * 90} > 0"]'),
        "more than 40 levels",
    ),
    "an expression of many signs": (study(f'where: ["{"-" * 900}1 > 0"]'), "more than 40 levels"),
    "a long expression": (study(f'where: ["{"9" * 100_000} > 0"]'), "(allowed: 1000)"),
    "a power in a unit": (
        study(protocol="hold {voltage} for 1 s**(9**9**9)"),
        "a power is a plain number of up to two digits",
    ),
    "a power in the unit of an expression": (
        study('where: ["voltage > 1 [V**(9**9**9)]"]'),
        "a power is a plain number of up to two digits",
    ),
    "powers upon each other": (
        study(protocol="hold {voltage} for 1 (((9**20)**20)**20) s"),
        "unknown unit",
    ),
    "powers in words": (
        study(protocol="hold {voltage} for 1 9 squared squared squared squared s"),
        "unknown unit",
    ),
    "a million films and none of them wanted": (
        study(
            '  thickness: {start: 5 nm, stop: 6 nm, num: 1000}\nwhere: ["voltage > 0 [V]"]',
            voltage=MANY,
        ),
        "no film meets all conditions",
    ),
    "a million films and a condition on both axes": (
        study(
            (
                '  thickness: {start: 5 nm, stop: 6 nm, num: 1000}\nwhere: ["voltage > thickness '
                '* 1 [V/m]"]'
            ),
            voltage=MANY,
        ),
        "no film meets all conditions",
    ),
    "a million samples and none of them wanted": (
        study(
            "samples: {method: sobol, number: 1000000, of: {thickness: {low: 5 nm, high: 6 "
            'nm}}}\nwhere: ["thickness > 7 [nm]"]'
        ),
        "no film meets all conditions",
    ),
    "ten billion films": (
        study("  thickness: {start: 5 nm, stop: 6 nm, num: 100000}\n", voltage=WIDE),
        (
            "axes: voltage 100000 x thickness 100000 are 1e+10 films before any condition "
            "(allowed: execution.max_films = 10000000;"
        ),
    ),
    "ten billion films and a condition": (
        study(
            '  thickness: {start: 5 nm, stop: 6 nm, num: 100000}\nwhere: ["voltage > 0 [V]"]',
            voltage=WIDE,
        ),
        "execution.max_films",
    ),
    "ten billion samples": (
        study(
            "samples: {method: sobol, number: 1000000, of: {"
            + ", ".join(
                f"{name}: {{low: 0.1 eV, high: 0.2 eV}}"
                for name in ("exit_barrier", "migration_barrier", "barrier_floor")
            )
            + "}}\n  # and an axis\nreplicates: 100000\nscatter: {temperature: 1 K}"
        ),
        "execution.max_films",
    ),
    "ten billion compositions": (
        study(
            "  material: [{formula: Co1-x-yFexMnyN, x: {start: 0, stop: 0.1, num: 100000}, "
            "y: {start: 0, stop: 0.1, num: 100000}}]\n"
        ),
        "10000000000 compositions (allowed: 20000)",
    ),
    "a simplex of a billion": (
        study("  material: [{simplex: [Co, Fe, Mn, Ni, Cr, V], steps: 1000}]\n"),
        "compositions (allowed: 20000; fewer steps)",
    ),
    "ranges upon ranges": (study(voltage=f"[{', '.join([WIDE] * 500)}]"), "50000000 values"),
    "pulses beyond all numbers": (
        study(protocol="pulses of {voltage} at 1e308 Hz with a duty of 50 % for 1e308 s"),
        "its numbers together are beyond all numbers",
    ),
    "times beyond all numbers": (
        study(protocol="hold {voltage} for 1e308 s; rest 1e308 s"),
        "clause 2 'rest 1e308 s': its numbers together are beyond all numbers",
    ),
    "rates beyond all numbers": (
        study(protocol="hold {voltage} for 1 s; ramp to 3 V at 1e-320 V/s"),
        "beyond all numbers",
    ),
    "counts beyond all numbers": (
        study(protocol=f"{'9' * 300} pulses of {{voltage}}, 1 s at 1 Hz"),
        "protocol: clause 1",
    ),
    "lengths beyond all numbers": (study("  thickness: [1e308 km]\n"), "beyond all numbers"),
    "samples beyond all numbers": (
        study(
            "samples: {method: sobol, number: 4, of: {temperature: {low: 1e-300 K, high: "
            "1e308 K, spacing: log}}}"
        ),
        "samples.of.temperature: from '1e-300 K' to '1e308 K' is beyond all numbers",
    ),
    "a number of seconds without end": (
        study("execution: {max_seconds_per_run: .inf}"),
        "execution.max_seconds_per_run: input should be a finite number",
    ),
    "clauses without end": (study(protocol="rest 1 s;" * 20_000), "20000 clauses (allowed: 10000)"),
    "a clause without end": (study(protocol="hold {voltage} at " + "at " * 3000), "in a clause"),
    "blanks without end": (study(f"  thickness: ['5 {' ' * 100_000}x']\n"), "is not a quantity"),
    "a date that is none": (
        study().replace("title: t", "title: 2001-99-99"),
        "'2001-99-99' cannot be read as a date; quotes make it text (line 2)",
    ),
    "a whole number that is none": (
        study().replace("title: t", "title: 0x_"),
        "'0x_' cannot be read as a whole number; quotes make it text (line 2)",
    ),
    "a number of five thousand digits": (
        study("replicates: " + "9" * 5000),
        "cannot be read as a whole number",
    ),
    "minutes of minutes": (study("replicates: " + "1:" * 3000 + "1"), "as a whole number"),
    "half a pair of UTF-16": (study().replace("title: t", 'title: "\\ud800"'), "as text"),
    "a kind of Python": (
        study().replace("title: t", "title: !!python/name:os.system x"),
        "could not determine a constructor",
    ),
    "aliases of aliases": (
        aliases("x", "*a{}") + study(voltage="*a9"),
        "it stands for more than 200000 values (line 6)",
    ),
    "merged aliases of aliases": (
        "a0: &a0 {x: 1}\n"
        + "".join(f"a{k}: &a{k} {{<<: [{', '.join([f'*a{k - 1}'] * 9)}]}}\n" for k in range(1, 10))
        + study(),
        "it stands for more than 200000 values",
    ),
    "an alias that holds itself": ("a: &a [*a]\n" + study(), "an alias holds itself (line 1)"),
    "levels upon levels": (study("x: " + "[" * 3000 + "]" * 3000), "more than 50 levels"),
    "keys upon keys": (
        study("".join(f"key_{k}: 1\n" for k in range(5000))),
        "100 errors, nothing was computed",
    ),
    "a waveform without end": (study(protocol="file /dev/zero; hold {voltage} for 1 s"), "device"),
    "a database without end": (
        (
            "kind: phase_map\nsystem: Fe-N\ndatabase: /dev/zero\nconditions: {material: "
            "FeN}\naxes: {temperature: [600 K], nitrogen: [0, 0.5]}\n"
        ),
        "database: /dev/zero: not readable: it is a device, not a file",
    ),
    "a waveform that is a folder": (study(protocol="file .; hold {voltage} for 1 s"), "a folder"),
}


def write(number: int, folder: Path) -> Path:
    path = folder / "hostile.yaml"
    path.write_text([*HOSTILE.values()][number][0], encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    return dict(zip(HOSTILE, judge_all(0, len(HOSTILE), write, PATIENT), strict=True))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_at_once(outcomes: dict[str, Outcome], name: str):
    outcome = outcomes[name]
    assert outcome.fault == ""
    assert outcome.ended == "StudyError"
    assert HOSTILE[name][1] in outcome.said


def test_what_is_no_file_is_not_waited_for(tmp_path: Path):
    pipe, folder, device = (
        tmp_path / "pipe.yaml",
        tmp_path / "folder.yaml",
        tmp_path / "device.yaml",
    )
    os.mkfifo(pipe)
    folder.mkdir()
    device.symlink_to("/dev/zero")
    said: list[str] = []

    def read() -> None:
        for path in (pipe, folder, device):
            with pytest.raises(StudyError) as caught:
                load_study(path)
            said.append(str(caught.value))

    reading = threading.Thread(target=read, daemon=True)
    reading.start()
    reading.join(60)
    for text, what in zip(said, ("a pipe", "a folder", "a device"), strict=True):
        assert f"cannot be read: it is {what}, not a file" in text


def test_a_file_without_end_is_not_read_to_it(tmp_path: Path):
    path = tmp_path / "large.yaml"
    path.write_text("# " + "x" * 2_000_000, encoding="utf-8")
    with pytest.raises(StudyError, match="it has more than 1000000 bytes"):
        load_study(path)


def test_texts_are_cut_in_their_middle():
    text = clipped("key: " + "é" * 5000 + " (allowed: 1)", 200)
    assert len(text.encode()) <= 200
    assert text.startswith("key: é")
    assert text.endswith("é (allowed: 1)")
    assert len(str(NmhtsError("x" * 10_000)).encode()) < 2000
    several = StudyError("s.yaml", [f"problem {k}: " + "x" * 300 for k in range(60)])
    assert len(several.problems) == 60
    assert len(str(several).encode()) < 2000
    assert "problem 0: " in str(several)
    assert "and 5" in str(several)
