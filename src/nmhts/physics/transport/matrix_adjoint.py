"""Contribution of the step's matrix to its adjoint (see ``adjoint``), and adjoint of the potential.

The matrix holds derivatives of the film equations at the start of the step, so its own derivative
takes second ones. All stages use the same matrix: cotangent times U is summed over the stages
first, plane by plane, and the curvature of every plane is applied to that sum. The second
derivatives of the gate are its first ones in dual numbers. The potential is that at the start of a
film.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

from nmhts.numerics import duals, lanes, single
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.duals import dual
from nmhts.numerics.rosenbrock import STAGES
from nmhts.physics.transport.cotangents import BYPASS, CHARGING, PER_PLANE, P
from nmhts.physics.transport.gate import film_gate
from nmhts.physics.transport.laws import scalar_laws
from nmhts.physics.transport.planes import SERIES, film_planes
from nmhts.physics.transport.state import ADSORBED, LOST, PLANES, POOL, STERN


def film_matrix_adjoint(number: ModuleType) -> SimpleNamespace:
    """Return the kernels ``pull_matrix`` and ``pull_potential`` for one kind of number.

    Parameters: number: ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``.
    """
    load, store, fma = number.load, number.store, number.fma
    pull_exit = film_gate(number).pull_exit
    gate_of_duals = film_gate(duals)
    bend_exit, bend_dissolution = gate_of_duals.pull_exit, gate_of_duals.pull_dissolution
    beyond = film_planes(number).beyond
    laws = scalar_laws(number, inlined)
    hop_flux, hop_curvature = laws.hop_flux, laws.hop_curvature
    screening = laws.inverse_screening_squared

    @inlined
    def add(sums, k, value):
        store(sums, k, load(sums, k) + value)

    @kernel
    def pull_matrix_gate(p, x, u, stride, cotangents, sums, out):
        """Add grad of sum_i v_i^T J(x) U_i for the rows of l, r, s, D and for J_1.

        J_1 leaves plane 0, the plane at the gate.
        """
        nothing = 0.0 * p.omega
        per_plane = p.plane_charge / p.stern_capacitance
        r, s, drop = load(x, POOL), load(x, ADSORBED), load(x, STERN)
        y, y_below = load(x, PLANES), load(x, PLANES + 2)
        top = pull_exit(p, s, drop, y, y_below, 1.0)
        e_s, e_D, e_y, e_below = nothing, nothing, nothing, nothing
        d_r, d_s, d_D = nothing, nothing, nothing
        vent, lost_drop, coupled, by_plane = nothing, nothing, nothing, nothing
        for i in range(STAGES):
            at = i * stride
            v_l, v_r = load(cotangents, at + LOST), load(cotangents, at + POOL)
            v_s, v_D = load(cotangents, at + ADSORBED), load(cotangents, at + STERN)
            v_y = load(cotangents, at + PLANES)
            u_r, u_s, u_D = load(u, at + POOL), load(u, at + ADSORBED), load(u, at + STERN)
            u_y, u_phi, u_below = (
                load(u, at + PLANES),
                load(u, at + PLANES + 1),
                load(u, at + PLANES + 2),
            )
            w = v_s - v_y - per_plane * v_D
            e_s, e_D = fma(w, u_s, e_s), fma(w, u_D, e_D)
            e_y, e_below = fma(w, u_y, e_y), fma(w, u_below, e_below)
            w = v_r - v_s
            d_r, d_s, d_D = fma(w, u_r, d_r), fma(w, u_s, d_s), fma(w, u_D, d_D)
            vent = fma(v_l - v_r, u_r, vent)
            lost_drop = fma(v_D, u_phi + u_D, lost_drop)
            coupled = fma(load(cotangents, at + PLANES + 1), u_D, coupled)
            by_plane = fma(
                v_D, top.s * u_s + top.D * u_D + top.y * u_y + top.y_below * u_below, by_plane
            )
        bent = bend_exit(
            p, dual(s, e_s), dual(drop, e_D), dual(y, e_y), dual(y_below, e_below), 1.0
        )
        pool = bend_dissolution(p, dual(r, d_r), dual(s, d_s), dual(drop, d_D), 1.0)
        add(out, POOL, pool.r.slope)
        add(out, ADSORBED, bent.s.slope + pool.s.slope)
        add(out, STERN, bent.D.slope + pool.D.slope)
        add(out, PLANES, bent.y.slope)
        add(out, PLANES + 2, bent.y_below.slope)
        add(sums, P.z_e_kT, bent.z_e_kT.slope + pool.z_e_kT.slope)
        add(sums, P.omega, bent.omega.slope)
        add(sums, P.kappa, bent.kappa.slope)
        add(sums, P.floor_rate, bent.floor_rate.slope + pool.floor_rate.slope)
        add(sums, P.open_share, bent.open_share.slope)
        add(sums, P.b_exit, bent.b_exit.slope)
        add(sums, P.b_return, bent.b_return.slope)
        add(sums, P.b_dissolve, pool.b_dissolve.slope)
        add(sums, P.b_adsorb, pool.b_adsorb.slope)
        add(sums, P.alpha, bent.alpha.slope + pool.alpha.slope)
        add(sums, P.zeta, bent.zeta.slope + pool.zeta.slope)
        add(sums, P.s_max, bent.s_max.slope + pool.s_max.slope)
        add(sums, P.r_half, pool.r_half.slope)
        add(sums, P.leak_rate, vent)
        add(sums, P.stern_coupling, coupled)
        add(sums, CHARGING, -lost_drop)
        add(sums, BYPASS, -lost_drop)
        add(sums, PER_PLANE, -by_plane)

    @kernel
    def pull_matrix(p, extent, x, u, series, bars, cotangents, sums, out):
        """Fill ``out`` with the cotangent of x, and add those of the coefficients to ``sums``.

        The cotangent of x is the sum of those of the stages and grad_x of sum_i v_i^T J(x) U_i.
        """
        stride = len(x) // number.WIDTH
        size = PLANES + 2 * extent.depth
        for k in range(size):
            total = load(bars, k)
            for i in range(1, STAGES):
                total = total + load(bars, i * stride + k)
            store(out, k, total)
        pull_matrix_gate(p, x, u, stride, cotangents, sums, out)

        nothing = 0.0 * p.omega
        z, omega_2, kappa = p.z_e_kT, 2.0 * p.omega, p.kappa
        hop, by_z, by_omega, by_kappa = nothing, nothing, nothing, nothing
        by_q, by_ratio, by_mid, by_steepness = nothing, nothing, nothing, nothing
        by_contact = nothing
        for j in range(extent.depth):
            c = PLANES + 2 * j
            edge = j >= extent.shallow
            above = c - 2 if j > 0 else c
            sum_l, sum_r, sum_phi, sum_curved = nothing, nothing, nothing, nothing
            turned, shifted = nothing, nothing
            for i in range(STAGES):
                at = i * stride
                vy = load(cotangents, at + c)
                vp = load(cotangents, at + c + 1)
                fall = vy - load(cotangents, at + c + 2)
                u_r, u_l = load(u, at + c), load(u, at + c + 2)
                u_next = load(u, at + c + 4)
                if edge:
                    u_next = beyond(extent, j, u_l, u_next)
                u_phi = load(u, at + c + 1)
                sum_l, sum_r = fma(fall, u_l, sum_l), fma(fall, u_r, sum_r)
                sum_phi = fma(fall, u_phi - load(u, at + c + 3), sum_phi)
                curved = u_next - 3.0 * (u_l - u_r) - load(u, at + above)
                sum_curved = fma(fall, curved, sum_curved)
                turned, shifted = fma(vp, u_r, turned), fma(vp, u_phi, shifted)
            sum_f = z * sum_phi - omega_2 * (sum_l - sum_r) - kappa * sum_curved

            y, y_below, y_next = load(x, c), load(x, c + 2), load(x, c + 4)
            hop_rate = p.hop_rate
            if edge:
                hop_rate = hop_rate * (1.0 * (extent.planes > float(j + 1)))
                y_next = beyond(extent, j, y_below, y_next)
            base = SERIES * j
            boost = load(series, base + 5)
            _, flux_l, flux_r, flux_f = hop_flux(y_below, y, boost, hop_rate)
            ll, lr, rr, lf, rf, ff = hop_curvature(y_below, y, boost, hop_rate)
            g_l = ll * sum_l + lr * sum_r + lf * sum_f
            g_r = lr * sum_l + rr * sum_r + rf * sum_f
            g = lf * sum_l + rf * sum_r + ff * sum_f
            hop = hop + flux_l * sum_l + flux_r * sum_r + flux_f * sum_f
            change = y_below - y
            phi = load(x, c + 1)
            by_z = by_z + g * (phi - load(x, c + 3)) + flux_f * sum_phi
            by_omega = by_omega + g * change + flux_f * (sum_l - sum_r)
            curved = y_next - 3.0 * change - load(x, above)
            by_kappa = by_kappa + g * curved + flux_f * sum_curved

            q, q_y, share = load(series, base), load(series, base + 1), load(series, base + 6)
            q_yy = 2.0 * load(series, base + 2)
            if edge:
                by_contact = by_contact + shifted * (1.0 * (extent.planes <= float(j + 1)))
            tilted = q_y * turned * phi
            by_y = -(q_yy * turned * phi + q_y * shifted)
            by_q = by_q - (tilted + q * shifted)
            by_ratio = by_ratio - tilted / p.log_ratio + 2.0 * share * (tilted + q * shifted)
            by_mid = by_mid + by_y
            by_steepness = by_steepness + by_y * (y - p.y_mid) - tilted

            pull, push = g * kappa, g * (omega_2 - 3.0 * kappa)
            near_by, far = g_l - push, pull
            if edge:
                two = 1.0 * (extent.planes > float(j + 2))
                near_by = near_by - pull * (1.0 - two)
                far = pull * two
            add(out, above, pull)
            add(out, c, g_r + push + by_y)
            add(out, c + 1, z * g - q_y * turned)
            if j + 1 < extent.depth:
                add(out, c + 2, near_by)
                add(out, c + 3, -z * g)
            if j + 2 < extent.depth:
                add(out, c + 4, -far)
        add(sums, P.hop_rate, hop / p.hop_rate)
        add(sums, P.z_e_kT, by_z)
        add(sums, P.omega, -2.0 * by_omega)
        add(sums, P.kappa, -by_kappa)
        add(sums, P.q_metal, by_q / p.q_metal)
        add(sums, P.log_ratio, by_ratio)
        add(sums, P.y_mid, -by_mid)
        add(sums, P.y_steepness, by_steepness / p.y_steepness)
        add(sums, P.contact, by_contact)

    @kernel
    def pull_potential(p, n, x, bars, work, sums):
        """Pull the cotangents of the potentials in ``bars`` back through ``screened_potential``.

        Adds to ``bars`` of y and D, and to ``sums``.
        Parameters: n planes; x the state; work [2 n] scratch.
        Method: with the matrix T of the screened Poisson equation, T mu = bars of phi is solved.
        """
        # T is symmetric, -1 times an M-matrix: elimination from the bottom up needs no pivots.
        zero = 0.0 * p.omega
        pivot, right = zero, zero
        for i in range(n):
            j = n - 1 - i
            q, _, _ = screening(
                load(x, PLANES + 2 * j), p.q_metal, p.log_ratio, p.y_mid, p.y_steepness
            )
            diagonal = -(q + (2.0 if j > 0 else 1.0))
            if i == 0:
                diagonal = diagonal + p.contact
                right = load(bars, PLANES + 1 + 2 * j)
            else:
                diagonal = diagonal - 1.0 / pivot
                right = load(bars, PLANES + 1 + 2 * j) - right / pivot
            pivot = diagonal
            store(work, 2 * j, pivot)
            store(work, 2 * j + 1, right)
        mu = zero
        for j in range(n):
            c = PLANES + 2 * j
            y, phi = load(x, c), load(x, c + 1)
            q, q_y, share = screening(y, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness)
            mu = (load(work, 2 * j + 1) - mu) / load(work, 2 * j)
            store(bars, c + 1, zero)
            bias = mu * phi
            add(bars, c, bias * q_y)
            add(sums, P.q_metal, bias * q / p.q_metal)
            add(sums, P.log_ratio, -2.0 * bias * q * share)
            add(sums, P.y_mid, -bias * q_y)
            add(sums, P.y_steepness, bias * q_y * (y - p.y_mid) / p.y_steepness)
            if j == 0:
                add(bars, STERN, -mu * p.stern_coupling)
                add(sums, P.stern_coupling, -mu * load(x, STERN))
            if j == n - 1:
                add(sums, P.contact, -bias)

    return SimpleNamespace(pull_matrix=pull_matrix, pull_potential=pull_potential)


SINGLE = film_matrix_adjoint(single)
LANES = film_matrix_adjoint(lanes)
