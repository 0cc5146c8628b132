"""Electrolyte as a linear conductor, solved by boundary elements.

The potential follows from the driven electrodes and the currents out of the film.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from nmhts.numerics.dense import solve
from nmhts.physics.transport.bipolar.boundary import FIRST_ELECTRODE, Boundary
from nmhts.physics.transport.bipolar.layers import double_potential, layer_fields, layer_potentials

_BLOCK = 2048  # points computed together; numerical: bounds memory


class Liquid(NamedTuple):
    """Response of the electrolyte to unit electrode voltages and unit conductor currents.

    To k electrodes at 1 V each, and to 1 A/m2 out of each of the m elements of the floating
    conductor. Columns of ``potential`` [n, k + m] V and ``gradient`` [n, k + m] V/m (out of the
    electrolyte) on the n elements: first the electrodes, then the elements of the conductor.
    ``shift`` [k + m] V is the remaining constant, zero in a solution without errors.
    """

    boundary: Boundary
    conductivity: float
    potential: np.ndarray
    gradient: np.ndarray
    shift: np.ndarray

    @property
    def electrodes(self) -> int:
        """Return the number of driven electrodes."""
        return self.potential.shape[1] - int(self.boundary.film.sum())

    def electrode_currents(self, sources: np.ndarray) -> np.ndarray:
        """Return the current per depth from each electrode into the electrolyte, [..., k] A/m.

        Parameters: sources [..., k + m] electrode voltages and film currents.
        """
        weights = np.stack(
            [
                (self.boundary.kind == FIRST_ELECTRODE + k) * self.boundary.length
                for k in range(self.electrodes)
            ]
        )
        answer = np.einsum("ij,jk->ik", weights, self.gradient)
        return self.conductivity * np.einsum("...k,ik->...i", sources, answer)


def solve_liquid(
    boundary: Boundary, conductivity: float, electrode_resistance: Sequence[float]
) -> Liquid:
    """Return the response of an electrolyte to its electrodes and to a floating conductor.

        div grad u = 0,      u / 2 = S q - D u + c,      sum_j l_j q_j = 0,      q = du/dn

    On a wall q = 0; on the conductor sigma q = j (current density out of it); on electrode k u =
    V_k - R_k sigma q. Method: direct boundary elements with constant u and q, collocated at their
    midpoints. The constant c, fixed by the balance of currents, makes the equations independent of
    the unit of length (the logarithm alone is singular at one length) and keeps the balance to
    rounding.
    Parameters: boundary; conductivity sigma, S/m; electrode_resistance R_k, ohm m2, one per driven
    electrode.
    Returns: Liquid. Source: Crouch1983.
    """
    n, kinds = len(boundary.length), boundary.kind
    single, double = layer_potentials(boundary.middle, boundary)
    film = np.flatnonzero(boundary.film)
    driven = kinds >= FIRST_ELECTRODE
    resistance = np.zeros(n)
    for k, R in enumerate(electrode_resistance):
        resistance[kinds == FIRST_ELECTRODE + k] = R * conductivity
    on_u = 0.5 * np.eye(n) + double
    # The unknown of an electrode is q, of every other element u.
    matrix = np.empty((n + 1, n + 1))
    matrix[:n, :n] = np.where(driven, -(on_u * resistance + single), on_u)
    matrix[:n, n], matrix[n, :n], matrix[n, n] = -1.0, np.where(driven, boundary.length, 0.0), 0.0
    columns = len(electrode_resistance) + len(film)
    right = np.zeros((n + 1, columns))
    for k in range(len(electrode_resistance)):
        right[:n, k] = -on_u[:, kinds == FIRST_ELECTRODE + k].sum(axis=1)
    right[:n, len(electrode_resistance) :] = single[:, film] / conductivity
    right[n, len(electrode_resistance) :] = -boundary.length[film] / conductivity
    found = solve(matrix, right)
    potential, gradient = found[:n].copy(), np.zeros((n, columns))
    gradient[driven] = found[:n][driven]
    gradient[film, len(electrode_resistance) + np.arange(len(film))] = 1.0 / conductivity
    potential[driven] = -resistance[driven, None] * gradient[driven]
    for k in range(len(electrode_resistance)):
        potential[kinds == FIRST_ELECTRODE + k, k] += 1.0
    return Liquid(boundary, conductivity, potential, gradient, found[n])


class _Trace(NamedTuple):
    """Potential on the boundary, continuous and linear between the midpoints of elements.

    V at the start of every half element, and its slope V/m.
    """

    halves: Boundary
    start: np.ndarray
    slope: np.ndarray


def potential_at(liquid: Liquid, points: np.ndarray, sources: np.ndarray) -> np.ndarray:
    """Return the potential of the electrolyte at points [m, 2] m inside it, [m] V.

    The element-wise constant u is interpolated linearly, because its steps would show near the
    boundary.
    Parameters: sources [k + m]: electrode voltages V, then current densities out of the conductor,
    A/m2.
    """
    q, trace = liquid.gradient @ sources, _trace(liquid, sources)
    found = np.empty(len(points))
    for begin in range(0, len(points), _BLOCK):
        part = points[begin : begin + _BLOCK]
        single = layer_potentials(part, liquid.boundary)[0]
        found[begin : begin + _BLOCK] = single @ q - double_potential(part, *trace)
    return found + liquid.shift @ sources


def field_at(liquid: Liquid, points: np.ndarray, sources: np.ndarray) -> np.ndarray:
    """Return the electric field -grad u at points [m, 2] m inside the electrolyte, [m, 2] V/m.

    The gradient of a double layer of continuous strength u on closed curves equals that of a single
    layer of strength du/ds rotated by a right angle (integration by parts: vortices are distributed
    along the element, none remain at the ends).
    Parameters: as in ``potential_at``.
    """
    q, trace = liquid.gradient @ sources, _trace(liquid, sources)
    found = np.empty((len(points), 2))
    for begin in range(0, len(points), _BLOCK):
        part = points[begin : begin + _BLOCK]
        single = np.einsum("ijk,j->ik", layer_fields(part, liquid.boundary), q)
        vortices = np.einsum("ijk,j->ik", layer_fields(part, trace.halves), trace.slope)
        turned = np.stack([-vortices[:, 1], vortices[:, 0]], axis=1)
        found[begin : begin + _BLOCK] = -single - turned
    return found


def _trace(liquid: Liquid, sources: np.ndarray) -> _Trace:
    boundary, u = liquid.boundary, liquid.potential @ sources
    half = 0.5 * boundary.length
    # Curves are closed: every element ends where another starts.
    apart = np.abs(boundary.end[:, None] - boundary.start[None]).max(axis=2)
    after, before = apart.argmin(axis=1), apart.argmin(axis=0)
    slope = (u[after] - u) / (half + half[after])
    start = np.concatenate([boundary.start, boundary.middle])
    end = np.concatenate([boundary.middle, boundary.end])
    halves = Boundary(start, end, 0.5 * (start + end), np.tile(half, 2), np.tile(boundary.kind, 2))
    first = np.concatenate([u - slope[before] * half, u])
    return _Trace(halves, first, np.concatenate([slope[before], slope]))
