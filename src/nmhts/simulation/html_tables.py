"""Films, stacks and cells as small tables of HTML, for notebooks: what they are, with units, and how well each number behind them is known."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from nmhts.materials.records import Sheet
from nmhts.symbols import SYMBOLS


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table that a screen reader can follow: a caption, and a scope for every head."""
    head = "".join(f'<th scope="col">{html.escape(text)}</th>' for text in heads)
    body = "".join(
        f'<tr><th scope="row" style="text-align:left">{html.escape(first)}</th>'
        + "".join(f'<td style="text-align:left">{html.escape(text)}</td>' for text in rest)
        + "</tr>"
        for first, *rest in rows
    )
    top = f"<thead><tr>{head}</tr></thead>" if heads else ""
    return f"<table><caption>{html.escape(caption)}</caption>{top}<tbody>{body}</tbody></table>"


def sheets_html(sheets: Iterable[Sheet]) -> str:
    """Return the numbers of some sheets, folded up: each with its unit, its uncertainty, its status and its source."""
    parts = []
    for sheet in sheets:
        counts = ", ".join(f"{n} {status}" for status, n in sheet.count_by_status().items())
        rows = [
            (SYMBOLS[name].long_name, q.text, q.status, q.source)
            for name, q in sheet.quantities.items()
        ]
        inner = table(f"Numbers of {sheet.name}", ("number", "value", "status", "source"), rows)
        parts.append(
            f"<details><summary>{html.escape(sheet.name)}: "
            f"{html.escape(counts)}</summary>{inner}</details>"
        )
    return "".join(parts)
