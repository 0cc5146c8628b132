"""A map of phases with real equilibria, through child processes.

Alone and in batches they are the same to the last bit.
"""

from __future__ import annotations

import copy
import time
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from project import Project, group

from harmful_database import HARMFUL
from nmhts.simulation.phases.equilibria import PhasePoint, equilibrium_batch
from nmhts.simulation.phases.status import VALUES_KEPT
from nmhts.study.kinds import kind_named
from nmhts.study.plan import load_plan

MAP = {
    "kind": "phase_map",
    "system": "Co-Mn-N",
    "axes": {
        "material": {"formula": "Co1-xMnxN", "x": [0, 0.3, 1]},
        "temperature": ["300 K", "700 K"],
        "nitrogen": [0, 0.1, 0.25, 0.6],
    },
    "output": {"runs_per_shard": 12},
    "execution": {"runs_per_batch": 5, "isolation": "processes"},
}
OPEN = {
    "kind": "phase_map",
    "system": "Co-Fe-Mn-N",
    "conditions": {"atmosphere": "vented", "frozen_metals": True, "material": "Co0.5Fe0.3Mn0.2N"},
    "axes": {"temperature": ["500 K"], "nitrogen_pressure": ["1e-6 bar", "1 bar", "1e4 bar"]},
}


@pytest.fixture(scope="module", params=[MAP, OPEN], ids=["sealed", "open"])
def computed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("equilibria") / "project", request.param)
    project.nmhts("run", "config/small.yaml")
    return project


def test_a_point_is_the_same_alone_and_in_a_study(computed: Project):
    plan = load_plan(computed.root / "results", "small")
    points = [p for spec in plan.specs() for p in kind_named("phase_map").read_points(spec)]
    phases = group(computed, "phases")
    assert phases.sizes["run"] == len(points)
    for run, point in enumerate(points):
        alone = equilibrium_batch([point])
        for name, variable in phases.data_vars.items():
            stored = variable.values[run]
            wanted = alone[str(name)][0][tuple(slice(0, n) for n in stored.shape)]
            np.testing.assert_array_equal(stored, wanted.astype(stored.dtype), err_msg=str(name))


def test_what_is_stored_adds_up(computed: Project):
    phases = group(computed, "phases")
    good = np.isin(phases.status.values, VALUES_KEPT)
    assert good.all()
    there = phases.phase.values >= 0
    assert np.nansum(phases.phase_amount.values, axis=1) == pytest.approx(1.0, abs=1e-6)
    assert (np.isnan(phases.phase_amount.values) == ~there).all()
    volume = sum(
        phases[f"{kind}magnetic_fraction"].values for kind in ("ferro", "antiferro", "para")
    )
    assert volume == pytest.approx(1.0, abs=1e-6)
    height = phases.driving_force.values
    assert (height[np.isfinite(height)] >= -1e-6).all()
    if "nitrogen" in phases.coords:
        atoms, share = phases.phase_amount.values, phases.nitrogen_content.values
        metal = atoms / (1.0 + share)
        found = np.nansum(metal * share, axis=1) / np.nansum(metal, axis=1)
        assert found == pytest.approx(phases.nitrogen.values, abs=1e-5)


def test_report_and_export_take_it(computed: Project):
    computed.nmhts("report", "small")
    assert "parameters." in (computed.results / "report.html").read_text(encoding="utf-8")
    computed.nmhts("verify", "small")
    computed.nmhts("export", "small", "--format", "csv")


def test_an_unknown_database_is_named(tmp_path: Path):
    study = copy.deepcopy(MAP)
    study["database"] = "nowhere"
    project = Project(tmp_path / "project", study)
    done = project.nmhts("plan", "config/small.yaml", check=False)
    assert done.returncode == 1
    assert "database: " in done.stderr
    assert "'nowhere'" in done.stderr


def test_a_point_over_its_time_limit_is_coded_and_healed_by_a_higher_one(tmp_path: Path):
    study = {
        "kind": "phase_map",
        "system": "Co-Fe-N",
        "database": "harmful.tdb",
        "conditions": {"material": "Co0.5Fe0.5N", "nitrogen": 0.1},
        "axes": {"temperature": ["700 K", "10 K", "800 K"]},
        "execution": {"max_failed_fraction": 0.5},
    }
    path = tmp_path / "harmful.tdb"
    path.write_text(HARMFUL, encoding="utf-8")
    endless = PhasePoint(str(path), (), {"Co": 0.5, "Fe": 0.5}, 10.0, nitrogen_to_metal=0.1)
    equilibrium_batch([endless])
    taken = []
    for _ in range(3):
        begin = time.thread_time()
        equilibrium_batch([endless])
        taken.append(time.thread_time() - begin)
    # Between the time of this point on this machine, whatever else runs, and a fifth of it, the
    # time of the others.
    little = 0.45 * min(taken)
    projects = {}
    for name, limit in (("free", 600), ("short", little)):
        projects[name] = project = Project(tmp_path / name, copy.deepcopy(study))
        (project.study_file.parent / "harmful.tdb").write_text(HARMFUL, encoding="utf-8")
        study["execution"]["max_seconds_per_run"] = limit
        project.write_study(study)
        project.nmhts("run", "config/small.yaml")
    short, free = projects["short"], projects["free"]
    said = short.nmhts("status", "small").stdout
    assert "1 points time_limit: The point took more than execution.max_seconds_per_run" in said
    study["execution"]["max_seconds_per_run"] = 600
    short.write_study(study)
    short.nmhts("repair", "--failed", "config/small.yaml")
    assert group(short, "phases").status.values.tolist() == [0, 2, 0]
    assert short.store_digests() == free.store_digests()


REFUSED = """\
ELEMENT VA VACUUM 0 0 0 !
ELEMENT CO HCP_A3 58.9332 4765.567 30.04 !
ELEMENT FE BCC_A2 55.845 4489 27.28 !
ELEMENT N 1/2_MOLE_N2(G) 14.0067 4335 95.751 !
TYPE_DEFINITION O GES A_P_D ORD DIS_PART SOL !
PHASE SOL % 2 1 1 !
CONSTITUENT SOL : CO,FE : N,VA : !
PARAMETER G(SOL,CO:VA;0) 298.15 0; 6000 N !
PARAMETER G(SOL,FE:VA;0) 298.15 0; 6000 N !
PHASE ORD %O 3 .5 .5 1 !
CONSTITUENT ORD : CO : FE : N,VA : !
PARAMETER G(ORD,CO:FE:VA;0) 298.15 -10000; 6000 N !
"""


def test_phases_left_out_are_named_in_the_store_the_tables_and_on_the_page(tmp_path: Path):
    study = {
        "kind": "phase_map",
        "system": "Co-Fe-N",
        "database": "refused.tdb",
        "conditions": {"nitrogen": 0.1},
        "axes": {"material": ["CoN", "Co0.5Fe0.5N"], "temperature": ["700 K"]},
    }
    project = Project(tmp_path / "project", study)
    (project.study_file.parent / "refused.tdb").write_text(REFUSED, encoding="utf-8")
    project.nmhts("run", "config/small.yaml")
    # Co alone makes no phase that needs Fe.
    assert group(project, "phases").status.values.tolist() == [0, 4]
    reason = "ORD: an order-disorder contribution (DIS_PART) with SOL is not supported (line 5)"
    tree = xr.open_datatree(project.results / "store.zarr", engine="zarr")
    assert tree.attrs["left_out"] == [reason]
    assert "1 points phases_left_out" in project.nmhts("status", "small").stdout
    project.nmhts("report", "small")
    page = (project.results / "report.html").read_text(encoding="utf-8")
    assert f"left out, because it cannot be computed: {reason}" in page
    project.nmhts("export", "small", "--format", "csv", "--output", str(tmp_path / "tables"))
    assert reason in (tmp_path / "tables" / "metadata.json").read_text(encoding="utf-8")
    # A user who knows that the phase does not form suspends it.
    study["suspended"] = ["ORD"]
    project = Project(tmp_path / "known", study)
    (project.study_file.parent / "refused.tdb").write_text(REFUSED, encoding="utf-8")
    project.nmhts("run", "config/small.yaml")
    assert group(project, "phases").status.values.tolist() == [0, 0]
    study["phases"] = ["ORD"]
    project.write_study(study)
    said = project.nmhts("plan", "config/small.yaml", check=False).stderr
    assert "phases: phase ORD: an order-disorder contribution" in said
