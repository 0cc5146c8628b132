"""Checked configuration of a study by kinetic Monte Carlo, from the sections of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nmhts.errors import SimulationError
from nmhts.kinds.lattice.file import LatticeFile, LatticeSection, seed_list
from nmhts.kinds.lattice.names import BOX_NUMBERS, LATTICE
from nmhts.schema.films import FilmsConfig, read_films
from nmhts.simulation.lattice.box_model import sides

SEED = "seed"
_PLACES = {SEED: "seeds", "grain_size": "grain_size", "box_side": "size"}
"""Keys of the section that an axis may replace."""


@dataclass(frozen=True)
class LatticeConfig(FilmsConfig):
    """A checked study of films by kinetic Monte Carlo.

    The seeds are an axis, also where the file gives them in its section.
    """

    file: LatticeFile


def read_study(path: Path, raw: Mapping[str, Any], problems: list[str]) -> LatticeConfig | None:
    """Return the configuration of a study of films by kinetic Monte Carlo.

    If anything is wrong: None, with sentences added to ``problems``.
    """
    read = read_films(path, _with_seeds(raw), LatticeFile, LATTICE, problems)
    _check_places(raw, problems)
    section = read.sections.get("lattice")
    if section is not None:
        _check_section(section, problems)
    for where, given in (("film.parameters", read.parameters), ("scatter", read.scatter)):
        problems += [
            (
                f"{where}.{name}: belongs to the box, not to the film (allowed: "
                f"lattice.{_PLACES[name]}, axes.{name})"
            )
            for name in given
            if name in BOX_NUMBERS
        ]
    problems += [
        (
            f"scatter.{name}: not scattered in these studies (allowed: film.parameters.{name}, "
            f"axes.{name})"
        )
        for name in read.scatter
        if name.startswith("boundary_")
    ]
    if problems:
        return None
    return read.films(LatticeConfig, path, LatticeFile, LATTICE)


def _with_seeds(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the file with its seeds as the last of its axes, unless they are one already.

    Complaints about wrong seeds name the place at which the file gives them.
    """
    section, axes = raw.get("lattice"), raw.get("axes") or {}
    given = section.get("seeds", 3) if isinstance(section, Mapping) else 3
    if not isinstance(axes, Mapping) or SEED in {*axes, *_given_elsewhere(raw)}:
        return dict(raw)
    try:
        seeds = seed_list(given)
    except ValueError:
        return dict(raw)
    return {**raw, "axes": {**axes, SEED: seeds}}


def _given_elsewhere(raw: Mapping[str, Any]) -> set[str]:
    """Return the names that samples and expressions give."""
    samples, derived = raw.get("samples"), raw.get("derived")
    of = samples.get("of") if isinstance(samples, Mapping) else None
    return {str(n) for part in (of, derived) if isinstance(part, Mapping) for n in part}


def _check_places(raw: Mapping[str, Any], problems: list[str]) -> None:
    """Complain about entries that both the section and an axis give."""
    section, axes = raw.get("lattice"), raw.get("axes")
    varied = {*(axes if isinstance(axes, Mapping) else ()), *_given_elsewhere(raw)}
    if isinstance(section, Mapping):
        problems += [
            f"lattice.{key}: is also given by axes.{name} (give it in one place)"
            for name, key in _PLACES.items()
            if name in varied and key in section
        ]


def _check_section(section: LatticeSection, problems: list[str]) -> None:
    try:
        sides((section.size[0], section.size[1]))
    except SimulationError as error:
        problems.append(f"lattice.{error}")
    if len(set(section.compared)) < len(section.compared):
        problems.append(f"lattice.compared: {section.compared} (allowed: each fidelity once)")
    if section.grain_size is not None and not section.grain_size >= 0:
        problems.append(
            f"lattice.grain_size: {section.grain_size} m (allowed: three plane spacings or "
            "more, or 0 nm for none)"
        )
