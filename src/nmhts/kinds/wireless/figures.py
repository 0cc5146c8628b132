"""Figures of a study of floating films: pictures of runs, M along all films, and maps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import ListedColormap, Normalize
from matplotlib.figure import Figure

from nmhts.kinds.wireless.cell_figure import wireless_figure
from nmhts.kinds.wireless.data import COUNTERS, WirelessData, run_of, said
from nmhts.report.axes import as_typed
from nmhts.report.data import AbsentError, evenly
from nmhts.report.numbers import display, span
from nmhts.report.panels import Picture
from nmhts.report.provenance import Table
from nmhts.report.style import COLOURS, FAILED, STYLES, axis_label, heading, new_figure, unit_text
from nmhts.report.varied import drawn
from nmhts.symbols import SYMBOLS

_MOST_COLUMNS, _MOST_ROWS = 4, 3
_MOST_TABLE = 200
_SHADES = ListedColormap(colormaps["viridis"](np.linspace(0.0, 0.9, 256)))


class _Quantity(NamedTuple):
    """A quantity of a map: its values [run], its label, and whether it has a sign."""

    values: np.ndarray
    label: str
    signed: bool


def pictures(data: WirelessData) -> list[Picture]:
    """Return the picture of the first film and that of the one whose halves differ most.

    Errors: AbsentError if no film reached its end.
    """
    good = data.good
    if not len(good):
        raise AbsentError("no film reached its end")
    contrast = np.abs(data.contrast())
    chosen = {"cell-first": (int(good[0]), "first film")}
    most = int(good[np.argmax(contrast[good])])
    if most != good[0] and contrast[most] > 0.0:
        chosen["cell-contrast"] = (most, "largest contrast")
    found = []
    for name, (run, tab) in chosen.items():
        dataset, cell = run_of(data, run)
        others = {str(dataset.attrs["layout"]): dataset}
        others |= {
            str(data.table.layout.values[k]): run_of(data, k)[0] for k in _layouts(data, run)
        }
        axes = [*data.numbers, *data.names]
        which = (
            ", ".join(said(a, data.table[a].values[run].item(), data.table) for a in axes)
            or "the only one"
        )
        caption = (
            f"One film ({which}): current and potential of the liquid and the film (orange: "
            "ferromagnetic) at the end of the drive, magnetization along it, and its mean over "
            f"time{' with that of the same film in the other layouts' if len(others) > 1 else ''}."
            f"{data.conditions}"
        )
        found.append(Picture(name, wireless_figure(dataset, cell, others), caption, tab))
    return found


def _layouts(data: WirelessData, run: int) -> list[int]:
    """Return the other films that differ from one in the layout alone."""
    table = data.table
    axes = [*table.attrs["axes"], *(name for name in COUNTERS if name in table.coords)]
    axes = [name for name in dict.fromkeys(axes) if name != "layout"]
    same = data.shown & (table.status.values == 0)
    for name in axes:
        same &= table[name].values == table[name].values[run]
    return [
        int(k) for k in np.flatnonzero(same & (table.layout.values != table.layout.values[run]))
    ]


def along_films(data: WirelessData) -> Picture:
    """Return the magnetization along every film at the end of the drive.

    Errors: AbsentError if no film reached its end.
    """
    if not len(data.good):
        raise AbsentError("no film reached its end")
    colour, column = (*data.numbers, None, None)[:2]
    column = column if data.gridded else None
    rows, columns = (
        _values(data, data.names[:1], _MOST_ROWS),
        _values(data, (column,), _MOST_COLUMNS),
    )
    figure = new_figure(len(columns), len(rows), 2.9)
    grid = figure.subplots(len(rows), len(columns), squeeze=False, sharex=True, sharey=True)
    shades = Normalize(*_range(data, colour)) if colour else None
    x = display(data.along.position.values.astype(float), "position")
    left = False
    for i, row in enumerate(rows):
        for k, at in enumerate(columns):
            ax = grid[i, k]
            here = _where(data, data.names[:1], row) & _where(data, (column,), at)
            left |= bool((here & (data.table.status.values != 0)).any())
            for run in np.flatnonzero(here & (data.table.status.values == 0)).tolist():
                shade = (
                    _SHADES(shades(_shown(data, colour)[run])) if shades and colour else COLOURS[0]
                )
                ax.plot(x[run], data.profile(run), lw=1.4, color=shade)
            told = [
                said(name, v, data.table)
                for name, v in zip(
                    (*data.names[:1], column), (row, at)[-1 - len(data.names[:1]) :], strict=True
                )
                if name
            ]
            heading(ax, ", ".join(told))
    for ax in grid[-1]:
        ax.set_xlabel("position along the film (mm)")
    for ax in grid[:, 0]:
        ax.set_ylabel(axis_label("magnetization", "magnetization"))
        ax.set_ylim(bottom=0)
    if shades and colour:
        bar = figure.colorbar(ScalarMappable(shades, _SHADES), ax=list(grid.ravel()), pad=0.01)
        bar.set_label(_label(data, colour))
    lacking = " Films that failed are not shown." if left else ""
    if column and len(columns) < len(_values(data, (column,), data.shown.size)):
        lacking = (
            f" Of the values of the {SYMBOLS[column].long_name if column in SYMBOLS else column} "
            f"{len(columns)} are shown.{lacking}"
        )
    caption = (
        "Magnetization at every position of every film at the end of its drive; the film lies "
        f"from left to right in its own direction, at 0° along x.{lacking}{_few(data, _MOST_ROWS)}"
        f"{data.conditions}"
    )
    return Picture("along", figure, caption)


def maps(data: WirelessData) -> Picture:
    """Return mean magnetization, contrast and kept share over one or two axes of numbers.

    The first two are those at the end of the drive. Kept is the share of the mean that remains at
    the end of the protocol.
    Errors: AbsentError if no axis of numbers varies, or no film reached its end.
    """
    if not data.numbers:
        raise AbsentError("no axis of numbers varies")
    if not len(data.good):
        raise AbsentError("no film reached its end")
    quantities = [
        _Quantity(data.mean(data.driven), "mean M, end of the drive (kA/m)", False),
        _Quantity(data.contrast(), "contrast, end of the drive (kA/m)", True),
    ]
    last = data.drive.sizes["step"] - 1
    if (data.driven < last).any():
        quantities.append(_Quantity(data.kept(), "mean M kept after the drive (%)", False))
    flat = len(data.numbers) == 2
    rows = _values(data, data.names[:1], _MOST_ROWS) if flat else [None]
    figure = new_figure(len(quantities), len(rows), 3.1)
    grid = figure.subplots(len(rows), len(quantities), squeeze=False, sharex=True, sharey=flat)
    for i, row in enumerate(rows):
        here = _where(data, data.names[:1], row) if flat else data.shown
        for ax, quantity in zip(grid[i], quantities, strict=True):
            _map(data, figure, ax, here, quantity) if flat else _lines(data, ax, quantity)
            heading(
                ax,
                ": ".join(
                    [
                        *([said(data.names[0], row, data.table)] if flat and data.names else []),
                        *([quantity.label] if flat else []),
                    ]
                ),
            )
    for ax in grid[-1]:
        ax.set_xlabel(_label(data, data.numbers[0]))
    if flat:
        for ax in grid[:, 0]:
            ax.set_ylabel(_label(data, data.numbers[1]))
    failed = bool((data.shown & (data.table.status.values != 0)).any())
    lacking = np.isnan(quantities[-1].values[data.good]).any()
    why = [
        *(["failed or not in the study"] if failed else []),
        *(["no M to keep"] if lacking else []),
    ]
    absent = f" {'Hatched' if flat else 'Left out'}: {', or '.join(why)}." if why else ""
    caption = (
        "The contrast is the mean M of the half of the film at its first end (left at 0°) less "
        "that of the other half. Kept: mean M at the end of the protocol over that at the end of "
        f"the drive.{absent}{_few(data, _MOST_ROWS if flat else len(COLOURS))}{data.conditions}"
    )
    return Picture("map", figure, caption)


def _map(
    data: WirelessData, figure: Figure, ax: Axes, here: np.ndarray, quantity: _Quantity
) -> None:
    good = here & (data.table.status.values == 0)
    x, y = (_shown(data, name) for name in data.numbers)
    every = np.abs(quantity.values[data.good])
    most = float(np.nanmax(every, initial=1e-9))
    norm = Normalize(-most if quantity.signed else 0.0, most)
    shades = colormaps["RdBu_r"] if quantity.signed else _SHADES
    xs, ys = np.unique(x[here]), np.unique(y[here])
    if not data.gridded:
        # Sampled numbers fill no grid.
        ax.scatter(
            x[good],
            y[good],
            c=quantity.values[good],
            norm=norm,
            cmap=shades,
            s=26,
            edgecolors="0.3",
            linewidths=0.4,
        )
    else:
        cells = np.full((len(ys), len(xs)), np.nan)
        cells[np.searchsorted(ys, y[good]), np.searchsorted(xs, x[good])] = quantity.values[good]
        ax.set_facecolor("0.85")
        ax.patch.set(hatch=FAILED["hatch"], edgecolor="0.45")
        edges = [_edges(v) for v in (xs, ys)]
        ax.pcolormesh(*edges, cells, norm=norm, cmap=shades)
        for axis, values in ((ax.xaxis, xs), (ax.yaxis, ys)):
            if len(values) <= 8:
                axis.set_ticks(values)
    figure.colorbar(ScalarMappable(norm, shades), ax=ax, pad=0.02)


def _lines(data: WirelessData, ax: Axes, quantity: _Quantity) -> None:
    x = _shown(data, data.numbers[0])
    for k, value in enumerate(_values(data, data.names[:1], len(COLOURS))):
        runs = np.flatnonzero(_where(data, data.names[:1], value) & (data.table.status.values == 0))
        runs = runs[np.argsort(x[runs])]
        name = said(data.names[0], value, data.table) if data.names else None
        ax.plot(
            x[runs],
            quantity.values[runs],
            marker=".",
            ms=6,
            lw=1.4,
            color=COLOURS[k],
            ls=STYLES[k % len(STYLES)],
            label=name and as_typed(name),
        )
    ax.set_ylabel(quantity.label)
    if not quantity.signed:
        ax.set_ylim(bottom=0)
    if data.names:
        ax.legend(title=data.names[0], frameon=False)


def ends_table(data: WirelessData) -> Table:
    """Return the table of the final values of every film shown."""
    axes = [*data.names, *data.numbers]
    last = data.drive.sizes["step"] - 1
    end, rest, contrast, kept = (
        data.mean(data.driven),
        data.mean(last),
        data.contrast(),
        data.kept(),
    )
    volts, floats = (
        values.astype(float)
        for values in (data.along.interface_voltage.values, data.drive.film_potential.values)
    )
    runs = evenly(data.good, _MOST_TABLE)
    rows = []
    for run in runs:
        k = data.driven[run]
        own = tuple(said(a, data.table[a].values[run].item(), data.table) for a in axes)
        share = "no M to keep" if np.isnan(kept[run]) else f"{kept[run]:.3g}"
        numbers = (f"{end[run]:.4g}", f"{contrast[run]:.4g}", f"{rest[run]:.4g}", share)
        poles = f"{volts[run, k].min():.3g} to {volts[run, k].max():.3g}"
        rows.append((*own, *numbers, poles, f"{floats[run, k]:.4g}"))
    head = (
        *(SYMBOLS[a].long_name if a in SYMBOLS else a for a in axes),
        "mean M, end of the drive (kA/m)",
        "contrast (kA/m)",
        "mean M, end of the protocol (kA/m)",
        "kept (%)",
        "interface voltage (V)",
        "film potential (V)",
    )
    note = f"{len(runs)} of the films shown, evenly." if len(runs) < len(data.good) else ""
    longest = float(np.nanmax(data.drive.time.values, initial=0.0))
    note = (
        f"{note} Interface voltage, film potential and contrast at the end of the drive; a "
        f"protocol lasts up to {span(longest)}."
    ).strip()
    return Table(head, rows, note)


def _few(data: WirelessData, most: int) -> str:
    """Return how many names of the axis of names are drawn, if not all, for a caption.

    The table of the page has all of them.
    """
    every = len(_values(data, data.names[:1], data.shown.size))
    return drawn(min(every, most), every, f"values of {data.names[0]}") if data.names else ""


def _values(data: WirelessData, name: Sequence[str | None], most: int) -> list:
    """Return at most ``most`` values of an axis among the films shown.

    Without an axis: one placeholder.
    """
    if not name or name[0] is None:
        return [None]
    return list(evenly(np.unique(data.table[name[0]].values[data.shown]), most))


def _where(data: WirelessData, name: Sequence[str | None], value: object) -> np.ndarray:
    """Return which shown films have a value of an axis; without an axis all shown films."""
    if not name or name[0] is None:
        return data.shown
    return data.shown & (data.table[name[0]].values == value)


def _shown(data: WirelessData, name: str) -> np.ndarray:
    """Return the values of an axis of numbers [run] in its display unit."""
    values = data.table[name].values.astype(float)
    return np.asarray(display(values, name)) if name in SYMBOLS else values


def _range(data: WirelessData, name: str) -> tuple[float, float]:
    values = _shown(data, name)[data.shown]
    return float(values.min()), float(values.max())


def _label(data: WirelessData, name: str) -> str:
    if name in SYMBOLS:
        symbol = SYMBOLS[name]
        return symbol.long_name + (f" ({unit_text(symbol.display)})" if symbol.display else "")
    unit = data.table[name].attrs.get("units", "1")
    return name.replace("_", " ") + ("" if unit == "1" else f" ({unit})")


def _edges(values: np.ndarray) -> np.ndarray:
    """Return the edges of cells around values: halfway between them."""
    if len(values) == 1:
        return np.array([values[0] - 0.5, values[0] + 0.5])
    middles = 0.5 * (values[1:] + values[:-1])
    first, last = 2 * values[0] - middles[0], 2 * values[-1] - middles[-1]
    return np.concatenate([[first], middles, [last]])
