"""Derivatives of equilibria by the implicit function theorem.

Cotangents of a solution become cotangents of its conditions and of all parameters. The equations of
``newton`` hold at a solution, so a change of a condition changes potentials mu, amounts n and site
fractions q by

    sum_k n_k M_q W^-1 M_q^T dmu + sum_k dn_k M_k = db + sum_k n_k M_q W^-1 dG_q
    M_k dmu = dG_k        dq = W^-1 (M_q^T dmu - dG_q)

where dG_k and dG_q are changes at fixed site fractions. The matrix is symmetric: one more solve
with it gives all derivatives of one scalar. They hold while the set of phases stays the same.
Frozen site fractions y_f (frozen metals) are conditions: dG_k = (dG_k/dy_f) dy_f and dG_q =
(d2G_k/dq dy_f) dy_f, along changes at which their sublattices stay full.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import entry, kernel
from nmhts.physics.thermo.energy import LEAST, curvature, order_shape, signed
from nmhts.physics.thermo.newton import build_system, linearise_sets, new_sets
from nmhts.physics.thermo.pivoting import solve_open
from nmhts.physics.thermo.solve import OK, Conditions, Equilibria


class Cotangents(NamedTuple):
    """Cotangents of b solutions, by the shapes of ``Equilibria``."""

    amount: Any  # [b, v]
    y: Any  # [b, v, n]
    mu: Any  # [b, e]
    G: Any  # [b] of sum_k n_k G_k, J


class Answers(NamedTuple):
    """Cotangents of the conditions of b points."""

    T: Any  # [b] at fixed coefficients
    coefficients: Any  # [b, t]
    moles: Any  # [b, m]
    mu: Any  # [b, e] of the potentials that are given
    fill: Any  # [b, c] of the frozen site fractions


def new_answers(conditions: Conditions, results: Equilibria) -> Answers:
    """Return memory for the cotangents of the conditions of points, zeros."""
    shapes = conditions.T, conditions.coefficients, conditions.moles, results.mu, conditions.fill
    return Answers(*(np.zeros(values.shape) for values in shapes))


class _Magnetic(NamedTuple):
    """Derivatives of R T ln(1 + beta) g(T*/T) by T and by the polynomials of T* and beta.

    The polynomials are those of the database, before the antiferromagnetic factor.
    """

    t: float
    b: float
    T: float
    tt: float
    bt: float
    bb: float
    tT: float
    bT: float


@kernel
def _magnetic(R, T, p, afm, t_raw, b_raw):
    """Return the derivatives of the magnetic energy."""
    t, s = signed(t_raw, afm)
    b, u = signed(b_raw, afm)
    w = t / T
    g, g_1, g_2 = order_shape(w, p)
    log, rest = np.log1p(b), 1.0 / (1.0 + b)
    return _Magnetic(
        R * log * g_1 * s, R * T * g * rest * u, R * log * (g - w * g_1), R * log * g_2 / T * s * s,
        R * g_1 * rest * s * u,
        -R * T * g * rest * rest * u * u, -R * log * g_2 * w / T * s, R * rest * (g - w * g_1) * u,
    )  # fmt: skip


@kernel
def _monomials(tables, begin, end, y, along, values, slopes):
    """Fill the values of monomials and their derivatives along a direction of y."""
    for t in range(begin, end):
        product, total = 1.0, 0.0
        degree = tables.degree[t]
        for a in range(degree):
            product *= y[tables.factors[t, a]]
            rest = along[tables.factors[t, a]]
            for b in range(degree):
                if b != a:
                    rest *= y[tables.factors[t, b]]
            total += rest
        values[t], slopes[t] = product, total


@kernel
def _pull_phase(tables, phase, coefficients, T, y, along, weight, out, values, slopes):
    """Add the contributions of the energy of a phase; return the one to T.

    ``weight`` times dG and ``along`` times the change of its gradient, at fixed y.
    """
    terms, first, R = tables.terms, tables.first[phase], tables.R
    _monomials(tables, terms[phase, 0], terms[phase, 3], y, along, values, slopes)
    for t in range(terms[phase, 0], terms[phase, 1]):
        out[t] += weight * values[t] + slopes[t]
    by_T = 0.0
    for i in range(tables.first[phase + 1] - first):
        log = np.log(max(y[i], LEAST))
        by_T += R * tables.sites[first + i] * (weight * y[i] * log + along[i] * (log + 1.0))
    p = tables.structure[phase]
    if p > 0.0 and terms[phase, 3] > terms[phase, 1]:
        t_raw, b_raw, t_along, b_along = 0.0, 0.0, 0.0, 0.0
        for t in range(terms[phase, 1], terms[phase, 2]):
            t_raw += coefficients[t] * values[t]
            t_along += coefficients[t] * slopes[t]
        for t in range(terms[phase, 2], terms[phase, 3]):
            b_raw += coefficients[t] * values[t]
            b_along += coefficients[t] * slopes[t]
        F = _magnetic(R, T, p, tables.afm[phase], t_raw, b_raw)
        by_t = weight * F.t + F.tt * t_along + F.bt * b_along
        by_b = weight * F.b + F.bt * t_along + F.bb * b_along
        for t in range(terms[phase, 1], terms[phase, 2]):
            out[t] += by_t * values[t] + F.t * slopes[t]
        for t in range(terms[phase, 2], terms[phase, 3]):
            out[t] += by_b * values[t] + F.b * slopes[t]
        by_T += weight * F.T + F.tT * t_along + F.bT * b_along
    return by_T


@kernel
def _pull_fill(tables, phase, coefficients, T, frozen, y, along, weight, bar, slopes, out):
    """Add the contributions of a phase to the cotangents of the frozen site fractions.

    ``weight`` times dG/dy_f, ``along`` times d2G/dy dy_f, and their own cotangents ``bar``.
    """
    first = tables.first[phase]
    n = tables.first[phase + 1] - first
    held = False
    for f in range(n):
        held |= frozen[first + f]
    if not held:
        return
    curvature(tables, phase, coefficients, T, y, slopes)
    for f in range(n):
        if frozen[first + f]:
            out[first + f] += weight * slopes.g[f] + bar[f]
            for i in range(n):
                out[first + f] += along[i] * slopes.G[i, f]


@kernel
def _seed(given, b, k, sets, r):
    """Fill r with W^-1 times the cotangent of the free site fractions of set k.

    The cotangent includes the contribution of the requested energy.
    """
    d = sets.count[k]
    for a in range(d):
        i, lead = sets.free[k, a], sets.lead[k, a]
        bar = given.y[b, k, i] - given.y[b, k, lead]
        r[a] = bar + given.G[b] * sets.amount[k] * sets.g[k, a]
    L = sets.L[k]
    for a in range(d):
        for c in range(a):
            r[a] -= L[a, c] * r[c]
        r[a] /= L[a, a]
    for x in range(d):
        a = d - 1 - x
        for c in range(a + 1, d):
            r[a] -= L[c, a] * r[c]
        r[a] /= L[a, a]


@entry
def pull_equilibria(tables, conditions, results, given, answers):
    """Fill ``answers`` with the cotangents of the conditions of points, zero at first.

    Parameters: tables, conditions and results as of ``solve_batch``; given Cotangents. Points
    without a solution are left out.
    """
    bound, m = conditions.bound, len(conditions.bound)
    e_all, most = tables.amounts.shape[1], results.phase.shape[1]
    n = results.y.shape[2]
    sets = new_sets(most, n, e_all)
    mu, r, along = np.zeros(e_all), np.zeros((most, n)), np.zeros(n)
    values, slopes = np.zeros(len(tables.degree)), np.zeros(len(tables.degree))
    for b in range(len(conditions.T)):
        if results.status[b] != OK:
            continue
        count, T, coefficients = results.count[b], conditions.T[b], conditions.coefficients[b]
        RT = tables.R * T
        mu[:] = results.mu[b]
        for k in range(count):
            sets.phase[k], sets.amount[k] = results.phase[b, k], results.amount[b, k]
            sets.y[k] = results.y[b, k]
        linearise_sets(tables, coefficients, T, conditions.frozen, sets, count)
        build_system(RT, m, bound, mu, conditions.moles[b], sets, count)
        # The unknowns are mu / RT and n, the equations of the phases are over RT.
        for a in range(m):
            sets.right[a] = given.mu[b, bound[a]] * RT
        for k in range(count):
            sets.right[m + k] = given.amount[b, k] + given.G[b] * sets.G[k]
            _seed(given, b, k, sets, r[k])
            for a in range(m):
                for i in range(sets.count[k]):
                    sets.right[a] += RT * sets.M[k, i, bound[a]] * r[k, i]
        solve_open(m + count, sets.S, sets.right, sets.order, sets.answer)
        for a in range(m):
            answers.moles[b, a] = sets.answer[a]
        for k in range(count):
            phase = sets.phase[k]
            along[:] = 0.0
            held = sets.answer[m + k] / RT
            for i in range(sets.count[k]):
                w = -r[k, i]
                for a in range(m):
                    w += sets.amount[k] * sets.X[k, i, bound[a]] * sets.answer[a]
                along[sets.free[k, i]] += w
                along[sets.lead[k, i]] -= w
                for e in range(e_all):
                    answers.mu[b, e] -= w * sets.M[k, i, e]
            for e in range(e_all):
                answers.mu[b, e] -= held * sets.moles[k, e]
            weight = held + given.G[b] * sets.amount[k]
            answers.T[b] += _pull_phase(
                tables, phase, coefficients, T, sets.y[k], along, weight, answers.coefficients[b],
                values, slopes
            )  # fmt: skip
            _pull_fill(
                tables, phase, coefficients, T, conditions.frozen, sets.y[k], along, weight,
                given.y[b, k], sets.slopes,
                answers.fill[b],
            )  # fmt: skip
        for a in range(m):
            answers.mu[b, bound[a]] = 0.0
