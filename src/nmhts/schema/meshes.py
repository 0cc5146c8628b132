"""Axes as meshes that refinement divides: numbers joined to intervals, compositions to intervals along a line or to triangles."""

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
"""Two values that are the ends of an interval, or three that are the corners of a triangle."""

SIX_DECIMALS = 2e-6
"""By how much two fractions of formulas may differ that are meant to be the same."""

_FLAT = 1e-9  # area of a triangle whose corners lie on a line


class Mesh(ABC):
    """The values of one axis, joined to pieces, and the distance of two values at which to stop dividing."""

    def __init__(self, name: str, pieces: Sequence[Piece], tolerance: float, slack: float):
        self.name, self.pieces, self.tolerance = name, tuple(pieces), tolerance
        self._slack = slack

    @property
    def values(self) -> list[Value]:
        """Return the values that are joined."""
        return list(dict.fromkeys(value for piece in self.pieces for value in piece))

    @property
    def widest(self) -> float:
        """Return the largest distance of two neighbours."""
        return max(map(self._width, self.pieces))

    @abstractmethod
    def distance(self, a: Value, b: Value) -> float:
        """Return how far two values are from each other."""

    @abstractmethod
    def middle(self, a: Value, b: Value) -> Value:
        """Return the value half-way between two."""

    @abstractmethod
    def holds(self, piece: Piece, value: Value) -> bool:
        """Return whether a value lies in a piece, its border included."""

    @abstractmethod
    def gap(self, width: float, digits: int = 6) -> str:
        """Return a width as a tolerance is written."""

    def _width(self, piece: Piece) -> float:
        return max(self.distance(a, b) for a, b in combinations(piece, 2))

    def is_wide(self, piece: Piece) -> bool:
        """Return whether a piece is to be divided if its values are not all alike."""
        return self._width(piece) > self.tolerance + self._slack

    def halve(self, piece: Piece) -> tuple[list[Value], list[Piece]]:
        """Return the corners and middles of a piece, and the pieces between them: two halves, or four triangles."""
        if len(piece) == 2:
            a, b = piece
            m = self.middle(a, b)
            return [a, m, b], [(a, m), (m, b)]
        a, b, c = piece
        ab, bc, ca = self.middle(a, b), self.middle(b, c), self.middle(c, a)
        return [a, b, c, ab, bc, ca], [(a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca)]

    def most(self, rounds: int) -> int:
        """Return how many values there are after some rounds if every piece is divided in each while it is wide."""
        edges: dict[frozenset[Value], int] = {}
        count = len(self.values)
        for piece in self.pieces:
            parts = 2 ** min(rounds, self.rounds_of(self._width(piece)))
            for edge in map(frozenset, combinations(piece, 2)):
                edges[edge] = max(parts, edges.get(edge, 1))
            count += (parts - 1) * (parts - 2) // 2 if len(piece) == 3 else 0
        return count + sum(parts - 1 for parts in edges.values())

    def rounds_of(self, width: float) -> int:
        """Return how many times a width has to be halved to be no more than the tolerance."""
        return max(0, math.ceil(math.log2(width / (self.tolerance + self._slack)) - 1e-9))


class Numbers(Mesh):
    """Numbers between neighbours; in their logarithm, or as they are."""

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
        """Return the mean: twelve digits, as of every value of an axis."""
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
    """Formulas of alloys along a line, or over a plane: the triangles between them; distances are those of the metal fraction that differs most.

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
    """Return the intervals between compositions on a line, or the triangles between those of a plane; plane [composition, span]."""
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
