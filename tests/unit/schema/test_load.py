"""Study files: valid ones, and all mistakes of a bad one at once."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from studies import film_study

from nmhts.errors import StudyError
from nmhts.schema.axes import AxisValues
from nmhts.schema.combine import rows_of_study
from nmhts.schema.load import load_study
from nmhts.schema.placeholders import fill

ROOT = Path(__file__).resolve().parents[3]

GOOD = """
kind: film_kinetics
title: a small study
film: {gate: propylene carbonate, temperature: 310 K}
protocol: hold {voltage} for {width}; rest 1 s
axes:
  material: [CoN, FeN]
  thickness: [5 nm, {start: 10 nm, stop: 20 nm, num: 3}]
  voltage: {start: -1 V, stop: -4 V, num: 4}
  width: [1 ms, 1 s]
output: {steps_per_clause: 7}
"""

# Eleven mistakes, none of which may hide another.
BAD = """
kind: film_kinetic
colour: red
film: {gate: propylene carbonate, temperature: 25 degC}
protocol: hold {voltage} for 1 s; hld 2 V for 1 s; rest {pause}
axes:
  material: [CoN, CrN]
  thickness: [5 nm, 5 V]
  voltage: {start: -1 V, stop: -4 V, numb: 4}
numerics: {rtol: 1}
output: {spacing: cubic}
"""
SENTENCES = (
    "kind: unknown value 'film_kinetic'; did you mean 'film_kinetics'?",
    "unknown key 'colour'",
    "film.temperature: 'degC' has an offset; give the temperature in K",
    "protocol: placeholder {pause} has no axis",
    "'hld 2 V for 1 s': cannot be read; did you mean 'hold'?",
    "axes.material: unknown material 'CrN'",
    "axes.thickness: 'V' is not a unit of length",
    "axes.voltage: unknown key 'numb'; did you mean 'num'?",
    "axes.voltage.num: missing",
    "numerics.rtol: input should be less than or equal to 0.1 (given: 1)",
    "output.spacing: unknown value 'cubic'",
)


def write(folder: Path, text: str, name: str = "small.yaml") -> Path:
    path = folder / name
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return path


def problems(folder: Path, text: str, name: str = "small.yaml") -> tuple[str, ...]:
    with pytest.raises(StudyError) as caught:
        load_study(write(folder, text, name))
    return caught.value.problems


def test_a_good_study(tmp_path: Path):
    study = film_study(write(tmp_path, GOOD))
    assert study.name == "small"
    assert study.file.title == "a small study"
    assert study.file.film.temperature == 310
    assert study.file.output.steps_per_clause == 7
    axes = {axis.name: axis for axis in study.axes}
    assert list(axes) == ["material", "thickness", "voltage", "width"]
    assert axes["material"] == AxisValues("material", ("CoN", "FeN"), None)
    assert axes["thickness"].values == pytest.approx((5e-9, 10e-9, 15e-9, 20e-9), rel=1e-12, abs=0)
    assert axes["voltage"] == AxisValues("voltage", (-1.0, -2.0, -3.0, -4.0), "V")
    assert axes["width"] == AxisValues("width", (1e-3, 1.0), "s")
    assert rows_of_study(study) == 2 * 4 * 4 * 2


def test_what_is_not_written_has_a_default(tmp_path: Path):
    study = film_study(write(tmp_path, "kind: film_kinetics\nprotocol: rest 1 s\n"))
    assert rows_of_study(study) == 1
    assert study.file.film.material == "CoN"
    assert study.file.film.thickness == pytest.approx(50e-9, rel=1e-12, abs=0)
    assert study.file.film.temperature == 298.15


@pytest.mark.parametrize("path", sorted((ROOT / "config/studies").glob("*.yaml")), ids=str)
def test_shipped_studies_are_good(path: Path):
    assert rows_of_study(load_study(path)) > 1


def test_placeholders_are_filled_with_value_and_unit(tmp_path: Path):
    study = film_study(write(tmp_path, GOOD))
    filled = fill(study.file.protocol, {"voltage": -0.1, "width": 1e-3}, study.columns)
    assert filled == "hold -0.1 V for 0.001 s; rest 1 s"


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path):
    found = problems(tmp_path, BAD)
    for sentence in SENTENCES:
        assert sum(sentence in problem for problem in found) == 1, sentence
    assert len(found) == len(SENTENCES)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("protocol: hold", "protokol: hold"), "protocol: missing (voltage protocol in words"),
        (("{voltage} for", "{volts} for"), "placeholder {volts} has no axis"),
        (("{voltage} for", "-2 V for"), "axes.voltage: neither a film entry nor a placeholder"),
        (("temperature: 310 K", "temperature: -1 K"), "film.temperature: -1 K must be positive"),
        (("gate: propylene carbonate", "material: CoN"), "film.material: is also an axis"),
        (("[CoN, FeN]", "[CoN, CoN]"), "axes.material: a name is given twice"),
        (("[CoN, FeN]", "[]"), "axes.material: the axis is empty"),
        (("[CoN, FeN]", "{start: 1 nm, stop: 2 nm, num: 2}"), "axes.material: expected a list of"),
        (("[5 nm, {", "[0 nm, {"), "axes.thickness: 0 nm must be positive"),
        (("num: 4", "num: 1"), "axes.voltage.num: input should be greater than or equal to 2"),
        (
            ("per_clause: 7", "per_clause: many"),
            "output.steps_per_clause: 'many' (expected a whole number)",
        ),
        (("[1 ms, 1 s]", "[1 ms, 1 V]"), "axes.width: 'V' is not a unit of time"),
        (("[1 ms, 1 s]", "[1 V]"), "protocol: clause 1"),
        (("width: [1 ms", "status: [1 ms"), "axes.status: not a name for an axis"),
        (("width: [1 ms", "a/b: [1 ms"), "axes.a/b: not a name for an axis"),
        (
            ("{start: -1 V, stop: -4 V, num: 4}", "-1 V"),
            "axes.voltage: '-1 V' (expected a list such",
        ),
        (("rest 1 s", "file nowhere.csv"), "cannot read"),
        (("title: a small study", "title: [a, b]"), "title: ['a', 'b'] (expected text)"),
    ],
)
def test_each_mistake_gets_a_sentence(tmp_path: Path, change: tuple[str, str], sentence: str):
    assert change[0] in GOOD
    found = problems(tmp_path, GOOD.replace(*change))
    assert any(sentence in problem for problem in found), found


def test_csv_waveforms_stand_beside_the_study(tmp_path: Path):
    write(tmp_path, "time (s),voltage (V)\n0,0\n1,1\n", "w.csv")
    study = film_study(write(tmp_path, "kind: film_kinetics\nprotocol: file w.csv\n"))
    assert rows_of_study(study) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("- a\n- b\n", "a study is a mapping with the keys kind, title,"),
        ("", "a study is a mapping with the keys"),
        ("kind: [", "not readable as YAML"),
        (
            GOOD.replace("kind: film_kinetics", "kind: [film_kinetics]"),
            "kind: unknown value \"['film_kinetics']\"",
        ),
        (
            GOOD.replace("kind: film_kinetics", "kind:"),
            "kind: nothing given (allowed: cycling, film_kinetics,",
        ),
        ("kind: film_kinetics\nkind: film_kinetics\n", "key 'kind' is given twice (line 2)"),
        (GOOD.replace("FeN]", "FeN]\n  material: [CoN]"), "key 'material' is given twice"),
    ],
)
def test_text_that_is_no_study(tmp_path: Path, text: str, sentence: str):
    found = problems(tmp_path, text)
    assert len(found) == 1
    assert sentence in found[0]


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(StudyError, match="cannot be read: No such file or directory"):
        load_study(tmp_path / "small.yaml")


def test_the_file_name_becomes_a_folder(tmp_path: Path):
    assert (
        "file name '2 films': a study is named by letters"
        in problems(tmp_path, GOOD, "2 films.yaml")[0]
    )
