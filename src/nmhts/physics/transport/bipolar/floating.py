"""Potential of a floating conductor: the one at which its net current is zero."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from nmhts.numerics.dense import solve, times
from nmhts.physics.transport.bipolar.exchange import Exchange
from nmhts.physics.transport.bipolar.liquid import Liquid

_MOST_ITERATIONS = 100  # numerical
_TOLERANCE = 1e-12  # numerical: residual over the size of its terms at which Newton's method ends
_SHARES = tuple(0.5**k for k in range(12))  # numerical: shares of a Newton step that are tried


class Coupling(NamedTuple):
    """Coupling of a floating conductor of m elements to the electrolyte around it."""

    lengths: np.ndarray  # [m] m
    # [m, k]: potential beside it for 1 V at one electrode, no current through it
    per_volt: np.ndarray
    response: np.ndarray  # [m, m] ohm m2: potential beside it for 1 A/m2 out of one element


def coupling_of(liquid: Liquid) -> Coupling:
    """Return the coupling of an electrolyte to the conductor in it."""
    film, k = liquid.boundary.film, liquid.electrodes
    beside = liquid.potential[film]
    return Coupling(liquid.boundary.length[film], beside[:, :k], beside[:, k:])


class Floating(NamedTuple):
    """State of a floating conductor.

    Its potential V, interface voltage [m] V, counter current density [m] A/m2 out of it, stored
    voltage [m] V, and whether Newton's method has converged.
    """

    potential: float
    interface_voltage: np.ndarray
    counter_current: np.ndarray
    stored: np.ndarray
    settled: bool


def float_conductor(
    coupling: Coupling,
    electrodes: np.ndarray,
    exchange: Exchange,
    ions: np.ndarray,
    stored: np.ndarray,
    storage: float,
    first: np.ndarray | None = None,
) -> Floating:
    """Return the state of a floating conductor at the end of a time step.

        eta = Phi - u,    u = a + A (i + j),    eta = x(i) + U,    U = U_0 + (dt / C) i
        sum_k l_k (i_k + j_k) = 0

    Here Phi is the potential of the conductor, u that of the adjacent electrolyte, eta the
    interface voltage (below zero it extracts N). i is the current density of the counter reaction
    and j that of the ions, both out of the conductor. U is the opposing voltage of products of the
    counter reaction at the surface: a backward step of C dU/dt = i.
    Parameters: coupling; electrodes: their voltages [k] V; exchange: the law x(i); ions j [m] A/m2;
    stored U_0 [m] V; storage dt / C, ohm m2, 0 where products leave; first: initial guess of the
    counter current.
    Returns: Floating, not ``settled`` where no state was found to 1e-12. Method: Newton's in the
    counter current.
    Validity: C is the same on all of the conductor; x rises with i.
    """
    lengths, A = coupling.lengths, coupling.response
    m = len(lengths)
    known = times(coupling.per_volt, electrodes) + times(A, ions) + stored
    i = np.zeros(m) if first is None else first.copy()
    Phi = float(times(lengths, known) / lengths.sum())
    matrix = np.zeros((m + 1, m + 1))
    matrix[:m, m], matrix[m, :m] = -1.0, lengths

    def off(i: np.ndarray, Phi: float) -> np.ndarray:
        return exchange.overpotential(i) + storage * i + times(A, i) + known - Phi

    settled, residual, share = False, off(i, Phi), 1.0
    for _ in range(_MOST_ITERATIONS):
        size = np.abs(times(A, i)).max() + np.abs(known).max() + abs(Phi)
        balance = float(times(lengths, i + ions))
        passed = float(times(lengths, np.abs(i) + np.abs(ions)))
        worst = float(np.abs(residual).max())
        settled = worst <= _TOLERANCE * size and abs(balance) <= _TOLERANCE * passed
        if settled:
            break
        matrix[:m, :m] = A
        matrix[np.arange(m), np.arange(m)] += exchange.slope(i) + storage
        step = solve(matrix, -np.append(residual, balance))
        # With a nonlinear law whole steps are too long where the electrolyte resistance takes over.
        for share in _SHARES:
            residual = off(i + share * step[:m], Phi + share * float(step[m]))
            if np.abs(residual).max() < worst:
                break
        i, Phi = i + share * step[:m], Phi + share * float(step[m])
    return Floating(
        Phi, exchange.overpotential(i) + stored + storage * i, i, stored + storage * i, settled
    )
