"""Compiled equations and elimination of stacks against the JAX twin, at random states.

Every plane has numbers of its own.
"""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numba
import numpy as np
import pytest
from numpy.typing import NDArray
from test_equations import SOLUTION, TWIN, in_lanes, parameters, state

from nmhts.numerics.lanes import WIDTH, load
from nmhts.physics.transport import equations, stepping, twin
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.planes import SERIES
from nmhts.physics.transport.state import (
    HEAD,
    PADDING,
    PLANES,
    STERN,
    Extent,
    FilmParameters,
    PlaneNumbers,
)

N_BLOCKS = 25

_evaluate, _linearise, _solve = (
    equations.LANES.evaluate,
    equations.LANES.linearise,
    equations.LANES.solve,
)
_potential = equations.LANES.screened_potential
_parameters = stepping.parameters_of


@numba.njit
def block(table, layers, planes, depth, shallow, x, voltage, inverse, f, again, factors, series, b,
    y, work):  # fmt: skip
    """Evaluate, linearize and solve a block of stacks; solve for the potential of ``y``."""
    p = _parameters(table, 0)
    extent = Extent(depth, shallow, load(planes, 0), layers)
    _evaluate(p, extent, x, load(voltage, 0), f)
    _linearise(p, extent, x, load(voltage, 0), load(inverse, 0), again, factors, series, None)
    _solve(depth + HEAD, factors, b)
    _potential(p, extent, y, work)


def stack(rng: np.random.Generator, p: FilmParameters, n: int) -> PlaneNumbers:
    """Planes with different numbers; those of the plane at the gate are the film's."""
    scale = np.exp(rng.normal(0.0, 0.5, (10, n)))
    scale[:, 0] = 1.0
    levels = p.omega + np.concatenate([[0.0], rng.normal(0.0, 8.0, n - 1)])
    own = (p.hop_rate, 0.0, p.omega, p.kappa, 1.0, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness,
        1.0)  # fmt: skip
    numbers = PlaneNumbers(*(number * row for number, row in zip(own, scale, strict=True)))
    return numbers._replace(level=levels, link=scale[4] * rng.uniform(0.5, 2.0, n))


_residual = jax.jit(twin.residual)
_jacobian = jax.jit(jax.jacfwd(twin.residual, argnums=1))


def run(films: list[tuple], voltage: NDArray, inverse: NDArray, rights: list[NDArray]) -> tuple:
    sizes = np.array([(x.size - PLANES) // 2 for _, _, x in films])
    depth = int(sizes.max())
    space = (PLANES + 2 * depth + PADDING) * WIDTH
    tabled = partial(in_lanes, padding=PADDING + 2 * depth)
    # As in a run: a plane of the same kind continues the stack below its last plane.
    rows = [
        np.array(q).T[[*range(n), n - 1]].ravel() for (_, q, _), n in zip(films, sizes, strict=True)
    ]
    x, b = (tabled(list(arrays))[:space] for arrays in ([x for *_, x in films], rights))
    f, again, potential, work = np.zeros((4, space))
    potential[:] = x
    block(
        in_lanes([np.array(p) for p, *_ in films]), in_lanes(rows), sizes.astype(float), depth,
            max(1, int(sizes.min()) - 2),
        x, voltage, inverse, f, again, np.zeros((depth + HEAD) * FACTORS * WIDTH),
            np.zeros(depth * SERIES * WIDTH), b, potential, work,
    )  # fmt: skip
    return tuple(a.reshape(-1, WIDTH) for a in (f, again, b, potential))


def test_lanes_of_stacks_equal_the_twin():
    rng = np.random.default_rng(6)
    for _ in range(N_BLOCKS):
        films = []
        for n in rng.choice([4, 5, 9, 14], WIDTH):
            p = parameters(rng)
            films.append((p, stack(rng, p, int(n)), state(rng, int(n))))
        voltage, inverse = rng.uniform(-5, 5, WIDTH), 10.0 ** rng.uniform(0, 3, WIDTH)
        rights = [rng.normal(size=x.size) for *_, x in films]
        f, again, solution, potential = run(films, voltage, inverse, rights)
        for lane, (p, q, x) in enumerate(films):
            size = x.size
            expected = np.asarray(_residual(p, jnp.asarray(x), voltage[lane], q))
            jacobian = np.asarray(_jacobian(p, jnp.asarray(x), voltage[lane], q))
            terms = np.abs(jacobian) @ np.maximum(np.abs(x), 0.01)
            terms[STERN] += abs(voltage[lane]) / (p.area_resistance * p.stern_capacitance)
            np.testing.assert_array_less(np.abs(f[:size, lane] - expected), TWIN * terms)
            np.testing.assert_array_less(np.abs(again[:size, lane] - expected), TWIN * terms)
            mass = np.ones(size)
            mass[PLANES::2], mass[PLANES + 1 :: 2] = q.sites, 0.0
            matrix = np.diag(mass * inverse[lane]) - jacobian
            found, b = solution[:size, lane], rights[lane]
            scale = np.abs(matrix) @ np.abs(found) + np.abs(b)
            np.testing.assert_array_less(np.abs(matrix @ found - b), SOLUTION * scale)
            solved = np.asarray(_residual(p, jnp.asarray(potential[:size, lane]), 0.0, q))
            assert (
                np.abs(solved[PLANES + 1 :: 2]).max() < 1e-11 * np.abs(potential[:size, lane]).max()
            )


@pytest.mark.parametrize("n", [4, 9])
def test_detailed_balance_across_a_stack(n: int):
    """In the Fermi-Dirac distribution with the levels of the planes no N flows.

    This holds for any hop rates: without interaction mu is known.
    """
    rng = np.random.default_rng(n)
    p = parameters(rng)._replace(omega=0.0, kappa=0.0)
    q = stack(rng, p, n)
    for mu in (-3.0, 0.0, 2.5):
        y = 1.0 / (1.0 + np.exp(q.level - mu))
        x = np.zeros(PLANES + 2 * n)
        x[PLANES::2] = y
        rates = np.asarray(_residual(p, jnp.asarray(x), 0.0, q))[PLANES::2]
        # Plane 0 also feels the gate.
        assert np.abs(rates[2:]).max() < 1e-12 * q.hop_rate.max()
