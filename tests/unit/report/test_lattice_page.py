"""A study of films by kinetic Monte Carlo from its file to its page, without Snakemake.

The stored results are those of the public functions for the same film and seed.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from matplotlib.figure import Figure
from test_page import Page

import nmhts
from conftest import compute
from nmhts.cli import main
from nmhts.kinds.lattice.columns import _cuts
from nmhts.kinds.lattice.data import lattice_data
from nmhts.kinds.lattice.deviations import deviation, front_speed
from nmhts.kinds.lattice.figures import box_speeds, other_speed
from nmhts.kinds.lattice.page import SECTIONS
from nmhts.report.page import report_page, write_report
from nmhts.simulation.lattice import fidelities
from nmhts.simulation.lattice.simulate import simulate_lattice
from nmhts.study.export import export_study
from nmhts.study.open import open_study
from nmhts.validation.bench import Bench
from nmhts.validation.lattice import exposure

NM = "4 nm"
PROTOCOL = "hold {voltage} for {write}"
STUDY = {
    "kind": "lattice",
    "title": "Atoms <and> planes",
    "film": {"thickness": NM, "material": "Co3O4"},
    "protocol": PROTOCOL,
    "lattice": {"size": [12, 14], "seeds": [1, 4, 6]},
    "axes": {"voltage": ["-6 V"], "grain_size": ["0 nm", "1 nm"]},
    "output": {
        "steps_per_clause": 30,
        "max_planes": 20,
        "max_side": 16,
        "runs_per_shard": 4,
        "sites": True,
    },
}
OTHERS = ("planes", "front")


def written() -> str:
    """A time in which the front passes the film, for any numbers of the sheets."""
    text = exposure(Bench().film("Co3O4", NM), "-6 V")
    return f"{2.0 * float(text.split()[-2]):.4g} s"


def study(**changes) -> dict:
    axes = {**STUDY["axes"], "write": [written()], **changes.pop("axes", {})}
    return {**STUDY, "axes": axes, **changes}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compute(tmp_path_factory.mktemp("lattice"), "lattice", study())


@pytest.fixture(scope="module")
def tree(folder: Path) -> xr.DataTree:
    return open_study(folder)


def one_run(tree: xr.DataTree, group: str, **where: float) -> xr.Dataset:
    data = tree[group].to_dataset().load()
    keep = np.ones(data.sizes["run"], dtype=bool)
    for name, value in where.items():
        keep &= np.isclose(data[name].values, value, rtol=1e-9, atol=0.0)
    (run,) = np.flatnonzero(keep)
    return data.isel(run=run)


@pytest.mark.parametrize(("seed", "grains"), [(4, None), (6, "1 nm")])
def test_stored_numbers_are_those_of_the_same_film_and_seed(tree, seed: int, grains: str | None):
    film = nmhts.Film("Co3O4", NM)
    run = simulate_lattice(
        film,
        f"hold -6 V for {written()}",
        size=(12, 14),
        seed=seed,
        grain_size=grains,
        steps_per_clause=30,
        spacing="linear",
    )
    where = {"seed": seed, "grain_size": 1e-9 if grains else 0.0}
    stored = one_run(tree, "kinetics", **where)
    for name in ("magnetization", "front_position", "charge", "front_roughness",
        "front_correlation_length", "hops", "stern_drop"):  # fmt: skip
        np.testing.assert_array_equal(stored[name], run[name].astype(np.float32), err_msg=name)
    assert stored.hops[-1] > 100
    n = run.sizes["depth"]
    profiles = one_run(tree, "profiles", **where)
    np.testing.assert_array_equal(
        profiles.nitrogen_occupancy[:, :n], run["nitrogen_occupancy"].astype(np.float32)
    )
    assert np.isnan(profiles.nitrogen_occupancy[:, n:]).all()
    columns = one_run(tree, "columns", **where)
    np.testing.assert_array_equal(
        columns.column_front[:, :12, :14], run["column_front"].astype(np.float32)
    )
    assert np.isnan(columns.column_front[:, 12:]).all()
    assert (columns.grain[:12, :14] >= 0).all()
    assert (columns.grain[12:] == -1).all()
    assert int(columns.grain.max()) == (0 if grains is None else round(12 * 14 / 4**2) - 1)
    sites = one_run(tree, "sites", **where).site_occupancy
    np.testing.assert_array_equal(sites[:12, :14, :n], run["site_occupancy"])


@pytest.mark.parametrize("fidelity", OTHERS)
def test_what_is_compared_is_the_very_same_film(tree, fidelity: str):
    run = nmhts.simulate(
        nmhts.Film("Co3O4", NM),
        f"hold -6 V for {written()}",
        fidelity=fidelity,
        steps_per_clause=30,
        spacing="linear",
    )
    kinetics = tree["kinetics"].to_dataset().load()
    assert (kinetics[f"status_{fidelity}"] == 0).all()
    for name in ("magnetization", "ferromagnetic_thickness", "front_position"):
        for stored in kinetics[f"{name}_{fidelity}"].values:
            np.testing.assert_array_equal(stored, run[name].values.astype(np.float32), err_msg=name)


def test_no_nitrogen_is_made_or_lost_by_any_fidelity(tree):
    kinetics = tree["kinetics"].to_dataset().load().astype(float)
    outside = kinetics.nitrogen_reservoir + kinetics.nitrogen_lost
    begin = kinetics.nitrogen_in_film.isel(step=0)
    np.testing.assert_allclose(
        kinetics.nitrogen_in_film + outside, begin.expand_dims(step=31, axis=1), rtol=1e-6
    )
    assert float((kinetics.nitrogen_in_film.isel(step=-1) / begin).max()) < 0.5
    for fidelity in OTHERS:
        film = kinetics[f"nitrogen_in_film_{fidelity}"]
        # The boxes hold their vacancies in whole atoms.
        np.testing.assert_allclose(film.isel(step=0), begin, rtol=1e-2)


def test_the_mean_front_is_as_fast_as_that_of_the_plane_model(tree):
    """Within 10 %, the bar of the lattice model, and the scatter of three seeds.

    Fast boundaries are no part of the plane model.
    """
    data = lattice_data(tree)
    (even,) = [g for g in data.groups if "no grains" in g.title]
    speeds, planes = box_speeds(data, even), other_speed(data, even, "planes")
    assert len(speeds) == 3
    scatter = 3.0 * speeds.std(ddof=1) / np.sqrt(3)
    assert speeds.std(ddof=1) > 0.0
    assert abs(speeds.mean() - planes) < 0.1 * planes + scatter


def test_the_page_shows_fidelities_and_fronts(folder: Path):
    text, figures = report_page(folder)
    page = Page(text)
    assert {key for key, _, _ in SECTIONS} <= set(page.ids)
    assert set(figures) == {"fidelity_M", "fidelity_front", "fidelity_roughness", "columns"}
    for words in (
        "Atoms <and> planes",
        "plane model",
        "front model",
        "Deviations between fidelities",
        "grains of 1 nm",
    ):
        assert words in page.words
    assert "not shown" not in page.words
    assert report_page(folder) == (text, figures)
    assert {p.name for p in write_report(folder)} >= {"report.html", "columns.png"}


def test_a_row_depends_on_nothing_but_itself(folder: Path, tmp_path: Path):
    """Other shards, other batches, other rows beside it: a thicker film and a larger box."""
    other = study(
        axes={"box_side": [12, 15], "thickness": ["4 nm", "4.5 nm"]},
        film={"material": "Co3O4"},
        lattice={"seeds": [4]},
        execution={"runs_per_batch": 1},
    )
    together = open_study(compute(tmp_path, "a", {**other, "execution": {}}))
    alone = open_study(compute(tmp_path, "b", other))
    for group in together.children:
        assert together[group].to_dataset().load().identical(alone[group].to_dataset().load()), (
            group
        )
    single = study(
        lattice={"size": [15, 15], "seeds": [4]}, film={"material": "Co3O4", "thickness": "4.5 nm"}
    )
    single["axes"] = {**single["axes"], "grain_size": ["1 nm"]}
    lonely = open_study(compute(tmp_path, "c", single))
    where = {"thickness": 4.5e-9, "box_side": 15, "grain_size": 1e-9}
    for group in ("kinetics", "columns", "sites", "profiles"):
        one = one_run(together, group, **where)
        only = lonely[group].to_dataset().load().isel(run=0)
        for name, values in only.data_vars.items():
            np.testing.assert_array_equal(one[name], values, err_msg=str(name))
    assert int(one_run(together, "design", **where).run_id) == int(lonely["design"].run_id[0])


def test_too_many_hops_give_up_one_box_only(tmp_path: Path):
    free = study(
        axes={"box_side": [6, 14], "grain_size": ["0 nm"]},
        lattice={"seeds": [1]},
        execution={"max_failed_fraction": 1.0},
    )
    all_of = open_study(compute(tmp_path, "free", free))
    events = all_of["design"].n_steps.values
    limit = int(events[0] * 1.5)
    assert events[0] < limit < events[1]
    bounded = {**free, "lattice": {"seeds": [1], "max_hops": limit}}
    tree = open_study(compute(tmp_path, "bounded", bounded))
    kinetics = tree["kinetics"].to_dataset().load()
    assert kinetics.status.values.tolist() == [0, 3]
    assert "too_many_hops" in tree["design"].status.attrs["flag_meanings"].split()
    whole = all_of["kinetics"].to_dataset().load()
    for name in ("magnetization", "front_position", "hops", "front_roughness"):
        np.testing.assert_array_equal(kinetics[name][0], whole[name][0])
        assert np.isnan(kinetics[name][1, -1])
    # Earlier results are kept, and so are those of the other fidelities.
    assert np.isfinite(kinetics.magnetization[1, 0])
    np.testing.assert_array_equal(kinetics.magnetization_planes, whole.magnetization_planes)
    assert (tree["sites"].site_occupancy.values[1] == -1).all()


def test_a_crash_takes_no_other_box_down(folder: Path, tmp_path: Path, monkeypatch):
    simulate = fidelities.simulate_boxes

    def fragile(points, boxes, *args, **names):
        if any(box.seed == 4 and box.grain_size for box in boxes):
            raise ZeroDivisionError("one box is broken")
        return simulate(points, boxes, *args, **names)

    monkeypatch.setattr(fidelities, "simulate_boxes", fragile)
    broken = compute(tmp_path, "lattice", study(execution={"max_failed_fraction": 1.0}))
    found, whole = (open_study(f)["kinetics"].to_dataset().load() for f in (broken, folder))
    bad = (found.seed == 4) & (found.grain_size > 0)
    assert found.status.values.tolist() == np.where(bad, 6, 0).tolist()
    assert (found.status_planes.values == np.where(bad, 6, 0)).all()
    for name, values in found.data_vars.items():
        np.testing.assert_array_equal(values[~bad], whole[name][~bad], err_msg=str(name))
        if values.dtype.kind == "f":
            assert np.isnan(values[bad]).all(), name
    text, _ = report_page(broken)
    assert "2 of 3" in Page(text).words


def test_export(folder: Path, tmp_path: Path):
    nc = export_study(folder, "netcdf", tmp_path / "out.nc")
    with xr.open_dataset(nc, group="columns", engine="h5netcdf") as columns:
        np.testing.assert_array_equal(
            columns.column_front, open_study(folder)["columns"].column_front
        )
    assert main(["--results", str(folder.parent), "export", str(folder), "--format", "csv",
        "--output", str(tmp_path / "csv")]) == 0  # fmt: skip
    lines = (tmp_path / "csv" / "columns.csv").read_text(encoding="utf-8").splitlines()
    # Six boxes, 31 times, 12 by 14 columns: nothing outside the boxes.
    assert len(lines) == 1 + 6 * 31 * 12 * 14
    assert "column_front (m)" in lines[0]
    sites = (tmp_path / "csv" / "sites.csv").read_text(encoding="utf-8").splitlines()
    n = round(4e-9 / nmhts.Film("Co3O4", NM).material["plane_spacing"])
    assert len(sites) == 1 + 6 * 12 * 14 * n


def test_deviation_and_speed_by_hand():
    t = np.linspace(0.0, 10.0, 101)
    # 2 nm/s up to 10 nm, back at once; outside of 20 to 80 % it crawls.
    z = np.interp(t, [0, 2, 5, 8, 10], [0, 2e-9, 8e-9, 8.2e-9, 3e-9])
    assert front_speed(t, z, 10e-9) == pytest.approx(2e-9, rel=1e-9)
    assert np.isnan(front_speed(t, np.full(101, np.nan), 10e-9))
    found = deviation(np.array([1.0, 2.0, np.nan, 4.0]), np.array([1.0, 3.0, 9.0, np.nan]), 4.0)
    assert found == (pytest.approx(0.25), pytest.approx(0.125))


def test_labels_of_cuts_lie_apart():
    """A slow film of 4 nm: the records nearest to the
    four heights are a quarter of a plane apart.
    """
    heights = np.full((4, 6, 6), 1.0) + 0.06 * np.arange(4)[:, None, None]
    ax = Figure().subplots()
    _cuts(ax, heights, np.zeros((6, 6), int), 0.25, np.array([0.8, 0.9, 0.95, 1.0]), "s", 1.5)
    at = [text.get_position()[1] for text in ax.texts]
    assert len(at) >= 2
    assert np.diff(at).min() >= 0.07 * 1.5 - 1e-9
    assert at[0] == pytest.approx(1.0)
