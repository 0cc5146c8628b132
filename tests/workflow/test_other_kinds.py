"""A kind of study in a folder of a user passes the whole workflow, with no edit elsewhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

KINDS = Path(__file__).parents[1] / "kinds"
STUDY = """kind: leak
title: toy
axes:
  resistance: [1 Mohm, 2 Mohm, 0.5 Mohm]
  voltage: [1 V, 2 V]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toy")
    (folder / "toy.yaml").write_text(STUDY, encoding="utf-8")
    for command in (
        ["plan", "toy.yaml", "--write"],
        ["run", "toy.yaml"],
        ["report", "toy"],
        ["verify", "toy"],
    ):
        done = nmhts(folder, *command)
        assert done.returncode == 0, done.stderr
    return folder


def nmhts(folder: Path, *arguments: str, kinds: str = str(KINDS)) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "nmhts.cli", *arguments],
        cwd=folder,
        env={**os.environ, "NMHTS_KINDS": kinds},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_store_holds_what_was_computed(folder: Path):
    tree = xr.open_datatree(folder / "results/toy/store.zarr", engine="zarr", consolidated=False)
    decay, design = tree["decay"].to_dataset(), tree["design"].to_dataset()
    there = design.status.values == 0
    assert there.sum() == 6
    constant = 1e-6 * design.resistance.values
    expected = design.voltage.values[:, None] * np.exp(-decay.time.values / constant[:, None])
    np.testing.assert_allclose(decay.remaining.values[there], expected[there], rtol=1e-12)


def test_page_and_tables(folder: Path):
    page = (folder / "results/toy/report.html").read_text(encoding="utf-8")
    assert "Voltage over time" in page
    assert (folder / "results/toy/figures/decay.png").stat().st_size > 1000
    assert nmhts(folder, "export", "toy", "--format", "csv", "--output", "out").returncode == 0
    said = json.loads((folder / "out/metadata.json").read_text(encoding="utf-8"))
    assert said["tables"]["decay.csv"]["lines"] == "one line per capacitor and time"
    lines = (folder / "out/decay.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "capacitor,resistance (ohm),voltage (V),time (s),constant (s),remaining (V)"
    assert len(lines) == 1 + 6 * 5
    # A folder of tables is replaced on request, and nothing else is.
    assert "--force" in nmhts(folder, "export", "toy", "--format", "csv", "--output", "out").stderr
    again = nmhts(folder, "export", "toy", "--format", "csv", "--output", "out", "--force")
    assert again.returncode == 0, again.stderr
    (folder / "other").mkdir()
    (folder / "other/mine.txt").write_text("mine", encoding="utf-8")
    refused = nmhts(folder, "export", "toy", "--format", "csv", "--output", "other", "--force")
    assert "is no folder of exported tables" in refused.stderr


def test_bad_input_names_key_value_and_the_nearest(folder: Path):
    wrong = STUDY.replace("resistance:", "resistence:").replace("1 V", "1 nm")
    (folder / "wrong.yaml").write_text(wrong, encoding="utf-8")
    said = nmhts(folder, "plan", "wrong.yaml").stderr
    assert "axes.resistence: neither an entry of 'capacitor' nor a name" in said
    assert "did you mean 'resistance'" in said
    assert "capacitor.resistance: missing (give it here or as an axis)" in said
    assert "'nm' is not a unit of voltage" in said


def test_without_its_folder_the_kind_is_not_there(folder: Path):
    said = nmhts(folder, "plan", "toy.yaml", kinds="").stderr
    assert "kind: unknown value 'leak'" in said
    gone = nmhts(folder, "plan", "toy.yaml", kinds=str(folder / "nowhere")).stderr
    assert "NMHTS_KINDS: no such folder" in gone
