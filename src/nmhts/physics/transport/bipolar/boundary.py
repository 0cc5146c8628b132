"""Boundary of the electrolyte as straight elements: walls, electrodes, faces of the film's body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

WALL, FILM, BARE = 0, 1, 2
"""Kinds of elements: insulating wall; face of the film; bare metal in contact with the film."""

FIRST_ELECTRODE = 3
"""First kind of a driven electrode; ``FIRST_ELECTRODE + k`` is the k-th."""


class Piece(NamedTuple):
    """Straight piece of the boundary: its ends (x, y) in m, its kind and its elements.

    The electrolyte lies to the left of the direction from the first end to the second.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    kind: int
    elements: int


class Boundary(NamedTuple):
    """n elements of a boundary."""

    start: np.ndarray  # [n, 2] m
    end: np.ndarray  # [n, 2] m
    middle: np.ndarray  # [n, 2] m
    length: np.ndarray  # [n] m
    kind: np.ndarray  # [n]

    @property
    def film(self) -> np.ndarray:
        """Return which elements belong to the floating conductor: film and bare metal."""
        return (self.kind == FILM) | (self.kind == BARE)


def graded(elements: int) -> np.ndarray:
    """Return the ends of the elements of a piece as shares of its length, [elements + 1].

        s_k = [1 - cos(pi k / n)] / 2

    At the ends of an electrode or a plate the current density has a root singularity. With this
    grading, elements of constant density integrate it to the same order as a smooth density.
    """
    return 0.5 * (1.0 - np.cos(np.pi * np.arange(elements + 1) / elements))


def make_boundary(pieces: Sequence[Piece]) -> Boundary:
    """Return the elements of pieces, in their order."""
    starts, ends, kinds = [], [], []
    for piece in pieces:
        share = graded(piece.elements)[:, None]
        nodes = (1.0 - share) * np.asarray(piece.start) + share * np.asarray(piece.end)
        starts.append(nodes[:-1])
        ends.append(nodes[1:])
        kinds.append(np.full(piece.elements, piece.kind))
    start, end = np.concatenate(starts), np.concatenate(ends)
    length = np.hypot(*(end - start).T)
    return Boundary(start, end, 0.5 * (start + end), length, np.concatenate(kinds))


def loop(
    corners: Sequence[tuple[float, float]], kinds: Sequence[int], elements: Sequence[int]
) -> list[Piece]:
    """Return the pieces of a closed path along corners.

    The k-th piece leads from corner k to the next one.
    """
    following = [*corners[1:], corners[0]]
    return [Piece(*part) for part in zip(corners, following, kinds, elements, strict=True)]
