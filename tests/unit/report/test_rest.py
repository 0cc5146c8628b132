"""The map of M at rest: cells, signs, and the reasons for its absence."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from test_groups import STEPS, made

from nmhts.kinds.film_kinetics.data import StudyData
from nmhts.kinds.film_kinetics.rest import change_at_rest, geometric_edges, rest_map, rest_window
from nmhts.report.data import AbsentError

L, F = [1e-8, 2e-8], [10.0, 100.0, 1000.0]


def study(
    protocol: str = "pulses of -8 V at {f} with a duty of 50 % for 4 s; rest 1 min",
) -> StudyData:
    """Films whose M is 100 kA/m when the rest begins.

    M changes by +10 % at 10 Hz, not at 100 Hz, and by -10 % at 1 kHz;
    in thicker films by half as much.
    """
    data = made({"thickness": L, "f": F})
    k = data.kinetics
    share = 0.1 * (2.0 - np.log10(k["f"].values)) * 1e-8 / k.thickness.values
    M = np.full(k.magnetization.shape, 1e5)
    M[:, -1] = 1e5 * (1.0 + share)
    k = k.assign(magnetization=(k.magnetization.dims, M))
    k["f"].attrs["units"] = "Hz"
    return dataclasses.replace(
        data, kinetics=k, attributes={**data.attributes, "protocol": protocol}
    )


def test_cells_hold_the_change_with_its_sign():
    data = study()
    begin, end = rest_window(data)
    assert (begin, end) == (STEPS, 2 * STEPS)
    k = data.kinetics
    M = k.magnetization.values
    cells = change_at_rest(k["f"].values, k.thickness.values, M[:, begin], M[:, end])
    np.testing.assert_allclose(cells.grid, [[0.1, 0.0, -0.1], [0.05, 0.0, -0.05]], atol=1e-12)
    assert not cells.failed.any()


def test_devices_of_a_cell_are_one_film_of_many_grains():
    """1 to 2 and 3 to 2 together: no change, while the median of the ratios would change."""
    place = np.ones(2)
    cells = change_at_rest(place, place, np.array([1.0, 3.0]), np.array([2.0, 2.0]))
    assert cells.grid == pytest.approx(np.zeros((1, 1)))


def test_films_that_failed_or_are_not_magnetic_have_no_change():
    x, y = np.array([1.0, 2.0, 3.0]), np.ones(3)
    cells = change_at_rest(x, y, np.array([100.0, 1.0, np.nan]), np.array([90.0, 50.0, np.nan]))
    np.testing.assert_allclose(cells.grid, [[-0.1, np.nan, np.nan]])
    assert cells.failed.tolist() == [[False, True, True]]


def test_the_picture_is_centred_on_no_change():
    picture = rest_map(study())
    mesh = picture.figure.axes[0].collections[0]
    assert mesh.get_clim() == pytest.approx((-10.0, 10.0))
    assert "blue: it falls" in picture.caption


def test_borders_are_half_way_in_logarithms():
    np.testing.assert_allclose(geometric_edges(np.array([1.0, 100.0])), [0.1, 10.0, 1000.0])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (made({"thickness": L, "voltage": [-1.0, -2.0]}), "an axis of thickness and one in Hz"),
        (
            study("pulses of -8 V at {f} with a duty of 50 % for 4 s; hold 5 V for 1 s"),
            "does not end with a rest",
        ),
        (study("rest 1 min"), "does not end with a rest"),
    ],
)
def test_a_study_without_such_a_map_says_why(data: StudyData, said: str):
    with pytest.raises(AbsentError, match=said):
        rest_map(data)


def test_films_without_any_magnetization_make_no_map():
    data = study()
    none = data.kinetics.assign(magnetization=0.0 * data.kinetics.magnetization)
    with pytest.raises(AbsentError, match="no film is magnetic"):
        rest_map(dataclasses.replace(data, kinetics=none))
