"""The scalar laws of transport: their algebra, their limits, and their printed kernels."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmhts.numerics import jax_number, single
from nmhts.numerics.compiled import inlined
from nmhts.numerics.tracing import Graph, evaluate, number, pull
from nmhts.physics.transport import film_laws
from nmhts.physics.transport.film_laws import encounter, floored_pair, hop
from nmhts.physics.transport.plane_law import Window
from nmhts.physics.transport.printed import plane, scalars
from nmhts.physics.transport.state import FilmParameters

FEW_ULPS = 1e-14
TWINS = 1e-12  # numba and JAX compute the same law; their exp may differ in the last digits
N_RANDOM = 300

pair = partial(floored_pair, number)
flux = partial(hop, number)
chance = partial(encounter, number)
steady = settings(max_examples=100, deadline=None, derandomize=True, database=None)
occupancies = st.floats(0.0, 1.0)
inner = st.floats(0.001, 0.999)
barriers = st.floats(-250.0, 250.0)  # k_B T; exp(-500) is still a normal number


def slopes(law: Callable[..., Any], *at: float) -> list[float]:
    """Derivatives of a law by its arguments, by tracing."""
    names = [f"x_{k}" for k in range(len(at))]
    inputs = Graph().inputs(*names)
    found = pull([law(*inputs)], [1.0], inputs)
    return [float(one) for one in evaluate(found, dict(zip(names, at, strict=True)))]


@steady
@given(barriers, barriers)
def test_floored_pair_keeps_detailed_balance(b_forward: float, b_backward: float):
    """k+ / k- = exp(b- - b+) whatever the floor does."""
    forward, backward = pair(b_forward, b_backward, 47.0)
    # Each exponential is good to an ulp of its argument.
    slack = FEW_ULPS * (1 + abs(b_forward) + abs(b_backward))
    assert math.log(forward / backward) == pytest.approx(b_backward - b_forward, abs=slack)


@steady
@given(barriers, barriers)
def test_floored_pair_never_exceeds_the_floor_rate(b_forward: float, b_backward: float):
    forward, backward = pair(b_forward, b_backward, 47.0)
    assert 0 < forward <= 47.0
    assert 0 < backward <= 47.0
    assert forward + backward <= 47.0 * (1 + FEW_ULPS)


def test_floored_pair_is_arrhenius_above_the_floor():
    """Far above the floor k = nu exp(-B / kT), far below it the floor's rate."""
    forward, backward = pair(40.0, 45.0, 2.0)
    assert forward == pytest.approx(2 * math.exp(-40), rel=FEW_ULPS, abs=0)
    assert backward == pytest.approx(2 * math.exp(-45), rel=FEW_ULPS, abs=0)
    sunk, _ = pair(-40.0, 40.0, 2.0)
    assert sunk == pytest.approx(2.0, rel=FEW_ULPS, abs=0)


def test_slope_of_a_rate_at_the_floor_keeps_its_digits():
    """dk+/db+ = -k+ (1 - k+ / floor): not lost where the rate is the floor's to rounding."""
    for b in (-5.0, -30.0, -60.0):
        by_own, by_other, _ = slopes(lambda f, r, k: floored_pair(number, f, r, k)[0], b, 20.0, 3.0)
        rest = math.exp(b) + math.exp(b - 20.0)
        assert by_own == pytest.approx(-3.0 * rest / (1.0 + rest) ** 2, rel=1e-13, abs=0)
        assert by_other == pytest.approx(3.0 * math.exp(b - 20.0) / (1.0 + rest) ** 2, rel=1e-13)


@pytest.mark.parametrize("far", [650.0, 2000.0, 1e6])
def test_floored_pair_far_beyond_what_an_exponential_holds(far: float):
    """Rates and slopes stay finite, and no rate exceeds the floor's or is below 0."""
    printed = scalars.floored_pair(single, inlined)
    for at in ((far, -far), (-far, far), (far, far), (-far, -far), (far, 0.0), (0.0, -far)):
        for rates in (pair(*at, 47.0), printed(*at, 47.0), floored_pair(jax_number, *at, 47.0)):
            assert all(0.0 <= rate <= 47.0 for rate in rates)
        for place in (0, 1):
            assert np.isfinite(slopes(lambda *x, k=place: pair(*x)[k], *at, 47.0)).all()


def test_a_barrier_that_is_no_number_gives_no_rate():
    for law in (pair, scalars.floored_pair(single, inlined), partial(floored_pair, jax_number)):
        assert np.isnan(law(math.nan, 3.0, 47.0)).all()
        assert np.isnan(law(3.0, math.nan, 47.0)).all()


@steady
@given(inner, inner)
def test_flux_vanishes_in_detailed_balance(left: float, right: float):
    force = math.log(right * (1 - left) / (left * (1 - right)))
    slope = slopes(flux, left, right, force, 3.0)[2]
    # Two equal fluxes are subtracted; their size is the slope.
    assert abs(flux(left, right, force, 3.0)) <= 100 * FEW_ULPS * slope


@steady
@given(occupancies, occupancies, st.floats(-80, 80))
def test_flux_is_odd_under_exchange_of_the_planes(left: float, right: float, force: float):
    one, two = flux(left, right, force, 1.0), flux(right, left, -force, 1.0)
    assert one == pytest.approx(-two, rel=FEW_ULPS, abs=1e-300)


@steady
@given(occupancies, occupancies)
def test_exclusion_drops_out_of_the_flux_without_a_force(left: float, right: float):
    """y_l (1 - y_r) - y_r (1 - y_l) = y_l - y_r: Fick's law."""
    assert flux(left, right, 0.0, 2.0) == pytest.approx(2 * (left - right), abs=FEW_ULPS)


def test_weak_and_strong_fields():
    """Small force: mobility y (1 - y), next term f^2 / 24. Large force: only hops along it."""
    weak = 1e-4
    assert flux(0.3, 0.3, weak, 5.0) == pytest.approx(5 * 0.21 * weak, rel=1e-9, abs=0)
    strong = 80.0
    along = 5 * 0.3 * (1 - 0.6) * math.exp(strong / 2)
    assert flux(0.3, 0.6, strong, 5.0) == pytest.approx(along, rel=FEW_ULPS, abs=0)


@steady
@given(occupancies, occupancies)
def test_encounter_is_the_product_inside(a: float, b: float):
    assert (chance(a, b), *slopes(chance, a, b)) == (a * b, b, a)


@steady
@given(st.floats(-0.5, -1e-9), st.floats(-0.5, 1.0))
def test_encounter_restores_outside(a: float, b: float):
    """Too few particles: the chance is negative and grows with each one added,
    so the flux runs backwards.
    """
    for first, second in ((a, b), (b, a)):
        assert chance(first, second) < 0
        assert slopes(chance, first, second)[0 if first == a else 1] > 0


def test_encounter_and_its_slopes_are_continuous():
    """A slope that jumps at an empty plane would stop every stiff integrator there."""
    step = 1e-9
    for a, b in ((0.0, 0.7), (0.7, 0.0), (0.0, 0.0)):
        here = chance(a, b), *slopes(chance, a, b)
        for da, db in ((-step, 0), (0, -step), (-step, -step), (step, -step)):
            there = chance(a + da, b + db), *slopes(chance, a + da, b + db)
            assert abs(there[0] - here[0]) <= 2 * step
            # Along the direction in which the number leaves [0, 1] the slope goes on.
            for slope, d, value in ((1, da, a), (2, db, b)):
                if d and value == 0.0:
                    assert abs(there[slope] - here[slope]) <= 20 * step


def test_encounter_is_the_law_with_maxima():
    """a b_+ + a_+ b_- - (SPRING / 2) (a_-^2 + b_-^2), as the theory states it, at all signs."""
    a, b = np.random.default_rng(2).uniform(-0.3, 1.2, (2, N_RANDOM))
    a_out, b_out = np.minimum(a, 0.0), np.minimum(b, 0.0)
    stated = a * np.maximum(b, 0.0) + np.maximum(a, 0.0) * b_out
    stated -= 0.5 * film_laws.SPRING * (a_out**2 + b_out**2)
    found = [chance(*both) for both in zip(a, b, strict=True)]
    np.testing.assert_allclose(found, stated, rtol=FEW_ULPS, atol=FEW_ULPS)


def test_screening_runs_from_metal_to_nitride():
    """(a / lambda)^2 at the two ends and, at half the crossover,
    at the geometric mean of the lengths.
    """
    spacing, metal, nitride = 0.25, 0.5, 60.0
    q_metal, log_ratio = (spacing / metal) ** 2, math.log(nitride / metal)
    stated = partial(film_laws.inverse_screening_squared, number)
    for y, length in ((-9.0, metal), (0.5, math.sqrt(metal * nitride)), (9.0, nitride)):
        for screening in (stated, scalars.screening(single, inlined)):
            q = screening(y, q_metal, log_ratio, 0.5, 1 / 0.07)
            assert q == pytest.approx((spacing / length) ** 2, rel=1e-12, abs=0)


def random_arguments(name: str) -> list[np.ndarray]:
    rng = np.random.default_rng(len(name))
    y_1, y_2 = rng.uniform(0.01, 0.99, (2, N_RANDOM))
    signed = rng.uniform(-20, 20, (2, N_RANDOM))
    rate, steepness = rng.uniform(0.1, 100, N_RANDOM), rng.uniform(3, 20, N_RANDOM)
    return {
        "floored_pair": [signed[0], signed[1], rate],
        "screening": [y_1, rate, rng.uniform(-1, 6, N_RANDOM), y_2, steepness],
    }[name]


@pytest.mark.parametrize("name", ["floored_pair", "screening"])
def test_printed_kernels_equal_jax(name: str):
    arguments = random_arguments(name)
    law = {"screening": film_laws.inverse_screening_squared, "floored_pair": floored_pair}[name]
    twin = np.atleast_2d(law(jax_number, *map(jnp.asarray, arguments)))
    printed = getattr(scalars, name)(single, inlined)
    found = np.array([np.atleast_1d(printed(*v)) for v in zip(*arguments, strict=True)]).T
    np.testing.assert_allclose(found, twin, rtol=TWINS)


@pytest.mark.parametrize("order", [0, 1, 2, 3])
def test_screening_series_is_that_of_taylor(order: int):
    """Of (lambda_M / lambda)^2 and of the share of the crossover, from repeated JAX gradients."""
    y, _, log_ratio, y_mid, steepness = random_arguments("screening")

    def share(y, log_ratio, y_mid, steepness):
        return film_laws.logistic_share(jax_number, y, y_mid, steepness)

    def ratio(y, log_ratio, y_mid, steepness):
        part = share(y, log_ratio, y_mid, steepness)
        return film_laws.screening_ratio(jax_number, part, log_ratio)

    series = plane.film_series(single, inlined)
    share_terms = plane.film_share_terms(single, inlined)
    found = np.zeros((2, N_RANDOM))
    for i in range(N_RANDOM):
        p = FilmParameters(*np.ones(len(FilmParameters._fields)))._replace(
            log_ratio=log_ratio[i], y_mid=y_mid[i], y_steepness=steepness[i]
        )
        seen = Window(y[i], y[i], y[i], y[i], 0.0, 0.0)
        s = series(p, seen)
        found[0, i] = (s.ratio, s.ratio_1, s.ratio_2, s.ratio_3)[order]
        found[1, i] = (s.share, *share_terms(p, seen, s.share))[order]
    for law, ours in zip((ratio, share), found, strict=True):
        derived: Any = law
        for _ in range(order):
            derived = jax.grad(derived)
        expected = jax.vmap(derived)(*map(jnp.asarray, (y, log_ratio, y_mid, steepness)))
        expected = np.asarray(expected) / math.factorial(order)
        np.testing.assert_allclose(ours, expected, rtol=TWINS, atol=TWINS * np.abs(expected).max())
