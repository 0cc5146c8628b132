"""One Rosenbrock step of front-model films in lanes, and its tangent along a direction.

A film has seven unknowns, so the matrix of a step is full and small. Its columns by P, W, c and D
come from jets, those by s and r from the gate.
"""

from __future__ import annotations

from nmhts.numerics import duals, jets, lanes
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.duals import dual
from nmhts.numerics.jets import jet
from nmhts.numerics.lanes import absolute, fma, load, maximum, minimum, splat, store, where
from nmhts.numerics.rosenbrock import SLOPES, STAGES, A, C
from nmhts.physics.transport.front_laws import front_laws
from nmhts.physics.transport.front_state import (
    ADSORBED,
    DILUTE,
    DISSOLVED,
    LOST,
    METAL,
    NITRIDE,
    SIZE,
    STERN,
)
from nmhts.physics.transport.gate_law import GateState
from nmhts.physics.transport.printed import front as records
from nmhts.physics.transport.printed import gate as printed

# Numerical: error scales. An error of rtol (scale + |value|) is allowed.
SCALES = (0.1, 0.1, 0.01, 0.01, 0.01, 1e-5, 0.01)

_gate_linearized = printed.gate_linearized(lanes, inlined)
_rates, _rates_of_duals = front_laws(lanes).rates, front_laws(duals).rates
_bulk_of_jets = front_laws(jets).bulk


@kernel
def unknowns(x):
    """Return the seven unknowns of the lanes."""
    return (load(x, 0), load(x, 1), load(x, 2), load(x, 3), load(x, 4), load(x, 5), load(x, 6))


parameters_of = records.load_front_parameters(lanes, kernel)
moving = records.dual_front_parameters(duals, kernel)


@inlined
def _column(matrix, place, film, gate):
    """Fill a column of the matrix with the effects of one unknown.

    Parameters: film: on flux and dilute rate; gate: on exit_flux, dissolution, loss and charging.
    """
    flux, dilute_rate = film
    exit_flux, dissolution, loss, charging = gate
    store(matrix, METAL * SIZE + place, -flux)
    store(matrix, NITRIDE * SIZE + place, flux - exit_flux)
    store(matrix, DILUTE * SIZE + place, -dilute_rate)
    store(matrix, ADSORBED * SIZE + place, dissolution - exit_flux)
    store(matrix, DISSOLVED * SIZE + place, loss - dissolution)
    store(matrix, LOST * SIZE + place, -loss)
    store(matrix, STERN * SIZE + place, -charging)


@inlined
def _through(row, y_top, phi):
    """Return the effect on a row of the gate that passes through the plane that it sees."""
    return (row.y + row.y_below) * y_top + row.phi * phi


@kernel
def linearise(p, x, inverse, matrix):
    """Fill ``matrix`` [SIZE, SIZE] with inverse - df/dx [1/s] at the unknowns ``x``."""
    none = splat(0.0)
    u = unknowns(x)
    for k in range(SIZE * SIZE):
        store(matrix, k, none)
    # The gate sees the film through its last plane only.
    r, s, drop = u[DISSOLVED], u[ADSORBED], u[STERN]
    film = _bulk_of_jets(
        p,
        jet(u[METAL], 1.0, 0.0, 0.0, 0.0),
        jet(u[NITRIDE], 0.0, 1.0, 0.0, 0.0),
        jet(u[DILUTE], 0.0, 0.0, 1.0, 0.0),
        jet(drop, 0.0, 0.0, 0.0, 1.0),
    )
    flux, rate, y, phi = film.flux, film.dilute_rate, film.y_top, film.phi
    seen = GateState(r, s, drop, y.value, phi.value, y.value, none)
    _, exit_flux, fed, loss, charging, _ = _gate_linearized(p, seen)
    for place, film_effect, y_top, above in (
        (METAL, (flux.a, rate.a), y.a, phi.a),
        (NITRIDE, (flux.b, rate.b), y.b, phi.b),
        (DILUTE, (flux.c, rate.c), y.c, phi.c),
    ):
        _column(
            matrix, place, film_effect,
            (_through(exit_flux, y_top, above), _through(fed, y_top, above),
             _through(loss, y_top, above), _through(charging, y_top, above))
        )  # fmt: skip
    _column(
        matrix, STERN, (flux.d, rate.d),
        (_through(exit_flux, y.d, phi.d) + exit_flux.drop, _through(fed, y.d, phi.d) + fed.drop,
         _through(loss, y.d, phi.d) + loss.drop, _through(charging, y.d, phi.d) + charging.drop)
    )  # fmt: skip
    _column(matrix, ADSORBED, (none, none), (exit_flux.s, fed.s, loss.s, charging.s))
    _column(matrix, DISSOLVED, (none, none), (exit_flux.r, fed.r, loss.r, charging.r))
    for k in range(SIZE):
        place = k * SIZE + k
        store(matrix, place, load(matrix, place) + inverse)


@kernel
def eliminate(matrix):
    """Factorize ``matrix`` into L and U without pivoting; the diagonal holds inverse pivots."""
    for k in range(SIZE):
        pivot = 1.0 / load(matrix, k * SIZE + k)
        store(matrix, k * SIZE + k, pivot)
        for i in range(k + 1, SIZE):
            factor = load(matrix, i * SIZE + k) * pivot
            store(matrix, i * SIZE + k, factor)
            for j in range(k + 1, SIZE):
                at = i * SIZE + j
                store(matrix, at, fma(-factor, load(matrix, k * SIZE + j), load(matrix, at)))


@kernel
def solve(matrix, x, place):
    """Solve with the factors of ``eliminate``; the solution overwrites ``x`` from ``place`` on."""
    for i in range(1, SIZE):
        total = load(x, place + i)
        for j in range(i):
            total = fma(-load(matrix, i * SIZE + j), load(x, place + j), total)
        store(x, place + i, total)
    for k in range(SIZE):
        i = SIZE - 1 - k
        total = load(x, place + i)
        for j in range(i + 1, SIZE):
            total = fma(-load(matrix, i * SIZE + j), load(x, place + j), total)
        store(x, place + i, total * load(matrix, i * SIZE + i))


# Numerical: imbalance of a stage, as a share of the N sites of a film, that is left uncorrected.
_ROUNDING = 1e-13


@kernel
def conserve(p, u, place):
    """Remove from the vacancies of a stage the rounding error of P + W - s - r - l = 0.

    The stage is in ``u`` from ``place`` on. Each kind of vacancy is corrected in proportion to its
    change. In fields of volts per plane the rates at the front exceed 1 / (h gamma) by more than
    the precision of a double, and the sum is lost to rounding. An imbalance negligible against the
    film is not corrected: in a full film it would exceed the vacancies.
    """
    metal, nitride = load(u, place + METAL), load(u, place + NITRIDE)
    outside = load(u, place + ADSORBED) + load(u, place + DISSOLVED) + load(u, place + LOST)
    off = metal + nitride - outside
    moved = maximum(absolute(metal) + absolute(nitride), splat(1e-300))
    share = where(absolute(off) > _ROUNDING * p.planes, off / moved, 0.0 * off)
    store(u, place + METAL, fma(-share, absolute(metal), metal))
    store(u, place + NITRIDE, fma(-share, absolute(nitride), nitride))


@kernel
def combine(x, u, weights, stage, argument):
    """Fill ``argument`` with x + sum_j weights_j U_j over the stages before ``stage``."""
    for k in range(SIZE):
        total = load(x, k)
        for j in range(stage):
            total = fma(weights[j], load(u, j * SIZE + k), total)
        store(argument, k, total)


@kernel
def take_step(p, x, voltages, rise, step, u, matrix, argument, arguments):
    """Compute the stages ``u`` [STAGES, SIZE] of a step of every lane from ``x``.

    The new state is the last argument plus the last U.
    Parameters: voltages [STAGES] V at the stages; rise of V over the step; step s; matrix the
    eliminated matrix of the step; argument scratch; arguments [STAGES, SIZE] receives those of the
    stages.
    """
    per_step = 1.0 / step
    drive = -rise / (p.area_resistance * p.stern_capacitance)
    for stage in range(STAGES):
        combine(x, u, A[stage], stage, argument)
        found = _rates(p, unknowns(argument), load(voltages, stage))
        place = stage * SIZE
        for k, rate in (
            (0, found[0]), (1, found[1]), (2, found[2]), (3, found[3]), (4, found[4]),
            (5, found[5]), (6, found[6] + SLOPES[stage] * drive),
        ):  # fmt: skip
            total = rate
            for j in range(stage):
                total = fma(C[stage, j] * per_step, load(u, j * SIZE + k), total)
            store(u, place + k, total)
            store(arguments, place + k, load(argument, k))
        solve(matrix, u, place)
        conserve(p, u, place)


@kernel
def judge_step(rtol, x, u, argument, after):
    """Fill ``after`` with the new state and return the measures for acceptance, lanes.

    Returns: (largest error over its tolerance, sum of all |unknowns|, lowest amount in planes).
    """
    error, trace, lowest = splat(0.0), splat(0.0), splat(1.0)
    last = (STAGES - 1) * SIZE
    for k in range(SIZE):
        delta = load(u, last + k)
        total = load(argument, k) + delta
        store(after, k, total)
        size = maximum(absolute(load(x, k)), absolute(total))
        error = maximum(error, absolute(delta) / (rtol * (SCALES[k] + size)))
        trace = trace + size
        if k != STERN:
            lowest = minimum(lowest, total)
    return error, trace, lowest


@kernel
def push_step(
    p,
    by,
    still,
    x,
    moved,
    voltages,
    moved_voltages,
    rise,
    moved_rise,
    step,
    u,
    arguments,
    matrix,
    pushed,
    after,
    shifted,
):
    """Fill the tangent of a step along a direction.

    ``pushed`` [STAGES, SIZE] receives that of its stages, ``after`` that of the new state.
    Parameters: as in ``take_step``; by tangents of the coefficients, still the same with all zero;
    moved tangent of x; moved_voltages [STAGES], moved_rise those of the voltages; shifted scratch.
    The matrix changes too: W' U = -(J' U), a second derivative of the film equations along U and
    the direction.
    """
    per_step = 1.0 / step
    none = splat(0.0)
    drive = -rise / (p.area_resistance * p.stern_capacitance)
    by_drive = -drive * (
        by.area_resistance / p.area_resistance + by.stern_capacitance / p.stern_capacitance
    )
    by_drive = by_drive - moved_rise / (p.area_resistance * p.stern_capacitance)
    plain = moving(p, by)
    twice = moving(moving(p, still), by)
    for stage in range(STAGES):
        place = stage * SIZE
        combine(moved, pushed, A[stage], stage, shifted)
        a, d = unknowns(arguments[place * lanes.WIDTH :]), unknowns(shifted)
        at = (
            dual(a[0], d[0]),
            dual(a[1], d[1]),
            dual(a[2], d[2]),
            dual(a[3], d[3]),
            dual(a[4], d[4]),
            dual(a[5], d[5]),
            dual(a[6], d[6]),
        )
        first = _rates_of_duals(plain, at, dual(load(voltages, stage), load(moved_voltages, stage)))
        b, e, m = unknowns(x), unknowns(u[place * lanes.WIDTH :]), unknowns(moved)
        along = (
            dual(dual(b[0], e[0]), m[0]), dual(dual(b[1], e[1]), m[1]),
            dual(dual(b[2], e[2]), m[2]), dual(dual(b[3], e[3]), m[3]),
            dual(dual(b[4], e[4]), m[4]), dual(dual(b[5], e[5]), m[5]),
            dual(dual(b[6], e[6]), m[6]),
        )  # fmt: skip
        second = _rates_of_duals(twice, along, dual(dual(none, none), none))
        for k, value in (
            (0, first[0].slope + second[0].slope.slope),
            (1, first[1].slope + second[1].slope.slope),
            (2, first[2].slope + second[2].slope.slope),
            (3, first[3].slope + second[3].slope.slope),
            (4, first[4].slope + second[4].slope.slope),
            (5, first[5].slope + second[5].slope.slope),
            (6, first[6].slope + second[6].slope.slope + SLOPES[stage] * by_drive),
        ):  # fmt: skip
            total = value
            for j in range(stage):
                total = fma(C[stage, j] * per_step, load(pushed, j * SIZE + k), total)
            store(pushed, place + k, total)
        solve(matrix, pushed, place)
    last = (STAGES - 1) * SIZE
    for k in range(SIZE):
        store(after, k, load(shifted, k) + load(pushed, last + k))
