"""Figure of the change of M at a tenth of the tolerance, for a sample of films."""

from __future__ import annotations

import numpy as np

from nmhts.kinds.film_kinetics.data import StudyData
from nmhts.kinds.film_kinetics.responses import regime_words
from nmhts.report.axes import as_typed
from nmhts.report.data import AbsentError
from nmhts.report.panels import Picture
from nmhts.report.style import COLOURS, MARKERS, heading, new_figure

LEAST_SHOWN = 1e-8  # of the largest M: smaller changes are drawn at this value
_MOST_WORST = 3


def error_bar_picture(data: StudyData) -> Picture:
    """Return the deviations of the sample against the share of films below, by regime.

    The caption names the films with the largest deviations.
    Errors: AbsentError if the study asks for no error bar, or no sampled film succeeded twice.
    """
    if "deviation" not in data.table:
        raise AbsentError(
            "the study asks for none (output.error_bar: 0.05 runs 5 % of its films again)"
        )
    values = data.table.deviation.values.astype(float)
    runs = np.flatnonzero(np.isfinite(values))
    if len(runs) == 0:
        raise AbsentError("no film of the sample reached its end twice")
    runs = runs[np.argsort(values[runs], kind="stable")]
    words = np.array(regime_words(data.table.regime.values[runs]))
    figure = new_figure(1, height=3.4)
    ax = figure.subplots()
    share = 100.0 * (np.arange(len(runs)) + 1.0) / len(runs)
    for k, name in enumerate(dict.fromkeys(words.tolist())):
        here = words == name
        shown = np.maximum(values[runs[here]], LEAST_SHOWN)
        ax.plot(
            shown,
            share[here],
            MARKERS[k % len(MARKERS)],
            ms=4,
            color=COLOURS[k % len(COLOURS)],
            label=f"{as_typed(name)} ({here.sum()} films)",
        )
    ax.set_xscale("log")
    ax.set_xlim(0.5 * LEAST_SHOWN, max(1.0, 2.0 * float(values[runs[-1]])))
    ax.set_xlabel("largest change of $M$, over largest $M$")
    ax.set_ylim(0.0, 105.0)
    ax.set_ylabel("films at or below (%)")
    heading(ax, "Numerical error of M")
    figure.legend(loc="outside right upper", fontsize=8, frameon=False, title="regime")
    rtol = data.attributes["identity"]["numerics"]["rtol"]
    worst = ", ".join(f"{values[r]:.1e} (film {r})" for r in runs[::-1][:_MOST_WORST])
    caption = (
        f"{len(runs)} of {len(values)} films, drawn by chance, run again at rtol {0.1 * rtol:g} "
        f"in place of {rtol:g}. Half of them change by no more than {np.median(values[runs]):.1e} "
        f"of their largest M. The most: {worst}. Changes below {LEAST_SHOWN:g} are drawn there."
    )
    return Picture("error-bar", figure, caption)
