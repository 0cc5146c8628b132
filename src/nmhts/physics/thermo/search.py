"""The search for the phases of a point: samples and what is found on the way, the lowest plane under them, and every phase asked whether it lies below a plane."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import kernel
from nmhts.physics.thermo.energy import Slopes, energy, magnetic_piece
from nmhts.physics.thermo.lowest import sink
from nmhts.physics.thermo.newton import Sets
from nmhts.physics.thermo.simplex import ARTIFICIAL, Basis, is_given_up, lowest_plane
from nmhts.physics.thermo.step import Reduced
from nmhts.physics.thermo.wells import Wells, note, rises

BELOW = 1e-6  # J/mol of atoms: a phase deeper under the plane is stable

_MOST_LOOKS = 50
# J/mol of atoms: how deep a set that is there may lie, when phases are too much the same for a
# share of each
_SLIGHTLY = 1e-4
_SAME = 1e-4  # largest difference of the site fractions of what is there
_TWIN = 1e-6  # largest difference of site fractions that were reached twice
_NEAR = 1000.0  # J/mol of atoms: how far above its well a sample may lie
# J/mol of atoms: samples so near the plane are asked all, for wells narrower than their distance
# (magnetic ones)
_BESIDE = 120.0
_DEAREST = 2e6  # J/mol: prices between samples that are almost the same mean nothing beyond
_TRACE = 1e-7  # least site fraction to begin with


class Work(NamedTuple):
    """Memory for one point: samples and those found on the way."""

    phase: Any
    y: Any
    amounts: Any  # [e, s]
    costs: Any
    weights: Any
    gaps: Any
    exact: Any  # whether the cost of a sample is not interpolated
    basis: Basis
    sets: Sets
    slopes: Slopes
    reduced: Reduced
    at: Any
    new: Any
    mu: Any
    best: Any
    per_atom: Any  # [s]
    wells: Wells
    watch: Any  # [2, 1] as of ``solve_batch``


@kernel
def load_samples(tables, conditions, samples, b, work):
    """Set the costs of all samples for a point: infinite for those of phases that may not form."""
    low, share = conditions.knot[b], conditions.share[b]
    for p in range(len(samples.first) - 1):
        begin, end = samples.first[p], samples.first[p + 1]
        if not conditions.allowed[b, p]:
            for s in range(begin, end):
                work.costs[s] = np.inf
        elif conditions.direct[p]:
            for s in range(begin, end):
                _load_exact(tables, conditions, b, p, s, work)
        else:
            for s in range(begin, end):
                under, over = conditions.energies[low, s], conditions.energies[low + 1, s]
                work.costs[s] = under + share * (over - under)
        for s in range(begin, end):
            work.exact[s] = conditions.direct[p]


@kernel
def _load_exact(tables, conditions, b, p, s, work):
    """Set the cost of a sample for a point, with what is frozen as the point has it."""
    first = tables.first[p]
    n = tables.first[p + 1] - first
    for i in range(n):
        if conditions.frozen[first + i]:
            work.y[s, i] = conditions.fill[b, first + i]
    for e in range(len(work.mu)):
        total = 0.0
        for i in range(n):
            total += work.y[s, i] * tables.amounts[first + i, e]
        work.amounts[e, s] = total
    work.costs[s] = energy(tables, p, conditions.coefficients[b], conditions.T[b], work.y[s])
    weigh(conditions, s, work)


@kernel
def weigh(conditions, s, work):
    """Set the weight of a sample: one over its bound atoms, 0 if it has none."""
    atoms, whole = 0.0, 0.0
    for e in conditions.bound:
        atoms += work.amounts[e, s]
    for e in range(len(work.mu)):
        whole += work.amounts[e, s]
    work.per_atom[s] = 1.0 / whole
    work.weights[s] = 1.0 / atoms if atoms > 1e-12 else 0.0


@kernel
def add_sample(tables, conditions, b, phase, y, count, work):
    """Add a constitution to the samples. Returns: their new number."""
    first = tables.first[phase]
    for i in range(len(y)):
        work.y[count, i] = y[i]
    for e in range(len(work.mu)):
        total = 0.0
        for i in range(tables.first[phase + 1] - first):
            total += y[i] * tables.amounts[first + i, e]
        work.amounts[e, count] = total
    work.phase[count], work.exact[count] = phase, True
    work.costs[count] = energy(tables, phase, conditions.coefficients[b], conditions.T[b], y)
    weigh(conditions, count, work)
    return count + 1


@kernel
def gather_sets(tables, conditions, b, m, work):
    """Make composition sets of the samples that make the point: one of those between which a phase is convex. Returns: number of sets."""
    sets, basis = work.sets, work.basis
    coefficients, T = conditions.coefficients[b], conditions.T[b]
    count = 0
    for k in range(m):
        s = basis.column[k]
        if s == ARTIFICIAL or basis.amount[k] <= 1e-14:
            continue
        phase, amount = work.phase[s], basis.amount[k]
        n = tables.first[phase + 1] - tables.first[phase]
        joined = False
        for i in range(count):
            if sets.phase[i] != phase:
                continue
            for j in range(n):
                work.at[j] = 0.5 * (sets.y[i, j] + work.y[s, j])
                work.new[j] = sets.y[i, j]
            ends = 0.5 * energy(tables, phase, coefficients, T, work.new)
            ends += 0.5 * energy(tables, phase, coefficients, T, work.y[s])
            if energy(tables, phase, coefficients, T, work.at) <= ends:
                total = sets.amount[i] + amount
                for j in range(n):
                    sets.y[i, j] += amount / total * (work.y[s, j] - sets.y[i, j])
                sets.amount[i] = total
                joined = True
                break
        if not joined:
            sets.phase[count], sets.amount[count] = phase, amount
            for j in range(sets.y.shape[1]):
                sets.y[count, j] = work.y[s, j]
            count += 1
    for k in range(count):
        _lift(tables, sets.phase[k], conditions.frozen, sets.y[k])
    return count


@kernel
def _lift(tables, phase, frozen, y):
    """Give every species that may move a trace to begin with, at the expense of the largest of its sublattice."""
    first = tables.first[phase]
    n = tables.first[phase + 1] - first
    for i in range(n):
        if frozen[first + i] or y[i] >= _TRACE:
            continue
        lead = i
        for j in range(n):
            if tables.sublattice[first + j] == tables.sublattice[first + i] and y[j] > y[lead]:
                lead = j
        if lead != i:
            y[lead] -= _TRACE - y[i]
            y[i] = _TRACE


@kernel
def _set_heights(count, work):
    """Fill ``gaps`` with the heights of samples above the plane, J per mole of atoms; infinite for those that may not form."""
    gaps, mu = work.gaps, work.mu
    for s in range(count):
        gaps[s] = work.costs[s]
    for e in range(len(mu)):
        price = mu[e]
        for s in range(count):
            gaps[s] -= price * work.amounts[e, s]
    for s in range(count):
        gaps[s] *= work.per_atom[s]


@kernel
def _is_well(samples, s, work):
    """Return whether no sample next to one lies lower."""
    for k in range(samples.beside.shape[1]):
        i = samples.beside[s, k]
        if i >= 0 and work.gaps[i] < work.gaps[s]:
            return False
    return True


@kernel
def _is_explained(tables, conditions, b, s, work):
    """Return whether a sample lies on the slope of a well that is known: no edge of the magnetic energy between them, and as high above it as mixing asks."""
    p, wells, y = work.phase[s], work.wells, work.y[s]
    coefficients, T = conditions.coefficients[b], conditions.T[b]
    RT, piece = tables.R * T, -1
    for k in range(wells.count[0]):
        if wells.phase[k] != p:
            continue
        if piece < 0:
            piece = magnetic_piece(tables, p, coefficients, T, y)
        if magnetic_piece(tables, p, coefficients, T, wells.y[k]) != piece:
            continue
        if rises(tables, p, RT, (work.gaps[s] - wells.height[k]) / work.per_atom[s], y, wells.y[k]):
            return True
        if not work.exact[s]:
            # Interpolated energies are too low, by more than a sample beside a well is high.
            exact = energy(tables, p, coefficients, T, y)
            work.gaps[s] += (exact - work.costs[s]) * work.per_atom[s]
            work.exact[s], work.costs[s] = True, exact
            if rises(
                tables, p, RT, (work.gaps[s] - wells.height[k]) / work.per_atom[s], y, wells.y[k]
            ):
                return True
    return False


@kernel
def _is_known(phase, known, count, work):
    """Return whether what was reached is a sample from ``known`` on."""
    for s in range(known, count):
        if work.phase[s] == phase:
            apart = 0.0
            for j in range(len(work.at)):
                apart = max(apart, abs(work.at[j] - work.y[s, j]))
            if apart < _TWIN:
                return True
    return False


@kernel
def _ask(tables, conditions, b, s, known, count, work):
    """Sink from a sample; add what lies below the plane to the samples, unless it is among those from ``known`` on. Returns: (number of samples, height reached)."""
    p = work.phase[s]
    for i in range(len(work.at)):
        work.at[i] = work.y[s, i]
    _lift(tables, p, conditions.frozen, work.at)
    reached = sink(
        tables, p, conditions.coefficients[b], conditions.T[b], conditions.frozen, work.mu, work.at,
        work.slopes,
        work.reduced, work.new,
    )  # fmt: skip
    note(p, reached, work.at, work.wells)
    if reached < -BELOW and count < len(work.costs) and not _is_known(p, known, count, work):
        count = add_sample(tables, conditions, b, p, work.at, count, work)
    return count, reached


@kernel
def ask_all(tables, conditions, samples, b, count, here, heights, work):
    """Ask every phase how far it lies above the plane: from its lowest sample, and from every other near the plane that no well explains; add those below to the samples.

    Parameters: here, how many sets are in equilibrium under the plane: wells of their phases.
    Returns: (number of samples, the one that is deepest of those added).
    """
    deepest, depth, known = -1, 0.0, count
    phases, sets = len(work.best), work.sets
    _set_heights(count, work)
    work.wells.count[0] = 0
    for p in range(phases):
        work.best[p], heights[p] = -1, np.nan
    for s in range(known):
        p = work.phase[s]
        if work.gaps[s] < np.inf and (work.best[p] < 0 or work.gaps[s] < work.gaps[work.best[p]]):
            work.best[p] = s
    for k in range(here):
        p = sets.phase[k]
        note(p, 0.0, sets.y[k], work.wells)
        work.best[p], heights[p] = -1, 0.0
    for p in range(phases):
        if work.best[p] >= 0:
            before = count
            count, heights[p] = _ask(tables, conditions, b, work.best[p], known, count, work)
            if count > before and heights[p] < depth:
                deepest, depth = before, heights[p]
    for s in range(len(samples.phase)):
        if work.gaps[s] >= _NEAR or s == work.best[work.phase[s]]:
            continue
        if is_given_up(work.watch):
            break
        if work.gaps[s] >= _BESIDE and not _is_well(samples, s, work):
            continue
        if not _is_explained(tables, conditions, b, s, work):
            before = count
            count, reached = _ask(tables, conditions, b, s, known, count, work)
            heights[work.phase[s]] = min(heights[work.phase[s]], reached)
            if count > before and reached < depth:
                deepest, depth = before, reached
    return count, deepest


@kernel
def deepest_of(heights):
    """Return the least of the heights of the phases that were asked."""
    least = 0.0
    for p in range(len(heights)):
        if heights[p] < least:
            least = heights[p]
    return least


@kernel
def is_there(tables, deepest, heights, count, work):
    """Return whether what lies below the plane does so slightly only, and is one of the sets: to join once more would change nothing."""
    phase, sets = work.phase[deepest], work.sets
    if deepest_of(heights) < -_SLIGHTLY:
        return False
    for k in range(count):
        apart = 1.0
        if sets.phase[k] == phase:
            apart = 0.0
            for j in range(tables.first[phase + 1] - tables.first[phase]):
                apart = max(apart, abs(sets.y[k, j] - work.y[deepest, j]))
        if apart < _SAME:
            return True
    return False


@kernel
def find_plane(tables, conditions, b, m, count, work):
    """Find the lowest plane under the samples, with exact energies of those that it rests on. Returns: whether samples make the point and it is not given up."""
    for _ in range(_MOST_LOOKS):
        if not lowest_plane(
            m, conditions.bound, count, work.amounts, work.costs, conditions.mu[b], work.weights,
            work.basis, work.watch
        ):  # fmt: skip
            return False
        exact = True
        for k in range(m):
            s = work.basis.column[k]
            if s != ARTIFICIAL and not work.exact[s]:
                exact, work.exact[s] = False, True
                work.costs[s] = energy(
                    tables, work.phase[s], conditions.coefficients[b], conditions.T[b], work.y[s]
                )
        if exact:
            break
    return True


@kernel
def load_prices(conditions, b, m, work):
    """Set the potentials to the prices of the lowest plane under the samples."""
    for e in range(len(work.mu)):
        work.mu[e] = conditions.mu[b, e]
    for k in range(m):
        work.mu[conditions.bound[k]] = min(_DEAREST, max(-_DEAREST, work.basis.price[k]))
