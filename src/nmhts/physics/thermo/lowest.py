"""Stability of a phase under chemical potentials: the lowest point of its energy above their plane.

D = max_y [ sum_e mu_e M_e(y) - G(y) ] / sum_e M_e(y)        driving force, J per mole of atoms
"""

from __future__ import annotations

from nmhts.numerics.compiled import kernel
from nmhts.physics.thermo.energy import energy, magnetic_piece
from nmhts.physics.thermo.step import move, reduce_phase

_MOST_STEPS = 50  # numerical
_CLOSE = 1e-9  # J/mol of atoms; numerical: the search ends after a step that lowers a phase by less
_HALVINGS = 12  # numerical: halvings of a step that leads up


@kernel
def height(tables, phase, coefficients, T, mu, y):
    """Return the height of a phase above the plane of the potentials, J per mole of its atoms."""
    first = tables.first[phase]
    over, atoms = energy(tables, phase, coefficients, T, y), 0.0
    for i in range(tables.first[phase + 1] - first):
        for e in range(len(mu)):
            moles = y[i] * tables.amounts[first + i, e]
            over -= mu[e] * moles
            atoms += moles
    return over / atoms


@kernel
def _aim(mu, here, d, reduced):
    """Set the step to the point of contact with a plane parallel to that of the potentials.

    There the height per atom is lowest.
    Returns: the fall if only W contributes to the curvature, J per mole of atoms.
    """
    fall, atoms = 0.0, 0.0
    for a in range(d):
        dq, pull = -reduced.X[a, len(mu)], -reduced.g[a]
        for e in range(len(mu)):
            dq += reduced.X[a, e] * (mu[e] + here)
            pull += reduced.M[a, e] * (mu[e] + here)
        reduced.dq[a] = dq
        fall += 0.5 * dq * pull
    for e in range(len(mu)):
        atoms += reduced.moles[e]
    return fall / atoms


@kernel
def _above(G, mu, reduced):
    """Return the height of a linearized phase, J per mole of its atoms."""
    over, atoms = G, 0.0
    for e in range(len(mu)):
        over -= mu[e] * reduced.moles[e]
        atoms += reduced.moles[e]
    return over / atoms


@kernel
def sink(tables, phase, coefficients, T, frozen, mu, y, slopes, reduced, new):
    """Move y to the nearest lowest point of a phase above the plane of the potentials.

    The remaining change after a step is of third order, about its fall times the relative change of
    the site fractions. Where it is negligible, and the step crosses no edge of the magnetic energy,
    the predicted fall is used without evaluating the new point.
    Parameters: y [n], overwritten; slopes, reduced and new [n] are memory. Returns: its height, J
    per mole of atoms.
    """
    G, d, stable = reduce_phase(tables, phase, coefficients, T, frozen, y, slopes, reduced)
    here = _above(G, mu, reduced)
    for _ in range(_MOST_STEPS):
        if d == 0:
            break
        fall = _aim(mu, here, d, reduced)
        change = move(d, reduced, 1.0, y, new)
        done = fall < _CLOSE
        if stable and fall * change < _CLOSE and not done:
            done = magnetic_piece(tables, phase, coefficients, T, new) == magnetic_piece(
                tables, phase, coefficients, T, y
            )
        if done:
            for i in range(len(y)):
                y[i] = new[i]
            here -= fall
            break
        G, d, stable = reduce_phase(tables, phase, coefficients, T, frozen, new, slopes, reduced)
        lower = _above(G, mu, reduced)
        if lower > here:
            # Too far: return to the start and halve the step.
            _, d, stable = reduce_phase(tables, phase, coefficients, T, frozen, y, slopes, reduced)
            _aim(mu, here, d, reduced)
            share = 1.0
            for _ in range(_HALVINGS):
                share *= 0.5
                move(d, reduced, share, y, new)
                lower = height(tables, phase, coefficients, T, mu, new)
                if lower <= here:
                    break
            if lower > here:
                break
            G, d, stable = reduce_phase(
                tables, phase, coefficients, T, frozen, new, slopes, reduced
            )
        for i in range(len(y)):
            y[i] = new[i]
        here = lower
    return here
