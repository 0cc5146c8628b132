"""Samples of the constitutions of phases: where the search for an equilibrium begins."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import entry
from nmhts.physics.thermo.energy import Tables, energy
from nmhts.physics.thermo.system import System

# Shares of the first of two species. Dense at the ends, where the entropy of mixing bends most.
_PAIR = np.array([0.0, 0.004, 0.02, 0.05, 0.10, 0.17, 0.25, 0.34, 0.42])
_PAIR = np.concatenate([_PAIR, [0.5], 1.0 - _PAIR[::-1]])
_PARTS = {3: 10, 4: 6, 5: 4}
"""Parts into which a mixture of so many species is divided."""

_FEWEST_PARTS = 3


class Samples(NamedTuple):
    """Samples s of all phases, those of a phase together."""

    first: Any  # [p + 1] place of the first sample of a phase
    phase: Any  # [s]
    y: Any  # [s, n]
    amounts: Any  # [s, e] moles of an element per formula unit
    beside: Any  # [s, k] the samples next to one, -1 for none: one sublattice moves by one step


def sublattice_samples(count: int) -> np.ndarray:
    """Return shares of ``count`` species on a sublattice, [samples, count]."""
    if count == 1:
        return np.ones((1, 1))
    if count == 2:
        return np.stack([_PAIR, 1.0 - _PAIR], axis=1)
    parts = _PARTS.get(count, _FEWEST_PARTS)
    bars = np.array(list(itertools.combinations(range(parts + count - 1), count - 1)))
    low, high = np.full((len(bars), 1), -1), np.full((len(bars), 1), parts + count - 1)
    return (np.diff(np.concatenate([low, bars, high], axis=1), axis=1) - 1) / parts


def _neighbours(shares: np.ndarray) -> list[list[int]]:
    """Return for each sample of a sublattice those a step away."""
    count = shares.shape[1]
    if count == 1:
        return [[]]
    if count == 2:
        return [[k for k in (i - 1, i + 1) if 0 <= k < len(shares)] for i in range(len(shares))]
    parts = np.rint(shares * _PARTS.get(count, _FEWEST_PARTS)).astype(int)
    place = {tuple(row): i for i, row in enumerate(parts.tolist())}
    found = []
    for row in parts:
        steps = [row + (np.eye(count, dtype=int)[a] - np.eye(count, dtype=int)[b]) for a in range(count) for b in range(count) if a != b]  # fmt: skip
        found.append([place[tuple(step.tolist())] for step in steps if tuple(step.tolist()) in place])  # fmt: skip
    return found


def phase_samples(
    constituents: Sequence[tuple[int, str]], frozen: np.ndarray | None = None
) -> tuple[np.ndarray, list[list[int]]]:
    """Return site fractions of a phase, all combinations of the samples of its sublattices [samples, n], and for each those next to it.

    Parameters: frozen [n] constituents of sublattices that do not move (none): they have one sample, to be overwritten with what they hold.
    """
    if frozen is None:
        frozen = np.zeros(len(constituents), dtype=bool)
    counts = [len(list(own)) for _, own in itertools.groupby(constituents, key=lambda c: c[0])]
    ends = np.cumsum(counts)
    grids = [
        np.full((1, count), 1.0 / count) if frozen[end - 1] else sublattice_samples(count)
        for count, end in zip(counts, ends, strict=True)
    ]
    sizes = [len(grid) for grid in grids]
    rows = list(itertools.product(*(range(size) for size in sizes)))
    near = [_neighbours(grid) if len(grid) > 1 else [[]] for grid in grids]
    place = {row: i for i, row in enumerate(rows)}
    beside = [
        [place[(*row[:s], k, *row[s + 1 :])] for s in range(len(row)) for k in near[s][row[s]]]
        for row in rows
    ]
    y = np.array([np.concatenate([g[i] for g, i in zip(grids, row, strict=True)]) for row in rows])
    return y, beside


def samples_of(system: System, frozen: np.ndarray | None = None) -> Samples:
    """Return the samples of a system with constituents frozen [c] or not (none is); those without any atom are left out."""
    if frozen is None:
        frozen = np.zeros(len(system.tables.sites), dtype=bool)
    first, phases, ys, amounts, beside = [0], [], [], [], []
    for k, own in enumerate(system.constituents):
        begin, end = system.tables.first[k : k + 2]
        y, near = phase_samples(own, frozen[begin:end])
        moles = y @ system.tables.amounts[begin:end]
        some = moles.sum(axis=1) > 0.0
        place = np.where(some, first[-1] + np.cumsum(some) - 1, -1)
        phases.append(np.full(some.sum(), k))
        ys.append(np.pad(y[some], ((0, 0), (0, system.most - y.shape[1]))))
        amounts.append(moles[some])
        beside += [[int(place[i]) for i in near[s]] for s in np.flatnonzero(some)]
        first.append(first[-1] + int(some.sum()))
    table = np.full((len(beside), max(map(len, beside)) or 1), -1)
    for s, own in enumerate(beside):
        table[s, : len(own)] = own
    return Samples(np.array(first), np.concatenate(phases), _rows(ys), _rows(amounts), table)


def _rows(parts: list[np.ndarray]) -> np.ndarray:
    """Return arrays one below the other, row by row in memory."""
    return np.ascontiguousarray(np.concatenate(parts))


@entry
def sample_energies(tables: Tables, samples: Samples, coefficients, T, out):
    """Fill ``out`` [b, s] with G of the samples, J per mole of formula units, at T [b] and coefficients [b, t]."""
    for b in range(len(T)):
        for s in range(len(samples.phase)):
            out[b, s] = energy(tables, samples.phase[s], coefficients[b], T[b], samples.y[s])
