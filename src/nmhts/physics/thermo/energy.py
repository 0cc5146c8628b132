"""Gibbs energy of one phase at given site fractions, with gradient and Hessian.

    G = sum_t c_t(T) prod y  +  R T sum_s a_s sum_i y_i ln y_i  +  R T ln(1 + beta) g(T / T*)

In J per mole of formula units, as numba kernels over tables. T* and beta are polynomials like the
first term; a negative one is divided by the antiferromagnetic factor (Inden1976, Hillert1978).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import inlined, kernel, maker

G_TERMS, TC_TERMS, BETA_TERMS, END = range(4)

LEAST = 1e-30
"""Lower limit of site fractions, so that the logarithm stays finite; numerical."""

MOST_FACTORS = 32
"""Largest number of site fractions in the product of a monomial, with multiplicity."""


class Tables(NamedTuple):
    """Phases p with constituents c (all phases one after the other), elements e, monomials t."""

    first: Any  # [p + 1] index of the first constituent of a phase
    sublattice: Any  # [c] index of the sublattice within the phase
    sites: Any  # [c] sites of the sublattice per formula unit
    amounts: Any  # [c, e] moles of an element per formula unit and site fraction
    terms: Any  # [p, 4] first monomial of G, of T_C, of beta, end
    factors: Any  # [t, degree] constituents within the phase
    degree: Any  # [t]
    afm: Any  # [p] antiferromagnetic factor
    structure: Any  # [p] structure factor p, 0: no magnetism
    R: float  # J/mol/K


class Slopes(NamedTuple):
    """Memory for one phase: gradient [n] and Hessian [n, n] of G, T_C and beta."""

    g: Any
    G: Any
    t: Any
    T: Any
    b: Any
    B: Any
    tail: Any  # [MOST_FACTORS + 1] products of the last factors of a monomial


@maker
def new_slopes(n):
    """Return memory for phases of up to n constituents."""
    return Slopes(
        np.zeros(n), np.zeros((n, n)), np.zeros(n), np.zeros((n, n)), np.zeros(n), np.zeros((n, n)),
        np.zeros(MOST_FACTORS + 1),
    )  # fmt: skip


@kernel
def _value(tables, coefficients, begin, end, y):
    """Return a polynomial."""
    total = 0.0
    for t in range(begin, end):
        product = coefficients[t]
        for a in range(tables.degree[t]):
            product *= y[tables.factors[t, a]]
        total += product
    return total


@kernel
def _polynomial(tables, coefficients, begin, end, y, n, g, G, tail):
    """Return a polynomial; fill its gradient and Hessian."""
    for i in range(n):
        g[i] = 0.0
        for j in range(n):
            G[i, j] = 0.0
    total = 0.0
    for t in range(begin, end):
        c, degree = coefficients[t], tables.degree[t]
        if degree == 2:
            # End members of two sublattices: most of all monomials.
            i, j = tables.factors[t, 0], tables.factors[t, 1]
            total += c * y[i] * y[j]
            g[i] += c * y[j]
            g[j] += c * y[i]
            G[i, j] += c
            G[j, i] += c
            continue
        if degree == 3:
            i, j, k = tables.factors[t, 0], tables.factors[t, 1], tables.factors[t, 2]
            by_i, by_j, by_k = c * y[i], c * y[j], c * y[k]
            total += by_i * y[j] * y[k]
            g[i] += by_j * y[k]
            g[j] += by_i * y[k]
            g[k] += by_i * y[j]
            G[i, j] += by_k
            G[j, i] += by_k
            G[i, k] += by_j
            G[k, i] += by_j
            G[j, k] += by_i
            G[k, j] += by_i
            continue
        # The product without one or two factors: those before, those between, those behind.
        tail[degree] = 1.0
        for b in range(degree):
            a = degree - 1 - b
            tail[a] = tail[a + 1] * y[tables.factors[t, a]]
        total += c * tail[0]
        head = c
        for a in range(degree):
            i = tables.factors[t, a]
            g[i] += head * tail[a + 1]
            between = head
            for b in range(a + 1, degree):
                j = tables.factors[t, b]
                rest = between * tail[b + 1]
                G[i, j] += rest
                G[j, i] += rest
                between *= y[j]
            head *= y[i]
    return total


@inlined
def order_shape(w, p):
    """Return the shape of the magnetic energy at w = T*/T and its first two derivatives by w.

    Parameters: p structure factor, 0.4 bcc, 0.28 close-packed. Source: Hillert1978.
    """
    D = 518.0 / 1125.0 + 11692.0 / 15975.0 * (1.0 / p - 1.0)
    if w <= 0.0:
        return 0.0, 0.0, 0.0
    if w < 1.0:
        w_3 = w * w * w
        w_5 = w_3 * w * w
        w_15 = w_5 * w_5 * w_5
        w_25 = w_15 * w_5 * w_5
        g = w_5 / 10.0 + w_15 / 315.0 + w_25 / 1500.0
        by_w = (w_5 / 2.0 + w_15 / 21.0 + w_25 / 60.0) / w
        by_ww = (2.0 * w_5 + w_15 * (2.0 / 3.0) + w_25 * 0.4) / (w * w)
        return -g / D, -by_w / D, -by_ww / D
    f = 474.0 / 497.0 * (1.0 / p - 1.0)
    h = 79.0 / (140.0 * p)
    v = 1.0 / w
    v_3 = v * v * v
    v_9 = v_3 * v_3 * v_3
    v_15 = v_9 * v_3 * v_3
    g = h * w + f * (v_3 / 6.0 + v_9 / 135.0 + v_15 / 600.0)
    by_w = h - f * (v_3 / 2.0 + v_9 / 15.0 + v_15 / 40.0) * v
    by_ww = f * (2.0 * v_3 + v_9 * (2.0 / 3.0) + v_15 * 0.4) * v * v
    return 1.0 - g / D, -by_w / D, -by_ww / D


@inlined
def signed(value, factor):
    """Return a T_C or beta as used in the formulas, and its derivative by the given value."""
    if value < 0.0:
        return value / factor, 1.0 / factor
    return value, 1.0


@kernel
def energy(tables, phase, coefficients, T, y):
    """Return G of a phase, J per mole of formula units."""
    terms = tables.terms
    total = _value(tables, coefficients, terms[phase, 0], terms[phase, 1], y)
    first, RT = tables.first[phase], tables.R * T
    entropy = 0.0
    for i in range(tables.first[phase + 1] - first):
        if y[i] > LEAST:
            entropy += tables.sites[first + i] * y[i] * np.log(y[i])
    total += RT * entropy
    p = tables.structure[phase]
    if p > 0.0:
        t, _ = signed(
            _value(tables, coefficients, terms[phase, 1], terms[phase, 2], y), tables.afm[phase]
        )
        beta, _ = signed(
            _value(tables, coefficients, terms[phase, 2], terms[phase, 3], y), tables.afm[phase]
        )
        total += RT * np.log1p(beta) * order_shape(t / T, p)[0]
    return total


@kernel
def magnetic_piece(tables, phase, coefficients, T, y):
    """Return numbers that identify the smooth interval of a phase's magnetic energy.

    Intervals are separated by T = T*, where the second derivative has a step, and by T* = 0 and
    beta = 0.
    """
    if tables.structure[phase] <= 0.0:
        return 0
    terms = tables.terms
    t, _ = signed(
        _value(tables, coefficients, terms[phase, 1], terms[phase, 2], y), tables.afm[phase]
    )
    piece = 2 if t >= T else 0
    if _value(tables, coefficients, terms[phase, 1], terms[phase, 2], y) < 0.0:
        piece += 1
    if _value(tables, coefficients, terms[phase, 2], terms[phase, 3], y) < 0.0:
        piece += 4
    return piece


@kernel
def curvature(tables, phase, coefficients, T, y, slopes):
    """Return G of a phase, J per mole of formula units; fill ``slopes.g`` and ``slopes.G``.

    These are its gradient and Hessian.
    """
    terms = tables.terms
    first, RT = tables.first[phase], tables.R * T
    n = tables.first[phase + 1] - first
    g, G = slopes.g, slopes.G
    total = _polynomial(
        tables, coefficients, terms[phase, 0], terms[phase, 1], y, n, g, G, slopes.tail
    )
    for i in range(n):
        a, value = RT * tables.sites[first + i], max(y[i], LEAST)
        log = np.log(value)
        total += a * y[i] * log
        g[i] += a * (log + 1.0)
        G[i, i] += a / value
    p = tables.structure[phase]
    if p > 0.0 and terms[phase, 3] > terms[phase, 1]:
        t, t_1 = signed(
            _polynomial(tables, coefficients, terms[phase, 1], terms[phase, 2], y, n, slopes.t,
                slopes.T, slopes.tail),
            tables.afm[phase],
        )  # fmt: skip
        b, b_1 = signed(
            _polynomial(tables, coefficients, terms[phase, 2], terms[phase, 3], y, n, slopes.b,
                slopes.B, slopes.tail),
            tables.afm[phase],
        )  # fmt: skip
        f, f_w, f_ww = order_shape(t / T, p)
        log = np.log1p(b)
        total += RT * log * f
        by_b, by_t = RT * f * b_1 / (1.0 + b), tables.R * log * f_w * t_1
        by_bb, by_tt = -by_b * b_1 / (1.0 + b), tables.R / T * log * f_ww * t_1 * t_1
        by_bt = tables.R * f_w * b_1 * t_1 / (1.0 + b)
        for i in range(n):
            b_i, t_i = slopes.b[i], slopes.t[i]
            g[i] += by_b * b_i + by_t * t_i
            for j in range(n):
                b_j, t_j = slopes.b[j], slopes.t[j]
                G[i, j] += (
                    by_b * slopes.B[i, j] + by_t * slopes.T[i, j] + by_bb * b_i * b_j
                    + by_tt * t_i * t_j
                    + by_bt * (b_i * t_j + t_i * b_j)
                )  # fmt: skip
    return total
