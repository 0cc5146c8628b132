"""Pair attraction of N on the lattice, with the plane model's chemical potential as its mean field.

Sites are simple cubic with the plane spacing. With H = -sum over pairs J_ij n_i n_j + Omega sum_i
n_i and J_1, J_2, J_3 for the 6 neighbors along edges, 12 along face diagonals and 8 along body
diagonals of the cube, laterally uniform planes have

    mu_i = Omega - c_0 y_i - c_1 (y_{i+1} + y_{i-1})
    c_0 = 4 J_1 + 4 J_2 (same plane),   c_1 = J_1 + 4 J_2 + 4 J_3 (each adjacent plane)

which is Omega (1 - 2 y_i) - kappa (y_{i+1} - 2 y_i + y_{i-1}) for c_1 = kappa and c_0 = 2 (Omega -
kappa).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

# The code of a bulk site counts its occupied neighbors of each kind, a + 7 b + 91 c. That of a site
# in the two surface planes counts those in its own plane (edge, diagonal) and in the adjacent one
# (edge, face, body), because the image planes beyond the ends add to those in its own plane.
BULK_BASE = (1, 7, 91)
BULK_CODES = 7 * 13 * 9
SURFACE_BASE = (1, 5, 25, 50, 250)
SURFACE_CODES = 5 * 5 * 2 * 5 * 5
SURFACE = BULK_CODES
"""Code of an empty neighborhood in a surface plane; in the bulk it is 0."""

CODES = BULK_CODES + SURFACE_CODES
KINDS = 3  # self, edge, diagonal: relative position of two columns


class Couplings(NamedTuple):
    """Attraction energies of two N over k_B T, by pair type.

    Neighbors along an edge, a face diagonal and a body diagonal of the cube.
    """

    nearest: float
    face: float
    body: float


def plane_couplings(omega: float, kappa: float) -> Couplings:
    """Return the couplings whose mean field is the law of the planes.

        J_1 + J_2 = (Omega - kappa) / 2,   J_1 + 4 J_2 + 4 J_3 = kappa

    These are two conditions on three numbers. The triple with the least sum of J^2 over the 26
    neighbors is taken, because it minimizes fluctuations. By cubic symmetry the gradient energy is
    kappa along the planes too.
    Parameters: omega, kappa over k_B T.
    """
    in_plane = 0.5 * (omega - kappa)
    face = (3.0 * in_plane + kappa) / 15.0
    nearest = in_plane - face
    return Couplings(nearest, face, 0.25 * (kappa - nearest - 4.0 * face))


def surface_couplings(couplings: Couplings) -> tuple[float, float]:
    """Return the couplings within a surface plane, along edges and diagonals.

    They include the image of the plane beyond the end of the film: the plane model ends with zero
    gradient, y_{-1} = y_0. The image directly opposite a site would be the site itself. Its share
    J_1 is distributed over the four neighbors, which does not change the mean field.
    """
    nearest, face, body = couplings
    return 1.25 * nearest + face, face + body


def field_table(couplings: Couplings) -> np.ndarray:
    """Return the attraction on a site by its neighbors, over k_B T, by code [CODES]."""
    a, b, c = _digits((7, 13, 9))
    nearest, face, body = couplings
    bulk = nearest * a + face * b + body * c
    edge, diagonal = surface_couplings(couplings)
    a, b, c, d, e = _digits((5, 5, 2, 5, 5))
    surface = edge * a + diagonal * b + nearest * c + face * d + body * e
    return np.concatenate([bulk, surface])


def _digits(sizes: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """Return the digits of all numbers in a mixed base, lowest first."""
    number = np.arange(np.prod(sizes))
    digits = []
    for size in sizes:
        digits.append(number % size)
        number = number // size
    return tuple(digits)


def increments(n: int, tall: int) -> np.ndarray:
    """Return the change of the codes around a site when its N is added, int32 [tall, 9].

    Rows: z = 1 ... n of the site. Columns: relative position of the neighbor's column (``KINDS``)
    and relative height (-1, 0, 1). Rows 0 and above n belong to ghosts and are not used.
    """
    table = np.zeros((tall, KINDS, 3), dtype=np.int32)
    beside = SURFACE_BASE[2:]
    for z in range(1, n + 1):
        for rise in (-1, 0, 1):
            target = z + rise
            if target in (1, n):
                own = (0, *SURFACE_BASE[:2])
                table[z, :, 1 + rise] = own if rise == 0 else beside
            elif 1 < target < n:
                one, two, three = BULK_BASE
                table[z, :, 1 + rise] = (0, one, two) if rise == 0 else (one, two, three)
    return table.reshape(tall, 9)
