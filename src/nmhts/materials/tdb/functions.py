"""Functions that an expression needs, and detection of missing or recursive ones."""

from __future__ import annotations

from collections.abc import Mapping

from nmhts.errors import nearest
from nmhts.materials.tdb.algebra import Sum
from nmhts.materials.tdb.expressions import parse, uses
from nmhts.materials.tdb.records import Piece, Piecewise

_R = "8.31446261815324"
PREDEFINED = {
    "R": (Piece(0.0, 1e5, parse(_R)),),
    "RTLNP": (Piece(0.0, 1e5, parse(f"{_R}*T*LN(1E-5*P)")),),
}
"""Functions that other programs predefine: the gas constant (CODATA 2022), and R T ln P of an ideal
gas relative to 1 bar."""


def direct(pieces: Piecewise) -> list[str]:
    """Return the names of the functions that an expression uses directly."""
    return list(dict.fromkeys(name for piece in pieces for name in uses(piece.value)))


_DEEPEST = 60  # largest nesting of functions, and of parentheses within them


def _depth(value: Sum, depths: Mapping[str, int]) -> int:
    """Return the nesting depth of sums in one, including those of known functions."""
    deepest = 0
    for _, factors in value:
        for _, of, _ in factors:
            if of is not None:
                deepest = max(
                    deepest, 1 + (depths.get(of, 0) if isinstance(of, str) else _depth(of, depths))
                )
    return deepest


class Faults:
    """Faults of functions, each followed once through all functions that it uses.

    Parameters: functions; lines in which they are defined; bad: unreadable functions, with a
    sentence each.
    """

    def __init__(
        self,
        functions: Mapping[str, Piecewise],
        lines: Mapping[str, int],
        bad: Mapping[str, str] | None = None,
    ):
        self.known = {**PREDEFINED, **functions}
        self.lines = lines
        self.bad = bad or {}
        self.needed: set[str] = set()
        self._found: dict[str, str] = {}
        self._depths: dict[str, int] = {}

    def of(self, pieces: Piecewise, what: str, above: tuple[str, ...] = ()) -> str:
        """Return the fault of the functions of an expression ``what``, or an empty string."""
        for name in direct(pieces):
            if name in above:
                return f"{what} uses itself ({' -> '.join([*above[above.index(name) :], name])})"
            if name in self.bad:
                self.needed.add(name)
                return f"{what} uses {name!r}, which cannot be read ({self.bad[name]})"
            if len(above) > _DEEPEST:
                return f"{what} ends a row of more than {_DEEPEST} functions that use each other"
            if name not in self.known:
                return (
                    f"{what} uses {name!r}, which is not "
                    f"given{nearest(name, self.known.keys() - above)}"
                )
            if fault := self.of_function(name, above):
                return fault
        if max((_depth(piece.value, self._depths) for piece in pieces), default=0) > _DEEPEST:
            return (
                f"{what} stands on more than {_DEEPEST} functions and parentheses inside each other"
            )
        return ""

    def of_function(self, name: str, above: tuple[str, ...] = ()) -> str:
        """Return the fault of a given function, or an empty string."""
        self.needed.add(name)
        if name not in self._found:
            what = f"line {self.lines.get(name, 0)}: FUNCTION {name}"
            pieces = self.known[name]
            self._found[name] = self.of(pieces, what, (*above, name))
            self._depths[name] = max(
                (_depth(piece.value, self._depths) for piece in pieces), default=0
            )
        return self._found[name]
