"""One Rosenbrock step of front-model films in lanes.

A film has seven unknowns, so the matrix of a step is full and small.
"""

from __future__ import annotations

from nmhts.numerics import lanes
from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.lanes import absolute, fma, load, maximum, minimum, splat, store, where
from nmhts.numerics.rosenbrock import NODES, SLOPES, STAGES, A, C
from nmhts.numerics.straight import straight
from nmhts.physics.transport.front_sides import in_lanes, linearized, rows_of, state_of
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
from nmhts.physics.transport.printed import front as printed

# Numerical: error scales. An error of rtol (scale + |value|) is allowed.
SCALES = (0.1, 0.1, 0.01, 0.01, 0.01, 1e-5, 0.01)

parameters_of = printed.load_front_parameters(lanes, straight)
_drive = in_lanes("front_drive")


@inlined
def store_rates(memory, place, rows):
    """Store the rates of the seven unknowns [planes/s, 1/s for c, V/s for D] from ``place`` on."""
    store(memory, place + METAL, rows.flux)
    store(memory, place + NITRIDE, rows.exit_flux - rows.flux)
    store(memory, place + DILUTE, rows.dilute_rate)
    store(memory, place + ADSORBED, rows.exit_flux - rows.dissolution)
    store(memory, place + DISSOLVED, rows.dissolution - rows.loss)
    store(memory, place + LOST, rows.loss)
    store(memory, place + STERN, rows.charging)


@kernel
def rates(p, x, voltage, f):
    """Fill the rates ``f`` [SIZE] of the seven unknowns of films."""
    store_rates(f, 0, rows_of(p, state_of(x, 0, voltage)))


@inlined
def _column(matrix, place, flux, dilute_rate, exit_flux, dissolution, loss, charging):
    """Fill a column of the matrix with the derivatives of the rows by one unknown."""
    store(matrix, METAL * SIZE + place, -flux)
    store(matrix, NITRIDE * SIZE + place, flux - exit_flux)
    store(matrix, DILUTE * SIZE + place, -dilute_rate)
    store(matrix, ADSORBED * SIZE + place, dissolution - exit_flux)
    store(matrix, DISSOLVED * SIZE + place, loss - dissolution)
    store(matrix, LOST * SIZE + place, -loss)
    store(matrix, STERN * SIZE + place, -charging)


@kernel
def linearise(p, x, voltage, inverse, f, matrix):
    """Fill ``f`` [SIZE] with df = f(x) and ``matrix`` [SIZE, SIZE] with inverse - df/dx [1/s]."""
    none = splat(0.0)
    found, by = linearized(p, state_of(x, 0, voltage))
    store_rates(f, 0, found)
    _column(
        matrix, METAL, by.flux_P, by.dilute_rate_P, by.exit_flux_P, by.dissolution_P, by.loss_P,
        by.charging_P
    )  # fmt: skip
    _column(
        matrix, NITRIDE, by.flux_W, by.dilute_rate_W, by.exit_flux_W, by.dissolution_W, by.loss_W,
        by.charging_W
    )  # fmt: skip
    _column(
        matrix, DILUTE, by.flux_c, by.dilute_rate_c, by.exit_flux_c, by.dissolution_c, by.loss_c,
        by.charging_c
    )  # fmt: skip
    _column(
        matrix, ADSORBED, by.flux_s, by.dilute_rate_s, by.exit_flux_s, by.dissolution_s, by.loss_s,
        by.charging_s
    )  # fmt: skip
    _column(
        matrix, DISSOLVED, by.flux_r, by.dilute_rate_r, by.exit_flux_r, by.dissolution_r,
        by.loss_r, by.charging_r
    )  # fmt: skip
    # Nothing depends on the N that is lost.
    _column(matrix, LOST, none, none, none, none, none, none)
    _column(
        matrix, STERN, by.flux_D, by.dilute_rate_D, by.exit_flux_D, by.dissolution_D, by.loss_D,
        by.charging_D
    )  # fmt: skip
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
def take_step(p, x, f, begin, rise, step, u, matrix, arguments):
    """Compute the stages ``u`` [STAGES, SIZE] of a step of every lane from ``x``.

    The new state is the last argument plus the last U.
    Parameters: f rates at x; begin V at the start of the step [V], rise of V over it [V], step s;
    matrix the eliminated matrix of the step; arguments [STAGES, SIZE] receives those of the stages.
    """
    per_step = 1.0 / step
    drive = _drive(p, rise)
    for stage in range(STAGES):
        place = stage * SIZE
        if stage == 0:
            for k in range(SIZE):
                store(arguments, k, load(x, k))
                store(u, k, load(f, k))
        else:
            for k in range(SIZE):
                total = load(x, k)
                for j in range(stage):
                    total = fma(A[stage, j], load(u, j * SIZE + k), total)
                store(arguments, place + k, total)
            late = fma(NODES[stage], rise, begin)
            store_rates(u, place, rows_of(p, state_of(arguments, place, late)))
            for k in range(SIZE):
                total = load(u, place + k)
                for j in range(stage):
                    total = fma(C[stage, j] * per_step, load(u, j * SIZE + k), total)
                store(u, place + k, total)
        store(u, place + STERN, fma(SLOPES[stage], drive, load(u, place + STERN)))
        solve(matrix, u, place)
        conserve(p, u, place)


@kernel
def judge_step(rtol, x, u, arguments, after):
    """Fill ``after`` with the new state and return the measures for acceptance, lanes.

    Returns: (largest error over its tolerance, sum of all |unknowns|, lowest amount in planes).
    """
    error, trace, lowest = splat(0.0), splat(0.0), splat(1.0)
    last = (STAGES - 1) * SIZE
    for k in range(SIZE):
        delta = load(u, last + k)
        total = load(arguments, last + k) + delta
        store(after, k, total)
        size = maximum(absolute(load(x, k)), absolute(total))
        error = maximum(error, absolute(delta) / (rtol * (SCALES[k] + size)))
        trace = trace + size
        if k != STERN:
            lowest = minimum(lowest, total)
    return error, trace, lowest
