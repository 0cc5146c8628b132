"""Derived values, conditions and refinement: dimensions, names, and refinements that cannot end."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from studies import HEAD, TWO, VOLTAGE, complaint, films, study

from nmhts.schema.config import StudyConfig

FIXED = HEAD.replace("{voltage}", "-2 V")


def test_derived_values_have_units_and_enter_the_protocol(tmp_path: Path):
    text = "axes:\n  thickness: [10 nm, 50 nm]\nderived: {voltage: '-0.08 [V/nm] * thickness'}"
    config = study(tmp_path, text)
    assert config.columns["voltage"] == "V"
    rows = [point.row for point in films(tmp_path, text).points]
    assert [row["voltage"] for row in rows] == pytest.approx([-0.8, -4.0], rel=1e-12, abs=0)


def test_derived_values_may_follow_from_each_other_and_from_the_composition(tmp_path: Path):
    text = (
        "axes:\n  material: {formula: Co1-xMnxN, x: [0, 0.5]}\n"
        "derived:\n  thickness: 10 [nm] + 20 [nm] * x_Mn\n  voltage: -0.1 [V/nm] * thickness\n"
    )
    rows = [point.row for point in films(tmp_path, text).points]
    assert [row["thickness"] for row in rows] == pytest.approx([10e-9, 20e-9], rel=1e-12, abs=0)
    assert [row["voltage"] for row in rows] == pytest.approx([-1.0, -2.0], rel=1e-12, abs=0)


def test_a_helper_axis_may_have_units_of_its_own(tmp_path: Path):
    text = "axes:\n  field: [0.05 V/nm, 0.08 V/nm]\nderived: {voltage: '-field * thickness'}"
    rows = [point.row for point in films(tmp_path, text).points]
    assert [row["voltage"] for row in rows] == pytest.approx([-2.5, -4.0], rel=1e-12, abs=0)


@pytest.mark.parametrize(
    ("derived", "said"),
    [
        ("thickness: '3 [V]'", "derived.thickness: it is in V (allowed: m)"),
        ("thickness: 2 * x_Co", "derived.thickness: it is a pure number (allowed: m)"),
        ("exit_barrier: '1 [V]'", "derived.exit_barrier: it is in V (allowed: J)"),
        ("thickness: '3 [nm] * y_Mn'", "unknown name 'y_Mn'; did you mean 'x_Mn'?"),
        ("thickness: '3 [nm] +'", "is no expression"),
        ("thickness: '3 [nm] + 1'", "the dimensions do not fit"),
        ("material: '3'", "derived.material: a name cannot be derived"),
        ("time: '3 [s]'", "derived.time: not a name for an axis"),
        ("thickness: '1 [nm] / (x_Co - 1)'", "division by zero"),
    ],
)
def test_derived_values_that_do_not_fit(tmp_path: Path, derived: str, said: str):
    assert said in complaint(tmp_path, VOLTAGE + f"derived:\n  {derived}")


def test_derived_values_are_checked_against_the_bounds(tmp_path: Path):
    text = VOLTAGE + "derived: {initial_occupancy: '2 * x_Co'}"
    assert "initial_occupancy: 2 (allowed: above 0, up to 1)" in complaint(tmp_path, text)
    text = "axes:\n  thickness: [10 nm]\nderived: {leak_rate: '-1 [1/s]'}"
    assert "leak_rate: -1 1/s (allowed: from 0" in complaint(tmp_path, text, FIXED)


def test_conditions_leave_films_out(tmp_path: Path):
    text = TWO + "where: [\"voltage < -2.5 [V] or material == 'CoN'\"]"
    kept = {(p.row["voltage"], p.row["material"]) for p in films(tmp_path, text).points}
    assert kept == {(-2.0, "CoN"), (-3.0, "CoN"), (-3.0, "FeN")}
    both = TWO + "where: ['voltage < -2.5 [V]', 'x_Fe == 1']"
    assert [(p.row["voltage"], p.row["material"]) for p in films(tmp_path, both).points] == [
        (-3.0, "FeN")
    ]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (
            "voltge < -1 [V]",
            "where 1: 'voltge < -1 [V]': unknown name 'voltge'; did you mean 'voltage'?",
        ),
        ("voltage", "where 1: 'voltage' is no condition (expected e.g. 'voltage < -2 [V]')"),
        ("voltage < 3", "where 1: 'voltage < 3': the dimensions do not fit (voltage is in V;"),
        ("voltage < -1 [nm]", "where 1: 'voltage < -1 [nm]': the dimensions do not fit"),
        ("1 +", "where 1: '1 +' is no expression"),
        ("voltage > 3 [V]", "where: no film meets all conditions; the study would be empty"),
        ("open('x')", "where 1: \"open('x')\": unknown function 'open'"),
    ],
)
def test_conditions_that_do_not_fit(tmp_path: Path, condition: str, said: str):
    quoted = condition.replace("'", "''")
    assert complaint(tmp_path, TWO + f"where: ['{quoted}']").startswith(said)


def refine(**changes: object) -> str:
    entries = {"axis": "voltage", "tolerance": "0.05 V", **changes}
    return TWO + "refine: {" + ", ".join(f"{k}: {v}" for k, v in entries.items()) + "}"


def tolerance(config: StudyConfig) -> float:
    assert config.refinement is not None
    (mesh,) = config.refinement.meshes
    return mesh.tolerance


def test_a_refinement_knows_its_tolerance(tmp_path: Path):
    assert tolerance(study(tmp_path, refine())) == 0.05
    assert study(tmp_path, TWO).refinement is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"tolerance": "0.001 V"},
            (
                "refine.tolerance: '0.001 V' needs 10 rounds from a gap of 1 V, "
                "refine.max_rounds is 6 (allowed: 0.0156 V or more, or more rounds)"
            ),
        ),
        ({"tolerance": "0 V"}, "refine.tolerance: '0 V' would never be reached (allowed: above 0)"),
        (
            {"tolerance": "-1 V"},
            "refine.tolerance: '-1 V' would never be reached (allowed: above 0)",
        ),
        ({"tolerance": "0.1 nm"}, "refine.tolerance: 'nm' is not a unit of voltage"),
        ({"tolerance": "0.1"}, "refine.tolerance: 0.1 has no unit"),
        (
            {"axis": "volage"},
            "refine.axis: 'volage' is no axis of numbers; did you mean 'voltage'?",
        ),
        ({"axis": "material"}, "refine.axis: 'material' is no axis of numbers"),
        ({"clause": 2}, "refine.clause: 2 (the protocol has 1; allowed: 1 to 1)"),
        ({"clause": 0}, "refine.clause: input should be greater than or equal to 1"),
        (
            {"quantity": "magnetisation"},
            "refine.quantity: unknown series 'magnetisation'; did you mean 'magnetization'?",
        ),
        ({"level": 0}, "refine.level: input should be greater than 0"),
        ({"level": 1}, "refine.level: input should be less than 1"),
        ({"max_rounds": 21}, "refine.max_rounds: input should be less than or equal to 20"),
    ],
)
def test_refinements_that_cannot_be(tmp_path: Path, changes: dict, said: str):
    assert complaint(tmp_path, refine(**changes)).startswith(said)


def test_a_refined_axis_moves_alone_and_has_two_values(tmp_path: Path):
    zipped = refine() + "\nzip: [[voltage, material]]"
    assert "is zipped with another axis and cannot move alone" in complaint(tmp_path, zipped)
    single = refine().replace("[-2 V, -3 V]", "[-2 V]")
    assert "'voltage' has one value (allowed: two or more, to bisect)" in complaint(
        tmp_path, single
    )


@given(rounds=st.integers(1, 20), share=st.floats(0.01, 0.99))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_rounds_of_a_refinement_are_those_of_bisection(
    tmp_path: Path, rounds: int, share: float
):
    """A gap of 1 V halves every round: 2^-n V is reached in n rounds and not in n - 1."""
    reached = 2.0**-rounds * (1 + share)
    assert tolerance(
        study(tmp_path, refine(tolerance=f"{reached:.12f} V", max_rounds=rounds))
    ) == pytest.approx(reached, abs=1e-12)
    beyond = 2.0**-rounds * (1 - 0.5 * share)
    assert f"needs {rounds + 1} rounds" in complaint(
        tmp_path, refine(tolerance=f"{beyond:.12f} V", max_rounds=rounds)
    )


def test_devices_with_scatter_are_not_refined(tmp_path: Path):
    text = refine() + "\nreplicates: 3\nscatter: {exit_barrier: 0.01 eV}"
    assert "devices with scatter cross at different places" in complaint(tmp_path, text)
