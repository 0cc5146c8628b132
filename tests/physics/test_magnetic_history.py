"""Writing without a field: directions that planes inherit,
and remanence after a magnetic history.
"""

from __future__ import annotations

import numpy as np
import pytest

import nmhts
from nmhts.errors import SimulationError
from nmhts.physics.magnetism.loop import hysteresis_loop
from nmhts.physics.magnetism.writing import inherit

NAN = np.nan
ALL = np.ones(6, dtype=bool)
WHOLE = np.ones(5)


def known(*values: float) -> np.ndarray:
    return np.array([NAN if value is None else value for value in values], dtype=float)


@pytest.mark.parametrize(
    ("before", "magnetic", "coupling", "after"),
    [
        (known(1, NAN, NAN, NAN, NAN, NAN), ALL, WHOLE, [1] * 6),
        (known(NAN, NAN, -1, NAN, NAN, NAN), ALL, WHOLE, [-1] * 6),
        # No neighbor to inherit from.
        (known(*[NAN] * 6), ALL, WHOLE, [0] * 6),
        # Two fronts meet halfway; a plane between them has the mean.
        (known(1, NAN, NAN, NAN, NAN, -1), ALL, WHOLE, [1, 1, 1, -1, -1, -1]),
        (known(1, NAN, NAN, NAN, -1, NAN), ALL, WHOLE, [1, 1, 0, -1, -1, -1]),
        # An interface transmits its share once; an insulating one transmits nothing.
        (
            known(1, NAN, NAN, NAN, NAN, NAN),
            ALL,
            np.array([1, 1, 0.25, 1, 1]),
            [1, 1, 1, 0.25, 0.25, 0.25],
        ),
        (known(1, NAN, NAN, NAN, NAN, NAN), ALL, np.array([1, 0, 1, 1, 1]), [1, 1, 0, 0, 0, 0]),
        # Two neighbors that couple weakly each pull by their share.
        (
            known(1, NAN, 1, NAN, NAN, NAN),
            np.arange(6) < 3,
            np.array([0.5, 0.25, 1, 1, 1]),
            [1, 0.75, 1, NAN, NAN, NAN],
        ),
        # A plane that is not magnetic carries no direction and loses the one it had.
        (
            known(1, 1, 1, NAN, NAN, NAN),
            np.array([1, 0, 1, 1, 1, 1], bool),
            WHOLE,
            [1, NAN, 1, 1, 1, 1],
        ),
        (
            known(1, NAN, NAN, NAN, NAN, NAN),
            np.array([1, 1, 0, 1, 1, 1], bool),
            WHOLE,
            [1, 1, NAN, 0, 0, 0],
        ),
    ],
)
def test_planes_inherit_from_coupled_neighbours(before, magnetic, coupling, after):
    np.testing.assert_allclose(inherit(before, magnetic, coupling), after)


WRITE = "hold -6 V for 30 s"


def gain(layers: str, magnetised: dict[str, float]) -> float:
    """Gain of M_r over the gain of M_s by gating at zero field."""
    history = nmhts.magnetic_history(nmhts.simulate(nmhts.Stack(layers), WRITE), magnetised)
    of = [float(history[name][-1] - history[name][0]) for name in ("remanence", "magnetization")]
    return of[0] / of[1]


SEEDED = "5 nm Co0.5Fe0.5 / 20 nm Co0.5Fe0.5N"


def squareness() -> float:
    """M(0) on the descending branch of the film's grains, over M_s."""
    descending, _ = hysteresis_loop(np.zeros(1), 1e6, 5e4, np.inf, 0.0)
    return float(descending[0] / 1e6)


def test_a_magnetised_seed_writes_remanence_and_a_demagnetised_one_none():
    assert gain(SEEDED, {"0 s": 1.0}) == pytest.approx(squareness(), rel=1e-6)
    assert gain(SEEDED, {"0 s": -0.5}) == pytest.approx(-0.5 * squareness(), rel=1e-6)
    assert gain(SEEDED, {"0 s": 0.0}) == 0.0
    assert gain(SEEDED, {}) == 0.0


def test_an_oxidised_interface_writes_nothing():
    apart = gain("5 nm Co0.5Fe0.5 / oxidised / 20 nm Co0.5Fe0.5N", {"0 s": 1.0})
    assert abs(apart) < 1e-4


def test_history_decides_what_is_written_again():
    """Half written along the axis, then turned: planes written afterwards follow the last field."""
    run = nmhts.simulate(nmhts.Stack(SEEDED), WRITE, steps_per_clause=120)
    turned = nmhts.magnetic_history(run, {"0 s": 1.0, "9 s": -1.0})
    before, after = turned.sel(time=slice(0, 8.9)), turned.sel(time=slice(9.1, None))
    assert float(before["remanence"].min()) > 0
    rising = np.diff(after["magnetization"]) > 0
    assert rising.any()
    np.testing.assert_allclose(
        np.diff(after["remanence"])[rising],
        -squareness() * np.diff(after["magnetization"])[rising],
        rtol=1e-6,
    )


def test_a_film_without_a_seed_has_no_remanence_until_it_is_magnetised():
    run = nmhts.simulate(nmhts.Film("CoN", "10 nm"), "hold -5 V for 10 s")
    bare = nmhts.magnetic_history(run, {})
    assert float(run["magnetization"][-1]) > 1e5
    assert (bare["remanence"] == 0.0).all()
    late = nmhts.magnetic_history(run, {"10 s": 1.0})
    assert float(late["remanence"][-1]) == pytest.approx(
        squareness() * float(run["magnetization"][-1]), rel=1e-9
    )


def test_layers_of_unlike_planes_weigh_by_their_thickness():
    run = nmhts.simulate(nmhts.Stack("3 nm Co / 3 nm FeN"), "hold -7 V for 20 s")
    history = nmhts.magnetic_history(run, {"0 s": 1.0})
    np.testing.assert_allclose(
        history["remanence"], squareness() * history["magnetization"], rtol=1e-6
    )


@pytest.mark.parametrize(
    ("magnetised", "said"),
    [
        ({"20 s": 1.0}, r"magnetised: '20 s' is outside the run \(allowed: 0 s to 10 s\)"),
        ({"0 s": 1.5}, r"magnetised\['0 s'\]: 1.5 \(allowed: -1 to 1\)"),
    ],
)
def test_bad_histories(magnetised: dict[str, float], said: str):
    run = nmhts.simulate(nmhts.Film("CoN", "2 nm"), "hold -3 V for 10 s")
    with pytest.raises(SimulationError, match=said):
        nmhts.magnetic_history(run, magnetised)
    with pytest.raises(SimulationError, match=r"order missing \(expected a result of simulate\)"):
        nmhts.magnetic_history(run.drop_vars("order"), {"0 s": 1.0})
