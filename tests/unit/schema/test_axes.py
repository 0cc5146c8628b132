"""Axes: numbers of the sheets with their bounds, names, empty or malformed sections."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import constants
from studies import HEAD, TWO, VOLTAGE, complaint, films, study

from nmhts.materials.records import (
    BOUNDS,
    GATE_QUANTITIES,
    MAY_BE_ZERO,
    NITRIDE_QUANTITIES,
    OPTIONAL,
    SCREENING,
    bounds,
)
from nmhts.schema.combine import rows_of_study
from nmhts.schema.names import FILM, STORE_NAMES
from nmhts.schema.quantity import Range, axis_values


def test_every_number_of_the_sheets_may_be_an_axis():
    screening = {name for way in SCREENING for name in way}
    assert set(FILM.numbers) == {
        *NITRIDE_QUANTITIES,
        *screening,
        *GATE_QUANTITIES,
        *OPTIONAL["gate"],
    }


def test_numbers_of_the_sheets_replace_those_of_every_film(tmp_path: Path):
    found = films(tmp_path, VOLTAGE + "  exit_barrier: [1.2 eV, 1.3 eV]\n  leak_rate: [0 1/s]")
    assert len(found.points) == 4
    for point in found.points:
        assert point.values["leak_rate"] == point.row["leak_rate"] == 0.0
        assert point.values["exit_barrier"] == point.row["exit_barrier"]
    barriers = {p.values["exit_barrier"] / constants.e for p in found.points}
    assert sorted(barriers) == pytest.approx([1.2, 1.3], rel=1e-11)


@pytest.mark.parametrize(
    ("axis", "said"),
    [
        ("initial_occupancy: [1.2]", "1.2 (allowed: above 0, up to 1)"),
        ("initial_occupancy: [0]", "0 (allowed: above 0, up to 1)"),
        ("leak_rate: [-1e-9 1/s]", "-1e-9 1/s (allowed: from 0, up to inf)"),
        ("exit_barrier: [0 eV]", "0 eV (allowed: above 0, up to inf)"),
        ("exit_barrier: [1 V]", "'V' is not a unit of energy"),
        ("exit_barrier: [1.2]", "1.2 has no unit (expected e.g. '0.67 eV')"),
        (
            "exit_barier: [1 eV]",
            (
                "neither a film entry nor a placeholder {exit_barier} in the protocol; did you "
                "mean 'exit_barrier'?"
            ),
        ),
        ("thickness: [0 nm]", "0 nm must be positive"),
        ("temperature: [-1 K]", "-1 K must be positive"),
        ("thickness: [5 nm, 0.005 um]", "repeated value 5e-09 m"),
        ("run_id: [1]", "not a name for an axis"),
    ],
)
def test_values_a_number_cannot_have(tmp_path: Path, axis: str, said: str):
    problem = complaint(tmp_path, VOLTAGE + f"  {axis}")
    assert problem.startswith(f"axes.{axis.split(':')[0]}: ")
    assert said in problem


@given(name=st.sampled_from(sorted(FILM.numbers)), value=st.floats(-10, 10))
def test_bounds_are_open_below_unless_zero_is_allowed(name: str, value: float):
    low, high = BOUNDS.get(name, (0.0, np.inf))
    expected = low < value <= high or (value == low and name in MAY_BE_ZERO)
    assert bounds(name).hold(value) == expected


@given(start=st.floats(-10, 10), stop=st.floats(-10, 10), num=st.integers(2, 50))
def test_a_range_holds_its_ends_in_the_order_they_are_given(start: float, stop: float, num: int):
    if abs(stop - start) < 1e-6:
        return
    item = Range(start=f"{start:.9f} V", stop=f"{stop:.9f} V", num=num, spacing="linear")
    values, unit = axis_values(item, ("V",))
    assert (unit, len(values)) == ("V", num)
    assert values[0] == pytest.approx(start, abs=1e-8)
    assert values[-1] == pytest.approx(stop, abs=1e-8)
    assert (np.sign(np.diff(values)) == np.sign(stop - start)).all()


def test_a_logarithmic_range_has_equal_ratios_in_both_directions():
    for ends in (("1 Hz", "1 kHz"), ("1 kHz", "1 Hz")):
        item = Range(start=ends[0], stop=ends[1], num=4, spacing="log")
        values = np.array(axis_values(item, ("Hz",))[0])
        assert np.diff(np.log10(values)) == pytest.approx([np.sign(np.diff(values))[0]] * 3)


@pytest.mark.parametrize("name", sorted(STORE_NAMES | {"time", "magnetization", "a b", "2x", ""}))
def test_names_of_the_store_are_refused(name: str):
    assert "not a name for an axis" in str(FILM.problem(name))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("film:", "film: nothing given (expected a mapping with the keys material, gate,"),
        ("film: CoN", "film: 'CoN' (expected a mapping with the keys material, gate,"),
        ("output:", "output: nothing given (expected a mapping with the keys steps_per_clause"),
        ("zip:", "zip: nothing given (expected a list)"),
        ("zip: 3", "zip: 3 (expected a list such as [3])"),
        ("where:", "where: nothing given (expected a list)"),
        (
            "where: voltage < -2 [V]",
            "where: 'voltage < -2 [V]' (expected a list such as ['voltage < -2 [V]'])",
        ),
        ("where: [3]", "where.0: 3 (expected text)"),
        ("derived: [a]", "derived: ['a'] (expected a mapping of names to values)"),
        ("derived: {thickness: 3}", "derived.thickness: 3 (expected text)"),
        ("scatter:", "scatter: nothing given (expected a mapping of names to values)"),
        ("replicates:", "replicates: nothing given (expected a whole number)"),
        ("replicates: many", "replicates: 'many' (expected a whole number)"),
        ("replicates: 2.5", "replicates: 2.5 (expected a whole number)"),
        ("title:", "title: nothing given (expected text)"),
        ("film: {parameters: }", "film.parameters: nothing given (expected a mapping of names"),
        ("film: {exit_barrier: 1 eV}", "film: unknown key 'exit_barrier' (allowed: gate, material"),
        ("samples: 3", "samples: 3 (expected a mapping with the keys method, number, seed, of)"),
        ("samples: {method: sobol, number: 3, of: }", "samples.of: nothing given"),
        (
            "samples: {method: sobol, number: 3, of: {exit_barrier: }}",
            (
                "samples.of.exit_barrier: nothing given (expected a mapping with the keys low, "
                "high, spacing)"
            ),
        ),
        (
            (
                "samples: {method: sobol, number: 3, off: {}, of: {leak_rate: {low: 0 1/s, high: "
                "1 1/s}}}"
            ),
            "samples: key False (expected text; in YAML yes, no, on and off need quotes)",
        ),
        (
            (
                "samples: {method: sobol, number: 3, ofs: {}, of: {leak_rate: {low: 0 1/s, high: "
                "1 1/s}}}"
            ),
            "samples: unknown key 'ofs'; did you mean 'of'?",
        ),
        (
            (
                "samples: {method: sobol, number: 3, of: {leak_rate: {low: 0 1/s, high: 1 1/s, "
                "lo: 2}}}"
            ),
            "samples.of.leak_rate: unknown key 'lo'; did you mean 'low'?",
        ),
        (
            "samples: {method: sobol, number: 3, of: {leak_rate: {low: [0], high: 1 1/s}}}",
            "samples.of.leak_rate.low: [0] (expected text)",
        ),
        (
            "refine: {axis: voltage, tolerance: 0.5 V, levl: 0.1}",
            "refine: unknown key 'levl'; did you mean 'level'?",
        ),
        ("numerics: {rtol: small}", "numerics.rtol: 'small' (expected a number)"),
    ],
)
def test_sections_of_the_wrong_form_get_one_sentence(tmp_path: Path, text: str, said: str):
    assert complaint(tmp_path, TWO + text).startswith(said)


def test_empty_axes_are_told_beside_what_lacks_them(tmp_path: Path):
    assert complaint(tmp_path, "axes:", HEAD.replace("{voltage}", "-2 V")) == (
        "axes: nothing given (expected a mapping of names to values)"
    )
    # A section that may be left out may also be empty.
    assert rows_of_study(study(tmp_path, TWO + "samples:\nrefine:")) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("film: {material: CoN}", "film.material: is also an axis (give it in one place)"),
        (
            (
                "film: {parameters: {exit_barrier: 1 eV}}\nsamples: {method: sobol, number: 2, "
                "of: {exit_barrier: {low: 1 eV, high: 2 eV}}}"
            ),
            "film.parameters.exit_barrier: is also given in samples.of (give it in one place)",
        ),
        (
            "samples: {method: sobol, number: 2, of: {voltage: {low: -3 V, high: -2 V}}}",
            "samples.of.voltage: is also given in axes (give it in one place)",
        ),
        (
            "derived: {voltage: '-3 [V]'}",
            "derived.voltage: is also given in axes (give it in one place)",
        ),
        (
            "derived: {leak_rate: '1e-8 [1/s]'}\nfilm: {parameters: {leak_rate: 0 1/s}}",
            "film.parameters.leak_rate: is also given in derived (give it in one place)",
        ),
        (
            (
                "film: {thickness: 9 nm}\nsamples: {method: sobol, number: 2, of: {thickness: "
                "{low: 5 nm, high: 9 nm}}}"
            ),
            "film.thickness: is also sampled or derived (give it in one place)",
        ),
        (
            "film: {thickness: 9 nm}\nderived: {thickness: '5 [nm]'}",
            "film.thickness: is also sampled or derived (give it in one place)",
        ),
    ],
)
def test_a_value_comes_from_one_place(tmp_path: Path, text: str, said: str):
    assert complaint(tmp_path, TWO + text) == said
