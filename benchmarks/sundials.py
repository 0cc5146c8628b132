"""IDA of SUNDIALS on the film equations: compiled residual and compiled banded Jacobian.

The potentials are algebraic unknowns; the Jacobian is in closed form.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np

from nmhts.numerics import single
from nmhts.physics.transport.equations import SINGLE
from nmhts.physics.transport.gate import film_gate
from nmhts.physics.transport.laws import scalar_laws
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.planes import film_planes
from nmhts.physics.transport.state import (
    ADSORBED,
    LOST,
    PADDING,
    PLANES,
    POOL,
    STERN,
    Extent,
    FilmParameters,
)
from nmhts.simulation.films.plane_model import KineticsPoint

BAND = 4  # y of a plane sees y two planes off

_gate, _planes = film_gate(single), film_planes(single)
_pull_exit, _pull_dissolution = _gate.pull_exit, _gate.pull_dissolution
_bond_of, _screen_of, _pull_of = _planes.bond_of, _planes.screen_of, _planes.pull_of
_plane, _slopes, _beyond = _planes.plane, _planes.slopes, _planes.beyond
_screening = scalar_laws(single, numba.njit).inverse_screening_squared


class States(NamedTuple):
    """States of a film at its recorded times."""

    occupancy: np.ndarray  # [t, n] from the bottom
    lost: np.ndarray  # [t] planes
    evaluations: int


@numba.njit
def _jacobian(p, extent, x, per_step, J):
    """Fill J [4 + 2 n, 4 + 2 n] with d(f - M x')/dx + per_step d/dx' within the band.

    It equals df/dx - per_step M; x is padded by four zeros.
    """
    n = extent.depth
    y, y_below = x[PLANES], x[PLANES + 2]
    top = _pull_exit(p, x[ADSORBED], x[STERN], y, y_below, 1.0)
    pool = _pull_dissolution(p, x[POOL], x[ADSORBED], x[STERN], 1.0)
    per_volt = p.plane_charge / p.stern_capacitance
    J[LOST, LOST], J[LOST, POOL] = -per_step, p.leak_rate
    J[POOL, POOL] = pool.r - p.leak_rate - per_step
    J[POOL, ADSORBED], J[POOL, STERN] = pool.s, pool.D
    J[ADSORBED, POOL] = -pool.r
    J[ADSORBED, ADSORBED] = top.s - pool.s - per_step
    J[ADSORBED, STERN] = top.D - pool.D
    J[ADSORBED, PLANES], J[ADSORBED, PLANES + 2] = top.y, top.y_below
    rc = (1.0 / p.area_resistance + p.leak_conductance) / p.stern_capacitance
    J[STERN, ADSORBED] = -per_volt * top.s
    J[STERN, STERN] = -rc - per_volt * top.D - per_step
    J[STERN, PLANES], J[STERN, PLANES + 2] = -per_volt * top.y, -per_volt * top.y_below
    J[STERN, PLANES + 1] = -rc
    phi, y_above, phi_above = x[PLANES + 1], y, p.stern_coupling * x[STERN]
    # Derivatives of the flux through the upper face of a plane, by s, D, then y of one above, here,
    # one and two below, phi here.
    for j in range(n):
        c = PLANES + 2 * j
        phi_below, y_next = x[c + 3], _beyond(extent, j, y_below, x[c + 4])
        bond, screen = _bond_of(None, p, j), _screen_of(None, p, j)
        boost = np.exp(0.5 * _pull_of(p, bond, y_above, y, y_below, y_next, phi, phi_below))
        q, q_y, _ = _screening(
            y, screen.q_metal, screen.log_ratio, screen.y_mid, screen.y_steepness
        )
        flux = _plane(
            p,
            extent,
            bond,
            screen,
            j,
            j == 0,
            True,
            q,
            q_y,
            boost,
            y,
            y_below,
            phi_above,
            phi,
            phi_below,
        )
        a, b, d_c, d, g = _slopes(p, extent, bond, j, True, flux[1], flux[2], flux[3])
        if j == 0:
            a, b = 0.0, a + b
            J[c, ADSORBED], J[c, STERN] = -top.s, -top.D
            J[c, c] += -top.y
            J[c, c + 2] += -top.y_below
            J[c + 1, STERN] = p.stern_coupling
        else:
            J[c, c - 2] += a
            J[c + 1, c - 1] = 1.0
        last = j == n - 1
        J[c, c] += b - per_step
        if not last:
            J[c, c + 2] += d_c
            J[c, c + 1] += g
            J[c, c + 3] += -g
            J[c + 1, c + 3] = 1.0
            # N that enters here leaves the plane below.
            J[c + 2, c] += -b
            J[c + 2, c + 2] += -d_c
            J[c + 2, c + 1] += -g
            J[c + 2, c + 3] += g
            if j > 0:
                J[c + 2, c - 2] += -a
        if j < n - 2:
            J[c, c + 4] += d
            J[c + 2, c + 4] += -d
        J[c + 1, c] = -flux[5]
        J[c + 1, c + 1] = -flux[6]
        y_above, y, y_below = y, y_below, y_next
        phi_above, phi = phi, phi_below


@numba.njit
def _clear(J):
    size = len(J)
    for row in range(size):
        for k in range(max(0, row - 4), min(size, row + 5)):
            J[row, k] = 0.0


class IdaFilm:
    """A film under a constant voltage in the form of IDA."""

    def __init__(self, film: KineticsPoint):
        self.film, self.n = film, film.n_planes
        self.p: FilmParameters = film_parameters(film.nitride, film.gate, film.temperature)
        self.extent = Extent(self.n, self.n - 2, float(self.n), None)
        self.size = PLANES + 2 * self.n
        self.x, self.f = np.zeros(self.size + PADDING), np.zeros(self.size)
        self.rates = np.ones(self.size)
        self.algebraic = np.arange(PLANES + 1, self.size, 2)
        self.rates[self.algebraic] = 0.0
        self.voltage = film.protocol.v_start[0]

    def residual(self, _t, x, slope, out):
        """Fill f(x) - M x'."""
        self.x[: self.size] = x
        SINGLE.evaluate(self.p, self.extent, self.x, self.voltage, self.f)
        np.subtract(self.f, self.rates * slope, out=out)

    def jacobian(self, _t, x, slope, _res, per_step, matrix):
        """Fill the band of df/dx - per_step M."""
        self.x[: self.size] = x
        _clear(matrix)
        _jacobian(self.p, self.extent, self.x, per_step, matrix)

    def solve(self, rtol: float, atol: float) -> States:
        """Integrate from the film as grown.

        Errors: RuntimeError.
        """
        from sksundae.ida import IDA  # pyright: ignore[reportMissingImports]  (bench extra)

        start, slope = np.zeros(self.size), np.zeros(self.size)
        start[PLANES::2] = self.film.nitride["initial_occupancy"]
        self.residual(0.0, start, np.zeros(self.size), slope)
        slope[self.algebraic] = 0.0
        matrix = np.zeros((self.size, self.size))
        self.jacobian(0.0, start, slope, None, 0.0, matrix)
        rows = matrix[self.algebraic]
        slope[self.algebraic] = np.linalg.solve(rows[:, self.algebraic], -rows @ slope)
        solver = IDA(
            self.residual,
            jacfn=self.jacobian,
            linsolver="band",
            lband=BAND,
            uband=BAND,
            rtol=rtol,
            atol=atol,
            algebraic_idx=self.algebraic,
            max_num_steps=10**7,
            first_step=1e-12,
        )
        done = solver.solve(np.asarray(self.film.times), start, slope)
        if not done.success:
            raise RuntimeError(f"IDA failed: {done.message}")
        return States(done.y[:, PLANES::2][:, ::-1], done.y[:, LOST], done.nfev)
