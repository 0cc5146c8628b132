"""Samples of the constitutions of phases: the starting points of the search for an equilibrium."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import entry
from nmhts.physics.thermo.energy import Tables, energy
from nmhts.physics.thermo.grids import neighbors, phase_parts, sublattice_samples, system_parts
from nmhts.physics.thermo.system import System


class Samples(NamedTuple):
    """Samples s of all phases, grouped by phase."""

    first: Any  # [p + 1] index of the first sample of a phase
    phase: Any  # [s]
    y: Any  # [s, n]
    amounts: Any  # [s, e] moles of an element per formula unit
    beside: Any  # [s, k] neighboring samples, -1 for none: one sublattice changes by one step


def _counts(constituents: Sequence[tuple[int, str]]) -> list[int]:
    """Return the number of species on each sublattice of a phase."""
    return [len(list(own)) for _, own in itertools.groupby(constituents, key=lambda c: c[0])]


def _moving(constituents: Sequence[tuple[int, str]], frozen: np.ndarray) -> list[int]:
    """Return the number of species on each sublattice of a phase, one for frozen sublattices."""
    counts = _counts(constituents)
    ends = np.cumsum(counts)
    return [1 if frozen[end - 1] else count for count, end in zip(counts, ends, strict=True)]


def phase_samples(
    constituents: Sequence[tuple[int, str]],
    frozen: np.ndarray | None = None,
    parts: Sequence[int] | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return site fractions of a phase [samples, n], and the neighbors of each sample [samples, k].

    The samples are all combinations of those of its sublattices. -1 stands for no neighbor.
    Parameters: frozen [n] constituents of frozen sublattices (none): they have one sample, to be
    overwritten by the actual values; parts into which the sublattices are divided (see
    ``phase_parts``).
    """
    if frozen is None:
        frozen = np.zeros(len(constituents), dtype=bool)
    counts, moving = _counts(constituents), _moving(constituents, frozen)
    parts = phase_parts(moving) if parts is None else parts
    grids, near = [], []
    for count, free, own in zip(counts, moving, parts, strict=True):
        whole = free == count
        grids.append(sublattice_samples(count, own) if whole else np.full((1, count), 1.0 / count))
        near.append(neighbors(free, own))
    sizes = [len(grid) for grid in grids]
    total = int(np.prod(sizes))
    rows = np.unravel_index(np.arange(total), sizes)
    y = np.concatenate([grid[own] for grid, own in zip(grids, rows, strict=True)], axis=1)
    steps = np.concatenate([np.cumprod(sizes[::-1])[::-1][1:], [1]])
    beside = []
    for table, own, step in zip(near, rows, steps, strict=True):
        there = table[own]
        moved = np.arange(total)[:, None] + (there - own[:, None]) * step
        beside.append(np.where(there < 0, -1, moved))
    return y, np.concatenate(beside, axis=1)


def samples_of(system: System, frozen: np.ndarray | None = None) -> Samples:
    """Return the samples of a system with constituents frozen [c] or not (none is).

    Samples without any atom are left out.
    """
    if frozen is None:
        frozen = np.zeros(len(system.tables.sites), dtype=bool)
    bounds = list(itertools.pairwise(system.tables.first))
    parts = system_parts(
        [_moving(own, frozen[a:b]) for own, (a, b) in zip(system.constituents, bounds, strict=True)]
    )
    first, phases, ys, amounts, beside = [0], [], [], [], []
    for k, own in enumerate(system.constituents):
        begin, end = bounds[k]
        y, near = phase_samples(own, frozen[begin:end], parts[k])
        moles = y @ system.tables.amounts[begin:end]
        some = moles.sum(axis=1) > 0.0
        place = np.where(some, first[-1] + np.cumsum(some) - 1, -1)
        phases.append(np.full(some.sum(), k))
        ys.append(np.pad(y[some], ((0, 0), (0, system.most - y.shape[1]))))
        amounts.append(moles[some])
        beside.append(np.where(near[some] < 0, -1, place[near[some]]))
        first.append(first[-1] + int(some.sum()))
    widest = max(1, *(table.shape[1] for table in beside))
    wide = [
        np.pad(table, ((0, 0), (0, widest - table.shape[1])), constant_values=-1)
        for table in beside
    ]
    return Samples(np.array(first), np.concatenate(phases), _rows(ys), _rows(amounts), _rows(wide))


def _rows(parts: list[np.ndarray]) -> np.ndarray:
    """Return arrays stacked vertically, contiguous by rows."""
    return np.ascontiguousarray(np.concatenate(parts))


@entry
def sample_energies(tables: Tables, samples: Samples, coefficients, T, out):
    """Fill ``out`` [b, s] with G of the samples, J per mole of formula units.

    Parameters: T [b] K; coefficients [b, t] of the monomials.
    """
    for b in range(len(T)):
        for s in range(len(samples.phase)):
            out[b, s] = energy(tables, samples.phase[s], coefficients[b], T[b], samples.y[s])
