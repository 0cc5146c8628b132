"""Search for the phases of a point.

Samples and found constitutions, the lowest plane under them, and the test of every phase against
that plane.
"""

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

BELOW = 1e-6  # J/mol of atoms; numerical: a phase deeper under the plane is stable

_MOST_LOOKS = 50  # numerical: repetitions of the plane with exact energies
# J/mol of atoms; numerical: depth under the plane up to which a point may equal a present set, for
# phases too similar to share amounts.
_SLIGHTLY = 1e-4
_SAME = 1e-4  # numerical: largest difference of site fractions from a present set
_TWIN = 1e-6  # numerical: largest difference of a constitution found twice
_NEAR = 1000.0  # J/mol of atoms; numerical: samples higher above the plane are no starting points
# J/mol of atoms; numerical: all samples within this height are tested, for wells narrower than
# their distance (magnetic ones).
_BESIDE = 120.0
_DEAREST = 2e6  # J/mol; numerical: larger prices between similar samples have no meaning
_TRACE = 1e-7  # numerical: smallest initial site fraction


class Work(NamedTuple):
    """Memory for one point: samples and constitutions found in the search."""

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
    """Set the costs of all samples for a point: infinite for phases that may not form."""
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
    """Set the cost of a sample with the frozen site fractions of the point."""
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
    """Make composition sets of the samples that make up the point. Returns: number of sets.

    Of samples between which a phase is convex, one is kept.
    """
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
    """Raise every mobile species to a trace, at the expense of the largest of its sublattice."""
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
    """Fill ``gaps`` with the heights of samples above the plane, J per mole of atoms.

    Infinite for samples that may not form.
    """
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
    """Return whether no neighbor of a sample is lower."""
    for k in range(samples.beside.shape[1]):
        i = samples.beside[s, k]
        if i >= 0 and work.gaps[i] < work.gaps[s]:
            return False
    return True


@kernel
def _is_explained(tables, conditions, b, s, work):
    """Return whether a sample lies on the slope of a known well.

    No edge of the magnetic energy lies between them, and the sample is as high above the well as
    required by mixing.
    """
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
            # Interpolated energies are too low, by more than the height of a sample near a well.
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
    """Return whether a constitution reached equals a sample from index ``known`` on."""
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
    """Sink from a sample, and add the lowest point to the samples if it is below the plane.

    Points among the samples from index ``known`` on are not added again. Returns: (number of
    samples, height reached).
    """
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
    """Find the height of every phase above the plane, and add points below it to the samples.

    Starting points: the lowest sample of a phase, and every other sample near the plane that no
    well explains.
    Parameters: here: number of sets in equilibrium under the plane, which are wells of their
    phases.
    Returns: (number of samples, the deepest of those added).
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
    """Return the smallest height of the phases tested."""
    least = 0.0
    for p in range(len(heights)):
        if heights[p] < least:
            least = heights[p]
    return least


@kernel
def is_there(tables, deepest, heights, count, work):
    """Return whether the point below the plane is only slightly below and equals a present set.

    Adding it once more would then change nothing.
    """
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
    """Find the lowest plane under the samples, with exact energies of those that support it.

    Returns: whether samples make up the point and it is not given up.
    """
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
