"""The table of claims, its bands, and verdicts on findings made up here."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

from nmhts.materials.library import PACKAGED, find_gate, find_nitride, library, mixing_library
from nmhts.validation.bench import Bench, fitted_claims
from nmhts.validation.claims import (
    Band,
    Claim,
    ClaimError,
    Finding,
    Waits,
    judge,
    load_claims,
)
from nmhts.validation.numbers import bisect, straight_line, time_to
from nmhts.validation.registry import EVALUATORS, judge_claims
from nmhts.validation.table import records, table_lines

CLAIM = Claim(
    "x", "sign", "X rises.", {"a": Band(above=1), "b": Band(max=2, unit="V")}, "S", ("abstract",)
)


def test_every_claim_has_an_evaluator_and_the_other_way_round():
    assert list(EVALUATORS) == list(load_claims())
    assert len(EVALUATORS) == 31


def test_evaluators_that_wait_say_for_what():
    waiting = {}
    for name, evaluate in EVALUATORS.items():
        if evaluate.__qualname__.startswith("_waits"):
            with pytest.raises(Waits) as caught:
                evaluate(Bench())
            waiting[name] = str(caught.value)
    assert len(waiting) == 4
    assert all(len(reason) > 5 for reason in waiting.values())


def test_bands_are_read_with_their_edges():
    claims = load_claims()
    assert claims["threshold-CoN"].bands["onset"] == Band(min=3, max=5, unit="V")
    assert claims["charge-balance"].bands["relative error of the balance"] == Band(below=1e-6)
    assert all(claim.bands and claim.source and claim.basis for claim in claims.values())


@pytest.mark.parametrize(
    ("band", "inside", "outside", "text"),
    [
        (Band(min=3, max=5, unit="V"), [3, 4, 5], [2.999, 5.001], "3 to 5 V"),
        (Band(above=0.98), [0.981, 1], [0.98, -1], "> 0.98"),
        (Band(below=0), [-1e-9], [0, 1], "< 0"),
        (Band(max=0.05), [0.05, -1], [0.0501], "<= 0.05"),
        (Band(min=1), [1, math.inf], [0.99], ">= 1"),
    ],
)
def test_edges_of_bands(band: Band, inside: list, outside: list, text: str):
    assert all(band.holds(value) for value in inside)
    assert not any(band.holds(value) for value in [*outside, math.nan])
    assert str(band) == text


def test_verdicts():
    passed = judge(CLAIM, Finding({"a": 1.5, "b": 2}, "so"), fitted=True)
    assert (passed.verdict, passed.origin) == ("pass", "fitted")
    missed = judge(CLAIM, Finding({"a": 1.5, "b": 2.1}, "so"), fitted=False)
    assert (missed.verdict, missed.origin) == ("miss", "predicted")
    part = judge(CLAIM, Finding({"a": 1.5}, "so", {"b": "a meter"}), fitted=False)
    assert (part.verdict, part.waits) == ("pass", {"b": "a meter"})
    assert judge(CLAIM, Finding({"a": 0.5}, "so", {"b": "a meter"}), fitted=False).verdict == "miss"
    given = judge(CLAIM, Finding({"a": 1.5, "b": 2}, "so", given=True), fitted=True)
    assert (given.verdict, given.origin) == ("pass", "sheet")
    waits = judge(CLAIM, Finding({}, "", {"a": "x", "b": "x"}), fitted=True)
    assert (waits.verdict, waits.origin) == ("waits", "")
    with pytest.raises(ClaimError, match=r"x: measures a, c \(expected: a, b\)"):
        judge(CLAIM, Finding({"a": 1, "c": 1}, "so"), fitted=False)


GOOD = "{id: a, kind: sign, claim: c, source: s, basis: [abstract], band: {m: {min: 1}}}"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (GOOD.replace("sign", "sgn"), "a: unknown kind 'sgn'; did you mean 'sign'?"),
        (GOOD.replace("claim: c, ", ""), "a: claim: missing"),
        (GOOD.replace("source", "sources"), "unknown key 'sources'; did you mean 'source'?"),
        (GOOD.replace("[abstract]", "[hearsay]"), "a: unknown basis 'hearsay'"),
        (GOOD.replace("min: 1", "mni: 1"), "a: m: unknown edge 'mni'; did you mean 'min'?"),
        (GOOD.replace("min: 1", "min: one"), "a: m: {'min': 'one'} (expected one or more of min"),
        (GOOD.replace("min: 1", "unit: V"), "a: m: {'unit': 'V'} (expected one or more of min"),
        (GOOD.replace("min: 1", "min: 2, max: 1"), "a: m: min 2 is above max 1"),
        (GOOD + "\n- " + GOOD, "a: stands twice"),
    ],
)
def test_mistakes_in_a_table_are_named(tmp_path: Path, line: str, said: str):
    path = tmp_path / "claims.yaml"
    path.write_text(f"- {line}\n", encoding="utf-8")
    with pytest.raises(ClaimError) as caught:
        load_claims(path)
    assert said in str(caught.value)


def test_unknown_claims_sheets_and_numbers_are_named():
    with pytest.raises(ClaimError, match="unknown claim 'retentoin'; did you mean 'retention'"):
        list(judge_claims(["retentoin"]))
    with pytest.raises(ClaimError, match="unknown sheet 'CoNN'; did you mean 'CoN'"):
        Bench({"CoNN": {}})
    with pytest.raises(ClaimError, match="CoN: unknown quantity 'exit_barier'"):
        Bench({"CoN": {"exit_barier": "1 eV"}}).film("CoN", "5 nm")
    with pytest.raises(ClaimError, match="unknown quantity 'area_resistence'"):
        Bench().film("CoN", "5 nm", area_resistence="1 ohm*m^2")


def test_changed_numbers_reach_the_film_and_no_other():
    changed = Bench({"CoN": {"exit_barrier": "1.5 eV"}})
    film = changed.film("CoN", "5 nm", area_resistance="0.02 ohm*m^2")
    assert film.material["exit_barrier"] == pytest.approx(1.5 * 1.602176634e-19, rel=1e-9, abs=0)
    assert film.gate["area_resistance"] == 0.02
    plain = Bench().film("CoN", "5 nm")
    assert plain.material["exit_barrier"] == find_nitride("CoN")["exit_barrier"]
    assert plain.gate["area_resistance"] == find_gate("propylene carbonate")["area_resistance"]


@pytest.mark.parametrize(
    ("claim", "changes"),
    [
        ("FM-below-half-N", {"CoN": {"curie_extinction": "0.2"}}),
        ("Ms-ceiling", {"CoN": {"metal_moment": "1.9 mu_B"}}),
        ("on-off-ferromagnetism", {"CoN": {"initial_occupancy": "0.3"}}),
        ("critical-field", {"propylene carbonate": {"stern_thickness": "0.3 nm"}}),
        ("critical-field", {"CoN": {"exit_barrier": "5 eV"}}),
        ("rate-order", {"Co0.9Mn0.1N": {"exit_barrier": "1.4 eV"}}),
        ("Mn-boost", {"Co0.9Mn0.1N": {"migration_barrier": "0.68 eV"}}),
        ("MnCoN2", {"Co0.5Mn0.5N": {"nitride_neel_temperature": "-10 K"}}),
        ("FM-PM-AFM-coexistence", {"Co0.2Mn0.8N": {"nitride_neel_temperature": "10 K"}}),
        ("resistivity-optimum", {"CoN": {"screening_length_nitride": "0.5 nm"}}),
        ("resistivity-optimum", {"CoN": {"screening_length_nitride": "10 um"}}),
        (
            "capacitor-vs-side-contact",
            {"propylene carbonate, side contact": {"contact_resistance": "0 ohm*m^2"}},
        ),
        ("thin-film-speed", {"CoN": {"migration_barrier": "0.8 eV", "barrier_floor": "0.8 eV"}}),
    ],
)
def test_a_wrong_number_makes_the_claim_fail(claim: str, changes: dict):
    (found,) = judge_claims([claim], Bench(changes))
    assert found.verdict == "miss"


@pytest.mark.parametrize(
    ("claim", "changes", "missed"),
    [
        (
            "MnCoN2",
            {"Co0.5Mn0.5N": {"nitride_neel_temperature": "310 K"}},
            ["paramagnetic at 300 K", "Neel temperature"],
        ),
        ("MnCoN2", {"Co0.5Mn0.5N": {"nitride_neel_temperature": "20 K"}}, ["Neel temperature"]),
        (
            "MnN-AFM",
            {"MnN": {"nitride_neel_temperature": "200 K"}},
            ["antiferromagnetic at 300 K", "Neel temperature"],
        ),
        ("MnN-AFM", {"MnN": {"nitride_neel_temperature": "700 K"}}, ["Neel temperature"]),
        (
            "Mn-boost",
            {"Co0.9Mn0.1N": {"exit_barrier": "1.4 eV"}},
            ["rate of CoMnN over that of CoN"],
        ),
        (
            "Mn-boost",
            {"Co0.9Mn0.1N": {"metal_moment": "1.5 mu_B"}},
            ["final M of CoMnN over that of CoN"],
        ),
        (
            "FeN-slower-but-stronger",
            {"FeN": {"pinning_field": "1 kA/m"}},
            ["final coercivity of FeN over that of CoN"],
        ),
    ],
)
def test_the_measure_that_a_wrong_number_spoils_is_the_one_missed(
    claim: str, changes: dict, missed: list
):
    (found,) = judge_claims([claim], Bench(changes))
    bands = found.claim.bands
    assert [name for name, value in found.values.items() if not bands[name].holds(value)] == missed


def test_nitrogen_needs_half_the_voltage_of_oxygen():
    (found,) = judge_claims(["threshold-ratio-N-O"])
    assert (found.verdict, found.origin) == ("pass", "fitted")
    # Without the fitted barrier the charge of the ion alone leaves the onsets closer.
    (closer,) = judge_claims(["threshold-ratio-N-O"], Bench({"Co3O4": {"exit_barrier": "1.3 eV"}}))
    assert closer.verdict == "miss"
    measure = "onset of CoN over that of Co3O4"
    assert found.values[measure] < closer.values[measure] < 1


def test_fitted_claims_are_named_by_sheets_and_by_mixing_rules(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert fitted_claims() >= {"threshold-CoN", "retention", "rate-order", "Mn-boost", "MnCoN2"}
    assert fitted_claims() <= set(load_claims())
    # The user's own rules win; claims that they were not fitted to are predicted.
    for stem in ("bcc_like", "fcc_like"):
        text = (PACKAGED / f"{stem}.yaml").read_text(encoding="utf-8")
        (tmp_path / f"{stem}.yaml").write_text(
            text.replace("claim Mn-boost", "x"), encoding="utf-8"
        )
    monkeypatch.setenv("NMHTS_MATERIALS", str(tmp_path))
    assert "Mn-boost" not in fitted_claims()


def test_the_list_of_fitted_claims_is_frozen():
    """The page of claims names every fitted claim with its numbers, and no other.

    Fitted claims that the sheets do not name would count as predicted unnoticed.
    """
    page = (Path(__file__).parents[3] / "docs/reference/claims.md").read_text(encoding="utf-8")
    part = page.split("## What is fitted")[1].split("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if "`" in line]
    frozen = {claim: set(re.findall(r"`(\w+)`", numbers)) for claim, numbers in rows}
    assert set(frozen) == fitted_claims()
    sheets = [*library("nitride").values(), *library("gate").values()]
    numbers = [(n, q.status, q.note) for sheet in sheets for n, q in sheet.quantities.items()]
    for rules in mixing_library().values():
        for pair in rules.pairs.values():
            numbers += [(n, i.status, i.note) for n, i in pair.interactions.items()]
    for claim, names in frozen.items():
        own = {n for n, status, note in numbers if status == "fitted" and f"claim {claim}" in note}
        assert names == own, claim


def test_table_and_records_say_the_same():
    judged = list(judge_claims(["FM-below-half-N", "exchange-bias"]))
    judged.append(judge(CLAIM, Finding({"a": math.nan, "b": 1}, "no value"), fitted=False))
    lines = table_lines(judged)
    assert lines[0].split() == ["claim", "measure", "band", "value", "verdict", "origin", "basis"]
    assert "waits for exchange bias" in lines[2]
    assert "MISS" in lines[4]
    assert lines[-2] == "x: no value"
    assert lines[-1] == "1 pass (0 predicted, 0 in part), 1 miss, 1 wait, of 3 claims"
    kept = records(judged)
    assert [one["verdict"] for one in kept] == ["pass", "waits", "miss"]
    assert kept[0]["measures"][0]["inside"] is True
    assert kept[1]["measures"][0]["waits_for"] == "exchange bias of a stack against its gate dose"
    assert kept[2]["measures"][0]["value"] == "nan"


def test_arithmetic():
    slope, R2 = straight_line(np.array([0, 1, 2]), np.array([1, 3, 5]))
    assert (slope, R2) == pytest.approx((2, 1), rel=1e-12)
    assert time_to(1.5, np.array([0.0, 2.0, 4.0]), np.array([0.0, 1.0, 2.0])) == 3.0
    assert time_to(9.0, np.array([0.0, 2.0]), np.array([0.0, 1.0])) == math.inf
    assert bisect(0.0, 1.0, lambda x: x < 0.3, 1e-9) == pytest.approx(0.3, abs=1e-9)
