"""Lattice kinetic Monte Carlo at rest: Boltzmann's distribution,
the law of the planes as its mean field, the Ising model.
"""

from __future__ import annotations

import itertools
from collections import Counter

import numpy as np
import pytest
from lattices import closed, numbers, pair_energies, plain_rates
from scipy.special import gammaln

from nmhts.numerics.chance import streams
from nmhts.physics.transport.lattice.box import ADSORBED, DISSOLVED, new_box, sites_of
from nmhts.physics.transport.lattice.events import run_events
from nmhts.physics.transport.lattice.interaction import Couplings, plane_couplings
from nmhts.physics.transport.lattice.rates import FastPaths

SMALL = (3, 3, 3)
MOST = 1_000_000  # events


def agrees(counts: Counter, weights: dict, samples: int) -> None:
    """Chi squared of a histogram against exact shares,
    within three of its standard deviations; rare states are put together.
    """
    total = sum(weights.values())
    seen, expected, rest = [], [], [0.0, 0.0]
    for state, weight in weights.items():
        share = samples * weight / total
        if share >= 10.0:
            seen.append(counts[state])
            expected.append(share)
        else:
            rest[0] += counts[state]
            rest[1] += share
    assert set(counts) <= set(weights)
    if rest[1] > 0.0:
        seen.append(rest[0])
        expected.append(rest[1])
    seen, expected = np.array(seen), np.array(expected)
    chi2, free = float(((seen - expected) ** 2 / expected).sum()), len(seen) - 1
    assert abs(chi2 - free) < 3.0 * np.sqrt(2.0 * free), (chi2, free)


@pytest.mark.parametrize("fast", [False, True])
def test_closed_box_takes_the_distribution_of_Boltzmann(fast: bool):
    """All 351 ways to place two vacancies among 27 sites,
    in a field, with pairs counted one by one.

    The fast paths of the kernel must not show.
    """
    couplings = Couplings(0.5, -0.3, 0.8)
    J = pair_energies(SMALL, couplings)
    field = np.array([0.3, -0.4, 0.6])  # of an N by plane, over k_B T
    weights = {}
    for pair in itertools.combinations(range(27), 2):
        n = np.ones(27)
        n[list(pair)] = 0
        weights[pair] = np.exp(0.5 * n @ J @ n + np.tile(field, 9) @ n)
    columns = np.arange(9).reshape(3, 3) % 2 == 0
    paths = FastPaths(columns, 1.0, 0.0) if fast else None
    p = closed()
    rates = plain_rates(p, couplings, SMALL, paths)
    rates.boost[1:4] = np.exp(0.5 * field)
    rates.relief[1:4] = 1.0 / rates.boost[1:4]
    start = np.ones(SMALL, dtype=bool)
    start[0, 0, :2] = False
    box, state = new_box(start), streams(3, [(0,)])[0]
    samples, counts = 12_000, Counter()
    for _ in range(samples):
        run_events(p, box, rates, 0.0, state, 0.0, 6.0, MOST)
        vacant = np.flatnonzero(~sites_of(box, 3, 3).ravel())
        counts[(int(vacant[0]), int(vacant[1]))] += 1
    agrees(counts, weights, samples)


def test_gate_takes_the_distribution_of_Boltzmann():
    """Two N among 27 sites, the adsorbed layer and the electrolyte, at a Stern drop: every state,
    with free energies read from the barriers.
    """
    couplings, drop = Couplings(0.4, 0.2, 0.1), 0.02
    p = numbers(
        hop_rate=1.0, floor_rate=2.0, leak_rate=0.0, omega=1.5, b_exit=0.7, b_return=0.2,
            b_dissolve=0.4, b_adsorb=-0.6,
        s_max=2.5 / 9, r_half=0.3, open_share=1.0, z_e_kT=50.0, zeta=0.6, alpha=0.5,
    )  # fmt: skip
    J = pair_energies(SMALL, couplings)
    layer = p.b_exit - p.b_return - p.z_e_kT * p.zeta * drop  # G_s - z e zeta D
    dissolved = layer + p.b_dissolve - p.b_adsorb - p.z_e_kT * (1.0 - p.zeta) * drop
    places, half = p.s_max * 9, p.r_half * 9

    def outside(s: int, r: int) -> float:
        # Sites of the layer are taken at random; the electrolyte takes up N by r/(r + r_h).
        ways = gammaln(places + 1) - gammaln(s + 1) - gammaln(places - s + 1)
        share = gammaln(r + half + 1) - gammaln(half + 1) - gammaln(r + 1)
        return ways + share - s * layer - r * dissolved

    weights = {}
    for inside in range(3):
        for filled in itertools.combinations(range(27), inside):
            n = np.zeros(27)
            n[list(filled)] = 1
            film = p.omega * inside - 0.5 * n @ J @ n
            for s in range(3 - inside):
                r = 2 - inside - s
                weights[(filled, s, r)] = np.exp(outside(s, r) - film)
    columns = np.arange(9).reshape(3, 3) % 3 == 0
    rates = plain_rates(p, couplings, SMALL, FastPaths(columns, 0.6, 0.9))
    rates.drop[0] = drop
    start = np.zeros(SMALL, dtype=bool)
    start[1, 1, :2] = True
    box, state = new_box(start), streams(5, [(0,)])[0]
    samples, counts = 12_000, Counter()
    for _ in range(samples):
        run_events(p, box, rates, drop, state, 0.0, 12.0, MOST)
        filled = tuple(int(k) for k in np.flatnonzero(sites_of(box, 3, 3).ravel()))
        counts[(filled, int(box.contents[ADSORBED]), int(box.contents[DISSOLVED]))] += 1
    assert len({state[1:] for state in counts}) == 6, "not all numbers of N outside were seen"
    agrees(counts, weights, samples)
    # The numbers outside of the film alone are a sharper test of the layer and the electrolyte.
    outside_counts, outside_weights = Counter(), Counter()
    for found, kept in ((counts, outside_counts), (weights, outside_weights)):
        for state, value in found.items():
            kept[state[1:]] += value
    agrees(outside_counts, outside_weights, samples)


@pytest.mark.parametrize(("omega", "kappa"), [(4.0, 3.0), (2.5, 1.0), (5.0, 4.6)])
def test_mean_field_of_the_couplings_is_the_law_of_the_planes(omega: float, kappa: float):
    """mu_i = Omega (1 - 2 y_i) - kappa (y_{i+1} - 2 y_i + y_{i-1}), zero gradient at the ends, and
    the same gradient energy sideways.
    """
    couplings = plane_couplings(omega, kappa)
    J = pair_energies((3, 3, 6), couplings).reshape(9, 6, 9, 6)
    y = np.array([0.9, 0.2, 0.5, 1.0, 0.0, 0.7])
    padded = np.pad(y, 1, mode="edge")
    law = omega * (1 - 2 * y) - kappa * (padded[2:] - 2 * y + padded[:-2])
    np.testing.assert_allclose(
        omega - np.einsum("aibj,j->ai", J, y), np.tile(law, (9, 1)), atol=1e-13
    )
    nearest, face, body = couplings
    assert nearest + 4 * face + 4 * body == pytest.approx(kappa, rel=1e-12)
    # Of all such triples the one with the least sum of squares.
    squares = []
    for shift in (-1e-3, 0.0, 1e-3):
        other = (nearest - shift, face + shift, body - 0.75 * shift)
        squares.append(6 * other[0] ** 2 + 12 * other[1] ** 2 + 8 * other[2] ** 2)
    assert squares[1] < min(squares[0], squares[2])


def test_fields_and_rates_after_many_events_are_those_of_the_pairs():
    """Fields and rates change by increments near an event;
    here they are compared with sums over all pairs.

    k(i -> j) = exp{[sum_k J_jk n_k - J_ij - sum_k J_ik n_k] / 2} for hops of 1/s
    """
    shape, couplings = (7, 6, 9), Couplings(0.7, 0.3, -0.2)
    sites = np.random.default_rng(1).random(shape) < 0.6
    box, p = new_box(sites), closed()
    rates = plain_rates(p, couplings, shape)
    run_events(p, box, rates, 0.0, streams(0, [(0,)])[0], 0.0, 1e9, 2000)
    after = sites_of(box, *shape[:2])
    assert (after != sites).sum() > 100
    J = pair_energies(shape, couplings)
    field = J @ after.ravel()
    fields = rates.field[box.code].reshape(7, 6, 16)[:, :, 1:10].ravel()
    np.testing.assert_allclose(fields, field, atol=1e-12)
    index = np.arange(after.size).reshape(shape)
    expected = np.zeros(after.size)
    for axis, step in itertools.product(range(3), (-1, 1)):
        there = np.roll(index, step, axis)
        inside = np.ones(shape, dtype=bool)
        if axis == 2:
            inside[:, :, 0 if step == 1 else -1] = False
        for i, j in zip(index[inside], there[inside], strict=True):
            if after.ravel()[i] and not after.ravel()[j]:
                expected[i] += np.exp(0.5 * (field[j] - J[i, j] - field[i]))
    found = box.hops.sums[: 42 * 16].reshape(7, 6, 16)[:, :, 1:10].ravel()
    np.testing.assert_allclose(found, expected, rtol=1e-10)


def test_coexisting_phases_have_the_magnetization_of_the_Ising_model():
    """Nearest neighbors alone: vacancies in N and N in metal as by Talapov and Bloete 1996
    (accurate to 1e-5 above 0.74 T_c), where mean field has 3.6 %.

    M(t) = t^0.32694109 (1.6919045 - 0.34357731 t^0.50842026 - 0.42572366 t),
      t = 1 - 0.2216544 / K,   J = 4 K
    """
    K = 0.295
    t = 1.0 - 0.2216544 / K
    M = t**0.32694109 * (1.6919045 - 0.34357731 * t**0.50842026 - 0.42572366 * t)
    shape, p = (12, 12, 28), closed()
    sites = np.zeros(shape, dtype=bool)
    sites[:, :, :14] = True
    box, state = new_box(sites), streams(2, [(0,)])[0]
    rates = plain_rates(p, Couplings(4.0 * K, 0.0, 0.0), shape)
    run_events(p, box, rates, 0.0, state, 0.0, 200.0, 10**8)
    deep = np.r_[2:9, 19:26]  # planes off the ends and far from the interface
    shares = []
    for _ in range(100):
        run_events(p, box, rates, 0.0, state, 0.0, 20.0, 10**8)
        profile = box.planes[1:29] / 144
        shares.append(np.where(np.arange(28) < 14, 1.0 - profile, profile)[deep].mean())
    blocks = np.mean(np.reshape(shares, (10, 10)), axis=1)
    error = blocks.std(ddof=1) / np.sqrt(10)
    assert error < 0.002, "mean field, 0.036, would not be told apart"
    assert abs(blocks.mean() - 0.5 * (1.0 - M)) < 3.0 * error
