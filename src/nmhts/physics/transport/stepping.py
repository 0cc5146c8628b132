"""One Rosenbrock step of films in lanes, and interpolation within it."""

from __future__ import annotations

from nmhts.numerics import lanes, single
from nmhts.numerics.compiled import kernel
from nmhts.numerics.lanes import WIDTH, absolute, load, maximum, minimum, splat, store, where
from nmhts.numerics.rosenbrock import DENSE, SLOPES, STAGES, A, C
from nmhts.numerics.straight import straight
from nmhts.physics.transport.equations import LANES
from nmhts.physics.transport.planes import film_planes
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.printed import records
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    HEAD,
    LOST,
    PLANES,
    STERN,
)

# Columns of the scalar outputs of a film.
ADSORBED_OUT, DISSOLVED_OUT, LOST_OUT, STERN_OUT, CURRENT_OUT = range(5)
N_SCALARS = 5

# Numerical: error scales. An error of rtol (scale + |value|) is allowed, for an occupancy rtol
# (scale + the smaller of y and 1 - y).
SCALE_Y, SCALE_DROP, SCALE_GATE, SCALE_LOST = 0.003, 0.01, 1e-5, 1e-5

# Errors of a decomposing film grow a hundredfold and more until its stripes are formed
# (docs/theory/film.md). Its steps therefore use this share of the tolerance. Exceptions: all planes
# are nitride with few vacancies or metal with little N, or one formed front divides metal at the
# bottom from nitride at the gate and N is not driven in. While such a front is still forming a
# larger share is used, because its disturbances grow only until it is formed. The levels below are
# numerical.
CAREFUL = 1e-3
FORMING = 1e-2
_FINEST = 1e-7  # a tolerance above this is not reduced below it
_VACANT, _DISSOLVED = 0.1, 0.002  # vacancies in the nitride, N in the metal: the seeds of stripes
_FORMED = 0.15  # departure of the ends from metal and nitride
_DRIVEN_IN = -0.05  # V, Stern drop below which N is driven in: two k_B T / e
_UPS_AND_DOWNS = 0.12  # sum of |dy| along the film, in excess of |dy| of its ends

# Numerical: deviation of an occupancy from a straight line within a step, up to which records use
# the dense output.
_STRAIGHT = 2e-4

_advance, _solve, _conserve = LANES.advance, LANES.solve, LANES.conserve


parameters_of = records.load_film_parameters(lanes, straight)
single_parameters = records.load_film_parameters(single, straight)
_gate_drive = printed.gate_drive(lanes, straight)
_outer_current = printed.outer_current(single, straight)
_gate_of, _gate_of_one = film_planes(lanes).gate_state, film_planes(single).gate_state


@kernel
def take_step(p, extent, voltages, step, rise, x, f, u, argument, factors, series):
    """Compute the stages of a step of every lane from ``x``, to which ``f`` and ``factors`` belong.

    The new state is the embedded solution plus the last U.
    Parameters: step h [s] and rise of V over it [V], lanes; voltages [STAGES] V at the stages; u
    [STAGES, unknowns] receives the stages, argument the embedded solution.
    """
    drive = _first_stage(p, extent, rise, x, f, u, factors)
    for stage in range(1, STAGES):
        _advance(
            p, extent, x, load(voltages, stage), SLOPES[stage] * drive, A[stage], C[stage],
            1.0 / step, u, stage, factors, series, argument, argument, None
        )  # fmt: skip


@kernel
def keep_step(p, extent, voltages, step, rise, x, f, u, arguments, factors, series, local):
    """Compute a step as ``take_step`` does and keep the values for its derivatives.

    Kept: arguments [STAGES, unknowns], local [STAGES, planes, LOCAL], whose first part
    ``linearize`` has filled.
    """
    length, kept = len(u) // STAGES, len(local) // STAGES
    for k in range(PLANES + 2 * extent.depth):
        store(arguments, k, load(x, k))
    drive = _first_stage(p, extent, rise, x, f, u, factors)
    for stage in range(1, STAGES):
        _advance(
            p, extent, x, load(voltages, stage), SLOPES[stage] * drive, A[stage], C[stage],
            1.0 / step, u, stage, factors, series, arguments[(stage - 1) * length : stage * length],
            arguments[stage * length : (stage + 1) * length],
            local[stage * kept : (stage + 1) * kept],
        )  # fmt: skip


@kernel
def _first_stage(p, extent, rise, x, f, u, factors):
    """Compute the first stage; return h df/dt of the Stern drop.

    Only the voltage depends explicitly on time.
    """
    drive = _gate_drive(p, _gate_of(x, splat(0.0)), rise)
    for k in range(PLANES + 2 * extent.depth):
        store(u, k, load(f, k))
    store(u, STERN, load(f, STERN) + SLOPES[0] * drive)
    _solve(extent.depth + HEAD, factors, u)
    _conserve(p, extent, u, 0)
    return drive


@kernel
def judge_step(extent, rtol, x, u, argument, after):
    """Fill ``after`` with the new state and return the measures for acceptance, lanes.

    Returns: (largest error over its tolerance, which is smaller while a film decomposes; sum of all
    |unknowns|, not finite if one is not; smallest and largest occupancy).
    """
    last = u[(STAGES - 1) * len(x) :]
    error = splat(0.0)
    trace = splat(0.0)
    lowest, highest = splat(1.0), splat(0.0)
    top = load(argument, PLANES) + load(last, PLANES)
    above, variation = top, splat(0.0)
    for k in range(PLANES + 2 * extent.depth):
        delta = load(last, k)
        total = load(argument, k) + delta
        store(after, k, total)
        scale = SCALE_Y
        if k == LOST:
            scale = SCALE_LOST
        elif k in (DISSOLVED, ADSORBED):
            scale = SCALE_GATE
        size_of = maximum(absolute(load(x, k)), absolute(total))
        measure = size_of
        if k >= PLANES and k % 2 == 0:
            # A few vacancies in the nitride count as much as a little N in the metal.
            vacant = maximum(absolute(1.0 - load(x, k)), absolute(1.0 - total))
            measure = minimum(size_of, vacant)
        error = maximum(error, absolute(delta) / (rtol * (scale + measure)))
        trace = trace + size_of
        if k >= PLANES and k % 2 == 0:
            # Beyond the film its last plane is repeated.
            here = where(extent.planes > float((k - PLANES) // 2), total, above)
            lowest, highest = minimum(lowest, here), maximum(highest, here)
            variation = variation + absolute(here - above)
            above = here
    one_phase = (lowest > 1.0 - _VACANT) | (highest < _DISSOLVED)
    # Occupancy falls from the nitride at the gate towards the bottom, and N is not driven in.
    falling = (
        (variation - absolute(top - above) < _UPS_AND_DOWNS)
        & (top > 1.0 - _FORMED)
        & (load(after, STERN) > _DRIVEN_IN)
    )
    formed = one_phase | (falling & (above < _FORMED))
    careful = max(CAREFUL * rtol, min(rtol, _FINEST))
    forming = max(FORMING * rtol, min(rtol, _FINEST))
    error = where(formed, error, where(falling, error * (rtol / forming), error * (rtol / careful)))
    return error, trace, lowest, highest


@kernel
def end_step(extent, u, argument, after):
    """Fill ``after`` with the new state."""
    last = u[(STAGES - 1) * len(after) :]
    for k in range(PLANES + 2 * extent.depth):
        store(after, k, load(argument, k) + load(last, k))


@kernel
def between(x, u, after, stride, k, lane, share):
    """Return unknown k of a lane at a share of the step, and its derivative by the share."""
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
def record(q, n, x, u, after, stride, lane, share, step, small, y_out, scalars_out):
    """Record a film at a share of its step; ``small`` [PLANES + 4] is scratch."""
    for j in range(n):
        y_out[n - 1 - j] = between(x, u, after, stride, PLANES + 2 * j, lane, share)[0]
    for k in range(PLANES + 3):
        small[k] = between(x, u, after, stride, k, lane, share)[0]
    scalars_out[ADSORBED_OUT] = small[ADSORBED]
    scalars_out[DISSOLVED_OUT] = small[DISSOLVED]
    scalars_out[LOST_OUT] = small[LOST]
    scalars_out[STERN_OUT] = small[STERN]
    charging = between(x, u, after, stride, STERN, lane, share)[1] / step
    gate = _gate_of_one(small, 0.0)
    scalars_out[CURRENT_OUT] = _outer_current(single_parameters(q, 0), gate, charging)


@kernel
def bends(n, u, stride, lane, share):
    """Return whether an occupancy deviates too much from a straight line for the dense output."""
    for j in range(n):
        bend = 0.0
        for k in range(STAGES - 1):
            weight = DENSE[0, k] + share * DENSE[1, k]
            bend += weight * u[k * stride + (PLANES + 2 * j) * WIDTH + lane]
        if abs(share * (1.0 - share) * bend) > _STRAIGHT:
            return True
    return False
