"""Axes as meshes for refinement: intervals of numbers, intervals or triangles of compositions."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

import numpy as np

from nmhts.errors import MaterialError
from nmhts.materials.formula import formula_of, parse_formula

Value = float | str
"""A value of an axis: a number, or the formula of a composition."""

Piece = tuple[Value, ...]
"""Two values as ends of an interval, or three as corners of a triangle."""

SIX_DECIMALS = 2e-6
"""Largest difference of two fractions of formulas that count as equal (numerical: six decimals)."""

_FLAT = 1e-9  # area of a triangle whose corners lie on a line (numerical)


class Mesh(ABC):
    """The values of one axis, joined to pieces, and the distance at which division stops."""

    def __init__(self, name: str, pieces: Sequence[Piece], tolerance: float, slack: float):
        self.name, self.pieces, self.tolerance = name, tuple(pieces), tolerance
        self._slack = slack

    @property
    def values(self) -> list[Value]:
        """Return the values of all pieces."""
        return list(dict.fromkeys(value for piece in self.pieces for value in piece))

    @property
    def widest(self) -> float:
        """Return the largest distance of two neighbors."""
        return max(map(self._width, self.pieces))

    @abstractmethod
    def distance(self, a: Value, b: Value) -> float:
        """Return the distance of two values."""

    @abstractmethod
    def middle(self, a: Value, b: Value) -> Value:
        """Return the value half-way between two."""

    @abstractmethod
    def holds(self, piece: Piece, value: Value) -> bool:
        """Return whether a value lies in a piece, its border included."""

    @abstractmethod
    def gap(self, width: float, digits: int = 6) -> str:
        """Return a width in the form of a tolerance."""

    def _width(self, piece: Piece) -> float:
        return max(self.distance(a, b) for a, b in combinations(piece, 2))

    def is_wide(self, piece: Piece) -> bool:
        """Return whether a piece is divided if its values differ."""
        return self._width(piece) > self.tolerance + self._slack

    def halve(self, piece: Piece) -> tuple[list[Value], list[Piece]]:
        """Return corners and middles of a piece, and its parts: two halves, or four triangles."""
        if len(piece) == 2:
            a, b = piece
            m = self.middle(a, b)
            return [a, m, b], [(a, m), (m, b)]
        a, b, c = piece
        ab, bc, ca = self.middle(a, b), self.middle(b, c), self.middle(c, a)
        return [a, b, c, ab, bc, ca], [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]

    def most(self, rounds: int) -> int:
        """Return the largest number of values after some rounds, with all wide pieces divided."""
        edges: dict[frozenset[Value], int] = {}
        count = len(self.values)
        for piece in self.pieces:
            parts = 2 ** min(rounds, self.rounds_of(self._width(piece)))
            for edge in map(frozenset, combinations(piece, 2)):
                edges[edge] = max(parts, edges.get(edge, 1))
            count += (parts - 1) * (parts - 2) // 2 if len(piece) == 3 else 0
        return count + sum(parts - 1 for parts in edges.values())

    def rounds_of(self, width: float) -> int:
        """Return the number of halvings after which a width is within the tolerance."""
        return max(0, math.ceil(math.log2(width / (self.tolerance + self._slack)) - 1e-9))


class Numbers(Mesh):
    """Numbers between neighbors, on a linear or a logarithmic scale."""

    def __init__(
        self,
        name: str,
        values: Sequence[float],
        tolerance: float,
        logarithmic: bool,
        unit: str = "",
    ):
        self._unit = "" if logarithmic else unit
        self._scale: Callable[[float], float] = math.log if logarithmic else float
        self._logarithmic = logarithmic
        step = math.log(tolerance) if logarithmic else tolerance
        super().__init__(name, list(pairwise(sorted(values))), step, 1e-9 * step)

    def distance(self, a: Value, b: Value) -> float:
        """Return the difference, or the logarithm of the ratio."""
        return abs(self._scale(float(b)) - self._scale(float(a)))

    def middle(self, a: Value, b: Value) -> Value:
        """Return the mean, rounded to twelve digits like every value of an axis."""
        low, high = float(a), float(b)
        return float(f"{math.sqrt(low * high) if self._logarithmic else 0.5 * (low + high):.12g}")

    def gap(self, width: float, digits: int = 6) -> str:
        """Return a width with its unit, or the ratio."""
        shown = math.exp(width) if self._logarithmic else width
        return f"{shown:.{digits}g} {self._unit}".rstrip()

    def holds(self, piece: Piece, value: Value) -> bool:
        """Return whether a number lies between the ends."""
        return float(piece[0]) <= float(value) <= float(piece[1])


class Compositions(Mesh):
    """Formulas of alloys along a line, or in a plane with triangles between them.

    Distances are those of the metal fraction that differs most.

    Errors: MaterialError for compositions that span more than a plane.
    """

    def __init__(
        self,
        name: str,
        formulas: Sequence[str],
        metals: Sequence[str],
        anion: str,
        tolerance: float,
    ):
        self._metals, self._anion = metals, anion
        self._known: dict[Value, np.ndarray] = {}
        at = np.array([self._at(formula) for formula in formulas])
        # Axes of equal units, in which three metals span a triangle of equal sides.
        _, sizes, ways = np.linalg.svd(at - at[0])
        span = int((sizes > SIX_DECIMALS * math.sqrt(len(at))).sum())
        self._ways = ways[:span]
        if span > 2:
            raise MaterialError(
                f"compositions of {span + 1} metals that vary at once (allowed: those along a "
                "line, or over a plane of three metals)"
            )
        plane = at @ self._ways.T
        super().__init__(name, _pieces(list(formulas), plane), tolerance, SIX_DECIMALS)

    def _at(self, formula: Value) -> np.ndarray:
        if formula not in self._known:
            given = dict(parse_formula(str(formula)).metals)
            self._known[formula] = np.array([given.get(metal, 0.0) for metal in self._metals])
        return self._known[formula]

    def distance(self, a: Value, b: Value) -> float:
        """Return the difference of the metal fraction that differs most."""
        return float(np.abs(self._at(a) - self._at(b)).max())

    def middle(self, a: Value, b: Value) -> Value:
        """Return the formula half-way."""
        mean = 0.5 * (self._at(a) + self._at(b))
        return formula_of(dict(zip(self._metals, mean.tolist(), strict=True)), self._anion)

    def gap(self, width: float, digits: int = 6) -> str:
        """Return a width, which is a fraction."""
        return f"{width:.{digits}g}"

    def holds(self, piece: Piece, value: Value) -> bool:
        """Return whether a composition lies between the corners."""
        corners = np.array([self._at(corner) for corner in piece]) @ self._ways.T
        system = np.vstack([corners.T, np.ones(len(piece))])
        right = np.append(self._at(value) @ self._ways.T, 1.0)
        shares = np.linalg.solve(system, right)
        return bool(shares.min() >= -2 * SIX_DECIMALS / self._width(piece))


def _pieces(formulas: Sequence[Value], plane: np.ndarray) -> list[Piece]:
    """Return the intervals between compositions on a line, or the triangles in a plane.

    Parameters: formulas; plane [composition, span]: their coordinates.
    """
    if plane.shape[1] == 1:
        return list(pairwise(formulas[k] for k in np.argsort(plane[:, 0])))
    if plane.shape[1] == 0:
        return []
    from scipy.spatial import Delaunay

    found: list[Piece] = []
    for corners in np.sort(Delaunay(plane).simplices, axis=1).tolist():
        (a, b), (c, d) = plane[corners[1:]] - plane[corners[0]]
        if 0.5 * abs(a * d - b * c) > _FLAT:
            found.append(tuple(formulas[k] for k in corners))
    return sorted(found, key=lambda piece: [formulas.index(corner) for corner in piece])
