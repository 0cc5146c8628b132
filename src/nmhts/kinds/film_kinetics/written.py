"""Films gated without a field: their remanence and the directions of their planes."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from nmhts.kinds.film_kinetics.data import Group, StudyData, groups, own_films, protocol_parts
from nmhts.kinds.film_kinetics.kymographs import over_time
from nmhts.report.axes import as_typed
from nmhts.report.clauses import clause_axes, clause_grid, clause_text
from nmhts.report.data import AbsentError, Clause, evenly
from nmhts.report.numbers import display
from nmhts.report.panels import Picture
from nmhts.report.style import COLOURS, heading, new_figure
from nmhts.report.varied import key_in_words
from nmhts.simulation.films.magnetic_history import squareness

_FILMS = 5
_PICTURES = 3


def remanence_pictures(data: StudyData) -> list[Picture]:
    """Return remanence and magnetization against time of some films of each group.

    There is one panel per clause.
    Errors: AbsentError if the study does not record the remanence, or no film has one.
    """
    if data.writing is None:
        raise AbsentError(
            "the study does not record what films remember (output.variables: "
            "written_remanence; output.magnetised)"
        )
    kept = _largest(data)
    pictures = []
    for group in _groups(data):
        runs = own_films(data, group)
        having = runs[kept[runs] > 0]
        runs = evenly(having, _FILMS)
        if not len(runs):
            continue
        which = f"{len(runs)} of {len(having)} films" if len(runs) < len(having) else "films"
        caption = (
            f"Remanence (full) of {which} that are gated without a field, and {squareness():.2f} "
            "of their magnetization (dashed): the remanence of a film that is magnetized as a "
            f"whole. {_fields(data)} Planes that become magnetic inherit the direction of their "
            "neighbors."
        )
        title = group.title.replace(", ", "-")
        pictures.append(Picture(f"writing-{title}"[:40], _curves(data, runs), caption, group.title))
    if not pictures:
        raise AbsentError("no film has a remanence at any snapshot")
    return pictures


def direction_pictures(data: StudyData) -> list[Picture]:
    """Return the direction of every plane against depth and time, one film per group.

    It is the film with the largest remanence.
    Errors: AbsentError if the study does not record directions.
    """
    if data.writing is None or "plane_direction" not in data.profiles:
        raise AbsentError(
            "the study does not record directions (output.variables: plane_direction, "
            "written_remanence)"
        )
    kept = _largest(data)
    pictures = []
    for group in _groups(data):
        runs = own_films(data, group)
        run = int(runs[np.argmax(kept[runs])])
        caption = (
            f"Direction of the magnetic planes of {_name(data, run)} along one axis: 1 along it, "
            "-1 against it, 0 demagnetized; planes that are not magnetic are left white. "
            f"{_fields(data)}"
        )
        figure = over_time(data, run, "plane_direction")
        title = group.title.replace(", ", "-")
        pictures.append(Picture(f"writing-planes-{title}"[:40], figure, caption, group.title))
    if not pictures:
        raise AbsentError("every film of the study failed")
    return pictures


def _groups(data: StudyData) -> list[Group]:
    """Return the groups of all good films, also those that other figures leave out."""
    return groups(data, np.flatnonzero(data.kinetics.status.values == 0))[:_PICTURES]


def _largest(data: StudyData) -> np.ndarray:
    """Return the largest remanence of every film, kA/m."""
    assert data.writing is not None
    values = np.abs(np.nan_to_num(data.writing.written_remanence.values))
    return display(values.max(axis=1), "written_remanence")


def _name(data: StudyData, run: int) -> str:
    """Return a film by its values on all axes, in words."""
    axes = data.kinetics.attrs["axes"]
    key = [(name, data.kinetics[name].values[run].item()) for name in axes]
    return key_in_words(key, data.kinetics) or "the film"


def _fields(data: StudyData) -> str:
    """Return the times at which the films were magnetized, in words."""
    said = [
        (
            f"{'as grown' if m['clause'] == 0 else 'at the end of clause ' + str(m['clause'])} "
            f"({m['direction']:+g})"
        )
        for m in data.attributes["identity"]["output"]["magnetised"]
    ]
    return f"Magnetised {', '.join(said)}."


def _curves(data: StudyData, runs: np.ndarray) -> Figure:
    assert data.writing is not None
    parts = protocol_parts(data)
    figure = new_figure(3, height=3.6)
    axes = clause_axes(figure, clause_grid(figure, parts), 0, parts)
    for ax, part in zip(axes, parts, strict=True):
        for run, colour in zip(runs.tolist(), COLOURS, strict=False):
            _lines(ax, data, run, part, colour)
        ax.axhline(0, color="0.75", lw=0.8, zorder=0)
        heading(ax, clause_text(part, data.kinetics, runs, len(parts)))
        ax.set_xlabel("time in the clause (s)")
    axes[0].set_ylabel("remanence $M_r$ (kA/m)")
    lines = [
        Line2D([], [], color=colour, label=as_typed(_name(data, run)))
        for run, colour in zip(runs.tolist(), COLOURS, strict=False)
    ]
    figure.legend(handles=lines, loc="outside lower center", ncols=3, frameon=False)
    return figure


def _lines(ax: Axes, data: StudyData, run: int, part: Clause, colour: str) -> None:
    """Draw one film in one clause: remanence at snapshots, and a share of M at all records.

    The share is that of a film magnetized as a whole.
    """
    assert data.writing is not None
    time = data.kinetics.time.values[run]
    start, stop = time[[part.begin, part.end]]
    seen = data.writing.time.values[run]
    # A field is on at the end of a clause: its result belongs to the next clause too.
    here = np.flatnonzero((seen >= start) & (seen <= stop * (1 + 1e-12)))
    skip = int(part.logarithmic)
    remanence = display(data.writing.written_remanence.values[run, here], "written_remanence")
    ax.plot((seen[here] - start)[skip:], remanence[skip:], color=colour, lw=1.6)
    M = display(data.kinetics.magnetization.values[run, part.begin : part.end + 1], "magnetization")
    since = time[part.begin : part.end + 1] - start
    ax.plot(since[skip:], squareness() * M[skip:], color=colour, lw=1.0, ls="--", alpha=0.7)
