"""Lattices of metal sites with neighbor shells, and of N sites between them, in periodic boxes.

Coordinates are integers in quarters of the cubic lattice parameter.
"""

from __future__ import annotations

import itertools
from functools import cached_property
from typing import NamedTuple

import numpy as np

from nmhts.errors import MaterialError, unknown_name

QUARTERS = 4  # per lattice parameter

_CORNER = ((0, 0, 0),)
_CENTRED = ((0, 0, 0), (2, 2, 2))
_FACES = ((0, 0, 0), (0, 2, 2), (2, 0, 2), (2, 2, 0))
_OCTAHEDRON = ((2, 0, 0), (-2, 0, 0), (0, 2, 0), (0, -2, 0), (0, 0, 2), (0, 0, -2))
_TETRAHEDRON = ((1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1))


class _Kind(NamedTuple):
    """Metal sites of the cubic cell, and the vectors from a metal to the N sites next to it."""

    basis: tuple[tuple[int, int, int], ...]
    nitrogen: tuple[tuple[int, int, int], ...]


KINDS = {
    "sc": _Kind(_CORNER, ()),
    "bcc": _Kind(_CENTRED, ()),
    "fcc": _Kind(_FACES, ()),
    "rocksalt": _Kind(_FACES, _OCTAHEDRON),
    "zincblende": _Kind(_FACES, _TETRAHEDRON),
}
"""Lattices by name. In rocksalt and zincblende the metals are fcc, and N sits in the octahedra or
in every other tetrahedron."""

# Signs of the antiferromagnets: exp(i q r) is +1 or -1 on all metals for these q, in pi / a.
WAVE_VECTORS = {
    "checkerboard": {"sc": ((1, 1, 1),), "bcc": ((2, 2, 2),)},
    "type I": dict.fromkeys(("fcc", "rocksalt", "zincblende"), ((2, 0, 0), (0, 2, 0), (0, 0, 2))),
    "type II": dict.fromkeys(
        ("fcc", "rocksalt", "zincblende"), ((1, 1, 1), (1, 1, -1), (1, -1, 1), (-1, 1, 1))
    ),
}
FERROMAGNETIC = "ferromagnetic"


class Shell(NamedTuple):
    """Neighbors at one distance.

    other: int32 [sites, z]; vectors int [z, 3]; common: int32 [sites, z, k], the N sites next to
    both metals of a bond; straight: bool, whether the bond runs through its N at 180 degrees.
    """

    other: np.ndarray
    vectors: np.ndarray
    common: np.ndarray
    straight: bool


class Lattice:
    """A periodic box of ``size`` cubic cells along each edge.

    Parameters: kind, a name of ``KINDS``; size, cells along an edge; shells of metal neighbors that
    interact.
    Errors: MaterialError for an unknown kind, or a box so small that two of a site's neighbors are
    the same site.
    """

    def __init__(self, kind: str, size: int, shells: int = 1):
        if kind not in KINDS:
            raise MaterialError(unknown_name("lattice", kind, KINDS))
        if shells < 1:
            raise MaterialError(f"shells = {shells} (allowed: 1 or more)")
        self.kind, self.size, self.period = kind, int(size), QUARTERS * int(size)
        vectors = _shell_vectors(kind, shells)
        least = smallest_size(kind, shells)
        if size < least:
            raise MaterialError(
                f"size = {size} cells of {kind} with {shells} shell{'s' if shells > 1 else ''} of "
                "neighbours: a site would meet "
                f"itself or a neighbour twice (allowed: {least} or more; nearest: {least})"
            )
        cells = QUARTERS * np.array(list(itertools.product(range(self.size), repeat=3)))
        # Sites of one sublattice are stored together, so that sites updated one after another are
        # not neighbors.
        sites = (cells + np.array(KINDS[kind].basis)[:, None]).reshape(-1, 3)
        if kind == "sc":
            sites = sites[np.argsort(sites.sum(axis=1) // QUARTERS % 2, kind="stable")]
        self.sites = sites
        self.shells = [self._shell(v) for v in vectors]

    @cached_property
    def nitrogen(self) -> np.ndarray:
        """Return the N sites next to every metal, int32 [sites, 6, 4 or 0]."""
        vectors = KINDS[self.kind].nitrogen
        if not vectors:
            return np.zeros((len(self.sites), 0), dtype=np.int32)
        return self._nitrogen_index[self._number(self.sites[:, None] + np.array(vectors))]

    @property
    def nitrogen_sites(self) -> int:
        """Return the number of N sites: one per metal, or none."""
        return len(self.sites) if KINDS[self.kind].nitrogen else 0

    def signs(self, order: str) -> np.ndarray:
        """Return the signs +1, -1 of an order on all sites, int8 [wave vectors, sites].

        Errors: MaterialError for an order that this lattice does not have, or that the box cannot
        hold.
        """
        if order not in self.orders:
            fits = order in WAVE_VECTORS and self.kind in WAVE_VECTORS[order]
            if fits:
                raise MaterialError(
                    f"order {order!r} doubles the cell of {self.kind}, size = {self.size} is odd "
                    "(allowed: even sizes; "
                    f"nearest: {self.size + 1})"
                )
            raise MaterialError(unknown_name(f"order on {self.kind}", order, self.orders))
        if order == FERROMAGNETIC:
            return np.ones((1, len(self.sites)), dtype=np.int8)
        waves = np.array(WAVE_VECTORS[order][self.kind])
        # q r is pi times half of this product, which is a whole multiple of pi.
        turns = (waves @ self.sites.T) // QUARTERS
        return (1 - 2 * (turns % 2)).astype(np.int8)

    @cached_property
    def orders(self) -> tuple[str, ...]:
        """Return the names of the orders that fit into the box."""
        fitting = [
            order
            for order, kinds in WAVE_VECTORS.items()
            if self.kind in kinds
            and (self.size % 2 == 0 or all(q % 2 == 0 for wave in kinds[self.kind] for q in wave))
        ]
        return (FERROMAGNETIC, *fitting)

    def _number(self, points: np.ndarray) -> np.ndarray:
        """Return the index of every point of the box."""
        x = points % self.period
        return (x[..., 0] * self.period + x[..., 1]) * self.period + x[..., 2]

    def _index(self, sites: np.ndarray) -> np.ndarray:
        index = np.full(self.period**3, -1, dtype=np.int32)
        index[self._number(sites)] = np.arange(len(sites))
        return index

    @cached_property
    def _metal_index(self) -> np.ndarray:
        return self._index(self.sites)

    @cached_property
    def _nitrogen_index(self) -> np.ndarray:
        # Every metal has one N site at the first vector, so each N site occurs exactly once.
        return self._index(self.sites + np.array(KINDS[self.kind].nitrogen[0]))

    def _shell(self, vectors: np.ndarray) -> Shell:
        other = self._metal_index[self._number(self.sites[:, None] + vectors)]
        near = KINDS[self.kind].nitrogen
        shared = [[n for n in near if tuple(np.subtract(n, v)) in near] for v in vectors]
        common = np.zeros((*other.shape, len(shared[0])), dtype=np.int32)
        for k, some in enumerate(shared):
            if some:
                common[:, k] = self._nitrogen_index[
                    self._number(self.sites[:, None] + np.array(some))
                ]
        straight = bool(near) and any(
            np.array_equal(2 * np.array(n), v) for v,
            some in zip(vectors, shared, strict=True) for n in some
        )  # fmt: skip
        return Shell(other, vectors, common, straight)


def smallest_size(kind: str, shells: int) -> int:
    """Return the smallest box size in which all neighbors of a site are different sites."""
    vectors = np.concatenate(_shell_vectors(kind, shells))
    size = 1
    while True:
        folded = {tuple(v) for v in vectors % (QUARTERS * size)}
        if len(folded) == len(vectors) and (0, 0, 0) not in folded:
            return size
        size += 1


def _shell_vectors(kind: str, shells: int) -> list[np.ndarray]:
    """Return the vectors to the neighbors, int [z, 3] for every shell."""
    basis = np.array(KINDS[kind].basis)
    reach = shells + 1
    cells = QUARTERS * np.array(list(itertools.product(range(-reach, reach + 1), repeat=3)))
    vectors = (cells[:, None] + basis).reshape(-1, 3)
    length = (vectors**2).sum(axis=1)
    distances = np.unique(length)[1 : shells + 1]
    return [vectors[length == d] for d in distances]
