"""The store: readable by any tool, checked against damage, one writer a shard."""

from __future__ import annotations

import copy
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
import zarr
from project import STUDY, Project, group

import nmhts
from nmhts.errors import LeaseError, StoreError
from nmhts.kinds.film_kinetics.sheet import figure_sheet
from nmhts.schema.load import load_study
from nmhts.study.lease import hold_lease
from nmhts.study.plan import load_plan, make_plan
from nmhts.study.store import store_size
from nmhts.study.verify import verify_study


def test_reads_with_plain_xarray(undisturbed: Project):
    tree = xr.open_datatree(undisturbed.results / "store.zarr", engine="zarr")
    M = tree["kinetics"].to_dataset()["magnetization"]
    assert M.attrs["units"] == "A/m"
    assert M.dims == ("run", "step")
    assert tree["design"]["status"].attrs["flag_meanings"].split()[1] == "ok"
    # The strongest voltage switches the 5 nm CoN film on; 0 V leaves it off.
    assert float(M.isel(run=5).max()) > 3e5
    assert float(M.isel(run=3).max()) == 0.0


def test_plan_says_how_large_the_store_will_be(undisturbed: Project, tmp_path: Path):
    store = undisturbed.results / "store.zarr"
    objects = [path for path in store.rglob("c/**/*") if path.is_file()]
    groups = zarr.open_group(store, mode="r").groups()
    size = sum(array.nbytes for _, group in groups for _, array in group.arrays())
    assert store_size(load_plan(undisturbed.root / "results", "small")) == (len(objects), size)
    said = Project(tmp_path / "planned").nmhts("plan", "config/small.yaml").stdout
    assert f"  store: {len(objects)} objects, {size / 1e6:.2f} MB before compression" in said


def test_open_study_attaches_parameters_and_units(undisturbed: Project):
    kinetics = group(undisturbed, "kinetics")
    assert set(kinetics.coords) >= {"material", "thickness", "voltage", "temperature", "status"}
    assert list(kinetics["material"].values[[0, -1]]) == ["CoN", "FeN"]
    assert kinetics["voltage"].attrs["units"] == "V"
    grid = nmhts.grid_view(kinetics, ["material", "thickness", "voltage"])
    chosen = grid.magnetization.sel(material="CoN", voltage=-4.0).isel(thickness=1)
    np.testing.assert_array_equal(chosen.values, kinetics["magnetization"].values[5])


def test_grid_view_refuses_parameters_that_do_not_tell_runs_apart(undisturbed: Project):
    kinetics = group(undisturbed, "kinetics")
    with pytest.raises(StoreError, match="do not tell all runs apart"):
        nmhts.grid_view(kinetics, ["material", "voltage"])
    with pytest.raises(StoreError, match="unknown parameter 'thicknes'; did you mean 'thickness'"):
        nmhts.grid_view(kinetics, ["thicknes"])


@pytest.fixture
def damaged(undisturbed: Project, tmp_path: Path) -> Path:
    shutil.copytree(undisturbed.results, tmp_path / "small")
    return tmp_path


def test_verify_names_every_bad_object(damaged: Path):
    store = damaged / "small/store.zarr"
    flipped = store / "kinetics/charge/c/0/0"
    content = bytearray(flipped.read_bytes())
    content[len(content) // 2] ^= 1
    flipped.write_bytes(content)
    (store / "kinetics/time/c/1/0").unlink()
    truncated = store / "design/run_id/c/0"
    truncated.write_bytes(truncated.read_bytes()[:-3])
    seen = verify_study(load_plan(damaged, "small"))
    assert seen.objects == 72
    assert sorted(finding.path for finding in seen.findings) == [
        "store.zarr/design/run_id/c/0",
        "store.zarr/kinetics/charge/c/0/0",
        "store.zarr/kinetics/time/c/1/0",
    ]


def test_consolidated_metadata_is_what_zarr_would_write(damaged: Path):
    root = damaged / "small/store.zarr/zarr.json"
    ours = json.loads(root.read_text(encoding="utf-8"))
    with pytest.warns(UserWarning, match="Consolidated metadata"):
        zarr.consolidate_metadata(damaged / "small/store.zarr")
    theirs = json.loads(root.read_text(encoding="utf-8"))
    assert ours == theirs
    assert list(ours) == list(theirs)


def test_objects_are_what_zarr_writes_by_itself(tmp_path: Path):
    """Also objects of several inner chunks,
    some without a film, which the small study does not have.
    """
    study = copy.deepcopy(STUDY)
    study["output"] |= {"steps_per_clause": 60, "snapshots_per_clause": 60, "runs_per_shard": 24}
    project = Project(tmp_path / "long", study)
    project.nmhts("run", "config/small.yaml")
    written = project.store_digests()
    store = project.results / "store.zarr"
    with zarr.config.set({"array.write_empty_chunks": True}):
        root = zarr.open_group(store, use_consolidated=False)
        arrays = [array for _, group in root.groups() for _, array in group.arrays()]
        assert {array.shards is None for array in arrays} == {True, False}
        for array in arrays:
            rows = array[:]
            shutil.rmtree(store / array.path / "c")
            array[:] = rows
    assert project.store_digests() == written


def test_flipped_bit_is_not_read_silently(damaged: Path):
    path = damaged / "small/store.zarr/kinetics/charge/c/0/0"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    tree = nmhts.open_study(damaged / "small")
    with pytest.raises(ValueError, match="checksum"):
        tree["kinetics"]["charge"].load()


def test_one_writer_a_shard(tmp_path: Path):
    path = tmp_path / "leases/shard-00000.lock"
    with (
        hold_lease(path),
        pytest.raises(LeaseError, match=r"held by another live process \(process \d+ on"),
        hold_lease(path, patience=0.2),
    ):
        raise AssertionError("two writers")
    with hold_lease(path) as lease:
        lease.check()
        path.unlink()
        with pytest.raises(LeaseError, match="removed while it was held"):
            lease.check()


def test_failed_films_are_coded_counted_and_shown(tmp_path: Path):
    study = {**STUDY, "numerics": {"rtol": 1e-2, "max_steps": 150}}
    project = Project(tmp_path / "failing", study)
    done = project.nmhts("run", "config/small.yaml", check=False)
    assert done.returncode == 1
    assert "more than execution.max_failed_fraction = 0.01" in done.stderr
    status = project.nmhts("status", "small").stdout
    assert "films too_many_steps: The film took numerics.max_steps steps" in status

    study["execution"] = {"max_failed_fraction": 1.0}
    project.write_study(study)
    project.nmhts("run", "config/small.yaml")
    sheet = figure_sheet(nmhts.open_study(project.results))
    assert "of 12 films failed and are left out" in sheet.get_supxlabel()
    failed = group(project, "design")["status"].values == 3
    assert 0 < failed.sum() < 12
    M = group(project, "kinetics")["magnetization"].values
    assert np.isnan(M[failed][:, -1]).all()
    assert np.isfinite(M[~failed]).all()


def test_shards_without_films_of_the_study_are_left_alone(undisturbed: Project, tmp_path: Path):
    study = {**STUDY, "axes": {**STUDY["axes"], "voltage": ["-1 V", "-3 V"]}}
    project = Project(tmp_path / "other", study)
    change = make_plan(load_study(project.study_file), undisturbed.root / "results")
    assert (change.new, change.kept, change.masked) == (8, 0, 12)
    assert change.plan.content["idle"] == [0, 1]
    assert change.plan.active_shards == [2, 3]


def test_sheet_shows_failures_and_every_panel(undisturbed: Project):
    figure = figure_sheet(nmhts.open_study(undisturbed.results))
    titles = [ax.get_title() or ax.get_title("left") for ax in figure.axes]
    assert titles[0] == "M at the end of 'hold {voltage} for 5 s'"
    assert titles[1].startswith("rate of extraction")
    assert titles[2].startswith("M(t): ")
    assert titles[4].startswith("N front of this film at ")
    note = figure.get_supxlabel()
    assert "no film failed" in note
    assert "assumed" in note
