"""The magnetic laws over JAX against NumPy, and their gradients; figures stand in tests/physics."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from nmhts.materials.library import find_nitride
from nmhts.physics.magnetism.intrinsic import (
    ANTIFERROMAGNETIC,
    FERRIMAGNETIC,
    FERROMAGNETIC,
    PARAMAGNETIC,
    intrinsic_laws,
    magnetic_state,
)

TWINS = 1e-12
# Central differences of STEP: STEP^2 of curvature next to rounding over STEP.
STEP, DIFFERENCE = 1e-5, 1e-7

numpy_laws, jax_laws = intrinsic_laws(np), intrinsic_laws(jnp)
N_RANDOM = 200


def random_arguments() -> list[np.ndarray]:
    """(y, T, n_M, m_0, y_m, q, T_C, y_c, p, n) in the interior:
    y below both extinctions, T below T*.
    """
    rng = np.random.default_rng(7)
    draw = lambda low, high: rng.uniform(low, high, N_RANDOM)  # noqa: E731
    return [
        draw(0.05, 0.3),
        draw(20, 200),
        draw(4e28, 6e28),
        draw(1e-23, 2e-23),
        draw(0.5, 0.8),
        draw(1, 3),
        draw(1000, 1400),
        draw(0.5, 0.7),
        draw(1, 2),
        draw(2.5, 3),
    ]


def test_jax_twin_equals_numpy():
    arguments = random_arguments()
    ours = numpy_laws.saturation_magnetization(*arguments)
    twin = jax_laws.saturation_magnetization(*map(jnp.asarray, arguments))
    assert (ours > 0).all()
    np.testing.assert_allclose(twin, ours, rtol=TWINS)


def test_jax_twin_equals_numpy_at_the_edges():
    y = np.array([-0.01, 0.0, 0.3, 0.5, 0.9, 1.0, 0.3, 0.3])
    T = np.array([300.0, 300, 1e-9, 300, 300, 300, 5000, 1040])
    rest = (5e28, 2e-23, 0.8, 2.2, 1043.0, 0.5, 1.9, 2.9)
    ours = numpy_laws.saturation_magnetization(y, T, *rest)
    twin = jax_laws.saturation_magnetization(jnp.asarray(y), jnp.asarray(T), *rest)
    np.testing.assert_allclose(twin, ours, rtol=TWINS)
    assert (ours[[3, 4, 5, 6, 7]] == 0).all()
    assert ours[0] == ours[1]


@pytest.mark.parametrize("argument", range(10))
def test_gradients_equal_differences(argument: int):
    arguments = random_arguments()
    law = jax.vmap(jax.grad(jax_laws.saturation_magnetization, argument))
    gradient = np.asarray(law(*map(jnp.asarray, arguments)))
    above, below = ([a.copy() for a in arguments] for _ in range(2))
    step = STEP * np.abs(arguments[argument])
    above[argument] += step
    below[argument] -= step
    high, low = (numpy_laws.saturation_magnetization(*a) for a in (above, below))
    expected = (high - low) / (2 * step)
    scale = np.abs(expected).max()
    np.testing.assert_allclose(gradient, expected, rtol=DIFFERENCE, atol=DIFFERENCE * scale)


@pytest.mark.parametrize("argument", [0, 1])
def test_a_paramagnet_has_gradient_zero(argument: int):
    """Films are paramagnetic as grown: whatever is designed by gradients starts here."""
    law = jax.grad(jax_laws.saturation_magnetization, argument)
    assert law(0.998, 300.0, 5e28, 2e-23, 0.5, 3.0, 1396.0, 0.5, 1.15, 2.65) == 0


def test_dilution_is_a_share():
    y = np.linspace(-0.1, 1.2, 50)
    share = numpy_laws.dilution(y, 0.5, 1.5)
    assert share.max() == 1
    assert (share[y >= 0.5] == 0).all()
    assert (np.diff(share) <= 0).all()
    assert numpy_laws.dilution(0.25, 0.5, 2.0) == pytest.approx(0.75, rel=1e-12, abs=0)


def test_the_highest_order_temperature_wins():
    """Four planes of a made-up alloy: ferromagnet, ferrimagnet M4N, antiferromagnet and nothing."""
    made_up = find_nitride("CoN").values() | {
        "ferrimagnetic_temperature": 1e4,
        "ferrimagnetic_moment": 1e-24,
        "nitride_neel_temperature": 500.0,
        "curie_extinction": 0.2,
        "moment_extinction": 0.2,
    }
    state = magnetic_state(made_up, np.array([0.0, 0.25, 0.9, 0.45]), 300.0)
    assert state.order.tolist() == [FERROMAGNETIC, FERRIMAGNETIC, ANTIFERROMAGNETIC, PARAMAGNETIC]
    assert state.saturation_magnetization[[0, 1]].min() > 0
    assert state.saturation_magnetization[[2, 3]].tolist() == [0, 0]
    assert state.order_temperature == pytest.approx([1396, 1e4, 450, 225], rel=1e-12, abs=0)


def test_a_plane_that_was_not_reached_has_no_order_and_no_number():
    state = magnetic_state(find_nitride("CoN").values(), np.array([np.nan]), 300.0)
    assert state.order.tolist() == [PARAMAGNETIC]
    assert np.isnan(state.saturation_magnetization).all()
    assert state.exchange_stiffness.tolist() == [0]
