"""Right-hand side and Newton matrix of the plane-resolved film, assembled from the scalar laws.

Unknowns of a film of n planes, plane 0 at the bottom electrode, n - 1 at the gate: for each plane the occupancy y_i [1] and
the potential phi_i [V], interleaved, then the adsorbed layer s [planes], the Stern drop D [V] and the electrolyte pool r [planes]:

    x = (y_0, phi_0, y_1, phi_1, ..., y_{n-1}, phi_{n-1}, s, D, r),      n_x = 2 n + 3

Rows of y, s, D, r are time derivatives; rows of phi are the residual of the screened Poisson equation, which holds at
every instant. docs/theory/film.md states the equations with their sources.
"""

from __future__ import annotations

from typing import NamedTuple

from nmhts.numerics.compiled import kernel
from nmhts.physics.transport.laws import (
    encounter,
    floored_pair,
    hop_flux,
    inverse_screening_squared,
)

# Half-bandwidths of the Newton matrix. The film needs 4 and 4; the row of D reaches y_{n-2} through the exit flux.
LOWER = 5
UPPER = 4


class FilmParameters(NamedTuple):
    """Coefficients of the film equations for one film at one temperature; energies in units of k_B T."""

    hop_rate: float  # Gamma = nu exp(-E_m / k_B T), 1/s
    z_e_kT: float  # z e / k_B T, 1/V
    omega: float  # N-N interaction Omega
    kappa: float  # gradient coefficient
    q_metal: float  # (a / lambda_M)^2
    log_ratio: float  # ln(lambda_N / lambda_M)
    y_mid: float  # occupancy at which ln(lambda) is half-way
    y_width: float  # width of that crossover in occupancy
    stern_coupling: float  # eps_S a / (eps_f t_S)
    stern_capacitance: float  # C_S = eps_0 eps_S / t_S, F/m2
    area_resistance: float  # R_A, ohm m2
    plane_charge: float  # q_N = z e n_pl, C/m2 per plane
    floor_rate: float  # nu exp(-E_fl / k_B T), 1/s
    b_exit: float  # E_s - E_fl
    b_return: float  # E_s - G_s - E_fl
    b_dissolve: float  # E_d - E_fl
    b_adsorb: float  # E_r - E_fl
    alpha: float  # share of a charge-transfer step's energy that acts on the forward barrier
    zeta: float  # share of the Stern drop on the step film <-> adsorbed layer
    s_max: float  # capacity of the adsorbed layer, planes
    r_half: float  # pool content at which re-adsorption is half saturated, planes
    leak_rate: float  # loss of the pool, 1/s


@kernel
def screened_potential(p, n, x, work):
    """Solve the screened Poisson equation for phi [V], given y and D in ``x`` [2n+3]; ``work`` [2n] is scratch.

    phi_{i+1} - 2 phi_i + phi_{i-1} = (a / lambda(y_i))^2 phi_i,   phi_{-1} = 0,
    phi_{n-1} - phi_{n-2} + (a / lambda)^2 phi_{n-1} = (eps_S a / eps_f t_S) D
    """
    # Thomas algorithm; work[2i] holds the modified superdiagonal, work[2i+1] the modified right-hand side.
    for i in range(n):
        q, _ = inverse_screening_squared(x[2 * i], p.q_metal, p.log_ratio, p.y_mid, p.y_width)
        last = i == n - 1
        diagonal = 1.0 + q if last else 2.0 + q
        source = p.stern_coupling * x[2 * n + 1] if last else 0.0
        if i > 0:
            diagonal -= work[2 * i - 2]
            source += work[2 * i - 1]
        work[2 * i] = 1.0 / diagonal
        work[2 * i + 1] = source / diagonal
    x[2 * n - 1] = work[2 * n - 1]
    for i in range(n - 2, -1, -1):
        x[2 * i + 1] = work[2 * i + 1] + work[2 * i] * x[2 * i + 3]


@kernel
def exchange(p, n, x):
    """Fluxes film -> adsorbed layer and adsorbed layer -> pool, planes/s, with their derivatives.

        J_1 = k_1+ y_top (1 - s/s_max) - k_1- (s/s_max) (1 - y_top)
        J_2 = k_2+ (s/s_max)           - k_2- r/(r + r_h) (1 - s/s_max)

    Returns: (J_1, dJ_1/dy_top at fixed mu, dJ_1/dmu_top, dJ_1/ds, dJ_1/dD, J_2, dJ_2/ds, dJ_2/dD, dJ_2/dr).
    """
    y_top = x[2 * n - 2]
    s, drop, r = x[2 * n], x[2 * n + 1], x[2 * n + 2]
    mu_top = p.omega * (1.0 - 2.0 * y_top) - p.kappa * (x[2 * n - 4] - y_top)
    cover = s / p.s_max
    step = p.z_e_kT * p.zeta * drop
    k_f, k_b, k_ff, k_fb, k_bb = floored_pair(
        p.b_exit - 0.5 * mu_top - p.alpha * step,
        p.b_return + 0.5 * mu_top + (1.0 - p.alpha) * step,
        p.floor_rate,
    )
    c_f, c_f_y, c_f_free = encounter(y_top, 1.0 - cover)
    c_b, c_b_cover, c_b_hole = encounter(cover, 1.0 - y_top)
    j_1 = k_f * c_f - k_b * c_b
    db_f = k_ff * c_f - k_fb * c_b
    db_b = k_fb * c_f - k_bb * c_b
    step_D = p.z_e_kT * p.zeta
    j_1_y = k_f * c_f_y + k_b * c_b_hole
    j_1_mu = 0.5 * (db_b - db_f)
    j_1_s = (-k_f * c_f_free - k_b * c_b_cover) / p.s_max
    j_1_D = step_D * ((1.0 - p.alpha) * db_b - p.alpha * db_f)

    step_D = p.z_e_kT * (1.0 - p.zeta)
    k_f, k_b, k_ff, k_fb, k_bb = floored_pair(
        p.b_dissolve - p.alpha * step_D * drop,
        p.b_adsorb + (1.0 - p.alpha) * step_D * drop,
        p.floor_rate,
    )
    pool = r / (r + p.r_half)
    c_f = cover
    c_b, c_b_pool, c_b_free = encounter(pool, 1.0 - cover)
    j_2 = k_f * c_f - k_b * c_b
    db_f = k_ff * c_f - k_fb * c_b
    db_b = k_fb * c_f - k_bb * c_b
    j_2_s = (k_f + k_b * c_b_free) / p.s_max
    j_2_D = step_D * ((1.0 - p.alpha) * db_b - p.alpha * db_f)
    j_2_r = -k_b * c_b_pool * p.r_half / (r + p.r_half) ** 2
    return j_1, j_1_y, j_1_mu, j_1_s, j_1_D, j_2, j_2_s, j_2_D, j_2_r


@kernel
def assemble(p, n, x, voltage, f, fill, scale, rows):
    """Evaluate the film equations at ``x`` [2n+3] and, if ``fill``, the Newton matrix.

    Parameters: voltage V of the film against the counter electrode [V]; f [2n+3] receives dy/dt, ds/dt, dr/dt [1/s],
    dD/dt [V/s] and the Poisson residual [V]; rows [2n+3, LOWER+UPPER+1] receives I - scale df/dx
    for the differential rows (scale = h gamma, s) and df/dx for the Poisson rows.
    """
    m = 2 * n
    if fill:
        for i in range(m + 3):
            for j in range(LOWER + UPPER + 1):
                rows[i, j] = 0.0
            if i % 2 == 0 or i > m:
                rows[i, LOWER] = 1.0
    for i in range(n):
        f[2 * i] = 0.0

    y_before = x[0]  # y_{i-1}; the zero-gradient end makes y_{-1} = y_0
    for i in range(n - 1):
        c = 2 * i
        y, y_next = x[c], x[c + 2]
        y_after = x[c + 4] if i + 2 < n else y_next
        mu = p.omega * (1.0 - 2.0 * y) - p.kappa * (y_next - 2.0 * y + y_before)
        mu_next = p.omega * (1.0 - 2.0 * y_next) - p.kappa * (y_after - 2.0 * y_next + y)
        force = mu - mu_next + p.z_e_kT * (x[c + 3] - x[c + 1])
        flux, flux_l, flux_r, flux_f = hop_flux(y, y_next, force, p.hop_rate)
        f[c] -= flux
        f[c + 2] += flux
        if fill:
            ends_l = 2.0 if i > 0 else 1.0
            ends_r = 2.0 if i + 2 < n else 1.0
            d_l = scale * (flux_l + flux_f * (-2.0 * p.omega + (ends_l + 1.0) * p.kappa))
            d_r = scale * (flux_r + flux_f * (2.0 * p.omega - (ends_r + 1.0) * p.kappa))
            d_far = scale * flux_f * p.kappa
            d_phi = scale * flux_f * p.z_e_kT
            # Row of y_i gains +J, row of y_{i+1} gains -J; columns by plane.
            rows[c, LOWER] += d_l
            rows[c, LOWER + 2] += d_r
            rows[c, LOWER + 1] -= d_phi
            rows[c, LOWER + 3] += d_phi
            rows[c + 2, LOWER - 2] -= d_l
            rows[c + 2, LOWER] -= d_r
            rows[c + 2, LOWER - 1] += d_phi
            rows[c + 2, LOWER + 1] -= d_phi
            if i > 0:
                rows[c, LOWER - 2] -= d_far
                rows[c + 2, LOWER - 4] += d_far
            if i + 2 < n:
                rows[c, LOWER + 4] += d_far
                rows[c + 2, LOWER + 2] -= d_far
        y_before = y

    for i in range(n):
        c = 2 * i
        q, q_y = inverse_screening_squared(x[c], p.q_metal, p.log_ratio, p.y_mid, p.y_width)
        phi = x[c + 1]
        below = x[c - 1] if i > 0 else 0.0
        if i < n - 1:
            f[c + 1] = x[c + 3] + below - (2.0 + q) * phi
        else:
            f[c + 1] = p.stern_coupling * x[m + 1] + below - (1.0 + q) * phi
        if fill:
            rows[c + 1, LOWER] = -(2.0 + q) if i < n - 1 else -(1.0 + q)
            rows[c + 1, LOWER - 1] = -q_y * phi
            if i > 0:
                rows[c + 1, LOWER - 2] = 1.0
            rows[c + 1, LOWER + 2] = 1.0 if i < n - 1 else p.stern_coupling

    j_1, j_1_y, j_1_mu, j_1_s, j_1_D, j_2, j_2_s, j_2_D, j_2_r = exchange(p, n, x)
    per_volt = p.plane_charge / p.stern_capacitance
    rc = 1.0 / (p.area_resistance * p.stern_capacitance)
    f[m - 2] -= j_1
    f[m] = j_1 - j_2
    f[m + 1] = rc * (-voltage - x[m - 1] - x[m + 1]) - per_volt * j_1
    f[m + 2] = j_2 - p.leak_rate * x[m + 2]
    if fill:
        d_top = scale * (j_1_y + j_1_mu * (-2.0 * p.omega + p.kappa))
        d_below = scale * (-j_1_mu * p.kappa)
        d_s, d_D = scale * j_1_s, scale * j_1_D
        rows[m - 2, LOWER] += d_top
        rows[m - 2, LOWER - 2] += d_below
        rows[m - 2, LOWER + 2] += d_s
        rows[m - 2, LOWER + 3] += d_D
        rows[m, LOWER - 2] -= d_top
        rows[m, LOWER - 4] -= d_below
        rows[m, LOWER] += -d_s + scale * j_2_s
        rows[m, LOWER + 1] += -d_D + scale * j_2_D
        rows[m, LOWER + 2] += scale * j_2_r
        rows[m + 1, LOWER - 3] += per_volt * d_top
        rows[m + 1, LOWER - 5] += per_volt * d_below
        rows[m + 1, LOWER - 1] += per_volt * d_s
        rows[m + 1, LOWER] += scale * rc + per_volt * d_D
        rows[m + 1, LOWER - 2] += scale * rc
        rows[m + 2, LOWER - 2] -= scale * j_2_s
        rows[m + 2, LOWER - 1] -= scale * j_2_D
        rows[m + 2, LOWER] += scale * (p.leak_rate - j_2_r)
