"""Error-controlled, L-stable time integration of films in lanes; studies call it batch by batch.

WIDTH films are integrated side by side, each with its own step length, error and acceptance (RODAS,
see ``nmhts.numerics.rosenbrock``). When one film ends, the next film of the batch takes its lane.
No operation mixes lanes, so the result of a film depends on its own inputs only. Nitrogen is a
linear invariant and conserved to rounding. In the unknowns x of the kernels plane 0 is at the gate;
in ``Films.start`` and in all records plane 0 is at the bottom electrode.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import entry, kernel
from nmhts.numerics.lanes import WIDTH, load, store, where, zeros
from nmhts.numerics.rosenbrock import GAMMA, NODES, STAGES
from nmhts.numerics.watch import new_watch
from nmhts.physics.transport.codes import (
    NO_FILM,
    RUNNING,
    TIME_LIMIT,
    TOO_MANY_STEPS,
)
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.equations import LANES
from nmhts.physics.transport.layer_memory import new_layers
from nmhts.physics.transport.planes import SERIES
from nmhts.physics.transport.progress import (
    Progress,
    Space,
    admit,
    choose_step,
    first_steps,
    judge,
    next_piece,
    start,
)
from nmhts.physics.transport.pushforward import (
    admit_directions,
    move_step,
    new_fan,
    push_potentials,
)
from nmhts.physics.transport.state import (
    HEAD,
    N_PARAMETERS,
    N_PLANE_NUMBERS,
    PADDING,
    PLANES,
    Extent,
)
from nmhts.physics.transport.stepping import (
    judge_step,
    keep_step,
    parameters_of,
    take_step,
)
from nmhts.physics.transport.tangent import push_step
from nmhts.physics.transport.tangent_lanes import move_on
from nmhts.physics.transport.tape import note_states

_evaluate, _screened_potential, _linearise = (
    LANES.evaluate,
    LANES.screened_potential,
    LANES.linearise,
)


class Films(NamedTuple):
    """Batch of b films, padded to n planes, k pieces of constant or linear voltage, t records."""

    parameters: Any  # [b, N_PARAMETERS]
    n_planes: Any  # [b] integers
    # [b, n + 4]: y_0 ... y_{n-1} from the bottom electrode [1], s, r, lost [planes], D [V]; the
    # last four of row i follow its n_planes[i] planes
    start: Any
    n_pieces: Any  # [b] integers
    nodes: Any  # [b, k + 1] times of the pieces, s
    v_start: Any  # [b, k] voltages at their ends, V
    v_end: Any
    t_out: Any  # [b, t] times of the records, s, ascending within the nodes
    # [b, n, N_PLANE_NUMBERS] PlaneNumbers of stacks from the gate down; None for films of one
    # material
    layers: Any


class Results(NamedTuple):
    """Results of a batch of films."""

    occupancy: Any  # [b, t, n] from the bottom electrode, filled up to the time reached
    scalars: Any  # [b, t, N_SCALARS], filled up to the time reached
    status: Any  # [b] integers
    steps: Any  # [b] integers


@kernel
def _linearise_all(p, extent, x, voltage, inverse, f, factors, series, tangents):
    """Linearize, and keep the values that tangents need."""
    if tangents is None:
        _linearise(p, extent, x, voltage, inverse, f, factors, series, None)
    else:
        kept = len(tangents.local) // STAGES
        _linearise(p, extent, x, voltage, inverse, f, factors, series, tangents.local[:kept])


@kernel
def _step_all(
    p, extent, voltages, step, rise, x, f, u, argument, factors, series, tangents
):  # fmt: skip
    """Take a step, and push its tangents."""
    if tangents is None:
        take_step(p, extent, voltages, step, rise, x, f, u, argument, factors, series)
    else:
        keep_step(
            p, extent, voltages, step, rise, x, f, u, tangents.arguments, factors, series,
            tangents.local
        )  # fmt: skip
        last = len(x) // WIDTH * (STAGES - 1)
        for k in range(PLANES + 2 * extent.depth):
            store(argument, k, load(tangents.arguments, last + k))
        push_step(p, extent, 1.0 / step, load(voltages, 0), rise, x, u, factors, series, tangents)


@kernel
def _any(flags):
    """Return whether one of the lanes is flagged."""
    found = False
    for lane in range(WIDTH):
        found |= flags[lane]
    return found


@kernel
def _all_on(at):
    """Return whether every lane continues from the end of its step, or holds no film."""
    on = True
    for lane in range(WIDTH):
        on &= at.film[lane] == NO_FILM or at.accepted[lane] > 0.0
    return on


@kernel
def _run(
    films, rtol, max_steps, results, tape, directions, at_work, give_up, number, tangents, at,
    space, x, after, argument, factors, series, voltage, voltages,
    inverse, rise, errors, first,
):  # fmt: skip
    """Take steps until no film is left; parameters as in ``integrate_batch``, plus memory."""
    count, n_max, length = len(films.n_planes), results.occupancy.shape[2], len(x)
    following = 0
    while True:
        busy = 0
        depth, shallow = 3, n_max
        for lane in range(WIDTH):
            if at.film[lane] == NO_FILM and following < count:
                admit(
                    films, results, at, x, space.table, space.layers, space.planes, lane, following
                )
                if directions is not None:
                    admit_directions(
                        directions,
                        tangents,
                        length // WIDTH,
                        lane,
                        following,
                        films.n_planes[following],
                    )
                at_work[lane] = number + following
                following += 1
            if at.film[lane] != NO_FILM:
                busy += 1
                depth = max(depth, films.n_planes[at.film[lane]])
            shallow = min(shallow, int(space.planes[lane]))
        if busy == 0:
            break
        p = parameters_of(space.table, 0)
        extent = Extent(depth, max(1, shallow - 2), load(space.planes, 0), space.layers)
        size = PLANES + 2 * depth
        new = _any(at.fresh)
        if new:
            # The other lanes must keep their potential.
            for k in range(size):
                store(after, k, load(x, k))
            _screened_potential(p, extent, after, space.f)
            for lane in range(WIDTH):
                if at.fresh[lane]:
                    for j in range(depth):
                        k = (PLANES + 1 + 2 * j) * WIDTH + lane
                        x[k] = after[k]
            if directions is not None:
                push_potentials(p, extent, x, at.fresh, tangents, argument)
        for lane in range(WIDTH):
            i = at.film[lane]
            if i == NO_FILM:
                continue
            if at.piece[lane] < 0 or at.t[lane] == at.t_end[lane]:
                next_piece(films, results, at, x, lane, rtol)
            voltage[lane] = films.v_start[i, at.piece[lane]] + at.slope[lane] * at.t[lane]
        if new:
            _evaluate(p, extent, x, load(voltage, 0), space.f)
            store(first, 0, first_steps(size, x, space.f, rtol))
        for lane in range(WIDTH):
            if at.film[lane] == NO_FILM:
                continue
            if at.fresh[lane]:
                start(films, results, directions, tangents, at, space, x, after, first[lane], lane)
            choose_step(films, at, lane)
            inverse[lane] = 1.0 / (at.step[lane] * GAMMA)
            rise[lane] = at.slope[lane] * at.step[lane]
            for k in range(STAGES):
                voltages[k * WIDTH + lane] = voltage[lane] + rise[lane] * NODES[k]
            if directions is not None:
                to = at.out[lane] if at.aside[lane] else -1
                move_step(
                    films, directions, tangents, lane, at.film[lane], at.piece[lane], at.t[lane],
                    at.step[lane], to
                )  # fmt: skip
        _linearise_all(
            p, extent, x, load(voltage, 0), load(inverse, 0), space.f, factors, series, tangents
        )
        _step_all(
            p, extent, voltages, load(at.step, 0), load(rise, 0), x, space.f, space.u, argument,
            factors, series, tangents
        )  # fmt: skip
        error, trace, lowest, highest = judge_step(extent, rtol, x, space.u, argument, after)
        store(errors, 0, error)
        store(errors, 1, trace)
        store(errors, 2, lowest)
        store(errors, 3, highest)
        for lane in range(WIDTH):
            at.accepted[lane], at.kept[lane] = 0.0, 0
            i = at.film[lane]
            if i == NO_FILM:
                continue
            end = judge(
                films, results, tape, directions, tangents, at, space, x, after, lane,
                errors[lane], errors[WIDTH + lane], errors[2 * WIDTH + lane],
                errors[3 * WIDTH + lane],
            )  # fmt: skip
            # A tape has room for the steps of a whole run.
            spent = results.steps[i] - at.begun[lane] if tape is None else results.steps[i]
            if end == RUNNING and spent >= max_steps:
                end = TOO_MANY_STEPS
            if end == RUNNING and give_up[lane] == number + i:
                end = TIME_LIMIT
            if end != RUNNING:
                results.status[i] = end
                at.film[lane] = NO_FILM
                at_work[lane] = NO_FILM
        if tape is not None:
            note_states(tape, at.taped, at.row, at.kept, x, size)
        if directions is not None:
            move_on(extent, length // WIDTH, tangents, load(at.accepted, 0) > 0.5)
        if _all_on(at):
            x, after = after, x
        else:
            taken = load(at.accepted, 0) > 0.5
            for k in range(size):
                store(x, k, where(taken, load(after, k), load(x, k)))


@entry
def integrate_batch(films, rtol, max_steps, results, tape, directions, at_work, give_up, number):
    """Integrate films in lanes; the result of each film depends on its own row only.

    Parameters: films Films; rtol relative tolerance; max_steps of a film in one piece of the
    voltage (with a tape: in all); results Results, filled; tape Tape, filled with the steps needed
    to pull cotangents back (None: no tape); directions Directions, whose tangents of records are
    filled (None: no tangents). at_work, give_up [WIDTH] int64, shared with another thread: the film
    in each lane, and the film to give up, read before every step; number: number of the batch's
    first film in at_work and give_up. At a voltage step the recorded current is that just before
    it. Memory allocated in the call is freed at its end. Safe on several threads.
    """
    n_max = results.occupancy.shape[2]
    length = (PLANES + 2 * n_max + PADDING) * WIDTH
    x, after, argument = zeros(length), zeros(length), zeros(length)
    factors = zeros((n_max + HEAD) * FACTORS * WIDTH)
    series = zeros(n_max * SERIES * WIDTH)
    voltage, voltages = np.zeros(WIDTH), np.zeros(STAGES * WIDTH)
    inverse, rise = np.ones(WIDTH), np.zeros(WIDTH)
    errors, first = np.zeros(4 * WIDTH), np.zeros(WIDTH)
    space = Space(
        zeros(length), zeros(length), zeros(STAGES * length), np.ones(N_PARAMETERS * WIDTH),
        np.full(WIDTH, 3.0),
        np.zeros(PLANES + 4), new_layers(films.layers, n_max),
    )  # fmt: skip
    at = Progress(
        np.full(WIDTH, NO_FILM), np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH, dtype=np.bool_), np.zeros(WIDTH, dtype=np.bool_), np.zeros(WIDTH),
        np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH), np.ones(WIDTH),
        np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH, dtype=np.int64),
    )  # fmt: skip
    tangents = new_fan(directions, n_max)
    _run(
        films, rtol, max_steps, results, tape, directions, at_work, give_up, number, tangents, at,
        space, x, after, argument, factors, series, voltage, voltages,
        inverse, rise, errors, first,
    )  # fmt: skip


def compile_batch(stacks: bool = False):
    """Compile ``integrate_batch``, or load it from the cache, by calling it with an empty batch.

    Stacks have a kernel of their own.
    """
    table, numbers = np.zeros((0, 1)), np.zeros(0, dtype=np.int64)
    out = np.zeros((0, 1, 1))
    at_work, give_up = new_watch(WIDTH)
    layers = np.zeros((0, 1, N_PLANE_NUMBERS)) if stacks else None
    films = Films(table, numbers, table, numbers, table, table, table, table, layers)
    integrate_batch(
        films, 1.0, 1, Results(out, out, numbers, numbers), None, None, at_work, give_up, 0
    )
