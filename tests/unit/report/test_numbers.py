"""Numbers behind the figures, for data with known answers."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

from nmhts.kinds.film_kinetics.rate import steepest_slope
from nmhts.report.numbers import (
    display,
    driven_clause,
    exponential_fit,
    mean_rate,
    onset_voltage,
)

# The fits are linear algebra on a handful of points.
ROUNDING = 1e-9


def test_slope_of_an_exponential_rate_is_found_below_its_limit():
    volts = -np.linspace(1, 8, 15)
    rate = 10 ** (2.5 * -volts - 12)
    limited = rate / (1 + rate)  # one per second at most: bends above 4.8 V
    fit = exponential_fit(volts, limited)
    assert fit is not None
    assert fit[0] == pytest.approx(2.5, rel=1e-3)
    assert fit[1] > 0.9999


def test_no_slope_from_less_than_three_decades():
    volts = -np.linspace(1, 2, 8)
    assert exponential_fit(volts, 10 ** (2.0 * -volts)) is None


def test_onset_lies_between_the_films_around_the_level():
    volts = np.array([0.0, -1.0, -2.0, -3.0])
    M = np.array([0.0, 1e-2, 1.0, 100.0])
    # log M falls by two decades per volt: level 0.1 lies halfway between -1 and -2 V.
    assert onset_voltage(volts, M, 0.1) == pytest.approx(-1.5, abs=ROUNDING)
    assert np.isnan(onset_voltage(volts, M, 1e3))


def test_rate_is_taken_over_the_first_tenth_of_a_plane():
    time = np.array([0.0, 1.0, 2.0, 4.0])
    gone = np.array([0.0, 1e18, 2e18, 1e20])
    assert mean_rate(time, gone) == pytest.approx(1e18, rel=ROUNDING)
    assert mean_rate(time, 1e-6 * gone) == pytest.approx(1e14 / 4, rel=ROUNDING)


def test_values_are_shown_in_display_units():
    np.testing.assert_allclose(display(np.array([8.1e5]), "magnetization"), [810.0], rtol=ROUNDING)


def test_steepest_step_bounds_the_slope_from_below():
    volts = -np.array([1.0, 2.0, 3.0, 4.0])
    limited = 1 / (1 + 10 ** (6.0 * (1 + volts)))  # six decades a volt, then the limit
    rates = np.array([1e-6, 1e-2, 1e-1, 1.5e-1])
    assert steepest_slope(volts, rates) == pytest.approx(4.0, rel=ROUNDING)
    assert steepest_slope(volts[::-1], rates[::-1]) == pytest.approx(4.0, rel=ROUNDING)
    assert steepest_slope(volts, limited) <= 6.0
    assert np.isnan(steepest_slope(volts[:1], rates[:1]))


@pytest.mark.parametrize(
    ("protocol", "found"),
    [
        ("hold {voltage} for 1 h; rest 1 s", ("voltage", (0, 4))),
        ("rest 1 s; hold {voltage} for 1 h", ("voltage", (4, 8))),
        ("20 pulses of {voltage}, 10 ms at 10 Hz; rest 1 s", ("voltage", (0, 4))),
        ("hold -2 V for {voltage}; rest 1 s", (None, (0, 8))),
        ("hold -2 V for 1 h; rest 1 s", (None, (0, 8))),
    ],
)
def test_driven_clause_is_the_one_that_holds_or_pulses_an_axis(protocol, found):
    kinetics = xr.Dataset(
        {"magnetization": (("run", "step"), np.zeros((1, 9)))},
        {"voltage": ("run", [-1.0], {"units": "V"})},
    )
    attributes = {"protocol": protocol, "identity": {"output": {"steps_per_clause": 4}}}
    assert driven_clause(attributes, kinetics) == found
