"""Discrete adjoint of one Rosenbrock step of a film.

Cotangents at the end of the step become cotangents at its start and of all coefficients of the
step. A step (``nmhts.numerics.rosenbrock``) is an explicit formula of the state x, the coefficients
p, the voltages and the step length h. With W = M / (h gamma) - J(x), arguments a_i = x + sum_j A_ij
U_j and the cotangent c of the new state, stages are taken from last to first:

    W^T v_i = sum_{k>i} (A_ki b_k + C_ki M v_k / h)  (+ c for the last)
    b_i = J(a_i)^T v_i  (+ c for the last)
    x:  sum_i b_i + grad_x of sum_i v_i^T J(x) U_i
    p:  sum_i v_i^T df(a_i)/dp + grad_p of sum_i v_i^T J(x) U_i

All terms but the last need first derivatives, which the forward step stores in ``local``. The last
term is that of ``matrix_adjoint``.

Common to all kernels here: the step length is frozen. Its choice is not differentiated; the
derivative by h is returned. Exponentials replaced by series count as exact (their remainder is
below 1e-10). Bars are cotangents.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

from nmhts.numerics import lanes, single
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.rosenbrock import DENSE, NODES, SLOPES, STAGES, A, C
from nmhts.physics.transport.cotangents import (
    BEGIN,
    BYPASS,
    CHARGING,
    LENGTH,
    N_SUMS,
    PER_PLANE,
    RISE,
    P,
)
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.gate import film_gate
from nmhts.physics.transport.matrix_adjoint import film_matrix_adjoint
from nmhts.physics.transport.planes import LOCAL, film_planes
from nmhts.physics.transport.state import (
    ADSORBED,
    HEAD,
    LOST,
    PLANES,
    POOL,
    STERN,
)

_A_COLUMNS, _C_COLUMNS = A.T.copy(), C.T.copy()


def film_adjoint(number: ModuleType) -> SimpleNamespace:
    """Return the kernels ``pull_step`` and ``pull_stage`` for one kind of number.

    Parameters: number: ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``.
    """
    load, store, fma = number.load, number.store, number.fma
    gate = film_gate(number)
    exchange, pull_exit, pull_dissolution = gate.exchange, gate.pull_exit, gate.pull_dissolution
    beyond = film_planes(number).beyond
    pull_matrix = film_matrix_adjoint(number).pull_matrix

    @inlined
    def add(sums, k, value):
        store(sums, k, load(sums, k) + value)

    @inlined
    def gather(bars, cotangents, stride, stage, per_step, k, massive):
        """Return the contributions of the later stages to the cotangent of U of this stage."""
        total = 0.0 * per_step
        flowing = total
        for i in range(stage + 1, STAGES):
            total = fma(_A_COLUMNS[stage, i], load(bars, i * stride + k), total)
            if massive:
                flowing = fma(_C_COLUMNS[stage, i], load(cotangents, i * stride + k), flowing)
        return fma(flowing, per_step, total)

    @kernel
    def solve_upper(pairs, factors, stage, per_step, after, between, seeded, bars, cotangents):
        """Gather the right-hand side of a stage and solve U^T z = b.

        z is stored at the place of the cotangents of the stage.
        """
        stride = len(after) // number.WIDTH
        place = stage * stride
        nothing = 0.0 * per_step
        y_1, p_1, y_2, p_2 = nothing, nothing, nothing, nothing
        b_2, b_3, d_1, d_2 = nothing, nothing, nothing, nothing
        b_4, d_3, b_4_2, d_3_2 = nothing, nothing, nothing, nothing
        for k in range(pairs):
            base, at = FACTORS * k, 2 * k
            if stage == STAGES - 1:
                y, phi = load(after, at), load(after, at + 1)
            else:
                y = gather(bars, cotangents, stride, stage, per_step, at, True)
                phi = gather(bars, cotangents, stride, stage, per_step, at + 1, k < HEAD)
                if seeded:
                    y = fma(DENSE[0, stage], load(between, at), y)
                    y = fma(DENSE[1, stage], load(between, stride + at), y)
                    phi = fma(DENSE[0, stage], load(between, at + 1), phi)
                    phi = fma(DENSE[1, stage], load(between, stride + at + 1), phi)
            y = fma(-b_4_2, y_2, y)
            y = fma(-d_3_2, p_2, y)
            y = fma(-b_2, y_1, y)
            y = fma(-d_1, p_1, y) * load(factors, base + 6)
            phi = fma(-b_3, y_1, phi)
            phi = fma(-d_2, p_1, phi)
            phi = fma(-load(factors, base + 7), y, phi) * load(factors, base + 11)
            store(cotangents, place + at, y)
            store(cotangents, place + at + 1, phi)
            y_2, p_2, b_4_2, d_3_2 = y_1, p_1, b_4, d_3
            y_1, p_1 = y, phi
            b_2, b_3, b_4 = (
                load(factors, base + 8),
                load(factors, base + 9),
                load(factors, base + 10),
            )
            d_1, d_2, d_3 = (
                load(factors, base + 12),
                load(factors, base + 13),
                load(factors, base + 14),
            )

    @kernel
    def pull_stage(p, extent, begin, rise, stage, a, local, factors, bars, cotangents, sums):
        """Solve L^T v = z and pull v back through f at the argument ``a`` of the stage.

        Cotangents of unknowns go into ``bars``, those of coefficients and voltages into ``sums``.
        """
        stride = len(a) // number.WIDTH
        place = stage * stride
        v = cotangents[place * number.WIDTH :]
        b = bars[place * number.WIDTH :]
        omega_2, kappa, z = 2.0 * p.omega, p.kappa, p.z_e_kT
        nothing = 0.0 * p.omega
        vy_1, vp_1, vy_2 = nothing, nothing, nothing
        l_1, l_2, l_3, l_4, m_2 = nothing, nothing, nothing, nothing, nothing
        l_3_2, l_4_2 = nothing, nothing
        late, later, pull_below, late_phi = nothing, nothing, nothing, nothing
        hop, by_z, by_omega, by_kappa = nothing, nothing, nothing, nothing
        by_q, by_ratio, by_mid, by_steepness = nothing, nothing, nothing, nothing
        by_contact = nothing
        bottom = PLANES + 2 * (extent.depth - 1)
        y, y_below, y_next = load(a, bottom), load(a, bottom + 2), load(a, bottom + 4)
        phi, phi_below = load(a, bottom + 1), load(a, bottom + 3)
        for i in range(extent.depth):
            j = extent.depth - 1 - i
            c = PLANES + 2 * j
            edge = j >= extent.shallow
            base = FACTORS * (j + HEAD)
            # The value known last is used last, because every plane waits for the one below.
            vp = fma(-l_3_2, vy_2, load(v, c + 1))
            vp = fma(-m_2, vp_1, vp)
            vp = fma(-l_1, vy_1, vp)
            vy = fma(-l_4_2, vy_2, load(v, c))
            vy = fma(-l_2, vy_1, vy)
            vy = fma(-load(factors, base + 5), vp, vy)
            store(v, c, vy)
            store(v, c + 1, vp)
            l_4_2, l_3_2 = l_4, l_3
            l_4, l_3, l_2 = load(factors, base), load(factors, base + 1), load(factors, base + 2)
            l_1, m_2 = load(factors, base + 3), load(factors, base + 4)

            y_above = load(a, c - 2) if j > 0 else y
            phi_above = load(a, c - 1)
            seen = beyond(extent, j, y_below, y_next) if edge else y_next
            here = LOCAL * j
            flux, flux_l, flux_r = load(local, here), load(local, here + 1), load(local, here + 2)
            flux_f, q = load(local, here + 3), load(local, here + 4)
            q_y, share = load(local, here + 5), load(local, here + 6)
            fall = vy - vy_1
            g = fall * flux_f
            push = g * (omega_2 - 3.0 * kappa)
            pull = g * kappa
            change = y_below - y
            hop = fma(fall, flux, hop)
            by_z = fma(g, phi - phi_below, by_z)
            by_omega = fma(g, change, by_omega)
            by_kappa = fma(g, seen - 3.0 * change - y_above, by_kappa)
            bias = -vp * phi
            by_y = bias * q_y
            by_q = fma(bias, q, by_q)
            by_ratio = fma(bias * q, share, by_ratio)
            by_mid = by_mid + by_y
            by_steepness = fma(by_y, y - p.y_mid, by_steepness)
            loss = q + (2.0 if j > 0 else 1.0)
            far = pull
            near_by = fma(fall, flux_l, -push)
            if edge:
                two = 1.0 * (extent.planes > float(j + 2))
                last = 1.0 * (extent.planes <= float(j + 1))
                near_by = near_by - pull * (1.0 - two)
                far = pull * two
                loss = loss - p.contact * last
                by_contact = by_contact - bias * last
            # Faces j + 3 ... j + 1 have contributed to these.
            if j + 2 < extent.depth:
                store(b, c + 4, later - far)
            if j + 1 < extent.depth:
                below = late_phi + vp - z * g
                if j + 1 >= extent.shallow:
                    below = below * (1.0 * (extent.planes > float(j + 1)))
                store(b, c + 3, below)
            late_phi = vp_1 - loss * vp + z * g
            later = late + near_by
            late = pull_below + fma(fall, flux_r, push) + by_y
            pull_below = pull
            vy_2, vy_1, vp_1 = vy_1, vy, vp
            y_next, y_below, y = y_below, y, y_above
            phi_below, phi = phi, phi_above

        # The head: (s, D), then (l, r).
        v_D = fma(-l_1, vy_1, load(v, STERN))
        v_D = fma(-m_2, vp_1, v_D)
        v_D = fma(-l_3_2, vy_2, v_D)
        v_s = fma(-load(factors, FACTORS + 5), v_D, load(v, ADSORBED))
        v_s = fma(-l_2, vy_1, v_s)
        v_s = fma(-l_4_2, vy_2, v_s)
        v_r = fma(-load(factors, FACTORS + 3), v_s, load(v, POOL))
        v_r = fma(-load(factors, FACTORS + 4), v_D, v_r)
        v_r = fma(-l_3, vy_1, v_r)
        v_l = fma(-load(factors, 5), v_r, load(v, LOST))
        v_l = fma(-load(factors, FACTORS + 2), v_s, v_l)
        v_l = fma(-l_4, vy_1, v_l)
        store(v, LOST, v_l)
        store(v, POOL, v_r)
        store(v, ADSORBED, v_s)
        store(v, STERN, v_D)
        r, s, drop = load(a, POOL), load(a, ADSORBED), load(a, STERN)
        y_0, phi_0 = load(a, PLANES), load(a, PLANES + 1)
        charging = 1.0 / (p.area_resistance * p.stern_capacitance)
        bypass = p.leak_conductance / p.stern_capacitance
        per_plane = p.plane_charge / p.stern_capacitance
        below_0 = load(a, PLANES + 2)
        top = pull_exit(p, s, drop, y_0, below_0, v_s - vy_1 - per_plane * v_D)
        pool = pull_dissolution(p, r, s, drop, v_r - v_s)
        vent = v_l - v_r
        store(b, LOST, nothing)
        store(b, POOL, fma(p.leak_rate, vent, pool.r))
        store(b, ADSORBED, top.s + pool.s)
        store(b, STERN, top.D + pool.D - (charging + bypass) * v_D + p.stern_coupling * vp_1)
        store(b, PLANES, late + pull_below + top.y)
        store(b, PLANES + 1, late_phi - (charging + bypass) * v_D)
        store(b, PLANES + 2, later + top.y_below)

        voltage = fma(NODES[stage] + SLOPES[stage], rise, begin)
        add(sums, P.hop_rate, hop / p.hop_rate)
        add_gate(sums, top, pool, by_z, -2.0 * by_omega, -by_kappa)
        add(sums, P.q_metal, by_q / p.q_metal)
        add(sums, P.log_ratio, -2.0 * by_ratio)
        add(sums, P.y_mid, -by_mid)
        add(sums, P.y_steepness, by_steepness / p.y_steepness)
        add(sums, P.stern_coupling, drop * vp_1)
        add(sums, P.contact, by_contact)
        add(sums, P.leak_rate, r * vent)
        add(sums, CHARGING, v_D * (-voltage - phi_0 - drop))
        add(sums, BYPASS, -v_D * (phi_0 + drop))
        add(sums, PER_PLANE, -v_D * exchange(p, r, s, drop, y_0, below_0)[0])
        add(sums, BEGIN, -charging * v_D)
        add(sums, RISE, -(NODES[stage] + SLOPES[stage]) * charging * v_D)

    @inlined
    def add_gate(sums, top, pool, z, omega, kappa):
        """Add the cotangents of the gate's coefficients.

        Those of z, omega and kappa are added with those of the planes.
        """
        add(sums, P.z_e_kT, z + top.z_e_kT + pool.z_e_kT)
        add(sums, P.omega, omega + top.omega)
        add(sums, P.kappa, kappa + top.kappa)
        add(sums, P.floor_rate, top.floor_rate + pool.floor_rate)
        add(sums, P.open_share, top.open_share)
        add(sums, P.b_exit, top.b_exit)
        add(sums, P.b_return, top.b_return)
        add(sums, P.b_dissolve, pool.b_dissolve)
        add(sums, P.b_adsorb, pool.b_adsorb)
        add(sums, P.alpha, top.alpha + pool.alpha)
        add(sums, P.zeta, top.zeta + pool.zeta)
        add(sums, P.s_max, top.s_max + pool.s_max)
        add(sums, P.r_half, pool.r_half)

    @kernel
    def pull_step(
        p, extent, step, begin, rise, x, u, arguments, local, factors, series, after, between,
        seeded, bars, cotangents, sums, out
    ):  # fmt: skip
        """Pull cotangents back over one step.

        Parameters: step h [s], begin V at its start [V], rise of V over it [V]; x, u [STAGES,
        unknowns], arguments [STAGES, unknowns], local [STAGES, planes, LOCAL], factors and series
        as the forward step left them; after: cotangent of the new state; between [2, unknowns],
        used if ``seeded``: cotangents of the two sums of U in the dense output (DENSE); bars,
        cotangents [STAGES, unknowns] scratch.
        Fills ``out`` with the cotangent of x and ``sums`` [N_SUMS] with those of the coefficients.
        """
        stride, whole, kept = len(x) // number.WIDTH, len(x), len(local) // STAGES
        per_step = 1.0 / step
        for k in range(N_SUMS):
            store(sums, k, 0.0 * step)
        for i in range(STAGES):
            stage = STAGES - 1 - i
            solve_upper(
                extent.depth + HEAD,
                factors,
                stage,
                per_step,
                after,
                between,
                seeded,
                bars,
                cotangents,
            )
            pull_stage(
                p, extent, begin, rise, stage, arguments[stage * whole : (stage + 1) * whole],
                local[stage * kept : (stage + 1) * kept], factors, bars, cotangents, sums,
            )  # fmt: skip
            if stage == STAGES - 1:
                # The new state is the argument of the last stage plus its U.
                for k in range(PLANES + 2 * extent.depth):
                    add(bars, stage * stride + k, load(after, k))
        pull_matrix(p, extent, x, u, series, bars, cotangents, sums, out)
        # The step length enters only as a multiple of the time scales, so its cotangent follows
        # from those of the rates.
        faster = p.hop_rate * load(sums, P.hop_rate) + p.floor_rate * load(sums, P.floor_rate)
        faster = faster + p.leak_rate * load(sums, P.leak_rate)
        faster = faster + load(sums, CHARGING) / (p.area_resistance * p.stern_capacitance)
        faster = faster + load(sums, BYPASS) * p.leak_conductance / p.stern_capacitance
        store(sums, LENGTH, faster * per_step)

    return SimpleNamespace(pull_step=pull_step, pull_stage=pull_stage)


SINGLE = film_adjoint(single)
LANES = film_adjoint(lanes)
