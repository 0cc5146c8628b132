"""Figure of published claims: the margin of every value to its band, and fitted numbers marked."""

from __future__ import annotations

import math
from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from nmhts.report.style import COLOURS, look, new_figure, png
from nmhts.validation.claims import Band, Judgement

ORIGIN_COLOURS = {"predicted": COLOURS[0], "fitted": COLOURS[1], "sheet": "0.45"}
_MISS = COLOURS[3]
_ROW = 0.24  # inches
_FARTHEST = 1.0


def margin(band: Band, value: float) -> float:
    """Return the margin of a value to its band, from -1 (far outside) over 0 (on the edge) to 1.

    Between two edges the middle counts 1. For a band with one edge, one decade from the edge counts
    1; if the edge is zero or the signs differ, any value beyond it does. The margin is clipped to
    [-1, 1], and NaN counts as -1.
    """
    if math.isnan(value):
        return -_FARTHEST
    low, high = max(band.min, band.above), min(band.max, band.below)
    if math.isfinite(low) and math.isfinite(high) and high > low:
        half = 0.5 * (high - low)
        found = min(value - low, high - value) / half
    else:
        edge, sense = (low, 1.0) if math.isfinite(low) else (high, -1.0)
        if value == edge:
            return 0.0
        if edge == 0.0 or value == 0.0 or (value > 0.0) != (edge > 0.0):
            found = sense * math.copysign(_FARTHEST, value - edge)
        else:
            found = sense * math.copysign(math.log10(abs(value / edge)), value - edge)
            if abs(value) < abs(edge):
                found = sense * math.copysign(math.log10(abs(edge / value)), value - edge)
    return max(-_FARTHEST, min(_FARTHEST, found))


def claims_figure(judged: Sequence[Judgement]) -> bytes:
    """Return the figure of verdicts as PNG, one row per measure, the first claim on top."""
    rows = [(one, name, band) for one in judged for name, band in one.claim.bands.items()]
    with look():
        figure = new_figure(2, height=1.6 + _ROW * len(rows))
        ax = figure.add_subplot()
        for place, (one, name, band) in enumerate(rows):
            first = place == 0 or rows[place - 1][0] is not one
            _row(ax, place, one, name, band, first)
        ax.axvline(0.0, color="0.3", linewidth=1.0)
        ax.axvspan(0.0, 1.08, color="0.95", zorder=0)
        ax.set_xlim(-1.08, 1.08)
        ax.set_ylim(len(rows) - 0.4, -0.6)
        ax.set_xticks([-1, 0, 1], ["outside", "edge of the band", "inside"])
        ax.set_yticks(range(len(rows)), [_label(rows, k) for k in range(len(rows))])
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        handles = [
            Line2D([], [], marker="o", linestyle="", color=colour, label=origin)
            for origin, colour in ORIGIN_COLOURS.items()
        ]
        handles.append(Line2D([], [], marker="X", linestyle="", color=_MISS, label="missed"))
        ax.legend(
            handles=handles, loc="lower left", bbox_to_anchor=(0.0, 1.0), ncols=4, frameon=False
        )
        return png(figure)


def _label(rows: Sequence[tuple[Judgement, str, Band]], k: int) -> str:
    """Return the label left of a row: the measure, preceded by the claim at its first measure."""
    one, name, _ = rows[k]
    first = k == 0 or rows[k - 1][0] is not one
    return f"{one.claim.id}: {name}" if first else name


def _row(ax: Axes, place: int, one: Judgement, name: str, band: Band, first: bool) -> None:
    if first and place:
        ax.axhline(place - 0.5, color="0.85", linewidth=0.6)
    if name in one.waits:
        ax.text(
            0.02, place, f"waits for {one.waits[name]}", va="center", fontsize=7.5, color="0.45"
        )
        return
    value = one.values[name]
    at, held = margin(band, value), band.holds(value)
    colour = ORIGIN_COLOURS[one.origin] if held else _MISS
    ax.plot([0.0, at], [place, place], color=colour, linewidth=1.2)
    ax.plot([at], [place], marker="o" if held else "X", color=colour, linestyle="")
    unit = f" {band.unit}" if band.unit else ""
    # On the side away from the stem.
    ax.text(
        -0.03 if at >= 0.0 else 0.03, place, f"{value:.3g}{unit} ({band})",
        va="center", ha="right" if at >= 0.0 else "left", fontsize=7.5,
    )  # fmt: skip
