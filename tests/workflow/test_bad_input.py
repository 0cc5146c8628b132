"""Bad input: one clear sentence each, all of a file at once, before any work."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from project import STUDY, Project

from nmhts.errors import StoreError, StudyError
from nmhts.schema.load import load_study
from nmhts.study.plan import make_plan


def changed(**changes: Any) -> dict:
    """Return the small study with entries replaced;
    ``film__thickness`` means ``film.thickness``.
    """
    study = copy.deepcopy(STUDY)
    for place, value in changes.items():
        *parents, last = place.split("__")
        target = study
        for parent in parents:
            target = target[parent]
        target[last] = value
    return study


def refined_map(**changes: Any) -> dict:
    """Return a map that is refined along its N content, with entries of its refinement replaced."""
    return {
        "kind": "phase_map",
        "system": "Fe-N",
        "conditions": {"material": "FeN"},
        "axes": {"temperature": ["600 K", "800 K"], "nitrogen": [0, 0.25, 0.5]},
        "refine": {"axis": "nitrogen", "tolerance": 0.01, **changes},
    }


BAD = {
    "unknown key": (
        changed(protocoll="rest 1 s"),
        "unknown key 'protocoll'; did you mean 'protocol'? (allowed: axes, derived, execution,",
    ),
    "unknown key in a section": (
        changed(output__step_per_clause=3),
        "output: unknown key 'step_per_clause'; did you mean 'steps_per_clause'?",
    ),
    "unknown material": (
        changed(axes__material=["CoN", "FeeN"]),
        "axes.material: formula 'FeeN'",
    ),
    "unknown gate": (
        changed(film={"gate": "propylene carbonat"}),
        "film.gate: unknown gate 'propylene carbonat'; did you mean 'propylene carbonate'?",
    ),
    "salt in a gate that says too little of it": (
        changed(axes__salt_concentration=["1 mol/m^3", "50 mol/m^3"]),
        (
            "salt_concentration: it does nothing under the gate 'propylene carbonate', whose "
            "sheet does not say electrolyte_gap,"
        ),
    ),
    "screening said in two ways": (
        changed(
            axes__carrier_density=["1e16 1/cm^3"],
            film={"parameters": {"screening_length_nitride": "50 nm"}},
        ),
        (
            "screening_length_nitride and carrier_density: both say how far the film screens "
            "(give one of screening_length_nitride, carrier_density, resistivity with "
            "carrier_mobility)"
        ),
    ),
    "resistivity without a mobility": (
        changed(axes__resistivity=["1 ohm*cm", "10 ohm*cm"]),
        (
            "resistivity: it needs carrier_mobility, which neither the study nor the sheet of "
            "'CoN' gives"
        ),
    ),
    "mobility without a resistivity": (
        changed(film={"parameters": {"carrier_mobility": "1 cm^2/V/s"}}),
        (
            "carrier_mobility: it needs resistivity, which neither the study nor the sheet of "
            "'CoN' gives"
        ),
    ),
    "scatter of a number the film does not have": (
        changed() | {"replicates": 2, "scatter": {"carrier_density": "1e15 1/cm^3"}},
        "scatter.carrier_density: 'CoN' screens by screening_length_nitride",
    ),
    "scatter of a number that does nothing": (
        changed(film={"gate": "HfO2"}) | {"replicates": 2, "scatter": {"electrolyte_share": "0.1"}},
        (
            "scatter.electrolyte_share: it does nothing under the gate 'HfO2', whose sheet does "
            "not say conductivity_activation"
        ),
    ),
    "electrolyte in a solid gate": (
        changed(film={"gate": "HfO2"}, axes__conductivity_activation=["0.1 eV", "0.2 eV"]),
        (
            "conductivity_activation: it does nothing under the gate 'HfO2', whose sheet does "
            "not say electrolyte_share"
        ),
    ),
    "contact that drives the film": (
        changed(axes__contact_resistance=["-0.1 ohm*m^2"]),
        "axes.contact_resistance: -0.1 ohm*m^2 (allowed: from 0, up to inf)",
    ),
    "wrong unit": (
        changed(axes__thickness=["2 V"]),
        "axes.thickness: 'V' is not a unit of length (expected e.g. '50 nm')",
    ),
    "missing unit": (
        changed(film={"temperature": 298}),
        "film.temperature: 298 has no unit (expected e.g. '298.15 K')",
    ),
    "unknown unit": (
        changed(film={"temperature": "298 kelvins_"}),
        "film.temperature: unknown unit 'kelvins_' (expected e.g. '298.15 K')",
    ),
    "empty axis": (
        changed(axes__voltage=[]),
        "axes.voltage: the axis is empty (expected one or more values)",
    ),
    "protocol that cannot be read": (
        changed(protocol="hodl {voltage} for 5 s"),
        "cannot be read; did you mean 'hold'? (allowed: hold V for t; rest t; ramp V1 to V2 at R;",
    ),
    "placeholder without an axis": (
        changed(protocol="hold {voltage} for 5 s; hold {reverse} for 1 s"),
        "protocol: placeholder {reverse} has no axis",
    ),
    "axis that is used nowhere": (
        changed(axes__tickness=["2 nm"]),
        "axes.tickness:",
    ),
    "wrong choice": (
        changed(output__spacing="logarithmic"),
        "output.spacing: unknown value 'logarithmic'; did you mean 'log'?",
    ),
    "number out of range": (
        changed(numerics__rtol=2.0),
        "numerics.rtol: input should be less than or equal to 0.1 (given: 2.0)",
    ),
    "film thicker than the store": (
        changed(axes__thickness=["2 nm", "50 nm"]),
        "thickness: 50 nm of CoN is 200 planes (allowed: 3 to output.max_planes = 24)",
    ),
    "film thinner than three planes": (
        changed(axes__thickness=["0.5 nm"]),
        "thickness: 0.5 nm of CoN is 2 planes (allowed: 3 to output.max_planes = 24)",
    ),
    "the same film twice": (
        changed(axes__voltage=["-2 V", "-2000 mV"]),
        "axes.voltage: repeated value -2.0 V",
    ),
    "map refined along an axis it does not have": (
        refined_map(axis="pressure"),
        "refine.axis: 'pressure' is no axis (axes: temperature, nitrogen)",
    ),
    "map refined by a quantity it does not have": (
        refined_map(quantity="orders"),
        "refine.quantity: unknown quantity 'orders'; did you mean 'order'?",
    ),
    "map refined in no round": (
        refined_map(max_rounds=0),
        "refine.max_rounds: input should be greater than or equal to 1 (given: 0)",
    ),
    "map refined beyond its rounds": (
        refined_map(tolerance=1e-6),
        "refine.tolerance: 1e-06 needs 18 rounds from a gap of 0.25, refine.max_rounds is 6",
    ),
    "missing key": (
        {k: v for k, v in STUDY.items() if k != "protocol"},
        "protocol: missing (voltage protocol in words",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_study_gets_one_clear_sentence(name: str, tmp_path: Path):
    study, sentence = BAD[name]
    project = Project(tmp_path / "project", study)
    with pytest.raises(StudyError) as caught:
        make_plan(load_study(project.study_file), project.root / "results")
    about = [p for p in caught.value.problems if sentence in p]
    assert len(about) == 1, caught.value
    assert not (project.root / "results").exists()


def test_all_errors_of_a_file_at_once(tmp_path: Path):
    study = changed(
        film={"temperature": 298, "gait": "x"},
        numerics__rtol="fast",
        axes__thickness=[],
        colour="red",
    )
    project = Project(tmp_path / "project", study)
    done = project.nmhts("plan", "config/small.yaml", check=False)
    assert done.returncode == 1
    assert "5 errors, nothing was computed" in done.stderr
    assert "Traceback" not in done.stderr


def test_duplicate_key_is_refused(tmp_path: Path):
    project = Project(tmp_path / "project")
    with project.study_file.open("a", encoding="utf-8") as stream:
        stream.write("protocol: rest 1 s\n")
    with pytest.raises(StudyError, match="key 'protocol' is given twice"):
        load_study(project.study_file)


def test_workflow_shows_the_sentence_and_no_traceback(tmp_path: Path):
    project = Project(tmp_path / "project", changed(axes__voltage=["-2"]))
    done = project.snakemake("--dry-run", check=False)
    assert done.returncode != 0
    assert (
        "axes.voltage: '-2' is not a quantity in one of V, s, Hz, V/s" in done.stdout + done.stderr
    )
    assert "Traceback" not in done.stdout + done.stderr


def test_store_of_another_identity_names_the_difference(undisturbed: Project, tmp_path: Path):
    project = Project(tmp_path / "project", changed(numerics__rtol=1e-4))
    with pytest.raises(StoreError) as caught:
        make_plan(load_study(project.study_file), undisturbed.root / "results")
    assert "numerics.rtol: store has 0.01, study file has 0.0001" in str(caught.value)
    assert "Give the study file another name" in str(caught.value)


def test_results_folder_that_cannot_be_written(tmp_path: Path):
    project = Project(tmp_path / "project")
    (project.root / "results").write_text("a file, not a folder", encoding="utf-8")
    done = project.nmhts("plan", "config/small.yaml", "--write", check=False)
    assert done.returncode == 1
    assert "cannot write" in done.stderr
    assert "check the results folder" in done.stderr
    assert "Traceback" not in done.stderr
