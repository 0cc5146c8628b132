"""Error-controlled, L-stable time integration of films in lanes: what a study calls, one batch at a time.

WIDTH films stand side by side and take their steps together, each with its own step length, error and acceptance (RODAS, see
``nmhts.numerics.rosenbrock``). When one film ends the next of the batch takes its lane. No operation mixes lanes, so a film's result depends on
nothing but its own inputs. Nitrogen is a linear invariant and conserved to rounding.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import entry, kernel
from nmhts.numerics.lanes import WIDTH, absolute, load, maximum, splat, store, where, zeros
from nmhts.numerics.rosenbrock import DENSE, GAMMA, NODES, ORDER, STAGES
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.equations import LANES
from nmhts.physics.transport.planes import SERIES
from nmhts.physics.transport.pushforward import (
    admit_directions,
    move_step,
    new_fan,
    push_potentials,
    push_record,
    push_start,
    set_aside,
    take_up,
)
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
    FilmParameters,
)
from nmhts.physics.transport.stepping import (
    SCALE_DROP,
    SCALE_GATE,
    SCALE_Y,
    bends,
    judge_step,
    parameters_of,
    record,
    take_step,
)
from nmhts.physics.transport.tangent import move_on
from nmhts.physics.transport.tape import note_record, note_step

# Status of a film; the sentences a user sees stand in simulation/status.py.
OK = 0
OUT_OF_RANGE = 1
STEP_UNDERFLOW = 2
TOO_MANY_STEPS = 3
NOT_FINITE = 4
TIME_LIMIT = 5
RUNNING = -1

NO_FILM = -1

_evaluate, _screened_potential, _linearise = (
    LANES.evaluate,
    LANES.screened_potential,
    LANES.linearise,
)

_R_A = FilmParameters._fields.index("area_resistance")
_C_S = FilmParameters._fields.index("stern_capacitance")

_MARGIN = 1e-3  # occupancies may leave [0, 1] by this much before a step counts as unphysical
# Step control with the error of the step before (Gustafsson 1991).
_SAFETY, _SHRINK, _GROW, _NOW, _BEFORE = 0.9, 0.2, 5.0, 0.7, 0.4
_RETREAT = 0.25  # of the step, where it led out of range
_SMALLEST_STEP = 1e-18  # s
_RESOLUTION = 1e-15  # of the time since the voltage had its last corner


class Films(NamedTuple):
    """A batch of b films, padded to n planes and k pieces of constant or linear voltage, recorded at t times."""

    parameters: Any  # [b, N_PARAMETERS]
    n_planes: Any  # [b] integers
    start: Any  # [b, n + 4]: y_0 ... y_{n-1} from the bottom [1], s, r, lost [planes], D [V]; the last four of row i after n_planes[i] planes
    n_pieces: Any  # [b] integers
    nodes: Any  # [b, k + 1] times of the pieces, s
    v_start: Any  # [b, k] voltages at their ends, V
    v_end: Any
    t_out: Any  # [b, t] times of the records, s, ascending within the nodes


class Results(NamedTuple):
    """What became of a batch of films."""

    occupancy: Any  # [b, t, n] from the bottom, filled up to the time reached
    scalars: Any  # [b, t, N_SCALARS], filled up to the time reached
    status: Any  # [b] integers
    steps: Any  # [b] integers


class _Progress(NamedTuple):
    """Where the film in each lane stands, [WIDTH]; times are counted from the start of the piece: a pulse late in a long protocol keeps its resolution."""

    film: Any
    piece: Any
    out: Any  # the next record
    fresh: Any  # has not taken a step
    aside: Any  # takes a step to a record, from where the step over it began
    accepted: Any
    t: Any
    t_end: Any  # of the piece
    t_ahead: Any  # after the step
    h: Any  # the step it would like to take, s
    step: Any  # the step it takes, s
    over: Any  # the step over the records it visits, s
    slope: Any  # dV/dt, V/s
    error_before: Any


class _Space(NamedTuple):
    """Memory of the lanes."""

    ahead: Any  # the new state, while steps to records are taken
    f: Any
    u: Any
    table: Any  # coefficients
    planes: Any
    small: Any


@kernel
def _first_steps(size, x, f, rtol):
    """Return first steps [s] that move no unknown by more than a tenth of its error tolerance, to first order."""
    speed = maximum(
        absolute(load(f, STERN)) / (SCALE_DROP + absolute(load(x, STERN))),
        maximum(
            absolute(load(f, POOL)) / (SCALE_GATE + absolute(load(x, POOL))),
            absolute(load(f, ADSORBED)) / (SCALE_GATE + absolute(load(x, ADSORBED))),
        ),
    )
    for k in range(PLANES, size, 2):
        speed = maximum(speed, absolute(load(f, k)) / (SCALE_Y + absolute(load(x, k))))
    return (0.1 * rtol) / maximum(speed, splat(1e-300))


@kernel
def _admit(films, results, at, x, table, planes, lane, i):
    """Put film i into a lane, at its start but without its potential."""
    n = films.n_planes[i]
    for k in range(N_PARAMETERS):
        table[k * WIDTH + lane] = films.parameters[i, k]
    for k in range(len(x) // WIDTH):
        x[k * WIDTH + lane] = 0.0
    x[ADSORBED * WIDTH + lane] = films.start[i, n]
    x[POOL * WIDTH + lane] = films.start[i, n + 1]
    x[LOST * WIDTH + lane] = films.start[i, n + 2]
    x[STERN * WIDTH + lane] = films.start[i, n + 3]
    for j in range(n):
        x[(PLANES + 2 * j) * WIDTH + lane] = films.start[i, n - 1 - j]
    planes[lane] = n
    at.film[lane] = i
    at.piece[lane], at.out[lane] = -1, 0
    at.fresh[lane], at.aside[lane] = True, False
    results.steps[i], results.status[i] = 0, RUNNING


@kernel
def _next_piece(films, at, x, lane, rtol):
    """Begin the next piece of the voltage of a film."""
    i = at.film[lane]
    before = films.v_end[i, at.piece[lane]] if at.piece[lane] >= 0 else films.v_start[i, 0]
    at.piece[lane] += 1
    k = at.piece[lane]
    at.t[lane], at.t_end[lane] = 0.0, films.nodes[i, k + 1] - films.nodes[i, k]
    at.slope[lane] = (films.v_end[i, k] - films.v_start[i, k]) / at.t_end[lane]
    at.error_before[lane] = 1.0
    # A jump of the voltage changes no rate but that of the Stern drop.
    jump = abs(films.v_start[i, k] - before) / (
        films.parameters[i, _R_A] * films.parameters[i, _C_S]
    )
    drop = abs(x[STERN * WIDTH + lane])
    if jump > 0.0:
        at.h[lane] = min(at.h[lane], 0.1 * rtol * (SCALE_DROP + drop) / jump)


@kernel
def _start(films, results, directions, fan, at, space, x, after, first, lane):
    """Choose the first step of a film and record what comes before it."""
    i, length = at.film[lane], len(x)
    at.fresh[lane] = False
    at.h[lane] = first
    for k in range(PLANES + 2 * films.n_planes[i]):
        after[k * WIDTH + lane] = x[k * WIDTH + lane]
        for j in range(STAGES):
            space.u[j * length + k * WIDTH + lane] = 0.0
    # The dense output of these has the slope of D at its start.
    space.u[STERN * WIDTH + lane] = space.f[STERN * WIDTH + lane] / DENSE[0, 0]
    while at.out[lane] < films.t_out.shape[1] and films.t_out[i, at.out[lane]] <= films.nodes[i, 0]:
        if fan is not None:
            push_start(films, directions, fan, x, lane, i, at.out[lane])
        _note(films, results, None, None, None, at, space, x, after, lane, 0.0, 1.0)


@kernel
def _note(films, results, tape, directions, fan, at, space, x, after, lane, share, step):
    """Fill the next record of a film, at a share of a step."""
    i, r = at.film[lane], at.out[lane]
    record(
        films.parameters[i], films.n_planes[i], x, space.u, after, len(x), lane, share, step, space.small,
        results.occupancy[i, r], results.scalars[i, r],
    )  # fmt: skip
    if tape is not None:
        note_record(tape, i, r, at.aside[lane])
    if fan is not None:
        push_record(
            films, directions, fan, i, r, x, space.u, after, lane, share, step, at.aside[lane], space.small
        )  # fmt: skip
    at.out[lane] += 1


@kernel
def _choose_step(films, at, lane):
    """Choose the step of a film: to its next record, or as long as its error allows, ending with the piece."""
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
def _judge(films, results, tape, directions, fan, at, space, x, after, lane, worst, trace, lowest, highest):
    """Accept or reject the step of a film and fill the records it has passed; return its status."""
    i = at.film[lane]
    finite = trace < 1e300
    physical = finite and lowest >= -_MARGIN and highest <= 1.0 + _MARGIN
    step, left = at.step[lane], at.t_end[lane] - at.t[lane]
    if at.aside[lane] and physical and worst <= 1.0:
        # Nothing depends on a step to a record but the record.
        _note(films, results, tape, directions, fan, at, space, x, after, lane, 1.0, step)
    elif not physical or worst > 1.0:
        # If it was a step to a record, the longer one over it is not to be trusted either.
        at.aside[lane] = False
        results.steps[i] += 1
        shrink = min(0.9, max(_SHRINK, _SAFETY * worst ** (-1.0 / ORDER)))
        at.h[lane] = step * (shrink if physical else _RETREAT)
        if at.h[lane] < max(_SMALLEST_STEP, _RESOLUTION * at.t[lane]):
            return STEP_UNDERFLOW if physical else OUT_OF_RANGE if finite else NOT_FINITE
    else:
        results.steps[i] += 1
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
                if fan is not None:
                    set_aside(fan, len(x) // WIDTH, lane)
                break
            _note(films, results, tape, directions, fan, at, space, x, after, lane, min(1.0, share), step)
        at.accepted[lane] = not at.aside[lane]
    if at.aside[lane] and not _passed(films, at, lane):
        at.aside[lane] = False
        at.accepted[lane] = 1.0
        for k in range(PLANES + 2 * films.n_planes[i]):
            after[k * WIDTH + lane] = space.ahead[k * WIDTH + lane]
        if fan is not None:
            take_up(fan, len(x) // WIDTH, lane)
    if at.accepted[lane]:
        if tape is not None:
            note_step(
                tape, i, films.n_planes[i], x, lane, at.piece[lane], at.t[lane], at.over[lane]
            )
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


@kernel
def _linearise_all(p, extent, x, voltage, inverse, f, factors, series, fan):
    """Linearise, and keep what directions need."""
    if fan is None:
        _linearise(p, extent, x, voltage, inverse, f, factors, series, None)
    else:
        _linearise(p, extent, x, voltage, inverse, f, factors, series, fan.known)


@entry
def integrate_batch(films, rtol, max_steps, results, tape, directions, at_work, give_up, number):
    """Integrate films in lanes; each film's result depends on nothing but its own row.

    Parameters: films Films; rtol relative tolerance; max_steps of a film; results Results, filled; tape Tape, filled with what it takes to pull cotangents back (None: not
    wanted); directions Directions, whose moves of records are filled (None: there are none). At a voltage step the current is that just before it. Allocates nothing that survives the call; safe on several threads.
    at_work, give_up [WIDTH] int64, shared with another thread: say which film is in which lane, are asked before every step which one to give up;
    number: how the first film is called there.
    """
    count = len(films.n_planes)
    n_max = results.occupancy.shape[2]
    length = (PLANES + 2 * n_max + PADDING) * WIDTH
    x, after, argument = zeros(length), zeros(length), zeros(length)
    factors = zeros((n_max + HEAD) * FACTORS * WIDTH)
    series = zeros(n_max * SERIES * WIDTH)
    voltage, voltages = np.zeros(WIDTH), np.zeros(STAGES * WIDTH)
    inverse, rise = np.ones(WIDTH), np.zeros(WIDTH)
    errors, first = np.zeros(4 * WIDTH), np.zeros(WIDTH)
    space = _Space(
        zeros(length), zeros(length), zeros(STAGES * length), np.ones(N_PARAMETERS * WIDTH), np.full(WIDTH, 3.0),
        np.zeros(PLANES + 4),
    )  # fmt: skip
    at = _Progress(
        np.full(WIDTH, NO_FILM), np.zeros(WIDTH, dtype=np.int64), np.zeros(WIDTH, dtype=np.int64),
        np.zeros(WIDTH, dtype=np.bool_), np.zeros(WIDTH, dtype=np.bool_), np.zeros(WIDTH),
        np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH), np.ones(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(WIDTH),
    )  # fmt: skip
    fan = new_fan(directions, n_max)
    following = 0

    while True:
        busy = 0
        depth, shallow = 3, n_max
        for lane in range(WIDTH):
            if at.film[lane] == NO_FILM and following < count:
                _admit(films, results, at, x, space.table, space.planes, lane, following)
                if directions is not None:
                    admit_directions(directions, fan, length // WIDTH, lane, following, films.n_planes[following])  # fmt: skip
                at_work[lane] = number + following
                following += 1
            if at.film[lane] != NO_FILM:
                busy += 1
                depth = max(depth, films.n_planes[at.film[lane]])
            shallow = min(shallow, int(space.planes[lane]))
        if busy == 0:
            break
        p = parameters_of(space.table)
        extent = Extent(depth, max(1, shallow - 2), load(space.planes, 0))
        size = PLANES + 2 * depth
        new = at.fresh.any()
        if new:
            # The other lanes must keep the potential they have.
            for k in range(size):
                store(after, k, load(x, k))
            _screened_potential(p, extent, after, space.f)
            for lane in range(WIDTH):
                if at.fresh[lane]:
                    for j in range(depth):
                        k = (PLANES + 1 + 2 * j) * WIDTH + lane
                        x[k] = after[k]
            if directions is not None:
                push_potentials(p, extent, x, at.fresh, fan, argument)
        for lane in range(WIDTH):
            i = at.film[lane]
            if i == NO_FILM:
                continue
            if at.piece[lane] < 0 or at.t[lane] == at.t_end[lane]:
                _next_piece(films, at, x, lane, rtol)
            voltage[lane] = films.v_start[i, at.piece[lane]] + at.slope[lane] * at.t[lane]
        if new:
            _evaluate(p, extent, x, load(voltage, 0), space.f)
            store(first, 0, _first_steps(size, x, space.f, rtol))
        for lane in range(WIDTH):
            if at.film[lane] == NO_FILM:
                continue
            if at.fresh[lane]:
                _start(films, results, directions, fan, at, space, x, after, first[lane], lane)
            _choose_step(films, at, lane)
            inverse[lane] = 1.0 / (at.step[lane] * GAMMA)
            rise[lane] = at.slope[lane] * at.step[lane]
            for k in range(STAGES):
                voltages[k * WIDTH + lane] = voltage[lane] + rise[lane] * NODES[k]
            if directions is not None:
                to = at.out[lane] if at.aside[lane] else -1
                move_step(
                    films, directions, fan, lane, at.film[lane], at.piece[lane], at.t[lane], at.step[lane], to
                )  # fmt: skip
        _linearise_all(p, extent, x, load(voltage, 0), load(inverse, 0), space.f, factors, series, fan)
        take_step(
            p, extent, voltages, load(at.step, 0), load(rise, 0), x, space.f, space.u, argument, factors, series, fan
        )  # fmt: skip
        error, trace, lowest, highest = judge_step(extent, rtol, x, space.u, argument, after)
        store(errors, 0, error)
        store(errors, 1, trace)
        store(errors, 2, lowest)
        store(errors, 3, highest)
        for lane in range(WIDTH):
            at.accepted[lane] = 0.0
            i = at.film[lane]
            if i == NO_FILM:
                continue
            end = _judge(
                films, results, tape, directions, fan, at, space, x, after, lane,
                errors[lane], errors[WIDTH + lane], errors[2 * WIDTH + lane], errors[3 * WIDTH + lane],
            )  # fmt: skip
            if end == RUNNING and results.steps[i] >= max_steps:
                end = TOO_MANY_STEPS
            if end == RUNNING and give_up[lane] == number + i:
                end = TIME_LIMIT
            if end != RUNNING:
                results.status[i] = end
                at.film[lane] = NO_FILM
                at_work[lane] = NO_FILM
        if directions is not None:
            move_on(extent, length // WIDTH, fan, load(at.accepted, 0) > 0.5)
        if ((at.film == NO_FILM) | (at.accepted > 0.0)).all():
            x, after = after, x
        else:
            taken = load(at.accepted, 0) > 0.5
            for k in range(size):
                store(x, k, where(taken, load(after, k), load(x, k)))


def no_watch():
    """Return the watch of a batch that nobody watches, (at_work, give_up) int64 [2, WIDTH]."""
    return np.full((2, WIDTH), NO_FILM, dtype=np.int64)


def compile_batch():
    """Compile ``integrate_batch``, or load it, by a batch without films: no film can do harm here."""
    table, numbers = np.zeros((0, 1)), np.zeros(0, dtype=np.int64)
    out = np.zeros((0, 1, 1))
    at_work, give_up = no_watch()
    films = Films(table, numbers, table, numbers, table, table, table, table)
    integrate_batch(films, 1.0, 1, Results(out, out, numbers, numbers), None, None, at_work, give_up, 0)
