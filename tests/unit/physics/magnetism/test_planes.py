"""The compiled magnetization of batches against that of single films."""

from __future__ import annotations

import numpy as np

from nmhts.materials.library import find_nitride
from nmhts.physics.magnetism.intrinsic import extinction, magnetic_state, order_numbers
from nmhts.physics.magnetism.planes import magnetize

ULPS = 1e-13  # pow of NumPy and of the compiled kernel


def test_batch_equals_films_one_by_one():
    rng = np.random.default_rng(0)
    names = ("CoN", "FeN", "MnN", "Co0.7Mn0.3N", "Co0.5Fe0.5N", "Co3O4")
    sheets = [find_nitride(name).values() for name in names]
    planes = rng.integers(3, 30, len(sheets))
    temperatures = np.array([100.0, 300.0, 200.0, 50.0, 400.0, 20.0])
    y = rng.uniform(-0.001, 1.001, (len(sheets), 5, 30))
    y[2, 3:] = np.nan
    order = np.full(y.shape, -1, dtype=np.int8)
    M, count = np.zeros((2, len(sheets), 5))
    magnetize(
        np.array([order_numbers(s) for s in sheets]),
        np.array([extinction(s) for s in sheets]),
        temperatures,
        planes,
        y,
        order,
        M,
        count,
    )
    seen = set()
    for i, sheet in enumerate(sheets):
        n = planes[i]
        state = magnetic_state(sheet, y[i, :, :n], temperatures[i])
        reached = ~np.isnan(y[i, :, 0])
        np.testing.assert_array_equal(order[i, reached, :n], state.order[reached])
        assert (order[i, ~reached] == -1).all()
        assert (order[i, :, n:] == -1).all()
        expected = state.saturation_magnetization.mean(axis=1)
        np.testing.assert_allclose(M[i], expected, rtol=ULPS)
        magnetized = (state.saturation_magnetization > 0).sum(axis=1)
        np.testing.assert_array_equal(count[i, reached], magnetized[reached])
        assert np.isnan(count[i, ~reached]).all()
        seen |= set(state.order[reached].ravel().tolist())
    assert seen == {0, 1, 2, 3}, "every order is met"
