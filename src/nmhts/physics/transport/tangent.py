"""Tangents of one Rosenbrock step of films in lanes: where its end moves when its start and all that shapes it move, in some directions at once.

The derivative of every stage (see ``adjoint`` for the symbols), from the first to the last, a prime for the derivative along a direction:

    W U'_i = J(a_i) a'_i + df/dp p' + df/dV V'_i + M sum_j C_ij U'_j / h + J' U_i,      a'_i = x' + sum_j A_ij U'_j

The matrix and its elimination are those of the step itself. All that multiplies x', a'_i and p' is the same for every direction: a sweep makes it once for a plane and then visits all
directions there, so that none waits for another; J' U_i, the curvature of f along x' and p', is taken along U_i for that. A step knows its length only as
a multiple of the times in which things happen: that it grows by h' is the same as that all rates grow by their h'/h-th part, and so it is handed over.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from nmhts.numerics import duals, lanes
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.duals import dual
from nmhts.numerics.lanes import WIDTH, fma, load, splat, store, where
from nmhts.numerics.rosenbrock import NODES, SLOPES, STAGES, A, C
from nmhts.physics.transport.cotangents import P
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.gate import film_gate
from nmhts.physics.transport.laws import scalar_laws
from nmhts.physics.transport.planes import LOCAL, SERIES, film_planes
from nmhts.physics.transport.state import (
    ADSORBED,
    HEAD,
    LOST,
    N_PARAMETERS,
    PLANES,
    POOL,
    STERN,
    FilmParameters,
)

BENT = 5
"""Numbers kept of a plane for a direction and a step: how the entries of its J move."""

BESIDE = 8
"""Directions that one sweep serves: more would share what is the same for all of them, but fill the cache."""

_X, _ARGUMENT, _CHANGE = STAGES, STAGES + 1, STAGES + 2
STATE = STAGES + 3
"""Numbers kept of an unknown for a direction: U' of the stages, x', a' and sum_j C_ij U'_j / h of the stage."""

_ROW = STATE * BESIDE  # from one unknown to the next
_TO_LAST, _TO_X, _TO_ARGUMENT, _TO_CHANGE = (_X - 1) * BESIDE, _X * BESIDE, _ARGUMENT * BESIDE, _CHANGE * BESIDE  # fmt: skip

# Numbers kept of a direction: how the coefficients move, the same with what the length of the step adds, ...
_TABLE, _RATES = 0, N_PARAMETERS
# ... how those move that every plane asks for, as they stand in its force and its screening, ...
_FORCE_Z, _FORCE_OMEGA, _FORCE_KAPPA, _FASTER, _Q, _RATIO, _MID, _STEEPER, _CONTACT, _COUPLING = range(2 * N_PARAMETERS, 2 * N_PARAMETERS + 10)  # fmt: skip
# ... how the derivatives of J_1 and J_2 at the start of the step move and what only the rate of D knows, the flux into the plane of the sweep, ...
_TOP_S, _TOP_D, _TOP_Y, _TOP_BELOW, _POOL_R, _POOL_S, _POOL_D, _CHARGING, _BYPASS, _PER_PLANE, _FLUX = range(_COUPLING + 1, _COUPLING + 12)  # fmt: skip
# ... how V at the start of the step moves [V], its rise over the step [V], the length of the step in units of it, and the share of it at which a record lies that stands still.
BEGIN, RISE, LONGER, SHARE = range(_FLUX + 1, _FLUX + 5)
WAY = SHARE + 1

KNOWN_GATE = 4

_gate, _gate_of_duals = film_gate(lanes), film_gate(duals)
_pull_exit, _pull_dissolution = _gate.pull_exit, _gate.pull_dissolution
_bend_exit, _bend_dissolution = _gate_of_duals.pull_exit, _gate_of_duals.pull_dissolution
_planes = film_planes(lanes)
_beyond, _slopes = _planes.beyond, _planes.slopes
_laws = scalar_laws(lanes, inlined)
_hop_curvature, _screening = _laws.hop_curvature, _laws.inverse_screening_squared


class Fan(NamedTuple):
    """Directions of the films in lanes, in groups of BESIDE: arrays of lanes."""

    ways: Any  # [m, WAY]
    state: Any  # [groups, unknowns, STATE, BESIDE]
    ahead: Any  # [groups, unknowns, BESIDE] x' after the step, while steps to records are taken
    bent: Any  # [groups, planes, BENT, BESIDE]
    known: Any  # [planes, LOCAL] at the start of the step
    local: Any  # [planes, LOCAL] at the argument of a stage
    gate: Any  # [KNOWN_GATE] derivatives of J_1 at the start of the step by s, D, y_0, y_1


@inlined
def place_of(unknowns, k, m, lane):
    """Return the place in ``state`` of x' of an unknown along direction m, in a lane."""
    return (((m // BESIDE * unknowns + k) * STATE + _X) * BESIDE + m % BESIDE) * WIDTH + lane


@inlined
def _moving(p, d):
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


@kernel
def _moves_of(ways, k):
    """Return how the coefficients move along a direction; k: where they begin."""
    return FilmParameters(
        load(ways, k), load(ways, k + 1), load(ways, k + 2), load(ways, k + 3), load(ways, k + 4), load(ways, k + 5),
        load(ways, k + 6), load(ways, k + 7), load(ways, k + 8), load(ways, k + 9), load(ways, k + 10), load(ways, k + 11),
        load(ways, k + 12), load(ways, k + 13), load(ways, k + 14), load(ways, k + 15), load(ways, k + 16), load(ways, k + 17),
        load(ways, k + 18), load(ways, k + 19), load(ways, k + 20), load(ways, k + 21), load(ways, k + 22), load(ways, k + 23),
        load(ways, k + 24),
    )  # fmt: skip


@inlined
def _rescale(ways, p, way):
    """Fill the rates of a direction: with the length of the step all of them grow by its share."""
    longer, base, table = load(ways, way + LONGER), way + _RATES, way + _TABLE
    for k in range(N_PARAMETERS):
        store(ways, base + k, load(ways, table + k))
    store(ways, base + P.hop_rate, fma(p.hop_rate, longer, load(ways, table + P.hop_rate)))
    store(ways, base + P.floor_rate, fma(p.floor_rate, longer, load(ways, table + P.floor_rate)))
    store(ways, base + P.leak_rate, fma(p.leak_rate, longer, load(ways, table + P.leak_rate)))
    store(
        ways,
        base + P.leak_conductance,
        fma(p.leak_conductance, longer, load(ways, table + P.leak_conductance)),
    )
    store(
        ways,
        base + P.area_resistance,
        fma(-p.area_resistance, longer, load(ways, table + P.area_resistance)),
    )


@inlined
def _differences(extent, edge, j, a):
    """Return phi_j - phi_{j+1}, y_{j+1} - y_j and the curvature of y that face j of a state sees."""
    c = PLANES + 2 * j
    y, y_below, y_next = load(a, c), load(a, c + 2), load(a, c + 4)
    if edge:
        y_next = _beyond(extent, j, y_below, y_next)
    change = y_below - y
    curved = y_next - 3.0 * change - (load(a, c - 2) if j > 0 else y)
    return load(a, c + 1) - load(a, c + 3), change, curved


@kernel
def begin_push(p, extent, x, series, fan):
    """Prepare to push directions over a step from ``x``, to which ``series`` and ``fan.known`` belong: all that its stages share."""
    gate, unknowns, planes = fan.gate, len(x) // WIDTH, len(fan.known) // (LOCAL * WIDTH)
    many = len(fan.ways) // (WAY * WIDTH)
    top = _pull_exit(
        p, load(x, ADSORBED), load(x, STERN), load(x, PLANES), load(x, PLANES + 2), 1.0
    )
    store(gate, 0, top.s)
    store(gate, 1, top.D)
    store(gate, 2, top.y)
    store(gate, 3, top.y_below)
    for first in range(0, many, BESIDE):
        group, last = first // BESIDE, min(many, first + BESIDE)
        ways = fan.ways[first * WAY * WIDTH : last * WAY * WIDTH]
        state = fan.state[group * unknowns * _ROW * WIDTH :]
        for m in range(last - first):
            _begin_way(p, x, ways, state, m)
        bent = fan.bent[group * planes * BENT * BESIDE * WIDTH :]
        _bend(p, extent, x, series, ways, state, bent, fan.known)


@kernel
def _begin_way(p, x, ways, state, m):
    """Fill what the stages of a step ask for of a direction."""
    way = m * WAY
    _rescale(ways, p, way)
    d = _moves_of(ways, way + _RATES)
    store(ways, way + _FORCE_Z, d.z_e_kT)
    store(ways, way + _FORCE_OMEGA, -2.0 * d.omega)
    store(ways, way + _FORCE_KAPPA, -d.kappa)
    store(ways, way + _FASTER, d.hop_rate / p.hop_rate)
    store(ways, way + _Q, d.q_metal / p.q_metal)
    store(ways, way + _RATIO, d.log_ratio)
    store(ways, way + _MID, -d.y_mid)
    store(ways, way + _STEEPER, d.y_steepness / p.y_steepness)
    store(ways, way + _CONTACT, d.contact)
    store(ways, way + _COUPLING, d.stern_coupling)
    both = _moving(p, d)
    s = dual(load(x, ADSORBED), load(state, ADSORBED * _ROW + _TO_X + m))
    drop = dual(load(x, STERN), load(state, STERN * _ROW + _TO_X + m))
    top = _bend_exit(
        both, s, drop, dual(load(x, PLANES), load(state, PLANES * _ROW + _TO_X + m)), dual(load(x, PLANES + 2), load(state, (PLANES + 2) * _ROW + _TO_X + m)), 1.0
    )  # fmt: skip
    pool = _bend_dissolution(
        both, dual(load(x, POOL), load(state, POOL * _ROW + _TO_X + m)), s, drop, 1.0
    )
    store(ways, way + _TOP_S, top.s.slope)
    store(ways, way + _TOP_D, top.D.slope)
    store(ways, way + _TOP_Y, top.y.slope)
    store(ways, way + _TOP_BELOW, top.y_below.slope)
    store(ways, way + _POOL_R, pool.r.slope)
    store(ways, way + _POOL_S, pool.s.slope)
    store(ways, way + _POOL_D, pool.D.slope)
    charging = 1.0 / (both.area_resistance * both.stern_capacitance)
    store(ways, way + _CHARGING, charging.slope)
    store(ways, way + _BYPASS, (both.leak_conductance / both.stern_capacitance).slope)
    store(ways, way + _PER_PLANE, (both.plane_charge / both.stern_capacitance).slope)


@kernel
def _bend(p, extent, x, series, ways, state, bent, known):
    """Fill ``bent``: how flux and Poisson residual of every plane change by what a stage moves, when x and the coefficients move."""
    many = len(ways) // (WAY * WIDTH)
    z, omega_2, kappa = p.z_e_kT, 2.0 * p.omega, p.kappa
    per_ratio = 1.0 / p.log_ratio
    for j in range(extent.depth):
        c, here = PLANES + 2 * j, LOCAL * j
        edge = j >= extent.shallow
        hop_rate, two, within = p.hop_rate, splat(1.0), splat(1.0)
        if edge:
            hop_rate = hop_rate * (1.0 * (extent.planes > float(j + 1)))
            two = 1.0 * (extent.planes > float(j + 2))
            within = 1.0 * (extent.planes > float(j))
        y, phi = load(x, c), load(x, c + 1) * within
        boost, q_yy = load(series, SERIES * j + 5), 2.0 * load(series, SERIES * j + 2)
        ll, lr, rr, lf, rf, ff = _hop_curvature(load(x, c + 2), y, boost, hop_rate)
        flux_l, flux_r = load(known, here + 1), load(known, here + 2)
        flux_f, q = load(known, here + 3), load(known, here + 4) * within
        q_y, share = load(known, here + 5) * within, load(known, here + 6)
        seen = _differences(extent, edge, j, x)
        turned, tilt, off = q_yy * phi, q_y * phi, y - p.y_mid
        by_ratio, by_steepness = tilt * (per_ratio - 2.0 * share), fma(off, turned, tilt)
        ratio, steepness = -2.0 * share * q, off * q_y
        above = (c - 2 if j > 0 else c) * _ROW + _TO_X
        for m in range(many):
            way, at = m * WAY, c * _ROW + _TO_X + m
            u, u_below = load(state, at), load(state, at + 2 * _ROW)
            u_phi = load(state, at + _ROW)
            u_next = fma(two, load(state, at + 4 * _ROW) - u_below, u_below)
            change = u_below - u
            curved = fma(-3.0, change, u_next - load(state, above + m))
            force = z * (u_phi - load(state, at + 3 * _ROW))
            force = fma(-kappa, curved, fma(-omega_2, change, force))
            force = fma(seen[0], load(ways, way + _FORCE_Z), force)
            force = fma(seen[1], load(ways, way + _FORCE_OMEGA), force)
            force = fma(seen[2], load(ways, way + _FORCE_KAPPA), force)
            faster = load(ways, way + _FASTER)
            more, to_ratio = load(ways, way + _Q), load(ways, way + _RATIO)
            shift, steeper = load(ways, way + _MID), load(ways, way + _STEEPER)
            to = BENT * j * BESIDE + m
            store(bent, to, fma(ll, u_below, fma(lr, u, fma(lf, force, faster * flux_l))))
            store(bent, to + BESIDE, fma(lr, u_below, fma(rr, u, fma(rf, force, faster * flux_r))))  # fmt: skip
            store(bent, to + 2 * BESIDE, fma(lf, u_below, fma(rf, u, fma(ff, force, faster * flux_f))))  # fmt: skip
            by_y = fma(turned, u + shift, fma(q_y, u_phi, tilt * more))
            store(bent, to + 3 * BESIDE, fma(by_ratio, to_ratio, fma(by_steepness, steeper, by_y)))  # fmt: skip
            by_phi = fma(q_y, u + shift, q * more)
            store(bent, to + 4 * BESIDE, fma(ratio, to_ratio, fma(steepness, steeper, by_phi)))


@inlined
def _combine(state, stage, k):
    """Return x' + sum_j A_ij U'_j and sum_j C_ij U'_j of an unknown along a direction; k: where its U'_0 stands."""
    total = load(state, k + _TO_X)
    change = 0.0 * total
    for i in range(stage):
        value = load(state, k + i * BESIDE)
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
    """Take the first two pairs of L^-1 of a stage's right-hand side, (l, r) and (s, D), and hand on how J_1 moves.

    Parameters: a the argument, u the U of the stage. Also combines the a' that the first plane asks for.
    """
    many = len(ways) // (WAY * WIDTH)
    solved = stage * BESIDE
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
        d = _moves_of(ways, way + _RATES)
        lost, lost_c = _combine(state, stage, LOST * _ROW + m)
        by_r, r_c = _combine(state, stage, POOL * _ROW + m)
        by_s, s_c = _combine(state, stage, ADSORBED * _ROW + m)
        by_D, D_c = _combine(state, stage, STERN * _ROW + m)
        by_y, y_c = _combine(state, stage, PLANES * _ROW + m)
        by_phi, _ = _combine(state, stage, (PLANES + 1) * _ROW + m)
        by_below, below_c = _combine(state, stage, (PLANES + 2) * _ROW + m)
        out = top.y * by_y + top.y_below * by_below + top.s * by_s + top.D * by_D
        out = out + top.omega * d.omega + top.kappa * d.kappa + top.z_e_kT * d.z_e_kT
        out = out + top.floor_rate * d.floor_rate + top.open_share * d.open_share
        out = out + top.b_exit * d.b_exit + top.b_return * d.b_return
        out = out + top.alpha * d.alpha + top.zeta * d.zeta + top.s_max * d.s_max
        out = out + load(ways, way + _TOP_S) * u_s + load(ways, way + _TOP_D) * u_D
        out = out + load(ways, way + _TOP_Y) * u_y + load(ways, way + _TOP_BELOW) * u_below
        fed = pool.r * by_r + pool.s * by_s + pool.D * by_D + pool.z_e_kT * d.z_e_kT
        fed = fed + pool.floor_rate * d.floor_rate
        fed = fed + pool.b_dissolve * d.b_dissolve + pool.b_adsorb * d.b_adsorb
        fed = fed + pool.alpha * d.alpha + pool.zeta * d.zeta + pool.s_max * d.s_max
        fed = fed + pool.r_half * d.r_half + load(ways, way + _POOL_R) * u_r
        fed = fed + load(ways, way + _POOL_S) * u_s + load(ways, way + _POOL_D) * u_D
        leak = p.leak_rate * by_r + d.leak_rate * (r + u_r)
        by_across = by_phi + by_D
        charged = load(ways, way + _CHARGING) * driven
        charged = charged - charging * (
            load(ways, way + BEGIN) + late * load(ways, way + RISE) + by_across
        )
        charged = charged - load(ways, way + _BYPASS) * across - bypass * by_across
        charged = charged - load(ways, way + _PER_PLANE) * exited - per_plane * out
        nothing = 0.0 * out
        y_1, p_1 = _forward(
            factors, 0, fma(lost_c, per_step, leak), fma(r_c, per_step, fed - leak), nothing, nothing, nothing, nothing
        )  # fmt: skip
        y_0, p_0 = _forward(
            factors, 1, fma(s_c, per_step, out - fed), fma(D_c, per_step, charged), nothing, nothing, y_1, p_1
        )  # fmt: skip
        store(state, LOST * _ROW + solved + m, y_1)
        store(state, POOL * _ROW + solved + m, p_1)
        store(state, ADSORBED * _ROW + solved + m, y_0)
        store(state, STERN * _ROW + solved + m, p_0)
        store(state, PLANES * _ROW + _TO_CHANGE + m, y_c * per_step)
        store(state, (PLANES + 2) * _ROW + _TO_CHANGE + m, below_c * per_step)
        store(state, LOST * _ROW + _TO_ARGUMENT + m, lost)
        store(state, POOL * _ROW + _TO_ARGUMENT + m, by_r)
        store(state, ADSORBED * _ROW + _TO_ARGUMENT + m, by_s)
        store(state, STERN * _ROW + _TO_ARGUMENT + m, by_D)
        store(state, PLANES * _ROW + _TO_ARGUMENT + m, by_y)
        store(state, (PLANES + 1) * _ROW + _TO_ARGUMENT + m, by_phi)
        store(state, (PLANES + 2) * _ROW + _TO_ARGUMENT + m, by_below)
        store(ways, way + _FLUX, out)


@kernel
def _backward(pairs, many, factors, state, solved):
    """Turn L^-1 b of every direction, in ``state`` from ``solved`` on, into the solution."""
    for m in range(many):
        # Beyond the last plane.
        for k in range(2 * pairs, 2 * pairs + 3):
            store(state, k * _ROW + solved + m, 0.0)
    for i in range(pairs):
        k = pairs - 1 - i
        base = FACTORS * k
        inverse, b_1, b_2 = load(factors, base + 6), load(factors, base + 7), load(factors, base + 8)  # fmt: skip
        b_3, b_4, inverse_phi = load(factors, base + 9), load(factors, base + 10), load(factors, base + 11)  # fmt: skip
        d_1, d_2, d_3 = load(factors, base + 12), load(factors, base + 13), load(factors, base + 14)
        for m in range(many):
            at = 2 * k * _ROW + solved + m
            y_1, p_1 = load(state, at + 2 * _ROW), load(state, at + 3 * _ROW)
            y_2 = load(state, at + 4 * _ROW)
            phi = fma(-d_3, y_2, load(state, at + _ROW))
            y = fma(-b_4, y_2, load(state, at))
            y = fma(-b_3, p_1, y)
            y = fma(-b_2, y_1, y)
            phi = fma(-d_2, p_1, phi)
            phi = fma(-d_1, y_1, phi) * inverse_phi
            y = fma(-b_1, phi, y) * inverse
            store(state, at, y)
            store(state, at + _ROW, phi)


def _stage_sweep(stage: int) -> Any:
    """Return the kernel of one stage: its loops over the stages before are unrolled."""

    @kernel
    def sweep(
        p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent, known, gate
    ):
        """Solve for the U' of a stage along every direction, into their place in ``state``.

        Parameters: per_step 1/h [1/s], begin V at the start of the step [V], rise of V over it [V], lanes; a the argument, u the U of the stage, local what ``keep`` kept there.
        """
        many = len(ways) // (WAY * WIDTH)
        solved = stage * BESIDE
        _push_head(p, per_step, begin, rise, stage, a, u, factors, ways, state, gate)
        for j in range(extent.depth):
            c, here = PLANES + 2 * j, LOCAL * j
            edge = j >= extent.shallow
            flux, flux_l, flux_r = load(local, here), load(local, here + 1), load(local, here + 2)
            flux_f, q = load(local, here + 3), load(local, here + 4)
            q_y, share = load(local, here + 5), load(local, here + 6)
            by_here, by_below, by_next, by_phi = _slopes(p, extent, j, edge, flux_l, flux_r, flux_f)
            by_above = flux_f * p.kappa
            y, phi = load(a, c), load(a, c + 1)
            u_y, u_phi, u_below = load(u, c), load(u, c + 1), load(u, c + 2)
            seen, seen_u = _differences(extent, edge, j, a), _differences(extent, edge, j, u)
            force_u = p.z_e_kT * seen_u[0] - 2.0 * p.omega * seen_u[1] - p.kappa * seen_u[2]
            known_f = load(known, here + 3)
            by_z = fma(flux_f, seen[0], known_f * seen_u[0])
            by_omega = fma(flux_f, seen[1], known_f * seen_u[1])
            by_kappa = fma(flux_f, seen[2], known_f * seen_u[2])
            loss = q + (2.0 if j > 0 else 1.0)
            upper, link = splat(1.0), splat(1.0)
            if j == 0:
                upper, by_contact = p.stern_coupling, load(a, STERN) + load(u, STERN)
            if edge:
                # Beyond a film all is zero.
                within = 1.0 * (extent.planes > float(j))
                upper, link = within, 1.0 * (extent.planes > float(j + 1))
                loss = (loss - p.contact * (within - link)) * within
                by_contact = (phi + u_phi) * (within - link)
                phi = phi * within
            tilt, by_q = q_y * phi, q * phi
            by_ratio, by_steepness = -2.0 * share * by_q, tilt * (y - p.y_mid)
            above = -2 * _ROW if j > 0 else 0
            base = FACTORS * (j + HEAD)
            l_4, l_3, l_2 = load(factors, base), load(factors, base + 1), load(factors, base + 2)
            l_1, m_2, m_1 = (
                load(factors, base + 3),
                load(factors, base + 4),
                load(factors, base + 5),
            )
            for m in range(many):
                at, way, curved = c * _ROW + m, m * WAY, BENT * j * BESIDE + m
                phi_below, _ = _combine(state, stage, at + 3 * _ROW)
                y_next, change = _combine(state, stage, at + 4 * _ROW)
                store(state, at + 3 * _ROW + _TO_ARGUMENT, phi_below)
                store(state, at + 4 * _ROW + _TO_ARGUMENT, y_next)
                store(state, at + 4 * _ROW + _TO_CHANGE, change * per_step)
                y, phi = load(state, at + _TO_ARGUMENT), load(state, at + _ROW + _TO_ARGUMENT)
                push = by_above * load(state, at + above + _TO_ARGUMENT)
                push = fma(by_here, y, push)
                push = fma(by_below, load(state, at + 2 * _ROW + _TO_ARGUMENT), push)
                push = fma(by_next, y_next, push)
                push = fma(by_phi, phi - phi_below, push)
                more = load(bent, curved) * u_below
                more = fma(load(bent, curved + BESIDE), u_y, more)
                more = fma(load(bent, curved + 2 * BESIDE), force_u, more)
                more = fma(by_z, load(ways, way + _FORCE_Z), more)
                more = fma(by_omega, load(ways, way + _FORCE_OMEGA), more)
                more = fma(by_kappa, load(ways, way + _FORCE_KAPPA), more)
                push = push + fma(flux, load(ways, way + _FASTER), more)
                rest = fma(tilt, y + load(ways, way + _MID), loss * phi)
                rest = fma(load(bent, curved + 3 * BESIDE), u_y, rest)
                rest = fma(load(bent, curved + 4 * BESIDE), u_phi, rest)
                less = by_q * load(ways, way + _Q)
                less = fma(by_ratio, load(ways, way + _RATIO), less)
                less = fma(by_steepness, load(ways, way + _STEEPER), less)
                poisson = fma(upper, load(state, at - _ROW + _TO_ARGUMENT), link * phi_below)
                poisson = poisson - (rest + less)
                if edge or j == 0:
                    moves = load(ways, way + (_COUPLING if j == 0 else _CONTACT))
                    poisson = fma(by_contact, moves, poisson)
                right = load(state, at + _TO_CHANGE) + (push - load(ways, way + _FLUX))
                store(ways, way + _FLUX, push)
                done = at + solved
                p_1, y_1 = load(state, done - _ROW), load(state, done - 2 * _ROW)
                right = fma(-l_4, load(state, done - 4 * _ROW), right)
                right = fma(-l_3, load(state, done - 3 * _ROW), right)
                right = fma(-l_2, y_1, right)
                poisson = fma(-m_2, p_1, poisson)
                right = fma(-l_1, p_1, right)
                store(state, done, right)
                store(state, done + _ROW, fma(-m_1, right, poisson))
        _backward(extent.depth + HEAD, many, factors, state, solved)

    return sweep


_sweep_0, _sweep_1, _sweep_2, _sweep_3, _sweep_4, _sweep_5 = map(_stage_sweep, range(STAGES))


@kernel
def push_stage(p, extent, per_step, begin, rise, stage, x, a, u, local, factors, fan):
    """Solve for the U' of a stage along every direction.

    Parameters: per_step 1/h [1/s], begin V at the start of the step [V], rise of V over it [V], lanes; a the argument, u the U of the stage, local what ``keep`` kept there.
    """
    unknowns, planes = len(x) // WIDTH, len(fan.known) // (LOCAL * WIDTH)
    many = len(fan.ways) // (WAY * WIDTH)
    for first in range(0, many, BESIDE):
        group, last = first // BESIDE, min(many, first + BESIDE)
        ways = fan.ways[first * WAY * WIDTH : last * WAY * WIDTH]
        state = fan.state[group * unknowns * _ROW * WIDTH :]
        bent = fan.bent[group * planes * BENT * BESIDE * WIDTH :]
        if stage == 0:
            _sweep_0(p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent, fan.known, fan.gate)  # fmt: skip
        elif stage == 1:
            _sweep_1(p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent, fan.known, fan.gate)  # fmt: skip
        elif stage == 2:
            _sweep_2(p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent, fan.known, fan.gate)  # fmt: skip
        elif stage == 3:
            _sweep_3(p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent, fan.known, fan.gate)  # fmt: skip
        elif stage == 4:
            _sweep_4(p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent, fan.known, fan.gate)  # fmt: skip
        elif stage == 5:
            _sweep_5(p, extent, per_step, begin, rise, a, u, local, factors, ways, state, bent, fan.known, fan.gate)  # fmt: skip


@kernel
def move_on(extent, unknowns, fan, taken):
    """Let lanes whose step is taken stand at its end: at a' of the last stage plus its U'."""
    many = len(fan.ways) // (WAY * WIDTH)
    for first in range(0, many, BESIDE):
        row = first // BESIDE * unknowns * _ROW
        for k in range(PLANES + 2 * extent.depth):
            for m in range(min(BESIDE, many - first)):
                at = row + k * _ROW + m
                new = load(fan.state, at + _TO_ARGUMENT) + load(fan.state, at + _TO_LAST)
                store(fan.state, at + _TO_X, where(taken, new, load(fan.state, at + _TO_X)))


@kernel
def push_potential(p, extent, x, ways, state, m, work):
    """Fill the places of a' with how the potentials move that ``screened_potential`` gives a state, along direction m of y, D and the coefficients; ``work`` [2 depth] is scratch."""
    # The equations of phi' are those of phi with a source in every plane: Thomas algorithm from the bottom up.
    d = _moves_of(ways, m * WAY + _TABLE)
    base = place_of(len(x) // WIDTH, 0, m, 0) // WIDTH
    nothing = 0.0 * load(x, STERN)
    share, source = nothing, nothing
    for i in range(extent.depth):
        j = extent.depth - 1 - i
        c = PLANES + 2 * j
        y, phi = load(x, c), load(x, c + 1)
        q, q_y, crossed = _screening(y, p.q_metal, p.log_ratio, p.y_mid, p.y_steepness)
        off = (y - p.y_mid) * d.y_steepness / p.y_steepness - d.y_mid
        moves = q * (d.q_metal / p.q_metal - 2.0 * crossed * d.log_ratio) + q_y * off
        here = -(q_y * load(state, base + c * _ROW) + moves) * phi
        last = extent.planes > float(j + 1)
        here = here + where(last, source, d.contact * phi)
        share = 1.0 / (q + (2.0 if j > 0 else 1.0) - where(last, share, p.contact))
        within = extent.planes > float(j)
        share = where(within, share, nothing)
        source = where(within, here * share, nothing)
        store(work, 2 * j, share)
        store(work, 2 * j + 1, source)
    phi = p.stern_coupling * load(state, base + STERN * _ROW)
    phi = phi + d.stern_coupling * load(x, STERN)
    for j in range(extent.depth):
        phi = load(work, 2 * j) * phi + load(work, 2 * j + 1)
        store(state, base + (PLANES + 1 + 2 * j) * _ROW + BESIDE, phi)
