"""Records of front-model films within the steps that contain them, and their tangents."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics.compiled import inlined, kernel
from nmhts.numerics.lanes import WIDTH, all_lanes, load, splat, store
from nmhts.numerics.rosenbrock import DENSE, STAGES
from nmhts.physics.transport.front_law import Seen
from nmhts.physics.transport.front_sides import (
    chosen_seen,
    in_lanes,
    seen_of,
    spread_seen,
    state_of,
)
from nmhts.physics.transport.front_state import N_FRONT_PARAMETERS, SIZE, STERN
from nmhts.physics.transport.front_step import parameters_of

_outward_push, _inward_push = in_lanes("outward_seen_push"), in_lanes("inward_seen_push")
_fill = in_lanes("fill_seen")

# Quantities recorded in addition to the unknowns.
CURRENT_OUT, TOP_OUT, METAL_OUT, PARKED_OUT, VACANT_OUT = range(SIZE, SIZE + len(Seen._fields))
N_OUT = SIZE + len(Seen._fields)
"""Length of a record: the unknowns, current density A/m2, occupancy at the gate, planes of metal,
planes parked, vacant share of the nitride."""


class RecordSpace(NamedTuple):
    """Memory for one record of each lane."""

    x: Any  # [SIZE]
    charging: Any  # dD/dt, V/s
    seen: Any  # [5] quantities recorded in addition to the unknowns
    moved: Any  # [SIZE]
    moved_charging: Any


@kernel
def _between(begin, end, u, k, lane, share):
    """Return unknown k of a lane at a share of the step, and its first two derivatives."""
    first, last = begin[k * WIDTH + lane], end[k * WIDTH + lane]
    c, d = 0.0, 0.0
    for j in range(STAGES - 1):
        value = u[(j * SIZE + k) * WIDTH + lane]
        c += DENSE[0, j] * value
        d += DENSE[1, j] * value
    rest, bend = 1.0 - share, c + share * d
    return (
        rest * first + share * (last + rest * bend),
        last - first + (rest - share) * bend + share * rest * d,
        -2.0 * bend + 2.0 * (rest - share) * d,
    )


@inlined
def _store_seen(seen, found):
    store(seen, 0, found.current)
    store(seen, 1, found.y_top)
    store(seen, 2, found.metal)
    store(seen, 3, found.parked)
    store(seen, 4, found.vacancies)


@kernel
def _observe(p, x, charging, seen):
    """Fill ``seen`` [5] with the additional recorded quantities, of all lanes."""
    _store_seen(seen, seen_of(p, state_of(x, 0, splat(0.0)), charging))


@kernel
def _observe_moves(p, by, x, moved, charging, moved_charging, seen):
    """Fill ``seen`` [5] with the tangents of the additional recorded quantities, of all lanes."""
    a, d = state_of(x, 0, splat(0.0)), state_of(moved, 0, splat(0.0))
    out = inside = _fill(splat(0.0))
    if not all_lanes(a.D < 0.0):
        out = spread_seen(_outward_push(p, a, d, by, charging, moved_charging))
    if not all_lanes(a.D >= 0.0):
        inside = spread_seen(_inward_push(p, a, d, by, charging, moved_charging))
    _store_seen(seen, chosen_seen(a.D >= 0.0, out, inside))


@kernel
def note_records(films, at, accepted, p, x, after, u, space, records):
    """Fill the next record of every film whose step contains one; return whether there was any."""
    some = False
    for lane in range(WIDTH):
        share = _share_of_record(films, at, accepted, lane)
        if np.isnan(share):
            share = 1.0
        else:
            some = True
        for k in range(SIZE):
            value, speed, _ = _between(x, after, u, k, lane, share)
            space.x[k * WIDTH + lane] = value
            if k == STERN:
                space.charging[lane] = speed / at.step[lane]
    if not some:
        return False
    _observe(p, space.x, load(space.charging, 0), space.seen)
    for lane in range(WIDTH):
        if not np.isnan(_share_of_record(films, at, accepted, lane)):
            _keep(records[at.film[lane], at.out[lane]], space.x, space.seen, lane)
    return True


@kernel
def note_moves(films, moves, at, accepted, m, p, x, after, u, tangents, space):
    """Fill the tangents, along direction m, of the records just filled by ``note_records``."""
    size = SIZE * WIDTH
    moved = tangents.moved[m * size : (m + 1) * size]
    moved_after = tangents.after[m * size : (m + 1) * size]
    pushed = tangents.pushed[m * STAGES * size : (m + 1) * STAGES * size]
    for lane in range(WIDTH):
        share, by_share = _share_of_record(films, at, accepted, lane), 0.0
        longer = tangents.longer[m * WIDTH + lane]
        if np.isnan(share):
            share = 1.0
        else:
            by_share = _moved_share(films, moves, at, longer, lane, share, m)
        for k in range(SIZE):
            along, along_speed, _ = _between(moved, moved_after, pushed, k, lane, share)
            _, speed, bend = _between(x, after, u, k, lane, share)
            space.moved[k * WIDTH + lane] = along + by_share * speed
            if k == STERN:
                faster = along_speed + by_share * bend - speed * longer
                space.moved_charging[lane] = faster / at.step[lane]
    _observe_moves(
        p, parameters_of(tangents.tables, m * N_FRONT_PARAMETERS), space.x, space.moved,
        load(space.charging, 0), load(space.moved_charging, 0), space.seen
    )  # fmt: skip
    for lane in range(WIDTH):
        if not np.isnan(_share_of_record(films, at, accepted, lane)):
            _keep(moves.records[at.film[lane], m, at.out[lane]], space.moved, space.seen, lane)


@kernel
def next_records(films, at, accepted):
    """Advance to the next record of every film whose step contained one."""
    for lane in range(WIDTH):
        if not np.isnan(_share_of_record(films, at, accepted, lane)):
            at.out[lane] += 1


@kernel
def _keep(out, x, seen, lane):
    for k in range(SIZE):
        out[k] = x[k * WIDTH + lane]
    for k in range(N_OUT - SIZE):
        out[SIZE + k] = seen[k * WIDTH + lane]


@kernel
def _share_of_record(films, at, accepted, lane):
    """Return the share of the step at which the next record of a film lies; NaN if outside."""
    if not accepted[lane] or at.out[lane] >= films.t_out.shape[1]:
        return np.nan
    i = at.film[lane]
    late = films.t_out[i, at.out[lane]] - films.nodes[i, at.piece[lane]]
    left = at.t_end[lane] - at.t[lane]
    ahead = at.t_end[lane] if at.step[lane] == left else at.t[lane] + at.step[lane]
    if late > ahead:
        return np.nan
    return min(1.0, max(0.0, (late - at.t[lane]) / at.step[lane]))


@kernel
def _moved_share(films, moves, at, longer, lane, share, m):
    """Return the tangent of the share of the step at which the next record lies."""
    i, piece = at.film[lane], at.piece[lane]
    by_begin = moves.nodes[i, m, piece] + at.t[lane] * longer
    return (moves.t_out[i, m, at.out[lane]] - by_begin) / at.step[lane] - share * longer
