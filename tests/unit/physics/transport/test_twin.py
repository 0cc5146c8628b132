"""Residual, matrix and adjoint of the compiled lanes against the JAX twin in batches.

A thousand films of each kind, some at the edges of the laws.
"""

from __future__ import annotations

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numba
import numpy as np
import pytest
from numpy.typing import NDArray
from test_adjoint import OF_THE_GATE, by_parameters
from test_equations import in_lanes, parameters, state

import reference_cell
from nmhts.numerics.lanes import WIDTH, load
from nmhts.physics.transport import adjoint, equations, stepping, twin
from nmhts.physics.transport.cotangents import BEGIN, N_SUMS, P
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.planes import LOCAL, SERIES
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    HEAD,
    PADDING,
    PLANES,
    STERN,
    Extent,
    FilmParameters,
)

EXACT = 1e-12  # of the largest term
TINY = 1e-140  # rates of barriers of 350 k_B T, whose square underflows in JAX
N_BLOCKS = 126  # of WIDTH films
SIZES = (3, 4, 7, 12)

_evaluate, _linearise = equations.LANES.evaluate, equations.LANES.linearise
_pull_stage = adjoint.LANES.pull_stage
_parameters = stepping.parameters_of


@numba.njit(error_model="numpy")
def block(table, planes, depth, shallow, x, voltage, inverse, v, f, again, factors, unit, series,
    local, bars, sums):  # fmt: skip
    """Evaluate, linearize and pull back a block of lanes.

    With unit factors the cotangents of a stage are those of the residual.
    """
    p = _parameters(table, 0)
    extent = Extent(depth, shallow, load(planes, 0), None)
    _evaluate(p, extent, x, load(voltage, 0), f)
    _linearise(p, extent, x, load(voltage, 0), load(inverse, 0), again, factors, series, local)
    _pull_stage(p, extent, load(voltage, 0), load(unit, 0), 0, x, local, unit, bars, v, sums, None)


class Case(NamedTuple):
    """One film with its voltage, 1 / h gamma and cotangents."""

    p: FilmParameters
    x: NDArray[np.float64]
    voltage: float
    inverse: float
    v: NDArray[np.float64]


class Found(NamedTuple):
    """The results of the kernels for a case."""

    f: NDArray[np.float64]
    again: NDArray[np.float64]
    factors: NDArray[np.float64]
    bars: NDArray[np.float64]
    sums: NDArray[np.float64]


def any_cell(rng: np.random.Generator) -> FilmParameters:
    """Numbers of CoN in cells far from those of the sheets:
    salt, leak, contact, shares of the drop.
    """
    gate = reference_cell.gate()
    gate |= {
        "electrolyte_gap": 10.0 ** rng.uniform(-4, -2),
        "molar_conductivity": 10.0 ** rng.uniform(-4, -2),
        "salt_concentration": 10.0 ** rng.uniform(-1, 3.5),
        "blocking_constant": rng.choice([0.0, 10.0 ** rng.uniform(-4, -1)]),
        "leak_conductance": rng.choice([0.0, 10.0 ** rng.uniform(-3, 2)]),
        "bottom_potential_ratio": rng.choice([0.0, 1.0]),
        "transfer_coefficient": rng.choice([0.0, 0.5, 1.0]),
        "stern_share": rng.choice([0.0, rng.uniform(), 1.0]),
        "leak_rate": rng.choice([0.0, rng.uniform()]),
    }
    p = film_parameters(reference_cell.nitride(), gate, rng.uniform(200.0, 450.0))
    return FilmParameters(*(value * rng.uniform(0.9, 1.1) for value in p))._replace(
        contact=p.contact
    )


def inside(rng: np.random.Generator, n: int) -> tuple[FilmParameters, NDArray]:
    return parameters(rng), state(rng, n)


def edges(rng: np.random.Generator, n: int) -> tuple[FilmParameters, NDArray]:
    """Planes empty or full to the last bit,
    a gate that holds nothing or all it can, drops of up to 15 V.
    """
    p, x = any_cell(rng), state(rng, n)
    x[PLANES::2] = np.where(rng.uniform(size=n) < 0.7, rng.choice([0.0, 1.0], n), x[PLANES::2])
    x[PLANES + 1 :: 2] *= rng.choice([0.1, 0.5])
    x[DISSOLVED] = rng.choice([0.0, 1e-12, x[DISSOLVED]])
    x[ADSORBED] = rng.choice([0.0, p.s_max, x[ADSORBED]])
    x[STERN] = rng.choice([0.0, x[STERN], rng.uniform(-15.0, 15.0)])
    return p, x


def outside(rng: np.random.Generator, n: int) -> tuple[FilmParameters, NDArray]:
    """Occupancies and an adsorbed layer a little
    beyond what they can be, where the springs pull.
    """
    p, x = any_cell(rng), state(rng, n)
    beyond = rng.choice([-1e-3, 1.0 + 1e-3], n) + 1e-4 * rng.normal(size=n)
    x[PLANES::2] = np.where(rng.uniform(size=n) < 0.7, beyond, x[PLANES::2])
    x[PLANES + 1 :: 2] *= 0.5
    x[ADSORBED] = rng.choice([-1e-3, p.s_max * (1.0 + 1e-3), x[ADSORBED]])
    x[DISSOLVED] = rng.choice([-1e-6, x[DISSOLVED]])
    return p, x


def lanes_of(cases: list[Case]) -> list[Found]:
    """Run one block of films of unequal depth."""
    sizes = np.array([(case.x.size - PLANES) // 2 for case in cases])
    depth = int(sizes.max())
    space = (PLANES + 2 * depth + PADDING) * WIDTH

    def table(rows: list[NDArray]) -> NDArray:
        return in_lanes(rows, PADDING + 2 * depth)[:space]

    f, again, bars = np.zeros((3, space))
    factors, unit = np.zeros((2, (depth + HEAD) * FACTORS * WIDTH))
    sums = np.zeros(N_SUMS * WIDTH)
    block(
        in_lanes([np.array(case.p) for case in cases]), sizes.astype(float), depth,
            max(1, int(sizes.min()) - 2),
        table([case.x for case in cases]), np.array([case.voltage for case in cases]),
            np.array([case.inverse for case in cases]),
        table([case.v for case in cases]), f, again, factors, unit,
            np.zeros(depth * SERIES * WIDTH), np.zeros(depth * LOCAL * WIDTH), bars, sums,
    )  # fmt: skip
    columns = [a.reshape(-1, WIDTH) for a in (f, again, factors, bars, sums)]
    return [Found(*(a[:, lane] for a in columns)) for lane in range(WIDTH)]


_residual = jax.jit(jax.vmap(twin.residual))
_jacobian = jax.jit(jax.vmap(jax.jacfwd(twin.residual, argnums=(0, 1, 2))))
_cotangents = jax.jit(jax.vmap(lambda p, x, V, v: jax.vjp(twin.residual, p, x, V)[1](v)))


def factorised(factors: NDArray, pairs: int) -> tuple[NDArray, NDArray]:
    """L and U as dense matrices."""
    L, U = np.eye(2 * pairs), np.zeros((2 * pairs, 2 * pairs))
    for k, row in enumerate(factors[: pairs * FACTORS].reshape(pairs, FACTORS)):
        y, phi = 2 * k, 2 * k + 1
        for column, value in zip((y - 4, y - 3, y - 2, y - 1), row[:4], strict=True):
            if column >= 0:
                L[y, column] = value
        if k > 0:
            L[phi, y - 1] = row[4]
        L[phi, y] = row[5]
        U[y, y], U[phi, phi] = 1.0 / row[6], 1.0 / row[11]
        for at, columns, values in (
            (y, (phi, y + 2, y + 3, y + 4), row[7:11]),
            (phi, (y + 2, y + 3, y + 4), row[12:]),
        ):
            for column, value in zip(columns, values, strict=True):
                if column < 2 * pairs:
                    U[at, column] = value
    return L, U


def assert_below(found: NDArray, expected: NDArray, terms: NDArray) -> None:
    np.testing.assert_array_less(np.abs(found - expected), EXACT * terms + TINY)


def assert_matrix(factors: NDArray, matrix: NDArray, volt: float) -> None:
    """L U is the matrix of the twin; ``volt``: 1 V in units of k_B T / z e."""
    L, U = factorised(factors, len(matrix) // 2)
    assert_below(L @ U, matrix, np.abs(L) @ np.abs(U) + row_terms(matrix, volt))


def row_sizes(matrix: NDArray, volt: float) -> NDArray:
    """The largest number in every row, potentials in units of k_B T / z e."""
    return np.abs(matrix / units_of(len(matrix), volt)).max(axis=1)


def row_terms(matrix: NDArray, volt: float) -> NDArray:
    """The largest number behind every entry of a row that is not zero.

    Entries are differences of such numbers, of the two rates of a hop or of the gate.
    """
    units = units_of(len(matrix), volt)
    return row_sizes(matrix, volt)[:, None] * units * (matrix != 0.0)


def units_of(size: int, volt: float) -> NDArray:
    units = np.ones(size)
    units[[STERN, *range(PLANES + 1, size, 2)]] = volt
    return units


@pytest.mark.parametrize("kind", [inside, edges, outside])
def test_lanes_equal_the_twin_in_batches(kind):
    """Also planes beyond the depth of a film, which its neighbors have."""
    rng = np.random.default_rng(11)
    cases: list[Case] = []
    for _ in range(N_BLOCKS * WIDTH):
        p, x = kind(rng, int(rng.choice(SIZES)))
        voltage, inverse = rng.uniform(-15, 15), 10.0 ** rng.uniform(-2, 4)
        cases.append(Case(p, x, voltage, inverse, rng.normal(size=x.size)))
    found = [one for i in range(0, len(cases), WIDTH) for one in lanes_of(cases[i : i + WIDTH])]
    assert len(found) >= 1000
    for n in SIZES:
        size = PLANES + 2 * n
        rows = [i for i, case in enumerate(cases) if case.x.size == size]
        p = FilmParameters(*np.array([cases[i].p for i in rows]).T)
        x, v = (np.array([getattr(cases[i], name) for i in rows]) for name in ("x", "v"))
        voltages = np.array([cases[i].voltage for i in rows])
        expected = np.asarray(_residual(p, x, voltages))
        of_p, of_x, of_V = _jacobian(p, x, voltages)
        by_p, by_x, by_V = _cotangents(p, x, voltages, v)
        of_x, of_V = np.asarray(of_x), np.asarray(of_V)
        of_p, by_p = np.stack(of_p, axis=2), np.stack(by_p, axis=1)
        for k, i in enumerate(rows):
            case, here = cases[i], found[i]
            # A rate is a sum of terms, each as large as an entry of the Jacobian times its unknown.
            terms = np.abs(of_x[k]) @ np.maximum(np.abs(case.x), 0.01)
            terms += np.abs(of_V[k] * case.voltage)
            assert_below(here.f[:size], expected[k], terms)
            assert_below(here.again[:size], expected[k], terms)
            mass = np.where(np.arange(size) > PLANES, np.arange(size) % 2 == 0, True)
            assert_matrix(here.factors, np.diag(mass * case.inverse) - of_x[k], case.p.z_e_kT)
            weights = np.abs(case.v)
            assert_below(here.bars[:size], by_x[k], weights @ row_terms(of_x[k], case.p.z_e_kT))
            assert_below(here.sums[BEGIN], by_V[k], weights @ np.abs(of_V[k]))
            # Coefficients in units of themselves. Those of a barrier at the gate move two rates
            # that may cancel; they count by the drop if they weigh it.
            units = np.where(np.array(case.p) == 0.0, 1.0, np.abs(case.p))
            by_hand = by_parameters(case.p, here.sums) * units
            terms = weights @ np.abs(of_p[k]) * units
            rates = terms[[*OF_THE_GATE, P.floor_rate, P.open_share]].max()
            terms[OF_THE_GATE] = rates
            # The fluxes through both faces of a plane may cancel too.
            hops = weights @ row_sizes(of_x[k], case.p.z_e_kT)
            terms[[P.omega, P.kappa]] += rates + hops * units[[P.omega, P.kappa]]
            terms[[P.z_e_kT, P.alpha, P.zeta]] += rates * case.p.z_e_kT * abs(case.x[STERN])
            assert_below(by_hand, by_p[k] * units, terms)
            for padded in (here.f, here.again, here.bars):
                assert not padded[size:].any(), "planes below the film moved"


def test_twin_is_the_same_film_by_film_and_in_batches():
    """Mapped over films, compiled or not, on whatever device JAX has."""
    rng = np.random.default_rng(2)
    films = [edges(rng, 7) for _ in range(16)]
    p = FilmParameters(*np.array([film[0] for film in films]).T)
    x, voltages = jnp.array([film[1] for film in films]), jnp.array(rng.uniform(-15, 15, 16))
    together = np.asarray(_residual(p, x, voltages))
    np.testing.assert_allclose(
        jax.vmap(twin.residual)(p, x, voltages),
        together,
        rtol=EXACT,
        atol=EXACT * np.abs(together).max(),
    )
    for (one, y), voltage, row in zip(films, voltages, together, strict=True):
        alone = np.asarray(jax.jit(twin.residual)(one, jnp.asarray(y), voltage))
        terms = np.abs(
            np.asarray(jax.jacfwd(twin.residual, argnums=1)(one, jnp.asarray(y), voltage))
        ) @ np.maximum(np.abs(y), 0.01)
        terms[STERN] += abs(float(voltage)) / (one.area_resistance * one.stern_capacitance)
        assert_below(alone, row, terms)
