"""Forward mode of a batch of films: tangents of all records along several directions at once.

Directions are pushed along with the run: each step (``tangent``) right after it is computed, and
its records right after they are filled. Steps are frozen as in ``pullback``, as shares of their
piece of voltage, so both compute the same derivative.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from nmhts.numerics import single
from nmhts.numerics.compiled import inlined, kernel, maker
from nmhts.numerics.lanes import WIDTH, zeros
from nmhts.numerics.rosenbrock import DENSE, STAGES
from nmhts.numerics.straight import straight
from nmhts.physics.transport.layer_memory import admit_moves, first_along, new_directions
from nmhts.physics.transport.planes import LOCAL, film_planes
from nmhts.physics.transport.potential_tangent import push_potential
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    LOST,
    N_PARAMETERS,
    PADDING,
    PLANES,
    STERN,
)
from nmhts.physics.transport.stepping import (
    ADSORBED_OUT,
    CURRENT_OUT,
    DISSOLVED_OUT,
    LOST_OUT,
    STERN_OUT,
    between,
    single_parameters,
)
from nmhts.physics.transport.tangent_lanes import (
    BEGIN,
    BENT,
    BESIDE,
    LONGER,
    RISE,
    SHARE,
    STATE,
    WAY,
    TangentLanes,
    place_of,
)

# Offset from an unknown's x' to its a'; the offset back to U' of its last stage is the same.
_ARGUMENT = _LAST = WIDTH

_gate_of = film_planes(single).gate_state
_current_push = printed.current_push(single, straight)
_start_push = printed.start_push(single, straight)


class Directions(NamedTuple):
    """Tangents of the inputs of b films along m directions, by the shapes of ``kernel.Films``.

    ``occupancy`` and ``scalars`` receive the tangents of the records.
    """

    parameters: Any  # [b, m, N_PARAMETERS]
    start: Any  # [b, m, n + 4]
    nodes: Any  # [b, m, k + 1]
    v_start: Any  # [b, m, k]
    v_end: Any  # [b, m, k]
    t_out: Any  # [b, m, t]
    occupancy: Any  # [b, m, t, n], filled up to the time reached
    scalars: Any  # [b, m, t, N_SCALARS], filled up to the time reached
    layers: Any  # [b, m, n, N_PLANE_NUMBERS] of stacks, None for films of one material


@maker
def new_fan(directions, n_max):
    """Return memory for the directions of films in lanes, or None without directions."""
    if directions is None:
        return None
    many = directions.parameters.shape[1]
    groups = (many + BESIDE - 1) // BESIDE
    wide = groups * BESIDE * WIDTH
    length = (PLANES + 2 * n_max + PADDING) * WIDTH
    unknowns = (PLANES + 2 * n_max + PADDING) * wide
    return TangentLanes(
        zeros(WAY * many * WIDTH), zeros(STATE * unknowns), zeros(unknowns),
        zeros(BENT * n_max * BESIDE * WIDTH), zeros(STAGES * length),
        zeros(STAGES * n_max * LOCAL * WIDTH),
        new_directions(directions.layers, n_max),
    )  # fmt: skip


@kernel
def admit_directions(directions, tangents, unknowns, lane, i, n):
    """Load the directions of film i into a lane, at their start but without its potential."""
    state, n_max = tangents.state, len(tangents.local) // (STAGES * LOCAL * WIDTH)
    for m in range(directions.parameters.shape[1]):
        admit_moves(directions.layers, tangents.layers, lane, i, m, n, n_max)
        for k in range(N_PARAMETERS):
            tangents.ways[(m * WAY + k) * WIDTH + lane] = directions.parameters[i, m, k]
        start = directions.start[i, m]
        for k in range(unknowns):
            state[place_of(unknowns, k, m, lane)] = 0.0
        state[place_of(unknowns, ADSORBED, m, lane)] = start[n]
        state[place_of(unknowns, DISSOLVED, m, lane)] = start[n + 1]
        state[place_of(unknowns, LOST, m, lane)] = start[n + 2]
        state[place_of(unknowns, STERN, m, lane)] = start[n + 3]
        for j in range(n):
            state[place_of(unknowns, PLANES + 2 * j, m, lane)] = start[n - 1 - j]


@kernel
def push_potentials(p, extent, x, fresh, tangents, work):
    """Fill the tangents of the potential for fresh films; ``work`` [2 depth] is scratch."""
    ways, state, n_max = (
        tangents.ways,
        tangents.state,
        len(tangents.local) // (STAGES * LOCAL * WIDTH),
    )
    for m in range(len(ways) // (WAY * WIDTH)):
        first = first_along(m, n_max)
        push_potential(p, extent, x, ways, state, tangents.layers, first, m, work)
        for lane in range(WIDTH):
            if fresh[lane]:
                for j in range(extent.depth):
                    to = place_of(len(x) // WIDTH, PLANES + 1 + 2 * j, m, lane)
                    state[to] = state[to + _ARGUMENT]


@kernel
def move_step(films, directions, tangents, lane, i, piece, t, step, r):
    """Fill the tangents of a step of film i from ``t`` on along every direction.

    Parameters: r: index of the record to which the step is taken, or -1.
    """
    begin, end = films.nodes[i, piece], films.nodes[i, piece + 1]
    duration = end - begin
    difference = films.v_end[i, piece] - films.v_start[i, piece]
    before, part, ways = t / duration, step / duration, tangents.ways
    for m in range(directions.nodes.shape[1]):
        by_node = directions.nodes[i, m, piece]
        stretch = (directions.nodes[i, m, piece + 1] - by_node) / duration
        by_start, by_end = directions.v_start[i, m, piece], directions.v_end[i, m, piece]
        # The start of the step scales with the piece.
        late = by_node + t * stretch
        rise, longer = part * (by_end - by_start), stretch
        if r >= 0:
            longer = (directions.t_out[i, m, r] - late) / step
            rise += part * difference * (longer - stretch)
        k = m * WAY * WIDTH + lane
        ways[k + BEGIN * WIDTH] = (1.0 - before) * by_start + before * by_end
        ways[k + RISE * WIDTH], ways[k + LONGER * WIDTH], ways[k + SHARE * WIDTH] = (
            rise,
            longer,
            -late,
        )


@kernel
def set_aside(tangents, unknowns, lane):
    """Store the tangents of a lane's new state until its steps to records are taken."""
    for m in range(len(tangents.ways) // (WAY * WIDTH)):
        for k in range(unknowns):
            at = place_of(unknowns, k, m, lane)
            tangents.ahead[(m * unknowns + k) * WIDTH + lane] = _end_of(tangents.state, at)


@kernel
def take_up(tangents, unknowns, lane):
    """Restore the tangents stored by ``set_aside``."""
    for m in range(len(tangents.ways) // (WAY * WIDTH)):
        for k in range(unknowns):
            at = place_of(unknowns, k, m, lane)
            tangents.state[at + _ARGUMENT] = tangents.ahead[(m * unknowns + k) * WIDTH + lane]
            tangents.state[at - _LAST] = 0.0


@inlined
def _end_of(state, at):
    """Return the tangent of an unknown at the end of a step; at: position of its x'."""
    return state[at + _ARGUMENT] + state[at - _LAST]


@kernel
def _along(state, at, share):
    """Return the tangent of an unknown at a share of the step, and its derivative by the share.

    Parameters: at: position of its x'.
    """
    begin, end = state[at], _end_of(state, at)
    c, d = 0.0, 0.0
    for j in range(STAGES - 1):
        value = state[at + (j - STAGES) * WIDTH]
        c += DENSE[0, j] * value
        d += DENSE[1, j] * value
    rest = 1.0 - share
    bend = c + share * d
    return (
        rest * begin + share * (end + rest * bend),
        end - begin + (rest - share) * bend + share * rest * d,
    )


@kernel
def push_record(films, directions, tangents, i, r, x, u, after, lane, share, step, aside, small):
    """Fill the tangents of record r of film i, at a share of a step or at its end.

    Parameters: small [PLANES + 4] scratch.
    """
    n, length = films.n_planes[i], len(x)
    p = single_parameters(films.parameters[i], 0)
    for k in range(PLANES + 3):
        small[k] = between(x, u, after, length, k, lane, share)[0]
    gate = _gate_of(small, 0.0)
    rate = between(x, u, after, length, STERN, lane, share)[1] / step
    c, d = 0.0, 0.0
    for j in range(STAGES - 1):
        value = u[j * length + STERN * WIDTH + lane]
        c += DENSE[0, j] * value
        d += DENSE[1, j] * value
    # Change of the slope of the dense output of D along the step.
    bend = -2.0 * (c + share * d) + 2.0 * (1.0 - 2.0 * share) * d
    ways, state = tangents.ways, tangents.state
    unknowns = length // WIDTH
    for m in range(len(ways) // (WAY * WIDTH)):
        longer = ways[(m * WAY + LONGER) * WIDTH + lane]
        by_share = 0.0
        if not aside:
            late = directions.t_out[i, m, r] + ways[(m * WAY + SHARE) * WIDTH + lane]
            by_share = late / step - share * longer
        y_out, out = directions.occupancy[i, m, r], directions.scalars[i, m, r]
        for k in range(PLANES + 3):
            small[k] = _along(state, place_of(unknowns, k, m, lane), share)[0]
        for j in range(n):
            y_out[n - 1 - j] = _along(state, place_of(unknowns, PLANES + 2 * j, m, lane), share)[0]
        if by_share != 0.0:
            for k in range(PLANES + 3):
                small[k] += by_share * between(x, u, after, length, k, lane, share)[1]
            for j in range(n):
                k = PLANES + 2 * j
                y_out[n - 1 - j] += by_share * between(x, u, after, length, k, lane, share)[1]
        out[ADSORBED_OUT], out[DISSOLVED_OUT] = small[ADSORBED], small[DISSOLVED]
        out[LOST_OUT], out[STERN_OUT] = small[LOST], small[STERN]
        speed = _along(state, place_of(unknowns, STERN, m, lane), share)[1] / step
        speed += by_share * bend / step - rate * longer
        d_p = single_parameters(directions.parameters[i, m], 0)
        out[CURRENT_OUT] = _current_push(p, gate, _gate_of(small, 0.0), d_p, rate, speed)


@kernel
def push_start(films, directions, tangents, x, lane, i, r, small):
    """Fill the tangents of a record that precedes all steps; small [PLANES + 4] scratch."""
    n, p = films.n_planes[i], single_parameters(films.parameters[i], 0)
    for k in range(PLANES + 3):
        small[k] = x[k * WIDTH + lane]
    gate = _gate_of(small, films.v_start[i, 0])
    unknowns, state = len(x) // WIDTH, tangents.state
    for m in range(directions.parameters.shape[1]):
        out = directions.scalars[i, m, r]
        for j in range(n):
            y = state[place_of(unknowns, PLANES + 2 * j, m, lane)]
            directions.occupancy[i, m, r, n - 1 - j] = y
        out[ADSORBED_OUT] = state[place_of(unknowns, ADSORBED, m, lane)]
        out[DISSOLVED_OUT] = state[place_of(unknowns, DISSOLVED, m, lane)]
        out[LOST_OUT] = state[place_of(unknowns, LOST, m, lane)]
        out[STERN_OUT] = state[place_of(unknowns, STERN, m, lane)]
        for k in range(PLANES + 3):
            small[k] = state[place_of(unknowns, k, m, lane)]
        moves = _gate_of(small, directions.v_start[i, m, 0])
        d_p = single_parameters(directions.parameters[i, m], 0)
        out[CURRENT_OUT] = _start_push(p, gate, moves, d_p)
