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
from nmhts.physics.transport.equations import LANES
from nmhts.physics.transport.progress import (
    Job,
    admit,
    choose_step,
    first_steps,
    judge,
    new_progress,
    new_space,
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
def _linearise_all(p, extent, x, voltage, inverse, space, tangents):
    """Linearize, and keep the values that tangents need."""
    f, factors, series = space.f, space.factors, space.series
    if tangents is None:
        _linearise(p, extent, x, voltage, inverse, f, factors, series, None)
    else:
        kept = len(tangents.local) // STAGES
        _linearise(p, extent, x, voltage, inverse, f, factors, series, tangents.local[:kept])


@kernel
def _step_all(p, extent, step, rise, x, space, tangents):
    """Take a step, and push its tangents."""
    if tangents is None:
        take_step(
            p, extent, space.voltages, step, rise, x, space.f, space.u, space.argument,
            space.factors, space.series
        )  # fmt: skip
    else:
        keep_step(
            p, extent, space.voltages, step, rise, x, space.f, space.u, tangents.arguments,
            space.factors, space.series, tangents.local
        )  # fmt: skip
        last = len(x) // WIDTH * (STAGES - 1)
        for k in range(PLANES + 2 * extent.depth):
            store(space.argument, k, load(tangents.arguments, last + k))
        push_step(
            p, extent, 1.0 / step, load(space.voltages, 0), rise, x, space.u, space.factors,
            space.series, tangents
        )  # fmt: skip


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
def _fill_lanes(job, directions, tangents, at, space, x, following):
    """Put films into free lanes; return (next film, films at work, most and least planes)."""
    films, busy, depth, shallow = job.films, 0, 3, job.results.occupancy.shape[2]
    for lane in range(WIDTH):
        if at.film[lane] == NO_FILM and following < len(films.n_planes):
            admit(films, job.results, at, space, x, lane, following)
            if directions is not None:
                n = films.n_planes[following]
                admit_directions(directions, tangents, len(x) // WIDTH, lane, following, n)
            job.at_work[lane] = job.number + following
            following += 1
        if at.film[lane] != NO_FILM:
            busy += 1
            depth = max(depth, films.n_planes[at.film[lane]])
        shallow = min(shallow, int(space.planes[lane]))
    return following, busy, depth, shallow


@kernel
def _find_potentials(p, extent, directions, tangents, at, space, x, after):
    """Fill the potential of new films, and its tangents."""
    # The other lanes must keep their potential.
    for k in range(PLANES + 2 * extent.depth):
        store(after, k, load(x, k))
    _screened_potential(p, extent, after, space.f)
    for lane in range(WIDTH):
        if at.fresh[lane]:
            for j in range(extent.depth):
                k = (PLANES + 1 + 2 * j) * WIDTH + lane
                x[k] = after[k]
    if directions is not None:
        push_potentials(p, extent, x, at.fresh, tangents, space.argument)


@kernel
def _next_pieces(job, at, space, x):
    """Begin the pieces of the voltage that films have come to; fill V at the start of the step."""
    for lane in range(WIDTH):
        i = at.film[lane]
        if i == NO_FILM:
            continue
        if at.piece[lane] < 0 or at.t[lane] == at.t_end[lane]:
            next_piece(job.films, job.results, at, x, lane, job.rtol)
        begin = job.films.v_start[i, at.piece[lane]]
        space.voltage[lane] = begin + at.slope[lane] * at.t[lane]


@kernel
def _choose_steps(job, directions, tangents, at, space, x, after):
    """Choose the step of every film, and fill what follows from its length."""
    for lane in range(WIDTH):
        if at.film[lane] == NO_FILM:
            continue
        if at.fresh[lane]:
            start(job, directions, tangents, at, space, x, after, lane)
        choose_step(job.films, at, lane)
        space.inverse[lane] = 1.0 / (at.step[lane] * GAMMA)
        space.rise[lane] = at.slope[lane] * at.step[lane]
        for k in range(STAGES):
            late = space.rise[lane] * NODES[k]
            space.voltages[k * WIDTH + lane] = space.voltage[lane] + late
        if directions is not None:
            to = at.out[lane] if at.aside[lane] else -1
            move_step(
                job.films, directions, tangents, lane, at.film[lane], at.piece[lane], at.t[lane],
                at.step[lane], to
            )  # fmt: skip


@kernel
def _judge_all(job, tape, directions, tangents, at, space, x, after):
    """Accept or reject the step of every film; free the lanes of those that have ended."""
    for lane in range(WIDTH):
        at.accepted[lane], at.kept[lane] = 0.0, 0
        i = at.film[lane]
        if i == NO_FILM:
            continue
        end = judge(job, tape, directions, tangents, at, space, x, after, lane)
        # A tape has room for the steps of a whole run.
        spent = job.results.steps[i] - at.begun[lane] if tape is None else job.results.steps[i]
        if end == RUNNING and spent >= job.max_steps:
            end = TOO_MANY_STEPS
        if end == RUNNING and job.give_up[lane] == job.number + i:
            end = TIME_LIMIT
        if end != RUNNING:
            job.results.status[i] = end
            at.film[lane] = NO_FILM
            job.at_work[lane] = NO_FILM


@kernel
def _run(job, tape, directions, tangents, at, space, x, after):
    """Take steps until no film is left; tape, directions and tangents may be None."""
    following = 0
    while True:
        following, busy, depth, shallow = _fill_lanes(
            job, directions, tangents, at, space, x, following
        )
        if busy == 0:
            break
        p = parameters_of(space.table, 0)
        extent = Extent(depth, max(1, shallow - 2), load(space.planes, 0), space.layers)
        size = PLANES + 2 * depth
        new = _any(at.fresh)
        if new:
            _find_potentials(p, extent, directions, tangents, at, space, x, after)
        _next_pieces(job, at, space, x)
        voltage = load(space.voltage, 0)
        if new:
            _evaluate(p, extent, x, voltage, space.f)
            store(space.first, 0, first_steps(size, x, space.f, job.rtol))
        _choose_steps(job, directions, tangents, at, space, x, after)
        _linearise_all(p, extent, x, voltage, load(space.inverse, 0), space, tangents)
        _step_all(p, extent, load(at.step, 0), load(space.rise, 0), x, space, tangents)
        error, trace, lowest, highest = judge_step(
            extent, job.rtol, x, space.u, space.argument, after
        )
        store(space.errors, 0, error)
        store(space.errors, 1, trace)
        store(space.errors, 2, lowest)
        store(space.errors, 3, highest)
        _judge_all(job, tape, directions, tangents, at, space, x, after)
        if tape is not None:
            note_states(tape, at.taped, at.row, at.kept, x, size)
        if directions is not None:
            move_on(extent, len(x) // WIDTH, tangents, load(at.accepted, 0) > 0.5)
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
    job = Job(films, results, rtol, max_steps, at_work, give_up, number)
    tangents = new_fan(directions, n_max)
    _run(
        job, tape, directions, tangents, new_progress(), new_space(n_max, films.layers),
        zeros(length), zeros(length)
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
