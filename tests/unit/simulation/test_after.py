"""Analysis of a rest: its begin, its flags, and curves fitted to it."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

from nmhts.errors import NmhtsError, SimulationError
from nmhts.simulation.films.film import Film
from nmhts.simulation.pulses.accumulation import accumulation
from nmhts.simulation.pulses.forgetting import forgetting
from nmhts.simulation.pulses.post_stimulus import post_stimulus, post_stimulus_map
from nmhts.simulation.pulses.relaxation import MARKS, relaxation, rest_of, where_nitrogen_is
from nmhts.simulation.pulses.trains import PulseTrain
from nmhts.simulation.simulate import simulate

M0 = 4e5  # A/m


def resting(change, length: float = 1000.0, count: int = 200) -> xr.Dataset:
    """A run that is all rest, with M by a given law, in the form of ``simulate``."""
    time = length * (np.arange(count + 1) / count) ** 3
    data = {
        "magnetization": ("time", M0 * (1.0 + change(time))),
        "gate_voltage": ("time", 0.0 * time),
    }
    about = {"protocol": f"rest {length} s", "material": "CoN"}
    return xr.Dataset(data, {"time": ("time", time, {"units": "s"})}, about)


def test_rest_begins_with_the_end_of_the_last_pulse():
    run = simulate(
        Film("CoN", "3 nm"),
        "2 pulses of -5 V at 1 Hz with a duty of 25 %; rest 3 s",
        steps_per_clause=8,
        spacing="linear",
    )
    quiet = rest_of(run)
    # The last pulse ends at 1.25 s, which is recorded; the protocol at 5 s.
    assert quiet["time"].values[0] == 0.0
    assert quiet["time"].values[-1] == pytest.approx(5.0 - 1.25)
    np.testing.assert_array_equal(quiet["magnetization"][-1], run["magnetization"][-1])


def test_rest_of_a_run_that_goes_on_from_another():
    film = Film("CoN", "3 nm")
    first = simulate(film, "hold -5 V for 2 s", steps_per_clause=3)
    quiet = rest_of(simulate(film, "rest 10 s", start=first, steps_per_clause=5))
    assert quiet.sizes["time"] == 6
    assert quiet["time"].values[-1] == pytest.approx(10.0)
    more = simulate(film, "hold -5 V for 1 s; rest 10 s", start=first, steps_per_clause=5)
    assert rest_of(more).sizes["time"] == 6


@pytest.mark.parametrize("sign", [-1, 1])
def test_times_of_an_exponential(sign: int):
    """10, 50 and 90 % of A [1 - exp(-t/tau)] are at tau ln(10/9), tau ln 2, tau ln 10."""
    tau = 20.0
    found = relaxation(resting(lambda t: sign * 0.1 * -np.expm1(-t / tau)))
    assert int(found["sign"]) == sign
    assert float(found["post_stimulus_change"][-1]) == pytest.approx(sign * 0.1)
    expected = -tau * np.log1p(-np.array(MARKS))
    np.testing.assert_allclose(found["duration"], expected, rtol=0.01)
    assert found["duration"].attrs["units"] == "s"


def test_nothing_that_moves_has_no_time():
    found = relaxation(resting(lambda t: 0.0 * t))
    assert int(found["sign"]) == 0
    assert np.isnan(found["duration"]).all()


def noisy(change, seed: int):
    rng = np.random.default_rng(seed)
    return lambda t: change(t) + 1e-4 * rng.standard_normal(t.shape) * (t > 0)


TRUE = {"amplitude": -0.12, "time_constant": 35.0, "exponent": 0.6}


def test_a_stretched_exponential_is_found_within_its_errors():
    """Over 40 draws of the noise the error bars contain
    the truth as often as for a normal distribution.

    That is 68 %, here 50 to 85.
    """
    A, tau, beta = TRUE.values()
    inside = []
    for seed in range(40):
        found = forgetting(resting(noisy(lambda t: A * -np.expm1(-((t / tau) ** beta)), seed)))
        for name, value in TRUE.items():
            got, error = found[name].values
            assert got == pytest.approx(value, rel=0.05)
            inside.append(abs(got - value) < error)
        assert float(found["residual"]) == pytest.approx(1e-4, rel=0.3)
    assert 0.5 < np.mean(inside) < 0.85


@pytest.mark.parametrize("nu", [-0.03, 0.02])
def test_a_power_law_is_found_within_its_errors(nu: float):
    """(1 + t / 5 s)^nu, forgetting and learning."""
    found = forgetting(
        resting(noisy(lambda t: np.expm1(nu * np.log1p(t / 5.0)), 7)), law="power_law"
    )
    for name, value in (("time_constant", 5.0), ("exponent", nu)):
        got, error = found[name].values
        assert abs(got - value) < 4 * error
        assert error < 0.1 * abs(value)


def test_the_law_that_holds_leaves_the_smaller_residual():
    run = resting(noisy(lambda t: np.expm1(-0.03 * np.log1p(t / 5.0)), 3))
    right, wrong = (
        float(forgetting(run, law=law)["residual"])
        for law in ("power_law", "stretched_exponential")
    )
    assert right < wrong


def test_gains_add_up_and_the_whole_duty_is_a_hold():
    film = Film("CoN", "5 nm")
    found = accumulation(
        film, "-5 V", frequencies=["10 Hz", "40 Hz"], duties=[0.25, 0.5, 1.0], pulses=20, records=5
    )
    assert found["magnetization"].dims == ("frequency", "duty", "pulse")
    assert (found["status"] == "ok").all()
    steps = np.diff(found["pulse"].values)
    total = (found["nitrogen_per_pulse"].values[..., 1:] * steps).sum(axis=-1)
    np.testing.assert_allclose(total, found["nitrogen_extracted"].values[..., -1])
    out = found["nitrogen_extracted"].isel(pulse=-1)
    assert (out.diff("duty") > 0).all()
    held = simulate(film, "hold -5 V for 2 s", steps_per_clause=1)
    same = float(out.sel(frequency=10, duty=1.0))
    assert same == pytest.approx(float(held["nitrogen_reservoir"][-1]), rel=1e-3)
    assert found["magnetization_per_nitrogen"].attrs["units"] == "A*m"


def test_both_signs_occur_and_go_with_the_surplus():
    """Slow trains leave vacancies that condense;
    fast ones leave a film with too much N, which takes metal back.
    """
    film = Film("CoN", "25 nm")
    found = post_stimulus([film, film], [PulseTrain(-8.0, 10.0), PulseTrain(-8.0, 4000.0)])
    change, surplus = found["post_stimulus_change"], found["nitrogen_surplus"]
    assert change[0] > 0.02
    assert change[1] < -0.02
    assert surplus[0] < 0 < surplus[1]
    assert list(found["status"]) == ["ok", "ok"]


def test_the_map_has_coordinates_and_statuses():
    found = post_stimulus_map(
        "CoN", "-4 V", thicknesses=["3 nm", "30 nm"], frequencies=["20 Hz"], longest="3 s", ends=2
    )
    assert found["post_stimulus_change"].dims == ("thickness", "frequency")
    assert found["thickness"].values == pytest.approx([3e-9, 3e-8])
    assert found["status"].values.tolist() == [["ok"], ["not_written"]]
    assert np.isnan(found["post_stimulus_change"].values[1, 0])
    assert found["train_time"].attrs["units"] == "s"


DRIVEN = "hold -5 V for 2 s"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: relaxation(xr.Dataset()), "rest: expected a result of nmhts.simulate"),
        (
            lambda: relaxation(simulate(Film("CoN", "3 nm"), DRIVEN, steps_per_clause=2)),
            (
                "has no two records with the voltage off at its end (expected a last clause such "
                "as 'rest 1 min')"
            ),
        ),
        (
            lambda: relaxation(simulate(Film("CoN", "3 nm"), "rest 1 s", steps_per_clause=2)),
            (
                "relaxation: M is 0 A/m when the voltage goes off (expected a film that is "
                "ferromagnetic)"
            ),
        ),
        (
            lambda: where_nitrogen_is(resting(lambda t: t * 0)),
            "run: its attribute 'sheets' is missing",
        ),
        (
            lambda: forgetting(resting(lambda t: -t / 2000), law="power law"),
            "unknown law 'power law'; did you mean 'power_law'?",
        ),
        (
            lambda: forgetting(resting(lambda t: -t / 2000, count=5)),
            "forgetting: 5 records at rest (allowed: 6 or more)",
        ),
        (lambda: forgetting(resting(lambda t: 0 * t)), "forgetting: M does not change"),
        (
            lambda: accumulation(
                Film("CoN", "3 nm"), "-5 V", frequencies=["1 Hz"], duties=[0.5], pulses=0
            ),
            "pulses: 0 (allowed: 1 to 5000)",
        ),
        (
            lambda: accumulation(
                Film("CoN", "3 nm"), "-5 V", frequencies=["1 Hz"], duties=[0.0], pulses=3
            ),
            "duty: 0.0 (allowed: above 0 and up to 1)",
        ),
        (
            lambda: accumulation(
                Film("CoN", "3 nm"), "-5 V", frequencies=["1"], duties=[0.5], pulses=3
            ),
            "'1' has no unit (expected e.g. '10 Hz')",
        ),
        (
            lambda: accumulation(
                Film("CoN", "3 nm"), "-5 V", frequencies=[], duties=[0.5], pulses=3
            ),
            "frequencies, duties: empty (allowed: one or more of each)",
        ),
        (
            lambda: accumulation(
                Film("CoN", "3 nm"), "-5 V", frequencies=["1 Hz"], duties=[0.5], pulses=3, records=0
            ),
            "records: 0 (allowed: 1 or more)",
        ),
        (
            lambda: post_stimulus_map("CoN", "-8 V", thicknesses=[], frequencies=["1 Hz"]),
            "thicknesses, frequencies: empty",
        ),
        (
            lambda: post_stimulus_map("CoN", "-8 V", thicknesses=["5"], frequencies=["1 Hz"]),
            "'5' has no unit",
        ),
        (
            lambda: post_stimulus([], [], rest=0.0),
            "rest: 0.0 s (allowed: positive and finite)",
        ),
    ],
)
def test_mistakes_are_named(call, said: str):
    with pytest.raises(NmhtsError) as caught:
        call()
    assert said in str(caught.value)


def test_errors_are_of_the_kind_of_simulations():
    with pytest.raises(SimulationError):
        relaxation(xr.Dataset())
