"""The page of a study: one self-contained HTML file, for the screen and for print."""

from __future__ import annotations

from pathlib import Path

import jinja2

from nmhts.report.provenance import study_text
from nmhts.report.sections import Page
from nmhts.report.style import look
from nmhts.schema.kinds import supplied
from nmhts.study.files import StudyFiles, write_atomically
from nmhts.study.kinds import kind_of
from nmhts.study.open import open_study


def write_report(root: Path) -> list[Path]:
    """Write the page, the figures and further files of a study, and return the paths written.

    Parameters: root: the folder ``results/<study>``.
    """
    own: Page = supplied(open_study(root).attrs["identity"]["kind"], "page")
    written = [path for write in own.besides for path in write(root)]
    page, figures = report_page(root)
    folder = root / "figures"
    old = {p for p in folder.glob("*.png") if p.stem.startswith(own.figure_names)}
    for name, content in figures.items():
        path = folder / f"{name}.png"
        write_atomically(path, content)
        written.append(path)
    # A figure of an earlier state of the study must not stand beside the present ones.
    for path in old - set(written):
        path.unlink()
    path = root / "report.html"
    write_atomically(path, page.encode())
    return [path, *written]


def report_page(root: Path) -> tuple[str, dict[str, bytes]]:
    """Return the page of a study as HTML, and its figures as PNG by name.

    The same store, study file and sheets give the same bytes.
    Parameters: root: the folder ``results/<study>``.
    """
    tree, files = open_study(root), StudyFiles(root)
    figures: dict[str, bytes] = {}
    page: Page = supplied(tree.attrs["identity"]["kind"], "page")
    with look():
        own = page.make(tree, files, figures)
    text, complaint = study_text(files)
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("nmhts.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text_of_page = environment.get_template("page.html").render(
        title=tree.attrs.get("title") or tree.attrs["study"],
        study=tree.attrs["study"],
        what=kind_of(tree.attrs["identity"]).what,
        study_text=text,
        study_complaint=complaint,
        incomplete=""
        if files.complete.exists()
        else "The study is not complete: shards that have not run are not on this page.",
        **own,
    )
    return text_of_page, figures
