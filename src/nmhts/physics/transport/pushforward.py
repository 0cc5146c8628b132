"""Forward mode of a batch of films: how all of its records move when what went in moves, for some directions at once.

Films stand in lanes as in ``kernel`` and take the steps on a tape once more; every turn recomputes one step of each lane and pushes all directions over it
(``tangent``). The steps are frozen as for ``pullback``, so both compute the same derivative.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics import duals
from nmhts.numerics.compiled import entry, kernel
from nmhts.numerics.duals import dual
from nmhts.numerics.lanes import WIDTH, load, store, where, zeros
from nmhts.numerics.rosenbrock import DENSE, GAMMA, NODES, STAGES
from nmhts.physics.transport import tangent
from nmhts.physics.transport.cotangents import P
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.equations import LANES
from nmhts.physics.transport.gate import film_gate
from nmhts.physics.transport.kernel import NO_FILM, OK
from nmhts.physics.transport.planes import LOCAL, SERIES
from nmhts.physics.transport.state import (
    ADSORBED,
    HEAD,
    LOST,
    N_PARAMETERS,
    PADDING,
    PLANES,
    POOL,
    STERN,
    Extent,
)
from nmhts.physics.transport.stepping import (
    ADSORBED_OUT,
    CURRENT_OUT,
    LOST_OUT,
    POOL_OUT,
    STERN_OUT,
    between,
    end_step,
    keep_step,
    parameters_of,
    single_parameters,
)
from nmhts.physics.transport.tangent import CURVATURE
from nmhts.physics.transport.tape import START

_linearise = LANES.linearise
_push_step, _push_potential = tangent.LANES.push_step, tangent.LANES.push_potential
_moving, _exchange = tangent.SINGLE.moving, film_gate(duals).exchange


class Directions(NamedTuple):
    """How the inputs of b films move along m directions, by the shapes of ``kernel.Films``."""

    parameters: Any  # [b, m, N_PARAMETERS]
    start: Any  # [b, m, n + 4]
    nodes: Any  # [b, m, k + 1]
    v_start: Any  # [b, m, k]
    v_end: Any  # [b, m, k]
    t_out: Any  # [b, m, t]


class _Way(NamedTuple):
    """Where the film in each lane stands, [WIDTH]."""

    film: Any
    position: Any  # the step it takes
    out: Any  # the next record
    side: Any  # the next record to be reached by a step of its own
    aside: Any  # takes such a step
    step: Any  # s


class _Moves(NamedTuple):
    """How the step of each lane moves along one direction, [WIDTH]."""

    begin: Any  # of V at its start, V
    rise: Any  # of V over it, V
    longer: Any  # of its length, in units of it
    share: Any  # of the share of the step at which a record lies, if the record stood still


@kernel
def _admit(films, tape, directions, way, x, moved, table, tables, planes, lane, i):
    """Put film i and its directions into a lane, at their start."""
    n = films.n_planes[i]
    planes[lane] = n
    way.film[lane], way.position[lane], way.out[lane], way.side[lane] = i, 0, 0, 0
    for k in range(N_PARAMETERS):
        table[k * WIDTH + lane] = films.parameters[i, k]
    for k in range(len(x) // WIDTH):
        x[k * WIDTH + lane] = tape.states[i, 0, k] if k < PLANES + 2 * n else 0.0
    for m in range(len(moved)):
        for k in range(N_PARAMETERS):
            tables[m, k * WIDTH + lane] = directions.parameters[i, m, k]
        for k in range(len(x) // WIDTH):
            moved[m, k * WIDTH + lane] = 0.0
        start = directions.start[i, m]
        moved[m, ADSORBED * WIDTH + lane] = start[n]
        moved[m, POOL * WIDTH + lane] = start[n + 1]
        moved[m, LOST * WIDTH + lane] = start[n + 2]
        moved[m, STERN * WIDTH + lane] = start[n + 3]
        for j in range(n):
            moved[m, (PLANES + 2 * j) * WIDTH + lane] = start[n - 1 - j]


@kernel
def _choose_step(films, tape, way, lane, voltages, rise):
    """Set up the next step of a film: to a record that needs one of its own, or the next on its tape."""
    i, k = way.film[lane], way.position[lane]
    n_times = films.t_out.shape[1]
    way.side[lane] = max(way.side[lane], way.out[lane])
    while way.side[lane] < n_times and (
        tape.record_step[i, way.side[lane]] < k
        or (tape.record_step[i, way.side[lane]] == k and not tape.record_aside[i, way.side[lane]])
    ):
        way.side[lane] += 1
    way.aside[lane] = way.side[lane] < n_times and tape.record_step[i, way.side[lane]] == k
    piece, t, step = tape.piece[i, k], tape.begin[i, k], tape.length[i, k]
    node = films.nodes[i, piece]
    if way.aside[lane]:
        step = films.t_out[i, way.side[lane]] - node - t
    slope = (films.v_end[i, piece] - films.v_start[i, piece]) / (films.nodes[i, piece + 1] - node)
    way.step[lane] = step
    rise[lane] = slope * step
    for stage in range(STAGES):
        voltages[stage * WIDTH + lane] = (
            films.v_start[i, piece] + slope * t + rise[lane] * NODES[stage]
        )


@kernel
def _move_step(films, tape, directions, way, moves, lane, m):
    """Fill how the step of a film moves along direction m."""
    i, k = way.film[lane], way.position[lane]
    piece, step = tape.piece[i, k], way.step[lane]
    duration = films.nodes[i, piece + 1] - films.nodes[i, piece]
    before, part = tape.begin[i, k] / duration, step / duration
    by_node = directions.nodes[i, m, piece]
    stretch = (directions.nodes[i, m, piece + 1] - by_node) / duration
    by_start, by_end = directions.v_start[i, m, piece], directions.v_end[i, m, piece]
    moves.begin[lane] = (1.0 - before) * by_start + before * by_end
    moves.rise[lane] = part * (by_end - by_start)
    moves.longer[lane] = stretch
    # The start of the step moves with the piece.
    moves.share[lane] = -(by_node + before * duration * stretch)
    if way.aside[lane]:
        by_step = directions.t_out[i, m, way.side[lane]] + moves.share[lane]
        moves.longer[lane] = by_step / step
        difference = films.v_end[i, piece] - films.v_start[i, piece]
        moves.rise[lane] += part * difference * (by_step / step - stretch)


@kernel
def _push_record(q, dq, n, x, u, after, moved, pushed, moved_after, lane, share, by_share, step, longer, y_out, scalars_out):  # fmt: skip
    """Fill how a record moves."""
    length = len(x)
    for j in range(n):
        k = PLANES + 2 * j
        along = between(moved, pushed, moved_after, length, k, lane, share)[0]
        speed = between(x, u, after, length, k, lane, share)[1]
        y_out[n - 1 - j] = along + by_share * speed
    small = np.zeros((2, PLANES + 3))
    for k in range(PLANES + 3):
        small[0, k], speed = between(x, u, after, length, k, lane, share)
        along = between(moved, pushed, moved_after, length, k, lane, share)[0]
        small[1, k] = along + by_share * speed
    scalars_out[ADSORBED_OUT] = small[1, ADSORBED]
    scalars_out[POOL_OUT] = small[1, POOL]
    scalars_out[LOST_OUT] = small[1, LOST]
    scalars_out[STERN_OUT] = small[1, STERN]
    c, d = 0.0, 0.0
    at = STERN * WIDTH + lane
    for j in range(STAGES - 1):
        c += DENSE[0, j] * u[j * length + at]
        d += DENSE[1, j] * u[j * length + at]
    # How the rate of D moves: of its dense output, along it, and with the length of the step.
    bend = -2.0 * (c + share * d) + 2.0 * (1.0 - 2.0 * share) * d
    speed = between(x, u, after, length, STERN, lane, share)[1] / step
    along = between(moved, pushed, moved_after, length, STERN, lane, share)[1] / step
    along += by_share * bend / step - speed * longer
    p, by = single_parameters(q), single_parameters(dq)
    drop = dual(small[0, STERN], small[1, STERN])
    flux, _ = _exchange(
        _moving(p, by), dual(small[0, POOL], small[1, POOL]), dual(small[0, ADSORBED], small[1, ADSORBED]), drop,
        dual(small[0, PLANES], small[1, PLANES]), dual(small[0, PLANES + 2], small[1, PLANES + 2]),
    )  # fmt: skip
    current = dual(p.plane_charge, by.plane_charge) * flux
    current = current + dual(p.leak_conductance, by.leak_conductance) * (
        drop + dual(small[0, PLANES + 1], small[1, PLANES + 1])
    )
    current = current + dual(p.stern_capacitance, by.stern_capacitance) * dual(speed, along)
    scalars_out[CURRENT_OUT] = current.slope


@kernel
def _push_records(films, tape, directions, way, moves, x, u, after, moved, pushed, moved_after, lane, m, y_dot, scalars_dot):  # fmt: skip
    """Fill how the records move that the step of a film ends with or holds."""
    i, k, step = way.film[lane], way.position[lane], way.step[lane]
    q, dq, n = films.parameters[i], directions.parameters[i, m], films.n_planes[i]
    if way.aside[lane]:
        r = way.side[lane]
        _push_record(
            q, dq, n, x, u, after, moved, pushed, moved_after, lane, 1.0, 0.0, step, moves.longer[lane], y_dot[i, m, r], scalars_dot[i, m, r]
        )  # fmt: skip
        return
    node = films.nodes[i, tape.piece[i, k]]
    for r in range(way.out[lane], films.t_out.shape[1]):
        if tape.record_step[i, r] > k:
            break
        if tape.record_step[i, r] < k or tape.record_aside[i, r]:
            continue
        share = min(1.0, (films.t_out[i, r] - node - tape.begin[i, k]) / step)
        by_share = (directions.t_out[i, m, r] + moves.share[lane]) / step - share * moves.longer[
            lane
        ]
        _push_record(
            q, dq, n, x, u, after, moved, pushed, moved_after, lane, share, by_share, step, moves.longer[lane], y_dot[i, m, r], scalars_dot[i, m, r]
        )  # fmt: skip


@kernel
def _push_start(films, tape, directions, x, moved, lane, i, m, y_dot, scalars_dot):
    """Fill how the records move that come before all steps."""
    n, p, by = films.n_planes[i], films.parameters[i], directions.parameters[i, m]
    drop, phi = STERN * WIDTH + lane, (PLANES + 1) * WIDTH + lane
    for r in range(films.t_out.shape[1]):
        if tape.record_step[i, r] != START:
            break
        for j in range(n):
            y_dot[i, m, r, n - 1 - j] = moved[(PLANES + 2 * j) * WIDTH + lane]
        out = scalars_dot[i, m, r]
        out[ADSORBED_OUT] = moved[ADSORBED * WIDTH + lane]
        out[POOL_OUT] = moved[POOL * WIDTH + lane]
        out[LOST_OUT] = moved[LOST * WIDTH + lane]
        out[STERN_OUT] = moved[drop]
        # Before anything has moved the outer current is what the voltage drives through R_A.
        across = films.v_start[i, 0] + x[drop] + x[phi]
        by_across = directions.v_start[i, m, 0] + moved[drop] + moved[phi]
        R_A = p[P.area_resistance]
        out[CURRENT_OUT] = (across * by[P.area_resistance] / R_A - by_across) / R_A


@kernel
def _load_rates(p_table, base, longer, out):
    """Fill coefficients' moves with what the length of the step adds: all rates grow by its share."""
    out[:] = base
    for k in (P.hop_rate, P.floor_rate, P.leak_rate, P.leak_conductance):
        for lane in range(WIDTH):
            out[k * WIDTH + lane] += p_table[k * WIDTH + lane] * longer[lane]
    for lane in range(WIDTH):
        k = P.area_resistance * WIDTH + lane
        out[k] -= p_table[k] * longer[lane]


@entry
def push_batch(films, status, tape, directions, y_dot, scalars_dot):
    """Fill how the records of a batch of films move.

    Parameters: films Films and tape Tape of the run; status [b] of the run: a film that did not end well is left out; directions Directions, m of them.
    Fills y_dot [b, m, t, n], scalars_dot [b, m, t, N_SCALARS].
    """
    count, n_max = len(films.n_planes), y_dot.shape[3]
    many = directions.parameters.shape[1]
    length = (PLANES + 2 * n_max + PADDING) * WIDTH
    way = _Way(
        np.full(WIDTH, NO_FILM), np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH, dtype=np.bool_), np.ones(WIDTH),
    )  # fmt: skip
    moves = _Moves(np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH))
    x, after, f, argument, moved_after = zeros(length), zeros(length), zeros(length), zeros(length), zeros(length)  # fmt: skip
    u, arguments, pushed = zeros(STAGES * length), zeros(STAGES * length), zeros(STAGES * length)
    factors = zeros((n_max + HEAD) * FACTORS * WIDTH)
    series, curvature = zeros(n_max * SERIES * WIDTH), zeros(n_max * CURVATURE * WIDTH)
    local, kept = zeros(STAGES * n_max * LOCAL * WIDTH), n_max * LOCAL * WIDTH
    moved = np.zeros((many, length))
    table, tables = np.ones(N_PARAMETERS * WIDTH), np.zeros((many, N_PARAMETERS * WIDTH))
    rates, planes = np.zeros(N_PARAMETERS * WIDTH), np.full(WIDTH, 3.0)
    voltages, rise, inverse = np.zeros(STAGES * WIDTH), np.zeros(WIDTH), np.ones(WIDTH)
    main, fresh = np.zeros(WIDTH), np.zeros(WIDTH, dtype=np.bool_)
    following = 0

    while True:
        busy = 0
        depth, shallow = 3, n_max
        for lane in range(WIDTH):
            while way.film[lane] == NO_FILM and following < count:
                if status[following] == OK:
                    _admit(films, tape, directions, way, x, moved, table, tables, planes, lane, following)  # fmt: skip
                    fresh[lane] = True
                following += 1
            main[lane] = 0.0
            if way.film[lane] != NO_FILM:
                busy += 1
                depth = max(depth, films.n_planes[way.film[lane]])
                _choose_step(films, tape, way, lane, voltages, rise)
                inverse[lane] = 1.0 / (way.step[lane] * GAMMA)
                main[lane] = not way.aside[lane]
            shallow = min(shallow, int(planes[lane]))
        if busy == 0:
            break
        p = parameters_of(table)
        extent = Extent(depth, max(1, shallow - 2), load(planes, 0))
        size = PLANES + 2 * depth
        step = load(way.step, 0)
        if fresh.any():
            for m in range(many):
                argument[:] = moved[m]
                _push_potential(p, parameters_of(tables[m]), extent, x, argument, f)
                for lane in range(WIDTH):
                    if fresh[lane]:
                        moved[m, lane::WIDTH] = argument[lane::WIDTH]
                        i = way.film[lane]
                        _push_start(films, tape, directions, x, moved[m], lane, i, m, y_dot, scalars_dot)  # fmt: skip
            fresh[:] = False
        _linearise(
            p, extent, x, load(voltages, 0), load(inverse, 0), f, factors, series, local[:kept]
        )
        keep_step(
            p, extent, voltages, step, load(rise, 0), x, f, u, arguments, factors, series, local
        )
        end_step(extent, u, arguments[(STAGES - 1) * length :], after)
        on = load(main, 0) > 0.5
        for m in range(many):
            for lane in range(WIDTH):
                moves.longer[lane] = 0.0
                if way.film[lane] != NO_FILM:
                    _move_step(films, tape, directions, way, moves, lane, m)
            _load_rates(table, tables[m], moves.longer, rates)
            _push_step(
                p, parameters_of(rates), extent, step, load(voltages, 0), load(rise, 0), load(moves.begin, 0), load(moves.rise, 0),
                x, u, arguments, local, factors, series, moved[m], pushed, curvature, argument, moved_after,
            )  # fmt: skip
            for lane in range(WIDTH):
                if way.film[lane] != NO_FILM:
                    _push_records(
                        films, tape, directions, way, moves, x, u, after, moved[m], pushed, moved_after, lane, m, y_dot, scalars_dot
                    )  # fmt: skip
            for k in range(size):
                store(moved[m], k, where(on, load(moved_after, k), load(moved[m], k)))
        for k in range(size):
            store(x, k, where(on, load(after, k), load(x, k)))
        for lane in range(WIDTH):
            i = way.film[lane]
            if i == NO_FILM:
                continue
            if way.aside[lane]:
                way.side[lane] += 1
                continue
            while (
                way.out[lane] < films.t_out.shape[1]
                and tape.record_step[i, way.out[lane]] <= way.position[lane]
            ):
                way.out[lane] += 1
            way.position[lane] += 1
            if way.position[lane] == tape.count[i]:
                way.film[lane] = NO_FILM
