"""Laboratory outputs against analytic limits and published figures."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

import nmhts
from nmhts.errors import SimulationError, UnitError

C_STERN = 8.8541878188e-12 * 5 / 1e-9  # F/m2, of the packaged gate


@pytest.fixture(scope="module")
def film() -> nmhts.Film:
    return nmhts.Film("CoN", thickness="5 nm")


@pytest.fixture(scope="module")
def cycled(film: nmhts.Film) -> xr.Dataset:
    protocol = "rest 1 s; 2 cycles 0 V to -4 V at 0.5 V/s; rest 1 s"
    return nmhts.simulate(film, protocol, steps_per_clause=400, rtol=1e-6)


def test_sweeps_directions_and_cycles(cycled: xr.Dataset):
    found = nmhts.voltammogram(cycled)
    assert found.sizes == {"sweep": 4, "point": 100}
    assert found["direction"].values.tolist() == [-1, 1, -1, 1]
    assert found["cycle"].values.tolist() == [0, 0, 1, 1]
    np.testing.assert_allclose(found["sweep_rate"], [-0.5, 0.5, -0.5, 0.5], rtol=1e-9)
    np.testing.assert_allclose(found["gate_voltage"][0], -0.04 * np.arange(1, 101), atol=1e-12)
    np.testing.assert_allclose(found["gate_voltage"][1, -1], 0, atol=1e-12)
    assert found["current_density"].attrs["units"] == "A/m^2"


def test_charge_of_a_sweep_is_the_integral_of_its_current(cycled: xr.Dataset):
    found = nmhts.voltammogram(cycled)
    for k in range(4):
        curve = found.isel(sweep=k)
        area = np.trapezoid(curve["current_density"], curve["time"])
        # The first interval is missing from the curve; the rule is of second order in 1/100 of the
        # sweep.
        first = float(curve["current_density"][0]) * 0.08
        assert area + first == pytest.approx(float(curve["charge"]), rel=0.02, abs=2e-3)


def test_shares_of_the_charge_add_up_and_ions_follow_nitrogen(cycled: xr.Dataset):
    found = nmhts.voltammogram(cycled)
    both = found["faradaic_charge"] + found["capacitive_charge"]
    np.testing.assert_allclose(both, found["charge"], rtol=1e-12, atol=1e-12)
    # Three electrons for each N that left the film.
    sites = 51.02e27 * 0.25e-9
    inside = cycled["nitrogen_occupancy"].sum("depth").values * sites
    ends = cycled["time"].searchsorted([1, 9], side="left")
    out = inside[ends[0]] - inside[ends[1]]
    electrons = float(found["faradaic_charge"][0]) / 1.602176634e-19
    assert electrons == pytest.approx(3 * out, rel=1e-6, abs=0)
    # The Stern layer holds C times its drop.
    drop = cycled["stern_drop"].values
    assert float(found["capacitive_charge"][0]) == pytest.approx(
        C_STERN * (drop[ends[1]] - drop[ends[0]]), rel=1e-6, abs=0
    )


def test_current_below_onset_is_that_of_a_capacitor(film: nmhts.Film):
    """j = C dV/dt: Stern layer and film in series,
    C = e0 / [t_S/e_S + lambda tanh(L/lambda)/e_f], after the gate has charged.
    """
    run = nmhts.simulate(film, "1 cycles 0 V to -0.1 V at 0.1 V/s", steps_per_clause=40, rtol=1e-7)
    found = nmhts.voltammogram(run)
    lam, L = 60e-9, 5e-9
    C = 8.8541878188e-12 / (1e-9 / 5 + lam * np.tanh(L / lam) / 35)
    current = found["current_density"].values
    np.testing.assert_allclose(current[0], C * 0.1, rtol=0.02)
    np.testing.assert_allclose(current[1], -C * 0.1, rtol=0.02)
    assert float(abs(found["faradaic_charge"]).max()) < 1e-3 * float(found["charge"].max())


@pytest.mark.parametrize("spacing", ["linear", "log", "mixed"])
def test_ramps_are_sweeps_holds_and_jumps_are_not(film: nmhts.Film, spacing: str):
    protocol = "hold -1 V for 1 s; ramp 0 V to -2 V at 1 V/s; ramp to 1 V in 2 s; hold 1 V for 1 s"
    run = nmhts.simulate(film, protocol, steps_per_clause=60, spacing=spacing)
    stored = run.assign({n: run[n].astype("float32") for n in ("gate_voltage", "charge")})
    for data in (run, stored):
        found = nmhts.voltammogram(data)
        np.testing.assert_allclose(found["sweep_rate"], [-1, 1.5], rtol=1e-5)
        assert found["direction"].values.tolist() == [-1, 1]
        # The first steps of a sweep may be as small as the rounding of a stored voltage; only the
        # one with the jump is left out.
        assert found["current_density"].notnull().sum("point").values.tolist() == [59, 60]


def test_films_of_a_study_are_cut_side_by_side(film: nmhts.Film):
    runs = [
        nmhts.simulate(film, f"1 cycles 0 V to {v} V at 1 V/s", steps_per_clause=20)
        for v in (-1, -3)
    ]
    rows = [r.drop_vars("depth").reset_index("time").reset_coords("time") for r in runs]
    group = xr.concat([r.rename_dims(time="step") for r in rows], "run")
    group = group.assign_coords(voltage=("run", [-1.0, -3.0]))
    del group.attrs["ion_valence"]
    with pytest.raises(SimulationError, match=r"give ion_valence \(3 for N3-\)"):
        nmhts.voltammogram(group)
    found = nmhts.voltammogram(group, ion_valence=3)
    assert found.sizes == {"run": 2, "sweep": 2, "point": 10}
    assert found["voltage"].values.tolist() == [-1, -3]
    for i, run in enumerate(runs):
        alone = nmhts.voltammogram(run)
        for name in alone.data_vars:
            np.testing.assert_array_equal(found[name][i], alone[name])


def test_runs_without_a_sweep_and_other_datasets_are_refused(film: nmhts.Film):
    run = nmhts.simulate(film, "hold -2 V for 1 s", steps_per_clause=4)
    with pytest.raises(SimulationError, match="no sweep is recorded"):
        nmhts.voltammogram(run)
    with pytest.raises(SimulationError, match="voltammogram: the dataset has no charge"):
        nmhts.voltammogram(run.drop_vars("charge"))
    with pytest.raises(SimulationError, match="no plane_magnetization"):
        nmhts.scattering_length_density(run.drop_vars("plane_magnetization"))
    del run.attrs["nitrogen_per_metal"]
    with pytest.raises(SimulationError, match="no attribute nitrogen_per_metal"):
        nmhts.nitrogen_to_metal(run)


@pytest.mark.parametrize(("material", "b"), [("CoN", 2.49e-15), ("FeN", 9.45e-15)])
def test_neutrons_see_nitrogen_leave_and_moments_appear(material: str, b: float):
    film = nmhts.Film(material, thickness="5 nm")
    run = nmhts.simulate(film, "hold -6 V for 10 min", steps_per_clause=20)
    seen = nmhts.scattering_length_density(run)
    sites = film.material["metal_site_density"]
    nuclear = seen["nuclear_scattering_length_density"].values
    np.testing.assert_allclose(nuclear[0], sites * (b + 0.998 * 9.36e-15), rtol=1e-9)
    np.testing.assert_allclose(nuclear[-1], sites * b, rtol=1e-3)
    magnetic = seen["magnetic_scattering_length_density"].values
    assert (magnetic[0] == 0).all()
    # The same moments in as many sites as the elemental metal has give the published 4.1 (Co) and
    # 5.0 (Fe).
    metal = {"CoN": (90.9e27, 4.1), "FeN": (84.9e27, 5.0)}[material]
    scaled = magnetic[-1] * metal[0] / sites / 1e14
    np.testing.assert_allclose(scaled, metal[1], rtol=0.05)
    shown = nmhts.display_units(seen)["magnetic_scattering_length_density"]
    assert shown.attrs["units"] == "1e-6 1/angstrom^2"
    np.testing.assert_allclose(shown, magnetic / 1e14, rtol=1e-12)


def test_neutrons_see_every_metal_by_its_share(film: nmhts.Film):
    run = nmhts.simulate(film, "hold -1 V for 1 s", steps_per_clause=1)
    run.attrs.update(metals=["Co", "Mn"], metal_fractions=[0.9, 0.1])
    seen = nmhts.scattering_length_density(run)["nuclear_scattering_length_density"].values
    expected = 51.02e27 * (0.9 * 2.49e-15 - 0.1 * 3.73e-15 + 0.998 * 9.36e-15)
    np.testing.assert_allclose(seen[0], expected, rtol=1e-9)


def test_nitrogen_to_metal(film: nmhts.Film):
    run = nmhts.simulate(film, "hold -4 V for 1 s", steps_per_clause=4)
    ratio = nmhts.nitrogen_to_metal(run)
    assert (ratio.name, ratio.dims) == ("nitrogen_to_metal", ("time", "depth"))
    np.testing.assert_allclose(ratio, run["nitrogen_occupancy"], rtol=1e-12)
    assert ratio.attrs["long_name"] == "N atoms per metal atom"


def test_display_units_are_those_of_the_field(cycled: xr.Dataset):
    shown = nmhts.display_units(cycled)
    expected = {"magnetization": ("kA/m", 1e-3), "charge": ("mC/cm^2", 0.1), "depth": ("nm", 1e9)}
    expected |= {
        "current_density": ("uA/cm^2", 100),
        "time": ("s", 1),
        "front_position": ("nm", 1e9),
    }
    for name, (unit, factor) in expected.items():
        assert shown[name].attrs["units"] == unit
        np.testing.assert_allclose(shown[name], cycled[name] * factor, rtol=1e-12)
    assert set(shown.coords) == set(cycled.coords)
    assert shown["order"].identical(cycled["order"].assign_coords(shown.coords))
    # A second application changes nothing, and the input stays as it is.
    xr.testing.assert_allclose(nmhts.display_units(shown), shown, rtol=1e-12)
    assert cycled["magnetization"].attrs["units"] == "A/m"
    wrong = cycled.assign(charge=cycled["charge"].assign_attrs(units="nm"))
    with pytest.raises(UnitError, match="'nm' is not a unit of C/m"):
        nmhts.display_units(wrong)
