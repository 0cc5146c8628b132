"""Which functions an expression needs, and those that are missing or use themselves."""

from __future__ import annotations

from collections.abc import Mapping

from nmhts.errors import nearest
from nmhts.materials.tdb.expressions import parse, uses
from nmhts.materials.tdb.records import Piece, Piecewise

_R = "8.31446261815324"
PREDEFINED = {
    "R": (Piece(0.0, 1e5, parse(_R)),),
    "RTLNP": (Piece(0.0, 1e5, parse(f"{_R}*T*LN(1E-5*P)")),),
}
"""Functions that other programs know without being told: the gas constant (CODATA 2022), and R T ln P of an ideal gas against 1 bar."""


def direct(pieces: Piecewise) -> list[str]:
    """Return the names of the functions that an expression uses itself."""
    return list(dict.fromkeys(name for piece in pieces for name in uses(piece.value)))


class Faults:
    """What is wrong with functions, each followed once through all that it uses."""

    def __init__(self, functions: Mapping[str, Piecewise], lines: Mapping[str, int]):
        self.known = {**PREDEFINED, **functions}
        self.lines = lines
        self.needed: set[str] = set()
        self._found: dict[str, str] = {}

    def of(self, pieces: Piecewise, what: str, above: tuple[str, ...] = ()) -> str:
        """Return what is wrong with the functions of an expression that ``what`` names, or an empty string."""
        for name in direct(pieces):
            if name in above:
                return f"{what} uses itself ({' -> '.join([*above[above.index(name) :], name])})"
            if name not in self.known:
                return f"{what} uses {name!r}, which is not given{nearest(name, self.known.keys() - above)}"
            if fault := self.of_function(name, above):
                return fault
        return ""

    def of_function(self, name: str, above: tuple[str, ...] = ()) -> str:
        """Return what is wrong with a function that is given, or an empty string."""
        self.needed.add(name)
        if name not in self._found:
            what = f"line {self.lines.get(name, 0)}: FUNCTION {name}"
            self._found[name] = self.of(self.known[name], what, (*above, name))
        return self._found[name]
