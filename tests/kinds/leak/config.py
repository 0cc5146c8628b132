"""Checked configuration of a study of leaks, from the sections of its file."""

# The folder joins the package at run time (NMHTS_KINDS).
# pyright: reportMissingImports=false
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nmhts.kinds.leak.file import LeakFile

from nmhts.schema.config import StudyConfig
from nmhts.schema.names import Vocabulary
from nmhts.schema.plain import read_plain

CAPACITOR = Vocabulary(
    "capacitor",
    {"resistance": "ohm", "capacitance": "F", "voltage": "V"},
    {},
    (),
    {"run", "run_id", "status", "in_study", "time"},
    "capacitor",
)


def read_study(path: Path, raw: Mapping[str, Any], problems: list[str]) -> StudyConfig | None:
    """Return the configuration of a study of leaks.

    If anything is wrong: None, with sentences added to ``problems``.
    """
    return read_plain(path, raw, LeakFile, CAPACITOR, problems)
