"""A study of floating films from its file to its page, without Snakemake.

The stored results are those of the public function, and the page shows them.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from test_page import Page

import nmhts
from conftest import compute
from nmhts.kinds.wireless import kind as wireless_kind
from nmhts.kinds.wireless.data import run_of, said, wireless_data
from nmhts.kinds.wireless.figures import pictures
from nmhts.kinds.wireless.page import SECTIONS
from nmhts.report.page import report_page, write_report
from nmhts.simulation.wireless.runs import simulate_floating
from nmhts.study.export import export_study
from nmhts.study.files import StudyFiles
from nmhts.study.inputs import is_current
from nmhts.study.open import open_study

KI = "propylene carbonate with KI"
STUDY = {
    "kind": "wireless",
    "title": "Floating <films>",
    "film": {"thickness": "5 nm", "gate": KI},
    "protocol": "hold {drive} for 1 min; rest 1 min",
    "cell": {
        "cell_width": "20 mm",
        "cell_height": "10 mm",
        "film_length": "8 mm",
        "film_y": "5 mm",
    },
    "axes": {
        "layout": ["flushed", "stagnant"],
        "drive": ["10 V", "-10 V"],
        "film_x": ["9 mm", "11 mm"],
        "film_tilt": ["0 deg", "180 deg"],
    },
    "output": {"positions": 12, "steps_per_clause": 6, "max_planes": 24, "runs_per_shard": 6},
}

# Plates in the liquid, bare metal, a law that bends; in a polygon.
ODD = {
    "kind": "wireless",
    "film": {"material": "Co0.9Mn0.1N", "thickness": "4 nm", "gate": KI, "temperature": "290 K"},
    "protocol": "hold 12 V for 20 s; rest 10 s",
    "cell": {
        "outline": [["0 mm", "0 mm"], ["22 mm", "0 mm"], ["20 mm", "11 mm"], ["0 mm", "10 mm"]],
        "electrodes": [
            {"start": ["2 mm", "2 mm"], "end": ["2 mm", "8 mm"], "resistance": "1e-3 ohm*m^2"},
            {"start": ["18 mm", "2 mm"], "end": ["18 mm", "7 mm"], "thickness": "1 mm"},
        ],
        "film_length": "6 mm",
        "film_x": "10 mm",
        "film_y": "5 mm",
        "exchange_current_density": "0.05 uA/cm^2",
        "substrate_thickness": "1 mm",
        "back": "conductor",
        "layout": "stagnant",
    },
    "axes": {"film_tilt": ["35 deg"], "conductivity": ["0.2 mS/cm", "1 mS/cm"]},
    "output": {"positions": 10, "steps_per_clause": 5, "max_planes": 20},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compute(tmp_path_factory.mktemp("wireless"), "wireless", STUDY)


@pytest.fixture(scope="module")
def groups(folder: Path) -> dict[str, xr.Dataset]:
    tree = open_study(folder)
    return {name: tree[name].to_dataset().load() for name in ("drive", "along", "final")}


def pick(data: xr.Dataset, **values) -> xr.Dataset:
    here = np.ones(data.sizes["run"], bool)
    for name, value in values.items():
        column = data[name].values
        here &= column == value if isinstance(value, str) else np.isclose(column, value)
    (run,) = np.flatnonzero(here)
    return data.isel(run=run)


def check(stored: dict[str, xr.Dataset], run: xr.Dataset, **which) -> None:
    """Compare a row with a run of the public function, to the last digit that is stored."""
    seen = {name: pick(data, **which) for name, data in stored.items()}
    for name in ("driving_voltage", "net_magnetization", "film_potential"):
        np.testing.assert_array_equal(
            seen["drive"][name], run[name].values.astype(np.float32), err_msg=name
        )
    along = [
        "interface_voltage",
        "magnetization",
        "nitrogen_extracted",
        "current_density",
        "counter_current_density",
    ]
    along += ["bare_current_density"] if run.sizes["bare"] else []
    for name in along:
        np.testing.assert_array_equal(
            seen["along"][name], run[name].values.astype(np.float32), err_msg=name
        )
    np.testing.assert_array_equal(seen["along"].position, run.position.values.astype(np.float32))
    np.testing.assert_array_equal(seen["drive"].time, run.time.values)
    n = int(seen["final"].n_planes)
    last = run.nitrogen_occupancy.values[-1].astype(np.float32)
    np.testing.assert_array_equal(seen["final"].nitrogen_occupancy.values[:, :n], last)
    assert np.isnan(seen["final"].nitrogen_occupancy.values[:, n:]).all()
    for name in ("feedback", "disagreement", "wagner_number"):
        assert float(seen["drive"][name]) == np.float32(run.attrs[name])
    assert float(seen["drive"]["conductivity"]) == run.attrs["conductivity"]


def test_stored_numbers_are_those_of_the_public_function(groups: dict[str, xr.Dataset]):
    film = nmhts.Film("CoN", "5 nm", gate=KI)
    for layout, volts, x in (("flushed", 10, 9), ("stagnant", -10, 11)):
        cell = nmhts.WirelessCell("8 mm", (f"{x} mm", "5 mm"), ("20 mm", "10 mm"), layout=layout)
        run = nmhts.simulate_wireless(
            film, cell, f"hold {volts} V for 1 min; rest 1 min", positions=12, steps_per_clause=6
        )
        check(groups, run, layout=layout, drive=volts, film_x=x * 1e-3, film_tilt=0.0)
        # The test is not trivial: something happened.
        assert float(run.magnetization.max()) > 1e5


def test_cells_of_every_form_are_those_of_the_public_function(tmp_path: Path):
    tree = open_study(compute(tmp_path, "odd", ODD))
    stored = {name: tree[name].to_dataset().load() for name in ("drive", "along", "final")}
    film = nmhts.Film("Co0.9Mn0.1N", "4 nm", gate=KI, temperature="290 K")
    asked = ODD["cell"]
    plates = [nmhts.Electrode(**plate) for plate in asked["electrodes"]]
    cell = nmhts.WirelessCell(
        "6 mm",
        ("10 mm", "5 mm"),
        outline=asked["outline"],
        electrodes=plates,
        film_tilt="35 deg",
        substrate_thickness="1 mm",
        back="conductor",
        conductivity="1 mS/cm",
        exchange_current_density="0.05 uA/cm^2",
        layout="stagnant",
    )
    run = nmhts.simulate_wireless(film, cell, ODD["protocol"], positions=10, steps_per_clause=5)
    check(stored, run, conductivity=0.1)
    # The picture needs the stored variables only.
    data = wireless_data(tree)
    seen, same = run_of(
        data, int(np.flatnonzero(np.isclose(data.table.conductivity.values, 0.1))[0])
    )
    assert repr(same) == repr(cell)
    x, y = np.array([5e-3, 15e-3, 10e-3]), np.array([5e-3, 9e-3, 1e-3])
    np.testing.assert_allclose(
        nmhts.electrolyte_potential(seen, x, y), nmhts.electrolyte_potential(run, x, y), rtol=1e-5
    )  # fmt: skip


def test_no_net_charge(groups: dict[str, xr.Dataset]):
    drive = groups["drive"]
    assert (drive.status == 0).all()
    assert float(drive.charge_imbalance.max()) < 1e-9
    # The balance is not trivial: a current flows.
    assert float(drive.film_current.isel(step=6).min()) > 0


def test_cell_turned_by_half_a_turn(groups: dict[str, xr.Dataset]):
    """Cell and film turned by 180 degrees about the
    middle are the same film, tilted by 180 degrees.

    The plates are exchanged, so the voltage is reversed.
    """
    along = groups["along"]
    for layout in ("flushed", "stagnant"):
        one = pick(along, layout=layout, drive=10.0, film_x=9e-3, film_tilt=0.0)
        two = pick(along, layout=layout, drive=-10.0, film_x=11e-3, film_tilt=np.pi)
        np.testing.assert_allclose(
            two.interface_voltage, one.interface_voltage, rtol=1e-3, atol=2e-3
        )
        np.testing.assert_allclose(two.magnetization, one.magnetization, rtol=1e-2, atol=2e3)
        assert float(one.magnetization.max()) > 1e5


def test_mirrored_film_has_the_mirrored_profile(groups: dict[str, xr.Dataset]):
    """Left and right exchanged: the position mirrored,
    the voltage reversed, the profile backward.
    """
    along = groups["along"]
    for layout in ("flushed", "stagnant"):
        one = pick(along, layout=layout, drive=10.0, film_x=9e-3, film_tilt=0.0)
        two = pick(along, layout=layout, drive=-10.0, film_x=11e-3, film_tilt=0.0)
        np.testing.assert_allclose(
            two.interface_voltage.values[:, ::-1], one.interface_voltage, rtol=1e-3, atol=2e-3
        )
        np.testing.assert_allclose(
            two.magnetization.values[:, ::-1], one.magnetization, rtol=1e-2, atol=2e3
        )
        assert float(one.magnetization.values[6, 0]) > 1e5
        assert float(one.magnetization.values[6, -1]) == 0.0


def test_rows_do_not_depend_on_batches_or_processes(folder: Path, tmp_path: Path):
    """Other axes, one film a batch, in child processes with one thread each: the same bytes."""
    other = STUDY | {
        "axes": STUDY["axes"] | {"film_x": ["11 mm"], "film_tilt": ["180 deg", "0 deg"]},
        "execution": {"runs_per_batch": 1, "isolation": "processes"},
    }
    again = open_study(compute(tmp_path, "again", other))
    here = open_study(folder)
    ids, known = (t["design"].to_dataset().run_id.values.tolist() for t in (again, here))
    assert len(ids) == 8
    rows = [known.index(one) for one in ids]
    for name in ("drive", "along", "final"):
        a, b = again[name].to_dataset(), here[name].to_dataset().isel(run=rows)
        for variable in a.data_vars:
            np.testing.assert_array_equal(
                a[variable].values, b[variable].values, err_msg=str(variable)
            )


def test_one_that_crashes_is_alone(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def faulty(films, *rest):
        if any(f.film.protocol.v_start[0] == 7.0 for f in films):
            raise RuntimeError("a fault of a library")
        return simulate_floating(films, *rest)

    monkeypatch.setattr(wireless_kind, "simulate_floating", faulty)
    axes = STUDY["axes"] | {
        "layout": ["flushed"],
        "drive": ["10 V", "7 V"],
        "film_tilt": ["0 deg"],
        "film_x": ["9 mm"],
    }
    broken = STUDY | {"axes": axes, "execution": {"max_failed_fraction": 1.0}}
    root = compute(tmp_path, "broken", broken)
    tree = open_study(root)
    drive, along = tree["drive"].to_dataset(), tree["along"].to_dataset()
    assert drive.status.values.tolist() == [0, 6]
    assert np.isnan(drive.net_magnetization.values[1]).all()
    assert np.isnan(along.magnetization.values[1]).all()
    healthy = pick(
        open_study(folder)["along"].to_dataset(),
        layout="flushed",
        drive=10.0,
        film_x=9e-3,
        film_tilt=0.0,
    )
    np.testing.assert_array_equal(along.magnetization.values[0], healthy.magnetization.values)
    text, _ = report_page(root)
    assert "1 failed" in Page(text).words


def test_page_shows_cells_profiles_and_maps(folder: Path):
    text, figures = report_page(folder)
    page = Page(text)
    assert {key for key, _, _ in SECTIONS} <= set(page.ids)
    assert set(figures) == {"cell-first", "cell-contrast", "along", "map"} or set(figures) == {
        "cell-first",
        "along",
        "map",
    }
    assert "Floating <films>" in page.words
    assert "12 positions along a film" in page.words
    assert "not shown" not in page.words
    assert report_page(folder) == (text, figures)
    assert {p.name for p in write_report(folder)} >= {"report.html", "cell-first.png", "map.png"}


SMALL = {
    "kind": "wireless",
    "film": {"thickness": "4 nm", "gate": KI},
    "protocol": "hold 10 V for 10 s",
    "cell": {"cell_width": "20 mm", "cell_height": "10 mm", "film_length": "4 mm"},
    "output": {"positions": 8, "steps_per_clause": 2, "max_planes": 16},
}  # fmt: skip


def test_sampled_films_are_all_shown(tmp_path: Path):
    """Each has a place of its own, so that no value stands for the others."""
    ends = {
        "film_x": ("5 mm", "15 mm"),
        "film_y": ("4 mm", "6 mm"),
        "film_tilt": ("-30 deg", "30 deg"),
    }
    of = {name: {"low": low, "high": high} for name, (low, high) in ends.items()}
    root = compute(
        tmp_path, "sampled", SMALL | {"samples": {"method": "sobol", "number": 4, "of": of}}
    )
    data = wireless_data(open_study(root))
    assert data.shown.all()
    assert not data.gridded
    assert set(data.numbers) == {"film_x", "film_y"}
    text, figures = report_page(root)
    assert {"along", "map"} <= set(figures)
    assert "not shown" not in Page(text).words


def test_layout_of_the_user_decides_and_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Another capacity of a layout is another film, and a plan notices a change of its file."""
    sheets = tmp_path / "sheets"
    (sheets / "layouts").mkdir(parents=True)
    own = sheets / "layouts" / "mine.yaml"
    text = (
        "kind: layout\nname: mine\nquantities:\n  storage_capacity: {{value: {}, unit: F/m^2, "
        "uncertainty: 1, status: assumed, source: Ma2023}}\n"
    )
    monkeypatch.setenv("NMHTS_MATERIALS", str(sheets))
    place = {"film_x": "10 mm", "film_y": "5 mm", "layout": "mine"}
    path, files = tmp_path / "mine.yaml", StudyFiles(tmp_path / "results" / "mine")
    seen = set()
    for capacity in (5, 6):
        own.write_text(text.format(capacity), encoding="utf-8")
        if seen:
            assert not is_current(path, files)
        root = compute(tmp_path, "mine", SMALL | {"cell": SMALL["cell"] | place})
        assert is_current(path, files)
        drive = open_study(root)["drive"].to_dataset()
        assert drive.storage_capacity.values.tolist() == [capacity]
        assert drive.layout.values.tolist() == ["mine"]
        seen.add(int(open_study(root)["design"].run_id[0]))
    assert len(seen) == 2


def test_page_of_one_film(tmp_path: Path):
    place = {"film_x": "10 mm", "film_y": "5 mm"}
    root = compute(tmp_path, "one", SMALL | {"cell": SMALL["cell"] | place})
    text, figures = report_page(root)
    assert set(figures) == {"cell-first", "along"}
    assert "Maps: not shown, no axis of numbers varies." in Page(text).words


def test_contrast_is_between_halves_and_kept_is_a_share(folder: Path):
    """By hand from the profiles: 12 positions, the first six in the first half."""
    data = wireless_data(open_study(folder))
    M, width = data.along.magnetization.values.astype(float), data.along.position_width.values
    at = M[:, 6] / 1e3
    halves = [
        (at[:, cut] * width[:, cut]).sum(1) / width[:, cut].sum(1)
        for cut in (slice(0, 6), slice(6, 12))
    ]
    np.testing.assert_allclose(data.contrast(), halves[0] - halves[1], rtol=1e-6)
    assert set(data.driven) == {6}
    ends = [(M[:, k] * width).sum(1) for k in (6, 12)]
    magnetic = ends[0] > 0.1 * ends[0].max()
    np.testing.assert_allclose(
        data.kept()[magnetic], 100 * (ends[1] / ends[0])[magnetic], rtol=1e-5
    )


def test_tables_say_where_and_when(folder: Path, tmp_path: Path):
    target = export_study(folder, "csv", tmp_path / "tables")
    with (target / "along.csv").open(encoding="utf-8") as stream:
        lines = list(csv.DictReader(stream))
    assert len(lines) == 16 * 13 * 12
    assert {"film", "time (s)", "position (m)", "magnetization (A/m)", "drive (V)"} <= set(lines[0])
    stored = open_study(folder)["along"].to_dataset()
    line = lines[(5 * 13 + 6) * 12 + 3]
    assert float(line["interface_voltage (V)"]) == pytest.approx(
        float(stored.interface_voltage[5, 6, 3]), rel=1e-6
    )
    assert float(line["position (m)"]) == pytest.approx(float(stored.position[5, 3]), rel=1e-6)
    with (target / "final.csv").open(encoding="utf-8") as stream:
        last = list(csv.DictReader(stream))
    # All planes of a position, then the next position.
    assert len(last) == 16 * 12 * 20
    assert len({line["position (m)"] for line in last[:20]}) == 1
    assert len({line["position (m)"] for line in last[: 12 * 20]}) == 12
    about = json.loads((target / "metadata.json").read_text(encoding="utf-8"))
    assert about["protocol"] == STUDY["protocol"]
    assert export_study(folder, "netcdf", tmp_path / "study.nc").is_file()


def test_values_are_said_with_their_units(folder: Path):
    """An axis that only the study defines is in V; the picture names its film."""
    data = wireless_data(open_study(folder))
    assert said("drive", -10.0, data.table) == "drive -10 V"
    assert said("film_x", 9e-3, data.table) == "x 9 mm"
    caption = pictures(data)[0].caption
    assert caption.startswith("One film (")
    assert "drive 10 V" in caption
