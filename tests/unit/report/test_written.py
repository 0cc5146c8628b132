"""A study of films gated without a field: stored remanence, figures, and complaints."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import yaml

import nmhts
from conftest import compute
from nmhts.errors import StudyError
from nmhts.kinds.film_kinetics import written
from nmhts.report.page import report_page
from nmhts.schema.load import load_study
from nmhts.study.export import export_study
from nmhts.study.open import open_study

PROTOCOL = "hold -5 V for {seed}; hold -5 V for 1 min; hold +6 V for 2 min; hold -5 V for 1 min"
SQUARE = 2 / np.pi  # grains with random axes in the plane, StonerWohlfarth1948
STUDY = {
    "kind": "film_kinetics",
    "protocol": PROTOCOL,
    "axes": {"material": ["CoN", "FeN"], "seed": ["0.1 s", "5 s"]},
    "film": {"thickness": "5 nm"},
    "output": {
        "steps_per_clause": 20,
        "snapshots_per_clause": 20,
        "max_planes": 20,
        "variables": ["written_remanence", "plane_direction"],
        "magnetised": [{"clause": 1, "direction": -1}],
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compute(tmp_path_factory.mktemp("written"), "written", STUDY)


def test_a_seed_is_remembered_and_an_erased_film_is_not(folder: Path):
    """Written against the axis: all of M has the direction of the seed.

    Without a seed there is no direction, and an erased film loses its direction.
    """
    tree = open_study(folder)
    writing, kinetics = tree["writing"].to_dataset(), tree["kinetics"].to_dataset()
    remanence, M = writing.written_remanence.values, kinetics.magnetization.values
    np.testing.assert_array_equal(writing.time.values, kinetics.time.values)
    seeded = kinetics.seed.values > 1.0
    assert (M[seeded, 20] > 1e4).all(), "no seed"
    np.testing.assert_allclose(remanence[seeded, 20:41], -SQUARE * M[seeded, 20:41], rtol=1e-5)
    assert (M[~seeded, 20] == 0.0).all(), "a seed"
    assert (M[:, 40] > 7e5).all()
    assert (remanence[~seeded] == 0.0).all()
    # Nothing of the first writing is left when the second begins.
    assert (M[:, 60] == 0.0).all()
    assert (M[:, 80] > 7e5).all()
    assert (remanence[:, 61:] == 0.0).all()


def test_directions_are_of_magnetic_planes_and_no_others(folder: Path):
    profiles = open_study(folder)["profiles"].to_dataset()
    direction, order = profiles.plane_direction.values, profiles.order.values
    magnetic = (order == 1) | (order == 2)
    np.testing.assert_array_equal(np.isfinite(direction), magnetic)
    assert set(np.unique(direction[magnetic])) == {-1.0, 0.0}


def test_a_study_stores_what_the_history_of_its_films_is(folder: Path):
    """The same films one by one, by the public functions.

    Order and M of planes are in double precision there.
    """
    writing = open_study(folder)["writing"].to_dataset()
    for run in range(writing.sizes["run"]):
        one = writing.isel(run=run)
        film = nmhts.Film(str(one.material.values), "5 nm")
        seed = float(one.seed)
        result = nmhts.simulate(film, PROTOCOL.format(seed=f"{seed} s"), steps_per_clause=20)
        history = nmhts.magnetic_history(result, {f"{seed} s": -1})
        np.testing.assert_allclose(
            one.written_remanence, history["remanence"], rtol=1e-5, atol=0.02
        )


def test_other_programs_get_what_was_written(folder: Path, tmp_path: Path):
    table = pd.read_csv(export_study(folder, "csv", tmp_path / "tables") / "writing.csv")
    stored = open_study(folder)["writing"].to_dataset().written_remanence.values
    np.testing.assert_allclose(table["written_remanence (A/m)"], stored.ravel(), rtol=1e-6)


def test_what_was_not_asked_for_is_added_without_simulating(folder: Path, tmp_path: Path):
    """A study that first kept directions only has,
    after a second run, the bytes of one that kept both.
    """
    first = STUDY | {"output": STUDY["output"] | {"variables": ["plane_direction"]}}
    own = compute(tmp_path, "written", first)
    assert "writing" not in open_study(own).children
    again = compute(tmp_path, "written", STUDY)
    for name in ("written_remanence", "time"):
        np.testing.assert_array_equal(
            open_study(again)["writing"][name].values, open_study(folder)["writing"][name].values
        )


def test_the_page_draws_it(folder: Path):
    text, figures = report_page(folder)
    assert {"writing-CoN-FeN", "writing-planes-CoN-FeN"} <= set(figures)
    assert "Magnetised at the end of clause 1 (-1)." in text


def test_films_that_are_left_out_are_said(folder: Path, monkeypatch):
    monkeypatch.setattr(written, "_FILMS", 1)
    assert re.search(
        r"Remanence \(full\) of 1 of [234] films that are gated", report_page(folder)[0]
    )
    monkeypatch.setattr(written, "_FILMS", 4)
    assert "Remanence (full) of films that are gated" in report_page(folder)[0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"magnetised": []}, "output.variables: written_remanence needs output.magnetised"),
        (
            {"variables": ["coercivity"]},
            (
                "output.magnetised: nothing recorded depends on it (add written_remanence or "
                "plane_direction"
            ),
        ),
        (
            {"magnetised": [{"clause": 5}]},
            "output.magnetised.0.clause: 5 (allowed: 0 to 4, the clauses of the protocol)",
        ),
        (
            {"magnetised": [{"clause": 1}, {"clause": 1, "direction": -1}]},
            "output.magnetised.1.clause: 1 is there twice",
        ),
        (
            {"magnetised": [{"clause": -1}]},
            "output.magnetised.0.clause: input should be greater than or equal to 0 (given: -1)",
        ),
        (
            {"magnetised": [{"clause": 1, "direction": 2}]},
            "output.magnetised.0.direction: input should be less than or equal to 1 (given: 2)",
        ),
        (
            {"magnetised": [{"claus": 1}]},
            "output.magnetised.0: unknown key 'claus'; did you mean 'clause'?",
        ),
        (
            {"variables": ["writen_remanence"]},
            (
                "output.variables.0: unknown value 'writen_remanence'; did you mean "
                "'written_remanence'?"
            ),
        ),
    ],
)
def test_mistakes_are_named(change: dict, said: str, tmp_path: Path):
    path = tmp_path / "written.yaml"
    path.write_text(yaml.safe_dump(STUDY | {"output": STUDY["output"] | change}), encoding="utf-8")
    with pytest.raises(StudyError) as raised:
        load_study(path)
    assert said in str(raised.value)
