"""Runs of every kind that create or lose nitrogen or charge are cut there and coded.

Here each of them is made to.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from nmhts.materials.library import find_gate
from nmhts.physics.transport.stepping import LOST_OUT
from nmhts.simulation.cycles import jumps
from nmhts.simulation.cycles.jumps import cycle_batch
from nmhts.simulation.lattice import box_model
from nmhts.simulation.lattice.box_model import Lattice, simulate_boxes
from nmhts.simulation.lattice.fidelities import BOX_STATUSES
from nmhts.simulation.outcomes.conservation import NOT_CONSERVED
from nmhts.simulation.wireless import course
from nmhts.simulation.wireless.cell import WirelessCell
from nmhts.simulation.wireless.course import FloatingFilm
from nmhts.simulation.wireless.runs import DRIVE_SERIES, simulate_floating
from nmhts.simulation.wireless.setup import surroundings

KI = "propylene carbonate with KI"


def test_a_box_that_gains_an_atom(make_point, monkeypatch: pytest.MonkeyPatch):
    point, box = make_point(1.5e-9, "hold -4 V for 0.2 s"), Lattice(size=(6, 6))
    honest = simulate_boxes([point], [box])
    assert honest["status"].tolist() == [0]
    times = honest["time"].shape[1]
    real = box_model.integrate

    def with_one_more(*given):
        records = given[7]
        ended = real(*given)
        records.scalars[times // 2 :, LOST_OUT] += 1.0 / 36
        return ended

    monkeypatch.setattr(box_model, "integrate", with_one_more)
    found = simulate_boxes([point], [box])
    assert found["status"].tolist() == [NOT_CONSERVED]
    whole = np.isfinite(found["magnetization"][0])
    assert whole.tolist() == [k < times // 2 for k in range(times)]
    assert NOT_CONSERVED in {status.code for status in BOX_STATUSES}


@pytest.mark.parametrize("what", ["charge", "nitrogen"])
def test_a_floating_film_that_gains(what: str, make_point, monkeypatch: pytest.MonkeyPatch):
    cell, gate = (
        WirelessCell(film_length="8 mm", film_position=("10 mm", "5 mm"), size=("20 mm", "10 mm")),
        find_gate(KI),
    )
    point = replace(make_point(4e-9, "hold 10 V for 1 min; rest 1 s"), gate=gate.values())
    film = FloatingFilm(point, cell, surroundings(gate, point.gate, point.temperature, cell))
    honest = simulate_floating([film], 6, 0.1, 1e-2, 200_000)
    assert honest["status"].tolist() == [0]
    times, real = honest["time"].shape[1], course.march

    def with_more(*given):
        trace = real(*given)
        gained = trace.counter_charge if what == "charge" else trace.state[:, 2, 3]
        gained[len(gained) // 2 :] += 1e-6 * np.abs(gained[-1]).max()
        return trace

    monkeypatch.setattr(course, "march", with_more)
    found = simulate_floating([film], 6, 0.1, 1e-2, 200_000)
    assert found["status"].tolist() == [NOT_CONSERVED]
    for name in (*DRIVE_SERIES, "magnetization"):
        row = found[name][0].reshape(times, -1)
        np.testing.assert_array_equal(np.isfinite(row).all(axis=1), np.arange(times) < times // 2)


def test_a_cycled_film_whose_jumps_gain(make_point, monkeypatch: pytest.MonkeyPatch):
    point, wanted = make_point(2e-9, "1 cycles -2 V to 2 V at 1 V/s"), [1, 10, 1000]
    honest = cycle_batch([point, point], wanted)
    assert honest["status"].tolist() == [0, 0]
    real = jumps.carry

    def with_more(x, change, count, room):
        after = real(x, change, count, room)
        after[0] -= 1e-6
        return after

    monkeypatch.setattr(jumps, "carry", with_more)
    found = cycle_batch([point, point], wanted)
    assert found["status"].tolist() == [NOT_CONSERVED] * 2
    assert np.isfinite(found["window"][:, 0]).all()
    assert np.isnan(found["window"][:, -1]).all()
    assert (found["simulated"][:, -1] == 0).all()
    assert np.isnan(found["state"][:, -1]).all()
