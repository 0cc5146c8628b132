"""Checked configuration of a study of floating films, from the sections of its file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nmhts.errors import MaterialError, UnitError, nearest
from nmhts.kinds.wireless.file import CellSection, WirelessFile
from nmhts.kinds.wireless.names import CELL_ENTRIES, WIRELESS
from nmhts.materials.layouts import find_layout
from nmhts.schema.axes import AxisValues
from nmhts.schema.films import FilmsConfig, FilmSections, read_films
from nmhts.simulation.protocols.text import parse_protocol
from nmhts.simulation.protocols.waveform import Protocol
from nmhts.simulation.wireless.cell import BACKS
from nmhts.simulation.wireless.course import check_drive

_SIZE = ("cell_width", "cell_height")
_NEEDED = ("film_length", "film_x", "film_y")
_LAWS = ("exchange_conductance", "exchange_current_density")
_INSTEAD = {
    ("conductivity",): ("molar_conductivity", "conductivity_activation"),
    _LAWS: ("leak_conductance",),
}


@dataclass(frozen=True)
class WirelessConfig(FilmsConfig):
    """A checked study of floating films."""

    file: WirelessFile


def read_study(path: Path, raw: Mapping[str, Any], problems: list[str]) -> WirelessConfig | None:
    """Return the configuration of a study of floating films.

    If anything is wrong: None, with sentences added to ``problems``.
    """
    read = read_films(path, raw, WirelessFile, WIRELESS, problems, _parse)
    cell = read.sections.get("cell")
    if cell is not None:
        elsewhere = (*read.sampled, *read.derived)
        _check_cell(raw.get("cell") or {}, cell, read.written, elsewhere, problems)
        _check_idle(cell, read, problems)
    numerics = read.sections.get("numerics")
    if numerics is not None and not numerics.largest_change > 0:
        problems.append(f"numerics.largest_change: {numerics.largest_change:g} V must be positive")
    if problems:
        return None
    return read.films(WirelessConfig, path, WirelessFile, WIRELESS)


def _parse(text: str, folder: Path) -> Protocol:
    drive = parse_protocol(text, folder)
    check_drive(drive)
    return drive


def _check_cell(
    written: Mapping[str, Any],
    cell: CellSection,
    axes: Mapping[str, AxisValues | None],
    elsewhere: Collection[str],
    problems: list[str],
) -> None:
    """Complain about entries of the cell that are missing, given twice or impossible.

    Whether the parts of the cell fit is checked film by film.
    """
    for name in CELL_ENTRIES:
        if name in axes and name in written:
            problems.append(f"cell.{name}: is also an axis (give it in one place)")
        elif name in elsewhere and name in written:
            problems.append(f"cell.{name}: is also sampled or derived (give it in one place)")
    given = {n for n in CELL_ENTRIES if n in axes or n in elsewhere or getattr(cell, n) is not None}
    needed = _NEEDED if cell.outline else (*_SIZE, *_NEEDED)
    for name in needed:
        if name not in given:
            problems.append(
                f"cell.{name}: missing ({CellSection.model_fields[name].description}; give it "
                "here or as an axis)"
            )
    if cell.outline:
        if also := [name for name in _SIZE if name in given]:
            problems.append(
                f"cell.outline: {' and '.join(also)} too (a cell has a size or an outline)"
            )
        if cell.electrodes is None:
            problems.append("cell.electrodes: missing (a cell given by its outline needs two)")
        for corner in (c for c in cell.outline if len(c) != 2):
            problems.append(f"cell.outline: {corner!r} m (expected x and y of every corner)")
    if given >= set(_LAWS):
        problems.append(
            f"cell.{_LAWS[0]}, cell.{_LAWS[1]}: both are given (one of them says the law of "
            "the counter reaction)"
        )
    for name, unit in CELL_ENTRIES.items():
        value = getattr(cell, name)
        if unit is not None and value is not None and name not in axes:
            try:
                WIRELESS.check(name, value, written.get(name))
            except UnitError as error:
                problems.append(f"cell.{name}: {error}")
    for name, check in (("layout", _check_layout), ("back", _check_back)):
        axis = axes.get(name)
        values = (getattr(cell, name),) if name not in axes else axis.values if axis else ()
        for value in values:
            if wrong := check(str(value)):
                problems.append(f"{'axes' if name in axes else 'cell'}.{name}: {wrong}")


def _check_idle(cell: CellSection, read: FilmSections, problems: list[str]) -> None:
    """Complain about numbers of the gate that a number of the cell overrides."""
    elsewhere = {**read.axes, **read.sampled, **read.derived}
    places = {
        "axes": read.axes,
        "samples.of": read.sampled,
        "derived": read.derived,
        "film.parameters": read.parameters,
        "scatter": read.scatter,
    }
    for own, instead in _INSTEAD.items():
        for name in own:
            if name not in elsewhere and getattr(cell, name) is None:
                continue
            problems += [
                f"{place}.{number}: it does nothing, the cell states {name}"
                for place, given in places.items()
                for number in instead
                if number in given
            ]


def _check_layout(name: str) -> str:
    """Return the complaint about the name of a layout; empty for a valid one."""
    try:
        find_layout(name)
    except MaterialError as error:
        return str(error)
    return ""


def _check_back(name: str) -> str:
    """Return the complaint about the back of a substrate; empty for a valid one."""
    if name in BACKS:
        return ""
    return f"{name!r}{nearest(name, BACKS)} (allowed: {', '.join(sorted(BACKS))})"
