"""Error-controlled time integration of front-model films in lanes, optionally with tangents.

As in ``kernel``, WIDTH films are integrated side by side, each with its own step length, error and
acceptance (RODAS). The next film of the batch takes over a lane whose film has ended. The result of
a film depends on its own inputs only. Tangents are pushed along with every accepted step; the steps
are frozen as shares of their piece of the voltage (``front_tangent``).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import entry, kernel
from nmhts.numerics.lanes import WIDTH, absolute, load, maximum, splat, store, zeros
from nmhts.numerics.rosenbrock import GAMMA, ORDER, STAGES
from nmhts.physics.transport.codes import (
    FIRST_MOVE,
    NO_FILM,
    NOT_FINITE,
    OK,
    OUT_OF_RANGE,
    STEP_UNDERFLOW,
    TOO_MANY_STEPS,
)
from nmhts.physics.transport.front_records import (
    RecordSpace,
    next_records,
    note_moves,
    note_records,
)
from nmhts.physics.transport.front_state import N_FRONT_PARAMETERS, SIZE, STERN, FrontParameters
from nmhts.physics.transport.front_step import (
    SCALES,
    eliminate,
    judge_step,
    linearise,
    parameters_of,
    rates,
    take_step,
)
from nmhts.physics.transport.front_tangent import new_tangents, push_step

_P = FrontParameters(*range(N_FRONT_PARAMETERS))

# Step control as in ``progress`` (Gustafsson 1991).
_SAFETY, _SHRINK, _GROW, _NOW, _BEFORE = 0.9, 0.2, 5.0, 0.7, 0.4
# Numerical: planes by which an amount may fall below zero before a step counts as unphysical.
_MARGIN = 0.25
_SMALLEST_STEP = 1e-18  # s; numerical: a shorter step means failure
_RESOLUTION = 1e-15  # numerical: smallest step over the time since the last corner of the voltage


class Fronts(NamedTuple):
    """A batch of b films under k pieces of constant or linear voltage, recorded at t times."""

    parameters: Any  # [b, N_FRONT_PARAMETERS]
    start: Any  # [b, SIZE]
    n_pieces: Any  # [b] integers
    nodes: Any  # [b, k + 1] s
    v_start: Any  # [b, k] V
    v_end: Any  # [b, k] V
    t_out: Any  # [b, t] s, ascending within the nodes


class Moves(NamedTuple):
    """Tangents of inputs and records of films along m directions, by the shapes of ``Fronts``."""

    parameters: Any  # [b, m, N_FRONT_PARAMETERS]
    start: Any  # [b, m, SIZE]
    nodes: Any  # [b, m, k + 1]
    v_start: Any  # [b, m, k]
    v_end: Any  # [b, m, k]
    t_out: Any  # [b, m, t]
    records: Any  # [b, m, t, N_OUT], filled


class _Progress(NamedTuple):
    """Progress of the film in each lane, [WIDTH]; times are counted from the start of the piece."""

    film: Any
    piece: Any
    out: Any  # the next record
    t: Any
    t_end: Any
    h: Any  # step length by the error control, s
    step: Any  # length of the step taken, s
    slope: Any  # dV/dt, V/s
    error_before: Any
    fresh: Any  # no step taken yet
    begun: Any  # steps of the film before the piece


@kernel
def _admit(films, at, x, table, lane, i):
    """Load film i into a lane, at its start."""
    for k in range(N_FRONT_PARAMETERS):
        table[k * WIDTH + lane] = films.parameters[i, k]
    for k in range(SIZE):
        x[k * WIDTH + lane] = films.start[i, k]
    at.film[lane], at.piece[lane], at.out[lane] = i, -1, 0
    at.fresh[lane] = True


@kernel
def _admit_moves(moves, tangents, lane, i):
    """Load the directions of film i into a lane."""
    for m in range(moves.parameters.shape[1]):
        for k in range(N_FRONT_PARAMETERS):
            place = (m * N_FRONT_PARAMETERS + k) * WIDTH + lane
            tangents.tables[place] = moves.parameters[i, m, k]
        for k in range(SIZE):
            tangents.moved[(m * SIZE + k) * WIDTH + lane] = moves.start[i, m, k]


@kernel
def _next_piece(films, steps, at, x, table, lane, rtol):
    """Begin the next piece of the voltage of a film."""
    i = at.film[lane]
    before = films.v_end[i, at.piece[lane]] if at.piece[lane] >= 0 else films.v_start[i, 0]
    at.piece[lane] += 1
    k = at.piece[lane]
    at.t[lane], at.t_end[lane] = 0.0, films.nodes[i, k + 1] - films.nodes[i, k]
    at.slope[lane] = (films.v_end[i, k] - films.v_start[i, k]) / at.t_end[lane]
    at.error_before[lane] = 1.0
    at.begun[lane] = steps[i]
    # A jump of the voltage changes only the rate of the Stern drop.
    capacity = table[_P.area_resistance * WIDTH + lane] * table[_P.stern_capacitance * WIDTH + lane]
    jump = abs(films.v_start[i, k] - before) / capacity
    if jump > 0.0:
        drop = abs(x[STERN * WIDTH + lane])
        at.h[lane] = min(at.h[lane], FIRST_MOVE * rtol**0.25 * (SCALES[STERN] + drop) / jump)


@kernel
def _first_steps(p, x, voltage, rtol, f):
    """Return first steps [s] that change no unknown by more than its allowed first change.

    To first order, that is ``FIRST_MOVE`` (rtol)^(1/4) of (scale + |value|). ``f`` [SIZE] scratch.
    """
    rates(p, x, voltage, f)
    speed = splat(1e-300)
    for k in range(SIZE):
        speed = maximum(speed, absolute(load(f, k)) / (SCALES[k] + absolute(load(x, k))))
    return (FIRST_MOVE * rtol**0.25) / speed


@kernel
def _judge(at, lane, worst, trace, lowest):
    """Accept or reject the step of a film; return (accepted, status)."""
    step = at.step[lane]
    finite = trace < 1e300
    physical = finite and lowest >= -_MARGIN
    if physical and worst <= 1.0:
        worst = max(worst, 1e-4)
        factor = _SAFETY * worst ** (-_NOW / ORDER) * at.error_before[lane] ** (_BEFORE / ORDER)
        factor = min(_GROW, max(_SHRINK, factor))
        at.error_before[lane] = worst
        longer = step * factor
        at.h[lane] = max(at.h[lane], longer) if step < at.h[lane] and factor >= 1.0 else longer
        return True, OK
    shrink = _SHRINK
    if physical:
        shrink = min(0.9, max(_SHRINK, _SAFETY * worst ** (-1.0 / ORDER)))
    at.h[lane] = step * shrink
    if at.h[lane] < max(_SMALLEST_STEP, _RESOLUTION * at.t[lane]):
        return False, STEP_UNDERFLOW if physical else OUT_OF_RANGE if finite else NOT_FINITE
    return False, OK


@kernel
def _load_moves(films, moves, at, tangents):
    """Fill the tangents of the voltages and of the step length of all lanes."""
    for m in range(moves.nodes.shape[1]):
        for lane in range(WIDTH):
            i, place = at.film[lane], m * WIDTH + lane
            tangents.longer[place] = 0.0
            if i == NO_FILM:
                continue
            piece = at.piece[lane]
            duration = films.nodes[i, piece + 1] - films.nodes[i, piece]
            stretch = (moves.nodes[i, m, piece + 1] - moves.nodes[i, m, piece]) / duration
            tangents.longer[place] = stretch
            first, last = moves.v_start[i, m, piece], moves.v_end[i, m, piece]
            before, part = at.t[lane] / duration, at.step[lane] / duration
            tangents.rise[place] = part * (last - first)
            tangents.begin[place] = (1.0 - before) * first + before * last


@kernel
def _note(films, moves, at, accepted, p, x, after, u, tangents, space, records):
    """Fill all records within the accepted steps, and their tangents."""
    while note_records(films, at, accepted, p, x, after, u, space, records):
        if moves is not None:
            for m in range(moves.nodes.shape[1]):
                note_moves(films, moves, at, accepted, m, p, x, after, u, tangents, space)
        next_records(films, at, accepted)


@kernel
def _choose_steps(at, first, inverse, rise):
    """Choose the step of every film; fill 1 / (h gamma) [1/s] and the rise of V over it."""
    for lane in range(WIDTH):
        if at.film[lane] == NO_FILM:
            continue
        if at.fresh[lane]:
            at.h[lane] = first[lane]
        left = at.t_end[lane] - at.t[lane]
        wanted = at.h[lane]
        if wanted >= 0.999 * left:
            wanted = left
        elif wanted > 0.5 * left:
            wanted = 0.5 * left
        at.step[lane] = wanted
        inverse[lane] = 1.0 / (wanted * GAMMA)
        rise[lane] = at.slope[lane] * wanted


@kernel
def _move_on(films, moves, at, accepted, x, after, tangents):
    """Advance every film whose step was accepted; free the lanes of those that have ended."""
    for lane in range(WIDTH):
        if not accepted[lane]:
            continue
        for k in range(SIZE):
            x[k * WIDTH + lane] = after[k * WIDTH + lane]
        if moves is not None:
            for k in range(moves.nodes.shape[1] * SIZE):
                tangents.moved[k * WIDTH + lane] = tangents.after[k * WIDTH + lane]
        last = at.step[lane] == at.t_end[lane] - at.t[lane]
        at.t[lane] = at.t_end[lane] if last else at.t[lane] + at.step[lane]
        at.fresh[lane] = False
        i = at.film[lane]
        if at.t[lane] == at.t_end[lane] and at.piece[lane] + 1 == films.n_pieces[i]:
            at.film[lane] = NO_FILM


@kernel
def _judge_all(at, accepted, steps, status, max_steps, errors):
    """Accept or reject the step of every film; return whether one was accepted."""
    taken = False
    for lane in range(WIDTH):
        accepted[lane] = False
        i = at.film[lane]
        if i == NO_FILM:
            continue
        steps[i] += 1
        good, end = _judge(at, lane, errors[lane], errors[WIDTH + lane], errors[2 * WIDTH + lane])
        accepted[lane] = good
        taken = taken or good
        if end == OK and steps[i] - at.begun[lane] >= max_steps:
            end = TOO_MANY_STEPS
        if end != OK:
            status[i] = end
            at.film[lane], accepted[lane] = NO_FILM, False
    return taken


@kernel
def _admit_all(films, moves, at, x, table, tangents, steps, status, begin, following, rtol):
    """Put films into free lanes, and begin their pieces; return (films at work, next film).

    Fills begin: V at the start of the step.
    """
    busy, count = 0, len(films.n_pieces)
    for lane in range(WIDTH):
        if at.film[lane] == NO_FILM and following < count:
            _admit(films, at, x, table, lane, following)
            if moves is not None:
                _admit_moves(moves, tangents, lane, following)
            steps[following], status[following] = 0, OK
            following += 1
        i = at.film[lane]
        if i == NO_FILM:
            continue
        busy += 1
        if at.piece[lane] < 0 or at.t[lane] == at.t_end[lane]:
            _next_piece(films, steps, at, x, table, lane, rtol)
        begin[lane] = films.v_start[i, at.piece[lane]] + at.slope[lane] * at.t[lane]
    return busy, following


@entry
def integrate_fronts(films, rtol, max_steps, records, status, steps, moves):
    """Integrate front-model films; the result of each film depends on its own row only.

    Parameters: films Fronts; rtol relative tolerance; max_steps of a film in one piece of the
    voltage; moves Moves, whose records are filled (None: no tangents).
    Fills records [b, t, N_OUT] up to the time reached, status [b], steps [b].
    """
    x, after, f = zeros(SIZE * WIDTH), zeros(SIZE * WIDTH), zeros(SIZE * WIDTH)
    u, arguments = zeros(STAGES * SIZE * WIDTH), zeros(STAGES * SIZE * WIDTH)
    matrix, table = zeros(SIZE * SIZE * WIDTH), np.ones(N_FRONT_PARAMETERS * WIDTH)
    rise, inverse, begin = np.zeros(WIDTH), np.ones(WIDTH), np.zeros(WIDTH)
    errors, first = np.zeros(3 * WIDTH), np.zeros(WIDTH)
    space = RecordSpace(
        zeros(SIZE * WIDTH), np.zeros(WIDTH), zeros(5 * WIDTH), zeros(SIZE * WIDTH), np.zeros(WIDTH)
    )
    tangents = new_tangents(moves.nodes.shape[1] if moves is not None else 0)
    accepted = np.zeros(WIDTH, dtype=np.bool_)
    at = _Progress(
        np.full(WIDTH, NO_FILM), np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH), np.zeros(WIDTH),
        np.ones(WIDTH), np.ones(WIDTH), np.zeros(WIDTH), np.ones(WIDTH),
        np.zeros(WIDTH, dtype=np.bool_), np.zeros(WIDTH, dtype=np.int64),
    )  # fmt: skip
    following = 0
    while True:
        busy, following = _admit_all(
            films, moves, at, x, table, tangents, steps, status, begin, following, rtol
        )
        if busy == 0:
            break
        p = parameters_of(table, 0)
        if at.fresh.any():
            store(first, 0, _first_steps(p, x, load(begin, 0), rtol, f))
        _choose_steps(at, first, inverse, rise)
        linearise(p, x, load(begin, 0), load(inverse, 0), f, matrix)
        eliminate(matrix)
        take_step(p, x, f, load(begin, 0), load(rise, 0), load(at.step, 0), u, matrix, arguments)
        error, trace, lowest = judge_step(rtol, x, u, arguments, after)
        store(errors, 0, error)
        store(errors, 1, trace)
        store(errors, 2, lowest)
        if not _judge_all(at, accepted, steps, status, max_steps, errors):
            continue
        if moves is not None:
            _load_moves(films, moves, at, tangents)
            push_step(
                p, x, load(begin, 0), load(rise, 0), load(at.step, 0), u, arguments, matrix,
                tangents
            )  # fmt: skip
        _note(films, moves, at, accepted, p, x, after, u, tangents, space, records)
        _move_on(films, moves, at, accepted, x, after, tangents)
