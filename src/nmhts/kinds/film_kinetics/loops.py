"""Hysteresis of the films against gate dose: coercivity, remanence and exchange bias."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize

from nmhts.kinds.film_kinetics.data import (
    Group,
    StudyData,
    groups,
    of_thickness,
    thickness_name,
    thicknesses,
    thinned,
)
from nmhts.kinds.film_kinetics.panels import composition_colours, compound_colours
from nmhts.report.data import AbsentError
from nmhts.report.numbers import display
from nmhts.report.panels import MOST_COLUMNS, Picture
from nmhts.report.provenance import statuses_of
from nmhts.report.style import axis_label, heading, new_figure, share_label

_ROWS = ("coercivity", "remanence", "exchange_bias")


def loop_pictures(data: StudyData) -> list[Picture]:
    """Return coercivity, remanence and any exchange bias against gate dose.

    One column per group, one picture per thickness; an exchange bias of zero is left out.
    Errors: AbsentError if the study records no loops, or if no film is ferromagnetic.
    """
    if data.loops is None:
        raise AbsentError(
            "the study records no loops (output.variables: coercivity, remanence, exchange_bias)"
        )
    rows = [n for n in _ROWS if n in data.loops and _is_there(data, n)]
    if not rows:
        raise AbsentError("no film has a hysteresis loop at any snapshot")
    pictures = []
    for thickness in thicknesses(data):
        everything = groups(data, of_thickness(data, data.good, thickness))
        for first in range(0, len(everything), MOST_COLUMNS):
            found = everything[first : first + MOST_COLUMNS]
            pictures.append(_picture(data, found, rows, thickness, first))
    if not pictures:
        raise AbsentError("every film of the study failed")
    return pictures


def _picture(
    data: StudyData, found: list[Group], rows: list[str], thickness: float | None, first: int
) -> Picture:
    """Return the loops of some groups at one thickness."""
    figure = new_figure(len(found), rows=len(rows), height=2.7)
    axes = figure.subplots(len(rows), len(found), squeeze=False, sharex="col", sharey="row")
    for k, group in enumerate(found):
        for ax, name in zip(axes[:, k], rows, strict=True):
            _dots(ax, data, group, name)
        heading(axes[0, k], group.title)
        axes[-1, k].set_xlabel("gate dose $N_x$ (nm$^{-2}$)")
        if group.metal is not None:
            norm = Normalize(0.0, max(float(group.share.max()), 1e-9))
            bar = figure.colorbar(
                ScalarMappable(norm, composition_colours()), ax=list(axes[:, k]), pad=0.02
            )
            bar.set_label(share_label(group.metal))
        else:
            axes[0, k].legend(frameon=False, markerscale=2)
    for ax, name in zip(axes[:, 0], rows, strict=True):
        ax.set_ylabel(axis_label(name, _SHORT[name]))
    name = thickness_name(data, thickness)
    behind = ("anisotropy", "pinning_field", "exchange_bias_coupling")
    status = statuses_of(behind, data.kinetics.material.values)
    lacking = [_SHORT[n] for n in _ROWS if n not in rows]
    none = f" Zero or not recorded throughout: {', '.join(lacking)}." if lacking else ""
    caption = (
        f"Loops of {name} films during the driven clause against gate dose, the N that has left "
        "per area; every dot is a snapshot of a film, at any voltage. Status of anisotropy, "
        f"pinning field and interface coupling: {status}.{none}{thinned(data)}{data.conditions}"
    )
    tab = name if not first else f"{name}, {found[0].title} and others"
    part = f"-{first // MOST_COLUMNS + 1}" if first else ""
    file = f"loops-{name.replace(' ', '').replace('.', 'p')}{part}"
    return Picture(file, figure, caption, tab)


_SHORT = {
    "coercivity": "coercive field",
    "remanence": "remanence",
    "exchange_bias": "exchange bias",
}


def _is_there(data: StudyData, name: str) -> bool:
    """Return whether a variable of the loops is non-zero anywhere among the films shown."""
    assert data.loops is not None
    values = data.loops[name].values[data.good]
    return bool(np.any(np.nan_to_num(values) != 0))


def _dots(ax: Axes, data: StudyData, group: Group, name: str) -> None:
    """Draw one variable against dose for all snapshots of the driven clause."""
    assert data.loops is not None
    time = data.loops.time.values[group.runs]
    begin, end = (data.kinetics.time.values[group.runs, w][:, None] for w in data.window)
    driven = (time >= begin) & (time <= end * (1 + 1e-12))
    dose = display(data.loops.nitrogen_extracted.values[group.runs], "nitrogen_extracted")
    values = display(data.loops[name].values[group.runs], name)
    shades, top = composition_colours(), max(float(group.share.max()), 1e-9)
    compounds = compound_colours(data, group) if group.metal is None else {}
    materials = data.kinetics.material.values[group.runs]
    for material in dict.fromkeys(str(m) for m in materials):
        here = materials == material
        colour = compounds.get(material) or shades(group.share[here][0] / top)
        seen = driven[here] & np.isfinite(values[here])
        ax.plot(
            dose[here][seen],
            values[here][seen],
            ".",
            ms=3.5,
            color=colour,
            label=material if compounds else None,
        )
