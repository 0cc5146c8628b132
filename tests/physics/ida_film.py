"""Third implementation of docs/theory/film.md, for IDA of SUNDIALS.

Plane by plane, in SI, with the potentials as algebraic unknowns. The dense solve of
``reference_film`` costs the cube of the planes; here a film of 300 planes and thousands of steps
takes seconds. Nothing of nmhts is imported. The Jacobian is banded and taken by complex steps of
planes that do not couple, hence exact to rounding.
"""

from __future__ import annotations

from collections.abc import Callable

import numba
import numpy as np
from numpy.typing import ArrayLike, NDArray
from reference_film import E_CHARGE, EPS_0, K_B, ReferenceFilm, ReferenceResult
from sksundae.ida import IDA

Array = NDArray[np.float64]

# Unknowns: lost, r, s, D, then y and phi of every plane from the gate down.
HEAD = 4
BAND = 5  # y of a plane sees y two planes off: four places; the fifth costs nothing
COLORS = 2 * BAND + 1

NUMBERS = (
    "a", "nu", "z", "alpha", "E_m", "E_fl", "Omega", "kappa", "E_s", "G_s", "E_d", "E_r", "zeta",
        "s_max", "r_half", "k_leak", "t_S", "eps_S", "eps_f", "lambda_N", "lambda_M", "y_mid",
        "y_width", "n_pl", "R_A", "temperature", "G_leak", "contact", "open_share",
)  # fmt: skip


@numba.njit
def _rate_pair(B_plus, B_minus, E_fl, nu, kT):
    """k^+ and k^- [1/s] from barriers [J]: limited by the last hop, with an unchanged ratio."""
    X_plus, X_minus = -(B_plus - E_fl) / kT, -(B_minus - E_fl) / kT
    shift = max(0.0, max(X_plus.real, X_minus.real))
    x_plus, x_minus = np.exp(X_plus - shift), np.exp(X_minus - shift)
    ceiling = nu * np.exp(-E_fl / kT) / (np.exp(-shift) + x_plus + x_minus)
    return ceiling * x_plus, ceiling * x_minus


@numba.njit
def _derivative(q, voltage, x, out):
    """Fill out with d(lost, r, s, D, y)/dt,
    and the rows of phi with the residual of Poisson's equation.

    q numbers of the film in the order of NUMBERS; voltage V; x, out [4 + 2 n], real or complex.
    """
    (
        a, nu, z, alpha, E_m, E_fl, Omega, kappa, E_s, G_s, E_d, E_r, zeta, s_max, r_half, k_leak,
            t_S, eps_S, eps_f,
        lambda_N, lambda_M, y_mid, y_width, n_pl, R_A, T, G_leak, contact, open_share,
    ) = q  # fmt: skip
    n = (len(x) - 4) // 2
    kT = 1.380649e-23 * T
    ze = z * 1.602176634e-19
    r, s, D = x[1], x[2], x[3]
    C_S = 8.8541878188e-12 * eps_S / t_S

    def mu(j):
        """Chemical potential of plane j from the gate [J], zero-gradient ends."""
        here = x[4 + 2 * j]
        above = x[4 + 2 * max(j - 1, 0)]
        below = x[4 + 2 * min(j + 1, n - 1)]
        return Omega * (1.0 - 2.0 * here) - kappa * (above - 2.0 * here + below)

    y_top, phi_top, mu_top, theta = x[4], x[5], mu(0), s / s_max
    out_1, in_1 = _rate_pair(
        E_s - 0.5 * mu_top - alpha * ze * zeta * D,
        E_s - G_s + 0.5 * mu_top + (1.0 - alpha) * ze * zeta * D,
        E_fl, nu, kT,
    )  # fmt: skip
    out_2, in_2 = _rate_pair(
        E_d - alpha * ze * (1.0 - zeta) * D,
        E_r + (1.0 - alpha) * ze * (1.0 - zeta) * D,
        E_fl, nu, kT,
    )  # fmt: skip
    J_1 = open_share * (out_1 * y_top * (1.0 - theta) - in_1 * theta * (1.0 - y_top))
    J_2 = out_2 * theta - in_2 * r / (r + r_half) * (1.0 - theta)
    out[0] = k_leak * r
    out[1] = J_2 - k_leak * r
    out[2] = J_1 - J_2
    q_N = ze * n_pl
    out[3] = ((-voltage - phi_top - D) / R_A - G_leak * (phi_top + D) - q_N * J_1) / C_S
    hop = nu * np.exp(-E_m / kT)
    leaving = J_1
    for j in range(n):
        c = 4 + 2 * j
        y, phi = x[c], x[c + 1]
        lam = lambda_M * np.exp(
            np.log(lambda_N / lambda_M) / (1.0 + np.exp(-(y - y_mid) / y_width))
        )
        screen = (a / lam) ** 2
        above = (x[c - 1] - phi) if j > 0 else eps_S * a / (eps_f * t_S) * D
        if j < n - 1:
            y_low, phi_low = x[c + 2], x[c + 3]
            f = (-(mu(j) - mu(j + 1)) + ze * (phi - phi_low)) / kT
            J = hop * (y_low * (1.0 - y) * np.exp(0.5 * f) - y * (1.0 - y_low) * np.exp(-0.5 * f))
            below = phi_low - phi
        else:
            J = 0.0 * y
            below = (contact - 1.0) * phi
        out[c] = J - leaving
        out[c + 1] = above + below - screen * phi
        leaving = J


@numba.njit
def _residual(q, voltage, x, slope, out):
    _derivative(q, voltage, x, out)
    for k in range(4):
        out[k] -= slope[k]
    for k in range(4, len(x), 2):
        out[k] -= slope[k]


@numba.njit
def _jacobian(q, voltage, x, per_step, matrix):
    """Fill matrix with d(residual)/dx + per_step d(residual)/d(slope), within the band."""
    size = len(x)
    shifted, out = np.empty(size, dtype=np.complex128), np.empty(size, dtype=np.complex128)
    for color in range(11):
        for k in range(size):
            shifted[k] = x[k] + (1e-40j if k % 11 == color else 0.0)
        _derivative(q, voltage, shifted, out)
        for k in range(color, size, 11):
            for row in range(max(0, k - 5), min(size, k + 6)):
                matrix[row, k] = out[row].imag / 1e-40
    for k in range(size):
        if k < 4 or k % 2 == 0:
            matrix[k, k] -= per_step


def numbers(film: ReferenceFilm) -> tuple[float, ...]:
    """The numbers of a film in the order of NUMBERS."""
    return tuple(float(getattr(film, name)) for name in NUMBERS)


def _functions(q: tuple[float, ...], voltage: Callable[[float], float]):
    def residual(t, x, slope, out):
        _residual(q, voltage(t), x, slope, out)

    def jacobian(t, x, slope, res, per_step, matrix):
        _jacobian(q, voltage(t), x, per_step, matrix)

    return residual, jacobian


def solve(
    film: ReferenceFilm,
    y_0: float,
    nodes: ArrayLike,
    v_start: ArrayLike,
    v_end: ArrayLike,
    t_out: ArrayLike,
    rtol: float = 1e-8,
) -> ReferenceResult:
    """Integrate a film as grown by IDA, in one call per linear piece of the voltage.

    nodes [k+1] s; v_start, v_end [k] V; t_out [t] s, sorted, within the nodes. Absolute tolerances:
    rtol/100.
    Errors: RuntimeError.
    """
    assert (K_B, E_CHARGE, EPS_0) == (1.380649e-23, 1.602176634e-19, 8.8541878188e-12)
    n, q = film.n_planes, numbers(film)
    nodes, v_start, v_end, t_out = (
        np.asarray(v, dtype=float) for v in (nodes, v_start, v_end, t_out)
    )
    size = HEAD + 2 * n
    x, slope = np.zeros(size), np.zeros(size)
    x[HEAD::2] = y_0
    states = np.full((len(t_out), size), np.nan)
    states[t_out == nodes[0]] = x
    algebraic = np.arange(HEAD + 1, size, 2)
    for t_0, t_1, v_0, v_1 in zip(nodes[:-1], nodes[1:], v_start, v_end, strict=True):
        # From the start of the piece: a pulse late in a long protocol keeps its resolution.
        def voltage(t: float, v_0=v_0, per_s=(v_1 - v_0) / (t_1 - t_0)) -> float:
            return v_0 + per_s * t

        residual, jacobian = _functions(q, voltage)
        inside = (t_out > t_0) & (t_out < t_1)
        # D does not jump with the voltage, only its slope does; the slopes of the potentials follow
        # from the others.
        slope[:] = 0.0
        residual(0.0, x, np.zeros(size), slope)
        slope[algebraic] = 0.0
        matrix = np.zeros((size, size))
        jacobian(0.0, x, slope, None, 0.0, matrix)
        rows = matrix[algebraic]
        slope[algebraic] = np.linalg.solve(rows[:, algebraic], -rows @ slope)
        solver = IDA(
            residual,
            jacfn=jacobian,
            linsolver="band",
            lband=BAND,
            uband=BAND,
            rtol=rtol,
            atol=1e-2 * rtol,
            algebraic_idx=algebraic,
            max_num_steps=10**7,
            first_step=1e-12,
        )
        # Two times alone would request all of its steps.
        grid = np.concatenate([[0.0], t_out[inside] - t_0, [0.5 * (t_1 - t_0), t_1 - t_0]])
        grid, place = np.unique(grid, return_inverse=True)
        done = solver.solve(grid, x, slope)
        if not done.success:
            raise RuntimeError(f"IDA failed between {t_0} s and {t_1} s: {done.message}")
        reached = done.y[place]
        states[inside] = reached[1:-2]
        x = reached[-1].copy()
        states[t_out == t_1] = x
    lost, r, s, D = states[:, :HEAD].T
    y = states[:, HEAD::2][:, ::-1]
    charge = film.q_N * (s + r + lost) + film.C_S * D
    return ReferenceResult(t_out, y, s, r, lost, D, charge)
