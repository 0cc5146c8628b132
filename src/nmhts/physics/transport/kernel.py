"""Error-controlled, L-stable time integration of films in lanes: what a study calls, one batch at a time.

WIDTH films stand side by side and take their steps together, each with its own step length, error and acceptance (RODAS, see
``nmhts.numerics.rosenbrock``). When one film ends the next of the batch takes its lane. No operation mixes lanes, so a film's result depends on
nothing but its own inputs. Nitrogen is a linear invariant and conserved to rounding.
"""

from __future__ import annotations

import numpy as np

from nmhts.numerics.compiled import entry, kernel
from nmhts.numerics.lanes import (
    WIDTH,
    absolute,
    load,
    maximum,
    minimum,
    splat,
    store,
    where,
    zeros,
)
from nmhts.numerics.rosenbrock import DENSE, GAMMA, NODES, ORDER, SLOPES, STAGES, A, C
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.equations import (
    ADSORBED,
    HEAD,
    LANES,
    LOST,
    N_PARAMETERS,
    PADDING,
    PLANES,
    POOL,
    SERIES,
    SINGLE,
    STERN,
    Extent,
    FilmParameters,
)

# Status of a film; the sentences a user sees stand in simulation/status.py.
OK = 0
OUT_OF_RANGE = 1
STEP_UNDERFLOW = 2
TOO_MANY_STEPS = 3
NOT_FINITE = 4
TIME_LIMIT = 5
RUNNING = -1

NO_FILM = -1

# Columns of the scalar outputs of a film.
ADSORBED_OUT, POOL_OUT, LOST_OUT, STERN_OUT, CURRENT_OUT = range(5)
N_SCALARS = 5

_evaluate, _screened_potential = LANES.evaluate, LANES.screened_potential
_exchange = SINGLE.exchange
_linearise, _advance, _solve = LANES.linearise, LANES.advance, LANES.solve

_R_A = FilmParameters._fields.index("area_resistance")
_C_S = FilmParameters._fields.index("stern_capacitance")

_MARGIN = 1e-3  # occupancies may leave [0, 1] by this much before a step counts as unphysical
# Step control with the error of the step before (Gustafsson 1991).
_SAFETY, _SHRINK, _GROW, _NOW, _BEFORE = 0.9, 0.2, 5.0, 0.7, 0.4
_RETREAT = 0.25  # of the step, where it led out of range
_STRAIGHT = 2e-4  # departure of an occupancy from a straight line within a step up to which records lie on the dense output
_SMALLEST_STEP = 1e-18  # s
_RESOLUTION = 1e-15  # of the time since the voltage had its last corner

# Error scales: an error of rtol (scale + |value|) is allowed.
_SCALE_Y, _SCALE_PHI, _SCALE_DROP, _SCALE_GATE, _SCALE_LOST = 0.01, 0.01, 0.01, 1e-5, 1e-5


@kernel
def _parameters(table):
    return FilmParameters(
        load(table, 0), load(table, 1), load(table, 2), load(table, 3), load(table, 4), load(table, 5), load(table, 6),
        load(table, 7), load(table, 8), load(table, 9), load(table, 10), load(table, 11), load(table, 12), load(table, 13),
        load(table, 14), load(table, 15), load(table, 16), load(table, 17), load(table, 18), load(table, 19), load(table, 20),
        load(table, 21), load(table, 22), load(table, 23), load(table, 24),
    )  # fmt: skip


@kernel
def _single_parameters(q):
    return FilmParameters(
        q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], q[8], q[9], q[10], q[11], q[12], q[13], q[14], q[15], q[16], q[17],
        q[18], q[19], q[20], q[21], q[22], q[23], q[24],
    )  # fmt: skip


@kernel
def _first_steps(size, x, f, rtol):
    """Return first steps [s] that move no unknown by more than a tenth of its error tolerance, to first order."""
    speed = maximum(
        absolute(load(f, STERN)) / (_SCALE_DROP + absolute(load(x, STERN))),
        maximum(
            absolute(load(f, POOL)) / (_SCALE_GATE + absolute(load(x, POOL))),
            absolute(load(f, ADSORBED)) / (_SCALE_GATE + absolute(load(x, ADSORBED))),
        ),
    )
    for k in range(PLANES, size, 2):
        speed = maximum(speed, absolute(load(f, k)) / (_SCALE_Y + absolute(load(x, k))))
    return (0.1 * rtol) / maximum(speed, splat(1e-300))


@kernel
def _take_step(p, extent, voltages, step, slope, x, f, u, argument, factors, series, after, rtol):
    """Take one step of every lane from ``x`` to ``after``; ``f`` and ``factors`` belong to ``x``, ``f`` is overwritten.

    Parameters: step h [s], slope dV/dt [V/s] lanes; voltages [STAGES] V at the stages; u [STAGES, unknowns] receives the stages, argument the embedded
    solution.
    Returns: (largest error over its tolerance, sum of all |unknowns| (not finite if one is not), smallest and largest occupancy), lanes.
    """
    size = PLANES + 2 * extent.depth
    length = len(u) // STAGES
    per_step = 1.0 / step
    nothing = 0.0 * step
    # df/dt of the Stern drop: only the voltage depends on time.
    drive = -slope / (p.area_resistance * p.stern_capacitance) * step
    for k in range(size):
        store(u, k, load(f, k))
    store(u, STERN, load(f, STERN) + SLOPES[0] * drive)
    _solve(extent.depth + HEAD, factors, u)
    for stage in range(1, STAGES):
        _advance(
            p, extent, x, load(voltages, stage), SLOPES[stage] * drive, A[stage], C[stage], per_step, u, stage, factors, series, argument
        )  # fmt: skip

    last = u[(STAGES - 1) * length :]
    error = nothing
    trace = nothing
    lowest, highest = splat(1.0), splat(0.0)
    for k in range(size):
        # The argument of the last stage is the embedded solution.
        delta = load(last, k)
        total = load(argument, k) + delta
        store(after, k, total)
        scale = _SCALE_Y
        if k == LOST:
            scale = _SCALE_LOST
        elif k in (POOL, ADSORBED):
            scale = _SCALE_GATE
        size_of = maximum(absolute(load(x, k)), absolute(total))
        error = maximum(error, absolute(delta) / (rtol * (scale + size_of)))
        trace = trace + size_of
        if k >= PLANES and k % 2 == 0:
            lowest, highest = minimum(lowest, total), maximum(highest, total)
    return error, trace, lowest, highest


@kernel
def _between(x, u, after, stride, k, lane, share):
    """Return unknown k of a lane at a share of the step, and its derivative by that share."""
    begin, end = x[k * WIDTH + lane], after[k * WIDTH + lane]
    c, d = 0.0, 0.0
    for j in range(STAGES - 1):
        value = u[j * stride + k * WIDTH + lane]
        c += DENSE[0, j] * value
        d += DENSE[1, j] * value
    rest = 1.0 - share
    bend = c + share * d
    return (
        rest * begin + share * (end + rest * bend),
        end - begin + (rest - share) * bend + share * rest * d,
    )


@kernel
def _record(q, n, x, u, after, stride, lane, share, step, small, y_out, scalars_out):
    """Record a film at a share of its step."""
    for j in range(n):
        y_out[n - 1 - j] = _between(x, u, after, stride, PLANES + 2 * j, lane, share)[0]
    for k in range(PLANES + 3):
        small[k] = _between(x, u, after, stride, k, lane, share)[0]
    p = _single_parameters(q)
    scalars_out[ADSORBED_OUT] = small[ADSORBED]
    scalars_out[POOL_OUT] = small[POOL]
    scalars_out[LOST_OUT] = small[LOST]
    scalars_out[STERN_OUT] = small[STERN]
    # The current in the outer circuit as transfer plus charging: (-V - phi_g) / R_A would lose it to cancellation.
    charging = _between(x, u, after, stride, STERN, lane, share)[1] / step
    scalars_out[CURRENT_OUT] = (
        p.plane_charge
        * _exchange(
            p, small[POOL], small[ADSORBED], small[STERN], small[PLANES], small[PLANES + 2]
        ).j_1
        + p.leak_conductance * (small[STERN] + small[PLANES + 1])
        + p.stern_capacitance * charging
    )


@kernel
def _bends(n, u, stride, lane, share):
    """Return whether an occupancy departs so far from a straight line within the step that the dense output is too coarse."""
    for j in range(n):
        bend = 0.0
        for k in range(STAGES - 1):
            weight = DENSE[0, k] + share * DENSE[1, k]
            bend += weight * u[k * stride + (PLANES + 2 * j) * WIDTH + lane]
        if abs(share * (1.0 - share) * bend) > _STRAIGHT:
            return True
    return False


@entry
def integrate_batch(
    parameters, n_planes, start, n_pieces, nodes, v_start, v_end, t_out, rtol, max_steps,
    y_out, scalars_out, status, steps, at_work, give_up, number,
):  # fmt: skip
    """Integrate films in lanes; each film's result depends on nothing but its own row.

    Parameters: b films, padded to n planes and k pieces: parameters [b, N_PARAMETERS]; n_planes, n_pieces [b] integers; start [b, n+4] = (y_0..y_{n-1} from the bottom [1], s, r, lost [planes],
    D [V]), the last four of row i after n_planes[i] planes; nodes [b, k+1] times of the pieces [s]; v_start, v_end [b, k] voltages at their ends [V]; t_out [b, t] output times [s],
    ascending within the nodes; rtol relative tolerance; max_steps of a film.
    Fills y_out [b, t, n] from the bottom, scalars_out [b, t, N_SCALARS] up to the time reached, status, steps [b]. At a voltage step the current
    is that just before it. Allocates nothing that survives the call; safe on several threads.
    at_work, give_up [WIDTH] int64, shared with another thread: say which film is in which lane, are asked before every step which one to give up;
    number: how the first film is called there.
    """
    count = len(n_planes)
    n_max = y_out.shape[2]
    length = (PLANES + 2 * n_max + PADDING) * WIDTH
    x, after, argument, f = zeros(length), zeros(length), zeros(length), zeros(length)
    ahead, u = zeros(length), zeros(STAGES * length)
    factors = zeros((n_max + HEAD) * FACTORS * WIDTH)
    series = zeros(n_max * SERIES * WIDTH)
    table = np.ones(N_PARAMETERS * WIDTH)
    planes = np.full(WIDTH, 3.0)
    voltage, voltages = np.zeros(WIDTH), np.zeros(STAGES * WIDTH)
    inverse, step, slope = np.ones(WIDTH), np.ones(WIDTH), np.zeros(WIDTH)
    result = np.zeros(4 * WIDTH)
    first = np.zeros(WIDTH)
    accepted = np.zeros(WIDTH)
    small = np.zeros(PLANES + 4)

    film = np.full(WIDTH, NO_FILM)
    piece, out = np.zeros((2, WIDTH), dtype=np.int64)
    fresh, aside = np.zeros((2, WIDTH), dtype=np.bool_)
    t, t_end, t_ahead, h, error_before = np.zeros((5, WIDTH))
    following = 0

    while True:
        busy = 0
        depth, shallow = 3, n_max
        for lane in range(WIDTH):
            if film[lane] == NO_FILM and following < count:
                i = following
                following += 1
                film[lane] = i
                at_work[lane] = number + i
                n = n_planes[i]
                for k in range(N_PARAMETERS):
                    table[k * WIDTH + lane] = parameters[i, k]
                for k in range(PLANES + 2 * n_max):
                    x[k * WIDTH + lane] = 0.0
                x[ADSORBED * WIDTH + lane] = start[i, n]
                x[POOL * WIDTH + lane] = start[i, n + 1]
                x[LOST * WIDTH + lane] = start[i, n + 2]
                x[STERN * WIDTH + lane] = start[i, n + 3]
                for j in range(n):
                    x[(PLANES + 2 * j) * WIDTH + lane] = start[i, n - 1 - j]
                planes[lane] = n
                piece[lane], out[lane], steps[i], status[i] = -1, 0, 0, RUNNING
                fresh[lane], aside[lane] = True, False
            if film[lane] != NO_FILM:
                busy += 1
                depth = max(depth, n_planes[film[lane]])
            shallow = min(shallow, int(planes[lane]))
        if busy == 0:
            break
        p = _parameters(table)
        extent = Extent(depth, max(1, shallow - 2), load(planes, 0))
        size = PLANES + 2 * depth
        new = fresh.any()
        if new:
            # The other lanes must keep the potential they have.
            for k in range(size):
                store(after, k, load(x, k))
            _screened_potential(p, extent, after, f)
            for lane in range(WIDTH):
                if fresh[lane]:
                    for j in range(depth):
                        k = (PLANES + 1 + 2 * j) * WIDTH + lane
                        x[k] = after[k]
        for lane in range(WIDTH):
            i = film[lane]
            if i == NO_FILM:
                continue
            if piece[lane] < 0 or t[lane] == t_end[lane]:
                # Time is counted from the start of the piece: a pulse late in a long protocol keeps its resolution.
                before = v_end[i, piece[lane]] if piece[lane] >= 0 else v_start[i, 0]
                piece[lane] += 1
                k = piece[lane]
                t[lane], t_end[lane] = 0.0, nodes[i, k + 1] - nodes[i, k]
                slope[lane] = (v_end[i, k] - v_start[i, k]) / t_end[lane]
                error_before[lane] = 1.0
                # A jump of the voltage changes no rate but that of the Stern drop.
                jump = abs(v_start[i, k] - before) / (parameters[i, _R_A] * parameters[i, _C_S])
                drop = abs(x[STERN * WIDTH + lane])
                if jump > 0.0:
                    h[lane] = min(h[lane], 0.1 * rtol * (_SCALE_DROP + drop) / jump)
            voltage[lane] = v_start[i, piece[lane]] + slope[lane] * t[lane]
        if new:
            _evaluate(p, extent, x, load(voltage, 0), f)
            store(first, 0, _first_steps(size, x, f, rtol))
        for lane in range(WIDTH):
            i = film[lane]
            if i == NO_FILM:
                continue
            if fresh[lane]:
                fresh[lane] = False
                h[lane] = first[lane]
                for k in range(PLANES + 2 * n_planes[i]):
                    after[k * WIDTH + lane] = x[k * WIDTH + lane]
                    for j in range(STAGES):
                        u[j * length + k * WIDTH + lane] = 0.0
                u[STERN * WIDTH + lane] = f[STERN * WIDTH + lane] / DENSE[0, 0]
                while out[lane] < t_out.shape[1] and t_out[i, out[lane]] <= nodes[i, 0]:
                    _record(
                        parameters[i], n_planes[i], x, u, after, length, lane, 0.0, 1.0, small,
                        y_out[i, out[lane]], scalars_out[i, out[lane]],
                    )  # fmt: skip
                    out[lane] += 1
            left = t_end[lane] - t[lane]
            wanted = h[lane]
            if aside[lane]:
                wanted = t_out[i, out[lane]] - nodes[i, piece[lane]] - t[lane]
            elif wanted >= 0.999 * left:
                wanted = left
            elif wanted > 0.5 * left:
                wanted = 0.5 * left
            step[lane] = wanted
            inverse[lane] = 1.0 / (wanted * GAMMA)
            for k in range(STAGES):
                voltages[k * WIDTH + lane] = voltage[lane] + slope[lane] * NODES[k] * wanted
        _linearise(p, extent, x, load(voltage, 0), load(inverse, 0), f, factors, series)
        error, trace, lowest, highest = _take_step(
            p, extent, voltages, load(step, 0), load(slope, 0), x, f, u, argument, factors, series, after, rtol
        )  # fmt: skip
        store(result, 0, error)
        store(result, 1, trace)
        store(result, 2, lowest)
        store(result, 3, highest)
        for lane in range(WIDTH):
            accepted[lane] = 0.0
            i = film[lane]
            if i == NO_FILM:
                continue
            end = RUNNING
            worst = result[lane]
            finite = result[WIDTH + lane] < 1e300
            physical = (
                finite
                and result[2 * WIDTH + lane] >= -_MARGIN
                and result[3 * WIDTH + lane] <= 1.0 + _MARGIN
            )
            if aside[lane] and physical and worst <= 1.0:
                # A step to a record from where the step over it began; nothing depends on it but the record.
                _record(
                    parameters[i], n_planes[i], x, u, after, length, lane, 1.0, step[lane], small,
                    y_out[i, out[lane]], scalars_out[i, out[lane]],
                )  # fmt: skip
                out[lane] += 1
            elif not physical or worst > 1.0:
                # If it was a step to a record, the longer one over it is not to be trusted either.
                aside[lane] = False
                steps[i] += 1
                shrink = min(0.9, max(_SHRINK, _SAFETY * worst ** (-1.0 / ORDER)))
                h[lane] = step[lane] * (shrink if physical else _RETREAT)
                if h[lane] < max(_SMALLEST_STEP, _RESOLUTION * t[lane]):
                    end = STEP_UNDERFLOW if physical else OUT_OF_RANGE if finite else NOT_FINITE
            else:
                steps[i] += 1
                worst = max(worst, 1e-4)
                factor = (
                    _SAFETY * worst ** (-_NOW / ORDER) * error_before[lane] ** (_BEFORE / ORDER)
                )
                factor = min(_GROW, max(_SHRINK, factor))
                error_before[lane] = worst
                clipped = step[lane] == t_end[lane] - t[lane]
                t_ahead[lane] = t_end[lane] if clipped else t[lane] + step[lane]
                h[lane] = (
                    max(h[lane], step[lane] * factor)
                    if step[lane] < h[lane] and factor >= 1.0
                    else step[lane] * factor
                )
                begin = nodes[i, piece[lane]]
                while out[lane] < t_out.shape[1] and t_out[i, out[lane]] - begin <= t_ahead[lane]:
                    share = (t_out[i, out[lane]] - begin - t[lane]) / step[lane]
                    if share < 1.0 and _bends(n_planes[i], u, length, lane, share):
                        aside[lane] = True
                        for k in range(PLANES + 2 * n_planes[i]):
                            ahead[k * WIDTH + lane] = after[k * WIDTH + lane]
                        break
                    _record(
                        parameters[i], n_planes[i], x, u, after, length, lane, min(1.0, share), step[lane], small,
                        y_out[i, out[lane]], scalars_out[i, out[lane]],
                    )  # fmt: skip
                    out[lane] += 1
                accepted[lane] = not aside[lane]
            if aside[lane]:
                begin = nodes[i, piece[lane]]
                if out[lane] == t_out.shape[1] or t_out[i, out[lane]] - begin > t_ahead[lane]:
                    aside[lane] = False
                    accepted[lane] = 1.0
                    for k in range(PLANES + 2 * n_planes[i]):
                        after[k * WIDTH + lane] = ahead[k * WIDTH + lane]
            if accepted[lane]:
                t[lane] = t_ahead[lane]
                if t[lane] == t_end[lane] and piece[lane] + 1 == n_pieces[i]:
                    end = OK
            if end == RUNNING and steps[i] >= max_steps:
                end = TOO_MANY_STEPS
            if end == RUNNING and give_up[lane] == number + i:
                end = TIME_LIMIT
            if end != RUNNING:
                status[i] = end
                film[lane] = NO_FILM
                at_work[lane] = NO_FILM
        if ((film == NO_FILM) | (accepted > 0.0)).all():
            x, after = after, x
        else:
            taken = load(accepted, 0) > 0.5
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
    integrate_batch(
        table, numbers, table, numbers, table, table, table, table, 1.0, 1,
        out, out, numbers, numbers, at_work, give_up, 0,
    )  # fmt: skip
