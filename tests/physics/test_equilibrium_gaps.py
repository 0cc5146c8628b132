"""Gaps of miscibility narrower than the distance of samples, and heights of absent phases.

The reference is a dense scan of the energy over all compositions of two metals.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from alloys import PRESSURE, solve

from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo.samples import Samples, sample_energies
from nmhts.physics.thermo.system import System, system_of

# Evenly spaced, and dense where a species is dilute.
_TAIL = np.geomspace(1e-9, 1e-3, 400)
SHARES = np.unique(np.concatenate([_TAIL, np.linspace(1e-3, 1.0 - 1e-3, 8001), 1.0 - _TAIL]))
CASES = [
    ("CO", "FE", "FCC_A1"),
    ("CO", "FE", "HCP_A3"),
    ("CO", "MN", "BCC_A2"),
    ("CO", "MN", "FCC_A1"),
    ("CO", "MN", "HCP_A3"),
    ("FE", "MN", "BCC_A2"),
]
# Pairs of sets 0.002 apart on either side of T_C: the only samples near the plane lie beyond it.
NARROWEST = [
    ("CO", "MN", "BCC_A2", 326.7387861850324, 0.16676173),
    ("FE", "MN", "BCC_A2", 639.0292314435525, 0.10930311),
]


def metals(first: str, second: str, *phases: str) -> System:
    """Return two metals in some phases: one sublattice of them, one of vacancies."""
    return system_of(load_database(), (first, second), phases)


def heights(system: System, p: int, T: float, mu: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return the height of a phase above the plane of the potentials, J per mole of atoms.

    Parameters: shares of the first metal.
    """
    y = np.zeros((len(shares), system.most))
    y[:, 0], y[:, 1], y[:, 2:] = shares, 1.0 - shares, 1.0
    a, z = system.tables.first[p : p + 2]
    y[:, z - a :] = 0.0
    amounts = y[:, : z - a] @ system.tables.amounts[a:z]
    samples = Samples(
        np.array([0, len(shares)]),
        np.full(len(shares), p),
        y,
        amounts,
        np.zeros((0, 1), dtype=np.int64),
    )
    temperature = np.array([T])
    out = np.empty((1, len(shares)))
    sample_energies(
        system.tables,
        samples,
        system.coefficients(temperature, np.array([PRESSURE])),
        temperature,
        out,
    )
    return (out[0] - amounts @ mu) / amounts.sum(axis=1)


def gaps(found: Any) -> np.ndarray:
    """Return which points hold two sets of one phase, [b]."""
    return (found.count == 2) & (found.phase[:, 0] == found.phase[:, 1])


@pytest.mark.parametrize(("first", "second", "phase"), CASES)
def test_no_gap_of_a_phase_is_missed(first: str, second: str, phase: str):
    system, rng = metals(first, second, phase), np.random.default_rng(1)
    x, T = rng.uniform(size=400), rng.uniform(300.0, 1450.0, 400)
    found = solve(system, T, np.stack([x, 1.0 - x], axis=1))
    assert gaps(found).sum() >= 5
    for b in range(len(T)):
        assert heights(system, 0, T[b], found.mu[b], SHARES).min() > -1e-6, f"{T[b]} K, {x[b]}"


@pytest.mark.parametrize(("first", "second", "phase", "T", "x"), NARROWEST)
def test_gaps_much_narrower_than_samples_are_found(
    first: str, second: str, phase: str, T: float, x: float
):
    system = metals(first, second, phase)
    found = solve(system, T, [x, 1.0 - x])
    assert gaps(found).all()
    assert np.ptp(found.y[0, :2, 0]) < 0.003
    around = np.linspace(x - 0.02, x + 0.02, 8001)
    assert heights(system, 0, T, found.mu[0], around).min() > -1e-6


@pytest.mark.parametrize(("first", "second"), [("CO", "FE"), ("CO", "MN"), ("FE", "MN")])
def test_absent_phases_are_as_high_as_said(first: str, second: str):
    system = metals(first, second, "BCC_A2", "CBCC_A12", "CUB_A13", "FCC_A1", "HCP_A3")
    rng = np.random.default_rng(2)
    x, T = rng.uniform(0.02, 0.98, 40), rng.uniform(300.0, 1450.0, 40)
    found = solve(system, T, np.stack([x, 1.0 - x], axis=1))
    for b in range(len(T)):
        for p in range(len(system.phases)):
            over = heights(system, p, T[b], found.mu[b], SHARES)
            k = int(over.argmin())
            bounds = SHARES[max(k - 1, 0)], SHARES[min(k + 1, len(SHARES) - 1)]
            closer = heights(system, p, T[b], found.mu[b], np.linspace(*bounds, 2001))
            assert found.height[b, p] == pytest.approx(closer.min(), abs=2e-6)
