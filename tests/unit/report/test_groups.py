"""Grouping of films for the figures: by system, by thickness, on the cells of a map."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pytest
import xarray as xr

from nmhts.kinds.film_kinetics.data import (
    StudyData,
    alloys,
    groups,
    of_thickness,
    own_films,
    study_data,
    thicknesses,
)
from nmhts.kinds.film_kinetics.maps import onset_level, onsets, pivot
from nmhts.kinds.film_kinetics.rate import rate_laws
from nmhts.kinds.film_kinetics.responses import varied_columns
from nmhts.materials.formula import parse_formula
from nmhts.report.axes import edges
from nmhts.report.clauses import time_edges
from nmhts.report.data import AbsentError

STEPS = 4
# Geometric means and halfway points of a handful of numbers.
ROUNDING = 1e-9


def made(axes: dict[str, list], order: list[str] | None = None) -> StudyData:
    """Data of a study with these axes.

    M switches from nothing to 100 kA/m at -2 V; the rate gains four decades per volt.
    """
    rows = [dict(zip(axes, values, strict=True)) for values in itertools.product(*axes.values())]
    count = len(rows)
    table = {name: np.array([row[name] for row in rows]) for name in axes}
    table.setdefault("voltage", np.zeros(count))
    fixed = {
        "material": "CoN",
        "thickness": 2e-8,
        "temperature": 298.15,
        "gate": "g",
        "mixing": "m",
    }
    for name, value in fixed.items():
        table.setdefault(name, np.array([value] * count))
    table["system"] = np.array([parse_formula(m).system for m in table["material"]])
    time = np.tile(np.linspace(0.0, 100.0, 2 * STEPS + 1), (count, 1))
    volts = table["voltage"]
    M = np.zeros_like(time)
    M[:, STEPS] = np.where(volts <= -2.0, 1e5, 1.0)
    gone = 1e10 * 10 ** (-4.0 * volts[:, None]) * time * (volts[:, None] < 0)
    series = {
        "magnetization": M,
        "nitrogen_reservoir": gone,
        "nitrogen_lost": 0 * gone,
        "time": time,
    }
    series["gate_voltage"] = np.where(time > 0, volts[:, None], 0.0)
    coords = {name: ("run", values) for name, values in table.items()}
    coords["status"] = ("run", np.zeros(count, np.int8))
    kinetics = xr.Dataset({n: (("run", "step"), v) for n, v in series.items()}, coords)
    kinetics["voltage"].attrs["units"] = "V"
    identity = {"output": {"steps_per_clause": STEPS}}
    tree = xr.DataTree.from_dict(
        {"/": xr.Dataset(), "kinetics": kinetics, "profiles": xr.Dataset()}
    )
    clause = "hold {voltage} for 1 min" if "voltage" in axes else "hold -1 V for 1 min"
    tree.attrs.update(study="made", identity=identity, protocol=f"{clause}; rest 1 min")
    tree["kinetics"].attrs["axes"] = order or list(axes)
    return study_data(tree)


def fail(data: StudyData, runs: np.ndarray) -> StudyData:
    status = data.kinetics.status.values.copy()
    status[runs] = 3
    return dataclasses.replace(data, kinetics=data.kinetics.assign_coords(status=("run", status)))


MATERIALS = ["CoN", "FeN", "Co0.9Mn0.1N", "Co0.8Mn0.2N", "Co0.5Fe0.5N"]


def test_systems_hold_their_end_members():
    data = made({"material": MATERIALS, "voltage": [0.0, -1.0]})
    found = {g.title: g for g in groups(data)}
    assert list(found) == ["CoN, FeN", "Co-Mn-N", "Co-Fe-N"]
    assert found["CoN, FeN"].metal is None
    np.testing.assert_allclose(np.unique(found["Co-Mn-N"].share), [0.0, 0.1, 0.2])
    np.testing.assert_allclose(np.unique(found["Co-Fe-N"].share), [0.0, 0.5, 1.0])
    own = own_films(data, found["Co-Fe-N"])
    assert set(data.kinetics.material.values[own]) == {"Co0.5Fe0.5N"}


def test_without_two_compositions_there_is_no_alloy_to_map():
    with pytest.raises(AbsentError, match=r"materials: CoN, FeN"):
        alloys(made({"material": ["CoN", "FeN"], "voltage": [0.0, -1.0]}))


def test_a_ternary_alloy_is_a_group_but_no_map():
    data = made({"material": ["CoN", "Co0.6Fe0.2Mn0.2N"], "voltage": [0.0, -1.0]})
    found = groups(data)[1]
    assert (found.title, found.metal, found.alloy) == ("Co-Fe-Mn-N", "Mn", False)
    with pytest.raises(AbsentError):
        alloys(data)


def test_figures_keep_to_one_value_of_an_axis_they_do_not_vary_and_say_so():
    data = made({"temperature": [288.0, 298.0], "voltage": [0.0, -1.0, -3.0]})
    assert data.shown.sum() == 3
    assert data.left_out == ("temperature",)
    assert data.fixed.startswith("288 K")
    assert varied_columns(data) == ["temperature"]


def test_many_thicknesses_are_thinned_out_with_both_ends():
    values = [k * 1e-9 for k in range(5, 16)]
    data = made({"thickness": values, "voltage": [0.0, -1.0]})
    shown = thicknesses(data)
    assert len(shown) == 4
    assert (shown[0], shown[-1]) == (values[0], values[-1])
    assert len(of_thickness(data, data.good, shown[0])) == 2
    assert thicknesses(made({"voltage": [0.0, -1.0]})) == [None]


def test_onset_lies_between_two_films_and_says_between_which():
    data = made({"material": ["CoN"], "voltage": [0.0, -1.0, -2.0, -3.0]})
    assert onset_level(data) == pytest.approx(2.0, rel=1e-6)
    (one,) = onsets(data)
    assert (one.below, one.above) == (-1.0, -2.0)
    # From 0.001 to 100 kA/m in a volt, five decades: 2 kA/m lies log10(2000)/5 of it on.
    assert one.voltage == pytest.approx(-1.0 - np.log10(2e3) / 5, rel=1e-5)


def test_onset_beyond_the_voltages_is_said_not_guessed():
    data = made({"material": ["CoN", "FeN"], "voltage": [0.0, -1.0, -2.0]})
    weak = fail(data, np.array([5]))
    found = {o.material: o for o in onsets(weak)}
    assert np.isfinite(found["CoN"].voltage)
    assert np.isnan(found["FeN"].voltage)
    assert found["FeN"].reason == "beyond -1 V"


def test_rate_law_is_fitted_where_the_voltages_allow_it():
    (fitted,) = rate_laws(made({"voltage": [0.0, -0.2, -0.5, -0.8, -1.0, -1.4]}))
    assert fitted.fitted
    assert fitted.slope == pytest.approx(4.0, rel=1e-6)
    (coarse,) = rate_laws(made({"voltage": [0.0, -1.0, -2.0]}))
    assert not coarse.fitted
    assert coarse.slope == pytest.approx(4.0, rel=1e-6)
    # 1e10 10^(-4 V) is 3e15 at -log10(3e5)/4 volts.
    assert coarse.threshold == pytest.approx(-np.log10(3e5) / 4, rel=1e-6)


def test_without_a_driven_voltage_the_strongest_clause_counts():
    data = made({"material": ["CoN", "FeN"]})
    assert data.voltage is None
    with pytest.raises(AbsentError, match="no clause of the protocol"):
        _ = data.volts


def test_map_masks_failed_films_and_leaves_gaps_empty():
    x = np.array([0.0, 0.0, 0.1, 0.1, 0.2])
    y = np.array([-1.0, -2.0, -1.0, -2.0, -2.0])
    values = np.array([1.0, 2.0, 3.0, np.nan, 5.0])
    cells = pivot(x, y, values, failed=np.isnan(values))
    np.testing.assert_array_equal(cells.x, [0.0, 0.1, 0.2])
    np.testing.assert_array_equal(cells.y, [-2.0, -1.0])
    np.testing.assert_array_equal(cells.grid, [[2.0, np.nan, 5.0], [1.0, 3.0, np.nan]])
    np.testing.assert_array_equal(cells.failed, [[False, True, False], [False, False, False]])


def test_devices_that_share_a_cell_give_their_median_and_one_failure_masks_nothing():
    values = np.array([1.0, 2.0, 30.0, np.nan])
    cells = pivot(np.zeros(4), np.zeros(4), values, failed=np.isnan(values))
    assert cells.grid.item() == 2.0
    assert not cells.failed.any()


def test_cells_meet_half_way():
    np.testing.assert_allclose(edges(np.array([0.0, 1.0, 3.0])), [-0.5, 0.5, 2.0, 4.0])
    np.testing.assert_allclose(edges(np.array([2.0])), [1.5, 2.5])
    found = time_edges(np.array([1.0, 100.0, 1e4]), logarithmic=True)
    np.testing.assert_allclose(found, [1.0, 10.0, 1e3, 1e4], rtol=ROUNDING)
    found = time_edges(np.array([0.0, 1.0, 3.0]), logarithmic=False)
    np.testing.assert_allclose(found, [0.0, 0.5, 2.0, 3.0], rtol=ROUNDING)
