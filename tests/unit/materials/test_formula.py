"""Formulas: one canonical form, and a sentence for an unreadable one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmhts.errors import MaterialError
from nmhts.materials.formula import parse_formula


@pytest.mark.parametrize(
    ("text", "metals", "anion", "ratio", "canonical"),
    [
        ("CoN", {"Co": 1}, "N", 1, "CoN"),
        ("NCo", {"Co": 1}, "N", 1, "CoN"),
        ("Co2N2", {"Co": 1}, "N", 1, "CoN"),
        ("Co0.9Mn0.1N", {"Co": 0.9, "Mn": 0.1}, "N", 1, "Co0.9Mn0.1N"),
        ("Mn.1 Co.9 N", {"Co": 0.9, "Mn": 0.1}, "N", 1, "Co0.9Mn0.1N"),
        ("Co9MnN10", {"Co": 0.9, "Mn": 0.1}, "N", 1, "Co0.9Mn0.1N"),
        ("Co0.5Co0.5N", {"Co": 1}, "N", 1, "CoN"),
        ("Fe4N", {"Fe": 1}, "N", 0.25, "FeN0.25"),
        ("Co3O4", {"Co": 1}, "O", 4 / 3, "CoO1.333333"),
        ("FeCoN", {"Co": 0.5, "Fe": 0.5}, "N", 0.5, "Co0.5Fe0.5N0.5"),
    ],
)
def test_formula(text: str, metals: dict, anion: str, ratio: float, canonical: str):
    formula = parse_formula(text)
    assert dict(formula.metals) == pytest.approx(metals, rel=1e-12, abs=0)
    assert formula.anion == anion
    assert formula.ratio == pytest.approx(ratio, rel=1e-12, abs=0)
    assert str(formula) == canonical


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.integers(1, 99), st.sampled_from(["Co", "Fe", "Mn"]), st.sampled_from(["N", "O"]))
def test_the_canonical_form_is_read_as_itself(percent: int, metal: str, anion: str):
    text = f"{metal}0.{percent:02d}Cr{1 - percent / 100:.2f}{anion}"
    formula = parse_formula(text)
    assert sum(x for _, x in formula.metals) == pytest.approx(1, rel=1e-12, abs=0)
    assert parse_formula(str(formula)) == formula


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty formula"),
        ("  ", "empty formula"),
        ("Co", "needs a metal and one anion"),
        ("N", "needs a metal and one anion"),
        ("CoNO", "needs a metal and one anion"),
        ("Co0N", "needs a metal and one anion"),
        ("con", "formula 'con': cannot read 'con'"),
        ("Co-N", "formula 'Co-N': cannot read '-N'"),
        ("Co0.9.1N", "cannot read '.1N'"),
        ("Co(N)", "cannot read '(N)'"),
    ],
)
def test_mistakes_are_named(text: str, said: str):
    with pytest.raises(MaterialError) as caught:
        parse_formula(text)
    assert said in str(caught.value)
    assert "e.g. 'Co0.9Mn0.1N'" in str(caught.value)
