"""The recipes of the README,
run as they stand against a small study of the same shape as the default one.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import numpy as np
import pytest
from project import REPOSITORY, Project

from nmhts.kinds.film_kinetics.data import study_data
from nmhts.kinds.film_kinetics.rate import rate_laws

STUDY = {
    "kind": "film_kinetics",
    "title": "as the default study, smaller",
    "protocol": "hold {voltage} for 10 s; rest 1 s; hold +6 V for 10 s",
    "film": {"gate": "propylene carbonate"},
    "axes": {
        "material": ["CoN", "FeN", {"formula": "Co1-xMnxN", "x": [0.1]}],
        "thickness": ["3 nm", "5 nm"],
        "voltage": ["0 V", {"start": "-0.5 V", "stop": "-4 V", "num": 8}],
    },
    "numerics": {"rtol": 1e-2},
    "output": {"steps_per_clause": 80, "snapshots_per_clause": 2, "max_planes": 24},
}


def recipes(language: str) -> list[str]:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    section = re.search(r"^## Recipes\n(.*?)^## ", text, flags=re.MULTILINE | re.DOTALL)
    assert section is not None
    return re.findall(rf"^```{language}\n(.*?)^```", section[1], flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp("readme"), STUDY, "nitride_switching")
    made.nmhts("run", "config/nitride_switching.yaml")
    return made


def test_blocks_of_python_run_one_after_the_other(
    project: Project, monkeypatch: pytest.MonkeyPatch
):
    import matplotlib

    matplotlib.use("Agg")
    monkeypatch.chdir(project.root)
    blocks = recipes("python")
    assert len(blocks) == 8
    names: dict = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
    assert names["table"].shape == (2, 9)
    assert names["M"].attrs["units"] == "kA/m"
    assert 500 < names["table"].to_numpy().max() < 900
    onset = names["onset"]
    assert onset.dims == ("material", "thickness")
    assert ((onset > -4) & (onset < -0.5)).all()
    assert (names["ratio"] > 1).all()
    # alpha z zeta S e / (k_B T ln 10) is 15 decades a volt at S = 1; thin films are soon limited by
    # the cell.
    slope = names["decades_per_volt"]
    assert slope.sizes == {"material": 2, "thickness": 2}
    assert ((slope > 0) & (slope < 15.8)).all()
    laws = rate_laws(study_data(names["study"]))
    for material in slope.material.values:
        for thickness in slope.thickness.values:
            (law,) = (w for w in laws if (w.material, w.thickness) == (material, thickness))
            assert float(slope.sel(material=material, thickness=thickness)) == pytest.approx(
                law.slope, rel=1e-6
            )
    assert names["curves"].sizes == {"sweep": 4, "point": 100}
    assert np.isfinite(names["neutrons"].nuclear_scattering_length_density).all()
    assert names["levels"].sizes == {"time": 61, "layer": 3}
    assert 0 < names["written"][0] < names["written"][-1]
    names["plt"].close("all")


def test_lines_of_the_shell_run(project: Project):
    (block,) = recipes("bash")
    for line in block.splitlines():
        program, *arguments = shlex.split(line)
        assert program == "nmhts"
        project.nmhts(*arguments)
    assert (project.results / "nitride_switching.nc").is_file()
    assert Path(project.root / "tables/kinetics.csv").is_file()
