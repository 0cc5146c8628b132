"""Sphinx configuration; every build writes the tables of symbols and sheets from the package."""

from __future__ import annotations

from pathlib import Path

import nmhts
from nmhts.materials.exchanges import exchange_sheets, find_exchange_sheet
from nmhts.materials.library import library
from nmhts.materials.records import QUANTITIES
from nmhts.symbols import SYMBOLS

project = "nmhts"
author = "the nmhts developers"
version = release = nmhts.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "nmhts"
autodoc_member_order = "bysource"
nitpicky = False

GENERATED = Path(__file__).parent / "_generated"


def _write(name: str, text: str) -> None:
    GENERATED.mkdir(exist_ok=True)
    path = GENERATED / name
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _symbols_page() -> str:
    lines = ["# Symbols", "", "Every quantity by its name in files and stores.", ""]
    lines += ["| name | symbol | SI unit | shown in | meaning |", "|---|---|---|---|---|"]
    for name, s in SYMBOLS.items():
        latex = f"${s.latex}$" if s.latex else ""
        lines.append(
            f"| `{name}` | {latex} | {s.unit or '1'} | {s.display or '1'} | {s.long_name} |"
        )
    return "\n".join(lines) + "\n"


def _materials_page() -> str:
    lines = ["# Material sheets", "", "Every number with its status and source.", ""]
    for kind in QUANTITIES:
        for sheet in library(kind).values():
            lines += [f"## {sheet.name}", "", f"{sheet.description}.", ""]
            lines += ["| quantity | value | uncertainty (SI) | status | source | note |"]
            lines += ["|---|---|---|---|---|---|"]
            for name, q in sheet.quantities.items():
                cells = [SYMBOLS[name].long_name, q.text, f"{q.uncertainty:.2g}", q.status]
                cells += [q.source, q.note]
                lines.append("| " + " | ".join(cells) + " |")
            lines.append("")
    for name in exchange_sheets():
        sheet = find_exchange_sheet(name)
        lines += [f"## Exchange {name}", "", f"{sheet.raw['description']}.", ""]
        lines += ["| constant | value | uncertainty (SI) | status | source | note |"]
        lines += ["|---|---|---|---|---|---|"]
        for constant, q in sheet.constants.items():
            cells = [f"`{constant}`", q.text, f"{q.uncertainty:.2g}", q.status, q.source, q.note]
            lines.append("| " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


_write("symbols.md", _symbols_page())
_write("materials.md", _materials_page())
