"""Studies that are computed once for the tests of the report."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from nmhts.cli import main

# All that the page can show: compounds, two binary systems, thicknesses, voltages, loops, and films
# that fail.
EVERYTHING = {
    "kind": "film_kinetics",
    "title": "Everything <at once>",
    "protocol": "hold {voltage} for 10 s; rest 2 s; hold +5 V for 5 s",
    "axes": {
        "material": ["CoN", "FeN", "Co0.8Mn0.2N", "Co0.7Mn0.3N", "Co0.5Fe0.5N"],
        "thickness": ["2 nm", "3 nm"],
        "voltage": ["0 V", "-1 V", "-2 V", "-3 V", "-4 V"],
    },
    "numerics": {"rtol": 1e-2, "max_steps": 1200},
    "execution": {"max_failed_fraction": 1.0},
    "output": {
        "steps_per_clause": 8,
        "snapshots_per_clause": 4,
        "max_planes": 16,
        "runs_per_shard": 64,
    },
}

ONE_FILM = {
    "kind": "film_kinetics",
    # Between two dollar signs a figure would read a formula; this one has no end.
    "title": "Loss of N, $x_{$ against V",
    "film": {"material": "CoN", "thickness": "2 nm"},
    "protocol": "hold -4 V for 5 s; rest 2 s",
    "output": {"steps_per_clause": 6, "snapshots_per_clause": 3, "max_planes": 16},
}


def compute(folder: Path, name: str, study: dict) -> Path:
    """Compute a study and return its folder below the results."""
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(study, sort_keys=False), encoding="utf-8")
    results = folder / "results"
    assert main(["--results", str(results), "run", str(path), "--threads", "2"]) == 0
    return results / name


@pytest.fixture(scope="session")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a study with all kinds of figures; tests must not change it."""
    return compute(tmp_path_factory.mktemp("report"), "everything", EVERYTHING)


@pytest.fixture(scope="session")
def one_film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a study of one film; tests must not change it."""
    return compute(tmp_path_factory.mktemp("one"), "one", ONE_FILM)
