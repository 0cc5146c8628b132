"""Tangents of one Rosenbrock step of films in lanes, along several directions at once.

The tangent of the end of the step follows from those of its start and of all its coefficients. The
derivative of every stage, from first to last (see ``adjoint`` for the symbols; a prime is the
derivative along a direction):

    W U'_i = J(a_i) a'_i + df/dp p' + df/dV V'_i + M sum_j C_ij U'_j / h + J' U_i
    a'_i = x' + sum_j A_ij U'_j

The matrix and its elimination are those of the step. J' belongs to a direction and is computed once
a step (``curvature``). All other factors of a'_i and p' are common to the directions. A sweep
computes them once for a plane and then visits all directions of a group there, so that their
operations overlap. The step length enters only as a multiple of the time scales. A change h' of it
is equivalent to a change of all rates by the share h'/h, and is passed on in this form.
"""

from __future__ import annotations

from typing import Any

from nmhts.numerics import lanes
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.lanes import WIDTH, fma, load, splat, store
from nmhts.numerics.rosenbrock import NODES, SLOPES, STAGES, A, C
from nmhts.physics.transport.curvature import differences
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.gate import film_gate
from nmhts.physics.transport.planes import LOCAL, film_planes
from nmhts.physics.transport.state import (
    ADSORBED,
    HEAD,
    LOST,
    PLANES,
    POOL,
    STERN,
)
from nmhts.physics.transport.tangent_lanes import (
    ARGUMENT,
    BEGIN,
    BENT,
    BESIDE,
    CHANGE,
    CONTACT,
    COUPLING,
    FASTER,
    FLUX,
    FORCE_KAPPA,
    FORCE_OMEGA,
    FORCE_Z,
    GATE_BYPASS,
    GATE_CHARGING,
    GATE_PER_PLANE,
    MID,
    POOL_D,
    POOL_R,
    POOL_S,
    RATES,
    RATIO,
    RISE,
    ROW,
    STATE,
    STEEPER,
    TOP_BELOW,
    TOP_D,
    TOP_S,
    TOP_Y,
    WAY,
    Q,
    X,
    moves_of,
)

_gate = film_gate(lanes)
_pull_exit, _pull_dissolution = _gate.pull_exit, _gate.pull_dissolution
_planes = film_planes(lanes)
_bond_of, _slopes = _planes.bond_of, _planes.slopes


@inlined
def _combine(state, stage, k):
    """Return x' + sum_j A_ij U'_j and sum_j C_ij U'_j of an unknown along a direction.

    Parameters: k: position of its U'_0.
    """
    total = load(state, k + X)
    change = 0.0 * total
    for i in range(stage):
        value = load(state, k + i)
        total = fma(A[stage, i], value, total)
        change = fma(C[stage, i], value, change)
    return total, change


@inlined
def _forward(factors, k, right_y, right_phi, y_2, p_2, y_1, p_1):
    """Return the rows of plane k of L^-1 b, from those of the two planes above."""
    base = FACTORS * k
    right_phi = fma(-load(factors, base + 4), p_1, right_phi)
    right_y = fma(-load(factors, base), y_2, right_y)
    right_y = fma(-load(factors, base + 1), p_2, right_y)
    right_y = fma(-load(factors, base + 2), y_1, right_y)
    right_y = fma(-load(factors, base + 3), p_1, right_y)
    return right_y, fma(-load(factors, base + 5), right_y, right_phi)


@kernel
def _push_head(p, per_step, begin, rise, stage, a, u, factors, ways, state, gate):
    """Compute the first two pairs of L^-1 of a stage's right-hand side, (l, r) and (s, D).

    Also passes the tangent of J_1 on to the first plane, and combines the a' that it needs.
    Parameters: a the argument, u the U of the stage.
    """
    many = len(ways) // (WAY * WIDTH)
    solved = stage
    r, s, drop = load(a, POOL), load(a, ADSORBED), load(a, STERN)
    top = _pull_exit(p, s, drop, load(a, PLANES), load(a, PLANES + 2), 1.0)
    pool = _pull_dissolution(p, r, s, drop, 1.0)
    u_r, u_s, u_D = load(u, POOL), load(u, ADSORBED), load(u, STERN)
    u_y, u_below = load(u, PLANES), load(u, PLANES + 2)
    stiff = load(gate, 0) * u_s + load(gate, 1) * u_D
    stiff = stiff + load(gate, 2) * u_y + load(gate, 3) * u_below
    across = load(a, PLANES + 1) + drop + load(u, PLANES + 1) + u_D
    late = NODES[stage] + SLOPES[stage]
    driven = -(begin + late * rise) - across
    exited = top.floor_rate * p.floor_rate + stiff
    charging = 1.0 / (p.area_resistance * p.stern_capacitance)
    bypass = p.leak_conductance / p.stern_capacitance
    per_plane = p.plane_charge / p.stern_capacitance
    for m in range(many):
        way = m * WAY
        d = moves_of(ways, way + RATES)
        lost, lost_c = _combine(state, stage, LOST * ROW + m * STATE)
        by_r, r_c = _combine(state, stage, POOL * ROW + m * STATE)
        by_s, s_c = _combine(state, stage, ADSORBED * ROW + m * STATE)
        by_D, D_c = _combine(state, stage, STERN * ROW + m * STATE)
        by_y, y_c = _combine(state, stage, PLANES * ROW + m * STATE)
        by_phi, _ = _combine(state, stage, (PLANES + 1) * ROW + m * STATE)
        by_below, below_c = _combine(state, stage, (PLANES + 2) * ROW + m * STATE)
        out = top.y * by_y + top.y_below * by_below + top.s * by_s + top.D * by_D
        out = out + top.omega * d.omega + top.kappa * d.kappa + top.z_e_kT * d.z_e_kT
        out = out + top.floor_rate * d.floor_rate + top.open_share * d.open_share
        out = out + top.b_exit * d.b_exit + top.b_return * d.b_return
        out = out + top.alpha * d.alpha + top.zeta * d.zeta + top.s_max * d.s_max
        out = out + load(ways, way + TOP_S) * u_s + load(ways, way + TOP_D) * u_D
        out = out + load(ways, way + TOP_Y) * u_y + load(ways, way + TOP_BELOW) * u_below
        fed = pool.r * by_r + pool.s * by_s + pool.D * by_D + pool.z_e_kT * d.z_e_kT
        fed = fed + pool.floor_rate * d.floor_rate
        fed = fed + pool.b_dissolve * d.b_dissolve + pool.b_adsorb * d.b_adsorb
        fed = fed + pool.alpha * d.alpha + pool.zeta * d.zeta + pool.s_max * d.s_max
        fed = fed + pool.r_half * d.r_half + load(ways, way + POOL_R) * u_r
        fed = fed + load(ways, way + POOL_S) * u_s + load(ways, way + POOL_D) * u_D
        leak = p.leak_rate * by_r + d.leak_rate * (r + u_r)
        by_across = by_phi + by_D
        charged = load(ways, way + GATE_CHARGING) * driven
        charged = charged - charging * (
            load(ways, way + BEGIN) + late * load(ways, way + RISE) + by_across
        )
        charged = charged - load(ways, way + GATE_BYPASS) * across - bypass * by_across
        charged = charged - load(ways, way + GATE_PER_PLANE) * exited - per_plane * out
        nothing = 0.0 * out
        y_1, p_1 = _forward(
            factors, 0, fma(lost_c, per_step, leak), fma(r_c, per_step, fed - leak), nothing,
            nothing, nothing, nothing
        )  # fmt: skip
        y_0, p_0 = _forward(
            factors, 1, fma(s_c, per_step, out - fed), fma(D_c, per_step, charged), nothing,
            nothing, y_1, p_1
        )  # fmt: skip
        store(state, LOST * ROW + solved + m * STATE, y_1)
        store(state, POOL * ROW + solved + m * STATE, p_1)
        store(state, ADSORBED * ROW + solved + m * STATE, y_0)
        store(state, STERN * ROW + solved + m * STATE, p_0)
        store(state, PLANES * ROW + CHANGE + m * STATE, y_c * per_step)
        store(state, (PLANES + 2) * ROW + CHANGE + m * STATE, below_c * per_step)
        store(state, LOST * ROW + ARGUMENT + m * STATE, lost)
        store(state, POOL * ROW + ARGUMENT + m * STATE, by_r)
        store(state, ADSORBED * ROW + ARGUMENT + m * STATE, by_s)
        store(state, STERN * ROW + ARGUMENT + m * STATE, by_D)
        store(state, PLANES * ROW + ARGUMENT + m * STATE, by_y)
        store(state, (PLANES + 1) * ROW + ARGUMENT + m * STATE, by_phi)
        store(state, (PLANES + 2) * ROW + ARGUMENT + m * STATE, by_below)
        store(ways, way + FLUX, out)


@kernel
def _backward(pairs, many, factors, state, solved):
    """Overwrite L^-1 b of every direction, in ``state`` from ``solved`` on, with the solution."""
    for m in range(many):
        # Beyond the last plane.
        for k in range(2 * pairs, 2 * pairs + 3):
            store(state, k * ROW + solved + m * STATE, 0.0)
    for i in range(pairs):
        k = pairs - 1 - i
        base = FACTORS * k
        inverse, b_1, b_2 = (
            load(factors, base + 6),
            load(factors, base + 7),
            load(factors, base + 8),
        )
        b_3, b_4, inverse_phi = (
            load(factors, base + 9),
            load(factors, base + 10),
            load(factors, base + 11),
        )
        d_1, d_2, d_3 = load(factors, base + 12), load(factors, base + 13), load(factors, base + 14)
        for m in range(many):
            at = 2 * k * ROW + solved + m * STATE
            y_1, p_1 = load(state, at + 2 * ROW), load(state, at + 3 * ROW)
            y_2 = load(state, at + 4 * ROW)
            phi = fma(-d_3, y_2, load(state, at + ROW))
            y = fma(-b_4, y_2, load(state, at))
            y = fma(-b_3, p_1, y)
            y = fma(-b_2, y_1, y)
            phi = fma(-d_2, p_1, phi)
            phi = fma(-d_1, y_1, phi) * inverse_phi
            y = fma(-b_1, phi, y) * inverse
            store(state, at, y)
            store(state, at + ROW, phi)


def _stage_sweep(stage: int) -> Any:
    """Return the kernel of one stage: its loops over the previous stages are unrolled."""

    @kernel
    def sweep(
        p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent, known, gate
    ):
        """Solve for the U' of a stage along every direction, stored in ``state``.

        Parameters: per_step 1/h [1/s], begin V at the start of the step [V], rise of V over it [V],
        lanes; a the argument, u the U of the stage, local the values stored there by ``keep``.
        """
        many = len(ways) // (WAY * WIDTH)
        solved = stage
        _push_head(p, per_step, begin, rise, stage, a, u, factors, ways, state, gate)
        for j in range(extent.depth):
            c, here = PLANES + 2 * j, LOCAL * j
            edge = j >= extent.shallow
            flux, flux_l, flux_r = load(local, here), load(local, here + 1), load(local, here + 2)
            flux_f, q = load(local, here + 3), load(local, here + 4)
            q_y, share = load(local, here + 5), load(local, here + 6)
            by_above, by_here, by_below, by_next, by_phi = _slopes(
                p, extent, _bond_of(extent.layers, p, j), j, edge, flux_l, flux_r, flux_f
            )
            y, phi = load(a, c), load(a, c + 1)
            u_y, u_phi, u_below = load(u, c), load(u, c + 1), load(u, c + 2)
            seen, seen_u = differences(extent, edge, j, a), differences(extent, edge, j, u)
            force_u = p.z_e_kT * seen_u[0] - 2.0 * p.omega * seen_u[1] - p.kappa * seen_u[2]
            known_f = load(known, here + 3)
            by_z = fma(flux_f, seen[0], known_f * seen_u[0])
            by_omega = fma(flux_f, seen[1], known_f * seen_u[1])
            by_kappa = fma(flux_f, seen[2], known_f * seen_u[2])
            loss = q + (2.0 if j > 0 else 1.0)
            upper, link, by_contact = splat(1.0), splat(1.0), splat(0.0)
            if j == 0:
                upper, by_contact = p.stern_coupling, load(a, STERN) + load(u, STERN)
            if edge:
                # Beyond a film all values are zero.
                within = 1.0 * (extent.planes > float(j))
                upper, link = within, 1.0 * (extent.planes > float(j + 1))
                loss = (loss - p.contact * (within - link)) * within
                by_contact = (phi + u_phi) * (within - link)
                phi = phi * within
            tilt, by_q = q_y * phi, q * phi
            by_ratio, by_steepness = -2.0 * share * by_q, tilt * (y - p.y_mid)
            above = -2 * ROW if j > 0 else 0
            base = FACTORS * (j + HEAD)
            l_4, l_3, l_2 = load(factors, base), load(factors, base + 1), load(factors, base + 2)
            l_1, m_2, m_1 = (
                load(factors, base + 3),
                load(factors, base + 4),
                load(factors, base + 5),
            )
            for m in range(many):
                at, way, curved = c * ROW + m * STATE, m * WAY, (j * BESIDE + m) * BENT
                phi_below, _ = _combine(state, stage, at + 3 * ROW)
                y_next, change = _combine(state, stage, at + 4 * ROW)
                store(state, at + 3 * ROW + ARGUMENT, phi_below)
                store(state, at + 4 * ROW + ARGUMENT, y_next)
                store(state, at + 4 * ROW + CHANGE, change * per_step)
                y, phi = load(state, at + ARGUMENT), load(state, at + ROW + ARGUMENT)
                push = by_above * load(state, at + above + ARGUMENT)
                push = fma(by_here, y, push)
                push = fma(by_below, load(state, at + 2 * ROW + ARGUMENT), push)
                push = fma(by_next, y_next, push)
                push = fma(by_phi, phi - phi_below, push)
                more = load(bent, curved) * u_below
                more = fma(load(bent, curved + 1), u_y, more)
                more = fma(load(bent, curved + 2), force_u, more)
                more = fma(by_z, load(ways, way + FORCE_Z), more)
                more = fma(by_omega, load(ways, way + FORCE_OMEGA), more)
                more = fma(by_kappa, load(ways, way + FORCE_KAPPA), more)
                push = push + fma(flux, load(ways, way + FASTER), more)
                rest = fma(tilt, y + load(ways, way + MID), loss * phi)
                rest = fma(load(bent, curved + 3), u_y, rest)
                rest = fma(load(bent, curved + 4), u_phi, rest)
                less = by_q * load(ways, way + Q)
                less = fma(by_ratio, load(ways, way + RATIO), less)
                less = fma(by_steepness, load(ways, way + STEEPER), less)
                poisson = fma(upper, load(state, at - ROW + ARGUMENT), link * phi_below)
                poisson = poisson - (rest + less)
                if edge or j == 0:
                    moves = load(ways, way + (COUPLING if j == 0 else CONTACT))
                    poisson = fma(by_contact, moves, poisson)
                right = load(state, at + CHANGE) + (push - load(ways, way + FLUX))
                store(ways, way + FLUX, push)
                done = at + solved
                p_1, y_1 = load(state, done - ROW), load(state, done - 2 * ROW)
                right = fma(-l_4, load(state, done - 4 * ROW), right)
                right = fma(-l_3, load(state, done - 3 * ROW), right)
                right = fma(-l_2, y_1, right)
                poisson = fma(-m_2, p_1, poisson)
                right = fma(-l_1, p_1, right)
                store(state, done, right)
                store(state, done + ROW, fma(-m_1, right, poisson))
        _backward(extent.depth + HEAD, many, factors, state, solved)

    return sweep


_sweep_0, _sweep_1, _sweep_2, _sweep_3, _sweep_4, _sweep_5 = map(_stage_sweep, range(STAGES))


@kernel
def push_stage(p, extent, per_step, begin, rise, stage, x, a, u, local, factors, tangents):
    """Solve for the U' of a stage along every direction.

    Parameters: per_step 1/h [1/s], begin V at the start of the step [V], rise of V over it [V],
    lanes; a the argument, u the U of the stage, local the values stored there by ``keep``.
    """
    unknowns, planes = len(x) // WIDTH, len(tangents.known) // (LOCAL * WIDTH)
    many = len(tangents.ways) // (WAY * WIDTH)
    for first in range(0, many, BESIDE):
        group, last = first // BESIDE, min(many, first + BESIDE)
        ways = tangents.ways[first * WAY * WIDTH : last * WAY * WIDTH]
        state = tangents.state[group * unknowns * ROW * WIDTH :]
        bent = tangents.bent[group * planes * BENT * BESIDE * WIDTH :]
        if stage == 0:
            _sweep_0(
                p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent,
                tangents.known, tangents.gate
            )  # fmt: skip
        elif stage == 1:
            _sweep_1(
                p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent,
                tangents.known, tangents.gate
            )  # fmt: skip
        elif stage == 2:
            _sweep_2(
                p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent,
                tangents.known, tangents.gate
            )  # fmt: skip
        elif stage == 3:
            _sweep_3(
                p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent,
                tangents.known, tangents.gate
            )  # fmt: skip
        elif stage == 4:
            _sweep_4(
                p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent,
                tangents.known, tangents.gate
            )  # fmt: skip
        elif stage == 5:
            _sweep_5(
                p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent,
                tangents.known, tangents.gate
            )  # fmt: skip
