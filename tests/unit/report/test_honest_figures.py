"""Figures show the data as they are.

Names of axes, categories, spans of axes, numbers of drawn items, text as typed.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
import xarray as xr
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import QuadMesh
from matplotlib.figure import Figure
from matplotlib.text import Text

from conftest import compute
from nmhts.kinds.film_kinetics.applied import applied
from nmhts.kinds.film_kinetics.data import study_data
from nmhts.kinds.film_kinetics.kymographs import over_time
from nmhts.kinds.film_kinetics.maps import onset_curves, onsets
from nmhts.kinds.film_kinetics.rate import RateLaw
from nmhts.kinds.film_kinetics.responses import regime_words, response_picture
from nmhts.kinds.film_kinetics.sheet import MOST_DRAWN, family_styles, figure_sheet, slope_words
from nmhts.kinds.film_kinetics.timecourse import series_of_voltage
from nmhts.report.axes import ended, settle
from nmhts.report.clauses import clause_text
from nmhts.report.data import AbsentError, Clause
from nmhts.report.page import report_page
from nmhts.report.provenance import axes_table, status_table
from nmhts.report.style import png
from nmhts.report.varied import drawn, shades, told_apart
from nmhts.simulation.outcomes.regimes import BY_NAME
from nmhts.study.open import open_study

TITLE = r"Cost $5 & M_s^2 of <b>CoN</b> \alpha 100 % " + "and so on " * 20

STUDY = {
    "kind": "film_kinetics",
    "title": TITLE,
    "protocol": (
        "hold -4 V for 5 s; hold {erase} for {write_time}; 50 pulses of {back}, 10 ms at 10 Hz; "
        "rest 2 s"
    ),
    "axes": {
        "material": ["CoN", "FeN"],
        "thickness": ["3 nm"],
        "temperature": ["288 K", "298 K"],
        "erase": ["1 V", "2 V", "3 V"],
        "write_time": ["1 s", "4 s"],
        "area_resistance": ["0.5 ohm*m^2", "0.6 ohm*m^2"],
        "back": ["-6 V", "-2 V"],
    },
    "zip": [["area_resistance", "back"]],
    "numerics": {"rtol": 1e-2},
    "output": {"steps_per_clause": 10, "snapshots_per_clause": 4, "max_planes": 16},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compute(tmp_path_factory.mktemp("honest"), "honest", STUDY)


@pytest.fixture(scope="module")
def data(folder: Path):
    return study_data(open_study(folder))


def labels(figure: Figure) -> str:
    return " | ".join(t.get_text() for t in figure.findobj(Text) if isinstance(t, Text))


def borders(mesh: QuadMesh) -> np.ndarray:
    """Times at which the blocks of a picture of one film begin and end."""
    return np.asarray(mesh.get_coordinates())[0, :, 0]


def test_an_axis_bears_the_name_of_what_was_swept(data, folder: Path):
    for picture in (onset_curves(data)[0], series_of_voltage(data)[0], response_picture(data)):
        text = labels(picture.figure)
        assert "erase (V)" in text
        assert "gate voltage" not in text
    sheet = labels(figure_sheet(open_study(folder)))
    assert "erase (V)" in sheet
    assert "gate voltage" not in sheet
    assert "'hold {erase} for {write_time}'" in sheet


def test_a_voltage_that_draws_nothing_out_has_no_onset(data):
    with pytest.raises(AbsentError, match="no value of erase is negative"):
        onsets(data)
    assert len(onset_curves(data)[0].figure.axes[0].lines) == 2  # no line of a level


def test_regimes_are_names_in_columns_with_their_numbers():
    flags = BY_NAME["screened"].flag | BY_NAME["breakdown"].flag
    assert regime_words(np.array([0, flags])).tolist() == ["none", "screened, breakdown"]


def test_films_stand_in_a_column_for_each_regime(data):
    k = data.kinetics
    code = np.where(np.arange(k.sizes["run"]) % 3 == 0, BY_NAME["screened"].flag, 0)
    given = data.__class__(**{**vars(data), "kinetics": k.assign_coords(regime=("run", code))})
    (ax,) = (a for a in response_picture(given).figure.axes if a.get_xlabel().startswith("regime"))
    names = [t.get_text() for t in ax.get_xticklabels()]
    good = k.status.values == 0
    counts = {"none": int((good & (code == 0)).sum()), "screened": int((good & (code > 0)).sum())}
    assert names == [f"{name}\n({n} films)" for name, n in counts.items()]
    assert [len(np.asarray(c.get_offsets())) for c in ax.collections] == list(counts.values())
    for place, column in enumerate(ax.collections):
        assert (abs(np.asarray(column.get_offsets())[:, 0] - place) < 0.31).all()


def test_clauses_have_values_or_the_names_of_the_study_file(data):
    part = Clause(20, 30, "50 pulses of {back}, 10 ms at 10 Hz", False)
    runs = np.arange(data.kinetics.sizes["run"])
    assert clause_text(part, data.kinetics, runs) == "50 pulses of {back}, 10 ms at 10\nHz"
    one = runs[data.kinetics.back.values == -6.0]
    assert clause_text(part, data.kinetics, one, 2) == "50 pulses of -6 V, 10 ms at 10 Hz"
    write = Clause(10, 20, "hold {erase} for {write_time}", True)
    own = [int(np.flatnonzero((data.kinetics.erase == 2.0) & (data.kinetics.write_time == 4.0))[0])]
    assert clause_text(write, data.kinetics, own) == "hold 2 V for 4 s"


def test_every_pulse_of_a_train_is_drawn(data):
    run = int(np.flatnonzero(data.kinetics.back.values == -6.0)[0])
    begin, end = data.kinetics.time.values[run, [20, 30]]
    course = applied(data.attributes, data.kinetics, run, begin, end)
    assert course is not None
    assert not course.dense
    starts = (course.low[1:] == -6.0) & (course.low[:-1] == 0.0)
    assert starts.sum() + (course.low[0] == -6.0) == 50
    upper = over_time(data, run, "nitrogen_occupancy").axes[6]
    drawn = max(upper.lines, key=lambda line: len(np.asarray(line.get_xdata())))
    assert (np.asarray(drawn.get_ydata()) == -6.0).sum() == 100


def test_a_dense_train_is_a_band_between_its_voltages():
    attributes = {"protocol": "400 pulses of -3 V, 10 ms at 50 Hz", "identity": {"columns": {}}}
    course = applied(attributes, xr.Dataset(), 0, 0.0, 8.0)
    assert course is not None
    assert course.dense
    assert (course.low.min(), course.high.max()) == (-3.0, 0.0)
    assert np.isfinite(course.low).all()
    assert applied(attributes | {"protocol": "file a.csv"}, xr.Dataset(), 0, 0.0, 1.0) is None


def test_blocks_of_time_fill_every_clause_and_have_a_tick_each(data):
    figure = over_time(data, 0, "nitrogen_occupancy")
    k = data.kinetics.time.values[0]
    for ax, begin in zip(figure.axes[:4], (0, 10, 20, 30), strict=True):
        (mesh,) = (c for c in ax.collections if isinstance(c, QuadMesh))
        x = borders(mesh)
        (ticks,) = (line for line in ax.lines if line.get_gid() == "snapshots")
        at = np.asarray(ticks.get_xdata())
        assert len(at) == len(x) - 1
        assert ((x[:-1] <= at) & (at <= x[1:])).all()
        first = 0.0 if ax.get_xscale() == "linear" else k[begin + 1] - k[begin]
        assert x[0] == pytest.approx(first)
        assert x[-1] == pytest.approx(k[begin + 10] - k[begin])


def test_a_change_of_a_thousandth_is_not_drawn_as_a_large_one():
    figure = Figure()
    ax = figure.add_subplot()
    ax.plot([0, 1], [808.6, 809.4])
    settle(figure)
    low, high = ax.get_ylim()
    assert high - low >= 0.1 * 808
    assert low < 808.6 < 809.4 < high
    figure.draw_without_rendering()
    assert ax.yaxis.get_major_formatter().get_offset() == ""


def test_an_axis_of_rates_has_a_decade():
    figure = Figure()
    ax = figure.add_subplot()
    ax.semilogy([0, 1], [2.0, 2.1])
    settle(figure)
    assert ax.get_ylim() == (1.0, 10.0)


def test_an_axis_of_magnetization_has_its_zero(data):
    for picture in (*onset_curves(data), response_picture(data)):
        low, high = picture.figure.axes[0].get_ylim()
        assert low <= 0.0
        assert high > 1.02 * data.final[data.good].max() or picture.name.startswith("onset")


def test_cells_of_a_map_end_at_what_was_computed():
    np.testing.assert_allclose(ended(np.array([300.0, 673.0, 1000.0])), [300, 486.5, 836.5, 1000])


def test_no_two_families_of_the_sheet_look_the_same():
    keys = [
        (("material", m), ("thickness", L), ("temperature", T))
        for m in ("CoN", "FeN")
        for L in (1e-8, 2e-8)
        for T in (288.0, 298.0, 308.0)
    ]
    looks = [tuple(sorted(look.items())) for look in family_styles(keys)]
    assert len(set(looks)) == len(keys) == MOST_DRAWN


def test_a_sheet_of_many_families_says_how_many_it_draws(folder: Path):
    tree = open_study(folder)
    figure = figure_sheet(tree)
    text = labels(figure)
    (said,) = set(re.findall(r"(\d+) of 16 families are drawn", text))
    lines = [line for line in figure.axes[0].lines if len(np.asarray(line.get_xdata())) == 3]
    assert len(lines) == int(said) <= MOST_DRAWN
    for words in ("write time 1 s", "0.6 Ω m²", "288 K", "298 K", "CoN", "FeN"):
        assert words in text


def test_a_title_is_drawn_as_typed_whatever_is_in_it(folder: Path):
    figure = figure_sheet(open_study(folder))
    png(figure)
    title = figure.get_suptitle().replace("\n", " ")
    assert r"Cost \$5 & M_s^2 of <b>CoN</b> \alpha 100 %" in title
    assert title.count("and so on") == 20
    drawn = next(t for t in figure.texts if t.get_text() == figure.get_suptitle())
    box = drawn.get_window_extent(FigureCanvasAgg(figure).get_renderer())
    assert box.x0 >= 0
    assert box.x1 <= figure.bbox.width
    page = report_page(folder)[0]
    assert "&lt;b&gt;CoN&lt;/b&gt;" in page
    assert "<b>CoN</b>" not in page


def test_counts_of_films_add_up(data):
    k = data.kinetics
    code = np.where(np.arange(k.sizes["run"]) == 0, BY_NAME["front_at_gate"].flag, 0)
    status = np.where(np.arange(k.sizes["run"]) == 1, 3, 0)
    changed = k.assign_coords(regime=("run", code), status=("run", status))
    table = status_table(data.__class__(**{**vars(data), "kinetics": changed}))
    rows = {row[0]: row[1] for row in table.rows}
    films = k.sizes["run"]
    assert rows["ok"] == str(films - 1)
    assert rows["of these front at gate"] == f"1 of {films - 1}"
    assert rows["of these in no regime"] == f"{films - 2} of {films - 1}"
    whole = [int(n) for name, n in rows.items() if not name.startswith("of these")]
    assert whole[-1] == sum(whole[:-1]) == films


def test_zipped_axes_are_in_the_table_of_axes(data):
    rows = {row[0]: row[1:] for row in axes_table(data).rows}
    assert rows["back, follows area_resistance"] == ("2", "-6, -2 V")
    assert rows["erase"] == ("3", "1, 2, 3 V")


def test_a_bent_rate_is_given_no_slope_without_a_warning():
    straight, bent = RateLaw("CoN", 1e-8, 4.0, 0.9999, -1.0), RateLaw("CoN", 1e-8, 2.0, 0.9, -1.0)
    coarse = RateLaw("CoN", 1e-8, 6.0, np.nan, -1.0)
    assert (straight.fitted, bent.fitted, coarse.fitted) == (True, False, False)
    assert (straight.bent, bent.bent, coarse.bent) == (False, True, False)
    assert "bent" in bent.words
    assert "0.900" in bent.words
    assert "lower bound" in coarse.words
    said = slope_words([(4.0, 0.9999), (2.0, 0.9)], 3)
    assert "slope 4 decades/V (1 of 3 families)" in said
    assert "1 bent" in said
    assert "1 with too few voltages" in said


def test_what_is_left_out_of_a_figure_is_counted():
    assert drawn(3, 9, "values of spacer") == " 3 of 9 values of spacer are drawn, evenly."
    assert drawn(1, 9, "temperatures") == " 1 of 9 temperatures is drawn."
    assert drawn(9, 9, "values of spacer") == ""
    names = np.array([f"name {k:02d}" for k in range(20)])
    kept = told_apart(names)
    assert (kept[0], kept[-1]) == (names[0], names[-1])
    assert len({str(colour) for colour in shades(kept)}) == len(kept) == 7
    assert len(told_apart(np.arange(20.0))) == 20
