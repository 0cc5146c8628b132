"""Tangents of one Rosenbrock step of films in lanes, along several directions at once.

The tangent of the end of the step follows from those of its start and of all its coefficients. The
derivative of every stage, from first to last (see ``adjoint`` for the symbols; a prime is the
derivative along a direction):

    W U'_i = J(a_i) a'_i + df/dp p' + df/dV V'_i + M sum_j C_ij U'_j / h + J' U_i
             + M' (sum_j C_ij U_j - U_i / gamma) / h
    a'_i = x' + sum_j A_ij U'_j

M' is not zero in stacks, whose planes have sites of their own.

The matrix and its elimination are those of the step. J' belongs to a direction and is computed once
a step (``curvature``). All other factors of a'_i and p' are common to the directions. A sweep
computes them once for a plane and then visits all directions of a group there, so that their
operations overlap. The step length enters only as a multiple of the time scales. A change h' of it
is equivalent to a change of all rates by the share h'/h, and is passed on in this form.
"""

from __future__ import annotations

from typing import Any

from nmhts.numerics import lanes
from nmhts.numerics.compiled import by_presence, inlined, kernel
from nmhts.numerics.lanes import WIDTH, fma, load, splat, store, where
from nmhts.numerics.rosenbrock import GAMMA, NODES, SLOPES, STAGES, A, C
from nmhts.numerics.straight import straight
from nmhts.physics.transport.curvature import begin_push, moved_window
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.gate_law import GateState
from nmhts.physics.transport.layer_memory import first_along
from nmhts.physics.transport.plane_law import Window
from nmhts.physics.transport.planes import LOCAL, film_planes
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.printed import records
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    HEAD,
    LOST,
    PLANES,
    STERN,
)
from nmhts.physics.transport.tangent_lanes import (
    ARGUMENT,
    BEGIN,
    BENT,
    BESIDE,
    CHANGE,
    DISPLACEMENT,
    FLUX,
    LONGER,
    RATES,
    RISE,
    ROW,
    STATE,
    WAY,
    X,
    bent_gate,
    load_bent,
    moves_of,
)

_planes = film_planes(lanes)
_gate_of, _window = _planes.gate_state, _planes.window
_gate_push, _gate_turn = printed.gate_push(lanes, straight), printed.gate_turn(lanes, straight)
_coefficients_of, _moves_of = _planes.coefficients_of, _planes.moves_of
_sites_of, _moved_sites_of = _planes.sites_of, _planes.moved_sites_of
_push, _turn = _planes.push, _planes.turn
_load_kept = records.load_kept(lanes, straight)


@inlined
def _combine(state, stage, k):
    """Return x' + sum_j A_ij U'_j and sum_j C_ij U'_j of an unknown along a direction.

    Parameters: k: position of its U'_0. The argument of the last stage is that of the one before,
    still at its place, plus one U'.
    """
    last = stage == STAGES - 1
    total = load(state, k + ARGUMENT) + load(state, k + stage - 1) if last else load(state, k + X)
    change = 0.0 * total
    for i in range(stage):
        value = load(state, k + i)
        if not last:
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


def _held_by_sites(layers, u, stage, k, per_step):
    unknowns = len(u) // (STAGES * WIDTH)
    held = -load(u, stage * unknowns + k) * (per_step / GAMMA)
    for i in range(stage):
        held = fma(C[stage, i] * per_step, load(u, i * unknowns + k), held)
    return held


# What a change of the sites of a plane multiplies in a stage: (sum_j C_ij U_j - U_i / gamma) / h of
# its y, unknown k. Arguments: (layers, U of all stages, stage, k, per_step).
_held = by_presence(lambda u, stage, k, per_step: 0.0, _held_by_sites)


@kernel
def _push_head(p, per_step, begin, rise, stage, a, u, factors, ways, state):
    """Compute the first two pairs of L^-1 of a stage's right-hand side, (l, r) and (s, D).

    Also passes the changes of flux and displacement on to the first plane, and combines the a' that
    it needs.
    Parameters: a the argument, u the U of the stage.
    """
    many = len(ways) // (WAY * WIDTH)
    solved = stage
    late = NODES[stage] + SLOPES[stage]
    gate, turn = _gate_of(a, fma(late, rise, begin)), _gate_of(u, splat(0.0))
    for m in range(many):
        way = m * WAY
        d = moves_of(ways, way + RATES)
        lost, lost_c = _combine(state, stage, LOST * ROW + m * STATE)
        by_r, r_c = _combine(state, stage, DISSOLVED * ROW + m * STATE)
        by_s, s_c = _combine(state, stage, ADSORBED * ROW + m * STATE)
        by_D, D_c = _combine(state, stage, STERN * ROW + m * STATE)
        by_y, y_c = _combine(state, stage, PLANES * ROW + m * STATE)
        by_phi, _ = _combine(state, stage, (PLANES + 1) * ROW + m * STATE)
        by_below, below_c = _combine(state, stage, (PLANES + 2) * ROW + m * STATE)
        voltage = load(ways, way + BEGIN) + late * load(ways, way + RISE)
        moves = GateState(by_r, by_s, by_D, by_y, by_phi, by_below, voltage)
        here = _gate_push(p, gate, moves, d)
        exit_flux, dissolution, loss, charging, displacement = bent_gate(ways, way)
        more = _gate_turn(turn, exit_flux, dissolution, loss, charging, displacement)
        out, fed = here.exit_flux + more.exit_flux, here.dissolution + more.dissolution
        leak = here.loss + more.loss
        nothing = 0.0 * out
        y_1, p_1 = _forward(
            factors, 0, fma(lost_c, per_step, leak), fma(r_c, per_step, fed - leak), nothing,
            nothing, nothing, nothing
        )  # fmt: skip
        y_0, p_0 = _forward(
            factors, 1, fma(s_c, per_step, out - fed),
            fma(D_c, per_step, here.charging + more.charging), nothing, nothing, y_1, p_1
        )  # fmt: skip
        store(state, LOST * ROW + solved + m * STATE, y_1)
        store(state, DISSOLVED * ROW + solved + m * STATE, p_1)
        store(state, ADSORBED * ROW + solved + m * STATE, y_0)
        store(state, STERN * ROW + solved + m * STATE, p_0)
        store(state, PLANES * ROW + CHANGE + m * STATE, y_c * per_step)
        store(state, (PLANES + 2) * ROW + CHANGE + m * STATE, below_c * per_step)
        store(state, LOST * ROW + ARGUMENT + m * STATE, lost)
        store(state, DISSOLVED * ROW + ARGUMENT + m * STATE, by_r)
        store(state, ADSORBED * ROW + ARGUMENT + m * STATE, by_s)
        store(state, STERN * ROW + ARGUMENT + m * STATE, by_D)
        store(state, PLANES * ROW + ARGUMENT + m * STATE, by_y)
        store(state, (PLANES + 1) * ROW + ARGUMENT + m * STATE, by_phi)
        store(state, (PLANES + 2) * ROW + ARGUMENT + m * STATE, by_below)
        store(ways, way + FLUX, out)
        store(ways, way + DISPLACEMENT, here.displacement + more.displacement)


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
        p, extent, per_step, begin, rise, a, us, local, factors, ways, state, bent, known, layers,
        first
    ):  # fmt: skip
        """Solve for the U' of a stage along every direction, stored in ``state``.

        Parameters: per_step 1/h [1/s], begin V at the start of the step [V], rise of V over it [V],
        lanes; a the argument of the stage, us the U of all stages, local the values kept at a,
        known those at the start of the step; layers: changes of the planes of stacks; first: index
        of the first direction.
        """
        many, n_max = len(ways) // (WAY * WIDTH), len(known) // (LOCAL * WIDTH)
        whole = len(us) // STAGES
        u = us[stage * whole : (stage + 1) * whole]
        solved = stage
        _push_head(p, per_step, begin, rise, stage, a, u, factors, ways, state)
        for j in range(extent.depth):
            c = PLANES + 2 * j
            edge = j >= extent.shallow
            upper = c - 2 if j > 0 else c
            seen = Window(
                load(a, upper), load(a, c), load(a, c + 2), load(a, c + 4), load(a, c + 1),
                load(a, c + 3)
            )  # fmt: skip
            turn = Window(
                load(u, upper), load(u, c), load(u, c + 2), load(u, c + 4), load(u, c + 1),
                load(u, c + 3)
            )  # fmt: skip
            if edge:
                seen = _window(
                    p, extent, j, seen.y_above, seen.y, seen.y_below, seen.y_next, seen.phi,
                    seen.phi_below
                )  # fmt: skip
                turn = _window(
                    p, extent, j, turn.y_above, turn.y, turn.y_below, turn.y_next, turn.phi,
                    turn.phi_below
                )  # fmt: skip
            k, k_x = _load_kept(local, LOCAL * j), _load_kept(known, LOCAL * j)
            # The displacement is linear in the potential: that of U has no part of its own.
            ends = seen.phi + turn.phi
            above = -2 * ROW if j > 0 else 0
            base = FACTORS * (j + HEAD)
            l_4, l_3, l_2 = load(factors, base), load(factors, base + 1), load(factors, base + 2)
            l_1, m_2, m_1 = (
                load(factors, base + 3),
                load(factors, base + 4),
                load(factors, base + 5),
            )
            own = _coefficients_of(extent.layers, p, j)
            sites, held = _sites_of(extent.layers, j), _held(extent.layers, us, stage, c, per_step)
            for m in range(many):
                at, way = c * ROW + m * STATE, m * WAY
                phi_below, _ = _combine(state, stage, at + 3 * ROW)
                y_next, change = _combine(state, stage, at + 4 * ROW)
                store(state, at + 3 * ROW + ARGUMENT, phi_below)
                store(state, at + 4 * ROW + ARGUMENT, y_next)
                store(state, at + 4 * ROW + CHANGE, change * per_step)
                d = moves_of(ways, way + RATES)
                moves_at = first_along(first + m, n_max)
                d_own = _moves_of(layers, moves_at, own, d, load(ways, way + LONGER), j)
                moves = Window(
                    load(state, at + above + ARGUMENT), load(state, at + ARGUMENT),
                    load(state, at + 2 * ROW + ARGUMENT), y_next,
                    load(state, at + ROW + ARGUMENT), phi_below
                )  # fmt: skip
                moves = moved_window(p, d, extent, j, edge, ends, moves)
                here = _push(own, p, seen, k, moves, d, d_own)
                changed = load_bent(bent, (j * BESIDE + m) * BENT)
                more = _turn(own, p, k_x, turn, changed, d, d_own)
                push = here.flux + more.flux
                field = here.displacement + more.displacement
                poisson = load(ways, way + DISPLACEMENT) - field - (here.charge + more.charge)
                if edge:
                    push = where(extent.planes > float(j + 1), push, 0.0)
                    poisson = where(extent.planes > float(j), poisson, 0.0)
                right = sites * load(state, at + CHANGE) + (push - load(ways, way + FLUX))
                right = right + _moved_sites_of(layers, moves_at, j) * held
                store(ways, way + FLUX, push)
                store(ways, way + DISPLACEMENT, field)
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
def push_step(p, extent, per_step, begin, rise, x, u, factors, series, tangents):
    """Push all directions over a step: fill the U' and the a' of the last stage.

    Group by group, because the state of a group fits into the cache and those of all do not.
    Parameters: per_step 1/h [1/s], begin V at the start of the step [V], rise of V over it [V],
    lanes; x, u, factors, series and the arguments and kept values in ``tangents`` as the step left
    them.
    """
    unknowns, whole, kept = len(x) // WIDTH, len(x), len(tangents.local) // STAGES
    many, layers = len(tangents.ways) // (WAY * WIDTH), tangents.layers
    known, a, local = tangents.local[:kept], tangents.arguments, tangents.local
    for first in range(0, many, BESIDE):
        last = min(many, first + BESIDE)
        ways = tangents.ways[first * WAY * WIDTH : last * WAY * WIDTH]
        state = tangents.state[first // BESIDE * unknowns * ROW * WIDTH :]
        bent = tangents.bent
        begin_push(p, extent, x, series, known, ways, state, bent, layers, first)
        _sweep_0(
            p, extent, per_step, begin, rise, a[: whole], u,
            local[: kept], factors, ways, state, bent, known, layers, first
        )  # fmt: skip
        _sweep_1(
            p, extent, per_step, begin, rise, a[whole : 2 * whole], u,
            local[kept : 2 * kept], factors, ways, state, bent, known, layers, first
        )  # fmt: skip
        _sweep_2(
            p, extent, per_step, begin, rise, a[2 * whole : 3 * whole], u,
            local[2 * kept : 3 * kept], factors, ways, state, bent, known, layers, first
        )  # fmt: skip
        _sweep_3(
            p, extent, per_step, begin, rise, a[3 * whole : 4 * whole], u,
            local[3 * kept : 4 * kept], factors, ways, state, bent, known, layers, first
        )  # fmt: skip
        _sweep_4(
            p, extent, per_step, begin, rise, a[4 * whole : 5 * whole], u,
            local[4 * kept : 5 * kept], factors, ways, state, bent, known, layers, first
        )  # fmt: skip
        _sweep_5(
            p, extent, per_step, begin, rise, a[5 * whole : 6 * whole], u,
            local[5 * kept : 6 * kept], factors, ways, state, bent, known, layers, first
        )  # fmt: skip
