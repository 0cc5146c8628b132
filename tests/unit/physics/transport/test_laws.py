"""The scalar laws of transport: their algebra, their limits and the derivatives they return."""

from __future__ import annotations

import math

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmhts.numerics import single
from nmhts.numerics.compiled import inlined
from nmhts.physics.transport.laws import scalar_laws

FEW_ULPS = 1e-14
TWINS = 1e-12  # numba and JAX compile the same text; their exp may differ in the last digits
GRADIENT = 1e-11  # relative, of a derivative written by hand against JAX's
N_RANDOM = 300

jax_laws = scalar_laws(jnp, lambda law: law)
laws = scalar_laws(single, inlined)
encounter, floored_pair = laws.encounter, laws.floored_pair


def hop_flux(y_l: float, y_r: float, force: float, hop_rate: float) -> tuple[float, ...]:
    return laws.hop_flux(y_l, y_r, math.exp(0.5 * force), hop_rate)


steady = settings(max_examples=100, deadline=None, derandomize=True, database=None)
occupancies = st.floats(0.0, 1.0)
inner = st.floats(0.001, 0.999)
barriers = st.floats(-250.0, 250.0)  # k_B T; exp(-500) is still a normal number


@steady
@given(barriers, barriers)
def test_floored_pair_keeps_detailed_balance(b_forward: float, b_backward: float):
    """k+ / k- = exp(b- - b+) whatever the floor does."""
    forward, backward, *_ = floored_pair(b_forward, b_backward, 47.0)
    # Each exponential is good to an ulp of its argument.
    slack = FEW_ULPS * (1 + abs(b_forward) + abs(b_backward))
    assert math.log(forward / backward) == pytest.approx(b_backward - b_forward, abs=slack)


@steady
@given(barriers, barriers)
def test_floored_pair_never_exceeds_the_floor_rate(b_forward: float, b_backward: float):
    forward, backward, *_ = floored_pair(b_forward, b_backward, 47.0)
    assert 0 < forward <= 47.0
    assert 0 < backward <= 47.0
    assert forward + backward <= 47.0 * (1 + FEW_ULPS)


def test_floored_pair_is_arrhenius_above_the_floor():
    """Far above the floor k = nu exp(-B / kT), far below it the floor's rate."""
    forward, backward, *_ = floored_pair(40.0, 45.0, 2.0)
    assert forward == pytest.approx(2 * math.exp(-40), rel=FEW_ULPS, abs=0)
    assert backward == pytest.approx(2 * math.exp(-45), rel=FEW_ULPS, abs=0)
    sunk, _, *_ = floored_pair(-40.0, 40.0, 2.0)
    assert sunk == pytest.approx(2.0, rel=FEW_ULPS, abs=0)


@steady
@given(inner, inner)
def test_hop_flux_vanishes_in_detailed_balance(y_l: float, y_r: float):
    force = math.log(y_r * (1 - y_l) / (y_l * (1 - y_r)))
    flux, _, _, slope = hop_flux(y_l, y_r, force, 3.0)
    # Two equal fluxes are subtracted; their size is the slope.
    assert abs(flux) <= 100 * FEW_ULPS * slope


@steady
@given(occupancies, occupancies, st.floats(-80, 80))
def test_hop_flux_is_odd_under_exchange_of_the_planes(y_l: float, y_r: float, force: float):
    one = hop_flux(y_l, y_r, force, 1.0)[0]
    two = hop_flux(y_r, y_l, -force, 1.0)[0]
    assert one == pytest.approx(-two, rel=FEW_ULPS, abs=1e-300)


@steady
@given(occupancies, occupancies)
def test_exclusion_drops_out_of_the_flux_without_a_force(y_l: float, y_r: float):
    """y_l (1 - y_r) - y_r (1 - y_l) = y_l - y_r: Fick's law."""
    assert hop_flux(y_l, y_r, 0.0, 2.0)[0] == pytest.approx(2 * (y_l - y_r), abs=FEW_ULPS)


def test_weak_and_strong_fields():
    """Small force: mobility y (1 - y), next term f^2 / 24. Large force: only hops along it."""
    weak = 1e-4
    assert hop_flux(0.3, 0.3, weak, 5.0)[0] == pytest.approx(5 * 0.21 * weak, rel=1e-9, abs=0)
    strong = 80.0
    along = 5 * 0.3 * (1 - 0.6) * math.exp(strong / 2)
    assert hop_flux(0.3, 0.6, strong, 5.0)[0] == pytest.approx(along, rel=FEW_ULPS, abs=0)


@steady
@given(occupancies, occupancies)
def test_encounter_is_the_product_inside(a: float, b: float):
    chance, by_a, by_b = encounter(a, b)
    assert (chance, by_a, by_b) == (a * b, b, a)


@steady
@given(st.floats(-0.5, -1e-9), st.floats(-0.5, 1.0))
def test_encounter_restores_outside(a: float, b: float):
    """Too few particles: the chance is negative and grows with each one added,
    so the flux runs backwards.
    """
    for first, second in ((a, b), (b, a)):
        chance, *slopes = encounter(first, second)
        assert chance < 0
        assert slopes[0 if first == a else 1] > 0


def test_encounter_and_its_slopes_are_continuous():
    """A slope that jumps at an empty plane would stop every stiff integrator there."""
    step = 1e-9
    for a, b in ((0.0, 0.7), (0.7, 0.0), (0.0, 0.0)):
        here = encounter(a, b)
        for da, db in ((-step, 0), (0, -step), (-step, -step), (step, -step)):
            there = encounter(a + da, b + db)
            assert abs(there[0] - here[0]) <= 2 * step
            # Along the direction in which the number leaves [0, 1] the slope goes on.
            for slope, d, value in ((1, da, a), (2, db, b)):
                if d and value == 0.0:
                    assert abs(there[slope] - here[slope]) <= 20 * step


def test_screening_runs_from_metal_to_nitride():
    """(a / lambda)^2 at the two ends and, at half the crossover,
    at the geometric mean of the lengths.
    """
    spacing, metal, nitride = 0.25, 0.5, 60.0
    q_M, log_ratio = (spacing / metal) ** 2, math.log(nitride / metal)
    for y, length in ((-9.0, metal), (0.5, math.sqrt(metal * nitride)), (9.0, nitride)):
        q, *_ = laws.inverse_screening_squared(y, q_M, log_ratio, 0.5, 1 / 0.07)
        assert q == pytest.approx((spacing / length) ** 2, rel=1e-12, abs=0)


def random_arguments(name: str) -> list[np.ndarray]:
    rng = np.random.default_rng(len(name))
    y_1, y_2 = rng.uniform(0.01, 0.99, (2, N_RANDOM))
    signed = rng.uniform(-20, 20, (2, N_RANDOM))
    rate, steepness = rng.uniform(0.1, 100, N_RANDOM), rng.uniform(3, 20, N_RANDOM)
    return {
        "encounter": [y_1, y_2],
        "hop_flux": [y_1, y_2, np.exp(0.5 * signed[0]), rate],
        "hop_curvature": [y_1, y_2, np.exp(0.5 * signed[0]), rate],
        "floored_pair": [signed[0], signed[1], rate],
        "inverse_screening_squared": [y_1, rate, rng.uniform(-1, 6, N_RANDOM), y_2, steepness],
        "screening_series": [y_1, rate, rng.uniform(-1, 6, N_RANDOM), y_2, steepness],
    }[name]


LAWS = (
    "encounter",
    "hop_flux",
    "hop_curvature",
    "floored_pair",
    "inverse_screening_squared",
    "screening_series",
)


@pytest.mark.parametrize("name", LAWS)
def test_jax_twin_equals_numba(name: str):
    arguments = random_arguments(name)
    twin = getattr(jax_laws, name)(*map(jnp.asarray, arguments))
    numba = np.array([getattr(laws, name)(*values) for values in zip(*arguments, strict=True)]).T
    for ours, theirs in zip(numba, twin, strict=True):
        # A flux is a difference, good to TWINS of its larger part, as are higher derivatives; all
        # else is a product.
        differs = name in ("hop_flux", "hop_curvature", "screening_series")
        slack = TWINS * np.abs(ours).max() if differs else 0.0
        np.testing.assert_allclose(theirs, ours, rtol=TWINS, atol=slack)


def test_jax_twin_equals_numba_outside_the_unit_interval():
    a, b = np.random.default_rng(0).uniform(-0.2, 0.2, (2, N_RANDOM))
    twin = np.array(jax_laws.encounter(jnp.asarray(a), jnp.asarray(b)))
    numba = np.array([encounter(*pair) for pair in zip(a, b, strict=True)]).T
    np.testing.assert_allclose(twin, numba, rtol=TWINS)


@pytest.mark.parametrize(
    ("name", "output", "argument", "returned"),
    [
        ("encounter", 0, 0, 1),
        ("encounter", 0, 1, 2),
        ("hop_flux", 0, 0, 1),
        ("hop_flux", 0, 1, 2),
        ("floored_pair", 0, 0, 2),
        ("floored_pair", 0, 1, 3),
        ("floored_pair", 1, 0, 3),  # the pair is symmetric
        ("floored_pair", 1, 1, 4),
        ("inverse_screening_squared", 0, 0, 1),
    ],
)
def test_returned_derivatives_equal_those_of_jax(
    name: str, output: int, argument: int, returned: int
):
    law = getattr(jax_laws, name)
    arguments = list(map(jnp.asarray, random_arguments(name)))
    gradient = jax.vmap(jax.grad(lambda *x: law(*x)[output], argument))(*arguments)
    by_hand = np.broadcast_to(law(*arguments)[returned], gradient.shape)
    scale = np.abs(gradient).max()
    np.testing.assert_allclose(by_hand, gradient, rtol=GRADIENT, atol=FEW_ULPS * scale)


def test_returned_derivative_by_the_force():
    """The law takes exp(f / 2) and returns the derivative by f."""
    y_l, y_r, boost, rate = map(jnp.asarray, random_arguments("hop_flux"))

    def flux(force, y_l, y_r, rate):
        return jax_laws.hop_flux(y_l, y_r, jnp.exp(0.5 * force), rate)[0]

    gradient = jax.vmap(jax.grad(flux))(2 * jnp.log(boost), y_l, y_r, rate)
    by_hand = jax_laws.hop_flux(y_l, y_r, boost, rate)[3]
    np.testing.assert_allclose(by_hand, gradient, rtol=GRADIENT)


@pytest.mark.parametrize("outside", [False, True])
def test_hop_curvature_is_the_second_derivative(outside: bool):
    """Also where a spring is bent."""
    y_l, y_r, boost, rate = map(jnp.asarray, random_arguments("hop_flux"))
    if outside:
        y_l, y_r = 1.4 * y_l - 0.2, 1.4 * y_r - 0.2

    def flux(x, rate):
        return jax_laws.hop_flux(x[0], x[1], jnp.exp(0.5 * x[2]), rate)[0]

    x = jnp.stack([y_l, y_r, 2 * jnp.log(boost)], axis=1)
    hessian = jax.vmap(jax.hessian(flux))(x, rate)
    expected = jnp.stack(
        [hessian[:, i, k] for i, k in ((0, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 2))]
    )
    found = jnp.stack(
        [jnp.broadcast_to(h, y_l.shape) for h in jax_laws.hop_curvature(y_l, y_r, boost, rate)]
    )
    scale = jnp.abs(expected).max(axis=0)
    assert np.all(np.abs(found - expected) <= GRADIENT * scale)


@pytest.mark.parametrize("order", [0, 1, 2, 3])
def test_screening_series_is_that_of_taylor(order: int):
    def q(y, *rest):
        return jax_laws.inverse_screening_squared(y, *rest)[0]

    for _ in range(order):
        q = jax.grad(q)
    arguments = list(map(jnp.asarray, random_arguments("screening_series")))
    expected = jax.vmap(q)(*arguments) / math.factorial(order)
    found = jax_laws.screening_series(*arguments)[order]
    np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12 * np.abs(expected).max())
