"""Lines of the verb ``materials``: every number with uncertainty, status and source.

Alloys have the numbers that they follow from.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from nmhts.cli import main
from nmhts.errors import MaterialError
from nmhts.materials.describe import describe, overview
from nmhts.materials.library import find_nitride, library, mixing_library


def test_the_overview_lists_everything():
    lines = overview()
    sheets = sum(len(library(kind)) for kind in ("nitride", "gate", "interface"))
    assert len(lines) == sheets + len(mixing_library())
    (line,) = [line for line in lines if line.startswith("mixing    bcc-like ")]
    assert "fitted" in line


def test_a_sheet_shows_every_number():
    lines = describe("CoN")
    assert len(lines) == 1 + len(find_nitride("CoN").quantities)
    assert any(
        line.endswith(
            "1.296 eV +- 0.05 eV, fitted, deRojas2020 (fitted to the claim threshold-CoN (4 "
            "V, 85 nm, 1 h))"
        )
        for line in lines
    )


def test_an_alloy_says_what_its_numbers_follow_from():
    text = "\n".join(describe("Co0.9Mn0.1N"))
    assert "alloy of CoN, MnN by the mixing rules 'bcc-like'" in text
    follows = (
        "linear mixing, bcc-like: 0.9 CoN 1.296 eV, 0.1 MnN 1.546 eV, Co-Mn L = [-0.463, -0.463] eV"
    )
    assert (
        f"1.24599 eV +- 0.0524309 eV, assumed, deRojas2020, nmhtsFilm2026, Tan2022 ({follows})"
        in text
    )
    assert "spacing of N planes: 0.25 nm +- 0.0271662 nm" in text
    assert "(the same in all end members)" in text
    other = "\n".join(describe("Co0.9Mn0.1N", "fcc-like"))
    assert "by the mixing rules 'fcc-like'" in other
    assert other != text


def test_mixing_rules_show_pairs_validity_and_coefficients():
    lines = describe("bcc-like")
    assert "  Fe-Mn, Mn/(Fe+Mn) from 0 to 0.5 (no film with more Mn than Fe" in "\n".join(lines)
    assert any("L = [-0.463, -0.463] eV +- 0.2 eV, fitted, Tan2022" in line for line in lines)


@pytest.mark.parametrize(
    ("name", "mixing", "said"),
    [
        (
            "bcc-lik",
            "bcc-like",
            "unknown sheet or set of mixing rules 'bcc-lik'; did you mean 'bcc-like'?",
        ),
        ("HfO", "bcc-like", "unknown material 'HfO'"),
        ("CoN", "hcp-like", "unknown set of mixing rules 'hcp-like'"),
        ("Fe0.4Mn0.6N", "bcc-like", "is outside the validity of the Fe-Mn rules"),
    ],
)
def test_names_that_stand_for_nothing(name: str, mixing: str, said: str):
    with pytest.raises(MaterialError) as caught:
        describe(name, mixing)
    assert said in str(caught.value)


def test_the_verb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    monkeypatch.chdir(tmp_path)
    assert main(["materials"]) == 0
    assert capsys.readouterr().out.splitlines() == overview()
    assert main(["materials", "Co0.9Mn0.1N", "--mixing", "fcc-like"]) == 0
    assert capsys.readouterr().out.splitlines() == describe("Co0.9Mn0.1N", "fcc-like")
    assert main(["materials", "propylene carbonate"]) == 0
    assert "Na+" in capsys.readouterr().out
    assert main(["materials", "CoN", "--mixing", "none"]) == 1
