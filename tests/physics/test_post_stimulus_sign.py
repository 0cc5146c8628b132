"""The claim about M at rest after a train: its boundaries, as read from a map."""

from __future__ import annotations

import numpy as np
import pytest

from nmhts.validation.post_stimulus import MOVES, last_thickness, turning_frequency

DECADES = (10.0, 100.0, 1000.0)


def test_sign_changes_where_a_line_in_log_f_does():
    """0.1 (2.5 - log10 f) is zero at 10^2.5 Hz."""
    change = 0.1 * (2.5 - np.log10(DECADES))
    assert turning_frequency(DECADES, change) == pytest.approx(10**2.5)
    assert turning_frequency(DECADES, change - 0.1) == pytest.approx(10**1.5)
    assert np.isnan(turning_frequency(DECADES, change + 1.0))
    assert np.isnan(turning_frequency(DECADES, change - 1.0))
    assert np.isnan(turning_frequency(DECADES, -change))


def test_a_film_that_was_not_written_does_not_turn():
    assert np.isnan(turning_frequency(DECADES, np.array([0.1, np.nan, np.nan])))


def test_boundary_is_where_the_change_gets_small():
    """Of either sign; linear in log L; a film that is not written does not change."""
    L = (10.0, 20.0, 40.0)
    assert last_thickness(L, np.array([-3.0, -1.5, 0.5]) * MOVES) == pytest.approx(20 * 2**0.5)
    assert last_thickness(L, np.array([3.0, 1.5, -0.5]) * MOVES) == pytest.approx(20 * 2**0.5)
    assert last_thickness(L, np.array([-2.0, 0.0, np.nan]) * MOVES) == pytest.approx(10 * 2**0.5)
    assert last_thickness(L, np.array([-0.5, -2.0, -0.0]) * MOVES) == pytest.approx(20 * 2**0.5)
    assert np.isnan(last_thickness(L, np.array([0.5, 0.2, 0.1]) * MOVES))
    assert np.isnan(last_thickness(L, np.array([2.0, 2.0, 2.0]) * MOVES))
