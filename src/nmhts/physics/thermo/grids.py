"""Grids over the site fractions of a sublattice, and their fineness for phases.

The product of the grids of a phase is kept within a limit.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np

MOST_SAMPLES = 20_000
"""Largest number of samples of a phase. Beyond it the finest grids of its sublattices are
coarsened, down to the end members alone."""

MOST_IN_ALL = 100_000
"""Largest number of samples of all phases together. Beyond it the phases with most samples get
fewer."""

# Shares of the first of two species; numerical. Dense at the ends, where the entropy of mixing has
# the largest curvature.
_PAIR = np.array([0.0, 0.004, 0.02, 0.05, 0.10, 0.17, 0.25, 0.34, 0.42])
_PAIR = np.concatenate([_PAIR, [0.5], 1.0 - _PAIR[::-1]])

_PARTS = {1: 1, 2: len(_PAIR) - 1, 3: 10, 4: 6, 5: 4}
"""Number of parts for a mixture of so many species; numerical."""

_FEWEST_PARTS = 3  # numerical: parts for a mixture of more species
_COARSER = (8, 6, 4, 3, 2, 1)  # numerical: parts of coarser grids


def finest(count: int) -> int:
    """Return the largest number of parts of a sublattice of ``count`` species."""
    return _PARTS.get(count, _FEWEST_PARTS)


def size(count: int, parts: int) -> int:
    """Return the number of samples of a sublattice."""
    return math.comb(parts + count - 1, count - 1)


def phase_parts(counts: Sequence[int], most: int = MOST_SAMPLES) -> tuple[int, ...]:
    """Return the parts of the sublattices of a phase, within ``most`` samples.

    Parameters: counts number of species on each sublattice. The end members are always included.
    """
    parts = [finest(count) for count in counts]
    sizes = [size(*pair) for pair in zip(counts, parts, strict=True)]
    while math.prod(sizes) > most:
        able = [s for s, own in enumerate(parts) if own > 1]
        if not able:
            break
        s = max(able, key=sizes.__getitem__)
        parts[s] = next(p for p in _COARSER if p < parts[s])
        sizes[s] = size(counts[s], parts[s])
    return tuple(parts)


def samples_in(counts: Sequence[int], parts: Sequence[int]) -> int:
    """Return the number of samples of a phase."""
    return math.prod(size(*pair) for pair in zip(counts, parts, strict=True))


def system_parts(phases: Sequence[Sequence[int]]) -> list[tuple[int, ...]]:
    """Return the parts for the phases of a system, each given by the species on its sublattices.

    No more samples than ``MOST_IN_ALL``, unless there are more end members.
    """
    most = MOST_SAMPLES
    while True:
        parts = [phase_parts(counts, most) for counts in phases]
        total = sum(samples_in(*pair) for pair in zip(phases, parts, strict=True))
        if total <= MOST_IN_ALL or most == 1:
            return parts
        most = max(1, most // 2)


def sublattice_samples(count: int, parts: int | None = None) -> np.ndarray:
    """Return shares of ``count`` species on a sublattice divided into ``parts``, [samples, count].

    By default as fine as allowed.
    """
    parts = finest(count) if parts is None else parts
    if count == 1:
        return np.ones((1, 1))
    if count == 2 and parts == finest(2):
        return np.stack([_PAIR, 1.0 - _PAIR], axis=1)
    bars = _bars(count, parts)
    low, high = np.full((len(bars), 1), -1), np.full((len(bars), 1), parts + count - 1)
    return (np.diff(np.concatenate([low, bars, high], axis=1), axis=1) - 1) / parts


def _bars(count: int, parts: int) -> np.ndarray:
    """Return the bars between the species in a row of parts, [samples, count - 1].

    In lexicographic order.
    """
    return np.array(list(itertools.combinations(range(parts + count - 1), count - 1)))


def neighbors(count: int, parts: int) -> np.ndarray:
    """Return for each sample of a sublattice those one step away, [samples, most]; -1 for none.

    In a step one part of one species becomes one of another.
    """
    total = size(count, parts)
    if count == 1:
        return np.full((1, 0), -1)
    if count == 2:
        here = np.arange(total)
        return np.stack([here - 1, np.where(here + 1 < total, here + 1, -1)], axis=1)
    bars = _bars(count, parts)
    low, high = np.full((total, 1), -1), np.full((total, 1), parts + count - 1)
    shares = np.diff(np.concatenate([low, bars, high], axis=1), axis=1) - 1
    source, target = [], []
    for a, b in itertools.permutations(range(count), 2):
        able = np.flatnonzero(shares[:, a] > 0)
        # Bars between the two species move by one position, away from the species that gains.
        moved = bars[able]
        moved[:, min(a, b) : max(a, b)] += 1 if b < a else -1
        source.append(able)
        target.append(_rank(moved, parts + count - 1))
    return _table(np.concatenate(source), np.concatenate(target), total)


def _rank(bars: np.ndarray, places: int) -> np.ndarray:
    """Return the lexicographic ranks of rows of bars."""
    k = bars.shape[1]
    ways = np.array([[math.comb(n, m) for m in range(k + 1)] for n in range(places)])
    behind = sum(ways[places - 1 - bars[:, i], k - i] for i in range(k))
    return math.comb(places, k) - 1 - np.asarray(behind)


def _table(source: np.ndarray, target: np.ndarray, total: int) -> np.ndarray:
    """Return pairs as one row for each source, padded with -1."""
    order = np.argsort(source, kind="stable")
    source, target = source[order], target[order]
    counts = np.bincount(source, minlength=total)
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    table = np.full((total, int(counts.max())), -1)
    table[source, np.arange(len(source)) - first[source]] = target
    return table
