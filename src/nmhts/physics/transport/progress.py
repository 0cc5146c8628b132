"""Progress of the films in lanes: admission, pieces of the voltage, step lengths, records."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import kernel, maker
from nmhts.numerics.lanes import WIDTH, absolute, load, maximum, splat, zeros
from nmhts.numerics.rosenbrock import DENSE, ORDER, STAGES
from nmhts.physics.transport.codes import (
    FIRST_MOVE,
    NO_FILM,
    NOT_FINITE,
    OK,
    OUT_OF_RANGE,
    RUNNING,
    STEP_UNDERFLOW,
)
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.layer_memory import admit_layers, new_layers
from nmhts.physics.transport.planes import SERIES
from nmhts.physics.transport.pushforward import push_record, push_start, set_aside, take_up
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    HEAD,
    LOST,
    N_PARAMETERS,
    PADDING,
    PLANES,
    STERN,
    FilmParameters,
)
from nmhts.physics.transport.stepping import SCALE_DROP, SCALE_GATE, SCALE_Y, bends, record
from nmhts.physics.transport.tape import note_record, note_step

_R_A = FilmParameters._fields.index("area_resistance")
_C_S = FilmParameters._fields.index("stern_capacitance")

_MARGIN = 1e-3  # numerical: occupancies beyond [0, 1] by more than this are unphysical
# Step control with the error of the previous step (Gustafsson 1991): safety factor, limits,
# exponents.
_SAFETY, _SHRINK, _GROW, _NOW, _BEFORE = 0.9, 0.2, 5.0, 0.7, 0.4
_RETREAT = 0.25  # numerical: factor of the step after it led out of range
_SMALLEST_STEP = 1e-18  # s; numerical: a shorter step means failure
_RESOLUTION = 1e-15  # numerical: smallest step over the time since the last corner of the voltage


class Progress(NamedTuple):
    """Progress of the film in each lane, [WIDTH].

    Times are counted from the start of the piece, so that a pulse late in a long protocol keeps its
    resolution.
    """

    film: Any
    piece: Any
    out: Any  # the next record
    fresh: Any  # no step taken yet
    aside: Any  # takes a step to a record, from the start of the step over it
    accepted: Any
    t: Any
    t_end: Any  # of the piece
    t_ahead: Any  # after the step
    h: Any  # step length by the error control, s
    step: Any  # length of the step taken, s
    over: Any  # length of the step over the records, s
    slope: Any  # dV/dt, V/s
    error_before: Any
    begun: Any  # steps of the film before the piece
    # The state before the step on the tape: film, row, and number of unknowns to store there.
    taped: Any
    row: Any
    kept: Any


class Job(NamedTuple):
    """A batch to integrate; parameters of ``kernel.integrate_batch``."""

    films: Any
    results: Any
    rtol: Any
    max_steps: Any
    at_work: Any
    give_up: Any
    number: Any


class Space(NamedTuple):
    """Memory of the lanes."""

    ahead: Any  # the new state, while steps to records are taken
    f: Any
    u: Any
    argument: Any
    factors: Any
    series: Any
    table: Any  # coefficients
    planes: Any
    small: Any
    layers: Any  # [(n + 1) N_PLANE_NUMBERS] of stacks, or None
    voltage: Any  # V at the start of the step
    voltages: Any  # [STAGES] V
    inverse: Any  # 1 / (h gamma), 1/s
    rise: Any  # of V over the step, V
    errors: Any  # [4] measures for acceptance
    first: Any  # first step, s


@maker
def new_space(n_max, layers):
    """Return memory for films of up to n_max planes; layers: those of the stacks, or None."""
    length = (PLANES + 2 * n_max + PADDING) * WIDTH
    return Space(
        zeros(length), zeros(length), zeros(STAGES * length), zeros(length),
        zeros((n_max + HEAD) * FACTORS * WIDTH), zeros(n_max * SERIES * WIDTH),
        np.ones(N_PARAMETERS * WIDTH), np.full(WIDTH, 3.0), np.zeros(PLANES + 4),
        new_layers(layers, n_max), np.zeros(WIDTH), np.zeros(STAGES * WIDTH), np.ones(WIDTH),
        np.zeros(WIDTH), np.zeros(4 * WIDTH), np.zeros(WIDTH)
    )  # fmt: skip


@maker
def new_progress():
    """Return the progress of lanes without films."""
    return Progress(
        np.full(WIDTH, NO_FILM), np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH, dtype=np.bool_), np.zeros(WIDTH, dtype=np.bool_), np.zeros(WIDTH),
        np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH), np.ones(WIDTH),
        np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH, dtype=np.int64)
    )  # fmt: skip


@kernel
def first_steps(size, x, f, rtol):
    """Return first steps [s] that change no unknown by more than its allowed first change.

    To first order, that is ``FIRST_MOVE`` (rtol)^(1/4) of (scale + |value|).
    """
    speed = maximum(
        absolute(load(f, STERN)) / (SCALE_DROP + absolute(load(x, STERN))),
        maximum(
            absolute(load(f, DISSOLVED)) / (SCALE_GATE + absolute(load(x, DISSOLVED))),
            absolute(load(f, ADSORBED)) / (SCALE_GATE + absolute(load(x, ADSORBED))),
        ),
    )
    for k in range(PLANES, size, 2):
        speed = maximum(speed, absolute(load(f, k)) / (SCALE_Y + absolute(load(x, k))))
    return (FIRST_MOVE * rtol**0.25) / maximum(speed, splat(1e-300))


@kernel
def admit(films, results, at, space, x, lane, i):
    """Load film i into a lane, at its start but without its potential."""
    n = films.n_planes[i]
    for k in range(N_PARAMETERS):
        space.table[k * WIDTH + lane] = films.parameters[i, k]
    admit_layers(films.layers, space.layers, lane, i, n)
    for k in range(len(x) // WIDTH):
        x[k * WIDTH + lane] = 0.0
    x[ADSORBED * WIDTH + lane] = films.start[i, n]
    x[DISSOLVED * WIDTH + lane] = films.start[i, n + 1]
    x[LOST * WIDTH + lane] = films.start[i, n + 2]
    x[STERN * WIDTH + lane] = films.start[i, n + 3]
    for j in range(n):
        x[(PLANES + 2 * j) * WIDTH + lane] = films.start[i, n - 1 - j]
    space.planes[lane] = n
    at.film[lane] = i
    at.piece[lane], at.out[lane] = -1, 0
    at.fresh[lane], at.aside[lane] = True, False
    results.steps[i], results.status[i] = 0, RUNNING


@kernel
def next_piece(films, results, at, x, lane, rtol):
    """Begin the next piece of the voltage of a film."""
    i = at.film[lane]
    before = films.v_end[i, at.piece[lane]] if at.piece[lane] >= 0 else films.v_start[i, 0]
    at.piece[lane] += 1
    k = at.piece[lane]
    at.t[lane], at.t_end[lane] = 0.0, films.nodes[i, k + 1] - films.nodes[i, k]
    at.slope[lane] = (films.v_end[i, k] - films.v_start[i, k]) / at.t_end[lane]
    at.error_before[lane] = 1.0
    at.begun[lane] = results.steps[i]
    # A jump of the voltage changes only the rate of the Stern drop.
    jump = abs(films.v_start[i, k] - before) / (
        films.parameters[i, _R_A] * films.parameters[i, _C_S]
    )
    drop = abs(x[STERN * WIDTH + lane])
    if jump > 0.0:
        at.h[lane] = min(at.h[lane], FIRST_MOVE * rtol**0.25 * (SCALE_DROP + drop) / jump)


@kernel
def start(job, directions, tangents, at, space, x, after, lane):
    """Choose the first step of a film and fill the records at or before its start."""
    films, i, length = job.films, at.film[lane], len(x)
    at.fresh[lane] = False
    at.h[lane] = space.first[lane]
    for k in range(PLANES + 2 * films.n_planes[i]):
        after[k * WIDTH + lane] = x[k * WIDTH + lane]
        for j in range(STAGES):
            space.u[j * length + k * WIDTH + lane] = 0.0
    # The dense output of these records needs the slope of D at its start.
    space.u[STERN * WIDTH + lane] = space.f[STERN * WIDTH + lane] / DENSE[0, 0]
    while at.out[lane] < films.t_out.shape[1] and films.t_out[i, at.out[lane]] <= films.nodes[i, 0]:
        if tangents is not None:
            push_start(films, directions, tangents, x, lane, i, at.out[lane], space.small)
        _fill_record(job, at, space, x, after, lane, 0.0, 1.0)
        at.out[lane] += 1


@kernel
def _fill_record(job, at, space, x, after, lane, share, step):
    """Fill the next record of a film, at a share of a step."""
    i, r = at.film[lane], at.out[lane]
    record(
        job.films.parameters[i], job.films.n_planes[i], x, space.u, after, len(x), lane, share,
        step, space.small, job.results.occupancy[i, r], job.results.scalars[i, r]
    )  # fmt: skip


@kernel
def _note(job, tape, directions, tangents, at, space, x, after, lane, share, step):
    """Fill the next record of a film and its tangents, and note it on the tape."""
    i, r = at.film[lane], at.out[lane]
    _fill_record(job, at, space, x, after, lane, share, step)
    if tape is not None:
        note_record(tape, i, r, at.aside[lane])
    if tangents is not None:
        push_record(
            job.films, directions, tangents, i, r, x, space.u, after, lane, share, step,
            at.aside[lane], space.small
        )  # fmt: skip
    at.out[lane] += 1


@kernel
def choose_step(films, at, lane):
    """Choose the step of a film: to its next record, or as long as its error and piece allow."""
    i = at.film[lane]
    left = at.t_end[lane] - at.t[lane]
    wanted = at.h[lane]
    if at.aside[lane]:
        wanted = films.t_out[i, at.out[lane]] - films.nodes[i, at.piece[lane]] - at.t[lane]
    elif wanted >= 0.999 * left:
        wanted = left
    elif wanted > 0.5 * left:
        wanted = 0.5 * left
    at.step[lane] = wanted


@kernel
def _reject(at, lane, worst, finite, physical):
    """Shorten the step of a film; return its status."""
    # If it was a step to a record, the longer step over it is not reliable either.
    at.aside[lane] = False
    shrink = min(0.9, max(_SHRINK, _SAFETY * worst ** (-1.0 / ORDER)))
    at.h[lane] = at.step[lane] * (shrink if physical else _RETREAT)
    if at.h[lane] < max(_SMALLEST_STEP, _RESOLUTION * at.t[lane]):
        return STEP_UNDERFLOW if physical else OUT_OF_RANGE if finite else NOT_FINITE
    return RUNNING


@kernel
def _accept(job, tape, directions, tangents, at, space, x, after, lane, worst):
    """Choose the next step of a film, and fill the records that its step has passed.

    Where the dense output is not good enough for one, steps to records are taken first.
    """
    films, i = job.films, at.film[lane]
    step, left = at.step[lane], at.t_end[lane] - at.t[lane]
    worst = max(worst, 1e-4)
    factor = _SAFETY * worst ** (-_NOW / ORDER) * at.error_before[lane] ** (_BEFORE / ORDER)
    factor = min(_GROW, max(_SHRINK, factor))
    at.error_before[lane] = worst
    at.over[lane] = step
    at.t_ahead[lane] = at.t_end[lane] if step == left else at.t[lane] + step
    longer = step * factor
    at.h[lane] = max(at.h[lane], longer) if step < at.h[lane] and factor >= 1.0 else longer
    begin = films.nodes[i, at.piece[lane]]
    while _passed(films, at, lane):
        share = (films.t_out[i, at.out[lane]] - begin - at.t[lane]) / step
        if share < 1.0 and bends(films.n_planes[i], space.u, len(x), lane, share):
            at.aside[lane] = True
            for k in range(PLANES + 2 * films.n_planes[i]):
                space.ahead[k * WIDTH + lane] = after[k * WIDTH + lane]
            if tangents is not None:
                set_aside(tangents, len(x) // WIDTH, lane)
            break
        _note(job, tape, directions, tangents, at, space, x, after, lane, min(1.0, share), step)
    at.accepted[lane] = not at.aside[lane]


@kernel
def judge(job, tape, directions, tangents, at, space, x, after, lane):
    """Accept or reject the step of a film and fill the passed records; return its status."""
    films, i = job.films, at.film[lane]
    worst, trace = space.errors[lane], space.errors[WIDTH + lane]
    lowest, highest = space.errors[2 * WIDTH + lane], space.errors[3 * WIDTH + lane]
    finite = trace < 1e300
    physical = finite and lowest >= -_MARGIN and highest <= 1.0 + _MARGIN
    if at.aside[lane] and physical and worst <= 1.0:
        # No later state depends on a step to a record.
        step = at.step[lane]
        _note(job, tape, directions, tangents, at, space, x, after, lane, 1.0, step)
    elif not physical or worst > 1.0:
        job.results.steps[i] += 1
        status = _reject(at, lane, worst, finite, physical)
        if status != RUNNING:
            return status
    else:
        job.results.steps[i] += 1
        _accept(job, tape, directions, tangents, at, space, x, after, lane, worst)
    if at.aside[lane] and not _passed(films, at, lane):
        at.aside[lane] = False
        at.accepted[lane] = 1.0
        for k in range(PLANES + 2 * films.n_planes[i]):
            after[k * WIDTH + lane] = space.ahead[k * WIDTH + lane]
        if tangents is not None:
            take_up(tangents, len(x) // WIDTH, lane)
    if at.accepted[lane]:
        if tape is not None:
            n = films.n_planes[i]
            row = note_step(tape, i, n, at.piece[lane], at.t[lane], at.over[lane])
            at.taped[lane], at.row[lane] = i, row
            at.kept[lane] = PLANES + 2 * n if row >= 0 else 0
        at.t[lane] = at.t_ahead[lane]
        if at.t[lane] == at.t_end[lane] and at.piece[lane] + 1 == films.n_pieces[i]:
            return OK
    return RUNNING


@kernel
def _passed(films, at, lane):
    """Return whether the step of a film has passed its next record."""
    i, r = at.film[lane], at.out[lane]
    if r == films.t_out.shape[1]:
        return False
    return films.t_out[i, r] - films.nodes[i, at.piece[lane]] <= at.t_ahead[lane]
