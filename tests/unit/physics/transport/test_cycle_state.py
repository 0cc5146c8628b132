"""Extrapolation of a film over many cycles: conserved nitrogen, kept bounds, laws of wear."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import reference_cell
from nmhts.constants import e
from nmhts.physics.transport.cycle_state import (
    ADSORBED,
    DISSOLVED,
    EXCHANGES,
    EXTRA,
    LOST,
    LOST_IN_ALL,
    carry,
    inventory,
)
from nmhts.physics.transport.parameters import plane_density, series_resistance
from nmhts.physics.transport.wear import live_share, worn_gate, worn_nitride

S_MAX = 3.0


def film(occupancy: list[float], **outside: float) -> np.ndarray:
    x = np.array([*occupancy, *[0.0] * EXTRA])
    for name, value in outside.items():
        x[{"s": ADSORBED, "r": DISSOLVED, "lost": LOST, "X": EXCHANGES, "L": LOST_IN_ALL}[name]] = (
            value
        )
    return x


shares = st.lists(st.floats(0.0, 1.0), min_size=3, max_size=12)


@given(shares, st.integers(1, 10**6), st.integers(0, 2**32 - 1))
def test_no_nitrogen_is_made_or_lost_and_no_bound_is_broken(
    occupancy: list[float], cycles: int, seed: int
):
    x = film(occupancy, s=0.5, r=2.0, lost=0.3)
    change = np.random.default_rng(seed).normal(0.0, 1e-6, len(x))
    change[LOST] = abs(change[LOST])
    change[0] -= change[: LOST + 1].sum()
    after = carry(x, change, cycles, S_MAX)
    assert inventory(after) == pytest.approx(inventory(x), rel=1e-14)
    y = after[:-EXTRA]
    assert y.min() >= 0.0
    assert y.max() <= 1.0
    assert 0.0 <= after[ADSORBED] <= S_MAX
    assert after[DISSOLVED] >= 0.0
    # The counters of cycles do not change.
    assert after[EXCHANGES] == x[EXCHANGES] + cycles * change[EXCHANGES]


def test_inside_its_bounds_a_film_is_carried_along_a_straight_line():
    x = film([0.9, 0.8, 0.5], s=0.1, r=1.0, X=2.0)
    change = film([1e-4, -2e-4, 0.0], s=-1e-5, lost=1.1e-4, X=2.0, L=1.1e-4)
    np.testing.assert_allclose(carry(x, change, 1000, S_MAX), x + 1000 * change, atol=1e-15)


def test_what_a_plane_cannot_give_is_given_by_the_next_below():
    """The gate side empties plane after plane, from the top."""
    x = film([1.0, 1.0, 1.0, 0.25])
    change = film([0.0, 0.0, 0.0, -0.01], lost=0.01, L=0.01)
    after = carry(x, change, 150, S_MAX)
    np.testing.assert_allclose(after[:4], [1.0, 0.75, 0.0, 0.0], atol=1e-14)
    inner = carry(film([0.5, 0.05, 0.5]), film([0.0, -0.01, 0.0], lost=0.01), 25, S_MAX)
    np.testing.assert_allclose(inner[:3], [0.3, 0.0, 0.5], atol=1e-14)


def test_what_a_full_film_cannot_take_stays_dissolved_and_an_empty_one_loses_less():
    full = carry(film([1.0, 1.0, 0.9], r=1.0), film([0.0, 0.0, 0.01], r=-0.01), 50, S_MAX)
    np.testing.assert_allclose(full[:3], 1.0)
    assert full[DISSOLVED] == pytest.approx(0.9)
    empty = carry(film([0.1, 0.0, 0.0]), film([-0.01, 0.0, 0.0], lost=0.01), 20, S_MAX)
    np.testing.assert_allclose(empty[:3], 0.0)
    assert empty[LOST] == pytest.approx(0.1)


def test_without_numbers_of_wear_nothing_wears():
    nitride, gate = reference_cell.nitride(), reference_cell.gate()
    assert live_share(nitride, 1e9) == 1.0
    assert worn_nitride(nitride, 1e9) is nitride
    assert worn_gate(gate, nitride, 80, 1e9) is gate


def test_laws_of_wear():
    nitride = reference_cell.nitride() | {"site_loss": 1e-3, "barrier_growth": 1e-5 * e}
    gate = reference_cell.gate() | {"resistance_growth": 1e-6}
    X, n = 2000.0, 80
    assert live_share(nitride, X) == pytest.approx(np.exp(-2.0))
    grown = worn_nitride(nitride, X)["exit_barrier"] - nitride["exit_barrier"]
    assert grown == pytest.approx(0.02 * e)
    charge = 3 * e * plane_density(nitride) * n * X
    per_live_area = series_resistance(worn_gate(gate, nitride, n, X), 298.15)
    assert per_live_area / np.exp(-2.0) == pytest.approx(0.10 + 1e-6 * charge)
