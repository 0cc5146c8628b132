"""Samples of constitutions: complete, normalized, and with their neighbors."""

from __future__ import annotations

import math

import numpy as np
import pytest

from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo.grids import (
    MOST_IN_ALL,
    MOST_SAMPLES,
    phase_parts,
    samples_in,
    sublattice_samples,
    system_parts,
)
from nmhts.physics.thermo.samples import phase_samples, samples_of
from nmhts.physics.thermo.system import system_of


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_shares_of_a_sublattice(count: int):
    shares = sublattice_samples(count)
    assert shares.min() == (1.0 if count == 1 else 0.0)
    np.testing.assert_allclose(shares.sum(axis=1), 1.0, atol=1e-12)
    assert len(np.unique(shares.round(9), axis=0)) == len(shares)
    for corner in np.eye(count):
        assert (np.abs(shares - corner).max(axis=1) < 1e-12).any()


def test_neighbours_are_a_step_away_and_mutual():
    y, beside = phase_samples([(0, "A"), (0, "B"), (0, "C"), (1, "N"), (1, "VA")])
    assert len(y) == len(beside) == 66 * len(sublattice_samples(2))
    pairs = np.sort(sublattice_samples(2)[:, 0])
    rows = [[i for i in own if i >= 0] for own in beside.tolist()]
    for s, own in enumerate(rows):
        assert len(own) == len(set(own))
        for i in own:
            assert s in rows[i]
            moved = np.abs(y[i] - y[s]) > 1e-9
            if moved[:3].any():
                assert not moved[3:].any()
                assert moved[:3].sum() == 2
                assert np.abs(y[i] - y[s])[:3].max() == pytest.approx(0.1)
            else:
                between = (pairs > min(y[i, 3], y[s, 3]) + 1e-12) & (
                    pairs < max(y[i, 3], y[s, 3]) - 1e-12
                )
                assert not between.any()
    # Inside, all six steps of three species and both of two.
    inside = (y > 1e-9).all(axis=1)
    assert all(len(rows[s]) == 8 for s in np.flatnonzero(inside))


@pytest.mark.parametrize("counts", [(3,) * 4, (2,) * 4, (38,), (4,) * 6, (2,) * 12, (11, 3, 2)])
def test_samples_of_a_phase_do_not_multiply_without_bound(counts: tuple[int, ...]):
    """All combinations of the finest grids would be up to 2e15; at least the end members stay."""
    constituents = [(s, f"X{i}") for s, n in enumerate(counts) for i in range(n)]
    y, beside = phase_samples(constituents)
    assert math.prod(counts) <= len(y) == len(beside) <= MOST_SAMPLES
    ends = y[(y == y.round()).all(axis=1)]
    assert len(np.unique(ends, axis=0)) == math.prod(counts)
    first = 0
    for n in counts:
        np.testing.assert_allclose(y[:, first : first + n].sum(axis=1), 1.0, atol=1e-12)
        first += n
    rng = np.random.default_rng(0)
    for s in rng.integers(len(y), size=50):
        own = beside[s][beside[s] >= 0]
        assert len(own)
        assert all(s in beside[i] for i in own)
        # One share of one sublattice moves from one species to another.
        assert ((np.abs(y[own] - y[s]) > 1e-12).sum(axis=1) == 2).all()


def test_samples_of_all_phases_together_stay_bounded():
    parts = system_parts([(3, 3, 3, 3)] * 40)
    assert sum(samples_in((3, 3, 3, 3), own) for own in parts) <= MOST_IN_ALL
    # A single phase has all the room it had.
    assert phase_parts((3, 2)) == (10, 18)


def test_samples_of_a_system():
    system = system_of(load_database(), ("FE", "MN", "N"))
    samples = samples_of(system)
    for p in range(len(system.phases)):
        a, z = samples.first[p], samples.first[p + 1]
        assert (samples.phase[a:z] == p).all()
        assert (samples.amounts[a:z].sum(axis=1) > 0.0).all()
        own = samples.beside[a:z]
        assert ((own == -1) | ((own >= a) & (own < z))).all()
    assert samples.first[-1] == len(samples.phase) == len(samples.y)


def test_a_constitution_without_atoms_is_no_sample():
    # Nitrogen alone: only the gas and the liquid have it; metals are absent.
    system = system_of(load_database(), ("N",))
    assert set(system.phases) == {"GAS", "LIQUID"}
    assert (samples_of(system).amounts > 0.0).all()
