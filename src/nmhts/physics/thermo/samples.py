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
_PAIR = np.array(
    [0.0, 0.002, 0.008, 0.02, 0.04, 0.07, 0.11, 0.16, 0.22, 0.28, 0.34, 0.40, 0.45]
)  # fmt: skip
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


def sublattice_samples(count: int) -> np.ndarray:
    """Return shares of ``count`` species on a sublattice, [samples, count]."""
    if count == 1:
        return np.ones((1, 1))
    if count == 2:
        return np.stack([_PAIR, 1.0 - _PAIR], axis=1)
    parts = _PARTS.get(count, _FEWEST_PARTS)
    cuts = itertools.combinations(range(parts + count - 1), count - 1)
    bars = np.array(list(cuts))
    edges = np.concatenate([np.full((len(bars), 1), -1), bars, np.full((len(bars), 1), parts + count - 1)], axis=1)  # fmt: skip
    return (np.diff(edges, axis=1) - 1) / parts


def phase_samples(constituents: Sequence[tuple[int, str]]) -> np.ndarray:
    """Return site fractions of a phase: all combinations of the samples of its sublattices, [samples, n]."""
    counts = [len(list(own)) for _, own in itertools.groupby(constituents, key=lambda c: c[0])]
    grids = [sublattice_samples(count) for count in counts]
    rows = itertools.product(*(range(len(grid)) for grid in grids))
    return np.array([np.concatenate([g[i] for g, i in zip(grids, row, strict=True)]) for row in rows])  # fmt: skip


def samples_of(system: System) -> Samples:
    """Return the samples of a system; those without any atom are left out."""
    first, phases, ys, amounts = [0], [], [], []
    for k, own in enumerate(system.constituents):
        y = phase_samples(own)
        rows = system.tables.amounts[system.tables.first[k] : system.tables.first[k + 1]]
        moles = y @ rows
        some = moles.sum(axis=1) > 0.0
        phases.append(np.full(some.sum(), k))
        ys.append(np.pad(y[some], ((0, 0), (0, system.most - y.shape[1]))))
        amounts.append(moles[some])
        first.append(first[-1] + int(some.sum()))
    return Samples(
        np.array(first), np.concatenate(phases), np.concatenate(ys), np.concatenate(amounts)
    )


@entry
def sample_energies(tables: Tables, samples: Samples, coefficients, T, out):
    """Fill ``out`` [b, s] with G of the samples, J per mole of formula units, at T [b] and coefficients [b, t]."""
    for b in range(len(T)):
        for s in range(len(samples.phase)):
            out[b, s] = energy(tables, samples.phase[s], coefficients[b], T[b], samples.y[s])
