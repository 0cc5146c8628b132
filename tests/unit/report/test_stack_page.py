"""A study of stacks from its file to its page, without Snakemake.

The stored results are those of the stacks, and the page shows them.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import xarray as xr
from matplotlib.collections import QuadMesh
from matplotlib.text import Annotation
from test_page import Page

import nmhts
from conftest import compute
from nmhts.kinds.stack_kinetics.data import StackData, stack_data
from nmhts.kinds.stack_kinetics.figures import kymographs, layers_over_time, levels_table, staircase
from nmhts.kinds.stack_kinetics.page import SECTIONS, study_page
from nmhts.materials.library import find_nitride
from nmhts.report.page import report_page, write_report
from nmhts.study.export import export_study
from nmhts.study.files import StudyFiles
from nmhts.study.open import open_study

# Two layers of CoN that a spacer keeps apart: a memory with two levels.
STUDY = {
    "kind": "stack_kinetics",
    "title": "Two <and> more levels",
    "stack": {
        "layers": "4 nm CoN / {spacer} Co{a}Mn{x}N / {edge} / 4 nm CoN",
        "gate": "propylene carbonate",
        "mixing": "fcc-like",
    },
    "protocol": "hold {voltage} for 100 s; hold {voltage} for 1e8 s",
    "axes": {
        "voltage": ["-4 V", "-6 V"],
        "spacer": ["2 nm", "3 nm"],
        "x": [0.4],
        "edge": ["abrupt", "oxidised"],
    },
    "derived": {"a": "1 - x"},
    "output": {
        "steps_per_clause": 60,
        "spacing": "log",
        "max_planes": 50,
        "max_layers": 4,
        "runs_per_shard": 3,
    },
}
LONE = {
    "kind": "stack_kinetics",
    "stack": {"layers": "2 nm CoN / 3 nm MnN", "gate": "propylene carbonate"},
    "protocol": "rest 1 s",
    "output": {"max_planes": 20, "max_layers": 2, "steps_per_clause": 4},
}
TEMPERATURE = 298.15


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compute(tmp_path_factory.mktemp("stacks"), "stacks", STUDY)


def saturation() -> float:
    """M of CoN without N by hand: moments times sites, and a superellipse of temperature (A/m)."""
    s = find_nitride("CoN")
    thermal = 1.0 - (TEMPERATURE / s["curie_temperature"]) ** s["shape_exponent"]
    return s["metal_site_density"] * s["metal_moment"] * thermal ** (1.0 / s["shape_exponent"])


def test_what_is_stored_is_what_simulate_gives(folder: Path):
    tree = open_study(folder)
    design = tree["design"].to_dataset()
    assert design.sizes["run"] == 8
    assert (design.status == 0).all()
    for run in (0, 3, 7):
        row = design.isel(run=run)
        stack = nmhts.Stack(str(row.layers.values), mixing="fcc-like")
        volts = float(row.voltage)
        alone = nmhts.simulate(
            stack,
            f"hold {volts} V for 100 s; hold {volts} V for 1e8 s",
            steps_per_clause=60,
            spacing="log",
        )
        assert int(row.n_steps) == alone.attrs["n_steps"]
        assert float(row.thickness) == pytest.approx(stack.thickness, rel=1e-12)
        planes, layers = alone.sizes["depth"], alone.sizes["layer"]
        seen = {
            name: tree[name].to_dataset().isel(run=run)
            for name in ("kinetics", "layers", "profiles")
        }
        for name in ("magnetization", "gate_voltage", "charge", "nitrogen_lost", "front_position"):
            np.testing.assert_array_equal(seen["kinetics"][name], alone[name].astype("f4"), name)
        for name in ("layer_magnetization", "layer_nitrogen"):
            stored = seen["layers"][name].values
            np.testing.assert_array_equal(stored[:, :layers], alone[name].astype("f4"), name)
            assert np.isnan(stored[:, layers:]).all()
        for name in ("nitrogen_occupancy", "plane_magnetization"):
            stored = seen["profiles"][name].values
            np.testing.assert_array_equal(stored[:, :planes], alone[name].astype("f4"), name)
            assert np.isnan(stored[:, planes:]).all()
        assert (seen["profiles"]["order"].values[:, :planes] == alone["order"].values).all()
        assert (seen["profiles"]["plane_layer"].values[:planes] == alone["plane_layer"]).all()
        np.testing.assert_array_equal(
            seen["profiles"]["depth"][:planes], alone["depth"].astype("f4")
        )
        for group in seen.values():
            np.testing.assert_array_equal(group["time"], alone["time"])
        thickness = seen["layers"]["layer_thickness"].values
        np.testing.assert_allclose(thickness[:layers], alone["layer_thickness"], rtol=1e-12)
        names = np.array(seen["layers"]["layer_material"].attrs["names"])
        found = names[seen["layers"]["layer_material"].values[:layers]]
        assert list(found) == list(alone["material"].values)


def test_levels_are_sums_of_saturated_layers(folder: Path):
    """By hand: the M of CoN without N by the share that 4 nm have of the stack,
    once and twice; the spacer has none.
    """
    data = stack_data(open_study(folder))
    assert list(data.good) == list(np.flatnonzero(data.shown))
    assert len(data.good) == 4
    for run in data.good:
        total = float(data.kinetics.spacer[run]) + 8e-9
        one = saturation() * 4e-9 / total / 1e3
        levels = data.levels(int(run))
        assert [level.layer for level in levels] == [2, 0], "the layer at the gate switches first"
        assert [level.magnetization for level in levels] == pytest.approx([one, 2 * one], rel=2e-3)
        M = data.kinetics.magnetization.values[run].astype(float) / 1e3
        time = data.kinetics.time.values[run]
        for level in levels:
            there = time[np.abs(M - level.magnetization) < 0.02 * one]
            assert there.size > 5
            assert (level.reached, level.left) == (there.min(), there.max())
            assert level.left > 2 * level.reached
        # Half of the layers that switch last is halfway between the levels, as recorded.
        late = int(np.searchsorted(time, levels[1].half))
        assert M[late - 1] < 1.5 * one + 0.02 * one
        assert M[late] > 1.5 * one - 0.02 * one
        assert M[-1] == pytest.approx(2 * one, rel=2e-3)
        # All N of the magnetic layers has gone, and none of the N of the spacer while the level
        # below is held.
        nitrogen = data.layers.layer_nitrogen.values[run]
        assert (nitrogen[-1, [0, 2]] < 0.02 * nitrogen[0, [0, 2]]).all()
        held = int(np.searchsorted(time, levels[0].reached))
        assert nitrogen[held, 1] > 0.9 * nitrogen[0, 1]


def test_the_page_shows_levels_kymographs_and_layers(folder: Path):
    text, figures = report_page(folder)
    page = Page(text)
    assert {key for key, _, _ in SECTIONS} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert {name.rsplit("-", 1)[0] for name in figures} == {"staircase", "kymograph", "layers"}
    assert len(figures) == 1 + 2 * 4
    assert "Two <and> more levels" in page.words
    assert "Levels of every stack" in page.words
    assert "not shown" not in page.words
    # Both interfaces and the mixing rules are among the sheets of the page.
    for sheet in ("abrupt", "oxidised", "fcc-like", "MnN", "propylene carbonate"):
        assert sheet in page.words, sheet
    assert "2, 3 nm" in page.words, "the axis in its unit"
    assert report_page(folder) == (text, figures)
    assert {p.name for p in write_report(folder)} >= {"report.html", "staircase.png"}


def test_the_table_says_when_levels_are_held(folder: Path):
    data = stack_data(open_study(folder))
    table = levels_table(data)
    assert len(table.rows) == 2 * len(data.good)
    assert {"spacer (nm)", "edge", "level (kA/m)"} <= set(table.head)
    first = table.rows[0]
    assert len(first) == len(table.head)
    assert "3 (CoN)" in first


def test_one_stack_that_does_nothing_has_a_page(tmp_path: Path):
    folder = compute(tmp_path, "lone", LONE)
    text, figures = report_page(folder)
    assert "M against time: not shown, no stack becomes magnetic." in Page(text).words
    assert {name.rsplit("-", 1)[0] for name in figures} == {"kymograph", "layers"}


@pytest.fixture(scope="module")
def sunk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thin Mn below thick CoN, with room for more layers."""
    study = LONE | {
        "stack": {"layers": "2 nm Mn / 6 nm CoN", "gate": "propylene carbonate"},
        "protocol": "hold {voltage} for 100 s; hold {voltage} for 1e6 s",
        "axes": {"voltage": ["-5 V", "-6 V"]},
        "output": {"max_planes": 40, "max_layers": 4, "steps_per_clause": 20, "spacing": "log"},
        "execution": {"max_failed_fraction": 1.0},
    }
    return compute(tmp_path_factory.mktemp("sunk"), "sunk", study)


def test_height_counts_from_the_bottom(sunk: Path):
    """Mn below that holds no N as grown, its border at 2 nm,
    its name beside it; M is that of the CoN on top.
    """
    data = stack_data(open_study(sunk))
    ax = kymographs(data)[0].figure.axes[0]
    mesh = next(c for c in ax.collections if isinstance(c, QuadMesh))
    rows, height = np.asarray(mesh.get_array())[:, 0], np.asarray(mesh.get_coordinates())[:, 0, 1]
    middle = 0.5 * (height[1:] + height[:-1])
    assert rows[middle < 1.0].max() < 0.5 < rows[middle > 3.0].min()
    assert [np.asarray(line.get_ydata())[0] for line in ax.lines] == pytest.approx([2.0])
    named = [
        text
        for a in kymographs(data)[0].figure.axes
        for text in a.texts
        if isinstance(text, Annotation)
    ]
    assert {t.get_text(): round(t.xy[1], 6) for t in named} == {"Mn": 1.0, "CoN": 5.0}
    lines = layers_over_time(data)[0].figure.axes[-1].lines
    assert [line.get_label() for line in lines] == ["1  2 nm Mn", "2  6 nm CoN"]
    none, cobalt = (np.asarray(line.get_ydata())[-1] for line in lines)
    assert cobalt > 100.0 > none


def test_a_failed_stack_is_counted_and_not_drawn(sunk: Path, tmp_path: Path):
    data = stack_data(open_study(sunk))
    status = data.kinetics.status.copy(data=[0, 2])
    failed = replace(data, kinetics=data.kinetics.assign_coords(status=status))
    assert failed.good.tolist() == [0]
    assert [picture.name for picture in kymographs(failed)] == ["kymograph-0"]
    tree = open_study(sunk)
    tree["kinetics"] = xr.DataTree(failed.kinetics)
    assert study_page(tree, StudyFiles(sunk), {})["failed"] == 1


def test_panels_hold_their_own_stacks(folder: Path):
    """A row for each voltage, in it one line for each interface;
    time counts from the start of the clause.
    """
    data = stack_data(open_study(folder))
    axes = [ax for ax in staircase(data).figure.axes if ax.lines]
    lines = [[line for line in ax.lines if line.get_color() != "0.8"] for ax in axes]
    assert [len(own) for own in lines] == [2] * 4
    ends = [np.asarray(line.get_xdata())[-1] for own in lines for line in own]
    assert ends == pytest.approx([100.0, 100.0, 1e8, 1e8] * 2, rel=1e-9)


def made(M: list[list[float]], thickness: list[float]) -> StackData:
    """A stack whose layers have an M [kA/m] over time, in a store with room for one more."""
    layer = np.pad(np.array(M).T * 1e3, ((0, 0), (0, 1)), constant_values=np.nan)
    size = np.array([*thickness, np.nan]) * 1e-9
    whole = np.nansum(layer * size, axis=1) / np.nansum(size)
    kinetics = xr.Dataset(
        {
            "magnetization": (("run", "step"), whole[None]),
            "time": (("run", "step"), np.arange(len(whole))[None] + 1.0),
            "n_layers": ("run", [len(thickness)]),
            "status": ("run", [0]),
        }
    )
    layers = xr.Dataset(
        {
            "layer_magnetization": (("run", "step", "layer"), layer[None]),
            "layer_thickness": (("run", "layer"), size[None]),
        }
    )
    names = np.array([["CoN"] * len(thickness) + [""]])
    return StackData({}, kinetics, layers, kinetics, names, None, None, np.array([True]), "", ())


def test_levels_by_hand():
    """Layers of 2, 1, 1 and 4 nm; the upper two switch at once, that at the gate leads; one of
    hardly any M adds no level; the last goes back in the end.
    """
    M = [
        [0.0, 0.0, 0.0, 90.0, 400.0, 10.0],
        [0.0, 2.0, 4.0, 4.0, 4.0, 4.0],
        [0.0, 400.0, 400.0, 400.0, 400.0, 400.0],
        [0.0, 300.0, 300.0, 300.0, 300.0, 300.0],
    ]
    levels = made(M, [2.0, 1.0, 1.0, 4.0]).levels(0)
    assert [(level.layer, level.half) for level in levels] == [(3, 2.0), (2, 2.0), (0, 5.0)]
    assert [level.magnetization for level in levels] == pytest.approx([150.0, 200.0, 300.0])
    assert np.isnan(levels[0].reached), "the layer below switched at once"
    assert (levels[1].reached, levels[1].left) == (2.0, 3.0), "203 is not 200"
    assert (levels[2].reached, levels[2].left) == (5.0, 5.0)


def test_a_metal_is_called_what_it_was_written_as(tmp_path: Path):
    """Its sheet is that of its nitride, whose numbers the page counts."""
    stack = LONE["stack"] | {"layers": "2 nm Mn / 3 nm FeN"}
    folder = compute(tmp_path, "seed", LONE | {"stack": stack})
    assert stack_data(open_study(folder)).names.tolist() == [["Mn", "FeN"]]
    assert "MnNnitride" in Page(report_page(folder)[0]).words.replace("\n", "")


def test_tables_and_files_for_other_programs(folder: Path, tmp_path: Path):
    csv = export_study(folder, "csv", tmp_path / "tables")
    assert {p.name for p in csv.iterdir()} == {
        "design.csv",
        "kinetics.csv",
        "layers.csv",
        "profiles.csv",
        "metadata.json",
    }
    about = json.loads((csv / "metadata.json").read_text(encoding="utf-8"))
    assert about["stacks"] == 8
    assert about["stack"] == STUDY["stack"]["layers"]
    assert {"CoN", "Co0.6Mn0.4N", "abrupt", "oxidised", "propylene carbonate"} == set(
        about["sheets"]
    )
    layers = pd.read_csv(csv / "layers.csv")
    # x is a number of this study, the same for all: no place within a stack.
    assert "x (1)" not in layers
    assert about["same_for_all_stacks"]["x (1)"] == 0.4
    # Eight stacks of three layers at 121 times, and no line for the layer there was room for.
    assert len(layers) == 8 * 121 * 3
    assert set(layers["layer_material"]) == {"CoN", "Co0.6Mn0.4N"}
    tree = open_study(folder)
    stored = tree["layers"].to_dataset().layer_nitrogen.values[:, :, :3].astype(float)
    np.testing.assert_allclose(layers["layer_nitrogen (1/m^2)"], stored.ravel(), rtol=1e-6)
    planes = tree["profiles"].to_dataset().n_planes.values
    assert len(pd.read_csv(csv / "profiles.csv", usecols=["stack"])) == 121 * planes.sum()
    path = export_study(folder, "netcdf", tmp_path / "stacks.nc")
    with xr.open_datatree(path, engine="h5netcdf") as theirs:
        assert set(theirs.children) == {"design", "kinetics", "layers", "profiles"}
        for name in ("layer_magnetization", "layer_thickness"):
            np.testing.assert_array_equal(theirs["layers"][name], tree["layers"][name])
