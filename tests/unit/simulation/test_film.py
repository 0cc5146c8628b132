"""The public face of one film: names, units, errors, and a run that continues another."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import nmhts
from nmhts.errors import MaterialError, NmhtsError, SimulationError, UnitError
from nmhts.materials.records import STATUSES
from nmhts.simulation.films.film import Film
from nmhts.simulation.simulate import simulate
from nmhts.units import parse

SERIES = {
    "magnetization": "A/m",
    "ferromagnetic_thickness": "m",
    "front_position": "m",
    "front_width": "m",
    "nitrogen_lost": "1/m^2",
    "nitrogen_reservoir": "1/m^2",
    "nitrogen_adsorbed": "1/m^2",
    "charge": "C/m^2",
    "current_density": "A/m^2",
    "stern_drop": "V",
    "gate_voltage": "V",
}
PROFILES = {"nitrogen_occupancy": "1", "order": "1", "plane_magnetization": "A/m"}
COORDINATES = {"time": "s", "depth": "m"}
PROTOCOL = "hold -4 V for 4 s; rest 4 s"
RTOL = 1e-7
# Two integrations of the same film at RTOL with different steps.
SAME = 1e-6


@pytest.fixture(scope="module")
def film() -> Film:
    return Film("CoN", thickness="4 nm")


@pytest.fixture(scope="module")
def result(film: Film) -> xr.Dataset:
    return simulate(film, PROTOCOL, steps_per_clause=10)


def test_names_and_units_are_those_promised(result: xr.Dataset):
    assert set(result.data_vars) == set(SERIES) | set(PROFILES)
    assert set(result.coords) == set(COORDINATES)
    for name, unit in (SERIES | PROFILES | COORDINATES).items():
        assert result[name].attrs["units"] == unit
        assert result[name].attrs["long_name"]
    assert all(result[name].dims == ("time",) for name in SERIES)
    assert all(result[name].dims == ("time", "depth") for name in PROFILES)


def test_sizes_and_coordinates(result: xr.Dataset):
    assert result.sizes == {"time": 21, "depth": 16}
    assert result["time"].values[[0, 10, 20]].tolist() == [0, 4, 8]
    depth = result["depth"].values
    np.testing.assert_allclose(depth[[0, -1]], [3.875e-9, 0.125e-9], rtol=1e-12)


def test_order_is_coded_with_meanings(result: xr.Dataset):
    meanings = result["order"].attrs["flag_meanings"].split()
    codes = dict(zip(meanings, result["order"].attrs["flag_values"], strict=True))
    assert set(codes) == {
        "paramagnetic",
        "ferromagnetic",
        "ferrimagnetic",
        "antiferromagnetic",
    }
    last = result["order"].values[-1]
    # The bottom has lost its nitrogen, the gate side not: depth falls along the axis.
    assert last[0] == codes["ferromagnetic"]
    assert last[-1] == codes["paramagnetic"]
    assert (result["order"].values[0] == codes["paramagnetic"]).all()


def test_attributes_tell_what_was_run(result: xr.Dataset):
    assert result.attrs["material"] == "CoN"
    assert result.attrs["gate"] == "propylene carbonate"
    assert result.attrs["thickness"] == pytest.approx(4e-9, rel=1e-12, abs=0)
    assert result.attrs["protocol"] == PROTOCOL
    assert result.attrs["status"] == "ok"
    assert result.attrs["status_advice"]
    assert result.attrs["n_steps"] > 0


def test_provenance_counts_every_number_of_both_sheets(film: Film, result: xr.Dataset):
    text = result.attrs["provenance"]
    for sheet in (film.material, film.gate):
        counts = sheet.count_by_status()
        assert sum(counts.values()) == len(sheet.quantities)
        assert sheet.name in text
        for status, count in counts.items():
            assert status in STATUSES
            assert f"{count} {status}" in text


def test_attributes_tell_what_the_film_is_made_of(result: xr.Dataset):
    assert result.attrs["metals"] == ["Co"]
    assert result.attrs["metal_fractions"] == [1.0]
    assert (result.attrs["anion"], result.attrs["ion_valence"]) == ("N", 3)
    assert result.attrs["nitrogen_per_metal"] == pytest.approx(1, rel=1e-12, abs=0)
    assert result.attrs["metal_site_density"] == pytest.approx(51.02e27, rel=1e-12, abs=0)


def test_magnetization_is_the_mean_over_the_planes(result: xr.Dataset):
    mean = result["plane_magnetization"].mean("depth")
    assert mean[-1] > 0
    np.testing.assert_allclose(mean, result["magnetization"], rtol=1e-12, atol=0)


def test_ferromagnetic_thickness_counts_ferromagnetic_planes(result: xr.Dataset):
    planes = (result["order"] == 1).sum("depth")
    np.testing.assert_allclose(
        result["ferromagnetic_thickness"], planes * 0.25e-9, rtol=1e-12, atol=0
    )
    assert planes.max() > 3


def test_a_run_continues_from_another(film: Film):
    """One run split in two is the run itself."""
    whole = simulate(film, "hold -4 V for 0.5 s; hold +4 V for 0.1 s; rest 1 s", rtol=RTOL)
    first = simulate(film, "hold -4 V for 0.5 s", rtol=RTOL)
    second = simulate(film, "hold +4 V for 0.1 s", start=first, rtol=RTOL)
    third = simulate(film, "rest 1 s", start=second, rtol=RTOL)
    parts = xr.concat(
        [first, second.isel(time=slice(1, None)), third.isel(time=slice(1, None))], "time"
    )
    np.testing.assert_allclose(parts["time"], whole["time"], rtol=1e-12)
    for name in ("nitrogen_occupancy", "charge", "stern_drop", "magnetization"):
        scale = float(np.abs(whole[name]).max())
        np.testing.assert_allclose(parts[name], whole[name], rtol=0, atol=SAME * scale)
    for name in ("nitrogen_lost", "nitrogen_reservoir"):
        scale = float(whole[name].max())
        np.testing.assert_allclose(parts[name], whole[name], rtol=0, atol=SAME * scale)


def test_a_run_begins_where_the_other_ended(film: Film, result: xr.Dataset):
    more = simulate(film, "rest 1 s", start=result, steps_per_clause=4)
    assert float(more["time"][0]) == 8.0
    for name in ("nitrogen_occupancy", "charge", "nitrogen_lost", "stern_drop"):
        before, after = result[name].values[-1], more[name].values[0]
        np.testing.assert_allclose(after, before, rtol=1e-12)


def test_a_run_of_another_film_is_no_start(result: xr.Dataset):
    for other in (Film("CoN", thickness="5 nm"), Film("FeN", thickness="4 nm")):
        with pytest.raises(
            SimulationError, match="start: a run of CoN with 16 planes cannot go on"
        ):
            simulate(other, "rest 1 s", start=result)


def test_a_run_that_did_not_end_raises_or_is_returned(film: Film):
    with pytest.raises(SimulationError, match=r"too_many_steps: .*max_steps"):
        simulate(film, "hold -4 V for 1 s", max_steps=20)
    given_up = simulate(film, "hold -4 V for 1 s", max_steps=20, throw=False)
    assert given_up.attrs["status"] == "too_many_steps"
    assert np.isnan(given_up["magnetization"].values[-1])
    with pytest.raises(SimulationError, match=r"did not reach its end \(too_many_steps\)"):
        simulate(film, "rest 1 s", start=given_up)


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"thickness": 5e-8}, UnitError, "has no unit (expected e.g. '50 nm')"),
        ({"thickness": "0.5 nm"}, UnitError, "'0.5 nm' is below 3 planes of 0.25 nm"),
        ({"thickness": "-5 nm"}, UnitError, "below 3 planes"),
        ({"temperature": "0 K"}, UnitError, "'0 K' must be above 0 K"),
        ({"temperature": "25 degC"}, UnitError, "has an offset; give the temperature in K"),
        ({"temperature": "25 nm"}, UnitError, "'nm' is not a unit of temperature"),
        ({"material": "CrN"}, MaterialError, "unknown material 'CrN'"),
        ({"material": "con"}, MaterialError, "did you mean 'CoN'?"),
        ({"gate": "propylen carbonate"}, MaterialError, "did you mean 'propylene carbonate'?"),
    ],
)
def test_mistakes_are_named(arguments: dict, error: type[Exception], said: str):
    given = {"material": "CoN", "thickness": "5 nm"} | arguments
    with pytest.raises(error) as caught:
        Film(**given)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "arguments",
    [{"spacing": "cubic"}, {"steps_per_clause": 0}, {"rtol": -1.0}, {"rtol": float("nan")}],
    ids=str,
)
def test_numerics_that_make_no_sense_are_refused(film: Film, arguments: dict):
    with pytest.raises(NmhtsError):
        simulate(film, "rest 1 s", **arguments)


def test_repr_says_what_the_film_is():
    film = Film("FeN", thickness="0.02 um", temperature="310 K")
    assert repr(film) == (
        "Film('FeN', thickness=20 nm, gate='propylene carbonate', temperature=310 K)"
    )
    assert film.thickness == parse("20 nm", "m")


def test_a_ramp_goes_on_from_where_the_voltage_stands(film: Film):
    held = simulate(film, "hold -2 V for 1 s", steps_per_clause=4)
    more = simulate(film, "ramp to -3 V in 1 s", start=held, steps_per_clause=4)
    assert float(more["gate_voltage"][0]) == -2
    assert float(more["gate_voltage"][-1]) == -3


def test_a_short_pulse_of_a_file_acts_as_the_same_pulse_in_words(film: Film, tmp_path: Path):
    """0.1 ms of -8 V between rows a second apart:
    charge, N moved and M are those of the clause ``hold``.
    """
    rows = "0,0\n1,0\n1,-8\n1.0001,-8\n1.0001,0\n2,0\n"
    (tmp_path / "w.csv").write_text("time (s),voltage (V)\n" + rows, encoding="utf-8")
    words = simulate(
        film, "rest 1 s; hold -8 V for 0.1 ms; rest 0.9999 s", steps_per_clause=8, rtol=RTOL
    )
    read = simulate(film, f"file {tmp_path / 'w.csv'}", steps_per_clause=24, rtol=RTOL)
    assert float(read["gate_voltage"].min()) == -8
    # At the end of the pulse, and at the end.
    for at in (1.0001, 2.0):
        seen, said = read.sel(time=at, method="nearest"), words.sel(time=at, method="nearest")
        assert float(seen["time"]) == pytest.approx(at, rel=1e-12)
        assert float(said["charge"]) != 0
        for name in ("charge", "nitrogen_reservoir", "stern_drop", "nitrogen_occupancy"):
            scale = float(np.abs(said[name]).max())
            np.testing.assert_allclose(seen[name], said[name], rtol=0, atol=1e-5 * scale)


def test_a_run_goes_on_only_in_the_cell_and_by_the_model_it_began_with():
    begun = nmhts.simulate(nmhts.Film("CoN", "3 nm"), "hold -4 V for 1 s", steps_per_clause=3)
    with pytest.raises(
        SimulationError,
        match=r"start: a run with gate 'propylene carbonate' cannot go on with gate 'HfO2'",
    ):
        nmhts.simulate(nmhts.Film("CoN", "3 nm", gate="HfO2"), "rest 1 s", start=begun)
    with pytest.raises(
        SimulationError, match=r"fidelity 'planes' cannot go on with fidelity 'front'"
    ):
        nmhts.simulate(nmhts.Film("CoN", "3 nm"), "rest 1 s", start=begun, fidelity="front")
    stack = nmhts.Stack("3 nm CoN / 2 nm FeN")
    begun = nmhts.simulate(stack, "hold -4 V for 1 s", steps_per_clause=3)
    other = nmhts.Stack("3 nm CoN / 2 nm FeN", gate="HfO2")
    with pytest.raises(SimulationError, match="cannot go on with gate 'HfO2'"):
        nmhts.simulate(other, "rest 1 s", start=begun)


def test_steps_are_limited_piece_by_piece():
    """A train takes more steps than one piece may, and none of its pieces takes half as many."""
    film, train = nmhts.Film("CoN", "3 nm"), "400 pulses of -2 V, 1 ms at 100 Hz"
    run = nmhts.simulate(film, train, steps_per_clause=3, max_steps=100)
    assert run.attrs["status"] == "ok"
    assert run.attrs["n_steps"] > 1000
    short = nmhts.simulate(film, train, steps_per_clause=3, max_steps=3, throw=False)
    assert short.attrs["status"] == "too_many_steps"
    front = nmhts.simulate(film, train, steps_per_clause=3, max_steps=100, fidelity="front")
    assert front.attrs["status"] == "ok"
    assert front.attrs["n_steps"] > 1000


@pytest.mark.parametrize("subject", ["film", "stack"])
def test_a_run_over_its_time_is_given_up(subject: str):
    """The default limit stops hours of computing for one film; here it is a millisecond."""
    slow = (
        nmhts.Film("CoN", "120 nm") if subject == "film" else nmhts.Stack("60 nm CoN / 60 nm FeN")
    )
    protocol = "hold -10 V for 3 min; hold 10 V for 3 min"
    run = nmhts.simulate(slow, protocol, max_seconds=1e-3, throw=False)
    assert run.attrs["status"] == "time_limit"
    assert np.isnan(run["magnetization"].values).all()
    with pytest.raises(SimulationError, match=r"time_limit: .*\(of a single run: max_seconds\)"):
        nmhts.simulate(slow, protocol, max_seconds=1e-3)


@pytest.mark.parametrize("limit", [0.0, -1.0, float("nan")])
def test_a_limit_that_is_none_is_refused(film: Film, limit: float):
    with pytest.raises(SimulationError, match=r"max_seconds: .* \(allowed: above 0\)"):
        nmhts.simulate(film, "rest 1 s", max_seconds=limit)
