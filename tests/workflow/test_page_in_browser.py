"""The page of a study in a real browser without a network: layout, no requests, visible figures."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from project import Project

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next((path for path in map(shutil.which, NAMES) if path), None)

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is missing: scripts/install_chromium.sh provides it"
)

WIDTH = 1366

# Added to a copy of the page: it reports the layout of the browser from within.
PROBE = """
<script>
window.addEventListener("load", () => {
  const images = [...document.images].map(i => ({
    id: i.closest('figure')?.id ?? i.id, natural: i.naturalWidth,
    width: i.getBoundingClientRect().width, shown: i.offsetParent !== null}));
  const fetched = performance.getEntriesByType("resource")
    .map(e => e.name).filter(n => !n.startsWith("data:"));
  const sections = [...document.querySelectorAll("section")].map(s => ({
    id: s.id, top: s.getBoundingClientRect().top, height: s.getBoundingClientRect().height}));
  const told = document.createElement("pre");
  told.id = "told";
  const {scrollWidth: wide, clientWidth: view} = document.documentElement;
  told.textContent = JSON.stringify({images, fetched, sections, wide, view});
  document.body.appendChild(told);
});
</script>
"""


def chromium(folder: Path, *flags: str) -> str:
    """Run Chromium on the page of a folder, cut off from any network, and return its output."""
    done = subprocess.run(
        [
            str(CHROMIUM),
            "--headless=new",
            "--disable-gpu",
            "--no-sandbox",
            "--no-first-run",
            "--disable-background-networking",
            "--hide-scrollbars",
            f"--user-data-dir={folder / 'profile'}",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--virtual-time-budget=10000",
            *flags,
            (folder / "page.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout


def told(folder: Path, text: str, width: int = WIDTH) -> dict:
    """Return the report of the probe in a page."""
    folder.mkdir()
    (folder / "page.html").write_text(text.replace("</body>", PROBE + "</body>"), encoding="utf-8")
    seen = chromium(folder, f"--window-size={width},900", "--dump-dom")
    found = re.search(r'<pre id="told">(.*?)</pre>', seen, flags=re.DOTALL)
    assert found is not None
    return json.loads(found[1].replace("&amp;", "&"))


def test_everything_is_laid_out_and_nothing_fetched(undisturbed: Project, tmp_path: Path):
    text = (undisturbed.results / "report.html").read_text(encoding="utf-8")
    seen = told(tmp_path / "page", text)
    assert seen["fetched"] == []
    assert seen["wide"] <= WIDTH
    sections = {s["id"]: s for s in seen["sections"]}
    assert {"study", "onset", "rate", "series", "front", "order", "loops", "not-drawn"} <= set(
        sections
    )
    assert all(s["height"] > 80 for s in sections.values())
    tops = [s["top"] for s in seen["sections"]]
    assert tops == sorted(tops)
    assert all(image["natural"] > 400 for image in seen["images"])
    shown = [image for image in seen["images"] if image["shown"]]
    # One tab of every place is open; the last thickness is.
    assert {"onset-5nm", "rate-5nm", "loops-5nm"} <= {image["id"] for image in shown}
    assert "onset-2nm" not in {image["id"] for image in shown}
    assert all(image["width"] > 300 for image in shown)


def test_a_phone_shows_it_without_moving_the_page_sideways(undisturbed: Project, tmp_path: Path):
    """Wide figures and tables scroll within themselves.

    Their letters have at least three quarters of their size.
    """
    text = (undisturbed.results / "report.html").read_text(encoding="utf-8")
    seen = told(tmp_path / "phone", text, 400)
    assert seen["view"] <= 500, "the narrowest window of a browser"
    assert seen["wide"] <= seen["view"]
    shown = [image for image in seen["images"] if image["shown"]]
    assert shown
    assert all(image["width"] >= 0.7 * 96 / 120 * image["natural"] for image in shown)


def test_the_probe_sees_what_is_fetched_and_what_is_broken(undisturbed: Project, tmp_path: Path):
    text = (undisturbed.results / "report.html").read_text(encoding="utf-8")
    foreign = '<figure id="far"><img src="https://example.org/a.png" width="3000"></figure>'
    seen = told(tmp_path / "page", text.replace("<footer>", foreign + "<footer>"))
    assert seen["fetched"] == ["https://example.org/a.png"]
    assert [i["natural"] for i in seen["images"] if i["id"] == "far"] == [0]


def test_there_is_something_to_see(undisturbed: Project, tmp_path: Path):
    shutil.copy(undisturbed.results / "report.html", tmp_path / "page.html")
    picture = tmp_path / "page.png"
    chromium(tmp_path, f"--window-size={WIDTH},3000", f"--screenshot={picture}")
    with Image.open(picture) as image:
        pixels = np.asarray(image.convert("RGB"))
    assert pixels.shape == (3000, WIDTH, 3)
    inked = (pixels < 200).any(axis=2)
    assert 0.01 < inked.mean() < 0.6
    # Ink in every third of the height, and colors beyond text on white.
    assert all(part.any(axis=1).mean() > 0.15 for part in np.array_split(inked, 3))
    assert len(np.unique(pixels.reshape(-1, 3) // 32, axis=0)) > 30


def test_paper_shows_the_figures_of_all_tabs(undisturbed: Project, tmp_path: Path):
    text = (undisturbed.results / "report.html").read_text(encoding="utf-8")
    # The rules for print, applied to the screen.
    seen = told(tmp_path / "paper", text.replace("@media print", "@media all"))
    assert all(image["shown"] and image["width"] > 300 for image in seen["images"])
