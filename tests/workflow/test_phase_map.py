"""A map of phases through the whole workflow, with the same promises as studies of films.

Equilibria are those of the lever rule.
"""

from __future__ import annotations

import copy
import json
import os
import shutil
import signal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from project import Project, group, jobs_run

import lever_rule
import nmhts
from nmhts.cli import main
from nmhts.study.kinds import kind_named
from nmhts.study.plan import load_plan

LEVER = Path(__file__).parent / "lever"
MAP = {
    "kind": "phase_map",
    "title": "small map",
    "system": "Co-Mn-N",
    "conditions": {"atmosphere": "vented"},
    "axes": {
        "temperature": ["300 K", "600 K"],
        "material": {"formula": "Co1-xMnxN", "x": [0, 0.25, 1]},
        "nitrogen": [0, 0.1, 0.25, 1.1],
    },
    "output": {"runs_per_shard": 12},
    "execution": {"runs_per_batch": 4},
}


class MapProject(Project):
    """A project whose processes find equilibria by the lever rule."""

    def __init__(self, root: Path, **changes):
        super().__init__(root, {**copy.deepcopy(MAP), **changes})

    def _environment(self, extra: dict[str, str] | None) -> dict[str, str]:
        found = super()._environment(extra)
        found["PYTHONPATH"] = os.pathsep.join([str(LEVER), found.get("PYTHONPATH", "")])
        return found


@pytest.fixture(scope="module")
def computed(tmp_path_factory: pytest.TempPathFactory) -> MapProject:
    """A finished map; tests must not change it."""
    project = MapProject(tmp_path_factory.mktemp("map") / "project")
    project.snakemake()
    return project


@pytest.fixture
def spoilt(computed: MapProject, tmp_path: Path, lever) -> Path:
    """The results folder of a finished map that a test may spoil."""
    shutil.copytree(computed.root / "results", tmp_path / "results")
    return tmp_path / "results"


def test_store_holds_what_the_equilibria_give(computed: MapProject, lever):
    plan = load_plan(computed.root / "results", "small")
    specs = list(plan.specs())
    points = [point for spec in specs for point in kind_named("phase_map").read_points(spec)]
    expected = lever_rule.equilibrium_batch(points)
    phases = group(computed, "phases")
    assert phases.sizes["run"] == 24
    for name, variable in phases.data_vars.items():
        wanted = expected[str(name)]
        wanted = wanted[tuple(slice(0, n) for n in variable.shape)]
        np.testing.assert_array_equal(variable.values, wanted.astype(variable.dtype))
    names = str(phases.phase.attrs["flag_meanings"]).split()[1:]
    assert names == ["FCC_A1", "FE4N_LP10", "GAS", "HCP_A3", "LIQUID", "MN_B1"]
    assert phases.element.values.tolist() == ["Co", "Mn", "N"]
    assert phases.allowed_phase.values.tolist() == names
    assert phases.phase.attrs["flag_meanings"].split()[0] == "none"


def test_reads_with_plain_xarray_and_as_a_grid(computed: MapProject):
    tree = xr.open_datatree(computed.results / "store.zarr", engine="zarr")
    assert tree.attrs["system"] == "Co-Mn-N"
    assert tree.attrs["conditions"] == "vented, metals mobile"
    assert tree["phases/gibbs_energy"].attrs["units"] == "J/mol"
    grid = nmhts.grid_view(group(computed, "phases"), ["temperature", "x_Mn", "nitrogen"])
    assert grid.ferromagnetic_fraction.dims == ("temperature", "x_Mn", "nitrogen")
    assert grid.driving_force.dims[-1] == "allowed_phase"
    iron_like = grid.sel(temperature=300, x_Mn=0.25, nitrogen=0.25)
    assert float(iron_like.phase_amount.sum()) == pytest.approx(1.0)
    assert float(iron_like.ferromagnetic_fraction) == 1.0


def test_workflow_draws_the_figures_of_its_kind(computed: MapProject):
    figures = {p.name for p in (computed.results / "figures").iterdir()}
    assert {"fields-composition.png", "order-composition.png", "net-temperature.png"} <= figures
    assert "sheet.png" not in figures
    assert "small map" in (computed.results / "report.html").read_text(encoding="utf-8")


def test_verbs_speak_of_points(computed: MapProject):
    assert "small: 24 points in 2 shards: 2 done" in computed.nmhts("status", "small").stdout
    assert "44 objects checked, 0 bad" in computed.nmhts("verify", "small").stdout
    planned = computed.nmhts("plan", "config/small.yaml").stdout
    assert "small: 24 points, 2 shards, 24 rows" in planned
    assert planned.count("done") == 2


def test_exports_as_netcdf_and_as_tables(computed: MapProject, tmp_path: Path):
    file, folder = tmp_path / "map.nc", tmp_path / "tables"
    computed.nmhts("export", "small", "--output", str(file))
    theirs = xr.open_datatree(file, engine="h5netcdf")["phases"]
    ours = group(computed, "phases")
    np.testing.assert_array_equal(theirs["phase_amount"].values, ours.phase_amount.values)
    computed.nmhts("export", "small", "--format", "csv", "--output", str(folder))
    table = pd.read_csv(folder / "phases.csv")
    there = ours.phase.values >= 0
    assert len(table) == there.sum()
    assert table["phase_amount (1)"].to_numpy() == pytest.approx(ours.phase_amount.values[there])
    wide = pd.read_csv(folder / "equilibria.csv")
    assert len(wide) == 24
    assert np.isfinite(wide["driving_force_GAS (J/mol)"].to_numpy()).all()
    about = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    assert about["points"] == 24
    assert about["parameters"]["FCC_A1"] == "3 assessed, 1 assumed"
    assert about["same_for_all_points"] == {"pressure (Pa)": 1e5}


def test_a_grown_map_computes_what_is_new_and_masks_what_is_gone(tmp_path: Path, computed):
    project = MapProject(tmp_path / "project")
    shutil.copytree(computed.root / "results", project.root / "results")
    study = copy.deepcopy(MAP)
    study["axes"]["temperature"] = ["300 K", "900 K"]
    project.write_study(study)
    done = project.snakemake()
    assert jobs_run(done).count("shard") == 1
    temperatures = group(project, "phases").temperature.values
    assert sorted(set(temperatures.tolist())) == [300.0, 900.0]
    fresh = MapProject(tmp_path / "fresh", axes=study["axes"])
    fresh.snakemake()
    ours, theirs = (group(p, "phases").sortby("temperature") for p in (project, fresh))
    xr.testing.assert_equal(ours, theirs)


def test_another_list_of_phases_is_another_store(tmp_path: Path, computed: MapProject):
    project = MapProject(tmp_path / "project", suspended=["MN_B1"])
    shutil.copytree(computed.root / "results", project.root / "results")
    done = project.nmhts("plan", "config/small.yaml", check=False)
    assert done.returncode == 1
    assert "phases.MN_B1: store has ['Co', 'Mn', 'N', 'Va'], study file has None" in done.stderr


def test_killed_while_it_writes_it_comes_out_as_undisturbed(tmp_path: Path, computed: MapProject):
    project = MapProject(tmp_path / "project")
    project.kill_at("receipts/00001.json", whole_group=True)
    assert not (project.results / "study.json").exists()
    project.snakemake()
    assert project.store_digests() == computed.store_digests()


@pytest.mark.parametrize("how", ["raise", "kill"])
def test_a_point_that_does_harm_is_coded_and_healed(tmp_path: Path, computed: MapProject, how: str):
    """At 600 K every point of the second shard does."""
    execution = {"runs_per_batch": 4, "max_failed_fraction": 0.6, "isolation": "processes"}
    project = MapProject(tmp_path / "project", execution=execution)
    project.nmhts("run", "config/small.yaml", environment={"NMHTS_TEST_POINT": f"{how}:600"})
    status = project.nmhts("status", "small").stdout
    assert "12 points crashed: The point raised an error or ended the process" in status
    words = (
        "ZeroDivisionError: nitrogen divided by zero"
        if how == "raise"
        else f"the point ended its process by {signal.SIGKILL.name}"
    )
    assert status.count(words) == 12
    phases = group(project, "phases")
    lost = phases.temperature.values == 600
    assert np.isnan(phases.gibbs_energy.values[lost]).all()
    assert (phases.phase.values[lost] == -1).all()
    project.nmhts("repair", "--failed", "small")
    assert project.store_digests() == computed.store_digests()


def test_damage_is_named_and_mended(spoilt: Path, computed: MapProject, capsys):
    verb = ["--results", str(spoilt)]
    store = spoilt / "small" / "store.zarr"
    (store / "phases/phase/c/1/0").unlink()
    (store / "design/in_study/zarr.json").unlink()
    (spoilt / "small/shards/00000.json").unlink()
    assert main([*verb, "verify", "small"]) == 1
    said = capsys.readouterr().out
    for name in ("phases/phase/c/1/0", "design/in_study/zarr.json", "shards/00000.json"):
        assert name in said or "shards/00000.json" in said
    assert main([*verb, "repair", str(computed.study_file)]) == 0
    assert main([*verb, "verify", "small"]) == 0
    found = {p.relative_to(store): p.read_bytes() for p in store.rglob("*") if p.is_file()}
    whole = computed.results / "store.zarr"
    assert found == {p.relative_to(whole): p.read_bytes() for p in whole.rglob("*") if p.is_file()}


def test_points_without_an_equilibrium_count_as_failed_and_extrapolated_ones_do_not(
    tmp_path: Path, lever, capsys, caplog
):
    axes = {**MAP["axes"], "temperature": ["250 K"]}
    conditions = {"atmosphere": "sealed"}
    project = MapProject(tmp_path / "project", axes=axes, conditions=conditions)
    run = ["--results", str(project.root / "results"), "run", str(project.study_file)]
    assert main(run) == 1
    assert "3 of 12 points failed, more than execution.max_failed_fraction = 0.01" in caplog.text
    project.write_study({**MAP, "axes": {**axes, "nitrogen": [0, 0.1, 0.25]}})
    assert main(run) == 0
    status = json.loads((project.results / "study.json").read_text(encoding="utf-8"))["status"]
    assert status == {"outside_assessment": 9}


REFINED = {
    "axes": {
        "temperature": ["300 K"],
        "material": {"formula": "Co1-xMnxN", "x": [0, 0.4, 0.8]},
        "nitrogen": [0, 0.2, 0.4],
    },
    "refine": {
        "axis": ["material", "nitrogen"],
        "quantity": "order",
        "tolerance": {"material": 0.11, "nitrogen": 0.11},
        "max_rounds": 3,
    },
    "output": {"runs_per_shard": 64},
    "execution": {"max_failed_fraction": 0.2},
}


def test_refinement_closes_in_on_a_change_of_order_and_then_rests(tmp_path: Path):
    project = MapProject(tmp_path / "refined", **REFINED)
    said = project.nmhts("plan", "config/small.yaml").stdout
    assert "refinement: up to 3 rounds, 9 points now, at most" in said
    most = int(said.split("at most ")[1].split()[0])
    project.snakemake()
    marks = [
        json.loads(p.read_text(encoding="utf-8"))
        for p in sorted((project.results / "rounds").glob("*.json"))
    ]
    assert marks[0]["added"] > 0
    phases = group(project, "phases")
    assert phases.sizes["run"] == 9 + sum(mark["added"] for mark in marks) <= most
    assert "shard" not in jobs_run(project.snakemake())
    # At 300 K fcc metal without N loses its ferromagnetism at x_Mn = 1096 / 3600 = 0.304.
    bare = phases.isel(run=phases.nitrogen.values == 0)
    at = np.sort(bare.x_Mn.values)
    on = bare.ferromagnetic_fraction.sortby("x_Mn").values > 0
    (last,) = np.flatnonzero(np.diff(on.astype(int)))
    assert at[last] < 1096 / 3600 < at[last + 1] <= at[last] + 0.1
    assert {"fields-composition.png", "order-composition.png"} <= {
        p.name for p in (project.results / "figures").iterdir()
    }

    # The same study by the command line alone, in one process, has the same points and the same
    # data.
    alone = MapProject(tmp_path / "alone", **REFINED)
    alone.nmhts("run", "config/small.yaml")
    assert alone.store_digests() == project.store_digests()
    assert "0 bad" in alone.nmhts("verify", "small").stdout

    # Killed in the middle of a round it continues to the same end.
    killed = MapProject(tmp_path / "killed", **REFINED)
    killed.kill_at("rounds/01.json", whole_group=True)
    killed.snakemake()
    assert killed.store_digests() == project.store_digests()

    # One more temperature: its points, then its own rounds; and a value that refinement had added
    # may become one of the axis.
    before = {n: d for n, d in alone.store_digests().items() if "/c/" in n and "in_study" not in n}
    axes = {**REFINED["axes"], "temperature": ["300 K", "450 K"], "nitrogen": [0, 0.1, 0.2, 0.4]}
    alone.write_study({**MAP, **REFINED, "axes": axes})
    alone.nmhts("run", "config/small.yaml")
    after = alone.store_digests()
    assert {name: after[name] for name in before} == before
    grown = group(alone, "phases")
    points = zip(
        *(grown[name].values.tolist() for name in ("temperature", "x_Mn", "nitrogen")), strict=True
    )
    assert len(set(points)) == grown.sizes["run"]
    assert (grown.temperature.values == 450).sum() > 12
