"""Magnetic orders of phases, as read from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from nmhts.errors import MaterialError
from nmhts.materials.orders import PACKAGED, find_orders
from nmhts.materials.tdb.library import load_database

GOOD = """kind: phase orders
name: mine
description: test
metal_volume:
  Co: {value: 0.011, unit: nm^3, uncertainty: 0.001, status: assumed, source: Coey2010}
phases:
  FCC_A1: {law: alloy, mixing: fcc-like}
  SIGMA:
    law: stated
    order: ferromagnetic
    order_temperature: {value: 50, unit: K, uncertainty: 5, status: measured, source: Coey2010}
"""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NMHTS_MATERIALS", str(tmp_path))
    (tmp_path / "orders").mkdir()

    def file(text: str) -> None:
        (tmp_path / "orders" / "mine.yaml").write_text(text, encoding="utf-8")

    return file


def test_every_phase_of_the_packaged_database_is_spoken_of():
    orders = find_orders("cofemnn")
    assert set(orders.phases) == set(load_database().phases)
    assert orders.path == PACKAGED / "orders/cofemnn.yaml"
    assert set(orders.metal_volume) == {"Co", "Fe", "Mn"}


def test_file_of_a_user_is_found_by_the_name_of_the_database(write):
    write(GOOD)
    orders = find_orders("some/folder/mine.tdb")
    assert orders.of("FCC_A1").mixing == "fcc-like"
    stated = orders.of("SIGMA").order_temperature
    assert stated is not None
    assert stated.value == 50.0
    assert orders.metal_volume["Co"].value == pytest.approx(1.1e-29)
    # Without a statement the database decides.
    assert orders.of("LIQUID").law == "database"


def test_without_a_file_the_database_speaks_alone():
    orders = find_orders("unheard_of")
    assert not orders.phases
    assert orders.of("FCC_A1").law == "database"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("kind: phase orders", "kind: orders", "expected a mapping with kind: phase orders"),
        (
            "law: alloy",
            "law: aloy",
            "phases.FCC_A1: law: unknown law 'aloy'; did you mean 'alloy'?",
        ),
        ("fcc-like", "fcc", "phases.FCC_A1: unknown mixing rules 'fcc'; did you mean 'fcc-like'?"),
        ("order: ferromagnetic", "order: magnetic", "phases.SIGMA: unknown order 'magnetic'"),
        (
            "value: 50",
            "value: fifty",
            "phases.SIGMA: order_temperature: value: 'fifty' is not a finite number",
        ),
        ("unit: nm^3", "unit: nm", "metal_volume.Co: unit:"),
        (
            "source: Coey2010}\nphases",
            "source: Coey}\nphases",
            "metal_volume.Co: source: 'Coey' is not in references.bib",
        ),
        ("name: mine", "nam: mine", "unknown key 'nam'; did you mean 'name'?"),
        (", mixing: fcc-like", "", "phases.FCC_A1: mixing: missing"),
        ("name: mine", "name: mine\nname: yours", "key 'name' is given twice"),
    ],
)
def test_mistakes_are_named(write, old: str, new: str, sentence: str):
    assert old in GOOD
    write(GOOD.replace(old, new))
    with pytest.raises(MaterialError) as error:
        find_orders("mine")
    assert sentence in str(error.value)
    assert "mine.yaml" in str(error.value)
