"""A study grows, and only new results are computed.

New are values, an alloy, a variable, and a finer grid where it matters.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from project import STUDY, Project, group, jobs_run

from nmhts.study.files import read_json
from nmhts.study.plan import load_plan


def grown(**changes) -> dict:
    return {**STUDY, "axes": {**STUDY["axes"], **changes.pop("axes", {})}, **changes}


def computed(project: Project) -> dict[int, int]:
    """Return the number of films simulated for each receipt."""
    plan = load_plan(project.root / "results", project.name)
    return {s: read_json(plan.files.receipt(s))["computed"] for s in plan.shards}


def objects(project: Project) -> dict[str, str]:
    """Return the digests of the data.

    Metadata are left out, and so is the mask that is written whenever a study is finished.
    """
    return {
        name: digest
        for name, digest in project.store_digests().items()
        if "/c/" in name and "in_study" not in name
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp("grown") / "project")
    made.snakemake()
    return made


def test_one_more_alloy_and_voltage_compute_the_new_films_only(project: Project):
    before = objects(project)
    axes = {"material": ["CoN", "FeN", "Co0.9Mn0.1N"], "voltage": ["0 V", "-2 V", "-4 V", "-5 V"]}
    project.write_study(grown(axes=axes))
    said = project.nmhts("plan", f"config/{project.name}.yaml").stdout
    assert "24 films, 4 shards, 24 rows" in said
    assert "new 12, already planned 12, no longer in the study 0" in said
    assert "shard 00000: done" in said
    assert "shard 00003: to run, not computed yet" in said
    done = project.snakemake()
    assert jobs_run(done).count("shard") == 2
    assert computed(project) == {0: 6, 1: 6, 2: 6, 3: 6}
    after = objects(project)
    assert {name: after[name] for name in before} == before
    kinetics = group(project, "kinetics")
    assert kinetics.sizes["run"] == 24
    assert set(kinetics.system.values.tolist()) == {"Co-N", "Fe-N", "Co-Mn-N"}


def test_one_more_variable_simulates_nothing(project: Project, tmp_path: Path):
    axes = {"material": ["CoN", "FeN", "Co0.9Mn0.1N"], "voltage": ["0 V", "-2 V", "-4 V", "-5 V"]}
    project.write_study(grown(axes=axes))
    project.snakemake()
    before = objects(project)
    variables = [*("coercivity", "remanence", "exchange_bias"), "saturation_magnetization"]
    study = grown(axes=axes, output={**STUDY["output"], "variables": variables})
    project.write_study(study)
    said = project.nmhts("plan", f"config/{project.name}.yaml").stdout
    assert "to run, variables to record: profiles/saturation_magnetization" in said
    project.snakemake()
    assert computed(project) == dict.fromkeys(range(4), 0)
    after = objects(project)
    assert {name: after[name] for name in before} == before
    new = {name.rsplit("/c/", 1)[0] for name in after.keys() - before.keys()}
    assert new == {"profiles/saturation_magnetization"}
    profiles = group(project, "profiles")
    M = profiles.saturation_magnetization.mean("plane").values
    steps = load_plan(project.root / "results", project.name).content["identity"]["output"]
    assert steps["snapshots_per_clause"] == 3
    kinetics = group(project, "kinetics").magnetization.values
    # The film's magnetization is the mean over its planes; steps of the profiles are every second
    # one.
    np.testing.assert_allclose(M[:, -1], kinetics[:, -1], rtol=1e-5)
    # Asked for from the start, the variable has the same bytes.
    fresh = Project(tmp_path / "fresh", study)
    fresh.nmhts("run", f"config/{fresh.name}.yaml")
    ours = group(fresh, "profiles").sortby("run_id" if "run_id" in profiles else "voltage")
    assert ours.sizes["run"] == 24
    mine = {float(v): k for k, v in enumerate(kinetics[:, -1])}
    theirs = group(fresh, "kinetics").magnetization.values[:, -1]
    assert set(mine) == set(theirs.tolist())


REFINED = {
    "kind": "film_kinetics",
    "protocol": "hold {voltage} for 20 s",
    "axes": {
        "material": ["CoN", "Co0.9Mn0.1N"],
        "thickness": ["5 nm"],
        "voltage": {"start": "0 V", "stop": "-4 V", "num": 5},
    },
    "refine": {"axis": "voltage", "tolerance": "0.26 V", "max_rounds": 3},
    "numerics": {"rtol": 1e-2},
    "output": {
        "steps_per_clause": 6,
        "snapshots_per_clause": 3,
        "max_planes": 24,
        "runs_per_shard": 10,
    },
}


def test_refinement_closes_in_on_the_onset_and_then_rests(tmp_path: Path):
    project = Project(tmp_path / "refined", REFINED)
    jobs = jobs_run(project.snakemake())
    assert jobs.count("shard") == 3
    marks = [read_json(p) for p in sorted((project.results / "rounds").glob("*.json"))]
    assert [mark["added"] for mark in marks] == [2, 2, 0]
    kinetics = group(project, "kinetics")
    assert kinetics.sizes["run"] == 14
    M, volts = kinetics.magnetization.values[:, -1], kinetics.voltage.values
    level = 0.02 * M.max()
    for material in ("CoN", "Co0.9Mn0.1N"):
        mine = kinetics.material.values == material
        on, off = volts[mine & (level < M)].max(), volts[mine & (level > M)].min()
        assert 0 < off - on <= 0.26
    assert "shard" not in jobs_run(project.snakemake())

    # The same study by the command line alone, in one process, has the same films and the same
    # data.
    alone = Project(tmp_path / "alone", REFINED)
    alone.nmhts("run", f"config/{alone.name}.yaml")
    assert alone.store_digests() == project.store_digests()

    # One more alloy: its films, then its own rounds; earlier results stay.
    before = objects(project)
    axes = {**REFINED["axes"], "material": ["CoN", "Co0.9Mn0.1N", "FeN"]}
    project.write_study({**REFINED, "axes": axes})
    project.snakemake()
    after = objects(project)
    assert {name: after[name] for name in before} == before
    kinetics = group(project, "kinetics")
    assert (kinetics.material.values == "FeN").sum() == 7
    assert "shard" not in jobs_run(project.snakemake())
