"""Sites of a lattice box of film: occupation, neighborhood and attraction.

A column of n sites stands over each point of a square lattice that is periodic in x and y. Sites
are numbered along z first: site (c, z) has the index c tall + z. z = 1 is the plane at the bottom
electrode (plane 0 of the records) and z = n that at the gate. One ghost lies below, and one or more
above fill up to a multiple of eight. Ghosts are empty and count as neighbors of no site.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import entry, inlined
from nmhts.physics.transport.lattice.interaction import SURFACE, increments
from nmhts.physics.transport.lattice.sumtree import FAN, SumTree, sum_tree, touch

AROUND = 9  # columns: its own, four edges (+x, -x, +y, -y), four diagonals
UP, DOWN = 16, 32
"""Bits of the neighbors above and below in a mask; bits 1, 2, 4, 8 stand for the columns +x, -x,
+y, -y."""

ADSORBED, DISSOLVED, LOST, HOPS, EXCHANGES = range(5)
N_CONTENTS = 5


class Box(NamedTuple):
    """Sites of a box, and the N that has left it."""

    occupied: Any  # uint8 [sites]
    mask: Any  # uint8 [sites] bits of the nearest neighbors of unlike occupation
    code: Any  # int32 [sites] code of the neighborhood, see ``interaction``
    n: Any  # planes
    around: Any  # int64 [columns * 9] columns around each
    real: Any  # uint8 [tall] bits of the neighbors a plane has
    gain: Any  # int32 [tall, 9] see ``increments``
    planes: Any  # int64 [tall] number of N in each plane, by z
    contents: Any  # int64 [N_CONTENTS] atoms adsorbed, dissolved, lost; hops and exchanges so far
    hops: SumTree  # rates of N to leave its site for a neighbor
    # rates of N of the top plane to leave the film, over the free share of the adsorbed layer
    exits: SumTree
    entries: SumTree  # rates of empty sites of the top plane to be filled, over the covered share


def height_of(n: int) -> int:
    """Return the number of sites of a column of n, with its ghosts."""
    return -(-(n + 2) // FAN) * FAN


def new_box(sites: np.ndarray) -> Box:
    """Return a box with these sites, bool [nx, ny, n] with the bottom plane first.

    nx, ny, n are at least 3.
    """
    nx, ny, n = sites.shape
    tall, columns = height_of(n), nx * ny
    x, y = np.divmod(np.arange(columns), ny)
    steps = ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (1, -1), (-1, 1), (-1, -1))
    around = np.stack([((x + dx) % nx * ny + (y + dy) % ny) for dx, dy in steps], axis=1)
    real = np.zeros(tall, dtype=np.uint8)
    real[1 : n + 1] = 15 + UP + DOWN
    real[1] -= DOWN
    real[n] -= UP
    code = np.zeros((columns, tall), dtype=np.int32)
    code[:, [1, n]] = SURFACE
    box = Box(
        np.zeros(columns * tall, dtype=np.uint8), np.zeros(columns * tall, dtype=np.uint8),
        code.ravel(), n, around.ravel().astype(np.int64), real,
        increments(n, tall), np.zeros(tall, dtype=np.int64), np.zeros(N_CONTENTS, dtype=np.int64),
        sum_tree(columns * tall), sum_tree(columns), sum_tree(columns),
    )  # fmt: skip
    fill(box, np.ascontiguousarray(sites.reshape(columns, n)))
    return box


def sites_of(box: Box, nx: int, ny: int) -> np.ndarray:
    """Return which sites hold an N, bool [nx, ny, n] with the bottom plane first."""
    return box.occupied.reshape(nx, ny, len(box.real))[:, :, 1 : box.n + 1].astype(bool)


@inlined
def flip(box, c, z):
    """Fill an empty site with an N or empty a full one, and update its neighbors."""
    tall = len(box.real)
    site = c * tall + z
    sign = 1 - 2 * np.int32(box.occupied[site])
    box.occupied[site] ^= np.uint8(1)
    box.planes[z] += sign
    box.mask[site] ^= box.real[z]
    for way in range(4):
        box.mask[box.around[AROUND * c + 1 + way] * tall + z] ^= np.uint8(1 << (way ^ 1))
    if box.real[z] & UP:
        box.mask[site + 1] ^= np.uint8(DOWN)
    if box.real[z] & DOWN:
        box.mask[site - 1] ^= np.uint8(UP)
    for m in range(AROUND):
        base = box.around[AROUND * c + m] * tall + z
        kind = 0 if m == 0 else (3 if m < 5 else 6)
        box.code[base - 1] += sign * box.gain[z, kind]
        box.code[base] += sign * box.gain[z, kind + 1]
        box.code[base + 1] += sign * box.gain[z, kind + 2]


@inlined
def _mark_own(box, c, site, count):
    """Mark a site whose N may hop, before or after a change."""
    if box.occupied[site] or box.hops.sums[site] > 0.0:
        return touch(box.hops, site, c, count)
    return count


@inlined
def mark_flip(box, c, z, count):
    """Mark the N at a flipped site and next to it; return the number of marked rates."""
    tall = len(box.real)
    site = c * tall + z
    count = _mark_own(box, c, site, count)
    count = _mark_own(box, c, site - 1, count)
    count = _mark_own(box, c, site + 1, count)
    for way in range(1, 5):
        column = box.around[AROUND * c + way]
        count = _mark_own(box, column, column * tall + z, count)
    return count


@inlined
def mark_column(box, column, low, high, count):
    """Mark all N of sites z = ``low`` to ``high`` of a column, and those next to its empty sites.

    Codes have changed there. Returns: the number of marked rates.
    """
    tall = len(box.real)
    base = column * tall
    for z in range(low, high + 1):
        site = base + z
        mask = box.mask[site]
        if mask == 0:
            continue
        if box.occupied[site]:
            count = touch(box.hops, site, column, count)
            continue
        for way in range(4):
            if mask & (1 << way):
                beside = box.around[AROUND * column + 1 + way]
                count = touch(box.hops, beside * tall + z, beside, count)
        if mask & UP:
            count = touch(box.hops, site + 1, column, count)
        if mask & DOWN:
            count = touch(box.hops, site - 1, column, count)
    return count


@entry
def fill(box, sites):
    """Place an N on every site that is true in ``sites`` [columns, n]; the box must be empty."""
    for c in range(sites.shape[0]):
        for z in range(sites.shape[1]):
            if sites[c, z]:
                flip(box, c, z + 1)
