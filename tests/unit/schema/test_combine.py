"""Combinations of axes: products, zips, space-filling samples, replicates with scatter."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import constants, stats
from studies import HEAD, TWO, VOLTAGE, complaint, films, study

from nmhts.materials.library import find_nitride
from nmhts.schema.combine import combinations, metal_fractions, rows_of_study
from nmhts.study.film_points import StudyPoints
from nmhts.study.film_resolver import resolve_points

FIXED = HEAD.replace("{voltage}", "-2 V")
EV = constants.e


def sampled(
    folder: Path, number: int, method: str = "sobol", seed: int = 0, spacing: str = "linear"
):
    text = (
        f"samples: {{method: {method}, number: {number}, seed: {seed}, of: {{"
        f"exit_barrier: {{low: 1.2 eV, high: 1.4 eV}}, "
        f"attempt_frequency: {{low: 1e12 1/s, high: 1e14 1/s, spacing: {spacing}}}}}}}"
    )
    rows = list(combinations(study(folder, text, FIXED)))
    names = ("exit_barrier", "attempt_frequency")
    return np.array([[row[name] for name in names] for row in rows])


def scattered(folder: Path, number: int) -> StudyPoints:
    text = f"replicates: {number}\nscatter: {{exit_barrier: 0.01 eV}}"
    return films(folder, text, FIXED)


def test_the_last_axis_runs_fastest(tmp_path: Path):
    found = [(row["voltage"], row["material"]) for row in combinations(study(tmp_path, TWO))]
    assert found == [(-2.0, "CoN"), (-2.0, "FeN"), (-3.0, "CoN"), (-3.0, "FeN")]


def test_zipped_axes_walk_together_and_others_are_multiplied(tmp_path: Path):
    text = TWO + "  thickness: [5 nm, 6 nm, 7 nm]\nzip: [[voltage, material]]"
    config = study(tmp_path, text)
    rows = list(combinations(config))
    assert len(rows) == rows_of_study(config) == 6
    assert {(r["voltage"], r["material"]) for r in rows} == {(-2.0, "CoN"), (-3.0, "FeN")}
    assert config.dimensions == ["voltage", "thickness"]


@pytest.mark.parametrize(
    ("zipped", "said"),
    [
        (
            "[[voltage, thickness]]",
            "axes that walk together need equally many values: voltage has 2, thickness has 3",
        ),
        (
            "[[voltage, material], [material, voltage]]",
            "'material' is zipped twice (allowed: once)",
        ),
        ("[[voltage, voltage]]", "'voltage' is zipped twice"),
        ("[[voltage, materal]]", "'materal' is no axis; did you mean 'material'?"),
        ("[[voltage]]", "expected two axes or more"),
        ("[voltage, 3]", "zip.0: 'voltage' (expected a list such as [voltage])"),
    ],
)
def test_zips_that_do_not_fit(tmp_path: Path, zipped: str, said: str):
    text = TWO + f"  thickness: [5 nm, 6 nm, 7 nm]\nzip: {zipped}"
    if zipped == "[voltage, 3]":
        text = text.replace(", 3]", "]")
    assert said in complaint(tmp_path, text)


def test_sobol_keeps_its_first_points_when_the_number_grows(tmp_path: Path):
    whole = sampled(tmp_path, 100)
    for number in (1, 2, 3, 17, 64, 65):
        assert np.array_equal(sampled(tmp_path, number), whole[:number])
    assert not np.array_equal(sampled(tmp_path, 100, seed=1), whole)


@pytest.mark.parametrize("method", ["sobol", "latin_hypercube"])
def test_samples_lie_within_their_ranges_one_in_each_stratum(tmp_path: Path, method: str):
    """Latin hypercube: one point in each of n strata in every dimension;
    Sobol with 2^k points has that too.
    """
    found = sampled(tmp_path, 32, method)
    assert len(np.unique(found, axis=0)) == 32
    unit = (found - [1.2 * EV, 1e12]) / [0.2 * EV, 99e12]
    assert ((unit >= 0) & (unit <= 1)).all()
    for column in unit.T:
        assert sorted(np.floor(column * 32)) == list(range(32))


def test_logarithmic_samples_are_even_in_the_logarithm(tmp_path: Path):
    frequency = sampled(tmp_path, 256, spacing="log")[:, 1]
    unit = np.log10(frequency) / 2 - 6
    assert stats.kstest(unit, "uniform").statistic < 0.02
    assert np.median(frequency) == pytest.approx(1e13, rel=0.05)
    assert np.median(sampled(tmp_path, 256)[:, 1]) == pytest.approx(50.5e12, rel=0.05)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        ("low: 1.4 eV, high: 1.2 eV", "low '1.4 eV', high '1.2 eV' (allowed: low below high)"),
        ("low: 1.2 eV, high: 1200 meV", "samples.of.exit_barrier: repeated value"),
        ("low: 0 eV, high: 1 eV", "0 eV (allowed: above 0, up to inf)"),
        ("low: 1 eV, high: 1 V", "'V' is not a unit of energy"),
        ("low: 1 eV, high: 2 eV, spacing: loga", "unknown value 'loga'; did you mean 'log'?"),
        ("low: 1 eV", "samples.of.exit_barrier.high: missing"),
    ],
)
def test_ranges_of_samples_that_do_not_fit(tmp_path: Path, ends: str, said: str):
    text = f"samples: {{method: sobol, number: 4, of: {{exit_barrier: {{{ends}}}}}}}"
    assert said in complaint(tmp_path, text, FIXED)


def test_a_log_range_of_samples_is_positive(tmp_path: Path):
    text = (
        "samples: {method: sobol, number: 4, of: {leak_rate: {low: 0 1/s, high: 1 1/s, spacing: "
        "log}}}"
    )
    assert "both positive for log spacing" in complaint(tmp_path, text, FIXED)


def test_names_and_unknown_numbers_cannot_be_sampled(tmp_path: Path):
    text = "samples: {method: sobol, number: 4, of: {material: {low: 1, high: 2}}}"
    assert "a name cannot be sampled; use axes" in complaint(tmp_path, text, FIXED)


def test_samples_are_multiplied_with_axes_and_counted(tmp_path: Path):
    text = "samples: {method: sobol, number: 3, of: {exit_barrier: {low: 1 eV, high: 2 eV}}}"
    found = films(tmp_path, TWO + text).points
    assert len(found) == 12
    assert {point.row["sample"] for point in found} == {0, 1, 2}


def test_scatter_has_the_mean_of_the_sheet_and_the_deviation_asked_for(tmp_path: Path):
    """Bounds of 4 standard errors:
    a correct generator misses them with a probability of 1 in 16,000.
    """
    n = 2000
    found = scattered(tmp_path, number=n)
    drawn = np.array([point.values["exit_barrier"] for point in found.points]) / EV
    assert len(np.unique(drawn)) == n
    mean = find_nitride("CoN")["exit_barrier"] / EV
    assert drawn.mean() == pytest.approx(mean, abs=4 * 0.01 / n**0.5)
    assert drawn.std(ddof=1) == pytest.approx(0.01, rel=4 / (2 * n) ** 0.5)
    assert stats.kstest((drawn - mean) / 0.01, "norm").pvalue > 1e-4


def test_a_device_is_the_same_whatever_others_there_are(tmp_path: Path):
    few = {p.row["replicate"]: p for p in scattered(tmp_path, number=5).points}
    many = {p.row["replicate"]: p for p in scattered(tmp_path, number=20).points}
    assert all(many[k].run_id == few[k].run_id for k in few)
    text = "replicates: 5\nscatter: {exit_barrier: 0.01 eV}\naxes: {material: [FeN, CoN]}"
    beside = [p for p in films(tmp_path, text, FIXED).points if p.row["material"] == "CoN"]
    assert {p.run_id for p in beside} == {p.run_id for p in few.values()}
    iron = [
        p.values["exit_barrier"]
        for p in films(tmp_path, text, FIXED).points
        if p.row["material"] == "FeN"
    ]
    offsets = np.array(iron) - 1.41 * EV
    cobalt = np.array([few[k].values["exit_barrier"] for k in range(5)]) - 1.30 * EV
    assert not np.allclose(offsets, cobalt, rtol=1e-6, atol=0)


def test_scatter_of_one_number_leaves_that_of_another_alone_in_law(tmp_path: Path):
    more = "film: {thickness: 10 nm}\n"
    text = f"replicates: 400\nscatter: {{exit_barrier: 0.01 eV, thickness: 0.2 nm}}\n{more}"
    found = films(tmp_path, text, FIXED).points
    pairs = np.array([[p.values["exit_barrier"], p.row["thickness"]] for p in found])
    assert abs(np.corrcoef(pairs.T)[0, 1]) < 4 / 400**0.5
    assert pairs[:, 1].mean() == pytest.approx(10e-9, abs=4 * 0.2e-9 / 400**0.5)


def test_draws_respect_the_bounds_of_their_number(tmp_path: Path):
    text = "replicates: 200\nscatter: {initial_occupancy: 0.05}"
    drawn = np.array([p.values["initial_occupancy"] for p in films(tmp_path, text, FIXED).points])
    assert ((drawn > 0) & (drawn <= 1)).all()
    # Values beyond 1 are drawn again, so nearly the lower half of the normal distribution is left.
    assert np.median(drawn) < 0.998


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("replicates: 3", "3 devices without scatter are the same film"),
        ("scatter: {exit_barrier: 0.01 eV}", "one device has no scatter"),
        (
            "replicates: 0\nscatter: {exit_barrier: 0.01 eV}",
            "replicates: input should be greater than or equal to 1",
        ),
        (
            "replicates: 3\nscatter: {exit_barier: 0.01 eV}",
            "not a number of the sheets; did you mean 'exit_barrier'?",
        ),
        ("replicates: 3\nscatter: {exit_barrier: 0 eV}", "a standard deviation must be positive"),
        ("replicates: 3\nscatter: {exit_barrier: 0.01 V}", "'V' is not a unit of energy"),
        ("replicates: 3\nscatter: {material: 1}", "scatter.material: not a number of the sheets"),
    ],
)
def test_replicates_and_scatter_belong_together(tmp_path: Path, text: str, said: str):
    assert said in complaint(tmp_path, text, FIXED)


@given(x=st.floats(0.001, 0.999))
@settings(max_examples=25)
def test_metal_fractions_of_a_formula(x: float):
    found = metal_fractions(f"Co{1 - x:.6f}Mn{x:.6f}N")
    assert found["x_Co"] + found["x_Mn"] == pytest.approx(1, abs=1e-9)
    assert found["x_Mn"] == pytest.approx(x, abs=1e-5)
    assert found["x_Fe"] == 0.0


def test_extra_films_of_a_refinement_get_derived_values_and_conditions(tmp_path: Path):
    text = (
        "axes:\n  voltage: [-2 V, -3 V]\nderived: {thickness: '-5 [nm/V] * voltage'}\nwhere: "
        "['voltage > -4 [V]']\nrefine: {axis: voltage, tolerance: 0.5 V}"
    )
    config = study(tmp_path, text)
    extra = [{"voltage": -2.5}, {"voltage": -5.0}]
    found = resolve_points(config, extra).points
    shown = {p.row["voltage"]: p.row["thickness"] for p in found}
    assert shown == pytest.approx({-2.0: 1e-8, -3.0: 1.5e-8, -2.5: 1.25e-8}, rel=1e-11, abs=0)


def test_zipped_numbers_of_sheets(tmp_path: Path):
    text = VOLTAGE + (
        "  migration_barrier: [0.6 eV, 0.7 eV]\n  barrier_floor: [0.6 eV, 0.7 eV]\nzip: "
        "[[migration_barrier, barrier_floor]]"
    )
    for point in films(tmp_path, text).points:
        assert point.values["migration_barrier"] == point.values["barrier_floor"]
