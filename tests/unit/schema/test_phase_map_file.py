"""The file of a map of phases: valid ones, and all mistakes of a bad one at once."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from scipy import constants

from nmhts.errors import StudyError
from nmhts.kinds.phase_map.config import PhaseMapConfig
from nmhts.kinds.phase_map.points import MapPoints, resolve_points
from nmhts.schema.combine import most_rows_of_study, rows_of_study
from nmhts.schema.load import load_study

pytestmark = pytest.mark.usefixtures("lever")

GOOD = """
kind: phase_map
title: a small map
system: Co-Mn-N
suspended: [MN_B1]
conditions: {atmosphere: vented, temperature: 400 K}
axes:
  material: [CoN, {formula: Co1-xMnxN, x: {start: 0.1, stop: 0.3, num: 3}}]
  nitrogen: {start: 0, stop: 0.5, num: 6}
  pressure: [1 bar, 2 bar]
"""

# Eleven mistakes, none of which may hide another.
BAD = """
kind: phase_map
colour: red
system: Co-Mn-N
database: cofemnnn
conditions: {atmosphere: open, temperature: 25 degC}
axes:
  material: [CoN, FeN]
  nitrogen: {start: 0, stop: 0.5, numb: 6}
  nitrogen_pressure: [1 bar]
  presure: [1 bar]
output: {runs_per_shard: 0}
execution: {max_seconds_per_film: 3}
"""
SENTENCES = (
    "unknown key 'colour'",
    "database: unknown database 'cofemnnn'; did you mean 'cofemnn'?",
    "conditions.atmosphere: unknown value 'open' (allowed: sealed, vented)",
    "conditions.temperature: 'degC' has an offset; give the temperature in K",
    "axes.material: 'FeN' is not of the system (allowed: metals Co, Mn, with N)",
    "axes.nitrogen: unknown key 'numb'; did you mean 'num'?",
    "axes.nitrogen.num: missing",
    "nitrogen and nitrogen_pressure: say the same (give one of them)",
    (
        "axes.presure: neither an entry of 'conditions' nor a name in an expression; did you "
        "mean 'pressure'?"
    ),
    "output.runs_per_shard: input should be greater than or equal to 1 (given: 0)",
    "execution: unknown key 'max_seconds_per_film'; did you mean 'max_seconds_per_run'?",
)


def read(folder: Path, text: str) -> PhaseMapConfig:
    path = folder / "small.yaml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    config = load_study(path)
    assert isinstance(config, PhaseMapConfig)
    return config


def points(folder: Path, text: str) -> MapPoints:
    return resolve_points(read(folder, text))


def problems(folder: Path, text: str) -> tuple[str, ...]:
    with pytest.raises(StudyError) as caught:
        points(folder, text)
    return caught.value.problems


def test_a_good_map(tmp_path: Path):
    study = read(tmp_path, GOOD)
    assert rows_of_study(study) == 4 * 6 * 2
    assert study.metals == ("Co", "Mn")
    assert list(study.phases) == ["FCC_A1", "FE4N_LP10", "GAS", "HCP_A3", "LIQUID"]
    assert study.phases["FCC_A1"] == ("Co", "Mn", "N", "Va")
    assert study.nitrogen == "nitrogen"
    assert study.dimensions == ["material", "nitrogen", "pressure"]
    assert study.columns == {}
    row = points(tmp_path, GOOD).points[-1].row
    assert row == {
        "material": "Co0.7Mn0.3N",
        "x_Co": 0.7,
        "x_Mn": 0.3,
        "temperature": 400.0,
        "pressure": 2e5,
        "nitrogen": 0.5,
    }


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path):
    found = problems(tmp_path, BAD)
    for sentence in SENTENCES:
        assert sum(sentence in problem for problem in found) == 1, (sentence, found)
    assert len(found) == len(SENTENCES), found


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            ("kind: phase_map", "kind: phase_mpa"),
            (
                "kind: unknown value 'phase_mpa'; did you mean 'phase_map'? (allowed: cycling, "
                "film_kinetics, lattice, phase_map, stack_kinetics, wireless)"
            ),
        ),
        (("system: Co-Mn-N", ""), "system: missing (metals and N)"),
        (
            ("system: Co-Mn-N", "system: Co-Mn-O"),
            "system: system 'Co-Mn-O' (expected metals and N, e.g. 'Co-Mn-N')",
        ),
        (("system: Co-Mn-N", "system: Co-Mn-Cr-N"), "database: unknown metal 'Cr'"),
        (("[MN_B1]", "[MN_B2]"), "suspended: unknown phase 'MN_B2'; did you mean 'MN_B1'?"),
        (
            ("[MN_B1]", "[FCC_A1, FE4N_LP10, HCP_A3, MN_B1, GAS, LIQUID]"),
            "suspended: no phase is left",
        ),
        (
            ("[CoN, {", "[Co4N, {"),
            (
                "'Co4N' has 0.25 N per metal (allowed: one, which does not count; how much N "
                "there is says one of"
            ),
        ),
        (("[CoN, {", "[CoO, {"), "'CoO' is not of the system"),
        (
            ("  material: [CoN, {formula: Co1-xMnxN, x: {start: 0.1, stop: 0.3, num: 3}}]\n", ""),
            "conditions.material: missing",
        ),
        (
            ("  nitrogen: {start: 0, stop: 0.5, num: 6}\n", ""),
            (
                "axes: nothing says how much N there is (expected one of nitrogen, "
                "nitrogen_chemical_potential, nitrogen_pressure"
            ),
        ),
        (("start: 0,", "start: -0.1,"), "axes.nitrogen: -0.1 (allowed: from 0, up to 100)"),
        (("400 K", "7000 K"), "conditions.temperature: 7000 K (allowed: above 0, up to 6000 K)"),
        (
            ("pressure: [1 bar, 2 bar]", "pressure: [0 bar]"),
            "axes.pressure: 0 bar must be positive",
        ),
        (
            ("pressure: [1 bar, 2 bar]", "pressure: [1 V]"),
            "axes.pressure: 'V' is not a unit of pressure (expected e.g. '1 bar')",
        ),
        (
            ("pressure: [1 bar, 2 bar]", "temperature: [300 K]"),
            "conditions.temperature: is also an axis, sampled or derived (give it in one place)",
        ),
        (("pressure: [1 bar, 2 bar]", "vertex: [1, 2]"), "axes.vertex: not a name for an axis"),
        (("atmosphere: vented", "nitrogen: 0.3"), "conditions.nitrogen: is also an axis"),
        (
            ("conditions: {", "protocol: rest 1 s\nconditions: {"),
            "key 'protocol': studies of kind phase_map have none",
        ),
    ],
)
def test_each_mistake_gets_a_sentence(tmp_path: Path, change: tuple[str, str], sentence: str):
    assert change[0] in GOOD
    found = problems(tmp_path, GOOD.replace(*change))
    assert len(found) == 1, found
    assert sentence in found[0], found


REFINE = (
    "refine: {axis: [material, nitrogen], tolerance: {material: 0.01, nitrogen: 0.02}, "
    "max_rounds: 4}\n"
)


def test_a_good_refinement(tmp_path: Path):
    study = read(tmp_path, GOOD + REFINE)
    assert study.refinement is not None
    assert study.refined_axes == ("material", "nitrogen")
    assert study.rounds == 4
    assert [mesh.tolerance for mesh in study.refinement.meshes] == [0.01, 0.02]
    # 4 compositions a tenth apart become 3 x 16 + 1, 6 contents 5 x 8 + 1, at each of two
    # pressures.
    assert most_rows_of_study(study) == 49 * 41 * 2
    single = read(
        tmp_path, GOOD + "refine: {axis: nitrogen, quantity: FCC_A1, level: 0.5, tolerance: 0.02}"
    )
    assert single.refined_axes == ("nitrogen",)
    assert most_rows_of_study(single) == 41 * 4 * 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            ("[material, nitrogen]", "[material, nitrogenn]"),
            (
                "refine.axis: 'nitrogenn' is no axis; did you mean 'nitrogen'? (axes: material, "
                "nitrogen, pressure)"
            ),
        ),
        (
            ("[material, nitrogen]", "[x_Mn, nitrogen]"),
            "refine.axis: 'x_Mn' is no axis; compositions are refined along 'material'",
        ),
        (
            ("[material, nitrogen]", "[temperature, nitrogen]"),
            "refine.axis: 'temperature' is no axis",
        ),
        (
            ("[material, nitrogen]", "[nitrogen, nitrogen]"),
            "refine.axis: ['nitrogen', 'nitrogen'] (expected one or more different axes)",
        ),
        (("[material, nitrogen]", "[]"), "refine.axis: [] (expected one or more different axes)"),
        (("[material, nitrogen]", "3"), "refine.axis: 3 (expected text)"),
        (
            ("max_rounds: 4", "max_rounds: 0"),
            "refine.max_rounds: input should be greater than or equal to 1",
        ),
        (
            ("max_rounds: 4", "max_rounds: 3"),
            (
                "refine.tolerance.material: 0.01 needs 4 rounds from a gap of 0.1, "
                "refine.max_rounds is 3 (allowed: 0.0125 or more, or more rounds)"
            ),
        ),
        (
            ("max_rounds: 4", "rounds: 4"),
            "refine: unknown key 'rounds'; did you mean 'max_rounds'?",
        ),
        (
            ("max_rounds: 4", "quantity: phase"),
            (
                "refine.quantity: unknown quantity 'phase'; did you mean 'phases'? (allowed: "
                "FCC_A1, FE4N_LP10,"
            ),
        ),
        (("max_rounds: 4", "quantity: MN_B1"), "refine.quantity: unknown quantity 'MN_B1'"),
        (
            ("max_rounds: 4", "level: 0.1"),
            (
                "refine.level: 0.1 of 'phases', which has no level (leave it out, or refine by "
                "one of net_magnetization,"
            ),
        ),
        (
            ("max_rounds: 4", "level: 1, quantity: FCC_A1"),
            "refine.level: input should be less than 1",
        ),
        (("max_rounds: 4", "clause: 1"), "refine: unknown key 'clause'"),
        (
            ("{material: 0.01, nitrogen: 0.02}", "0.01"),
            (
                "refine.tolerance: 0.01 for several axes (expected one for each: {material: ..., "
                "nitrogen: ...})"
            ),
        ),
        (
            ("material: 0.01, ", ""),
            "refine.tolerance: nothing for 'material' (expected one for each axis that is refined)",
        ),
        (
            ("{material", "{pressure: 1 bar, material"),
            "refine.tolerance: unknown axis 'pressure' (allowed: material, nitrogen)",
        ),
        (
            ("material: 0.01", "material: 1e-7"),
            (
                "refine.tolerance.material: '1e-7' (allowed: above 1e-05; formulas are kept to "
                "six decimals)"
            ),
        ),
        (
            ("nitrogen: 0.02", "nitrogen: 0"),
            "refine.tolerance.nitrogen: 0.0 would never be reached (allowed: above 0)",
        ),
        (
            ("nitrogen: 0.02", "nitrogen: 2 K"),
            "refine.tolerance.nitrogen: '2 K': expected a pure number",
        ),
        (
            ("{material: 0.01, nitrogen: 0.02}", "[0.01]"),
            "refine.tolerance: [0.01] (expected text)",
        ),
        (
            ("nitrogen: 0.02", "nitrogen: [0.02]"),
            "refine.tolerance.nitrogen: [0.02] (expected text)",
        ),
        (
            ("max_rounds: 4}", "max_rounds: 4}\nzip: [[nitrogen, hue]]"),
            "refine.axis: 'nitrogen' is zipped with another axis and cannot move alone",
        ),
    ],
)
def test_refinements_that_cannot_be(tmp_path: Path, change: tuple[str, str], sentence: str):
    text = GOOD + REFINE
    if "hue" in change[1]:
        text = (
            text.replace("axes:\n", "axes:\n  hue: {start: 0, stop: 1, num: 6}\n")
            + "where: [hue >= 0]\n"
        )
    assert change[0] in text
    found = problems(tmp_path, text.replace(*change))
    assert len(found) == 1, found
    assert sentence in found[0], found


def test_logarithmic_axes_are_refined_by_ratios(tmp_path: Path):
    text = """
    kind: phase_map
    system: Fe-N
    conditions: {material: FeN}
    axes: {nitrogen_pressure: {start: 1 bar, stop: 1e4 bar, num: 3, spacing: log}}
    refine: {axis: nitrogen_pressure, tolerance: 10}
    """
    study = read(tmp_path, text)
    assert most_rows_of_study(study) == 5
    (sentence,) = problems(tmp_path, text.replace("tolerance: 10", "tolerance: 1 bar"))
    assert (
        "'nitrogen_pressure' has log spacing, so it is the ratio of two values, e.g. 1.1"
        in sentence
    )
    (sentence,) = problems(tmp_path, text.replace("tolerance: 10", "tolerance: 0.5"))
    assert "refine.tolerance: 0.5 would never be reached (allowed: above 1)" in sentence


def test_energies_are_per_atom_or_per_mole(tmp_path: Path):
    head = "kind: phase_map\nsystem: Co-N\nconditions: {material: CoN}\n"
    axis = "axes: {nitrogen_chemical_potential: [-0.5 eV, -48 kJ/mol, 0 J/mol]}\n"
    found = [p.row["nitrogen_chemical_potential"] for p in points(tmp_path, head + axis).points]
    assert found == pytest.approx([-0.5 * constants.eV * constants.N_A, -48e3, 0.0], rel=1e-11)


def test_relations_of_films_hold_for_maps_too(tmp_path: Path):
    text = """
    kind: phase_map
    system: Co-Fe-Mn-N
    axes:
      material: {simplex: [Co, Fe, Mn], steps: 4}
      temperature: [300 K, 400 K, 500 K]
      hue: [0.1, 0.2, 0.3]
    zip: [[temperature, hue]]
    derived: {nitrogen: "hue * (1 + x_Mn)"}
    where: ["x_Mn <= 0.5 or temperature > 450 [K]"]
    """
    study = read(tmp_path, text)
    found = resolve_points(study).points
    assert study.columns == {"hue": ""}
    assert len(found) == rows_of_study(study) == 12 * 3 + 3
    for point in found:
        row = point.row
        assert row["nitrogen"] == pytest.approx(row["hue"] * (1 + row["x_Mn"]), rel=1e-11)
        assert row["hue"] == pytest.approx(row["temperature"] / 1000 - 0.2, rel=1e-11)
    samples = """
    kind: phase_map
    system: Fe-N
    conditions: {material: FeN}
    samples:
      method: sobol
      number: 8
      of: {temperature: {low: 300 K, high: 900 K}, nitrogen: {low: 0, high: 0.5}}
    """
    table = [p.row for p in points(tmp_path, samples).points]
    assert [row["sample"] for row in table] == list(range(8))
    assert all(300 <= row["temperature"] <= 900 for row in table)


def test_a_database_beside_the_study_is_found_from_anywhere(tmp_path: Path, monkeypatch):
    (tmp_path / "mine.tdb").write_text("$ mine", encoding="utf-8")
    monkeypatch.chdir("/")
    study = read(tmp_path, GOOD.replace("suspended", "database: mine.tdb\nsuspended"))
    assert study.database == str(tmp_path / "mine.tdb")


def test_two_points_that_come_out_the_same_are_refused(tmp_path: Path):
    found = problems(
        tmp_path, GOOD.replace("[1 bar, 2 bar]", "[1 bar]") + "  hue: [1, 2]\nwhere: [hue > 0]\n"
    )
    assert len(found) == 24
    assert found[0].startswith("axes: two points are the same: ")
