"""Films driven without a wire: signs, balances, and the film model at every position."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import xarray as xr

import nmhts
from nmhts.constants import e
from nmhts.physics.transport.state import FilmParameters
from nmhts.simulation.wireless.cell import cell_of_geometry, electrode_of_numbers
from nmhts.simulation.wireless.side_by_side import SideBySide

KI = "propylene carbonate with KI"
PROTOCOL = "hold 10 V for 2 min; rest 10 min"


def cell(**changes) -> nmhts.WirelessCell:
    given = {"film_length": "10 mm", "film_position": ("10 mm", "5 mm"), "size": ("20 mm", "10 mm")}
    return nmhts.WirelessCell(**{**given, **changes})


def film(thickness: str = "5 nm") -> nmhts.Film:
    return nmhts.Film("CoN", thickness, gate=KI)


@pytest.fixture(scope="module")
def run() -> xr.Dataset:
    return nmhts.simulate_wireless(film(), cell(layout="stagnant"), PROTOCOL, positions=16)


def along(values: xr.DataArray) -> xr.DataArray:
    """Integral along the film."""
    return (values * values.position_width).sum("position")


def test_pole_that_faces_the_positive_plate_loses_its_nitrogen(run: xr.Dataset):
    """The first electrode, on the left, stands at +10 V: there the film is negative against the
    liquid, and V < 0 draws N out.
    """
    held = run.isel(time=60)
    assert held.interface_voltage[0] < -1.0
    assert held.interface_voltage[-1] > 1.0
    assert held.nitrogen_extracted[0] > 10 * abs(held.nitrogen_extracted[-1])
    assert held.magnetization[0] > 5e5
    assert held.magnetization[-1] == 0.0
    turned = nmhts.simulate_wireless(
        film(), cell(), "hold -10 V for 2 min", positions=16, steps_per_clause=1
    )
    straight = nmhts.simulate_wireless(
        film(), cell(), "hold 10 V for 2 min", positions=16, steps_per_clause=1
    )
    assert turned.magnetization.values[-1][::-1] == pytest.approx(
        straight.magnetization.values[-1], rel=1e-3, abs=1e3
    )


def test_film_passes_no_net_charge_at_any_time(run: xr.Dataset):
    passed = along(abs(run.counter_charge)).max()
    assert float(passed) > 0
    assert float(abs(along(run.charge + run.counter_charge)).max()) < 1e-12 * float(passed)


def test_nitrogen_is_kept_at_every_position(run: xr.Dataset):
    sites = 51.02e27 * 0.25e-9
    out = run.nitrogen_reservoir + run.nitrogen_lost
    held = sites * run.nitrogen_occupancy.sum("depth") + out
    assert held.values == pytest.approx(np.full(held.shape, float(held[0, 0])), rel=1e-12)
    assert run.nitrogen_extracted.values == pytest.approx(out.values, abs=1e-9 * float(held[0, 0]))


def test_charge_is_three_electrons_a_nitrogen_and_the_stern_layer(run: xr.Dataset):
    layer = 8.8541878188e-12 * 5 / 1e-9 * run.stern_drop
    expected = 3 * e * (run.nitrogen_reservoir + run.nitrogen_lost) + layer
    assert run.charge.values == pytest.approx(expected.values, rel=1e-9, abs=1e-12)


def test_every_position_is_the_film_model_under_its_interface_voltage(tmp_path):
    """``simulate``, given the recorded interface voltage of a position, draws its charge.

    The agreement ends where the position runs away: a voltage given beforehand cannot follow that.
    """
    drive, wired = "hold 8 V for 450 s", film("20 nm")
    driven = nmhts.simulate_wireless(
        film("20 nm"), cell(), drive, positions=12, steps_per_clause=400, largest_change="20 mV"
    )
    quantities = dict(wired.gate.quantities)
    for name, value in {
        "area_resistance": 1e-4,
        "electrolyte_gap": 0.0,
        "leak_conductance": 0.0,
    }.items():
        quantities[name] = dataclasses.replace(quantities[name], value=value)
    wired.gate = dataclasses.replace(wired.gate, quantities=quantities)
    for place in (0, 2, 6, 11):
        one = driven.isel(position=place)
        rows = [
            f"{t},{v}" for t, v in zip(one.time.values, one.interface_voltage.values, strict=True)
        ]
        path = tmp_path / f"{place}.csv"
        path.write_text("\n".join(["time (s),voltage (V)", *rows]))
        alone = nmhts.simulate(wired, f"file {path}", steps_per_clause=400)
        assert alone.time.values == pytest.approx(one.time.values)
        assert alone.charge.values[-1] == pytest.approx(float(one.charge[-1]), rel=0.01)
        assert alone.stern_drop.values[-1] == pytest.approx(float(one.stern_drop[-1]), rel=2e-3)
        assert alone.magnetization.values[-1] == pytest.approx(
            float(one.magnetization[-1]), rel=0.03, abs=1.0
        )


def test_steps_of_the_coupling_are_fine_enough():
    ends = [
        nmhts.simulate_wireless(
            film(),
            cell(),
            "hold 8 V for 1 min",
            positions=12,
            steps_per_clause=30,
            largest_change=change,
        )
        for change in ("200 mV", "100 mV", "12.5 mV")
    ]
    M = [r.net_magnetization.values for r in ends]
    assert np.abs(M[1] - M[2]).max() < 0.02 * M[2].max()
    assert np.abs(M[1] - M[2]).max() < np.abs(M[0] - M[2]).max()


def test_layout_decides_whether_the_state_is_kept():
    """Products that stay at the film drive N back once the drive is off;
    without them the film rests at 0 V.
    """
    drive = "hold 20 V for 10 min; rest 1 h"
    kept, lost = (
        nmhts.simulate_wireless(
            film("20 nm"), cell(layout=name), drive, positions=12, steps_per_clause=20
        )
        for name in ("flushed", "stagnant")
    )
    share = [float(r.net_magnetization[-1] / r.net_magnetization[20]) for r in (kept, lost)]
    assert share[0] > 0.9
    assert share[1] < 0.5
    assert float(abs(kept.interface_voltage[-1]).max()) < 0.02
    assert float(lost.interface_voltage[21].min()) > 0.3
    # Within one cell the film has one potential and the liquid another: at rest they differ by the
    # same amount everywhere.
    assert np.ptp(lost.interface_voltage.values[-1]) < 1e-3


def test_run_that_does_not_reach_its_end_says_where_and_why():
    for limit, name in ((20, "too_many_steps"),):
        with pytest.raises(nmhts.errors.SimulationError, match=f"{name} after"):
            nmhts.simulate_wireless(film(), cell(), PROTOCOL, positions=12, max_steps=limit)
        run = nmhts.simulate_wireless(
            film(), cell(), PROTOCOL, positions=12, max_steps=limit, throw=False
        )
        assert run.attrs["status"] == name
        assert np.isnan(run.magnetization.values[-1]).all()
        assert run.magnetization.values[0] == pytest.approx(np.zeros(12))


def test_film_that_draws_nothing_is_polarized_as_without_nitrogen():
    """FeN of 85 nm at a low voltage:
    the current is that of the polarization, and feedback is small.
    """
    iron = nmhts.Film("FeN", "85 nm", gate=KI)
    run = nmhts.simulate_wireless(
        iron, cell(), "hold 1 V for 1 min", positions=12, steps_per_clause=4
    )
    still = nmhts.bipolar_polarization(iron, cell(), "1 V", positions=12)
    assert run.interface_voltage.values[-1] == pytest.approx(
        still.interface_voltage.values, abs=2e-3
    )
    assert float(run.film_potential[-1]) == pytest.approx(0.5, abs=2e-3)


def test_counter_reaction_limits_the_rate():
    """N leaves at one pole as fast as the other pole can take the electrons:
    M grows with the conductance there.
    """
    M = [
        float(
            nmhts.simulate_wireless(
                film("20 nm"),
                cell(exchange_conductance=G),
                "hold 10 V for 1 min",
                positions=12,
                steps_per_clause=4,
            ).net_magnetization[-1]
        )
        for G in ("0.06 S/m^2", "0.24 S/m^2", "0.96 S/m^2")
    ]
    assert M[0] < 0.6 * M[1] < 0.36 * M[2] * 1.2


def test_conducting_back_takes_the_part_of_the_other_pole():
    """Across the field the face of the film is one pole and its bare back the other.

    The whole face switches.
    """
    across = cell(film_length="8 mm", film_tilt="-90 deg", back="conductor")
    still = nmhts.bipolar_polarization(film(), across, "-20 V", positions=16)
    volts = still.interface_voltage.values
    assert volts.max() < 0 or volts.min() > 0
    away = cell(film_length="8 mm", film_tilt="90 deg", back="conductor")
    turned = nmhts.bipolar_polarization(film(), away, "-20 V", positions=16)
    assert np.sign(turned.interface_voltage.values) == pytest.approx(-np.sign(volts))
    net = along(still.counter_current_density)
    boundary = across.boundary(16)
    bare = float(still.bare_current_density.values @ boundary.length[boundary.kind == 2])
    assert float(net) + bare == pytest.approx(0.0, abs=1e-10 * abs(bare))


def test_law_of_butler_and_volmer_runs_in_time():
    bent = cell(exchange_current_density="1e-4 A/m^2", conductivity="0.01 S/m")
    run = nmhts.simulate_wireless(
        film(), bent, "hold 10 V for 10 s; rest 10 s", positions=12, steps_per_clause=8
    )
    assert run.attrs["status"] == "ok"
    passed = float(along(abs(run.counter_charge)).max())
    assert float(abs(along(run.charge + run.counter_charge)).max()) < 1e-10 * passed
    # It shorts the field more than a linear law would: the poles stand at about a volt instead of
    # five.
    assert 0.3 < float(run.interface_voltage.values[8].max()) < 2.0


def test_potential_of_the_liquid_is_that_beside_the_film_and_that_of_the_plates(run: xr.Dataset):
    seen = cell(layout="stagnant")
    beside = run.film_potential.values[60] - run.interface_voltage.values[60]
    x = 10e-3 + run.position.values
    above = nmhts.electrolyte_potential(
        run, x[4:12], np.full(8, 5e-3 + 2e-5), time=float(run.time[60])
    )
    assert above == pytest.approx(beside[4:12], abs=0.1)
    ends = nmhts.electrolyte_potential(
        run, np.array([5e-5, 19.95e-3]), np.full(2, 5e-3), time=float(run.time[60])
    )
    assert ends == pytest.approx([10.0, 0.0], abs=0.1)
    assert np.isnan(
        nmhts.electrolyte_potential(run, np.array([10e-3, -1.0]), np.array([4.8e-3, 0.0]))
    ).all()
    field = nmhts.electrolyte_map(run, time=float(run.time[60]), points=40)
    assert float(field.electric_field.sel(component="x").isel(x=1, y=10)) > 0
    with pytest.raises(
        nmhts.errors.SimulationError, match="expected a result of simulate_wireless"
    ):
        nmhts.electrolyte_map(nmhts.simulate(film("3 nm"), "rest 1 s"))
    still = nmhts.bipolar_polarization(film(), seen, "10 V", positions=16)
    with pytest.raises(nmhts.errors.SimulationError, match="a polarization has no time"):
        nmhts.electrolyte_potential(still, x, x, time=1.0)


def test_films_side_by_side_leave_liquid_leak_and_contact_to_the_cell():
    """The numbers of the gate sheet for them would count twice."""
    numbers = film().gate.values() | {"contact_resistance": 3.0}
    R = np.array([0.1, 0.2, 0.3])
    films = SideBySide(film().material.values(), numbers, 273.15, 20, R)
    p = FilmParameters(*films.parameters.T)
    assert p.area_resistance == pytest.approx(R, rel=1e-15)
    assert p.leak_conductance == pytest.approx(np.zeros(3))
    # Salt still covers sites.
    assert (np.asarray(p.open_share) < 0.9).all()


@pytest.mark.parametrize("own", [False, True])
def test_a_cell_is_made_again_from_its_geometry(own: bool):
    plates = [
        nmhts.Electrode(("0 mm", "1 mm"), ("0 mm", "9 mm"), resistance="0.1 ohm*m^2"),
        nmhts.Electrode(("19 mm", "3 mm"), ("19 mm", "7 mm"), thickness="0.25 mm"),
    ]
    made = nmhts.WirelessCell(
        "8 mm", ("9 mm", "5 mm"), ("20 mm", "10 mm"), electrodes=plates if own else None
    )
    again = cell_of_geometry(made.geometry())
    assert again.electrode_bodies == made.electrode_bodies
    assert again.electrode_resistance == made.electrode_resistance
    assert repr(again) == repr(made)


def test_an_electrode_without_thickness_is_refused_where_one_is_given():
    numbers = {"start": (0.0, 0.0), "end": (0.0, 1e-2), "resistance": 0.0, "thickness": 0.0}
    with pytest.raises(nmhts.errors.CellError, match="thickness"):
        nmhts.WirelessCell(
            "8 mm",
            ("9 mm", "5 mm"),
            ("20 mm", "10 mm"),
            electrodes=[electrode_of_numbers(numbers)] * 2,
        )


def test_loops_of_a_floating_film_are_refused():
    run = nmhts.simulate_wireless(film(), cell(), "rest 1 s", positions=8, steps_per_clause=1)
    with pytest.raises(nmhts.errors.SimulationError, match="over time and depth"):
        nmhts.hysteresis(run)
