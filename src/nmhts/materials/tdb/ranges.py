"""Temperature ranges of a FUNCTION or PARAMETER.

298.15 expression; 1519 Y expression; 6000 N reference
"""

from __future__ import annotations

import math
import re

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.expressions import parse
from nmhts.materials.tdb.names import SHOWN
from nmhts.materials.tdb.records import Piece, Piecewise

LIMITS = (298.15, 6000.0)
"""Default temperature limits [K] where a file gives none, as in other programs."""

_NUMBER = r"(?:\d+\.?\d*|\.\d+)(?:[ED][+-]?\d+)?"
_LOW = re.compile(rf"\s*(?:,|({_NUMBER})(?=[\s,+-]))\s*,?", re.ASCII)
_TAIL = re.compile(
    rf"\s*(?:,|({_NUMBER}))?\s*,?\s*(?:([YN])(?![A-Z0-9_#(*:]))?(.*)", re.DOTALL | re.ASCII
)
# Fortran may leave out the letter before the sign of an exponent: 8.89059+01.
_FORTRAN = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))(?:[ED]([+-]?\d+)|([+-]\d+))?", re.ASCII)


def number(text: str) -> float:
    """Return a number in Fortran notation, with or without the letter before its exponent.

    Errors: DatabaseError.
    """
    found = _FORTRAN.fullmatch(text.upper())
    if not found:
        raise DatabaseError(f"{text[:SHOWN]!r} is no number")
    value = float(f"{found[1]}E{found[2] or found[3] or '0'}")
    if not math.isfinite(value):
        raise DatabaseError(f"{text[:SHOWN]!r} is beyond all numbers")
    return value


def read_ranges(
    text: str, limits: tuple[float, float], remarks: list[str]
) -> tuple[Piecewise, str]:
    """Return the pieces and the reference of a FUNCTION or PARAMETER.

    Parameters: text, upper case, from the lower limit on; limits: defaults for limits not given;
    remarks receives the corrections.
    Errors: DatabaseError for limits that do not ascend, a piece without its expression, text after
    the end.
    """
    first, *rest = text.split(";")
    found = _LOW.match(first)
    if not found:
        remarks.append(f"no lower limit, {limits[0]:g} K taken")
    low = number(found[1]) if found and found[1] else limits[0]
    expression = first[found.end() :] if found else first
    pieces: list[Piece] = []
    reference, more = "", True
    for index, segment in enumerate(rest):
        last = index == len(rest) - 1
        high, more, tail = _end(segment, last)
        if high is None and not last:
            raise DatabaseError(f"a limit of temperature is missing before {tail[:20].strip()!r}")
        if high is None and not segment.lstrip().startswith(","):
            remarks.append(f"no upper limit, {limits[1]:g} K taken")
        pieces.append(_piece(low, limits[1] if high is None else high, expression))
        low, expression = pieces[-1].high, tail
        if not more:
            reference = tail
    if more:
        if rest and not expression.strip():
            remarks.append("the last limit says Y and nothing follows, N taken")
        else:
            remarks.append(f"no upper limit, {limits[1]:g} K taken")
            pieces.append(_piece(low, limits[1], expression))
    return tuple(pieces), " ".join(reference.replace(",", " ").split())


def _end(segment: str, last: bool) -> tuple[float | None, bool, str]:
    """Return the limit of a segment, whether a piece follows, and the text after it.

    That text is the expression of the piece, or a reference.
    """
    found = _TAIL.match(segment)
    assert found  # the pattern always matches: every part may be empty
    high = number(found[1]) if found[1] else None
    flag, tail = found[2], found[3]
    more = flag == "Y" or (flag is None and not last)
    if not more and (not last or re.search(r"[*()]", tail)):
        raise DatabaseError(
            f"text after the end of the last range: {' '.join(tail.split())[:40]!r}"
        )
    return high, more, tail


def _piece(low: float, high: float, expression: str) -> Piece:
    if not low < high:
        raise DatabaseError(f"limits of temperature do not ascend: {low:g} K, then {high:g} K")
    if not expression.strip():
        raise DatabaseError(f"no expression between {low:g} K and {high:g} K")
    return Piece(low, high, parse(expression))
