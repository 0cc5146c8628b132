"""The error bar of a study: a sample of its films run again, stored and drawn."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import nmhts
from conftest import compute
from nmhts.kinds.film_kinetics.data import study_data
from nmhts.kinds.film_kinetics.error_bar import is_sampled
from nmhts.kinds.film_kinetics.error_bar_figure import error_bar_picture
from nmhts.report.data import AbsentError
from nmhts.report.page import report_page
from nmhts.study.open import open_study

BACK = "hold -5 V for 10 s; hold 5 V for 10 s"
STUDY = {
    "kind": "film_kinetics",
    "protocol": BACK,
    "axes": {"thickness": ["2 nm", "5 nm", "10 nm"], "material": ["CoN", "FeN"]},
    "output": {
        "steps_per_clause": 20,
        "snapshots_per_clause": 4,
        "max_planes": 40,
        "error_bar": 1.0,
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compute(tmp_path_factory.mktemp("error_bar"), "error_bar", STUDY)


def test_the_deviation_is_that_of_a_run_at_a_tenth_of_the_tolerance(folder: Path):
    table = open_study(folder)["design"].to_dataset()
    for run in range(table.sizes["run"]):
        row = table.isel(run=run)
        film = nmhts.Film(str(row.material.values), f"{float(row.thickness) * 1e9!r} nm")
        coarse, fine = (
            nmhts.simulate(film, BACK, steps_per_clause=20, rtol=rtol).magnetization.values
            for rtol in (1e-2, 1e-3)
        )
        largest = max(np.abs(coarse).max(), np.abs(fine).max())
        assert float(row.deviation) == pytest.approx(
            np.abs(coarse - fine).max() / largest, rel=1e-6
        )
    deviation = table.deviation.values
    assert (deviation > 0.0).all()
    # The accuracy promised for such films.
    assert (deviation < 1e-3).all()


def test_a_share_of_the_films_is_drawn_by_their_inputs(make_point):
    points = [make_point(2e-9 + 1e-11 * k) for k in range(400)]
    drawn = [is_sampled(point, 0.25) for point in points]
    # 100 expected; five standard deviations.
    assert abs(sum(drawn) - 100) < 5 * np.sqrt(400 * 0.25 * 0.75)
    assert not any(is_sampled(point, 0.0) for point in points)
    assert all(is_sampled(point, 1.0) for point in points)
    # A larger share holds the smaller one.
    assert all(is_sampled(p, 0.5) for p, one in zip(points, drawn, strict=True) if one)


def test_the_page_shows_it_or_says_how_to_have_it(folder: Path, one_film: Path):
    picture = error_bar_picture(study_data(open_study(folder)))
    (ax,) = picture.figure.axes
    values = np.sort(open_study(folder)["design"].deviation.values)
    np.testing.assert_allclose(
        np.sort(np.concatenate([line.get_xdata() for line in ax.lines])), values
    )
    assert "6 of 6 films" in picture.caption
    assert "rtol 0.001 in place of 0.01" in picture.caption
    page, figures = report_page(folder)
    assert "error-bar" in figures
    assert "drawn by chance, run again at rtol 0.001" in page
    with pytest.raises(AbsentError, match=r"output\.error_bar: 0\.05"):
        error_bar_picture(study_data(open_study(one_film)))
