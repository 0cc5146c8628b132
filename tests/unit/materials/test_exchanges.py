"""Sheets of exchange: packaged ones, mistakes, and conversion to spins and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from nmhts.constants import k_B
from nmhts.errors import MaterialError
from nmhts.materials.exchanges import exchange_sheets, find_exchange_sheet
from nmhts.materials.records import STATUSES
from nmhts.simulation.exchange.fit import ExchangeFit
from nmhts.simulation.exchange.sheets import calibration_of, find_exchange, sheet_text

GOOD = """kind: exchange
name: mine
description: test
lattice: fcc
constants:
  Co-Co: {value: 40, unit: meV, uncertainty: 1, status: fitted, source: Dinsdale1991}
  Co-Mn: {value: -8, unit: meV, uncertainty: 4, status: assumed, source: Dinsdale1991}
  Mn-Mn: {value: -100, unit: meV, uncertainty: 5, status: fitted, source: Dinsdale1991}
  Co.extinction: {value: 0.35, unit: "1", uncertainty: 0.02, status: fitted, source: Huang1989CoMn}
  Co.exponent: {value: 2, unit: "1", uncertainty: 0.5, status: assumed, source: Huang1989CoMn}
moments:
  Co: {value: 1.72, unit: mu_B, uncertainty: 0.1, status: measured, source: Coey2010}
collapses: {Co: Mn}
quench: {value: 2, unit: "1", uncertainty: 1, status: assumed, source: Coey2010}
fit: [Co-Co, Co.extinction]
priors:
  Co-Co: {value: 39, unit: meV, uncertainty: 2, status: assumed, source: Dinsdale1991}
correlations: {"Co-Co, Co.extinction": -0.5}
points:
  - {fractions: {Co: 1}, order_temperature:
      {value: 1396, unit: K, uncertainty: 10, status: assessed, source: Dinsdale1991}}
  - {fractions: {Co: 0.9, Mn: 0.1}, nitrogen_occupancy: 0.1, order_temperature:
      {value: 1000, unit: K, uncertainty: 10, status: assumed, source: Dinsdale1991}}
"""
MEV = 1.602176634e-22


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NMHTS_MATERIALS", str(tmp_path))
    (tmp_path / "exchange").mkdir()

    def file(text: str) -> None:
        (tmp_path / "exchange" / "mine.yaml").write_text(text, encoding="utf-8")

    return file


@pytest.mark.parametrize("name", ["bcc-co-fe", "fcc-co-fe-mn"])
def test_packaged_exchange_is_complete_and_fitted_to_assessed_points(name: str):
    assert name in exchange_sheets()
    sheet = find_exchange_sheet(name)
    assert sheet.name == name
    for constant, quantity in {**sheet.constants, **sheet.moments}.items():
        assert quantity.status in STATUSES, constant
        assert quantity.uncertainty > 0.0
    assert {sheet.constants[n].status for n in sheet.fit} <= {"fitted", "assumed"}
    assert sum(point.temperature.status == "assessed" for point in sheet.points) >= len(sheet.fit)
    calibration = calibration_of(sheet)
    assert (
        np.linalg.eigvalsh(
            calibration.covariance / np.outer(*[np.sqrt(np.diag(calibration.covariance))] * 2)
        ).min()
        > 0.0
    )
    for point in calibration.points:
        for a in point.metals:
            assert [calibration.exchange.between(a, b) for b in point.metals]


def test_held_constants_are_those_of_the_published_ratio():
    """J = - k_B T_N / 0.446 (Gvozdikova and Zhitomirsky 2005)
    of fcc Mn, 540 K, and fcc Fe, 67 K.
    """
    pairs = find_exchange("fcc-co-fe-mn").exchange.pairs
    assert pairs["Mn", "Mn"][0] / k_B == pytest.approx(-540 / 0.446, rel=1e-3)
    assert pairs["Fe", "Fe"][0] / k_B == pytest.approx(-67 / 0.446, rel=1e-3)


def test_sheet_of_a_user_in_si_units(write):
    write(GOOD)
    found = find_exchange("mine")
    assert found.exchange.pairs["Co", "Mn"][0] / MEV == pytest.approx(-8.0)
    assert found.exchange.moment("Co") == pytest.approx(1.72)
    assert found.exchange.collapses["Co"].extinction == 0.35
    assert found.exchange.nitrogen.quench == 2
    # In meV and pure numbers: joules squared are below any absolute tolerance.
    one = np.array([MEV, 1.0])
    assert found.covariance / np.outer(one, one) == pytest.approx(
        np.array([[1.0, -0.01], [-0.01, 0.0004]])
    )
    assert [p.temperature for p in found.points] == [1396.0, 1000.0]
    assert found.points[1].nitrogen_occupancy == 0.1


def test_fit_goes_back_into_its_sheet(write):
    write(GOOD)
    sheet = find_exchange_sheet("mine")
    calibration = calibration_of(sheet)
    nan = np.full(2, np.nan)
    informed = {"Co-Co": 0.1, "Co.extinction": 1.0}
    text = sheet_text(sheet, ExchangeFit(calibration, nan, nan, 1.0, 1, 0.5, informed, 1, 0))
    raw = yaml.safe_load(text)
    # A constant that keeps its prior is no longer called fitted; nothing else changes.
    expected = yaml.safe_load(
        GOOD.replace(
            "uncertainty: 1, status: fitted, source: Dinsdale1991",
            "uncertainty: 1, status: assumed, source: Dinsdale1991",
            1,
        )
    )
    assert raw == expected
    write(text)
    again = calibration_of(find_exchange_sheet("mine")).covariance
    assert again / calibration.covariance == pytest.approx(np.ones((2, 2)))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("kind: exchange", "kind: exchanges", "expected a mapping with kind: exchange"),
        ("lattice: fcc\n", "", "lattice: missing"),
        ("moments:", "momenta:", "unknown key 'momenta'; did you mean 'moments'?"),
        ("value: 40, unit: meV", "value: 40, unit: K", "constants.Co-Co: unit:"),
        ("fit: [Co-Co,", "fit: [Co-C,", "fit: unknown constant 'Co-C'; did you mean 'Co-Co'?"),
        ("priors:\n  Co-Co", "priors:\n  Co-Mn", "priors: unknown constant 'Co-Mn'"),
        ("-0.5}", "-1.5}", "-1.5 (allowed: -1 to 1)"),
        ('Co-Co, Co.extinction":', 'Co-Co":', "correlations: unknown pair 'Co-Co'"),
        ("collapses: {Co: Mn}", "collapses: {Mn: Co}", "constants.Mn.extinction: missing"),
        ("- {fractions: {Co: 1}", "- {fraction: {Co: 1}", "points[0]:"),
        ("nitrogen_occupancy: 0.1", "nitrogen_occupancy: some", "points[1]: could not convert"),
        (
            "value: 1396",
            "value: hot",
            "points[0].order_temperature: value: 'hot' is not a finite number",
        ),
    ],
)
def test_mistakes_are_named(write, old: str, new: str, sentence: str):
    assert old in GOOD
    write(GOOD.replace(old, new, 1))
    with pytest.raises(MaterialError) as error:
        find_exchange("mine")
    assert sentence in str(error.value)
    assert "mine.yaml" in str(error.value)


def test_unknown_exchange_is_named():
    with pytest.raises(
        MaterialError, match=r"unknown exchange 'fcc-co-mn'; did you mean 'fcc-co-fe-mn'\?"
    ):
        find_exchange("fcc-co-mn")
