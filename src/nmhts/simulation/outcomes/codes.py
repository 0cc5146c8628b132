"""Codes of how a simulation ends, common to the statuses of all kinds of study."""

from __future__ import annotations

from typing import NamedTuple

NOT_COMPUTED = -1
OK = 0
CRASHED = 6
"""Code of a simulation that raised an error or ended its process; set by the caller."""


class Status(NamedTuple):
    """One status: its code as stored, a short name, and advice for the user."""

    code: int
    name: str
    advice: str
