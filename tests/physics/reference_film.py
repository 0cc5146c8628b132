"""Independent reference of the film kinetics of docs/theory/film.md, in SI units throughout.

Written from the equations alone, for clarity rather than speed. The potential is eliminated by a
dense solve of the screened Poisson system, the remaining ODE goes to scipy's Radau, and its
Jacobian is taken by complex steps, hence exact to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.integrate import solve_ivp

K_B = 1.380649e-23  # J/K
E_CHARGE = 1.602176634e-19  # C
EPS_0 = 8.8541878188e-12  # F/m, CODATA 2022

Array = NDArray[np.float64]


@dataclass(frozen=True)
class ReferenceFilm:
    """Parameters of one film. Energies in J, the other units at each field."""

    n_planes: int  # 1
    a: float  # m, plane spacing
    nu: float  # 1/s, attempt rate
    z: float  # 1, charge number
    alpha: float  # 1, transfer coefficient
    E_m: float  # J, bulk hop
    E_fl: float  # J, floor of the gate barriers
    Omega: float  # J, regular-solution energy
    kappa: float  # J, gradient energy
    E_s: float  # J, film -> adsorbed layer
    G_s: float  # J, E_s minus the barrier back
    E_d: float  # J, adsorbed layer -> electrolyte
    E_r: float  # J, electrolyte -> adsorbed layer
    zeta: float  # 1, share of the Stern drop before the adsorbed layer
    s_max: float  # planes
    r_half: float  # planes
    k_leak: float  # 1/s
    t_S: float  # m, Stern layer
    eps_S: float  # 1
    eps_f: float  # 1
    lambda_N: float  # m, screening length at y = 1
    lambda_M: float  # m, screening length at y = 0
    y_mid: float  # 1, logistic of ln lambda
    y_width: float  # 1
    n_pl: float  # 1/m^2, N sites per plane
    R_A: float  # ohm m^2
    temperature: float  # K
    gate_blocked: bool = False  # True: J_1 = 0, no N crosses the gate
    G_leak: float = 0.0  # S/m^2, past the Stern layer
    contact: float = 0.0  # 1, phi below the film over that of its last plane
    open_share: float = 1.0  # 1, of the exit sites

    @property
    def q_N(self) -> float:
        """Charge of one plane of N, C/m^2."""
        return self.z * E_CHARGE * self.n_pl

    @property
    def C_S(self) -> float:
        """Stern capacitance, F/m^2."""
        return EPS_0 * self.eps_S / self.t_S


@dataclass(frozen=True)
class ReferenceResult:
    """States at t_out."""

    t: Array  # [t] s
    y: Array  # [t, n] occupied fractions
    s: Array  # [t] planes
    r: Array  # [t] planes
    lost: Array  # [t] planes
    D: Array  # [t] V
    Q: Array  # [t] C/m^2, integral of the outer current


def potential(film: ReferenceFilm, y: NDArray, D: NDArray) -> NDArray:
    """Plane potentials [k, n] in V from y [k, n] and D [k] in V (real or complex)."""
    n = film.n_planes
    logistic = 1.0 / (1.0 + np.exp(-(y - film.y_mid) / film.y_width))
    lam = film.lambda_M * (film.lambda_N / film.lambda_M) ** logistic
    screen = (film.a / lam) ** 2

    matrix = np.zeros((*y.shape, n), dtype=y.dtype)
    i = np.arange(n)
    matrix[:, i, i] = 2.0 + screen  # phi_{-1} = 0 needs no term
    matrix[:, n - 1, n - 1] -= 1.0  # top plane: one bond, closed by the Stern field
    matrix[:, i[1:], i[:-1]] = -1.0
    matrix[:, i[:-1], i[1:]] = -1.0
    rhs = np.zeros((*y.shape, 1), dtype=y.dtype)
    rhs[:, n - 1, 0] = film.eps_S * film.a / (film.eps_f * film.t_S) * D
    return np.linalg.solve(matrix, rhs)[:, :, 0]


def chemical_potential(film: ReferenceFilm, y: NDArray) -> NDArray:
    """mu [k, n] in J from y [k, n], zero-gradient ends."""
    padded = np.concatenate([y[:, :1], y, y[:, -1:]], axis=1)
    return film.Omega * (1.0 - 2.0 * y) - film.kappa * (padded[:, 2:] - 2.0 * y + padded[:, :-2])


def floored_rates(
    film: ReferenceFilm, B_plus: NDArray, B_minus: NDArray
) -> tuple[NDArray, NDArray]:
    """k^+ and k^- [k] in 1/s from the barriers [k] in J;
    exponents shifted by their maximum, so none overflows.
    """
    kT = K_B * film.temperature
    X_plus, X_minus = -(B_plus - film.E_fl) / kT, -(B_minus - film.E_fl) / kT
    shift = np.maximum(0.0, np.maximum(X_plus.real, X_minus.real))
    x_plus, x_minus = np.exp(X_plus - shift), np.exp(X_minus - shift)
    ceiling = film.nu * np.exp(-film.E_fl / kT) / (np.exp(-shift) + x_plus + x_minus)
    return ceiling * x_plus, ceiling * x_minus


def rates(film: ReferenceFilm, voltage: float, state: NDArray) -> NDArray:
    """d(state)/dt [k, n+5] at the voltage (V);
    state [k, n+5] = (y, s, r, lost, D, Q) in (1, planes x3, V, C/m^2).
    """
    n, kT, e = film.n_planes, K_B * film.temperature, E_CHARGE
    y, (s, r, _, D, _) = state[:, :n], state[:, n:].T
    phi, mu = potential(film, y, D), chemical_potential(film, y)

    half_f = 0.5 * (-np.diff(mu, axis=1) + film.z * e * np.diff(phi, axis=1)) / kT
    low, high = y[:, :-1], y[:, 1:]
    hop = film.nu * np.exp(-film.E_m / kT)
    J = hop * (
        low * (1.0 - high) * np.exp(half_f) - high * (1.0 - low) * np.exp(-half_f)
    )  # [k, n-1] between planes

    ze_1, ze_2 = film.z * e * film.zeta, film.z * e * (1.0 - film.zeta)
    y_top, mu_top, theta = y[:, -1], mu[:, -1], s / film.s_max
    B_1_plus = film.E_s - 0.5 * mu_top - film.alpha * ze_1 * D
    B_1_minus = film.E_s - film.G_s + 0.5 * mu_top + (1.0 - film.alpha) * ze_1 * D
    out_1, in_1 = floored_rates(film, B_1_plus, B_1_minus)
    out_2, in_2 = floored_rates(
        film, film.E_d - film.alpha * ze_2 * D, film.E_r + (1.0 - film.alpha) * ze_2 * D
    )
    J_1 = out_1 * y_top * (1.0 - theta) - in_1 * theta * (1.0 - y_top)
    J_2 = out_2 * theta - in_2 * r / (r + film.r_half) * (1.0 - theta)
    if film.gate_blocked:
        J_1 = np.zeros_like(J_1)

    current = (-voltage - phi[:, -1] - D) / film.R_A
    out = np.zeros_like(state)
    out[:, : n - 1] -= J
    out[:, 1:n] += J
    out[:, n - 1] -= J_1
    out[:, n] = J_1 - J_2
    out[:, n + 1] = J_2 - film.k_leak * r
    out[:, n + 2] = film.k_leak * r
    out[:, n + 3] = (current - film.q_N * J_1) / film.C_S
    out[:, n + 4] = current
    return out


def jacobian(film: ReferenceFilm, voltage: float, state: Array) -> Array:
    """d(rates)/d(state) [n+5, n+5] at state [n+5],
    by complex steps (no cancellation, exact to rounding).
    """
    step = 1e-40
    shifted = state[None, :] + 1j * step * np.eye(state.size)
    return np.imag(rates(film, voltage, shifted)).T / step


def solve_piece(
    film: ReferenceFilm,
    state: Array,
    t_span: tuple,
    v_span: tuple,
    t_inside: Array,
    rtol: float,
    atol: ArrayLike,
) -> Array:
    """States [t+1, n+5] at t_inside (s) and at the end of
    one linear piece from t_span (s) and v_span (V).
    """

    def voltage(t: float) -> float:
        return v_span[0] + (v_span[1] - v_span[0]) * (t - t_span[0]) / (t_span[1] - t_span[0])

    sol = solve_ivp(
        lambda t, x: rates(film, voltage(t), x[None, :])[0],
        t_span,
        state,
        method="Radau",
        t_eval=np.append(t_inside, t_span[1]),
        jac=lambda t, x: jacobian(film, voltage(t), x),
        rtol=rtol,
        atol=atol,
    )
    if not sol.success:
        raise RuntimeError(f"Radau failed between {t_span[0]} s and {t_span[1]} s: {sol.message}")
    return sol.y.T


def solve(
    film: ReferenceFilm,
    y_0: float,
    nodes: ArrayLike,
    v_start: ArrayLike,
    v_end: ArrayLike,
    t_out: ArrayLike,
    rtol: float = 1e-7,
    atol: float | ArrayLike = 1e-10,
    y_start: ArrayLike | None = None,
) -> ReferenceResult:
    """Integrate one film with Radau,
    one call per linear piece of the voltage, which may jump between pieces.

    nodes [k+1] s, increasing; v_start, v_end [k] V at the two ends of each piece; t_out [t] s,
    sorted, in the nodes. rtol 1; atol scalar or [n+5] in state units. Starts from y = y_0 with s =
    r = lost = D = Q = 0, unless y_start gives the profile [n] or the whole state [n+5] (y, s, r,
    lost, D, Q). Between the steps t_out is read off Radau's cubic; make t_out nodes too where the
    full order is wanted.
    """
    n = film.n_planes
    nodes, v_start, v_end, t_out = (
        np.asarray(x, dtype=float) for x in (nodes, v_start, v_end, t_out)
    )
    if t_out.size and (t_out[0] < nodes[0] or t_out[-1] > nodes[-1] or np.any(np.diff(t_out) < 0)):
        raise ValueError("t_out must be sorted and lie within the nodes")
    start = np.full(n, y_0, dtype=float) if y_start is None else np.asarray(y_start, dtype=float)
    if start.shape not in ((n,), (n + 5,)):
        raise ValueError("y_start must be a profile [n] or a state [n+5]")
    state = np.zeros(n + 5)
    state[: start.size] = start

    result = np.empty((t_out.size, n + 5))
    result[t_out == nodes[0]] = state
    with np.errstate(
        over="ignore", invalid="ignore"
    ):  # a wild Newton iterate: Radau rejects non-finite rates
        for t_0, t_1, v_0, v_1 in zip(nodes[:-1], nodes[1:], v_start, v_end, strict=True):
            inside = (t_out > t_0) & (t_out < t_1)
            states = solve_piece(film, state, (t_0, t_1), (v_0, v_1), t_out[inside], rtol, atol)
            state = states[-1]
            result[inside] = states[:-1]
            result[t_out == t_1] = state
    s, r, lost, D, Q = result[:, n:].T
    return ReferenceResult(t_out, result[:, :n], s, r, lost, D, Q)
