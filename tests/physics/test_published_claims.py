"""Published claims, all of them: each is judged by its evaluator with the sheets as they are."""

from __future__ import annotations

import pytest

from nmhts.validation.bench import Bench
from nmhts.validation.registry import EVALUATORS, judge_claims

FITTED = {
    "threshold-CoN",
    "threshold-ratio-N-O",
    "critical-field",
    "FeN-slower-but-stronger",
    "rate-order",
    "Mn-boost",
    "resistivity-optimum",
    "capacitor-vs-side-contact",
    "electrolyte-boost",
    "thin-film-speed",
    "post-stimulus-sign",
    "retention",
    "FM-below-half-N",
    "MnCoN2",
}
"""Claims that a number of the sheets is fitted to: they show consistency, not prediction."""

READ_OFF = {"MnN-AFM"}
"""Claims that a sheet states."""

WAITING = {"multilevel", "dot-states", "vortion-analogue", "exchange-bias"}
"""Claims about what is not modeled yet."""

OPEN_MEASURES = {
    "Mn-boost": ["window kept by CoMnN over that kept by CoN", "amorphous-like"],
    "MnCoN2": ["Weiss temperature"],
}
"""Measures of judged claims that wait for a model."""


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


@pytest.mark.parametrize("name", EVALUATORS)
def test_claim_is_judged_as_stated(name: str, bench: Bench):
    (found,) = judge_claims([name], bench)
    if name in WAITING:
        assert found.verdict == "waits"
        return
    assert found.verdict == "pass", found.how
    origin = "fitted" if name in FITTED else "sheet" if name in READ_OFF else "predicted"
    assert found.origin == origin
    assert list(found.waits) == OPEN_MEASURES.get(name, [])
