"""Checked configuration of a study of cycled films, from the sections of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nmhts.errors import ProtocolError
from nmhts.kinds.cycling.file import CyclingFile
from nmhts.kinds.cycling.names import CYCLED
from nmhts.schema.films import FilmsConfig, read_films
from nmhts.schema.placeholders import names_in
from nmhts.simulation.cycles.protocol import read_cycle
from nmhts.simulation.protocols.text import parse_protocol


@dataclass(frozen=True)
class CyclingConfig(FilmsConfig):
    """A checked study of cycled films."""

    file: CyclingFile


def read_study(path: Path, raw: Mapping[str, Any], problems: list[str]) -> CyclingConfig | None:
    """Return the configuration of a study of cycling.

    If anything is wrong: None, with sentences added to ``problems``.
    """
    read = read_films(path, raw, CyclingFile, CYCLED, problems, read_cycle)
    cycles = read.sections.get("cycles")
    if cycles is not None and cycles.then is not None:
        _check_after(cycles.then, path.parent, problems)
    if problems:
        return None
    return read.films(CyclingConfig, path, CyclingFile, CYCLED)


def _check_after(text: str, folder: Path, problems: list[str]) -> None:
    """Complain about the clauses after the last cycle: unreadable ones, placeholders."""
    if names := sorted(names_in(text)):
        problems.append(
            f"cycles.then: placeholder {{{names[0]}}} (allowed: values, the same for all "
            "films; placeholders stand in the protocol of the cycle)"
        )
        return
    try:
        # Each film's cycle decides from which voltage a first ramp begins.
        parse_protocol(text, folder, initial_voltage=float("nan"))
    except ProtocolError as error:
        problems.append(f"cycles.then: {error}")
