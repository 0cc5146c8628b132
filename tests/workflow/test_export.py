"""Exports read back without nmhts: NetCDF by xarray,
CSV by pandas; blocks, atomicity and refusals.
"""

from __future__ import annotations

import json
import shutil
import tracemalloc
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr
import zarr
from project import Project

import nmhts
from nmhts.errors import StoreError
from nmhts.study import export
from nmhts.study.export import export_study

GROUPS = ("design", "kinetics", "profiles", "loops")


@pytest.fixture(scope="module")
def masked(undisturbed: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small study with its second and its last film out of the study."""
    folder = tmp_path_factory.mktemp("masked") / "small"
    shutil.copytree(undisturbed.results, folder)
    root = zarr.open_group(folder / "store.zarr", mode="r+", use_consolidated=False)
    mask = root["design/in_study"]
    assert isinstance(mask, zarr.Array)
    keep = np.ones(12, dtype=np.int8)
    keep[[1, 11]] = 0
    mask[:] = keep
    status = root["design/status"]
    assert isinstance(status, zarr.Array)
    codes = np.zeros(12, dtype=np.int8)
    codes[4] = 3
    status[:] = codes
    return folder


def test_netcdf_gives_back_what_open_study_gives(masked: Path):
    path = export_study(masked)
    assert path == masked / "small.nc"
    ours = nmhts.open_study(masked)
    with xr.open_datatree(path, engine="h5netcdf") as theirs:
        assert set(theirs.children) == set(GROUPS)
        for name in GROUPS:
            left, right = ours[name].to_dataset(), theirs[name].to_dataset()
            assert dict(left.sizes) == dict(right.sizes)
            assert right.sizes["run"] == 10
            assert set(left.variables) - {"in_study"} == set(right.variables)
            assert set(left.coords) == set(right.coords)
            for key in set(right.variables) - {"status"}:
                assert left[key].dims == right[key].dims
                if left[key].dtype.kind in "fiu":
                    assert left[key].dtype == right[key].dtype
                np.testing.assert_array_equal(left[key].values, right[key].values)
                assert right[key].attrs.get("units") == left[key].attrs.get("units")
                assert right[key].attrs["long_name"] == left[key].attrs["long_name"]
            assert right["status"].values.tolist() == ["ok"] * 3 + ["too_many_steps"] + ["ok"] * 6
        assert theirs.attrs["protocol"] == ours.attrs["protocol"]
        assert json.loads(theirs.attrs["identity"]) == ours.attrs["identity"]
        assert theirs.attrs["complete"] == 1


def column(frame: pd.DataFrame, name: str) -> pd.Series:
    place = [c == name or c.startswith(f"{name} (") for c in frame.columns].index(True)
    return frame.iloc[:, place]


def test_csv_tables_give_back_what_open_study_gives(masked: Path):
    folder = export_study(masked, "csv")
    assert folder == masked / "small_csv"
    tree = nmhts.open_study(masked)
    tables = {name: pd.read_csv(folder / f"{name}.csv") for name in GROUPS}

    design = tree["design"].to_dataset()
    assert len(tables["design"]) == 10
    assert tables["design"]["film"].tolist() == list(range(10))
    for name in ("material", "gate", "thickness", "temperature", "voltage", "n_steps"):
        assert column(tables["design"], name).tolist() == design[name].values.tolist()
    ids = [int(text, 16) for text in tables["design"]["run_id"]]
    assert ids == design["run_id"].values.tolist()
    assert tables["design"]["status"].tolist()[3] == "too_many_steps"

    kinetics = tree["kinetics"].to_dataset()
    assert len(tables["kinetics"]) == 10 * kinetics.sizes["step"]
    for name in kinetics.data_vars:
        read = column(tables["kinetics"], str(name)).to_numpy().astype(kinetics[name].dtype)
        np.testing.assert_array_equal(read.reshape(10, -1), kinetics[name].values)
    for name in ("material", "thickness", "voltage"):
        read = column(tables["kinetics"], name).to_numpy().reshape(10, -1)
        assert (read == kinetics[name].values[:, None]).all()
    assert not any(c.startswith("temperature") for c in tables["kinetics"].columns)

    profiles = tree["profiles"].to_dataset()
    inside = np.arange(profiles.sizes["plane"]) < profiles["n_planes"].values[:, None]
    whole = np.broadcast_to(inside[:, None], profiles["order"].shape)
    assert len(tables["profiles"]) == whole.sum()
    for name in ("time", "depth", "nitrogen_occupancy"):
        shaped, _ = xr.broadcast(profiles[name], profiles["order"])
        expected = shaped.transpose(*profiles["order"].dims).values[whole]
        read = column(tables["profiles"], name).to_numpy().astype(profiles[name].dtype)
        np.testing.assert_array_equal(read, expected)
    names = np.array(str(profiles["order"].attrs["flag_meanings"]).split())
    coded = names[profiles["order"].values[whole] + 1]
    assert tables["profiles"]["order"].tolist() == coded.tolist()


def test_metadata_explain_every_column(masked: Path):
    folder = export_study(masked, "csv", masked.parent / "tables")
    about = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    assert about["films"] == 10
    assert about["same_for_all_films"] == {
        "gate": "propylene carbonate",
        "mixing": "bcc-like",
        "temperature (K)": 298.15,
        "x_Mn (1)": 0.0,
    }
    assert about["sheets"]["CoN"].startswith("4 measured")
    for name in GROUPS:
        header = (folder / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)[0].split(",")
        columns = about["tables"][f"{name}.csv"]["columns"]
        assert list(columns) == header
        for title, explained in columns.items():
            assert explained["long_name"]
            assert ("units" in explained) == title.endswith(")")
    assert about["tables"]["kinetics.csv"]["columns"]["magnetization (A/m)"]["units"] == "A/m"


def test_an_existing_target_is_refused_unless_forced(masked: Path, tmp_path: Path):
    for file_format, name in (("netcdf", "a.nc"), ("csv", "tables")):
        target = export_study(masked, file_format, tmp_path / name)
        with pytest.raises(StoreError, match=f"{name} exists; give another --output, or --force"):
            export_study(masked, file_format, target)
        assert export_study(masked, file_format, target, force=True) == target
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.nc", "tables"]
    with pytest.raises(StoreError, match="tables is a folder"):
        export_study(masked, "netcdf", tmp_path / "tables", force=True)
    (tmp_path / "tables/thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="no folder of exported tables"):
        export_study(masked, "csv", tmp_path / "tables", force=True)
    with pytest.raises(StoreError, match=r"unknown format 'netcd'; did you mean 'netcdf'"):
        export_study(masked, "netcd")
    with pytest.raises(StoreError, match="no store at"):
        export_study(tmp_path / "nowhere")


@pytest.mark.parametrize("file_format", ["netcdf", "csv"])
def test_an_export_that_fails_leaves_what_was_there(
    masked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_format: str
):
    target = export_study(masked, file_format, tmp_path / "target")

    def content() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in sorted(tmp_path.rglob("*")) if p.is_file()}

    before = content()

    def half(groups, attributes, block, path):
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export, "_write_netcdf", half)
    monkeypatch.setattr(export, "write_tables", half)
    with pytest.raises(StoreError, match=r"cannot write .*target: No space left on device"):
        export_study(masked, file_format, target, force=True)
    assert content() == before


def synthetic(folder: Path, films: int, steps: int) -> Path:
    """A store of made-up films, 50 a block."""
    run, both = ("run",), ("run", "step")
    code = {"long_name": "x", "flag_values": [0], "flag_meanings": "a", "names": ["a"]}
    design = xr.Dataset(
        {
            "run_id": (run, np.arange(films, dtype=np.uint64), {"long_name": "id"}),
            "status": (run, np.zeros(films, np.int8), code),
            "n_steps": (run, np.zeros(films, np.int32), {"long_name": "n"}),
            "regime": (run, np.zeros(films, np.int16), {"long_name": "r"}),
            "material": (run, np.zeros(films, np.int16), code),
            "mixing": (run, np.zeros(films, np.int16), code),
            "gate": (run, np.zeros(films, np.int16), code),
            "thickness": (run, np.linspace(1e-9, 2e-9, films), {"long_name": "L", "units": "m"}),
            "in_study": (run, np.ones(films, np.int8), code),
        }
    )
    values = np.random.default_rng(1).random((films, steps))
    kinetics = xr.Dataset({"time": (both, values, {"long_name": "time", "units": "s"})})
    identity = {"kind": "film_kinetics", "output": {"runs_per_shard": 50}}
    root = xr.Dataset(attrs={"identity": identity, "title": "t", "study": "s", "source": "x"})
    tree = xr.DataTree.from_dict({"/": root, "design": design, "kinetics": kinetics})
    folder.mkdir()
    tree.to_zarr(
        folder / "store.zarr",
        zarr_format=3,
        consolidated=False,
        encoding={"/kinetics": {"time": {"chunks": (50, steps)}}},
    )
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Consolidated metadata")
        zarr.consolidate_metadata(folder / "store.zarr")
    (folder / "study.json").write_text('{"films": 0}', encoding="utf-8")
    return folder


@pytest.mark.parametrize(("file_format", "steps"), [("netcdf", 3000), ("csv", 100)])
def test_memory_does_not_grow_with_the_films(tmp_path: Path, file_format: str, steps: int):
    peaks = []
    # The first one loads modules and is not counted.
    for k, films in enumerate((100, 200, 1000)):
        study = synthetic(tmp_path / str(k), films, steps)
        tracemalloc.start()
        try:
            export_study(study, file_format)
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    # The numbers of 800 more films would take this much, as lines of a table far more.
    assert peaks[2] - peaks[1] < 0.3 * 800 * steps * 8, peaks


def test_the_verb_writes_and_says_where(undisturbed: Project, tmp_path: Path):
    done = undisturbed.nmhts("export", "small", "--output", str(tmp_path / "small.nc"))
    assert done.stdout.strip() == str(tmp_path / "small.nc")
    again = undisturbed.nmhts(
        "export", "small", "--output", str(tmp_path / "small.nc"), check=False
    )
    assert again.returncode == 1
    assert "--force to replace it" in again.stderr
