"""The magnetic model against the formulas of Hillert and Jarl and their construction.

Enthalpy and entropy above and below T* have the shares of the model.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from nmhts.physics.thermo.gibbs import order_shape

R = 8.314462618
BETA, ORDER = 2.22, 1043.0
LOG = R * np.log(1.0 + BETA)

both = pytest.mark.parametrize("p", [0.4, 0.28])


def energy(T, p):
    return T * LOG * order_shape(ORDER / T, p)


def entropy(T, p):
    return -jax.grad(energy)(T, p)


def enthalpy(T, p):
    return energy(T, p) + T * entropy(T, p)


def capacity(T, p):
    return T * jax.grad(entropy)(T, p)


@both
def test_a_share_p_of_the_enthalpy_is_left_at_the_order_temperature(p: float):
    """p is defined so (Inden1976)."""
    assert enthalpy(ORDER, p) / enthalpy(1.0, p) == pytest.approx(p, rel=2e-3)


@both
def test_the_entropy_of_all_order_is_R_ln_1_plus_beta(p: float):
    # From T = 0, where all of it is missing, to far above T*.
    assert entropy(1e-3, p) == pytest.approx(-LOG, rel=1e-9)
    assert entropy(100.0 * ORDER, p) == pytest.approx(0.0, abs=1e-8)
    assert energy(1e5 * ORDER, p) == pytest.approx(0.0, abs=1e-12)
    assert order_shape(jnp.array(0.0), p) == 0.0  # T* = 0, or infinite T


@both
def test_energy_and_its_slopes_are_continuous_at_the_order_temperature(p: float):
    below, above = ORDER * (1.0 - 1e-12), ORDER * (1.0 + 1e-12)
    assert float(energy(below, p)) == pytest.approx(float(energy(above, p)), rel=1e-10)
    assert float(entropy(below, p)) == pytest.approx(float(entropy(above, p)), rel=1e-10)
    assert float(enthalpy(below, p)) == pytest.approx(float(enthalpy(above, p)), rel=1e-10)
    # The heat capacity is discontinuous: ordering shows as a peak.
    step = float(capacity(below, p) / capacity(above, p))
    assert step == pytest.approx(474.0 / 497.0 * (1.0 / p - 1.0), rel=1e-9)


@both
def test_heat_capacity_is_that_of_hillert_and_jarl(p: float):
    """C = 2 K R ln(1 + beta) (tau^m + tau^3m/3 + tau^5m/5) with m = 3 below and m = -5 above,
    constants from p and the entropy.
    """
    D = 518.0 / 1125.0 + 11692.0 / 15975.0 * (1.0 / p - 1.0)
    for tau in (0.1, 0.5, 0.9, 0.999, 1.001, 1.5, 3.0):
        m, K = (3, 474.0 / 497.0 * (1.0 / p - 1.0) / D) if tau < 1.0 else (-5, 1.0 / D)
        series = tau**m + tau ** (3 * m) / 3.0 + tau ** (5 * m) / 5.0
        assert capacity(tau * ORDER, p) == pytest.approx(2.0 * K * LOG * series, rel=1e-10)


@both
def test_the_enthalpy_without_temperature(p: float):
    D = 518.0 / 1125.0 + 11692.0 / 15975.0 * (1.0 / p - 1.0)
    assert enthalpy(1e-3, p) == pytest.approx(-LOG * ORDER * 79.0 / (140.0 * p * D), rel=1e-12)


def test_derivatives_are_finite_for_any_order():
    """T* = 0, far below, at and far above T, and negative."""
    w = jnp.array([-1.0, 0.0, 1e-300, 1e-30, 1.0 - 1e-16, 1.0, 1.0 + 2e-16, 1e6, 1e12])
    f = lambda x: order_shape(x, 0.4)  # noqa: E731
    g, h = jax.grad(f), jax.grad(jax.grad(f))
    for one in (f, g, h):
        assert np.isfinite(jax.vmap(one)(w)).all()
    assert (jax.vmap(g)(w[:2]) == 0.0).all()
