"""How a simulation can end, as a code: what statuses of every kind of study are made of."""

from __future__ import annotations

from typing import NamedTuple

NOT_COMPUTED = -1
OK = 0
CRASHED = 6
"""Given by whoever runs the batches: the simulation raised an error, or ended the process it ran in."""


class Status(NamedTuple):
    """One status: its code as stored, a short name, and what it means for the user."""

    code: int
    name: str
    advice: str
