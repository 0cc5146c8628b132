"""Tangent of one Rosenbrock step of front-model films in lanes, along several directions.

As ``tangent`` for films of planes: with the step's own matrix and its elimination,

    W U'_i = J(a_i) a'_i + df/dp p' + df/dV V'_i + sum_j C_ij U'_j / h + J' U_i
    a'_i = x' + sum_j A_ij U'_j

J' belongs to a direction and is computed once a step. What a stage has in common for all directions
is computed once, before the loop over them.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import kernel, maker
from nmhts.numerics.lanes import WIDTH, all_lanes, fma, load, splat, store, zeros
from nmhts.numerics.rosenbrock import NODES, SLOPES, STAGES, A, C
from nmhts.physics.transport.front_law import FrontRows, FrontSlopes
from nmhts.physics.transport.front_sides import (
    chosen_rows,
    chosen_slopes,
    in_lanes,
    spread_rows,
    spread_slopes,
    state_of,
)
from nmhts.physics.transport.front_state import N_FRONT_PARAMETERS, SIZE, STERN
from nmhts.physics.transport.front_step import parameters_of, solve, store_rates

N_ROWS, N_SLOPES = len(FrontRows._fields), len(FrontSlopes._fields)

_rescaled, _drive_push = in_lanes("front_rescaled"), in_lanes("front_drive_push")
_outward_push, _inward_push = in_lanes("outward_push"), in_lanes("inward_push")
_outward_bent, _inward_bent = in_lanes("outward_bent"), in_lanes("inward_bent")
_turn = in_lanes("front_turn")
_load_rows, _store_rows = in_lanes("load_front_rows"), in_lanes("store_front_rows")
_load_slopes, _store_slopes = in_lanes("load_front_slopes"), in_lanes("store_front_slopes")
_store_parameters = in_lanes("store_front_parameters")


class FrontTangents(NamedTuple):
    """Directions of the films in lanes: m of each, arrays of lanes."""

    tables: Any  # [m, N_FRONT_PARAMETERS] changes of the coefficients
    rates: Any  # the same including the change of the step length
    begin: Any  # [m] V at the start of the step
    rise: Any  # [m] V, of its rise over the step
    longer: Any  # [m] step length, in units of itself
    moved: Any  # [m, SIZE] x'
    after: Any  # [m, SIZE] x' at the end of the step
    arguments: Any  # [m, SIZE] a' of a stage
    pushed: Any  # [m, STAGES, SIZE] U'
    bent: Any  # [m, N_SLOPES] changes of the derivatives of the rows
    rows: Any  # [m, N_ROWS] changes of the rows


@maker
def new_tangents(many):
    """Return memory for some directions."""
    wide = many * WIDTH
    return FrontTangents(
        zeros(N_FRONT_PARAMETERS * wide), zeros(N_FRONT_PARAMETERS * wide), np.zeros(wide),
        np.zeros(wide), np.zeros(wide), zeros(SIZE * wide), zeros(SIZE * wide), zeros(SIZE * wide),
        zeros(STAGES * SIZE * wide), zeros(N_SLOPES * wide), zeros(N_ROWS * wide)
    )  # fmt: skip


@kernel
def _bend(p, x, tangents):
    """Fill ``bent`` for the state ``x``."""
    none = splat(0.0)
    seen = state_of(x, 0, none)
    outward = seen.D >= 0.0
    many = len(tangents.longer) // WIDTH
    if not all_lanes(seen.D < 0.0):
        for m in range(many):
            d_p = parameters_of(tangents.rates, m * N_FRONT_PARAMETERS)
            bent = _outward_bent(p, seen, state_of(tangents.moved, m * SIZE, none), d_p)
            _store_slopes(tangents.bent, m * N_SLOPES, spread_slopes(bent))
    if not all_lanes(outward):
        for m in range(many):
            d_p = parameters_of(tangents.rates, m * N_FRONT_PARAMETERS)
            bent = _inward_bent(p, seen, state_of(tangents.moved, m * SIZE, none), d_p)
            other = _load_slopes(tangents.bent, m * N_SLOPES)
            bent = chosen_slopes(outward, other, spread_slopes(bent))
            _store_slopes(tangents.bent, m * N_SLOPES, bent)


@kernel
def _push_rows(p, stage, voltage, arguments, tangents):
    """Fill ``rows`` for a stage."""
    seen = state_of(arguments, stage * SIZE, voltage)
    outward, late = seen.D >= 0.0, NODES[stage]
    many = len(tangents.longer) // WIDTH
    if not all_lanes(seen.D < 0.0):
        for m in range(many):
            d_voltage = fma(late, load(tangents.rise, m), load(tangents.begin, m))
            d = state_of(tangents.arguments, m * SIZE, d_voltage)
            d_p = parameters_of(tangents.rates, m * N_FRONT_PARAMETERS)
            _store_rows(tangents.rows, m * N_ROWS, spread_rows(_outward_push(p, seen, d, d_p)))
    if not all_lanes(outward):
        for m in range(many):
            d_voltage = fma(late, load(tangents.rise, m), load(tangents.begin, m))
            d = state_of(tangents.arguments, m * SIZE, d_voltage)
            d_p = parameters_of(tangents.rates, m * N_FRONT_PARAMETERS)
            rows = spread_rows(_inward_push(p, seen, d, d_p))
            rows = chosen_rows(outward, _load_rows(tangents.rows, m * N_ROWS), rows)
            _store_rows(tangents.rows, m * N_ROWS, rows)


@kernel
def push_step(p, x, begin, rise, step, u, arguments, matrix, tangents):
    """Push all directions over a step: fill ``pushed`` and ``after``.

    Parameters: as in ``take_step``, which has filled u, arguments and matrix.
    """
    per_step, none = 1.0 / step, splat(0.0)
    many = len(tangents.longer) // WIDTH
    for m in range(many):
        at = m * N_FRONT_PARAMETERS
        d_p = parameters_of(tangents.tables, at)
        d_p = _rescaled(p, d_p, load(tangents.longer, m))
        _store_parameters(tangents.rates, at, d_p)
    _bend(p, x, tangents)
    for stage in range(STAGES):
        for m in range(many):
            for k in range(SIZE):
                total = load(tangents.moved, m * SIZE + k)
                for j in range(stage):
                    pushed = load(tangents.pushed, (m * STAGES + j) * SIZE + k)
                    total = fma(A[stage, j], pushed, total)
                store(tangents.arguments, m * SIZE + k, total)
        _push_rows(p, stage, fma(NODES[stage], rise, begin), arguments, tangents)
        turn = state_of(u, stage * SIZE, none)
        for m in range(many):
            base = m * STAGES * SIZE
            here = _load_rows(tangents.rows, m * N_ROWS)
            more = _turn(turn, _load_slopes(tangents.bent, m * N_SLOPES))
            rows = FrontRows(
                here.flux + more.flux, here.dilute_rate + more.dilute_rate,
                here.exit_flux + more.exit_flux, here.dissolution + more.dissolution,
                here.loss + more.loss, here.charging + more.charging
            )  # fmt: skip
            place = base + stage * SIZE
            store_rates(tangents.pushed, place, rows)
            for k in range(SIZE):
                total = load(tangents.pushed, place + k)
                for j in range(stage):
                    pushed = load(tangents.pushed, base + j * SIZE + k)
                    total = fma(C[stage, j] * per_step, pushed, total)
                store(tangents.pushed, place + k, total)
            d_p = parameters_of(tangents.rates, m * N_FRONT_PARAMETERS)
            drive = SLOPES[stage] * _drive_push(p, d_p, rise, load(tangents.rise, m))
            store(tangents.pushed, place + STERN, load(tangents.pushed, place + STERN) + drive)
            solve(matrix, tangents.pushed, place)
    for m in range(many):
        last = (m * STAGES + STAGES - 1) * SIZE
        for k in range(SIZE):
            new = load(tangents.arguments, m * SIZE + k) + load(tangents.pushed, last + k)
            store(tangents.after, m * SIZE + k, new)
