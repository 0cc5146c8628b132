"""Gibbs energies in JAX against the kernels, thermodynamic identities, and edges of composition.

The kernels are compared on a thousand states of every phase.
"""

from __future__ import annotations

import functools
import itertools

import jax
import jax.numpy as jnp
import numba
import numpy as np
import pytest
from numpy.typing import NDArray

from nmhts.errors import DatabaseError
from nmhts.materials.tdb.expressions import evaluate
from nmhts.materials.tdb.library import load_database
from nmhts.physics.thermo import energy as kernels
from nmhts.physics.thermo.gibbs import GibbsModel, Magnetic, gibbs_model
from nmhts.physics.thermo.system import System, system_of

STATES = 1000
EXACT = 1e-12  # of the terms of the sum
PRESSURE = 1e5

DATABASE = load_database()
SYSTEM = system_of(DATABASE, ["Co", "Fe", "Mn", "N"])
R = SYSTEM.tables.R
ORDERED = [name for name, p in zip(SYSTEM.phases, SYSTEM.tables.structure, strict=True) if p > 0.0]

_energy, _curvature, _new_slopes = kernels.energy, kernels.curvature, kernels.new_slopes


@numba.njit(error_model="numpy")
def in_kernels(tables, phase, coefficients, T, y, values, again, gradients, hessians):
    n = y.shape[1]
    slopes = _new_slopes(n)
    for b in range(len(T)):
        values[b] = _energy(tables, phase, coefficients[b], T[b], y[b])
        again[b] = _curvature(tables, phase, coefficients[b], T[b], y[b], slopes)
        gradients[b] = slopes.g
        hessians[b] = slopes.G


@functools.cache
def model_of(phase: str) -> GibbsModel:
    return gibbs_model(SYSTEM, phase)


def place(phase: str) -> tuple[int, slice]:
    p = SYSTEM.phases.index(phase)
    return p, slice(SYSTEM.tables.first[p], SYSTEM.tables.first[p + 1])


def site_fractions(phase: str, count: int, rng: np.random.Generator, edges: bool) -> NDArray:
    """Random site fractions.

    With ``edges`` many sublattices have absent or nearly absent species, some a single species.
    """
    span = place(phase)[1]
    sublattice = SYSTEM.tables.sublattice[span]
    y = rng.exponential(size=(count, len(sublattice)))
    if edges:
        y *= np.where(
            rng.uniform(size=y.shape) < 0.35,
            rng.choice([0.0, 1e-35, 1e-30, 1e-20, 1e-6], y.shape),
            1.0,
        )
    for s in np.unique(sublattice):
        own = np.flatnonzero(sublattice == s)
        y[np.ix_(y[:, own].sum(axis=1) < 1e-3, own[:1])] = 1.0
        y[:, own] /= y[:, own].sum(axis=1, keepdims=True)
    return y


def states(phase: str, system: System = SYSTEM) -> tuple[NDArray, NDArray, NDArray]:
    """Site fractions, temperatures, and shifts of all parameters.

    Half of the site fractions are at edges. A third of the temperatures is that of order (tau = 1)
    or close to it on either side.
    """
    rng = np.random.default_rng(sum(map(ord, phase)))
    y = np.concatenate([site_fractions(phase, STATES // 2, rng, edges) for edges in (False, True)])
    T = rng.uniform(50.0, 2500.0, len(y))
    theta = np.zeros((len(y), len(system.parameters)))
    # Also with opposite signs of T* and beta.
    spread = {"G": 3000.0, "TC": 500.0, "BMAGN": 0.5}
    moved = rng.uniform(size=len(y)) < 0.5
    for k, parameter in enumerate(system.parameters):
        theta[moved, k] = spread[parameter.kind] * rng.normal(size=moved.sum())
    if phase in ORDERED:
        order = orders(phase)(y, T, PRESSURE, theta)
        near = (rng.uniform(size=len(y)) < 0.34) & (order > 20.0)
        T = np.where(near, order * rng.choice([1.0, 1.0 - 1e-6, 1.0 + 1e-6, 0.8, 1.3], len(y)), T)
    return y, T, theta


def magnetic(phase: str) -> Magnetic:
    (found,) = (part for part in model_of(phase).contributions if isinstance(part, Magnetic))
    return found


def mapped(function):
    return jax.jit(jax.vmap(function, in_axes=(0, 0, None, 0)))


@functools.cache
def orders(phase: str):
    return mapped(magnetic(phase).order_temperature)


def derivatives_of_parts(model: GibbsModel):
    """Values, gradients and Hessians of all parts."""

    def both(*state):
        slopes = jax.jacrev(model.parts)(*state)
        return slopes, (model.parts(*state), slopes)

    def three(*state):
        curvatures, (parts, slopes) = jax.jacfwd(both, has_aux=True)(*state)
        return parts, slopes, curvatures

    return jax.jit(jax.vmap(three, in_axes=(0, 0, None, 0)))


def summed_up(parts: dict[str, jax.Array]) -> NDArray:
    return np.sum([np.asarray(part) for part in parts.values()], axis=0)


def polynomials(phase: str, T: NDArray, theta: NDArray) -> NDArray:
    return SYSTEM.coefficients(T, np.full(len(T), PRESSURE)) + theta @ SYSTEM.weights.T


@pytest.mark.parametrize("phase", SYSTEM.phases)
def test_kernels_equal_the_twin(phase: str):
    model = model_of(phase)
    p = place(phase)[0]
    y, T, theta = states(phase)
    assert len(y) >= 1000
    coefficients = polynomials(phase, T, theta)
    n = y.shape[1]
    values, again, gradients, hessians = (
        np.zeros(len(y)),
        np.zeros(len(y)),
        np.zeros((len(y), n)),
        np.zeros((len(y), n, n)),
    )
    in_kernels(SYSTEM.tables, p, coefficients, T, y, values, again, gradients, hessians)
    parts, slopes, curvatures = derivatives_of_parts(model)(y, T, PRESSURE, theta)
    # Terms of the polynomial of energies without signs, and the rest as it is.
    bare = SYSTEM.tables._replace(R=0.0, structure=np.zeros(len(SYSTEM.phases)))
    size, slope, curve = np.zeros(len(y)), np.zeros((len(y), n)), np.zeros((len(y), n, n))
    in_kernels(bare, p, np.abs(coefficients), T, y, np.zeros(len(y)), size, slope, curve)
    for name in parts:
        size += np.abs(parts[name])
        slope += np.abs(slopes[name])
        curve += np.abs(curvatures[name])
    found = mapped(model.energy)(y, T, PRESSURE, theta)
    summed = summed_up(parts)
    np.testing.assert_array_less(np.abs(found - summed), EXACT * size)
    # On T* itself the second derivative jumps, and rounding decides the side of a state.
    apart = np.ones(len(y), dtype=bool)
    if phase in ORDERED:
        apart = np.abs(orders(phase)(y, T, PRESSURE, theta) / T - 1.0) > 1e-13
        assert 10 < (~apart).sum() < 250
    for mine, theirs, terms in (
        (found, values, size),
        (found, again, size),
        (summed_up(slopes), gradients, slope),
        (summed_up(curvatures)[apart], hessians[apart], curve[apart]),
    ):
        assert np.isfinite(mine).all()
        np.testing.assert_array_less(np.abs(mine - theirs), EXACT * terms + 1e-280)


@pytest.mark.parametrize("phase", ORDERED)
def test_states_are_on_both_sides_of_order_and_at_edges(phase: str):
    y, T, theta = states(phase)
    part = magnetic(phase)
    order = orders(phase)(y, T, PRESSURE, theta)
    raw, moment = (mapped(f)(y, T, PRESSURE, theta) for f in (part.order, part.moment))
    assert ((y == 0.0).any(axis=1)).sum() > 100
    assert (y == 1.0).any()
    for seen in (order > T, order < T, order == T, raw < 0.0, (raw < 0.0) & (order > T),
        moment < 0.0, (raw == 0.0) | (raw > 0.0)):  # fmt: skip
        assert seen.sum() > 10


@pytest.mark.parametrize("phase", ["FCC_A1", "LIQUID", "MN3N2_ETA", "GAS"])
def test_identities_of_partial_energies(phase: str):
    """Euler: G = sum_e mu_e M_e, and G is the mean of its end members.

    Gibbs-Duhem: sum_e M_e dmu_e = 0 along any change of the site fractions.
    """
    model = model_of(phase)
    rng = np.random.default_rng(5)
    y = site_fractions(phase, 64, rng, edges=False)
    T = rng.uniform(300.0, 1800.0, len(y))

    def identities(y, T):
        G = model.energy(y, T, PRESSURE)
        ends = model.end_member_potentials(y, T, PRESSURE)
        mean = jnp.sum(ends * jnp.prod(y[model.end_members()], axis=1))
        moles = model.moles(y)
        told = ~jnp.isnan(model.chemical_potentials(y, T, PRESSURE))
        potentials = jnp.where(told, model.chemical_potentials(y, T, PRESSURE), 0.0)
        by_y = jax.jacfwd(model.chemical_potentials)(y, T, PRESSURE)
        work = moles @ jnp.where(told[:, None], by_y, 0.0)
        return G, mean, moles @ potentials, work, jnp.abs(moles) @ jnp.abs(jnp.where(told[:, None],
            by_y, 0.0)), told  # fmt: skip

    G, mean, euler, work, terms, told = jax.jit(jax.vmap(identities))(y, T)
    np.testing.assert_allclose(mean, G, rtol=1e-12, atol=1e-8)
    groups = SYSTEM.tables.sublattice[place(phase)[1]]
    fixed = phase == "MN3N2_ETA"  # one composition: no element has a potential of its own
    np.testing.assert_array_equal(told[0], model.amounts.any(axis=0) & (not fixed))
    if fixed:
        return
    np.testing.assert_allclose(euler, G, rtol=1e-11, atol=1e-7)
    for i, j in itertools.combinations(range(y.shape[1]), 2):
        if groups[i] == groups[j]:
            np.testing.assert_array_less(
                np.abs(work[:, i] - work[:, j]), 1e-11 * (terms[:, i] + terms[:, j])
            )


@pytest.mark.parametrize("phase", ["BCC_A2", "FE4N_LP10"])
def test_potentials_are_derivatives_by_moles(phase: str):
    """Of the Gibbs energy of a piece of an interstitial
    phase as a function of its moles of Co, Fe, Mn and N.
    """
    model = model_of(phase)
    sites = SYSTEM.tables.sites[place(phase)[1]]

    def whole(moles):
        units = moles[:3].sum() / sites[0]
        nitrogen = moles[3] / (units * sites[3])
        y = jnp.concatenate([moles[:3] / moles[:3].sum(), jnp.array([nitrogen, 1.0 - nitrogen])])
        return units * model.energy(y, 700.0, PRESSURE), y

    moles = jnp.array([0.9, 0.5, 1.3, 0.1])
    by_moles, y = jax.jit(jax.grad(whole, has_aux=True))(moles)
    np.testing.assert_allclose(by_moles, model.chemical_potentials(y, 700.0, PRESSURE), rtol=1e-11)
    np.testing.assert_allclose(model.mole_fractions(y), moles / moles.sum(), rtol=1e-14)
    np.testing.assert_allclose(
        model.atoms(y) * whole(moles)[0] / model.energy(y, 700.0, PRESSURE), moles.sum(), rtol=1e-13
    )


STABLE = {
    "FE": ("BCC_A2", [0, 1, 0, 0, 1], 27.2797),
    "CO": ("HCP_A3", [1, 0, 0, 0, 1], 30.0400),
    "MN": ("CBCC_A12", [0, 0, 1, 0, 1], 32.2206),
}


@pytest.mark.parametrize("element", STABLE)
def test_pure_elements_have_their_tabulated_entropy_and_no_enthalpy_at_room_temperature(
    element: str,
):
    """Dinsdale1991: H = 0 at 298.15 K by definition of the reference."""
    phase, there, entropy = STABLE[element]
    y = np.array(there, dtype=float)
    model = model_of(phase)
    assert float(model.entropy(y, 298.15, PRESSURE)) == pytest.approx(entropy, abs=2e-3)
    assert float(model.enthalpy(y, 298.15, PRESSURE)) == pytest.approx(0.0, abs=0.5)
    ends = [float(model.enthalpy(y, T, PRESSURE)) for T in (500.01, 499.99)]
    assert float(model.heat_capacity(y, 500.0, PRESSURE)) == pytest.approx(
        (ends[0] - ends[1]) / 0.02, rel=1e-8
    )


def test_end_members_have_the_energies_of_the_database():
    """The parts of mixing vanish there."""
    model = model_of("FCC_A1")
    for parameter in DATABASE.parameters_of("FCC_A1"):
        if parameter.kind == "G" and all(len(names) == 1 for names in parameter.constituents):
            y = np.array(
                [1.0 * (name in parameter.constituents[s]) for s, name in model.constituents]
            )
            parts = model.parts(y, 800.0, PRESSURE)
            assert float(parts["reference"]) == pytest.approx(
                float(evaluate(parameter.value, DATABASE.functions, 800.0, PRESSURE)), rel=1e-14
            )
            assert parts["excess"] == parts["ideal"] == 0.0


def test_mixing_two_species_in_equal_parts_gives_R_ln_2():
    for phase, sites in (("LIQUID", 1.0), ("FE4N_LP10", 4.0)):
        model = model_of(phase)
        (ideal,) = (part for part in model.contributions if part.name == "ideal")
        y = jnp.zeros(len(model.amounts)).at[:2].set(0.5).at[-1].set(1.0 * (phase != "LIQUID"))
        entropy = -jax.grad(ideal, argnums=1)(y, 300.0, PRESSURE, 0.0)
        assert float(entropy) == pytest.approx(sites * R * np.log(2.0), rel=1e-14)


def test_gas_is_ideal():
    model, y = model_of("GAS"), jnp.ones(1)
    volume = jax.grad(model.energy, argnums=2)(y, 500.0, 3e5)
    assert float(volume) == pytest.approx(R * 500.0 / 3e5, rel=1e-12)
    low, high = (model.chemical_potentials(y, 500.0, P) for P in (1e5, 3e5))
    N = SYSTEM.elements.index("N")
    assert float(high[N] - low[N]) == pytest.approx(0.5 * R * 500.0 * np.log(3.0), rel=1e-12)
    assert np.isnan(np.delete(low, N)).all()


def test_an_unknown_phase_is_named():
    with pytest.raises(DatabaseError, match="did you mean 'FCC_A1'"):
        gibbs_model(SYSTEM, "FCC_A")
