"""Error-controlled, L-stable time integration of one film, and the batch of films a study calls.

The method is an explicit-first-stage singly diagonally implicit Runge-Kutta pair of orders 3 and 2 (Kvaerno 2004): four stages,
stiffly accurate, the step L-stable and the comparison A-stable, so the screened Poisson equation holds at every accepted state and nitrogen, a linear
invariant, is conserved to rounding. Newton's matrix is exact; it is renewed when convergence slows.
"""

from __future__ import annotations

import numpy as np

from nmhts.numerics.banded import banded_lu, padding
from nmhts.numerics.compiled import entry, kernel
from nmhts.physics.transport.residual import (
    LOWER,
    UPPER,
    FilmParameters,
    assemble,
    exchange,
    screened_potential,
)

# Status of a film; the sentences a user sees stand in simulation/status.py.
OK = 0
NEWTON_FAILED = 1
STEP_UNDERFLOW = 2
TOO_MANY_STEPS = 3
NOT_FINITE = 4
TIME_LIMIT = 5

# Entries of the watch of a batch: the film at work (NO_FILM before and after), and the film to give up.
AT_WORK, GIVE_UP = range(2)
NO_FILM = -1

# Columns of the scalar outputs of a film.
ADSORBED, POOL, LOST, STERN, CURRENT = range(5)
N_SCALARS = 5

_GAMMA = 0.43586652150845899941601945
_A21 = _GAMMA
_A31 = (-4.0 * _GAMMA**2 + 6.0 * _GAMMA - 1.0) / (4.0 * _GAMMA)
_A32 = (1.0 - 2.0 * _GAMMA) / (4.0 * _GAMMA)
_A41 = (6.0 * _GAMMA - 1.0) / (12.0 * _GAMMA)
_A42 = -1.0 / ((24.0 * _GAMMA - 12.0) * _GAMMA)
_A43 = (-6.0 * _GAMMA**2 + 6.0 * _GAMMA - 1.0) / (6.0 * _GAMMA - 3.0)
TABLEAU = np.array(
    [
        [0.0, 0.0, 0.0, 0.0],
        [_A21, _GAMMA, 0.0, 0.0],
        [_A31, _A32, _GAMMA, 0.0],
        [_A41, _A42, _A43, _GAMMA],
    ]
)
NODES = np.array([0.0, 2.0 * _GAMMA, 1.0, 1.0])

_factorise, _solve = banded_lu(LOWER, UPPER)
_PADDING = padding(LOWER, UPPER)

_MAX_NEWTON = 12
_NEWTON_TOLERANCE = 0.01  # of the error tolerance
_RENEW = 0.3  # a contraction slower than this renews the Newton matrix
_MARGIN = 1e-3  # occupancies may leave [0, 1] by this much before a step counts as unphysical
_SAFETY, _SHRINK, _GROW = 0.9, 0.2, 5.0


@kernel
def _error_weights(n, x, rtol, weights):
    """Fill the error weight of every unknown; 0 for the potentials, which follow from the rest."""
    m = 2 * n
    for i in range(n):
        weights[2 * i] = 1.0 / (rtol * (0.01 + abs(x[2 * i])))
        weights[2 * i + 1] = 0.0
    weights[m] = 1.0 / (rtol * (1e-5 + abs(x[m])))
    weights[m + 1] = 1.0 / (rtol * (0.01 + abs(x[m + 1])))
    weights[m + 2] = 1.0 / (rtol * (1e-5 + abs(x[m + 2])))


@kernel
def _norm(size, v, weights):
    worst = 0.0
    for i in range(size):
        worst = max(worst, abs(v[i]) * weights[i])
    return worst


@kernel
def _damping(n, y, delta):
    """Return the share of a Newton step that keeps every occupancy of a plane and of the adsorbed layer's within reach of [0, 1].

    Far outside that interval the equations have other, unphysical roots.
    """
    damping = 1.0
    for i in range(0, 2 * n, 2):
        if y[i] + delta[i] < -_MARGIN:
            damping = min(damping, max(0.1, -0.9 * y[i] / delta[i]))
        elif y[i] + delta[i] > 1.0 + _MARGIN:
            damping = min(damping, max(0.1, 0.9 * (1.0 - y[i]) / delta[i]))
    return damping


@kernel
def _physical(n, y):
    """Return whether every occupancy lies within the margin of [0, 1]."""
    for i in range(0, 2 * n, 2):
        if not (y[i] >= -_MARGIN and y[i] <= 1.0 + _MARGIN):
            return False
    return True


@kernel
def _stage(p, n, base, y, voltage, scale, weights, f, delta, rows, fresh, always):
    """Solve one implicit stage y = base + scale f(y) by Newton's method.

    Parameters: fresh: the matrix must be made anew; always: at every iteration.
    Returns: (converged, iterations). On return ``y`` holds the stage; ``rows`` the last factors.
    """
    size = 2 * n + 3
    before = 0.0
    for iteration in range(_MAX_NEWTON):
        assemble(p, n, y, voltage, f, fresh, scale, rows)
        if fresh and not _factorise(rows, size):
            return False, iteration + 1
        for i in range(size):
            if i % 2 == 1 and i < 2 * n:
                delta[i] = -f[i]
            else:
                delta[i] = base[i] + scale * f[i] - y[i]
        _solve(rows, size, delta)
        norm = _norm(size, delta, weights)
        if not norm < 1e300:
            return False, iteration + 1
        damping = _damping(n, y, delta)
        for i in range(size):
            y[i] += damping * delta[i]
        if damping < 1.0:
            fresh = True
            before = norm
            continue
        ratio = norm / before if iteration > 0 else 1.0
        # What is left after this iteration, from the contraction seen (Hairer and Wanner 1996, IV.8).
        left = norm * ratio / (1.0 - ratio) if ratio < 1.0 else norm
        if (iteration > 0 and left <= _NEWTON_TOLERANCE) or norm <= 1e-3 * _NEWTON_TOLERANCE:
            return True, iteration + 1
        if iteration > 1 and ratio > 1.0 and norm > 1.0 / _NEWTON_TOLERANCE:
            return False, iteration + 1
        fresh = always or ratio > _RENEW
        before = norm
    return False, _MAX_NEWTON


@kernel
def _first_step(size, f, weights):
    """Return a first step [s] that moves no unknown by more than a tenth of its error tolerance, to first order."""
    speed = _norm(size, f, weights)
    return 0.1 / speed if speed > 0.0 else 1e300


@kernel
def _record(p, n, x, k_D, lost, y_out, scalars_out):
    m = 2 * n
    for i in range(n):
        y_out[i] = x[2 * i]
    scalars_out[ADSORBED] = x[m]
    scalars_out[POOL] = x[m + 2]
    scalars_out[LOST] = lost
    scalars_out[STERN] = x[m + 1]
    # The current in the outer circuit as transfer plus charging: (-V - phi_g) / R_A would lose it to cancellation.
    scalars_out[CURRENT] = p.plane_charge * exchange(p, n, x)[0] + p.stern_capacitance * k_D


@kernel
def integrate_film(
    p, n, start, nodes, v_start, v_end, t_out, rtol, max_steps, y_out, scalars_out, watch, number
):
    """Integrate one film through a piecewise linear voltage.

    Parameters: p FilmParameters; n planes; start [n+4] = (y_0..y_{n-1} [1], s, r, lost [planes], D [V]);
    nodes [k+1] times of the pieces [s]; v_start, v_end [k] voltages at the ends of each piece [V]; t_out [t] output times [s],
    ascending within [nodes[0], nodes[-1]]; rtol relative tolerance; max_steps; watch [2] and number: see ``integrate_batch``.
    Returns: (status, steps taken, Newton iterations); fills y_out [t, >=n], scalars_out [t, N_SCALARS]
    up to the time reached. At a voltage step the current is that just before it.
    """
    m = 2 * n
    size = m + 3
    x = np.zeros(size)
    for i in range(n):
        x[2 * i] = start[i]
    x[m], x[m + 2], lost, x[m + 1] = start[n], start[n + 1], start[n + 2], start[n + 3]
    f = np.zeros(size)
    delta = np.zeros(size + _PADDING)
    base = np.zeros(size)
    y = np.zeros(size)
    weights = np.zeros(size)
    k = np.zeros((4, size))
    rows = np.zeros((size + _PADDING, LOWER + UPPER + 1))
    stage_3 = np.zeros(size)
    screened_potential(p, n, x, delta)

    steps, iterations, out = 0, 0, 0
    always = False
    h = 0.0
    for piece in range(len(v_start)):
        # Time is counted from the start of the piece: a pulse late in a long protocol keeps its resolution.
        begin = nodes[piece]
        t, t_end = 0.0, nodes[piece + 1] - begin
        slope = (v_end[piece] - v_start[piece]) / t_end
        # The voltage may jump here, so the first slope and step are found anew.
        assemble(p, n, x, v_start[piece], f, False, 0.0, rows)
        for i in range(size):
            k[0, i] = f[i]
        _error_weights(n, x, rtol, weights)
        h = _first_step(size, k[0], weights)
        while out < len(t_out) and t_out[out] - begin <= t:
            _record(p, n, x, k[0, m + 1], lost, y_out[out], scalars_out[out])
            out += 1
        while t < t_end:
            goal = t_end
            if out < len(t_out) and t_out[out] - begin < t_end:
                goal = t_out[out] - begin
            tiny = 1e-13 * goal
            while goal - t > tiny:
                if steps >= max_steps:
                    return TOO_MANY_STEPS, steps, iterations
                if watch[GIVE_UP] == number:
                    return TIME_LIMIT, steps, iterations
                left = goal - t
                step = h
                clipped = step >= 0.999 * left
                if clipped:
                    step = left
                elif step > 0.5 * left:
                    step = 0.5 * left
                    clipped = True
                steps += 1
                _error_weights(n, x, rtol, weights)
                good = True
                fresh = True
                scale = step * _GAMMA
                for stage in range(1, 4):
                    for i in range(size):
                        total = x[i]
                        for j in range(stage):
                            total += step * TABLEAU[stage, j] * k[j, i]
                        base[i] = total
                    if stage == 1:
                        for i in range(size):
                            y[i] = x[i] + 2.0 * scale * k[0, i]
                    voltage = v_start[piece] + slope * (t + NODES[stage] * step)
                    good, used = _stage(
                        p, n, base, y, voltage, scale, weights, f, delta, rows, fresh or always, always,
                    )  # fmt: skip
                    iterations += used
                    fresh = used > 3
                    if not good:
                        break
                    for i in range(size):
                        k[stage, i] = (y[i] - base[i]) / scale
                    for i in range(n):
                        k[stage, 2 * i + 1] = 0.0
                    if stage == 2:
                        for i in range(size):
                            stage_3[i] = y[i]
                if not (good and _physical(n, y)):
                    h = 0.25 * step
                    always = True
                    if h <= tiny or h < 1e-14:
                        return NEWTON_FAILED, steps, iterations
                    continue
                for i in range(size):
                    delta[i] = y[i] - stage_3[i]
                error = _norm(size, delta, weights)
                if not error < 1e300:
                    return NOT_FINITE, steps, iterations
                factor = _SAFETY * max(error, 1e-8) ** (-1.0 / 3.0)
                factor = min(_GROW, max(_SHRINK, factor))
                if error > 1.0:
                    h = step * min(factor, 0.9)
                    if h <= tiny:
                        return STEP_UNDERFLOW, steps, iterations
                    continue
                always = False
                pool = x[m + 2]
                gained = 0.0
                for j in range(4):
                    total = pool
                    for i in range(j + 1):
                        total += step * TABLEAU[j, i] * k[i, m + 2]
                    gained += TABLEAU[3, j] * total
                lost += step * p.leak_rate * gained
                for i in range(size):
                    x[i] = y[i]
                    k[0, i] = k[3, i]
                t = goal if clipped and step == left else t + step
                proposed = step * factor
                h = max(h, proposed) if clipped and factor >= 1.0 else proposed
            t = goal
            while out < len(t_out) and t_out[out] - begin <= t:
                _record(p, n, x, k[0, m + 1], lost, y_out[out], scalars_out[out])
                out += 1
    return OK, steps, iterations


N_PARAMETERS = len(FilmParameters._fields)


@entry
def integrate_batch(
    parameters, n_planes, start, n_pieces, nodes, v_start, v_end, t_out, rtol, max_steps,
    y_out, scalars_out, status, steps, iterations, watch,
):  # fmt: skip
    """Integrate films one after the other; each film's result depends on nothing but its own row.

    Parameters: b films, padded to n planes and k pieces: parameters [b, N_PARAMETERS]; n_planes, n_pieces [b] integers;
    start [b, n+4] (the last four of row i stand after n_planes[i] planes); nodes [b, k+1] s; v_start, v_end [b, k] V;
    t_out [b, t] s; rtol, max_steps scalars. Fills y_out [b, t, n], scalars_out [b, t, N_SCALARS],
    status, steps, iterations [b]. Allocates nothing that survives the call; safe on several threads.
    watch [2] int64, shared with another thread: says which film is AT_WORK, is asked before every step which one to GIVE_UP.
    """
    for i in range(len(n_planes)):
        watch[AT_WORK] = i
        q = parameters[i]
        p = FilmParameters(
            q[0], q[1], q[2], q[3], q[4], q[5], q[6], q[7], q[8], q[9], q[10],
            q[11], q[12], q[13], q[14], q[15], q[16], q[17], q[18], q[19], q[20], q[21],
        )  # fmt: skip
        k = n_pieces[i]
        status[i], steps[i], iterations[i] = integrate_film(
            p, n_planes[i], start[i], nodes[i, : k + 1], v_start[i, :k], v_end[i, :k],
            t_out[i], rtol, max_steps, y_out[i], scalars_out[i], watch, i,
        )  # fmt: skip
    watch[AT_WORK] = NO_FILM


def no_watch():
    """Return the watch of a batch that nobody watches, int64 [2]."""
    return np.full(2, NO_FILM, dtype=np.int64)


def compile_batch():
    """Compile ``integrate_batch``, or load it, by a batch without films: no film can do harm here."""
    table, numbers = np.zeros((0, 1)), np.zeros(0, dtype=np.int64)
    out = np.zeros((0, 1, 1))
    integrate_batch(
        table, numbers, table, numbers, table, table, table, table, 1.0, 1,
        out, out, numbers, numbers, numbers, no_watch(),
    )  # fmt: skip
