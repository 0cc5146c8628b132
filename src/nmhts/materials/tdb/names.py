"""Names in a TDB file: abbreviations, and messages about unknown names."""

from __future__ import annotations

import re
from collections.abc import Collection

from nmhts.errors import nearest

_FEW = 12
SHOWN = 60
"""Largest number of characters of a file that a message quotes."""


def abbreviates(word: str, name: str) -> bool:
    """Return whether a word abbreviates a name.

    Every part between underscores must be the beginning of the part at the same position.
    """
    parts, full = re.split("[_-]", word), name.split("_")
    return len(parts) <= len(full) and all(map(str.startswith, full, parts))


def unknown(what: str, given: str, allowed: Collection[str]) -> str:
    """Return one sentence about an unknown name, with the nearest known one.

    All known names are listed if they are few.
    """
    names = sorted(allowed)
    listed = f" (allowed: {', '.join(names)})" if len(names) <= _FEW else ""
    return f"unknown {what} {given[:SHOWN]!r}{nearest(given[:SHOWN], names)}{listed}"
