"""Records of front-model films within the steps that contain them, and their tangents."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from nmhts.numerics import duals, lanes
from nmhts.numerics.compiled import kernel
from nmhts.numerics.duals import dual
from nmhts.numerics.lanes import WIDTH, load, store
from nmhts.numerics.rosenbrock import DENSE, STAGES
from nmhts.physics.transport.front_laws import front_laws
from nmhts.physics.transport.front_state import SIZE, STERN
from nmhts.physics.transport.front_step import moving, unknowns

_laws, _moving_laws = front_laws(lanes), front_laws(duals)
_bulk, _current = _laws.bulk, _laws.current
_moving_bulk, _moving_current = _moving_laws.bulk, _moving_laws.current

# Quantities recorded in addition to the unknowns.
CURRENT_OUT, TOP_OUT, METAL_OUT, PARKED_OUT, VACANT_OUT = range(SIZE, SIZE + 5)
N_OUT = SIZE + 5
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


@kernel
def _observe(p, x, charging, seen):
    """Fill ``seen`` [5] with the additional recorded quantities, of all lanes."""
    u = unknowns(x)
    film = _bulk(p, u[0], u[1], u[2], u[STERN])
    store(seen, 0, _current(p, u, charging))
    store(seen, 1, film.y_top)
    store(seen, 2, film.metal)
    store(seen, 3, film.parked)
    store(seen, 4, film.vacancies)


@kernel
def _observe_moves(p, by, x, moved, charging, moved_charging, seen):
    """Fill ``seen`` [5] with the tangents of the additional recorded quantities, of all lanes."""
    a, d = unknowns(x), unknowns(moved)
    u = (
        dual(a[0], d[0]),
        dual(a[1], d[1]),
        dual(a[2], d[2]),
        dual(a[3], d[3]),
        dual(a[4], d[4]),
        dual(a[5], d[5]),
        dual(a[6], d[6]),
    )
    q = moving(p, by)
    film = _moving_bulk(q, u[0], u[1], u[2], u[STERN])
    store(seen, 0, _moving_current(q, u, dual(charging, moved_charging)).slope)
    store(seen, 1, film.y_top.slope)
    store(seen, 2, film.metal.slope)
    store(seen, 3, film.parked.slope)
    store(seen, 4, film.vacancies.slope)


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
def note_moves(
    films, moves, at, accepted, m, p, by, x, after, u, moved, moved_after, pushed, longer, space
):
    """Fill the tangents, along direction m, of the records just filled by ``note_records``."""
    for lane in range(WIDTH):
        share, by_share = _share_of_record(films, at, accepted, lane), 0.0
        if np.isnan(share):
            share = 1.0
        else:
            by_share = _moved_share(films, moves, at, longer, lane, share, m)
        for k in range(SIZE):
            along, along_speed, _ = _between(moved, moved_after, pushed, k, lane, share)
            _, speed, bend = _between(x, after, u, k, lane, share)
            space.moved[k * WIDTH + lane] = along + by_share * speed
            if k == STERN:
                faster = along_speed + by_share * bend - speed * longer[lane]
                space.moved_charging[lane] = faster / at.step[lane]
    _observe_moves(
        p, by, space.x, space.moved, load(space.charging, 0), load(space.moved_charging, 0),
        space.seen
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
    by_begin = moves.nodes[i, m, piece] + at.t[lane] * longer[lane]
    return (moves.t_out[i, m, at.out[lane]] - by_begin) / at.step[lane] - share * longer[lane]
