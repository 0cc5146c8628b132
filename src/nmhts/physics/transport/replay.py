"""Runs with prescribed steps: the function whose gradient ``pullback`` computes.

Finite differences of it check that gradient.
"""

from __future__ import annotations

import numpy as np

from nmhts.numerics.compiled import entry, kernel, maker
from nmhts.numerics.lanes import WIDTH, load, zeros
from nmhts.numerics.rosenbrock import DENSE, GAMMA, NODES, STAGES
from nmhts.physics.transport.elimination import FACTORS
from nmhts.physics.transport.equations import LANES
from nmhts.physics.transport.layer_memory import admit_layers, new_layers
from nmhts.physics.transport.planes import SERIES
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    HEAD,
    LOST,
    N_PARAMETERS,
    PADDING,
    PLANES,
    STERN,
    Extent,
)
from nmhts.physics.transport.stepping import end_step, parameters_of, record, take_step
from nmhts.physics.transport.tape import START

_evaluate, _linearise = LANES.evaluate, LANES.linearise
_screened_potential = LANES.screened_potential


@kernel
def _fill(lanes, place, value):
    lanes[place * WIDTH : (place + 1) * WIDTH] = value


@kernel
def _fill_layers(given, layers, i, n):
    """Load the planes of stack i into all lanes."""
    for lane in range(WIDTH):
        admit_layers(given, layers, lane, i, n)


@maker
def _step(p, extent, begin, slope, step, x, u, after, argument, f, factors, series):
    """Take one step of length ``step`` [s] at the voltage ``begin`` [V] plus ``slope`` [V/s] t."""
    wide, voltages = np.zeros(3 * WIDTH), np.zeros(STAGES * WIDTH)
    _fill(wide, 0, 1.0 / (step * GAMMA))
    _fill(wide, 1, step)
    _fill(wide, 2, slope * step)
    for stage in range(STAGES):
        _fill(voltages, stage, begin + slope * step * NODES[stage])
    _linearise(p, extent, x, load(voltages, 0), load(wide, 0), f, factors, series, None)
    take_step(p, extent, voltages, load(wide, 1), load(wide, 2), x, f, u, argument, factors, series)
    end_step(extent, u, argument, after)


@entry
def replay_batch(films, nodes, tape, occupancy, scalars):
    """Integrate films with the steps on a tape, without error control, and fill their records.

    Parameters: films kernel.Films, whose values may differ from those of the tape's run; nodes [b,
    k + 1] those of the run on the tape: steps are the same shares of their piece; occupancy [b, t,
    n], scalars [b, t, N_SCALARS] are filled. For checks: one film at a time, in all lanes.
    """
    n_max, n_times = occupancy.shape[2], occupancy.shape[1]
    length = (PLANES + 2 * n_max + PADDING) * WIDTH
    x, after, beside, argument = zeros(length), zeros(length), zeros(length), zeros(length)
    f, u = zeros(length), zeros(STAGES * length)
    factors, series = zeros((n_max + HEAD) * FACTORS * WIDTH), zeros(n_max * SERIES * WIDTH)
    table, one, small = np.ones(N_PARAMETERS * WIDTH), np.zeros(WIDTH), np.zeros(PLANES + 4)
    layers = new_layers(films.layers, n_max)
    for i in range(len(films.n_planes)):
        n, q, start = films.n_planes[i], films.parameters[i], films.start[i]
        for k in range(N_PARAMETERS):
            _fill(table, k, q[k])
        p = parameters_of(table, 0)
        _fill(one, 0, float(n))
        _fill_layers(films.layers, layers, i, n)
        extent = Extent(n, max(1, n - 2), load(one, 0), layers)
        x[:] = 0.0
        _fill(x, ADSORBED, start[n])
        _fill(x, DISSOLVED, start[n + 1])
        _fill(x, LOST, start[n + 2])
        _fill(x, STERN, start[n + 3])
        for j in range(n):
            _fill(x, PLANES + 2 * j, start[n - 1 - j])
        _screened_potential(p, extent, x, f)
        _fill(one, 0, films.v_start[i, 0])
        _evaluate(p, extent, x, load(one, 0), f)
        # As in the kernel, the dense output has the slope of D at its start.
        u[:] = 0.0
        _fill(u, STERN, f[STERN * WIDTH] / DENSE[0, 0])
        r = 0
        while r < n_times and tape.record_step[i, r] == START:
            record(q, n, x, u, x, length, 0, 0.0, 1.0, small, occupancy[i, r], scalars[i, r])
            r += 1
        for k in range(tape.count[i]):
            piece = tape.piece[i, k]
            node, duration = (
                films.nodes[i, piece],
                films.nodes[i, piece + 1] - films.nodes[i, piece],
            )
            scale = duration / (nodes[i, piece + 1] - nodes[i, piece])
            t, step = scale * tape.begin[i, k], scale * tape.length[i, k]
            slope = (films.v_end[i, piece] - films.v_start[i, piece]) / duration
            begin = films.v_start[i, piece] + slope * t
            _step(p, extent, begin, slope, step, x, u, after, argument, f, factors, series)
            while r < n_times and tape.record_step[i, r] == k:
                late = films.t_out[i, r] - node - t
                out = occupancy[i, r], scalars[i, r]
                if tape.record_aside[i, r]:
                    _step(p, extent, begin, slope, late, x, u, beside, argument, f, factors, series)
                    record(q, n, x, u, beside, length, 0, 1.0, late, small, *out)
                else:
                    record(q, n, x, u, after, length, 0, late / step, step, small, *out)
                r += 1
            x, after = after, x
