"""Loops of gated films: coercivity and remanence against dose, and exchange bias.

The bias appears where an antiferromagnet touches, and only there.
"""

from __future__ import annotations

import numpy as np
import pytest
from scipy import constants

import nmhts
from nmhts.errors import SimulationError

FIELDS = np.linspace(-2e5, 2e5, 401)


@pytest.fixture(scope="module")
def gated():
    """A film of half manganese: ferromagnetic metal below 250 K, nitride that orders below 73 K."""
    film = nmhts.Film("Co0.45Mn0.55N", "20 nm")
    return film, nmhts.simulate(film, "hold -3 V for 20 min", steps_per_clause=80)


def test_remanence_grows_with_dose_and_coercivity_is_that_of_the_metal():
    film = nmhts.Film("CoN", "20 nm")
    run = nmhts.simulate(film, "hold -3 V for 20 min", steps_per_clause=80)
    loops = nmhts.hysteresis(run, fields=FIELDS)
    on = loops.remanence.values > 0
    slope, _ = np.polyfit(loops.nitrogen_extracted.values[on], loops.remanence.values[on], 1)
    fit = np.corrcoef(loops.nitrogen_extracted.values[on], loops.remanence.values[on])[0, 1]
    assert slope > 0
    assert fit**2 > 0.98
    assert np.isnan(loops.coercivity.values[~on]).all()
    assert loops.exchange_bias.values[on].max() == 0
    # The stored figures of a loop agree with the loop itself.
    last = loops.isel(time=-1)
    down = last.magnetization_descending.values
    crossing = -np.interp(0.0, down, FIELDS)
    assert crossing == pytest.approx(float(last.coercivity), rel=0.02)
    assert np.interp(0.0, FIELDS, down) == pytest.approx(float(last.remanence), rel=0.01)
    assert down[-1] == pytest.approx(float(run.magnetization[-1]), rel=0.02)
    np.testing.assert_allclose(last.magnetization_ascending, -down[::-1], atol=1e-6 * down[-1])


def test_exchange_bias_appears_below_blocking_and_falls_with_thickness(gated):
    """Meiklejohn and Bean: H_eb = J / (mu_0 M_s t), so H_eb M_s t is the same at every dose;
    none at 300 K and above blocking.
    """
    film, run = gated
    cold = nmhts.hysteresis(run, temperature="10 K")
    warm = nmhts.hysteresis(run, temperature="60 K")
    assert np.nanmax(warm.exchange_bias.values) == 0
    assert np.nanmax(np.nan_to_num(nmhts.hysteresis(run).exchange_bias.values)) == 0
    inside = (cold.exchange_bias.values > 0) & (cold.remanence.values > 0)
    assert inside.sum() > 10
    areal = cold.exchange_bias.values * cold.remanence.values * film.thickness
    # Remanence is 2/pi of the saturated moment for easy axes at random in the plane.
    J = constants.mu_0 * areal[inside] * np.pi / 2
    J_0, T_N, ratio = (
        film.material[n]
        for n in ("exchange_bias_coupling", "nitride_neel_temperature", "blocking_ratio")
    )
    expected = J_0 * (1 - 10.0 / (ratio * T_N))
    assert np.median(J) == pytest.approx(expected, rel=0.1)
    order = np.argsort(cold.nitrogen_extracted.values[inside])
    bias = cold.exchange_bias.values[inside][order]
    assert bias[0] > 3 * bias[-1]


def test_a_dataset_that_is_no_run_of_a_film_is_refused(gated):
    run = gated[1].copy()
    del run.attrs["sheets"]
    with pytest.raises(SimulationError, match="expected a result of nmhts"):
        nmhts.hysteresis(run)
