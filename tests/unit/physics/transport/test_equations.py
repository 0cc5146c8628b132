"""The compiled film equations and their elimination against the JAX twin, at random states.

The equations themselves are checked in tests/physics.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numba
import numpy as np
import pytest
from numpy.typing import NDArray

import reference_cell
from nmhts.numerics.lanes import WIDTH, load
from nmhts.physics.transport import equations, stepping, twin
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.planes import SERIES
from nmhts.physics.transport.state import (
    HEAD,
    N_PARAMETERS,
    PADDING,
    PLANES,
    STERN,
    Extent,
    FilmParameters,
)

# Of the largest term: exponentials of forces of tens of k_B T lose three digits of sixteen.
TWIN = 1e-12
SOLUTION = 1e-9  # of the matrix times the solution, relative to the size of its terms
N_STATES = 1000

_single, _lanes = equations.SINGLE, equations.LANES
_evaluate_one, _linearise_one, _solve_one = _single.evaluate, _single.linearise, _single.solve
_evaluate_lanes, _linearise_lanes, _solve_lanes = (
    _lanes.evaluate,
    _lanes.linearise,
    _lanes.solve,
)
_parameters = stepping.parameters_of


@numba.njit
def one(p, extent, x, voltage, inverse, f, f_again, factors, series, b):
    """Evaluate, linearize and solve one film."""
    _evaluate_one(p, extent, x, voltage, f)
    _linearise_one(p, extent, x, voltage, inverse, f_again, factors, series, None)
    _solve_one(extent.depth + HEAD, factors, b)


@numba.njit
def eight(table, planes, depth, shallow, x, voltage, inverse, f, f_again, factors, series, b):
    """The same of a block of lanes."""
    p = _parameters(table, 0)
    extent = Extent(depth, shallow, load(planes, 0), None)
    _evaluate_lanes(p, extent, x, load(voltage, 0), f)
    _linearise_lanes(
        p, extent, x, load(voltage, 0), load(inverse, 0), f_again, factors, series, None
    )
    _solve_lanes(depth + HEAD, factors, b)


def parameters(rng: np.random.Generator) -> FilmParameters:
    """Numbers of CoN, each changed by its own share, none of them zero."""
    p = film_parameters(reference_cell.nitride(), reference_cell.gate(), 298.15)
    p = p._replace(open_share=0.7, leak_conductance=0.3, contact=0.5)
    return FilmParameters(*(value * rng.uniform(0.9, 1.1) for value in p))


def state(rng: np.random.Generator, n: int) -> NDArray[np.float64]:
    """Occupancies from empty to full, potentials within 0.3 V, a gate half charged."""
    x = np.zeros(PLANES + 2 * n)
    x[:PLANES] = rng.uniform(0, 1), rng.uniform(0, 8), rng.uniform(0.2, 2.4), rng.uniform(-1.5, 1.5)
    x[PLANES::2] = rng.uniform(0.001, 0.999, n)
    x[PLANES + 1 :: 2] = rng.uniform(-0.3, 0.3, n)
    return x


def solved_one(
    p: FilmParameters, x: NDArray, voltage: float, inverse: float, b: NDArray
) -> tuple[NDArray, NDArray, NDArray]:
    size = len(x)
    n = (size - PLANES) // 2
    f, again, x_b = np.zeros(size), np.zeros(size), b.copy()
    extent = Extent(n, n - 2, float(n), None)
    wide = np.concatenate([x, np.zeros(PADDING)])
    factors, series = np.zeros((n + 2) * FACTORS), np.zeros(n * SERIES)
    one(p, extent, wide, voltage, inverse, f, again, factors, series, x_b)
    return f, again, x_b


_jacobian = jax.jit(jax.jacfwd(twin.residual, argnums=1))
_residual = jax.jit(twin.residual)


def assert_equals_twin(
    p: FilmParameters, x: NDArray, voltage: float, inverse: float, b: NDArray,
    f: NDArray, again: NDArray, solution: NDArray,
) -> None:  # fmt: skip
    """Residual and elimination are right to rounding of their largest terms,
    by the twin and its Jacobian.
    """
    expected = np.asarray(_residual(p, jnp.asarray(x), voltage))
    jacobian = np.asarray(_jacobian(p, jnp.asarray(x), voltage))
    # A rate is a sum of terms, each as large as an entry of the Jacobian times the unknown.
    terms = np.abs(jacobian) @ np.maximum(np.abs(x), 0.01)
    terms[STERN] += abs(voltage) / (p.area_resistance * p.stern_capacitance)
    np.testing.assert_array_less(np.abs(f - expected), TWIN * terms + 1e-300)
    np.testing.assert_array_less(np.abs(again - expected), TWIN * terms + 1e-300)
    mass = np.ones(x.size)
    mass[PLANES + 1 :: 2] = 0.0
    matrix = np.diag(mass * inverse) - jacobian
    size = np.abs(matrix) @ np.abs(solution) + np.abs(b)
    np.testing.assert_array_less(np.abs(matrix @ solution - b), SOLUTION * size)


@pytest.mark.parametrize("n", [3, 4, 12])
def test_single_kernels_equal_the_twin(n: int):
    rng = np.random.default_rng(n)
    for _ in range(N_STATES // 3 + 1):
        p, x = parameters(rng), state(rng, n)
        voltage, inverse = rng.uniform(-10, 10), 10.0 ** rng.uniform(-2, 4)
        b = rng.normal(size=x.size)
        assert_equals_twin(p, x, voltage, inverse, b, *solved_one(p, x, voltage, inverse, b))


def in_lanes(rows: list[NDArray], padding: int = 0) -> NDArray:
    """Put one array per lane side by side; shorter ones end in zeros."""
    length = max(map(len, rows)) + padding
    table = np.zeros((length, WIDTH))
    for lane, row in enumerate(rows):
        table[: len(row), lane] = row
    return table.ravel()


def test_lanes_equal_the_twin_in_films_of_unequal_depth():
    rng = np.random.default_rng(0)
    for _ in range(20):
        sizes = rng.choice([3, 4, 7, 12], WIDTH)
        films = [(parameters(rng), state(rng, int(n))) for n in sizes]
        voltage, inverse = rng.uniform(-5, 5, WIDTH), 10.0 ** rng.uniform(0, 3, WIDTH)
        rights = [rng.normal(size=x.size) for _, x in films]
        depth = int(sizes.max())
        space = (PLANES + 2 * depth + PADDING) * WIDTH
        f, again = np.zeros(space), np.zeros(space)
        b = in_lanes(rights, PADDING + 2 * depth)[:space]
        table = in_lanes([np.array(p) for p, _ in films])
        assert len(table) == N_PARAMETERS * WIDTH
        eight(
            table, sizes.astype(float), depth, max(1, int(sizes.min()) - 2),
                in_lanes([x for _, x in films], PADDING + 2 * depth),
            voltage, inverse, f, again, np.zeros((depth + 2) * FACTORS * WIDTH),
                np.zeros(depth * SERIES * WIDTH), b,
        )  # fmt: skip
        for lane, (p, x) in enumerate(films):
            found = [a.reshape(-1, WIDTH)[:, lane] for a in (f, again, b)]
            assert_equals_twin(
                p, x, voltage[lane], inverse[lane], rights[lane], *(a[: x.size] for a in found)
            )
            assert not any(a[x.size :].any() for a in found), "planes below the film moved"


def test_padding_of_the_unknowns_is_never_read_as_a_plane():
    """NaN beside a film reaches none of its results."""
    rng = np.random.default_rng(5)
    p, x = parameters(rng), state(rng, 4)
    films = [x] * (WIDTH - 1) + [np.full(x.size, np.nan)]
    space = (PLANES + 8 + PADDING) * WIDTH
    f, again, b = np.zeros(space), np.zeros(space), np.ones(space)
    b.reshape(-1, WIDTH)[x.size :] = 0
    eight(
        in_lanes([np.array(p)] * WIDTH), np.full(WIDTH, 4.0), 4, 2, in_lanes(films, PADDING),
            np.full(WIDTH, -2.0),
        np.full(WIDTH, 50.0), f, again, np.zeros(6 * FACTORS * WIDTH), np.zeros(4 * SERIES * WIDTH),
            b,
    )  # fmt: skip
    for found in (f, b):
        table = found.reshape(-1, WIDTH)
        assert np.isfinite(table[:, :-1]).all()
        assert (table[:, : WIDTH - 1] == table[:, :1]).all()
        assert np.isnan(table[: x.size, -1]).any()
