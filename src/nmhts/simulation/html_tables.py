"""HTML tables of films, stacks and cells for notebooks, with the status of every number."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from nmhts.materials.records import Sheet
from nmhts.symbols import SYMBOLS


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return an HTML table with a caption and scoped heads, which screen readers need."""
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
    """Return the numbers of sheets, folded: value with uncertainty and unit, status, source."""
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
