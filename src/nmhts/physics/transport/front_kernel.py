"""Error-controlled time integration of front-model films in lanes, optionally with tangents.

As in ``kernel``, WIDTH films are integrated side by side, each with its own step length, error and
acceptance (RODAS). The next film of the batch takes over a lane whose film has ended. The result of
a film depends on its own inputs only. Tangents are pushed along with every accepted step; the steps
are frozen as shares of their piece of the voltage.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics import duals, lanes
from nmhts.numerics.compiled import entry, kernel
from nmhts.numerics.lanes import WIDTH, absolute, load, maximum, splat, store, zeros
from nmhts.numerics.rosenbrock import GAMMA, NODES, ORDER, STAGES
from nmhts.physics.transport.codes import (
    FIRST_MOVE,
    NO_FILM,
    NOT_FINITE,
    OK,
    OUT_OF_RANGE,
    STEP_UNDERFLOW,
    TOO_MANY_STEPS,
)
from nmhts.physics.transport.front_laws import front_laws
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
    push_step,
    take_step,
    unknowns,
)

_laws, _moving_laws = front_laws(lanes), front_laws(duals)
_rates, _bulk, _current = _laws.rates, _laws.bulk, _laws.current
_moving_bulk, _moving_current = _moving_laws.bulk, _moving_laws.current

_P = FrontParameters(*range(N_FRONT_PARAMETERS))
_RATES = (_P.hop_rate, _P.floor_rate, _P.leak_rate, _P.leak_conductance)

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
def _admit_moves(moves, moved, tables, lane, i):
    """Load the directions of film i into a lane."""
    for m in range(len(moved)):
        for k in range(N_FRONT_PARAMETERS):
            tables[m, k * WIDTH + lane] = moves.parameters[i, m, k]
        for k in range(SIZE):
            moved[m, k * WIDTH + lane] = moves.start[i, m, k]


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
def _first_steps(p, x, voltage, rtol):
    """Return first steps [s] that change no unknown by more than its allowed first change.

    To first order, that is ``FIRST_MOVE`` (rtol)^(1/4) of (scale + |value|).
    """
    u = unknowns(x)
    speed = splat(1e-300)
    for k, rate in enumerate(_rates(p, u, voltage)):
        speed = maximum(speed, absolute(rate) / (SCALES[k] + absolute(u[k])))
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
def _load_moves(films, moves, at, table, tables, rates, voltages, rise, longer, m):
    """Fill the tangents of voltages, coefficients and rates of all lanes along direction m.

    A relative change of the step length is expressed as the same relative change of all rates.
    """
    for k in range(len(rates)):
        rates[k] = tables[m, k]
    for lane in range(WIDTH):
        i = at.film[lane]
        longer[lane] = 0.0
        if i == NO_FILM:
            continue
        piece = at.piece[lane]
        duration = films.nodes[i, piece + 1] - films.nodes[i, piece]
        stretch = (moves.nodes[i, m, piece + 1] - moves.nodes[i, m, piece]) / duration
        longer[lane] = stretch
        first, last = moves.v_start[i, m, piece], moves.v_end[i, m, piece]
        before, part = at.t[lane] / duration, at.step[lane] / duration
        rise[lane] = part * (last - first)
        begin = (1.0 - before) * first + before * last
        for stage in range(STAGES):
            voltages[stage * WIDTH + lane] = begin + NODES[stage] * rise[lane]
        for k in _RATES:
            rates[k * WIDTH + lane] += table[k * WIDTH + lane] * stretch
        k = _P.area_resistance * WIDTH + lane
        rates[k] -= table[k] * stretch


@entry
def integrate_fronts(films, rtol, max_steps, records, status, steps, moves):
    """Integrate front-model films; the result of each film depends on its own row only.

    Parameters: films Fronts; rtol relative tolerance; max_steps of a film in one piece of the
    voltage; moves Moves, whose records are filled (None: no tangents).
    Fills records [b, t, N_OUT] up to the time reached, status [b], steps [b].
    """
    count = len(films.n_pieces)
    x, after, argument = zeros(SIZE * WIDTH), zeros(SIZE * WIDTH), zeros(SIZE * WIDTH)
    u, arguments = zeros(STAGES * SIZE * WIDTH), zeros(STAGES * SIZE * WIDTH)
    matrix = zeros(SIZE * SIZE * WIDTH)
    table, still = np.ones(N_FRONT_PARAMETERS * WIDTH), np.zeros(N_FRONT_PARAMETERS * WIDTH)
    voltages, rise, inverse = np.zeros(STAGES * WIDTH), np.zeros(WIDTH), np.ones(WIDTH)
    errors, first, begin = np.zeros(3 * WIDTH), np.zeros(WIDTH), np.zeros(WIDTH)
    space = RecordSpace(
        zeros(SIZE * WIDTH), np.zeros(WIDTH), zeros(5 * WIDTH), zeros(SIZE * WIDTH), np.zeros(WIDTH)
    )
    many = 0
    if moves is not None:
        many = moves.parameters.shape[1]
    moved = np.zeros((many, SIZE * WIDTH))
    tables = np.zeros((many, N_FRONT_PARAMETERS * WIDTH))
    moved_rise = np.zeros(WIDTH)
    moved_voltages = np.zeros(STAGES * WIDTH)
    pushed = np.zeros((many, STAGES * SIZE * WIDTH))
    moved_after, shifted = np.zeros((many, SIZE * WIDTH)), zeros(SIZE * WIDTH)
    all_rates = np.zeros((many, N_FRONT_PARAMETERS * WIDTH))
    all_longer = np.zeros((many, WIDTH))
    accepted = np.zeros(WIDTH, dtype=np.bool_)
    at = _Progress(
        np.full(WIDTH, NO_FILM), np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH), np.zeros(WIDTH),
        np.ones(WIDTH), np.ones(WIDTH), np.zeros(WIDTH), np.ones(WIDTH),
        np.zeros(WIDTH, dtype=np.bool_), np.zeros(WIDTH, dtype=np.int64),
    )  # fmt: skip
    following = 0

    while True:
        busy = 0
        for lane in range(WIDTH):
            if at.film[lane] == NO_FILM and following < count:
                _admit(films, at, x, table, lane, following)
                if moves is not None:
                    _admit_moves(moves, moved, tables, lane, following)
                steps[following], status[following] = 0, OK
                following += 1
            i = at.film[lane]
            if i == NO_FILM:
                continue
            busy += 1
            if at.piece[lane] < 0 or at.t[lane] == at.t_end[lane]:
                _next_piece(films, steps, at, x, table, lane, rtol)
            begin[lane] = films.v_start[i, at.piece[lane]] + at.slope[lane] * at.t[lane]
        if busy == 0:
            break
        p = parameters_of(table, 0)
        if at.fresh.any():
            store(first, 0, _first_steps(p, x, load(begin, 0), rtol))
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
            for stage in range(STAGES):
                voltages[stage * WIDTH + lane] = begin[lane] + NODES[stage] * rise[lane]
        linearise(p, x, load(inverse, 0), matrix)
        eliminate(matrix)
        take_step(p, x, voltages, load(rise, 0), load(at.step, 0), u, matrix, argument, arguments)
        error, trace, lowest = judge_step(rtol, x, u, argument, after)
        store(errors, 0, error)
        store(errors, 1, trace)
        store(errors, 2, lowest)
        taken = False
        for lane in range(WIDTH):
            accepted[lane] = False
            i = at.film[lane]
            if i == NO_FILM:
                continue
            steps[i] += 1
            good, end = _judge(
                at, lane, errors[lane], errors[WIDTH + lane], errors[2 * WIDTH + lane]
            )
            accepted[lane] = good
            taken = taken or good
            if end == OK and steps[i] - at.begun[lane] >= max_steps:
                end = TOO_MANY_STEPS
            if end != OK:
                status[i] = end
                at.film[lane], accepted[lane] = NO_FILM, False
        if not taken:
            continue
        if moves is not None:
            for m in range(many):
                _load_moves(
                    films, moves, at, table, tables, all_rates[m], moved_voltages, moved_rise,
                    all_longer[m], m
                )  # fmt: skip
                push_step(
                    p, parameters_of(all_rates[m], 0), parameters_of(still, 0), x, moved[m],
                    voltages, moved_voltages, load(rise, 0),
                    load(moved_rise, 0), load(at.step, 0), u, arguments, matrix, pushed[m],
                    moved_after[m], shifted,
                )  # fmt: skip
        while note_records(films, at, accepted, p, x, after, u, space, records):
            if moves is not None:
                for m in range(many):
                    note_moves(
                        films, moves, at, accepted, m, p, parameters_of(tables[m], 0), x, after, u,
                        moved[m], moved_after[m], pushed[m],
                        all_longer[m], space,
                    )  # fmt: skip
            next_records(films, at, accepted)
        for lane in range(WIDTH):
            if not accepted[lane]:
                continue
            for k in range(SIZE):
                x[k * WIDTH + lane] = after[k * WIDTH + lane]
                for m in range(many):
                    moved[m, k * WIDTH + lane] = moved_after[m, k * WIDTH + lane]
            last = at.step[lane] == at.t_end[lane] - at.t[lane]
            at.t[lane] = at.t_end[lane] if last else at.t[lane] + at.step[lane]
            at.fresh[lane] = False
            i = at.film[lane]
            if at.t[lane] == at.t_end[lane] and at.piece[lane] + 1 == films.n_pieces[i]:
                at.film[lane] = NO_FILM
