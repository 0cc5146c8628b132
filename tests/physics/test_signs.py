"""Every sign from the gate voltage to the magnetization, in both directions and at rest."""

from __future__ import annotations

import numpy as np
import pytest
from films import NM, Run, film_point, plane_sites, run

import reference_cell

RTOL = 1e-6
# A film left alone for an hour may give this share of its N to the electrolyte (entropy of the
# no dissolved N).
NEGLIGIBLE = 1e-6
AREA_RESISTANCE = reference_cell.gate()["area_resistance"]
SETTLED = 0.05  # s after a step of the voltage: ten charging times R_A C of 5 nm


@pytest.fixture(scope="module")
def written() -> Run:
    return run(film_point("CoN", 5 * NM, "hold -4 V for 1 s"), RTOL)


@pytest.fixture(scope="module")
def erased() -> Run:
    """Written for 1 s, then erased; only the second clause, after the gate has charged."""
    point = film_point("CoN", 5 * NM, "hold -4 V for 1 s; hold +4 V for 1 s", per_clause=20)
    film = run(point, RTOL)
    later = film["time"] >= 1.0 + SETTLED
    assert later.sum() > 5
    return {name: film[name][later] for name in film if np.shape(film[name])[:1] == later.shape}


def test_negative_voltage_takes_nitrogen_out(written: Run):
    assert (written["gate_voltage"] == -4).all()
    assert (np.diff(written["nitrogen_reservoir"]) > 0).all()
    content = written["nitrogen_occupancy"].sum(axis=1)
    assert (np.diff(content[written["time"] > 1e-3]) < 0).all()
    assert content[-1] < 0.8 * content[0]


def test_extraction_counts_as_positive_charge_and_current(written: Run):
    assert (written["current_density"] > 0).all()
    assert (np.diff(written["charge"]) > 0).all()


def test_extraction_makes_the_film_magnetic(written: Run):
    assert written["magnetization"][0] == 0
    assert (np.diff(written["magnetization"]) >= 0).all()
    assert written["magnetization"][-1] > 1e5


def test_stern_drop_points_from_electrolyte_to_film_during_extraction(written: Run):
    drop = written["stern_drop"]
    assert drop[0] == 0
    assert (drop[1:] > 0).all()
    assert (drop < 4).all()


def test_the_gate_stands_above_the_bottom_electrode_during_extraction(written: Run):
    """The electrolyte stands at -V > 0.

    Up to the top plane of the film it loses R_A j and the Stern drop.
    """
    electrolyte = -written["gate_voltage"] - AREA_RESISTANCE * written["current_density"]
    top = electrolyte - written["stern_drop"]
    assert (electrolyte[1:] > 0).all()
    assert (top[1:] > 0).all()
    # Most of 4 V falls across the 5 nm of nitride and the Stern layer, the rest across the cell.
    assert top[-1] + written["stern_drop"][-1] < 4


def test_nitrogen_leaves_the_bottom_first(written: Run):
    """Depth runs from the gate side, plane 0 lies at the bottom."""
    assert (np.diff(written["depth"]) < 0).all()
    assert written["depth"][-1] == pytest.approx(0.125 * NM, rel=1e-12, abs=0)
    last = written["nitrogen_occupancy"][-1]
    assert last[0] < 0.1 < 0.9 < last[-1]


def test_positive_voltage_puts_nitrogen_back(written: Run, erased: Run):
    assert erased["gate_voltage"][-1] == 4
    assert (np.diff(erased["nitrogen_reservoir"]) < 0).all()
    assert erased["nitrogen_occupancy"][-1].sum() > erased["nitrogen_occupancy"][0].sum()
    assert (erased["current_density"] < 0).all()
    assert (np.diff(erased["charge"]) < 0).all()
    assert (erased["stern_drop"] < 0).all()
    assert erased["magnetization"][-1] < 0.2 * written["magnetization"][-1]


def test_a_pristine_film_takes_no_nitrogen_from_an_empty_electrolyte():
    point = film_point("CoN", 5 * NM, "hold +4 V for 10 s")
    film = run(point, RTOL)
    assert np.abs(film["nitrogen_reservoir"]).max() < NEGLIGIBLE * plane_sites(point)
    assert film["nitrogen_occupancy"].max() < 1.0 + RTOL
    # The Stern layer charges all the same, in the reverse sense.
    assert film["charge"][-1] < 0
    assert film["stern_drop"][-1] < 0


@pytest.mark.parametrize("material", ["CoN", "FeN"])
def test_nothing_happens_at_zero_volts(material: str):
    point = film_point(material, 85 * NM, "hold 0 V for 1 h")
    film = run(point, RTOL)
    content = point.n_planes * plane_sites(point)
    assert (film["magnetization"] == 0).all()
    assert np.abs(film["nitrogen_reservoir"]).max() < NEGLIGIBLE * content
    assert film["nitrogen_lost"][-1] < NEGLIGIBLE * content
    np.testing.assert_allclose(film["stern_drop"], 0.0, atol=NEGLIGIBLE)
