"""Sign map: change of M at rest after a train of pulses, over thickness and frequency."""

from __future__ import annotations

import numpy as np
from matplotlib import colormaps
from matplotlib.colors import Normalize
from matplotlib.patches import Patch

from nmhts.kinds.film_kinetics.data import StudyData
from nmhts.kinds.film_kinetics.maps import Pivot
from nmhts.report.data import AbsentError
from nmhts.report.numbers import display, protocol_clauses, span
from nmhts.report.panels import Picture
from nmhts.report.style import FAILED, axis_label, new_figure
from nmhts.report.varied import in_words

LEAST = 0.02  # of the largest M of the study at switch-off: below it a ratio to M says nothing


def geometric_edges(centres: np.ndarray) -> np.ndarray:
    """Return the borders of cells around sorted positive centers on a logarithmic axis."""
    logs = np.log(centres)
    middle = 0.5 * (logs[1:] + logs[:-1])
    return np.exp(np.concatenate([[2 * logs[0] - middle[0]], middle, [2 * logs[-1] - middle[-1]]]))


def rest_window(data: StudyData) -> tuple[int, int]:
    """Return the first and last recorded step of the last clause.

    Errors: AbsentError if it is not a rest.
    """
    clauses = protocol_clauses(data.attributes)
    steps = data.attributes["identity"]["output"]["steps_per_clause"]
    last = data.kinetics.sizes["step"] - 1
    if not clauses[-1].lower().startswith("rest") or len(clauses) * steps != last:
        raise AbsentError("the protocol does not end with a rest")
    if len(clauses) == 1:
        raise AbsentError("nothing is driven before the rest")
    return last - steps, last


def change_at_rest(x: np.ndarray, y: np.ndarray, before: np.ndarray, after: np.ndarray) -> Pivot:
    """Return dM/M_0 on the grid of two numbers of the films.

    Devices that share a place give the ratio of their sums.
    Parameters: x, y, and M before and after the rest, per film; NaN for a film that failed. A place
    where M was next to nothing when the rest began is NaN and counts as failed.
    """
    xs, i = np.unique(x, return_inverse=True)
    ys, j = np.unique(y, return_inverse=True)
    grid, lost = np.full((len(ys), len(xs)), np.nan), np.zeros((len(ys), len(xs)), bool)
    good = np.isfinite(before) & np.isfinite(after)
    least = LEAST * float(before[good].max(initial=0.0))
    for b in range(len(ys)):
        for a in range(len(xs)):
            here = (i == a) & (j == b)
            start = before[here & good]
            if len(start) and start.mean() > least:
                grid[b, a] = after[here & good].sum() / start.sum() - 1.0
            lost[b, a] = here.any() and np.isnan(grid[b, a])
    return Pivot(xs, ys, grid, lost)


def at_one_value(data: StudyData, axes: list[str]) -> tuple[np.ndarray, str]:
    """Return the runs at one value of each of some axes, and these values in words.

    The value is the one that most of the runs have.
    """
    kept = np.ones(data.kinetics.sizes["run"], bool)
    said = []
    for name in axes:
        values, counts = np.unique(data.kinetics[name].values[kept], return_counts=True)
        value = values[int(np.argmax(counts))]
        kept &= data.kinetics[name].values == value
        said.append(in_words(name, value.item(), data.kinetics))
    return np.flatnonzero(kept), f" {', '.join(said)}." if said else ""


def rest_map(data: StudyData) -> Picture:
    """Return the change of M at rest over thickness and frequency, blue for a fall, red for a rise.

    Errors: AbsentError without axes of thickness and of a frequency, or if no film is magnetic when
    the rest begins.
    """
    axes = data.kinetics.attrs["axes"]
    rates = [name for name in axes if data.kinetics[name].attrs.get("units") == "Hz"]
    if "thickness" not in axes or len(rates) != 1:
        raise AbsentError("it needs an axis of thickness and one in Hz")
    window = rest_window(data)
    runs, held = at_one_value(data, [n for n in axes if n not in ("thickness", rates[0])])
    L = display(data.kinetics.thickness.values[runs].astype(float), "thickness")
    f = data.kinetics[rates[0]].values[runs].astype(float)
    if len(np.unique(L)) < 2 or len(np.unique(f)) < 2:
        raise AbsentError("one thickness or one frequency makes no map")
    M = (
        np.where(data.kinetics.status.values == 0, 1.0, np.nan)[:, None]
        * data.kinetics.magnetization.values
    )
    before, after = (M[runs, step].astype(float) for step in window)
    cells = change_at_rest(f, L, before, after)
    if np.isnan(cells.grid).all():
        raise AbsentError("no film is magnetic when the rest begins")
    # At least one percent, so that a tiny change looks tiny.
    most = max(float(np.nanmax(np.abs(cells.grid))), 0.01)
    figure = new_figure(1, height=4.2)
    ax = figure.subplots()
    x, y = geometric_edges(cells.x), geometric_edges(cells.y)
    # Values that were not computed have no cell.
    x[0], x[-1], y[0], y[-1] = cells.x[0], cells.x[-1], cells.y[0], cells.y[-1]
    image = ax.pcolormesh(
        x, y, 100 * cells.grid, cmap=colormaps["RdBu_r"], norm=Normalize(-100 * most, 100 * most)
    )
    for b, a in np.argwhere(cells.failed):
        ax.fill([x[a], x[a + 1], x[a + 1], x[a]], [y[b], y[b], y[b + 1], y[b + 1]], **FAILED)
    both = bool((cells.grid < 0).any() and (cells.grid > 0).any())
    if both:
        ax.contour(cells.x, cells.y, cells.grid, levels=[0.0], colors="k", linewidths=1.5)
    ax.set_xscale("log")
    ax.set_yscale("log")
    ax.set_yticks(cells.y, [f"{value:g}" for value in cells.y])
    ax.minorticks_off()
    ax.xaxis.set_major_formatter("{x:g}")
    ax.set_xlabel(axis_label("frequency"))
    ax.set_ylabel(axis_label("thickness"))
    bar = figure.colorbar(image, ax=ax, pad=0.02)
    bar.set_label(axis_label("post_stimulus_change", "change of M at rest") + " (%)")
    if cells.failed.any():
        ax.legend(handles=[Patch(**FAILED, label="not magnetic, or failed")], loc="upper left")
    time = data.kinetics.time.values
    rest = float(np.nanmax(time[:, window[1]] - time[:, window[0]]))
    line = " Black line: no change." if both else ""
    caption = (
        f"Change of M in {span(rest)} at rest after the train, over M when the rest began; one "
        "cell a film, or all devices of a kind together. Red: M goes on rising at rest; blue: "
        f"it falls.{line} M of a film that switches plane by plane rises in steps: without "
        f"several devices in a cell neighboring cells differ by a fraction of a plane.{held}"
    )
    return Picture("rest-map", figure, caption)
