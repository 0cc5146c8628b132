"""LU elimination of the Newton-type matrices of a film, plane by plane, without pivoting.

Each plane has two unknowns, y and phi. The row of y couples to the two planes above and below, the
row of phi to the phi of its neighbors and the y of its own plane. Rows are eliminated from plane 0
on as they are handed over, so that assembly and elimination are one sweep. Each plane stores
FACTORS numbers: of L by row (y: 4, phi: 2), then of U the inverse pivot and the entries right of it
(y: 4, phi: 3). A pivot that is zero or not finite makes the solution not finite, which the caller
checks.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

from nmhts.numerics.compiled import inlined, kernel

FACTORS = 15


def plane_elimination(number: ModuleType) -> SimpleNamespace:
    """Return the kernels ``eliminate``, ``forward``, ``backward`` and ``solve``.

    Parameters: number: ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``, the kind of number.
    """
    load, store, fma = number.load, number.store, number.fma

    @inlined
    def eliminate(row_y, row_phi, before, factors, k):
        """Eliminate the two rows of plane k; ``before`` holds entries of the two planes above.

        Parameters: row_y: entries of y's row in the columns y_{k-2}, phi_{k-2}, ..., phi_k,
        y_{k+1}, phi_{k+1}, y_{k+2}; row_phi: of phi's row in phi_{k-1}, y_k, phi_k, y_{k+1},
        phi_{k+1}, y_{k+2}; all other entries are zero and stay zero.
        """
        (
            (y_2, y_2a, y_2b, y_2c, y_2d, p_2, p_2a, p_2b, p_2c),
            (y_1, y_1a, y_1b, y_1c, y_1d, p_1, p_1a, p_1b, p_1c),
        ) = before
        a_4, a_3, a_2, a_1, a_0, b_1, b_2, b_3, b_4 = row_y
        c_2, c_1, c_0, d_1, d_2, d_3 = row_phi
        l_4 = a_4 * y_2
        a_3, a_2, a_1, a_0 = (
            fma(-l_4, y_2a, a_3),
            fma(-l_4, y_2b, a_2),
            fma(-l_4, y_2c, a_1),
            fma(-l_4, y_2d, a_0),
        )
        l_3 = a_3 * p_2
        a_2, a_1, a_0 = fma(-l_3, p_2a, a_2), fma(-l_3, p_2b, a_1), fma(-l_3, p_2c, a_0)
        l_2 = a_2 * y_1
        a_1, a_0, b_1, b_2 = (
            fma(-l_2, y_1a, a_1),
            fma(-l_2, y_1b, a_0),
            fma(-l_2, y_1c, b_1),
            fma(-l_2, y_1d, b_2),
        )
        l_1 = a_1 * p_1
        a_0, b_1, b_2 = fma(-l_1, p_1a, a_0), fma(-l_1, p_1b, b_1), fma(-l_1, p_1c, b_2)
        y_0 = 1.0 / a_0
        m_2 = c_2 * p_1
        c_1, c_0, d_1 = fma(-m_2, p_1a, c_1), fma(-m_2, p_1b, c_0), fma(-m_2, p_1c, d_1)
        m_1 = c_1 * y_0
        c_0, d_1, d_2, d_3 = (
            fma(-m_1, b_1, c_0),
            fma(-m_1, b_2, d_1),
            fma(-m_1, b_3, d_2),
            fma(-m_1, b_4, d_3),
        )
        p_0 = 1.0 / c_0
        base = FACTORS * k
        store(factors, base, l_4)
        store(factors, base + 1, l_3)
        store(factors, base + 2, l_2)
        store(factors, base + 3, l_1)
        store(factors, base + 4, m_2)
        store(factors, base + 5, m_1)
        store(factors, base + 6, y_0)
        store(factors, base + 7, b_1)
        store(factors, base + 8, b_2)
        store(factors, base + 9, b_3)
        store(factors, base + 10, b_4)
        store(factors, base + 11, p_0)
        store(factors, base + 12, d_1)
        store(factors, base + 13, d_2)
        store(factors, base + 14, d_3)
        return before[1], (y_0, b_1, b_2, b_3, b_4, p_0, d_1, d_2, d_3)

    @inlined
    def forward(factors, k, right_y, right_phi, y_2, p_2, y_1, p_1):
        """Return the rows of plane k of L^-1 b, from those of the two planes above."""
        base = FACTORS * k
        right_y = fma(-load(factors, base), y_2, right_y)
        right_y = fma(-load(factors, base + 1), p_2, right_y)
        right_y = fma(-load(factors, base + 2), y_1, right_y)
        right_phi = fma(-load(factors, base + 4), p_1, right_phi)
        right_y = fma(-load(factors, base + 3), p_1, right_y)
        right_phi = fma(-load(factors, base + 5), right_y, right_phi)
        return right_y, right_phi

    @inlined
    def backward(pairs, factors, x, place):
        """Overwrite L^-1 b of ``pairs`` planes, in ``x`` from ``place`` on, with the solution."""
        y_1 = 0.0 * load(x, place)
        y_2, p_1 = y_1, y_1
        for i in range(pairs):
            k = pairs - 1 - i
            base = FACTORS * k
            at = place + 2 * k
            phi = fma(-load(factors, base + 14), y_2, load(x, at + 1))
            y = fma(-load(factors, base + 10), y_2, load(x, at))
            y = fma(-load(factors, base + 9), p_1, y)
            y = fma(-load(factors, base + 8), y_1, y)
            phi = fma(-load(factors, base + 13), p_1, phi)
            phi = fma(-load(factors, base + 12), y_1, phi) * load(factors, base + 11)
            y = fma(-load(factors, base + 7), phi, y) * load(factors, base + 6)
            store(x, at, y)
            store(x, at + 1, phi)
            y_2, y_1, p_1 = y_1, y, phi

    @kernel
    def solve(pairs, factors, x):
        """Overwrite the right-hand side in ``x`` [2 pairs] with the solution."""
        y_1 = 0.0 * load(x, 0)
        y_2, p_1, p_2 = y_1, y_1, y_1
        for k in range(pairs):
            new = forward(factors, k, load(x, 2 * k), load(x, 2 * k + 1), y_2, p_2, y_1, p_1)
            y_2, p_2 = y_1, p_1
            y_1, p_1 = new
            store(x, 2 * k, y_1)
            store(x, 2 * k + 1, p_1)
        backward(pairs, factors, x, 0)

    return SimpleNamespace(eliminate=eliminate, forward=forward, backward=backward, solve=solve)
