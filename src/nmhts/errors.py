"""Errors that a user can meet, and messages that say what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LONGEST_MESSAGE = 1900
"""Largest size of an error message, bytes, for any input."""

LONGEST_SENTENCE = 700
"""Largest size of one of several messages, bytes."""


def clipped(text: str, most: int = LONGEST_SENTENCE) -> str:
    """Return a text of at most ``most`` bytes in UTF-8.

    The middle of a longer text is left out, because key and advice stand at its ends.
    """
    # UTF-8 cannot hold half a UTF-16 pair.
    raw = text.encode("utf-8", "backslashreplace")
    if len(raw) <= most:
        return raw.decode("utf-8")
    left_out = f" ... ({len(raw)} bytes in all) ... "
    half = (most - len(left_out)) // 2
    head, tail = raw[:half].decode("utf-8", "ignore"), raw[-half:].decode("utf-8", "ignore")
    return f"{head}{left_out}{tail}"


class NmhtsError(Exception):
    """Root of all errors that nmhts raises on purpose."""

    def __str__(self) -> str:
        return clipped(super().__str__(), LONGEST_MESSAGE)


class UnitError(NmhtsError, ValueError):
    """A quantity without a unit, with an unknown unit, or of the wrong dimension."""


class MaterialError(NmhtsError, ValueError):
    """An unknown material, gate or formula, or a sheet that breaks the rules for sheets."""


class DatabaseError(NmhtsError, ValueError):
    """A thermodynamic database that cannot be read, or lacks the requested data."""


class ProtocolError(NmhtsError, ValueError):
    """A voltage protocol that cannot be read."""


class CellError(NmhtsError, ValueError):
    """A cell whose parts do not fit together."""


class SimulationError(NmhtsError, RuntimeError):
    """A single simulation that did not reach its end, with the advice of its status."""


class StudyError(NmhtsError, ValueError):
    """A study file with errors.

    ``problems`` holds all of them; the text has one per line, as many as fit.
    """

    def __init__(self, path: str, problems: Iterable[str]):
        self.path = path
        self.problems = tuple(problems)
        count = len(self.problems)
        head = (
            f"{clipped(path, 300)}: {count} error{'s' if count != 1 else ''}, nothing was computed"
        )
        lines = [f"  - {clipped(problem)}" for problem in self.problems]
        room = LONGEST_MESSAGE - len(head.encode()) - 60
        fit = 0
        while fit < count and (room := room - len(lines[fit].encode()) - 1) >= 0:
            fit += 1
        more = [f"  - and {count - fit} more, told when these are mended"] if fit < count else []
        super().__init__("\n".join([head, *lines[:fit], *more]))

    def __reduce__(self) -> tuple:
        return type(self), (self.path, self.problems)


class StoreError(NmhtsError, RuntimeError):
    """A store that does not belong to this study, is damaged, or cannot be written."""


class LeaseError(NmhtsError, RuntimeError):
    """Another live process is writing the same shard."""


def nearest(given: str, allowed: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the closest allowed name, or an empty string."""
    folded = {name.casefold(): name for name in allowed}
    wanted = given.casefold()
    match = difflib.get_close_matches(wanted, list(folded), n=1, cutoff=0.5)
    # "logarithmic" differs from "log" in many letters, but not in meaning.
    match += [
        n
        for n in folded
        if len(n) > 2 and len(wanted) > 2 and (wanted.startswith(n) or n.startswith(wanted))
    ]
    return f"; did you mean {folded[match[0]]!r}?" if match else ""


def unknown_name(what: str, given: str, allowed: Iterable[str]) -> str:
    """Return a message with the given name, the allowed names and the nearest one."""
    names = sorted(allowed)
    listed = ", ".join(names)
    return f"unknown {what} {given!r}{nearest(given, names)} (allowed: {listed})"
