"""Gibbs energies in JAX at the ends of compositions, and derivatives by database parameters."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from test_gibbs import DATABASE, ORDERED, PRESSURE, SYSTEM, model_of, orders

from nmhts.materials.tdb.expressions import evaluate


@pytest.mark.parametrize("phase", ["FCC_A1", "BCC_A2", "CBCC_A12", "LIQUID", "GAS"])
def test_everything_is_finite_at_the_very_edges(phase: str):
    """Pure end members, T* = 0, T* = T; all derivatives by y, T, P and theta."""
    model = model_of(phase)
    ends = model.end_members()
    y = np.zeros((len(ends), len(model.amounts)))
    np.put_along_axis(y, ends, 1.0, axis=1)
    k = len(SYSTEM.parameters)
    nothing = -np.array([float(np.asarray(evaluate(p.value, DATABASE.functions, 600.0,
        PRESSURE))) if p.kind != "G" else 0.0 for p in SYSTEM.parameters])  # fmt: skip
    by_all = jax.jit(jax.vmap(lambda *s: (
        model.energy(*s), jax.grad(model.energy, (0, 1, 2, 3))(*s), jax.hessian(model.energy)(*s),
            model.entropy(*s), model.enthalpy(*s), model.heat_capacity(*s),
        model.end_member_potentials(*s), model.mole_fractions(s[0]),
    ), in_axes=(0, 0, None, None)))  # fmt: skip
    cases = [(600.0, np.zeros(k)), (600.0, nothing)]
    if phase in ORDERED:
        cases.append((None, np.zeros(k)))
    for T, theta in cases:
        at = np.full(len(y), T or 600.0)
        if phase in ORDERED:
            order = orders(phase)(y, np.full(len(y), 600.0), PRESSURE, np.tile(theta, (len(y), 1)))
            at = np.where(order > 0.0, order, 600.0) if T is None else at
            assert T is None or not theta.any() or not order.any()
        some = y @ model.amounts.sum(axis=1) > 0.0
        for leaf in jax.tree.leaves(by_all(y[some], at[some], PRESSURE, theta)):
            assert np.isfinite(leaf).all()


def test_derivatives_by_parameters_reach_every_kind():
    model = model_of("FCC_A1")
    y = jnp.array([0.5, 0.3, 0.2, 0.1, 0.9])
    zero = jnp.zeros(len(SYSTEM.parameters))
    found = jax.jit(jax.grad(model.energy, argnums=3))(y, 400.0, PRESSURE, zero)
    for k, parameter in enumerate(SYSTEM.parameters):
        if parameter.phase != "FCC_A1":
            assert found[k] == 0.0
            continue
        h = {"G": 1.0, "TC": 0.1, "BMAGN": 1e-4}[parameter.kind]
        ends = [model.energy(y, 400.0, PRESSURE, zero.at[k].add(sign * h)) for sign in (1.0, -1.0)]
        assert float(found[k]) == pytest.approx(
            float(ends[0] - ends[1]) / (2.0 * h), rel=1e-5, abs=1e-6
        )
        assert found[k] != 0.0
