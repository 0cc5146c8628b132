"""Names in a TDB file: abbreviations, and what to say of unknown ones."""

from __future__ import annotations

import re
from collections.abc import Collection

from nmhts.errors import nearest

_FEW = 12
SHOWN = 60
"""Characters of what a file says that a sentence about it shows."""


def abbreviates(word: str, name: str) -> bool:
    """Return whether a word abbreviates a name: every part between underscores is the start of the part at its place."""
    parts, full = re.split("[_-]", word), name.split("_")
    return len(parts) <= len(full) and all(map(str.startswith, full, parts))


def unknown(what: str, given: str, allowed: Collection[str]) -> str:
    """Return one sentence about an unknown name, with the nearest right one, and all of them where they are few."""
    names = sorted(allowed)
    listed = f" (allowed: {', '.join(names)})" if len(names) <= _FEW else ""
    return f"unknown {what} {given[:SHOWN]!r}{nearest(given[:SHOWN], names)}{listed}"
