"""Tangent of one Rosenbrock step of a film: where its end moves when its start and all that shapes it move.

The derivative of every stage (see ``adjoint`` for the symbols), from the first to the last, a prime for the derivative along a direction:

    W U'_i = J(a_i) a'_i + df/dp p' + df/dV V'_i + M sum_j C_ij U'_j / h + J' U_i,      a'_i = x' + sum_j A_ij U'_j

The matrix and its elimination are those of the step itself. A step knows its length only as a multiple of the times in which things happen: that it grows by h' is the same as that all
rates grow by their h'/h-th part, and so it is handed over.
"""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

from nmhts.numerics import duals, lanes, single
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.duals import dual
from nmhts.numerics.rosenbrock import NODES, SLOPES, STAGES, A, C
from nmhts.physics.transport.elimination import plane_elimination
from nmhts.physics.transport.gate import film_gate
from nmhts.physics.transport.laws import scalar_laws
from nmhts.physics.transport.planes import LOCAL, SERIES, film_planes
from nmhts.physics.transport.state import (
    ADSORBED,
    HEAD,
    LOST,
    PLANES,
    POOL,
    STERN,
    FilmParameters,
)

CURVATURE = 5
"""Numbers kept of a plane for one direction: how the entries of its J move."""


def film_tangent(number: ModuleType) -> SimpleNamespace:
    """Return the kernels ``push_step``, ``push_potential`` and ``moving`` for one kind of number.

    Parameters: number: ``nmhts.numerics.single`` or ``nmhts.numerics.lanes``.
    """
    load, store, where, fma = number.load, number.store, number.where, number.fma
    elimination = plane_elimination(number)
    forward, backward = elimination.forward, elimination.backward
    gate = film_gate(duals)
    exchange, pull_exit, pull_dissolution = gate.exchange, gate.pull_exit, gate.pull_dissolution
    beyond = film_planes(number).beyond
    laws = scalar_laws(number, inlined)
    hop_flux, hop_curvature = laws.hop_flux, laws.hop_curvature
    screening = laws.inverse_screening_squared

    @inlined
    def moving(p, d):
        """Return coefficients as dual numbers."""
        return FilmParameters(
            dual(p.hop_rate, d.hop_rate), dual(p.z_e_kT, d.z_e_kT), dual(p.omega, d.omega), dual(p.kappa, d.kappa),
            dual(p.q_metal, d.q_metal), dual(p.log_ratio, d.log_ratio), dual(p.y_mid, d.y_mid), dual(p.y_steepness, d.y_steepness),
            dual(p.stern_coupling, d.stern_coupling), dual(p.stern_capacitance, d.stern_capacitance),
            dual(p.area_resistance, d.area_resistance), dual(p.plane_charge, d.plane_charge), dual(p.floor_rate, d.floor_rate),
            dual(p.b_exit, d.b_exit), dual(p.b_return, d.b_return), dual(p.b_dissolve, d.b_dissolve), dual(p.b_adsorb, d.b_adsorb),
            dual(p.alpha, d.alpha), dual(p.zeta, d.zeta), dual(p.s_max, d.s_max), dual(p.r_half, d.r_half), dual(p.leak_rate, d.leak_rate),
            dual(p.open_share, d.open_share), dual(p.leak_conductance, d.leak_conductance), dual(p.contact, d.contact),
        )  # fmt: skip

    @inlined
    def difference(extent, edge, j, a):
        """Return phi_j - phi_{j+1}, y_{j+1} - y_j and the curvature of y that face j of a state sees."""
        c = PLANES + 2 * j
        y, y_below, y_next = load(a, c), load(a, c + 2), load(a, c + 4)
        if edge:
            y_next = beyond(extent, j, y_below, y_next)
        change = y_below - y
        curved = y_next - 3.0 * change - (load(a, c - 2) if j > 0 else y)
        return load(a, c + 1) - load(a, c + 3), change, curved

    @inlined
    def force_of(p, seen):
        """Return the force that ``difference`` makes, over k_B T; linear in both."""
        return p.z_e_kT * seen[0] - 2.0 * p.omega * seen[1] - p.kappa * seen[2]

    @inlined
    def screening_moves(p, d, y, q, q_y, share):
        """Return how (a / lambda)^2 moves at fixed y."""
        off = (y - p.y_mid) * d.y_steepness / p.y_steepness - d.y_mid
        return q * (d.q_metal / p.q_metal - 2.0 * share * d.log_ratio) + q_y * off

    @kernel
    def bend(p, d, extent, x, moved, series, curvature):
        """Fill ``curvature`` [depth, CURVATURE]: how flux and Poisson residual of every plane change by what a stage moves, when x and the coefficients move."""
        for j in range(extent.depth):
            c, base = PLANES + 2 * j, SERIES * j
            edge = j >= extent.shallow
            hop_rate = p.hop_rate
            if edge:
                hop_rate = hop_rate * (1.0 * (extent.planes > float(j + 1)))
            y, y_below, boost = load(x, c), load(x, c + 2), load(series, base + 5)
            u, u_below = load(moved, c), load(moved, c + 2)
            force = force_of(p, difference(extent, edge, j, moved)) + force_of(
                d, difference(extent, edge, j, x)
            )
            _, flux_l, flux_r, flux_f = hop_flux(y_below, y, boost, hop_rate)
            ll, lr, rr, lf, rf, ff = hop_curvature(y_below, y, boost, hop_rate)
            faster = d.hop_rate / p.hop_rate
            at = CURVATURE * j
            store(curvature, at, ll * u_below + lr * u + lf * force + faster * flux_l)
            store(curvature, at + 1, lr * u_below + rr * u + rf * force + faster * flux_r)
            store(curvature, at + 2, lf * u_below + rf * u + ff * force + faster * flux_f)
            q, q_y, share = load(series, base), load(series, base + 1), load(series, base + 6)
            q_yy = 2.0 * load(series, base + 2)
            off = (y - p.y_mid) * d.y_steepness / p.y_steepness - d.y_mid
            steeper = (
                d.q_metal / p.q_metal
                + (1.0 / p.log_ratio - 2.0 * share) * d.log_ratio
                + d.y_steepness / p.y_steepness
            )
            q_y_moves = q_yy * (u + off) + q_y * steeper
            phi, u_phi = load(x, c + 1), load(moved, c + 1)
            store(curvature, at + 3, q_y_moves * phi + q_y * u_phi)
            store(curvature, at + 4, q_y * u + screening_moves(p, d, y, q, q_y, share))

    @inlined
    def combine(moved, pushed, stride, stage, k):
        """Return x' + sum_j A_ij U'_j and sum_j C_ij U'_j of unknown k."""
        total = load(moved, k)
        change = 0.0 * total
        for i in range(stage):
            value = load(pushed, i * stride + k)
            total = fma(A[stage, i], value, total)
            change = fma(C[stage, i], value, change)
        return total, change

    @inlined
    def push_gate(p, d, late, begin, rise, by_begin, by_rise, a, argument, stage_u, bent):
        """Return what J', a' and the coefficients add to the rates of l, r, s, D, and to J_1."""
        r, s, drop = load(a, POOL), load(a, ADSORBED), load(a, STERN)
        phi, by_phi = load(a, PLANES + 1), load(argument, PLANES + 1)
        by_r, by_D = load(argument, POOL), load(argument, STERN)
        u_r, u_s, u_D = load(stage_u, POOL), load(stage_u, ADSORBED), load(stage_u, STERN)
        u_y, u_phi, u_below = (
            load(stage_u, PLANES),
            load(stage_u, PLANES + 1),
            load(stage_u, PLANES + 2),
        )
        j_1, j_2 = exchange(
            moving(p, d), dual(r, by_r), dual(s, load(argument, ADSORBED)), dual(drop, by_D),
            dual(load(a, PLANES), load(argument, PLANES)), dual(load(a, PLANES + 2), load(argument, PLANES + 2)),
        )  # fmt: skip
        top, pool = bent
        stiff = top.s.value * u_s + top.D.value * u_D
        stiff = stiff + top.y.value * u_y + top.y_below.value * u_below
        out = j_1.slope + top.s.slope * u_s + top.D.slope * u_D
        out = out + top.y.slope * u_y + top.y_below.slope * u_below
        fed = j_2.slope + pool.r.slope * u_r + pool.s.slope * u_s + pool.D.slope * u_D
        leak = p.leak_rate * by_r + d.leak_rate * (r + u_r)
        capacitance = dual(p.stern_capacitance, d.stern_capacitance)
        charging = 1.0 / (dual(p.area_resistance, d.area_resistance) * capacitance)
        bypass = dual(p.leak_conductance, d.leak_conductance) / capacitance
        per_plane = dual(p.plane_charge, d.plane_charge) / capacitance
        across, by_across = phi + drop + u_phi + u_D, by_phi + by_D
        charged = charging.slope * (-(begin + late * rise) - across)
        charged = charged + charging.value * (-(by_begin + late * by_rise) - by_across)
        charged = charged - bypass.slope * across - bypass.value * by_across
        charged = charged - per_plane.slope * (j_1.value + stiff) - per_plane.value * out
        return leak, fed - leak, out - fed, charged, out

    @kernel
    def push_stage(
        p, d, extent, per_step, begin, rise, by_begin, by_rise, stage, a, stage_u, local, known, factors, curvature, bent, moved, pushed, argument
    ):  # fmt: skip
        """Solve for U' of a stage, into its place in ``pushed``.

        Parameters: a its argument, stage_u its U, local what ``keep`` kept there and known at x; bent: derivatives of J_1 and of J_2 at x, as dual numbers;
        argument receives a'.
        """
        stride = len(a) // number.WIDTH
        place = stage * stride
        for k in range(PLANES + 2 * extent.depth):
            total, change = combine(moved, pushed, stride, stage, k)
            store(argument, k, total)
            store(pushed, place + k, change * per_step)
        late = NODES[stage] + SLOPES[stage]
        f_l, f_r, f_s, f_D, out = push_gate(
            p, d, late, begin, rise, by_begin, by_rise, a, argument, stage_u, bent
        )
        nothing = 0.0 * out
        y_1, p_1 = forward(
            factors, 0, load(pushed, place + LOST) + f_l, load(pushed, place + POOL) + f_r, nothing, nothing, nothing, nothing
        )  # fmt: skip
        store(pushed, place + LOST, y_1)
        store(pushed, place + POOL, p_1)
        y_2, p_2 = y_1, p_1
        y_1, p_1 = forward(
            factors, 1, load(pushed, place + ADSORBED) + f_s, load(pushed, place + STERN) + f_D, nothing, nothing, y_2, p_2
        )  # fmt: skip
        store(pushed, place + ADSORBED, y_1)
        store(pushed, place + STERN, p_1)
        by_above = p.stern_coupling * load(argument, STERN)
        by_above = by_above + d.stern_coupling * (load(a, STERN) + load(stage_u, STERN))
        for j in range(extent.depth):
            c, here, at = PLANES + 2 * j, LOCAL * j, CURVATURE * j
            edge = j >= extent.shallow
            u, u_phi = load(stage_u, c), load(stage_u, c + 1)
            seen_u = difference(extent, edge, j, stage_u)
            force = force_of(p, difference(extent, edge, j, argument)) + force_of(
                d, difference(extent, edge, j, a)
            )
            flux = (
                load(local, here + 1) * load(argument, c + 2)
                + load(local, here + 2) * load(argument, c)
                + load(local, here + 3) * force
                + load(local, here) * (d.hop_rate / p.hop_rate)
                + load(curvature, at) * load(stage_u, c + 2)
                + load(curvature, at + 1) * u
                + load(curvature, at + 2) * force_of(p, seen_u)
                + load(known, here + 3) * force_of(d, seen_u)
            )
            y, phi = load(a, c), load(a, c + 1)
            q, q_y, share = load(local, here + 4), load(local, here + 5), load(local, here + 6)
            q_moves = q_y * load(argument, c) + screening_moves(p, d, y, q, q_y, share)
            by_phi, by_below = load(argument, c + 1), load(argument, c + 3)
            loss = q + (2.0 if j > 0 else 1.0)
            poisson = by_above - q_moves * phi
            poisson = poisson - load(curvature, at + 3) * u - load(curvature, at + 4) * u_phi
            if edge:
                last = 1.0 * (extent.planes <= float(j + 1))
                loss = loss - p.contact * last
                poisson = poisson + d.contact * last * (phi + u_phi)
                by_below = by_below * (1.0 - last)
            poisson = poisson + by_below - loss * by_phi
            if edge:
                poisson = poisson * (1.0 * (extent.planes > float(j)))
            new = forward(
                factors, j + HEAD, load(pushed, place + c) + flux - out, poisson, y_2, p_2, y_1, p_1
            )
            y_2, p_2 = y_1, p_1
            y_1, p_1 = new
            store(pushed, place + c, y_1)
            store(pushed, place + c + 1, p_1)
            out, by_above = flux, by_phi
        backward(extent.depth + HEAD, factors, pushed, place)

    @kernel
    def push_step(
        p, d, extent, step, begin, rise, by_begin, by_rise, x, u, arguments, local, factors, series, moved, pushed, curvature, argument, after
    ):  # fmt: skip
        """Push a direction forward over one step.

        Parameters: d FilmParameters, how the coefficients move, with the rates' share of h'/h; by_begin, by_rise: how V at the start of the step and its rise move; x, u,
        arguments, local, factors, series as ``keep_step`` left them; moved: x'; pushed [STAGES, unknowns] receives U'; curvature [depth, CURVATURE], argument scratch.
        Fills ``after`` with how the new state moves.
        """
        length, kept = len(x), len(local) // STAGES
        bend(p, d, extent, x, moved, series, curvature)
        both = moving(p, d)
        s = dual(load(x, ADSORBED), load(moved, ADSORBED))
        drop = dual(load(x, STERN), load(moved, STERN))
        top = pull_exit(
            both, s, drop, dual(load(x, PLANES), load(moved, PLANES)), dual(load(x, PLANES + 2), load(moved, PLANES + 2)), 1.0
        )  # fmt: skip
        pool = pull_dissolution(both, dual(load(x, POOL), load(moved, POOL)), s, drop, 1.0)
        for stage in range(STAGES):
            part = slice(stage * length, (stage + 1) * length)
            push_stage(
                p, d, extent, 1.0 / step, begin, rise, by_begin, by_rise, stage, arguments[part], u[part],
                local[stage * kept : (stage + 1) * kept], local[:kept], factors, curvature, (top, pool), moved, pushed, argument,
            )  # fmt: skip
        last = pushed[(STAGES - 1) * length :]
        for k in range(PLANES + 2 * extent.depth):
            store(after, k, load(argument, k) + load(last, k))

    @kernel
    def push_potential(p, d, extent, x, moved, work):
        """Fill the phi' in ``moved``, given y' and D', as ``screened_potential`` makes the phi; ``work`` [2 depth] is scratch."""
        # The equations of phi' are those of phi with a source in every plane: Thomas algorithm from the bottom up.
        nothing = 0.0 * load(x, STERN)
        share, source = nothing, nothing
        for i in range(extent.depth):
            j = extent.depth - 1 - i
            c = PLANES + 2 * j
            y, phi = load(x, c), load(x, c + 1)
            q, q_y, crossed = screening(y, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness)
            here = -(q_y * load(moved, c) + screening_moves(p, d, y, q, q_y, crossed)) * phi
            last = extent.planes > float(j + 1)
            here = here + where(last, source, d.contact * phi)
            share = 1.0 / (q + (2.0 if j > 0 else 1.0) - where(last, share, p.contact))
            within = extent.planes > float(j)
            share = where(within, share, nothing)
            source = where(within, here * share, nothing)
            store(work, 2 * j, share)
            store(work, 2 * j + 1, source)
        phi = p.stern_coupling * load(moved, STERN) + d.stern_coupling * load(x, STERN)
        for j in range(extent.depth):
            phi = load(work, 2 * j) * phi + load(work, 2 * j + 1)
            store(moved, PLANES + 1 + 2 * j, phi)

    return SimpleNamespace(push_step=push_step, push_potential=push_potential, moving=moving)


SINGLE = film_tangent(single)
LANES = film_tangent(lanes)
