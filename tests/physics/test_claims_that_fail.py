"""Conditions under which claims about floating films fail."""

from __future__ import annotations

import pytest

from nmhts.validation import wireless
from nmhts.validation.bench import Bench
from nmhts.validation.registry import judge_claims


def test_film_that_never_switches_misses():
    (verdict,) = judge_claims(["wireless"], Bench({"CoN": {"exit_barrier": "5 eV"}}))
    assert verdict.verdict == "miss"
    assert "no value" in verdict.how


def test_film_that_screens_the_whole_field_does_not_scale(monkeypatch: pytest.MonkeyPatch):
    """A nonlinear law holds the poles at a voltage of its own,
    whatever the field and the length.
    """
    straight = wireless.cell

    def bent(film_length: float = 10.0, layout: str = "flushed"):
        made = straight(film_length, layout)
        made.exchange_current_density = 1e-3
        return made

    monkeypatch.setattr(wireless, "cell", bent)
    (verdict,) = judge_claims(["bipolar-scaling"])
    assert verdict.verdict == "miss"
