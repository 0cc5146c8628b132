"""Verdicts as a table of text and as records for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from nmhts.validation.claims import Judgement

_HEAD = ("claim", "measure", "band", "value", "verdict", "origin", "basis")


def table_lines(judged: Sequence[Judgement], how: bool = False) -> list[str]:
    """Return the lines of the table, one per measure, and a line of counts.

    With ``how`` they also say how each claim was evaluated.
    """
    rows = [_HEAD, *(row for one in judged for row in _rows(one))]
    widths = [max(len(row[k]) for row in rows) for k in range(len(_HEAD))]
    lines = [
        "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    if not how:
        lines += [f"{one.claim.id}: {one.how}" for one in judged if one.verdict == "miss"]
    if how:
        lines += [f"{one.claim.id}: {one.claim.claim} ({one.claim.source})" for one in judged]
        lines += [f"{one.claim.id}, how: {one.how}" for one in judged if one.how]
    counts = {v: [one for one in judged if one.verdict == v] for v in ("pass", "miss", "waits")}
    part = sum(1 for one in counts["pass"] if one.waits)
    predicted = sum(1 for one in counts["pass"] if one.origin == "predicted")
    lines.append(
        f"{len(counts['pass'])} pass ({predicted} predicted, {part} in part), "
        f"{len(counts['miss'])} miss, "
        f"{len(counts['waits'])} wait, of {len(judged)} claims"
    )
    return lines


def _rows(one: Judgement) -> list[tuple[str, ...]]:
    rows, name = [], one.claim.id
    basis = " + ".join(one.claim.basis)
    for measure, band in one.claim.bands.items():
        if measure in one.values:
            value = one.values[measure]
            unit = f" {band.unit}" if band.unit else ""
            verdict = "pass" if band.holds(value) else "MISS"
            cells = (f"{value:.4g}{unit}", verdict, one.origin)
        else:
            cells = ("", f"waits for {one.waits[measure]}", "")
        rows.append((name, measure, str(band), *cells, basis))
        name = basis = ""
    return rows


def records(judged: Iterable[Judgement]) -> list[dict[str, Any]]:
    """Return the verdicts as records for JSON; a value that is not finite is written as text."""
    return [
        {
            "id": one.claim.id,
            "claim": one.claim.claim,
            "kind": one.claim.kind,
            "source": one.claim.source,
            "basis": list(one.claim.basis),
            "verdict": one.verdict,
            "origin": one.origin,
            "how": one.how,
            "measures": [
                {
                    "name": name,
                    "band": str(band),
                    "unit": band.unit or "1",
                    "value": _plain(one.values.get(name)),
                    "inside": None if name in one.waits else band.holds(one.values[name]),
                    "waits_for": one.waits.get(name),
                }
                for name, band in one.claim.bands.items()
            ],
        }
        for one in judged
    ]


def _plain(value: float | None) -> float | str | None:
    if value is None or value - value == 0:
        return None if value is None else float(value)
    return str(value)
