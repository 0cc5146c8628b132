"""Cotangents pulled back by hand against those of JAX, for the residual and for a whole step."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numba
import numpy as np
import pytest
from numpy.typing import NDArray
from test_equations import parameters, state
from test_stack_equations import stack

from nmhts.numerics.rosenbrock import DENSE, GAMMA, NODES, SLOPES, STAGES, A, C
from nmhts.physics.transport import adjoint, equations, twin
from nmhts.physics.transport.cotangents import (
    BEGIN,
    LENGTH,
    N_SUMS,
    RISE,
    Bars,
    Trace,
)
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.planes import LOCAL, SERIES
from nmhts.physics.transport.state import (
    N_PARAMETERS,
    N_PLANE_NUMBERS,
    PADDING,
    PLANES,
    STERN,
    Extent,
    FilmParameters,
)

EXACT = 1e-12  # of the largest term
# Of the largest cotangent: a step solves with its matrix, and series stand for exponentials.
STEP = 1e-9
N_STATES = 1000

_linearise, _advance, _solve = (
    equations.SINGLE.linearise,
    equations.SINGLE.advance,
    equations.SINGLE.solve,
)
_pull_stage, _pull_step = adjoint.SINGLE.pull_stage, adjoint.SINGLE.pull_step
_twin = jax.jit(twin.residual)
_P = FilmParameters(*range(N_PARAMETERS))
OF_THE_GATE = [_P.b_exit, _P.b_return, _P.b_dissolve, _P.b_adsorb, _P.alpha, _P.zeta, _P.s_max]


def by_parameters(p: FilmParameters, sums: NDArray) -> NDArray:
    """The cotangents of all coefficients."""
    return sums[:N_PARAMETERS].copy()


@numba.njit(error_model="numpy")
def pull_residual(p, extent, x, voltage, v, f, factors, series, local, bars, sums):
    """With unit factors the cotangents of the stage are those of the residual."""
    _linearise(p, extent, x, voltage, 1.0, f, factors, series, local)
    factors[:] = 0.0
    _pull_stage(p, extent, voltage, 0.0, 0, x, local, factors, bars, v, sums, None)


@jax.jit
def twin_cotangents(p, x, voltage, v):
    return jax.vjp(twin.residual, p, x, voltage)[1](v)


@jax.jit
def twin_terms(p, x, voltage, v):
    """The largest terms of every cotangent."""
    rows = jax.jacrev(twin.residual, argnums=(0, 1, 2))(p, x, voltage)
    return jax.tree.map(lambda row: jnp.abs(row).T @ jnp.abs(v), rows)


@pytest.mark.parametrize("n", [3, 4, 12])
def test_residual_is_pulled_back_as_by_the_twin(n: int):
    rng = np.random.default_rng(n)
    size = PLANES + 2 * n
    for _ in range(N_STATES // 3 + 1):
        p, x, voltage, v = (
            parameters(rng),
            state(rng, n),
            rng.uniform(-10, 10),
            rng.normal(size=size),
        )
        wide = np.concatenate([x, np.zeros(PADDING)])
        bars, cotangents = np.zeros(size + PADDING), np.concatenate([v, np.zeros(PADDING)])
        sums = np.zeros(N_SUMS)
        pull_residual(
            p, Extent(n, n - 2, float(n), None), wide, voltage, cotangents, np.zeros(size),
                np.zeros((n + 2) * FACTORS), np.zeros(n * SERIES),
            np.zeros(n * LOCAL), bars, sums,
        )  # fmt: skip
        arguments = (p, jnp.asarray(x), voltage, jnp.asarray(v))
        by_p, by_x, by_V = twin_cotangents(*arguments)
        terms_p, terms_x, terms_V = twin_terms(*arguments)
        # The factors of J count too: an exponential is good to the digits of its force.
        assert np.all(np.abs(bars[:size] - by_x) <= EXACT * (terms_x + 1e-300))
        assert abs(sums[BEGIN] - by_V) <= EXACT * terms_V
        # Coefficients in units of themselves; those of the gate are sums of terms of each other's
        # size.
        found, expected = by_parameters(p, sums) * np.array(p), np.array(by_p) * np.array(p)
        terms = np.array(terms_p) * np.abs(np.array(p))
        terms[OF_THE_GATE] = terms[OF_THE_GATE].max()
        slack = EXACT * terms + 1e-300
        wrong = np.abs(found - expected) > slack
        assert not wrong.any(), [name for name, off in zip(p._fields, wrong, strict=True) if off]


@jax.jit
def twin_step(p, x, begin, rise, h, stack=None):
    """One Rosenbrock step with a dense solve, and the two sums of its dense output."""
    mass = jnp.ones(x.size).at[PLANES + 1 :: 2].set(0.0)
    if stack is not None:
        mass = mass.at[PLANES::2].set(stack.sites)
    matrix = jnp.diag(mass / (h * GAMMA)) - jax.jacfwd(twin.residual, argnums=1)(p, x, begin, stack)
    drive = -rise / (p.area_resistance * p.stern_capacitance)
    stages: list[jax.Array] = []
    argument = x
    for i in range(STAGES):
        argument = x + sum((A[i, j] * stages[j] for j in range(i)), jnp.zeros_like(x))
        right = twin.residual(p, argument, begin + NODES[i] * rise, stack)
        right += mass * sum((C[i, j] * stages[j] for j in range(i)), jnp.zeros_like(x)) / h
        stages.append(jnp.linalg.solve(matrix, right.at[STERN].add(SLOPES[i] * drive)))
    dense = [sum(DENSE[k, j] * stages[j] for j in range(STAGES - 1)) for k in range(2)]
    return argument + stages[-1], *dense


@jax.jit
def twin_step_cotangents(p, x, begin, rise, h, given):
    return jax.vjp(twin_step, p, x, begin, rise, h)[1](given)


@jax.jit
def twin_stack_cotangents(p, x, begin, rise, h, stack, given):
    return jax.vjp(twin_step, p, x, begin, rise, h, stack)[1](given)


@numba.njit(error_model="numpy")
def pull(p, extent, h, begin, rise, x, after, between, f, factors, series, local, arguments, u,
    bars, cotangents, sums, own, out):  # fmt: skip
    """Take a step and pull cotangents of its end and its dense output back."""
    length, size, kept = len(x), PLANES + 2 * extent.depth, len(local) // STAGES
    _linearise(p, extent, x, begin, 1.0 / (h * GAMMA), f, factors, series, local[:kept])
    drive = -rise / (p.area_resistance * p.stern_capacitance)
    arguments[:length] = x
    u[:size] = f[:size]
    u[STERN] += SLOPES[0] * drive
    _solve(extent.depth + 2, factors, u)
    for s in range(1, STAGES):
        _advance(
            p, extent, x, begin + NODES[s] * rise, SLOPES[s] * drive, A[s], C[s], 1.0 / h, u, s,
                factors, series, arguments[(s - 1) * length : s * length],
            arguments[s * length : (s + 1) * length], local[s * kept : (s + 1) * kept],
        )  # fmt: skip
    trace = Trace(x, u, arguments, local, factors, series)
    back = Bars(after, between, bars, cotangents, sums, own, out)
    _pull_step(p, extent, h, begin, rise, trace, back, True)


def pulled(p, x, begin, rise, h, given, layers=None, own=None):
    """Cotangents by hand of (new state, sums of the dense output)."""
    n, length = (len(x) - PLANES) // 2, len(x) + PADDING
    wide = [np.concatenate([a, np.zeros(PADDING)]) for a in (x, *given)]
    out, sums = np.zeros(length), np.ones(N_SUMS)
    arguments, u, bars, cotangents = np.zeros((4, STAGES * length))
    pull(
        p, Extent(n, n - 2, float(n), layers), h, begin, rise, wide[0], wide[1],
            np.concatenate(wide[2:]), np.zeros(length), np.zeros((n + 2) * FACTORS),
        np.zeros(n * SERIES), np.zeros(STAGES * n * LOCAL), arguments, u, bars, cotangents, sums,
            own, out,
    )  # fmt: skip
    return by_parameters(p, sums), out[: len(x)], sums[BEGIN], sums[RISE], sums[LENGTH]


@pytest.mark.parametrize("n", [3, 7])
def test_step_is_pulled_back_as_by_jax(n: int):
    """Also with occupancies a little outside [0, 1], where the spring has its curvature."""
    rng = np.random.default_rng(n)
    for trial in range(40):
        p, x = parameters(rng), state(rng, n)
        x[PLANES + 1 :: 2] = 0.0
        if trial % 2:
            x[PLANES::2] = rng.choice([-1e-4, 0.3, 0.7, 1 + 1e-4], n) + 1e-5 * rng.normal(size=n)
        begin, rise = rng.uniform(-6, 6), rng.uniform(-1, 1)
        rates = np.abs(np.asarray(_twin(p, jnp.asarray(x), begin)))
        h = 10.0 ** rng.uniform(-2, -0.5) / max(rates[:PLANES].max(), rates[PLANES::2].max())
        given = rng.normal(size=(3, x.size))
        expected = twin_step_cotangents(
            p, jnp.asarray(x), begin, rise, h, tuple(map(jnp.asarray, given))
        )
        by_p, *others = pulled(p, x, begin, rise, h, given)
        # Coefficients and the length of the step in units of themselves, voltages in V: terms of
        # one size, some of which cancel.
        scaled = np.array(expected[0]) * np.array(p)
        slack = STEP * np.abs(scaled).max()
        np.testing.assert_allclose(by_p * np.array(p), scaled, rtol=STEP, atol=slack)
        for found, value, unit in zip(others[1:], expected[2:], (1.0, 1.0, h), strict=True):
            np.testing.assert_allclose(found * unit, value * unit, rtol=STEP, atol=slack)
        slack = STEP * np.abs(np.asarray(expected[1])).max()
        np.testing.assert_allclose(others[0], expected[1], rtol=STEP, atol=slack)


@pytest.mark.parametrize("n", [4, 7])
def test_step_of_a_stack_is_pulled_back_as_by_jax(n: int):
    """By all numbers of all planes, their sites included."""
    rng = np.random.default_rng(n)
    for trial in range(20):
        p = parameters(rng)
        q, x = stack(rng, p, n), state(rng, n)
        # Levels 8 k_B T apart make hops so fast that a dense solve loses seven digits.
        q = q._replace(level=p.omega + 0.25 * (q.level - p.omega))
        x[PLANES + 1 :: 2] = 0.0
        if trial % 2:
            x[PLANES::2] = rng.choice([-1e-4, 0.3, 0.7, 1 + 1e-4], n) + 1e-5 * rng.normal(size=n)
        begin, rise = rng.uniform(-6, 6), rng.uniform(-1, 1)
        rates = np.abs(np.asarray(_twin(p, jnp.asarray(x), begin, q)))
        h = 10.0 ** rng.uniform(-4, -2) / max(rates[:PLANES].max(), rates[PLANES::2].max())
        given = rng.normal(size=(3, x.size))
        expected = twin_stack_cotangents(
            p, jnp.asarray(x), begin, rise, h, q, tuple(map(jnp.asarray, given))
        )
        layers = np.array(q).T[[*range(n), n - 1]].ravel()
        own = np.zeros(layers.size)
        by_p, *others = pulled(p, x, begin, rise, h, given, layers, own)
        rows = own.reshape(n + 1, N_PLANE_NUMBERS)
        rows[n - 1] += rows[n]
        scaled = np.array(expected[0]) * np.array(p)
        slack = STEP * np.abs(scaled).max()
        for found, value, unit in zip(others[1:], expected[2:5], (1.0, 1.0, h), strict=True):
            np.testing.assert_allclose(found * unit, value * unit, rtol=STEP, atol=slack)
        np.testing.assert_allclose(by_p * np.array(p), scaled, rtol=STEP, atol=slack)
        by_q = np.array(expected[5]) * np.array(q)
        np.testing.assert_allclose(
            rows[:n].T * np.array(q), by_q, rtol=STEP, atol=STEP * np.abs(by_q).max()
        )
        slack = STEP * np.abs(np.asarray(expected[1])).max()
        np.testing.assert_allclose(others[0], expected[1], rtol=STEP, atol=slack)
