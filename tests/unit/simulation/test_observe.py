"""Quantities from profiles: loops of films by hand from their planes, gate dose, missing values."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from scipy import constants

import reference_cell
from nmhts.physics.magnetism.intrinsic import (
    ANTIFERROMAGNETIC,
    FERRIMAGNETIC,
    FERROMAGNETIC,
    PARAMAGNETIC,
    MagneticState,
    magnetic_state,
)
from nmhts.physics.magnetism.loop import loop_metrics
from nmhts.simulation.films.magnetization import (
    LOOP_FIGURES,
    film_loop,
    nitrogen_extracted,
    observe,
)
from nmhts.simulation.films.plane_model import KineticsPoint

T = 300.0
A = 0.25e-9  # plane spacing of every sheet, m
NUMBERS = {
    "plane_spacing": A,
    "pinning_field": 8e3,
    "exchange_bias_coupling": 1.33e-3,
    "blocking_ratio": 0.66,
}
CODES = {"p": PARAMAGNETIC, "f": FERROMAGNETIC, "i": FERRIMAGNETIC, "a": ANTIFERROMAGNETIC}


def planes(order: str, M: float = 8e5, K: float = 2e4, T_N: float = 660.0) -> MagneticState:
    """Return a film of planes named by letters: paramagnetic, ferro-, ferri-, antiferromagnetic."""
    codes = np.array([CODES[letter] for letter in order])
    magnetic = (codes == FERROMAGNETIC) | (codes == FERRIMAGNETIC)
    neel = np.where(codes == ANTIFERROMAGNETIC, T_N, 0.0)
    zero = np.zeros(len(codes))
    return MagneticState(
        codes, zero, np.where(magnetic, M, 0.0), zero, np.where(magnetic, K, 0.0), neel
    )


def loop(order: str, **changes: float) -> dict[str, float]:
    return {name: float(v) for name, v in film_loop(NUMBERS, planes(order, **changes), T).items()}


def test_coercivity_and_remanence_are_those_of_one_ferromagnet():
    by_hand = loop_metrics(8e5, 2e4, 8e3, 4 * A, 0.0)
    found = loop("ffffpppp")
    assert found["coercivity"] == pytest.approx(float(by_hand.coercivity), rel=1e-12)
    # Half of the planes: remanence counts per volume of the whole film, 2/pi of M_s for axes in the
    # plane.
    assert found["remanence"] == pytest.approx(8e5 * 2 / np.pi / 2, rel=1e-3)
    assert found["remanence"] == pytest.approx(float(by_hand.remanence) / 2, rel=1e-12)
    assert found["exchange_bias"] == 0.0


def test_unlike_planes_are_averaged():
    one = planes("ffff")
    mixed = one._replace(
        saturation_magnetization=np.array([4e5, 8e5, 8e5, 12e5]),
        anisotropy=np.array([1e4, 2e4, 3e4, 2e4]),
    )
    uneven, even = film_loop(NUMBERS, mixed, T), film_loop(NUMBERS, one, T)
    for name in LOOP_FIGURES:
        assert float(uneven[name]) == pytest.approx(float(even[name]), rel=1e-12)


def test_a_pinning_field_above_rotation_leaves_stoner_and_wohlfarth():
    """0.5078 H_K for axes at random in the plane; H_K = 2 K / (mu_0 M_s)."""
    H_K = 2 * 2e4 / (constants.mu_0 * 8e5)
    free = film_loop(NUMBERS | {"pinning_field": 10 * H_K}, planes("ffff"), T)
    assert float(free["coercivity"]) == pytest.approx(0.5078 * H_K, rel=1e-3)


@pytest.mark.parametrize(
    ("order", "faces", "count"),
    [
        ("ffpa", 0, 2),  # a paramagnetic plane between them
        ("ffap", 1, 2),
        ("affp", 1, 2),
        ("affa", 2, 2),
        ("faff", 2, 3),  # an antiferromagnetic plane inside
        ("iaap", 0, 1),  # the coupling was measured on a ferromagnet
        ("ffff", 0, 4),
        ("fapf", 1, 2),
    ],
)
def test_the_loop_shifts_only_where_an_antiferromagnet_touches(order: str, faces: int, count: int):
    """H_eb = faces J / (mu_0 M_s t), J = J_0 (1 - T/T_B), T_B = 0.66 x 660 K."""
    J = 1.33e-3 * (1 - T / (0.66 * 660))
    expected = faces * J / (constants.mu_0 * 8e5 * count * A)
    assert loop(order)["exchange_bias"] == pytest.approx(expected, rel=1e-9)


def test_no_shift_above_the_blocking_temperature():
    assert loop("ffaa", T_N=T / 0.66 + 1)["exchange_bias"] > 0
    assert loop("ffaa", T_N=T / 0.66 - 1)["exchange_bias"] == 0.0


def test_a_film_without_ferromagnet_has_no_loop():
    for order in ("pppp", "aaaa", "papa"):
        found = loop(order)
        assert np.isnan(found["coercivity"])
        assert np.isnan(found["exchange_bias"])
        assert found["remanence"] == 0.0


def test_films_at_once_are_films_one_by_one():
    orders = ["ffpp", "aaff", "pppp"]
    together = MagneticState(*(np.stack(parts) for parts in zip(*map(planes, orders), strict=True)))
    found = film_loop(NUMBERS, together, T)
    for k, order in enumerate(orders):
        for name, value in loop(order).items():
            assert found[name][k] == pytest.approx(value, rel=1e-12, nan_ok=True)


def test_gate_dose_counts_what_has_left(make_point: Callable[..., KineticsPoint]):
    """Half of the N of 8 planes: 4 planes of 51.02 nm-3 x 0.25 nm."""
    point = make_point(8 * A)
    full = np.full((3, 8), point.nitride["initial_occupancy"])
    assert nitrogen_extracted(point.nitride, full) == pytest.approx(0, abs=1e5)
    half = full.copy()
    half[:, :4] = 0.0
    expected = 4 * 0.998 * 51.02e27 * A
    assert nitrogen_extracted(point.nitride, half) == pytest.approx(expected, rel=1e-9)


def test_observables_of_films_of_unequal_thickness(make_point: Callable[..., KineticsPoint]):
    thin, thick = make_point(4 * A), make_point(8 * A)
    occupancy = np.full((2, 3, 8), np.nan)
    occupancy[0, :, :4] = [[0.998] * 4, [0.1, 0.1, 0.9, 0.9], [0.0] * 4]
    occupancy[1, :2, :] = 0.05  # fails after the second snapshot
    found = observe([thin, thick], occupancy, LOOP_FIGURES)
    assert set(found) == {"saturation_magnetization", "nitrogen_extracted", *LOOP_FIGURES}
    M = found["saturation_magnetization"]
    # Values outside of a film and after a failure are NaN.
    assert np.isnan(M[0, :, 4:]).all()
    assert np.isnan(M[1, 2]).all()
    assert np.isfinite(M[0, :, :4]).all()
    for name in ("nitrogen_extracted", *LOOP_FIGURES):
        assert np.isnan(found[name][1, 2]), name
    # As grown there is no ferromagnet: no loop, but a remanence of zero and a dose of zero.
    assert np.isnan(found["coercivity"][0, 0])
    assert np.isnan(found["exchange_bias"][0, 0])
    assert found["remanence"][0, 0] == 0.0
    assert found["nitrogen_extracted"][0, 0] == pytest.approx(0, abs=1e5)
    for name in LOOP_FIGURES:
        assert np.isfinite(found[name][0, 1:]).all()
        assert np.isfinite(found[name][1, :2]).all()
    assert found["remanence"][0, 1] == pytest.approx(M[0, 1, :2].sum() / 4 * 2 / np.pi, rel=1e-3)


def test_only_what_is_wanted_is_computed(make_point: Callable[..., KineticsPoint]):
    occupancy = np.full((1, 2, 8), 0.1)
    found = observe([make_point(8 * A)], occupancy, ["remanence"])
    assert set(found) == {"saturation_magnetization", "nitrogen_extracted", "remanence"}
    whole = observe([make_point(8 * A)], occupancy, LOOP_FIGURES)
    assert np.array_equal(found["remanence"], whole["remanence"])


def test_a_ferrimagnetic_layer_beside_manganese_nitride_is_not_biased():
    """The coupling of MnN was measured on CoFe: nothing is claimed for the small moment of Mn4N."""
    nitride = reference_cell.nitride("MnN")
    beside = film_loop(nitride, magnetic_state(nitride, np.array([0.25, 0.25, 1.0, 1.0]), T), T)
    assert float(beside["exchange_bias"]) == 0.0
    assert float(beside["remanence"]) > 0
