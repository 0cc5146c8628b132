"""Quantities shared by the stages of a step when tangents are pushed over it (see ``tangent``).

They are the derivatives of the step's matrix by x and the coefficients.
"""

from __future__ import annotations

from nmhts.numerics import duals, lanes
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.duals import dual
from nmhts.numerics.lanes import WIDTH, fma, load, splat, store
from nmhts.physics.transport.cotangents import P
from nmhts.physics.transport.gate import film_gate
from nmhts.physics.transport.laws import scalar_laws
from nmhts.physics.transport.planes import LOCAL, SERIES, film_planes
from nmhts.physics.transport.state import (
    ADSORBED,
    N_PARAMETERS,
    PLANES,
    POOL,
    STERN,
    FilmParameters,
)
from nmhts.physics.transport.tangent_lanes import (
    BENT,
    BESIDE,
    CONTACT,
    COUPLING,
    FASTER,
    FORCE_KAPPA,
    FORCE_OMEGA,
    FORCE_Z,
    GATE_BYPASS,
    GATE_CHARGING,
    GATE_PER_PLANE,
    LONGER,
    MID,
    POOL_D,
    POOL_R,
    POOL_S,
    RATES,
    RATIO,
    ROW,
    STATE,
    STEEPER,
    TABLE,
    TOP_BELOW,
    TOP_D,
    TOP_S,
    TOP_Y,
    WAY,
    Q,
    X,
    moves_of,
)

_pull_exit, _gate_of_duals = film_gate(lanes).pull_exit, film_gate(duals)
_bend_exit, _bend_dissolution = _gate_of_duals.pull_exit, _gate_of_duals.pull_dissolution
_beyond = film_planes(lanes).beyond
_hop_curvature = scalar_laws(lanes, inlined).hop_curvature


@inlined
def _moving(p, d):
    """Return the coefficients as dual numbers."""
    return FilmParameters(
        dual(p.hop_rate, d.hop_rate), dual(p.z_e_kT, d.z_e_kT), dual(p.omega, d.omega),
        dual(p.kappa, d.kappa), dual(p.q_metal, d.q_metal), dual(p.log_ratio, d.log_ratio),
        dual(p.y_mid, d.y_mid), dual(p.y_steepness, d.y_steepness),
        dual(p.stern_coupling, d.stern_coupling), dual(p.stern_capacitance, d.stern_capacitance),
        dual(p.area_resistance, d.area_resistance), dual(p.plane_charge, d.plane_charge),
        dual(p.floor_rate, d.floor_rate), dual(p.b_exit, d.b_exit), dual(p.b_return, d.b_return),
        dual(p.b_dissolve, d.b_dissolve), dual(p.b_adsorb, d.b_adsorb), dual(p.alpha, d.alpha),
        dual(p.zeta, d.zeta), dual(p.s_max, d.s_max), dual(p.r_half, d.r_half),
        dual(p.leak_rate, d.leak_rate), dual(p.open_share, d.open_share),
        dual(p.leak_conductance, d.leak_conductance), dual(p.contact, d.contact),
    )  # fmt: skip


@inlined
def _rescale(ways, p, way):
    """Fill the rates of a direction: all grow by the relative change of the step length."""
    longer, base, table = load(ways, way + LONGER), way + RATES, way + TABLE
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
def differences(extent, edge, j, a):
    """Return phi_j - phi_{j+1}, y_{j+1} - y_j and the curvature of y at face j of a state."""
    c = PLANES + 2 * j
    y, y_below, y_next = load(a, c), load(a, c + 2), load(a, c + 4)
    if edge:
        y_next = _beyond(extent, j, y_below, y_next)
    change = y_below - y
    curved = y_next - 3.0 * change - (load(a, c - 2) if j > 0 else y)
    return load(a, c + 1) - load(a, c + 3), change, curved


@kernel
def begin_push(p, extent, x, series, tangents):
    """Prepare to push tangents over a step from ``x``: compute all that its stages share.

    ``series`` and ``tangents.known`` must belong to ``x``.
    """
    gate, unknowns, planes = tangents.gate, len(x) // WIDTH, len(tangents.known) // (LOCAL * WIDTH)
    many = len(tangents.ways) // (WAY * WIDTH)
    top = _pull_exit(
        p, load(x, ADSORBED), load(x, STERN), load(x, PLANES), load(x, PLANES + 2), 1.0
    )
    store(gate, 0, top.s)
    store(gate, 1, top.D)
    store(gate, 2, top.y)
    store(gate, 3, top.y_below)
    for first in range(0, many, BESIDE):
        group, last = first // BESIDE, min(many, first + BESIDE)
        ways = tangents.ways[first * WAY * WIDTH : last * WAY * WIDTH]
        state = tangents.state[group * unknowns * ROW * WIDTH :]
        for m in range(last - first):
            _begin_way(p, x, ways, state, m)
        bent = tangents.bent[group * planes * BENT * BESIDE * WIDTH :]
        _bend(p, extent, x, series, ways, state, bent, tangents.known)


@kernel
def _begin_way(p, x, ways, state, m):
    """Fill the values of a direction that the stages of a step use."""
    way = m * WAY
    _rescale(ways, p, way)
    d = moves_of(ways, way + RATES)
    store(ways, way + FORCE_Z, d.z_e_kT)
    store(ways, way + FORCE_OMEGA, -2.0 * d.omega)
    store(ways, way + FORCE_KAPPA, -d.kappa)
    store(ways, way + FASTER, d.hop_rate / p.hop_rate)
    store(ways, way + Q, d.q_metal / p.q_metal)
    store(ways, way + RATIO, d.log_ratio)
    store(ways, way + MID, -d.y_mid)
    store(ways, way + STEEPER, d.y_steepness / p.y_steepness)
    store(ways, way + CONTACT, d.contact)
    store(ways, way + COUPLING, d.stern_coupling)
    both = _moving(p, d)
    s = dual(load(x, ADSORBED), load(state, ADSORBED * ROW + X + m * STATE))
    drop = dual(load(x, STERN), load(state, STERN * ROW + X + m * STATE))
    top = _bend_exit(
        both, s, drop, dual(load(x, PLANES), load(state, PLANES * ROW + X + m * STATE)),
        dual(load(x, PLANES + 2), load(state, (PLANES + 2) * ROW + X + m * STATE)), 1.0
    )  # fmt: skip
    pool = _bend_dissolution(
        both, dual(load(x, POOL), load(state, POOL * ROW + X + m * STATE)), s, drop, 1.0
    )
    store(ways, way + TOP_S, top.s.slope)
    store(ways, way + TOP_D, top.D.slope)
    store(ways, way + TOP_Y, top.y.slope)
    store(ways, way + TOP_BELOW, top.y_below.slope)
    store(ways, way + POOL_R, pool.r.slope)
    store(ways, way + POOL_S, pool.s.slope)
    store(ways, way + POOL_D, pool.D.slope)
    charging = 1.0 / (both.area_resistance * both.stern_capacitance)
    store(ways, way + GATE_CHARGING, charging.slope)
    store(ways, way + GATE_BYPASS, (both.leak_conductance / both.stern_capacitance).slope)
    store(ways, way + GATE_PER_PLANE, (both.plane_charge / both.stern_capacitance).slope)


@kernel
def _bend(p, extent, x, series, ways, state, bent, known):
    """Fill ``bent`` with the tangents of the entries of every plane's Jacobian.

    They give the change of flux and Poisson residual for the U of a stage when x and the
    coefficients change along a direction.
    """
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
        seen = differences(extent, edge, j, x)
        turned, tilt, off = q_yy * phi, q_y * phi, y - p.y_mid
        by_ratio, by_steepness = tilt * (per_ratio - 2.0 * share), fma(off, turned, tilt)
        ratio, steepness = -2.0 * share * q, off * q_y
        above = (c - 2 if j > 0 else c) * ROW + X
        for m in range(many):
            way, at = m * WAY, c * ROW + X + m * STATE
            u, u_below = load(state, at), load(state, at + 2 * ROW)
            u_phi = load(state, at + ROW)
            u_next = fma(two, load(state, at + 4 * ROW) - u_below, u_below)
            change = u_below - u
            curved = fma(-3.0, change, u_next - load(state, above + m * STATE))
            force = z * (u_phi - load(state, at + 3 * ROW))
            force = fma(-kappa, curved, fma(-omega_2, change, force))
            force = fma(seen[0], load(ways, way + FORCE_Z), force)
            force = fma(seen[1], load(ways, way + FORCE_OMEGA), force)
            force = fma(seen[2], load(ways, way + FORCE_KAPPA), force)
            faster = load(ways, way + FASTER)
            more, to_ratio = load(ways, way + Q), load(ways, way + RATIO)
            shift, steeper = load(ways, way + MID), load(ways, way + STEEPER)
            to = (j * BESIDE + m) * BENT
            store(bent, to, fma(ll, u_below, fma(lr, u, fma(lf, force, faster * flux_l))))
            store(bent, to + 1, fma(lr, u_below, fma(rr, u, fma(rf, force, faster * flux_r))))
            store(bent, to + 2, fma(lf, u_below, fma(rf, u, fma(ff, force, faster * flux_f))))
            by_y = fma(turned, u + shift, fma(q_y, u_phi, tilt * more))
            store(bent, to + 3, fma(by_ratio, to_ratio, fma(by_steepness, steeper, by_y)))
            by_phi = fma(q_y, u + shift, q * more)
            store(bent, to + 4, fma(ratio, to_ratio, fma(steepness, steeper, by_phi)))
