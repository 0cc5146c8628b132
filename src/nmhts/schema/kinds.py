"""The kinds of study: what reads the file of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from nmhts.schema.config import StudyConfig
from nmhts.schema.cycling import read_cycling
from nmhts.schema.files import FILES
from nmhts.schema.film_kinetics import read_film_kinetics
from nmhts.schema.lattice import read_lattice
from nmhts.schema.phase_map import read_phase_map
from nmhts.schema.stack_kinetics import read_stack_kinetics
from nmhts.schema.wireless import read_wireless

Reader = Callable[[Path, Mapping[str, Any], list[str]], StudyConfig | None]

READERS: dict[str, Reader] = {
    "film_kinetics": read_film_kinetics,
    "cycling": read_cycling,
    "stack_kinetics": read_stack_kinetics,
    "wireless": read_wireless,
    "lattice": read_lattice,
    "phase_map": read_phase_map,
}


def nearest_kind(raw: Mapping[str, Any]) -> str:
    """Return the kind whose file has most of the keys given."""
    return max(FILES, key=lambda kind: len(raw.keys() & FILES[kind].model_fields.keys()))
