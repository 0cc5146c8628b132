"""Front position and width on profiles whose front is known."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from nmhts.physics.transport.front import front_position, front_width

SPACING = 0.25e-9
# Linear interpolation of a logistic of width w errs by up to (1 - 2y) a^2 / 8 w: a thirtieth of a
# plane at w = 3 a.
INTERPOLATION = SPACING / 25
ROUNDING = 1e-12 * SPACING


def logistic(height: float, width: float, n: int = 80) -> NDArray:
    """Metal below ``height`` m, nitride above; plane i stands at (i + 1/2) a."""
    z = (np.arange(n) + 0.5) * SPACING
    return 1 / (1 + np.exp(-(z - height) / width))


@pytest.mark.parametrize("height", [2.03e-9, 5e-9, 10.11e-9])
def test_position_of_a_smooth_front(height: float):
    profile = logistic(height, 2 * SPACING)
    assert front_position(profile, SPACING) == pytest.approx(height, abs=INTERPOLATION)


def test_width_of_a_smooth_front():
    """A logistic goes from 10 % to 90 % over 2 ln 9 of its width."""
    profile = logistic(8.07e-9, 3 * SPACING)
    expected = 2 * np.log(9) * 3 * SPACING
    assert front_width(profile, SPACING) == pytest.approx(expected, abs=2 * INTERPOLATION)


def test_linear_profile_is_exact():
    profile = np.linspace(0.0, 1.0, 11)
    assert front_position(profile, SPACING) == pytest.approx(5.5 * SPACING, abs=ROUNDING)
    assert front_width(profile, SPACING) == pytest.approx(8 * SPACING, abs=ROUNDING)


def test_step_between_two_planes_lies_half_way():
    """Three empty planes below a full rest: the boundary is the face between planes 2 and 3."""
    profile = np.array([0.0, 0.0, 0.0, 1.0, 1.0])
    assert front_position(profile, SPACING) == pytest.approx(3 * SPACING, abs=ROUNDING)


def test_a_front_that_runs_downwards_is_found_as_well():
    profile = logistic(6e-9, SPACING)
    down = front_position(1 - profile, SPACING)
    assert down == pytest.approx(front_position(profile, SPACING), abs=ROUNDING)
    assert front_width(1 - profile, SPACING) > 0


def test_of_several_crossings_the_topmost_counts():
    profile = np.array([0.0, 1.0, 1.0, 0.0, 0.0, 1.0])
    assert front_position(profile, SPACING) == pytest.approx(5 * SPACING, abs=ROUNDING)


@pytest.mark.parametrize("value", [0.998, 0.0, np.nan])
def test_no_front_no_number(value: float):
    profile = np.full(10, value)
    assert np.isnan(front_position(profile, SPACING))
    assert np.isnan(front_width(profile, SPACING))


def test_a_front_cut_by_the_film_has_a_place_but_no_width():
    profile = np.linspace(0.3, 0.8, 12)
    assert front_position(profile, SPACING) > 0
    assert np.isnan(front_width(profile, SPACING))


def test_batches_keep_their_shape():
    heights = np.array([[3e-9, 5e-9], [7e-9, 9e-9]])
    profiles = np.array([[logistic(h, SPACING) for h in row] for row in heights])
    found = front_position(profiles, SPACING)
    np.testing.assert_allclose(found, heights, rtol=0, atol=2 * INTERPOLATION)
