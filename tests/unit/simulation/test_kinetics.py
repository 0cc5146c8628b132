"""The batch: refusals, padding, and consistency of its outputs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from nmhts.errors import SimulationError
from nmhts.simulation.films.plane_model import (
    SERIES,
    FilmState,
    KineticsPoint,
    pristine,
    simulate_batch,
)

MakePoint = Callable[..., KineticsPoint]


def test_thin_films_are_refused(make_point: MakePoint):
    with pytest.raises(SimulationError, match="at least 3 planes, got 2"):
        simulate_batch([make_point(5e-9), make_point(0.5e-9)])


def test_unequal_numbers_of_times_are_refused(make_point: MakePoint):
    with pytest.raises(SimulationError, match=r"equally many times, got \[9, 13\]"):
        simulate_batch([make_point(5e-9), make_point(5e-9, per_clause=4)])


@pytest.mark.parametrize(("thickness", "planes"), [(5e-9, 20), (5.12e-9, 20), (0.76e-9, 3)])
def test_planes_are_the_thickness_in_spacings(make_point: MakePoint, thickness: float, planes: int):
    assert make_point(thickness).n_planes == planes


def test_shapes_and_padding(make_point: MakePoint):
    batch = simulate_batch([make_point(1e-9), make_point(2e-9), make_point(1.5e-9)])
    assert batch["n_planes"].tolist() == [4, 8, 6]
    for name in (*SERIES, "time", "gate_voltage"):
        assert batch[name].shape == (3, 13)
    for name in ("nitrogen_occupancy", "order"):
        assert batch[name].shape == (3, 13, 8)
    for i, planes in enumerate(batch["n_planes"]):
        assert np.isfinite(batch["nitrogen_occupancy"][i, :, :planes]).all()
        assert np.isnan(batch["nitrogen_occupancy"][i, :, planes:]).all()
        assert (batch["order"][i, :, planes:] == -1).all()
        assert np.isfinite(batch["depth"][i]).sum() == planes


def test_depth_is_measured_from_the_gate_side(make_point: MakePoint):
    depth = simulate_batch([make_point(1e-9)])["depth"][0]
    np.testing.assert_allclose(depth, [0.875e-9, 0.625e-9, 0.375e-9, 0.125e-9], rtol=1e-12)


def test_pristine_film_holds_what_the_sheet_says(make_point: MakePoint):
    start = pristine(make_point(1e-9))
    assert start.occupancy.tolist() == [0.998] * 4
    assert (start.adsorbed, start.dissolved, start.lost, start.stern_drop) == (0, 0, 0, 0)


def test_a_start_is_the_first_record(make_point: MakePoint):
    """Each number of the state reappears in its own place."""
    point = make_point(1e-9, "rest 1 s")
    sites = point.nitride["metal_site_density"] * point.nitride["plane_spacing"]
    state = FilmState(np.array([0.1, 0.4, 0.6, 0.9]), 0.5, 2.0, 0.25, 0.3)
    batch = simulate_batch([point, point], starts=[state, pristine(point)])
    first = {name: values[0, 0] for name, values in batch.items() if values.ndim > 1}
    assert first["nitrogen_occupancy"].tolist() == [0.1, 0.4, 0.6, 0.9]
    assert first["nitrogen_adsorbed"] == pytest.approx(0.5 * sites, rel=1e-12, abs=0)
    assert first["nitrogen_reservoir"] == pytest.approx(2.5 * sites, rel=1e-12, abs=0)
    assert first["nitrogen_lost"] == pytest.approx(0.25 * sites, rel=1e-12, abs=0)
    assert first["stern_drop"] == 0.3
    assert batch["nitrogen_reservoir"][1, 0] == 0


def test_order_and_thickness_follow_the_magnetization(make_point: MakePoint):
    point = make_point(4e-9, "hold -4 V for 10 s", per_clause=20)
    batch = simulate_batch([point])
    ferromagnetic = batch["order"][0] == 1
    planes = ferromagnetic.sum(axis=1)
    assert 0 in planes
    assert planes.max() == 16
    thickness = batch["ferromagnetic_thickness"][0]
    np.testing.assert_allclose(thickness, planes * 0.25e-9, rtol=1e-12)
    assert ((batch["magnetization"][0] > 0) == (planes > 0)).all()


def test_recorded_voltage_is_that_of_the_protocol(make_point: MakePoint):
    point = make_point(1e-9, "ramp 0 V to -2 V in 1 s; hold -1 V for 1 s")
    point = replace(point, times=(0.0, 0.25, 1.0, 1.5, 2.0))
    assert simulate_batch([point])["gate_voltage"][0].tolist() == [0, -0.5, -2, -1, -1]


def test_a_record_that_rounding_puts_beyond_the_protocol_is_its_end(make_point):
    point = make_point(2e-9, "hold -4 V for 1.1 s; rest 2.2 s")
    end = point.times[-1]
    late = replace(point, times=(*point.times[:-1], float(np.nextafter(end, 2 * end))))
    batch = simulate_batch([late, point])
    assert batch["status"].tolist() == [0, 0]
    for name in SERIES:
        assert batch[name][0, -1].tobytes() == batch[name][1, -1].tobytes(), name
    with pytest.raises(SimulationError, match=r"times: 4 s \(allowed: 0 s to 3.3 s"):
        simulate_batch([replace(point, times=(*point.times[:-1], 4.0))])
