"""How far a phase is from being stable under chemical potentials: the lowest point of its energy above their plane.

D = max_y [ sum_e mu_e M_e(y) - G(y) ] / sum_e M_e(y)        driving force, J per mole of atoms
"""

from __future__ import annotations

from nmhts.numerics.compiled import kernel
from nmhts.physics.thermo.energy import energy
from nmhts.physics.thermo.step import move, reduce_phase

_MOST_STEPS = 50
_CLOSE = 1e-9
_HALVINGS = 12


@kernel
def height(tables, phase, coefficients, T, mu, y):
    """Return how far a phase lies above the plane of the potentials, J per mole of its atoms."""
    first = tables.first[phase]
    over, atoms = energy(tables, phase, coefficients, T, y), 0.0
    for i in range(tables.first[phase + 1] - first):
        for e in range(len(mu)):
            moles = y[i] * tables.amounts[first + i, e]
            over -= mu[e] * moles
            atoms += moles
    return over / atoms


@kernel
def sink(tables, phase, coefficients, T, frozen, mu, y, slopes, reduced, new):
    """Move y to the nearest lowest point of a phase above the plane of the potentials.

    Parameters: y [n], overwritten; slopes, reduced and new [n] are memory. Returns: its height, J per mole of atoms.
    """
    here = height(tables, phase, coefficients, T, mu, y)
    for _ in range(_MOST_STEPS):
        _, d, _ = reduce_phase(tables, phase, coefficients, T, frozen, y, slopes, reduced)
        if d == 0:
            break
        for a in range(d):
            dq = -reduced.X[a, len(mu)]
            # The height per atom is lowest where a plane parallel to that of the potentials touches.
            for e in range(len(mu)):
                dq += reduced.X[a, e] * (mu[e] + here)
            reduced.dq[a] = dq
        share, change = 1.0, 0.0
        lower = here
        for _ in range(_HALVINGS):
            change = move(d, reduced, share, y, new)
            lower = height(tables, phase, coefficients, T, mu, new)
            if lower <= here + 1e-12 * abs(here):
                break
            share *= 0.5
        if lower > here + 1e-12 * abs(here):
            break
        for i in range(len(y)):
            y[i] = new[i]
        here = lower
        if change < _CLOSE:
            break
    return here
