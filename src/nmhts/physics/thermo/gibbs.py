"""Gibbs energy of a phase in JAX as a sum of named contributions: the reference for the kernels.

    G(y, T, P, theta) = reference + ideal + excess + magnetic        J per mole of formula units

Quantities that are derivatives of G follow from it. y [n] site fractions in the order of
``System.constituents``; T K; P Pa; theta [k] is added to the values of ``System.parameters``
(J/mol, K for TC, Bohr magnetons for BMAGN), zeros by default. Derivatives by theta are those by the
parameters; derivatives by T and P are those of the database's expressions. Scalars and one y at a
time: batches by ``jax.vmap``.

At a site fraction of 0 everything stays finite: the logarithm limits site fractions to at least
1e-30, and so do its first and second derivative, as in the kernels (``energy``). So y ln y is 0
there, the derivative of the ideal term is that at 1e-30, -68 R T, and its second derivative 1e30 R
T.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array
from jax.typing import ArrayLike

from nmhts.errors import DatabaseError, unknown_name
from nmhts.materials.tdb.expressions import evaluate
from nmhts.physics.thermo.energy import LEAST
from nmhts.physics.thermo.system import System


class Contribution(Protocol):
    """Part of the Gibbs energy, J per mole of formula units."""

    @property
    def name(self) -> str:
        """Return the name of the part."""
        ...

    def __call__(self, y: Array, T: Array, P: Array, theta: Array) -> Array:
        """Return the part."""
        ...


@jax.custom_jvp
def _log_slope(y: Array) -> Array:
    """Return d(y ln y)/dy = ln y + 1."""
    return jnp.log(jnp.maximum(y, LEAST)) + 1.0


@jax.custom_jvp
def _y_log_y(y: Array) -> Array:
    return y * jnp.log(jnp.maximum(y, LEAST))


# Below LEAST the derivatives are those at LEAST, also the second one, which a clipped logarithm
# would lose.
_log_slope.defjvps(lambda dy, _, y: dy / jnp.maximum(y, LEAST))
_y_log_y.defjvps(lambda dy, _, y: dy * _log_slope(y))


class Polynomial:
    """Polynomial in the site fractions with coefficients from parameters of the database.

        sum_t c_t prod_{i in t} y_i,    c_t = sum_k w_tk (v_k(T, P) + theta_k)

    Redlich-Kister orders, ternary and reciprocal parameters are contained in the weights w
    (``monomials``). ``chosen`` [k] selects the parameters.
    """

    def __init__(self, system: System, phase: int, kind: int, chosen: np.ndarray):
        begin, end = system.tables.terms[phase, kind : kind + 2]
        weights = system.weights[begin:end]
        self.columns = np.flatnonzero(chosen & (weights != 0.0).any(axis=0))
        rows = np.flatnonzero((weights[:, self.columns] != 0.0).any(axis=1))
        self.weights = weights[np.ix_(rows, self.columns)]
        # A factor beyond the degree of a monomial refers to the 1 appended to y.
        n = system.tables.first[phase + 1] - system.tables.first[phase]
        factors, degree = (
            system.tables.factors[begin:end][rows],
            system.tables.degree[begin:end][rows],
        )
        self.factors = np.where(np.arange(factors.shape[1]) < degree[:, None], factors, n)
        self.values = [system.parameters[k].value for k in self.columns]
        self.functions = system.database.functions

    def __call__(self, y: Array, T: Array, P: Array, theta: Array) -> Array:
        """Return the value."""
        if not self.values:
            return jnp.zeros(())
        known: dict = {}
        values = [evaluate(value, self.functions, T, P, jnp, known) for value in self.values]
        coefficients = self.weights @ (jnp.stack(values) + theta[self.columns])
        wide = jnp.append(y, 1.0)
        for factor in self.factors.T:
            coefficients = coefficients * wide[factor]
        return coefficients.sum()


def order_shape(w: Array, p: float) -> Array:
    """Return the shape g of the magnetic energy at w = T*/T = 1/tau (Hillert1978).

        tau < 1:  g = 1 - [79 / (140 p tau)
                           + 474/497 (1/p - 1) (tau^3/6 + tau^9/135 + tau^15/600)] / D
        tau >= 1: g = -[tau^-5/10 + tau^-15/315 + tau^-25/1500] / D
        D = 518/1125 + 11692/15975 (1/p - 1)

    g and its first derivative are continuous at tau = 1; g = 0 where T* is not positive.
    """
    D = 518.0 / 1125.0 + 11692.0 / 15975.0 * (1.0 / p - 1.0)
    # Each branch gets only its own range, because the derivatives of the other one overflow.
    small = jnp.where((w > 0.0) & (w < 1.0), w, 0.0)
    tau = 1.0 / jnp.where(w < 1.0, 1.0, w)
    above = small**5 / 10.0 + small**15 / 315.0 + small**25 / 1500.0
    below = 79.0 / (140.0 * p) / tau
    below += 474.0 / 497.0 * (1.0 / p - 1.0) * (tau**3 / 6.0 + tau**9 / 135.0 + tau**15 / 600.0)
    return jnp.where(w < 1.0, -above / D, 1.0 - below / D)


@dataclass(frozen=True, eq=False)
class Reference:
    """Energy of the end members, weighted by their random probability (Hillert1981).

    G_ref = sum_ends prod_s y_{s,end(s)} G_end(T, P)
    """

    polynomial: Polynomial
    name: str = "reference"

    def __call__(self, y: Array, T: Array, P: Array, theta: Array) -> Array:
        """Return G_ref, J/mol."""
        return self.polynomial(y, T, P, theta)


@dataclass(frozen=True, eq=False)
class Ideal:
    """Entropy of random mixing on every sublattice (Hillert1981).

        G_id = R T sum_s a_s sum_i y_{s,i} ln y_{s,i}

    R in J/mol/K, a_s sites per formula unit.
    """

    sites: np.ndarray
    R: float
    name: str = "ideal"

    def __call__(self, y: Array, T: Array, P: Array, theta: Array) -> Array:
        """Return G_id, J/mol."""
        return self.R * T * jnp.sum(self.sites * _y_log_y(y))


@dataclass(frozen=True, eq=False)
class Excess:
    """Interactions of species on a sublattice (Redlich1948, Muggianu1975) or on two (Lukas2007).

        G_ex = sum_L prod_s y_{s,...} L_v(T, P) (y_A - y_B)^v

    This is the form for pairs; for three species and for two sublattices that both mix see
    ``monomials``.
    """

    polynomial: Polynomial
    name: str = "excess"

    def __call__(self, y: Array, T: Array, P: Array, theta: Array) -> Array:
        """Return G_ex, J/mol."""
        return self.polynomial(y, T, P, theta)


@dataclass(frozen=True, eq=False)
class Magnetic:
    """Magnetic order in the model of Inden, Hillert and Jarl (Inden1976, Hillert1978).

        G_mag = R T ln(1 + beta) g(T / T*)

    T* K and beta Bohr magnetons are polynomials of the site fractions; a negative one is divided by
    ``afm`` (-1 bcc, -3 close-packed). p is the share of the enthalpy above T*.
    """

    order: Polynomial
    moment: Polynomial
    afm: float
    p: float
    R: float
    name: str = "magnetic"

    def order_temperature(self, y: Array, T: Array, P: Array, theta: Array) -> Array:
        """Return T*, K: the Curie temperature, or the Neel temperature if the database says so."""
        t = self.order(y, T, P, theta)
        return jnp.where(t < 0.0, t / self.afm, t)

    def beta(self, y: Array, T: Array, P: Array, theta: Array) -> Array:
        """Return beta, Bohr magnetons per atom of the model."""
        b = self.moment(y, T, P, theta)
        return jnp.where(b < 0.0, b / self.afm, b)

    def __call__(self, y: Array, T: Array, P: Array, theta: Array) -> Array:
        """Return G_mag, J/mol."""
        t, b = self.order_temperature(y, T, P, theta), self.beta(y, T, P, theta)
        return self.R * T * jnp.log1p(b) * order_shape(t / T, self.p)


@dataclass(frozen=True, eq=False)
class GibbsModel:
    """Gibbs energy of a phase and derived quantities; y, T, P and theta as in this module's head.

    Energies, entropies and heat capacities are per mole of formula units; divided by ``atoms(y)``
    they are per mole of atoms. Parts added to ``contributions`` enter all of them.
    """

    phase: str
    elements: tuple[str, ...]
    constituents: tuple[tuple[int, str], ...]
    amounts: np.ndarray  # [n, e] moles of an element per formula unit and site fraction
    contributions: tuple[Contribution, ...]
    parameters: int  # length of theta

    def parts(
        self, y: ArrayLike, T: ArrayLike, P: ArrayLike, theta: ArrayLike | None = None
    ) -> Mapping[str, Array]:
        """Return the contributions by name, J/mol."""
        y, T, P = (
            jnp.asarray(y, dtype=float),
            jnp.asarray(T, dtype=float),
            jnp.asarray(P, dtype=float),
        )
        theta = jnp.zeros(self.parameters) if theta is None else jnp.asarray(theta, dtype=float)
        return {part.name: part(y, T, P, theta) for part in self.contributions}

    def energy(
        self, y: ArrayLike, T: ArrayLike, P: ArrayLike, theta: ArrayLike | None = None
    ) -> Array:
        """Return G = sum of the contributions, J/mol."""
        total = jnp.zeros(())
        for part in self.parts(y, T, P, theta).values():
            total = total + part
        return total

    def entropy(
        self, y: ArrayLike, T: ArrayLike, P: ArrayLike, theta: ArrayLike | None = None
    ) -> Array:
        """Return S = -dG/dT at fixed y, J/mol/K."""
        return -jax.grad(self.energy, argnums=1)(y, jnp.asarray(T, dtype=float), P, theta)

    def enthalpy(
        self, y: ArrayLike, T: ArrayLike, P: ArrayLike, theta: ArrayLike | None = None
    ) -> Array:
        """Return H = G + T S, J/mol."""
        return self.energy(y, T, P, theta) + T * self.entropy(y, T, P, theta)

    def heat_capacity(
        self, y: ArrayLike, T: ArrayLike, P: ArrayLike, theta: ArrayLike | None = None
    ) -> Array:
        """Return C_P = T dS/dT at fixed y, J/mol/K."""
        return T * jax.grad(self.entropy, argnums=1)(y, jnp.asarray(T, dtype=float), P, theta)

    def moles(self, y: ArrayLike) -> Array:
        """Return moles of the elements per mole of formula units, [e]."""
        return jnp.asarray(y) @ self.amounts

    def atoms(self, y: ArrayLike) -> Array:
        """Return moles of atoms per mole of formula units; vacancies do not count."""
        return self.moles(y).sum()

    def mole_fractions(self, y: ArrayLike) -> Array:
        """Return x_e = M_e / sum M, [e]."""
        return self.moles(y) / self.atoms(y)

    def end_members(self) -> np.ndarray:
        """Return the end members as indices of their constituents, [ends, sublattices].

        The last sublattice runs fastest.
        """
        groups = itertools.groupby(range(len(self.constituents)), lambda i: self.constituents[i][0])
        return np.array(list(itertools.product(*(tuple(places) for _, places in groups))))

    def end_member_potentials(
        self, y: ArrayLike, T: ArrayLike, P: ArrayLike, theta: ArrayLike | None = None
    ) -> Array:
        """Return the partial Gibbs energies of the end members, J/mol, [ends] (Hillert1981).

        G_end = G + sum_s dG/dy_{s,end(s)} - sum_i y_i dG/dy_i
        """
        G, g = jax.value_and_grad(self.energy)(jnp.asarray(y, dtype=float), T, P, theta)
        return G - jnp.dot(y, g) + g[self.end_members()].sum(axis=1)

    def chemical_potentials(
        self, y: ArrayLike, T: ArrayLike, P: ArrayLike, theta: ArrayLike | None = None
    ) -> Array:
        """Return the chemical potentials of the elements in the phase, J/mol, [e].

            sum_e mu_e M_{end,e} = G_end      of all end members, by least squares

        Exact where there are as many independent equations as elements (metals on one sublattice, N
        and vacancies on the other), and otherwise at internal equilibrium. NaN for an element that
        the end members do not determine (not in the phase, or in fixed proportion to another one).
        """
        ends = self.amounts[self.end_members()].sum(axis=1)
        inverse = np.linalg.pinv(ends)
        told = np.abs(inverse @ ends - np.eye(len(self.elements))).max(axis=1) < 1e-9
        found = inverse @ self.end_member_potentials(y, T, P, theta)
        return jnp.where(told, found, jnp.nan)


def gibbs_model(system: System, phase: str) -> GibbsModel:
    """Return the Gibbs energy of a phase of a system.

    Errors: DatabaseError for a phase that the system does not have.
    """
    if phase.upper() not in system.phases:
        raise DatabaseError(unknown_name("phase", phase, system.phases))
    p, tables = system.phases.index(phase.upper()), system.tables
    span = slice(tables.first[p], tables.first[p + 1])
    mixes = np.array([any(len(s) > 1 for s in one.constituents) for one in system.parameters])
    every = np.ones(len(mixes), dtype=bool)
    order, moment = (Polynomial(system, p, kind, every) for kind in (1, 2))
    contributions: list[Contribution] = [
        Reference(Polynomial(system, p, 0, ~mixes)),
        Ideal(tables.sites[span], tables.R),
        Excess(Polynomial(system, p, 0, mixes)),
    ]
    if tables.structure[p] > 0.0:
        contributions.append(
            Magnetic(order, moment, float(tables.afm[p]), float(tables.structure[p]), tables.R)
        )
    return GibbsModel(
        system.phases[p], system.elements, system.constituents[p], tables.amounts[span],
        tuple(contributions), len(mixes)
    )  # fmt: skip
