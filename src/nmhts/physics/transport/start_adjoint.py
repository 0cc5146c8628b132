"""Adjoint of the start of a film.

Cotangents at the start become those of initial state, coefficients and records before all steps.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics import single
from nmhts.numerics.compiled import kernel, maker
from nmhts.numerics.lanes import WIDTH
from nmhts.numerics.straight import straight
from nmhts.physics.transport import matrix_adjoint
from nmhts.physics.transport.cotangents import N_SUMS
from nmhts.physics.transport.layer_memory import add_layers, layers_of_lane, new_memory
from nmhts.physics.transport.planes import film_planes
from nmhts.physics.transport.printed import gate as printed
from nmhts.physics.transport.printed import records
from nmhts.physics.transport.state import (
    ADSORBED,
    DISSOLVED,
    LOST,
    N_PARAMETERS,
    PADDING,
    PLANES,
    STERN,
)
from nmhts.physics.transport.stepping import (
    ADSORBED_OUT,
    CURRENT_OUT,
    DISSOLVED_OUT,
    LOST_OUT,
    STERN_OUT,
    single_parameters,
)
from nmhts.physics.transport.tape import START

_pull_potential = matrix_adjoint.SINGLE.pull_potential
_start_pull = printed.start_pull(single, straight)
_gate_of = film_planes(single).gate_state
_add = records.add_film_parameters(single, straight)
_fill = records.fill_film_parameters(single, straight)


class OneFilm(NamedTuple):
    """Memory of one film, in single numbers."""

    x: Any  # [unknowns]
    bars: Any  # [unknowns]
    sums: Any  # [N_SUMS]
    work: Any  # [2 n]
    layers: Any  # [(n + 1) N_PLANE_NUMBERS] of a stack, or None
    own: Any  # cotangents of them


@maker
def new_film(n_max, layers):
    """Return memory for a film of up to n_max planes; layers: those of the stacks, or None."""
    unknowns = PLANES + 2 * n_max + PADDING
    return OneFilm(
        np.zeros(unknowns), np.zeros(unknowns), np.zeros(N_SUMS), np.zeros(2 * n_max),
        new_memory(layers, n_max, 1), new_memory(layers, n_max, 1)
    )  # fmt: skip


@kernel
def finish(films, tape, bars, given, i, lane, came, sums, own, one):
    """Pull the cotangents at the start of a film back to its inputs.

    Parameters: came: cotangents of the start; sums, own: those of coefficients and planes over all
    steps, of the lanes; one: memory of one film.
    """
    n, single_x, single_bars = films.n_planes[i], one.x, one.bars
    p = single_parameters(films.parameters[i], 0)
    by = bars.parameters[i]
    size = PLANES + 2 * n
    for k in range(size):
        single_x[k] = tape.states[i, 0, k]
        single_bars[k] = came[k * WIDTH + lane]
    for k in range(N_SUMS):
        one.sums[k] = sums[k * WIDTH + lane]
    layers_of_lane(films.layers, i, n, own, lane, one.layers, one.own)
    for r in range(films.t_out.shape[1]):
        if tape.record_step[i, r] != START:
            break
        given_y, given_scalars = given[0][i, r], given[1][i, r]
        for j in range(n):
            single_bars[PLANES + 2 * j] += given_y[n - 1 - j]
        single_bars[ADSORBED] += given_scalars[ADSORBED_OUT]
        single_bars[DISSOLVED] += given_scalars[DISSOLVED_OUT]
        single_bars[LOST] += given_scalars[LOST_OUT]
        single_bars[STERN] += given_scalars[STERN_OUT]
        gate = _gate_of(single_x, films.v_start[i, 0])
        seen, by_p = _start_pull(p, gate, _fill(0.0), given_scalars[CURRENT_OUT])
        single_bars[DISSOLVED] += seen.r
        single_bars[ADSORBED] += seen.s
        single_bars[STERN] += seen.drop
        single_bars[PLANES] += seen.y
        single_bars[PLANES + 1] += seen.phi
        single_bars[PLANES + 2] += seen.y_below
        bars.v_start[i, 0] += seen.voltage
        _add(by, 0, by_p)
    _pull_potential(p, n, one.layers, single_x, single_bars, one.work, one.sums, one.own)
    bars.start[i, n] = single_bars[ADSORBED]
    bars.start[i, n + 1] = single_bars[DISSOLVED]
    bars.start[i, n + 2] = single_bars[LOST]
    bars.start[i, n + 3] = single_bars[STERN]
    for j in range(n):
        bars.start[i, n - 1 - j] = single_bars[PLANES + 2 * j]
    for k in range(N_PARAMETERS):
        by[k] += one.sums[k]
    add_layers(bars.layers, i, n, one.own)
