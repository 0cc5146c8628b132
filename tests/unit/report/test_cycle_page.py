"""A study of cycling from its file to its page, without Snakemake.

The stored results are those of the films, and the page shows them.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from test_page import Page

import nmhts
from conftest import compute
from nmhts.kinds.cycling.figures import half_window
from nmhts.kinds.cycling.page import SECTIONS
from nmhts.report.page import report_page, write_report
from nmhts.study.open import open_study
from nmhts.validation.bench import Bench

CYCLE = "hold -6 V for 10 s; hold +6 V for 10 s"
STUDY = {
    "kind": "cycling",
    "title": "Cycles <and> rest",
    "film": {"thickness": "5 nm"},
    "protocol": CYCLE,
    "cycles": {"count": 40, "records_per_decade": 4, "then": "hold -5 V for 5 s; rest 30 day"},
    "axes": {"leak_rate": ["3e-8 1/s", "1e-3 1/s"], "site_loss": [0, 1e-2]},
    "output": {"max_planes": 24, "runs_per_shard": 3},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return compute(tmp_path_factory.mktemp("cycling"), "cycling", STUDY)


def test_stored_windows_are_those_of_cycles_one_after_the_other(folder: Path):
    """The plane model over all forty cycles in one run, at the ends of its clauses.

    They agree within the 5 % that the accelerator is allowed.
    """
    stored = open_study(folder)["cycles"].to_dataset()
    assert (stored.status == 0).all()
    left = {}
    for leak in np.unique(stored.leak_rate.values).tolist():
        film = Bench().film("CoN", "5 nm", leak_rate=f"{leak} 1/s")
        run = nmhts.simulate(film, "; ".join([CYCLE] * 40), steps_per_clause=1)
        M = run["magnetization"].values
        own = stored.isel(run=np.flatnonzero((stored.leak_rate == leak) & (stored.site_loss == 0)))
        window = (M[1::2] - M[2::2])[own.cycle.values - 1]
        np.testing.assert_allclose(own.window.values[0], window, rtol=0.05)
        left[leak] = window[-1] / window[0]
    # The larger leak is visible: without it these tests would be trivial.
    assert left[1e-3] < 0.9 < left[3e-8]


def test_dead_sites_take_their_share_of_the_window(folder: Path):
    """All but nothing leaks: each exchange of all N kills
    a hundredth of what lives, two exchanges a cycle.
    """
    stored = open_study(folder)["cycles"].to_dataset()
    small = stored.isel(run=np.flatnonzero(stored.leak_rate < 1e-6)).sortby("site_loss")
    ratio = small.window.values[1] / small.window.values[0]
    np.testing.assert_allclose(ratio, np.exp(-2e-2 * (small.cycle.values - 1)), rtol=0.01)
    assert ratio[-1] < 0.6


def test_what_follows_is_kept(folder: Path):
    after = open_study(folder)["after"].to_dataset()
    time = after.time.values
    assert time[0, -1] == pytest.approx(5.0 + 30 * 86400.0)
    assert (np.diff(time, axis=1) >= 0).all()
    # It goes on where the last cycle ended, but for the sites that died in it, at most 2 %.
    cycles = open_study(folder)["cycles"].to_dataset()
    begin, end = after.isel(step=0), cycles.isel(cycle=-1)
    np.testing.assert_allclose(begin.magnetization, end.magnetization_off, rtol=0.02, atol=1.0)
    assert (end.magnetization_off.values[cycles.leak_rate.values > 1e-4] > 1e3).all()
    # Written once more before the rest: on.
    assert (after.magnetization.values[:, 60] > 0).all()


def test_the_page_shows_windows_and_rest(folder: Path):
    text, figures = report_page(folder)
    page = Page(text)
    assert {key for key, _, _ in SECTIONS} <= set(page.ids)
    assert set(figures) == {"window", "kept"}
    assert "Cycles <and> rest" in page.words
    assert "40 cycles" in page.words
    assert "not shown" not in page.words
    assert report_page(folder) == (text, figures)
    assert {p.name for p in write_report(folder)} >= {"report.html", "window.png", "kept.png"}


def test_half_of_a_window_is_found_between_records():
    cycles = np.array([1, 10, 1000, 100000])
    # Linear in log N: from 8 to 0 between 10 and 1000, half of 8 is at 100.
    assert half_window(cycles, np.array([8.0, 8.0, 0.0, 0.0])) == "100"
    assert half_window(cycles, np.array([8.0, 8.0, 7.0, 6.0])) == "beyond 100,000"
    assert half_window(cycles, np.array([0.0, 0.0, 0.0, 0.0])) == "no window"
