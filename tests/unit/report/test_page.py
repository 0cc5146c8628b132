"""The page of a study: self-contained, every section there or explained, reproducible bytes."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

import nmhts.kinds.film_kinetics.page as page_module
from nmhts.kinds.film_kinetics.page import SECTIONS
from nmhts.report.page import report_page, write_report
from nmhts.report.provenance import study_text
from nmhts.study.files import StudyFiles
from nmhts.study.open import open_study


class Page(HTMLParser):
    """Ids, addresses and text of a page."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: list[str] = []
        self.addresses: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(str(given["id"]))
        for key in ("src", "href", "srcset", "action", "data", "poster", "xlink:href"):
            if key in given:
                self.addresses.append(str(given[key]))

    def handle_data(self, data):
        self.words += data


@pytest.fixture(scope="module")
def drawn(everything: Path) -> tuple[str, dict[str, bytes]]:
    return report_page(everything)


def test_page_holds_everything_and_asks_for_nothing(drawn):
    text, figures = drawn
    page = Page(text)
    assert len(text) < 4e6
    foreign = [a[:60] for a in page.addresses if not a.startswith(("#", "data:image/png;base64,"))]
    assert foreign == []
    assert "@import" not in text
    assert "url(" not in text
    assert "<script" not in text
    assert "<link" not in text
    assert sum(a.startswith("data:") for a in page.addresses) == len(figures)
    assert len(page.ids) == len(set(page.ids))
    for address in page.addresses:
        assert not address.startswith("#") or address[1:] in page.ids


def test_a_study_with_everything_has_every_section(drawn):
    text, figures = drawn
    page = Page(text)
    # Sections without a figure are listed at the end, with the reason.
    assert {key for key, _, _ in SECTIONS} - set(page.ids) == {"rest", "writing", "error"}
    unsaid = [line for line in page.words.splitlines() if "not shown" in line]
    assert unsaid == [
        (
            "Change of M at rest over thickness and frequency: not shown, it needs an axis of "
            "thickness and one in Hz."
        ),
        (
            "Remanence: not shown, the study does not record what films remember "
            "(output.variables: written_remanence; output.magnetised)."
        ),
        (
            "Directions of planes: not shown, the study does not record directions "
            "(output.variables: plane_direction, written_remanence)."
        ),
        (
            "Deviation at a tenth of the tolerance: not shown, the study asks for none "
            "(output.error_bar: 0.05 runs 5 % of its films again)."
        ),
    ]
    wanted = {"onset-2nm", "onset-3nm", "map-3nm", "rate-2nm", "slope-and-threshold", "loops-2nm"}
    wanted |= {"front-Co-Mn-N", "order-Co-Fe-N", "order-map", "series-CoN-FeN", "series-x-Co-Mn-N"}
    assert wanted <= set(figures)
    assert wanted <= set(page.ids)
    assert all(content.startswith(b"\x89PNG") for content in figures.values())
    assert max(map(len, figures.values())) < 300_000


def test_head_says_what_was_asked_and_where_numbers_come_from(drawn, everything: Path):
    page = Page(drawn[0])
    assert "Everything <at once>" in page.words  # a title is text, whatever is in it
    assert "hold {voltage} for 10 s" in page.words
    failed = int((open_study(everything)["design"].to_dataset().status != 0).sum())
    assert 0 < failed < 10
    assert f"50 films, {failed} failed" in page.words
    assert "The film took numerics.max_steps steps before the end" in page.words
    assert "max_failed_fraction: 1.0" in page.words
    assert re.search(r"MnN\s*nitride", page.words)
    assert re.search(r"bcc-like\s*mixing rules", page.words)
    assert re.search(r"Hatched: \d failed films", page.words)


def test_same_store_same_bytes(drawn, everything: Path):
    assert report_page(everything) == drawn


def test_one_film_has_what_one_film_can_show_and_says_why_not_more(one_film: Path):
    text, figures = report_page(one_film)
    page = Page(text)
    assert set(figures) == {"front-CoN", "order-CoN", "loops-2nm"}
    assert {key for key, _, _ in SECTIONS} & set(page.ids) == {"front", "order", "loops"}
    assert "not-drawn" in page.ids
    said = [line for line in page.words.splitlines() if "not shown" in line]
    assert len(said) == 13
    assert any("Onset against composition: not shown, no system of two metals" in s for s in said)
    assert any("M against voltage: not shown, no clause of the protocol" in s for s in said)


def test_an_unforeseen_fault_is_never_an_absent_section(one_film: Path, monkeypatch):
    def broken(data):
        raise ZeroDivisionError

    monkeypatch.setattr(page_module, "SECTIONS", (("x", "X", (("broken", broken),)),))
    with pytest.raises(ZeroDivisionError):
        report_page(one_film)


def test_files_are_written_and_figures_of_an_earlier_state_leave(one_film: Path, tmp_path: Path):
    root = tmp_path / "one"
    shutil.copytree(one_film, root)
    (root / "figures").mkdir()
    (root / "figures" / "onset-9nm.png").write_bytes(b"old")
    (root / "figures" / "mine.png").write_bytes(b"kept")
    written = write_report(root)
    assert written[0] == root / "report.html"
    found = {p.name for p in (root / "figures").iterdir()}
    assert found == {"sheet.png", "front-CoN.png", "order-CoN.png", "loops-2nm.png", "mine.png"}


def test_a_changed_study_file_is_said(everything: Path, tmp_path: Path):
    root = tmp_path / "results" / "everything"
    shutil.copytree(everything, root)
    source = everything.parents[1] / "everything.yaml"
    inputs = root / "plan.inputs.json"
    moved = tmp_path / "everything.yaml"
    inputs.write_text(inputs.read_text().replace(str(source), str(moved)), encoding="utf-8")
    assert study_text(StudyFiles(root)) == (
        "",
        "The study file is not where it was when the study was planned.",
    )
    moved.write_text("kind: film_kinetics\n", encoding="utf-8")
    text, complaint = study_text(StudyFiles(root))
    assert text.startswith("kind")
    assert "has changed since" in complaint
