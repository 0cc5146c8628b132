"""IDA of SUNDIALS on the film equations: compiled residual and compiled banded Jacobian.

The potentials are algebraic unknowns; the Jacobian is in closed form.
"""

from __future__ import annotations

from typing import NamedTuple

import numba
import numpy as np

from nmhts.numerics import single
from nmhts.physics.transport.equations import SINGLE
from nmhts.physics.transport.gate_law import GateState
from nmhts.physics.transport.parameters import film_parameters
from nmhts.physics.transport.planes import film_planes
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    LOST,
    PADDING,
    PLANES,
    STERN,
    Extent,
    FilmParameters,
)
from nmhts.simulation.films.plane_model import KineticsPoint

BAND = 4  # y of a plane sees y two planes off

_gate_linearized = printed.gate_linearized(single, numba.njit)
_planes = film_planes(single)
_gate_state, _window, _linearized = _planes.gate_state, _planes.window, _planes.linearized
_exponentials, _ended_slopes = _planes.exponentials, _planes.ended_slopes


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
    _, exit_flux, fed, loss, charging, field = _gate_linearized(p, _gate_state(x, 0.0))
    for row, by in (
        (LOST, loss),
        (DISSOLVED, _less(fed, loss)),
        (ADSORBED, _less(exit_flux, fed)),
        (STERN, charging),
    ):
        J[row, DISSOLVED], J[row, ADSORBED], J[row, STERN] = by.r, by.s, by.drop
        J[row, PLANES], J[row, PLANES + 1], J[row, PLANES + 2] = by.y, by.phi, by.y_below
        J[row, row] -= per_step
    # What leaves plane 0 through the gate; the displacement of the Stern layer.
    J[PLANES, DISSOLVED], J[PLANES, ADSORBED], J[PLANES, STERN] = (
        -exit_flux.r,
        -exit_flux.s,
        -exit_flux.drop,
    )
    J[PLANES, PLANES] -= exit_flux.y
    J[PLANES, PLANES + 1] -= exit_flux.phi
    J[PLANES, PLANES + 2] -= exit_flux.y_below
    J[PLANES + 1, STERN] = field.drop
    for j in range(n):
        c = PLANES + 2 * j
        y_above = x[c - 2] if j > 0 else x[c]
        seen = _window(p, extent, j, y_above, x[c], x[c + 2], x[c + 4], x[c + 1], x[c + 3])
        slopes = _linearized(None, p, seen, _exponentials(None, p, seen))[2]
        by = _ended_slopes(p, extent, j, slopes)
        above = c - 2 if j > 0 else c
        J[c + 1, c] -= by.charge_y
        J[c + 1, c + 1] -= by.charge_phi
        J[c, c] -= per_step
        # Flux and displacement at the lower face count in this plane, and against the one below.
        for row, sign in ((c, 1.0), (c + 2, -1.0)):
            if row < PLANES + 2 * n:
                J[row, above] += sign * by.flux_y_above
                J[row, c] += sign * by.flux_y
                J[row, c + 1] += sign * by.flux_phi
                J[row + 1, c + 1] -= sign * by.displacement_phi
                if j < n - 1:
                    J[row, c + 2] += sign * by.flux_y_below
                    J[row, c + 3] += sign * by.flux_phi_below
                    J[row + 1, c + 3] -= sign * by.displacement_phi_below
                if j < n - 2:
                    J[row, c + 4] += sign * by.flux_y_next


@numba.njit
def _less(a, b):
    """Return the derivatives of the difference of two rows of the gate."""
    return GateState(
        a.r - b.r, a.s - b.s, a.drop - b.drop, a.y - b.y, a.phi - b.phi, a.y_below - b.y_below,
        a.voltage - b.voltage
    )  # fmt: skip


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
