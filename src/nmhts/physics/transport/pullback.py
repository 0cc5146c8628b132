"""Reverse mode of a batch of films: from cotangents of records to cotangents of all inputs.

Films occupy lanes as in ``kernel``, each going back through its own steps (``tape``). Every turn of
the loop recomputes one step of each lane from the state before it and pulls its cotangents back
(``adjoint``). A lane may instead recompute states that the tape does not hold, or go back through a
step to a record. Steps are frozen as shares of their piece of voltage, so the times of the protocol
have cotangents too.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import entry, kernel, maker
from nmhts.numerics.lanes import WIDTH, load, store, where, zeros
from nmhts.numerics.rosenbrock import GAMMA, NODES, STAGES
from nmhts.physics.transport import adjoint
from nmhts.physics.transport.codes import NO_FILM, OK
from nmhts.physics.transport.cotangents import (
    BEGIN,
    LENGTH,
    N_SUMS,
    RISE,
    Bars,
    Trace,
)
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.equations import LANES
from nmhts.physics.transport.layer_memory import admit_layers, forget, new_layers, new_memory
from nmhts.physics.transport.planes import LOCAL, SERIES
from nmhts.physics.transport.record_adjoint import pull_record
from nmhts.physics.transport.start_adjoint import finish, new_film
from nmhts.physics.transport.state import (
    HEAD,
    N_PARAMETERS,
    PADDING,
    PLANES,
    Extent,
)
from nmhts.physics.transport.stepping import (
    end_step,
    keep_step,
    parameters_of,
)

_linearise = LANES.linearise
_pull_step = adjoint.LANES.pull_step

_IDLE, _REPLAY, _ASIDE, _MAIN = range(4)


class Cotangents(NamedTuple):
    """Cotangents of ``kernel.Films``, in the same shapes; ``layers`` None for one material."""

    parameters: Any
    start: Any
    nodes: Any
    v_start: Any
    v_end: Any
    t_out: Any
    layers: Any


class _Way(NamedTuple):
    """Backward progress of the film in each lane, [WIDTH]."""

    film: Any
    job: Any
    position: Any  # next step to go back through
    base: Any  # last state on the tape before that step
    filled: Any  # last state recomputed from ``base``
    index: Any  # step recomputed in this turn
    out: Any  # last record not yet processed
    side: Any  # last record not yet checked for steps to records
    step: Any  # s
    row: Any  # of the state on the tape to go on from
    taped: Any  # unknowns to take from it, none for a recomputed state


class _Space(NamedTuple):
    """Memory of the lanes."""

    x: Any
    after: Any
    u: Any
    seed: Any  # cotangent of the new state
    middle: Any  # cotangents of the sums of U in the dense output
    came: Any  # cotangent of the state that the film has been pulled back to
    pending: Any  # contributions of records to the cotangent of the state before the step
    sums: Any
    table: Any
    planes: Any
    states: Any  # [WIDTH, stride, unknowns] recomputed states
    small: Any
    weights: Any
    layers: Any  # planes of stacks and the sums of their cotangents, or None
    own: Any
    f: Any
    voltages: Any  # [STAGES] V
    rise: Any  # of V over the step, V
    inverse: Any  # 1 / (h gamma), 1/s
    main: Any  # 1 where a film goes back along the run


@maker
def _new_space(n_max, stride, layers):
    length = (PLANES + 2 * n_max + PADDING) * WIDTH
    return _Space(
        zeros(length), zeros(length), zeros(STAGES * length), zeros(length), zeros(2 * length),
        zeros(length), zeros(length),
        np.zeros(N_SUMS * WIDTH), np.ones(N_PARAMETERS * WIDTH), np.full(WIDTH, 3.0),
        np.zeros((WIDTH, stride, PLANES + 2 * n_max)), np.zeros(PLANES + 4), np.zeros(PLANES + 4),
        new_layers(layers, n_max), new_memory(layers, n_max, WIDTH), zeros(length),
        np.zeros(STAGES * WIDTH), np.zeros(WIDTH), np.ones(WIDTH), np.zeros(WIDTH)
    )  # fmt: skip


@maker
def _new_way():
    return _Way(
        np.full(WIDTH, NO_FILM), np.full(WIDTH, _IDLE), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH, dtype=np.int64),
        np.ones(WIDTH), np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64)
    )  # fmt: skip


@kernel
def _admit(films, way, space, lane, i, last):
    """Load film i into a lane, at its end."""
    n = films.n_planes[i]
    for k in range(N_PARAMETERS):
        space.table[k * WIDTH + lane] = films.parameters[i, k]
    for k in range(len(space.x) // WIDTH):
        space.x[k * WIDTH + lane] = 0.0
        space.came[k * WIDTH + lane] = 0.0
        space.pending[k * WIDTH + lane] = 0.0
    for k in range(N_SUMS):
        space.sums[k * WIDTH + lane] = 0.0
    admit_layers(films.layers, space.layers, lane, i, n)
    forget(space.own, lane)
    space.planes[lane] = n
    way.film[lane], way.position[lane] = i, last
    way.base[lane], way.filled[lane] = -1, -1
    way.out[lane] = way.side[lane] = films.t_out.shape[1] - 1


@kernel
def _choose_job(tape, way, lane):
    """Choose the next turn of a film: recompute a state, or go back through a step.

    The step leads to a record or along the run.
    """
    i, k = way.film[lane], way.position[lane]
    stride = tape.stride[i]
    base = k // stride * stride
    if way.base[lane] != base:
        way.base[lane] = way.filled[lane] = base
    if way.filled[lane] < k:
        way.job[lane], way.index[lane] = _REPLAY, way.filled[lane]
        return
    way.index[lane] = k
    while way.side[lane] >= 0 and tape.record_step[i, way.side[lane]] == k:
        if tape.record_aside[i, way.side[lane]]:
            way.job[lane] = _ASIDE
            return
        way.side[lane] -= 1
    way.job[lane] = _MAIN


@kernel
def _load_states(tape, way, space, size):
    """Load the states on the tape before the steps that films recompute.

    Unknown by unknown: lane by lane every value would touch a cache line of its own.
    """
    for unknown in range(size):
        for lane in range(WIDTH):
            if unknown < way.taped[lane]:
                space.x[unknown * WIDTH + lane] = tape.states[
                    way.film[lane], way.row[lane], unknown
                ]


@kernel
def _set_up(films, tape, way, space, lane, voltages, rise):
    """Load the state before the step that a film recomputes, its length and its voltages."""
    i, k = way.film[lane], way.index[lane]
    apart = k - way.base[lane]
    if apart == 0:
        way.row[lane], way.taped[lane] = k // tape.stride[i], PLANES + 2 * films.n_planes[i]
    else:
        for unknown in range(PLANES + 2 * films.n_planes[i]):
            space.x[unknown * WIDTH + lane] = space.states[lane, apart, unknown]
    piece, t, step = tape.piece[i, k], tape.begin[i, k], tape.length[i, k]
    node = films.nodes[i, piece]
    if way.job[lane] == _ASIDE:
        step = films.t_out[i, way.side[lane]] - node - t
    slope = (films.v_end[i, piece] - films.v_start[i, piece]) / (films.nodes[i, piece + 1] - node)
    way.step[lane] = step
    rise[lane] = slope * step
    for stage in range(STAGES):
        voltages[stage * WIDTH + lane] = (
            films.v_start[i, piece] + slope * t + rise[lane] * NODES[stage]
        )


@kernel
def _pull_times(films, tape, way, bars, lane, by_begin, by_rise, by_length):
    """Pull the cotangents of voltage and length of a step back to protocol and record times.

    Parameters: by_begin of V at the start of the step, by_rise of its rise, by_length of the step
    length.
    """
    i, k = way.film[lane], way.index[lane]
    piece = tape.piece[i, k]
    duration = films.nodes[i, piece + 1] - films.nodes[i, piece]
    before = tape.begin[i, k] / duration
    part = way.step[lane] / duration
    difference = films.v_end[i, piece] - films.v_start[i, piece]
    bars.v_start[i, piece] += (1.0 - before) * by_begin - part * by_rise
    bars.v_end[i, piece] += before * by_begin + part * by_rise
    if way.job[lane] == _MAIN:
        by_duration = part * by_length
    else:
        # A step to a record ends at the record and begins at the start of the step over it.
        by_length = by_length + by_rise * difference / duration
        bars.t_out[i, way.side[lane]] += by_length
        bars.nodes[i, piece] -= by_length
        by_duration = -before * by_length - by_rise * part * difference / duration
    bars.nodes[i, piece + 1] += by_duration
    bars.nodes[i, piece] -= by_duration


@kernel
def _holds_records(tape, way, lane):
    """Return whether the step that a film goes back through ends with a record or contains some."""
    i, r = way.film[lane], way.out[lane]
    if way.job[lane] == _ASIDE:
        return True
    return r >= 0 and tape.record_step[i, r] == way.index[lane]


@kernel
def _pull_records(films, tape, way, bars, given, space, lane):
    """Seed a turn with the cotangents of the records within the step of a film."""
    i, k = way.film[lane], way.index[lane]
    step, piece = way.step[lane], tape.piece[i, k]
    if way.job[lane] == _ASIDE:
        _, by_step = pull_record(films, bars, given, space, lane, i, way.side[lane], 1.0, step)
        space.sums[LENGTH * WIDTH + lane] += by_step
        return
    duration = films.nodes[i, piece + 1] - films.nodes[i, piece]
    while way.out[lane] >= 0 and tape.record_step[i, way.out[lane]] == k:
        r = way.out[lane]
        way.out[lane] -= 1
        if tape.record_aside[i, r]:
            continue
        late = films.t_out[i, r] - films.nodes[i, piece] - tape.begin[i, k]
        share = min(1.0, late / step)
        by_share, by_step = pull_record(films, bars, given, space, lane, i, r, share, step)
        space.sums[LENGTH * WIDTH + lane] += by_step
        bars.t_out[i, r] += by_share / step
        by_duration = -by_share * (tape.begin[i, k] / step + share) / duration
        bars.nodes[i, piece] -= by_share / step + by_duration
        bars.nodes[i, piece + 1] += by_duration


@kernel
def _fill_lanes(films, status, tape, way, space, following):
    """Put films into free lanes and choose their turns.

    Returns: (next film, films at work, most and least planes).
    """
    busy, depth, shallow = 0, 3, space.states.shape[2]
    for lane in range(WIDTH):
        while way.film[lane] == NO_FILM and following < len(films.n_planes):
            if status[following] == OK:
                _admit(films, way, space, lane, following, tape.count[following] - 1)
            following += 1
        way.job[lane], space.main[lane], way.taped[lane] = _IDLE, 0.0, 0
        if way.film[lane] != NO_FILM:
            busy += 1
            depth = max(depth, films.n_planes[way.film[lane]])
            _choose_job(tape, way, lane)
            _set_up(films, tape, way, space, lane, space.voltages, space.rise)
            space.inverse[lane] = 1.0 / (way.step[lane] * GAMMA)
            space.main[lane] = way.job[lane] == _MAIN
        shallow = min(shallow, int(space.planes[lane]))
    return following, busy, depth, shallow


@kernel
def _seed(films, tape, way, bars, given, space, size, seeded):
    """Seed a turn with the cotangents of the new state and of the records within the step.

    Keeps states that were recomputed. Parameters: seeded: whether records seeded the last turn.
    Returns: whether they seed this one.
    """
    on = load(space.main, 0) > 0.5
    for k in range(size):
        store(space.seed, k, where(on, load(space.came, k), 0.0))
    if seeded:
        space.middle[:] = 0.0
    seeded = False
    for lane in range(WIDTH):
        if way.job[lane] == _REPLAY:
            i = way.film[lane]
            way.filled[lane] += 1
            for k in range(PLANES + 2 * films.n_planes[i]):
                space.states[lane, way.filled[lane] - way.base[lane], k] = space.after[
                    k * WIDTH + lane
                ]
        elif way.job[lane] != _IDLE and _holds_records(tape, way, lane):
            seeded = True
            _pull_records(films, tape, way, bars, given, space, lane)
    return seeded


@kernel
def _end_turn(films, tape, way, bars, given, space, one):
    """Pull times back, advance the way of every film, and finish films at their start."""
    for lane in range(WIDTH):
        if way.job[lane] in (_ASIDE, _MAIN):
            _pull_times(
                films, tape, way, bars, lane, space.sums[BEGIN * WIDTH + lane],
                space.sums[RISE * WIDTH + lane], space.sums[LENGTH * WIDTH + lane],
            )  # fmt: skip
        for k in (BEGIN, RISE, LENGTH):
            space.sums[k * WIDTH + lane] = 0.0
        if way.job[lane] == _ASIDE:
            way.side[lane] -= 1
        elif way.job[lane] == _MAIN:
            way.position[lane] -= 1
            if way.position[lane] < 0:
                finish(
                    films, tape, bars, given, way.film[lane], lane, space.came, space.sums,
                    space.own, one
                )  # fmt: skip
                way.film[lane] = NO_FILM


@kernel
def _go_back(films, status, tape, bars, given, way, space, trace, back, one):
    """Go back through steps until no film is left; parameters as in ``pull_batch``, plus memory."""
    length, kept = len(space.x), len(trace.local) // STAGES
    following, seeded = 0, False
    while True:
        following, busy, depth, shallow = _fill_lanes(films, status, tape, way, space, following)
        if busy == 0:
            break
        size = PLANES + 2 * depth
        _load_states(tape, way, space, size)
        p = parameters_of(space.table, 0)
        extent = Extent(depth, max(1, shallow - 2), load(space.planes, 0), space.layers)
        step, begin, rise = load(way.step, 0), load(space.voltages, 0), load(space.rise, 0)
        _linearise(
            p, extent, space.x, begin, load(space.inverse, 0), space.f, trace.factors,
            trace.series, trace.local[:kept]
        )  # fmt: skip
        keep_step(
            p, extent, space.voltages, step, rise, space.x, space.f, space.u, trace.arguments,
            trace.factors, trace.series, trace.local
        )  # fmt: skip
        end_step(extent, space.u, trace.arguments[(STAGES - 1) * length :], space.after)
        seeded = _seed(films, tape, way, bars, given, space, size, seeded)
        _pull_step(p, extent, step, begin, rise, trace, back, seeded)
        for k in range(N_SUMS):
            store(space.sums, k, load(space.sums, k) + load(back.sums, k))
        on = load(space.main, 0) > 0.5
        for k in range(size):
            back_to = load(back.out, k) + load(space.pending, k)
            store(space.came, k, where(on, back_to, load(space.came, k)))
            store(space.pending, k, where(on, 0.0, back_to))
        _end_turn(films, tape, way, bars, given, space, one)


@entry
def pull_batch(films, status, tape, occupancy_bar, scalars_bar, bars):
    """Fill ``bars`` with the cotangents of all inputs of a batch of films.

    Parameters: films Films and tape Tape of the run; status [b] of the run: films with a status
    other than OK are left out; occupancy_bar [b, t, n], scalars_bar [b, t, N_SCALARS] cotangents of
    the records; bars Cotangents, zero at first.
    """
    n_max = occupancy_bar.shape[2]
    length = (PLANES + 2 * n_max + PADDING) * WIDTH
    stride = 1
    for i in range(len(films.n_planes)):
        stride = max(stride, tape.stride[i])
    space = _new_space(n_max, stride, films.layers)
    trace = Trace(
        space.x, space.u, zeros(STAGES * length), zeros(STAGES * n_max * LOCAL * WIDTH),
        zeros((n_max + HEAD) * FACTORS * WIDTH), zeros(n_max * SERIES * WIDTH)
    )  # fmt: skip
    back = Bars(
        space.seed, space.middle, zeros((STAGES - 1) * length), zeros(STAGES * length),
        zeros(N_SUMS * WIDTH), space.own, zeros(length)
    )  # fmt: skip
    _go_back(
        films, status, tape, bars, (occupancy_bar, scalars_bar), _new_way(), space, trace, back,
        new_film(n_max, films.layers)
    )  # fmt: skip
